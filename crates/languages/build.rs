//! Turns `languages/*.toml` and `data/kinds.toml` into constant tables, and stops the build at any clash.

#[path = "build/kinds.rs"]
mod kinds;
#[path = "build/languages.rs"]
mod languages;

use std::path::Path;
use std::{env, fs, process};

fn main() {
    println!("cargo::rerun-if-changed=languages");
    println!("cargo::rerun-if-changed=data");
    if let Err(problem) = write_tables() {
        println!("cargo::error={problem}");
        process::exit(1);
    }
}

fn write_tables() -> Result<(), String> {
    let out = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    let languages = languages::read(Path::new("languages"))?;
    let write = |name: &str, text: String| {
        fs::write(Path::new(&out).join(name), text).map_err(|error| format!("{name}: {error}"))
    };
    write("languages.rs", languages::table(&languages)?)?;
    write("kinds.rs", kinds::table(Path::new("data/kinds.toml"), &languages)?)
}
