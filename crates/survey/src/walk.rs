//! What each commit of a history did: paths changed against its first parent, renames resolved.

use crate::Input;
use crate::fact_cache::FactCache;
use crate::progress::{Progress, Stage};
use crate::renames::{self, Renames};
use bstr::BString;
use quarterdeck_git::{Change, ChangeKind, CommitRecord, DiffState, EntryKind, History, Oid};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Raise it whenever the facts of a commit can change.
const VERSION: u32 = 2;
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
}

/// A history with its changes.
pub(crate) struct Walk {
    /// Commits, children before parents.
    pub(crate) history: History,
    /// Distinct paths of all changes.
    pub(crate) paths: Vec<BString>,
    /// Changes of each commit; empty for merges, `None` when they could not be computed.
    pub(crate) changes: Vec<Option<Vec<PathChange>>>,
    /// Commits whose list of changes was cut at its bound.
    pub(crate) cut_commits: u64,
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

    /// Commits whose changes are unknown.
    pub(crate) fn holes(&self) -> u64 {
        self.changes.iter().filter(|changes| changes.is_none()).count() as u64
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
}

/// Walks the history of the audited commit.
pub(crate) fn history(input: &Input, cache: &FactCache<'_>, progress: &dyn Progress) -> Walk {
    progress.stage(Stage::Commits, None);
    let counted = std::sync::atomic::AtomicU64::new(0);
    let history = input.repository.history(input.commit, &|total| {
        let before = counted.swap(total, std::sync::atomic::Ordering::Relaxed);
        progress.advance(total.saturating_sub(before));
    });
    let trees: HashMap<Oid, Oid> = history.commits.iter().map(|commit| (commit.id, commit.tree)).collect();
    progress.stage(Stage::Changes, Some(history.commits.len() as u64));
    let computed: Vec<Option<CommitChanges>> = history
        .commits
        .par_chunks(CHUNK_COMMITS)
        .flat_map_iter(|chunk| {
            let mut worker = Worker { input, cache, trees: &trees, reader: None, state: DiffState::default() };
            let done: Vec<_> = chunk.iter().map(|commit| worker.changes(commit)).collect();
            progress.advance(chunk.len() as u64);
            done
        })
        .collect();
    intern(history, computed)
}

struct Worker<'a> {
    input: &'a Input,
    cache: &'a FactCache<'a>,
    trees: &'a HashMap<Oid, Oid>,
    // Opened only when something is not cached.
    reader: Option<quarterdeck_git::Reader>,
    state: DiffState,
}

impl Worker<'_> {
    fn changes(&mut self, commit: &CommitRecord) -> Option<CommitChanges> {
        if commit.parents.len() > 1 {
            return Some(CommitChanges { cut: false, changes: Vec::new() });
        }
        if commit.cut_off {
            return None;
        }
        let key = FactCache::key("commit", VERSION, &[commit.id.as_bytes()]);
        if let Some(known) = self.cache.get(&key) {
            return Some(known);
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
        Some(facts)
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
        })
        .collect()
}

fn intern(history: History, computed: Vec<Option<CommitChanges>>) -> Walk {
    let mut known: HashMap<BString, u32> = HashMap::new();
    let mut paths: Vec<BString> = Vec::new();
    let mut intern = |path: BString| -> u32 {
        *known.entry(path).or_insert_with_key(|path| {
            paths.push(path.clone());
            paths.len() as u32 - 1
        })
    };
    let mut cut_commits = 0;
    let changes = computed
        .into_iter()
        .map(|facts| {
            let facts = facts?;
            cut_commits += u64::from(facts.cut);
            let interned = facts.changes.into_iter().map(|change| PathChange {
                path: intern(change.path),
                renamed_from: change.renamed_from.map(&mut intern),
                added: change.added,
                origin_unknown: change.origin_unknown,
            });
            Some(interned.collect())
        })
        .collect();
    Walk { history, paths, changes, cut_commits }
}

/// True for entries whose content can be compared.
pub(crate) fn is_file(change: &Change) -> bool {
    change.entry == EntryKind::File
}
