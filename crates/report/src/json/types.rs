//! The versioned output types of `audit.json`. The core types are free to change; these are a promise.

use super::parts;
use serde::Serialize;

/// A value that may be unknown: `{"<name>": null, "<name>_reason": "…"}`.
macro_rules! unknown {
    ($($(#[$doc:meta])* $name:ident { $value:ident: $kind:ty, $reason:ident })*) => {$(
        $(#[$doc])*
        #[derive(Serialize)]
        pub(super) struct $name {
            pub(super) $value: Option<$kind>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pub(super) $reason: Option<String>,
        }
    )*};
}

unknown! {
    Score { score: f64, score_reason }
    Hotspot { hotspot_score: f64, hotspot_score_reason }
    Effort { effort_score: f64, effort_score_reason }
    ResolvedShare { resolved_share: f64, resolved_share_reason }
    Imported { imported: bool, imported_reason }
    Letter { letter: &'static str, letter_reason }
}

#[derive(Serialize)]
pub(super) struct Audit {
    pub(super) schema_version: &'static str,
    pub(super) product: Product,
    pub(super) system: String,
    pub(super) as_of: String,
    pub(super) as_of_source: &'static str,
    pub(super) policy_hash: String,
    pub(super) knowledge_date: String,
    pub(super) degraded: bool,
    pub(super) people_named: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) compared: Option<Compared>,
    pub(super) totals: Totals,
    pub(super) repositories: Vec<Repository>,
    pub(super) dimensions: Vec<Dimension>,
    pub(super) checks: Vec<Check>,
    pub(super) findings: Vec<Finding>,
    pub(super) languages: Vec<parts::Language>,
    pub(super) components: Vec<parts::Component>,
    pub(super) hotspots: Vec<parts::HotFile>,
    pub(super) cycles: Vec<parts::Cycle>,
    pub(super) coupled_pairs: Vec<parts::Pair>,
    pub(super) clones: Vec<parts::Clone>,
    pub(super) imports: Vec<parts::Imports>,
    pub(super) architecture: super::architecture::Architecture,
    pub(super) ownership: Vec<parts::Owned>,
    pub(super) gaps: Vec<parts::Gap>,
    pub(super) bounds: Vec<parts::Bound>,
}

#[derive(Serialize)]
pub(super) struct Product {
    pub(super) name: &'static str,
    pub(super) version: String,
}

#[derive(Serialize)]
pub(super) struct Totals {
    pub(super) files: u64,
    pub(super) source_code_lines: u64,
    pub(super) test_code_lines: u64,
    pub(super) functions: u64,
    pub(super) commits: u64,
    pub(super) people: u64,
    pub(super) bots: u64,
    pub(super) dependencies: u64,
    pub(super) findings: u64,
    pub(super) findings_listed: u64,
    pub(super) findings_waived: u64,
    pub(super) hotspots: u64,
    pub(super) cycles: u64,
    pub(super) coupled_pairs: u64,
    pub(super) clones: u64,
}

#[derive(Serialize)]
pub(super) struct Repository {
    pub(super) name: String,
    pub(super) commit: String,
    pub(super) committed_at: String,
    pub(super) first_commit_at: String,
    pub(super) commits: u64,
    pub(super) merges: u64,
    pub(super) tags: u64,
    pub(super) merges_by_request: bool,
    pub(super) history: History,
}

#[derive(Serialize)]
pub(super) struct History {
    pub(super) state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Dimension {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) grade: Grade,
    pub(super) coverage: Coverage,
}

#[derive(Serialize)]
pub(super) struct Grade {
    #[serde(flatten)]
    pub(super) letter: Letter,
    #[serde(flatten)]
    pub(super) score: Score,
    pub(super) capped: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) held_by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) remark: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Coverage {
    pub(super) share: f64,
    pub(super) word: &'static str,
    pub(super) assessed: u32,
    pub(super) applicable: u32,
    pub(super) not_built: u32,
    pub(super) widened_by: Vec<WidenedBy>,
}

#[derive(Serialize)]
pub(super) struct WidenedBy {
    pub(super) access: &'static str,
    pub(super) checks: u32,
}

#[derive(Serialize)]
pub(super) struct Check {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) title: String,
    pub(super) dimension: &'static str,
    pub(super) status: &'static str,
    pub(super) weight: f64,
    pub(super) outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) needs: Option<String>,
    #[serde(flatten)]
    pub(super) score: Score,
    pub(super) measured: Vec<Measured>,
    pub(super) found: u64,
    pub(super) listed: u64,
    pub(super) waived: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) works: Option<Message>,
}

#[derive(Serialize)]
pub(super) struct Measured {
    pub(super) key: &'static str,
    pub(super) value: f64,
    pub(super) unit: &'static str,
}

#[derive(Serialize)]
pub(super) struct Finding {
    pub(super) check: &'static str,
    pub(super) fingerprint: String,
    pub(super) dimension: &'static str,
    pub(super) severity: &'static str,
    pub(super) confidence: &'static str,
    pub(super) scope: Scope,
    pub(super) title: String,
    pub(super) message: Message,
    pub(super) evidence: Vec<Evidence>,
    pub(super) effort_days: Range,
    pub(super) remediation_unit: String,
    pub(super) consequence: String,
    pub(super) remedy: String,
    pub(super) reproduce: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) new: Option<bool>,
}

#[derive(Serialize)]
pub(super) struct Compared {
    pub(super) since: String,
    pub(super) repositories: Vec<Earlier>,
    pub(super) new: u64,
    pub(super) new_listed: u64,
    pub(super) gone: u64,
    pub(super) unassessed_before: Vec<&'static str>,
}

#[derive(Serialize)]
pub(super) struct Earlier {
    pub(super) name: String,
    pub(super) commit: String,
}

#[derive(Serialize)]
pub(super) struct Range {
    pub(super) low: f64,
    pub(super) high: f64,
}

/// A path, with its bytes when it is not UTF-8.
#[derive(Serialize)]
pub(super) struct Path {
    pub(super) path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) path_bytes: Option<String>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum Scope {
    System,
    Repository {
        repository: String,
    },
    Component {
        repository: String,
        name: String,
    },
    File {
        repository: String,
        #[serde(flatten)]
        path: Path,
    },
    Function {
        repository: String,
        #[serde(flatten)]
        path: Path,
        name: String,
        start_line: u32,
        end_line: u32,
    },
    Dependency {
        repository: String,
        manifest: Path,
        name: String,
    },
    Pair {
        repository: String,
        first: Path,
        second: Path,
    },
    Group {
        repository: String,
        paths: Vec<Path>,
    },
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(super) enum Evidence {
    File {
        repository: String,
        #[serde(flatten)]
        path: Path,
    },
    Lines {
        repository: String,
        #[serde(flatten)]
        path: Path,
        start_line: u32,
        end_line: u32,
    },
    Commit {
        repository: String,
        commit: String,
    },
    Absence {
        repository: String,
        looked_for: String,
    },
    Command {
        arguments: String,
    },
}

#[derive(Serialize)]
pub(super) struct Message {
    pub(super) key: &'static str,
    pub(super) args: Vec<Argument>,
    pub(super) text_en: String,
}

#[derive(Serialize)]
pub(super) struct Argument {
    pub(super) name: &'static str,
    #[serde(flatten)]
    pub(super) value: Value,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub(super) enum Value {
    Count {
        value: u64,
    },
    Number {
        value: f64,
    },
    Share {
        value: f64,
    },
    Name {
        value: String,
    },
    Path {
        value: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        path_bytes: Option<String>,
    },
    Date {
        value: String,
    },
}
