//! `composer.json` of PHP.

use crate::declare::{Answer, asked, manifest, one_line, runtime, scope};
use crate::node::Node;
use crate::registry::Spec;
use crate::{Declared, DeclaredManifest, json, text};
use quarterdeck_facts::Ecosystem;

pub(crate) const SPEC: Spec = Spec {
    id: "composer-json",
    file_names: "composer.json",
    reads: "Name, `require` and `require-dev` with their lines, namespace roots (PSR-4 and PSR-0), PHP when it is \
            held to an end.",
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
        licence: tree.items_of("license").iter().map(Node::text).collect::<Vec<_>>().join(" OR "),
        // Composer's default type is a library, yet most applications leave the type out: only a stated type counts.
        library: !kind.is_empty() && kind != "project" && kind != "metapackage",
        ..manifest(Ecosystem::Packagist)
    };
    for (group, development) in [("require", false), ("require-dev", true)] {
        for (name, node) in tree.entries_of(group).iter().filter(|(name, _)| !is_platform(name)) {
            manifest.dependencies.push(asked(name, node.text(), exact(node.text()), scope(development), node.line));
        }
    }
    // `config.platform` is the least version that packages are chosen for, not the one that runs.
    if let Some(node) = tree.at(&["require", "php"]) {
        manifest.runtimes.extend(newest_php(node.text()).map(|version| runtime("php", version, node.line)));
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

/// The newest line of releases that a requirement allows, when it is a closed one: `^7.2` ends with 7.4, the last 7.
fn newest_php(requirement: &str) -> Option<String> {
    let requirement = requirement.trim();
    let version = one_line(requirement)?;
    let (parts, major) = (version.split('.').count(), version.split('.').next()?);
    let whole_major = requirement.starts_with('^') || (requirement.starts_with('~') && parts < 3) || parts < 2;
    match (whole_major, major) {
        (true, "5") => Some("5.6".to_owned()),
        (true, "7") => Some("7.4".to_owned()),
        (true, _) => None,
        (false, _) => Some(version.to_owned()),
    }
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

#[cfg(test)]
mod tests {
    use super::newest_php;

    #[test]
    fn closed_requirements_of_php_have_a_newest_line() {
        for (requirement, newest) in [
            ("^7.2", Some("7.4")),
            ("^5.5.9", Some("5.6")),
            ("~7.1", Some("7.4")),
            ("~7.1.3", Some("7.1.3")),
            ("7.4.*", Some("7.4")),
            ("7.4.33", Some("7.4.33")),
            ("^8.1", None),
            (">=7.1", None),
            ("^7.2 || ^8.0", None),
            ("^7.2|^8.0", None),
            ("*", None),
        ] {
            assert_eq!(newest_php(requirement).as_deref(), newest, "{requirement}");
        }
    }
}
