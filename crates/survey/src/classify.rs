//! What a commit is: fix, revert, feature, by the words in `data/commits.toml`.

use bstr::ByteSlice;
use quarterdeck_base::bound;
use quarterdeck_facts::CommitKind;
use serde::Deserialize;
use std::sync::LazyLock;

/// The rule as data.
#[derive(Debug, Deserialize)]
struct Rules {
    fix: FixRule,
    revert: RevertRule,
    feature: FeatureRule,
}

#[derive(Debug, Deserialize)]
struct FixRule {
    prefixes: Vec<String>,
    words: Vec<String>,
    not_with: Vec<String>,
    trailers: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct RevertRule {
    prefixes: Vec<String>,
    bodies: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct FeatureRule {
    prefixes: Vec<String>,
    first_words: Vec<String>,
}

static RULES: LazyLock<Rules> =
    LazyLock::new(|| toml::from_str(include_str!("../data/commits.toml")).expect("a test reads the committed rules"));

/// The first line of a message, trimmed, lossy.
pub(crate) fn subject(message: &[u8]) -> String {
    message
        .lines()
        .map(|line| line.trim())
        .find(|line| !line.is_empty())
        .unwrap_or_default()
        .to_str_lossy()
        .into_owned()
}

/// Classifies one commit. `files` is the number of changed files when known.
pub(crate) fn classify(message: &[u8], parents: usize, files: Option<u32>) -> CommitKind {
    let rules = &*RULES;
    let subject = subject(message).to_lowercase();
    let prefix = subject.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let words: Vec<&str> = subject.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |list: &[String]| words.iter().any(|word| list.iter().any(|listed| listed == word));
    let body = message.to_lowercase();
    let is = |list: &[String], word: &str| list.iter().any(|listed| listed == word);
    let revert = is(&rules.revert.prefixes, prefix) || rules.revert.bodies.iter().any(|text| body.contains_str(text));
    let trailer = body
        .lines()
        .skip(1)
        .any(|line| rules.fix.trailers.iter().any(|start| line.trim().starts_with(start.as_bytes())));
    // `fix: x` is said on purpose; `fix typo in test` is not a fix of behaviour.
    let conventional = |list: &[String]| is(list, prefix) && subject[prefix.len()..].starts_with([':', '(', '/', '!']);
    let fix = !revert
        && (conventional(&rules.fix.prefixes) || ((has(&rules.fix.words) || trailer) && !has(&rules.fix.not_with)));
    let feature = !revert
        && !fix
        && (conventional(&rules.feature.prefixes)
            || words.first().is_some_and(|word| is(&rules.feature.first_words, word)));
    CommitKind {
        merge: parents > 1,
        fix,
        revert,
        feature,
        bulk: files.is_some_and(|files| u64::from(files) > bound::COUPLING_COMMIT_FILES),
    }
}

#[cfg(test)]
mod tests {
    use super::classify;

    #[test]
    fn subjects_are_told_apart() {
        for (message, answer) in [
            ("Fix crash when the list is empty", "fix"),
            ("fix(api): return 404", "fix"),
            ("Fix typo in comment", ""),
            ("Fix formatting", ""),
            ("Polish\n\nFixes #123", "fix"),
            ("Add shipment tracking", "feature"),
            ("feat: tracking", "feature"),
            ("Address review", ""),
            ("Revert \"Add shipment tracking\"", "revert"),
            ("Undo\n\nThis reverts commit abc", "revert"),
            ("Prefix all names", ""),
            ("Update prefix", ""),
        ] {
            let kind = classify(message.as_bytes(), 1, Some(1));
            let said = match (kind.fix, kind.feature, kind.revert) {
                (true, false, false) => "fix",
                (false, true, false) => "feature",
                (false, false, true) => "revert",
                (false, false, false) => "",
                _ => "several",
            };
            assert_eq!(said, answer, "{message}");
        }
    }

    #[test]
    fn a_hostile_message_is_only_text() {
        assert!(classify(b"\xff\xfe\0 fix \n\n", 3, None).merge);
        assert!(!classify(b"", 1, Some(31)).fix);
        assert!(classify(b"", 1, Some(31)).bulk);
    }
}
