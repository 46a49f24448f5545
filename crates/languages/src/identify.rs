//! Which language a file is in: by name, extension, content where an extension has several owners, then `#!`.

use crate::language::{CONDITIONS, EXTENSIONS, FILE_NAMES, INTERPRETERS, LANGUAGES, When};
use crate::{Class, Language};
use bstr::ByteSlice;
use quarterdeck_base::RepoPath;

/// Bytes of a file that rules on content look at.
const HEAD_BYTES: usize = 8 * 1024;

/// The language of a file. `head` is the beginning of its content, at best 8 KiB; more is not looked at, less or
/// nothing gives the documented default of ambiguous extensions.
pub fn identify(path: &RepoPath, head: &[u8]) -> Option<&'static Language> {
    let head = &head[..head.len().min(HEAD_BYTES)];
    let name = path.file_name().to_ascii_lowercase();
    let name = name.to_str().unwrap_or_default();
    let found = find(FILE_NAMES, name)
        .or_else(|| endings(name).find_map(|ending| by_extension(ending, head)))
        .or_else(|| by_stem(name))
        .or_else(|| by_interpreter(head))?;
    LANGUAGES.get(found)
}

fn find(table: &[(&str, usize)], key: &str) -> Option<usize> {
    table.binary_search_by_key(&key, |row| row.0).ok().map(|at| table[at].1)
}

/// What follows each dot but a leading one, longest first: `blade.php`, `php`.
fn endings(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices('.').filter(|(at, _)| *at > 0).map(|(at, _)| &name[at + 1..])
}

/// `Dockerfile.dev` is a Dockerfile; `readme.xyz` need not be text.
fn by_stem(name: &str) -> Option<usize> {
    let stem = name.split('.').next().filter(|stem| stem.len() < name.len())?;
    find(FILE_NAMES, stem).filter(|found| LANGUAGES[*found].class != Class::Prose)
}

fn by_extension(extension: &str, head: &[u8]) -> Option<usize> {
    let start = CONDITIONS.partition_point(|row| row.0 < extension);
    CONDITIONS[start..]
        .iter()
        .take_while(|row| row.0 == extension)
        .find(|row| holds(&row.1, head))
        .map(|row| row.1.language)
        .or_else(|| find(EXTENSIONS, extension))
}

fn holds(when: &When, head: &[u8]) -> bool {
    when.contains.iter().any(|text| head.contains_str(text))
        || (!when.line_starts.is_empty()
            && head.lines().any(|line| {
                let line = line.trim_ascii_start();
                when.line_starts.iter().any(|start| line.starts_with(start.as_bytes()))
            }))
}

/// `#!/usr/bin/env -S python3.11 -u` is `python`.
fn by_interpreter(head: &[u8]) -> Option<usize> {
    let line = head.strip_prefix(b"#!")?.lines().next()?.to_str().ok()?;
    let mut words = line.split_ascii_whitespace().filter(|word| !word.starts_with('-') && !word.contains('='));
    let program = |path: &'_ str| path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let mut name = program(words.next()?);
    if name == "env" {
        name = program(words.next()?);
    }
    find(INTERPRETERS, &name)
        .or_else(|| find(INTERPRETERS, name.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '.')))
}
