//! PRC-16: nothing in the repository brings a version to its users by itself.

use crate::Rule;
use crate::support::{
    absence, by_share, days, file_name, has_file, has_unread_pipelines, holds_libraries_only, repository_finding,
    running_pipelines, source_lines_of,
};
use quarterdeck_base::Message;
use quarterdeck_facts::Facts;
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Severity, Status, Text, ThresholdMeta,
};

/// A script needs no way to production.
const LEAST_LINES: u64 = 500;

/// Files from which a platform deploys by itself.
const PLATFORM_FILES: &[&str] = &[
    "amplify.yml",
    "app.json",
    "app.yaml",
    "appspec.yml",
    "capfile",
    "captain-definition",
    "deploy.php",
    "deploy.rb",
    "fabfile.py",
    "firebase.json",
    "fly.toml",
    "heroku.yml",
    "netlify.toml",
    "nixpacks.toml",
    "now.json",
    "platform.app.yaml",
    ".platform.app.yaml",
    "procfile",
    "railway.json",
    "railway.toml",
    "render.yaml",
    "serverless.yml",
    "serverless.yaml",
    "skaffold.yaml",
    "vercel.json",
    "wrangler.toml",
    ".goreleaser.yml",
    ".goreleaser.yaml",
    ".releaserc",
    ".releaserc.json",
    ".promu.yml",
];

const LOOKED_FOR: &str = "a pipeline step that deploys or publishes, a deployment script, a file of a platform that \
                          deploys by itself";

static META: CheckMeta = CheckMeta {
    id: "PRC-16",
    name: "manual-deploys",
    dimension: Dimension::Process,
    status: Status::Stable,
    since: "0.1.0",
    finds: "A repository with pipelines and 500 source lines or more in which no pipeline step deploys or publishes, no \
            script is named after it (`deploy.sh`, `release.sh`), and no file of a platform that deploys by itself is \
            there. What counts is data: crates/formats/data/pipelines.toml.",
    matters: "When bringing a version to its users is handwork, it happens rarely, on good days, and by one person.",
    evidence: "What was looked for.",
    effort: "Two to five days for each system: one command first, then the pipeline runs it.",
    texts: &[
        Text { key: "title", english: "Deployment is handwork" },
        Text {
            key: "found",
            english: "Nothing in repository { $repository } deploys or publishes: its pipelines stop before the users.",
        },
        Text { key: "works", english: "A pipeline or a script brings versions to their users." },
        Text {
            key: "consequence",
            english: "Repairs wait for the person who can deploy, and a forgotten step takes the system down.",
        },
        Text {
            key: "remedy",
            english: "Write the steps down as one command, let the pipeline run it for a test system, then for \
                      production after an approval; keep the command that goes back one version.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "manual_repositories_percent",
        green: 0.0,
        red: 100.0,
        source: "proposal; Mercari production readiness checklist; DORA capability: deployment automation",
    }],
    exceptions: &[
        "Deployment that is set up outside (a server that pulls, a repository of its own for releases, a job defined in \
         Jenkins or TeamCity) leaves no file here: the confidence is low.",
        "Pipelines that call one of another repository cannot be read from here: the check does not answer.",
        "A pipeline of a system outside the code host that was not changed for three years while the code was may have \
         stopped to run: the check does not answer.",
        "A repository without any pipeline has the finding of PRC-08 already: the check does not answer.",
        "Repositories whose manifests all are libraries, and those of fewer than 500 source lines, are left out.",
    ],
    precision: None,
    sources: &["DORA capability: deployment automation", "Mercari production readiness checklist"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let (mut judged, mut unknown) = (0, Vec::new());
    let mut findings: Vec<Finding> = Vec::new();
    for (at, repository) in facts.repositories.iter().enumerate() {
        if source_lines_of(facts, at) < LEAST_LINES || holds_libraries_only(facts, at) {
            continue;
        }
        if running_pipelines(facts, at).any(|pipeline| pipeline.deploys) || has_file(facts, at, deploys_by_itself) {
            judged += 1;
        } else if running_pipelines(facts, at).next().is_none() || has_unread_pipelines(facts, at, |one| one.deploys) {
            unknown.push(repository.name.as_str());
        } else {
            judged += 1;
            findings.push(Finding {
                severity: Severity::Low,
                confidence: Confidence::Low,
                effort: days(2.0, 5.0, 5.0),
                ..repository_finding(&META, repository, Message::new("found"), vec![absence(repository, LOOKED_FOR)])
            });
        }
    }
    if findings.is_empty() && !unknown.is_empty() {
        return Assessment::could_not_assess(
            format!("no pipeline here, or it is defined elsewhere: {}", unknown.join(", ")),
            "how versions are brought to production",
        );
    }
    if judged == 0 {
        return Assessment::not_applicable("no repository holds an application");
    }
    by_share(policy, &META, "manual_repositories_percent", (findings.len() as f64, judged), findings)
}

fn deploys_by_itself(path: &str) -> bool {
    let name = file_name(path);
    let script = [".sh", ".ps1", ".bat", ".cmd", ".py", ".rb"].iter().any(|ending| name.ends_with(ending));
    let word =
        ["deploy", "release", "publish"].iter().any(|word| name.split(['-', '_', '.']).any(|part| part == *word));
    PLATFORM_FILES.contains(&name) || (script && word)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{action_use, add_file, add_manifest, add_pipeline, empty_facts, said};
    use quarterdeck_facts::{Ecosystem, Facts};
    use quarterdeck_findings::Policy;

    fn code(lines: u32) -> Facts {
        let mut facts = empty_facts();
        add_file(&mut facts, "shop/app.py", |file| file.code = lines);
        facts
    }

    fn system(deploys: bool, used: &str) -> Facts {
        let mut facts = code(900);
        let pipeline = add_pipeline(&mut facts, ".github/workflows/ci.yml");
        pipeline.deploys = deploys;
        pipeline.uses.push(action_use(used, "v1", false));
        facts
    }

    fn with_file(path: &str) -> Facts {
        let mut facts = system(false, "actions/checkout");
        add_file(&mut facts, path, |_| {});
        facts
    }

    #[test]
    fn a_step_a_script_or_a_platform_brings_versions_to_users() {
        let mut library = system(false, "actions/checkout");
        add_manifest(&mut library, "package.json", Ecosystem::Npm, &[]);
        library.manifests[0].library = true;
        for (facts, expected) in [
            (system(true, "actions/checkout"), "ok"),
            (system(false, "actions/checkout"), "found 1"),
            (system(false, "acme/ci/.github/workflows/all.yml"), "could-not-assess"),
            (with_file("bin/deploy-production.sh"), "ok"),
            (with_file("Procfile"), "ok"),
            (with_file("src/release_notes.txt"), "found 1"),
            (code(900), "could-not-assess"),
            (code(100), "not-applicable"),
            (library, "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }
}
