//! Languages as data: which language a file is in, its lines, its tokens, and what the file is for.
//!
//! One TOML file per language in `languages/`, rules for kinds of files in `data/kinds.toml`; the build script turns
//! both into constant tables. No parser here: a byte-level lexer that never fails and never recurses.

mod attributes;
mod facts;
mod identify;
mod kind;
mod language;
mod lexer;
mod marks;
mod only_assigns;
mod rules;

pub use facts::{line_classes, read_text};
pub use identify::identify;
pub use kind::kind;
pub use language::{Class, Language, all, by_name};
pub use lexer::site;
pub use marks::Marks;

use quarterdeck_facts::FileKind;

/// Part of the cache key: raise it whenever an answer of this room can change.
pub const VERSION: u32 = 9;

/// The rules for kinds of files as text: part of the key of what is kept with its kind.
pub const KIND_RULES: &str = include_str!("../data/kinds.toml");

/// What a blob is, before any lexing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub enum Content {
    /// Text.
    #[default]
    Text,
    /// A NUL byte within the first 8,000 bytes (git's rule), or not text by its signature.
    Binary,
    /// A Git LFS pointer file.
    LfsPointer,
}

/// Tokens of a file without comments, attributes and white space, for duplication. Both lists have the same length.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct TokenStream {
    /// 32-bit hash of each token's exact text.
    pub hashes: Vec<u32>,
    /// Line of each token, from 1, never decreasing.
    pub lines: Vec<u32>,
}

/// What the lexer says about one blob. A pure function of (language, bytes).
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct TextFacts {
    /// What it is.
    pub content: Content,
    /// Size in bytes.
    pub bytes: u64,
    /// Lines with code.
    pub code: u32,
    /// Lines with only comment.
    pub comments: u32,
    /// Lines with only white space, outside comments and strings.
    pub blanks: u32,
    /// Longest line in bytes.
    pub longest_line_bytes: u32,
    /// Deepest nesting of brackets outside strings and comments.
    pub nesting: u32,
    /// Leading white space of all lines that hold something, in steps of four columns (a tab is one step).
    pub indentation: u32,
    /// Says of itself, within its first 40 lines, that a program wrote it.
    pub says_generated: bool,
    /// The site of the library that the file says, within its first 40 lines, to be a version of (`rgraph.net`); empty
    /// without such a banner.
    pub library_site: String,
    /// Assigns or returns values and does nothing else: a table written as a program (PHP, JavaScript, Python).
    pub only_assigns: bool,
    /// TODO, FIXME, HACK, XXX as words in comments.
    pub admitted_debt: u32,
    /// Tokens; empty for languages that are not code.
    pub tokens: TokenStream,
}

/// What a line holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineClass {
    /// Code, with or without a comment beside it.
    Code,
    /// Comment only.
    Comment,
    /// White space only, outside comments and strings: an empty line within those belongs to them.
    Blank,
}

/// The kind of a file, with the rule that decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindVerdict {
    /// The kind.
    pub kind: FileKind,
    /// Id of the rule, for example `vendored:node_modules`.
    pub rule: &'static str,
    /// True when the rule rests on what the repository says of itself.
    pub claimed: bool,
}
