//! `bun.lock` of Bun: JSON with comments and trailing commas.

use crate::declare::{Answer, lock, locked, scope};
use crate::formats::package_json::GROUPS;
use crate::registry::Spec;
use crate::{Declared, DeclaredManifest, json};
use quarterdeck_facts::{DependencyScope, Ecosystem};
use std::collections::BTreeMap;

pub(crate) const SPEC: Spec = Spec {
    id: "bun-lock",
    file_names: "bun.lock",
    reads: "Exact versions, direct ones with their scope.",
    answers_to: |place| place.is("bun.lock"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let tree = json::parse_relaxed(text)?;
    if tree.get("lockfileVersion").is_none() {
        return Err("no `lockfileVersion`".to_owned());
    }
    let mut direct: BTreeMap<&str, bool> = BTreeMap::new();
    for (_, workspace) in tree.entries_of("workspaces") {
        for (group, group_scope) in GROUPS {
            for (name, _) in workspace.entries_of(group) {
                let development = group_scope == DependencyScope::Development;
                let entry = direct.entry(name).or_insert(development);
                *entry = *entry && development;
            }
        }
    }
    let name = tree.get("workspaces").and_then(|node| node.get("")).map_or("", |root| root.text_of("name"));
    let mut manifest = DeclaredManifest { name: name.to_owned(), ..lock(Ecosystem::Npm) };
    for (key, node) in tree.entries_of("packages") {
        let resolved = node.items().first().map_or("", |item| item.text());
        let Some((name, version)) = resolved.rsplit_once('@').filter(|(name, _)| !name.is_empty()) else { continue };
        if version.contains(':') {
            continue; // workspace:, file:, link:, git: no version of the registry
        }
        let asked_for = direct.get(key.as_str());
        let scope = asked_for.map_or(DependencyScope::Unknown, |development| scope(*development));
        manifest.dependencies.push(locked(name, version, scope, Some(asked_for.is_some()), node.line));
    }
    Ok(Declared::Manifest(manifest))
}
