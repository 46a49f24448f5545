//! The same commit gives the same bytes: whatever the cache holds, however many threads run, wherever the clone lies.

use crate::support::{AS_OF, Machine, PROGRAM, assert_same, assert_same_files, built_shop, file, with};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

#[test]
fn neither_cache_nor_threads_nor_folder_leave_a_trace() {
    let (machine, repository) = (Machine::new(), built_shop());
    let cold = machine.files(repository.path(), &[]);
    for more in [&[][..], &["--jobs=1"], &["--jobs=4"], &["--no-cache"], &["--no-cache", "--jobs=1"], &["--jobs=64"]] {
        assert_same_files(&format!("{more:?}"), &machine.files(repository.path(), more), &cold);
    }
    let elsewhere = tempfile::Builder::new().prefix("a folder with spaces é ").tempdir().unwrap();
    let clone = elsewhere.path().join("clone");
    repository.git(&["clone", "--quiet", "--template=", ".", clone.to_str().unwrap()]);
    assert_same_files("a clone", &Machine::new().files(&clone, &[]), &cold);
    assert_same_files("a bare clone, warm", &machine.files(repository.bare().path(), &[]), &cold);
    let relative = machine.command(PROGRAM).current_dir(&clone).args(["audit", ".", "--format=json"]).output().unwrap();
    assert_same("a relative path", &relative.stdout, file(&cold, "audit.json"));
}

#[test]
fn every_level_of_facts_is_the_same_too() {
    let (machine, repository) = (Machine::new(), built_shop());
    for level in ["file", "function", "commit", "component", "dependency", "pair", "component-pair"] {
        for format in ["--format=csv", "--format=json"] {
            let facts = |machine: &Machine, more: &str| {
                let answer = machine.run(&with(repository.path(), "facts", &["--level", level, format, more]));
                answer.done().stdout.clone()
            };
            let cold = facts(&Machine::new(), "--jobs=4");
            for more in ["--jobs=1", "--no-cache"] {
                assert_same(&format!("{level} {format} {more}"), &facts(&machine, more), &cold);
            }
        }
    }
}

/// Every file below a folder.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files_below(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn a_damaged_cache_costs_time_and_nothing_else() {
    let (machine, repository) = (Machine::new(), built_shop());
    let cold = machine.files(repository.path(), &[]);
    type Damage = fn(Vec<u8>) -> Vec<u8>;
    let table: [(&str, Damage); 5] = [
        ("garbage all through", |bytes| bytes.iter().map(|byte| byte ^ 0x5a).collect()),
        ("one byte in the middle", |mut bytes| {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
            bytes
        }),
        ("every hundredth byte", |bytes| {
            bytes.into_iter().enumerate().map(|(at, byte)| if at % 100 == 50 { !byte } else { byte }).collect()
        }),
        ("cut", |bytes| bytes[..bytes.len() / 3].to_vec()),
        ("empty", |_| Vec::new()),
    ];
    for (what, damage) in table {
        let files = files_below(&machine.cache());
        assert!(!files.is_empty(), "{what}: nothing is kept");
        for file in files {
            let bytes = damage(std::fs::read(&file).unwrap());
            std::fs::remove_file(&file).unwrap();
            std::fs::write(&file, bytes).unwrap();
        }
        assert_same_files(what, &machine.files(repository.path(), &[]), &cold);
        assert_same_files(&format!("{what}, again"), &machine.files(repository.path(), &[]), &cold);
    }
}

#[test]
fn a_cache_that_cannot_be_written_is_done_without() {
    let (machine, repository) = (Machine::new(), built_shop());
    let cold = machine.run(&with(repository.path(), "audit", &["--format=json"])).done().stdout.clone();
    std::fs::write(machine.path("file"), "text").unwrap();
    std::fs::create_dir_all(machine.path("taken/quarterdeck/facts")).unwrap();
    std::fs::write(machine.path("taken/quarterdeck/facts/v1"), "text").unwrap();
    std::fs::create_dir_all(machine.path("odd/quarterdeck/facts/v1/folder")).unwrap();
    std::fs::write(machine.path("odd/quarterdeck/facts/v1/note.txt"), "text").unwrap();
    let proc = PathBuf::from("/proc/quarterdeck");
    for cache in [machine.path("file"), machine.path("taken"), machine.path("odd"), proc, PathBuf::from("not/absolute")]
    {
        let mut command = machine.command(PROGRAM);
        command.args(with(repository.path(), "audit", &["--format=json"])).env("XDG_CACHE_HOME", &cache);
        let output = command.output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{cache:?}");
        assert_same(&format!("{cache:?}"), &output.stdout, &cold);
    }
    let mut homeless = machine.command(PROGRAM);
    homeless.args(with(repository.path(), "audit", &["--format=json"])).env_remove("HOME").env_remove("XDG_CACHE_HOME");
    assert_same("no home", &homeless.output().unwrap().stdout, &cold);
}

#[test]
fn audits_at_the_same_time_share_a_cold_cache() {
    let (machine, repository) = (Machine::new(), built_shop());
    let expected = Machine::new().files(repository.path(), &[]);
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..4).map(|_| scope.spawn(|| machine.files(repository.path(), &["--jobs=2"]))).collect();
        for run in runs {
            assert_same_files("at the same time", &run.join().unwrap(), &expected);
        }
    });
}

#[test]
fn a_cache_that_is_removed_while_audits_run_costs_time_and_nothing_else() {
    let (machine, repository) = (Machine::new(), built_shop());
    let expected = Machine::new().files(repository.path(), &[]);
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                // Refused where an audit writes at the same moment; the next turn takes what is left.
                std::fs::remove_dir_all(machine.cache()).ok();
                std::thread::sleep(Duration::from_millis(1));
            }
        });
        let runs: Vec<_> = (0..6).map(|_| machine.files(repository.path(), &["--jobs=2"])).collect();
        done.store(true, Ordering::Relaxed);
        runs.iter().for_each(|run| assert_same_files("removed", run, &expected));
    });
    assert_same_files("left alone again", &machine.files(repository.path(), &[]), &expected);
}

#[test]
fn at_a_commit_equals_a_clone_that_is_there() {
    let (machine, repository) = (Machine::new(), built_shop());
    for commit in ["HEAD~1", "HEAD~7", "v1", "feature"] {
        let clone = tempfile::tempdir().unwrap();
        let text = clone.path().to_str().unwrap();
        repository.git(&["clone", "--quiet", "--template=", "--no-checkout", ".", text]);
        repository.git(&[
            "-C",
            text,
            "checkout",
            "--quiet",
            "--detach",
            &repository.id(&format!("{commit}^{{commit}}")),
        ]);
        let there = Machine::new().files(clone.path(), &[AS_OF]);
        assert_same_files(commit, &machine.files(repository.path(), &[AS_OF, "--at", commit]), &there);
    }
}

#[test]
fn the_page_and_the_data_name_no_machine() {
    let (machine, repository) = (Machine::new(), built_shop());
    for bytes in machine.files(repository.path(), &["--names"]) {
        let text = String::from_utf8(bytes).unwrap();
        for part in [repository.path(), &machine.path(""), &std::env::temp_dir()] {
            assert!(!text.contains(part.to_str().unwrap()), "{part:?} is in the output");
        }
    }
}
