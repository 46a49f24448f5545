//! The catalogue of team capability: every check that the product aims at, built or not.

use super::{HIGH, LOW, MEDIUM, entry};
use quarterdeck_findings::Access::{Operations, People, Platform, Repository};
use quarterdeck_findings::{CatalogueEntry, Dimension::Team};

pub(super) const ENTRIES: [CatalogueEntry; 16] = [
    entry("TEA-01", "truck-factor", Team, &[Repository], HIGH),
    entry("TEA-02", "knowledge-loss", Team, &[Repository], HIGH),
    entry("TEA-03", "islands", Team, &[Repository], MEDIUM),
    entry("TEA-04", "minor-owners", Team, &[Repository], LOW),
    entry("TEA-05", "vendor-share", Team, &[Repository], MEDIUM),
    entry("TEA-06", "onboarding-time", Team, &[Repository, People], MEDIUM),
    entry("TEA-07", "seniority-mix", Team, &[People], MEDIUM),
    entry("TEA-08", "skills-matrix", Team, &[People, Repository], MEDIUM),
    entry("TEA-09", "review-reciprocity", Team, &[Platform], LOW),
    entry("TEA-10", "out-of-hours", Team, &[Repository], LOW),
    entry("TEA-11", "turnover", Team, &[People, Repository], MEDIUM),
    entry("TEA-12", "prod-access-factor", Team, &[Operations, People], HIGH),
    entry("TEA-13", "dev-survey", Team, &[People], LOW),
    entry("TEA-14", "product-link", Team, &[People], LOW),
    entry("TEA-15", "roles", Team, &[People], HIGH),
    entry("TEA-16", "growth-plan", Team, &[People], LOW),
];
