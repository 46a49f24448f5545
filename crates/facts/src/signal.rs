//! Marks that a tool or a practice leaves in files: a configured linter, a migration, a health check.

use crate::FileIx;

/// What a mark tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignalRole {
    /// A linter is configured or run.
    Linter,
    /// A type checker is configured or run.
    TypeChecker,
    /// The schema of a database is changed by versioned scripts, or a tool for that is used.
    Migration,
    /// A part of the environment is described by a file.
    Environment,
    /// A workload of Kubernetes is declared.
    Workload,
    /// Somebody asks whether a running part is healthy.
    HealthProbe,
    /// A container offers a port.
    Port,
    /// A section of a document says how to report a vulnerability.
    VulnerabilityReport,
    /// A document shows a hosted service that looks through the code.
    HostedAnalysis,
    /// The software says of itself that it is there to show or to learn something.
    Teaching,
    /// The software says of itself that it is insecure on purpose, for people to learn with.
    InsecureOnPurpose,
    /// Who gets the software sets it up with a program that comes with it.
    Installer,
    /// A process that starts as root gives its rights away.
    DropsRights,
}

impl SignalRole {
    /// All, in order.
    pub const ALL: [Self; 13] = [
        Self::Linter,
        Self::TypeChecker,
        Self::Migration,
        Self::Environment,
        Self::Workload,
        Self::HealthProbe,
        Self::Port,
        Self::VulnerabilityReport,
        Self::HostedAnalysis,
        Self::Teaching,
        Self::InsecureOnPurpose,
        Self::Installer,
        Self::DropsRights,
    ];

    /// The stable id used in the rules.
    pub fn id(self) -> &'static str {
        match self {
            Self::Linter => "linter",
            Self::TypeChecker => "type-checker",
            Self::Migration => "migration",
            Self::Environment => "environment",
            Self::Workload => "workload",
            Self::HealthProbe => "health-probe",
            Self::Port => "port",
            Self::VulnerabilityReport => "vulnerability-report",
            Self::HostedAnalysis => "hosted-analysis",
            Self::Teaching => "teaching",
            Self::InsecureOnPurpose => "insecure-on-purpose",
            Self::Installer => "installer",
            Self::DropsRights => "drops-rights",
        }
    }
}

/// A mark, by the rules in `crates/survey/data/signals.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signal {
    /// What it tells.
    pub role: SignalRole,
    /// The tool or practice.
    pub what: &'static str,
    /// Where it stands.
    pub file: FileIx,
    /// Line of the first mark in the file, from 1; 0 when the file itself is the mark.
    pub line: u32,
}
