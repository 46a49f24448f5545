//! Does a ranking of files find the fixes that followed? Candidates with what was known and what came, rankings,
//! measures. Pure: numbers in, numbers out. Definitions and sources: `docs/reference/backtest.md`.

mod measures;
mod rankings;

pub use measures::{Measures, measure};
pub use rankings::{Ranking, SHUFFLES, ranked};

use quarterdeck_base::{RepoPath, Timestamp};

/// One file at the cut-off: what was known of it then, and what came.
#[derive(Debug, Clone, Default)]
pub struct Candidate {
    /// Its path at the cut-off.
    pub path: RepoPath,
    /// Code lines: what it costs to read.
    pub code: u32,
    /// Commits that changed it.
    pub revisions: u32,
    /// Of those, in the 365 days before the cut-off.
    pub revisions_12m: u32,
    /// Fixes among its revisions.
    pub fixes: u32,
    /// Lines added and deleted in the 365 days before the cut-off.
    pub churn_lines: u64,
    /// Revisions weighted by age, half-life 180 days.
    pub decayed_revisions: f64,
    /// Fixes weighted by age, half-life 180 days.
    pub decayed_fixes: f64,
    /// Cognitive complexity of its functions; 0 where there is no parser.
    pub cognitive_sum: u32,
    /// Steps of indentation.
    pub indentation: u32,
    /// `effort_score` as the audit gives it.
    pub effort_score: f64,
    /// `hotspot_score` as the audit gives it.
    pub hotspot_score: f64,
    /// Fixes that touched it in the horizon.
    pub later_fixes: u32,
    /// Its share of the fixes in the horizon: a fix that touched `k` candidates gives each `1 / k`.
    pub later_weight: f64,
}

/// What the labels rest on.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Labels {
    /// Non-merge commits that arrived in the horizon.
    pub commits: u64,
    /// Of those, fixes, bulk changes left out.
    pub fixes: u64,
    /// Of the fixes, those that touched a candidate: what the measures count.
    pub counted_fixes: u64,
    /// Fixes left out as bulk changes.
    pub bulk_fixes: u64,
    /// Candidates with at least one fix.
    pub fixed_files: u64,
}

/// The back-test of one repository.
#[derive(Debug, Clone, Default)]
pub struct Backtest {
    /// Name of the repository.
    pub name: String,
    /// Commit at which the ranking was made, with its date.
    pub start: (String, Timestamp),
    /// First moment of the horizon.
    pub from: Timestamp,
    /// Last moment of the horizon.
    pub until: Timestamp,
    /// Commit at the end of the horizon, with its date.
    pub end: (String, Timestamp),
    /// Files that were ranked, by path.
    pub candidates: Vec<Candidate>,
    /// What the labels rest on.
    pub labels: Labels,
    /// How each ranking did, in the order of [`Ranking::ALL`].
    pub results: Vec<(Ranking, Measures)>,
}

impl Backtest {
    /// Code lines of all candidates.
    pub fn code(&self) -> u64 {
        self.candidates.iter().map(|candidate| u64::from(candidate.code)).sum()
    }

    /// Runs all rankings over the candidates, which must be sorted by path.
    pub fn run(&mut self) {
        self.results = Ranking::ALL.iter().map(|&ranking| (ranking, ranked(ranking, &self.candidates))).collect();
    }
}
