//! TEA-05: how much of the recent work comes from outside the company.

use crate::Rule;
use crate::recent::changes_of_people;
use crate::support::{days, history_gap, measured, percent, share};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::Facts;
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Scope, Severity, Status, Text, ThresholdMeta,
};
use std::collections::BTreeMap;

/// Fewer commits in a year say nothing.
const LEAST_COMMITS: usize = 50;

/// Domains that anybody can have an address at: they say nothing about an employer.
#[rustfmt::skip]
const PRIVATE_DOMAINS: &[&str] = &[
    "126.com", "163.com", "aol.com", "fastmail.com", "free.fr", "gmail.com", "gmx.com", "gmx.de",
    "gmx.net", "googlemail.com", "hotmail.be", "hotmail.com", "hotmail.fr", "icloud.com", "laposte.net", "live.be",
    "live.com", "mac.com", "mail.ru", "me.com", "msn.com", "orange.fr", "outlook.be", "outlook.com",
    "pm.me", "posteo.de", "proton.me", "protonmail.com", "qq.com", "scarlet.be", "skynet.be", "telenet.be",
    "users.noreply.github.com", "users.noreply.gitlab.com", "web.de", "yahoo.com", "yahoo.fr", "yandex.ru",
];

static META: CheckMeta = CheckMeta {
    id: "TEA-05",
    name: "vendor-dependence",
    dimension: Dimension::Team,
    status: Status::Stable,
    since: "0.1.0",
    finds: "The share of the last 12 months' commits by people whose mail address is of another organisation than the \
            company's own, which the auditor names (`own_domains` in the configuration). Merges and programs are left \
            out. Addresses of mail services and of code hosts belong to nobody: when they are more than half of the \
            commits, the check does not answer.",
    matters: "What others wrote, others know: a contract that ends takes the knowledge along.",
    evidence: "The command that prints the commits with their authors.",
    effort: "Five to twenty days: people of the company take part in the vendor's work until they can go on alone.",
    texts: &[
        Text { key: "title", english: "Much of the work is done by people from outside" },
        Text {
            key: "found",
            english: "{ $share } of { $commits } commits of the last 12 months with an address of an organisation come \
                      from outside { $own }, most of them from { $domain } ({ $part }).",
        },
        Text { key: "works", english: "Most of the work is done by people of the company." },
        Text {
            key: "consequence",
            english: "When the contract ends, so does the knowledge; until then the vendor sets price and pace.",
        },
        Text {
            key: "remedy",
            english: "Ask in the contract for reviews by your own people, for documents and for a handover that is \
                      tested; let somebody of the company work along on what earns the money.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "outside_commits_percent",
        green: 20.0,
        red: 50.0,
        source: "proposal: no published threshold was found",
    }],
    exceptions: &[
        "A vendor that works with addresses of the company looks like the company: name its people in a `.mailmap`.",
        "Employees with a private address count neither way.",
        "Open-source projects have no inside: without `own_domains` the check does not answer.",
    ],
    precision: None,
    sources: &["Bird, Nagappan, Murphy, Gall, Devanbu: Don't Touch My Code!, FSE 2011 (ownership by organisation)"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = history_gap(facts) {
        return gap;
    }
    let commits = changes_of_people(facts);
    if commits.len() < LEAST_COMMITS {
        return Assessment::not_applicable(format!("fewer than {LEAST_COMMITS} commits in the last 12 months"));
    }
    if policy.own_domains.is_empty() {
        return Assessment::could_not_assess(
            "nobody said which mail domains are the company's own",
            "own_domains = [\"acme.example\"] in the auditor's configuration",
        );
    }
    let mut by_domain: BTreeMap<&str, u64> = BTreeMap::new();
    for commit in &commits {
        let domain = facts.people[commit.author.at()].email_domain.as_str();
        if !domain.is_empty() && !PRIVATE_DOMAINS.contains(&domain) {
            *by_domain.entry(domain).or_default() += 1;
        }
    }
    let known: u64 = by_domain.values().sum();
    if known * 2 < commits.len() as u64 {
        return Assessment::could_not_assess(
            "more than half of the commits have a private address, which says nothing about an employer",
            "addresses of the company in commits, or a .mailmap",
        );
    }
    let mut outside: Vec<(&str, u64)> =
        by_domain.into_iter().filter(|(domain, _)| !is_own(domain, &policy.own_domains)).collect();
    outside.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let part = share(outside.iter().map(|(_, count)| count).sum(), known);
    let threshold = policy.threshold(&META, "outside_commits_percent");
    let figures = vec![measured("outside_commits_percent", percent(part), "%")];
    let score = threshold.score(percent(part));
    match outside.first().filter(|_| score < 1.0) {
        None => Assessment::ok(Message::new("works"), figures),
        Some((domain, count)) => {
            let severity = if threshold.is_red(percent(part)) { Severity::Medium } else { Severity::Low };
            let message = Message::new("found")
                .share("share", part)
                .count("commits", known)
                .name("own", policy.own_domains.join(", "))
                .name("domain", *domain)
                .share("part", share(*count, known));
            Assessment::found(score, figures, vec![finding(facts, severity, message, part)])
        }
    }
}

/// The domain itself or one below it.
fn is_own(domain: &str, own: &[String]) -> bool {
    own.iter().any(|own| domain == own || domain.strip_suffix(own.as_str()).is_some_and(|rest| rest.ends_with('.')))
}

fn finding(facts: &Facts, severity: Severity, message: Message, part: f64) -> Finding {
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[facts.system.as_bytes()]),
        scope: Scope::System,
        severity,
        confidence: Confidence::Medium,
        message,
        evidence: vec![Evidence::Command { arguments: "facts . --level commit".to_owned() }],
        effort: days(5.0, 20.0, 20.0),
        remediation_unit: "team:vendors".to_owned(),
        rank: part,
    }
}

#[cfg(test)]
mod tests {
    use super::{CHECK, is_own};
    use crate::Check;
    use crate::testing::{add_commit, add_person, empty_facts, said, shallow};
    use quarterdeck_facts::{Facts, PersonIx};
    use quarterdeck_findings::{Policy, Severity};

    /// 100 commits of the last year, shared out over domains.
    fn system(domains: &[(&str, usize)]) -> Facts {
        let mut facts = empty_facts();
        for (at, (domain, commits)) in domains.iter().enumerate() {
            add_person(&mut facts, 1);
            facts.people[at].email_domain = (*domain).to_owned();
            for _ in 0..*commits {
                add_commit(&mut facts, "Round prices", 20);
                facts.commits.last_mut().unwrap().author = PersonIx::new(at);
            }
        }
        facts
    }

    fn own(domains: &[&str]) -> Policy {
        Policy { own_domains: domains.iter().map(|domain| (*domain).to_owned()).collect(), ..Policy::default() }
    }

    #[test]
    fn the_share_of_other_organisations_decides() {
        for (facts, domains, expected, severity) in [
            (system(&[("acme.be", 90), ("agency.fr", 10)]), &["acme.be"][..], "ok", None),
            (system(&[("it.acme.be", 90), ("agency.fr", 10)]), &["acme.be"], "ok", None),
            (system(&[("acme.be", 65), ("agency.fr", 35)]), &["acme.be"], "found 1", Some(Severity::Low)),
            (system(&[("acme.be", 30), ("agency.fr", 70)]), &["acme.be"], "found 1", Some(Severity::Medium)),
            (system(&[("notacme.be", 70), ("acme.be", 30)]), &["acme.be"], "found 1", Some(Severity::Medium)),
            (system(&[("acme.be", 30), ("gmail.com", 70)]), &["acme.be"], "could-not-assess", None),
            (system(&[("acme.be", 90), ("agency.fr", 10)]), &[], "could-not-assess", None),
            (system(&[("acme.be", 40)]), &["acme.be"], "not-applicable", None),
            (shallow(system(&[("acme.be", 100)])), &["acme.be"], "could-not-assess", None),
        ] {
            let assessment = CHECK.assess(&facts, &own(domains));
            assert_eq!(said(&assessment), expected, "{domains:?}");
            assert_eq!(assessment.findings.first().map(|finding| finding.severity), severity);
        }
    }

    #[test]
    fn a_domain_below_the_own_one_is_own_and_a_longer_name_is_not() {
        for (domain, expected) in [("acme.be", true), ("it.acme.be", true), ("notacme.be", false), ("acme.be.x", false)]
        {
            assert_eq!(is_own(domain, &["acme.be".to_owned()]), expected, "{domain}");
        }
    }
}
