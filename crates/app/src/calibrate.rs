//! `plan calibrate`: saved roadmaps beside a table of what happened.

use crate::Error;
use crate::status::{read_roadmap, read_text};
use quarterdeck_base::{Day, bound};
use quarterdeck_report::roadmap::{actuals, calibrate as report};
use std::path::{Path, PathBuf};

/// How the comparison is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalibrateFormat {
    /// For the terminal.
    Text,
    /// Everything, version 1.
    Json,
}

/// Compares roadmaps with what happened up to a day.
pub fn calibrate(roadmaps: &[PathBuf], table: &Path, as_of: Day, format: CalibrateFormat) -> Result<Vec<u8>, Error> {
    let saved = roadmaps.iter().map(|file| read_roadmap(file)).collect::<Result<Vec<_>, Error>>()?;
    let failed = |faults: Vec<String>| Error::input(format!("{}: {}.", table.display(), faults.join("; ")));
    let rows = actuals::read(&read_text(table, bound::ACTUALS_BYTES)?).map_err(|fault| failed(vec![fault]))?;
    let done = quarterdeck_plan::calibrate(&saved, &rows, as_of).map_err(failed)?;
    match format {
        CalibrateFormat::Text => Ok(report::text(&done).into_bytes()),
        CalibrateFormat::Json => {
            let mut bytes = serde_json::to_vec_pretty(&report::json(&done)).map_err(Error::internal)?;
            bytes.push(b'\n');
            Ok(bytes)
        }
    }
}
