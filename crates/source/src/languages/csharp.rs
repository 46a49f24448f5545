//! C#.

use super::{Callable, Entry, Grammar, Head, Shape};
use crate::ImportKind;
use crate::imports::{Collector, Place, plain_import};
use crate::tree::{child_of_kind, field_text, has_token, line, named_children, text};
use tree_sitter::{Language, Node};

pub(super) struct CSharp;

const TABLE: &[Entry] = &[
    ("if_statement", Shape::If, 1),
    ("for_statement foreach_statement while_statement do_statement", Shape::Loop, 1),
    ("switch_statement switch_expression", Shape::Switch, 0),
    ("'case", Shape::Plain, 1),
    ("catch_clause", Shape::Catch, 1),
    ("try_statement", Shape::Try, 0),
    ("conditional_expression", Shape::Ternary, 1),
    ("method_declaration constructor_declaration destructor_declaration operator_declaration", Shape::Callable, 0),
    ("conversion_operator_declaration accessor_declaration property_declaration", Shape::Callable, 0),
    ("indexer_declaration local_function_statement lambda_expression", Shape::Callable, 0),
    ("anonymous_method_expression", Shape::Callable, 0),
    ("class_declaration struct_declaration interface_declaration record_declaration", Shape::Type, 0),
    ("binary_expression", Shape::Binary, 0),
    ("parenthesized_expression", Shape::Parens, 0),
    ("goto_statement", Shape::Jump, 0),
    ("invocation_expression", Shape::Call, 0),
    ("comment", Shape::Comment, 0),
    ("&&", Shape::And, 1),
    ("||", Shape::Or, 1),
    ("?? ??= conditional_access_expression", Shape::Plain, 1),
];

const TESTS: [&str; 7] = ["Test", "TestCase", "TestCaseSource", "Fact", "Theory", "TestMethod", "DataTestMethod"];

impl Grammar for CSharp {
    fn language(&self) -> Language {
        tree_sitter_c_sharp::LANGUAGE.into()
    }

    fn table(&self) -> &'static [Entry] {
        TABLE
    }

    fn callable(&self, node: Node<'_>, ancestors: &[Node<'_>], source: &[u8], _: bool) -> Callable {
        let (name_node, name) = match node.kind() {
            "lambda_expression" | "anonymous_method_expression" => return Callable::Folded,
            "accessor_declaration" => accessor_name(node, ancestors, source),
            "operator_declaration" => {
                (node.child_by_field_name("operator"), format!("operator {}", field_text(node, "operator", source)))
            }
            "conversion_operator_declaration" => {
                (node.child_by_field_name("type"), format!("operator {}", field_text(node, "type", source)))
            }
            "property_declaration" => (node.child_by_field_name("name"), field_text(node, "name", source) + ".get"),
            "indexer_declaration" => (node.child_by_field_name("parameters"), "this[].get".to_owned()),
            "destructor_declaration" => {
                (node.child_by_field_name("name"), format!("~{}", field_text(node, "name", source)))
            }
            _ => (node.child_by_field_name("name"), field_text(node, "name", source)),
        };
        let expression = || node.child_by_field_name("value").filter(|value| value.kind() == "arrow_expression_clause");
        let body = node.child_by_field_name("body").or_else(expression);
        if body.is_none() && child_of_kind(node, "arrow_expression_clause").is_none() {
            return Callable::No;
        }
        let parameters = node.child_by_field_name("parameters").map(parameters).unwrap_or_default();
        Callable::Apart(Head {
            name,
            row: name_node.unwrap_or(node).start_position().row,
            parameters,
            inline: node.kind() == "local_function_statement",
            ..Head::default()
        })
    }

    fn type_name(&self, node: Node<'_>, source: &[u8]) -> Option<String> {
        Some(field_text(node, "name", source))
    }

    fn jumps(&self, _: Node<'_>, _: &[u8]) -> bool {
        true
    }

    fn calls_itself(&self, call: Node<'_>, head: &Head, source: &[u8]) -> bool {
        let Some(called) = call.child_by_field_name("function") else { return false };
        let same_name = match called.kind() {
            "identifier" => text(called, source) == head.name,
            "generic_name" => child_of_kind(called, "identifier").is_some_and(|name| text(name, source) == head.name),
            "member_access_expression" => {
                field_text(called, "expression", source) == "this" && field_text(called, "name", source) == head.name
            }
            _ => false,
        };
        // Another number of arguments is an overload.
        let arguments = || call.child_by_field_name("arguments").map_or(0, |list| named_children(list).len());
        same_name && arguments() == head.parameters as usize
    }

    fn literals(&self) -> &'static [&'static str] {
        &["initializer_expression"]
    }

    fn visit(&self, node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
        let source = place.source;
        match place.kind {
            "namespace_declaration" | "file_scoped_namespace_declaration" => {
                out.namespace(&field_text(node, "name", source));
            }
            "using_directive" => using(node, source, out),
            "class_declaration"
            | "struct_declaration"
            | "interface_declaration"
            | "record_declaration"
            | "enum_declaration"
            | "delegate_declaration" => {
                let nested = place.kind_above(0) == "declaration_list"
                    && !matches!(place.kind_above(1), "namespace_declaration" | "file_scoped_namespace_declaration");
                if !nested {
                    out.declare(&field_text(node, "name", source));
                }
                if attributes(node, source).iter().any(|(name, _)| name == "Ignore") {
                    out.skipped_until = out.skipped_until.max(node.end_byte());
                }
            }
            "method_declaration" => {
                let attributes = attributes(node, source);
                if attributes.iter().any(|(name, _)| TESTS.contains(&name.as_str())) {
                    let off = |(name, arguments): &(String, String)| {
                        name == "Ignore"
                            || name == "Explicit"
                            || arguments.contains("Skip =")
                            || arguments.contains("Skip=")
                    };
                    out.test(node, attributes.iter().any(off));
                }
            }
            "type_parameter" => {
                let name = field_text(node, "name", source);
                out.not_references.insert(name);
            }
            "identifier" | "qualified_name" | "generic_name" | "alias_qualified_name" => reference(node, place, out),
            _ => {}
        }
    }
}

/// `Total.get`, `Total.set`.
fn accessor_name<'t>(node: Node<'t>, ancestors: &[Node<'t>], source: &[u8]) -> (Option<Node<'t>>, String) {
    let property = ancestors.iter().rev().nth(1);
    let owner = property.map(|property| field_text(*property, "name", source)).unwrap_or_default();
    let owner = if owner.is_empty() { "this[]".to_owned() } else { owner };
    let keyword = node.child_by_field_name("name");
    (keyword, format!("{owner}.{}", keyword.map(|keyword| text(keyword, source)).unwrap_or_default()))
}

fn parameters(list: Node<'_>) -> u32 {
    let mut cursor = list.walk();
    let count = list.named_children(&mut cursor).filter(|child| child.kind() == "parameter").count();
    // `params T[] rest` has no node of its own.
    u32::try_from(count + usize::from(has_token(list, "params"))).unwrap_or(u32::MAX)
}

/// `using A.B`, `using static A.B`, `using X = A.B`, each maybe global.
fn using(node: Node<'_>, source: &[u8], out: &mut Collector) {
    let alias = field_text(node, "name", source);
    let targets = named_children(node);
    let Some(target) = targets.last() else { return };
    let target = text(*target, source);
    let target = target.strip_prefix("global::").unwrap_or(&target).split('<').next().unwrap_or_default();
    let one = !alias.is_empty() || has_token(node, "static");
    let kind = if one { ImportKind::Symbol } else { ImportKind::Namespace };
    let mut import = plain_import(kind, target, line(node));
    import.alias = alias;
    out.import(import);
}

/// Name without namespace and `Attribute`, and arguments, of each attribute of a declaration.
fn attributes(node: Node<'_>, source: &[u8]) -> Vec<(String, String)> {
    let lists = named_children(node).into_iter().filter(|child| child.kind() == "attribute_list");
    let attributes = lists.flat_map(named_children).filter(|child| child.kind() == "attribute");
    attributes
        .map(|attribute| {
            let name = field_text(attribute, "name", source);
            let name = name.rsplit('.').next().unwrap_or_default();
            let arguments = child_of_kind(attribute, "attribute_argument_list");
            let arguments = arguments.map(|list| text(list, source).into_owned()).unwrap_or_default();
            (name.strip_suffix("Attribute").unwrap_or(name).to_owned(), arguments)
        })
        .collect()
}

fn reference(node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
    let parent = place.kind_above(0);
    let written = text(node, place.source);
    if parent == "member_access_expression" && place.field == "expression" {
        let head = written.split('<').next().unwrap_or_default();
        if let Some(name) = super::type_in_chain(head) {
            out.reference(name, line(node));
        }
        return;
    }
    let in_type = match parent {
        "base_list"
        | "type_argument_list"
        | "type_parameter_constraint"
        | "explicit_interface_specifier"
        | "primary_constructor_base_type"
        | "nullable_type"
        | "array_type"
        | "pointer_type"
        | "ref_type" => true,
        "attribute" => place.field == "name",
        "is_expression" | "as_expression" => place.field == "right",
        "constant_pattern" | "type_pattern" => true,
        "using_directive" | "namespace_declaration" | "qualified_name" => false,
        _ => matches!(place.field, "type" | "returns"),
    };
    let name = written.strip_prefix("global::").unwrap_or(&written).split('<').next().unwrap_or_default().trim();
    if in_type && !matches!(name, "var" | "dynamic" | "nameof") {
        out.reference(name, line(node));
    }
}
