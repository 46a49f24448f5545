//! Which branch is audited, and whether people went on in another one: the wrong branch may be audited.

use crate::Input;
use crate::identity::is_bot;
use bstr::ByteSlice;
use quarterdeck_base::Timestamp;

/// The audited branch and the newest other one.
pub(crate) struct Branches {
    /// Short name; empty when the audited commit is no branch's newest one.
    pub(crate) audited: String,
    /// The branch with the newest commit of a person after the audited one, with its date.
    pub(crate) newer: Option<(String, Timestamp)>,
}

impl Branches {
    /// One clause for a reader: `branch main; branch develop has a commit of 2024-10-21`.
    pub(crate) fn told(&self) -> String {
        let audited = if self.audited.is_empty() { String::new() } else { format!("branch {}", self.audited) };
        let newer = self.newer.as_ref().map(|(name, at)| format!("branch {name} has a commit of {}", at.date()));
        [Some(audited).filter(|text| !text.is_empty()), newer].into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}

/// Reads the branches of one clone; dates after `believed_until` are not believed.
pub(crate) fn of(input: &Input, committed_at: Timestamp, believed_until: Timestamp) -> Branches {
    let later = input.repository.branches().into_iter().filter(|branch| {
        let is_later = branch.committed_at > committed_at && branch.committed_at <= believed_until;
        is_later && !is_bot(branch.author_name.as_bstr(), branch.author_email.as_bstr())
    });
    let newest = later.max_by(|a, b| (a.committed_at, &b.name).cmp(&(b.committed_at, &a.name)));
    Branches {
        audited: input.repository.head_branch(input.commit).unwrap_or_default(),
        newer: newest.map(|branch| (branch.name, branch.committed_at)),
    }
}
