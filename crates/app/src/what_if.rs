//! A scenario: the same audit, a changed brief, another roadmap, and what is different.

use crate::{Audit, Error};
use quarterdeck_base::Day;
use quarterdeck_brief::Brief;
use quarterdeck_plan::{Both, Change, Options, changed, difference, draft, redrafts, roadmap_like, schedule_draft};
use quarterdeck_report::roadmap::what_if;

pub use quarterdeck_plan::Change as BriefChange;

/// How a scenario is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhatIfFormat {
    /// One sentence, then a table.
    Text,
    /// Everything, version 1.
    Json,
}

/// An error when a change means nothing for the brief, with every fault: before the audit, which takes longer.
pub fn check_changes(brief: &Brief, changes: &[Change]) -> Result<(), Error> {
    if changes.is_empty() {
        return Err(Error::usage(
            "nothing is changed: name at least one change, as --hire ID=none. --help lists them.",
        ));
    }
    changed(brief, changes).map(|_| ()).map_err(|faults| {
        let sentences: Vec<String> = faults.iter().map(ToString::to_string).collect();
        Error::usage(sentences.join(" "))
    })
}

/// Plans what an audit found for the brief as it is and as it would be, and compares.
pub fn what_if(audit: &Audit, brief: &Brief, changes: &[Change], format: WhatIfFormat) -> Result<Vec<u8>, Error> {
    check_changes(brief, changes)?;
    let new = changed(brief, changes).map_err(|_| Error::internal("a change was checked and does not hold"))?;
    let base = draft(&audit.facts, &audit.judgement, brief);
    let redrafted = changes.iter().any(redrafts).then(|| draft(&audit.facts, &audit.judgement, &new));
    // Both start from the roadmap that `audit --brief` writes, and are searched equally far from there.
    let quick = Options { quick: true, ..Options::default() };
    let start = schedule_draft(&base, brief, Options::default()).map_err(Error::internal)?;
    let plan = roadmap_like(&base, brief, &start, quick).map_err(Error::internal)?;
    let scenario = roadmap_like(redrafted.as_ref().unwrap_or(&base), &new, &start, quick).map_err(Error::internal)?;
    let difference = difference(&plan, &scenario);
    let report = what_if::Report {
        brief,
        changes,
        changed: &new,
        roadmaps: Both { plan: &plan, scenario: &scenario },
        difference: &difference,
    };
    match format {
        WhatIfFormat::Text => Ok(what_if::text(&report).into_bytes()),
        WhatIfFormat::Json => {
            let mut bytes = serde_json::to_vec_pretty(&what_if::json(&report)).map_err(Error::internal)?;
            bytes.push(b'\n');
            Ok(bytes)
        }
    }
}

/// Days a month of a number of days a week: a week counts 52 / 12 times a month.
pub fn days_per_month(days_per_week: f64) -> f64 {
    days_per_week * 52.0 / 12.0
}

/// A day of a command line; `None` when it is none.
pub fn parse_day(text: &str) -> Option<Day> {
    Day::parse(text)
}

/// The first day of a quarter of a command line (`2027-Q2`); `None` when it is none.
pub fn parse_quarter(text: &str) -> Option<Day> {
    Day::of_quarter(text)
}
