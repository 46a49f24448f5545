//! C and C++: files by the path of an `#include`. The folders that a compiler is given are not known, so a path is
//! looked for beside the file, then from each folder above it, then as the one end of a path that fits.

use super::names::is_c_standard;
use super::system::{System, add_place, folder_of, join, upwards};
use super::{Family, Links, Outcome, Resolver};
use quarterdeck_facts::RepositoryIx;
use quarterdeck_source::{Import, ImportKind};
use std::collections::{HashMap, HashSet};

/// Folders below one that is above the file, in which projects keep their headers.
const HEADER_FOLDERS: [&str; 4] = ["", "include", "src", "inc"];
/// Endings of files that hold what a header declares.
const SOURCES: [&str; 5] = ["c", "cc", "cpp", "cxx", "c++"];

/// Resolver of C and C++.
pub(super) struct C<'a> {
    system: &'a System<'a>,
    /// Files by name.
    by_name: HashMap<&'a str, Vec<u32>>,
    /// Source files by name without ending.
    sources: HashMap<&'a str, Vec<u32>>,
    /// Names of all folders.
    folders: HashSet<(RepositoryIx, &'a str)>,
}

impl<'a> C<'a> {
    pub(super) fn new(system: &'a System<'a>) -> Self {
        let mut new = Self { system, by_name: HashMap::new(), sources: HashMap::new(), folders: HashSet::new() };
        for (position, file) in system.family(Family::C) {
            let path = system.path(position);
            let name = path.rsplit('/').next().unwrap_or_default();
            add_place(new.by_name.entry(name).or_default(), position);
            let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
            if SOURCES.contains(&ending) {
                add_place(new.sources.entry(stem).or_default(), position);
            }
            new.folders.extend(folder_of(path).split('/').map(|folder| (file.repository, folder)));
        }
        new
    }

    fn is_source(&self, position: u32) -> bool {
        self.system.path(position).rsplit_once('.').is_some_and(|(_, ending)| SOURCES.contains(&ending))
    }

    /// The file that a path leads to from the folders around, and whether several ends of paths fit.
    fn find(&self, from: u32, target: &str, beside: bool) -> (Option<u32>, bool) {
        let (repository, folder) = (self.system.file(from).repository, folder_of(self.system.path(from)));
        let at = |folder: &str| self.system.at(repository, &join(folder, target)?);
        if let Some(found) = beside.then(|| at(folder)).flatten() {
            return (Some(found), false);
        }
        let below = |above: &str| {
            let within = |below: &&str| at(&join(above, below)?).filter(|&to| to != from);
            HEADER_FOLDERS.iter().find_map(within)
        };
        if let Some(found) = upwards(folder).find_map(below) {
            return (Some(found), false);
        }
        let named = self.by_name.get(target.rsplit('/').next().unwrap_or_default());
        let end = format!("/{}", target.trim_start_matches("../"));
        let fits = |to: &u32| self.system.path(*to).ends_with(&end) && *to != from;
        let fitting: Vec<u32> = named.into_iter().flatten().copied().filter(fits).collect();
        (self.system.closest(from, &fitting), !fitting.is_empty())
    }

    /// The source file of a header: of its name, in its folder or else the one nearest.
    fn source_of(&self, header: u32) -> Option<u32> {
        let name = self.system.path(header).rsplit('/').next().unwrap_or_default();
        let (stem, _) = name.rsplit_once('.')?;
        self.system.closest(header, self.sources.get(stem)?)
    }

    fn include(&self, from: u32, import: &Import, links: &mut Links) -> Outcome {
        if import.kind == ImportKind::Computed {
            return Outcome::Unresolved;
        }
        let target = import.target.replace('\\', "/");
        let quoted = import.kind == ImportKind::Path;
        if !quoted && is_c_standard(&target) {
            return Outcome::External;
        }
        let (found, fits) = self.find(from, &target, quoted);
        if let Some(to) = found {
            links.import(to, import);
            let source = if self.is_source(to) { None } else { self.source_of(to) };
            if let Some(source) = source.filter(|&source| source != from && source != to) {
                // What a header declares is reached when the program is linked: a use, and no circle of includes.
                let linked = Import { deferred: true, ..import.clone() };
                links.import(source, &linked);
            }
        }
        let repository = self.system.file(from).repository;
        let ours = target.split_once('/').is_none_or(|(first, _)| self.folders.contains(&(repository, first)));
        match (found.is_some() || fits, quoted && (ours || target.starts_with('.')) && !is_c_standard(&target)) {
            (true, _) => Outcome::Internal,
            (false, true) => Outcome::Unresolved,
            (false, false) => Outcome::External,
        }
    }
}

impl Resolver for C<'_> {
    fn resolve(&self, from: u32, links: &mut Links) {
        for import in &self.system.file(from).code.imports {
            let outcome = self.include(from, import, links);
            links.count(outcome);
        }
    }
}
