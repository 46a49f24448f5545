//! Programs that are tables: files that assign values, or return one array, and do nothing else. Apart from the lexer
//! because it reads tokens.

use crate::lexer::hash;
use crate::{Language, TokenStream};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Words after which `(` opens no call.
const BEFORE_PARENTHESIS: [&str; 8] = ["array", "Array", "if", "defined", "die", "exit", "isset", "empty"];
/// Words of PHP that does something. One `if` may guard the file against being opened directly.
const PHP_DOES: [&str; 26] = [
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
const PYTHON_DOES: [&str; 19] = [
    "def", "class", "lambda", "for", "while", "if", "try", "with", "import", "from", "return", "raise", "del",
    "assert", "async", "await", "yield", "print", "global",
];
const SCRIPT_DOES: [&str; 16] = [
    "function", "class", "for", "while", "if", "new", "await", "async", "import", "const", "let", "var", "return",
    "throw", "try", "switch",
];

/// A language in which tables are written as programs.
struct Words {
    does: HashSet<u32>,
    /// After these and after punctuation `(` opens no call.
    before: HashSet<u32>,
}

impl Words {
    fn new(does: &[&str], before: &[&str]) -> Self {
        let hashes = |words: &[&str]| words.iter().map(|word| hash(word.as_bytes())).collect::<HashSet<u32>>();
        let punctuation = (0x21..0x7f_u8).filter(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_');
        let mut before = hashes(before);
        before.extend(punctuation.map(|byte| hash(&[byte])));
        Self { does: hashes(does), before }
    }

    fn calls(&self, tokens: &TokenStream) -> bool {
        let opens = hash(b"(");
        tokens.hashes.windows(2).any(|two| two[1] == opens && !self.before.contains(&two[0]))
    }

    fn does(&self, tokens: &TokenStream) -> bool {
        // `A::class` is a name.
        let (class, colon) = (hash(b"class"), hash(b":"));
        let mut before = 0;
        tokens.hashes.iter().any(|&token| {
            let is_name = token == class && before == colon;
            before = token;
            self.does.contains(&token) && !is_name
        })
    }
}

static PHP: LazyLock<Words> = LazyLock::new(|| Words::new(&PHP_DOES, &BEFORE_PARENTHESIS));
static PYTHON: LazyLock<Words> = LazyLock::new(|| Words::new(&PYTHON_DOES, &[]));
static SCRIPT: LazyLock<Words> = LazyLock::new(|| Words::new(&SCRIPT_DOES, &["require"]));

/// True for a file that is a table: no function, class, loop, output or include.
///
/// PHP assigns without a call, or returns one array; Python assigns without a call, a list or a mapping among it;
/// JavaScript and TypeScript export one object or list without a call but `require`.
pub(crate) fn only_assigns(language: &Language, tokens: &TokenStream) -> bool {
    match language.name {
        "PHP" => !PHP.does(tokens) && (assigns_in_php(tokens) || follow(tokens, &["return"], &["[", "array"]) == 1),
        "Python" => {
            let has = |mark: &str| tokens.hashes.contains(&hash(mark.as_bytes()));
            !PYTHON.does(tokens) && !PYTHON.calls(tokens) && has("=") && (has("[") || has("{"))
        }
        "JavaScript" | "TypeScript" => {
            let exported =
                follow(tokens, &["exports", "="], &["{", "["]) + follow(tokens, &["export", "default"], &["{", "["]);
            let has_arrow = follow(tokens, &["="], &[">"]) > 0;
            exported == 1 && !has_arrow && !SCRIPT.does(tokens) && !SCRIPT.calls(tokens)
        }
        _ => false,
    }
}

/// At least one assignment, no call, at most one condition.
fn assigns_in_php(tokens: &TokenStream) -> bool {
    let (assigns, condition) = (hash(b"="), hash(b"if"));
    let conditions = tokens.hashes.iter().filter(|token| **token == condition).count();
    tokens.hashes.contains(&assigns) && conditions <= 1 && !PHP.calls(tokens)
}

/// How often some tokens in a row are followed by one of others.
fn follow(tokens: &TokenStream, row: &[&str], after: &[&str]) -> usize {
    let row: Vec<u32> = row.iter().map(|word| hash(word.as_bytes())).collect();
    let after: Vec<u32> = after.iter().map(|word| hash(word.as_bytes())).collect();
    let windows = tokens.hashes.windows(row.len() + 1);
    windows.filter(|window| window[..row.len()] == row && after.contains(&window[row.len()])).count()
}
