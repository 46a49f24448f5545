//! Travis CI.

use crate::commands::Work;
use crate::declare::{Answer, pipeline};
use crate::registry::Spec;
use crate::{Declared, yaml};
use quarterdeck_facts::{Permissions, PipelineJob, PipelineSystem};

pub(crate) const SPEC: Spec = Spec {
    id: "travis",
    file_names: ".travis.yml",
    reads: "Jobs, whether scripts test or build; without a script, what the host runs for the language.",
    answers_to: |place| matches!(place.file, ".travis.yml" | ".travis.yaml"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let tree = yaml::parse_map(text)?;
    let (mut pipeline, mut work) = (pipeline(PipelineSystem::Travis), Work::default());
    for holder in ["jobs", "matrix"] {
        let listed = tree.get(holder).map_or(&[][..], |jobs| jobs.items_of("include"));
        for (number, job) in listed.iter().enumerate() {
            let written = ["name", "stage"].map(|key| job.text_of(key)).into_iter().find(|name| !name.is_empty());
            let id = written.map_or_else(|| (number + 1).to_string(), str::to_owned);
            let line = job.entries().first().map_or(job.line, |(_, node)| node.line);
            pipeline.jobs.push(PipelineJob { id, line, permissions: Permissions::Undeclared });
        }
    }
    // Its own step that publishes, elsewhere than to pages: <https://docs.travis-ci.com/user/deployment/>.
    tree.walk(&mut |key, node| {
        let provider = if key == "deploy" { node.text_of("provider") } else { "" };
        work.deploys |= !matches!(provider, "" | "pages" | "pages:git");
    });
    let mut scripts = 0;
    tree.walk(&mut |key, node| {
        if matches!(key, "script" | "before_script" | "after_success" | "after_script" | "install") && node.is_scalar()
        {
            scripts += usize::from(key == "script");
            work.script(node.text());
        }
    });
    if scripts == 0 {
        work.script(default_script(tree.items_of("language").first().map_or("", |language| language.text())));
    }
    work.tell(&mut pipeline);
    Ok(Declared::Pipeline(pipeline))
}

/// What the host runs when a file has no script: <https://docs.travis-ci.com/user/languages/>.
fn default_script(language: &str) -> &'static str {
    match language {
        "node_js" => "npm test",
        "java" | "jdk" | "groovy" | "kotlin" => "mvn test",
        "go" => "go test ./...",
        "rust" => "cargo build\ncargo test",
        "php" => "phpunit",
        "ruby" | "" => "rake",
        "scala" => "sbt test",
        _ => "",
    }
}
