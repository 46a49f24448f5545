//! Where a reader can open what a finding claims.

use crate::RepoPath;

/// One piece of evidence. Commit ids are full hexadecimal ids; lines count from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Evidence {
    /// A file at the audited commit.
    File {
        /// Name of the repository in this audit.
        repository: String,
        /// Path of the file.
        path: RepoPath,
    },
    /// Lines of a file at the audited commit.
    Lines {
        /// Name of the repository in this audit.
        repository: String,
        /// Path of the file.
        path: RepoPath,
        /// First line, from 1.
        start_line: u32,
        /// Last line, included.
        end_line: u32,
    },
    /// A commit.
    Commit {
        /// Name of the repository in this audit.
        repository: String,
        /// Full commit id.
        commit: String,
    },
    /// Nothing of this kind is in the tree: the rule that looked for it, in words.
    Absence {
        /// Name of the repository in this audit.
        repository: String,
        /// What was looked for, for example `SECURITY.md, .github/SECURITY.md, docs/SECURITY.md`.
        looked_for: String,
    },
    /// A measure that a command prints again.
    Command {
        /// Arguments after `quarterdeck`, for example `facts . --level file`.
        arguments: String,
    },
}
