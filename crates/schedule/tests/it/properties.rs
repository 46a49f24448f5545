//! Many random problems with everything in them: each schedule holds, is the same twice, and never beats its bound.

use quarterdeck_schedule::{
    Budget, Effort, Objective, Options, Person, Problem, Review, Solution, Span, Speed, Task, evaluate, solve, verify,
};

/// Numbers that look random and are the same everywhere (the constants of Knuth's MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

fn person(numbers: &mut Numbers, at: u64) -> Person {
    let skills = [("x", 80), ("y", 60), ("z", 30)].into_iter().filter(|(_, chance)| numbers.chance(*chance));
    let mut skills: std::collections::BTreeMap<String, u32> = skills
        .collect::<Vec<_>>()
        .into_iter()
        .map(|(name, _)| (name.to_owned(), 1 + numbers.below(3) as u32))
        .collect();
    if at == 0 {
        // Somebody can do everything, so that no task is refused.
        skills = ["x", "y", "z"].map(|name| (name.to_owned(), 3)).into();
    }
    let share = |numbers: &mut Numbers| numbers.below(1001) as f64 / 1000.0;
    let calendar = numbers.chance(60).then(|| {
        let first = numbers.below(20) as u32;
        let second = first + 1 + numbers.below(20) as u32;
        vec![
            Span { from: first, to: Some(second), share: share(numbers) },
            Span { from: second + numbers.below(5) as u32, to: None, share: share(numbers) },
        ]
    });
    let speed = 0.3 + numbers.below(1200) as f64 / 1000.0;
    Person {
        id: format!("p{at}"),
        skills,
        calendar,
        cost_per_slot: numbers.below(500) as f64,
        speed: Speed::Same(speed),
        ..Person::default()
    }
}

fn task(numbers: &mut Numbers, at: u64) -> Task {
    let skill = |numbers: &mut Numbers| ["x", "y", "z"][numbers.below(3) as usize].to_owned();
    let after = (0..at).filter(|_| numbers.chance(8)).map(|on| format!("t{on}")).collect();
    let milestone = numbers.chance(6);
    let deadline = numbers.chance(20).then(|| 10 + numbers.below(80) as u32);
    Task {
        id: format!("t{at}"),
        effort: if milestone { 0.0 } else { 0.25 + numbers.below(40) as f64 / 4.0 },
        skill: (!milestone).then(|| skill(numbers)),
        level: 1 + numbers.below(3) as u32,
        after,
        weight: numbers.below(10) as f64,
        earliest: if numbers.chance(20) { numbers.below(30) as u32 } else { 0 },
        deadline,
        hard: deadline.is_some() && numbers.chance(30),
        cost: if numbers.chance(20) { numbers.below(2000) as f64 } else { 0.0 },
        review: (!milestone && numbers.chance(30)).then(|| Review {
            skill: skill(numbers),
            level: 1 + numbers.below(2) as u32,
            effort: 0.5,
            below_level: 1 + numbers.below(3) as u32,
        }),
        ..Task::default()
    }
}

fn random_problem(seed: u64) -> Problem {
    let numbers = &mut Numbers(seed);
    let (people, tasks) = (2 + numbers.below(6), 5 + numbers.below(40));
    let budget =
        |from: u32, numbers: &mut Numbers| Budget { from, to: from + 30, amount: numbers.below(40_000) as f64 };
    Problem {
        slot: "day".to_owned(),
        horizon: numbers.chance(40).then(|| 40 + numbers.below(200) as u32),
        people: (0..people).map(|at| person(numbers, at)).collect(),
        tasks: (0..tasks).map(|at| task(numbers, at)).collect(),
        budgets: if numbers.chance(50) { vec![budget(0, numbers), budget(30, numbers)] } else { Vec::new() },
        ..Problem::default()
    }
}

/// What is lost with the tasks that have no place.
fn missing(problem: &Problem, solution: &Solution) -> f64 {
    let by_value = solution.objective == Objective::Value;
    let lost = |task: usize| 0.001 + if by_value { problem.tasks[task].weight } else { 0.0 };
    solution.unscheduled.iter().map(|one| lost(one.task)).sum()
}

#[test]
fn every_schedule_holds_and_comes_out_the_same_twice() {
    let (mut solved, mut unscheduled, mut reviewed) = (0, 0, 0);
    for seed in 0..60 {
        let problem = random_problem(seed);
        for objective in [Objective::Makespan, Objective::Value, Objective::Cost] {
            let options = Options { objective, seed, effort: Effort::Iterations(60) };
            let Ok(solution) = solve(&problem, &options) else { continue };
            assert_eq!(verify(&problem, &solution), Vec::<String>::new(), "seed {seed}, {objective:?}");
            assert_eq!(solve(&problem, &options).as_ref(), Ok(&solution), "seed {seed}, {objective:?}");
            let again =
                evaluate(&problem, &Options { effort: Effort::Iterations(30), ..options }, (&problem, &solution))
                    .unwrap();
            assert_eq!(verify(&problem, &again), Vec::<String>::new(), "what-if, seed {seed}, {objective:?}");
            let key = |one: &Solution| (missing(&problem, one), one.late_slots, one.value());
            assert!(key(&again) <= key(&solution), "seed {seed}: a what-if that changes nothing is no worse");
            solved += 1;
            unscheduled += usize::from(!solution.unscheduled.is_empty());
            reviewed += usize::from(solution.assignments.iter().any(|one| one.review.is_some()));
        }
    }
    // The problems are of all kinds: this table would otherwise hold nothing.
    assert!(
        solved > 120 && unscheduled > 20 && unscheduled < solved - 20 && reviewed > 40,
        "{solved} {unscheduled} {reviewed}"
    );
}

#[test]
fn more_plans_never_give_a_worse_schedule() {
    for seed in 0..20 {
        let problem = random_problem(1000 + seed);
        let value = |most| {
            let options = Options { objective: Objective::Makespan, seed, effort: Effort::Iterations(most) };
            solve(&problem, &options)
                .map(|solution| (solution.unscheduled.len(), solution.late_slots, solution.makespan))
        };
        if let (Ok(few), Ok(many)) = (value(30), value(400)) {
            assert!(many <= few, "seed {seed}: {many:?} after 400 plans, {few:?} after 30");
        }
    }
}

#[test]
fn a_clock_ends_the_search_and_the_answer_says_so() {
    let problem = random_problem(3);
    let asked = std::cell::Cell::new(0);
    let over = || {
        asked.set(asked.get() + 1);
        asked.get() > 3
    };
    let options = Options { effort: Effort::Until(&over), ..Options::default() };
    let solution = solve(&problem, &options).unwrap();
    assert!(!solution.is_reproducible && solution.iterations < 1000, "{}", solution.iterations);
}
