//! DEB-05: complex files where the work happens.

use super::complex_functions::{is_wrapper, listed_places, place, weight};
use crate::Rule;
use crate::functions::parts;
use crate::recent::history_days;
use crate::rest::runs_once;
use crate::support::{
    days, file_evidence, file_scope, file_unit, history_gap, is_table, limit, measured, parse_gap, percent,
    recent_revisions, share, source_code,
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

/// One in so many points of a file has to stand in its only function above the limit.
const LEAST_PART: u64 = 5;

/// Changes times points from which a hotspot is more than low: eight changes of a file of 75 points.
const MEDIUM_HEAT: u64 = 600;

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
            to source files that land on them. While that share is green, none is listed. Severity goes by changes \
            times points: from 600 medium, high with 24 changes and a function above 50 points; files under 75 points \
            are low, and so are those with fewer than three functions above the limit and none above twice of it, and \
            code that runs once or by hand.",
    matters: "This is where time is lost today: complexity costs only where somebody works, and here everybody works.",
    evidence: "The file, with its changes and its complexity.",
    effort: "One day plus one for each 100 points of complexity, up to three days plus one for each 25 points; at most \
             20 days for each file.",
    texts: &[
        Text { key: "title", english: "Complex files where the work happens" },
        Text {
            key: "found",
            english: "{ $path } changed { $revisions } times { $history_days ->\n    [0] in the last 12 months\n    [one] since the first commit, one day ago,\n   *[other] since the first commit, { $history_days } days ago,\n } and holds { $complexity } points of \
                      cognitive complexity, { $worst } of them in one function.",
        },
        Text {
            key: "found-named",
            english: "{ $path } changed { $revisions } times { $history_days ->\n    [0] in the last 12 months\n    [one] since the first commit, one day ago,\n   *[other] since the first commit, { $history_days } days ago,\n } and holds { $complexity } points of \
                      cognitive complexity, { $worst } of them in { $function }.",
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
        "A complex file that changes no more than others is no hotspot: nine in ten of the changed files must change less \
         often, or as often. Its functions are told by complex-functions.",
        "A year of formatting or renaming raises changes: commits of more than 500 files are left out, smaller ones \
         count, so read the history.",
        "A file is told once: where half of its points stand in one function that complex-functions lists, or where \
         that function weighs more than the file, it is told there alone; otherwise that function is named here and not listed \
         there.",
        "Nothing changed in 12 months, or the language is not parsed (Groovy, R): the check does not answer.",
    ],
    precision: Some(Precision { read: 55, correct: 51, repositories: 6 }),
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
    let changes: u64 = source_code(facts).map(|(_, file)| u64::from(recent_revisions(file))).sum();
    if changes == 0 {
        return Assessment::not_applicable("no source file changed in the last 12 months");
    }
    let hot = hotspots(facts, policy);
    let limit = limit(policy, &META, "function_cognitive_points");
    let on_hotspots: u64 = hot.iter().map(|hot| u64::from(recent_revisions(facts.file(hot.index)))).sum();
    let on_complex = share(on_hotspots, changes);
    let value = percent(on_complex);
    let figures = vec![measured("changes_on_hotspots_percent", value, "%")];
    let score = policy.threshold(&META, "changes_on_hotspots_percent").score(value);
    if hot.is_empty() || score >= 1.0 {
        return Assessment::ok(Message::new("works").share("share", on_complex), figures);
    }
    let told = listed_places(facts, policy);
    let is_told = |hot: &Hot<'_>| function_says_more(facts, hot, limit) && told.contains(&place(hot.worst));
    let own = hot.iter().filter(|hot| !is_told(hot) && !is_simple(facts, hot));
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
        files.map(|index| u64::from(recent_revisions(facts.file(index)))).sum()
    };
    let all = changes(&mut source_code(facts).map(|(index, _)| index));
    let value = percent(share(changes(&mut hot.iter().map(|hot| hot.index)), all));
    if policy.threshold(&META, "changes_on_hotspots_percent").score(value) >= 1.0 {
        return BTreeSet::new();
    }
    let limit = limit(policy, &META, "function_cognitive_points");
    let is_own =
        |hot: &&Hot<'_>| is_named(hot.worst) && !function_says_more(facts, hot, limit) && !is_simple(facts, hot);
    hot.iter().filter(is_own).map(|hot| place(hot.worst)).collect()
}

/// A hotspot and what makes it complex.
struct Hot<'a> {
    /// The file.
    index: FileIx,
    /// Its most complex function of those that complex-functions judges.
    worst: &'a FunctionFacts,
    /// How many of these are above the limit.
    above: usize,
}

/// A long file of simple functions: the only one above the limit holds little of its points.
fn is_simple(facts: &Facts, hot: &Hot<'_>) -> bool {
    hot.above == 1 && u64::from(hot.worst.cognitive) * LEAST_PART < u64::from(facts.file(hot.index).cognitive_sum)
}

/// By changes times points; one function a little above the limit is no hotspot of weight.
fn severity(facts: &Facts, hot: &Hot<'_>, limit: f64) -> Severity {
    let file = facts.file(hot.index);
    let worst = weight(hot.worst);
    let is_light = file.cognitive_sum < LEAST_POINTS || (hot.above < SEVERAL && worst <= 2.0 * limit);
    if is_light || heat(facts, hot.index) < MEDIUM_HEAT || runs_once(file) {
        Severity::Low
    } else if worst > 50.0 && recent_revisions(file) >= 24 {
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
            Severity::Medium => weight(hot.worst) > 5.0 * limit && recent_revisions(file) >= 12,
            _ => false,
        }
}

fn is_named(function: &FunctionFacts) -> bool {
    !function.name.contains("(anonymous)")
}

/// The top files by changes times complexity, of which those that change more than others and hold a function above the
/// limit.
fn hotspots<'a>(facts: &'a Facts, policy: &Policy) -> Vec<Hot<'a>> {
    let mut ranked: Vec<(u64, FileIx)> = source_code(facts).map(|(index, _)| (heat(facts, index), index)).collect();
    let top = (ranked.len() as f64 * limit(policy, &META, "top_files_percent") / 100.0).ceil().max(1.0) as usize;
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let points = limit(policy, &META, "function_cognitive_points");
    let least = least_changes(facts);
    let mut above = complex_of_files(facts, points);
    let is_hot = |index: &FileIx| {
        let file = facts.file(*index);
        recent_revisions(file) >= least && !is_table(file)
    };
    ranked
        .into_iter()
        .take(top)
        .map(|(_, index)| index)
        .filter(is_hot)
        .filter_map(|index| above.remove(&index))
        .collect()
}

/// Changes that put a file into the tenth of the changed source files with most of them, and that are frequent.
fn least_changes(facts: &Facts) -> u32 {
    let mut changes: Vec<u32> =
        source_code(facts).map(|(_, file)| recent_revisions(file)).filter(|revisions| *revisions > 0).collect();
    changes.sort_unstable_by(|a, b| b.cmp(a));
    let tenth = changes.len().div_ceil(10);
    tenth.checked_sub(1).and_then(|at| changes.get(at)).map_or(LEAST_REVISIONS, |least| (*least).max(LEAST_REVISIONS))
}

/// Files with a function above the limit by its own points.
fn complex_of_files(facts: &Facts, limit: f64) -> BTreeMap<FileIx, Hot<'_>> {
    let mut files: BTreeMap<FileIx, Hot<'_>> = BTreeMap::new();
    for part in parts(facts).iter().filter(|part| !is_wrapper(part, limit) && weight(part.function) > limit) {
        let function = part.function;
        let hot = files.entry(function.file).or_insert(Hot { index: function.file, worst: function, above: 0 });
        hot.above += 1;
        if weight(function) > weight(hot.worst) {
            hot.worst = function;
        }
    }
    files
}

fn heat(facts: &Facts, index: FileIx) -> u64 {
    let file = facts.file(index);
    u64::from(recent_revisions(file)) * u64::from(file.cognitive_sum)
}

fn finding(facts: &Facts, hot: &Hot<'_>, limit: f64) -> Finding {
    let file = facts.file(hot.index);
    let points = f64::from(file.cognitive_sum);
    let message = if is_named(hot.worst) {
        Message::new("found-named").name("function", hot.worst.name.as_str())
    } else {
        Message::new("found")
    };
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[file.path.file_name()]),
        scope: file_scope(facts, hot.index),
        severity: severity(facts, hot, limit),
        confidence: Confidence::Medium,
        message: message
            .path("path", &file.path)
            .count("revisions", u64::from(recent_revisions(file)))
            .count("complexity", u64::from(file.cognitive_sum))
            .count("worst", u64::from(hot.worst.cognitive))
            .count("history_days", history_days(facts, hot.index)),
        evidence: vec![file_evidence(facts, hot.index)],
        effort: days(1.0 + points / 100.0, 3.0 + points / 25.0, 20.0),
        remediation_unit: file_unit(facts, hot.index),
        rank: file.hotspot_score.unwrap_or_default() + heat(facts, hot.index) as f64 / 1e9,
    }
}

#[cfg(test)]
mod tests {
    use super::super::complex_functions;
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, add_function, empty_facts, history, said, shallow};
    use quarterdeck_facts::{Facts, FileIx, ParseState};
    use quarterdeck_findings::{Policy, Severity};

    /// 24 quiet files with so many changes each, and one hot one.
    /// Its two functions hold the same points.
    fn system(others: u32, revisions: u32, worst: u32) -> Facts {
        let mut facts = empty_facts();
        for at in 0..24 {
            add_file(&mut facts, &format!("shop/f{at}.py"), |file| file.history = Some(history(others)));
        }
        add_file(&mut facts, "shop/order.py", |file| {
            (file.cognitive_sum, file.functions, file.cyclomatic_sum) = (worst * 2, 2, worst);
            file.history = Some(history(revisions));
        });
        (0..2).for_each(|at| add_function(&mut facts, FileIx::new(24), &format!("f{at}"), 100, worst));
        facts
    }

    /// Without the check that tells functions.
    fn alone() -> Policy {
        Policy { disabled: vec!["DEB-02".to_owned()], ..Policy::default() }
    }

    #[test]
    fn complexity_counts_where_the_work_happens() {
        let mut unparsed = system(1, 10, 40);
        unparsed.files.iter_mut().for_each(|file| file.parse = ParseState::Lines);
        let mut table = system(1, 10, 16);
        table.files[24].code = 8_000;
        // Of 25 changed files three are the tenth that changes most.
        let mut among_others = system(1, 10, 16);
        among_others.files[..3].iter_mut().for_each(|file| file.history = Some(history(11)));
        let mut among_most = system(1, 10, 16);
        among_most.files[..3].iter_mut().for_each(|file| file.history = Some(history(10)));
        let mut inside = system(1, 10, 40);
        inside.functions.iter_mut().for_each(|function| function.cognitive_own = 15);
        let mut flat = system(1, 10, 40);
        flat.functions.iter_mut().for_each(|function| function.cognitive_flat = 25);
        for (facts, expected) in [
            (system(1, 10, 16), "found 1"),
            // 10 of 106 changes land there: green.
            (system(4, 10, 16), "ok"),
            (table, "ok"),
            (among_others, "ok"),
            (among_most, "found 1"),
            // Most points stand in functions inside, or in conditions written as a switch.
            (inside, "ok"),
            (flat, "ok"),
            (system(1, 10, 15), "ok"),
            (system(1, 3, 40), "ok"),
            (system(0, 0, 40), "not-applicable"),
            (shallow(system(1, 10, 40)), "could-not-assess"),
            (unparsed, "could-not-assess"),
            (empty_facts(), "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &alone())), expected);
        }
    }

    #[test]
    fn severity_goes_by_changes_times_points() {
        for (revisions, worst, severity) in [
            (30, 37, Severity::Low),
            (7, 42, Severity::Low),
            (8, 38, Severity::Medium),
            (40, 30, Severity::Low),
            (23, 60, Severity::Medium),
            (24, 51, Severity::High),
            (24, 50, Severity::Medium),
        ] {
            let assessment = CHECK.assess(&system(1, revisions, worst), &alone());
            assert_eq!(assessment.findings[0].severity, severity, "{revisions} {worst}");
        }
    }

    #[test]
    fn three_functions_above_the_limit_weigh_as_much_as_a_large_one() {
        for (functions, severity) in [(2, Severity::Low), (3, Severity::Medium)] {
            let mut facts = system(1, 20, 15);
            facts.files[24].cognitive_sum = 80;
            (0..functions).for_each(|at| add_function(&mut facts, FileIx::new(24), &format!("f{at}"), 100, 25));
            assert_eq!(CHECK.assess(&facts, &alone()).findings[0].severity, severity, "{functions}");
        }
    }

    #[test]
    fn a_long_file_of_simple_functions_is_not_complex() {
        // Functions of 16 points, points of the file.
        for (functions, points, expected) in [(1, 80, "found 1"), (1, 81, "found 0"), (2, 900, "found 1")] {
            let mut facts = system(1, 10, 15);
            facts.files[24].cognitive_sum = points;
            (0..functions).for_each(|at| add_function(&mut facts, FileIx::new(24), &format!("g{at}"), 100, 16));
            assert_eq!(said(&CHECK.assess(&facts, &alone())), expected, "{functions} {points}");
        }
    }

    #[test]
    fn what_fills_a_database_by_hand_is_low() {
        let mut facts = system(1, 23, 60);
        facts.files[24].by_hand = true;
        assert_eq!(CHECK.assess(&facts, &alone()).findings[0].severity, Severity::Low);
    }

    #[test]
    fn a_file_and_its_function_are_told_once() {
        // Changes, and points of two functions and of the file: told here with a name, or by the other check.
        for (revisions, points, sum, other, here, there) in [
            (23, [60, 70], 200, "on", 1, 1),
            (23, [60, 50], 110, "on", 0, 2),
            (23, [60, 50], 110, "off", 1, 0),
            (23, [60, 76], 200, "on", 0, 2),
            (24, [60, 76], 200, "on", 1, 1),
            // Little enough happens here for low severity: the function says more.
            (4, [31, 31], 140, "on", 0, 2),
        ] {
            let mut facts = system(1, revisions, 15);
            for (name, points) in ["total", "ship"].into_iter().zip(points) {
                add_function(&mut facts, FileIx::new(24), name, 100, points);
            }
            facts.files[24].cognitive_sum = sum;
            let disabled = if other == "on" { Vec::new() } else { vec!["DEB-02".to_owned()] };
            let policy = Policy { disabled, ..Policy::default() };
            let findings = CHECK.assess(&facts, &policy).findings;
            let complex =
                if other == "on" { complex_functions::CHECK.assess(&facts, &policy).findings } else { Vec::new() };
            assert_eq!((findings.len(), complex.len()), (here, there), "{points:?} {other}");
        }
    }

    #[test]
    fn the_score_falls_with_the_share_of_changes_that_land_there() {
        // 8 of 24 + 8 = 25 %: half way between 10 and 40.
        let assessment = CHECK.assess(&system(1, 8, 40), &alone());
        assert!((assessment.score - 0.5).abs() < 1e-9);
        assert_eq!(assessment.findings[0].severity, Severity::Medium);
    }
}
