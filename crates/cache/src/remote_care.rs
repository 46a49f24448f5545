//! What people ask of a shared store: few objects, within a size, all of them whole. Only these remove anything there;
//! whoever reads meanwhile finds an object gone and looks again.

use crate::maintain::{MERGED_BYTES, oldest_beyond};
use crate::merge::merge;
use crate::remote::{Object, Remote};
use crate::segment::Segment;
use crate::share::{ShareLimits, is_whole};
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

/// More objects than this are merged: each one is a request of every machine that has not seen it.
const MANY_OBJECTS: usize = 64;
/// How many a merge leaves at least.
const FEW_OBJECTS: usize = 16;

/// What was done to a shared store.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RemoteCare {
    /// Objects read to their last value.
    pub verified: u64,
    /// Objects that are not what their names say; removed. Sorted names.
    pub damaged: Vec<String>,
    /// Objects whose values stand in another one now; removed.
    pub merged: u64,
    /// Oldest objects beyond the size; removed.
    pub removed: u64,
    /// Their bytes.
    pub removed_bytes: u64,
    /// Objects that stay.
    pub kept: u64,
    /// Their bytes.
    pub kept_bytes: u64,
    /// Objects that are none of ours; left alone.
    pub foreign: u64,
    /// Objects that are larger than is read, and those beyond the listing (as one); left alone.
    pub left_out: u64,
}

/// Removes the oldest objects until the rest is within `max_bytes`, then merges the small ones when there are many.
/// `scratch` is a folder for copies.
pub fn prune_remote(
    remote: &dyn Remote,
    max_bytes: u64,
    limits: &ShareLimits,
    scratch: &Path,
) -> io::Result<RemoteCare> {
    let mut care = RemoteCare::default();
    let mut objects = list(remote, limits, &mut care)?;
    // The store's own dates are all there is to compare: its newest object was written at the latest now.
    let now = objects.iter().map(|object| object.modified).max().unwrap_or(SystemTime::UNIX_EPOCH);
    let dates = objects.iter().map(|object| (object.modified, object.bytes, object.name.as_str())).collect();
    let gone = oldest_beyond(dates, max_bytes, now);
    for object in objects.iter().filter(|object| gone.contains(&object.name)) {
        remote.remove(&object.name)?;
        care.removed += 1;
        care.removed_bytes += object.bytes;
    }
    objects.retain(|object| !gone.contains(&object.name));
    while objects.len() > MANY_OBJECTS {
        let chosen = choose(&objects);
        if chosen.len() < 2 {
            break;
        }
        let new = merge_objects(remote, &chosen, scratch, &mut care)?;
        objects.retain(|object| !chosen.iter().any(|old| old.name == object.name));
        objects.extend(new);
    }
    care.kept = objects.len() as u64;
    care.kept_bytes = objects.iter().map(|object| object.bytes).sum();
    Ok(care)
}

/// Reads every object to its last value and removes those that are not what their names say.
pub fn verify_remote(remote: &dyn Remote, limits: &ShareLimits, scratch: &Path) -> io::Result<RemoteCare> {
    let mut care = RemoteCare::default();
    for object in list(remote, limits, &mut care)? {
        if object.bytes > limits.object_bytes {
            care.left_out += 1;
        } else if let Some(copy) = whole_copy(remote, &object, scratch, &mut care)? {
            drop(copy);
            care.kept += 1;
            care.kept_bytes += object.bytes;
        }
    }
    care.damaged.sort();
    Ok(care)
}

fn list(remote: &dyn Remote, limits: &ShareLimits, care: &mut RemoteCare) -> io::Result<Vec<Object>> {
    let listed = remote.list(limits.listed_objects)?;
    care.foreign = listed.foreign;
    care.left_out = u64::from(listed.cut);
    Ok(listed.objects)
}

/// The smallest ones, as many as one object may hold.
fn choose(objects: &[Object]) -> Vec<Object> {
    let mut by_size: Vec<&Object> = objects.iter().collect();
    by_size.sort_by_key(|object| (object.bytes, &object.name));
    let mut bytes = 0_u64;
    let fit = by_size.into_iter().take(objects.len() - FEW_OBJECTS + 1).take_while(|object| {
        bytes = bytes.saturating_add(object.bytes);
        bytes <= MERGED_BYTES
    });
    fit.cloned().collect()
}

/// Puts the union of the objects, then removes them. Two machines that do this at the same time do the same.
fn merge_objects(
    remote: &dyn Remote,
    chosen: &[Object],
    scratch: &Path,
    care: &mut RemoteCare,
) -> io::Result<Option<Object>> {
    let folder = tempfile::tempdir_in(scratch)?;
    let mut names: Vec<&Object> = chosen.iter().collect();
    names.sort_by(|a, b| a.name.cmp(&b.name));
    let mut segments = Vec::new();
    for object in names {
        let Some(copy) = whole_copy(remote, object, folder.path(), care)? else { continue };
        copy.persist(folder.path().join(&object.name)).map_err(|refused| refused.error)?;
        segments.push(Arc::new(Segment::open(folder.path(), &object.name).map_err(|_| damaged_here())?));
    }
    let newest = chosen.iter().map(|object| object.modified).max().unwrap_or(SystemTime::UNIX_EPOCH);
    let Some(name) = merge(folder.path(), &segments, newest)?.name else { return Ok(None) };
    let merged = Segment::open(folder.path(), &name).map_err(|_| damaged_here())?;
    remote.put_new(&name, merged.whole()?)?;
    for old in segments.iter().filter(|old| old.name != name) {
        remote.remove(&old.name)?;
        care.merged += 1;
    }
    Ok(Some(Object { modified: newest, name, bytes: merged.bytes }))
}

fn damaged_here() -> io::Error {
    io::Error::other("a copy was damaged on this machine")
}

/// A verified copy; nothing for an object that is gone, or damaged and hence removed.
fn whole_copy(
    remote: &dyn Remote,
    object: &Object,
    folder: &Path,
    care: &mut RemoteCare,
) -> io::Result<Option<tempfile::NamedTempFile>> {
    let mut copy = tempfile::NamedTempFile::new_in(folder)?;
    let got = remote.get(&object.name, object.bytes, copy.as_file_mut());
    let is_right = match got {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) if error.kind() == io::ErrorKind::FileTooLarge => false,
        Err(error) => return Err(error),
        Ok(()) => is_whole(File::open(copy.path())?, &object.name)?,
    };
    care.verified += 1;
    if is_right {
        return Ok(Some(copy));
    }
    remote.remove(&object.name)?;
    care.damaged.push(object.name.clone());
    Ok(None)
}
