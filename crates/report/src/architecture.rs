//! The system as drawings: a page of what stands around it, a page of its components, a page for each large component.
//! One model of pages; [`crate::drawio`] and the functions here write it down.

mod cluster;
mod components;
mod context;
mod folders;
mod layout;
mod mermaid;
mod pages;

pub use mermaid::mermaid;
pub use pages::json;
pub(crate) use pages::{Arrow, ArrowKind, Block, BlockKind, Page, pages};

#[cfg(test)]
mod tests;
