//! `quarterdeck explain`

use super::print;
use quarterdeck_app::{Error, explain};

/// Explain one check: its rule, thresholds, known exceptions, remedy and sources
#[derive(clap::Args, Debug)]
#[command(after_help = "Example: quarterdeck explain DEB-02")]
pub(crate) struct Args {
    /// Id or name of the check
    #[arg(value_name = "CHECK")]
    check: String,
}

pub(crate) fn run(args: &Args) -> Result<u8, Error> {
    print(explain(&args.check)?.as_bytes())?;
    Ok(0)
}
