//! Which part of the code answers to a name. Two parts of one name answer to none.

use quarterdeck_base::RepoPath;
use quarterdeck_facts::{ComponentIx, DrawnPlace, Facts, FileIx, FileKind, RepositoryIx};
use std::collections::{BTreeMap, BTreeSet};

/// Words that say what a thing is, not which: `Order Service` is `order`.
const GENERIC: &[&str] = &[
    "api",
    "app",
    "application",
    "component",
    "container",
    "core",
    "crate",
    "layer",
    "lib",
    "library",
    "module",
    "package",
    "project",
    "server",
    "service",
    "services",
    "subsystem",
    "system",
];
/// Folders that say how code is laid out, not what it is about.
const LAYOUT: &[&str] = &["src", "lib", "main", "java", "test", "tests", "app", "source", "include", "internal", "pkg"];

/// All names that parts of the code answer to.
pub(super) struct Names {
    components: BTreeMap<String, BTreeSet<ComponentIx>>,
    /// Folders with source files by the name of their last segment, with their depth.
    folders: BTreeMap<String, BTreeSet<(usize, RepositoryIx, RepoPath)>>,
    files: BTreeMap<String, BTreeSet<FileIx>>,
}

impl Names {
    pub(super) fn new(facts: &Facts) -> Self {
        let mut names = Self { components: BTreeMap::new(), folders: BTreeMap::new(), files: BTreeMap::new() };
        for (at, component) in facts.components.iter().enumerate().filter(|(_, component)| component.files > 0) {
            let path = component.path.to_string();
            let last = path.rsplit('/').next().unwrap_or_default().to_owned();
            let root = if path.is_empty() { facts.repositories[component.repository.at()].name.clone() } else { path };
            for name in [last, root] {
                names.component(&name, ComponentIx::new(at));
            }
        }
        for manifest in facts.manifests.iter().filter(|manifest| !manifest.lock) {
            let file = facts.file(manifest.file);
            if facts.component_of(manifest.file).path.as_bytes() == &**file.path.parent() {
                let short = manifest.name.rsplit(['/', ':']).next().unwrap_or_default();
                names.component(short, file.component);
            }
        }
        for (index, file) in facts.files.iter().enumerate().filter(|(_, file)| file.kind == FileKind::Source) {
            names.files.entry(file.path.file_name().to_string()).or_default().insert(FileIx::new(index));
            let mut folder = RepoPath::new(file.path.parent());
            while !folder.as_bytes().is_empty() {
                let depth = folder.as_bytes().split(|byte| *byte == b'/').count();
                let name = letters(&folder.file_name().to_string());
                let parent = RepoPath::new(folder.parent());
                let known = names.folders.entry(name).or_default();
                if !known.insert((depth, file.repository, folder)) {
                    break;
                }
                folder = parent;
            }
        }
        names
    }

    fn component(&mut self, name: &str, component: ComponentIx) {
        let name = letters(name);
        if !name.is_empty() {
            self.components.entry(name).or_default().insert(component);
        }
    }

    /// The one part that a label names.
    pub(super) fn place(&self, label: &str) -> Option<DrawnPlace> {
        if let Some(files) = self.files.get(label.trim()).filter(|files| files.len() == 1 && label.contains('.')) {
            return files.first().map(|file| DrawnPlace::File(*file));
        }
        if label.contains('/') {
            return self.path(label);
        }
        variants(label).into_iter().find_map(|name| self.named(&name))
    }

    fn named(&self, name: &str) -> Option<DrawnPlace> {
        if let Some(components) = self.components.get(name) {
            return components.first().filter(|_| components.len() == 1).map(|one| DrawnPlace::Component(*one));
        }
        if LAYOUT.contains(&name) {
            return None;
        }
        // The folders nearest to the top of a name; one alone answers.
        let mut folders = self.folders.get(name)?.iter();
        let first = folders.next()?;
        let alone = folders.next().is_none_or(|second| second.0 > first.0);
        alone.then(|| DrawnPlace::Folder(first.1, first.2.clone()))
    }

    /// `src/api` or the end of a path.
    fn path(&self, label: &str) -> Option<DrawnPlace> {
        let wanted = label.trim().trim_start_matches("./").trim_matches('/');
        let last = letters(wanted.rsplit('/').next()?);
        let ends = |path: &RepoPath| {
            let path = path.to_string();
            path == wanted || path.strip_suffix(wanted).is_some_and(|head| head.ends_with('/'))
        };
        let mut found = self.folders.get(&last)?.iter().filter(|(_, _, path)| ends(path));
        let first = found.next()?;
        if found.next().is_some() {
            return None;
        }
        Some(DrawnPlace::Folder(first.1, first.2.clone()))
    }
}

/// Letters and digits, lower-cased.
fn letters(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Names that a label may mean, the whole first.
fn variants(label: &str) -> Vec<String> {
    let head = label.split(['(', '[', ':', '<']).next().unwrap_or_default();
    let mut words: Vec<&str> =
        head.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut names = vec![letters(label), words.concat().to_lowercase()];
    while words.len() > 1 {
        let last = words.pop().unwrap_or_default().to_lowercase();
        if !GENERIC.contains(&last.as_str()) {
            break;
        }
        names.push(words.concat().to_lowercase());
    }
    names.retain(|name| name.len() > 1);
    names
}

#[cfg(test)]
mod tests {
    use super::variants;

    #[test]
    fn a_label_means_its_words_without_what_says_only_what_it_is() {
        for (label, names) in [
            ("Order Service", vec!["orderservice", "orderservice", "order"]),
            ("tokio-util", vec!["tokioutil", "tokioutil"]),
            ("API (Rust)", vec!["apirust", "api"]),
            ("Service", vec!["service", "service"]),
            ("x", vec![]),
        ] {
            assert_eq!(variants(label), names, "{label}");
        }
    }
}
