//! Renames within one commit, by a rule that costs little where it cannot matter:
//!
//! 1. identical content: the deleted path with the same file name first, else the first in byte order;
//! 2. the same file name, deleted once and added once in the commit, sizes within a factor of two;
//! 3. what is left, pairs of the same extension: at least three quarters of the larger file's bytes stand in equal lines of
//!    both (git's measure of similarity, on lines) when both lie in the same directory, or in one and where other files of
//!    it went, and share a word of their names; then at least half of them, whatever the place and the name. The most alike
//!    names first, up to [`bound::RENAME_PAIRS`] pairs of sizes within a factor of two; an added file with pairs left
//!    unlooked-at has an unknown origin.

use crate::alike;
use crate::walk::is_file;
use bstr::{BStr, ByteSlice};
use quarterdeck_base::{RepoPath, bound};
use quarterdeck_git::{Change, ChangeKind, Oid, Reader, Repository};
use std::collections::{BTreeMap, HashMap, VecDeque};

/// What the changes of one commit continue.
pub(crate) struct Renames {
    /// For each change the index of the deleted change that it continues.
    pub(crate) from: Vec<Option<usize>>,
    /// For each change whether it was added and may continue one that it was not compared with.
    pub(crate) unknown: Vec<bool>,
}

/// Files of one commit that had another path in an earlier one, as (path now, path then); `None` when the two could not
/// be compared.
pub fn renamed_between(repository: &Repository, before: Oid, after: Oid) -> Option<Vec<(RepoPath, RepoPath)>> {
    let reader = repository.blob_reader();
    let (changes, _) = reader.changes_between(before, after)?;
    let found = renames(&reader, &changes);
    let pairs = changes.iter().zip(found.from).filter_map(|(change, from)| Some((change, &changes[from?])));
    Some(pairs.map(|(now, then)| (RepoPath::new(now.path.clone()), RepoPath::new(then.path.clone()))).collect())
}

/// Finds the renames among the changes of one commit.
pub(crate) fn renames(reader: &Reader, changes: &[Change]) -> Renames {
    let mut found = vec![None; changes.len()];
    let mut unknown = vec![false; changes.len()];
    let of_kind = |kind| {
        let wanted = move |(_, change): &(usize, &Change)| change.kind == kind && is_file(change);
        changes.iter().enumerate().filter(wanted).map(|(index, _)| index).collect::<Vec<_>>()
    };
    let mut added = of_kind(ChangeKind::Added);
    let mut deleted = of_kind(ChangeKind::Deleted);
    if !added.is_empty() && !deleted.is_empty() {
        identical(changes, &mut added, &mut deleted, &mut found);
        if (added.len() as u64).saturating_mul(deleted.len() as u64) <= bound::RENAME_PAIRS * 64 {
            same_name(reader, changes, &mut added, &mut deleted, &mut found);
            alike::similar(reader, changes, (&added, &deleted), &mut found, &mut unknown);
        } else if !deleted.is_empty() {
            added.iter().for_each(|&index| unknown[index] = true);
        }
    }
    Renames { from: found, unknown }
}

fn identical(changes: &[Change], added: &mut Vec<usize>, deleted: &mut Vec<usize>, found: &mut [Option<usize>]) {
    // Queues, because a commit can move tens of thousands of files that all hold the same.
    let mut by_content: HashMap<Oid, VecDeque<usize>> = HashMap::new();
    let mut by_name: HashMap<(Oid, &BStr), VecDeque<usize>> = HashMap::new();
    for &index in deleted.iter() {
        if let Some(id) = changes[index].before {
            by_content.entry(id).or_default().push_back(index);
            by_name.entry((id, file_name(&changes[index]))).or_default().push_back(index);
        }
    }
    let mut taken = vec![false; changes.len()];
    added.retain(|&index| {
        let Some(id) = changes[index].after else { return true };
        let mut first_left = |queue: Option<&mut VecDeque<usize>>| -> Option<usize> {
            let queue = queue?;
            while let Some(from) = queue.pop_front() {
                if !std::mem::replace(&mut taken[from], true) {
                    return Some(from);
                }
            }
            None
        };
        let same = first_left(by_name.get_mut(&(id, file_name(&changes[index]))));
        found[index] = same.or_else(|| first_left(by_content.get_mut(&id)));
        found[index].is_none()
    });
    deleted.retain(|&index| !taken[index]);
}

fn same_name(
    reader: &Reader,
    changes: &[Change],
    added: &mut Vec<usize>,
    deleted: &mut Vec<usize>,
    found: &mut [Option<usize>],
) {
    let count = |indexes: &[usize]| {
        let mut counted: BTreeMap<Vec<u8>, (u32, usize)> = BTreeMap::new();
        for &index in indexes {
            let entry = counted.entry(file_name(&changes[index]).to_vec()).or_insert((0, index));
            entry.0 += 1;
        }
        counted
    };
    let (added_names, deleted_names) = (count(added), count(deleted));
    for (name, (times, to)) in &added_names {
        let Some((1, from)) = deleted_names.get(name) else { continue };
        if *times == 1 && sizes_within_two(reader, changes[*from].before, changes[*to].after) {
            found[*to] = Some(*from);
            added.retain(|index| index != to);
            deleted.retain(|index| index != from);
        }
    }
}

fn sizes_within_two(reader: &Reader, before: Option<Oid>, after: Option<Oid>) -> bool {
    let size = |id: Option<Oid>| id.and_then(|id| reader.blob_size_bytes(&id).ok());
    are_within_two(size(before), size(after))
}

/// Sizes that two revisions of one file may have.
pub(crate) fn are_within_two(before: Option<u64>, after: Option<u64>) -> bool {
    match (before, after) {
        (Some(a), Some(b)) => a.min(b).saturating_mul(2) >= a.max(b) && a.max(b) > 0,
        _ => false,
    }
}

pub(crate) fn file_name(change: &Change) -> &BStr {
    change.path.rsplit_str("/").next().unwrap_or_default().as_bstr()
}

pub(crate) fn extension(change: &Change) -> &[u8] {
    let name = file_name(change);
    name.rfind_byte(b'.').map_or(b"", |at| &name.as_bytes()[at..])
}
