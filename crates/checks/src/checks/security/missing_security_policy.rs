//! SEC-13: nobody who finds a hole knows whom to tell.

use crate::Rule;
use crate::support::{
    absence, days, files_of, insecure_on_purpose, measured, repository_scope, says_insecure, share, signals_of,
    source_lines_of,
};
use quarterdeck_base::{Fingerprint, Message};
use quarterdeck_facts::{DocumentRole, Facts, RepositoryFacts, SignalRole};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};

const LOOKED_FOR: &str = "SECURITY.md or SECURITY.txt at the root, in .github or in docs; security.txt; a section about \
                          it in README, CONTRIBUTING or SUPPORT";

static META: CheckMeta = CheckMeta {
    id: "SEC-13",
    name: "missing-security-policy",
    dimension: Dimension::Security,
    status: Status::Stable,
    since: "0.1.0",
    finds: "A repository with source code and without a file that says how to report a vulnerability, or a section that \
            does in README, CONTRIBUTING or SUPPORT (Markdown, AsciiDoc, reStructuredText; at the root, in docs or .github).",
    matters: "Who finds a hole and knows nobody to tell either stays silent or publishes it. Makers of products sold \
              in \
              the European Union must have a disclosure policy (Cyber Resilience Act).",
    evidence: "The names that were looked for.",
    effort: "A quarter of a day to one day for all repositories: a contact, a promise of an answer, who reads it.",
    texts: &[
        Text { key: "title", english: "Nothing says how to report a vulnerability" },
        Text {
            key: "found",
            english: "Repository { $repository } has no security policy file (SECURITY.md), and no section of its readme or \
                      of its guide for contributors is about reporting holes. A policy of the whole organisation cannot \
                      be seen from here.",
        },
        Text { key: "works", english: "Each repository says how to report a vulnerability." },
        Text { key: "consequence", english: "The first you hear of a hole may be its publication or its use." },
        Text {
            key: "remedy",
            english: "Add a SECURITY.md with one contact, the time in which you answer, and the versions that you \
                      still \
                      repair; name who reads that mailbox and who replaces them.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "repositories_with_policy_percent",
        green: 100.0,
        red: 0.0,
        source: "OpenSSF Scorecard: Security-Policy, risk medium",
    }],
    exceptions: &[
        "Software that says of itself that it is insecure on purpose, to learn with, publishes its holes (NodeGoat): not asked.",
        "An organisation may keep one policy for all its repositories (GitHub: the `.github` repository): not visible \
         here, so the confidence is medium and the severity low.",
        "The policy may stand on a website, or in a document in another language: neither is read.",
        "A sentence that speaks of reporting security holes counts as well (`Security reports:` of opencart).",
        "A section counts when its heading speaks of security or vulnerabilities and it speaks of reporting or disclosing; \
         what it promises is not judged.",
        "Repositories without source code are left out.",
    ],
    precision: Some(Precision { read: 22, correct: 19, repositories: 11 }),
    sources: &[
        "OpenSSF Scorecard: Security-Policy",
        "Regulation (EU) 2024/2847 (Cyber Resilience Act), annex I part II",
        "RFC 9116: security.txt",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let judged: Vec<(usize, &RepositoryFacts)> =
        facts.repositories.iter().enumerate().filter(|(at, _)| source_lines_of(facts, *at) > 0).collect();
    let claim = judged.iter().find_map(|(at, _)| insecure_on_purpose(facts, *at));
    let judged: Vec<(usize, &RepositoryFacts)> =
        judged.into_iter().filter(|(at, _)| insecure_on_purpose(facts, *at).is_none()).collect();
    if judged.is_empty() {
        let reason = claim.map(|claim| says_insecure(facts, claim));
        return Assessment::not_applicable(reason.unwrap_or_else(|| "there is no source code".to_owned()));
    }
    let findings: Vec<Finding> =
        judged.iter().filter(|(at, _)| !has_policy(facts, *at)).map(|(_, repository)| finding(repository)).collect();
    let with = percent_with(judged.len(), findings.len());
    let figures = vec![measured("repositories_with_policy_percent", with, "%")];
    if findings.is_empty() {
        return Assessment::ok(Message::new("works"), figures);
    }
    Assessment::found(policy.threshold(&META, "repositories_with_policy_percent").score(with), figures, findings)
}

fn percent_with(all: usize, without: usize) -> f64 {
    crate::support::percent(share((all - without) as u64, all as u64))
}

fn has_policy(facts: &Facts, repository: usize) -> bool {
    let in_it = |file: quarterdeck_facts::FileIx| facts.file(file).repository.at() == repository;
    signals_of(facts, repository, SignalRole::VulnerabilityReport).next().is_some()
        || facts.documents_of(DocumentRole::SecurityPolicy).any(|document| in_it(document.file))
        || files_of(facts, repository).iter().any(|file| file.path.file_name().eq_ignore_ascii_case(b"security.txt"))
}

fn finding(repository: &RepositoryFacts) -> Finding {
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[repository.name.as_bytes()]),
        scope: repository_scope(repository),
        severity: Severity::Low,
        confidence: Confidence::Medium,
        message: Message::new("found").name("repository", repository.name.as_str()),
        evidence: vec![absence(repository, LOOKED_FOR)],
        effort: days(0.25, 1.0, 1.0),
        remediation_unit: "security-policy".to_owned(),
        rank: repository.commits as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::code::add_signal;
    use crate::testing::{add_file, empty_facts, said};
    use quarterdeck_facts::{Document, DocumentRole, Facts, SignalRole};
    use quarterdeck_findings::Policy;

    fn system(path: &str, role: Option<DocumentRole>) -> Facts {
        let mut facts = empty_facts();
        add_file(&mut facts, "shop/app.py", |_| {});
        let file = add_file(&mut facts, path, |file| file.language = "Markdown");
        facts.documents.extend(role.map(|role| Document { role, file }));
        facts
    }

    /// A section about reporting in a document.
    fn section(path: &str) -> Facts {
        let mut facts = system("README.md", Some(DocumentRole::Readme));
        add_signal(&mut facts, path, SignalRole::VulnerabilityReport);
        facts
    }

    #[test]
    fn a_repository_with_code_says_how_to_report() {
        let mut lesson = system("README.md", Some(DocumentRole::Readme));
        add_signal(&mut lesson, "README.md", SignalRole::InsecureOnPurpose);
        for (facts, expected) in [
            (system("SECURITY.md", Some(DocumentRole::SecurityPolicy)), "ok"),
            (system("static/.well-known/security.txt", None), "ok"),
            (system("README.md", Some(DocumentRole::Readme)), "found 1"),
            (section("CONTRIBUTING.adoc"), "ok"),
            (lesson, "not-applicable"),
            (empty_facts(), "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }
}
