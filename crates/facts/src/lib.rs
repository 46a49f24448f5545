//! What a repository is, as values: measured, assembled, sorted, without opinion. Pure data; `survey` fills it,
//! `checks` judge it, `report` prints it.
//!
//! Rows refer to each other by position ([`RepositoryIx`], [`FileIx`], [`PersonIx`], [`ComponentIx`]). Every list
//! is sorted by the key stated on it, so that the same input gives the same bytes.

mod architecture;
mod code;
mod delivery;
mod diagram;
mod file;
mod history;
mod index;
mod knowing;
mod secret;
mod signal;
mod trend;

pub use architecture::{Architecture, ComponentPair, Declaration, OutsideSystem, Propagation};
pub use code::{
    CloneGroup, ClonePlace, Component, ComponentReason, Cycle, CycleStep, ImportEdge, ImportGraph, ImportShare,
    LanguageTotal, ModuleUnit,
};
pub use delivery::{
    ActionUse, BaseImage, Container, Dependency, DependencyScope, DeploymentSetting, Document, DocumentRole, Ecosystem,
    LicenceText, Manifest, OwnerRule, Permissions, Pipeline, PipelineJob, PipelineSystem, Runtime, SettingKind,
};
pub use diagram::{
    BoxMatch, Comparison, Diagram, DiagramKind, Drawing, DrawnArrow, DrawnBox, DrawnPage, DrawnPlace, DrawnUse,
};
pub use file::{FileFacts, FileHistory, FileKind, FunctionFacts, LineHistory, ParseState};
pub use history::{
    CommitFacts, CommitKind, Contribution, CoupledPair, HistoryState, LineOwner, Person, RepositoryFacts, Tag,
};
pub use index::{ComponentIx, FileIx, PersonIx, RepositoryIx};
pub use knowing::{REGULAR_COMMITS, knowers};
pub use quarterdeck_base::SecretClass;
pub use secret::{HistorySecret, SecretCommit, SecretFacts};
pub use signal::{Signal, SignalRole};
pub use trend::{Activity, DependencyAges, DependencyCounts, DependencyName, Known, LightPoint, LinesOf};

use quarterdeck_base::{Gap, Timestamp};

/// Where `as_of` came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AsOfSource {
    /// The date of the audited commit.
    #[default]
    Commit,
    /// The date of the bundled knowledge, newer than the audited commit.
    Knowledge,
    /// Given by the auditor with `--as-of`.
    Given,
}

/// All facts of one audit: one or several repositories that form one system.
#[derive(Debug, Default)]
pub struct Facts {
    /// Name of the system.
    pub system: String,
    /// The day against which ages and windows are measured.
    pub as_of: Timestamp,
    /// Where `as_of` came from.
    pub as_of_source: AsOfSource,
    /// Repositories in the order in which they were given.
    pub repositories: Vec<RepositoryFacts>,
    /// Components, by (repository, root path).
    pub components: Vec<Component>,
    /// People, most commits first, then by pseudonym.
    pub people: Vec<Person>,
    /// Files of the snapshot, by (repository, path).
    pub files: Vec<FileFacts>,
    /// Functions, by (file, start line, name).
    pub functions: Vec<FunctionFacts>,
    /// Commits of the history, oldest first, by (repository, committer date, id).
    pub commits: Vec<CommitFacts>,
    /// Who changed which file how often, by (file, person). Renames followed, merges and bots left out.
    pub contributions: Vec<Contribution>,
    /// The history was read line by line.
    pub deep: bool,
    /// Who wrote the lines that stand, by (file, person); empty unless the history was read line by line.
    pub line_owners: Vec<LineOwner>,
    /// Coupled pairs, strongest first (degree, shared, paths).
    pub pairs: Vec<CoupledPair>,
    /// Imports between files of the system.
    pub imports: ImportGraph,
    /// How components hang together.
    pub architecture: Architecture,
    /// Clone groups of at least the stated tokens and lines, largest first.
    pub clones: Vec<CloneGroup>,
    /// Manifests and lock files that were read, by file.
    pub manifests: Vec<Manifest>,
    /// Declared and locked dependencies, by (manifest, name, version).
    pub dependencies: Vec<Dependency>,
    /// CI pipelines, by file.
    pub pipelines: Vec<Pipeline>,
    /// Container recipes, by file.
    pub containers: Vec<Container>,
    /// Runtimes held to one line of releases, by file.
    pub runtimes: Vec<Runtime>,
    /// Settings of deployment recipes, by file.
    pub settings: Vec<DeploymentSetting>,
    /// Rules of CODEOWNERS, by file and line.
    pub owner_rules: Vec<OwnerRule>,
    /// Licence texts at the roots, by file.
    pub licences: Vec<LicenceText>,
    /// Recognised documents (readme, licence, security policy, decisions), by (role, file).
    pub documents: Vec<Document>,
    /// Marks of tools and practices in files that people write, by (file, role, what).
    pub signals: Vec<Signal>,
    /// Secrets in text files, those of others left out, by (file, line, rule).
    pub secrets: Vec<SecretFacts>,
    /// Secrets of the whole history, by (repository, came, path, rule, fingerprint); `None` when nobody looked.
    pub history_secrets: Option<Vec<HistorySecret>>,
    /// What was not read, and why, by (repository, kind).
    pub gaps: Vec<Gap>,
    /// True when a watchdog stopped something: "same bytes" does not hold for this run.
    pub degraded: bool,
}

impl Facts {
    /// The file at an index.
    pub fn file(&self, index: FileIx) -> &FileFacts {
        &self.files[index.at()]
    }

    /// The repository that a file belongs to.
    pub fn repository_of(&self, file: FileIx) -> &RepositoryFacts {
        &self.repositories[self.file(file).repository.at()]
    }

    /// The component that a file belongs to.
    pub fn component_of(&self, file: FileIx) -> &Component {
        &self.components[self.file(file).component.at()]
    }

    /// Indexes of the files that people of this system write: source and tests, not vendored, not generated.
    pub fn written(&self) -> impl Iterator<Item = FileIx> + '_ {
        self.indexed()
            .filter(|(_, file)| matches!(file.kind, FileKind::Source | FileKind::Test))
            .map(|(index, _)| index)
    }

    /// Indexes of source files: written by people, not tests.
    pub fn source(&self) -> impl Iterator<Item = FileIx> + '_ {
        self.indexed().filter(|(_, file)| file.kind == FileKind::Source).map(|(index, _)| index)
    }

    /// Documents of one role.
    pub fn documents_of(&self, role: DocumentRole) -> impl Iterator<Item = &Document> + '_ {
        self.documents.iter().filter(move |document| document.role == role)
    }

    /// Total code lines of files of one kind.
    pub fn code_lines(&self, kind: FileKind) -> u64 {
        self.files.iter().filter(|file| file.kind == kind).map(|file| u64::from(file.code)).sum()
    }

    /// Code lines by language over all files that are text and not vendored, most lines first, then by name.
    pub fn languages(&self) -> Vec<LanguageTotal> {
        code::language_totals(&self.files)
    }

    fn indexed(&self) -> impl Iterator<Item = (FileIx, &FileFacts)> + '_ {
        self.files.iter().enumerate().map(|(index, file)| (FileIx::new(index), file))
    }
}
