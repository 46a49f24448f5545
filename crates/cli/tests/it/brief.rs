//! `quarterdeck brief`: a template that is never written over anything, remarks with their lines, and what was understood.

use crate::support::Machine;

const EXAMPLE: &str = include_str!("../../../brief/examples/erp.toml");

/// A machine with the example as `erp.toml`, changed where asked.
fn with_brief(changes: &[(&str, &str)]) -> Machine {
    let machine = Machine::new();
    let text = changes.iter().fold(EXAMPLE.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    std::fs::write(machine.path("erp.toml"), text).unwrap();
    machine
}

#[test]
fn a_new_brief_is_a_template_that_replaces_nothing() {
    let machine = Machine::new();
    let answer = machine.run(&["brief", "new"]);
    assert_eq!((answer.code, answer.stdout.len()), (Some(0), 0), "{answer:?}");
    assert!(answer.stderr.contains("quarterdeck brief check brief.toml"), "{answer:?}");
    let written = std::fs::read_to_string(machine.path("brief.toml")).unwrap();
    for arguments in [&["brief", "new"][..], &["brief", "new", "brief.toml"], &["brief", "new", "--template"]] {
        machine.run(arguments).refused(4, "exists already");
    }
    assert_eq!(std::fs::read_to_string(machine.path("brief.toml")).unwrap(), written);
    // Neither a folder nor a link that leads nowhere is replaced.
    std::fs::create_dir(machine.path("folder")).unwrap();
    machine.run(&["brief", "new", "folder"]).refused(4, "exists already");
    machine.shell("ln -s nowhere link", &machine.path("")).done();
    machine.run(&["brief", "new", "link"]).refused(4, "exists already");
    machine.run(&["brief", "new", "no/such/folder"]).refused(4, "could not be written");
    machine.run(&["brief", "new", ".."]).refused(4, "exists already");
    let mut names: Vec<_> =
        std::fs::read_dir(machine.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["brief.toml", "folder", "link"]);
    // What is to be filled in is named.
    let answer = machine.run(&["brief", "check", "brief.toml"]);
    assert_eq!(answer.code, Some(3), "{answer:?}");
    assert!(answer.text().contains("Company: name is empty") && answer.text().contains("No plan can be made: "));
}

#[test]
fn the_example_is_understood() {
    let machine = with_brief(&[]);
    let text = machine.run(&["brief", "check", "erp.toml"]).done().text();
    for part in [
        "Noordkaai Logistics: 18 months from 2026-12-01, ending before 2028-06-01; reports in en, fr, nl.",
        "P1  Delivery tracking stops several times a week (reliability)",
        "G1  by 2027-09-30  Close the month's invoices in two days instead of six",
        "days to close a month: now 6, target 2",
        "java, senior",
        "The plan gives person-days and EUR: everybody has a rate.",
        "A plan can be made: 0 errors, 0 warnings, 0 notes.",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let json = machine.run(&["brief", "check", "erp.toml", "--format=json"]).json();
    assert_eq!((&json["schema_version"], &json["can_plan"]), (&"1.0".into(), &true.into()));
    let understood = &json["understood"];
    assert_eq!(understood["capacity"].as_array().unwrap().len(), 18);
    // December 2026 has 22 weekdays without Christmas; 65 % of the one person who is there are left.
    assert_eq!(understood["capacity"][0]["people_days"], 14.3);
    assert_eq!(understood["money"]["amounts_can_be_shown"], true);
    assert_eq!(understood["problems"][0]["cost_per_month"], serde_json::json!([3000, 8000]));
}

#[test]
fn faults_have_a_line_and_a_fix_and_an_exit_code() {
    let machine = with_brief(&[
        ("months = 18", "months = 81"),
        ("\"reliability\"]", "\"reliabilty\"]"),
        ("target = 2", "targt = 2"),
    ]);
    let answer = machine.run(&["brief", "check", "erp.toml"]);
    assert_eq!((answer.code, answer.stderr.as_str()), (Some(3), ""), "{answer:?}");
    let line = |part: &str| 1 + EXAMPLE.lines().position(|line| line.contains(part)).unwrap();
    for (what, at, fix) in [
        ("Plan: months is 81, which is out of range.", line("months = 18"), "from 1 to 60"),
        ("\"reliabilty\", not a theme.", line("themes = [\"reliability\"]"), "Did you mean \"reliability\"?"),
        ("Goal G1 has no key \"targt\".", line("target = 2"), "Did you mean target?"),
    ] {
        let text = answer.text();
        let start = text.find(what).unwrap_or_else(|| panic!("{what}: {text}"));
        assert!(text[..start].lines().last().unwrap().contains(&format!("line {at} ")), "{what} {at}: {text}");
        assert!(text[start..].contains(fix), "{fix}: {text}");
    }
    assert!(answer.text().ends_with("No plan can be made: 3 errors, 0 warnings, 0 notes.\n"));
    let answer = machine.run(&["brief", "check", "erp.toml", "--format=json"]);
    let json: serde_json::Value = serde_json::from_slice(&answer.stdout).unwrap();
    assert_eq!(
        (answer.code, &json["understood"], &json["counts"]["error"]),
        (Some(3), &serde_json::Value::Null, &3.into())
    );
}

/// What the plan does not know would be without effect, and nobody would notice.
#[test]
fn a_play_or_assumption_that_does_not_exist_is_a_fault() {
    let machine = with_brief(&[
        ("play = \"carve-out-module\"", "play = \"carve-out-modul\""),
        ("# low-quality-code-time = [1.0, 2.24]", "low-quality-code-tim = false"),
    ]);
    let answer = machine.run(&["brief", "check", "erp.toml"]);
    let line = |part: &str| 1 + EXAMPLE.lines().position(|line| line.contains(part)).unwrap();
    for (part, what) in [
        ("play = \"carve-out-module\"", "There is no play \"carve-out-modul\"."),
        ("# low-quality-code-time", "There is no assumption \"low-quality-code-tim\"."),
    ] {
        let text = answer.text();
        let start = text.find(what).unwrap_or_else(|| panic!("{what}: {text}"));
        assert!(text[..start].lines().last().unwrap().contains(&format!("line {} ", line(part))), "{text}");
    }
    assert_eq!(answer.code, Some(3));
}

#[test]
fn a_plan_without_rates_speaks_of_days() {
    let machine = with_brief(&[("cost_per_day = 260\n", "")]);
    let text = machine.run(&["brief", "check", "erp.toml"]).done().text();
    for part in ["Person junior-1 has no cost_per_day", "person-days only: no rate of junior-1", "1 warning"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[test]
fn what_cannot_be_read_is_refused_and_texts_are_shown_not_obeyed() {
    let machine = with_brief(&[("\"Noordkaai Logistics\"", "\"\\u001b[31mred\\u202e\"")]);
    let text = machine.run(&["brief", "check", "erp.toml"]).done().text();
    assert!(text.contains("\\u{1b}[31mred\\u{202e}") && !text.contains('\u{1b}'), "{text}");
    std::fs::write(machine.path("bytes"), b"\xff").unwrap();
    machine.run(&["brief", "check", "bytes"]).refused(3, "not UTF-8");
    machine.run(&["brief", "check", "nothing"]).refused(3, "quarterdeck brief new");
    machine.run(&["brief", "check", "."]).refused(3, "directory");
    machine.run(&["brief", "check"]).misused("required");
    machine.run(&["brief"]).misused("Usage");
    std::fs::write(machine.path("long"), "#".repeat(2_000_000)).unwrap();
    let answer = machine.run(&["brief", "check", "long"]);
    assert!(answer.code == Some(3) && answer.text().contains("Briefs above 1 MiB were not read."), "{answer:?}");
}

/// The guide shows the example as it is, and what the program prints of it.
#[test]
fn the_guide_tells_the_truth() {
    let guide = include_str!("../../../../docs/guides/brief.md");
    assert!(guide.contains(EXAMPLE.trim_end()));
    let machine = with_brief(&[]);
    let printed = machine.run(&["brief", "check", "erp.toml"]).done().text();
    assert!(guide.contains(printed.trim_end()), "{printed}");
    let machine = with_brief(&[
        ("months = 18", "months = 81"),
        ("themes = [\"reliability\"]", "themes = [\"reliabilty\"]"),
        ("date = 2027-09-30", "date = 2027-02-29"),
        ("skill = \"java\"", "skill = \"jva\""),
    ]);
    let printed = machine.run(&["brief", "check", "erp.toml"]).text();
    assert!(guide.contains(printed.trim_end()), "{printed}");
}

/// On a terminal the questions are asked, and Ctrl-D writes nothing.
#[test]
#[allow(clippy::print_stdout, reason = "a test that is left out says so")]
fn a_terminal_is_asked() {
    let machine = Machine::new();
    let Ok(found) = machine.command("script").arg("--version").output() else {
        println!("skipped: there is no `script` of util-linux to make a terminal with");
        return;
    };
    if !String::from_utf8_lossy(&found.stdout).contains("util-linux") {
        println!("skipped: `script` is not that of util-linux");
        return;
    }
    let ask = |name: &str, answers: &[u8]| {
        let mut command = machine.command("script");
        command.args(["-qec", &format!("{} brief new {name}", crate::support::PROGRAM), "/dev/null"]);
        crate::support::feed(command, answers)
    };
    // The name, nothing for the trade, then the end of the input.
    let answer = ask("asked.toml", b"Shop\n\n\x04\x04");
    let text = answer.text();
    assert!(text.contains("Name of the company: ") && text.contains("What it does: "), "{answer:?}");
    assert_ne!(answer.code, Some(0), "{answer:?}");
    assert!(!machine.path("asked.toml").exists(), "{answer:?}");
}
