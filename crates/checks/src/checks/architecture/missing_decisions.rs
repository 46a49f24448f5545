//! ARC-25: decisions that nobody wrote down.

use crate::Rule;
use crate::support::{
    absence, commits_of, days, file_evidence, history_gap, limit, measured, repository_scope, source_lines_of, year_ago,
};
use quarterdeck_base::{Evidence, Fingerprint, Message, Timestamp, round_to};
use quarterdeck_facts::{DocumentRole, Facts, FileIx, PersonIx, RepositoryFacts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Severity, Status, Text, ThresholdMeta,
};
use std::collections::BTreeSet;

const LOOKED_FOR: &str = "Markdown, AsciiDoc or reStructuredText in folders adr, adrs, decisions, decision-records, \
                          architecture-decisions, rfcs, proposals; files named adr-*";

/// Fewer people talk to each other.
const LEAST_PEOPLE: usize = 3;

static META: CheckMeta = CheckMeta {
    id: "ARC-25",
    name: "missing-decisions",
    dimension: Dimension::Architecture,
    status: Status::Preview,
    since: "0.1.0",
    finds: "Repositories of at least 20,000 source lines on which three people or more made at least 100 changes in \
            the last 12 months, without a record of a decision, or whose newest record is older than 12 months.",
    matters: "Why a database, a supplier or a structure was chosen is asked again each year, and decided again by \
              whoever is loudest.",
    evidence: "The newest record, or what was looked for.",
    effort: "One to two days: to write down the five decisions that everybody still asks about; then half an hour for \
             each new one.",
    texts: &[
        Text { key: "title", english: "Decisions are not written down" },
        Text {
            key: "found",
            english: "{ $people } people made { $commits } changes to repository { $repository } in the last 12 months, \
                      and no decision about its architecture is on record in it.",
        },
        Text {
            key: "found-stale",
            english: "The newest record of a decision in repository { $repository } is from { $date }; { $people } \
                      people have made { $commits } changes in the last 12 months.",
        },
        Text { key: "works", english: "Decisions about the architecture are on record, the newest from { $date }." },
        Text { key: "consequence", english: "The same discussions come back, and who leaves takes the reasons along." },
        Text {
            key: "remedy",
            english: "One page for each decision beside the code: what was asked, what was chosen, why, and what it \
                      costs. Start with the next decision, not with the past.",
        },
    ],
    thresholds: &[
        ThresholdMeta {
            key: "newest_decision_years",
            green: 1.0,
            red: 3.0,
            source: "proposal: one decision a year at least in a system that people change all the time",
        },
        ThresholdMeta { key: "source_lines", green: 20_000.0, red: 20_000.0, source: "proposal" },
        ThresholdMeta { key: "yearly_commits", green: 100.0, red: 100.0, source: "proposal" },
    ],
    exceptions: &[
        "Decisions in a wiki, an issue tracker, a mailing list or another repository are not seen: low severity, low \
         confidence.",
        "Small systems, quiet ones and those of one or two people are not asked.",
        "Templates and overviews of a folder of decisions are no records.",
    ],
    precision: None,
    sources: &["Nygard: Documenting Architecture Decisions, 2011", "MADR 4"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

/// Who worked on a repository in the last 12 months.
struct Work {
    people: usize,
    commits: u64,
}

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let large = |at: &usize| source_lines_of(facts, *at) as f64 >= limit(policy, &META, "source_lines");
    let large: Vec<usize> = (0..facts.repositories.len()).filter(large).collect();
    if large.is_empty() {
        return Assessment::not_applicable("no repository is large enough to need a record of decisions");
    }
    if let Some(gap) = history_gap(facts) {
        return gap;
    }
    let threshold = policy.threshold(&META, "newest_decision_years");
    let (mut asked, mut score, mut worst) = (0.0, 0.0, 0.0_f64);
    let (mut findings, mut latest) = (Vec::new(), Timestamp::default());
    for at in large {
        let work = work(facts, at);
        if work.people < LEAST_PEOPLE || (work.commits as f64) < limit(policy, &META, "yearly_commits") {
            continue;
        }
        let newest = newest(facts, at);
        // Without one, nothing was written since the first commit.
        let since = newest.map_or(facts.repositories[at].first_commit_at, |(date, _)| date);
        let years = round_to(facts.as_of.days_since(since) / 365.0, 1);
        let good = if newest.is_some() { threshold.score(years) } else { 0.0 };
        (asked, score, worst) = (asked + 1.0, score + good, worst.max(years));
        latest = newest.map_or(latest, |(date, _)| latest.max(date));
        if good < 1.0 {
            findings.push(finding(facts, &facts.repositories[at], &work, newest));
        }
    }
    if asked == 0.0 {
        return Assessment::not_applicable("fewer than three people work on it, or little changes");
    }
    let figures = vec![measured("newest_decision_years", worst, "years")];
    if findings.is_empty() {
        return Assessment::ok(Message::new("works").date("date", latest), figures);
    }
    Assessment::found(score / asked, figures, findings)
}

fn work(facts: &Facts, repository: usize) -> Work {
    let since = year_ago(facts);
    let mut people: BTreeSet<PersonIx> = BTreeSet::new();
    let mut commits = 0;
    for commit in commits_of(facts, repository) {
        let bot = facts.people.get(commit.author.at()).is_some_and(|person| person.bot);
        if !bot && commit.is_change() && commit.committed_at > since {
            people.insert(commit.author);
            commits += 1;
        }
    }
    Work { people: people.len(), commits }
}

/// The record that was written last.
fn newest(facts: &Facts, repository: usize) -> Option<(Timestamp, FileIx)> {
    facts
        .documents_of(DocumentRole::Decision)
        .filter(|document| facts.file(document.file).repository.at() == repository)
        .filter_map(|document| Some((facts.file(document.file).history.as_ref()?.last_changed, document.file)))
        .max()
}

fn finding(facts: &Facts, repository: &RepositoryFacts, work: &Work, newest: Option<(Timestamp, FileIx)>) -> Finding {
    let (message, evidence): (Message, Evidence) = match newest {
        Some((date, file)) => (Message::new("found-stale").date("date", date), file_evidence(facts, file)),
        None => (Message::new("found"), absence(repository, LOOKED_FOR)),
    };
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[repository.name.as_bytes()]),
        scope: repository_scope(repository),
        severity: Severity::Low,
        confidence: if newest.is_some() { Confidence::Medium } else { Confidence::Low },
        message: message
            .name("repository", repository.name.as_str())
            .count("people", work.people as u64)
            .count("commits", work.commits),
        evidence: vec![evidence],
        effort: days(1.0, 2.0, 2.0),
        remediation_unit: format!("decisions:{}", repository.name),
        rank: work.commits as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_commit, add_file, add_person, days_ago, empty_facts, said, shallow};
    use quarterdeck_facts::{Document, DocumentRole, Facts, PersonIx};
    use quarterdeck_findings::Policy;

    fn system(lines: u32, people: usize, commits: usize, decided_ago: Option<i64>) -> Facts {
        let mut facts = empty_facts();
        add_file(&mut facts, "src/a.py", |file| file.code = lines);
        (0..people).for_each(|_| {
            add_person(&mut facts, 3);
        });
        (0..commits).for_each(|_| add_commit(&mut facts, "Add x", 9));
        facts.commits.iter_mut().enumerate().for_each(|(at, commit)| commit.author = PersonIx::new(at % people));
        if let Some(ago) = decided_ago {
            let file = add_file(&mut facts, "docs/adr/0001.md", |file| {
                (file.kind, file.code) = (quarterdeck_facts::FileKind::Documentation, 0);
                file.history.as_mut().unwrap().last_changed = days_ago(ago);
            });
            facts.documents.push(Document { role: DocumentRole::Decision, file });
        }
        facts
    }

    #[test]
    fn busy_teams_write_their_decisions_down() {
        for (facts, expected, key) in [
            (system(20_000, 3, 100, None), "found 1", "found"),
            (system(20_000, 3, 100, Some(300)), "ok", ""),
            (system(20_000, 3, 100, Some(500)), "found 1", "found-stale"),
            (system(20_000, 2, 100, None), "not-applicable", ""),
            (system(20_000, 3, 99, None), "not-applicable", ""),
            (system(19_999, 3, 100, None), "not-applicable", ""),
            (shallow(system(20_000, 3, 100, None)), "could-not-assess", ""),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!(said(&assessment), expected);
            assert_eq!(assessment.findings.first().map_or("", |finding| finding.message.key), key);
        }
    }
}
