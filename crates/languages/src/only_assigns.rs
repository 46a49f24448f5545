//! Programs that are tables: files that assign values and do nothing else. Apart from the lexer because it reads tokens.

use crate::lexer::hash;
use crate::{Language, TokenStream};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Words after which `(` opens no call.
const BEFORE_PARENTHESIS: [&str; 8] = ["array", "Array", "if", "defined", "die", "exit", "isset", "empty"];
/// Words of code that does something. One `if` may guard the file against being opened directly.
const DOES: [&str; 26] = [
    "function",
    "fn",
    "class",
    "trait",
    "interface",
    "enum",
    "for",
    "foreach",
    "while",
    "do",
    "switch",
    "match",
    "echo",
    "print",
    "new",
    "require",
    "require_once",
    "include",
    "include_once",
    "eval",
    "try",
    "throw",
    "unset",
    "else",
    "elseif",
    "namespace",
];

static DOES_HASHES: LazyLock<HashSet<u32>> = LazyLock::new(|| DOES.iter().map(|word| hash(word.as_bytes())).collect());
static BEFORE_HASHES: LazyLock<HashSet<u32>> = LazyLock::new(|| {
    let punctuation = (0x21..0x7f_u8).filter(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_');
    let marks = punctuation.map(|byte| hash(&[byte]));
    BEFORE_PARENTHESIS.iter().map(|word| hash(word.as_bytes())).chain(marks).collect()
});

/// True for PHP that only assigns: no function, class, loop, output, include or call; at least one assignment.
pub(crate) fn only_assigns(language: &Language, tokens: &TokenStream) -> bool {
    if language.name != "PHP" || tokens.hashes.is_empty() {
        return false;
    }
    let (opens, assigns, condition) = (hash(b"("), hash(b"="), hash(b"if"));
    let mut conditions = 0;
    let mut before = 0;
    for &token in &tokens.hashes {
        let calls = token == opens && before != 0 && !BEFORE_HASHES.contains(&before);
        conditions += u32::from(token == condition);
        if calls || conditions > 1 || DOES_HASHES.contains(&token) {
            return false;
        }
        before = token;
    }
    tokens.hashes.contains(&assigns)
}
