//! What people say of a company: three urgent problems, goals, team, rates, constraints. Read from a TOML file, checked,
//! and handed to the plan as a value. Nothing about money is ever assumed.

mod capacity;
mod fields;
mod form;
mod model;
mod nearest;
mod questions;
mod read;
mod remark;

pub use capacity::{Month, months};
pub use form::template;
pub use model::{
    Assumptions, Brief, Budget, Choice, Company, Cto, Decision, Feature, Goal, Horizon, Language, Level, Money, Person,
    Phase, Problem, Ratio, Span, Theme, Wording,
};
pub use questions::interview;
pub use read::{Reading, read};
pub use remark::{Remark, Severity};
