//! PRC-08: nothing builds and tests a change before people get it.

use crate::Rule;
use crate::pipelines::{is_of_host, is_quiet};
use crate::support::{
    absence, days, file_evidence, files_of, is_aside, is_stale, measured, own_pipelines, repository_scope,
    source_lines_of,
};
use quarterdeck_base::{Evidence, Fingerprint, Message, RepoPath, Timestamp};
use quarterdeck_facts::{ActionUse, Facts, Pipeline, PipelineSystem, RepositoryFacts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};

/// Actions that GitHub switched off: the first version that still runs, and the day after which older ones fail.
/// <https://github.blog/changelog/2024-04-16-deprecation-notice-v3-of-the-artifact-actions/> and
/// <https://github.blog/changelog/2024-12-05-notice-of-upcoming-releases-and-breaking-changes-for-github-actions/>.
const RETIRED: [(&str, u32, (i32, u32, u32)); 3] = [
    ("actions/cache", 3, (2025, 3, 1)),
    ("actions/upload-artifact", 4, (2025, 1, 30)),
    ("actions/download-artifact", 4, (2025, 1, 30)),
];

/// Code of a repository that is a script needs no pipeline.
const LEAST_LINES: u64 = 200;

const LOOKED_FOR: &str = "pipeline files of GitHub Actions, GitLab CI, Jenkins, CircleCI, Azure Pipelines, Travis CI, \
                          Bitbucket Pipelines and others";

static META: CheckMeta = CheckMeta {
    id: "PRC-08",
    name: "missing-ci",
    dimension: Dimension::Process,
    status: Status::Stable,
    since: "0.1.0",
    finds: "A repository with 200 source lines or more and no pipeline that builds or tests. One that builds and runs \
            no tests is half a fault; in languages without a compiler a syntax check of the tree, a static analysis of \
            types, or packages that install are a build. What counts as building and testing is data: \
            crates/formats/data/pipelines.toml.",
    matters: "Without a machine that tries each change, defects are found by customers, and only the person with the \
              right \
              computer can release.",
    evidence: "What was looked for, or the pipelines that neither build nor test.",
    effort: "Two to five days for each repository without a pipeline; one to three to add tests to one that builds.",
    texts: &[
        Text { key: "title", english: "No pipeline that builds and tests" },
        Text { key: "found", english: "Repository { $repository } has no pipeline that builds or tests it." },
        Text {
            key: "found-untested",
            english: "The pipelines of repository { $repository } build or check it, and no step looks like running its tests.",
        },
        Text { key: "works", english: "A pipeline builds and tests each repository." },
        Text {
            key: "consequence",
            english: "Broken versions reach colleagues and customers, and each release needs somebody's evening.",
        },
        Text {
            key: "remedy",
            english: "Start with one pipeline that builds each change and runs the tests that exist, even if they are \
                      three; make it a condition of merging, then let it release.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "repository_points",
        green: 1.0,
        red: 0.0,
        source: "tested 1, built 0.5, neither 0, mean over repositories; DORA capability: continuous integration",
    }],
    exceptions: &[
        "A pipeline defined on a server (TeamCity, Jenkins jobs, Concourse) leaves no file: the confidence is medium.",
        "Scripts in a folder `ci` or `.ci` (`.ci/run`, `ci/build.sh`) belong to a pipeline that something else starts: \
         the check does not answer when there is nothing better.",
        "A pipeline of a system outside the code host (Travis CI, CircleCI, Jenkins and others) that was not changed for \
         three years may have stopped to run, as travis-ci.org did in 2021: the check does not answer.",
        "Where nobody committed for 12 months, nothing shows that a pipeline still runs, and nothing needs one: the check \
         does not answer.",
        "Pipelines that include or call one of another repository, or a shared library of Jenkins, cannot be read from \
         here: the check does not answer when no other pipeline builds.",
        "A workflow that uses an action which GitHub switched off (`actions/cache` before v3, `upload-artifact` and \
         `download-artifact` before v4) fails since 2025: the check does not answer when no other workflow tests, a \
         pipeline of a system outside the code host beside it or not.",
        "A step with a name such as `Run tests`, or one that reports coverage, whose command is not known: the check \
         does not answer.",
        "Repositories of documentation or settings, or of fewer than 200 source lines, are left out.",
        "Tests behind `make`, `mvn verify`, `gradle build` or a script are recognised by the rules; a home-made name \
         may \
         not be: `found-untested` is of low confidence.",
    ],
    precision: Some(Precision { read: 2, correct: 2, repositories: 1 }),
    sources: &["DORA capability: continuous integration", "OpenSSF Scorecard: CI-Tests"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

/// What the pipelines of one repository do.
enum State {
    Tested,
    Built,
    Neither,
    /// Why it cannot be told.
    Unknown(String),
}

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let (mut points, mut unknown): (Vec<f64>, Vec<String>) = (Vec::new(), Vec::new());
    let mut findings = Vec::new();
    for (at, repository) in facts.repositories.iter().enumerate() {
        if source_lines_of(facts, at) < LEAST_LINES {
            continue;
        }
        if is_quiet(facts, at) {
            let why = "nobody committed for 12 months, so nothing shows whether a pipeline still runs";
            unknown.push(format!("{}: {why}", repository.name));
            continue;
        }
        let pipelines: Vec<&Pipeline> =
            own_pipelines(facts, at).filter(|pipeline| pipeline.system != PipelineSystem::GitHubAction).collect();
        match state(facts, at, &pipelines) {
            State::Unknown(why) => unknown.push(format!("{}: {why}", repository.name)),
            State::Tested => points.push(1.0),
            State::Built => {
                points.push(0.5);
                findings.push(finding(facts, repository, &pipelines, true));
            }
            State::Neither => {
                points.push(0.0);
                findings.push(finding(facts, repository, &pipelines, false));
            }
        }
    }
    // What is missing in one repository stays a finding when another one cannot be read; "ok" needs all of them.
    if findings.is_empty() && !unknown.is_empty() {
        return Assessment::could_not_assess(
            unknown.join("; "),
            "a look at the server that runs the pipelines, or at the repository that defines them",
        );
    }
    if points.is_empty() {
        return Assessment::not_applicable(format!("no repository holds {LEAST_LINES} lines of source code"));
    }
    let value = points.iter().sum::<f64>() / points.len() as f64;
    let figures = vec![measured("repository_points", value, "points")];
    if findings.is_empty() {
        return Assessment::ok(Message::new("works"), figures);
    }
    Assessment::found(policy.threshold(&META, "repository_points").score(value), figures, findings)
}

fn state(facts: &Facts, repository: usize, pipelines: &[&Pipeline]) -> State {
    let elsewhere = |pipeline: &&Pipeline| !pipeline.read || pipeline.uses.iter().any(|used| is_pipeline(&used.name));
    let (stale, living): (Vec<&Pipeline>, Vec<&Pipeline>) =
        pipelines.iter().partition(|pipeline| is_stale(facts, pipeline));
    let (switched_off, living): (Vec<&Pipeline>, Vec<&Pipeline>) =
        living.iter().partition(|pipeline| retired(facts, pipeline).is_some());
    // A tester outside the host, beside a switched-off one of the host, is most often the older of the two.
    let replaced = switched_off.iter().any(|pipeline| pipeline.runs_tests);
    if living.iter().any(|pipeline| pipeline.runs_tests && (is_of_host(pipeline) || !replaced)) {
        State::Tested
    } else if living.iter().any(elsewhere) {
        State::Unknown("its pipelines are defined elsewhere or could not be read".to_owned())
    } else if let Some((off, used)) = switched_off
        .iter()
        .filter(|pipeline| pipeline.runs_tests || pipeline.builds)
        .find_map(|pipeline| Some((pipeline, retired(facts, pipeline)?)))
    {
        let (path, name, version) = (&facts.file(off.file).path, &used.name, &used.reference);
        State::Unknown(format!("{path} uses {name}@{version}, which its host switched off in 2025: such a job fails"))
    } else if let Some(named) = living.iter().find(|pipeline| pipeline.may_test) {
        let path = &facts.file(named.file).path;
        State::Unknown(format!(
            "a step of {path} bears the name of tests or reports their coverage; its command is not known"
        ))
    } else if living.iter().any(|pipeline| pipeline.builds) {
        State::Built
    } else if let Some(old) = stale.iter().find(|pipeline| pipeline.runs_tests || pipeline.builds) {
        let path = &facts.file(old.file).path;
        State::Unknown(format!("{path} was not changed for three years; it may no longer run"))
    } else if let Some(script) = files_of(facts, repository).iter().find(|file| is_ci_script(&file.path)) {
        State::Unknown(format!("{} is a script of a pipeline that is started from elsewhere", script.path))
    } else {
        State::Neither
    }
}

/// The first action of a workflow that its host no longer runs, on the day of judgement.
fn retired<'a>(facts: &Facts, pipeline: &'a Pipeline) -> Option<&'a ActionUse> {
    let is_retired = |used: &&ActionUse| {
        let major =
            used.reference.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
        RETIRED.iter().any(|(name, first, (year, month, day))| {
            let ended = Timestamp::from_date(*year, *month, *day).is_some_and(|ended| ended <= facts.as_of);
            ended && used.name.eq_ignore_ascii_case(name) && major.is_some_and(|major| major < *first)
        })
    };
    let github = pipeline.system == PipelineSystem::GitHubActions;
    pipeline.uses.iter().filter(|_| github).find(is_retired)
}

/// `.ci/run`, `ci/test.sh`, `scripts/ci/build.py`: a script in a folder of that name, anywhere but in tests and examples.
fn is_ci_script(path: &RepoPath) -> bool {
    let text = path.to_string();
    let mut parts: Vec<&str> = text.split('/').collect();
    let name = parts.pop().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    let is_script = match name.rsplit_once('.') {
        Some((_, extension)) => matches!(extension, "sh" | "bash" | "ps1" | "bat" | "cmd" | "py" | "rb" | "pl"),
        None => matches!(stem, "run" | "build" | "test" | "ci" | "check" | "release" | "deploy"),
    };
    is_script && !is_aside(path) && parts.iter().any(|folder| matches!(*folder, "ci" | ".ci"))
}

/// A whole pipeline that is called or included, not a step.
fn is_pipeline(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(".yml") || name.ends_with(".yaml")
}

fn finding(facts: &Facts, repository: &RepositoryFacts, pipelines: &[&Pipeline], builds: bool) -> Finding {
    let mut evidence: Vec<Evidence> =
        pipelines.iter().take(10).map(|pipeline| file_evidence(facts, pipeline.file)).collect();
    if evidence.is_empty() {
        evidence.push(absence(repository, LOOKED_FOR));
    }
    let (key, severity, confidence, effort) = if builds {
        ("found-untested", Severity::Medium, Confidence::Low, days(1.0, 3.0, 3.0))
    } else {
        ("found", Severity::High, Confidence::Medium, days(2.0, 5.0, 5.0))
    };
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[repository.name.as_bytes()]),
        scope: repository_scope(repository),
        severity,
        confidence,
        message: Message::new(key).name("repository", repository.name.as_str()),
        evidence,
        effort,
        remediation_unit: format!("pipeline:{}", repository.name),
        rank: repository.commits as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{action_use, add_file, add_pipeline, days_ago, empty_facts, said};
    use quarterdeck_facts::{Facts, PipelineSystem};
    use quarterdeck_findings::Policy;

    fn code() -> Facts {
        let mut facts = empty_facts();
        add_file(&mut facts, "shop/app.py", |file| file.code = 300);
        facts
    }

    fn system(builds: bool, tests: bool, read: bool, used: &str) -> Facts {
        let mut facts = code();
        let pipeline = add_pipeline(&mut facts, ".github/workflows/ci.yml");
        (pipeline.builds, pipeline.runs_tests, pipeline.read) = (builds, tests, read);
        pipeline.uses.push(action_use(used, "v1", false));
        facts
    }

    /// A testing pipeline last changed so many days ago in a repository last committed to so many days ago.
    fn aged(of: PipelineSystem, pipeline_days: i64, commit_days: i64) -> Facts {
        let mut facts = system(true, true, true, "actions/checkout");
        facts.pipelines[0].system = of;
        let file = facts.pipelines[0].file;
        facts.files[file.at()].history.as_mut().unwrap().last_changed = days_ago(pipeline_days);
        facts.repositories[0].committed_at = days_ago(commit_days);
        facts
    }

    /// A workflow of GitHub that tests with a switched-off action, beside a pipeline that tests.
    fn beside_retired(of: PipelineSystem) -> Facts {
        let mut facts = system(true, true, true, "actions/cache");
        let other = add_pipeline(&mut facts, "other.yml");
        (other.system, other.runs_tests) = (of, true);
        facts
    }

    /// A Jenkinsfile that calls a shared library.
    fn library() -> Facts {
        let mut facts = system(false, false, true, "actions/checkout");
        (facts.pipelines[0].system, facts.pipelines[0].read) = (PipelineSystem::Jenkins, false);
        facts
    }

    /// A step that is named `Run tests` and runs what is not known.
    fn named() -> Facts {
        let mut facts = system(false, false, true, "actions/checkout");
        facts.pipelines[0].may_test = true;
        facts
    }

    fn scripted(path: &str) -> Facts {
        let mut facts = code();
        add_file(&mut facts, path, |file| file.code = 10);
        facts
    }

    #[test]
    fn a_pipeline_must_build_and_test() {
        let mut action = system(true, true, true, "actions/checkout");
        action.pipelines[0].system = PipelineSystem::GitHubAction;
        let mut script = empty_facts();
        add_file(&mut script, "shop/app.py", |file| file.code = 199);
        for (facts, expected, score) in [
            (system(true, true, true, "actions/checkout"), "ok", 1.0),
            (system(true, false, true, "actions/checkout"), "found 1", 0.5),
            (system(false, false, true, "actions/stale"), "found 1", 0.0),
            (system(false, false, true, "acme/ci/.github/workflows/all.yml"), "could-not-assess", 0.0),
            (system(false, false, false, "actions/checkout"), "could-not-assess", 0.0),
            (action, "found 1", 0.0),
            (aged(PipelineSystem::Travis, 1200, 1), "could-not-assess", 0.0),
            (aged(PipelineSystem::Travis, 1000, 1), "ok", 1.0),
            // Nobody has committed for a year: nothing shows that it still runs.
            (aged(PipelineSystem::Travis, 1200, 1200), "could-not-assess", 0.0),
            (aged(PipelineSystem::GitHubActions, 1200, 366), "could-not-assess", 0.0),
            (aged(PipelineSystem::GitHubActions, 1200, 364), "ok", 1.0),
            (beside_retired(PipelineSystem::Travis), "could-not-assess", 0.0),
            (beside_retired(PipelineSystem::GitLab), "ok", 1.0),
            (scripted(".ci/run"), "could-not-assess", 0.0),
            (scripted("scripts/ci/build.sh"), "could-not-assess", 0.0),
            (scripted("ci/notes.txt"), "found 1", 0.0),
            (scripted("circus/run.sh"), "found 1", 0.0),
            (library(), "could-not-assess", 0.0),
            (named(), "could-not-assess", 0.0),
            (system(true, true, true, "actions/cache"), "could-not-assess", 0.0),
            (system(true, true, true, "actions/upload-artifact"), "could-not-assess", 0.0),
            (system(false, false, true, "actions/cache"), "found 1", 0.0),
            (code(), "found 1", 0.0),
            (script, "not-applicable", 0.0),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!((said(&assessment).as_str(), assessment.score), (expected, score));
        }
    }
}
