//! `pnpm-workspace.yaml`: folders and version catalogues of a JavaScript workspace.

use crate::declare::{Answer, manifest};
use crate::registry::Spec;
use crate::{Declared, DeclaredManifest, text, yaml};
use quarterdeck_facts::Ecosystem;

pub(crate) const SPEC: Spec = Spec {
    id: "pnpm-workspace",
    file_names: "pnpm-workspace.yaml",
    reads: "Folders of the workspace; those with `!` in front are left out.",
    answers_to: |place| place.is("pnpm-workspace.yaml"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let tree = yaml::parse(text)?;
    let folders = tree.items_of("packages").iter().filter(|item| !item.text().starts_with('!'));
    let roots = folders.map(|item| (String::new(), text::folder(item.text()))).collect();
    Ok(Declared::Manifest(DeclaredManifest { component: false, roots, ..manifest(Ecosystem::Npm) }))
}
