//! Where work is done: the whole system, a part that a problem or a goal is about, or components.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use quarterdeck_base::RepoPath;
use quarterdeck_brief::Brief;
use quarterdeck_facts::{Facts, FileIx, FileKind};
use quarterdeck_findings::{Finding, Scope};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Facts with the ways into them that planning needs: paths and components by name.
pub struct Ground<'a> {
    /// The facts.
    pub facts: &'a Facts,
    by_path: BTreeMap<(&'a str, &'a RepoPath), FileIx>,
    by_folder: BTreeMap<(&'a str, &'a [u8]), Vec<FileIx>>,
    known: Vec<Option<bool>>,
}

impl<'a> Ground<'a> {
    /// Indexes the facts.
    pub fn new(facts: &'a Facts) -> Self {
        let mut by_path = BTreeMap::new();
        let mut by_folder: BTreeMap<(&str, &[u8]), Vec<FileIx>> = BTreeMap::new();
        for (at, file) in facts.files.iter().enumerate() {
            let (index, repository) = (FileIx::new(at), facts.repositories[file.repository.at()].name.as_str());
            by_path.insert((repository, &file.path), index);
            by_folder.entry((repository, file.path.parent())).or_default().push(index);
        }
        Self { facts, by_path, by_folder, known: crate::measure::known_files(facts) }
    }

    /// True when somebody active knows the file; `None` without a change.
    pub(crate) fn is_known(&self, file: FileIx) -> Option<bool> {
        self.known[file.at()]
    }

    /// The files that a finding is about; empty when it is about the system or a repository as a whole.
    pub fn files_of(&self, scope: &Scope) -> Vec<FileIx> {
        match scope {
            Scope::System | Scope::Repository { .. } => Vec::new(),
            Scope::Component { name, .. } => self.component(name),
            Scope::File { repository, path } | Scope::Function { repository, path, .. } => self.at(repository, path),
            Scope::Dependency { repository, manifest, .. } => self.at(repository, manifest),
            Scope::Pair { repository, first, second } => {
                [first, second].into_iter().flat_map(|path| self.at(repository, path)).collect()
            }
            Scope::Group { repository, paths } => paths.iter().flat_map(|path| self.at(repository, path)).collect(),
        }
    }

    /// Files that stand at a path: the file, or the files of the folder, which circles of packages name.
    fn at(&self, repository: &str, path: &RepoPath) -> Vec<FileIx> {
        match self.by_path.get(&(repository, path)) {
            Some(file) => vec![*file],
            None => self.by_folder.get(&(repository, path.as_bytes())).cloned().unwrap_or_default(),
        }
    }

    fn component(&self, name: &str) -> Vec<FileIx> {
        let of = |file: &FileIx| self.facts.component_of(*file).name == name;
        self.facts.written().filter(of).collect()
    }
}

/// What a place is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    /// Everything.
    System,
    /// What a problem or a goal is about: its id.
    Area(String),
    /// One component, by name, without what an area holds.
    Component(String),
    /// All that is left.
    Rest,
}

impl PlaceKind {
    /// The stable id used in outputs.
    pub fn id(&self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Area(_) => "area",
            Self::Component(_) => "component",
            Self::Rest => "rest",
        }
    }
}

/// A set of files with a name.
#[derive(Debug, Clone)]
pub struct Place {
    /// What it is.
    pub kind: PlaceKind,
    files: Vec<bool>,
    /// The files that a rest is made of, as (repository, path); empty where the kind alone says which.
    named: Arc<[(String, RepoPath)]>,
}

impl Place {
    /// The whole system.
    pub fn system(facts: &Facts) -> Self {
        Self { kind: PlaceKind::System, files: vec![true; facts.files.len()], named: Arc::default() }
    }

    /// Keeps the names of its files, so that it can be found again in a later audit.
    pub(crate) fn naming(self, facts: &Facts, files: &BTreeSet<FileIx>) -> Self {
        let name = |file: &FileIx| (facts.repository_of(*file).name.clone(), facts.file(*file).path.clone());
        Self { named: files.iter().map(name).collect(), ..self }
    }

    /// The files that a rest is made of, as (repository, path), without their tests; empty where the kind alone says which.
    pub fn named(&self) -> &[(String, RepoPath)] {
        &self.named
    }

    /// These files, and the tests that are named after them.
    pub fn of_files(kind: PlaceKind, facts: &Facts, files: &BTreeSet<FileIx>) -> Self {
        let mut held = vec![false; facts.files.len()];
        for file in files {
            held[file.at()] = true;
        }
        let stems: BTreeSet<String> = files.iter().map(|file| stem(&facts.file(*file).path)).collect();
        for (at, file) in facts.files.iter().enumerate().filter(|(_, file)| file.kind == FileKind::Test) {
            held[at] |= stems.contains(&tested(&stem(&file.path)));
        }
        Self { kind, files: held, named: Arc::default() }
    }

    /// True when it holds the file.
    pub fn holds(&self, file: FileIx) -> bool {
        self.files[file.at()]
    }

    /// True when the finding is about a file of the place; every finding touches the whole system.
    pub fn touches(&self, ground: &Ground<'_>, finding: &Finding) -> bool {
        self.kind == PlaceKind::System || ground.files_of(&finding.scope).iter().any(|file| self.holds(*file))
    }

    /// Its source files.
    pub fn source<'a>(&'a self, facts: &'a Facts) -> impl Iterator<Item = FileIx> + 'a {
        facts.source().filter(|file| self.holds(*file))
    }
}

/// A file's name without what follows its first dot, lower-cased.
fn stem(path: &RepoPath) -> String {
    let name = path.file_name().to_string().to_lowercase();
    name.split('.').next().unwrap_or_default().to_owned()
}

/// The name of what a test tests, by the usual marks before and after it.
fn tested(stem: &str) -> String {
    let mut name = stem;
    for mark in ["tests", "test", "spec", "it"] {
        for mark in [format!("_{mark}"), format!("-{mark}"), mark.to_owned()] {
            name = name.strip_suffix(mark.as_str()).unwrap_or(name);
        }
    }
    name.strip_prefix("test_").unwrap_or(name).to_owned()
}

/// A part that a problem or a goal of the brief is about.
pub struct Area {
    /// Id of the problem or goal.
    pub id: String,
    /// Its files; all of them when the brief names no path.
    pub files: BTreeSet<FileIx>,
    /// True when the brief names paths.
    pub scoped: bool,
}

/// The areas of a brief: problems in the order of their rank, then goals in the order given. Globs that do not parse were
/// refused when the brief was read; one that matches no file makes an empty area, which the roadmap tells.
pub fn areas(brief: &Brief, facts: &Facts) -> Vec<Area> {
    let problems = brief.problems.iter().map(|problem| (&problem.id, &problem.scope));
    let goals = brief.goals.iter().map(|goal| (&goal.id, &goal.scope));
    problems.chain(goals).map(|(id, scope)| area(id, scope, facts)).collect()
}

/// The area of some globs.
pub(crate) fn area(id: &str, scope: &[String], facts: &Facts) -> Area {
    let globs = globs(scope);
    let matches = |file: &FileIx| scope.is_empty() || globs.is_match(facts.file(*file).path.as_bstr().to_string());
    Area { id: id.to_owned(), files: facts.written().filter(matches).collect(), scoped: !scope.is_empty() }
}

fn globs(patterns: &[String]) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        // A folder stands for all that lies in it.
        for text in [pattern.clone(), format!("{}/**", pattern.trim_end_matches('/'))] {
            if let Ok(glob) = GlobBuilder::new(&text).literal_separator(true).build() {
                set.add(glob);
            }
        }
    }
    set.build().unwrap_or_default()
}
