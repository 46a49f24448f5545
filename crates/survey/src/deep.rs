//! History line by line (`--deep`): every blob of the history once, what each commit did to the lines of each file, and
//! who wrote the lines that stand.
//!
//! ```text
//! walk --commits--> pairs of blobs --pass--> edits of each pair --+--churn--> lines added and deleted of each file
//!                                                                 +--blame--> the commit that wrote each line
//! ```
//!
//! Apart from the one pass, because only this asks for what files once held. The edits of a commit are a pure function of
//! its id and are cached under it: a second run reads new commits alone.

mod blame;
mod commits;
mod facts;
mod lines;
mod pass;
mod scan;
#[cfg(test)]
mod tests;

pub(crate) use facts::{Place, add};

use crate::Input;
use crate::fact_cache::FactCache;
use crate::gaps::Gaps;
use crate::progress::Progress;
use crate::secrets::Kept;
use crate::walk::Walk;
use commits::{CommitLines, Edits, Unread};
use quarterdeck_base::GapKind;
use quarterdeck_git::Oid;
use scan::Scanner;
use std::collections::BTreeMap;

/// Raise it whenever the lines of a commit can change.
const VERSION: u32 = 3;

/// A history, line by line: for each commit of the walk what it did.
pub(crate) struct Deep {
    /// In the order of the walk; `None` where a tree is missing.
    commits: Vec<Option<CommitLines>>,
    /// The blobs that hold secrets.
    secrets: BTreeMap<Oid, Kept>,
}

/// Reads the history of one repository line by line.
pub(crate) fn read(
    input: &Input,
    walk: &Walk,
    cache: &FactCache<'_>,
    gaps: &mut Gaps,
    progress: &dyn Progress,
) -> Deep {
    let mut commits = commits::commits(input, walk, cache, progress);
    let scanner = Scanner::default();
    scanner.know(commits.iter_mut().flatten().flat_map(|found| std::mem::take(&mut found.secrets)));
    pass::fill(input, &mut commits, &|blob, bytes, lines| scanner.look(blob, bytes, lines), progress);
    let secrets = scanner.finish();
    commits::keep(walk, &commits, &secrets, cache);
    let deep = Deep { commits: commits.into_iter().map(|commit| Some(commit?.lines)).collect(), secrets };
    let cut = deep.secrets.values().filter(|kept| kept.cut).count() as u64;
    gaps.note(&input.name, GapKind::Cut, "versions of files with more secrets than are kept", cut, None);
    let merges = walk.history.commits.iter().zip(&deep.commits);
    let holes = merges.filter(|(commit, lines)| commit.parents.len() > 1 && !commit.cut_off && lines.is_none()).count();
    gaps.note(&input.name, GapKind::HistoryHole, "merges whose lines were not compared", holes as u64, None);
    for (why, kind) in [
        (Unread::Missing, GapKind::MissingObject),
        (Unread::Corrupt, GapKind::CorruptObject),
        (Unread::TooLarge, GapKind::TooLarge),
    ] {
        gaps.note(&input.name, kind, "changes in history whose lines were not compared", deep.unread(why), None);
    }
    deep
}

impl Deep {
    /// Changes whose lines are not known for this reason.
    fn unread(&self, why: Unread) -> u64 {
        let changes = self.commits.iter().flatten().flat_map(CommitLines::changes);
        changes.filter(|change| change.edits == Edits::Unread(why)).count() as u64
    }
}
