//! What the rows of a file hold: code, decisions, values. Tells lists of values from code that does something.

use crate::languages::{Rule, Shape};
use crate::tree::Seen;
use crate::values::only_translates;
use quarterdeck_base::bound;
use tree_sitter::Node;

/// A literal of fewer rows is no table.
const TABLE_ROWS: usize = 3;

/// Of so many rows of a table one may do something.
const ROWS_PER_BUSY: u32 = 20;

/// Marks of each row.
pub(crate) struct Rows {
    code: Vec<bool>,
    /// A call, a branch, an operator or a function begins here.
    busy: Vec<bool>,
    /// Something is assigned here, or a literal stands here.
    holds_value: Vec<bool>,
    /// A text that began above goes on here.
    continues_text: Vec<bool>,
    /// First and last row of literals, outer before inner.
    literals: Vec<(usize, usize)>,
}

impl Rows {
    /// Rows of which nothing is known.
    pub(crate) fn new(rows: usize) -> Self {
        let none = || vec![false; rows];
        Self { code: none(), busy: none(), holds_value: none(), continues_text: none(), literals: Vec::new() }
    }

    /// Takes a node in.
    pub(crate) fn see(&mut self, seen: &Seen<'_>, source: &[u8]) {
        let Seen { node, kind, rule, .. } = *seen;
        let (first, last) = (node.start_position().row, node.end_position().row);
        let marks_text = rule.shape == Shape::Call && only_translates(node, source);
        if (is_busy(rule) && !marks_text) || (kind.creates && !only_initialises(node)) {
            set(&mut self.busy, first, first);
        }
        if last > first && kind.is_text {
            set(&mut self.continues_text, first + 1, last);
        }
        let is_table = last >= first + TABLE_ROWS - 1 && kind.holds_values;
        if is_table && (self.literals.len() as u64) < bound::FILE_FUNCTIONS {
            self.literals.push((first, last));
        }
    }

    /// Takes the text of a leaf in, a comment aside.
    pub(crate) fn read(&mut self, text: &[u8], is_literal: bool, first: usize, last: usize) {
        set(&mut self.code, first, last);
        let assigns = matches!(text, b"=" | b":" | b"=>" | b":=");
        let is_literal = is_literal || matches!(text.first(), Some(b'"' | b'\'' | b'`'));
        if assigns || is_literal || last > first {
            set(&mut self.holds_value, first, last);
        }
    }

    /// For each row how many above it hold code, how many of these only a value, and how many only go on with a text.
    pub(crate) fn sums(&self) -> Vec<[u32; 3]> {
        let mut sums = vec![[0; 3]];
        let mut sum = [0; 3];
        for (row, code) in self.code.iter().enumerate() {
            let is_idle = *code && !self.busy[row];
            sum[0] += u32::from(*code);
            sum[1] += u32::from(is_idle && self.holds_value[row]);
            sum[2] += u32::from(is_idle && self.continues_text[row]);
            sums.push(sum);
        }
        sums
    }

    /// First and last line of the outermost literals in which hardly anything is decided.
    pub(crate) fn tables(&self) -> Vec<(u32, u32)> {
        let mut busy_above = vec![0_u32; self.busy.len() + 1];
        for (row, busy) in self.busy.iter().enumerate() {
            busy_above[row + 1] = busy_above[row] + u32::from(*busy);
        }
        let mut tables: Vec<(u32, u32)> = Vec::new();
        for (first, last) in &self.literals {
            let end = (last + 1).min(self.busy.len());
            let is_inside = tables.last().is_some_and(|(_, known)| to_line(*first) <= *known);
            let busy = busy_above[end] - busy_above[(*first).min(end)];
            if !is_inside && busy * ROWS_PER_BUSY <= to_line(last - first) {
                tables.push((to_line(*first), to_line(*last)));
            }
        }
        tables
    }
}

/// True for an object that is made without arguments and of values given by name: `new Order { Total = 1 }`.
fn only_initialises(creation: Node<'_>) -> bool {
    let has_arguments =
        creation.child_by_field_name("arguments").is_some_and(|arguments| arguments.named_child_count() > 0);
    creation.child_by_field_name("initializer").is_some() && !has_arguments
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
