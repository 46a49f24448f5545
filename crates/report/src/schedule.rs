//! A schedule: a table for the terminal, `plan-solve` version 1 as JSON, rows as CSV.

use crate::escape::visible;
use crate::facts_csv::{Cell, Format, write_rows};
use crate::words::{grouped, plural};
use quarterdeck_base::round_to;
use quarterdeck_schedule::{Assignment, BoundBy, Objective, Problem, Solution};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Version of the JSON form; additions keep it.
const VERSION: u64 = 1;

const COLUMNS: &[&str] = &[
    "task",
    "name",
    "person",
    "start",
    "end",
    "reviewer",
    "review_start",
    "review_end",
    "complete",
    "deadline",
    "late_slots",
    "unscheduled_reason",
];

/// The stable name of an objective.
fn objective(objective: Objective) -> &'static str {
    match objective {
        Objective::Makespan => "makespan",
        Objective::Value => "value",
        Objective::Cost => "cost",
    }
}

fn bound_by(by: BoundBy) -> &'static str {
    match by {
        BoundBy::Chain => "chain",
        BoundBy::People(_) => "people",
        BoundBy::Cheapest => "cheapest",
        BoundBy::Money => "money",
    }
}

fn late(problem: &Problem, one: &Assignment) -> u32 {
    problem.tasks[one.task].deadline.map_or(0, |deadline| one.complete.saturating_sub(deadline))
}

/// The whole solution.
pub fn json(problem: &Problem, solution: &Solution) -> Value {
    let person = |at: usize| problem.people[at].id.as_str();
    let task = |one: &Assignment| {
        json!({
            "id": problem.tasks[one.task].id,
            "person": one.person.map(person),
            "start": one.start,
            "end": one.end,
            "review": one.review.map(|at| json!({"person": person(at.person), "start": at.start, "end": at.end})),
            "complete": one.complete,
            "late_slots": late(problem, one),
        })
    };
    let unscheduled = solution
        .unscheduled
        .iter()
        .map(|one| json!({"id": problem.tasks[one.task].id, "reason": one.sentence(problem)}));
    let people = problem.people.iter().zip(&solution.loads).map(|(person, load)| {
        json!({"id": person.id, "used": round_to(load.used, 3), "available": round_to(load.available, 3)})
    });
    let budgets = problem.budgets.iter().zip(&solution.spent).map(|(budget, spent)| {
        json!({"from": budget.from, "to": budget.to, "amount": budget.amount, "spent": round_to(*spent, 3)})
    });
    json!({
        "version": VERSION,
        "name": problem.name,
        "slot": problem.slot,
        "objective": objective(solution.objective),
        "reproducible": solution.is_reproducible,
        "iterations": solution.iterations,
        "seed": solution.seed,
        "makespan": solution.makespan,
        "value_lost": round_to(solution.value_lost, 3),
        "cost": round_to(solution.cost, 3),
        "late_slots": solution.late_slots,
        "bound": solution.bound.map(|bound| json!({
            "value": round_to(bound.value, 3),
            "by": bound_by(bound.by),
            "people": match bound.by { BoundBy::People(people) => Some(people), _ => None },
            "gap": bound.gap.map(|gap| round_to(gap, 4)),
        })),
        "bound_missing": match solution.bound {
            Some(_) => None,
            None => Some("a bound is about all tasks, and some have no place"),
        },
        "tasks": solution.assignments.iter().map(task).collect::<Vec<_>>(),
        "unscheduled": unscheduled.collect::<Vec<_>>(),
        "people": people.collect::<Vec<_>>(),
        "budgets": budgets.collect::<Vec<_>>(),
    })
}

/// One row for each task: those with a place by start, then the others with their reason.
pub fn csv(problem: &Problem, solution: &Solution, out: &mut impl Write) -> io::Result<()> {
    let person = |at: Option<usize>| Cell::or_unknown(at, |at| Cell::text(&problem.people[at].id));
    let slot = |slot: Option<u32>| Cell::or_unknown(slot, |slot| Cell::Whole(slot.into()));
    let name = |task: usize| Cell::or_unknown(problem.tasks[task].name.as_deref(), Cell::text);
    let placed = solution.assignments.iter().map(|one| {
        vec![
            Cell::text(&problem.tasks[one.task].id),
            name(one.task),
            person(one.person),
            slot(Some(one.start)),
            slot(Some(one.end)),
            person(one.review.map(|review| review.person)),
            slot(one.review.map(|review| review.start)),
            slot(one.review.map(|review| review.end)),
            slot(Some(one.complete)),
            slot(problem.tasks[one.task].deadline),
            slot(Some(late(problem, one))),
            Cell::Unknown,
        ]
    });
    let unscheduled = solution.unscheduled.iter().map(|one| {
        let mut row = vec![Cell::text(&problem.tasks[one.task].id), name(one.task)];
        row.resize(9, Cell::Unknown);
        row.extend([slot(problem.tasks[one.task].deadline), Cell::Unknown, Cell::Text(one.sentence(problem))]);
        row
    });
    write_rows(COLUMNS, Format::Csv, placed.chain(unscheduled), out)
}

/// A table and what it is worth, ready to print.
pub fn text(problem: &Problem, solution: &Solution) -> String {
    let mut out = String::new();
    if let Some(name) = &problem.name {
        let _ = writeln!(out, "{}\n", visible(name));
    }
    table(&mut out, problem, solution);
    if !solution.unscheduled.is_empty() {
        let (placed, all) = (solution.assignments.len() as u64, plural(problem.tasks.len() as u64, "task", "tasks"));
        let _ = writeln!(out, "\nNo place: {} of {all} fit", grouped(placed));
        for one in &solution.unscheduled {
            let _ = writeln!(out, "  {}  {}", visible(&problem.tasks[one.task].id), visible(&one.sentence(problem)));
        }
    }
    out.push('\n');
    totals(&mut out, problem, solution);
    out
}

fn table(out: &mut String, problem: &Problem, solution: &Solution) {
    let head = ["task", "person", "start", "end", "review", "complete", ""].map(str::to_owned);
    let rows = solution.assignments.iter().map(|one| {
        let task = &problem.tasks[one.task];
        let name = |at: usize| {
            let person = &problem.people[at];
            visible(person.name.as_deref().unwrap_or(&person.id)).into_owned()
        };
        let late = match (late(problem, one), task.deadline) {
            (0, _) | (_, None) => String::new(),
            (late, Some(deadline)) => format!("{late} after its deadline of {deadline}"),
        };
        [
            visible(task.name.as_deref().unwrap_or(&task.id)).into_owned(),
            one.person.map_or("-".to_owned(), name),
            one.start.to_string(),
            one.end.to_string(),
            one.review.map_or(String::new(), |at| format!("{} {}-{}", name(at.person), at.start, at.end)),
            one.complete.to_string(),
            late,
        ]
    });
    let rows: Vec<[String; 7]> = std::iter::once(head).chain(rows).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..7).map(width).collect();
    for row in &rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate().filter(|(column, _)| widths[*column] > 0) {
            let fill = " ".repeat(widths[column] - cell.chars().count());
            // Numbers to the right, words to the left.
            let numeric = matches!(column, 2 | 3 | 5);
            let _ = if numeric { write!(line, "{fill}{cell}  ") } else { write!(line, "{cell}{fill}  ") };
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
}

fn totals(out: &mut String, problem: &Problem, solution: &Solution) {
    let slot = visible(&problem.slot);
    let money = |value: f64| round_to(value, 2);
    let _ = writeln!(out, "makespan    {} ({slot})", solution.makespan);
    let _ = writeln!(out, "value lost  {}", money(solution.value_lost));
    let _ = writeln!(out, "cost        {}", money(solution.cost));
    if solution.late_slots > 0 {
        let _ = writeln!(out, "late        {} after deadlines, summed", plural(solution.late_slots, "slot", "slots"));
    }
    for (budget, spent) in problem.budgets.iter().zip(&solution.spent) {
        let (from, to) = (budget.from, budget.to);
        let _ = writeln!(out, "budget      {} of {} spent, slots {from} to {to}", money(*spent), money(budget.amount));
    }
    let what = objective(solution.objective);
    let _ = match solution.bound {
        None => writeln!(out, "bound       none: a bound is about all tasks, and some have no place"),
        Some(bound) => {
            let gap = match bound.gap {
                Some(gap) if gap <= 0.0 => "no schedule is better".to_owned(),
                Some(gap) => format!("this one is at most {} % above the best", round_to(gap * 100.0, 1)),
                None => "the distance to the best is not known".to_owned(),
            };
            writeln!(out, "bound       {what} {}: {}; {gap}", money(bound.value), reason(bound.by))
        }
    };
    let told = if solution.is_reproducible {
        format!("seed {} gives the same again", solution.seed)
    } else {
        "ended by the clock: not reproducible".to_owned()
    };
    let _ = writeln!(out, "searched    {}, {what}; {told}", plural(solution.iterations, "plan", "plans"));
}

fn reason(by: BoundBy) -> String {
    match by {
        BoundBy::Chain => "tasks that wait for each other take that long".to_owned(),
        BoundBy::People(people) => format!("work that only {} can do", plural(people.into(), "person", "people")),
        BoundBy::Cheapest => "each task done by whom it costs least".to_owned(),
        BoundBy::Money => "what the budgets can pay by when".to_owned(),
    }
}
