//! `Cargo.toml` of Rust.

use crate::declare::{Answer, asked, manifest};
use crate::node::Node;
use crate::registry::Spec;
use crate::{Declared, DeclaredDependency, DeclaredManifest, text, toml_text};
use quarterdeck_facts::{DependencyScope, Ecosystem};

pub(crate) const SPEC: Spec = Spec {
    id: "cargo-toml",
    file_names: "Cargo.toml",
    reads: "Name, dependencies by group with their lines, members of the workspace.",
    answers_to: |place| place.is("Cargo.toml"),
    lossy: false,
    read,
};

const GROUPS: [(&str, DependencyScope); 3] = [
    ("dependencies", DependencyScope::Runtime),
    ("dev-dependencies", DependencyScope::Development),
    ("build-dependencies", DependencyScope::Development),
];

fn read(text: &str) -> Answer {
    let tree = toml_text::parse(text)?;
    let package = tree.get("package").or_else(|| tree.get("project"));
    let workspace = tree.get("workspace");
    if package.is_none() && workspace.is_none() {
        return Err("neither `package` nor `workspace`".to_owned());
    }
    let mut manifest = DeclaredManifest {
        name: package.map_or("", |package| package.text_of("name")).to_owned(),
        library: package.is_some_and(is_library),
        component: package.is_some(),
        ..manifest(Ecosystem::Cargo)
    };
    let members = workspace.map_or(&[][..], |workspace| workspace.items_of("members"));
    manifest.roots = members.iter().map(|item| (String::new(), text::folder(item.text()))).collect();
    add_groups(&mut manifest, &tree);
    for (_, target) in tree.entries_of("target") {
        add_groups(&mut manifest, target);
    }
    if let Some(workspace) = workspace {
        add_table(&mut manifest, workspace.entries_of("dependencies"), DependencyScope::Unknown);
    }
    manifest.dependencies.sort_by_key(|dependency| dependency.line);
    Ok(Declared::Manifest(manifest))
}

fn add_groups(manifest: &mut DeclaredManifest, holder: &Node) {
    for (group, scope) in GROUPS {
        let spelled_with_underscore = group.replace('-', "_");
        add_table(manifest, holder.entries_of(group), scope);
        if spelled_with_underscore != group {
            add_table(manifest, holder.entries_of(&spelled_with_underscore), scope);
        }
    }
}

fn add_table(manifest: &mut DeclaredManifest, table: &[(String, Node)], scope: DependencyScope) {
    for (key, node) in table {
        let requirement = if node.is_map() { node.text_of("version") } else { node.text() };
        let renamed = node.text_of("package");
        let name = if renamed.is_empty() { key.as_str() } else { renamed };
        // Cargo takes a bare version as a range; only `=` asks for one version.
        let version = requirement.strip_prefix('=').map(str::trim).filter(|version| version.split('.').count() >= 3);
        let is_inherited = node.text_of("workspace") == "true";
        let alias = if is_inherited || !renamed.is_empty() { key.clone() } else { String::new() };
        let dependency = asked(name, requirement, version.unwrap_or_default(), scope, node.line);
        manifest.dependencies.push(DeclaredDependency { alias, ..dependency });
    }
}

/// crates.io takes only packages with a description and a licence.
fn is_library(package: &Node) -> bool {
    let published = package.get("publish").is_none_or(|publish| publish.text() != "false");
    let licensed = package.get("license").is_some() || package.get("license-file").is_some();
    published && licensed && package.get("description").is_some()
}
