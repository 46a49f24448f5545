//! Swift.

use super::{Callable, Entry, Grammar, Head, Rule, Shape};
use crate::ImportKind;
use crate::imports::{Collector, Place, plain_import};
use crate::tree::{child_of_kind, field_text, has_token, line, named_children, text};
use tree_sitter::{Language, Node};

pub(super) struct Swift;

const TABLE: &[Entry] = &[
    ("if_statement", Shape::If, 1),
    ("else", Shape::Else, 0),
    ("for_statement while_statement repeat_while_statement", Shape::Loop, 1),
    // The `else` of a guard is its body, as the default is of a switch.
    ("guard_statement", Shape::Switch, 1),
    ("switch_statement", Shape::Switch, 0),
    ("switch_entry", Shape::Plain, 1),
    ("do_statement", Shape::Try, 0),
    ("catch_block", Shape::Catch, 1),
    ("ternary_expression", Shape::Ternary, 1),
    ("function_declaration init_declaration deinit_declaration", Shape::Callable, 0),
    ("computed_property computed_getter computed_setter computed_modify", Shape::Callable, 0),
    ("willset_clause didset_clause lambda_literal", Shape::Callable, 0),
    ("class_declaration protocol_declaration", Shape::Type, 0),
    ("conjunction_expression disjunction_expression", Shape::Binary, 0),
    ("tuple_expression", Shape::Parens, 0),
    ("control_transfer_statement", Shape::Jump, 0),
    ("call_expression", Shape::Call, 0),
    ("comment multiline_comment", Shape::Comment, 0),
    ("&&", Shape::And, 1),
    ("||", Shape::Or, 1),
];

impl Grammar for Swift {
    fn language(&self) -> Language {
        tree_sitter_swift::LANGUAGE.into()
    }

    fn table(&self) -> &'static [Entry] {
        TABLE
    }

    fn refine(&self, node: Node<'_>, kind: &str, ancestors: &[Node<'_>], _: &[u8], rule: Rule) -> Rule {
        match kind {
            // `#if a || b` is decided by the compiler.
            "&&" | "||" if ancestors.last().is_some_and(|around| around.kind() == "directive") => Rule::default(),
            // `do { }` alone is a block.
            "do_statement" if child_of_kind(node, "catch_block").is_none() => Rule::default(),
            "switch_entry" if child_of_kind(node, "default_keyword").is_some() => Rule::default(),
            // A property with `get` and `set` is no function; they are.
            "computed_property" if child_of_kind(node, "statements").is_none() => Rule::default(),
            _ => rule,
        }
    }

    fn callable(&self, node: Node<'_>, ancestors: &[Node<'_>], source: &[u8], _: bool) -> Callable {
        let member = || property_name(ancestors, source);
        let name = match node.kind() {
            "lambda_literal" => return Callable::Folded,
            "function_declaration" | "init_declaration" | "deinit_declaration"
                if child_of_kind(node, "function_body").is_none() =>
            {
                return Callable::No;
            }
            "function_declaration" => field_text(node, "name", source),
            "init_declaration" => "init".to_owned(),
            "deinit_declaration" => "deinit".to_owned(),
            "computed_setter" => format!("{}.set", member()),
            "computed_modify" => format!("{}.modify", member()),
            "willset_clause" => format!("{}.willSet", member()),
            "didset_clause" => format!("{}.didSet", member()),
            _ => format!("{}.get", member()),
        };
        let parameters = named_children(node).iter().filter(|child| child.kind() == "parameter").count();
        Callable::Apart(Head {
            name,
            row: keyword(node).start_position().row,
            parameters: u32::try_from(parameters).unwrap_or(u32::MAX),
            ..Head::default()
        })
    }

    fn type_name(&self, node: Node<'_>, source: &[u8]) -> Option<String> {
        Some(field_text(node, "name", source))
    }

    fn jumps(&self, node: Node<'_>, _: &[u8]) -> bool {
        (has_token(node, "break") || has_token(node, "continue")) && node.named_child_count() > 0
    }

    /// Functions of one name differ by their labels; another number of arguments is another function.
    fn calls_itself(&self, call: Node<'_>, head: &Head, source: &[u8]) -> bool {
        let Some(called) = call.named_child(0) else { return false };
        let same = match called.kind() {
            "simple_identifier" => text(called, source) == head.name,
            "navigation_expression" => {
                let on_self =
                    called.child_by_field_name("target").is_some_and(|target| target.kind() == "self_expression");
                let suffix = called.child_by_field_name("suffix");
                on_self && suffix.is_some_and(|suffix| field_text(suffix, "suffix", source) == head.name)
            }
            _ => false,
        };
        same && arguments(call).map_or(0, |arguments| arguments.len()) == head.parameters as usize
    }

    fn visit(&self, node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
        let source = place.source;
        match place.kind {
            "import_declaration" => {
                let module = child_of_kind(node, "identifier").map(|name| text(name, source).into_owned());
                if let Some(module) = module {
                    out.import(plain_import(ImportKind::Module, &module, line(node)));
                }
            }
            "class_declaration" | "protocol_declaration" | "typealias_declaration" => {
                let is_extension = field_text(node, "declaration_kind", source) == "extension";
                if place.kind_above(0) == "source_file" && !is_extension {
                    out.declare(&field_text(node, "name", source));
                }
            }
            "type_parameter" => {
                if let Some(name) = child_of_kind(node, "type_identifier") {
                    out.not_references.insert(text(name, source).into_owned());
                }
            }
            // `@testable import`
            "type_identifier" if text(node, source) == "testable" => {}
            "type_identifier" if is_first(node, place, "user_type") => out.reference(&text(node, source), line(node)),
            "simple_identifier" if is_used_type(node, place) => out.reference(&text(node, source), line(node)),
            "function_declaration" => test(node, place, out),
            "call_expression" => described_test(node, source, out),
            _ => {}
        }
    }
}

fn is_first(node: Node<'_>, place: &Place<'_, '_>, parent: &str) -> bool {
    place.above(0).is_some_and(|around| around.kind() == parent && around.child(0) == Some(node))
}

/// `Order(..)` and `Order.shared`.
fn is_used_type(node: Node<'_>, place: &Place<'_, '_>) -> bool {
    let upper = place.source.get(node.start_byte()).is_some_and(u8::is_ascii_uppercase);
    upper && (is_first(node, place, "call_expression") || is_first(node, place, "navigation_expression"))
}

/// The keyword or name that a declaration begins with, below its attributes.
fn keyword(node: Node<'_>) -> Node<'_> {
    let mut cursor = node.walk();
    node.children(&mut cursor)
        .find(|child| !matches!(child.kind(), "modifiers" | "attribute") && !child.kind().ends_with("comment"))
        .unwrap_or(node)
}

/// The name of the property around an accessor.
fn property_name(ancestors: &[Node<'_>], source: &[u8]) -> String {
    let around = ancestors
        .iter()
        .rev()
        .take(4)
        .find(|node| matches!(node.kind(), "property_declaration" | "subscript_declaration"));
    match around {
        Some(property) if property.kind() == "property_declaration" => field_text(*property, "name", source),
        Some(_) => "subscript".to_owned(),
        None => String::new(),
    }
}

/// The arguments of a call, closures behind it included.
fn arguments(call: Node<'_>) -> Option<Vec<Node<'_>>> {
    let suffix = child_of_kind(call, "call_suffix")?;
    let mut all = child_of_kind(suffix, "value_arguments").map(named_children).unwrap_or_default();
    all.extend(named_children(suffix).into_iter().filter(|child| child.kind() == "lambda_literal"));
    Some(all)
}

/// `@Test` of Swift Testing, and `test*` without parameters in a class named `*Test` or `*Tests` or derived from a
/// `*TestCase`.
fn test(node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
    let source = place.source;
    let modifiers = child_of_kind(node, "modifiers").map(named_children).unwrap_or_default();
    let mark = modifiers
        .iter()
        .map(|mark| text(*mark, source))
        .find(|mark| mark.strip_prefix("@Test").is_some_and(|rest| rest.is_empty() || rest.starts_with(['(', ' '])));
    if let Some(mark) = mark {
        return out.test(node, mark.contains(".disabled"));
    }
    let class = place.above(1).filter(|class| class.kind() == "class_declaration");
    let Some(class) = class.filter(|_| field_text(node, "name", source).starts_with("test")) else { return };
    let name = field_text(class, "name", source);
    let derived = child_of_kind(class, "inheritance_specifier")
        .is_some_and(|base| text(base, source).ends_with("TestCase") || text(base, source).ends_with("Tests"));
    if !derived && !name.ends_with("Test") && !name.ends_with("Tests") || child_of_kind(node, "parameter").is_some() {
        return;
    }
    let body = child_of_kind(node, "function_body").and_then(|body| child_of_kind(body, "statements"));
    let first = body.and_then(|body| body.named_child(0));
    out.test(node, first.is_some_and(|first| text(first, source).starts_with("throw XCTSkip")));
}

/// Quick: `it("..") { }`, switched off `xit`, `pending`, and all in `xdescribe` and `xcontext`.
fn described_test(node: Node<'_>, source: &[u8], out: &mut Collector) {
    let Some(first) = node.named_child(0) else { return };
    // The parser takes `it("..") { }` for one call or for a call of what `it("..")` gives.
    let inner = Some(first).filter(|first| first.kind() == "call_expression");
    let called = inner.map_or(Some(first), |inner| inner.named_child(0));
    let Some(called) = called.filter(|called| called.kind() == "simple_identifier") else { return };
    let name = text(called, source);
    if !matches!(name.as_ref(), "it" | "fit" | "xit" | "pending" | "xdescribe" | "xcontext") {
        return;
    }
    let mut all = inner.and_then(arguments).unwrap_or_default();
    all.extend(arguments(node).unwrap_or_default());
    let described = all.first().is_some_and(|first| child_of_kind(*first, "line_string_literal").is_some());
    match name.as_ref() {
        _ if !described || all.len() < 2 => {}
        "xdescribe" | "xcontext" => out.skipped_until = out.skipped_until.max(node.end_byte()),
        off => out.test(node, matches!(off, "xit" | "pending")),
    }
}
