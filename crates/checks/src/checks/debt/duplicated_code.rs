//! DEB-04: the same code at several places.

use crate::Rule;
use crate::copies::{Copies, joined};
use crate::recent::is_quiet;
use crate::rest::{holds_first_data, runs_once};
use crate::support::{
    days, is_parsed, is_source_code, limit, lines_evidence, measured, parse_gap, percent, repository_name, share,
    source_code,
};
use quarterdeck_base::{Evidence, Fingerprint, Message, RepoPath};
use quarterdeck_facts::{CloneGroup, ClonePlace, Facts, FileFacts, FileIx, FunctionFacts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Scope, Severity, Status, Text,
    ThresholdMeta,
};
use std::collections::{BTreeMap, BTreeSet};

/// Most places of a clone that a finding names.
const SHOWN_PLACES: usize = 20;

/// A function of no decision and so few lines hands on a value: an accessor, a property.
const ACCESSOR_LINES: u32 = 5;

/// Methods that repeat the fields of a class, each in its order.
const IDENTITY: [&str; 6] = ["equals", "getHashCode", "hashCode", "toString", "__eq__", "__hash__"];

/// Lines between the start of a function and its first parameter: annotations and the name.
const SIGNATURE_LINES: u32 = 3;

/// Languages in which code outside of functions only declares; in the others it may be a script, or stand in a macro.
const DECLARING: &[&str] = &["C#", "Go", "Java", "TSX", "TypeScript"];

static META: CheckMeta = CheckMeta {
    id: "DEB-04",
    name: "duplicated-code",
    dimension: Dimension::Debt,
    status: Status::Stable,
    since: "0.1.0",
    finds: "The share of lines of source files (not tests, not generated, not vendored) that are part of an exact \
            copy: \
            the same tokens at two places or more, comments and white space aside. Copies of 20 lines or more are \
            listed \
            once the share is above the green end, those between the same files as one; shorter ones and those that \
            only declare count in the share only, and where there are no others the score alone tells it. A place within \
            another one is counted once.",
    matters: "What stands twice is paid twice at each change, and one day it is repaired at one of the two places \
              only.",
    evidence: "The lines of each copy, up to 20.",
    effort: "A quarter of a day, plus a tenth for each place; up to half a day plus one for each 50 lines that can \
             go; at \
             most 20 days.",
    texts: &[
        Text { key: "title", english: "The same code at several places" },
        Text {
            key: "found",
            english: "The same code, up to { $lines } lines without a difference, stands at { $places } places; the first is in { $path }.",
        },
        Text {
            key: "found-several",
            english: "{ $groups } stretches of code, up to { $lines } lines without a difference, stand at { $places } places of the same \
                      { $files ->\n    [one] file\n   *[other] { $files } files\n }; the first is in { $path }.",
        },
        Text { key: "works", english: "Only { $share } of the source lines are copies of other lines." },
        Text {
            key: "consequence",
            english: "A defect repaired at one place lives on at the others, and each change costs as often as the \
                      code \
                      was copied.",
        },
        Text {
            key: "remedy",
            english: "Where copies change for the same reason, keep one and let the others use it. Leave copies alone \
                      that only look alike by chance.",
        },
    ],
    thresholds: &[
        ThresholdMeta {
            key: "duplicated_lines_percent",
            green: 3.0,
            red: 10.0,
            source: "green: Sonar's default quality gate (on new code); red: proposal",
        },
        ThresholdMeta { key: "listed_lines", green: 20.0, red: 20.0, source: "proposal" },
    ],
    exceptions: &[
        "Tests repeat themselves on purpose: left out.",
        "Generated code, vendored libraries and data are left out by kind.",
        "Licence headers and comments are no tokens, nor are attributes, annotations and decorators (`#[cfg(..)]` in \
         Rust): what stands under them makes the copy.",
        "Variants for platforms or versions kept apart on purpose (spring-boot's modules for two major versions of a \
         library) are found: waive them with the reason.",
        "Lines of imports and comments inside a copy are not counted; a flat table can be equal by chance: the length \
         limit keeps most of them out of the list.",
        "A copy most of whose places lie inside one listed before it is not listed again.",
        "Copies of declarations (fields, accessors, lists of parameters, tables, in C#, Go, Java and TypeScript) decide \
         nothing: they count in the share and are not listed, unless 20 lines or more of them are other code. So do \
         lines of an array or object with hardly a call or a branch in C#, JavaScript, PHP, Python, Ruby and TypeScript \
         (opencart's `db_schema.php`); a mark for translation is no call.",
        "Functions whose body is one call (tokio's implementations of `AsyncWrite` for wrappers), and `equals`, `hashCode`, \
         `toString`, `__eq__` and `__hash__`, decide nothing either, in every language: not listed, unless 20 lines or more of \
         the copy are other code.",
        "Copies within the data that a system starts with or that is made up (seeds, `InstallDataProducts.cs`) count in the \
         share and are not listed.",
        "Copies between the same places that touch are told as one.",
        "A place most of whose lines stand in what says that it is to go (`@Deprecated`, `[Obsolete]`, a `DeprecationWarning` on the function or class; \
         spring-boot), or that the parser could not read (opencart's scripts with templates in them), counts in the share \
         and is not listed, nor is a copy that is left with one place.",
        "A copy none of whose files changed in the last 12 months but by wide or mechanical commits, or in code that runs once (migrations, seeds), is \
         of low severity.",
        "When less than half of the source code is in a language that is parsed (Groovy, R), the check does not \
         answer.",
    ],
    precision: Some(Precision { read: 124, correct: 119, repositories: 15 }),
    sources: &[
        "Sonar way quality gate: duplicated lines on new code at most 3 %",
        "Juergens, Deissenboeck, Hummel, Wagner: Do Code Clones Matter?, ICSE 2009",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = parse_gap(facts) {
        return gap;
    }
    let (mut copied, mut all) = (0, 0);
    for (_, file) in source_code(facts) {
        copied += u64::from(file.duplicated_lines.min(file.code));
        all += u64::from(file.code);
    }
    let in_copies = share(copied, all);
    let value = percent(in_copies);
    let figures = vec![measured("duplicated_lines_percent", value, "%")];
    let score = policy.threshold(&META, "duplicated_lines_percent").score(value);
    if score >= 1.0 {
        return Assessment::ok(Message::new("works").share("share", in_copies), figures);
    }
    let listed = limit(policy, &META, "listed_lines");
    let findings: Vec<Finding> =
        by_files(facts, telling(facts, listed)).iter().filter_map(|groups| finding(facts, groups)).collect();
    Assessment::found(score, figures, findings)
}

/// Groups long enough to be listed, those that would save most first, without those that only say again what a group
/// before them said: at least half of the places must be new by half of their lines.
fn telling(facts: &Facts, listed: f64) -> Vec<&CloneGroup> {
    let functions = functions_of_files(facts);
    let mut groups: Vec<&CloneGroup> = facts
        .clones
        .iter()
        .filter(|group| f64::from(group.lines) >= listed && !only_declares(facts, &functions, group, listed))
        .filter(|group| !source_places(facts, group).all(|place| holds_first_data(&facts.file(place.file).path)))
        .collect();
    let spare = |group: &CloneGroup| u64::from(group.lines) * (group.places.len() as u64).saturating_sub(1);
    groups.sort_by(|a, b| spare(b).cmp(&spare(a)).then(a.places.cmp(&b.places)));
    let mut told: BTreeMap<FileIx, Vec<(u32, u32)>> = BTreeMap::new();
    groups.retain(|group| {
        let source = || source_places(facts, group);
        if source().count() < 2 {
            return false;
        }
        let is_told = |place: &&ClonePlace| {
            let known = told.get(&place.file).map_or(&[][..], Vec::as_slice);
            let covered = known.iter().map(|(start, end)| lines_within(place, *start, *end)).max().unwrap_or(0);
            covered * 2 > place.end_line - place.start_line
        };
        let is_new = source().filter(is_told).count() * 2 <= source().count();
        if is_new {
            for place in source() {
                told.entry(place.file).or_default().push((place.start_line, place.end_line));
            }
        }
        is_new
    });
    groups
}

/// Functions by file, in the order of the facts.
fn functions_of_files(facts: &Facts) -> BTreeMap<FileIx, Vec<&FunctionFacts>> {
    let mut of_files: BTreeMap<FileIx, Vec<&FunctionFacts>> = BTreeMap::new();
    for function in &facts.functions {
        of_files.entry(function.file).or_default().push(function);
    }
    of_files
}

/// True when the copy decides nothing worth a line in the list: each of its places is lines of a literal, or holds fewer
/// lines than are listed beside functions that hand on or repeat; in a language where code outside of functions is
/// declarations, of functions that are no accessors and of which it touches more than the parameters.
fn only_declares(
    facts: &Facts,
    functions: &BTreeMap<FileIx, Vec<&FunctionFacts>>,
    group: &CloneGroup,
    listed: f64,
) -> bool {
    group.places.iter().all(|place| {
        let file = facts.file(place.file);
        let touched = functions.get(&place.file).into_iter().flatten();
        let touched: Vec<&FunctionFacts> =
            touched.filter(|it| it.start_line <= place.end_line && it.end_line >= place.start_line).copied().collect();
        let in_signature = |it: &FunctionFacts| {
            it.start_line <= place.start_line && place.end_line <= it.start_line + it.parameters + SIGNATURE_LINES
        };
        let is_accessor = |it: &FunctionFacts| it.cognitive == 0 && it.code <= ACCESSOR_LINES;
        let decides = |it: &&&FunctionFacts| !is_accessor(it) && !repeats(it) && !in_signature(it);
        let lines_of = |it: &FunctionFacts| lines_within(place, it.start_line, it.end_line);
        let other = if DECLARING.contains(&file.language) {
            touched.iter().filter(decides).map(|it| lines_of(it)).sum::<u32>()
        } else {
            let is_inside = |it: &FunctionFacts| {
                let holds =
                    |around: &&FunctionFacts| around.start_line < it.start_line && it.end_line <= around.end_line;
                touched.iter().any(holds)
            };
            let handing_on = touched.iter().filter(|it| repeats(it) && !is_inside(it));
            group.lines.saturating_sub(handing_on.map(|it| it.code.min(lines_of(it))).sum())
        };
        is_table(file, place) || (is_parsed(file) && f64::from(other) < listed)
    })
}

/// True for a function that hands on what it is given to one call, or only repeats the fields of its class.
fn repeats(function: &FunctionFacts) -> bool {
    let is_identity = |name: &str| IDENTITY.iter().any(|known| name.eq_ignore_ascii_case(known));
    (function.forwards && function.cognitive == 0) || function.name.rsplit("::").next().is_some_and(is_identity)
}

/// How many lines of a place lie within others.
fn lines_within(place: &ClonePlace, start: u32, end: u32) -> u32 {
    (place.end_line.min(end) + 1).saturating_sub(place.start_line.max(start))
}

/// True when four fifths of the lines lie in literals in which nothing is decided; the rest opens and closes them.
fn is_table(file: &FileFacts, place: &ClonePlace) -> bool {
    let covered: u32 = file.tables.iter().map(|(start, end)| lines_within(place, *start, *end)).sum();
    covered * 5 >= (place.end_line + 1 - place.start_line) * 4
}

/// Groups between the same source files together, in the order of the first of each: one piece of work.
fn by_files<'a>(facts: &Facts, groups: Vec<&'a CloneGroup>) -> Vec<Vec<&'a CloneGroup>> {
    let mut at: BTreeMap<BTreeSet<FileIx>, usize> = BTreeMap::new();
    let mut together: Vec<Vec<&CloneGroup>> = Vec::new();
    for group in groups {
        let files: BTreeSet<FileIx> = source_places(facts, group).map(|place| place.file).collect();
        let known = *at.entry(files).or_insert(together.len());
        if known == together.len() {
            together.push(Vec::new());
        }
        together[known].push(group);
    }
    together
}

/// Places in source files, but what is to go and what the parser could not read.
fn source_places<'a>(facts: &'a Facts, group: &'a CloneGroup) -> impl Iterator<Item = &'a ClonePlace> {
    group.places.iter().filter(|place| is_source_code(facts.file(place.file)) && !is_set_aside(facts, place))
}

fn is_set_aside(facts: &Facts, place: &ClonePlace) -> bool {
    let (file, lines) = (facts.file(place.file), place.start_line..=place.end_line);
    // Imports may stand above the class that is to go: what holds most of the lines decides.
    let most =
        |(start, end): &(u32, u32)| lines_within(place, *start, *end) * 2 > place.end_line + 1 - place.start_line;
    let goes = file.retired.iter().any(most);
    goes || file.error_lines.iter().any(|(start, end)| lines.contains(start) || lines.contains(end))
}

/// The places that do not lie within another one, in their order; each once.
fn outermost(places: Vec<&ClonePlace>) -> Vec<&ClonePlace> {
    let mut sorted = places.clone();
    sorted.sort_by_key(|place| (place.file, place.start_line, std::cmp::Reverse(place.end_line)));
    let mut kept: BTreeSet<&ClonePlace> = BTreeSet::new();
    let mut last: Option<&ClonePlace> = None;
    for place in sorted {
        if !last.is_some_and(|outer| outer.file == place.file && place.end_line <= outer.end_line) {
            kept.insert(place);
            last = Some(place);
        }
    }
    places.into_iter().filter(|place| kept.remove(place)).collect()
}

/// One finding for copies between the same files, the largest first.
fn finding(facts: &Facts, groups: &[&CloneGroup]) -> Option<Finding> {
    let of_source = |group: &&CloneGroup| Copies {
        lines: group.lines,
        longest: group.lines,
        places: source_places(facts, group).copied().collect(),
    };
    let told: Vec<&CloneGroup> =
        groups.iter().copied().filter(|group| source_places(facts, group).count() >= 2).collect();
    let group = told.first()?;
    let copies = joined(told.iter().map(of_source).collect());
    let places = outermost(copies.iter().flat_map(|copy| &copy.places).collect());
    let first = places.first()?;
    let mut paths: Vec<RepoPath> = places.iter().map(|place| facts.file(place.file).path.clone()).collect();
    paths.sort();
    paths.dedup();
    let spare: f64 = copies.iter().map(|copy| f64::from(copy.lines) * (copy.places.len() - 1) as f64).sum();
    let at_rest = places.iter().map(|place| facts.file(place.file)).all(|file| is_quiet(file) || runs_once(file));
    let lines = copies.iter().map(|copy| copy.longest).max().unwrap_or_default();
    let message = if copies.len() == 1 {
        Message::new("found")
    } else {
        Message::new("found-several").count("groups", copies.len() as u64).count("files", paths.len() as u64)
    };
    let evidence: Vec<Evidence> = places
        .iter()
        .take(SHOWN_PLACES)
        .map(|place| lines_evidence(facts, place.file, place.start_line, place.end_line))
        .collect();
    Some(Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[&group.hash.to_le_bytes()]),
        scope: Scope::Group { repository: repository_name(facts, first.file), paths },
        severity: if spare >= 200.0 && !at_rest { Severity::Medium } else { Severity::Low },
        confidence: Confidence::High,
        message: message
            .count("lines", u64::from(lines))
            .count("places", places.len() as u64)
            .path("path", &facts.file(first.file).path),
        evidence,
        effort: days(0.25 + 0.1 * places.len() as f64, 0.5 + spare / 50.0, 20.0),
        remediation_unit: format!("clone:{:016x}", group.hash),
        rank: spare,
    })
}

#[cfg(test)]
#[path = "duplicated_code/tests.rs"]
mod tests;
