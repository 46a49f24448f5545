//! The command line itself: what it lists, explains and refuses, and what becomes of a URL.

use crate::support::{Machine, built_shop, one_file, with};
use std::path::Path;

#[test]
fn checks_are_listed_and_explained() {
    let machine = Machine::new();
    let list = machine.run(&["checks"]);
    let list = list.done().text();
    let ids: Vec<&str> = list.lines().map(|line| line.split_whitespace().next().unwrap()).collect();
    assert!(ids.len() > 15 && ids.contains(&"DEB-02") && ids.is_sorted(), "{list}");
    for id in &ids {
        let page = machine.run(&["explain", id]).done().text();
        assert!(page.contains(id) && page.lines().count() > 10, "{page}");
    }
    let page = machine.run(&["explain", "DEB-02"]).done().text();
    for other in ["deb-02", "complex-functions", "Complex-Functions"] {
        assert_eq!(machine.run(&["explain", other]).done().text(), page, "{other}");
    }
    for nonsense in ["nope", "", "DEB-2", "\u{1b}[31m"] {
        let answer = machine.run(&["explain", nonsense]);
        answer.refused(2, "quarterdeck checks");
        assert!(!answer.stderr.contains('\u{1b}'));
    }
}

#[test]
fn help_names_every_command_and_every_option_has_a_word() {
    let machine = Machine::new();
    let help = machine.run(&["--help"]).done().text();
    for part in
        ["audit", "facts", "checks", "explain", "backtest", "completions", "man", "Exit codes", "130 interrupted"]
    {
        assert!(help.contains(part), "{part}: {help}");
    }
    assert!(!help.contains("parser-process"));
    for command in ["audit", "facts", "checks", "explain", "backtest", "completions", "man"] {
        let help = machine.run(&[command, "--help"]).done().text();
        assert!(help.contains("Usage: quarterdeck ") && help.lines().all(|line| line.len() <= 100), "{help}");
    }
    assert!(machine.run(&["--version"]).done().text().starts_with("quarterdeck 0."));
}

#[test]
fn completions_and_man_pages_know_every_command() {
    let machine = Machine::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = machine.run(&["completions", shell]).done().text();
        for part in ["quarterdeck", "audit", "facts", "explain", "new-since"] {
            assert!(script.contains(part), "{shell}: {part}");
        }
        assert!(!script.contains("parser-process"), "{shell} offers what is hidden");
    }
    // The script must be one that the shell reads.
    let answer = machine.shell("\"$Q\" completions bash > completions && bash -n completions", Path::new("/"));
    answer.done();
    let page = machine.run(&["man"]).done().text();
    assert!(page.contains(".TH quarterdeck 1") && page.contains("audit") && !page.contains("parser"), "{page}");
    let page = machine.run(&["man", "audit"]).done().text();
    assert!(page.contains("quarterdeck\\-audit") && page.contains("new\\-since"), "{page}");
    machine.run(&["man", "adit"]).refused(2, "there is no command");
    machine.run(&["completions", "csh"]).misused("invalid value");
}

#[test]
fn what_is_not_understood_is_a_usage_error() {
    let machine = Machine::new();
    for (arguments, part) in [
        (&["audit"][..], "required"),
        (&[], "Usage"),
        (&["adit"], "unrecognized subcommand"),
        (&["audit", ".", "--colour"], "unexpected argument"),
        (&["audit", ".", "--format=yaml"], "invalid value"),
        (&["facts", ".", "--level=class"], "invalid value"),
        (&["audit", ".", "--jobs=0"], "invalid value"),
        (&["audit", ".", "--jobs=-1"], "invalid value"),
        (&["audit", ".", "--jobs=70000"], "invalid value"),
        (&["facts", ".", "--out=x"], "unexpected argument"),
        (&["architecture", ".", "--deep"], "unexpected argument"),
        (&["trend", ".", "--deep"], "unexpected argument"),
        (&["explain"], "required"),
    ] {
        machine.run(arguments).misused(part);
    }
    for level in ["function", "component", "dependency", "pair", "contribution", "component-pair"] {
        machine.run(&["facts", ".", "--deep", "--level", level]).refused(2, "--deep tells nothing of this level");
    }
}

#[test]
fn a_configuration_that_is_not_understood_is_refused() {
    let (machine, repository) = (Machine::new(), built_shop());
    let file = machine.path("audit.toml");
    let run =
        |more: &[&str]| machine.run(&with(repository.path(), "audit", &[&["--config=audit.toml"], more].concat()));
    run(&[]).refused(2, "audit.toml");
    for (text, part) in [
        ("colour = 1\n", "unknown field"),
        ("enable = [\"XYZ-01\"]\n", "quarterdeck checks"),
        ("enable = 7\n", "invalid type"),
        ("[thresholds.DEB-02]\nnope = { green = 1, red = 2 }\n", "explain DEB-02"),
        ("[[waiver]]\nfingerprint = \"a\"\nreason = \"b\"\nauthor = \"c\"\nexpires = \"soon\"\n", "not a date"),
        ("= = =\n", "line 1"),
        ("[thresholds.DEB-02\n", "line 1"),
        ("disable = [\"\\u001b[31m\"]\n", "there is no check"),
        ("disable = [\"\u{1b}[31m\"]\n", "line 1"),
    ] {
        std::fs::write(&file, text).unwrap();
        run(&["--out=out"]).refused(2, part);
    }
    std::fs::write(&file, b"\xff\xfe").unwrap();
    run(&[]).refused(2, "UTF-8");
    std::fs::write(&file, "a = 1 # ".repeat(200_000)).unwrap();
    run(&[]).refused(2, "larger than");
    assert!(!machine.path("out").exists());
    machine.run(&with(repository.path(), "audit", &["--config=."])).refused(2, "--config");

    std::fs::write(&file, "disable = [\"DEB-24\"]\n").unwrap();
    let plain = machine.audit(repository.path(), &[]);
    let audit = run(&["--format=json"]).json();
    assert_ne!(audit["policy_hash"], plain["policy_hash"]);
}

#[test]
fn a_configuration_in_the_repository_has_no_say() {
    let config = "disable = [\"DEB-24\"]\n";
    let plain = one_file("a.js", "f()\n").build();
    let silent = plain.path().join("quarterdeck.toml");
    let machine = Machine::new();
    let before = machine.audit(plain.path(), &[]);
    for name in ["quarterdeck.toml", ".quarterdeck.toml", "audit.toml"] {
        std::fs::write(silent.with_file_name(name), config).unwrap();
    }
    assert_eq!(machine.audit(plain.path(), &[]), before);
}

#[test]
fn transports_that_run_programs_or_are_not_encrypted_are_refused() {
    let machine = Machine::new();
    let marker = machine.path("marker");
    let shaped = |shape: &str| shape.replace("RUN", "touch marker");
    for (url, part) in [
        ("ext::sh -c RUN", "is not cloned"),
        ("ext::sh -c RUN://x", "is not cloned"),
        ("fd::17", "is not cloned"),
        ("http://example.org/a.git", "is not cloned"),
        ("git://example.org/a.git", "is not cloned"),
        ("ftp://example.org/a.git", "is not cloned"),
        ("javascript://x", "is not cloned"),
        ("\u{1b}[31m://x", "is not cloned"),
        ("https::https://example.org/a", "is not cloned"),
        ("ssh://-oProxyCommand=RUN/a", "starts with '-'"),
        ("ssh://git@-oProxyCommand=RUN/a", "starts with '-'"),
        ("git@-oProxyCommand=RUN:a", "starts with '-'"),
        ("-oProxyCommand=RUN@host:a", "starts with '-'"),
        ("git@host:-oProxyCommand=RUN", "starts with '-'"),
        ("ssh://user:-p@-x/a", "starts with '-'"),
    ] {
        let url = shaped(url);
        let answer = machine.run(&["audit", "--out=out", "--", &url]);
        answer.refused(2, part);
        assert!(!answer.stderr.contains('\u{1b}'), "{url}");
    }
    machine.run(&["audit", &shaped("-oProxyCommand=RUN")]).misused("unexpected argument");
    machine.run(&["audit", "--", &shaped("-oProxyCommand=RUN")]).refused(3, "does not exist");
    assert!(!marker.exists() && !machine.path("out").exists());
}

#[test]
fn a_file_url_is_cloned_once_and_brought_up_to_date() {
    let (machine, repository) = (Machine::new(), built_shop());
    let url = format!("file://{}", repository.path().display());
    let first = machine.run(&["audit", "--format=json", &url]).json();
    assert_eq!(first["repositories"][0]["commit"], repository.head().as_str());
    let clones = || std::fs::read_dir(machine.cache().join("quarterdeck/clones")).unwrap().count();
    assert_eq!(clones(), 1);

    repository.git(&["commit", "--quiet", "--allow-empty", "-m", "one more"]);
    repository.git(&["tag", "v9"]);
    let second = machine.run(&["audit", "--format=json", &url]).json();
    assert_eq!(second["repositories"][0]["commit"], repository.head().as_str(), "new commits are fetched");
    assert_eq!(second["repositories"][0]["tags"], 3);

    // History that was rewritten, and a branch that is gone.
    repository.git(&["reset", "--quiet", "--hard", "HEAD~3"]);
    repository.git(&["branch", "--quiet", "-D", "feature"]);
    let third = machine.run(&["audit", "--format=json", &url]).json();
    assert_eq!(third["repositories"][0]["commit"], repository.head().as_str(), "the clone follows a forced push");
    machine.run(&["audit", "--at=feature", &url]).refused(3, "names no commit");
    assert_eq!(clones(), 1);
}

#[test]
fn a_default_branch_that_was_renamed_is_followed() {
    let (machine, repository) = (Machine::new(), built_shop());
    let url = format!("file://{}", repository.path().display());
    machine.run(&["audit", &url]).done();
    repository.git(&["checkout", "--quiet", "-b", "trunk"]);
    repository.git(&["commit", "--quiet", "--allow-empty", "-m", "on trunk"]);
    repository.git(&["branch", "--quiet", "-D", "main"]);
    let audit = machine.run(&["audit", "--format=json", &url]).json();
    assert_eq!(audit["repositories"][0]["commit"], repository.head().as_str());
}

#[test]
fn a_url_that_cannot_be_cloned_says_why_and_leaves_nothing() {
    let machine = Machine::new();
    std::fs::create_dir(machine.path("empty")).unwrap();
    for folder in [machine.path("missing"), machine.path("empty")] {
        let url = format!("file://ann:secret@{}", folder.display());
        machine.run(&["audit", &url]).refused(3, "cloning failed");
        let url = format!("file://{}", folder.display());
        let answer = machine.run(&["audit", "--out=out", &url]);
        answer.refused(3, "cloning failed");
    }
    assert_eq!(std::fs::read_dir(machine.cache().join("quarterdeck/clones")).unwrap().count(), 0);
    assert!(!machine.path("out").exists());
    let empty = quarterdeck_testkit::Recipe::new().build();
    machine.run(&["audit", &format!("file://{}", empty.path().display())]).refused(3, "no commits");
    let mut homeless = machine.command(crate::support::PROGRAM);
    homeless.args(["audit", "file:///x"]).env_remove("HOME").env_remove("XDG_CACHE_HOME");
    crate::support::feed(homeless, b"").refused(3, "needs a cache folder");
    let mut gitless = machine.command(crate::support::PROGRAM);
    gitless.args(["audit", "file:///x"]).env("PATH", "/nowhere");
    crate::support::feed(gitless, b"").refused(3, "git was not found");
}

#[test]
fn a_clone_runs_nothing_of_the_remote() {
    let machine = Machine::new();
    let marker = machine.path("marker");
    let script = machine.path("trap.sh");
    std::fs::write(&script, format!("#!/bin/sh\ntouch {}\n", marker.display())).unwrap();
    machine.shell(&format!("chmod +x {}", script.display()), Path::new("/"));
    let run = script.display();
    let config = format!(
        "[core]\n\tfsmonitor = {run}\n\thooksPath = {}\n[uploadpack]\n\tpackObjectsHook = {run}\n",
        machine.path("").display()
    );
    let repository = built_shop().with_config(&config);
    std::fs::create_dir_all(machine.path("templates/hooks")).unwrap();
    std::fs::copy(&script, machine.path("templates/hooks/post-checkout")).unwrap();
    std::fs::copy(&script, machine.path("post-checkout")).unwrap();
    let template = machine.path("templates");
    std::fs::write(
        machine.path(".gitconfig"),
        format!("[init]\n\ttemplateDir = {}\n[core]\n\tfsmonitor = {run}\n", template.display()),
    )
    .unwrap();
    machine.run(&["audit", &format!("file://{}", repository.path().display())]).done();
    machine.run(&["audit", &format!("file://{}", repository.path().display())]).done();
    assert!(!marker.exists());
}

#[test]
fn what_the_page_on_bad_input_names_is_tested() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = std::fs::read_to_string(root.join("docs/reference/bad-input.md")).unwrap();
    let named: Vec<(&str, &str)> = page
        .split('`')
        .skip(1)
        .step_by(2)
        .filter_map(|code| code.split_once("::"))
        .filter(|(_, test)| *test != "test")
        .collect();
    assert!(named.len() > 40, "{named:?}");
    for (file, test) in named {
        let path = match file.split_once('/') {
            Some((room, file)) => format!("crates/{room}/tests/{file}.rs"),
            None => format!("crates/cli/tests/it/{file}.rs"),
        };
        let text = std::fs::read_to_string(root.join(&path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(
            text.contains(&format!("#[test]\n    fn {test}()")) || text.contains(&format!("#[test]\nfn {test}()")),
            "{file}::{test}"
        );
    }
}
