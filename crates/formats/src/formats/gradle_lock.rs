//! `gradle.lockfile`: one line per module with the configurations that use it.

use crate::declare::{Answer, lock, locked, scope};
use crate::formats::gradle_build::is_development;
use crate::registry::Spec;
use crate::{Declared, text};
use quarterdeck_facts::Ecosystem;

pub(crate) const SPEC: Spec = Spec {
    id: "gradle-lock",
    file_names: "gradle.lockfile, buildscript-gradle.lockfile",
    reads: "Exact versions with scope by configuration; the file does not say which ones are direct.",
    answers_to: |place| place.is("gradle.lockfile") || place.is("buildscript-gradle.lockfile"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let mut manifest = lock(Ecosystem::Maven);
    let lines = text::numbered(text).map(|(number, line)| (number, line.trim()));
    for (number, line) in lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let Some((module, configurations)) = line.split_once('=') else {
            return Err(format!("no `=` at line {number}"));
        };
        if module == "empty" {
            continue;
        }
        let Some((name, version)) = module.rsplit_once(':') else { return Err(format!("no version at line {number}")) };
        let development = configurations.split(',').all(is_development);
        manifest.dependencies.push(locked(name, version, scope(development), None, number));
    }
    Ok(Declared::Manifest(manifest))
}
