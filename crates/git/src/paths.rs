//! Some paths of one tree, without listing the rest: what a merge took from its other parents.

use crate::object::Verified;
use crate::{Oid, Reader};
use bstr::{BStr, ByteSlice};
use gix::objs::tree::EntryKind;
use std::ops::Range;

impl Reader {
    /// The blobs that these paths, in byte order, have in a tree; `None` for a path that is no file there. `None` for all
    /// when a folder on the way is missing or damaged.
    pub fn blobs_at(&self, tree: Oid, paths: &[&BStr]) -> Option<Vec<Option<Oid>>> {
        use gix::prelude::FindExt as _;
        let objects = Verified(&self.repository);
        let mut found = vec![None; paths.len()];
        let mut buffer = Vec::new();
        // A folder, the paths below it, and how many of their bytes name it.
        let mut open = vec![(tree.0, 0..paths.len(), 0)];
        while let Some((folder, range, skip)) = open.pop() {
            let names = by_name(paths, range, skip);
            if names.is_empty() {
                continue;
            }
            for entry in objects.find_tree_iter(&folder, &mut buffer).ok()? {
                let entry = entry.ok()?;
                let name: &[u8] = entry.filename;
                let first = names.partition_point(|(known, _)| *known < name);
                // A file and a folder of one name are two groups; in one tree only one of them is there.
                for (_, range) in names[first..].iter().take_while(|(known, _)| *known == name) {
                    let below = skip + name.len() + 1;
                    let is_folder = paths[range.start].len() >= below;
                    match entry.mode.kind() {
                        EntryKind::Tree if is_folder => open.push((entry.oid.to_owned(), range.clone(), below)),
                        EntryKind::Blob | EntryKind::BlobExecutable if !is_folder => {
                            range.clone().for_each(|at| found[at] = Some(Oid(entry.oid.to_owned())));
                        }
                        _ => {}
                    }
                }
            }
        }
        Some(found)
    }
}

/// Groups paths by their name in one folder: files and folders apart, sorted by name.
fn by_name<'p>(paths: &[&'p BStr], range: Range<usize>, skip: usize) -> Vec<(&'p [u8], Range<usize>)> {
    let mut names: Vec<(&[u8], bool, Range<usize>)> = Vec::new();
    for at in range {
        let rest = &paths[at].as_bytes()[skip.min(paths[at].len())..];
        let end = rest.find_byte(b'/');
        let name = &rest[..end.unwrap_or(rest.len())];
        match names.last_mut() {
            Some((known, folder, range)) if *known == name && *folder == end.is_some() => range.end = at + 1,
            _ => names.push((name, end.is_some(), at..at + 1)),
        }
    }
    // Bytes below the slash stand between a file and the folder of its name: the order of paths is not that of names.
    names.sort_by(|a, b| (a.0, a.1, a.2.start).cmp(&(b.0, b.1, b.2.start)));
    names.into_iter().map(|(name, _, range)| (name, range)).collect()
}

#[cfg(test)]
mod tests {
    use super::by_name;
    use bstr::BStr;

    #[test]
    fn paths_are_grouped_by_name() {
        let paths: Vec<&BStr> = ["a", "a-b", "a/x", "a/y/z", "b/c"].map(BStr::new).to_vec();
        let names = |groups: Vec<(&[u8], std::ops::Range<usize>)>| -> Vec<(String, std::ops::Range<usize>)> {
            groups.into_iter().map(|(name, range)| (String::from_utf8_lossy(name).into_owned(), range)).collect()
        };
        let expected =
            [("a", 0..1), ("a", 2..4), ("a-b", 1..2), ("b", 4..5)].map(|(name, range)| (name.to_owned(), range));
        assert_eq!(names(by_name(&paths, 0..5, 0)), expected);
        assert_eq!(names(by_name(&paths, 2..4, 2)), [("x".to_owned(), 2..3), ("y".to_owned(), 3..4)]);
    }
}
