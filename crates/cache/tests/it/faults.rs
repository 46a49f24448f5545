//! Whatever happens to the files, a value is right or not there.

use crate::hammer::{check, key, value, write};
use crate::support::{files, folder, has_note};
use quarterdeck_cache::{NoteKind, Options, Store};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

const ENTRIES: u64 = 60;

/// A store with all entries in one segment.
fn one_segment() -> (TempDir, PathBuf, Vec<u8>) {
    let root = tempfile::tempdir().unwrap();
    let store = Store::open(root.path(), "hammer");
    let writer = store.writer();
    (0..ENTRIES).for_each(|number| writer.put(key(number), &value(number)));
    writer.finish();
    assert_eq!(check(&store, ENTRIES), ENTRIES);
    assert_eq!(store.notes(), []);
    let file = files(root.path()).pop().unwrap();
    let bytes = fs::read(&file).unwrap();
    (root, file, bytes)
}

#[test]
fn a_flipped_byte_is_never_a_wrong_value() {
    let (root, file, bytes) = one_segment();
    let index_bytes = 32 + ENTRIES as usize * 52 + 32;
    // Every byte of the header and of the hash, every 97th of the rest.
    let places = (0..32).chain(index_bytes - 32..index_bytes).chain((32..bytes.len()).step_by(97));
    for at in places {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1 << (at % 8);
        fs::write(&file, &damaged).unwrap();
        let store = Store::open(root.path(), "hammer");
        let hits = check(&store, ENTRIES);
        if at < index_bytes {
            assert_eq!(hits, 0, "byte {at}");
            assert!(has_note(&store, NoteKind::DamagedSegment), "byte {at}");
        } else {
            assert_eq!(hits, ENTRIES - 1, "byte {at}");
            assert!(has_note(&store, NoteKind::DamagedValue), "byte {at}");
        }
    }
}

#[test]
fn a_cut_file_is_never_a_wrong_value() {
    let (root, file, bytes) = one_segment();
    for sixteenth in 0..16 {
        fs::write(&file, &bytes[..bytes.len() * sixteenth / 16]).unwrap();
        let store = Store::open(root.path(), "hammer");
        assert_eq!(check(&store, ENTRIES), 0);
        assert!(has_note(&store, NoteKind::DamagedSegment));
    }
    // Cut while it is open: what is left still answers.
    fs::write(&file, &bytes).unwrap();
    let store = Store::open(root.path(), "hammer");
    fs::File::options().write(true).open(&file).unwrap().set_len(bytes.len() as u64 * 3 / 4).unwrap();
    let hits = check(&store, ENTRIES);
    assert!((1..ENTRIES).contains(&hits), "{hits}");
}

#[test]
fn damage_is_repaired_by_the_next_write() {
    let (root, file, bytes) = one_segment();
    for at in [40, bytes.len() - 1] {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1;
        fs::write(&file, &damaged).unwrap();
        let store = Store::open(root.path(), "hammer");
        assert!(check(&store, ENTRIES) < ENTRIES);
        let writer = store.writer();
        let missing = (0..=ENTRIES).filter(|&number| store.get(&key(number)).is_none());
        missing.for_each(|number| writer.put(key(number), &value(number)));
        writer.finish();
        let again = Store::open(root.path(), "hammer");
        assert_eq!(again.info().entries, ENTRIES + 1, "the damaged entry is gone");
        assert_eq!(check(&again, ENTRIES + 1), ENTRIES + 1);
        assert_eq!(again.notes(), []);
        files(root.path()).iter().for_each(|file| fs::remove_file(file).unwrap());
    }
}

#[test]
fn a_segment_under_another_name_is_not_believed() {
    let (root, file, _) = one_segment();
    fs::rename(&file, file.with_file_name("0123456789abcdef.seg")).unwrap();
    let store = Store::open(root.path(), "hammer");
    assert_eq!(check(&store, ENTRIES), 0);
    assert!(has_note(&store, NoteKind::DamagedSegment));
}

#[test]
fn foreign_files_are_left_alone() {
    let (root, file, _) = one_segment();
    let here = folder(root.path());
    fs::write(here.join("notes.txt"), "mine").unwrap();
    fs::write(here.join("0123456789ABCDEF.seg"), "not hexadecimal in lower case").unwrap();
    fs::create_dir(here.join("fedcba9876543210.seg")).unwrap();
    std::os::unix::fs::symlink(&file, here.join("0123456789abcdef.seg")).unwrap();
    let pipe = std::process::Command::new("mkfifo").arg(here.join("1123456789abcdef.seg")).status();
    assert!(pipe.unwrap().success());
    let store = Store::open(root.path(), "hammer");
    assert_eq!(check(&store, ENTRIES), ENTRIES);
    let writer = store.writer();
    (0..100).for_each(|number| writer.put(key(number), &value(number)));
    writer.finish();
    assert_eq!(check(&store, 100), 100);
    let foreign: Vec<u64> =
        store.notes().iter().filter(|note| note.kind == NoteKind::ForeignFile).map(|note| note.count).collect();
    assert_eq!(foreign, [5]);
    assert_eq!(files(root.path()).len(), 7);
}

#[test]
fn a_folder_that_cannot_be_written_is_one_note() {
    // A file in the place of the root, of the namespace, of the version: permissions do not stop the super-user.
    for place in ["", "hammer", "hammer/v1"] {
        let parent = tempfile::tempdir().unwrap();
        let root = parent.path().join("root");
        let blocked = if place.is_empty() { root.clone() } else { root.join(place) };
        fs::create_dir_all(blocked.parent().unwrap()).unwrap();
        fs::write(&blocked, "in the way").unwrap();
        let store = write(&root, 0, 200, Options { flush_bytes: 1000, ..Options::default() });
        assert_eq!(check(&store, 200), 0);
        let tries: Vec<u64> =
            store.notes().iter().filter(|note| note.kind == NoteKind::NotWritable).map(|note| note.count).collect();
        assert_eq!(tries, [10], "each of the ten writers tries once");
        assert_eq!(fs::read(&blocked).unwrap(), b"in the way");
    }
}

#[test]
fn a_folder_that_is_removed_while_in_use_is_made_again() {
    let root = tempfile::tempdir().unwrap();
    let store = write(root.path(), 0, 100, Options { flush_bytes: 10_000, ..Options::default() });
    fs::remove_dir_all(root.path().join("hammer")).unwrap();
    assert_eq!(check(&store, 100), 100, "open files still answer");
    let writer = store.writer();
    (100..200).for_each(|number| writer.put(key(number), &value(number)));
    writer.finish();
    assert_eq!(check(&store, 200), 100, "what was removed is gone, what came after is there");
    assert_eq!(store.notes(), []);
}

#[test]
fn leftovers_go_after_a_day_of_the_file_system() {
    let (root, file, _) = one_segment();
    let written = fs::metadata(&file).unwrap().modified().unwrap();
    let hour = std::time::Duration::from_secs(3600);
    let table = [("old", 25, false), ("young", 23, true)];
    for (name, hours, _) in table {
        let left = fs::File::create(folder(root.path()).join(format!(".tmp-{name}"))).unwrap();
        left.set_modified(written - hour * hours).unwrap();
    }
    drop(write(root.path(), ENTRIES, ENTRIES + 1, Options::default()));
    for (name, _, stays) in table {
        assert_eq!(folder(root.path()).join(format!(".tmp-{name}")).exists(), stays, "{name}");
    }
}

#[test]
fn the_folder_belongs_to_its_user_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let (root, file, _) = one_segment();
    for path in [root.path().join("hammer"), folder(root.path())] {
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700);
    }
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
}
