//! Scripts within files of another language. Apart because no grammar is asked for what is around them: that is
//! blanked out, so that all lines and bytes stay where they are.

use std::borrow::Cow;

/// The language to parse a file as, and its bytes with nothing left but the script.
pub(crate) fn script<'l, 's>(language: &'l str, bytes: &'s [u8]) -> (&'l str, Cow<'s, [u8]>) {
    if language != "Vue" {
        return (language, Cow::Borrowed(bytes));
    }
    let mut blank: Vec<u8> = bytes.iter().map(|byte| if *byte == b'\n' { b'\n' } else { b' ' }).collect();
    let mut written = "JavaScript";
    let mut at = 0;
    while let Some(block) = next_script(bytes, at) {
        if let Some(language) = block.language {
            written = language;
            blank[block.start..block.end].copy_from_slice(&bytes[block.start..block.end]);
        }
        at = block.end;
    }
    (written, Cow::Owned(blank))
}

/// What stands around the script of a file.
pub(crate) fn around(whole: &[u8], script: &[u8]) -> Vec<u8> {
    whole.iter().zip(script).map(|(byte, kept)| if *kept == b' ' { *byte } else { b' ' }).collect()
}

/// True when the text around a script names what the script calls `name`: as written, or with hyphens as a tag or an
/// attribute (`UserCard` as `<user-card`, `vFocus` as `v-focus`).
pub(crate) fn names(around: &[u8], name: &str) -> bool {
    let mut hyphened = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !hyphened.is_empty() {
            hyphened.push('-');
        }
        hyphened.extend(letter.to_lowercase());
    }
    let tag = if hyphened.contains('-') { hyphened } else { format!("<{hyphened}") };
    has_word(around, name.as_bytes()) || has_word(around, tag.as_bytes())
}

fn has_word(text: &[u8], word: &[u8]) -> bool {
    let is_of_word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let stands = |at: usize| {
        let (before, after) = (at.checked_sub(1).and_then(|before| text.get(before)), text.get(at + word.len()));
        let goes_on = word.starts_with(b"<") && after == Some(&b'-');
        !is_of_word(before) && !is_of_word(after) && !goes_on
    };
    !word.is_empty() && text.windows(word.len()).enumerate().any(|(at, window)| window == word && stands(at))
}

struct Block {
    start: usize,
    end: usize,
    /// `None` for a script that no grammar here reads.
    language: Option<&'static str>,
}

/// The next `<script ..>` outside of comments, up to its end tag or the end of the file.
fn next_script(bytes: &[u8], from: usize) -> Option<Block> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == b'<')?;
        let rest = &bytes[at..];
        if rest.starts_with(b"<!--") {
            at += find(rest, b"-->")? + 3;
        } else if starts_with(rest, b"<script")
            && rest.get(7).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'>')
        {
            let start = at + find(rest, b">")? + 1;
            let tag = String::from_utf8_lossy(&bytes[at..start]).to_ascii_lowercase();
            let end = find(&bytes[start..], b"</script").map_or(bytes.len(), |length| start + length);
            // Scripts do not nest, and an end tag within a string ends the block as well.
            return Some(Block { start, end, language: language_of(&tag) });
        } else {
            at += 1;
        }
    }
}

/// The language that the attributes of a tag tell.
fn language_of(tag: &str) -> Option<&'static str> {
    let Some((_, value)) = tag.split_once("lang=") else { return Some("JavaScript") };
    match value.trim_start_matches(['"', '\'']).split(['"', '\'', ' ', '>']).next() {
        Some("ts" | "typescript") => Some("TypeScript"),
        Some("tsx") => Some("TSX"),
        Some("jsx") => Some("JSX"),
        Some("js" | "javascript") => Some("JavaScript"),
        _ => None,
    }
}

fn starts_with(bytes: &[u8], start: &[u8]) -> bool {
    bytes.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window.eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    use super::{around, names, script};

    #[test]
    fn names_around_a_script_are_seen_as_tags_too() {
        let file = b"<template><user-card v-focus :a=\"Helper.b\"/><nav/></template><script>import User</script>";
        let (_, code) = script("Vue", file);
        let text = around(file, &code);
        for (name, seen) in [
            ("UserCard", true),
            ("vFocus", true),
            ("Helper", true),
            ("Nav", true),
            ("User", false),
            ("Card", false),
            ("Help", false),
        ] {
            assert_eq!(names(&text, name), seen, "{name}");
        }
    }

    #[test]
    fn nothing_but_the_script_is_left_and_lines_stay() {
        for (source, language, left) in [
            ("<template>\n<p>a < b</p>\n</template>\n<script>\nf()\n</script>\n", "JavaScript", "f()"),
            ("<SCRIPT setup lang='ts'>a</SCRIPT><script lang=\"ts\">b", "TypeScript", "a b"),
            ("<!-- <script>no</script> --><script lang=tsx >x", "TSX", "x"),
            ("<script lang=\"coffee\">no</script>\n", "JavaScript", ""),
            ("<scripts>no</scripts><script", "JavaScript", ""),
            ("", "JavaScript", ""),
        ] {
            let (found, bytes) = script("Vue", source.as_bytes());
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let code: Vec<&str> = text.split([' ', '\n']).filter(|word| !word.is_empty()).collect();
            assert_eq!((found, code.join(" ").as_str(), text.len()), (language, left, source.len()), "{source}");
            assert_eq!(text.matches('\n').count(), source.matches('\n').count(), "{source}");
        }
        assert_eq!(script("Go", b"<script>"), ("Go", b"<script>".as_slice().into()));
    }
}
