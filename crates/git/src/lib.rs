//! A repository as a snapshot (path to blob) and a history (commit to changes). The only room that knows gix.
//!
//! Repositories are hostile: only objects, refs, the shallow list and two configuration values (object format, URL of
//! `origin`) are read. No hook, filter, submodule, worktree, include or external program of theirs is honoured;
//! replacement refs and grafts are reported and ignored.

mod changes;
mod clone;
mod commit;
mod history;
mod identity;
mod locate;
mod object;
mod open;
mod packs;
mod paths;
mod snapshot;

pub use changes::{Change, ChangeKind, DiffState};
pub use clone::{CloneError, Cloner, RemoteUrl};
pub use history::{CommitRecord, History};
pub use identity::Mailmap;
pub use locate::Packs;
pub use object::{ObjectProblem, Oid, OidHasher, OidMap, Reader};
pub use open::{OpenError, Repository};
pub use packs::BlobContent;
pub use snapshot::{Entry, EntryKind, Snapshot, SnapshotError};
