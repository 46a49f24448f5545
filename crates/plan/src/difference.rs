//! What a scenario changes: dates, standings, initiatives, money and days, before and after.

use crate::roadmap::{NotPlanned, Planned, Roadmap, Timing};
use crate::trace::{Promise, Standing};
use quarterdeck_base::Day;

/// Days in a week.
const WEEK_DAYS: i64 = 7;

/// The plan's and the scenario's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Both<T> {
    /// In the plan.
    pub plan: T,
    /// In the scenario.
    pub scenario: T,
}

/// Where a problem or goal stands, and when it is done: as likely as not, and with 85 chances in 100.
pub type Stand = (Standing, Option<Day>, Option<Day>);

/// A problem or goal before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct PromiseChange {
    /// Its id.
    pub id: String,
    /// True for a goal.
    pub is_goal: bool,
    /// Its date.
    pub date: Day,
    /// Where it stands; `None` where the scenario gave it up.
    pub stands: Both<Option<Stand>>,
    /// Initiatives with a place that serve it: with fewer of them it may stand better and be worth less.
    pub served: Both<usize>,
}

/// An initiative before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// Its id.
    pub id: String,
    /// When it is done and how sure that is; `None` where it has no place.
    pub timing: Both<Option<Timing>>,
    /// Why the scenario has no place for it; `None` also when it is not even asked for.
    pub reason: Option<NotPlanned>,
}

impl Move {
    /// It has a place in the scenario only.
    pub fn enters(&self) -> bool {
        self.timing.plan.is_none() && self.timing.scenario.is_some()
    }

    /// It has a place in the plan only.
    pub fn leaves(&self) -> bool {
        self.timing.plan.is_some() && self.timing.scenario.is_none()
    }

    /// Whole weeks by which it comes later (below zero: earlier), by the day with 85 chances in 100, else by the scheduled one.
    pub fn weeks(&self) -> Option<i64> {
        let (before, after) = (self.timing.plan.as_ref()?, self.timing.scenario.as_ref()?);
        let days = before.p85.zip(after.p85).unwrap_or((before.done, after.done));
        Some(weeks_between(days.0, days.1))
    }
}

/// Whole weeks from one day to another, rounded to the nearest; below zero when it is earlier.
pub fn weeks_between(from: Day, to: Day) -> i64 {
    let days = to.days_since(from);
    (days + days.signum() * (WEEK_DAYS / 2)) / WEEK_DAYS
}

/// Money over the whole plan by who takes it, in whole units of the currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Costs {
    /// Time of people who are there.
    pub team: u64,
    /// Time of people who are hired.
    pub hired: u64,
    /// Time of the CTO.
    pub cto: u64,
}

impl Costs {
    /// All of it.
    pub fn total(self) -> u64 {
        self.team + self.hired + self.cto
    }
}

/// What a scenario changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// When all that is planned is done, as likely as not.
    pub p50: Both<Option<Day>>,
    /// The same with 85 chances in 100.
    pub p85: Both<Option<Day>>,
    /// Initiatives with a place.
    pub planned: Both<usize>,
    /// Problems, then goals.
    pub promises: Vec<PromiseChange>,
    /// Initiatives with a place in one of the two, by their first day in the plan, then in the scenario.
    pub moves: Vec<Move>,
    /// Money; `None` without rates.
    pub money: Option<Both<Costs>>,
    /// Days of each of those who work on one of the two, by id in the order of the teams.
    pub days: Vec<(String, Both<f64>)>,
}

/// Compares two roadmaps.
pub fn difference(plan: &Roadmap, scenario: &Roadmap) -> Difference {
    let both = |of: fn(&Roadmap) -> Option<Day>| Both { plan: of(plan), scenario: of(scenario) };
    let costs = Both { plan: costs(plan), scenario: costs(scenario) };
    let has_rates = !plan.money.is_empty() && !scenario.money.is_empty();
    Difference {
        p50: both(|roadmap| roadmap.whole.0),
        p85: both(|roadmap| roadmap.whole.1),
        planned: Both { plan: plan.planned().len(), scenario: scenario.planned().len() },
        promises: promises(plan, scenario),
        moves: moves(plan, scenario),
        money: has_rates.then_some(costs),
        days: days(plan, scenario),
    }
}

fn promises(plan: &Roadmap, scenario: &Roadmap) -> Vec<PromiseChange> {
    let stand = |promise: &Promise| {
        let done = promise.done.as_ref();
        (promise.standing, done.and_then(|(_, p50, _)| *p50), done.and_then(|(_, _, p85)| *p85))
    };
    let row = |promise: &Promise| {
        let other = scenario.promises.iter().find(|other| other.id == promise.id);
        let served = other.map_or(0, |other| other.served_by.len());
        PromiseChange {
            id: promise.id.clone(),
            is_goal: promise.is_goal,
            date: promise.date,
            stands: Both { plan: Some(stand(promise)), scenario: other.map(stand) },
            served: Both { plan: promise.served_by.len(), scenario: served },
        }
    };
    // A scenario gives promises up and makes none.
    plan.promises.iter().map(row).collect()
}

fn moves(plan: &Roadmap, scenario: &Roadmap) -> Vec<Move> {
    let after = |id: &str| scenario.initiatives.iter().find(|other| other.initiative.id == id);
    let row = |(one, timing): (&Planned, &Timing)| {
        let other = after(&one.initiative.id).map(|other| &other.timing);
        Move {
            id: one.initiative.id.clone(),
            timing: Both {
                plan: Some(timing.clone()),
                scenario: other.and_then(|timing| timing.as_ref().ok()).cloned(),
            },
            reason: other.and_then(|timing| timing.as_ref().err()).cloned(),
        }
    };
    let mut moves: Vec<Move> = plan.planned().into_iter().map(row).collect();
    let is_new = |one: &Planned| moves.iter().all(|known| known.id != one.initiative.id);
    let entering = scenario.planned().into_iter().filter(|(one, _)| is_new(one)).map(|(one, timing)| Move {
        id: one.initiative.id.clone(),
        timing: Both { plan: None, scenario: Some(timing.clone()) },
        reason: None,
    });
    let entering: Vec<Move> = entering.collect();
    moves.extend(entering);
    moves
}

fn costs(roadmap: &Roadmap) -> Costs {
    roadmap.money.iter().fold(Costs::default(), |sum, quarter| Costs {
        team: sum.team + quarter.team,
        hired: sum.hired + quarter.hired,
        cto: sum.cto + quarter.cto,
    })
}

fn days(plan: &Roadmap, scenario: &Roadmap) -> Vec<(String, Both<f64>)> {
    let worked = |roadmap: &Roadmap, id: &str| -> f64 {
        let Some(at) = roadmap.team.iter().position(|worker| worker.id == id) else { return 0.0 };
        roadmap.planned().iter().filter_map(|(one, _)| one.days.get(at)).sum()
    };
    let mut ids: Vec<&String> = plan.team.iter().map(|worker| &worker.id).collect();
    ids.extend(scenario.team.iter().map(|worker| &worker.id).filter(|id| plan.team.iter().all(|one| one.id != **id)));
    ids.into_iter().map(|id| (id.clone(), Both { plan: worked(plan, id), scenario: worked(scenario, id) })).collect()
}
