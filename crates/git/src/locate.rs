//! Where objects lie in the packs of a clone, and by what a pack is known again. Apart, because a pack never changes
//! under its name: what was read of it once and proved whole need not be read again to be believed.

use crate::{Oid, Repository};
use gix::odb::pack::index::File as PackIndex;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

/// Most packs that are looked into: a clone with more wants `git gc`, and its objects are read each time.
const MOST_PACKS: usize = 1_000;
/// Most loose objects that are looked at, one by one, before a kept answer is believed.
const MOST_LOOSE: usize = 20_000;

/// The packs of a clone, its own and those it borrows.
pub struct Packs {
    packs: Vec<Pack>,
}

struct Pack {
    index: PackIndex,
    identity: Vec<u8>,
}

impl Packs {
    /// The pack that holds an object, and where in it; the first one by name when several do.
    pub fn locate(&self, id: &Oid) -> Option<(usize, u64)> {
        self.packs.iter().enumerate().find_map(|(at, pack)| {
            let entry = pack.index.lookup(id.0)?;
            Some((at, pack.index.pack_offset_at_index(entry)))
        })
    }

    /// What tells a pack from every other and from itself after a change: its path, and for the pack and its index
    /// size, dates and inode.
    pub fn identity(&self, pack: usize) -> &[u8] {
        &self.packs[pack].identity
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.packs.len()
    }

    /// True for a clone of loose objects only.
    pub fn is_empty(&self) -> bool {
        self.packs.is_empty()
    }
}

impl Repository {
    /// Opens the indexes of all packs. One that cannot be opened holds nothing.
    pub fn packs(&self) -> Packs {
        let hash = self.thread_local().object_hash();
        let mut files: Vec<PathBuf> = Vec::new();
        for folder in self.object_folders() {
            files.extend(listed(&folder.join("pack")).into_iter().filter(|path| has_extension(path, "idx")));
        }
        files.sort();
        files.dedup();
        let open = |path: PathBuf| {
            let identity = [stamp(&path)?, stamp(&path.with_extension("pack"))?].concat();
            Some(Pack { index: PackIndex::at(&path, hash).ok()?, identity })
        };
        Packs { packs: files.into_iter().take(MOST_PACKS).filter_map(open).collect() }
    }

    /// Folder of the clone's own objects: what tells one clone from another on this machine.
    pub fn object_folder(&self) -> PathBuf {
        self.thread_local().objects.store_ref().path().to_path_buf()
    }

    /// Everything by which the objects of this clone are known to be as they were: packs, loose objects, borrowed ones,
    /// the shallow list, and what is ignored and reported (replacement refs, grafts). `None` for a clone of more than
    /// [`MOST_LOOSE`] loose objects, which wants `git gc`.
    pub fn state(&self) -> Option<Vec<u8>> {
        let repository = self.thread_local();
        let mut state = Vec::new();
        let mut add = |path: &Path| {
            state.extend(stamp(path).unwrap_or_default());
            state.push(0);
        };
        let mut loose = 0;
        for folder in self.object_folders() {
            let mut packs = listed(&folder.join("pack"));
            packs.retain(|path| has_extension(path, "idx") || has_extension(path, "pack"));
            packs.iter().for_each(|path| add(path));
            for first in 0..=u8::MAX {
                let objects = listed(&folder.join(format!("{first:02x}")));
                loose += objects.len();
                if loose > MOST_LOOSE {
                    return None;
                }
                // Each one: writing over a file leaves the dates of its folder alone.
                objects.iter().for_each(|path| add(path));
            }
            add(&folder.join("info/alternates"));
        }
        for name in ["shallow", "config", "info/grafts", "refs/replace", "packed-refs"] {
            add(&repository.common_dir().join(name));
        }
        Some(state)
    }

    fn object_folders(&self) -> Vec<PathBuf> {
        let repository = self.thread_local();
        let store = repository.objects.store_ref();
        let mut folders = vec![store.path().to_path_buf()];
        folders.extend(store.alternate_db_paths().unwrap_or_default());
        folders
    }
}

/// Files of a folder, by name; empty when it cannot be read.
fn listed(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    files
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}

/// Path, size, dates and inode of a file or folder; `None` when there is none.
fn stamp(path: &Path) -> Option<Vec<u8>> {
    let metadata = std::fs::metadata(path).ok()?;
    let mut stamp = path.as_os_str().as_bytes().to_vec();
    stamp.push(0);
    for number in [metadata.mtime(), metadata.mtime_nsec(), metadata.ctime(), metadata.ctime_nsec()] {
        stamp.extend(number.to_le_bytes());
    }
    stamp.extend(metadata.len().to_le_bytes());
    stamp.extend(metadata.ino().to_le_bytes());
    Some(stamp)
}
