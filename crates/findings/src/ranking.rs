//! The order in which findings are told: worst first, and of one severity in turns, so that the first page shows what
//! is wrong and not the same thing twenty times.

use crate::{CheckResult, Finding, Scope};
use quarterdeck_base::RepoPath;
use std::collections::BTreeMap;

/// A finding with its check and the turn in which it is told.
type Told<'j> = (usize, &'j CheckResult, &'j Finding);

/// All findings with their check. By severity, what is at rest last; then by turn: the first of each check, the second of each check, and so
/// on; within a turn the check of more weight first. A file that was told already, by whichever check, is told again
/// as many turns later.
pub(crate) fn ranked(checks: &[CheckResult]) -> Vec<(&CheckResult, &Finding)> {
    let mut all: Vec<Told<'_>> = checks.iter().flat_map(turns).collect();
    all.sort_by(by_severity_and_turn);
    let mut seen: BTreeMap<(&str, &RepoPath), usize> = BTreeMap::new();
    for (turn, _, finding) in &mut all {
        if let Some(place) = place(&finding.scope) {
            let times = seen.entry(place).or_default();
            *turn += *times;
            *times += 1;
        }
    }
    all.sort_by(by_severity_and_turn);
    all.into_iter().map(|(_, check, finding)| (check, finding)).collect()
}

/// The findings of one check: by severity, confidence and rank, what is at rest last of each severity, with turns from 0.
fn turns(check: &CheckResult) -> Vec<Told<'_>> {
    let mut own: Vec<&Finding> = check.assessment.findings.iter().collect();
    own.sort_by(|a, b| Finding::worst_first(a, b));
    own.chunk_by(|a, b| (a.severity, a.is_at_rest()) == (b.severity, b.is_at_rest()))
        .flat_map(|same| same.iter().enumerate().map(|(turn, finding)| (turn, check, *finding)))
        .collect()
}

fn by_severity_and_turn(a: &Told<'_>, b: &Told<'_>) -> std::cmp::Ordering {
    b.2.severity
        .cmp(&a.2.severity)
        .then(a.2.is_at_rest().cmp(&b.2.is_at_rest()))
        .then(a.0.cmp(&b.0))
        .then(b.1.weight_tenths.cmp(&a.1.weight_tenths))
        .then(b.2.confidence.cmp(&a.2.confidence))
        .then(a.1.meta.id.cmp(b.1.meta.id))
}

/// The file that a finding is about, when it is about one.
fn place(scope: &Scope) -> Option<(&str, &RepoPath)> {
    match scope {
        Scope::File { repository, path } | Scope::Function { repository, path, .. } => Some((repository, path)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::ranked;
    use crate::{Assessment, CheckMeta, CheckResult, Confidence, Dimension, Finding, Scope, Severity};
    use quarterdeck_base::{EffortDays, Fingerprint, Message, RepoPath};

    static LIGHT: CheckMeta = CheckMeta::bare("DEB-01", "x", Dimension::Debt);
    static HEAVY: CheckMeta = CheckMeta::bare("DEB-02", "x", Dimension::Debt);

    fn finding(check: &'static str, severity: Severity, path: &str, rank: f64) -> Finding {
        Finding {
            check,
            fingerprint: Fingerprint::new(check, &[path.as_bytes()]),
            scope: Scope::File { repository: "shop".to_owned(), path: RepoPath::from(path) },
            severity,
            confidence: Confidence::Medium,
            message: Message::new("found"),
            evidence: Vec::new(),
            effort: EffortDays { low: 1.0, high: 2.0 },
            remediation_unit: String::new(),
            rank,
        }
    }

    fn result(meta: &'static CheckMeta, weight_tenths: u32, findings: Vec<Finding>) -> CheckResult {
        let assessment = Assessment::found(0.5, Vec::new(), findings);
        CheckResult { meta, weight_tenths, assessment, found: 0, waived: 0 }
    }

    #[test]
    fn findings_are_told_in_turns_and_a_file_again_after_the_others() {
        use Severity::{High, Medium};
        let light = result(
            &LIGHT,
            25,
            vec![finding("DEB-01", High, "big.py", 9.0), finding("DEB-01", Medium, "other.py", 8.0)],
        );
        let heavy = result(
            &HEAVY,
            75,
            vec![
                finding("DEB-02", High, "big.py", 5.0),
                finding("DEB-02", High, "big.py", 4.0),
                finding("DEB-02", High, "small.py", 1.0),
                finding("DEB-02", Medium, "big.py", 2.0),
            ],
        );
        let told: Vec<String> = ranked(&[light, heavy])
            .into_iter()
            .map(|(check, finding)| {
                let (_, path) = super::place(&finding.scope).unwrap();
                format!("{} {} {}", check.meta.id, path, finding.rank)
            })
            .collect();
        let expected = [
            "DEB-02 big.py 5",
            "DEB-01 big.py 9",
            "DEB-02 small.py 1",
            "DEB-02 big.py 4",
            "DEB-01 other.py 8",
            "DEB-02 big.py 2",
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn what_is_at_rest_comes_after_everything_of_its_severity() {
        use Severity::{Low, Medium};
        let rests = Finding::AT_REST;
        let light = result(&LIGHT, 25, vec![finding("DEB-01", Low, "a.py", 1.0), finding("DEB-01", Low, "b.py", 2.0)]);
        let mut sure = finding("DEB-02", Low, "c.py", rests + 9.0);
        sure.confidence = Confidence::High;
        let heavy = result(
            &HEAVY,
            75,
            vec![
                sure,
                finding("DEB-02", Low, "d.py", rests + 90.0),
                finding("DEB-02", Low, "e.py", 3.0),
                finding("DEB-02", Medium, "f.py", rests + 1.0),
            ],
        );
        let checks = [light, heavy];
        let told: Vec<String> = ranked(&checks)
            .into_iter()
            .map(|(_, finding)| super::place(&finding.scope).unwrap().1.to_string())
            .collect();
        assert_eq!(told, ["f.py", "e.py", "b.py", "a.py", "c.py", "d.py"]);
    }
}
