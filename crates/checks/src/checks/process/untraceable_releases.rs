//! PRC-19: nobody can tell which code runs at a customer.

use crate::Rule;
use crate::support::{
    YEAR_DAYS, absence, commits_of, days, history_gap, measured, percent, release_tags, repository_scope, share,
    source_lines_of, year_ago,
};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{DocumentRole, Facts, RepositoryFacts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Severity, Status, Text, ThresholdMeta,
};

/// A repository with fewer commits has not had time to release.
const LEAST_COMMITS: u64 = 50;

const LOOKED_FOR: &str = "tags in the history of HEAD, a change log, commits that announce a version";

static META: CheckMeta = CheckMeta {
    id: "PRC-19",
    name: "untraceable-releases",
    dimension: Dimension::Process,
    status: Status::Stable,
    since: "0.1.0",
    finds: "A repository with source code and at least 50 commits that has no sign of a release at all, or more than \
            50 \
            commits in the last 12 months and no sign of a release in them. Signs are: a tag in the history of HEAD, a \
            change of the change log, a commit whose subject names a release or a version with its number.",
    matters: "When a customer reports a defect, nobody can say which code he runs, since when the defect exists, or \
              what \
              else changed.",
    evidence: "What was looked for; the last tag when there is one.",
    effort: "Half a day to two days for each repository: let the pipeline tag each release and write what changed.",
    texts: &[
        Text { key: "title", english: "Releases that cannot be traced to the code" },
        Text {
            key: "found",
            english: "Repository { $repository } has { $commits } commits, the last of { $last }, and no tag, change log or \
                      commit that marks a release.",
        },
        Text {
            key: "found-stale",
            english: "Repository { $repository } had { $commits } commits in the last 12 months, and nothing in the \
                      history of its main line marks a release among them.",
        },
        Text { key: "works", english: "Releases can be traced to the code." },
        Text {
            key: "consequence",
            english: "After an incident, days go into finding out which version runs where, and going back is \
                      guesswork.",
        },
        Text {
            key: "remedy",
            english: "Let the pipeline that releases set a tag and show the commit id inside the running system; keep \
                      a \
                      list of changes written for its users.",
        },
    ],
    thresholds: &[
        ThresholdMeta { key: "untraceable_repositories_percent", green: 0.0, red: 100.0, source: "proposal" },
        ThresholdMeta { key: "commits_without_release", green: 50.0, red: 50.0, source: "proposal" },
    ],
    exceptions: &[
        "Tags on release branches that are not merged back (saleor, jellyfin) are not in the history of HEAD: a \
         change log \
         or a commit that names a release counts as well, and the confidence is medium.",
        "Who deploys each commit traces by commit id and needs no tag: waive it with that reason.",
        "A clone made without tags looks like this: fetch them first.",
        "A tag without a digit in its name (`latest`, somebody's own mark) names no release.",
        "A finished project (NodeGoat: last commit in 2023) without 50 commits a year is judged by its past signs \
         only.",
        "Repositories with fewer than 50 commits or without source code are left out.",
    ],
    precision: None,
    sources: &["Semantic Versioning 2.0.0", "Keep a Changelog 1.1.0", "DORA capability: version control"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = history_gap(facts) {
        return gap;
    }
    let most = policy.threshold(&META, "commits_without_release").green;
    let judged: Vec<(usize, &RepositoryFacts)> = facts
        .repositories
        .iter()
        .enumerate()
        .filter(|(at, repository)| repository.commits >= LEAST_COMMITS && source_lines_of(facts, *at) > 0)
        .collect();
    if judged.is_empty() {
        return Assessment::not_applicable(format!("no repository with code has {LEAST_COMMITS} commits yet"));
    }
    let findings: Vec<Finding> =
        judged.iter().filter_map(|(at, repository)| finding(facts, *at, repository, most)).collect();
    let value = percent(share(findings.len() as u64, judged.len() as u64));
    let figures = vec![measured("untraceable_repositories_percent", value, "%")];
    if findings.is_empty() {
        return Assessment::ok(Message::new("works"), figures);
    }
    Assessment::found(policy.threshold(&META, "untraceable_repositories_percent").score(value), figures, findings)
}

fn finding(facts: &Facts, at: usize, repository: &RepositoryFacts, most: f64) -> Option<Finding> {
    let commits = commits_of(facts, at);
    let since = year_ago(facts);
    let recent = commits.iter().filter(|commit| commit.is_change() && commit.committed_at >= since).count() as u64;
    let changelogs: Vec<_> = facts
        .documents_of(DocumentRole::Changelog)
        .map(|document| facts.file(document.file))
        .filter(|file| file.repository.at() == at)
        .collect();
    let announced = commits.iter().filter(|commit| announces(&commit.subject));
    let signs_at = release_tags(repository)
        .map(|tag| tag.at)
        .chain(changelogs.iter().filter_map(|file| file.history.as_ref().map(|history| history.last_changed)))
        .chain(announced.map(|commit| commit.committed_at));
    let message = match signs_at.max() {
        None if changelogs.is_empty() => {
            Message::new("found").count("commits", repository.commits).date("last", repository.committed_at)
        }
        Some(last) if last < since && recent as f64 > most => Message::new("found-stale").count("commits", recent),
        _ => return None,
    };
    let severity = if message.key == "found" { Severity::Medium } else { Severity::Low };
    let mut evidence = vec![absence(repository, LOOKED_FOR)];
    if let Some(tag) = release_tags(repository).last() {
        let looked_for = format!("a tag after {} of {}, within {YEAR_DAYS} days", tag.name, tag.at.date());
        evidence.push(Evidence::Absence { repository: repository.name.clone(), looked_for });
    }
    Some(Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[repository.name.as_bytes()]),
        scope: repository_scope(repository),
        severity,
        confidence: Confidence::Medium,
        message: message.name("repository", repository.name.as_str()),
        evidence,
        effort: days(0.5, 2.0, 2.0),
        remediation_unit: format!("releases:{}", repository.name),
        rank: recent as f64,
    })
}

/// True when a subject names a release or a version together with its number.
fn announces(subject: &str) -> bool {
    let text = subject.to_ascii_lowercase();
    let numbered = text
        .as_bytes()
        .windows(3)
        .any(|three| three[0].is_ascii_digit() && three[1] == b'.' && three[2].is_ascii_digit());
    let bare = text.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit());
    numbered && (bare || text.contains("release") || text.contains("version") || text.starts_with("prepare"))
}

#[cfg(test)]
mod tests {
    use super::{CHECK, announces};
    use crate::Check;
    use crate::testing::{add_commit, add_file, days_ago, empty_facts, history, said, shallow};
    use quarterdeck_facts::{Document, DocumentRole, Facts, Tag};
    use quarterdeck_findings::Policy;

    fn system(commits: usize, age: i64, tag_age: Option<i64>) -> Facts {
        let mut facts = empty_facts();
        add_file(&mut facts, "shop/app.py", |_| {});
        (0..commits).for_each(|_| add_commit(&mut facts, "Change the order of things", age));
        facts.repositories[0].tags.extend(tag_age.map(|age| Tag { name: "v1".to_owned(), at: days_ago(age) }));
        facts
    }

    fn with_changelog(mut facts: Facts, revisions_12m: u32) -> Facts {
        let file = add_file(&mut facts, "CHANGELOG.md", |file| {
            (file.language, file.history) = ("Markdown", Some(history(revisions_12m)));
        });
        facts.documents.push(Document { role: DocumentRole::Changelog, file });
        facts
    }

    #[test]
    fn living_repositories_mark_their_releases() {
        let mut announced = system(51, 10, None);
        announced.commits[3].subject = "Bump version to 10.11.0".to_owned();
        let mut marked = system(51, 10, Some(30));
        "before-rewrite".clone_into(&mut marked.repositories[0].tags[0].name);
        for (facts, expected) in [
            (system(51, 10, Some(30)), "ok"),
            (system(51, 10, Some(400)), "found 1"),
            (system(51, 10, None), "found 1"),
            (system(51, 700, Some(900)), "ok"),
            (system(51, 700, None), "found 1"),
            (marked, "found 1"),
            (with_changelog(system(51, 10, None), 3), "ok"),
            (with_changelog(system(51, 10, None), 0), "found 1"),
            (announced, "ok"),
            (system(49, 10, None), "not-applicable"),
            (shallow(system(51, 10, None)), "could-not-assess"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }

    #[test]
    fn subjects_that_announce_a_release() {
        for (subject, release) in [
            ("Bump version to 10.11.0", true),
            ("Release 3.20", true),
            ("v2.53.0", true),
            ("Backport of #12 to release-10.11.z", true),
            ("Fix rounding of 2.5 percent", false),
            ("Release the lock early", false),
        ] {
            assert_eq!(announces(subject), release, "{subject}");
        }
    }
}
