//! What is wrong with a problem, all at once: each fault a sentence that says what, where, and what to do.

use crate::problem::{Person, Problem, Review, Span, Speed, Task};
use quarterdeck_base::bound;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Most money, value or effort of one entry; keeps all sums within whole numbers.
const MAX_AMOUNT: f64 = 1e12;
/// Fastest and slowest person.
const SPEED: std::ops::RangeInclusive<f64> = 0.001..=1000.0;

/// One thing that is wrong with a problem, as a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(pub(crate) String);

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

struct Faults(Vec<Fault>);

impl Faults {
    fn add(&mut self, sentence: String) {
        self.0.push(Fault(sentence));
    }

    fn number(&mut self, what: &str, key: &str, value: f64, most: f64) {
        if !(0.0..=most).contains(&value) {
            self.add(format!("{what}: {key} is {value}; a number from 0 to {most} is wanted."));
        }
    }
}

/// Everything that is wrong; empty when the problem can be solved.
pub(crate) fn faults(problem: &Problem) -> Vec<Fault> {
    let mut faults = Faults(Vec::new());
    sizes(problem, &mut faults);
    if !faults.0.is_empty() {
        return faults.0;
    }
    people(problem, &mut faults);
    tasks(problem, &mut faults);
    for (at, budget) in problem.budgets.iter().enumerate() {
        let what = format!("budget {}", at + 1);
        faults.number(&what, "amount", budget.amount, MAX_AMOUNT);
        window(&what, budget.from, Some(budget.to), &mut faults);
    }
    if faults.0.is_empty() {
        cycles(problem, &mut faults);
        hands(problem, &mut faults);
    }
    let listed = bound::PLAN_FAULTS as usize;
    let more = faults.0.len().saturating_sub(listed);
    if more > 0 {
        faults.0.truncate(listed);
        faults.add(format!("There are {more} more faults."));
    }
    faults.0
}

fn sizes(problem: &Problem, faults: &mut Faults) {
    if problem.tasks.is_empty() {
        faults.add("There is no task: add one to \"tasks\".".to_owned());
    }
    if problem.people.is_empty() {
        faults.add("There is nobody to do the work: add somebody to \"people\".".to_owned());
    }
    for (what, size, most) in
        [("tasks", problem.tasks.len(), bound::PLAN_TASKS), ("people", problem.people.len(), bound::PLAN_PEOPLE)]
    {
        if size as u64 > most {
            faults.add(format!("There are {size} {what}: a plan takes at most {most}."));
        }
    }
    if problem.horizon.is_some_and(|horizon| horizon == 0 || u64::from(horizon) > bound::PLAN_SLOTS) {
        faults.add(format!("The horizon is a number of slots from 1 to {}.", bound::PLAN_SLOTS));
    }
}

fn window(what: &str, from: u32, to: Option<u32>, faults: &mut Faults) {
    if to.is_some_and(|to| to <= from) {
        faults
            .add(format!("{what}: from {from} to {} holds no slot; \"to\" comes after \"from\".", to.unwrap_or(from)));
    }
    if u64::from(from.max(to.unwrap_or(0))) > bound::PLAN_SLOTS {
        faults.add(format!("{what}: a plan spans at most {} slots.", bound::PLAN_SLOTS));
    }
}

fn people(problem: &Problem, faults: &mut Faults) {
    let mut ids = BTreeSet::new();
    for person in &problem.people {
        let what = format!("Person {:?}", person.id);
        if !ids.insert(&person.id) {
            faults.add(format!("{what} is there twice: ids of people are unique."));
        }
        faults.number(&what, "cost_per_slot", person.cost_per_slot, MAX_AMOUNT);
        for skill in person.skills.iter().filter(|(_, level)| **level == 0).map(|(skill, _)| skill) {
            faults.add(format!(
                "{what}: level 0 of {skill:?} is no level; levels start at 1, leave out what is not known."
            ));
        }
        calendar(&what, person.calendar.as_deref().unwrap_or_default(), faults);
        speed(&what, person, faults);
    }
    let horizon = crate::model::horizon(problem);
    let has_time = |person: &Person| {
        let spans = person.calendar.as_deref();
        spans.is_none_or(|spans| spans.iter().any(|span| span.share > 0.0 && span.from < horizon))
    };
    if faults.0.is_empty() && !problem.people.iter().any(has_time) {
        faults.add("Nobody has any capacity before the horizon: give somebody a share above 0.".to_owned());
    }
}

fn calendar(what: &str, spans: &[Span], faults: &mut Faults) {
    for span in spans {
        if !(0.0..=1.0).contains(&span.share) {
            let (share, from) = (span.share, span.from);
            faults.add(format!("{what}: the share from slot {from} is {share}; a number from 0 to 1 is wanted."));
        }
        window(&format!("{what}, calendar"), span.from, span.to, faults);
    }
    let mut sorted: Vec<(u32, u32)> = spans.iter().map(|span| (span.from, span.to.unwrap_or(u32::MAX))).collect();
    sorted.sort_unstable();
    if let Some(pair) = sorted.windows(2).find(|pair| pair[1].0 < pair[0].1) {
        let slot = pair[1].0;
        faults.add(format!("{what}: two entries of the calendar hold slot {slot}; let one end where the next starts."));
    }
}

fn speed(what: &str, person: &Person, faults: &mut Faults) {
    let factors: Vec<(&str, f64)> = match &person.speed {
        Speed::Same(factor) => vec![("all skills", *factor)],
        Speed::BySkill(factors) => factors.iter().map(|(skill, factor)| (skill.as_str(), *factor)).collect(),
    };
    for (skill, factor) in factors {
        if !SPEED.contains(&factor) {
            let (least, most) = (SPEED.start(), SPEED.end());
            faults.add(format!("{what}: speed {factor} for {skill} is not between {least} and {most}."));
        }
        if matches!(person.speed, Speed::BySkill(_)) && !person.skills.contains_key(skill) {
            faults.add(format!("{what}: a speed is given for {skill:?}, which is not among the skills."));
        }
    }
}

fn tasks(problem: &Problem, faults: &mut Faults) {
    let mut ids = BTreeSet::new();
    let known: BTreeSet<&String> = problem.tasks.iter().map(|task| &task.id).collect();
    let people: BTreeSet<&String> = problem.people.iter().map(|person| &person.id).collect();
    for task in &problem.tasks {
        let what = format!("Task {:?}", task.id);
        if !ids.insert(&task.id) {
            faults.add(format!("{what} is there twice: ids of tasks are unique."));
        }
        faults.number(&what, "effort", task.effort, bound::PLAN_SLOTS as f64);
        faults.number(&what, "weight", task.weight, MAX_AMOUNT);
        faults.number(&what, "cost", task.cost, MAX_AMOUNT);
        for missing in task.after.iter().filter(|id| !known.contains(id)) {
            faults.add(format!("{what} comes after {missing:?}, and there is no such task."));
        }
        if u64::from(task.earliest.max(task.deadline.unwrap_or(0))) > bound::PLAN_SLOTS {
            faults.add(format!("{what}: earliest and deadline are slots up to {}.", bound::PLAN_SLOTS));
        }
        if task.hard && task.deadline.is_none() {
            faults.add(format!("{what}: \"hard\" without a deadline; add one or leave it out."));
        }
        if let Some(missing) = task.pinned_to.as_ref().filter(|id| !people.contains(id)) {
            faults.add(format!("{what} is pinned to {missing:?}, and there is no such person."));
        }
        if task.level == 0 {
            faults.add(format!("{what}: level 0 is no level; levels start at 1."));
        }
        work(&what, task, faults);
    }
}

/// Work takes a skill, a milestone takes nothing.
fn work(what: &str, task: &Task, faults: &mut Faults) {
    if task.is_milestone() {
        if task.skill.is_some() || task.pinned_to.is_some() || task.review.is_some() {
            faults.add(format!("{what} has effort 0, so it takes nobody: leave out skill, pinned_to and review."));
        }
    } else if task.skill.is_none() {
        faults.add(format!("{what} has effort and no skill: name the skill that it takes."));
    }
    if let Some(review) = &task.review {
        faults.number(&format!("{what}, review"), "effort", review.effort, bound::PLAN_SLOTS as f64);
        if review.is_empty() {
            faults.add(format!("{what}: its review has effort 0; leave the review out."));
        }
        if review.level == 0 {
            faults.add(format!("{what}, review: level 0 is no level; levels start at 1."));
        }
    }
}

/// Prerequisites that go in a circle, named.
fn cycles(problem: &Problem, faults: &mut Faults) {
    let at: BTreeMap<&str, usize> = problem.tasks.iter().enumerate().map(|(at, task)| (task.id.as_str(), at)).collect();
    let after: Vec<Vec<usize>> =
        problem.tasks.iter().map(|task| task.after.iter().map(|id| at[id.as_str()]).collect()).collect();
    let mut before = vec![Vec::new(); after.len()];
    after.iter().enumerate().for_each(|(at, on)| on.iter().for_each(|on| before[*on].push(at)));
    let mut waits: Vec<usize> = after.iter().map(Vec::len).collect();
    let mut free: Vec<usize> = (0..waits.len()).filter(|at| waits[*at] == 0).collect();
    let mut left: BTreeSet<usize> = (0..after.len()).collect();
    while let Some(at) = free.pop() {
        left.remove(&at);
        for next in &before[at] {
            waits[*next] -= 1;
            if waits[*next] == 0 {
                free.push(*next);
            }
        }
    }
    let mut told = BTreeSet::new();
    for start in left.iter().copied() {
        let mut way = vec![start];
        let circle = loop {
            let last = way[way.len() - 1];
            let Some(next) = after[last].iter().copied().find(|on| left.contains(on)) else { break Vec::new() };
            if let Some(back) = way.iter().position(|seen| *seen == next) {
                break way.split_off(back);
            }
            way.push(next);
        };
        if circle.is_empty() || circle.iter().any(|at| told.contains(at)) {
            continue;
        }
        told.extend(circle.iter().copied());
        let names: Vec<String> =
            circle.iter().chain(circle.first()).map(|at| format!("{:?}", problem.tasks[*at].id)).collect();
        faults
            .add(format!("Tasks wait for each other: {}; take one of these out of \"after\".", names.join(" after ")));
    }
}

/// Tasks that nobody can do or review.
fn hands(problem: &Problem, faults: &mut Faults) {
    let mut missing: BTreeMap<(&str, u32), (usize, &str)> = BTreeMap::new();
    for task in &problem.tasks {
        let Some(skill) = task.skill.as_deref() else { continue };
        let doers: Vec<&Person> = problem.people.iter().filter(|person| task.can_be_done_by(person)).collect();
        if !doers.is_empty() {
            if let Some(review) = &task.review
                && !doers.iter().any(|doer| reviewed(problem, task, review, doer))
            {
                faults.add(format!(
                    "Task {:?} must be reviewed by somebody else with {:?} at level {}, and nobody else has it: hire a reviewer.",
                    task.id, review.skill, review.level
                ));
            }
        } else if let Some(pinned) = &task.pinned_to {
            faults.add(format!(
                "Task {:?} is pinned to {pinned:?}, who does not have {skill:?} at level {}.",
                task.id, task.level
            ));
        } else {
            missing.entry((skill, task.level)).or_insert((0, &task.id)).0 += 1;
        }
    }
    for ((skill, level), (tasks, example)) in missing {
        let best = problem.people.iter().filter_map(|person| person.skills.get(skill)).max();
        let best = best.map_or("nobody has it".to_owned(), |best| format!("the best level is {best}"));
        let wanted = if tasks == 1 { "1 task needs".to_owned() } else { format!("{tasks} tasks need") };
        faults.add(format!(
            "{wanted} {skill:?} at level {level} and {best}: hire somebody with it, or train one (task {example:?})."
        ));
    }
}

fn reviewed(problem: &Problem, task: &Task, review: &Review, doer: &Person) -> bool {
    !task.needs_review_of(doer)
        || problem.people.iter().any(|other| other.id != doer.id && review.can_be_done_by(other))
}
