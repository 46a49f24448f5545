//! `trend.csv`: one row for each moment. An unknown value is an empty cell; the last column says why.

use super::{Trend, TrendPoint};
use crate::facts_csv::{Cell, Format, write_rows};
use quarterdeck_base::EffortDays;
use quarterdeck_facts::FileKind;
use quarterdeck_findings::{Dimension, Grade};
use std::io::{self, Write};

/// The columns, in order. They are a promise: new ones are only added at the end.
pub(super) const COLUMNS: &[&str] = &[
    "date",
    "commit",
    "commit_date",
    "repeated",
    "source_files",
    "source_lines",
    "test_lines",
    "comment_lines",
    "test_lines_per_100",
    "all_files",
    "unread_files",
    "direct_dependencies",
    "pinned_percent",
    "locked_dependencies",
    "dependency_age_median_days",
    "dependency_age_oldest_days",
    "dependency_age_unknown",
    "dependency_age_unknown_at_least_days",
    "commits_12m",
    "authors_12m",
    "architecture_grade",
    "architecture_score",
    "architecture_coverage_percent",
    "debt_grade",
    "debt_score",
    "debt_coverage_percent",
    "process_grade",
    "process_score",
    "process_coverage_percent",
    "security_grade",
    "security_score",
    "security_coverage_percent",
    "team_grade",
    "team_score",
    "team_coverage_percent",
    "findings_critical",
    "findings_high",
    "findings_medium",
    "findings_low",
    "effort_low_days",
    "effort_high_days",
    "debt_effort_low_days",
    "debt_effort_high_days",
    "truck_factor",
    "import_cycles",
    "hotspots",
    "reasons",
];

/// Writes the rows; [`Format::Table`] for a spreadsheet.
pub fn csv(trend: &Trend, format: Format, out: &mut impl Write) -> io::Result<()> {
    write_rows(COLUMNS, format, trend.points.iter().map(|point| row(trend, point)), out)
}

fn row(trend: &Trend, point: &TrendPoint) -> Vec<Cell> {
    let newest = point.commits.iter().flatten().map(|(_, at)| *at).max();
    let commit = point.commits_text(&trend.repositories);
    let mut row = vec![
        Cell::Text(point.at.date()),
        if commit.is_empty() { Cell::Unknown } else { Cell::Text(commit) },
        Cell::or_unknown(newest, |at| Cell::Text(at.date())),
        Cell::Truth(point.repeated),
    ];
    light(point, &mut row);
    full(point, &mut row);
    let reasons = point.reasons();
    row.push(if reasons.is_empty() { Cell::Unknown } else { Cell::Text(reasons.join("; ")) });
    row
}

fn light(point: &TrendPoint, row: &mut Vec<Cell>) {
    let light = &point.light;
    let whole = |value: Option<u64>| Cell::or_unknown(value, Cell::Whole);
    let written = [FileKind::Source, FileKind::Test];
    row.extend([
        whole(light.sum(&[FileKind::Source], |line| line.files)),
        whole(light.source_lines()),
        whole(light.test_lines()),
        whole(light.sum(&written, |line| line.comments)),
        Cell::or_unknown(light.test_lines_per_100(), |value| Cell::Decimal(value, 1)),
        whole(light.lines.as_ref().ok().map(|lines| lines.iter().map(|line| line.files).sum())),
        whole(light.lines.as_ref().ok().map(|_| light.unread)),
    ]);
    let counts = light.dependencies.as_ref().ok();
    let pinned = counts.filter(|counts| counts.direct > 0);
    row.extend([
        whole(counts.map(|counts| counts.direct)),
        Cell::or_unknown(pinned, |counts| Cell::Decimal(100.0 * counts.pinned as f64 / counts.direct as f64, 1)),
        whole(counts.map(|counts| counts.locked)),
    ]);
    let ages = light.ages.as_ref().ok();
    row.extend([
        whole(ages.and_then(|ages| ages.median_days)),
        whole(ages.and_then(|ages| ages.oldest_days)),
        whole(ages.map(|ages| ages.unknown)),
        whole(ages.filter(|ages| ages.unknown > 0).map(|ages| ages.unknown_at_least_days)),
    ]);
    let activity = light.activity.as_ref().ok();
    row.extend([whole(activity.map(|one| one.commits_12m)), whole(activity.map(|one| one.authors_12m))]);
}

fn full(point: &TrendPoint, row: &mut Vec<Cell>) {
    let Some(Ok(full)) = &point.full else {
        let columns = Dimension::ALL.len() * 3 + 4 + 4 + 3;
        row.extend(std::iter::repeat_n(Cell::Unknown, columns));
        return;
    };
    for result in &full.grades {
        match &result.grade {
            Grade::Given { letter, score, .. } => row.extend([Cell::text(letter.id()), Cell::Decimal(*score, 1)]),
            Grade::None { .. } => row.extend([Cell::Unknown, Cell::Unknown]),
        }
        row.push(Cell::Decimal(result.coverage.share * 100.0, 1));
    }
    row.extend(full.findings.map(Cell::Whole));
    let range = |days: EffortDays| [Cell::Decimal(days.low, 2), Cell::Decimal(days.high, 2)];
    row.extend(range(full.effort_days()));
    row.extend(range(full.debt_days()));
    let hotspots: Vec<String> = full.hotspots.iter().map(|(_, path)| path.to_string()).collect();
    row.extend([
        Cell::or_unknown(full.truck_factor.as_ref().ok(), |value| Cell::Whole(*value)),
        Cell::or_unknown(full.cycles.as_ref().ok(), |value| Cell::Whole(*value)),
        if hotspots.is_empty() { Cell::Unknown } else { Cell::Text(hotspots.join(" | ")) },
    ]);
}
