//! Both ways: which initiatives serve each problem and goal, and whether what was promised comes in time.

use crate::initiative::Origin;
use crate::play::{Play, plays};
use crate::roadmap::{NotPlanned, Planned, Timing};
use quarterdeck_base::Day;
use quarterdeck_brief::{Brief, Theme};

/// Points of findings under which they hardly serve a problem or goal: one critical or two high ones.
const THIN_POINTS: f64 = 8.0;
/// Plays named where little or nothing serves a problem or goal.
const CONSIDERED: usize = 3;

/// Where a problem or goal stands in the plan. Computed, never typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No initiative serves it: an error of the plan, shown as such.
    Unserved,
    /// What serves it has no place in the plan; or what the brief asks for has none, whatever else serves it.
    NotPlanned,
    /// Hardly anything serves it: the audit found little that stands in its way, so its end is not in sight of this plan.
    HardlyServed,
    /// As likely as not, it comes after its date.
    Late,
    /// It comes after its date in more than 15 of 100 runs.
    AtRisk,
    /// At least 85 chances in 100 to come in time (a problem has no date: within the plan).
    OnTrack,
}

impl Standing {
    /// The stable id used in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Unserved => "unserved",
            Self::NotPlanned => "not-planned",
            Self::HardlyServed => "hardly-served",
            Self::Late => "late",
            Self::AtRisk => "at-risk",
            Self::OnTrack => "on-track",
        }
    }
}

/// A problem or goal with what serves it.
#[derive(Debug, Clone)]
pub struct Promise {
    /// Its id.
    pub id: String,
    /// True for a goal, false for a problem.
    pub is_goal: bool,
    /// Initiatives of the plan that serve it, by rank.
    pub served_by: Vec<String>,
    /// Initiatives that would serve it and are not part of the plan.
    pub left_out: Vec<String>,
    /// The day on which the last of those planned is done; as likely as not; with 85 chances in 100. `None` where hardly
    /// anything serves it.
    pub done: Option<(Day, Option<Day>, Option<Day>)>,
    /// Its date; the plan's end for a problem.
    pub date: Day,
    /// Where it stands.
    pub standing: Standing,
    /// Plays that no finding calls for and that share a theme: to consider where little or nothing serves it.
    pub consider: Vec<&'static Play>,
}

/// Problems by rank, then goals in their order.
pub(crate) fn promises(brief: &Brief, planned: &[Planned]) -> Vec<Promise> {
    let end = brief.horizon.end();
    let problems = brief.problems.iter().map(|problem| (problem.id.as_str(), false, end, &problem.themes));
    let goals = brief.goals.iter().map(|goal| (goal.id.as_str(), true, goal.date, &goal.themes));
    problems.chain(goals).map(|(id, is_goal, date, themes)| promise(id, is_goal, date, themes, planned)).collect()
}

fn promise(id: &str, is_goal: bool, date: Day, themes: &[Theme], planned: &[Planned]) -> Promise {
    let mut serving: Vec<&Planned> =
        planned.iter().filter(|one| one.initiative.serves.iter().any(|tie| tie.id == id)).collect();
    serving.sort_by_key(|one| one.rank.rank);
    let inside: Vec<(&Planned, &Timing)> =
        serving.iter().filter_map(|one| Some((*one, one.timing.as_ref().ok()?))).collect();
    let excluded = |one: &&&Planned| !matches!(one.timing, Ok(_) | Err(NotPlanned::Excluded(_)));
    let left_out: Vec<String> = serving.iter().filter(excluded).map(|one| one.initiative.id.clone()).collect();
    let last = |day: fn(&Timing) -> Option<Day>| {
        let days: Option<Vec<Day>> = inside.iter().map(|(_, timing)| day(timing)).collect();
        days.and_then(|days| days.into_iter().max())
    };
    let done =
        last(|timing| Some(timing.done)).map(|done| (done, last(|timing| timing.p50), last(|timing| timing.p85)));
    let points =
        |one: &&Planned| one.initiative.serves.iter().filter(|tie| tie.id == id).map(|tie| tie.points).sum::<f64>();
    let asked = |one: &&Planned| !matches!(one.initiative.origin, Origin::Findings);
    // A feature, a hire or a pin is what people say that it takes; findings alone must weigh something.
    let is_thin = serving.iter().map(points).sum::<f64>() < THIN_POINTS && !serving.iter().any(asked);
    // Without its own feature a goal is not reached, whatever else is done for it.
    let waits = serving.iter().any(|one| asks(one) && left_out.contains(&one.initiative.id));
    let standing = match &done {
        Some(_) if waits => Standing::NotPlanned,
        None if serving.is_empty() => Standing::Unserved,
        None => Standing::NotPlanned,
        Some(_) if is_thin => Standing::HardlyServed,
        Some((_, p50, p85)) => standing(date, *p50, *p85),
    };
    let wants_more = matches!(standing, Standing::Unserved | Standing::HardlyServed | Standing::NotPlanned);
    Promise {
        id: id.to_owned(),
        is_goal,
        served_by: inside.iter().map(|(one, _)| one.initiative.id.clone()).collect(),
        left_out,
        // The day on which little is done, or not the main thing, is not the day on which it ends.
        done: done.filter(|_| !matches!(standing, Standing::HardlyServed | Standing::NotPlanned)),
        date,
        standing,
        consider: if wants_more { consider(themes, planned) } else { Vec::new() },
    }
}

/// True when the brief asks for it as what it takes: a feature, a pinned play.
fn asks(one: &Planned) -> bool {
    matches!(one.initiative.origin, Origin::Feature(_) | Origin::Pinned)
}

/// Plays without findings of their own that share a theme and are not in the plan, those with most shared themes first.
fn consider(themes: &[Theme], planned: &[Planned]) -> Vec<&'static Play> {
    let shared = |play: &Play| play.themes.iter().filter(|theme| themes.contains(theme)).count();
    let is_there = |play: &Play| planned.iter().any(|one| one.initiative.play.is_some_and(|other| other.id == play.id));
    let mut plays: Vec<&Play> =
        plays().iter().filter(|play| play.answers.is_empty() && shared(play) > 0 && !is_there(play)).collect();
    plays.sort_by_key(|play| (std::cmp::Reverse(shared(play)), play.id));
    plays.truncate(CONSIDERED);
    plays
}

/// Late when P50 passes the date, at risk when only P85 does.
pub fn standing(date: Day, p50: Option<Day>, p85: Option<Day>) -> Standing {
    if p50.is_none_or(|day| day > date) {
        Standing::Late
    } else if p85.is_none_or(|day| day > date) {
        Standing::AtRisk
    } else {
        Standing::OnTrack
    }
}
