//! One place where a check found something.

use quarterdeck_base::{EffortDays, Evidence, Fingerprint, Message, RepoPath};
use std::cmp::Ordering;

/// How bad it is. Critical: loss of data, money or legal duty possible now; high: within six months;
/// medium: slows every change; low: hygiene.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Hygiene.
    Low,
    /// Slows every change.
    Medium,
    /// Hurts within six months.
    High,
    /// Can hurt now.
    Critical,
}

impl Severity {
    /// All, worst first.
    pub const ALL: [Self; 4] = [Self::Critical, Self::High, Self::Medium, Self::Low];

    /// The stable id used in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

/// How sure the check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// A hint; read before acting.
    Low,
    /// Usually true.
    Medium,
    /// True by construction.
    High,
}

impl Confidence {
    /// The stable id used in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The whole system.
    System,
    /// One repository.
    Repository {
        /// Its name.
        repository: String,
    },
    /// One component.
    Component {
        /// Its repository.
        repository: String,
        /// Its name.
        name: String,
    },
    /// One file.
    File {
        /// Its repository.
        repository: String,
        /// Its path.
        path: RepoPath,
    },
    /// One function.
    Function {
        /// Its repository.
        repository: String,
        /// Its file.
        path: RepoPath,
        /// Its name with enclosing types.
        name: String,
        /// First line.
        start_line: u32,
        /// Last line.
        end_line: u32,
    },
    /// One dependency.
    Dependency {
        /// Its repository.
        repository: String,
        /// The manifest.
        manifest: RepoPath,
        /// Package name.
        name: String,
    },
    /// Two files.
    Pair {
        /// Their repository.
        repository: String,
        /// First path.
        first: RepoPath,
        /// Second path.
        second: RepoPath,
    },
    /// Several files that belong together: a cycle, a clone group.
    Group {
        /// Their repository (of the first).
        repository: String,
        /// Paths, sorted.
        paths: Vec<RepoPath>,
    },
}

/// One place where a check found something.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Check id, for example `DEB-02`.
    pub check: &'static str,
    /// Identity across runs.
    pub fingerprint: Fingerprint,
    /// What it is about.
    pub scope: Scope,
    /// How bad.
    pub severity: Severity,
    /// How sure.
    pub confidence: Confidence,
    /// What was found: key of one of the check's texts with arguments.
    pub message: Message,
    /// Where a reader can open it; at least one.
    pub evidence: Vec<Evidence>,
    /// Work to put it right.
    pub effort: EffortDays,
    /// Findings with the same unit are repaired together; their effort is the largest, not the sum.
    pub remediation_unit: String,
    /// Orders findings of equal severity: larger first. Unit and scale belong to the check. With [`Finding::AT_REST`] added
    /// it is told after all others of its severity, those of other checks as well.
    pub rank: f64,
}

impl Finding {
    /// Added to the rank of what costs nothing today, because nobody works on it.
    pub const AT_REST: f64 = -1e12;

    /// True when it was ranked behind what costs something today.
    pub fn is_at_rest(&self) -> bool {
        self.rank < Self::AT_REST / 2.0
    }

    /// The order of the findings of one check: by severity, what is at rest last, then confidence and rank.
    pub fn worst_first(a: &Self, b: &Self) -> Ordering {
        b.severity
            .cmp(&a.severity)
            .then(a.is_at_rest().cmp(&b.is_at_rest()))
            .then(b.confidence.cmp(&a.confidence))
            .then(b.rank.total_cmp(&a.rank))
            .then(a.scope.cmp(&b.scope))
            .then(a.fingerprint.cmp(&b.fingerprint))
    }
}
