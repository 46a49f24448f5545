//! DEB-04: the same code at several places.

use crate::Rule;
use crate::copies::{Copies, joined};
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

/// Methods that repeat the fields of a class.
const IDENTITY: [&str; 4] = ["equals", "getHashCode", "hashCode", "toString"];

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
            english: "The same code, up to { $lines } lines of it, stands at { $places } places; the first is in { $path }.",
        },
        Text {
            key: "found-several",
            english: "{ $groups } stretches of code, up to { $lines } lines each, stand at { $places } places of the same \
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
        "Copies of declarations (fields, accessors, `equals`, `hashCode` and `toString`, lists of parameters, tables, in C#, Go, Java and TypeScript) decide \
         nothing: they count in the share and are not listed, unless 20 lines or more of them are other code. So do \
         lines of an array or object with hardly a call or a branch in C#, JavaScript, PHP, Python, Ruby and TypeScript \
         (opencart's `db_schema.php`); a mark for translation is no call.",
        "Copies within the data that a system starts with or that is made up (seeds, `InstallDataProducts.cs`) count in the \
         share and are not listed.",
        "Copies between the same places that touch are told as one.",
        "A place most of whose lines stand in what says that it is to go (`@Deprecated`, `[Obsolete]`, a `DeprecationWarning` on the function or class; \
         spring-boot), or that the parser could not read (opencart's scripts with templates in them), counts in the share \
         and is not listed, nor is a copy that is left with one place.",
        "A copy none of whose places changed in the last 12 months, or in code that runs once (migrations, seeds), is \
         of low severity.",
        "When less than half of the source code is in a language that is parsed (Groovy, R), the check does not \
         answer.",
    ],
    precision: Some(Precision { read: 48, correct: 44, repositories: 13 }),
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
            let overlap =
                |(start, end): &(u32, u32)| (place.end_line.min(*end) + 1).saturating_sub(place.start_line.max(*start));
            let covered = known.iter().map(overlap).max().unwrap_or(0);
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

/// True when the copy decides nothing worth a line in the list: each of its places is lines of a literal, or, in a language
/// where code outside of functions is declarations, holds fewer lines than are listed of functions that are no accessors
/// and of which it touches more than the parameters.
fn only_declares(
    facts: &Facts,
    functions: &BTreeMap<FileIx, Vec<&FunctionFacts>>,
    group: &CloneGroup,
    listed: f64,
) -> bool {
    group.places.iter().all(|place| {
        let touched = functions.get(&place.file).into_iter().flatten();
        let touched = touched.filter(|it| it.start_line <= place.end_line && it.end_line >= place.start_line);
        let file = facts.file(place.file);
        let in_signature = |it: &FunctionFacts| {
            it.start_line <= place.start_line && place.end_line <= it.start_line + it.parameters + SIGNATURE_LINES
        };
        let decides_nothing = |it: &FunctionFacts| {
            (it.cognitive == 0 && it.code <= ACCESSOR_LINES) || it.name.rsplit("::").next().is_some_and(is_identity)
        };
        let declares = is_parsed(file) && DECLARING.contains(&file.language);
        let deciding = touched.filter(|it| !decides_nothing(it) && !in_signature(it));
        let lines_of = |it: &FunctionFacts| it.end_line.min(place.end_line) + 1 - it.start_line.max(place.start_line);
        is_table(file, place) || (declares && f64::from(deciding.map(|it| lines_of(it)).sum::<u32>()) < listed)
    })
}

/// True for the methods that say what makes two objects one, and how one is written: as their fields say, each in its order.
fn is_identity(name: &str) -> bool {
    IDENTITY.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// True when four fifths of the lines lie in literals in which nothing is decided; the rest opens and closes them.
fn is_table(file: &FileFacts, place: &ClonePlace) -> bool {
    let inside =
        |(start, end): &(u32, u32)| (place.end_line.min(*end) + 1).saturating_sub(place.start_line.max(*start));
    let covered: u32 = file.tables.iter().map(inside).sum();
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
    let inside =
        |(start, end): &(u32, u32)| (place.end_line.min(*end) + 1).saturating_sub(place.start_line.max(*start));
    let goes = file.retired.iter().any(|range| inside(range) * 2 > place.end_line + 1 - place.start_line);
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
    let of_source =
        |group: &&CloneGroup| Copies { lines: group.lines, places: source_places(facts, group).copied().collect() };
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
    let at_rest = places.iter().all(|place| {
        let file = facts.file(place.file);
        file.history.as_ref().is_some_and(|history| history.revisions_12m == 0) || runs_once(file)
    });
    let lines = copies.iter().map(|copy| copy.lines).max().unwrap_or_default();
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
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, add_function, empty_facts, history, said};
    use quarterdeck_facts::{CloneGroup, ClonePlace, Facts, FileIx, FileKind, ParseState};
    use quarterdeck_findings::{Policy, Severity};

    /// Two files of 500 lines that share so many lines in one group.
    fn system(lines: u32, second: FileKind) -> Facts {
        let mut facts = empty_facts();
        for (path, kind) in [("shop/a.py", FileKind::Source), ("shop/b.py", second)] {
            add_file(&mut facts, path, |file| {
                (file.code, file.duplicated_lines, file.kind) = (500, lines, kind);
                file.history = Some(history(1));
            });
        }
        let place = |at| ClonePlace { file: FileIx::new(at), start_line: 1, end_line: lines };
        facts.clones.push(CloneGroup { tokens: lines * 8, lines, hash: 7, places: vec![place(0), place(1)] });
        facts
    }

    #[test]
    fn copies_are_found_above_the_green_share() {
        let mut unparsed = system(100, FileKind::Source);
        unparsed.files.iter_mut().for_each(|file| (file.parse, file.duplicated_lines) = (ParseState::Lines, 0));
        let mut quiet = system(250, FileKind::Source);
        quiet.files.iter_mut().for_each(|file| file.history = Some(history(0)));
        let mut half_quiet = system(250, FileKind::Source);
        half_quiet.files[0].history = Some(history(0));
        let mut short = system(100, FileKind::Source);
        short.clones[0].lines = 19;
        for (facts, expected, severity) in [
            (system(15, FileKind::Source), "ok", None),
            (system(40, FileKind::Source), "found 1", Some(Severity::Low)),
            (system(250, FileKind::Source), "found 1", Some(Severity::Medium)),
            (quiet, "found 1", Some(Severity::Low)),
            (half_quiet, "found 1", Some(Severity::Medium)),
            // Nothing to list: the score tells it.
            (short, "found 0", None),
            (unparsed, "could-not-assess", None),
            (empty_facts(), "not-applicable", None),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!(said(&assessment), expected);
            assert_eq!(assessment.findings.first().map(|finding| finding.severity), severity);
        }
    }

    #[test]
    fn copies_that_only_declare_are_not_listed() {
        // Language; code lines, points and parameters of the function that the first copy of 100 lines touches.
        for (language, function, key) in [
            ("Java", None, ""),
            ("Java", Some((5, 0, 0)), ""),
            // Of the copy, 20 lines or more are other code; fewer are a tail of accessors.
            ("Java", Some((20, 0, 0)), "found"),
            ("Java", Some((20, 1, 0)), "found"),
            ("Java", Some((19, 9, 0)), ""),
            ("C#", Some((150, 30, 96)), ""),
            ("C#", Some((150, 30, 95)), "found"),
            // Outside of functions a script does its work.
            ("Python", None, "found"),
        ] {
            let mut facts = system(100, FileKind::Source);
            facts.files.iter_mut().for_each(|file| file.language = language);
            if let Some((code, points, parameters)) = function {
                add_function(&mut facts, FileIx::new(0), "total", code, points);
                let added = facts.functions.last_mut().unwrap();
                (added.start_line, added.end_line, added.parameters) = (1, code, parameters);
            }
            let assessment = CHECK.assess(&facts, &Policy::default());
            let found = assessment.findings.first().map_or("", |finding| finding.message.key);
            assert_eq!(found, key, "{language} {function:?}");
        }
    }

    #[test]
    fn what_only_repeats_the_fields_of_a_class_is_not_listed() {
        for (name, expected) in [
            ("Order::equals", "found 0"),
            ("Order::hashCode", "found 0"),
            ("Order::GetHashCode", "found 0"),
            ("Order::equalsAny", "found 1"),
        ] {
            let mut facts = system(100, FileKind::Source);
            facts.files.iter_mut().for_each(|file| file.language = "Java");
            add_function(&mut facts, FileIx::new(0), name, 60, 9);
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected, "{name}");
        }
    }

    #[test]
    fn lines_of_literals_are_not_listed() {
        // Lines 1 to 100 are the copy.
        for (tables, expected) in [
            (vec![(1, 80)], "found 0"),
            (vec![(1, 40), (42, 81)], "found 0"),
            (vec![(1, 79)], "found 1"),
            (vec![(90, 400)], "found 1"),
        ] {
            let mut facts = system(100, FileKind::Source);
            facts.files.iter_mut().for_each(|file| file.tables = tables.clone());
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected, "{tables:?}");
        }
    }

    #[test]
    fn places_that_are_to_go_or_could_not_be_read_are_not_listed() {
        // Lines 1 to 100 are the copy; of the first file, lines that are to go and lines with errors.
        for (retired, errors, expected) in [
            (vec![(1, 100)], vec![], "found 0"),
            // Half of the lines, and one more.
            (vec![(51, 400)], vec![], "found 1"),
            (vec![(50, 400)], vec![], "found 0"),
            (vec![(1, 30), (71, 100)], vec![], "found 1"),
            (vec![], vec![(100, 101)], "found 0"),
            (vec![], vec![(101, 101)], "found 1"),
            (vec![], vec![(1, 400)], "found 0"),
        ] {
            let mut facts = system(100, FileKind::Source);
            (facts.files[0].retired, facts.files[0].error_lines) = (retired, errors);
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected, "{:?}", facts.files[0].retired);
        }
        // Two others are left.
        let mut facts = system(250, FileKind::Source);
        facts.clones[0].places.push(ClonePlace { file: FileIx::new(1), start_line: 300, end_line: 549 });
        facts.files[0].retired = vec![(1, 300)];
        let findings = CHECK.assess(&facts, &Policy::default()).findings;
        assert_eq!((findings.len(), findings[0].evidence.len()), (1, 2));
    }

    #[test]
    fn copies_of_first_data_are_not_listed() {
        for (paths, expected) in [
            (["shop/InstallDataOrders.cs", "shop/InstallDataProducts.cs"], "found 0"),
            (["shop/InstallDataOrders.cs", "shop/Orders.cs"], "found 1"),
        ] {
            let mut facts = system(100, FileKind::Source);
            facts.files.iter_mut().zip(paths).for_each(|(file, path)| file.path = path.into());
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected, "{paths:?}");
        }
    }

    #[test]
    fn a_place_within_another_is_counted_once() {
        let mut facts = system(250, FileKind::Source);
        let place = |at, start_line, end_line| ClonePlace { file: FileIx::new(at), start_line, end_line };
        // One of the two places lies within the longer copy, the other one does not.
        let places = vec![place(0, 100, 140), place(1, 300, 340)];
        facts.clones.push(CloneGroup { tokens: 300, lines: 40, hash: 8, places });
        let findings = CHECK.assess(&facts, &Policy::default()).findings;
        assert_eq!((findings.len(), findings[0].evidence.len()), (1, 3));
    }

    #[test]
    fn copies_between_the_same_files_are_one_finding() {
        let mut facts = system(250, FileKind::Source);
        let place = |at| ClonePlace { file: FileIx::new(at), start_line: 300, end_line: 340 };
        facts.clones.push(CloneGroup { tokens: 300, lines: 40, hash: 8, places: vec![place(0), place(1)] });
        let assessment = CHECK.assess(&facts, &Policy::default());
        assert_eq!(said(&assessment), "found 1");
        assert_eq!(assessment.findings[0].message.key, "found-several");
        assert_eq!(assessment.findings[0].evidence.len(), 4);
    }

    #[test]
    fn a_copy_in_a_test_is_not_listed() {
        let assessment = CHECK.assess(&system(250, FileKind::Test), &Policy::default());
        assert_eq!(said(&assessment), "found 0");
    }

    #[test]
    fn the_score_is_linear_between_3_and_10_per_cent() {
        // 65 of 1,000... both files: 130 of 1,000 is beyond red; 32 + 33 would be half way.
        let mut facts = system(32, FileKind::Source);
        facts.files[1].duplicated_lines = 33;
        assert!((CHECK.assess(&facts, &Policy::default()).score - 0.5).abs() < 1e-9);
    }
}
