//! Conditions that hold nothing but loops around one call (`if (x) { for (const y of x) add(y); }`): beside each other they
//! hand a list of things on, and are read as one.

use crate::fills::is_block;
use crate::languages::{Known, Shape};
use crate::tree::each;
use tree_sitter::Node;

/// A condition of more nodes is no line of a list.
const MOST_NODES: usize = 500;

/// Deepest way from a statement to the loop or the call that it is.
const MOST_STEPS: usize = 3;

/// True for a condition without another branch that holds loops, each around one call or more such loops; what is
/// declared beside them decides nothing but by a ternary.
pub(crate) fn hands_on(condition: Node<'_>, known: &Known) -> bool {
    if condition.descendant_count() > MOST_NODES {
        return false;
    }
    let shape = |node: Node<'_>| known.kind_rule(node).shape;
    let (mut loops, mut conditions, mut others) = (0, 0, 0);
    // What loops hold comes after them.
    let mut bodies = Vec::new();
    each(condition, &mut |node| match shape(node) {
        Shape::Loop => {
            loops += 1;
            bodies.extend(node.child_by_field_name("body").into_iter().flat_map(|body| {
                // Some grammars put the list of statements into the braces.
                let inner = body.named_child(0).filter(|inner| is_block(body) && is_block(*inner));
                [Some(body.id()), inner.map(|inner| inner.id())]
            }));
        }
        Shape::If => conditions += 1,
        Shape::Else | Shape::ElseBlock | Shape::ElseIf | Shape::Switch | Shape::Try | Shape::Catch => others += 1,
        Shape::Callable | Shape::Jump => others += 1,
        _ if bodies.contains(&Some(node.id())) => others += usize::from(!is_body(node, known)),
        _ if is_block(node) => others += usize::from(!is_list(node, known)),
        _ => {}
    });
    loops > 0 && conditions == 1 && others == 0
}

/// True for what a loop may hold: one call, or more loops.
fn is_body(body: Node<'_>, known: &Known) -> bool {
    let only = if is_block(body) { only_part(body, known) } else { Some(body) };
    let is_call = only.is_some_and(|only| leads_to(only, |node| known.kind_rule(node).shape == Shape::Call));
    is_call || (is_block(body) && is_list(body, known))
}

/// What a block holds, when that is one.
fn only_part<'t>(block: Node<'t>, known: &Known) -> Option<Node<'t>> {
    let mut cursor = block.walk();
    let mut parts = block.named_children(&mut cursor).filter(|part| known.kind_rule(*part).shape != Shape::Comment);
    parts.next().filter(|_| parts.next().is_none())
}

/// True for loops with declarations beside them.
fn is_list(block: Node<'_>, known: &Known) -> bool {
    let shape = |node: Node<'_>| known.kind_rule(node).shape;
    let declares = |part: Node<'_>| ["declaration", "assignment", "let_"].iter().any(|kind| part.kind().contains(kind));
    let mut cursor = block.walk();
    block
        .named_children(&mut cursor)
        .filter(|part| shape(*part) != Shape::Comment)
        .all(|part| declares(part) || is_block(part) || leads_to(part, |node| shape(node) == Shape::Loop))
}

/// True when a statement is nothing but what is looked for.
fn leads_to(statement: Node<'_>, fits: impl Fn(Node<'_>) -> bool) -> bool {
    let mut node = statement;
    for _ in 0..MOST_STEPS {
        if fits(node) {
            return true;
        }
        match node.named_child(0) {
            Some(inner) if node.named_child_count() == 1 => node = inner,
            _ => return false,
        }
    }
    false
}
