//! A content-addressed store of values in immutable, checksummed files ("segments") of one folder, shared by any
//! number of processes without locks. It can only save work, never fail it: whatever is missing, damaged, foreign or
//! not writable counts as "not there" and is named in [`Store::notes`].
//!
//! The promise: [`Store::get`] answers with the bytes that were put under that key, or with nothing. The reasons:
//!
//! - A segment is written beside its place, synchronised and renamed; it never changes afterwards.
//! - Its name is the start of the hash of its index, and the index holds a checksum of each value. Both are verified:
//!   the index when the segment is opened, a value each time it is read.
//! - A file is removed only after its entries stand in another file, or to keep the folder within its size. Readers
//!   hold their files open, so that a removed one still answers.
//!
//! A store may stand in front of one that several machines share ([`Remote`]): segments travel under their own names and
//! are verified to the last value on arrival, so the promise is the same.

mod care;
mod folder;
mod key;
mod maintain;
mod merge;
mod note;
mod remote;
mod remote_care;
#[cfg(feature = "s3")]
mod s3;
mod segment;
mod share;
mod store;
mod writer;

pub use care::{Census, Pruned, Verified, census, namespaces, prune, verify};
pub use folder::default_root;
pub use key::Key;
pub use note::{Note, NoteKind};
pub use remote::{FolderRemote, Object, Objects, Remote};
pub use remote_care::{RemoteCare, prune_remote, verify_remote};
#[cfg(feature = "s3")]
pub use s3::S3Remote;
pub use share::{ShareLimits, ShareReport};
pub use store::{Info, Options, Store};
pub use writer::Writer;
