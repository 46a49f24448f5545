//! Figures of history against git's own answers, on recipes that hold everything git knows: renames, merges, changes of
//! mode and type, files that go and come back, people with several names.

use crate::support::{Machine, Row, built_shop, nothing, shop};
use quarterdeck_testkit::{CommitRecipe, Recipe, TestRepository};
use std::collections::{BTreeMap, BTreeSet};

/// What git says of one path.
#[derive(Debug, Default, PartialEq, Eq)]
struct Told {
    revisions: usize,
    emails: BTreeSet<Vec<u8>>,
    first: String,
    last: String,
}

/// Asks `git log` for the commits of each literal path, merges left out.
fn git_says(repository: &TestRepository) -> BTreeMap<String, Told> {
    let log = repository.git_bytes(&[
        "log",
        "--no-merges",
        "--no-renames",
        "--root",
        "-m",
        "--name-only",
        "-z",
        "--date=format-local:%Y-%m-%dT%H:%M:%SZ",
        "--format=%x01%ae%x02%cd%x03",
    ]);
    let mut told: BTreeMap<String, Told> = BTreeMap::new();
    for record in log.split(|byte| *byte == 1).skip(1) {
        let mut parts = record.splitn(2, |byte| *byte == 2);
        let email = parts.next().unwrap().to_vec();
        let mut parts = parts.next().unwrap().splitn(2, |byte| *byte == 3);
        let date = String::from_utf8(parts.next().unwrap().to_vec()).unwrap();
        for name in parts.next().unwrap().split(|byte| *byte == 0) {
            let name = String::from_utf8_lossy(name).trim_start_matches('\n').to_owned();
            let path = told.entry(name).or_default();
            path.revisions += 1;
            path.emails.insert(email.clone());
            path.first = if path.first.is_empty() { date.clone() } else { path.first.clone().min(date.clone()) };
            path.last = path.last.clone().max(date.clone());
        }
    }
    told
}

/// Compares every path of the snapshot with what git says.
pub(crate) fn assert_as_git_says(what: &str, repository: &TestRepository) -> Vec<Row> {
    let rows = Machine::new().facts(repository.path(), "file", &[]);
    assert_rows_are_as_git_says(what, repository, &rows);
    rows
}

/// Compares these rows with what git says.
pub(crate) fn assert_rows_are_as_git_says(what: &str, repository: &TestRepository, rows: &[Row]) {
    let told = git_says(repository);
    let listed = repository.git(&["ls-tree", "-r", "--name-only", "HEAD"]).lines().count();
    assert_eq!(rows.len(), listed, "{what}: one row for each path of the snapshot");
    for row in rows {
        let git = &told[&row["path"]];
        let ours = ["revisions_path", "author_emails", "first_seen", "last_changed"].map(|column| row[column].as_str());
        let (revisions, emails) = (git.revisions.to_string(), git.emails.len().to_string());
        assert_eq!(ours, [&revisions, &emails, &git.first, &git.last], "{what}: {}", row["path"]);
    }
}

fn text(lines: usize, word: &str) -> String {
    (0..lines).map(|line| format!("{word} {line}\n")).collect()
}

/// Everything at once: what a path can go through.
fn lives() -> Recipe {
    shop()
        .commit("mode", |c| c.executable("src/cart.js", "same\n").write("run.sh", "#!/bin/sh\n"))
        .commit("mode only", |c| c.executable("run.sh", "#!/bin/sh\n"))
        .commit("gone", |c| c.remove("stock/app.py"))
        .commit("back", |c| c.author("Cy Day", "CY@home.example").write("stock/app.py", "x = 1\n"))
        .commit("now a link", |c| c.remove("run.sh").symlink("run.sh", "src/cart.js"))
        .commit("now a folder", |c| c.remove("Dockerfile").write("Dockerfile/base", "FROM x\n"))
        .commit("a module", |c| c.submodule_entry("module").write("empty", ""))
        .commit("nothing at all", nothing)
        .commit("dates run backwards", |c| c.at("2020-02-02").write("src/cart.js", "older\n"))
        .commit("later", |c| {
            c.at("2024-06-01T12:00:00+05:30").committed_at("2024-06-02T01:00:00-08:00").write("empty", "1")
        })
        .commit("move all", |c| c.rename("src", "lib"))
        .branch("side")
        .commit("side work", |c| c.write("lib/price.js", "side\n").write("side.txt", "1"))
        .switch("main")
        .commit("main work", |c| c.write("lib/cart.js", "main\n"))
        .merge("side", "merge with a change of its own", |c| {
            c.write("merged.txt", "evil\n").write("lib/cart.js", "both\n")
        })
        .commit("after", |c| c.write("merged.txt", "good\n"))
        .orphan("other")
        .commit("elsewhere", |c| c.write("other/a.txt", "1").write("README.md", "other\n"))
        .switch("main")
        .merge("other", "join", nothing)
        .commit("after the join", |c| c.write("README.md", "joined\n").write("caf\u{e9} \"x\"\t.txt", "quoted"))
}

#[test]
fn literal_figures_are_gits_own() {
    assert_as_git_says("shop", &built_shop());
    assert_as_git_says("lives", &lives().build_bare());
    assert_as_git_says("lives, packed", &lives().build_bare().packed());
    assert_as_git_says("SHA-256", &shop().sha256().build());
    let octopus = lives()
        .branch("a")
        .commit("a", |c| c.write("a", "1").write("merged.txt", "a\n"))
        .switch("main")
        .branch("b")
        .commit("b", |c| c.write("b", "1"))
        .switch("main")
        .merge_octopus(&["a", "b"], "all", |c| c.write("c", "1"))
        .commit("use c", |c| c.write("c", "2"));
    assert_as_git_says("octopus", &octopus.build_bare());
}

#[test]
fn commits_are_gits_own() {
    let repository = lives().build_bare();
    let (machine, list) = (Machine::new(), |more: &str| repository.git(&["rev-list", more, "HEAD"]));
    let rows = machine.facts(repository.path(), "commit", &[]);
    let ids = |keep: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| keep(row)).map(|row| row["id"].clone()).collect();
    let told = |text: String| text.lines().map(str::to_owned).collect::<BTreeSet<String>>();
    let all: BTreeSet<String> = ids(&|_| true);
    let merges: BTreeSet<String> = ids(&|row| row["merge"] == "true");
    let mainline: BTreeSet<String> = ids(&|row| row["mainline"] == "true");
    assert_eq!((all, rows.len().to_string()), (told(list("--all")), list("--count")));
    assert_eq!(merges, told(list("--merges")));
    assert_eq!(mainline, told(list("--first-parent")));
    let audit = machine.audit(repository.path(), &[]);
    assert_eq!(
        audit["repositories"][0]["merges"].to_string(),
        repository.git(&["rev-list", "--merges", "--count", "HEAD"])
    );
    for row in &rows {
        let format = "--format=%ad|%cd";
        let date = "--date=format-local:%Y-%m-%dT%H:%M:%SZ";
        let told = repository.git(&["log", "-1", format, date, &row["id"]]);
        assert_eq!(format!("{}|{}", row["authored_at"], row["committed_at"]), told);
    }
}

#[test]
fn revisions_follow_renames() {
    type Edit = fn(&mut CommitRecipe) -> &mut CommitRecipe;
    let table: [(&str, Edit, &str); 7] = [
        ("pure", |c| c.rename("a/old.js", "b/new.js"), "4"),
        ("folder", |c| c.rename("a", "b").rename("b/old.js", "b/new.js"), "4"),
        ("with an edit", |c| c.rename("a/old.js", "b/new.js").write("b/new.js", text(37, "line") + "more\n"), "4"),
        (
            "with half of it edited",
            |c| c.rename("a/old.js", "b/new.js").write("b/new.js", text(24, "line") + &text(16, "other")),
            "4",
        ),
        ("with all of it edited", |c| c.rename("a/old.js", "b/new.js").write("b/new.js", text(40, "other")), "2"),
        ("a copy", |c| c.write("b/new.js", text(40, "line")), "2"),
        ("two to one", |c| c.write("a/twin.js", "x").rename("a/old.js", "b/new.js").remove("a/twin.js"), "4"),
    ];
    for (what, edit, revisions) in table {
        let repository = Recipe::new()
            .commit("add", |c| c.write("a/old.js", "first\n"))
            .commit("write", |c| c.write("a/old.js", text(40, "line")))
            .commit("move", edit)
            .commit("edit", |c| c.write("b/new.js", text(41, "line")))
            .build_bare();
        let rows = assert_as_git_says(what, &repository);
        let row = rows.iter().find(|row| row["path"] == "b/new.js").unwrap();
        assert_eq!((row["revisions"].as_str(), row["revisions_path"].as_str()), (revisions, "2"), "{what}");
    }
    let there_and_back = Recipe::new()
        .commit("add", |c| c.write("a.js", text(40, "line")))
        .commit("there", |c| c.rename("a.js", "b.js"))
        .commit("edit", |c| c.write("b.js", text(42, "line")))
        .commit("back", |c| c.rename("b.js", "a.js"))
        .build_bare();
    assert_eq!(assert_as_git_says("there and back", &there_and_back)[0]["revisions"], "4");
    let reborn = Recipe::new()
        .commit("add", |c| c.write("a.js", text(40, "line")))
        .commit("gone", |c| c.remove("a.js"))
        .commit("brought back", |c| c.write("a.js", text(40, "line")))
        .build_bare();
    let row = &assert_as_git_says("reborn", &reborn)[0];
    assert_eq!((row["revisions"].as_str(), row["revisions_path"].as_str()), ("3", "3"), "what comes back was there");
    let replaced = Recipe::new()
        .commit("add", |c| c.write("a.js", text(40, "line")))
        .commit("edit", |c| c.write("a.js", text(42, "line")))
        .commit("move", |c| c.rename("a.js", "b.js"))
        .commit("another one in its place", |c| c.write("a.js", text(40, "other")))
        .build_bare();
    let rows = assert_as_git_says("replaced", &replaced);
    let revisions: Vec<_> = rows.iter().map(|row| (row["path"].as_str(), row["revisions"].as_str())).collect();
    assert_eq!(revisions, [("a.js", "2"), ("b.js", "3")], "who was renamed takes its history along");
}

#[test]
fn commits_of_very_many_files_make_nobody_an_author() {
    for (files, authors, main_share, untouched) in [(500, "2", "0.5", "1"), (501, "2", "1", "")] {
        let repository = Recipe::new()
            .commit("import", |c| {
                (0..files).fold(c.author("Ivy Port", "ivy@x.example"), |c, at| {
                    c.write(format!("src/{at:03}.js"), format!("f({at});\n"))
                })
            })
            .commit("work", |c| c.author("Ann Lee", "ann@y.example").write("src/000.js", "g();\n"))
            .build_bare();
        let rows = assert_as_git_says("import", &repository);
        let cells = |at: usize| (rows[at]["authors"].as_str(), rows[at]["main_author_share"].as_str());
        assert_eq!(cells(0), (authors, main_share), "{files} files: who worked on it later is its only author");
        assert_eq!(cells(1), ("1", untouched), "{files} files: nobody is known to know what was only imported");
    }
}

#[test]
fn a_program_with_most_commits_is_nobodys_main_author() {
    let repository = Recipe::new()
        .commits(5, |number, c| {
            c.author("root", "root@web1.example").write("a.js", format!("f({number});\n"));
        })
        .commit("work", |c| c.author("Ann Lee", "ann@y.example").write("a.js", "g();\n"))
        .build_bare();
    let row = &assert_as_git_says("root", &repository)[0];
    let cells = ["revisions", "authors", "author_emails", "main_author_share"].map(|column| row[column].as_str());
    assert_eq!(cells, ["6", "1", "2", "1"]);
}

#[test]
fn people_are_merged_as_the_mailmap_says_and_programs_are_nobody() {
    let recipe = |mailmap: &str| {
        let by = |name: &'static str, email: &'static str, line: &'static str| {
            move |c: &mut CommitRecipe| {
                c.author(name, email).write("a.js", format!("{line}\n"));
            }
        };
        let mut recipe = Recipe::new();
        for (number, edit) in [
            by("ann", "ann@old.example", "1"),
            by("Ann Lee", "lee@new.example", "2"),
            by("Bob Ray", "bob@home.example", "3"),
            by("Bob Ray", "BOB@HOME.example", "4"),
            by("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com", "5"),
            by("renovate", "bot@renovateapp.com", "6"),
        ]
        .into_iter()
        .enumerate()
        {
            recipe = recipe.commit(&number.to_string(), |c| {
                edit(c);
                c
            });
        }
        recipe.commit("map", |c| c.author("Bob Ray", "bob@home.example").write(".mailmap", mailmap)).build_bare()
    };
    for (what, mailmap, authors) in [
        ("none", "# nobody\n", "3"),
        ("by e-mail", "Ann Lee <lee@new.example> <ann@old.example>\n", "2"),
        ("by name and e-mail", "Ann Lee <lee@new.example> ann <ANN@OLD.EXAMPLE>\n", "2"),
        ("name only", "Ann Lee <ann@old.example>\n", "3"),
        ("nonsense", "<<>\n\0\u{fe0f}\nAnn\n= <>\n", "3"),
        (
            "everybody",
            "All <all@x.example> <ann@old.example>\nAll <all@x.example> <lee@new.example>\nAll <all@x.example> <bob@home.example>\n",
            "1",
        ),
    ] {
        let repository = recipe(mailmap);
        let rows = assert_as_git_says(what, &repository);
        let row = rows.iter().find(|row| row["path"] == "a.js").unwrap();
        let figures = ["authors", "author_emails", "revisions"].map(|column| row[column].as_str());
        assert_eq!(figures, [authors, "6", "6"], "{what}");
        let commits = Machine::new().facts(repository.path(), "commit", &[]);
        let people: BTreeSet<_> =
            commits.iter().filter(|row| row["bot"] == "false").map(|row| &row["author"]).collect();
        assert_eq!(people.len().to_string(), authors, "{what}: {people:?}");
        assert_eq!(commits.iter().filter(|row| row["bot"] == "true").count(), 2, "{what}");
        assert!(commits.iter().all(|row| row["author"].starts_with("Person ")), "{what}: {commits:#?}");
    }
}
