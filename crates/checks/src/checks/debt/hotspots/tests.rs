//! Tests of DEB-05.

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
    let mut table = system(1, 10, 23);
    table.files[24].code = 8_000;
    // Of 25 changed files three are the tenth that changes most.
    let mut among_others = system(1, 10, 23);
    among_others.files[..3].iter_mut().for_each(|file| file.history = Some(history(11)));
    let mut among_most = system(1, 10, 23);
    among_most.files[..3].iter_mut().for_each(|file| file.history = Some(history(10)));
    let mut inside = system(1, 10, 40);
    inside.functions.iter_mut().for_each(|function| function.cognitive_own = 15);
    let mut flat = system(1, 10, 40);
    flat.functions.iter_mut().for_each(|function| function.cognitive_flat = 25);
    for (facts, expected) in [
        (system(1, 10, 23), "found 1"),
        // 10 of 106 changes land there: green.
        (system(4, 10, 23), "ok"),
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
    // Functions of 23 points, points of the file.
    for (functions, points, expected) in [(1, 115, "found 1"), (1, 116, "found 0"), (2, 900, "found 1")] {
        let mut facts = system(1, 10, 15);
        facts.files[24].cognitive_sum = points;
        (0..functions).for_each(|at| add_function(&mut facts, FileIx::new(24), &format!("g{at}"), 100, 23));
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
fn a_function_in_something_without_a_name_is_told_once_too() {
    // Its name, and whether one stands around it; what it is called, and how many places are shown.
    for (name, inside, told, places) in
        [("Filter::open::(anonymous)::run", true, Some("Filter::open > run"), 1), ("(anonymous)", false, None, 2)]
    {
        let mut facts = system(1, 23, 15);
        facts.files[24].cognitive_sum = 200;
        facts.functions.clear();
        add_function(&mut facts, FileIx::new(24), name, 90, 70);
        if inside {
            add_function(&mut facts, FileIx::new(24), "Filter::open", 95, 70);
            let (first, last) = (facts.functions[0].start_line, facts.functions[0].end_line);
            let outer = &mut facts.functions[1];
            (outer.start_line, outer.end_line, outer.cognitive_own) = (first - 1, last + 1, 0);
        }
        add_function(&mut facts, FileIx::new(24), "ship", 80, 60);
        let found = CHECK.assess(&facts, &Policy::default()).findings;
        let said = found[0].message.args.iter().find(|(key, _)| *key == "function").map(|(_, value)| value.clone());
        assert_eq!(said, told.map(|name| quarterdeck_base::Arg::Name(name.to_owned())), "{name}");
        assert_eq!(found[0].evidence.len(), places, "{name}");
        let again = complex_functions::CHECK.assess(&facts, &Policy::default()).findings;
        assert_eq!(again.len(), 1, "{name}: only `ship`");
    }
}

#[test]
fn the_score_falls_with_the_share_of_changes_that_land_there() {
    // 8 of 24 + 8 = 25 %: half way between 10 and 40.
    let assessment = CHECK.assess(&system(1, 8, 40), &alone());
    assert!((assessment.score - 0.5).abs() < 1e-9);
    assert_eq!(assessment.findings[0].severity, Severity::Medium);
}

#[test]
fn functions_a_little_above_the_limit_are_no_hotspot_until_there_are_three() {
    for (functions, points, expected) in
        [(1, 22, "found 0"), (1, 23, "found 1"), (2, 22, "found 0"), (2, 23, "found 1"), (3, 16, "found 1")]
    {
        let mut facts = system(1, 20, 15);
        facts.files[24].cognitive_sum = 80;
        (0..functions).for_each(|at| add_function(&mut facts, FileIx::new(24), &format!("g{at}"), 100, points));
        let assessment = CHECK.assess(&facts, &alone());
        assert_eq!(said(&assessment), expected, "{functions} {points}");
        assert!(assessment.findings.iter().all(|finding| points > 22 || finding.severity == Severity::Low));
    }
}

#[test]
fn what_is_as_it_was_a_year_ago_is_not_where_the_work_happens() {
    // Whether the function of 60 points and the one of 40 changed; what is told, with points and word.
    for (large, small, told) in [
        (None, None, Some((60, "unknown"))),
        (Some(true), Some(true), Some((60, "changed"))),
        (Some(false), Some(true), Some((40, "changed"))),
        (Some(false), None, Some((40, "unknown"))),
        (Some(false), Some(false), None),
    ] {
        let mut facts = system(1, 30, 15);
        facts.files[24].cognitive_sum = 160;
        for (points, changed) in [(60, large), (40, small)] {
            add_function(&mut facts, FileIx::new(24), "g", 100, points);
            facts.functions.last_mut().unwrap().changed_12m = changed;
        }
        let found = CHECK.assess(&facts, &alone()).findings;
        let arg = |name: &str| {
            let of = |finding: &quarterdeck_findings::Finding| {
                finding.message.args.iter().find(|(key, _)| *key == name).unwrap().1.clone()
            };
            found.first().map(of)
        };
        assert_eq!(arg("worst"), told.map(|(points, _)| quarterdeck_base::Arg::Count(points)), "{large:?} {small:?}");
        assert_eq!(arg("own"), told.map(|(_, own)| quarterdeck_base::Arg::Name(own.to_owned())), "{large:?} {small:?}");
    }
}

#[test]
fn sweeps_are_no_changes_and_are_told() {
    let mut facts = system(1, 13, 40);
    (facts.files[24].history.as_mut().unwrap().sweeps_12m, facts.files[24].history.as_mut().unwrap().imports_12m) =
        (3, 1);
    let message = CHECK.assess(&facts, &alone()).findings[0].message.clone();
    for (name, told) in [("revisions", 10), ("sweeps", 4)] {
        let value = &message.args.iter().find(|(key, _)| *key == name).unwrap().1;
        assert_eq!(*value, quarterdeck_base::Arg::Count(told), "{name}");
    }
}
