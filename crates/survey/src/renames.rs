//! Renames within one commit, by a rule that costs little where it cannot matter:
//!
//! 1. identical content: the deleted path with the same file name first, else the first in byte order;
//! 2. the same file name, deleted once and added once in the commit, sizes within a factor of two;
//! 3. what is left, when few pairs of the same extension are left: at least half of the larger file's bytes stand in
//!    equal lines of both (git's measure of similarity, on lines).

use crate::walk::is_file;
use bstr::{BStr, ByteSlice};
use quarterdeck_base::{RepoPath, bound};
use quarterdeck_git::{Change, ChangeKind, Oid, Reader, Repository};
use std::collections::{BTreeMap, HashMap};

/// Most pairs of one commit whose content is compared.
const COMPARED_PAIRS: usize = 16;
/// Share of bytes in equal lines from which two files count as one (git's default).
const SIMILAR: f64 = 0.5;

/// Files of one commit that had another path in an earlier one, as (path now, path then); `None` when the two could not
/// be compared.
pub fn renamed_between(repository: &Repository, before: Oid, after: Oid) -> Option<Vec<(RepoPath, RepoPath)>> {
    let reader = repository.blob_reader();
    let (changes, _) = reader.changes_between(before, after)?;
    let found = renames(&reader, &changes);
    let pairs = changes.iter().zip(found).filter_map(|(change, from)| Some((change, &changes[from?])));
    Some(pairs.map(|(now, then)| (RepoPath::new(now.path.clone()), RepoPath::new(then.path.clone()))).collect())
}

/// For each change the index of the deleted change that it continues.
pub(crate) fn renames(reader: &Reader, changes: &[Change]) -> Vec<Option<usize>> {
    let mut found = vec![None; changes.len()];
    let of_kind = |kind| {
        let wanted = move |(_, change): &(usize, &Change)| change.kind == kind && is_file(change);
        changes.iter().enumerate().filter(wanted).map(|(index, _)| index).collect::<Vec<_>>()
    };
    let mut added = of_kind(ChangeKind::Added);
    let mut deleted = of_kind(ChangeKind::Deleted);
    if added.is_empty() || deleted.is_empty() {
        return found;
    }
    identical(changes, &mut added, &mut deleted, &mut found);
    if (added.len() as u64).saturating_mul(deleted.len() as u64) <= bound::RENAME_PAIRS * 64 {
        same_name(reader, changes, &mut added, &mut deleted, &mut found);
        similar(reader, changes, &added, &deleted, &mut found);
    }
    found
}

fn identical(changes: &[Change], added: &mut Vec<usize>, deleted: &mut Vec<usize>, found: &mut [Option<usize>]) {
    let mut by_content: HashMap<Oid, Vec<usize>> = HashMap::new();
    for &index in deleted.iter() {
        if let Some(id) = changes[index].before {
            by_content.entry(id).or_default().push(index);
        }
    }
    let mut taken = vec![false; changes.len()];
    added.retain(|&index| {
        let Some(candidates) = changes[index].after.and_then(|id| by_content.get_mut(&id)) else { return true };
        let name = file_name(&changes[index]);
        let same = candidates.iter().position(|&other| file_name(&changes[other]) == name);
        let Some(position) = same.or((!candidates.is_empty()).then_some(0)) else { return true };
        let from = candidates.remove(position);
        taken[from] = true;
        found[index] = Some(from);
        false
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
    match (size(before), size(after)) {
        (Some(a), Some(b)) => a.min(b).saturating_mul(2) >= a.max(b) && a.max(b) > 0,
        _ => false,
    }
}

fn similar(reader: &Reader, changes: &[Change], added: &[usize], deleted: &[usize], found: &mut [Option<usize>]) {
    let mut pairs = Vec::new();
    for &to in added {
        for &from in deleted {
            if extension(&changes[to]) == extension(&changes[from]) {
                pairs.push((to, from));
            }
            if pairs.len() > COMPARED_PAIRS {
                return;
            }
        }
    }
    let mut scored: Vec<(f64, usize, usize)> = pairs
        .into_iter()
        .filter(|(to, from)| sizes_within_two(reader, changes[*from].before, changes[*to].after))
        .filter_map(|(to, from)| Some((similarity(reader, changes[from].before?, changes[to].after?)?, to, from)))
        .filter(|(score, _, _)| *score >= SIMILAR)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut taken = vec![false; changes.len()];
    for (_, to, from) in scored {
        if found[to].is_none() && !taken[from] {
            found[to] = Some(from);
            taken[from] = true;
        }
    }
}

fn similarity(reader: &Reader, before: Oid, after: Oid) -> Option<f64> {
    let (mut old, mut new) = (Vec::new(), Vec::new());
    reader.blob(&before, &mut old).ok()?;
    reader.blob(&after, &mut new).ok()?;
    Some(shared_share(&old, &new))
}

/// Bytes in equal lines over the bytes of the larger text.
fn shared_share(old: &[u8], new: &[u8]) -> f64 {
    let mut lines: HashMap<&[u8], u32> = HashMap::new();
    for line in old.lines_with_terminator() {
        *lines.entry(line).or_insert(0) += 1;
    }
    let mut shared = 0;
    for line in new.lines_with_terminator() {
        if let Some(left) = lines.get_mut(line).filter(|left| **left > 0) {
            *left -= 1;
            shared += line.len();
        }
    }
    shared as f64 / old.len().max(new.len()).max(1) as f64
}

fn file_name(change: &Change) -> &BStr {
    change.path.rsplit_str("/").next().unwrap_or_default().as_bstr()
}

fn extension(change: &Change) -> &[u8] {
    let name = file_name(change);
    name.rfind_byte(b'.').map_or(b"", |at| &name.as_bytes()[at..])
}

#[cfg(test)]
mod tests {
    use super::shared_share;

    #[test]
    fn similarity_counts_bytes_in_equal_lines() {
        assert!((shared_share(b"a\nb\nc\nd\n", b"a\nb\nx\ny\n") - 0.5).abs() < 1e-9);
        assert!(shared_share(b"", b"abc") < 1e-9);
    }
}
