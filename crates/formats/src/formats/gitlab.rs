//! GitLab CI.

use crate::commands::Work;
use crate::declare::{Answer, action_use, image_use, pipeline};
use crate::node::Node;
use crate::registry::Spec;
use crate::{Declared, DeclaredPipeline, text, yaml};
use quarterdeck_facts::{Permissions, PipelineJob, PipelineSystem};

pub(crate) const SPEC: Spec = Spec {
    id: "gitlab-ci",
    file_names: ".gitlab-ci.yml, *.gitlab-ci.yml, .gitlab/ci/*.yml",
    reads: "Jobs, images, projects and components that are included, whether scripts test or build, pipeline sources.",
    answers_to: |place| {
        place.ends(&[".gitlab-ci.yml", ".gitlab-ci.yaml"])
            || (place.is_yaml() && (place.folder == ".gitlab/ci" || place.folder.starts_with(".gitlab/ci/")))
    },
    lossy: false,
    read,
};

/// Keys at the top that are no jobs.
const RESERVED: [&str; 11] = [
    "default",
    "include",
    "stages",
    "variables",
    "workflow",
    "image",
    "services",
    "cache",
    "before_script",
    "after_script",
    "spec",
];

fn read(text: &str) -> Answer {
    let documents = yaml::parse_all(text, 2)?;
    // A header with inputs may stand before the pipeline.
    let Some(tree) = documents.iter().rfind(|tree| tree.is_map()) else {
        return Err(yaml::NO_MAP.to_owned());
    };
    let (mut pipeline, mut work) = (pipeline(PipelineSystem::GitLab), Work::default());
    pipeline.triggers = sources(text);
    for item in include_list(tree) {
        include(item, &mut pipeline);
        // Templates and components of the host that analyse: `Security/SAST.gitlab-ci.yml`, `components/sast`.
        let named = format!("{} {}", item.text_of("template"), item.text_of("component"));
        work.analyses |= named.to_ascii_lowercase().contains("sast") || named.contains("Auto-DevOps");
        work.deploys |= named.contains("Auto-DevOps");
    }
    for holder in [Some(tree), tree.get("default")].into_iter().flatten() {
        images(holder, &mut pipeline);
        scripts(holder, &mut work);
    }
    for (id, job) in tree.entries().iter().filter(|(id, job)| !RESERVED.contains(&id.as_str()) && job.is_map()) {
        // A leading dot hides a template that jobs extend: its script runs, it is no job itself.
        if !id.starts_with('.') {
            pipeline.jobs.push(PipelineJob { id: id.clone(), line: job.line, permissions: Permissions::Undeclared });
        }
        images(job, &mut pipeline);
        scripts(job, &mut work);
        work.deploys |= job.get("environment").is_some();
    }
    work.tell(&mut pipeline);
    Ok(Declared::Pipeline(pipeline))
}

fn include_list(tree: &Node) -> &[Node] {
    match tree.get("include") {
        Some(node) if node.is_map() => std::slice::from_ref(node),
        Some(node) => node.items(),
        None => &[],
    }
}

fn include(item: &Node, pipeline: &mut DeclaredPipeline) {
    let (project, component, remote) = (item.text_of("project"), item.text_of("component"), item.text_of("remote"));
    let written = match (project, component, remote, item.text()) {
        ("", "", "", "") => return, // local files and templates of the instance
        (project, ..) if !project.is_empty() => format!("{project}@{}", item.text_of("ref")),
        (_, component, ..) if !component.is_empty() => component.to_owned(),
        (_, _, remote, plain) => format!("{remote}{plain}"),
    };
    let line = item.entries().first().map_or(item.line, |(_, node)| node.line);
    if !written.starts_with("http") {
        let mut used = action_use(&written, line);
        used.local = used.name.starts_with('/') || (!item.is_map() && !used.name.contains("://"));
        pipeline.uses.push(used);
    } else {
        let mut used = action_use("", line);
        used.name = written;
        pipeline.uses.push(used);
    }
}

fn images(holder: &Node, pipeline: &mut DeclaredPipeline) {
    let services = holder.items_of("services").iter();
    for node in holder.get("image").into_iter().chain(services) {
        let node = node.get("name").unwrap_or(node);
        if !node.text().is_empty() && !node.text().contains('$') {
            pipeline.uses.push(image_use(node.text(), node.line));
        }
    }
}

fn scripts(holder: &Node, work: &mut Work) {
    for key in ["before_script", "script", "after_script"] {
        if let Some(script) = holder.get(key) {
            script.walk(&mut |_, node| work.script(node.text()));
        }
    }
}

/// Values that `$CI_PIPELINE_SOURCE` is compared with.
fn sources(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for (_, rest) in text.lines().filter_map(|line| line.split_once("CI_PIPELINE_SOURCE")) {
        let rest = rest.trim_start();
        if let Some((source, _)) = rest.strip_prefix("==").and_then(text::quoted) {
            out.push(source.to_owned());
        }
    }
    out.sort();
    out.dedup();
    out
}
