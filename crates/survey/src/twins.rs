//! Changes that a history holds twice: a branch was rebased, and both its old and its new commits came to the main line; or
//! a commit was picked onto a second line that was merged later. One of them counts.
//!
//! Twins have the same author, the same moment of writing with its zone, the same subject and the same changed paths; the rest
//! of the message may say where a commit was picked from or who looked at it. On one line of first parents they are no twins:
//! what a line changes twice was changed twice.

use crate::classify;
use crate::mainline::mainline;
use crate::walk::Walk;
use quarterdeck_git::OidMap;
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
    let lines = Lines::of(walk);
    for alike in alike {
        let mut by_paths: BTreeMap<Vec<u32>, Vec<u32>> = BTreeMap::new();
        for at in alike {
            by_paths.entry(paths(walk, *at)).or_default().push(*at);
        }
        for same in by_paths.into_values() {
            let Some(kept) = same.iter().find(|at| on_mainline.contains(&(**at as usize))).or(same.first()) else {
                continue;
            };
            for at in same.iter().filter(|at| !lines.hold(**at, *kept)) {
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

/// The first parents of all commits: a forest, each tree numbered so that what comes after a commit stands behind it.
struct Lines {
    /// Number of each commit.
    numbers: Vec<u32>,
    /// It and the commits that lead to it by first parents.
    sizes: Vec<u32>,
}

impl Lines {
    fn of(walk: &Walk) -> Self {
        let commits = &walk.history.commits;
        let positions: OidMap<u32> = commits.iter().enumerate().map(|(at, commit)| (commit.id, at as u32)).collect();
        let parents: Vec<Option<usize>> = commits
            .iter()
            .map(|commit| commit.parents.first().and_then(|id| positions.get(id)).map(|at| *at as usize))
            .collect();
        // Children stand before their parents.
        let mut sizes = vec![1; commits.len()];
        for (at, parent) in parents.iter().enumerate() {
            if let Some(parent) = parent {
                sizes[*parent] += sizes[at];
            }
        }
        let mut numbers = vec![0; commits.len()];
        let (mut free, mut free_of_roots) = (vec![0; commits.len()], 0);
        for (at, parent) in parents.iter().enumerate().rev() {
            let next = parent.map_or(&mut free_of_roots, |parent| &mut free[parent]);
            numbers[at] = *next;
            *next += sizes[at];
            free[at] = numbers[at] + 1;
        }
        Self { numbers, sizes }
    }

    /// True when first parents lead from one of two commits to the other.
    fn hold(&self, a: u32, b: u32) -> bool {
        let leads = |later: u32, earlier: u32| {
            let (from, number) = (self.numbers[earlier as usize], self.numbers[later as usize]);
            (from..from + self.sizes[earlier as usize]).contains(&number)
        };
        leads(a, b) || leads(b, a)
    }
}
