//! Python: modules by dotted name below guessed source roots, and relative imports by folder.

use super::names::is_python_standard;
use super::system::{System, add_place, ancestors, folder_of, is_in, join, manifest_folder, upwards};
use super::{Family, Links, Outcome, Resolver};
use quarterdeck_facts::{Ecosystem, RepositoryIx};
use quarterdeck_source::Import;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Most modules kept under one name.
const NAMESAKES: usize = 64;

/// Most projects and declared source folders above a file that its name may begin in.
const PROJECTS: usize = 3;

/// Resolver of Python.
pub(super) struct Python<'a> {
    system: &'a System<'a>,
    /// Modules by dotted name; a package is its `__init__`.
    modules: HashMap<String, Vec<Module>>,
    /// Dotted names of folders that hold modules.
    packages: HashSet<String>,
    /// First segments of dotted names that are packages or modules for sure.
    tops: HashSet<String>,
    /// Declared dependencies, as they are imported by rule of thumb.
    dependencies: HashSet<String>,
}

/// A file as a module below one root.
struct Module {
    file: u32,
    /// Length of the root in the file's path, without the slash.
    root: usize,
    /// The root is a folder of scripts: only files of that folder see it.
    local: bool,
}

/// A folder that dotted names begin in.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Root<'a> {
    folder: &'a str,
    local: bool,
}

impl<'a> Python<'a> {
    pub(super) fn new(system: &'a System<'a>) -> Self {
        let projects = projects(system);
        let mut new = Self {
            system,
            modules: HashMap::new(),
            packages: HashSet::new(),
            tops: HashSet::new(),
            dependencies: dependencies(system),
        };
        for (position, _) in system.family(Family::Python) {
            for root in roots(system, &projects, position) {
                new.add(position, &root);
            }
        }
        new
    }

    fn add(&mut self, position: u32, root: &Root<'_>) {
        let path = self.system.path(position);
        let below = path[root.folder.len()..].trim_start_matches('/');
        let Some((stem, "py" | "pyi" | "pyw")) = below.rsplit_once('.') else { return };
        let package = stem.strip_suffix("__init__").map(|folder| folder.trim_end_matches('/'));
        let name = package.unwrap_or(stem).replace('/', ".");
        if name.is_empty() || name.contains('-') || name.contains(' ') {
            return;
        }
        if !root.local {
            if let Some((folder, _)) = name.rsplit_once('.').filter(|(folder, _)| !self.packages.contains(*folder)) {
                self.packages.extend(ancestors(folder, '.').map(String::from));
            }
            if !name.contains('.') {
                self.tops.insert(name.clone());
            }
        }
        let modules = self.modules.entry(name).or_default();
        if modules.len() < NAMESAKES {
            modules.push(Module { file: position, root: root.folder.len(), local: root.local });
        }
    }

    /// The module of a dotted name as seen from a file; the flag says that it is known, even when several answer to it.
    fn module(&self, from: u32, name: &str) -> (Option<u32>, bool) {
        let Some(modules) = self.modules.get(name) else { return (None, false) };
        let (home, path) = (self.system.file(from).repository, self.system.path(from));
        let standard = is_python_standard(name.split('.').next().unwrap_or_default());
        let on_the_way = |module: &&Module| {
            let root = &self.system.path(module.file)[..module.root];
            let seen = if module.local { !standard && folder_of(path) == root } else { is_in(path, root) };
            seen && self.system.file(module.file).repository == home
        };
        let stub = |file: u32| self.system.path(file).ends_with(".pyi");
        let rank = |module: &&Module| (module.root, !stub(module.file), std::cmp::Reverse(module.file));
        if let Some(module) = modules.iter().filter(on_the_way).max_by_key(rank) {
            return (Some(module.file), true);
        }
        if standard {
            return (None, false);
        }
        let mut elsewhere = Vec::new();
        for module in modules.iter().filter(|module| !module.local) {
            add_place(&mut elsewhere, module.file);
        }
        if elsewhere.iter().any(|&file| !stub(file)) {
            elsewhere.retain(|&file| !stub(file));
        }
        (self.system.closest(from, &elsewhere), !elsewhere.is_empty())
    }

    /// The module at a path without its ending.
    fn at(&self, repository: RepositoryIx, path: &str) -> Option<u32> {
        let at = |path: String| self.system.at(repository, &path);
        let init = if path.is_empty() { "__init__".to_owned() } else { format!("{path}/__init__") };
        [".py", ".pyi"]
            .iter()
            .find_map(|ending| at(format!("{path}{ending}")).or_else(|| at(format!("{init}{ending}"))))
    }

    /// `from ..a import b`: by folder, without any root.
    fn relative(&self, from: u32, import: &Import, links: &mut Links) -> Outcome {
        let name = import.target.trim_start_matches('.');
        let climb = import.target.len() - name.len() - 1;
        let Some(folder) = upwards(folder_of(self.system.path(from))).nth(climb) else { return Outcome::Unresolved };
        let Some(path) = join(folder, &name.replace('.', "/")) else { return Outcome::Unresolved };
        let repository = self.system.file(from).repository;
        let find = |name: &str| match name {
            "" => self.at(repository, &path),
            name => self.at(repository, &join(&path, name)?),
        };
        self.members(import, links, |name| {
            let found = find(name);
            (found, found.is_some())
        })
    }

    /// Each imported name is a submodule, or stands in the module itself.
    fn members(&self, import: &Import, links: &mut Links, find: impl Fn(&str) -> (Option<u32>, bool)) -> Outcome {
        let whole = find("");
        let mut known = whole.1;
        if import.names.is_empty() {
            whole.0.into_iter().for_each(|to| links.import(to, import));
        }
        for name in &import.names {
            let member = if name == "*" { (None, false) } else { find(name) };
            known |= member.1;
            let to = if member.1 { member.0 } else { whole.0 };
            to.into_iter().for_each(|to| links.import(to, import));
        }
        if known { Outcome::Internal } else { Outcome::Unresolved }
    }

    fn absolute(&self, from: u32, import: &Import, links: &mut Links) -> Outcome {
        let target = import.target.as_str();
        let outcome = self.members(import, links, |name| match name {
            "" => self.module(from, target),
            name => self.module(from, &format!("{target}.{name}")),
        });
        if outcome == Outcome::Internal {
            return outcome;
        }
        let top = target.split('.').next().unwrap_or_default();
        let outside = is_python_standard(top) || self.dependencies.contains(&top.to_lowercase());
        let sure = self.tops.contains(top);
        if self.packages.contains(target) && import.names.is_empty() && (sure || target.contains('.')) && !outside {
            return Outcome::Internal;
        }
        if sure && !outside { Outcome::Unresolved } else { Outcome::External }
    }
}

impl Resolver for Python<'_> {
    fn resolve(&self, from: u32, links: &mut Links) {
        for import in &self.system.file(from).code.imports {
            let outcome = match import.target.as_str() {
                "" => Outcome::Unresolved,
                target if target.starts_with('.') => self.relative(from, import, links),
                _ => self.absolute(from, import, links),
            };
            links.count(outcome);
        }
    }
}

/// Folders with a project file, and source folders that these declare.
fn projects(system: &System<'_>) -> HashSet<(RepositoryIx, String)> {
    let mut projects = HashSet::new();
    for manifest in system.manifests().iter().filter(|manifest| manifest.declared.ecosystem == Ecosystem::PyPi) {
        let Some(folder) = manifest_folder(manifest.path) else { continue };
        projects.insert((manifest.repository, folder.to_owned()));
        let roots = manifest.declared.roots.iter().filter(|(prefix, _)| prefix.is_empty());
        let roots = roots.filter_map(|(_, root)| join(folder, root));
        projects.extend(roots.map(|root| (manifest.repository, root)));
    }
    let setups = system.family(Family::Python).filter(|(_, file)| file.path.file_name() == "setup.py");
    projects.extend(setups.map(|(position, file)| (file.repository, folder_of(system.path(position)).to_owned())));
    projects
}

/// Names of declared dependencies with `-` as `_`: how most of them are imported.
fn dependencies(system: &System<'_>) -> HashSet<String> {
    let manifests = system.manifests().iter().filter(|manifest| manifest.declared.ecosystem == Ecosystem::PyPi);
    let names = manifests.flat_map(|manifest| manifest.declared.dependencies.iter().map(|it| it.name.as_str()));
    names.map(|name| name.to_lowercase().replace('-', "_")).collect()
}

/// Folders that the dotted name of a file may begin in: the root, the nearest projects and their `src`, and the folder
/// above its outermost package.
fn roots<'a>(system: &System<'a>, projects: &HashSet<(RepositoryIx, String)>, position: u32) -> BTreeSet<Root<'a>> {
    let (path, repository) = (system.path(position), system.file(position).repository);
    let folder = folder_of(path);
    let mut folders = BTreeSet::from([""]);
    let declared = |folder: &&str| projects.contains(&(repository, (*folder).to_owned()));
    folders.extend(upwards(folder).filter(declared).take(PROJECTS));
    let sources: Vec<&str> = folders.iter().filter_map(|base| source_folder(path, base)).collect();
    folders.extend(sources);
    let is_package = |folder: &&str| {
        let init = |ending| system.at(repository, &format!("{folder}/__init__.{ending}")).is_some();
        !folder.is_empty() && (init("py") || init("pyi"))
    };
    let outermost = upwards(folder).take_while(is_package).last();
    let above = outermost.map_or(folder, folder_of);
    let mut roots: BTreeSet<Root<'_>> = folders.iter().map(|&folder| Root { folder, local: false }).collect();
    if !folders.contains(above) {
        roots.insert(Root { folder: above, local: outermost.is_none() });
    }
    roots
}

/// `base/src` when the path lies in it.
fn source_folder<'a>(path: &'a str, base: &str) -> Option<&'a str> {
    let end = if base.is_empty() { 3 } else { base.len() + 4 };
    let folder = path.get(..end)?;
    (is_in(path, folder) && folder.ends_with("src") && path.as_bytes().get(end) == Some(&b'/')).then_some(folder)
}
