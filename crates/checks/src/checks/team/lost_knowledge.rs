//! TEA-02: code whose main author has gone.

use crate::Rule;
use crate::authorship::regulars;
use crate::support::{
    KNOWING_SHARE, days, history_gap, import_gap, measured, percent, recent_revisions, share, source_code,
    source_lines, year_ago,
};
use quarterdeck_base::{Evidence, Fingerprint, Message, ln};
use quarterdeck_facts::{ComponentIx, Contribution, Facts, FileFacts, FileIx, PersonIx};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Scope, Severity, Status, Text, ThresholdMeta,
};
use std::collections::{BTreeMap, BTreeSet};

/// A component of fewer code lines can be read in a day.
const LEAST_LINES: u64 = 500;

static META: CheckMeta = CheckMeta {
    id: "TEA-02",
    name: "lost-knowledge",
    dimension: Dimension::Team,
    status: Status::Stable,
    since: "0.1.0",
    finds: "The share of source code lines in files whose main author (most changes, renames followed) has made fewer \
            than three commits \
            anywhere in the audited repositories in the last 12 months, and that nobody still active knows (a quarter of all \
            changes). Components of 500 lines or more above the green end \
            are \
            listed once the whole system is above it, when the files in question changed in the last 12 months.",
    matters: "Nobody left can say why this code is as it is, so each change there starts with archaeology.",
    evidence: "The command that prints, for each file, its people, its last change and the share of its main author.",
    effort: "One to four days for each 5,000 lines without an author, only for parts that will change.",
    texts: &[
        Text { key: "title", english: "Code whose main author has gone" },
        Text {
            key: "found",
            english: "{ $share } of the { $lines } code lines of { $component } are in files whose main author made \
                      fewer than three commits in 12 months and that nobody still active knows; these files changed { $revisions } \
                      times since.",
        },
        Text {
            key: "found-dormant",
            english: "Nobody has committed for 12 months: whoever takes over { $system } finds { $lines } code lines \
                      and \
                      no author to ask here.",
        },
        Text {
            key: "found-spread",
            english: "{ $share } of the source code lines are in files whose main author made fewer than three \
                      commits in 12 months and that nobody still active knows.",
        },
        Text {
            key: "works",
            english: "Somebody still active knows most of the code: { $share } of the lines have nobody.",
        },
        Text {
            key: "consequence",
            english: "Estimates for changes here are wrong, and repairs take several times as long as they should.",
        },
        Text {
            key: "remedy",
            english: "Where the code will change next year: ask the former authors for two hours while they still \
                      answer, \
                      write tests for what it does, name a new owner. Leave the rest alone.",
        },
    ],
    thresholds: &[ThresholdMeta { key: "lost_code_percent", green: 25.0, red: 50.0, source: "proposal" }],
    exceptions: &[
        "A main author may have stopped committing and still be in the company: the confidence is medium; ask.",
        "Who is still active (three commits in 12 months) and made a quarter of the changes of a file counts as knowing it, as in TEA-03.",
        "The main author is who changed a file most often, not who wrote most lines of it.",
        "Long-lived projects with many contributors carry much code of people who left: parts that \
         nobody changes are of low severity.",
        "A component whose files of this kind nobody changed for 12 months is not listed: it may rest.",
        "Files that only bots changed are left out; so are generated and vendored ones.",
        "Commits of more than 500 files (imports, moves, formatters) are no changes of their author here; files that only \
         such commits changed are left out. When they are most of the code, the check does not answer.",
        "When nobody at all committed for 12 months there is one finding for the system, not one for each part.",
    ],
    precision: None,
    sources: &["Rigby, Zhu, Donadelli, Mockus: Quantifying and Mitigating Turnover-Induced Knowledge Loss, ICSE 2016"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

/// Lines of one component or of everything.
#[derive(Default, Clone, Copy)]
struct Lines {
    all: u64,
    lost: u64,
    revisions_on_lost: u64,
}

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = history_gap(facts).or_else(|| import_gap(facts)) {
        return gap;
    }
    let mut total = Lines::default();
    let mut parts: BTreeMap<ComponentIx, Lines> = BTreeMap::new();
    let active = regulars(facts);
    let known = known_by_active(facts, &active);
    for (index, file) in source_code(facts) {
        if let Some(gone) = author_is_gone(facts, file, &active).map(|gone| gone && !known.contains(&index)) {
            add(&mut total, file, gone);
            add(parts.entry(file.component).or_default(), file, gone);
        }
    }
    if total.all == 0 {
        return Assessment::not_applicable("no source file has a person as its main author");
    }
    let lost = share(total.lost, total.all);
    let threshold = policy.threshold(&META, "lost_code_percent");
    let score = threshold.score(percent(lost));
    let figures = vec![measured("lost_code_percent", percent(lost), "%")];
    if score >= 1.0 {
        return Assessment::ok(Message::new("works").share("share", lost), figures);
    }
    let is_dormant = facts.people.iter().filter(|person| !person.bot).all(|person| person.last_at < year_ago(facts));
    let mut findings: Vec<Finding> = Vec::new();
    if !is_dormant {
        findings.extend(parts.iter().filter_map(|(component, lines)| {
            let value = percent(share(lines.lost, lines.all));
            let listed = lines.all >= LEAST_LINES && lines.revisions_on_lost > 0 && threshold.score(value) < 1.0;
            listed.then(|| of_component(facts, *component, *lines, threshold.is_red(value)))
        }));
    }
    if findings.is_empty() {
        findings.push(of_system(facts, total, is_dormant));
    }
    Assessment::found(score, figures, findings)
}

/// Files of which somebody active made a fair share of the changes.
fn known_by_active(facts: &Facts, active: &BTreeSet<PersonIx>) -> BTreeSet<FileIx> {
    let mut known = BTreeSet::new();
    for of_file in facts.contributions.chunk_by(|a, b| a.file == b.file) {
        let all: u64 = of_file.iter().map(|contribution| u64::from(contribution.revisions)).sum();
        let knows = |contribution: &&Contribution| {
            active.contains(&contribution.person) && share(u64::from(contribution.revisions), all) >= KNOWING_SHARE
        };
        known.extend(of_file.iter().find(knows).map(|contribution| contribution.file));
    }
    known
}

/// `None` when only bots changed the file.
fn author_is_gone(facts: &Facts, file: &FileFacts, active: &BTreeSet<PersonIx>) -> Option<bool> {
    let author = file.history.as_ref()?.main_author?;
    facts.people.get(author.at()).map(|_| !active.contains(&author))
}

fn add(lines: &mut Lines, file: &FileFacts, gone: bool) {
    lines.all += u64::from(file.code);
    if gone {
        lines.lost += u64::from(file.code);
        lines.revisions_on_lost += u64::from(recent_revisions(file));
    }
}

fn of_component(facts: &Facts, index: ComponentIx, lines: Lines, is_red: bool) -> Finding {
    let component = &facts.components[index.at()];
    let severity = if is_red { Severity::Medium } else { Severity::Low };
    let scope = Scope::Component {
        repository: facts.repositories[component.repository.at()].name.clone(),
        name: component.name.clone(),
    };
    let message = Message::new("found")
        .share("share", share(lines.lost, lines.all))
        .count("lines", lines.all)
        .name("component", component.name.as_str())
        .count("revisions", lines.revisions_on_lost);
    finding(scope, &component.name, severity, message, lines)
}

fn of_system(facts: &Facts, lines: Lines, is_dormant: bool) -> Finding {
    let message = if is_dormant {
        Message::new("found-dormant").name("system", facts.system.as_str()).count("lines", source_lines(facts))
    } else {
        Message::new("found-spread").share("share", share(lines.lost, lines.all))
    };
    finding(Scope::System, &facts.system, if is_dormant { Severity::Medium } else { Severity::Low }, message, lines)
}

fn finding(scope: Scope, name: &str, severity: Severity, message: Message, lines: Lines) -> Finding {
    let parts = lines.lost as f64 / 5_000.0;
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[name.as_bytes()]),
        scope,
        severity,
        confidence: Confidence::Medium,
        message,
        evidence: vec![Evidence::Command { arguments: "facts . --level file".to_owned() }],
        effort: days(parts.max(0.5), (4.0 * parts).max(2.0), 20.0),
        remediation_unit: format!("component:{name}"),
        rank: lines.lost as f64 * (1.0 + ln(1.0 + lines.revisions_on_lost as f64)),
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_commit, add_contribution, add_file, add_person, empty_facts, history, said, shallow};
    use quarterdeck_facts::{Facts, FileIx, PersonIx};
    use quarterdeck_findings::{Policy, Severity};

    /// 1,000 lines in 10 files, of which so many have a main author whose last commit lies so many days back.
    fn system(lost: usize, ago: i64, here_ago: i64, revisions: u32) -> Facts {
        visited(lost, ago, here_ago, revisions, 0)
    }

    /// The same, when the one who has gone came back for so many commits.
    fn visited(lost: usize, ago: i64, here_ago: i64, revisions: u32, visits: usize) -> Facts {
        let mut facts = empty_facts();
        let gone = add_person(&mut facts, ago);
        let here = add_person(&mut facts, here_ago);
        for (person, ago, commits) in [(gone, ago, 3), (gone, 2, visits), (here, here_ago, 3)] {
            for _ in 0..commits {
                add_commit(&mut facts, "Round prices to cents", ago);
                facts.commits.last_mut().unwrap().author = person;
            }
        }
        for at in 0..10 {
            add_file(&mut facts, &format!("shop/f{at}.py"), |file| {
                let mut past = history(revisions);
                past.main_author = Some(if at < lost { gone } else { here });
                file.history = Some(past);
            });
        }
        facts
    }

    #[test]
    fn the_share_of_lines_without_their_author_decides() {
        let mut bots = system(5, 400, 1, 1);
        bots.files.iter_mut().for_each(|file| file.history.as_mut().unwrap().main_author = None);
        bots.files.iter_mut().for_each(|file| file.history.as_mut().unwrap().authors = 0);
        let (mut imported, mut shared) = (system(5, 400, 1, 1), system(5, 400, 1, 1));
        for (at, file) in imported.files.iter_mut().enumerate() {
            let history = file.history.as_mut().unwrap();
            // Six of ten files came in an import and were not changed since.
            (history.main_author, history.authors) = (history.main_author.filter(|_| at >= 6), 1);
        }
        let (gone, here) = (PersonIx::new(0), PersonIx::new(1));
        for at in 0..5 {
            add_contribution(&mut shared, FileIx::new(at), gone, 6, 0);
            // A quarter of the changes is knowledge; one of seven is not.
            add_contribution(&mut shared, FileIx::new(at), here, if at < 3 { 2 } else { 1 }, 1);
        }
        for (facts, expected, score, severity) in [
            (system(2, 400, 1, 1), "ok", 1.0, None),
            (system(3, 400, 1, 1), "found 1", 0.8, Some(Severity::Low)),
            (system(5, 400, 1, 1), "found 1", 0.0, Some(Severity::Medium)),
            (system(5, 400, 1, 0), "found 1", 0.0, Some(Severity::Low)),
            (system(5, 300, 1, 1), "ok", 1.0, None),
            // Two commits a year are a visit.
            (visited(5, 400, 1, 1, 2), "found 1", 0.0, Some(Severity::Medium)),
            (visited(5, 400, 1, 1, 3), "ok", 1.0, None),
            (system(5, 400, 400, 0), "found 1", 0.0, Some(Severity::Medium)),
            (shared, "ok", 1.0, None),
            (imported, "could-not-assess", 0.0, None),
            (bots, "not-applicable", 0.0, None),
            (shallow(system(5, 400, 1, 1)), "could-not-assess", 0.0, None),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!(said(&assessment), expected);
            assert!((assessment.score - score).abs() < 1e-9, "{}", assessment.score);
            assert_eq!(assessment.findings.first().map(|finding| finding.severity), severity);
        }
    }

    #[test]
    fn a_system_at_rest_gets_one_finding_of_its_own() {
        // Two files came in an import: whoever takes over finds them as well.
        let mut rest = system(5, 400, 400, 0);
        rest.files.iter_mut().take(2).for_each(|file| {
            let history = file.history.as_mut().unwrap();
            (history.main_author, history.authors) = (None, 1);
        });
        let assessment = CHECK.assess(&rest, &Policy::default());
        assert_eq!(assessment.findings[0].message.key, "found-dormant");
        assert!(
            format!("{:?}", assessment.findings[0].message).contains("1000"),
            "{:?}",
            assessment.findings[0].message
        );
    }

    #[test]
    fn a_component_that_nobody_changes_is_not_listed() {
        let assessment = CHECK.assess(&system(5, 400, 1, 0), &Policy::default());
        assert_eq!(assessment.findings[0].message.key, "found-spread");
    }
}
