//! `quarterdeck roadmap what-if` and `quarterdeck roadmap status`: what a change comes to, and where milestones stand when
//! the code has changed.

use crate::support::{Answer, Machine};
use quarterdeck_testkit::{CommitRecipe, Recipe, TestRepository};
use serde_json::{Value, json};
use std::path::Path;

const BRIEF: &str = r#"
schema = 1
[company]
name = "Shop"
currency = "EUR"
[plan]
start = 2024-07-01
months = 12
[[problem]]
id = "P1"
title = "Prices are wrong"
consequence = "Customers leave"
cost_per_month = [20000, 40000]
scope = ["src/**"]
themes = ["reliability", "change-cost", "delivery"]
[[goal]]
id = "G1"
title = "Sell abroad"
metric = "countries"
target = 3
date = 2025-03-31
weight = 5
value_per_month = [5000, 9000]
themes = ["security", "growth"]
[[person]]
id = "dev"
role = "Developer"
skills = { javascript = "medior", tests = "medior", delivery = "medior", security = "medior" }
days_per_week = 5
cost_per_day = 400
[[person]]
id = "senior"
role = "Senior developer, to be hired"
skills = { javascript = "senior", tests = "senior", delivery = "senior", security = "senior" }
days_per_week = 5
hire = true
from = 2024-09-02
cost_per_day = 500
[cto]
rate_per_day = 1000
phases = [{ from = 2024-07-01, days_per_week = 1 }]
skills = { architecture = "senior", security = "senior", delivery = "senior" }
"#;

/// A function with so many branches, one inside the other.
fn knot(name: &str) -> String {
    let open: String = (0..7).map(|at| format!("{}if (x > {at}) {{\n", "  ".repeat(at + 1))).collect();
    let close: String =
        (0..7).rev().map(|at| format!("{}}} else {{ {name}({at}); }}\n", "  ".repeat(at + 1))).collect();
    format!("export function {name}(x) {{\n{open}{close}  return {name}(x);\n}}\n")
}

/// A shop whose price code is changed every week and has no test.
fn shop() -> Recipe {
    Recipe::new()
        .commit("start", |c| c.write("README.md", "# Shop\n").write("package.json", "{\"name\":\"shop\"}\n"))
        .commits(14, |at, c| {
            c.author("Ann Lee", "ann@shop.example");
            c.write("src/price.js", format!("{}export const rate = {at};\n", knot("price"))).message("change prices");
        })
}

struct Desk {
    machine: Machine,
    brief: String,
}

impl Desk {
    fn new() -> Self {
        let machine = Machine::new();
        let brief = machine.path("brief.toml");
        std::fs::write(&brief, BRIEF).unwrap();
        Self { brief: brief.display().to_string(), machine }
    }

    fn ask(&self, repository: &Path, more: &[&str]) -> Answer {
        let repository = repository.to_str().unwrap();
        let start = ["roadmap", "what-if", repository, "--name=shop", "--as-of=2024-06-30", "--brief", &self.brief];
        self.machine.run(&[&start, more].concat())
    }

    fn saved(&self, repository: &TestRepository) -> (String, Value) {
        let (out, path) = (self.machine.path("out"), repository.path().to_str().unwrap());
        let arguments = [
            "audit",
            path,
            "--name=shop",
            "--as-of=2024-06-30",
            "--brief",
            &self.brief,
            "--out",
            out.to_str().unwrap(),
        ];
        assert_eq!(self.machine.run(&arguments).code, Some(0));
        let file = out.join("roadmap.json");
        (file.display().to_string(), serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap())
    }

    fn status(&self, repository: &Path, roadmap: &str, more: &[&str]) -> Answer {
        let repository = repository.to_str().unwrap();
        self.machine.run(&[&["roadmap", "status", repository, "--name=shop", "--roadmap", roadmap], more].concat())
    }
}

#[test]
fn a_change_of_nothing_changes_nothing() {
    let (desk, shop) = (Desk::new(), shop().build());
    let answer = desk.ask(shop.path(), &["--hire=senior=2024-09-02", "--format=json"]).json();
    assert!(answer["sentence"].as_str().unwrap().ends_with("nothing changes by a week or more."), "{answer}");
    let moves = answer["initiatives"].as_array().unwrap();
    assert!(!moves.is_empty());
    assert!(moves.iter().all(|one| one["plan"] == one["scenario"] && one["weeks_later"] == 0), "{moves:#?}");
    assert_eq!(answer["money"]["plan"], answer["money"]["scenario"]);
}

#[test]
fn changes_are_told_in_a_sentence_and_a_table() {
    let (desk, shop) = (Desk::new(), shop().build());
    for (change, start, part) in [
        (
            &["--hire=senior=none"][..],
            "If the senior developer is not hired, one initiative leaves the plan",
            "Leaves the plan",
        ),
        (&["--drop=G1"], "If G1 is given up,", "given up"),
        (&["--cto-days-a-week=2"], "If the CTO gives 2 days a week instead of 1 day a week throughout,", "the CTO"),
        (
            &["--cto-days-a-week=2025-01-01=0.5"],
            "If the CTO gives 0.5 days a week instead of 1 day a week from 2025-01-01 on,",
            "",
        ),
        (&["--budget=2024-Q4=1000"], "If the budget of 2024-Q4 is EUR 1,000 instead of no limit,", ""),
        (&["--extra=dev=2024-10-01"], "If one more person like the developer starts on 2024-10-01,", "work of dev-2"),
        (&["--exclude=track-errors", "--pin=security-policy=2024-12-31"], "If \u{201c}", "\u{201d} is not done"),
    ] {
        let text = desk.ask(shop.path(), change).done().text();
        assert!(text.starts_with(start) && text.contains(part), "{change:?} wanted {start:?}, {part:?}\n{text}");
        assert_eq!(text, desk.ask(shop.path(), change).text(), "{change:?}");
    }
}

#[test]
fn changes_that_mean_nothing_are_refused() {
    let desk = Desk::new();
    // No audit is made before.
    for (more, part) in [
        (&[][..], "nothing is changed"),
        (&["--hire=boss=none"], "Nobody in the brief has the id \"boss\": there is senior."),
        (&["--hire=dev=none"], "\"dev\" works there already"),
        (&["--hire=senior=2031-01-01"], "2031-01-01 is outside the plan"),
        (&["--extra=boss=2024-10-01"], "there is dev, senior."),
        (&["--drop=G9"], "has the id \"G9\": there is P1, G1."),
        (&["--exclude=fame"], "There is no play \"fame\""),
        (&["--budget=2031-Q1=5"], "2031-Q1 is outside the plan"),
        (&["--drop=G9", "--exclude=fame"], "There is no play \"fame\""),
    ] {
        desk.ask(Path::new("nowhere"), more).refused(2, part);
    }
    for (more, part) in [
        (&["--hire=senior"][..], "an equals sign is missing"),
        (&["--hire=senior=soon"], "\"soon\" is no day"),
        (&["--budget=2024=5"], "is no quarter"),
        (&["--budget=2024-Q4=-5"], "a whole amount"),
        (&["--cto-days-a-week=6"], "from 0 to 5"),
        (&["--cto-days-a-week=1", "--cto-days-a-month=1"], "cannot be used with"),
    ] {
        desk.ask(Path::new("nowhere"), more).misused(part);
    }
}

fn milestones(answer: &Value) -> impl Iterator<Item = (&str, &str)> {
    answer["milestones"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["id"].as_str().unwrap(), one["state"].as_str().unwrap()))
}

fn state<'a>(answer: &'a Value, id: &str) -> &'a str {
    milestones(answer).find(|(known, _)| known.starts_with(id)).map_or("absent", |(_, state)| state)
}

fn with_policy(c: &mut CommitRecipe) -> &mut CommitRecipe {
    c.write("SECURITY.md", "# Security policy\n\nWrite to security@shop.example to report a vulnerability.\n")
}

#[test]
fn what_was_done_is_reached_and_what_was_not_is_late() {
    let (desk, before) = (Desk::new(), shop().build());
    let (roadmap, saved) = desk.saved(&before);
    assert_eq!(saved["schema"], "1.1");
    // Titles of work say the problem in words; what it is for does too, with the code behind.
    let page = std::fs::read_to_string(desk.machine.path("out/roadmap.en.md")).unwrap();
    assert!(page.contains("(Prices are wrong)") && page.contains("For \"Prices are wrong\" (P1)"), "{page}");
    assert_eq!(page.matches("(P1)").count(), page.matches("For \"Prices are wrong\" (P1)").count(), "{page}");
    let planned = saved["initiatives"].as_array().unwrap().iter().filter(|one| !one["planned"].is_null()).count();
    let at = |repository: &TestRepository, day: &str| {
        desk.status(repository.path(), &roadmap, &[&format!("--as-of={day}"), "--format=json"]).json()
    };
    // The same code on the day of the plan: nothing is asked for yet.
    let today = at(&before, "2024-06-30");
    assert_eq!(milestones(&today).count(), planned);
    assert_eq!(state(&today, "security-policy"), "on-track", "{today:#}");
    assert!(milestones(&today).all(|(_, state)| ["on-track", "unknown", "reached"].contains(&state)), "{today:#}");
    // The same code a year later.
    let later = at(&before, "2025-06-30");
    assert_eq!(state(&later, "security-policy"), "late", "{later:#}");
    // A policy was written.
    let after = shop().commit("say whom to tell", with_policy).build();
    let later = at(&after, "2025-06-30");
    assert_eq!(state(&later, "security-policy"), "reached", "{later:#}");
    assert_ne!(later["commits"], later["commits_at_start"]);
    let text = desk.status(after.path(), &roadmap, &["--as-of=2025-06-30"]).done().text();
    assert!(text.starts_with("shop: ") && text.contains("\nreached\n") && text.contains("met"), "{text}");
    let page = desk.status(after.path(), &roadmap, &["--as-of=2025-06-30", "--format=markdown"]).done().text();
    assert!(page.starts_with("# shop: roadmap on 2025-06-30\n") && page.contains("## Reached"), "{page}");
}

#[test]
fn a_roadmap_from_anybody_is_read_with_care() {
    let (desk, shop) = (Desk::new(), shop().build());
    let (_, saved) = desk.saved(&shop);
    let ask = |roadmap: &str| {
        let file = desk.machine.path("other.json");
        std::fs::write(&file, roadmap).unwrap();
        desk.status(shop.path(), file.to_str().unwrap(), &["--as-of=2024-06-30"])
    };
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut other = saved.clone();
        change(&mut other);
        other.to_string()
    };
    let first = saved["initiatives"].as_array().unwrap().iter().position(|one| !one["planned"].is_null()).unwrap();
    for (roadmap, part) in [
        ("[".to_owned(), "it is no roadmap.json"),
        ("{}".to_owned(), "missing field `schema`"),
        ("[".repeat(100_000), "it is no roadmap.json"),
        (changed(&|one| one["schema"] = json!("2.0")), "its schema is \"2.0\", and this version reads schema 1"),
        (changed(&|one| one["initiatives"] = json!(5)), "invalid type"),
        (
            changed(&|one| one["commits"] = json!([{"repository": "other", "commit": "0"}])),
            "the roadmap is about other",
        ),
        (
            changed(&|one| one["initiatives"][first]["planned"]["start"] = json!("2024-02-31")),
            "\"2024-02-31\" is no day",
        ),
        (changed(&|one| one["initiatives"][first]["place"]["kind"] = json!("moon")), "no kind of place \"moon\""),
        (
            changed(&|one| {
                let indicator = one["initiatives"][first]["indicators"][0].clone();
                one["initiatives"][first]["indicators"] = json!(vec![indicator; 5_001]);
            }),
            "more than 5000 indicators",
        ),
    ] {
        ask(&roadmap).refused(3, part);
    }
    // Names that paint the terminal are shown; a place that is not said and a measure of tomorrow make figures unknown.
    let odd = changed(&|one| {
        let initiative = &mut one["initiatives"][first];
        initiative["title"]["en"] = json!("\u{1b}[2Jgone");
        initiative["place"] = Value::Null;
        initiative["indicators"] = json!([{"measure": "fame", "checks": [], "place": "place", "start": null,
            "comparator": "at-least", "target": 1}]);
    });
    let text = ask(&odd).done().text();
    assert!(text.contains("\\u{1b}[2Jgone") && text.contains("this version does not know the measure"), "{text}");
    desk.status(shop.path(), "nowhere.json", &[]).refused(3, "nowhere.json: ");
}
