//! Go.

use super::{Callable, Entry, Grammar, Head, Shape};
use crate::ImportKind;
use crate::imports::{Collector, Place, plain_import};
use crate::tree::{child_of_kind, field_text, line, named_children, text};
use tree_sitter::{Language, Node};

pub(super) struct Go;

const TABLE: &[Entry] = &[
    ("if_statement", Shape::If, 1),
    ("for_statement", Shape::Loop, 1),
    ("expression_switch_statement type_switch_statement select_statement", Shape::Switch, 0),
    ("expression_case type_case communication_case", Shape::Plain, 1),
    ("function_declaration method_declaration func_literal", Shape::Callable, 0),
    ("binary_expression", Shape::Binary, 0),
    ("parenthesized_expression", Shape::Parens, 0),
    ("break_statement continue_statement goto_statement", Shape::Jump, 0),
    ("call_expression", Shape::Call, 0),
    ("comment", Shape::Comment, 0),
    ("&&", Shape::And, 1),
    ("||", Shape::Or, 1),
];

impl Grammar for Go {
    fn language(&self) -> Language {
        tree_sitter_go::LANGUAGE.into()
    }

    fn table(&self) -> &'static [Entry] {
        TABLE
    }

    fn callable(&self, node: Node<'_>, ancestors: &[Node<'_>], source: &[u8], _: bool) -> Callable {
        if node.child_by_field_name("body").is_none() {
            return Callable::No;
        }
        let name = match node.child_by_field_name("name") {
            Some(name) => text(name, source).into_owned(),
            None => literal_name(ancestors, source).unwrap_or_else(|| "(anonymous)".to_owned()),
        };
        let parameters = node.child_by_field_name("parameters").map_or(0, |list| {
            let mut cursor = list.walk();
            let declarations = list.named_children(&mut cursor).filter(|child| child.kind() != "comment");
            declarations.map(names_in).sum()
        });
        let receiver =
            node.child_by_field_name("receiver").and_then(|list| child_of_kind(list, "parameter_declaration"));
        Callable::Apart(Head {
            name,
            owner: receiver.map(|receiver| receiver_type(receiver, source)).unwrap_or_default(),
            receiver: receiver.map(|receiver| field_text(receiver, "name", source)).unwrap_or_default(),
            row: node.start_position().row,
            parameters,
            ..Head::default()
        })
    }

    fn type_name(&self, _: Node<'_>, _: &[u8]) -> Option<String> {
        None
    }

    fn jumps(&self, node: Node<'_>, _: &[u8]) -> bool {
        child_of_kind(node, "label_name").is_some()
    }

    fn calls_itself(&self, call: Node<'_>, head: &Head, source: &[u8]) -> bool {
        let Some(called) = call.child_by_field_name("function") else { return false };
        match called.kind() {
            "identifier" => head.owner.is_empty() && text(called, source) == head.name,
            "selector_expression" => {
                !head.receiver.is_empty()
                    && field_text(called, "operand", source) == head.receiver
                    && field_text(called, "field", source) == head.name
            }
            _ => false,
        }
    }

    fn visit(&self, node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
        let source = place.source;
        match place.kind {
            "package_clause" => {
                if let Some(name) = child_of_kind(node, "package_identifier") {
                    out.namespace(&text(name, source));
                }
            }
            "import_spec" => import(node, source, out),
            "function_declaration" => {
                let name = field_text(node, "name", source);
                if is_test(node, &name, source) {
                    out.test(node, skips_first(node, source));
                }
                if name != "init" && name != "_" {
                    out.declare(&name);
                }
            }
            "type_spec" | "type_alias" if place.kind_above(1) == "source_file" => {
                out.declare(&field_text(node, "name", source));
            }
            "var_spec" | "const_spec" if !place.in_function => {
                let mut cursor = node.walk();
                for name in node.children_by_field_name("name", &mut cursor).filter(|name| name.is_named()) {
                    let name = text(name, source);
                    if name != "_" {
                        out.declare(&name);
                    }
                }
            }
            "selector_expression" => reference(node, "operand", "field", source, out),
            "qualified_type" => reference(node, "package", "name", source, out),
            _ => {}
        }
    }
}

/// The name of the variable that a function literal is assigned to in its declaration at file level.
fn literal_name(ancestors: &[Node<'_>], source: &[u8]) -> Option<String> {
    let [.., spec, list] = ancestors else { return None };
    (spec.kind() == "var_spec" && list.kind() == "expression_list" && list.named_child_count() == 1)
        .then(|| field_text(*spec, "name", source))
}

/// `a, b int` are two, `int` is one.
fn names_in(declaration: Node<'_>) -> u32 {
    let mut cursor = declaration.walk();
    let names = declaration.children_by_field_name("name", &mut cursor).filter(|name| name.is_named()).count();
    u32::try_from(names.max(1)).unwrap_or(u32::MAX)
}

/// `*Stack[T]` is `Stack`.
fn receiver_type(receiver: Node<'_>, source: &[u8]) -> String {
    let name = field_text(receiver, "type", source);
    name.trim_start_matches(['*', '(', ' ']).split(['[', ')']).next().unwrap_or_default().to_owned()
}

fn import(node: Node<'_>, source: &[u8], out: &mut Collector) {
    let path = field_text(node, "path", source);
    let path = path.trim_matches(['"', '`']);
    let mut import = plain_import(ImportKind::Module, path, line(node));
    import.alias = field_text(node, "name", source);
    if import.alias.is_empty() {
        out.packages.extend(package_names(path));
    } else {
        out.packages.insert(import.alias.clone());
    }
    out.import(import);
}

/// The names that a package at this path may have: the path does not say which.
fn package_names(path: &str) -> Vec<String> {
    let mut parts = path.rsplit('/');
    let last = parts.next().unwrap_or_default();
    let version = last.strip_prefix('v').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    let mut names = vec![last.to_owned()];
    if version {
        names.extend(parts.next().map(str::to_owned));
    }
    let pieces: Vec<String> = names.iter().flat_map(|name| name.split(['.', '-'])).map(str::to_owned).collect();
    names.extend(pieces);
    let joined: Vec<String> = names.iter().map(|name| name.replace(['-', '.'], "")).collect();
    names.extend(joined);
    names.retain(|name| !name.is_empty());
    names
}

fn reference(node: Node<'_>, package: &str, name: &str, source: &[u8], out: &mut Collector) {
    let Some(package) = node.child_by_field_name(package) else { return };
    if !matches!(package.kind(), "identifier" | "package_identifier") {
        return;
    }
    let package_name = text(package, source);
    let name = field_text(node, name, source);
    let exported = name.starts_with(char::is_uppercase);
    if exported && out.packages.contains(package_name.as_ref()) {
        out.reference(&format!("{package_name}.{name}"), line(node));
    }
}

/// `func TestX(t *testing.T)`, where X does not start with a lower-case letter.
fn is_test(node: Node<'_>, name: &str, source: &[u8]) -> bool {
    let Some(rest) = name.strip_prefix("Test") else { return false };
    let parameters = node.child_by_field_name("parameters").map(named_children).unwrap_or_default();
    let [parameter] = parameters.as_slice() else { return false };
    !rest.starts_with(char::is_lowercase) && field_text(*parameter, "type", source) == "*testing.T"
}

/// The first statement is `t.Skip(..)`: a later one usually depends on a condition.
fn skips_first(node: Node<'_>, source: &[u8]) -> bool {
    let body = node.child_by_field_name("body");
    let statements = body.and_then(|body| child_of_kind(body, "statement_list").or(Some(body)));
    let first = statements.and_then(|list| named_children(list).first().copied());
    first.is_some_and(|first| {
        let text = text(first, source);
        ["t.Skip(", "t.Skipf(", "t.SkipNow("].iter().any(|call| text.starts_with(call))
    })
}
