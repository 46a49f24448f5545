//! The list of formats: which file names each answers to and which reader reads it. Nothing else knows all of them.

use crate::declare::Answer;
use crate::formats as f;
use crate::{Declared, Malformed, text};
use bstr::ByteSlice;
use quarterdeck_base::{RepoPath, bound};

/// What one format says of itself.
pub(crate) struct Spec {
    /// Stable id.
    pub(crate) id: &'static str,
    /// File names, for a reader.
    pub(crate) file_names: &'static str,
    /// What is read, one sentence.
    pub(crate) reads: &'static str,
    /// The rule behind `file_names`.
    pub(crate) answers_to: fn(&Place<'_>) -> bool,
    /// Bytes that are not UTF-8 are replaced instead of refused.
    pub(crate) lossy: bool,
    /// The reader.
    pub(crate) read: fn(&str) -> Answer,
}

/// A path in the parts that file-name rules look at.
pub(crate) struct Place<'a> {
    /// Last segment.
    pub(crate) file: &'a str,
    /// The folders above, without the last `/`.
    pub(crate) folder: &'a str,
}

impl Place<'_> {
    /// True when the file has this name.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.file == name
    }

    /// True when the file name ends with one of these, whatever the case.
    pub(crate) fn ends(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| {
            let at = self.file.len().checked_sub(ending.len());
            at.and_then(|at| self.file.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(ending))
        })
    }

    /// True for `.yml` and `.yaml`.
    pub(crate) fn is_yaml(&self) -> bool {
        self.ends(&[".yml", ".yaml"])
    }

    /// The last folder.
    pub(crate) fn last_folder(&self) -> &str {
        self.folder.rsplit('/').next().unwrap_or_default()
    }
}

macro_rules! formats {
    ($($(#[$doc:meta])* $name:ident => $spec:path,)*) => {
        /// A file format that this room reads.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Format {
            $($(#[$doc])* $name,)*
        }

        /// All formats, by id.
        const ALL: &[Format] = &[$(Format::$name),*];

        impl Format {
            fn spec(self) -> &'static Spec {
                match self {
                    $(Self::$name => &$spec,)*
                }
            }
        }
    };
}

formats! {
    /// Azure Pipelines.
    AzurePipelines => f::azure::SPEC,
    /// Bitbucket Pipelines.
    BitbucketPipelines => f::bitbucket::SPEC,
    /// `bun.lock`.
    BunLock => f::bun_lock::SPEC,
    /// `Cargo.lock`.
    CargoLock => f::cargo_lock::SPEC,
    /// `Cargo.toml`.
    CargoToml => f::cargo_toml::SPEC,
    /// CircleCI.
    CircleCi => f::circleci::SPEC,
    /// `CODEOWNERS`.
    CodeOwners => f::code_owners::SPEC,
    /// Compose.
    Compose => f::deployment::COMPOSE,
    /// `composer.json`.
    ComposerJson => f::composer_json::SPEC,
    /// `composer.lock`.
    ComposerLock => f::composer_lock::SPEC,
    /// Dockerfile and Containerfile.
    Dockerfile => f::dockerfile::SPEC,
    /// Central package versions of .NET.
    DotnetCentral => f::dotnet_project::CENTRAL,
    /// `packages.config` of .NET.
    DotnetConfig => f::packages_config::SPEC,
    /// `global.json` of .NET.
    DotnetGlobal => f::version_file::DOTNET,
    /// `packages.lock.json` of .NET.
    DotnetLock => f::packages_lock::SPEC,
    /// Project file of .NET.
    DotnetProject => f::dotnet_project::SPEC,
    /// draw.io.
    Drawio => f::drawio::SPEC,
    /// `Gemfile`.
    Gemfile => f::gemfile::SPEC,
    /// `Gemfile.lock`.
    GemfileLock => f::gemfile_lock::SPEC,
    /// `*.gemspec`.
    Gemspec => f::gemfile::GEMSPEC,
    /// `action.yml`.
    GithubAction => f::github_action::SPEC,
    /// Workflow of GitHub Actions.
    GithubWorkflow => f::github_workflow::SPEC,
    /// GitLab CI.
    GitlabCi => f::gitlab::SPEC,
    /// `go.mod`.
    GoMod => f::go_mod::SPEC,
    /// `go.sum`.
    GoSum => f::go_sum::SPEC,
    /// `build.gradle` and `build.gradle.kts`.
    GradleBuild => f::gradle_build::SPEC,
    /// Version catalogue of Gradle.
    GradleCatalog => f::gradle_catalog::SPEC,
    /// `gradle.lockfile`.
    GradleLock => f::gradle_lock::SPEC,
    /// `settings.gradle` and `settings.gradle.kts`.
    GradleSettings => f::gradle_settings::SPEC,
    /// Jenkinsfile.
    Jenkinsfile => f::jenkinsfile::SPEC,
    /// Kubernetes.
    Kubernetes => f::deployment::KUBERNETES,
    /// `lerna.json`.
    LernaJson => f::lerna_json::SPEC,
    /// Text of a licence.
    LicenceText => f::licence_text::SPEC,
    /// Diagrams in Markdown.
    Markdown => f::markdown::SPEC,
    /// `pom.xml`.
    MavenPom => f::maven_pom::SPEC,
    /// Mermaid.
    Mermaid => f::mermaid::SPEC,
    /// `.node-version`.
    NodeVersion => f::version_file::NODE,
    /// `package-lock.json` and `npm-shrinkwrap.json`.
    NpmLock => f::npm_lock::SPEC,
    /// `.nvmrc`.
    Nvmrc => f::version_file::NVMRC,
    /// Any other CI system that has a file name of its own.
    OtherPipeline => f::other_pipeline::SPEC,
    /// `package.json`.
    PackageJson => f::package_json::SPEC,
    /// `pdm.lock`.
    PdmLock => f::pdm_lock::SPEC,
    /// Constraints of pip.
    PipConstraints => f::pip_requirements::CONSTRAINTS,
    /// `requirements.txt`.
    PipRequirements => f::pip_requirements::SPEC,
    /// Requirements for development.
    PipRequirementsDevelopment => f::pip_requirements::DEVELOPMENT,
    /// Other requirements files.
    PipRequirementsOther => f::pip_requirements::OTHER,
    /// `Pipfile`.
    Pipfile => f::pipfile::SPEC,
    /// `Pipfile.lock`.
    PipfileLock => f::pipfile_lock::SPEC,
    /// PlantUML.
    PlantUml => f::plantuml::SPEC,
    /// `pnpm-lock.yaml`.
    PnpmLock => f::pnpm_lock::SPEC,
    /// `pnpm-workspace.yaml`.
    PnpmWorkspace => f::pnpm_workspace::SPEC,
    /// `poetry.lock`.
    PoetryLock => f::poetry_lock::SPEC,
    /// `pyproject.toml`.
    PyprojectToml => f::pyproject_toml::SPEC,
    /// `.python-version`.
    PythonVersion => f::version_file::PYTHON,
    /// `.ruby-version`.
    RubyVersion => f::version_file::RUBY,
    /// `runtime.txt`.
    RuntimeTxt => f::version_file::RUNTIME,
    /// `.sdkmanrc`.
    SdkmanRc => f::version_file::SDKMAN,
    /// `setup.cfg`.
    SetupCfg => f::setup_cfg::SPEC,
    /// Structurizr DSL.
    Structurizr => f::structurizr::SPEC,
    /// Terraform.
    Terraform => f::deployment::TERRAFORM,
    /// `.tool-versions`.
    ToolVersions => f::version_file::TOOLS,
    /// Travis CI.
    Travis => f::travis::SPEC,
    /// `tsconfig.json`.
    TsconfigJson => f::tsconfig_json::SPEC,
    /// `uv.lock`.
    UvLock => f::uv_lock::SPEC,
    /// `yarn.lock`.
    YarnLock => f::yarn_lock::SPEC,
}

impl Format {
    /// All formats, by id.
    pub fn all() -> &'static [Format] {
        ALL
    }

    /// The stable id used in outputs.
    pub fn id(self) -> &'static str {
        self.spec().id
    }

    /// File names that it answers to, for a reader.
    pub fn file_names(self) -> &'static str {
        self.spec().file_names
    }

    /// What is read of it, one sentence.
    pub fn reads(self) -> &'static str {
        self.spec().reads
    }
}

/// The format that a path names; `None` when it names none. Only the path is looked at.
pub fn format_of(path: &RepoPath) -> Option<Format> {
    let (file, folder) = (path.file_name().to_str().ok()?, path.parent().to_str_lossy());
    let place = Place { file, folder: &folder };
    ALL.iter().copied().find(|format| (format.spec().answers_to)(&place))
}

/// Reads a file of a format.
pub fn read(format: Format, bytes: &[u8]) -> Result<Declared, Malformed> {
    let spec = format.spec();
    let answer = if bytes.len() as u64 > bound::BLOB_BYTES {
        Err("larger than the bound on one file".to_owned())
    } else {
        text::decode(bytes, spec.lossy).and_then(|text| (spec.read)(&text))
    };
    answer.map(bounded).map_err(|mut reason| {
        let end = (0..=reason.len().min(200)).rev().find(|end| reason.is_char_boundary(*end)).unwrap_or(0);
        reason.truncate(end);
        Malformed { format: spec.id.to_owned(), reason }
    })
}

/// Cuts lists at their bound.
fn bounded(mut declared: Declared) -> Declared {
    let most = usize::try_from(bound::FILE_DEPENDENCIES).unwrap_or(usize::MAX);
    match &mut declared {
        Declared::Manifest(manifest) => {
            manifest.dependencies.truncate(most);
            manifest.roots.truncate(most);
        }
        Declared::Pipeline(pipeline) => {
            pipeline.jobs.truncate(most);
            pipeline.uses.truncate(most);
            pipeline.triggers.truncate(most);
            pipeline.untrusted_checkout_lines.truncate(most);
        }
        Declared::Container(container) => {
            container.bases.truncate(most);
            container.taken.truncate(most);
        }
        Declared::Runtimes(runtimes) => runtimes.truncate(most),
        Declared::Settings(settings) => settings.truncate(most),
        Declared::Owners(rules) => rules.truncate(most),
        // The one is a word, the other bounded while it is read.
        Declared::Licence(_) | Declared::Diagram(_) => {}
    }
    declared
}
