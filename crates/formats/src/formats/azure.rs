//! Azure Pipelines.

use crate::commands::Work;
use crate::declare::{Answer, action_use, image_use, pipeline};
use crate::node::{Node, Value};
use crate::registry::Spec;
use crate::{Declared, yaml};
use quarterdeck_facts::{Permissions, PipelineJob, PipelineSystem};

pub(crate) const SPEC: Spec = Spec {
    id: "azure-pipelines",
    file_names: "azure-pipelines*.yml, .azure-pipelines/*.yml",
    reads: "Triggers, jobs, containers and templates of other repositories, whether scripts or tasks test or build.",
    answers_to: |place| {
        place.is_yaml()
            && (place.file.starts_with("azure-pipeline")
                || matches!(place.last_folder(), ".azure-pipelines" | "azure-pipelines" | ".azuredevops"))
    },
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let tree = yaml::parse_map(text)?;
    let (mut pipeline, mut work) = (pipeline(PipelineSystem::Azure), Work::default());
    for (key, event) in [("pr", "pull_request"), ("trigger", "push"), ("schedules", "schedule")] {
        if tree.get(key).is_some_and(|node| node.text() != "none") {
            pipeline.triggers.push(event.to_owned());
        }
    }
    pipeline.triggers.sort();
    tree.walk(&mut |key, node| match key {
        "job" | "deployment" if node.is_scalar() => {
            work.deploys |= key == "deployment";
            let id = node.text().to_owned();
            pipeline.jobs.push(PipelineJob { id, line: node.line, permissions: Permissions::Undeclared });
        }
        "script" | "bash" | "pwsh" | "powershell" => work.script(node.text()),
        "steps" if node.is_map() => task(node, &mut work),
        "container" | "image" if node.text().contains(['/', ':']) && !node.text().contains('$') => {
            pipeline.uses.push(image_use(node.text(), node.line));
        }
        "template" if node.text().contains('@') => pipeline.uses.push(action_use(node.text(), node.line)),
        _ => {}
    });
    // Steps at the top form one job without a name.
    if pipeline.jobs.is_empty()
        && let Some(steps) = tree.get("steps")
    {
        let job = PipelineJob { id: "steps".to_owned(), line: steps.line, permissions: Permissions::Undeclared };
        pipeline.jobs.push(job);
    }
    work.tell(&mut pipeline);
    Ok(Declared::Pipeline(pipeline))
}

/// Tasks of the host that deploy or publish.
const DEPLOYS: [&str; 13] = [
    "AzureWebApp",
    "AzureRmWebAppDeployment",
    "AzureFunctionApp",
    "AzureAppServiceManage",
    "AzureContainerApps",
    "IISWebAppDeploymentOnMachineGroup",
    "Kubernetes",
    "KubernetesManifest",
    "HelmDeploy",
    "CopyFilesOverSSH",
    "SSH",
    "FtpUpload",
    "AzureFileCopy",
];

/// Tasks of the host that test or build by their name and inputs.
fn task(step: &Node, work: &mut Work) {
    let name = step.text_of("task").split('@').next().unwrap_or_default();
    let input = |key: &str| step.get("inputs").map_or("", |inputs| inputs.text_of(key));
    let written = |key: &str, default: &'static str| match step.get("inputs").and_then(|inputs| inputs.get(key)) {
        Some(node) if !matches!(node.value, Value::Null) => node.text().to_owned(),
        _ => default.to_owned(),
    };
    match name {
        "VSTest" | "PublishTestResults" => work.tests = true,
        "VSBuild" | "MSBuild" => work.builds = true,
        "Docker" => {
            work.builds = true;
            work.deploys |= input("command").to_ascii_lowercase().contains("push");
        }
        name if DEPLOYS.contains(&name) => work.deploys = true,
        name if name.starts_with("Sonar") || name.starts_with("AdvancedSecurity-Codeql") => work.analyses = true,
        "DotNetCoreCLI" => work.script(&format!("dotnet {}", written("command", "build"))),
        "Maven" => work.script(&format!("mvn {}", written("goals", "package"))),
        "Gradle" => work.script(&format!("gradle {}", written("tasks", "build"))),
        "Npm" => work.script(&format!("npm {}", input("customCommand"))),
        "CmdLine" | "Bash" | "PowerShell" => work.script(input("script")),
        _ => {}
    }
}
