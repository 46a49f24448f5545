//! `Pipfile.lock` of Python.

use crate::declare::{Answer, lock, locked, scope};
use crate::python::exact;
use crate::registry::Spec;
use crate::{Declared, json};
use quarterdeck_facts::Ecosystem;

pub(crate) const SPEC: Spec = Spec {
    id: "pipfile-lock",
    file_names: "Pipfile.lock",
    reads: "Exact versions with their scope; the file does not say which ones are direct.",
    answers_to: |place| place.is("Pipfile.lock"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let tree = json::parse(text)?;
    if tree.get("_meta").is_none() {
        return Err("no `_meta`".to_owned());
    }
    let mut manifest = lock(Ecosystem::PyPi);
    for (group, table) in tree.entries().iter().filter(|(group, _)| group != "_meta") {
        for (name, node) in table.entries() {
            let version = exact(node.text_of("version"));
            manifest.dependencies.push(locked(name, version, scope(group != "default"), None, node.line));
        }
    }
    Ok(Declared::Manifest(manifest))
}
