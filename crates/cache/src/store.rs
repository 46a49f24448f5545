//! The store: looking keys up in the open segments.

use crate::folder::{self, Listing, namespace_folder};
use crate::note::Notes;
use crate::remote::Remote;
use crate::segment::{Entry, Segment};
use crate::share::{Share, ShareLimits, ShareReport};
use crate::{Key, Note, NoteKind, Writer};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

/// How a store behaves.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Largest size of the namespace, in bytes; the oldest segments go when it is passed.
    pub max_bytes: u64,
    /// Values that a writer collects in memory before it writes a segment, in bytes.
    pub flush_bytes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { max_bytes: 4 * 1024 * 1024 * 1024, flush_bytes: 64 * 1024 * 1024 }
    }
}

/// What a store holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Info {
    /// Entries of all open segments; an entry that two processes wrote counts twice until the next compaction.
    pub entries: u64,
    /// Open segments.
    pub segments: u64,
    /// Size of the open segments, in bytes.
    pub bytes: u64,
}

/// The values of one namespace. Shared by reference between threads; other processes may use the same folder.
#[derive(Debug)]
pub struct Store {
    pub(crate) folder: PathBuf,
    pub(crate) options: Options,
    pub(crate) notes: Notes,
    pub(crate) share: Option<Share>,
    segments: RwLock<Arc<Vec<Arc<Segment>>>>,
}

impl Store {
    /// Opens a namespace below `root`. Nothing is created before the first value is written, and nothing fails: what
    /// cannot be read is not there, and [`Store::notes`] says so.
    pub fn open(root: &Path, namespace: &str) -> Self {
        Self::open_with(root, namespace, Options::default())
    }

    /// As [`Store::open`], with other limits.
    pub fn open_with(root: &Path, namespace: &str, options: Options) -> Self {
        let store = Self {
            folder: namespace_folder(root, namespace),
            options,
            notes: Notes::default(),
            share: None,
            segments: RwLock::default(),
        };
        store.refresh();
        store
    }

    /// As [`Store::open_with`], in front of a store that several machines share: what it has and this folder has not is
    /// fetched now; what is new here is put there by [`Writer::finish`]. A shared store that cannot be reached costs time.
    pub fn open_shared(
        root: &Path,
        namespace: &str,
        options: Options,
        remote: Box<dyn Remote>,
        limits: ShareLimits,
    ) -> Self {
        let mut store = Self::open_with(root, namespace, options);
        let share = Share::new(&store.folder, remote, limits);
        share.fetch(&store);
        store.share = Some(share);
        store
    }

    /// What the shared store did so far; nothing for a store that is not shared.
    pub fn shared(&self) -> Option<ShareReport> {
        self.share.as_ref().map(Share::report)
    }

    /// Sees what other processes have written since the store was opened.
    pub fn refresh(&self) {
        self.look();
    }

    /// The value of a key; nothing when it was never put, was evicted, or is damaged.
    pub fn get(&self, key: &Key) -> Option<Vec<u8>> {
        self.open_segments().iter().find_map(|segment| {
            let value = segment.read(&segment.find(key)?);
            if value.is_none() {
                self.notes.add(NoteKind::DamagedValue, &segment.name);
            }
            value
        })
    }

    /// The values of many keys, in the order of the keys. Reads each segment once, from front to back.
    pub fn get_many(&self, keys: &[Key]) -> Vec<Option<Vec<u8>>> {
        let mut values = vec![None; keys.len()];
        self.visit_many(keys, |at, value| values[at] = Some(value.to_vec()));
        values
    }

    /// As [`Store::get_many`], without a copy of each value: `visit` gets the position of the key and its value, in the
    /// order in which they lie on disk. Keys without a value are not visited.
    pub fn visit_many(&self, keys: &[Key], mut visit: impl FnMut(usize, &[u8])) {
        let mut wanted: Vec<usize> = (0..keys.len()).collect();
        // Neighbours in the index are found together; the index is larger than the processor's cache.
        wanted.sort_by_key(|&at| &keys[at]);
        for segment in self.open_segments().iter() {
            let mut found: Vec<(Entry, usize)> = Vec::new();
            wanted.retain(|&at| match segment.find(&keys[at]) {
                Some(entry) => {
                    found.push((entry, at));
                    false
                }
                None => true,
            });
            found.sort_by_key(|(entry, at)| (entry.offset, *at));
            let entries: Vec<Entry> = found.iter().map(|(entry, _)| *entry).collect();
            segment.read_all(&entries, |position, value| {
                let at = found[position].1;
                match value {
                    Some(value) => visit(at, value),
                    None => {
                        self.notes.add(NoteKind::DamagedValue, &segment.name);
                        wanted.push(at);
                    }
                }
            });
        }
    }

    /// True when an entry of this key stands in a segment that is not known to be damaged. The value is not read.
    pub fn contains(&self, key: &Key) -> bool {
        self.open_segments().iter().any(|segment| !segment.has_bad_value() && segment.find(key).is_some())
    }

    /// A writer into this store. Several may be used at a time; one that is shared makes fewer, larger segments.
    pub fn writer(&self) -> Writer<'_> {
        Writer::new(self)
    }

    /// What the store holds.
    pub fn info(&self) -> Info {
        self.open_segments().iter().fold(Info::default(), |info, segment| Info {
            entries: info.entries + segment.len() as u64,
            segments: info.segments + 1,
            bytes: info.bytes + segment.bytes,
        })
    }

    /// What the store met and went on without, by kind.
    pub fn notes(&self) -> Vec<Note> {
        self.notes.list()
    }

    pub(crate) fn open_segments(&self) -> Arc<Vec<Arc<Segment>>> {
        Arc::clone(&self.segments.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Lists the folder, opens what is new in it and lets go of what is no longer there.
    pub(crate) fn look(&self) -> Listing {
        let listing = folder::list(&self.folder, &self.open_segments());
        self.notes.found(NoteKind::DamagedSegment, &listing.damaged);
        self.notes.found(NoteKind::Unreadable, &listing.unreadable);
        self.notes.found(NoteKind::ForeignFile, &listing.foreign);
        self.notes.found(NoteKind::TooManySegments, &listing.left_out);
        *self.segments.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(listing.segments.clone());
        listing
    }
}
