//! Scala.

use super::{Callable, Entry, Grammar, Head, Rule, Shape};
use crate::ImportKind;
use crate::imports::{Collector, Place, plain_import};
use crate::tree::{child_of_kind, field_text, line, named_children, text};
use tree_sitter::{Language, Node};

pub(super) struct Scala;

const TABLE: &[Entry] = &[
    ("if_expression", Shape::If, 1),
    ("for_expression while_expression do_while_expression", Shape::Loop, 1),
    ("match_expression", Shape::Switch, 0),
    ("catch_clause", Shape::Catch, 0),
    ("try_expression", Shape::Try, 0),
    ("guard", Shape::Plain, 1),
    // See `refine`: cases but the first, all of a `catch`; a block of cases without `match` is a closure.
    ("case_block indented_cases", Shape::Callable, 1),
    ("function_definition lambda_expression", Shape::Callable, 0),
    ("class_definition object_definition trait_definition enum_definition package_object", Shape::Type, 0),
    ("given_definition instance_expression", Shape::Type, 0),
    ("infix_expression", Shape::Binary, 0),
    // See `refine`: `&&` and `||` are names.
    ("operator_identifier", Shape::And, 1),
    ("parenthesized_expression", Shape::Parens, 0),
    ("call_expression", Shape::Call, 0),
    ("comment block_comment", Shape::Comment, 0),
];

const TESTS: [&str; 3] = ["Test", "ParameterizedTest", "RepeatedTest"];
const OFF: [&str; 2] = ["Disabled", "Ignore"];

impl Grammar for Scala {
    fn language(&self) -> Language {
        tree_sitter_scala::LANGUAGE.into()
    }

    fn table(&self) -> &'static [Entry] {
        TABLE
    }

    fn refine(&self, node: Node<'_>, kind: &str, ancestors: &[Node<'_>], source: &[u8], rule: Rule) -> Rule {
        let around = ancestors.last().map_or("", |parent| parent.kind());
        match kind {
            "operator_identifier" if around == "infix_expression" => match text(node, source).as_ref() {
                "&&" => Rule { shape: Shape::And, branch: 1 },
                "||" => Rule { shape: Shape::Or, branch: 1 },
                _ => Rule::default(),
            },
            "operator_identifier" => Rule::default(),
            "case_block" | "indented_cases" => {
                let mut cursor = node.walk();
                let cases = node.named_children(&mut cursor).filter(|child| child.kind() == "case_clause").count();
                let first = usize::from(around != "catch_clause");
                Rule { branch: u32::try_from(cases.saturating_sub(first)).unwrap_or(u32::MAX), ..rule }
            }
            // `catch case e => ..` in one line.
            "catch_clause" if node.child_by_field_name("pattern").is_some() => Rule { branch: 1, ..rule },
            _ => rule,
        }
    }

    fn callable(&self, node: Node<'_>, ancestors: &[Node<'_>], source: &[u8], _: bool) -> Callable {
        let around = ancestors.last().map_or("", |parent| parent.kind());
        match node.kind() {
            "lambda_expression" => return Callable::Folded,
            "case_block" | "indented_cases" => {
                let is_part = matches!(around, "match_expression" | "catch_clause");
                return if is_part { Callable::No } else { Callable::Folded };
            }
            _ => {}
        }
        let (Some(name), Some(_)) = (node.child_by_field_name("name"), node.child_by_field_name("body")) else {
            return Callable::No;
        };
        let lists = named_children(node).into_iter().filter(|child| child.kind() == "parameters");
        let parameters = lists.flat_map(named_children).filter(|child| child.kind().ends_with("parameter"));
        Callable::Apart(Head {
            name: text(name, source).trim_matches('`').to_owned(),
            row: name.start_position().row,
            parameters: u32::try_from(parameters.count()).unwrap_or(u32::MAX),
            ..Head::default()
        })
    }

    fn type_name(&self, node: Node<'_>, source: &[u8]) -> Option<String> {
        match node.kind() {
            "instance_expression" => child_of_kind(node, "template_body").map(|_| "(anonymous)".to_owned()),
            _ => Some(field_text(node, "name", source)).filter(|name| !name.is_empty()),
        }
    }

    fn jumps(&self, _: Node<'_>, _: &[u8]) -> bool {
        false
    }

    fn calls_itself(&self, call: Node<'_>, head: &Head, source: &[u8]) -> bool {
        let Some(mut called) = call.child_by_field_name("function") else { return false };
        if called.kind() == "generic_function" {
            let Some(inner) = called.child_by_field_name("function") else { return false };
            called = inner;
        }
        let is_name = match called.kind() {
            "identifier" => text(called, source) == head.name,
            "field_expression" => {
                field_text(called, "value", source) == "this" && field_text(called, "field", source) == head.name
            }
            _ => false,
        };
        // Another number of arguments is an overload, or another list of them.
        let arguments = call.child_by_field_name("arguments");
        let given = arguments.map_or(0, |list| if list.kind() == "arguments" { named_children(list).len() } else { 1 });
        is_name && given <= head.parameters as usize && (given > 0 || head.parameters == 0)
    }

    fn visit(&self, node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
        let source = place.source;
        let at_top = matches!(place.kind_above(0), "compilation_unit" | "template_body")
            && matches!(place.kind_above(1), "" | "package_clause" | "package_object");
        match place.kind {
            "package_clause" => out.nested_namespace(&field_text(node, "name", source)),
            "package_object" => out.declare(&field_text(node, "name", source)),
            "import_declaration" => imports(node, place, out),
            "class_definition" | "object_definition" | "trait_definition" | "enum_definition" => {
                if at_top {
                    out.declare(&field_text(node, "name", source));
                }
                if annotations(node, source).iter().any(|name| OFF.contains(&name.as_str())) {
                    out.skipped_until = out.skipped_until.max(node.end_byte());
                }
            }
            "function_definition" | "type_definition" if at_top => out.declare(&field_text(node, "name", source)),
            "infix_expression" => {
                let operator = field_text(node, "operator", source);
                let left = node.child_by_field_name("left").map_or("", |left| left.kind());
                let described = matches!(left, "string" | "infix_expression" | "interpolated_string_expression");
                if described && matches!(operator.as_str(), "in" | "ignore") {
                    out.test(node, operator == "ignore");
                }
            }
            "call_expression" => test_call(node, source, out),
            _ => reference(node, place, out),
        }
        if node.kind() == "function_definition" {
            let names = annotations(node, source);
            if names.iter().any(|name| TESTS.contains(&name.as_str())) {
                out.test(node, names.iter().any(|name| OFF.contains(&name.as_str())));
            }
        }
    }
}

/// `test("name") { .. }`, `it("name") { .. }`.
fn test_call(node: Node<'_>, source: &[u8], out: &mut Collector) {
    let Some(inner) = node.child_by_field_name("function").filter(|inner| inner.kind() == "call_expression") else {
        return;
    };
    let arguments = inner.child_by_field_name("arguments").map(named_children).unwrap_or_default();
    let described = arguments.first().is_some_and(|first| first.kind().contains("string"));
    let name = field_text(inner, "function", source);
    if described && matches!(name.as_str(), "test" | "it" | "ignore") {
        out.test(node, name == "ignore");
    }
}

/// Names of the annotations of a definition, without package.
fn annotations(node: Node<'_>, source: &[u8]) -> Vec<String> {
    let annotations = named_children(node).into_iter().filter(|child| child.kind() == "annotation");
    let names = annotations.map(|annotation| field_text(annotation, "name", source));
    names.map(|name| name.rsplit('.').next().unwrap_or_default().to_owned()).collect()
}

/// `import a.b.C, d.{E, F => G, _}`: the tree has the parts of all paths side by side, with dots and commas between.
fn imports(node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
    let source = place.source;
    let mut path: Vec<String> = Vec::new();
    let mut done = false;
    let mut add = |kind: ImportKind, target: String, alias: String| {
        let target = target.trim_start_matches("_root_.");
        let mut import = plain_import(kind, target, line(node));
        import.alias = alias;
        import.deferred = place.in_function;
        out.import(import);
    };
    let mut cursor = node.walk();
    for child in node.children(&mut cursor) {
        let under = |name: &str| path.iter().map(String::as_str).chain([name]).collect::<Vec<_>>().join(".");
        match child.kind() {
            "," => {
                if !done && !path.is_empty() {
                    add(ImportKind::Symbol, path.join("."), String::new());
                }
                (path, done) = (Vec::new(), false);
            }
            "namespace_wildcard" => {
                add(ImportKind::Namespace, path.join("."), String::new());
                done = true;
            }
            "as_renamed_identifier" => {
                let (name, alias) = (field_text(child, "name", source), field_text(child, "alias", source));
                add(ImportKind::Symbol, under(&name), alias);
                done = true;
            }
            "namespace_selectors" => {
                for selector in named_children(child) {
                    match selector.kind() {
                        "namespace_wildcard" => add(ImportKind::Namespace, path.join("."), String::new()),
                        "arrow_renamed_identifier" | "as_renamed_identifier" => {
                            let alias = field_text(selector, "alias", source);
                            // `{A => _}` keeps a name out.
                            if alias != "_" {
                                add(ImportKind::Symbol, under(&field_text(selector, "name", source)), alias);
                            }
                        }
                        _ => add(ImportKind::Symbol, under(&text(selector, source)), String::new()),
                    }
                }
                done = true;
            }
            "identifier" | "operator_identifier" => path.push(text(child, source).trim_matches('`').to_owned()),
            _ => {}
        }
    }
    if !done && !path.is_empty() {
        add(ImportKind::Symbol, path.join("."), String::new());
    }
}

/// Types, and objects and constructors that are called or stand in front of a dot.
fn reference(node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
    let (kind, above) = (node.kind(), place.kind_above(0));
    let written = text(node, place.source);
    let name = match (kind, above) {
        ("stable_type_identifier", _) => written.as_ref(),
        ("type_identifier", above) if above != "stable_type_identifier" => written.as_ref(),
        ("identifier", "call_expression" | "generic_function" | "arguments" | "case_class_pattern") => written.as_ref(),
        ("identifier", "field_expression") if place.field == "value" => written.as_ref(),
        ("field_expression", above) if above != "field_expression" => {
            super::type_in_chain(written.split(['(', '[', '{']).next().unwrap_or_default()).unwrap_or_default()
        }
        _ => return,
    };
    if name.contains('.') || name.starts_with(|first: char| first.is_uppercase()) || above == "call_expression" {
        out.reference(name, line(node));
    }
}
