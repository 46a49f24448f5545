//! `--new-since`: what is new, what moved, what was copied, and what the gate then looks at.

use crate::support::{AS_OF, Machine, file, with};
use quarterdeck_testkit::{Recipe, TestRepository};
use serde_json::Value;
use std::collections::BTreeSet;

/// A function that is hard to follow, with a body that tells it from others.
fn knot(name: &str, call: &str) -> String {
    let depth = 7;
    let open: String = (0..depth).map(|at| format!("{}if (x > {at}) {{\n", "  ".repeat(at + 1))).collect();
    let close: String =
        (0..depth).rev().map(|at| format!("{}}} else {{ {call}({at}); }}\n", "  ".repeat(at + 1))).collect();
    format!("export function {name}(x) {{\n{open}{close}  return {call}(x);\n}}\n\n").repeat(1)
}

/// Enough plain code that one more knot is one more finding, and none of the other checks has an opinion about it.
fn start() -> Recipe {
    Recipe::new().commit("start", |c| {
        c.write("README.md", "# Shop\n").write("src/old.js", knot("old", "f")).write("src/moved.js", knot("moved", "g"))
    })
}

fn head(recipe: Recipe) -> TestRepository {
    recipe.build()
}

/// Functions that are new, by name, in the order of names.
fn new_functions(audit: &Value) -> BTreeSet<String> {
    let findings = audit["findings"].as_array().unwrap().iter();
    let new = findings.filter(|finding| finding["new"] == true && finding["check"] == "DEB-02");
    new.map(|finding| {
        format!("{}:{}", finding["scope"]["path"].as_str().unwrap(), finding["scope"]["name"].as_str().unwrap())
    })
    .collect()
}

#[test]
fn only_what_the_change_brought_is_new() {
    type Change = fn(&mut quarterdeck_testkit::CommitRecipe) -> &mut quarterdeck_testkit::CommitRecipe;
    let table: [(&str, Change, &[&str]); 6] = [
        ("nothing", |c| c.write("README.md", "# The shop\n"), &[]),
        ("a new function", |c| c.write("src/fresh.js", knot("fresh", "h")), &["src/fresh.js:fresh"]),
        ("a file moved", |c| c.rename("src/moved.js", "lib/elsewhere.js"), &[]),
        (
            "a file moved and its function edited",
            |c| c.remove("src/moved.js").write("lib/moved.js", knot("moved", "g").replace("x > 3", "x > 33")),
            &[],
        ),
        ("edited in place", |c| c.write("src/old.js", knot("old", "f").replace("x > 3", "x >= 3")), &[]),
        ("a copy beside the original", |c| c.write("a/copy.js", knot("old", "f")), &["a/copy.js:old"]),
    ];
    for (what, change, new) in table {
        let repository = head(start().tag("base").commit("change", change));
        let machine = Machine::new();
        let audit = machine.audit(repository.path(), &[AS_OF, "--new-since=base"]);
        let expected: BTreeSet<String> = new.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(new_functions(&audit), expected, "{what}");
        assert_eq!(audit["compared"]["since"], "base", "{what}");
        let counted = audit["findings"].as_array().unwrap().iter().filter(|finding| finding["new"] == true).count();
        assert_eq!(audit["compared"]["new_listed"], counted, "{what}");
    }
}

#[test]
fn the_gate_looks_at_new_findings_only() {
    let machine = Machine::new();
    let repository = head(start().tag("base").commit("readme", |c| c.write("README.md", "# The shop, again\n")));
    let audit = |more: &[&str]| machine.run(&with(repository.path(), "audit", more)).code;
    assert_eq!(audit(&["--fail-on=low"]), Some(1), "there are findings");
    assert_eq!(audit(&["--fail-on=low", "--new-since=base"]), Some(0), "and all are old");
    let text = machine.run(&with(repository.path(), "audit", &["--new-since=base"])).done().text();
    assert!(text.contains("No new findings since base"), "{text}");
    let worse = head(start().tag("base").commit("knot", |c| c.write("src/fresh.js", knot("fresh", "h"))));
    let answer = machine.run(&with(worse.path(), "audit", &["--fail-on=low", "--new-since=base"]));
    assert_eq!(answer.code, Some(1), "{answer:?}");
    assert!(answer.text().contains("since base"), "{answer:?}");
}

#[test]
fn every_report_says_what_is_new() {
    let machine = Machine::new();
    let repository = head(start().tag("base").commit("knot", |c| c.write("src/fresh.js", knot("fresh", "h"))));
    let files = machine.files(repository.path(), &[AS_OF, "--new-since=base"]);
    let text = |name: &str| String::from_utf8(file(&files, name).to_vec()).unwrap();
    assert!(text("summary.md").contains("since base"), "{}", text("summary.md"));
    assert!(text("audit.sarif").contains("\"baselineState\":\"new\""));
    assert!(text("audit.sarif").contains("\"baselineState\":\"unchanged\""));
    assert!(text("audit.html").contains("since base"));
    let rows = crate::support::rows(file(&files, "findings.csv"));
    assert!(rows.iter().any(|row| row["new"] == "true") && rows.iter().any(|row| row["new"] == "false"));
    // The audit itself is the same one.
    let alone = machine.audit(repository.path(), &[AS_OF]);
    let compared: Value = serde_json::from_slice(file(&files, "audit.json")).unwrap();
    assert_eq!(alone["dimensions"], compared["dimensions"]);
    assert_eq!(alone["totals"], compared["totals"]);
    assert!(alone.get("compared").is_none() && alone["findings"][0].get("new").is_none());
}

#[test]
fn a_revision_that_is_not_there_is_refused_before_any_work() {
    let machine = Machine::new();
    let repository = head(start());
    for since in ["nope", "-x", "1999-01-01", "\u{1b}[31m"] {
        let argument = format!("--new-since={since}");
        let answer = machine.run(&with(repository.path(), "audit", &[&argument, "--out=out"]));
        answer.refused(3, "--new-since");
        assert!(!answer.stderr.contains('\u{1b}'));
    }
    assert!(!machine.path("out").exists());
}
