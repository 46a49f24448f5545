//! `uv.lock` of Python.

use crate::declare::{Answer, lock, locked, scope};
use crate::node::Node;
use crate::registry::Spec;
use crate::{Declared, DeclaredManifest, toml_text};
use quarterdeck_facts::{DependencyScope, Ecosystem};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) const SPEC: Spec = Spec {
    id: "uv-lock",
    file_names: "uv.lock",
    reads: "Exact versions, which ones are direct, and scope by what reaches them.",
    answers_to: |place| place.is("uv.lock"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let tree = toml_text::parse(text)?;
    if tree.get("version").is_none() {
        return Err("no `version`".to_owned());
    }
    let packages = tree.items_of("package");
    let (mut runtime, mut development) = (BTreeSet::new(), BTreeSet::new());
    for package in packages.iter().filter(|package| is_own(package)) {
        runtime.extend(names(package.items_of("dependencies")));
        for (_, list) in package.entries_of("optional-dependencies") {
            runtime.extend(names(list.items()));
        }
        for group in ["dev-dependencies", "dependency-groups"] {
            for (_, list) in package.entries_of(group) {
                development.extend(names(list.items()));
            }
        }
    }
    let (needed, reached) = (reach(packages, &runtime), reach(packages, &development));
    let own_name = packages.iter().find(|package| is_own(package)).map_or("", |package| package.text_of("name"));
    let mut manifest = DeclaredManifest { name: own_name.to_owned(), ..lock(Ecosystem::PyPi) };
    for package in packages.iter().filter(|package| !is_own(package)) {
        let (name, version) = (package.text_of("name"), package.text_of("version"));
        let direct = runtime.contains(name) || development.contains(name);
        let scope = match (needed.contains(name), reached.contains(name)) {
            (false, false) => DependencyScope::Unknown,
            (needed, _) => scope(!needed),
        };
        let line = package.get("name").map_or(0, |node| node.line);
        manifest.dependencies.push(locked(name, version, scope, Some(direct), line));
    }
    Ok(Declared::Manifest(manifest))
}

/// A package of this repository, by its source.
fn is_own(package: &Node) -> bool {
    let source = |key: &str| package.at(&["source", key]).is_some();
    source("editable") || source("virtual") || source("directory")
}

fn names(list: &[Node]) -> impl Iterator<Item = &str> {
    list.iter().map(|item| item.text_of("name"))
}

/// Names that can be reached from some names, extras included.
fn reach<'a>(packages: &'a [Node], from: &BTreeSet<&'a str>) -> BTreeSet<&'a str> {
    let mut edges: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in packages.iter().filter(|package| !is_own(package)) {
        let entry = edges.entry(package.text_of("name")).or_default();
        entry.extend(names(package.items_of("dependencies")));
        for (_, list) in package.entries_of("optional-dependencies") {
            entry.extend(names(list.items()));
        }
    }
    let (mut reached, mut stack) = (from.clone(), from.iter().copied().collect::<Vec<_>>());
    while let Some(name) = stack.pop() {
        for next in edges.remove(name).unwrap_or_default() {
            if reached.insert(next) {
                stack.push(next);
            }
        }
    }
    reached
}
