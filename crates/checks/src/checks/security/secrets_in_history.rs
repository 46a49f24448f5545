//! SEC-02: secrets that left the files and stand in the history still.

use crate::Rule;
use crate::secrets::{is_aside, is_told_aside, severity};
use crate::support::{FULL_CLONE, days, history_gap, measured, percent, share};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{Facts, HistorySecret, SecretClass};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Scope, Severity, Status, Text, ThresholdMeta,
};
use std::collections::BTreeMap;

/// Largest share of commits with versions that were not read at which nothing found means something.
const UNREAD_SHARE: f64 = 0.01;
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
            english: "{ $path } held { $class ->\n    [cloud-key] a key to an account at { $provider }\n    \
                      [private-key] a private key that needs no password\n    [password] the password of a service that \
                      others can reach\n    [signing-key] the key with which { $provider } signs sessions\n    \
                      [restricted-key] a key of { $provider }\n   *[token] a token of { $provider }\n } ({ $masked }) \
                      from { $came } to { $left }, { $days ->\n    [one] one day\n   *[other] { $days } days\n }{ $times \
                      ->\n    [one] {\"\"}\n   *[other] {\" \"}in { $times } stretches\n }; the history holds it still.",
        },
        Text {
            key: "found-open",
            english: "{ $path } held { $class ->\n    [cloud-key] a key to an account at { $provider }\n    \
                      [private-key] a private key that needs no password\n    [password] the password of a service that \
                      others can reach\n    [signing-key] the key with which { $provider } signs sessions\n    \
                      [restricted-key] a key of { $provider }\n   *[token] a token of { $provider }\n } ({ $masked }) \
                      since { $came }; it is not in the files of today, which commit took it out could not be told, and the \
                      history holds it still.",
        },
        Text {
            key: "found-aside",
            english: "Earlier tests, documents and examples of repository { $repository } held { $count ->\n    [one] one \
                      secret\n   *[other] { $count } secrets\n } with the shape of real ones.",
        },
        Text {
            key: "works",
            english: "Every version of every text file was looked at, as far as it could be read, and none holds a secret that is \
                      not in the files of today.",
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
        "A secret counts once, wherever and how often it stood; of passwords neither the value nor a hash of it is known: those \
         of the same length in the same line are one.",
        "Vendored folders (told by their path) and binary files of the history are not looked at.",
        "Without `--deep`, or when versions are missing from the clone, the history of contents is not read: could not assess.",
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
    let gap = history_gap(facts).or_else(|| unread_gap(facts));
    let told = secrets.iter().filter(|secret| !secret.in_head && secret.class != SecretClass::Generic);
    let (aside, live): (Vec<&HistorySecret>, Vec<&HistorySecret>) =
        told.partition(|secret| is_aside(&secret.path, None, secret.class));
    let mut groups: BTreeMap<_, Vec<&HistorySecret>> = BTreeMap::new();
    for secret in aside.into_iter().filter(|secret| is_told_aside(secret.class)) {
        groups.entry((secret.repository, secret.class)).or_default().push(secret);
    }
    // One secret, whichever ways it took.
    let mut told: BTreeMap<_, Vec<&HistorySecret>> = BTreeMap::new();
    for secret in &live {
        told.entry((secret.repository, secret.rule, secret.fingerprint.as_str())).or_default().push(secret);
    }
    let weight =
        |secrets: &Vec<&HistorySecret>| if past_severity(secrets[0].class) >= Severity::High { 1.0 } else { 0.5 };
    let value: f64 = told.values().map(weight).sum();
    let figures = vec![measured("past_secrets", value, "secrets")];
    if live.is_empty() && groups.is_empty() {
        if let Some(gap) = gap {
            return gap;
        }
        return Assessment::ok(Message::new("works"), figures);
    }
    let mut findings: Vec<Finding> = told.values().map(|stretches| found(facts, stretches)).collect();
    findings.extend(groups.values().map(|secrets| found_aside(facts, secrets)));
    Assessment::found(policy.threshold(&META, "past_secrets").score(value), figures, findings)
}

/// An answer when so many versions could not be read that silence says little.
fn unread_gap(facts: &Facts) -> Option<Assessment> {
    let unread = facts.commits.iter().filter(|commit| commit.lines.is_none()).count() as u64;
    let part = share(unread, facts.commits.len() as u64);
    (part > UNREAD_SHARE).then(|| {
        let reason = format!("{} % of the commits hold versions that could not be read", percent(part));
        Assessment::could_not_assess(reason, FULL_CLONE)
    })
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

/// One secret, with the stretches of time that it stood, the oldest first.
fn found(facts: &Facts, stretches: &[&HistorySecret]) -> Finding {
    let secret = stretches[0];
    let repository = name_of(facts, secret);
    let commit = |id: &str| Evidence::Commit { repository: repository.clone(), commit: id.to_owned() };
    let lefts: Option<Vec<_>> = stretches.iter().map(|one| one.left.as_ref().map(|left| left.at)).collect();
    let message = match lefts.and_then(|lefts| lefts.into_iter().max()) {
        Some(left) => Message::new("found").date("left", left).count("times", stretches.len() as u64),
        None => Message::new("found-open"),
    };
    let commits = stretches.iter().flat_map(|one| std::iter::once(&one.came).chain(&one.left));
    let days_live: u64 = stretches.iter().map(|one| u64::from(one.days_live)).sum();
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[secret.rule.as_bytes(), secret.fingerprint.as_bytes()]),
        scope: Scope::File { repository: repository.clone(), path: secret.path.clone() },
        severity: past_severity(secret.class),
        confidence: Confidence::Medium,
        message: message
            .path("path", &secret.path)
            .name("class", secret.class.id())
            .name("provider", secret.provider)
            .name("masked", secret.masked.as_str())
            .date("came", secret.came.at)
            .count("days", days_live),
        evidence: commits.take(SHOWN_COMMITS).map(|one| commit(&one.commit)).collect(),
        effort: days(0.25, 1.0, 1.0),
        remediation_unit: format!("secret:{}", secret.fingerprint),
        rank: days_live as f64,
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
    use quarterdeck_facts::{CommitFacts, HistoryState};
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
        // Silence of a history that is not there says nothing.
        facts.commits = (0..60).map(|_| CommitFacts { lines: Some((1, 0)), ..CommitFacts::default() }).collect();
        assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), "ok");
        facts.commits[7].lines = None;
        assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), "could-not-assess");
        facts.commits.clear();
        facts.repositories[0].history = HistoryState::Incomplete { reason: "the clone is shallow".to_owned() };
        assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), "could-not-assess");
        facts.history_secrets = Some(vec![past_secret("src/pay.py", Token)]);
        assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), "found 1");
    }

    #[test]
    fn a_secret_that_comes_back_is_told_once() {
        let mut facts = empty_facts();
        let (first, mut second) = (past_secret("src/pay.py", Token), past_secret("src/buy.py", Token));
        second.came.commit = "c".repeat(40);
        let mut other = past_secret("src/pay.py", Token);
        other.fingerprint = "other".to_owned();
        facts.history_secrets = Some(vec![first, second, other]);
        let assessment = CHECK.assess(&facts, &Policy::default());
        assert_eq!(said(&assessment), "found 2");
        let twice = &assessment.findings[0];
        assert_eq!((twice.evidence.len(), twice.rank), (4, 200.0));
    }
}
