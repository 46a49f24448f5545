//! From the bytes of a blob to its facts. Apart from the lexer because it judges content: binary, pointer or text.

use crate::attributes::without_attributes;
use crate::lexer::{Wanted, lex};
use crate::only_assigns::only_assigns;
use crate::rules::GENERATED_MARKS;
use crate::{Class, Content, Language, LineClass, TextFacts};
use bstr::ByteSlice;
use quarterdeck_base::bound;

/// Bytes in which git looks for a NUL.
const BINARY_HEAD_BYTES: usize = 8_000;
/// Git LFS pointers are smaller than this, by its specification.
const LFS_POINTER_BYTES: usize = 1_024;
const LFS_MARK: &[u8] = b"version https://git-lfs.github.com/spec/v1";
/// Formats that need no NUL in their first bytes.
const SIGNATURES: &[&[u8]] = &[
    b"%PDF-",
    b"\x89PNG\r\n\x1a\n",
    b"GIF87a",
    b"GIF89a",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"wOFF",
    b"wOF2",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"BZh9",
    b"\xfd7zXZ",
    b"\xca\xfe\xba\xbe",
    b"\x7fELF",
];

/// What the lexer says about one blob: a pure function of (language, bytes). Lines of binary blobs are not counted.
pub fn read_text(language: Option<&'static Language>, bytes: &[u8]) -> TextFacts {
    let size = bytes.len() as u64;
    let content = content(bytes);
    if content != Content::Text {
        return TextFacts { content, bytes: size, ..TextFacts::default() };
    }
    let tokens = language.is_some_and(|language| language.class == Class::Programming);
    let lexed = lex(language, bytes, Wanted { tokens, classes: false });
    TextFacts {
        content,
        bytes: size,
        code: lexed.totals.code,
        comments: lexed.totals.comments,
        blanks: lexed.totals.blanks,
        longest_line_bytes: lexed.totals.longest_bytes,
        nesting: lexed.nesting,
        indentation: indentation(bytes),
        says_generated: lexed.says_generated || bears_mark(language, bytes),
        library_site: lexed.library_site,
        only_assigns: language.is_some_and(|language| only_assigns(language, &lexed.tokens)),
        admitted_debt: lexed.admitted_debt,
        tokens: match language {
            Some(language) => without_attributes(language, lexed.tokens),
            None => lexed.tokens,
        },
    }
}

/// Columns of one step of indentation.
const STEP_COLUMNS: u64 = 4;

/// Steps of indentation over all lines that hold something: what deep nesting looks like from afar, in any language.
fn indentation(bytes: &[u8]) -> u32 {
    let columns = |line: &[u8]| -> u64 {
        let columns = line.iter().map_while(|byte| match byte {
            b'\t' => Some(STEP_COLUMNS),
            b' ' => Some(1),
            _ => None,
        });
        columns.sum()
    };
    let held = bytes.lines().filter(|line| !line.trim_ascii().is_empty());
    u32::try_from(held.map(columns).sum::<u64>() / STEP_COLUMNS).unwrap_or(u32::MAX)
}

/// The class of each line, in order; as many as [`read_text`] counts. Empty for what is not text.
pub fn line_classes(language: Option<&'static Language>, bytes: &[u8]) -> Vec<LineClass> {
    if content(bytes) != Content::Text {
        return Vec::new();
    }
    lex(language, bytes, Wanted { tokens: false, classes: true }).classes
}

/// True for markup with a mark that only a compiler of markup writes.
fn bears_mark(language: Option<&'static Language>, bytes: &[u8]) -> bool {
    language.is_some_and(|language| language.class == Class::Markup)
        && GENERATED_MARKS.iter().any(|mark| bytes.contains_str(mark))
}

fn content(bytes: &[u8]) -> Content {
    let head = &bytes[..bytes.len().min(BINARY_HEAD_BYTES)];
    if bytes.len() < LFS_POINTER_BYTES && bytes.starts_with(LFS_MARK) {
        Content::LfsPointer
    } else if head.contains(&0) || SIGNATURES.iter().any(|signature| bytes.starts_with(signature)) {
        Content::Binary
    } else {
        Content::Text
    }
}

const _: () = assert!(bound::BLOB_BYTES < u32::MAX as u64, "line and token counts are 32 bits");

#[cfg(test)]
mod tests {
    use super::indentation;

    #[test]
    fn indentation_counts_lines_that_hold_something() {
        for (text, steps) in [
            (&b""[..], 0),
            (b"a\nb\n", 0),
            (b"if x:\n    a\n        b\n", 3),
            (b"f {\n\ta;\n\t\tb;\n}\n", 3),
            (b"a\n          \n\t\t\t\r\n", 0),
            (b"f\n  a\n  b\n", 1),
            (b"  \tx", 1),
        ] {
            assert_eq!(indentation(text), steps, "{:?}", String::from_utf8_lossy(text));
        }
    }
}
