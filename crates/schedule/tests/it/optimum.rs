//! Small problems whose best schedule is known: by arithmetic, or by trying every order and every person.

use crate::{problem, solved};
use quarterdeck_schedule::{BoundBy, Objective, Person, Problem, Task};

#[test]
fn problems_solved_by_hand() {
    for (what, json, objective, best) in [
        (
            "five tasks of 3, 3, 2, 2, 2 on two people: 6 and not the 7 of longest first",
            r#"{"people": [{"id": "a", "skills": {"x": 1}}, {"id": "b", "skills": {"x": 1}}],
                "tasks": [{"id": "1", "effort": 3, "skill": "x"}, {"id": "2", "effort": 3, "skill": "x"},
                          {"id": "3", "effort": 2, "skill": "x"}, {"id": "4", "effort": 2, "skill": "x"},
                          {"id": "5", "effort": 2, "skill": "x"}]}"#,
            Objective::Makespan,
            6.0,
        ),
        (
            "a chain of 2, 3, 4 beside a loose 5",
            r#"{"people": [{"id": "a", "skills": {"x": 1}}, {"id": "b", "skills": {"x": 1}}],
                "tasks": [{"id": "1", "effort": 2, "skill": "x"}, {"id": "2", "effort": 3, "skill": "x", "after": ["1"]},
                          {"id": "3", "effort": 4, "skill": "x", "after": ["2"]}, {"id": "4", "effort": 5, "skill": "x"}]}"#,
            Objective::Makespan,
            9.0,
        ),
        (
            "the one expert does the hard task, the junior the easy one at half speed",
            r#"{"people": [{"id": "senior", "skills": {"x": 2}}, {"id": "junior", "skills": {"x": 1}, "speed": 0.5}],
                "tasks": [{"id": "hard", "effort": 6, "skill": "x", "level": 2}, {"id": "easy", "effort": 3, "skill": "x"}]}"#,
            Objective::Makespan,
            6.0,
        ),
        (
            "Smith's rule: 3 x 1 + 5 x (1 + 2) + 1 x (1 + 2 + 3) = 24",
            r#"{"people": [{"id": "a", "skills": {"x": 1}}],
                "tasks": [{"id": "1", "effort": 3, "skill": "x", "weight": 1}, {"id": "2", "effort": 2, "skill": "x", "weight": 5},
                          {"id": "3", "effort": 1, "skill": "x", "weight": 3}]}"#,
            Objective::Value,
            24.0,
        ),
        (
            "money: the slow one is cheaper by 2 x 100 against 1 x 300, and the fixed cost stays",
            r#"{"people": [{"id": "a", "skills": {"x": 1}, "cost_per_slot": 300},
                           {"id": "b", "skills": {"x": 1}, "cost_per_slot": 100, "speed": 0.5}],
                "tasks": [{"id": "1", "effort": 1, "skill": "x", "cost": 50}]}"#,
            Objective::Cost,
            250.0,
        ),
        (
            "money, the other way: a junior whose work a senior must look over costs 200 + 150",
            r#"{"people": [{"id": "a", "skills": {"x": 2}, "cost_per_slot": 300},
                           {"id": "b", "skills": {"x": 1}, "cost_per_slot": 100, "speed": 0.5}],
                "tasks": [{"id": "1", "effort": 1, "skill": "x",
                           "review": {"skill": "x", "level": 2, "effort": 1, "below_level": 2}}]}"#,
            Objective::Cost,
            300.0,
        ),
    ] {
        let problem = problem(json);
        let solution = solved(&problem, objective);
        assert_eq!(solution.value(), best, "{what}");
        assert!(solution.bound.is_some_and(|bound| bound.value <= best), "{what}: {:?}", solution.bound);
    }
}

#[test]
fn bounds_known_by_arithmetic() {
    let smith = r#""tasks": [{"id": "1", "effort": 3, "skill": "x", "weight": 1}, {"id": "2", "effort": 2, "skill": "x", "weight": 5},
                             {"id": "3", "effort": 1, "skill": "x", "weight": 3}]"#;
    let two = r#""tasks": [{"id": "1", "effort": 4, "skill": "x", "weight": 1}, {"id": "2", "effort": 4, "skill": "x", "weight": 1}],
                 "budgets": [{"from": 0, "to": 100, "amount": 400}, {"from": 100, "to": 200, "amount": 400}]"#;
    let paid = r#""cost_per_slot": 100"#;
    let half = r#""calendar": [{"from": 0, "share": 0.5}]"#;
    for (what, person, rest, objective, value, by) in [
        ("one person: Smith's rule is the best there is", "", smith, Objective::Value, 24.0, BoundBy::People(1)),
        (
            "at half time: mean times 1, 4, 9 and half of the shortest durations",
            half,
            smith,
            Objective::Value,
            40.0,
            BoundBy::People(1),
        ),
        ("at half time 12 slots pass", half, smith, Objective::Makespan, 12.0, BoundBy::People(1)),
        ("the second half of the money comes at 100", paid, two, Objective::Value, 100.0, BoundBy::Money),
        ("and nothing can be complete before it starts", paid, two, Objective::Makespan, 100.0, BoundBy::Money),
        ("the cheapest is the only one", paid, two, Objective::Cost, 800.0, BoundBy::Cheapest),
    ] {
        let comma = if person.is_empty() { "" } else { ", " };
        let json = format!(r#"{{"people": [{{"id": "a", "skills": {{"x": 1}}{comma}{person}}}], {rest}}}"#);
        let bound = solved(&problem(&json), objective).bound.unwrap();
        assert!((bound.value - value).abs() < 1e-4 && bound.by == by, "{what}: {bound:?}");
    }
}

/// Tasks on two people, no skills that differ: the best by trying all orders and all splits.
fn exhaustive(efforts: &[u32], weights: &[u32], after: &[Option<usize>]) -> (u32, u32) {
    fn go(
        state: &mut (Vec<u32>, [u32; 2]),
        left: u32,
        case: (&[u32], &[u32], &[Option<usize>]),
        best: &mut (u32, u32),
    ) {
        let (efforts, weights, after) = case;
        if left == 0 {
            let makespan = *state.0.iter().max().unwrap();
            let value = state.0.iter().zip(weights).map(|(end, weight)| end * weight).sum();
            *best = (best.0.min(makespan), best.1.min(value));
            return;
        }
        for task in (0..efforts.len()).filter(|task| left >> task & 1 == 1) {
            if after[task].is_some_and(|on| left >> on & 1 == 1) {
                continue;
            }
            let ready = after[task].map_or(0, |on| state.0[on]);
            for person in 0..2 {
                let (free, end) = (state.1[person], state.1[person].max(ready) + efforts[task]);
                (state.0[task], state.1[person]) = (end, end);
                go(state, left & !(1 << task), case, best);
                state.1[person] = free;
            }
        }
    }
    let mut best = (u32::MAX, u32::MAX);
    go(&mut (vec![0; efforts.len()], [0; 2]), (1 << efforts.len()) - 1, (efforts, weights, after), &mut best);
    best
}

#[test]
fn problems_of_six_tasks_against_trying_everything() {
    for round in 0..12_u32 {
        let number = |at: u32, most: u32| (round * 31 + at * 17 + round * at * 7) % most;
        let efforts: Vec<u32> = (0..6).map(|at| 1 + number(at, 6)).collect();
        let weights: Vec<u32> = (0..6).map(|at| number(at + 3, 5)).collect();
        let after: Vec<Option<usize>> =
            (0..6).map(|at| (at > 0 && number(at, 3) == 0).then(|| number(at + 1, at) as usize)).collect();
        let best = exhaustive(&efforts, &weights, &after);
        let person = |id: &str| Person { id: id.to_owned(), skills: [("x".to_owned(), 1)].into(), ..Person::default() };
        let task = |at: usize| Task {
            id: at.to_string(),
            effort: efforts[at].into(),
            weight: weights[at].into(),
            skill: Some("x".to_owned()),
            level: 1,
            after: after[at].iter().map(ToString::to_string).collect(),
            ..Task::default()
        };
        let problem =
            Problem { people: vec![person("a"), person("b")], tasks: (0..6).map(task).collect(), ..Problem::default() };
        let makespan = solved(&problem, Objective::Makespan);
        let value = solved(&problem, Objective::Value);
        assert_eq!(
            (makespan.makespan, value.value_lost),
            (best.0, f64::from(best.1)),
            "{efforts:?} {weights:?} {after:?}"
        );
    }
}
