//! Dart: relative paths, and `package:` paths below the `lib` of a package of the system.

use super::system::{System, folder_of, join, upwards};
use super::{Family, Links, Outcome, Resolver};
use quarterdeck_facts::RepositoryIx;
use quarterdeck_source::Import;
use std::collections::{BTreeMap, BTreeSet};

/// Resolver of Dart.
pub(super) struct Dart<'a> {
    system: &'a System<'a>,
    /// Folders with a `lib` that holds Dart files, by repository and name; the root has none.
    packages: BTreeMap<(RepositoryIx, &'a str), BTreeSet<&'a str>>,
    /// Packages of which an import led somewhere: they are the system's own.
    own: BTreeSet<&'a str>,
}

impl<'a> Dart<'a> {
    pub(super) fn new(system: &'a System<'a>) -> Self {
        let mut new = Self { system, packages: BTreeMap::new(), own: BTreeSet::new() };
        for (position, file) in system.family(Family::Dart) {
            for folder in upwards(folder_of(system.path(position))).filter(|folder| last(folder) == "lib") {
                let package = folder_of(folder);
                new.packages.entry((file.repository, last(package))).or_default().insert(package);
            }
        }
        let own = system.family(Family::Dart).flat_map(|(position, file)| {
            let targets = file.code.imports.iter().filter_map(|import| import.target.strip_prefix("package:"));
            targets
                .filter(|target| new.packaged(position, target).is_some())
                .filter_map(|target| Some(target.split_once('/')?.0))
                .collect::<Vec<_>>()
        });
        let own = own.collect();
        new.own = own;
        new
    }

    /// The file of `name/path`: in a package folder of that name, else in a package above the file.
    fn packaged(&self, from: u32, target: &str) -> Option<u32> {
        let (name, path) = target.split_once('/')?;
        let repository = self.system.file(from).repository;
        let at = |package: &str| self.system.at(repository, &join(package, &format!("lib/{path}"))?);
        let named = self.packages.get(&(repository, name)).into_iter().flatten();
        named.copied().find_map(at).or_else(|| upwards(folder_of(self.system.path(from))).find_map(at))
    }

    fn target(&self, from: u32, import: &Import) -> (Option<u32>, Outcome) {
        let target = import.target.as_str();
        if let Some(packaged) = target.strip_prefix("package:") {
            let name = packaged.split('/').next().unwrap_or_default();
            return match self.packaged(from, packaged) {
                Some(to) => (Some(to), Outcome::Internal),
                None if self.own.contains(name) => (None, Outcome::Unresolved),
                None => (None, Outcome::External),
            };
        }
        if target.contains(':') {
            return (None, Outcome::External);
        }
        let path = join(folder_of(self.system.path(from)), target);
        let found = path.and_then(|path| self.system.at(self.system.file(from).repository, &path));
        match found {
            Some(to) => (Some(to), Outcome::Internal),
            // Files that generators write are seldom checked in.
            None if target.ends_with(".g.dart") || target.ends_with(".freezed.dart") => (None, Outcome::Asset),
            None => (None, Outcome::Unresolved),
        }
    }
}

impl Resolver for Dart<'_> {
    fn resolve(&self, from: u32, links: &mut Links) {
        for import in &self.system.file(from).code.imports {
            links.take(import, self.target(from, import));
        }
    }
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}
