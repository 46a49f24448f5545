//! The second run: whatever was kept of the first, it answers as a run without memory does.

use crate::support::{Machine, assert_same_files, built_shop, with};
use quarterdeck_testkit::TestRepository;
use std::path::Path;

/// What happens to a repository between two runs.
type Happening = fn(&TestRepository);

/// Runs `git` with an author, as somebody who works in the clone.
fn work(repository: &TestRepository, arguments: &[&str]) {
    let who = ["-c", "user.name=Ann", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false"];
    repository.git(&[&who[..], arguments].concat());
}

fn branch(repository: &TestRepository) -> String {
    repository.git(&["symbolic-ref", "--short", "HEAD"]).trim().to_owned()
}

fn write(repository: &TestRepository, path: &str, text: &str) {
    std::fs::write(repository.path().join(path), text).unwrap();
}

fn commit(repository: &TestRepository, path: &str, text: &str) {
    write(repository, path, text);
    work(repository, &["add", path]);
    work(repository, &["commit", "--quiet", "--message", "fix: something"]);
}

const HAPPENINGS: &[(&str, Happening)] = &[
    ("nothing", |_| {}),
    ("a commit", |repository| commit(repository, "new.py", "def f(x):\n    return x\n")),
    ("a commit over a tracked file", |repository| commit(repository, "README.md", "# Another shop\n")),
    ("the last commit rewritten", |repository| {
        work(repository, &["commit", "--quiet", "--amend", "--message", "another subject"]);
    }),
    ("history cut back", |repository| work(repository, &["reset", "--quiet", "--hard", "HEAD~3"])),
    ("everything packed anew", |repository| work(repository, &["gc", "--quiet", "--prune=now"])),
    ("packed, then a commit", |repository| {
        work(repository, &["repack", "-adq"]);
        commit(repository, "late.go", "package late\n");
    }),
    ("a tag", |repository| work(repository, &["tag", "v99"])),
    ("a merge", |repository| {
        let branch = branch(repository);
        work(repository, &["checkout", "--quiet", "-b", "side", "HEAD~2"]);
        commit(repository, "side.txt", "side\n");
        work(repository, &["checkout", "--quiet", &branch]);
        work(repository, &["merge", "--quiet", "--no-ff", "side", "--message", "Merge side"]);
    }),
    ("an unrelated history merged", |repository| {
        let branch = branch(repository);
        work(repository, &["checkout", "--quiet", "--orphan", "other"]);
        work(repository, &["rm", "-rfq", "."]);
        commit(repository, "other.c", "int x;\n");
        work(repository, &["checkout", "--quiet", &branch]);
        work(repository, &["merge", "--quiet", "--allow-unrelated-histories", "other", "--message", "Join"]);
    }),
    ("a replacement ref", |repository| work(repository, &["replace", "HEAD~1", "HEAD~3"])),
    ("a graft", |repository| {
        std::fs::create_dir_all(repository.git_folder().join("info")).unwrap();
        std::fs::write(repository.git_folder().join("info/grafts"), format!("{}\n", repository.head())).unwrap();
    }),
];

#[test]
fn whatever_happened_between_two_runs_the_second_answers_as_one_without_memory() {
    for packed in [false, true] {
        for (what, happen) in HAPPENINGS {
            let (machine, repository) = (Machine::new(), built_shop());
            let repository = if packed { repository.packed() } else { repository };
            machine.files(repository.path(), &[]);
            happen(&repository);
            let expected = Machine::new().files(repository.path(), &["--no-cache"]);
            let what = format!("{what}, packed: {packed}");
            assert_same_files(&what, &machine.files_or_kept(repository.path(), &[]), &expected);
            assert_same_files(&format!("{what}, again"), &machine.files(repository.path(), &[]), &expected);
        }
    }
}

#[test]
fn a_kept_answer_is_the_answer_to_the_same_question_only() {
    let (machine, repository) = (Machine::new(), built_shop());
    let questions: &[&[&str]] =
        &[&[], &["--names"], &["--as-of=2025-01-01"], &["--at=HEAD~2"], &["--new-since=HEAD~2"]];
    let expected: Vec<_> = questions
        .iter()
        .map(|more| Machine::new().files(repository.path(), &[*more, &["--no-cache"]].concat()))
        .collect();
    for _ in 0..2 {
        for (more, expected) in questions.iter().zip(&expected) {
            assert_same_files(&format!("{more:?}"), &machine.files_or_kept(repository.path(), more), expected);
        }
    }
    let print = |more: &[&str]| machine.run(&with(repository.path(), "audit", more));
    for more in [&["--format=json"][..], &["--format=csv"], &[], &["--fail-on=low"], &["--min-coverage=100"]] {
        let (first, second) = (print(more), print(more));
        let fresh = Machine::new().run(&with(repository.path(), "audit", &[more, &["--no-cache"]].concat()));
        assert_eq!((first.code, &first.stdout), (fresh.code, &fresh.stdout), "{more:?}");
        assert_eq!((second.code, &second.stdout), (fresh.code, &fresh.stdout), "{more:?}, kept");
    }
}

#[test]
fn a_kept_answer_is_given_without_reading() {
    let (machine, repository) = (Machine::new(), built_shop());
    machine.files(repository.path(), &[]);
    let timings = |more: &[&str]| {
        let answer = machine.run(&with(repository.path(), "audit", &[&["--timings"], more].concat()));
        answer.stderr
    };
    timings(&[]);
    assert!(!timings(&[]).contains("read files"), "the same question was read for again");
    assert!(timings(&["--as-of=2025-02-03"]).contains("read files"));
    machine.forget_answers();
    assert!(timings(&[]).contains("read files"));
}

#[test]
fn what_a_clone_lost_is_missed_although_another_run_had_it() {
    let whole = built_shop();
    let machine = Machine::new();
    let files = |path: &Path| machine.files_or_kept(path, &[]);
    files(whole.path());
    let id = whole.id("HEAD:README.md");
    for lost in [TestRepository::without_object, TestRepository::corrupt_object, TestRepository::emptied_object] {
        let repository = built_shop();
        files(repository.path());
        let repository = lost(repository, &id);
        let expected = Machine::new().files(repository.path(), &["--no-cache"]);
        assert_same_files("a lost object", &files(repository.path()), &expected);
    }
}
