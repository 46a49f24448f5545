//! SEC-09: no program looks for holes in the code itself.

use crate::Rule;
use crate::support::{
    absence, by_share, days, dependencies_in, file_name, has_file, has_unread_pipelines, holds_word,
    insecure_on_purpose, repository_finding, running_pipelines, says_insecure, signals_of, source_lines_of,
};
use quarterdeck_base::Message;
use quarterdeck_facts::{Facts, SignalRole};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};

/// Less code is read faster than an analyser is set up.
const LEAST_LINES: u64 = 1_000;

/// Settings of analysers of security, by file name in lower case.
const SETTINGS: &[&str] = &[
    ".bandit",
    ".semgrep.yml",
    ".semgrepignore",
    ".sonarcloud.properties",
    "codeql-config.yml",
    "psalm.xml",
    "psalm.xml.dist",
    "qodana.yaml",
    "semgrep.yml",
    "sonar-project.properties",
    "sonarlint.json",
    "sonarqube.analysis.xml",
];

/// Settings of hosted services of code quality: they name no analyser and prove no run.
const HOSTED: &[&str] = &[".codacy.yml", ".codeclimate.yml", ".deepsource.toml", ".scrutinizer.yml", "codacy.yml"];

/// Parts of the names of packages that analyse.
const PACKAGES: &[&str] = &[
    "bandit",
    "brakeman",
    "eslint-plugin-security",
    "eslint-plugin-no-unsanitized",
    "findsecbugs",
    "puma.security.rules",
    "securitycodescan",
    "semgrep",
    "sonaranalyzer",
    "org.sonarqube",
    "org.sonarsource",
    "sonar-scanner",
    "sonarqube",
    "spotbugs",
    "vimeo/psalm",
];

const LOOKED_FOR: &str = "CodeQL, Semgrep, SonarQube, Snyk Code, Psalm, Bandit, Brakeman, gosec, SpotBugs, Checkmarx, \
                          Qodana and others as pipeline step, setting or development package";

static META: CheckMeta = CheckMeta {
    id: "SEC-09",
    name: "missing-sast",
    dimension: Dimension::Security,
    status: Status::Stable,
    since: "0.1.0",
    finds: "A repository with 1,000 source lines or more and no sign of static analysis for security: no pipeline step, \
            no setting and no package of such an analyser. What counts as a step is data: \
            crates/formats/data/pipelines.toml.",
    matters: "Classes of holes that a program finds in minutes ship to customers, again with each change.",
    evidence: "What was looked for.",
    effort: "One to three days for each repository: switch it on, set old findings aside, stop new ones.",
    texts: &[
        Text { key: "title", english: "No program looks for holes in the code" },
        Text {
            key: "found",
            english: "Nothing in repository { $repository } analyses its { $lines } source lines for faults of \
                      security.",
        },
        Text { key: "works", english: "A program looks for faults of security in the code of each repository." },
        Text {
            key: "consequence",
            english: "Well-known kinds of holes are found by an attacker or a paid tester first.",
        },
        Text {
            key: "remedy",
            english: "Let an analyser run in the pipeline that reads the main language: CodeQL or that of the code host where they do, \
                      Semgrep where they do not (PHP, for one); accept what is there as a baseline and let only new findings stop a change.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "unanalysed_repositories_percent",
        green: 0.0,
        red: 100.0,
        source: "OpenSSF Scorecard: SAST, risk medium",
    }],
    exceptions: &[
        "Analysis switched on at the code host alone (the default setup of CodeQL, an app of SonarCloud) leaves no \
         file: the confidence is medium, and the severity low.",
        "Settings, packages and badges of hosted services of code quality (Codacy, Code Climate, DeepSource, Scrutinizer, \
         SonarCloud) say neither what is looked for nor that it runs, and pipelines outside the code host that were left alone for three years may no \
         longer run: the check does not answer when there is nothing better.",
        "Pipelines that call one of another repository cannot be read from here: the check does not answer.",
        "Software that says of itself that it is insecure on purpose, to learn with (juice-shop, NodeGoat): its holes are what it \
         is for, and the check does not answer.",
        "Miri, Valgrind and fuzzing count: where a language leaves memory to the programmer they find what is attacked.",
        "Linters and type checkers find defects, not attacks: they do not count.",
        "Repositories with fewer than 1,000 source lines are left out.",
    ],
    precision: Some(Precision { read: 8, correct: 8, repositories: 4 }),
    sources: &["OpenSSF Scorecard: SAST", "OWASP SAMM: Security Testing"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let (mut judged, mut unknown, mut claim) = (0, Vec::new(), None);
    let mut findings: Vec<Finding> = Vec::new();
    for (at, repository) in facts.repositories.iter().enumerate() {
        let lines = source_lines_of(facts, at);
        if lines < LEAST_LINES {
            continue;
        }
        if let Some(mark) = insecure_on_purpose(facts, at) {
            claim = Some(mark);
            continue;
        }
        if is_analysed(facts, at) {
            judged += 1;
        } else if names_no_analyser(facts, at) || has_unread_pipelines(facts, at, |one| one.analyses) {
            unknown.push(repository.name.as_str());
        } else {
            judged += 1;
            findings.push(Finding {
                severity: Severity::Low,
                confidence: Confidence::Medium,
                effort: days(1.0, 3.0, 3.0),
                ..repository_finding(
                    &META,
                    repository,
                    Message::new("found").count("lines", lines),
                    vec![absence(repository, LOOKED_FOR)],
                )
            });
        }
    }
    if findings.is_empty() && !unknown.is_empty() {
        return Assessment::could_not_assess(
            format!("what looks through the code is set up elsewhere or could not be read: {}", unknown.join(", ")),
            "read access to where the pipelines or the hosted service are set up",
        );
    }
    if let Some(mark) = claim.filter(|_| judged == 0) {
        return Assessment::not_applicable(says_insecure(facts, mark));
    }
    if judged == 0 {
        return Assessment::not_applicable(format!("no repository holds {LEAST_LINES} lines of source code"));
    }
    by_share(policy, &META, "unanalysed_repositories_percent", (findings.len() as f64, judged), findings)
}

fn is_analysed(facts: &Facts, repository: usize) -> bool {
    let analyses = |name: &str| {
        let name = name.to_ascii_lowercase();
        PACKAGES.iter().any(|part| holds_word(&name, part))
    };
    running_pipelines(facts, repository).any(|pipeline| pipeline.analyses)
        || dependencies_in(facts, repository).iter().any(|dependency| analyses(&dependency.name))
        || has_file(facts, repository, is_setting)
}

fn names_no_analyser(facts: &Facts, repository: usize) -> bool {
    has_file(facts, repository, |path| HOSTED.contains(&path))
        || dependencies_in(facts, repository).iter().any(|dependency| dependency.name.starts_with("codacy"))
        || signals_of(facts, repository, SignalRole::HostedAnalysis).next().is_some()
}

/// Deep down stand the settings of code that was copied in.
fn is_setting(path: &str) -> bool {
    path.starts_with(".semgrep/") || (SETTINGS.contains(&file_name(path)) && path.matches('/').count() < 2)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::code::add_signal;
    use crate::testing::{action_use, add_file, add_manifest, add_pipeline, days_ago, empty_facts, said};
    use quarterdeck_facts::{Ecosystem, Facts, PipelineSystem, SignalRole};
    use quarterdeck_findings::Policy;

    fn system(lines: u32, analyses: bool, used: &str) -> Facts {
        let mut facts = empty_facts();
        add_file(&mut facts, "shop/app.py", |file| file.code = lines);
        let pipeline = add_pipeline(&mut facts, ".github/workflows/ci.yml");
        pipeline.analyses = analyses;
        pipeline.uses.push(action_use(used, "v1", false));
        facts
    }

    #[test]
    fn a_step_a_setting_or_a_package_shows_the_analyser() {
        let plain = || system(2000, false, "actions/checkout");
        let (mut setting, mut package) = (plain(), plain());
        add_file(&mut setting, "sonar-project.properties", |_| {});
        let (mut badge, mut coverage) = (plain(), plain());
        add_signal(&mut badge, "README.md", SignalRole::HostedAnalysis);
        add_manifest(&mut coverage, "composer.json", Ecosystem::Packagist, &[("codacy/coverage", "1.0")]);
        let mut copied = plain();
        add_file(&mut copied, "tools/daux.io/sonar-project.properties", |_| {});
        // A Jenkinsfile that only calls a library, last changed long ago.
        let mut library = plain();
        let pipeline = add_pipeline(&mut library, "Jenkinsfile");
        (pipeline.system, pipeline.read) = (PipelineSystem::Jenkins, false);
        let file = pipeline.file;
        library.files[file.at()].history.as_mut().unwrap().last_changed = days_ago(2_000);
        add_manifest(&mut package, "Pipfile", Ecosystem::PyPi, &[("bandit", "1.7.5")]);
        let mut lesson = plain();
        add_signal(&mut lesson, "README.md", SignalRole::InsecureOnPurpose);
        for (facts, expected) in [
            (plain(), "found 1"),
            (lesson, "not-applicable"),
            (system(2000, true, "actions/checkout"), "ok"),
            (setting, "ok"),
            (copied, "found 1"),
            (badge, "could-not-assess"),
            (coverage, "could-not-assess"),
            (library, "could-not-assess"),
            (package, "ok"),
            (system(2000, false, "acme/ci/.github/workflows/all.yml"), "could-not-assess"),
            (system(900, false, "actions/checkout"), "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }
}
