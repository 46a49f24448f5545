//! Jenkinsfile: a Groovy program, read line by line for literals and never run.

use crate::commands::Work;
use crate::declare::{Answer, action_use, image_use, pipeline};
use crate::registry::Spec;
use crate::text::{numbered, quoted};
use crate::{Declared, DeclaredPipeline};
use quarterdeck_facts::{Permissions, PipelineJob, PipelineSystem};
use std::collections::BTreeSet;

pub(crate) const SPEC: Spec = Spec {
    id: "jenkinsfile",
    file_names: "Jenkinsfile, Jenkinsfile.*, *.jenkinsfile",
    reads: "Stages with their lines, libraries and images used, whether commands test or build.",
    answers_to: |place| {
        place.is("Jenkinsfile") || place.file.starts_with("Jenkinsfile.") || place.ends(&[".jenkinsfile"])
    },
    lossy: true,
    read,
};

/// Steps and words of Jenkins that stand before a bracket at the start of a line.
#[rustfmt::skip]
const STEPS: &[&str] = &[
    "agent", "allOf", "ansiColor", "anyOf", "archive", "archiveArtifacts", "assert", "bat", "booleanParam", "branch", "build",
    "buildDiscarder", "catch", "catchError", "changeset", "checkout", "choice", "cleanWs", "configFileProvider", "cron", "dir",
    "deleteDir", "disableConcurrentBuilds", "docker", "durabilityHint", "echo", "else", "emailext", "environment", "equals",
    "error", "expression", "file", "fileExists", "findFiles", "for", "git", "githubNotify", "httpRequest", "if", "input",
    "isUnix", "jacoco", "junit", "lastChanges", "library", "load", "lock", "logRotator", "mail", "milestone", "node", "not",
    "office365ConnectorSend", "options", "parallel", "parameters", "pipeline", "pollSCM", "post", "powershell", "print",
    "println", "properties", "publishHTML", "pwsh", "quietPeriod", "readFile", "readJSON", "readMavenPom", "readYaml",
    "recordIssues", "retry", "return", "script", "sh", "skipDefaultCheckout", "slackSend", "sleep", "sshCommand", "sshagent",
    "stage", "stash", "step", "string", "switch", "text", "throw", "timeout", "timestamps", "tool", "triggers", "try",
    "unstable", "unstash", "upstream", "usernamePassword", "waitForQualityGate", "waitUntil", "warnError", "when", "while",
    "withCredentials", "withDockerContainer", "withDockerRegistry", "withEnv", "withMaven", "withSonarQubeEnv", "wrap",
    "writeFile", "writeJSON", "ws", "xunit",
];

fn read(text: &str) -> Answer {
    let (mut pipeline, mut work) = (pipeline(PipelineSystem::Jenkins), Work::default());
    let (mut called, mut defined, mut runs) = (BTreeSet::new(), BTreeSet::new(), false);
    for (number, line) in numbered(text) {
        let code = line.trim();
        if code.starts_with("//") || code.starts_with('*') {
            continue;
        }
        literals(code, number, &mut pipeline);
        called.extend(call(code));
        defined.extend(code.strip_prefix("def ").and_then(call));
        // `sh 'mvn test'`, and the lines of a script in triple quotes.
        let command = ["sh", "bat", "powershell", "pwsh"]
            .iter()
            .find_map(|step| code.strip_prefix(step).filter(|rest| rest.starts_with([' ', '(', '\'', '"'])));
        runs |= command.is_some();
        work.script(command.unwrap_or(code).trim_start_matches(['(', ' ', '\'', '"']));
    }
    // Where commands stand beside such a call, they are what is judged; a library can hold everything.
    let library = ["@Library", "library(", "library '", "library \""].iter().any(|word| text.contains(word));
    pipeline.elsewhere =
        library || (!runs && called.iter().any(|name| !STEPS.contains(name) && !defined.contains(name)));
    pipeline.triggers = triggers(text);
    work.tell(&mut pipeline);
    Ok(Declared::Pipeline(pipeline))
}

fn literals(code: &str, line: u32, pipeline: &mut DeclaredPipeline) {
    let after = |word: &str| code.split_once(word).and_then(|(_, rest)| quoted(rest)).map(|(value, _)| value);
    if code.starts_with("stage")
        && let Some(id) = after("stage")
    {
        pipeline.jobs.push(PipelineJob { id: id.to_owned(), line, permissions: Permissions::Undeclared });
    }
    if let Some(library) = code.strip_prefix("@Library").and_then(quoted) {
        pipeline.uses.push(action_use(library.0, line));
    }
    let image = ["image '", "image \"", "docker.image("].iter().find_map(|word| {
        let at = code.find(word)? + "image".len();
        quoted(&code[at..]).map(|(image, _)| image)
    });
    if let Some(image) = image.filter(|image| !image.contains('$') && !image.is_empty()) {
        pipeline.uses.push(image_use(image, line));
    }
}

/// `buildModule(params)`: the name of what a line calls.
fn call(code: &str) -> Option<&str> {
    let (name, _) = code.split_once('(')?;
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.bytes().all(|b| b.is_ascii_alphanumeric());
    is_name.then_some(name)
}

fn triggers(text: &str) -> Vec<String> {
    let known = [("cron(", "schedule"), ("pollSCM(", "push"), ("githubPush(", "push"), ("upstream(", "upstream")];
    let mut out: Vec<String> =
        known.iter().filter(|(word, _)| text.contains(word)).map(|(_, name)| (*name).to_owned()).collect();
    out.sort();
    out.dedup();
    out
}
