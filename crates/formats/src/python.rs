//! What the Python formats share: one requirement as PEP 508 writes it.

use crate::DeclaredDependency;
use crate::declare::asked;
use crate::text;
use quarterdeck_facts::DependencyScope;

/// Reads `name[extra] >=1,<2 ; marker` or `name @ url`; `None` when there is no name.
pub(crate) fn requirement(written: &str, scope: DependencyScope, line: u32) -> Option<DeclaredDependency> {
    let written = written.split(';').next().unwrap_or_default().trim();
    let end =
        written.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))).unwrap_or(written.len());
    let (name, mut rest) = written.split_at(end);
    if !name.starts_with(|first: char| first.is_ascii_alphanumeric()) {
        return None;
    }
    rest = rest.trim_start();
    if let Some(extras) = rest.strip_prefix('[') {
        rest = extras.split_once(']').map_or("", |(_, rest)| rest);
    }
    let rest = rest.trim().trim_start_matches('(').trim_end_matches(')').trim();
    let known = rest.is_empty() || rest.starts_with(['<', '>', '=', '!', '~', '@']);
    known.then(|| asked(name, rest, exact(rest), scope, line))
}

/// The version of `==1.2.3`; empty for anything that more than one version fulfils.
pub(crate) fn exact(specifier: &str) -> &str {
    let version = specifier.strip_prefix("===").or_else(|| specifier.strip_prefix("==")).unwrap_or_default().trim();
    let single = version.starts_with(|first: char| first.is_ascii_digit())
        && version.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+' | b'_' | b'!'));
    if single { version } else { "" }
}

/// Poetry and Pipenv write `1.2.3` or `==1.2.3` for one version, anything else for a range.
pub(crate) fn exact_or_plain(specifier: &str) -> &str {
    if text::is_plain_version(specifier) { specifier } else { exact(specifier) }
}

/// True when the name of a group of dependencies says that the running system does not need it.
pub(crate) fn is_development(group: &str) -> bool {
    const WORDS: [&str; 16] = [
        "dev",
        "devel",
        "develop",
        "development",
        "test",
        "tests",
        "testing",
        "lint",
        "linting",
        "docs",
        "doc",
        "typing",
        "types",
        "ci",
        "bench",
        "style",
    ];
    group.to_ascii_lowercase().split(|c: char| !c.is_ascii_alphanumeric()).any(|word| WORDS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::{is_development, requirement};
    use quarterdeck_facts::DependencyScope::Runtime;

    #[test]
    fn requirements_of_pep_508() {
        for (written, name, asked, version) in [
            ("requests", "requests", "", ""),
            ("Django==4.2.1 ; python_version > '3'", "Django", "==4.2.1", "4.2.1"),
            ("a.b_c[x,y]>=1,<2", "a.b_c", ">=1,<2", ""),
            ("pip (==1.0)", "pip", "==1.0", "1.0"),
            ("x==1.*", "x", "==1.*", ""),
            ("name @ https://example.org/n.whl", "name", "@ https://example.org/n.whl", ""),
        ] {
            let read = requirement(written, Runtime, 1).unwrap();
            assert_eq!((read.name.as_str(), read.requirement.as_str(), read.version.as_str()), (name, asked, version));
        }
        for written in ["", "-r other.txt", "https://example.org/x.whl", "./local", "a b"] {
            assert_eq!(requirement(written, Runtime, 1), None, "{written}");
        }
    }

    #[test]
    fn groups_for_development_are_known_by_words() {
        for (group, development) in
            [("dev", true), ("test-extra", true), ("all_docs", true), ("postgres", false), ("device", false)]
        {
            assert_eq!(is_development(group), development, "{group}");
        }
    }
}
