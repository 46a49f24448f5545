//! What a language is: its names and the marks that the lexer needs. Pure tables, filled by the build script.

/// What a language is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Code that runs.
    Programming,
    /// Markup, style sheets, templates and queries: written by people, structure rather than steps.
    Markup,
    /// Data and schemas.
    Data,
    /// Text for people.
    Prose,
    /// Settings of programs, builds and pipelines.
    Configuration,
}

/// One language. All values are constants made from `languages/<id>.toml`.
#[derive(Debug)]
pub struct Language {
    /// File name of its table without `.toml`; stable.
    pub id: &'static str,
    /// Name as people write it, for example `C#`.
    pub name: &'static str,
    /// What it is for.
    pub class: Class,
    /// Extensions in lower case without the first dot; `blade.php` is possible.
    pub extensions: &'static [&'static str],
    /// Whole file names in lower case.
    pub file_names: &'static [&'static str],
    /// Interpreters in `#!` lines, without version digits.
    pub interpreters: &'static [&'static str],
    /// One sentence on documentation strings; empty when there is nothing to say.
    pub doc_note: &'static str,
    /// What the lexer needs.
    pub(crate) syntax: Syntax,
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Language {}

/// Where on a line a mark counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum At {
    /// Anywhere outside strings and comments.
    Anywhere,
    /// Only as the first thing on a line.
    LineStart,
    /// Only at the start of a line or after white space.
    AfterSpace,
    /// Only in this column, from 1.
    Column(u8),
}

/// A comment to the end of the line.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LineComment {
    pub(crate) mark: &'static str,
    pub(crate) at: At,
    /// Not a comment when this follows the mark; empty for never.
    pub(crate) unless: &'static str,
    pub(crate) ignore_case: bool,
}

/// A comment with an end mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BlockComment {
    pub(crate) begin: &'static str,
    pub(crate) end: &'static str,
    pub(crate) nested: bool,
    pub(crate) at: At,
}

/// One form of string.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StringRule {
    pub(crate) begin: &'static str,
    pub(crate) end: &'static str,
    /// The byte that takes its meaning from the next one; `None` in raw strings.
    pub(crate) escape: Option<u8>,
    /// The end mark twice is the mark itself.
    pub(crate) doubled: bool,
    pub(crate) multi_line: bool,
    /// One character between quotes, else the quote is an operator (Rust lifetimes, C++ digit separators).
    pub(crate) character: bool,
    /// Begins code within the string, up to the matching bracket; empty for none.
    pub(crate) interpolation: &'static str,
}

/// Lexical forms that begin and end marks cannot say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Special {
    /// A backslash in code takes the meaning of the next character (shell, TeX, Lisp characters).
    CodeEscape,
    /// `R"tag( … )tag"`.
    CppRaw,
    /// `"""`, with as many quotes at the end as at the beginning.
    CsharpRaw,
    /// PostgreSQL's `$tag$ … $tag$`.
    DollarQuote,
    /// `<<END` of shells, Perl, Ruby and HCL, `<<<END` of PHP.
    Heredoc,
    /// `#"…"#` of Swift.
    HashString,
    /// Lua's `[==[ … ]==]`, also after `--`.
    LongBracket,
    /// `/…/` where a value can begin (JavaScript, Ruby, Perl, Groovy).
    Regex,
    /// `r#"…"#` of Rust.
    RustRaw,
}

/// Code of the language within text of another: PHP in HTML.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Inside {
    /// Position of the language around it in the table.
    pub(crate) outside: usize,
    pub(crate) opens: &'static [&'static str],
    pub(crate) close: &'static str,
}

/// Text of another language between tags: script and style in HTML.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Region {
    /// For example `<script`; the region begins after the next `>`.
    pub(crate) open: &'static str,
    pub(crate) close: &'static str,
    /// Position of the language in the table.
    pub(crate) language: usize,
}

/// Everything the lexer knows of a language.
#[derive(Debug)]
pub(crate) struct Syntax {
    /// Text for people: lines that would be code are comments.
    pub(crate) literate: bool,
    /// Longest begin mark first.
    pub(crate) blocks: &'static [BlockComment],
    /// Longest mark first.
    pub(crate) lines: &'static [LineComment],
    /// Longest begin mark first.
    pub(crate) strings: &'static [StringRule],
    pub(crate) specials: &'static [Special],
    pub(crate) inside: Option<Inside>,
    pub(crate) regions: &'static [Region],
    /// What each byte can be: see [`byte`].
    pub(crate) table: [u8; 256],
}

/// Classes of bytes in [`Syntax::table`].
pub(crate) mod byte {
    /// Horizontal white space.
    pub(crate) const SPACE: u8 = 0;
    /// `\n`.
    pub(crate) const NEWLINE: u8 = 1;
    /// Part of a name or number.
    pub(crate) const WORD: u8 = 2;
    /// Everything else.
    pub(crate) const PUNCTUATION: u8 = 3;
    /// Added when a comment, string or other form can begin here.
    pub(crate) const TRY: u8 = 4;
}

/// A claim of a language on an extension under a condition on the content.
#[derive(Debug)]
pub(crate) struct When {
    pub(crate) language: usize,
    /// Any of these texts within the head, case-sensitive.
    pub(crate) contains: &'static [&'static str],
    /// A line of the head begins with one of these, white space skipped.
    pub(crate) line_starts: &'static [&'static str],
}

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// All languages, by id.
pub fn all() -> &'static [Language] {
    LANGUAGES
}

/// The language with this name (as in [`Language::name`], any case) or id.
pub fn by_name(name: &str) -> Option<&'static Language> {
    LANGUAGES.iter().find(|language| language.name.eq_ignore_ascii_case(name) || language.id == name)
}
