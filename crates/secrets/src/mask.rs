//! What may be seen of a secret: where it stands, how long it is, and of a long one the first four characters.

use crate::scan::spans;
use bstr::ByteSlice;
use quarterdeck_base::{Fingerprint, SecretClass};
use std::ops::Range;

/// From this length on four characters tell nothing that could be guessed further.
const LONG_CHARS: usize = 16;
/// Characters that stay readable.
const SHOWN_CHARS: usize = 4;
/// Key of the hashes: they serve to tell whether two secrets are the same, in this product alone.
const CONTEXT: &str = "quarterdeck 2026 fingerprint of secrets v1";

/// The first characters and the length; of what a person chose, the length alone.
pub(crate) fn masked(class: SecretClass, secret: &[u8]) -> String {
    let length = secret.len();
    // The text of a key starts with line ends, written out in source code.
    let secret = secret.trim_ascii_start();
    let secret = [&b"\\r"[..], b"\\n"]
        .iter()
        .fold(secret, |rest, end| rest.strip_prefix(*end).unwrap_or(rest))
        .trim_ascii_start();
    let start = secret.get(..SHOWN_CHARS).filter(|_| length >= LONG_CHARS && !class.is_guessable());
    match start.and_then(|start| start.to_str().ok()) {
        Some(start) if start.bytes().all(|byte| byte.is_ascii_graphic()) => format!("{start}…({length})"),
        _ => format!("…({length})"),
    }
}

/// Tells whether two secrets are the same. Values that a person may have chosen could be guessed from their hash: of these,
/// the line is hashed in which they stand, without them.
pub(crate) fn fingerprint(class: SecretClass, secret: &[u8], line: &[u8]) -> Fingerprint {
    let key = blake3::derive_key(CONTEXT, b"");
    let shape = line.replace(secret, "");
    let hashed = if class.is_guessable() { shape.as_slice() } else { secret };
    Fingerprint::new("secret", &[blake3::keyed_hash(&key, hashed).as_bytes()])
}

/// The bytes with every secret in them replaced: its first characters as far as they may be seen, then `…`. White space
/// stays, so that lines keep their numbers and a text keeps the form that its reader asks for.
pub fn redact(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut from = 0;
    for Range { start, end } in spans(bytes) {
        out.extend_from_slice(&bytes[from..start]);
        let secret = &bytes[start..end];
        let shown = secret.get(..SHOWN_CHARS).filter(|_| secret.len() >= LONG_CHARS);
        let shown = shown.filter(|shown| shown.iter().all(u8::is_ascii_alphanumeric)).unwrap_or_default();
        out.extend_from_slice(shown);
        out.extend_from_slice("…".as_bytes());
        out.extend(secret.iter().filter(|byte| byte.is_ascii_whitespace()));
        from = end;
    }
    out.extend_from_slice(&bytes[from..]);
    out
}
