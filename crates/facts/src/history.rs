//! Repositories, people, commits, and what they say about files.

use crate::{FileIx, PersonIx, RepositoryIx};
use quarterdeck_base::{RepoPath, Timestamp};

/// Whether the history can be believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HistoryState {
    /// Every reachable commit was compared with its parent.
    Complete,
    /// Some commits could not be compared, or history is cut: what depends on it could not be assessed.
    Incomplete {
        /// Why, as one clause: `the clone is shallow`.
        reason: String,
    },
}

impl Default for HistoryState {
    fn default() -> Self {
        Self::Incomplete { reason: "history was not read".to_owned() }
    }
}

/// A tag that points to a commit of the audited history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Short name.
    pub name: String,
    /// Committer date of the commit it points to.
    pub at: Timestamp,
}

/// One repository at one commit.
#[derive(Debug, Default)]
pub struct RepositoryFacts {
    /// Its name in this audit.
    pub name: String,
    /// The audited commit, full id.
    pub commit: String,
    /// Committer date of that commit.
    pub committed_at: Timestamp,
    /// Commits reachable from it, merges included.
    pub commits: u64,
    /// Of those, merges.
    pub merges: u64,
    /// Oldest believable committer date.
    pub first_commit_at: Timestamp,
    /// Whether history can be believed.
    pub history: HistoryState,
    /// Tags of the audited history, by (date, name).
    pub tags: Vec<Tag>,
    /// True when HEAD's line of first parents consists mostly of merges or squash merges with a request number.
    pub merges_by_request: bool,
}

/// A person: aliases merged by mailmap and by e-mail or name with one more shared mark.
#[derive(Debug, Default)]
pub struct Person {
    /// What reports show unless `--names`: `Person 1`, in order of commits.
    pub pseudonym: String,
    /// Name of the newest alias.
    pub name: String,
    /// Domain of the newest e-mail, lower-cased; empty when there is none.
    pub email_domain: String,
    /// True when it is a program.
    pub bot: bool,
    /// Non-merge commits, those that repeat another left out.
    pub commits: u64,
    /// First and last commit (committer dates).
    pub first_at: Timestamp,
    /// Last commit.
    pub last_at: Timestamp,
    /// E-mails and names that were merged into this person.
    pub aliases: u32,
}

/// What a commit is, by the rules in `crates/survey/data/commits.toml`. Several may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CommitKind {
    /// More than one parent.
    pub merge: bool,
    /// A fix, by subject or trailer.
    pub fix: bool,
    /// Takes an earlier commit back.
    pub revert: bool,
    /// Announces something new.
    pub feature: bool,
    /// More changed files than coupling looks at.
    pub bulk: bool,
}

/// One commit.
#[derive(Debug, Default)]
pub struct CommitFacts {
    /// Its repository.
    pub repository: RepositoryIx,
    /// Full id.
    pub id: String,
    /// Author date.
    pub authored_at: Timestamp,
    /// Committer date.
    pub committed_at: Timestamp,
    /// The code host made it, when somebody pressed a button: a squash merge, an edit on a page.
    pub by_host: bool,
    /// Its author, aliases merged.
    pub author: PersonIx,
    /// What it is.
    pub kind: CommitKind,
    /// Changed files against the first parent; `None` when it could not be compared, 0 for merges.
    pub files: Option<u32>,
    /// Changes more than 30 files that people write: a renamed one counts once, generated, minified and binary ones do not.
    pub wide: bool,
    /// Subject line, lossy UTF-8.
    pub subject: String,
    /// True when the message names an issue or a request: `#12`, `GH-12`, `ABC-123`, a link to one.
    pub names_issue: bool,
    /// The author's clock against UTC, in minutes; `None` when git does not say.
    pub zone_minutes: Option<i16>,
    /// On HEAD's line of first parents.
    pub mainline: bool,
    /// Another commit, on another line of history, holds the same change and counts for this one: same author, moment of
    /// writing, subject and changed paths, as when a branch is rebased and merged twice. Never a merge.
    pub repeated: bool,
    /// Lines added and deleted against the first parent, (0, 0) for merges; `None` unless the history was read line by line.
    pub lines: Option<(u64, u64)>,
}

impl CommitFacts {
    /// True for a change of its own: no merge, and not repeated.
    pub fn is_change(&self) -> bool {
        !self.kind.merge && !self.repeated
    }
}

/// How often one person changed one file, renames followed; merges, repeated commits, commits of more than 500 files, and
/// sweeps over files that were there before left out (more than 30 source files, or five and a subject that names a linter or
/// formatter).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contribution {
    /// The file.
    pub file: FileIx,
    /// The person; never a bot.
    pub person: PersonIx,
    /// Commits.
    pub revisions: u32,
    /// Of those, in the 24 months before `as_of`.
    pub revisions_24m: u32,
    /// True when this person wrote the first revision, and not in a commit of more than 500 files.
    pub created: bool,
    /// Committer date of the last one.
    pub last_at: Timestamp,
}

/// Lines of a file of the snapshot that one person wrote last, renames followed. Programs are among the people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineOwner {
    /// The file.
    pub file: FileIx,
    /// The author of the commits that added them.
    pub person: PersonIx,
    /// How many.
    pub lines: u32,
}

/// Two files that change together, by code-maat's definition on literal paths: `degree = int(100 * shared /
/// average(revisions))` over commits of at most 30 files, at least 5 revisions and 5 shared.
#[derive(Debug, Clone, PartialEq)]
pub struct CoupledPair {
    /// Repository of both.
    pub repository: RepositoryIx,
    /// The first path in byte order.
    pub first: RepoPath,
    /// The second path.
    pub second: RepoPath,
    /// Position of the first file when it is in the snapshot.
    pub first_file: Option<FileIx>,
    /// Position of the second file when it is in the snapshot.
    pub second_file: Option<FileIx>,
    /// Commits that changed both.
    pub shared: u32,
    /// Of those, sweeps: commits of more than eight files, in which two files may meet by chance.
    pub sweeps: u32,
    /// Commits (of at most 30 files) that changed the first.
    pub first_revisions: u32,
    /// Commits (of at most 30 files) that changed the second.
    pub second_revisions: u32,
    /// Per cent, 0 to 100, cut to a whole number.
    pub degree: u32,
    /// The same over commits of eight files or fewer alone; 0 when there is none.
    pub focused_degree: u32,
    /// Whether one imports the other, in either direction; `None` when imports of one were not resolved.
    pub imported: Option<bool>,
}
