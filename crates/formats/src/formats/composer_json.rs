//! `composer.json` of PHP.

use crate::declare::{Answer, asked, manifest, scope};
use crate::node::Node;
use crate::registry::Spec;
use crate::{Declared, DeclaredManifest, json, text};
use quarterdeck_facts::Ecosystem;

pub(crate) const SPEC: Spec = Spec {
    id: "composer-json",
    file_names: "composer.json",
    reads: "Name, `require` and `require-dev` with their lines, namespace roots (PSR-4 and PSR-0).",
    answers_to: |place| place.is("composer.json"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let tree = json::parse(text)?;
    if !tree.is_map() {
        return Err("no object at the top".to_owned());
    }
    let kind = tree.text_of("type");
    let mut manifest = DeclaredManifest {
        name: tree.text_of("name").to_owned(),
        // Composer's default type is a library, yet most applications leave the type out: only a stated type counts.
        library: !kind.is_empty() && kind != "project" && kind != "metapackage",
        ..manifest(Ecosystem::Packagist)
    };
    for (group, development) in [("require", false), ("require-dev", true)] {
        for (name, node) in tree.entries_of(group).iter().filter(|(name, _)| !is_platform(name)) {
            manifest.dependencies.push(asked(name, node.text(), exact(node.text()), scope(development), node.line));
        }
    }
    for group in ["autoload", "autoload-dev"] {
        let Some(autoload) = tree.get(group) else { continue };
        for (prefix, folders) in autoload.entries_of("psr-4") {
            manifest.roots.extend(folders.items().iter().map(|item| (prefix.clone(), text::folder(item.text()))));
        }
        for (prefix, folders) in autoload.entries_of("psr-0") {
            manifest.roots.extend(folders.items().iter().map(|item| (prefix.clone(), below(item, prefix))));
        }
    }
    Ok(Declared::Manifest(manifest))
}

/// PHP itself, its extensions and the tools around it are no packages.
pub(crate) fn is_platform(name: &str) -> bool {
    !name.contains('/')
}

fn exact(requirement: &str) -> &str {
    let version = requirement.trim().trim_start_matches('=');
    let numbers = version.trim_start_matches('v').split('.').count();
    if numbers >= 3 && text::is_plain_version(version) && !version.contains("-dev") { version } else { "" }
}

/// PSR-0 keeps the namespace in the path: `Acme\` in `src` lives in `src/Acme`; so do underscores of bare classes.
fn below(root: &Node, prefix: &str) -> String {
    let separator = if prefix.contains('\\') { '\\' } else { '_' };
    let path = prefix.trim_end_matches(['\\', '_']).replace(separator, "/");
    text::folder(format!("{}/{path}", text::folder(root.text())).trim_start_matches('/'))
}
