//! The main line of a history: HEAD's first parents, and where somebody pulled the server's branch into a copy of it, the
//! first parents of what came in.

use crate::classify;
use crate::walk::Walk;
use quarterdeck_git::Oid;
use std::collections::{BTreeMap, HashMap};

/// Commits of the main line looked at to tell whether changes come as requests.
const SAMPLE: usize = 200;

/// Names of the branch that everybody shares.
const SHARED: [&str; 5] = ["main", "master", "develop", "dev", "trunk"];

/// Positions of the commits on the main line: HEAD's first parents, newest first, then what pulls brought in.
pub(crate) fn mainline(walk: &Walk) -> Vec<usize> {
    let commits = &walk.history.commits;
    let positions: HashMap<Oid, usize> = commits.iter().enumerate().map(|(at, commit)| (commit.id, at)).collect();
    let pulled: Vec<Option<String>> = commits
        .iter()
        .map(|commit| if commit.parents.len() == 2 { pulled_from(&classify::subject(&commit.message)) } else { None })
        .collect();
    let server = most_named(&pulled);
    let parent = |at: usize, number: usize| commits[at].parents.get(number).and_then(|id| positions.get(id)).copied();
    line(commits.len(), &parent, &|at| server.is_some() && pulled[at].as_deref() == server)
}

/// Walks first parents, and second ones where the first belong to a copy.
fn line(commits: usize, parent: &dyn Fn(usize, usize) -> Option<usize>, is_pull: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let mut seen = vec![false; commits];
    let (mut line, mut starts) = (Vec::new(), Vec::new());
    let mut next = (commits > 0).then_some(0);
    while let Some(at) = next.or_else(|| starts.pop()) {
        next = None;
        if !seen[at] {
            seen[at] = true;
            line.push(at);
            starts.extend(parent(at, 1).filter(|_| is_pull(at)));
            next = parent(at, 0);
        }
    }
    line
}

/// The server that the shared branch was pulled from: `Merge branch 'main' of example.org:acme/shop`, however its address
/// is written.
fn pulled_from(subject: &str) -> Option<String> {
    let (branch, server) = subject.strip_prefix("Merge branch ")?.split_once(" of ")?;
    let shared = SHARED.contains(&branch.trim_matches(['\'', '"'])) && !server.contains(" into ");
    let server = server.split_once("://").map_or(server, |(_, rest)| rest);
    let server = server.rsplit_once('@').map_or(server, |(_, rest)| rest);
    shared.then(|| server.trim_end_matches('/').trim_end_matches(".git").replace(':', "/").to_lowercase())
}

/// The server that most pulls name: another one is somebody's copy.
fn most_named(pulled: &[Option<String>]) -> Option<&str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for server in pulled.iter().flatten() {
        *counts.entry(server).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(server, _)| server)
}

/// True when most of the newest commits of the main line are merges, or squashed requests (`... (#123)`).
pub(crate) fn merges_by_request(walk: &Walk) -> bool {
    let line = mainline(walk);
    let sample = &line[..line.len().min(SAMPLE)];
    let requested = |at: &&usize| {
        let commit = &walk.history.commits[**at];
        let subject = classify::subject(&commit.message);
        let number = subject
            .rsplit_once("(#")
            .is_some_and(|(_, rest)| rest.trim_end_matches(')').bytes().all(|b| b.is_ascii_digit()));
        commit.parents.len() > 1 || number
    };
    sample.iter().filter(requested).count() * 2 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::{line, most_named, pulled_from};

    #[test]
    fn a_pull_brings_in_the_line_of_the_server() {
        // 0 is HEAD, a local commit on the pull 1; 2 is local; 3 and 4 are the server's, where 4 merged 5; 6 is the root.
        let parents: [&[usize]; 7] = [&[1], &[2, 3], &[6], &[4], &[6, 5], &[6], &[]];
        let parent = |at: usize, number: usize| parents[at].get(number).copied();
        assert_eq!(line(7, &parent, &|_| false), [0, 1, 2, 6]);
        assert_eq!(line(7, &parent, &|at| at == 1), [0, 1, 2, 6, 3, 4]);
        assert!(line(0, &parent, &|_| true).is_empty());
    }

    #[test]
    fn a_pull_of_the_shared_branch_names_its_server() {
        for (subject, server) in [
            ("Merge branch 'master' of github.com:acme/shop", Some("github.com/acme/shop")),
            ("Merge branch 'main' of https://me@Example.org/acme/shop.git", Some("example.org/acme/shop")),
            ("Merge branch 'main' of git@example.org:acme/shop", Some("example.org/acme/shop")),
            ("Merge branch 'cart' of example.org:acme/shop", None),
            ("Merge branch 'main' of example.org:acme/shop into cart", None),
            ("Merge branch 'main'", None),
            ("Merge pull request #1 from acme/main", None),
        ] {
            assert_eq!(pulled_from(subject).as_deref(), server, "{subject}");
        }
        let pulls = ["b", "a", "b"].map(|server| Some(server.to_owned()));
        assert_eq!(most_named(&pulls), Some("b"));
        assert_eq!(most_named(&[None]), None);
    }
}
