//! Tests of DEB-04.

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
    let every = |facts: &mut Facts, set: fn(&mut quarterdeck_facts::FileHistory)| {
        facts.files.iter_mut().filter_map(|file| file.history.as_mut()).for_each(set);
    };
    let (mut swept, mut new) = (system(250, FileKind::Source), system(250, FileKind::Source));
    every(&mut swept, |history| history.sweeps_12m = 1);
    every(&mut new, |history| history.came_12m = true);
    let mut half_quiet = system(250, FileKind::Source);
    half_quiet.files[0].history = Some(history(0));
    let mut short = system(100, FileKind::Source);
    short.clones[0].lines = 19;
    for (facts, expected, severity) in [
        (system(15, FileKind::Source), "ok", None),
        (system(40, FileKind::Source), "found 1", Some(Severity::Low)),
        (system(250, FileKind::Source), "found 1", Some(Severity::Medium)),
        (quiet, "found 1", Some(Severity::Low)),
        (swept, "found 1", Some(Severity::Low)),
        // What came in this year is work of this year.
        (new, "found 1", Some(Severity::Medium)),
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
fn what_only_hands_on_or_repeats_fields_is_not_listed() {
    // The copy has 100 lines; name and lines of a function in it, and whether its body is one call.
    for (language, name, lines, forwards, expected) in [
        ("Java", "Order::equals", 60, false, "found 0"),
        ("Java", "Order::GetHashCode", 60, false, "found 0"),
        ("Java", "Order::equalsAny", 60, false, "found 1"),
        ("Java", "Order::total", 60, true, "found 0"),
        ("Python", "Order::__eq__", 81, false, "found 0"),
        ("Python", "Order::__eq__", 80, false, "found 1"),
        ("Rust", "Order::total", 81, true, "found 0"),
        ("Rust", "Order::total", 80, true, "found 1"),
        ("Rust", "Order::total", 81, false, "found 1"),
    ] {
        let mut facts = system(100, FileKind::Source);
        facts.files.iter_mut().for_each(|file| file.language = language);
        for file in [FileIx::new(0), FileIx::new(1)] {
            add_function(&mut facts, file, name, lines, 0);
            let added = facts.functions.last_mut().unwrap();
            (added.start_line, added.end_line, added.forwards) = (1, lines, forwards);
        }
        assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected, "{language} {name} {lines} {forwards}");
        // What decides is listed, call or not.
        facts.functions.iter_mut().for_each(|function| function.cognitive = 1);
        let decides = forwards && said(&CHECK.assess(&facts, &Policy::default())) != "found 1";
        assert!(!decides, "{language} {name}");
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
