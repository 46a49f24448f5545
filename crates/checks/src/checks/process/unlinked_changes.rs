//! PRC-20: changes that name neither an issue nor a request.

use super::direct_pushes::listed_changes;
use crate::Rule;
use crate::requests::{is_from_advisory, mainline_changes};
use crate::support::{by_share, history_gap, measured, percent, recent_commits, repository_finding, share};
use quarterdeck_base::{Evidence, Message};
use quarterdeck_facts::{CommitFacts, Facts, PersonIx};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};
use std::collections::BTreeSet;

/// Fewer changes of the main line in a year say nothing.
const LEAST_COMMITS: usize = 50;
const SHOWN_COMMITS: usize = 20;
/// Who works alone has nobody to ask.
const LEAST_PEOPLE: usize = 2;

static META: CheckMeta = CheckMeta {
    id: "PRC-20",
    name: "unlinked-changes",
    dimension: Dimension::Process,
    status: Status::Stable,
    since: "0.1.0",
    finds: "The share of the last 12 months' changes on the main line (first parents of HEAD, and of what a pull of \
            the same branch or the merge of a second long-lived line brought in, by people) whose whole \
            message names no issue and no request: `#12`, `GH-12`, `ABC-123`, `!12` or a link to one. Asked only with \
            50 such changes or more.",
    matters: "What a feature cost, why a line was written, and what a release holds can only be told when changes \
              point to what was asked for.",
    evidence: "The newest changes that name nothing.",
    effort: "Half a day to two: a rule in the merge settings and a habit.",
    texts: &[
        Text { key: "title", english: "Changes that name no issue" },
        Text {
            key: "found",
            english: "In repository { $repository }, { $count } of { $commits } changes of the last 12 months ({ \
                      $share }) name neither an issue nor a request.",
        },
        Text { key: "works", english: "Changes name the issue or the request that they belong to." },
        Text {
            key: "consequence",
            english: "Nobody can tell what a feature cost or why a change was made once its author has forgotten.",
        },
        Text {
            key: "remedy",
            english: "Let the code host put the number of the request into each merge, and name the issue in the \
                      request; small repairs need no issue of their own.",
        },
    ],
    thresholds: &[ThresholdMeta { key: "unlinked_changes_percent", green: 20.0, red: 80.0, source: "proposal" }],
    exceptions: &[
        "Merges that only bring lines of work together (a pull of the same branch, a branch of a version merged forward) \
         are no changes: left out.",
        "A request counts as well as an issue: it holds the discussion; so does that of an advisory's private fork, which GitHub \
         takes in as `Merge commit from fork`.",
        "Commits inside a merged branch are not asked: the merge is.",
        "A key that is also the name of a document of the repository (`docs/checks/SEC-32.md`) names that document.",
        "A tracker whose keys look otherwise (`Task 12`, plain numbers) is not recognised: the confidence is medium.",
        "Translations that a service writes in a person's name (Weblate, Crowdin) are left out; so are commits of five files \
         or fewer that only set a version (`Release v4.0.0`, `Bump to v4.0.1`, `Bump spree to 5.6.1` in spree, `Next development version`).",
        "Where nine in ten of these changes came without a request, PRC-02 tells them: they count in the score and are not told \
         again (spree).",
        "A repository that one person alone changed in that time is left out: nobody asks him for anything there.",
        "Commits by programs are left out; so are repositories with fewer than 50 changes in the last 12 months.",
    ],
    precision: Some(Precision { read: 2, correct: 2, repositories: 1 }),
    sources: &["Bissyandé et al.: Empirical Evaluation of Bug Linking, CSMR 2013"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = history_gap(facts) {
        return gap;
    }
    let (mut judged, mut faulty) = (0, 0.0);
    let mut findings = Vec::new();
    let threshold = policy.threshold(&META, "unlinked_changes_percent");
    for (at, repository) in facts.repositories.iter().enumerate() {
        let mainline = mainline_changes(facts, at);
        let people: BTreeSet<PersonIx> = recent_commits(facts, at).map(|commit| commit.author).collect();
        if mainline.len() < LEAST_COMMITS || people.len() < LEAST_PEOPLE {
            continue;
        }
        let unlinked: Vec<&CommitFacts> =
            mainline.iter().copied().filter(|commit| !commit.names_issue && !is_from_advisory(commit)).collect();
        let part = share(unlinked.len() as u64, mainline.len() as u64);
        (judged, faulty) = (judged + 1, faulty + part);
        if threshold.score(percent(part)) >= 1.0 || is_told(&unlinked, &listed_changes(facts, policy, at)) {
            continue;
        }
        let evidence = unlinked
            .iter()
            .rev()
            .take(SHOWN_COMMITS)
            .map(|commit| Evidence::Commit { repository: repository.name.clone(), commit: commit.id.clone() });
        let message = Message::new("found")
            .count("count", unlinked.len() as u64)
            .count("commits", mainline.len() as u64)
            .share("share", part);
        findings.push(Finding {
            severity: Severity::Low,
            confidence: Confidence::Medium,
            ..repository_finding(&META, repository, message, evidence.collect())
        });
    }
    if judged == 0 {
        return Assessment::not_applicable(format!(
            "no repository has {LEAST_COMMITS} changes of {LEAST_PEOPLE} people or more in the last 12 months"
        ));
    }
    let value = percent(faulty / judged as f64);
    let score = threshold.score(value);
    if findings.is_empty() && score < 1.0 {
        return Assessment::found(score, vec![measured("unlinked_changes_percent", value, "%")], findings);
    }
    by_share(policy, &META, "unlinked_changes_percent", (faulty, judged), findings)
}

/// Of the changes at least so many are also those of the other check.
const TOLD_SHARE: f64 = 0.9;

/// True where nearly all of the changes are told already: what came without a request has no number of one.
fn is_told(unlinked: &[&CommitFacts], direct: &[&CommitFacts]) -> bool {
    let direct: BTreeSet<&str> = direct.iter().map(|commit| commit.id.as_str()).collect();
    let told = unlinked.iter().filter(|commit| direct.contains(commit.id.as_str())).count();
    share(told as u64, unlinked.len() as u64) >= TOLD_SHARE
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_commit, add_person, empty_facts, said, shallow};
    use quarterdeck_facts::Facts;
    use quarterdeck_findings::Policy;

    fn system(commits: usize, linked: usize) -> Facts {
        let mut facts = empty_facts();
        let people = [add_person(&mut facts, 9), add_person(&mut facts, 9)];
        for at in 0..commits {
            add_commit(&mut facts, "Round prices to cents", 9);
            facts.commits[at].names_issue = at < linked;
            facts.commits[at].author = people[at % 2];
        }
        facts
    }

    #[test]
    fn changes_that_came_without_a_request_are_told_once() {
        // Of 100 changes 60 came as requests; of the others so many name an issue, and of the requests so many name nothing.
        for (named, unnamed, disabled, expected) in
            [(0, 0, false, "found 0"), (0, 4, false, "found 0"), (0, 5, false, "found 1"), (0, 0, true, "found 1")]
        {
            let mut facts = system(100, 60 + named);
            for (at, commit) in facts.commits.iter_mut().enumerate().take(60) {
                commit.subject = "Round prices (#12)".to_owned();
                commit.names_issue = at >= unnamed;
            }
            let disabled = if disabled { vec!["PRC-02".to_owned()] } else { Vec::new() };
            let policy = Policy { disabled, ..Policy::default() };
            assert_eq!(said(&CHECK.assess(&facts, &policy)), expected, "{named} {unnamed} {}", policy.disabled.len());
        }
    }

    #[test]
    fn the_share_of_changes_that_name_nothing_decides() {
        let mut branch = system(100, 50);
        branch.commits.iter_mut().skip(50).for_each(|commit| commit.mainline = false);
        let mut alone = system(100, 0);
        let one = alone.commits[0].author;
        alone.commits.iter_mut().for_each(|commit| commit.author = one);
        // 75 name something, and 5 were taken in from the private forks of advisories.
        let mut private = system(100, 75);
        for commit in private.commits.iter_mut().skip(95) {
            commit.by_host = true;
            "Merge commit from fork".clone_into(&mut commit.subject);
        }
        for (facts, expected, score) in [
            (private, "ok", 1.0),
            (system(100, 80), "ok", 1.0),
            (system(100, 50), "found 1", 0.5),
            (system(100, 0), "found 1", 0.0),
            (branch, "ok", 1.0),
            (system(49, 0), "not-applicable", 0.0),
            (alone, "not-applicable", 0.0),
            (shallow(system(100, 0)), "could-not-assess", 0.0),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!(said(&assessment), expected);
            assert!((assessment.score - score).abs() < 1e-9, "{}", assessment.score);
        }
    }
}
