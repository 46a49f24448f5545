//! `quarterdeck completions`

use super::print;
use quarterdeck_app::Error;

/// Print the completions of a shell
///
/// They are made of the commands themselves, so they fit this version.
#[derive(clap::Args, Debug)]
#[command(
    after_help = "Example: quarterdeck completions bash > ~/.local/share/bash-completion/completions/quarterdeck"
)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: clap_complete::Shell,
}

pub(crate) fn run(args: &Args, mut command: clap::Command) -> Result<u8, Error> {
    let mut bytes = Vec::new();
    clap_complete::generate(args.shell, &mut command, "quarterdeck", &mut bytes);
    print(&bytes)?;
    Ok(0)
}
