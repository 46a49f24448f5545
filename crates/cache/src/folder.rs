//! The folder of a namespace: which files are in it, whose they are, and how one more gets in.

use crate::segment::{Entry, Fault, Segment, encode, is_segment_name};
use std::ffi::OsString;
use std::fs::{self, DirBuilder, File};
use std::io::{self, BufWriter, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// The folder of a namespace that this version of the format is in. Others are left alone.
pub(crate) const FORMAT_FOLDER: &str = "v1";
/// How names of unfinished files start.
pub(crate) const TEMPORARY_PREFIX: &str = ".tmp-";
/// An unfinished file that nobody wrote to for this long was left by a process that is gone.
pub(crate) const TEMPORARY_LIFE: Duration = Duration::from_secs(24 * 60 * 60);
/// Most segments that are open at a time: each holds a file handle.
const OPEN_SEGMENTS: usize = 256;
/// How often a folder is listed again when another process changes it meanwhile. Past that a value may be missed, which
/// costs time and no truth.
const LISTING_ATTEMPTS: usize = 16;

/// The user's cache folder for this product: `$XDG_CACHE_HOME/quarterdeck`, else `$HOME/.cache/quarterdeck`. Relative
/// paths are ignored, as the XDG base directory specification asks.
pub fn default_root() -> Option<PathBuf> {
    root_from(std::env::var_os("XDG_CACHE_HOME"), std::env::var_os("HOME"))
}

fn root_from(cache_home: Option<OsString>, home: Option<OsString>) -> Option<PathBuf> {
    let absolute = |value: Option<OsString>| value.map(PathBuf::from).filter(|path| path.is_absolute());
    let base = absolute(cache_home).or_else(|| absolute(home).map(|home| home.join(".cache")))?;
    Some(base.join("quarterdeck"))
}

/// The folder of a namespace. A name that could mean something to a file system (or could be another one where upper
/// and lower case are the same) is replaced by its hash, so that two namespaces never share a folder.
pub(crate) fn namespace_folder(root: &Path, namespace: &str) -> PathBuf {
    root.join(namespace_name(namespace)).join(FORMAT_FOLDER)
}

/// The name of the folder of a namespace.
pub(crate) fn namespace_name(namespace: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte);
    let plain = (1..=64).contains(&namespace.len()) && namespace.bytes().all(is_plain);
    if plain { namespace.to_owned() } else { format!("@{}", &blake3::hash(namespace.as_bytes()).to_hex()[..32]) }
}

/// What a look into the folder found.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// Newest first, then by name.
    pub(crate) segments: Vec<Arc<Segment>>,
    /// Names of segments that are not what was written.
    pub(crate) damaged: Vec<String>,
    pub(crate) unreadable: Vec<String>,
    pub(crate) foreign: Vec<String>,
    pub(crate) left_out: Vec<String>,
    /// Unfinished files with the time of their last write.
    temporary: Vec<(PathBuf, SystemTime)>,
}

/// Lists the folder and opens what is new in it; `known` are segments that are open already.
pub(crate) fn list(folder: &Path, known: &[Arc<Segment>]) -> Listing {
    let mut listing = Listing::default();
    for _ in 0..LISTING_ATTEMPTS {
        let before = segment_names(folder);
        let (attempt, vanished) = list_once(folder, known);
        listing = attempt;
        // A compaction of another process came between: what vanished stands in a file that was not listed. A folder
        // that changes while it is read may show neither the old file nor the new one.
        if !vanished && before == segment_names(folder) {
            break;
        }
    }
    listing
}

/// Names of the segments in the folder, sorted; empty when it cannot be read.
fn segment_names(folder: &Path) -> Vec<OsString> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<OsString> = entries.flatten().map(|entry| entry.file_name()).collect();
    names.retain(|name| name.to_str().is_some_and(is_segment_name));
    names.sort();
    names
}

fn list_once(folder: &Path, known: &[Arc<Segment>]) -> (Listing, bool) {
    let mut listing = Listing::default();
    let mut vanished = false;
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return (listing, false),
        Err(error) => {
            listing.unreadable.push(error.kind().to_string());
            return (listing, false);
        }
    };
    let mut found = Vec::new();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        // Of the entry itself, not of what a link points to: a pipe would block, a link may lead anywhere.
        let Ok(metadata) = entry.metadata() else {
            vanished = true;
            continue;
        };
        if metadata.is_file() && is_segment_name(&name) {
            found.push((metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH), name, metadata.ino()));
        } else if metadata.is_file() && name.starts_with(TEMPORARY_PREFIX) {
            listing.temporary.push((entry.path(), metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH)));
        } else {
            listing.foreign.push(name);
        }
    }
    found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    for (_, name, inode) in found {
        if listing.segments.len() >= OPEN_SEGMENTS {
            listing.left_out.push(name);
            continue;
        }
        if let Some(open) = known.iter().find(|open| open.name == name && open.inode == inode) {
            listing.segments.push(Arc::clone(open));
            continue;
        }
        match Segment::open(folder, &name) {
            Ok(segment) => listing.segments.push(Arc::new(segment)),
            Err(Fault::Damaged) => listing.damaged.push(name),
            Err(Fault::Io(error)) if error.kind() == io::ErrorKind::NotFound => vanished = true,
            Err(Fault::Io(_)) => listing.unreadable.push(name),
        }
    }
    for names in [&mut listing.damaged, &mut listing.unreadable, &mut listing.foreign, &mut listing.left_out] {
        names.sort();
    }
    (listing, vanished)
}

impl Listing {
    /// Removes unfinished files that are a day older than `now`, the time at which the file system itself dates a file
    /// that was just written: the machine's clock may differ from the file server's.
    pub(crate) fn sweep(&self, now: SystemTime) {
        for (path, modified) in &self.temporary {
            if now.duration_since(*modified).is_ok_and(|age| age > TEMPORARY_LIFE) {
                // Somebody else may have swept it; a file that cannot be removed takes space and does no harm.
                fs::remove_file(path).ok();
            }
        }
    }
}

/// What became of a segment that was to be written.
#[derive(Debug)]
pub(crate) enum Written {
    /// It stands in the folder under this name since this moment of the file system.
    Named(String, SystemTime),
    /// `write_values` took it back; nothing is left of it.
    TakenBack,
}

/// Writes a segment beside its place, synchronises and renames it. `write_values` writes the values in the order of
/// their offsets and answers whether the segment should stay. `modified` replaces the date of the file.
pub(crate) fn write_segment(
    folder: &Path,
    entries: &[Entry],
    values_bytes: u64,
    modified: Option<SystemTime>,
    write_values: impl FnOnce(&mut BufWriter<&File>) -> io::Result<bool>,
) -> io::Result<Written> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let (head, name) = encode(entries, values_bytes);
    // Removed when dropped, hence on every early return.
    let temporary = tempfile::Builder::new().prefix(TEMPORARY_PREFIX).tempfile_in(folder)?;
    let mut out = BufWriter::with_capacity(1024 * 1024, temporary.as_file());
    out.write_all(&head)?;
    if !write_values(&mut out)? {
        return Ok(Written::TakenBack);
    }
    out.flush()?;
    drop(out);
    let now = temporary.as_file().metadata()?.modified()?;
    if let Some(modified) = modified {
        temporary.as_file().set_modified(modified)?;
    }
    temporary.as_file().sync_all()?;
    temporary.persist(folder.join(&name)).map_err(|error| error.error)?;
    Ok(Written::Named(name, now))
}

#[cfg(test)]
mod tests {
    use super::{namespace_folder, root_from};
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn relative_cache_homes_are_ignored() {
        for (cache_home, home, expected) in [
            (Some("/c"), Some("/h"), Some("/c/quarterdeck")),
            (Some("c"), Some("/h"), Some("/h/.cache/quarterdeck")),
            (Some(""), Some("/h"), Some("/h/.cache/quarterdeck")),
            (None, Some("/h"), Some("/h/.cache/quarterdeck")),
            (None, Some("h"), None),
            (None, None, None),
        ] {
            let root = root_from(cache_home.map(Into::into), home.map(Into::into));
            assert_eq!(root.as_deref(), expected.map(Path::new));
        }
    }

    #[test]
    fn namespaces_never_share_a_folder_nor_leave_the_root() {
        let long = "a".repeat(65);
        let names = ["acme", "Acme", "ACME", "..", ".", "", "a/b", "a\0b", "/etc", "caf\u{e9}", &long, "acme "];
        let folders: BTreeSet<_> = names.iter().map(|name| namespace_folder(Path::new("/r"), name)).collect();
        assert_eq!(folders.len(), names.len());
        for folder in folders {
            assert!(folder.starts_with("/r") && folder.ends_with("v1"));
            assert_eq!(folder.components().count(), 4);
        }
    }
}
