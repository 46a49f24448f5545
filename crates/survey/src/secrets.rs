//! Secrets of each file, as facts without values: what is cached of a blob, and what is said of a file.

use crate::read::FileRead;
use bstr::ByteSlice;
use quarterdeck_base::{Fingerprint, RepoPath, Timestamp, bound};
use quarterdeck_facts::{FileIx, FileKind, SecretClass, SecretFacts};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is kept of one blob.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// Secrets by position, masked.
    pub(crate) found: Vec<One>,
    /// There were more.
    pub(crate) cut: bool,
    /// The blob holds patterns of secrets with their samples.
    samples: bool,
    /// When the first certificate in the blob ends.
    certificate_ends_at: Option<Timestamp>,
}

/// One secret: its rule, line, masked form and fingerprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct One {
    pub(crate) rule: String,
    line: u32,
    pub(crate) masked: String,
    pub(crate) fingerprint: String,
}

/// Most secrets that are kept of one blob.
const MOST: usize = bound::FILE_SECRETS as usize;

/// What others wrote holds the keys of their tests, and opens nothing of this system.
pub(crate) fn is_looked_at(kind: FileKind) -> bool {
    !matches!(kind, FileKind::Vendored | FileKind::Binary | FileKind::Unread | FileKind::Pointer)
}

/// The secrets in a blob, without their values.
pub(crate) fn kept(bytes: &[u8]) -> Kept {
    let certificate_ends_at = quarterdeck_secrets::certificate_end(bytes);
    Kept { certificate_ends_at, ..of(quarterdeck_secrets::scan(bytes, MOST), bytes) }
}

/// The secrets in an earlier version of a file; those that only their name calls one are left out.
pub(crate) fn kept_of_past(bytes: &[u8], plain: &mut impl quarterdeck_secrets::PlainLines) -> Kept {
    let mut found = quarterdeck_secrets::scan_lines(bytes, MOST, plain);
    found.matches.retain(|one| one.class != SecretClass::Generic);
    of(found, bytes)
}

fn of(found: quarterdeck_secrets::Found, bytes: &[u8]) -> Kept {
    let one = |one: quarterdeck_secrets::Match| One {
        rule: one.rule.to_owned(),
        line: one.line,
        masked: one.masked,
        fingerprint: one.fingerprint.to_string(),
    };
    let samples = !found.matches.is_empty() && quarterdeck_secrets::holds_patterns(bytes);
    // Of the past nobody asks for the end of a certificate.
    Kept { found: found.matches.into_iter().map(one).collect(), cut: found.cut, samples, certificate_ends_at: None }
}

/// The secrets of one repository, by (file, line, rule); `first` is the position of its first file.
pub(crate) fn secrets(files: &[FileRead], first: usize) -> Vec<SecretFacts> {
    let mut facts = Vec::new();
    let mut certificates: BTreeMap<(&[u8], Vec<u8>), Timestamp> = BTreeMap::new();
    for file in files {
        if let Some(ends_at) = file.secrets.certificate_ends_at {
            // Of two, the one that holds longer.
            let known = certificates.entry(pair(&file.entry.path)).or_insert(ends_at);
            *known = (*known).max(ends_at);
        }
    }
    // Others than those looked at hold none; a file that is set aside later does no more either.
    for (offset, file) in files.iter().enumerate().filter(|(_, file)| is_looked_at(file.kind.kind)) {
        for one in &file.secrets.found {
            let Some(rule) = quarterdeck_secrets::all().find(|rule| rule.id == one.rule) else { continue };
            let class = rule.class;
            facts.push(SecretFacts {
                file: FileIx::new(first + offset),
                line: one.line,
                rule: &rule.id,
                provider: &rule.provider,
                class,
                masked: one.masked.clone(),
                fingerprint: identity(class, &one.fingerprint, file.entry.path.as_bytes()),
                certificate_ends_at: (class == SecretClass::PrivateKey)
                    .then(|| certificates.get(&pair(&file.entry.path)).copied())
                    .flatten(),
                is_sample: file.secrets.samples,
            });
        }
    }
    facts.sort();
    facts
}

/// What a key and its certificate have in common: the folder, and the name without its ending and the words for either
/// (`server.key` and `server.crt`, `key.pem` and `cert.pem`).
fn pair(path: &RepoPath) -> (&[u8], Vec<u8>) {
    const WORDS: [&[u8]; 8] =
        [b"key", b"private", b"privkey", b"cert", b"certificate", b"crt", b"public", b"fullchain"];
    let name = path.file_name().to_ascii_lowercase();
    let stem = name.rfind_byte(b'.').map_or(name.as_slice(), |dot| &name[..dot]);
    let words = stem.split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !WORDS.contains(word));
    (path.parent(), words.collect::<Vec<_>>().join(&b'.'))
}

/// A text of the repository that is printed, without the secrets in it.
pub(crate) fn hidden(text: &str) -> String {
    String::from_utf8_lossy(&quarterdeck_secrets::redact(text.as_bytes())).into_owned()
}

/// A guessable value is told from others by its line, and so by its file as well.
pub(crate) fn identity(class: SecretClass, fingerprint: &str, path: &[u8]) -> String {
    if class.is_guessable() {
        Fingerprint::new("secret", &[fingerprint.as_bytes(), path]).to_string()
    } else {
        fingerprint.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{identity, kept, pair};
    use quarterdeck_base::RepoPath;
    use quarterdeck_facts::SecretClass;

    #[test]
    fn what_is_cached_holds_no_value() {
        let token = ["glpat-", "Qx7T2mZp9LkVn4RdYw8H"].concat();
        let kept = kept(format!("a: 1\ntoken: {token}\n").as_bytes());
        assert_eq!((kept.found[0].rule.as_str(), kept.found[0].line), ("gitlab-token", 2));
        let stored = postcard::to_stdvec(&kept).expect("because it is plain data");
        assert!(!stored.windows(8).any(|part| token.as_bytes()[4..].starts_with(part)));
        assert!(!String::from_utf8_lossy(&stored).contains(&token[8..]));
    }

    #[test]
    fn a_key_and_its_certificate_share_a_name() {
        for (key, certificate, are_pair) in [
            ("cert/server.key", "cert/server.crt", true),
            ("tls/key.pem", "tls/cert.pem", true),
            ("tls/shop-key.pem", "tls/shop-cert.pem", true),
            ("tls/shop.pem", "tls/shop.pem", true),
            ("tls/shop.key", "tls/other.crt", false),
            ("tls/shop.key", "old/shop.crt", false),
            ("tls/key.pem", "tls/ca-cert.pem", false),
        ] {
            let (key, certificate) = (RepoPath::from(key), RepoPath::from(certificate));
            assert_eq!(pair(&key) == pair(&certificate), are_pair, "{key} {certificate}");
        }
    }

    #[test]
    fn guessable_values_are_told_by_their_file() {
        for (class, same) in [(SecretClass::Token, true), (SecretClass::Password, false), (SecretClass::Generic, false)]
        {
            assert_eq!(identity(class, "f", b"a.yml") == identity(class, "f", b"b.yml"), same, "{class:?}");
        }
    }
}
