//! Conditions that only guard one value each (`if (a.b != null) { c.d = a.b; }`): a list of fields to fill, wherever it
//! stands and whatever stands between its lines.

use crate::languages::{Known, Shape};
use crate::tree::each;
use std::collections::BTreeSet;
use std::ops::Range;
use tree_sitter::Node;

/// Fewer such conditions in a list of statements are no list of fields.
const FILLS: usize = 8;

/// A condition of more nodes is no line of a list.
const MOST_NODES: usize = 120;

/// Most operators that join what one line asks: `replace || target.name == null`.
const MOST_JOINED: usize = 1;

/// Deepest way from a statement to its assignment, and from a list of statements to its only one.
const MOST_STEPS: usize = 4;

/// Bytes of all such conditions among the children of a node but the first; nothing when they are too few, or do not each
/// fill something else.
pub(crate) fn fills(node: Node<'_>, known: &Known, source: &[u8]) -> Vec<Range<usize>> {
    let mut cursor = node.walk();
    let mut filled: BTreeSet<&[u8]> = BTreeSet::new();
    let mut ranges = Vec::new();
    for child in node.named_children(&mut cursor) {
        let target = condition(child, known).and_then(|condition| target(condition, known, source));
        // A value that is worked on in steps is no list.
        if target.is_some_and(|target| filled.insert(target)) {
            ranges.push(child.byte_range());
        }
    }
    if ranges.len() < FILLS {
        return Vec::new();
    }
    ranges.remove(0);
    ranges
}

/// The condition that a statement is; in some languages it is an expression within the statement.
pub(crate) fn condition<'t>(statement: Node<'t>, known: &Known) -> Option<Node<'t>> {
    let is_condition = |node: &Node<'t>| known.kind_rule(*node).shape == Shape::If;
    Some(statement).filter(is_condition).or_else(|| statement.named_child(0).filter(is_condition))
}

/// What a condition fills, when that is all it does: one assignment in each branch, to the same; it may stand in one more
/// condition.
fn target<'s>(condition: Node<'_>, known: &Known, source: &'s [u8]) -> Option<&'s [u8]> {
    if condition.descendant_count() > MOST_NODES {
        return None;
    }
    let (mut conditions, mut joined, mut others) = (0, 0, 0);
    each(condition, &mut |node| match known.kind_rule(node).shape {
        Shape::If => conditions += 1,
        Shape::And | Shape::Or => joined += 1,
        Shape::ElseIf | Shape::Loop | Shape::Switch | Shape::Try | Shape::Catch | Shape::Callable | Shape::Ternary => {
            others += 1;
        }
        _ => {}
    });
    if others > 0 || conditions > 2 || joined > MOST_JOINED {
        return None;
    }
    let mut branches = branches(condition, known)?;
    if conditions == 2 {
        let inner = only_statement(branches.pop()?, known).filter(|_| branches.is_empty())?;
        branches = self::branches(self::condition(inner, known)?, known)?;
    }
    let mut targets = branches.into_iter().map(|branch| assigned(only_statement(branch, known)?, source));
    let first = targets.next()??;
    targets.all(|other| other == Some(first)).then_some(first)
}

/// The lists of statements of a condition, what stands in its head left out; nothing when one of them is no list.
fn branches<'t>(condition: Node<'t>, known: &Known) -> Option<Vec<Node<'t>>> {
    let shape = |node: Node<'t>| known.kind_rule(node).shape;
    let head = condition.child_by_field_name("condition").map(|head| head.id());
    let mut cursor = condition.walk();
    let mut branches = Vec::new();
    for part in condition.named_children(&mut cursor) {
        match shape(part) {
            Shape::Comment => {}
            Shape::Else | Shape::ElseBlock => {
                let mut inner = part.walk();
                let mut parts = part.named_children(&mut inner).filter(|part| shape(*part) != Shape::Comment);
                let only = parts.next()?;
                branches.push(if parts.next().is_none() && is_block(only) { only } else { part });
            }
            _ if Some(part.id()) == head => {}
            _ if is_block(part) || part.kind().ends_with("statement") => branches.push(part),
            // The head, where it has no name, stands before the branches.
            _ if branches.is_empty() && head.is_none() => {}
            _ => return None,
        }
    }
    (!branches.is_empty() && branches.len() <= 2).then_some(branches)
}

/// The statement of a list that holds one alone, comments aside.
fn only_statement<'t>(list: Node<'t>, known: &Known) -> Option<Node<'t>> {
    let mut node = list;
    for _ in 0..MOST_STEPS {
        if !is_block(node) && known.kind_rule(node).shape != Shape::ElseBlock {
            return Some(node);
        }
        let mut cursor = node.walk();
        let is_code = |part: &Node<'t>| known.kind_rule(*part).shape != Shape::Comment;
        let mut parts = node.named_children(&mut cursor).filter(is_code);
        let only = parts.next().filter(|_| parts.next().is_none())?;
        node = only;
    }
    None
}

/// What a statement that is a plain assignment assigns to: `a.b` of `a.b = c;`.
fn assigned<'s>(statement: Node<'_>, source: &'s [u8]) -> Option<&'s [u8]> {
    let mut node = statement;
    for _ in 0..MOST_STEPS {
        let kind = node.kind();
        if kind.contains("assignment") {
            let left = node.child_by_field_name("left").or_else(|| node.named_child(0))?;
            let rest = source.get(left.end_byte()..node.end_byte())?.trim_ascii_start();
            // No `+=`, which works on what is there.
            return rest.starts_with(b"=").then(|| source.get(left.byte_range())).flatten();
        }
        if node.named_child_count() != 1 {
            return None;
        }
        node = node.named_child(0)?;
    }
    None
}

/// A list of statements in braces, or indented.
pub(crate) fn is_block(node: Node<'_>) -> bool {
    let kind = node.kind();
    kind.ends_with("block")
        || kind.contains("compound")
        || matches!(kind, "then" | "else" | "statements" | "statement_list" | "control_structure_body")
}
