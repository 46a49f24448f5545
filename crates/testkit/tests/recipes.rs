//! Recipes make what they say, and git agrees.

use quarterdeck_testkit::Recipe;

fn three_commits() -> Recipe {
    Recipe::new()
        .commit("first", |c| c.at("2024-01-02T03:04:05Z").write("src/a.rs", "one\n").write("b", "b\n"))
        .commit("second", |c| c.rename("src/a.rs", "src/c.rs").executable("run.sh", "#!/bin/sh\n"))
        .commit("third", |c| c.remove("b").symlink("link", "/etc/passwd"))
}

#[test]
fn the_same_recipe_gives_the_same_bytes() {
    let head = three_commits().build().head();
    assert_eq!(head, three_commits().build_bare().head());
    assert_eq!(head, "dc46961e9406169f19d4c4f3b2d9c271e06feb2a");
}

#[test]
fn files_modes_and_renames_are_as_stated() {
    let repo = three_commits().build();
    assert_eq!(
        repo.git(&["ls-tree", "-r", "--format=%(objectmode) %(path)", "HEAD"]),
        "120000 link\n100755 run.sh\n100644 src/c.rs"
    );
    assert_eq!(repo.git(&["log", "--format=%s %cI", "-M", "--diff-filter=R"]), "second 2024-01-01T01:00:00Z");
    assert_eq!(repo.git(&["status", "--porcelain"]), "");
    repo.git(&["fsck", "--strict"]);
}

#[test]
fn odd_bytes_and_odd_dates_are_kept() {
    let repo = Recipe::new()
        .commit("epoch", |c| {
            c.at("1970-01-01T00:00:00Z").author(b"Ren\xe9", "r@example.org").write(b"caf\xe9.txt", "x")
        })
        .commit("far", |c| c.at("2106-02-07T06:28:16+05:30").write("a \"b\"\n", b"\0"))
        .commit("bytes", |c| c.message(b"caf\xe9\n").encoding("ISO-8859-1").author("", ""))
        .build();
    assert_eq!(repo.git_bytes(&["ls-tree", "-r", "-z", "--name-only", "HEAD"]), b"a \"b\"\n\0caf\xe9.txt\0");
    assert_eq!(
        repo.git(&["log", "-2", "--format=%at %ad", "--date=raw", "HEAD~1"]),
        "4294947496 4294947496 +0530\n0 0 +0000"
    );
    let raw = repo.git_bytes(&["cat-file", "commit", "HEAD~2"]);
    assert!(raw.windows(5).any(|window| window == b"Ren\xe9 "));
    let ancient =
        repo.rewrite_head(|commit| String::from_utf8_lossy(&commit).replace("1704074400", "-2208988800").into_bytes());
    assert!(ancient.git(&["cat-file", "commit", "HEAD"]).contains("-2208988800"));
}

#[test]
fn merges_take_over_what_the_branch_changed() {
    let repo = Recipe::new()
        .commit("base", |c| c.write("kept", "k").write("gone", "g"))
        .branch("left")
        .commit("left", |c| c.remove("gone").write("left", "l"))
        .switch("main")
        .branch("right")
        .commit("right", |c| c.write("right", "r"))
        .switch("main")
        .commit("on main", |c| c.write("main", "m"))
        .merge_octopus(&["left", "right"], "octopus", |c| c)
        .tag("light")
        .annotated_tag("v1", "release")
        .build();
    assert_eq!(repo.git(&["rev-list", "--parents", "-1", "HEAD"]).split(' ').count(), 4);
    assert_eq!(repo.git(&["ls-tree", "--name-only", "HEAD"]), "kept\nleft\nmain\nright");
    assert_eq!(repo.git(&["cat-file", "-t", "v1"]), "tag");
    assert_eq!(repo.id("light"), repo.id("v1^{commit}"));
}

#[test]
fn copies_have_the_shape_asked_for() {
    let repo = three_commits().build();
    assert_eq!(repo.shallow(1).git(&["rev-list", "--count", "HEAD"]), "1");
    assert_eq!(repo.bare().git(&["rev-parse", "--is-bare-repository"]), "true");
    let linked = three_commits().build().linked_worktree();
    assert_eq!(linked.head(), repo.head());
    assert!(linked.path().join(".git").is_file());
    let borrowing = three_commits().build().alternates();
    assert_eq!(borrowing.git(&["count-objects"]), "0 objects, 0 kilobytes");
    let partial = three_commits().build().partial();
    let listed = partial.git(&["rev-list", "--objects", "--missing=print", "HEAD"]);
    assert!(listed.lines().any(|line| line.starts_with('?')), "{listed}");
    assert_eq!(three_commits().sha256().build().head().len(), 64);
    let packed = three_commits().build().packed();
    assert_eq!(packed.git(&["count-objects"]), "0 objects, 0 kilobytes");
    assert_eq!(Recipe::new().build().git(&["symbolic-ref", "HEAD"]), "refs/heads/main");
}

#[test]
fn damage_is_where_it_was_asked_for() {
    type Damage = fn(quarterdeck_testkit::TestRepository) -> quarterdeck_testkit::TestRepository;
    let table: &[(&str, Damage)] = &[
        ("missing", |repo| repo.without_object("HEAD:src/c.rs")),
        ("corrupt", |repo| repo.corrupt_object("HEAD:src/c.rs")),
        ("empty", |repo| repo.emptied_object("HEAD:src/c.rs")),
    ];
    for (name, damage) in table {
        for packed in [false, true] {
            let repo = three_commits().build();
            let repo = damage(if packed { repo.packed() } else { repo });
            assert!(repo.try_git(&["cat-file", "blob", "HEAD:src/c.rs"], b"").is_err(), "{name}");
            assert_eq!(repo.git(&["cat-file", "blob", "HEAD:run.sh"]), "#!/bin/sh", "{name}");
        }
    }
    let lying = three_commits().build().disguised_object("HEAD:src/c.rs", "HEAD:run.sh");
    assert!(lying.try_git(&["fsck"], b"").is_err());
}

#[test]
fn special_entries_are_only_entries() {
    let repo = Recipe::new()
        .commit("entries", |c| c.submodule_entry("vendor/lib").lfs_pointer("big.bin"))
        .build()
        .with_config("[core]\n\tfsmonitor = touch /tmp/owned\n");
    assert!(repo.git(&["ls-tree", "-r", "HEAD"]).contains("160000 commit"));
    assert!(repo.git(&["show", "HEAD:big.bin"]).starts_with("version https://git-lfs"));
}

#[test]
fn two_thousand_commits_are_quick_to_make() {
    let repo = Recipe::new()
        .commits(2_000, |number, c| {
            c.write(format!("d{}/f{}", number % 10, number % 100), format!("{number}\n"));
        })
        .build_bare();
    assert_eq!(repo.git(&["rev-list", "--count", "HEAD"]), "2000");
}

#[test]
fn trees_that_git_would_refuse_can_be_made() {
    let repo = Recipe::new().commit("one", |c| c.write("a", "a")).build_bare().packed();
    let blob = repo.id("HEAD:a");
    let id: Vec<u8> = (0..20).map(|at| u8::from_str_radix(&blob[at * 2..at * 2 + 2], 16).unwrap()).collect();
    let tree = repo.raw_object("tree", &[b"100644 ../../escape\0".as_slice(), &id, b"100644 .git\0", &id].concat());
    let old = repo.id("HEAD^{tree}");
    let repo = repo.rewrite_head(|commit| String::from_utf8_lossy(&commit).replace(&old, &tree).into_bytes());
    assert_eq!(repo.git(&["ls-tree", "--name-only", "HEAD"]), "../../escape\n.git");
    assert!(repo.try_git(&["fsck", "--strict"], b"").is_err());
}
