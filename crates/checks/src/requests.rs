//! What reaches the main line, and whether it came as a request that somebody could look at.

use crate::support::{manifests_of, recent_commits, share};
use quarterdeck_facts::{CommitFacts, Facts};
use std::collections::BTreeSet;

/// From this share of the changes on that came as requests, somebody else sees what a newcomer changes.
const ALL_BY_REQUEST: f64 = 0.9;

/// Fewer changes of the main line in a year say nothing.
const LEAST_CHANGES: usize = 30;

/// A release changes the version in so many files at most; more of them hold work.
const MOST_VERSION_FILES: u32 = 5;

/// Changes of the main line by people in the last 12 months, oldest first: without what a service writes in somebody's
/// name, what only brings lines of work together, and what only sets the version of a release.
pub(crate) fn mainline_changes(facts: &Facts, repository: usize) -> Vec<&CommitFacts> {
    let own = own_names(facts, repository);
    let is_change = |commit: &&CommitFacts| {
        commit.mainline && !is_by_service(commit) && !is_sync_merge(commit) && !sets_version(commit, &own)
    };
    recent_commits(facts, repository).filter(is_change).collect()
}

/// True where nine in ten of the changes of the main line came as requests.
pub(crate) fn works_by_requests(facts: &Facts, repository: usize) -> bool {
    let changes = mainline_changes(facts, repository);
    let requests = changes.iter().filter(|commit| is_request(commit)).count();
    changes.len() >= LEAST_CHANGES && share(requests as u64, changes.len() as u64) >= ALL_BY_REQUEST
}

/// What GitHub writes when it takes in the request of the private fork of a security advisory.
pub(crate) fn is_from_advisory(commit: &CommitFacts) -> bool {
    commit.by_host && commit.subject == "Merge commit from fork"
}

/// A merge of a branch, or a subject with the number of a request.
pub(crate) fn is_request(commit: &CommitFacts) -> bool {
    let subject = commit.subject.as_str();
    if commit.kind.merge || is_from_advisory(commit) {
        return true;
    }
    let number =
        |mark: &str| subject.split(mark).skip(1).any(|rest| rest.starts_with(|first: char| first.is_ascii_digit()));
    number("(#") || number("(!") || number("pull request #") || number("(PR #") || number("PR-")
}

/// True when a service made the commit in somebody's name: translations that come in by themselves.
fn is_by_service(commit: &CommitFacts) -> bool {
    [
        "Translated using Weblate",
        "Added translation using Weblate",
        "New translations",
        "New Crowdin",
        "Update translations",
    ]
    .iter()
    .any(|start| commit.subject.starts_with(start))
}

/// A merge that only brings lines of work together: a pull of the same branch, or a branch of a version merged forward. It
/// is neither a change nor a request.
fn is_sync_merge(commit: &CommitFacts) -> bool {
    let subject = commit.subject.as_str();
    if !commit.kind.merge || subject.contains('#') || subject.contains('!') {
        return false;
    }
    let Some(branch) = subject.strip_prefix("Merge branch ") else {
        return subject.starts_with("Merge remote-tracking");
    };
    let pulled = branch.contains(" of ") && !branch.contains(" into ");
    let name = branch.split(['\'', '"']).nth(1).unwrap_or_default();
    let parts: Vec<&str> = name.trim_start_matches('v').split('.').collect();
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let version = parts.len() >= 2 && parts.iter().all(|part| *part == "x" || is_number(part));
    let shared = ["main", "master", "develop", "trunk"].contains(&name);
    let release = ["release/", "release-", "stable/", "maintenance/"].iter().any(|start| name.starts_with(start));
    pulled || version || shared || release
}

/// What tools of releases and those who do their work write, in lower case, before the version or alone. What names more
/// than the version (`Bump lodash to 4.1`) is work on a dependency.
#[rustfmt::skip]
const SET_VERSION: &[&str] = &[
    "back to development", "begin next development iteration", "bump", "bump version", "chore(release)", "create release", "cut",
    "cut release", "new release", "next development version", "now working on version", "prepare for next development iteration",
    "prepare for release", "prepare next development iteration", "prepare release", "prepare version", "release", "release version",
    "set version", "start version", "update version", "version", "version bump", "version update",
];

/// What the repository and its packages are called, in lower case: `Bump spree to 5.6.1` in spree sets its own version.
fn own_names(facts: &Facts, repository: usize) -> BTreeSet<String> {
    let packages =
        manifests_of(facts, repository).iter().filter(|manifest| !manifest.lock).map(|manifest| &manifest.name);
    let names = packages.chain([&facts.repositories[repository].name]);
    let last = |name: &String| name.rsplit(['/', ':']).next().unwrap_or_default().to_ascii_lowercase();
    names.flat_map(|name| [name.to_ascii_lowercase(), last(name)]).filter(|name| !name.is_empty()).collect()
}

/// True when all that the subject says is which version is set, and hardly a file changed: a tool of releases commits so in
/// the name of who started it. `npm version` writes the version alone.
fn sets_version(commit: &CommitFacts, own: &BTreeSet<String>) -> bool {
    let subject = commit.subject.to_ascii_lowercase();
    if subject.starts_with("[maven-release-plugin] ") || subject.starts_with("[gradle release plugin] ") {
        return !commit.kind.merge;
    }
    let mark = |c: char| matches!(c, '(' | ')' | ':' | ',' | '"' | '\'' | '`');
    let words: Vec<&str> = subject
        .split_whitespace()
        .map(|word| word.trim_matches(mark))
        .filter(|word| !word.is_empty() && !own.contains(*word))
        .collect();
    let is_version = |word: &&str| {
        let number = word.strip_prefix('v').unwrap_or(word);
        number.starts_with(|first: char| first.is_ascii_digit())
            && number.contains('.')
            && number.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+' | '_'))
    };
    let said = words.iter().position(is_version).unwrap_or(words.len());
    let (before, versions) = words.split_at(said);
    let before = before.iter().filter(|word| !matches!(**word, "to" | "from")).copied().collect::<Vec<_>>().join(" ");
    // `chore(release)` lost its bracket with the colon behind it; what follows it, or `chore:`, says the rest.
    let said = ["chore(release ", "chore "].iter().find_map(|kind| before.strip_prefix(kind)).unwrap_or(&before);
    let is_said = before.is_empty() && !versions.is_empty()
        || SET_VERSION.iter().any(|start| start.trim_matches(mark) == said)
            && (!versions.is_empty() || before.contains("development"));
    let is_rest = versions.iter().all(|word| is_version(word) || matches!(*word, "to" | "->" | "→" | "=>"));
    !commit.kind.merge
        && is_said
        && is_rest
        && commit.files.is_some_and(|files| (1..=MOST_VERSION_FILES).contains(&files))
}

#[cfg(test)]
mod tests {
    use super::{is_request, is_sync_merge, sets_version, works_by_requests};
    use crate::testing::{add_commit, add_person, empty_facts};
    use quarterdeck_facts::CommitFacts;
    use std::collections::BTreeSet;

    #[test]
    fn merges_that_bring_lines_of_work_together() {
        for (subject, merge, sync) in [
            ("Merge branch '4.0.x'", true, true),
            ("Merge branch '3.5.x' into 4.0.x", true, true),
            ("Merge branch 'main' of example.org:shop", true, true),
            ("Merge branch 'x' of example.org:shop into x", true, false),
            ("Merge branch 'develop' into 'main'", true, true),
            ("Merge remote-tracking branch 'origin/x'", true, true),
            ("Merge branch 'cart'", true, false),
            ("Merge branch 'cart-2.0' into 'main'", true, false),
            ("Merge branch '4.0.x' (#12)", true, false),
            ("Merge pull request #3 from acme/main", true, false),
            ("Merge branch '4.0.x'", false, false),
        ] {
            let mut commit = CommitFacts { subject: subject.to_owned(), ..CommitFacts::default() };
            commit.kind.merge = merge;
            assert_eq!(is_sync_merge(&commit), sync, "{subject}");
        }
    }

    #[test]
    fn versions_that_a_tool_of_releases_sets() {
        for (subject, files, sets) in [
            ("Next development version (v4.1.1-SNAPSHOT)", 1, true),
            ("Next development version", 1, true),
            ("Release v4.0.0", 2, true),
            ("chore(release): 2.3.0", 3, true),
            ("v1.2.3", 2, true),
            ("1.2.3-rc.1", 2, true),
            ("Bump version: 1.2.3 → 1.2.4", 4, true),
            ("Bump version to v5.6.0.rc2", 1, true),
            ("Bump to v20.1.1", 3, true),
            ("version update 3.2.1 to 3.2.2", 3, true),
            ("Update version to 14.0.1-beta1", 1, true),
            ("Version bump to v2.53.0-rc.0", 3, true),
            ("chore(release): bump version to v9.11.1", 3, true),
            ("chore: release 2025.2", 2, true),
            ("Bump Spree to 5.6.1", 1, true),
            ("Cut v3.10.0-rc.1", 4, true),
            ("8.4.0-SNAPSHOT", 5, true),
            ("[maven-release-plugin] prepare release shop-1.2", 90, true),
            // Work: more is said, many files changed, or no version is named.
            ("Release v4.0.0 and repair the rounding", 2, false),
            ("Release v4.0.0", 6, false),
            ("Release the lock when done", 1, false),
            ("Release", 1, false),
            ("Version", 1, false),
            ("Upgrade to Netty 4.1.131.Final", 1, false),
            ("Bump spree and lodash to 4.1", 1, false),
            ("Bump lodash to 4.1", 1, false),
            ("Bump lodash from 4.17.20 to 4.17.21", 1, false),
            ("chore(deps): bump vitest to 2.0", 1, false),
            ("chore: bump vitest to 1.0.4", 1, false),
            ("deps: bump to memchr 2.6.3", 1, false),
            ("Update MySQL version to 9.7", 1, false),
            ("Bump to v20.1.1", 6, false),
            ("Bump", 1, false),
            ("chore: 4.1", 1, false),
            ("Update release notes for 1.2.3", 1, false),
            ("Repair version 1.2.3", 1, false),
            ("", 1, false),
        ] {
            let commit = CommitFacts { subject: subject.to_owned(), files: Some(files), ..CommitFacts::default() };
            assert_eq!(sets_version(&commit, &BTreeSet::from(["spree".to_owned()])), sets, "{subject}");
        }
    }

    #[test]
    fn requests_leave_a_trace() {
        for (subject, by_host, request) in [
            ("Round prices (#12)", false, true),
            ("Round prices (!12)", false, true),
            ("Merge pull request #12 from acme/round", false, true),
            ("Round prices", true, false),
            ("Round #prices", false, false),
            ("Merge commit from fork", true, true),
            ("Merge commit from fork", false, false),
        ] {
            let commit = CommitFacts { subject: subject.to_owned(), by_host, ..CommitFacts::default() };
            assert_eq!(is_request(&commit), request, "{subject}");
        }
    }

    #[test]
    fn nine_in_ten_changes_as_requests() {
        for (changes, requests, expected) in [(40, 36, true), (40, 35, false), (30, 30, true), (29, 29, false)] {
            let mut facts = empty_facts();
            add_person(&mut facts, 1);
            for at in 0..changes {
                add_commit(&mut facts, if at < requests { "Round (#12)" } else { "Round prices" }, 9);
            }
            assert_eq!(works_by_requests(&facts, 0), expected, "{requests} of {changes}");
        }
    }
}
