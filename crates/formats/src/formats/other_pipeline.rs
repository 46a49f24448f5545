//! CI systems that are recognised by a file name of their own: their structure is not read, their commands are.

use crate::commands::Work;
use crate::declare::{Answer, pipeline};
use crate::registry::Spec;
use crate::{Declared, text};
use quarterdeck_facts::PipelineSystem;

pub(crate) const SPEC: Spec = Spec {
    id: "other-pipeline",
    file_names: "appveyor.yml, .appveyor.yml, .drone.yml, .woodpecker.yml, .woodpecker/*.yml, .buildkite/*.yml, \
                 .semaphore/*.yml, .cirrus.yml, wercker.yml, .teamcity/settings.kts, cloudbuild.yaml, buildspec.yml",
    reads: "That it exists, and whether its lines test or build; jobs and images are not read.",
    answers_to: |place| {
        const FILES: [&str; 15] = [
            "appveyor.yml",
            ".appveyor.yml",
            ".drone.yml",
            ".drone.yaml",
            ".woodpecker.yml",
            ".woodpecker.yaml",
            ".cirrus.yml",
            "wercker.yml",
            "cloudbuild.yaml",
            "cloudbuild.yml",
            "buildspec.yml",
            "buildkite.yml",
            "buildkite.yaml",
            "codefresh.yml",
            "shippable.yml",
        ];
        FILES.contains(&place.file)
            || (place.is_yaml() && matches!(place.last_folder(), ".woodpecker" | ".buildkite" | ".semaphore"))
            || (place.last_folder() == ".teamcity" && place.is("settings.kts"))
    },
    lossy: true,
    read,
};

fn read(text: &str) -> Answer {
    let (mut pipeline, mut work) = (pipeline(PipelineSystem::Other), Work::default());
    for (_, line) in text::numbered(text) {
        // What is packed at the end was built (CodeBuild, AppVeyor).
        work.builds |= line.trim_end() == "artifacts:";
        let line = line.trim().trim_start_matches("- ");
        let keyed = line.split_once(": ").filter(|(key, _)| !key.contains(' ') && !matches!(*key, "name" | "label"));
        work.script(keyed.map_or(line, |(_, value)| value));
    }
    work.tell(&mut pipeline);
    Ok(Declared::Pipeline(pipeline))
}
