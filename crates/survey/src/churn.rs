//! Lines changed in a window before a commit, by file. Apart from the one pass: it reads both sides of every change, which
//! costs more than all else, and only a back-test asks for it.

use crate::Input;
use crate::fact_cache::FactCache;
use crate::lineage::{follow_back, slots};
use crate::progress::{Progress, Stage};
use crate::renames;
use crate::walk::{self, Walk};
use bstr::{BString, ByteSlice};
use quarterdeck_base::{RepoPath, Timestamp};
use quarterdeck_cache::Store;
use quarterdeck_git::{Change, CommitRecord, DiffState, ObjectProblem, Oid, Reader};
use rayon::prelude::*;
use std::collections::HashMap;

/// Raise it whenever the lines of a commit can change.
const VERSION: u32 = 2;

/// Lines added and deleted in each of the files since a moment, renames followed, merges left out, twins once.
///
/// Lines are compared as sets with their counts: a line that only moved within its file is no change. Blobs that are
/// missing, damaged or above the bound count as nothing.
pub fn churn_lines(
    input: &Input,
    since: Timestamp,
    files: &[&RepoPath],
    cache: Option<&Store>,
    progress: &dyn Progress,
) -> Vec<u64> {
    let cache = FactCache::new(cache);
    let walk = walk::history(input, &cache, None, progress);
    let lines = lines_of_commits(input, &walk, since, &cache, progress);
    cache.finish();
    let mut churn = vec![0; files.len()];
    follow_back(&walk, slots(&walk, files.iter().copied()), |slot, commit, change| {
        let Some(changed) = lines.get(&commit).filter(|_| !walk.is_repeated(commit as usize)) else { return };
        let path = &walk.paths[change.path as usize];
        if let Ok(at) = changed.binary_search_by(|(known, _)| known.cmp(path)) {
            churn[slot as usize] += changed[at].1;
        }
    });
    churn
}

/// Changed lines of each path, by path, of each commit in the window.
type Changed = Vec<(BString, u64)>;

fn lines_of_commits(
    input: &Input,
    walk: &Walk,
    since: Timestamp,
    cache: &FactCache<'_>,
    progress: &dyn Progress,
) -> HashMap<u32, Changed> {
    let trees: HashMap<Oid, Oid> = walk.history.commits.iter().map(|commit| (commit.id, commit.tree)).collect();
    let wanted: Vec<(usize, &CommitRecord)> = walk
        .changed()
        .filter(|(_, commit, _)| commit.committed_at > since)
        .map(|(at, commit, _)| (at, commit))
        .collect();
    progress.stage(Stage::Changes, Some(wanted.len() as u64));
    let read = |reader: &Reader, commit: &CommitRecord| -> Changed {
        let key = FactCache::key("churn", VERSION, &[commit.id.as_bytes()]);
        if let Some(known) = cache.get(&key) {
            return known;
        }
        let parent = commit.parents.first().and_then(|parent| trees.get(parent)).copied();
        let Some((changes, _)) = reader.changes(commit, parent, &mut DiffState::default()) else { return Vec::new() };
        let changed = lines_of_changes(reader, &changes);
        cache.put(key, &changed);
        changed
    };
    let done = wanted.par_iter().map_init(
        || input.repository.blob_reader(),
        |reader, (at, commit)| {
            progress.advance(1);
            (*at as u32, read(reader, commit))
        },
    );
    done.collect()
}

fn lines_of_changes(reader: &Reader, changes: &[Change]) -> Changed {
    let from = renames::renames(reader, changes).from;
    let text = |id: Option<Oid>| -> Result<Vec<u8>, ObjectProblem> {
        let mut bytes = Vec::new();
        id.map_or(Ok(()), |id| reader.blob(&id, &mut bytes))?;
        Ok(bytes)
    };
    let files = changes.iter().zip(from).filter(|(change, _)| walk::is_file(change));
    let mut changed: Changed = files
        .map(|(change, from)| {
            let before = change.before.or_else(|| changes[from?].before);
            let lines = match (text(before), text(change.after)) {
                (Ok(before), Ok(after)) => changed_lines(&before, &after),
                _ => 0,
            };
            (change.path.clone(), lines)
        })
        .collect();
    changed.sort();
    changed
}

/// Lines of one text that the other has not, both ways.
fn changed_lines(before: &[u8], after: &[u8]) -> u64 {
    if before.contains(&0) || after.contains(&0) {
        return 0;
    }
    let mut balance: HashMap<&[u8], i64> = HashMap::new();
    before.lines().for_each(|line| *balance.entry(line).or_insert(0) -= 1);
    after.lines().for_each(|line| *balance.entry(line).or_insert(0) += 1);
    balance.values().map(|count| count.unsigned_abs()).sum()
}

#[cfg(test)]
mod tests {
    use super::changed_lines;

    #[test]
    fn changed_lines_are_added_and_deleted_ones() {
        for (before, after, lines) in [
            (&b""[..], &b"a\nb\n"[..], 2),
            (b"a\nb\n", b"a\nb\n", 0),
            (b"a\nb\nc\n", b"a\nx\nc\n", 2),
            (b"a\nb\n", b"b\na\n", 0),
            (b"a\na\n", b"a\n", 1),
            (b"a\nb", b"", 2),
            (b"a\0", b"b\nc\n", 0),
        ] {
            assert_eq!(changed_lines(before, after), lines, "{before:?} {after:?}");
        }
    }
}
