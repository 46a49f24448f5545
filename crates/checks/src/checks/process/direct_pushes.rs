//! PRC-02: changes that reach the main line without a request that somebody could look at.

use crate::Rule;
use crate::requests::{is_request, mainline_changes};
use crate::support::{by_share, history_gap, percent, repository_finding, share};
use quarterdeck_base::{Evidence, Message};
use quarterdeck_facts::{CommitFacts, Facts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};
use std::collections::BTreeSet;

/// Fewer changes of the main line in a year say nothing.
const LEAST_COMMITS: usize = 30;
/// Requests in a year that show that the team works with them.
const LEAST_REQUESTS: usize = 5;
const SHOWN_COMMITS: usize = 20;

static META: CheckMeta = CheckMeta {
    id: "PRC-02",
    name: "direct-pushes",
    dimension: Dimension::Process,
    status: Status::Stable,
    since: "0.1.0",
    finds: "The share of the last 12 months' changes on the main line (first parents of HEAD, and of what a pull of \
            the same branch or the merge of a second long-lived line brought in, by people) that are \
            neither a merge nor carry the number of a request in their subject. Asked only where at least two people \
            made 30 such changes and at least five of them came as requests.",
    matters: "Where most changes are looked at and some are not, the ones nobody saw cause the surprises.",
    evidence: "The newest of these commits.",
    effort: "Half a day: protect the main branch, so that the rule holds for everybody.",
    texts: &[
        Text { key: "title", english: "Changes pushed straight to the main branch" },
        Text {
            key: "found",
            english: "In repository { $repository }, { $count } of { $commits } changes of the last 12 months ({ \
                      $share }) reached the main branch without a trace of a request.",
        },
        Text { key: "works", english: "Changes reach the main branch as requests." },
        Text {
            key: "consequence",
            english: "Mistakes and shortcuts go live without a second look, and nobody notices until they hurt.",
        },
        Text {
            key: "remedy",
            english: "Protect the main branch at the code host: changes come as requests with one approval, also \
                      those of the owners; keep a documented way for emergencies.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "direct_changes_percent",
        green: 10.0,
        red: 50.0,
        source: "proposal; OpenSSF Scorecard: Code-Review, risk high",
    }],
    exceptions: &[
        "Merges that only bring lines of work together (a pull of the same branch, a branch of a version merged forward) \
         are neither changes nor requests: left out.",
        "Requests that are rebased leave no merge and often no number: where fewer than five requests are seen, the \
         check does not answer, and elsewhere the confidence is low.",
        "Reviews by mail or in Gerrit leave neither merge nor number: the check does not answer.",
        "Where requests go to a second line (`develop`, `dev`, `next`, `staging`, `release/...`) that is merged as a whole \
         (juice-shop), its own changes are counted: three requests make it such a line.",
        "What GitHub takes in from the private fork of an advisory (`Merge commit from fork`) came as a request.",
        "Merges that git makes when somebody pulls are no requests.",
        "One person has nobody to ask: not applicable below two people.",
        "Translations that a service writes in a person's name (Weblate, Crowdin) are left out.",
        "Commits by programs (releases, updates) are left out; so are those of five files or fewer that only set a version \
         (`Release v4.0.0`, `Bump to v4.0.1`, `Bump spree to 5.6.1` in spree, `Next development version`): a tool of releases makes them in the name of who started it.",
    ],
    precision: Some(Precision { read: 14, correct: 14, repositories: 7 }),
    sources: &["OpenSSF Scorecard: Code-Review", "OpenSSF Scorecard: Branch-Protection"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = history_gap(facts) {
        return gap;
    }
    let (mut judged, mut unseen) = (0, Vec::new());
    let mut findings: Vec<Finding> = Vec::new();
    let mut faulty = 0.0;
    for (at, repository) in facts.repositories.iter().enumerate() {
        let (mainline, direct) = match changes(facts, at) {
            Changes::Few => continue,
            Changes::Unseen => {
                unseen.push(repository.name.as_str());
                continue;
            }
            Changes::Seen { all, direct } => (all, direct),
        };
        judged += 1;
        let part = share(direct.len() as u64, mainline as u64);
        faulty += part;
        let threshold = policy.threshold(&META, "direct_changes_percent");
        if threshold.score(percent(part)) >= 1.0 {
            continue;
        }
        let evidence = direct
            .iter()
            .rev()
            .take(SHOWN_COMMITS)
            .map(|commit| Evidence::Commit { repository: repository.name.clone(), commit: commit.id.clone() });
        let message = Message::new("found")
            .count("count", direct.len() as u64)
            .count("commits", mainline as u64)
            .share("share", part);
        findings.push(Finding {
            severity: if threshold.is_red(percent(part)) { Severity::Medium } else { Severity::Low },
            confidence: Confidence::Low,
            ..repository_finding(&META, repository, message, evidence.collect())
        });
    }
    if findings.is_empty() && !unseen.is_empty() {
        return Assessment::could_not_assess(
            format!("hardly any change carries the mark of a request: {}", unseen.join(", ")),
            "read access to the code host: rebased requests, mail and plain pushes look alike in git",
        );
    }
    if judged == 0 {
        return Assessment::not_applicable(format!(
            "no repository has {LEAST_COMMITS} changes of two people in the last 12 months"
        ));
    }
    by_share(policy, &META, "direct_changes_percent", (faulty, judged), findings)
}

/// The changes of a main line in a year.
enum Changes<'a> {
    /// Too few, or of one person.
    Few,
    /// Hardly any carries the mark of a request.
    Unseen,
    /// How many there are, and those that came without a request.
    Seen { all: usize, direct: Vec<&'a CommitFacts> },
}

fn changes(facts: &Facts, repository: usize) -> Changes<'_> {
    let mainline = mainline_changes(facts, repository);
    let people: BTreeSet<_> = mainline.iter().map(|commit| commit.author).collect();
    if mainline.len() < LEAST_COMMITS || people.len() < 2 {
        return Changes::Few;
    }
    let direct: Vec<&CommitFacts> = mainline.iter().copied().filter(|commit| !is_request(commit)).collect();
    if mainline.len() - direct.len() < LEAST_REQUESTS {
        return Changes::Unseen;
    }
    Changes::Seen { all: mainline.len(), direct }
}

/// The changes of a repository that a finding of this check tells; none where it tells nothing.
pub(crate) fn listed_changes<'a>(facts: &'a Facts, policy: &Policy, repository: usize) -> Vec<&'a CommitFacts> {
    let threshold = policy.threshold(&META, "direct_changes_percent");
    match changes(facts, repository) {
        Changes::Seen { all, direct }
            if !policy.disabled.iter().any(|id| id == META.id)
                && threshold.score(percent(share(direct.len() as u64, all as u64))) < 1.0 =>
        {
            direct
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_commit, add_person, empty_facts, said, shallow};
    use quarterdeck_facts::{Facts, PersonIx};
    use quarterdeck_findings::{Policy, Severity};

    /// So many changes of two people, of which the first ones are requests.
    fn system(commits: usize, requests: usize, subject: &str) -> Facts {
        let mut facts = empty_facts();
        add_person(&mut facts, 1);
        add_person(&mut facts, 1);
        for at in 0..commits {
            add_commit(&mut facts, if at < requests { subject } else { "Round prices to cents" }, 9);
            facts.commits[at].author = PersonIx::new(at % 2);
        }
        facts
    }

    #[test]
    fn the_share_of_changes_without_a_request_decides() {
        let mut alone = system(40, 20, "Round (#12)");
        alone.commits.iter_mut().for_each(|commit| commit.author = PersonIx::new(0));
        let mut merged = system(40, 40, "Merge branch 'x'");
        merged.commits.iter_mut().for_each(|commit| commit.kind.merge = true);
        let mut pulled = system(40, 36, "Merge branch 'main' of example.org:shop");
        pulled.commits.iter_mut().for_each(|commit| commit.kind.merge = true);
        pulled.commits.iter_mut().take(6).for_each(|commit| commit.subject = "Merge pull request #3".to_owned());
        let mut forward = system(80, 68, "Round (#12)");
        for commit in forward.commits.iter_mut().take(40) {
            commit.kind.merge = true;
            "Merge branch '4.0.x'".clone_into(&mut commit.subject);
        }
        let mut old = system(40, 20, "Round (#12)");
        old.commits.iter_mut().for_each(|commit| commit.committed_at = crate::testing::days_ago(400));
        // 38 requests, and a release each week that a tool committed in a maintainer's name.
        let mut released = system(90, 38, "Round (#12)");
        for commit in released.commits.iter_mut().skip(40) {
            "Next development version (v4.0.1-SNAPSHOT)".clone_into(&mut commit.subject);
        }
        for (facts, expected, severity) in [
            (released, "ok", None),
            (system(40, 38, "Round prices (#12)"), "ok", None),
            (system(40, 28, "Round prices (#12)"), "found 1", Some(Severity::Low)),
            (system(40, 10, "Round prices (#12)"), "found 1", Some(Severity::Medium)),
            (system(40, 0, ""), "could-not-assess", None),
            (system(40, 40, "Closes gh-12"), "could-not-assess", None),
            (merged, "ok", None),
            (pulled, "not-applicable", None),
            (forward, "found 1", Some(Severity::Low)),
            (alone, "not-applicable", None),
            (old, "not-applicable", None),
            (system(20, 10, "Round (#12)"), "not-applicable", None),
            (shallow(system(40, 10, "Round (#12)")), "could-not-assess", None),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!(said(&assessment), expected, "{:?}", facts.commits[0].subject);
            assert_eq!(assessment.findings.first().map(|finding| finding.severity), severity);
        }
    }
}
