//! Facts and policy to findings and grades. One check is one file under `src/checks/<dimension>/`, with its rule, its
//! texts in English, its thresholds, its known exceptions and its tests; everything else about it is generated.

mod authorship;
mod catalogue;
mod circles;
mod compare;
mod copies;
mod functions;
mod grade;
mod holds;
mod judge;
mod knowledge;
mod page;
mod pipelines;
mod recent;
mod registry;
mod requests;
mod rest;
#[cfg(test)]
mod rules_of_the_room;
mod secrets;
mod support;
#[cfg(test)]
mod testing;
mod texts;

pub use catalogue::{CATALOGUE, entry_of};
pub use compare::{Renames, compare};
pub use judge::{judge, judge_whole};
pub use page::page;
pub use registry::all;
pub use texts::{DUTCH, FRENCH, text_id};

use quarterdeck_facts::Facts;
use quarterdeck_findings::{Assessment, CheckMeta, Policy};

/// A rule over facts.
pub trait Check: Sync {
    /// What the check says of itself.
    fn meta(&self) -> &'static CheckMeta;

    /// Judges the facts under a policy: no clock, no input besides the two, same answer for the same values.
    fn assess(&self, facts: &Facts, policy: &Policy) -> Assessment;
}

/// A check made of its declaration and one function: what every file under `src/checks` defines as `CHECK`.
pub(crate) struct Rule {
    pub(crate) meta: &'static CheckMeta,
    pub(crate) assess: fn(&Facts, &Policy) -> Assessment,
}

impl Check for Rule {
    fn meta(&self) -> &'static CheckMeta {
        self.meta
    }

    fn assess(&self, facts: &Facts, policy: &Policy) -> Assessment {
        (self.assess)(facts, policy)
    }
}
