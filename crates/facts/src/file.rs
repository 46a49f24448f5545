//! One file of the snapshot, and one function in it.

use crate::{ComponentIx, FileIx, PersonIx, RepositoryIx};
use quarterdeck_base::{RepoPath, Timestamp};

/// What a file is for; told by rules that are data (`crates/source/data/kinds.toml`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum FileKind {
    /// Code that people of this system write and that runs.
    Source,
    /// Code that tests other code.
    Test,
    /// Documentation.
    Documentation,
    /// Configuration, build and pipeline files.
    Configuration,
    /// Data: fixtures, translations, markup data, schemas.
    Data,
    /// Somebody else's code, copied in.
    Vendored,
    /// Written by a program.
    Generated,
    /// Minified or bundled for browsers.
    Minified,
    /// Not text.
    Binary,
    /// A pointer, link or submodule: no content here.
    Pointer,
    /// Not read (missing, damaged, too large).
    #[default]
    Unread,
}

impl FileKind {
    /// The stable id used in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Test => "test",
            Self::Documentation => "documentation",
            Self::Configuration => "configuration",
            Self::Data => "data",
            Self::Vendored => "vendored",
            Self::Generated => "generated",
            Self::Minified => "minified",
            Self::Binary => "binary",
            Self::Pointer => "pointer",
            Self::Unread => "unread",
        }
    }
}

/// How far the source of a file could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub enum ParseState {
    /// No parser for this language, or nothing to parse: lines only.
    #[default]
    Lines,
    /// Parsed without errors.
    Parsed,
    /// Parsed; the parser met constructs it does not know.
    ParsedWithErrors,
    /// Not parsed: over a bound, or the parser was stopped. Lines only.
    Refused,
}

/// One file of the snapshot.
#[derive(Debug, Default)]
pub struct FileFacts {
    /// Its repository.
    pub repository: RepositoryIx,
    /// Its path.
    pub path: RepoPath,
    /// Blob id in hexadecimal.
    pub blob: String,
    /// Size in bytes; 0 when not read.
    pub bytes: u64,
    /// Language, for example `C#`; empty when unknown.
    pub language: &'static str,
    /// What the file is for.
    pub kind: FileKind,
    /// The rule that decided the kind.
    pub kind_rule: &'static str,
    /// True when the kind rests on what the repository says of itself (`.gitattributes`).
    pub kind_claimed: bool,
    /// The component it belongs to.
    pub component: ComponentIx,
    /// Lines with code.
    pub code: u32,
    /// Lines with only comment.
    pub comments: u32,
    /// Blank lines.
    pub blanks: u32,
    /// Steps of indentation (four columns or a tab) over all lines that hold something.
    pub indentation: u32,
    /// How far it could be parsed.
    pub parse: ParseState,
    /// Number of functions.
    pub functions: u32,
    /// Sum of cyclomatic complexity over its functions.
    pub cyclomatic_sum: u32,
    /// Largest cyclomatic complexity of a function.
    pub cyclomatic_max: u32,
    /// Sum of cognitive complexity over its outermost functions: an inner one counts in the one around it.
    pub cognitive_sum: u32,
    /// Largest cognitive complexity of a function.
    pub cognitive_max: u32,
    /// Lines with tokens that are part of an exact clone, comments, imports and test code in source files left out.
    pub duplicated_lines: u32,
    /// First and last line of arrays, objects and other literals in which hardly anything is decided, in order.
    pub tables: Vec<(u32, u32)>,
    /// First and last line of what the parser could not read, in order.
    pub error_lines: Vec<(u32, u32)>,
    /// First and last line of functions and types that say that they are to go (`@Deprecated`, `[Obsolete]`, a
    /// `DeprecationWarning`), by first line.
    pub retired: Vec<(u32, u32)>,
    /// Runs by hand, as its code says: a console command that production does not know, or made-up data; or as the scripts of
    /// a manifest say: a folder of which they start a file with a program for developers only, and that no source imports.
    pub by_hand: bool,
    /// Its head says that it was copied, moved or adapted from another project.
    pub copied_in: bool,
    /// It names an address that tells whether a program is healthy: `/healthz`.
    pub serves_health: bool,
    /// Its name stands in source code of its repository: files of SQL.
    pub named_in_code: bool,
    /// TODO, FIXME, HACK and XXX in comments.
    pub admitted_debt: u32,
    /// Test cases declared in it, by the language's test rule.
    pub test_cases: u32,
    /// Test cases that are switched off.
    pub tests_skipped: u32,
    /// Its history; `None` when history could not be assessed.
    pub history: Option<FileHistory>,
    /// What happened to its lines; `None` unless the history was read line by line, and where a version could not be read.
    pub line_history: Option<LineHistory>,
    /// Which files to discuss: large files where much happens, 0 to 100. `None` without history.
    pub hotspot_score: Option<f64>,
    /// What to read first per hour spent: recent revisions and fixes, per line. `None` without history.
    pub effort_score: Option<f64>,
}

impl FileFacts {
    /// Code, comment and blank lines together.
    pub fn lines(&self) -> u32 {
        self.code + self.comments + self.blanks
    }
}

/// History of one file. Merge commits are left out of every figure, repeated ones of all that are not git's own answer.
#[derive(Debug, Clone, Default)]
pub struct FileHistory {
    /// Commits that changed the file, renames followed.
    pub revisions: u32,
    /// Commits that changed this literal path: git's own answer.
    pub revisions_path: u32,
    /// Of `revisions`, those in the 365 days before `as_of`, commits of more than 500 files left out (imports, formatters).
    pub revisions_12m: u32,
    /// Of `revisions_12m`, those in sweeps: commits that changed more than 30 source files, or five and more by a subject
    /// that names a linter, a formatter or what these mend. The commit that a file came in with is none.
    pub sweeps_12m: u32,
    /// One of `revisions_12m` is the commit that the file came in with: it changed nothing.
    pub came_12m: bool,
    /// Commits of more than 500 files that changed the file in those days; not in `revisions_12m`.
    pub imports_12m: u32,
    /// Of `revisions`, those that are fixes by the rule on display.
    pub fixes: u32,
    /// Of `revisions`, each weighted by its age against `as_of` with a half-life of 180 days.
    pub decayed_revisions: f64,
    /// Of `fixes`, each weighted in the same way.
    pub decayed_fixes: f64,
    /// People (aliases merged, bots left out) who changed the file, renames followed.
    pub authors: u32,
    /// Distinct author e-mails of this literal path: git's own answer.
    pub author_emails: u32,
    /// Who changed it most often; `None` when only bots and commits of very many files did.
    pub main_author: Option<PersonIx>,
    /// Share of the people's revisions that the main author holds, commits of very many files left out, 0 to 1.
    pub main_author_share: f64,
    /// First commit of this literal path (committer date).
    pub first_seen: Timestamp,
    /// Last commit of this literal path (committer date).
    pub last_changed: Timestamp,
}

impl FileHistory {
    /// Of `revisions_12m`, those that changed the file: the commit that it came in with did not.
    pub fn changes_12m(&self) -> u32 {
        self.revisions_12m.saturating_sub(self.came_12m.into())
    }
}

/// What commits did to the lines of a file, renames followed, merges and repeated commits left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LineHistory {
    /// Lines added, those of its first version included.
    pub added: u64,
    /// Lines deleted.
    pub deleted: u64,
    /// Of `added`, those in the 365 days before `as_of`.
    pub added_12m: u64,
    /// Of `deleted`, those in the 365 days before `as_of`.
    pub deleted_12m: u64,
    /// Lines of the snapshot whose commit could not be told: a version on the way could not be read, or is binary.
    pub unowned: u32,
}

/// One named function, method, closure with a name, or constructor.
#[derive(Debug, Default)]
pub struct FunctionFacts {
    /// The file it stands in.
    pub file: FileIx,
    /// Name with its enclosing types, for example `Order::total`.
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
    /// Cyclomatic complexity by the rule in `docs/reference/complexity.md`.
    pub cyclomatic: u32,
    /// Cognitive complexity by the rule in `docs/reference/complexity.md`.
    pub cognitive: u32,
    /// Of it, what its own code adds, without functions inside it that are listed on their own.
    pub cognitive_own: u32,
    /// Of it, what a switch or table written as conditions adds: eight or more that look alike and end in a return or hold
    /// one statement or fill something else, ternaries that ask the like, `else if` that compare one variable with values;
    /// but for the first. Of its own code.
    pub cognitive_flat: u32,
    /// The same of the functions inside it, as far as they count in `cognitive`.
    pub cognitive_flat_inside: u32,
    /// Of its code lines, those that only assign or hold a value.
    pub plain: u32,
    /// Of its code lines, those that only continue a text that began above.
    pub text: u32,
    /// Hash of its normalised tokens, for fingerprints that survive moves. 0 when not computed.
    pub content_hash: u64,
    /// Stands in test code within its file: Rust's `#[cfg(test)]` and `#[test]`. Such a function is no source.
    pub in_test: bool,
    /// Its body is one call that hands on what it is given.
    pub forwards: bool,
    /// Its own code holds elements of JSX: a component, or a part of one.
    pub builds_markup: bool,
    /// It is new in its file, or not what it was there, in the 12 months before `as_of`; comments, white space and
    /// what wide or mechanical commits made of it do not count.
    /// `None` when not asked (nobody changed the file, or it holds no function above 15 points of cognitive complexity) and
    /// where the file as it was cannot be read.
    pub changed_12m: Option<bool>,
}
