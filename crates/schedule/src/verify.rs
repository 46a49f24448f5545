//! Is a solution what it says? Checked from the problem alone, by definitions and not by the means that made it: no code
//! is shared with decoder, calendar or model, so that a fault of theirs does not hide itself.

use crate::problem::{Budget, Person, Problem, Task};
use crate::solution::{Assignment, Solution};
use std::collections::BTreeMap;

/// Sums of decimals are not exact: figures agree when they differ by less than this share.
const CLOSE: f64 = 1e-9;

/// The format counts in thousandths.
fn thousandth(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

/// Everything in the solution that breaks a rule of the problem or does not add up; empty when it is right.
pub fn verify(problem: &Problem, solution: &Solution) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut by_id: BTreeMap<&str, &Assignment> = BTreeMap::new();
    let mut seen = vec![0; problem.tasks.len()];
    for one in &solution.assignments {
        by_id.insert(&problem.tasks[one.task].id, one);
        seen[one.task] += 1;
    }
    for one in &solution.unscheduled {
        seen[one.task] += 1;
    }
    for (task, times) in problem.tasks.iter().zip(seen) {
        if times != 1 {
            wrong.push(format!("{:?} has {times} places or reasons", task.id));
        }
    }
    for one in &solution.assignments {
        task(problem, one, &by_id, &mut wrong);
    }
    overlaps(problem, solution, &mut wrong);
    for (at, budget) in problem.budgets.iter().enumerate() {
        let spent = spent(problem, solution, Some(budget));
        let amount = thousandth(budget.amount);
        if spent > amount + CLOSE * (1.0 + amount) || !close(spent, solution.spent[at]) {
            wrong.push(format!("budget {at}: {spent} is spent of {}, told is {}", budget.amount, solution.spent[at]));
        }
    }
    totals(problem, solution, &mut wrong);
    wrong
}

fn task(problem: &Problem, one: &Assignment, by_id: &BTreeMap<&str, &Assignment>, wrong: &mut Vec<String>) {
    let task = &problem.tasks[one.task];
    let mut say = |what: String| wrong.push(format!("{:?}: {what}", task.id));
    if one.start < task.earliest {
        say(format!("starts at {}, before {}", one.start, task.earliest));
    }
    for before in &task.after {
        match by_id.get(before.as_str()) {
            None => say(format!("starts without {before:?}")),
            Some(other) if other.complete > one.start => say(format!("starts before {before:?} is complete")),
            Some(_) => {}
        }
    }
    if task.hard && task.deadline.is_some_and(|deadline| one.complete > deadline) {
        say("is complete after its hard deadline".to_owned());
    }
    if problem.horizon.is_some_and(|horizon| one.complete > horizon) {
        say("is complete after the horizon".to_owned());
    }
    match one.person.and_then(|person| problem.people.get(person)) {
        None if thousandth(task.effort) > 0.0 => say("nobody does it".to_owned()),
        None if one.end != one.start || one.complete != one.end => say("a milestone takes time".to_owned()),
        None => {}
        Some(person) => {
            done_by(task, person, one, &mut say);
            review(problem, task, person, one, &mut say);
        }
    }
}

fn done_by(task: &Task, person: &Person, one: &Assignment, say: &mut dyn FnMut(String)) {
    let skill = task.skill.as_deref().unwrap_or_default();
    if person.skills.get(skill).is_none_or(|level| *level < task.level) {
        say(format!("{:?} cannot do it", person.id));
    }
    if task.pinned_to.as_ref().is_some_and(|pinned| *pinned != person.id) {
        say(format!("is pinned to another than {:?}", person.id));
    }
    takes(person, skill, task.effort, (one.start, one.end), say);
}

fn review(problem: &Problem, task: &Task, person: &Person, one: &Assignment, say: &mut dyn FnMut(String)) {
    let level = task.skill.as_ref().and_then(|skill| person.skills.get(skill)).copied().unwrap_or_default();
    let wanted = task.review.as_ref().filter(|review| level < review.below_level);
    match (wanted, &one.review) {
        (None, None) if one.complete == one.end => {}
        (None, None) => say(format!("is complete at {}, and its work ends at {}", one.complete, one.end)),
        (Some(wanted), Some(place)) => {
            let reviewer = &problem.people[place.person];
            if reviewer.skills.get(&wanted.skill).is_none_or(|level| *level < wanted.level) {
                say(format!("{:?} cannot review it", reviewer.id));
            }
            if reviewer.id == person.id || place.start < one.end || one.complete != place.end {
                say("is not reviewed by another after the work".to_owned());
            }
            takes(reviewer, &wanted.skill, wanted.effort, (place.start, place.end), say);
        }
        _ => say("a review is missing, or nobody asked for one".to_owned()),
    }
}

/// The work is done at the end, and was not one slot before.
fn takes(person: &Person, skill: &str, effort: f64, (start, end): (u32, u32), say: &mut dyn FnMut(String)) {
    let counted = |value: f64| (value * 1000.0).round() as u64;
    // Capacity comes in thousandths of a slot; a part of one is taken whole.
    let need = (counted(effort) * 1000).div_ceil(counted(person.speed.of(skill)).max(1)).max(1);
    let given = |until: u32| counted(capacity(person, start, until));
    if given(end) < need {
        say(format!("{:?} gives {} of {need} thousandths until {end}", person.id, given(end)));
    }
    if end <= start || given(end - 1) >= need {
        say(format!("{:?} is done before {end}", person.id));
    }
}

/// Slots that somebody gives from one slot to another.
fn capacity(person: &Person, from: u32, to: u32) -> f64 {
    let Some(spans) = &person.calendar else { return f64::from(to.saturating_sub(from)) };
    let inside = |start: u32, end: Option<u32>| end.unwrap_or(u32::MAX).min(to).saturating_sub(start.max(from));
    spans.iter().map(|span| f64::from(inside(span.from, span.to)) * thousandth(span.share)).sum()
}

/// Who is taken from when to when.
fn taken(solution: &Solution) -> Vec<(usize, u32, u32, usize)> {
    let work = solution.assignments.iter().filter_map(|one| Some((one.person?, one.start, one.end, one.task)));
    let review = solution.assignments.iter().filter_map(|one| {
        let place = one.review?;
        Some((place.person, place.start, place.end, one.task))
    });
    work.chain(review).collect()
}

fn overlaps(problem: &Problem, solution: &Solution, wrong: &mut Vec<String>) {
    let mut times = taken(solution);
    times.sort_unstable();
    for pair in times.windows(2) {
        if pair[0].0 == pair[1].0 && pair[1].1 < pair[0].2 {
            let who = &problem.people[pair[0].0].id;
            let (first, second) = (&problem.tasks[pair[0].3].id, &problem.tasks[pair[1].3].id);
            wrong.push(format!("{who:?} does {first:?} and {second:?} at the same time"));
        }
    }
}

/// Money spent, of all or within one budget.
fn spent(problem: &Problem, solution: &Solution, budget: Option<&Budget>) -> f64 {
    let (from, to) = budget.map_or((0, u32::MAX), |budget| (budget.from, budget.to));
    let started = solution.assignments.iter().filter(|one| from <= one.start && one.start < to);
    let due: f64 = started.map(|one| thousandth(problem.tasks[one.task].cost)).sum();
    let time = taken(solution).into_iter().map(|(person, start, end, _)| {
        let person = &problem.people[person];
        thousandth(person.cost_per_slot) * capacity(person, start.max(from), end.min(to))
    });
    due + time.sum::<f64>()
}

fn totals(problem: &Problem, solution: &Solution, wrong: &mut Vec<String>) {
    let tasks = || solution.assignments.iter().map(|one| (one, &problem.tasks[one.task]));
    let makespan = tasks().map(|(one, _)| one.complete).max().unwrap_or(0);
    let lost: f64 = tasks().map(|(one, task)| thousandth(task.weight) * f64::from(one.complete)).sum();
    let late =
        tasks().map(|(one, task)| u64::from(one.complete.saturating_sub(task.deadline.unwrap_or(u32::MAX)))).sum();
    let cost = spent(problem, solution, None);
    for (what, told, found) in [
        ("makespan", f64::from(solution.makespan), f64::from(makespan)),
        ("value lost", solution.value_lost, lost),
        ("cost", solution.cost, cost),
    ] {
        if !close(told, found) {
            wrong.push(format!("{what}: told {told}, found {found}"));
        }
    }
    if solution.late_slots != late {
        wrong.push(format!("slots past deadlines: told {}, found {late}", solution.late_slots));
    }
    if let Some(bound) = &solution.bound
        && solution.value() < bound.value - CLOSE * (1.0 + bound.value)
    {
        wrong.push(format!("{} is below the bound of {}", solution.value(), bound.value));
    }
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= CLOSE * (1.0 + one.abs().max(other.abs()))
}
