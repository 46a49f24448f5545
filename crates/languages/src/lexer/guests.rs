//! Languages within languages: PHP in HTML, scripts and styles between tags. Apart because a guest has its own syntax.

use super::{FAILED_SEARCHES, Lexer};
use crate::language::{LANGUAGES, Syntax};
use bstr::ByteSlice;

/// Text of another language that ends at `close`.
pub(super) struct Guest {
    pub(super) close: &'static str,
    pub(super) outer: &'static Syntax,
}

impl Lexer<'_> {
    pub(super) fn leaves_guest(&mut self) -> bool {
        let Some(guest) = &self.guest else { return false };
        let close = guest.close.as_bytes();
        let rest = &self.bytes[self.position..];
        if rest.first() != close.first()
            || !rest.get(..close.len()).is_some_and(|text| text.eq_ignore_ascii_case(close))
        {
            return false;
        }
        self.syntax = guest.outer;
        self.code_span(self.position, self.position + close.len());
        self.frames.clear();
        self.guest = None;
        true
    }

    /// PHP within HTML, or a script within HTML.
    pub(super) fn enters_guest(&mut self, own: &'static Syntax) -> bool {
        if self.guest.is_some() {
            return false;
        }
        let rest = &self.bytes[self.position..];
        if let Some(inside) = self.inside {
            let Some(open) = inside.opens.iter().find(|open| rest.starts_with(open.as_bytes())) else { return false };
            self.guest = Some(Guest { close: inside.close, outer: self.syntax });
            self.code_span(self.position, self.position + open.trim_end().len());
            self.syntax = own;
            return true;
        }
        for region in self.syntax.regions {
            let open = region.open.len();
            if !rest.get(..open).is_some_and(|text| text.eq_ignore_ascii_case(region.open.as_bytes())) {
                continue;
            }
            if self.failed >= FAILED_SEARCHES || rest.get(open).is_some_and(u8::is_ascii_alphanumeric) {
                return false;
            }
            let Some(end) = rest.find_byte(b'>') else {
                self.failed += 1;
                return false;
            };
            let tag = rest[..end].to_ascii_lowercase();
            // A script of such a type holds text, not a program.
            if tag.ends_with(b"/")
                || [&b"template"[..], b"text/html", b"json"].iter().any(|text| tag.contains_str(text))
            {
                return false;
            }
            self.guest = Some(Guest { close: region.close, outer: self.syntax });
            self.code_span(self.position, self.position + end + 1);
            self.syntax = &LANGUAGES[region.language].syntax;
            return true;
        }
        false
    }
}
