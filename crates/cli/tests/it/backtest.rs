//! `quarterdeck backtest`: what is known at the cut-off, what counts as a fix afterwards, and what is refused.

use crate::support::{Machine, Row, rows, with};
use quarterdeck_testkit::Recipe;
use std::path::Path;

fn function(name: &str, turns: usize) -> String {
    let body: String = (0..turns).map(|turn| format!("  if (x > {turn}) {{ y += f{turn}(x); }}\n")).collect();
    format!("export function {name}(x) {{\n  let y = 0;\n{body}  return y;\n}}\n")
}

/// A shop up to the end of June 2024.
fn before() -> Recipe {
    Recipe::new()
        .commit("start", |c| {
            c.at("2023-01-10")
                .write("a.js", function("a", 9))
                .write("b.js", function("b", 4))
                .write("c.js", function("c", 2))
        })
        .commit("fix: total", |c| c.at("2024-03-01").write("a.js", function("a", 12)))
        .branch("side")
        .commit("Fix crash in c", |c| c.at("2024-05-01").write("c.js", function("c", 3)))
        .switch("main")
        .commit("change b", |c| c.at("2024-06-01").write("b.js", function("b", 5)))
}

/// The year that followed, one day at a time that matters.
fn after(recipe: Recipe) -> Recipe {
    recipe
        .commit("Move a", |c| c.at("2024-07-10").rename("a.js", "core/a.js"))
        .commit("Fix crash", |c| {
            c.at("2024-08-01").write("core/a.js", function("a", 13)).write("d.js", function("d", 3))
        })
        .commit("Add discount", |c| c.at("2024-08-05").write("b.js", function("b", 6)))
        .commit("fix: everything", |c| {
            c.at("2024-08-10").write("b.js", function("b", 7));
            (0..30).for_each(|at| {
                c.write(format!("bulk/{at}.js"), "x();\n");
            });
            c
        })
        .merge("side", "merge: fix", |c| c.at("2024-09-01"))
        .commit("Fix discount", |c| c.at("2024-09-10").write("d.js", function("d", 4)))
        .commit("Fix b too late", |c| c.at("2025-07-05").write("b.js", function("b", 8)))
}

fn backtest(machine: &Machine, repository: &Path, more: &[&str]) -> Vec<Row> {
    let options = [&["--at=2024-06-30", "--format=csv"], more].concat();
    rows(&machine.run(&with(repository, "backtest", &options)).done().stdout)
}

#[test]
fn fixes_are_counted_where_they_landed() {
    let (machine, repository) = (Machine::new(), after(before()).build());
    let files = backtest(&machine, repository.path(), &["--level=file"]);
    let found: Vec<_> = files.iter().map(|row| (row["path"].as_str(), row["later_fixes"].as_str())).collect();
    // a: through its rename; b: not as bulk, not after the horizon; c: written before the cut-off, landed after it;
    // d: not there yet.
    assert_eq!(found, [("a.js", "1"), ("b.js", "0"), ("c.js", "1")]);
    for row in backtest(&machine, repository.path(), &[]) {
        let labels = ["commits", "fixes", "counted_fixes", "bulk_fixes", "fixed_files"].map(|name| row[name].as_str());
        assert_eq!(labels, ["6", "3", "2", "1", "2"], "{}", row["ranking"]);
    }
}

#[test]
fn nothing_of_later_is_known() {
    let machine = Machine::new();
    let (past, whole) = (before().build(), after(before()).build());
    let then = machine.facts(past.path(), "file", &["--at=main"]);
    let known = backtest(&machine, whole.path(), &["--level=file"]);
    assert_eq!(known.len(), 3);
    for (row, fact) in known.iter().zip(&then) {
        let columns =
            ["path", "code", "revisions", "revisions_12m", "fixes", "cognitive_sum", "effort_score", "hotspot_score"];
        for column in columns {
            assert_eq!(row[column], fact[column], "{} {column}", row["path"]);
        }
        // Nothing of these files moved within them: git's count of lines is the same.
        let git = past.git(&["log", "--numstat", "--format=", "--since=2023-06-02", "--", &row["path"]]);
        let numbers = git.split_whitespace().filter_map(|word| word.parse::<u64>().ok());
        assert_eq!(row["churn_lines"], numbers.sum::<u64>().to_string(), "{}", row["path"]);
    }
}

#[test]
fn tables_are_the_same_with_any_cache_and_threads() {
    let (machine, repository) = (Machine::new(), after(before()).build());
    let table = |more: &str| {
        machine.run(&with(repository.path(), "backtest", &["--at=2024-06-30", "--name=shop", more])).done().text()
    };
    let cold = table("--jobs=1");
    for part in ["shop\n", "scored against 2 fixes of 6 commits", "hotspot_score", "random", "best of the column"] {
        assert!(cold.contains(part), "{part}: {cold}");
    }
    for more in ["--jobs=4", "--no-cache", "--jobs=2"] {
        assert_eq!(table(more), cold, "{more}");
    }
}

#[test]
fn what_cannot_be_scored_is_refused_in_a_sentence() {
    let (machine, repository) = (Machine::new(), after(before()).build());
    for (options, code, part) in [
        (&["--at=2025-01-01"][..], 3, "ends on 2026-01-01, and its history ends on 2025-07-05"),
        (&["--at=2022-01-01"], 3, "no commit up to 2022-01-01"),
        (&["--at=2023-02-01"], 3, "no fix touched a source file"),
        (&["--at=main"], 2, "is not a date"),
    ] {
        let horizon = if options[0].ends_with("2023-02-01") { "--horizon=6m" } else { "--horizon=12m" };
        machine.run(&with(repository.path(), "backtest", &[options, &[horizon]].concat())).refused(code, part);
    }
    machine.run(&with(repository.path(), "backtest", &["--horizon=soon"])).misused("90d, 12m or 1y");
    let shallow = repository.shallow(3);
    machine.run(&with(shallow.path(), "backtest", &["--horizon=90d"])).refused(3, "could not be back-tested");
}
