//! Repository to facts: the one pass and the assembly. One file per collector.
//!
//! ```text
//! snapshot --read--> what each file holds --+
//! history  --walk--> what each commit did --+--assemble--> Facts
//! ```
//!
//! Reading runs on all cores and through the cache; assembly works on sorted values, so that threads and cache leave no
//! trace in the result.

mod alike;
mod assemble;
mod churn;
mod claims;
mod classify;
mod components;
mod coupling;
mod deep;
mod delivery;
mod documents;
mod fact_cache;
mod future;
mod gaps;
mod identity;
mod libraries;
mod lineage;
mod mainline;
mod owners;
mod past;
mod people;
mod progress;
mod read;
mod renames;
mod saved;
mod scores;
mod secrets;
mod sections;
mod seen;
mod set_aside;
mod signals;
mod structures;
mod sweeps;
mod swept;
mod tools;
mod trend;
mod twins;
mod walk;
mod wide;
mod year_ago;

pub use churn::churn_lines;
pub use future::{Future, future};
pub use progress::{NoProgress, Progress, Stage};
pub use read::Parsing;
pub use renames::renamed_between;
pub use trend::{Moment, light_points};

use fact_cache::FactCache;
use quarterdeck_base::Timestamp;
use quarterdeck_cache::Store;
use quarterdeck_facts::{AsOfSource, Facts};
use quarterdeck_git::{Oid, Repository, SnapshotError};
use saved::Shelf;
use seen::Seen;

/// One repository of the system.
#[derive(Clone)]
pub struct Input {
    /// Its name in this audit, unique.
    pub name: String,
    /// The opened repository.
    pub repository: Repository,
    /// The commit to audit.
    pub commit: Oid,
}

/// What to survey.
pub struct Request<'a> {
    /// Name of the system.
    pub system: String,
    /// The repositories that form it.
    pub inputs: Vec<Input>,
    /// The day against which ages are measured, with where it came from.
    pub as_of: (Timestamp, AsOfSource),
    /// Committer dates after this moment are reported and not believed.
    pub believed_until: Timestamp,
    /// Set aside what repositories say of themselves (generated, vendored).
    pub ignore_repo_marks: bool,
    /// Reads the history line by line as well: every blob that it ever had.
    pub deep: bool,
    /// How source files are parsed.
    pub parsing: Parsing,
    /// Facts of earlier runs, true of content wherever it stands; `None` with `--no-cache`.
    pub cache: Option<&'a Store>,
    /// What earlier runs saw of the clones on this machine; never shared. `None` with `--no-cache`.
    pub seen: Option<&'a Store>,
}

/// Why there are no facts.
#[derive(Debug, thiserror::Error)]
pub enum SurveyError {
    /// A snapshot could not be listed.
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
    /// The parser process could not be started.
    #[error("the parser process could not be started: {0}")]
    Parser(std::io::Error),
}

/// Reads everything and assembles the facts.
pub fn survey(request: &Request<'_>, progress: &dyn Progress) -> Result<Facts, SurveyError> {
    let cache = FactCache::new(request.cache);
    let local = FactCache::new(request.seen);
    let pool = read::ParserPool::new(&request.parsing).map_err(SurveyError::Parser)?;
    let mut gaps = gaps::Gaps::default();
    let mut surveyed = Vec::with_capacity(request.inputs.len());
    for input in &request.inputs {
        progress.stage(Stage::List, None);
        let snapshot = input.repository.snapshot(&input.name, input.commit)?;
        let marks = if request.ignore_repo_marks { None } else { Some(read::marks(&input.repository, &snapshot)) };
        let seen = Seen::new(&input.repository, &local);
        let shelf = Shelf::of(&input.repository, &local, &seen, walk::VERSION);
        // Commits lead to each other, so one core walks them, beside the others that read files.
        let beside = progress::Beside::new(progress);
        let (mut files, commits) = rayon::join(
            || {
                let files = read::files(input, &snapshot, marks.as_ref(), &pool, &cache, &seen, progress);
                beside.alone();
                files
            },
            || walk::commits(input, shelf.as_ref(), &beside),
        );
        let history = walk::changes(input, commits, &cache, shelf.as_ref(), request.deep, progress);
        progress.stage(Stage::Sort, None);
        libraries::mark(input, &mut files, past::Past::whole(&history));
        set_aside::mark(input, &mut files, !request.ignore_repo_marks);
        gaps.of_repository(input, &snapshot, &files, &history, request.believed_until);
        gaps.of_age(&input.name, snapshot.committed_at, request.as_of.0);
        progress.stage(Stage::YearAgo, None);
        let sources = year_ago::Sources { pool: &pool, cache: &cache, seen: &seen };
        let sweeps = sweeps::of_source(&history, &files);
        let year_ago = year_ago::read(input, &files, (&history, &sweeps), request.as_of.0, &sources, &mut gaps);
        let deep = request.deep.then(|| deep::read(input, &history, &cache, &mut gaps, progress));
        surveyed.push(assemble::Surveyed { input, snapshot, files, history, sweeps, year_ago, deep });
    }
    cache.finish();
    local.finish();
    let degraded = pool.degraded();
    let mut facts = assemble::assemble(request, &surveyed, gaps, progress);
    facts.degraded = degraded;
    Ok(facts)
}

/// The reference page on what commits are, with the rules in force.
pub const COMMIT_RULES_PAGE: &str = concat!(
    "# What a commit is\n\nGenerated by `cargo xtask gen` from the rules in force.\n\n## Fix, revert, feature\n\n```toml\n",
    include_str!("../data/commits.toml"),
    "```\n\n## People and programs\n\n```toml\n",
    include_str!("../data/people.toml"),
    "```\n"
);

/// The reference page on the marks of tools and practices, with the rules in force.
pub const SIGNAL_RULES_PAGE: &str = concat!(
    "# Marks of tools and practices\n\nGenerated by `cargo xtask gen` from the rules in force. Checks such as ",
    "missing-linter and missing-migrations ask whether any of these stands in a repository.\n\n```toml\n",
    include_str!("../data/signals.toml"),
    "```\n"
);
