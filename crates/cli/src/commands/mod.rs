//! The commands, and what they share: the options that name a target, and printing.

pub(crate) mod architecture;
pub(crate) mod audit;
pub(crate) mod backtest;
pub(crate) mod brief;
pub(crate) mod cache;
pub(crate) mod checks;
pub(crate) mod completions;
pub(crate) mod explain;
pub(crate) mod facts;
pub(crate) mod man;
pub(crate) mod plan;
pub(crate) mod roadmap;
pub(crate) mod trend;

use crate::progress::Terminal;
use quarterdeck_app::{
    AuditRequest, CacheArguments, CacheChoice, Error, Parsing, PlanDay, Target, parse_day, read_policy, visible,
};
use std::io::Write;
use std::path::PathBuf;

/// Options that name what is read and how.
#[derive(clap::Args, Debug)]
pub(crate) struct TargetArgs {
    /// Paths of git repositories (working copy, bare, linked worktree) or git URLs; several form one system
    #[arg(required = true, value_name = "PATH|URL")]
    repositories: Vec<String>,
    /// Audit this branch, tag, commit or date (2024-06-30) instead of HEAD
    #[arg(long, value_name = "REV|DATE")]
    at: Option<String>,
    /// Measure ages against this day instead of the newer of HEAD and the bundled knowledge
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Name of the system in reports (default: from the network origin)
    #[arg(long)]
    name: Option<String>,
    /// The auditor's thresholds, switched checks and waivers (TOML)
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Set aside what the repository says of itself (.gitattributes: generated, vendored)
    #[arg(long)]
    ignore_repo_marks: bool,
    /// Threads (default: all cores)
    #[arg(long, short, value_name = "N")]
    jobs: Option<std::num::NonZeroU16>,
    #[command(flatten)]
    cache: UsedCache,
    /// Show people's names instead of pseudonyms
    #[arg(long)]
    names: bool,
}

impl TargetArgs {
    /// The request for the use-cases.
    pub(crate) fn request<'a>(&self, terminal: &'a Terminal) -> Result<AuditRequest<'a>, Error> {
        let policy = read_policy(self.config.as_deref(), self.ignore_repo_marks)?;
        Ok(AuditRequest {
            target: Target {
                repositories: self.repositories.clone(),
                name: self.name.clone(),
                at: self.at.clone(),
                as_of: self.as_of.clone(),
            },
            policy,
            deep: false,
            parsing: parsing(),
            jobs: self.jobs.map(|jobs| usize::from(jobs.get())),
            cache: self.cache.choice()?,
            names: self.names,
            new_since: None,
            progress: terminal,
            notice: terminal.notice(),
            warning: &say,
        })
    }
}

/// The option of commands whose answers hold what it reads.
#[derive(clap::Args, Debug)]
pub(crate) struct Deep {
    /// Read the history line by line as well: every version of every file, lines added and deleted, who wrote what stands
    #[arg(long)]
    deep: bool,
}

/// Options that name a cache.
#[derive(clap::Args, Debug)]
pub(crate) struct NamedCache {
    /// Folder of the cache (default: quarterdeck in $XDG_CACHE_HOME, else in ~/.cache)
    #[arg(long, value_name = "DIR")]
    cache_dir: Option<PathBuf>,
    /// Namespace of the company; entries of two namespaces never meet (default: facts)
    #[arg(long, value_name = "NAME")]
    cache_namespace: Option<String>,
    /// Cache that several machines share: s3://bucket/prefix or file:///path
    #[arg(long, value_name = "URL")]
    cache_url: Option<String>,
}

impl NamedCache {
    /// Checked.
    pub(crate) fn choice(&self) -> Result<CacheChoice, Error> {
        self.choice_unless(false)
    }

    fn choice_unless(&self, off: bool) -> Result<CacheChoice, Error> {
        CacheChoice::new(&CacheArguments {
            off,
            dir: self.cache_dir.clone(),
            namespace: self.cache_namespace.clone(),
            url: self.cache_url.clone(),
        })
    }
}

/// Options of commands that use a cache.
#[derive(clap::Args, Debug)]
pub(crate) struct UsedCache {
    /// Neither read nor write facts of other runs
    #[arg(long, conflicts_with_all = ["cache_namespace", "cache_url"])]
    no_cache: bool,
    #[command(flatten)]
    named: NamedCache,
}

impl UsedCache {
    /// Checked.
    pub(crate) fn choice(&self) -> Result<CacheChoice, Error> {
        self.named.choice_unless(self.no_cache)
    }
}

/// Source is parsed in children of this program wherever it can find itself.
fn parsing() -> Parsing {
    match std::env::current_exe() {
        Ok(program) => Parsing::Children(program, vec![crate::PARSER_PROCESS.to_owned()]),
        Err(_) => Parsing::InProcess,
    }
}

/// A day on the command line.
pub(crate) fn day(text: &str) -> Result<PlanDay, String> {
    parse_day(text).ok_or_else(|| format!("{text:?} is no day: write it as 2027-09-01"))
}

/// Prints data. A reader that closed the pipe has seen enough: that is no error.
pub(crate) fn print(bytes: &[u8]) -> Result<(), Error> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Error::printing(&error)),
        _ => Ok(()),
    }
}

/// Prints one line for the person, never mixed with data. What a path or a remote says is shown, not obeyed.
pub(crate) fn say(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", visible(line));
}

/// Prints lines of our own for the person, never mixed with data.
pub(crate) fn print_aside(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
