//! What holds a score at a limit, whatever the mean of the checks is: decisions 0004 and 0005.

use quarterdeck_findings::{CheckResult, Confidence, Dimension, Finding, Held, Severity};

/// Checks that tell how old the dependencies are: without one of them nobody can call debt healthy.
const AGE_CHECKS: [&str; 2] = ["DEB-14", "DEB-15"];

/// Checks that look for holes an attacker uses, known ones and those of the code. Without any of them security is judged
/// by its paper: that somebody else's analyser runs (SEC-09) or that the files hold no secret tells nothing of the code.
const LOOK_FOR_HOLES: [&str; 2] = ["SEC-03", "SEC-16"];

/// Checks that look for secrets.
const LOOK_FOR_SECRETS: [&str; 2] = ["SEC-01", "SEC-02"];

/// Checks of the structure itself: circles, drift, hidden ties. Containers and dates are no architecture.
const STRUCTURE: [&str; 4] = ["ARC-01", "ARC-02", "ARC-03", "ARC-04"];

/// What code costs to change: how hard it is to follow, how often it stands there, what would notice a fault.
const WORK_ON_CODE: [&str; 3] = ["DEB-02", "DEB-04", "DEB-08"];

/// Up to this score a check is at the bad end.
const BAD_END: f64 = 0.2;

/// What weighs most in a dimension and none of the assessed checks looks at, as one sentence.
pub(crate) fn unseen(dimension: Dimension, assessed: &[&CheckResult]) -> Option<&'static str> {
    match dimension {
        Dimension::Security if looked(assessed, &LOOK_FOR_HOLES) => None,
        Dimension::Security if looked(assessed, &LOOK_FOR_SECRETS) => {
            Some("Neither weaknesses of the code itself nor known holes of its dependencies were looked at.")
        }
        Dimension::Security => {
            Some("Neither weaknesses of the code itself, known holes of its dependencies nor secrets were looked at.")
        }
        Dimension::Architecture if !looked(assessed, &STRUCTURE) => {
            Some("Nothing was looked at in how the parts of the code hang together.")
        }
        Dimension::Architecture | Dimension::Debt | Dimension::Process | Dimension::Team => None,
    }
}

fn looked(assessed: &[&CheckResult], checks: &[&str]) -> bool {
    assessed.iter().any(|check| checks.contains(&check.meta.id))
}

/// What decides, beside the mean.
pub(crate) struct Seen<'a> {
    /// The dimension.
    pub(crate) dimension: Dimension,
    /// Its assessed checks.
    pub(crate) assessed: &'a [&'a CheckResult],
    /// Coverage is narrow.
    pub(crate) narrow: bool,
}

/// What holds a mean of 0 to 100: the lowest limit that is below it, else the one that lifts it; `None` when it stands.
pub(crate) fn held(mean: f64, seen: &Seen<'_>) -> Option<Held> {
    let limits: [(Held, bool); 7] = [
        (Held::Critical, any(seen, |finding| is_at_least(finding, Severity::Critical, Confidence::High))),
        (Held::AllAtTheEnd, seen.dimension == Dimension::Debt && WORK_ON_CODE.iter().all(|id| is_at_the_end(seen, id))),
        (Held::HighAtZero, seen.assessed.iter().any(|check| check.assessment.score == 0.0 && has_high(check))),
        (Held::CoreUnseen, unseen(seen.dimension, seen.assessed).is_some()),
        (Held::High, seen.assessed.iter().any(|check| has_high(check))),
        (Held::Narrow, seen.narrow),
        (Held::UnknownAge, seen.dimension == Dimension::Debt && !tells_age(seen)),
    ];
    // The strictest comes first.
    let strictest = limits.into_iter().find(|(_, holds)| *holds).map(|(held, _)| held);
    if let Some(held) = strictest.filter(|held| mean > held.limit()) {
        return Some(held);
    }
    // A whole number of 0 to 100, as the mean is.
    let raised = Held::NarrowLow { from: mean.clamp(0.0, 100.0).round() as u8 };
    let in_order = seen.assessed.iter().any(|check| check.assessment.score >= 1.0);
    let lifted = seen.narrow && in_order && strictest != Some(Held::Critical) && !is_explained(seen);
    (lifted && mean < raised.limit()).then_some(raised)
}

fn is_at_the_end(seen: &Seen<'_>, id: &str) -> bool {
    seen.assessed.iter().any(|check| check.meta.id == id && check.assessment.score <= BAD_END)
}

fn tells_age(seen: &Seen<'_>) -> bool {
    seen.assessed.iter().any(|check| AGE_CHECKS.contains(&check.meta.id))
}

/// True when checks with an open finding of severity medium or more lost half of the weight that was lost.
fn is_explained(seen: &Seen<'_>) -> bool {
    let lost = |check: &&&CheckResult| (1.0 - check.assessment.score) * f64::from(check.weight_tenths);
    let grave = |check: &&&CheckResult| check.assessment.findings.iter().any(|one| one.severity >= Severity::Medium);
    let all: f64 = seen.assessed.iter().map(|check| lost(&check)).sum();
    let explained: f64 = seen.assessed.iter().filter(grave).map(|check| lost(&check)).sum();
    explained * 2.0 >= all
}

fn any(seen: &Seen<'_>, holds: impl Fn(&Finding) -> bool) -> bool {
    seen.assessed.iter().flat_map(|check| &check.assessment.findings).any(holds)
}

fn has_high(check: &CheckResult) -> bool {
    check.assessment.findings.iter().any(|finding| is_at_least(finding, Severity::High, Confidence::Medium))
}

fn is_at_least(finding: &Finding, severity: Severity, confidence: Confidence) -> bool {
    finding.severity >= severity && finding.confidence >= confidence
}

#[cfg(test)]
mod tests {
    use super::{Seen, held, unseen};
    use crate::testing::{debt_meta, sample_finding};
    use quarterdeck_findings::{
        Assessment, CheckResult, Confidence,
        Dimension::{self, Architecture, Debt, Security, Team},
        Held, Severity, Status,
    };

    /// A check of weight 5 with a score and, when given, a finding of medium confidence.
    fn check(id: &'static str, score: f64, severity: Option<Severity>) -> CheckResult {
        let finding = severity.map(|severity| sample_finding(id, severity, Confidence::Medium, 1.0));
        CheckResult {
            meta: debt_meta(id, Status::Stable),
            weight_tenths: 50,
            assessment: Assessment::found(score, Vec::new(), finding.into_iter().collect()),
            found: 0,
            waived: 0,
        }
    }

    #[test]
    fn the_strictest_limit_below_the_mean_holds_it() {
        let fine = || check("DEB-14", 1.0, None);
        let costly = |complexity, copies, tests| -> Vec<CheckResult> {
            let scores = [("DEB-02", complexity), ("DEB-04", copies), ("DEB-08", tests), ("DEB-14", 1.0)];
            scores.map(|(id, score)| check(id, score, None)).into()
        };
        let raised = Some(Held::NarrowLow { from: 30 });
        let (low, medium, high) = (Some(Severity::Low), Some(Severity::Medium), Some(Severity::High));
        type Case = (Dimension, f64, bool, Vec<CheckResult>, Option<Held>);
        let cases: Vec<Case> = vec![
            (Team, 90.0, false, vec![fine()], None),
            (Team, 90.0, true, vec![fine()], Some(Held::Narrow)),
            (Team, 90.0, true, vec![fine(), check("DEB-02", 0.5, high)], Some(Held::High)),
            (Team, 90.0, true, vec![fine(), check("DEB-02", 0.0, high)], Some(Held::HighAtZero)),
            // A finding of severity high in one check, a score of 0 in another.
            (Team, 90.0, false, vec![check("DEB-02", 0.5, high), check("DEB-04", 0.0, low)], Some(Held::High)),
            (Team, 60.0, false, vec![check("DEB-02", 0.0, high)], None),
            // Debt needs to know how old the dependencies are.
            (Debt, 90.0, false, vec![fine()], None),
            (Debt, 90.0, false, vec![check("DEB-02", 1.0, None)], Some(Held::UnknownAge)),
            (Debt, 79.0, false, vec![check("DEB-02", 1.0, None)], None),
            // What work on the code costs is all at the bad end, whatever else is in order.
            (Debt, 55.0, false, costly(0.2, 0.0, 0.16), Some(Held::AllAtTheEnd)),
            (Debt, 55.0, false, costly(0.2, 0.0, 0.21), None),
            (Debt, 55.0, false, costly(0.0, 0.0, 0.0)[1..].to_vec(), None),
            (Team, 55.0, false, costly(0.0, 0.0, 0.0), None),
            (Debt, 45.0, false, costly(0.0, 0.0, 0.0), None),
            // A bad letter of narrow coverage needs findings of weight behind it, unless nothing at all is in order.
            (Team, 30.4, true, vec![fine(), check("DEB-02", 0.0, low), check("DEB-04", 0.5, medium)], raised),
            (Team, 30.4, true, vec![fine(), check("DEB-02", 0.5, low), check("DEB-04", 0.5, medium)], None),
            (Team, 30.4, true, vec![fine(), check("DEB-02", 0.0, None)], raised),
            (Team, 30.4, true, vec![check("DEB-02", 0.9, low), check("DEB-04", 0.0, low)], None),
            (Team, 30.4, false, vec![fine(), check("DEB-02", 0.0, low)], None),
            (Team, 50.0, true, vec![fine(), check("DEB-02", 0.0, low)], None),
            // What weighs most has to be looked at.
            (Security, 90.0, false, vec![check("SEC-13", 1.0, None)], Some(Held::CoreUnseen)),
            (Security, 60.0, false, vec![check("SEC-13", 1.0, None)], None),
            (Security, 90.0, false, vec![check("SEC-09", 1.0, None)], Some(Held::CoreUnseen)),
            (Security, 90.0, false, vec![check("SEC-03", 1.0, None)], None),
            (Security, 90.0, false, vec![check("SEC-01", 1.0, None)], Some(Held::CoreUnseen)),
            (Architecture, 79.0, true, vec![check("ARC-17", 1.0, None)], Some(Held::CoreUnseen)),
            (Architecture, 79.0, true, vec![check("ARC-17", 1.0, None), check("ARC-03", 0.5, None)], None),
        ];
        for (at, (dimension, mean, narrow, checks, expected)) in cases.iter().enumerate() {
            let assessed: Vec<&CheckResult> = checks.iter().collect();
            let seen = Seen { dimension: *dimension, assessed: &assessed, narrow: *narrow };
            assert_eq!(held(*mean, &seen), *expected, "case {at}");
        }
    }

    /// Secrets are found by looking at the code, so the sentence must not say that nobody looked at it.
    const NO_HOLES: &str = "Neither weaknesses of the code itself nor known holes of its dependencies were looked at.";

    #[test]
    fn what_was_not_looked_at_is_named() {
        for (checks, said) in [
            (
                vec!["SEC-13"],
                "Neither weaknesses of the code itself, known holes of its dependencies nor secrets were looked at.",
            ),
            (vec!["SEC-13", "SEC-01"], NO_HOLES),
            (vec!["SEC-02"], NO_HOLES),
            (vec!["SEC-01", "SEC-03"], ""),
            (vec!["SEC-16"], ""),
        ] {
            let results: Vec<CheckResult> = checks.iter().map(|id| check(id, 1.0, None)).collect();
            let assessed: Vec<&CheckResult> = results.iter().collect();
            assert_eq!(unseen(Security, &assessed).unwrap_or_default(), said, "{checks:?}");
        }
    }

    #[test]
    fn a_critical_finding_is_never_lifted() {
        let mut worst = check("DEB-02", 0.5, Some(Severity::Critical));
        worst.assessment.findings[0].confidence = Confidence::High;
        let other = check("DEB-04", 0.0, None);
        for (mean, expected) in [(90.0, Some(Held::Critical)), (20.0, None)] {
            let seen = Seen { dimension: Team, assessed: &[&worst, &other], narrow: true };
            assert_eq!(held(mean, &seen), expected);
        }
    }
}
