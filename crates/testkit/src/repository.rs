//! A repository that a recipe made: where it is, and what git itself says about it.

use crate::command;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A repository in a temporary folder, removed when this value is dropped.
#[derive(Debug)]
pub struct TestRepository {
    pub(crate) dir: TempDir,
    /// A repository that this one needs alive: the other end of alternates, of a linked working copy, of a promisor.
    pub(crate) origin: Option<Box<TestRepository>>,
}

impl TestRepository {
    pub(crate) fn init(bare: bool, sha256: bool) -> Self {
        let repository = Self::empty_folder();
        let format = if sha256 { "--object-format=sha256" } else { "--object-format=sha1" };
        let mut arguments = vec!["init", "--quiet", "--template=", format];
        if bare {
            arguments.push("--bare");
        }
        repository.git(&arguments);
        repository
    }

    pub(crate) fn empty_folder() -> Self {
        let dir = tempfile::Builder::new().prefix("testkit-").tempdir().expect("the temporary folder can be written");
        Self { dir, origin: None }
    }

    /// The folder of the working copy, or of the bare repository.
    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// The folder that holds objects and refs: `.git`, or the bare repository itself, or the main repository's folder
    /// behind a linked working copy.
    pub fn git_folder(&self) -> PathBuf {
        self.path().join(self.git(&["rev-parse", "--git-common-dir"]))
    }

    /// What git answers, without the last line end, invalid UTF-8 replaced. Panics with git's words when it refuses.
    pub fn git(&self, arguments: &[&str]) -> String {
        let answer = self.git_bytes(arguments);
        String::from_utf8_lossy(answer.strip_suffix(b"\n").unwrap_or(&answer)).into_owned()
    }

    /// What git answers, to the byte.
    pub fn git_bytes(&self, arguments: &[&str]) -> Vec<u8> {
        self.git_with_input(arguments, b"")
    }

    /// What git answers when it reads `input`.
    pub fn git_with_input(&self, arguments: &[&str], input: &[u8]) -> Vec<u8> {
        self.try_git(arguments, input).unwrap_or_else(|error| panic!("{error}"))
    }

    /// What git answers, or the words with which it refuses.
    pub fn try_git(&self, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, String> {
        command::git(self.path(), arguments, input)
    }

    /// Full id of the commit that is checked out.
    pub fn head(&self) -> String {
        self.id("HEAD")
    }

    /// Full id of any object that git can name: `HEAD~2^{tree}`, `main:src/a.rs`, `v1`.
    pub fn id(&self, spec: &str) -> String {
        self.git(&["rev-parse", "--verify", "--end-of-options", spec])
    }

    /// Writes an object as it is given, valid or not, and returns its id. `kind` is `commit`, `tree`, `blob` or `tag`.
    pub fn raw_object(&self, kind: &str, content: &[u8]) -> String {
        let answer = self.git_with_input(&["hash-object", "-t", kind, "-w", "--stdin", "--literally"], content);
        String::from_utf8_lossy(&answer).trim_end().to_owned()
    }

    /// Lets `edit` change the bytes of the commit at HEAD (dates before 1970, broken headers, signatures), writes the
    /// result unchecked and moves the branch to it.
    pub fn rewrite_head(self, edit: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Self {
        let commit = edit(self.git_bytes(&["cat-file", "commit", "HEAD"]));
        let id = self.raw_object("commit", &commit);
        let branch = self.git(&["symbolic-ref", "HEAD"]);
        // Written by hand: update-ref would read the commit and refuse some of what tests want.
        self.with_git_file(&branch, format!("{id}\n"))
    }

    /// Writes a file inside the folder of objects and refs: `info/grafts`, `shallow`, `HEAD`, a broken ref.
    pub fn with_git_file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        write(&self.git_folder().join(path), content.as_ref());
        self
    }

    /// Adds text to the repository's own configuration, which no reader should obey.
    pub fn with_config(self, text: &str) -> Self {
        let path = self.git_folder().join("config");
        let mut config = std::fs::read(&path).expect("a repository has a configuration");
        config.extend_from_slice(text.as_bytes());
        std::fs::write(&path, config).expect("the configuration can be written");
        self
    }

    /// Writes a file in the working copy that is not committed.
    pub fn with_file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        write(&self.path().join(path), content.as_ref());
        self
    }

    /// The same objects in packs with a commit graph, as after `git gc`. Objects that no ref reaches go.
    pub fn packed(self) -> Self {
        self.git(&["gc", "--quiet", "--prune=now"]);
        self
    }
}

fn write(path: &Path, content: &[u8]) {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).expect("folders of a test repository can be made");
    }
    std::fs::write(path, content).expect("files of a test repository can be written");
}
