//! A walked history as one value: what an earlier run read of this clone, so that the next one reads what is new.
//!
//! It is found by its newest commit: the walk back from HEAD meets it after the commits that came since. Everything in
//! it is a pure function of that commit's id, as long as nothing of the clone was missing; it is believed while the
//! packs that its commits were read from are the same files.
//!
//! Columns and not rows: ids, dates and numbers of a hundred thousand commits decode in a few milliseconds.

use crate::fact_cache::FactCache;
use crate::seen::Seen;
use crate::walk::{PathChange, Walk};
use bstr::BString;
use quarterdeck_base::Timestamp;
use quarterdeck_cache::Key;
use quarterdeck_git::{CommitRecord, Oid, OidMap, Repository};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::os::unix::ffi::OsStrExt as _;

/// Raise it whenever the columns change; changes of commits carry their own version.
const VERSION: u32 = 2;
/// How many commits back from the wanted one an earlier history is looked for.
const LOOK_BACK_COMMITS: u64 = 4_096;
/// A history is saved again when this many commits are new: reading them takes a few milliseconds, writing all takes more.
const NEW_COMMITS: usize = 256;
/// Largest value that is kept, in bytes: about two million commits.
const SAVED_BYTES: usize = 512 * 1024 * 1024;

#[derive(Serialize, Deserialize)]
struct Columns {
    /// Packs that held the commits, by shortened identity, 32 bytes each.
    packs: BString,
    /// Commits that were loose objects, by place.
    loose: Vec<u32>,
    id_bytes: u8,
    ids: BString,
    trees: BString,
    parent_counts: Vec<u32>,
    parents: Vec<u32>,
    author_names: Vec<(BString, BString)>,
    authors: Vec<u32>,
    authored_at: Vec<i64>,
    zones: Vec<Option<i16>>,
    committed_at: Vec<i64>,
    by_host: Vec<bool>,
    messages: BString,
    message_ends: Vec<u64>,
    paths: Vec<BString>,
    change_counts: Vec<u32>,
    change_paths: Vec<u32>,
    /// 0 for none, else the position of the path plus one.
    change_origins: Vec<u32>,
    /// 1 added, 2 origin unknown, 4 moved only.
    change_flags: BString,
    cut: Vec<u32>,
}

/// An earlier history, decoded.
pub(crate) struct Saved {
    columns: Columns,
    places: OidMap<u32>,
    parent_starts: Vec<u32>,
    change_starts: Vec<u32>,
}

/// Where histories of one clone are kept, and by what they are found.
pub(crate) struct Shelf<'a> {
    repository: &'a Repository,
    local: &'a FactCache<'a>,
    seen: &'a Seen<'a>,
    clone: Vec<u8>,
    changes_version: u32,
}

impl<'a> Shelf<'a> {
    /// `None` for clones that are not whole: what they lack must be met each time.
    pub(crate) fn of(
        repository: &'a Repository,
        local: &'a FactCache<'a>,
        seen: &'a Seen<'a>,
        changes_version: u32,
    ) -> Option<Self> {
        let whole = local.is_open() && !repository.is_partial() && !repository.is_shallow();
        let clone = repository.object_folder().as_os_str().as_bytes().to_vec();
        whole.then_some(Self { repository, local, seen, clone, changes_version })
    }

    fn key(&self, tip: &Oid) -> Key {
        let version = self.changes_version.to_le_bytes();
        FactCache::key("history", VERSION, &[&version, &self.clone, tip.as_bytes()])
    }

    /// The newest saved history on the way back from one of the tips.
    pub(crate) fn find(&self, tips: &[Oid]) -> Option<Saved> {
        tips.iter().find_map(|tip| {
            let is_saved = &mut |id: &Oid, _| self.local.has(&self.key(id));
            let found = self.repository.nearest(*tip, LOOK_BACK_COMMITS, is_saved)?;
            self.load(&found)
        })
    }

    fn load(&self, tip: &Oid) -> Option<Saved> {
        let columns: Columns = self.local.get(&self.key(tip))?;
        let known = self.seen.identities();
        let same = |pack: &[u8]| known.iter().any(|key| key.as_bytes() == pack);
        let saved = columns.packs.chunks(32).all(same).then(|| Saved::new(columns))??;
        // A loose object has no pack to stand for it: it is read again.
        let loose_stand = saved.columns.loose.iter().all(|at| {
            let id = saved.id(*at as usize);
            id.is_some_and(|id| self.repository.has_commit(id))
        });
        loose_stand.then_some(saved)
    }

    /// Keeps a history that is whole and has grown.
    pub(crate) fn keep(&self, tip: &Oid, walk: &Walk, cut: &[bool], base: Option<&Saved>) {
        let history = &walk.history;
        let known = base.map_or(0, |base| base.places.len());
        let grown = base.is_none() || history.commits.len() >= known + NEW_COMMITS;
        let whole = !history.shallow && history.missing.is_empty() && !history.cut && walk.holes() == 0;
        if !grown || !whole || history.commits.iter().any(|commit| commit.cut_off) {
            return;
        }
        let columns = Columns::of(walk, cut, self.seen);
        if let Some(columns) = columns {
            self.local.put_bounded(self.key(tip), &columns, SAVED_BYTES);
        }
    }
}

impl Saved {
    fn new(columns: Columns) -> Option<Self> {
        let count = columns.committed_at.len();
        let width = usize::from(columns.id_bytes);
        let fits = columns.ids.len() == count * width
            && columns.trees.len() == count * width
            && [
                columns.parent_counts.len(),
                columns.authors.len(),
                columns.authored_at.len(),
                columns.zones.len(),
                columns.by_host.len(),
                columns.message_ends.len(),
                columns.change_counts.len(),
            ]
            .iter()
            .all(|length| *length == count)
            && columns.change_origins.len() == columns.change_paths.len()
            && columns.change_flags.len() == columns.change_paths.len();
        let parent_starts = starts(&columns.parent_counts, columns.parents.len())?;
        let change_starts = starts(&columns.change_counts, columns.change_paths.len())?;
        let below = |numbers: &[u32], bound: usize| numbers.iter().all(|number| (*number as usize) < bound);
        let inside = below(&columns.parents, count)
            && below(&columns.loose, count)
            && below(&columns.authors, columns.author_names.len())
            && below(&columns.change_paths, columns.paths.len())
            && columns.change_origins.iter().all(|origin| *origin as usize <= columns.paths.len())
            && columns.message_ends.is_sorted()
            && columns.message_ends.last().is_none_or(|end| *end as usize <= columns.messages.len());
        if !fits || !inside {
            return None;
        }
        let mut places = OidMap::with_capacity_and_hasher(count, Default::default());
        for (at, id) in columns.ids.chunks(width.max(1)).enumerate() {
            places.insert(Oid::from_bytes(id)?, at as u32);
        }
        Some(Self { columns, places, parent_starts, change_starts })
    }

    fn id(&self, at: usize) -> Option<Oid> {
        let width = usize::from(self.columns.id_bytes);
        Oid::from_bytes(self.columns.ids.get(at * width..(at + 1) * width)?)
    }

    /// The place of a commit.
    pub(crate) fn place(&self, id: &Oid) -> Option<usize> {
        self.places.get(id).map(|place| *place as usize)
    }

    /// A commit as it was read; `None` when it is not among these.
    pub(crate) fn commit(&self, id: &Oid) -> Option<CommitRecord> {
        let at = self.place(id)?;
        let columns = &self.columns;
        let width = usize::from(columns.id_bytes);
        let (from, count) = (self.parent_starts[at] as usize, columns.parent_counts[at] as usize);
        let parents: Option<Vec<Oid>> =
            columns.parents[from..from + count].iter().map(|parent| self.id(*parent as usize)).collect();
        let (name, email) = columns.author_names.get(columns.authors[at] as usize)?;
        let start = if at == 0 { 0 } else { columns.message_ends[at - 1] as usize };
        Some(CommitRecord {
            id: *id,
            tree: Oid::from_bytes(&columns.trees[at * width..(at + 1) * width])?,
            parents: parents?,
            author_name: name.clone(),
            author_email: email.clone(),
            authored_at: Timestamp::from_seconds(columns.authored_at[at]),
            zone_minutes: columns.zones[at],
            committed_at: Timestamp::from_seconds(columns.committed_at[at]),
            by_host: columns.by_host[at],
            message: columns.messages.get(start..columns.message_ends[at] as usize)?.into(),
            cut_off: false,
        })
    }

    /// Paths of the changes, by position.
    pub(crate) fn paths(&self) -> &[BString] {
        &self.columns.paths
    }

    /// Changes of the commit at a place, with positions in [`Saved::paths`]; and whether their list was cut.
    pub(crate) fn changes(&self, at: usize) -> (impl Iterator<Item = PathChange> + '_, bool) {
        let columns = &self.columns;
        let (from, count) = (self.change_starts[at] as usize, columns.change_counts[at] as usize);
        let changes = (from..from + count).map(|change| PathChange {
            path: columns.change_paths[change],
            renamed_from: columns.change_origins[change].checked_sub(1),
            added: columns.change_flags[change] & 1 != 0,
            origin_unknown: columns.change_flags[change] & 2 != 0,
            moved_only: columns.change_flags[change] & 4 != 0,
        });
        (changes, columns.cut.binary_search(&(at as u32)).is_ok())
    }
}

/// Where each run starts; `None` unless the counts add up.
fn starts(counts: &[u32], total: usize) -> Option<Vec<u32>> {
    let mut sum = 0_u32;
    let mut starts = Vec::with_capacity(counts.len());
    for count in counts {
        starts.push(sum);
        sum = sum.checked_add(*count)?;
    }
    (sum as usize == total).then_some(starts)
}

impl Columns {
    /// `None` when a number does not fit.
    fn of(walk: &Walk, cut: &[bool], seen: &Seen<'_>) -> Option<Self> {
        let commits = &walk.history.commits;
        let width = commits.first()?.id.as_bytes().len();
        let places: OidMap<u32> = commits.iter().enumerate().map(|(at, commit)| (commit.id, at as u32)).collect();
        let mut columns = Self {
            packs: BString::default(),
            loose: Vec::new(),
            id_bytes: u8::try_from(width).ok()?,
            ids: BString::default(),
            trees: BString::default(),
            parent_counts: Vec::new(),
            parents: Vec::new(),
            author_names: Vec::new(),
            authors: Vec::new(),
            authored_at: Vec::new(),
            zones: Vec::new(),
            committed_at: Vec::new(),
            by_host: Vec::new(),
            messages: BString::default(),
            message_ends: Vec::new(),
            paths: walk.paths.clone(),
            change_counts: Vec::new(),
            change_paths: Vec::new(),
            change_origins: Vec::new(),
            change_flags: BString::default(),
            cut: Vec::new(),
        };
        let mut authors: HashMap<(&[u8], &[u8]), u32> = HashMap::new();
        let mut held = vec![false; seen.identities().len()];
        for (at, commit) in commits.iter().enumerate() {
            match seen.pack_of(&commit.id) {
                Some(pack) => held[pack] = true,
                None => columns.loose.push(at as u32),
            }
            columns.ids.extend_from_slice(commit.id.as_bytes());
            columns.trees.extend_from_slice(commit.tree.as_bytes());
            columns.parent_counts.push(u32::try_from(commit.parents.len()).ok()?);
            for parent in &commit.parents {
                columns.parents.push(*places.get(parent)?);
            }
            let next = columns.author_names.len() as u32;
            let author = authors.entry((&commit.author_name, &commit.author_email)).or_insert(next);
            if *author == next {
                columns.author_names.push((commit.author_name.clone(), commit.author_email.clone()));
            }
            columns.authors.push(*author);
            columns.authored_at.push(commit.authored_at.seconds());
            columns.zones.push(commit.zone_minutes);
            columns.committed_at.push(commit.committed_at.seconds());
            columns.by_host.push(commit.by_host);
            columns.messages.extend_from_slice(&commit.message);
            columns.message_ends.push(columns.messages.len() as u64);
            let changes = walk.changes[at].as_deref()?;
            columns.change_counts.push(u32::try_from(changes.len()).ok()?);
            for change in changes {
                columns.change_paths.push(change.path);
                columns.change_origins.push(change.renamed_from.map_or(0, |from| from + 1));
                columns.change_flags.push(
                    u8::from(change.added) | u8::from(change.origin_unknown) << 1 | u8::from(change.moved_only) << 2,
                );
            }
            if cut[at] {
                columns.cut.push(at as u32);
            }
        }
        for (identity, _) in seen.identities().iter().zip(held).filter(|(_, held)| *held) {
            columns.packs.extend_from_slice(identity.as_bytes());
        }
        Some(columns)
    }
}
