//! Dart.

use super::{Callable, Entry, Grammar, Head, Rule, Shape};
use crate::ImportKind;
use crate::imports::{Collector, Place, plain_import};
use crate::tree::{child_of_kind, field_text, has_token, line, named_children, text};
use tree_sitter::{Language, Node};

pub(super) struct Dart;

const TABLE: &[Entry] = &[
    ("if_statement if_element", Shape::If, 1),
    ("for_statement for_element while_statement do_statement", Shape::Loop, 1),
    ("switch_statement switch_expression", Shape::Switch, 0),
    ("switch_statement_case switch_expression_case", Shape::Plain, 1),
    ("try_statement", Shape::Try, 0),
    ("catch_clause type", Shape::CatchHead, 1),
    ("conditional_expression", Shape::Ternary, 1),
    ("function_declaration method_declaration local_function_declaration", Shape::Callable, 0),
    ("function_expression", Shape::Callable, 0),
    ("class_declaration mixin_declaration extension_declaration", Shape::Type, 0),
    ("enum_declaration extension_type_declaration", Shape::Type, 0),
    ("logical_and_expression logical_or_expression", Shape::Binary, 0),
    ("parenthesized_expression", Shape::Parens, 0),
    ("break_statement continue_statement", Shape::Jump, 0),
    ("call_expression", Shape::Call, 0),
    ("comment block_comment documentation_comment", Shape::Comment, 0),
    ("&&", Shape::And, 1),
    ("||", Shape::Or, 1),
    ("?? ??=", Shape::Plain, 1),
];

impl Grammar for Dart {
    fn language(&self) -> Language {
        tree_sitter_dart::LANGUAGE.into()
    }

    fn table(&self) -> &'static [Entry] {
        TABLE
    }

    fn refine(&self, node: Node<'_>, kind: &str, ancestors: &[Node<'_>], source: &[u8], rule: Rule) -> Rule {
        match kind {
            // `on E { }` catches without a `catch`; other types decide nothing.
            "type" => {
                let in_try = ancestors.last().is_some_and(|around| around.kind() == "try_statement");
                let is_head = in_try && node.next_sibling().is_some_and(|next| next.kind() == "block");
                if is_head { rule } else { Rule::default() }
            }
            "switch_expression_case"
                if named_children(node).first().is_some_and(|first| text(*first, source) == "_") =>
            {
                let guarded = node.child_by_field_name("guard").is_some();
                if guarded { rule } else { Rule::default() }
            }
            _ => rule,
        }
    }

    fn callable(&self, node: Node<'_>, _: &[Node<'_>], source: &[u8], _: bool) -> Callable {
        if node.kind() == "function_expression" {
            return Callable::Folded;
        }
        let has_body = child_of_kind(node, "function_body").is_some();
        let Some(signature) = signature(node).filter(|_| has_body) else { return Callable::No };
        let parameters = signature.child_by_field_name("parameters").map_or(0, parameters);
        Callable::Apart(Head {
            name: name(signature, source),
            row: signature.child_by_field_name("name").unwrap_or(signature).start_position().row,
            parameters,
            ..Head::default()
        })
    }

    fn type_name(&self, node: Node<'_>, source: &[u8]) -> Option<String> {
        let name = field_text(node, "name", source);
        Some(if name.is_empty() { "(anonymous)".to_owned() } else { name })
    }

    fn jumps(&self, node: Node<'_>, _: &[u8]) -> bool {
        child_of_kind(node, "identifier").is_some()
    }

    fn calls_itself(&self, call: Node<'_>, head: &Head, source: &[u8]) -> bool {
        let Some(called) = call.child_by_field_name("function") else { return false };
        match called.kind() {
            "identifier" => text(called, source) == head.name,
            "member_expression" => {
                field_text(called, "object", source) == "this" && field_text(called, "property", source) == head.name
            }
            _ => false,
        }
    }

    fn visit(&self, node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
        let source = place.source;
        match place.kind {
            "import_specification" | "library_export" | "part_directive" => {
                let Some(uri) = node.child_by_field_name("uri") else { return };
                let uri = if uri.kind() == "configurable_uri" { uri.named_child(0).unwrap_or(uri) } else { uri };
                let target = text(uri, source).trim_matches(['"', '\'', 'r']).to_owned();
                let mut import = plain_import(ImportKind::Path, &target, line(node));
                import.deferred = has_token(node, "deferred");
                out.import(import);
            }
            "class_declaration"
            | "mixin_declaration"
            | "extension_declaration"
            | "enum_declaration"
            | "extension_type_declaration"
                if place.kind_above(0) == "source_file" =>
            {
                out.declare(&field_text(node, "name", source));
            }
            "call_expression" => test(node, source, out),
            _ => {}
        }
    }
}

/// The signature within a declaration.
fn signature(node: Node<'_>) -> Option<Node<'_>> {
    let signature = node.child_by_field_name("signature").or_else(|| child_of_kind(node, "function_signature"))?;
    if signature.kind() != "method_signature" {
        return Some(signature);
    }
    named_children(signature).into_iter().find(|child| child.kind().ends_with("_signature"))
}

/// `total`, `total.get`, `total.set`, `==`, `Order.named`.
fn name(signature: Node<'_>, source: &[u8]) -> String {
    let mut cursor = signature.walk();
    let name: String = signature.children_by_field_name("name", &mut cursor).map(|part| text(part, source)).collect();
    match signature.kind() {
        "getter_signature" => format!("{name}.get"),
        "setter_signature" => format!("{name}.set"),
        "operator_signature" => field_text(signature, "operator", source),
        _ => name,
    }
}

fn parameters(list: Node<'_>) -> u32 {
    let count = |list: Node<'_>| named_children(list).iter().filter(|child| child.kind() == "formal_parameter").count();
    let optional = named_children(list).into_iter().filter(|child| child.kind() == "optional_formal_parameters");
    let all = count(list) + optional.map(count).sum::<usize>();
    u32::try_from(all).unwrap_or(u32::MAX)
}

/// `test("..", () {})` and `testWidgets`; `skip:` on them and on `group`.
fn test(node: Node<'_>, source: &[u8], out: &mut Collector) {
    let Some(called) = node.child_by_field_name("function").filter(|called| called.kind() == "identifier") else {
        return;
    };
    let name = text(called, source);
    if !matches!(name.as_ref(), "test" | "testWidgets" | "group" | "blocTest" | "testGoldens") {
        return;
    }
    let arguments = node.child_by_field_name("arguments").map(named_children).unwrap_or_default();
    let off = arguments.iter().filter(|argument| argument.kind() == "named_argument").any(|argument| {
        let argument = text(*argument, source);
        let value = argument.strip_prefix("skip").and_then(|rest| rest.trim_start().strip_prefix(':'));
        value.is_some_and(|value| value.trim() != "false")
    });
    let described = arguments.first().is_some_and(|first| first.kind() != "function_expression");
    match name.as_ref() {
        "group" if off => out.skipped_until = out.skipped_until.max(node.end_byte()),
        "group" => {}
        _ if described && arguments.len() > 1 => out.test(node, off),
        _ => {}
    }
}
