//! `packages.lock.json` of NuGet.

use crate::declare::{Answer, lock, locked};
use crate::registry::Spec;
use crate::{Declared, json};
use quarterdeck_facts::{DependencyScope, Ecosystem};
use std::collections::BTreeMap;

pub(crate) const SPEC: Spec = Spec {
    id: "dotnet-lock",
    file_names: "packages.lock.json",
    reads: "Exact versions and which ones are direct, once per version over all target frameworks.",
    answers_to: |place| place.file.eq_ignore_ascii_case("packages.lock.json"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let tree = json::parse(text)?;
    let Some(frameworks) = tree.get("dependencies") else { return Err("no `dependencies`".to_owned()) };
    let mut manifest = lock(Ecosystem::NuGet);
    let mut known: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (_, packages) in frameworks.entries() {
        for (name, node) in packages.entries() {
            let (kind, version) = (node.text_of("type"), node.text_of("resolved"));
            if kind == "Project" {
                continue;
            }
            let direct = kind == "Direct";
            if let Some(at) = known.get(&(name.as_str(), version)) {
                let first = &mut manifest.dependencies[*at];
                first.direct = Some(direct || first.direct == Some(true));
                continue;
            }
            known.insert((name, version), manifest.dependencies.len());
            manifest.dependencies.push(locked(name, version, DependencyScope::Unknown, Some(direct), node.line));
        }
    }
    Ok(Declared::Manifest(manifest))
}
