//! Rust.

use super::{Callable, Covers, Entry, Grammar, Head, Rule, Shape};
use crate::ImportKind;
use crate::imports::{Collector, Place, plain_import};
use crate::tree::{child_of_kind, field_text, line, named_children, text};
use tree_sitter::{Language, Node};

pub(super) struct Rust;

const TABLE: &[Entry] = &[
    ("if_expression", Shape::If, 1),
    ("else_clause", Shape::Else, 0),
    ("for_expression while_expression", Shape::Loop, 1),
    // Without a condition of its own: what ends it is an `if` or `match` inside.
    ("loop_expression", Shape::Loop, 0),
    ("match_expression", Shape::Switch, 0),
    // See `refine` for these: arms but the first, guards, `let .. else`, keywords within macros.
    ("match_block match_pattern", Shape::Plain, 1),
    ("let_declaration", Shape::Ternary, 1),
    ("'if 'while 'for ?", Shape::Plain, 1),
    ("function_item closure_expression", Shape::Callable, 0),
    ("impl_item trait_item", Shape::Type, 0),
    ("binary_expression let_chain", Shape::Binary, 0),
    ("parenthesized_expression", Shape::Parens, 0),
    ("break_expression continue_expression", Shape::Jump, 0),
    ("call_expression", Shape::Call, 0),
    ("line_comment block_comment", Shape::Comment, 0),
    ("attribute_item inner_attribute_item", Shape::Attribute, 0),
    ("&&", Shape::And, 1),
    ("||", Shape::Or, 1),
];

/// Last names of attributes that make a function a test: `#[test]`, `#[tokio::test]`, `#[rstest]`.
const TESTS: [&str; 6] = ["test", "rstest", "test_case", "quickcheck", "wasm_bindgen_test", "proptest"];
/// White space that is skipped backwards from an operator in a macro.
const BLANKS: usize = 200;

impl Grammar for Rust {
    fn language(&self) -> Language {
        tree_sitter_rust::LANGUAGE.into()
    }

    fn table(&self) -> &'static [Entry] {
        TABLE
    }

    fn refine(&self, node: Node<'_>, kind: &str, ancestors: &[Node<'_>], source: &[u8], rule: Rule) -> Rule {
        let around = || ancestors.last().map_or("", |parent| parent.kind());
        let counts = match kind {
            "match_block" => {
                let mut cursor = node.walk();
                let arms = node.named_children(&mut cursor).filter(|child| child.kind() == "match_arm").count();
                let branch = u32::try_from(arms.saturating_sub(1)).unwrap_or(u32::MAX);
                return Rule { branch, ..rule };
            }
            "match_pattern" => node.child_by_field_name("condition").is_some(),
            "let_declaration" => node.child_by_field_name("alternative").is_some(),
            // Arguments of macros are tokens; these keywords mean there what they mean in code.
            "if" | "while" | "for" => around() == "token_tree",
            "?" => matches!(around(), "token_tree" | "try_expression"),
            "&&" | "||" => around() != "token_tree" || follows_operand(node, source),
            _ => true,
        };
        if counts { rule } else { Rule::default() }
    }

    fn marks_test(&self, node: Node<'_>, source: &[u8]) -> Covers {
        let attribute = attribute_of(node, source);
        match (is_test_only(&attribute) || is_test(&attribute), node.kind()) {
            (false, _) => Covers::Nothing,
            (true, "inner_attribute_item") => Covers::Around,
            (true, _) => Covers::Next,
        }
    }

    fn callable(&self, node: Node<'_>, ancestors: &[Node<'_>], source: &[u8], _: bool) -> Callable {
        if node.kind() == "closure_expression" {
            return Callable::Folded;
        }
        let (Some(name), Some(_)) = (node.child_by_field_name("name"), node.child_by_field_name("body")) else {
            return Callable::No;
        };
        let parameters = node.child_by_field_name("parameters").map(named_children).unwrap_or_default();
        let is_method = parameters.iter().any(|child| child.kind() == "self_parameter");
        let count = parameters.iter().filter(|child| !matches!(child.kind(), "self_parameter" | "attribute_item"));
        let owner = ancestors.len().checked_sub(2).map_or("", |at| ancestors[at].kind());
        let receiver = match (is_method, matches!(owner, "impl_item" | "trait_item")) {
            (true, _) => "self",
            (false, true) => "Self",
            (false, false) => "",
        };
        Callable::Apart(Head {
            name: text(name, source).into_owned(),
            receiver: receiver.to_owned(),
            row: name.start_position().row,
            parameters: u32::try_from(count.count()).unwrap_or(u32::MAX),
            ..Head::default()
        })
    }

    fn type_name(&self, node: Node<'_>, source: &[u8]) -> Option<String> {
        let field = if node.kind() == "impl_item" { "type" } else { "name" };
        let name = field_text(node, field, source);
        let name = name.trim_start_matches(['&', '*', ' ']).split('<').next().unwrap_or_default();
        let name = name.rsplit("::").next().unwrap_or_default().trim();
        (!name.is_empty()).then(|| name.to_owned())
    }

    fn jumps(&self, node: Node<'_>, _: &[u8]) -> bool {
        child_of_kind(node, "label").is_some()
    }

    fn calls_itself(&self, call: Node<'_>, head: &Head, source: &[u8]) -> bool {
        let called = call.child_by_field_name("function");
        let called = called.and_then(|called| match called.kind() {
            "generic_function" => called.child_by_field_name("function"),
            _ => Some(called),
        });
        let Some(called) = called else { return false };
        match called.kind() {
            "identifier" => head.receiver.is_empty() && text(called, source) == head.name,
            "field_expression" => {
                head.receiver == "self"
                    && field_text(called, "value", source) == "self"
                    && field_text(called, "field", source) == head.name
            }
            "scoped_identifier" => {
                !head.receiver.is_empty()
                    && field_text(called, "path", source) == "Self"
                    && field_text(called, "name", source) == head.name
            }
            _ => false,
        }
    }

    fn visit(&self, node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
        let Some(parent) = place.above(0) else { return };
        let attributes = attributes_before(node, parent, place, out);
        if attributes.iter().any(|attribute| is_test_only(attribute) || is_test(attribute)) {
            out.tests_until = out.tests_until.max(node.end_byte());
        }
        let in_test = node.start_byte() < out.tests_until;
        match place.kind {
            // What only tests use is no import of the file: two crates that test with each other make no circle.
            "use_declaration" | "extern_crate_declaration" | "scoped_identifier" | "scoped_type_identifier"
                if in_test => {}
            "use_declaration" => {
                if let Some(argument) = node.child_by_field_name("argument") {
                    imports(argument, place, line(node), out);
                }
            }
            "extern_crate_declaration" => {
                let mut import = plain_import(ImportKind::Symbol, &field_text(node, "name", place.source), line(node));
                import.alias = field_text(node, "alias", place.source);
                out.import(import);
            }
            "mod_item" if node.child_by_field_name("body").is_none() => module(node, place, &attributes, out),
            "function_item" if attributes.iter().any(|attribute| is_test(attribute)) => {
                out.test(node, attributes.iter().any(|attribute| name_of(attribute) == "ignore"));
            }
            "scoped_identifier" | "scoped_type_identifier" => reference(node, parent, place, out),
            _ => {}
        }
        let is_item = place.kind.ends_with("_item") || place.kind == "macro_definition";
        if is_item && parent.kind() == "source_file" {
            out.declare(&field_text(node, "name", place.source));
        }
    }
}

/// True when an operator in the arguments of a macro has something before it that it can join: `a || b`, not `|| b`.
fn follows_operand(node: Node<'_>, source: &[u8]) -> bool {
    let before = source.get(node.start_byte().saturating_sub(BLANKS)..node.start_byte()).unwrap_or_default();
    let before = before.trim_ascii_end();
    let operand = |byte: &u8| byte.is_ascii_alphanumeric() || b"_)]}\"'?".contains(byte);
    before.last().is_some_and(operand) && !["move", "return", "in"].iter().any(|word| before.ends_with(word.as_bytes()))
}

/// `cfg(test)` of `#[cfg(test)]`, without white space.
fn attribute_of(node: Node<'_>, source: &[u8]) -> String {
    let attribute = child_of_kind(node, "attribute").map(|attribute| text(attribute, source).into_owned());
    attribute.unwrap_or_default().split_whitespace().collect()
}

/// `test` of `tokio::test(flavor = "..")`.
fn name_of(attribute: &str) -> &str {
    let path = attribute.split(['(', '=', '[', '{']).next().unwrap_or_default();
    path.rsplit("::").next().unwrap_or_default()
}

fn is_test(attribute: &str) -> bool {
    TESTS.contains(&name_of(attribute))
}

/// `cfg(test)`, `cfg(all(test, ..))`; not `cfg(any(test, ..))`, which other builds hold as well.
fn is_test_only(attribute: &str) -> bool {
    let Some(condition) = attribute.strip_prefix("cfg(").and_then(|rest| rest.strip_suffix(')')) else { return false };
    let all = condition.strip_prefix("all(").and_then(|rest| rest.strip_suffix(')'));
    // A comma within another condition leaves pieces such as `test)`, which are no match.
    all.map_or(condition == "test", |all| {
        all.split(',').next() == Some("test") || (!all.contains('(') && all.split(',').any(|part| part == "test"))
    })
}

/// The attributes that stand before an item. They are its siblings, so they are kept until it comes.
fn attributes_before(node: Node<'_>, parent: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) -> Vec<String> {
    if place.kind.ends_with("comment") {
        return Vec::new();
    }
    if place.kind == "attribute_item" {
        if out.attributes.0 != parent.id() {
            out.attributes = (parent.id(), Vec::new());
        }
        out.attributes.1.push(attribute_of(node, place.source));
        return Vec::new();
    }
    if out.attributes.0 == parent.id() { std::mem::take(&mut out.attributes).1 } else { Vec::new() }
}

/// Names of the modules with a body around a node, outermost first.
fn inline_modules(place: &Place<'_, '_>) -> Vec<String> {
    let modules = place.ancestors.iter().filter(|node| node.kind() == "mod_item");
    modules.map(|node| field_text(*node, "name", place.source)).collect()
}

/// A path as seen from the module of the file: `self` and `super` within modules that have a body lead there.
fn from_file(path: &str, place: &Place<'_, '_>) -> String {
    let path = path.trim_start_matches("::").trim_start_matches('$');
    let (head, mut rest) = path.split_once("::").unwrap_or((path, ""));
    if !matches!(head, "self" | "super") {
        return path.to_owned();
    }
    let mut modules = inline_modules(place);
    let mut left = usize::from(head == "super");
    while let Some(deeper) = rest.strip_prefix("super").filter(|deeper| deeper.is_empty() || deeper.starts_with("::")) {
        left += 1;
        rest = deeper.trim_start_matches("::");
    }
    let up = left.saturating_sub(modules.len());
    modules.truncate(modules.len().saturating_sub(left));
    let heads = if up == 0 { vec!["self".to_owned()] } else { vec!["super".to_owned(); up] };
    let parts = heads.into_iter().chain(modules).chain(Some(rest.to_owned()).filter(|rest| !rest.is_empty()));
    parts.collect::<Vec<_>>().join("::")
}

/// One import for each leaf of the tree of a `use`.
fn imports(argument: Node<'_>, place: &Place<'_, '_>, line: u32, out: &mut Collector) {
    let source = place.source;
    let under = |prefix: &str, path: &str| match (prefix.is_empty(), path) {
        (_, "" | "self") if !prefix.is_empty() => prefix.to_owned(),
        (true, path) => path.to_owned(),
        (false, path) => format!("{prefix}::{path}"),
    };
    let mut open = vec![(argument, String::new())];
    while let Some((node, prefix)) = open.pop() {
        let path = |field: &str| under(&prefix, &plain_path(&field_text(node, field, source)));
        let (kind, target, alias) = match node.kind() {
            "scoped_use_list" => {
                open.extend(node.child_by_field_name("list").map(|list| (list, path("path"))));
                continue;
            }
            "use_list" => {
                open.extend(named_children(node).into_iter().rev().map(|child| (child, prefix.clone())));
                continue;
            }
            "use_wildcard" => {
                let whole = plain_path(&text(node, source));
                let module = whole.trim_end_matches('*').trim_end_matches("::");
                (ImportKind::Namespace, under(&prefix, module), String::new())
            }
            "use_as_clause" => (ImportKind::Symbol, path("path"), field_text(node, "alias", source)),
            _ => (ImportKind::Symbol, under(&prefix, &plain_path(&text(node, source))), String::new()),
        };
        let mut import = plain_import(kind, &from_file(&target, place), line);
        import.alias = alias;
        import.deferred = place.in_function;
        out.import(import);
    }
}

/// A path without white space and type arguments.
fn plain_path(path: &str) -> String {
    let path: String = path.chars().filter(|letter| !letter.is_whitespace()).collect();
    path.split('<').next().unwrap_or_default().trim_end_matches("::").to_owned()
}

/// `mod x;`: the file of a module.
fn module(node: Node<'_>, place: &Place<'_, '_>, attributes: &[String], out: &mut Collector) {
    let mut path = inline_modules(place);
    path.push(field_text(node, "name", place.source));
    let given = attributes.iter().find_map(|attribute| attribute.strip_prefix("path="));
    let target = given.map_or_else(|| path.join("/"), |given| format!("./{}", given.trim_matches('"')));
    out.import(plain_import(ImportKind::Path, &target, line(node)));
}

/// A path in code that may name a module: `crate::a::f`, `a::b::C`. One that begins with a type does not.
fn reference(node: Node<'_>, parent: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
    let within = parent.kind();
    let is_part = within.starts_with("scoped_") || within.starts_with("use_");
    if is_part || matches!(within, "attribute" | "visibility_modifier") {
        return;
    }
    let path = plain_path(&text(node, place.source));
    let named = path.starts_with(|first: char| first.is_lowercase() || matches!(first, '$' | ':' | '_'));
    if named && path.contains("::") {
        out.reference(&from_file(&path, place), line(node));
    }
}
