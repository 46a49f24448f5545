//! Changes that a history holds twice count once: against git's own answers, on recipes with rebased and picked commits.

use crate::support::{Machine, Row, nothing};
use crate::truth::assert_rows_are_as_git_says;
use quarterdeck_testkit::{CommitRecipe, Recipe, TestRepository};
use std::collections::{BTreeMap, BTreeSet};

/// Groups of commits with one author, moment of writing, subject and set of changed paths, as git lists them; merges and empty
/// commits left out, and commits of which one comes before the other.
fn git_groups(repository: &TestRepository) -> Vec<Vec<String>> {
    let ids = repository.git(&["log", "--no-merges", "--format=%H"]);
    let mut groups: BTreeMap<(String, BTreeSet<String>), Vec<String>> = BTreeMap::new();
    for id in ids.lines() {
        let written = repository.git(&["log", "-1", "--date=raw", "--format=%an%n%ae%n%ad%n%s", id]);
        let paths = repository.git(&["diff-tree", "--root", "-r", "--no-renames", "--no-commit-id", "--name-only", id]);
        let paths: BTreeSet<String> = paths.lines().map(str::to_owned).collect();
        if !paths.is_empty() {
            groups.entry((written, paths)).or_default().push(id.to_owned());
        }
    }
    let comes_before = |a: &str, b: &str| repository.try_git(&["merge-base", "--is-ancestor", a, b], b"").is_ok();
    let apart = |ids: &Vec<String>| !comes_before(&ids[0], &ids[1]) && !comes_before(&ids[1], &ids[0]);
    groups.into_values().filter(|ids| ids.len() > 1 && apart(ids)).collect()
}

/// Commits that changed each path, each group once.
fn git_revisions(repository: &TestRepository, groups: &[Vec<String>]) -> BTreeMap<String, usize> {
    let more: BTreeSet<&String> = groups.iter().flat_map(|ids| &ids[1..]).collect();
    let mut revisions: BTreeMap<String, usize> = BTreeMap::new();
    for id in
        repository.git(&["log", "--no-merges", "--format=%H"]).lines().filter(|id| !more.contains(&(*id).to_owned()))
    {
        let paths = repository.git(&["diff-tree", "--root", "-r", "--no-renames", "--no-commit-id", "--name-only", id]);
        paths.lines().for_each(|path| *revisions.entry(path.to_owned()).or_default() += 1);
    }
    revisions
}

/// The two commits of a topic, as they were or rebased: same author and moment of writing, another committer date.
fn topic(recipe: Recipe, committed_at: &'static str) -> Recipe {
    let by = move |c: &mut CommitRecipe, at: &str, path: &str, text: &str| {
        c.author("Ann Lee", "ann@a.example").at(at).committed_at(committed_at).write(path, text);
    };
    recipe
        .commit("Round prices", |c| {
            by(c, "2024-03-01T10:00:00+02:00", "price.js", "rounded\n");
            c.write("cart.js", "rounded\n")
        })
        .commit("Fix the cart", |c| {
            by(c, "2024-03-01T11:00:00+02:00", "cart.js", "fixed\n");
            c
        })
        .commit("Say nothing", |c| {
            by(c, "2024-03-01T12:00:00+02:00", "cart.js", "fixed\n");
            c
        })
}

/// A branch that was rebased and came twice, and what looks like it and is none.
fn rebased() -> Recipe {
    let same = "2024-04-01T10:00:00+00:00";
    let base = Recipe::new()
        .commit("base", |c| c.write("price.js", "1\n").write("cart.js", "1\n").write("stock.js", "1\n"))
        .branch("topic");
    topic(topic(base, "2024-03-01T13:00:00Z").switch("main").commit("work", |c| c.write("stock.js", "2\n")).branch("rebased"), "2024-03-05T13:00:00Z")
        .switch("main")
        .merge("topic", "join", nothing)
        .merge("rebased", "join", nothing)
        // Another path, subject, zone or author on the other line.
        .branch("other")
        .commit("Near", |c| c.at(same).write("stock.js", "3\n"))
        .commit("Near it", |c| c.at(same).write("cart.js", "3\n"))
        .commit("Zone", |c| c.at("2024-04-01T12:00:00+02:00").write("cart.js", "4\n"))
        .commit("Author", |c| c.at(same).author("Bob", "ann@example.org").write("cart.js", "5\n"))
        // The text below the subject may say where it comes from.
        .commit("Picked", |c| c.at(same).message("Picked\n\nReviewed-by: Bob\n").write("price.js", "6\n"))
        .switch("main")
        .commit("Near", |c| c.at(same).write("price.js", "3\n"))
        .commit("Near", |c| c.at(same).write("cart.js", "3\n"))
        .commit("Zone", |c| c.at(same).write("cart.js", "4\n"))
        .commit("Author", |c| c.at(same).write("cart.js", "5\n"))
        .commit("Picked", |c| c.at(same).committed_at("2024-04-02").write("price.js", "6\n"))
        .merge("other", "join", nothing)
        // One line: changed, taken back and changed again.
        .commit("Again", |c| c.at(same).write("stock.js", "7\n"))
        .commit("Revert", |c| c.at("2024-04-03").write("stock.js", "8\n"))
        .commit("Again", |c| c.at(same).committed_at("2024-04-04").write("stock.js", "7\n"))
}

fn number(row: &Row, column: &str) -> usize {
    row[column].parse().unwrap()
}

#[test]
fn what_a_history_holds_twice_counts_once() {
    let repository = rebased().build_bare();
    let machine = Machine::new();
    let groups = git_groups(&repository);
    assert_eq!(groups.len(), 3, "two commits of the topic and the picked one: {groups:?}");
    let commits = machine.facts(repository.path(), "commit", &[]);
    let row = |id: &String| commits.iter().find(|row| row["id"] == *id).unwrap();
    let repeated = commits.iter().filter(|row| row["repeated"] == "true").count();
    assert_eq!(repeated, groups.iter().map(|ids| ids.len() - 1).sum::<usize>());
    for ids in &groups {
        let kept: Vec<&Row> = ids.iter().map(row).filter(|row| row["repeated"] == "false").collect();
        assert_eq!(kept.len(), 1, "{ids:?}");
        let on_line = ids.iter().any(|id| row(id)["mainline"] == "true");
        assert_eq!(kept[0]["mainline"] == "true", on_line, "the one on the main line counts: {kept:?}");
    }
    let files = machine.facts(repository.path(), "file", &[]);
    assert_rows_are_as_git_says("rebased", &repository, &files);
    let once = git_revisions(&repository, &groups);
    for row in &files {
        assert_eq!(number(row, "revisions"), once[&row["path"]], "{}", row["path"]);
    }
    let cart = files.iter().find(|row| row["path"] == "cart.js").unwrap();
    assert_eq!((number(cart, "revisions_path") - number(cart, "revisions"), number(cart, "fixes")), (2, 1));
    let contributions = machine.facts(repository.path(), "contribution", &[]);
    let of_cart: usize =
        contributions.iter().filter(|row| row["path"] == "cart.js").map(|row| number(row, "revisions")).sum();
    assert_eq!(of_cart, number(cart, "revisions"));
}
