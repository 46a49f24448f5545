//! Functions and types that say that they are to go: an annotation, an attribute, the comment above, or in Python a warning
//! as a statement of their own.

use crate::languages::Shape;
use crate::tree::Seen;
use std::ops::Range;
use tree_sitter::Node;

/// Marks in front of a function or type, and in its own text before the body.
const MARKS: [&str; 10] = [
    "@Deprecated",
    "@deprecated",
    "#[Deprecated",
    "#[\\Deprecated",
    "#[deprecated",
    "[Obsolete",
    "[System.Obsolete",
    ", Obsolete(",
    "[[deprecated",
    "Deprecated: ",
];

/// The class of the warning that Python code gives out when it is called and is to go.
const WARNINGS: [&str; 2] = ["DeprecationWarning", "PendingDeprecationWarning"];

/// Most bytes of a head that are looked at.
const HEAD_BYTES: usize = 1_000;

/// Statements at the start of a body that are looked at.
const FIRST_STATEMENTS: usize = 8;

/// What a walk over a file sees of it.
#[derive(Default)]
pub(crate) struct Retired {
    /// Bytes of the comments seen last, with nothing between them.
    comments: Range<usize>,
    ranges: Vec<(u32, u32)>,
}

impl Retired {
    /// Any node: what is no comment and marks nothing beside it is passed by.
    pub(crate) fn see(&mut self, seen: &Seen<'_>, source: &[u8]) {
        let node = seen.node;
        match seen.rule.shape {
            Shape::Type | Shape::Callable => self.declared(node, source),
            Shape::Comment => self.beside(node.byte_range(), source),
            _ if seen.kind.is_beside => self.beside(node.byte_range(), source),
            _ => {}
        }
    }

    fn beside(&mut self, bytes: Range<usize>, source: &[u8]) {
        let between = source.get(self.comments.end..bytes.start).unwrap_or_default();
        let goes_on = between.iter().all(u8::is_ascii_whitespace);
        self.comments = if goes_on { self.comments.start..bytes.end } else { bytes };
    }

    fn declared(&mut self, node: Node<'_>, source: &[u8]) {
        let body = node.child_by_field_name("body");
        let head = node.start_byte()..body.map_or(node.end_byte(), |body| body.start_byte());
        let head = head.start..head.end.min(head.start.saturating_add(HEAD_BYTES));
        if says(source, head) || says(source, self.above(node, source)) || body.is_some_and(|body| warns(body, source))
        {
            let line = |row: usize| u32::try_from(row + 1).unwrap_or(u32::MAX);
            self.ranges.push((line(node.start_position().row), line(node.end_position().row)));
        }
    }

    /// The comments right above, with what stands between them and the node: other annotations, `export`.
    fn above(&self, node: Node<'_>, source: &[u8]) -> Range<usize> {
        let start = node.start_byte();
        let between = source.get(self.comments.end..start).unwrap_or_default();
        let is_apart = between.len() > HEAD_BYTES || between.iter().any(|byte| b";{}".contains(byte));
        // The end of a long comment is enough: it may be looked at for many functions.
        let from = self.comments.start.max(start.saturating_sub(4 * HEAD_BYTES));
        if is_apart || self.comments.is_empty() { start..start } else { from..start }
    }

    /// First and last line of each, by first line.
    pub(crate) fn lines(mut self) -> Vec<(u32, u32)> {
        self.ranges.sort_unstable();
        self.ranges
    }
}

fn says(source: &[u8], bytes: Range<usize>) -> bool {
    let text = source.get(bytes).unwrap_or_default();
    MARKS.iter().any(|mark| text.windows(mark.len()).any(|part| part == mark.as_bytes()))
}

/// A warning among the first statements of a body: one within a condition speaks of a way to call it.
fn warns(body: Node<'_>, source: &[u8]) -> bool {
    let mut cursor = body.walk();
    body.named_children(&mut cursor).take(FIRST_STATEMENTS).any(|statement| {
        let text = source.get(statement.byte_range()).unwrap_or_default();
        let is_call = statement.kind() == "expression_statement" && text.windows(4).any(|part| part == b"warn");
        is_call && WARNINGS.iter().any(|class| text.windows(class.len()).any(|part| part == class.as_bytes()))
    })
}
