//! The recipe: a list of steps that becomes one `git fast-import` stream, so that thousands of commits take seconds.

use crate::commit::{Change, CommitRecipe, Signature};
use crate::repository::TestRepository;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;

/// When the first commit without a date was made: 2024-01-01T00:00:00Z.
const FIRST_SECONDS: i64 = 1_704_067_200;
const HOUR_SECONDS: i64 = 3_600;

/// A file as the stream names it: its mode and a mark of a blob (or an object id).
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    mode: &'static str,
    object: String,
}

/// A branch in the making.
#[derive(Debug, Clone, Default)]
struct Line {
    tip: Option<u64>,
    files: BTreeMap<Vec<u8>, Entry>,
    /// Paths changed since the branch was made: what a merge takes over.
    touched: BTreeSet<Vec<u8>>,
    /// What the paths changed by the commit in the making held before it.
    before: BTreeMap<Vec<u8>, Option<Entry>>,
}

impl Line {
    fn set(&mut self, path: Vec<u8>, entry: Option<Entry>) {
        let old = match entry {
            Some(entry) => self.files.insert(path.clone(), entry),
            None => self.files.remove(&path),
        };
        self.before.entry(path).or_insert(old);
    }

    /// The paths that are `path` or lie below it.
    fn below(&self, path: &[u8]) -> Vec<Vec<u8>> {
        let from_here = self.files.range(path.to_vec()..).map(|(other, _)| other);
        let same_start = from_here.take_while(|other| other.starts_with(path));
        same_start.filter(|other| matches!(other.get(path.len()), None | Some(b'/'))).cloned().collect()
    }
}

/// A repository in the making. Steps act on the current branch, which is `main` at first.
#[derive(Debug, Clone)]
pub struct Recipe {
    stream: Vec<u8>,
    marks: u64,
    commits: i64,
    tip_seconds: i64,
    current: String,
    lines: BTreeMap<String, Line>,
    sha256: bool,
}

impl Default for Recipe {
    fn default() -> Self {
        Self::new()
    }
}

impl Recipe {
    /// An empty repository with the branch `main` to come.
    pub fn new() -> Self {
        Self {
            stream: Vec::new(),
            marks: 0,
            commits: 0,
            tip_seconds: FIRST_SECONDS,
            current: "main".to_owned(),
            lines: BTreeMap::from([("main".to_owned(), Line::default())]),
            sha256: false,
        }
    }

    /// Object ids are SHA-256 in place of SHA-1.
    pub fn sha256(mut self) -> Self {
        self.sha256 = true;
        self
    }

    /// A commit on the current branch.
    pub fn commit(self, subject: &str, edit: impl FnOnce(&mut CommitRecipe) -> &mut CommitRecipe) -> Self {
        self.merge_octopus(&[], subject, edit)
    }

    /// `count` commits; the closure gets the number of each, from 0, and sets what it wants. The subject is `commit N`.
    pub fn commits(mut self, count: usize, mut edit: impl FnMut(usize, &mut CommitRecipe)) -> Self {
        for number in 0..count {
            self = self.commit(&format!("commit {number}"), |c| {
                edit(number, c);
                c
            });
        }
        self
    }

    /// Makes a branch from the tip of the current one and goes to it.
    pub fn branch(mut self, name: &str) -> Self {
        let mut line = self.lines.get(&self.current).expect("the current branch is always known").clone();
        line.touched.clear();
        if let Some(tip) = line.tip {
            self.reset_ref(&format!("refs/heads/{name}"), tip);
        }
        self.lines.insert(name.to_owned(), line);
        name.clone_into(&mut self.current);
        self
    }

    /// Makes a branch without history and goes to it.
    pub fn orphan(mut self, name: &str) -> Self {
        self.lines.insert(name.to_owned(), Line::default());
        name.clone_into(&mut self.current);
        self
    }

    /// Goes to a branch made before.
    pub fn switch(mut self, name: &str) -> Self {
        assert!(self.lines.contains_key(name), "no branch {name} was made before");
        name.clone_into(&mut self.current);
        self
    }

    /// Merges a branch into the current one: takes over every path that was changed there since it was made (the
    /// merged branch wins a conflict), then what the closure states.
    pub fn merge(self, branch: &str, subject: &str, edit: impl FnOnce(&mut CommitRecipe) -> &mut CommitRecipe) -> Self {
        self.merge_octopus(&[branch], subject, edit)
    }

    /// Merges several branches in one commit, as [`Recipe::merge`].
    pub fn merge_octopus(
        mut self,
        branches: &[&str],
        subject: &str,
        edit: impl FnOnce(&mut CommitRecipe) -> &mut CommitRecipe,
    ) -> Self {
        let mut commit = CommitRecipe::new(subject.as_bytes(), FIRST_SECONDS + self.commits * HOUR_SECONDS);
        edit(&mut commit);
        self.commits += 1;
        let mut line = self.lines.remove(&self.current).expect("the current branch is always known");
        let mut merged = Vec::new();
        for branch in branches {
            let other = self.lines.get(*branch).expect("a merged branch was made before and is not the current one");
            merged.push(other.tip.expect("a merged branch has a commit"));
            for path in &other.touched {
                line.set(path.clone(), other.files.get(path).cloned());
            }
        }
        for change in &commit.changes {
            self.apply(&mut line, change);
        }
        self.write_commit(&commit, &mut line, &merged);
        self.lines.insert(self.current.clone(), line);
        self
    }

    /// A tag on the tip of the current branch that is a ref only.
    pub fn tag(mut self, name: &str) -> Self {
        let tip = self.tip();
        self.reset_ref(&format!("refs/tags/{name}"), tip);
        self
    }

    /// A tag with a message, its tagger and the date of the last commit stated.
    pub fn annotated_tag(mut self, name: &str, message: &str) -> Self {
        let tip = self.tip();
        let when = self.tip_seconds;
        self.line(&format!("tag {name}\nfrom :{tip}\ntagger Ann <ann@example.org> {when} +0000"));
        self.data(message.as_bytes());
        self
    }

    /// Makes the repository with the current branch checked out.
    pub fn build(self) -> TestRepository {
        let (name, empty) = (self.current.clone(), self.is_empty());
        let repository = self.import(false);
        repository.git(&["symbolic-ref", "HEAD", &format!("refs/heads/{name}")]);
        if !empty {
            repository.git(&["reset", "--hard", "--quiet"]);
        }
        repository
    }

    /// Makes the repository without a working copy; paths may then be ones that no file system takes.
    pub fn build_bare(self) -> TestRepository {
        let name = self.current.clone();
        let repository = self.import(true);
        repository.git(&["symbolic-ref", "HEAD", &format!("refs/heads/{name}")]);
        repository
    }

    fn import(self, bare: bool) -> TestRepository {
        let repository = TestRepository::init(bare, self.sha256);
        let arguments = ["fast-import", "--quiet", "--force", "--date-format=raw-permissive"];
        repository.git_with_input(&arguments, &self.stream);
        repository
    }

    fn is_empty(&self) -> bool {
        self.lines[&self.current].tip.is_none()
    }

    fn tip(&self) -> u64 {
        self.lines[&self.current].tip.expect("the current branch has a commit to tag")
    }

    /// Applies one change to the list of files, writing the blob it needs.
    fn apply(&mut self, line: &mut Line, change: &Change) {
        match change {
            Change::Put { mode: "160000", path, .. } => {
                let object = "5".repeat(if self.sha256 { 64 } else { 40 });
                line.set(path.clone(), Some(Entry { mode: "160000", object }));
            }
            Change::Put { mode, path, content } => {
                self.marks += 1;
                let object = format!(":{}", self.marks);
                self.line(&format!("blob\nmark {object}"));
                self.data(content);
                line.set(path.clone(), Some(Entry { mode, object }));
            }
            Change::Remove { path } => {
                let gone = line.below(path);
                assert!(!gone.is_empty(), "nothing to remove at {}", path.escape_ascii());
                for path in gone {
                    line.set(path, None);
                }
            }
            Change::Rename { from, to } => {
                let moved = line.below(from);
                assert!(!moved.is_empty(), "nothing to rename at {}", from.escape_ascii());
                for path in moved {
                    let entry = line.files.get(&path).cloned();
                    line.set([to.as_slice(), &path[from.len()..]].concat(), entry);
                    line.set(path, None);
                }
            }
        }
    }

    fn write_commit(&mut self, commit: &CommitRecipe, line: &mut Line, merged: &[u64]) {
        self.marks += 1;
        let mark = self.marks;
        let committer = commit.committer_signature();
        self.tip_seconds = committer.seconds;
        let current = self.current.clone();
        self.line(&format!("commit refs/heads/{current}\nmark :{mark}"));
        self.signature("author", &commit.author);
        self.signature("committer", &committer);
        if let Some(encoding) = &commit.encoding {
            self.line(&format!("encoding {encoding}"));
        }
        self.data(&commit.message);
        if let Some(tip) = line.tip {
            self.line(&format!("from :{tip}"));
        }
        for other in merged {
            self.line(&format!("merge :{other}"));
        }
        // Removals first: a folder may become a file and the other way round.
        for path in line.before.keys().filter(|path| !line.files.contains_key(*path)) {
            self.line(&format!("D {}", quoted(path)));
        }
        for (path, old) in &line.before {
            if let Some(entry) = line.files.get(path).filter(|entry| old.as_ref() != Some(*entry)) {
                let Entry { mode, object } = entry;
                self.line(&format!("M {mode} {object} {}", quoted(path)));
            }
        }
        line.touched.extend(std::mem::take(&mut line.before).into_keys());
        line.tip = Some(mark);
    }

    fn signature(&mut self, role: &str, signature: &Signature) {
        let Signature { name, email, seconds, zone } = signature;
        assert!(*seconds >= 0, "fast-import takes no date before 1970; use TestRepository::rewrite_head");
        let space: &[u8] = if name.is_empty() { b"" } else { b" " };
        let tail = format!("> {seconds} {zone}");
        let text = [role.as_bytes(), b" ", name, space, b"<", email, tail.as_bytes(), b"\n"].concat();
        self.stream.extend_from_slice(&text);
    }

    fn reset_ref(&mut self, name: &str, mark: u64) {
        self.line(&format!("reset {name}\nfrom :{mark}\n"));
    }

    fn line(&mut self, text: &str) {
        writeln!(self.stream, "{text}").expect("writing to memory does not fail");
    }

    fn data(&mut self, content: &[u8]) {
        self.line(&format!("data {}", content.len()));
        self.stream.extend_from_slice(content);
        self.stream.push(b'\n');
    }
}

/// A path as fast-import reads it: in quotes, everything unusual as octal.
fn quoted(path: &[u8]) -> String {
    let mut text = String::from("\"");
    for &byte in path {
        match byte {
            b'"' | b'\\' | 0..=31 | 127..=255 => text.push_str(&format!("\\{byte:03o}")),
            _ => text.push(char::from(byte)),
        }
    }
    text.push('"');
    text
}
