//! Secrets that stand in files, never their values.

use crate::{FileIx, RepositoryIx};
use quarterdeck_base::{RepoPath, SecretClass, Timestamp};

/// A secret in a file of the snapshot, by the rules in `crates/secrets/rules.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SecretFacts {
    /// Where it stands.
    pub file: FileIx,
    /// Line, from 1.
    pub line: u32,
    /// The rule that found it.
    pub rule: &'static str,
    /// Whose door it opens; empty when nobody's in particular.
    pub provider: &'static str,
    /// What it opens.
    pub class: SecretClass,
    /// What may be shown: at most the first four characters, and the length.
    pub masked: String,
    /// The same for the same secret; of guessable values, for the same line of the same file without the value.
    pub fingerprint: String,
    /// Of a private key: until when the certificate of its name holds that stands beside it; `None` when there is none that
    /// can be read.
    pub certificate_ends_at: Option<Timestamp>,
    /// It stands in a file that holds patterns of secrets with samples of what they find.
    pub is_sample: bool,
}

/// A commit at which a secret came or went.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SecretCommit {
    /// When (committer date).
    pub at: Timestamp,
    /// Full commit id.
    pub commit: String,
}

/// A secret that stood in some commit of the history.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HistorySecret {
    /// Its repository.
    pub repository: RepositoryIx,
    /// The path under which it first came.
    pub path: RepoPath,
    /// The rule that found it.
    pub rule: &'static str,
    /// Whose door it opens; empty when nobody's in particular.
    pub provider: &'static str,
    /// What it opens.
    pub class: SecretClass,
    /// What may be shown.
    pub masked: String,
    /// As of [`SecretFacts`].
    pub fingerprint: String,
    /// The commit that brought it.
    pub came: SecretCommit,
    /// The commit that took its last copy away; `None` while one stands.
    pub left: Option<SecretCommit>,
    /// Days between both, or until the day of judgement.
    pub days_live: u32,
    /// It stands in the audited commit.
    pub in_head: bool,
}
