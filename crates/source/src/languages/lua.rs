//! Lua.

use super::{Callable, Entry, Grammar, Head, Shape};
use crate::ImportKind;
use crate::imports::{Collector, Place, plain_import};
use crate::tree::{field_text, line, named_children, text};
use tree_sitter::{Language, Node};

pub(super) struct Lua;

const TABLE: &[Entry] = &[
    ("if_statement", Shape::If, 1),
    ("elseif_statement", Shape::ElseIf, 1),
    ("else_statement", Shape::ElseBlock, 0),
    ("for_statement while_statement repeat_statement", Shape::Loop, 1),
    ("function_declaration function_definition", Shape::Callable, 0),
    ("binary_expression", Shape::Binary, 0),
    ("parenthesized_expression", Shape::Parens, 0),
    ("goto_statement", Shape::Jump, 0),
    ("function_call", Shape::Call, 0),
    ("comment hash_bang_line", Shape::Comment, 0),
    ("'and", Shape::And, 1),
    ("'or", Shape::Or, 1),
];

/// Most values of one assignment among which a function takes the name of its variable.
const VALUES: usize = 64;

impl Grammar for Lua {
    fn language(&self) -> Language {
        tree_sitter_lua::LANGUAGE.into()
    }

    fn table(&self) -> &'static [Entry] {
        TABLE
    }

    fn callable(&self, node: Node<'_>, ancestors: &[Node<'_>], source: &[u8], _: bool) -> Callable {
        let own = node.child_by_field_name("name");
        let name = own.map(|name| text(name, source).into_owned()).or_else(|| name_from_place(ancestors, node, source));
        let parameters = node.child_by_field_name("parameters").map(named_children).unwrap_or_default().len();
        Callable::Apart(Head {
            name: name.unwrap_or_else(|| "(anonymous)".to_owned()),
            row: own.unwrap_or(node).start_position().row,
            parameters: u32::try_from(parameters).unwrap_or(u32::MAX),
            ..Head::default()
        })
    }

    fn type_name(&self, _: Node<'_>, _: &[u8]) -> Option<String> {
        None
    }

    fn jumps(&self, _: Node<'_>, _: &[u8]) -> bool {
        true
    }

    fn calls_itself(&self, call: Node<'_>, head: &Head, source: &[u8]) -> bool {
        let called = field_text(call, "name", source);
        called == head.name
            || called
                .strip_prefix("self:")
                .is_some_and(|method| head.name.rsplit_once(':').is_some_and(|(_, own)| own == method))
    }

    fn functions_hold_modules(&self) -> bool {
        true
    }

    fn visit(&self, node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
        match place.kind {
            "function_call" => call(node, place, out),
            "function_declaration" => {
                // luaunit: methods `test*` of a table named `Test*`, and global functions `test*`.
                let name = field_text(node, "name", place.source);
                let (table, own) = name.rsplit_once([':', '.']).unwrap_or(("Test", &name));
                if own.starts_with("test") && table.starts_with("Test") && place.kind_above(0) == "chunk" {
                    out.test(node, false);
                }
            }
            _ => {}
        }
    }
}

/// The name of the variable or field that a function is given to.
fn name_from_place(ancestors: &[Node<'_>], node: Node<'_>, source: &[u8]) -> Option<String> {
    let mut above = ancestors.iter().rev();
    let values = above.next()?;
    let name = match values.kind() {
        "field" => values.child_by_field_name("name")?,
        // Looking for the place takes as long as the list is.
        "expression_list" if values.named_child_count() > VALUES => return None,
        "expression_list" => {
            let place = named_children(*values).iter().position(|value| *value == node)?;
            let names = above.next().filter(|around| around.kind() == "assignment_statement")?.named_child(0)?;
            *named_children(names).get(place)?
        }
        _ => return None,
    };
    let readable = matches!(name.kind(), "identifier" | "dot_index_expression" | "string");
    let name = text(name, source);
    (readable && !name.contains(char::is_whitespace)).then(|| name.trim_matches(['"', '\'']).to_owned())
}

/// `require`, `dofile`, `loadfile`, and the calls that declare tests.
fn call(node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
    let source = place.source;
    let mut name = field_text(node, "name", source);
    let mut arguments = node.child_by_field_name("arguments").map(named_children).unwrap_or_default();
    // `pcall(require, "x")` asks whether there is a module.
    let protected = name == "pcall" && arguments.first().is_some_and(|first| text(*first, source) == "require");
    if protected {
        name = "require".to_owned();
        arguments.remove(0);
    }
    let first = arguments.first().copied();
    let literal = first.filter(|first| first.kind() == "string").map(|first| field_text(first, "content", source));
    match name.as_str() {
        "require" | "dofile" | "loadfile" if first.is_some() => {
            let kind = match (&literal, name.as_str()) {
                (None, _) => ImportKind::Computed,
                (Some(_), "require") => ImportKind::Module,
                (Some(_), _) => ImportKind::Path,
            };
            let mut import = plain_import(kind, &literal.unwrap_or_default(), line(node));
            import.deferred = place.in_function;
            out.import(import);
        }
        "it" | "spec" if literal.is_some() && arguments.len() > 1 => out.test(node, false),
        "pending" if literal.is_some() => out.test(node, true),
        _ => {}
    }
}
