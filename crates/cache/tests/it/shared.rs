//! A store that several machines share: values arrive whole or not at all, travel once, and its faults cost no truth.

use crate::hammer::{check, key, value};
use crate::support::SMALL;
use quarterdeck_cache::{
    FolderRemote, NoteKind, Object, Objects, Remote, ShareLimits, ShareReport, Store, prune, prune_remote, verify,
    verify_remote,
};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;

const LIMITS: ShareLimits = ShareLimits {
    listed_objects: 10_000,
    fetched_objects: 1_000,
    fetched_bytes: 1 << 30,
    object_bytes: 1 << 28,
    time: Duration::from_secs(600),
};

/// How a store misbehaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mood {
    Well,
    Down,
    /// What it hands out is not what was put.
    Garbage,
    Cut,
    Endless,
    /// Says what is there and has lost it.
    Forgetful,
    TakesNothing,
}

/// A bucket in memory, shared by its clones.
#[derive(Debug, Clone)]
struct Bucket {
    objects: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
    mood: Arc<Mutex<Mood>>,
    asked: Arc<AtomicU64>,
}

impl Bucket {
    fn new() -> Self {
        Self { objects: Arc::default(), mood: Arc::new(Mutex::new(Mood::Well)), asked: Arc::default() }
    }

    fn turn(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    fn names(&self) -> Vec<String> {
        self.objects.lock().unwrap().keys().cloned().collect()
    }

    fn ask(&self) -> io::Result<Mood> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        match *self.mood.lock().unwrap() {
            Mood::Down => Err(io::Error::other("it is down")),
            mood => Ok(mood),
        }
    }

    /// Opens a machine's cache in front of it.
    fn open(&self, root: &Path) -> Store {
        Store::open_shared(root, "hammer", SMALL, Box::new(self.clone()), LIMITS)
    }
}

impl Remote for Bucket {
    fn identity(&self) -> String {
        "bucket".to_owned()
    }

    fn list(&self, most: usize) -> io::Result<Objects> {
        self.ask()?;
        let mut found = Objects::default();
        for (at, (name, bytes)) in self.objects.lock().unwrap().iter().enumerate() {
            let modified = SystemTime::UNIX_EPOCH + Duration::from_secs(at as u64);
            if !found.take(Object { modified, name: name.clone(), bytes: bytes.len() as u64 }, most) {
                break;
            }
        }
        found.objects.sort();
        Ok(found)
    }

    fn get(&self, name: &str, most_bytes: u64, into: &mut File) -> io::Result<()> {
        let mood = self.ask()?;
        let found = self.objects.lock().unwrap().get(name).cloned();
        let mut bytes = found.filter(|_| mood != Mood::Forgetful).ok_or(io::ErrorKind::NotFound)?;
        match mood {
            Mood::Garbage => bytes.iter_mut().for_each(|byte| *byte ^= 0x5a),
            Mood::Cut => bytes.truncate(bytes.len() * 2 / 3),
            Mood::Endless => bytes.extend(std::iter::repeat_n(0, 100_000)),
            _ => {}
        }
        if bytes.len() as u64 > most_bytes {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        into.write_all(&bytes)
    }

    fn put_new(&self, name: &str, bytes: Vec<u8>) -> io::Result<bool> {
        if self.ask()? == Mood::TakesNothing {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let mut objects = self.objects.lock().unwrap();
        let is_new = !objects.contains_key(name);
        objects.entry(name.to_owned()).or_insert(bytes);
        Ok(is_new)
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        self.ask()?;
        self.objects.lock().unwrap().remove(name);
        Ok(())
    }
}

/// A machine computes the entries of a range that it does not know, and answers how many those were.
fn work(store: &Store, from: u64, to: u64) -> u64 {
    let writer = store.writer();
    let mut computed = 0;
    for number in from..to {
        if store.get(&key(number)).is_none_or(|found| found != value(number)) {
            writer.put(key(number), &value(number));
            computed += 1;
        }
    }
    writer.finish();
    assert_eq!(check(store, to), to, "work never depends on the shared store");
    computed
}

fn machine() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn the_second_machine_computes_nothing() {
    for round in 0..2 {
        let (bucket, drive) = (Bucket::new(), machine());
        let open = |root: &Path| match round {
            0 => bucket.open(root),
            _ => Store::open_shared(root, "hammer", SMALL, Box::new(FolderRemote::new(drive.path(), "hammer")), LIMITS),
        };
        let (first, second) = (machine(), machine());
        let a = open(first.path());
        assert_eq!(work(&a, 0, 500), 500);
        let report = a.shared().unwrap();
        assert!(report.put > 1 && report.put_bytes > 0 && report.fetched == 0, "{report:?}");
        let b = open(second.path());
        assert_eq!(work(&b, 0, 500), 0);
        let report = b.shared().unwrap();
        assert!(report.fetched > 1 && report.put == 0 && report.fault.is_none(), "{report:?}");
        // And what the second one adds comes back to the first, once.
        assert_eq!(work(&b, 500, 600), 100);
        assert_eq!(work(&open(first.path()), 0, 600), 0);
        let again = open(first.path());
        assert_eq!((again.shared().unwrap().fetched, work(&again, 0, 600)), (0, 0));
        assert_eq!(again.shared().unwrap().put, 0);
    }
}

#[test]
fn what_was_merged_here_travels_no_more() {
    let (bucket, first, second) = (Bucket::new(), machine(), machine());
    // Many small segments: both machines merge what they have.
    for step in 0..60 {
        work(&bucket.open(first.path()), step * 10, step * 10 + 10);
    }
    let put = bucket.names();
    assert_eq!(put.len(), 60, "each value went once");
    let b = bucket.open(second.path());
    assert_eq!(b.shared().unwrap().fetched, 60);
    assert!(b.info().segments <= 17, "{:?}", b.info());
    for root in [&first, &second] {
        let store = bucket.open(root.path());
        assert_eq!(work(&store, 0, 600), 0);
        let ShareReport { fetched, put, .. } = store.shared().unwrap();
        assert_eq!((fetched, put), (0, 0));
    }
    assert_eq!(bucket.names(), put);
}

#[test]
fn a_cache_from_before_is_shared_too() {
    let (bucket, first, second) = (Bucket::new(), machine(), machine());
    work(&Store::open_with(first.path(), "hammer", SMALL), 0, 300);
    assert_eq!(work(&bucket.open(first.path()), 0, 300), 0);
    assert_eq!(work(&bucket.open(second.path()), 0, 300), 0);
}

#[test]
fn a_store_in_any_mood_costs_no_truth() {
    for (mood, fault, damaged) in [
        (Mood::Down, true, false),
        (Mood::Garbage, false, true),
        (Mood::Cut, false, true),
        (Mood::Endless, false, true),
        (Mood::Forgetful, false, false),
        (Mood::TakesNothing, true, false),
    ] {
        let (bucket, first, second) = (Bucket::new(), machine(), machine());
        work(&bucket.open(first.path()), 0, 200);
        let before = bucket.names();
        bucket.turn(mood);
        let asked = bucket.asked.load(Ordering::Relaxed);
        let store = bucket.open(second.path());
        let computed = work(&store, 0, 220);
        assert_eq!(computed, if mood == Mood::TakesNothing { 20 } else { 220 }, "{mood:?}");
        let report = store.shared().unwrap();
        assert_eq!((report.fault.is_some(), !report.damaged.is_empty()), (fault, damaged), "{mood:?}: {report:?}");
        if mood == Mood::Down {
            assert_eq!(bucket.asked.load(Ordering::Relaxed) - asked, 1, "it is asked once");
        }
        assert_eq!(store.notes(), [], "{mood:?}");
        // Well again: what is there is fetched, what is new is put.
        bucket.turn(Mood::Well);
        work(&bucket.open(second.path()), 0, 230);
        assert_eq!(work(&bucket.open(machine().path()), 0, 230), 0, "{mood:?}");
        assert!(before.iter().all(|name| bucket.names().contains(name)), "an audit removes nothing");
    }
}

#[test]
fn foreign_objects_and_those_under_a_wrong_name_are_not_believed() {
    let (bucket, first) = (Bucket::new(), machine());
    work(&bucket.open(first.path()), 0, 100);
    let one = bucket.names().remove(0);
    let bytes = bucket.objects.lock().unwrap()[&one].clone();
    bucket.objects.lock().unwrap().extend([
        ("0123456789abcdef.seg".to_owned(), bytes.clone()),
        ("fedcba9876543210.seg".to_owned(), Vec::new()),
        ("../../etc/passwd".to_owned(), bytes.clone()),
        ("notes.txt".to_owned(), b"mine".to_vec()),
    ]);
    let second = machine();
    let store = bucket.open(second.path());
    let report = store.shared().unwrap();
    let damaged: Vec<&str> = report.damaged.iter().map(String::as_str).collect();
    assert_eq!((damaged, report.foreign), (vec!["0123456789abcdef.seg", "fedcba9876543210.seg"], 2));
    assert_eq!(work(&store, 0, 100), 0);
    let care = verify_remote(&bucket, &LIMITS, second.path()).unwrap();
    assert_eq!(care.damaged, ["0123456789abcdef.seg", "fedcba9876543210.seg"]);
    assert_eq!(verify_remote(&bucket, &LIMITS, second.path()).unwrap().damaged, [""; 0]);
    assert!(bucket.names().contains(&"notes.txt".to_owned()));
}

#[test]
fn limits_hold_and_say_so() {
    let (bucket, first) = (Bucket::new(), machine());
    work(&bucket.open(first.path()), 0, 400);
    let objects = bucket.names().len() as u64;
    let table = [
        (ShareLimits { fetched_objects: 3, ..LIMITS }, 3),
        (ShareLimits { fetched_bytes: 50_000, ..LIMITS }, 3),
        (ShareLimits { object_bytes: 100, ..LIMITS }, 0),
        (ShareLimits { time: Duration::ZERO, ..LIMITS }, 0),
    ];
    for (limits, most) in table {
        let second = machine();
        let store = Store::open_shared(second.path(), "hammer", SMALL, Box::new(bucket.clone()), limits);
        let report = store.shared().unwrap();
        assert!(report.fetched <= most, "{report:?}");
        assert_eq!(report.fetched + report.left_out, objects);
    }
    let second = machine();
    let few = ShareLimits { listed_objects: 2, ..LIMITS };
    let store = Store::open_shared(second.path(), "hammer", SMALL, Box::new(bucket.clone()), few);
    assert_eq!(store.shared().unwrap().fetched, 2);
}

#[test]
fn namespaces_of_a_shared_folder_are_apart() {
    let drive = machine();
    let open = |root: &Path, name: &str| {
        Store::open_shared(root, name, SMALL, Box::new(FolderRemote::new(drive.path(), name)), LIMITS)
    };
    work(&open(machine().path(), "acme"), 0, 100);
    let other = machine();
    let store = open(other.path(), "bolt");
    assert_eq!(store.shared().unwrap().listed, 0);
    assert_eq!(check(&store, 100), 0);
    // A store without the shared side never sees it, whatever its name.
    assert_eq!(check(&Store::open(other.path(), "acme"), 100), 0);
}

#[test]
fn a_drive_that_is_not_mounted_is_no_empty_store() {
    let here = machine();
    let remote = FolderRemote::new(Path::new("/nowhere/at/all"), "hammer");
    let store = Store::open_shared(here.path(), "hammer", SMALL, Box::new(remote), LIMITS);
    assert!(store.shared().unwrap().fault.is_some());
    assert_eq!(work(&store, 0, 50), 50);
    assert!(!Path::new("/nowhere").exists());
}

#[test]
fn a_folder_here_that_takes_nothing_is_one_note() {
    let (bucket, first, second) = (Bucket::new(), machine(), machine());
    work(&bucket.open(first.path()), 0, 100);
    fs::write(second.path().join("hammer"), "in the way").unwrap();
    let store = bucket.open(second.path());
    assert_eq!(check(&store, 100), 0);
    let notes: Vec<NoteKind> = store.notes().iter().map(|note| note.kind).collect();
    assert!(notes.contains(&NoteKind::NotWritable), "{notes:?}");
}

#[test]
fn a_folder_that_is_emptied_is_filled_again() {
    let (bucket, first) = (Bucket::new(), machine());
    let store = bucket.open(first.path());
    work(&store, 0, 300);
    // While a store is open: its record is written again by the work after it, and does not claim what is gone.
    fs::remove_dir_all(first.path().join("hammer")).unwrap();
    let writer = store.writer();
    (300..310).for_each(|number| writer.put(key(number), &value(number)));
    writer.finish();
    assert_eq!(work(&bucket.open(first.path()), 0, 310), 0);
    fs::remove_dir_all(first.path().join("hammer/v1")).unwrap();
    assert_eq!(work(&bucket.open(first.path()), 0, 310), 0);
    prune(first.path(), "hammer", None).unwrap();
    assert_eq!(fs::read_dir(first.path()).unwrap().count(), 0);
    assert_eq!(work(&bucket.open(first.path()), 0, 310), 0);
}

#[test]
fn damage_here_is_fetched_again_after_a_look() {
    let (bucket, first) = (Bucket::new(), machine());
    work(&bucket.open(first.path()), 0, 100);
    let folder = first.path().join("hammer/v1");
    let file = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).min().unwrap();
    let mut bytes = fs::read(&file).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(&file, bytes).unwrap();
    assert_eq!(verify(first.path(), "hammer").unwrap().damaged_values, 1);
    let store = bucket.open(first.path());
    assert!(store.shared().unwrap().fetched > 0);
    assert_eq!(work(&store, 0, 100), 0);
}

#[test]
fn a_shared_store_is_kept_small() {
    let (bucket, first) = (Bucket::new(), machine());
    for step in 0..100 {
        work(&bucket.open(first.path()), step * 10, step * 10 + 10);
    }
    let scratch = machine();
    assert_eq!(bucket.names().len(), 100);
    let care = prune_remote(&bucket, u64::MAX, &LIMITS, scratch.path()).unwrap();
    assert_eq!((care.kept, care.merged, care.removed), (16, 85, 0));
    assert_eq!(bucket.names().len(), 16);
    assert_eq!(work(&bucket.open(machine().path()), 0, 1000), 0, "nothing was lost");
    let care = prune_remote(&bucket, 400_000, &LIMITS, scratch.path()).unwrap();
    assert!(care.kept_bytes <= 400_000 && care.removed > 0, "{care:?}");
    assert_eq!(bucket.names().len() as u64, care.kept);
    assert_eq!(fs::read_dir(scratch.path()).unwrap().count(), 0);
    // A machine that saw the old objects goes on.
    assert_eq!(work(&bucket.open(first.path()), 0, 1000), 0);
}

#[test]
fn machines_share_at_the_same_time() {
    let drive = machine();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let here = machine();
                for step in 0..5 {
                    let remote = Box::new(FolderRemote::new(drive.path(), "hammer"));
                    let store = Store::open_shared(here.path(), "hammer", SMALL, remote, LIMITS);
                    work(&store, 0, 100 * (step + 1));
                    assert_eq!(store.shared().unwrap().fault, None);
                    assert!(store.shared().unwrap().damaged.is_empty());
                    if step == 2 {
                        prune_remote(&FolderRemote::new(drive.path(), "hammer"), u64::MAX, &LIMITS, here.path())
                            .unwrap();
                    }
                }
            });
        }
    });
    let remote = FolderRemote::new(drive.path(), "hammer");
    assert_eq!(verify_remote(&remote, &LIMITS, machine().path()).unwrap().damaged, [""; 0]);
    let store = Store::open_shared(machine().path(), "hammer", SMALL, Box::new(remote), LIMITS);
    assert_eq!(check(&store, 500), 500);
}
