//! DEB-02: functions that are hard to follow.

use super::hotspots::named_functions;
use crate::Rule;
use crate::functions::{Parsed, Part, lines_once, parsed, parts, shown_name};
use crate::recent::history_days;
use crate::rest::{is_at_rest, is_tool};
use crate::support::{
    days, limit, lines_evidence, measured, parse_gap, percent, recent_revisions, repository_name, share,
};
use quarterdeck_base::{Fingerprint, Message, ln};
use quarterdeck_facts::{Facts, FileFacts, FileIx, FunctionFacts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Scope, Severity, Status, Text,
    ThresholdMeta,
};
use std::collections::{BTreeMap, BTreeSet};

static META: CheckMeta = CheckMeta {
    id: "DEB-02",
    name: "complex-functions",
    dimension: Dimension::Debt,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Functions of source files (not tests, not generated, not vendored) whose cognitive complexity is above 15. \
            The score falls with the share of the code lines of all functions that stand in them. Worst first: points \
            over the limit, weighted by how often the file changed in the last 12 months. Listed is what is above a \
            limit that slides with the share: twice the limit at the green end (and then only in files that changed in \
            the last 12 months), the limit itself at the red end; code at rest and tools only above twice the limit. \
            Where that leaves none, the worst one is listed.",
    matters: "Code that is hard to follow takes longer to change and breaks more often, and the price is paid at each \
              change.",
    evidence: "The lines of the function.",
    effort: "Low end: 5 minutes plus 1 minute for each point over the limit, the remediation cost of Sonar rule S3776. \
             High end: six times that, for the tests to be written first. 8-hour days.",
    texts: &[
        Text { key: "title", english: "Functions that are hard to follow" },
        Text {
            key: "found",
            english: "{ $name } has a cognitive complexity of { $complexity }{ $flat ->\n    [0] {\"\"}\n   *[other] \
                      , { $flat } of it in conditions that read like a list,\n } over { $lines } lines of code; the \
                      limit is { $limit }.{ $unsure ->\n    [yes] {\" \"}Parts of it could not be parsed: the figure \
                      is uncertain.\n   *[no] {\"\"}\n } { $revisions ->\n    [0] Nobody changed its file\n    [one] Its file \
                      changed once\n   *[other] Its file changed { $revisions } times\n } { $history_days ->\n    [0] in the last 12 months\n    [one] since the first commit, one day ago\n   *[other] since the first commit, { $history_days } days ago\n }.",
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
        "A long flat switch or match is cheap to read: cognitive complexity counts it once. So are eight conditions or \
         more that stand beside each other, look alike and each end in a return or hold one statement, eight that each \
         only fill something else (jellyfin's `MergeBaseItemData`), eight ternaries in a list, and a chain of eight that \
         compares one variable with literals, a flag asked as well or not (kimai's `getColumns`): they weigh as much as \
         the first of them.",
        "A function that the parser could not read in full (macros of C) is told so, with medium confidence; where one place in \
         50 lines could not be read (templates in opencart's scripts), severity and confidence are low.",
        "A function most of whose points stand in functions inside it, and whose own are not above the limit (the setup \
         of a server, juice-shop's `configureApp`), is not judged beside them.",
        "Parsers, state machines and protocol code are complex by nature: generated ones (the PromQL grammar of \
         prometheus) are left out, hand-written ones stay and rank low while nobody changes them.",
        "Code that changed once at most in 12 months costs nothing today: its severity is low. So is that of code that \
         runs once or by hand: migrations, patches of data, seeds and made-up data, management commands, commands that \
         production does not know or that are left out of test coverage (kimai's `TranslationCommand`). Up to twice the \
         limit it is not listed.",
        "Programs that developers start by hand (`scripts/`, `tools/`, `bench/` at the top or beside a manifest) are low, \
         and listed only above twice the limit.",
        "A module whose head says that it was copied, moved or adapted from another project (saleor's `createsuperuser`, \
         from Django) counts in the share and is not listed.",
        "While the share is green, a function is of low severity up to four times the limit.",
        "The most complex function of a file that hotspots lists is told there, when it holds less than half of the \
         file's points: it counts in the share and is not listed again.",
        "Changes are counted for files, not for functions: only the most complex function of a file can be of high \
         severity, and only when it is so large a part of the file that three of the changes should have hit it (the \
         hardware filters of jellyfin's EncodingHelper). The others are medium at most.",
        "Generated code, migrations marked as generated, vendored libraries (SuiteCRM ships many) and tests are left \
         out \
         by the kind of the file. So is test code inside a source file (Rust).",
        "When less than half of the source code is in a language that is parsed (Groovy, R), the check does not \
         answer.",
    ],
    precision: Some(Precision { read: 102, correct: 95, repositories: 15 }),
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
        functions.iter().filter(|part| !is_wrapper(part, bound) && weight(part.function) > bound).collect();
    let complex_lines = lines_once(complex.iter().map(|part| part.function));
    let in_complex = share(complex_lines, all);
    let value = percent(in_complex);
    let figures = vec![measured("complex_code_percent", value, "%")];
    let score = policy.threshold(&META, "complex_code_percent").score(value);
    let green = score >= 1.0;
    let worst = worst_of_files(&complex);
    let told = named_functions(facts, policy);
    let bounds = Bounds { points: bound, green };
    let own: Vec<&Part<'_>> = complex
        .into_iter()
        .filter(|part| !told.contains(&place(part.function)) && !facts.file(part.function.file).copied_in)
        .collect();
    let mut listed: Vec<&Part<'_>> =
        own.iter().copied().filter(|part| is_listed(facts, part.function, bounds, score)).collect();
    if listed.is_empty() && !green {
        // A share that is not green is shown at something.
        listed.extend(own.iter().max_by_key(|it| (weight(it.function) as u64, std::cmp::Reverse(place(it.function)))));
    }
    let findings: Vec<Finding> =
        listed.into_iter().map(|part| finding(facts, part, bounds, worst.contains(&place(part.function)))).collect();
    if findings.is_empty() && green {
        return Assessment::ok(Message::new("works").share("share", in_complex).number("limit", bound), figures);
    }
    Assessment::found(score, figures, findings)
}

/// Above a limit that slides with the score from once to twice; what nobody changes or starts by hand above twice only.
fn is_listed(facts: &Facts, function: &FunctionFacts, bounds: Bounds, score: f64) -> bool {
    let file = facts.file(function.file);
    let is_quiet = file.history.as_ref().is_some_and(|history| history.revisions_12m == 0);
    let times = if is_at_rest(file) || is_tool(facts, file) { 2.0 } else { 1.0 + score };
    weight(function) > times * bounds.points && !(bounds.green && is_quiet)
}

/// The points that count: conditions that look alike are read as one.
pub(super) fn weight(function: &FunctionFacts) -> f64 {
    f64::from(function.cognitive.saturating_sub(flat(function)))
}

fn flat(function: &FunctionFacts) -> u32 {
    function.cognitive_flat.saturating_add(function.cognitive_flat_inside)
}

/// True when the functions inside are judged and not this one as well: they hold half of it, or most of its points while
/// its own code is easy to follow.
pub(super) fn is_wrapper(part: &Part<'_>, bound: f64) -> bool {
    let function = part.function;
    let own = function.cognitive_own;
    part.wrapper || (own.saturating_mul(2) < function.cognitive && f64::from(own) <= bound)
}

/// What functions are held against.
#[derive(Clone, Copy)]
struct Bounds {
    points: f64,
    /// The share of complex code is green.
    green: bool,
}

/// File and start line of a function.
pub(super) fn place(function: &FunctionFacts) -> (FileIx, u32) {
    (function.file, function.start_line)
}

/// Places of the functions that this check lists under a policy; none when it does not run or does not answer.
pub(super) fn listed_places(facts: &Facts, policy: &Policy) -> BTreeSet<(FileIx, u32)> {
    if policy.disabled.iter().any(|id| id == META.id) {
        return BTreeSet::new();
    }
    let scope = |finding: &Finding| match &finding.scope {
        Scope::Function { repository, path, start_line, .. } => Some((repository.clone(), path.clone(), *start_line)),
        _ => None,
    };
    let listed: BTreeSet<_> = assess(facts, policy).findings.iter().filter_map(scope).collect();
    let is_listed = |function: &&FunctionFacts| {
        let path = facts.file(function.file).path.clone();
        listed.contains(&(repository_name(facts, function.file), path, function.start_line))
    };
    facts.functions.iter().filter(is_listed).map(place).collect()
}

/// The place of the function with most points in each file: changes of a file are known, changes of a function are not,
/// and so only one of a file may be taken for the one that they hit.
fn worst_of_files(complex: &[&Part<'_>]) -> BTreeSet<(FileIx, u32)> {
    let mut worst: BTreeMap<FileIx, &FunctionFacts> = BTreeMap::new();
    for part in complex {
        let known = worst.entry(part.function.file).or_insert(part.function);
        if part.function.cognitive > known.cognitive {
            *known = part.function;
        }
    }
    worst.into_values().map(place).collect()
}

fn finding(facts: &Facts, part: &Part<'_>, bounds: Bounds, worst: bool) -> Finding {
    let function = part.function;
    let revisions = recent_revisions(facts.file(function.file));
    let over = weight(function) - bounds.points;
    let path = facts.file(function.file).path.clone();
    let repository = repository_name(facts, function.file);
    let minutes = 5.0 + over;
    let parsed = parsed(facts, function);
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
        severity: severity(facts, function, bounds, worst),
        confidence: match parsed {
            Parsed::Whole => Confidence::High,
            Parsed::Mostly => Confidence::Medium,
            Parsed::Hardly => Confidence::Low,
        },
        message: Message::new("found")
            .name("name", shown_name(part))
            .count("complexity", u64::from(function.cognitive))
            .count("flat", u64::from(flat(function)))
            .name("unsure", if parsed == Parsed::Whole { "no" } else { "yes" })
            .count("lines", u64::from(function.code))
            .number("limit", bounds.points)
            .count("revisions", u64::from(revisions))
            .count("history_days", history_days(facts, function.file)),
        evidence: vec![lines_evidence(facts, function.file, function.start_line, function.end_line)],
        effort: days((minutes / 480.0).max(0.1), (minutes * 6.0 / 480.0).max(0.2), 20.0),
        rank: over * (1.0 + ln(1.0 + f64::from(revisions))),
    }
}

/// Changes that hit the function if those of its file were spread over the lines.
fn spread_changes(file: &FileFacts, function: &FunctionFacts) -> f64 {
    f64::from(recent_revisions(file)) * share(u64::from(function.code), u64::from(file.code))
}

/// By points over the limit; what nobody changes hurts nobody today, unless its history is unknown.
fn severity(facts: &Facts, function: &FunctionFacts, bounds: Bounds, worst: bool) -> Severity {
    let file = facts.file(function.file);
    let (points, bound) = (weight(function), bounds.points);
    let least = if bounds.green { 4.0 * bound } else { 2.0 * bound };
    if is_at_rest(file) || is_tool(facts, file) || points <= least || parsed(facts, function) == Parsed::Hardly {
        Severity::Low
    } else if worst && points > 5.0 * bound && recent_revisions(file) >= 12 && spread_changes(file, function) >= 3.0 {
        Severity::High
    } else {
        Severity::Medium
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, add_function, days_ago, empty_facts, history, said};
    use quarterdeck_base::RepoPath;
    use quarterdeck_facts::{Facts, FileIx, FileKind, ParseState};
    use quarterdeck_findings::{Confidence, Policy, Severity};

    /// 1,000 lines of simple functions, plus one function of so many lines and points.
    fn system(lines: u32, points: u32, revisions: u32) -> Facts {
        let mut facts = empty_facts();
        let file = add_file(&mut facts, "shop/order.py", |file| {
            (file.code, file.history) = (1_500, Some(history(revisions)));
        });
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
            // Nothing is above the sliding limit: the worst is shown.
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
        assert_eq!(*name, quarterdeck_base::Arg::Name("total > (anonymous)".to_owned()));
    }

    #[test]
    fn conditions_written_as_a_switch_weigh_as_one() {
        for (flat, expected) in [(0, "found 1"), (50, "found 1"), (65, "ok")] {
            let mut facts = system(500, 80, 3);
            let last = facts.functions.last_mut().unwrap();
            (last.cognitive_flat, last.cognitive_flat_inside) = (flat / 2, flat - flat / 2);
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected, "{flat}");
        }
    }

    #[test]
    fn what_the_parser_could_not_read_is_uncertain() {
        // The function has 501 lines: one in fifty is eleven of them.
        let many = |count: u32| (0..count).map(|at| (1_200 + at, 1_200 + at)).collect();
        for (lines, severity, confidence) in [
            (vec![(100, 200)], Severity::Medium, Confidence::High),
            // All of the file, but none of what begins and ends in the function.
            (vec![(1, 9_000)], Severity::Medium, Confidence::High),
            (vec![(1_200, 1_201)], Severity::Medium, Confidence::Medium),
            (vec![(1_000, 1_200)], Severity::Medium, Confidence::Medium),
            (many(10), Severity::Medium, Confidence::Medium),
            (many(11), Severity::Low, Confidence::Low),
        ] {
            let mut facts = system(500, 80, 3);
            facts.files[0].error_lines.clone_from(&lines);
            let finding = &CHECK.assess(&facts, &Policy::default()).findings[0];
            assert_eq!((finding.severity, finding.confidence), (severity, confidence), "{lines:?}");
        }
    }

    #[test]
    fn own_code_that_is_easy_to_follow_is_not_judged_for_what_is_inside() {
        for (own, expected) in [(15, "ok"), (16, "found 1")] {
            let mut facts = system(500, 60, 3);
            facts.functions.last_mut().unwrap().cognitive_own = own;
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected, "{own}");
        }
    }

    #[test]
    fn in_code_that_is_green_only_what_changes_is_listed_and_most_is_low() {
        for (points, revisions, severity) in
            [(60, 9, Some(Severity::Low)), (61, 9, Some(Severity::Medium)), (61, 1, Some(Severity::Low)), (61, 0, None)]
        {
            let assessment = CHECK.assess(&system(10, points, revisions), &Policy::default());
            let found = assessment.findings.first().map(|finding| finding.severity);
            assert_eq!(found, severity, "{points} {revisions}");
            assert!(assessment.findings.iter().all(|finding| finding.effort.low >= 0.1));
        }
        let mut unknown = system(10, 61, 9);
        unknown.files[0].history = None;
        assert_eq!(said(&CHECK.assess(&unknown, &Policy::default())), "found 1", "no history is not a quiet one");
    }

    #[test]
    fn the_limit_of_the_list_slides_with_the_share() {
        // Lines and points of the function, points of a second one that is listed in any case; path; changes.
        for (lines, points, path, revisions, expected) in [
            // 110 of 1,110 lines stand in them: half way, the limit is 22.6.
            (100, 22, "shop/order.py", 3, 1),
            (100, 23, "shop/order.py", 3, 2),
            (100, 30, "scripts/order.py", 3, 1),
            (100, 31, "scripts/order.py", 3, 2),
            (100, 30, "shop/order.py", 1, 1),
            // Red.
            (300, 16, "shop/order.py", 3, 2),
            (300, 16, "scripts/order.py", 3, 1),
        ] {
            let mut facts = system(lines, points, revisions);
            facts.files[0].path = RepoPath::from(path);
            add_function(&mut facts, FileIx::new(0), "ship", 10, 80);
            let findings = CHECK.assess(&facts, &Policy::default()).findings;
            assert_eq!(findings.len(), expected, "{lines} {points} {path} {revisions}");
        }
    }

    #[test]
    fn code_copied_in_is_counted_and_not_listed() {
        let mut facts = system(500, 80, 3);
        facts.files[0].copied_in = true;
        let assessment = CHECK.assess(&facts, &Policy::default());
        assert_eq!((said(&assessment).as_str(), assessment.score), ("found 0", 0.0));
    }

    #[test]
    fn tools_are_low() {
        let mut facts = system(500, 90, 12);
        facts.files[0].path = RepoPath::from("tools/order.py");
        assert_eq!(CHECK.assess(&facts, &Policy::default()).findings[0].severity, Severity::Low);
    }

    #[test]
    fn a_history_of_less_than_a_year_is_told_as_one() {
        for (first, days) in [(1_000, 0), (365, 0), (364, 364), (0, 1)] {
            let mut facts = system(500, 80, 3);
            facts.repositories[0].first_commit_at = days_ago(first);
            let message = CHECK.assess(&facts, &Policy::default()).findings[0].message.clone();
            assert_eq!(message.args.last().unwrap().1, quarterdeck_base::Arg::Count(days), "{first}");
        }
    }

    #[test]
    fn what_runs_by_hand_is_low() {
        let mut facts = system(500, 90, 12);
        facts.files[0].by_hand = true;
        assert_eq!(CHECK.assess(&facts, &Policy::default()).findings[0].severity, Severity::Low);
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
    fn only_the_worst_function_of_a_file_is_of_high_severity() {
        let mut facts = system(500, 90, 12);
        add_function(&mut facts, FileIx::new(0), "ship", 500, 80);
        let findings = CHECK.assess(&facts, &Policy::default()).findings;
        let severities: Vec<Severity> = findings.iter().map(|finding| finding.severity).collect();
        assert_eq!(severities, [Severity::High, Severity::Medium]);
        // A small part of a large file: 12 changes of 2,001 lines should have hit 500 of them less than three times.
        facts.files[0].code = 2_001;
        let findings = CHECK.assess(&facts, &Policy::default()).findings;
        assert!(findings.iter().all(|finding| finding.severity == Severity::Medium));
        facts.files[0].path = RepoPath::from("shop/patches/v1/order.py");
        let findings = CHECK.assess(&facts, &Policy::default()).findings;
        assert!(findings.iter().all(|finding| finding.severity == Severity::Low));
    }

    #[test]
    fn the_score_is_linear_in_the_share_of_lines() {
        // 111 of 1,111 lines are 10 %: half way.
        let assessment = CHECK.assess(&system(111, 40, 1), &Policy::default());
        assert!((assessment.score - 0.5).abs() < 0.01, "{}", assessment.score);
    }
}
