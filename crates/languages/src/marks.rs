//! What a repository claims of its own files in `.gitattributes`, in the words of GitHub's linguist.
//!
//! Git's rules for patterns, as far as they matter here: the last line that matches wins, a deeper folder wins over
//! a higher one, a pattern with `/` is bound to its folder, one without matches in every folder below.

use globset::{Glob, GlobBuilder, GlobMatcher};
use quarterdeck_base::RepoPath;
use std::ffi::OsStr;
use std::path::Path;

/// Most lines of attributes that are kept of one repository.
const MOST_LINES: usize = 1_000;
/// Longest pattern that is read, in bytes.
const PATTERN_BYTES: usize = 1_024;

/// Claims of the `.gitattributes` files of a repository.
#[derive(Debug, Default)]
pub struct Marks {
    /// From the root down, in the order of the lines: the last match wins.
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    folder: RepoPath,
    pattern: GlobMatcher,
    /// The pattern is matched with the file name only.
    name_only: bool,
    generated: Option<bool>,
    vendored: Option<bool>,
    documentation: Option<bool>,
}

/// What is claimed of one file.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Claims {
    pub(crate) generated: bool,
    pub(crate) vendored: bool,
    pub(crate) documentation: bool,
}

impl Marks {
    /// Reads the `.gitattributes` of each folder (the root is the empty path). Lines that are not understood are
    /// skipped.
    pub fn parse(files: &[(RepoPath, Vec<u8>)]) -> Self {
        let mut sorted: Vec<&(RepoPath, Vec<u8>)> = files.iter().collect();
        sorted.sort_by_key(|(folder, _)| (folder.as_bytes().split(|byte| *byte == b'/').count(), folder.clone()));
        // The root has no segment; splitting counts one, so it must come first by itself.
        sorted.sort_by_key(|(folder, _)| !folder.as_bytes().is_empty());
        let lines = sorted.iter().flat_map(|(folder, bytes)| {
            String::from_utf8_lossy(bytes).lines().filter_map(|line| Line::parse(folder, line)).collect::<Vec<_>>()
        });
        Self { lines: lines.take(MOST_LINES).collect() }
    }

    pub(crate) fn of(&self, path: &RepoPath) -> Claims {
        let mut claims = Claims::default();
        for line in &self.lines {
            if line.holds(path) {
                claims.generated = line.generated.unwrap_or(claims.generated);
                claims.vendored = line.vendored.unwrap_or(claims.vendored);
                claims.documentation = line.documentation.unwrap_or(claims.documentation);
            }
        }
        claims
    }
}

impl Line {
    fn parse(folder: &RepoPath, line: &str) -> Option<Self> {
        let line = line.trim();
        if line.starts_with('#') || line.len() > PATTERN_BYTES {
            return None;
        }
        // A pattern with spaces stands in double quotes.
        let (pattern, attributes) = match line.strip_prefix('"') {
            Some(rest) => rest.split_once('"')?,
            None => line.split_once(char::is_whitespace)?,
        };
        let claim = |name: &str| attributes.split_whitespace().rev().find_map(|word| value(word, name));
        let [generated, vendored, documentation] =
            ["linguist-generated", "linguist-vendored", "linguist-documentation"].map(claim);
        if [generated, vendored, documentation].iter().all(Option::is_none) {
            return None;
        }
        // Templates write `*.js linguist-vendored` to change the bar of languages on a code host: it says whose no file is.
        let all_of_a_language =
            pattern.strip_prefix("*.").is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_alphanumeric()));
        let vendored = vendored.filter(|_| !all_of_a_language);
        let anchored = pattern.strip_prefix('/').unwrap_or(pattern);
        // A pattern that ends with `/` matches nothing in git; linguist's users mean the folder.
        let glob = if anchored.ends_with('/') { format!("{anchored}**") } else { anchored.to_owned() };
        let pattern_glob: Glob = GlobBuilder::new(&glob).literal_separator(true).build().ok()?;
        Some(Self {
            folder: folder.clone(),
            pattern: pattern_glob.compile_matcher(),
            name_only: !pattern.contains('/'),
            generated,
            vendored,
            documentation,
        })
    }

    fn holds(&self, path: &RepoPath) -> bool {
        if !path.is_in(self.folder.as_bytes()) {
            return false;
        }
        let text = path.to_string();
        let skipped = self.folder.as_bytes().len();
        let below = text.get(skipped..).unwrap_or_default().trim_start_matches('/');
        let matched = if self.name_only { below.rsplit('/').next().unwrap_or_default() } else { below };
        self.pattern.is_match(Path::new(OsStr::new(matched)))
    }
}

/// `name`, `-name`, `!name`, `name=true`, `name=false`.
fn value(word: &str, name: &str) -> Option<bool> {
    match word.strip_suffix(name) {
        Some("") => return Some(true),
        Some("-" | "!") => return Some(false),
        _ => {}
    }
    word.strip_prefix(name)?.strip_prefix('=').map(|value| value != "false")
}
