//! Which blobs each commit replaced by which: against its first parent, and for a merge against the others where it took
//! from none of them as it is.

use super::VERSION;
use super::lines::Hunk;
use crate::Input;
use crate::fact_cache::FactCache;
use crate::progress::{Progress, Stage};
use crate::secrets::Kept;
use crate::walk::{self, ChangedBlobs, PathChange, Walk, is_file};
use bstr::{BStr, BString, ByteSlice};
use quarterdeck_git::{CommitRecord, DiffState, Oid, Reader};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Neighbours in history share trees: one thread takes this many in a row.
const CHUNK_COMMITS: usize = 256;

/// Why the lines of a blob are not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Unread {
    /// Not looked for yet.
    Open,
    /// Not in the clone.
    Missing,
    /// It cannot be decoded, or is not what its id says.
    Corrupt,
    /// Above the bound on one blob: the only one that holds in every clone.
    TooLarge,
}

/// What turned one blob into another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Edits {
    /// Both are the same.
    Same,
    /// A link or another repository.
    NoFile,
    /// One of them could not be read.
    Unread(Unread),
    /// One of them is binary.
    Binary,
    /// Lines were replaced.
    Lines {
        /// In order.
        hunks: Box<[Hunk]>,
        /// Lines of the blob after.
        lines: u32,
    },
}

/// One blob in place of another, or of nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct LineChange {
    #[serde(with = "ids")]
    pub(super) before: Option<Oid>,
    #[serde(with = "ids")]
    pub(super) after: Option<Oid>,
    pub(super) edits: Edits,
}

/// A path of a merge that is not what the first parent has; one that it deleted where every parent has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MergeChange {
    pub(super) path: BString,
    /// For each parent that has the path, or for the first when none has: its position, and what the merge did to its blob.
    pub(super) sides: Vec<(u32, LineChange)>,
}

/// What one commit did: a pure function of its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum CommitLines {
    /// Aligned with the changes of the walk.
    Single(Vec<LineChange>),
    /// By path.
    Merge(Vec<MergeChange>),
}

/// A commit, and whether its edits are still to be found.
pub(super) struct Found {
    pub(super) lines: CommitLines,
    /// What an earlier run found in the blobs that it brought.
    pub(super) secrets: Vec<(Oid, Kept)>,
    pub(super) is_new: bool,
}

/// What is cached of a commit.
#[derive(Serialize, Deserialize)]
struct Stored<L> {
    lines: L,
    /// The blobs that it brought and that hold secrets, by id.
    secrets: Vec<(BString, Kept)>,
}

impl Stored<CommitLines> {
    /// `None` when it is damaged.
    fn found(self) -> Option<Found> {
        let id = |(blob, kept): (BString, Kept)| Some((Oid::from_bytes(&blob)?, kept));
        Some(Found {
            lines: self.lines,
            secrets: self.secrets.into_iter().map(id).collect::<Option<_>>()?,
            is_new: false,
        })
    }
}

impl LineChange {
    fn new(before: Option<Oid>, after: Option<Oid>, is_file: bool) -> Self {
        // What is no file has no lines: its ids name links and other repositories.
        if !is_file {
            return Self { before: None, after: None, edits: Edits::NoFile };
        }
        Self { before, after, edits: if before == after { Edits::Same } else { Edits::Unread(Unread::Open) } }
    }

    /// True while its edits are to be found.
    pub(super) fn is_open(&self) -> bool {
        self.edits == Edits::Unread(Unread::Open)
    }

    /// True for the old path of a file that has another one now.
    pub(super) fn went_on(&self) -> bool {
        self.edits == Edits::Same && self.before.is_some() && self.after.is_none()
    }

    /// Lines added and deleted; `None` when they are not known. Binary files have none, as git counts.
    pub(super) fn counts(&self) -> Option<(u64, u64)> {
        match &self.edits {
            Edits::Unread(_) => None,
            Edits::Same | Edits::NoFile | Edits::Binary => Some((0, 0)),
            Edits::Lines { hunks, .. } => Some((
                hunks.iter().map(|hunk| u64::from(hunk.added)).sum(),
                hunks.iter().map(|hunk| u64::from(hunk.deleted)).sum(),
            )),
        }
    }
}

impl CommitLines {
    /// All changes.
    pub(super) fn changes(&self) -> Box<dyn Iterator<Item = &LineChange> + '_> {
        match self {
            Self::Single(changes) => Box::new(changes.iter()),
            Self::Merge(paths) => Box::new(paths.iter().flat_map(|path| path.sides.iter().map(|(_, change)| change))),
        }
    }

    /// All changes, to be completed.
    pub(super) fn changes_mut(&mut self) -> Box<dyn Iterator<Item = &mut LineChange> + '_> {
        match self {
            Self::Single(changes) => Box::new(changes.iter_mut()),
            Self::Merge(paths) => {
                Box::new(paths.iter_mut().flat_map(|path| path.sides.iter_mut().map(|(_, change)| change)))
            }
        }
    }
}

/// The blobs that each commit of the walk replaced; with their edits where an earlier run knows them.
pub(super) fn commits(
    input: &Input,
    walk: &Walk,
    cache: &FactCache<'_>,
    progress: &dyn Progress,
) -> Vec<Option<Found>> {
    let commits = &walk.history.commits;
    progress.stage(Stage::Changes, Some(commits.len() as u64));
    let trees: HashMap<Oid, Oid> = commits.iter().map(|commit| (commit.id, commit.tree)).collect();
    let positions: Vec<usize> = (0..commits.len()).collect();
    positions
        .par_chunks(CHUNK_COMMITS)
        .flat_map_iter(|chunk| {
            let mut worker = Worker { input, walk, cache, trees: &trees, reader: None, state: DiffState::default() };
            let done: Vec<_> = chunk.iter().map(|at| worker.commit(*at)).collect();
            progress.advance(chunk.len() as u64);
            done
        })
        .collect()
}

/// Keeps what is new and complete for later runs.
pub(super) fn keep(walk: &Walk, commits: &[Option<Found>], secrets: &BTreeMap<Oid, Kept>, cache: &FactCache<'_>) {
    for (commit, found) in walk.history.commits.iter().zip(commits) {
        let Some(found) = found.as_ref().filter(|found| found.is_new) else { continue };
        let of_this_clone = |change: &LineChange| matches!(change.edits, Edits::Unread(why) if why != Unread::TooLarge);
        if !found.lines.changes().any(of_this_clone) {
            let brought: BTreeSet<Oid> = found.lines.changes().filter_map(|change| change.after).collect();
            let bytes = |blob: &Oid| BString::from(blob.as_bytes());
            let secrets = brought.iter().filter_map(|blob| Some((bytes(blob), secrets.get(blob)?.clone()))).collect();
            cache.put(key(commit), &Stored { lines: &found.lines, secrets });
        }
    }
}

fn key(commit: &CommitRecord) -> quarterdeck_cache::Key {
    // Its changes are those of the walk, renames included.
    let versions = [walk::VERSION.to_le_bytes(), quarterdeck_secrets::VERSION.to_le_bytes()];
    FactCache::key("commit-lines", VERSION, &[versions.as_flattened(), commit.id.as_bytes()])
}

struct Worker<'a> {
    input: &'a Input,
    walk: &'a Walk,
    cache: &'a FactCache<'a>,
    trees: &'a HashMap<Oid, Oid>,
    // Opened only when something is not cached.
    reader: Option<Reader>,
    state: DiffState,
}

impl Worker<'_> {
    fn commit(&mut self, at: usize) -> Option<Found> {
        let commit = &self.walk.history.commits[at];
        if commit.cut_off {
            return None;
        }
        if let Some(found) = self.cache.get(&key(commit)).and_then(Stored::found) {
            return Some(found);
        }
        let parents: Vec<Oid> =
            commit.parents.iter().map(|parent| self.trees.get(parent).copied()).collect::<Option<_>>()?;
        if parents.len() < 2
            && let Some(blobs) = self.walk.blobs.get(at).and_then(Option::as_deref)
        {
            return self.single(at, blobs);
        }
        let reader = self.reader.get_or_insert_with(|| self.input.repository.tree_reader());
        let (changes, _) = reader.changes(commit, parents.first().copied(), &mut self.state)?;
        if parents.len() > 1 {
            let changed = changes.iter().filter(|change| is_file(change));
            let paths: Vec<_> = changed.map(|change| (change.path.as_bstr(), change.before, change.after)).collect();
            let lines = CommitLines::Merge(merged(reader, &paths, &parents)?);
            return Some(Found { lines, secrets: Vec::new(), is_new: true });
        }
        self.single(at, &changes.iter().map(ChangedBlobs::of).collect::<Vec<_>>())
    }

    /// A commit that is no merge. Its blobs and the changes of the walk come from the same comparison.
    fn single(&self, at: usize, blobs: &[ChangedBlobs]) -> Option<Found> {
        let known = self.walk.changes[at].as_ref()?;
        let both = || known.iter().zip(blobs);
        let sources: HashSet<u32> = known.iter().filter_map(|change| change.renamed_from).collect();
        let renamed: HashMap<u32, Option<Oid>> = both()
            .filter(|(known, _)| sources.contains(&known.path))
            .map(|(known, blobs)| (known.path, blobs.before))
            .collect();
        let line_change = |(known, blobs): (&PathChange, &ChangedBlobs)| {
            let from = known.renamed_from.and_then(|from| *renamed.get(&from)?);
            let mut lines = LineChange::new(blobs.before.or(from), blobs.after, blobs.is_file);
            // What went on under another name was not deleted.
            if blobs.after.is_none() && renamed.contains_key(&known.path) {
                lines.edits = Edits::Same;
            }
            lines
        };
        let lines = CommitLines::Single(both().map(line_change).collect());
        Some(Found { lines, secrets: Vec::new(), is_new: true })
    }
}

/// The paths of a merge, with the blobs of the other parents.
fn merged(reader: &Reader, paths: &[(&BStr, Option<Oid>, Option<Oid>)], parents: &[Oid]) -> Option<Vec<MergeChange>> {
    let names: Vec<&BStr> = paths.iter().map(|(path, ..)| *path).collect();
    let others: Vec<Vec<Option<Oid>>> =
        parents[1..].iter().map(|tree| reader.blobs_at(*tree, &names)).collect::<Option<_>>()?;
    let path = |(at, (path, first, after)): (usize, &(&BStr, Option<Oid>, Option<Oid>))| {
        let of_parents = std::iter::once(*first).chain(others.iter().map(|of| of[at]));
        let mut sides: Vec<(u32, Option<Oid>)> = of_parents
            .enumerate()
            .map(|(parent, before)| (parent as u32, before))
            .filter(|(_, before)| before.is_some())
            .collect();
        // What one parent no longer has was deleted there, and not by the merge.
        if after.is_none() && sides.len() < parents.len() {
            return None;
        }
        // What no parent has the merge itself made, of nothing.
        if sides.is_empty() {
            sides.push((0, None));
        }
        // One that is as it was in a parent comes from there alone, as git sees it.
        let same = sides.iter().find(|(_, before)| before == after).copied();
        let sides = same.map_or(sides, |same| vec![same]);
        let sides = sides.into_iter().map(|(parent, before)| (parent, LineChange::new(before, *after, true)));
        Some(MergeChange { path: (*path).to_owned(), sides: sides.collect() })
    };
    Some(paths.iter().enumerate().filter_map(path).collect())
}

/// Ids as bytes in the cache.
mod ids {
    use bstr::{BStr, BString};
    use quarterdeck_git::Oid;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(id: &Option<Oid>, serializer: S) -> Result<S::Ok, S::Error> {
        BStr::new(id.as_ref().map_or(&[][..], Oid::as_bytes)).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Oid>, D::Error> {
        let bytes = BString::deserialize(deserializer)?;
        let damaged = || serde::de::Error::custom("an id of another length");
        if bytes.is_empty() { Ok(None) } else { Oid::from_bytes(&bytes).map(Some).ok_or_else(damaged) }
    }
}
