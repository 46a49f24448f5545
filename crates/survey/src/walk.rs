//! What each commit of a history did: paths changed against its first parent, renames resolved.

use crate::Input;
use crate::fact_cache::FactCache;
use crate::progress::{Beside, Progress, Stage};
use crate::renames::{self, Renames};
use crate::saved::{Saved, Shelf};
use crate::twins;
use bstr::BString;
use quarterdeck_base::bound;
use quarterdeck_git::{Change, ChangeKind, CommitRecord, DiffState, EntryKind, History, Oid, OidMap};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Raise it whenever the facts of a commit can change.
pub(crate) const VERSION: u32 = 4;
/// Neighbours in history share trees: one thread takes this many in a row.
const CHUNK_COMMITS: usize = 256;

/// One changed path of a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PathChange {
    /// Position in [`Walk::paths`].
    pub(crate) path: u32,
    /// The path it was renamed from, in the same commit.
    pub(crate) renamed_from: Option<u32>,
    /// True when the path was not there before.
    pub(crate) added: bool,
    /// Added, and it may continue a deleted path that it was not compared with.
    pub(crate) origin_unknown: bool,
    /// Renamed, and byte for byte what it was.
    pub(crate) moved_only: bool,
}

/// A history with its changes.
pub(crate) struct Walk {
    /// Commits, children before parents.
    pub(crate) history: History,
    /// Distinct paths of all changes.
    pub(crate) paths: Vec<BString>,
    /// Changes of each commit; empty for merges, `None` when they could not be computed.
    pub(crate) changes: Vec<Option<Vec<PathChange>>>,
    /// For each commit the one that counts for it: another one for a [twin](twins).
    pub(crate) counts_as: Vec<u32>,
    /// Commits whose list of changes was cut at its bound.
    pub(crate) cut_commits: u64,
    /// For each commit the blobs of its changes, where they were asked for and this run compared its trees; empty when
    /// nobody asked.
    pub(crate) blobs: Vec<Blobs>,
}

/// The blobs of the changes of one commit, in their order.
pub(crate) type Blobs = Option<Box<[ChangedBlobs]>>;

/// The blobs of one changed path.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChangedBlobs {
    pub(crate) before: Option<Oid>,
    pub(crate) after: Option<Oid>,
    /// Its content can be compared.
    pub(crate) is_file: bool,
}

impl Walk {
    /// Non-merge commits with their changes, newest first.
    pub(crate) fn changed(&self) -> impl Iterator<Item = (usize, &CommitRecord, &[PathChange])> + '_ {
        self.history
            .commits
            .iter()
            .zip(&self.changes)
            .enumerate()
            .filter_map(|(index, (commit, changes))| Some((index, commit, changes.as_deref()?)))
            .filter(|(_, commit, _)| commit.parents.len() < 2)
    }

    /// Of these, each change once: twins are left out.
    pub(crate) fn changed_once(&self) -> impl Iterator<Item = (usize, &CommitRecord, &[PathChange])> + '_ {
        self.changed().filter(|(at, _, _)| !self.is_repeated(*at))
    }

    /// True for a commit that changes so many files that nobody is known by it to have written them.
    pub(crate) fn is_import(&self, at: u32) -> bool {
        let changes = self.changes[at as usize].as_ref();
        changes.is_some_and(|changes| changes.len() as u64 > bound::AUTHORSHIP_COMMIT_FILES)
    }

    /// True when another commit counts for this one.
    pub(crate) fn is_repeated(&self, at: usize) -> bool {
        self.counts_as[at] as usize != at
    }

    /// Commits whose changes are unknown.
    pub(crate) fn holes(&self) -> u64 {
        self.changes.iter().filter(|changes| changes.is_none()).count() as u64
    }
}

impl ChangedBlobs {
    pub(crate) fn of(change: &Change) -> Self {
        Self { before: change.before, after: change.after, is_file: is_file(change) }
    }
}

/// The facts of one commit as they are cached: a pure function of the commit id.
#[derive(Serialize, Deserialize)]
struct CommitChanges {
    cut: bool,
    changes: Vec<CachedChange>,
}

#[derive(Serialize, Deserialize)]
struct CachedChange {
    path: BString,
    added: bool,
    origin_unknown: bool,
    renamed_from: Option<BString>,
    moved_only: bool,
}

/// Commits, and what was known of them.
pub(crate) struct Commits {
    history: History,
    saved: Option<Saved>,
}

/// Walks the commits of the audited one. With a shelf, what an earlier run read of this clone is not read again.
pub(crate) fn commits(input: &Input, shelf: Option<&Shelf<'_>>, progress: &Beside<'_>) -> Commits {
    // An earlier history is found from HEAD as well: it holds the past that --at asks for.
    let head = input.repository.commit_at(&input.name, None).ok();
    let tips: Vec<Oid> = head.into_iter().chain([input.commit]).collect();
    let saved = shelf.and_then(|shelf| shelf.find(&tips));
    let known = &mut |id: &Oid| saved.as_ref()?.commit(id);
    let mut history = input.repository.history(input.commit, known, &|total| progress.commits(total));
    // Histories are kept on disk, without the secrets in their messages: read anew or kept, a message is the same.
    history
        .commits
        .par_iter_mut()
        .filter(|commit| saved.as_ref().is_none_or(|saved| saved.place(&commit.id).is_none()))
        .for_each(|commit| commit.message = quarterdeck_secrets::redact(&commit.message).into());
    Commits { history, saved }
}

/// What each of the commits did; with the blobs of its changes when they are wanted.
pub(crate) fn changes(
    input: &Input,
    Commits { history, saved }: Commits,
    cache: &FactCache<'_>,
    shelf: Option<&Shelf<'_>>,
    wants_blobs: bool,
    progress: &dyn Progress,
) -> Walk {
    let trees: OidMap<Oid> = history.commits.iter().map(|commit| (commit.id, commit.tree)).collect();
    progress.stage(Stage::Changes, Some(history.commits.len() as u64));
    let places: Vec<Option<usize>> = history.commits.iter().map(|commit| saved.as_ref()?.place(&commit.id)).collect();
    let (computed, blobs): (Vec<Option<CommitChanges>>, Vec<Blobs>) = history
        .commits
        .par_chunks(CHUNK_COMMITS)
        .zip(places.par_chunks(CHUNK_COMMITS))
        .flat_map_iter(|(chunk, places)| {
            let mut worker =
                Worker { input, cache, trees: &trees, wants_blobs, reader: None, state: DiffState::default() };
            let one = |(commit, place): (_, &Option<usize>)| match place {
                Some(_) => (None, None),
                None => worker.changes(commit).map_or((None, None), |(changes, blobs)| (Some(changes), blobs)),
            };
            let done: Vec<_> = chunk.iter().zip(places).map(one).collect();
            progress.advance(chunk.len() as u64);
            done
        })
        .unzip();
    let (mut walk, cut) = Interned::new(saved.as_ref()).finish(history, &places, computed);
    walk.blobs = if wants_blobs { blobs } else { Vec::new() };
    walk.counts_as = twins::counts_as(&walk);
    if let Some(shelf) = shelf {
        shelf.keep(&input.commit, &walk, &cut, saved.as_ref());
    }
    walk
}

/// Walks the history of a commit with nothing beside it.
pub(crate) fn history(
    input: &Input,
    cache: &FactCache<'_>,
    shelf: Option<&Shelf<'_>>,
    progress: &dyn Progress,
) -> Walk {
    let beside = Beside::new(progress);
    beside.alone();
    changes(input, commits(input, shelf, &beside), cache, shelf, false, progress)
}

struct Worker<'a> {
    input: &'a Input,
    cache: &'a FactCache<'a>,
    trees: &'a OidMap<Oid>,
    wants_blobs: bool,
    // Opened only when something is not cached.
    reader: Option<quarterdeck_git::Reader>,
    state: DiffState,
}

impl Worker<'_> {
    fn changes(&mut self, commit: &CommitRecord) -> Option<(CommitChanges, Blobs)> {
        if commit.parents.len() > 1 {
            return Some((CommitChanges { cut: false, changes: Vec::new() }, None));
        }
        if commit.cut_off {
            return None;
        }
        let key = FactCache::key("commit", VERSION, &[commit.id.as_bytes()]);
        if let Some(known) = self.cache.get(&key) {
            return Some((known, None));
        }
        let parent_tree = match commit.parents.first() {
            Some(parent) => Some(*self.trees.get(parent)?),
            None => None,
        };
        let reader = self.reader.get_or_insert_with(|| self.input.repository.tree_reader());
        let (changes, cut) = reader.changes(commit, parent_tree, &mut self.state)?;
        let renamed = renames::renames(reader, &changes);
        let facts = CommitChanges { cut, changes: cached(&changes, &renamed) };
        self.cache.put(key, &facts);
        Some((facts, self.wants_blobs.then(|| changes.iter().map(ChangedBlobs::of).collect())))
    }
}

fn cached(changes: &[Change], renamed: &Renames) -> Vec<CachedChange> {
    changes
        .iter()
        .zip(renamed.from.iter().zip(&renamed.unknown))
        .map(|(change, (from, unknown))| CachedChange {
            path: change.path.clone(),
            added: change.kind == ChangeKind::Added,
            origin_unknown: from.is_none() && *unknown,
            renamed_from: from.map(|index| changes[index].path.clone()),
            moved_only: from.is_some_and(|index| changes[index].before == change.after),
        })
        .collect()
}

/// Gives each path a number, in the order in which commits name them: from the saved ones by their old number, from
/// the others by name.
struct Interned<'a> {
    saved: Option<&'a Saved>,
    /// New number of each saved path.
    renumbered: Vec<Option<u32>>,
    known: HashMap<BString, u32>,
    paths: Vec<BString>,
}

impl<'a> Interned<'a> {
    fn new(saved: Option<&'a Saved>) -> Self {
        let renumbered = vec![None; saved.map_or(0, |saved| saved.paths().len())];
        Self { saved, renumbered, known: HashMap::new(), paths: Vec::new() }
    }

    fn path(&mut self, path: BString) -> u32 {
        let Self { known, paths, .. } = self;
        *known.entry(path).or_insert_with_key(|path| {
            paths.push(path.clone());
            paths.len() as u32 - 1
        })
    }

    fn saved_path(&mut self, old: u32) -> u32 {
        if let Some(new) = self.renumbered[old as usize] {
            return new;
        }
        let path = self.saved.map(|saved| saved.paths()[old as usize].clone()).unwrap_or_default();
        let new = self.path(path);
        self.renumbered[old as usize] = Some(new);
        new
    }

    /// The walk, and for each commit whether the list of its changes was cut.
    fn finish(
        mut self,
        history: History,
        places: &[Option<usize>],
        computed: Vec<Option<CommitChanges>>,
    ) -> (Walk, Vec<bool>) {
        let mut cut = vec![false; places.len()];
        let mut changes = Vec::with_capacity(places.len());
        for (at, (place, facts)) in places.iter().zip(computed).enumerate() {
            let one = match (self.saved, place) {
                (Some(saved), Some(place)) => {
                    let (of, was_cut) = saved.changes(*place);
                    cut[at] = was_cut;
                    let renumber = |change: PathChange| PathChange {
                        path: self.saved_path(change.path),
                        renamed_from: change.renamed_from.map(|from| self.saved_path(from)),
                        ..change
                    };
                    Some(of.map(renumber).collect())
                }
                _ => facts.map(|facts| {
                    cut[at] = facts.cut;
                    let number = |change: CachedChange| PathChange {
                        path: self.path(change.path),
                        renamed_from: change.renamed_from.map(|from| self.path(from)),
                        added: change.added,
                        origin_unknown: change.origin_unknown,
                        moved_only: change.moved_only,
                    };
                    facts.changes.into_iter().map(number).collect()
                }),
            };
            changes.push(one);
        }
        let cut_commits = cut.iter().filter(|cut| **cut).count() as u64;
        let walk = Walk { history, paths: self.paths, changes, counts_as: Vec::new(), cut_commits, blobs: Vec::new() };
        (walk, cut)
    }
}

/// True for entries whose content can be compared.
pub(crate) fn is_file(change: &Change) -> bool {
    change.entry == EntryKind::File
}
