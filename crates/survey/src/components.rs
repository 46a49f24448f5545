//! Parts of the system: manifests first, then folders. The reason stands on each component.

use crate::read::FileRead;
use bstr::ByteSlice;
use quarterdeck_base::RepoPath;
use quarterdeck_facts::{Component, ComponentIx, ComponentReason, FileKind, RepositoryIx};
use quarterdeck_formats::Declared;
use std::collections::{BTreeMap, BTreeSet};

/// A folder is a component of its own from this share of the code of the part that it is split from.
const MIN_FOLDER_SHARE: f64 = 0.05;
/// A folder that holds more than this share is not a part, it is the whole: its own folders are looked at.
const MAX_FOLDER_SHARE: f64 = 0.80;
/// Fewest files of a component that is a folder.
const MIN_FOLDER_FILES: u32 = 5;
/// Folders of projects that only test.
const TEST_PROJECTS: &[&[u8]] =
    &[b"integration-test", b"integration-tests", b"smoke-test", b"smoke-tests", b"system-test", b"system-tests"];
/// How deep folders are followed.
const MAX_DEPTH: usize = 8;

/// Components of one repository, by path, and the component of each of its files.
pub(crate) fn components(
    repository: RepositoryIx,
    name: &str,
    alone: bool,
    files: &[FileRead],
    first: usize,
) -> (Vec<Component>, Vec<ComponentIx>) {
    let mut roots: BTreeMap<Vec<u8>, ComponentReason> = BTreeMap::from([(Vec::new(), ComponentReason::Root)]);
    for file in files.iter().filter(|file| is_part(file)) {
        roots.insert(file.entry.path.parent().to_vec(), ComponentReason::Manifest);
    }
    for folder in folders(files, &roots) {
        roots.entry(folder).or_insert(ComponentReason::Folder);
    }
    let sizes = sizes(files, &roots);
    // A manifest without code of its own (a workspace root, a tool's settings) is not a part of the system.
    roots.retain(|root, _| root.is_empty() || sizes.get(root).is_some_and(|size| size.0 > 0));
    let kept: Vec<&Vec<u8>> = roots.keys().collect();
    let assigned: Vec<usize> = files.iter().map(|file| nearest(&kept, &file.entry.path)).collect();
    let mut built: Vec<Component> = roots
        .iter()
        .map(|(root, reason)| Component {
            repository,
            path: RepoPath::new(root.clone()),
            name: component_name(name, alone, root),
            reason: *reason,
            files: 0,
            code: 0,
        })
        .collect();
    for (file, &at) in files.iter().zip(&assigned) {
        if is_written(file) {
            built[at].files += 1;
            built[at].code += u64::from(file.text.code);
        }
    }
    name_the_rest(name, &mut built);
    let indexes = assigned.into_iter().map(|at| ComponentIx::new(first + at)).collect();
    (built, indexes)
}

fn is_written(file: &FileRead) -> bool {
    matches!(file.kind.kind, FileKind::Source | FileKind::Test)
}

/// A manifest that makes its folder a part: not one of a fixture, a test or an example.
fn is_part(file: &FileRead) -> bool {
    let declared =
        matches!(&file.declared, Some(Ok(Declared::Manifest(manifest))) if manifest.component && !manifest.lock);
    declared
        && !below_tests(&file.entry.path)
        && matches!(file.kind.kind, FileKind::Source | FileKind::Configuration | FileKind::Data)
}

/// Below a source set of tests (`src/test`, `src/dockerTest`) projects are fixtures, below a folder of test projects they
/// are tests.
fn below_tests(path: &RepoPath) -> bool {
    let segments: Vec<&[u8]> = path.as_bytes().split_str("/").collect();
    let is_project = |segment: &&[u8]| TEST_PROJECTS.contains(segment);
    segments.iter().any(is_project)
        || segments
            .windows(2)
            .any(|pair| pair[0] == b"src" && (pair[1].ends_with(b"Test") || matches!(pair[1], b"test" | b"tests")))
}

fn component_name(repository: &str, alone: bool, root: &[u8]) -> String {
    let path = root.to_str_lossy();
    match (alone, root.is_empty()) {
        (_, true) => repository.to_owned(),
        (true, false) => path.into_owned(),
        (false, false) => format!("{repository}/{path}"),
    }
}

/// What lies at the root beside other components is a rest, unless it holds most of the code: then it is the system.
fn name_the_rest(repository: &str, built: &mut [Component]) {
    let all: u64 = built.iter().map(|component| component.code).sum();
    let Some((root, others)) = built.split_first_mut() else { return };
    let is_taken = others.iter().any(|other| other.name == root.name);
    if !others.is_empty() && (root.code * 2 <= all || is_taken) {
        root.name = format!("{repository} (rest)");
    }
}

/// Files and code lines that people write, by nearest root.
fn sizes(files: &[FileRead], roots: &BTreeMap<Vec<u8>, ComponentReason>) -> BTreeMap<Vec<u8>, (u32, u64)> {
    let kept: Vec<&Vec<u8>> = roots.keys().collect();
    let mut sizes: BTreeMap<Vec<u8>, (u32, u64)> = BTreeMap::new();
    for file in files.iter().filter(|file| is_written(file)) {
        let size = sizes.entry(kept[nearest(&kept, &file.entry.path)].clone()).or_insert((0, 0));
        size.0 += 1;
        size.1 += u64::from(file.text.code);
    }
    sizes
}

/// Position of the longest root that holds the path; roots are sorted and start with the empty one.
fn nearest(roots: &[&Vec<u8>], path: &RepoPath) -> usize {
    let mut folder: &[u8] = path.parent();
    loop {
        if let Ok(at) = roots.binary_search_by(|root| root.as_slice().cmp(folder)) {
            return at;
        }
        folder = folder.rfind_byte(b'/').map_or(b"", |at| &folder[..at]);
    }
}

/// Splits every part that holds more than half of the repository's code by its folders.
fn folders(files: &[FileRead], roots: &BTreeMap<Vec<u8>, ComponentReason>) -> Vec<Vec<u8>> {
    let sizes = sizes(files, roots);
    let all: u64 = sizes.values().map(|size| size.1).sum();
    let mut found = Vec::new();
    for (root, (_, code)) in &sizes {
        if *code * 2 > all && all > 0 {
            split(files, root, roots, &mut found);
        }
    }
    found
}

fn split(files: &[FileRead], root: &[u8], roots: &BTreeMap<Vec<u8>, ComponentReason>, found: &mut Vec<Vec<u8>>) {
    let kept: Vec<&Vec<u8>> = roots.keys().collect();
    let mine: Vec<&FileRead> =
        files.iter().filter(|file| is_written(file) && kept[nearest(&kept, &file.entry.path)] == root).collect();
    let mut wholes: Vec<(Vec<u8>, usize)> = vec![(root.to_vec(), 0)];
    let mut seen = BTreeSet::new();
    while let Some((whole, depth)) = wholes.pop() {
        let mut parts: BTreeMap<Vec<u8>, (u32, u64)> = BTreeMap::new();
        let mut total = 0;
        for file in mine.iter().filter(|file| file.entry.path.is_in(&whole)) {
            total += u64::from(file.text.code);
            if let Some(part) = child_folder(&whole, &file.entry.path) {
                let size = parts.entry(part).or_insert((0, 0));
                size.0 += 1;
                size.1 += u64::from(file.text.code);
            }
        }
        for (part, (count, code)) in parts {
            let share = code as f64 / total.max(1) as f64;
            if share > MAX_FOLDER_SHARE && depth < MAX_DEPTH && seen.insert(part.clone()) {
                wholes.push((part, depth + 1));
            } else if share >= MIN_FOLDER_SHARE && count >= MIN_FOLDER_FILES && !is_layout(&part) {
                found.push(part);
            }
        }
    }
}

/// Folders that say how a part is laid out, not what it is about: a crate is not two parts, `src` and `tests`.
fn is_layout(folder: &[u8]) -> bool {
    let name = folder.rsplit_str("/").next().unwrap_or_default();
    matches!(name, b"src" | b"test" | b"tests" | b"lib" | b"examples" | b"benches" | b"main" | b"java")
}

/// The folder directly below `whole` in which a path lies.
fn child_folder(whole: &[u8], path: &RepoPath) -> Option<Vec<u8>> {
    let start = if whole.is_empty() { 0 } else { whole.len() + 1 };
    let rest = path.as_bytes().get(start..)?;
    let end = rest.find_byte(b'/')?;
    Some(path.as_bytes()[..start + end].to_vec())
}

#[cfg(test)]
mod tests {
    use super::{below_tests, name_the_rest};
    use quarterdeck_base::RepoPath;
    use quarterdeck_facts::{Component, ComponentReason, RepositoryIx};

    #[test]
    fn the_root_is_the_system_when_it_holds_most_of_the_code() {
        for (root_code, other, expected) in [
            (900, Some("assets"), "shop"),
            (100, Some("assets"), "shop (rest)"),
            (900, Some("shop"), "shop (rest)"),
            (0, None, "shop"),
        ] {
            let component = |name: &str, code: u64| Component {
                repository: RepositoryIx::new(0),
                path: RepoPath::from(name),
                name: name.to_owned(),
                reason: ComponentReason::Root,
                files: 1,
                code,
            };
            let mut built = vec![component("shop", root_code)];
            built.extend(other.map(|name| component(name, 100)));
            name_the_rest("shop", &mut built);
            assert_eq!(built[0].name, expected, "{root_code} {other:?}");
        }
    }

    #[test]
    fn projects_of_tests_are_no_parts() {
        for (path, below) in [
            ("smoke-test/flyway/build.gradle", true),
            ("core/src/dockerTest/a/pom.xml", true),
            ("core/smoke/build.gradle", false),
        ] {
            assert_eq!(below_tests(&RepoPath::from(path)), below, "{path}");
        }
    }
}
