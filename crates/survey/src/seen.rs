//! Objects of this clone that an earlier run read and proved whole. A pack never changes under its name, so what was
//! proved of it stays proved while the pack is the same file; without this, every run inflates and hashes every file
//! again before it believes a cached fact about it.
//!
//! Kept in the store of this machine, never in one that is shared: it is about a clone, not about content.

use crate::fact_cache::FactCache;
use quarterdeck_cache::Key;
use quarterdeck_git::{Oid, Packs, Repository};

const VERSION: u32 = 1;

pub(crate) struct Seen<'a> {
    packs: Packs,
    /// The identity of each pack, shortened.
    identities: Vec<Key>,
    local: &'a FactCache<'a>,
}

impl<'a> Seen<'a> {
    pub(crate) fn new(repository: &Repository, local: &'a FactCache<'a>) -> Self {
        let packs = repository.packs();
        let identities = (0..packs.len()).map(|pack| Key::new(&[packs.identity(pack)])).collect();
        Self { packs, identities, local }
    }

    /// True when the object was proved whole in the pack that holds it.
    pub(crate) fn has(&self, id: &Oid) -> bool {
        self.key(id).is_some_and(|key| self.local.has(&key))
    }

    /// Remembers an object that was read and proved whole just now. A loose one is not remembered: its file can change.
    pub(crate) fn add(&self, id: &Oid) {
        if let Some(key) = self.key(id) {
            self.local.put(key, &());
        }
    }

    fn key(&self, id: &Oid) -> Option<Key> {
        let (pack, _) = self.packs.locate(id)?;
        Some(FactCache::key("seen", VERSION, &[self.identities[pack].as_bytes(), id.as_bytes()]))
    }

    /// Sorts objects so that neighbours in a pack are read one after the other; loose and missing ones come last.
    pub(crate) fn position(&self, id: &Oid) -> (usize, u64) {
        self.packs.locate(id).unwrap_or((usize::MAX, 0))
    }

    /// Identities of all packs, shortened.
    pub(crate) fn identities(&self) -> &[Key] {
        &self.identities
    }

    /// The pack that holds an object.
    pub(crate) fn pack_of(&self, id: &Oid) -> Option<usize> {
        Some(self.packs.locate(id)?.0)
    }
}
