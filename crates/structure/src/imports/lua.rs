//! Lua: modules by dotted name below the folders of a search path.

use super::system::{System, add_place, folder_of, join, upwards};
use super::{Family, Links, Outcome, Resolver};
use quarterdeck_source::{Import, ImportKind};
use std::collections::{HashMap, HashSet};

/// Folders that stand in the search path by custom.
const SEARCH_PATH: [&str; 4] = ["", "lua", "src", "lib"];

/// Resolver of Lua.
pub(super) struct Lua<'a> {
    system: &'a System<'a>,
    /// Files by the last segment of their module name.
    by_name: HashMap<&'a str, Vec<u32>>,
    /// Folders that hold Lua files, by name.
    folders: HashSet<&'a str>,
}

impl<'a> Lua<'a> {
    pub(super) fn new(system: &'a System<'a>) -> Self {
        let mut new = Self { system, by_name: HashMap::new(), folders: HashSet::new() };
        for (position, _) in system.family(Family::Lua) {
            let module = module_path(system.path(position));
            add_place(new.by_name.entry(module.rsplit('/').next().unwrap_or_default()).or_default(), position);
            new.folders.extend(folder_of(module).split('/').filter(|folder| !folder.is_empty()));
        }
        new
    }

    fn module(&self, from: u32, target: &str) -> (Option<u32>, Outcome) {
        let path = target.replace('.', "/");
        let repository = self.system.file(from).repository;
        let at = |base: &str, place: &str| {
            let stem = join(base, &format!("{place}/{path}"))?;
            let find = |ending: &str| self.system.at(repository, &format!("{stem}{ending}"));
            find(".lua").or_else(|| find("/init.lua"))
        };
        let found = upwards(folder_of(self.system.path(from)))
            .find_map(|base| SEARCH_PATH.iter().find_map(|place| at(base, place)));
        if found.is_some() {
            return (found, Outcome::Internal);
        }
        // Below a search path that the build sets: the module whose path ends so, when there is one.
        let ending = format!("/{path}");
        let last = path.rsplit('/').next().unwrap_or_default();
        let candidates: Vec<u32> = self
            .by_name
            .get(last)
            .into_iter()
            .flatten()
            .copied()
            .filter(|&file| module_path(self.system.path(file)).ends_with(&ending))
            .collect();
        let Some((top, _)) = path.split_once('/') else {
            return match candidates.as_slice() {
                [] => (None, Outcome::External),
                several => match self.system.closest(from, several) {
                    Some(file) => (Some(file), Outcome::Internal),
                    None => (None, Outcome::Unresolved),
                },
            };
        };
        match self.system.closest(from, &candidates) {
            Some(file) => (Some(file), Outcome::Internal),
            None if !candidates.is_empty() || self.folders.contains(top) => (None, Outcome::Unresolved),
            None => (None, Outcome::External),
        }
    }

    fn file(&self, from: u32, target: &str) -> (Option<u32>, Outcome) {
        let repository = self.system.file(from).repository;
        let mut places = upwards(folder_of(self.system.path(from)));
        let found = places.find_map(|base| self.system.at(repository, &join(base, target)?));
        (found, if found.is_some() { Outcome::Internal } else { Outcome::Unresolved })
    }

    fn target(&self, from: u32, import: &Import) -> (Option<u32>, Outcome) {
        match import.kind {
            ImportKind::Computed => (None, Outcome::Unresolved),
            ImportKind::Path => self.file(from, &import.target),
            ImportKind::Module | ImportKind::Namespace | ImportKind::Symbol => self.module(from, &import.target),
        }
    }
}

impl Resolver for Lua<'_> {
    fn resolve(&self, from: u32, links: &mut Links) {
        for import in &self.system.file(from).code.imports {
            links.take(import, self.target(from, import));
        }
    }
}

/// The path by which a file is required: without the ending, `init` is its folder.
fn module_path(path: &str) -> &str {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    stem.strip_suffix("/init").unwrap_or(stem)
}
