//! Shell: sourced files by path, seen from the script, from a folder above it, or by the part that is written out.

use super::system::{System, add_place, folder_of, join, upwards};
use super::{Family, Links, Outcome, Resolver};
use quarterdeck_source::Import;
use std::collections::HashMap;

/// Resolver of shell scripts.
pub(super) struct Shell<'a> {
    system: &'a System<'a>,
    /// Files by name.
    by_name: HashMap<&'a str, Vec<u32>>,
}

impl<'a> Shell<'a> {
    pub(super) fn new(system: &'a System<'a>) -> Self {
        let mut by_name: HashMap<&str, Vec<u32>> = HashMap::new();
        for (position, _) in system.family(Family::Shell) {
            let name = system.path(position).rsplit('/').next().unwrap_or_default();
            add_place(by_name.entry(name).or_default(), position);
        }
        Self { system, by_name }
    }

    fn target(&self, from: u32, import: &Import) -> (Option<u32>, Outcome) {
        let target = import.target.as_str();
        let repository = self.system.file(from).repository;
        let folder = folder_of(self.system.path(from));
        if let Some(written) = target.strip_prefix("?/") {
            let found = upwards(folder)
                .find_map(|base| self.system.at(repository, &join(base, written)?))
                .or_else(|| self.ending(from, written));
            return (found, if found.is_some() { Outcome::Internal } else { Outcome::Unresolved });
        }
        if target.is_empty() || target.starts_with(['/', '~']) {
            return (None, if target.is_empty() { Outcome::Unresolved } else { Outcome::External });
        }
        let found = match target.strip_prefix("./") {
            Some(_) => join(folder, target).and_then(|path| self.system.at(repository, &path)),
            None => None,
        };
        // A path without a folder in front is looked for where the script was started: most often at the root.
        let found = found.or_else(|| upwards(folder).find_map(|base| self.system.at(repository, &join(base, target)?)));
        (found, if found.is_some() { Outcome::Internal } else { Outcome::Unresolved })
    }

    /// The one file whose path ends so.
    fn ending(&self, from: u32, written: &str) -> Option<u32> {
        let written = written.trim_start_matches("../");
        let files = self.by_name.get(written.rsplit('/').next()?)?;
        let ending = format!("/{written}");
        let fitting: Vec<u32> =
            files.iter().copied().filter(|&file| self.system.path(file).ends_with(&ending)).collect();
        self.system.closest(from, &fitting)
    }
}

impl Resolver for Shell<'_> {
    fn resolve(&self, from: u32, links: &mut Links) {
        for import in &self.system.file(from).code.imports {
            links.take(import, self.target(from, import));
        }
    }
}
