//! Sentences with their evidence, statuses, grades and figures.

use super::Page;
use super::writer::Html;
use crate::model::{Cell, Figure, GradeBadge, Status, Text};

impl Page<'_> {
    /// A sentence; each number of evidence can be followed there and back.
    pub(super) fn sentence(&mut self, text: &Text) {
        for run in text {
            let (open, close) = if run.strong { ("<strong>", "</strong>") } else { ("", "") };
            self.html.raw(open).text(&run.text).raw(close);
            if let Some(number) = run.evidence(self.document) {
                self.uses[number - 1] += 1;
                let uses = self.uses[number - 1];
                self.html.raw("<sup><a href=\"#e").number(number).raw("\" id=\"u").number(number).raw("-").number(uses);
                self.html.raw("\" aria-label=\"").text(self.document.word("evidence")).raw(" ").number(number);
                self.html.raw("\">[").number(number).raw("]</a></sup>");
            }
        }
    }

    /// The list of what the sentences rest on.
    pub(super) fn evidence(&mut self) {
        if self.document.references.is_empty() {
            return;
        }
        let title = self.document.word("evidence");
        self.html.raw("<section class=\"evidence\">\n<h2 id=\"evidence\">").text(title).raw("</h2>\n<ol>\n");
        for (at, reference) in self.document.references.iter().enumerate() {
            let number = at + 1;
            self.html.raw("<li id=\"e").number(number).raw("\"><span><code>").text(&reference.id).raw("</code> ");
            self.html.text(&reference.text);
            for uses in 1..=self.uses[at] {
                self.html.raw(" <a href=\"#u").number(number).raw("-").number(uses).raw("\" aria-label=\"");
                self.html.text(title).raw(" ").number(number).raw(", ").number(uses).raw("\">↑</a>");
            }
            self.html.raw("</span></li>\n");
        }
        self.html.raw("</ol>\n</section>\n");
    }

    /// What a cell holds: its status as shape and word, then its text.
    pub(super) fn cell(&mut self, cell: &Cell) {
        if let Some(status) = cell.status {
            status_mark(&mut self.html, status, cell.status_word(self.document).unwrap_or_default());
            self.html.raw(" ");
        }
        self.sentence(&cell.text);
    }

    /// Grades in a row.
    pub(super) fn grades(&mut self, grades: &[GradeBadge]) {
        self.html.raw("<ul class=\"grades\">\n");
        for grade in grades {
            self.html.raw("<li><span class=\"grade ").raw(grade_class(grade.letter)).raw("\"><span class=\"vh\">");
            self.html.text(self.document.word("grade")).raw(" </span>");
            let letter = grade.letter.map_or_else(|| "–".to_owned(), String::from);
            self.html.text(&letter).raw("</span><span><b>").text(&grade.title).raw("</b> <span class=\"word\">");
            self.html.text(&grade.word).raw("</span> <small>").text(&grade.coverage).raw("</small></span></li>\n");
        }
        self.html.raw("</ul>\n");
    }

    /// Large figures in a row.
    pub(super) fn figures(&mut self, figures: &[Figure]) {
        self.html.raw("<dl class=\"figures\">\n");
        for figure in figures {
            self.html.raw("<div><dt>").text(&figure.label).raw("</dt><dd><b>").text(&figure.value).raw("</b>");
            if !figure.note.is_empty() {
                self.html.raw(" <small>").text(&figure.note).raw("</small>");
            }
            self.html.raw("</dd></div>\n");
        }
        self.html.raw("</dl>\n");
    }
}

/// A status as shape and word.
pub(super) fn status_mark(html: &mut Html, status: Status, word: &str) {
    html.raw("<span class=\"status ").raw(status.key()).raw("\"><svg viewBox=\"-6 -6 12 12\" aria-hidden=\"true\">");
    html.raw(shape(status)).raw("</svg>").text(word).raw("</span>");
}

/// A shape of 12 by 12 around the origin. Filled shapes take the colour of their status; rings are drawn.
pub(super) fn shape(status: Status) -> &'static str {
    match status {
        Status::Done => "<path class=\"drawn\" d=\"M-4.500 .5-1.500 3.500 4.500-3.500\"/>",
        Status::OnTrack => "<circle r=\"4.500\"/>",
        Status::AtRisk => "<path d=\"M0-5.200 5.600 4.800H-5.600z\"/>",
        Status::Late => "<path d=\"M0-5.600 5.600 0 0 5.600-5.600 0z\"/>",
        Status::Planned => "<circle class=\"drawn\" r=\"4\"/>",
        Status::Unknown => "<circle class=\"drawn dashed\" r=\"4\"/>",
    }
}

fn grade_class(letter: Option<char>) -> &'static str {
    match letter {
        Some('A') => "ga",
        Some('B') => "gb",
        Some('C') => "gc",
        Some('D') => "gd",
        Some('E') => "ge",
        _ => "none",
    }
}
