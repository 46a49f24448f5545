//! What belongs to the plan and what does not, each with its reason; and what calendars do to dates.

use crate::support::{
    assume, brief, day, decides, effort, facts, fate, feature, finding, firm, hot, one, person, plan, problem, source,
    wide,
};
use quarterdeck_brief::{Brief, Budget, Choice, Level, Money, Span, Theme};
use quarterdeck_facts::Facts;
use quarterdeck_findings::{Finding, Severity};
use quarterdeck_plan::{NotPlanned, Part, Roadmap};

fn system() -> Facts {
    facts(vec![source("a/A.java", 500), source("b/B.java", 500)])
}

fn health(severity: Severity) -> Vec<Finding> {
    vec![wide("ARC-18", severity, effort(2.0, 3.0))]
}

#[test]
fn what_serves_nothing_is_left_out_unless_it_is_urgent_or_pinned() {
    let pinned = Choice::Pinned { by: None };
    for (severity, decision, wanted) in [
        (Severity::Low, None, "serves-nothing"),
        (Severity::Medium, None, "serves-nothing"),
        (Severity::High, None, "planned"),
        (Severity::Critical, None, "planned"),
        (Severity::Low, Some(pinned), "planned"),
        (Severity::Critical, Some(Choice::Excluded), "excluded"),
    ] {
        let mut brief = firm();
        brief.problems = vec![problem("P1", 1, &[Theme::Compliance], &[])];
        brief.decisions.extend(decision.map(|choice| decides("health-checks", None, choice)));
        let plan = plan(&system(), health(severity), &brief);
        assert_eq!(fate(&plan, "health-checks"), wanted, "{severity:?} {decision:?}");
    }
}

/// Tests come before circles are broken, also for a firm whose only problem is growth.
#[test]
fn what_is_needed_is_planned_though_it_serves_nothing() {
    let tests = || finding("DEB-07", "a/A.java", Severity::Low, effort(20.0, 20.0));
    let circle = finding("ARC-01", "a/A.java", Severity::High, effort(6.0, 6.0));
    let mut brief = firm();
    brief.problems = vec![problem("P1", 1, &[Theme::Growth], &[])];
    let id = "tests-around-hotspots@a";
    assert_eq!(fate(&plan(&system(), vec![tests()], &brief), id), "serves-nothing");
    let both = plan(&system(), vec![tests(), circle.clone()], &brief);
    assert_eq!([fate(&both, id), fate(&both, "break-circles@a")], ["planned", "planned"]);
    let timing = |id: &str| one(&both, id).timing.clone().unwrap();
    assert!(one(&both, id).initiative.serves.is_empty() && timing(id).done < timing("break-circles@a").start);
    // Excluded, it is done without; where nobody can do it, what needs it waits.
    brief.decisions.push(decides("tests-around-hotspots", None, Choice::Excluded));
    let without = plan(&system(), vec![tests(), circle], &brief);
    assert_eq!([fate(&without, id), fate(&without, "break-circles@a")], ["excluded", "planned"]);
}

/// A problem that costs so much a month; the work costs some 300 to 400.
fn worth(cost: u64) -> Brief {
    let mut brief = firm();
    brief.problems[0].cost_per_month = Some(Money { low: 0, high: cost });
    assume(&mut brief, "loss-avoided", 1.0, 1.0);
    brief
}

#[test]
fn work_that_costs_more_than_waiting_is_not_planned() {
    // One medium finding: 2 of 10 points; twelve months. 100 a month are 240 over the plan, 1,000 are 2,400.
    let why = |brief: &Brief| one(&plan(&system(), health(Severity::Medium), brief), "health-checks").timing.clone();
    let Err(NotPlanned::NotWorthIt { cost, waiting }) = why(&worth(100)) else { panic!() };
    let play = quarterdeck_plan::play("health-checks").unwrap().effort;
    // The middle of the effort, at the cheapest rate of the people: 100 a day; the CTO's 1,000 does not count.
    let days = f64::midpoint(2.0 * play.findings.low + play.fixed.low, 3.0 * play.findings.high + play.fixed.high);
    assert_eq!((cost, waiting), ((days * 100.0).round() as u64, 240));
    assert!(why(&worth(1_000)).is_ok());
    // Never what is urgent, never what the brief asks for, and never while an amount is missing.
    let urgent = plan(&system(), health(Severity::High), &worth(10));
    assert_eq!(fate(&urgent, "health-checks"), "planned");
    type Change = fn(&mut Brief);
    let cases: [(&str, Change); 4] = [
        ("pinned", |brief| brief.decisions.push(decides("health-checks", None, Choice::Pinned { by: None }))),
        ("no currency", |brief| brief.company.currency = None),
        ("no cost", |brief| brief.problems[0].cost_per_month = None),
        ("no rate", |brief| brief.people[0].cost_per_day = None),
    ];
    for (what, change) in cases {
        let mut brief = worth(100);
        change(&mut brief);
        assert!(why(&brief).is_ok(), "{what}");
    }
}

/// Tests come before the repair of a hotspot: they are not worth their cost alone, and what needs them is.
#[test]
fn what_worthwhile_work_waits_for_is_planned_with_it() {
    let facts = facts(vec![hot("a/A.java", 2_000, 12)]);
    let tests = finding("DEB-07", "a/A.java", Severity::Low, effort(60.0, 60.0));
    let repair = finding("DEB-05", "a/A.java", Severity::Critical, effort(5.0, 6.0));
    let mut brief = worth(300);
    let alone = plan(&facts, vec![tests.clone()], &brief);
    assert_eq!(fate(&alone, "tests-around-hotspots@a"), "not-worth-it");
    let both = vec![tests, repair];
    let needed = plan(&facts, both.clone(), &brief);
    assert_eq!(
        [fate(&needed, "tests-around-hotspots@a"), fate(&needed, "simplify-hotspots@a")],
        ["planned", "planned"]
    );
    // Without what needs them they are not.
    brief.decisions.push(decides("simplify-hotspots", None, Choice::Excluded));
    let freed = plan(&facts, both, &brief);
    assert_eq!(fate(&freed, "tests-around-hotspots@a"), "not-worth-it");
}

#[test]
fn a_decision_on_one_place_counts_there_alone() {
    let large = |path: &str| finding("DEB-12", path, Severity::High, effort(9.0, 9.0));
    let findings = || vec![large("a/A.java"), large("b/B.java")];
    let fates = |brief: &Brief| {
        let plan = plan(&system(), findings(), brief);
        ["settle-promises@a", "settle-promises@b"].map(|id| fate(&plan, id))
    };
    let (out, pin) = (Choice::Excluded, Choice::Pinned { by: Some(day("2027-03-31")) });
    for (decisions, wanted) in [
        (vec![(None, out)], ["excluded", "excluded"]),
        (vec![(Some("a"), out)], ["excluded", "planned"]),
        (vec![(Some("b"), out), (None, pin)], ["planned", "excluded"]),
        (vec![(None, out), (Some("a"), pin)], ["planned", "excluded"]),
        (vec![(Some("no-such-place"), out)], ["planned", "planned"]),
    ] {
        let mut brief = firm();
        brief.decisions = decisions.iter().map(|(place, choice)| decides("settle-promises", *place, *choice)).collect();
        assert_eq!(fates(&brief), wanted, "{decisions:?}");
    }
    // The day of a pin is the day of its place.
    let mut brief = firm();
    brief.decisions = vec![decides("settle-promises", Some("a"), pin)];
    let plan = plan(&system(), findings(), &brief);
    let target = |id: &str| one(&plan, id).timing.clone().unwrap();
    assert_eq!(
        (target("settle-promises@a").target, target("settle-promises@a").is_deadline),
        (day("2027-03-31"), true)
    );
    assert!(!target("settle-promises@b").is_deadline);
}

/// More work than a month holds.
#[test]
fn what_does_not_fit_leaves_from_the_end_of_the_order() {
    let names = ["a", "b", "c", "d", "e"];
    let facts = facts(names.iter().map(|name| source(&format!("{name}/F.java"), 100)).collect());
    let findings = |severity: Severity| -> Vec<Finding> {
        names.iter().map(|name| finding("DEB-12", &format!("{name}/F.java"), severity, effort(10.0, 12.0))).collect()
    };
    let mut brief = firm();
    brief.horizon.months = 1;
    let whole = plan(&facts, findings(Severity::High), &brief);
    let planned: Vec<u32> = whole.planned().iter().map(|(one, _)| one.rank.rank).collect();
    let left: Vec<(u32, &str)> = whole.not_planned().iter().map(|(one, why)| (one.rank.rank, why.id())).collect();
    assert!(!planned.is_empty() && !left.is_empty(), "{planned:?} {left:?}");
    assert!(left.iter().all(|(rank, why)| *why == "no-room" && planned.iter().all(|other| other < rank)), "{left:?}");
    // What stays is done within the plan, in 85 of 100 runs.
    for (one, timing) in whole.planned() {
        assert!(timing.p85.is_some_and(|day| day < whole.end) && timing.done < whole.end, "{}", one.initiative.id);
    }
    // A pin stays whatever its rank, and so does what it waits for; a feature too.
    let last = whole.not_planned().last().unwrap().0.initiative.id.clone();
    let place = last.split_once('@').unwrap().1;
    brief.decisions.push(decides("settle-promises", Some(place), Choice::Pinned { by: None }));
    brief.features.push(feature("F1", effort(3.0, 4.0), None));
    let pinned = plan(&facts, findings(Severity::High), &brief);
    assert_eq!([fate(&pinned, &last), fate(&pinned, "F1")], ["planned", "planned"]);
}

#[test]
fn a_budget_that_does_not_suffice_is_the_reason() {
    let mut brief = brief();
    let mut eve = person("eve", &[("java", Level::Senior)]);
    eve.hire = true;
    brief.people = vec![eve];
    brief.features = vec![feature("F1", effort(14.0, 14.0), None)];
    let quarters = [
        "2027-01-01",
        "2027-04-01",
        "2027-07-01",
        "2027-10-01",
        "2028-01-01",
        "2028-04-01",
        "2028-07-01",
        "2028-10-01",
        "2029-01-01",
    ];
    for (amount, wanted) in [(600, "over-budget"), (1_400, "planned")] {
        brief.budget = quarters.iter().map(|from| Budget { from: day(from), amount }).collect();
        let plan = plan(&system(), Vec::new(), &brief);
        assert_eq!(fate(&plan, "F1"), wanted, "{amount}");
    }
}

fn feature_only(change: impl Fn(&mut Brief)) -> Roadmap {
    let mut brief = brief();
    brief.people = vec![person("ann", &[("java", Level::Medior)])];
    brief.features = vec![feature("F1", effort(5.0, 5.0), None)];
    change(&mut brief);
    plan(&system(), Vec::new(), &brief)
}

#[test]
fn nothing_goes_live_within_a_freeze() {
    let span = |from: &str, to: &str| Span { from: day(from), to: day(to) };
    for (freezes, live) in [
        (vec![], "2027-01-08"),
        (vec![span("2027-01-09", "2027-01-31")], "2027-01-08"),
        (vec![span("2027-01-01", "2027-01-07")], "2027-01-08"),
        (vec![span("2027-01-08", "2027-01-08")], "2027-01-09"),
        (vec![span("2027-01-04", "2027-01-31")], "2027-02-01"),
        // One after the other, whatever their order in the brief.
        (vec![span("2027-01-20", "2027-01-31"), span("2027-01-05", "2027-01-19")], "2027-02-01"),
        (vec![span("2027-01-05", "2027-01-19"), span("2027-01-10", "2027-01-31")], "2027-02-01"),
    ] {
        let plan = feature_only(|brief| brief.freezes.clone_from(&freezes));
        let timing = one(&plan, "F1").timing.as_ref().unwrap();
        assert_eq!((timing.start, timing.done), (day("2027-01-04"), day(live)), "{freezes:?}");
        assert_eq!((timing.p50, timing.p85), (Some(day(live)), Some(day(live))), "{freezes:?}");
    }
    // A freeze to the end of the plan: it goes live after the plan, which is no place in it.
    let plan = feature_only(|brief| brief.freezes = vec![span("2027-01-01", "2028-01-31")]);
    let Err(NotPlanned::NoRoom(Some(live))) = one(&plan, "F1").timing else { panic!() };
    assert_eq!(live, day("2028-02-01"));
}

#[test]
fn dates_of_features_are_kept() {
    // Wanted by a Sunday is wanted by the Friday before.
    for (deadline, slots) in [("2027-01-08", 5), ("2027-01-09", 5), ("2027-01-10", 5), ("2027-01-11", 6)] {
        let plan = feature_only(|brief| brief.features[0].deadline = Some(day(deadline)));
        let milestone = plan.problem.tasks.iter().find(|task| task.id == "m0").unwrap();
        assert_eq!(milestone.deadline, Some(slots), "{deadline}");
        let timing = one(&plan, "F1").timing.as_ref().unwrap();
        assert_eq!((timing.target, timing.is_deadline), (day(deadline), true));
    }
    let plan = feature_only(|brief| brief.features[0].earliest = Some(day("2027-03-06")));
    let timing = one(&plan, "F1").timing.as_ref().unwrap();
    assert_eq!((timing.start, timing.done), (day("2027-03-08"), day("2027-03-12")));
    assert!(timing.p50 >= Some(day("2027-03-12")));
}

#[test]
fn the_part_of_the_roadmap_follows_the_first_day() {
    for (earliest, part) in [
        ("2027-01-04", Part::Now),
        ("2027-04-03", Part::Now),
        ("2027-04-05", Part::Next),
        ("2027-10-01", Part::Next),
        ("2027-10-04", Part::Later),
    ] {
        let plan = feature_only(|brief| brief.features[0].earliest = Some(day(earliest)));
        let timing = one(&plan, "F1").timing.as_ref().unwrap();
        // 3 April 2027 is a Saturday: the work starts on the Monday, which is in the fourth month.
        let part = if earliest == "2027-04-03" { Part::Next } else { part };
        assert_eq!(timing.part, part, "{earliest}");
    }
}

#[test]
fn days_and_money_add_up() {
    let mut brief = firm();
    brief.features.push(feature("F1", effort(30.0, 40.0), None));
    let findings =
        vec![wide("SEC-15", Severity::High, effort(4.0, 6.0)), wide("PRC-08", Severity::High, effort(1.0, 1.0))];
    let plan = plan(&system(), findings, &brief);
    assert_eq!(plan.planned().len(), 3);
    let (mut used, mut cost) = (vec![0.0; plan.team.len()], 0);
    for (one, _) in plan.planned() {
        let rates = plan.team.iter().map(|worker| worker.cost_per_day.unwrap() as f64);
        let own: f64 = one.days.iter().zip(rates).map(|(days, rate)| days * rate).sum();
        let range = one.cost.unwrap();
        assert_eq!(range.planned, own.round() as u64, "{}", one.initiative.id);
        assert!(range.low <= range.planned && range.planned <= range.high);
        one.days.iter().zip(&mut used).for_each(|(days, sum)| *sum += days);
        cost += range.planned;
    }
    for (at, sum) in used.iter().enumerate() {
        let by_month: f64 = plan.capacity.iter().map(|month| month.used[at]).sum();
        assert!((by_month - sum).abs() < 1e-6, "{by_month} {sum}");
        assert!(plan.capacity.iter().all(|month| month.used[at] <= month.available[at] + 0.3), "{at}");
    }
    let by_quarter: u64 = plan.money.iter().map(|quarter| quarter.team + quarter.hired + quarter.cto).sum();
    assert!(by_quarter.abs_diff(cost) <= 2 * plan.money.len() as u64, "{by_quarter} {cost}");
    // January to December and four days of January; four quarters and a bit.
    assert_eq!((plan.capacity.len(), plan.money.len()), (13, 5));
}
