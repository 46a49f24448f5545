//! The catalogue of technical debt: every check that the product aims at, built or not.

use super::{CRITICAL, HIGH, LOW, MEDIUM, entry};
use quarterdeck_findings::Access::{People, Platform, Repository};
use quarterdeck_findings::{CatalogueEntry, Dimension::Debt};

pub(super) const ENTRIES: [CatalogueEntry; 25] = [
    entry("DEB-01", "debt-ratio", Debt, &[Repository], MEDIUM),
    entry("DEB-02", "cognitive-complexity", Debt, &[Repository], HIGH),
    entry("DEB-03", "long-functions", Debt, &[Repository], MEDIUM),
    entry("DEB-04", "duplication", Debt, &[Repository], MEDIUM),
    entry("DEB-05", "hotspots", Debt, &[Repository], HIGH),
    entry("DEB-06", "hotspot-trend", Debt, &[Repository], MEDIUM),
    entry("DEB-07", "hotspot-tests", Debt, &[Repository], MEDIUM),
    entry("DEB-08", "test-ratio", Debt, &[Repository], CRITICAL),
    entry("DEB-09", "coverage", Debt, &[Repository, Platform], MEDIUM),
    entry("DEB-10", "flaky", Debt, &[Platform], MEDIUM),
    entry("DEB-11", "skipped-tests", Debt, &[Repository], LOW),
    entry("DEB-12", "admitted-debt", Debt, &[Repository], LOW),
    entry("DEB-13", "dead-code", Debt, &[Repository], LOW),
    entry("DEB-14", "dep-freshness", Debt, &[Repository], HIGH),
    entry("DEB-15", "dep-abandoned", Debt, &[Repository], MEDIUM),
    entry("DEB-16", "lockfile", Debt, &[Repository], MEDIUM),
    entry("DEB-17", "clean-build", Debt, &[Repository], HIGH),
    entry("DEB-18", "lint-warnings", Debt, &[Repository], LOW),
    entry("DEB-19", "typing", Debt, &[Repository], LOW),
    entry("DEB-20", "fix-share", Debt, &[Repository], MEDIUM),
    entry("DEB-21", "early-churn", Debt, &[Repository], MEDIUM),
    entry("DEB-22", "deprecated-api", Debt, &[Repository], LOW),
    entry("DEB-23", "repo-junk", Debt, &[Repository], LOW),
    entry("DEB-24", "readme-runbook", Debt, &[Repository], LOW),
    entry("DEB-25", "debt-survey", Debt, &[People], LOW),
];
