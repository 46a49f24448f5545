//! The use-cases. The only room that knows every other one; `audit.rs` is the main flow.
//!
//! Surfaces (the command line, later the web) call these functions and print what comes back; they hold no rule.

mod answer;
mod architecture;
mod audit;
mod backtest;
mod brief;
mod cache;
mod calibrate;
mod catalogue;
mod config;
mod desk;
mod error;
mod excerpts;
mod inputs;
mod output;
mod plan;
mod planning;
mod redact;
mod roadmap;
mod since;
mod status;
mod timings;
mod trend;
mod what_if;

pub use answer::{Answer, Printed, Wanted, audit_answer};
pub use architecture::{Drawing, drawing, write_drawing};
pub use audit::{Audit, AuditRequest, Gate, Report, audit, facts};
pub use backtest::{backtest, parse_horizon};
pub use brief::{BriefCheck, ask_for_brief, brief_template, check_brief, place_for_brief, write_brief};
pub use cache::{
    CacheArguments, CacheChoice, CacheInfo, CachePruned, CacheVerified, cache_info, cache_prune, cache_verify,
    parse_size,
};
pub use calibrate::{CalibrateFormat, calibrate};
pub use catalogue::{CheckRow, checks, explain, reference_pages};
pub use config::read_policy;
pub use error::{Error, ErrorKind, usage_error};
pub use inputs::{Notice, Target};
pub use output::{backtest_bytes, backtest_table, facts_bytes, forget_half_written, write_whole};
pub use plan::{PlanEffort, PlanFormat, PlanObjective, PlanRequest, SolvedPlan, solve_plan};
pub use quarterdeck_base::Day as PlanDay;
pub use quarterdeck_findings::Severity;
pub use quarterdeck_plan::Options as RoadmapOptions;
pub use quarterdeck_report::backtest::Level as BacktestLevel;
pub use quarterdeck_report::facts_csv::{Format, Level};
pub use quarterdeck_report::terminal::Layout;
pub use quarterdeck_report::visible;
pub use quarterdeck_survey::{Parsing, Progress, Stage};
pub use roadmap::{PDF_NOTE, Roadmap, read_brief, roadmap};
pub use status::{StatusFormat, read_roadmap, roadmap_status};
pub use timings::Timings;
pub use trend::{Every, TrendFormat, TrendOptions, trend, trend_bytes, trend_table, write_trend};
pub use what_if::{BriefChange, WhatIfFormat, check_changes, days_per_month, parse_day, parse_quarter, what_if};

/// Version of the product, printed in every output.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Answers parse requests on stdin until it is closed: the child side of the parser process.
pub fn serve_parser() -> std::io::Result<()> {
    quarterdeck_source::serve(std::io::stdin().lock(), std::io::stdout().lock())
}
