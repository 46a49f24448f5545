//! Requirements files of pip. The name of the file says what it is for, so that each kind is a format of its own.

use crate::declare::{Answer, manifest};
use crate::python::{is_development, requirement};
use crate::registry::{Place, Spec};
use crate::{Declared, DeclaredManifest, text};
use quarterdeck_facts::{DependencyScope, Ecosystem};

/// `requirements.txt`: the folder's own dependencies.
pub(crate) const SPEC: Spec = Spec {
    id: "pip-requirements",
    file_names: "requirements.txt",
    reads: "Requirements with their lines; options and other files that it names are not followed.",
    answers_to: |place| place.is("requirements.txt") && !is_development(place.last_folder()),
    lossy: true,
    read: |text| read(text, DependencyScope::Runtime, true),
};

/// Requirements whose name or folder says development.
pub(crate) const DEVELOPMENT: Spec = Spec {
    id: "pip-requirements-development",
    file_names: "requirements files with dev, test, docs, lint or the like in name or folder",
    reads: "Requirements with their lines, for development.",
    answers_to: |place| {
        let stem = place.file.strip_suffix(".txt").unwrap_or_default();
        is_requirements(place) && (is_development(stem) || is_development(place.last_folder()))
    },
    lossy: true,
    read: |text| read(text, DependencyScope::Development, false),
};

/// Requirements under another name.
pub(crate) const OTHER: Spec = Spec {
    id: "pip-requirements-other",
    file_names: "requirements*.txt, *requirements.txt, requirements/*.txt",
    reads: "Requirements with their lines; the name does not say what they are for.",
    answers_to: |place| {
        let stem = place.file.strip_suffix(".txt").unwrap_or_default();
        is_requirements(place)
            && !(is_development(stem) || is_development(place.last_folder()))
            && !place.is("requirements.txt")
    },
    lossy: true,
    read: |text| read(text, DependencyScope::Unknown, false),
};

/// Constraints: versions of what others ask for.
pub(crate) const CONSTRAINTS: Spec = Spec {
    id: "pip-constraints",
    file_names: "constraints*.txt",
    reads: "Constraints with their lines.",
    answers_to: |place| place.file.starts_with("constraints") && place.ends(&[".txt"]),
    lossy: true,
    read: |text| read(text, DependencyScope::Unknown, false),
};

fn is_requirements(place: &Place<'_>) -> bool {
    let Some(stem) = place.file.strip_suffix(".txt") else { return false };
    let named = stem.starts_with("requirements") || stem.ends_with("requirements");
    named || (place.last_folder() == "requirements" && !stem.starts_with("constraints"))
}

fn read(text: &str, scope: DependencyScope, component: bool) -> Answer {
    let mut manifest = DeclaredManifest { component, ..manifest(Ecosystem::PyPi) };
    let mut pending: Option<(u32, String)> = None;
    for (number, line) in text::numbered(text) {
        let (start, mut logical) = pending.take().unwrap_or((number, String::new()));
        // A comment starts the line or follows white space; an `egg=` fragment is none.
        let code = if line.trim_start().starts_with('#') { "" } else { line.split(" #").next().unwrap_or_default() };
        logical.push_str(code.trim_end().trim_end_matches('\\'));
        if code.trim_end().ends_with('\\') && logical.len() < 100_000 {
            pending = Some((start, logical));
            continue;
        }
        manifest.dependencies.extend(dependency(&logical, scope, start));
    }
    manifest.dependencies.extend(pending.and_then(|(start, logical)| dependency(&logical, scope, start)));
    Ok(Declared::Manifest(manifest))
}

fn dependency(logical: &str, scope: DependencyScope, line: u32) -> Option<crate::DeclaredDependency> {
    let written = logical.trim();
    // Options such as `--hash=...` follow the requirement.
    let written = written.split(" --").next().unwrap_or_default();
    let written = match written.strip_prefix("-e ").or_else(|| written.strip_prefix("--editable ")) {
        Some(editable) => editable.split_once("#egg=").map_or("", |(_, egg)| egg),
        None => written.split_once("#egg=").filter(|(url, _)| url.contains("://")).map_or(written, |(_, egg)| egg),
    };
    requirement(written.split('&').next().unwrap_or_default(), scope, line)
}
