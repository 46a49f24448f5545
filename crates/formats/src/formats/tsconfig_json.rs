//! `tsconfig.json` and `jsconfig.json`: where aliases of imports lead.

use crate::declare::{Answer, manifest};
use crate::registry::Spec;
use crate::{Declared, DeclaredManifest, json, text};
use quarterdeck_facts::Ecosystem;

pub(crate) const SPEC: Spec = Spec {
    id: "tsconfig-json",
    file_names: "tsconfig.json, tsconfig.*.json, jsconfig.json",
    reads: "Aliases from `paths` and `baseUrl`; `extends` is not followed.",
    answers_to: |place| {
        matches!(place.file, "tsconfig.json" | "jsconfig.json")
            || (place.file.starts_with("tsconfig.") && place.file.ends_with(".json"))
    },
    lossy: false,
    read,
};

fn read(text: &str) -> Answer {
    let tree = json::parse_relaxed(text)?;
    let mut manifest = DeclaredManifest { component: false, ..manifest(Ecosystem::Npm) };
    let Some(options) = tree.get("compilerOptions") else { return Ok(Declared::Manifest(manifest)) };
    let base = text::folder(options.text_of("baseUrl"));
    for (alias, targets) in options.entries_of("paths") {
        for target in targets.items() {
            let target = target.text().trim_end_matches('*');
            manifest.roots.push((alias.trim_end_matches('*').to_owned(), join(&base, target)));
        }
    }
    if options.get("baseUrl").is_some() {
        manifest.roots.push((String::new(), base));
    }
    Ok(Declared::Manifest(manifest))
}

fn join(base: &str, target: &str) -> String {
    let target = text::folder(target);
    if base.is_empty() || target.is_empty() { format!("{base}{target}") } else { format!("{base}/{target}") }
}
