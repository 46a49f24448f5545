//! How much each list of a report shows, and which bounds of the run cut something.

use quarterdeck_base::{BOUNDS, Bound, GapKind};
use quarterdeck_facts::Facts;
use quarterdeck_findings::{CheckResult, Judgement};

/// Hotspots in `audit.json`.
pub(crate) const JSON_HOTSPOTS: usize = 50;
/// Coupled pairs in `audit.json`.
pub(crate) const JSON_PAIRS: usize = 100;
/// Clone groups in `audit.json`.
pub(crate) const JSON_CLONES: usize = 100;
/// Pairs of components in `audit.json`; all are counted.
pub(crate) const JSON_COMPONENT_PAIRS: usize = 5_000;
/// Boxes on a page of components; others are drawn together.
pub(crate) const DRAWN_BOXES: usize = 40;
/// Boxes on a page of folders.
pub(crate) const DRAWN_FOLDERS: usize = 26;
/// Components with a page of folders; the last page says how many have none.
pub(crate) const DRAWN_FOLDER_PAGES: usize = 30;
/// Diagrams in `audit.json`; all are counted.
pub(crate) const JSON_DIAGRAMS: usize = 200;
/// Names in each list of one diagram in `audit.json`.
pub(crate) const JSON_DIAGRAM_NAMES: usize = 200;
/// Cycles in `audit.json`.
pub(crate) const JSON_CYCLES: usize = 500;
/// Findings of one check on the page; the others stand in `audit.json`.
pub(crate) const PAGE_FINDINGS_OF_CHECK: usize = 25;
/// Findings that are printed with their evidence; the others as one line each.
pub(crate) const PAGE_PRINTED_FINDINGS: usize = 20;
/// Findings on the page in all.
pub(crate) const PAGE_FINDINGS: usize = 400;
/// Rows of a table on the page.
pub(crate) const PAGE_ROWS: usize = 25;
/// Excerpt lines of one piece of evidence on the page.
pub(crate) const PAGE_EXCERPT_LINES: usize = 24;
/// Characters of one excerpt line on the page.
pub(crate) const PAGE_EXCERPT_CHARS: usize = 300;
/// Pieces of evidence of one finding on the page.
pub(crate) const PAGE_EVIDENCE: usize = 8;
/// Components of the dependency matrix.
pub(crate) const PAGE_MATRIX_COMPONENTS: usize = 24;
/// Files drawn one by one on the map.
pub(crate) const PAGE_MAP_FILES: usize = 3_000;
/// Findings in the terminal.
pub(crate) const TERMINAL_FINDINGS: usize = 10;

/// Findings that a check counted and does not list, beyond those set aside by waivers.
pub(crate) fn unlisted(check: &CheckResult) -> u64 {
    check.found.saturating_sub(check.waived).saturating_sub(check.assessment.findings.len() as u64)
}

/// Bounds that cut something in this run, in the order of the table of bounds.
pub(crate) fn bounds_met(facts: &Facts, judgement: &Judgement) -> Vec<&'static Bound> {
    let has = |kind: GapKind| facts.gaps.iter().any(|gap| gap.kind == kind);
    let named = |name: &str| facts.gaps.iter().any(|gap| gap.detail.contains(name));
    let met = |bound: &&Bound| {
        named(bound.name)
            || facts.gaps.iter().any(|gap| gap.detail.contains(bound.sentence))
            || match bound.name {
                "BLOB_BYTES" => has(GapKind::TooLarge),
                "PARSER_WATCHDOG_MS" => has(GapKind::ParserStopped),
                "COUPLING_COMMIT_FILES" => has(GapKind::BulkCommit),
                "AUTHORSHIP_COMMIT_FILES" => has(GapKind::ImportCommit),
                "COUPLED_PAIRS" => facts.pairs.len() as u64 >= bound.value,
                "CLONE_GROUPS" => facts.clones.len() as u64 >= bound.value,
                "CHECK_FINDINGS" => judgement.checks.iter().any(|check| unlisted(check) > 0),
                _ => false,
            }
    };
    BOUNDS.iter().filter(met).collect()
}
