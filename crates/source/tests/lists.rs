//! What of a function is a list: entries of a literal, elements of JSX, conditions around loops.

use quarterdeck_source::{CodeFacts, Function, parse};

fn facts(language: &str, source: &str) -> CodeFacts {
    parse(language, source.as_bytes()).expect("within all bounds")
}

fn first(language: &str, source: &str) -> Function {
    facts(language, source).functions.into_iter().next().expect("a function")
}

#[test]
fn entries_of_one_literal_that_ask_the_like_are_a_list_whatever_plain_ones_stand_between() {
    let in_php = |entries: &str| format!("<?php\nfunction f() {{ return array({}); }}", entries.repeat(8));
    let in_script = |entries: &str| format!("function f() {{ return g({}) }}", entries.repeat(8));
    for (language, source, points, flat) in [
        ("PHP", in_php("'a' => empty($a) ? 1 : $a, 'b' => ['c', 1], 'd' => 'e', "), 8, 7),
        // Another decision between them parts them.
        ("PHP", in_php("'a' => empty($a) ? 1 : $a, 'b' => $b && $c, "), 16, 0),
        ("PHP", in_php("'a' => empty($a) ? ($b ? 1 : 2) : 3, 'b' => 4, "), 24, 0),
        ("JavaScript", format!("function f() {{ return {{ {} }} }}", "a: b ? 1 : c, d: 2, ".repeat(8)), 8, 7),
        ("JavaScript", format!("function f() {{ return [{}] }}", "b ? 1 : c, 2, ".repeat(8)), 8, 7),
        // Four in each of two, and arguments of a call, which are no entries.
        ("JavaScript", format!("function f() {{ g({{ {0} }}, {{ {0} }}) }}", "a: b ? 1 : c, d: 2, ".repeat(4)), 8, 0),
        ("JavaScript", in_script("b ? 1 : c, 2, "), 8, 0),
        ("Python", format!("def f():\n    return {{{}}}\n", "'a': 1 if b else c, 'd': 2, ".repeat(8)), 8, 7),
    ] {
        let function = first(language, &source);
        assert_eq!((function.cognitive, function.cognitive_flat), (points, flat), "{language} {source}");
    }
}

#[test]
fn a_function_whose_own_code_holds_elements_builds_markup() {
    for (source, expected) in [
        ("function A() { return <p>{a}</p> }", vec![("A", true)]),
        ("const A = () => <B c={1} />", vec![("A", true)]),
        ("function A() { const row = <></>; return row }", vec![("A", true)]),
        ("function a(b) { return b.map((c) => <li>{c}</li>) }", vec![("a", false), ("(anonymous)", true)]),
        ("function A() { function b() { if (c) {} } return <p /> }", vec![("A", true), ("b", false)]),
        ("function useA() { return a < b && c > d }", vec![("useA", false)]),
    ] {
        for language in ["JavaScript", "TSX"] {
            let functions = facts(language, source).functions;
            let found: Vec<_> = functions.iter().map(|f| (f.name.as_str(), f.builds_markup)).collect();
            assert_eq!(found, expected, "{language} {source}");
        }
    }
}

#[test]
fn conditions_beside_each_other_in_jsx_are_a_list() {
    let component = |markup: &str| format!("function A() {{ return <form>{markup}</form> }}");
    for (markup, points, flat) in [
        ("{a && <B/>}", 1, 0),
        ("{a && <B/>} {c ? <D/> : null} {e.f && <p>{e.f.text}</p>}", 3, 2),
        ("<input disabled={!!a || undefined} /> <p>{b && c && <D/>}</p> <q>{(a || b) && (<C/>)}</q>", 4, 3),
        ("{a && <B/>} {c && <B onClick={() => d(e)} />}", 2, 1),
        // Nested in each other.
        ("{a && <B>{c && <D/>}{e && <D/>}</B>}", 3, 0),
        ("{a && <B/>} {c ? <D/> : e ? <F/> : <G/>}", 4, 0),
        ("{a && <B/>} {c && (d ? <D/> : <E/>)}", 3, 0),
        ("{a && <B/>} {c && d.map((e) => <F/>)}", 2, 0),
        ("{a && <B/>} {c && <B onClick={() => { if (d) {} }} />} {e && <F/>}", 3, 1),
        // Not in the braces of an element.
        ("{f(a && b)} {f(c && d)}", 2, 0),
    ] {
        for language in ["JSX", "TSX"] {
            let function = first(language, &component(markup));
            assert_eq!((function.cognitive, function.cognitive_flat), (points, flat), "{language} {markup}");
        }
    }
}

#[test]
fn each_function_in_jsx_has_a_list_of_its_own() {
    let source = "function A() { return <ul>{a && <B/>}{c.map((d) => { \
                  if (e) { return null } return <li>{f && <G/>}{h && <I/>}</li> })}{j && <K/>}</ul> }";
    let functions = facts("TSX", source).functions;
    let figures: Vec<_> =
        functions.iter().map(|f| (f.cognitive_own, f.cognitive_flat, f.cognitive_flat_inside)).collect();
    // A function without nesting control flow leaves out what is inside.
    assert_eq!(figures, [(2, 1, 0), (3, 1, 0)]);
    // What stands beside the elements is found as ever.
    let runs = "if (a) { b = 1; } ".repeat(8);
    let source = format!("function A() {{ return <p>{{a && <B/>}}{{c(() => {{ {runs} }})}}{{d && <B/>}}</p> }}");
    let functions = facts("TSX", &source).functions;
    let figures: Vec<_> = functions.iter().map(|f| (f.cognitive_own, f.cognitive_flat)).collect();
    assert_eq!(figures, [(2, 1), (8, 7)]);
}

#[test]
fn conditions_that_only_hold_loops_around_one_call_are_a_list() {
    let in_script = |line: &str| format!("function f() {{ {} }}", line.repeat(4));
    let one = "if (a.b) { for (const c of a.b) add(x.y, c) } ";
    let more = "if (a.c) { const m = Array.isArray(a.c) ? { add: a.c } : a.c; for (const d of m.add ?? []) { add(d) } \
                for (const [k, v] of Object.entries(a.c)) { for (const w of v) { put(k, w) } } } ";
    let pair = |other: &str| in_script(&format!("{one}{other}"));
    for (language, source, points, flat) in [
        ("TypeScript", pair(more), 52, 49),
        ("TypeScript", format!("function f() {{ {} }}", one.repeat(7)), 21, 0),
        // Another decision, another statement, another branch, no loop.
        ("TypeScript", pair("if (a.c) { for (const c of a.c) { if (c) add(c) } } "), 36, 0),
        ("TypeScript", pair("if (a.c) { for (const c of a.c) { add(c); put(c) } } "), 24, 0),
        ("TypeScript", pair("if (a.c) { for (const c of a.c) add(c); done() } "), 24, 0),
        ("TypeScript", pair("if (a.c) { for (const c of a.c) sum += c } "), 24, 0),
        ("TypeScript", pair("if (a.c) { for (const c of a.c) add(c) } else { add(c) } "), 28, 0),
        ("TypeScript", pair("if (a.c) { add(c) } "), 16, 0),
        (
            "Go",
            format!(
                "package a\nfunc f() {{\n{}}}",
                "if a.b != nil {\nfor _, c := range a.b {\nadd(c)\n}\n}\n".repeat(8)
            ),
            24,
            21,
        ),
        (
            "Python",
            format!("def f():\n{}", "    if a.b:\n        for c in a.b:\n            add(c)\n".repeat(8)),
            24,
            21,
        ),
        (
            "Java",
            format!("class A {{ void f() {{ {} }} }}", "if (b != null) { for (C c : b) { add(c); } } ".repeat(8)),
            24,
            21,
        ),
        (
            "PHP",
            format!("<?php\nfunction f() {{ {} }}", "if ($b) { foreach ($b as $c) { add($c); } } ".repeat(8)),
            24,
            21,
        ),
        ("Rust", format!("fn f() {{ {} }}", "if a { for c in &b { add(c); } } ".repeat(8)), 24, 21),
    ] {
        let function = first(language, &source);
        assert_eq!((function.cognitive, function.cognitive_flat), (points, flat), "{language} {source}");
    }
}
