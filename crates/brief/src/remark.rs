//! What there is to say of a brief: a sentence on what is wrong and one on what to do, each with its line.

use quarterdeck_base::{BOUNDS, bound};

/// How much a remark weighs. The heaviest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// No plan can be made.
    Error,
    /// Something is missing or contradictory; the plan says so.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// All, the heaviest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The word in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One remark on a brief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// How much it weighs.
    pub severity: Severity,
    /// The line, from 1; `None` when it is about the file as a whole.
    pub line: Option<usize>,
    /// What is wrong, as a sentence.
    pub what: String,
    /// What to do, as a sentence.
    pub fix: String,
}

/// Collects remarks, and knows the line of each byte.
pub(crate) struct Remarks {
    line_starts: Vec<usize>,
    kept: Vec<Remark>,
    left_out: usize,
    errors: usize,
}

impl Remarks {
    pub(crate) fn new(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let line_starts = std::iter::once(0).chain(breaks).collect();
        Self { line_starts, kept: Vec::new(), left_out: 0, errors: 0 }
    }

    /// The line of a byte, from 1.
    pub(crate) fn line(&self, at: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= at)
    }

    pub(crate) fn error(&mut self, at: impl Into<Option<usize>>, what: impl Into<String>, fix: impl Into<String>) {
        self.push(Severity::Error, at.into(), what.into(), fix.into());
    }

    pub(crate) fn warn(&mut self, at: impl Into<Option<usize>>, what: impl Into<String>, fix: impl Into<String>) {
        self.push(Severity::Warning, at.into(), what.into(), fix.into());
    }

    pub(crate) fn note(&mut self, at: impl Into<Option<usize>>, what: impl Into<String>, fix: impl Into<String>) {
        self.push(Severity::Note, at.into(), what.into(), fix.into());
    }

    fn push(&mut self, severity: Severity, at: Option<usize>, what: String, fix: String) {
        self.errors += usize::from(severity == Severity::Error);
        if self.kept.len() as u64 >= bound::BRIEF_REMARKS {
            self.left_out += 1;
            return;
        }
        let line = at.map(|at| self.line(at));
        self.kept.push(Remark { severity, line, what: sentence(&what), fix: sentence(&fix) });
    }

    /// How many errors there are so far.
    pub(crate) fn errors(&self) -> usize {
        self.errors
    }

    /// All, by line; those about the whole file last.
    pub(crate) fn finish(mut self) -> Vec<Remark> {
        self.kept.sort_by_key(|remark| (remark.line.is_none(), remark.line));
        if self.left_out > 0 {
            let severity = if self.errors > 0 { Severity::Error } else { Severity::Warning };
            let what = format!("{} {} more.", bound_sentence("BRIEF_REMARKS"), self.left_out);
            self.kept.push(Remark { severity, line: None, what, fix: "Put right those above first.".to_owned() });
        }
        self.kept
    }
}

/// Starts with a capital and ends with a mark.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    let mut sentence: String = first.into_iter().chain(letters).collect();
    if !sentence.ends_with(['.', '?']) {
        sentence.push('.');
    }
    sentence
}

/// What is printed when a bound cuts.
pub(crate) fn bound_sentence(name: &str) -> &'static str {
    BOUNDS.iter().find(|bound| bound.name == name).map_or("", |bound| bound.sentence)
}

/// A text of the file inside a sentence: in quotes, and not longer than a line bears.
pub(crate) fn quoted(text: &str) -> String {
    const SHOWN_CHARS: usize = 60;
    if text.chars().count() <= SHOWN_CHARS {
        return format!("\"{text}\"");
    }
    format!("\"{}…\"", text.chars().take(SHOWN_CHARS).collect::<String>())
}
