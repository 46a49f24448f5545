//! Structure over files: components, imports, cycles, clones, languages.

use crate::{FileFacts, FileIx, FileKind, RepositoryIx};
use quarterdeck_base::RepoPath;
use std::collections::BTreeMap;

/// Why files form a component.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComponentReason {
    /// A manifest stands in its folder.
    Manifest,
    /// A folder that holds a fair share of the code.
    Folder,
    /// What is left at the root.
    Root,
}

/// A part of the system: manifests first, then folders.
#[derive(Debug)]
pub struct Component {
    /// Its repository.
    pub repository: RepositoryIx,
    /// Its folder; empty for the root.
    pub path: RepoPath,
    /// Its name, unique in the audit.
    pub name: String,
    /// Why it is a component.
    pub reason: ComponentReason,
    /// Files that people write in it.
    pub files: u32,
    /// Code lines of those files.
    pub code: u64,
}

/// An import (or a reference by name) that was resolved to a file of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ImportEdge {
    /// The importing file.
    pub from: FileIx,
    /// The imported file.
    pub to: FileIx,
    /// Line of the first import, from 1: of those that run when the file loads, where there are any.
    pub line: u32,
    /// True when every import between the two exists for types only and is erased when the code runs.
    pub type_only: bool,
    /// True when every import between the two that is not for types only stands inside a function and runs when that is
    /// called.
    pub deferred: bool,
}

/// How many imports of one language could be resolved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportShare {
    /// Language.
    pub language: &'static str,
    /// What circles are made of in it; `None` when it means its files to use each other freely.
    pub unit: Option<ModuleUnit>,
    /// Imports resolved to files of the system.
    pub internal: u64,
    /// Imports of the standard library or of a declared dependency.
    pub external: u64,
    /// Imports that look internal and lead nowhere, or are computed at run time.
    pub unresolved: u64,
}

impl ImportShare {
    /// Imports whose target is known.
    pub fn known(&self) -> u64 {
        self.internal + self.external
    }

    /// All imports.
    pub fn all(&self) -> u64 {
        self.known() + self.unresolved
    }
}

/// What a cycle is made of: what the language's people call a module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ModuleUnit {
    /// Files: Python, JavaScript, TypeScript, Lua, shell scripts.
    File,
    /// Folders, which are packages or namespaces: Java, C#, PHP, Go. Files of one package may use each other freely.
    Folder,
}

/// One step of a cycle: a module uses the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CycleStep {
    /// The using module: a file or a folder.
    pub from: RepoPath,
    /// The used module.
    pub to: RepoPath,
    /// Number of file-to-file imports behind this step, those that run when a function is called included.
    pub imports: u32,
    /// One of them, the first in order.
    pub example: ImportEdge,
}

/// Modules that use each other in a circle: a strongly connected component of two modules or more, over edges that
/// exist when the code loads (not type-only, not deferred) between source files (not tests).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cycle {
    /// What its modules are.
    pub unit: ModuleUnit,
    /// Repository of all of them.
    pub repository: RepositoryIx,
    /// Language.
    pub language: &'static str,
    /// The modules, sorted.
    pub modules: Vec<RepoPath>,
    /// Source files in them.
    pub files: u32,
    /// A shortest closed walk through the first step to cut.
    pub example: Vec<CycleStep>,
    /// Steps whose removal breaks every circle in it: a small set, fewest imports first.
    pub cut: Vec<CycleStep>,
}

/// Imports between files that people write.
#[derive(Debug, Default)]
pub struct ImportGraph {
    /// Edges, by (from, to); no self edges.
    pub edges: Vec<ImportEdge>,
    /// Importing and imported file of those edges of JavaScript and TypeScript of which every name is used inside functions
    /// only, sorted: nothing needs them while the file loads.
    pub called: Vec<(FileIx, FileIx)>,
    /// Resolution by language, by name.
    pub shares: Vec<ImportShare>,
    /// Cycles, most modules first, then by first module.
    pub cycles: Vec<Cycle>,
}

impl ImportGraph {
    /// Share of imports that are resolved to a file or known to be external, 0 to 1; `None` without imports.
    pub fn resolved_share(&self) -> Option<f64> {
        let known: u64 = self.shares.iter().map(ImportShare::known).sum();
        let all: u64 = self.shares.iter().map(ImportShare::all).sum();
        (all > 0).then(|| known as f64 / all as f64)
    }
}

/// One place of a clone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClonePlace {
    /// The file.
    pub file: FileIx,
    /// First line, from 1.
    pub start_line: u32,
    /// Last line, included.
    pub end_line: u32,
}

/// The same tokens at two places or more, verified token by token; comments and white space do not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloneGroup {
    /// Length in tokens.
    pub tokens: u32,
    /// Most lines that lie in a place with all of their tokens; comments, imports and test code in source files left out.
    pub lines: u32,
    /// Hash of the tokens: the group's identity.
    pub hash: u64,
    /// Places, sorted; overlapping places of one file are left out.
    pub places: Vec<ClonePlace>,
}

/// Lines of one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageTotal {
    /// Language.
    pub language: &'static str,
    /// Files.
    pub files: u64,
    /// Code lines.
    pub code: u64,
    /// Comment lines.
    pub comments: u64,
    /// Blank lines.
    pub blanks: u64,
}

pub(crate) fn language_totals(files: &[FileFacts]) -> Vec<LanguageTotal> {
    let mut totals: BTreeMap<&'static str, LanguageTotal> = BTreeMap::new();
    for file in files.iter().filter(|file| !file.language.is_empty() && file.kind != FileKind::Vendored) {
        let empty = LanguageTotal { language: file.language, files: 0, code: 0, comments: 0, blanks: 0 };
        let total = totals.entry(file.language).or_insert(empty);
        total.files += 1;
        total.code += u64::from(file.code);
        total.comments += u64::from(file.comments);
        total.blanks += u64::from(file.blanks);
    }
    let mut sorted: Vec<_> = totals.into_values().collect();
    sorted.sort_by(|a, b| b.code.cmp(&a.code).then(a.language.cmp(b.language)));
    sorted
}
