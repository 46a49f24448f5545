//! Ruby.

use super::{Callable, Entry, Grammar, Head, Rule, Shape};
use crate::ImportKind;
use crate::imports::{Collector, Place, plain_import};
use crate::tree::{field_text, line, named_children, text};
use tree_sitter::{Language, Node};

pub(super) struct Ruby;

const TABLE: &[Entry] = &[
    ("if unless if_modifier unless_modifier", Shape::If, 1),
    ("elsif", Shape::ElseIf, 1),
    ("else", Shape::ElseBlock, 0),
    ("for while until while_modifier until_modifier", Shape::Loop, 1),
    ("case case_match", Shape::Switch, 0),
    ("when in_clause if_guard unless_guard", Shape::Plain, 1),
    ("rescue rescue_modifier", Shape::Catch, 1),
    ("ensure", Shape::Plain, 1),
    ("begin", Shape::Try, 0),
    ("conditional", Shape::Ternary, 1),
    // A lambda holds a block, which is the closure.
    ("method singleton_method block do_block", Shape::Callable, 0),
    ("class module", Shape::Type, 0),
    ("binary", Shape::Binary, 0),
    ("parenthesized_statements", Shape::Parens, 0),
    ("call", Shape::Call, 0),
    ("comment", Shape::Comment, 0),
    ("&& 'and", Shape::And, 1),
    ("|| 'or", Shape::Or, 1),
    ("||= &&=", Shape::Plain, 1),
];

impl Grammar for Ruby {
    fn language(&self) -> Language {
        tree_sitter_ruby::LANGUAGE.into()
    }

    fn table(&self) -> &'static [Entry] {
        TABLE
    }

    /// `begin` alone groups; with `rescue` or `ensure` it is a `try`.
    fn refine(&self, node: Node<'_>, _: &str, _: &[Node<'_>], _: &[u8], rule: Rule) -> Rule {
        let catches = || named_children(node).iter().any(|child| matches!(child.kind(), "rescue" | "ensure"));
        if rule.shape == Shape::Try && !catches() { Rule::default() } else { rule }
    }

    fn callable(&self, node: Node<'_>, _: &[Node<'_>], source: &[u8], _: bool) -> Callable {
        if matches!(node.kind(), "block" | "do_block") {
            return Callable::Folded;
        }
        let name = field_text(node, "name", source);
        let parameters = node.child_by_field_name("parameters").map(named_children).unwrap_or_default().len();
        Callable::Apart(Head {
            name: match node.child_by_field_name("object") {
                Some(object) => format!("{}.{name}", text(object, source)),
                None => name,
            },
            row: node.start_position().row,
            parameters: u32::try_from(parameters).unwrap_or(u32::MAX),
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
        let own = head.name.strip_prefix("self.").unwrap_or(&head.name);
        let on_self = call.child_by_field_name("receiver").is_none_or(|receiver| receiver.kind() == "self");
        on_self && field_text(call, "method", source) == own
    }

    fn literals(&self) -> &'static [&'static str] {
        &["array", "hash"]
    }

    fn visit(&self, node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
        match place.kind {
            "class" | "module" => {
                let name = in_scope(node, &field_text(node, "name", place.source), out);
                out.declare(&name);
                out.open_scope(node, name);
            }
            "constant" | "scope_resolution" => constant(node, place, out),
            "call" => call(node, place, out),
            "method" if field_text(node, "name", place.source).starts_with("test_") && in_test_class(place) => {
                out.test(node, begins_with_skip(node, place.source));
            }
            _ => {}
        }
    }
}

/// The full name of what is declared here.
fn in_scope(node: Node<'_>, name: &str, out: &mut Collector) -> String {
    match (name.strip_prefix("::"), out.scopes_at(node).last()) {
        (Some(absolute), _) => absolute.to_owned(),
        (None, Some(scope)) => format!("{scope}::{name}"),
        (None, None) => name.to_owned(),
    }
}

/// A constant: declared when a class is assigned to it, else used. Constants in capitals are values of the module in
/// front of them.
fn constant(node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
    let parent = place.kind_above(0);
    let declared = matches!(parent, "class" | "module") && place.field == "name";
    // `Integer("1")` is a call of a method.
    if parent == "scope_resolution" || declared || place.field == "method" {
        return;
    }
    let written = text(node, place.source);
    let mut name = written.as_ref();
    let whole = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':'));
    if !whole || !name.trim_start_matches(':').starts_with(|first: char| first.is_ascii_uppercase()) {
        return;
    }
    if parent == "assignment" && place.field == "left" {
        if !is_value(name) {
            let name = in_scope(node, name, out);
            out.declare(&name);
        }
        return;
    }
    while is_value(name.rsplit("::").next().unwrap_or_default()) {
        match name.rsplit_once("::") {
            Some((scope, _)) if !scope.is_empty() => name = scope,
            _ => return,
        }
    }
    let mut scopes = out.scopes_at(node);
    // What a class derives from is looked up outside of it.
    if parent == "superclass" {
        scopes.pop();
    }
    let reference = match name.strip_prefix("::") {
        Some(absolute) => format!(" {absolute}"),
        None => format!("{} {name}", scopes.join("/")),
    };
    out.reference(&reference, line(node));
}

/// `LIMIT`, `MAX_2`: by custom a value, not a class.
fn is_value(name: &str) -> bool {
    name.len() > 1 && !name.contains(|letter: char| letter.is_ascii_lowercase())
}

/// `require` and its kin, and the calls that declare tests.
fn call(node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
    let source = place.source;
    let method = field_text(node, "method", source);
    let receiver = field_text(node, "receiver", source);
    if !matches!(receiver.as_str(), "" | "RSpec" | "Kernel") {
        return;
    }
    let arguments = node.child_by_field_name("arguments").map(named_children).unwrap_or_default();
    match (method.as_str(), arguments.as_slice()) {
        ("require" | "require_relative" | "require_dependency" | "load", [path, ..])
        | ("autoload", [_, path] | [path]) => {
            let path = match literal(*path, source) {
                Some(path) if method == "require_relative" => Some(format!("./{path}")),
                Some(path) => Some(path),
                None => beside_this_file(*path, source),
            };
            // `autoload :Name` inside a namespace follows the naming of files, as the uses of the name do.
            if method == "autoload" && path.is_none() {
                return;
            }
            let kind = if path.is_some() { ImportKind::Path } else { ImportKind::Computed };
            let mut import = plain_import(kind, &path.unwrap_or_default(), line(node));
            import.deferred = place.in_function || method == "autoload";
            out.import(import);
        }
        ("belongs_to" | "has_one" | "has_many" | "has_and_belongs_to_many", [name, ..]) => {
            association(node, &text(*name, source), &method, out);
        }
        _ => test(node, &method, &arguments, source, out),
    }
}

/// `has_many :order_lines` means a class `OrderLine`, by the naming of Rails.
fn association(node: Node<'_>, name: &str, method: &str, out: &mut Collector) {
    let Some(name) = name.strip_prefix(':') else { return };
    let name = match name.strip_suffix("ies") {
        _ if !method.contains("many") => name.to_owned(),
        Some(stem) => format!("{stem}y"),
        None => name.strip_suffix('s').unwrap_or(name).to_owned(),
    };
    let class: String = name
        .split('_')
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters)
        })
        .collect();
    let scopes = out.scopes_at(node).join("/");
    if class.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        out.reference(&format!("{scopes} ?{class}"), line(node));
    }
}

/// RSpec's `it` and Rails' `test`; `describe` and `context` only when they are switched off.
fn test(node: Node<'_>, method: &str, arguments: &[Node<'_>], source: &[u8], out: &mut Collector) {
    let has_block = node.child_by_field_name("block").is_some();
    let described = arguments.first().is_some_and(|first| first.kind() == "string");
    let off = arguments.iter().skip(1).any(|argument| match argument.kind() {
        "simple_symbol" => matches!(text(*argument, source).as_ref(), ":skip" | ":pending"),
        "pair" => {
            let on = field_text(*argument, "value", source);
            matches!(field_text(*argument, "key", source).as_str(), "skip" | "pending") && on != "false"
        }
        _ => false,
    });
    match method {
        // Without a block a described example waits to be written.
        "it" | "specify" | "example" | "scenario" if described || (has_block && arguments.is_empty()) => {
            out.test(node, off || !has_block);
        }
        "fit" | "fspecify" | "fexample" | "test" if described && has_block => out.test(node, off),
        "its" if has_block => out.test(node, off),
        "xit" | "xspecify" | "xexample" | "xscenario" if described || has_block => out.test(node, true),
        "pending" | "skip" if described && has_block => out.test(node, true),
        "xdescribe" | "xcontext" | "xfeature" => out.skipped_until = out.skipped_until.max(node.end_byte()),
        "describe" | "context" | "feature" if off => out.skipped_until = out.skipped_until.max(node.end_byte()),
        _ => {}
    }
}

/// A text without anything computed in it.
fn literal(node: Node<'_>, source: &[u8]) -> Option<String> {
    let parts = named_children(node);
    let plain = node.kind() == "string" && parts.iter().all(|part| part.kind() == "string_content");
    plain.then(|| parts.iter().map(|part| text(*part, source)).collect::<String>())
}

/// `File.expand_path('../x', __FILE__)`, `File.expand_path('x', __dir__)`, `File.join(__dir__, 'x')` and
/// `"#{__dir__}/x"`, as a path beside this file.
fn beside_this_file(node: Node<'_>, source: &[u8]) -> Option<String> {
    if node.kind() == "string" {
        let written = text(node, source);
        let rest = written.trim_matches('"').strip_prefix("#{__dir__}/")?;
        return (!rest.contains("#{")).then(|| format!("./{rest}"));
    }
    let arguments = node.child_by_field_name("arguments").map(named_children).unwrap_or_default();
    let [first, second] = arguments.as_slice() else { return None };
    let called = (field_text(node, "receiver", source), field_text(node, "method", source));
    let place = |place: &Node<'_>| text(*place, source).split_whitespace().collect::<String>();
    match (called.0.as_str(), called.1.as_str()) {
        ("File", "expand_path") => {
            let path = literal(*first, source)?;
            match place(second).as_str() {
                "__dir__" | "File.dirname(__FILE__)" => Some(format!("./{path}")),
                "__FILE__" => path.strip_prefix("../").map(|path| format!("./{path}")),
                _ => None,
            }
        }
        ("File", "join") => {
            let path = literal(*second, source)?;
            matches!(place(first).as_str(), "__dir__" | "File.dirname(__FILE__)").then(|| format!("./{path}"))
        }
        _ => None,
    }
}

/// Directly in a class named `*Test` or `Test*`, or derived from a `*Test` or `*TestCase`.
fn in_test_class(place: &Place<'_, '_>) -> bool {
    let Some(class) = place.above(1).filter(|class| class.kind() == "class") else { return false };
    let name = field_text(class, "name", place.source);
    let base = field_text(class, "superclass", place.source);
    let own = name.rsplit("::").next().unwrap_or_default();
    own.starts_with("Test") || own.ends_with("Test") || base.ends_with("Test") || base.ends_with("TestCase")
}

/// The first statement of the method is `skip`.
fn begins_with_skip(node: Node<'_>, source: &[u8]) -> bool {
    let first = node.child_by_field_name("body").and_then(|body| named_children(body).first().copied());
    first.is_some_and(|first| match first.kind() {
        "call" => field_text(first, "method", source) == "skip",
        _ => text(first, source) == "skip",
    })
}
