//! A place that several machines share, one namespace of it, and the plain folder as such a place.

use crate::folder::{TEMPORARY_PREFIX, namespace_folder};
use crate::segment::is_segment_name;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// An object in a shared store. Its name is a hash of what it holds, so it never changes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Object {
    /// When the store says it was put.
    pub modified: SystemTime,
    /// Its name within the namespace.
    pub name: String,
    /// Its size, in bytes.
    pub bytes: u64,
}

/// What stands in a namespace of a shared store.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Objects {
    /// Objects with names as ours, by date and name.
    pub objects: Vec<Object>,
    /// How many others there are; left alone.
    pub foreign: u64,
    /// True when there are more than were listed.
    pub cut: bool,
}

impl Objects {
    /// Takes one more; answers false when there is no room.
    pub fn take(&mut self, object: Object, most: usize) -> bool {
        if !is_segment_name(&object.name) {
            self.foreign += 1;
        } else if self.objects.len() < most {
            self.objects.push(object);
        } else {
            self.cut = true;
        }
        !self.cut
    }
}

/// One namespace of a shared store. Faults are told without names of machines, paths and credentials.
pub trait Remote: Send + Sync + fmt::Debug {
    /// Tells this place from others; never printed.
    fn identity(&self) -> String;
    /// What is there, `most` objects at most. A namespace that nobody wrote to is empty.
    fn list(&self, most: usize) -> io::Result<Objects>;
    /// Copies an object; fails when it holds more than `most_bytes`. `NotFound` when it is gone.
    fn get(&self, name: &str, most_bytes: u64, into: &mut File) -> io::Result<()>;
    /// Puts an object where none of this name is; false when there was one.
    fn put_new(&self, name: &str, bytes: Vec<u8>) -> io::Result<bool>;
    /// Removes an object; one that is gone is as good.
    fn remove(&self, name: &str) -> io::Result<()>;
}

/// A folder that several machines see: a network drive, a mounted bucket.
#[derive(Debug)]
pub struct FolderRemote {
    folder: PathBuf,
}

impl FolderRemote {
    /// A namespace below a folder.
    pub fn new(root: &Path, namespace: &str) -> Self {
        Self { folder: namespace_folder(root, namespace) }
    }
}

impl Remote for FolderRemote {
    fn identity(&self) -> String {
        format!("file:{}", self.folder.display())
    }

    fn list(&self, most: usize) -> io::Result<Objects> {
        let mut found = Objects::default();
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            // Nobody wrote to the namespace yet; a drive that is not mounted looks different one folder up.
            Err(error) if error.kind() == io::ErrorKind::NotFound => return root_of(&self.folder).map(|()| found),
            Err(error) => return Err(plain(&error)),
        };
        for entry in entries {
            let entry = entry.map_err(|error| plain(&error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let Ok(metadata) = entry.metadata() else { continue };
            let modified = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            // What a link points to is not ours, and a pipe would block.
            let name = if metadata.is_file() { name } else { String::new() };
            if !found.take(Object { modified, name, bytes: metadata.len() }, most) {
                break;
            }
        }
        found.objects.sort();
        Ok(found)
    }

    fn get(&self, name: &str, most_bytes: u64, into: &mut File) -> io::Result<()> {
        let from = File::open(self.folder.join(name)).map_err(|error| plain(&error))?;
        let copied = io::copy(&mut from.take(most_bytes.saturating_add(1)), into).map_err(|error| plain(&error))?;
        if copied > most_bytes { Err(too_large()) } else { Ok(()) }
    }

    fn put_new(&self, name: &str, bytes: Vec<u8>) -> io::Result<bool> {
        let put = || -> io::Result<bool> {
            fs::create_dir_all(&self.folder)?;
            let mut builder = tempfile::Builder::new();
            // Other users of the drive read it too; what they may is for the folder and the umask to say.
            let mode = std::os::unix::fs::PermissionsExt::from_mode(0o666);
            let mut aside = builder.prefix(TEMPORARY_PREFIX).permissions(mode).tempfile_in(&self.folder)?;
            aside.write_all(&bytes)?;
            aside.as_file().sync_all()?;
            match aside.persist_noclobber(self.folder.join(name)) {
                Ok(_) => Ok(true),
                Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
                Err(refused) => Err(refused.error),
            }
        };
        put().map_err(|error| plain(&error))
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        match fs::remove_file(self.folder.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(plain(&error)),
            _ => Ok(()),
        }
    }
}

/// The folder that somebody named has to be there: a drive that is not mounted is no empty store.
fn root_of(folder: &Path) -> io::Result<()> {
    match folder.ancestors().nth(2).map(fs::metadata) {
        Some(Ok(metadata)) if metadata.is_dir() => Ok(()),
        Some(Err(error)) => Err(plain(&error)),
        _ => Err(io::Error::from(io::ErrorKind::NotADirectory)),
    }
}

pub(crate) fn too_large() -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, "an object is larger than the store said")
}

/// The system's words without a path.
fn plain(error: &io::Error) -> io::Error {
    io::Error::from(error.kind())
}
