//! Tests of DEB-02.

use super::CHECK;
use crate::Check;
use crate::testing::{add_file, add_function, add_person, days_ago, empty_facts, history, said};
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
fn a_component_is_judged_by_its_own_points_and_told_with_them() {
    use quarterdeck_base::Arg;
    for (builds_markup, own, flat, expected, complexity, part) in [
        (true, 17, 0, "found 1", 17, "own"),
        (true, 40, 20, "found 1", 40, "own"),
        // What is in it may hold more.
        (true, 17, 2, "ok", 0, ""),
        (true, 80, 0, "found 1", 80, "whole"),
        (false, 17, 0, "found 1", 80, "whole"),
    ] {
        let mut facts = system(500, 80, 3);
        let last = facts.functions.last_mut().unwrap();
        (last.builds_markup, last.cognitive_own, last.cognitive_flat) = (builds_markup, own, flat);
        last.cognitive_flat_inside = 10;
        let assessment = CHECK.assess(&facts, &Policy::default());
        assert_eq!(said(&assessment), expected, "{builds_markup} {own}");
        for finding in &assessment.findings {
            let arg =
                |key: &str| finding.message.args.iter().find(|(name, _)| *name == key).map(|(_, arg)| arg.clone());
            assert_eq!(arg("complexity"), Some(Arg::Count(complexity)), "{builds_markup} {own}");
            assert_eq!(arg("part"), Some(Arg::Name(part.to_owned())), "{builds_markup} {own}");
        }
    }
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
        (100, 45, "scripts/order.py", 3, 1),
        (100, 46, "scripts/order.py", 3, 2),
        (100, 45, "migrations/order.py", 1, 1),
        (100, 46, "migrations/order.py", 1, 2),
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
        // 16 points over the limit times four changes are 64, times three 48.
        (31, 4, Severity::Medium),
        (31, 3, Severity::Low),
        (76, 1, Severity::Low),
        (76, 2, Severity::Medium),
        (31, 0, Severity::Low),
        (76, 11, Severity::Medium),
        (76, 12, Severity::High),
    ] {
        let assessment = CHECK.assess(&system(500, points, revisions), &Policy::default());
        assert_eq!(assessment.findings[0].severity, severity, "{points} {revisions}");
    }
}

#[test]
fn sweeps_over_the_whole_source_are_no_changes() {
    for (points, revisions, sweeps, severity) in [
        (76, 14, 2, Severity::High),
        (76, 14, 3, Severity::Medium),
        (76, 14, 12, Severity::Medium),
        (76, 14, 13, Severity::Low),
        (31, 3, 2, Severity::Low),
        (31, 3, 3, Severity::Low),
    ] {
        let mut facts = system(500, points, revisions);
        facts.files[0].history.as_mut().unwrap().sweeps_12m = sweeps;
        let finding = &CHECK.assess(&facts, &Policy::default()).findings[0];
        assert_eq!(finding.severity, severity, "{points} {revisions} {sweeps}");
        for (name, told) in [("revisions", revisions - sweeps), ("sweeps", sweeps)] {
            let value = &finding.message.args.iter().find(|(key, _)| *key == name).unwrap().1;
            assert_eq!(*value, quarterdeck_base::Arg::Count(u64::from(told)), "{name}");
        }
    }
}

#[test]
fn the_commit_that_a_file_came_in_with_is_no_change() {
    for (revisions, came, severity, told, own) in [
        (2, false, Severity::Medium, 2, "unknown"),
        (2, true, Severity::Low, 1, "unknown"),
        (1, true, Severity::Low, 0, "came"),
        (3, true, Severity::Medium, 2, "unknown"),
    ] {
        let mut facts = system(500, 60, revisions);
        facts.files[0].history.as_mut().unwrap().came_12m = came;
        let finding = &CHECK.assess(&facts, &Policy::default()).findings[0];
        assert_eq!(finding.severity, severity, "{revisions} {came}");
        let value = |name: &str| finding.message.args.iter().find(|(key, _)| *key == name).unwrap().1.clone();
        assert_eq!(value("revisions"), quarterdeck_base::Arg::Count(told), "{revisions} {came}");
        assert!(format!("{:?}", value("own")).contains(own), "{revisions} {came}");
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

#[test]
fn a_function_that_did_not_change_itself_is_low_and_told_last() {
    // Lines and points of the function, whether it changed, changes of its file.
    for (lines, points, changed, revisions, severity, at_rest, own) in [
        (500, 90, Some(true), 12, Some(Severity::High), false, "changed"),
        (500, 90, None, 12, Some(Severity::High), false, "unknown"),
        (500, 90, Some(false), 12, Some(Severity::Low), true, "same"),
        (500, 90, Some(true), 0, Some(Severity::Low), true, "unknown"),
        // Up to twice the limit it is listed because the share is to be shown at something.
        (500, 31, Some(false), 12, Some(Severity::Low), true, "same"),
        // Green.
        (10, 61, Some(true), 9, Some(Severity::Medium), false, "changed"),
        (10, 61, Some(false), 9, None, false, ""),
    ] {
        let mut facts = system(lines, points, revisions);
        facts.functions.last_mut().unwrap().changed_12m = changed;
        add_person(&mut facts, 5);
        let found = CHECK.assess(&facts, &Policy::default()).findings;
        let told = found.first().map(|finding| {
            let own = &finding.message.args.iter().find(|(key, _)| *key == "own").unwrap().1;
            (finding.severity, finding.is_at_rest(), own_name(own))
        });
        let expected = severity.map(|severity| (severity, at_rest, own.to_owned()));
        assert_eq!(told, expected, "{points} {changed:?} {revisions}");
    }
}

#[test]
fn a_function_that_at_most_a_sweep_changed_is_told_so() {
    let mut facts = system(500, 90, 3);
    facts.functions.last_mut().unwrap().changed_12m = Some(false);
    facts.files[0].history.as_mut().unwrap().sweeps_12m = 1;
    let message = CHECK.assess(&facts, &Policy::default()).findings[0].message.clone();
    let own = &message.args.iter().find(|(key, _)| *key == "own").unwrap().1;
    assert_eq!(own_name(own), "swept");
}

#[test]
fn where_nobody_works_nothing_goes_before() {
    for (last_commit, at_rest) in [(360, true), (370, false)] {
        let mut facts = system(500, 90, 0);
        add_person(&mut facts, last_commit);
        assert_eq!(CHECK.assess(&facts, &Policy::default()).findings[0].is_at_rest(), at_rest, "{last_commit}");
    }
}

fn own_name(arg: &quarterdeck_base::Arg) -> String {
    let quarterdeck_base::Arg::Name(name) = arg else { panic!("a name") };
    name.clone()
}

#[test]
fn formatters_of_the_whole_tree_are_told_as_sweeps() {
    let mut facts = system(500, 80, 3);
    (facts.files[0].history.as_mut().unwrap().sweeps_12m, facts.files[0].history.as_mut().unwrap().imports_12m) =
        (1, 2);
    let message = CHECK.assess(&facts, &Policy::default()).findings[0].message.clone();
    for (name, told) in [("revisions", 2), ("sweeps", 3)] {
        let value = &message.args.iter().find(|(key, _)| *key == name).unwrap().1;
        assert_eq!(*value, quarterdeck_base::Arg::Count(told), "{name}");
    }
}
