//! Effort: terms that a reader can add up again.

use crate::support::{assume, brief, contributes, effort, facts, finding, found, hot, judgement, near, source, wide};
use quarterdeck_base::EffortDays;
use quarterdeck_brief::Brief;
use quarterdeck_facts::Facts;
use quarterdeck_findings::{Finding, Severity};
use quarterdeck_plan::{EffortModel, Initiative, Term, expected, play};

fn model(id: &str) -> EffortModel {
    play(id).unwrap().effort
}

fn only(facts: &Facts, findings: Vec<Finding>, brief: &Brief) -> Initiative {
    let mut found = found(facts, &judgement(findings), brief);
    assert_eq!(found.len(), 1, "{:?}", found.iter().map(|one| &one.id).collect::<Vec<_>>());
    found.remove(0)
}

fn term(initiative: &Initiative, what: Term) -> Option<(f64, EffortDays)> {
    initiative.effort_terms.iter().find(|term| term.what == what).map(|term| (term.count, term.days))
}

/// The finding with another unit.
fn unit(finding: Finding, unit: &str) -> Finding {
    Finding { remediation_unit: unit.to_owned(), ..finding }
}

#[test]
fn what_is_repaired_together_is_counted_once() {
    let facts = facts(vec![source("a/A.java", 100), source("a/B.java", 100), source("a/C.java", 100)]);
    let low = Severity::Low;
    let findings = vec![
        unit(finding("DEB-12", "a/A.java", low, effort(2.0, 4.0)), "together"),
        unit(finding("DEB-12", "a/B.java", low, effort(3.0, 3.5)), "together"),
        unit(finding("DEB-12", "a/C.java", low, effort(1.0, 2.0)), "alone"),
    ];
    let one = only(&facts, findings, &brief());
    let model = model("settle-promises");
    let (count, days) = term(&one, Term::Findings).unwrap();
    near(count, 2.0, "units");
    // The larger of each end, then the sum: 3 + 1 and 4 + 2.
    near(days.low, 4.0 * model.findings.low, "low");
    near(days.high, 6.0 * model.findings.high, "high");
    near(one.effort.low, days.low + model.fixed.low, "all, low");
    near(one.effort.high, days.high + model.fixed.high, "all, high");
    assert_eq!((one.left, one.covered), (0, 1.0));
}

/// Effort of a finding that is so many days of repair by the play's own model, in the middle.
fn repair_of(days: f64, id: &str) -> EffortDays {
    let model = model(id);
    let each = 2.0 * days / (model.findings.low + model.findings.high);
    effort(each, each)
}

fn in_file(number: usize, severity: Severity, days: f64) -> Finding {
    finding("DEB-12", &format!("a/F{number}.java"), severity, repair_of(days, "settle-promises"))
}

#[test]
fn the_worst_that_fits_a_box_of_25_days_comes_first() {
    let facts = facts((0..12).map(|number| source(&format!("a/F{number}.java"), 10)).collect());
    // (days of the findings in order, severities, positions kept, share covered)
    type Case = (&'static [(f64, Severity)], &'static [usize], f64);
    let cases: [Case; 5] = [
        // 6 x 6 days: four fit.
        (
            &[
                (6.0, Severity::Low),
                (6.0, Severity::Low),
                (6.0, Severity::Low),
                (6.0, Severity::Low),
                (6.0, Severity::Low),
                (6.0, Severity::High),
            ],
            &[0, 1, 2, 5],
            24.0 / 36.0,
        ),
        // The first always fits, and nothing beside it.
        (&[(80.0, Severity::Medium), (1.0, Severity::Low)], &[0], 80.0 / 81.0),
        // One that does not fit makes room for smaller ones after it.
        (&[(20.0, Severity::High), (10.0, Severity::Medium), (5.0, Severity::Low)], &[0, 2], 25.0 / 35.0),
        (&[(12.5, Severity::High), (12.5, Severity::High)], &[0, 1], 1.0),
        (&[(25.0, Severity::High), (0.5, Severity::Critical)], &[1], 0.5 / 25.5),
    ];
    for (days, kept, covered) in cases {
        let findings: Vec<Finding> =
            days.iter().enumerate().map(|(at, (days, severity))| in_file(at, *severity, *days)).collect();
        let wanted: Vec<String> = kept.iter().map(|at| findings[*at].fingerprint.to_string()).collect();
        let one = only(&facts, findings, &brief());
        let answered: Vec<String> = one.findings.iter().map(|answered| answered.fingerprint.clone()).collect();
        assert_eq!(answered, wanted, "{days:?}");
        assert_eq!(one.left, days.len() - kept.len(), "{days:?}");
        near(one.covered, covered, "covered");
    }
}

/// A unit too large for the box does not bring its smaller findings in for nothing.
#[test]
fn a_unit_left_out_does_not_pay_for_its_other_findings() {
    let facts = facts((0..4).map(|number| source(&format!("a/F{number}.java"), 10)).collect());
    let findings = vec![
        in_file(0, Severity::High, 20.0),
        unit(in_file(1, Severity::Medium, 30.0), "large"),
        unit(in_file(2, Severity::Low, 24.0), "large"),
        unit(in_file(3, Severity::Low, 4.0), "large"),
    ];
    let one = only(&facts, findings, &brief());
    // 20 days, then 4 of the large unit: 24 within the box, of 50 in all.
    let answered: Vec<usize> = one.findings.iter().map(|answered| answered.check.len()).collect();
    assert_eq!((answered.len(), one.left), (2, 2));
    near(one.covered, 24.0 / 50.0, "covered");
    let (_, days) = term(&one, Term::Findings).unwrap();
    near(days.middle(), 24.0, "days in the box");
}

#[test]
fn where_repair_is_not_the_work_nothing_is_left_for_later() {
    let facts = facts(vec![source("a/A.java", 100), source("b/B.java", 100)]);
    let findings = (0..3).map(|_| wide("PRC-08", Severity::High, effort(40.0, 60.0))).collect();
    let one = only(&facts, findings, &brief());
    let model = model("establish-pipeline");
    assert_eq!((model.findings.high, one.findings.len(), one.left, one.covered), (0.0, 3, 0, 1.0));
    // Fixed, and two components.
    near(one.effort.low, model.fixed.low + 2.0 * model.per_component.low, "low");
    near(one.effort.high, model.fixed.high + 2.0 * model.per_component.high, "high");
    assert_eq!(term(&one, Term::Findings), None);
}

#[test]
fn hotspots_and_lines_of_the_place_count() {
    let mut files = vec![hot("a/A.java", 1_500, 6), hot("a/B.java", 500, 7), hot("a/C.java", 10, 5)];
    files.extend([hot("b/D.java", 10_000, 50), source("a/E.java", 490)]);
    let facts = facts(files);
    for (check, id) in [("DEB-07", "tests-around-hotspots"), ("ARC-04", "carve-out-module")] {
        let one = only(&facts, vec![finding(check, "a/A.java", Severity::High, effort(10.0, 30.0))], &brief());
        let model = model(id);
        let cases = [
            (Term::Fixed, 1.0, model.fixed),
            (Term::Hotspots, 2.0, EffortDays::new(2.0 * model.per_hotspot.low, 2.0 * model.per_hotspot.high)),
            (Term::KiloLines, 2.5, EffortDays::new(2.5 * model.per_kloc.low, 2.5 * model.per_kloc.high)),
        ];
        let mut sum = EffortDays::new(10.0 * model.findings.low, 30.0 * model.findings.high);
        for (what, count, days) in cases {
            let wanted = (days.high > 0.0).then_some(count);
            assert_eq!(term(&one, what).map(|(count, _)| count), wanted, "{id} {what:?}");
            sum = sum.plus(days);
        }
        near(one.effort.low, sum.low, id);
        near(one.effort.high, sum.high, id);
    }
}

#[test]
fn code_that_nobody_active_knows_takes_longer() {
    // (line counts of the file that somebody active knows, and of the one that nobody does; the share known)
    for (known, lost, percent) in [(100, 900, 10.0), (499, 501, 49.9), (500, 500, 50.0), (900, 100, 90.0)] {
        let mut facts = facts(vec![source("a/A.java", known), source("a/B.java", lost)]);
        contributes(&mut facts, "a/A.java", 0, 10, "2026-06-01");
        contributes(&mut facts, "a/B.java", 1, 10, "2024-06-01");
        let mut brief = brief();
        let finding = || vec![finding("DEB-12", "a/A.java", Severity::Low, effort(10.0, 20.0))];
        let alone = only(&facts, finding(), &brief);
        assert_eq!(term(&alone, Term::UnknownCode), None, "switched off");
        assume(&mut brief, "unknown-code-time", 1.5, 2.0);
        let slower = only(&facts, finding(), &brief);
        let is_slower = percent < 50.0;
        near(slower.effort.low, alone.effort.low * if is_slower { 1.5 } else { 1.0 }, "low");
        near(slower.effort.high, alone.effort.high * if is_slower { 2.0 } else { 1.0 }, "high");
        assert_eq!(term(&slower, Term::UnknownCode).map(|(count, _)| count), is_slower.then_some(percent));
        // Work on the system as a whole is not work in one file.
        let whole = only(&facts, vec![wide("ARC-18", Severity::Low, effort(1.0, 2.0))], &brief);
        assert_eq!(term(&whole, Term::UnknownCode), None);
    }
}

#[test]
fn the_work_to_expect_holds_the_overrun_of_one_in_six() {
    let mut brief = brief();
    let range = effort(10.0, 20.0);
    near(expected(range, &brief), 15.0, "switched off: the middle");
    for (high, wanted) in [(1.0, 15.0 * 5.0 / 6.0 + 20.0 / 6.0), (1.5, 15.0 * 5.0 / 6.0 + 25.0 / 6.0)] {
        assume(&mut brief, "overrun", 1.0, high);
        near(expected(range, &brief), wanted, "expected");
    }
    near(expected(effort(0.0, 0.0), &brief), 0.0, "nothing");
}
