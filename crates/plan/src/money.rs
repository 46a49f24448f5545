//! Days and money: who works how much on what, by month and by quarter. Money only where the brief gives every rate.

use crate::effort::expected;
use crate::initiative::Initiative;
use crate::roadmap::Parts;
use crate::team::Worker;
use quarterdeck_base::Day;
use quarterdeck_brief::Brief;

/// What an initiative costs in people's time, in whole units of the currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CostRange {
    /// At the low end of its effort.
    pub low: u64,
    /// As scheduled: at the effort to expect.
    pub planned: u64,
    /// At the high end.
    pub high: u64,
}

/// Days of a month.
#[derive(Debug, Clone, PartialEq)]
pub struct MonthLoad {
    /// First day of the month within the plan.
    pub from: Day,
    /// Days of each worker that the plan has, in the order of the team.
    pub available: Vec<f64>,
    /// Days of each worker that work takes.
    pub used: Vec<f64>,
}

/// Money of a quarter, in whole units of the currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarterCost {
    /// Its first day within the plan.
    pub from: Day,
    /// Time of the people who are there, on the plan.
    pub team: u64,
    /// Time of the people whom the plan hires, on the plan.
    pub hired: u64,
    /// Time of the CTO, on the plan.
    pub cto: u64,
    /// The budget for what is hired; `None` when nobody set one.
    pub budget: Option<u64>,
}

/// A stretch of somebody's time on an initiative.
struct Used {
    initiative: usize,
    worker: usize,
    from: u32,
    to: u32,
    days: f64,
}

fn stretches(parts: &Parts<'_>) -> Vec<Used> {
    let mut all = Vec::new();
    for one in &parts.solution.assignments {
        let Some(at) = parts.tasks.get(one.task) else { continue };
        let task = &parts.work.tasks[*at];
        let effort = expected(parts.draft.initiatives[task.initiative].effort, parts.brief) * task.share;
        if let Some(worker) = one.person {
            let speed = task.speed_of(&parts.team[worker], parts.brief).unwrap_or(1.0);
            all.push(Used { initiative: task.initiative, worker, from: one.start, to: one.end, days: effort / speed });
        }
        if let Some(review) = one.review {
            let ratio = crate::assumption::assumed(crate::Assumption::ReviewShare, &parts.brief.assumptions);
            let share = ratio.map_or(0.0, |ratio| f64::midpoint(ratio.low, ratio.high));
            let (worker, from, to) = (review.person, review.start, review.end);
            all.push(Used { initiative: task.initiative, worker, from, to, days: effort * share });
        }
    }
    all
}

/// Days of each worker on each initiative.
pub(crate) fn worked(parts: &Parts<'_>) -> Vec<Vec<f64>> {
    let mut days = vec![vec![0.0; parts.team.len()]; parts.draft.initiatives.len()];
    for used in stretches(parts) {
        days[used.initiative][used.worker] += used.days;
    }
    days
}

/// What days cost, at the planned effort and at both ends of its range; `None` without rates.
pub(crate) fn cost(initiative: &Initiative, days: &[f64], team: &[Worker], brief: &Brief) -> Option<CostRange> {
    if !brief.has_rates() {
        return None;
    }
    let rates = team.iter().map(|worker| worker.cost_per_day.unwrap_or(0) as f64);
    let planned: f64 = days.iter().zip(rates).map(|(days, rate)| days * rate).sum();
    let expected = expected(initiative.effort, brief);
    let at = |effort: f64| if expected > 0.0 { whole(planned * effort / expected) } else { whole(planned) };
    Some(CostRange { low: at(initiative.effort.low), planned: whole(planned), high: at(initiative.effort.high) })
}

/// What an initiative costs at the effort to expect when the cheapest of the team do it; `None` without rates.
pub(crate) fn least_cost(initiative: &Initiative, team: &[Worker], brief: &Brief) -> Option<u64> {
    let cheapest =
        team.iter().filter(|worker| worker.person.is_some()).filter_map(|worker| worker.cost_per_day).min()?;
    brief.has_rates().then(|| whole(expected(initiative.effort, brief) * cheapest as f64))
}

/// Rounded to whole units; a cast from a float saturates.
pub(crate) fn whole(amount: f64) -> u64 {
    quarterdeck_base::round_to(amount.max(0.0), 0) as u64
}

/// Days of a stretch that fall within some slots, by the shares of its slots.
fn days_within(used: &Used, worker: &Worker, from: u32, to: u32) -> f64 {
    let shares = |from: u32, to: u32| -> f64 { worker.shares.iter().take(to as usize).skip(from as usize).sum() };
    let all = shares(used.from, used.to);
    let inside = shares(used.from.max(from), used.to.min(to).max(used.from.max(from)));
    if all > 0.0 { used.days * inside / all } else { 0.0 }
}

/// Months of the plan with the days of each worker; only work that belongs to the plan.
pub(crate) fn capacity(parts: &Parts<'_>, inside: &[bool]) -> Vec<MonthLoad> {
    let stretches = stretches(parts);
    let months = windows(parts, |day| (day.year(), day.month()));
    let load = |(from, to): (u32, u32)| {
        let mut used = vec![0.0; parts.team.len()];
        for stretch in stretches.iter().filter(|stretch| inside[stretch.initiative]) {
            used[stretch.worker] += days_within(stretch, &parts.team[stretch.worker], from, to);
        }
        let available = parts.team.iter().map(|worker| worker.days_until(to) - worker.days_until(from)).collect();
        MonthLoad { from: parts.slots.day(from).unwrap_or(parts.brief.horizon.start), available, used }
    };
    months.into_iter().map(load).collect()
}

/// Quarters of the plan with what they cost; empty without rates.
pub(crate) fn by_quarter(parts: &Parts<'_>, inside: &[bool]) -> Vec<QuarterCost> {
    if !parts.brief.has_rates() {
        return Vec::new();
    }
    let stretches = stretches(parts);
    let quarters = windows(parts, |day| (day.year(), day.quarter()));
    let cost = |(from, to): (u32, u32)| {
        let mut sums = [0.0; 3];
        for stretch in stretches.iter().filter(|stretch| inside[stretch.initiative]) {
            let worker = &parts.team[stretch.worker];
            let kind = if worker.person.is_none() { 2 } else { usize::from(worker.hire) };
            sums[kind] += days_within(stretch, worker, from, to) * worker.cost_per_day.unwrap_or(0) as f64;
        }
        let first = parts.slots.day(from).unwrap_or(parts.brief.horizon.start);
        let budget = parts.brief.budget.iter().find(|budget| budget.from.quarter_id() == first.quarter_id());
        QuarterCost {
            from: first,
            team: whole(sums[0]),
            hired: whole(sums[1]),
            cto: whole(sums[2]),
            budget: budget.map(|budget| budget.amount),
        }
    };
    quarters.into_iter().map(cost).collect()
}

/// Slots of the plan cut where a period of the calendar begins.
fn windows<K: PartialEq>(parts: &Parts<'_>, period: impl Fn(Day) -> K) -> Vec<(u32, u32)> {
    let mut windows: Vec<(u32, u32)> = Vec::new();
    let mut last: Option<K> = None;
    for (slot, day) in (0_u32..).zip(parts.slots.days()).take(parts.slots.plan_end as usize) {
        let key = period(*day);
        match windows.last_mut() {
            Some(window) if last.as_ref() == Some(&key) => window.1 = slot + 1,
            _ => windows.push((slot, slot + 1)),
        }
        last = Some(key);
    }
    windows
}
