//! DEB-05: complex files where the work happens.

use super::complex_functions::{is_wrapper, listed_places, place, weight};
use crate::Rule;
use crate::functions::{parts, shown_name};
use crate::recent::{changes_of_top, focused_revisions, history_days, sweeps};
use crate::rest::runs_once;
use crate::support::{
    days, file_evidence, file_scope, file_unit, history_gap, is_table, limit, lines_evidence, measured, parse_gap,
    percent, share, source_code,
};
use quarterdeck_base::{Fingerprint, Message};
use quarterdeck_facts::{Facts, FileIx, FunctionFacts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};
use std::collections::{BTreeMap, BTreeSet};

/// Fewer changes a year than this are not frequent.
const LEAST_REVISIONS: u32 = 4;

/// A file with fewer points is read in an hour: its severity is low.
const LEAST_POINTS: u32 = 75;

/// So many functions above the limit weigh as much as one above twice the limit.
const SEVERAL: usize = 3;

/// Up to so many times the limit a function is a little above it.
const LITTLE_ABOVE: f64 = 1.5;

/// One in so many points of a file has to stand in its only function above the limit.
const LEAST_PART: u64 = 5;

/// Changes times points from which a hotspot is more than low: eight changes of a file of 75 points.
const MEDIUM_HEAT: u64 = 600;

/// A hotspot is among so many per cent of the changed source files with most changes.
const MOST_CHANGED_PERCENT: f64 = 10.0;

static META: CheckMeta = CheckMeta {
    id: "DEB-05",
    name: "hotspots",
    dimension: Dimension::Debt,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Source files in the top 4 % by changes in the last 12 months times cognitive complexity, with at least \
            four \
            changes, among the tenth of changed source files with most changes, and at least one function above the \
            complexity limit by its own points, as complex-functions judges it. The score falls with the share of all \
            changes \
            to source files that land on them. While that share is green, none is listed; nor is a file of which none of these functions is new or changed in those \
            12 months. Severity goes by changes \
            times points: from 600 medium, high with 24 changes and a function above 50 points; files under 75 points \
            are low, and so are those without a function above one and a half times the limit, those with fewer than three \
            functions above the limit and none above twice of it, and code that runs once or by hand.",
    matters: "This is where time is lost today: complexity costs only where somebody works, and here everybody works.",
    evidence: "The file, with its changes and its complexity.",
    effort: "One day plus one for each 100 points of complexity, up to three days plus one for each 25 points; at most \
             20 days for each file.",
    texts: &[
        Text { key: "title", english: "Complex files where the work happens" },
        Text {
            key: "found",
            english: "{ $path } changed { $revisions } times { $history_days ->\n    [0] in the last 12 months\n    [one] since the first commit, one day ago\n   *[other] since the first commit, { $history_days } days ago\n }{ $sweeps ->\n    [0] {\"\"}\n    [one] , one wide or mechanical commit left out,\n   *[other] , { $sweeps } wide or mechanical commits left out,\n } and holds { $complexity } points of \
                      cognitive complexity, { $worst } of them in one function{ $own ->\n    [changed] , which was itself written or changed in that time\n   *[unknown] {\"\"}\n }.",
        },
        Text {
            key: "found-named",
            english: "{ $path } changed { $revisions } times { $history_days ->\n    [0] in the last 12 months\n    [one] since the first commit, one day ago\n   *[other] since the first commit, { $history_days } days ago\n }{ $sweeps ->\n    [0] {\"\"}\n    [one] , one wide or mechanical commit left out,\n   *[other] , { $sweeps } wide or mechanical commits left out,\n } and holds { $complexity } points of \
                      cognitive complexity, { $worst } of them in { $function }{ $own ->\n    [changed] , which was itself written or changed in that time\n   *[unknown] {\"\"}\n }.",
        },
        Text {
            key: "works",
            english: "Little work lands on complex files: { $share } of the changes to source files in the last 12 \
                      months.",
        },
        Text {
            key: "consequence",
            english: "Work keeps getting slower exactly where much of it is done, and defects gather there.",
        },
        Text {
            key: "remedy",
            english: "Put tests around the hotspots first. Then spend a fixed part of each change on making the \
                      touched \
                      function simpler; do not clean what nobody changes.",
        },
    ],
    thresholds: &[
        ThresholdMeta {
            key: "changes_on_hotspots_percent",
            green: 10.0,
            red: 40.0,
            source: "proposal, after CodeScene: 2 to 4 % of the files usually take 20 to 70 % of the activity",
        },
        ThresholdMeta { key: "top_files_percent", green: 4.0, red: 4.0, source: "CodeScene: 2 to 4 %" },
        ThresholdMeta {
            key: "function_cognitive_points",
            green: 15.0,
            red: 15.0,
            source: "default of Sonar rule S3776",
        },
    ],
    exceptions: &[
        "Change gathers in few files in every project: a file counts only when one of its functions is above the \
         limit.",
        "Registries, routes and settings change often and are simple: left out by the same rule. So are tables of data: \
         parsed files with less than one branch in 100 lines (the table of the schema in opencart, with one helper).",
        "A long file of simple functions with one of them above the limit (saleor's `complete_checkout.py`) is large and not \
         complex: it counts in the share and is not listed, unless that one holds a fifth of its points.",
        "The heart of a project is always here: the finding \
         says where to look first, not that somebody did badly.",
        "Functions above the limit that are what they were 12 months ago, white space and comments aside, are neither \
         counted nor named: where work lands beside them only (kimai's `SystemConfigurationController`, a table of settings that grows), the \
         file counts in the share and is not listed.",
        "Nor is a file of which fewer than three functions are above the limit and none above one and a half times the limit \
         (saleor's `PluginsManager`, 210 methods that hand on): it counts in the share and is not listed.",
        "A complex file that changes no more than others is no hotspot: nine in ten of the changed files must change less \
         often, or as often. Its functions are told by complex-functions.",
        "Wide or mechanical commits (those that change more than 30 source files, or five by a subject that names a formatter and the like, and those \
         of more than 500 files) are no changes here, and the text says how many touched the file.",
        "A file is told once: where half of its points stand in one function that complex-functions lists, or where \
         that function weighs more than the file, it is told there alone; otherwise that function is named here, or shown \
         by its lines where it has no name, and not listed there.",
        "Nothing changed in 12 months, or the language is not parsed (Groovy, R): the check does not answer.",
    ],
    precision: Some(Precision { read: 46, correct: 46, repositories: 4 }),
    sources: &[
        "Tornhill: Your Code as a Crime Scene",
        "Tornhill, Borg: Code Red, TechDebt 2022",
        "Walkinshaw, Minku: Are 20% of Files Responsible for 80% of Defects?, ESEM 2018 (against)",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = history_gap(facts).or_else(|| parse_gap(facts)) {
        return gap;
    }
    let changes: u64 = source_code(facts).map(|(_, file)| u64::from(focused_revisions(file))).sum();
    if changes == 0 {
        return Assessment::not_applicable("no source file changed in the last 12 months");
    }
    let hot = hotspots(facts, policy);
    let limit = limit(policy, &META, "function_cognitive_points");
    let on_hotspots: u64 = hot.iter().map(|hot| u64::from(focused_revisions(facts.file(hot.index)))).sum();
    let on_complex = share(on_hotspots, changes);
    let value = percent(on_complex);
    let figures = vec![measured("changes_on_hotspots_percent", value, "%")];
    let score = policy.threshold(&META, "changes_on_hotspots_percent").score(value);
    if hot.is_empty() || score >= 1.0 {
        return Assessment::ok(Message::new("works").share("share", on_complex), figures);
    }
    let told = listed_places(facts, policy);
    let is_told = |hot: &Hot<'_>| function_says_more(facts, hot, limit) && told.contains(&place(hot.worst));
    let own = hot.iter().filter(|hot| !is_told(hot) && !is_simple(facts, hot, limit));
    Assessment::found(score, figures, own.map(|hot| finding(facts, hot, limit)).collect())
}

/// Places of the functions that this check names, each the most complex one of a file that it lists: what is told here
/// is not told again.
pub(super) fn named_functions(facts: &Facts, policy: &Policy) -> BTreeSet<(FileIx, u32)> {
    if policy.disabled.iter().any(|id| id == META.id) || history_gap(facts).or_else(|| parse_gap(facts)).is_some() {
        return BTreeSet::new();
    }
    let hot = hotspots(facts, policy);
    let changes = |files: &mut dyn Iterator<Item = FileIx>| -> u64 {
        files.map(|index| u64::from(focused_revisions(facts.file(index)))).sum()
    };
    let all = changes(&mut source_code(facts).map(|(index, _)| index));
    let value = percent(share(changes(&mut hot.iter().map(|hot| hot.index)), all));
    if policy.threshold(&META, "changes_on_hotspots_percent").score(value) >= 1.0 {
        return BTreeSet::new();
    }
    let limit = limit(policy, &META, "function_cognitive_points");
    let is_own = |hot: &&Hot<'_>| !function_says_more(facts, hot, limit) && !is_simple(facts, hot, limit);
    hot.iter().filter(is_own).map(|hot| place(hot.worst)).collect()
}

/// The files that this check lists under a policy, with their severities; none when it does not run or does not answer.
pub(super) fn listed_files(facts: &Facts, policy: &Policy) -> BTreeMap<FileIx, Severity> {
    if policy.disabled.iter().any(|id| id == META.id) {
        return BTreeMap::new();
    }
    let findings = assess(facts, policy).findings;
    let listed: BTreeMap<String, Severity> =
        findings.into_iter().map(|finding| (finding.remediation_unit, finding.severity)).collect();
    source_code(facts).filter_map(|(index, _)| Some((index, *listed.get(&file_unit(facts, index))?))).collect()
}

/// A hotspot and what makes it complex.
struct Hot<'a> {
    /// The file.
    index: FileIx,
    /// Its most complex function of those that complex-functions judges; one that changed within a year where there is any.
    worst: &'a FunctionFacts,
    /// Its name as complex-functions shows it.
    name: String,
    /// How many of them are above the limit and not what they were a year ago.
    above: usize,
}

/// A long file of simple functions: the only one above the limit that changed holds little of its points, few are a little
/// above it, or none changed.
fn is_simple(facts: &Facts, hot: &Hot<'_>, limit: f64) -> bool {
    let points = u64::from(facts.file(hot.index).cognitive_sum);
    let holds_little = hot.above == 1 && u64::from(hot.worst.cognitive) * LEAST_PART < points;
    hot.above == 0 || holds_little || (hot.above < SEVERAL && is_little_above(hot, limit))
}

fn is_little_above(hot: &Hot<'_>, limit: f64) -> bool {
    weight(hot.worst) <= LITTLE_ABOVE * limit
}

/// By changes times points; one function a little above the limit is no hotspot of weight.
fn severity(facts: &Facts, hot: &Hot<'_>, limit: f64) -> Severity {
    let file = facts.file(hot.index);
    let worst = weight(hot.worst);
    let is_light = file.cognitive_sum < LEAST_POINTS
        || is_little_above(hot, limit)
        || (hot.above < SEVERAL && worst <= 2.0 * limit);
    if is_light || heat(facts, hot.index) < MEDIUM_HEAT || runs_once(file) {
        Severity::Low
    } else if worst > 50.0 && focused_revisions(file) >= 24 {
        Severity::High
    } else {
        Severity::Medium
    }
}

/// True when the file is told better as its most complex function: that holds half of the points, or weighs more there
/// than the file does here.
fn function_says_more(facts: &Facts, hot: &Hot<'_>, limit: f64) -> bool {
    let file = facts.file(hot.index);
    let is_most = hot.worst.cognitive.saturating_mul(2) >= file.cognitive_sum;
    is_most
        || match severity(facts, hot, limit) {
            Severity::Low => true,
            Severity::Medium => weight(hot.worst) > 5.0 * limit && focused_revisions(file) >= 12,
            _ => false,
        }
}

/// What is as it was a year ago is not where the work happens.
fn is_as_it_was(function: &FunctionFacts) -> bool {
    function.changed_12m == Some(false)
}

/// The top files by changes times complexity, of which those that change more than others and hold a function above the
/// limit.
fn hotspots<'a>(facts: &'a Facts, policy: &Policy) -> Vec<Hot<'a>> {
    let mut ranked: Vec<(u64, FileIx)> = source_code(facts).map(|(index, _)| (heat(facts, index), index)).collect();
    let top = (ranked.len() as f64 * limit(policy, &META, "top_files_percent") / 100.0).ceil().max(1.0) as usize;
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let points = limit(policy, &META, "function_cognitive_points");
    let least = changes_of_top(facts, MOST_CHANGED_PERCENT, focused_revisions).unwrap_or(0).max(LEAST_REVISIONS);
    let mut above = complex_of_files(facts, points);
    let is_hot = |index: &FileIx| {
        let file = facts.file(*index);
        focused_revisions(file) >= least && !is_table(file)
    };
    ranked
        .into_iter()
        .take(top)
        .map(|(_, index)| index)
        .filter(is_hot)
        .filter_map(|index| above.remove(&index))
        .collect()
}

/// Files with a function above the limit by its own points.
fn complex_of_files(facts: &Facts, limit: f64) -> BTreeMap<FileIx, Hot<'_>> {
    let mut files: BTreeMap<FileIx, Hot<'_>> = BTreeMap::new();
    for part in parts(facts).iter().filter(|part| !is_wrapper(part, limit) && weight(part.function) > limit) {
        let function = part.function;
        let hot = files.entry(function.file).or_insert_with(|| Hot {
            index: function.file,
            worst: function,
            name: shown_name(part),
            above: 0,
        });
        let order = |function| (!is_as_it_was(function), weight(function));
        hot.above += usize::from(!is_as_it_was(function));
        if order(function) > order(hot.worst) {
            (hot.worst, hot.name) = (function, shown_name(part));
        }
    }
    files
}

fn heat(facts: &Facts, index: FileIx) -> u64 {
    let file = facts.file(index);
    u64::from(focused_revisions(file)) * u64::from(file.cognitive_sum)
}

fn finding(facts: &Facts, hot: &Hot<'_>, limit: f64) -> Finding {
    let file = facts.file(hot.index);
    let points = f64::from(file.cognitive_sum);
    // A function without any name is shown by its lines.
    let is_named = !hot.name.contains("(anonymous)");
    let message =
        if is_named { Message::new("found-named").name("function", hot.name.as_str()) } else { Message::new("found") };
    let (first, last) = (hot.worst.start_line, hot.worst.end_line);
    let lines = (!is_named).then(|| lines_evidence(facts, hot.index, first, last));
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[file.path.file_name()]),
        scope: file_scope(facts, hot.index),
        severity: severity(facts, hot, limit),
        confidence: Confidence::Medium,
        message: message
            .path("path", &file.path)
            .count("revisions", u64::from(focused_revisions(file)))
            .count("complexity", u64::from(file.cognitive_sum))
            .count("sweeps", u64::from(sweeps(file)))
            .count("worst", u64::from(hot.worst.cognitive))
            .name("own", if hot.worst.changed_12m == Some(true) { "changed" } else { "unknown" })
            .count("history_days", history_days(facts, hot.index)),
        evidence: std::iter::once(file_evidence(facts, hot.index)).chain(lines).collect(),
        effort: days(1.0 + points / 100.0, 3.0 + points / 25.0, 20.0),
        remediation_unit: file_unit(facts, hot.index),
        rank: file.hotspot_score.unwrap_or_default() + heat(facts, hot.index) as f64 / 1e9,
    }
}

#[cfg(test)]
#[path = "hotspots/tests.rs"]
mod tests;
