//! DEB-02: functions that are hard to follow.

use crate::Rule;
use crate::functions::{Part, lines_once, parts, shown_name};
use crate::support::{
    days, limit, lines_evidence, measured, parse_gap, percent, recent_revisions, repository_name, share,
};
use quarterdeck_base::{Fingerprint, Message, ln};
use quarterdeck_facts::{Facts, FunctionFacts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Scope, Severity, Status, Text, ThresholdMeta,
};

static META: CheckMeta = CheckMeta {
    id: "DEB-02",
    name: "complex-functions",
    dimension: Dimension::Debt,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Functions of source files (not tests, not generated, not vendored) whose cognitive complexity is above 15. \
            The score falls with the share of the code lines of all functions that stand in them. Worst first: points \
            over the limit, weighted by how often the file changed in the last 12 months. While the share is green, \
            only functions of more than twice the limit are listed.",
    matters: "Code that is hard to follow takes longer to change and breaks more often, and the price is paid at each \
              change.",
    evidence: "The lines of the function.",
    effort: "Low end: 5 minutes plus 1 minute for each point over the limit, the remediation cost of Sonar rule S3776. \
             High end: six times that, for the tests to be written first. 8-hour days.",
    texts: &[
        Text { key: "title", english: "Functions that are hard to follow" },
        Text {
            key: "found",
            english: "{ $name } has a cognitive complexity of { $complexity } over { $lines } lines of code; the \
                      limit is { $limit }. { $revisions ->\n    [0] Nobody changed its file\n    [one] Its file \
                      changed once\n   *[other] Its file changed { $revisions } times\n } in the last 12 months.",
        },
        Text {
            key: "works",
            english: "Functions are easy to follow: { $share } of their code lines stand in functions above the limit \
                      of \
                      { $limit }.",
        },
        Text {
            key: "consequence",
            english: "Each change here costs more time than it should and is more likely to break something nobody \
                      thought of.",
        },
        Text {
            key: "remedy",
            english: "Start with those that change often. Write tests that hold what the function does today, then \
                      take \
                      out whole branches into functions with a name of their own and leave early instead of nesting.",
        },
    ],
    thresholds: &[
        ThresholdMeta {
            key: "complex_code_percent",
            green: 5.0,
            red: 15.0,
            source: "proposal, to be calibrated on a corpus",
        },
        ThresholdMeta {
            key: "function_cognitive_points",
            green: 15.0,
            red: 15.0,
            source: "default of Sonar rule S3776",
        },
    ],
    exceptions: &[
        "A function half of whose points or lines stand in functions inside it (a decorator, a module pattern): the \
         inner ones are judged, not the wrapper as well.",
        "A long flat switch or match is cheap to read: cognitive complexity counts it once.",
        "Parsers, state machines and protocol code are complex by nature: generated ones (the PromQL grammar of \
         prometheus) are left out, hand-written ones stay and rank low while nobody changes them.",
        "Code that nobody has changed for 12 months costs nothing today: its severity is low.",
        "Generated code, migrations marked as generated, vendored libraries (SuiteCRM ships many) and tests are left \
         out \
         by the kind of the file. So is test code inside a source file (Rust).",
        "When less than half of the source code is in a language that is parsed (Groovy, R), the check does not \
         answer.",
    ],
    precision: None,
    sources: &[
        "Campbell: Cognitive Complexity, SonarSource 2018; rule S3776",
        "Munoz Baron, Wyrich, Wagner: An Empirical Validation of Cognitive Complexity, ESEM 2020",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = parse_gap(facts) {
        return gap;
    }
    let bound = limit(policy, &META, "function_cognitive_points");
    let functions = parts(facts);
    if functions.is_empty() {
        return Assessment::not_applicable("the source code holds no functions");
    }
    // Lines count once: those of a function inside a counted one are its own already.
    let all: u64 =
        functions.iter().filter(|part| part.inside.is_none()).map(|part| u64::from(part.function.code)).sum();
    let complex: Vec<&Part<'_>> =
        functions.iter().filter(|part| !part.wrapper && f64::from(part.function.cognitive) > bound).collect();
    let complex_lines = lines_once(complex.iter().map(|part| part.function));
    let in_complex = share(complex_lines, all);
    let value = percent(in_complex);
    let figures = vec![measured("complex_code_percent", value, "%")];
    let score = policy.threshold(&META, "complex_code_percent").score(value);
    let listed = if score < 1.0 { bound } else { 2.0 * bound };
    let findings: Vec<Finding> = complex
        .iter()
        .filter(|part| f64::from(part.function.cognitive) > listed)
        .map(|part| finding(facts, part, bound))
        .collect();
    if findings.is_empty() {
        return Assessment::ok(Message::new("works").share("share", in_complex).number("limit", bound), figures);
    }
    Assessment::found(score, figures, findings)
}

fn finding(facts: &Facts, part: &Part<'_>, bound: f64) -> Finding {
    let function = part.function;
    let revisions = recent_revisions(facts.file(function.file));
    let over = f64::from(function.cognitive) - bound;
    let path = facts.file(function.file).path.clone();
    let repository = repository_name(facts, function.file);
    let minutes = 5.0 + over;
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[function.name.as_bytes(), &function.content_hash.to_le_bytes()]),
        remediation_unit: format!("function:{repository}:{path}:{}:{}", function.name, function.start_line),
        scope: Scope::Function {
            repository,
            path,
            name: function.name.clone(),
            start_line: function.start_line,
            end_line: function.end_line,
        },
        severity: severity(facts, function, bound),
        confidence: Confidence::High,
        message: Message::new("found")
            .name("name", shown_name(part))
            .count("complexity", u64::from(function.cognitive))
            .count("lines", u64::from(function.code))
            .number("limit", bound)
            .count("revisions", u64::from(revisions)),
        evidence: vec![lines_evidence(facts, function.file, function.start_line, function.end_line)],
        effort: days(minutes / 480.0, minutes * 6.0 / 480.0, 20.0),
        rank: over * (1.0 + ln(1.0 + f64::from(revisions))),
    }
}

/// By points over the limit; what nobody changes, or one commit touched, hurts nobody today, unless its history is unknown.
fn severity(facts: &Facts, function: &FunctionFacts, bound: f64) -> Severity {
    let file = facts.file(function.file);
    let quiet = file.history.as_ref().is_some_and(|history| history.revisions_12m <= 1);
    let points = f64::from(function.cognitive);
    if quiet || points <= 2.0 * bound {
        Severity::Low
    } else if points > 5.0 * bound && recent_revisions(file) >= 12 {
        Severity::High
    } else {
        Severity::Medium
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, add_function, empty_facts, history, said};
    use quarterdeck_facts::{Facts, FileKind, ParseState};
    use quarterdeck_findings::{Policy, Severity};

    /// 1,000 lines of simple functions, plus one function of so many lines and points.
    fn system(lines: u32, points: u32, revisions: u32) -> Facts {
        let mut facts = empty_facts();
        let file = add_file(&mut facts, "shop/order.py", |file| file.history = Some(history(revisions)));
        (0..10).for_each(|at| add_function(&mut facts, file, &format!("simple{at}"), 100, 3));
        add_function(&mut facts, file, "total", lines, points);
        facts
    }

    #[test]
    fn functions_above_the_limit_are_found() {
        let mut test_only = system(500, 80, 3);
        test_only.files[0].kind = FileKind::Test;
        let mut unparsed = system(500, 80, 3);
        unparsed.files[0].parse = ParseState::Lines;
        for (facts, expected) in [
            (system(100, 15, 3), "ok"),
            (system(100, 16, 3), "found 1"),
            // 10 of 1,010 lines is green: only what is above twice the limit is listed.
            (system(10, 16, 3), "ok"),
            (system(10, 31, 3), "found 1"),
            (test_only, "not-applicable"),
            (unparsed, "could-not-assess"),
            (empty_facts(), "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }

    #[test]
    fn a_wrapper_is_not_judged_beside_what_it_wraps() {
        let mut facts = system(500, 80, 3);
        let file = facts.functions[0].file;
        add_function(&mut facts, file, "(anonymous)", 480, 60);
        let (outer, inner) = (facts.functions.len() - 2, facts.functions.len() - 1);
        (facts.functions[outer].start_line, facts.functions[outer].end_line) = (10_000, 10_600);
        (facts.functions[inner].start_line, facts.functions[inner].end_line) = (10_010, 10_590);
        let assessment = CHECK.assess(&facts, &Policy::default());
        assert_eq!(said(&assessment), "found 1");
        let name = &assessment.findings[0].message.args[0].1;
        assert_eq!(*name, quarterdeck_base::Arg::Name("a function inside total".to_owned()));
    }

    #[test]
    fn severity_needs_complexity_and_change() {
        for (points, revisions, severity) in [
            (16, 20, Severity::Low),
            (31, 2, Severity::Medium),
            (31, 1, Severity::Low),
            (31, 0, Severity::Low),
            (76, 11, Severity::Medium),
            (76, 12, Severity::High),
        ] {
            let assessment = CHECK.assess(&system(500, points, revisions), &Policy::default());
            assert_eq!(assessment.findings[0].severity, severity, "{points} {revisions}");
        }
    }

    #[test]
    fn the_score_is_linear_in_the_share_of_lines() {
        // 111 of 1,111 lines are 10 %: half way.
        let assessment = CHECK.assess(&system(111, 40, 1), &Policy::default());
        assert!((assessment.score - 0.5).abs() < 0.01, "{}", assessment.score);
    }
}
