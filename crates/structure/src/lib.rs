//! Facts of single files to structure over files: imports resolved to a graph, its cycles, and clones. Pure: no I/O.

mod architecture;
mod clones;
mod cycles;
mod diagrams;
mod imports;
mod reach;

pub use architecture::architecture;
pub use clones::{CloneSource, Clones, find_clones};
pub use diagrams::diagrams;
pub use imports::{ManifestInput, SourceFile, import_graph};
