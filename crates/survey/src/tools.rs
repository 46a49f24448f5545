//! Files that developers start by hand, as the scripts of a manifest say: no code of the product.

use crate::assemble::Surveyed;
use quarterdeck_base::RepoPath;
use quarterdeck_facts::{Facts, FileFacts, FileKind};
use quarterdeck_formats::Declared;

/// A folder with more than one in so many lines of the source is no tool beside the product.
const ONE_IN: u64 = 20;

/// Marks the files of folders that scripts for developers start and that no source outside of them imports.
pub(crate) fn mark(facts: &mut Facts, surveyed: &[Surveyed<'_>]) {
    let mut first = 0;
    for one in surveyed {
        let folders: Vec<RepoPath> = one
            .files
            .iter()
            .filter_map(|read| match &read.declared {
                Some(Ok(Declared::Manifest(manifest))) => Some((read.entry.path.parent(), &manifest.tool_folders)),
                _ => None,
            })
            .flat_map(|(parent, folders)| folders.iter().map(move |folder| below(parent, folder)))
            .collect();
        let files = first..first + one.files.len();
        first = files.end;
        for folder in folders {
            if is_apart(facts, files.clone(), &folder) {
                let within = |file: &&mut FileFacts| file.path.is_in(folder.as_bytes());
                facts.files[files.clone()].iter_mut().filter(within).for_each(|file| file.by_hand = true);
            }
        }
    }
}

fn below(parent: &[u8], folder: &str) -> RepoPath {
    let between: &[u8] = if parent.is_empty() { b"" } else { b"/" };
    RepoPath::new([parent, between, folder.as_bytes()].concat())
}

/// True for a small part of the source that no other source imports.
fn is_apart(facts: &Facts, files: std::ops::Range<usize>, folder: &RepoPath) -> bool {
    let is_in = |file: &FileFacts| file.path.is_in(folder.as_bytes());
    let source = || facts.files[files.clone()].iter().filter(|file| file.kind == FileKind::Source);
    let lines: u64 = source().filter(|file| is_in(file)).map(|file| u64::from(file.code)).sum();
    let all: u64 = source().map(|file| u64::from(file.code)).sum();
    let enters = |edge: &&quarterdeck_facts::ImportEdge| {
        let (from, to) = (facts.file(edge.from), facts.file(edge.to));
        files.contains(&edge.to.at()) && is_in(to) && !is_in(from) && from.kind == FileKind::Source
    };
    lines * ONE_IN < all && !facts.imports.edges.iter().any(|edge| enters(&edge))
}

#[cfg(test)]
mod tests {
    use crate::year_ago::tests::facts_of;
    use quarterdeck_testkit::Recipe;

    #[test]
    fn what_only_developers_start_runs_by_hand() {
        let package = r#"{"scripts": {"check": "tsx check/run.ts"}, "devDependencies": {"tsx": "1"}}"#;
        let large = "export const a = 1\n".repeat(100);
        for (manifest, app, tool, expected) in [
            ("package.json", large.clone(), "export const b = 1\n", true),
            ("web/package.json", large.clone(), "export const b = 1\n", true),
            // The product imports it; it is a large part of the source.
            ("package.json", format!("import {{ b }} from './check/run'\n{large}"), "export const b = 1\n", false),
            ("package.json", "export const a = 1\n".to_owned(), "export const b = 1\n", false),
        ] {
            let folder = manifest.trim_end_matches("package.json");
            let repository = Recipe::new()
                .commit("start", |c| {
                    c.write(manifest, package)
                        .write(format!("{folder}app.ts"), &app)
                        .write(format!("{folder}check/run.ts"), tool)
                })
                .build();
            let facts = facts_of(&repository, "2024-06-01");
            let by_hand: Vec<String> =
                facts.files.iter().filter(|file| file.by_hand).map(|file| file.path.to_string()).collect();
            let run = format!("{folder}check/run.ts");
            assert_eq!(by_hand, if expected { vec![run] } else { Vec::new() }, "{manifest} {}", app.len());
        }
    }
}
