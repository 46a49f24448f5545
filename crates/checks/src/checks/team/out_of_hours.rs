//! TEA-10: the team works in the evening, at night and at weekends.

use crate::Rule;
use crate::recent::{changes_of_people, largest_share, old_clone_gap};
use crate::support::{by_share, days, history_gap, percent, share};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{CommitFacts, Facts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Scope, Severity, Status, Text,
    ThresholdMeta,
};
use std::collections::BTreeSet;

/// Fewer commits in a year say nothing.
const LEAST_COMMITS: usize = 100;
/// With fewer people the figure would be about persons.
const LEAST_PEOPLE: usize = 3;
/// When one person wrote so much of it, the figure would be about that person.
const ONE_PERSONS_SHARE: f64 = 0.8;
/// A working day, in hours of the author's clock.
const DAY_HOURS: std::ops::Range<i64> = 7..20;

static META: CheckMeta = CheckMeta {
    id: "TEA-10",
    name: "out-of-hours",
    dimension: Dimension::Team,
    status: Status::Stable,
    since: "0.1.0",
    finds: "The share of the last 12 months' commits by people that were written on Saturday, on Sunday, or before 7 or \
            after 20 o'clock, by the author's own clock. Over the whole team with at least three people and 100 \
            commits; never for a person: not when one wrote 80 % of them or more. Commits that the code host made itself \
            when a request was squashed have the time of the merge: left out.",
    matters: "Work at all hours is the earliest sign of a team that carries too much, and tired people make mistakes.",
    evidence: "The command that prints the commits.",
    effort: "Half a day to two days: find out what drives it with the team.",
    texts: &[
        Text { key: "title", english: "Much work in evenings and at weekends" },
        Text {
            key: "found",
            english: "{ $share } of the { $commits } commits of the last 12 months that carry their author's own time were \
                      written in the evening, at night or at the weekend, by the clock of the { $people } people who \
                      wrote them.",
        },
        Text { key: "works", english: "Most work is done in the hours of a working day." },
        Text {
            key: "consequence",
            english: "People tire and leave, and what they write at midnight comes back as a defect.",
        },
        Text {
            key: "remedy",
            english: "Ask the team, as a whole, what pushes work out of the day: releases, disturbances, deadlines, or \
                      free choice. Change the plan, not the people.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "out_of_hours_percent",
        green: 25.0,
        red: 60.0,
        source: "proposal, after Claes et al. 2018: two thirds of developers keep to office hours",
    }],
    exceptions: &[
        "Part-time people, volunteers and parents choose such hours: it is a question to the team, not an answer; the \
         severity is low.",
        "Machines that commit in UTC hide the author's clock: where less than half of the commits show another one, the \
         check does not answer.",
        "Days off differ (Friday in some countries): only Saturday and Sunday count.",
        "Commits that were rebased keep the author's time. Commits whose committer is the code host (GitHub, GitLab) and \
         whose two times are the same (squash merges, edits on a page) are left out; where fewer than half of the commits, \
         or fewer than 100, remain, the check does not answer.",
        "An old clone does not show how people work today: nothing is praised.",
        "Squash merges made on other hosts, or by a robot in the author's name, cannot be told from the author's work.",
    ],
    precision: Some(Precision { read: 4, correct: 4, repositories: 2 }),
    sources: &["Claes, Mäntylä, Kuutila, Adams: Do Programmers Work at Night or During the Weekend?, ICSE 2018"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = history_gap(facts) {
        return gap;
    }
    let mut commits = changes_of_people(facts);
    if let Some(gap) = team_gap(&commits) {
        return gap;
    }
    let all = commits.len();
    // The moment of such a commit is when somebody pressed a button, not when its author wrote it.
    commits.retain(|commit| !(commit.by_host && commit.authored_at == commit.committed_at));
    if commits.len() * 2 < all {
        return Assessment::could_not_assess(
            "most commits were made by the code host when somebody merged, which hides the author's clock",
            "requests merged with the commits of their authors",
        );
    }
    if let Some(gap) = team_gap(&commits) {
        return gap;
    }
    let people: BTreeSet<_> = commits.iter().map(|commit| commit.author).collect();
    let local = commits.iter().filter(|commit| commit.zone_minutes.is_some_and(|minutes| minutes != 0)).count();
    if local * 2 < commits.len() {
        return Assessment::could_not_assess(
            "most commits are written in UTC, which hides the author's clock",
            "commits written on machines set to local time",
        );
    }
    let outside = commits.iter().filter(|commit| is_outside(commit)).count();
    let part = share(outside as u64, commits.len() as u64);
    let mut findings = Vec::new();
    if policy.threshold(&META, "out_of_hours_percent").score(percent(part)) < 1.0 {
        findings.push(Finding {
            check: META.id,
            fingerprint: Fingerprint::new(META.id, &[facts.system.as_bytes()]),
            scope: Scope::System,
            severity: Severity::Low,
            confidence: Confidence::Medium,
            message: Message::new("found")
                .share("share", part)
                .count("commits", commits.len() as u64)
                .count("people", people.len() as u64),
            evidence: vec![Evidence::Command { arguments: "facts . --level commit".to_owned() }],
            effort: days(0.5, 2.0, 2.0),
            remediation_unit: "team:hours".to_owned(),
            rank: part,
        });
    }
    if findings.is_empty()
        && let Some(gap) = old_clone_gap(facts)
    {
        return gap;
    }
    by_share(policy, &META, "out_of_hours_percent", (outside as f64, commits.len()), findings)
}

/// An answer where so few people wrote these commits that the figure would be about one of them.
fn team_gap(commits: &[&CommitFacts]) -> Option<Assessment> {
    let people: BTreeSet<_> = commits.iter().map(|commit| commit.author).collect();
    if commits.len() < LEAST_COMMITS || people.len() < LEAST_PEOPLE {
        return Some(Assessment::not_applicable(format!(
            "fewer than {LEAST_COMMITS} commits of {LEAST_PEOPLE} people in the last 12 months"
        )));
    }
    (largest_share(commits) >= ONE_PERSONS_SHARE)
        .then(|| Assessment::not_applicable("one person wrote most of the commits of the last 12 months"))
}

/// Outside the working day by the clock that the author had on the wall.
fn is_outside(commit: &CommitFacts) -> bool {
    let local = commit.authored_at.seconds() + i64::from(commit.zone_minutes.unwrap_or(0)) * 60;
    let hour = local.div_euclid(3_600).rem_euclid(24);
    // 1970 began on a Thursday.
    let weekday = (local.div_euclid(86_400) + 3).rem_euclid(7);
    weekday >= 5 || !DAY_HOURS.contains(&hour)
}

#[cfg(test)]
mod tests {
    use super::{CHECK, is_outside};
    use crate::Check;
    use crate::testing::{add_commit, add_person, empty_facts, old_clone, said, shallow};
    use quarterdeck_base::Timestamp;
    use quarterdeck_facts::{CommitFacts, Facts, PersonIx};
    use quarterdeck_findings::Policy;

    #[test]
    fn the_clock_of_the_author_counts() {
        for (moment, zone_minutes, outside) in [
            ("2025-12-10T09:00:00Z", 60, false),
            ("2025-12-10T06:30:00Z", 60, false),
            ("2025-12-10T05:30:00Z", 60, true),
            ("2025-12-10T18:59:00Z", 60, false),
            ("2025-12-10T19:00:00Z", 60, true),
            ("2025-12-13T12:00:00Z", 0, true),
            ("2025-12-12T23:30:00Z", 60, true),
            ("2025-12-15T02:00:00Z", 540, false),
            ("1969-12-31T12:00:00Z", 0, false),
        ] {
            let authored_at = Timestamp::parse(moment).unwrap();
            let commit = CommitFacts { authored_at, zone_minutes: Some(zone_minutes), ..CommitFacts::default() };
            assert_eq!(is_outside(&commit), outside, "{moment} {zone_minutes}");
        }
    }

    /// 100 commits on a Wednesday by so many people, of which so many at night.
    fn system(people: usize, night: usize, zone_minutes: i16) -> Facts {
        let mut facts = empty_facts();
        (0..people).for_each(|_| {
            add_person(&mut facts, 1);
        });
        for at in 0..100 {
            add_commit(&mut facts, "Round prices", 22);
            let commit = facts.commits.last_mut().unwrap();
            commit.author = PersonIx::new(at % people);
            let moment = if at < night { "2025-12-10T22:00:00Z" } else { "2025-12-10T12:00:00Z" };
            commit.authored_at = Timestamp::parse(moment).unwrap();
            commit.zone_minutes = Some(zone_minutes);
        }
        facts
    }

    /// The same, most of it by the first of three people.
    fn led(by_others: usize) -> Facts {
        let mut facts = system(3, 50, 60);
        facts.commits.iter_mut().skip(by_others).for_each(|commit| commit.author = PersonIx::new(0));
        facts
    }

    /// The same, so many of them squashed by the code host when somebody merged, all at night.
    fn squashed(by_host: usize, others: usize, rebased: bool) -> Facts {
        let mut facts = system(3, 50, 60);
        let first = facts.commits.len();
        for at in 0..by_host + others - 100 {
            add_commit(&mut facts, "Round prices", 22);
            let night = Timestamp::parse("2025-12-10T22:00:00Z").unwrap();
            let commit = facts.commits.last_mut().unwrap();
            (commit.author, commit.authored_at, commit.zone_minutes) = (PersonIx::new(at % 3), night, Some(60));
        }
        for commit in facts.commits[first..].iter_mut().take(by_host) {
            (commit.by_host, commit.committed_at) = (true, commit.authored_at);
            if rebased {
                commit.authored_at = commit.committed_at.days_before(1);
            }
        }
        facts
    }

    /// The same, so many of those at night copies of others.
    fn repeated(night: usize, copies: usize) -> Facts {
        let mut facts = system(3, night, 60);
        (0..20).for_each(|at| {
            add_commit(&mut facts, "Round prices", 22);
            let commit = facts.commits.last_mut().unwrap();
            (commit.author, commit.zone_minutes) = (PersonIx::new(at % 3), Some(60));
            commit.authored_at = Timestamp::parse("2025-12-10T12:00:00Z").unwrap();
        });
        facts.commits.iter_mut().take(copies).for_each(|commit| commit.repeated = true);
        facts
    }

    #[test]
    fn the_share_of_the_team_decides() {
        for (facts, expected) in [
            (system(3, 20, 60), "ok"),
            (old_clone(system(3, 20, 60)), "could-not-assess"),
            (system(3, 50, 60), "found 1"),
            (system(3, 50, 0), "could-not-assess"),
            (system(2, 50, 60), "not-applicable"),
            (repeated(50, 0), "found 1"),
            (repeated(30, 0), "ok"),
            (repeated(40, 20), "ok"),
            (led(40), "found 1"),
            (led(15), "not-applicable"),
            // 50 of 100 at night; 80 merges at night say nothing of the day.
            (squashed(80, 100, false), "found 1"),
            (squashed(10, 100, false), "found 1"),
            (squashed(200, 100, false), "could-not-assess"),
            (squashed(200, 100, true), "found 1"),
            (shallow(system(3, 50, 60)), "could-not-assess"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }
}
