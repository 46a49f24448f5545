//! Files that are generated from what stands beside the code, committed, and checked for staleness.

use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

/// Everything generated, as (path from the root, text).
fn outputs(root: &Path) -> Result<Vec<(String, String)>> {
    let pages =
        quarterdeck_app::reference_pages().into_iter().map(|(path, text)| (format!("docs/reference/{path}"), text));
    let mut outputs: Vec<(String, String)> = pages.collect();
    outputs.push(("docs/reference/cli.md".to_owned(), commands(root)?));
    for (path, part) in [("crates/checks/src/registry.rs", listed(&checks(root)?)?), (PLAYS, plays(root)?)] {
        outputs.push((path.to_owned(), between_marks(root, path, &part)?));
    }
    Ok(outputs)
}

/// The page of commands, as the program prints it: only a program knows its own command line.
fn commands(root: &Path) -> Result<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = ["run", "--quiet", "--package", "quarterdeck-cli", "--", "man", "--markdown"];
    let output = std::process::Command::new(cargo).args(arguments).current_dir(root).output()?;
    if !output.status.success() {
        bail!("quarterdeck man --markdown: {}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8(output.stdout)?)
}

const BEGIN: &str = "// generated: begin\n";
const END: &str = "// generated: end\n";

/// The list of plays.
const PLAYS: &str = "crates/plan/src/plays.rs";

/// A file with the part between its markers made anew.
fn between_marks(root: &Path, path: &str, part: &str) -> Result<String> {
    let committed = std::fs::read_to_string(root.join(path))?;
    let (head, rest) = committed.split_once(BEGIN).with_context(|| format!("{path} has no `generated: begin`"))?;
    let (_, tail) = rest.split_once(END).with_context(|| format!("{path} has no `generated: end`"))?;
    Ok(format!("{head}{BEGIN}{part}{END}{tail}"))
}

/// Every play under `crates/plan/plays/`, by the name of its file, which is its id.
fn plays(root: &Path) -> Result<String> {
    let mut ids = BTreeSet::new();
    for file in std::fs::read_dir(root.join("crates/plan/plays")).context("reading the folder of plays")? {
        let name = file?.file_name().to_string_lossy().into_owned();
        let id = name.strip_suffix(".toml").with_context(|| format!("crates/plan/plays/{name} is no play"))?;
        ids.insert(id.to_owned());
    }
    let line = |id: &String| format!("    (\"{id}\", include_str!(\"../plays/{id}.toml\")),\n");
    Ok(ids.iter().map(line).collect())
}

/// Checks as (module, dimension, id): every file under `crates/checks/src/checks/<dimension>/`, by the id that it declares.
fn checks(root: &Path) -> Result<Vec<(String, String, String)>> {
    let mut checks = Vec::new();
    for dimension in std::fs::read_dir(root.join("crates/checks/src/checks")).context("reading the folder of checks")? {
        let dimension = dimension?;
        if !dimension.path().is_dir() {
            continue;
        }
        for file in std::fs::read_dir(dimension.path())? {
            let path = file?.path();
            // The tests of a check that has many stand in a folder of its name.
            if path.is_dir() {
                continue;
            }
            let module = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
            let text = std::fs::read_to_string(&path)?;
            let id = text.lines().find_map(|line| line.trim().strip_prefix("id: \"")?.strip_suffix("\","));
            let id = id.with_context(|| format!("{} declares no id", path.display()))?;
            checks.push((module, dimension.file_name().to_string_lossy().into_owned(), id.to_owned()));
        }
    }
    checks.sort();
    Ok(checks)
}

fn listed(checks: &[(String, String, String)]) -> Result<String> {
    let mut out = String::new();
    for (module, dimension, _) in checks {
        writeln!(out, "#[path = \"checks/{dimension}/{module}.rs\"]\nmod {module};")?;
    }
    writeln!(out, "\n#[rustfmt::skip]\nstatic CHECKS: &[&dyn Check] = &[")?;
    let mut by_id: Vec<(&str, &str)> = checks.iter().map(|(module, _, id)| (id.as_str(), module.as_str())).collect();
    by_id.sort_unstable();
    for (_, module) in by_id {
        writeln!(out, "    &{module}::CHECK,")?;
    }
    writeln!(out, "];")?;
    Ok(out)
}

/// Writes what is stale.
pub(crate) fn write(root: &Path) -> Result<()> {
    for (path, text) in outputs(root)? {
        let target = root.join(&path);
        if std::fs::read_to_string(&target).ok().as_deref() == Some(text.as_str()) {
            continue;
        }
        if let Some(folder) = target.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&target, text).with_context(|| format!("writing {path}"))?;
    }
    Ok(())
}

/// Fails when something is stale.
pub(crate) fn check(root: &Path) -> Result<()> {
    let outputs = outputs(root)?;
    let mut stale: Vec<String> = outputs
        .iter()
        .filter(|(path, text)| std::fs::read_to_string(root.join(path)).ok().as_deref() != Some(text.as_str()))
        .map(|(path, _)| path.clone())
        .collect();
    let known: BTreeSet<String> = outputs.into_iter().map(|(path, _)| path).collect();
    for page in std::fs::read_dir(root.join("docs/reference/checks"))? {
        let path = format!("docs/reference/checks/{}", page?.file_name().to_string_lossy());
        if !known.contains(&path) {
            stale.push(format!("{path} (no such check)"));
        }
    }
    if stale.is_empty() { Ok(()) } else { bail!("stale, run `cargo xtask gen`:\n  {}", stale.join("\n  ")) }
}
