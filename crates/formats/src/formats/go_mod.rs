//! `go.mod` of Go. It holds the versions that are built, so that every requirement is exact.

use crate::declare::{Answer, asked, manifest};
use crate::registry::Spec;
use crate::{Declared, DeclaredManifest, text};
use quarterdeck_facts::{DependencyScope, Ecosystem};
use std::collections::BTreeMap;

pub(crate) const SPEC: Spec = Spec {
    id: "go-mod",
    file_names: "go.mod",
    reads: "Module path, requirements with versions and lines, `// indirect`, `replace`.",
    answers_to: |place| place.is("go.mod"),
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let mut manifest = manifest(Ecosystem::Go);
    let mut replaced: BTreeMap<String, (Vec<String>, u32)> = BTreeMap::new();
    let mut block = String::new();
    for (number, line) in text::numbered(text) {
        let (code, comment) = line.split_once("//").unwrap_or((line, ""));
        let mut words: Vec<String> =
            code.split_whitespace().map(|word| word.trim_matches(['"', '`']).to_owned()).collect();
        match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            [] => continue,
            [")"] => {
                block.clear();
                continue;
            }
            [verb, "("] => {
                verb.clone_into(&mut block);
                continue;
            }
            _ => {}
        }
        if !block.is_empty() {
            words.insert(0, block.clone());
        }
        match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["module", path] => path.clone_into(&mut manifest.name),
            ["require", path, version] => {
                let mut dependency = asked(path, version, version, DependencyScope::Runtime, number);
                dependency.direct = Some(!comment.trim().starts_with("indirect"));
                manifest.dependencies.push(dependency);
            }
            ["replace", path, ..] => {
                let target = words.iter().skip_while(|word| *word != "=>").skip(1).cloned().collect();
                replaced.insert(path.to_owned(), (target, number));
            }
            _ => {}
        }
    }
    if manifest.name.is_empty() {
        return Err("no `module`".to_owned());
    }
    apply(&mut manifest, &replaced);
    Ok(Declared::Manifest(manifest))
}

/// What is replaced is not what is built: the replacement's version counts, and a folder has none.
fn apply(manifest: &mut DeclaredManifest, replaced: &BTreeMap<String, (Vec<String>, u32)>) {
    let mut added = Vec::new();
    for dependency in &mut manifest.dependencies {
        let Some((target, line)) = replaced.get(&dependency.name) else { continue };
        dependency.version.clear();
        if let [path, version] = &target[..] {
            if *path == dependency.name {
                dependency.version.clone_from(version);
            } else {
                let mut other = asked(path, version, version, dependency.scope, *line);
                other.direct = dependency.direct;
                added.push(other);
            }
        }
    }
    manifest.dependencies.append(&mut added);
}
