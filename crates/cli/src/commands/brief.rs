//! `quarterdeck brief new` and `quarterdeck brief check`

use super::{print, say};
use quarterdeck_app::{Error, ErrorKind, ask_for_brief, brief_template, check_brief, place_for_brief, write_brief};
use std::io::IsTerminal;
use std::path::PathBuf;

/// Say what the company wants: problems, goals, team, rates and limits, as a file that a plan is made of
///
/// Nothing about money is assumed: without rates the plan speaks of days.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    New(NewArgs),
    Check(CheckArgs),
}

/// Write a new brief: on a terminal after a few questions, else as a template to fill in
///
/// No file is ever replaced, and one that is not finished is not left behind.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example: quarterdeck brief new acme.toml")]
struct NewArgs {
    /// Where to write it
    #[arg(value_name = "FILE", default_value = "brief.toml")]
    file: PathBuf,
    /// Write the template without asking
    #[arg(long)]
    template: bool,
}

/// Check a brief: every fault with its line and what to do, then what was understood
///
/// Exit code 0 when a plan can be made, 3 when not.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example: quarterdeck brief check acme.toml")]
struct CheckArgs {
    /// The brief
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What to print on standard output
    #[arg(long, value_enum, default_value_t = FormatArg::Text)]
    format: FormatArg,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum FormatArg {
    Text,
    Json,
}

pub(crate) fn run(args: &Args) -> Result<u8, Error> {
    match &args.command {
        Command::New(args) => new(args),
        Command::Check(args) => check(args),
    }
}

fn new(args: &NewArgs) -> Result<u8, Error> {
    place_for_brief(&args.file)?;
    let is_terminal = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    let text = if is_terminal && !args.template {
        ask_for_brief(&mut std::io::stdin().lock(), &mut std::io::stderr().lock())?
    } else {
        brief_template()
    };
    write_brief(&args.file, &text)?;
    let file = args.file.display();
    say(&format!("{file} was written. Next: quarterdeck brief check {file}"));
    Ok(0)
}

fn check(args: &CheckArgs) -> Result<u8, Error> {
    let checked = check_brief(&args.file)?;
    match args.format {
        FormatArg::Text => print(checked.text(crate::progress::width()).as_bytes())?,
        FormatArg::Json => print(&checked.json()?)?,
    }
    Ok(if checked.can_plan() { 0 } else { ErrorKind::Input.exit_code() })
}
