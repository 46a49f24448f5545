//! The one way to write the page: text of the data is escaped by construction, because [`Html::raw`] takes only
//! text that was known when the product was compiled.

use crate::{escape, words};
use quarterdeck_base::round_to;
use std::fmt::Write;

/// HTML under construction.
#[derive(Default)]
pub(super) struct Html {
    out: String,
}

impl Html {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Markup of ours.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.out.push_str(markup);
        self
    }

    /// Text of the data, escaped for content and for quoted attributes.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        escape::html(&mut self.out, text);
        self
    }

    /// Prose of a check: text between backticks is shown as code.
    pub(super) fn prose(&mut self, text: &str) -> &mut Self {
        if !text.matches('`').count().is_multiple_of(2) {
            return self.text(text);
        }
        for (at, part) in text.split('`').enumerate() {
            if at % 2 == 0 {
                self.text(part);
            } else {
                self.raw("<span class=\"mono\">").text(part).raw("</span>");
            }
        }
        self
    }

    /// A whole number with groups of thousands.
    pub(super) fn number(&mut self, value: impl Into<u64>) -> &mut Self {
        self.out.push_str(&words::grouped(value.into()));
        self
    }

    /// A plain whole number, for ids.
    pub(super) fn digits(&mut self, value: usize) -> &mut Self {
        let _ = write!(self.out, "{value}");
        self
    }

    /// A number with at most `places` decimals.
    pub(super) fn decimal(&mut self, value: f64, places: i32) -> &mut Self {
        let _ = write!(self.out, "{}", round_to(value, places));
        self
    }

    /// A fragment that was written by the same rules.
    pub(super) fn add(&mut self, fragment: &Html) -> &mut Self {
        self.out.push_str(&fragment.out);
        self
    }

    pub(super) fn finish(self) -> String {
        self.out
    }
}

/// Opens a card with a title and an explanation.
pub(super) fn card_head(page: &mut Html, id: &'static str, title: &str, explanation: &str) {
    page.raw("<section class=\"card\"");
    if !id.is_empty() {
        page.raw(" id=\"").raw(id).raw("\"");
    }
    page.raw("><header class=\"card-head\"><h2>").text(title).raw("</h2>");
    if !explanation.is_empty() {
        page.raw("<p>").text(explanation).raw("</p>");
    }
    page.raw("</header>\n");
}
