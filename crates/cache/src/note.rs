//! What the store met and went on without: counted by kind, so that a damaged folder cannot flood anybody.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Why something was not read or not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteKind {
    /// The folder or a segment in it could not be read.
    Unreadable,
    /// A file in the folder that is none of ours; left alone.
    ForeignFile,
    /// A segment whose header or index is not what was written; ignored, and removed by the next compaction.
    DamagedSegment,
    /// A value that is not what was written; counts as not there.
    DamagedValue,
    /// More segments than are opened; the oldest were left out.
    TooManySegments,
    /// A value that is larger than an entry can be; not kept.
    ValueTooLarge,
    /// The folder cannot be written (read-only, full, not a folder); new values are not kept.
    NotWritable,
}

impl NoteKind {
    /// One sentence for a reader.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Unreadable => "Parts of the cache could not be read; they are computed again.",
            Self::ForeignFile => "The cache folder holds files of somebody else; they were left alone.",
            Self::DamagedSegment => "Cache files were damaged; what they held is computed again.",
            Self::DamagedValue => "Values in the cache were damaged; they are computed again.",
            Self::TooManySegments => "The cache has too many files; the oldest were not opened.",
            Self::ValueTooLarge => "Values were too large for the cache and were not kept.",
            Self::NotWritable => "The cache could not be written; results are right and not kept for the next run.",
        }
    }
}

/// One kind of trouble and how often it was met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Why.
    pub kind: NoteKind,
    /// How many files, values or attempts.
    pub count: u64,
    /// The first one: a file name inside the folder or the system's words, never a path of the machine.
    pub first: String,
}

/// Notes in the making.
#[derive(Debug, Default)]
pub(crate) struct Notes(Mutex<BTreeMap<NoteKind, (u64, String)>>);

impl Notes {
    /// Something was met once more.
    pub(crate) fn add(&self, kind: NoteKind, detail: &str) {
        let mut notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        notes.entry(kind).or_insert_with(|| (0, detail.to_owned())).0 += 1;
    }

    /// A look at the whole folder found these; an earlier look may have found the same.
    pub(crate) fn found(&self, kind: NoteKind, details: &[String]) {
        let Some(first) = details.first() else { return };
        let mut notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let note = notes.entry(kind).or_insert_with(|| (0, first.clone()));
        note.0 = note.0.max(details.len() as u64);
    }

    pub(crate) fn list(&self) -> Vec<Note> {
        let notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        notes.iter().map(|(&kind, (count, first))| Note { kind, count: *count, first: first.clone() }).collect()
    }
}
