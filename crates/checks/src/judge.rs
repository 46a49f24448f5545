//! Runs the checks and makes a judgement of their answers: which run, what is waived, what is cut, in which order.

use crate::grade::{Ground, grade_dimension};
use crate::{CATALOGUE, Check, all, entry_of};
use quarterdeck_base::{Fingerprint, Timestamp, bound};
use quarterdeck_facts::Facts;
use quarterdeck_findings::{Assessment, CheckResult, Dimension, Finding, Judgement, Policy, Status};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Judges facts under a policy: stable checks and the preview ones that the policy enables, without the disabled ones.
///
/// A waiver takes a finding out of the list and gives back its part of the score (all findings of the check count
/// alike); the figures that were measured stay.
pub fn judge(facts: &Facts, policy: &Policy) -> Judgement {
    judge_with(all(), facts, policy)
}

/// Every check that [`judge`] would run, with all that it found: neither cut nor waived. What is compared with another
/// audit, because a list that was cut hides which of its findings are old.
pub fn judge_whole(facts: &Facts, policy: &Policy) -> Vec<CheckResult> {
    let whole = Policy { waivers: Vec::new(), ..policy.clone() };
    let checks = all().iter().filter(|check| is_meant(**check, policy) && !is_off(**check, policy));
    let mut results: Vec<CheckResult> = checks.map(|check| run(*check, facts, &whole)).collect();
    results.sort_by_key(|result| result.meta.id);
    results
}

fn judge_with(checks: &[&'static dyn Check], facts: &Facts, policy: &Policy) -> Judgement {
    let meant: Vec<_> = checks.iter().filter(|check| is_meant(**check, policy)).collect();
    let mut results: Vec<CheckResult> = meant
        .par_iter()
        .filter(|check| !is_off(***check, policy))
        .map(|check| cut(run(**check, facts, policy)))
        .collect();
    results.sort_by_key(|result| result.meta.id);
    let built: Vec<&'static str> = checks.iter().map(|check| check.meta().id).collect();
    let meant: Vec<&'static str> = meant.iter().map(|check| check.meta().id).collect();
    let claimed_share = if policy.ignore_repo_marks { 0.0 } else { claimed_share(facts) };
    let ground = Ground { catalogue: CATALOGUE, built: &built, meant: &meant, claimed_share };
    Judgement {
        dimensions: Dimension::ALL.iter().map(|dimension| grade_dimension(*dimension, &results, &ground)).collect(),
        checks: results,
        catalogue: CATALOGUE,
        policy_hash: policy.hash(),
        knowledge_date: quarterdeck_knowledge::KNOWLEDGE_DATE.to_owned(),
    }
}

fn is_meant(check: &dyn Check, policy: &Policy) -> bool {
    check.meta().status == Status::Stable || policy.enabled.iter().any(|id| id == check.meta().id)
}

fn is_off(check: &dyn Check, policy: &Policy) -> bool {
    policy.disabled.iter().any(|id| id == check.meta().id)
}

fn cut(mut result: CheckResult) -> CheckResult {
    result.assessment.findings.truncate(usize::try_from(bound::CHECK_FINDINGS).unwrap_or(usize::MAX));
    result
}

fn run(check: &'static dyn Check, facts: &Facts, policy: &Policy) -> CheckResult {
    let meta = check.meta();
    let mut assessment = check.assess(facts, policy);
    own_fingerprints(meta.id, &mut assessment.findings);
    let found = assessment.findings.len() as u64;
    let waived = waive(&mut assessment, policy, facts.as_of);
    assessment.findings.sort_by(Finding::worst_first);
    let weight_tenths = entry_of(meta.id).map_or(0, |entry| entry.weight_tenths);
    CheckResult { meta, weight_tenths, assessment, found, waived }
}

/// Two findings with the same anchor (one function copied whole) get identities of their own, in the order of places.
pub(crate) fn own_fingerprints(id: &str, findings: &mut [Finding]) {
    findings.sort_by(|a, b| a.scope.cmp(&b.scope).then(a.fingerprint.cmp(&b.fingerprint)));
    let mut copies: BTreeMap<Fingerprint, u64> = BTreeMap::new();
    for finding in findings {
        let copy = copies.entry(finding.fingerprint).or_default();
        if *copy > 0 {
            finding.fingerprint = copy_of(id, finding.fingerprint, *copy);
        }
        *copy += 1;
    }
}

/// The identity of the numbered copy of a finding.
pub(crate) fn copy_of(id: &str, first: Fingerprint, copy: u64) -> Fingerprint {
    Fingerprint::new(id, &[first.to_string().as_bytes(), &copy.to_le_bytes()])
}

/// Fingerprints with a waiver in force.
pub(crate) fn in_force(policy: &Policy, as_of: Timestamp) -> BTreeSet<&str> {
    let waivers = policy.waivers.iter().filter(|waiver| waiver.expires >= as_of);
    waivers.map(|waiver| waiver.fingerprint.as_str()).collect()
}

/// Takes out the findings with a waiver in force; returns how many.
fn waive(assessment: &mut Assessment, policy: &Policy, as_of: Timestamp) -> u64 {
    let in_force = in_force(policy, as_of);
    let before = assessment.findings.len();
    assessment.findings.retain(|finding| !in_force.contains(finding.fingerprint.to_string().as_str()));
    let open = assessment.findings.len();
    if open < before {
        assessment.score = 1.0 - (1.0 - assessment.score) * open as f64 / before as f64;
    }
    (before - open) as u64
}

/// Share of code lines whose kind the repository claims itself.
fn claimed_share(facts: &Facts) -> f64 {
    let lines = |claimed: bool| -> u64 {
        facts.files.iter().filter(|file| !claimed || file.kind_claimed).map(|file| u64::from(file.code)).sum()
    };
    crate::support::share(lines(true), lines(false))
}

#[cfg(test)]
mod tests {
    use super::judge_with;
    use crate::Check;
    use crate::testing::{add_file, debt_meta, empty_facts, sample_finding};
    use quarterdeck_base::Timestamp;
    use quarterdeck_facts::Facts;
    use quarterdeck_findings::{
        Assessment, CheckMeta, CheckResult, Confidence, Dimension, Judgement, Policy, Severity, Status, Waiver,
    };

    struct Fake {
        meta: &'static CheckMeta,
        findings: usize,
    }

    impl Check for Fake {
        fn meta(&self) -> &'static CheckMeta {
            self.meta
        }

        fn assess(&self, _: &Facts, _: &Policy) -> Assessment {
            let finding = |at| sample_finding(self.meta.id, Severity::Low, Confidence::High, at as f64);
            Assessment::found(0.5, Vec::new(), (0..self.findings).map(finding).collect())
        }
    }

    fn judged(findings: usize, policy: &Policy) -> CheckResult {
        let check: &'static Fake = Box::leak(Box::new(Fake { meta: debt_meta("DEB-02", Status::Stable), findings }));
        judge_with(&[check], &empty_facts(), policy).checks.remove(0)
    }

    fn waiver(fingerprint: &str, expires: &str) -> Waiver {
        Waiver {
            fingerprint: fingerprint.to_owned(),
            reason: "accepted".to_owned(),
            author: "the auditor".to_owned(),
            expires: Timestamp::parse(expires).unwrap(),
        }
    }

    #[test]
    fn findings_beyond_the_bound_are_cut_and_counted_and_the_worst_stay() {
        let result = judged(250, &Policy::default());
        assert_eq!((result.found, result.assessment.findings.len()), (250, 200));
        assert_eq!(result.assessment.findings[0].rank, 249.0);
    }

    #[test]
    fn findings_with_the_same_anchor_get_identities_of_their_own() {
        let findings = judged(3, &Policy::default()).assessment.findings;
        assert!(
            findings[0].fingerprint != findings[1].fingerprint && findings[1].fingerprint != findings[2].fingerprint
        );
    }

    #[test]
    fn a_waiver_counts_until_its_day_and_gives_its_part_of_the_score_back() {
        let fingerprint = judged(2, &Policy::default()).assessment.findings[1].fingerprint.to_string();
        for (expires, waived, open, score) in [("2030-01-01", 1, 1, 0.75), ("2025-01-01", 0, 2, 0.5)] {
            let policy = Policy { waivers: vec![waiver(&fingerprint, expires)], ..Policy::default() };
            let result = judged(2, &policy);
            assert_eq!((result.waived, result.found), (waived, 2));
            assert_eq!(result.assessment.findings.len(), open);
            assert!((result.assessment.score - score).abs() < 1e-9);
        }
    }

    #[test]
    fn preview_checks_run_when_enabled_and_disabled_ones_never() {
        let stable: &'static Fake =
            Box::leak(Box::new(Fake { meta: debt_meta("DEB-02", Status::Stable), findings: 1 }));
        let preview: &'static Fake =
            Box::leak(Box::new(Fake { meta: debt_meta("DEB-01", Status::Preview), findings: 1 }));
        let ids = |policy: &Policy| -> Vec<&str> {
            judge_with(&[stable, preview], &empty_facts(), policy).checks.iter().map(|c| c.meta.id).collect()
        };
        assert_eq!(ids(&Policy::default()), ["DEB-02"]);
        let enabled = Policy { enabled: vec!["DEB-01".to_owned()], ..Policy::default() };
        assert_eq!(ids(&enabled), ["DEB-01", "DEB-02"]);
        let disabled = Policy { disabled: vec!["DEB-02".to_owned()], ..enabled };
        assert_eq!(ids(&disabled), ["DEB-01"]);
    }

    #[test]
    fn what_the_repository_claims_of_its_files_lowers_coverage_unless_set_aside() {
        let mut facts = empty_facts();
        add_file(&mut facts, "a.py", |file| file.code = 75);
        add_file(&mut facts, "b.py", |file| {
            file.code = 25;
            file.kind_claimed = true;
        });
        let coverage = |policy: &Policy| -> f64 {
            let check: &'static Fake =
                Box::leak(Box::new(Fake { meta: debt_meta("DEB-08", Status::Stable), findings: 1 }));
            let judgement: Judgement = judge_with(&[check], &facts, policy);
            judgement.dimensions.iter().find(|d| d.dimension == Dimension::Debt).unwrap().coverage.share
        };
        let believed = coverage(&Policy { ignore_repo_marks: true, ..Policy::default() });
        assert!((coverage(&Policy::default()) - believed * 0.75).abs() < 0.001);
    }
}
