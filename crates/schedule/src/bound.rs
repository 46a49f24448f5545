//! What no schedule can beat, and why: the longest chain of prerequisites, or a group of people with more work than time.

use crate::model::{Model, Work};
use std::collections::BTreeSet;

/// What a bound rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoundBy {
    /// Prerequisites one after the other, each done by its fastest person.
    Chain,
    /// Work that only these many people can do, against the time that they have.
    People(u32),
    /// Each task done by whom it costs least.
    Cheapest,
}

/// Most groups of people that are looked at.
const GROUPS: usize = 4_000;
/// Of those, the most promising are looked at again with the times at which their work can start.
const CLOSER: usize = 40;

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
    let loads = Loads::new(model, &times);
    let mut groups: Vec<(u32, BTreeSet<u16>)> =
        loads.groups().into_iter().filter_map(|group| Some((loads.quick(&group)?, group))).collect();
    groups.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    for (quick, group) in groups.into_iter().take(CLOSER) {
        let value = quick.max(loads.close(&group)?);
        if value > best.0 {
            best = (value, BoundBy::People(group.len() as u32));
        }
    }
    Some(best)
}

/// A work as the bounds see it.
struct Load {
    people: BTreeSet<u16>,
    need: u64,
    head: u32,
    tail: u32,
}

struct Loads<'a> {
    model: &'a Model,
    loads: Vec<Load>,
}

impl<'a> Loads<'a> {
    fn new(model: &'a Model, times: &[(u32, u32)]) -> Self {
        let tails = model.tails();
        let load = |(at, work): (usize, &Work)| Load {
            people: work.choices.iter().map(|choice| choice.person).collect(),
            need: work.choices.iter().map(|choice| choice.need).min().unwrap_or(0),
            head: times[at].0,
            tail: tails[at] - model.shortest(work),
        };
        let mut loads: Vec<Load> =
            model.works.iter().enumerate().filter(|(_, work)| !work.milestone).map(load).collect();
        loads.sort_by_key(|load| std::cmp::Reverse(load.head));
        Self { model, loads }
    }

    /// Groups of people that are worth a look: who can do one kind of work, unions of such groups, and for few people all.
    fn groups(&self) -> Vec<BTreeSet<u16>> {
        let kinds: Vec<BTreeSet<u16>> =
            self.loads.iter().map(|load| load.people.clone()).collect::<BTreeSet<_>>().into_iter().collect();
        let people = self.model.people.len() as u16;
        if people <= 11 {
            let member = |mask: u32| (0..people).filter(move |at| mask >> at & 1 == 1).collect();
            return (1..1_u32 << people).map(member).collect();
        }
        let mut known: BTreeSet<BTreeSet<u16>> = kinds.iter().cloned().collect();
        known.insert((0..people).collect());
        for (at, first) in kinds.iter().enumerate() {
            for second in &kinds[at + 1..] {
                if known.len() < GROUPS {
                    known.insert(first.union(second).copied().collect());
                }
            }
        }
        for kind in &kinds {
            self.grow(kind, &kinds, &mut known);
        }
        known.into_iter().collect()
    }

    /// Adds the kind of work that brings the most load for the people that it brings, again and again.
    fn grow(&self, start: &BTreeSet<u16>, kinds: &[BTreeSet<u16>], known: &mut BTreeSet<BTreeSet<u16>>) {
        let mut group = start.clone();
        while known.len() < GROUPS {
            let wider = kinds.iter().filter(|kind| !kind.is_subset(&group));
            let unions = wider.map(|kind| group.union(kind).copied().collect::<BTreeSet<u16>>());
            let dense = |group: &BTreeSet<u16>| self.load(group) / group.len().max(1) as u64;
            let Some(next) = unions.max_by_key(|union| (dense(union), std::cmp::Reverse(union.clone()))) else { break };
            known.insert(next.clone());
            group = next;
        }
    }

    fn within<'b>(&'b self, group: &'b BTreeSet<u16>) -> impl Iterator<Item = &'b Load> {
        self.loads.iter().filter(|load| load.people.is_subset(group))
    }

    fn load(&self, group: &BTreeSet<u16>) -> u64 {
        self.within(group).map(|load| load.need).sum()
    }

    /// When a group has done this much, from a slot on.
    fn reach(&self, group: &BTreeSet<u16>, from: u32, need: u64) -> Option<u32> {
        let calendars: Vec<_> = group.iter().map(|person| &self.model.people[usize::from(*person)].calendar).collect();
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
    fn quick(&self, group: &BTreeSet<u16>) -> Option<u32> {
        let head = self.within(group).map(|load| load.head).min()?;
        let tail = self.within(group).map(|load| load.tail).min().unwrap_or(0);
        self.reach(group, head, self.load(group)).map(|slot| slot + tail)
    }

    /// The work that cannot start before a slot, for each such slot; with what must follow.
    fn close(&self, group: &BTreeSet<u16>) -> Option<u32> {
        let mut best = 0;
        let mut tails: Vec<u32> = self.within(group).map(|load| load.tail).collect();
        tails.sort_unstable();
        tails.dedup();
        let step = tails.len().div_ceil(24).max(1);
        for tail in tails.into_iter().step_by(step) {
            let mut need = 0;
            let mut loads = self.within(group).filter(|load| load.tail >= tail).peekable();
            while let Some(load) = loads.next() {
                need += load.need;
                if loads.peek().is_some_and(|next| next.head == load.head) {
                    continue;
                }
                best = best.max(self.reach(group, load.head, need)? + tail);
            }
        }
        Some(best)
    }
}

/// The least value lost, in millionths.
pub(crate) fn value(model: &Model) -> Option<(u128, BoundBy)> {
    let times = earliest(model)?;
    let chain: u128 = model
        .works
        .iter()
        .zip(&times)
        .map(|(work, (_, done))| u128::from(work.weight) * u128::from(*done) * 1000)
        .sum();
    let (team, people) = team(model);
    Some(if team > chain { (team, BoundBy::People(people)) } else { (chain, BoundBy::Chain) })
}

/// The whole team as one machine: Eastman, Even and Isaacs (1964), "Bounds for the optimal scheduling of n jobs on m
/// processors", with each work as short as anybody makes it.
fn team(model: &Model) -> (u128, u32) {
    let people: BTreeSet<u16> =
        model.works.iter().flat_map(|work| work.choices.iter().map(|choice| choice.person)).collect();
    let count = people.len().max(1) as u128;
    let need = |work: &Work| work.choices.iter().map(|choice| u128::from(choice.need)).min().unwrap_or(0);
    let mut jobs: Vec<(u128, u128)> = model.works.iter().map(|work| (u128::from(work.weight), need(work))).collect();
    jobs.retain(|job| job.1 > 0);
    // Smith's rule: most weight per work first. Without milestones this is an order.
    jobs.sort_by(|a, b| (b.0 * a.1).cmp(&(a.0 * b.1)));
    let (mut so_far, mut one_machine, mut own) = (0, 0, 0);
    for (weight, need) in jobs {
        so_far += need;
        one_machine += weight * so_far;
        own += weight * need;
    }
    // Thousandths of value times thousandths of slots: millionths.
    ((2 * one_machine + (count - 1) * own) / (2 * count), people.len() as u32)
}

/// The least cost, in millionths.
pub(crate) fn cost(model: &Model) -> Option<(u128, BoundBy)> {
    let price = |person: u16, need: u64| model.people[usize::from(person)].cost * u128::from(need);
    let mut sum = 0;
    for work in &model.works {
        let choices = work.choices.iter().filter_map(|choice| {
            let others = work.reviewers.iter().filter(|other| other.person != choice.person);
            let review = others.map(|other| price(other.person, other.need)).min();
            let review = if choice.review { review? } else { 0 };
            Some(price(choice.person, choice.need) + review)
        });
        sum += work.lump + if work.milestone { 0 } else { choices.min()? };
    }
    Some((sum, BoundBy::Cheapest))
}
