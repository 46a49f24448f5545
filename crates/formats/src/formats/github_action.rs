//! `action.yml`: an action of GitHub that stands in this repository.

use crate::commands::Work;
use crate::declare::{Answer, action_use, pipeline};
use crate::registry::Spec;
use crate::{Declared, yaml};
use quarterdeck_facts::PipelineSystem;

pub(crate) const SPEC: Spec = Spec {
    id: "github-action",
    file_names: "action.yml, action.yaml",
    reads: "Actions and images that it uses, whether its steps test or build.",
    answers_to: |place| place.is("action.yml") || place.is("action.yaml"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let tree = yaml::parse(text)?;
    let Some(runs) = tree.get("runs") else { return Err("no `runs`".to_owned()) };
    let (mut pipeline, mut work) = (pipeline(PipelineSystem::GitHubAction), Work::default());
    if let Some(image) = runs.get("image").filter(|image| image.text().starts_with("docker://")) {
        pipeline.uses.push(action_use(image.text(), image.line));
    }
    for step in runs.items_of("steps") {
        if let Some(uses) = step.get("uses") {
            let used = action_use(uses.text(), uses.line);
            if let Some(command) = work.action(&used.name) {
                let input = step.get("with").map_or("", |with| with.text_of(&command.input));
                work.script(&format!("{} {input}", command.program));
            }
            pipeline.uses.push(used);
        }
        work.script(step.text_of("run"));
    }
    work.tell(&mut pipeline);
    Ok(Declared::Pipeline(pipeline))
}
