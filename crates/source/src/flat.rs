//! Runs of conditions that look alike and each end in a return or hold one statement, and of ternaries that ask the like:
//! a switch or a table written as conditions, read as fast as one. What only fills fields ([`fills`]) joins them, and what
//! the placeholders of one text choose.

use crate::fills::{condition, fills, is_block};
use crate::hands_on::hands_on;
use crate::languages::{Known, Shape};
use crate::markup::conditions;
use crate::tree::each;
use crate::values::is_value;
use std::collections::VecDeque;
use std::ops::Range;
use tree_sitter::Node;

/// Fewer conditions in a row are no switch.
const RUN: usize = 8;

/// Kinds of arrays and objects written down.
const LITERALS: [&str; 10] = [
    "array",
    "array_creation_expression",
    "dictionary",
    "hash",
    "initializer_expression",
    "list",
    "list_literal",
    "object",
    "set_or_map_literal",
    "literal_value",
];

/// Fewer ternaries in the placeholders of one text are no list.
const TEXT_RUN: usize = 3;

/// A condition of more nodes is no line of a table.
const MOST_NODES: usize = 200;

/// Deepest way from a condition to its last statement: a wrapper, the condition, a block, a statement around.
const MOST_STEPS: usize = 5;

/// Bytes that the walk is yet to come to, in order.
#[derive(Default)]
struct Ahead(VecDeque<Range<usize>>);

impl Ahead {
    /// True when the node stands in one of them; what lies before it is done with.
    fn holds(&mut self, node: Node<'_>) -> bool {
        let at = node.start_byte();
        while self.0.front().is_some_and(|run| run.end <= at) {
            self.0.pop_front();
        }
        self.0.front().is_some_and(|run| run.start <= at && node.end_byte() <= run.end)
    }

    /// Takes in what stands in the node of the walk: all of it comes before what is known already.
    fn take(&mut self, ranges: Vec<Range<usize>>) {
        for range in without_overlap(ranges).into_iter().rev() {
            self.0.push_front(range);
        }
    }
}

/// The runs ahead of the walk: bytes of all conditions of a run but the first.
#[derive(Default)]
pub(crate) struct FlatRuns {
    ahead: Ahead,
    /// Conditions in JSX.
    markup: Ahead,
    /// End of the last outermost element.
    markup_until: usize,
}

impl FlatRuns {
    /// Takes in the node that the walk enters; true when it stands in a run.
    pub(crate) fn enter(&mut self, node: Node<'_>, known: &Known, source: &[u8]) -> bool {
        if known.kind(node).is_markup && node.start_byte() >= self.markup_until {
            self.markup_until = node.end_byte();
            self.markup.take(conditions(node, known));
        }
        if self.markup.holds(node) || self.ahead.holds(node) {
            return true;
        }
        if node.named_child_count() >= TEXT_RUN {
            let mut all = placeholders(node, known);
            if node.named_child_count() >= RUN {
                all.extend(runs(node, known));
                all.extend(fills(node, known, source));
            }
            self.ahead.take(all);
        }
        false
    }
}

/// Ranges in order, those that overlap as one.
fn without_overlap(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match apart.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => apart.push(range),
        }
    }
    apart
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
        if known.kind_rule(child).shape == Shape::Comment || is_plain_entry(node, child, known) {
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

/// An entry of an array or an object that decides nothing stands between those that do, and does not part them.
fn is_plain_entry(node: Node<'_>, entry: Node<'_>, known: &Known) -> bool {
    let decides = |shape| matches!(shape, Shape::Ternary | Shape::And | Shape::Or) || is_control(shape);
    LITERALS.contains(&node.kind())
        && entry.descendant_count() <= MOST_NODES
        && count_shapes(entry, known, decides) == 0
}

/// The placeholders of a text that only choose what is written there, all but the first.
fn placeholders(node: Node<'_>, known: &Known) -> Vec<Range<usize>> {
    if !node.kind().contains("string") {
        return Vec::new();
    }
    let chooses = |part: &Node<'_>| {
        let is_placeholder = ["interpolat", "substitution"].iter().any(|kind| part.kind().contains(kind));
        is_placeholder
            && count_shapes(*part, known, |shape| shape == Shape::Ternary) > 0
            && count_shapes(*part, known, is_control) == 0
    };
    let mut cursor = node.walk();
    let all: Vec<Range<usize>> =
        node.named_children(&mut cursor).filter(chooses).map(|part| part.byte_range()).collect();
    if all.len() < TEXT_RUN { Vec::new() } else { all[1..].to_vec() }
}

/// What two lines of a table have in common: the kinds of the nodes of a small condition that ends in a return and has no
/// other branch, or that holds one statement in each branch; or those of what a ternary asks; none for what only hands
/// things on. Names and values are not looked at.
fn form(child: Node<'_>, known: &Known) -> Option<Vec<u16>> {
    // However many loops it holds.
    if condition(child, known).is_some_and(|condition| hands_on(condition, known)) {
        return Some(Vec::new());
    }
    if child.descendant_count() > MOST_NODES {
        return None;
    }
    let shape = |node: Node<'_>| known.kind_rule(node).shape;
    if let Some(condition) = condition(child, known) {
        let mut cursor = condition.walk();
        let other = |part: Node<'_>| matches!(shape(part), Shape::Else | Shape::ElseBlock | Shape::ElseIf);
        let has_other =
            condition.child_by_field_name("alternative").is_some() || condition.children(&mut cursor).any(other);
        let is_line = (!has_other && ends_in_return(condition)) || holds_one_statement(condition, known);
        return is_line.then(|| kinds(condition));
    }
    let ternary = last_of(child, |node| shape(node) == Shape::Ternary)?;
    let asked = ternary.child_by_field_name("condition").or_else(|| ternary.named_child(0))?;
    (count_shapes(ternary, known, |shape| shape == Shape::Ternary || is_control(shape)) == 1).then(|| kinds(asked))
}

/// The kinds of all nodes in order, values as one.
fn kinds(top: Node<'_>) -> Vec<u16> {
    let mut kinds = Vec::new();
    let mut cursor = top.walk();
    loop {
        let node = cursor.node();
        let is_value = is_value(node);
        kinds.push(if is_value { 0 } else { node.kind_id() });
        if !is_value && cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return kinds;
            }
        }
    }
}

fn is_control(shape: Shape) -> bool {
    matches!(shape, Shape::If | Shape::Loop | Shape::Switch | Shape::Try | Shape::Catch | Shape::Callable)
}

pub(crate) fn count_shapes(top: Node<'_>, known: &Known, counts: impl Fn(Shape) -> bool) -> usize {
    let mut count = 0;
    each(top, &mut |node| count += usize::from(counts(known.kind_rule(node).shape)));
    count
}

/// True when no branch of the condition holds more than one statement or another decision.
fn holds_one_statement(condition: Node<'_>, known: &Known) -> bool {
    let shape = |node: Node<'_>| known.kind_rule(node).shape;
    let is_flat = count_shapes(condition, known, is_control) == 1;
    let few = |block: Node<'_>| {
        // Some grammars put the list of statements into the braces.
        let inner = block.named_child(0).filter(|inner| inner.kind() == "statement_list");
        let block = inner.filter(|_| block.named_child_count() == 1).unwrap_or(block);
        let mut cursor = block.walk();
        block.named_children(&mut cursor).filter(|part| shape(*part) != Shape::Comment).count() <= 1
    };
    let mut cursor = condition.walk();
    let mut blocks = Vec::new();
    for part in condition.named_children(&mut cursor) {
        match shape(part) {
            Shape::Else | Shape::ElseIf | Shape::ElseBlock => {
                let mut inner = part.walk();
                blocks.extend(part.named_children(&mut inner).filter(|it| is_block(*it)));
            }
            _ if is_block(part) => blocks.push(part),
            _ => {}
        }
    }
    is_flat && blocks.into_iter().all(few)
}

/// The way to the last statement, as far as a node that fits.
fn last_of<'t>(top: Node<'t>, fits: impl Fn(Node<'t>) -> bool) -> Option<Node<'t>> {
    let mut node = top;
    for _ in 0..MOST_STEPS {
        if fits(node) {
            return Some(node);
        }
        node =
            u32::try_from(node.named_child_count()).ok().and_then(|count| node.named_child(count.checked_sub(1)?))?;
    }
    fits(node).then_some(node)
}

fn ends_in_return(condition: Node<'_>) -> bool {
    last_of(condition, |node| node.kind().starts_with("return")).is_some()
}
