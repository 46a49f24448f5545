//! One commit as a list of paths and blobs.

use crate::history::raw_commit;
use crate::object::Verified;
use crate::{Oid, Repository};
use bstr::BString;
use quarterdeck_base::{Gap, GapKind, RepoPath, Timestamp, bound};

/// What an entry of a tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A file.
    File,
    /// A symbolic link.
    Symlink,
    /// Another repository.
    Submodule,
}

/// One path of the snapshot.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its path.
    pub path: RepoPath,
    /// Its blob (or the commit of a submodule).
    pub id: Oid,
    /// What it is.
    pub kind: EntryKind,
}

/// One commit, listed.
#[derive(Debug)]
pub struct Snapshot {
    /// The commit.
    pub commit: Oid,
    /// Its committer date.
    pub committed_at: Timestamp,
    /// All paths in byte order.
    pub entries: Vec<Entry>,
    /// Folders that could not be listed.
    pub gaps: Vec<Gap>,
}

/// Why there is no snapshot.
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The repository has no commit on HEAD.
    #[error("{name} has no commits on HEAD yet. Commit something, or name a branch with --at.")]
    NoCommits {
        /// Name of the repository.
        name: String,
    },
    /// The revision or date names nothing.
    #[error("{spec:?} names no commit in {name}. Use a branch, a tag, a commit id or a date such as 2024-06-30.")]
    NoSuchRevision {
        /// Name of the repository.
        name: String,
        /// As given.
        spec: String,
    },
    /// The commit or its tree is missing or damaged.
    #[error(
        "the audited commit of {name} cannot be read: {reason}. Fetch it again (`git fetch --refetch`), or audit another commit with --at."
    )]
    Unreadable {
        /// Name of the repository.
        name: String,
        /// What is wrong.
        reason: String,
    },
}

impl Repository {
    /// Finds the commit: HEAD, a revision, or the newest commit of HEAD's history up to the end of a day.
    pub fn commit_at(&self, name: &str, at: Option<&str>) -> Result<Oid, SnapshotError> {
        let repository = self.thread_local();
        let head = || {
            let unreadable =
                |_| SnapshotError::Unreadable { name: name.to_owned(), reason: "HEAD is damaged".to_owned() };
            let head = repository.head().map_err(unreadable)?;
            let id = head.id().ok_or_else(|| SnapshotError::NoCommits { name: name.to_owned() })?;
            Ok::<Oid, SnapshotError>(Oid(id.detach()))
        };
        let Some(spec) = at else { return head() };
        let no_such = || SnapshotError::NoSuchRevision { name: name.to_owned(), spec: spec.to_owned() };
        if let Some(day) = Timestamp::parse(spec) {
            let is_day = !spec.contains('T');
            let limit = if is_day { day.days_before(-1).seconds() - 1 } else { day.seconds() };
            return self.newest_before(head()?, Timestamp::from_seconds(limit)).ok_or_else(no_such);
        }
        if spec.starts_with('-') || spec.is_empty() {
            return Err(no_such());
        }
        let id = repository.rev_parse_single(spec).map_err(|_| no_such())?;
        let object = id.object().map_err(|_| no_such())?;
        let commit = object.peel_to_kind(gix::objs::Kind::Commit).map_err(|_| no_such())?;
        Ok(Oid(commit.id))
    }

    /// Committer date of a commit.
    pub fn committed_at(&self, name: &str, commit: Oid) -> Result<Timestamp, SnapshotError> {
        Ok(self.head_of(name, commit)?.1)
    }

    /// Root folder and committer date of a commit.
    fn head_of(&self, name: &str, commit: Oid) -> Result<(gix::ObjectId, Timestamp), SnapshotError> {
        let repository = self.thread_local();
        let mut buffer = Vec::new();
        let found = raw_commit(&repository, commit, &mut buffer);
        let read = found.and_then(|raw| Some((raw.tree?, Timestamp::from_seconds(raw.committer.seconds))));
        read.ok_or_else(|| SnapshotError::Unreadable {
            name: name.to_owned(),
            reason: "it is missing or damaged".to_owned(),
        })
    }

    /// Lists the snapshot of a commit. Folders that are missing, damaged or too deep become gaps.
    pub fn snapshot(&self, name: &str, commit: Oid) -> Result<Snapshot, SnapshotError> {
        let unreadable = |reason: &str| SnapshotError::Unreadable { name: name.to_owned(), reason: reason.to_owned() };
        let repository = self.thread_local();
        let (tree, committed_at) = self.head_of(name, commit)?;
        let mut listing = Listing {
            repository: &repository,
            entries: Vec::new(),
            missing: Vec::new(),
            damaged: Vec::new(),
            too_deep: Vec::new(),
            cut: false,
        };
        if !listing.list(tree) {
            return Err(unreadable("its root folder is missing or damaged"));
        }
        let gaps = listing.gaps(name);
        let mut entries = listing.entries;
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Snapshot { commit, committed_at, entries, gaps })
    }
}

struct Listing<'a> {
    repository: &'a gix::Repository,
    entries: Vec<Entry>,
    missing: Vec<RepoPath>,
    damaged: Vec<RepoPath>,
    too_deep: Vec<RepoPath>,
    cut: bool,
}

impl Listing<'_> {
    /// Lists depth first with a stack of its own; false when the root itself cannot be read.
    fn list(&mut self, root: gix::ObjectId) -> bool {
        let mut folders: Vec<(BString, gix::ObjectId, u64)> = vec![(BString::default(), root, 0)];
        let mut buffer = Vec::new();
        let mut root_read = false;
        while let Some((folder, id, depth)) = folders.pop() {
            if depth > bound::TREE_DEPTH {
                self.too_deep.push(RepoPath::new(folder));
                continue;
            }
            use gix::prelude::FindExt as _;
            let Ok(tree) = Verified(self.repository).find_tree_iter(&id, &mut buffer) else {
                let there = gix::objs::Exists::exists(&self.repository.objects, &id);
                let list = if there { &mut self.damaged } else { &mut self.missing };
                list.push(RepoPath::new(folder));
                continue;
            };
            root_read = true;
            for entry in tree {
                let Ok(entry) = entry else {
                    self.damaged.push(RepoPath::new(folder.clone()));
                    break;
                };
                if self.entries.len() as u64 >= bound::SNAPSHOT_ENTRIES {
                    self.cut = true;
                    return root_read;
                }
                let path = join(&folder, entry.filename);
                match entry.mode.kind() {
                    gix::objs::tree::EntryKind::Tree => folders.push((path, entry.oid.to_owned(), depth + 1)),
                    kind => self.entries.push(Entry {
                        path: RepoPath::new(path),
                        id: Oid(entry.oid.to_owned()),
                        kind: entry_kind(kind),
                    }),
                }
            }
        }
        root_read
    }

    fn gaps(&self, name: &str) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for (kind, paths, detail) in [
            (GapKind::MissingObject, &self.missing, "folders that could not be listed"),
            (GapKind::CorruptObject, &self.damaged, "folders that could not be listed"),
            (GapKind::TooComplex, &self.too_deep, "folders nested too deep"),
        ] {
            if !paths.is_empty() {
                let examples = paths.iter().take(bound::GAP_EXAMPLES as usize).cloned().collect();
                gaps.push(Gap {
                    repository: name.to_owned(),
                    kind,
                    count: paths.len() as u64,
                    examples,
                    detail: detail.to_owned(),
                });
            }
        }
        if self.cut {
            let detail = format!("only the first {} paths were listed", bound::SNAPSHOT_ENTRIES);
            gaps.push(Gap { repository: name.to_owned(), kind: GapKind::Cut, count: 1, examples: Vec::new(), detail });
        }
        gaps
    }
}

fn entry_kind(kind: gix::objs::tree::EntryKind) -> EntryKind {
    match kind {
        gix::objs::tree::EntryKind::Link => EntryKind::Symlink,
        gix::objs::tree::EntryKind::Commit => EntryKind::Submodule,
        _ => EntryKind::File,
    }
}

fn join(folder: &BString, name: &bstr::BStr) -> BString {
    let mut path = folder.clone();
    if !path.is_empty() {
        path.push(b'/');
    }
    path.extend_from_slice(name);
    path
}
