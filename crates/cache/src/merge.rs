//! Writing several segments anew as one, every value verified on the way.

use crate::Key;
use crate::folder::{Written, write_segment};
use crate::segment::{Entry, SEGMENT_ENTRIES, Segment};
use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

/// How often a merge starts again after it met damaged values. The second attempt leaves them out.
const ATTEMPTS: usize = 3;

/// What a merge did.
#[derive(Debug, Default)]
pub(crate) struct Merged {
    /// The new segment; none when no value was left.
    pub(crate) name: Option<String>,
    pub(crate) bad_values: u64,
}

/// An entry and the segment it comes from.
#[derive(Debug, Clone, Copy)]
struct Source {
    segment: usize,
    entry: Entry,
}

/// Writes the union of the segments, as old as the newest of them but no newer than `now`: a clock that was ahead once
/// does not make values live for ever. Afterwards, and only then, the old files may go.
pub(crate) fn merge(folder: &Path, segments: &[Arc<Segment>], now: SystemTime) -> io::Result<Merged> {
    let newest = segments.iter().map(|segment| segment.modified.min(now)).max();
    let mut bad = BTreeSet::new();
    for _ in 0..ATTEMPTS {
        let mut sources = union(segments, &bad);
        if sources.len() > SEGMENT_ENTRIES {
            return Err(io::Error::other("too many entries for one segment"));
        }
        let bad_values = bad.len() as u64;
        if sources.is_empty() {
            return Ok(Merged { name: None, bad_values });
        }
        // In the order in which they lie: values written together are read together again.
        sources.sort_by_key(|source| (source.segment, source.entry.offset));
        let (entries, values_bytes) = place(&sources);
        let written = write_segment(folder, &entries, values_bytes, newest, |out| {
            let before = bad.len();
            copy(segments, &sources, &mut bad, |value| out.write_all(value))?;
            Ok(bad.len() == before)
        })?;
        if let Written::Named(name, _) = written {
            return Ok(Merged { name: Some(name), bad_values });
        }
    }
    Err(io::Error::other("values went bad while they were copied"))
}

/// One source for each key, the first segment's when several hold it.
fn union(segments: &[Arc<Segment>], bad: &BTreeSet<(usize, Key)>) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    for (segment, open) in segments.iter().enumerate() {
        let entries = (0..open.len()).map(|at| open.entry(at));
        sources.extend(entries.filter(|e| !bad.contains(&(segment, e.key))).map(|entry| Source { segment, entry }));
    }
    sources.sort_by_key(|source| (source.entry.key, source.segment));
    sources.dedup_by_key(|source| source.entry.key);
    sources
}

/// The entries with their new offsets, sorted by key, and the size of all values.
fn place(sources: &[Source]) -> (Vec<Entry>, u64) {
    let mut offset = 0;
    let mut entries: Vec<Entry> = Vec::with_capacity(sources.len());
    for source in sources {
        entries.push(Entry { offset, ..source.entry });
        offset += u64::from(source.entry.length);
    }
    entries.sort_by_key(|entry| entry.key);
    (entries, offset)
}

/// Copies all values; those that are not what was written go to `bad`.
fn copy(
    segments: &[Arc<Segment>],
    sources: &[Source],
    bad: &mut BTreeSet<(usize, Key)>,
    mut write: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    for (number, segment) in segments.iter().enumerate() {
        let from_here = sources.iter().filter(|source| source.segment == number);
        let entries: Vec<Entry> = from_here.map(|source| source.entry).collect();
        let mut outcome = Ok(());
        segment.read_all(&entries, |at, value| match value {
            Some(value) if outcome.is_ok() => outcome = write(value),
            Some(_) => {}
            None => {
                bad.insert((number, entries[at].key));
            }
        });
        outcome?;
    }
    Ok(())
}
