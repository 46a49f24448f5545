//! Diagrams that people drew of the system, and how they compare with the code.

use crate::{ComponentIx, FileIx, ImportEdge, RepositoryIx};
use quarterdeck_base::RepoPath;

/// Which language or program a diagram is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum DiagramKind {
    /// draw.io.
    Drawio,
    /// Mermaid.
    Mermaid,
    /// PlantUML.
    PlantUml,
    /// Structurizr.
    Structurizr,
}

impl DiagramKind {
    /// The stable id used in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Drawio => "drawio",
            Self::Mermaid => "mermaid",
            Self::PlantUml => "plantuml",
            Self::Structurizr => "structurizr",
        }
    }
}

/// A box with words.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DrawnBox {
    /// The first line of its label.
    pub label: String,
    /// Line in the file, from 1; the page's line when the page is compressed.
    pub line: u32,
    /// True when the diagram says that it is a person or a system of somebody else.
    pub outside: bool,
}

/// An arrow between two boxes, by their positions on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct DrawnArrow {
    /// Where it begins.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
}

/// One page or block of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DrawnPage {
    /// Its name or the heading above it; may be empty.
    pub name: String,
    /// Line, from 1.
    pub line: u32,
    /// Boxes, in file order.
    pub boxes: Vec<DrawnBox>,
    /// Arrows, sorted.
    pub arrows: Vec<DrawnArrow>,
}

/// What one file draws.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Drawing {
    /// How it is written.
    pub kind: DiagramKind,
    /// Pages with boxes.
    pub pages: Vec<DrawnPage>,
}

/// The part of the code that a box stands for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum DrawnPlace {
    /// A component.
    Component(ComponentIx),
    /// A folder with source files.
    Folder(RepositoryIx, RepoPath),
    /// A file.
    File(FileIx),
}

/// A box whose label names a part of the code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoxMatch {
    /// Its label.
    pub label: String,
    /// Its line.
    pub line: u32,
    /// What it stands for.
    pub place: DrawnPlace,
}

/// Two matched boxes, and what the code says of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnUse {
    /// Label of the box where the arrow or the imports begin.
    pub from: String,
    /// Label of the other.
    pub to: String,
    /// Imports that lead that way.
    pub imports: u32,
    /// The first of them.
    pub example: Option<ImportEdge>,
}

/// Where a diagram and the code differ.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Boxes inside the system that no part of the code is named after, as (label, line).
    pub boxes_without_code: Vec<(String, u32)>,
    /// Components with at least 5 % of the source code that no box stands for.
    pub components_without_box: Vec<ComponentIx>,
    /// Arrows between matched boxes with no import in either direction: a call over the network, or no longer true.
    pub arrows_without_import: Vec<DrawnUse>,
    /// Imports between matched boxes with no arrow in either direction.
    pub imports_without_arrow: Vec<DrawnUse>,
}

/// One page of boxes found in the repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagram {
    /// The file.
    pub file: FileIx,
    /// How it is written.
    pub kind: DiagramKind,
    /// Name of the page or heading above it; may be empty.
    pub name: String,
    /// Line, from 1.
    pub line: u32,
    /// Number of boxes.
    pub boxes: u32,
    /// Number of arrows.
    pub arrows: u32,
    /// Boxes that stand for parts of the code.
    pub matches: Vec<BoxMatch>,
    /// `None` when too few boxes are named after parts of the code for it to be a drawing of it.
    pub comparison: Option<Comparison>,
}
