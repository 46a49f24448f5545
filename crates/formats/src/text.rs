//! Small helpers on text that several readers need.

use std::borrow::Cow;

/// Bytes as text: a byte order mark is dropped, UTF-16 with a mark is decoded (Windows tools write it). With
/// `lossy`, bytes that are not UTF-8 become replacement characters; else they make the file malformed.
pub(crate) fn decode(bytes: &[u8], lossy: bool) -> Result<Cow<'_, str>, String> {
    let bytes = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => rest,
        [0xff, 0xfe, rest @ ..] => return Ok(Cow::Owned(utf16(rest, u16::from_le_bytes))),
        [0xfe, 0xff, rest @ ..] => return Ok(Cow::Owned(utf16(rest, u16::from_be_bytes))),
        _ => bytes,
    };
    if lossy {
        return Ok(String::from_utf8_lossy(bytes));
    }
    std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| "not UTF-8".to_owned())
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// Lines with their numbers, from 1; a `\r` at the end is dropped.
pub(crate) fn numbered(text: &str) -> impl Iterator<Item = (u32, &str)> {
    text.lines().enumerate().map(|(at, line)| (u32::try_from(at + 1).unwrap_or(u32::MAX), line))
}

/// What stands in the first pair of single or double quotes, and what follows it.
pub(crate) fn quoted(text: &str) -> Option<(&str, &str)> {
    let start = text.find(['"', '\''])?;
    let quote = text.as_bytes()[start] as char;
    let rest = &text[start + 1..];
    let end = rest.find(quote)?;
    Some((&rest[..end], &rest[end + 1..]))
}

/// Replaces `open`name`close` by what `value` answers for the name, as long as it answers. Values may hold further
/// references: eight rounds and 1,000 bytes are the bound, so that nothing grows without end.
pub(crate) fn substitute<'a>(
    text: &str,
    open: &str,
    close: char,
    value: impl Fn(&str) -> Option<Cow<'a, str>>,
) -> String {
    let mut current = text.to_owned();
    for _ in 0..8 {
        if !current.contains(open) || current.len() > 1_000 {
            break;
        }
        let mut out = String::new();
        let mut rest = current.as_str();
        while let Some(at) = rest.find(open) {
            let inner = &rest[at + open.len()..];
            let Some(end) = inner.find(close) else { break };
            out.push_str(&rest[..at]);
            match value(inner[..end].trim()) {
                Some(known) => out.push_str(&known),
                None => out.push_str(&rest[at..at + open.len() + end + close.len_utf8()]),
            }
            rest = &inner[end + close.len_utf8()..];
        }
        out.push_str(rest);
        if out == current {
            break;
        }
        current = out;
    }
    current
}

/// True for `1.2`, `1.2.3-rc.1`, `v2.0`: digits, then only what a single version is made of.
pub(crate) fn is_plain_version(text: &str) -> bool {
    let text = text.strip_prefix('v').unwrap_or(text);
    text.starts_with(|first: char| first.is_ascii_digit())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+' | b'_'))
        && !text.split('.').any(|part| matches!(part, "x" | "X"))
        && !text.ends_with(['+', '.'])
}

/// A folder as a repository writes it: no `./` in front, no `/` at the end; `.` is the empty path.
pub(crate) fn folder(text: &str) -> String {
    let mut text = text.trim();
    while let Some(rest) = text.strip_prefix("./") {
        text = rest;
    }
    let text = text.trim_end_matches('/');
    if text == "." { String::new() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{decode, folder, is_plain_version, quoted, substitute};
    use std::borrow::Cow;

    #[test]
    fn windows_encodings_are_text() {
        assert_eq!(decode(b"\xef\xbb\xbfa", false).unwrap(), "a");
        assert_eq!(decode(b"\xff\xfea\0\n\0", false).unwrap(), "a\n");
        assert!(decode(b"\xff\xff", false).is_err());
        assert_eq!(decode(b"a\xff", true).unwrap(), "a\u{fffd}");
    }

    #[test]
    fn references_that_grow_are_bounded() {
        let grow = substitute("${a}", "${", '}', |_| Some(Cow::Borrowed("${a}${a}${a}${a}${a}${a}${a}${a}")));
        assert!(grow.len() < 100_000);
        assert_eq!(substitute("x${a}${b", "${", '}', |_| Some(Cow::Borrowed("1"))), "x1${b");
        assert_eq!(substitute("${a}", "${", '}', |_| None), "${a}");
    }

    #[test]
    fn versions_quotes_and_folders() {
        for (text, plain) in [("1.2.3", true), ("v1", true), ("1.x", false), ("^1", false), ("1.+", false), ("", false)]
        {
            assert_eq!(is_plain_version(text), plain, "{text}");
        }
        assert_eq!(quoted("a 'b' c"), Some(("b", " c")));
        assert_eq!(quoted("a 'b"), None);
        assert_eq!((folder("./a/"), folder("."), folder("a/b")), ("a".into(), String::new(), "a/b".into()));
    }
}
