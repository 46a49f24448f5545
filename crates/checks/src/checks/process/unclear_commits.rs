//! PRC-21: a history that does not say why.

use crate::Rule;
use crate::support::{commits_of, days, history_gap, measured, percent, repository_scope, share, year_ago};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{CommitFacts, Facts, RepositoryFacts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Measured, Policy, Precision, Severity, Status, Text,
    ThresholdMeta,
};

/// Fewer commits say nothing of a habit.
const LEAST_COMMITS: usize = 20;

/// When a year holds fewer commits, so many of the newest are read.
const WINDOW_COMMITS: usize = 200;

/// Most commits that a finding names.
const SHOWN_COMMITS: usize = 5;

/// Words that say that something changed, which a commit says anyway.
const NOISE: &[&str] = &[
    "a",
    "again",
    "all",
    "and",
    "asdf",
    "bug",
    "bugs",
    "change",
    "changed",
    "changes",
    "cleanup",
    "code",
    "commit",
    "final",
    "fix",
    "fixed",
    "fixes",
    "fixing",
    "hotfix",
    "improvement",
    "improvements",
    "in",
    "minor",
    "misc",
    "more",
    "new",
    "now",
    "of",
    "oops",
    "ok",
    "save",
    "small",
    "some",
    "stuff",
    "temp",
    "test",
    "testing",
    "tests",
    "the",
    "tmp",
    "try",
    "update",
    "updated",
    "updates",
    "various",
    "wip",
    "work",
];

static META: CheckMeta = CheckMeta {
    id: "PRC-21",
    name: "unclear-commits",
    dimension: Dimension::Process,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Over the commits of people in the last 12 months (the last 200 when there are fewer), merges left out: the \
            share whose subject has fewer than 10 characters or only words such as fix, wip, update, test, or is \
            what the editor of a code host proposes (`Update button.js`, `Add files via upload`); and the share that changes more than 30 files at once. The score is the lower of the two.",
    matters: "The history is the only record of why the code is as it is. When it says nothing, each question costs a \
              search, and a defect cannot be traced to the change that brought it.",
    evidence: "Up to five of the newest commits of each kind.",
    effort: "Half a day to one day to agree on a rule and let the pipeline hold it; the past stays as it is.",
    texts: &[
        Text { key: "title", english: "Commits that do not say why, or change too much at once" },
        Text {
            key: "found",
            english: "Of the last { $commits } commits in repository { $repository } ({ $from } to { $to }), { $count } ({ \
                      $share }) have a subject that says nothing.",
        },
        Text {
            key: "found-bulk",
            english: "Of the last { $commits } commits in repository { $repository } ({ $from } to { $to }), { $count } ({ \
                      $share }) change more than 30 files at once (a renamed file counted once, generated, minified and binary ones \
                      left out).",
        },
        Text { key: "works", english: "Commits say what they are for." },
        Text {
            key: "consequence",
            english: "Nobody can find out later why a line is there, so nobody dares to remove it.",
        },
        Text {
            key: "consequence-bulk",
            english: "A defect cannot be traced to the part of the change that brought it, and who reviews so much at once skims.",
        },
        Text {
            key: "remedy",
            english: "Agree on one sentence for each commit that completes \"this change will\", with the number of the \
                      request, and show the rule in the review form.",
        },
        Text {
            key: "remedy-bulk",
            english: "Agree on one purpose for each commit: what a tool reformats or renames goes in alone, and large work comes \
                      in pieces that somebody can read; show the rule in the review form.",
        },
    ],
    thresholds: &[
        ThresholdMeta { key: "unclear_subjects_percent", green: 10.0, red: 40.0, source: "proposal" },
        ThresholdMeta { key: "bulk_commits_percent", green: 10.0, red: 30.0, source: "proposal" },
        ThresholdMeta { key: "subject_characters", green: 10.0, red: 10.0, source: "proposal" },
    ],
    exceptions: &[
        "Commits of bots and merges are left out.",
        "A renamed file counts once. Generated, minified and binary files do not count (a release of kimai with rebuilt bundles).",
        "A subject that an editor proposes for a document (`Update README.md`) is taken as clear.",
        "A subject with a version or an issue number (`v2.1`, `#1234`) points somewhere and counts as clear; so does \
         one that \
         names a typo.",
        "Languages that need fewer characters (Chinese, Japanese, Korean): one such character counts as three.",
        "Formatting, renaming and imports of whole folders change many files once: up to 10 % is green.",
        "With squash merges the single commits are gone and the subject is that of the request: judged as it is.",
        "A change that the history holds twice (a branch was rebased and came twice) counts once.",
    ],
    precision: Some(Precision { read: 8, correct: 8, repositories: 4 }),
    sources: &[
        "Tian, Zhang, Stol, Jiang, Liu: What Makes a Good Commit Message?, ICSE 2022",
        "DORA capability: working in small batches",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = history_gap(facts) {
        return gap;
    }
    let least = policy.threshold(&META, "subject_characters").green;
    let (mut read, mut unclear, mut bulk) = (0, 0, 0);
    let mut findings = Vec::new();
    for (at, repository) in facts.repositories.iter().enumerate() {
        let commits = window(facts, at);
        if commits.len() < LEAST_COMMITS {
            continue;
        }
        let pick = |is: &dyn Fn(&CommitFacts) -> bool| -> Vec<&CommitFacts> {
            commits.iter().copied().filter(|commit| is(commit)).collect()
        };
        let (silent, large) = (pick(&|commit| is_unclear(&commit.subject, least)), pick(&|commit| commit.wide));
        (read, unclear, bulk) = (read + commits.len(), unclear + silent.len(), bulk + large.len());
        findings.extend(finding(policy, repository, "found", &silent, &commits));
        findings.extend(finding(policy, repository, "found-bulk", &large, &commits));
    }
    if read == 0 {
        return Assessment::not_applicable(format!("no repository has {LEAST_COMMITS} commits of people"));
    }
    let value = |part: usize| percent(share(part as u64, read as u64));
    let figures: Vec<Measured> = vec![
        measured("unclear_subjects_percent", value(unclear), "%"),
        measured("bulk_commits_percent", value(bulk), "%"),
    ];
    if findings.is_empty() {
        return Assessment::ok(Message::new("works"), figures);
    }
    let subjects = policy.threshold(&META, "unclear_subjects_percent").score(value(unclear));
    let sizes = policy.threshold(&META, "bulk_commits_percent").score(value(bulk));
    Assessment::found(subjects.min(sizes), figures, findings)
}

/// Non-merge commits of people in the last 12 months, or the newest ones when those are few; newest first.
fn window(facts: &Facts, repository: usize) -> Vec<&CommitFacts> {
    let mut commits: Vec<&CommitFacts> = commits_of(facts, repository)
        .iter()
        .filter(|commit| commit.is_change())
        .filter(|commit| facts.people.get(commit.author.at()).is_some_and(|person| !person.bot))
        .collect();
    commits.sort_by(|a, b| b.committed_at.cmp(&a.committed_at).then(a.id.cmp(&b.id)));
    let since = year_ago(facts);
    let recent = commits.iter().filter(|commit| commit.committed_at >= since).count();
    commits.truncate(recent.max(WINDOW_COMMITS));
    commits
}

fn is_unclear(subject: &str, least: f64) -> bool {
    let subject = subject.trim();
    if is_proposed(subject) {
        return true;
    }
    let points_somewhere =
        subject.contains(|c: char| c.is_ascii_digit()) || subject.to_ascii_lowercase().contains("typo");
    if points_somewhere {
        return false;
    }
    let width: usize = subject.chars().map(|c| if c >= '\u{2e80}' { 3 } else { 1 }).sum();
    let mut words = subject.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    (width as f64) < least || words.all(|word| NOISE.contains(&word.to_lowercase().as_str()))
}

/// What the editor of a code host proposes: the name of the file and nothing else, unless the file is a document.
fn is_proposed(subject: &str) -> bool {
    let file = ["Update ", "Create ", "Delete ", "Rename ", "Add "].iter().find_map(|verb| subject.strip_prefix(verb));
    let is_code = |name: &str| {
        let ending = name.rsplit_once('.').filter(|(stem, ending)| !stem.is_empty() && !ending.is_empty());
        !name.contains(char::is_whitespace)
            && ending.is_some_and(|(_, ending)| {
                ending.bytes().all(|byte| byte.is_ascii_alphabetic())
                    && !["md", "txt", "rst", "adoc"].contains(&ending.to_ascii_lowercase().as_str())
            })
    };
    subject.eq_ignore_ascii_case("Add files via upload") || file.is_some_and(is_code)
}

/// One finding for each kind of fault in each repository, above the green end.
fn finding(
    policy: &Policy,
    repository: &RepositoryFacts,
    key: &'static str,
    faulty: &[&CommitFacts],
    commits: &[&CommitFacts],
) -> Option<Finding> {
    let threshold = if key == "found" {
        policy.threshold(&META, "unclear_subjects_percent")
    } else {
        policy.threshold(&META, "bulk_commits_percent")
    };
    let (newest, oldest) = (commits.first()?, commits.last()?);
    let part = share(faulty.len() as u64, commits.len() as u64);
    if threshold.score(percent(part)) >= 1.0 {
        return None;
    }
    let shown = faulty.iter().take(SHOWN_COMMITS);
    Some(Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[repository.name.as_bytes(), key.as_bytes()]),
        scope: repository_scope(repository),
        severity: if threshold.is_red(percent(part)) { Severity::Medium } else { Severity::Low },
        confidence: Confidence::Medium,
        message: Message::new(key)
            .name("repository", repository.name.as_str())
            .count("count", faulty.len() as u64)
            .count("commits", commits.len() as u64)
            .date("from", oldest.committed_at)
            .date("to", newest.committed_at)
            .share("share", part),
        evidence: shown
            .map(|commit| Evidence::Commit { repository: repository.name.clone(), commit: commit.id.clone() })
            .collect(),
        effort: days(0.5, 1.0, 1.0),
        remediation_unit: format!("commits:{}", repository.name),
        rank: part,
    })
}

#[cfg(test)]
mod tests {
    use super::{CHECK, is_unclear};
    use crate::Check;
    use crate::testing::{add_commit, empty_facts, said, shallow};
    use quarterdeck_facts::Facts;
    use quarterdeck_findings::{Policy, Severity};

    /// 100 commits, of which so many say nothing and so many are very large.
    fn system(unclear: usize, bulk: usize) -> Facts {
        let mut facts = empty_facts();
        for at in 0..100 {
            add_commit(&mut facts, if at < unclear { "fix stuff" } else { "Round prices to cents" }, 5);
            facts.commits[at].wide = at >= 100 - bulk;
        }
        facts
    }

    #[test]
    fn the_share_of_faulty_commits_decides() {
        let mut bot = system(90, 0);
        bot.people[0].bot = true;
        // Of what was merged twice one counts.
        let mut twice = system(50, 0);
        twice.commits.iter_mut().take(45).for_each(|commit| commit.repeated = true);
        for (facts, expected, score) in [
            (system(10, 10), "ok", 1.0),
            (system(25, 0), "found 1", 0.5),
            (system(0, 20), "found 1", 0.5),
            (system(25, 30), "found 2", 0.0),
            (twice, "ok", 1.0),
            (bot, "not-applicable", 0.0),
            (shallow(system(90, 0)), "could-not-assess", 0.0),
            (empty_facts(), "not-applicable", 0.0),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!(said(&assessment), expected);
            assert!((assessment.score - score).abs() < 1e-9);
        }
        assert_eq!(CHECK.assess(&system(40, 0), &Policy::default()).findings[0].severity, Severity::Medium);
    }

    #[test]
    fn consequence_and_remedy_belong_to_the_half_that_was_found() {
        for (facts, key) in [(system(25, 0), ""), (system(0, 20), "-bulk")] {
            let told = CHECK.assess(&facts, &Policy::default()).findings[0].message.key;
            assert_eq!(told.strip_prefix("found"), Some(key));
            let text = |start: &str| CHECK.meta().text(&format!("{start}{key}")).unwrap();
            assert_eq!(text("remedy").contains("sentence"), key.is_empty());
            assert_eq!(text("consequence").contains("reviews"), !key.is_empty());
        }
    }

    #[test]
    fn subjects_that_say_nothing() {
        for (subject, unclear) in [
            ("wip", true),
            ("Fix some more bugs!", true),
            ("update", true),
            ("", true),
            ("Update button.js", true),
            ("Create db_schema2.php", true),
            ("Add files via upload", true),
            ("Update README.md", false),
            ("Update to 2.3", false),
            ("Add button.js to the cart", false),
            ("Fix typo", false),
            ("Fix #1234", false),
            ("v2.1", false),
            ("修正价格", false),
            ("Round prices to cents", false),
            ("Update the tax table", false),
        ] {
            assert_eq!(is_unclear(subject, 10.0), unclear, "{subject}");
        }
    }
}
