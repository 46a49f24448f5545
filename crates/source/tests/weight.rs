//! What of a function weighs: its own points, conditions written as a switch, lines that only hold values; and files
//! that run by hand.

use quarterdeck_source::{CodeFacts, Function, parse};

fn facts(language: &str, source: &str) -> CodeFacts {
    parse(language, source.as_bytes()).expect("within all bounds")
}

fn first(language: &str, source: &str) -> Function {
    facts(language, source).functions.into_iter().next().expect("a function")
}

#[test]
fn functions_inside_do_not_count_as_own() {
    for (language, source, whole, own) in [
        (
            "TypeScript",
            "function open(app) { if (a) {} app.get((q) => { if (q) { for (;;) {} } }); app.get((q) => { if (q) {} }); }",
            8,
            1,
        ),
        ("Python", "def f():\n    if a: pass\n    def g():\n        if b: pass\n", 3, 1),
        // A lambda is part of what it stands in, a local function is not.
        ("C#", "class A { void F() { if (a) {} var g = () => { if (b) {} }; } }", 3, 3),
        ("C#", "class A { void F() { if (a) {} void G() { if (b) {} } } }", 3, 1),
    ] {
        let function = first(language, source);
        assert_eq!((function.cognitive, function.cognitive_own), (whole, own), "{language} {source}");
    }
}

#[test]
fn local_functions_of_c_sharp_are_listed_and_count_around_as_before() {
    let facts = facts(
        "C#",
        "class A {\n  int F(int n) {\n    if (a) {\n      int G(int n) {\n        return n > 0 && b ? G(n - 1) : 0;\n      }\n    }\n  }\n}",
    );
    let figures = |f: &Function| (f.name.clone(), f.start_line, f.end_line, f.cyclomatic, f.nesting);
    let listed: Vec<_> = facts.functions.iter().map(figures).collect();
    assert_eq!(listed, [("A::F".to_owned(), 2, 8, 4, 1), ("A::G".to_owned(), 4, 6, 3, 0)]);
}

#[test]
fn values_of_an_object_are_named_after_the_function_around() {
    let source = "class Chat { send() { post({ next: (e) => { go({ done() {} }); }, error() {} }); } }\n\
                  const routes = { open: () => { list({ 'each': function () {} }); } };";
    let names: Vec<String> = facts("TypeScript", source).functions.into_iter().map(|function| function.name).collect();
    assert_eq!(
        names,
        ["Chat::send", "send > next", "next > done", "send > error", "open", "open > each"],
        "of a class, of an object, at the top"
    );
}

#[test]
fn conditions_that_look_alike_and_return_are_a_switch() {
    let run = |count: usize, body: &str| format!("class A {{ int f(String s) {{ {} }} }}", body.repeat(count));
    for (source, points, flat) in [
        (run(8, "if (s.equals(\"a\")) { put(s); return 1; } "), 8, 7),
        (run(7, "if (s.equals(\"a\")) { put(s); return 1; } "), 7, 0),
        // What is nested in them is part of the line of the table.
        (run(8, "if (s.equals(\"a\")) { put(x ? y : s); return 1; } "), 24, 21),
        (run(8, "if (s.equals(\"a\")) { put(s); put(s); } "), 8, 0),
        (run(8, "if (s.equals(\"a\")) { return 1; } g(); "), 8, 0),
        (run(4, "if (s.equals(\"a\")) { return 1; } if (n > 1) { return 1; } "), 8, 0),
    ] {
        let function = first("Java", &source);
        assert_eq!((function.cognitive, function.cognitive_flat), (points, flat), "{source}");
    }
    let rust = format!("fn f(s: &str) -> u8 {{ {} 0 }}", "if s == \"a\" { return 1; } ".repeat(8));
    assert_eq!(first("Rust", &rust).cognitive_flat, 7, "a condition is an expression here");
    let go = format!("package a\nfunc f(s string) int {{\n{}return 0\n}}", "if s == \"a\" {\nreturn 1\n}\n".repeat(8));
    assert_eq!(first("Go", &go).cognitive_flat, 7);
}

#[test]
fn conditions_and_ternaries_that_look_alike_are_a_table() {
    let in_go = |body: &str| format!("package a\nfunc f() {{\n{}}}", body.repeat(8));
    let in_php = |body: &str| format!("<?php\nfunction f() {{ {} }}", body.repeat(8));
    let in_ruby = |body: &str| format!("def f\n  [{}]\nend", body.repeat(8));
    let in_script = |body: &str| format!("function f() {{ {} }}", body.repeat(8));
    for (language, source, points, flat) in [
        ("Go", in_go("if c.x != \"\" {\no.x = c.x\n}\n"), 8, 7),
        ("Go", in_go("if c.x != \"\" {\no.x = c.x\no.y = c.y\n}\n"), 8, 0),
        ("Go", in_go("if c.x != \"\" {\nfor i := range c.x {\ng(i)\nh(i)\n}\n}\n"), 24, 0),
        ("PHP", in_php("if (isset($a['x'])) { $b['x'] = $a['x']; } else { $b['x'] = 'y'; } "), 16, 14),
        ("PHP", in_php("if (isset($a['x'])) { $b['x'] = $a['x']; g(); } else { $b['x'] = 'y'; } "), 16, 0),
        ("PHP", in_php("if (isset($a['x'])) { if ($c) { g(); } } "), 24, 0),
        ("Ruby", in_ruby("index.zero? ? order.total : nil, index.zero? ? total : nil, "), 16, 15),
        ("Ruby", in_ruby("index.zero? ? order.total : nil, index.nil?(1) ? total : nil, "), 16, 0),
        ("JavaScript", in_script("a.b = c.d ? c.d : null; "), 8, 7),
        ("JavaScript", in_script("a.b = c.d ? (e ? 1 : 2) : null; "), 24, 0),
        ("JavaScript", in_script("if (a.b) { c.d = 1; } else { c.d = 'x'; } "), 16, 14),
        ("Python", format!("def f():\n{}", "    if a.b:\n        c.d = 1\n".repeat(8)), 8, 7),
        ("Python", format!("def f():\n{}", "    if a.b:\n        c.d = 1\n        g()\n".repeat(8)), 8, 0),
        ("Java", format!("class A {{ void f() {{ {} }} }}", "if (a == null) { b = 1; } ".repeat(8)), 8, 7),
        ("C#", format!("class A {{ void F() {{ {} }} }}", "if (a == null) { b = 1; } ".repeat(8)), 8, 7),
    ] {
        let function = first(language, &source);
        assert_eq!((function.cognitive, function.cognitive_flat), (points, flat), "{language} {source}");
    }
}

#[test]
fn a_chain_that_compares_one_variable_with_values_is_a_switch() {
    let chain = |head: &str, next: &str, count: usize| format!("{head}{}", next.repeat(count - 1));
    let in_php = |chain: String| format!("<?php\nfunction f($x) {{ {chain} }}");
    let in_script = |chain: String| format!("function f(x) {{ {chain} }}");
    for (language, source, points, flat) in [
        ("PHP", in_php(chain("if ($x === 'a') { g(); h(); }", " elseif ($x === 'b') { g(); h(); }", 8)), 8, 7),
        ("PHP", in_php(chain("if ($x === 'a') { g(); }", " elseif ($x === 'b') { g(); }", 7)), 7, 0),
        // What is in the branches counts.
        ("PHP", in_php(chain("if ($x === 'a') { g(); }", " elseif ($x === 'b') { if ($y) { g(); } }", 8)), 22, 7),
        ("PHP", in_php(chain("if ($x === 'a') { g(); }", " elseif ($x > 1) { g(); }", 8)), 8, 0),
        ("PHP", in_php(chain("if ($x === 'a') { g(); }", " else if ('b' === $x) { g(); h(); }", 8)), 8, 7),
        ("JavaScript", in_script(chain("if (x === 'a') { g(); }", " else if (x === 'b') { g(); h(); }", 8)), 8, 7),
        ("JavaScript", in_script(chain("if (x === 'a') { g(); }", " else if (x === y) { g(); h(); }", 8)), 8, 0),
        (
            "Python",
            format!(
                "def f(x):\n    if x == 1:\n        g()\n{}",
                "    elif x == 2:\n        g()\n        h()\n".repeat(7)
            ),
            8,
            7,
        ),
        (
            "Java",
            format!(
                "class A {{ void f(int x) {{ {} }} }}",
                chain("if (x == 1) { g(); }", " else if (x == 2) { g(); h(); }", 8)
            ),
            8,
            7,
        ),
        (
            "Go",
            format!(
                "package a\nfunc f(x int) {{\n{}\n}}",
                chain("if x == 1 {\ng()\n}", " else if x == 2 {\ng()\nh()\n}", 8)
            ),
            8,
            7,
        ),
        (
            "Ruby",
            format!("def f(x)\n  if x == 1\n    g\n{}  end\nend", "  elsif x == 2\n    g\n    h\n".repeat(7)),
            8,
            7,
        ),
    ] {
        let function = first(language, &source);
        assert_eq!((function.cognitive, function.cognitive_flat), (points, flat), "{language} {source}");
    }
}

#[test]
fn a_flag_may_be_asked_in_a_case_of_a_chain() {
    let chain = |flag: &str| {
        let case = format!(" elseif ($x === 'b'{flag}) {{ g(); h(); }}");
        format!("<?php\nfunction f($x) {{ if ($x === 'a') {{ g(); }}{} }}", case.repeat(7))
    };
    for (flag, points, flat) in [
        ("", 8, 7),
        // The sequence of operators in each case counts.
        (" && $rates", 15, 7),
        (" && !$rates", 15, 7),
        (" and $rates", 15, 7),
        (" || $rates", 15, 0),
        (" && $rates > 1", 15, 0),
        (" && $rates && $paid", 15, 0),
    ] {
        let function = first("PHP", &chain(flag));
        assert_eq!((function.cognitive, function.cognitive_flat), (points, flat), "{flag}");
    }
}

#[test]
fn conditions_that_each_fill_something_else_are_a_list() {
    let list =
        |line: &str, count: usize| -> String { (0..count).map(|at| line.replace('#', &at.to_string())).collect() };
    let in_cs = |line: &str| format!("class A {{ void F() {{ {} }} }}", list(line, 8));
    let in_go = |line: &str| format!("package a\nfunc f() {{\n{}}}", list(line, 8));
    let in_php = |line: &str| format!("<?php\nfunction f() {{ {} }}", list(line, 8));
    for (language, source, points, flat) in [
        ("C#", in_cs("if (all || b.X# == null) { b.X# = c.X#; } G(#); "), 16, 14),
        // Whatever is asked and assigned.
        ("Go", in_go("if c.x# != nil {\nl[\"#\"] = g(*c.x#)\n}\nif c.y# != \"\" {\nl[y#] = c.y#\n}\nh(#)\n"), 16, 15),
        ("PHP", in_php("if (isset($a['#'])) { $b['#'] = $a['#']; } else { $b['#'] = g(); } h(); "), 16, 14),
        ("PHP", in_php("if (isset($a['#'])) { $b['#'] = $a['#']; } else { $c['#'] = g(); } h(); "), 16, 0),
        // One value that is worked on in steps.
        ("PHP", in_php("if ($a > #) { $b = $b * #; } h(); "), 8, 0),
        ("PHP", in_php("if ($a > #) { $b# .= $c; } h(); "), 8, 0),
        ("C#", in_cs("if (all && b.X# || d) { b.X# = c.X#; } G(#); "), 24, 0),
        ("C#", in_cs("if (b.X# == null) { b.X# = d ? c.X# : e; } G(#); "), 24, 0),
        ("C#", in_cs("if (b.X# == null) { b.X# = c.X#; H(#); } G(#); "), 8, 0),
        // One more condition around it, and no third one.
        ("C#", in_cs("if (!locked.Has(#)) { if (b.X# == null) { b.X# = c.X#; } } G(#); "), 24, 21),
        ("C#", in_cs("if (d) { if (!locked.Has(#)) { if (b.X# == null) { b.X# = c.X#; } } } G(#); "), 48, 0),
        ("C#", in_cs("if (!locked.Has(#)) { if (b.X# == null) { b.X# = c.X#; } } else { H(#); } G(#); "), 32, 0),
        ("Java", format!("class A {{ void f() {{ {} }} }}", list("if (c.x# != null) b.x# = c.x#; g(); ", 8)), 8, 7),
        ("Java", format!("class A {{ void f() {{ {} }} }}", list("if (c.x# != null) b.x# = c.x#; g(); ", 7)), 7, 0),
        ("JavaScript", format!("function f() {{ {} }}", list("if (c.x# != null) { b.x# = c.x#; } g(); ", 8)), 8, 7),
        ("Python", format!("def f():\n{}", list("    if c.x#:\n        b.x# = c.x#\n    g()\n", 8)), 8, 7),
        ("Rust", format!("fn f() {{ {} }}", list("if c.x# > 0 { b.x# = c.x#; } g(); ", 8)), 8, 7),
        ("Ruby", format!("def f\n{}end", list("  if c.x#\n    b.x# = c.x#\n  end\n  g\n", 8)), 8, 7),
    ] {
        let function = first(language, &source);
        assert_eq!((function.cognitive, function.cognitive_flat), (points, flat), "{language} {source}");
    }
}

#[test]
fn lists_in_functions_inside_weigh_as_little_in_the_one_around() {
    let fills: String = (0..8).map(|at| format!("if c.x{at} != nil {{\nl[{at}] = c.x{at}\n}}\n")).collect();
    let source = format!("package a\nfunc f() {{\nif b {{\ng()\n}}\nfor range d {{\ngo func() {{\n{fills}}}()\n}}\n}}");
    let functions = facts("Go", &source).functions;
    let figures: Vec<_> =
        functions.iter().map(|f| (f.cognitive, f.cognitive_own, f.cognitive_flat, f.cognitive_flat_inside)).collect();
    // Within a loop and a function each costs three.
    assert_eq!(figures, [(26, 2, 0, 21), (8, 8, 7, 0)]);
}

#[test]
fn closures_of_php_are_functions_and_count_around_as_before() {
    let source = "<?php\nclass A {\n  function f($n) {\n    if ($n) {}\n    $a = function ($b) {\n      if ($b) {}\n    };\n    return fn ($b) => $b ? 1 : 2;\n  }\n}";
    let figures = |f: &Function| (f.name.clone(), f.start_line, f.end_line, f.cyclomatic, f.cognitive, f.cognitive_own);
    let listed: Vec<_> = facts("PHP", source).functions.iter().map(figures).collect();
    assert_eq!(
        listed,
        [
            ("A::f".to_owned(), 3, 9, 4, 5, 1),
            ("A::$a".to_owned(), 5, 7, 2, 1, 1),
            ("A::(anonymous)".to_owned(), 8, 8, 2, 1, 1),
        ]
    );
}

#[test]
fn functions_and_types_that_are_to_go() {
    for (language, source, expected) in [
        (
            "Java",
            "/** Sells. */\n@Deprecated(since = \"4\", forRemoval = true)\nclass A {\n  void f() {}\n}",
            vec![(2, 5)],
        ),
        ("Java", "class A {\n  /**\n   * @deprecated use g\n   */\n  void f() {}\n  void g() {}\n}", vec![(5, 5)]),
        ("C#", "class A {\n  [Obsolete(\"use G\")]\n  void F() { }\n}", vec![(2, 3)]),
        ("Python", "def f():\n    warnings.warn('x', DeprecationWarning)\n    g()\n", vec![(1, 3)]),
        // One way to call it.
        ("Python", "def f(a):\n    if a:\n        warnings.warn('x', DeprecationWarning)\n    g()\n", vec![]),
        ("Python", "@deprecated('x')\ndef f():\n    g()\n", vec![(2, 3)]),
        (
            "PHP",
            "<?php\nclass A {\n  #[\\Deprecated]\n  function f() {}\n  #[Deprecated]\n  function g() {}\n}",
            vec![(3, 4), (5, 6)],
        ),
        ("TypeScript", "/** @deprecated */\nexport class A {}\nclass B {}\n", vec![(2, 2)]),
        ("Go", "package a\n\n// F sells.\n//\n// Deprecated: use G.\nfunc F() {}\n\nfunc G() {}\n", vec![(6, 6)]),
        ("Rust", "#[deprecated]\n#[inline]\nfn f() {}\nfn g() {}\n", vec![(3, 3)]),
        (
            "Java",
            "class A {\n  @Deprecated int n;\n  void f() {}\n  // about deprecated orders\n  void g() {}\n}",
            vec![],
        ),
    ] {
        assert_eq!(facts(language, source).retired, expected, "{language} {source}");
    }
}

#[test]
fn what_could_not_be_read_is_told_by_its_lines() {
    for (source, errors, lines) in
        [("function f() {\n  g();\n}\n", 0, vec![]), ("function f() {\n  g(;\n  h();\n}\n", 1, vec![(2, 2)])]
    {
        let facts = facts("JavaScript", source);
        assert_eq!((facts.errors, facts.error_lines), (errors, lines), "{source}");
    }
}

#[test]
fn lines_that_only_continue_a_text() {
    for (language, source, code, text) in [
        ("PHP", "<?php\nfunction f() {\n  $a = 'select b\n    from c\n    where d';\n  g($a);\n}", 6, 2),
        ("PHP", "<?php\nfunction f() {\n  $a = sprintf(\"select b\n    from %s\",\n    $d);\n}", 5, 1),
        ("Python", "def f():\n    a = \"\"\"\n    b\n    c\n    \"\"\"\n", 5, 3),
        // What is computed within a text is code.
        ("JavaScript", "function f() {\n  return `a\n    b\n    ${c ? d : e}\n  `;\n}", 6, 2),
        ("JavaScript", "function f() {\n  return 'a' +\n    'b';\n}", 4, 0),
    ] {
        let function = first(language, source);
        assert_eq!((function.code, function.text), (code, text), "{language} {source}");
    }
}

#[test]
fn heads_that_name_the_project_a_file_came_from() {
    for (language, source, expected) in [
        (
            "Python",
            "# mypy: ignore-errors\n\"\"\"Creates users.\n\nThis module was moved for Django Auth directly to Saleor.\n\"\"\"\nimport os\n",
            true,
        ),
        ("PHP", "<?php\n/**\n * This file is adapted from the\n * Symfony console.\n */\nclass A {}\n", true),
        ("JavaScript", "// Copied from https://example.org/tool.js\nlet a;\n", true),
        ("JavaScript", "// Copied from order.js\nlet a;\n", false),
        ("JavaScript", "// This code was moved from Order.js\nlet a;\n", false),
        ("Python", "\"\"\"This module is part of Saleor. Prices are taken from Django settings.\"\"\"\n", false),
        ("Python", "import os\n# This module was copied from Django\n", false),
    ] {
        assert_eq!(facts(language, source).copied_in, expected, "{source}");
    }
}

#[test]
fn lines_that_only_hold_a_value() {
    for (language, source, code, plain) in [
        ("Java", "class A {\nvoid f() {\n  m.a = a;\n  m.b = \"x\";\n  m.c = c();\n  m.d = d + e;\n}\n}", 6, 2),
        ("PHP", "<?php\nfunction f() {\n  return [\n    'a' => 1,\n    'b' => g(),\n  ];\n}", 6, 1),
        ("Python", "def f():\n    a = b\n    c = d if e else g\n    return {\n        'x': 1,\n    }\n", 6, 2),
        ("JavaScript", "function f() {\n  const a = b;\n  const c = new D();\n  call({\n    e: 1,\n  });\n}", 7, 2),
    ] {
        let function = first(language, source);
        assert_eq!((function.code, function.plain), (code, plain), "{language}");
    }
}

#[test]
fn tables_are_literals_in_which_nothing_is_decided() {
    for (language, source, expected) in [
        ("PHP", "<?php\n$a = [\n  'x' => [\n    'y' => 1,\n  ],\n];\n", vec![(2, 6)]),
        ("PHP", "<?php\n$a = [\n  'x' => f(),\n  'z' => array(\n    'y' => 1,\n  ),\n];\n", vec![(4, 6)]),
        ("PHP", "<?php\n$a = [\n  'y' => 1 ];\n", vec![]),
        ("JavaScript", "const a = {\n  x: 1,\n  y: [2, 3],\n};\nconst b = {\n  f() {},\n  x: 1,\n};\n", vec![(1, 4)]),
        ("Python", "A = [\n    (1, 'x'),\n    (2, 'y'),\n]\nB = [\n    x\n    for x in A\n]\n", vec![(1, 4)]),
        ("Ruby", "A = {\n  a: 1,\n  b: [2],\n}\n", vec![(1, 4)]),
        // A mark for translation does nothing; with anything else it does.
        ("JavaScript", "const a = [\n  { x: __('Jan') },\n  __(\"Feb\"),\n];\n", vec![(1, 4)]),
        ("JavaScript", "const a = [\n  __(b),\n  f('Feb'),\n];\n", vec![]),
        ("Python", "A = [\n    _('x'),\n    gettext_lazy('y'),\n]\n", vec![(1, 4)]),
        ("PHP", "<?php\n$a = [\n  'x' => __('y'),\n];\n", vec![(2, 4)]),
        ("C#", "class A { O o = new O {\n  X = 1,\n  Y = new P {\n    Z = 2,\n  },\n}; }", vec![(1, 6)]),
        ("C#", "class A { O o = new O {\n  X = 1,\n  Y = new P(q) {\n    Z = f(),\n  },\n}; }", vec![]),
        ("TSX", "const a = {\n  x: (\n    <p>\n      text\n    </p>\n  ),\n};\n", vec![(1, 7)]),
        ("Go", "package a\nvar a = []int{\n1,\n2,\n}\n", vec![]),
    ] {
        assert_eq!(facts(language, source).tables, expected, "{language} {source}");
    }
    // One row in twenty may do something.
    for (values, expected) in [(16, vec![]), (17, vec![(1, 20)])] {
        let source = format!("const a = [\n  f(),\n{}];\n", "  1,\n".repeat(values));
        assert_eq!(facts("JavaScript", &source).tables, expected, "{values}");
    }
}

#[test]
fn code_that_says_that_it_runs_by_hand() {
    for (language, source, by_hand) in [
        ("PHP", "<?php\n/** @codeCoverageIgnore */\nclass FixCommand extends Command {}", true),
        ("PHP", "<?php\n/** @codeCoverageIgnore */\nclass Order {}", false),
        ("PHP", "<?php\nclass FixCommand { /** @codeCoverageIgnore */ function a() {} }", false),
        ("PHP", "<?php\nclass FixCommand { function isEnabled() { return $this->env !== 'prod'; } }", true),
        ("PHP", "<?php\nclass FixCommand { function isEnabled() { return true; } }", false),
        ("PHP", "<?php\nclass Plugin { function isEnabled() { return $this->env !== 'prod'; } }", false),
        ("PHP", "<?php\nuse Faker\\Factory;\nclass Orders {}", true),
        ("Python", "from faker import Factory\n", true),
        ("Python", "from .factory import Order\n", false),
        ("TypeScript", "import { faker } from '@faker-js/faker';\n", true),
        ("TypeScript", "import { a } from './faker/a';\n", false),
    ] {
        assert_eq!(facts(language, source).by_hand, by_hand, "{source}");
    }
}

#[test]
fn strings_name_files_of_sql() {
    for (language, source, expected) in [
        (
            "PHP",
            "<?php\n$a = './db/upgrade-zipcodes.sql'; $b = \"x/b.sql\"; $c = 'b.sql'; // d.sql\n",
            vec!["b.sql", "upgrade-zipcodes.sql"],
        ),
        ("Python", "open('db\\\\a.sql')\nb.sql\n", vec!["a.sql"]),
        ("Java", "class A { String a = \"schema.sql\"; String b = \".sql\"; }", vec!["schema.sql"]),
    ] {
        assert_eq!(facts(language, source).sql_files, expected, "{language}");
    }
}

#[test]
fn strings_name_the_address_of_health() {
    for (language, source, expected) in [
        ("Python", "if path == '/health/':\n    g()\n", true),
        ("Python", "url(r'^health/$', g)\n", true),
        ("Go", "package a\nfunc f() { h(\"/-/ready\", g) }", true),
        ("JavaScript", "app.get('/api/v1/healthz', f);", true),
        ("Java", "class A { String a = \"/health/live\"; }", true),
        ("JavaScript", "import './health';", false),
        ("JavaScript", "f('health'); // '/health'", false),
        ("JavaScript", "f('/ready'); f('https://example.org/health'); f('/products/health-food');", false),
    ] {
        assert_eq!(facts(language, source).serves_health, expected, "{source}");
    }
}

#[test]
fn a_body_of_one_call_hands_on() {
    for (language, source, expected) in [
        ("Rust", "fn f(&self, c: C) -> P {\n    // Handed on.\n    Pin::new(&mut self.x).poll(c)\n}", true),
        ("Rust", "async fn f(&self) -> R { self.x.f().await? }", true),
        ("Rust", "fn f(&self) -> R { self.x.f(|y| y.g()) }", true),
        ("Rust", "fn f(&self) -> R { let y = self.x.f(); y.g() }", false),
        ("Rust", "fn f(&self) -> u8 { 1 }", false),
        ("Java", "class A { int f(int n) { return x.f(n); } }", true),
        ("Java", "class A { int f(int n) { x.f(n); return x.g(n); } }", false),
        ("Java", "class A { int f(int n) { return n + x.f(n); } }", false),
        ("C#", "class A { int F(int n) => x.F(n); }", true),
        ("C#", "class A { async T F(int n) { return await x.F(n).G(false); } }", true),
        ("Go", "package a\nfunc f(n int) int {\n\treturn x.f(n)\n}", true),
        ("Go", "package a\nfunc f(n int) int {\n\tx.f(n)\n\treturn x.g(n)\n}", false),
        ("Python", "def f(n):\n    return x.f(n)\n", true),
        ("Python", "def f(n):\n    y = x.f(n)\n    return y\n", false),
        ("TypeScript", "class A { f(n) { return this.x.f(n); } }", true),
        ("TypeScript", "class A { f(n) { if (n) { return this.x.f(n); } } }", false),
    ] {
        assert_eq!(first(language, source).forwards, expected, "{language} {source}");
    }
}

#[test]
fn what_the_placeholders_of_one_text_choose_is_a_list() {
    for (language, source, points, flat) in [
        ("JavaScript", "function f() { log(`${a ? 1 : 2} ${b ? c ? 1 : 2 : 3} ${d ? 1 : 2}`) }", 5, 4),
        ("JavaScript", "function f() { log(`${a ? 1 : 2} ${b ? 1 : 2} ${d}`) }", 2, 0),
        ("JavaScript", "function f() { log(`${a ? 1 : 2}`, `${b ? 1 : 2}`, `${c ? 1 : 2}`) }", 3, 0),
        ("JavaScript", "function f() { log(`${a} ${b} ${c}`); if (a) { if (b) {} } }", 3, 0),
        ("Python", "def f():\n    return f'{1 if a else 2} {1 if b else 2} {1 if c else 2}'\n", 3, 2),
        ("C#", "class A { string F() => $\"{(a ? 1 : 2)} {(b ? 1 : 2)} {(c ? 1 : 2)}\"; }", 3, 2),
    ] {
        let function = first(language, source);
        assert_eq!((function.cognitive, function.cognitive_flat), (points, flat), "{language} {source}");
    }
}
