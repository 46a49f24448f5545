//! Python.

use super::{Callable, Entry, Grammar, Head, Shape};
use crate::imports::{Collector, Place, plain_import};
use crate::tree::{child_of_kind, field_text, line, named_children, text};
use crate::{Import, ImportKind};
use tree_sitter::{Language, Node};

pub(super) struct Python;

const TABLE: &[Entry] = &[
    ("if_statement", Shape::If, 1),
    ("elif_clause", Shape::ElseIf, 1),
    ("else_clause", Shape::Else, 0),
    ("for_statement while_statement", Shape::Loop, 1),
    ("match_statement", Shape::Switch, 0),
    ("case_clause", Shape::Plain, 1),
    ("except_clause", Shape::Catch, 1),
    ("finally_clause", Shape::Plain, 1),
    ("try_statement", Shape::Try, 0),
    ("conditional_expression", Shape::Ternary, 1),
    // The filter of a comprehension, the guard of a case: a path, and by the white paper no break in the line of reading.
    ("if_clause", Shape::Plain, 1),
    ("for_in_clause", Shape::Plain, 1),
    ("function_definition lambda", Shape::Callable, 0),
    ("class_definition", Shape::Type, 0),
    ("boolean_operator", Shape::Binary, 0),
    ("parenthesized_expression", Shape::Parens, 0),
    ("call", Shape::Call, 0),
    ("comment", Shape::Comment, 0),
    ("'and", Shape::And, 1),
    ("'or", Shape::Or, 1),
];

impl Grammar for Python {
    fn language(&self) -> Language {
        tree_sitter_python::LANGUAGE.into()
    }

    fn table(&self) -> &'static [Entry] {
        TABLE
    }

    fn callable(&self, node: Node<'_>, ancestors: &[Node<'_>], source: &[u8], _: bool) -> Callable {
        if node.kind() == "lambda" {
            return Callable::Folded;
        }
        let parameters = node.child_by_field_name("parameters").map(named_children).unwrap_or_default();
        let mut count = parameters.iter().filter(|child| !child.kind().ends_with("separator")).count();
        let first = parameters.first().map(|first| text(*first, source)).unwrap_or_default();
        if in_class(ancestors) && matches!(first.as_ref(), "self" | "cls") {
            count -= 1;
        }
        Callable::Apart(Head {
            name: field_text(node, "name", source),
            row: node.start_position().row,
            parameters: u32::try_from(count).unwrap_or(u32::MAX),
            wraps: wraps(node),
            ..Head::default()
        })
    }

    fn type_name(&self, node: Node<'_>, source: &[u8]) -> Option<String> {
        Some(field_text(node, "name", source))
    }

    fn jumps(&self, _: Node<'_>, _: &[u8]) -> bool {
        false
    }

    fn calls_itself(&self, call: Node<'_>, head: &Head, source: &[u8]) -> bool {
        let Some(called) = call.child_by_field_name("function") else { return false };
        match called.kind() {
            "identifier" => text(called, source) == head.name,
            "attribute" => {
                matches!(field_text(called, "object", source).as_str(), "self" | "cls")
                    && field_text(called, "attribute", source) == head.name
            }
            _ => false,
        }
    }

    fn literals(&self) -> &'static [&'static str] {
        &["dictionary", "list", "set", "tuple"]
    }

    fn visit(&self, node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
        let source = place.source;
        match place.kind {
            "import_statement" | "import_from_statement" | "future_import_statement" => import(node, place, out),
            "if_statement" => {
                let condition = field_text(node, "condition", source);
                if let Some(body) = node.child_by_field_name("consequence")
                    && matches!(
                        condition.as_str(),
                        "TYPE_CHECKING" | "typing.TYPE_CHECKING" | "t.TYPE_CHECKING" | "TYPE_CHECKING is True"
                    )
                {
                    out.types_until = out.types_until.max(body.end_byte());
                }
            }
            "call" => import_call(node, place, out),
            "class_definition" => {
                if at_top(place) {
                    out.declare(&field_text(node, "name", source));
                }
                if decorators(place, source).iter().any(|name| is_skip(name)) {
                    out.skipped_until = out.skipped_until.max(node.end_byte());
                }
            }
            "function_definition" => {
                let name = field_text(node, "name", source);
                if is_test(&name, place, source) {
                    out.test(node, decorators(place, source).iter().any(|name| is_skip(name)));
                }
                if at_top(place) {
                    out.declare(&name);
                }
            }
            _ => {}
        }
    }
}

/// Directly in a class, decorated or not.
fn in_class(ancestors: &[Node<'_>]) -> bool {
    let mut above = ancestors.iter().rev().filter(|node| node.kind() != "decorated_definition");
    above.next().is_some_and(|node| node.kind() == "block")
        && above.next().is_some_and(|node| node.kind() == "class_definition")
}

/// At the level of the file, decorated or not.
fn at_top(place: &Place<'_, '_>) -> bool {
    let above = usize::from(place.kind_above(0) == "decorated_definition");
    place.kind_above(above) == "module"
}

/// The body is one function and a return, a docstring aside: a decorator, by the white paper's exception.
fn wraps(node: Node<'_>) -> bool {
    let statements = node.child_by_field_name("body").map(named_children).unwrap_or_default();
    let kinds: Vec<&str> = statements
        .iter()
        .enumerate()
        .filter(|(index, statement)| {
            let is_text = statement.named_child(0).is_some_and(|child| child.kind() == "string");
            !(*index == 0 && statement.kind() == "expression_statement" && is_text)
        })
        .map(|(_, statement)| statement.kind())
        .collect();
    matches!(kinds.as_slice(), ["function_definition" | "decorated_definition", "return_statement"])
}

fn import(node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
    let source = place.source;
    let make = |target: &str, names: Vec<String>, out: &Collector| Import {
        names,
        type_only: node.start_byte() < out.types_until,
        deferred: place.in_function,
        called: false,
        ..plain_import(ImportKind::Module, target, line(node))
    };
    let mut cursor = node.walk();
    let names = node.children_by_field_name("name", &mut cursor).filter(Node::is_named).map(|name| {
        let name = name.child_by_field_name("name").unwrap_or(name);
        text(name, source).split_whitespace().collect::<String>()
    });
    if node.kind() == "import_statement" {
        for name in names {
            let import = make(&name, Vec::new(), out);
            out.import(import);
        }
        return;
    }
    let mut names: Vec<String> = names.collect();
    if child_of_kind(node, "wildcard_import").is_some() {
        names.push("*".to_owned());
    }
    let target = if node.kind() == "future_import_statement" {
        "__future__".to_owned()
    } else {
        field_text(node, "module_name", source).split_whitespace().collect()
    };
    let import = make(&target, names, out);
    out.import(import);
}

/// `importlib.import_module(..)` and `__import__(..)`.
fn import_call(node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
    let called = field_text(node, "function", place.source);
    if !matches!(called.as_str(), "importlib.import_module" | "import_module" | "__import__") {
        return;
    }
    let arguments = node.child_by_field_name("arguments").map(named_children).unwrap_or_default();
    let literal = match arguments.as_slice() {
        [only] if only.kind() == "string" => {
            let written = text(*only, place.source);
            let name = written.trim_matches(['"', '\'']).to_owned();
            (!written.starts_with(['f', 'F']) && !name.starts_with('.')).then_some(name)
        }
        _ => None,
    };
    let kind = if literal.is_some() { ImportKind::Module } else { ImportKind::Computed };
    let mut import = plain_import(kind, &literal.unwrap_or_default(), line(node));
    import.deferred = place.in_function;
    import.type_only = node.start_byte() < out.types_until;
    out.import(import);
}

/// Decorators of the definition at this place, without arguments.
fn decorators(place: &Place<'_, '_>, source: &[u8]) -> Vec<String> {
    let Some(parent) = place.above(0).filter(|parent| parent.kind() == "decorated_definition") else {
        return Vec::new();
    };
    let decorators = named_children(parent).into_iter().filter(|child| child.kind() == "decorator");
    decorators
        .map(|child| {
            let written = text(child, source);
            written.trim_start_matches('@').split('(').next().unwrap_or_default().trim().to_owned()
        })
        .collect()
}

/// Unconditional skips only: `skipif` depends on where the tests run.
fn is_skip(decorator: &str) -> bool {
    matches!(decorator, "pytest.mark.skip" | "unittest.skip" | "skip" | "mark.skip")
}

/// A function `test*` at the level of the file, or a method `test*` of a class named `Test*`, `*Test`, `*Tests`,
/// `*TestCase` or derived from a `*TestCase`.
fn is_test(name: &str, place: &Place<'_, '_>, source: &[u8]) -> bool {
    if !(name == "test" || name.starts_with("test_") || name.starts_with("test") && name.len() > 4) {
        return false;
    }
    if at_top(place) {
        return name.starts_with("test_");
    }
    if !in_class(place.ancestors) {
        return false;
    }
    let class = place.ancestors.iter().rev().take(4).find(|node| node.kind() == "class_definition");
    class.is_some_and(|class| {
        let name = field_text(*class, "name", source);
        let bases = field_text(*class, "superclasses", source);
        let by_name = name.starts_with("Test") || ["Test", "Tests", "TestCase"].iter().any(|end| name.ends_with(end));
        by_name || bases.contains("TestCase")
    })
}
