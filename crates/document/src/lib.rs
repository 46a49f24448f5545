//! Documents for people who decide: one model, written as Markdown, HTML and PDF. Knows no product noun.

mod model;

pub use model::{
    Align, Bar, Bars, Block, Cell, Column, Document, Figure, GradeBadge, Lane, Reference, Run, Status, Table,
    Text, Timeline, Tone, plain,
};
