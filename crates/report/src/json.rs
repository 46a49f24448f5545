//! `audit.json`: the whole audit for machines, schema version 1. Additive within a major version. Lists that can be
//! endless are cut and say so in `totals`; `null` always stands beside a `…_reason`.

mod architecture;
mod build;
mod diagrams;
mod finding;
mod page;
mod parts;
mod structure;
mod types;

pub use page::page;
pub(crate) use structure::hottest;

use crate::AuditMeta;
use quarterdeck_base::RepoPath;
use quarterdeck_facts::Facts;
use quarterdeck_findings::Judgement;
use std::io::{self, Write};

/// Version of the output's schema.
pub const SCHEMA_VERSION: &str = "1.0";

/// The published JSON Schema of the output.
pub const SCHEMA: &str = include_str!("../schema/audit-v1.schema.json");

/// Writes the audit, pretty-printed, with a newline at its end.
pub fn audit(facts: &Facts, judgement: &Judgement, meta: &AuditMeta, out: &mut impl Write) -> io::Result<()> {
    let audit = build::audit(facts, judgement, meta);
    serde_json::to_writer_pretty(&mut *out, &audit)?;
    out.write_all(b"\n")
}

/// The bytes of a path in hexadecimal when it is not UTF-8.
pub(crate) fn path_bytes(path: &RepoPath) -> Option<String> {
    if path.as_utf8().is_some() {
        return None;
    }
    Some(path.as_bytes().iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests;
