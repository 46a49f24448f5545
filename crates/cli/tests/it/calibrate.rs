//! `quarterdeck plan calibrate`: the documented example, and what is refused.

use crate::support::{Answer, Machine};
use serde_json::json;

const GUIDE: &str = include_str!("../../../../docs/guides/calibrate.md");
const ROADMAP: &str = include_str!("../../../../docs/examples/past-roadmap.json");
const ACTUALS: &str = include_str!("../../../../docs/examples/past-roadmap-actuals.csv");

fn calibrate(machine: &Machine, table: &str, more: &[&str]) -> Answer {
    let (roadmap, actuals) = (machine.path("roadmap.json"), machine.path("actuals.csv"));
    std::fs::write(&roadmap, ROADMAP).unwrap();
    std::fs::write(&actuals, table).unwrap();
    let files = [roadmap.to_str().unwrap(), "--actuals", actuals.to_str().unwrap()];
    machine.run(&[&["plan", "calibrate"], &files[..], more].concat())
}

#[test]
fn the_guide_shows_what_is_printed() {
    let machine = Machine::new();
    let text = calibrate(&machine, ACTUALS, &["--as-of=2027-12-31"]).done().text();
    assert!(GUIDE.contains(&format!("```text\n{text}```")), "{text}");
    // What `--help` shows of it.
    let help = machine.run(&["plan", "calibrate", "--help"]).text();
    for line in help.lines().skip_while(|line| !line.starts_with("It prints")).skip(1) {
        assert!(text.contains(line.trim_end()), "{line:?} is not printed:\n{text}");
    }
    let answer = calibrate(&machine, ACTUALS, &["--as-of=2027-12-31", "--format=json"]).json();
    assert_eq!(answer["levels"][0]["due"], json!(12), "{answer:#}");
    for key in answer.as_object().unwrap().keys() {
        assert!(GUIDE.contains(&format!("`{key}`")), "{key} is not documented");
    }
}

#[test]
fn tables_that_cannot_be_are_refused() {
    let machine = Machine::new();
    for (table, part) in [
        ("id,finished\n", "the table has no row"),
        ("id,finished\nfame,2027-02-01\nglory,\n", "line 2: no roadmap has \"fame\"; line 3: no roadmap has \"glory\""),
        ("id,finished\ntrack-errors,2026-12-31\n", "before its roadmap starts (2027-01-04)"),
        ("id,finished\ntrack-errors,2028-02-01\n", "after the day of the table (2027-12-31)"),
        ("id,finished\ntrack-errors,\ntrack-errors,\n", "lines 2 and 3 are both about \"track-errors\""),
        ("what\nx\n", "there is no column \"what\""),
    ] {
        calibrate(&machine, table, &["--as-of=2027-12-31"]).refused(3, part);
    }
    calibrate(&machine, ACTUALS, &[]).misused("--as-of");
    calibrate(&machine, ACTUALS, &["--as-of=soon"]).misused("\"soon\" is no day");
    let odd = "id,finished\n\u{1b}[2J,\n";
    let answer = calibrate(&machine, odd, &["--as-of=2027-12-31"]);
    assert!(!answer.stderr.contains('\u{1b}'), "{answer:?}");
}
