//! `pyproject.toml`: PEP 621, dependency groups (PEP 735), Poetry, and the older groups of PDM and uv.

use crate::declare::{Answer, asked, manifest, one_line, runtime, scope};
use crate::node::{Node, Value};
use crate::python::{exact_or_plain, is_development, requirement};
use crate::registry::Spec;
use crate::{Declared, DeclaredManifest, text, toml_text};
use quarterdeck_facts::{DependencyScope, Ecosystem};

pub(crate) const SPEC: Spec = Spec {
    id: "pyproject-toml",
    file_names: "pyproject.toml",
    reads: "Name, dependencies by group with their lines (PEP 621, PEP 735, Poetry, PDM, uv), source roots, workspaces.",
    answers_to: |place| place.is("pyproject.toml"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let tree = toml_text::parse(text)?;
    let (project, poetry) = (tree.get("project"), tree.at(&["tool", "poetry"]));
    let name = [project, poetry].into_iter().flatten().map(|table| table.text_of("name")).find(|name| !name.is_empty());
    let mut manifest = DeclaredManifest {
        name: name.unwrap_or_default().to_owned(),
        library: is_library(&tree),
        component: project.is_some() || poetry.is_some(),
        roots: roots(&tree),
        ..manifest(Ecosystem::PyPi)
    };
    if let Some(project) = project {
        add_list(&mut manifest, project.items_of("dependencies"), DependencyScope::Runtime);
        for (group, list) in project.entries_of("optional-dependencies") {
            add_list(&mut manifest, list.items(), scope(is_development(group)));
        }
    }
    // Groups are never part of the published package: the standard keeps them for development.
    for (_, list) in tree.entries_of("dependency-groups") {
        add_list(&mut manifest, list.items(), DependencyScope::Development);
    }
    for (_, list) in tree.at(&["tool", "pdm", "dev-dependencies"]).map_or(&[][..], Node::entries) {
        add_list(&mut manifest, list.items(), DependencyScope::Development);
    }
    let uv = tree.at(&["tool", "uv", "dev-dependencies"]);
    add_list(&mut manifest, uv.map_or(&[][..], Node::items), DependencyScope::Development);
    if let Some(poetry) = poetry {
        add_poetry(&mut manifest, poetry);
    }
    manifest.dependencies.sort_by_key(|dependency| dependency.line);
    let python = project.and_then(|table| table.get("requires-python"));
    if let Some(node) = python.or_else(|| poetry.and_then(|table| table.at(&["dependencies", "python"]))) {
        let version = one_line(node.text()).filter(|_| !is_open(node.text()));
        manifest.runtimes.extend(version.map(|version| runtime("python", version, node.line)));
    }
    Ok(Declared::Manifest(manifest))
}

/// `^3.8` and `~=3.8` allow any later 3.
fn is_open(requirement: &str) -> bool {
    let requirement = requirement.trim();
    requirement.starts_with('^') || (requirement.starts_with("~=") && requirement.matches('.').count() < 2)
}

fn add_list(manifest: &mut DeclaredManifest, list: &[Node], scope: DependencyScope) {
    manifest.dependencies.extend(list.iter().filter_map(|item| requirement(item.text(), scope, item.line)));
}

fn add_poetry(manifest: &mut DeclaredManifest, poetry: &Node) {
    add_table(manifest, poetry.entries_of("dependencies"), DependencyScope::Runtime);
    add_table(manifest, poetry.entries_of("dev-dependencies"), DependencyScope::Development);
    for (group, table) in poetry.entries_of("group") {
        add_table(manifest, table.entries_of("dependencies"), scope(group != "main"));
    }
}

fn add_table(manifest: &mut DeclaredManifest, table: &[(String, Node)], scope: DependencyScope) {
    for (name, node) in table.iter().filter(|(name, _)| name != "python") {
        let first = match &node.value {
            Value::List(items) => items.first().unwrap_or(node),
            _ => node,
        };
        let requirement = if first.is_map() { first.text_of("version") } else { first.text() };
        // Unlike pip's, a bare version of Poetry means exactly this one.
        manifest.dependencies.push(asked(name, requirement, exact_or_plain(requirement), scope, node.line));
    }
}

/// A package with a build system that describes itself to an index; `Private ::` keeps it from there.
fn is_library(tree: &Node) -> bool {
    let described = [tree.get("project"), tree.at(&["tool", "poetry"])].into_iter().flatten().any(|table| {
        let classifiers = table.items_of("classifiers");
        !classifiers.is_empty() && !classifiers.iter().any(|item| item.text().starts_with("Private ::"))
    });
    described && tree.get("build-system").is_some()
}

fn roots(tree: &Node) -> Vec<(String, String)> {
    let unnamed = |item: &Node| (String::new(), text::folder(item.text()));
    let mut roots = Vec::new();
    for package in tree.at(&["tool", "poetry", "packages"]).map_or(&[][..], Node::items) {
        let from = package.text_of("from");
        if !from.is_empty() {
            roots.push((String::new(), text::folder(from)));
        }
    }
    for path in [&["tool", "setuptools", "packages", "find", "where"][..], &["tool", "uv", "workspace", "members"]] {
        roots.extend(tree.at(path).map_or(&[][..], Node::items).iter().map(unnamed));
    }
    for (prefix, folder) in tree.at(&["tool", "setuptools", "package-dir"]).map_or(&[][..], Node::entries) {
        roots.push((prefix.clone(), text::folder(folder.text())));
    }
    for package in tree.at(&["tool", "hatch", "build", "targets", "wheel", "packages"]).map_or(&[][..], Node::items) {
        let folder = text::folder(package.text());
        let parent = folder.rsplit_once('/').map_or("", |(parent, _)| parent).to_owned();
        roots.push((String::new(), parent));
    }
    roots.sort();
    roots.dedup();
    roots
}
