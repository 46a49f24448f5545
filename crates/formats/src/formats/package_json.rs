//! `package.json` of npm, Yarn, pnpm and Bun.

use crate::declare::{Answer, asked, manifest, one_line, runtime};
use crate::node::Node;
use crate::registry::Spec;
use crate::{Declared, DeclaredManifest, json, text};
use quarterdeck_facts::{DependencyScope, Ecosystem};

pub(crate) const SPEC: Spec = Spec {
    id: "package-json",
    file_names: "package.json",
    reads: "Name, dependencies by group with their lines, workspaces, the version of Node.js when it is one line of releases.",
    answers_to: |place| place.is("package.json"),
    lossy: false,
    read,
};

/// Groups of dependencies; what peers ask for runs with the package.
pub(crate) const GROUPS: [(&str, DependencyScope); 4] = [
    ("dependencies", DependencyScope::Runtime),
    ("devDependencies", DependencyScope::Development),
    ("peerDependencies", DependencyScope::Runtime),
    ("optionalDependencies", DependencyScope::Runtime),
];

fn read(text: &str) -> Answer {
    let tree = json::parse(text)?;
    if !tree.is_map() {
        return Err("no object at the top".to_owned());
    }
    let mut manifest = DeclaredManifest {
        name: tree.text_of("name").to_owned(),
        licence: tree.text_of("license").to_owned(),
        library: is_library(&tree),
        component: is_component(&tree),
        ..manifest(Ecosystem::Npm)
    };
    let workspaces = tree.get("workspaces");
    let listed = workspaces.and_then(|node| node.get("packages")).or(workspaces);
    manifest.roots =
        listed.map_or(&[][..], Node::items).iter().map(|item| (String::new(), text::folder(item.text()))).collect();
    for (group, scope) in GROUPS {
        for (name, node) in tree.entries_of(group) {
            manifest.dependencies.push(asked(name, node.text(), exact(node.text()), scope, node.line));
        }
    }
    manifest.dependencies.sort_by_key(|dependency| dependency.line);
    for node in [&["engines", "node"], &["volta", "node"]].into_iter().filter_map(|path| tree.at(path)) {
        manifest.runtimes.extend(one_line(node.text()).map(|version| runtime("nodejs", version, node.line)));
    }
    Ok(Declared::Manifest(manifest))
}

/// A requirement that only one version fulfils; empty for any other. npm needs all three numbers for that.
pub(crate) fn exact(requirement: &str) -> &str {
    let version = requirement.trim().trim_start_matches('=').trim();
    let core = version.split(['-', '+']).next().unwrap_or_default();
    let whole = core.split('.').count() == 3;
    if whole && text::is_plain_version(version) { version.strip_prefix('v').unwrap_or(version) } else { "" }
}

/// `npm init` writes a `main` into every application, so that `main` says nothing.
fn is_library(tree: &Node) -> bool {
    const SIGNS: [&str; 7] = ["exports", "module", "types", "typings", "files", "publishConfig", "peerDependencies"];
    let named = !tree.text_of("name").is_empty() && !tree.text_of("version").is_empty();
    named && !tree.flag("private") && SIGNS.iter().any(|sign| tree.get(sign).is_some())
}

/// A file with nothing but development tools or settings does not make its folder a part of the system.
fn is_component(tree: &Node) -> bool {
    const SIGNS: [&str; 10] = [
        "dependencies",
        "peerDependencies",
        "workspaces",
        "exports",
        "module",
        "types",
        "files",
        "bin",
        "browser",
        "main",
    ];
    const SCRIPTS: [&str; 5] = ["build", "start", "dev", "serve", "preview"];
    let scripts = tree.entries_of("scripts");
    SIGNS.iter().any(|sign| tree.get(sign).is_some())
        || scripts.iter().any(|(name, _)| SCRIPTS.iter().any(|script| name.starts_with(script)))
}

#[cfg(test)]
mod tests {
    use super::exact;

    #[test]
    fn only_a_whole_version_is_exact() {
        for (requirement, version) in [
            ("1.2.3", "1.2.3"),
            ("=1.2.3", "1.2.3"),
            ("v1.2.3-rc.1", "1.2.3-rc.1"),
            ("1.2", ""),
            ("^1.2.3", ""),
            ("*", ""),
            ("1.2.x", ""),
        ] {
            assert_eq!(exact(requirement), version, "{requirement}");
        }
    }
}
