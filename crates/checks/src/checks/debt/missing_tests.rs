//! DEB-08: too little code that tests the code.

use crate::Rule;
use crate::support::{
    absence, days, files_of, is_program, measured, repository_scope, share, source_lines, source_lines_of,
};
use quarterdeck_base::{Evidence, Fingerprint, Message, RepoPath, round_to};
use quarterdeck_facts::{ComponentIx, ComponentReason, Facts, FileKind, RepositoryFacts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};
use std::collections::BTreeMap;

/// Languages whose unit tests stand inside the source file, so that test lines cannot be told apart by file.
const TESTS_INSIDE: &[&str] = &["D", "Rust", "Zig"];

/// A system smaller than this is a script.
const LEAST_LINES: u64 = 200;

/// A part with more lines of test than this for each line of its source tests other parts.
const MOST_TESTS: u64 = 5;

const LOOKED_FOR: &str = "files that the rules of crates/languages/data/kinds.toml call tests";

static META: CheckMeta = CheckMeta {
    id: "DEB-08",
    name: "missing-tests",
    dimension: Dimension::Debt,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Code lines of tests for each code line of source, over languages that hold code that runs. A repository \
            with \
            200 source lines or more and a ratio under the green end is listed once the whole system is under it.",
    matters: "Without tests nobody can tell whether a change broke something, so people stop changing what should be \
              changed, and customers find the defects.",
    evidence: "The command that prints lines by kind; what was looked for when there is no test at all.",
    effort: "The missing lines up to the green end, at 400 lines a day up to 100 lines a day; at most 60 to 200 days. \
             Tests around the hotspots come first and cost a part of it.",
    texts: &[
        Text { key: "title", english: "Too few automatic tests" },
        Text {
            key: "found",
            english: "Repository { $repository } has { $ratio } lines of test for each 100 lines of source \
                      ({ $tests } and { $source } lines of code; markup, styles, SQL, and files recognised as generated \
                      or foreign do not count).",
        },
        Text {
            key: "found-elsewhere",
            english: "Repository { $repository } has { $tests } lines of test, all of them under { $path }; beside the \
                      other { $source } lines of source stands none.",
        },
        Text { key: "found-none", english: "Repository { $repository } has { $source } lines of source and no test." },
        Text {
            key: "works",
            english: "There are { $ratio } lines of test code for each 100 lines of source code; whether they test well \
                      was not looked at.",
        },
        Text {
            key: "consequence",
            english: "Every change is a bet: defects reach customers, and simple changes take days of trying by hand.",
        },
        Text {
            key: "remedy",
            english: "Do not aim at a percentage. Write tests for the three paths that earn the money, then for each \
                      file \
                      before it is changed, starting with the hotspots; let the pipeline run them.",
        },
    ],
    thresholds: &[ThresholdMeta { key: "test_lines_for_100_source_lines", green: 30.0, red: 5.0, source: "proposal" }],
    exceptions: &[
        "Rust keeps unit tests in the source file (tokio): when it is the main language and test files alone do not \
         reach the \
         green end, the check does not answer.",
        "Tests in another repository: give all repositories of the system to one audit.",
        "Where all test lines stand in one smaller part (a bundled library of opencart), the text says \
         that none stands beside the rest.",
        "Many test lines are not good tests: a green answer says that tests exist, no more.",
        "Scripts and configuration under 200 lines are left out.",
        "Tests written in another language than the system (browser tests in JavaScript for a PHP system) count in \
         full.",
    ],
    precision: Some(Precision { read: 14, correct: 14, repositories: 7 }),
    sources: &[
        "Inozemtseva, Holmes: Coverage Is Not Strongly Correlated with Test Suite Effectiveness, ICSE 2014",
        "DORA capability: test automation",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let source = source_lines(facts);
    if source < LEAST_LINES {
        return Assessment::not_applicable(format!("there are fewer than {LEAST_LINES} lines of source code"));
    }
    let threshold = policy.threshold(&META, "test_lines_for_100_source_lines");
    let tests: u64 = (0..facts.repositories.len()).map(|at| test_lines_of(facts, at)).sum();
    let value = ratio(tests, source);
    let score = threshold.score(value);
    if let Some(language) = main_language(facts).filter(|language| score < 1.0 && TESTS_INSIDE.contains(language)) {
        return Assessment::could_not_assess(
            format!("tests of {language} stand inside the source files"),
            format!("a test rule for {language} that tells test lines from source lines"),
        );
    }
    let figures = vec![measured("test_lines_for_100_source_lines", value, "lines")];
    if score >= 1.0 {
        return Assessment::ok(Message::new("works").number("ratio", value), figures);
    }
    let findings = facts
        .repositories
        .iter()
        .enumerate()
        .filter_map(|(at, repository)| finding(facts, at, repository, threshold.green, threshold.red))
        .collect();
    Assessment::found(score, figures, findings)
}

/// True when the whole system has so few test lines that single files without a test say nothing new: none, or fewer than
/// the red end.
pub(super) fn is_hardly_tested(facts: &Facts, policy: &Policy) -> bool {
    let tests: u64 = (0..facts.repositories.len()).map(|at| test_lines_of(facts, at)).sum();
    let value = ratio(tests, source_lines(facts));
    let inside = main_language(facts).is_some_and(|language| TESTS_INSIDE.contains(&language));
    !inside && (tests == 0 || policy.threshold(&META, "test_lines_for_100_source_lines").is_red(value))
}

fn finding(facts: &Facts, at: usize, repository: &RepositoryFacts, green: f64, red: f64) -> Option<Finding> {
    let (source, tests) = (source_lines_of(facts, at), test_lines_of(facts, at));
    let value = ratio(tests, source);
    if source < LEAST_LINES || value >= green {
        return None;
    }
    let missing = (green / 100.0 * source as f64 - tests as f64).max(0.0);
    let name = repository.name.as_str();
    let message = match only_tested_part(facts, at) {
        _ if tests == 0 => Message::new("found-none").name("repository", name).count("source", source),
        Some((part, lines)) => Message::new("found-elsewhere")
            .name("repository", name)
            .count("tests", tests)
            .path("path", part)
            .count("source", source.saturating_sub(lines)),
        None => Message::new("found")
            .name("repository", name)
            .number("ratio", value)
            .count("tests", tests)
            .count("source", source),
    };
    let mut evidence = vec![Evidence::Command { arguments: "facts . --level file".to_owned() }];
    if tests == 0 {
        evidence.insert(0, absence(repository, LOOKED_FOR));
    }
    let mut effort = days(missing / 400.0, missing / 100.0, 200.0);
    effort.low = effort.low.min(60.0);
    Some(Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[name.as_bytes()]),
        scope: repository_scope(repository),
        severity: if value < red { Severity::High } else { Severity::Medium },
        confidence: Confidence::Medium,
        message,
        evidence,
        effort,
        remediation_unit: format!("tests:{name}"),
        rank: missing,
    })
}

/// The part below the root in which all tests stand, when it holds less than half of the source, with its
/// lines of source. A part that is hardly more than tests tests the others ([`MOST_TESTS`]).
fn only_tested_part(facts: &Facts, repository: usize) -> Option<(&RepoPath, u64)> {
    let mut parts: BTreeMap<ComponentIx, (u64, u64)> = BTreeMap::new();
    for file in files_of(facts, repository).iter().filter(|file| is_program(file.language)) {
        let (source, tests) = parts.entry(file.component).or_default();
        match file.kind {
            FileKind::Source => *source += u64::from(file.code),
            FileKind::Test => *tests += u64::from(file.code),
            _ => {}
        }
    }
    let all: u64 = parts.values().map(|(source, _)| source).sum();
    let mut tested = parts.into_iter().filter(|(_, (_, tests))| *tests > 0);
    let (Some((part, (source, tests))), None) = (tested.next(), tested.next()) else { return None };
    let component = facts.components.get(part.at())?;
    let is_own = component.reason != ComponentReason::Root && !component.path.as_bytes().is_empty();
    (is_own && source * 2 < all && tests < source * MOST_TESTS).then_some((&component.path, source))
}

fn ratio(tests: u64, source: u64) -> f64 {
    round_to(share(tests, source) * 100.0, 1)
}

fn test_lines_of(facts: &Facts, repository: usize) -> u64 {
    files_of(facts, repository)
        .iter()
        .filter(|file| file.kind == FileKind::Test && is_program(file.language))
        .map(|file| u64::from(file.code))
        .sum()
}

fn main_language(facts: &Facts) -> Option<&'static str> {
    let mut lines: BTreeMap<&'static str, u64> = BTreeMap::new();
    for (_, file) in crate::support::source_code(facts) {
        *lines.entry(file.language).or_default() += u64::from(file.code);
    }
    lines.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(a.0))).map(|(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, empty_facts, said};
    use quarterdeck_base::RepoPath;
    use quarterdeck_facts::{Component, ComponentIx, ComponentReason, Facts, FileKind, RepositoryIx};
    use quarterdeck_findings::{Policy, Severity};

    fn system(language: &'static str, source: u32, tests: u32) -> Facts {
        let mut facts = empty_facts();
        add_file(&mut facts, "shop/app", |file| (file.language, file.code) = (language, source));
        add_file(&mut facts, "tests/app", |file| {
            (file.language, file.code, file.kind) = (language, tests, FileKind::Test);
        });
        facts
    }

    #[test]
    fn the_ratio_of_test_lines_decides() {
        for (language, source, tests, expected, score) in [
            ("PHP", 1000, 300, "ok", 1.0),
            ("PHP", 1000, 175, "found 1", 0.5),
            ("PHP", 1000, 50, "found 1", 0.0),
            ("PHP", 1000, 0, "found 1", 0.0),
            ("PHP", 199, 0, "not-applicable", 0.0),
            ("CSS", 5000, 0, "not-applicable", 0.0),
            ("Rust", 1000, 10, "could-not-assess", 0.0),
            ("Rust", 1000, 400, "ok", 1.0),
        ] {
            let assessment = CHECK.assess(&system(language, source, tests), &Policy::default());
            assert_eq!(said(&assessment), expected, "{language} {source} {tests}");
            assert!((assessment.score - score).abs() < 1e-9, "{language} {source} {tests}");
        }
    }

    #[test]
    fn tests_of_one_part_are_said_to_be_of_that_part() {
        for (what, source, tests, key) in [
            ("a small part holds them all", 100, 150, "found-elsewhere"),
            ("half of the system is no part of it", 1000, 150, "found"),
            ("a part of tests tests the others", 10, 150, "found"),
        ] {
            let mut facts = system("PHP", 1000, 0);
            let component = |path: &str, reason| Component {
                repository: RepositoryIx::new(0),
                path: RepoPath::from(path),
                name: path.to_owned(),
                reason,
                files: 1,
                code: 1,
            };
            facts.components =
                vec![component("", ComponentReason::Root), component("lib/tag", ComponentReason::Manifest)];
            for (path, code, kind) in
                [("lib/tag/a.js", source, FileKind::Source), ("lib/tag/t.js", tests, FileKind::Test)]
            {
                add_file(&mut facts, path, |file| {
                    (file.language, file.code, file.kind, file.component) =
                        ("JavaScript", code, kind, ComponentIx::new(1));
                });
            }
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!(assessment.findings[0].message.key, key, "{what}");
        }
    }

    #[test]
    fn below_the_red_end_it_hurts_soon() {
        for (tests, key, severity) in
            [(0, "found-none", Severity::High), (49, "found", Severity::High), (50, "found", Severity::Medium)]
        {
            let assessment = CHECK.assess(&system("PHP", 1000, tests), &Policy::default());
            assert_eq!((assessment.findings[0].message.key, assessment.findings[0].severity), (key, severity));
        }
    }
}
