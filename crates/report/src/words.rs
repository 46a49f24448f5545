//! Figures, places and commands as words: what the formats for people share.

use crate::escape;
use quarterdeck_base::{EffortDays, Evidence, RepoPath, round_to};
use quarterdeck_facts::{AsOfSource, ComponentReason, Facts, Person};
use quarterdeck_findings::{Comparison, Finding, Letter, Scope};

/// `12,345`.
pub(crate) fn grouped(value: u64) -> String {
    crate::written::whole(quarterdeck_brief::Language::En, value)
}

/// `1 file`, `12,345 files`.
pub(crate) fn plural(value: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(value), if value == 1 { one } else { many })
}

/// A share of 0 to 1 as `12.3 %`.
pub(crate) fn percent(share: f64) -> String {
    format!("{} %", round_to(share * 100.0, 1))
}

/// `0.5 to 2 days`, `1 day`; from ten days on without decimals, which an estimate does not have.
pub(crate) fn effort(days: EffortDays) -> String {
    let rounded = |value: f64| round_to(value, i32::from(value < 10.0));
    let (low, high) = (rounded(days.low), rounded(days.high));
    if high == 0.0 {
        return "under 0.1 day".to_owned();
    }
    let unit = if high > 1.0 { "days" } else { "day" };
    if low == high { format!("{high} {unit}") } else { format!("{low} to {high} {unit}") }
}

/// First letter as a capital, unless the first word is a name from the code.
pub(crate) fn capital(text: &str) -> String {
    let first_word = text.split_whitespace().next().unwrap_or_default();
    if first_word.contains(|c: char| !c.is_alphabetic() && !matches!(c, ',' | ':' | '\'' | '-'))
        || first_word.contains("::")
    {
        return text.to_owned();
    }
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

/// A clause with a full stop at its end.
pub(crate) fn end(clause: &str) -> String {
    let text = clause.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

/// A clause as a sentence: capital first, a full stop at its end.
pub(crate) fn sentence(clause: &str) -> String {
    capital(&end(clause))
}

/// What a letter means, in one word.
pub(crate) fn letter_word(letter: Letter) -> &'static str {
    match letter {
        Letter::A => "healthy",
        Letter::B => "good",
        Letter::C => "fair",
        Letter::D => "poor",
        Letter::E => "harmful",
    }
}

/// The first twelve digits of a commit id.
pub(crate) fn short(commit: &str) -> &str {
    commit.get(..12).unwrap_or(commit)
}

/// What reports call a person.
pub(crate) fn person(person: &Person, names: bool) -> &str {
    if names { &person.name } else { &person.pseudonym }
}

/// The stable id of where `as_of` came from.
pub(crate) fn as_of_source(source: AsOfSource) -> &'static str {
    match source {
        AsOfSource::Commit => "commit",
        AsOfSource::Knowledge => "knowledge",
        AsOfSource::Given => "given",
    }
}

/// The stable id of a component's reason.
pub(crate) fn component_reason(reason: ComponentReason) -> &'static str {
    match reason {
        ComponentReason::Manifest => "manifest",
        ComponentReason::Folder => "folder",
        ComponentReason::Root => "root",
    }
}

/// The repository of a scope; `None` for the whole system.
pub(crate) fn repository(scope: &Scope) -> Option<&str> {
    match scope {
        Scope::System => None,
        Scope::Repository { repository }
        | Scope::Component { repository, .. }
        | Scope::File { repository, .. }
        | Scope::Function { repository, .. }
        | Scope::Dependency { repository, .. }
        | Scope::Pair { repository, .. }
        | Scope::Group { repository, .. } => Some(repository),
    }
}

/// Where a finding is, in one line.
pub(crate) fn place(scope: &Scope) -> String {
    match scope {
        Scope::System => "the whole system".to_owned(),
        Scope::Repository { repository } => format!("repository {repository}"),
        Scope::Component { name, .. } => format!("component {name}"),
        Scope::File { path, .. } => path.to_string(),
        Scope::Function { path, name, start_line, .. } => format!("{path}:{start_line} {name}"),
        Scope::Dependency { manifest, name, .. } => format!("{name} in {manifest}"),
        Scope::Pair { first, second, .. } => format!("{first} and {second}"),
        Scope::Group { paths, .. } => group(paths),
    }
}

fn group(paths: &[RepoPath]) -> String {
    // A folder that is the root has no name.
    let shown = |path: &RepoPath| if path.as_bytes().is_empty() { "the root".to_owned() } else { path.to_string() };
    match paths {
        [] => "no path".to_owned(),
        [one] => shown(one),
        [first, second] => format!("{} and {}", shown(first), shown(second)),
        [first, rest @ ..] => format!("{} and {} more", shown(first), rest.len()),
    }
}

/// The command that prints again what a finding rests on.
pub(crate) fn reproduce(finding: &Finding) -> String {
    let stated = finding.evidence.iter().find_map(|evidence| match evidence {
        Evidence::Command { arguments } => Some(arguments.as_str()),
        _ => None,
    });
    let arguments = stated.unwrap_or(match finding.scope {
        Scope::System | Scope::Repository { .. } => "audit .",
        Scope::Component { .. } => "facts . --level component",
        Scope::File { .. } | Scope::Group { .. } => "facts . --level file",
        Scope::Function { .. } => "facts . --level function",
        Scope::Dependency { .. } => "facts . --level dependency",
        Scope::Pair { .. } => "facts . --level pair",
    });
    format!("quarterdeck {arguments}")
}

/// How many findings are new, and since when.
pub(crate) fn new_since(comparison: &Comparison) -> String {
    let commit = match comparison.commits.as_slice() {
        [(_, commit)] if !commit.starts_with(&comparison.since) => format!(" ({})", short(commit)),
        _ => String::new(),
    };
    let count = match comparison.new.len() as u64 {
        0 => "No new findings".to_owned(),
        count => plural(count, "new finding", "new findings"),
    };
    format!("{count} since {}{commit}", comparison.since)
}

/// What became of the others.
pub(crate) fn known(open: u64, comparison: &Comparison) -> String {
    let known = open.saturating_sub(comparison.new.len() as u64);
    let mut text = match known {
        1 => "One finding was there before".to_owned(),
        _ => format!("{} were there before", plural(known, "finding", "findings")),
    };
    text.push_str(&match comparison.gone {
        0 => ", none is gone.".to_owned(),
        1 => ", one is gone.".to_owned(),
        gone => format!(", {} are gone.", grouped(gone)),
    });
    if !comparison.unassessed_before.is_empty() {
        let checks = comparison.unassessed_before.join(", ");
        text.push_str(&format!(" {checks} could not be assessed then: what they find counts as new."));
    }
    text
}

/// The command that shows a piece of evidence, when git can show it.
pub(crate) fn show(evidence: &Evidence, facts: &Facts) -> Option<String> {
    let audited = |name: &str| facts.repositories.iter().find(|known| known.name == name).map(|known| &*known.commit);
    match evidence {
        Evidence::File { repository, path } | Evidence::Lines { repository, path, .. } => audited(repository)
            .map(|commit| format!("git show {}", escape::shell(&format!("{}:{path}", short(commit))))),
        Evidence::Commit { commit, .. } => Some(format!("git show {}", escape::shell(commit))),
        Evidence::Absence { .. } | Evidence::Command { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{effort, grouped, percent, plural, sentence};
    use quarterdeck_base::EffortDays;

    #[test]
    fn figures_read_well() {
        for (value, text) in [(0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(value), text);
        }
        assert_eq!(plural(1, "file", "files"), "1 file");
        assert_eq!(percent(0.1234), "12.3 %");
        for (low, high, text) in [
            (0.5, 2.0, "0.5 to 2 days"),
            (4.66, 17.7, "4.7 to 18 days"),
            (1.0, 1.0, "1 day"),
            (0.01, 0.02, "under 0.1 day"),
        ] {
            assert_eq!(effort(EffortDays::new(low, high)), text);
        }
        assert_eq!(sentence("the clone is shallow"), "The clone is shallow.");
    }
}
