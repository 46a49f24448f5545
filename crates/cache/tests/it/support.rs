//! What the tests of the cache share: where its files are, and what it said of them.

use quarterdeck_cache::{NoteKind, Options, Store};
use std::fs;
use std::path::{Path, PathBuf};

/// Segments so small that a test makes several.
pub(crate) const SMALL: Options = Options { max_bytes: 1 << 30, flush_bytes: 20_000 };

/// The folder of the namespace that the tests write.
pub(crate) fn folder(root: &Path) -> PathBuf {
    root.join("hammer/v1")
}

/// What is in it, sorted.
pub(crate) fn files(root: &Path) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(folder(root)).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

pub(crate) fn has_note(store: &Store, kind: NoteKind) -> bool {
    store.notes().iter().any(|note| note.kind == kind)
}
