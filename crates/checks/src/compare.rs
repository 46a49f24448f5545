//! Which findings are new since an earlier audit. Matched one to one within a check, so that a copy of an old finding is
//! a new one: the same anchor at the same place, then the same anchor elsewhere (code that moved), then the same place
//! with another anchor (code that was edited). Places are compared with renames followed.

use crate::judge::{copy_of, in_force};
use quarterdeck_base::{Fingerprint, RepoPath, Timestamp};
use quarterdeck_findings::{CheckResult, Comparison, Finding, Outcome, Policy, Scope};
use std::collections::{BTreeMap, BTreeSet};

/// The path that a path of today had at the earlier revision, by (repository, path of today).
pub type Renames = BTreeMap<(String, RepoPath), RepoPath>;

/// Compares two runs of the checks that are neither cut nor waived, as [`crate::judge_whole`] gives them.
pub fn compare(
    now: &[CheckResult],
    before: &[CheckResult],
    renames: &Renames,
    (policy, as_of): (&Policy, Timestamp),
) -> Comparison {
    let mut comparison = Comparison::default();
    let waived = in_force(policy, as_of);
    for result in now {
        let earlier = before.iter().find(|earlier| earlier.meta.id == result.meta.id);
        let old = earlier.map_or(&[][..], |earlier| earlier.assessment.findings.as_slice());
        let unassessed = |earlier: &CheckResult| matches!(earlier.assessment.outcome, Outcome::CouldNotAssess { .. });
        if !result.assessment.findings.is_empty() && earlier.is_none_or(unassessed) {
            comparison.unassessed_before.push(result.meta.id);
        }
        let (new, gone) = unmatched(&result.assessment.findings, old, renames);
        comparison.gone += gone;
        for finding in new.into_iter().filter(|new| !waived.contains(new.fingerprint.to_string().as_str())) {
            comparison.new.insert((finding.check, finding.fingerprint));
            comparison.worst = comparison.worst.max(Some(finding.severity));
        }
    }
    for earlier in before.iter().filter(|earlier| !now.iter().any(|result| result.meta.id == earlier.meta.id)) {
        comparison.gone += earlier.assessment.findings.len() as u64;
    }
    comparison
}

/// Findings of one check without a counterpart: those of today, and the number of earlier ones.
fn unmatched<'f>(now: &'f [Finding], before: &'f [Finding], renames: &Renames) -> (Vec<&'f Finding>, u64) {
    let mut lists = Lists { open: now.iter().collect(), left: before.iter().collect() };
    let (roots, old_roots, none) = (roots(now), roots(before), Renames::new());
    let root = |finding: &Finding| roots[&finding.fingerprint];
    let old_root = |finding: &Finding| old_roots[&finding.fingerprint];
    lists.pair(|new| Some((root(new), place(&new.scope, renames))), |old| (old_root(old), place(&old.scope, &none)));
    lists.pair(|new| Some(root(new)), |old| old_root(old));
    lists.pair(
        |new| stays_itself(&new.scope, renames).then(|| (new.message.key, place(&new.scope, renames))),
        |old| (old.message.key, place(&old.scope, &none)),
    );
    (lists.open, lists.left.len() as u64)
}

/// What has no counterpart yet.
struct Lists<'f> {
    open: Vec<&'f Finding>,
    left: Vec<&'f Finding>,
}

impl Lists<'_> {
    /// Takes out of both lists what has the same key, one to one, in order.
    fn pair<K: Ord>(&mut self, new_key: impl Fn(&Finding) -> Option<K>, old_key: impl Fn(&Finding) -> K) {
        let mut by_key: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for (at, old) in self.left.iter().enumerate() {
            by_key.entry(old_key(old)).or_default().push(at);
        }
        let mut matched = BTreeSet::new();
        self.open.retain(|new| {
            let Some(candidates) = new_key(new).and_then(|key| by_key.get_mut(&key)) else { return true };
            let Some(first) = candidates.iter().position(|at| !grew(new, self.left[*at])) else { return true };
            matched.insert(candidates.remove(first));
            false
        });
        let mut at = 0..;
        self.left.retain(|_| at.next().is_none_or(|at| !matched.contains(&at)));
    }
}

/// For each fingerprint the one it is a numbered copy of, or itself.
fn roots(findings: &[Finding]) -> BTreeMap<Fingerprint, Fingerprint> {
    let mut roots: BTreeMap<_, _> = findings.iter().map(|finding| (finding.fingerprint, finding.fingerprint)).collect();
    let known: BTreeSet<Fingerprint> = roots.keys().copied().collect();
    for finding in findings {
        let copies = (1..).map(|copy| copy_of(finding.check, finding.fingerprint, copy));
        for copy in copies.take_while(|copy| known.contains(copy)) {
            roots.insert(copy, finding.fingerprint);
        }
    }
    roots
}

/// One more place of the same copied code is news.
fn grew(new: &Finding, old: &Finding) -> bool {
    match (&new.scope, &old.scope) {
        (Scope::Group { paths: now, .. }, Scope::Group { paths: then, .. }) => {
            now.len() > then.len() || new.evidence.len() > old.evidence.len()
        }
        _ => false,
    }
}

/// True when a place alone tells that it is the same thing, edited. Pairs and groups are known by their anchor, unless
/// a rename changed that.
fn stays_itself(scope: &Scope, renames: &Renames) -> bool {
    match scope {
        Scope::File { .. } | Scope::Function { .. } | Scope::Dependency { .. } => true,
        Scope::Pair { repository, first, second } => {
            [first, second].into_iter().any(|path| renames.contains_key(&(repository.clone(), path.clone())))
        }
        Scope::Group { repository, paths } => {
            paths.iter().any(|path| renames.contains_key(&(repository.clone(), path.clone())))
        }
        Scope::System | Scope::Repository { .. } | Scope::Component { .. } => false,
    }
}

/// A scope without its lines, with the paths that it had before.
fn place(scope: &Scope, renames: &Renames) -> Scope {
    let before =
        |repository: &str, path: &RepoPath| renames.get(&(repository.to_owned(), path.clone())).unwrap_or(path).clone();
    let mut scope = scope.clone();
    match &mut scope {
        Scope::System | Scope::Repository { .. } | Scope::Component { .. } => {}
        Scope::File { repository, path } | Scope::Dependency { repository, manifest: path, .. } => {
            *path = before(repository, path);
        }
        Scope::Function { repository, path, start_line, end_line, .. } => {
            *path = before(repository, path);
            (*start_line, *end_line) = (0, 0);
        }
        Scope::Pair { repository, first, second } => {
            (*first, *second) = (before(repository, first), before(repository, second));
            if first > second {
                std::mem::swap(first, second);
            }
        }
        Scope::Group { repository, paths } => {
            for path in paths.iter_mut() {
                *path = before(repository, path);
            }
            paths.sort();
        }
    }
    scope
}

#[cfg(test)]
mod tests {
    use super::{Renames, compare};
    use crate::judge::own_fingerprints;
    use crate::testing::{debt_meta, sample_finding};
    use quarterdeck_base::{Fingerprint, RepoPath, Timestamp};
    use quarterdeck_findings::{
        Assessment, CheckResult, Comparison, Confidence, Finding, Policy, Scope, Severity, Status, Waiver,
    };

    const CHECK: &str = "DEB-02";

    /// A function, as `path:name anchor`.
    fn function(text: &str) -> Finding {
        let (place, anchor) = text.split_once(' ').unwrap();
        let (path, name) = place.split_once(':').unwrap();
        let scope = Scope::Function {
            repository: "shop".to_owned(),
            path: RepoPath::from(path),
            name: name.to_owned(),
            start_line: anchor.len() as u32,
            end_line: 9,
        };
        let fingerprint = Fingerprint::new(CHECK, &[name.as_bytes(), anchor.as_bytes()]);
        Finding { scope, fingerprint, ..sample_finding(CHECK, Severity::High, Confidence::High, 1.0) }
    }

    /// Copied code, as `anchor path path`.
    fn group(text: &str) -> Finding {
        let (anchor, paths) = text.split_once(' ').unwrap();
        let scope =
            Scope::Group { repository: "shop".to_owned(), paths: paths.split(' ').map(RepoPath::from).collect() };
        let fingerprint = Fingerprint::new(CHECK, &[anchor.as_bytes()]);
        Finding { scope, fingerprint, ..sample_finding(CHECK, Severity::Low, Confidence::High, 1.0) }
    }

    fn run(mut findings: Vec<Finding>) -> Vec<CheckResult> {
        own_fingerprints(CHECK, &mut findings);
        let assessment = Assessment::found(0.5, Vec::new(), findings);
        vec![CheckResult { meta: debt_meta(CHECK, Status::Stable), weight_tenths: 75, found: 1, waived: 0, assessment }]
    }

    fn compared(before: Vec<Finding>, now: Vec<Finding>, renames: &[(&str, &str)]) -> (Vec<String>, u64) {
        let renames: Renames = renames
            .iter()
            .map(|(from, to)| (("shop".to_owned(), RepoPath::from(*to)), RepoPath::from(*from)))
            .collect();
        let now = run(now);
        let found = compare(&now, &run(before), &renames, (&Policy::default(), Timestamp::default()));
        let new = now[0].assessment.findings.iter().filter(|finding| found.is_new(finding));
        (new.map(|finding| format!("{:?}", finding.scope)).collect(), found.gone)
    }

    /// What happened, functions before and now, renamed files, what is new, and how many are gone.
    type Case<'a> = (&'a str, &'a [&'a str], &'a [&'a str], &'a [(&'a str, &'a str)], &'a [&'a str], u64);

    #[test]
    fn functions_are_followed_and_copies_are_new() {
        let cases: [Case; 10] = [
            ("nothing changed", &["a:f x"], &["a:f x"], &[], &[], 0),
            ("a new function", &["a:f x"], &["a:f x", "a:g y"], &[], &["a:g"], 0),
            ("repaired", &["a:f x", "a:g y"], &["a:f x"], &[], &[], 1),
            ("moved to another file", &["a:f x"], &["b:f x"], &[], &[], 0),
            ("edited in its place", &["a:f x"], &["a:f xx"], &[], &[], 0),
            ("renamed file and edited", &["a:f x"], &["b:f xx"], &[("a", "b")], &[], 0),
            ("moved and edited is another one", &["a:f x"], &["b:f xx"], &[], &["b:f"], 1),
            ("a copy in a file that sorts before", &["z:f x"], &["z:f x", "a:f x"], &[], &["a:f"], 0),
            ("two copies of three", &["b:f x"], &["a:f x", "b:f x", "c:f x"], &[], &["a:f", "c:f"], 0),
            ("one of two copies is gone", &["a:f x", "b:f x"], &["b:f x"], &[], &[], 1),
        ];
        for (what, before, now, renames, new, gone) in cases {
            let list = |texts: &[&str]| texts.iter().map(|text| function(text)).collect::<Vec<_>>();
            let (found, went) = compared(list(before), list(now), renames);
            assert_eq!((found.len(), went), (new.len(), gone), "{what}: {found:?}");
            for (found, new) in found.iter().zip(new) {
                let (path, name) = new.split_once(':').unwrap();
                assert!(
                    found.contains(&format!("{path:?}")) && found.contains(&format!("{name:?}")),
                    "{what}: {found}"
                );
            }
        }
    }

    #[test]
    fn groups_are_known_by_their_anchor_and_news_when_they_grow() {
        for (what, before, now, renames, new) in [
            ("the same", "h a b", "h a b", &[][..], 0),
            ("one of its files moved", "h a b", "h a c", &[], 0),
            ("one more place", "h a b", "h a b c", &[], 1),
            ("other code in the same files", "h a b", "k a b", &[], 1),
            ("a cycle of which a module was renamed", "a-b a b", "a-c a c", &[("b", "c")], 0),
        ] {
            assert_eq!(compared(vec![group(before)], vec![group(now)], renames).0.len(), new, "{what}");
        }
    }

    #[test]
    fn a_waiver_is_no_news_and_what_could_not_be_assessed_is_not_old() {
        let now = run(vec![function("a:f x")]);
        let finding = &now[0].assessment.findings[0];
        let waiver = |expires: &str| Waiver {
            fingerprint: finding.fingerprint.to_string(),
            reason: "accepted".to_owned(),
            author: "the auditor".to_owned(),
            expires: Timestamp::parse(expires).unwrap(),
        };
        let as_of = Timestamp::parse("2026-01-01").unwrap();
        let mut before = run(Vec::new());
        before[0].assessment = Assessment::could_not_assess("the clone is shallow", "a full clone");
        for (expires, new) in [("2026-02-01", 0), ("2025-02-01", 1)] {
            let policy = Policy { waivers: vec![waiver(expires)], ..Policy::default() };
            let found = compare(&now, &before, &Renames::new(), (&policy, as_of));
            assert_eq!(found.new.len(), new);
            assert_eq!(found.worst, (new == 1).then_some(Severity::High));
            assert_eq!(found.unassessed_before, [CHECK]);
        }
        let same = compare(&now, &now, &Renames::new(), (&Policy::default(), as_of));
        assert_eq!(same, Comparison::default());
    }
}
