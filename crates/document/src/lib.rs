//! Documents for people who decide: one model, written as Markdown, HTML and PDF. Knows no product noun.
//!
//! The PDF stands behind the feature `pdf`: its typesetter is larger than everything else here.

mod digest;
mod escape;
mod html;
mod markdown;
mod model;
#[cfg(feature = "pdf")]
mod pdf;
mod reading;

pub use digest::csp_hash;
pub use html::html;
pub use markdown::markdown;
pub use model::{
    Align, Bar, Bars, Block, Cell, Column, Document, Figure, GradeBadge, Lane, Reference, Run, Status, Table, Text,
    Timeline, Tone, plain,
};
#[cfg(feature = "pdf")]
pub use pdf::pdf;
