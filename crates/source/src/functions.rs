//! Functions with their measures and the count of errors, from a walk over the tree. Apart from the counting of
//! complexity so that names, lines and hashes stay out of it.

use crate::by_hand::ByHand;
use crate::chain::Chains;
use crate::complexity::{Counts, Found, Meter};
use crate::copied::says_copied;
use crate::flat::FlatRuns;
use crate::forwards::forwards;
use crate::languages::{Callable, Covers, Grammar, Head, Known, Shape};
use crate::retired::Retired;
use crate::rows::Rows;
use crate::strings::Strings;
use crate::tree::{Seen, Visitor};
use crate::{CodeFacts, Function};
use quarterdeck_base::bound;
use std::collections::BTreeSet;
use std::ops::Range;
use tree_sitter::{Node, Tree};

/// Most enclosing types that a name keeps, the innermost ones.
const NAME_TYPES: usize = 8;
/// How many functions outwards a call may be taken as recursion: from a closure to the function it stands in.
const RECURSION_REACH: usize = 4;

/// FNV-1a, 64 bits.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn write(&mut self, bytes: &[u8]) {
        // The zero keeps `ab c` and `a bc` apart.
        for byte in bytes.iter().chain(&[0]) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// A function whose end was not seen yet.
struct Open {
    node: usize,
    start_byte: usize,
    head: Head,
    hash: Fnv,
    /// Its place in the list; `None` beyond the bound.
    slot: Option<usize>,
}

/// Reads functions and what stands around them.
pub(crate) struct Reader<'s> {
    known: &'s Known,
    grammar: &'s dyn Grammar,
    source: &'s [u8],
    meter: Meter,
    open: Vec<Open>,
    /// Enclosing types: node id and name.
    types: Vec<(usize, String)>,
    rows: Rows,
    flat_runs: FlatRuns,
    chains: Chains,
    by_hand: ByHand,
    retired: Retired,
    strings: Strings,
    /// End of the last leaf: byte and row.
    read_to: (usize, usize),
    /// End of the last comment.
    comment_end: usize,
    functions: Vec<Function>,
    errors: u32,
    error_lines: BTreeSet<(u32, u32)>,
    /// The node whose next child is test code, and the line of the attribute that says so.
    marked: Option<(usize, u32)>,
    /// What begins before this byte is test code.
    tests_until: usize,
    /// First and last line of test code.
    test_lines: Vec<(u32, u32)>,
}

impl<'t> Visitor<'t> for Reader<'_> {
    fn enter(&mut self, seen: &Seen<'t>, ancestors: &[Node<'t>]) {
        let Seen { node, kind, rule, field } = *seen;
        let bytes = node.byte_range();
        if node.is_error() || (bytes.is_empty() && node.is_missing()) {
            self.errors += 1;
            self.error_lines.insert((to_line(node.start_position().row), to_line(node.end_position().row)));
        }
        if let Some(parent) = ancestors.last() {
            self.mark_tests(node, rule.shape, parent);
        }
        self.rows.see(seen, self.source);
        let is_case = self.chains.enter(node, self.known, self.source);
        self.meter.in_flat_run = self.flat_runs.enter(node, self.known, self.source) || is_case;
        if kind.is_markup
            && let Some(counts) = self.meter.current()
        {
            counts.builds_markup = true;
        }
        let found = self.find(node, rule.shape, ancestors);
        self.meter.enter(rule, field, kind.is_named, found);
        // Some grammars divide comments, and keep parts of them to themselves.
        let in_comment = bytes.end <= self.comment_end;
        if rule.shape == Shape::Comment {
            self.comment_end = self.comment_end.max(bytes.end);
        }
        self.retired.see(seen, self.source);
        if !in_comment && (rule.shape == Shape::Comment || node.child_count() == 0) {
            self.read_leaf(seen);
        }
    }

    fn leave(&mut self, node: Node<'t>) {
        if self.types.last().is_some_and(|(id, _)| *id == node.id()) {
            self.types.pop();
        }
        if let Some(counts) = self.meter.leave() {
            self.close(node, &counts);
        }
    }
}

impl<'s> Reader<'s> {
    /// Before the walk over a tree.
    pub(crate) fn new(known: &'s Known, tree: &Tree, source: &'s [u8]) -> Self {
        Self {
            known,
            grammar: known.grammar,
            source,
            meter: Meter::default(),
            open: Vec::new(),
            types: Vec::new(),
            rows: Rows::new(row_count(tree)),
            flat_runs: FlatRuns::default(),
            chains: Chains::default(),
            by_hand: ByHand::default(),
            retired: Retired::default(),
            strings: Strings::default(),
            read_to: (0, 0),
            comment_end: 0,
            functions: Vec::new(),
            errors: 0,
            error_lines: BTreeSet::new(),
            marked: None,
            tests_until: 0,
            test_lines: Vec::new(),
        }
    }

    /// After the walk: fills `functions`, `tables`, `by_hand`, `copied_in`, `retired`, `test_lines`, `errors` and
    /// `error_lines`.
    pub(crate) fn finish(mut self, tree: &Tree, facts: &mut CodeFacts) {
        let rows = row_count(tree);
        let above = self.rows.sums();
        for function in &mut self.functions {
            let end = (function.end_line as usize).min(rows);
            let start = (function.start_line as usize - 1).min(end);
            let [code, plain, text] = [0, 1, 2].map(|of| above[end][of] - above[start][of]);
            (function.code, function.plain, function.text) = (code, plain, text);
        }
        self.functions.sort_by_key(|function| function.start_line);
        facts.functions = self.functions;
        facts.errors = self.errors;
        facts.error_lines = self.error_lines.into_iter().collect();
        facts.retired = self.retired.lines();
        facts.test_lines = self.test_lines;
        facts.tables = self.rows.tables();
        self.strings.tell(facts);
        facts.by_hand = self.by_hand.answer(facts);
        facts.copied_in = says_copied(self.source);
    }
}

fn row_count(tree: &Tree) -> usize {
    tree.root_node().end_position().row + 1
}

impl Reader<'_> {
    fn find(&mut self, node: Node<'_>, shape: Shape, ancestors: &[Node<'_>]) -> Found {
        match shape {
            Shape::Callable => match self.grammar.callable(node, ancestors, self.source, !self.open.is_empty()) {
                Callable::No => Found::Ordinary,
                Callable::Folded => Found::Closure,
                Callable::Apart(head) => {
                    let (wraps, inline) = (head.wraps, head.inline);
                    self.begin(node, head);
                    Found::Function { wraps, inline }
                }
            },
            Shape::Type => {
                if let Some(name) = self.grammar.type_name(node, self.source) {
                    self.by_hand.begins(&name);
                    self.types.push((node.id(), name));
                }
                Found::Ordinary
            }
            Shape::Jump if self.grammar.jumps(node, self.source) => Found::Jump,
            Shape::Binary if self.joins(node) => Found::Joins,
            Shape::Call => {
                let calls = self.open.iter().rev().take(RECURSION_REACH).find(|open| !is_anonymous(&open.head.name));
                if let Some(open) = calls
                    && self.grammar.calls_itself(node, &open.head, self.source)
                    && let Some(counts) = self.meter.current()
                {
                    counts.recursive = true;
                }
                Found::Ordinary
            }
            _ => Found::Ordinary,
        }
    }

    fn mark_tests(&mut self, node: Node<'_>, shape: Shape, parent: &Node<'_>) {
        let covers =
            if shape == Shape::Attribute { self.grammar.marks_test(node, self.source) } else { Covers::Nothing };
        match covers {
            Covers::Next => {
                let first = self.marked.filter(|(of, _)| *of == parent.id()).map(|(_, line)| line);
                self.marked = Some((parent.id(), first.unwrap_or_else(|| to_line(node.start_position().row))));
            }
            Covers::Around => self.add_test(*parent, to_line(parent.start_position().row)),
            Covers::Nothing => {
                let is_item = node.is_named() && !matches!(shape, Shape::Attribute | Shape::Comment);
                let marked = self.marked.filter(|(of, _)| is_item && *of == parent.id());
                if let Some((_, line)) = marked {
                    self.marked = None;
                    self.add_test(node, line);
                }
            }
        }
    }

    fn add_test(&mut self, node: Node<'_>, first_line: u32) {
        if node.end_byte() > self.tests_until {
            self.tests_until = node.end_byte();
            // What stands around it covers it: no line is in two ranges.
            while self.test_lines.pop_if(|(first, _)| *first >= first_line).is_some() {}
            let first_line = first_line.max(self.test_lines.last().map_or(0, |(_, last)| *last + 1));
            let last_line = to_line(node.end_position().row);
            if first_line <= last_line {
                self.test_lines.push((first_line, last_line));
            }
        }
    }

    fn joins(&self, node: Node<'_>) -> bool {
        let operator = node.child_by_field_name("operator").or_else(|| node.child_by_field_name("op"));
        let operator = operator.or_else(|| node.child(1));
        operator.is_some_and(|operator| {
            matches!(self.known.rule(operator, &[node], self.source).shape, Shape::And | Shape::Or)
        })
    }

    fn begin(&mut self, node: Node<'_>, head: Head) {
        if let Some((_, owner)) = self.types.last() {
            let text = self.source.get(node.byte_range()).unwrap_or_default();
            self.by_hand.function(owner, &head.name, text);
        }
        let slot = ((self.functions.len() as u64) < bound::FILE_FUNCTIONS).then_some(self.functions.len());
        if slot.is_some() {
            let end = node.end_position();
            let end_row = if end.column == 0 && end.row > head.row { end.row - 1 } else { end.row };
            self.functions.push(Function {
                name: self.full_name(&head),
                start_line: to_line(head.row),
                end_line: to_line(end_row.max(head.row)),
                code: 0,
                parameters: head.parameters,
                nesting: 0,
                cyclomatic: 1,
                cognitive: 0,
                cognitive_own: 0,
                cognitive_flat: 0,
                cognitive_flat_inside: 0,
                plain: 0,
                text: 0,
                content_hash: 0,
                in_test: node.start_byte() < self.tests_until,
                forwards: forwards(node, self.known),
                builds_markup: false,
            });
        }
        self.open.push(Open { node: node.id(), start_byte: node.start_byte(), head, hash: Fnv::new(), slot });
    }

    fn full_name(&self, head: &Head) -> String {
        let around = self.open.iter().rev().map(|open| &open.head).find(|around| !is_anonymous(&around.name));
        if let Some(around) = around.filter(|_| head.is_value) {
            return format!("{} > {}", around.name, head.name);
        }
        let from = self.types.len().saturating_sub(NAME_TYPES);
        let mut parts: Vec<&str> = self.types[from..].iter().map(|(_, name)| name.as_str()).collect();
        parts.extend([head.owner.as_str(), head.name.as_str()].iter().filter(|part| !part.is_empty()));
        parts.join("::")
    }

    fn close(&mut self, node: Node<'_>, counts: &Counts) {
        let Some(open) = self.open.pop_if(|open| open.node == node.id()) else { return };
        if let Some(around) = self.open.last_mut() {
            around.hash.write(&open.hash.0.to_le_bytes());
        }
        if let Some(function) = open.slot.and_then(|slot| self.functions.get_mut(slot)) {
            function.nesting = counts.nesting;
            function.cyclomatic = counts.cyclomatic;
            let holds_modules = self.grammar.functions_hold_modules();
            function.cognitive = counts.cognitive(holds_modules);
            function.cognitive_flat_inside = counts.flat_inside(holds_modules);
            function.cognitive_own = counts.cognitive_own();
            function.cognitive_flat = counts.flat;
            function.builds_markup = counts.builds_markup;
            function.content_hash = open.hash.0;
        }
    }

    /// Takes a leaf into the code lines and the hash, and what no node covers between it and the last leaf: some
    /// grammars keep parts of strings to themselves.
    fn read_leaf(&mut self, seen: &Seen<'_>) {
        let (node, shape) = (seen.node, seen.rule.shape);
        let (start, end) = (node.start_byte(), node.end_byte());
        let (first, last) = (node.start_position(), node.end_position());
        let from = self.read_to.0.max(self.open.last().map_or(0, |open| open.start_byte));
        self.read_text(from..start, false, self.read_to.1, first.row);
        self.read_to = self.read_to.max((end, last.row));
        if shape == Shape::Comment && self.types.is_empty() {
            self.by_hand.comment(self.source.get(start..end).unwrap_or_default());
        }
        if shape != Shape::Comment {
            let last_row = if last.column == 0 && last.row > first.row { last.row - 1 } else { last.row };
            self.read_text(start..end, seen.kind.is_literal, first.row, last_row);
        }
    }

    fn read_text(&mut self, bytes: Range<usize>, is_literal: bool, first_row: usize, last_row: usize) {
        let Some(text) = self.source.get(bytes).map(<[u8]>::trim_ascii).filter(|text| !text.is_empty()) else { return };
        if let Some(open) = self.open.last_mut() {
            open.hash.write(text);
        }
        self.rows.read(text, is_literal, first_row, last_row);
        self.strings.read(text);
    }
}

fn is_anonymous(name: &str) -> bool {
    name.starts_with('(')
}

fn to_line(row: usize) -> u32 {
    u32::try_from(row + 1).unwrap_or(u32::MAX)
}
