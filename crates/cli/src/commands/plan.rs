//! `quarterdeck plan`

use super::print;
use quarterdeck_app::{Error, PlanEffort, PlanFormat, PlanObjective, PlanRequest, solve_plan};
use std::path::PathBuf;

/// Schedule work on people
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    Solve(SolveArgs),
}

/// Schedule tasks on people with skills, levels, calendars, prerequisites, deadlines and budgets
///
/// Reads a problem (docs/reference/plan-solve.md) and prints who does what when, what has no place and why, and a bound
/// that no schedule can beat. The search counts plans and not time, so the same problem and seed give the same answer on
/// any machine.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example: quarterdeck plan solve problem.json --objective value --format csv")]
struct SolveArgs {
    /// The problem: tasks, people, budgets
    #[arg(value_name = "PROBLEM.JSON")]
    problem: PathBuf,
    /// What is made as small as possible
    #[arg(long, value_enum, default_value_t = ObjectiveArg::Value)]
    objective: ObjectiveArg,
    /// Try so many plans (default: by the number of tasks)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    iterations: Option<u64>,
    /// Search so long instead; the answer is then not reproducible
    #[arg(long, value_name = "N", value_parser = seconds, conflicts_with = "iterations")]
    seconds: Option<f64>,
    /// Start of the random numbers
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// What to print on standard output
    #[arg(long, value_enum, default_value_t = FormatArg::Text)]
    format: FormatArg,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum ObjectiveArg {
    /// The end of the last task
    Makespan,
    /// The value lost until tasks are complete: weight times slots, summed
    Value,
    /// The money spent: people's time and costs of tasks
    Cost,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum FormatArg {
    Text,
    Json,
    Csv,
}

fn seconds(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number| *number > 0.0 && *number <= 86_400.0);
    number.ok_or_else(|| "a number of seconds from above 0 to 86400 is wanted".to_owned())
}

pub(crate) fn run(args: &Args) -> Result<u8, Error> {
    let Command::Solve(args) = &args.command;
    let objective = match args.objective {
        ObjectiveArg::Makespan => PlanObjective::Makespan,
        ObjectiveArg::Value => PlanObjective::Value,
        ObjectiveArg::Cost => PlanObjective::Cost,
    };
    let effort = match (args.iterations, args.seconds) {
        (Some(most), _) => PlanEffort::Iterations(most),
        (None, Some(seconds)) => PlanEffort::Seconds(seconds),
        (None, None) => PlanEffort::Default,
    };
    let solved = solve_plan(&PlanRequest { file: &args.problem, objective, effort, seed: args.seed })?;
    let format = match args.format {
        FormatArg::Text => PlanFormat::Text,
        FormatArg::Json => PlanFormat::Json,
        FormatArg::Csv => PlanFormat::Csv,
    };
    print(&solved.bytes(format)?)?;
    Ok(0)
}
