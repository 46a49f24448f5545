//! The branches of a clone: which one is audited, and which are newer.

use crate::history::raw_commit;
use crate::{Oid, Repository};
use bstr::BString;
use quarterdeck_base::Timestamp;

/// Most branches looked at: far above what any project has, low enough for a hostile one.
const MAX_BRANCHES: usize = 100_000;

/// A local or remote branch with what its newest commit says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// Short name: `develop`, `origin/develop`.
    pub name: String,
    /// Committer date.
    pub committed_at: Timestamp,
    /// Author's name, raw.
    pub author_name: BString,
    /// Author's e-mail, raw.
    pub author_email: BString,
}

impl Repository {
    /// Short name of the branch that HEAD is on, when a commit is its newest one.
    pub fn head_branch(&self, commit: Oid) -> Option<String> {
        let repository = self.thread_local();
        let head = repository.head().ok()?;
        let is_newest = head.id().is_some_and(|id| id.detach() == commit.0);
        head.referent_name().filter(|_| is_newest).map(|name| name.shorten().to_string())
    }

    /// Local and remote branches, by name; those whose commit is not here are left out.
    pub fn branches(&self) -> Vec<Branch> {
        let repository = self.thread_local();
        let Ok(platform) = repository.references() else { return Vec::new() };
        let (Ok(local), Ok(remote)) = (platform.local_branches(), platform.remote_branches()) else {
            return Vec::new();
        };
        let mut buffer = Vec::new();
        let mut found: Vec<Branch> = local
            .chain(remote)
            .take(MAX_BRANCHES)
            .filter_map(Result::ok)
            .filter_map(|mut reference| {
                let name = reference.name().shorten().to_string();
                let commit = reference.peel_to_id().ok()?.detach();
                let commit = raw_commit(&repository, Oid(commit), &mut buffer)?;
                Some(Branch {
                    name,
                    committed_at: Timestamp::from_seconds(commit.committer.seconds),
                    author_name: commit.author.name.into(),
                    author_email: commit.author.email.into(),
                })
            })
            .collect();
        found.sort_by(|a, b| a.name.cmp(&b.name));
        found
    }
}
