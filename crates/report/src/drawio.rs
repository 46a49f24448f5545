//! `architecture.drawio`: pages of the architecture as an uncompressed mxfile that people edit, and the merge of a later
//! one into what they edited.

mod merge;
mod write;
mod xml;

pub use merge::merged;

use crate::architecture::pages;
use quarterdeck_facts::Facts;

/// The drawing, new.
pub fn drawio(facts: &Facts) -> String {
    write::document(&pages(facts)).text()
}

#[cfg(test)]
mod tests;
