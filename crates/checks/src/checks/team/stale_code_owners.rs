//! TEA-15: owners are named for paths that no longer exist.

use crate::Rule;
use crate::support::{by_share, days, lines_evidence, percent, repository_finding, share};
use quarterdeck_base::{Evidence, Message};
use quarterdeck_facts::{Facts, OwnerRule};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Severity, Status, Text, ThresholdMeta,
};

/// Most lines that a finding names.
const SHOWN_LINES: usize = 20;

static META: CheckMeta = CheckMeta {
    id: "TEA-15",
    name: "stale-code-owners",
    dimension: Dimension::Team,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Rules of CODEOWNERS with an owner whose pattern matches no file of the repository.",
    matters: "A list of owners that is not kept up gives a false calm: what moved is reviewed by nobody in particular.",
    evidence: "The lines of the rules.",
    effort: "A tenth to half a day for each repository.",
    texts: &[
        Text { key: "title", english: "Owners are named for paths that are gone" },
        Text {
            key: "found",
            english: "In repository { $repository }, { $count } of { $rules } rules of { $path } match no file.",
        },
        Text { key: "works", english: "Each rule that names owners matches files." },
        Text {
            key: "consequence",
            english: "Changes go in without the people who should have seen them, and everybody believes they did.",
        },
        Text {
            key: "remedy",
            english: "Go through the list with the team once, name teams rather than persons, and let the pipeline fail \
                      when a rule matches nothing.",
        },
    ],
    thresholds: &[ThresholdMeta { key: "stale_rules_percent", green: 0.0, red: 50.0, source: "proposal" }],
    exceptions: &[
        "Without CODEOWNERS the question is for people: not applicable here.",
        "Rules without an owner take files out on purpose: left out.",
        "Rules may be written for files that come later (`*.sql`): the severity is low.",
        "Whether the owners still work here cannot be told: git knows addresses, the file knows accounts.",
        "Of several files, the host reads one: all of them are asked.",
    ],
    precision: None,
    sources: &["GitHub: About code owners", "GitLab: Code Owners syntax and error handling"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let owned: Vec<&OwnerRule> = facts.owner_rules.iter().filter(|rule| rule.owners > 0).collect();
    if owned.is_empty() {
        return Assessment::not_applicable("no CODEOWNERS names an owner");
    }
    let stale = owned.iter().filter(|rule| !rule.matches).count();
    let findings = owned.chunk_by(|a, b| a.file == b.file).filter_map(|rules| finding(facts, rules)).collect();
    by_share(policy, &META, "stale_rules_percent", (stale as f64, owned.len()), findings)
}

fn finding(facts: &Facts, rules: &[&OwnerRule]) -> Option<Finding> {
    let stale: Vec<&OwnerRule> = rules.iter().copied().filter(|rule| !rule.matches).collect();
    let file = stale.first()?.file;
    let at = |rule: &&OwnerRule| lines_evidence(facts, file, rule.line, rule.line);
    let evidence: Vec<Evidence> = stale.iter().take(SHOWN_LINES).map(at).collect();
    let message = Message::new("found")
        .count("count", stale.len() as u64)
        .count("rules", rules.len() as u64)
        .path("path", &facts.file(file).path);
    Some(Finding {
        severity: Severity::Low,
        confidence: Confidence::High,
        effort: days(0.1, 0.5, 0.5),
        rank: percent(share(stale.len() as u64, rules.len() as u64)),
        ..repository_finding(&META, facts.repository_of(file), message, evidence)
    })
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, empty_facts, said};
    use quarterdeck_facts::{Facts, OwnerRule};
    use quarterdeck_findings::Policy;

    fn system(rules: &[(u32, bool)]) -> Facts {
        let mut facts = empty_facts();
        let file = add_file(&mut facts, "CODEOWNERS", |_| {});
        facts.owner_rules = rules
            .iter()
            .map(|(owners, matches)| OwnerRule {
                file,
                pattern: "/x".to_owned(),
                owners: *owners,
                matches: *matches,
                line: 3,
            })
            .collect();
        facts
    }

    #[test]
    fn rules_with_owners_match_files() {
        for (facts, expected, score) in [
            (system(&[(1, true), (2, true)]), "ok", 1.0),
            (system(&[(1, true), (1, true), (1, true), (1, false)]), "found 1", 0.5),
            (system(&[(1, true), (0, false)]), "ok", 1.0),
            (system(&[(0, false)]), "not-applicable", 0.0),
            (empty_facts(), "not-applicable", 0.0),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!((said(&assessment).as_str(), assessment.score), (expected, score));
        }
    }
}
