//! The index that all resolvers share: files by path, and the choice between files that go by one name.

use super::{Family, ManifestInput, SourceFile};
use quarterdeck_base::RepoPath;
use quarterdeck_facts::{FileKind, RepositoryIx};
use std::collections::HashMap;

/// Most files kept under one name: names that so many files declare cannot be told apart anyway.
const NAMESAKES: usize = 64;

/// Most segments of a dotted name that are looked at.
const NAME_SEGMENTS: usize = 32;

/// Files and manifests of the system, by path. A position is an index in `files`.
#[derive(Debug)]
pub(super) struct System<'a> {
    files: &'a [SourceFile<'a>],
    manifests: &'a [ManifestInput<'a>],
    by_path: HashMap<(RepositoryIx, &'a str), u32>,
}

impl<'a> System<'a> {
    pub(super) fn new(files: &'a [SourceFile<'a>], manifests: &'a [ManifestInput<'a>]) -> Self {
        let mut by_path = HashMap::with_capacity(files.len());
        for (position, file) in (0u32..).zip(files) {
            if let Some(path) = file.path.as_utf8() {
                by_path.entry((file.repository, path)).or_insert(position);
            }
        }
        Self { files, manifests, by_path }
    }

    pub(super) fn positions(&self) -> impl Iterator<Item = (u32, &'a SourceFile<'a>)> + use<'a> {
        (0u32..).zip(self.files)
    }

    /// Files of one family that have a path in UTF-8.
    pub(super) fn family(&self, family: Family) -> impl Iterator<Item = (u32, &'a SourceFile<'a>)> + use<'a> {
        self.positions()
            .filter(move |(_, file)| Family::of(file.language) == Some(family) && file.path.as_utf8().is_some())
    }

    pub(super) fn manifests(&self) -> &'a [ManifestInput<'a>] {
        self.manifests
    }

    pub(super) fn file(&self, position: u32) -> &'a SourceFile<'a> {
        &self.files[position as usize]
    }

    /// The path; empty when it is not UTF-8 (such files are never a source or a target of an import).
    pub(super) fn path(&self, position: u32) -> &'a str {
        self.file(position).path.as_utf8().unwrap_or_default()
    }

    /// The file at a path.
    pub(super) fn at(&self, repository: RepositoryIx, path: &str) -> Option<u32> {
        self.by_path.get(&(repository, path)).copied()
    }

    /// The file meant among those that go by one name, as seen from a file: itself, else one of its repository before
    /// others, source before tests, and the nearest in the folder tree. `None` when that leaves more than one.
    pub(super) fn closest(&self, from: u32, candidates: &[u32]) -> Option<u32> {
        match *self.nearest(from, candidates).as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Like [`Self::closest`], with all that remain; more than one only inside one repository.
    pub(super) fn nearest(&self, from: u32, candidates: &[u32]) -> Vec<u32> {
        if candidates.contains(&from) {
            return vec![from];
        }
        let source = self.file(from);
        let mut left: Vec<u32> =
            candidates.iter().copied().filter(|&to| self.file(to).repository == source.repository).collect();
        let abroad = left.is_empty();
        if abroad {
            left = candidates.to_vec();
        }
        if source.kind == FileKind::Source && left.iter().any(|&to| self.file(to).kind == FileKind::Source) {
            left.retain(|&to| self.file(to).kind == FileKind::Source);
        }
        if abroad {
            let one_home = left.windows(2).all(|pair| self.file(pair[0]).repository == self.file(pair[1]).repository);
            return if one_home { left } else { Vec::new() };
        }
        let shared = |to: u32| shared_folders(self.path(from), self.path(to));
        let best = left.iter().map(|&to| shared(to)).max().unwrap_or_default();
        left.retain(|&to| shared(to) == best);
        left
    }
}

/// Adds a file under a name, up to the bound.
pub(super) fn add_place(places: &mut Vec<u32>, position: u32) {
    if places.len() < NAMESAKES && places.last() != Some(&position) {
        places.push(position);
    }
}

/// Number of leading folders that two paths share.
fn shared_folders(a: &str, b: &str) -> usize {
    let pairs = folder_of(a).split('/').zip(folder_of(b).split('/'));
    pairs.take_while(|(left, right)| left == right).count()
}

/// All but the last segment; empty at the root.
pub(super) fn folder_of(path: &str) -> &str {
    path.rfind('/').map_or("", |at| &path[..at])
}

/// The folder of a manifest; `None` when it is not UTF-8.
pub(super) fn manifest_folder(path: &RepoPath) -> Option<&str> {
    path.as_utf8().map(folder_of)
}

/// The folder and all above it, nearest first; the last is the root, which is empty.
pub(super) fn upwards(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| (!folder.is_empty()).then(|| folder_of(folder)))
}

/// True when a path is a folder or lies below it; the empty folder holds everything.
pub(super) fn is_in(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// `relative` seen from `folder`, without `.` and `..`; `None` when it leaves the repository.
pub(super) fn join(folder: &str, relative: &str) -> Option<String> {
    let mut segments: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in relative.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            name => segments.push(name),
        }
    }
    Some(segments.join("/"))
}

/// A dotted name (or one with another separator) and its ancestors, longest first: `a.b.c`, `a.b`, `a`.
pub(super) fn ancestors(name: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut left = Some(name).filter(|name| !name.is_empty());
    let next = move || {
        let name = left?;
        left = name.rfind(separator).map(|at| &name[..at]).filter(|name| !name.is_empty());
        Some(name)
    };
    std::iter::from_fn(next).take(NAME_SEGMENTS)
}

#[cfg(test)]
mod tests {
    use super::{ancestors, join, upwards};

    #[test]
    fn paths_are_joined_inside_the_repository() {
        for (folder, relative, joined) in [
            ("a/b", "./c.js", Some("a/b/c.js")),
            ("a/b", "../c", Some("a/c")),
            ("a", "..", Some("")),
            ("", "../c", None),
            ("a", "b//c", Some("a/b/c")),
        ] {
            assert_eq!(join(folder, relative).as_deref(), joined);
        }
    }

    #[test]
    fn ways_up() {
        assert_eq!(upwards("a/b").collect::<Vec<_>>(), ["a/b", "a", ""]);
        assert_eq!(upwards("").collect::<Vec<_>>(), [""]);
        assert_eq!(ancestors("a.b.c", '.').collect::<Vec<_>>(), ["a.b.c", "a.b", "a"]);
    }
}
