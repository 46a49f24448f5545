//! The room from outside: problems in the documented format, and what comes out.

#![allow(clippy::unwrap_used, reason = "a test fails with what it met")]

mod faults;
mod optimum;
mod properties;
mod rules;
mod verifier;

use quarterdeck_schedule::{Effort, Objective, Options, Problem, Solution, solve, verify};

/// A problem as people write it.
fn problem(json: &str) -> Problem {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}: {json}"))
}

/// Solves; the answer must hold.
fn solved(problem: &Problem, objective: Objective) -> Solution {
    let solution =
        solve(problem, &Options { objective, effort: Effort::Iterations(2_000), ..Options::default() }).unwrap();
    assert_eq!(verify(problem, &solution), Vec::<String>::new());
    solution
}

/// `task person start-end` of each task, by start.
fn told(problem: &Problem, solution: &Solution) -> Vec<String> {
    let line = |one: &quarterdeck_schedule::Assignment| {
        let who = |at: usize| problem.people[at].id.as_str();
        let mut line = format!("{} {}", problem.tasks[one.task].id, one.person.map_or("-", who));
        line += &format!(" {}-{}", one.start, one.end);
        if let Some(review) = one.review {
            line += &format!(" review {} {}-{}", who(review.person), review.start, review.end);
        }
        line
    };
    solution.assignments.iter().map(line).collect()
}
