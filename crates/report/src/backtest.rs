//! Back-tests: a table for the terminal, and rows per ranking or file as CSV or JSON.

use crate::escape::visible;
use crate::facts_csv::{Cell, Format, write_rows};
use crate::words;
use quarterdeck_backtest::{Backtest, Candidate, Measures};
use std::fmt::Write as _;
use std::io::{self, Write};

/// What one row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// A ranking of one repository, with its measures.
    Ranking,
    /// A ranked file, with what was known of it and what came.
    File,
}

const RANKING: &[&str] = &[
    "repository",
    "start_commit",
    "from",
    "until",
    "end_commit",
    "files",
    "code",
    "commits",
    "fixes",
    "counted_fixes",
    "bulk_fixes",
    "fixed_files",
    "ranking",
    Measures::NAMES[0],
    Measures::NAMES[1],
    Measures::NAMES[2],
    Measures::NAMES[3],
];
const FILE: &[&str] = &[
    "repository",
    "path",
    "code",
    "revisions",
    "revisions_12m",
    "fixes",
    "churn_lines",
    "decayed_revisions",
    "decayed_fixes",
    "cognitive_sum",
    "indentation",
    "effort_score",
    "hotspot_score",
    "later_fixes",
    "later_weight",
    "path_bytes",
];

/// Writes the rows of back-tests. The columns are a promise: new ones are only added at the end.
pub fn rows(done: &[Backtest], level: Level, format: Format, out: &mut impl Write) -> io::Result<()> {
    match level {
        Level::Ranking => write_rows(RANKING, format, done.iter().flat_map(ranking_rows), out),
        Level::File => {
            let rows = done.iter().flat_map(|one| one.candidates.iter().map(|file| file_row(one, file)));
            write_rows(FILE, format, rows, out)
        }
    }
}

fn ranking_rows(one: &Backtest) -> impl Iterator<Item = Vec<Cell>> + '_ {
    one.results.iter().map(|(ranking, measures)| {
        let labels = &one.labels;
        let mut row = vec![
            Cell::text(&one.name),
            Cell::text(&one.start.0),
            Cell::Text(one.from.rfc3339()),
            Cell::Text(one.until.rfc3339()),
            Cell::text(&one.end.0),
            Cell::Whole(one.candidates.len() as u64),
            Cell::Whole(one.code()),
            Cell::Whole(labels.commits),
            Cell::Whole(labels.fixes),
            Cell::Whole(labels.counted_fixes),
            Cell::Whole(labels.bulk_fixes),
            Cell::Whole(labels.fixed_files),
            Cell::text(ranking.id()),
        ];
        row.extend(measures.values().map(|value| Cell::Decimal(value, 4)));
        row
    })
}

fn file_row(one: &Backtest, file: &Candidate) -> Vec<Cell> {
    vec![
        Cell::text(&one.name),
        Cell::Text(file.path.to_string()),
        Cell::Whole(file.code.into()),
        Cell::Whole(file.revisions.into()),
        Cell::Whole(file.revisions_12m.into()),
        Cell::Whole(file.fixes.into()),
        Cell::Whole(file.churn_lines),
        Cell::Decimal(file.decayed_revisions, 6),
        Cell::Decimal(file.decayed_fixes, 6),
        Cell::Whole(file.cognitive_sum.into()),
        Cell::Whole(file.indentation.into()),
        Cell::Decimal(file.effort_score, 6),
        Cell::Decimal(file.hotspot_score, 6),
        Cell::Whole(file.later_fixes.into()),
        Cell::Decimal(file.later_weight, 6),
        Cell::or_unknown(crate::json::path_bytes(&file.path), Cell::Text),
    ]
}

/// One table for each back-test, ready to print.
pub fn tables(done: &[Backtest]) -> String {
    let mut out = String::new();
    for (at, one) in done.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        table(&mut out, one);
    }
    out
}

fn table(out: &mut String, one: &Backtest) {
    let labels = &one.labels;
    let _ = writeln!(
        out,
        "{}\nranked at commit {} of {}, {} source files, {} code lines",
        visible(&one.name),
        words::short(&one.start.0),
        one.start.1,
        one.candidates.len(),
        one.code()
    );
    let _ = writeln!(
        out,
        "scored against {} fixes of {} commits from {} to {}, in {} of the files ({} fixes touched none of them, {} more \
         were bulk changes)\n",
        labels.counted_fixes,
        labels.commits,
        one.from,
        one.until,
        labels.fixed_files,
        labels.fixes.saturating_sub(labels.counted_fixes),
        labels.bulk_fixes
    );
    let _ = writeln!(out, "{:<32}{:>12}{:>8}{:>14}{:>14}", "", "found in", "", "hits in", "found in");
    let _ = writeln!(out, "{:<32}{:>12}{:>8}{:>14}{:>14}", "ranking", "20 % lines", "Popt", "first 10", "5 % files");
    let best = best(one);
    for (ranking, measures) in &one.results {
        let mut row = format!("{:<32}", ranking.id());
        let percent = |value: f64| format!("{:.1} %", quarterdeck_base::round_to(value * 100.0, 1));
        let [recall, popt, precision, top] = measures.values();
        let cells =
            [percent(recall), format!("{:.3}", quarterdeck_base::round_to(popt, 3)), percent(precision), percent(top)];
        for (column, (cell, width)) in cells.into_iter().zip([12, 8, 14, 14]).enumerate() {
            // The best of a column carries a star: of several equals, each.
            let star = if measures.values()[column] >= best[column] { "*" } else { " " };
            let _ = write!(row, "{:>width$}", format!("{cell}{star}"));
        }
        let _ = writeln!(out, "{}", row.trim_end());
    }
    let _ = writeln!(out, "\n* best of the column. Random is the mean of {} orders.", quarterdeck_backtest::SHUFFLES);
}

fn best(one: &Backtest) -> [f64; 4] {
    let mut best = [f64::NEG_INFINITY; 4];
    for (_, measures) in &one.results {
        for (best, value) in best.iter_mut().zip(measures.values()) {
            *best = best.max(value);
        }
    }
    best
}
