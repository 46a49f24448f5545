//! ARC-24: a large system whose structure is written down nowhere, or was long ago.

use crate::Rule;
use crate::support::{
    absence, commits_of, days, file_evidence, history_gap, limit, measured, repository_scope, source_lines_of, year_ago,
};
use quarterdeck_base::{Evidence, Fingerprint, Message, Timestamp, round_to};
use quarterdeck_facts::{CommitFacts, DocumentRole, Facts, FileIx, RepositoryFacts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Severity, Status, Text, ThresholdMeta,
};

const LOOKED_FOR: &str = "files with architecture or design in their name, folders docs/architecture, docs/design, \
                          docs/internals, diagrams of PlantUML, Mermaid, draw.io, Structurizr or C4";

static META: CheckMeta = CheckMeta {
    id: "ARC-24",
    name: "stale-architecture-docs",
    dimension: Dimension::Architecture,
    status: Status::Preview,
    since: "0.1.0",
    finds: "Repositories of at least 20,000 source lines without a description of the architecture, or whose newest \
            description has not changed for two years while people made at least 100 changes to the repository in the \
            last 12 months.",
    matters: "Whoever joins, audits or buys the system starts with the question what it is made of. Without a page \
              that answers, the answer is as good as the memory of the one who is asked.",
    evidence: "The newest description, or what was looked for.",
    effort: "One to three days for each repository: one diagram of the parts, one of what it talks to outside.",
    texts: &[
        Text { key: "title", english: "The architecture is not written down, or no longer" },
        Text {
            key: "found",
            english: "Repository { $repository } holds { $lines } lines of source code, and no file in it is known as \
                      a description of its architecture.",
        },
        Text {
            key: "found-stale",
            english: "The newest description of the architecture of repository { $repository } is from { $date }; \
                      people have made { $commits } changes in the last 12 months alone.",
        },
        Text { key: "works", english: "The architecture is described, and the description is alive." },
        Text {
            key: "consequence",
            english: "New people need months to find their way, and two suppliers will draw two different systems.",
        },
        Text {
            key: "remedy",
            english: "Draw one page with the parts and one with the systems around it (context and containers of C4). \
                      Put them beside the code, and look at them in each quarterly review.",
        },
    ],
    thresholds: &[
        ThresholdMeta {
            key: "newest_description_years",
            green: 2.0,
            red: 4.0,
            source: "proposal; the checklists of audits ask for one year, which good descriptions survive unchanged",
        },
        ThresholdMeta {
            key: "source_lines",
            green: 20_000.0,
            red: 20_000.0,
            source: "proposal: a smaller system is read in a day",
        },
        ThresholdMeta { key: "yearly_commits", green: 100.0, red: 100.0, source: "proposal: below it little changed" },
    ],
    exceptions: &[
        "A description in a wiki, on a web site or inside the readme is not seen: confidence is low where nothing is \
         found.",
        "A description at the right level stays true for years: only one that nobody touched for two years in a busy \
         repository is called old.",
        "Whether the description is true cannot be seen.",
        "Systems below 20,000 lines are not asked.",
    ],
    precision: None,
    sources: &["Brown: the C4 model", "arc42", "18F: quality assurance surveillance plan, documentation"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let least = limit(policy, &META, "source_lines");
    let large: Vec<(usize, &RepositoryFacts)> =
        facts.repositories.iter().enumerate().filter(|(at, _)| source_lines_of(facts, *at) as f64 >= least).collect();
    if large.is_empty() {
        return Assessment::not_applicable(format!("there are fewer than {least} lines of source code"));
    }
    if let Some(gap) = history_gap(facts) {
        return gap;
    }
    let threshold = policy.threshold(&META, "newest_description_years");
    let busy = limit(policy, &META, "yearly_commits");
    let (mut score, mut worst, mut findings) = (0.0, 0.0_f64, Vec::new());
    for (at, repository) in &large {
        let commits = recent_commits(facts, *at);
        let newest = newest(facts, *at);
        // Without one, nothing was written since the first commit.
        let since = newest.map_or(repository.first_commit_at, |(date, _)| date);
        let years = round_to(facts.as_of.days_since(since) / 365.0, 1);
        if newest.is_some() && (commits as f64) < busy {
            score += 1.0;
            continue;
        }
        worst = worst.max(years);
        let good = if newest.is_some() { threshold.score(years) } else { 0.0 };
        score += good;
        if good < 1.0 {
            findings.push(match newest {
                Some((date, file)) => stale(facts, repository, commits, date, file),
                None => missing(repository, source_lines_of(facts, *at)),
            });
        }
    }
    let figures = vec![measured("newest_description_years", worst, "years")];
    if findings.is_empty() {
        return Assessment::ok(Message::new("works"), figures);
    }
    Assessment::found(score / large.len() as f64, figures, findings)
}

/// Changes by people in the last 12 months, merges left out.
fn recent_commits(facts: &Facts, repository: usize) -> u64 {
    let by_person = |commit: &CommitFacts| !facts.people.get(commit.author.at()).is_some_and(|person| person.bot);
    let since = year_ago(facts);
    let recent = |commit: &&CommitFacts| commit.is_change() && commit.committed_at > since && by_person(commit);
    commits_of(facts, repository).iter().filter(recent).count() as u64
}

/// The description that changed last.
fn newest(facts: &Facts, repository: usize) -> Option<(Timestamp, FileIx)> {
    facts
        .documents_of(DocumentRole::Architecture)
        .filter(|document| facts.file(document.file).repository.at() == repository)
        .filter_map(|document| Some((facts.file(document.file).history.as_ref()?.last_changed, document.file)))
        .max()
}

fn missing(repository: &RepositoryFacts, lines: u64) -> Finding {
    let message = Message::new("found").name("repository", repository.name.as_str()).count("lines", lines);
    finding(repository, message, Confidence::Low, absence(repository, LOOKED_FOR), lines as f64)
}

fn stale(facts: &Facts, repository: &RepositoryFacts, commits: u64, date: Timestamp, file: FileIx) -> Finding {
    let message = Message::new("found-stale")
        .name("repository", repository.name.as_str())
        .date("date", date)
        .count("commits", commits);
    finding(repository, message, Confidence::Medium, file_evidence(facts, file), commits as f64)
}

fn finding(
    repository: &RepositoryFacts,
    message: Message,
    confidence: Confidence,
    evidence: Evidence,
    rank: f64,
) -> Finding {
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[repository.name.as_bytes()]),
        scope: repository_scope(repository),
        severity: Severity::Low,
        confidence,
        message,
        evidence: vec![evidence],
        effort: days(1.0, 3.0, 3.0),
        remediation_unit: format!("architecture-docs:{}", repository.name),
        rank,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_commit, add_file, days_ago, empty_facts, said, shallow};
    use quarterdeck_facts::{Document, DocumentRole, Facts};
    use quarterdeck_findings::Policy;

    fn system(lines: u32, commits: usize, described_ago: Option<i64>) -> Facts {
        let mut facts = empty_facts();
        add_file(&mut facts, "src/a.py", |file| file.code = lines);
        (0..commits).for_each(|_| add_commit(&mut facts, "Add x", 9));
        if let Some(ago) = described_ago {
            let file = add_file(&mut facts, "docs/architecture.md", |file| {
                (file.kind, file.code) = (quarterdeck_facts::FileKind::Documentation, 0);
                file.history.as_mut().unwrap().last_changed = days_ago(ago);
            });
            facts.documents.push(Document { role: DocumentRole::Architecture, file });
        }
        facts
    }

    #[test]
    fn large_systems_need_a_description_that_is_alive() {
        for (facts, expected, key) in [
            (system(19_999, 200, None), "not-applicable", ""),
            (system(20_000, 0, None), "found 1", "found"),
            (system(20_000, 200, Some(700)), "ok", ""),
            (system(20_000, 200, Some(900)), "found 1", "found-stale"),
            (system(20_000, 99, Some(900)), "ok", ""),
            (shallow(system(20_000, 200, Some(900))), "could-not-assess", ""),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!(said(&assessment), expected);
            assert_eq!(assessment.findings.first().map_or("", |finding| finding.message.key), key);
        }
    }
}
