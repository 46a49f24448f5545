//! `Gemfile.lock` of Ruby: sections by indentation.

use crate::declare::{Answer, lock, locked};
use crate::registry::Spec;
use crate::{Declared, text};
use quarterdeck_facts::{DependencyScope, Ecosystem};
use std::collections::BTreeSet;

pub(crate) const SPEC: Spec = Spec {
    id: "gemfile-lock",
    file_names: "Gemfile.lock, gems.locked",
    reads: "Exact versions and which ones are direct.",
    answers_to: |place| place.is("Gemfile.lock") || place.is("gems.locked"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let mut manifest = lock(Ecosystem::RubyGems);
    let mut section = "";
    let mut direct: BTreeSet<String> = BTreeSet::new();
    for (number, line) in text::numbered(text) {
        if !line.starts_with(' ') {
            section = line.trim();
        } else if let Some(rest) = line.strip_prefix("    ").filter(|rest| !rest.starts_with(' ')) {
            // Four blanks: a gem; six: what it asks for. PATH is this repository itself.
            if let Some((name, version)) = rest.split_once(" (").filter(|_| matches!(section, "GEM" | "GIT")) {
                // `1.2.3-x86_64-linux` names the platform after the version.
                let version = version.trim_end_matches(')');
                let version = version.split_once('-').map_or(version, |(version, _)| version);
                manifest.dependencies.push(locked(name, version, DependencyScope::Unknown, None, number));
            }
        } else if section == "DEPENDENCIES" {
            let name = line.split_whitespace().next().unwrap_or_default();
            direct.insert(name.trim_end_matches('!').to_owned());
        }
    }
    if section.is_empty() && manifest.dependencies.is_empty() && !text.contains("GEM") {
        return Err("no section".to_owned());
    }
    manifest.dependencies.dedup_by(|later, earlier| later.name == earlier.name && later.version == earlier.version);
    for dependency in &mut manifest.dependencies {
        dependency.direct = Some(direct.contains(&dependency.name));
    }
    Ok(Declared::Manifest(manifest))
}
