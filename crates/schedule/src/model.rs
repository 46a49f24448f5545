//! The problem in whole numbers and indices, made once: what the decoder and the bounds work on.
//!
//! Effort and capacity are thousandths of a slot, money and lost value are millionths of the unit in the input.

use crate::calendar::{Calendar, thousandths};
use crate::problem::{Person, Problem};
use quarterdeck_base::bound;
use std::collections::BTreeMap;

/// No deadline, not scheduled.
pub(crate) const NEVER: u32 = u32::MAX;

/// A valid problem, ready to be scheduled.
pub(crate) struct Model {
    pub(crate) horizon: u32,
    pub(crate) people: Vec<Worker>,
    pub(crate) works: Vec<Work>,
    pub(crate) budgets: Vec<Purse>,
    /// Prerequisites come before what waits for them.
    pub(crate) topological: Vec<u32>,
    /// Place of each work in that order.
    pub(crate) rank: Vec<u32>,
}

pub(crate) struct Worker {
    pub(crate) calendar: Calendar,
    /// Thousandths of money for a slot; times thousandths of capacity gives millionths.
    pub(crate) cost: u128,
    /// How much the person is asked for: the sum over the works that the person can do of one over the number of hands.
    pub(crate) demand: u64,
}

/// Somebody who can do something, and how much of their capacity it takes.
#[derive(Clone, Copy)]
pub(crate) struct Choice {
    pub(crate) person: u16,
    pub(crate) need: u64,
    /// Somebody else must look over it.
    pub(crate) review: bool,
}

impl Choice {
    /// The choice of a person among choices in the order of people.
    pub(crate) fn of(choices: &[Self], person: u16) -> Option<&Self> {
        choices.binary_search_by_key(&person, |choice| choice.person).ok().map(|at| &choices[at])
    }
}

/// A task; a milestone has no choices.
pub(crate) struct Work {
    pub(crate) milestone: bool,
    /// In the order of people, as the next.
    pub(crate) choices: Vec<Choice>,
    pub(crate) reviewers: Vec<Choice>,
    pub(crate) after: Vec<u32>,
    pub(crate) before: Vec<u32>,
    pub(crate) earliest: u32,
    pub(crate) deadline: u32,
    pub(crate) hard: bool,
    /// Thousandths of value lost for each slot.
    pub(crate) weight: u64,
    pub(crate) lump: u128,
}

/// A budget.
pub(crate) struct Purse {
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) amount: u128,
}

/// The slot at which time ends.
pub(crate) fn horizon(problem: &Problem) -> u32 {
    problem.horizon.unwrap_or(bound::PLAN_SLOTS as u32)
}

/// Money in millionths.
pub(crate) fn millionths(value: f64) -> u128 {
    u128::from(thousandths(value)) * 1000
}

impl Model {
    /// The problem has no faults.
    pub(crate) fn new(problem: &Problem) -> Self {
        let horizon = horizon(problem);
        let mut people: Vec<Worker> = problem
            .people
            .iter()
            .map(|person| Worker {
                calendar: Calendar::new(person.calendar.as_deref(), horizon),
                cost: u128::from(thousandths(person.cost_per_slot)),
                demand: 0,
            })
            .collect();
        let mut works = works(problem);
        for at in 0..works.len() {
            for on in works[at].after.clone() {
                works[on as usize].before.push(at as u32);
            }
            let hands = works[at].choices.len().max(1) as u64;
            for choice in &works[at].choices {
                people[usize::from(choice.person)].demand += choice.need / hands;
            }
        }
        let topological = topological(&works);
        let mut rank = vec![0; works.len()];
        for (place, at) in (0..).zip(&topological) {
            rank[*at as usize] = place;
        }
        let purse = |budget: &crate::problem::Budget| Purse {
            from: budget.from,
            to: budget.to,
            amount: millionths(budget.amount),
        };
        Self { horizon, people, works, budgets: problem.budgets.iter().map(purse).collect(), topological, rank }
    }

    /// Fewest slots between the start of a work and the moment that it is complete.
    pub(crate) fn shortest(&self, work: &Work) -> u32 {
        let whole = |need: u64| need.div_ceil(1000) as u32;
        let review = work.reviewers.iter().map(|choice| whole(choice.need)).min().unwrap_or(0);
        let slots = |choice: &Choice| whole(choice.need) + if choice.review { review } else { 0 };
        work.choices.iter().map(slots).min().unwrap_or(0)
    }

    /// Fewest slots from the start of each work to the end of the last one that waits for it.
    pub(crate) fn tails(&self) -> Vec<u32> {
        let mut tails = vec![0_u32; self.works.len()];
        for at in self.topological.iter().rev() {
            let work = &self.works[*at as usize];
            let rest = work.before.iter().map(|next| tails[*next as usize]).max().unwrap_or(0);
            tails[*at as usize] = rest.saturating_add(self.shortest(work));
        }
        tails
    }
}

fn works(problem: &Problem) -> Vec<Work> {
    let at: BTreeMap<&str, u32> = problem.tasks.iter().zip(0..).map(|(task, at)| (task.id.as_str(), at)).collect();
    let need = |effort: f64, person: &Person, skill: &str| {
        (thousandths(effort) * 1000).div_ceil(thousandths(person.speed.of(skill)).max(1)).max(1)
    };
    let mut works = Vec::new();
    for task in &problem.tasks {
        let mut after: Vec<u32> = task.after.iter().filter_map(|id| at.get(id.as_str()).copied()).collect();
        after.sort_unstable();
        after.dedup();
        let people = || problem.people.iter().zip(0_u16..);
        let skill = task.skill.as_deref().unwrap_or_default();
        let reviewers: Vec<Choice> = task
            .review
            .iter()
            .flat_map(|review| {
                let able = people().filter(|(person, _)| review.can_be_done_by(person));
                able.map(|(person, at)| Choice {
                    person: at,
                    need: need(review.effort, person, &review.skill),
                    review: false,
                })
            })
            .collect();
        let able = people().filter(|(person, _)| task.can_be_done_by(person));
        let choices = able.map(|(person, at)| Choice {
            person: at,
            need: need(task.effort, person, skill),
            review: task.needs_review_of(person),
        });
        let looked_over =
            |choice: &Choice| !choice.review || reviewers.iter().any(|other| other.person != choice.person);
        works.push(Work {
            milestone: task.is_milestone(),
            choices: choices.filter(looked_over).collect(),
            reviewers: reviewers.clone(),
            after,
            before: Vec::new(),
            earliest: task.earliest,
            deadline: task.deadline.unwrap_or(NEVER),
            hard: task.hard,
            weight: thousandths(task.weight),
            lump: millionths(task.cost),
        });
    }
    works
}

/// Smallest index first among those whose prerequisites are all placed.
fn topological(works: &[Work]) -> Vec<u32> {
    let mut waits: Vec<usize> = works.iter().map(|work| work.after.len()).collect();
    let mut free: std::collections::BTreeSet<u32> =
        (0..works.len() as u32).filter(|at| waits[*at as usize] == 0).collect();
    let mut order = Vec::with_capacity(works.len());
    while let Some(at) = free.pop_first() {
        order.push(at);
        for next in &works[at as usize].before {
            waits[*next as usize] -= 1;
            if waits[*next as usize] == 0 {
                free.insert(*next);
            }
        }
    }
    order
}
