//! Bytes of one source file to functions, imports and declarations. The only room that knows tree-sitter.

mod admit;
mod by_hand;
mod chain;
mod complexity;
mod copied;
mod fills;
mod flat;
mod forwards;
mod functions;
mod guest;
mod hands_on;
mod imports;
mod languages;
mod markup;
mod retired;
mod rows;
mod strings;
mod tree;
mod values;
mod worker;

pub use worker::{ParserProcess, serve};

use serde::{Deserialize, Serialize};

/// Part of the cache key: raise it whenever an answer of this room can change.
pub const VERSION: u32 = 21;

/// One function, method, constructor, or closure with a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Function {
    /// Name with enclosing types, `::` between them: `Order::total`. Functions without a name that count on their own
    /// (JavaScript, TypeScript, Go) are `(anonymous)`.
    pub name: String,
    /// First line, from 1.
    pub start_line: u32,
    /// Last line, included.
    pub end_line: u32,
    /// Lines with code.
    pub code: u32,
    /// Number of parameters.
    pub parameters: u32,
    /// Deepest nesting of control structures.
    pub nesting: u32,
    /// Cyclomatic complexity.
    pub cyclomatic: u32,
    /// Cognitive complexity.
    pub cognitive: u32,
    /// Of it, what its own code adds, without functions inside it that are listed on their own.
    pub cognitive_own: u32,
    /// Of it, what reads like a list, but for the first of each: a run of eight conditions or more that look alike and each
    /// end in a return or hold one statement, or only loops around one call; as many ternaries that ask the like; as many
    /// conditions in a list of statements that each fill something else; conditions beside each other in JSX; and the steps
    /// of a chain of as many `else if` that compare one variable with values. Of its own code.
    pub cognitive_flat: u32,
    /// The same of the functions inside it, as far as they count in `cognitive`.
    pub cognitive_flat_inside: u32,
    /// Of its lines with code, those that only assign or hold a value: no call, no branch, no operator.
    pub plain: u32,
    /// Of its lines with code, those that only continue a text that began on a line above.
    pub text: u32,
    /// Hash of the leaves of its syntax tree without comments, names kept: survives moves and re-indentation.
    pub content_hash: u64,
    /// Stands in test code within its file: Rust's `#[cfg(test)]` and `#[test]`.
    pub in_test: bool,
    /// Its body is one call that hands on what it is given.
    pub forwards: bool,
    /// Its own code holds elements of JSX: a component, or a part of one.
    pub builds_markup: bool,
}

/// How an import names its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportKind {
    /// One symbol by its full name: Java `import a.b.C`, PHP `use A\B\C`, C# `using X = A.B.C`, Rust `use a::b::C`.
    Symbol,
    /// All of a package or namespace: Java `import a.b.*`, C# `using A.B`, Rust `use a::b::*`.
    Namespace,
    /// A module by name: Python `import a.b`, `from .a import b` (names in `names`), Go `import "x/y"`, Swift, Lua
    /// `require "a.b"`, Elixir.
    Module,
    /// A file by path: JS `"./x"`, PHP `require 'x.php'`; also a bare package name in JS. Ruby `require`, Dart,
    /// `source` in shells (`?/x` when a variable stands in front), C `#include`; a module file in Rust: `x` of `mod x;`,
    /// `./x.rs` of `#[path = "x.rs"]`.
    Path,
    /// Computed when the code runs; the target is empty.
    Computed,
}

/// One import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// How the target is named.
    pub kind: ImportKind,
    /// The target as written, without quotes. Python keeps its leading dots; PHP's `__DIR__ . '/x'` is `./x`.
    pub target: String,
    /// Names brought in: Python `from m import a, b` (`*` for all), Java `import static a.B.c` (the member), JavaScript
    /// `import { a, b as c }` (`a`, `b`; `default` and `*` for the other forms).
    pub names: Vec<String>,
    /// Local alias of Go packages, PHP and Rust `use .. as` and C# `using X = ..`, else empty.
    pub alias: String,
    /// Line, from 1.
    pub line: u32,
    /// Last line of the statement, included.
    pub end_line: u32,
    /// For types only: TypeScript `import type`, or names that stand in type positions only, which the compiler erases;
    /// Python under `TYPE_CHECKING`.
    pub type_only: bool,
    /// Inside a function body.
    pub deferred: bool,
    /// Every name that it brings in is used inside functions only (JavaScript, TypeScript): nothing needs it while the file
    /// loads.
    pub called: bool,
}

/// What a parser says about one file. A pure function of (language, bytes).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CodeFacts {
    /// Functions by start line.
    pub functions: Vec<Function>,
    /// Imports by line.
    pub imports: Vec<Import>,
    /// Package or namespace that the file declares; empty when none. Several in one file: the first.
    pub namespace: String,
    /// Top-level names that it declares (types; for Go and Rust also functions, variables, constants; for Ruby and
    /// Elixir modules and classes at any depth by full name), sorted.
    pub declares: Vec<String>,
    /// Distinct names of types (Java, C#, PHP, Swift: as written, maybe qualified), `package.Name` selectors (Go), paths
    /// of modules (Rust: `crate::a::f`), modules (Elixir) and constants (Ruby: the scopes around, `/` between them, a
    /// blank, the name; `?` before a name that Rails derives) that it uses, with the line of the first use, sorted by
    /// name. At most 5,000.
    pub references: Vec<(String, u32)>,
    /// Of those, names of which every use loads nothing, sorted: PHP in types, `instanceof` and `catch`; Java for constants
    /// in capitals.
    pub idle: Vec<String>,
    /// Of the declared names, those that are types only and erased by the compiler (TypeScript), sorted.
    pub erased: Vec<String>,
    /// Lines of arrays, objects and other literals of three lines or more without a call, a branch or a function on more
    /// than one line in twenty, by first line: first and last. A call that only marks a text for translation is none.
    /// Those of C# (object initialisers), JavaScript, PHP, Python, Ruby and TypeScript.
    pub tables: Vec<(u32, u32)>,
    /// Runs by hand, as it says itself: a console command that is disabled in production or left out of the measure of
    /// test coverage (PHP), or code that makes up data (it imports a faker).
    pub by_hand: bool,
    /// Its head says that it was copied, moved or adapted from another project.
    pub copied_in: bool,
    /// Names of files of SQL in its strings, without folders, sorted. At most 100.
    pub sql_files: Vec<String>,
    /// One of its strings is an address that tells whether a program is healthy: `/healthz`.
    pub serves_health: bool,
    /// First and last line of test code in a file of other code, by first line: Rust's `#[cfg(test)]` and `#[test]`.
    pub test_lines: Vec<(u32, u32)>,
    /// Test cases it declares.
    pub test_cases: u32,
    /// Of those, switched off.
    pub tests_skipped: u32,
    /// Error nodes and missing nodes in its syntax tree.
    pub errors: u32,
    /// First and last line of each of them, in order.
    pub error_lines: Vec<(u32, u32)>,
    /// First and last line of functions and types that say that they are to go (`@Deprecated`, `[Obsolete]`, a
    /// `DeprecationWarning`), by first line.
    pub retired: Vec<(u32, u32)>,
}

/// Why a file has no [`CodeFacts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refused {
    /// More bytes than a parser is given.
    #[error("larger than a parser is given")]
    TooLarge,
    /// Brackets nested deeper than a parser is given.
    #[error("nested deeper than a parser is given")]
    TooDeep,
    /// A line longer than a parser is given.
    #[error("a line longer than a parser is given")]
    LongLine,
    /// The parser's fixed number of steps for a file of this size was used up; the same on every run.
    #[error("more parsing steps than a file of this size is given")]
    TooCostly,
    /// The watchdog stopped the parser: depends on the machine, so the run is degraded.
    #[error("stopped by the watchdog")]
    Stopped,
    /// The parser process ended without an answer.
    #[error("the parser process ended without an answer")]
    Crashed,
    /// No grammar for this language.
    #[error("no grammar for this language")]
    Unsupported,
}

/// Whatever turns a file into facts: in this process, or in a process that can be killed.
pub trait Parser {
    /// Facts of one file of `language`.
    ///
    /// # Errors
    /// When the file is beyond a bound, or the parser did not answer.
    fn parse(&mut self, language: &str, bytes: &[u8]) -> Result<CodeFacts, Refused>;
}

/// Parses in this process: for tests and for callers that already are the parser process.
#[derive(Debug, Default, Clone, Copy)]
pub struct InProcess;

impl Parser for InProcess {
    fn parse(&mut self, language: &str, bytes: &[u8]) -> Result<CodeFacts, Refused> {
        parse(language, bytes)
    }
}

/// True when files of this language (by the name used in facts, `C#`, `TSX`) are parsed.
pub fn supports(language: &str) -> bool {
    languages::known(language).is_some()
}

/// Facts of one file. A pure function of its two arguments.
///
/// # Errors
/// When the language has no grammar here or the bytes are beyond a bound.
pub fn parse(language: &str, bytes: &[u8]) -> Result<CodeFacts, Refused> {
    let supported = languages::known(language).ok_or(Refused::Unsupported)?;
    admit::admit(bytes)?;
    let whole = bytes;
    let (script, bytes) = guest::script(language, bytes);
    let known = languages::known(script).unwrap_or(supported);
    let tree = tree::parse(known.grammar, &bytes)?;
    let around = if script == language { Vec::new() } else { guest::around(whole, &bytes) };
    let mut readers = (imports::Reader::new(known, &bytes), functions::Reader::new(known, &tree, &bytes));
    tree::walk(&tree, known, &bytes, &mut readers);
    let mut facts = readers.0.finish(&around);
    readers.1.finish(&tree, &mut facts);
    Ok(facts)
}
