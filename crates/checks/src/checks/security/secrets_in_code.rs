//! SEC-01: secrets that stand in files of the audited commit.

use crate::Rule;
use crate::secrets::{confidence, is_aside, is_key_of_tests, is_told_aside, severity};
use crate::support::{
    days, file_evidence, file_scope, insecure_on_purpose, lines_evidence, measured, repository_scope,
};
use quarterdeck_base::{Evidence, Fingerprint, Message, Timestamp};
use quarterdeck_facts::{Facts, FileKind, SecretClass, SecretFacts, Signal};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};
use std::collections::{BTreeMap, BTreeSet};

/// Most places that a finding names.
const SHOWN_PLACES: usize = 20;
/// Most masked values that a message names.
const SHOWN_VALUES: usize = 3;

static META: CheckMeta = CheckMeta {
    id: "SEC-01",
    name: "secrets-in-code",
    dimension: Dimension::Security,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Keys, tokens, private keys and passwords in text files of the audited commit, by the rules in \
            `docs/reference/secrets.md`: one finding for each file and rule. Cloud keys are critical; private keys, tokens and \
            passwords for hosts that others reach high; keys that sign sessions, and values that only their name calls a \
            secret (in configuration alone), medium; keys that their provider lets one restrict low. Cloud keys, private keys \
            and tokens in tests, documents and examples are one low finding for each repository and kind.",
    matters: "Whoever can read the code, or a copy of it, can use what these secrets open.",
    evidence: "The lines; of the value at most the first four characters and its length, never the value.",
    effort: "A quarter of a day to a day for each: make a new one, put it outside the code, close the old one.",
    texts: &[
        Text { key: "title", english: "Secrets in the code" },
        Text {
            key: "found-cloud-key",
            english: "{ $path } holds { $count ->\n    [one] a key\n   *[other] at least { $count } keys\n } to an account at { \
                      $provider } ({ $masked }).",
        },
        Text {
            key: "found-private-key",
            english: "{ $path } holds { $count ->\n    [one] a private key that needs no password\n   *[other] at least { $count } \
                      private keys that need no password\n } ({ $masked }).",
        },
        Text {
            key: "found-ended-key",
            english: "{ $path } holds { $count ->\n    [one] a private key that needs no password\n   *[other] at least { $count } \
                      private keys that need no password\n } ({ $masked }); the certificate of this name beside it ended on \
                      { $ended }.",
        },
        Text {
            key: "found",
            english: "{ $path } holds { $count ->\n    [one] a token\n   *[other] at least { $count } tokens\n } of { $provider } \
                      ({ $masked }).",
        },
        Text {
            key: "found-password",
            english: "{ $path } holds { $count ->\n    [one] the password\n   *[other] at least { $count } passwords\n } of a \
                      service that others can reach ({ $masked }).",
        },
        Text {
            key: "found-signing-key",
            english: "{ $path } holds the key with which { $provider } signs sessions ({ $masked }).",
        },
        Text {
            key: "found-restricted-key",
            english: "{ $path } holds { $count ->\n    [one] a key\n   *[other] at least { $count } keys\n } of { $provider } ({ \
                      $masked }); whether it is restricted to this use cannot be seen here.",
        },
        Text {
            key: "found-generic",
            english: "{ $path } holds what looks like { $count ->\n    [one] a password or key\n   *[other] at least { $count } \
                      passwords or keys\n } ({ $masked }).",
        },
        Text {
            key: "found-aside",
            english: "Tests, documents and examples of repository { $repository } hold secrets with the shape of real ones, in \
                      at least { $count ->\n    [one] one place\n   *[other] { $count } places\n }.",
        },
        Text {
            key: "found-lesson",
            english: "Repository { $repository } says of itself that it is insecure on purpose, to learn with ({ $path }, line { \
                      $line }); at least { $count ->\n    [one] one secret was\n   *[other] { $count } secrets were\n } \
                      recognised by shape or name: part of the lesson as a rule; whether one is used anywhere else cannot be \
                      seen here.",
        },
        Text {
            key: "works",
            english: "{ $count ->\n    [one] One text file was\n   *[other] { $count } text files were\n } looked at, and \
                      none holds a secret that its shape gives away.",
        },
        Text {
            key: "works-beside",
            english: "{ $count ->\n    [one] One text file was\n   *[other] { $count } text files were\n } looked at; beside { $beside ->\n    \
                      [one] one private key\n   *[other] { $beside } private keys\n } of tests or with an ended certificate, none \
                      holds a secret that its shape gives away.",
        },
        Text {
            key: "consequence",
            english: "Everybody who ever had a copy of the code can act in your name, at your cost, until the secret is \
                      replaced.",
        },
        Text {
            key: "consequence-ended-key",
            english: "If the same key was taken for the next certificate as well, everybody who has the code can pretend to be \
                      your server.",
        },
        Text {
            key: "consequence-signing-key",
            english: "Whoever knows this key can sign in as any user, without a password.",
        },
        Text {
            key: "consequence-restricted-key",
            english: "Strangers can use the key for themselves, and you get the bill, unless it is bound to your own sites \
                      and apps.",
        },
        Text {
            key: "consequence-aside",
            english: "If one of them is real, everybody who has the code has it; and real ones do not stand out among them.",
        },
        Text {
            key: "consequence-lesson",
            english: "If one of them is used anywhere else as well, everybody who has the code has it.",
        },
        Text {
            key: "remedy",
            english: "Replace the secret first: what was in the code has to be taken as known. Then keep the new one outside \
                      the code, and let a check refuse the next one before it gets in.",
        },
        Text {
            key: "remedy-ended-key",
            english: "Make sure that no certificate of today has this key, then take it out of the code.",
        },
        Text {
            key: "remedy-restricted-key",
            english: "Bind the key to your own sites, apps and services at the provider, and set a limit of use.",
        },
        Text {
            key: "remedy-aside",
            english: "Make sure that each opens nothing; make them while the tests run, or mark them as made up.",
        },
        Text {
            key: "remedy-lesson",
            english: "Make sure that none of them is used anywhere else, and run this software only where nobody but learners \
                      reaches it.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "open_secrets",
        green: 0.0,
        red: 1.0,
        source: "proposal: any live one is red; what only looks like one, signs sessions or can be restricted counts half",
    }],
    exceptions: &[
        "Whether a secret still opens anything cannot be told without trying it, which is not done.",
        "Values that documentation prints (AWS's EXAMPLE keys, Azurite's account key, the key pairs of jwt.io), placeholders, templates and \
         well-known passwords: not found.",
        "The public half of a key pair alone (an AWS key id) is no secret: not found.",
        "Where the certificate of the same name beside a private key (`server.crt` beside `server.key`, `cert.pem` beside `key.pem`) \
         has ended, the severity is low; whether both belong together is told by their names only.",
        "Private keys that need a password: not found. Keys whose path speaks of a developer's own machine (localhost, dev) \
         count as examples.",
        "Private keys below folders of tests and in their code are made for them (spring-boot has 131 such places): left out.",
        "Passwords, signing keys and restricted keys in tests, documents, examples and files to be copied are made up as a \
         rule: left out.",
        "Software that says of itself that it is insecure on purpose, to learn with (juice-shop, NodeGoat): its keys and passwords \
         are one low finding, with the place where it says so. It is its own claim: cloud keys and tokens of providers cost \
         money also there, and are told as anywhere. A key whose certificate has ended is left out there.",
        "So in a file that holds patterns of secrets with samples of what they find: the rules of a detector.",
        "Passwords for `localhost`, private addresses and names without a domain, and what looks like one in minified code: \
         left out.",
        "What others wrote (vendored folders), binary files and archives are not looked at.",
        "Secrets without a shape of their own (plain passwords in source code) are not found: how many there are is told as at \
         least so many.",
    ],
    precision: Some(Precision { read: 6, correct: 3, repositories: 3 }),
    sources: &[
        "MITRE CWE-798: Use of Hard-coded Credentials",
        "OWASP Secrets Management Cheat Sheet",
        "Meli, McNiece, Reaves: How Bad Can It Git? (NDSS 2019)",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let count = |fits: fn(FileKind) -> bool| facts.files.iter().filter(|file| fits(file.kind)).count();
    let looked_at = count(is_looked_at);
    if looked_at == 0 && count(|kind| kind == FileKind::Unread) > 0 {
        return Assessment::could_not_assess("no file could be read", "a full clone");
    }
    if looked_at == 0 {
        return Assessment::not_applicable("there is no text file");
    }
    let mut groups: BTreeMap<_, Vec<&SecretFacts>> = BTreeMap::new();
    let mut aside: BTreeMap<_, Vec<&SecretFacts>> = BTreeMap::new();
    let mut lessons: BTreeMap<usize, (&Signal, Vec<&SecretFacts>)> = BTreeMap::new();
    let mut beside = 0;
    for secret in &facts.secrets {
        let file = facts.file(secret.file);
        if secret.is_sample || is_aside(&file.path, Some(file.kind), secret.class) {
            if is_key_of_tests(&file.path, file.kind, secret.class) {
                beside += 1;
            } else if is_told_aside(secret.class) {
                aside.entry((file.repository.at(), secret.class)).or_default().push(secret);
            }
        } else if is_told(secret.class, file.kind) {
            let at = file.repository.at();
            let claim = insecure_on_purpose(facts, at).filter(|_| may_be_a_lesson(secret.class));
            if let Some(claim) = claim {
                // A key whose certificate has ended teaches nobody anything any more.
                if ended(facts, &[secret]).is_some() {
                    beside += 1;
                    continue;
                }
                lessons.entry(at).or_insert((claim, Vec::new())).1.push(secret);
                continue;
            }
            groups.entry((secret.file, secret.class, secret.rule)).or_default().push(secret);
        }
    }
    let weight = |secrets: &Vec<&SecretFacts>| {
        let is_live = severity(secrets[0].class) >= Severity::High && ended(facts, secrets).is_none();
        if is_live { 1.0 } else { 0.5 }
    };
    let value = groups.values().map(weight).sum::<f64>() + 0.5 * lessons.len() as f64;
    let figures = vec![measured("open_secrets", value, "secrets")];
    if groups.is_empty() && aside.is_empty() && lessons.is_empty() {
        let message = match beside {
            0 => Message::new("works"),
            beside => Message::new("works-beside").count("beside", beside),
        };
        return Assessment::ok(message.count("count", looked_at as u64), figures);
    }
    let mut findings: Vec<Finding> = groups.values().map(|secrets| found(facts, secrets)).collect();
    findings.extend(lessons.values().map(|(claim, secrets)| found_lesson(facts, claim, secrets)));
    findings.extend(aside.values().map(|secrets| found_aside(facts, secrets)));
    Assessment::found(policy.threshold(&META, "open_secrets").score(value), figures, findings)
}

fn is_looked_at(kind: FileKind) -> bool {
    !matches!(kind, FileKind::Vendored | FileKind::Binary | FileKind::Pointer | FileKind::Unread)
}

/// What only its name or its place in an address calls a secret is believed where people write it down.
fn is_told(class: SecretClass, kind: FileKind) -> bool {
    match class {
        SecretClass::Generic => kind == FileKind::Configuration,
        SecretClass::Password => kind != FileKind::Minified,
        _ => true,
    }
}

/// What a provider gave somebody is no part of a lesson, whatever the software says of itself.
fn may_be_a_lesson(class: SecretClass) -> bool {
    !matches!(class, SecretClass::CloudKey | SecretClass::Token)
}

fn key_of(class: SecretClass) -> &'static str {
    match class {
        SecretClass::CloudKey => "found-cloud-key",
        SecretClass::PrivateKey => "found-private-key",
        SecretClass::Token => "found",
        SecretClass::Password => "found-password",
        SecretClass::SigningKey => "found-signing-key",
        SecretClass::RestrictedKey => "found-restricted-key",
        SecretClass::Generic => "found-generic",
    }
}

/// When the last of the certificates of these keys ended; `None` unless all have one, and it has.
fn ended(facts: &Facts, secrets: &[&SecretFacts]) -> Option<Timestamp> {
    let ends: Option<Vec<Timestamp>> = secrets.iter().map(|secret| secret.certificate_ends_at).collect();
    ends?.into_iter().max().filter(|end| *end < facts.as_of)
}

/// The secrets of one rule in one file.
fn found(facts: &Facts, secrets: &[&SecretFacts]) -> Finding {
    let first = secrets[0];
    let path = &facts.file(first.file).path;
    let masked: Vec<&str> = secrets.iter().take(SHOWN_VALUES).map(|secret| secret.masked.as_str()).collect();
    let ended = ended(facts, secrets);
    let message = match ended {
        Some(end) => Message::new("found-ended-key").date("ended", end),
        None => Message::new(key_of(first.class)).name("provider", first.provider),
    };
    // One value at many places is one secret.
    let distinct = identities(secrets);
    let message = message.path("path", path).count("count", distinct.len() as u64).name("masked", masked.join(", "));
    let lines =
        secrets.iter().take(SHOWN_PLACES).map(|secret| lines_evidence(facts, secret.file, secret.line, secret.line));
    Finding {
        check: META.id,
        fingerprint: anchor(&[path.file_name(), first.rule.as_bytes()], &distinct),
        scope: file_scope(facts, first.file),
        severity: if ended.is_some() { Severity::Low } else { severity(first.class) },
        confidence: confidence(first.class),
        message,
        evidence: lines.collect(),
        effort: days(0.25 * distinct.len() as f64, distinct.len() as f64, 5.0),
        remediation_unit: format!("secret:{}", distinct.iter().copied().collect::<Vec<_>>().join(":")),
        rank: secrets.len() as f64,
    }
}

/// The secrets of a repository that says that it is insecure on purpose.
fn found_lesson(facts: &Facts, claim: &Signal, secrets: &[&SecretFacts]) -> Finding {
    let said = lines_evidence(facts, claim.file, claim.line, claim.line);
    let places = secrets.iter().take(SHOWN_PLACES);
    let places = places.map(|secret| lines_evidence(facts, secret.file, secret.line, secret.line));
    let repository = facts.repository_of(claim.file);
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[b"lesson", repository.name.as_bytes()]),
        scope: repository_scope(repository),
        severity: Severity::Low,
        confidence: Confidence::Medium,
        message: Message::new("found-lesson")
            .name("repository", repository.name.as_str())
            .path("path", &facts.file(claim.file).path)
            .count("line", u64::from(claim.line))
            .count("count", secrets.len() as u64),
        evidence: std::iter::once(said).chain(places).collect(),
        effort: days(0.25, 1.0, 1.0),
        remediation_unit: format!("secrets-lesson:{}", repository.name),
        rank: secrets.len() as f64,
    }
}

/// The secrets of one class in tests, documents and examples of one repository.
fn found_aside(facts: &Facts, secrets: &[&SecretFacts]) -> Finding {
    let repository = facts.repository_of(secrets[0].file);
    let files: BTreeSet<_> = secrets.iter().map(|secret| secret.file).collect();
    let place = |secret: &&SecretFacts| lines_evidence(facts, secret.file, secret.line, secret.line);
    // Few places are shown with their lines, many as files.
    let evidence: Vec<Evidence> = if secrets.len() <= SHOWN_PLACES {
        secrets.iter().map(place).collect()
    } else {
        files.iter().take(SHOWN_PLACES).map(|file| file_evidence(facts, *file)).collect()
    };
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[b"aside", repository.name.as_bytes(), secrets[0].rule.as_bytes()]),
        scope: repository_scope(repository),
        severity: Severity::Low,
        confidence: Confidence::Medium,
        message: Message::new("found-aside")
            .name("repository", repository.name.as_str())
            .count("count", secrets.len() as u64),
        evidence,
        effort: days(0.25, 0.5 + 0.1 * files.len() as f64, 3.0),
        remediation_unit: format!("secrets-aside:{}", repository.name),
        rank: secrets.len() as f64,
    }
}

fn identities<'a>(secrets: &[&'a SecretFacts]) -> BTreeSet<&'a str> {
    secrets.iter().map(|secret| secret.fingerprint.as_str()).collect()
}

fn anchor(place: &[&[u8]], identities: &BTreeSet<&str>) -> Fingerprint {
    let parts: Vec<&[u8]> = place.iter().copied().chain(identities.iter().map(|one| one.as_bytes())).collect();
    Fingerprint::new(META.id, &parts)
}

#[cfg(test)]
#[path = "secrets_in_code/tests.rs"]
mod tests;
