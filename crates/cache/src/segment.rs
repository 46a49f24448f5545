//! One segment: the bytes on disk, verified as they are read. The only module that knows the format.
//!
//! All numbers are little endian:
//!
//! | bytes | what |
//! |---|---|
//! | 8 | magic |
//! | 4 | format version |
//! | 4 | zero |
//! | 8 | number of entries |
//! | 8 | bytes of all values |
//! | 52 each | entry, sorted by key: key 32, offset into the values 8, length 4, checksum of key and value 8 |
//! | 32 | BLAKE3 of everything above; its first 8 bytes in hexadecimal are the name of the file |
//! | rest | values |

use crate::Key;
use std::fs::File;
use std::io;
use std::os::unix::fs::{FileExt as _, MetadataExt as _};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

const MAGIC: [u8; 8] = *b"\x89kvseg\r\n";
const FORMAT_VERSION: u32 = 1;
const HEADER_BYTES: usize = 32;
const ENTRY_BYTES: usize = 52;
const HASH_BYTES: usize = 32;

/// Most entries of one segment. Bounds the memory that a file with a lie in its header can ask for.
pub(crate) const SEGMENT_ENTRIES: usize = 16 * 1024 * 1024;
/// Values at most this far apart are read together: reading on is cheaper than asking again.
const RUN_GAP_BYTES: u64 = 16 * 1024;
/// Largest single read for several values.
const RUN_BYTES: u64 = 4 * 1024 * 1024;

/// Where a value lies in its segment, and how to tell that it is the one that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) key: Key,
    pub(crate) offset: u64,
    pub(crate) length: u32,
    pub(crate) checksum: [u8; 8],
}

impl Entry {
    pub(crate) fn new(key: Key, offset: u64, length: u32, value: &[u8]) -> Self {
        Self { key, offset, length, checksum: checksum(&key, value) }
    }

    fn end(&self) -> u64 {
        self.offset + u64::from(self.length)
    }

    fn holds(&self, value: &[u8]) -> bool {
        checksum(&self.key, value) == self.checksum
    }
}

/// Header, index and their hash as they stand before the values, and the name of the file.
pub(crate) fn encode(entries: &[Entry], values_bytes: u64) -> (Vec<u8>, String) {
    let mut bytes = Vec::with_capacity(HEADER_BYTES + entries.len() * ENTRY_BYTES + HASH_BYTES);
    bytes.extend_from_slice(&MAGIC);
    bytes.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
    bytes.extend_from_slice(&0_u32.to_le_bytes());
    bytes.extend_from_slice(&(entries.len() as u64).to_le_bytes());
    bytes.extend_from_slice(&values_bytes.to_le_bytes());
    for entry in entries {
        bytes.extend_from_slice(entry.key.as_bytes());
        bytes.extend_from_slice(&entry.offset.to_le_bytes());
        bytes.extend_from_slice(&entry.length.to_le_bytes());
        bytes.extend_from_slice(&entry.checksum);
    }
    let hash = blake3::hash(&bytes);
    bytes.extend_from_slice(hash.as_bytes());
    (bytes, file_name(&hash))
}

fn file_name(hash: &blake3::Hash) -> String {
    format!("{}.seg", &hash.to_hex()[..16])
}

/// True for names that [`encode`] gives.
pub(crate) fn is_segment_name(name: &str) -> bool {
    let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    name.strip_suffix(".seg").is_some_and(|stem| stem.len() == 16 && stem.bytes().all(is_hex))
}

/// Why a segment was not opened.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The system refused; the file may be whole.
    Io(io::Error),
    /// The bytes are not what was written.
    Damaged,
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// An open segment with its verified index in memory.
#[derive(Debug)]
pub(crate) struct Segment {
    pub(crate) name: String,
    pub(crate) bytes: u64,
    pub(crate) modified: SystemTime,
    /// Tells a file from another one that took its name.
    pub(crate) inode: u64,
    file: File,
    index: Vec<u8>,
    values_at: u64,
    has_bad_value: AtomicBool,
}

impl Segment {
    /// Opens and verifies all but the values.
    pub(crate) fn open(folder: &Path, name: &str) -> Result<Self, Fault> {
        Self::of(File::open(folder.join(name))?, name)
    }

    /// As [`Segment::open`], of a file that is open and will have this name.
    pub(crate) fn of(file: File, name: &str) -> Result<Self, Fault> {
        let metadata = file.metadata()?;
        let mut header = [0; HEADER_BYTES];
        read_exact_at(&file, &mut header, 0)?;
        let number = |at: usize| u64::from_le_bytes(array(&header[at..at + 8]));
        let (entries, values_bytes) = (number(16), number(24));
        if header[..8] != MAGIC || number(8) != u64::from(FORMAT_VERSION) || entries > SEGMENT_ENTRIES as u64 {
            return Err(Fault::Damaged);
        }
        let index_bytes = entries as usize * ENTRY_BYTES;
        let values_at = (HEADER_BYTES + index_bytes + HASH_BYTES) as u64;
        if values_at.checked_add(values_bytes) != Some(metadata.len()) {
            return Err(Fault::Damaged);
        }
        let mut index = vec![0; index_bytes + HASH_BYTES];
        read_exact_at(&file, &mut index, HEADER_BYTES as u64)?;
        let stored_hash: [u8; HASH_BYTES] = array(&index[index_bytes..]);
        index.truncate(index_bytes);
        let hash = blake3::Hasher::new().update(&header).update(&index).finalize();
        if hash != stored_hash || file_name(&hash) != name {
            return Err(Fault::Damaged);
        }
        let segment = Self {
            name: name.to_owned(),
            bytes: metadata.len(),
            modified: metadata.modified()?,
            inode: metadata.ino(),
            file,
            index,
            values_at,
            has_bad_value: AtomicBool::new(false),
        };
        if segment.is_well_formed(values_bytes) { Ok(segment) } else { Err(Fault::Damaged) }
    }

    /// The hash tells what the writer wrote; this tells that the writer was right.
    fn is_well_formed(&self, values_bytes: u64) -> bool {
        let inside =
            |entry: Entry| entry.offset.checked_add(u64::from(entry.length)).is_some_and(|end| end <= values_bytes);
        let sorted = (1..self.len()).all(|at| self.key_at(at - 1) < self.key_at(at));
        // Values never overlap: a small file cannot ask for a lot of reading.
        let together = (0..self.len()).try_fold(0_u64, |sum, at| sum.checked_add(u64::from(self.entry(at).length)));
        sorted && together == Some(values_bytes) && (0..self.len()).all(|at| inside(self.entry(at)))
    }

    pub(crate) fn len(&self) -> usize {
        self.index.len() / ENTRY_BYTES
    }

    pub(crate) fn entry(&self, at: usize) -> Entry {
        let bytes = &self.index[at * ENTRY_BYTES..(at + 1) * ENTRY_BYTES];
        Entry {
            key: Key::from_bytes(array(&bytes[..32])),
            offset: u64::from_le_bytes(array(&bytes[32..40])),
            length: u32::from_le_bytes(array(&bytes[40..44])),
            checksum: array(&bytes[44..52]),
        }
    }

    fn key_at(&self, at: usize) -> &[u8] {
        &self.index[at * ENTRY_BYTES..at * ENTRY_BYTES + 32]
    }

    /// Keys are hashes, spread evenly: the first guess is near, and the search doubles its step away from it before it
    /// halves. A segment of keys that are not only costs the steps of a binary search more.
    pub(crate) fn find(&self, key: &Key) -> Option<Entry> {
        let (mut low, mut high) = self.around(key);
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.key_at(middle).cmp(key.as_bytes()) {
                std::cmp::Ordering::Equal => return Some(self.entry(middle)),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// Positions between which the key stands, if it stands anywhere.
    fn around(&self, key: &Key) -> (usize, usize) {
        let count = self.len();
        let share = u64::from_be_bytes(array(&key.as_bytes()[..8]));
        let guess = ((u128::from(share) * count as u128) >> 64) as usize;
        let is_less = |at: usize| self.key_at(at) < &key.as_bytes()[..];
        let (mut low, mut high, mut step) = (guess, guess, 8);
        while low > 0 && !is_less(low) {
            low = low.saturating_sub(step);
            step *= 2;
        }
        step = 8;
        while high < count && is_less(high) {
            high = (high + step).min(count);
            step *= 2;
        }
        (low, (high + 1).min(count))
    }

    /// Reads every value and answers how many are not what was written.
    pub(crate) fn count_bad_values(&self) -> u64 {
        let mut entries: Vec<Entry> = (0..self.len()).map(|at| self.entry(at)).collect();
        entries.sort_by_key(|entry| entry.offset);
        let mut bad = 0;
        self.read_all(&entries, |_, value| bad += u64::from(value.is_none()));
        bad
    }

    /// The whole file; the caller has looked at [`Segment::bytes`]. A removed file still answers.
    pub(crate) fn whole(&self) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; self.bytes as usize];
        self.file.read_exact_at(&mut bytes, 0)?;
        Ok(bytes)
    }

    /// True once a value was found damaged: the segment should be written anew.
    pub(crate) fn has_bad_value(&self) -> bool {
        self.has_bad_value.load(Ordering::Relaxed)
    }

    /// One value, or nothing when it cannot be read or is not what was written.
    pub(crate) fn read(&self, entry: &Entry) -> Option<Vec<u8>> {
        let mut value = vec![0; entry.length as usize];
        let read = self.file.read_exact_at(&mut value, self.values_at + entry.offset);
        if read.is_ok() && entry.holds(&value) {
            return Some(value);
        }
        self.has_bad_value.store(true, Ordering::Relaxed);
        None
    }

    /// Reads many values, which must be sorted by offset, in few large reads. `visit` gets the position in `entries`
    /// and the value, or nothing when it is not what was written.
    pub(crate) fn read_all(&self, entries: &[Entry], mut visit: impl FnMut(usize, Option<&[u8]>)) {
        let mut buffer = Vec::new();
        let mut start = 0;
        while start < entries.len() {
            let run = &entries[start..start + run_length(&entries[start..])];
            let from = run[0].offset;
            let to = run.iter().map(Entry::end).max().unwrap_or(from);
            buffer.resize((to - from) as usize, 0);
            let read = self.file.read_exact_at(&mut buffer, self.values_at + from);
            for (at, entry) in run.iter().enumerate() {
                let value = &buffer[(entry.offset - from) as usize..(entry.end() - from) as usize];
                if read.is_ok() && entry.holds(value) {
                    visit(start + at, Some(value));
                } else {
                    // Alone it may still be readable: a bad sector or a cut elsewhere spoils the whole run.
                    visit(start + at, self.read(entry).as_deref());
                }
            }
            start += run.len();
        }
    }
}

/// How many of the entries are read together; at least one.
fn run_length(entries: &[Entry]) -> usize {
    let mut end = entries[0].end();
    let limit = entries[0].offset + RUN_BYTES;
    let rest = entries[1..].iter().take_while(|entry| {
        let near = entry.offset <= end.saturating_add(RUN_GAP_BYTES) && entry.end() <= limit;
        end = end.max(entry.end());
        near
    });
    1 + rest.count()
}

/// A file that ends too early is damaged, not unreadable.
fn read_exact_at(file: &File, buffer: &mut [u8], offset: u64) -> Result<(), Fault> {
    file.read_exact_at(buffer, offset).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => Fault::Damaged,
        _ => Fault::Io(error),
    })
}

fn checksum(key: &Key, value: &[u8]) -> [u8; 8] {
    let hash = blake3::Hasher::new().update(key.as_bytes()).update(value).finalize();
    array(&hash.as_bytes()[..8])
}

/// The callers cut slices of exactly `N` bytes.
fn array<const N: usize>(slice: &[u8]) -> [u8; N] {
    let mut bytes = [0; N];
    bytes.copy_from_slice(slice);
    bytes
}
