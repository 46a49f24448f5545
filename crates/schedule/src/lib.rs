//! Tasks and people to a schedule, with a bound on what no schedule can beat. Pure: no clock, no disk, no random source
//! but the seed. Knows no noun of the product beyond tasks and people.
//!
//! `problem` (input) -> `validate` -> `model` (whole numbers) -> `search` over `decode` -> `solution`, checked by `verify`,
//! which shares no code with the way there.

mod bound;
mod calendar;
mod decode;
mod model;
mod order;
mod problem;
mod search;
mod solution;
mod validate;
mod verify;

pub use bound::BoundBy;
pub use decode::Objective;
pub use problem::{Budget, Person, Problem, Review, Span, Speed, Task};
pub use solution::{Assignment, Bound, Load, Reason, ReviewPlace, Solution, Unscheduled};
pub use validate::Fault;
pub use verify::verify;

use model::Model;
use search::{Genes, Search, Stop};

/// Work of the default search: plans times, for each task, 16 and one for each person who can do it. Made to take about a
/// third of a second for 200 tasks.
const DEFAULT_WORK: u64 = 90_000_000;
/// Work of the search for a what-if.
const WHAT_IF_WORK: u64 = 1_500_000;

/// How far the search goes.
#[derive(Clone, Copy, Default)]
pub enum Effort<'a> {
    /// A number of plans that goes by the number of tasks; reproducible.
    #[default]
    Default,
    /// Fewer, for an answer while somebody drags a task; reproducible.
    WhatIf,
    /// So many plans; reproducible.
    Iterations(u64),
    /// Until this says true: a clock, a button. Not reproducible.
    Until(&'a dyn Fn() -> bool),
}

/// What is wanted of a solution.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// What is made small.
    pub objective: Objective,
    /// Start of the random numbers.
    pub seed: u64,
    /// How far the search goes.
    pub effort: Effort<'a>,
}

/// Schedules a problem. What has no place is in the solution with its reason; what cannot be understood is a fault.
pub fn solve(problem: &Problem, options: &Options<'_>) -> Result<Solution, Vec<Fault>> {
    from(problem, options, None)
}

/// As [`solve`], from what a solution of a similar problem says of tasks and people with the same ids: for what-ifs. Where
/// the older solution still holds, the answer is no worse.
pub fn evaluate(problem: &Problem, options: &Options<'_>, like: (&Problem, &Solution)) -> Result<Solution, Vec<Fault>> {
    let found = from(problem, options, Some(like))?;
    let (old, known) = like;
    let same_ids = old.tasks.iter().map(|task| &task.id).eq(problem.tasks.iter().map(|task| &task.id))
        && old.people.iter().map(|person| &person.id).eq(problem.people.iter().map(|person| &person.id))
        && known.spent.len() == problem.budgets.len()
        && known.loads.len() == problem.people.len();
    let holds = same_ids && known.objective == options.objective && verify(problem, known).is_empty();
    if holds && worth(problem, known) < worth(problem, &found) {
        let (bound, iterations, is_reproducible) = (found.bound, found.iterations, found.is_reproducible);
        let bound = bound.map(|bound| solution::limit(bound.value, bound.by, known));
        return Ok(Solution { bound, iterations, seed: options.seed, is_reproducible, ..known.clone() });
    }
    Ok(found)
}

/// How good a solution is; smaller is better.
fn worth(problem: &Problem, solution: &Solution) -> (f64, u64, f64) {
    let by_value = solution.objective == Objective::Value;
    let missing = |one: &Unscheduled| 0.001 + if by_value { problem.tasks[one.task].weight } else { 0.0 };
    (solution.unscheduled.iter().map(missing).sum(), solution.late_slots, solution.value())
}

fn from(problem: &Problem, options: &Options<'_>, like: Option<(&Problem, &Solution)>) -> Result<Solution, Vec<Fault>> {
    let faults = validate::faults(problem);
    if !faults.is_empty() {
        return Err(faults);
    }
    let model = Model::new(problem);
    let bound = match options.objective {
        Objective::Makespan => bound::makespan(&model).map(|(value, by)| (u128::from(value), by)),
        Objective::Value => bound::value(&model),
        Objective::Cost => bound::cost(&model),
    };
    let choices: u64 = model.works.iter().map(|work| 16 + work.choices.len() as u64).sum();
    let plans = |work: u64| Stop::After((work / choices.max(1)).clamp(50, 40_000));
    let stop = match options.effort {
        Effort::Default => plans(DEFAULT_WORK),
        Effort::WhatIf => plans(WHAT_IF_WORK),
        Effort::Iterations(most) => Stop::After(most),
        Effort::Until(over) => Stop::When(over),
    };
    let search = Search {
        model: &model,
        objective: options.objective,
        seed: options.seed,
        stop,
        bound: bound.map(|(value, _)| value),
    };
    let warm = like.map(|(old, solution)| genes(problem, &model, old, solution));
    let (plan, iterations) = search.run(warm);
    let mut solution = solution::solution(&model, &plan, options.objective, bound);
    solution.iterations = iterations;
    solution.seed = options.seed;
    solution.is_reproducible = !matches!(options.effort, Effort::Until(_));
    Ok(solution)
}

/// An older solution as a start: its starts as the order, its people where they can still do the work.
fn genes(problem: &Problem, model: &Model, old: &Problem, solution: &Solution) -> Genes {
    let start_by_id: std::collections::BTreeMap<&str, &Assignment> =
        solution.assignments.iter().filter_map(|one| Some((old.tasks.get(one.task)?.id.as_str(), one))).collect();
    let person_by_id: std::collections::BTreeMap<&str, u16> =
        problem.people.iter().zip(0..).map(|(person, at)| (person.id.as_str(), at)).collect();
    let known = |at: usize| start_by_id.get(problem.tasks[at].id.as_str()).copied();
    let person = |at: usize| {
        let id = &old.people.get(known(at)?.person?)?.id;
        let person = *person_by_id.get(id.as_str())?;
        model::Choice::of(&model.works[at].choices, person).map(|choice| choice.person)
    };
    let works = problem.tasks.len();
    let starts: Vec<u64> = (0..works).map(|at| known(at).map_or(u64::MAX, |one| u64::from(one.start))).collect();
    Genes {
        order: order::listed(model, &|at| (u64::MAX - starts[at], 0)),
        person: (0..works).map(|at| person(at).unwrap_or(decode::NOBODY)).collect(),
    }
}
