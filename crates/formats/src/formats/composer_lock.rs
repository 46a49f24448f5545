//! `composer.lock` of PHP.

use crate::declare::{Answer, lock, locked, scope};
use crate::node::Node;
use crate::registry::Spec;
use crate::{Declared, DeclaredDependency, json};
use quarterdeck_facts::Ecosystem;

pub(crate) const SPEC: Spec = Spec {
    id: "composer-lock",
    file_names: "composer.lock",
    reads: "Exact versions with their scope and licence; the file does not say which ones are direct.",
    answers_to: |place| place.is("composer.lock"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let tree = json::parse(text)?;
    if tree.get("packages").is_none() {
        return Err("no `packages`".to_owned());
    }
    let mut manifest = lock(Ecosystem::Packagist);
    for (group, development) in [("packages", false), ("packages-dev", true)] {
        for package in tree.items_of(group) {
            let line = package.get("name").map_or(0, |node| node.line);
            let (name, version) = (package.text_of("name"), package.text_of("version"));
            // Composer's list of licences is a choice.
            let licences: Vec<&str> = package.items_of("license").iter().map(Node::text).collect();
            let licence = licences.join(" OR ");
            let dependency = locked(name, version, scope(development), None, line);
            let needs = package.entries_of("require").iter().map(|(name, _)| name.clone()).collect();
            manifest.dependencies.push(DeclaredDependency { licence, needs, ..dependency });
        }
    }
    Ok(Declared::Manifest(manifest))
}
