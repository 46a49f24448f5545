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
#[cfg_attr(not(test), expect(dead_code, reason = "made for detectors over history, of which none is there yet"))]
mod scan;
#[cfg(test)]
mod tests;

pub(crate) use facts::{Place, add};

use crate::Input;
use crate::fact_cache::FactCache;
use crate::gaps::Gaps;
use crate::progress::Progress;
use crate::walk::Walk;
use commits::{CommitLines, Edits, Unread};
use quarterdeck_base::GapKind;
use quarterdeck_git::Oid;

/// Raise it whenever the lines of a commit can change.
const VERSION: u32 = 1;

/// A history, line by line: for each commit of the walk what it did.
pub(crate) struct Deep {
    /// In the order of the walk; `None` where a tree is missing.
    commits: Vec<Option<CommitLines>>,
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
    // The place of a detector: see `scan`.
    let look = pass::Look { also: &[], at: &|_: &Oid, _: &[u8]| {} };
    pass::fill(input, &mut commits, look, progress);
    commits::keep(walk, &commits, cache);
    let deep = Deep { commits: commits.into_iter().map(|commit| Some(commit?.lines)).collect() };
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
