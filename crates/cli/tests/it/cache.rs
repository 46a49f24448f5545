//! `quarterdeck cache`, and a cache that several machines share: the same bytes out, nothing computed twice, and whatever
//! goes wrong costs time.

use crate::support::{Answer, Machine, PROGRAM, assert_same, assert_same_files, built_shop, with};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn info(machine: &Machine, more: &[&str]) -> Value {
    machine.run(&[&["cache", "info", "--format=json"], more].concat()).json()
}

fn entries(machine: &Machine) -> u64 {
    info(machine, &[])["namespaces"][0]["entries"].as_u64().unwrap()
}

fn audit(machine: &Machine, repository: &Path, more: &[&str]) -> Answer {
    machine.run(&with(repository, "audit", &[&["--format=json"], more].concat()))
}

fn segments(machine: &Machine, namespace: &str) -> Vec<PathBuf> {
    let folder = machine.cache().join("quarterdeck").join(namespace).join("v1");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn an_empty_cache_is_told_pruned_and_verified() {
    let machine = Machine::new();
    assert_eq!(info(&machine, &[])["namespaces"], Value::Array(Vec::new()));
    assert!(machine.run(&["cache", "info"]).done().text().contains("nothing is kept yet"));
    machine.run(&["cache", "prune"]).done();
    machine.run(&["cache", "verify"]).done();
    assert!(!machine.cache().exists(), "looking creates nothing");
}

#[test]
fn what_an_audit_kept_is_counted_pruned_and_verified() {
    let (machine, repository) = (Machine::new(), built_shop());
    let cold = audit(&machine, repository.path(), &[]).done().stdout.clone();
    assert!(entries(&machine) > 10);
    let text = machine.run(&["cache", "info"]).done().text();
    assert!(text.contains("facts") && text.contains("Clones of URLs: 0"), "{text}");
    let verified = machine.run(&["cache", "verify"]).done().text();
    assert!(verified.ends_with("Everything is as it was written.\n"), "{verified}");
    machine.run(&["cache", "prune", "--max-size=1GB"]).done();
    assert!(entries(&machine) > 10);
    machine.run(&["cache", "prune", "--max-size=1"]).done();
    assert_eq!(entries(&machine), 0);
    assert_same("after pruning", &audit(&machine, repository.path(), &[]).done().stdout, &cold);
    machine.run(&["cache", "prune", "--all"]).done();
    assert_eq!(fs::read_dir(machine.cache().join("quarterdeck")).unwrap().count(), 0);
    assert_same("after pruning all", &audit(&machine, repository.path(), &[]).done().stdout, &cold);
}

#[test]
fn damage_is_found_dropped_and_computed_again() {
    let (machine, repository) = (Machine::new(), built_shop());
    let cold = audit(&machine, repository.path(), &[]).done().stdout.clone();
    let before = entries(&machine);
    for at_end in [true, false] {
        let file = segments(&machine, "facts").remove(0);
        let mut bytes = fs::read(&file).unwrap();
        let at = if at_end { bytes.len() - 1 } else { 40 };
        bytes[at] ^= 1;
        fs::write(&file, bytes).unwrap();
        let text = machine.run(&["cache", "verify"]).done().text();
        assert!(text.contains("1 value damaged") || text.contains("1 segment damaged"), "{text}");
        assert!(text.ends_with("the next audit computes it again.\n"), "{text}");
        assert!(machine.run(&["cache", "verify"]).done().text().contains("Everything is as it was written."));
        // What else is kept makes some facts unneeded.
        machine.forget_answers();
        fs::remove_dir_all(machine.cache().join("quarterdeck/facts-seen-local")).unwrap();
        assert_same("repaired", &audit(&machine, repository.path(), &[]).done().stdout, &cold);
        assert_eq!(entries(&machine), before);
    }
}

#[test]
fn clones_are_removed_when_asked_and_nothing_else_is() {
    let (machine, repository) = (Machine::new(), built_shop());
    let url = format!("file://{}", repository.path().display());
    let audited = machine.run(&["audit", url.as_str(), "--format=json"]);
    assert_eq!(audited.code, Some(0), "{audited:?}");
    assert_eq!(info(&machine, &[])["clones"]["count"], 1);
    fs::write(machine.cache().join("quarterdeck/clones/notes.txt"), "mine").unwrap();
    machine.run(&["cache", "prune", "--all"]).done();
    assert_eq!(info(&machine, &[])["clones"]["count"], 1);
    machine.run(&["cache", "prune", "--clones"]).done();
    assert_eq!(info(&machine, &[])["clones"]["count"], 0);
    assert!(machine.cache().join("quarterdeck/clones/notes.txt").exists());
}

#[test]
fn folder_namespace_and_size_are_chosen() {
    let (machine, repository) = (Machine::new(), built_shop());
    let here = machine.path("here");
    let dir = format!("--cache-dir={}", here.display());
    let cold = audit(&machine, repository.path(), &["--no-cache"]).done().stdout.clone();
    for namespace in ["--cache-namespace=acme", "--cache-namespace=bolt"] {
        assert_same(namespace, &audit(&machine, repository.path(), &[&dir, namespace]).done().stdout, &cold);
    }
    assert!(!machine.cache().exists());
    let names: Vec<String> = info(&machine, &[&dir])["namespaces"]
        .as_array()
        .unwrap()
        .iter()
        .map(|namespace| namespace["name"].as_str().unwrap().to_owned())
        .collect();
    let kept = |name: &str| ["", "-answers-local", "-seen-local"].map(|more| format!("{name}{more}"));
    assert_eq!(names, [kept("acme"), kept("bolt")].concat());
    machine.run(&["cache", "prune", "--all", &dir, "--cache-namespace=acme"]).done();
    assert!(kept("acme").iter().all(|name| !here.join(name).exists()), "what is kept beside a namespace goes with it");
    assert!(kept("bolt").iter().all(|name| here.join(name).exists()));
    for (arguments, part) in [
        (&["--cache-namespace=Acme"][..], "lower-case"),
        (&["--cache-namespace=facts-local"], "never leaves"),
        (&["--cache-url=ftp://x"], "s3://bucket/prefix"),
        (&["--cache-url=s3://key:secret@bucket/x"], "AWS_ACCESS_KEY_ID"),
    ] {
        let answer = audit(&machine, repository.path(), arguments);
        answer.refused(2, part);
        assert!(!answer.stderr.contains("key:secret"));
    }
    audit(&machine, repository.path(), &["--no-cache", "--cache-url=file:///x"]).misused("cannot be used with");
    let mut command = machine.command(PROGRAM);
    command.args(["cache", "info"]).env("QUARTERDECK_CACHE_MAX_SIZE", "lots");
    Answer::of(command.output().unwrap(), "size".to_owned()).refused(2, "500MB or 2GB");
    let mut command = machine.command(PROGRAM);
    command.args(with(repository.path(), "audit", &["--format=json"])).env("QUARTERDECK_CACHE_MAX_SIZE", "1000B");
    assert_same("a small bound", &command.output().unwrap().stdout, &cold);
    assert!(info(&machine, &[])["namespaces"][0]["bytes"].as_u64().unwrap() <= 1000);
}

/// Two machines that share a folder.
fn drive(machine: &Machine) -> (PathBuf, String) {
    let folder = machine.path("drive");
    fs::create_dir(&folder).unwrap();
    let url = format!("--cache-url=file://{}", folder.display());
    (folder, url)
}

#[test]
fn two_machines_share_a_folder_and_the_second_computes_nothing() {
    let (first, second, repository) = (Machine::new(), Machine::new(), built_shop());
    let (folder, url) = drive(&first);
    let cold = Machine::new().files(repository.path(), &[]);
    // In two steps: a machine that computed all at once would have another object to put.
    first.files(repository.path(), &["--at=HEAD~3", &url]);
    assert_same_files("first", &first.files(repository.path(), &[&url]), &cold);
    let objects = || fs::read_dir(folder.join("facts/v1")).unwrap().count();
    let put = objects();
    assert!(put > 1);
    assert_same_files("second", &second.files(repository.path(), &[&url]), &cold);
    assert_eq!(objects(), put, "the second machine had nothing to add");
    assert_eq!(entries(&second), entries(&first));
    let shared = &info(&second, &[&url])["shared"];
    assert_eq!((shared["objects"].as_u64(), shared["foreign_objects"].as_u64()), (Some(put as u64), Some(0)));
    assert!(second.run(&["cache", "verify", &url]).done().text().contains("Everything is as it was written."));
    assert!(second.run(&["cache", "prune", &url]).done().text().contains("0 removed"));
    assert_same_files("again", &second.files(repository.path(), &[&url, "--jobs=1"]), &cold);
}

#[test]
fn companies_that_share_a_folder_share_nothing() {
    let (first, second, repository) = (Machine::new(), Machine::new(), built_shop());
    let (folder, url) = drive(&first);
    audit(&first, repository.path(), &[&url, "--cache-namespace=acme"]).done();
    audit(&second, repository.path(), &[&url, "--cache-namespace=bolt", "--at=HEAD~5"]).done();
    let names = |name: &str| -> Vec<String> {
        let files = fs::read_dir(folder.join(name).join("v1")).unwrap();
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
    };
    assert!(!names("acme").is_empty() && !names("bolt").is_empty());
    assert!(names("acme").iter().all(|name| !names("bolt").contains(name)));
}

#[test]
fn a_shared_folder_that_is_gone_or_spoiled_costs_a_sentence() {
    let (first, repository) = (Machine::new(), built_shop());
    let (folder, url) = drive(&first);
    let cold = audit(&first, repository.path(), &[&url]).done().stdout.clone();
    let gone = "--cache-url=file:///nowhere/at/all";
    let answer = audit(&Machine::new(), repository.path(), &[gone]);
    assert_same("gone", &answer.stdout, &cold);
    assert!(answer.code == Some(0) && answer.stderr.contains("shared cache: "), "{answer:?}");
    assert_eq!(answer.stderr.lines().count(), 1, "{answer:?}");
    for file in fs::read_dir(folder.join("facts/v1")).unwrap() {
        let file = file.unwrap().path();
        let mut bytes = fs::read(&file).unwrap();
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        fs::write(file, bytes).unwrap();
    }
    let second = Machine::new();
    let answer = audit(&second, repository.path(), &[&url]);
    assert_same("spoiled", &answer.stdout, &cold);
    assert!(answer.code == Some(0) && answer.stderr.contains("not what their names say"), "{answer:?}");
    assert!(second.run(&["cache", "verify", &url]).done().text().contains("Damaged and removed"));
    // Removed there, they are put again by whoever computes them.
    audit(&Machine::new(), repository.path(), &[&url]).done();
    audit(&Machine::new(), repository.path(), &[&url]).done();
}

#[test]
fn the_other_commands_share_too() {
    let (first, second, repository) = (Machine::new(), Machine::new(), built_shop());
    let (folder, url) = drive(&first);
    first.run(&with(repository.path(), "facts", &["--level=function", "--at=HEAD~3", &url])).done();
    let cold = first.run(&with(repository.path(), "facts", &["--level=function", &url])).done().stdout.clone();
    let put = fs::read_dir(folder.join("facts/v1")).unwrap().count();
    let warm = second.run(&with(repository.path(), "facts", &["--level=function", &url])).done().stdout.clone();
    assert_same("facts", &warm, &cold);
    assert_eq!(fs::read_dir(folder.join("facts/v1")).unwrap().count(), put);
}

#[cfg(not(feature = "shared-cache"))]
#[test]
fn a_program_without_a_network_says_how_to_get_one() {
    let (machine, repository) = (Machine::new(), built_shop());
    audit(&machine, repository.path(), &["--cache-url=s3://acme-cache/audits"]).refused(2, "--features shared-cache");
}

#[cfg(feature = "shared-cache")]
mod s3 {
    use super::{Answer, Machine, PROGRAM, assert_same, built_shop, entries, with};
    use quarterdeck_testkit::{Behaviour, Bucket, Stranger, TestRepository};
    use std::net::TcpListener;
    use std::path::Path;
    use std::time::{Duration, Instant};

    const URL: &str = "--cache-url=s3://acme-cache/audits";

    fn run(machine: &Machine, endpoint: &str, arguments: &[&std::ffi::OsStr]) -> Answer {
        let mut command = machine.command(PROGRAM);
        command.args(arguments).env("AWS_ENDPOINT_URL", endpoint).env("AWS_ALLOW_HTTP", "true");
        command.env("AWS_ACCESS_KEY_ID", "SECRETKEY").env("AWS_SECRET_ACCESS_KEY", "SECRETVALUE");
        let answer = Answer::of(command.output().unwrap(), format!("{arguments:?}"));
        assert!(!answer.stderr.contains("SECRET") && !answer.text().contains("SECRET"), "{answer:?}");
        answer
    }

    fn audit(machine: &Machine, endpoint: &str, repository: &Path, more: &[&str]) -> Answer {
        run(machine, endpoint, &with(repository, "audit", &[&["--format=json", URL], more].concat()))
    }

    fn start() -> (Bucket, TestRepository, Vec<u8>) {
        let (bucket, repository) = (Bucket::start(), built_shop());
        let cold = Machine::new().run(&with(repository.path(), "audit", &["--format=json"])).done().stdout.clone();
        (bucket, repository, cold)
    }

    #[test]
    fn two_machines_share_a_bucket_and_the_second_computes_nothing() {
        let (bucket, repository, cold) = start();
        let (first, second) = (Machine::new(), Machine::new());
        for machine in [&first, &second, &first, &second] {
            assert_same("shared", &audit(machine, &bucket.endpoint(), repository.path(), &[]).done().stdout, &cold);
        }
        assert_eq!(entries(&second), entries(&first));
        let keys: Vec<String> = bucket.objects().into_keys().collect();
        assert!(
            keys.iter().all(|key| key.starts_with("acme-cache/audits/facts/v1/") && key.ends_with(".seg")),
            "{keys:?}"
        );
        assert_eq!(bucket.requests("PUT"), keys.len(), "each object was put once");
        assert_eq!(bucket.requests("DELETE"), 0, "an audit removes nothing");
    }

    #[test]
    fn many_objects_are_listed_merged_and_removed() {
        let (bucket, repository, cold) = start();
        let writer = Machine::new();
        for back in ["HEAD~8", "HEAD~6", "HEAD~4", "HEAD~2", "HEAD"] {
            audit(&writer, &bucket.endpoint(), repository.path(), &["--at", back]).done();
        }
        assert!(bucket.objects().len() > 3, "more than one page");
        let reader = Machine::new();
        assert_same("pages", &audit(&reader, &bucket.endpoint(), repository.path(), &[]).done().stdout, &cold);
        let care = |arguments: &[&str]| {
            let arguments: Vec<&std::ffi::OsStr> = arguments.iter().map(std::ffi::OsStr::new).collect();
            run(&reader, &bucket.endpoint(), &arguments).done().text()
        };
        assert!(care(&["cache", "verify", URL]).contains("Everything is as it was written."));
        let one = bucket.objects().into_iter().next().unwrap();
        bucket.plant(&one.0, &one.1[..one.1.len() - 1]);
        bucket.plant("acme-cache/audits/facts/v1/notes.txt", b"mine");
        assert!(care(&["cache", "verify", URL]).contains("Damaged and removed: 1 object"));
        assert!(care(&["cache", "info", URL]).contains("1 object of somebody else"));
        care(&["cache", "prune", "--all", URL]);
        assert_eq!(bucket.objects().into_keys().collect::<Vec<_>>(), ["acme-cache/audits/facts/v1/notes.txt"]);
    }

    #[test]
    fn a_bucket_in_any_mood_costs_a_sentence() {
        let (bucket, repository, cold) = start();
        audit(&Machine::new(), &bucket.endpoint(), repository.path(), &[]).done();
        for (behaviour, part) in [
            (Behaviour::Refuses, "refused"),
            (Behaviour::Garbage, "not understood"),
            (Behaviour::Truncates, "not what their names say"),
        ] {
            bucket.behave(behaviour);
            let answer = audit(&Machine::new(), &bucket.endpoint(), repository.path(), &[]);
            assert_same(part, &answer.stdout, &cold);
            assert!(answer.code == Some(0) && answer.stderr.contains(part), "{answer:?}");
            assert_eq!(answer.stderr.lines().count(), 1, "{answer:?}");
        }
        drop(bucket);
        let answer = audit(&Machine::new(), "http://127.0.0.1:1", repository.path(), &[]);
        assert_same("down", &answer.stdout, &cold);
        assert!(answer.code == Some(0) && answer.stderr.contains("could not be reached"), "{answer:?}");
    }

    /// It takes connections and never answers.
    #[test]
    fn a_store_that_says_nothing_is_given_up_in_time() {
        let repository = built_shop();
        let cold = Machine::new().run(&with(repository.path(), "audit", &["--format=json"])).done().stdout.clone();
        let silent = TcpListener::bind("127.0.0.1:0").unwrap();
        let start = Instant::now();
        let answer =
            audit(&Machine::new(), &format!("http://{}", silent.local_addr().unwrap()), repository.path(), &[]);
        let took = start.elapsed();
        assert_same("silent", &answer.stdout, &cold);
        assert!(answer.code == Some(0) && answer.stderr.contains("could not be reached"), "{answer:?}");
        assert_eq!(answer.stderr.lines().count(), 1, "{answer:?}");
        assert!(took < Duration::from_secs(45), "{took:?}");
    }

    #[test]
    fn a_store_with_a_certificate_that_nobody_knows_is_not_asked() {
        let (stranger, repository) = (Stranger::start(), built_shop());
        let cold = Machine::new().run(&with(repository.path(), "audit", &["--format=json"])).done().stdout.clone();
        let answer = audit(&Machine::new(), &stranger.endpoint(), repository.path(), &[]);
        assert_same("stranger", &answer.stdout, &cold);
        assert!(answer.code == Some(0) && answer.stderr.contains("its certificate is not one"), "{answer:?}");
        assert_eq!(answer.stderr.lines().count(), 1, "{answer:?}");
    }

    #[test]
    fn without_credentials_nothing_is_asked() {
        let (bucket, repository, cold) = start();
        let machine = Machine::new();
        let mut command = machine.command(PROGRAM);
        command.args(with(repository.path(), "audit", &["--format=json", URL]));
        command.env("AWS_ENDPOINT_URL", bucket.endpoint()).env("AWS_ALLOW_HTTP", "true");
        let answer = Answer::of(command.output().unwrap(), "no credentials".to_owned());
        assert_same("no credentials", &answer.stdout, &cold);
        assert!(answer.stderr.contains("AWS_ACCESS_KEY_ID"), "{answer:?}");
        assert_eq!(bucket.requests("GET"), 0);
    }
}
