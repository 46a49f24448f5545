//! Progress with real units. The survey says what it does; whoever asked decides whether anybody sees it.

/// What is being done, in the order in which an audit does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Listing the snapshot.
    List,
    /// Reading files of the snapshot.
    Files,
    /// Walking commits.
    Commits,
    /// Comparing commits with their parents.
    Changes,
    /// Telling libraries and generated files from the people's own, keeping what is new for the next run.
    Sort,
    /// Putting people, files and functions together.
    Assemble,
    /// Following each file back in time.
    Lineages,
    /// Counting files that change together.
    Coupling,
    /// Resolving imports.
    Imports,
    /// Finding copies.
    Clones,
    /// Finding circles and components that depend on each other.
    Structure,
    /// Judging facts by the checks; told by whoever judges.
    Judge,
    /// Writing reports; told by whoever writes.
    Write,
}

impl Stage {
    /// In one or two words, for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "list files",
            Self::Files => "read files",
            Self::Commits => "walk commits",
            Self::Changes => "compare commits",
            Self::Sort => "sort files, keep",
            Self::Assemble => "people, functions",
            Self::Lineages => "trace files",
            Self::Coupling => "couple files",
            Self::Imports => "resolve imports",
            Self::Clones => "find copies",
            Self::Structure => "find circles",
            Self::Judge => "judge",
            Self::Write => "write",
        }
    }
}

/// Somebody who wants to know.
pub trait Progress: Sync {
    /// A stage begins; `total` in its unit (files, commits) when known.
    fn stage(&self, stage: Stage, total: Option<u64>);
    /// So much more of the stage is done.
    fn advance(&self, by: u64);
}

/// Nobody wants to know.
pub struct NoProgress;

impl Progress for NoProgress {
    fn stage(&self, _stage: Stage, _total: Option<u64>) {}
    fn advance(&self, _by: u64) {}
}
