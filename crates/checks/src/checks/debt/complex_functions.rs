//! DEB-02: functions that are hard to follow.

use super::hotspots::named_functions;
use crate::Rule;
use crate::functions::{Parsed, Part, lines_once, parsed, parts, shown_name};
use crate::recent::{focused_revisions, history_days, is_at_rest as is_system_at_rest, is_new, is_quiet, sweeps};
use crate::rest::{is_at_rest, is_tool, runs_once};
use crate::support::{days, limit, lines_evidence, measured, parse_gap, percent, repository_name, share};
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
            over the limit, weighted by how often the file changed in the last 12 months; what did not itself change in them last. Listed is what is above a \
            limit that slides with the share: twice the limit at the green end (and then only in files that changed in \
            the last 12 months), the limit itself at the red end; code at rest only above twice the limit, tools and what runs once above three times. \
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
            english: "{ $name } has a cognitive complexity of { $complexity }{ $part ->\n    [own] {\" \"}(functions inside it not counted)\n   *[whole] {\"\"}\n }{ $flat ->\n    [0] {\"\"}\n   *[other] \
                      , { $flat } of it in conditions that read like a list,\n } over { $lines } lines of code; the \
                      limit is { $limit }.{ $unsure ->\n    [yes] {\" \"}Parts of it could not be parsed: the figure \
                      is uncertain.\n   *[no] {\"\"}\n } { $own ->\n    [came] Nobody has changed its file since it came in, within the last 12 months\n   *[other] { $revisions ->\n    [0] Nobody changed its file\n    [one] Its file \
                      changed once\n   *[other] Its file changed { $revisions } times\n } { $history_days ->\n    [0] in the last 12 months\n    [one] since the first commit, one day ago\n   *[other] since the first commit, { $history_days } days ago\n }\n }{ $sweeps ->\n    [0] {\"\"}\n    [one] , one wide or mechanical commit left out\n   *[other] , { $sweeps } wide or mechanical commits left out\n }.{ $own ->\n    [changed] {\" \"}The function itself was written or changed in that time.\n    [same] {\" \"}The function itself did not change in that time.\n    [swept] {\" \"}The function itself changed in none of those counted.\n   *[unknown] {\"\"}\n }",
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
         more that stand beside each other, look alike and each end in a return or hold one statement, eight that hold only \
         loops around one call (spree's `defineDashboardPlugin`), eight that each \
         only fill something else (jellyfin's `MergeBaseItemData`), eight ternaries in a list (entries that decide nothing may stand between them), three \
         or more in the placeholders of one text (juice-shop's `calculateCheatScore`), and a chain of eight that compares \
         one variable with literals, a flag asked as well or not (kimai's `getColumns`): they weigh as much as the first \
         of them.",
        "In JavaScript and TypeScript a function whose own code holds JSX (a component of React) is judged by its own points: \
         each handler, effect and callback in it is judged apart, as Sonar does. Conditions beside each other in \
         its JSX that show one element or nothing (`error && <p>`, `open ? <A/> : <B/>`) weigh as the first of them; those \
         nested in each other count.",
        "A function that the parser could not read in full (macros of C) is told so, with medium confidence; where one place in \
         50 lines could not be read (templates in opencart's scripts), severity and confidence are low.",
        "A function most of whose points stand in functions inside it, and whose own are not above the limit (the setup \
         of a server, juice-shop's `configureApp`), is not judged beside them.",
        "Parsers, state machines and protocol code are complex by nature: generated ones (the PromQL grammar of \
         prometheus) are left out, hand-written ones stay and rank low while nobody changes them.",
        "Wide or mechanical commits (more than 30 source files, or five by a subject that names a formatter and the like) are \
         no changes here, nor are those of more than 500 files or that only moved the file, and the text says how many touched it. The \
         commit that a file came in with is none either.",
        "Code that changed once at most in 12 months costs nothing today: its severity is low. So is that of a function that is \
         what it was 12 months ago on the main line, white space, comments and what wide or mechanical commits made of it aside, \
         however often its file changed (kimai's `multiUpdate`); it is told after everything else of that severity while anybody works on the system, and not at all while the share is green. And that \
         of code that \
         runs once or by hand: migrations, patches of data, seeds and made-up data, management commands, commands that \
         production does not know or that are left out of test coverage (kimai's `TranslationCommand`), and small folders of \
         which scripts of `package.json` start a file with a program for developers and that no source imports (juice-shop's \
         `rsn`). What runs once or by hand is not listed up to three times the limit, what else is at rest up to twice.",
        "Programs that developers start by hand (`scripts/`, `tools/`, `bench/` at the top or beside a manifest) are low, \
         and listed only above three times the limit; neither they nor what runs once while the share is green.",
        "Points over the limit times changes of the file in the last 12 months of less than 60 were hardly paid for: low.",
        "A module whose head says that it was copied, moved or adapted from another project (saleor's `createsuperuser`, \
         from Django) counts in the share and is not listed.",
        "While the share is green, a function is of low severity up to four times the limit.",
        "The most complex function of a file that hotspots lists is told there, when it holds less than half of the \
         file's points: it counts in the share and is not listed again.",
        "Changes are counted for files, and of a function it is known only whether it changed: only the most complex function of a file can be of high \
         severity, and only when it is so large a part of the file that three of the changes should have hit it (the \
         hardware filters of jellyfin's EncodingHelper). The others are medium at most.",
        "Generated code, migrations marked as generated, vendored libraries (SuiteCRM ships many) and tests are left \
         out \
         by the kind of the file. So is test code inside a source file (Rust).",
        "When less than half of the source code is in a language that is parsed (Groovy, R), the check does not \
         answer.",
    ],
    precision: Some(Precision { read: 170, correct: 165, repositories: 15 }),
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

/// Above a limit that slides with the score from once to twice; what nobody changes above twice only, what runs once or by hand
/// above three times.
fn is_listed(facts: &Facts, function: &FunctionFacts, bounds: Bounds, score: f64) -> bool {
    let file = facts.file(function.file);
    let times = match () {
        () if runs_once(file) || is_tool(facts, file) => 3.0,
        () if is_resting(file, function) => 2.0,
        () => 1.0 + score,
    };
    let costs_nobody = is_untouched(file, function) || runs_once(file) || is_tool(facts, file);
    weight(function) > times * bounds.points && !(bounds.green && costs_nobody)
}

/// True when nobody works on it today: a sweep over the whole source (a formatter, a rename everywhere) is no work on it.
fn is_resting(file: &FileFacts, function: &FunctionFacts) -> bool {
    is_at_rest(file) || (file.history.is_some() && focused_revisions(file) <= 1) || is_untouched(file, function)
}

/// True when it is known that nobody changed the function in the last 12 months.
fn is_untouched(file: &FileFacts, function: &FunctionFacts) -> bool {
    is_quiet(file) || function.changed_12m == Some(false)
}

/// The points that count: conditions that look alike are read as one.
pub(super) fn weight(function: &FunctionFacts) -> f64 {
    f64::from(points(function).saturating_sub(flat(function)))
}

/// The points that a function is judged by. What is in a component (a handler, an effect) is read apart from it.
fn points(function: &FunctionFacts) -> u32 {
    if function.builds_markup { function.cognitive_own } else { function.cognitive }
}

/// Of these, what conditions that look alike add.
fn flat(function: &FunctionFacts) -> u32 {
    let inside = if function.builds_markup { 0 } else { function.cognitive_flat_inside };
    function.cognitive_flat.saturating_add(inside)
}

/// True when the functions inside are judged and not this one as well: they hold half of it, or most of its points while
/// its own code is easy to follow.
pub(super) fn is_wrapper(part: &Part<'_>, bound: f64) -> bool {
    let function = part.function;
    let own = function.cognitive_own;
    // A component is judged by its own code alone.
    let holds_most = part.wrapper || (own.saturating_mul(2) < function.cognitive && f64::from(own) <= bound);
    holds_most && !function.builds_markup
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
        if points(part.function) > points(known) {
            *known = part.function;
        }
    }
    worst.into_values().map(place).collect()
}

fn finding(facts: &Facts, part: &Part<'_>, bounds: Bounds, worst: bool) -> Finding {
    let function = part.function;
    let file = facts.file(function.file);
    let revisions = focused_revisions(file);
    let over = weight(function) - bounds.points;
    let path = file.path.clone();
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
            .count("complexity", u64::from(points(function)))
            .name("part", if points(function) < function.cognitive { "own" } else { "whole" })
            .count("flat", u64::from(flat(function)))
            .name("unsure", if parsed == Parsed::Whole { "no" } else { "yes" })
            .count("lines", u64::from(function.code))
            .number("limit", bounds.points)
            .count("revisions", u64::from(revisions))
            .count("sweeps", u64::from(sweeps(file)))
            .name("own", own_change(file, function, revisions))
            .count("history_days", history_days(facts, function.file)),
        evidence: vec![lines_evidence(facts, function.file, function.start_line, function.end_line)],
        effort: days((minutes / 480.0).max(0.1), (minutes * 6.0 / 480.0).max(0.2), 20.0),
        // Where nobody works on anything, nothing goes before.
        rank: if is_untouched(file, function) && !is_system_at_rest(facts) { Finding::AT_REST } else { 0.0 }
            + over * (1.0 + ln(1.0 + f64::from(revisions))),
    }
}

/// Whether the changes of its file touched the function; nothing is said of it where nobody changed the file.
fn own_change(file: &FileFacts, function: &FunctionFacts, revisions: u32) -> &'static str {
    if revisions == 0 && is_new(file) {
        return "came";
    }
    match function.changed_12m.filter(|_| revisions > 0) {
        Some(true) => "changed",
        // It may have changed in one of those left out.
        Some(false) if sweeps(file) > 0 => "swept",
        Some(false) => "same",
        None => "unknown",
    }
}

/// Changes that hit the function if those of its file were spread over the lines.
fn spread_changes(file: &FileFacts, function: &FunctionFacts) -> f64 {
    f64::from(focused_revisions(file)) * share(u64::from(function.code), u64::from(file.code))
}

/// Points over the limit times changes of the last 12 months: below it hardly anybody paid for them.
const LEAST_PAID: f64 = 60.0;

/// By points over the limit and by changes; what nobody changes hurts nobody today, unless its history is unknown.
fn severity(facts: &Facts, function: &FunctionFacts, bounds: Bounds, worst: bool) -> Severity {
    let file = facts.file(function.file);
    let (points, bound) = (weight(function), bounds.points);
    let least = if bounds.green { 4.0 * bound } else { 2.0 * bound };
    if is_resting(file, function)
        || is_tool(facts, file)
        || points <= least
        || (points - bound) * f64::from(focused_revisions(file)) < LEAST_PAID && file.history.is_some()
        || parsed(facts, function) == Parsed::Hardly
    {
        Severity::Low
    } else if worst && points > 5.0 * bound && focused_revisions(file) >= 12 && spread_changes(file, function) >= 3.0 {
        Severity::High
    } else {
        Severity::Medium
    }
}

#[cfg(test)]
#[path = "complex_functions/tests.rs"]
mod tests;
