//! Scenarios: a closed list of changes to what people say, each giving a new brief and from it a new roadmap.

use crate::play::play;
use crate::roadmap::{Draft, Options, Roadmap, schedule_like};
use quarterdeck_base::Day;
use quarterdeck_brief::{Brief, Budget, Choice, Decision, Phase, Wording};
use quarterdeck_schedule::Problem;
use std::collections::BTreeMap;
use std::fmt;

/// One change to a brief.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The CTO gives so many days a month: from a day on to the end of the plan, or instead of all that was agreed.
    CtoDays {
        /// From when; `None` in every phase.
        from: Option<Day>,
        /// Days a month.
        per_month: f64,
    },
    /// Somebody whom the brief plans to hire starts on another day, or is not hired.
    Hire {
        /// Their id in the brief.
        person: String,
        /// The day; `None` for never.
        from: Option<Day>,
    },
    /// One more person is hired, with the skills, days, ramp-up and cost of somebody in the brief.
    Extra {
        /// Id of the one they are like.
        like: String,
        /// Their first day.
        from: Day,
    },
    /// A quarter's budget for what is hired.
    Budget {
        /// First day of the quarter.
        quarter: Day,
        /// How much, in whole units of the currency.
        amount: u64,
    },
    /// A problem or goal is given up, with the business features that serve it.
    Drop {
        /// Its id.
        id: String,
    },
    /// A play is done whatever its value.
    Pin {
        /// Its id, with `@` and the place for one place only.
        play: String,
        /// By when.
        by: Option<Day>,
    },
    /// A play is not done.
    Exclude {
        /// Its id, with `@` and the place for one place only.
        play: String,
    },
}

/// Why a change means nothing for a brief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nobody has the id; those who could be meant.
    NoPerson(String, Vec<String>),
    /// They are there already.
    IsThere(String),
    /// The brief has no CTO.
    NoCto,
    /// No problem and no goal has the id; those there are.
    NoPromise(String, Vec<String>),
    /// No play has the id.
    NoPlay(String),
    /// The quarter or day is not part of the plan: its first day and the first one after it.
    Outside(String, Day, Day),
    /// The brief has no currency.
    NoCurrency,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed = |known: &[String]| {
            if known.is_empty() { "there is none".to_owned() } else { format!("there is {}", known.join(", ")) }
        };
        match self {
            Self::NoPerson(id, known) => write!(out, "Nobody in the brief has the id {id:?}: {}.", listed(known)),
            Self::IsThere(id) => {
                write!(out, "{id:?} works there already: only who has hire = true in the brief can be moved.")
            }
            Self::NoCto => out.write_str("The brief has no CTO: add [cto] with what was agreed."),
            Self::NoPromise(id, known) => {
                write!(out, "No problem and no goal in the brief has the id {id:?}: {}.", listed(known))
            }
            Self::NoPlay(id) => write!(out, "There is no play {id:?}: docs/reference/plays.md lists them."),
            Self::Outside(what, from, end) => {
                write!(out, "{what} is outside the plan, which goes from {from} to before {end}.")
            }
            Self::NoCurrency => out.write_str("The brief has no currency: add one before a budget means something."),
        }
    }
}

/// The brief with the changes, in their order; all faults of those that mean nothing for it.
pub fn changed(brief: &Brief, changes: &[Change]) -> Result<Brief, Vec<Fault>> {
    let mut new = brief.clone();
    let faults: Vec<Fault> = changes.iter().filter_map(|change| apply(change, &mut new).err()).collect();
    if faults.is_empty() { Ok(new) } else { Err(faults) }
}

/// True when the change asks for other initiatives, values or ties: then the roadmap starts from the audit again.
pub fn redrafts(change: &Change) -> bool {
    match change {
        Change::CtoDays { .. } | Change::Budget { .. } | Change::Exclude { .. } => false,
        Change::Hire { from, .. } => from.is_none(),
        Change::Extra { .. } | Change::Drop { .. } | Change::Pin { .. } => true,
    }
}

fn apply(change: &Change, brief: &mut Brief) -> Result<(), Fault> {
    match change {
        Change::CtoDays { from, per_month } => cto_days(brief, *from, *per_month),
        Change::Hire { person, from } => hire(brief, person, *from),
        Change::Extra { like, from } => extra(brief, like, *from),
        Change::Budget { quarter, amount } => budget(brief, *quarter, *amount),
        Change::Drop { id } => give_up(brief, id),
        Change::Pin { play, by } => decide(brief, play, Choice::Pinned { by: *by }),
        Change::Exclude { play } => decide(brief, play, Choice::Excluded),
    }
}

fn inside(brief: &Brief, day: Day, what: impl fmt::Display) -> Result<(), Fault> {
    let (start, end) = (brief.horizon.start, brief.horizon.end());
    if (start..end).contains(&day) { Ok(()) } else { Err(Fault::Outside(what.to_string(), start, end)) }
}

fn cto_days(brief: &mut Brief, from: Option<Day>, days_per_month: f64) -> Result<(), Fault> {
    if let Some(day) = from {
        inside(brief, day, day)?;
    }
    let phases = &mut brief.cto.as_mut().ok_or(Fault::NoCto)?.phases;
    match from {
        None => phases.iter_mut().for_each(|phase| phase.days_per_month = days_per_month),
        Some(from) => {
            phases.retain(|phase| phase.from < from);
            phases.push(Phase { from, days_per_month });
        }
    }
    Ok(())
}

fn position(brief: &Brief, id: &str, known: impl Fn(&quarterdeck_brief::Person) -> bool) -> Result<usize, Fault> {
    brief.people.iter().position(|person| person.id == id).ok_or_else(|| {
        let ids = brief.people.iter().filter(|person| known(person)).map(|person| person.id.clone());
        Fault::NoPerson(id.to_owned(), ids.collect())
    })
}

fn hire(brief: &mut Brief, id: &str, from: Option<Day>) -> Result<(), Fault> {
    let at = position(brief, id, |person| person.hire)?;
    if !brief.people[at].hire {
        return Err(Fault::IsThere(id.to_owned()));
    }
    match from {
        Some(day) => {
            inside(brief, day, day)?;
            brief.people[at].from = Some(day);
        }
        None => {
            brief.people.remove(at);
        }
    }
    Ok(())
}

fn extra(brief: &mut Brief, like: &str, from: Day) -> Result<(), Fault> {
    inside(brief, from, from)?;
    let mut person = brief.people[position(brief, like, |_| true)?].clone();
    let is_free = |id: &String| brief.people.iter().all(|other| other.id != *id);
    let id = (2..).map(|number| format!("{like}-{number}")).find(is_free);
    person.id = id.unwrap_or_default();
    (person.from, person.until, person.hire) = (Some(from), None, true);
    person.absences.clear();
    brief.people.push(person);
    Ok(())
}

fn budget(brief: &mut Brief, quarter: Day, amount: u64) -> Result<(), Fault> {
    if brief.company.currency.is_none() {
        return Err(Fault::NoCurrency);
    }
    let last = quarter.plus_months(3);
    if last <= brief.horizon.start || quarter >= brief.horizon.end() {
        return Err(Fault::Outside(quarter.quarter_id(), brief.horizon.start, brief.horizon.end()));
    }
    brief.budget.retain(|known| known.from.quarter_id() != quarter.quarter_id());
    brief.budget.push(Budget { from: quarter, amount });
    brief.budget.sort_by_key(|known| known.from);
    Ok(())
}

fn give_up(brief: &mut Brief, id: &str) -> Result<(), Fault> {
    let ids = |brief: &Brief| -> Vec<String> {
        let problems = brief.problems.iter().map(|problem| problem.id.clone());
        problems.chain(brief.goals.iter().map(|goal| goal.id.clone())).collect()
    };
    let known = ids(brief);
    brief.problems.retain(|problem| problem.id != id);
    brief.goals.retain(|goal| goal.id != id);
    brief.features.retain(|feature| feature.goal.as_deref() != Some(id));
    if ids(brief).len() == known.len() { Err(Fault::NoPromise(id.to_owned(), known)) } else { Ok(()) }
}

/// The newest decision on a play stands before all others: it is the one that counts.
fn decide(brief: &mut Brief, named: &str, choice: Choice) -> Result<(), Fault> {
    let (id, place) = named.split_once('@').map_or((named, None), |(id, place)| (id, Some(place.to_owned())));
    play(id).ok_or_else(|| Fault::NoPlay(id.to_owned()))?;
    if let Choice::Pinned { by: Some(day) } = choice {
        inside(brief, day, day)?;
    }
    brief.decisions.retain(|known| known.play != id || (place.is_some() && known.component != place));
    let reason = Wording { any: "this scenario".to_owned(), ..Wording::default() };
    brief.decisions.insert(0, Decision { play: id.to_owned(), component: place, choice, reason });
    Ok(())
}

/// A roadmap that is searched for from another one's schedule: what is the same in both starts where it was. Two roadmaps
/// from the same one and with the same options differ because their briefs do, and not because one search went further.
///
/// # Errors
/// As [`crate::roadmap`].
pub fn roadmap_like(draft: &Draft, brief: &Brief, like: &Roadmap, options: Options) -> Result<Roadmap, String> {
    schedule_like(draft, brief, options, Some((&like.problem, &like.solution)))
}

/// The older problem with the ids of tasks that the newer one has for the same work: the same initiative and place in it.
pub(crate) fn renamed(old: &Problem, new: &Problem) -> Problem {
    let mut ids: BTreeMap<(&str, usize), &str> = BTreeMap::new();
    for (key, at) in keys(new) {
        ids.insert(key, &new.tasks[at].id);
    }
    let found: Vec<String> =
        keys(old).map(|(key, at)| ids.get(&key).map_or_else(|| format!("gone-{at}"), |id| (*id).to_owned())).collect();
    let mut renamed = old.clone();
    for (task, id) in renamed.tasks.iter_mut().zip(found) {
        task.id = id;
        // Prerequisites are not asked of an older problem; under their old ids they would name other tasks.
        task.after.clear();
    }
    renamed
}

/// Each task's initiative and number within it, and its position. The milestone, which stands last, has the last number.
fn keys(problem: &Problem) -> impl Iterator<Item = ((&str, usize), usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    problem.tasks.iter().enumerate().map(move |(at, task)| {
        let name = task.name.as_deref().unwrap_or_default();
        let count = counts.entry(name).or_default();
        *count += 1;
        let number = if task.effort > 0.0 { *count } else { 0 };
        ((name, number), at)
    })
}
