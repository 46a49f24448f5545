//! SEC-02: secrets that left the files and stand in the history still.

use crate::Rule;
use crate::secrets::{is_aside, is_told_aside, severity};
use crate::support::{days, measured};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{Facts, HistorySecret, SecretClass};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Scope, Severity, Status, Text, ThresholdMeta,
};
use std::collections::BTreeMap;

/// Most commits that a finding names.
const SHOWN_COMMITS: usize = 20;

static META: CheckMeta = CheckMeta {
    id: "SEC-02",
    name: "secrets-in-history",
    dimension: Dimension::Security,
    status: Status::Preview,
    since: "0.1.0",
    finds: "Keys, tokens, private keys and passwords, by the rules in `docs/reference/secrets.md`, in any commit of the \
            history and no longer in the audited one, each with the days that it stood in the code. Cloud keys, private \
            keys and tokens are high, passwords and signing keys medium, keys that can be restricted low. Those of tests, \
            documents and examples are one low finding for each repository and kind.",
    matters: "Deleting a secret does not take it back: every copy of the repository still holds it.",
    evidence: "The commit that brought it and the one that took it away; never the value.",
    effort: "A quarter of a day to a day for each: find out whether it was replaced, and replace it if not.",
    texts: &[
        Text { key: "title", english: "Secrets in earlier versions of the code" },
        Text {
            key: "found",
            english: "{ $path } held { $what } ({ $masked }) from { $came } to { $left }, { $days ->\n    [one] one day\n   \
                      *[other] { $days } days\n }; the history holds it still.",
        },
        Text {
            key: "found-open",
            english: "{ $path } held { $what } ({ $masked }) since { $came }, { $days ->\n    [one] one day\n   *[other] { \
                      $days } days\n }; another line of work or a copy holds it still.",
        },
        Text {
            key: "found-aside",
            english: "Earlier tests, documents and examples of repository { $repository } held { $count ->\n    [one] one \
                      secret\n   *[other] { $count } secrets\n } with the shape of real ones.",
        },
        Text {
            key: "works",
            english: "The whole history was looked at, and no secret stands there that is not in the files of today.",
        },
        Text {
            key: "consequence",
            english: "Everybody who ever had a copy of the repository can use the secret until it is replaced, former staff \
                      and suppliers included.",
        },
        Text {
            key: "consequence-aside",
            english: "If one of them was real, everybody with a copy of the repository has it.",
        },
        Text {
            key: "remedy",
            english: "Replace the secret where it opens something: that alone helps. Rewriting the history is seldom worth it, \
                      because copies stay. Then let a check refuse the next one before it gets in.",
        },
        Text { key: "remedy-aside", english: "Make sure that each opens nothing; replace the one that does." },
    ],
    thresholds: &[ThresholdMeta {
        key: "past_secrets",
        green: 0.0,
        red: 3.0,
        source: "proposal: replaced ones cannot be told from live ones; those of severity medium count half",
    }],
    exceptions: &[
        "Whether a secret was replaced when it was taken out cannot be told from the repository: say so with a waiver.",
        "What stands in the audited commit is told by secrets-in-code: left out here.",
        "Values that only their name calls a secret are looked for in the audited commit alone.",
        "Passwords and signing keys in tests, documents and examples are made up as a rule: left out.",
        "Without `--deep` the history of contents is not read: could not assess.",
    ],
    precision: None,
    sources: &[
        "MITRE CWE-798: Use of Hard-coded Credentials",
        "Meli, McNiece, Reaves: How Bad Can It Git? (NDSS 2019)",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let Some(secrets) = &facts.history_secrets else {
        return Assessment::could_not_assess("the contents of earlier commits were not read", "a run with --deep");
    };
    let told = secrets.iter().filter(|secret| !secret.in_head && secret.class != SecretClass::Generic);
    let (aside, live): (Vec<&HistorySecret>, Vec<&HistorySecret>) =
        told.partition(|secret| is_aside(&secret.path, None, secret.class));
    let mut groups: BTreeMap<_, Vec<&HistorySecret>> = BTreeMap::new();
    for secret in aside.into_iter().filter(|secret| is_told_aside(secret.class)) {
        groups.entry((secret.repository, secret.class)).or_default().push(secret);
    }
    let weight = |secret: &&HistorySecret| if past_severity(secret.class) >= Severity::High { 1.0 } else { 0.5 };
    let value: f64 = live.iter().map(weight).sum();
    let figures = vec![measured("past_secrets", value, "secrets")];
    if live.is_empty() && groups.is_empty() {
        return Assessment::ok(Message::new("works"), figures);
    }
    let mut findings: Vec<Finding> = live.iter().map(|secret| found(facts, secret)).collect();
    findings.extend(groups.values().map(|secrets| found_aside(facts, secrets)));
    Assessment::found(policy.threshold(&META, "past_secrets").score(value), figures, findings)
}

/// One step less than in the audited commit: it may have been replaced when it was taken out.
fn past_severity(class: SecretClass) -> Severity {
    match (class, severity(class)) {
        (SecretClass::Password, _) => Severity::Medium,
        (_, Severity::Critical) => Severity::High,
        (_, severity) => severity,
    }
}

fn name_of(facts: &Facts, secret: &HistorySecret) -> String {
    facts.repositories.get(secret.repository.at()).map(|repository| repository.name.clone()).unwrap_or_default()
}

fn found(facts: &Facts, secret: &HistorySecret) -> Finding {
    let repository = name_of(facts, secret);
    let commit = |id: &str| Evidence::Commit { repository: repository.clone(), commit: id.to_owned() };
    let message = match &secret.left {
        Some(left) => Message::new("found").date("left", left.at),
        None => Message::new("found-open"),
    };
    let commits = std::iter::once(&secret.came).chain(&secret.left);
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[secret.rule.as_bytes(), secret.fingerprint.as_bytes()]),
        scope: Scope::File { repository: repository.clone(), path: secret.path.clone() },
        severity: past_severity(secret.class),
        confidence: Confidence::Medium,
        message: message
            .path("path", &secret.path)
            .name("what", secret.rule)
            .name("masked", secret.masked.as_str())
            .date("came", secret.came.at)
            .count("days", u64::from(secret.days_live)),
        evidence: commits.map(|one| commit(&one.commit)).collect(),
        effort: days(0.25, 1.0, 1.0),
        remediation_unit: format!("secret:{}", secret.fingerprint),
        rank: f64::from(secret.days_live),
    }
}

fn found_aside(facts: &Facts, secrets: &[&HistorySecret]) -> Finding {
    let first = secrets[0];
    let repository = name_of(facts, first);
    let commit = |secret: &&HistorySecret| Evidence::Commit {
        repository: repository.clone(),
        commit: secret.came.commit.clone(),
    };
    let class = format!("{:?}", first.class);
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[b"aside", repository.as_bytes(), class.as_bytes()]),
        scope: Scope::Repository { repository: repository.clone() },
        severity: Severity::Low,
        confidence: Confidence::Low,
        message: Message::new("found-aside")
            .name("repository", repository.as_str())
            .count("count", secrets.len() as u64),
        evidence: secrets.iter().take(SHOWN_COMMITS).map(commit).collect(),
        effort: days(0.25, 1.0, 1.0),
        remediation_unit: format!("secrets-aside:{repository}"),
        rank: secrets.len() as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{empty_facts, past_secret, said};
    use quarterdeck_facts::SecretClass::{self, CloudKey, Generic, Password, RestrictedKey, Token};
    use quarterdeck_findings::{Policy, Severity};

    #[test]
    fn what_left_the_files_is_told_with_its_days() {
        type Case = (&'static str, SecretClass, bool, &'static str, f64, Option<Severity>);
        let cases: [Case; 8] = [
            ("src/pay.py", CloudKey, false, "found 1", 2.0 / 3.0, Some(Severity::High)),
            ("src/pay.py", Token, false, "found 1", 2.0 / 3.0, Some(Severity::High)),
            ("src/db.py", Password, false, "found 1", 2.5 / 3.0, Some(Severity::Medium)),
            ("src/map.js", RestrictedKey, false, "found 1", 2.5 / 3.0, Some(Severity::Low)),
            // Told by SEC-01.
            ("src/pay.py", CloudKey, true, "ok", 1.0, None),
            ("a.yml", Generic, false, "ok", 1.0, None),
            ("tests/pay.py", Token, false, "found 1", 1.0, Some(Severity::Low)),
            ("tests/db.py", Password, false, "ok", 1.0, None),
        ];
        for (path, class, in_head, expected, score, severity) in cases {
            let mut facts = empty_facts();
            let mut secret = past_secret(path, class);
            secret.in_head = in_head;
            facts.history_secrets = Some(vec![secret]);
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!(said(&assessment), expected, "{path} {class:?}");
            assert!((assessment.score - score).abs() < 1e-9, "{path} {class:?}: {}", assessment.score);
            assert_eq!(assessment.findings.first().map(|finding| finding.severity), severity, "{path}");
        }
    }

    #[test]
    fn what_was_not_read_is_not_judged() {
        assert_eq!(said(&CHECK.assess(&empty_facts(), &Policy::default())), "could-not-assess");
        let mut facts = empty_facts();
        let mut secret = past_secret("src/pay.py", Token);
        secret.left = None;
        facts.history_secrets = Some(vec![secret]);
        let findings = CHECK.assess(&facts, &Policy::default()).findings;
        assert_eq!((findings[0].message.key, findings[0].evidence.len()), ("found-open", 1));
        facts.history_secrets = Some(Vec::new());
        assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), "ok");
    }
}
