//! `poetry.lock` of Python.

use crate::declare::{Answer, lock, locked, scope};
use crate::node::Node;
use crate::registry::Spec;
use crate::{Declared, toml_text};
use quarterdeck_facts::{DependencyScope, Ecosystem};

pub(crate) const SPEC: Spec = Spec {
    id: "poetry-lock",
    file_names: "poetry.lock",
    reads: "Exact versions, with their scope where the file says it; it does not say which ones are direct.",
    answers_to: |place| place.is("poetry.lock"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let tree = toml_text::parse(text)?;
    if tree.get("metadata").is_none() {
        return Err("no `metadata`".to_owned());
    }
    let mut manifest = lock(Ecosystem::PyPi);
    for package in tree.items_of("package") {
        let line = package.get("name").map_or(0, |node| node.line);
        let (name, version) = (package.text_of("name"), package.text_of("version"));
        manifest.dependencies.push(locked(name, version, group_scope(package), None, line));
    }
    Ok(Declared::Manifest(manifest))
}

/// Poetry 1 wrote a category, Poetry 2 writes groups, versions between neither.
fn group_scope(package: &Node) -> DependencyScope {
    let groups = package.items_of("groups");
    match package.text_of("category") {
        "" if groups.is_empty() => DependencyScope::Unknown,
        "" => scope(!groups.iter().any(|group| group.text() == "main")),
        category => scope(category == "dev"),
    }
}
