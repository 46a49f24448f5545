//! Dates with probabilities: the schedule is lived through many times, with other efforts and other availability each time.
//!
//! Each initiative's effort is drawn once a run: five times in six from the triangle between its low and high end, once in
//! six beyond the high end (assumption `overrun`). Each person's days of each month are multiplied by a factor (assumption
//! `availability`). Who does what, and in which order, stays as planned: nobody re-plans, so the dates are careful.

use crate::assumption::{Assumption, assumed};
use crate::effort::{OVERRUN_ONE_IN, expected};
use crate::initiative::Initiative;
use crate::roadmap::Parts;
use crate::team::{Slots, Worker, expected_availability};
use quarterdeck_base::{EffortDays, Random};
use quarterdeck_brief::{Brief, Ratio};
use quarterdeck_schedule::Assignment;

/// Times that the plan is lived through, unless told otherwise.
pub const RUNS: usize = 10_000;

/// Slots by which something is done: with one chance in two, and with 85 in 100. `None`: not within twice the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dates {
    /// As likely as not.
    pub p50: Option<u32>,
    /// 85 chances in 100.
    pub p85: Option<u32>,
}

/// What the runs say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Forecast {
    /// Of each initiative that has a place; default for the others.
    pub of: Vec<Dates>,
    /// Of the last of those that belong to the plan.
    pub whole: Dates,
    /// Runs.
    pub runs: usize,
    /// For each initiative the share of runs in which it is done within the plan, 0 to 1.
    pub within: Vec<f64>,
}

/// One stretch of one person's time, in the order in which they are planned.
struct Stretch {
    initiative: usize,
    person: usize,
    /// Person-days at the effort to expect, the person's speed taken into account.
    days: f64,
    earliest: u32,
    /// Positions of stretches that come before it.
    after: Vec<usize>,
}

/// Forecasts a schedule. `planned` tells which initiatives belong to the plan.
pub(crate) fn forecast(parts: &Parts<'_>, planned: &[bool], runs: usize, seed: u64) -> Forecast {
    let Parts { draft, brief, slots, team, .. } = *parts;
    let initiatives = &draft.initiatives;
    let stretches = stretches(parts);
    let clock: Vec<Clock> = team.iter().map(|worker| Clock::new(worker, slots)).collect();
    let mut random = Random::new(seed ^ 0x0066_6f72_6563_6173);
    let mut ends: Vec<Vec<u32>> = vec![Vec::with_capacity(runs); initiatives.len()];
    let mut whole = Vec::with_capacity(runs);
    let months = clock.first().map_or(0, Clock::months);
    let mut run = Run::new(team.len(), months, stretches.len(), initiatives.len());
    let always = Ratio { low: 1.0, high: 1.0 };
    let chances = Chances {
        availability: assumed(Assumption::Availability, &brief.assumptions).unwrap_or(always),
        usual: expected_availability(brief).max(f64::MIN_POSITIVE),
        overrun: assumed(Assumption::Overrun, &brief.assumptions).map(|ratio| ratio.high.max(1.0)),
        efforts: initiatives.iter().map(|one| (one.effort, expected(one.effort, brief))).collect(),
    };
    for _ in 0..runs {
        let done = run.live(&stretches, &clock, &chances, &mut random);
        let mut last = 0;
        for (at, end) in done.iter().enumerate().filter(|(_, end)| **end > 0) {
            ends[at].push(*end);
            if planned[at] {
                last = last.max(*end);
            }
        }
        whole.push(last);
    }
    let count = slots.count();
    let within = ends.iter().map(|ends| {
        let inside = ends.iter().filter(|end| **end <= slots.plan_end).count();
        if ends.is_empty() { 0.0 } else { inside as f64 / ends.len() as f64 }
    });
    let within = within.collect();
    Forecast { within, of: ends.into_iter().map(|ends| dates(ends, count)).collect(), whole: dates(whole, count), runs }
}

fn dates(mut ends: Vec<u32>, count: u32) -> Dates {
    let mut at = |share: f64| {
        let position = ((ends.len() as f64 * share).ceil() as usize).saturating_sub(1);
        let slot = (position < ends.len()).then(|| *ends.select_nth_unstable(position).1);
        slot.filter(|slot| *slot <= count)
    };
    Dates { p50: at(0.5), p85: at(0.85) }
}

/// What the runs draw from.
struct Chances {
    /// The share of planned days that somebody is there for.
    availability: Ratio,
    /// The share that the plan counts on.
    usual: f64,
    /// The most that an overrun comes to, as a multiple of the high end; `None` when there is none.
    overrun: Option<f64>,
    /// Of each initiative its range, and what the plan expects of it.
    efforts: Vec<(EffortDays, f64)>,
}

/// Work and reviews as stretches, by planned start.
fn stretches(parts: &Parts<'_>) -> Vec<Stretch> {
    let Parts { draft, brief, team, work, solution, tasks, .. } = *parts;
    let initiatives = &draft.initiatives;
    // (start, is review, assignment) in the order of time.
    let mut events: Vec<(u32, bool, &Assignment)> = Vec::new();
    for one in solution.assignments.iter().filter(|one| one.task < tasks.len() && one.person.is_some()) {
        events.push((one.start, false, one));
        events.extend(one.review.map(|review| (review.start, true, one)));
    }
    events.sort_by_key(|(start, review, one)| (*start, *review, one.task));
    let mut last_of: Vec<Option<usize>> = vec![None; work.tasks.len()];
    let mut done_of: Vec<Vec<usize>> = vec![Vec::new(); initiatives.len()];
    let mut stretches: Vec<Stretch> = Vec::new();
    for (start, is_review, one) in events {
        let at = tasks[one.task];
        let task = &work.tasks[at];
        let effort = expected(initiatives[task.initiative].effort, brief) * task.share;
        let here = stretches.len();
        let (person, days, after) = match (is_review, one.review, one.person) {
            (true, Some(review), _) => {
                let ratio =
                    assumed(Assumption::ReviewShare, &brief.assumptions).unwrap_or(Ratio { low: 0.0, high: 0.0 });
                (review.person, effort * f64::midpoint(ratio.low, ratio.high), last_of[at].into_iter().collect())
            }
            (_, _, Some(person)) => {
                let speed = task.speed_of(&team[person], brief).unwrap_or(1.0);
                let own = task.after.iter().filter_map(|other| last_of[*other]);
                let before = work.before[task.initiative].iter().flat_map(|other| done_of[*other].clone());
                (person, effort / speed, own.chain(before).collect())
            }
            _ => continue,
        };
        // A feature's first day and other fixed dates are in the planned start of what nothing came before.
        let fixed: Vec<usize> = after;
        let earliest =
            if fixed.is_empty() && !is_review { earliest(initiatives, task.initiative, brief, start) } else { 0 };
        stretches.push(Stretch { initiative: task.initiative, person, days, earliest, after: fixed });
        last_of[at] = Some(here);
        done_of[task.initiative].push(here);
    }
    stretches
}

/// The first slot that a fixed date allows; 0 where nothing is fixed.
fn earliest(initiatives: &[Initiative], at: usize, brief: &Brief, planned: u32) -> u32 {
    match initiatives[at].origin {
        crate::initiative::Origin::Feature(feature) if brief.features[feature].earliest.is_some() => planned,
        _ => 0,
    }
}

/// One person's capacity as sums, month by month.
struct Clock {
    /// Days before each slot, as planned.
    before: Vec<f64>,
    /// First slot of each month, and the slot after the last.
    months: Vec<u32>,
    /// The month of each slot.
    month_of: Vec<u32>,
}

impl Clock {
    fn new(worker: &Worker, slots: &Slots) -> Self {
        let mut before = vec![0.0];
        for share in &worker.shares {
            before.push(before[before.len() - 1] + share);
        }
        let (mut months, mut month_of) = (Vec::new(), Vec::new());
        let mut current = None;
        for (slot, day) in (0_u32..).zip(slots.days()) {
            let month = (day.year(), day.month());
            if current != Some(month) {
                months.push(slot);
                current = Some(month);
            }
            month_of.push(months.len() as u32 - 1);
        }
        months.push(slots.count());
        Self { before, months, month_of }
    }

    fn months(&self) -> usize {
        self.months.len() - 1
    }

    /// Days before each month with these factors.
    fn fill(&self, factors: &[f64], sums: &mut Vec<f64>) {
        sums.clear();
        sums.push(0.0);
        for (month, factor) in factors.iter().enumerate() {
            let days = self.before[self.months[month + 1] as usize] - self.before[self.months[month] as usize];
            sums.push(sums[month] + days * factor);
        }
    }

    /// The slot after which `days` are done from a slot on; beyond the last one when they are not.
    fn end(&self, start: u32, days: f64, factors: &[f64], sums: &[f64]) -> u32 {
        let never = self.months[self.months()] + 1;
        let Some(month) = self.month_of.get(start as usize) else { return never };
        let month = *month as usize;
        let so_far = self.before[start as usize] - self.before[self.months[month] as usize];
        let target = sums[month] + so_far * factors[month] + days;
        // Most work ends in the month in which it starts, or in the next one.
        let ahead = sums[month + 1..].iter().take_while(|sum| **sum < target).count();
        let month = month + ahead;
        if month >= self.months() {
            return never;
        }
        let within = (target - sums[month]) / factors[month].max(1e-9);
        let goal = self.before[self.months[month] as usize] + within;
        let from = self.months[month] as usize;
        let to = self.months[month + 1] as usize;
        let slot = from + self.before[from..=to].partition_point(|before| *before < goal - 1e-9);
        (slot as u32).max(start)
    }
}

/// Buffers of one run.
struct Run {
    factors: Vec<Vec<f64>>,
    sums: Vec<Vec<f64>>,
    free: Vec<u32>,
    ends: Vec<u32>,
    times: Vec<f64>,
    done: Vec<u32>,
}

impl Run {
    fn new(people: usize, months: usize, stretches: usize, initiatives: usize) -> Self {
        Self {
            factors: vec![vec![1.0; months]; people],
            sums: vec![Vec::with_capacity(months + 1); people],
            free: vec![0; people],
            ends: vec![0; stretches],
            times: Vec::with_capacity(initiatives),
            done: vec![0; initiatives],
        }
    }

    /// Lives through the plan once; the slot after which each initiative is done, 0 for those without a stretch.
    fn live(&mut self, stretches: &[Stretch], clocks: &[Clock], chances: &Chances, random: &mut Random) -> &[u32] {
        let Ratio { low, high } = chances.availability;
        for ((factors, sums), clock) in self.factors.iter_mut().zip(&mut self.sums).zip(clocks) {
            for factor in factors.iter_mut() {
                *factor = random.between(low, high) / chances.usual;
            }
            clock.fill(factors, sums);
        }
        self.times.clear();
        self.times.extend(chances.efforts.iter().map(|effort| times(*effort, chances.overrun, random)));
        self.free.fill(0);
        self.done.fill(0);
        for (at, stretch) in stretches.iter().enumerate() {
            let ready = stretch.after.iter().map(|other| self.ends[*other]).max().unwrap_or(0);
            let start = ready.max(self.free[stretch.person]).max(stretch.earliest);
            let days = stretch.days * self.times[stretch.initiative];
            let (factors, sums) = (&self.factors[stretch.person], &self.sums[stretch.person]);
            let end = clocks[stretch.person].end(start, days, factors, sums);
            self.ends[at] = end;
            self.free[stretch.person] = end;
            self.done[stretch.initiative] = self.done[stretch.initiative].max(end);
        }
        &self.done
    }
}

/// This run's effort as a multiple of what is expected.
fn times((effort, expected): (EffortDays, f64), overrun: Option<f64>, random: &mut Random) -> f64 {
    let (low, high) = (effort.low, effort.high);
    if expected <= 0.0 {
        return 1.0;
    }
    let beyond = random.below(OVERRUN_ONE_IN as usize) == 0;
    let drawn = random.unit();
    let effort = if let Some(overrun) = overrun.filter(|_| beyond) {
        high * (1.0 + (overrun - 1.0) * drawn)
    } else {
        // The triangle with its top in the middle, from the inverse of its distribution.
        let half = (high - low) / 2.0;
        if drawn < 0.5 { low + half * root(2.0 * drawn) } else { high - half * root(2.0 * (1.0 - drawn)) }
    };
    effort / expected
}

/// IEEE 754 asks the square root to be exact to the last bit: the same on every platform.
fn root(value: f64) -> f64 {
    value.max(0.0).sqrt()
}
