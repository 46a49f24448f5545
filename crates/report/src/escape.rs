//! Makes hostile text harmless. Apart, because every format for people needs it and none may forget it.

use std::borrow::Cow;

/// True for characters that move the cursor, reorder the line or cannot be seen.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Text with control characters, bidirectional overrides and other invisible characters written as `\u{202e}`.
///
/// A file name can hold an escape sequence that repaints a terminal, or an override that shows `txt.exe` as `exe.txt`;
/// readers see what is there instead.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_hidden(character) {
            out.extend(character.escape_unicode());
        } else {
            out.push(character);
        }
    }
    Cow::Owned(out)
}

/// Appends text to HTML, for element content and for quoted attributes alike; hidden characters become visible.
pub(crate) fn html(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            hidden if is_hidden(hidden) => out.extend(hidden.escape_unicode()),
            plain => out.push(plain),
        }
    }
}

/// A word of a shell command: quoted whenever it holds anything but plain characters.
pub(crate) fn shell(word: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_./:@%+,=-".contains(&byte);
    if !word.is_empty() && word.bytes().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::{html, shell, visible};

    #[test]
    fn hidden_characters_are_written_out() {
        for (text, shown) in [
            ("plain é 漢", "plain é 漢"),
            ("a\u{1b}[2Jb", r"a\u{1b}[2Jb"),
            ("exe.\u{202e}txt", r"exe.\u{202e}txt"),
            ("nul\0", r"nul\u{0}"),
            ("zero\u{200b}width", r"zero\u{200b}width"),
            ("two\nlines", r"two\u{a}lines"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn markup_is_text() {
        let mut out = String::new();
        html(&mut out, "<script>alert('x')</script> \"&\" \0");
        assert_eq!(out, r"&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &quot;&amp;&quot; \u{0}");
    }

    #[test]
    fn shell_words_cannot_start_a_command() {
        for (word, quoted) in [("src/a.rs", "src/a.rs"), ("a b;rm", "'a b;rm'"), ("it's", r"'it'\''s'"), ("", "''")] {
            assert_eq!(shell(word), quoted);
        }
    }
}
