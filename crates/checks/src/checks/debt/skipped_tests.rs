//! DEB-11: tests that are switched off.

use crate::Rule;
use crate::support::{
    days, file_evidence, file_scope, file_unit, is_parsed, is_program, limit, measured, percent, share,
};
use quarterdeck_base::{Fingerprint, Message};
use quarterdeck_facts::{Facts, FileFacts, FileIx, FileKind};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Severity, Status, Text, ThresholdMeta,
};

/// Fewer are an afternoon's work, however few tests there are.
const LEAST_SKIPPED: u64 = 3;

/// Languages of which the parser knows how a test is switched off.
const KNOWN: &[&str] = &["C#", "Java", "JavaScript", "JSX", "Python", "TSX", "TypeScript"];

static META: CheckMeta = CheckMeta {
    id: "DEB-11",
    name: "skipped-tests",
    dimension: Dimension::Debt,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Test files with test cases that are switched off whatever the machine (`@Disabled`, `@Ignore`, \
            `pytest.mark.skip`, `it.skip`, `xit`, `Skip =`), in Java, C#, Python, JavaScript and TypeScript, once three \
            and more than 2 % of all test cases are.",
    matters: "A test that is switched off still looks like protection: the figure of tests is right and what they \
              protect is not.",
    evidence: "The test file.",
    effort: "A quarter of an hour to half a day for each test: to delete it, or to repair it.",
    texts: &[
        Text { key: "title", english: "Tests that are switched off" },
        Text { key: "found", english: "{ $path } has { $skipped } of its { $tests } test cases switched off." },
        Text { key: "works", english: "{ $share } of the { $tests } test cases are switched off." },
        Text { key: "consequence", english: "What these tests protected can break without anybody being told." },
        Text {
            key: "remedy",
            english: "Give each switched-off test an owner and a day: repair it, or delete it with a sentence that \
                      says why. Let the pipeline count them, so that the number can only fall.",
        },
    ],
    thresholds: &[
        ThresholdMeta { key: "skipped_tests_percent", green: 2.0, red: 10.0, source: "proposal" },
        ThresholdMeta {
            key: "test_cases",
            green: 20.0,
            red: 20.0,
            source: "proposal: of fewer test cases a share says nothing",
        },
    ],
    exceptions: &[
        "A test that runs only on some machines (`skipif`, `@DisabledOnOs`, `assume`) is not switched off: not counted.",
        "A test case that is generated or declared in a way of one's own is not seen, switched off or not.",
        "Go, PHP, Ruby and Rust switch a test off inside its body, where a condition may stand around it: where most \
         test lines are in such a language, the check does not answer.",
        "A skipped class or `describe` counts with each of its test cases.",
    ],
    precision: None,
    sources: &["DORA capability: test automation", "xUnit Test Patterns (Meszaros): the smell of the disabled test"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let lines = |wanted: fn(&FileFacts) -> bool| -> u64 {
        tests(facts).filter(|(_, file)| wanted(file)).map(|(_, file)| u64::from(file.code)).sum()
    };
    let (all, known) = (lines(|_| true), lines(is_known));
    if all == 0 {
        return Assessment::not_applicable("there are no test files");
    }
    if known * 2 < all {
        return Assessment::could_not_assess(
            format!(
                "{} % of the test lines are in a language of which skipped tests are counted",
                percent(share(known, all))
            ),
            "a rule that tells switched-off tests for the language of the tests",
        );
    }
    let read: Vec<(FileIx, &FileFacts)> = tests(facts).filter(|(_, file)| is_known(file)).collect();
    let cases: u64 = read.iter().map(|(_, file)| u64::from(file.test_cases)).sum();
    if (cases as f64) < limit(policy, &META, "test_cases") {
        return Assessment::could_not_assess(
            format!("only {cases} test cases were recognised"),
            "a rule that recognises the test cases of the test framework",
        );
    }
    let skipped: u64 = read.iter().map(|(_, file)| u64::from(file.tests_skipped)).sum();
    let value = percent(share(skipped, cases));
    let figures = vec![measured("skipped_tests_percent", value, "%")];
    let score = policy.threshold(&META, "skipped_tests_percent").score(value);
    if score >= 1.0 || skipped < LEAST_SKIPPED {
        let works = Message::new("works").share("share", share(skipped, cases)).count("tests", cases);
        return Assessment::ok(works, figures);
    }
    let findings = read
        .iter()
        .filter(|(_, file)| file.tests_skipped > 0)
        .map(|(index, file)| finding(facts, *index, file))
        .collect();
    Assessment::found(score, figures, findings)
}

/// Test files in languages that hold code that runs.
fn tests(facts: &Facts) -> impl Iterator<Item = (FileIx, &FileFacts)> {
    let indexed = facts.files.iter().enumerate().map(|(at, file)| (FileIx::new(at), file));
    indexed.filter(|(_, file)| file.kind == FileKind::Test && is_program(file.language))
}

fn is_known(file: &FileFacts) -> bool {
    is_parsed(file) && KNOWN.contains(&file.language)
}

fn finding(facts: &Facts, index: FileIx, file: &FileFacts) -> Finding {
    let skipped = f64::from(file.tests_skipped);
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[file.path.file_name()]),
        scope: file_scope(facts, index),
        severity: Severity::Low,
        confidence: Confidence::High,
        message: Message::new("found")
            .path("path", &file.path)
            .count("skipped", u64::from(file.tests_skipped))
            .count("tests", u64::from(file.test_cases)),
        evidence: vec![file_evidence(facts, index)],
        effort: days((skipped / 32.0).max(0.1), (skipped / 2.0).max(0.2), 10.0),
        remediation_unit: file_unit(facts, index),
        rank: skipped,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, empty_facts, said};
    use quarterdeck_facts::{Facts, FileKind};
    use quarterdeck_findings::Policy;

    fn system(language: &'static str, cases: u32, skipped: u32) -> Facts {
        let mut facts = empty_facts();
        for (path, cases, skipped) in [("tests/a", cases / 2, skipped), ("tests/b", cases - cases / 2, 0)] {
            add_file(&mut facts, path, |file| {
                (file.kind, file.language) = (FileKind::Test, language);
                (file.test_cases, file.tests_skipped) = (cases, skipped);
            });
        }
        facts
    }

    #[test]
    fn the_share_of_switched_off_test_cases_decides() {
        for (language, cases, skipped, expected, score) in [
            ("Java", 100, 2, "ok", 1.0),
            ("Java", 50, 2, "ok", 1.0),
            ("Java", 100, 6, "found 1", 0.5),
            ("Python", 100, 20, "found 1", 0.0),
            ("TypeScript", 19, 10, "could-not-assess", 0.0),
            ("Go", 100, 20, "could-not-assess", 0.0),
        ] {
            let assessment = CHECK.assess(&system(language, cases, skipped), &Policy::default());
            assert_eq!(said(&assessment), expected, "{language} {cases} {skipped}");
            assert!((assessment.score - score).abs() < 1e-9, "{language} {cases} {skipped}");
        }
        assert_eq!(said(&CHECK.assess(&empty_facts(), &Policy::default())), "not-applicable");
    }
}
