//! Files that make readers slow: each ends within a minute in a program that was not optimised, with a named gap where
//! something was left out.

use crate::support::{Machine, by_path, gaps, one_file};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// Longest time of one audit, generous for a machine that does other things too.
const LIMIT: Duration = Duration::from_secs(60);

/// Audits a repository that holds this file and a small one; the gaps, and the facts of the file by column.
fn audited(path: &str, content: &[u8]) -> (BTreeMap<String, u64>, BTreeMap<String, String>) {
    let repository =
        one_file(path, content).commit("small", |c| c.write("small.js", "function f() { g() }\n")).build_bare();
    let machine = Machine::new();
    let start = Instant::now();
    let audit = machine.audit(repository.path(), &[]);
    assert!(start.elapsed() < LIMIT, "{path} took {:?}", start.elapsed());
    assert_eq!(audit["degraded"], false, "{path}: a parser had to be stopped");
    assert_eq!(audit["totals"]["files"], 2, "{path}");
    let rows = machine.facts(repository.path(), "file", &[]);
    assert_eq!(by_path(&rows, "parse")["small.js"], "parsed", "{path}: the rest goes on");
    (gaps(&audit), rows.into_iter().find(|row| row["path"] == path).unwrap())
}

fn lines(count: usize, line: impl Fn(usize, &mut String)) -> Vec<u8> {
    let mut text = String::new();
    (0..count).for_each(|number| line(number, &mut text));
    text.into_bytes()
}

#[test]
fn a_blob_over_the_bound_is_named() {
    // 200 MB.
    let (gaps, file) = audited("huge.js", &b"f();\n".repeat(40_000_000));
    assert_eq!(gaps, BTreeMap::from([("too-large".to_owned(), 1)]));
    assert_eq!((file["kind"].as_str(), file["revisions"].as_str()), ("unread", "1"));
}

#[test]
fn a_million_lines_are_counted() {
    let (_, file) = audited("long.js", &b"f();\n".repeat(1_000_000));
    assert_eq!(file["code"], "1000000");
    let python = lines(200_000, |number, text| {
        let indentation = " ".repeat(number % 5);
        let _ = writeln!(text, "{indentation}if x:{}", if number % 5 == 4 { "\n     y" } else { "" });
    });
    let (_, file) = audited("long.py", &python);
    assert_eq!(file["code"], "240000");
}

#[test]
fn nesting_without_end_is_counted_and_not_parsed() {
    // In short lines: long ones, and lines of very many tokens, would be minified code, which is not parsed anyway.
    let repeat = |text: &str, times: usize| (text.repeat(20) + "\n").repeat(times / 20);
    let open = repeat("(", 100_000);
    let closed = format!("x = {open}1{};\n", repeat(")", 100_000));
    for (path, content) in [
        ("open.js", format!("x = {open}")),
        ("closed.js", closed.clone()),
        ("closed.py", closed.clone()),
        ("closed.go", format!("package a\nvar {closed}")),
        ("closed.php", format!("<?php echo 1; ${closed}")),
        ("A.java", format!("class A {{ int {closed} }}")),
        ("A.cs", format!("class A {{ int {closed} }}")),
        ("a.ts", "let x: ".to_owned() + &repeat("Array<", 50_000)),
        ("lines.js", "{\n".repeat(100_000)),
        ("data.json", repeat("[", 100_000)),
        ("package.json", format!("{{\"name\": {}", repeat("[", 100_000))),
        (".github/workflows/a.yml", format!("on: {}\n", repeat("[", 100_000))),
        (".github/workflows/b.yml", (0..1_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect()),
        ("pom.xml", repeat("<a>", 100_000)),
        ("pyproject.toml", format!("a = {}", repeat("[", 100_000))),
    ] {
        let (gaps, file) = audited(path, content.as_bytes());
        let named = ["too-complex", "malformed", "parsed-with-errors"].iter().any(|kind| gaps.contains_key(*kind));
        assert!(named || path == "data.json", "{path}: {gaps:?} {file:#?}");
    }
    // Python nests by indentation: no bracket to count.
    let steps = lines(1_900, |depth, text| *text += &format!("{}if x:\n", " ".repeat(depth)));
    let (gaps, file) = audited("deep.py", &[steps, b" ".repeat(1_900), b"y\n".to_vec()].concat());
    assert_eq!(file["code"], "1901", "{gaps:?}");
    for (path, content) in [
        ("chain.js", format!("x = {};\n", ["a"; 50_000].join(" +\n"))),
        ("else.js", format!("function f() {{ {} g() }}\n", "if (a) { b() } else\n".repeat(10_000))),
        ("calls.js", format!("x{};\n", repeat(".y()", 30_000))),
        ("not.js", format!("x = {}a;\n", repeat("!", 100_000))),
        ("ternary.js", format!("function f() {{ return {} 1 }}\n", "a ? b :\n".repeat(20_000))),
    ] {
        audited(path, content.as_bytes());
    }
}

#[test]
fn one_line_of_megabytes_is_not_parsed() {
    let (gaps, file) = audited("line.js", "if(a){b()}".repeat(150_000).as_bytes());
    assert!(file["kind"] == "minified" || gaps.contains_key("too-complex"), "{file:#?}");
    assert_ne!(file["parse"], "parsed");
}

#[test]
fn source_that_is_no_text_is_read_as_far_as_it_goes() {
    let (gaps, file) = audited("bad.js", b"function f() { return \"\xff\xfe\" }\nfunction \xc3\x28() {}\n");
    assert!(file["kind"] == "source" && !gaps.contains_key("parser-stopped"), "{file:#?} {gaps:?}");
    let noise: Vec<u8> = (0..400_000_u64).map(|at| (at.wrapping_mul(6_364_136_223_846_793_005) >> 33) as u8).collect();
    for path in
        ["noise.js", "noise.py", "noise.java", "package.json", "pom.xml", "Cargo.lock", ".mailmap", ".gitattributes"]
    {
        audited(path, &noise);
        audited(path, noise.iter().map(|byte| byte % 96 + 32).collect::<Vec<_>>().as_slice());
    }
}

#[test]
fn thousands_of_branching_functions_are_measured() {
    let chains = lines(2_000, |number, text| {
        let _ = writeln!(text, "function f{number}(a, b, c) {{ return {} c; }}", "a ? b :\n".repeat(60));
    });
    let (_, file) = audited("chains.js", &chains);
    assert_eq!((file["functions"].as_str(), file["cyclomatic_max"].as_str()), ("2000", "61"));
}

#[test]
fn the_same_lines_everywhere_do_not_multiply() {
    let block = lines(4_000, |number, text| {
        let _ = writeln!(text, "call_{}(a, b, {});", number % 3, number % 2);
    });
    let (_, file) = audited("same.js", &block);
    assert_eq!(file["code"], "4000");
    let recipe = (0..150).fold(quarterdeck_testkit::Recipe::new(), |recipe, number| {
        recipe.commit("copy", |c| c.write(format!("copy{number}.js"), &block[..20_000]))
    });
    let (machine, repository) = (Machine::new(), recipe.build_bare());
    let start = Instant::now();
    assert_eq!(machine.audit(repository.path(), &[])["totals"]["files"], 150);
    assert!(start.elapsed() < LIMIT, "{:?}", start.elapsed());
}
