//! Identity of a finding across runs.

use std::fmt;

/// 128 bits that stay the same when code moves: made of a check id and an anchor of content, never of paths,
/// line numbers, measured values or secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 16]);

impl Fingerprint {
    /// Hashes the check id and the parts of its anchor, each with its length, so that no two lists of parts collide.
    pub fn new(check_id: &str, anchor: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in std::iter::once(check_id.as_bytes()).chain(anchor.iter().copied()) {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
        Self(bytes)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::Fingerprint;

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(Fingerprint::new("X", &[b"ab", b"c"]), Fingerprint::new("X", &[b"a", b"bc"]));
        assert_eq!(Fingerprint::new("X", &[b"ab"]).to_string().len(), 32);
    }
}
