//! `quarterdeck architecture`

use super::{TargetArgs, print};
use crate::progress::Terminal;
use quarterdeck_app::{Drawing, Error, drawing, facts, write_drawing};
use std::path::PathBuf;

/// Draw the architecture: what stands around the system, its components, the folders of large ones
///
/// Boxes keep their ids from run to run. With --merge a drawing that people edited keeps their places, sizes, styles, texts
/// and shapes; new boxes come below, those that the code no longer holds are marked.
#[derive(clap::Args, Debug)]
#[command(after_help = "Example: quarterdeck architecture . --merge architecture.drawio --out architecture.drawio")]
pub(crate) struct Args {
    #[command(flatten)]
    target: TargetArgs,
    /// How it is drawn
    #[arg(long, value_enum, default_value_t = Format::Drawio)]
    format: Format,
    /// Keep what people changed in this draw.io file
    #[arg(long, value_name = "FILE")]
    merge: Option<PathBuf>,
    /// Write to this file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum Format {
    Drawio,
    Mermaid,
    Json,
}

pub(crate) fn run(args: &Args) -> Result<u8, Error> {
    let terminal = Terminal::new();
    let measured = facts(&args.target.request(&terminal)?)?;
    terminal.clear();
    let format = match args.format {
        Format::Drawio => Drawing::Drawio,
        Format::Mermaid => Drawing::Mermaid,
        Format::Json => Drawing::Json,
    };
    let bytes = drawing(&measured, format, args.merge.as_deref())?;
    match &args.out {
        Some(file) => write_drawing(file, bytes)?,
        None => print(&bytes)?,
    }
    Ok(0)
}
