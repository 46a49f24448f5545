//! Lines of whole histories against git: `git blame` line by line and `git log --numstat` commit by commit.

use super::blame::blame;
use super::commits::{CommitLines, Edits, Unread};
use super::scan::Scanner;
use super::{Deep, commits, pass};
use crate::fact_cache::FactCache;
use crate::{Input, NoProgress, walk};
use bstr::BStr;
use quarterdeck_base::Timestamp;
use quarterdeck_facts::RepositoryIx;
use quarterdeck_git::{Oid, Repository};
use quarterdeck_testkit::{Recipe, TestRepository};
use std::collections::{BTreeMap, BTreeSet};

fn input(repository: &TestRepository) -> Input {
    let commit = Oid::from_hex(&repository.head()).unwrap();
    Input { name: "shop".to_owned(), repository: Repository::open(repository.path()).unwrap(), commit }
}

fn deep(input: &Input) -> (walk::Walk, Deep) {
    let cache = FactCache::new(None);
    let beside = crate::progress::Beside::new(&NoProgress);
    beside.alone();
    let walk = walk::changes(input, walk::commits(input, None, &beside), &cache, None, true, &NoProgress);
    let mut found = commits::commits(input, &walk, &cache, &NoProgress);
    // What an earlier run knew of the walk names no blobs: the trees are compared again.
    let known = walk::history(input, &cache, None, &NoProgress);
    let again = commits::commits(input, &known, &cache, &NoProgress);
    let lines = |found: &[Option<commits::Found>]| -> Vec<Option<CommitLines>> {
        found.iter().map(|found| Some(found.as_ref()?.lines.clone())).collect()
    };
    assert_eq!(lines(&found), lines(&again));
    let scanner = Scanner::default();
    pass::fill(input, &mut found, &|blob, bytes, lines| scanner.look(blob, bytes, lines), &NoProgress);
    let commits = found.into_iter().map(|found| Some(found?.lines)).collect();
    (walk, Deep { commits, secrets: scanner.finish() })
}

/// The commit of each line of each file.
fn ours(walk: &walk::Walk, deep: &Deep, files: &[&str]) -> BTreeMap<(String, u32), String> {
    let mut lines = BTreeMap::new();
    let paths: Vec<&BStr> = files.iter().map(|path| BStr::new(*path)).collect();
    blame(walk, &deep.commits, &paths, |owned| {
        let commit = owned.commit.map_or("unknown".to_owned(), |at| walk.history.commits[at as usize].id.to_string());
        for line in 0..owned.lines.unwrap_or(0) {
            let before = lines.insert((files[owned.file as usize].to_owned(), owned.at + line), commit.clone());
            assert_eq!(before, None, "each line has one commit");
        }
    });
    lines
}

fn git_blames(repository: &TestRepository, files: &[&str]) -> BTreeMap<(String, u32), String> {
    let mut lines = BTreeMap::new();
    for file in files {
        for header in repository.git(&["blame", "--porcelain", "HEAD", "--", file]).lines() {
            let parts: Vec<&str> = header.split(' ').collect();
            if !header.starts_with('\t') && parts.len() >= 3 && parts[0].len() >= 40 {
                lines.insert((file.to_string(), parts[2].parse::<u32>().unwrap() - 1), parts[0].to_owned());
            }
        }
    }
    lines
}

/// Lines added and deleted by each commit that is no merge.
fn git_counts(repository: &TestRepository) -> BTreeMap<String, (u64, u64)> {
    let log = repository.git(&["log", "--numstat", "-M", "--no-merges", "--format=%x01%H"]);
    let commit = |record: &str| {
        let (id, files) = record.split_once('\n').unwrap_or((record, ""));
        let figure = |text: Option<&str>| text.and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
        let sum = files
            .lines()
            .map(|line| line.split('\t'))
            .fold((0, 0), |sum, mut columns| (sum.0 + figure(columns.next()), sum.1 + figure(columns.next())));
        (id.to_owned(), sum)
    };
    log.split('\u{1}').skip(1).map(commit).collect()
}

fn text(lines: std::ops::Range<u32>, word: &str) -> String {
    lines.map(|line| format!("{}{word} {line}\n", "  ".repeat(line as usize % 3))).collect()
}

fn base() -> Recipe {
    Recipe::new().commit("first", |c| c.write("a", text(0..40, "base")).write("b", text(0..9, "other")))
}

/// What one line of commits can do to the lines of a file.
fn plain_histories() -> Vec<(&'static str, Recipe)> {
    vec![
        (
            "a line",
            base()
                .commit("more", |c| c.write("a", text(0..40, "base") + "end\n"))
                .commit("no end", |c| c.write("b", "x")),
        ),
        (
            "renames",
            base()
                .commit("moved", |c| c.rename("a", "sub/c"))
                .commit("moved and changed", |c| c.remove("sub/c").write("sub/d", text(0..36, "base") + "new\n"))
                .commit("back", |c| c.write("a", "again\n")),
        ),
        (
            "binary for a while, a link, a file without lines",
            base()
                .commit("binary", |c| c.write("a", "a\0b\n").symlink("l", "a").write("n", ""))
                .commit("text", |c| c.write("a", "a\nb\n").write("n", "n"))
                .commit("more text", |c| c.write("a", "a\nb\nc\n")),
        ),
        (
            "many small changes",
            Recipe::new().commits(60, |number, c| {
                let line = |line: usize| {
                    format!(
                        "{}line {line} {}\n",
                        "\t".repeat(line % 2),
                        if (line * 7 + number).is_multiple_of(11) { number } else { 0 }
                    )
                };
                c.write("a", (0..50 + number % 5).map(line).collect::<String>());
            }),
        ),
    ]
}

/// What merges can do to them.
fn merged_histories() -> Vec<(&'static str, Recipe)> {
    vec![
        (
            "a merge",
            base()
                .branch("side")
                .commit("side", |c| c.write("a", text(0..40, "base") + "side\n").write("s", "side\n"))
                .switch("main")
                .commit("main", |c| c.write("b", text(0..9, "other") + "main\n"))
                .merge("side", "merge", |c| c),
        ),
        (
            "a merge of one file from both sides, with lines of its own",
            base()
                .branch("side")
                .commit("side", |c| c.write("a", text(0..40, "base") + "side\n"))
                .switch("main")
                .commit("main", |c| c.write("a", "main\n".to_owned() + &text(0..40, "base")))
                .merge("side", "merge", |c| c.write("a", "main\n".to_owned() + &text(0..40, "base") + "side\nmerge\n")),
        ),
        (
            "an octopus",
            base()
                .branch("one")
                .commit("one", |c| c.write("a", "one\n".to_owned() + &text(0..40, "base")))
                .switch("main")
                .branch("two")
                .commit("two", |c| c.write("b", "two\n"))
                .switch("main")
                .branch("three")
                .commit("three", |c| c.write("t", "three\n"))
                .switch("main")
                .commit("main", |c| c.write("m", "main\n"))
                .merge_octopus(&["one", "two", "three"], "octopus", |c| c),
        ),
        (
            "unrelated histories",
            base()
                .orphan("else")
                .commit("else", |c| c.write("e", text(0..5, "else")))
                .commit("else again", |c| c.write("e", text(0..5, "else") + "more\n"))
                .switch("main")
                .merge("else", "joined", |c| c.write("j", "joined\n")),
        ),
    ]
}

#[test]
fn lines_are_as_git_says() {
    for (what, recipe) in plain_histories().into_iter().chain(merged_histories()) {
        for (shape, repository) in [
            ("", recipe.clone().build()),
            (", SHA-256", recipe.clone().sha256().build()),
            (", packed", recipe.build().packed()),
        ] {
            let (walk, deep) = deep(&input(&repository));
            let listed = repository.git(&["ls-tree", "-r", "HEAD"]);
            let files: Vec<&str> = listed
                .lines()
                .filter(|line| line.starts_with("100"))
                .filter_map(|line| Some(line.split_once('\t')?.1))
                .collect();
            let (mut ours, mut git) = (ours(&walk, &deep, &files), git_blames(&repository, &files));
            // A text that was binary before: git compares them, here nobody is said to have written it.
            let unknown: Vec<_> =
                ours.iter().filter(|(_, commit)| *commit == "unknown").map(|(line, _)| line.clone()).collect();
            assert_eq!(!unknown.is_empty(), what.starts_with("binary"), "{what}{shape}");
            unknown.iter().for_each(|line| assert!(ours.remove(line).is_some() && git.remove(line).is_some()));
            assert_eq!(ours, git, "{what}{shape}");
            let links = what.starts_with("binary");
            for (commit, lines) in walk.history.commits.iter().zip(&deep.commits) {
                let Some(CommitLines::Single(changes)) = lines else { continue };
                let counted = changes.iter().map(|change| change.counts().unwrap());
                let sum = counted.fold((0, 0), |sum, counts| (sum.0 + counts.0, sum.1 + counts.1));
                // To git the target of a link is a line.
                let git = git_counts(&repository)[&commit.id.to_string()];
                assert!(sum == git || (links && (sum.0 + 1, sum.1) == git), "{what}{shape}: {sum:?} {git:?}");
            }
        }
    }
}

#[test]
fn what_is_missing_is_unknown_and_the_rest_goes_on() {
    let recipe = || {
        Recipe::new()
            .commit("first", |c| c.write("a", text(0..9, "a")).write("b", text(0..9, "b")))
            .commit("second", |c| c.write("a", text(0..12, "a")).write("b", text(0..12, "b")))
            .commit("third", |c| c.write("a", text(0..15, "a")).write("b", text(0..15, "b")))
    };
    for (what, repository, why) in [
        ("missing", recipe().build().without_object("HEAD~1:a"), Unread::Missing),
        ("damaged", recipe().build().corrupt_object("HEAD~1:a"), Unread::Corrupt),
        ("empty", recipe().build().emptied_object("HEAD~1:a"), Unread::Corrupt),
    ] {
        let (walk, deep) = deep(&input(&repository));
        assert_eq!(deep.unread(why), 2, "{what}: the changes before and after it");
        let lines = ours(&walk, &deep, &["a", "b"]);
        assert!(!lines.keys().any(|(path, _)| path == "a"), "{what}: nothing is known of any line");
        assert_eq!(lines.keys().filter(|(path, _)| path == "b").count(), 15, "{what}");
    }
    let huge = vec![b'\n'; (quarterdeck_base::bound::BLOB_BYTES + 1) as usize];
    let repository = recipe().commit("huge", |c| c.write("a", huge)).build();
    let (_, deep) = deep(&input(&repository));
    assert_eq!(deep.unread(Unread::TooLarge), 1);
    assert!(
        deep.commits
            .iter()
            .flatten()
            .flat_map(CommitLines::changes)
            .all(|change| change.edits != Edits::Unread(Unread::Open))
    );
}

#[test]
fn lines_that_may_not_wait_are_read_again() {
    for (what, recipe) in plain_histories().into_iter().chain(merged_histories()) {
        let input = input(&recipe.build().packed());
        let (walk, whole) = deep(&input);
        // Nothing may wait; one small file may; some of them may.
        for most_bytes in [0, 100, 1_000] {
            let mut found = commits::commits(&input, &walk, &FactCache::new(None), &NoProgress);
            pass::fill_within(most_bytes, &input, &mut found, &|_, _, _| {}, &NoProgress);
            let lines: Vec<_> = found.into_iter().map(|found| Some(found?.lines)).collect();
            assert_eq!(lines, whole.commits, "{what}: {most_bytes}");
        }
    }
}

/// A token in the shape of a real one, cut so that this file holds none.
fn token() -> String {
    ["glpat-", "Qx7T2mZp9LkVn4RdYw8H"].concat()
}

/// What history can do to a secret, and what is told: path, came, left, days, whether it stands.
type Told<'a> = Vec<(&'a str, &'a str, Option<&'a str>, u32, bool)>;

/// A file with a token and more lines.
fn held(more: &str) -> String {
    format!("a: {}\n{more}", token())
}

/// The first commit of a history with a secret.
fn first_with_secret() -> Recipe {
    Recipe::new().commit("first", |c| c.at("2024-01-01T00:00:00Z").write("a.yml", held("")).write("b", text(0..9, "b")))
}

fn secret_histories() -> Vec<(&'static str, Recipe, Told<'static>)> {
    vec![
        ("it stands", first_with_secret(), vec![("a.yml", "first", None, 31, true)]),
        (
            "changed, moved and taken out",
            first_with_secret()
                .commit("other lines", |c| c.at("2024-01-05T00:00:00Z").write("a.yml", held("more: 1\n")))
                .commit("moved", |c| c.at("2024-01-06T00:00:00Z").rename("a.yml", "c.yml"))
                .commit("out", |c| c.at("2024-01-11T00:00:00Z").write("c.yml", "more: 1\n")),
            vec![("a.yml", "first", Some("out"), 10, false)],
        ),
        (
            "a copy stays longer",
            first_with_secret()
                .commit("copied", |c| c.at("2024-01-05T00:00:00Z").write("d.yml", held("d: 1\n")))
                .commit("one", |c| c.at("2024-01-08T00:00:00Z").remove("a.yml"))
                .commit("other", |c| c.at("2024-01-21T00:00:00Z").remove("d.yml")),
            vec![("a.yml", "first", Some("other"), 20, false)],
        ),
        (
            "to another file in one commit",
            first_with_secret()
                .commit("across", |c| c.at("2024-01-05T00:00:00Z").write("a.yml", "").write("b", held("b")))
                .commit("out", |c| c.at("2024-01-06T00:00:00Z").remove("b")),
            vec![("a.yml", "first", Some("out"), 5, false)],
        ),
        (
            "it comes back",
            first_with_secret()
                .commit("out", |c| c.at("2024-01-03T00:00:00Z").remove("a.yml"))
                .commit("back", |c| c.at("2024-01-11T00:00:00Z").write("e.yml", held("e: 1\n"))),
            vec![("a.yml", "first", Some("out"), 2, true), ("e.yml", "back", None, 21, true)],
        ),
        (
            "what others wrote",
            Recipe::new()
                .commit("first", |c| c.at("2024-01-01T00:00:00Z").write("node_modules/x/a.yml", held("")))
                .commit("out", |c| c.at("2024-01-03T00:00:00Z").remove("node_modules/x/a.yml").write("b", "b\n")),
            vec![],
        ),
    ]
}

/// What merges do to one.
fn merged_secret_histories() -> Vec<(&'static str, Recipe, Told<'static>)> {
    vec![
        (
            "a merge takes it out of a file",
            first_with_secret()
                .branch("side")
                .commit("side", |c| c.at("2024-01-02T00:00:00Z").write("a.yml", held("side: 1\n")))
                .switch("main")
                .commit("main", |c| c.at("2024-01-03T00:00:00Z").write("a.yml", held("main: 1\n")))
                .merge("side", "merge", |c| c.at("2024-01-04T00:00:00Z").write("a.yml", "main: 1\n")),
            vec![("a.yml", "first", Some("merge"), 3, false)],
        ),
        (
            "a merge deletes its file, which both sides had",
            first_with_secret()
                .branch("side")
                .commit("side", |c| c.at("2024-01-02T00:00:00Z").write("s", "side\n"))
                .switch("main")
                .commit("main", |c| c.at("2024-01-03T00:00:00Z").write("m", "main\n"))
                .merge("side", "merge", |c| c.at("2024-01-04T00:00:00Z").remove("a.yml")),
            vec![("a.yml", "first", Some("merge"), 3, false)],
        ),
        (
            "a merge brings in that the other side had deleted its file",
            first_with_secret()
                .branch("side")
                .commit("side", |c| c.at("2024-01-02T00:00:00Z").remove("a.yml"))
                .switch("main")
                .commit("main", |c| c.at("2024-01-03T00:00:00Z").write("m", "main\n"))
                .merge("side", "merge", |c| c.at("2024-01-04T00:00:00Z")),
            vec![("a.yml", "first", Some("side"), 1, false)],
        ),
        (
            "a merge moves its file",
            first_with_secret()
                .branch("side")
                .commit("side", |c| c.at("2024-01-02T00:00:00Z").write("s", "side\n"))
                .switch("main")
                .commit("main", |c| c.at("2024-01-03T00:00:00Z").write("m", "main\n"))
                .merge("side", "merge", |c| c.at("2024-01-04T00:00:00Z").rename("a.yml", "b.yml"))
                .commit("out", |c| c.at("2024-01-06T00:00:00Z").remove("b.yml")),
            vec![("a.yml", "first", Some("out"), 5, false)],
        ),
    ]
}

#[test]
fn a_password_goes_on_when_its_line_is_edited() {
    let url = |name: &str, word: &str| format!("{name} = postgres://shop:{word}@db.kramerij.eu/x\n");
    let (first, second) = (["hV7kq2", "Xz"].concat(), ["Rw9tLm3Q", "kk4"].concat());
    let repository = Recipe::new()
        .commit("first", |c| c.at("2024-01-01T00:00:00Z").write("a", url("url", &first)))
        .commit("edited", |c| c.at("2024-01-02T00:00:00Z").write("a", url("address", &first)))
        .commit("moved", |c| c.at("2024-01-04T00:00:00Z").rename("a", "b"))
        .commit("another", |c| c.at("2024-01-05T00:00:00Z").write("b", url("other", &second)))
        .commit("out", |c| c.at("2024-01-07T00:00:00Z").write("b", "nothing\n"))
        .build();
    let (walk, deep) = deep(&input(&repository));
    let as_of = Timestamp::parse("2024-02-01").unwrap();
    let secrets = deep.secrets(&walk, RepositoryIx::new(0), &BTreeSet::new(), as_of);
    let told: Vec<_> = secrets.iter().map(|one| (one.path.to_string(), one.masked.as_str(), one.days_live)).collect();
    assert_eq!(told, [("a".to_owned(), "…(8)", 4), ("b".to_owned(), "…(11)", 2)]);
}

#[test]
fn secrets_came_and_left() {
    for (what, recipe, expected) in secret_histories().into_iter().chain(merged_secret_histories()) {
        for repository in [recipe.clone().build(), recipe.build().packed()] {
            let (walk, deep) = deep(&input(&repository));
            let listed = repository.git(&["ls-tree", "-r", "HEAD"]);
            let ids = listed.lines().filter_map(|line| Oid::from_hex(line.split([' ', '\t']).nth(2)?));
            let as_of = Timestamp::parse("2024-02-01").unwrap();
            let secrets = deep.secrets(&walk, RepositoryIx::new(0), &ids.collect(), as_of);
            let subject = |commit: &str| repository.git(&["log", "-1", "--format=%s", commit]).trim().to_owned();
            let told: Vec<_> = secrets
                .iter()
                .map(|one| {
                    let left = one.left.as_ref().map(|left| subject(&left.commit));
                    assert_eq!((one.rule, one.masked.as_str()), ("gitlab-token", "glpa…(26)"), "{what}");
                    (one.path.to_string(), subject(&one.came.commit), left, one.days_live, one.in_head)
                })
                .collect();
            let expected: Vec<_> = expected
                .iter()
                .map(|(path, came, left, days, head)| {
                    (path.to_string(), came.to_string(), left.map(str::to_owned), *days, *head)
                })
                .collect();
            assert_eq!(told, expected, "{what}");
        }
    }
}

/// Longest time of one history, generous for a program that was not optimised on a machine that does other things too.
const LIMIT: std::time::Duration = std::time::Duration::from_secs(240);

#[test]
fn fifty_thousand_versions_of_a_file_take_seconds() {
    const VERSIONS: usize = 50_000;
    let recipe = Recipe::new().commits(VERSIONS, |number, c| {
        // Each version changes one of twenty lines.
        let line = |line: usize| format!("{line} {}\n", (number + 20 - line) / 20);
        c.write("a", (0..20).map(line).collect::<String>());
    });
    let repository = recipe.build_bare();
    let start = std::time::Instant::now();
    let (walk, deep) = deep(&input(&repository));
    let counts = deep.commits.iter().flatten().flat_map(CommitLines::changes).map(|change| change.counts().unwrap());
    let sum = counts.fold((0, 0), |sum, counts| (sum.0 + counts.0, sum.1 + counts.1));
    assert_eq!(sum, (20 + VERSIONS as u64 - 1, VERSIONS as u64 - 1));
    let lines = ours(&walk, &deep, &["a"]);
    let commits: BTreeSet<&String> = lines.values().collect();
    assert_eq!((lines.len(), commits.len()), (20, 20), "the last twenty commits wrote one line each");
    assert!(start.elapsed() < LIMIT, "{:?}", start.elapsed());
}

#[test]
fn files_beyond_the_bound_of_a_commit_are_unknown() {
    let most = quarterdeck_base::bound::COMMIT_CHANGES as usize;
    let all = |c: &mut quarterdeck_testkit::CommitRecipe, text: &str| {
        for file in 0..most + 3 {
            c.write(format!("{}/{file:06}", file / 1000), text);
        }
    };
    let repository = Recipe::new().commits(2, |number, c| all(c, &format!("{number}\n"))).build_bare();
    let start = std::time::Instant::now();
    let (walk, deep) = deep(&input(&repository));
    let paths: Vec<String> = (0..most + 3).map(|file| format!("{}/{file:06}", file / 1000)).collect();
    let lines = ours(&walk, &deep, &paths.iter().map(String::as_str).collect::<Vec<_>>());
    let head = repository.head();
    assert_eq!(lines.len(), most, "nobody is said to have written the others");
    assert!(lines.values().all(|commit| *commit == head));
    assert!(start.elapsed() < LIMIT, "{:?}", start.elapsed());
}
