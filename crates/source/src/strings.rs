//! What the strings of a file name: files of SQL, and the address at which a program tells whether it is healthy.

use crate::CodeFacts;
use std::collections::BTreeSet;

/// Most names of files of SQL that a file keeps.
const SQL_FILES: usize = 100;

/// Last parts of addresses that tell whether a program is healthy.
const HEALTH: [&str; 14] = [
    "health",
    "health-check",
    "health_check",
    "healthcheck",
    "healthy",
    "healthz",
    "live",
    "liveness",
    "livez",
    "ping",
    "ready",
    "readiness",
    "readyz",
    "startupz",
];

/// Parts of an address that stand alone for health only below one of these: `/health/live`, `/-/ready`.
const VAGUE: [&str; 3] = ["live", "ping", "ready"];
const ABOVE_VAGUE: [&str; 3] = ["-", "health", "healthz"];

/// Most parts of such an address.
const PARTS: usize = 4;

/// What a walk over the leaves of a file sees of it.
#[derive(Default)]
pub(crate) struct Strings {
    sql_files: BTreeSet<String>,
    serves_health: bool,
}

impl Strings {
    /// A leaf, trimmed.
    pub(crate) fn read(&mut self, text: &[u8]) {
        if self.sql_files.len() < SQL_FILES {
            self.sql_files.extend(sql_file(text));
        }
        self.serves_health |= is_of_health(text);
    }

    /// Fills what is told of them.
    pub(crate) fn tell(self, facts: &mut CodeFacts) {
        facts.sql_files = self.sql_files.into_iter().collect();
        facts.serves_health = self.serves_health;
    }
}

/// The file of SQL whose path a string is, without its folders.
fn sql_file(text: &[u8]) -> Option<String> {
    let path = text.trim_ascii().strip_suffix(b"\"").or_else(|| text.strip_suffix(b"'")).unwrap_or(text);
    if !path.ends_with(b".sql") {
        return None;
    }
    let name = path.rsplit(|byte| matches!(byte, b'/' | b'\\' | b'"' | b'\'' | b' ')).next().unwrap_or_default();
    (name.len() > 4 && name.len() <= 200).then(|| String::from_utf8_lossy(name).into_owned())
}

/// True for an address that tells whether a program is healthy: `/healthz`, `^health/$`.
fn is_of_health(text: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(text) else { return false };
    let text = text.trim_matches(['"', '\'', '`', '^', '$']);
    if !(text.starts_with('/') || text.ends_with('/')) {
        return false;
    }
    let parts: Vec<&str> = text.trim_matches('/').split('/').collect();
    let [.., last] = parts.as_slice() else { return false };
    let is_plain = |part: &&str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    let above = parts.len().checked_sub(2).and_then(|at| parts.get(at));
    let is_clear = !VAGUE.contains(last) || above.is_some_and(|above| ABOVE_VAGUE.contains(above));
    parts.len() <= PARTS && parts.iter().all(is_plain) && HEALTH.contains(last) && is_clear
}
