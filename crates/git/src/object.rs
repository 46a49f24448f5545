//! Object ids, and reading one object: present, missing, damaged or too large.

use quarterdeck_base::bound;
use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};

/// The id of an object: 20 bytes (SHA-1) or 32 (SHA-256).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Oid(pub(crate) gix::ObjectId);

impl Oid {
    /// From raw bytes; `None` unless there are 20 or 32.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        gix::ObjectId::try_from(bytes).ok().map(Self)
    }

    /// From hexadecimal text.
    pub fn from_hex(hex: &str) -> Option<Self> {
        gix::ObjectId::from_hex(hex.as_bytes()).ok().map(Self)
    }

    /// The raw bytes.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Display for Oid {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0.to_hex())
    }
}

impl fmt::Debug for Oid {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

/// A map by object id. Ids are hashes already, and nobody can make many that begin alike.
pub type OidMap<T> = HashMap<Oid, T, BuildHasherDefault<OidHasher>>;

/// Takes the first bytes of an id as its hash.
#[derive(Debug, Default, Clone, Copy)]
pub struct OidHasher(u64);

impl Hasher for OidHasher {
    fn write(&mut self, bytes: &[u8]) {
        if let Some(first) = bytes.first_chunk::<8>() {
            self.0 = u64::from_ne_bytes(*first);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Why an object could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ObjectProblem {
    /// It is not in the object store.
    Missing,
    /// It is there and cannot be decoded.
    Corrupt,
    /// It is larger than [`bound::BLOB_BYTES`].
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
    },
}

/// Finds objects, and believes only those whose content has the id that was asked for.
///
/// A file in the object store can hold anything, and facts are kept by object id for later audits: what one repository
/// passes off as a known object must never reach the facts of another.
pub(crate) struct Verified<'a>(pub(crate) &'a gix::Repository);

impl gix::objs::Find for Verified<'_> {
    fn try_find<'b>(&self, id: &gix::oid, buffer: &'b mut Vec<u8>) -> gix::Result<Option<gix::objs::Data<'b>>> {
        let found = gix::objs::Find::try_find(&self.0.objects, id, buffer)?;
        if let Some(data) = &found {
            data.verify_checksum(id)?;
        }
        Ok(found)
    }
}

/// A handle of one thread, with its own caches.
pub struct Reader {
    pub(crate) repository: gix::Repository,
}

impl Reader {
    /// Reads a blob into `buffer`, replacing what it holds.
    pub fn blob(&self, id: &Oid, buffer: &mut Vec<u8>) -> Result<(), ObjectProblem> {
        let bytes = self.blob_size_bytes(id)?;
        if bytes > bound::BLOB_BYTES {
            return Err(ObjectProblem::TooLarge { bytes });
        }
        use gix::prelude::Find as _;
        match Verified(&self.repository).try_find(&id.0, buffer) {
            Ok(Some(data)) if data.kind == gix::objs::Kind::Blob => Ok(()),
            Ok(None) => Err(ObjectProblem::Missing),
            Ok(Some(_)) | Err(_) => Err(ObjectProblem::Corrupt),
        }
    }

    /// True when the object is in the store, damaged or not.
    pub fn has(&self, id: &Oid) -> bool {
        gix::objs::Exists::exists(&self.repository.objects, &id.0)
    }

    /// Size of a blob in bytes, without inflating it.
    pub fn blob_size_bytes(&self, id: &Oid) -> Result<u64, ObjectProblem> {
        match gix::odb::Header::try_header(&self.repository.objects, &id.0) {
            Ok(Some(header)) => Ok(header.size()),
            Ok(None) => Err(ObjectProblem::Missing),
            Err(_) => Err(ObjectProblem::Corrupt),
        }
    }
}
