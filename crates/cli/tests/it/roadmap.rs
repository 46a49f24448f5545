//! `quarterdeck audit --brief`: audit, roadmap and documents in one folder, the same bytes each time, or nothing at all.

use crate::support::{AS_OF, Machine, assert_same, built_shop, nothing, one_file, with};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

const BRIEF: &str = include_str!("../../../brief/examples/erp.toml");

/// A machine with the example of a brief as `erp.toml`, changed where asked.
fn with_brief(changes: &[(&str, &str)]) -> Machine {
    let machine = Machine::new();
    let text = changes.iter().fold(BRIEF.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    std::fs::write(machine.path("erp.toml"), text).unwrap();
    machine
}

/// What `audit --brief` writes, by name.
fn written(machine: &Machine, repository: &Path, more: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let out = machine.path("out");
    std::fs::remove_dir_all(&out).ok();
    machine.run(&with(repository, "audit", &[&["--brief=erp.toml", "--out=out", AS_OF], more].concat())).done();
    let files = std::fs::read_dir(&out).unwrap().map(|entry| entry.unwrap());
    files.map(|file| (file.file_name().into_string().unwrap(), std::fs::read(file.path()).unwrap())).collect()
}

fn json(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Value {
    serde_json::from_slice(&files[name]).unwrap()
}

#[test]
fn one_command_writes_audit_roadmap_and_documents_the_same_each_time() {
    let (machine, repository) = (with_brief(&[]), built_shop());
    let first = written(&machine, repository.path(), &["--jobs=1"]);
    let wanted = ["audit.json", "audit.html", "roadmap.json", "schedule.json"].map(str::to_owned);
    let documents = ["leadership", "roadmap"].into_iter().flat_map(|name| {
        let one = move |language| ["md", "html"].map(|format| format!("{name}.{language}.{format}"));
        ["en", "fr", "nl"].into_iter().flat_map(one)
    });
    for name in wanted.into_iter().chain(documents) {
        assert!(first.get(&name).is_some_and(|bytes| bytes.len() > 100), "{name} of {:?}", first.keys());
    }
    for (name, bytes) in &first {
        let text = String::from_utf8_lossy(bytes);
        for place in [repository.path(), &machine.path("")] {
            assert!(!text.contains(place.to_str().unwrap()), "{name} names {place:?}");
        }
    }
    for more in [&["--jobs=1"][..], &["--jobs=4"], &["--no-cache", "--jobs=4"]] {
        let again = written(&machine, repository.path(), more);
        assert!(again.keys().eq(first.keys()), "{more:?}");
        for (name, bytes) in &again {
            assert_same(&format!("{name} {more:?}"), bytes, &first[name]);
        }
    }
}

#[test]
fn the_roadmap_places_or_explains_everything() {
    let (machine, repository) = (with_brief(&[]), built_shop());
    let files = written(&machine, repository.path(), &[]);
    let (roadmap, audit) = (json(&files, "roadmap.json"), json(&files, "audit.json"));
    let known: Vec<&Value> = audit["findings"].as_array().unwrap().iter().map(|one| &one["fingerprint"]).collect();
    let initiatives = roadmap["initiatives"].as_array().unwrap();
    assert!(initiatives.len() > 3, "{roadmap}");
    let mut placed = 0;
    for one in initiatives {
        let is_planned = one["planned"].is_object();
        assert_ne!(is_planned, one["not_planned"].is_object(), "{one}");
        placed += usize::from(is_planned);
        // Back to the evidence: what it answers is in the audit beside it.
        for answered in one["findings"].as_array().unwrap() {
            assert!(known.contains(&&answered["fingerprint"]), "{answered}");
        }
    }
    assert!(placed > 0, "{roadmap}");
    // What the scheduler solved can be solved by anybody.
    machine.run(&["plan", "solve", "out/schedule.json", "--iterations=50"]).done();
}

#[test]
fn a_bad_brief_is_refused_with_every_line_before_anything_is_written() {
    let machine = with_brief(&[("months = 18", "months = 81"), ("\"reliability\"]", "\"reliabilty\"]")]);
    let repository = built_shop();
    let answer = machine.run(&with(repository.path(), "audit", &["--brief=erp.toml", "--out=out"]));
    assert_eq!((answer.code, answer.stdout.len()), (Some(3), 0), "{answer:?}");
    for part in ["months = 18", "themes = [\"reliability\"]"] {
        let line = 1 + BRIEF.lines().position(|line| line.contains(part)).unwrap();
        assert!(answer.stderr.contains(&format!("line {line}: ")), "{part}: {answer:?}");
    }
    assert!(answer.stderr.contains("erp.toml") && answer.stderr.contains("brief check"), "{answer:?}");
    assert!(!machine.path("out").exists());
    machine.run(&with(repository.path(), "audit", &["--brief=none.toml"])).refused(3, "brief new");
}

#[test]
fn what_cannot_be_written_leaves_what_was_there() {
    let (machine, repository) = (with_brief(&[]), one_file("src/a.py", "def f(x):\n    return x\n").build());
    std::fs::write(machine.path("taken"), "mine").unwrap();
    let under = |out: &str| machine.run(&with(repository.path(), "audit", &["--brief=erp.toml", out]));
    under("--out=taken/below").refused(4, "could not be written");
    assert_eq!(std::fs::read_to_string(machine.path("taken")).unwrap(), "mine");
    // A folder stands where the last file belongs: none of the others is replaced.
    std::fs::create_dir_all(machine.path("half/roadmap.json")).unwrap();
    std::fs::write(machine.path("half/audit.json"), "mine").unwrap();
    under("--out=half").refused(4, "could not be written");
    assert_eq!(std::fs::read_to_string(machine.path("half/audit.json")).unwrap(), "mine");
}

/// A company and a file with hostile names, and no rates: documents all the same, and nothing in them runs.
#[test]
fn documents_without_money_escape_what_they_show() {
    let machine = with_brief(&[("Noordkaai Logistics", "<script>alert(1)</script>")]);
    let text = std::fs::read_to_string(machine.path("erp.toml")).unwrap();
    let mut lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("cost_per_day")).collect();
    lines.retain(|line| !line.starts_with("rate_per_day"));
    std::fs::write(machine.path("erp.toml"), lines.join("\n")).unwrap();
    let repository =
        one_file("src/<img src=x>.py", "def f(x):\n    # TODO: more\n    return x\n").commit("more", nothing).build();
    let files = written(&machine, repository.path(), &[]);
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let page = String::from_utf8_lossy(bytes);
        assert!(!page.contains("<script>alert(1)") && !page.contains("<img src=x>"), "{name}");
    }
    let roadmap = json(&files, "roadmap.json");
    assert!(roadmap["initiatives"].as_array().unwrap().iter().all(|one| one["cost"].is_null()), "{roadmap}");
}
