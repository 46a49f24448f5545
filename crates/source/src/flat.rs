//! Runs of conditions that look alike and each end in a return: a switch written as conditions, read as fast as one.

use crate::languages::{Known, Shape};
use std::collections::VecDeque;
use std::ops::Range;
use tree_sitter::Node;

/// Fewer conditions in a row are no switch.
const RUN: usize = 8;

/// A condition of more nodes is no line of a table.
const MOST_NODES: usize = 200;

/// Deepest way from a condition to its last statement: a wrapper, the condition, a block, a statement around.
const MOST_STEPS: usize = 5;

/// The runs ahead of the walk: bytes of all conditions of a run but the first.
#[derive(Default)]
pub(crate) struct FlatRuns {
    ahead: VecDeque<Range<usize>>,
}

impl FlatRuns {
    /// Takes in the node that the walk enters; true when it stands in a run.
    pub(crate) fn enter(&mut self, node: Node<'_>, known: &Known) -> bool {
        let at = node.start_byte();
        while self.ahead.front().is_some_and(|run| run.end <= at) {
            self.ahead.pop_front();
        }
        if self.ahead.front().is_some_and(|run| run.start <= at && node.end_byte() <= run.end) {
            return true;
        }
        if node.named_child_count() >= RUN {
            // What stands in this node comes before all that is ahead.
            for run in runs(node, known).into_iter().rev() {
                self.ahead.push_front(run);
            }
        }
        false
    }
}

/// The runs among the children of a node.
fn runs(node: Node<'_>, known: &Known) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut run: Vec<Range<usize>> = Vec::new();
    let mut last = None;
    let mut close = |run: &mut Vec<Range<usize>>| {
        if run.len() >= RUN {
            runs.push(run[1].start..run[run.len() - 1].end);
        }
        run.clear();
    };
    let mut cursor = node.walk();
    for child in node.named_children(&mut cursor) {
        if known.kind_rule(child).shape == Shape::Comment {
            continue;
        }
        let form = form(child, known);
        if form.is_none() || form != last {
            close(&mut run);
        }
        if form.is_some() {
            run.push(child.byte_range());
        }
        last = form;
    }
    close(&mut run);
    runs
}

/// The kinds of all nodes of a small condition that ends in a return and has no other branch; names and values are not
/// looked at.
fn form(child: Node<'_>, known: &Known) -> Option<Vec<u16>> {
    if child.descendant_count() > MOST_NODES {
        return None;
    }
    // In some languages a condition is an expression within a statement.
    let shape = |node: Node<'_>| known.kind_rule(node).shape;
    let condition = if shape(child) == Shape::If { child } else { child.named_child(0)? };
    let mut cursor = condition.walk();
    let other = |part: Node<'_>| matches!(shape(part), Shape::Else | Shape::ElseBlock | Shape::ElseIf);
    let has_other =
        condition.child_by_field_name("alternative").is_some() || condition.children(&mut cursor).any(other);
    if shape(condition) != Shape::If || has_other || !ends_in_return(condition) {
        return None;
    }
    let mut kinds = Vec::new();
    let mut cursor = condition.walk();
    loop {
        kinds.push(cursor.node().kind_id());
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return Some(kinds);
            }
        }
    }
}

fn ends_in_return(condition: Node<'_>) -> bool {
    let mut node = condition;
    for _ in 0..MOST_STEPS {
        let Some(last) =
            u32::try_from(node.named_child_count()).ok().and_then(|count| node.named_child(count.checked_sub(1)?))
        else {
            return false;
        };
        if last.kind().starts_with("return") {
            return true;
        }
        node = last;
    }
    false
}
