//! Clones of folders or files as JSON, for comparison with other tools: `clones [--tokens] <path>...`.
//!
//! With `--tokens`, the output holds the tokens of each file too, as hash and line in turn.
#![allow(clippy::print_stdout, reason = "an example prints")]

use quarterdeck_base::RepoPath;
use quarterdeck_facts::FileIx;
use quarterdeck_languages::{TextFacts, identify, read_text};
use quarterdeck_structure::{CloneSource, find_clones};
use std::path::{Path, PathBuf};

/// One file of code.
struct Source {
    path: PathBuf,
    language: &'static str,
    text: TextFacts,
}

/// All files below the paths, sorted; links are not followed.
fn files(roots: &[PathBuf]) -> Vec<PathBuf> {
    let (mut waiting, mut files) = (roots.to_vec(), Vec::new());
    while let Some(path) = waiting.pop() {
        let Ok(kind) = path.symlink_metadata() else { continue };
        if kind.is_file() {
            files.push(path);
        } else if kind.is_dir()
            && let Ok(entries) = path.read_dir()
        {
            waiting.extend(entries.flatten().map(|entry| entry.path()));
        }
    }
    files.sort();
    files
}

fn read(path: &Path) -> Option<Source> {
    let bytes = std::fs::read(path).ok()?;
    let language = identify(&RepoPath::from(path.to_string_lossy().as_ref()), &bytes)?;
    let text = read_text(Some(language), &bytes);
    (!text.tokens.hashes.is_empty()).then(|| Source { path: path.to_path_buf(), language: language.name, text })
}

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let with_tokens = arguments.iter().any(|argument| argument == "--tokens");
    arguments.retain(|argument| argument != "--tokens");
    let roots: Vec<PathBuf> = arguments.iter().map(PathBuf::from).collect();
    let sources: Vec<Source> = files(&roots).iter().filter_map(|path| read(path)).collect();
    let inputs: Vec<CloneSource<'_>> = sources
        .iter()
        .enumerate()
        .map(|(at, source)| CloneSource {
            file: FileIx::new(at),
            language: source.language,
            tokens: &source.text.tokens,
            uncounted_lines: &[],
        })
        .collect();
    let clones = find_clones(&inputs, 50, 5);
    // Debug of a string is JSON for paths without control characters, which is all that this tool is for.
    let text = |path: &Path| format!("{:?}", path.to_string_lossy());
    let groups: Vec<String> = clones
        .groups
        .iter()
        .map(|group| {
            let places = group.places.iter().map(|place| {
                let source = &sources[place.file.at()];
                format!("[{},{},{}]", text(&source.path), place.start_line, place.end_line)
            });
            let places: Vec<String> = places.collect();
            format!("{{\"tokens\":{},\"lines\":{},\"places\":[{}]}}", group.tokens, group.lines, places.join(","))
        })
        .collect();
    let tokens: usize = sources.iter().map(|source| source.text.tokens.hashes.len()).sum();
    let duplicated: u64 = clones.duplicated_lines.iter().map(|(_, lines)| u64::from(*lines)).sum();
    let streams = sources.iter().filter(|_| with_tokens).map(|source| {
        let pairs = source.text.tokens.hashes.iter().zip(&source.text.tokens.lines);
        let pairs: Vec<String> = pairs.map(|(hash, line)| format!("{hash},{line}")).collect();
        format!("{}:[{}]", text(&source.path), pairs.join(","))
    });
    let streams: Vec<String> = streams.collect();
    println!(
        "{{\"files\":{},\"tokens\":{tokens},\"duplicated_lines\":{duplicated},\"cut\":{},\"groups\":[{}],\"streams\":{{{}}}}}",
        sources.len(),
        clones.cut,
        groups.join(",\n"),
        streams.join(",\n")
    );
}
