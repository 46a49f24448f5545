//! Typed facts over the byte cache: what is stored under which key, and when a stored value is not believed.

use quarterdeck_cache::{Key, Store, Writer};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Facts of earlier runs, and those of this one on their way to disk.
pub(crate) struct FactCache<'a> {
    store: Option<&'a Store>,
    writer: Option<Writer<'a>>,
}

impl<'a> FactCache<'a> {
    /// Without a store nothing is found and nothing is kept.
    pub(crate) fn new(store: Option<&'a Store>) -> Self {
        Self { store, writer: store.map(Store::writer) }
    }

    /// The key of a fact: extractor, its version, and what it is a pure function of.
    pub(crate) fn key(extractor: &str, version: u32, parts: &[&[u8]]) -> Key {
        let version = version.to_le_bytes();
        let mut all: Vec<&[u8]> = vec![extractor.as_bytes(), &version];
        all.extend_from_slice(parts);
        Key::new(&all)
    }

    /// The stored fact; `None` when there is none or it does not decode.
    pub(crate) fn get<T: DeserializeOwned>(&self, key: &Key) -> Option<T> {
        postcard::from_bytes(&self.store?.get(key)?).ok()
    }

    /// True when there is a store to ask.
    pub(crate) fn is_open(&self) -> bool {
        self.store.is_some()
    }

    /// True when a fact stands under the key. Its value is not read.
    pub(crate) fn has(&self, key: &Key) -> bool {
        self.store.is_some_and(|store| store.contains(key))
    }

    /// Keeps a fact that is not larger than `most_bytes`.
    pub(crate) fn put_bounded<T: Serialize>(&self, key: Key, fact: &T, most_bytes: usize) {
        if let Some(writer) = &self.writer
            && let Ok(bytes) = postcard::to_stdvec(fact)
            && bytes.len() <= most_bytes
        {
            writer.put(key, &bytes);
        }
    }

    /// Keeps a fact for later runs. Never fails: a full disk costs time, not truth.
    pub(crate) fn put<T: Serialize>(&self, key: Key, fact: &T) {
        if let Some(writer) = &self.writer
            && let Ok(bytes) = postcard::to_stdvec(fact)
        {
            writer.put(key, &bytes);
        }
    }

    /// Writes what is left.
    pub(crate) fn finish(self) {
        if let Some(writer) = self.writer {
            writer.finish();
        }
    }
}
