//! `quarterdeck backtest`

use super::{UsedCache, parsing, print, say};
use crate::progress::Terminal;
use quarterdeck_app::{
    AuditRequest, BacktestLevel, Error, Format, Target, backtest, backtest_bytes, backtest_table, parse_horizon,
    read_policy,
};

/// Rank files at a past date with what was known then, and score the lists against the fixes that followed
///
/// Each repository is tested on its own. Fixes are told by subject and trailers (docs/reference/commits.md); merges and
/// bulk changes are left out. Measures and rankings: docs/reference/backtest.md.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example: quarterdeck backtest . --at 2024-06-30 --horizon 6m")]
pub(crate) struct Args {
    /// Paths of git repositories (working copy, bare, linked worktree) or git URLs
    #[arg(required = true, value_name = "PATH|URL")]
    repositories: Vec<String>,
    /// Rank at the end of this day (default: as long before HEAD as the horizon)
    #[arg(long, value_name = "DATE")]
    at: Option<String>,
    /// How long fixes are counted: days, months or years
    #[arg(long, value_name = "90d|12m|1y", default_value = "12m", value_parser = horizon)]
    horizon: i64,
    /// Name in the output when there is one repository (default: from the network origin)
    #[arg(long)]
    name: Option<String>,
    /// What one row is about, in csv and json
    #[arg(long, value_enum, default_value_t = LevelArg::Ranking)]
    level: LevelArg,
    /// What to print on standard output
    #[arg(long, value_enum, default_value_t = FormatArg::Text)]
    format: FormatArg,
    /// Set aside what the repository says of itself (.gitattributes: generated, vendored)
    #[arg(long)]
    ignore_repo_marks: bool,
    /// Threads (default: all cores)
    #[arg(long, short, value_name = "N")]
    jobs: Option<std::num::NonZeroU16>,
    #[command(flatten)]
    cache: UsedCache,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum LevelArg {
    Ranking,
    File,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum FormatArg {
    Text,
    Csv,
    Json,
}

fn horizon(text: &str) -> Result<i64, String> {
    parse_horizon(text).ok_or_else(|| "write it as 90d, 12m or 1y, ten years at most".to_owned())
}

pub(crate) fn run(args: &Args) -> Result<u8, Error> {
    let terminal = Terminal::new();
    let request = AuditRequest {
        target: Target {
            repositories: args.repositories.clone(),
            name: args.name.clone(),
            at: args.at.clone(),
            as_of: None,
        },
        policy: read_policy(None, args.ignore_repo_marks)?,
        deep: false,
        parsing: parsing(),
        jobs: args.jobs.map(|jobs| usize::from(jobs.get())),
        cache: args.cache.choice()?,
        names: false,
        new_since: None,
        progress: &terminal,
        notice: terminal.notice(),
        warning: &say,
    };
    let done = backtest(&request, args.horizon)?;
    terminal.clear();
    let level = match args.level {
        LevelArg::Ranking => BacktestLevel::Ranking,
        LevelArg::File => BacktestLevel::File,
    };
    match args.format {
        FormatArg::Text => print(backtest_table(&done).as_bytes())?,
        FormatArg::Csv => print(&backtest_bytes(&done, level, Format::Csv)?)?,
        FormatArg::Json => print(&backtest_bytes(&done, level, Format::Json)?)?,
    }
    Ok(0)
}
