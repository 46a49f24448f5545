//! Go: a package is a folder below the module path of a `go.mod`; which file is used is told by `package.Name`.

use super::system::{System, add_place, folder_of, manifest_folder};
use super::{Family, Links, Outcome, Resolver};
use quarterdeck_facts::{Ecosystem, FileKind, RepositoryIx};
use quarterdeck_source::Import;
use std::collections::{BTreeMap, HashMap};

/// Resolver of Go.
pub(super) struct Go<'a> {
    system: &'a System<'a>,
    /// Folders of modules by module path.
    modules: HashMap<&'a str, Vec<(RepositoryIx, &'a str)>>,
    /// Packages by folder.
    packages: HashMap<(RepositoryIx, String), Package<'a>>,
}

/// Files of one folder that are no tests.
#[derive(Default)]
struct Package<'a> {
    /// The name that its files declare.
    name: &'a str,
    /// Its first file by path.
    first: Option<u32>,
    /// Files by declared name; several when they are for several platforms.
    declares: HashMap<&'a str, Vec<u32>>,
}

impl<'a> Go<'a> {
    pub(super) fn new(system: &'a System<'a>) -> Self {
        let mut modules: HashMap<&str, Vec<(RepositoryIx, &str)>> = HashMap::new();
        for manifest in system.manifests() {
            let declared = manifest.declared;
            let named = declared.ecosystem == Ecosystem::Go && !declared.lock && !declared.name.is_empty();
            if let (true, Some(folder)) = (named, manifest_folder(manifest.path)) {
                modules.entry(&declared.name).or_default().push((manifest.repository, folder));
            }
        }
        let mut packages: HashMap<(RepositoryIx, String), Package<'_>> = HashMap::new();
        for (position, file) in system.family(Family::Go) {
            let path = system.path(position);
            if path.ends_with("_test.go") || file.kind == FileKind::Test && file.code.namespace.ends_with("_test") {
                continue;
            }
            let package = packages.entry((file.repository, folder_of(path).to_owned())).or_default();
            if package.first.is_none_or(|first| path < system.path(first)) {
                package.first = Some(position);
                package.name = &file.code.namespace;
            }
            for name in &file.code.declares {
                add_place(package.declares.entry(name).or_default(), position);
            }
        }
        Self { system, modules, packages }
    }

    /// The package of an import path, and whether the path lies in a module of the system.
    fn package(&self, from: u32, import_path: &str) -> (Option<&Package<'a>>, bool) {
        let repository = self.system.file(from).repository;
        let mut module = import_path;
        loop {
            if let Some(homes) = self.modules.get(module) {
                let mut own = homes.iter().filter(|home| home.0 == repository);
                let home = match (own.next(), homes.as_slice()) {
                    (Some(home), _) => Some(home),
                    (None, [only]) => Some(only),
                    _ => None,
                };
                let Some(&(repository, folder)) = home else { return (None, true) };
                let rest = import_path[module.len()..].trim_start_matches('/');
                let folder = if folder.is_empty() || rest.is_empty() {
                    format!("{folder}{rest}")
                } else {
                    format!("{folder}/{rest}")
                };
                return (self.packages.get(&(repository, folder)), true);
            }
            module = folder_of(module);
            if module.is_empty() {
                return (None, false);
            }
        }
    }

    fn import(&self, from: u32, import: &Import, links: &mut Links) -> (Option<&Package<'a>>, Outcome) {
        let (package, in_system) = self.package(from, &import.target);
        let Some(package) = package else {
            return (None, if in_system { Outcome::Unresolved } else { Outcome::External });
        };
        // Imported for what happens when it loads: no name is used, so the package's first file stands for it.
        if let ("_", Some(first)) = (import.alias.as_str(), package.first) {
            links.import(first, import);
        }
        (Some(package), Outcome::Internal)
    }
}

impl Resolver for Go<'_> {
    fn resolve(&self, from: u32, links: &mut Links) {
        let code = self.system.file(from).code;
        let mut packages: BTreeMap<&str, &Package<'_>> = BTreeMap::new();
        for import in &code.imports {
            let (package, outcome) = self.import(from, import, links);
            links.count(outcome);
            if let Some(package) = package {
                let local = if import.alias.is_empty() { package.name } else { &import.alias };
                packages.insert(local, package);
            }
        }
        for (name, line) in &code.references {
            let Some((package, name)) = name.split_once('.') else { continue };
            let name = name.split('.').next().unwrap_or_default();
            let files = packages.get(package).and_then(|package| package.declares.get(name));
            let files = files.map(|files| self.system.nearest(from, files)).unwrap_or_default();
            if let Some(to) = files.into_iter().min_by_key(|&to| self.system.path(to)) {
                links.reference(to, *line);
            }
        }
    }
}
