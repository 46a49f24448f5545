//! Bytes of a manifest, lock file, pipeline or container recipe to what it declares. Read, never run, never judged.
//!
//! One file per format; each knows which file names it answers to. Input is hostile: every reader is bounded, never
//! panics, and answers [`Malformed`] when the file does not follow its format.

mod commands;
mod declare;
mod drawn;
mod formats;
mod guards;
mod home;
mod json;
mod node;
mod python;
mod registry;
mod terraform;
mod text;
mod toml_text;
mod xml;
mod yaml;

pub use home::package_homes;
pub use registry::{Format, format_of, read};

use quarterdeck_facts::{
    ActionUse, BaseImage, DependencyScope, Drawing, Ecosystem, Permissions, PipelineJob, PipelineSystem, SettingKind,
};

/// Part of the cache key: raise it whenever an answer of this room can change.
pub const VERSION: u32 = 16;

/// A dependency as one file declares it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DeclaredDependency {
    /// Package name as the ecosystem writes it (`group:artifact` for Maven).
    pub name: String,
    /// What the members of a workspace call the package where that is another name, and in a member what it takes over by such a
    /// name; else empty.
    pub alias: String,
    /// What is asked for; empty when nothing is.
    pub requirement: String,
    /// Exact version; empty when unknown.
    pub version: String,
    /// What it is for.
    pub scope: DependencyScope,
    /// True in a manifest; in a lock file true or false when it says so, else `None`.
    pub direct: Option<bool>,
    /// Line, from 1; 0 when unknown.
    pub line: u32,
    /// Its licence as a lock file states it; empty when it does not.
    pub licence: String,
    /// Names of the packages that it needs itself when it runs, where a lock file with licences states them.
    pub needs: Vec<String>,
}

/// A manifest or lock file.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DeclaredManifest {
    /// Where its packages come from.
    pub ecosystem: Ecosystem,
    /// True for a lock file.
    pub lock: bool,
    /// Declared name; empty when there is none. For Go the module path; for PHP and npm the package name.
    pub name: String,
    /// Licence that it states for its own code; empty when it states none.
    pub licence: String,
    /// True when the file says that it is a library for others (published, not private), as far as it can be told.
    pub library: bool,
    /// True when it makes its folder a part of the system: false for a file that only pins tools or holds settings.
    pub component: bool,
    /// Roots that hold its code, as (namespace or alias prefix, folder): PSR-4 of Composer, `paths` of tsconfig,
    /// workspaces (`("", "packages/*")`), Maven modules.
    pub roots: Vec<(String, String)>,
    /// Dependencies, in file order.
    pub dependencies: Vec<DeclaredDependency>,
    /// Runtimes that it holds to one line of releases; a lower bound is none.
    pub runtimes: Vec<DeclaredRuntime>,
    /// Folders beside it of which its scripts start files with programs for developers only, and that no script of the
    /// product names, sorted.
    pub tool_folders: Vec<String>,
}

/// A runtime of one line of releases.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DeclaredRuntime {
    /// Which one: `nodejs`, `python`, `php`, `ruby`, `go`, `dotnet`, or a server.
    pub product: String,
    /// Version as it is written, or the newest line that the requirement allows.
    pub version: String,
    /// Line, from 1; 0 when unknown.
    pub line: u32,
}

/// A CI pipeline.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DeclaredPipeline {
    /// Which system.
    pub system: PipelineSystem,
    /// Events that start it, sorted.
    pub triggers: Vec<String>,
    /// What its token may do at the top level.
    pub permissions: Permissions,
    /// Jobs, in file order.
    pub jobs: Vec<PipelineJob>,
    /// Actions, images and includes used, in file order.
    pub uses: Vec<ActionUse>,
    /// True when a step looks like running tests.
    pub runs_tests: bool,
    /// True when a step looks like building.
    pub builds: bool,
    /// True when a step looks like bringing a version to users or machines.
    pub deploys: bool,
    /// True when a step looks for faults of security in the code.
    pub analyses: bool,
    /// True when a step writes the list of parts (SBOM).
    pub lists_parts: bool,
    /// True when a step bears the name of tests, or reports their coverage.
    pub may_test: bool,
    /// True when it calls steps that another repository defines.
    pub elsewhere: bool,
    /// Lines of a checkout or run of a stranger's proposal in a workflow with rights of this repository.
    pub untrusted_checkout_lines: Vec<u32>,
}

/// A setting of a deployment recipe that is looked for.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DeclaredSetting {
    /// What it sets.
    pub kind: SettingKind,
    /// Service, workload or resource.
    pub subject: String,
    /// Image, port or key; never a secret.
    pub value: String,
    /// Line, from 1.
    pub line: u32,
}

/// A rule of owners.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DeclaredOwners {
    /// Pattern of paths.
    pub pattern: String,
    /// How many owners it names.
    pub owners: u32,
    /// Line, from 1.
    pub line: u32,
}

/// A container recipe.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DeclaredContainer {
    /// Outside images, in order.
    pub bases: Vec<BaseImage>,
    /// User of the last stage; empty when never said.
    pub user: String,
    /// Line of that `USER`; 0 when there is none.
    pub user_line: u32,
    /// Line of the last `FROM`.
    pub last_stage_line: u32,
    /// Position in `bases` of what the last stage stands on; `None` when that is `scratch`.
    pub last_base: Option<usize>,
    /// What `COPY` and `ADD` take from outside the recipe, as it is written, and the addresses of what `RUN` clones.
    pub taken: Vec<String>,
}

/// What a file declares.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Declared {
    /// A manifest or lock file.
    Manifest(DeclaredManifest),
    /// A pipeline.
    Pipeline(DeclaredPipeline),
    /// A container recipe.
    Container(DeclaredContainer),
    /// Versions of runtimes.
    Runtimes(Vec<DeclaredRuntime>),
    /// Settings of a deployment recipe.
    Settings(Vec<DeclaredSetting>),
    /// Owners of paths.
    Owners(Vec<DeclaredOwners>),
    /// Family of a licence text; empty when it is not recognised.
    Licence(String),
    /// Diagrams.
    Diagram(Drawing),
}

/// The file names a format and does not follow it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, serde::Serialize, serde::Deserialize)]
#[error("not a valid {format}: {reason}")]
pub struct Malformed {
    /// Id of the format.
    pub format: String,
    /// First error, in words; never the content.
    pub reason: String,
}
