//! Chains of `else if` that compare one variable with values: a switch, whatever its branches do, and with a flag added to
//! some of its cases as well.

use crate::languages::{Known, Shape};
use crate::values::is_value;
use std::collections::{BTreeMap, BTreeSet};
use tree_sitter::Node;

/// Shorter chains are no switch.
const CHAIN: usize = 8;

/// Operators that compare for equality.
const EQUALS: [&str; 6] = ["==", "===", "=", "-eq", "eq", "is"];

/// Operators that ask for both.
const ANDS: [&str; 2] = ["&&", "and"];

/// The branches of such chains ahead of the walk, but the first of each.
#[derive(Default)]
pub(crate) struct Chains {
    /// Nodes whose own step is that of a case; what is in them counts as ever.
    cases: BTreeSet<usize>,
    /// Conditions of chains that were looked at from their start.
    seen: BTreeSet<usize>,
}

/// One branch of a chain: its condition, and the nodes that stand for its `else if`.
struct Branch<'t> {
    condition: Node<'t>,
    steps: Vec<usize>,
}

impl Chains {
    /// Takes in the node that the walk enters; true when it is a case of such a chain.
    pub(crate) fn enter(&mut self, node: Node<'_>, known: &Known, source: &[u8]) -> bool {
        if known.kind_rule(node).shape == Shape::If && !self.seen.contains(&node.id()) {
            let branches = branches(node, known);
            self.seen.extend(branches.iter().flat_map(|branch| &branch.steps));
            if branches.len() >= CHAIN {
                self.take(&branches, source);
            }
        }
        self.cases.remove(&node.id())
    }

    fn take(&mut self, branches: &[Branch<'_>], source: &[u8]) {
        let mut by_variable: BTreeMap<&[u8], Vec<&Branch<'_>>> = BTreeMap::new();
        for branch in branches {
            if let Some(variable) = compared(branch.condition, source) {
                by_variable.entry(variable).or_default().push(branch);
            }
        }
        for same in by_variable.values().filter(|same| same.len() >= CHAIN) {
            self.cases.extend(same.iter().skip(1).flat_map(|branch| &branch.steps));
        }
    }
}

/// The branches of the chain that begins with a condition.
fn branches<'t>(first: Node<'t>, known: &Known) -> Vec<Branch<'t>> {
    let shape = |node: Node<'_>| known.kind_rule(node).shape;
    let mut branches = Vec::new();
    let mut next = Some((first, Vec::new()));
    while let Some((node, steps)) = next.take() {
        if let Some(condition) = node.child_by_field_name("condition") {
            branches.push(Branch { condition, steps });
        }
        let mut cursor = node.walk();
        let children: Vec<Node<'t>> = node.named_children(&mut cursor).collect();
        let mut alternatives = node.walk();
        let alternative: Vec<usize> =
            node.children_by_field_name("alternative", &mut alternatives).map(|child| child.id()).collect();
        for child in children {
            let is_other = alternative.contains(&child.id());
            match shape(child) {
                // Some grammars put these beside each other, some into each other.
                Shape::ElseIf if child.child_by_field_name("alternative").is_none() => {
                    if let Some(condition) = child.child_by_field_name("condition") {
                        branches.push(Branch { condition, steps: vec![child.id()] });
                    }
                }
                Shape::ElseIf => next = Some((child, vec![child.id()])),
                Shape::If if is_other => next = Some((child, vec![child.id()])),
                Shape::Else => {
                    let inner = child.named_child(0).filter(|inner| shape(*inner) == Shape::If);
                    next = inner.map(|inner| (inner, vec![child.id(), inner.id()])).or(next);
                }
                _ => {}
            }
        }
    }
    branches
}

/// The text of what a condition compares with a value; a flag may be asked as well.
fn compared<'s>(condition: Node<'_>, source: &'s [u8]) -> Option<&'s [u8]> {
    let (left, operator, right) = sides(condition, source)?;
    if ANDS.iter().any(|and| and.as_bytes() == operator) {
        let (comparison, flag) = if is_flag(right, source) { (left, right) } else { (right, left) };
        let (left, operator, right) = sides(comparison, source).filter(|_| is_flag(flag, source))?;
        return variable(left, operator, right, source);
    }
    variable(left, operator, right, source)
}

/// The two sides of an operation and the operator between them.
fn sides<'t, 's>(operation: Node<'t>, source: &'s [u8]) -> Option<(Node<'t>, &'s [u8], Node<'t>)> {
    let mut node = operation;
    while node.kind().starts_with("parenthesized") {
        node = node.named_child(0)?;
    }
    let (left, right) = (node.named_child(0)?, node.named_child(1)?);
    let operator = source.get(left.end_byte()..right.start_byte())?.trim_ascii();
    (node.named_child_count() == 2).then_some((left, operator, right))
}

/// What a comparison of something with a value compares.
fn variable<'s>(left: Node<'_>, operator: &[u8], right: Node<'_>, source: &'s [u8]) -> Option<&'s [u8]> {
    if !EQUALS.iter().any(|equals| equals.as_bytes() == operator) {
        return None;
    }
    match (is_value(left), is_value(right)) {
        (false, true) => source.get(left.byte_range()),
        (true, false) => source.get(right.byte_range()),
        _ => None,
    }
}

/// A name alone, or its opposite: `$showRates`, `!verbose`, `not all`.
fn is_flag(node: Node<'_>, source: &[u8]) -> bool {
    let text = source.get(node.byte_range()).unwrap_or_default();
    let name = text.strip_prefix(b"!").or_else(|| text.strip_prefix(b"not ")).unwrap_or(text).trim_ascii();
    !is_value(node) && !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"_$@".contains(byte))
}
