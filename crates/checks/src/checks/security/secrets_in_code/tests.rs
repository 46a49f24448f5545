//! Tests of SEC-01.

use super::{CHECK, META};
use crate::testing::code::add_signal;
use crate::testing::{add_file, add_secret, days_ago, empty_facts, said};
use crate::{Check, DUTCH, FRENCH};
use quarterdeck_facts::FileKind::{self, Configuration, Documentation, Minified, Source, Test, Unread};
use quarterdeck_facts::SecretClass::{self, CloudKey, Generic, Password, PrivateKey, RestrictedKey, SigningKey, Token};
use quarterdeck_facts::SignalRole;
use quarterdeck_findings::{Policy, Severity};

#[test]
fn secrets_are_as_bad_as_what_they_open_and_where_they_stand() {
    type Case = (&'static str, FileKind, SecretClass, &'static str, f64, Option<Severity>);
    let cases: [Case; 16] = [
        ("src/pay.py", Source, CloudKey, "found 1", 0.0, Some(Severity::Critical)),
        ("deploy/prod.yml", Configuration, CloudKey, "found 1", 0.0, Some(Severity::Critical)),
        ("deploy/shop.key", Configuration, PrivateKey, "found 1", 0.0, Some(Severity::High)),
        ("src/chat.py", Source, Token, "found 1", 0.0, Some(Severity::High)),
        ("src/db.py", Source, Password, "found 1", 0.0, Some(Severity::High)),
        ("src/settings.py", Source, SigningKey, "found 1", 0.5, Some(Severity::Medium)),
        ("src/map.js", Source, RestrictedKey, "found 1", 0.5, Some(Severity::Low)),
        ("prod.properties", Configuration, Generic, "found 1", 0.5, Some(Severity::Medium)),
        ("src/login.py", Source, Generic, "ok", 1.0, None),
        ("web/app.min.js", Minified, Password, "ok", 1.0, None),
        // What is made for tests and readers.
        ("tests/pay.py", Test, CloudKey, "found 1", 1.0, Some(Severity::Low)),
        ("docs/pay.md", Documentation, Token, "found 1", 1.0, Some(Severity::Low)),
        (".env.example", Configuration, PrivateKey, "found 1", 1.0, Some(Severity::Low)),
        ("tests/db.py", Test, Password, "ok", 1.0, None),
        ("tests/prod.properties", Configuration, Generic, "ok", 1.0, None),
        (".env.example", Configuration, SigningKey, "ok", 1.0, None),
    ];
    for (path, kind, class, expected, score, severity) in cases {
        let mut facts = empty_facts();
        let file = add_file(&mut facts, path, |file| file.kind = kind);
        add_secret(&mut facts, file, class, 3);
        let assessment = CHECK.assess(&facts, &Policy::default());
        assert_eq!((said(&assessment).as_str(), assessment.score), (expected, score), "{path} {class:?}");
        assert_eq!(assessment.findings.first().map(|finding| finding.severity), severity, "{path}");
    }
}

#[test]
fn a_key_whose_certificate_has_ended_is_low() {
    // Days until the end of the certificates of two keys in one file.
    for (ends, key, severity, score) in [
        ([Some(-1), Some(-400)], "found-ended-key", Severity::Low, 0.5),
        ([Some(-1), Some(1)], "found-private-key", Severity::High, 0.0),
        ([Some(-1), None], "found-private-key", Severity::High, 0.0),
        ([None, None], "found-private-key", Severity::High, 0.0),
    ] {
        let mut facts = empty_facts();
        let file = add_file(&mut facts, "cert/server.key", |file| file.kind = Configuration);
        for (at, days) in ends.iter().enumerate() {
            add_secret(&mut facts, file, PrivateKey, at as u32);
            facts.secrets[at].certificate_ends_at = days.map(|days: i64| days_ago(-days));
        }
        let assessment = CHECK.assess(&facts, &Policy::default());
        let finding = &assessment.findings[0];
        assert_eq!((finding.message.key, finding.severity, assessment.score), (key, severity, score), "{ends:?}");
    }
}

#[test]
fn what_software_to_learn_with_holds_is_one_low_finding() {
    for (class, said, severity, score) in [
        (PrivateKey, ["found-lesson"].as_slice(), Severity::Low, 0.5),
        (Password, ["found-lesson"].as_slice(), Severity::Low, 0.5),
        (Generic, ["found-lesson"].as_slice(), Severity::Low, 0.5),
        // What a provider gave costs money.
        (CloudKey, ["found-cloud-key", "found-cloud-key"].as_slice(), Severity::Critical, 0.0),
        (Token, ["found", "found"].as_slice(), Severity::High, 0.0),
    ] {
        let mut facts = empty_facts();
        for path in ["deploy/shop.yml", "lib/lesson.yml"] {
            let file = add_file(&mut facts, path, |file| file.kind = Configuration);
            add_secret(&mut facts, file, class, 3);
        }
        add_signal(&mut facts, "README.md", SignalRole::InsecureOnPurpose);
        let assessment = CHECK.assess(&facts, &Policy::default());
        let keys: Vec<_> = assessment.findings.iter().map(|finding| finding.message.key).collect();
        assert_eq!((keys.as_slice(), assessment.score), (said, score), "{class:?}");
        assert_eq!(assessment.findings[0].severity, severity, "{class:?}");
    }
}

#[test]
fn keys_that_are_not_listed_are_not_praised_away() {
    for (path, class, ended, insecure, expected) in [
        ("spec/a.pem", SecretClass::PrivateKey, false, false, "works-beside"),
        ("certs/a.pem", SecretClass::PrivateKey, true, true, "works-beside"),
        ("spec/a.env", SecretClass::Password, false, false, "works"),
    ] {
        let mut facts = empty_facts();
        let file = add_file(&mut facts, path, |file| file.kind = Configuration);
        add_secret(&mut facts, file, class, 3);
        if ended {
            facts.secrets[0].certificate_ends_at = Some(crate::testing::days_ago(9));
        }
        if insecure {
            add_signal(&mut facts, "README.md", SignalRole::InsecureOnPurpose);
        }
        let assessment = CHECK.assess(&facts, &Policy::default());
        assert_eq!(assessment.works.as_ref().map(|message| message.key), Some(expected), "{path}");
    }
}

#[test]
fn what_is_recognised_is_never_told_as_all_there_is() {
    for text in META.texts.iter().filter(|text| text.key.starts_with("found") && text.english.contains("$count")) {
        assert!(text.english.contains("at least"), "{}", text.key);
    }
    for (source, words) in [(FRENCH, "au moins"), (DUTCH, "minstens")] {
        for pattern in source.split("\nsec-01-").skip(1).filter(|text| text.starts_with("found")) {
            let (pattern, _) = pattern.split_once("\nsec-").unwrap_or((pattern, ""));
            assert!(!pattern.contains("$count") || pattern.contains(words), "{pattern}");
        }
    }
}

#[test]
fn samples_of_a_pattern_open_nothing() {
    for (class, expected, severity) in
        [(Token, "found 1", Some(Severity::Low)), (CloudKey, "found 1", Some(Severity::Low)), (Password, "ok", None)]
    {
        let mut facts = empty_facts();
        let file = add_file(&mut facts, "src/rules.toml", |file| file.kind = Configuration);
        add_secret(&mut facts, file, class, 3);
        facts.secrets[0].is_sample = true;
        let assessment = CHECK.assess(&facts, &Policy::default());
        assert_eq!((said(&assessment).as_str(), assessment.score), (expected, 1.0), "{class:?}");
        assert_eq!(assessment.findings.first().map(|finding| finding.severity), severity, "{class:?}");
    }
}

#[test]
fn many_of_one_kind_are_one_finding() {
    let mut facts = empty_facts();
    let (first, second) = (add_file(&mut facts, "a.py", |_| {}), add_file(&mut facts, "b.py", |_| {}));
    for (file, line) in [(first, 1), (first, 2), (second, 1)] {
        add_secret(&mut facts, file, Token, line);
    }
    let findings = CHECK.assess(&facts, &Policy::default()).findings;
    assert_eq!(findings.iter().map(|finding| finding.evidence.len()).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn without_text_nothing_is_said() {
    assert_eq!(said(&CHECK.assess(&empty_facts(), &Policy::default())), "not-applicable");
    let mut unread = empty_facts();
    add_file(&mut unread, "a.py", |file| file.kind = Unread);
    assert_eq!(said(&CHECK.assess(&unread, &Policy::default())), "could-not-assess");
    let mut clean = empty_facts();
    add_file(&mut clean, "a.py", |_| {});
    assert_eq!(said(&CHECK.assess(&clean, &Policy::default())), "ok");
}
