//! Imports resolved to files: one resolver per language family over one shared index of the system's files.

mod c;
mod csharp;
mod dart;
mod elixir;
mod go;
mod java;
mod javascript;
mod lua;
mod names;
mod php;
mod python;
mod ruby;
mod rust;
mod shell;
mod swift;
mod system;

use crate::cycles::find_cycles;
use quarterdeck_base::RepoPath;
use quarterdeck_facts::{FileIx, FileKind, ImportEdge, ImportGraph, ImportShare, ModuleUnit, RepositoryIx};
use quarterdeck_formats::DeclaredManifest;
use quarterdeck_source::{CodeFacts, Import};
use std::collections::{BTreeMap, HashMap};
use system::System;

/// One parsed file.
#[derive(Debug, Clone, Copy)]
pub struct SourceFile<'a> {
    /// Its position.
    pub file: FileIx,
    /// Its repository.
    pub repository: RepositoryIx,
    /// Its path.
    pub path: &'a RepoPath,
    /// Its language.
    pub language: &'static str,
    /// What it is for.
    pub kind: FileKind,
    /// What the parser said.
    pub code: &'a CodeFacts,
}

/// One manifest that was read.
#[derive(Debug, Clone, Copy)]
pub struct ManifestInput<'a> {
    /// Its repository.
    pub repository: RepositoryIx,
    /// Its path.
    pub path: &'a RepoPath,
    /// What it declares.
    pub declared: &'a DeclaredManifest,
}

/// Languages whose files import each other by the same rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Family {
    /// C and C++.
    C,
    /// C#.
    CSharp,
    /// Elixir.
    Elixir,
    /// Dart.
    Dart,
    /// Swift.
    Swift,
    /// Lua.
    Lua,
    /// Shell scripts.
    Shell,
    /// Go.
    Go,
    /// Java, Kotlin and Scala.
    Java,
    /// JavaScript, TypeScript and their forms with markup.
    JavaScript,
    /// PHP.
    Php,
    /// Python.
    Python,
    /// Ruby.
    Ruby,
    /// Rust.
    Rust,
}

impl Family {
    /// The family of a language; `None` when its imports are not resolved.
    pub(crate) fn of(language: &str) -> Option<Self> {
        match language {
            "C" | "C++" => Some(Self::C),
            "C#" => Some(Self::CSharp),
            "Go" => Some(Self::Go),
            "Java" | "Kotlin" | "Scala" => Some(Self::Java),
            "JavaScript" | "JSX" | "TypeScript" | "TSX" | "Vue" => Some(Self::JavaScript),
            "PHP" => Some(Self::Php),
            "Python" => Some(Self::Python),
            "Ruby" => Some(Self::Ruby),
            "Elixir" => Some(Self::Elixir),
            "Dart" => Some(Self::Dart),
            "Swift" => Some(Self::Swift),
            "Lua" => Some(Self::Lua),
            "Shell" | "BASH" => Some(Self::Shell),
            "Rust" => Some(Self::Rust),
            _ => None,
        }
    }

    /// What a circle is made of; `None` where the language means its files or modules to use each other in circles.
    pub(crate) fn unit(self) -> Option<ModuleUnit> {
        match self {
            Self::C | Self::JavaScript | Self::Lua | Self::Python | Self::Shell => Some(ModuleUnit::File),
            Self::CSharp | Self::Go | Self::Java | Self::Php => Some(ModuleUnit::Folder),
            // Ruby loads a class when its name is first used. Modules of Elixir find each other when they run; where one
            // needs another to compile, its compiler forbids circles. Files of a Swift module are compiled as one. Nothing
            // runs when a Dart library is imported, and the file of a package that hands on all others is its custom.
            // What is built and replaced in Rust is the crate, and Cargo allows no circle of those.
            Self::Dart | Self::Elixir | Self::Ruby | Self::Rust | Self::Swift => None,
        }
    }
}

/// Resolves the imports of one file after the other.
trait Resolver {
    /// Adds what the file at position `from` imports.
    fn resolve(&self, from: u32, links: &mut Links);
}

/// Parsers keep this many used names of a file: where there are as many, a name that is missing may still be used.
const REFERENCES: usize = 5_000;

/// True when every use of a name in a file loads nothing.
fn is_idle(code: &CodeFacts, name: &str) -> bool {
    code.idle.binary_search_by(|known| known.as_str().cmp(name)).is_ok()
}

/// What became of one import statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Leads to files of the system.
    Internal,
    /// Leads outside.
    External,
    /// Looks internal and leads nowhere, or is computed.
    Unresolved,
    /// Not an import of code (a style sheet, an image): not counted.
    Asset,
}

/// Edges and counts of one file, as a resolver finds them.
#[derive(Debug, Default)]
struct Links {
    /// (target position, line, type-only, deferred).
    edges: Vec<(u32, u32, bool, bool)>,
    /// Of targets that load at once, whether every use of what they bring in stands inside functions.
    called: BTreeMap<u32, bool>,
    internal: u64,
    external: u64,
    unresolved: u64,
}

impl Links {
    /// An import statement with the file that it leads to, if any.
    fn take(&mut self, import: &Import, (to, outcome): (Option<u32>, Outcome)) {
        if let Some(to) = to {
            self.import(to, import);
        }
        self.count(outcome);
    }

    fn import(&mut self, to: u32, import: &Import) {
        self.import_of_name(to, import, true);
    }

    /// An import statement that matters only when the file uses the name: in Java and PHP it loads nothing by itself,
    /// and many stand there for the links of a comment.
    fn import_of_name(&mut self, to: u32, import: &Import, used: bool) {
        let type_only = import.type_only || !used;
        self.edges.push((to, import.line, type_only, import.deferred));
        if !type_only && !import.deferred {
            *self.called.entry(to).or_insert(true) &= import.called;
        }
    }

    /// Files that the file loads inside functions only, with the first line that does.
    fn loaded_inside_functions(&self) -> HashMap<u32, u32> {
        let mut loaded: HashMap<u32, (u32, bool)> = HashMap::new();
        for &(to, line, _, deferred) in &self.edges {
            let entry = loaded.entry(to).or_insert((line, true));
            *entry = (entry.0.min(line), entry.1 && deferred);
        }
        loaded.into_iter().filter(|(_, (_, deferred))| *deferred).map(|(to, (line, _))| (to, line)).collect()
    }

    /// A use by name, without an import statement of its own. A parser does not say where it stands: taken as loaded.
    fn reference(&mut self, to: u32, line: u32) {
        self.edges.push((to, line, false, false));
    }

    /// A use by name that loads nothing.
    fn idle_reference(&mut self, to: u32, line: u32) {
        self.edges.push((to, line, true, false));
    }

    fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Internal => self.internal += 1,
            Outcome::External => self.external += 1,
            Outcome::Unresolved => self.unresolved += 1,
            Outcome::Asset => {}
        }
    }

    /// One edge per target, with the smallest line of those that load it at once, else of all. It is for types only when
    /// all its imports are, and deferred when all others are: one import for types and one inside a function load nothing
    /// either.
    fn merged(&mut self, system: &System<'_>, from: u32) -> Vec<ImportEdge> {
        self.edges.sort_unstable_by_key(|&(to, line, type_only, deferred)| {
            (to, type_only || deferred, line, type_only, deferred)
        });
        let source = system.file(from).file;
        let mut edges: Vec<ImportEdge> = Vec::new();
        for (to, line, type_only, deferred) in self.edges.drain(..).filter(|edge| edge.0 != from) {
            let to = system.file(to).file;
            match edges.last_mut() {
                Some(last) if last.to == to => {
                    let soft = (last.type_only || last.deferred) && (type_only || deferred);
                    last.type_only &= type_only;
                    last.deferred = soft && !last.type_only;
                }
                _ => edges.push(ImportEdge { from: source, to, line, type_only, deferred }),
            }
        }
        edges
    }
}

/// Resolves the imports of all files (sorted by position) to a graph with its cycles.
///
/// Files that people do not write (vendored, generated) are targets only.
pub fn import_graph(files: &[SourceFile<'_>], manifests: &[ManifestInput<'_>]) -> ImportGraph {
    let system = System::new(files, manifests);
    let resolvers = resolvers(&system);
    let (mut edges, mut called) = (Vec::new(), Vec::new());
    let mut shares: BTreeMap<&'static str, ImportShare> = BTreeMap::new();
    for (from, file) in system.positions() {
        let Some(family) = Family::of(file.language) else { continue };
        let Some(resolver) = resolvers.get(&family) else { continue };
        if !is_written(file.kind) || file.path.as_utf8().is_none() {
            continue;
        }
        let mut links = Links::default();
        resolver.resolve(from, &mut links);
        let empty = ImportShare { language: file.language, unit: family.unit(), ..ImportShare::default() };
        let share = shares.entry(file.language).or_insert(empty);
        share.internal += links.internal;
        share.external += links.external;
        share.unresolved += links.unresolved;
        edges.extend(links.merged(&system, from));
        let called_only = links.called.iter().filter(|(_, called)| **called).map(|(to, _)| system.file(*to).file);
        called.extend(called_only.map(|to| (system.file(from).file, to)));
    }
    edges.sort_unstable();
    called.sort_unstable();
    let cycles = find_cycles(files, &edges);
    let has_imports = |share: &ImportShare| share.internal + share.external + share.unresolved > 0;
    ImportGraph { edges, called, shares: shares.into_values().filter(has_imports).collect(), cycles }
}

fn resolvers<'a>(system: &'a System<'a>) -> BTreeMap<Family, Box<dyn Resolver + 'a>> {
    let mut resolvers: BTreeMap<Family, Box<dyn Resolver + 'a>> = BTreeMap::new();
    for (_, file) in system.positions() {
        let Some(family) = Family::of(file.language) else { continue };
        resolvers.entry(family).or_insert_with(|| match family {
            Family::C => Box::new(c::C::new(system)),
            Family::CSharp => Box::new(csharp::CSharp::new(system)),
            Family::Elixir => Box::new(elixir::Elixir::new(system)),
            Family::Dart => Box::new(dart::Dart::new(system)),
            Family::Swift => Box::new(swift::Swift::new(system)),
            Family::Lua => Box::new(lua::Lua::new(system)),
            Family::Shell => Box::new(shell::Shell::new(system)),
            Family::Go => Box::new(go::Go::new(system)),
            Family::Java => Box::new(java::Java::new(system)),
            Family::JavaScript => Box::new(javascript::JavaScript::new(system)),
            Family::Php => Box::new(php::Php::new(system)),
            Family::Python => Box::new(python::Python::new(system)),
            Family::Ruby => Box::new(ruby::Ruby::new(system)),
            Family::Rust => Box::new(rust::Rust::new(system)),
        });
    }
    resolvers
}

fn is_written(kind: FileKind) -> bool {
    matches!(
        kind,
        FileKind::Source | FileKind::Test | FileKind::Configuration | FileKind::Documentation | FileKind::Data
    )
}
