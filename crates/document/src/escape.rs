//! Makes hostile text harmless: names in a brief and paths of a repository may hold markup, overrides or control codes.

/// True for characters that move the cursor, reorder the line or cannot be seen.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Text on one line, with hidden characters written as `\u{202e}`: readers see what is there.
pub(crate) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' | '\t' => out.push(' '),
            hidden if is_hidden(hidden) => out.extend(hidden.escape_unicode()),
            plain => out.push(plain),
        }
    }
    out
}

/// Appends text to HTML, for element content and for quoted attributes alike.
pub(crate) fn html(out: &mut String, text: &str) {
    for character in visible(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            plain => out.push(plain),
        }
    }
}

/// Text for Markdown: what emphasis, HTML, links, tables, mathematics and mentions start with is taken away from it.
/// A zero-width space parts `@` and `#` from what follows, as text that is quoted on code hosts does.
pub(crate) fn markdown(text: &str) -> String {
    let text = visible(text);
    let mut out = String::with_capacity(text.len() + 16);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' | '#' if characters.peek().is_some_and(|next| !next.is_whitespace()) => {
                out.push('\\');
                out.push(character);
                out.push_str("&#8203;");
            }
            ':' if characters.peek() == Some(&'/') => out.push_str(":&#8203;"),
            '.' if out.to_ascii_lowercase().ends_with("www") => out.push_str("&#8203;."),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
    out
}

/// Escaped Markdown as the start of a block: what would make it a list, a heading or code there is taken away.
pub(crate) fn markdown_block(escaped: &str) -> String {
    let text = escaped.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        Some(b'#' | b'+' | b'-' | b'=') if digits == 0 => format!("\\{text}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{html, markdown, markdown_block, visible};

    #[test]
    fn hidden_characters_are_written_out() {
        for (text, shown) in [
            ("plain é 漢 12\u{202f}500", "plain é 漢 12\u{202f}500"),
            ("exe.\u{202e}txt", r"exe.\u{202e}txt"),
            ("nul\0", r"nul\u{0}"),
            ("two\nlines", "two lines"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn markup_is_text_in_html() {
        let mut out = String::new();
        html(&mut out, "<script>alert('x')</script> \"&\"");
        assert_eq!(out, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &quot;&amp;&quot;");
    }

    #[test]
    fn markup_is_text_in_markdown() {
        for (text, escaped) in [
            ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
            ("*a* _b_ `c` ~d~ $x$", r"\*a\* \_b\_ \`c\` \~d\~ \$x\$"),
            ("[a](b) | c", r"\[a\](b) \| c"),
            ("ask @bob about #12", r"ask \@&#8203;bob about \#&#8203;12"),
            ("https://x.test www.x.test", "https:&#8203;//x.test www&#8203;.x.test"),
        ] {
            assert_eq!(markdown(text), escaped);
        }
    }

    #[test]
    fn a_paragraph_stays_a_paragraph() {
        for (text, block) in [
            ("# not a heading", r"\# not a heading"),
            ("- no list", r"\- no list"),
            ("12. December", r"12\. December"),
            ("2) two", r"2\) two"),
            ("    no code", "no code"),
            ("12 days", "12 days"),
        ] {
            assert_eq!(markdown_block(&markdown(text)), block);
        }
    }
}
