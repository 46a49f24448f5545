//! What cannot be scheduled is refused with sentences that say what, where and what to do; all of them at once.

use quarterdeck_schedule::{Options, Problem, solve};

fn refused(people: &str, tasks: &str, more: &str) -> String {
    let json = format!(r#"{{"people": [{people}], "tasks": [{tasks}]{more}}}"#);
    let problem: Problem = match serde_json::from_str(&json) {
        Ok(problem) => problem,
        Err(error) => return error.to_string(),
    };
    let faults = solve(&problem, &Options::default()).unwrap_err();
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

const ANN: &str = r#"{"id": "ann", "skills": {"x": 2}}"#;
const TASK: &str = r#"{"id": "t", "effort": 1, "skill": "x"}"#;

/// (people, tasks, more, part of the sentence). ANN and TASK stand for the texts above.
const FAULTS: &[(&str, &str, &str, &str)] = &[
    ("ANN", "", "", "There is no task"),
    ("", "TASK", "", "There is nobody to do the work"),
    (
        "ANN",
        r#"{"id": "t", "effort": 1, "skill": "x", "after": ["u"]}, {"id": "u", "effort": 1, "skill": "x", "after": ["t"]}"#,
        "",
        r#"wait for each other: "t" after "u" after "t""#,
    ),
    ("ANN", r#"{"id": "t", "effort": 1, "skill": "x", "after": ["t"]}"#, "", r#""t" after "t""#),
    (
        "ANN",
        r#"{"id": "t", "effort": 1, "skill": "x", "after": ["z"]}"#,
        "",
        r#"comes after "z", and there is no such task"#,
    ),
    ("ANN", r#"{"id": "t", "effort": 1, "skill": "y"}"#, "", r#"1 task needs "y" at level 1 and nobody has it: hire"#),
    ("ANN", r#"{"id": "t", "effort": 1, "skill": "x", "level": 3}"#, "", "the best level is 2: hire"),
    (
        "ANN",
        r#"{"id": "t", "effort": 1, "skill": "x", "pinned_to": "bob"}"#,
        "",
        r#"pinned to "bob", and there is no such person"#,
    ),
    ("ANN", r#"{"id": "t", "effort": 1, "skill": "x", "level": 3, "pinned_to": "ann"}"#, "", "does not have"),
    ("ANN", r#"{"id": "t", "effort": 1}"#, "", "no skill"),
    ("ANN", r#"{"id": "t", "effort": 0, "skill": "x"}"#, "", "effort 0, so it takes nobody"),
    ("ANN", r#"{"id": "t", "effort": -1, "skill": "x"}"#, "", "effort is -1"),
    ("ANN", r#"{"id": "t", "effort": 1e9, "skill": "x"}"#, "", "effort is 1000000000"),
    ("ANN", r#"{"id": "t", "effort": 1, "skill": "x", "hard": true}"#, "", "\"hard\" without a deadline"),
    ("ANN", r#"{"id": "t", "effort": 1, "skill": "x", "colour": 1}"#, "", "unknown field `colour`"),
    (
        "ANN",
        r#"{"id": "t", "effort": 1, "skill": "x", "review": {"skill": "x", "effort": 1, "below_level": 3}}"#,
        "",
        "hire a reviewer",
    ),
    ("ANN", "TASK, TASK", "", "is there twice"),
    ("ANN, ANN", "TASK", "", "is there twice"),
    (r#"{"id": "ann", "skills": {"x": 0}}"#, "TASK", "", "levels start at 1"),
    (
        r#"{"id": "ann", "skills": {"x": 1}, "calendar": [{"from": 0, "share": -0.5}]}"#,
        "TASK",
        "",
        "share from slot 0 is -0.5",
    ),
    (r#"{"id": "ann", "skills": {"x": 1}, "calendar": []}"#, "TASK", "", "Nobody has any capacity"),
    (
        r#"{"id": "ann", "skills": {"x": 1}, "calendar": [{"from": 5, "to": 5, "share": 1}]}"#,
        "TASK",
        "",
        "holds no slot",
    ),
    (
        r#"{"id": "ann", "skills": {"x": 1}, "calendar": [{"from": 0, "share": 1}, {"from": 5, "share": 1}]}"#,
        "TASK",
        "",
        "hold slot 5",
    ),
    (r#"{"id": "ann", "skills": {"x": 1}, "speed": 0}"#, "TASK", "", "speed 0"),
    (r#"{"id": "ann", "skills": {"x": 1}, "speed": {"y": 1}}"#, "TASK", "", "not among the skills"),
    (r#"{"id": "ann", "skills": {"x": 1}, "cost_per_slot": -1}"#, "TASK", "", "cost_per_slot is -1"),
    ("ANN", "TASK", r#", "budgets": [{"from": 0, "to": 9, "amount": -1}]"#, "amount is -1"),
    ("ANN", "TASK", r#", "budgets": [{"from": 9, "to": 9, "amount": 1}]"#, "holds no slot"),
    ("ANN", "TASK", r#", "horizon": 0"#, "horizon is a number of slots"),
];

#[test]
fn each_fault_is_a_sentence() {
    let full = |text: &str| text.replace("ANN", ANN).replace("TASK", TASK);
    for (people, tasks, more, part) in FAULTS {
        let text = refused(&full(people), &full(tasks), more);
        assert!(text.contains(part), "wanted {part:?}: {text}");
    }
}

#[test]
fn all_faults_are_told_at_once() {
    let text = refused(
        r#"{"id": "a", "skills": {"x": 0}, "cost_per_slot": -2}"#,
        r#"{"id": "t", "effort": -1, "skill": "x"}, {"id": "t", "effort": 1, "skill": "x", "after": ["none"]}"#,
        "",
    );
    assert_eq!(text.lines().count(), 5, "{text}");
}
