//! PHP.

use super::{Callable, Entry, Grammar, Head, Shape};
use crate::ImportKind;
use crate::imports::{Collector, Place, plain_import};
use crate::tree::{child_of_kind, field_text, line, named_children, text};
use tree_sitter::{Language, Node};

pub(super) struct Php;

const TABLE: &[Entry] = &[
    ("if_statement", Shape::If, 1),
    ("else_if_clause", Shape::ElseIf, 1),
    ("else_clause", Shape::Else, 0),
    ("for_statement foreach_statement while_statement do_statement", Shape::Loop, 1),
    ("switch_statement", Shape::Switch, 0),
    ("match_expression", Shape::Switch, 1),
    ("case_statement", Shape::Plain, 1),
    ("catch_clause", Shape::Catch, 1),
    ("try_statement", Shape::Try, 0),
    ("conditional_expression", Shape::Ternary, 1),
    ("function_definition method_declaration anonymous_function arrow_function", Shape::Callable, 0),
    ("class_declaration interface_declaration trait_declaration enum_declaration anonymous_class", Shape::Type, 0),
    ("binary_expression", Shape::Binary, 0),
    ("parenthesized_expression", Shape::Parens, 0),
    ("break_statement continue_statement goto_statement", Shape::Jump, 0),
    ("function_call_expression member_call_expression scoped_call_expression", Shape::Call, 0),
    ("comment", Shape::Comment, 0),
    ("&& 'and", Shape::And, 1),
    ("|| 'or", Shape::Or, 1),
];

impl Grammar for Php {
    fn language(&self) -> Language {
        tree_sitter_php::LANGUAGE_PHP.into()
    }

    fn table(&self) -> &'static [Entry] {
        TABLE
    }

    fn callable(&self, node: Node<'_>, ancestors: &[Node<'_>], source: &[u8], inside: bool) -> Callable {
        if node.child_by_field_name("body").is_none() {
            return Callable::No;
        }
        let name = node.child_by_field_name("name");
        let parameters = node.child_by_field_name("parameters").map(named_children).unwrap_or_default().len();
        Callable::Apart(Head {
            name: match name {
                Some(name) => text(name, source).into_owned(),
                None => assigned_name(ancestors, source).unwrap_or_else(|| "(anonymous)".to_owned()),
            },
            row: name.unwrap_or(node).start_position().row,
            parameters: u32::try_from(parameters).unwrap_or(u32::MAX),
            inline: name.is_none() && inside,
            ..Head::default()
        })
    }

    fn type_name(&self, node: Node<'_>, source: &[u8]) -> Option<String> {
        let name = field_text(node, "name", source);
        Some(if name.is_empty() { "(anonymous)".to_owned() } else { name })
    }

    fn jumps(&self, node: Node<'_>, source: &[u8]) -> bool {
        let levels = child_of_kind(node, "integer").map(|levels| text(levels, source).into_owned());
        node.kind() == "goto_statement" || levels.is_some_and(|levels| levels != "1")
    }

    fn calls_itself(&self, call: Node<'_>, head: &Head, source: &[u8]) -> bool {
        match call.kind() {
            "function_call_expression" => field_text(call, "function", source) == head.name,
            kind => {
                let on = if kind == "member_call_expression" { "object" } else { "scope" };
                matches!(field_text(call, on, source).as_str(), "$this" | "self" | "static")
                    && field_text(call, "name", source) == head.name
            }
        }
    }

    fn literals(&self) -> &'static [&'static str] {
        &["array_creation_expression"]
    }

    fn visit(&self, node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
        let source = place.source;
        match place.kind {
            "namespace_definition" => out.namespace(&field_text(node, "name", source)),
            "namespace_use_declaration" => uses(node, source, out),
            "class_declaration" | "interface_declaration" | "trait_declaration" | "enum_declaration" => {
                out.declare(&field_text(node, "name", source));
            }
            "include_expression" | "include_once_expression" | "require_expression" | "require_once_expression" => {
                let path = named_children(node).first().and_then(|path| included_path(*path, source));
                let kind = if path.is_some() { ImportKind::Path } else { ImportKind::Computed };
                let mut import = plain_import(kind, &path.unwrap_or_default(), line(node));
                import.deferred = place.in_function;
                out.import(import);
            }
            "method_declaration" => test(node, place, out),
            "name" | "qualified_name" | "relative_name" => {
                let name = text(node, source);
                let is_own = || matches!(name.to_ascii_lowercase().as_str(), "self" | "static" | "parent");
                match use_of(node, place).filter(|_| !is_own()) {
                    Some(Use::Loads) => out.reference(&name, line(node)),
                    Some(Use::Idle) => out.idle_reference(&name, line(node)),
                    None => {}
                }
            }
            _ => {}
        }
    }
}

/// `$x = function () {}` is `$x`.
fn assigned_name(ancestors: &[Node<'_>], source: &[u8]) -> Option<String> {
    let around = ancestors.last().filter(|node| node.kind() == "assignment_expression")?;
    let left = around.child_by_field_name("left").filter(|left| left.kind() == "variable_name")?;
    Some(text(left, source).into_owned())
}

/// `use A\B`, `use A\B as C`, `use A\{B, C as D}`, `use function A\b`.
fn uses(node: Node<'_>, source: &[u8], out: &mut Collector) {
    let prefix = child_of_kind(node, "namespace_name").map(|name| text(name, source).into_owned());
    let group = child_of_kind(node, "namespace_use_group");
    for clause in named_children(group.unwrap_or(node)) {
        if clause.kind() != "namespace_use_clause" {
            continue;
        }
        let Some(name) = named_children(clause).into_iter().find(|child| child.kind().ends_with("name")) else {
            continue;
        };
        let name = text(name, source);
        let target = match &prefix {
            Some(prefix) if group.is_some() => format!("{prefix}\\{name}"),
            _ => name.into_owned(),
        };
        let mut import = plain_import(ImportKind::Symbol, target.trim_start_matches('\\'), line(clause));
        import.alias = field_text(clause, "alias", source);
        out.import(import);
    }
}

/// The path of an `include` when it is written out: a literal, or a literal after the folder of this file, which
/// becomes `./` (its parent `../`).
fn included_path(node: Node<'_>, source: &[u8]) -> Option<String> {
    let mut node = node;
    while node.kind() == "parenthesized_expression" {
        node = node.named_child(0)?;
    }
    match node.kind() {
        "string" | "encapsed_string" => literal(node, source),
        "binary_expression" => {
            let folder: String = field_text(node, "left", source).split_whitespace().collect();
            let rest = literal(node.child_by_field_name("right")?, source)?;
            let folder = match folder.as_str() {
                "__DIR__" | "dirname(__FILE__)" => ".",
                "dirname(__DIR__)" | "dirname(dirname(__FILE__))" => "..",
                _ => return None,
            };
            rest.starts_with('/').then(|| format!("{folder}{rest}"))
        }
        _ => None,
    }
}

fn literal(node: Node<'_>, source: &[u8]) -> Option<String> {
    let plain = named_children(node).iter().all(|child| child.kind() == "string_content");
    let written = text(node, source);
    (matches!(node.kind(), "string" | "encapsed_string") && plain).then(|| written.trim_matches(['"', '\'']).to_owned())
}

/// What a class name does where it stands.
enum Use {
    /// The class is loaded.
    Loads,
    /// A question or a promise about a value, or its name alone: PHP loads no class for it.
    Idle,
}

/// A class name: after `new`, `extends`, `implements`, `use` in a class, before `::`, in attributes; in types, after
/// `instanceof`, in `catch` and before `::class` it loads nothing.
fn use_of(node: Node<'_>, place: &Place<'_, '_>) -> Option<Use> {
    let loads = match place.kind_above(0) {
        "object_creation_expression" | "base_clause" | "class_interface_clause" | "attribute" => true,
        "named_type" => return Some(Use::Idle),
        "use_declaration" => true,
        "scoped_call_expression" | "scoped_property_access_expression" => place.field == "scope",
        "class_constant_access_expression" => {
            let parent = place.above(0).filter(|parent| parent.named_child(0) == Some(node))?;
            let constant = parent.named_child(1).map(|name| text(name, place.source));
            // The compiler writes the name of the class there.
            let named = constant.is_some_and(|name| name.eq_ignore_ascii_case("class"));
            return Some(if named { Use::Idle } else { Use::Loads });
        }
        "binary_expression" if place.above(0).is_some_and(is_instanceof) => {
            return (place.field == "right").then_some(Use::Idle);
        }
        _ => false,
    };
    loads.then_some(Use::Loads)
}

fn is_instanceof(node: Node<'_>) -> bool {
    node.child_by_field_name("operator").is_some_and(|operator| operator.kind() == "instanceof")
}

/// A public method `test*`, or one with `#[Test]` or `@test`, in a class named `*Test` or `*TestCase`.
fn test(node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
    let source = place.source;
    let Some(class) = place.above(1).filter(|class| class.kind() == "class_declaration") else { return };
    let class_name = field_text(class, "name", source);
    if !(class_name.ends_with("Test") || class_name.ends_with("TestCase")) {
        return;
    }
    let attributes = field_text(node, "attributes", source);
    let comment = node.prev_sibling().filter(|before| before.kind() == "comment");
    let comment = comment.map(|comment| text(comment, source).into_owned()).unwrap_or_default();
    let marked = attributes.contains("Test]")
        || attributes.contains("Test,")
        || comment.contains("@test\n")
        || comment.contains("@test ");
    if field_text(node, "name", source).starts_with("test") || marked {
        out.test(node, false);
    }
}
