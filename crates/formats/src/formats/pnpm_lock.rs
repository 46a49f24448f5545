//! `pnpm-lock.yaml` of pnpm, lockfile versions 5 to 9.

use crate::declare::{Answer, lock, locked, scope};
use crate::node::Node;
use crate::registry::Spec;
use crate::{Declared, DeclaredManifest, yaml};
use quarterdeck_facts::{DependencyScope, Ecosystem};
use std::collections::BTreeMap;

pub(crate) const SPEC: Spec = Spec {
    id: "pnpm-lock",
    file_names: "pnpm-lock.yaml",
    reads: "Exact versions, direct ones with their scope (lockfile versions 5 to 9).",
    answers_to: |place| place.is("pnpm-lock.yaml"),
    lossy: false,
    read,
};

const GROUPS: [(&str, bool); 3] = [("dependencies", false), ("optionalDependencies", false), ("devDependencies", true)];

fn read(text: &str) -> Answer {
    let tree = yaml::parse(text)?;
    if tree.get("lockfileVersion").is_none() {
        return Err("no `lockfileVersion`".to_owned());
    }
    // Before workspaces had importers, the groups stood at the top.
    let mut direct: BTreeMap<(String, String), bool> = BTreeMap::new();
    collect_direct(&tree, &mut direct);
    for (_, importer) in tree.entries_of("importers") {
        collect_direct(importer, &mut direct);
    }
    let mut manifest = DeclaredManifest { ..lock(Ecosystem::Npm) };
    for (key, node) in tree.entries_of("packages") {
        let Some((name, version)) = split_key(key) else { continue };
        let asked_for = direct.get(&(name.to_owned(), version.to_owned()));
        let scope = match (asked_for, node.get("dev")) {
            (Some(development), _) => scope(*development),
            (None, Some(flag)) => scope(flag.is_true()),
            (None, None) => DependencyScope::Unknown,
        };
        manifest.dependencies.push(locked(name, version, scope, Some(asked_for.is_some()), node.line));
    }
    Ok(Declared::Manifest(manifest))
}

fn collect_direct(holder: &Node, direct: &mut BTreeMap<(String, String), bool>) {
    for (group, development) in GROUPS {
        for (name, node) in holder.entries_of(group) {
            let written = if node.is_map() { node.text_of("version") } else { node.text() };
            // An alias names the real package in its version.
            let (name, version) = split_key(written).unwrap_or((name.as_str(), without_peers(written)));
            let entry = direct.entry((name.to_owned(), version.to_owned())).or_insert(development);
            *entry = *entry && development;
        }
    }
}

/// `/name/1.2.3_peer` (5), `/name@1.2.3(peer@1)` (6), `name@1.2.3` (9).
fn split_key(key: &str) -> Option<(&str, &str)> {
    let slash_form = key.starts_with('/');
    let key = key.trim_start_matches('/');
    let bare = key.split('(').next().unwrap_or(key);
    let scope_end = if bare.starts_with('@') { bare.find('/')? + 1 } else { 0 };
    let rest = &bare[scope_end..];
    // Whichever comes first parts name and version: peers after a `/` hold an `@` of their own.
    let at = rest.find(if slash_form { &['@', '/'][..] } else { &['@'][..] }).filter(|at| *at > 0)?;
    Some((&bare[..scope_end + at], without_peers(&rest[at + 1..])))
}

/// The version without what it was resolved together with.
fn without_peers(version: &str) -> &str {
    version.split(['(', '_']).next().unwrap_or(version)
}

#[cfg(test)]
mod tests {
    use super::split_key;

    #[test]
    fn keys_of_all_lockfile_versions() {
        for (key, name, version) in [
            ("/lodash/4.17.21", "lodash", "4.17.21"),
            ("/@a/b/1.0.0_react@17.0.0", "@a/b", "1.0.0"),
            ("/@a/b@1.0.0(react@17.0.0)", "@a/b", "1.0.0"),
            ("lodash@4.17.21", "lodash", "4.17.21"),
            ("@a/b@1.0.0", "@a/b", "1.0.0"),
        ] {
            assert_eq!(split_key(key), Some((name, version)), "{key}");
        }
        assert_eq!(split_key("1.0.0"), None);
        assert_eq!(split_key("@a"), None);
    }
}
