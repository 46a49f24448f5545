//! Which rules of CODEOWNERS match a file: patterns as code hosts read them, against the paths of the snapshot.

use crate::read::FileRead;
use bstr::ByteSlice;
use globset::{GlobBuilder, GlobSetBuilder};
use quarterdeck_facts::{FileIx, OwnerRule};
use quarterdeck_formats::DeclaredOwners;

/// The rules of one file, in its order.
pub(crate) fn rules(file: FileIx, declared: &[DeclaredOwners], files: &[FileRead]) -> Vec<OwnerRule> {
    let paths: Vec<_> = files.iter().map(|read| read.entry.path.as_bytes().to_str_lossy().into_owned()).collect();
    let patterns: Vec<&str> = declared.iter().map(|rule| rule.pattern.as_str()).collect();
    let matched = matched(&patterns, paths.iter().map(String::as_str));
    declared
        .iter()
        .zip(matched)
        .map(|(rule, matches)| OwnerRule {
            file,
            pattern: rule.pattern.clone(),
            owners: rule.owners,
            matches,
            line: rule.line,
        })
        .collect()
}

/// Whether each pattern matches a path; what cannot be read as a pattern counts as matching.
fn matched<'a>(patterns: &[&str], paths: impl Iterator<Item = &'a str>) -> Vec<bool> {
    let mut set = GlobSetBuilder::new();
    let mut of: Vec<usize> = Vec::new();
    let mut found = vec![false; patterns.len()];
    for (at, pattern) in patterns.iter().enumerate() {
        let globs: Vec<_> = globs(pattern)
            .iter()
            .map(|glob| GlobBuilder::new(glob).literal_separator(true).backslash_escape(true).build())
            .collect();
        if globs.iter().any(Result::is_err) || pattern.starts_with('!') {
            found[at] = true;
            continue;
        }
        for glob in globs.into_iter().flatten() {
            set.add(glob);
            of.push(at);
        }
    }
    let Ok(set) = set.build() else { return vec![true; patterns.len()] };
    for path in paths {
        for glob in set.matches(path) {
            found[of[glob]] = true;
        }
    }
    found
}

/// A pattern as globs over whole paths: without a slash inside it holds at any depth, and what may be a folder holds for
/// everything below.
fn globs(pattern: &str) -> Vec<String> {
    let anchored = pattern.trim_end_matches('/').contains('/');
    let plain = pattern.trim_start_matches('/');
    let base = if anchored || plain.starts_with("**/") { plain.to_owned() } else { format!("**/{plain}") };
    match base.strip_suffix('/') {
        Some(folder) => vec![format!("{folder}/**")],
        None => vec![base.clone(), format!("{base}/**")],
    }
}

#[cfg(test)]
mod tests {
    use super::matched;

    #[test]
    fn patterns_match_as_code_hosts_read_them() {
        for (pattern, path, expected) in [
            ("*", "a/b.rs", true),
            ("*.js", "web/src/a.js", true),
            ("*.js", "a.ts", false),
            ("/docs/", "docs/a/b.md", true),
            ("/docs/", "web/docs/a.md", false),
            ("docs/", "web/docs/a.md", true),
            ("/src/shop", "src/shop/cart.rs", true),
            ("src/shop", "src/shop/cart.rs", true),
            ("src/gone", "src/shop/cart.rs", false),
            ("/build/*.sh", "build/x/a.sh", false),
            ("**/logs", "deep/down/logs/a.txt", true),
            ("Makefile", "tools/Makefile", true),
            ("[", "a", true),
        ] {
            assert_eq!(matched(&[pattern], [path].into_iter()), [expected], "{pattern} {path}");
        }
    }
}
