//! TEA-04: much of a component is changed by people who hardly know it.

use crate::Rule;
use crate::recent::praise_gap;
use crate::requests::works_by_requests;
use crate::support::{by_share, days, history_gap, is_source_code, measured, percent, share};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{Component, Facts, PersonIx};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Scope, Severity, Status, Text,
    ThresholdMeta,
};
use std::collections::BTreeMap;

/// Fewer changes in two years say nothing of who knows a component.
const LEAST_CHANGES: u64 = 200;
/// Fewer people cannot be spread thin.
const LEAST_PEOPLE: usize = 5;
/// What a change counts that somebody who knows the place could look at before.
const LOOKED_AT: f64 = 0.5;

static META: CheckMeta = CheckMeta {
    id: "TEA-04",
    name: "minor-contributors",
    dimension: Dimension::Team,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Components with 200 changes of source files or more by at least five people in the last 24 months, of which \
            too many were made by people who each hold less than 5 % of them. In repositories where nine in ten changes of the \
            main line came as requests in the last 12 months (as in PRC-02) such a change counts half, and no component is listed: \
            the score alone tells it.",
    matters: "Changes by people who touch a component now and then break it more often than those of its regulars.",
    evidence: "The command that prints who changed what, without names unless asked for.",
    effort: "One to five days for each component: name owners and let them see each change.",
    texts: &[
        Text { key: "title", english: "Components changed mostly by occasional hands" },
        Text {
            key: "found",
            english: "In component { $component }, { $share } of { $changes } changes to source files in 24 months, sweeps left \
                      out, were made by { $people } people who each hold less than { $limit } of them.",
        },
        Text { key: "works", english: "Each busy component is changed mostly by people who know it well." },
        Text {
            key: "consequence",
            english: "The component drifts: each hand adds its own way, and nobody feels the whole is theirs.",
        },
        Text {
            key: "remedy",
            english: "Name two people for the component whose approval each change needs, and give them the time for \
                      it.",
        },
    ],
    thresholds: &[
        ThresholdMeta {
            key: "minor_changes_percent",
            green: 25.0,
            red: 75.0,
            source: "proposal, after Bird et al. 2011: many minor contributors go with more failures",
        },
        ThresholdMeta {
            key: "minor_share_percent",
            green: 5.0,
            red: 5.0,
            source: "Bird et al. 2011: a contributor below 5 % is a minor one",
        },
    ],
    exceptions: &[
        "Somebody who knows the place looks at requests before they come in, which git does not tell; that such reviews make up for \
         it is known (Thongtanunam 2016), how far is a proposal.",
        "Open projects live from occasional hands: the figure shows that reviews carry the knowledge there, so the \
         severity is low.",
        "In a large team with even shares everybody falls below 5 %: read the number of people beside the share.",
        "Changes count, not lines; commits of programs, merges and changes that the history holds a second time are left out, and so are sweeps over files that were there (more \
         than 30 source files, or five and a subject that names a linter or formatter) and commits of more than 500 files.",
        "Components with fewer than 200 changes or five people are left out.",
        "Where one person wrote 90 % of the commits of the last 12 months or more, or three quarters at a truck factor of 1, nobody else knows it well: no praise, not \
         applicable. An old clone does not show who works today: no praise either.",
        "The score is that of the mean over the components; they are listed only when it is below 1.",
    ],
    precision: Some(Precision { read: 2, correct: 2, repositories: 1 }),
    sources: &[
        "Bird, Nagappan, Murphy, Gall, Devanbu: Don't Touch My Code!, ESEC/FSE 2011",
        "Thongtanunam, McIntosh, Hassan, Iida: Revisiting Code Ownership in the Scope of Modern Code Review, ICSE 2016",
        "Borg, Tornhill, Mones: U Owns the Code That Changes, ICSME 2023",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

/// Who changed a component how often.
type Changes = BTreeMap<PersonIx, u64>;

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = history_gap(facts) {
        return gap;
    }
    let mut components: BTreeMap<usize, Changes> = BTreeMap::new();
    for contribution in facts.contributions.iter().filter(|contribution| contribution.revisions_24m > 0) {
        let file = facts.file(contribution.file);
        if is_source_code(file) {
            let changes = components.entry(file.component.at()).or_default();
            *changes.entry(contribution.person).or_default() += u64::from(contribution.revisions_24m);
        }
    }
    components.retain(|_, changes| changes.len() >= LEAST_PEOPLE && changes.values().sum::<u64>() >= LEAST_CHANGES);
    if components.is_empty() {
        return Assessment::not_applicable(format!(
            "no component has {LEAST_CHANGES} changes by {LEAST_PEOPLE} people in 24 months"
        ));
    }
    let limit = policy.threshold(&META, "minor_share_percent").green;
    let threshold = policy.threshold(&META, "minor_changes_percent");
    let by_requests: Vec<bool> = (0..facts.repositories.len()).map(|at| works_by_requests(facts, at)).collect();
    let (mut sum, mut findings) = (0.0, Vec::new());
    for (at, changes) in &components {
        let component = &facts.components[*at];
        let all: u64 = changes.values().sum();
        let minor: Vec<u64> = changes.values().copied().filter(|count| share(*count, all) * 100.0 < limit).collect();
        let part = share(minor.iter().sum(), all);
        let asked = by_requests[component.repository.at()];
        let counted = if asked { LOOKED_AT * part } else { part };
        sum += counted;
        // Who approves each change there owns it: to name two people who do would be no news.
        if !asked && threshold.score(percent(counted)) < 1.0 {
            findings.push(finding(component, facts, (part, all, minor.len()), limit));
        }
    }
    let value = percent(sum / components.len() as f64);
    let score = threshold.score(value);
    // A part a little above the end is no story while the whole gets full marks.
    if score >= 1.0 {
        findings.clear();
    }
    if findings.is_empty() && score < 1.0 {
        let figures = vec![measured("minor_changes_percent", value, "%"), measured("minor_share_percent", limit, "%")];
        return Assessment::found(score, figures, findings);
    }
    if findings.is_empty()
        && let Some(gap) = praise_gap(facts)
    {
        return gap;
    }
    let mut assessment = by_share(policy, &META, "minor_changes_percent", (sum, components.len()), findings);
    assessment.measured.push(measured("minor_share_percent", limit, "%"));
    assessment
}

fn finding(component: &Component, facts: &Facts, (part, all, people): (f64, u64, usize), limit: f64) -> Finding {
    let repository = facts.repositories[component.repository.at()].name.clone();
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[repository.as_bytes(), component.name.as_bytes()]),
        scope: Scope::Component { repository, name: component.name.clone() },
        severity: Severity::Low,
        confidence: Confidence::Medium,
        message: Message::new("found")
            .name("component", component.name.as_str())
            .share("share", part)
            .count("changes", all)
            .count("people", people as u64)
            .share("limit", limit / 100.0),
        evidence: vec![Evidence::Command { arguments: "facts . --level component".to_owned() }],
        effort: days(1.0, 5.0, 5.0),
        remediation_unit: format!("owners:{}", component.name),
        rank: part,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{
        add_commit, add_contribution, add_file, add_person, component, empty_facts, old_clone, said, shallow,
    };
    use quarterdeck_facts::{ComponentIx, Facts, PersonIx};
    use quarterdeck_findings::Policy;

    /// One regular with so many changes and so many people with five each.
    fn system(regular: u32, minors: usize) -> Facts {
        let mut facts = empty_facts();
        let file = add_file(&mut facts, "shop/app.py", |_| {});
        let first = add_person(&mut facts, 3);
        add_contribution(&mut facts, file, first, regular, regular);
        for _ in 0..minors {
            let person = add_person(&mut facts, 3);
            add_contribution(&mut facts, file, person, 5, 5);
        }
        facts
    }

    /// The same, when so many of 40 changes came as requests.
    fn asked(mut facts: Facts, requests: usize) -> Facts {
        (0..40).for_each(|at| {
            add_commit(&mut facts, if at < requests { "Round prices (#12)" } else { "Round prices" }, 9);
            facts.commits[at].author = PersonIx::new(at % facts.people.len());
        });
        facts
    }

    #[test]
    fn the_share_of_changes_by_minor_contributors_decides() {
        let (mut mixed, first) = (system(300, 10), PersonIx::new(0));
        mixed.components.push(component("web"));
        let web = add_file(&mut mixed, "web/app.py", |file| file.component = ComponentIx::new(1));
        add_contribution(&mut mixed, web, first, 140, 140);
        for at in 1..11 {
            add_contribution(&mut mixed, web, PersonIx::new(at), 6, 6);
        }
        for (facts, expected, score) in [
            (system(300, 10), "ok", 1.0),
            // 30 % of one component and 14 % of the other.
            (mixed, "ok", 1.0),
            (system(100, 20), "found 1", 0.5),
            (system(20, 60), "found 1", 0.0),
            // 94 % and 50 % count half: 47 %, and 25 %.
            (asked(system(20, 60), 36), "found 0", 0.56),
            (asked(system(20, 60), 35), "found 1", 0.0),
            (asked(system(100, 20), 36), "ok", 1.0),
            (old_clone(system(300, 10)), "could-not-assess", 0.0),
            (old_clone(system(100, 20)), "found 1", 0.5),
            (system(300, 3), "not-applicable", 0.0),
            (system(100, 10), "not-applicable", 0.0),
            (shallow(system(100, 20)), "could-not-assess", 0.0),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!(said(&assessment), expected);
            assert!((assessment.score - score).abs() < 0.01, "{}", assessment.score);
        }
    }
}
