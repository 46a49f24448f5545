//! Where the milestones of a saved roadmap stand in a later audit: each indicator is measured again at the same place.

use crate::indicator::is_met;
use crate::initiative::files_of;
use crate::measure::{Measure, Value, ask, measure};
use crate::place::{Area, Ground, Place, PlaceKind, area};
use quarterdeck_base::Day;
use quarterdeck_brief::Ratio;
use quarterdeck_facts::{Facts, FileIx};
use quarterdeck_findings::Judgement;
use std::collections::{BTreeMap, BTreeSet};

/// A roadmap as it was saved: what it takes to ask its milestones again.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SavedRoadmap {
    /// Name of the system.
    pub system: String,
    /// The audited commits, as (repository, id).
    pub commits: Vec<(String, String)>,
    /// Areas with globs.
    pub areas: Vec<SavedArea>,
    /// Initiatives with a place in the plan.
    pub milestones: Vec<Milestone>,
    /// Ids of initiatives without one.
    pub unplanned: Vec<String>,
    /// Its first day; `None` when it does not say.
    pub start: Option<Day>,
    /// The availability that its forecast used; `None` when that was switched off.
    pub availability: Option<Ratio>,
}

/// What a problem or a goal is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedArea {
    /// Id of the problem or goal.
    pub id: String,
    /// Its globs; never empty.
    pub globs: Vec<String>,
}

/// Where an initiative is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedPlace {
    /// What it is.
    pub kind: PlaceKind,
    /// Files of a rest, as (repository, path); empty where the kind alone says which.
    pub files: Vec<(String, String)>,
}

/// An initiative of a saved plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Milestone {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its first day.
    pub start: Day,
    /// Done by then as likely as not; `None` beyond twice the plan.
    pub p50: Option<Day>,
    /// Done by then with 85 chances in 100.
    pub p85: Option<Day>,
    /// The day that was promised.
    pub target: Day,
    /// Id of its play; `None` for work of the brief.
    pub play: Option<String>,
    /// Person-days planned for it, reviews included; `None` when the roadmap does not say.
    pub planned_days: Option<f64>,
    /// Where it is done; `None` when the roadmap does not say.
    pub place: Option<SavedPlace>,
    /// Its success indicators.
    pub indicators: Vec<SavedIndicator>,
}

/// An indicator of a saved plan.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedIndicator {
    /// Id of its measure.
    pub measure: String,
    /// Checks that it is about.
    pub checks: Vec<String>,
    /// True for the whole system, false for the place of the initiative.
    pub whole: bool,
    /// Its value then; `None` when it was not known.
    pub start: Option<f64>,
    /// True when at least the target is wanted, false when at most.
    pub at_least: bool,
    /// What it should come to; `None` when the roadmap does not say.
    pub target: Option<f64>,
}

/// Where a milestone stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// The day that was promised is past, and an indicator misses its target.
    Late,
    /// An indicator is behind the time that has passed, or the day that was as likely as not is past.
    AtRisk,
    /// Nothing says that it does not come in time.
    OnTrack,
    /// Every indicator is known and meets its target.
    Reached,
    /// Nothing is known that could say so.
    Unknown,
}

impl State {
    /// All, in the order in which they are told.
    pub const ALL: [Self; 5] = [Self::Late, Self::AtRisk, Self::OnTrack, Self::Reached, Self::Unknown];

    /// The stable id used in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::AtRisk => "at-risk",
            Self::OnTrack => "on-track",
            Self::Reached => "reached",
            Self::Unknown => "unknown",
        }
    }

    /// What readers are told.
    pub fn words(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::AtRisk => "at risk",
            Self::OnTrack => "on track",
            Self::Reached => "reached",
            Self::Unknown => "unknown",
        }
    }
}

/// One indicator, measured again.
pub struct Reading<'a> {
    /// The indicator.
    pub indicator: &'a SavedIndicator,
    /// Its measure; `None` when this version does not know it.
    pub measure: Option<&'static Measure>,
    /// Its value in this audit.
    pub now: Value,
    /// True when it meets its target; `None` when either is unknown.
    pub met: Option<bool>,
    /// The part of the way from start to target that is done, 1 for all of it; `None` when a figure is unknown.
    pub progress: Option<f64>,
}

/// A milestone with where it stands.
pub struct Status<'a> {
    /// The milestone.
    pub milestone: &'a Milestone,
    /// Where it stands.
    pub state: State,
    /// Its indicators, measured again.
    pub readings: Vec<Reading<'a>>,
    /// The part of its time that has passed, 0 to 1.
    pub passed: f64,
}

/// Where each milestone stands on a day, by start and id.
pub fn statuses<'a>(saved: &'a SavedRoadmap, facts: &Facts, judgement: &Judgement, today: Day) -> Vec<Status<'a>> {
    let ground = Ground::new(facts);
    let areas: Vec<Area> = saved.areas.iter().map(|one| area(&one.id, &one.globs, facts)).collect();
    let system = Place::system(facts);
    let one = |milestone: &'a Milestone| {
        let place = found(milestone.place.as_ref(), facts, &areas);
        let read = |indicator: &'a SavedIndicator| {
            let place = if indicator.whole { Ok(&system) } else { place.as_ref() };
            reading(indicator, place, &ground, judgement)
        };
        let readings: Vec<Reading<'a>> = milestone.indicators.iter().map(read).collect();
        let state = state(&readings, milestone, today);
        Status { milestone, state, readings, passed: passed(milestone, today) }
    };
    let mut all: Vec<Status<'a>> = saved.milestones.iter().map(one).collect();
    all.sort_by(|a, b| (a.milestone.start, &a.milestone.id).cmp(&(b.milestone.start, &b.milestone.id)));
    all
}

fn reading<'a>(
    indicator: &'a SavedIndicator,
    place: Result<&Place, &String>,
    ground: &Ground<'_>,
    judgement: &Judgement,
) -> Reading<'a> {
    let known = measure(&indicator.measure);
    let now = match (known, place) {
        (None, _) => Value::Unknown("this version does not know the measure".to_owned()),
        (_, Err(reason)) => Value::Unknown(reason.clone()),
        (Some(measure), Ok(place)) => ask(measure, &indicator.checks, ground, judgement, place),
    };
    let met = is_met(indicator.at_least, indicator.target, &now);
    Reading { measure: known, met, progress: progress(indicator, &now, met), now, indicator }
}

/// The part of the way that is done. Below 0 when it went the other way.
fn progress(indicator: &SavedIndicator, now: &Value, met: Option<bool>) -> Option<f64> {
    let (start, now, target) = (indicator.start?, now.known()?, indicator.target?);
    if met == Some(true) {
        return Some(1.0);
    }
    let way = target - start;
    Some(if way == 0.0 { 0.0 } else { (now - start) / way })
}

/// The place in this audit; or why it cannot be found again.
fn found(place: Option<&SavedPlace>, facts: &Facts, areas: &[Area]) -> Result<Place, String> {
    let place = place.ok_or("the roadmap does not say where it is done: write it again with this version")?;
    if place.kind == PlaceKind::System {
        return Ok(Place::system(facts));
    }
    let files = if place.files.is_empty() { files_of(&place.kind, facts, areas) } else { named(&place.files, facts)? };
    if files.is_empty() {
        return Err(match &place.kind {
            PlaceKind::Component(name) => format!("there is no component {name:?} any more"),
            PlaceKind::Area(id) => format!("no file matches the paths of {id} any more"),
            PlaceKind::System | PlaceKind::Rest => "it holds no file any more".to_owned(),
        });
    }
    Ok(Place::of_files(place.kind.clone(), facts, &files))
}

/// Files by name. Where most of them are gone they may have moved, and what is no longer found there is not done.
fn named(names: &[(String, String)], facts: &Facts) -> Result<BTreeSet<FileIx>, String> {
    let mut by_name: BTreeMap<(&str, String), FileIx> = BTreeMap::new();
    for (at, file) in facts.files.iter().enumerate() {
        let repository = facts.repositories[file.repository.at()].name.as_str();
        by_name.insert((repository, file.path.to_string()), FileIx::new(at));
    }
    let find = |(repository, path): &(String, String)| by_name.get(&(repository.as_str(), path.clone())).copied();
    let files: BTreeSet<FileIx> = names.iter().filter_map(find).collect();
    let gone = names.len() - names.iter().filter(|name| find(name).is_some()).count();
    if gone * 2 > names.len() {
        return Err(format!("{gone} of its {} files are no longer where they were", names.len()));
    }
    Ok(files)
}

/// The part of a milestone's time that has passed on a day.
fn passed(milestone: &Milestone, today: Day) -> f64 {
    let all = milestone.target.days_since(milestone.start);
    let gone = today.days_since(milestone.start);
    if gone <= 0 {
        0.0
    } else if gone >= all {
        1.0
    } else {
        gone as f64 / all as f64
    }
}

/// The rule. Reached: every indicator is known and meets its target. Unknown: none is known, or those that are known meet
/// their targets and the promised day is past. Late: the promised day is past. At risk: the day that was as likely as not is
/// past, or an indicator that misses its target has less of its way behind it than time has passed. Else on track.
pub fn state(readings: &[Reading<'_>], milestone: &Milestone, today: Day) -> State {
    let mut known = readings.iter().filter_map(|reading| reading.met);
    let misses = |reading: &&Reading<'_>| reading.met == Some(false);
    let is_past = today > milestone.target;
    if readings.iter().all(|reading| reading.met.is_none()) {
        return State::Unknown;
    }
    if known.all(|met| met) {
        return match (readings.iter().all(|reading| reading.met.is_some()), is_past) {
            (true, _) => State::Reached,
            (false, true) => State::Unknown,
            (false, false) => State::OnTrack,
        };
    }
    let asked = passed(milestone, today);
    let behind = |reading: &Reading<'_>| reading.progress.is_some_and(|progress| progress < asked);
    if is_past {
        State::Late
    } else if milestone.p50.is_some_and(|day| today > day)
        || (asked > 0.0 && readings.iter().filter(misses).any(behind))
    {
        State::AtRisk
    } else {
        State::OnTrack
    }
}

#[cfg(test)]
mod tests {
    use super::{Milestone, Reading, SavedIndicator, State, progress, state};
    use crate::measure::Value;
    use crate::{Both, Move, weeks_between};
    use quarterdeck_base::Day;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    /// One hundred days from 2027-01-01, as likely as not done after eighty.
    fn milestone() -> Milestone {
        Milestone {
            id: "m".to_owned(),
            title: "M".to_owned(),
            start: day("2027-01-01"),
            p50: Some(day("2027-03-22")),
            p85: Some(day("2027-04-11")),
            target: day("2027-04-11"),
            play: None,
            planned_days: None,
            place: None,
            indicators: Vec::new(),
        }
    }

    #[test]
    fn the_rule() {
        use State::{AtRisk, Late, OnTrack, Reached, Unknown};
        let half_way = "2027-02-20";
        // Each reading: start, now, target; at least is wanted.
        type Row<'a> = (&'a str, &'a [(Option<f64>, Option<f64>, Option<f64>)], &'a str, State);
        let done = (Some(0.0), Some(10.0), Some(10.0));
        let table: &[Row<'_>] = &[
            ("no indicator", &[], half_way, Unknown),
            ("nothing known", &[(Some(0.0), None, Some(10.0)), (None, Some(3.0), None)], "2027-12-31", Unknown),
            ("all met", &[done, done], half_way, Reached),
            ("all met, long after", &[done], "2027-12-31", Reached),
            ("met before it starts", &[done], "2026-12-01", Reached),
            ("one met, one unknown", &[done, (None, None, Some(1.0))], half_way, OnTrack),
            ("one met, one unknown, past its day", &[done, (None, None, Some(1.0))], "2027-04-12", Unknown),
            ("on its day", &[(Some(0.0), Some(9.0), Some(10.0))], "2027-04-11", AtRisk),
            ("a day past its day", &[(Some(0.0), Some(9.0), Some(10.0))], "2027-04-12", Late),
            ("one missed, one unknown, past its day", &[done, (Some(0.0), Some(1.0), Some(9.0))], "2027-04-12", Late),
            ("as far as time", &[(Some(0.0), Some(5.0), Some(10.0))], half_way, OnTrack),
            ("less far than time", &[(Some(0.0), Some(4.0), Some(10.0))], half_way, AtRisk),
            ("one of two less far", &[done, (Some(0.0), Some(4.0), Some(10.0))], half_way, AtRisk),
            ("further away, before it starts", &[(Some(5.0), Some(1.0), Some(10.0))], "2026-12-31", OnTrack),
            ("further away, on its first day", &[(Some(5.0), Some(1.0), Some(10.0))], "2027-01-01", OnTrack),
            ("further away, the day after", &[(Some(5.0), Some(1.0), Some(10.0))], "2027-01-02", AtRisk),
            ("start unknown", &[(None, Some(4.0), Some(10.0))], half_way, OnTrack),
            ("start unknown, past its likely day", &[(None, Some(4.0), Some(10.0))], "2027-03-23", AtRisk),
            ("far enough, past its likely day", &[(Some(0.0), Some(9.9), Some(10.0))], "2027-03-23", AtRisk),
        ];
        for (what, figures, today, expected) in table {
            let indicators: Vec<SavedIndicator> = figures
                .iter()
                .map(|(start, _, target)| SavedIndicator {
                    measure: String::new(),
                    checks: Vec::new(),
                    whole: true,
                    start: *start,
                    at_least: true,
                    target: *target,
                })
                .collect();
            let readings: Vec<Reading<'_>> = indicators
                .iter()
                .zip(*figures)
                .map(|(indicator, (_, now, target))| {
                    let now = now.map_or(Value::Unknown(String::new()), Value::Known);
                    let met = now.known().zip(*target).map(|(now, target)| now >= target);
                    Reading { indicator, measure: None, met, progress: progress(indicator, &now, met), now }
                })
                .collect();
            assert_eq!(state(&readings, &milestone(), day(today)), *expected, "{what}");
        }
    }

    #[test]
    fn weeks_are_rounded_to_the_nearest() {
        for (to, weeks) in
            [("2027-01-01", 0), ("2027-01-04", 0), ("2027-01-05", 1), ("2027-01-11", 1), ("2026-12-28", -1)]
        {
            assert_eq!(weeks_between(day("2027-01-01"), day(to)), weeks, "{to}");
        }
        let nowhere = Move { id: String::new(), timing: Both { plan: None, scenario: None }, reason: None };
        assert_eq!((nowhere.enters(), nowhere.leaves(), nowhere.weeks()), (false, false, None));
    }
}
