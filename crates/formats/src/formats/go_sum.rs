//! `go.sum` of Go: checksums of every module that was looked at.

use crate::declare::{Answer, lock, locked};
use crate::registry::Spec;
use crate::{Declared, text};
use quarterdeck_facts::{DependencyScope, Ecosystem};

pub(crate) const SPEC: Spec = Spec {
    id: "go-sum",
    file_names: "go.sum",
    reads: "Modules whose content has a checksum; it may hold older versions than those that are built.",
    answers_to: |place| place.is("go.sum"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let mut manifest = lock(Ecosystem::Go);
    for (number, line) in text::numbered(text).filter(|(_, line)| !line.trim().is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [path, version, _] = words[..] else { return Err(format!("not three words at line {number}")) };
        // `/go.mod` lines vouch for the requirements of a module only, not for its code.
        if !version.ends_with("/go.mod") {
            manifest.dependencies.push(locked(path, version, DependencyScope::Unknown, None, number));
        }
    }
    Ok(Declared::Manifest(manifest))
}
