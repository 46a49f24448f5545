//! Changes that a history holds twice: a branch was rebased, and both its old and its new commits came to the main line; or
//! a commit was picked onto a second line that was merged later. One of them counts.
//!
//! Twins have the same author, the same moment of writing with its zone, the same subject and the same changed paths; the rest
//! of the message may say where a commit was picked from or who looked at it. On one line of first parents they are no twins:
//! what a line changes twice was changed twice.

use crate::classify;
use crate::mainline::mainline;
use crate::walk::Walk;
use quarterdeck_git::{Oid, OidMap};
use rayon::slice::ParallelSliceMut as _;
use std::collections::{BTreeMap, HashSet};

/// For each commit the one that counts for it: itself, unless it is a twin of another. Of twins the one on the main line
/// counts, else the one that the walk meets first. Merges and commits that change nothing have none.
pub(crate) fn counts_as(walk: &Walk) -> Vec<u32> {
    let commits = &walk.history.commits;
    let mut counts_as: Vec<u32> = (0..commits.len() as u32).collect();
    let written = |at: &u32| {
        let commit = &commits[*at as usize];
        (
            commit.authored_at,
            commit.zone_minutes,
            &commit.author_email,
            &commit.author_name,
            classify::subject_line(&commit.message),
        )
    };
    let mut candidates: Vec<u32> =
        walk.changed().filter(|(_, _, changes)| !changes.is_empty()).map(|(at, _, _)| at as u32).collect();
    // Stable: what is written alike stays in the order of the walk.
    candidates.par_sort_by(|a, b| written(a).cmp(&written(b)));
    let alike: Vec<&[u32]> =
        candidates.chunk_by(|a, b| written(a) == written(b)).filter(|alike| alike.len() > 1).collect();
    if alike.is_empty() {
        return counts_as;
    }
    let on_mainline: HashSet<usize> = mainline(walk).into_iter().collect();
    let lines = lines(walk);
    for alike in alike {
        let mut by_paths: BTreeMap<Vec<u32>, Vec<u32>> = BTreeMap::new();
        for at in alike {
            by_paths.entry(paths(walk, *at)).or_default().push(*at);
        }
        for same in by_paths.into_values() {
            let Some(kept) = same.iter().find(|at| on_mainline.contains(&(**at as usize))).or(same.first()) else {
                continue;
            };
            for at in same.iter().filter(|at| lines[**at as usize] != lines[*kept as usize]) {
                counts_as[*at as usize] = *kept;
            }
        }
    }
    counts_as
}

/// The paths that a commit changed, in order.
fn paths(walk: &Walk, at: u32) -> Vec<u32> {
    let changes = walk.changes[at as usize].as_deref().unwrap_or_default();
    let mut paths: Vec<u32> = changes.iter().map(|change| change.path).collect();
    paths.sort_unstable();
    paths.dedup();
    paths
}

/// For each commit its line of first parents, by the newest commit on it: of two commits on one line one came before the
/// other.
fn lines(walk: &Walk) -> Vec<u32> {
    let commits = &walk.history.commits;
    let positions: OidMap<u32> = commits.iter().enumerate().map(|(at, commit)| (commit.id, at as u32)).collect();
    let parent = |at: usize| -> Option<usize> {
        let first: &Oid = commits[at].parents.first()?;
        positions.get(first).map(|at| *at as usize)
    };
    let mut lines = vec![u32::MAX; commits.len()];
    for start in 0..commits.len() {
        let mut next = Some(start);
        while let Some(at) = next.filter(|at| lines[*at] == u32::MAX) {
            lines[at] = start as u32;
            next = parent(at);
        }
    }
    lines
}
