//! Where strings end, by their rule. Pure functions on bytes, apart from the state of the lexer.

use crate::language::StringRule;

/// Where reading a string stopped.
pub(super) enum Stop {
    /// After its end mark, at the end of the line or at the end of the file.
    End(usize),
    /// After a mark that begins code within it.
    Code(usize),
}

/// Reads on in a string from `from`, which lies after its begin mark.
pub(super) fn end(bytes: &[u8], from: usize, rule: &StringRule) -> Stop {
    let (end, code) = (rule.end.as_bytes(), rule.interpolation.as_bytes());
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        if rule.escape == Some(byte) && !(rule.doubled && bytes[at..].starts_with(end)) {
            at += escaped_length(&bytes[at..]);
        } else if byte == end[0] && bytes[at..].starts_with(end) {
            at += end.len();
            if !rule.doubled || !bytes[at..].starts_with(end) {
                return Stop::End(at);
            }
            at += end.len();
        } else if byte == b'\n' && !rule.multi_line {
            return Stop::End(at);
        } else if !code.is_empty() && byte == code[0] && bytes[at..].starts_with(code) {
            at += code.len();
            // `{{` is a brace, not code, where a single brace begins code.
            if code != b"{" || bytes.get(at) != Some(&b'{') {
                return Stop::Code(at);
            }
            at += 1;
        } else {
            at += 1;
        }
    }
    Stop::End(bytes.len())
}

/// Bytes of an escape; an escaped end of line may be `\r\n`.
fn escaped_length(rest: &[u8]) -> usize {
    if rest.get(1) == Some(&b'\r') && rest.get(2) == Some(&b'\n') { 3 } else { 2 }.min(rest.len())
}

/// End of a character literal that begins at `start`; `None` when the quote is something else.
pub(super) fn character_end(bytes: &[u8], start: usize, rule: &StringRule) -> Option<usize> {
    let first = *bytes.get(start + 1)?;
    let end = rule.end.as_bytes().first()?;
    if first == b'\n' || first == *end {
        return None;
    }
    if rule.escape == Some(first) {
        // The longest is `'\u{10ffff}'`.
        let tail = bytes.get(start + 3..)?;
        let length = tail.iter().take(12).take_while(|byte| **byte != b'\n').position(|byte| byte == end)?;
        return Some(start + 3 + length + 1);
    }
    let width = match first {
        0xf0.. => 4,
        0xe0.. => 3,
        0xc0.. => 2,
        _ => 1,
    };
    (bytes.get(start + 1 + width)? == end).then_some(start + width + 2)
}
