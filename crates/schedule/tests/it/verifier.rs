//! The verifier finds what is wrong: planted faults, one at a time.

use crate::{problem, solved};
use quarterdeck_schedule::{Objective, ReviewPlace, Solution, verify};

#[test]
fn planted_faults_are_found() {
    let problem = problem(
        r#"{"horizon": 40,
            "people": [{"id": "a", "skills": {"x": 2}, "cost_per_slot": 10}, {"id": "b", "skills": {"x": 1}, "speed": 0.5},
                       {"id": "c", "skills": {"y": 1}}],
            "tasks": [{"id": "0", "effort": 4, "skill": "x", "level": 2, "earliest": 1, "weight": 1},
                      {"id": "1", "effort": 2, "skill": "x", "after": ["0"], "pinned_to": "b",
                       "review": {"skill": "y", "effort": 1, "below_level": 2}},
                      {"id": "2", "effort": 3, "skill": "x", "level": 2, "deadline": 20, "hard": true},
                      {"id": "3", "effort": 0, "after": ["1"]}],
            "budgets": [{"from": 0, "to": 40, "amount": 70}]}"#,
    );
    let right = solved(&problem, Objective::Value);
    type Harm = fn(&mut Solution);
    fn of(solution: &mut Solution, task: usize) -> &mut quarterdeck_schedule::Assignment {
        solution.assignments.iter_mut().find(|one| one.task == task).unwrap()
    }
    let harms: [(&str, Harm); 14] = [
        ("before 1", |s| of(s, 0).start = 0),
        ("cannot do it", |s| of(s, 2).person = Some(1)),
        ("pinned to another", |s| of(s, 1).person = Some(0)),
        ("before \"0\" is complete", |s| of(s, 1).start = 0),
        ("thousandths until", |s| of(s, 0).end -= 1),
        ("is done before", |s| of(s, 0).end += 1),
        ("review is missing", |s| of(s, 1).review = None),
        ("not reviewed by another after", |s| {
            of(s, 1).review.as_mut().unwrap().start -= 1;
        }),
        ("cannot review it", |s| of(s, 1).review = of(s, 1).review.map(|at| ReviewPlace { person: 0, ..at })),
        ("at the same time", |s| {
            let first = *of(s, 0);
            *of(s, 2) = quarterdeck_schedule::Assignment {
                start: first.start,
                end: first.start + 3,
                complete: first.start + 3,
                ..*of(s, 2)
            };
        }),
        ("after its hard deadline", |s| of(s, 2).complete = 21),
        ("0 places or reasons", |s| {
            s.assignments.retain(|one| one.task != 3);
        }),
        ("budget 0", |s| s.spent[0] += 1.0),
        ("makespan: told", |s| s.makespan += 1),
    ];
    for (part, harm) in harms {
        let mut wrong = right.clone();
        harm(&mut wrong);
        let found = verify(&problem, &wrong).join("\n");
        assert!(found.contains(part), "wanted {part:?}: {found}");
    }
}
