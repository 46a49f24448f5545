//! Documents for people who decide: built once from the audit, the brief and the roadmap, each sentence with what it rests
//! on; written by the room of documents as Markdown, HTML and PDF.

mod audit_report;
mod monthly_report;
mod parts;
mod roadmap_report;
mod roadmap_tables;
mod words;
#[cfg(feature = "xlsx")]
mod workbook;

pub use audit_report::audit_report;
pub use monthly_report::monthly_report;
pub use roadmap_report::roadmap_report;
pub use words::Words;
#[cfg(feature = "xlsx")]
pub use workbook::workbook;

use crate::Texts;
use quarterdeck_brief::Brief;
use quarterdeck_facts::Facts;
use quarterdeck_findings::Judgement;
use quarterdeck_plan::Roadmap;

/// What a document is built from.
pub struct Sources<'a> {
    /// What was measured.
    pub facts: &'a Facts,
    /// What was judged.
    pub judgement: &'a Judgement,
    /// What people said.
    pub brief: &'a Brief,
    /// The plan.
    pub roadmap: &'a Roadmap,
    /// Texts of the checks in the reader's language.
    pub texts: &'a Texts,
    /// Texts of the documents in the reader's language.
    pub words: &'a Words,
}
