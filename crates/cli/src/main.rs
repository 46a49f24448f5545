//! The `quarterdeck` command: parse, call a use-case, print. One file per command under `commands/`; no rule of its own.

mod commands;
mod progress;

use clap::{CommandFactory, Parser, Subcommand};
use std::process::ExitCode;

/// Facts are many small values: the system's allocator takes a tenth of the time of an audit.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The work of a fractional CTO as software: audits a git repository with its whole history.
#[derive(Parser)]
#[command(
    name = "quarterdeck",
    version,
    max_term_width = 100,
    after_help = "Exit codes: 0 done (gaps included), 1 --fail-on met, 2 usage, 3 input unreadable, 4 output not written, 5 --min-coverage missed, 70 internal, 130 interrupted."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Audit(commands::audit::Args),
    Facts(commands::facts::Args),
    Architecture(commands::architecture::Args),
    Checks(commands::checks::Args),
    Explain(commands::explain::Args),
    Backtest(commands::backtest::Args),
    Trend(Box<commands::trend::Args>),
    Brief(commands::brief::Args),
    Cache(commands::cache::Args),
    Plan(commands::plan::Args),
    Roadmap(commands::roadmap::Args),
    Completions(commands::completions::Args),
    Man(commands::man::Args),
}

/// Exit code of a run that was stopped by Ctrl-C or SIGTERM.
const INTERRUPTED: i32 = 130;

/// What we call ourselves with; no command of people, so help, completions and manual do not know it.
const PARSER_PROCESS: &str = "parser-process";

fn main() -> ExitCode {
    if std::env::args_os().skip(1).eq([PARSER_PROCESS]) {
        // The parent closes our stdin when it ends: there is nothing to clean up.
        return if quarterdeck_app::serve_parser().is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let cli = Cli::parse();
    let handler = ctrlc::set_handler(|| {
        quarterdeck_app::forget_half_written();
        std::process::exit(INTERRUPTED);
    });
    if let Err(error) = handler {
        commands::say(&format!("interrupts cannot be handled: {error}"));
    }
    let result = match cli.command {
        Command::Audit(args) => commands::audit::run(&args),
        Command::Facts(args) => commands::facts::run(&args),
        Command::Architecture(args) => commands::architecture::run(&args),
        Command::Cache(args) => commands::cache::run(&args),
        Command::Checks(args) => commands::checks::run(&args),
        Command::Explain(args) => commands::explain::run(&args),
        Command::Backtest(args) => commands::backtest::run(&args),
        Command::Trend(args) => commands::trend::run(&args),
        Command::Brief(args) => commands::brief::run(&args),
        Command::Plan(args) => commands::plan::run(&args),
        Command::Roadmap(args) => commands::roadmap::run(&args),
        Command::Completions(args) => commands::completions::run(&args, Cli::command()),
        Command::Man(args) => commands::man::run(&args, Cli::command()),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            commands::say(&format!("error: {error}"));
            ExitCode::from(error.kind.exit_code())
        }
    }
}
