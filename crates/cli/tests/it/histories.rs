//! Histories of a size or an order that real ones seldom have: each answers as git does, within bounds.

use crate::support::{Machine, Row, assert_same, gaps, rows, with};
use crate::truth::{assert_as_git_says, assert_rows_are_as_git_says};
use quarterdeck_testkit::{Recipe, TestRepository};
use std::collections::BTreeMap;

#[test]
fn a_file_of_fifty_thousand_revisions_is_followed_to_its_first() {
    const LINES: usize = 20;
    let mut lines = ["0"; LINES].map(str::to_owned);
    let recipe = Recipe::new().commits(50_000, |number, c| {
        lines[number % LINES] = number.to_string();
        c.author(format!("Person {}", number % 7), format!("p{}@example.org", number % 7));
        c.write("counter.js", lines.join("\n") + "\n");
    });
    let repository = recipe.build_bare();
    let rows = assert_as_git_says("counter", &repository);
    assert_eq!((rows[0]["revisions"].as_str(), rows[0]["authors"].as_str()), ("50000", "7"));
    let deep = Machine::new().facts(repository.path(), "file", &["--deep"]).remove(0);
    let told = repository.git(&["log", "--numstat", "--format="]);
    let sum = |column: usize| -> u64 {
        let words = told.lines().filter_map(|line| line.split('\t').nth(column));
        words.map(|word| word.parse::<u64>().unwrap()).sum()
    };
    assert_eq!([&deep["lines_added"], &deep["lines_deleted"]], [&sum(0).to_string(), &sum(1).to_string()]);
    let owners = Machine::new().facts(repository.path(), "line-owner", &[]);
    assert_eq!(owners.iter().map(|row| row["lines"].parse::<usize>().unwrap()).sum::<usize>(), LINES);
}

#[test]
fn a_commit_of_a_hundred_thousand_files_takes_time_by_its_files() {
    let recipe = Recipe::new().commit("all", |c| {
        (0..100_000).fold(c, |c, at| c.write(format!("src/{}/f{at}.txt", at % 100), format!("{at}\n")))
    });
    let repository = recipe.commit("one", |c| c.write("src/0/f0.txt", "x\n")).build_bare();
    let expected = [("bulk-commit", 1), ("import-commit", 1)].map(|(kind, count)| (kind.to_owned(), count));
    let (found, rows) = audited("many files", &repository);
    assert_eq!(found, BTreeMap::from(expected));
    assert_rows_are_as_git_says("many files", &repository, &rows);
    // A file that moves changes two paths: more than are kept of one commit.
    let moved = Recipe::new()
        .commit("all", |c| (0..50_001).fold(c, |c, at| c.write(format!("src/{at}"), "")))
        .commit("move", |c| c.rename("src", "lib"));
    assert_eq!(audited("moved", &moved.build_bare()).0.get("cut"), Some(&1));
}

#[test]
fn files_that_are_all_alike_are_paired_in_one_go() {
    const FILES: usize = 30_000;
    let old = |at: usize| format!("src/f{at:05}.txt");
    let repository = Recipe::new()
        .commit("all", |c| (0..FILES).fold(c, |c, at| c.write(old(at), "same\n")))
        .commit("other names", |c| {
            (0..FILES).fold(c, |c, at| c.remove(old(at)).write(format!("lib/g{at}.txt"), "same\n"))
        })
        .build_bare();
    let (_, rows) = audited("alike", &repository);
    assert!(rows.len() == FILES && rows.iter().all(|row| row["revisions"] == "2"), "each continues one");
}

/// Audits; the gaps, and the facts of each file. No stage but reading takes more processor time than its input excuses in a
/// program that was not optimised.
fn audited(what: &str, repository: &TestRepository) -> (BTreeMap<String, u64>, Vec<Row>) {
    let machine = Machine::new();
    let answer = machine.run(&with(repository.path(), "audit", &["--out=out", "--format=json", "--timings"]));
    assert_eq!(answer.code, Some(0), "{what}: {answer:?}");
    let stages: Vec<(&str, f64)> = answer.stderr.lines().filter_map(stage).collect();
    assert!(stages.iter().any(|(name, _)| *name == "trace files"), "{}", answer.stderr);
    for (name, cpu_s) in stages {
        assert!(cpu_s < 10.0 || ["read files", "whole run"].contains(&name), "{what}: {name} took {cpu_s} s");
    }
    let audit = serde_json::from_slice(&answer.stdout).unwrap();
    (gaps(&audit), rows(&std::fs::read(machine.path("out/facts.csv")).unwrap()))
}

/// Name and processor time in seconds of a row that `--timings` prints.
fn stage(row: &str) -> Option<(&str, f64)> {
    let (name, figures) = row.split_at_checked(20)?;
    Some((name.trim(), figures.split_whitespace().nth(1)?.parse().ok()?))
}

#[test]
fn a_clock_that_runs_backwards_finds_the_commits_that_git_finds() {
    // Days of January 2024 along the line: down, up and down again, twice the same.
    let falling: Vec<u32> = (1..=28).rev().collect();
    for days in [vec![10, 5, 8, 3, 12, 12, 4, 20, 2], falling] {
        let recipe = days.iter().enumerate().fold(Recipe::new(), |recipe, (at, day)| {
            recipe.commit("tick", |c| {
                c.at(&format!("2024-01-{day:02}T12:00:00Z")).write("a.js", format!("f({at})\n"));
                c.write(format!("f{at}.js"), "g()\n")
            })
        });
        let repository = recipe.build();
        let what = format!("{days:?}");
        assert_as_git_says(&what, &repository);
        let machine = Machine::new();
        for day in 1..=31 {
            let moment = format!("2024-01-{day:02}T23:59:59Z");
            let before = format!("--before={moment}");
            let expected = repository.git(&["rev-list", "-1", "--first-parent", &before, "HEAD"]);
            let at = format!("--at={moment}");
            if expected.is_empty() {
                machine.run(&with(repository.path(), "audit", &[&at])).refused(3, "names no commit");
                continue;
            }
            let audit = machine.audit(repository.path(), &[&at]);
            assert_eq!(audit["repositories"][0]["commit"], expected.as_str(), "{what} {moment}");
            let count = repository.git(&["rev-list", "--count", &expected]);
            assert_eq!(audit["repositories"][0]["commits"].to_string(), count, "{what} {moment}");
        }
        let cold = machine.run(&with(repository.path(), "facts", &["--deep", "--no-cache"])).done().stdout.clone();
        let warm = machine.run(&with(repository.path(), "facts", &["--deep"])).done().stdout.clone();
        assert_same(&what, &warm, &cold);
    }
}
