//! Version catalogue of Gradle.

use crate::declare::{Answer, asked, manifest};
use crate::node::Node;
use crate::registry::Spec;
use crate::text::is_plain_version;
use crate::{Declared, DeclaredManifest, toml_text};
use quarterdeck_facts::{DependencyScope, Ecosystem};

pub(crate) const SPEC: Spec = Spec {
    id: "gradle-catalog",
    file_names: "*.versions.toml",
    reads: "Libraries and plugins with versions and lines.",
    answers_to: |place| place.file.ends_with(".versions.toml"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let tree = toml_text::parse(text)?;
    let mut manifest = DeclaredManifest { component: false, ..manifest(Ecosystem::Maven) };
    for (_, node) in tree.entries_of("libraries") {
        let (name, inline) = match node.text().rsplit_once(':') {
            Some((name, version)) if name.contains(':') => (name.to_owned(), version),
            _ if node.get("module").is_some() => (node.text_of("module").to_owned(), ""),
            _ => (format!("{}:{}", node.text_of("group"), node.text_of("name")), ""),
        };
        let version = if inline.is_empty() { version(&tree, node) } else { inline };
        let exact = if is_plain_version(version) { version } else { "" };
        manifest.dependencies.push(asked(name, version, exact, DependencyScope::Unknown, node.line));
    }
    for (_, node) in tree.entries_of("plugins") {
        let (id, inline) = node.text().split_once(':').unwrap_or((node.text_of("id"), ""));
        let version = if inline.is_empty() { version(&tree, node) } else { inline };
        let exact = if is_plain_version(version) { version } else { "" };
        let name = format!("{id}:{id}.gradle.plugin");
        manifest.dependencies.push(asked(name, version, exact, DependencyScope::Development, node.line));
    }
    Ok(Declared::Manifest(manifest))
}

/// `version = "1"`, `version.ref = "x"`, or the richest of strictly, require and prefer.
fn version<'a>(tree: &'a Node, node: &'a Node) -> &'a str {
    let Some(written) = node.get("version") else { return "" };
    let reference = written.text_of("ref");
    let written = if reference.is_empty() { written } else { tree.at(&["versions", reference]).unwrap_or(written) };
    let rich = ["strictly", "require", "prefer"].map(|key| written.text_of(key));
    rich.into_iter().find(|version| !version.is_empty()).unwrap_or_else(|| written.text())
}
