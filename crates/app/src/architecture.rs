//! The architecture as drawings: new, or merged into one that people edited.

use crate::{Error, write_whole};
use quarterdeck_facts::Facts;
use std::path::Path;

/// How the architecture is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    /// For draw.io: pages to edit.
    Drawio,
    /// A Mermaid flowchart of the components.
    Mermaid,
    /// Pages, boxes and arrows as data.
    Json,
}

/// Largest drawing that is merged into, in bytes.
const MAX_BYTES: u64 = 32 * 1024 * 1024;

/// The drawing as bytes. `merge` names a draw.io file whose edits are kept; it is read and not changed.
pub fn drawing(facts: &Facts, format: Drawing, merge: Option<&Path>) -> Result<Vec<u8>, Error> {
    let text = match (format, merge) {
        (Drawing::Drawio, None) => quarterdeck_report::drawio::drawio(facts),
        (Drawing::Drawio, Some(file)) => {
            let failed = |what: &dyn std::fmt::Display| Error::input(format!("--merge {}: {what}", file.display()));
            let size = std::fs::metadata(file).map_err(|error| failed(&error))?.len();
            if size > MAX_BYTES {
                return Err(failed(&format!("larger than {MAX_BYTES} bytes")));
            }
            let existing = std::fs::read_to_string(file).map_err(|error| failed(&error))?;
            quarterdeck_report::drawio::merged(facts, &existing)
                .map_err(|what| failed(&format!("cannot be merged into: {what}. Nothing was written.")))?
        }
        (_, Some(_)) => return Err(Error::usage("--merge works with --format drawio")),
        (Drawing::Mermaid, None) => quarterdeck_report::architecture::mermaid(facts),
        (Drawing::Json, None) => quarterdeck_report::architecture::json(facts).map_err(Error::internal)?,
    };
    Ok(text.into_bytes())
}

/// Writes a drawing to a file, whole or not at all.
pub fn write_drawing(file: &Path, bytes: Vec<u8>) -> Result<(), Error> {
    let name = file.file_name().and_then(|name| name.to_str());
    let name = name.ok_or_else(|| Error::usage(format!("--out {}: name a file", file.display())))?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    write_whole(folder, &[(name, bytes)])
}
