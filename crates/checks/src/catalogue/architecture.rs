//! The catalogue of architecture: every check that the product aims at, built or not.

use super::{CRITICAL, HIGH, LOW, MEDIUM, entry};
use quarterdeck_findings::Access::{Operations, People, Repository};
use quarterdeck_findings::{CatalogueEntry, Dimension::Architecture};

pub(super) const ENTRIES: [CatalogueEntry; 26] = [
    entry("ARC-01", "cycles", Architecture, &[Repository], HIGH),
    entry("ARC-02", "unstable-interface", Architecture, &[Repository], MEDIUM),
    entry("ARC-03", "hidden-coupling", Architecture, &[Repository], MEDIUM),
    entry("ARC-04", "module-balance", Architecture, &[Repository], MEDIUM),
    entry("ARC-05", "god-files", Architecture, &[Repository], MEDIUM),
    entry("ARC-06", "layering", Architecture, &[Repository], MEDIUM),
    entry("ARC-07", "language-sprawl", Architecture, &[Repository], LOW),
    entry("ARC-08", "runtime-eol", Architecture, &[Repository], HIGH),
    entry("ARC-09", "framework-lag", Architecture, &[Repository], MEDIUM),
    entry("ARC-10", "api-inventory", Architecture, &[Repository], HIGH),
    entry("ARC-11", "api-versioning", Architecture, &[Repository], LOW),
    entry("ARC-12", "db-migrations", Architecture, &[Repository], HIGH),
    entry("ARC-13", "shared-db", Architecture, &[Repository], HIGH),
    entry("ARC-14", "config-in-env", Architecture, &[Repository], MEDIUM),
    entry("ARC-15", "state-in-process", Architecture, &[Repository], MEDIUM),
    entry("ARC-16", "iac", Architecture, &[Repository], HIGH),
    entry("ARC-17", "container-hygiene", Architecture, &[Repository], MEDIUM),
    entry("ARC-18", "health-probes", Architecture, &[Repository], LOW),
    entry("ARC-19", "timeouts-retries", Architecture, &[Repository], MEDIUM),
    entry("ARC-20", "jobs-failure", Architecture, &[Repository], MEDIUM),
    entry("ARC-21", "spof", Architecture, &[Operations, People], HIGH),
    entry("ARC-22", "rto-rpo", Architecture, &[People, Operations], CRITICAL),
    entry("ARC-23", "capacity", Architecture, &[Operations], MEDIUM),
    entry("ARC-24", "arch-docs", Architecture, &[Repository], MEDIUM),
    entry("ARC-25", "adr", Architecture, &[Repository], LOW),
    entry("ARC-26", "integration-map", Architecture, &[Repository, People], MEDIUM),
];
