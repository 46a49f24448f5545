//! The order in which findings are told: worst first, and of one severity in turns, so that the first page shows what
//! is wrong and not the same thing twenty times.

use crate::{CheckResult, Finding, Scope};
use quarterdeck_base::RepoPath;
use std::collections::BTreeMap;

/// All findings with their check. By severity; then by turn: the first of each check, the second of each check, and so
/// on; within a turn the check of more weight first. A check tells its own findings by confidence and rank, another one
/// of the same file after one of each other file.
pub(crate) fn ranked(checks: &[CheckResult]) -> Vec<(&CheckResult, &Finding)> {
    let mut all: Vec<(usize, &CheckResult, &Finding)> = Vec::new();
    for check in checks {
        let mut own: Vec<&Finding> = check.assessment.findings.iter().collect();
        own.sort_by(|a, b| {
            b.severity
                .cmp(&a.severity)
                .then(b.confidence.cmp(&a.confidence))
                .then(b.rank.total_cmp(&a.rank))
                .then(a.scope.cmp(&b.scope))
        });
        for of_severity in own.chunk_by(|a, b| a.severity == b.severity) {
            let mut seen: BTreeMap<(&str, &RepoPath), usize> = BTreeMap::new();
            let mut told: Vec<(usize, &Finding)> = of_severity
                .iter()
                .map(|finding| {
                    let earlier = place(&finding.scope).map_or(0, |place| {
                        let count = seen.entry(place).or_default();
                        *count += 1;
                        *count - 1
                    });
                    (earlier, *finding)
                })
                .collect();
            told.sort_by_key(|(earlier, _)| *earlier);
            all.extend(told.into_iter().enumerate().map(|(turn, (_, finding))| (turn, check, finding)));
        }
    }
    all.sort_by(|(turn_a, check_a, a), (turn_b, check_b, b)| {
        b.severity
            .cmp(&a.severity)
            .then(turn_a.cmp(turn_b))
            .then(check_b.weight_tenths.cmp(&check_a.weight_tenths))
            .then(b.confidence.cmp(&a.confidence))
            .then(check_a.meta.id.cmp(check_b.meta.id))
    });
    all.into_iter().map(|(_, check, finding)| (check, finding)).collect()
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
    use crate::{Assessment, CheckMeta, CheckResult, Confidence, Dimension, Finding, Scope, Severity, Status};
    use quarterdeck_base::{EffortDays, Fingerprint, Message, RepoPath};

    const fn meta(id: &'static str) -> CheckMeta {
        CheckMeta {
            id,
            name: "x",
            dimension: Dimension::Debt,
            status: Status::Stable,
            since: "0.1.0",
            finds: "",
            matters: "",
            evidence: "",
            effort: "",
            texts: &[],
            thresholds: &[],
            exceptions: &[],
            precision: None,
            sources: &[],
        }
    }

    static LIGHT: CheckMeta = meta("DEB-01");
    static HEAVY: CheckMeta = meta("DEB-02");

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
            "DEB-02 big.py 2",
            "DEB-01 other.py 8",
        ];
        assert_eq!(told, expected);
    }
}
