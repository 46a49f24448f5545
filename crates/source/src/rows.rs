//! What the rows of a file hold: code, decisions, values. Tells lists of values from code that does something.

use crate::languages::{Rule, Shape};
use quarterdeck_base::bound;
use tree_sitter::Node;

/// A literal of fewer rows is no table.
const TABLE_ROWS: usize = 3;

/// Kinds of nodes that make an object and have no shape of their own.
const CREATIONS: [&str; 2] = ["new_expression", "object_creation_expression"];

/// Marks of each row.
pub(crate) struct Rows {
    code: Vec<bool>,
    /// A call, a branch, an operator or a function begins here.
    busy: Vec<bool>,
    /// Something is assigned here, or a literal stands here.
    holds_value: Vec<bool>,
    /// First and last row of literals, outer before inner.
    literals: Vec<(usize, usize)>,
}

impl Rows {
    /// Rows of which nothing is known.
    pub(crate) fn new(rows: usize) -> Self {
        Self { code: vec![false; rows], busy: vec![false; rows], holds_value: vec![false; rows], literals: Vec::new() }
    }

    /// Takes a node in.
    pub(crate) fn see(&mut self, node: Node<'_>, rule: Rule, literals: &[&str]) {
        let (first, last) = (node.start_position().row, node.end_position().row);
        if is_busy(rule) || CREATIONS.contains(&node.kind()) {
            set(&mut self.busy, first, first);
        }
        let is_table = last >= first + TABLE_ROWS - 1 && literals.contains(&node.kind());
        if is_table && (self.literals.len() as u64) < bound::FILE_FUNCTIONS {
            self.literals.push((first, last));
        }
    }

    /// Takes the text of a leaf in, a comment aside.
    pub(crate) fn read(&mut self, text: &[u8], kind: &str, first: usize, last: usize) {
        set(&mut self.code, first, last);
        let assigns = matches!(text, b"=" | b":" | b"=>" | b":=");
        let is_literal = matches!(text.first(), Some(b'"' | b'\'' | b'`'))
            || ["number", "integer", "float", "literal"].iter().any(|part| kind.contains(part));
        if assigns || is_literal || last > first {
            set(&mut self.holds_value, first, last);
        }
    }

    /// For each row how many above it hold code, and how many of these only a value.
    pub(crate) fn sums(&self) -> Vec<(u32, u32)> {
        let mut sums = vec![(0, 0)];
        let mut sum = (0, 0);
        for ((code, busy), holds_value) in self.code.iter().zip(&self.busy).zip(&self.holds_value) {
            sum.0 += u32::from(*code);
            sum.1 += u32::from(*code && *holds_value && !*busy);
            sums.push(sum);
        }
        sums
    }

    /// First and last line of the outermost literals in which nothing is decided.
    pub(crate) fn tables(&self) -> Vec<(u32, u32)> {
        let mut busy_above = vec![0_u32; self.busy.len() + 1];
        for (row, busy) in self.busy.iter().enumerate() {
            busy_above[row + 1] = busy_above[row] + u32::from(*busy);
        }
        let mut tables: Vec<(u32, u32)> = Vec::new();
        for (first, last) in &self.literals {
            let end = (last + 1).min(self.busy.len());
            let is_inside = tables.last().is_some_and(|(_, known)| to_line(*first) <= *known);
            if !is_inside && busy_above[end] == busy_above[(*first).min(end)] {
                tables.push((to_line(*first), to_line(*last)));
            }
        }
        tables
    }
}

fn is_busy(rule: Rule) -> bool {
    use Shape::{
        And, Binary, Call, Callable, Catch, CatchHead, Else, ElseBlock, ElseIf, If, Loop, Or, Switch, Ternary, Try,
    };
    rule.branch > 0
        || matches!(
            rule.shape,
            And | Binary
                | Call
                | Callable
                | Catch
                | CatchHead
                | Else
                | ElseBlock
                | ElseIf
                | If
                | Loop
                | Or
                | Switch
                | Ternary
                | Try
        )
}

fn set(rows: &mut [bool], first: usize, last: usize) {
    if let Some(rows) = rows.get_mut(first..=last) {
        rows.fill(true);
    }
}

fn to_line(row: usize) -> u32 {
    u32::try_from(row + 1).unwrap_or(u32::MAX)
}
