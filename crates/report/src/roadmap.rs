//! The roadmap for machines and for people: one file per format.

pub mod json;
pub mod terminal;
