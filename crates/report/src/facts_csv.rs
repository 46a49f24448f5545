//! Facts as rows, one level at a time, as CSV or as a JSON array of objects with the same columns.
//!
//! An unknown value is an empty cell in CSV and `null` in JSON. Cells of `quarterdeck facts` are the plain data: a cell
//! that starts with `=`, `+`, `-` or `@` is left as it is, because a changed cell would be a wrong fact. Whoever opens
//! the file in a spreadsheet imports the text columns as text; the documentation of `quarterdeck facts` says so. The
//! tables that `audit --out` leaves are made to be opened: there such a cell starts with an apostrophe.

mod findings;
mod rows;

use crate::{AuditMeta, Texts};
use quarterdeck_base::round_to;
use quarterdeck_facts::Facts;
use quarterdeck_findings::Judgement;
use std::io::{self, Write};

/// What one row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// A file of the snapshot.
    File,
    /// A named function.
    Function,
    /// A commit of the history.
    Commit,
    /// A component of the system.
    Component,
    /// A dependency as one manifest or lock file declares it.
    Dependency,
    /// Two files that change together.
    Pair,
    /// What one person did to one file.
    Contribution,
    /// What one component has to do with another.
    ComponentPair,
    /// Lines of one file that one person wrote last.
    LineOwner,
    /// A secret of the history, for one stretch of time.
    Secret,
}

impl Level {
    /// All, in the order of the help.
    pub const ALL: [Self; 10] = [
        Self::File,
        Self::Function,
        Self::Commit,
        Self::Component,
        Self::Dependency,
        Self::Pair,
        Self::Contribution,
        Self::ComponentPair,
        Self::LineOwner,
        Self::Secret,
    ];

    /// The word on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Function => "function",
            Self::Commit => "commit",
            Self::Component => "component",
            Self::Dependency => "dependency",
            Self::Pair => "pair",
            Self::Contribution => "contribution",
            Self::ComponentPair => "component-pair",
            Self::LineOwner => "line-owner",
            Self::Secret => "secret",
        }
    }

    /// The columns, in order. They are a promise: new ones are only added at the end.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Self::File => rows::FILE,
            Self::Function => rows::FUNCTION,
            Self::Commit => rows::COMMIT,
            Self::Component => rows::COMPONENT,
            Self::Dependency => rows::DEPENDENCY,
            Self::Pair => rows::PAIR,
            Self::Contribution => rows::CONTRIBUTION,
            Self::ComponentPair => rows::COMPONENT_PAIR,
            Self::LineOwner => rows::LINE_OWNER,
            Self::Secret => rows::SECRET,
        }
    }

    /// The columns that follow when the history was read line by line.
    pub fn deep_columns(self) -> &'static [&'static str] {
        match self {
            Self::File => rows::FILE_DEEP,
            Self::Commit => rows::COMMIT_DEEP,
            _ => &[],
        }
    }
}

/// How rows are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RFC 4180 with a header line, lines end with LF.
    Csv,
    /// The same for people with a spreadsheet: text that it would take for a formula starts with an apostrophe.
    Table,
    /// An array of objects, one a line.
    Json,
}

/// What a spreadsheet takes for the start of a formula, with the wide forms that it reads alike.
const FORMULA_MARKS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '＠'];

/// One value of a row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Text(String),
    Whole(u64),
    Decimal(f64, i32),
    Truth(bool),
    Unknown,
}

impl Cell {
    pub(crate) fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// Text whose emptiness means that it is not known.
    fn known(text: &str) -> Self {
        if text.is_empty() { Self::Unknown } else { Self::text(text) }
    }

    pub(crate) fn or_unknown<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Unknown, cell)
    }

    /// Text that a spreadsheet shows and does not compute.
    fn table(&self) -> String {
        match self {
            Self::Text(text) if text.starts_with(FORMULA_MARKS) => format!("'{text}"),
            other => other.csv(),
        }
    }

    fn csv(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Whole(number) => number.to_string(),
            Self::Decimal(number, places) => round_to(*number, *places).to_string(),
            Self::Truth(truth) => truth.to_string(),
            Self::Unknown => String::new(),
        }
    }

    fn json(&self) -> serde_json::Value {
        match self {
            Self::Text(text) => text.as_str().into(),
            Self::Whole(number) => (*number).into(),
            Self::Decimal(number, places) => round_to(*number, *places).into(),
            Self::Truth(truth) => (*truth).into(),
            Self::Unknown => serde_json::Value::Null,
        }
    }
}

/// Writes the facts of one level. `names` shows people's names instead of pseudonyms.
pub fn facts(level: Level, format: Format, facts: &Facts, names: bool, out: &mut impl Write) -> io::Result<()> {
    let more = if facts.deep { level.deep_columns() } else { &[] };
    write_rows(&[level.columns(), more].concat(), format, rows::rows(level, facts, names), out)
}

/// Writes rows of cells under their columns.
pub(crate) fn write_rows(
    columns: &[&str],
    format: Format,
    rows: impl Iterator<Item = Vec<Cell>>,
    out: &mut impl Write,
) -> io::Result<()> {
    match format {
        Format::Csv => write_csv(columns, rows, Cell::csv, out),
        Format::Table => write_csv(columns, rows, Cell::table, out),
        Format::Json => write_json(columns, rows, out),
    }
}

/// The findings as a table for a spreadsheet, worst first.
pub fn findings(
    facts: &Facts,
    judgement: &Judgement,
    meta: &AuditMeta,
    texts: &Texts,
    out: &mut impl Write,
) -> io::Result<()> {
    write_csv(findings::COLUMNS, findings::rows(facts, judgement, meta, texts), Cell::table, out)
}

fn write_csv(
    columns: &[&str],
    rows: impl Iterator<Item = Vec<Cell>>,
    text: impl Fn(&Cell) -> String,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row.iter().map(&text))?;
    }
    writer.flush()
}

fn write_json(columns: &[&str], rows: impl Iterator<Item = Vec<Cell>>, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"[")?;
    for (at, row) in rows.enumerate() {
        out.write_all(if at == 0 { b"\n{" } else { b",\n{" })?;
        for (position, (column, cell)) in columns.iter().zip(&row).enumerate() {
            let comma = if position == 0 { "" } else { "," };
            write!(out, "{comma}\"{column}\":{}", cell.json())?;
        }
        out.write_all(b"}")?;
    }
    out.write_all(b"\n]\n")
}

#[cfg(test)]
mod tests;
