//! Housekeeping after a write: few segments, no damaged ones, no leftovers, within the size. Every step may be cut short
//! by a kill and repeated by another process at the same time.

use crate::merge::merge;
use crate::segment::Segment;
use crate::{NoteKind, Store};
use std::fs;
use std::sync::Arc;
use std::time::SystemTime;

/// More segments than this are merged: each one costs a lookup per key and a file handle.
const MANY_SEGMENTS: usize = 16;
/// How many segments a merge leaves, itself included: half, so that the next ones do not merge again at once.
const FEW_SEGMENTS: usize = 8;

impl Store {
    /// `now` is when the file system dated a file that was just written.
    pub(crate) fn maintain(&self, now: SystemTime) {
        let listing = self.look();
        for name in &listing.damaged {
            self.remove(name);
        }
        listing.sweep(now);
        let merged = choose(&listing.segments, self.options.max_bytes);
        if !merged.is_empty() {
            match merge(&self.folder, &merged) {
                Ok(outcome) => {
                    for _ in 0..outcome.bad_values {
                        self.notes.add(NoteKind::DamagedValue, "");
                    }
                    let old = merged.iter().filter(|old| Some(&old.name) != outcome.name.as_ref());
                    old.for_each(|old| self.remove(&old.name));
                }
                Err(error) => self.notes.add(NoteKind::NotWritable, &error.kind().to_string()),
            }
        }
        self.evict();
        self.look();
    }

    /// Removes the oldest segments until the rest is within the size.
    fn evict(&self) {
        let mut kept_bytes = 0_u64;
        for segment in &self.look().segments {
            kept_bytes = kept_bytes.saturating_add(segment.bytes);
            if kept_bytes > self.options.max_bytes {
                self.remove(&segment.name);
            }
        }
    }

    fn remove(&self, name: &str) {
        // Another process may have removed it; one that cannot be removed is a duplicate and does no harm.
        fs::remove_file(self.folder.join(name)).ok();
    }
}

/// The segments to write anew as one: those with damaged values always; when there are many, the smallest as well. Large
/// ones stay as they are: rewriting them is slow, and eviction works by whole segments.
fn choose(segments: &[Arc<Segment>], max_bytes: u64) -> Vec<Arc<Segment>> {
    let (bad, mut good): (Vec<_>, Vec<_>) = segments.iter().cloned().partition(|segment| segment.has_bad_value());
    let mut chosen = bad;
    if segments.len() > MANY_SEGMENTS {
        good.sort_by(|a, b| (a.bytes, &a.name).cmp(&(b.bytes, &b.name)));
        let surplus = segments.len() - FEW_SEGMENTS + 1;
        let mut bytes: u64 = chosen.iter().map(|segment| segment.bytes).sum();
        for segment in good {
            bytes = bytes.saturating_add(segment.bytes);
            if chosen.len() >= surplus || segment.bytes > max_bytes / 8 || bytes > max_bytes / 4 {
                break;
            }
            chosen.push(segment);
        }
    }
    let has_reason = chosen.len() > 1 || chosen.iter().any(|segment| segment.has_bad_value());
    if has_reason { chosen } else { Vec::new() }
}
