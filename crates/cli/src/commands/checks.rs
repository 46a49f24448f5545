//! `quarterdeck checks`

use super::print;
use quarterdeck_app::{Error, checks};

/// List the checks
#[derive(clap::Args, Debug)]
pub(crate) struct Args {}

pub(crate) fn run(_: &Args) -> Result<u8, Error> {
    let mut text = String::new();
    for row in checks() {
        text += &format!("{:<8}{:<26}{:<14}{:<9}{}\n", row.id, row.name, row.dimension, row.status, row.title);
    }
    print(text.as_bytes())?;
    Ok(0)
}
