//! `quarterdeck audit`

use super::trend::EveryArg;
use super::{Deep, TargetArgs, print, print_aside};
use crate::progress::Terminal;
use quarterdeck_app::{
    Error, Every, Gate, Printed, Report, Severity, Timings, TrendOptions, Wanted, audit_answer, read_brief, write_whole,
};
use std::io::IsTerminal;
use std::path::PathBuf;

/// Audit repositories: grades with coverage, findings with evidence, what was not read
///
/// Nothing of the repository is executed, and nothing leaves the machine unless you name a shared cache (--cache-url).
#[derive(clap::Args, Debug)]
#[command(after_help = "Example: quarterdeck audit . --out audit && open audit/audit.html")]
pub(crate) struct Args {
    #[command(flatten)]
    target: TargetArgs,
    #[command(flatten)]
    deep: Deep,
    /// Write all reports into this folder
    ///
    /// audit.html (one page, no network), audit.json (everything, schema v1), audit.sarif (SARIF 2.1.0), gl-code-quality.json
    /// (GitLab), summary.md (for a pull request), architecture.drawio and
    /// architecture.mmd (Mermaid), and tables for a spreadsheet: findings.csv, facts.csv (files), functions.csv, components.csv,
    /// dependencies.csv, pairs.csv.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Look back as `quarterdeck trend` does: a section in audit.html, trend.csv and trend.json
    ///
    /// One moment at the end of each period over ten years, audited whole at the end of each year: about the time of one
    /// more audit for each of these.
    #[arg(long, value_enum, value_name = "PERIOD", num_args = 0..=1, require_equals = true, default_missing_value = "month", requires = "out")]
    trend: Option<EveryArg>,
    /// What people say: problems, goals, team, rates; adds a roadmap to the audit (write one with `quarterdeck brief new`)
    #[arg(long, value_name = "FILE")]
    brief: Option<PathBuf>,
    /// What to print on standard output
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// List only findings that are new since this branch, tag, commit or date
    ///
    /// The earlier revision is judged by the same policy and against the same day, so a finding is new because the code
    /// changed. Code that moved and files that were renamed are followed; a copy of an old finding is new. --fail-on
    /// then looks at new findings only.
    #[arg(long, value_name = "REV|DATE")]
    new_since: Option<String>,
    /// Exit with 1 when there is a finding of this severity or worse
    #[arg(long, value_enum, value_name = "SEVERITY")]
    fail_on: Option<FailOn>,
    /// Exit with 5 when a dimension has less coverage, in per cent
    #[arg(long, value_name = "PERCENT", value_parser = percent)]
    min_coverage: Option<f64>,
    /// Print on standard error where time and memory went, stage by stage
    #[arg(long)]
    timings: bool,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// Summary for the terminal
    Text,
    /// Everything, schema v1 (audit.json)
    Json,
    /// Findings as SARIF 2.1.0, for code scanning (audit.sarif)
    Sarif,
    /// Findings as a GitLab code quality report (gl-code-quality.json)
    Gitlab,
    /// Summary for a pull request (summary.md)
    Markdown,
    /// Findings as a table (findings.csv)
    Csv,
}

impl Format {
    /// What is printed; `None` for the summary of the terminal.
    fn report(self) -> Option<Report> {
        match self {
            Self::Text => None,
            Self::Json => Some(Report::Json),
            Self::Sarif => Some(Report::Sarif),
            Self::Gitlab => Some(Report::Gitlab),
            Self::Markdown => Some(Report::Markdown),
            Self::Csv => Some(Report::Findings),
        }
    }
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum FailOn {
    Critical,
    High,
    Medium,
    Low,
}

impl FailOn {
    fn severity(self) -> Severity {
        match self {
            Self::Critical => Severity::Critical,
            Self::High => Severity::High,
            Self::Medium => Severity::Medium,
            Self::Low => Severity::Low,
        }
    }
}

fn percent(text: &str) -> Result<f64, String> {
    let number = text.parse().ok().filter(|number| (0.0..=100.0).contains(number));
    number.ok_or_else(|| "a number from 0 to 100 is wanted".to_owned())
}

pub(crate) fn run(args: &Args) -> Result<u8, Error> {
    let terminal = Terminal::new();
    let timings = args.timings.then(|| Timings::new(&terminal));
    let mut request = args.target.request(&terminal)?;
    request.deep = args.deep.deep;
    if let Some(timings) = &timings {
        request.progress = timings;
    }
    request.new_since.clone_from(&args.new_since);
    let brief = args.brief.as_deref().map(read_brief).transpose()?;
    let print_as = match args.format.report() {
        Some(report) => Printed::Report(report),
        None => Printed::Summary {
            width: crate::progress::width(),
            colour: std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none(),
        },
    };
    let gate = Gate { fail_on: args.fail_on.map(FailOn::severity), min_coverage_percent: args.min_coverage };
    let back = |every: EveryArg| TrendOptions { every: every.every(), full: Some(Every::Year), since: None };
    let wanted = Wanted { out: args.out.clone(), print: print_as, gate, trend: args.trend.map(back) };
    let answer = audit_answer(&request, brief, &wanted)?;
    terminal.clear();
    if let Some(folder) = &wanted.out {
        write_whole(folder, &answer.files)?;
    }
    print(&answer.printed(&wanted))?;
    if let Some(timings) = &timings {
        print_aside(&timings.table());
    }
    Ok(answer.code)
}
