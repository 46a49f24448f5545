//! Which documents a repository carries, by the globs in `data/documents.toml`.

use crate::read::FileRead;
use bstr::ByteSlice;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use quarterdeck_facts::{Document, DocumentRole, FileIx, FileKind};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Debug, Deserialize)]
struct Rules {
    roles: BTreeMap<String, Vec<String>>,
}

const ROLES: [DocumentRole; 11] = [
    DocumentRole::Readme,
    DocumentRole::Licence,
    DocumentRole::SecurityPolicy,
    DocumentRole::Changelog,
    DocumentRole::Contributing,
    DocumentRole::CodeOwners,
    DocumentRole::Decision,
    DocumentRole::Architecture,
    DocumentRole::UpdateBot,
    DocumentRole::Linter,
    DocumentRole::DockerIgnore,
];

static MATCHERS: LazyLock<Vec<(DocumentRole, GlobSet)>> = LazyLock::new(|| {
    let rules: Rules =
        toml::from_str(include_str!("../data/documents.toml")).expect("a test reads the committed rules");
    ROLES
        .iter()
        .map(|role| {
            let mut set = GlobSetBuilder::new();
            for pattern in rules.roles.get(role.id()).into_iter().flatten() {
                let glob = GlobBuilder::new(pattern).literal_separator(true).build();
                set.add(glob.expect("a test builds the committed globs"));
            }
            (*role, set.build().expect("a test builds the committed globs"))
        })
        .collect()
});

/// Recognises the documents of one repository; `first` is the position of its first file.
pub(crate) fn documents(files: &[FileRead], first: usize) -> Vec<Document> {
    let mut found = Vec::new();
    for (offset, file) in files.iter().enumerate() {
        if matches!(file.kind.kind, FileKind::Vendored | FileKind::Binary | FileKind::Unread) {
            continue;
        }
        let path = file.entry.path.as_bytes().to_lowercase();
        let path = path.to_str_lossy();
        for (role, globs) in &*MATCHERS {
            if globs.is_match(&*path) && !is_index(*role, &path) {
                found.push(Document { role: *role, file: FileIx::new(first + offset) });
            }
        }
    }
    found.sort_by_key(|document| (document.role, document.file));
    found
}

/// Overviews and templates of a folder of decisions are not decisions.
fn is_index(role: DocumentRole, path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    role == DocumentRole::Decision
        && (name.starts_with("readme") || name.starts_with("index") || name.contains("template"))
}

#[cfg(test)]
mod tests {
    use super::MATCHERS;
    use quarterdeck_facts::DocumentRole;

    #[test]
    fn documents_are_recognised_by_path() {
        for (path, role, expected) in [
            ("readme.md", DocumentRole::Readme, true),
            ("src/readme.md", DocumentRole::Readme, false),
            ("license.txt", DocumentRole::Licence, true),
            (".github/security.md", DocumentRole::SecurityPolicy, true),
            ("docs/adr/0001-use-rust.md", DocumentRole::Decision, true),
            ("renovate.json", DocumentRole::UpdateBot, true),
            ("web/.eslintrc.json", DocumentRole::Linter, true),
        ] {
            let (_, globs) = MATCHERS.iter().find(|(known, _)| *known == role).unwrap();
            assert_eq!(globs.is_match(path), expected, "{path}");
        }
    }
}
