//! Bash and the shells that it understands.

use super::{Callable, Entry, Grammar, Head, Rule, Shape};
use crate::ImportKind;
use crate::imports::{Collector, Place, plain_import};
use crate::tree::{field_text, line, text};
use tree_sitter::{Language, Node};

pub(super) struct Shell;

const TABLE: &[Entry] = &[
    ("if_statement", Shape::If, 1),
    ("elif_clause", Shape::ElseIf, 1),
    ("else_clause", Shape::ElseBlock, 0),
    // `until` and `select` too.
    ("for_statement c_style_for_statement while_statement", Shape::Loop, 1),
    ("case_statement", Shape::Switch, 0),
    ("case_item", Shape::Plain, 1),
    ("ternary_expression", Shape::Ternary, 1),
    ("function_definition", Shape::Callable, 0),
    ("list binary_expression", Shape::Binary, 0),
    ("parenthesized_expression", Shape::Parens, 0),
    ("command", Shape::Call, 0),
    ("comment", Shape::Comment, 0),
    ("&&", Shape::And, 1),
    ("||", Shape::Or, 1),
];

impl Grammar for Shell {
    fn language(&self) -> Language {
        tree_sitter_bash::LANGUAGE.into()
    }

    fn table(&self) -> &'static [Entry] {
        TABLE
    }

    fn refine(&self, node: Node<'_>, kind: &str, _: &[Node<'_>], source: &[u8], rule: Rule) -> Rule {
        match kind {
            "command" if leaves_loops(node, source) => Rule { shape: Shape::Jump, branch: 0 },
            // The default.
            "case_item" if field_text(node, "value", source) == "*" => Rule { branch: 0, ..rule },
            _ => rule,
        }
    }

    fn callable(&self, node: Node<'_>, _: &[Node<'_>], source: &[u8], _: bool) -> Callable {
        Callable::Apart(Head {
            name: field_text(node, "name", source),
            row: node.start_position().row,
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
        field_text(call, "name", source) == head.name
    }

    fn visit(&self, node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
        match place.kind {
            "command" => match field_text(node, "name", place.source).as_str() {
                "source" | "." => sourced(node, place, out),
                "@test" => out.test(node, false),
                _ => {}
            },
            "function_definition" => {
                let name = field_text(node, "name", place.source);
                if name.starts_with("test_") && name.len() > 5 {
                    out.test(node, false);
                }
            }
            _ => {}
        }
    }
}

/// `break 2`, `continue 2`.
fn leaves_loops(node: Node<'_>, source: &[u8]) -> bool {
    let levels = field_text(node, "argument", source);
    !matches!(levels.as_str(), "" | "1")
        && levels.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(field_text(node, "name", source).as_str(), "break" | "continue")
}

/// `. file` and `source file`.
fn sourced(node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
    let Some(argument) = node.child_by_field_name("argument") else { return };
    let path = sourced_path(&text(argument, place.source));
    let kind = if path.is_empty() { ImportKind::Computed } else { ImportKind::Path };
    let mut import = plain_import(kind, &path, line(node));
    import.deferred = place.in_function;
    out.import(import);
}

/// The path as far as it is written out: `./x` when it is told from the folder of the script, `?/x` when a variable
/// stands in front, empty when nothing can be said.
fn sourced_path(written: &str) -> String {
    let plain: String = written.chars().filter(|letter| !matches!(letter, '"' | '\'')).collect();
    if !plain.contains(['$', '`']) {
        return plain;
    }
    for folder in ["${BASH_SOURCE%/*}", "${0%/*}", "${BASH_SOURCE[0]%/*}"] {
        if let Some(rest) = plain.strip_prefix(folder) {
            return beside(".", rest);
        }
    }
    let Some(end) = end_of_expansion(&plain) else { return String::new() };
    let (head, rest) = plain.split_at(end);
    let own =
        head.starts_with("$(") && head.contains("dirname") && (head.contains("$0") || head.contains("BASH_SOURCE"));
    beside(if own { "." } else { "?" }, rest)
}

fn beside(folder: &str, rest: &str) -> String {
    let literal = rest.starts_with('/') && !rest.contains(['$', '`', '*', '{']);
    if literal { format!("{folder}{rest}") } else { String::new() }
}

/// Where the expansion ends that a text begins with.
fn end_of_expansion(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('$')?;
    let (open, close) = match rest.chars().next()? {
        '{' => ('{', '}'),
        '(' => ('(', ')'),
        _ => {
            let name = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_');
            return Some(name.map_or(text.len(), |end| end + 1));
        }
    };
    let mut depth = 0_usize;
    for (at, letter) in text.char_indices() {
        if letter == open {
            depth += 1;
        } else if letter == close {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some(at + 1);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::sourced_path;

    #[test]
    fn paths_are_kept_as_far_as_they_are_written_out() {
        for (written, path) in [
            ("lib/common.sh", "lib/common.sh"),
            ("\"lib/common.sh\"", "lib/common.sh"),
            ("\"$DIR/common.sh\"", "?/common.sh"),
            ("${DIR}/lib/common.sh", "?/lib/common.sh"),
            ("\"$(dirname \"$0\")/common.sh\"", "./common.sh"),
            ("$(dirname \"${BASH_SOURCE[0]}\")/../a.sh", "./../a.sh"),
            ("\"$(cd \"$(dirname \"$0\")\" && pwd)/a.sh\"", "./a.sh"),
            ("${BASH_SOURCE%/*}/a.sh", "./a.sh"),
            ("$(git rev-parse --show-toplevel)/a.sh", "?/a.sh"),
            ("$FILE", ""),
            ("$A/$B.sh", ""),
            ("$A/*.sh", ""),
            ("${A", ""),
        ] {
            assert_eq!(sourced_path(written), path, "{written}");
        }
    }
}
