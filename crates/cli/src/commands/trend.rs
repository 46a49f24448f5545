//! `quarterdeck trend`

use super::{TargetArgs, print};
use crate::progress::Terminal;
use quarterdeck_app::{Error, Every, TrendFormat, TrendOptions, trend, trend_bytes, trend_table, write_trend};
use std::path::PathBuf;

/// Look back: lines, tests, dependencies and activity at the end of each period, grades and repair days of some of them
///
/// Each moment is the last commit of HEAD's line of first parents up to the end of the period; the last one is the audit of
/// today. Lines, manifests and commits of all moments are read in one pass; audits take the time of an audit each.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example: quarterdeck trend . --every month --since 2019-01-01 --out trend")]
pub(crate) struct Args {
    #[command(flatten)]
    target: TargetArgs,
    /// Length of a period
    #[arg(long, value_enum, default_value_t = EveryArg::Month)]
    every: EveryArg,
    /// How often a moment is audited whole: grades, findings, repair days, truck factor, hotspots, cycles
    #[arg(long, value_enum, default_value_t = FullArg::Year)]
    full: FullArg,
    /// First day (default: ten years before the end, or the first commit)
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Write trend.html (one page, no network), trend.csv and trend.json into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// What to print on standard output
    #[arg(long, value_enum, default_value_t = FormatArg::Text)]
    format: FormatArg,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
pub(crate) enum EveryArg {
    Month,
    Quarter,
    Year,
}

impl EveryArg {
    pub(crate) fn every(self) -> Every {
        match self {
            Self::Month => Every::Month,
            Self::Quarter => Every::Quarter,
            Self::Year => Every::Year,
        }
    }
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum FullArg {
    None,
    Month,
    Quarter,
    Year,
}

impl FullArg {
    fn every(self) -> Option<Every> {
        match self {
            Self::None => None,
            Self::Month => Some(Every::Month),
            Self::Quarter => Some(Every::Quarter),
            Self::Year => Some(Every::Year),
        }
    }
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum FormatArg {
    Text,
    Csv,
    Json,
}

pub(crate) fn run(args: &Args) -> Result<u8, Error> {
    let terminal = Terminal::new();
    let how = TrendOptions { every: args.every.every(), full: args.full.every(), since: args.since.clone() };
    let done = trend(&args.target.request(&terminal)?, &how)?;
    terminal.clear();
    let written = match &args.out {
        Some(folder) => write_trend(&done, folder)?,
        None => Vec::new(),
    };
    match args.format {
        FormatArg::Text => print(trend_table(&done, &written).as_bytes())?,
        FormatArg::Csv => print(&trend_bytes(&done, TrendFormat::Csv)?)?,
        FormatArg::Json => print(&trend_bytes(&done, TrendFormat::Json)?)?,
    }
    Ok(0)
}
