//! `lerna.json`: folders of a JavaScript workspace.

use crate::declare::{Answer, manifest};
use crate::registry::Spec;
use crate::{Declared, DeclaredManifest, json, text};
use quarterdeck_facts::Ecosystem;

pub(crate) const SPEC: Spec = Spec {
    id: "lerna-json",
    file_names: "lerna.json",
    reads: "Folders of the workspace.",
    answers_to: |place| place.is("lerna.json"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let tree = json::parse(text)?;
    let roots = tree.items_of("packages").iter().map(|item| (String::new(), text::folder(item.text()))).collect();
    Ok(Declared::Manifest(DeclaredManifest { component: false, roots, ..manifest(Ecosystem::Npm) }))
}
