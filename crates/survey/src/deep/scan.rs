//! What a detector found in the blobs of a history, and how long it was there: when it came, when it left, whether it is
//! still there.

use super::Deep;
use super::commits::CommitLines;
use crate::fact_cache::FactCache;
use crate::walk::Walk;
use quarterdeck_base::Timestamp;
use quarterdeck_git::Oid;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

/// A blob in which a detector found something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BlobScan<M> {
    /// The blob.
    pub(crate) blob: Oid,
    /// What was found in it.
    pub(crate) matches: Vec<M>,
}

/// A detector over the blobs of a history: bytes to matches, a pure function. What it says of a blob is cached.
pub(crate) struct Scanner<'a, M, D: Fn(&[u8]) -> Vec<M>> {
    cache: &'a FactCache<'a>,
    /// Name and version of the detector.
    extractor: (&'static str, u32),
    detect: D,
    found: Mutex<Vec<BlobScan<M>>>,
}

impl<'a, M: Serialize + DeserializeOwned, D: Fn(&[u8]) -> Vec<M>> Scanner<'a, M, D> {
    pub(crate) fn new(cache: &'a FactCache<'a>, extractor: (&'static str, u32), detect: D) -> Self {
        Self { cache, extractor, detect, found: Mutex::default() }
    }

    /// Takes what earlier runs know of these blobs; those that are left have to be read.
    pub(crate) fn unknown(&self, blobs: BTreeSet<Oid>) -> Vec<Oid> {
        let known = |blob: &Oid| self.cache.get::<Vec<M>>(&self.key(blob)).map(|matches| self.note(*blob, matches));
        blobs.into_iter().filter(|blob| known(blob).is_none()).collect()
    }

    /// Looks at a blob while its bytes are hot.
    pub(crate) fn look(&self, blob: &Oid, bytes: &[u8]) {
        let matches = (self.detect)(bytes);
        self.cache.put(self.key(blob), &matches);
        self.note(*blob, matches);
    }

    /// Blobs with matches, by id.
    pub(crate) fn finish(self) -> Vec<BlobScan<M>> {
        let mut found = self.found.into_inner().unwrap_or_else(PoisonError::into_inner);
        found.sort_by_key(|scan| scan.blob);
        found.dedup_by_key(|scan| scan.blob);
        found
    }

    fn key(&self, blob: &Oid) -> quarterdeck_cache::Key {
        FactCache::key(self.extractor.0, self.extractor.1, &[blob.as_bytes()])
    }

    fn note(&self, blob: Oid, matches: Vec<M>) {
        if !matches.is_empty() {
            self.found.lock().unwrap_or_else(PoisonError::into_inner).push(BlobScan { blob, matches });
        }
    }
}

/// How long something was in a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Exposure {
    /// The commit of the walk that brought it first.
    pub(crate) came: u32,
    /// The commit that took it out last; `None` when it is still there, or a merge took it out.
    pub(crate) left: Option<u32>,
    /// Still in the snapshot.
    pub(crate) in_head: bool,
    /// From the day it came to the day it left, or to `as_of`. Whoever cloned in between still has it.
    pub(crate) days_live: u64,
}

impl Deep {
    /// All blobs that the history ever had.
    pub(crate) fn blobs(&self) -> BTreeSet<Oid> {
        let changes = self.commits.iter().flatten().flat_map(CommitLines::changes);
        changes.flat_map(|change| [change.before, change.after]).flatten().collect()
    }

    /// The exposure of each group of blobs: those in which one and the same thing was found. `None` for a group that no
    /// commit brought.
    pub(crate) fn exposures(
        &self,
        walk: &Walk,
        groups: &[BTreeSet<Oid>],
        head: &BTreeSet<Oid>,
        as_of: Timestamp,
    ) -> Vec<Option<Exposure>> {
        let mut of_blob: HashMap<Oid, Vec<usize>> = HashMap::new();
        for (at, group) in groups.iter().enumerate() {
            group.iter().for_each(|blob| of_blob.entry(*blob).or_default().push(at));
        }
        let has = |blob: Option<Oid>| blob.and_then(|blob| of_blob.get(&blob)).map_or(&[][..], Vec::as_slice);
        let mut came: Vec<Option<u32>> = vec![None; groups.len()];
        let mut left = came.clone();
        let date = |commit: u32| walk.history.commits[commit as usize].committed_at;
        // Newest first: the last one to come is the oldest, unless dates say otherwise.
        for (commit, lines) in self.commits.iter().enumerate() {
            let commit = commit as u32;
            for (before, after) in lines.iter().flat_map(moves) {
                for group in has(after).iter().filter(|group| !before.iter().any(|blob| has(*blob).contains(group))) {
                    came[*group] = came[*group].filter(|known| date(*known) < date(commit)).or(Some(commit));
                }
                for group in before.iter().flat_map(|blob| has(*blob)).filter(|group| !has(after).contains(group)) {
                    left[*group] = left[*group].filter(|known| date(*known) >= date(commit)).or(Some(commit));
                }
            }
        }
        let exposure = |(group, blobs): (usize, &BTreeSet<Oid>)| {
            let came = came[group]?;
            let in_head = !blobs.is_disjoint(head);
            let left = left[group].filter(|_| !in_head);
            let until = left.map_or(as_of, date);
            Some(Exposure { came, left, in_head, days_live: until.days_since(date(came)).max(0.0) as u64 })
        };
        groups.iter().enumerate().map(exposure).collect()
    }
}

/// What was there before and after at each path that a commit changed; a merge has several that were there before.
fn moves(lines: &CommitLines) -> Vec<(Vec<Option<Oid>>, Option<Oid>)> {
    match lines {
        CommitLines::Single(changes) => changes.iter().map(|change| (vec![change.before], change.after)).collect(),
        CommitLines::Merge(paths) => {
            let after = |path: &super::commits::MergeChange| path.sides.first().and_then(|(_, change)| change.after);
            let before =
                |path: &super::commits::MergeChange| path.sides.iter().map(|(_, change)| change.before).collect();
            paths.iter().map(|path| (before(path), after(path))).collect()
        }
    }
}
