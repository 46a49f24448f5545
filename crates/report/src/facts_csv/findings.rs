//! Columns and rows of `findings.csv`.

use super::Cell;
use crate::anchor::anchor;
use crate::{AuditMeta, Texts, words};
use quarterdeck_facts::Facts;
use quarterdeck_findings::Judgement;

/// The columns, in order. They are a promise: new ones are only added at the end.
pub(super) const COLUMNS: &[&str] = &[
    "check",
    "name",
    "dimension",
    "severity",
    "confidence",
    "repository",
    "path",
    "start_line",
    "end_line",
    "scope",
    "message",
    "consequence",
    "remedy",
    "effort_days_low",
    "effort_days_high",
    "remediation_unit",
    "fingerprint",
    "reproduce",
    "new",
];

/// The listed findings, worst first, made one at a time.
pub(super) fn rows<'a>(
    facts: &'a Facts,
    judgement: &'a Judgement,
    meta: &'a AuditMeta,
    texts: &'a Texts,
) -> impl Iterator<Item = Vec<Cell>> + 'a {
    judgement.ranked().into_iter().map(move |(check, finding)| {
        let anchor = anchor(facts, finding);
        let line = |of: fn((u32, u32)) -> u32| {
            Cell::or_unknown(anchor.and_then(|anchor| anchor.lines), |lines| Cell::Whole(u64::from(of(lines))))
        };
        let text = |key: &str| Cell::Text(texts.beside(check.meta, key, &finding.message));
        vec![
            Cell::text(finding.check),
            Cell::text(check.meta.name),
            Cell::text(check.meta.dimension.id()),
            Cell::text(finding.severity.id()),
            Cell::text(finding.confidence.id()),
            Cell::or_unknown(words::repository(&finding.scope), Cell::text),
            Cell::or_unknown(anchor, |anchor| Cell::Text(anchor.path.to_string())),
            line(|(start, _)| start),
            line(|(_, end)| end),
            Cell::Text(words::place(&finding.scope)),
            Cell::Text(texts.message(check.meta, &finding.message)),
            text("consequence"),
            text("remedy"),
            Cell::Decimal(finding.effort.low, 2),
            Cell::Decimal(finding.effort.high, 2),
            Cell::text(&finding.remediation_unit),
            Cell::Text(finding.fingerprint.to_string()),
            Cell::Text(words::reproduce(finding)),
            Cell::or_unknown(meta.comparison.as_ref(), |comparison| Cell::Truth(comparison.is_new(finding))),
        ]
    })
}
