//! What every writer asks of a document: its own words, the depth of its headings, the sign of a status, its numbers.

use crate::model::{Cell, Document, Run, Status};

impl Document {
    /// A word of the document's language, or its key where the document brought none.
    pub(crate) fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).map_or(key, String::as_str)
    }

    /// What stands between a name and what is said of it.
    pub(crate) fn colon(&self) -> &'static str {
        if self.language.get(..2) == Some("fr") { "\u{202f}: " } else { ": " }
    }
}

impl Status {
    /// The key of its word.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::OnTrack => "on-track",
            Self::AtRisk => "at-risk",
            Self::Late => "late",
            Self::Planned => "planned",
            Self::Unknown => "unknown",
        }
    }

    /// Its shape as a character.
    pub(crate) fn sign(self) -> char {
        match self {
            Self::Done => '✓',
            Self::OnTrack => '●',
            Self::AtRisk => '▲',
            Self::Late => '◆',
            Self::Planned => '○',
            Self::Unknown => '?',
        }
    }
}

impl Cell {
    /// The words of its status, unless its text already begins with them, or says in its own words what is not known.
    pub(crate) fn status_word<'a>(&self, document: &'a Document) -> Option<&'a str> {
        let word = document.word(self.status?.key());
        let text: String = self.text.iter().map(|run| run.text.as_str()).collect();
        if self.status == Some(Status::Unknown) && !text.trim().is_empty() {
            return None;
        }
        (!text.trim_start().to_lowercase().starts_with(&word.to_lowercase())).then_some(word)
    }
}

impl Run {
    /// The number of its evidence in the list at the end, when it is in that list.
    pub(crate) fn evidence(&self, document: &Document) -> Option<usize> {
        self.reference.filter(|position| *position < document.references.len()).map(|position| position + 1)
    }
}

/// The levels of headings, each at most one deeper than the one before.
#[derive(Default)]
pub(crate) struct Levels(u8);

impl Levels {
    /// The level of the next heading: 1 to 3 below the title.
    pub(crate) fn next(&mut self, asked: u8) -> u8 {
        self.0 = asked.clamp(1, 3).min(self.0 + 1);
        self.0
    }
}

/// A share between 0 and 1; what is no number is 0.
pub(crate) fn share(value: f64) -> f64 {
    if value.is_finite() { value.clamp(0.0, 1.0) } else { 0.0 }
}

/// A value that can be drawn from an axis at 0.
pub(crate) fn amount(value: f64) -> f64 {
    if value.is_finite() { value.max(0.0) } else { 0.0 }
}

/// The end of an axis that begins at 0: the next 1, 2, 4, 6 or 8 with zeros, so that its half is a plain number too.
pub(crate) fn axis_end(largest: f64) -> f64 {
    let largest = amount(largest);
    if largest <= 0.0 {
        return 1.0;
    }
    // Bounded: an axis beyond this is drawn to its own largest value.
    let mut power = 0.01_f64;
    while power < 1e15 {
        for step in [1.0, 2.0, 4.0, 6.0, 8.0] {
            if largest <= power * step * (1.0 + 1e-12) {
                return power * step;
            }
        }
        power *= 10.0;
    }
    largest.max(1.0)
}

/// A number as the language writes it, with at most two decimals; with an exponent where nobody counts its digits.
pub(crate) fn number(language: &str, value: f64) -> String {
    if amount(value) >= 1e15 {
        return format!("{value:.1e}");
    }
    let (group, point) = match language.get(..2) {
        Some("fr") => ("\u{202f}", ','),
        Some("nl") => (".", ','),
        _ => (",", '.'),
    };
    let fixed = format!("{:.2}", amount(value));
    let (whole, decimals) = fixed.split_once('.').unwrap_or((&fixed, ""));
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push_str(group);
        }
        out.push(digit);
    }
    let decimals = decimals.trim_end_matches('0');
    if !decimals.is_empty() {
        out.push(point);
        out.push_str(decimals);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Levels, axis_end, number, share};

    #[test]
    fn no_heading_level_is_skipped() {
        let mut levels = Levels::default();
        let given: Vec<u8> = [3, 1, 3, 3, 9, 0, 2].into_iter().map(|asked| levels.next(asked)).collect();
        assert_eq!(given, [1, 1, 2, 3, 3, 1, 2]);
    }

    #[test]
    fn shares_stay_in_the_picture() {
        for (value, drawn) in [(0.5, 0.5), (-1.0, 0.0), (7.0, 1.0), (f64::NAN, 0.0), (f64::INFINITY, 0.0)] {
            assert_eq!(share(value).to_bits(), f64::to_bits(drawn));
        }
    }

    #[test]
    fn an_axis_ends_at_a_plain_number() {
        for (largest, end) in [(0.0, "1"), (0.9, "1"), (1.0, "1"), (13.0, "20"), (41.0, "60"), (9_100.0, "10,000")] {
            assert_eq!(number("en", axis_end(largest)), end);
        }
        assert_eq!(number("en", axis_end(f64::NAN)), "1");
    }

    #[test]
    fn numbers_are_written_as_the_language_does() {
        for (language, value, written) in [
            ("en", 12_500.0, "12,500"),
            ("fr-BE", 12_500.5, "12\u{202f}500,5"),
            ("nl", 1_234_567.25, "1.234.567,25"),
            ("é", 7.0, "7"),
            ("en", 1e300, "1.0e300"),
        ] {
            assert_eq!(number(language, value), written);
        }
    }
}
