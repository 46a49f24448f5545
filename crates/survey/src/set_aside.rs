//! Files that only the rest of the snapshot tells to be no source: what the repository's own tools leave alone, and
//! migrations that a list runs once. Apart from `libraries`, which looks for somebody else's code.
//!
//! A folder is data when two tools or more are told to leave it alone, at least one of which judges quality (CodeQL, Code
//! Climate, Sonar): builds and linters leave out a lot that is source. That is a claim of the repository, shown as one, and
//! bounded: a folder with a manifest or with a quarter of the code stays what it is.

use crate::Input;
use crate::read::FileRead;
use quarterdeck_base::RepoPath;
use quarterdeck_facts::FileKind;
use quarterdeck_formats::Declared;
use quarterdeck_languages::KindVerdict;
use std::collections::{BTreeMap, BTreeSet};

/// A folder with more than one in so many lines of code is the system, whatever its tools are told.
const LARGEST_SHARE: u64 = 4;
/// Largest configuration that is read, in bytes.
const CONFIGURATION_BYTES: u64 = 256 * 1024;

/// A tool that can be told to leave files alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tool {
    CodeClimate,
    CodeQl,
    Eslint,
    Sonar,
    TypeScript,
}

impl Tool {
    /// The tool of a configuration, by its path.
    fn of(path: &RepoPath) -> Option<Self> {
        let (whole, name) = (path.as_bstr().to_string(), path.file_name().to_string());
        let is_yaml = name.ends_with(".yml") || name.ends_with(".yaml");
        match name.as_str() {
            ".codeclimate.yml" => Some(Self::CodeClimate),
            "sonar-project.properties" => Some(Self::Sonar),
            ".eslintignore" => Some(Self::Eslint),
            name if name.starts_with(".eslintrc") || name.starts_with("eslint.config.") => Some(Self::Eslint),
            name if name.starts_with("tsconfig") && name.ends_with(".json") => Some(Self::TypeScript),
            name if is_yaml && whole.starts_with(".github/") && name.contains("codeql") => Some(Self::CodeQl),
            _ => None,
        }
    }

    fn judges_quality(self) -> bool {
        matches!(self, Self::CodeClimate | Self::CodeQl | Self::Sonar)
    }

    /// The patterns that a configuration leaves out.
    fn left_out(self, text: &str) -> Vec<&str> {
        match self {
            Self::CodeClimate => listed(text, "exclude_patterns:"),
            Self::CodeQl => listed(text, "paths-ignore:"),
            Self::Sonar => {
                let lines = text.lines().filter_map(|line| line.trim().strip_prefix("sonar.exclusions"));
                lines.flat_map(|line| line.trim_start_matches([' ', '=', ':']).split(',')).collect()
            }
            Self::TypeScript => quoted(text, "\"exclude\""),
            Self::Eslint => {
                let lines = text.lines().filter(|line| !line.starts_with(['#', '!']));
                // A list of patterns has one on each line; the other forms write them in quotes.
                let plain = lines.filter(|line| !line.contains(['"', '\'', '{', ':', '(', ' ']));
                [quoted(text, "ignores"), quoted(text, "ignorePatterns"), plain.collect()].concat()
            }
        }
    }
}

/// The items of the lists under a key of YAML.
fn listed<'a>(text: &'a str, key: &str) -> Vec<&'a str> {
    let mut items = Vec::new();
    let mut inside = false;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix("- ") {
            Some(item) if inside => items.push(item.trim().trim_matches(['"', '\''])),
            _ => inside = line == key,
        }
    }
    items
}

/// The texts between quotes in the list after each mention of a key.
fn quoted<'a>(text: &'a str, key: &str) -> Vec<&'a str> {
    let lists = text.match_indices(key).filter_map(|(at, _)| {
        let rest = text[at + key.len()..].trim_start_matches([' ', ':', '"', '\'']);
        rest.strip_prefix('[')?.split(']').next()
    });
    lists.flat_map(|list| list.split(['"', '\'']).skip(1).step_by(2)).collect()
}

/// The folder that a pattern leaves out as a whole; `None` for patterns of names.
fn folder_of(pattern: &str) -> Option<&str> {
    let bare = pattern.trim().trim_start_matches("./").trim_start_matches('/');
    let bare = bare.trim_end_matches("/*").trim_end_matches("/**").trim_end_matches('/');
    (!bare.is_empty() && bare != "." && !bare.contains(['*', '?', '{', '!', '$', '\\'])).then_some(bare)
}

/// Gives what is set aside its kind, and takes away what was parsed of it. `believe` is false when claims of the repository
/// are set aside.
pub(crate) fn mark(input: &Input, files: &mut [FileRead], believe: bool) {
    let folders = if believe { excluded_folders(input, files) } else { Vec::new() };
    let migrated = migration_folders(files);
    for file in files.iter_mut().filter(|file| file.kind.kind == FileKind::Source) {
        let lies_in = |folders: &[Vec<u8>]| folders.iter().any(|folder| file.entry.path.is_in(folder));
        let (rule, claimed) = if lies_in(&migrated) && file.language.is_some_and(|language| language.name == "Python") {
            ("data:listed-migration", false)
        } else if lies_in(&folders) {
            ("data:left-out-by-own-tools", true)
        } else {
            continue;
        };
        file.kind = KindVerdict { kind: FileKind::Data, rule, claimed };
        file.code = None;
    }
}

/// Folders `patches` beside a list `patches.txt` (Frappe): each file runs once, like a migration.
fn migration_folders(files: &[FileRead]) -> Vec<Vec<u8>> {
    let lists = files.iter().filter(|file| file.entry.path.file_name() == "patches.txt");
    lists.map(|file| below(file.entry.path.parent(), b"patches")).collect()
}

fn excluded_folders(input: &Input, files: &[FileRead]) -> Vec<Vec<u8>> {
    let reader = input.repository.blob_reader();
    let mut buffer = Vec::new();
    let mut told: BTreeMap<Vec<u8>, BTreeSet<Tool>> = BTreeMap::new();
    for file in files.iter().filter(|file| file.problem.is_none() && file.text.bytes <= CONFIGURATION_BYTES) {
        let Some(tool) = Tool::of(&file.entry.path) else { continue };
        if reader.blob(&file.entry.id, &mut buffer).is_err() {
            continue;
        }
        let text = String::from_utf8_lossy(&buffer);
        let home: &[u8] = if tool == Tool::CodeQl { b"" } else { file.entry.path.parent() };
        for folder in tool.left_out(&text).into_iter().filter_map(folder_of) {
            told.entry(below(home, folder.as_bytes())).or_default().insert(tool);
        }
    }
    told.retain(|_, tools| tools.len() > 1 && tools.iter().any(|tool| tool.judges_quality()));
    told.into_keys().filter(|folder| is_small_part(files, folder)).collect()
}

/// A path below a folder; the root is empty.
fn below(folder: &[u8], path: &[u8]) -> Vec<u8> {
    let separator: &[u8] = if folder.is_empty() { b"" } else { b"/" };
    [folder, separator, path].concat()
}

/// True for a folder without a manifest that holds less than a quarter of the code.
fn is_small_part(files: &[FileRead], folder: &[u8]) -> bool {
    let source = || files.iter().filter(|file| file.kind.kind == FileKind::Source);
    let lines = |inside: bool| -> u64 {
        source().filter(|file| !inside || file.entry.path.is_in(folder)).map(|file| u64::from(file.text.code)).sum()
    };
    let has_manifest = files
        .iter()
        .any(|file| matches!(file.declared, Some(Ok(Declared::Manifest(_)))) && file.entry.path.is_in(folder));
    !has_manifest && lines(true) * LARGEST_SHARE < lines(false)
}

#[cfg(test)]
mod tests {
    use super::{Tool, folder_of};
    use quarterdeck_base::RepoPath;

    #[test]
    fn tools_are_told_to_leave_folders_alone() {
        for (path, text, folders) in [
            (
                ".codeclimate.yml",
                "exclude_patterns:\n  - 'data/old/**'\n  - \"**/*.js\"\nplugins:\n  - x/y\n",
                "data/old",
            ),
            (".github/codeql/codeql-config.yml", "paths:\n - a\npaths-ignore:\n# no\n - data/old\n", "data/old"),
            (
                "sonar-project.properties",
                "sonar.exclusions=data/old/**,**/*.ts, web/x/\nsonar.sources=src",
                "data/old web/x",
            ),
            ("tsconfig.json", "{\"include\": [\"src\"], \"exclude\": [\"data/old/**\", \"**/*.d.ts\"]}", "data/old"),
            ("web/tsconfig.app.json", "{\"files\": []}", ""),
            ("eslint.config.mjs", "export default [{ ignores: [\n 'data/old/**', 'dist/' ] }]", "data/old dist"),
            (".eslintignore", "# no\n!src\ndata/old\n/dist/\n*.min.js\n", "data/old dist"),
            (".eslintrc.json", "{\"ignorePatterns\": [\"data/old/*\"],\n\"root\": true}", "data/old"),
        ] {
            let tool = Tool::of(&RepoPath::from(path)).expect("a configuration");
            let found: Vec<&str> = tool.left_out(text).into_iter().filter_map(folder_of).collect();
            assert_eq!(found.join(" "), folders, "{path}");
        }
        for path in ["codeql.yml", ".github/workflows/test.yml", "src/tsconfig.ts", "exclude"] {
            assert_eq!(Tool::of(&RepoPath::from(path)), None, "{path}");
        }
    }
}
