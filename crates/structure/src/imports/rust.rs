//! Rust: modules of crates. A crate is a `Cargo.toml` with the roots that Cargo looks for; a module is the file that
//! its path leads to. What `pub use` hands on is followed to the file that declares it.

use super::system::{System, add_place, folder_of, join, manifest_folder, upwards};
use super::{Family, Links, Outcome, Resolver};
use quarterdeck_facts::{Ecosystem, RepositoryIx};
use quarterdeck_source::{Import, ImportKind};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// Most `pub use` that are followed one after the other.
const HAND_OVERS: usize = 8;
/// Folders in which each file, and each folder with a `main.rs`, is a crate of its own.
const CRATE_FOLDERS: [&str; 4] = ["src/bin", "tests", "examples", "benches"];
/// Crates that come with the compiler.
const STANDARD: [&str; 5] = ["std", "core", "alloc", "proc_macro", "test"];

/// Resolver of Rust.
pub(super) struct Rust<'a> {
    system: &'a System<'a>,
    /// Folders of packages.
    packages: HashSet<(RepositoryIx, &'a str)>,
    /// Root files of libraries by the name of the crate.
    libraries: HashMap<String, Vec<u32>>,
    /// Names that a file declares, or hands on by an import (its position); `*` for what cannot be listed.
    names: HashMap<u32, HashMap<&'a str, Option<usize>>>,
    /// Where a name that is handed on leads, by file, import and hand-overs before: each is followed once, because names that
    /// lead to names are asked for again and again, and in circles.
    handed_on: RefCell<HashMap<(u32, usize, usize), Option<u32>>>,
}

/// Where a file stands in its crate.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Module {
    repository: RepositoryIx,
    /// The folder that paths of modules begin in.
    root: String,
    /// Root files of the crate, the likeliest first.
    heads: Vec<u32>,
    /// Its path in the crate.
    path: Vec<String>,
}

impl<'a> Rust<'a> {
    pub(super) fn new(system: &'a System<'a>) -> Self {
        let mut new = Self {
            system,
            packages: HashSet::new(),
            libraries: HashMap::new(),
            names: HashMap::new(),
            handed_on: RefCell::default(),
        };
        for manifest in system.manifests() {
            let declared = manifest.declared;
            let is_package = declared.ecosystem == Ecosystem::Cargo && !declared.lock && !declared.name.is_empty();
            let (true, Some(folder)) = (is_package, manifest_folder(manifest.path)) else { continue };
            new.packages.insert((manifest.repository, folder));
            let roots = ["src/lib.rs", "lib.rs"];
            let at = |root: &&str| system.at(manifest.repository, &join(folder, root)?);
            if let Some(root) = roots.iter().find_map(at) {
                add_place(new.libraries.entry(declared.name.replace('-', "_")).or_default(), root);
            }
        }
        for (position, file) in system.family(Family::Rust) {
            let imports = file.code.imports.iter().enumerate();
            let mut names: HashMap<&str, Option<usize>> = imports.map(|(at, it)| (local_name(it), Some(at))).collect();
            names.extend(file.code.declares.iter().map(|name| (name.as_str(), None)));
            new.names.insert(position, names);
        }
        new
    }

    fn module(&self, position: u32) -> Module {
        let (repository, path) = (self.system.file(position).repository, self.system.path(position));
        let is_package = |folder: &&str| self.packages.contains(&(repository, *folder));
        let package = upwards(folder_of(path)).find(is_package).unwrap_or_default();
        let rest = path[package.len()..].trim_start_matches('/');
        let at = |root: &str, name: &str| self.system.at(repository, &join(root, name)?);
        let mut root = package.to_owned();
        let mut heads: Vec<u32> = Vec::new();
        let of_own = CRATE_FOLDERS.iter().find(|folder| super::system::is_in(rest, folder));
        if let Some(folder) = of_own {
            let inside = &rest[folder.len() + 1..];
            let top = join(package, folder).unwrap_or_default();
            let deeper = inside.split_once('/').and_then(|(first, _)| join(&top, first));
            match deeper.filter(|deeper| at(deeper, "main.rs").is_some()) {
                Some(deeper) => (heads, root) = (at(&deeper, "main.rs").into_iter().collect(), deeper),
                None => {
                    root = top;
                    heads.extend((!inside.contains('/')).then_some(position));
                }
            }
        } else {
            if rest.starts_with("src/") {
                root = join(package, "src").unwrap_or_default();
            }
            heads.extend(["lib.rs", "main.rs"].iter().filter_map(|name| at(&root, name)));
            if rest == "build.rs" {
                heads = vec![position];
            }
        }
        let mut inside = path[root.len()..].trim_start_matches('/').trim_end_matches(".rs");
        inside = inside.strip_suffix("/mod").unwrap_or(inside);
        let path = if heads.contains(&position) { Vec::new() } else { inside.split('/').map(str::to_owned).collect() };
        if let Some(at) = heads.iter().position(|&head| head == position) {
            heads.swap(0, at);
        }
        Module { repository, root, heads, path }
    }

    /// The file of the module at a path of a crate.
    fn file(&self, home: &Module, path: &[&str]) -> Option<u32> {
        if path.is_empty() {
            return home.heads.first().copied();
        }
        let path = join(&home.root, &path.join("/"))?;
        ["", "/mod"].iter().find_map(|end| self.system.at(home.repository, &format!("{path}{end}.rs")))
    }

    /// The file that a path from the root of a crate leads to.
    fn in_crate(&self, home: &Module, path: &[&str], hops: usize) -> Option<u32> {
        let found = (0..=path.len()).rev().find_map(|length| Some((self.file(home, &path[..length])?, length)));
        let (file, length) = found?;
        let Some(name) = path.get(length) else { return Some(file) };
        let names = self.names.get(&file)?;
        match names.get(name) {
            Some(None) => Some(file),
            // The import that asks is no declaration.
            Some(Some(at)) if self.asks_for(file, *at, path) => None,
            Some(Some(at)) => self.handed_on(file, *at, hops).or(Some(file)),
            None => names.contains_key("*").then_some(file),
        }
    }

    fn asks_for(&self, file: u32, import: usize, path: &[&str]) -> bool {
        let import = self.system.file(file).code.imports.get(import);
        let target = import.and_then(|import| import.target.split_once("::"));
        target.is_some_and(|(head, rest)| {
            let own = path.last().copied().unwrap_or_default();
            (head == "crate" && rest.split("::").eq(path.iter().copied())) || (head == "self" && rest == own)
        })
    }

    /// A name that is handed on leads to where it comes from.
    fn handed_on(&self, file: u32, at: usize, hops: usize) -> Option<u32> {
        let import = self.system.file(file).code.imports.get(at)?;
        if import.kind != ImportKind::Symbol || hops >= HAND_OVERS {
            return None;
        }
        if let Some(&known) = self.handed_on.borrow().get(&(file, at, hops)) {
            return known;
        }
        let found = self.target(file, &import.target, hops + 1).0;
        self.handed_on.borrow_mut().insert((file, at, hops), found);
        found
    }

    /// The file that a path means as seen from a file, and what to count.
    fn target(&self, from: u32, path: &str, hops: usize) -> (Option<u32>, Outcome) {
        let segments: Vec<&str> = path.split("::").filter(|segment| !segment.is_empty()).collect();
        let Some((&first, rest)) = segments.split_first() else { return (None, Outcome::Unresolved) };
        let home = self.module(from);
        let own: Vec<&str> = home.path.iter().map(String::as_str).collect();
        let ups = segments.iter().take_while(|&&segment| segment == "super").count();
        let inside = match first {
            "crate" => Some(rest.to_vec()),
            "self" => Some([&own, rest].concat()),
            "super" => own.len().checked_sub(ups).map(|kept| [&own[..kept], &segments[ups..]].concat()),
            _ => None,
        };
        if matches!(first, "crate" | "self" | "super") {
            let found = inside.and_then(|path| self.in_crate(&home, &path, hops));
            return (found, found.map_or(Outcome::Unresolved, |_| Outcome::Internal));
        }
        // A module beside the file, or (before edition 2018) one at the root of the crate.
        for base in [own.as_slice(), &[]] {
            let path = [base, segments.as_slice()].concat();
            let is_module = self.file(&home, &path[..=base.len()]).is_some_and(|file| file != from);
            if let Some(found) = is_module.then(|| self.in_crate(&home, &path, hops)).flatten() {
                return (Some(found), Outcome::Internal);
            }
        }
        // A type of the file itself (`use Colour::*`), or one that it imports.
        match self.names.get(&from).and_then(|names| names.get(first)) {
            Some(None) => return (Some(from), Outcome::Internal),
            Some(Some(at)) if !self.begins_with(from, *at, first) => {
                if let Some(found) = self.handed_on(from, *at, hops) {
                    return (Some(found), Outcome::Internal);
                }
            }
            _ => {}
        }
        let Some(libraries) = self.libraries.get(first).filter(|_| !STANDARD.contains(&first)) else {
            return (None, Outcome::External);
        };
        let Some(library) = self.system.closest(from, libraries) else { return (None, Outcome::Internal) };
        let found = self.in_crate(&self.module(library), rest, hops);
        (found.or(Some(library)), Outcome::Internal)
    }

    fn begins_with(&self, file: u32, import: usize, name: &str) -> bool {
        let import = self.system.file(file).code.imports.get(import);
        import.is_none_or(|import| import.target.split("::").next() == Some(name))
    }

    /// `mod x;`: the file of a module.
    fn child(&self, from: u32, target: &str) -> Option<u32> {
        let repository = self.system.file(from).repository;
        if let Some(given) = target.strip_prefix("./") {
            return self.system.at(repository, &join(folder_of(self.system.path(from)), given)?);
        }
        let home = self.module(from);
        let own = home.path.iter().map(String::as_str);
        self.file(&home, &own.chain(target.split('/')).collect::<Vec<_>>())
    }
}

impl Resolver for Rust<'_> {
    fn resolve(&self, from: u32, links: &mut Links) {
        let code = self.system.file(from).code;
        let used: Vec<&Import> = code.imports.iter().filter(|import| import.kind != ImportKind::Path).collect();
        let local: HashSet<&str> = used.into_iter().map(local_name).collect();
        for import in &code.imports {
            let found = if import.kind == ImportKind::Path {
                let found = self.child(from, &import.target);
                (found, found.map_or(Outcome::Unresolved, |_| Outcome::Internal))
            } else {
                self.target(from, &import.target, 0)
            };
            links.take(import, found);
        }
        for (path, line) in &code.references {
            let first = path.split("::").next().unwrap_or_default();
            // A path that begins with an imported name is an edge already.
            let to = if local.contains(first) { None } else { self.target(from, path, 0).0 };
            if let Some(to) = to {
                links.reference(to, *line);
            }
        }
    }
}

/// The name by which a file knows what it imports; `*` for all that a module holds.
fn local_name(import: &Import) -> &str {
    let own = import.target.rsplit([':', '/']).next().unwrap_or_default();
    match import.kind {
        ImportKind::Namespace => "*",
        _ if import.alias.is_empty() => own,
        _ => &import.alias,
    }
}
