//! `quarterdeck facts`

use super::{Deep, TargetArgs, print};
use crate::progress::Terminal;
use quarterdeck_app::{Error, Format, Level, facts, facts_bytes, usage_error};

/// Print what was measured, without judgement, one row per file, function, commit, component, dependency, pair of
/// files, contribution, pair of components, owner of lines or secret of the history
///
/// An unknown value is an empty cell in CSV and null in JSON. Cells are plain data: import text columns as text into a
/// spreadsheet, which would read a cell that starts with = as a formula.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example: quarterdeck facts . --level function --format csv | sort -t, -k10 -n | tail")]
pub(crate) struct Args {
    #[command(flatten)]
    target: TargetArgs,
    #[command(flatten)]
    deep: Deep,
    /// What one row is about
    #[arg(long, value_enum, default_value_t = LevelArg::File)]
    level: LevelArg,
    /// How rows are written
    #[arg(long, value_enum, default_value_t = FormatArg::Csv)]
    format: FormatArg,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum LevelArg {
    File,
    Function,
    Commit,
    Component,
    Dependency,
    Pair,
    Contribution,
    ComponentPair,
    LineOwner,
    Secret,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum FormatArg {
    Csv,
    Json,
}

pub(crate) fn run(args: &Args) -> Result<u8, Error> {
    let terminal = Terminal::new();
    let level = match args.level {
        LevelArg::File => Level::File,
        LevelArg::Function => Level::Function,
        LevelArg::Commit => Level::Commit,
        LevelArg::Component => Level::Component,
        LevelArg::Dependency => Level::Dependency,
        LevelArg::Pair => Level::Pair,
        LevelArg::Contribution => Level::Contribution,
        LevelArg::ComponentPair => Level::ComponentPair,
        LevelArg::LineOwner => Level::LineOwner,
        LevelArg::Secret => Level::Secret,
    };
    // Nothing else tells it.
    let is_deep_alone = matches!(level, Level::LineOwner | Level::Secret);
    if args.deep.deep && !is_deep_alone && level.deep_columns().is_empty() {
        return Err(usage_error("--deep tells nothing of this level: it tells of file, commit, line-owner and secret"));
    }
    let mut request = args.target.request(&terminal)?;
    request.deep = args.deep.deep || is_deep_alone;
    let measured = facts(&request)?;
    terminal.clear();
    let format = match args.format {
        FormatArg::Csv => Format::Csv,
        FormatArg::Json => Format::Json,
    };
    print(&facts_bytes(&measured, level, format, request.names)?)?;
    Ok(0)
}
