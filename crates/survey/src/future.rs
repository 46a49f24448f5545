//! What became of the files of an earlier commit: the fixes that followed, through renames. The one collector that looks
//! ahead of a commit; it tells the answers of a back-test and never feeds a score.

use crate::Input;
use crate::assemble::{history_state, kinds};
use crate::fact_cache::FactCache;
use crate::lineage::slots;
use crate::progress::Progress;
use crate::walk::{self, Walk};
use quarterdeck_base::RepoPath;
use quarterdeck_cache::Store;
use quarterdeck_facts::HistoryState;
use quarterdeck_git::Oid;
use std::collections::{BTreeSet, HashMap, HashSet};

/// What followed a commit.
#[derive(Debug, Default)]
pub struct Future {
    /// Non-merge commits that arrived; a change that the history holds twice is one, and none when it was known at the start.
    pub commits: u64,
    /// Of those, fixes by the rule on display that are not bulk changes.
    pub fixes: u64,
    /// Fixes left out because they changed more files than [`quarterdeck_base::bound::COUPLING_COMMIT_FILES`].
    pub bulk_fixes: u64,
    /// For each fix that touched one of the files asked for: their positions, in ascending order. Oldest fix first.
    pub touched: Vec<Vec<u32>>,
}

/// The fixes that are reachable from the commit of `input` and not from `start`, by the files of `start` they touched.
///
/// Reachability decides, not a date of the fix: what was written before `start` and merged later was not known there.
/// The error is one clause that says why history cannot be believed.
pub fn future(
    input: &Input,
    start: Oid,
    files: &[&RepoPath],
    cache: Option<&Store>,
    progress: &dyn Progress,
) -> Result<Future, String> {
    let cache = FactCache::new(cache);
    let walk = walk::history(input, &cache, None, progress);
    cache.finish();
    match history_state(&walk, input.repository.is_partial()) {
        HistoryState::Complete => Ok(followed(&walk, start, files)),
        HistoryState::Incomplete { reason } => Err(reason),
    }
}

fn followed(walk: &Walk, start: Oid, files: &[&RepoPath]) -> Future {
    let known = ancestors(walk, start);
    let kinds = kinds(walk);
    let mut holder = slots(walk, files.iter().copied());
    let mut future = Future::default();
    let counts_as = |index: usize| walk.counts_as[index];
    let mut told: HashSet<u32> = (0..known.len()).filter(|index| known[*index]).map(counts_as).collect();
    let later: Vec<_> = walk.changed().filter(|(index, _, _)| !known[*index]).collect();
    // Oldest first: parents before children.
    for (index, _, changes) in later.into_iter().rev() {
        // All are read before one is given away: a commit can swap two names.
        let renamed: Vec<(u32, u32)> =
            changes.iter().filter_map(|change| Some((change.path, holder[change.renamed_from? as usize]?))).collect();
        for (path, slot) in renamed {
            holder[path as usize] = Some(slot);
        }
        if !told.insert(counts_as(index)) {
            continue;
        }
        future.commits += 1;
        let kind = kinds[index];
        if !kind.fix {
            continue;
        }
        if kind.bulk {
            future.bulk_fixes += 1;
            continue;
        }
        future.fixes += 1;
        let touched: BTreeSet<u32> = changes.iter().filter_map(|change| holder[change.path as usize]).collect();
        if !touched.is_empty() {
            future.touched.push(touched.into_iter().collect());
        }
    }
    future
}

/// For each commit whether it is reachable from `start`.
fn ancestors(walk: &Walk, start: Oid) -> Vec<bool> {
    let commits = &walk.history.commits;
    let positions: HashMap<Oid, usize> = commits.iter().enumerate().map(|(at, commit)| (commit.id, at)).collect();
    let mut reached = vec![false; commits.len()];
    let mut open: Vec<usize> = positions.get(&start).copied().into_iter().collect();
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut reached[at], true) {
            open.extend(commits[at].parents.iter().filter_map(|parent| positions.get(parent)));
        }
    }
    reached
}
