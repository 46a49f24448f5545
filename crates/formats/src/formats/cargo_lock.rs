//! `Cargo.lock` of Rust.

use crate::declare::{Answer, lock, locked};
use crate::node::Node;
use crate::registry::Spec;
use crate::{Declared, toml_text};
use quarterdeck_facts::{DependencyScope, Ecosystem};
use std::collections::BTreeSet;

pub(crate) const SPEC: Spec = Spec {
    id: "cargo-lock",
    file_names: "Cargo.lock",
    reads: "Exact versions of packages from outside; those that a package of the workspace names are direct.",
    answers_to: |place| place.is("Cargo.lock"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let tree = toml_text::parse(text)?;
    let packages = tree.items_of("package");
    if packages.is_empty() && tree.get("version").is_none() {
        return Err("neither `package` nor `version`".to_owned());
    }
    let own = |package: &&Node| package.get("source").is_none();
    // `name`, `name version` or `name version (source)`, as much as makes it unique.
    let mut asked_for: BTreeSet<(&str, &str)> = BTreeSet::new();
    for item in packages.iter().filter(own).flat_map(|package| package.items_of("dependencies")) {
        let mut words = item.text().split(' ');
        asked_for.insert((words.next().unwrap_or_default(), words.next().unwrap_or_default()));
    }
    let mut manifest = lock(Ecosystem::Cargo);
    for package in packages.iter().filter(|package| !own(package)) {
        let (name, version) = (package.text_of("name"), package.text_of("version"));
        let direct = asked_for.contains(&(name, "")) || asked_for.contains(&(name, version));
        let line = package.get("name").map_or(0, |node| node.line);
        manifest.dependencies.push(locked(name, version, DependencyScope::Unknown, Some(direct), line));
    }
    Ok(Declared::Manifest(manifest))
}
