//! Java.

use super::{Callable, Entry, Grammar, Head, Shape};
use crate::ImportKind;
use crate::imports::{Collector, Place, plain_import};
use crate::tree::{child_of_kind, field_text, has_token, line, named_children, text};
use tree_sitter::{Language, Node};

pub(super) struct Java;

const TABLE: &[Entry] = &[
    ("if_statement", Shape::If, 1),
    ("for_statement enhanced_for_statement while_statement do_statement", Shape::Loop, 1),
    ("switch_expression", Shape::Switch, 0),
    ("catch_clause", Shape::Catch, 1),
    ("try_statement try_with_resources_statement", Shape::Try, 0),
    ("ternary_expression", Shape::Ternary, 1),
    // The keyword, not the node: `switch_label` also stands for `default`.
    ("'case", Shape::Plain, 1),
    (
        "method_declaration constructor_declaration compact_constructor_declaration lambda_expression",
        Shape::Callable,
        0,
    ),
    ("class_declaration interface_declaration enum_declaration record_declaration", Shape::Type, 0),
    ("annotation_type_declaration object_creation_expression enum_constant", Shape::Type, 0),
    ("binary_expression", Shape::Binary, 0),
    ("parenthesized_expression", Shape::Parens, 0),
    ("break_statement continue_statement", Shape::Jump, 0),
    ("method_invocation", Shape::Call, 0),
    ("line_comment block_comment", Shape::Comment, 0),
    ("&&", Shape::And, 1),
    ("||", Shape::Or, 1),
];

/// Annotations that make a method a test, and that switch tests off.
const TESTS: [&str; 6] = ["Test", "ParameterizedTest", "RepeatedTest", "TestFactory", "TestTemplate", "Theory"];
const OFF: [&str; 2] = ["Disabled", "Ignore"];

impl Grammar for Java {
    fn language(&self) -> Language {
        tree_sitter_java::LANGUAGE.into()
    }

    fn table(&self) -> &'static [Entry] {
        TABLE
    }

    fn callable(&self, node: Node<'_>, _: &[Node<'_>], source: &[u8], _: bool) -> Callable {
        if node.kind() == "lambda_expression" {
            return Callable::Folded;
        }
        let (Some(name), Some(_)) = (node.child_by_field_name("name"), node.child_by_field_name("body")) else {
            return Callable::No;
        };
        let parameters = node.child_by_field_name("parameters").map(named_children).unwrap_or_default();
        let count = parameters.iter().filter(|child| child.kind() != "receiver_parameter").count();
        Callable::Apart(Head {
            name: text(name, source).into_owned(),
            row: name.start_position().row,
            parameters: u32::try_from(count).unwrap_or(u32::MAX),
            ..Head::default()
        })
    }

    fn type_name(&self, node: Node<'_>, source: &[u8]) -> Option<String> {
        match node.kind() {
            "object_creation_expression" => child_of_kind(node, "class_body").map(|_| "(anonymous)".to_owned()),
            "enum_constant" => node.child_by_field_name("body").map(|_| field_text(node, "name", source)),
            _ => Some(field_text(node, "name", source)),
        }
    }

    fn jumps(&self, node: Node<'_>, _: &[u8]) -> bool {
        child_of_kind(node, "identifier").is_some()
    }

    fn calls_itself(&self, call: Node<'_>, head: &Head, source: &[u8]) -> bool {
        let on_itself = call.child_by_field_name("object").is_none_or(|object| object.kind() == "this");
        let called = call.child_by_field_name("name").is_some_and(|called| text(called, source) == head.name);
        // Another number of arguments is an overload.
        let arguments = || call.child_by_field_name("arguments").map_or(0, |list| named_children(list).len());
        on_itself && called && arguments() == head.parameters as usize
    }

    fn visit(&self, node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
        match place.kind {
            "package_declaration" => {
                if let Some(name) = named_children(node).into_iter().find(|child| child.kind().ends_with("identifier"))
                {
                    out.namespace(&text(name, place.source));
                }
            }
            "import_declaration" => import(node, place.source, out),
            "class_declaration"
            | "interface_declaration"
            | "enum_declaration"
            | "record_declaration"
            | "annotation_type_declaration" => {
                if place.kind_above(0) == "program" {
                    out.declare(&field_text(node, "name", place.source));
                }
                if annotations(node, place.source).iter().any(|name| OFF.contains(&name.as_str())) {
                    out.skipped_until = out.skipped_until.max(node.end_byte());
                }
            }
            "method_declaration" => {
                let names = annotations(node, place.source);
                if names.iter().any(|name| TESTS.contains(&name.as_str())) {
                    out.test(node, names.iter().any(|name| OFF.contains(&name.as_str())));
                }
            }
            _ => references(node, place, out),
        }
    }
}

fn import(node: Node<'_>, source: &[u8], out: &mut Collector) {
    let Some(name) = child_of_kind(node, "scoped_identifier").or_else(|| child_of_kind(node, "identifier")) else {
        return;
    };
    let whole = text(name, source);
    let all = child_of_kind(node, "asterisk").is_some();
    let (kind, target, member) = match (has_token(node, "static"), all) {
        (false, true) => (ImportKind::Namespace, whole.as_ref(), None),
        // All static members of a type, or one: the target is the type.
        (true, false) => match whole.rsplit_once('.') {
            Some((owner, member)) => (ImportKind::Symbol, owner, Some(member)),
            None => (ImportKind::Symbol, whole.as_ref(), None),
        },
        (true, true) => (ImportKind::Symbol, whole.as_ref(), Some("*")),
        (false, false) => (ImportKind::Symbol, whole.as_ref(), None),
    };
    let mut import = plain_import(kind, target, line(node));
    import.names.extend(member.map(str::to_owned));
    out.import(import);
}

/// Names of the annotations of a declaration, without package.
fn annotations(node: Node<'_>, source: &[u8]) -> Vec<String> {
    let modifiers = child_of_kind(node, "modifiers").map(named_children).unwrap_or_default();
    let annotations = modifiers.into_iter().filter(|child| child.kind().ends_with("annotation"));
    annotations
        .map(|child| {
            let name = field_text(child, "name", source);
            name.rsplit('.').next().unwrap_or_default().to_owned()
        })
        .collect()
}

/// A name in capitals: its value is copied to where it is used, or it is one of a closed list.
fn is_constant(name: &str) -> bool {
    let is_of_constant = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    name.len() > 1 && name.bytes().all(is_of_constant) && name.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// True when the access around a node is itself the object of a call.
fn is_object(place: &Place<'_, '_>) -> bool {
    let (access, call) = (place.above(0), place.above(1));
    call.and_then(|call| call.child_by_field_name("object")).is_some_and(|object| Some(object) == access)
}

fn references(node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
    match (node.kind(), place.kind_above(0)) {
        ("type_identifier", "type_parameter") => {
            out.not_references.insert(text(node, place.source).into_owned());
        }
        ("type_identifier" | "scoped_type_identifier", parent) if parent != "scoped_type_identifier" => {
            let name: String = text(node, place.source).split('<').next().unwrap_or_default().trim().to_owned();
            out.reference(&name, line(node));
        }
        ("identifier" | "scoped_identifier", "marker_annotation" | "annotation") if place.field == "name" => {
            out.reference(&text(node, place.source), line(node));
        }
        ("identifier" | "field_access", parent @ ("method_invocation" | "field_access")) if place.field == "object" => {
            let chain = text(node, place.source);
            let Some(name) = super::type_in_chain(&chain) else { return };
            let member = place.above(0).map(|access| field_text(access, "field", place.source)).unwrap_or_default();
            // A call on a constant (`Registry.INSTANCE.find(..)`) is more than its value.
            let is_called = place.kind_above(1) == "method_invocation" && is_object(place);
            if parent == "field_access" && name == chain && is_constant(&member) && !is_called {
                out.idle_reference(name, line(node));
            } else {
                out.reference(name, line(node));
            }
        }
        ("identifier" | "field_access", "method_reference")
            if place.above(0).and_then(|parent| parent.named_child(0)) == Some(node) =>
        {
            if let Some(name) = super::type_in_chain(&text(node, place.source)) {
                out.reference(name, line(node));
            }
        }
        _ => {}
    }
}
