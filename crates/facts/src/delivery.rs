//! How the system is built and shipped: manifests, pipelines, containers, documents. Read, not judged.

use crate::FileIx;

/// Where packages of a kind come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Ecosystem {
    /// JavaScript and TypeScript.
    Npm,
    /// PHP.
    Packagist,
    /// Java and Kotlin.
    Maven,
    /// .NET.
    NuGet,
    /// Python.
    PyPi,
    /// Go.
    Go,
    /// Rust.
    Cargo,
    /// Ruby.
    RubyGems,
}

impl Ecosystem {
    /// The name that the OSV schema gives it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Npm => "npm",
            Self::Packagist => "Packagist",
            Self::Maven => "Maven",
            Self::NuGet => "NuGet",
            Self::PyPi => "PyPI",
            Self::Go => "Go",
            Self::Cargo => "crates.io",
            Self::RubyGems => "RubyGems",
        }
    }
}

/// A manifest or lock file.
#[derive(Debug, Clone)]
pub struct Manifest {
    /// The file.
    pub file: FileIx,
    /// Where its packages come from.
    pub ecosystem: Ecosystem,
    /// True for a lock file: exact versions, written by a tool.
    pub lock: bool,
    /// Name that it declares; empty when it declares none.
    pub name: String,
    /// True when it is published for others as a library, as far as the manifest says so.
    pub library: bool,
    /// Licence that it states for its own code; empty when it states none.
    pub licence: String,
    /// Number of dependencies read.
    pub dependencies: u32,
    /// For a manifest: the lock file that pins it, in its folder or in a workspace root above.
    pub locked_by: Option<FileIx>,
}

/// What a dependency is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum DependencyScope {
    /// Needed when the system runs.
    Runtime,
    /// Needed to build, test or develop.
    Development,
    /// The file does not say.
    Unknown,
}

impl DependencyScope {
    /// The stable id used in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Runtime => "runtime",
            Self::Development => "development",
            Self::Unknown => "unknown",
        }
    }
}

/// A dependency as one manifest or lock file declares it.
#[derive(Debug, Clone)]
pub struct Dependency {
    /// The manifest or lock file.
    pub manifest: FileIx,
    /// Where it comes from.
    pub ecosystem: Ecosystem,
    /// Package name, as the ecosystem writes it.
    pub name: String,
    /// What the manifest asks for; empty when it asks for nothing or for what a parent says.
    pub requirement: String,
    /// Exact version, from a lock file or an exact requirement; empty when unknown.
    pub version: String,
    /// What it is for.
    pub scope: DependencyScope,
    /// True when a manifest of the system names it; false when a lock file brings it in; `None` when the file does not say.
    pub direct: Option<bool>,
    /// Line, from 1; 0 when unknown.
    pub line: u32,
    /// Its licence as a lock file states it; empty when it does not.
    pub licence: String,
    /// Names of the packages that it needs itself when it runs, as a lock file with licences states them.
    pub needs: Vec<String>,
}

/// Which CI system a pipeline is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum PipelineSystem {
    /// GitHub Actions workflow.
    GitHubActions,
    /// GitHub composite or container action.
    GitHubAction,
    /// GitLab CI.
    GitLab,
    /// Jenkins.
    Jenkins,
    /// CircleCI.
    CircleCi,
    /// Azure Pipelines.
    Azure,
    /// Travis CI.
    Travis,
    /// Bitbucket Pipelines.
    Bitbucket,
    /// Any other that is recognised by its file name.
    Other,
}

impl PipelineSystem {
    /// The stable id used in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Self::GitHubActions => "github-actions",
            Self::GitHubAction => "github-action",
            Self::GitLab => "gitlab-ci",
            Self::Jenkins => "jenkins",
            Self::CircleCi => "circleci",
            Self::Azure => "azure-pipelines",
            Self::Travis => "travis",
            Self::Bitbucket => "bitbucket",
            Self::Other => "other",
        }
    }
}

/// What a workflow lets its token do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Permissions {
    /// Nothing is said: the host's default, which the file cannot show.
    Undeclared,
    /// Nothing, or read only.
    ReadOnly,
    /// At least one named scope may be written.
    SomeWrite,
    /// `write-all`.
    WriteAll,
    /// It may ask for a token that tells others which pipeline it is (`id-token`), and writes nothing at the host.
    SignIn,
    /// Both: at least one named scope of the host may be written, and it may ask for that token.
    WriteAndSignIn,
}

impl Permissions {
    /// True when the file lets the token write something at the host.
    pub fn may_write(self) -> bool {
        matches!(self, Self::SomeWrite | Self::WriteAll | Self::WriteAndSignIn)
    }

    /// True when the file lets the pipeline ask for a token that signs it in elsewhere; `write-all` holds that right.
    pub fn may_sign_in(self) -> bool {
        matches!(self, Self::SignIn | Self::WriteAll | Self::WriteAndSignIn)
    }
}

/// A step that runs somebody's action, image or include.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ActionUse {
    /// What is used: `actions/checkout`, `docker://alpine`.
    pub name: String,
    /// What follows the `@`; empty when nothing does.
    pub reference: String,
    /// True when the reference is a full commit hash or digest.
    pub pinned: bool,
    /// True when it stands in this repository.
    pub local: bool,
    /// True when the step hands it a named secret other than the token of the host, or all secrets.
    pub gets_secret: bool,
    /// True when such a secret is named in the job around it: code of one step can read what the next ones get.
    pub secret_in_job: bool,
    /// Line, from 1.
    pub line: u32,
}

/// One job of a pipeline.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct PipelineJob {
    /// Its id in the file.
    pub id: String,
    /// Line, from 1.
    pub line: u32,
    /// What its token may do, when it says so itself.
    pub permissions: Permissions,
}

/// A CI pipeline.
#[derive(Debug, Clone)]
pub struct Pipeline {
    /// The file.
    pub file: FileIx,
    /// Which system.
    pub system: PipelineSystem,
    /// Events that start it, sorted: `push`, `pull_request`, `schedule`.
    pub triggers: Vec<String>,
    /// What its token may do at the top level.
    pub permissions: Permissions,
    /// Jobs, in file order.
    pub jobs: Vec<PipelineJob>,
    /// Actions, images and includes used, in file order.
    pub uses: Vec<ActionUse>,
    /// True when a step looks like running tests (rule in `crates/source/data/pipelines.toml`).
    pub runs_tests: bool,
    /// True when a step looks like building or compiling.
    pub builds: bool,
    /// True when a step looks like bringing a version to users or machines.
    pub deploys: bool,
    /// True when a step looks for faults of security in the code of the system.
    pub analyses: bool,
    /// True when a step writes the list of parts that a version is made of (SBOM).
    pub lists_parts: bool,
    /// True when a step bears the name of tests, or reports their coverage, whatever its command is.
    pub may_test: bool,
    /// Lines that check out or run what a stranger proposed, with rights of this repository.
    pub untrusted_checkout_lines: Vec<u32>,
    /// False when the file could not be parsed (the lists are then empty), or calls steps that another repository defines.
    pub read: bool,
}

/// An image that a container recipe starts from.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct BaseImage {
    /// Name with registry, without tag and digest.
    pub name: String,
    /// Tag; empty when none.
    pub tag: String,
    /// Digest; empty when none.
    pub digest: String,
    /// True when the name or tag is computed from a build argument without a default.
    pub computed: bool,
    /// Line, from 1.
    pub line: u32,
}

/// A container recipe (Dockerfile, Containerfile).
#[derive(Debug, Clone, Default)]
pub struct Container {
    /// The file.
    pub file: FileIx,
    /// Outside images, in order; earlier stages of the same file and `scratch` are left out.
    pub bases: Vec<BaseImage>,
    /// The user of the last stage; empty when the recipe never says `USER`.
    pub user: String,
    /// Line of that `USER`; 0 when there is none.
    pub user_line: u32,
    /// Line of the last `FROM`.
    pub last_stage_line: u32,
    /// Position in `bases` of the image that the last stage stands on, through earlier stages; `None` when that is
    /// `scratch`.
    pub last_base: Option<usize>,
    /// What it takes from outside itself, as it is written, and the addresses of what it clones.
    pub taken: Vec<String>,
}

/// A runtime that a file holds to one line of releases. Base images are in [`Container`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Runtime {
    /// The file.
    pub file: FileIx,
    /// Which one: `nodejs`, `python`, `php`, `ruby`, `go`, `dotnet`, or a server.
    pub product: String,
    /// Version as it is written, or the newest line that the requirement allows.
    pub version: String,
    /// Line, from 1; 0 when unknown.
    pub line: u32,
}

/// What a setting of a deployment recipe sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum SettingKind {
    /// The image that a service runs.
    Image,
    /// All rights over the machine.
    Privileged,
    /// The network of the host.
    HostNetwork,
    /// The processes of the host.
    HostProcesses,
    /// The socket of the container engine.
    ContainerSocket,
    /// A password that everybody tries first; the value is its variable.
    WellKnownPassword,
    /// A port of administration or of a database, open to everybody.
    OpenPort,
    /// A store that everybody may write.
    PublicStore,
    /// A database with a public address.
    PublicDatabase,
    /// A rule that alerts somebody.
    Alert,
}

/// A setting of a deployment recipe (Compose, Kubernetes, Terraform).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeploymentSetting {
    /// The file.
    pub file: FileIx,
    /// What it sets.
    pub kind: SettingKind,
    /// Service, workload or resource.
    pub subject: String,
    /// Image, port or key; never a secret.
    pub value: String,
    /// Line, from 1.
    pub line: u32,
}

/// A rule of CODEOWNERS.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnerRule {
    /// The file.
    pub file: FileIx,
    /// Pattern of paths.
    pub pattern: String,
    /// How many owners it names.
    pub owners: u32,
    /// True when a file of the repository matches it, or when the pattern could not be read.
    pub matches: bool,
    /// Line, from 1.
    pub line: u32,
}

/// A licence text at the root of a repository.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LicenceText {
    /// The file.
    pub file: FileIx,
    /// Its family: `MIT`, `GPL`; empty when it is not recognised.
    pub family: String,
}

/// What a recognised document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentRole {
    /// README at the root.
    Readme,
    /// Licence text at the root.
    Licence,
    /// How to report a vulnerability.
    SecurityPolicy,
    /// List of changes.
    Changelog,
    /// How to contribute.
    Contributing,
    /// Owners of paths.
    CodeOwners,
    /// An architecture decision record.
    Decision,
    /// A description of the architecture.
    Architecture,
    /// Configuration of a bot that updates dependencies.
    UpdateBot,
    /// Configuration of a linter or formatter.
    Linter,
    /// Keeps files out of container images.
    DockerIgnore,
}

impl DocumentRole {
    /// The stable id used in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Readme => "readme",
            Self::Licence => "licence",
            Self::SecurityPolicy => "security-policy",
            Self::Changelog => "changelog",
            Self::Contributing => "contributing",
            Self::CodeOwners => "code-owners",
            Self::Decision => "decision",
            Self::Architecture => "architecture",
            Self::UpdateBot => "update-bot",
            Self::Linter => "linter",
            Self::DockerIgnore => "docker-ignore",
        }
    }
}

/// A recognised document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is.
    pub role: DocumentRole,
    /// The file.
    pub file: FileIx,
}
