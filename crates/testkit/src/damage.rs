//! Repositories in shapes that readers trip over: cloned in part, borrowed, damaged. Apart from the healthy ones
//! because these know the files inside `.git`.

use crate::repository::TestRepository;
use std::path::PathBuf;

impl TestRepository {
    /// A bare copy with all refs.
    pub fn bare(&self) -> Self {
        self.cloned(&["--mirror"])
    }

    /// A copy whose history stops after `depth` commits.
    pub fn shallow(&self, depth: u32) -> Self {
        self.cloned(&["--depth", &depth.to_string()])
    }

    /// A bare copy without any blob, as `--filter=blob:none` makes it; the origin stays alive as long as the copy.
    pub fn partial(self) -> Self {
        // In the origin's own file: the process that sends does not see the settings of the one that asks.
        self.git(&["config", "uploadpack.allowFilter", "true"]);
        let mut copy = self.cloned(&["--mirror", "--filter=blob:none"]);
        copy.origin = Some(Box::new(self));
        copy
    }

    /// A copy that borrows every object from this repository.
    pub fn alternates(self) -> Self {
        let mut copy = Self::empty_folder();
        copy.git(&["clone", "--quiet", "--template=", "--shared", &self.path_text(), "."]);
        copy.origin = Some(Box::new(self));
        copy
    }

    /// A second working copy of this repository, on a branch `linked`.
    pub fn linked_worktree(self) -> Self {
        let mut copy = Self::empty_folder();
        self.git(&["worktree", "add", "--quiet", "-b", "linked", &copy.path_text()]);
        copy.origin = Some(Box::new(self));
        copy
    }

    /// The repository that this one borrows from, when there is one.
    pub fn origin(&self) -> Option<&Self> {
        self.origin.as_deref()
    }

    /// Takes one object out of the store.
    pub fn without_object(self, spec: &str) -> Self {
        let path = self.loose(spec);
        std::fs::remove_file(path).expect("the object was unpacked to a file of its own");
        self
    }

    /// Overwrites the second half of one object with other bytes: it no longer inflates to what its id says.
    pub fn corrupt_object(self, spec: &str) -> Self {
        let path = self.loose(spec);
        let mut bytes = std::fs::read(&path).expect("the object was unpacked to a file of its own");
        let half = bytes.len() / 2;
        for byte in &mut bytes[half..] {
            *byte ^= 0x5a;
        }
        self.overwrite(&path, &bytes);
        self
    }

    /// Cuts the file of one object to nothing, as a power failure does.
    pub fn emptied_object(self, spec: &str) -> Self {
        let path = self.loose(spec);
        self.overwrite(&path, b"");
        self
    }

    /// Puts the bytes of another object under the id of this one: it inflates well and its content is a lie.
    pub fn disguised_object(self, spec: &str, other: &str) -> Self {
        let (path, other) = (self.loose(spec), self.loose(other));
        let bytes = std::fs::read(other).expect("the other object was unpacked to a file of its own");
        self.overwrite(&path, &bytes);
        self
    }

    fn cloned(&self, options: &[&str]) -> Self {
        let copy = Self::empty_folder();
        // A file:// address makes git use its transport, which honours depth and filter.
        let address = format!("file://{}", self.path_text());
        copy.git(&[&["clone", "--quiet", "--template="], options, &[&address, "."]].concat());
        copy
    }

    fn path_text(&self) -> String {
        self.path().to_str().expect("the temporary folder has a UTF-8 name").to_owned()
    }

    /// Unpacks every pack and returns the file of one object.
    fn loose(&self, spec: &str) -> PathBuf {
        let id = self.id(spec);
        let objects = self.git_folder().join("objects");
        let packs = objects.join("pack");
        let aside = objects.join("aside");
        if packs.is_dir() {
            std::fs::rename(&packs, &aside).expect("the folder of packs can be moved");
            std::fs::create_dir(&packs).expect("the folder of packs can be made again");
            for entry in std::fs::read_dir(&aside).expect("the folder moved just before can be read") {
                let path = entry.expect("the folder moved just before can be read").path();
                if path.extension().is_some_and(|extension| extension == "pack") {
                    let pack = std::fs::read(&path).expect("a pack can be read");
                    self.git_with_input(&["unpack-objects", "-q"], &pack);
                }
            }
            std::fs::remove_dir_all(&aside).expect("the folder moved just before can be removed");
        }
        objects.join(&id[..2]).join(&id[2..])
    }

    /// Object files are read-only; a new file takes the place of the old one.
    fn overwrite(&self, path: &PathBuf, bytes: &[u8]) {
        std::fs::remove_file(path).expect("the object was unpacked to a file of its own");
        std::fs::write(path, bytes).expect("the folder of the object can be written");
    }
}
