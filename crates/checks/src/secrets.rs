//! What the two checks of secrets share: where a secret does no harm by its place, how bad each class is, how it is told.

use quarterdeck_base::RepoPath;
use quarterdeck_facts::{FileKind, SecretClass};
use quarterdeck_findings::{Confidence, Severity};

/// Words in a path that tell of tests and examples.
#[rustfmt::skip]
const ASIDE: [&str; 29] = [
    "bench", "benches", "benchmark", "benchmarks", "demo", "demos", "doc", "docs", "dummy", "e2e",
    "example", "examples", "fake", "fixture", "fixtures", "fuzz", "mock", "mocks", "playground", "sample",
    "samples", "snakeoil", "spec", "specs", "stub", "stubs", "tutorial", "tutorials", "unittest",
];

/// Words in the name of a file that others are meant to copy and fill in.
const TO_FILL_IN: [&str; 5] = ["default", "dist", "skel", "template", "tmpl"];

/// Words in the path of a key that protects the connection of a developer with his own machine.
const OWN_MACHINE: [&str; 7] = ["dev", "development", "docker", "local", "localhost", "selfsigned", "vagrant"];

/// Words that end like `test` and tell of none.
const NO_TESTS: [&str; 6] = ["attest", "contest", "fastest", "greatest", "latest", "protest"];

/// True when a secret at this place opens nothing as a rule: made for tests, documents and examples.
pub(crate) fn is_aside(path: &RepoPath, kind: Option<FileKind>, class: SecretClass) -> bool {
    if matches!(kind, Some(FileKind::Test | FileKind::Documentation)) {
        return true;
    }
    let lower = path.as_bytes().to_ascii_lowercase();
    let name = path.file_name().to_ascii_lowercase();
    let is_prose = [&b".md"[..], b".mdx", b".rst", b".adoc"].iter().any(|end| name.ends_with(end));
    // `t/`: where Perl, and some others, keep their tests.
    is_prose
        || lower.starts_with(b"t/")
        || words(&lower).any(|word| is_test_word(word) || holds(&ASIDE, word))
        || words(&name).any(|word| holds(&TO_FILL_IN, word))
        || (class == SecretClass::PrivateKey && words(&lower).any(|word| holds(&OWN_MACHINE, word)))
}

fn is_test_word(word: &[u8]) -> bool {
    let ends = word.ends_with(b"test") || word.ends_with(b"tests");
    word.starts_with(b"test") || (ends && !holds(&NO_TESTS, word))
}

/// Words in a path that tell of tests, beside those with `test` in them.
const TESTS: [&str; 8] = ["e2e", "fixture", "fixtures", "mock", "mocks", "spec", "specs", "stubs"];

/// True for a private key that tests read: it was made for them, and what it opens is made by them as well.
pub(crate) fn is_key_of_tests(path: &RepoPath, kind: FileKind, class: SecretClass) -> bool {
    let lower = path.as_bytes().to_ascii_lowercase();
    let in_tests = || kind == FileKind::Test || lower.starts_with(b"t/");
    class == SecretClass::PrivateKey
        && (in_tests() || words(&lower).any(|word| is_test_word(word) || holds(&TESTS, word)))
}

fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

fn holds(list: &[&str], word: &[u8]) -> bool {
    list.iter().any(|one| one.as_bytes() == word)
}

/// True when a secret of tests and examples is told: made-up passwords there are the rule.
pub(crate) fn is_told_aside(class: SecretClass) -> bool {
    matches!(class, SecretClass::CloudKey | SecretClass::PrivateKey | SecretClass::Token)
}

/// How bad a secret of this class is where the system lives.
pub(crate) fn severity(class: SecretClass) -> Severity {
    match class {
        SecretClass::CloudKey => Severity::Critical,
        SecretClass::PrivateKey | SecretClass::Token | SecretClass::Password => Severity::High,
        SecretClass::SigningKey | SecretClass::Generic => Severity::Medium,
        SecretClass::RestrictedKey => Severity::Low,
    }
}

/// How sure it is that the text is such a secret; whether it still opens anything cannot be seen from here.
pub(crate) fn confidence(class: SecretClass) -> Confidence {
    match class {
        SecretClass::PrivateKey => Confidence::High,
        SecretClass::Generic => Confidence::Low,
        _ => Confidence::Medium,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_aside, is_key_of_tests};
    use quarterdeck_base::RepoPath;
    use quarterdeck_facts::FileKind::{Configuration, Documentation, Source, Test};
    use quarterdeck_facts::SecretClass::{CloudKey, PrivateKey};

    #[test]
    fn keys_that_tests_read() {
        for (path, kind, class, expected) in [
            ("scrape/testdata/client.key", Configuration, PrivateKey, true),
            ("src/pay_check.py", Test, PrivateKey, true),
            ("spec/fixtures/a.pem", Configuration, PrivateKey, true),
            ("src/pay_check.py", Test, CloudKey, false),
            ("docs/a.pem", Documentation, PrivateKey, false),
            ("examples/latest/a.pem", Configuration, PrivateKey, false),
        ] {
            assert_eq!(is_key_of_tests(&RepoPath::from(path), kind, class), expected, "{path}");
        }
    }

    #[test]
    fn places_where_secrets_open_nothing() {
        for (path, kind, class, aside) in [
            ("src/pay.py", Source, CloudKey, false),
            ("src/pay_check.py", Test, CloudKey, true),
            ("docs/pay.md", Documentation, CloudKey, true),
            ("tls/README.md", Source, PrivateKey, true),
            ("config/.env.example", Configuration, CloudKey, true),
            ("settings.php.dist", Configuration, CloudKey, true),
            (".env.dev", Configuration, CloudKey, false),
            ("certs/localhost.key", Configuration, PrivateKey, true),
            ("certs/shop.key", Configuration, PrivateKey, false),
            ("caddytest/a.key", Configuration, PrivateKey, true),
            ("latest/a.key", Configuration, PrivateKey, false),
            ("t/unit/keys.py", Source, PrivateKey, true),
            ("smoke-tests/a.key", Configuration, PrivateKey, true),
            ("templates/a.key", Configuration, PrivateKey, false),
        ] {
            assert_eq!(is_aside(&RepoPath::from(path), Some(kind), class), aside, "{path}");
        }
    }
}
