//! `yarn.lock` of Yarn 1 and of Yarn 2 and later ("berry").

use crate::declare::{Answer, lock, locked};
use crate::registry::Spec;
use crate::{Declared, DeclaredDependency, DeclaredManifest, text, yaml};
use quarterdeck_facts::{DependencyScope, Ecosystem};
use std::collections::BTreeSet;

pub(crate) const SPEC: Spec = Spec {
    id: "yarn-lock",
    file_names: "yarn.lock",
    reads: "Exact versions; direct ones where the file lists its workspaces (Yarn 2 and later).",
    answers_to: |place| place.is("yarn.lock"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let berry = text.contains("__metadata:");
    if !berry && !text.trim().is_empty() && !text.contains("yarn lockfile") && !text.contains("  version ") {
        return Err("neither of the two forms of this lock file".to_owned());
    }
    let dependencies = if berry { read_berry(text)? } else { read_classic(text) };
    Ok(Declared::Manifest(DeclaredManifest { dependencies, ..lock(Ecosystem::Npm) }))
}

/// Yarn 1: a header `name@range, name@range:` and an indented `version "1.2.3"`.
fn read_classic(text: &str) -> Vec<DeclaredDependency> {
    let mut out = Vec::new();
    let mut header: Option<(&str, u32)> = None;
    for (number, line) in text::numbered(text) {
        if !line.starts_with([' ', '#']) && line.ends_with(':') {
            let first = line.trim_end_matches(':').split(", ").next().unwrap_or_default();
            header = Some((name_of(first.trim_matches('"')), number));
        } else if let (Some((name, number)), Some(version)) = (header, line.strip_prefix("  version ")) {
            out.push(locked(name, version.trim().trim_matches('"'), DependencyScope::Unknown, None, number));
            header = None;
        }
    }
    out
}

/// Berry: YAML; workspaces are entries with `@workspace:` and name what they ask for.
fn read_berry(text: &str) -> Result<Vec<DeclaredDependency>, String> {
    let tree = yaml::parse(text)?;
    let entries = tree.entries();
    let mut asked_for: BTreeSet<String> = BTreeSet::new();
    for (_, node) in entries.iter().filter(|(key, _)| key.contains("@workspace:")) {
        for (name, range) in node.entries_of("dependencies") {
            let range = range.text();
            asked_for.insert(format!("{name}@{range}"));
            asked_for.insert(format!("{name}@npm:{range}"));
        }
    }
    let outside = entries.iter().filter(|(key, _)| key != "__metadata" && !key.contains("@workspace:"));
    let dependencies = outside.map(|(key, node)| {
        let direct = key.split(", ").any(|descriptor| asked_for.contains(descriptor));
        let resolution = node.text_of("resolution");
        let name = if resolution.is_empty() { name_of(key) } else { name_of(resolution) };
        locked(name, node.text_of("version"), DependencyScope::Unknown, Some(direct), node.line)
    });
    Ok(dependencies.collect())
}

/// `@scope/name@range` to `@scope/name`; with `alias@npm:name@range` the real name.
fn name_of(descriptor: &str) -> &str {
    let at = descriptor.get(1..).and_then(|rest| rest.find('@')).map(|at| at + 1);
    let Some(at) = at else { return descriptor };
    match descriptor[at + 1..].strip_prefix("npm:") {
        Some(real) if real.get(1..).is_some_and(|rest| rest.contains('@')) => name_of(real),
        _ => &descriptor[..at],
    }
}
