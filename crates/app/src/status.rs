//! Where the milestones of a saved roadmap stand in an audit of today.

use crate::{Audit, Error};
use quarterdeck_base::{Day, bound};
use quarterdeck_plan::{SavedRoadmap, statuses};
use quarterdeck_report::roadmap::{read, status};
use std::io::Read;
use std::path::Path;

/// How the milestones are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatusFormat {
    /// For the terminal.
    Text,
    /// Everything, version 1.
    Json,
    /// A page with one table a state.
    Markdown,
}

/// Reads a saved roadmap.
pub fn read_roadmap(file: &Path) -> Result<SavedRoadmap, Error> {
    let text = read_text(file, bound::ROADMAP_BYTES)?;
    read::read(&text).map_err(|what| Error::input(format!("{}: {what}.", file.display())))
}

/// A file of text, up to so many bytes.
pub(crate) fn read_text(file: &Path, most: u64) -> Result<String, Error> {
    let failed = |what: &dyn std::fmt::Display| Error::input(format!("{}: {what}.", file.display()));
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(file).map_err(|error| failed(&error))?;
    opened.take(most + 1).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
    if bytes.len() as u64 > most {
        return Err(failed(&format!("it is larger than {most} bytes and was not read")));
    }
    String::from_utf8(bytes).map_err(|_| failed(&"it is no UTF-8 text"))
}

/// Measures the milestones in an audit.
pub fn roadmap_status(audit: &Audit, saved: &SavedRoadmap, format: StatusFormat) -> Result<Vec<u8>, Error> {
    let facts = &audit.facts;
    let known = |name: &String| facts.repositories.iter().any(|one| one.name == *name);
    if !saved.commits.iter().any(|(name, _)| known(name)) {
        let names = |names: &mut dyn Iterator<Item = &String>| names.cloned().collect::<Vec<_>>().join(", ");
        return Err(Error::input(format!(
            "the roadmap is about {}, and the audit read {}: audit the same repositories.",
            names(&mut saved.commits.iter().map(|(name, _)| name)),
            names(&mut facts.repositories.iter().map(|one| &one.name)),
        )));
    }
    let today =
        Day::parse(&facts.as_of.date()).ok_or_else(|| Error::input("the day of the audit is none of a plan."))?;
    let statuses = statuses(saved, facts, &audit.judgement, today);
    let commits = facts.repositories.iter().map(|one| (one.name.as_str(), one.commit.as_str())).collect();
    let report = status::Report { saved, statuses: &statuses, today, commits };
    match format {
        StatusFormat::Text => Ok(status::text(&report).into_bytes()),
        StatusFormat::Markdown => Ok(status::markdown(&report).into_bytes()),
        StatusFormat::Json => {
            let mut bytes = serde_json::to_vec_pretty(&status::json(&report)).map_err(Error::internal)?;
            bytes.push(b'\n');
            Ok(bytes)
        }
    }
}
