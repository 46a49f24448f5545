//! Many writers, threads and processes, full disks and kills: a value is right or not there, and the work goes on.

use crate::hammer::{check, key, value, write};
use crate::support::{SMALL, files};
use quarterdeck_cache::{Options, Store};
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const CHILD: &str = "CACHE_TEST_CHILD";

/// Not a test of its own: what the child processes of the other tests run.
#[test]
fn child() {
    let Ok(arguments) = std::env::var(CHILD) else { return };
    let (root, to) = arguments.rsplit_once(' ').expect("the parent gives a folder and a number");
    let store = write(Path::new(root), 0, to.parse().unwrap(), SMALL);
    check(&store, to.parse().unwrap());
}

/// This test binary again, running [`child`], behind a prefix of the command line.
fn spawn(prefix: &str, root: &Path, to: u64) -> Child {
    Command::new("sh")
        .args(["-c", &format!("{prefix} exec \"$0\" sharing::child --exact --quiet")])
        .arg(std::env::current_exe().unwrap())
        .env(CHILD, format!("{} {to}", root.display()))
        .stdout(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn what_is_written_is_read_back() {
    let root = tempfile::tempdir().unwrap();
    let store = Store::open(root.path(), "hammer");
    assert_eq!(store.info(), quarterdeck_cache::Info::default());
    assert_eq!(store.get(&key(1)), None);
    assert!(files_are_absent(root.path()), "nothing is created before the first write");
    let writer = store.writer();
    for number in (0..1000).chain(0..1000) {
        writer.put(key(number), &value(number));
    }
    assert_eq!(store.get(&key(1)), None, "not before the segment is written");
    writer.finish();
    assert_eq!(check(&store, 1001), 1000);
    assert_eq!(store.info().entries, 1000);
    // The same key twice in one question, and none at all.
    assert_eq!(store.get_many(&[key(7), key(7), key(5000)]), [Some(value(7)), Some(value(7)), None]);
    assert_eq!(store.get_many(&[]), [] as [Option<Vec<u8>>; 0]);
    // Known keys are not written again.
    write(root.path(), 0, 1000, SMALL);
    assert_eq!(files(root.path()).len(), 1);
}

fn files_are_absent(root: &Path) -> bool {
    fs::read_dir(root).unwrap().next().is_none()
}

#[test]
fn a_dropped_writer_keeps_what_it_has() {
    let root = tempfile::tempdir().unwrap();
    let store = Store::open(root.path(), "hammer");
    let writer = store.writer();
    writer.put(key(1), &value(1));
    drop(writer);
    assert_eq!(check(&store, 2), 1);
}

#[test]
fn many_segments_become_few() {
    let root = tempfile::tempdir().unwrap();
    let reader = write(root.path(), 0, 10, SMALL);
    for start in (10..400).step_by(10) {
        write(root.path(), start, start + 10, SMALL);
        assert!(files(root.path()).len() <= 17);
    }
    assert_eq!(check(&reader, 10), 10, "a reader keeps what it opened");
    assert_eq!(check(&Store::open(root.path(), "hammer"), 400), 400);
    reader.refresh();
    assert_eq!(check(&reader, 400), 400);
    assert_eq!(reader.notes(), []);
}

#[test]
fn a_reader_that_opens_during_a_merge_misses_nothing() {
    let root = tempfile::tempdir().unwrap();
    write(root.path(), 0, 10, SMALL);
    std::thread::scope(|scope| {
        let writer =
            scope.spawn(|| (10..800).step_by(10).for_each(|from| drop(write(root.path(), from, from + 10, SMALL))));
        while !writer.is_finished() {
            assert_eq!(check(&Store::open(root.path(), "hammer"), 10), 10);
        }
    });
}

#[test]
fn the_oldest_go_when_the_folder_is_too_large() {
    let root = tempfile::tempdir().unwrap();
    let options = Options { max_bytes: 200_000, flush_bytes: 20_000 };
    let store = write(root.path(), 0, 2000, options);
    assert!(store.info().bytes <= 200_000);
    let hits = check(&store, 2000);
    assert!((50..2000).contains(&hits), "{hits}");
    assert_eq!(store.get(&key(1999)), Some(value(1999)), "the newest stay");
}

#[test]
fn threads_share_a_store_and_a_writer() {
    let root = tempfile::tempdir().unwrap();
    let store = Store::open_with(root.path(), "hammer", SMALL);
    let writer = store.writer();
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let (store, writer) = (&store, &writer);
            scope.spawn(move || {
                for number in 0..1000 {
                    writer.put(key(number), &value(number));
                    let other = (number * 31 + thread) % 1000;
                    assert!(store.get(&key(other)).is_none_or(|found| found == value(other)));
                }
            });
        }
    });
    writer.finish();
    assert_eq!(check(&store, 1000), 1000);
}

#[test]
fn two_stores_in_two_threads_write_the_same_keys() {
    let root = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| write(root.path(), 0, 1000, SMALL));
        }
    });
    assert_eq!(check(&Store::open(root.path(), "hammer"), 1000), 1000);
}

#[test]
fn processes_write_the_same_keys() {
    let root = tempfile::tempdir().unwrap();
    let children: Vec<Child> = (0..3).map(|_| spawn("", root.path(), 1500)).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success(), "a child met a wrong value");
    }
    let store = Store::open(root.path(), "hammer");
    assert_eq!(check(&store, 1500), 1500);
    assert_eq!(store.notes(), []);
}

#[test]
fn killed_writers_leave_nothing_wrong() {
    let root = tempfile::tempdir().unwrap();
    let mut most = 0;
    for round in 0..30 {
        let mut child = spawn("", root.path(), 3000);
        std::thread::sleep(Duration::from_millis(5 + round * 7));
        child.kill().unwrap();
        child.wait().unwrap();
        let store = Store::open(root.path(), "hammer");
        let hits = check(&store, 3000);
        assert!(hits >= most, "{hits} after {most}: a kill lost what was kept");
        assert_eq!(store.notes(), [], "nothing half-written has a name");
        most = hits;
    }
    assert_eq!(check(&write(root.path(), 0, 3000, SMALL), 3000), 3000);
}

#[test]
fn a_full_disk_stops_the_keeping_and_not_the_work() {
    // Segments take some 22,000 bytes. Merged ones take more: with 64 blocks only the merge fails, and loses nothing.
    for (blocks, kept) in [(0, 0), (4, 0), (16, 0), (64, 1000)] {
        let root = tempfile::tempdir().unwrap();
        // No file may grow beyond so many blocks of 512 bytes; the signal is ignored, the write fails.
        let limit = format!("trap '' XFSZ; ulimit -f {blocks};");
        assert!(spawn(&limit, root.path(), 1000).wait().unwrap().success());
        let store = Store::open(root.path(), "hammer");
        assert_eq!(check(&store, 1000), kept, "{blocks} blocks");
        assert_eq!(store.notes(), []);
        assert_eq!(check(&write(root.path(), 0, 1000, SMALL), 1000), 1000, "space again, kept again");
    }
}
