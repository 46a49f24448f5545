//! How long a what-if takes: a roadmap of 60 tasks and 12 people with calendars, reviews, deadlines and budgets, changed in
//! 40 ways. `cargo run --release -p quarterdeck-schedule --example what_if` prints the median and the slowest.

#![allow(clippy::print_stdout, reason = "an example that prints what it measured")]

use quarterdeck_schedule::{
    Budget, Effort, Options, Person, Problem, Review, Span, Speed, Task, evaluate, solve, verify,
};
use std::time::Instant;

const SKILLS: [&str; 4] = ["java", "test", "cloud", "security"];

fn person(at: u32) -> Person {
    let levels = SKILLS.iter().zip(0..).filter(|(_, skill)| at == 0 || !(at + skill).is_multiple_of(3));
    let mut skills: std::collections::BTreeMap<String, u32> =
        levels.map(|(name, skill)| ((*name).to_owned(), if at == 0 { 3 } else { 1 + (at * 7 + skill) % 3 })).collect();
    if at < 3 {
        skills.insert("review".to_owned(), 1);
    }
    // Six weeks of work, one off; the share that is left for the roadmap differs. The last two are hired later.
    let hired = if at >= 10 { 60 * (at - 9) } else { 0 };
    let weeks = (0..12).map(|turn| 35 * turn).filter(|from| *from >= hired);
    let share = 0.3 + 0.1 * f64::from(at % 6);
    let calendar = weeks.map(|from| Span { from, to: Some(from + 30), share }).collect::<Vec<_>>();
    let later = Span { from: 420, to: None, share };
    Person {
        id: format!("p{at}"),
        skills,
        cost_per_slot: f64::from(300 + 50 * (at % 9)),
        calendar: Some(calendar.into_iter().chain([later]).collect()),
        speed: Speed::Same(if at.is_multiple_of(4) { 0.6 } else { 1.0 }),
        ..Person::default()
    }
}

fn task(at: u32) -> Task {
    Task {
        id: format!("t{at}"),
        effort: f64::from(4 + at * 13 % 30) / 2.0,
        skill: Some(SKILLS[at as usize % 4].to_owned()),
        level: 1 + at % 2,
        after: (1..4)
            .filter(|back| at >= 5 * back && (at + back).is_multiple_of(3))
            .map(|back| format!("t{}", at - 5 * back))
            .collect(),
        weight: f64::from(50 + at * 97 % 800),
        deadline: at.is_multiple_of(7).then_some(120 + at),
        cost: if at.is_multiple_of(5) { 3000.0 } else { 0.0 },
        review: at.is_multiple_of(3).then(|| Review {
            skill: "review".to_owned(),
            level: 1,
            effort: 1.0,
            below_level: 3,
        }),
        ..Task::default()
    }
}

fn main() {
    let budget = |quarter: u32| Budget { from: quarter * 65, to: quarter * 65 + 65, amount: 90_000.0 };
    let problem = Problem {
        slot: "day".to_owned(),
        people: (0..12).map(person).collect(),
        tasks: (0..60).map(task).collect(),
        budgets: (0..6).map(budget).collect(),
        ..Problem::default()
    };
    let solution = solve(&problem, &Options::default()).expect("because the problem has no faults");
    let options = Options { effort: Effort::WhatIf, ..Options::default() };
    let mut times_ms: Vec<f64> = (0..40_usize)
        .map(|turn| {
            let mut changed = problem.clone();
            match turn % 4 {
                0 => changed.tasks[turn].weight *= 3.0,
                1 => changed.people[turn % 12].speed = Speed::Same(0.8),
                2 => changed.budgets[turn % 6].amount = 60_000.0,
                _ => changed.tasks[turn].earliest = 100,
            }
            let start = Instant::now();
            let answer =
                evaluate(&changed, &options, (&problem, &solution)).expect("because the problem has no faults");
            let time_ms = start.elapsed().as_secs_f64() * 1000.0;
            assert!(verify(&changed, &answer).is_empty() && answer.unscheduled.is_empty());
            time_ms
        })
        .collect();
    times_ms.sort_by(f64::total_cmp);
    println!("40 what-ifs: median {:.0} ms, slowest {:.0} ms", times_ms[20], times_ms[39]);
}
