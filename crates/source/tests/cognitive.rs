//! The cases of the cognitive complexity white paper, for each language: a comment `cognitive N` (and `nesting N`)
//! stands above the function that it is about.

use quarterdeck_source::{CodeFacts, parse};

const FILES: [(&str, &str); 18] = [
    ("Java", include_str!("cognitive/java.java")),
    ("C#", include_str!("cognitive/csharp.cs")),
    ("PHP", include_str!("cognitive/php.php")),
    ("Python", include_str!("cognitive/python.py")),
    ("JavaScript", include_str!("cognitive/javascript.js")),
    ("TypeScript", include_str!("cognitive/typescript.ts")),
    ("Go", include_str!("cognitive/go.go")),
    ("Ruby", include_str!("cognitive/ruby.rb")),
    ("Shell", include_str!("cognitive/shell.sh")),
    ("Lua", include_str!("cognitive/lua.lua")),
    ("Swift", include_str!("cognitive/swift.swift")),
    ("Dart", include_str!("cognitive/dart.dart")),
    ("Elixir", include_str!("cognitive/elixir.ex")),
    ("C", include_str!("cognitive/c.c")),
    ("C++", include_str!("cognitive/cpp.cpp")),
    ("Kotlin", include_str!("cognitive/kotlin.kt")),
    ("Scala", include_str!("cognitive/scala.scala")),
    ("Rust", include_str!("cognitive/rust.rs")),
];

fn number_after(line: &str, word: &str) -> Option<u32> {
    let rest = line.trim_start().trim_start_matches(['/', '#', '-', ' ']);
    if !rest.starts_with("cognitive") {
        return None;
    }
    let digits = rest.split(':').next()?.split(word).nth(1)?.trim_start();
    digits.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

fn wrong(language: &str, source: &str, facts: &CodeFacts) -> (usize, Vec<String>) {
    let (mut cases, mut wrong) = (0, Vec::new());
    for (row, line) in source.lines().enumerate() {
        let Some(expected) = number_after(line, "cognitive") else { continue };
        cases += 1;
        let function = facts.functions.iter().find(|function| function.start_line as usize > row + 1);
        let Some(function) = function else {
            wrong.push(format!("{language}: no function after: {line}"));
            continue;
        };
        let nesting = number_after(line, "nesting").unwrap_or(function.nesting);
        if (function.cognitive, function.nesting) != (expected, nesting) {
            let (name, cognitive, depth) = (&function.name, function.cognitive, function.nesting);
            wrong.push(format!("{language} {name}: {cognitive}, nesting {depth}, but {}", line.trim()));
        }
    }
    (cases, wrong)
}

#[test]
fn the_cases_of_the_white_paper() {
    let mut failures = Vec::new();
    for (language, source) in FILES {
        let facts = parse(language, source.as_bytes()).expect("within all bounds");
        assert_eq!(facts.errors, 0, "{language}: the cases themselves must be valid code");
        let (cases, wrong) = wrong(language, source, &facts);
        assert!(cases >= 15, "{language}: {cases} cases");
        failures.extend(wrong);
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
