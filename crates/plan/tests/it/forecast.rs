//! Dates with probabilities, against distributions worked out apart from the code.

use crate::support::{
    assume, brief, day, effort, facts, feature, finding, firm, goal, judgement, one, person, source, wide,
};
use quarterdeck_brief::{Brief, Level, Theme};
use quarterdeck_findings::{Finding, Severity};
use quarterdeck_plan::{Options, RUNS, Roadmap, Slots, roadmap};

/// One developer, one piece of work that is one task.
fn one_task(low: f64, high: f64) -> Brief {
    let mut brief = brief();
    brief.people = vec![person("ann", &[("java", Level::Medior)])];
    brief.features = vec![feature("F1", effort(low, high), None)];
    brief
}

fn lived(brief: &Brief, runs: usize, seed: u64) -> Roadmap {
    let facts = facts(vec![source("a/A.java", 10)]);
    roadmap(&facts, &judgement(Vec::new()), brief, Options { seed, runs, quick: true }).unwrap()
}

/// The day on which so many days of work from the first slot are done.
fn after_days(brief: &Brief, days: f64) -> quarterdeck_base::Day {
    Slots::new(brief).done_on(days.ceil() as u32).unwrap()
}

/// Chance that the work takes at most so many days: five in six from a triangle with its top in the middle, one in six evenly
/// between the high end and a multiple of it. Written from the formula of the distribution, not from how it is drawn.
fn chance(days: f64, low: f64, high: f64, overrun: Option<f64>) -> f64 {
    let middle = f64::midpoint(low, high);
    let triangle = if days <= low {
        0.0
    } else if days <= middle {
        (days - low).powi(2) / ((high - low) * (middle - low))
    } else if days < high {
        1.0 - (high - days).powi(2) / ((high - low) * (high - middle))
    } else {
        1.0
    };
    let Some(overrun) = overrun else { return triangle };
    let beyond = ((days - high) / (high * (overrun - 1.0))).clamp(0.0, 1.0);
    (5.0 * triangle + beyond) / 6.0
}

#[test]
fn one_task_of_one_person_follows_its_distribution() {
    // The figures lie well within a day, so that 10,000 runs find the same one.
    for (low, high, overrun) in
        [(6.0, 12.0, Some(1.5)), (4.0, 8.0, Some(1.5)), (8.0, 10.0, Some(1.5)), (6.0, 11.0, None)]
    {
        let mut brief = one_task(low, high);
        if let Some(overrun) = overrun {
            assume(&mut brief, "overrun", 1.0, overrun);
        }
        let quantile = |share: f64| {
            let (mut from, mut to) = (0.0, 100.0);
            for _ in 0..100 {
                let middle = f64::midpoint(from, to);
                if chance(middle, low, high, overrun) < share { from = middle } else { to = middle }
            }
            to
        };
        for seed in [1, 2, 3] {
            let plan = lived(&brief, RUNS, seed);
            let timing = one(&plan, "F1").timing.as_ref().unwrap();
            let wanted = [0.5, 0.85].map(|share| Some(after_days(&brief, quantile(share))));
            assert_eq!([timing.p50, timing.p85], wanted, "{low} {high} {overrun:?} {seed}");
            assert_eq!(plan.whole, (timing.p50, timing.p85), "nothing else is in the plan");
        }
    }
}

/// Five days of work, and of each day between a half and all: 5 / 0.75 days as likely as not, 5 / 0.575 in 85 of 100.
#[test]
fn a_month_of_less_time_is_a_later_date() {
    let mut brief = one_task(5.0, 5.0);
    assume(&mut brief, "availability", 0.5, 1.0);
    for seed in [1, 2, 3] {
        let plan = lived(&brief, RUNS, seed);
        let timing = one(&plan, "F1").timing.as_ref().unwrap();
        assert_eq!(timing.p50, Some(after_days(&brief, 5.0 / 0.75)));
        assert_eq!(timing.p85, Some(after_days(&brief, 5.0 / 0.575)));
    }
}

#[test]
fn without_doubt_the_forecast_is_the_schedule() {
    for (days, month) in [(5.0, 1), (14.0, 1), (60.0, 3)] {
        let brief = one_task(days, days);
        let plan = lived(&brief, 50, month);
        let timing = one(&plan, "F1").timing.as_ref().unwrap();
        assert_eq!((timing.p50, timing.p85), (Some(timing.done), Some(timing.done)), "{days}");
        assert_eq!(timing.done, after_days(&brief, days));
    }
}

#[test]
fn a_day_that_the_brief_sets_is_kept_with_85_chances_in_100_where_there_is_room() {
    // One developer; what is worth more and would come first, then F1, in time as scheduled and as likely as not too late.
    let planned = |deadline: Option<&str>| {
        let mut brief = one_task(8.0, 16.0);
        assume(&mut brief, "overrun", 1.0, 1.5);
        brief.goals.push(goal("G1", "2027-12-31", &[Theme::Growth], &[]));
        brief.features.push(feature("F2", effort(20.0, 20.0), Some("G1")));
        brief.features[0].deadline = deadline.map(day);
        let plan = lived(&brief, 2_000, 1);
        ["F1", "F2"].map(|id| one(&plan, id).timing.clone().unwrap())
    };
    let [free, other] = planned(None);
    assert!(other.done < free.done, "{free:?} {other:?}");
    for (wanted, is_kept) in
        [(free.done.plus_days(1), true), (free.done.plus_days(60), true), (day("2027-01-08"), false)]
    {
        let [first, other] = planned(Some(&wanted.to_string()));
        assert_eq!((first.target, first.is_deadline), (wanted, true));
        assert_eq!(first.p85 <= Some(wanted), is_kept, "{wanted}: {first:?}");
        // Time is kept only where it is needed: what is worth more stays first where both find their place.
        assert_eq!(first.done < other.done, wanted < free.p85.unwrap(), "{wanted}: {first:?} {other:?}");
    }
}

/// Several of everything: people, places, prerequisites, reviews.
fn busy() -> (Vec<Finding>, Brief) {
    let mut brief = firm();
    brief.assumptions.clear();
    brief.people.push(person("bob", &[("java", Level::Junior)]));
    brief.features.push(feature("F1", effort(10.0, 20.0), None));
    let mut findings =
        vec![wide("PRC-08", Severity::High, effort(1.0, 2.0)), wide("ARC-18", Severity::High, effort(1.0, 4.0))];
    for (check, path) in
        [("DEB-07", "a/A.java"), ("DEB-05", "a/A.java"), ("DEB-07", "b/B.java"), ("DEB-12", "b/B.java")]
    {
        findings.push(finding(check, path, Severity::High, effort(10.0, 25.0)));
    }
    (findings, brief)
}

fn busy_plan(seed: u64, runs: usize) -> Roadmap {
    let (findings, brief) = busy();
    let facts = facts(vec![source("a/A.java", 900), source("b/B.java", 400)]);
    roadmap(&facts, &judgement(findings), &brief, Options { seed, runs, quick: true }).unwrap()
}

/// All that a roadmap says, as text.
fn told(plan: &Roadmap) -> String {
    let one = |one: &quarterdeck_plan::Planned| {
        format!("{} {:?} {:?} {:?} {:?} {:?}", one.initiative.id, one.rank, one.timing, one.days, one.cost, one.value)
    };
    let initiatives: Vec<String> = plan.initiatives.iter().map(one).collect();
    let promises =
        plan.promises.iter().map(|one| format!("{} {:?} {:?}", one.id, one.standing, one.done)).collect::<Vec<_>>();
    format!(
        "{initiatives:#?} {promises:?} {:?} {:?} {:?} {:?} {:?}",
        plan.whole, plan.skills, plan.capacity, plan.money, plan.problem
    )
}

#[test]
fn the_same_seed_gives_the_same_roadmap() {
    let first = told(&busy_plan(7, 500));
    assert_eq!(first, told(&busy_plan(7, 500)));
    assert_ne!(first, told(&busy_plan(8, 500)), "the seed does nothing");
}

#[test]
fn later_is_never_sooner() {
    for seed in 0..6 {
        let plan = busy_plan(seed, 300);
        assert!(plan.planned().len() >= 6, "{}", told(&plan));
        for (one, timing) in plan.planned() {
            assert!(timing.start <= timing.done && timing.p50 <= timing.p85, "{} {timing:?}", one.initiative.id);
            // What comes before is done before, as likely as not and in 85 of 100.
            for before in &one.after {
                let other = self::one(&plan, before).timing.as_ref().unwrap();
                assert!(other.done < timing.done && other.p50 <= timing.p50 && other.p85 <= timing.p85, "{before}");
            }
        }
        let (p50, p85) = plan.whole;
        let last = plan.planned().iter().filter_map(|(_, timing)| timing.p85).max();
        // In 85 runs of 100 all are done: no sooner than the last alone.
        assert!(p50 <= p85 && p85 >= last, "{:?} {last:?}", plan.whole);
    }
}
