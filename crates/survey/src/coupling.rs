//! Files that change together, by code-maat's published definition on literal paths: commits of more than 30 files are
//! left out altogether, a pair needs 5 average revisions and 5 shared commits, `degree = int(100 * shared / average)`. Of
//! [twins](crate::twins) one counts.

use crate::walk::Walk;
use bstr::BString;
use quarterdeck_base::{RepoPath, bound};
use quarterdeck_facts::{CoupledPair, FileIx, RepositoryIx};
use std::collections::{BTreeMap, HashMap};

/// Fewest revisions (average of the two files) and fewest shared commits.
const MIN_REVISIONS: u64 = 5;
/// A commit of more files than this goes through many places at once.
const FOCUSED_FILES: usize = 8;
/// Lowest degree kept, in per cent.
const MIN_DEGREE_PERCENT: u64 = 30;

/// Pairs of one repository, strongest first, with the number found beyond [`bound::COUPLED_PAIRS`]. Only pairs of which
/// both paths are in the snapshot are kept.
pub(crate) fn coupled(
    walk: &Walk,
    repository: RepositoryIx,
    files: &BTreeMap<&[u8], FileIx>,
) -> (Vec<CoupledPair>, u64) {
    let mut revisions: Vec<u32> = vec![0; walk.paths.len()];
    let mut focused: Vec<u32> = vec![0; walk.paths.len()];
    let mut sets: Vec<(bool, Vec<u32>)> = Vec::new();
    for (_, _, changes) in walk.changed_once() {
        if changes.is_empty() || changes.len() as u64 > bound::COUPLING_COMMIT_FILES {
            continue;
        }
        let set: Vec<u32> = changes.iter().map(|change| change.path).collect();
        for &path in &set {
            revisions[path as usize] += 1;
            focused[path as usize] += u32::from(set.len() <= FOCUSED_FILES);
        }
        sets.push((set.len() > FOCUSED_FILES, set));
    }
    let alive: Vec<bool> = walk.paths.iter().map(|path| files.contains_key(path.as_slice())).collect();
    // Five shared commits need five revisions of each path: everything below is dropped before pairs are counted.
    let mut shared: HashMap<(u32, u32), (u32, u32)> = HashMap::new();
    for (sweeps, set) in &mut sets {
        set.retain(|&path| alive[path as usize] && revisions[path as usize] >= MIN_REVISIONS as u32);
        set.sort_unstable();
        for (at, &first) in set.iter().enumerate() {
            for &second in &set[at + 1..] {
                let counts = shared.entry((first, second)).or_insert((0, 0));
                *counts = (counts.0 + 1, counts.1 + u32::from(*sweeps));
            }
        }
    }
    let counted: Vec<((u32, u32), (u32, u32))> = shared.into_iter().collect();
    let mut pairs: Vec<CoupledPair> = counted
        .into_iter()
        .filter_map(|(pair, shared)| keep(walk, repository, files, (&revisions, &focused), pair, shared))
        .collect();
    pairs.sort_by(|a, b| {
        b.degree.cmp(&a.degree).then(b.shared.cmp(&a.shared)).then(a.first.cmp(&b.first)).then(a.second.cmp(&b.second))
    });
    let cut = (pairs.len() as u64).saturating_sub(bound::COUPLED_PAIRS);
    pairs.truncate(bound::COUPLED_PAIRS as usize);
    (pairs, cut)
}

fn keep(
    walk: &Walk,
    repository: RepositoryIx,
    files: &BTreeMap<&[u8], FileIx>,
    (revisions, focused): (&[u32], &[u32]),
    (a, b): (u32, u32),
    (shared, sweeps): (u32, u32),
) -> Option<CoupledPair> {
    let sum = u64::from(revisions[a as usize]) + u64::from(revisions[b as usize]);
    let degree = 200 * u64::from(shared) / sum;
    if u64::from(shared) < MIN_REVISIONS || sum < 2 * MIN_REVISIONS || degree < MIN_DEGREE_PERCENT {
        return None;
    }
    let in_focus = u64::from(focused[a as usize]) + u64::from(focused[b as usize]);
    let focused_degree = (200 * u64::from(shared - sweeps)).checked_div(in_focus).unwrap_or(0);
    let path = |index: u32| -> &BString { &walk.paths[index as usize] };
    let (a, b) = if path(a) <= path(b) { (a, b) } else { (b, a) };
    Some(CoupledPair {
        repository,
        first: RepoPath::new(path(a).clone()),
        second: RepoPath::new(path(b).clone()),
        first_file: files.get(path(a).as_slice()).copied(),
        second_file: files.get(path(b).as_slice()).copied(),
        shared,
        sweeps,
        first_revisions: revisions[a as usize],
        second_revisions: revisions[b as usize],
        degree: degree.min(100) as u32,
        focused_degree: focused_degree.min(100) as u32,
        imported: None,
    })
}
