//! DEB-20: how much of the work is repair.

use crate::Rule;
use crate::support::{commits_of, days, history_gap, limit, measured, percent, repository_scope, share, year_ago};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{CommitFacts, Facts, RepositoryFacts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Severity, Status, Text, ThresholdMeta,
};

/// Words in front of a subject that say what kind of change it is.
#[rustfmt::skip]
const TYPES: &[&str] = &[
    "build", "bug", "bugfix", "chore", "ci", "deps", "doc", "docs", "feat", "feature", "fix", "hotfix",
    "perf", "refactor", "release", "revert", "security", "style", "test", "tests",
];

/// Commits named as evidence.
const SHOWN_COMMITS: usize = 5;

static META: CheckMeta = CheckMeta {
    id: "DEB-20",
    name: "too-many-fixes",
    dimension: Dimension::Debt,
    status: Status::Preview,
    since: "0.1.0",
    finds: "The share of fixes among the commits of people in the last 12 months, merges left out, in repositories \
            whose subjects carry a type (`fix:`, `feat(api):`) in at least 60 % of at least 50 such commits. Types are \
            the author's word, so nothing is guessed from other words.",
    matters: "A fix is work that is paid twice. When a third of all changes or more are fixes, the money goes into \
              standing still.",
    evidence: "The newest commits that are fixes, and the command that lists all.",
    effort: "Five to twenty days for each repository: tests around what breaks most often.",
    texts: &[
        Text { key: "title", english: "A large part of the work is repair" },
        Text {
            key: "found",
            english: "{ $share } of the { $commits } labelled changes to repository { $repository } in the last 12 months \
                      are fixes, by the type in front of their subject.",
        },
        Text { key: "works", english: "{ $share } of the changes of the last 12 months are fixes." },
        Text {
            key: "consequence",
            english: "New features come late because the people who should build them repair what was built last.",
        },
        Text {
            key: "remedy",
            english: "See which files the fixes touch, and put tests there first. Ask of each fix what would have \
                      caught it earlier, and do that.",
        },
    ],
    thresholds: &[
        ThresholdMeta { key: "fix_percent", green: 30.0, red: 50.0, source: "proposal" },
        ThresholdMeta {
            key: "labelled_percent",
            green: 60.0,
            red: 60.0,
            source: "proposal: Herzig found a third of bug labels to be wrong; guessing from words is worse",
        },
        ThresholdMeta {
            key: "labelled_commits",
            green: 50.0,
            red: 50.0,
            source: "proposal: of fewer commits a share says little",
        },
    ],
    exceptions: &[
        "Without types in the subjects the check does not answer: words like `fix` also stand in front of typos, \
         reviews and formatting.",
        "Programs that update dependencies are left out: they raise the other side of the share.",
        "A library that is finished gets little but fixes: read the share with the number of commits.",
        "Small fixes of something merged an hour before count in full.",
    ],
    precision: None,
    sources: &["Conventional Commits 1.0.0", "Herzig, Just, Zeller: It's not a bug, it's a feature, ICSE 2013"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = history_gap(facts) {
        return gap;
    }
    let threshold = policy.threshold(&META, "fix_percent");
    let least = limit(policy, &META, "labelled_commits");
    let (mut labelled, mut fixes) = (0, 0);
    let mut recent = 0;
    let mut findings = Vec::new();
    for (at, repository) in facts.repositories.iter().enumerate() {
        let commits: Vec<&CommitFacts> = commits_of(facts, at).iter().filter(|commit| counts(facts, commit)).collect();
        recent += commits.len();
        let typed: Vec<&CommitFacts> = commits.iter().copied().filter(|commit| type_of(commit).is_some()).collect();
        let enough = percent(share(typed.len() as u64, commits.len() as u64));
        if (commits.len() as f64) < least || enough < limit(policy, &META, "labelled_percent") {
            continue;
        }
        let fixed: Vec<&CommitFacts> = typed.iter().copied().filter(|commit| is_fix(commit)).collect();
        labelled += typed.len() as u64;
        fixes += fixed.len() as u64;
        let of_typed = share(fixed.len() as u64, typed.len() as u64);
        if threshold.score(percent(of_typed)) < 1.0 {
            findings.push(finding(repository, of_typed, typed.len(), &fixed, threshold.red));
        }
    }
    if recent == 0 {
        return Assessment::not_applicable("nobody committed in the last 12 months");
    }
    if labelled == 0 {
        return Assessment::could_not_assess(
            format!("the {recent} changes of the last 12 months are too few, or their subjects carry no type"),
            "a type in front of each subject, such as fix: or feat:",
        );
    }
    let of_all = share(fixes, labelled);
    let figures = vec![measured("fix_percent", percent(of_all), "%")];
    if findings.is_empty() {
        return Assessment::ok(Message::new("works").share("share", of_all), figures);
    }
    Assessment::found(threshold.score(percent(of_all)), figures, findings)
}

/// A recent change by a person.
fn counts(facts: &Facts, commit: &CommitFacts) -> bool {
    let bot = facts.people.get(commit.author.at()).is_some_and(|person| person.bot);
    commit.is_change() && !bot && commit.committed_at > year_ago(facts)
}

/// `fix` of `fix: x`, `fix(api): x`, `Fix!: x`.
fn type_of(commit: &CommitFacts) -> Option<String> {
    let (before, _) = commit.subject.split_once(':')?;
    let word = before.split(['(', '!']).next().unwrap_or_default().to_ascii_lowercase();
    TYPES.contains(&word.as_str()).then_some(word)
}

fn is_fix(commit: &CommitFacts) -> bool {
    type_of(commit).is_some_and(|word| matches!(word.as_str(), "fix" | "bug" | "bugfix" | "hotfix"))
}

fn finding(repository: &RepositoryFacts, of_typed: f64, commits: usize, fixed: &[&CommitFacts], red: f64) -> Finding {
    let mut evidence: Vec<Evidence> = fixed
        .iter()
        .rev()
        .take(SHOWN_COMMITS)
        .map(|commit| Evidence::Commit { repository: repository.name.clone(), commit: commit.id.clone() })
        .collect();
    evidence.push(Evidence::Command { arguments: "facts . --level commit".to_owned() });
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[repository.name.as_bytes()]),
        scope: repository_scope(repository),
        severity: if percent(of_typed) >= red { Severity::Medium } else { Severity::Low },
        confidence: Confidence::Medium,
        message: Message::new("found")
            .share("share", of_typed)
            .count("commits", commits as u64)
            .name("repository", repository.name.as_str()),
        evidence,
        effort: days(5.0, 20.0, 20.0),
        remediation_unit: format!("fixes:{}", repository.name),
        rank: of_typed * commits as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::{CHECK, is_fix};
    use crate::Check;
    use crate::testing::{add_commit, empty_facts, said, shallow};
    use quarterdeck_facts::{CommitFacts, Facts};
    use quarterdeck_findings::{Policy, Severity};

    fn system(fixes: usize, features: usize, other: usize, ago: i64) -> Facts {
        let mut facts = empty_facts();
        (0..fixes).for_each(|_| add_commit(&mut facts, "fix(cart): rounding", ago));
        (0..features).for_each(|_| add_commit(&mut facts, "feat: gift cards", ago));
        (0..other).for_each(|_| add_commit(&mut facts, "fix review", ago));
        facts
    }

    #[test]
    fn only_labelled_history_is_judged() {
        let mut merges = system(40, 60, 0, 9);
        merges.commits.iter_mut().take(40).for_each(|commit| commit.kind.merge = true);
        for (facts, expected, score) in [
            (system(30, 70, 0, 9), "ok", 1.0),
            (system(40, 60, 0, 9), "found 1", 0.5),
            (system(60, 40, 0, 9), "found 1", 0.0),
            (merges, "ok", 1.0),
            (system(40, 20, 41, 9), "could-not-assess", 0.0),
            (system(30, 19, 0, 9), "could-not-assess", 0.0),
            (system(60, 40, 0, 400), "not-applicable", 0.0),
            (shallow(system(60, 40, 0, 9)), "could-not-assess", 0.0),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!(said(&assessment), expected);
            assert!((assessment.score - score).abs() < 1e-9);
        }
        let assessment = CHECK.assess(&system(60, 40, 0, 9), &Policy::default());
        assert_eq!((assessment.findings[0].severity, assessment.findings[0].evidence.len()), (Severity::Medium, 6));
    }

    #[test]
    fn a_type_stands_in_front_and_is_a_word_of_the_list() {
        for (subject, fix) in [
            ("fix: x", true),
            ("Fix(api)!: x", true),
            ("fix the thing: x", false),
            ("prefix: x", false),
            ("tsdb: fix x", false),
            ("feat: x", false),
            ("é: x", false),
        ] {
            let commit = CommitFacts { subject: subject.to_owned(), ..CommitFacts::default() };
            assert_eq!(is_fix(&commit), fix, "{subject}");
        }
    }
}
