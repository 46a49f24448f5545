//! Progress with real units. The survey says what it does; whoever asked decides whether anybody sees it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// What is being done, in the order in which an audit does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Listing the snapshot.
    List,
    /// Reading files of the snapshot; commits are walked beside.
    Files,
    /// Walking the commits that are left.
    Commits,
    /// Comparing commits with their parents.
    Changes,
    /// Reading every version of every file.
    Versions,
    /// Telling libraries and generated files from the people's own, keeping what is new for the next run.
    Sort,
    /// Reading what files that are hard to follow were 12 months ago.
    YearAgo,
    /// Putting people, files and functions together; copies are found and imports resolved beside.
    Assemble,
    /// Following each file back in time.
    Lineages,
    /// Counting files that change together.
    Coupling,
    /// Waiting for copies and imports.
    Copies,
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
            Self::Versions => "read versions",
            Self::Sort => "sort files, keep",
            Self::YearAgo => "read a year ago",
            Self::Assemble => "people, functions",
            Self::Lineages => "trace files",
            Self::Coupling => "couple files",
            Self::Copies => "copies, imports",
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

/// Commits that are walked while files are read: shown only once the files are done, because one line shows one thing.
pub(crate) struct Beside<'a> {
    progress: &'a dyn Progress,
    alone: AtomicBool,
    commits: AtomicU64,
}

impl<'a> Beside<'a> {
    pub(crate) fn new(progress: &'a dyn Progress) -> Self {
        Self { progress, alone: AtomicBool::new(false), commits: AtomicU64::new(0) }
    }

    /// The files are done.
    pub(crate) fn alone(&self) {
        self.progress.stage(Stage::Commits, None);
        self.progress.advance(self.commits.load(Ordering::Relaxed));
        self.alone.store(true, Ordering::Relaxed);
    }

    /// So many commits have been walked in all.
    pub(crate) fn commits(&self, total: u64) {
        let before = self.commits.swap(total, Ordering::Relaxed);
        if self.alone.load(Ordering::Relaxed) {
            self.progress.advance(total.saturating_sub(before));
        }
    }
}
