//! What no schedule can beat, and why: the longest chain of prerequisites, or a group of people with more work than time.

mod value;

pub(crate) use value::value;

use crate::model::{Model, Work};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What a bound rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoundBy {
    /// Prerequisites one after the other, each done by its fastest person.
    Chain,
    /// Work that only these many people can do, against the time that they have.
    People(u32),
    /// Each task done by whom it costs least.
    Cheapest,
    /// The money that the budgets give over time, with each task done by whom it costs least.
    Money,
}

/// Most groups of people that are looked at.
const GROUPS: usize = 4_000;
/// Of those, the most promising are looked at again with the times at which their work can start: so many people in all.
const CLOSER_PEOPLE: usize = 1_600;
/// And with so many lengths of what must follow, and as many starts.
const STEPS: usize = 24;
/// With more kinds of work than this only single kinds and the whole team are groups.
const KINDS: usize = 150;

/// Earliest start and completion of each work, with nobody ever busy; `None` when one cannot be done at all.
fn earliest(model: &Model) -> Option<Vec<(u32, u32)>> {
    let mut times = vec![(0, 0); model.works.len()];
    for at in &model.topological {
        let work = &model.works[*at as usize];
        let ready = work.after.iter().map(|on| times[*on as usize].1).max().unwrap_or(0).max(work.earliest);
        let done = if work.milestone { Some(ready) } else { soonest(model, work, ready) };
        times[*at as usize] = (ready, done?);
    }
    Some(times)
}

fn soonest(model: &Model, work: &Work, ready: u32) -> Option<u32> {
    let end = |person: u16, from: u32, need: u64| model.people[usize::from(person)].calendar.end(from, need);
    let done = work.choices.iter().filter_map(|choice| {
        let worked = end(choice.person, ready, choice.need)?;
        if !choice.review {
            return Some(worked);
        }
        let others = work.reviewers.iter().filter(|other| other.person != choice.person);
        others.filter_map(|other| end(other.person, worked, other.need)).min()
    });
    done.min()
}

/// The least makespan.
pub(crate) fn makespan(model: &Model) -> Option<(u32, BoundBy)> {
    let times = earliest(model)?;
    let mut best = (times.iter().map(|(_, done)| *done).max().unwrap_or(0), BoundBy::Chain);
    if let Some(paid) = value::all_paid(model)
        && paid > best.0
    {
        best = (paid, BoundBy::Money);
    }
    let loads = Loads::new(model, &times);
    let mut groups: Vec<(u32, Group)> =
        loads.groups().into_iter().filter_map(|group| Some((loads.quick(&group)?, group))).collect();
    groups.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let closer = (CLOSER_PEOPLE / model.people.len().max(1)).clamp(2, 40);
    for (quick, group) in groups.into_iter().take(closer) {
        let value = quick.max(loads.close(&group)?);
        if value > best.0 {
            best = (value, BoundBy::People(group.len()));
        }
    }
    Some(best)
}

/// A set of people as bits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Group(Vec<u64>);

impl Group {
    fn of(people: impl Iterator<Item = u16>, all: usize) -> Self {
        let mut bits = vec![0; all.div_ceil(64)];
        for person in people {
            bits[usize::from(person) / 64] |= 1 << (person % 64);
        }
        Self(bits)
    }

    fn len(&self) -> u32 {
        self.0.iter().map(|bits| bits.count_ones()).sum()
    }

    fn is_within(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(mine, theirs)| mine & !theirs == 0)
    }

    fn with(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(mine, theirs)| mine | theirs).collect())
    }

    fn people(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.0.len() * 64).filter(|person| self.0[person / 64] >> (person % 64) & 1 == 1)
    }
}

/// A work as the bounds see it.
struct Load {
    need: u64,
    head: u32,
    tail: u32,
}

/// All work that the same people can do.
struct Kind {
    people: Group,
    need: u64,
    head: u32,
    tail: u32,
    loads: Vec<Load>,
}

struct Loads<'a> {
    model: &'a Model,
    kinds: Vec<Kind>,
}

impl<'a> Loads<'a> {
    fn new(model: &'a Model, times: &[(u32, u32)]) -> Self {
        let tails = model.tails();
        let mut kinds: BTreeMap<Group, Vec<Load>> = BTreeMap::new();
        for (at, work) in model.works.iter().enumerate().filter(|(_, work)| !work.milestone) {
            let people = Group::of(work.choices.iter().map(|choice| choice.person), model.people.len());
            let need = work.choices.iter().map(|choice| choice.need).min().unwrap_or(0);
            let load = Load { need, head: times[at].0, tail: tails[at] - model.shortest(work) };
            kinds.entry(people).or_default().push(load);
        }
        let kind = |(people, loads): (Group, Vec<Load>)| Kind {
            people,
            need: loads.iter().map(|load| load.need).sum(),
            head: loads.iter().map(|load| load.head).min().unwrap_or(0),
            tail: loads.iter().map(|load| load.tail).min().unwrap_or(0),
            loads,
        };
        Self { model, kinds: kinds.into_iter().map(kind).collect() }
    }

    /// Groups of people that are worth a look: who can do one kind of work, unions of such groups, and for few people all.
    fn groups(&self) -> Vec<Group> {
        let people = self.model.people.len();
        if people <= 11 {
            return (1..1_u64 << people).map(|bits| Group(vec![bits])).collect();
        }
        let mut known: BTreeSet<Group> = self.kinds.iter().map(|kind| kind.people.clone()).collect();
        known.insert(Group::of(0..people as u16, people));
        if self.kinds.len() > KINDS {
            return known.into_iter().collect();
        }
        for kind in &self.kinds {
            self.grow(&kind.people, &mut known);
        }
        for (at, first) in self.kinds.iter().enumerate() {
            for second in &self.kinds[at + 1..] {
                if known.len() < GROUPS {
                    known.insert(first.people.with(&second.people));
                }
            }
        }
        known.into_iter().collect()
    }

    /// Adds the kind of work that brings the most load for the people that it brings, again and again.
    fn grow(&self, start: &Group, known: &mut BTreeSet<Group>) {
        let mut group = start.clone();
        while known.len() < GROUPS {
            let wider = self.kinds.iter().filter(|kind| !kind.people.is_within(&group));
            let unions = wider.map(|kind| group.with(&kind.people));
            let dense = |group: &Group| self.load(group) / u64::from(group.len().max(1));
            let Some(next) = unions.max_by_key(|union| (dense(union), Reverse(union.clone()))) else { break };
            group.clone_from(&next);
            if !known.insert(next) {
                // From here on another start has gone this way.
                break;
            }
        }
    }

    fn within<'b>(&'b self, group: &'b Group) -> impl Iterator<Item = &'b Kind> {
        self.kinds.iter().filter(|kind| kind.people.is_within(group))
    }

    fn load(&self, group: &Group) -> u64 {
        self.within(group).map(|kind| kind.need).sum()
    }

    /// When a group has done this much, from a slot on.
    fn reach(&self, group: &Group, from: u32, need: u64) -> Option<u32> {
        let calendars: Vec<_> = group.people().map(|person| &self.model.people[person].calendar).collect();
        let done = |slot: u32| calendars.iter().map(|calendar| calendar.between(from, slot)).sum::<u64>();
        let (mut low, mut high) = (from, self.model.horizon);
        if done(high) < need {
            return None;
        }
        while low < high {
            let middle = low + (high - low) / 2;
            if done(middle) >= need { high = middle } else { low = middle + 1 }
        }
        Some(low)
    }

    /// All work of a group at once.
    fn quick(&self, group: &Group) -> Option<u32> {
        let head = self.within(group).map(|kind| kind.head).min()?;
        let tail = self.within(group).map(|kind| kind.tail).min().unwrap_or(0);
        self.reach(group, head, self.load(group)).map(|slot| slot.saturating_add(tail))
    }

    /// The work that cannot start before a slot, for each such slot; with what must follow.
    fn close(&self, group: &Group) -> Option<u32> {
        let mut loads: Vec<&Load> = self.within(group).flat_map(|kind| &kind.loads).collect();
        loads.sort_by_key(|load| Reverse(load.head));
        let mut tails: Vec<u32> = loads.iter().map(|load| load.tail).collect();
        tails.sort_unstable();
        tails.dedup();
        let mut best = 0;
        for tail in some(&tails) {
            let followed: Vec<&&Load> = loads.iter().filter(|load| load.tail >= tail).collect();
            let mut heads: Vec<u32> = followed.iter().map(|load| load.head).collect();
            heads.dedup();
            for head in some(&heads) {
                let need = followed.iter().filter(|load| load.head >= head).map(|load| load.need).sum();
                best = best.max(self.reach(group, head, need)?.saturating_add(tail));
            }
        }
        Some(best)
    }
}

/// So many of these, evenly.
fn some(all: &[u32]) -> impl Iterator<Item = u32> + '_ {
    all.iter().copied().step_by(all.len().div_ceil(STEPS).max(1))
}

/// The least cost, in millionths.
pub(crate) fn cost(model: &Model) -> Option<(u128, BoundBy)> {
    let costs = model.works.iter().map(|work| cheapest(model, work));
    Some((costs.sum::<Option<u128>>()?, BoundBy::Cheapest))
}

/// The least that a work costs, in millionths.
fn cheapest(model: &Model, work: &Work) -> Option<u128> {
    let price = |person: u16, need: u64| model.people[usize::from(person)].cost * u128::from(need);
    let choices = work.choices.iter().filter_map(|choice| {
        let others = work.reviewers.iter().filter(|other| other.person != choice.person);
        let review = others.map(|other| price(other.person, other.need)).min();
        let review = if choice.review { review? } else { 0 };
        Some(price(choice.person, choice.need) + review)
    });
    Some(work.lump + if work.milestone { 0 } else { choices.min()? })
}
