//! One rule of the format each: calendars, levels, reviews, pins, dates, budgets; and what has no place.

use crate::{problem, solved, told};
use quarterdeck_schedule::{Objective, Problem, Reason};

const ANN: &str = r#"{"id": "ann", "skills": {"x": 1}}"#;

fn case(people: &str, tasks: &str, more: &str) -> Problem {
    problem(&format!(r#"{{"people": [{people}], "tasks": [{tasks}]{more}}}"#))
}

const REVIEWED: &str = r#""review": {"skill": "review", "effort": 1, "below_level": 2}"#;
const JUNIOR: &str = r#"{"id": "jo", "skills": {"x": 1}, "speed": 0.5}, {"id": "cto", "skills": {"review": 1}}"#;

/// (what, people, tasks, more, who does what when). REVIEWED, JUNIOR and ANN stand for the texts above.
#[rustfmt::skip]
const RULES: &[(&str, &str, &str, &str, &str)] = &[
    ("a task ends at a boundary of slots", "ANN", r#"{"id": "t", "effort": 1.5, "skill": "x"}"#, "", "t ann 0-2"),
    ("a milestone takes nobody", "ANN",
        r#"{"id": "t", "effort": 2, "skill": "x"}, {"id": "m", "effort": 0, "after": ["t"]}"#, "", "t ann 0-2, m - 2-2"),
    ("it starts at its earliest slot", "ANN", r#"{"id": "t", "effort": 1, "skill": "x", "earliest": 5}"#, "", "t ann 5-6"),
    ("a gap before is filled", "ANN",
        r#"{"id": "t", "effort": 3, "skill": "x", "earliest": 5, "weight": 9}, {"id": "u", "effort": 4, "skill": "x", "weight": 1}"#,
        "", "u ann 0-4, t ann 5-8"),
    ("ramp-up and a holiday",
        r#"{"id": "ann", "skills": {"x": 1}, "calendar": [{"from": 2, "to": 4, "share": 0.5}, {"from": 6, "share": 1}]}"#,
        r#"{"id": "t", "effort": 3, "skill": "x"}"#, "", "t ann 2-8"),
    ("speed by skill", r#"{"id": "ann", "skills": {"x": 1, "y": 1}, "speed": {"y": 2}}"#,
        r#"{"id": "t", "effort": 4, "skill": "x"}, {"id": "u", "effort": 4, "skill": "y", "after": ["t"]}"#,
        "", "t ann 0-4, u ann 4-6"),
    ("a pin", r#"{"id": "ann", "skills": {"x": 1}}, {"id": "bob", "skills": {"x": 1}, "speed": 0.5}"#,
        r#"{"id": "t", "effort": 2, "skill": "x", "pinned_to": "bob"}"#, "", "t bob 0-4"),
    ("a deadline comes before value", "ANN",
        r#"{"id": "t", "effort": 4, "skill": "x", "weight": 9}, {"id": "u", "effort": 4, "skill": "x", "weight": 1, "deadline": 4}"#,
        "", "u ann 0-4, t ann 4-8"),
    ("a junior's work is looked over, and what follows waits", "JUNIOR",
        r#"{"id": "t", "effort": 1, "skill": "x", REVIEWED}, {"id": "u", "effort": 1, "skill": "x", "after": ["t"]}"#,
        "", "t jo 0-2 review cto 2-3, u jo 3-5"),
    ("one reviewer looks over one thing at a time", r#"JUNIOR, {"id": "al", "skills": {"x": 1}, "speed": 0.5}"#,
        r#"{"id": "t", "effort": 1, "skill": "x", "pinned_to": "jo", "weight": 2, REVIEWED},
           {"id": "u", "effort": 1, "skill": "x", "pinned_to": "al", "weight": 1, REVIEWED}"#,
        "", "t jo 0-2 review cto 2-3, u al 0-2 review cto 3-4"),
    ("who has the level needs no review", r#"{"id": "sam", "skills": {"x": 2}}, {"id": "cto", "skills": {"review": 1}}"#,
        r#"{"id": "t", "effort": 1, "skill": "x", REVIEWED}"#, "", "t sam 0-1"),
    ("a budget moves what it cannot pay to the next quarter", r#"{"id": "ann", "skills": {"x": 1}, "cost_per_slot": 100}"#,
        r#"{"id": "t", "effort": 4, "skill": "x", "weight": 2}, {"id": "u", "effort": 4, "skill": "x", "weight": 1}"#,
        r#", "budgets": [{"from": 0, "to": 10, "amount": 600}]"#, "t ann 0-4, u ann 8-12"),
    ("a lump is due where the task starts", "ANN", r#"{"id": "t", "effort": 2, "skill": "x", "cost": 500}"#,
        r#", "budgets": [{"from": 0, "to": 10, "amount": 499}, {"from": 10, "to": 20, "amount": 500}]"#, "t ann 10-12"),
];

#[test]
fn each_rule_of_the_format() {
    let full = |text: &str| text.replace("ANN", ANN).replace("JUNIOR", JUNIOR).replace("REVIEWED", REVIEWED);
    for (what, people, tasks, more, wanted) in RULES {
        let problem = case(&full(people), &full(tasks), more);
        assert_eq!(told(&problem, &solved(&problem, Objective::Value)).join(", "), *wanted, "{what}");
    }
}

#[test]
fn what_has_no_place_says_why_and_the_rest_is_scheduled() {
    let costly = r#"{"id": "ann", "skills": {"x": 1}, "cost_per_slot": 100}"#;
    let two =
        r#"{"id": "t", "effort": 4, "skill": "x", "weight": 1}, {"id": "u", "effort": 4, "skill": "x", "weight": 5}"#;
    for (what, people, tasks, more, placed, task, reason) in [
        ("the horizon", ANN, two, r#", "horizon": 6"#, "u ann 0-4", 0, Reason::NoCapacity),
        (
            "the budget: what is worth more fits",
            costly,
            two,
            r#", "horizon": 9, "budgets": [{"from": 0, "to": 9, "amount": 400}]"#,
            "u ann 0-4",
            0,
            Reason::OverBudget(0),
        ),
        (
            "a hard deadline",
            ANN,
            r#"{"id": "t", "effort": 4, "skill": "x", "deadline": 3, "hard": true}, {"id": "u", "effort": 1, "skill": "x"}"#,
            "",
            "u ann 0-1",
            0,
            Reason::AfterDeadline(4),
        ),
        (
            "what waits for it",
            ANN,
            r#"{"id": "t", "effort": 9, "skill": "x"}, {"id": "u", "effort": 1, "skill": "x", "after": ["t"]}, {"id": "v", "effort": 2, "skill": "x"}"#,
            r#", "horizon": 5"#,
            "v ann 0-2",
            1,
            Reason::WaitsFor(0),
        ),
    ] {
        let problem = case(people, tasks, more);
        let solution = solved(&problem, Objective::Value);
        assert_eq!(told(&problem, &solution).join(", "), placed, "{what}");
        let found = solution.unscheduled.iter().find(|one| one.task == task).unwrap();
        assert_eq!(found.reason, reason, "{what}");
        assert!(found.sentence(&problem).ends_with('.'), "{what}");
        assert!(solution.bound.is_none(), "{what}: a bound is about all tasks");
    }
}
