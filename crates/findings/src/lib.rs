//! Finding, outcome, grade, policy, and what a check says of itself. Pure values; `checks` fill them, `report` prints them.

mod comparison;
mod finding;
mod judgement;
mod meta;
mod policy;
mod ranking;

pub use comparison::Comparison;
pub use finding::{Confidence, Finding, Scope, Severity};
pub use judgement::{
    Assessment, CheckResult, Coverage, CoverageWord, DimensionResult, Grade, Held, Judgement, Letter, Measured, Outcome,
};
pub use meta::{Access, CatalogueEntry, CheckMeta, Dimension, Precision, Status, Text, ThresholdMeta};
pub use policy::{Forbidden, Independent, Layer, Layering, Policy, Threshold, Waiver};
