//! What people ask of a cache folder: what is in it, make it smaller, is it whole. Works on files, not on an open store,
//! while any number of audits use the same folder. Namespaces are given by the names of their folders.

use crate::folder::{FORMAT_FOLDER, TEMPORARY_LIFE, TEMPORARY_PREFIX};
use crate::maintain::oldest_beyond;
use crate::merge::merge;
use crate::segment::{Fault, Segment, is_segment_name};
use crate::share::RECORD_PREFIX;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

/// What stands in the folder of a namespace.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Census {
    /// Segments that can be opened.
    pub segments: u64,
    /// Their entries; an entry that two processes wrote counts twice until they are merged.
    pub entries: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Names of segments that are not what was written.
    pub damaged: Vec<String>,
    /// Names of segments that the system does not let us read.
    pub unreadable: Vec<String>,
    /// Files that were left half-written.
    pub leftovers: u64,
    /// Files of somebody else.
    pub foreign: u64,
    /// Folders of other versions of the format.
    pub other_versions: Vec<String>,
}

/// What was removed and what stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Segments removed.
    pub removed: u64,
    /// Their bytes.
    pub removed_bytes: u64,
    /// Half-written files removed.
    pub leftovers: u64,
    /// Segments that stay.
    pub kept: u64,
    /// Their bytes.
    pub kept_bytes: u64,
    /// Files that should go and could not be removed, and why the first one.
    pub refused: Option<String>,
}

/// What reading everything found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verified {
    /// Segments read.
    pub segments: u64,
    /// Values read.
    pub values: u64,
    /// Bytes of the segments.
    pub bytes: u64,
    /// Names of segments whose header or index is not what was written; dropped.
    pub damaged_segments: Vec<String>,
    /// Values that are not what was written; dropped.
    pub damaged_values: u64,
    /// Names of segments that the system does not let us read.
    pub unreadable: Vec<String>,
    /// Why something damaged could not be dropped.
    pub refused: Option<String>,
}

impl Verified {
    /// True when everything is right, or was put right.
    pub fn is_whole(&self) -> bool {
        self.unreadable.is_empty() && self.refused.is_none()
    }
}

struct Found {
    path: PathBuf,
    name: String,
    bytes: u64,
    modified: SystemTime,
    is_file: bool,
}

fn files(folder: &Path) -> io::Result<Vec<Found>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let mut found = Vec::new();
    for entry in entries.flatten() {
        // Of the entry itself, not of what a link points to.
        let Ok(metadata) = entry.metadata() else { continue };
        found.push(Found {
            path: entry.path(),
            name: entry.file_name().to_string_lossy().into_owned(),
            bytes: metadata.len(),
            modified: metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH),
            is_file: metadata.is_file(),
        });
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

fn is_version(found: &Found) -> bool {
    let number = found.name.strip_prefix('v').unwrap_or_default();
    !found.is_file && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The namespaces below a root, as names of their folders: those that hold a folder of a version. Sorted.
pub fn namespaces(root: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for folder in files(root)?.into_iter().filter(|found| !found.is_file) {
        if files(&folder.path).unwrap_or_default().iter().any(is_version) {
            names.push(folder.name);
        }
    }
    Ok(names)
}

/// Looks through a namespace.
pub fn census(root: &Path, namespace: &str) -> io::Result<Census> {
    let mut census = Census::default();
    let above = files(&root.join(namespace))?;
    census.other_versions =
        above.iter().filter(|found| is_version(found) && found.name != FORMAT_FOLDER).map(|f| f.name.clone()).collect();
    let folder = root.join(namespace).join(FORMAT_FOLDER);
    for found in files(&folder)? {
        if found.is_file && is_segment_name(&found.name) {
            match Segment::open(&folder, &found.name) {
                Ok(segment) => {
                    census.segments += 1;
                    census.entries += segment.len() as u64;
                    census.bytes += segment.bytes;
                }
                Err(Fault::Damaged) => census.damaged.push(found.name),
                // Merged by somebody else meanwhile.
                Err(Fault::Io(error)) if error.kind() == io::ErrorKind::NotFound => {}
                Err(Fault::Io(_)) => census.unreadable.push(found.name),
            }
        } else if found.is_file && found.name.starts_with(TEMPORARY_PREFIX) {
            census.leftovers += 1;
        } else {
            census.foreign += 1;
        }
    }
    Ok(census)
}

/// Removes the oldest segments of a namespace until the rest is within the size, and what was left half-written. Without
/// a size everything goes that is ours, in every version.
pub fn prune(root: &Path, namespace: &str, max_bytes: Option<u64>) -> io::Result<Pruned> {
    let mut pruned = Pruned::default();
    let above = root.join(namespace);
    let Some(max_bytes) = max_bytes else {
        for version in files(&above)?.iter().filter(|found| is_version(found)) {
            for found in files(&version.path)?.iter().filter(|found| found.is_file) {
                if is_segment_name(&found.name) {
                    pruned.take(found);
                } else if found.name.starts_with(TEMPORARY_PREFIX) {
                    pruned.sweep(found);
                }
            }
            // Only when nothing of somebody else is in it.
            fs::remove_dir(&version.path).ok();
        }
        forget(&above, &mut pruned);
        fs::remove_dir(&above).ok();
        return Ok(pruned);
    };
    let folder = above.join(FORMAT_FOLDER);
    let found = files(&folder)?;
    let now = dated_now(&folder);
    for left in found.iter().filter(|found| found.is_file && found.name.starts_with(TEMPORARY_PREFIX)) {
        if now.duration_since(left.modified).is_ok_and(|age| age > TEMPORARY_LIFE) {
            pruned.sweep(left);
        }
    }
    let segments: Vec<&Found> = found.iter().filter(|found| found.is_file && is_segment_name(&found.name)).collect();
    let dates = segments.iter().map(|found| (found.modified, found.bytes, found.name.as_str())).collect();
    let gone = oldest_beyond(dates, max_bytes, now);
    for found in segments {
        if gone.contains(&found.name) {
            pruned.take(found);
        } else {
            pruned.kept += 1;
            pruned.kept_bytes += found.bytes;
        }
    }
    Ok(pruned)
}

impl Pruned {
    fn take(&mut self, found: &Found) {
        if remove(&found.path, &mut self.refused) {
            self.removed += 1;
            self.removed_bytes += found.bytes;
        }
    }

    fn sweep(&mut self, found: &Found) {
        self.leftovers += u64::from(remove(&found.path, &mut self.refused));
    }
}

/// A file that is gone already is as good; the first refusal is kept.
fn remove(path: &Path, refused: &mut Option<String>) -> bool {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            refused.get_or_insert(error.kind().to_string());
            false
        }
        _ => true,
    }
}

/// Removes the records of shared stores: what they name is no longer here and may be fetched again.
fn forget(above: &Path, pruned: &mut Pruned) {
    for record in files(above).unwrap_or_default() {
        if record.is_file && record.name.starts_with(RECORD_PREFIX) {
            remove(&record.path, &mut pruned.refused);
        }
    }
}

/// The time at which the file system dates a file that is written now. Where it takes none, nothing can be removed either.
fn dated_now(folder: &Path) -> SystemTime {
    let written = tempfile::Builder::new().prefix(TEMPORARY_PREFIX).tempfile_in(folder);
    let dated = written.and_then(|file| file.as_file().metadata()?.modified());
    dated.unwrap_or(SystemTime::UNIX_EPOCH)
}

/// Reads every value of a namespace and drops what is not what was written: a segment with a damaged index as a whole,
/// of others the damaged values. What was dropped is computed, or fetched, again.
pub fn verify(root: &Path, namespace: &str) -> io::Result<Verified> {
    let mut verified = Verified::default();
    let folder = root.join(namespace).join(FORMAT_FOLDER);
    let mut dropped = false;
    for found in files(&folder)?.iter().filter(|found| found.is_file && is_segment_name(&found.name)) {
        match Segment::open(&folder, &found.name) {
            Ok(segment) => {
                verified.segments += 1;
                verified.values += segment.len() as u64;
                verified.bytes += segment.bytes;
                let bad = segment.count_bad_values();
                if bad > 0 {
                    verified.damaged_values += bad;
                    dropped = true;
                    drop_bad_values(&folder, segment, &mut verified.refused);
                }
            }
            Err(Fault::Damaged) => {
                verified.damaged_segments.push(found.name.clone());
                dropped = true;
                remove(&found.path, &mut verified.refused);
            }
            Err(Fault::Io(error)) if error.kind() == io::ErrorKind::NotFound => {}
            Err(Fault::Io(_)) => verified.unreadable.push(found.name.clone()),
        }
    }
    if dropped {
        forget(&root.join(namespace), &mut Pruned::default());
    }
    Ok(verified)
}

/// Writes a segment anew without its damaged values.
fn drop_bad_values(folder: &Path, segment: Segment, refused: &mut Option<String>) {
    let (name, now) = (segment.name.clone(), dated_now(folder));
    match merge(folder, &[Arc::new(segment)], now) {
        Ok(_) => {
            remove(&folder.join(name), refused);
        }
        Err(error) => {
            refused.get_or_insert(error.kind().to_string());
        }
    }
}
