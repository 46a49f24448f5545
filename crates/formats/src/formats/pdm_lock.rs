//! `pdm.lock` of Python.

use crate::declare::{Answer, lock, locked, scope};
use crate::registry::Spec;
use crate::{Declared, toml_text};
use quarterdeck_facts::{DependencyScope, Ecosystem};

pub(crate) const SPEC: Spec = Spec {
    id: "pdm-lock",
    file_names: "pdm.lock",
    reads: "Exact versions with their scope; the file does not say which ones are direct.",
    answers_to: |place| place.is("pdm.lock"),
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
        let groups = package.items_of("groups");
        let runtime = groups.iter().any(|group| group.text() == "default");
        let scope = if groups.is_empty() { DependencyScope::Unknown } else { scope(!runtime) };
        let line = package.get("name").map_or(0, |node| node.line);
        manifest.dependencies.push(locked(package.text_of("name"), package.text_of("version"), scope, None, line));
    }
    Ok(Declared::Manifest(manifest))
}
