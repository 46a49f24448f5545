//! The catalogue of the development process: every check that the product aims at, built or not.

use super::{CRITICAL, HIGH, LOW, MEDIUM, entry};
use quarterdeck_findings::Access::{Operations, People, Platform, Repository};
use quarterdeck_findings::{CatalogueEntry, Dimension::Process};

pub(super) const ENTRIES: [CatalogueEntry; 32] = [
    entry("PRC-01", "branch-protection", Process, &[Platform], HIGH),
    entry("PRC-02", "direct-push", Process, &[Repository], MEDIUM),
    entry("PRC-03", "review-coverage", Process, &[Platform], HIGH),
    entry("PRC-04", "review-depth", Process, &[Platform], MEDIUM),
    entry("PRC-05", "pr-size", Process, &[Repository, Platform], MEDIUM),
    entry("PRC-06", "pr-wait", Process, &[Platform], MEDIUM),
    entry("PRC-07", "branch-age", Process, &[Repository], LOW),
    entry("PRC-08", "ci-present", Process, &[Repository], CRITICAL),
    entry("PRC-09", "ci-duration", Process, &[Platform], LOW),
    entry("PRC-10", "ci-main-green", Process, &[Platform], MEDIUM),
    entry("PRC-11", "deploy-frequency", Process, &[Platform], HIGH),
    entry("PRC-12", "lead-time", Process, &[Platform], MEDIUM),
    entry("PRC-13", "change-fail-rate", Process, &[Platform, Operations], HIGH),
    entry("PRC-14", "recovery-time", Process, &[Operations], HIGH),
    entry("PRC-15", "rework-rate", Process, &[Platform], MEDIUM),
    entry("PRC-16", "deploy-automated", Process, &[Repository], HIGH),
    entry("PRC-17", "rollback", Process, &[Repository], MEDIUM),
    entry("PRC-18", "staging", Process, &[Repository, People], MEDIUM),
    entry("PRC-19", "release-trace", Process, &[Repository], MEDIUM),
    entry("PRC-20", "issue-link", Process, &[Repository, Platform], LOW),
    entry("PRC-21", "commit-hygiene", Process, &[Repository], LOW),
    entry("PRC-22", "wip", Process, &[Platform], LOW),
    entry("PRC-23", "cycle-time", Process, &[Platform], MEDIUM),
    entry("PRC-24", "backlog-health", Process, &[Platform], LOW),
    entry("PRC-25", "unplanned-share", Process, &[Platform], MEDIUM),
    entry("PRC-26", "error-tracking", Process, &[Repository], HIGH),
    entry("PRC-27", "metrics-logs", Process, &[Repository, Operations], MEDIUM),
    entry("PRC-28", "alerts", Process, &[Repository, Operations], HIGH),
    entry("PRC-29", "slo", Process, &[People, Operations], MEDIUM),
    entry("PRC-30", "postmortems", Process, &[Repository, Platform], MEDIUM),
    entry("PRC-31", "feature-flags", Process, &[Repository], LOW),
    entry("PRC-32", "ai-code-policy", Process, &[People, Repository], LOW),
];
