//! The one way to write the page: text of the data is escaped by construction, because [`Html::raw`] takes only text
//! that was known when the product was compiled.

use crate::escape;
use std::fmt::Write as _;

/// HTML under construction.
#[derive(Default)]
pub(super) struct Html(String);

impl Html {
    /// Markup of ours.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text of the data, for content and for quoted attributes.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        escape::html(&mut self.0, text);
        self
    }

    /// A whole number.
    pub(super) fn number(&mut self, number: usize) -> &mut Self {
        let _ = write!(self.0, "{number}");
        self
    }

    /// A length in user units.
    pub(super) fn length(&mut self, length: f64) -> &mut Self {
        let _ = write!(self.0, "{length:.2}");
        self
    }

    /// A share of the width: charts are fluid while their text keeps its size.
    pub(super) fn percent(&mut self, share: f64) -> &mut Self {
        let _ = write!(self.0, "{:.2}%", share * 100.0);
        self
    }

    pub(super) fn finish(self) -> String {
        self.0
    }
}
