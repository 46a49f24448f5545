//! Kotlin.

use super::{Callable, Entry, Grammar, Head, Rule, Shape};
use crate::ImportKind;
use crate::imports::{Collector, Place, plain_import};
use crate::tree::{child_of_kind, field_text, has_token, line, named_children, text};
use tree_sitter::{Language, Node};

pub(super) struct Kotlin;

const TABLE: &[Entry] = &[
    ("if_expression", Shape::If, 1),
    // See `refine`: of an `if`, not of a `when`.
    ("'else", Shape::Else, 0),
    ("for_statement while_statement do_while_statement", Shape::Loop, 1),
    // See `refine`: entries but the first.
    ("when_expression", Shape::Switch, 1),
    ("catch_block", Shape::Catch, 1),
    ("try_expression", Shape::Try, 0),
    ("?:", Shape::Plain, 1),
    ("function_declaration secondary_constructor getter setter", Shape::Callable, 0),
    ("lambda_literal anonymous_function", Shape::Callable, 0),
    ("class_declaration object_declaration companion_object object_literal enum_entry", Shape::Type, 0),
    ("binary_expression", Shape::Binary, 0),
    ("parenthesized_expression", Shape::Parens, 0),
    // The grammar reads `break@outer` as an expression with the label `break@`.
    ("labeled_expression", Shape::Jump, 0),
    ("call_expression", Shape::Call, 0),
    ("line_comment block_comment", Shape::Comment, 0),
    ("&&", Shape::And, 1),
    ("||", Shape::Or, 1),
];

/// Annotations that make a function a test, and that switch tests off.
const TESTS: [&str; 5] = ["Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "Theory"];
const OFF: [&str; 2] = ["Disabled", "Ignore"];

impl Grammar for Kotlin {
    fn language(&self) -> Language {
        tree_sitter_kotlin_ng::LANGUAGE.into()
    }

    fn table(&self) -> &'static [Entry] {
        TABLE
    }

    fn refine(&self, node: Node<'_>, _: &str, ancestors: &[Node<'_>], _: &[u8], rule: Rule) -> Rule {
        if rule.shape == Shape::Else && ancestors.last().is_none_or(|parent| parent.kind() != "if_expression") {
            return Rule::default();
        }
        if rule.shape != Shape::Switch {
            return rule;
        }
        let mut cursor = node.walk();
        let entries = node.named_children(&mut cursor).filter(|child| child.kind() == "when_entry").count();
        Rule { branch: u32::try_from(entries.saturating_sub(1)).unwrap_or(u32::MAX), ..rule }
    }

    fn callable(&self, node: Node<'_>, ancestors: &[Node<'_>], source: &[u8], _: bool) -> Callable {
        if matches!(node.kind(), "lambda_literal" | "anonymous_function") {
            return Callable::Folded;
        }
        if child_of_kind(node, "function_body").or_else(|| child_of_kind(node, "block")).is_none() {
            return Callable::No;
        }
        let own = node.child_by_field_name("name");
        let (name, parameters) = match node.kind() {
            "secondary_constructor" => ("constructor".to_owned(), counted(node)),
            "getter" => (format!("{}.get", property(ancestors, source)), 0),
            "setter" => (format!("{}.set", property(ancestors, source)), 1),
            _ => (own.map(|name| text(name, source).into_owned()).unwrap_or_default(), counted(node)),
        };
        let row = own.or_else(|| keyword(node)).unwrap_or(node).start_position().row;
        Callable::Apart(Head { name: name.trim_matches('`').to_owned(), row, parameters, ..Head::default() })
    }

    fn type_name(&self, node: Node<'_>, source: &[u8]) -> Option<String> {
        let name = match node.kind() {
            "object_literal" => "(anonymous)".to_owned(),
            "enum_entry" => {
                child_of_kind(node, "class_body")?;
                child_of_kind(node, "identifier").map(|name| text(name, source).into_owned())?
            }
            "companion_object" if node.child_by_field_name("name").is_none() => "Companion".to_owned(),
            _ => field_text(node, "name", source),
        };
        Some(name)
    }

    fn jumps(&self, node: Node<'_>, source: &[u8]) -> bool {
        let label = child_of_kind(node, "label").map(|label| text(label, source));
        label.is_some_and(|label| matches!(label.as_ref(), "break@" | "continue@"))
    }

    fn calls_itself(&self, call: Node<'_>, head: &Head, source: &[u8]) -> bool {
        let Some(called) = call.named_child(0) else { return false };
        let is_name = match called.kind() {
            "identifier" => text(called, source) == head.name,
            "navigation_expression" => {
                let object = called.named_child(0).is_some_and(|object| object.kind() == "this_expression");
                let member = named_children(called).last().copied();
                object && member.is_some_and(|member| text(member, source) == head.name)
            }
            _ => false,
        };
        // Another number of arguments is an overload; a block after the call is an argument.
        let arguments = || {
            let given = child_of_kind(call, "value_arguments").map_or(0, |list| named_children(list).len());
            given + usize::from(child_of_kind(call, "annotated_lambda").is_some())
        };
        is_name && arguments() == head.parameters as usize
    }

    fn visit(&self, node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
        let source = place.source;
        match place.kind {
            "package_header" => {
                if let Some(name) = child_of_kind(node, "qualified_identifier") {
                    out.namespace(&text(name, source));
                }
            }
            "import" => import(node, source, out),
            "class_declaration" if annotations(node, source).iter().any(|name| OFF.contains(&name.as_str())) => {
                out.skipped_until = out.skipped_until.max(node.end_byte());
            }
            "function_declaration" => {
                let names = annotations(node, source);
                if names.iter().any(|name| TESTS.contains(&name.as_str())) {
                    out.test(node, names.iter().any(|name| OFF.contains(&name.as_str())));
                }
            }
            _ => reference(node, place, out),
        }
        if place.kind_above(0) == "source_file" {
            match node.kind() {
                "type_alias" => out.declare(&field_text(node, "type", source)),
                "property_declaration" => out.declare(&variable(node, source)),
                "class_declaration" | "object_declaration" | "function_declaration" => {
                    out.declare(field_text(node, "name", source).trim_matches('`'));
                }
                _ => {}
            }
        }
    }
}

fn counted(node: Node<'_>) -> u32 {
    let list = child_of_kind(node, "function_value_parameters").map(named_children).unwrap_or_default();
    u32::try_from(list.iter().filter(|child| child.kind() == "parameter").count()).unwrap_or(u32::MAX)
}

/// The keyword that an accessor or constructor begins with, after its annotations.
fn keyword(node: Node<'_>) -> Option<Node<'_>> {
    let mut cursor = node.walk();
    node.children(&mut cursor).find(|child| !child.is_named())
}

/// The name of the property around an accessor.
fn property(ancestors: &[Node<'_>], source: &[u8]) -> String {
    ancestors.last().map(|around| variable(*around, source)).unwrap_or_default()
}

fn variable(property: Node<'_>, source: &[u8]) -> String {
    let variable = child_of_kind(property, "variable_declaration");
    let name = variable.and_then(|variable| child_of_kind(variable, "identifier"));
    name.map(|name| text(name, source).into_owned()).unwrap_or_default()
}

fn import(node: Node<'_>, source: &[u8], out: &mut Collector) {
    let Some(name) = child_of_kind(node, "qualified_identifier").or_else(|| child_of_kind(node, "identifier")) else {
        return;
    };
    let kind = if has_token(node, "*") { ImportKind::Namespace } else { ImportKind::Symbol };
    let target: String =
        text(name, source).chars().filter(|letter| !letter.is_whitespace() && *letter != '`').collect();
    let mut import = plain_import(kind, &target, line(node));
    let alias = named_children(node).into_iter().find(|child| child.kind() == "identifier" && child.id() != name.id());
    import.alias = alias.map(|alias| text(alias, source).into_owned()).unwrap_or_default();
    out.import(import);
}

/// Names of the annotations of a declaration, without package.
fn annotations(node: Node<'_>, source: &[u8]) -> Vec<String> {
    let modifiers = child_of_kind(node, "modifiers").map(named_children).unwrap_or_default();
    let annotations = modifiers.into_iter().filter(|child| child.kind() == "annotation");
    annotations
        .map(|annotation| {
            let whole = text(annotation, source);
            let name = whole.split('(').next().unwrap_or_default().rsplit(['@', '.', ':']).next().unwrap_or_default();
            name.trim().to_owned()
        })
        .collect()
}

/// Types, called functions, objects in front of a dot, and `::name`.
fn reference(node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
    let source = place.source;
    let name = match (node.kind(), place.kind_above(0)) {
        ("user_type", _) => {
            let name = text(node, source);
            name.rsplit(' ').next().unwrap_or_default().split('<').next().unwrap_or_default().to_owned()
        }
        ("identifier", "call_expression" | "callable_reference" | "infix_expression") => {
            text(node, source).into_owned()
        }
        ("navigation_expression", above) if above != "navigation_expression" => {
            let chain = text(node, source);
            super::type_in_chain(chain.split(['(', '<', '{', '?', '!']).next().unwrap_or_default())
                .unwrap_or_default()
                .to_owned()
        }
        _ => return,
    };
    out.reference(&name, line(node));
}
