//! `settings.gradle` and `settings.gradle.kts`: which folders belong to the build.

use crate::declare::{Answer, manifest};
use crate::registry::Spec;
use crate::text::{numbered, quoted};
use crate::{Declared, DeclaredManifest};
use quarterdeck_facts::Ecosystem;

pub(crate) const SPEC: Spec = Spec {
    id: "gradle-settings",
    file_names: "settings.gradle, settings.gradle.kts",
    reads: "Name of the build and the folders that `include` names as literals.",
    answers_to: |place| place.is("settings.gradle") || place.is("settings.gradle.kts"),
    lossy: true,
    read,
};

fn read(text: &str) -> Answer {
    let mut manifest = DeclaredManifest { component: false, ..manifest(Ecosystem::Maven) };
    let mut including = false;
    for (_, line) in numbered(text) {
        let line = line.trim();
        if let Some((_, value)) = line.split_once("rootProject.name") {
            quoted(value).map_or("", |(name, _)| name).clone_into(&mut manifest.name);
        }
        let starts = line.strip_prefix("include").filter(|rest| rest.starts_with([' ', '(', '\'', '"']));
        if starts.is_none() && !including {
            continue;
        }
        let mut rest = starts.unwrap_or(line);
        // A list goes on as long as its lines end with a comma or its bracket is open.
        including = rest.trim_end().ends_with([',', '(']);
        while let Some((path, after)) = quoted(rest) {
            rest = after;
            if !path.contains('$') {
                manifest.roots.push((String::new(), path.trim_start_matches(':').replace(':', "/")));
            }
        }
    }
    Ok(Declared::Manifest(manifest))
}
