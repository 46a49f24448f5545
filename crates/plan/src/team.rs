//! Days and people: the slots of the schedule are weekdays, and each person has a share of every one of them.

use crate::assumption::{Assumption, assumed};
use quarterdeck_base::Day;
use quarterdeck_brief::{Brief, Cto, Level, Person};
use std::collections::BTreeMap;

/// Weekdays in a month, on average.
pub(crate) const WEEKDAYS_A_MONTH: f64 = 260.0 / 12.0;
/// What the work may take beside the plan's own length before it is called "not in this plan".
const OVERTIME: u32 = 2;
/// Skills that come with the role of the CTO.
pub(crate) const LEADERSHIP: &str = "leadership";
/// The skill of whoever reviews the work of juniors: the CTO, and all with a skill at senior level.
pub(crate) const REVIEW: &str = "review";
/// Id of the CTO among the people of a schedule.
pub(crate) const CTO: &str = "cto";

/// The weekdays from the start of the plan, to twice its length: slot 0 is the first one.
#[derive(Debug, Clone)]
pub struct Slots {
    days: Vec<Day>,
    /// The first slot after the plan.
    pub plan_end: u32,
}

impl Slots {
    /// The slots of a brief.
    pub fn new(brief: &Brief) -> Self {
        let horizon = &brief.horizon;
        let end = horizon.start.plus_months(horizon.months * OVERTIME);
        let mut days = Vec::new();
        let mut day = horizon.start;
        while day < end {
            if day.is_weekday() {
                days.push(day);
            }
            let next = day.plus_days(1);
            if next == day {
                break;
            }
            day = next;
        }
        let plan_end = days.partition_point(|day| *day < horizon.end()) as u32;
        Self { days, plan_end }
    }

    /// How many there are.
    pub fn count(&self) -> u32 {
        self.days.len() as u32
    }

    /// The day of a slot; the last one for those beyond.
    pub fn day(&self, slot: u32) -> Option<Day> {
        self.days.get(slot as usize).or(self.days.last()).copied()
    }

    /// The first slot on or after a day.
    pub fn slot(&self, day: Day) -> u32 {
        self.days.partition_point(|other| *other < day) as u32
    }

    /// The day on which work that ends before this slot is done: that of the slot before.
    pub fn done_on(&self, slot: u32) -> Option<Day> {
        self.day(slot.saturating_sub(1))
    }

    /// All days.
    pub fn days(&self) -> &[Day] {
        &self.days
    }
}

/// Somebody as the schedule sees them.
#[derive(Debug, Clone)]
pub struct Worker {
    /// Id in the brief; `cto` for the CTO.
    pub id: String,
    /// Position in the brief; `None` for the CTO.
    pub person: Option<usize>,
    /// Skills with levels; review and leadership included.
    pub skills: BTreeMap<String, Level>,
    /// Share of each slot that the plan has of them.
    pub shares: Vec<f64>,
    /// What a day costs, where somebody said.
    pub cost_per_day: Option<u64>,
    /// True when they are still to be hired.
    pub hire: bool,
}

impl Worker {
    /// Speed in a skill: a junior's is assumed, everybody else's is 1.
    pub fn speed(&self, skill: &str, brief: &Brief) -> f64 {
        let junior = self.skills.get(skill) == Some(&Level::Junior);
        let ratio = assumed(Assumption::JuniorSpeed, &brief.assumptions).filter(|_| junior);
        ratio.map_or(1.0, |ratio| f64::midpoint(ratio.low, ratio.high).clamp(0.05, 1.0))
    }

    /// Days of them that the plan has in the slots up to one.
    pub fn days_until(&self, slot: u32) -> f64 {
        self.shares.iter().take(slot as usize).sum()
    }

    /// True when they have the skill at the level.
    pub fn can(&self, skill: &str, level: Level) -> bool {
        self.skills.get(skill).is_some_and(|has| *has >= level)
    }
}

/// The share of planned days that somebody is there for, to expect (assumption `availability`).
pub(crate) fn expected_availability(brief: &Brief) -> f64 {
    assumed(Assumption::Availability, &brief.assumptions)
        .map_or(1.0, |ratio| f64::midpoint(ratio.low, ratio.high).min(1.0))
}

/// Everybody who works on the plan: the people of the brief in order, then the CTO.
pub(crate) fn workers(brief: &Brief, slots: &Slots) -> Vec<Worker> {
    let people = brief.people.iter().enumerate().map(|(at, one)| person(brief, slots, at, one));
    people.chain(brief.cto.as_ref().map(|one| cto(brief, slots, one))).collect()
}

fn person(brief: &Brief, slots: &Slots, at: usize, person: &Person) -> Worker {
    let mut skills = person.skills.clone();
    if person.skills.values().any(|level| *level == Level::Senior) {
        skills.insert(REVIEW.to_owned(), Level::Senior);
    }
    let kept = (1.0 - brief.horizon.feature_share - brief.horizon.unplanned_share) * expected_availability(brief);
    let share = |day: &Day| kept.max(0.0) * person.days_on(*day, &brief.holidays);
    Worker {
        id: person.id.clone(),
        person: Some(at),
        skills,
        shares: slots.days().iter().map(share).collect(),
        cost_per_day: person.cost_per_day,
        hire: person.hire,
    }
}

fn cto(brief: &Brief, slots: &Slots, cto: &Cto) -> Worker {
    let mut skills = cto.skills.clone();
    for own in [LEADERSHIP, REVIEW] {
        skills.insert(own.to_owned(), Level::Senior);
    }
    let kept = (1.0 - brief.horizon.unplanned_share) * expected_availability(brief);
    let share = |day: &Day| {
        let days = cto.days_per_month_on(*day) / WEEKDAYS_A_MONTH;
        if brief.holidays.contains(day) { 0.0 } else { (days * kept.max(0.0)).min(1.0) }
    };
    Worker {
        id: CTO.to_owned(),
        person: None,
        skills,
        shares: slots.days().iter().map(share).collect(),
        cost_per_day: cto.rate_per_day,
        hire: false,
    }
}
