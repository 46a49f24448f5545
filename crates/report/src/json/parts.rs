//! Output types of `audit.json` for structure, history and gaps; as much a promise as the others.

use super::types::{Effort, Hotspot, Imported, Path, ResolvedShare};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Language {
    pub(super) name: &'static str,
    pub(super) files: u64,
    pub(super) code: u64,
    pub(super) comments: u64,
    pub(super) blanks: u64,
}

#[derive(Serialize)]
pub(super) struct Component {
    pub(super) repository: String,
    pub(super) name: String,
    #[serde(flatten)]
    pub(super) path: Path,
    pub(super) reason: &'static str,
    pub(super) files: u32,
    pub(super) code: u64,
}

#[derive(Serialize)]
pub(super) struct HotFile {
    pub(super) repository: String,
    #[serde(flatten)]
    pub(super) path: Path,
    pub(super) component: String,
    pub(super) language: &'static str,
    #[serde(flatten)]
    pub(super) hotspot: Hotspot,
    #[serde(flatten)]
    pub(super) effort: Effort,
    pub(super) code: u32,
    pub(super) cognitive_sum: u32,
    pub(super) cyclomatic_max: u32,
    pub(super) revisions: u32,
    pub(super) revisions_12m: u32,
    pub(super) fixes: u32,
    pub(super) authors: u32,
}

#[derive(Serialize)]
pub(super) struct Cycle {
    pub(super) repository: String,
    pub(super) unit: &'static str,
    pub(super) language: &'static str,
    pub(super) files: u32,
    pub(super) modules: Vec<Path>,
    pub(super) example: Vec<Step>,
    pub(super) cut: Vec<Step>,
}

#[derive(Serialize)]
pub(super) struct Step {
    pub(super) from: Path,
    pub(super) to: Path,
    pub(super) imports: u32,
    pub(super) example_file: Path,
    pub(super) example_line: u32,
}

#[derive(Serialize)]
pub(super) struct Pair {
    pub(super) repository: String,
    pub(super) first: Path,
    pub(super) second: Path,
    pub(super) shared: u32,
    pub(super) first_revisions: u32,
    pub(super) second_revisions: u32,
    pub(super) degree: u32,
    #[serde(flatten)]
    pub(super) imported: Imported,
}

#[derive(Serialize)]
pub(super) struct Clone {
    pub(super) tokens: u32,
    pub(super) lines: u32,
    pub(super) places: Vec<Place>,
}

#[derive(Serialize)]
pub(super) struct Place {
    pub(super) repository: String,
    #[serde(flatten)]
    pub(super) path: Path,
    pub(super) start_line: u32,
    pub(super) end_line: u32,
}

#[derive(Serialize)]
pub(super) struct Imports {
    pub(super) language: &'static str,
    pub(super) internal: u64,
    pub(super) external: u64,
    pub(super) unresolved: u64,
    #[serde(flatten)]
    pub(super) resolved: ResolvedShare,
}

#[derive(Serialize)]
pub(super) struct Owned {
    pub(super) repository: String,
    pub(super) component: String,
    pub(super) people: u64,
    pub(super) people_24m: u64,
    pub(super) revisions: u64,
    pub(super) main_person: String,
    pub(super) main_person_share: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) lines: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) main_line_person: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) main_line_person_share: Option<f64>,
}

#[derive(Serialize)]
pub(super) struct Gap {
    pub(super) repository: String,
    pub(super) kind: &'static str,
    pub(super) sentence: &'static str,
    pub(super) count: u64,
    pub(super) examples: Vec<Path>,
    pub(super) detail: String,
}

#[derive(Serialize)]
pub(super) struct Bound {
    pub(super) name: &'static str,
    pub(super) value: u64,
    pub(super) sentence: &'static str,
}
