//! `quarterdeck plan`

use super::{day, print};
use quarterdeck_app::{
    CalibrateFormat, Error, PlanDay, PlanEffort, PlanFormat, PlanObjective, PlanRequest, calibrate, solve_plan,
};
use std::path::PathBuf;

/// Schedule work on people, and compare past forecasts with what happened
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    Solve(SolveArgs),
    Calibrate(CalibrateArgs),
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

/// Compare saved roadmaps with what happened: do half of the milestones come by P50 and 85 of 100 by P85?
///
/// The table is CSV with a line of titles: id (of an initiative in roadmap.json), finished (a day, empty while it is not),
/// effort_days (person-days spent, may be empty), and system where several have that id. Says whether the forecast was too
/// hopeful or too fearful, with the exact 95 % interval, and how much more or less effort was spent than planned. Nothing is
/// applied: what a brief would have to say is printed.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Example: quarterdeck plan calibrate past-roadmap.json --actuals past-roadmap-actuals.csv --as-of 2027-12-31

It prints, among others:
  by the day as likely as not (P50): 3 of 12 came, 25 % (50 % wanted)
    exact 95 % interval 5.5 to 57.2 %: nothing speaks against the forecast"
)]
struct CalibrateArgs {
    /// Roadmaps as `quarterdeck audit --brief` wrote them; of the same work the first promise counts
    #[arg(required = true, value_name = "ROADMAP.JSON")]
    roadmaps: Vec<PathBuf>,
    /// What happened: a table with the columns id, finished, effort_days
    #[arg(long, value_name = "FILE.CSV")]
    actuals: PathBuf,
    /// The day up to which the table tells: what is not finished is later than this
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: PlanDay,
    /// What to print on standard output
    #[arg(long, value_enum, default_value_t = CalibrateArg::Text)]
    format: CalibrateArg,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum CalibrateArg {
    Text,
    Json,
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
    match &args.command {
        Command::Solve(args) => solve(args),
        Command::Calibrate(args) => {
            let format = match args.format {
                CalibrateArg::Text => CalibrateFormat::Text,
                CalibrateArg::Json => CalibrateFormat::Json,
            };
            print(&calibrate(&args.roadmaps, &args.actuals, args.as_of, format)?)?;
            Ok(0)
        }
    }
}

fn solve(args: &SolveArgs) -> Result<u8, Error> {
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
