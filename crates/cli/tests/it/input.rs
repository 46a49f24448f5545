//! What can be audited, and what is refused with one sentence: every shape, age and damage of a repository.

use crate::support::{
    AS_OF, Machine, assert_same_files, built_shop, by_path, file, gaps, nothing, one_file, shop, with,
};
use quarterdeck_testkit::{Recipe, TestRepository};
use std::collections::BTreeMap;

/// What makes a repository.
type Make = fn() -> TestRepository;

#[test]
fn what_is_not_a_repository_is_refused() {
    let machine = Machine::new();
    std::fs::create_dir(machine.path("folder")).unwrap();
    std::fs::write(machine.path("file"), "text").unwrap();
    std::fs::create_dir_all(machine.path("fake/.git")).unwrap();
    std::fs::create_dir_all(machine.path("linked")).unwrap();
    std::fs::write(machine.path("linked/.git"), "gitdir: /nowhere\n").unwrap();
    std::fs::create_dir_all(machine.path("loop")).unwrap();
    std::fs::write(machine.path("loop/.git"), "gitdir: .\n").unwrap();
    for (path, part) in [
        ("missing", "does not exist"),
        ("folder", "is not a git repository"),
        ("file", "is not a git repository"),
        ("fake", "is not a git repository"),
        ("linked", "cannot be opened"),
        ("loop", "cannot be opened"),
        ("", "does not exist"),
    ] {
        for command in ["audit", "facts"] {
            let out = machine.path("out");
            let more = if command == "audit" { vec!["--out", out.to_str().unwrap()] } else { vec![] };
            let path = std::path::Path::new(path);
            machine.run(&with(path, command, &more)).refused(3, part);
            assert!(!out.exists(), "{path:?}: an output folder was made for nothing");
        }
    }
}

#[test]
fn a_repository_without_a_readable_commit_is_refused() {
    let table: [(&str, Make, &str); 13] = [
        ("no commits", || Recipe::new().build(), "no commits"),
        ("no commits, bare", || Recipe::new().build_bare(), "no commits"),
        ("unborn HEAD", || built_shop().with_git_file("HEAD", "ref: refs/heads/unborn\n"), "no commits on HEAD"),
        ("HEAD is garbage", || built_shop().with_git_file("HEAD", "garbage\n"), "HEAD"),
        ("HEAD names nothing", || built_shop().with_git_file("HEAD", "5".repeat(40) + "\n"), "cannot be read"),
        ("branch is garbage", || built_shop().with_git_file("refs/heads/main", "garbage\n"), "HEAD"),
        ("refs in tables", || built_shop().with_config("[extensions]\n\trefStorage = reftable\n"), "git refs migrate"),
        (
            "a broken configuration",
            || built_shop().with_config("[core\n\tx = \u{1b}[31m\n"),
            "unexpected token on line",
        ),
        ("missing commit", || built_shop().without_object("HEAD"), "cannot be read"),
        ("corrupt commit", || built_shop().corrupt_object("HEAD"), "cannot be read"),
        ("emptied commit", || built_shop().emptied_object("HEAD"), "cannot be read"),
        ("disguised commit", || built_shop().disguised_object("HEAD", "HEAD~1"), "cannot be read"),
        ("missing root folder", || built_shop().without_object("HEAD^{tree}"), "cannot be read"),
    ];
    for (what, make, part) in table {
        let (machine, repository) = (Machine::new(), make());
        machine.run(&with(repository.path(), "audit", &["--out=out"])).refused(3, part);
        assert!(!machine.path("out").exists(), "{what}");
    }
}

#[test]
fn a_revision_that_names_no_commit_is_refused() {
    let (machine, repository) = (Machine::new(), built_shop());
    let tree = format!("--at={}", repository.id("HEAD^{tree}"));
    let missing = format!("--at={}", "5".repeat(40));
    for at in [
        "--at=unknown",
        "--at=--upload-pack=x",
        "--at=",
        "--at=2023-12-31",
        "--at=HEAD~100",
        "--at=HEAD:src",
        "--at=/",
        "--at=@{99}",
        "--at=\u{1b}[31mred",
        "--at=..",
        "--at=v1..v2",
        "--at=^HEAD",
        &tree,
        &missing,
    ] {
        let answer = machine.run(&with(repository.path(), "audit", &[at]));
        answer.refused(3, "names no commit in repository");
        assert!(!answer.stderr.contains('\u{1b}'), "{at}");
    }
    machine.run(&with(repository.path(), "audit", &["--at", "-x"])).misused("unexpected argument '-x'");
    machine.run(&with(repository.path(), "audit", &["--as-of=tomorrow"])).refused(2, "is not a date");
}

#[test]
fn at_gives_the_facts_of_that_commit() {
    let (machine, repository) = (Machine::new(), built_shop());
    let short = repository.id("HEAD~4")[..9].to_owned();
    let full = repository.id("HEAD~2");
    for (at, commit) in [
        ("v1", "HEAD~15"),
        ("v2", "v2^{commit}"),
        ("feature", "feature"),
        ("HEAD~3", "HEAD~3"),
        ("HEAD", "HEAD"),
        (short.as_str(), "HEAD~4"),
        (full.as_str(), "HEAD~2"),
        ("2024-01-01", "HEAD"),
        ("2030-01-01", "HEAD"),
        ("2024-01-01T02:30:00Z", "v2^{commit}"),
        ("2024-01-01T03:00:00Z", "feature"),
        ("2024-01-01T00:00:00Z", "HEAD~16"),
    ] {
        let expected = repository.id(commit);
        let audit = machine.audit(repository.path(), &["--at", at]);
        assert_eq!(audit["repositories"][0]["commit"], expected.as_str(), "{at}");
        assert_eq!(audit["as_of_source"], "commit", "{at}");

        let there = repository.bare();
        there.git(&["update-ref", "--no-deref", "HEAD", &expected]);
        there.git(&["for-each-ref", "--format=delete %(refname)"]);
        let wanted = Machine::new().files(there.path(), &[AS_OF]);
        assert_same_files(at, &machine.files(repository.path(), &[AS_OF, "--at", at]), &wanted);
    }
}

#[test]
fn every_shape_of_a_healthy_repository_gives_the_same_audit() {
    let shapes: [(&str, Make); 6] = [
        ("bare", || built_shop().bare()),
        ("packed", || built_shop().packed()),
        ("linked worktree", || built_shop().linked_worktree()),
        ("detached", || {
            let repository = built_shop();
            repository.git(&["checkout", "--quiet", "--detach"]);
            repository
        }),
        ("uncommitted work", || {
            built_shop()
                .with_file("src/new.js", "f()")
                .with_file("README.md", "changed")
                .with_file(".mailmap", "A <b@c>")
        }),
        ("a stale index", || built_shop().with_git_file("index", "garbage")),
    ];
    let expected = Machine::new().files(built_shop().path(), &[]);
    for (what, make) in shapes {
        assert_same_files(what, &Machine::new().files(make().path(), &[]), &expected);
    }
    let repository = built_shop();
    let machine = Machine::new();
    assert_same_files("a folder below", &machine.files(&repository.path().join("src"), &[]), &expected);
    assert_same_files(".git itself", &machine.files(&repository.path().join(".git"), &[]), &expected);
    assert_same_files("with a slash", &machine.files(&repository.path().join(""), &[]), &expected);
}

#[test]
fn sha256_repositories_are_read() {
    let repository = shop().sha256().build();
    let machine = Machine::new();
    let audit = machine.audit(repository.path(), &[]);
    assert_eq!(audit["repositories"][0]["commit"], repository.head().as_str());
    assert_eq!((repository.head().len(), gaps(&audit).len()), (64, 0), "{audit}");
    let (same, old) =
        (machine.facts(repository.path(), "file", &[]), Machine::new().facts(built_shop().path(), "file", &[]));
    for column in ["path", "code", "revisions", "authors", "last_changed", "cognitive_sum"] {
        assert_eq!(by_path(&same, column), by_path(&old, column));
    }
}

#[test]
fn borrowed_objects_are_read_and_named() {
    let (machine, repository) = (Machine::new(), built_shop().alternates());
    assert_eq!(gaps(&machine.audit(repository.path(), &[])), BTreeMap::from([("borrowed-objects".to_owned(), 1)]));
    let facts = machine.facts(repository.path(), "file", &[]);
    assert_eq!(facts, Machine::new().facts(built_shop().path(), "file", &[]));
}

/// Checks of the report that could not be assessed because of history.
fn without_history(audit: &serde_json::Value) -> Vec<&str> {
    let checks = audit["checks"].as_array().unwrap();
    let open = checks.iter().filter(|check| check["outcome"] == "could-not-assess");
    let named = open.filter(|check| check["reason"].as_str().unwrap().contains("istory"));
    named.map(|check| check["id"].as_str().unwrap()).collect()
}

#[test]
fn a_shallow_clone_is_read_without_its_history() {
    let (machine, repository) = (Machine::new(), built_shop().shallow(3));
    let audit = machine.audit(repository.path(), &[]);
    assert_eq!(gaps(&audit), BTreeMap::from([("shallow-history".to_owned(), 1), ("history-hole".to_owned(), 1)]));
    assert_eq!(audit["repositories"][0]["history"]["state"], "incomplete");
    let open = without_history(&audit);
    for check in ["DEB-05", "TEA-01", "TEA-03", "ARC-03"] {
        assert!(open.contains(&check), "{check} is not among {open:?}");
    }
    for row in machine.facts(repository.path(), "file", &[]) {
        for column in ["revisions", "revisions_path", "authors", "first_seen", "hotspot_score", "effort_score"] {
            assert_eq!(row[column], "", "{}: {column}", row["path"]);
        }
    }
    assert_eq!(machine.facts(repository.path(), "commit", &[]).len(), 3);
}

#[test]
fn what_is_missing_or_damaged_becomes_a_named_gap() {
    type Gaps = &'static [(&'static str, u64)];
    // (what, repository, gaps, history still complete)
    let table: [(&str, Make, Gaps, bool); 15] = [
        ("healthy", built_shop, &[], true),
        ("partial", || built_shop().partial(), &[("missing-object", 11)], true),
        ("missing blob", || built_shop().without_object("HEAD:README.md"), &[("missing-object", 1)], true),
        ("missing old blob", || built_shop().without_object("HEAD~6:src/cart.js"), &[], true),
        ("missing old folder", || built_shop().without_object("HEAD~5^{tree}"), &[("history-hole", 2)], false),
        (
            "missing folder",
            || built_shop().without_object("HEAD:src"),
            &[("missing-object", 1), ("history-hole", 1)],
            false,
        ),
        (
            "missing commit",
            || built_shop().without_object("HEAD~5"),
            &[("missing-object", 1), ("history-hole", 1)],
            false,
        ),
        ("corrupt blob", || built_shop().corrupt_object("HEAD:src/price.js"), &[("corrupt-object", 1)], true),
        ("emptied blob", || built_shop().emptied_object("HEAD:src/price.js"), &[("corrupt-object", 1)], true),
        (
            "corrupt folder",
            || built_shop().corrupt_object("HEAD:src"),
            &[("corrupt-object", 1), ("history-hole", 1)],
            false,
        ),
        ("corrupt old folder", || built_shop().corrupt_object("HEAD~5:src"), &[("history-hole", 2)], false),
        (
            "corrupt old commit",
            || built_shop().corrupt_object("HEAD~5"),
            &[("missing-object", 1), ("history-hole", 1)],
            false,
        ),
        (
            "disguised blob",
            || built_shop().disguised_object("HEAD:README.md", "HEAD:Dockerfile"),
            &[("corrupt-object", 1)],
            true,
        ),
        (
            "disguised folder",
            || built_shop().disguised_object("HEAD:src", "HEAD:stock"),
            &[("corrupt-object", 1), ("history-hole", 1)],
            false,
        ),
        (
            "disguised old commit",
            || built_shop().disguised_object("HEAD~5", "HEAD~6"),
            &[("missing-object", 1), ("history-hole", 1)],
            false,
        ),
    ];
    for (what, make, expected, complete) in table {
        let (machine, repository) = (Machine::new(), make());
        let audit = machine.audit(repository.path(), &[]);
        let wanted: BTreeMap<String, u64> = expected.iter().map(|(kind, count)| ((*kind).to_owned(), *count)).collect();
        assert_eq!(gaps(&audit), wanted, "{what}");
        let state = if complete { "complete" } else { "incomplete" };
        assert_eq!(audit["repositories"][0]["history"]["state"], state, "{what}");
        let known = machine.facts(repository.path(), "file", &[]).iter().all(|row| !row["revisions"].is_empty());
        assert_eq!(known, complete, "{what}: history of files is all known or all unknown");
    }
}

#[test]
fn what_the_cache_knows_does_not_hide_what_is_missing() {
    let (machine, repository) = (Machine::new(), built_shop());
    let whole = machine.files(repository.path(), &[]);
    let partial = repository.partial();
    let cold = Machine::new().files(partial.path(), &[]);
    assert_same_files("after an audit of the whole clone", &machine.files(partial.path(), &[]), &cold);
    assert_ne!(file(&whole, "audit.json"), file(&cold, "audit.json"));
}

#[test]
fn a_disguised_file_says_nothing_about_the_file_it_poses_as() {
    let machine = Machine::new();
    let honest = one_file("a.js", "function honest() { return 1 }\n");
    let liar = Recipe::new().commit("add", |c| {
        c.write("a.js", "function honest() { return 1 }\n").write("b.js", "function liar() { return 2 }\n")
    });
    let liar = liar.build().disguised_object("HEAD:a.js", "HEAD:b.js");
    machine.files(liar.path(), &[]);
    let names = |rows: Vec<crate::support::Row>| rows.into_iter().map(|row| row["name"].clone()).collect::<Vec<_>>();
    assert_eq!(names(machine.facts(honest.build().path(), "function", &[])), ["honest"]);
}

#[test]
fn several_repositories_form_one_system() {
    let (machine, one, two) = (Machine::new(), built_shop(), one_file("a.py", "def f():\n    pass\n").build());
    for (second, files) in [(&two, 12), (&one, 22)] {
        let paths = [one.path(), second.path()];
        let arguments = [std::path::Path::new("audit"), paths[0], paths[1], std::path::Path::new("--format=json")];
        let audit = machine.run(&arguments).json();
        let names: Vec<_> = audit["repositories"].as_array().unwrap().iter().map(|one| &one["name"]).collect();
        assert_eq!(names, ["repository", "repository-2"]);
        assert_eq!(audit["totals"]["files"], files);
    }
    let arguments = [std::path::Path::new("audit"), one.path(), std::path::Path::new("nowhere")];
    machine.run(&arguments).refused(3, "nowhere does not exist");
}

#[test]
fn a_network_origin_names_the_system_and_a_folder_never_does() {
    for (config, name) in [
        ("[remote \"origin\"]\nurl = https://ann:pass-of-ann@example.org/acme/books.git\n", "books"),
        ("[remote \"origin\"]\nurl = /home/ann/books\n", "repository"),
        ("[remote \"origin\"]\nurl = https://example.org/\u{1b}[31m<script>/..\n", "repository"),
        ("", "repository"),
    ] {
        let answer = Machine::new().run(&with(
            one_file("a", "b").build().with_config(config).path(),
            "audit",
            &["--format=json"],
        ));
        assert_eq!(answer.json()["system"], name, "{config}");
        assert!(!answer.text().contains("pass-of-ann"));
    }
}

#[test]
fn dates_that_cannot_be_true_are_named_and_not_used() {
    for (seconds, text, odd) in [
        (0, "1970-01-01T00:00:00Z", true),
        (4_294_967_296_i64, "2106-02-07T06:28:16Z", true),
        (253_402_300_799, "9999-12-31T23:59:59Z", true),
        (-86_400, "1969-12-31T00:00:00Z", true),
        (1_000_000_000, "2001-09-09T01:46:40Z", false),
    ] {
        let recipe = Recipe::new().commit("before", |c| c.write("a", "1")).commit("then", |c| c.write("a", "2"));
        let repository = recipe.build().rewrite_head(|commit| {
            let commit = String::from_utf8(commit).unwrap();
            commit.replace(" 1704070800 +0000", &format!(" {seconds} +0000")).into_bytes()
        });
        let machine = Machine::new();
        let audit = machine.audit(repository.path(), &[]);
        assert_eq!(gaps(&audit).contains_key("unbelievable-date"), odd, "{text}");
        let commits = machine.facts(repository.path(), "commit", &[]);
        assert!(commits.iter().any(|row| row["committed_at"] == text), "{commits:#?}");
    }
    // Beyond any calendar, and no number at all.
    for date in ["99999999999999 +0000", "18446744073709551615 +0000", "-9223372036854775808 +0000", "soon", ""] {
        let repository = one_file("a", "1")
            .build()
            .rewrite_head(|commit| String::from_utf8(commit).unwrap().replace("1704067200 +0000", date).into_bytes());
        let audit = Machine::new().audit(repository.path(), &[]);
        assert!(gaps(&audit).contains_key("unbelievable-date"), "{date:?}: {:?}", gaps(&audit));
    }
}

#[test]
fn histories_of_every_form_are_walked_to_their_ends() {
    let octopus = shop()
        .branch("a")
        .commit("a", |c| c.write("a", "1"))
        .switch("main")
        .branch("b")
        .commit("b", |c| c.write("b", "1"))
        .switch("main")
        .merge_octopus(&["a", "b"], "all of it", nothing);
    let unrelated = shop()
        .orphan("other")
        .commit("elsewhere", |c| c.write("lib/x.js", "f()\n"))
        .switch("main")
        .merge("other", "bring in", nothing);
    for (what, repository) in [("octopus", octopus.build()), ("unrelated", unrelated.build())] {
        let commits = Machine::new().facts(repository.path(), "commit", &[]);
        assert_eq!(commits.len().to_string(), repository.git(&["rev-list", "--count", "HEAD"]), "{what}");
        let merges = commits.iter().filter(|row| row["merge"] == "true").count();
        assert_eq!(merges.to_string(), repository.git(&["rev-list", "--count", "--merges", "HEAD"]), "{what}");
    }
}

#[test]
fn rewritten_history_is_named_and_not_honoured() {
    let expected = Machine::new().facts(built_shop().path(), "file", &[]);
    let replaced = built_shop();
    replaced.git(&["replace", "HEAD~1", "HEAD~9"]);
    let blob = built_shop();
    blob.git(&["replace", "HEAD:README.md", "HEAD:Dockerfile"]);
    let head = built_shop().head();
    let grafted = built_shop().with_git_file("info/grafts", format!("{head}\n"));
    for (what, repository) in [("commit", replaced), ("blob", blob), ("graft", grafted)] {
        let machine = Machine::new();
        let gaps = gaps(&machine.audit(repository.path(), &[]));
        assert_eq!(gaps, BTreeMap::from([("rewritten-history".to_owned(), 1)]), "{what}");
        assert_eq!(machine.facts(repository.path(), "file", &[]), expected, "{what}");
    }
}

#[test]
fn a_newest_commit_long_past_is_named_unless_it_is_judged_by_its_own_day() {
    let repository = one_file("a.py", "x = 1\n").build_bare();
    let machine = Machine::new();
    let is_named = |audit: &serde_json::Value| audit["gaps"].to_string().contains("old-head");
    let today = machine.audit(repository.path(), &[]);
    assert!(is_named(&today));
    let day = today["repositories"][0]["committed_at"].as_str().unwrap()[..10].to_owned();
    assert!(!is_named(&machine.audit(repository.path(), &[&format!("--as-of={day}")])));
}
