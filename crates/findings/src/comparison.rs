//! An audit against an earlier one of the same system: which findings are new.

use crate::{Finding, Severity};
use quarterdeck_base::Fingerprint;
use std::collections::BTreeSet;

/// What came and went between two audits under the same policy and the same `as_of`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// The earlier revision, as the auditor wrote it.
    pub since: String,
    /// The commit it names, by name of the repository, in the order of the audit.
    pub commits: Vec<(String, String)>,
    /// New findings, listed or not, waived ones left out: check id and fingerprint.
    pub new: BTreeSet<(&'static str, Fingerprint)>,
    /// The worst of them.
    pub worst: Option<Severity>,
    /// Findings of the earlier audit that are no more.
    pub gone: u64,
    /// Checks that could not be assessed at the earlier revision: their findings count as new, because nothing says
    /// that they are old.
    pub unassessed_before: Vec<&'static str>,
}

impl Comparison {
    /// True when this finding was not there before.
    pub fn is_new(&self, finding: &Finding) -> bool {
        self.new.contains(&(finding.check, finding.fingerprint))
    }
}
