//! TEA-11: regulars who stopped.

use crate::Rule;
use crate::recent::is_old_clone;
use crate::support::{by_share, days, history_gap, percent, share, year_ago};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{Facts, PersonIx};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Scope, Severity, Status, Text, ThresholdMeta,
};
use std::collections::{BTreeMap, BTreeSet};

/// Fewer commits in a year do not make a regular.
const LEAST_COMMITS: u64 = 12;
/// With fewer people a share says nothing.
const LEAST_PEOPLE: usize = 4;

static META: CheckMeta = CheckMeta {
    id: "TEA-11",
    name: "turnover",
    dimension: Dimension::Team,
    status: Status::Preview,
    since: "0.1.0",
    finds: "Of the people with 12 commits or more in the year before last, the share without any commit in the last 12 \
            months. Asked only with at least four such people and somebody who still commits. Counted, never named.",
    matters: "Each regular who leaves takes knowledge along, and a successor needs months to be as quick.",
    evidence: "The command that prints the commits, without names unless asked for.",
    effort: "Two to five days: talk with those who stayed, and spread what only one of them knows.",
    texts: &[
        Text { key: "title", english: "Many regulars have stopped" },
        Text {
            key: "found",
            english: "Of { $people } people who committed regularly in the year before last, { $left } ({ $share }) \
                      have not committed in the last 12 months.",
        },
        Text { key: "works", english: "Most people who committed regularly a year ago still do." },
        Text {
            key: "consequence",
            english: "The plan counts on people who are still learning, and old code has nobody to ask.",
        },
        Text {
            key: "remedy",
            english: "Ask why people left before asking for new ones; write down and pair on what the next leaver \
                      knows, and plan months, not weeks, for newcomers.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "stopped_percent",
        green: 25.0,
        red: 60.0,
        source: "proposal; Foucault et al. 2015: large open projects renew 30 to 80 % of their people within years",
    }],
    exceptions: &[
        "Who moved to other duties, a parental leave or another repository has stopped here all the same: read it with \
         somebody who knows.",
        "Volunteers come and go: in open projects the figure is higher than in companies.",
        "Nobody has left while somebody of the same name commits. Two accounts of one person under two names look like a \
         leaver and a newcomer.",
        "Where the newest commit is six months old or older the year that is asked about is not in the clone: not \
         applicable.",
        "A system at rest, where nobody commits, has the finding of TEA-02: not applicable here.",
    ],
    precision: None,
    sources: &[
        "Foucault, Palyart, Blanc, Murphy, Falleri: Impact of Developer Turnover on Quality, ESEC/FSE 2015",
        "Rigby, Zhu, Donadelli, Mockus: Quantifying and Mitigating Turnover-Induced Knowledge Loss, ICSE 2016",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = history_gap(facts) {
        return gap;
    }
    let since = year_ago(facts);
    let before = since.days_before(crate::support::YEAR_DAYS);
    let mut then: BTreeMap<PersonIx, u64> = BTreeMap::new();
    let mut now: BTreeSet<PersonIx> = BTreeSet::new();
    for commit in &facts.commits {
        if facts.people.get(commit.author.at()).is_none_or(|person| person.bot) {
            continue;
        }
        if commit.committed_at >= since && commit.committed_at <= facts.as_of {
            now.insert(commit.author);
        } else if commit.committed_at >= before && commit.committed_at < since && commit.is_change() {
            *then.entry(commit.author).or_default() += 1;
        }
    }
    then.retain(|_, commits| *commits >= LEAST_COMMITS);
    if is_old_clone(facts) {
        return Assessment::not_applicable("the newest commit of this clone is more than six months old");
    }
    if now.is_empty() {
        return Assessment::not_applicable("nobody has committed for 12 months");
    }
    if then.len() < LEAST_PEOPLE {
        return Assessment::not_applicable(format!(
            "fewer than {LEAST_PEOPLE} people committed regularly in the year before last"
        ));
    }
    // Nobody has left while somebody of the same name commits: an account that could not be joined is no leaver.
    let name = |person: &PersonIx| facts.people[person.at()].name.to_lowercase();
    let names_now: BTreeSet<String> = now.iter().map(name).collect();
    let left = then.keys().filter(|person| !now.contains(person) && !names_now.contains(&name(person))).count();
    let part = share(left as u64, then.len() as u64);
    let threshold = policy.threshold(&META, "stopped_percent");
    let mut findings = Vec::new();
    if threshold.score(percent(part)) < 1.0 {
        findings.push(Finding {
            check: META.id,
            fingerprint: Fingerprint::new(META.id, &[facts.system.as_bytes()]),
            scope: Scope::System,
            severity: if threshold.is_red(percent(part)) { Severity::Medium } else { Severity::Low },
            confidence: Confidence::Medium,
            message: Message::new("found")
                .count("people", then.len() as u64)
                .count("left", left as u64)
                .share("share", part),
            evidence: vec![Evidence::Command { arguments: "facts . --level commit".to_owned() }],
            effort: days(2.0, 5.0, 5.0),
            remediation_unit: "team:turnover".to_owned(),
            rank: left as f64,
        });
    }
    by_share(policy, &META, "stopped_percent", (left as f64, then.len()), findings)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_commit, add_person, empty_facts, said, shallow};
    use quarterdeck_base::{Gap, GapKind};
    use quarterdeck_facts::{Facts, PersonIx};
    use quarterdeck_findings::{Policy, Severity};

    /// So many regulars of the year before last, of whom the first ones still commit.
    fn system(regulars: usize, stayed: usize) -> Facts {
        let mut facts = empty_facts();
        for at in 0..regulars {
            add_person(&mut facts, 1);
            for commit in 0..13 {
                add_commit(&mut facts, "Round prices", if commit == 0 && at < stayed { 30 } else { 500 });
                facts.commits.last_mut().unwrap().author = PersonIx::new(at);
            }
        }
        facts
    }

    #[test]
    fn the_share_of_regulars_who_stopped_decides() {
        let mut few = system(8, 2);
        few.commits.retain(|commit| commit.author.at() < 3);
        // Three of those who left commit under a second account of the same name.
        let mut renamed = system(8, 5);
        for at in 5..8 {
            let twin = add_person(&mut renamed, 1);
            renamed.people[twin.at()].name = format!("real name {}", at + 1);
            add_commit(&mut renamed, "Round prices", 30);
            renamed.commits.last_mut().unwrap().author = twin;
        }
        let mut old = system(8, 2);
        let detail = String::new();
        old.gaps.push(Gap {
            repository: "shop".to_owned(),
            kind: GapKind::OldHead,
            count: 1,
            examples: vec![],
            detail,
        });
        for (facts, expected, severity) in [
            (renamed, "ok", None),
            (old, "not-applicable", None),
            (system(8, 7), "ok", None),
            (system(8, 5), "found 1", Some(Severity::Low)),
            (system(8, 2), "found 1", Some(Severity::Medium)),
            (system(8, 0), "not-applicable", None),
            (few, "not-applicable", None),
            (shallow(system(8, 2)), "could-not-assess", None),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!(said(&assessment), expected);
            assert_eq!(assessment.findings.first().map(|finding| finding.severity), severity);
        }
    }
}
