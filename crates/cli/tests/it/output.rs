//! What is written, where, and with which exit code; what stays behind when it cannot be.

use crate::support::{
    Answer, FILES, Machine, PROGRAM, assert_same, assert_same_files, built_shop, file, one_file, with,
};
use quarterdeck_testkit::Recipe;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

/// Names in a folder, sorted; nothing for a folder that is not there.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_folder_that_cannot_be_written_is_refused() {
    let (machine, repository) = (Machine::new(), built_shop());
    std::fs::write(machine.path("file"), "text").unwrap();
    std::fs::create_dir_all(machine.path("taken/facts.csv")).unwrap();
    std::fs::write(machine.path("taken/audit.json"), "old").unwrap();
    for out in ["file", "file/below", "/proc/quarterdeck", "taken", "/dev/null"] {
        machine.run(&with(repository.path(), "audit", &["--out", out])).refused(4, "could not be written");
    }
    assert_eq!(std::fs::read(machine.path("file")).unwrap(), b"text");
    assert_eq!(names(&machine.path("taken")), ["audit.json", "facts.csv"]);
    assert_eq!(std::fs::read(machine.path("taken/audit.json")).unwrap(), b"old", "all or nothing");
    let name = "n".repeat(300);
    machine.run(&with(repository.path(), "audit", &["--out", &name])).refused(4, "could not be written");
    machine.run(&with(repository.path(), "audit", &["--out", ""])).misused("a value is required");
}

#[test]
fn other_files_of_the_folder_stay() {
    let (machine, repository) = (Machine::new(), built_shop());
    let out = machine.path("reports/of/today");
    let run = || machine.run(&with(repository.path(), "audit", &["--out", out.to_str().unwrap()]));
    assert!(run().done().text().contains("audit.html"));
    std::fs::write(out.join("notes.txt"), "mine").unwrap();
    std::fs::write(out.join("audit.json"), "old").unwrap();
    let outside = machine.path("outside");
    std::fs::write(&outside, "not ours").unwrap();
    std::fs::remove_file(out.join("facts.csv")).unwrap();
    std::os::unix::fs::symlink(&outside, out.join("facts.csv")).unwrap();
    run().done();
    let mut expected: Vec<&str> = FILES.into_iter().chain(["notes.txt"]).collect();
    expected.sort_unstable();
    assert_eq!(names(&out), expected);
    assert_eq!(std::fs::read(out.join("notes.txt")).unwrap(), b"mine");
    assert_eq!(std::fs::read(&outside).unwrap(), b"not ours", "a link in the folder is replaced, not written through");
    let json = machine.run(&with(repository.path(), "audit", &["--format=json"])).done().stdout.clone();
    assert_same("standard output and audit.json", &json, &std::fs::read(out.join("audit.json")).unwrap());
    for (format, name) in [
        ("sarif", "audit.sarif"),
        ("gitlab", "gl-code-quality.json"),
        ("markdown", "summary.md"),
        ("csv", "findings.csv"),
    ] {
        let printed = machine.run(&with(repository.path(), "audit", &["--format", format])).done().stdout.clone();
        assert_same(name, &printed, &std::fs::read(out.join(name)).unwrap());
    }
    let csv = machine.run(&with(repository.path(), "facts", &[])).done().stdout.clone();
    assert_same("facts and facts.csv", &csv, &std::fs::read(out.join("facts.csv")).unwrap());
}

#[test]
fn tools_are_sent_to_files_that_exist() {
    // Two Java packages in a circle: what the finding is about are folders.
    let class = |package: &str, other: &str| {
        format!("package com.shop.{package};\nimport com.shop.{other}.B;\npublic class B {{ B other; }}\n")
    };
    let repository = quarterdeck_testkit::Recipe::new()
        .commit("all", |c| {
            c.write("src/main/java/com/shop/cart/B.java", class("cart", "stock"))
                .write("src/main/java/com/shop/stock/B.java", class("stock", "cart"))
                .write("Dockerfile", "FROM node:latest\n")
        })
        .build();
    let machine = Machine::new();
    let files = machine.files(repository.path(), &[]);
    let rows = crate::support::rows(file(&files, "facts.csv"));
    let known: Vec<&str> = rows.iter().map(|row| row["path"].as_str()).collect();
    let sarif: serde_json::Value = serde_json::from_slice(file(&files, "audit.sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert!(results.iter().any(|result| result["ruleId"] == "ARC-01"), "the circle was not put to the test");
    for location in results.iter().flat_map(|result| result["locations"].as_array().unwrap()) {
        let uri = location["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
        assert!(known.contains(&uri), "{uri}");
    }
    let gitlab: serde_json::Value = serde_json::from_slice(file(&files, "gl-code-quality.json")).unwrap();
    for issue in gitlab.as_array().unwrap() {
        assert!(known.contains(&issue["location"]["path"].as_str().unwrap()), "{issue}");
    }
}

#[test]
fn a_full_disk_leaves_what_was_there() {
    let (machine, repository) = (Machine::new(), built_shop());
    let out = machine.path("out");
    std::fs::create_dir(&out).unwrap();
    for name in FILES {
        std::fs::write(out.join(name), "old").unwrap();
    }
    // Files may not grow beyond four blocks; the signal that would come with it is ignored, as on a full disk.
    let line = "trap '' XFSZ; ulimit -f 4; exec \"$Q\" audit \"$R\" --out=out";
    machine.shell(line, repository.path()).refused(4, "could not be written");
    assert_eq!(names(&out), FILES);
    assert!(FILES.iter().all(|name| std::fs::read(out.join(name)).unwrap() == b"old"));
    // The cache met the same disk; what it kept of it does no harm.
    assert_same_files("later", &machine.files(repository.path(), &[]), &Machine::new().files(repository.path(), &[]));
}

#[test]
fn standard_output_that_takes_nothing() {
    let (machine, repository) = (Machine::new(), built_shop());
    for command in ["audit \"$R\"", "audit \"$R\" --format=json", "facts \"$R\"", "checks", "explain DEB-02", "--help"]
    {
        let full = machine.shell(&format!("\"$Q\" {command} >/dev/full"), repository.path());
        if command != "--help" {
            full.refused(4, "standard output");
        }
        // A reader that has seen enough is no failure.
        let closed = machine.shell(&format!("{{ \"$Q\" {command}; echo $? >&2; }} | head -c 1"), repository.path());
        assert_eq!((closed.stdout.len(), closed.stderr.as_str()), (1, "0\n"), "{command}");
        let shut = machine.shell(&format!("\"$Q\" {command} >&-"), repository.path());
        assert_ne!(shut.code, Some(70), "{command}: {shut:?}");
    }
}

#[test]
fn gates_have_codes_of_their_own() {
    let (machine, repository) = (Machine::new(), built_shop());
    let findings = machine.audit(repository.path(), &[])["findings"].clone();
    let worst = |severity: &str| findings.as_array().unwrap().iter().any(|finding| finding["severity"] == severity);
    let mut met = false;
    for severity in ["critical", "high", "medium", "low"] {
        met |= worst(severity);
        let answer = machine.run(&with(repository.path(), "audit", &["--out=out", "--fail-on", severity]));
        assert_eq!((answer.code, answer.stderr.as_str()), (Some(i32::from(met)), ""), "{severity}");
        assert!(
            !answer.stdout.is_empty() && names(&machine.path("out")) == FILES,
            "a gate does not withhold the report"
        );
    }
    assert!(met, "the shop has findings");
    for (more, code) in [
        (&["--min-coverage=0"][..], 0),
        (&["--min-coverage=100"], 5),
        (&["--min-coverage=0", "--fail-on=low"], 1),
        (&["--min-coverage=100", "--fail-on=low"], 1),
    ] {
        assert_eq!(machine.run(&with(repository.path(), "audit", more)).code, Some(code), "{more:?}");
    }
    for wrong in ["--min-coverage=nan", "--min-coverage=-1", "--min-coverage=101", "--min-coverage=x", "--fail-on=bad"]
    {
        machine.run(&with(repository.path(), "audit", &[wrong])).misused("invalid value");
    }
}

/// Starts an audit, sends it SIGINT after a while (counted from when it listens, if asked), and says how it ended.
fn interrupted(machine: &Machine, repository: &Path, listening: bool, after: Duration) -> Answer {
    let mut command = machine.command(PROGRAM);
    command.args(with(repository, "audit", &["--no-cache", "--jobs=1", "--out=out"])).stdin(Stdio::null());
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // What listens is a thread of its own.
    let threads = || std::fs::read_dir(format!("/proc/{}/task", child.id())).map_or(0, Iterator::count);
    let mut patience = if listening { 2_000 } else { 0 };
    while patience > 0 && threads() < 2 {
        std::thread::sleep(Duration::from_millis(5));
        patience -= 1;
    }
    std::thread::sleep(after);
    // Of this child alone; it may have ended by itself.
    machine.command("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status().unwrap();
    Answer::of(child.wait_with_output().unwrap(), format!("{after:?}"))
}

#[test]
fn an_interrupt_leaves_nothing_behind() {
    let body = "function f(a) { if (a) { return g(a) } else { return h(a) } }\n".repeat(40);
    let recipe = Recipe::new().commit("all", |c| {
        (0..3_000).fold(c, |c, number| c.write(format!("src/f{number}.js"), format!("const x{number} = 1;\n{body}")))
    });
    let (machine, repository) = (Machine::new(), recipe.build_bare());
    let answer = interrupted(&machine, repository.path(), true, Duration::from_millis(300));
    assert_eq!((answer.code, answer.stdout.len(), answer.stderr.as_str()), (Some(130), 0, ""));
    assert!(names(&machine.path("out")).is_empty());
}

#[test]
fn an_interrupt_at_any_moment_leaves_all_or_nothing() {
    let (machine, repository) = (Machine::new(), one_file("a.js", "f()\n").build());
    for millis in 0..40 {
        let answer = interrupted(&machine, repository.path(), false, Duration::from_millis(millis * 3));
        // Before it can listen, the system ends it.
        assert!(matches!(answer.code, Some(0 | 130) | None), "{answer:?}");
        let left = names(&machine.path("out"));
        assert!(left.is_empty() || left == FILES, "after {} ms: {left:?}", millis * 3);
    }
}
