//! The syntax tree and the walk over it. Apart because this is the one place that may touch depth: everything walks
//! with a cursor and a stack on the heap, never with calls that call themselves.

use crate::Refused;
use crate::languages::{Grammar, Kind, Known, Rule};
use std::borrow::Cow;
use std::ops::ControlFlow;
use tree_sitter::{Node, ParseOptions, Parser, Tree};

/// tree-sitter reports progress once every hundred steps. A file is given this many reports in any case, and one more
/// for each [`BYTES_PER_REPORT`]: about a hundred times what ordinary code needs. A count, not a time, so that the
/// same bytes are refused on every machine.
const REPORTS: u64 = 20_000;
const BYTES_PER_REPORT: u64 = 4;

/// Longest name or path that is kept of the source, in bytes.
const TEXT_BYTES: usize = 300;

/// Parses, within the step budget.
pub(crate) fn parse(grammar: &dyn Grammar, source: &[u8]) -> Result<Tree, Refused> {
    let mut parser = Parser::new();
    parser.set_language(&grammar.language()).map_err(|_| Refused::Unsupported)?;
    let mut left = REPORTS + source.len() as u64 / BYTES_PER_REPORT;
    let mut progress = |_: &tree_sitter::ParseState| {
        left = left.saturating_sub(1);
        if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let options = ParseOptions::new().progress_callback(&mut progress);
    let mut read = |at: usize, _| source.get(at..).unwrap_or_default();
    parser.parse_with_options(&mut read, None, Some(options)).ok_or(Refused::TooCostly)
}

/// A node, and what the walk knows of it.
pub(crate) struct Seen<'t> {
    /// The node.
    pub(crate) node: Node<'t>,
    /// What is known of its kind.
    pub(crate) kind: &'t Kind,
    /// What it does.
    pub(crate) rule: Rule,
    /// Its role in its parent; empty for none.
    pub(crate) field: &'t str,
}

/// Sees each node of a tree before and after its children.
pub(crate) trait Visitor<'t> {
    /// Before the children; `ancestors` lead from the root to the parent.
    fn enter(&mut self, seen: &Seen<'t>, ancestors: &[Node<'t>]);
    /// After the children.
    fn leave(&mut self, node: Node<'t>);
}

/// Two that see the same walk: moving a cursor over a tree costs as much as what either does with a node.
impl<'t, A: Visitor<'t>, B: Visitor<'t>> Visitor<'t> for (A, B) {
    fn enter(&mut self, seen: &Seen<'t>, ancestors: &[Node<'t>]) {
        self.0.enter(seen, ancestors);
        self.1.enter(seen, ancestors);
    }

    fn leave(&mut self, node: Node<'t>) {
        self.0.leave(node);
        self.1.leave(node);
    }
}

/// Shows every node to the visitor, in source order.
pub(crate) fn walk<'t>(tree: &'t Tree, known: &'static Known, source: &[u8], visitor: &mut impl Visitor<'t>) {
    let mut cursor = tree.walk();
    let mut ancestors = Vec::new();
    loop {
        let node = cursor.node();
        let kind = known.kind(node);
        let rule = known.refined(kind, node, &ancestors, source);
        visitor.enter(&Seen { node, kind, rule, field: known.field(cursor.field_id()) }, &ancestors);
        if cursor.goto_first_child() {
            ancestors.push(node);
            continue;
        }
        visitor.leave(node);
        while !cursor.goto_next_sibling() {
            let Some(parent) = ancestors.pop() else { return };
            cursor.goto_parent();
            visitor.leave(parent);
        }
    }
}

/// The text of a node, cut at [`TEXT_BYTES`].
pub(crate) fn text<'s>(node: Node<'_>, source: &'s [u8]) -> Cow<'s, str> {
    let bytes = source.get(node.byte_range()).unwrap_or_default();
    String::from_utf8_lossy(&bytes[..bytes.len().min(TEXT_BYTES)])
}

/// The text of a field of a node; empty when it has none.
pub(crate) fn field_text(node: Node<'_>, field: &str, source: &[u8]) -> String {
    node.child_by_field_name(field).map(|child| text(child, source).into_owned()).unwrap_or_default()
}

/// The named children without comments.
pub(crate) fn named_children<'t>(node: Node<'t>) -> Vec<Node<'t>> {
    let mut cursor = node.walk();
    node.named_children(&mut cursor).filter(|child| !child.kind().ends_with("comment")).collect()
}

/// The first named child of a kind.
pub(crate) fn child_of_kind<'t>(node: Node<'t>, kind: &str) -> Option<Node<'t>> {
    let mut cursor = node.walk();
    node.named_children(&mut cursor).find(|child| child.kind() == kind)
}

/// True when an unnamed child (a keyword, an operator) has this text.
pub(crate) fn has_token(node: Node<'_>, token: &str) -> bool {
    let mut cursor = node.walk();
    node.children(&mut cursor).any(|child| !child.is_named() && child.kind() == token)
}

/// The line of a node's first byte, from 1.
pub(crate) fn line(node: Node<'_>) -> u32 {
    u32::try_from(node.start_position().row + 1).unwrap_or(u32::MAX)
}

/// Visits a node and all that is in it.
pub(crate) fn each(top: Node<'_>, see: &mut dyn FnMut(Node<'_>)) {
    let mut cursor = top.walk();
    loop {
        see(cursor.node());
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return;
            }
        }
    }
}
