//! What a system was at one moment of its past, as far as lines, manifests and commits tell it. Apart from [`crate::Facts`]
//! because it is made for many moments in one pass: sums, no files. What is not known carries its reason.

use crate::{Ecosystem, FileKind};

/// A figure, or why there is none, as one clause.
pub type Known<T> = Result<T, String>;

/// One moment of the past.
#[derive(Debug, Clone, PartialEq)]
pub struct LightPoint {
    /// Lines by kind and language, sorted by both; kinds without content (pointer, unread, binary) hold files only.
    pub lines: Known<Vec<LinesOf>>,
    /// Files that were not read because they are too large or a part of the folders could not be listed within the bounds.
    pub unread: u64,
    /// What manifests and lock files declare.
    pub dependencies: Known<DependencyCounts>,
    /// How long dependencies have stood still.
    pub ages: Known<DependencyAges>,
    /// What happened in the year before.
    pub activity: Known<Activity>,
}

/// Files of one kind in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinesOf {
    /// What the files are for.
    pub kind: FileKind,
    /// Their language; empty when unknown.
    pub language: &'static str,
    /// How many there are.
    pub files: u64,
    /// Lines with code.
    pub code: u64,
    /// Lines with only comment.
    pub comments: u64,
    /// Blank lines.
    pub blanks: u64,
}

/// Dependencies at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DependencyCounts {
    /// Packages that manifests name, each once for each repository; packages of the repository itself left out.
    pub direct: u64,
    /// Of those, with one exact version: in the manifest, or in a lock file of the repository.
    pub pinned: u64,
    /// Packages with their versions that lock files hold.
    pub locked: u64,
}

/// Days since the version of a direct dependency last changed in the repository, counted from the first point that had
/// the version: true to one period. Not the age of the release itself.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct DependencyAges {
    /// The middle one (the lower of two); `None` when it has not changed since before the first point.
    pub median_days: Option<u64>,
    /// The oldest; `None` when it has not changed since before the first point.
    pub oldest_days: Option<u64>,
    /// Dependencies that have not changed since before the first point: their age is not known.
    pub unknown: u64,
    /// The age that these have at least, in days.
    pub unknown_at_least_days: u64,
}

/// The 365 days before a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Activity {
    /// Commits, merges left out; a change that the history holds twice is one.
    pub commits_12m: u64,
    /// People who made them, aliases merged by what the whole history knows, programs left out.
    pub authors_12m: u64,
}

/// Names a direct dependency: position of its repository, ecosystem, name.
pub type DependencyName = (usize, Ecosystem, String);

impl LightPoint {
    /// Sums over the lines of some kinds.
    pub fn sum(&self, kinds: &[FileKind], of: impl Fn(&LinesOf) -> u64) -> Option<u64> {
        let lines = self.lines.as_ref().ok()?;
        Some(lines.iter().filter(|line| kinds.contains(&line.kind)).map(of).sum())
    }

    /// Code lines of source files.
    pub fn source_lines(&self) -> Option<u64> {
        self.sum(&[FileKind::Source], |line| line.code)
    }

    /// Code lines of tests.
    pub fn test_lines(&self) -> Option<u64> {
        self.sum(&[FileKind::Test], |line| line.code)
    }

    /// Lines of test code for each 100 lines of source code; `None` without source code.
    pub fn test_lines_per_100(&self) -> Option<f64> {
        let (source, test) = (self.source_lines()?, self.test_lines()?);
        (source > 0).then(|| 100.0 * test as f64 / source as f64)
    }
}
