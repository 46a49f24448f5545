//! Accounting of lines: every line is closed exactly once, whatever the lexer does. Apart so that the sum of the
//! three classes is the number of lines by construction.

use crate::LineClass;
use bstr::ByteSlice;

/// Lines by class.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Totals {
    pub(crate) code: u32,
    pub(crate) comments: u32,
    pub(crate) blanks: u32,
    pub(crate) longest_bytes: u32,
}

pub(crate) struct Lines<'a> {
    bytes: &'a [u8],
    literate: bool,
    /// Current line, from 1.
    pub(crate) line: u32,
    /// Where the current line begins.
    pub(crate) start: usize,
    /// The current line has code.
    pub(crate) code: bool,
    /// The current line has comment.
    pub(crate) comment: bool,
    pub(crate) totals: Totals,
    pub(crate) classes: Option<Vec<LineClass>>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(bytes: &'a [u8], literate: bool, keep_classes: bool) -> Self {
        Self {
            bytes,
            literate,
            line: 1,
            start: 0,
            code: false,
            comment: false,
            totals: Totals::default(),
            classes: keep_classes.then(Vec::new),
        }
    }

    /// Closes the current line at the position of its `\n`.
    pub(crate) fn newline(&mut self, position: usize) {
        self.close(position);
        self.line = self.line.saturating_add(1);
        self.start = position + 1;
    }

    /// Closes the last line when it has no `\n`.
    pub(crate) fn finish(&mut self) {
        if self.start < self.bytes.len() {
            self.close(self.bytes.len());
        }
    }

    /// Marks every line that a comment, or code such as a string, lies on: its empty lines belong to it.
    pub(crate) fn span(&mut self, start: usize, end: usize, comment: bool) {
        let mut at = start;
        while let Some(length) = self.bytes[at..end].find_byte(b'\n') {
            self.mark(comment);
            self.newline(at + length);
            at += length + 1;
        }
        if at < end {
            self.mark(comment);
        }
    }

    fn mark(&mut self, comment: bool) {
        *(if comment { &mut self.comment } else { &mut self.code }) = true;
    }

    /// Marks every line with something on it as code.
    pub(crate) fn plain(&mut self, start: usize) {
        let mut at = start;
        for line in self.bytes[start..].lines_with_terminator() {
            self.code = line.iter().any(|byte| !is_space(*byte));
            at += line.len();
            if line.ends_with(b"\n") {
                self.newline(at - 1);
            }
        }
    }

    fn close(&mut self, end: usize) {
        let class = match (self.code, self.comment) {
            (true, _) if self.literate => LineClass::Comment,
            (true, _) => LineClass::Code,
            (false, true) => LineClass::Comment,
            (false, false) => LineClass::Blank,
        };
        match class {
            LineClass::Code => self.totals.code += 1,
            LineClass::Comment => self.totals.comments += 1,
            LineClass::Blank => self.totals.blanks += 1,
        }
        if let Some(classes) = &mut self.classes {
            classes.push(class);
        }
        let carriage_return = end > self.start && self.bytes[end - 1] == b'\r';
        let length = u32::try_from(end - self.start - usize::from(carriage_return)).unwrap_or(u32::MAX);
        self.totals.longest_bytes = self.totals.longest_bytes.max(length);
        self.code = false;
        self.comment = false;
    }
}

/// White space of a line, and the end of a line.
pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}
