//! `setup.cfg` of setuptools: an INI file with lists by indentation.

use crate::declare::{Answer, manifest, scope};
use crate::python::{is_development, requirement};
use crate::registry::Spec;
use crate::{Declared, DeclaredManifest, text};
use quarterdeck_facts::{DependencyScope, Ecosystem};

pub(crate) const SPEC: Spec = Spec {
    id: "setup-cfg",
    file_names: "setup.cfg",
    reads: "Name, `install_requires` and extras with their lines; a file with settings of tools only is no component.",
    answers_to: |place| place.is("setup.cfg"),
    lossy: true,
    read,
};

fn read(text: &str) -> Answer {
    let mut manifest = DeclaredManifest { component: false, ..manifest(Ecosystem::PyPi) };
    let (mut section, mut key) = (String::new(), String::new());
    let (mut classified, mut private) = (false, false);
    for (number, line) in text::numbered(text) {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with(['#', ';']) {
            continue;
        }
        if let Some(name) =
            trimmed.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).filter(|_| !line.starts_with([' ', '\t']))
        {
            (section, key) = (name.trim().to_owned(), String::new());
            continue;
        }
        let mut value = trimmed;
        if !line.starts_with([' ', '\t']) {
            let Some((name, first)) = trimmed.split_once(['=', ':']) else {
                return Err(format!("no key at line {number}"));
            };
            (key, value) = (name.trim().replace('-', "_"), first.trim());
        }
        match (section.as_str(), key.as_str()) {
            ("metadata", "name") => {
                value.clone_into(&mut manifest.name);
                manifest.component = true;
            }
            ("metadata", "classifiers" | "classifier") => {
                classified |= !value.is_empty();
                private |= value.starts_with("Private ::");
            }
            ("options", "install_requires") => {
                manifest.component = true;
                manifest.dependencies.extend(requirement(value, DependencyScope::Runtime, number));
            }
            ("options", "tests_require" | "setup_requires") => {
                manifest.dependencies.extend(requirement(value, DependencyScope::Development, number));
            }
            ("options.extras_require", extra) => {
                manifest.dependencies.extend(requirement(value, scope(is_development(extra)), number));
            }
            ("options.packages.find", "where") if !value.is_empty() => {
                manifest.roots.push((String::new(), text::folder(value)));
            }
            _ => {}
        }
    }
    manifest.library = classified && !private;
    Ok(Declared::Manifest(manifest))
}
