//! Input that means harm: deep nesting without brackets, long chains, random damage. Nothing may panic, overflow the
//! stack, or take time beyond proportion.

use quarterdeck_source::{Refused, parse};

const FILES: [(&str, &str); 18] = [
    ("Java", include_str!("cognitive/java.java")),
    ("C#", include_str!("cognitive/csharp.cs")),
    ("PHP", include_str!("cognitive/php.php")),
    ("Python", include_str!("cognitive/python.py")),
    ("JSX", include_str!("cognitive/javascript.js")),
    ("TSX", include_str!("cognitive/typescript.ts")),
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

/// Breaks lines: the bound on lines is another test's matter.
fn many(part: &str, times: usize) -> String {
    format!("{part}\n").repeat(times)
}

#[test]
fn a_hundred_thousand_levels_without_brackets() {
    for (language, source) in [
        ("JavaScript", format!("x = {}1", many("a =>", 100_000))),
        ("TypeScript", format!("x = {}1", many("a ? b :", 100_000))),
        ("JavaScript", format!("x = {}1", many("!", 100_000))),
        ("Python", format!("x = {}1", "lambda: \\\n".repeat(100_000))),
        ("Python", format!("x = {}1", "not \\\n".repeat(100_000))),
        ("Java", format!("class A {{ void f() {{ {} ; }} }}", many("if (a) {} else", 100_000))),
        ("Java", format!("class A {{ void f() {{ {} ; }} }}", many("if (a) while (b)", 50_000))),
        ("C#", format!("class A {{ bool F() => {} d; }}", many("c && a ||", 100_000))),
        ("Go", format!("package a\nvar x = {} 1\n", "-\n".repeat(100_000))),
        ("PHP", format!("<?php $x = {} 1;", many("$a .", 100_000))),
        ("Java", format!("class A {{ int x = {} y; }}", many("a.", 100_000))),
        ("Ruby", format!("x = {}1", many("A +", 100_000))),
        ("Ruby", format!("x = {}1", many("a ? b :", 100_000))),
        ("Ruby", format!("{}1", many("class A", 100_000))),
        ("Ruby", format!("{}1", many("A::", 100_000))),
        ("Shell", format!("{} x", many("a ||", 100_000))),
        ("Shell", many("if a; then", 50_000)),
        ("Lua", format!("x = {} 1", many("not", 100_000))),
        ("Lua", many("if a then", 50_000)),
        ("Lua", format!("x = {} 1", many("function() end,", 30_000))),
        ("Swift", format!("let x = {} 1", many("a ? b :", 20_000))),
        ("Dart", format!("var x = {} 1;", many("a ? b :", 50_000))),
        ("Dart", format!("void f() {{ {} ; }}", many("if (a) {} else", 50_000))),
        ("Elixir", format!("x = {} 1", many("a ||", 100_000))),
        ("Elixir", many("defmodule A do", 50_000)),
        ("Kotlin", format!("val x = {} 1", many("if (a) b else", 20_000))),
        ("Kotlin", format!("val x = {} 1", many("a &&", 50_000))),
        ("Scala", format!("object A {{ val x = {} 1 }}", many("if (a) b else", 20_000))),
        ("Scala", format!("object A {{ val x = {} 1 }}", many("a &&", 50_000))),
        ("Vue", many("<script>a</script>", 50_000)),
        ("Vue", many("<script><!--", 50_000)),
        ("Rust", format!("fn f() {{ {} ; }}", many("if a {} else", 100_000))),
        ("C", format!("void f() {{ {} ; }}", many("if (a) ; else", 100_000))),
        ("C", format!("int f() {{ return {} b; }}", many("a &&", 100_000))),
        ("C", format!("#if {} b\n#endif\n", "a && ".repeat(30_000))),
        ("C++", format!("int {} f() {{ }}", many("*", 100_000))),
        ("C++", format!("int {} f() {{ }}", many("a::", 100_000))),
        ("Rust", format!("fn f() {{ {} 1; }}", many("|x|", 100_000))),
        ("Rust", format!("fn f() {{ {} }}", many("#[a] ", 100_000))),
        ("Rust", format!("use {}b;", many("a::", 100_000))),
        ("Rust", format!("macro_rules! a {{ {} }}", many("|| &&", 100_000))),
    ] {
        let answer = parse(language, source.as_bytes());
        let known = matches!(answer, Ok(_) | Err(Refused::TooCostly));
        assert!(known, "{language}: {answer:?}");
    }
}

#[test]
fn brackets_and_long_lines_are_refused_before_the_parser() {
    assert_eq!(parse("Go", "[".repeat(100_000).as_bytes()), Err(Refused::TooDeep));
    assert_eq!(parse("Go", "a".repeat(300_000).as_bytes()), Err(Refused::LongLine));
}

#[test]
fn lists_stop_at_their_bounds() {
    let functions = parse("Python", many("def f(): pass", 20_100).as_bytes()).expect("small enough");
    assert_eq!(functions.functions.len(), 20_000);
    let imports = parse("Python", many("import a", 10_100).as_bytes()).expect("small enough");
    assert_eq!(imports.imports.len(), 10_000);
}

/// SplitMix64: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) as usize % bound
    }
}

#[test]
fn random_damage_never_panics_and_gives_the_same_answer_twice() {
    for (language, source) in FILES {
        let mut random = Random(7);
        for _ in 0..120 {
            let mut bytes = source.as_bytes().to_vec();
            for _ in 0..=random.below(12) {
                let (at, other) = (random.below(bytes.len()), random.below(bytes.len()));
                match random.below(4) {
                    0 => bytes[at] = u8::try_from(random.below(256)).expect("below 256"),
                    1 => drop(bytes.drain(at.min(other)..(at.min(other) + 40).min(at.max(other)))),
                    2 => bytes.insert(at, b"(){}[]<>?:;,.\"'`\n"[random.below(17)]),
                    _ => bytes.swap(at, other),
                }
            }
            assert_eq!(parse(language, &bytes), parse(language, &bytes), "{language}");
        }
    }
}
