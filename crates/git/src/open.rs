//! Opening a repository without believing it.

use crate::Reader;
use bstr::{BStr, ByteSlice};
use quarterdeck_base::{Gap, GapKind};
use std::path::{Path, PathBuf};

/// Why a path is not a repository that can be audited. Each text says what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is nothing at the path.
    #[error("{path} does not exist. Give the path of a git repository or a git URL.")]
    NoSuchPath {
        /// As given.
        path: String,
    },
    /// No repository at the path or above it.
    #[error(
        "{path} is not a git repository (no .git there or in a folder above). Run `git init` there, or give another path."
    )]
    NotARepository {
        /// As given.
        path: String,
    },
    /// It looks like a repository and cannot be opened.
    #[error("{path} looks like a git repository and cannot be opened: {reason}")]
    Unreadable {
        /// As given.
        path: String,
        /// First cause.
        reason: String,
    },
}

/// A repository, shared by threads; a copy shares what was opened.
#[derive(Clone)]
pub struct Repository {
    shared: gix::ThreadSafeRepository,
}

/// Objects cache of one thread while trees are compared, in bytes: neighbours in history share most of their trees.
const TREE_CACHE_BYTES: usize = 32 * 1024 * 1024;
/// Delta bases cache of one thread while blobs are read, in bytes.
const PACK_CACHE_BYTES: usize = 96 * 1024 * 1024;

impl Repository {
    /// Opens a working copy, a bare repository, a linked worktree, or the repository that a folder lies in.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let shown = || path.display().to_string();
        if std::fs::symlink_metadata(path).is_err() {
            return Err(OpenError::NoSuchPath { path: shown() });
        }
        let root = repository_root(path).ok_or_else(|| OpenError::NotARepository { path: shown() })?;
        let options = gix::open::Options::isolated().strict_config(false).lossy_config(true);
        let unreadable = |reason: String| OpenError::Unreadable { path: shown(), reason };
        let repository = options.open(&root).map(|shared| Self { shared });
        let repository = repository.map_err(|error| unreadable(first_cause(&error)))?;
        let refs = repository.thread_local().config_snapshot().string("extensions.refStorage");
        if refs.is_some_and(|format| format != "files") {
            let remedy = "run `git refs migrate --ref-format=files`, or clone it with --ref-format=files";
            return Err(unreadable(format!("its refs are not stored as files; {remedy}.")));
        }
        Ok(repository)
    }

    /// A handle for one thread that compares trees.
    pub fn tree_reader(&self) -> Reader {
        let mut repository = self.thread_local();
        repository.object_cache_size(TREE_CACHE_BYTES);
        Reader { repository }
    }

    /// A handle for one thread that reads blobs.
    pub fn blob_reader(&self) -> Reader {
        let mut repository = self.thread_local();
        repository
            .objects
            .set_pack_cache(|| Box::new(gix::odb::pack::cache::lru::MemoryCappedHashmap::new(PACK_CACHE_BYTES)));
        repository.objects.prevent_pack_unload();
        Reader { repository }
    }

    /// Name of the repository from a network `origin`: the last segment of its URL without `.git`. `None` without such
    /// an origin, so that no folder of this machine names anything.
    pub fn origin_name(&self) -> Option<String> {
        let repository = self.thread_local();
        let url = repository.config_snapshot().string("remote.origin.url")?;
        network_name(url.as_ref())
    }

    /// True when the clone was made without all objects (`--filter`): missing objects are then expected.
    pub fn is_partial(&self) -> bool {
        let repository = self.thread_local();
        let snapshot = repository.config_snapshot();
        snapshot.string("extensions.partialClone").is_some()
            || snapshot.string("remote.origin.partialclonefilter").is_some()
            || snapshot.boolean("remote.origin.promisor").unwrap_or(false)
    }

    /// True when history is cut at a shallow boundary.
    pub fn is_shallow(&self) -> bool {
        self.thread_local().is_shallow().unwrap_or(false)
    }

    /// What is peculiar about the clone itself: replacement refs, grafts, alternates.
    pub fn gaps(&self, name: &str) -> Vec<Gap> {
        let repository = self.thread_local();
        let mut gaps = Vec::new();
        let replacements = repository.objects.store_ref().replacements().count() as u64;
        let grafts = u64::from(repository.common_dir().join("info/grafts").is_file());
        let alternates = repository.objects.store_ref().alternate_db_paths().map_or(0, |paths| paths.len() as u64);
        for (kind, count) in
            [(GapKind::RewrittenHistory, replacements + grafts), (GapKind::BorrowedObjects, alternates)]
        {
            if count > 0 {
                gaps.push(Gap {
                    repository: name.to_owned(),
                    kind,
                    count,
                    examples: Vec::new(),
                    detail: String::new(),
                });
            }
        }
        gaps
    }

    pub(crate) fn thread_local(&self) -> gix::Repository {
        let mut repository = self.shared.to_thread_local();
        // Hostile history: an object is what its id says, nothing else.
        repository.objects.ignore_replacements = true;
        // A missing object stays missing: looking again at every miss makes damaged clones slow.
        repository.objects.refresh_never();
        repository
    }
}

/// The folder that holds `.git`, or is a git directory itself, at `path` or above it.
fn repository_root(path: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(path).ok()?;
    absolute.ancestors().find(|folder| is_repository(folder)).map(Path::to_path_buf)
}

fn is_repository(folder: &Path) -> bool {
    let is_git_dir = |dir: &Path| {
        dir.join("HEAD").symlink_metadata().is_ok() && (dir.join("objects").is_dir() || dir.join("commondir").is_file())
    };
    let dot_git = folder.join(".git");
    is_git_dir(folder) || is_git_dir(&dot_git) || dot_git.is_file()
}

/// Last segment of a network URL; `None` for local paths.
fn network_name(url: &BStr) -> Option<String> {
    let url = url.to_str().ok()?;
    let path = match url.split_once("://") {
        Some(("http" | "https" | "ssh" | "git", rest)) => rest.split_once('/')?.1,
        Some(_) => return None,
        // scp-like: host:path, where the host has no slash.
        None => url.split_once(':').filter(|(host, _)| !host.contains('/') && host.len() > 1)?.1,
    };
    let segment = path.trim_end_matches('/').rsplit('/').next()?;
    let name = segment.strip_suffix(".git").unwrap_or(segment);
    let clean: String =
        name.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.')).take(100).collect();
    (!clean.is_empty() && clean.chars().any(char::is_alphanumeric)).then_some(clean)
}

/// The innermost cause that says something (more than one word), in one line without control characters.
fn first_cause(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |cause| cause.source());
    let lines = causes.map(|cause| cause.to_string().lines().next().unwrap_or_default().to_owned());
    let telling = lines.filter(|line| line.contains(' ')).last().unwrap_or_else(|| "unknown reason".to_owned());
    telling.chars().filter(|c| !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::network_name;

    #[test]
    fn only_network_origins_name_a_system() {
        for (url, name) in [
            ("https://example.org/acme/shop.git", Some("shop")),
            ("https://user:secret@example.org/acme/shop/", Some("shop")),
            ("git@example.org:acme/erp.git", Some("erp")),
            ("ssh://git@example.org:2222/acme/erp", Some("erp")),
            ("/home/ann/shop", None),
            ("../shop", None),
            ("file:///srv/shop.git", None),
            ("C:/shop", None),
            ("https://example.org/..", None),
        ] {
            assert_eq!(network_name(url.into()).as_deref(), name, "{url}");
        }
    }
}
