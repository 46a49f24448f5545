//! `--deep`: the same bytes whatever threads and cache do, nothing changed without it, and what clones in part say.

use crate::support::{Machine, assert_same, assert_same_files, built_shop, by_path, gaps, shop, with};
use quarterdeck_testkit::TestRepository;
use std::path::Path;

fn facts(machine: &Machine, repository: &Path, level: &str, more: &[&str]) -> Vec<u8> {
    machine.run(&with(repository, "facts", &[&["--level", level, "--deep"], more].concat())).done().stdout.clone()
}

#[test]
fn neither_cache_nor_threads_nor_packs_leave_a_trace() {
    let (machine, repository) = (Machine::new(), built_shop());
    let plain = machine.files(repository.path(), &[]);
    let cold = machine.files(repository.path(), &["--deep"]);
    for more in
        [&["--deep"][..], &["--deep", "--jobs=1"], &["--deep", "--no-cache"], &["--deep", "--no-cache", "--jobs=4"]]
    {
        assert_same_files(&format!("{more:?}"), &machine.files(repository.path(), more), &cold);
    }
    assert_same_files("without --deep afterwards", &machine.files(repository.path(), &[]), &plain);
    let packed = built_shop().packed();
    for level in ["file", "commit", "line-owner"] {
        let cold = facts(&Machine::new(), repository.path(), level, &["--jobs=4"]);
        for more in ["--jobs=1", "--no-cache"] {
            assert_same(&format!("{level} {more}"), &facts(&machine, repository.path(), level, &[more]), &cold);
        }
        for (shape, other) in
            [("packed", &packed), ("borrowed", &built_shop().alternates()), ("bare", &repository.bare())]
        {
            let here = facts(&machine, other.path(), level, &["--no-cache", "--name=x"]);
            assert_same(&format!("{level} {shape}"), &here, &facts(&machine, repository.path(), level, &["--name=x"]));
        }
    }
}

#[test]
fn new_commits_alone_are_read_and_nothing_is_forgotten() {
    let machine = Machine::new();
    facts(&machine, shop().build().path(), "file", &[]);
    let grown = shop().commit("more", |c| c.write("src/cart.js", "a\nb\nc\n")).build();
    let warm = facts(&machine, grown.path(), "file", &[]);
    assert_same("one commit more", &warm, &facts(&Machine::new(), grown.path(), "file", &[]));
}

/// Figures of lines of each file: one column.
fn column(repository: &TestRepository, column: &str) -> std::collections::BTreeMap<String, String> {
    by_path(&Machine::new().facts(repository.path(), "file", &["--deep"]), column)
}

#[test]
fn lines_added_are_those_that_stand_and_those_deleted() {
    let repository = built_shop();
    let (added, deleted) = (column(&repository, "lines_added"), column(&repository, "lines_deleted"));
    let owners = Machine::new().facts(repository.path(), "line-owner", &[]);
    for (path, added) in &added {
        let Ok(added) = added.parse::<u64>() else { continue };
        let owned = owners.iter().filter(|row| row["path"] == *path).map(|row| row["lines"].parse::<u64>().unwrap());
        let stands = repository.git_bytes(&["cat-file", "blob", &format!("HEAD:{path}")]);
        let lines = lines_of(&stands);
        assert_eq!(owned.sum::<u64>(), lines, "{path}: every line has an owner");
        assert!(
            added - deleted[path].parse::<u64>().unwrap() >= lines,
            "{path}: what was added and not deleted stands"
        );
    }
    assert!(added.values().any(|added| !added.is_empty()));
}

fn lines_of(text: &[u8]) -> u64 {
    let ends = text.iter().filter(|byte| **byte == b'\n').count() as u64;
    ends + u64::from(text.last().is_some_and(|byte| *byte != b'\n'))
}

#[test]
fn clones_in_part_say_what_is_not_known() {
    let empty = |repository: &TestRepository| column(repository, "lines_added").values().all(String::is_empty);
    let shallow = built_shop().shallow(1);
    assert!(empty(&shallow), "a shallow history says nothing of lines");
    assert!(Machine::new().facts(shallow.path(), "line-owner", &[]).is_empty());
    let partial = built_shop().partial();
    assert!(empty(&partial), "no content, no lines");
    let audit = Machine::new().audit(partial.path(), &["--deep"]);
    assert!(gaps(&audit)["missing-object"] > gaps(&Machine::new().audit(partial.path(), &[]))["missing-object"]);
}
