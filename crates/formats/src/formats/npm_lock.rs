//! `package-lock.json` and `npm-shrinkwrap.json` of npm, lockfile versions 1 to 3.

use crate::declare::{Answer, lock, locked, scope};
use crate::formats::package_json::GROUPS;
use crate::node::{Node, TREE_NODES};
use crate::registry::Spec;
use crate::{Declared, DeclaredDependency, DeclaredManifest, json};
use quarterdeck_facts::Ecosystem;
use std::collections::BTreeSet;

pub(crate) const SPEC: Spec = Spec {
    id: "npm-lock",
    file_names: "package-lock.json, npm-shrinkwrap.json",
    reads: "Exact versions with their scope and licence (lockfile versions 1 to 3); direct ones where the file lists its packages.",
    answers_to: |place| place.is("package-lock.json") || place.is("npm-shrinkwrap.json"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let tree = json::parse(text)?;
    let mut manifest = DeclaredManifest { name: tree.text_of("name").to_owned(), ..lock(Ecosystem::Npm) };
    if let Some(packages) = tree.get("packages") {
        manifest.dependencies = packages_of(packages.entries());
    } else if let Some(dependencies) = tree.get("dependencies") {
        manifest.dependencies = nested(dependencies.entries());
    } else if tree.get("lockfileVersion").is_none() {
        return Err("neither `packages` nor `dependencies` nor a version".to_owned());
    }
    Ok(Declared::Manifest(manifest))
}

/// Versions 2 and 3: one entry per place in `node_modules`; entries outside are the packages of the workspace.
fn packages_of(entries: &[(String, Node)]) -> Vec<DeclaredDependency> {
    let own = |place: &str| !format!("/{place}").contains("/node_modules/");
    let mut asked_for: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (place, node) in entries.iter().filter(|(place, _)| own(place)) {
        for (group, _) in GROUPS {
            asked_for.extend(node.entries_of(group).iter().map(|(name, _)| (place.as_str(), name.as_str())));
        }
    }
    let all_names: BTreeSet<&str> = asked_for.iter().map(|(_, name)| *name).collect();
    let mut out = Vec::new();
    for (place, node) in entries.iter().filter(|(place, node)| !own(place) && !node.flag("link")) {
        let Some(at) = place.rfind("node_modules/") else { continue };
        let (holder, folder_name) = (place[..at].trim_end_matches('/'), &place[at + "node_modules/".len()..]);
        // The place at the root serves every package of the workspace that has none of its own.
        let direct = if holder.is_empty() {
            all_names.contains(folder_name)
        } else {
            asked_for.contains(&(holder, folder_name))
        };
        let alias = node.text_of("name");
        let name = if alias.is_empty() { folder_name } else { alias };
        let development = node.flag("dev") || node.flag("devOptional");
        let dependency = locked(name, node.text_of("version"), scope(development), Some(direct), node.line);
        let needs = ["dependencies", "optionalDependencies"].iter().flat_map(|group| node.entries_of(group));
        let needs = needs.map(|(name, _)| name.clone()).collect();
        out.push(DeclaredDependency { licence: node.text_of("license").to_owned(), needs, ..dependency });
    }
    out
}

/// Version 1: dependencies nest; the file does not say which ones the package asked for.
fn nested(entries: &[(String, Node)]) -> Vec<DeclaredDependency> {
    let mut out = Vec::new();
    let mut stack: Vec<&(String, Node)> = entries.iter().rev().collect();
    while let Some((name, node)) = stack.pop() {
        if out.len() >= TREE_NODES {
            break;
        }
        out.push(locked(name, node.text_of("version"), scope(node.flag("dev")), None, node.line));
        stack.extend(node.entries_of("dependencies").iter().rev());
    }
    out
}
