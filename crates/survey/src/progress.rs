//! Progress with real units. The survey says what it does; whoever asked decides whether anybody sees it.

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading files of the snapshot.
    Files,
    /// Walking commits.
    Commits,
    /// Comparing commits with their parents.
    Changes,
    /// Putting the facts together.
    Assemble,
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
