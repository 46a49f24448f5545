//! Housekeeping after a write: few segments, no damaged ones, no leftovers, within the size. Every step may be cut short
//! by a kill and repeated by another process at the same time.

use crate::merge::merge;
use crate::segment::Segment;
use crate::{NoteKind, Store};
use std::fs;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// More segments than this are merged: each one costs a lookup per key and a file handle.
const MANY_SEGMENTS: usize = 16;
/// How many segments a merge leaves, itself included: half, so that the next ones do not merge again at once.
const FEW_SEGMENTS: usize = 8;
/// Largest merged segment, in bytes: what a shared store takes as one object, and a small part of a full folder, so that
/// eviction, which works by whole segments, does not throw away more than it has to.
pub(crate) const MERGED_BYTES: u64 = 256 * 1024 * 1024;
/// A file dated later than this after a file that was just written has a date that says nothing about its age.
const CLOCK_SLACK: Duration = Duration::from_secs(24 * 60 * 60);

impl Store {
    /// `now` is when the file system dated a file that was just written.
    pub(crate) fn maintain(&self, now: SystemTime) {
        self.keep_in_order(now, &mut |merged, name| {
            if let Some(share) = &self.share {
                share.merged(merged, name);
            }
        });
    }

    /// `on_merge` is told the names of segments that became one, and its name, before they go.
    pub(crate) fn keep_in_order(&self, now: SystemTime, on_merge: &mut dyn FnMut(&[&str], &str)) {
        let listing = self.look();
        for name in &listing.damaged {
            self.remove(name);
        }
        listing.sweep(now);
        let merged = choose(&listing.segments, self.options.max_bytes);
        if !merged.is_empty() {
            match merge(&self.folder, &merged, now) {
                Ok(outcome) => {
                    for _ in 0..outcome.bad_values {
                        self.notes.add(NoteKind::DamagedValue, "");
                    }
                    if let Some(name) = &outcome.name {
                        let names: Vec<&str> = merged.iter().map(|old| old.name.as_str()).collect();
                        on_merge(&names, name);
                    }
                    let old = merged.iter().filter(|old| Some(&old.name) != outcome.name.as_ref());
                    old.for_each(|old| self.remove(&old.name));
                }
                Err(error) => self.notes.add(NoteKind::NotWritable, &error.kind().to_string()),
            }
        }
        self.evict(now);
        self.look();
    }

    /// Removes the oldest segments until the rest is within the size.
    fn evict(&self, now: SystemTime) {
        let segments = self.look().segments;
        let files: Vec<(SystemTime, u64, &str)> =
            segments.iter().map(|segment| (segment.modified, segment.bytes, segment.name.as_str())).collect();
        for name in oldest_beyond(files, self.options.max_bytes, now) {
            self.remove(&name);
        }
    }

    fn remove(&self, name: &str) {
        // Another process may have removed it; one that cannot be removed is a duplicate and does no harm.
        fs::remove_file(self.folder.join(name)).ok();
    }
}

/// The files (date, bytes, name) that go, oldest first, so that the rest is within the size. Those from the future go
/// first: left to their dates, files of a clock that was ahead once would push out everything written since.
pub(crate) fn oldest_beyond(mut files: Vec<(SystemTime, u64, &str)>, max_bytes: u64, now: SystemTime) -> Vec<String> {
    let mut bytes = files.iter().fold(0_u64, |sum, (_, bytes, _)| sum.saturating_add(*bytes));
    let is_ahead = |date: SystemTime| date.duration_since(now).is_ok_and(|ahead| ahead > CLOCK_SLACK);
    files.sort_by_key(|(date, _, name)| (!is_ahead(*date), *date, *name));
    let mut gone = Vec::new();
    for (_, size, name) in files {
        if bytes <= max_bytes {
            break;
        }
        bytes = bytes.saturating_sub(size);
        gone.push(name.to_owned());
    }
    gone
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
            if chosen.len() >= surplus || segment.bytes > max_bytes / 8 || bytes > (max_bytes / 4).min(MERGED_BYTES) {
                break;
            }
            chosen.push(segment);
        }
    }
    let has_reason = chosen.len() > 1 || chosen.iter().any(|segment| segment.has_bad_value());
    if has_reason { chosen } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::oldest_beyond;
    use std::time::{Duration, SystemTime};

    #[test]
    fn the_oldest_go_and_before_them_those_from_the_future() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_800_000_000);
        let hour = Duration::from_secs(3600);
        let at =
            |hours: i32| if hours < 0 { now - hour * hours.unsigned_abs() } else { now + hour * hours.unsigned_abs() };
        type File = (i32, u64, &'static str);
        let table: [(&[File], u64, &[&str]); 6] = [
            (&[(-1, 10, "a"), (-2, 10, "b")], 20, &[]),
            (&[(-1, 10, "a"), (-2, 10, "b")], 19, &["b"]),
            (&[(-1, 10, "a"), (-2, 10, "b")], 0, &["b", "a"]),
            (&[(-1, 10, "a"), (23, 10, "slack"), (-2, 10, "b")], 20, &["b"]),
            (&[(-1, 10, "a"), (80_000, 10, "ahead"), (-2, 10, "b")], 20, &["ahead"]),
            (&[(-1, 30, "large"), (-2, 10, "b"), (-3, 10, "c")], 30, &["c", "b"]),
        ];
        for (files, max_bytes, gone) in table {
            let files = files.iter().map(|(hours, bytes, name)| (at(*hours), *bytes, *name)).collect();
            assert_eq!(oldest_beyond(files, max_bytes, now), gone);
        }
    }
}
