//! The roadmap for machines and for people: one file per format.

pub mod actuals;
pub mod calibrate;
pub mod json;
pub mod read;
pub mod status;
pub mod terminal;
pub mod what_if;

use std::fmt::Write as _;

/// Appends rows in columns, each as wide as its widest cell.
fn columns<const N: usize>(out: &mut String, indent: &str, rows: &[[String; N]]) {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..N).map(width).collect();
    for row in rows {
        let mut line = indent.to_owned();
        for (cell, width) in row.iter().zip(&widths).filter(|(_, width)| **width > 0) {
            let _ = write!(line, "{cell}{}  ", " ".repeat(width - cell.chars().count()));
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
}
