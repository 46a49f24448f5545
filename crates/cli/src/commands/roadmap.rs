//! `quarterdeck roadmap what-if` and `quarterdeck roadmap status`

use super::{Deep, TargetArgs, day, print};
use crate::progress::Terminal;
use quarterdeck_app::{
    BriefChange, Error, StatusFormat, WhatIfFormat, audit, check_changes, days_per_month, parse_quarter, read_brief,
    read_roadmap, roadmap_status, what_if,
};
use std::path::PathBuf;

/// Ask a roadmap what if, and how its milestones stand (`quarterdeck audit --brief` writes one)
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    WhatIf(Box<WhatIfArgs>),
    Status(Box<StatusArgs>),
}

/// Change what people say and see what becomes of the plan: dates, goals, initiatives, money, days
///
/// One sentence first, then plan and scenario side by side. The brief itself is not changed. Several changes make one
/// scenario.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example: quarterdeck roadmap what-if . --brief acme.toml --hire senior=2027-09-01 --drop G3")]
struct WhatIfArgs {
    #[command(flatten)]
    target: TargetArgs,
    #[command(flatten)]
    deep: Deep,
    /// What people say: problems, goals, team, rates
    #[arg(long, value_name = "FILE")]
    brief: PathBuf,
    /// Days a week of the CTO in every phase, or from a day on to the end of the plan
    #[arg(long, value_name = "[DATE=]N", value_parser = |text: &str| cto(text, true), conflicts_with = "cto_days_a_month")]
    cto_days_a_week: Option<BriefChange>,
    /// The same by month
    #[arg(long, value_name = "[DATE=]N", value_parser = |text: &str| cto(text, false))]
    cto_days_a_month: Option<BriefChange>,
    /// Somebody whom the brief plans to hire starts on this day, or is not hired
    #[arg(long, value_name = "ID=DATE|none", value_parser = hire)]
    hire: Vec<BriefChange>,
    /// One more person like this one is hired for this day
    #[arg(long, value_name = "ID=DATE", value_parser = extra)]
    extra: Vec<BriefChange>,
    /// Budget of a quarter for what is hired
    #[arg(long, value_name = "QUARTER=AMOUNT", value_parser = budget)]
    budget: Vec<BriefChange>,
    /// A problem or goal is given up, with the business features that serve it
    #[arg(long, value_name = "ID")]
    drop: Vec<String>,
    /// A play is done whatever its value; PLAY@PLACE for one place only
    #[arg(long, value_name = "PLAY[=DATE]", value_parser = pin)]
    pin: Vec<BriefChange>,
    /// A play is not done; PLAY@PLACE for one place only
    #[arg(long, value_name = "PLAY")]
    exclude: Vec<String>,
    /// What to print on standard output
    #[arg(long, value_enum, default_value_t = WhatIfArg::Text)]
    format: WhatIfArg,
}

/// Audit again and say how the milestones of a saved roadmap stand: reached, on track, at risk, late, unknown
///
/// Reached: every indicator is known and meets its target. Late: the promised day is past. At risk: the day that was as likely
/// as not is past, or an indicator has less of its way behind it than time has passed. Unknown: nothing is known that could
/// say so. On track: all others. The day is that of the audit (--as-of).
#[derive(clap::Args, Debug)]
#[command(after_help = "Example: quarterdeck roadmap status . --roadmap audit/roadmap.json --as-of 2027-03-31")]
struct StatusArgs {
    #[command(flatten)]
    target: TargetArgs,
    #[command(flatten)]
    deep: Deep,
    /// The roadmap as `quarterdeck audit --brief` wrote it: roadmap.json
    #[arg(long, value_name = "FILE")]
    roadmap: PathBuf,
    /// What to print on standard output
    #[arg(long, value_enum, default_value_t = StatusArg::Text)]
    format: StatusArg,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum WhatIfArg {
    Text,
    Json,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum StatusArg {
    Text,
    Json,
    Markdown,
}

/// `KEY=VALUE`.
fn pair(text: &str) -> Result<(&str, &str), String> {
    text.split_once('=').filter(|(key, _)| !key.is_empty()).ok_or_else(|| "an equals sign is missing".to_owned())
}

fn cto(text: &str, weekly: bool) -> Result<BriefChange, String> {
    let (from, days) = match text.split_once('=') {
        Some((from, days)) => (Some(day(from)?), days),
        None => (None, text),
    };
    let most = if weekly { 5.0 } else { 23.0 };
    let number = days.parse().ok().filter(|days| (0.0..=most).contains(days));
    let days: f64 = number.ok_or_else(|| format!("a number of days from 0 to {most} is wanted"))?;
    Ok(BriefChange::CtoDays { from, per_month: if weekly { days_per_month(days) } else { days } })
}

fn hire(text: &str) -> Result<BriefChange, String> {
    let (person, from) = pair(text)?;
    let from = if from == "none" { None } else { Some(day(from)?) };
    Ok(BriefChange::Hire { person: person.to_owned(), from })
}

fn extra(text: &str) -> Result<BriefChange, String> {
    let (like, from) = pair(text)?;
    Ok(BriefChange::Extra { like: like.to_owned(), from: day(from)? })
}

fn budget(text: &str) -> Result<BriefChange, String> {
    let (quarter, amount) = pair(text)?;
    let quarter = parse_quarter(quarter).ok_or_else(|| format!("{quarter:?} is no quarter: write it as 2027-Q2"))?;
    // The bound of an amount in a brief.
    let amount = amount.parse().ok().filter(|amount| *amount <= 1_000_000_000_000_u64);
    Ok(BriefChange::Budget { quarter, amount: amount.ok_or("a whole amount is wanted")? })
}

fn pin(text: &str) -> Result<BriefChange, String> {
    let (play, by) = match text.split_once('=') {
        Some((play, by)) => (play, Some(day(by)?)),
        None => (text, None),
    };
    Ok(BriefChange::Pin { play: play.to_owned(), by })
}

pub(crate) fn run(args: &Args) -> Result<u8, Error> {
    match &args.command {
        Command::WhatIf(args) => ask(args),
        Command::Status(args) => status(args),
    }
}

fn changes(args: &WhatIfArgs) -> Vec<BriefChange> {
    let cto = args.cto_days_a_week.iter().chain(&args.cto_days_a_month);
    let given = cto.chain(&args.hire).chain(&args.extra).chain(&args.budget).cloned();
    let dropped = args.drop.iter().map(|id| BriefChange::Drop { id: id.clone() });
    let excluded = args.exclude.iter().map(|play| BriefChange::Exclude { play: play.clone() });
    given.chain(dropped).chain(args.pin.iter().cloned()).chain(excluded).collect()
}

fn ask(args: &WhatIfArgs) -> Result<u8, Error> {
    let terminal = Terminal::new();
    let mut request = args.target.request(&terminal)?;
    request.deep = args.deep.deep;
    let (brief, changes) = (read_brief(&args.brief)?, changes(args));
    check_changes(&brief, &changes)?;
    let finished = audit(&request)?;
    terminal.clear();
    let format = match args.format {
        WhatIfArg::Text => WhatIfFormat::Text,
        WhatIfArg::Json => WhatIfFormat::Json,
    };
    print(&what_if(&finished, &brief, &changes, format)?)?;
    Ok(0)
}

fn status(args: &StatusArgs) -> Result<u8, Error> {
    let terminal = Terminal::new();
    let mut request = args.target.request(&terminal)?;
    request.deep = args.deep.deep;
    let saved = read_roadmap(&args.roadmap)?;
    let finished = audit(&request)?;
    terminal.clear();
    let format = match args.format {
        StatusArg::Text => StatusFormat::Text,
        StatusArg::Json => StatusFormat::Json,
        StatusArg::Markdown => StatusFormat::Markdown,
    };
    print(&roadmap_status(&finished, &saved, format)?)?;
    Ok(0)
}
