//! The main line of a history: HEAD's first parents, and the first parents of what came in where somebody pulled the server's
//! branch into a copy of it, or merged a second long-lived line (`develop`) to which requests go.

use crate::classify;
use crate::walk::Walk;
use quarterdeck_git::Oid;
use std::collections::{BTreeMap, HashMap};

/// Commits of the main line looked at to tell whether changes come as requests.
const SAMPLE: usize = 200;

/// Names of the branch that everybody shares.
const SHARED: [&str; 5] = ["main", "master", "develop", "dev", "trunk"];

/// Names of branches on which work is collected before it comes to the main one.
const COLLECTING: [&str; 6] = ["dev", "devel", "develop", "development", "next", "staging"];

/// Requests that a merged line has to hold to be a long-lived one.
const LEAST_REQUESTS: usize = 3;

/// Positions of the commits on the main line: HEAD's first parents, newest first, then what pulls and merges of long-lived
/// lines brought in.
pub(crate) fn mainline(walk: &Walk) -> Vec<usize> {
    let commits = &walk.history.commits;
    let positions: HashMap<Oid, usize> = commits.iter().enumerate().map(|(at, commit)| (commit.id, at)).collect();
    let pulled: Vec<Option<String>> = commits
        .iter()
        .map(|commit| if commit.parents.len() == 2 { pulled_from(&classify::subject(&commit.message)) } else { None })
        .collect();
    let server = most_named(&pulled);
    let subject = |at: usize| classify::subject(&commits[at].message);
    let parent = |at: usize, number: usize| commits[at].parents.get(number).and_then(|id| positions.get(id)).copied();
    let brings = |at: usize| match () {
        () if server.is_some() && pulled[at].as_deref() == server => Brings::Copy,
        () if commits[at].parents.len() == 2 && is_collected(&subject(at)) => Brings::Line,
        () => Brings::Nothing,
    };
    let is_request = |at: usize| is_request(commits[at].parents.len(), &subject(at));
    line(commits.len(), &parent, &brings, &is_request)
}

/// What the second parent of a merge may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Brings {
    /// A topic, which the merge stands for.
    Nothing,
    /// The same branch, as the server has it.
    Copy,
    /// A long-lived line, by its name.
    Line,
}

/// Walks first parents, and second ones where the first belong to a copy, or where the second are a line of requests.
fn line(
    commits: usize,
    parent: &dyn Fn(usize, usize) -> Option<usize>,
    brings: &dyn Fn(usize) -> Brings,
    is_request: &dyn Fn(usize) -> bool,
) -> Vec<usize> {
    let mut seen = vec![false; commits];
    let (mut line, mut starts) = (Vec::new(), Vec::new());
    let mut next = (commits > 0).then_some((0, Brings::Copy));
    while let Some((start, as_what)) = next.take().or_else(|| starts.pop()) {
        let side: Vec<usize> =
            std::iter::successors(Some(start), |at| parent(*at, 0)).take_while(|at| !seen[*at]).collect();
        if as_what == Brings::Line && side.iter().filter(|at| is_request(**at)).count() < LEAST_REQUESTS {
            continue;
        }
        for at in side {
            seen[at] = true;
            line.push(at);
            let as_what = brings(at);
            starts.extend(parent(at, 1).filter(|_| as_what != Brings::Nothing).map(|second| (second, as_what)));
        }
    }
    line
}

/// True for the merge of a branch on which work is collected: `Merge branch 'develop'`, `Merge branch 'release/4.1' into main`,
/// `Merge pull request #4 from acme/develop`.
fn is_collected(subject: &str) -> bool {
    let quoted = || Some(subject.strip_prefix("Merge branch ")?.split(['\'', '"']).nth(1)?.to_owned());
    let requested = || {
        let (_, from) = subject.strip_prefix("Merge pull request #")?.split_once(" from ")?;
        Some(from.split_once('/')?.1.trim().to_owned())
    };
    let remote = || {
        let name = subject.strip_prefix("Merge remote-tracking branch ")?.split(['\'', '"']).nth(1)?.to_owned();
        Some(name.split_once('/')?.1.to_owned())
    };
    let branch = quoted().or_else(requested).or_else(remote).unwrap_or_default();
    // Another repository's: a pull.
    let is_pull = subject.contains("' of ") || subject.contains("\" of ");
    !is_pull && (COLLECTING.contains(&branch.as_str()) || branch.starts_with("release/"))
}

/// True for the merge of a request or the squashed commits of one.
fn is_request(parents: usize, subject: &str) -> bool {
    let merged = ["Merge pull request #", "Merge PR #", "Merged in "].iter().any(|start| subject.starts_with(start));
    let topic = subject.starts_with("Merge branch ") && !is_collected(subject) && !is_shared(subject);
    (parents > 1 && (merged || topic)) || has_number(subject)
}

/// True for the merge of the branch that everybody shares into another one.
fn is_shared(subject: &str) -> bool {
    subject.split(['\'', '"']).nth(1).is_some_and(|branch| SHARED.contains(&branch))
}

/// True when a subject ends in the number of a request: `Round prices (#123)`.
fn has_number(subject: &str) -> bool {
    subject
        .rsplit_once("(#")
        .is_some_and(|(_, rest)| rest.trim_end_matches(')').bytes().all(|byte| byte.is_ascii_digit()))
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
        commit.parents.len() > 1 || has_number(&classify::subject(&commit.message))
    };
    sample.iter().filter(requested).count() * 2 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::{Brings, is_collected, is_request, line, most_named, pulled_from};

    #[test]
    fn a_pull_brings_in_the_line_of_the_server() {
        // 0 is HEAD, a local commit on the pull 1; 2 is local; 3 and 4 are the server's, where 4 merged 5; 6 is the root.
        let parents: [&[usize]; 7] = [&[1], &[2, 3], &[6], &[4], &[6, 5], &[6], &[]];
        let parent = |at: usize, number: usize| parents[at].get(number).copied();
        let pulls = |at| if at == 1 { Brings::Copy } else { Brings::Nothing };
        assert_eq!(line(7, &parent, &|_| Brings::Nothing, &|_| false), [0, 1, 2, 6]);
        assert_eq!(line(7, &parent, &pulls, &|_| false), [0, 1, 2, 6, 3, 4]);
        assert!(line(0, &parent, &|_| Brings::Copy, &|_| false).is_empty());
    }

    #[test]
    fn a_second_long_lived_line_is_followed_where_requests_went_to_it() {
        // 0 merges the line 2, 3, 4 into 1; 3 and 4 merged topics, 5 is the root.
        let parents: [&[usize]; 8] = [&[1, 2], &[5], &[3], &[4, 6], &[5, 7], &[], &[5], &[5]];
        let parent = |at: usize, number: usize| parents[at].get(number).copied();
        let brings = |at| if at == 0 { Brings::Line } else { Brings::Nothing };
        for (requests, expected) in
            [(&[2, 3, 4][..], vec![0, 1, 5, 2, 3, 4]), (&[3, 4], vec![0, 1, 5]), (&[0, 1, 5, 6, 7], vec![0, 1, 5])]
        {
            assert_eq!(line(8, &parent, &brings, &|at| requests.contains(&at)), expected, "{requests:?}");
        }
    }

    #[test]
    fn lines_on_which_work_is_collected_are_told_by_their_names() {
        for (subject, collected, request) in [
            ("Merge branch 'develop'", true, false),
            ("Merge branch 'develop' into main", true, false),
            ("Merge branch 'release/4.1'", true, false),
            ("Merge remote-tracking branch 'origin/develop'", true, false),
            ("Merge pull request #4 from acme/develop", true, true),
            ("Merge branch 'develop' of example.org:acme/shop", false, false),
            ("Merge branch 'master' into develop", false, false),
            ("Merge branch 'cart' into develop", false, true),
            ("Merge branch 'hotfix/4.1.1'", false, true),
            ("Merge pull request #4 from someone/cart", false, true),
            ("Release 4.1", false, false),
        ] {
            assert_eq!((is_collected(subject), is_request(2, subject)), (collected, request), "{subject}");
        }
        assert!(is_request(1, "Round prices (#4)") && !is_request(1, "Merge pull request #4 from someone/cart"));
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
