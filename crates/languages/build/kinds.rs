//! Reads `data/kinds.toml` and writes the tables of `src/rules.rs`.

use crate::languages::{Entry, position};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    generated_phrases: Vec<Vec<String>>,
    generated_marks: Vec<String>,
    licence_sites: Vec<String>,
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct Rule {
    id: String,
    kind: String,
    content: String,
    claim: String,
    says_generated: bool,
    only_assigns: bool,
    hashed_name: bool,
    tokens_per_code_line_above: u64,
    words: Vec<String>,
    manifest_or_pipeline: bool,
    average_line_bytes_above: u64,
    bytes_above: u64,
    classes: Vec<String>,
    not_classes: Vec<String>,
    languages: Vec<String>,
    names: Vec<String>,
    name_starts: Vec<String>,
    name_ends: Vec<String>,
    extensions: Vec<String>,
    folders: Vec<String>,
    root_folders: Vec<String>,
    folder_ends: Vec<String>,
    folder_pairs: Vec<[String; 2]>,
    path_has: Vec<String>,
    folders_at_least: usize,
    not_folders: Vec<String>,
    but_in: Vec<String>,
    version_folder: bool,
    not_path_has: Vec<String>,
}

/// The Rust text of the tables.
pub(crate) fn table(path: &Path, languages: &[Entry]) -> Result<String, String> {
    let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
    let file: File = toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut out = format!(
        "pub(crate) const GENERATED_PHRASES: &[&[&str]] = &[{}];\n",
        file.generated_phrases.iter().map(|parts| format!("&{parts:?}, ")).collect::<String>()
    );
    let _ = writeln!(out, "pub(crate) const GENERATED_MARKS: &[&str] = &{:?};", file.generated_marks);
    let _ = writeln!(out, "pub(crate) const LICENCE_SITES: &[&str] = &{:?};", file.licence_sites);
    let mut ids = BTreeSet::new();
    out.push_str("pub(crate) const RULES: &[Rule] = &[\n");
    for rule in &file.rule {
        if rule.id.is_empty() || !ids.insert(&rule.id) {
            return Err(format!("kinds.toml: the id {:?} is empty or used twice", rule.id));
        }
        for language in &rule.languages {
            position(languages, language).map_err(|problem| format!("kinds.toml: {}: {problem}", rule.id))?;
        }
        write_rule(&mut out, rule).map_err(|problem| format!("kinds.toml: {}: {problem}", rule.id))?;
    }
    out.push_str("];\n");
    Ok(out)
}

fn write_rule(out: &mut String, rule: &Rule) -> Result<(), String> {
    let lower = [&rule.names, &rule.extensions, &rule.folders, &rule.not_folders];
    if let Some(text) = lower.into_iter().flatten().find(|text| text.to_lowercase() != **text) {
        return Err(format!("{text:?} is not in lower case"));
    }
    let kind = capital(&rule.kind);
    let classes = |names: &[String]| names.iter().map(|name| format!("Class::{}, ", capital(name))).collect::<String>();
    let Rule {
        id,
        content,
        claim,
        says_generated,
        only_assigns,
        hashed_name,
        tokens_per_code_line_above,
        words,
        manifest_or_pipeline,
        average_line_bytes_above,
        bytes_above,
        languages,
        names,
        name_starts,
        name_ends,
        extensions,
        folders,
        root_folders,
        folder_ends,
        folder_pairs,
        path_has,
        folders_at_least,
        not_folders,
        but_in,
        version_folder,
        not_path_has,
        ..
    } = rule;
    let (classes, not_classes) = (classes(&rule.classes), classes(&rule.not_classes));
    writeln!(
        out,
        "Rule {{ id: {id:?}, kind: FileKind::{kind}, content: {content:?}, claim: {claim:?}, \
         says_generated: {says_generated}, only_assigns: {only_assigns}, hashed_name: {hashed_name}, \
         tokens_per_code_line_above: {tokens_per_code_line_above}, words: &{words:?}, manifest_or_pipeline: {manifest_or_pipeline}, \
         average_line_bytes_above: {average_line_bytes_above}, bytes_above: {bytes_above}, \
         classes: &[{classes}], not_classes: &[{not_classes}], languages: &{languages:?}, names: &{names:?}, \
         name_starts: &{name_starts:?}, name_ends: &{name_ends:?}, extensions: &{extensions:?}, \
         folders: &{folders:?}, root_folders: &{root_folders:?}, folder_ends: &{folder_ends:?}, \
         folder_pairs: &{folder_pairs:?}, path_has: &{path_has:?}, folders_at_least: {folders_at_least}, \
         not_folders: &{not_folders:?}, but_in: &{but_in:?}, version_folder: {version_folder}, \
         not_path_has: &{not_path_has:?} }},"
    )
    .map_err(|error| error.to_string())
}

/// `test` becomes `Test`: the compiler refuses unknown ones.
fn capital(name: &str) -> String {
    name.chars().take(1).flat_map(char::to_uppercase).chain(name.chars().skip(1)).collect()
}
