//! `quarterdeck cache info`, `prune` and `verify`

use super::{NamedCache, print};
use quarterdeck_app::{Error, cache_info, cache_prune, cache_verify, parse_size};

/// Look after the facts of earlier runs: what is kept, make it smaller, read all of it
///
/// Losing the cache costs time and never a result. Audits may run meanwhile.
#[derive(clap::Args, Debug)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    Info(InfoArgs),
    Prune(PruneArgs),
    Verify(VerifyArgs),
}

/// What the cache holds: namespaces, entries, sizes, clones, and what is wrong with it
#[derive(clap::Args, Debug)]
#[command(after_help = "Example: quarterdeck cache info")]
struct InfoArgs {
    #[command(flatten)]
    cache: NamedCache,
    /// What to print on standard output
    #[arg(long, value_enum, default_value_t = FormatArg::Text)]
    format: FormatArg,
}

/// Remove the oldest entries until each namespace is within a size, and what was left half-written
///
/// Without --cache-namespace every namespace is looked at. With --cache-url the shared cache is made smaller instead of the
/// folder: the oldest objects go where --max-size asks for it, and when there are many, the small ones are merged.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example: quarterdeck cache prune --max-size 2GB")]
struct PruneArgs {
    #[command(flatten)]
    cache: NamedCache,
    /// Largest size of a namespace, as 500MB or 2GB (default: the bound that `cache info` tells)
    #[arg(long, value_name = "SIZE", value_parser = size, conflicts_with = "all")]
    max_size: Option<u64>,
    /// Remove everything that is ours, of every version
    #[arg(long)]
    all: bool,
    /// Remove the clones of URLs too; an audit of one that runs now fails
    #[arg(long)]
    clones: bool,
}

/// Read every value and drop what is damaged; the next audit computes it again
///
/// Exit code 0 when everything is whole or was put right, 3 when parts cannot be read, 4 when damaged parts cannot be
/// removed. With --cache-url every object of the shared cache is fetched and read instead.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example: quarterdeck cache verify")]
struct VerifyArgs {
    #[command(flatten)]
    cache: NamedCache,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum FormatArg {
    Text,
    Json,
}

fn size(text: &str) -> Result<u64, String> {
    parse_size(text).ok_or_else(|| "write a size as 500MB or 2GB".to_owned())
}

pub(crate) fn run(args: &Args) -> Result<u8, Error> {
    let fault = match &args.command {
        Command::Info(args) => {
            let info = cache_info(&args.cache.choice()?)?;
            match args.format {
                FormatArg::Text => print(info.text().as_bytes())?,
                FormatArg::Json => print(&info.json()?)?,
            }
            None
        }
        Command::Prune(args) => {
            let pruned = cache_prune(&args.cache.choice()?, args.max_size, args.all, args.clones)?;
            print(pruned.text().as_bytes())?;
            pruned.fault()
        }
        Command::Verify(args) => {
            let verified = cache_verify(&args.cache.choice()?)?;
            print(verified.text().as_bytes())?;
            verified.fault()
        }
    };
    fault.map_or(Ok(0), Err)
}
