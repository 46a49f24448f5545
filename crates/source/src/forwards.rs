//! Functions whose body is one call: they hand on what they are given, and nothing in them can be wrong twice.

use crate::languages::{Known, Shape};
use tree_sitter::Node;

/// A call of more nodes does something itself (a closure with a body, arguments that are computed).
const MOST_NODES: usize = 80;

/// Deepest way from the body to the call: a block, a list of statements, `return`, a list of values, `await`, `?`.
const MOST_STEPS: usize = 7;

/// True when the body of the function is one call; what it returns of it (`?`, `await`) does not matter.
pub(crate) fn forwards(function: Node<'_>, known: &Known) -> bool {
    let Some(mut node) = function.child_by_field_name("body") else { return false };
    for _ in 0..MOST_STEPS {
        if known.kind_rule(node).shape == Shape::Call {
            return node.descendant_count() <= MOST_NODES;
        }
        let mut cursor = node.walk();
        let mut parts = node.named_children(&mut cursor).filter(|part| known.kind_rule(*part).shape != Shape::Comment);
        let (Some(only), None) = (parts.next(), parts.next()) else { return false };
        node = only;
    }
    false
}
