//! Diagrams found in the repository, in `audit.json`: which boxes stand for code, and where drawing and code differ.

use super::finding::path;
use super::types::Path;
use crate::limits;
use quarterdeck_facts::{BoxMatch, Comparison, DrawnPlace, DrawnUse, Facts};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Diagram {
    repository: String,
    #[serde(flatten)]
    path: Path,
    line: u32,
    kind: &'static str,
    name: String,
    boxes: u32,
    arrows: u32,
    matches: Vec<Match>,
    compared: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    differences: Option<Differences>,
}

#[derive(Serialize)]
struct Match {
    label: String,
    line: u32,
    stands_for: &'static str,
    #[serde(flatten)]
    path: Path,
}

#[derive(Serialize)]
struct Differences {
    boxes_without_code: Vec<Label>,
    components_without_box: Vec<String>,
    arrows_without_import: Vec<Use>,
    imports_without_arrow: Vec<Use>,
}

#[derive(Serialize)]
struct Label {
    label: String,
    line: u32,
}

#[derive(Serialize)]
struct Use {
    from: String,
    to: String,
    imports: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<Example>,
}

#[derive(Serialize)]
struct Example {
    #[serde(flatten)]
    path: Path,
    line: u32,
}

pub(super) fn diagrams(facts: &Facts) -> Vec<Diagram> {
    let row = |diagram: &quarterdeck_facts::Diagram| Diagram {
        repository: facts.repository_of(diagram.file).name.clone(),
        path: path(&facts.file(diagram.file).path),
        line: diagram.line,
        kind: diagram.kind.id(),
        name: diagram.name.clone(),
        boxes: diagram.boxes,
        arrows: diagram.arrows,
        matches: diagram.matches.iter().take(limits::JSON_DIAGRAM_NAMES).map(|found| matched(facts, found)).collect(),
        compared: diagram.comparison.is_some(),
        differences: diagram.comparison.as_ref().map(|comparison| differences(facts, comparison)),
    };
    facts.architecture.diagrams.iter().take(limits::JSON_DIAGRAMS).map(row).collect()
}

fn matched(facts: &Facts, found: &BoxMatch) -> Match {
    let (stands_for, place) = match &found.place {
        DrawnPlace::Component(component) => ("component", &facts.components[component.at()].path),
        DrawnPlace::Folder(_, folder) => ("folder", folder),
        DrawnPlace::File(file) => ("file", &facts.file(*file).path),
    };
    Match { label: found.label.clone(), line: found.line, stands_for, path: path(place) }
}

fn differences(facts: &Facts, comparison: &Comparison) -> Differences {
    let uses =
        |list: &[DrawnUse]| list.iter().take(limits::JSON_DIAGRAM_NAMES).map(|one| drawn_use(facts, one)).collect();
    let labels = comparison.boxes_without_code.iter().take(limits::JSON_DIAGRAM_NAMES);
    Differences {
        boxes_without_code: labels.map(|(label, line)| Label { label: label.clone(), line: *line }).collect(),
        components_without_box: comparison
            .components_without_box
            .iter()
            .map(|component| facts.components[component.at()].name.clone())
            .collect(),
        arrows_without_import: uses(&comparison.arrows_without_import),
        imports_without_arrow: uses(&comparison.imports_without_arrow),
    }
}

fn drawn_use(facts: &Facts, one: &DrawnUse) -> Use {
    let example = one.example.map(|edge| Example { path: path(&facts.file(edge.from).path), line: edge.line });
    Use { from: one.from.clone(), to: one.to.clone(), imports: one.imports, example }
}
