//! What was not read, and why: a named value, never silence.

use crate::RepoPath;

/// Why something was not read or not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GapKind {
    /// The object is not in the clone (partial clone, damaged clone).
    MissingObject,
    /// The object is there and cannot be decoded.
    CorruptObject,
    /// History stops at a shallow boundary.
    ShallowHistory,
    /// A commit whose changes could not be computed because a tree is missing.
    HistoryHole,
    /// Larger than the bound on one blob.
    TooLarge,
    /// More tokens, lines or nesting than a parser is given.
    TooComplex,
    /// The parser answered with errors; what could be read was read.
    ParsedWithErrors,
    /// A language that is counted line by line and has no parser here.
    LanguageNotParsed,
    /// The parser was stopped by the watchdog; the run is degraded.
    ParserStopped,
    /// A pointer to Git LFS content that is not in the repository.
    LfsPointer,
    /// A submodule: another repository, not fetched.
    Submodule,
    /// A symbolic link: not followed.
    Symlink,
    /// Paths that differ by case only: they cannot all exist in some working copies.
    CaseCollision,
    /// A path that is not UTF-8.
    PathNotUtf8,
    /// A commit date that cannot be true (before 1971 or far beyond the bundled knowledge).
    UnbelievableDate,
    /// The newest commit is long past on the day of judgement: work stopped, or the clone is old.
    OldHead,
    /// A commit with more changed files than coupling and renames look at.
    BulkCommit,
    /// A commit with more changed files than anybody writes at once: it makes nobody an author.
    ImportCommit,
    /// A list that was cut at its bound.
    Cut,
    /// A file that names a format and does not follow it (a manifest that is not valid JSON).
    Malformed,
    /// Replacement refs or grafts that would rewrite history; they are not honoured.
    RewrittenHistory,
    /// Objects borrowed from another folder (alternates).
    BorrowedObjects,
}

impl GapKind {
    /// The stable id used in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Self::MissingObject => "missing-object",
            Self::CorruptObject => "corrupt-object",
            Self::ShallowHistory => "shallow-history",
            Self::HistoryHole => "history-hole",
            Self::TooLarge => "too-large",
            Self::TooComplex => "too-complex",
            Self::ParsedWithErrors => "parsed-with-errors",
            Self::LanguageNotParsed => "language-not-parsed",
            Self::ParserStopped => "parser-stopped",
            Self::LfsPointer => "lfs-pointer",
            Self::Submodule => "submodule",
            Self::Symlink => "symlink",
            Self::CaseCollision => "case-collision",
            Self::PathNotUtf8 => "path-not-utf8",
            Self::UnbelievableDate => "unbelievable-date",
            Self::OldHead => "old-head",
            Self::BulkCommit => "bulk-commit",
            Self::ImportCommit => "import-commit",
            Self::Cut => "cut",
            Self::Malformed => "malformed",
            Self::RewrittenHistory => "rewritten-history",
            Self::BorrowedObjects => "borrowed-objects",
        }
    }

    /// One sentence for a reader: what it means for the figures.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::MissingObject => "Objects are missing from this clone; the files concerned were not read.",
            Self::CorruptObject => "Objects are damaged; the files concerned were not read.",
            Self::ShallowHistory => {
                "The clone is shallow: history stops early, so ages, authors and revisions are unknown."
            }
            Self::HistoryHole => {
                "Some commits could not be compared because trees are missing; revisions and authors are unknown."
            }
            Self::TooLarge => "Files above the size bound were not read.",
            Self::TooComplex => {
                "Files with too many tokens or too deep nesting were counted line by line and not parsed."
            }
            Self::ParsedWithErrors => "The parser met constructs it does not know; functions there may be missing.",
            Self::LanguageNotParsed => {
                "A language without a parser was counted line by line: its functions and imports are unknown."
            }
            Self::ParserStopped => "A parser was stopped; this run is degraded and 'same bytes' does not hold for it.",
            Self::LfsPointer => "Git LFS pointers: the content is outside the repository and was not read.",
            Self::Submodule => "Submodules are other repositories; they were not fetched.",
            Self::Symlink => "Symbolic links were not followed.",
            Self::CaseCollision => "Paths differ by upper and lower case only and collide on some machines.",
            Self::PathNotUtf8 => "Paths are not UTF-8; they are shown with their bytes in audit.json.",
            Self::UnbelievableDate => "Commit dates before 1971 or far in the future were not used for ages.",
            Self::OldHead => {
                "The newest commit of the audited branch is more than six months old on the day of judgement: either work \
                 stopped, or the clone is old, or another branch lives on, and what is said of the last 12 months counts that silence. --as-of judges another day."
            }
            Self::BulkCommit => "Commits with very many files were left out of coupling.",
            Self::ImportCommit => "Commits of more than 500 files (imports, moves, formatters) make nobody an author.",
            Self::Cut => "A list was cut at its bound.",
            Self::Malformed => "Files that name a format and do not follow it were not read.",
            Self::RewrittenHistory => "Replacement refs or grafts are present; they were not honoured.",
            Self::BorrowedObjects => "The clone borrows objects from another folder (alternates).",
        }
    }
}

/// A gap in one repository.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// Name of the repository in this audit.
    pub repository: String,
    /// Why.
    pub kind: GapKind,
    /// How many files, commits or objects.
    pub count: u64,
    /// Up to [`crate::bound::GAP_EXAMPLES`] paths, sorted.
    pub examples: Vec<RepoPath>,
    /// More, when the kind alone does not say it: the bound met, the first error. Never a path of the machine.
    pub detail: String,
}
