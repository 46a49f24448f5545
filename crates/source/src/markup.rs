//! Conditions that stand beside each other in the JSX of one function (`errors.name && <p>`, `open ? <X/> : null`): JSX has
//! no other way to write "show if", and they are read one by one.

use crate::flat::count_shapes;
use crate::languages::{Known, Shape};
use crate::tree::each;
use std::ops::Range;
use tree_sitter::Node;

/// Most operators that join what one condition asks, the one before the element included.
const MOST_JOINED: usize = 2;

/// A condition of more nodes is no line of a list.
const MOST_NODES: usize = 1_000;

/// Where the walk is, and how it takes a condition there.
struct Around {
    end: usize,
    sees: Sees,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sees {
    /// No condition yet.
    None,
    /// One at least.
    Some,
    /// What stands in a condition is nested, and counts.
    Nothing,
}

/// Bytes of such conditions in an element that stands in no other one, all but the first of each function.
pub(crate) fn conditions(top: Node<'_>, known: &Known) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut around = vec![Around { end: top.end_byte(), sees: Sees::None }];
    each(top, &mut |node| {
        while around.len() > 1 && around.last().is_some_and(|around| around.end <= node.start_byte()) {
            around.pop();
        }
        let asks = is_asked(node, known);
        if asks && is_flat(node, known) {
            if let Some(last) = around.last_mut() {
                match last.sees {
                    Sees::None => last.sees = Sees::Some,
                    Sees::Some => ranges.push(node.byte_range()),
                    Sees::Nothing => {}
                }
            }
        } else if asks {
            around.push(Around { end: node.end_byte(), sees: Sees::Nothing });
        } else if known.kind_rule(node).shape == Shape::Callable {
            around.push(Around { end: node.end_byte(), sees: Sees::None });
        }
    });
    ranges
}

/// True for an expression in braces that is a condition.
fn is_asked(node: Node<'_>, known: &Known) -> bool {
    node.kind() == "jsx_expression" && asked(node, known).is_some()
}

/// The condition that an expression in braces is, and what it may hold.
fn asked<'t>(braces: Node<'t>, known: &Known) -> Option<(Node<'t>, Vec<Node<'t>>)> {
    let condition = plain(braces.named_child(0)?);
    match known.kind_rule(condition).shape {
        Shape::Ternary => {
            let sides = ["consequence", "alternative"].map(|side| condition.child_by_field_name(side));
            Some((condition, sides.into_iter().flatten().map(plain).collect()))
        }
        Shape::Binary => {
            let operator = condition.child_by_field_name("operator")?;
            let joins = matches!(known.kind_rule(operator).shape, Shape::And | Shape::Or);
            let right = condition.child_by_field_name("right").map(plain);
            joins.then(|| (condition, right.into_iter().collect()))
        }
        _ => None,
    }
}

/// A node without the parentheses around it.
fn plain(mut node: Node<'_>) -> Node<'_> {
    while node.kind() == "parenthesized_expression"
        && let Some(inner) = node.named_child(0)
    {
        node = inner;
    }
    node
}

/// True when a condition decides once, and between elements or values: no list that is made there, no other decision in it.
fn is_flat(braces: Node<'_>, known: &Known) -> bool {
    let Some((condition, sides)) = asked(braces, known) else { return false };
    let ternaries = usize::from(known.kind_rule(condition).shape == Shape::Ternary);
    let count = |top: Node<'_>, shapes: &[Shape]| count_shapes(top, known, |shape| shapes.contains(&shape));
    let is_side = |side: &Node<'_>| known.kind(*side).is_markup || count(*side, &[Shape::Callable]) == 0;
    braces.descendant_count() <= MOST_NODES
        && sides.iter().all(is_side)
        && count(braces, &[Shape::Ternary]) == ternaries
        && count(braces, &[Shape::And, Shape::Or]) <= MOST_JOINED
        && count(braces, &[Shape::If, Shape::Loop, Shape::Switch, Shape::Try, Shape::Catch]) == 0
        && holds_no_other(braces, known)
}

/// True when no expression in braces inside is a condition.
fn holds_no_other(braces: Node<'_>, known: &Known) -> bool {
    let mut others = 0;
    each(braces, &mut |node| others += usize::from(node.id() != braces.id() && is_asked(node, known)));
    others == 0
}
