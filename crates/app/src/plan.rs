//! `plan`: a scheduling problem from a file, solved and checked.

use crate::Error;
use quarterdeck_base::bound;
use quarterdeck_schedule::{Effort, Options, Problem, Solution, solve, verify};
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

pub use quarterdeck_schedule::Objective as PlanObjective;

/// How a solved plan is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanFormat {
    /// A table with totals and the bound.
    Text,
    /// Everything, version 1.
    Json,
    /// One row for each task.
    Csv,
}

/// How far to search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PlanEffort {
    /// A number of plans that goes by the size of the problem.
    Default,
    /// So many plans.
    Iterations(u64),
    /// So long; another run may find another answer.
    Seconds(f64),
}

/// What to solve and how.
#[derive(Debug, Clone, Copy)]
pub struct PlanRequest<'a> {
    /// The problem's file.
    pub file: &'a Path,
    /// What is made small.
    pub objective: PlanObjective,
    /// How far to search.
    pub effort: PlanEffort,
    /// Start of the random numbers.
    pub seed: u64,
}

/// A problem with its schedule.
#[derive(Debug)]
pub struct SolvedPlan {
    problem: Problem,
    solution: Solution,
}

/// Reads a problem, solves it, and checks the answer by other means than those that made it.
pub fn solve_plan(request: &PlanRequest<'_>) -> Result<SolvedPlan, Error> {
    let shown = request.file.display();
    let problem = read(request.file)?;
    let from = Instant::now();
    let time = match request.effort {
        PlanEffort::Seconds(seconds) => Duration::try_from_secs_f64(seconds)
            .map_err(|_| Error::usage(format!("--seconds {seconds}: a number of seconds above 0 is wanted")))?,
        _ => Duration::ZERO,
    };
    let over = || from.elapsed() >= time;
    let effort = match request.effort {
        PlanEffort::Default => Effort::Default,
        PlanEffort::Iterations(most) => Effort::Iterations(most),
        PlanEffort::Seconds(_) => Effort::Until(&over),
    };
    let options = Options { objective: request.objective, seed: request.seed, effort };
    let solution = solve(&problem, &options).map_err(|faults| {
        let sentences: Vec<String> = faults.iter().map(ToString::to_string).collect();
        Error::input(format!("{shown}: {}", sentences.join(" ")))
    })?;
    let wrong = verify(&problem, &solution);
    match wrong.first() {
        Some(first) => Err(Error::internal(format!("{shown}: the schedule does not hold: {first}."))),
        None => Ok(SolvedPlan { problem, solution }),
    }
}

fn read(file: &Path) -> Result<Problem, Error> {
    let shown = file.display();
    let unreadable = |error: std::io::Error| Error::input(format!("{shown} could not be read: {error}."));
    let mut text = String::new();
    let open = std::fs::File::open(file).map_err(unreadable)?;
    open.take(bound::PLAN_BYTES + 1).read_to_string(&mut text).map_err(unreadable)?;
    if text.len() as u64 > bound::PLAN_BYTES {
        return Err(Error::input(format!("{shown} is larger than {} bytes: it is not read.", bound::PLAN_BYTES)));
    }
    serde_json::from_str(&text).map_err(|error| {
        Error::input(format!("{shown} is not a problem to solve: {error}. The format: docs/reference/plan-solve.md."))
    })
}

impl SolvedPlan {
    /// The schedule in a format.
    pub fn bytes(&self, format: PlanFormat) -> Result<Vec<u8>, Error> {
        use quarterdeck_report::schedule;
        let mut bytes = Vec::new();
        match format {
            PlanFormat::Text => bytes = schedule::text(&self.problem, &self.solution).into_bytes(),
            PlanFormat::Json => {
                serde_json::to_writer_pretty(&mut bytes, &schedule::json(&self.problem, &self.solution))
                    .map_err(Error::internal)?;
                bytes.push(b'\n');
            }
            PlanFormat::Csv => {
                schedule::csv(&self.problem, &self.solution, &mut bytes).map_err(Error::internal)?;
            }
        }
        Ok(bytes)
    }
}
