//! Bitbucket Pipelines.

use crate::commands::Work;
use crate::declare::{Answer, image_use, pipeline};
use crate::registry::Spec;
use crate::{Declared, yaml};
use quarterdeck_facts::{Permissions, PipelineJob, PipelineSystem};

pub(crate) const SPEC: Spec = Spec {
    id: "bitbucket-pipelines",
    file_names: "bitbucket-pipelines.yml",
    reads: "Triggers, steps, images and pipes, whether scripts test or build.",
    answers_to: |place| place.is("bitbucket-pipelines.yml"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let tree = yaml::parse(text)?;
    let Some(pipelines) = tree.get("pipelines") else { return Err("no `pipelines`".to_owned()) };
    let (mut pipeline, mut work) = (pipeline(PipelineSystem::Bitbucket), Work::default());
    for (key, _) in pipelines.entries() {
        let event = match key.as_str() {
            "default" | "branches" => "push",
            "pull-requests" => "pull_request",
            "tags" => "tag",
            _ => "manual",
        };
        pipeline.triggers.push(event.to_owned());
    }
    pipeline.triggers.sort();
    pipeline.triggers.dedup();
    tree.walk(&mut |key, node| match key {
        "step" if node.is_map() => {
            let line = node.entries().first().map_or(node.line, |(_, first)| first.line);
            let id = match node.text_of("name") {
                "" => format!("step {}", pipeline.jobs.len() + 1),
                name => name.to_owned(),
            };
            pipeline.jobs.push(PipelineJob { id, line, permissions: Permissions::Undeclared });
        }
        "script" | "after-script" if node.is_scalar() => work.script(node.text()),
        "image" | "pipe" => {
            let node = node.get("name").unwrap_or(node);
            if !node.text().is_empty() && !node.text().contains('$') {
                let image = node.text();
                pipeline.uses.push(image_use(image.strip_prefix("docker://").unwrap_or(image), node.line));
            }
        }
        _ => {}
    });
    work.tell(&mut pipeline);
    Ok(Declared::Pipeline(pipeline))
}
