//! DEB-03: functions too long to be read as one thing.

use super::complex_functions::{listed_places, place};
use super::hotspots::named_functions;
use crate::Rule;
use crate::functions::{Part, lines_once, parts, shown_name};
use crate::recent::{focused_revisions, history_days, is_quiet, sweeps};
use crate::rest::{is_at_rest, is_tool};
use crate::support::{days, limit, lines_evidence, measured, parse_gap, percent, repository_name, share};
use quarterdeck_base::{Fingerprint, Message, ln};
use quarterdeck_facts::{Facts, FunctionFacts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Scope, Severity, Status, Text, ThresholdMeta,
};

/// A function with fewer than one point of cognitive complexity for so many code lines is a list, not a procedure.
const LIST_LINES_PER_POINT: u32 = 20;

static META: CheckMeta = CheckMeta {
    id: "DEB-03",
    name: "long-functions",
    dimension: Dimension::Debt,
    status: Status::Preview,
    since: "0.1.0",
    finds: "Functions of source files (not tests, not generated, not vendored) with more than 60 code lines that \
            decide something: at least one point of cognitive complexity for each 20 lines. The score falls with the \
            share of the code lines of all functions that stand in them. While the share is green, only functions of \
            more than three times the limit are listed; code that nobody changed in the last 12 months is listed above \
            twice the limit only. Lines that continue a text over several lines do not count.",
    matters: "A function of several screens cannot be understood, tested or reused in parts: each change starts with \
              reading all of it.",
    evidence: "The lines of the function.",
    effort: "Half an hour for each 60 lines over the limit, up to four hours for each with the tests to be written \
             first; 8-hour days.",
    texts: &[
        Text { key: "title", english: "Functions that are too long" },
        Text {
            key: "found",
            english: "{ $name } has { $lines } lines of code; the limit is { $limit }. { $revisions ->\n    [0] Nobody \
                      changed its file\n    [one] Its file changed once\n   *[other] Its file changed { $revisions } \
                      times\n } { $history_days ->\n    [0] in the last 12 months\n    [one] since the first commit, one day ago\n   *[other] since the first commit, { $history_days } days ago\n }{ $sweeps ->\n    [0] {\"\"}\n    [one] , one wide or mechanical commit left out\n   *[other] , { $sweeps } wide or mechanical commits left out\n }.",
        },
        Text {
            key: "found-told",
            english: "{ $share } of the code lines of all functions stand in functions of more than { $limit } lines. \
                      { $count ->\n    [one] It is listed\n   *[other] All { $count } are listed\n } as hard to follow.",
        },
        Text {
            key: "works",
            english: "Functions are short: { $share } of their code lines stand in functions of more than { $limit } \
                      lines.",
        },
        Text {
            key: "consequence",
            english: "Each change here takes longer than it should, and only who wrote it dares to make it.",
        },
        Text {
            key: "remedy",
            english: "When such a function has to change anyway, write tests that hold what it does today and take out \
                      the step that changes, with a name that says what it does. Leave alone what nobody changes.",
        },
    ],
    thresholds: &[
        ThresholdMeta {
            key: "long_code_percent",
            green: 7.0,
            red: 25.0,
            source: "green: Visser, Building Maintainable Software (SIG, 4 of 5 stars: 6.9 % of the lines in units of \
                     more than 60); red: proposal, to be calibrated on a corpus",
        },
        ThresholdMeta {
            key: "function_lines",
            green: 60.0,
            red: 60.0,
            source: "Visser, Building Maintainable Software (SIG): the highest of its classes of unit size",
        },
    ],
    exceptions: &[
        "A long list is cheap to read: registrations, settings, tables, markup that a component returns. Functions \
         with less than one point of cognitive complexity of their own for each 20 lines are left out, and those two thirds of \
         whose lines only assign or hold a value (a copy of 70 fields, an object of settings).",
        "A function half of whose points or lines stand in functions inside it: the inner ones are judged, not the \
         wrapper.",
        "What complex-functions or hotspots names counts in the share and is not listed here again.",
        "Code that changed once at most in 12 months costs nothing today: its severity is low. So is that of code that \
         runs once or by hand: migrations, patches of data, seeds, management commands.",
        "Wide or mechanical commits and the one that the file came in with are no changes here, as in complex-functions.",
        "A text over several lines (a statement of SQL) counts as one line.",
        "What nobody changed in 12 months and programs that developers start by hand (`scripts/`, `tools/`, `bench/`) are \
         not listed up to twice the limit: they count in the share. So do modules whose head says that they were copied \
         from another project.",
        "When less than half of the source code is in a language that is parsed, the check does not answer.",
    ],
    precision: None,
    sources: &[
        "Visser: Building Maintainable Software, O'Reilly 2016 (unit size)",
        "Landman, Serebrenik, Bouwers, Vinju: Empirical analysis of the relationship between CC and SLOC, JSEP 2016",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = parse_gap(facts) {
        return gap;
    }
    let bound = limit(policy, &META, "function_lines");
    let functions = parts(facts);
    if functions.is_empty() {
        return Assessment::not_applicable("the source code holds no functions");
    }
    let all = lines_once(functions.iter().map(|part| part.function));
    let long: Vec<&Part<'_>> = functions.iter().filter(|part| !part.wrapper && is_long(part.function, bound)).collect();
    let in_long = share(lines_once(long.iter().map(|part| part.function)), all);
    let value = percent(in_long);
    let figures = vec![measured("long_code_percent", value, "%")];
    let score = policy.threshold(&META, "long_code_percent").score(value);
    let listed = if score < 1.0 { bound } else { 3.0 * bound };
    let mut told = listed_places(facts, policy);
    told.extend(named_functions(facts, policy));
    let is_listed = |part: &&&Part<'_>| {
        let file = facts.file(part.function.file);
        let least = if is_quiet(file) || is_tool(facts, file) { listed.max(2.0 * bound) } else { listed };
        f64::from(lines(part.function)) > least && !file.copied_in
    };
    let mut over: Vec<&&Part<'_>> = long.iter().filter(is_listed).collect();
    if over.is_empty() && score < 1.0 {
        // A share that is not green is shown at something.
        over.extend(long.iter().max_by_key(|part| (lines(part.function), std::cmp::Reverse(place(part.function)))));
    }
    let findings: Vec<Finding> = over
        .iter()
        .filter(|part| !told.contains(&place(part.function)))
        .map(|part| finding(facts, part, bound))
        .collect();
    if findings.is_empty() && score < 1.0 {
        let findings = told_elsewhere(facts, &over, in_long, bound).into_iter().collect();
        return Assessment::found(score, figures, findings);
    }
    if findings.is_empty() {
        return Assessment::ok(Message::new("works").share("share", in_long).number("limit", bound), figures);
    }
    Assessment::found(score, figures, findings)
}

/// The share is the system's even when the other check lists each of the functions: one finding at the longest says so.
fn told_elsewhere(facts: &Facts, over: &[&&Part<'_>], in_long: f64, bound: f64) -> Option<Finding> {
    let longest = over.iter().max_by_key(|part| (lines(part.function), std::cmp::Reverse(place(part.function))))?;
    let message = Message::new("found-told");
    let message = message.share("share", in_long).number("limit", bound).count("count", over.len() as u64);
    Some(Finding { severity: Severity::Low, message, ..finding(facts, longest, bound) })
}

/// The lines that count: a text over several of them is one.
fn lines(function: &FunctionFacts) -> u32 {
    function.code.saturating_sub(function.text)
}

fn is_long(function: &FunctionFacts, bound: f64) -> bool {
    let points = function.cognitive_own.saturating_sub(function.cognitive_flat);
    let decides = points.saturating_mul(LIST_LINES_PER_POINT) >= lines(function);
    let is_list = function.plain.saturating_mul(3) >= function.code.saturating_mul(2);
    f64::from(lines(function)) > bound && decides && !is_list
}

fn finding(facts: &Facts, part: &Part<'_>, bound: f64) -> Finding {
    let function = part.function;
    let file = facts.file(function.file);
    let revisions = focused_revisions(file);
    let repository = repository_name(facts, function.file);
    let over = (f64::from(lines(function)) - bound) / bound;
    let severity =
        if !is_at_rest(file) && f64::from(lines(function)) > 5.0 * bound { Severity::Medium } else { Severity::Low };
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[function.name.as_bytes(), &function.content_hash.to_le_bytes()]),
        remediation_unit: format!("function:{repository}:{}:{}:{}", file.path, function.name, function.start_line),
        scope: Scope::Function {
            repository,
            path: file.path.clone(),
            name: function.name.clone(),
            start_line: function.start_line,
            end_line: function.end_line,
        },
        severity,
        confidence: Confidence::High,
        message: Message::new("found")
            .name("name", shown_name(part))
            .count("lines", u64::from(lines(function)))
            .number("limit", bound)
            .count("revisions", u64::from(revisions))
            .count("sweeps", u64::from(sweeps(file)))
            .count("history_days", history_days(facts, function.file)),
        evidence: vec![lines_evidence(facts, function.file, function.start_line, function.end_line)],
        effort: days((over * 0.0625).max(0.1), (over * 0.5).max(0.3), 20.0),
        rank: over * (1.0 + ln(1.0 + f64::from(revisions))),
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, add_function, empty_facts, history, said};
    use quarterdeck_facts::{Facts, FileIx, FileKind, ParseState};
    use quarterdeck_findings::{Policy, Severity};

    /// 1,000 lines of short functions, plus one function of so many lines and points.
    fn system(lines: u32, points: u32, revisions: u32) -> Facts {
        let mut facts = empty_facts();
        let file = add_file(&mut facts, "shop/order.py", |file| file.history = Some(history(revisions)));
        (0..20).for_each(|at| add_function(&mut facts, file, &format!("short{at}"), 50, 3));
        add_function(&mut facts, file, "total", lines, points);
        facts
    }

    #[test]
    fn functions_above_the_limit_that_decide_something_are_found() {
        let mut test_only = system(500, 80, 3);
        test_only.files[0].kind = FileKind::Test;
        let mut unparsed = system(500, 80, 3);
        unparsed.files[0].parse = ParseState::Lines;
        for (facts, expected) in [
            (system(500, 25, 3), "found 1"),
            // A list of 500 lines with 24 points.
            (system(500, 24, 3), "ok"),
            // 70 of 1,070 lines is green: only what is above three times the limit is listed.
            (system(70, 10, 3), "ok"),
            (system(80, 10, 3), "found 1"),
            (system(60, 60, 3), "ok"),
            (test_only, "not-applicable"),
            (unparsed, "could-not-assess"),
            (empty_facts(), "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }

    #[test]
    fn lines_that_only_hold_values_make_a_list() {
        for (plain, own, flat, expected) in [
            (0, 20, 0, "found 1"),
            (199, 20, 0, "found 1"),
            (200, 20, 0, "ok"),
            (0, 14, 0, "ok"),
            // A switch written as conditions.
            (0, 20, 6, "ok"),
        ] {
            let mut facts = system(300, 20, 3);
            let last = facts.functions.last_mut().unwrap();
            (last.plain, last.cognitive_own, last.cognitive_flat) = (plain, own, flat);
            let alone = Policy { disabled: vec!["DEB-02".to_owned()], ..Policy::default() };
            assert_eq!(said(&CHECK.assess(&facts, &alone)), expected, "{plain} {own} {flat}");
        }
    }

    #[test]
    fn lines_of_texts_and_code_that_nobody_changes() {
        // Lines, of them texts; changes; a second function of 300 lines is listed in any case.
        for (lines, text, revisions, path, expected) in [
            (100, 0, 3, "shop/order.py", 2),
            (100, 39, 3, "shop/order.py", 2),
            (100, 40, 3, "shop/order.py", 1),
            (120, 0, 0, "shop/order.py", 1),
            (121, 0, 0, "shop/order.py", 2),
            (120, 0, 1, "shop/order.py", 2),
            (120, 0, 3, "tools/order.py", 1),
            (121, 0, 3, "tools/order.py", 2),
        ] {
            let mut facts = system(lines, 40, revisions);
            facts.files[0].path = path.into();
            facts.functions.last_mut().unwrap().text = text;
            add_function(&mut facts, FileIx::new(0), "ship", 300, 60);
            let alone = Policy { disabled: vec!["DEB-02".to_owned()], ..Policy::default() };
            assert_eq!(CHECK.assess(&facts, &alone).findings.len(), expected, "{lines} {text} {revisions} {path}");
        }
    }

    #[test]
    fn what_is_listed_as_complex_is_not_listed_again() {
        let mut facts = system(500, 80, 3);
        let file = facts.functions[0].file;
        let assessment = CHECK.assess(&facts, &Policy::default());
        assert_eq!((said(&assessment).as_str(), assessment.findings[0].message.key), ("found 1", "found-told"));
        add_function(&mut facts, file, "ship", 90, 15);
        let assessment = CHECK.assess(&facts, &Policy::default());
        assert_eq!((said(&assessment).as_str(), assessment.findings[0].message.key), ("found 1", "found"));
    }

    #[test]
    fn the_score_is_linear_and_severity_needs_length_and_change() {
        for (lines, revisions, severity) in
            [(301, 2, Severity::Medium), (301, 1, Severity::Low), (300, 9, Severity::Low)]
        {
            let alone = Policy { disabled: vec!["DEB-02".to_owned()], ..Policy::default() };
            let assessment = CHECK.assess(&system(lines, 90, revisions), &alone);
            assert_eq!(assessment.findings[0].severity, severity, "{lines} {revisions}");
        }
        // 190 of 1,190 lines are 16 %: half way between 7 and 25.
        let assessment = CHECK.assess(&system(190, 40, 1), &Policy::default());
        assert!((assessment.score - 0.5).abs() < 0.01, "{}", assessment.score);
    }
}
