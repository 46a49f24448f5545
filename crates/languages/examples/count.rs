//! Counts the lines of a folder by language and prints them as CSV, for comparison with other counters
//! (`bench/truth/lines.py`). With `--files` it prints one row per file; with `--kinds` one row per kind.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the command line")]

use quarterdeck_base::RepoPath;
use quarterdeck_languages::{Content, Language, Marks, TextFacts, identify, kind, read_text};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let mut arguments: Vec<String> = env::args().skip(1).collect();
    let mode = if arguments.first().is_some_and(|first| first.starts_with("--")) {
        arguments.remove(0)
    } else {
        String::new()
    };
    let root = PathBuf::from(arguments.first().map_or(".", String::as_str));
    let mut files = Vec::new();
    list(&root, &mut files)?;
    files.sort();
    let mut rows: BTreeMap<String, [u64; 4]> = BTreeMap::new();
    for file in files {
        let bytes = fs::read(&file)?;
        let path = RepoPath::from(file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().as_ref());
        let language = identify(&path, &bytes);
        let text = read_text(language, &bytes);
        let Some(key) = key(&mode, &path, language, &text) else { continue };
        let row = rows.entry(key).or_default();
        for (sum, add) in row.iter_mut().zip([1, text.code, text.comments, text.blanks]) {
            *sum += u64::from(add);
        }
    }
    println!("language,files,code,comments,blanks");
    for (name, [files, code, comments, blanks]) in rows {
        println!("{name},{files},{code},{comments},{blanks}");
    }
    Ok(())
}

/// What a file is counted under; `None` leaves it out.
fn key(mode: &str, path: &RepoPath, language: Option<&'static Language>, text: &TextFacts) -> Option<String> {
    let name = language.map(|language| language.name);
    match mode {
        "--files" => Some(format!("{}\t{path}", name?)),
        "--kinds" => {
            let verdict = kind(path, language, text, &Marks::default(), false);
            Some(format!("{} {}", verdict.kind.id(), verdict.rule))
        }
        "--kind-files" => {
            let verdict = kind(path, language, text, &Marks::default(), false);
            Some(format!("{}\t{path}", verdict.rule))
        }
        _ => (text.content == Content::Text).then(|| name.unwrap_or_default().to_owned()),
    }
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() && entry.file_name() != ".git" {
            list(&entry.path(), files)?;
        } else if kind.is_file() {
            files.push(entry.path());
        }
    }
    Ok(())
}
