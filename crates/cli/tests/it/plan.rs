//! `quarterdeck plan solve`: the documented example, the formats, what is refused.

use crate::support::{Answer, Machine, rows};
use serde_json::{Value, json};

const PAGE: &str = include_str!("../../../../docs/reference/plan-solve.md");
const EXAMPLE: &str = include_str!("../../../../docs/reference/plan-solve-example.json");

fn solve(machine: &Machine, problem: &str, more: &[&str]) -> Answer {
    let file = machine.path("problem.json");
    std::fs::write(&file, problem).unwrap();
    machine.run(&[&["plan", "solve", file.to_str().unwrap()], more].concat())
}

#[test]
fn the_page_shows_what_is_printed() {
    let machine = Machine::new();
    let text = solve(&machine, EXAMPLE, &[]).done().text();
    assert!(
        PAGE.contains(&format!(
            "```console\n$ quarterdeck plan solve docs/reference/plan-solve-example.json\n{text}```"
        )),
        "{text}"
    );
    assert!(PAGE.contains(&format!("```json\n{EXAMPLE}```")));
    let answer = solve(&machine, EXAMPLE, &["--format=json"]).json();
    for key in answer.as_object().unwrap().keys() {
        assert!(PAGE.contains(&format!("`{key}`")), "{key} is not documented");
    }
}

#[test]
fn formats_agree_and_runs_are_the_same() {
    let machine = Machine::new();
    for objective in ["value", "makespan", "cost"] {
        let more = |format: &'static str| [format!("--objective={objective}"), format!("--format={format}")];
        let run = |format| {
            let more = more(format);
            solve(&machine, EXAMPLE, &[&more[0], &more[1], "--iterations=300"]).done().stdout.clone()
        };
        assert_eq!(run("json"), run("json"), "{objective}");
        let answer: Value = serde_json::from_slice(&run("json")).unwrap();
        assert_eq!((&answer["objective"], &answer["reproducible"]), (&json!(objective), &json!(true)));
        let table = rows(&run("csv"));
        let tasks = answer["tasks"].as_array().unwrap();
        assert_eq!(table.len(), tasks.len() + answer["unscheduled"].as_array().unwrap().len());
        for (row, task) in table.iter().zip(tasks) {
            assert_eq!((json!(row["task"]), &row["complete"]), (task["id"].clone(), &task["complete"].to_string()));
        }
    }
}

#[test]
fn a_clock_ends_the_search_and_the_answer_says_so() {
    let machine = Machine::new();
    // Without a bound nothing but the clock ends it.
    let problem = EXAMPLE.replace("\"horizon\": 260", "\"horizon\": 100");
    let text = solve(&machine, &problem, &["--seconds=0.05"]).done().text();
    assert!(
        text.contains("not reproducible") && text.contains("No place: ") && text.contains("bound       none"),
        "{text}"
    );
}

#[test]
fn names_cannot_paint_the_terminal() {
    let machine = Machine::new();
    let problem = json!({"name": "\u{1b}[2J", "slot": "\u{202e}", "people": [{"id": "a\u{1b}", "skills": {"x": 1}}],
        "tasks": [{"id": "t\u{1b}]0;x\u{7}", "effort": 1, "skill": "x"}]});
    let text = solve(&machine, &problem.to_string(), &[]).done().text();
    assert!(!text.chars().any(|one| (one.is_control() && one != '\n') || one == '\u{202e}'), "{text:?}");
}

#[test]
fn what_cannot_be_solved_is_refused_in_sentences() {
    let machine = Machine::new();
    let circle =
        EXAMPLE.replace("\"effort\": 8, \"skill\": \"ci\"", "\"effort\": 8, \"skill\": \"ci\", \"after\": [\"net\"]");
    for (problem, part) in [
        ("[", "is not a problem to solve: EOF"),
        ("{\"people\": [], \"tasks\": [], \"colour\": 1}", "unknown field `colour`"),
        ("{\"people\": [], \"tasks\": []}", "There is no task: add one to \"tasks\". There is nobody"),
        (circle.as_str(), "Tasks wait for each other: \"ci\" after \"net\" after \"ci\""),
        (&EXAMPLE.replace("\"share\": 0.6", "\"share\": -0.6"), "the share from slot 0 is -0.6"),
        (&EXAMPLE.replace("\"ci\": 1", "\"cd\": 1"), "needs \"ci\" at level 1 and nobody has it: hire"),
    ] {
        solve(&machine, problem, &[]).refused(3, part);
    }
    machine.run(&["plan", "solve", "nowhere.json"]).refused(3, "could not be read");
    for (more, part) in [
        (&["--seconds=0"][..], "a number of seconds"),
        (&["--seconds=1", "--iterations=5"], "cannot be used with"),
        (&["--objective=fame"], "makespan, value, cost"),
        (&["--iterations=0"], "is not in 1.."),
    ] {
        solve(&machine, EXAMPLE, more).misused(part);
    }
}
