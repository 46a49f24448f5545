//! Elixir. Its control flow and its declarations are calls: what a call means is told by its target.

use super::{Callable, Entry, Grammar, Head, Rule, Shape};
use crate::imports::{Collector, Place, plain_import};
use crate::tree::{child_of_kind, field_text, line, named_children, text};
use crate::{Import, ImportKind};
use tree_sitter::{Language, Node};

pub(super) struct Elixir;

const TABLE: &[Entry] = &[
    ("call", Shape::Call, 0),
    ("do_block", Shape::Body, 0),
    ("else_block", Shape::ElseBlock, 0),
    ("rescue_block catch_block", Shape::Catch, 0),
    ("stab_clause", Shape::Plain, 1),
    // `else:` of an `if` in one line.
    ("pair", Shape::Jump, 0),
    ("anonymous_function", Shape::Callable, 0),
    ("binary_operator", Shape::Binary, 0),
    ("block", Shape::Parens, 0),
    ("comment", Shape::Comment, 0),
    ("&& 'and", Shape::And, 1),
    ("|| 'or", Shape::Or, 1),
];

impl Grammar for Elixir {
    fn language(&self) -> Language {
        tree_sitter_elixir::LANGUAGE.into()
    }

    fn table(&self) -> &'static [Entry] {
        TABLE
    }

    fn refine(&self, node: Node<'_>, kind: &str, ancestors: &[Node<'_>], source: &[u8], rule: Rule) -> Rule {
        let is = |shape, branch| Rule { shape, branch };
        match kind {
            "call" => match target(node, source).as_str() {
                "if" | "unless" if has_body(node, source) => is(Shape::If, 1),
                "case" | "cond" | "receive" if child_of_kind(node, "do_block").is_some() => is(Shape::Switch, 0),
                // Each `<-` may leave it, so it counts once as a whole.
                "with" if has_body(node, source) => is(Shape::Switch, 1),
                "for" if has_body(node, source) => is(Shape::Loop, 1),
                "try" if child_of_kind(node, "do_block").is_some() => is(Shape::Try, 0),
                "def" | "defp" | "defmacro" | "defmacrop" => is(Shape::Callable, 0),
                "defmodule" | "defprotocol" | "defimpl" => is(Shape::Type, 0),
                // What `def` declares looks like a call.
                _ if is_head(ancestors, source) => Rule::default(),
                _ => rule,
            },
            // Clauses of closures decide like those of functions: not at all. A clause for anything is the default.
            "stab_clause" => {
                let in_closure = ancestors.last().is_some_and(|around| around.kind() == "anonymous_function");
                let left = field_text(node, "left", source);
                if in_closure || matches!(left.as_str(), "_" | "true") { Rule::default() } else { rule }
            }
            "pair" => {
                let call = ancestors.len().checked_sub(3).and_then(|at| ancestors.get(at));
                let in_if = call.is_some_and(|call| matches!(target(*call, source).as_str(), "if" | "unless"));
                let is_else = field_text(node, "key", source).trim_end() == "else:";
                if in_if && is_else { rule } else { Rule::default() }
            }
            _ => rule,
        }
    }

    fn callable(&self, node: Node<'_>, _: &[Node<'_>], source: &[u8], _: bool) -> Callable {
        if node.kind() == "anonymous_function" {
            return Callable::Folded;
        }
        let Some(head) = declared(node).filter(|_| has_body(node, source)) else { return Callable::No };
        let parameters = child_of_kind(head, "arguments").map(named_children).unwrap_or_default().len();
        let name = if head.kind() == "call" { target(head, source) } else { text(head, source).into_owned() };
        Callable::Apart(Head {
            name: format!("{name}/{parameters}"),
            row: node.start_position().row,
            parameters: u32::try_from(parameters).unwrap_or(u32::MAX),
            ..Head::default()
        })
    }

    fn type_name(&self, node: Node<'_>, source: &[u8]) -> Option<String> {
        module_name(node, source)
    }

    fn jumps(&self, _: Node<'_>, _: &[u8]) -> bool {
        true
    }

    fn calls_itself(&self, call: Node<'_>, head: &Head, source: &[u8]) -> bool {
        let arguments = child_of_kind(call, "arguments").map(named_children).unwrap_or_default().len();
        format!("{}/{arguments}", target(call, source)) == head.name
    }

    fn visit(&self, node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
        let source = place.source;
        match place.kind {
            "call" => call(node, place, out),
            "unary_operator" => {
                let written = text(node, source);
                if let Some(tag) = written.strip_prefix("@tag ") {
                    out.skip_next |= is_skip(tag);
                } else if written.strip_prefix("@moduletag ").is_some_and(is_skip) {
                    out.skipped_until = usize::MAX;
                }
            }
            "alias" if is_used(place) => out.reference(&text(node, source), line(node)),
            _ => {}
        }
    }
}

/// The name that is called; empty when it is not written as one word.
fn target(node: Node<'_>, source: &[u8]) -> String {
    let target = node.child_by_field_name("target").filter(|target| target.kind() == "identifier");
    target.map(|target| text(target, source).into_owned()).unwrap_or_default()
}

/// Directly in the arguments of a `def`, with or without a guard.
fn is_head(ancestors: &[Node<'_>], source: &[u8]) -> bool {
    let mut above = ancestors.iter().rev();
    let mut around = above.next();
    if around.is_some_and(|node| node.kind() == "binary_operator") {
        around = above.next();
    }
    around.is_some_and(|node| node.kind() == "arguments")
        && above
            .next()
            .is_some_and(|call| matches!(target(*call, source).as_str(), "def" | "defp" | "defmacro" | "defmacrop"))
}

/// With `do .. end` or `do:`.
fn has_body(node: Node<'_>, source: &[u8]) -> bool {
    let keywords = || {
        let arguments = child_of_kind(node, "arguments")?;
        child_of_kind(arguments, "keywords")
    };
    child_of_kind(node, "do_block").is_some()
        || keywords().is_some_and(|keywords| {
            named_children(keywords).iter().any(|pair| field_text(*pair, "key", source).trim_end() == "do:")
        })
}

/// What `def` declares: a call or, without parentheses, a word; its guard aside.
fn declared(node: Node<'_>) -> Option<Node<'_>> {
    let first = named_children(child_of_kind(node, "arguments")?).first().copied()?;
    let is_guarded = first.kind() == "binary_operator"
        && first.child_by_field_name("operator").is_some_and(|operator| operator.kind() == "when");
    let head = if is_guarded { first.child_by_field_name("left")? } else { first };
    matches!(head.kind(), "call" | "identifier" | "binary_operator").then_some(head)
}

fn module_name(node: Node<'_>, source: &[u8]) -> Option<String> {
    let first = named_children(child_of_kind(node, "arguments")?).first().copied()?;
    (first.kind() == "alias").then(|| text(first, source).into_owned())
}

/// Modules, imports, tests.
fn call(node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
    let source = place.source;
    match target(node, source).as_str() {
        "defmodule" | "defprotocol" => {
            let Some(name) = module_name(node, source) else { return };
            let name = match out.scopes_at(node).last() {
                Some(around) => format!("{around}.{name}"),
                None => name,
            };
            out.declare(&name);
            out.open_scope(node, name);
        }
        "alias" | "import" | "use" | "require" => imports(node, place, out),
        "test" | "property" => {
            let arguments = child_of_kind(node, "arguments").map(named_children).unwrap_or_default();
            if arguments.first().is_some_and(|first| first.kind() == "string") {
                // Without a body a test waits to be written.
                let off = std::mem::take(&mut out.skip_next) || !has_body(node, source);
                out.test(node, off);
            }
        }
        _ => {}
    }
}

fn imports(node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
    let source = place.source;
    let arguments = child_of_kind(node, "arguments").map(named_children).unwrap_or_default();
    let Some(first) = arguments.first() else { return };
    let renamed = arguments.get(1).and_then(|options| {
        let pairs = named_children(*options);
        let named = pairs.iter().find(|pair| field_text(**pair, "key", source).trim_end() == "as:")?;
        Some(field_text(*named, "value", source))
    });
    let is_alias = target(node, source) == "alias";
    let mut keep = |module: String| {
        let last = module.rsplit('.').next().unwrap_or_default().to_owned();
        let alias = renamed.clone().unwrap_or(if is_alias { last } else { String::new() });
        out.import(Import { alias, ..plain_import(ImportKind::Module, &module, line(node)) });
    };
    match first.kind() {
        "alias" => keep(text(*first, source).into_owned()),
        // `alias Shop.{Line, Cart}`
        "dot" => {
            let base = field_text(*first, "left", source);
            let members = first.child_by_field_name("right").map(named_children).unwrap_or_default();
            for member in members.into_iter().filter(|member| member.kind() == "alias") {
                keep(format!("{base}.{}", text(member, source)));
            }
        }
        _ => {}
    }
}

/// Not the name that a module is declared or imported by.
fn is_used(place: &Place<'_, '_>) -> bool {
    let declares = |node: Node<'_>| {
        matches!(
            target(node, place.source).as_str(),
            "defmodule" | "defprotocol" | "alias" | "import" | "use" | "require"
        )
    };
    // `alias Shop.{Line, Cart}`
    let is_group = |node: Node<'_>| node.child_by_field_name("right").is_some_and(|right| right.kind() == "tuple");
    match place.kind_above(0) {
        "arguments" => !place.above(1).is_some_and(declares),
        "dot" => !place.above(0).is_some_and(is_group),
        "tuple" => place.kind_above(1) != "dot",
        // `alias Shop.User, as: Buyer`
        "pair" => !place.above(3).is_some_and(declares),
        _ => true,
    }
}

fn is_skip(tag: &str) -> bool {
    tag.trim_start().strip_prefix(':').unwrap_or(tag.trim_start()).starts_with("skip")
}
