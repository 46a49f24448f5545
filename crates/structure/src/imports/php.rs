//! PHP: classes by full name, PSR-4 folders, and `require` by path. Names of classes do not heed upper and lower case.

use super::system::{System, add_place, ancestors, folder_of, join, manifest_folder, upwards};
use super::{Family, Links, Outcome, REFERENCES, Resolver, is_idle};
use quarterdeck_facts::{Ecosystem, FileKind, RepositoryIx};
use quarterdeck_source::{CodeFacts, Import, ImportKind};
use std::collections::{HashMap, HashSet};

/// Resolver of PHP.
pub(super) struct Php<'a> {
    system: &'a System<'a>,
    /// Files by full class name, lower-cased.
    classes: HashMap<String, Vec<u32>>,
    /// Declared namespaces and those above them, lower-cased.
    namespaces: HashSet<String>,
    /// Folders by PSR-4 prefix, lower-cased, without the last backslash.
    roots: HashMap<String, Vec<(RepositoryIx, String)>>,
}

impl<'a> Php<'a> {
    pub(super) fn new(system: &'a System<'a>) -> Self {
        let mut classes: HashMap<String, Vec<u32>> = HashMap::new();
        let mut namespaces = HashSet::new();
        for (position, file) in system.family(Family::Php) {
            let namespace = file.code.namespace.trim_matches('\\').to_lowercase();
            for name in &file.code.declares {
                let full_name = qualified(&namespace, &name.to_lowercase());
                add_place(classes.entry(full_name).or_default(), position);
            }
            if !namespaces.contains(&namespace) {
                namespaces.extend(ancestors(&namespace, '\\').map(String::from));
            }
        }
        let mut roots: HashMap<String, Vec<(RepositoryIx, String)>> = HashMap::new();
        for manifest in system.manifests().iter().filter(|it| it.declared.ecosystem == Ecosystem::Packagist) {
            let Some(base) = manifest_folder(manifest.path) else { continue };
            for (prefix, folder) in &manifest.declared.roots {
                let prefix = prefix.trim_matches('\\').to_lowercase();
                if let (false, Some(folder)) = (prefix.is_empty(), join(base, folder)) {
                    roots.entry(prefix).or_default().push((manifest.repository, folder));
                }
            }
        }
        Self { system, classes, namespaces, roots }
    }

    /// The file of a class by its full name as written, without a leading backslash; the flag says that it is known,
    /// even when several files declare it.
    fn class(&self, from: u32, full_name: &str) -> (Option<u32>, bool) {
        let lower = full_name.to_lowercase();
        if let Some(files) = self.classes.get(&lower) {
            return (self.meant(from, files, lower.contains('\\')), true);
        }
        let found = self.by_folder(full_name);
        (found, found.is_some())
    }

    /// Without a namespace nothing says which of two classes is loaded: such a name must be unique.
    fn meant(&self, from: u32, files: &[u32], namespaced: bool) -> Option<u32> {
        let home = self.system.file(from).repository;
        let at_home = |to: &u32| self.system.file(*to).repository == home;
        let source = |to: &u32| self.system.file(*to).kind == FileKind::Source;
        let ambiguous = || files.iter().filter(|to| at_home(to) && source(to)).nth(1).is_some();
        if !namespaced && !files.contains(&from) && ambiguous() {
            return None;
        }
        self.system.closest(from, files)
    }

    /// The file where PSR-4 expects the class.
    fn by_folder(&self, full_name: &str) -> Option<u32> {
        ancestors(full_name, '\\').skip(1).find_map(|prefix| {
            let rest = full_name[prefix.len()..].replace('\\', "/");
            let homes = self.roots.get(&prefix.to_lowercase())?;
            homes.iter().find_map(|(repository, folder)| {
                self.system.at(*repository, join(folder, &format!("{rest}.php"))?.as_str())
            })
        })
    }

    /// True when a name lies in a namespace of the system.
    fn looks_internal(&self, full_name: &str) -> bool {
        let lower = full_name.to_lowercase();
        let namespace = lower.rsplit_once('\\').map_or("", |(namespace, _)| namespace);
        self.namespaces.contains(namespace) || ancestors(namespace, '\\').any(|prefix| self.roots.contains_key(prefix))
    }

    fn symbol(&self, from: u32, import: &Import, used: bool, links: &mut Links) -> Outcome {
        let target = import.target.trim_matches('\\');
        let (file, known) = self.class(from, target);
        if let Some(to) = file {
            links.import_of_name(to, import, used);
        }
        if known || self.namespaces.contains(&target.to_lowercase()) {
            return Outcome::Internal;
        }
        if !self.looks_internal(target) {
            return Outcome::External;
        }
        // Functions and constants of a namespace are not told apart by the parser and not indexed.
        let name = target.rsplit('\\').next().unwrap_or_default();
        let is_class = name.starts_with(char::is_uppercase) && name.contains(char::is_lowercase);
        if is_class { Outcome::Unresolved } else { Outcome::Internal }
    }

    fn required(&self, from: u32, import: &Import, links: &mut Links) -> Outcome {
        let target = import.target.replace('\\', "/");
        if target.contains("://") {
            return Outcome::External;
        }
        let repository = self.system.file(from).repository;
        let folder = folder_of(self.system.path(from));
        // PHP looks in the folder that the program was started in: most often the root, else one on the way up.
        let places = [folder, ""].into_iter().chain(upwards(folder).skip(1));
        let found = places.filter_map(|place| join(place, &target)).find_map(|path| self.system.at(repository, &path));
        if let Some(to) = found {
            links.import(to, import);
            return Outcome::Internal;
        }
        let name = target.rsplit('/').next().unwrap_or_default();
        if target.split('/').any(|segment| segment == "vendor") {
            Outcome::External
        } else if name.rsplit_once('.').is_some_and(|(_, end)| !matches!(end, "php" | "inc" | "phtml" | "php5")) {
            Outcome::Asset
        } else {
            Outcome::Unresolved
        }
    }
}

impl Resolver for Php<'_> {
    fn resolve(&self, from: u32, links: &mut Links) {
        let code = self.system.file(from).code;
        let mut names: HashMap<String, &str> = HashMap::new();
        let loads = code.references.iter().filter(|(name, _)| !is_idle(code, name));
        let used: HashSet<String> =
            loads.filter_map(|(name, _)| Some(name.split('\\').next()?.to_lowercase())).collect();
        for import in &code.imports {
            let outcome = match import.kind {
                ImportKind::Computed => Outcome::Unresolved,
                ImportKind::Path => self.required(from, import, links),
                ImportKind::Symbol | ImportKind::Namespace | ImportKind::Module => {
                    let target = import.target.trim_matches('\\');
                    let last = target.rsplit('\\').next().unwrap_or_default();
                    let local = if import.alias.is_empty() { last } else { &import.alias };
                    let local = local.to_lowercase();
                    let used = code.references.len() >= REFERENCES || used.contains(&local);
                    names.insert(local, target);
                    self.symbol(from, import, used, links)
                }
            };
            links.count(outcome);
        }
        // What is used for the first time after a function has loaded it is used when the function is called.
        let inside = links.loaded_inside_functions();
        for (name, line) in &code.references {
            let full_name = full_name(name, code, &names);
            if let Some(to) = full_name.and_then(|full_name| self.class(from, &full_name).0) {
                let deferred = inside.get(&to).is_some_and(|loaded| loaded <= line);
                links.edges.push((to, *line, is_idle(code, name), deferred));
            }
        }
    }
}

/// The full name that a name in a file stands for; `None` when its import has made the edge already.
fn full_name(name: &str, code: &CodeFacts, names: &HashMap<String, &str>) -> Option<String> {
    let namespace = code.namespace.trim_matches('\\');
    if let Some(absolute) = name.strip_prefix('\\') {
        return Some(absolute.to_owned());
    }
    let (first, rest) = name.split_once('\\').unwrap_or((name, ""));
    if first.eq_ignore_ascii_case("namespace") && !rest.is_empty() {
        return Some(qualified(namespace, rest));
    }
    match (names.get(&first.to_lowercase()), rest) {
        (Some(_), "") => None,
        (Some(target), rest) => Some(qualified(target, rest)),
        (None, _) => Some(qualified(namespace, name)),
    }
}

fn qualified(namespace: &str, name: &str) -> String {
    if namespace.is_empty() { name.to_owned() } else { format!("{namespace}\\{name}") }
}
