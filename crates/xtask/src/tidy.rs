//! House rules that a machine can hold: who may know whom, how large a file may be, what every file and dependency says.

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// Who may know whom. A new edge is a decision: change it here, in a commit of its own, with the reason.
const EDGES: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("cache", &[]),
    ("testkit", &["base"]),
    ("backtest", &["base"]),
    ("brief", &["base"]),
    ("schedule", &["base"]),
    ("knowledge", &["base"]),
    ("document", &[]),
    ("facts", &["base"]),
    ("findings", &["base"]),
    ("git", &["base", "testkit"]),
    ("languages", &["base", "facts"]),
    ("formats", &["base", "facts"]),
    ("secrets", &["base"]),
    ("source", &["base"]),
    ("structure", &["base", "facts", "formats", "languages", "source"]),
    ("survey", &["base", "cache", "facts", "formats", "git", "languages", "secrets", "source", "structure", "testkit"]),
    ("checks", &["base", "facts", "findings", "knowledge"]),
    ("plan", &["base", "brief", "facts", "findings", "schedule"]),
    ("report", &["backtest", "base", "brief", "document", "facts", "findings", "plan", "schedule"]),
    (
        "app",
        &[
            "backtest",
            "base",
            "brief",
            "cache",
            "checks",
            "document",
            "facts",
            "findings",
            "formats",
            "git",
            "knowledge",
            "languages",
            "plan",
            "report",
            "schedule",
            "secrets",
            "source",
            "structure",
            "survey",
            "testkit",
        ],
    ),
    ("cli", &["app", "testkit"]),
    ("xtask", &["app"]),
];

/// A source file stops here.
const MAX_FILE_LINES: usize = 500;

/// Checks everything and lists every breach.
pub(crate) fn check(root: &Path) -> Result<()> {
    let mut breaches = Vec::new();
    edges(root, &mut breaches)?;
    dependencies(root, &mut breaches)?;
    for file in sources(&root.join("crates"))? {
        source(root, &file, &mut breaches)?;
    }
    if breaches.is_empty() { Ok(()) } else { bail!("house rules:\n  {}", breaches.join("\n  ")) }
}

fn edges(root: &Path, breaches: &mut Vec<String>) -> Result<()> {
    for entry in std::fs::read_dir(root.join("crates"))? {
        let folder = entry?.path();
        let room = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        let Some((_, allowed)) = EDGES.iter().find(|(name, _)| *name == room) else {
            breaches.push(format!("crates/{room} is not in the list of rooms"));
            continue;
        };
        let text =
            std::fs::read_to_string(folder.join("Cargo.toml")).with_context(|| format!("crates/{room}/Cargo.toml"))?;
        let manifest: toml::Table = toml::from_str(&text)?;
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(table) = manifest.get(table).and_then(toml::Value::as_table) else { continue };
            for known in table.keys().filter_map(|name| name.strip_prefix("quarterdeck-")) {
                if !allowed.contains(&known) {
                    breaches.push(format!("crates/{room} may not know {known}: see EDGES in crates/xtask/src/tidy.rs"));
                }
            }
        }
    }
    Ok(())
}

/// Each outside dependency says why it is there.
fn dependencies(root: &Path, breaches: &mut Vec<String>) -> Result<()> {
    let text = std::fs::read_to_string(root.join("Cargo.toml"))?;
    let section = text.split("[workspace.dependencies]").nth(1).unwrap_or_default();
    for line in section.lines().take_while(|line| !line.starts_with('[')) {
        if line.contains(" = ") && !line.starts_with("quarterdeck-") && !line.contains(" # ") && !line.starts_with('#')
        {
            breaches.push(format!("Cargo.toml: no reason beside `{}`", line.split(' ').next().unwrap_or_default()));
        }
    }
    Ok(())
}

fn sources(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn source(root: &Path, file: &Path, breaches: &mut Vec<String>) -> Result<()> {
    let shown = file.strip_prefix(root).unwrap_or(file).display().to_string();
    let text = std::fs::read_to_string(file)?;
    let lines = text.lines().count();
    if lines > MAX_FILE_LINES && !shown.contains("/tests/") {
        breaches.push(format!("{shown}: {lines} lines, {MAX_FILE_LINES} at most"));
    }
    // Sources that are test data of a parser start as their language does.
    if !shown.contains("/tests/data/") && !text.starts_with("//!") {
        breaches.push(format!("{shown}: does not start with //! and what it is"));
    }
    Ok(())
}
