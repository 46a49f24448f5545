//! Facts and judgement to one file per format. Rooms before this one measure and judge; this one only tells: it adds
//! no figure that is not in its input, and it has no clock, no disk and no network.
//!
//! | Format | Function |
//! | --- | --- |
//! | `audit.json`, schema `schema/audit-v1.schema.json` | [`json::audit`] |
//! | `audit.sarif` for code-scanning services | [`sarif::audit`] |
//! | `gl-code-quality.json` for GitLab | [`gitlab::audit`] |
//! | `summary.md` for a pull request | [`markdown::audit`] |
//! | facts as CSV or JSON rows | [`facts_csv::facts`] |
//! | findings as a table | [`facts_csv::findings`] |
//! | back-tests as tables and rows | [`backtest::tables`], [`backtest::rows`] |
//! | a schedule as text, JSON and rows | [`schedule::text`], [`schedule::json`], [`schedule::csv`] |
//! | a system over time as rows, JSON, table and page | [`trend::csv`], [`trend::json`], [`trend::table`], [`html::trend()`] |
//! | terminal summary | [`terminal::terminal`] |
//! | single-file page | [`html::audit`] |
//! | drawing for draw.io, merged into an edited one | [`drawio::drawio`], [`drawio::merged`] |
//! | drawing for Mermaid, and as data | [`architecture::mermaid`], [`architecture::json`] |

mod anchor;
pub mod architecture;
pub mod backtest;
pub mod drawio;
mod escape;
pub mod facts_csv;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod leadership;
mod limits;
pub mod markdown;
mod ownership;
pub mod roadmap;
pub mod sarif;
pub mod schedule;
pub mod terminal;
mod texts;
pub mod trend;
mod verdict;
mod words;
mod written;

#[cfg(any(test, feature = "sample"))]
#[allow(clippy::unwrap_used, missing_docs)]
pub mod testing;

pub use escape::visible;
pub use texts::Texts;

use quarterdeck_base::RepoPath;
use quarterdeck_findings::Comparison;
use std::collections::BTreeMap;

/// Lines of files that the caller read for evidence: by (repository name, path), each with the line it starts at.
pub type Excerpts = BTreeMap<(String, RepoPath), Vec<(u32, String)>>;

/// What a report needs to know of its run beside facts and judgement.
#[derive(Debug, Clone, Default)]
pub struct AuditMeta {
    /// Version of the product.
    pub version: String,
    /// True shows people's names; false their pseudonyms.
    pub names: bool,
    /// Excerpts for evidence, prepared by the caller; may be empty. Secrets must have been redacted already.
    pub excerpts: Excerpts,
    /// What is new against an earlier revision, when the auditor asked.
    pub comparison: Option<Comparison>,
    /// The system over time, when the auditor asked.
    pub trend: Option<trend::Trend>,
}
