//! PRC-16: nothing in the repository brings a version to its users by itself.

use crate::Rule;
use crate::pipelines::is_quiet;
use crate::support::{
    absence, by_share, days, file_name, files_of, has_file, has_unread_pipelines, holds_libraries_only, manifests_of,
    repository_finding, running_pipelines, ships, source_lines_of,
};
use quarterdeck_base::Message;
use quarterdeck_facts::{Ecosystem, Facts, FileFacts, FileKind, Manifest, Pipeline};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
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
    "fly.toml",
    "heroku.yml",
    "nixpacks.toml",
    "platform.app.yaml",
    ".platform.app.yaml",
    "procfile",
    "railway.json",
    "railway.toml",
    "render.yaml",
    "serverless.yml",
    "serverless.yaml",
    "skaffold.yaml",
    "wrangler.toml",
    ".goreleaser.yml",
    ".goreleaser.yaml",
    ".releaserc",
    ".releaserc.json",
    ".promu.yml",
];

/// Files of hosts for static sites, which carry documentation as often as applications.
const SITE_FILES: [&str; 4] = ["firebase.json", "netlify.toml", "now.json", "vercel.json"];

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
            english: "Nothing in repository { $repository } deploys or publishes more than documents: its pipelines stop before the users.",
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
         Jenkins or TeamCity) leaves no file here: severity and confidence are low.",
        "A job or step that is named after documents (`openapi`, `docs`), the pages of a repository, and a file of a host \
         for static sites (`netlify.toml`, `vercel.json`) that stands beside no `package.json` bring documentation to \
         people, not versions: they do not count.",
        "Pipelines of Travis CI, Jenkins and others that deploy and were not changed for three years may have \
         stopped to run, and those that call one of another repository or a shared library of Jenkins cannot be read from here: the check does not answer.",
        "A workflow that waits for a release to be published says that releases are made elsewhere (jellyfin): the check does not answer.",
        "A repository without any pipeline, or with such as neither build nor test (SuiteCRM's answers to issues), has the finding of \
         PRC-08 already: the check does not answer.",
        "Repositories that nobody committed to for 12 months, whose manifests all are libraries, and those of fewer than 500 source lines, are left out.",
    ],
    precision: Some(Precision { read: 10, correct: 7, repositories: 5 }),
    sources: &["DORA capability: deployment automation", "Mercari production readiness checklist"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let (mut judged, mut unknown) = (0, Vec::new());
    let mut findings: Vec<Finding> = Vec::new();
    for (at, repository) in facts.repositories.iter().enumerate() {
        if source_lines_of(facts, at) < LEAST_LINES || holds_libraries_only(facts, at) || is_quiet(facts, at) {
            continue;
        }
        if running_pipelines(facts, at).any(|pipeline| pipeline.deploys)
            || has_file(facts, at, deploys_by_itself)
            || is_site_of_application(facts, at)
        {
            judged += 1;
        } else if !running_pipelines(facts, at).any(works)
            || running_pipelines(facts, at).any(waits_for_release)
            || has_unread_pipelines(facts, at, |one| one.deploys)
        {
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
        return Assessment::not_applicable("no repository that changed in the last 12 months holds an application");
    }
    by_share(policy, &META, "manual_repositories_percent", (findings.len() as f64, judged), findings)
}

/// True for a pipeline that a release starts: somebody makes releases, and not here.
fn waits_for_release(pipeline: &Pipeline) -> bool {
    pipeline.triggers.iter().any(|trigger| trigger == "release")
}

/// True for a pipeline that does something with the code: one that only answers issues stops nowhere.
fn works(pipeline: &Pipeline) -> bool {
    pipeline.builds || pipeline.runs_tests || pipeline.may_test
}

/// A file of a host for static sites counts beside the manifest of an application: alone it brings documentation.
fn is_site_of_application(facts: &Facts, repository: usize) -> bool {
    let folders = |file: &FileFacts| file.path.parent().to_vec();
    files_of(facts, repository)
        .iter()
        .filter(|file| file.kind != FileKind::Vendored && ships(file))
        .filter(|file| SITE_FILES.iter().any(|name| file.path.file_name().eq_ignore_ascii_case(name.as_bytes())))
        .any(|site| {
            let own = |manifest: &&Manifest| folders(facts.file(manifest.file)) == folders(site);
            manifests_of(facts, repository)
                .iter()
                .filter(own)
                .any(|manifest| !manifest.lock && !manifest.library && manifest.ecosystem == Ecosystem::Npm)
        })
}

fn deploys_by_itself(path: &str) -> bool {
    let name = file_name(path);
    let script = [".sh", ".ps1", ".bat", ".cmd", ".py", ".rb"].iter().any(|ending| name.ends_with(ending));
    let word =
        ["deploy", "release", "publish"].iter().any(|word| name.split(['-', '_', '.']).any(|part| part == *word));
    // A program without an ending, in a folder of programs, unless it only makes ready.
    let is_ready_only = name.split(['-', '_']).any(|part| matches!(part, "prepare" | "draft" | "bump" | "notes"));
    let program = !name.contains('.') && ["bin/", "script/", "scripts/"].iter().any(|folder| path.starts_with(folder));
    PLATFORM_FILES.contains(&name) || (script && word) || (program && word && !is_ready_only)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{action_use, add_file, add_manifest, add_pipeline, days_ago, empty_facts, said};
    use quarterdeck_facts::{Ecosystem, Facts, PipelineSystem};
    use quarterdeck_findings::Policy;

    fn code(lines: u32) -> Facts {
        let mut facts = empty_facts();
        add_file(&mut facts, "shop/app.py", |file| file.code = lines);
        facts
    }

    fn system(deploys: bool, used: &str) -> Facts {
        let mut facts = code(900);
        let pipeline = add_pipeline(&mut facts, ".github/workflows/ci.yml");
        (pipeline.builds, pipeline.deploys) = (true, deploys);
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
        let library_beside = |other: Option<&str>| {
            let mut facts = system(false, "actions/checkout");
            add_manifest(&mut facts, "package.json", Ecosystem::Npm, &[]);
            facts.manifests[0].library = true;
            if let Some(name) = other {
                add_manifest(&mut facts, "Cargo.toml", Ecosystem::Cargo, &[]);
                name.clone_into(&mut facts.manifests[1].name);
            }
            facts
        };
        let mut site = with_file("netlify.toml");
        add_manifest(&mut site, "package.json", Ecosystem::Npm, &[("next", "15.0.0")]);
        let mut shared = system(false, "shared");
        (shared.pipelines[0].system, shared.pipelines[0].read) = (PipelineSystem::Jenkins, false);
        let mut stopped = system(true, "actions/checkout");
        stopped.pipelines[0].system = PipelineSystem::Travis;
        let file = stopped.pipelines[0].file;
        stopped.files[file.at()].history.as_mut().unwrap().last_changed = days_ago(1200);
        let mut waits = system(false, "actions/checkout");
        waits.pipelines[0].triggers.push("release".to_owned());
        let mut answers = system(false, "actions/github-script");
        answers.pipelines[0].builds = false;
        for (facts, expected) in [
            (answers, "could-not-assess"),
            (waits, "could-not-assess"),
            (system(true, "actions/checkout"), "ok"),
            (system(false, "actions/checkout"), "found 1"),
            (system(false, "acme/ci/.github/workflows/all.yml"), "could-not-assess"),
            (with_file("bin/deploy-production.sh"), "ok"),
            (with_file("bin/release/publish-release"), "ok"),
            (with_file("bin/release/prepare-release"), "found 1"),
            (with_file("shop/release"), "found 1"),
            (with_file("Procfile"), "ok"),
            (with_file("netlify.toml"), "found 1"),
            (site, "ok"),
            (library_beside(Some("")), "not-applicable"),
            (library_beside(Some("shop")), "found 1"),
            (shared, "could-not-assess"),
            (stopped, "could-not-assess"),
            (with_file("src/release_notes.txt"), "found 1"),
            (code(900), "could-not-assess"),
            (code(100), "not-applicable"),
            (library_beside(None), "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }
}
