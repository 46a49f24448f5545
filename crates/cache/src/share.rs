//! A shared store in front of the folder: what others computed is fetched before the work, what is new here is put there
//! after it. Objects are segments under their own names; nothing in the store is ever changed, and nothing is removed by
//! those who only work with it. Whatever goes wrong costs time and a sentence.
//!
//! What was fetched may be merged here with other values under a new name. A record beside the folder keeps the names
//! whose values came in or went out, so that they travel once.

use crate::NoteKind;
use crate::Store;
use crate::folder::TEMPORARY_PREFIX;
use crate::remote::{Object, Objects, Remote};
use crate::segment::{Fault, Segment, is_segment_name};
use std::collections::BTreeSet;
use std::fs::{self, DirBuilder};
use std::io::{self, Write as _};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

/// Largest record that is read, in bytes: ten times the names of the largest listing.
const RECORD_BYTES: u64 = 32 * 1024 * 1024;
/// How often a store is listed again when somebody merges it meanwhile.
const LISTING_ATTEMPTS: usize = 3;
/// Objects fetched before the folder is put in order: lookups ask each segment.
const FETCHED_AT_A_TIME: usize = 128;

/// How much a shared store may cost.
#[derive(Debug, Clone, Copy)]
pub struct ShareLimits {
    /// Most objects that are listed.
    pub listed_objects: usize,
    /// Most objects that are fetched at a time, the newest first.
    pub fetched_objects: usize,
    /// Most bytes that are fetched at a time.
    pub fetched_bytes: u64,
    /// Largest object that is fetched or put, in bytes.
    pub object_bytes: u64,
    /// Time after which no other object is begun, for fetching and for putting.
    pub time: Duration,
}

/// What a shared store did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShareReport {
    /// Objects in the store when it was listed.
    pub listed: u64,
    /// Objects fetched.
    pub fetched: u64,
    /// Their bytes.
    pub fetched_bytes: u64,
    /// Objects put.
    pub put: u64,
    /// Their bytes.
    pub put_bytes: u64,
    /// Objects that are not what their names say; ignored. Sorted names.
    pub damaged: BTreeSet<String>,
    /// Objects in the namespace that are none of ours; left alone.
    pub foreign: u64,
    /// Objects beyond a limit, here or there; left out.
    pub left_out: u64,
    /// Why the store was given up.
    pub fault: Option<String>,
}

#[derive(Debug, Default)]
struct State {
    /// Names whose values are in the store and were in the folder.
    seen: BTreeSet<String>,
    report: ShareReport,
}

/// A store's shared side.
#[derive(Debug)]
pub(crate) struct Share {
    remote: Box<dyn Remote>,
    limits: ShareLimits,
    record: PathBuf,
    state: Mutex<State>,
}

/// Why an object was not fetched.
enum Missed {
    Gone,
    Damaged,
    /// The folder here takes nothing.
    Here(io::Error),
    There(io::Error),
}

impl Share {
    /// `folder` is that of the namespace and version.
    pub(crate) fn new(folder: &Path, remote: Box<dyn Remote>, limits: ShareLimits) -> Self {
        let hash = blake3::hash(remote.identity().as_bytes());
        let name = format!("{RECORD_PREFIX}{}", &hash.to_hex()[..16]);
        let record = folder.parent().unwrap_or(folder).join(name);
        Self { remote, limits, record, state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn report(&self) -> ShareReport {
        self.state().report.clone()
    }

    /// Fetches what is not here.
    pub(crate) fn fetch(&self, store: &Store) {
        let begin = Instant::now();
        let mut state = self.state();
        let local: BTreeSet<String> = store.open_segments().iter().map(|segment| segment.name.clone()).collect();
        // Whoever empties the folder by hand means it: what the record says of it is void.
        state.seen = if local.is_empty() { BTreeSet::new() } else { read_record(&self.record) };
        for _ in 0..LISTING_ATTEMPTS {
            let objects = match self.remote.list(self.limits.listed_objects) {
                Ok(objects) => objects,
                Err(error) => return give_up(&mut state, &error),
            };
            note(&mut state.report, &objects);
            let listed: BTreeSet<&str> = objects.objects.iter().map(|object| object.name.as_str()).collect();
            if !objects.cut {
                state.seen.retain(|name| listed.contains(name.as_str()) || local.contains(name));
            }
            state.seen.extend(local.iter().filter(|name| listed.contains(name.as_str())).cloned());
            if !self.fetch_listed(store, &mut state, objects.objects, begin) {
                break;
            }
        }
        write_record(&self.record, &state.seen);
    }

    /// Answers whether an object had gone meanwhile, so that a look at the store is worth it.
    fn fetch_listed(&self, store: &Store, state: &mut State, mut objects: Vec<Object>, begin: Instant) -> bool {
        objects.retain(|object| !state.seen.contains(&object.name) && !state.report.damaged.contains(&object.name));
        // The newest are the likeliest to be asked for.
        objects.reverse();
        let most_bytes = self.limits.fetched_bytes.min(store.options.max_bytes);
        let (mut is_stale, mut untidy) = (false, None);
        state.report.left_out = 0;
        for object in objects {
            let report = &mut state.report;
            let room = most_bytes.saturating_sub(report.fetched_bytes);
            let is_full = report.fetched >= self.limits.fetched_objects as u64 || begin.elapsed() > self.limits.time;
            if is_full || object.bytes > room.min(self.limits.object_bytes) {
                report.left_out += 1;
                continue;
            }
            match self.fetch_one(&store.folder, &object) {
                Ok(dated) => {
                    report.fetched += 1;
                    report.fetched_bytes += object.bytes;
                    let is_enough = report.fetched.is_multiple_of(FETCHED_AT_A_TIME as u64);
                    state.seen.insert(object.name);
                    untidy = Some(dated);
                    if is_enough {
                        tidy(store, state, untidy.take());
                    }
                }
                Err(Missed::Gone) => is_stale = true,
                Err(Missed::Damaged) => {
                    report.damaged.insert(object.name);
                }
                Err(Missed::Here(error)) => {
                    store.notes.add(NoteKind::NotWritable, &error.kind().to_string());
                    is_stale = false;
                    break;
                }
                Err(Missed::There(error)) => {
                    give_up(state, &error);
                    is_stale = false;
                    break;
                }
            }
        }
        tidy(store, state, untidy);
        is_stale
    }

    /// Copies an object beside its place, verifies all of it and gives it its name. Answers how the file system dated it.
    fn fetch_one(&self, folder: &Path, object: &Object) -> Result<SystemTime, Missed> {
        let here = Missed::Here;
        DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(here)?;
        let mut aside = tempfile::Builder::new().prefix(TEMPORARY_PREFIX).tempfile_in(folder).map_err(here)?;
        self.remote.get(&object.name, object.bytes, aside.as_file_mut()).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Missed::Gone,
            io::ErrorKind::FileTooLarge => Missed::Damaged,
            _ => Missed::There(error),
        })?;
        let file = aside.reopen().map_err(here)?;
        if !is_whole(file, &object.name).map_err(here)? {
            return Err(Missed::Damaged);
        }
        aside.as_file().sync_all().map_err(here)?;
        let dated = aside.as_file().metadata().and_then(|metadata| metadata.modified()).map_err(here)?;
        aside.persist(folder.join(&object.name)).map_err(|refused| here(refused.error))?;
        Ok(dated)
    }

    /// Puts what the store does not have. Before segments are merged: what came from there does not go back.
    pub(crate) fn put(&self, store: &Store) {
        let begin = Instant::now();
        let mut state = self.state();
        if state.report.fault.is_some() {
            return;
        }
        let open = store.open_segments();
        if !self.record.exists() {
            // Somebody emptied the folder meanwhile: what is no longer here may come again.
            state.seen.retain(|name| open.iter().any(|segment| segment.name == *name));
        }
        for segment in open.iter() {
            if state.seen.contains(&segment.name) || segment.has_bad_value() {
                continue;
            }
            if segment.bytes > self.limits.object_bytes || begin.elapsed() > self.limits.time {
                state.report.left_out += 1;
                continue;
            }
            if segment.count_bad_values() > 0 {
                continue;
            }
            let Ok(bytes) = segment.whole() else { continue };
            match self.remote.put_new(&segment.name, bytes) {
                Ok(is_new) => {
                    state.seen.insert(segment.name.clone());
                    if is_new {
                        state.report.put += 1;
                        state.report.put_bytes += segment.bytes;
                    }
                }
                Err(error) => {
                    give_up(&mut state, &error);
                    break;
                }
            }
        }
        write_record(&self.record, &state.seen);
    }

    /// Segments became one: when the store has the values of all of them, it has those of the new one.
    pub(crate) fn merged(&self, names: &[&str], name: &str) {
        let mut state = self.state();
        add_merged(&mut state.seen, names, name);
        write_record(&self.record, &state.seen);
    }
}

/// How names of records start; they stand beside the folder of the version.
pub(crate) const RECORD_PREFIX: &str = "shared-";

/// Few segments again after some were fetched, the last of them at this time of the file system.
fn tidy(store: &Store, state: &mut State, fetched: Option<SystemTime>) {
    if let Some(now) = fetched {
        store.keep_in_order(now, &mut |merged, name| add_merged(&mut state.seen, merged, name));
    }
}

fn add_merged(seen: &mut BTreeSet<String>, names: &[&str], name: &str) {
    if names.iter().all(|name| seen.contains(*name)) {
        seen.insert(name.to_owned());
    }
}

/// True when the file is the segment that its name says, to the last value.
pub(crate) fn is_whole(file: fs::File, name: &str) -> io::Result<bool> {
    match Segment::of(file, name) {
        Ok(segment) => Ok(segment.count_bad_values() == 0),
        Err(Fault::Damaged) => Ok(false),
        Err(Fault::Io(error)) => Err(error),
    }
}

fn note(report: &mut ShareReport, objects: &Objects) {
    report.listed = objects.objects.len() as u64;
    report.foreign = objects.foreign;
}

/// After the first fault the store is not asked again: a machine without a network does not wait for each object.
fn give_up(state: &mut State, error: &io::Error) {
    state.report.fault = Some(error.to_string());
}

/// The names of a record; a record that cannot be read costs that objects travel again.
fn read_record(record: &Path) -> BTreeSet<String> {
    let is_small = fs::metadata(record).is_ok_and(|metadata| metadata.is_file() && metadata.len() <= RECORD_BYTES);
    let text = if is_small { fs::read_to_string(record).unwrap_or_default() } else { String::new() };
    text.lines().filter(|name| is_segment_name(name)).map(str::to_owned).collect()
}

fn write_record(record: &Path, seen: &BTreeSet<String>) {
    let write = || -> io::Result<()> {
        let folder = record.parent().unwrap_or(record);
        let mut aside = tempfile::Builder::new().prefix(TEMPORARY_PREFIX).tempfile_in(folder)?;
        for name in seen {
            writeln!(aside, "{name}")?;
        }
        aside.persist(record).map_err(|refused| refused.error)?;
        Ok(())
    };
    // Without a record objects travel again: time, no truth.
    write().ok();
}
