//! The files of many moments of one repository: the first snapshot listed whole, the others by what changed since the one
//! before. A file is one item as long as its path and its content stay the same.

use super::Moment;
use crate::{Input, read};
use quarterdeck_base::{GapKind, RepoPath, bound};
use quarterdeck_git::{ChangeKind, Entry, EntryKind, Oid, Reader, Snapshot};
use quarterdeck_languages::Marks;
use std::collections::{BTreeMap, HashMap};

/// A file with one content, at some of the moments.
pub(super) struct Item {
    pub(super) entry: Entry,
    /// Positions of the sets of marks under which it appears, ascending.
    pub(super) marks: Vec<u16>,
}

/// One commit, listed.
pub(super) struct Listed {
    pub(super) commit: Oid,
    /// The first moment at which it stands.
    pub(super) moment: u32,
    /// Its files, by path: positions of items.
    pub(super) items: Vec<u32>,
    /// Position of its set of marks.
    pub(super) marks: u16,
    /// Folders that are missing or damaged.
    pub(super) missing_folders: u64,
    /// Folders that were not listed within the bounds.
    pub(super) unlisted: u64,
}

/// Everything that has to be read, and which moment holds what.
#[derive(Default)]
pub(super) struct Listings {
    pub(super) items: Vec<Item>,
    /// The distinct commits, oldest first.
    pub(super) listed: Vec<Listed>,
    /// What repositories said of their files, one for each distinct set of `.gitattributes`, with the ids of its files.
    pub(super) marks: Vec<(Vec<u8>, Marks)>,
    /// Items by the id of their content.
    by_blob: HashMap<Oid, Vec<u32>>,
}

/// The state between two moments.
struct Current {
    commit: Oid,
    files: BTreeMap<RepoPath, u32>,
    /// What a listing cut short cannot be brought forward by changes.
    whole: bool,
}

/// Lists the commits of one repository at each moment.
pub(super) fn listings(input: &Input, at: usize, moments: &[Moment], believe: bool) -> Listings {
    let mut all = Listings::default();
    let reader = input.repository.tree_reader();
    let mut current: Option<Current> = None;
    for (moment, one) in moments.iter().enumerate() {
        let Some(commit) = one.commits[at] else { continue };
        if current.as_ref().is_some_and(|current| current.commit == commit) {
            continue;
        }
        let brought = current.take().and_then(|current| all.brought_forward(&reader, current, commit));
        let (next, missing_folders, unlisted) = match brought {
            Some(next) => (next, 0, 0),
            None => all.listed_whole(input, commit),
        };
        let items: Vec<u32> = next.files.values().copied().collect();
        let marks = if believe { all.marks(input, commit, &items) } else { all.no_marks() };
        for &item in &items {
            let under = &mut all.items[item as usize].marks;
            if let Err(position) = under.binary_search(&marks) {
                under.insert(position, marks);
            }
        }
        all.listed.push(Listed { commit, moment: moment as u32, items, marks, missing_folders, unlisted });
        current = Some(next);
    }
    all.by_blob = HashMap::new();
    all
}

impl Listings {
    fn item(&mut self, path: &RepoPath, id: Oid, kind: EntryKind) -> u32 {
        let known = self.by_blob.entry(id).or_default();
        let same = |item: &&u32| {
            let entry = &self.items[**item as usize].entry;
            entry.kind == kind && entry.path == *path
        };
        if let Some(item) = known.iter().find(same) {
            return *item;
        }
        let item = self.items.len() as u32;
        self.items.push(Item { entry: Entry { path: path.clone(), id, kind }, marks: Vec::new() });
        known.push(item);
        item
    }

    fn listed_whole(&mut self, input: &Input, commit: Oid) -> (Current, u64, u64) {
        let Ok(snapshot) = input.repository.snapshot(&input.name, commit) else {
            // Not even the root: a moment of which nothing is known.
            return (Current { commit, files: BTreeMap::new(), whole: false }, 1, 0);
        };
        let count = |missing: bool| {
            let is = |kind: GapKind| matches!(kind, GapKind::MissingObject | GapKind::CorruptObject) == missing;
            snapshot.gaps.iter().filter(|gap| is(gap.kind)).map(|gap| gap.count).sum()
        };
        let (missing, unlisted): (u64, u64) = (count(true), count(false));
        let files =
            snapshot.entries.iter().map(|entry| (entry.path.clone(), self.item(&entry.path, entry.id, entry.kind)));
        let files = files.collect();
        (Current { commit, files, whole: missing + unlisted == 0 }, missing, unlisted)
    }

    /// The next commit from this one; `None` when it has to be listed whole.
    fn brought_forward(&mut self, reader: &Reader, mut current: Current, commit: Oid) -> Option<Current> {
        if !current.whole {
            return None;
        }
        let (changes, cut) = reader.changes_between(current.commit, commit)?;
        let too_deep = |path: &[u8]| path.iter().filter(|byte| **byte == b'/').count() as u64 > bound::TREE_DEPTH;
        if cut || changes.iter().any(|change| too_deep(&change.path)) {
            return None;
        }
        for change in changes {
            let path = RepoPath::new(change.path);
            match change.after.filter(|_| change.kind != ChangeKind::Deleted) {
                Some(id) => {
                    let item = self.item(&path, id, change.entry);
                    current.files.insert(path, item);
                }
                None => {
                    current.files.remove(&path);
                }
            }
        }
        current.commit = commit;
        (current.files.len() as u64 <= bound::SNAPSHOT_ENTRIES).then_some(current)
    }

    /// The position of what the files of a snapshot say of themselves.
    fn marks(&mut self, input: &Input, commit: Oid, items: &[u32]) -> u16 {
        let entries: Vec<Entry> = items
            .iter()
            .map(|item| &self.items[*item as usize].entry)
            .filter(|entry| entry.kind == EntryKind::File && entry.path.file_name() == ".gitattributes")
            .cloned()
            .collect();
        let mut name = Vec::new();
        for entry in &entries {
            name.extend_from_slice(entry.path.as_bytes());
            name.push(0);
            name.extend_from_slice(entry.id.as_bytes());
        }
        if let Some(known) = self.marks.iter().position(|(known, _)| *known == name) {
            return known as u16;
        }
        let snapshot =
            Snapshot { commit, committed_at: quarterdeck_base::Timestamp::default(), entries, gaps: Vec::new() };
        self.marks.push((name, read::marks(&input.repository, &snapshot)));
        (self.marks.len() - 1) as u16
    }

    fn no_marks(&mut self) -> u16 {
        if self.marks.is_empty() {
            self.marks.push((Vec::new(), Marks::default()));
        }
        0
    }
}
