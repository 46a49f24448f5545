//! Collecting new values and writing them as segments.

use crate::folder::{Written, write_segment};
use crate::segment::Entry;
use crate::{Key, NoteKind, Store};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

/// Entries that are collected before a segment is written, however small their values are.
const FLUSH_ENTRIES: usize = 1024 * 1024;

#[derive(Debug, Default)]
struct Pending {
    entries: BTreeMap<Key, Entry>,
    /// The values one after the other, as they will stand in the segment.
    values: Vec<u8>,
    /// When the file system dated the last segment written.
    written: Option<SystemTime>,
}

/// Takes new values, from any number of threads. They can be read after the segment that holds them is written: at the
/// latest after [`Writer::finish`].
#[derive(Debug)]
pub struct Writer<'store> {
    store: &'store Store,
    pending: Mutex<Pending>,
    /// Set by the first failure: a full disk is not asked again and again, and nothing piles up in memory.
    gave_up: AtomicBool,
}

impl<'store> Writer<'store> {
    pub(crate) fn new(store: &'store Store) -> Self {
        Self { store, pending: Mutex::default(), gave_up: AtomicBool::new(false) }
    }

    /// Puts a value. The first one put under a key stays: equal keys promise equal values.
    pub fn put(&self, key: Key, value: &[u8]) {
        let Ok(length) = u32::try_from(value.len()) else {
            self.store.notes.add(NoteKind::ValueTooLarge, "");
            return;
        };
        if self.gave_up.load(Ordering::Relaxed) || self.store.contains(&key) {
            return;
        }
        let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
        let offset = pending.values.len() as u64;
        let std::collections::btree_map::Entry::Vacant(place) = pending.entries.entry(key) else { return };
        place.insert(Entry::new(key, offset, length, value));
        pending.values.extend_from_slice(value);
        let is_full = pending.values.len() >= self.store.options.flush_bytes || pending.entries.len() >= FLUSH_ENTRIES;
        if is_full {
            // Under the lock: the other threads wait, else they would fill the memory faster than the disk takes it.
            self.flush(&mut pending);
        }
    }

    /// Writes what is left, gives it to the shared store if there is one, then merges small segments and keeps the folder
    /// within its size.
    pub fn finish(self) {
        let written = {
            let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
            self.flush(&mut pending);
            pending.written
        };
        if let Some(share) = &self.store.share {
            share.put(self.store);
        }
        if let Some(now) = written {
            self.store.maintain(now);
        }
    }

    fn flush(&self, pending: &mut Pending) {
        let entries: Vec<Entry> = std::mem::take(&mut pending.entries).into_values().collect();
        let values = std::mem::take(&mut pending.values);
        if entries.is_empty() || self.gave_up.load(Ordering::Relaxed) {
            return;
        }
        let written = write_segment(&self.store.folder, &entries, values.len() as u64, None, |out| {
            out.write_all(&values)?;
            Ok(true)
        });
        match written {
            Ok(Written::Named(_, now)) => pending.written = Some(now),
            Ok(Written::TakenBack) => {}
            Err(error) => {
                self.gave_up.store(true, Ordering::Relaxed);
                self.store.notes.add(NoteKind::NotWritable, &error.kind().to_string());
            }
        }
        self.store.refresh();
    }
}

impl Drop for Writer<'_> {
    /// An audit that was interrupted keeps what it has computed.
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let mut pending = self.pending.lock().unwrap_or_else(PoisonError::into_inner);
            self.flush(&mut pending);
        }
    }
}
