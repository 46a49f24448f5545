//! The catalogue of security: every check that the product aims at, built or not.

use super::{CRITICAL, HIGH, LOW, MEDIUM, entry};
use quarterdeck_findings::Access::{Operations, People, Platform, Repository};
use quarterdeck_findings::{CatalogueEntry, Dimension::Security};

pub(super) const ENTRIES: [CatalogueEntry; 36] = [
    entry("SEC-01", "secrets-head", Security, &[Repository], CRITICAL),
    entry("SEC-02", "secrets-history", Security, &[Repository], CRITICAL),
    entry("SEC-03", "known-vulns", Security, &[Repository], CRITICAL),
    entry("SEC-04", "vuln-age", Security, &[Repository, Platform], HIGH),
    entry("SEC-05", "update-bot", Security, &[Repository], HIGH),
    entry("SEC-06", "pinned-deps", Security, &[Repository], MEDIUM),
    entry("SEC-07", "ci-permissions", Security, &[Repository], HIGH),
    entry("SEC-08", "dangerous-workflow", Security, &[Repository], CRITICAL),
    entry("SEC-09", "sast", Security, &[Repository], MEDIUM),
    entry("SEC-10", "dast", Security, &[Operations], MEDIUM),
    entry("SEC-11", "sbom", Security, &[Repository], MEDIUM),
    entry("SEC-12", "signed-releases", Security, &[Platform], HIGH),
    entry("SEC-13", "security-policy", Security, &[Repository], MEDIUM),
    entry("SEC-14", "licences", Security, &[Repository], MEDIUM),
    entry("SEC-15", "own-licence-notice", Security, &[Repository], LOW),
    entry("SEC-16", "injection", Security, &[Repository], HIGH),
    entry("SEC-17", "auth-coverage", Security, &[Repository], CRITICAL),
    entry("SEC-18", "object-authz", Security, &[Repository, Operations], CRITICAL),
    entry("SEC-19", "transport", Security, &[Operations], MEDIUM),
    entry("SEC-20", "cors-csrf", Security, &[Repository], MEDIUM),
    entry("SEC-21", "crypto", Security, &[Repository], MEDIUM),
    entry("SEC-22", "passwords", Security, &[Repository], HIGH),
    entry("SEC-23", "input-validation", Security, &[Repository], MEDIUM),
    entry("SEC-24", "rate-limit", Security, &[Repository, Operations], MEDIUM),
    entry("SEC-25", "pii-logs", Security, &[Repository], HIGH),
    entry("SEC-26", "test-data", Security, &[Repository], HIGH),
    entry("SEC-27", "mfa", Security, &[Platform], HIGH),
    entry("SEC-28", "access-review", Security, &[Platform, People], HIGH),
    entry("SEC-29", "client-owns-accounts", Security, &[People], CRITICAL),
    entry("SEC-30", "backups", Security, &[Operations, People], CRITICAL),
    entry("SEC-31", "network-exposure", Security, &[Operations], HIGH),
    entry("SEC-32", "iac-scan", Security, &[Repository], MEDIUM),
    entry("SEC-33", "audit-log", Security, &[Repository, Operations], MEDIUM),
    entry("SEC-34", "incident-plan", Security, &[People], HIGH),
    entry("SEC-35", "pentest", Security, &[People], MEDIUM),
    entry("SEC-36", "threat-model", Security, &[Repository, People], MEDIUM),
];
