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
    sweep: SweepRule,
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

#[derive(Debug, Deserialize)]
struct SweepRule {
    words: Vec<String>,
    phrases: Vec<String>,
}

static RULES: LazyLock<Rules> =
    LazyLock::new(|| toml::from_str(include_str!("../data/commits.toml")).expect("a test reads the committed rules"));

/// The first line of a message, trimmed, lossy.
pub(crate) fn subject(message: &[u8]) -> String {
    subject_line(message).to_str_lossy().into_owned()
}

/// The first line that says something.
pub(crate) fn subject_line(message: &[u8]) -> &[u8] {
    message.lines().map(|line| line.trim()).find(|line| !line.is_empty()).unwrap_or_default()
}

/// True when a message names an issue or a request: `#12`, `GH-12`, `ABC-123`, a link to one. What the repository itself
/// defines under such a name is none.
pub(crate) fn names_issue(message: &[u8], is_defined: &dyn Fn(&str) -> bool) -> bool {
    let text = message.to_str_lossy();
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ',' | ';' | ':' | '.'));
    let defined = |word: &str| is_defined(word.trim_end_matches(|c: char| !c.is_ascii_digit()));
    words.into_iter().any(|word| is_issue(word) && !defined(word))
}

/// The name that a document defines: `SEC-32` of `docs/checks/SEC-32.md`, which is then no key of a tracker. What tells of
/// changes is named after the keys themselves.
pub(crate) fn defined_name(path: &[u8]) -> Option<String> {
    let text = path.to_str().ok()?;
    let (folders, name) = text.rsplit_once('/').unwrap_or(("", text));
    let (stem, ending) = name.split_once('.')?;
    let of_changes = ["change", "news", "release"].iter().any(|part| folders.to_ascii_lowercase().contains(part));
    let document = matches!(ending, "md" | "adoc" | "rst" | "html");
    (document && !of_changes && is_issue(stem)).then(|| stem.to_owned())
}

/// Words before a hyphen and a number that are no project of a tracker.
const NOT_PROJECTS: [&str; 14] =
    ["UTF", "SHA", "ISO", "RFC", "CVE", "CWE", "HTTP", "TLS", "AES", "RSA", "ES", "IE", "MD", "GHSA"];

fn is_issue(word: &str) -> bool {
    if ["/issues/", "/pull/", "/merge_requests/", "/browse/"].iter().any(|part| word.contains(part)) {
        return true;
    }
    let starts_with_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    if let Some((before, number)) = word.split_once(['#', '!']) {
        return starts_with_number(number) && (before.is_empty() || before.contains('/') || before == "gh");
    }
    let Some((project, number)) = word.split_once('-') else { return false };
    let number = number.trim_end_matches(|c: char| !c.is_ascii_digit());
    let keyed = project.len() >= 2
        && project.starts_with(|c: char| c.is_ascii_uppercase())
        && project.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
        && !NOT_PROJECTS.contains(&project);
    !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
        // Trackers count from 1 and write no zeros in front: `TEA-01` is the name of something else.
        && !number.starts_with('0')
        && (keyed || project.eq_ignore_ascii_case("gh"))
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

/// True when the subject names a linter, a formatter or what these mend.
pub(crate) fn is_sweep(message: &[u8]) -> bool {
    let rule = &RULES.sweep;
    let subject = subject(message).to_lowercase();
    let mut words = subject.split(|c: char| !c.is_alphanumeric());
    words.any(|word| rule.words.iter().any(|listed| listed == word))
        || rule.phrases.iter().any(|phrase| subject.contains(phrase.as_str()))
}

#[cfg(test)]
mod tests {
    use super::{classify, defined_name, is_sweep, names_issue};

    #[test]
    fn sweeps_name_their_tool_or_what_it_mends() {
        for (message, expected) in [
            ("chore: fix emptyStringTest issues from gocritic (#18226)", true),
            ("golangci-lint: enable whitespace linter (#13905)", true),
            ("Fix typos", true),
            ("Apply PHP-CS-Fixer", true),
            ("Run Prettier\n\nOver all pages", true),
            ("Add a date format\n\nThe linter agrees", false),
            ("Revise prices", false),
            ("Split orders", false),
        ] {
            assert_eq!(is_sweep(message.as_bytes()), expected, "{message}");
        }
    }

    #[test]
    fn issues_are_named_in_the_ways_of_trackers() {
        for (message, names) in [
            ("Round prices (#123)", true),
            ("Round prices\n\nCloses gh-123", true),
            ("SHOP-42: round prices", true),
            ("[SHOP-42] round prices", true),
            ("Round prices\n\nSee https://example.org/acme/shop/issues/4", true),
            ("Merge branch 'x' into 'main'\n\nSee merge request acme/shop!12", true),
            ("Read UTF-8", false),
            ("Mend TEA-01", false),
            ("Mend SEC-32's words", false),
            ("Mend SEC-32, see SHOP-42", true),
            ("Fix CVE-2024-1234", false),
            ("Bump lodash from 4.17.20 to 4.17.21", false),
            ("Change colour to #fff", false),
            ("Round prices", false),
        ] {
            assert_eq!(names_issue(message.as_bytes(), &|key| key == "SEC-32"), names, "{message}");
        }
    }

    #[test]
    fn documents_define_names() {
        for (path, name) in [
            ("docs/checks/SEC-32.md", Some("SEC-32")),
            ("changelog.d/SHOP-32.md", None),
            ("tests/SHOP-32.py", None),
            ("docs/checks/README.md", None),
        ] {
            assert_eq!(defined_name(path.as_bytes()).as_deref(), name, "{path}");
        }
    }

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
