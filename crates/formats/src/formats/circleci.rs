//! CircleCI.

use crate::commands::Work;
use crate::declare::{Answer, action_use, image_use, pipeline};
use crate::registry::Spec;
use crate::{Declared, yaml};
use quarterdeck_facts::{Permissions, PipelineJob, PipelineSystem};

pub(crate) const SPEC: Spec = Spec {
    id: "circleci",
    file_names: ".circleci/config.yml",
    reads: "Jobs, orbs and images, whether commands test or build.",
    answers_to: |place| place.last_folder() == ".circleci" && place.is_yaml(),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let tree = yaml::parse_map(text)?;
    let (mut pipeline, mut work) = (pipeline(PipelineSystem::CircleCi), Work::default());
    for (id, job) in tree.entries_of("jobs") {
        pipeline.jobs.push(PipelineJob { id: id.clone(), line: job.line, permissions: Permissions::Undeclared });
    }
    for (_, orb) in tree.entries_of("orbs").iter().filter(|(_, orb)| orb.is_scalar()) {
        pipeline.uses.push(action_use(orb.text(), orb.line));
    }
    let mut images = Vec::new();
    tree.walk(&mut |key, node| match key {
        "run" | "command" if node.is_scalar() => work.script(node.text()),
        "image" if node.is_scalar() && !node.text().contains("<<") => images.push((node.text(), node.line)),
        _ => {}
    });
    // Machine images (`ubuntu-2204:current`) are the host's own and stand below `machine`.
    let machine =
        |text: &str| text.starts_with("ubuntu-") || text.starts_with("windows-") || text.starts_with("android:");
    pipeline
        .uses
        .extend(images.into_iter().filter(|(text, _)| !machine(text)).map(|(text, line)| image_use(text, line)));
    work.tell(&mut pipeline);
    Ok(Declared::Pipeline(pipeline))
}
