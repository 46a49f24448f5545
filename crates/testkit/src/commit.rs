//! What one commit of a recipe holds: people, dates, message and changed files.

use quarterdeck_base::Timestamp;

/// One changed path.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    /// A file, a link or a submodule with this mode; the content is an object id for mode 160000.
    Put { mode: &'static str, path: Vec<u8>, content: Vec<u8> },
    /// A file or a whole folder goes.
    Remove { path: Vec<u8> },
    /// A file or a whole folder moves.
    Rename { from: Vec<u8>, to: Vec<u8> },
}

/// A name with an address, and a moment with a zone.
#[derive(Debug, Clone)]
pub(crate) struct Signature {
    pub(crate) name: Vec<u8>,
    pub(crate) email: Vec<u8>,
    pub(crate) seconds: i64,
    pub(crate) zone: String,
}

/// One commit in the making. Paths, names and contents are bytes: text and byte strings are both taken.
#[derive(Debug, Clone)]
pub struct CommitRecipe {
    pub(crate) author: Signature,
    pub(crate) committer: Option<(Vec<u8>, Vec<u8>)>,
    pub(crate) committed: Option<(i64, String)>,
    pub(crate) message: Vec<u8>,
    pub(crate) encoding: Option<String>,
    pub(crate) changes: Vec<Change>,
}

impl CommitRecipe {
    pub(crate) fn new(message: &[u8], seconds: i64) -> Self {
        Self {
            author: Signature {
                name: b"Ann".to_vec(),
                email: b"ann@example.org".to_vec(),
                seconds,
                zone: "+0000".to_owned(),
            },
            committer: None,
            committed: None,
            message: message.to_vec(),
            encoding: None,
            changes: Vec::new(),
        }
    }

    pub(crate) fn committer_signature(&self) -> Signature {
        let mut signature = self.author.clone();
        if let Some((name, email)) = &self.committer {
            (signature.name, signature.email) = (name.clone(), email.clone());
        }
        if let Some((seconds, zone)) = &self.committed {
            (signature.seconds, signature.zone) = (*seconds, zone.clone());
        }
        signature
    }

    /// Author date and committer date: `YYYY-MM-DD` or RFC 3339, whose zone is kept. Without it each commit is one
    /// hour after the one stated before, from 2024-01-01T00:00:00Z.
    pub fn at(&mut self, moment: &str) -> &mut Self {
        (self.author.seconds, self.author.zone) = parse(moment);
        self
    }

    /// Author date and committer date in seconds since 1970, with a zone such as `+0530`; 0 and beyond 2106 are fine.
    /// Dates before 1970 need [`crate::TestRepository::rewrite_head`].
    pub fn at_seconds(&mut self, seconds: i64, zone: &str) -> &mut Self {
        (self.author.seconds, self.author.zone) = (seconds, zone.to_owned());
        self
    }

    /// A committer date other than the author's.
    pub fn committed_at(&mut self, moment: &str) -> &mut Self {
        self.committed = Some(parse(moment));
        self
    }

    /// The author, who is the committer too unless one is named. Names need not be UTF-8.
    pub fn author(&mut self, name: impl AsRef<[u8]>, email: impl AsRef<[u8]>) -> &mut Self {
        (self.author.name, self.author.email) = (name.as_ref().to_vec(), email.as_ref().to_vec());
        self
    }

    /// A committer other than the author.
    pub fn committer(&mut self, name: impl AsRef<[u8]>, email: impl AsRef<[u8]>) -> &mut Self {
        self.committer = Some((name.as_ref().to_vec(), email.as_ref().to_vec()));
        self
    }

    /// The whole message in place of the subject; need not be UTF-8.
    pub fn message(&mut self, message: impl AsRef<[u8]>) -> &mut Self {
        self.message = message.as_ref().to_vec();
        self
    }

    /// The `encoding` header, for example `ISO-8859-1`.
    pub fn encoding(&mut self, name: &str) -> &mut Self {
        self.encoding = Some(name.to_owned());
        self
    }

    /// Writes a file.
    pub fn write(&mut self, path: impl AsRef<[u8]>, content: impl AsRef<[u8]>) -> &mut Self {
        self.put("100644", path.as_ref(), content.as_ref())
    }

    /// Writes an executable file; writing the same content again changes the mode only.
    pub fn executable(&mut self, path: impl AsRef<[u8]>, content: impl AsRef<[u8]>) -> &mut Self {
        self.put("100755", path.as_ref(), content.as_ref())
    }

    /// Makes a symbolic link, which may point anywhere.
    pub fn symlink(&mut self, path: impl AsRef<[u8]>, target: impl AsRef<[u8]>) -> &mut Self {
        self.put("120000", path.as_ref(), target.as_ref())
    }

    /// Makes a submodule entry (a commit of another repository that is not there). `.gitmodules` is not written.
    pub fn submodule_entry(&mut self, path: impl AsRef<[u8]>) -> &mut Self {
        self.put("160000", path.as_ref(), b"")
    }

    /// Writes a pointer to Git LFS content that is not in the repository.
    pub fn lfs_pointer(&mut self, path: impl AsRef<[u8]>) -> &mut Self {
        let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{:0>64}\nsize 12345\n", "c0ffee");
        self.put("100644", path.as_ref(), pointer.as_bytes())
    }

    /// Removes a file or a folder.
    pub fn remove(&mut self, path: impl AsRef<[u8]>) -> &mut Self {
        self.changes.push(Change::Remove { path: path.as_ref().to_vec() });
        self
    }

    /// Moves a file or a folder; a write after it changes the moved file in the same commit.
    pub fn rename(&mut self, from: impl AsRef<[u8]>, to: impl AsRef<[u8]>) -> &mut Self {
        self.changes.push(Change::Rename { from: from.as_ref().to_vec(), to: to.as_ref().to_vec() });
        self
    }

    fn put(&mut self, mode: &'static str, path: &[u8], content: &[u8]) -> &mut Self {
        self.changes.push(Change::Put { mode, path: path.to_vec(), content: content.to_vec() });
        self
    }
}

/// Seconds since 1970 and the zone as git writes it.
fn parse(moment: &str) -> (i64, String) {
    let seconds = Timestamp::parse(moment).expect("a date in a recipe is YYYY-MM-DD or RFC 3339").seconds();
    let zone = match moment.get(moment.len().saturating_sub(6)..) {
        Some(tail) if moment.contains('T') && tail.starts_with(['+', '-']) => tail.replace(':', ""),
        _ => "+0000".to_owned(),
    };
    (seconds, zone)
}
