//! `quarterdeck cache`: what is kept, making it smaller, reading all of it. With a shared cache named, prune and verify
//! look after that one.

use super::{CacheChoice, MAX_SIZE_VARIABLE, namespace_of, share_limits, size};
use crate::Error;
use quarterdeck_cache::{Census, Pruned, RemoteCare, Verified};
use quarterdeck_report::visible;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder beside the namespaces that holds clones of URLs.
pub(super) const CLONES: &str = "clones";

/// What the cache holds.
#[derive(Debug)]
pub struct CacheInfo {
    folder: PathBuf,
    max_bytes: u64,
    namespaces: Vec<(String, Census)>,
    clones: Clones,
    /// Objects and bytes of the shared cache, or why it could not be asked.
    shared: Option<Result<RemoteCare, String>>,
}

/// Clones of URLs.
#[derive(Debug, Default)]
struct Clones {
    folders: Vec<PathBuf>,
    bytes: u64,
}

/// What was removed.
#[derive(Debug)]
pub struct CachePruned {
    namespaces: Vec<(String, Pruned)>,
    clones: Option<Clones>,
    shared: Option<RemoteCare>,
}

/// What was read.
#[derive(Debug)]
pub struct CacheVerified {
    namespaces: Vec<(String, Verified)>,
    shared: Option<RemoteCare>,
}

/// Looks through the cache folder and, when one is named, lists the shared cache.
pub fn cache_info(choice: &CacheChoice) -> Result<CacheInfo, Error> {
    let folder = folder(choice)?.to_path_buf();
    let look =
        |name: String| quarterdeck_cache::census(&folder, &name).map(|census| (name, census)).map_err(unreadable);
    let namespaces = namespaces(choice)?.into_iter().map(look).collect::<Result<_, _>>()?;
    let shared = choice.shared.as_ref().map(|place| {
        let remote = place.open(&choice.namespace).map_err(|error| error.to_string())?;
        let listed = remote.list(share_limits().listed_objects).map_err(|error| error.to_string())?;
        Ok(RemoteCare {
            kept: listed.objects.len() as u64,
            kept_bytes: listed.objects.iter().map(|object| object.bytes).sum(),
            foreign: listed.foreign,
            left_out: u64::from(listed.cut),
            ..RemoteCare::default()
        })
    });
    let clones = clones(&folder)?;
    Ok(CacheInfo { max_bytes: choice.max_bytes, namespaces, clones, shared, folder })
}

/// Removes the oldest until each namespace is within `max_bytes` (None: the bound), or everything; clones where asked.
pub fn cache_prune(
    choice: &CacheChoice,
    max_bytes: Option<u64>,
    all: bool,
    and_clones: bool,
) -> Result<CachePruned, Error> {
    let folder = folder(choice)?;
    let mut done = CachePruned { namespaces: Vec::new(), clones: None, shared: None };
    if let Some(place) = &choice.shared {
        // The shared cache has no bound of its own: without a size it is only put in order.
        let max_bytes = if all { 0 } else { max_bytes.unwrap_or(u64::MAX) };
        let remote = place.open(&choice.namespace).map_err(|error| cannot_share(&error))?;
        let care = with_scratch(|scratch| {
            quarterdeck_cache::prune_remote(remote.as_ref(), max_bytes, &share_limits(), scratch)
        })?;
        done.shared = Some(care);
    } else {
        let max_bytes = (!all).then(|| max_bytes.unwrap_or(choice.max_bytes));
        for name in namespaces(choice)? {
            let pruned = quarterdeck_cache::prune(folder, &name, max_bytes).map_err(unreadable)?;
            done.namespaces.push((name, pruned));
        }
    }
    if and_clones {
        let clones = clones(folder)?;
        for clone in &clones.folders {
            fs::remove_dir_all(clone).map_err(|error| {
                Error::output(format!("a clone in the cache folder could not be removed: {}", error.kind()))
            })?;
        }
        done.clones = Some(clones);
    }
    Ok(done)
}

/// Reads every value and drops what is damaged.
pub fn cache_verify(choice: &CacheChoice) -> Result<CacheVerified, Error> {
    if let Some(place) = &choice.shared {
        let remote = place.open(&choice.namespace).map_err(|error| cannot_share(&error))?;
        let care = with_scratch(|scratch| quarterdeck_cache::verify_remote(remote.as_ref(), &share_limits(), scratch))?;
        return Ok(CacheVerified { namespaces: Vec::new(), shared: Some(care) });
    }
    let folder = folder(choice)?;
    let read = |name: String| quarterdeck_cache::verify(folder, &name).map(|found| (name, found)).map_err(unreadable);
    let namespaces = namespaces(choice)?.into_iter().map(read).collect::<Result<_, _>>()?;
    Ok(CacheVerified { namespaces, shared: None })
}

fn folder(choice: &CacheChoice) -> Result<&Path, Error> {
    choice.root().ok_or_else(|| {
        Error::input("there is no cache folder: set XDG_CACHE_HOME or HOME, or name one with --cache-dir.")
    })
}

/// The namespace that was named, with what never leaves the machine; else all.
fn namespaces(choice: &CacheChoice) -> Result<Vec<String>, Error> {
    let mut names = quarterdeck_cache::namespaces(folder(choice)?).map_err(unreadable)?;
    names.retain(|name| !choice.is_named || namespace_of(name) == choice.namespace);
    Ok(names)
}

fn unreadable(error: io::Error) -> Error {
    Error::input(format!("the cache folder cannot be read: {}.", error.kind()))
}

fn cannot_share(error: &io::Error) -> Error {
    Error::input(format!("shared cache: {error}."))
}

/// Copies of objects go to the folder of temporary files, each gone afterwards.
fn with_scratch<T>(work: impl FnOnce(&Path) -> io::Result<T>) -> Result<T, Error> {
    work(&std::env::temp_dir()).map_err(|error| cannot_share(&error))
}

/// The clones below the cache folder: what `audit URL` made there and nothing else.
fn clones(root: &Path) -> Result<Clones, Error> {
    let mut found = Clones::default();
    let entries = match fs::read_dir(root.join(CLONES)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(found),
        other => other.map_err(unreadable)?,
    };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_clone = name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && (is_clone || name.starts_with("incoming-")) {
            found.bytes += bytes_below(&entry.path());
            found.folders.push(entry.path());
        }
    }
    found.folders.sort();
    Ok(found)
}

/// Bytes of the files below a folder; links are not followed.
fn bytes_below(folder: &Path) -> u64 {
    let mut bytes = 0;
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.metadata() {
                Ok(metadata) if metadata.is_dir() => folders.push(entry.path()),
                Ok(metadata) => bytes += metadata.len(),
                Err(_) => {}
            }
        }
    }
    bytes
}

/// `1 segment`, `2 segments`.
fn count(number: u64, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

impl CacheInfo {
    /// For people.
    pub fn text(&self) -> String {
        let mut out = format!("Cache in {}\n", visible(&self.folder.display().to_string()));
        let _ = writeln!(out, "At most {} in each namespace ({MAX_SIZE_VARIABLE} sets it)\n", size(self.max_bytes));
        let _ = writeln!(out, "{:<24} {:>9} {:>12} {:>12}", "Namespace", "segments", "entries", "size");
        for (name, census) in &self.namespaces {
            let Census { segments, entries, bytes, .. } = census;
            let _ = writeln!(out, "{:<24} {segments:>9} {entries:>12} {:>12}", visible(name), size(*bytes));
        }
        if self.namespaces.is_empty() {
            let _ = writeln!(out, "nothing is kept yet");
        }
        let clones = self.clones.folders.len() as u64;
        let _ = writeln!(out, "\nClones of URLs: {clones}, {}", size(self.clones.bytes));
        match &self.shared {
            None => {}
            Some(Err(why)) => {
                let _ = writeln!(out, "Shared cache: {why}");
            }
            Some(Ok(listed)) => {
                let more = if listed.left_out > 0 { " and more" } else { "" };
                let objects = count(listed.kept, "object");
                let _ = writeln!(out, "Shared cache: {objects}{more}, {}", size(listed.kept_bytes));
            }
        }
        let notes = self.notes();
        if !notes.is_empty() {
            let _ = writeln!(out, "\nNotes");
            notes.iter().for_each(|note| {
                let _ = writeln!(out, "  - {note}");
            });
        }
        out
    }

    fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        for (name, census) in &self.namespaces {
            let name = visible(name);
            let parts = [
                (census.damaged.len() as u64, "damaged segment", "`quarterdeck cache verify` drops them"),
                (census.unreadable.len() as u64, "unreadable segment", "the system does not let us read them"),
                (census.leftovers, "unfinished file", "they go a day after the last write"),
                (census.foreign, "file of somebody else", "left alone"),
                (census.other_versions.len() as u64, "other version of the format", "not read by this one"),
            ];
            let met = parts.into_iter().filter(|(number, ..)| *number > 0);
            notes.extend(met.map(|(number, what, then)| format!("{name}: {}; {then}", plural(number, what))));
            if census.bytes > self.max_bytes {
                notes.push(format!("{name}: larger than the bound; the next audit that writes, or `quarterdeck cache prune`, removes the oldest"));
            }
        }
        if let Some(Ok(listed)) = self.shared.as_ref().filter(|shared| shared.as_ref().is_ok_and(|l| l.foreign > 0)) {
            notes.push(format!("shared cache: {} of somebody else; left alone", count(listed.foreign, "object")));
        }
        notes
    }

    /// For machines.
    pub fn json(&self) -> Result<Vec<u8>, Error> {
        let namespaces: Vec<_> = self
            .namespaces
            .iter()
            .map(|(name, census)| {
                serde_json::json!({
                    "name": name,
                    "segments": census.segments,
                    "entries": census.entries,
                    "bytes": census.bytes,
                    "damaged_segments": census.damaged.len(),
                    "unreadable_segments": census.unreadable.len(),
                    "unfinished_files": census.leftovers,
                    "foreign_files": census.foreign,
                    "other_versions": census.other_versions,
                })
            })
            .collect();
        let shared = self.shared.as_ref().map(|shared| match shared {
            Ok(l) => serde_json::json!({ "objects": l.kept, "bytes": l.kept_bytes, "foreign_objects": l.foreign, "complete": l.left_out == 0 }),
            Err(why) => serde_json::json!({ "fault": why }),
        });
        let whole = serde_json::json!({
            "schema_version": "1.0",
            "folder": self.folder.display().to_string(),
            "max_bytes": self.max_bytes,
            "namespaces": namespaces,
            "clones": { "count": self.clones.folders.len(), "bytes": self.clones.bytes },
            "shared": shared,
        });
        let mut bytes = serde_json::to_vec_pretty(&whole).map_err(Error::internal)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

/// The plural of the first word that counts: `2 files of somebody else`.
fn plural(number: u64, what: &str) -> String {
    match what.split_once(" of ") {
        Some((first, rest)) => format!("{} of {rest}", count(number, first)),
        None => count(number, what),
    }
}

impl CachePruned {
    /// For people.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for (name, pruned) in &self.namespaces {
            let removed = count(pruned.removed, "segment");
            let _ = write!(out, "{}: {removed} removed ({})", visible(name), size(pruned.removed_bytes));
            if pruned.leftovers > 0 {
                let _ = write!(out, ", {} removed", count(pruned.leftovers, "unfinished file"));
            }
            let _ = writeln!(out, ", {} kept ({})", pruned.kept, size(pruned.kept_bytes));
        }
        if self.namespaces.is_empty() && self.shared.is_none() {
            out.push_str("Nothing is kept.\n");
        }
        if let Some(care) = &self.shared {
            let objects = count(care.kept, "object");
            let _ = writeln!(
                out,
                "Shared cache: {} removed ({}), {} merged, {objects} kept ({})",
                care.removed,
                size(care.removed_bytes),
                care.merged,
                size(care.kept_bytes)
            );
            damaged_objects(&mut out, care);
        }
        if let Some(clones) = &self.clones {
            let number = clones.folders.len() as u64;
            let _ = writeln!(out, "Clones of URLs: {number} removed ({})", size(clones.bytes));
        }
        out
    }

    /// What could not be removed.
    pub fn fault(&self) -> Option<Error> {
        let mut refused = self.namespaces.iter().filter_map(|(_, pruned)| pruned.refused.as_deref());
        refused.next().map(|why| Error::output(format!("parts of the cache could not be removed: {why}.")))
    }
}

fn damaged_objects(out: &mut String, care: &RemoteCare) {
    if let Some(first) = care.damaged.first() {
        let damaged = count(care.damaged.len() as u64, "object");
        let _ = writeln!(out, "Damaged and removed: {damaged}, {first} first. What they held is computed again.");
    }
    if care.left_out > 0 {
        let _ =
            writeln!(out, "Objects beyond the bounds of a shared cache were left alone (docs/reference/bounds.md).");
    }
}

impl CacheVerified {
    /// For people.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let mut damaged = false;
        for (name, found) in &self.namespaces {
            let (segments, values) = (count(found.segments, "segment"), count(found.values, "value"));
            let _ = write!(out, "{}: {segments} with {values} read ({})", visible(name), size(found.bytes));
            if !found.damaged_segments.is_empty() {
                let number = found.damaged_segments.len() as u64;
                let _ = write!(out, ", {} damaged", count(number, "segment"));
            }
            if found.damaged_values > 0 {
                let _ = write!(out, ", {} damaged", count(found.damaged_values, "value"));
            }
            if !found.unreadable.is_empty() {
                let _ = write!(out, ", {} unreadable", count(found.unreadable.len() as u64, "segment"));
            }
            out.push('\n');
            damaged |= !found.damaged_segments.is_empty() || found.damaged_values > 0;
        }
        if let Some(care) = &self.shared {
            let _ = writeln!(out, "Shared cache: {} read", count(care.verified, "object"));
            damaged_objects(&mut out, care);
            damaged |= !care.damaged.is_empty();
        }
        if self.fault().is_none() {
            out.push_str(if damaged {
                "What was damaged was dropped; the next audit computes it again.\n"
            } else {
                "Everything is as it was written.\n"
            });
        }
        out
    }

    /// What could not be read, or not be put right.
    pub fn fault(&self) -> Option<Error> {
        let (_, found) = self.namespaces.iter().find(|(_, found)| !found.is_whole())?;
        Some(match &found.refused {
            Some(why) => Error::output(format!(
                "damaged parts of the cache could not be removed: {why}. Audits go on without them."
            )),
            None => Error::input(
                "segments of the cache cannot be read: look at the rights of the folder. Audits go on without them.",
            ),
        })
    }
}
