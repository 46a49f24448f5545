//! Past forecasts beside what happened: how many milestones came by their days, how much effort they took, and whether that
//! is more than chance. Pure; what is not known is counted as such and never as good.

use crate::binomial::interval;
use crate::status::{Milestone, SavedRoadmap};
use quarterdeck_base::Day;
use quarterdeck_brief::Ratio;
use std::collections::{BTreeMap, BTreeSet};

/// Fewer than so many say nothing.
pub const ENOUGH: usize = 10;

/// What happened to one piece of work.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Actual {
    /// Line of the table.
    pub line: u64,
    /// Name of the system; `None` when the table does not say.
    pub system: Option<String>,
    /// Id of the initiative.
    pub id: String,
    /// The day on which it was done; `None` when it is not yet.
    pub finished: Option<Day>,
    /// Person-days spent so far.
    pub effort_days: Option<f64>,
}

/// What a count says of a forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Fewer than [`ENOUGH`].
    TooFew,
    /// The wanted share is above the interval: days came later than told.
    TooHopeful,
    /// The wanted share is below the interval: days came sooner than told.
    TooFearful,
    /// The wanted share is within the interval.
    Fits,
}

impl Verdict {
    /// The stable id used in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Self::TooFew => "too-few",
            Self::TooHopeful => "too-hopeful",
            Self::TooFearful => "too-fearful",
            Self::Fits => "fits",
        }
    }
}

/// How the days of one level held.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelResult {
    /// The level in per cent: 50 or 85.
    pub percent: u32,
    /// Milestones whose day had come by the day of the table, so that it is known whether they were done by then.
    pub due: u32,
    /// Of those, the ones that were done by their day.
    pub hits: u32,
    /// Milestones whose day had not come, or that had none.
    pub not_due: u32,
    /// The exact 95 % interval of the share.
    pub interval: Option<(f64, f64)>,
    /// Average pinball loss in calendar days.
    pub pinball_days: Option<f64>,
    /// True when the loss is at least that, because some are not done yet.
    pub pinball_is_least: bool,
    /// What it says.
    pub verdict: Verdict,
}

/// Effort spent as a multiple of the planned one.
#[derive(Debug, Clone, PartialEq)]
pub struct EffortRatio {
    /// Id of the play; `None` for work of the brief.
    pub play: Option<String>,
    /// How many finished pieces of work.
    pub count: usize,
    /// The middle one; the mean of the two middle ones of an even number.
    pub median: f64,
    /// The smallest.
    pub low: f64,
    /// The largest.
    pub high: f64,
}

/// Forecasts beside what happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// The day up to which the table tells.
    pub as_of: Day,
    /// Promised pieces of work that the table tells about.
    pub told: usize,
    /// Of those, finished.
    pub finished: usize,
    /// Promised for a day that has come, and the table says nothing of them.
    pub untold: Vec<String>,
    /// Rows about work that no roadmap planned.
    pub unplanned: Vec<String>,
    /// Forecasts of the same work in later roadmaps: the first promise counts.
    pub later_forecasts: usize,
    /// By level: 50, 85.
    pub levels: Vec<LevelResult>,
    /// Effort by play, work of the brief first.
    pub efforts: Vec<EffortRatio>,
    /// Effort over all; `None` without a finished piece of work whose effort is known.
    pub effort: Option<EffortRatio>,
    /// Unfinished pieces of work that have taken more than planned already; no ratio counts them.
    pub unfinished_over: usize,
    /// What efforts would have to be multiplied with; `None` when too few were counted.
    pub factor: Option<f64>,
    /// The brief's `availability` that moves dates by that factor.
    pub availability: Option<Ratio>,
}

/// A promise with what became of it.
struct Outcome<'a> {
    roadmap: &'a SavedRoadmap,
    milestone: &'a Milestone,
    actual: &'a Actual,
}

/// Compares roadmaps with what happened up to a day.
///
/// # Errors
/// Every fault of the table, as sentences.
pub fn calibrate(roadmaps: &[SavedRoadmap], actuals: &[Actual], as_of: Day) -> Result<Calibration, Vec<String>> {
    let mut sorted: Vec<&SavedRoadmap> = roadmaps.iter().collect();
    sorted.sort_by(|a, b| (a.start, &a.system).cmp(&(b.start, &b.system)));
    let mut told: BTreeMap<(&str, &str), &Actual> = BTreeMap::new();
    let mut faults = Vec::new();
    for actual in actuals {
        match system_of(&sorted, actual) {
            Ok(system) => {
                if let Some(first) = told.insert((system, &actual.id), actual) {
                    faults.push(format!("lines {} and {} are both about {:?}", first.line, actual.line, actual.id));
                }
            }
            Err(fault) => faults.push(fault),
        }
    }
    let mut outcomes = Vec::new();
    let mut unplanned = Vec::new();
    let mut later_forecasts = 0;
    for ((system, id), actual) in &told {
        let mut promises = sorted
            .iter()
            .filter(|one| one.system == *system)
            .filter_map(|roadmap| Some((*roadmap, roadmap.milestones.iter().find(|milestone| milestone.id == *id)?)));
        match promises.next() {
            Some((roadmap, milestone)) => outcomes.push(Outcome { roadmap, milestone, actual }),
            None => unplanned.push((*id).to_owned()),
        }
        later_forecasts += promises.count();
    }
    faults.extend(outcomes.iter().filter_map(|outcome| wrong_day(outcome, as_of)));
    if actuals.is_empty() {
        faults.push("the table has no row".to_owned());
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let (efforts, effort) = efforts(&outcomes);
    let factor = effort.as_ref().filter(|all| all.count >= ENOUGH).map(|all| all.median);
    let availability = factor.filter(|factor| *factor > 0.0).map(|factor| {
        let used = sorted.last().and_then(|newest| newest.availability).unwrap_or(Ratio { low: 1.0, high: 1.0 });
        Ratio { low: used.low / factor, high: used.high / factor }
    });
    Ok(Calibration {
        as_of,
        told: outcomes.len(),
        finished: outcomes.iter().filter(|one| one.actual.finished.is_some()).count(),
        untold: untold(&sorted, &told, as_of),
        unplanned,
        later_forecasts,
        levels: vec![
            level(50, &outcomes, |milestone| milestone.p50, as_of),
            level(85, &outcomes, |milestone| milestone.p85, as_of),
        ],
        efforts,
        effort,
        unfinished_over: outcomes.iter().filter(|one| one.actual.finished.is_none() && is_over(one)).count(),
        factor,
        availability,
    })
}

/// The one system that a row is about.
fn system_of<'a>(roadmaps: &[&'a SavedRoadmap], actual: &Actual) -> Result<&'a str, String> {
    let Actual { line, id, .. } = actual;
    let knows = |roadmap: &SavedRoadmap| {
        roadmap.milestones.iter().any(|one| one.id == *id) || roadmap.unplanned.iter().any(|one| one == id)
    };
    let asked = |roadmap: &SavedRoadmap| actual.system.as_ref().is_none_or(|system| *system == roadmap.system);
    let systems: BTreeSet<&str> =
        roadmaps.iter().filter(|one| asked(one) && knows(one)).map(|one| one.system.as_str()).collect();
    let mut names = systems.iter();
    match (names.next(), names.next(), &actual.system) {
        (Some(one), None, _) => Ok(one),
        (None, _, None) => Err(format!("line {line}: no roadmap has {id:?}")),
        (None, _, Some(system)) => Err(format!("line {line}: no roadmap of {system:?} has {id:?}")),
        (Some(_), Some(_), _) => {
            let names: Vec<String> = systems.iter().map(|name| format!("{name:?}")).collect();
            Err(format!("line {line}: {id:?} is in {}: say which in a column `system`", names.join(" and ")))
        }
    }
}

/// What is impossible about the day of a row.
fn wrong_day(outcome: &Outcome<'_>, as_of: Day) -> Option<String> {
    let Actual { line, id, finished, .. } = outcome.actual;
    let finished = (*finished)?;
    let start = outcome.roadmap.start.unwrap_or(outcome.milestone.start);
    if finished < start {
        return Some(format!("line {line}: {id:?} was finished on {finished}, before its roadmap starts ({start})"));
    }
    (finished > as_of)
        .then(|| format!("line {line}: {id:?} was finished on {finished}, after the day of the table ({as_of})"))
}

/// Promises of a day that has come and of which nothing is told.
fn untold(roadmaps: &[&SavedRoadmap], told: &BTreeMap<(&str, &str), &Actual>, as_of: Day) -> Vec<String> {
    let mut first: BTreeMap<(&str, &str), &Milestone> = BTreeMap::new();
    for roadmap in roadmaps {
        for milestone in &roadmap.milestones {
            first.entry((&roadmap.system, &milestone.id)).or_insert(milestone);
        }
    }
    let is_due = |milestone: &Milestone| milestone.p50.is_some_and(|day| day <= as_of);
    let missing = first.iter().filter(|(key, milestone)| is_due(milestone) && !told.contains_key(*key));
    missing.map(|((_, id), _)| (*id).to_owned()).collect()
}

/// How the days of a level held. Only milestones whose day has come count, done or not: those done before their day and those
/// that still may be are known unequally well.
fn level(
    percent: u32,
    outcomes: &[Outcome<'_>],
    day_of: impl Fn(&Milestone) -> Option<Day>,
    as_of: Day,
) -> LevelResult {
    let share = f64::from(percent) / 100.0;
    let (mut due, mut hits, mut loss, mut open) = (0_u32, 0_u32, 0.0, false);
    for outcome in outcomes {
        let Some(day) = day_of(outcome.milestone).filter(|day| *day <= as_of) else { continue };
        due += 1;
        open |= outcome.actual.finished.is_none();
        // What is not done yet is done after the day of the table, at the soonest then.
        let late = outcome.actual.finished.unwrap_or(as_of).days_since(day) as f64;
        let is_hit = outcome.actual.finished.is_some_and(|finished| finished <= day);
        hits += u32::from(is_hit);
        loss += if late >= 0.0 { share * late } else { (share - 1.0) * late };
    }
    let interval = interval(hits, due);
    let verdict = match interval {
        Some(_) | None if (due as usize) < ENOUGH => Verdict::TooFew,
        Some((_, high)) if high < share => Verdict::TooHopeful,
        Some((low, _)) if low > share => Verdict::TooFearful,
        _ => Verdict::Fits,
    };
    LevelResult {
        percent,
        due,
        hits,
        not_due: outcomes.len() as u32 - due,
        interval,
        pinball_days: (due > 0).then(|| loss / f64::from(due)),
        pinball_is_least: open,
        verdict,
    }
}

/// True when more was spent than planned.
fn is_over(outcome: &Outcome<'_>) -> bool {
    ratio(outcome).is_some_and(|ratio| ratio > 1.0)
}

/// Effort spent as a multiple of the planned one.
fn ratio(outcome: &Outcome<'_>) -> Option<f64> {
    let planned = outcome.milestone.planned_days.filter(|days| *days > 0.0)?;
    Some(outcome.actual.effort_days? / planned)
}

/// Ratios by play and over all, of what is finished: what is not has more effort to come.
fn efforts(outcomes: &[Outcome<'_>]) -> (Vec<EffortRatio>, Option<EffortRatio>) {
    let mut by_play: BTreeMap<Option<&str>, Vec<f64>> = BTreeMap::new();
    for outcome in outcomes.iter().filter(|one| one.actual.finished.is_some()) {
        if let Some(ratio) = ratio(outcome) {
            by_play.entry(outcome.milestone.play.as_deref()).or_default().push(ratio);
        }
    }
    let all: Vec<f64> = by_play.values().flatten().copied().collect();
    let rows = by_play.into_iter().filter_map(|(play, ratios)| summed(play, ratios)).collect();
    (rows, summed(None, all))
}

fn summed(play: Option<&str>, mut ratios: Vec<f64>) -> Option<EffortRatio> {
    ratios.sort_by(f64::total_cmp);
    let (low, high) = (*ratios.first()?, *ratios.last()?);
    let half = ratios.len() / 2;
    let median = if ratios.len() % 2 == 1 { ratios[half] } else { f64::midpoint(ratios[half - 1], ratios[half]) };
    Some(EffortRatio { play: play.map(str::to_owned), count: ratios.len(), median, low, high })
}
