//! Lexical forms that begin and end marks cannot say: raw strings with counted delimiters, here-documents, patterns
//! between slashes. Apart because each belongs to few languages.

use super::{FAILED_SEARCHES, Lexer};
use crate::language::Special;
use bstr::ByteSlice;

/// Words after which `/` begins a pattern and does not divide.
const BEFORE_PATTERN: &[&[u8]] = &[
    b"return",
    b"typeof",
    b"case",
    b"in",
    b"of",
    b"delete",
    b"void",
    b"throw",
    b"new",
    b"do",
    b"else",
    b"instanceof",
    b"yield",
    b"await",
    b"when",
    b"if",
    b"unless",
    b"while",
    b"until",
    b"and",
    b"or",
    b"not",
    b"then",
    b"split",
    b"grep",
    b"map",
    b"default",
];
/// Longest pattern between slashes, in bytes.
const PATTERN_BYTES: usize = 4096;
/// Slashes that may turn out to begin no pattern before the lexer stops looking for patterns in a file.
const FAILED_PATTERNS: u32 = 4096;
/// Longest tag of a here-document or of a raw string, in bytes.
const TAG_BYTES: usize = 64;
/// Longest run of hashes, quotes or equals signs that is looked at.
const RUN_BYTES: usize = 256;
/// Here-documents that may begin on one line.
const PENDING: usize = 8;

impl Lexer<'_> {
    /// Tries the special forms of the language at the current position.
    pub(super) fn special(&mut self, first: u8) -> bool {
        let rest = &self.bytes[self.position..];
        for special in self.syntax.specials {
            let found = match special {
                Special::CodeEscape if first == b'\\' => code_escape(rest),
                Special::CppRaw => cpp_raw(rest),
                Special::CsharpRaw => csharp_raw(rest),
                Special::RustRaw => rust_raw(rest),
                Special::HashString if first == b'#' => hash_string(rest),
                Special::Regex
                    if first == b'/' && self.failed_patterns < FAILED_PATTERNS && self.pattern_may_begin() =>
                {
                    let found = pattern(rest);
                    self.failed_patterns += u32::from(found.is_none());
                    found
                }
                Special::DollarQuote if first == b'$' && self.failed < FAILED_SEARCHES => {
                    let found = dollar_quote(rest);
                    self.failed += u32::from(found.is_none());
                    found
                }
                Special::LongBracket => {
                    if let Some(length) = rest.strip_prefix(b"--").and_then(long_bracket) {
                        self.comment_span(self.position, self.position + 2 + length);
                        return true;
                    }
                    long_bracket(rest)
                }
                Special::Heredoc if first == b'<' && self.here_document() => return true,
                _ => None,
            };
            if let Some(length) = found {
                self.code_span(self.position, self.position + length);
                return true;
            }
        }
        false
    }

    /// A value can begin here, judged by the token before: `/` then begins a pattern.
    fn pattern_may_begin(&self) -> bool {
        let (start, end) = self.last;
        let Some(last) = self.bytes[start..end].last() else { return true };
        match last {
            b'(' | b',' | b'=' | b':' | b'[' | b'!' | b'&' | b'|' | b'?' | b'{' | b';' | b'+' | b'-' | b'*' | b'%'
            | b'~' | b'^' => true,
            b'>' => start > 0 && self.bytes[start - 1] == b'=',
            _ => BEFORE_PATTERN.contains(&&self.bytes[start..end]),
        }
    }

    /// Notes a here-document whose text begins on the next line; true when it does.
    fn here_document(&mut self) -> bool {
        let rest = &self.bytes[self.position..];
        let Some((length, tag)) = here_tag(rest) else { return false };
        if self.failed >= FAILED_SEARCHES || self.pending.len() >= PENDING {
            return false;
        }
        let text = rest.find_byte(b'\n').map_or(self.bytes.len(), |found| self.position + found + 1);
        if here_end(self.bytes, text, tag).is_none() {
            self.failed += 1;
            return false;
        }
        self.pending.push(tag.to_vec());
        self.code_span(self.position, self.position + length);
        true
    }

    /// At the beginning of a line: the texts of the here-documents that were announced on the line before.
    pub(super) fn here_documents(&mut self) {
        for tag in std::mem::take(&mut self.pending) {
            if let Some(end) = here_end(self.bytes, self.position, &tag) {
                self.code_span(self.position, end);
            }
        }
    }
}

fn code_escape(rest: &[u8]) -> Option<usize> {
    rest.get(1).is_some_and(|byte| !matches!(byte, b'\n' | b'\r')).then_some(2)
}

/// `/…/flags` on one line; a slash within `[…]` does not end it.
fn pattern(rest: &[u8]) -> Option<usize> {
    if matches!(rest.get(1), None | Some(b'/' | b'*')) {
        return None;
    }
    let mut in_class = false;
    let mut at = 1;
    while at < PATTERN_BYTES {
        match rest.get(at)? {
            b'\n' => return None,
            b'\\' => at += 1,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => {
                let flags = rest[at + 1..].iter().take(16).take_while(|byte| byte.is_ascii_alphabetic()).count();
                return Some(at + 1 + flags);
            }
            _ => {}
        }
        at += 1;
    }
    None
}

/// After a begin mark of `from` bytes: the position after `end`, or the end of the text.
fn until(rest: &[u8], from: usize, end: &[u8]) -> Option<usize> {
    Some(rest[from..].find(end).map_or(rest.len(), |found| from + found + end.len()))
}

/// Length of a run of one byte, as far as any delimiter can be long.
fn count(rest: &[u8], from: usize, byte: u8) -> usize {
    rest[from.min(rest.len())..].iter().take(RUN_BYTES).take_while(|next| **next == byte).count()
}

fn cpp_raw(rest: &[u8]) -> Option<usize> {
    let prefix = [&b"u8R\""[..], b"LR\"", b"uR\"", b"UR\"", b"R\""].into_iter().find(|mark| rest.starts_with(mark))?;
    let tag = rest[prefix.len()..].iter().take(17).position(|byte| *byte == b'(')?;
    let end = [b")", &rest[prefix.len()..prefix.len() + tag], b"\""].concat();
    until(rest, prefix.len() + tag + 1, &end)
}

fn csharp_raw(rest: &[u8]) -> Option<usize> {
    let dollars = count(rest, 0, b'$');
    let quotes = count(rest, dollars, b'"');
    (quotes >= 3).then_some(())?;
    if quotes >= TAG_BYTES {
        return Some(dollars + quotes);
    }
    until(rest, dollars + quotes, &vec![b'"'; quotes])
}

fn rust_raw(rest: &[u8]) -> Option<usize> {
    let prefix = [&b"br"[..], b"cr", b"r"].into_iter().find(|mark| rest.starts_with(mark))?.len();
    let hashes = count(rest, prefix, b'#');
    if rest.get(prefix + hashes) != Some(&b'"') || hashes > 255 {
        return None;
    }
    until(rest, prefix + hashes + 1, &[b"\"", &vec![b'#'; hashes][..]].concat())
}

fn hash_string(rest: &[u8]) -> Option<usize> {
    let hashes = count(rest, 0, b'#');
    let quotes = if count(rest, hashes, b'"') >= 3 { 3 } else { 1 };
    if rest.get(hashes) != Some(&b'"') || hashes > 255 {
        return None;
    }
    until(rest, hashes + quotes, &[&vec![b'"'; quotes][..], &vec![b'#'; hashes]].concat())
}

fn long_bracket(rest: &[u8]) -> Option<usize> {
    let level = count(rest, 1, b'=');
    if rest.first() != Some(&b'[') || rest.get(1 + level) != Some(&b'[') || level > TAG_BYTES {
        return None;
    }
    until(rest, level + 2, &[b"]", &vec![b'='; level][..], b"]"].concat())
}

fn dollar_quote(rest: &[u8]) -> Option<usize> {
    let tag = rest[1..].iter().take(TAG_BYTES).position(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'_'))?;
    if rest.get(1 + tag) != Some(&b'$') || rest[1].is_ascii_digit() {
        return None;
    }
    let mark = &rest[..tag + 2];
    rest[mark.len()..].find(mark).map(|found| mark.len() + found + mark.len())
}

/// Length of `<<-'END'` and its tag. `<<<END` (PHP) must end its line, so that `<<<` of shells is none.
fn here_tag(rest: &[u8]) -> Option<(usize, &[u8])> {
    let php = rest.starts_with(b"<<<");
    let mut at = if php { 3 } else { 2 };
    (rest.get(1) == Some(&b'<')).then_some(())?;
    if !php && matches!(rest.get(at), Some(b'-' | b'~')) {
        at += 1;
    }
    let spaces = count(rest, at, b' ').min(8);
    at += spaces;
    let quote = rest.get(at).filter(|byte| matches!(byte, b'\'' | b'"'));
    at += usize::from(quote.is_some());
    let length =
        rest[at..].iter().take(TAG_BYTES).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let tag = &rest[at..at + length];
    let first = tag.first()?;
    // `a << b` is a shift: after a space only quoted or capital tags count.
    if first.is_ascii_digit() || (spaces > 0 && quote.is_none() && !first.is_ascii_uppercase()) {
        return None;
    }
    at += length;
    if quote.is_some() {
        (rest.get(at) == quote).then_some(())?;
        at += 1;
    }
    (!php || matches!(rest.get(at), Some(b'\n' | b'\r'))).then_some((at, tag))
}

/// End of the line with the closing tag, looked for from `from`, which begins a line.
fn here_end(bytes: &[u8], from: usize, tag: &[u8]) -> Option<usize> {
    let mut at = from;
    while at < bytes.len() {
        let length = bytes[at..].find_byte(b'\n').unwrap_or(bytes.len() - at);
        let line = &bytes[at..at + length];
        let text = line.trim_ascii_start();
        if let Some(after) = text.strip_prefix(tag)
            && matches!(after.first(), None | Some(b'\r' | b';' | b',' | b')' | b'`'))
        {
            return Some(at + (line.len() - text.len()) + tag.len());
        }
        at += length + 1;
    }
    None
}
