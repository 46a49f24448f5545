//! What waiting costs, by hand: loss, goal, interest, and when there is none of them.

use crate::support::{
    assume, brief, changed, effort, facts, finding, firm, goal, hot, judgement, near, person, problem, source,
    switch_off, valued, wide,
};
use quarterdeck_brief::{Brief, Level, Theme};
use quarterdeck_facts::{Facts, HistoryState};
use quarterdeck_findings::Severity;
use quarterdeck_plan::{Basis, Monthly, Value, ValueKind, basis};

fn term(value: &Value, kind: ValueKind) -> Option<Monthly> {
    value.terms.iter().find(|term| term.kind == kind).map(|term| term.monthly)
}

/// The value of one health check with a finding of a severity.
fn health(brief: &Brief, severity: Severity) -> Value {
    let facts = facts(vec![source("a/A.java", 100)]);
    valued(&facts, &judgement(vec![wide("ARC-18", severity, effort(1.0, 2.0))]), brief).remove(0).1
}

/// Points of what serves it beside as many again that nobody sees (8): 8 of 16, 4 of 12, 1 of 9.
#[test]
fn a_problem_s_cost_ends_by_the_share_of_what_serves_it() {
    let mut brief = firm();
    assume(&mut brief, "loss-avoided", 0.5, 0.75);
    for (severity, points, share) in
        [(Severity::Critical, 8.0, 0.5), (Severity::High, 4.0, 4.0 / 12.0), (Severity::Low, 1.0, 1.0 / 9.0)]
    {
        let value = health(&brief, severity);
        let loss = term(&value, ValueKind::LossAvoided).unwrap();
        near(loss.low, 1_000.0 * share * 0.5, "low");
        near(loss.high, 2_000.0 * share * 0.75, "high");
        near(value.money.unwrap().middle(), f64::midpoint(loss.low, loss.high), "nothing else is in it");
        // Rank 1 is 6 points a month, and each point of severity a twentieth of one.
        near(value.points, 6.0 * share + 0.05 * points, "points");
    }
}

#[test]
fn a_goal_depends_on_what_serves_it() {
    let mut brief = brief();
    brief.goals.push(goal("G1", "2027-06-30", &[Theme::Growth], &[]));
    assume(&mut brief, "goal-at-risk", 0.25, 0.5);
    let value = health(&brief, Severity::Critical);
    let goal = term(&value, ValueKind::GoalAtRisk).unwrap();
    near(goal.low, 1_000.0 * 0.5 * 0.25, "low");
    near(goal.high, 3_000.0 * 0.5 * 0.5, "high");
    near(value.points, 3.0 * 0.5 + 0.4, "a goal has its weight");
    assert_eq!((value.terms.len(), value.terms[0].of.as_str()), (1, "G1"));
}

#[test]
fn points_follow_rank_and_weight() {
    for (rank, points) in [(1, 6.0), (2, 4.0), (3, 3.0)] {
        let mut brief = brief();
        brief.problems.push(problem("P1", rank, &[Theme::Reliability], &[]));
        near(health(&brief, Severity::Critical).points, points * 0.5 + 0.4, "rank");
    }
    for weight in 1..=5 {
        let mut brief = brief();
        brief.goals.push(goal("G1", "2027-06-30", &[Theme::Growth], &[]));
        brief.goals[0].weight = weight;
        near(health(&brief, Severity::Critical).points, f64::from(weight) * 0.5 + 0.4, "weight");
    }
    // Nothing that it serves: severity alone.
    near(health(&brief(), Severity::Critical).points, 0.4, "nothing served");
}

#[test]
fn nothing_about_money_is_assumed() {
    let with_goal = || {
        let mut brief = firm();
        brief.goals.push(goal("G1", "2027-06-30", &[Theme::Growth], &[]));
        brief
    };
    type Change = fn(&mut Brief);
    let cases: [(&str, Change, Basis, &[ValueKind]); 7] = [
        ("all is said", |_| {}, Basis::Money, &[ValueKind::LossAvoided, ValueKind::GoalAtRisk]),
        ("no currency", |brief| brief.company.currency = None, Basis::Points, &[]),
        ("no cost", |brief| brief.problems[0].cost_per_month = None, Basis::Points, &[ValueKind::GoalAtRisk]),
        ("no value", |brief| brief.goals[0].value_per_month = None, Basis::Points, &[ValueKind::LossAvoided]),
        ("loss switched off", |brief| switch_off(brief, "loss-avoided"), Basis::Money, &[ValueKind::GoalAtRisk]),
        ("goal switched off", |brief| switch_off(brief, "goal-at-risk"), Basis::Money, &[ValueKind::LossAvoided]),
        ("nothing wanted", |brief| (brief.problems.clear(), brief.goals.clear()).0, Basis::Points, &[]),
    ];
    for (what, change, wanted, kinds) in cases {
        let mut brief = with_goal();
        change(&mut brief);
        let value = health(&brief, Severity::High);
        let found: Vec<ValueKind> = value.terms.iter().map(|term| term.kind).collect();
        assert_eq!(
            (basis(&brief), found.as_slice(), value.money.is_some()),
            (wanted, kinds, !kinds.is_empty()),
            "{what}"
        );
        assert!(value.points > 0.0, "{what}");
    }
}

/// 100 changes in twelve months, 30 of them in the complex file that two plays hold.
fn changed_system() -> Facts {
    facts(vec![
        hot("a/Hard.java", 2_000, 30),
        changed(source("a/Easy.java", 100), 60),
        changed(source("b/B.java", 50), 10),
    ])
}

fn interest_of(facts: &Facts, brief: &Brief) -> Vec<(String, Option<Monthly>)> {
    let hard = |check| finding(check, "a/Hard.java", Severity::Medium, effort(10.0, 20.0));
    let findings = vec![hard("DEB-05"), hard("ARC-05"), wide("ARC-18", Severity::Low, effort(1.0, 1.0))];
    let all = valued(facts, &judgement(findings), brief);
    all.into_iter().map(|(one, value)| (one.id, term(&value, ValueKind::InterestSaved))).collect()
}

#[test]
fn interest_is_the_time_that_complex_code_takes_too_long() {
    let mut brief = firm();
    assume(&mut brief, "low-quality-code-time", 1.25, 2.0);
    // Ann is there; Eve comes later, Joe is to be hired: neither costs anything today.
    let mut eve = person("eve", &[("java", Level::Senior)]);
    eve.from = Some(crate::support::day("2027-02-01"));
    let mut joe = person("joe", &[]);
    joe.hire = true;
    brief.people.extend([eve, joe]);
    brief.people[0].days_per_week = 4.0;
    let found = interest_of(&changed_system(), &brief);
    let ids: Vec<(&str, bool)> = found.iter().map(|(id, interest)| (id.as_str(), interest.is_some())).collect();
    let wanted = [
        ("health-checks", false),
        ("simplify-hotspots@a", true),
        ("split-oversized-files@a", true),
        ("hire-senior@joe", false),
    ];
    assert_eq!(ids, wanted);
    // 4 days a week at 100, 52 / 12 weeks a month; 30 of 100 changes, split between two plays; a fifth and a half of it.
    let share = 400.0 * 52.0 / 12.0 * 0.15;
    for (_, interest) in found[1..3].iter() {
        near(interest.unwrap().low, share * 0.2, "low");
        near(interest.unwrap().high, share * 0.5, "high");
    }
}

#[test]
fn no_interest_without_rates_or_a_history_that_says_something() {
    type Change = fn(&mut Facts, &mut Brief);
    let cases: [(&str, Change, bool); 10] = [
        ("as it is", |_, _| {}, true),
        ("183 days", |facts, _| facts.repositories[0].first_commit_at = crate::support::at("2025-12-30"), true),
        ("182 days", |facts, _| facts.repositories[0].first_commit_at = crate::support::at("2025-12-31"), false),
        ("100 commits", |facts, _| facts.repositories[0].commits = 100, true),
        ("99 commits", |facts, _| facts.repositories[0].commits = 99, false),
        ("cut", |facts, _| facts.repositories[0].history = HistoryState::default(), false),
        ("nothing changed", |facts, _| facts.files.iter_mut().for_each(|file| file.history = None), false),
        ("a rate is missing", |_, brief| brief.people[0].cost_per_day = None, false),
        ("no currency", |_, brief| brief.company.currency = None, false),
        ("switched off", |_, brief| switch_off(brief, "low-quality-code-time"), false),
    ];
    for (what, change, is_there) in cases {
        let (mut facts, mut brief) = (changed_system(), firm());
        brief.assumptions.remove("low-quality-code-time");
        change(&mut facts, &mut brief);
        let found = interest_of(&facts, &brief).into_iter().filter(|(_, interest)| interest.is_some()).count();
        assert_eq!(found, if is_there { 2 } else { 0 }, "{what}");
    }
}
