//! The answer: who does what when, what has no place and why, and how far from the best it can be at most.

use crate::bound::BoundBy;
use crate::decode::{NOBODY, Objective, Placed, Plan, Why};
use crate::model::Model;
use crate::problem::Problem;

/// A schedule. Tasks and people are indices into the problem.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Solution {
    /// What was made small.
    pub objective: Objective,
    /// Plans that were tried.
    pub iterations: u64,
    /// Seed of the search.
    pub seed: u64,
    /// Same problem, seed and iterations give this again; not when a clock ended the search.
    pub is_reproducible: bool,
    /// Tasks with a place, by start.
    pub assignments: Vec<Assignment>,
    /// Tasks without one.
    pub unscheduled: Vec<Unscheduled>,
    /// Slot at which the last task is complete.
    pub makespan: u32,
    /// Sum over the tasks of weight times slot of completion.
    pub value_lost: f64,
    /// Money: costs of tasks and people's time.
    pub cost: f64,
    /// Slots past deadlines, summed.
    pub late_slots: u64,
    /// What no schedule of all tasks can beat; `None` when a task has no place.
    pub bound: Option<Bound>,
    /// By budget of the problem, what is spent.
    pub spent: Vec<f64>,
    /// By person of the problem.
    pub loads: Vec<Load>,
}

/// One task with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Assignment {
    /// The task.
    pub task: usize,
    /// Who does it; nobody does a milestone.
    pub person: Option<usize>,
    /// First slot.
    pub start: u32,
    /// Slot after the last of the work.
    pub end: u32,
    /// Who looks over it.
    pub review: Option<ReviewPlace>,
    /// When it is complete: the end of the work or of its review.
    pub complete: u32,
}

/// The place of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReviewPlace {
    /// The reviewer.
    pub person: usize,
    /// First slot.
    pub start: u32,
    /// Slot after the last.
    pub end: u32,
}

/// A task without a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unscheduled {
    /// The task.
    pub task: usize,
    /// Why, and what would help.
    pub reason: Reason,
}

/// Why a task has no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It waits for this task, which has none.
    WaitsFor(usize),
    /// Those who can do it have no time left before the horizon.
    NoCapacity,
    /// Its deadline is hard, and it would be complete at this slot.
    AfterDeadline(u32),
    /// The budget with this index has not enough left.
    OverBudget(usize),
}

/// A limit that no schedule of all tasks can beat.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bound {
    /// In the unit of the objective.
    pub value: f64,
    /// What it rests on.
    pub by: BoundBy,
    /// How far the schedule is above it, as a share of it; `None` when the bound is 0 and the schedule is not.
    pub gap: Option<f64>,
}

/// How much of somebody's time is taken.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Load {
    /// Whole slots taken.
    pub used: f64,
    /// Whole slots that the calendar gives until the makespan.
    pub available: f64,
}

impl Solution {
    /// The objective's value, in its unit.
    pub fn value(&self) -> f64 {
        match self.objective {
            Objective::Makespan => f64::from(self.makespan),
            Objective::Value => self.value_lost,
            Objective::Cost => self.cost,
        }
    }
}

impl Unscheduled {
    /// The reason as a sentence.
    pub fn sentence(&self, problem: &Problem) -> String {
        match self.reason {
            Reason::WaitsFor(on) => format!("It waits for task {:?}, which has no place.", problem.tasks[on].id),
            Reason::NoCapacity => "Nobody who can do it has enough time left before the horizon.".to_owned(),
            Reason::AfterDeadline(done) => {
                let deadline = problem.tasks[self.task].deadline.unwrap_or_default();
                format!("Its deadline of {deadline} is hard, and it would be complete at {done} at the earliest found.")
            }
            Reason::OverBudget(at) => {
                let budget = &problem.budgets[at];
                let (from, to, amount) = (budget.from, budget.to, budget.amount);
                format!(
                    "The budget of {amount} for slots {from} to {to} has not enough left, and later there is no time."
                )
            }
        }
    }
}

/// A plan in millionths and thousandths as a solution.
pub(crate) fn solution(model: &Model, plan: &Plan, objective: Objective, bound: Option<(u128, BoundBy)>) -> Solution {
    let mut solution = Solution { objective, ..Solution::default() };
    let (mut lost, mut cost) = (0_u128, 0_u128);
    let mut used = vec![0_u64; model.people.len()];
    let mut spent = vec![0_u128; model.budgets.len()];
    for (task, (work, placed)) in model.works.iter().zip(&plan.placed).enumerate() {
        if !placed.is_placed() {
            solution.unscheduled.push(Unscheduled { task, reason: reason(plan.why[task]) });
            continue;
        }
        lost += u128::from(work.weight) * u128::from(placed.done()) * 1000;
        cost += work.lump;
        solution.late_slots += u64::from(placed.done().saturating_sub(work.deadline));
        for (spent, purse) in spent.iter_mut().zip(&model.budgets) {
            *spent += if (purse.from..purse.to).contains(&placed.start) { work.lump } else { 0 };
        }
        for (person, from, to) in times(placed) {
            let worker = &model.people[person];
            let time = worker.calendar.between(from, to);
            used[person] += time;
            cost += worker.cost * u128::from(time);
            for (spent, purse) in spent.iter_mut().zip(&model.budgets) {
                *spent += worker.cost * u128::from(worker.calendar.between(from.max(purse.from), to.min(purse.to)));
            }
        }
        solution.assignments.push(assignment(task, placed));
    }
    solution.assignments.sort_by_key(|one| (one.start, one.complete, one.task));
    solution.makespan = plan.makespan();
    solution.value_lost = units(lost);
    solution.cost = units(cost);
    solution.spent = spent.into_iter().map(units).collect();
    let load = |(used, worker): (u64, &crate::model::Worker)| Load {
        used: used as f64 / 1000.0,
        available: worker.calendar.between(0, solution.makespan) as f64 / 1000.0,
    };
    solution.loads = used.into_iter().zip(&model.people).map(load).collect();
    if solution.unscheduled.is_empty() {
        solution.bound = bound.map(|(value, by)| {
            let value = if objective == Objective::Makespan { value as f64 } else { units(value) };
            limit(value, by, &solution)
        });
    }
    solution
}

/// A bound with the distance of a solution to it.
pub(crate) fn limit(value: f64, by: BoundBy, solution: &Solution) -> Bound {
    let ours = solution.value();
    let gap = if value > 0.0 { Some((ours - value) / value) } else { (ours == 0.0).then_some(0.0) };
    Bound { value, by, gap }
}

fn units(millionths: u128) -> f64 {
    millionths as f64 / 1e6
}

fn times(placed: &Placed) -> impl Iterator<Item = (usize, u32, u32)> {
    let all = [(placed.person, placed.start, placed.end), (placed.reviewer, placed.review_start, placed.review_end)];
    all.into_iter().filter(|(person, ..)| *person != NOBODY).map(|(person, from, to)| (usize::from(person), from, to))
}

fn assignment(task: usize, placed: &Placed) -> Assignment {
    let person = |at: u16| (at != NOBODY).then_some(usize::from(at));
    Assignment {
        task,
        person: person(placed.person),
        start: placed.start,
        end: placed.end,
        review: person(placed.reviewer).map(|person| ReviewPlace {
            person,
            start: placed.review_start,
            end: placed.review_end,
        }),
        complete: placed.done(),
    }
}

fn reason(why: Why) -> Reason {
    match why {
        Why::Waits(on) => Reason::WaitsFor(on as usize),
        Why::Deadline(done) => Reason::AfterDeadline(done),
        Why::Budget(at) => Reason::OverBudget(at),
        Why::Capacity | Why::Placed => Reason::NoCapacity,
    }
}
