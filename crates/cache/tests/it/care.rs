//! What people ask of a cache folder: the count is right, the oldest go, damage is found and dropped.

use crate::hammer::{check, key, write};
use crate::support::{files, folder};
use quarterdeck_cache::{Options, Store, census, namespaces, prune, verify};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

const HOUR: Duration = Duration::from_secs(3600);

/// Ten segments of twenty entries.
fn ten_segments() -> (TempDir, Vec<PathBuf>) {
    let root = tempfile::tempdir().unwrap();
    drop(write(root.path(), 0, 200, Options { flush_bytes: 1 << 20, ..Options::default() }));
    let files = files(root.path());
    assert_eq!(files.len(), 10);
    (root, files)
}

fn date(file: &Path, hours: i32) {
    let file = fs::File::options().write(true).open(file).unwrap();
    let now = file.metadata().unwrap().modified().unwrap();
    let by = HOUR * hours.unsigned_abs();
    file.set_modified(if hours < 0 { now - by } else { now + by }).unwrap();
}

#[test]
fn everything_is_counted() {
    let (root, segments) = ten_segments();
    fs::write(&segments[0], "not a segment").unwrap();
    fs::write(folder(root.path()).join(".tmp-x"), "half").unwrap();
    fs::write(folder(root.path()).join("notes.txt"), "mine").unwrap();
    fs::create_dir_all(root.path().join("hammer/v2")).unwrap();
    fs::create_dir_all(root.path().join("clones/0123")).unwrap();
    fs::create_dir_all(root.path().join("other/v1")).unwrap();
    assert_eq!(namespaces(root.path()).unwrap(), ["hammer", "other"]);
    let census = census(root.path(), "hammer").unwrap();
    assert_eq!((census.segments, census.entries, census.leftovers, census.foreign), (9, 180, 1, 1));
    assert_eq!((census.damaged.len(), census.other_versions.as_slice()), (1, &["v2".to_owned()][..]));
    assert_eq!(census.bytes, Store::open(root.path(), "hammer").info().bytes);
    assert_eq!(namespaces(Path::new("/nowhere")).unwrap(), [""; 0]);
}

#[test]
fn pruning_takes_the_oldest_and_those_from_the_future() {
    let (root, segments) = ten_segments();
    for (at, file) in segments.iter().enumerate() {
        date(file, -(at as i32));
    }
    date(&segments[0], 24 * 365);
    let bytes: u64 = segments.iter().map(|file| fs::metadata(file).unwrap().len()).sum();
    let pruned = prune(root.path(), "hammer", Some(bytes)).unwrap();
    assert_eq!((pruned.removed, pruned.kept, pruned.kept_bytes), (0, 10, bytes));
    let pruned = prune(root.path(), "hammer", Some(bytes * 8 / 10)).unwrap();
    assert!(pruned.removed >= 2 && pruned.kept_bytes <= bytes * 8 / 10 && pruned.refused.is_none(), "{pruned:?}");
    assert!(!segments[0].exists(), "a date in the future says nothing");
    assert!(!segments[9].exists() && segments[1].exists());
    assert_eq!(prune(root.path(), "hammer", Some(0)).unwrap().kept, 0);
    assert_eq!(prune(root.path(), "nowhere", Some(0)).unwrap(), quarterdeck_cache::Pruned::default());
}

#[test]
fn a_clock_that_was_ahead_once_does_not_stop_the_cache() {
    let options = Options { max_bytes: 300_000, flush_bytes: 20_000 };
    let root = tempfile::tempdir().unwrap();
    drop(write(root.path(), 0, 300, options));
    files(root.path()).iter().for_each(|file| date(file, 24 * 365));
    let store = write(root.path(), 1000, 1200, options);
    assert!(store.info().bytes <= options.max_bytes);
    assert_eq!(check(&Store::open(root.path(), "hammer"), 1200), hits_of(&store));
    let again = Store::open(root.path(), "hammer");
    assert!((1000..1200).all(|number| again.get(&key(number)).is_some()), "what is new stays");
}

fn hits_of(store: &Store) -> u64 {
    check(store, 1200)
}

#[test]
fn pruning_everything_leaves_only_what_is_not_ours() {
    let (root, _) = ten_segments();
    fs::create_dir_all(root.path().join("hammer/v2")).unwrap();
    fs::write(root.path().join("hammer/v2/0123456789abcdef.seg"), "of a later version").unwrap();
    fs::write(folder(root.path()).join(".tmp-young"), "half").unwrap();
    fs::write(folder(root.path()).join("notes.txt"), "mine").unwrap();
    let pruned = prune(root.path(), "hammer", None).unwrap();
    assert_eq!((pruned.removed, pruned.leftovers), (11, 1));
    assert_eq!(files(root.path()), [folder(root.path()).join("notes.txt")]);
    assert!(!root.path().join("hammer/v2").exists());
}

#[test]
fn another_version_is_neither_read_nor_removed_by_work() {
    let (root, segments) = ten_segments();
    fs::rename(folder(root.path()), root.path().join("hammer/v2")).unwrap();
    let store = Store::open(root.path(), "hammer");
    assert_eq!(check(&store, 200), 0);
    drop(write(root.path(), 0, 200, Options::default()));
    assert_eq!(fs::read_dir(root.path().join("hammer/v2")).unwrap().count(), segments.len());
    assert_eq!(verify(root.path(), "hammer").unwrap().damaged_segments, [""; 0]);
    assert_eq!(prune(root.path(), "hammer", Some(0)).unwrap().removed, 10);
    assert_eq!(fs::read_dir(root.path().join("hammer/v2")).unwrap().count(), segments.len());
}

#[test]
fn verifying_finds_and_drops_what_is_damaged() {
    let (root, segments) = ten_segments();
    let whole = verify(root.path(), "hammer").unwrap();
    assert_eq!((whole.segments, whole.values, whole.damaged_values, whole.is_whole()), (10, 200, 0, true));
    let spoil = |file: &Path, at: usize| {
        let mut bytes = fs::read(file).unwrap();
        let at = if at == 0 { bytes.len() - 1 } else { at };
        bytes[at] ^= 1;
        fs::write(file, bytes).unwrap();
    };
    spoil(&segments[2], 40);
    spoil(&segments[5], 0);
    let found = verify(root.path(), "hammer").unwrap();
    let name = segments[2].file_name().unwrap().to_str().unwrap().to_owned();
    assert_eq!((found.damaged_segments, found.damaged_values), (vec![name], 1));
    let again = verify(root.path(), "hammer").unwrap();
    assert_eq!((again.segments, again.values, again.damaged_values, again.is_whole()), (9, 179, 0, true));
    assert_eq!(check(&Store::open(root.path(), "hammer"), 200), 179);
}
