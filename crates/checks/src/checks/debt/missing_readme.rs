//! DEB-24: a repository that does not say what it is and how to run it.

use crate::Rule;
use crate::support::{absence, days, files_of, measured, repository_scope};
use quarterdeck_base::{EffortDays, Evidence, Fingerprint, Message};
use quarterdeck_facts::{DocumentRole, Facts, FileFacts, FileKind, RepositoryFacts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Severity, Status, Text, ThresholdMeta,
};

const LOOKED_FOR: &str = "README, README.md, README.rst, README.adoc, README.txt at the root, in .github or in docs";

/// A file of fewer lines is still a readme when it holds this many bytes: some people write one line per paragraph.
const LONG_BYTES: u64 = 1_000;

static META: CheckMeta = CheckMeta {
    id: "DEB-24",
    name: "missing-readme",
    dimension: Dimension::Debt,
    status: Status::Stable,
    since: "0.1.0",
    finds: "A repository without a readme at its root (or in .github or docs, where code hosts show it too), or whose \
            readme has fewer than 10 lines and fewer than 1,000 bytes.",
    matters: "Whoever takes over has to ask the one person who knows how the system is installed and started.",
    evidence: "The names that were looked for, or the short readme.",
    effort: "Half a day to two days for each repository: the time to install the system once from nothing and write \
             it down.",
    texts: &[
        Text { key: "title", english: "No readme that says what this is and how to run it" },
        Text { key: "found", english: "Repository { $repository } has no readme." },
        Text {
            key: "found-short",
            english: "The readme of repository { $repository } has only { $lines ->\n    [one] one line\n   *[other] \
                      { $lines } lines\n }.",
        },
        Text { key: "works", english: "Each repository has a readme." },
        Text {
            key: "consequence",
            english: "A new colleague or a new supplier loses days before the first change, and depends on whoever \
                      still remembers.",
        },
        Text {
            key: "remedy",
            english: "Let the newest person install the system from nothing and write down each step: what it is, how \
                      to \
                      run it, how to test it, how to release it and how to go back.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "readme_lines",
        green: 10.0,
        red: 10.0,
        source: "proposal: less cannot hold purpose, installation and start",
    }],
    exceptions: &[
        "A readme that is a link to one in a sub-folder counts as present (crates and packages of one repository).",
        "Few but long lines: 1,000 bytes are enough, whatever the number of lines.",
        "Documentation may live in a wiki: a readme that points there in a few lines is found as short, with low \
         severity.",
    ],
    precision: None,
    sources: &["DORA capability: documentation quality", "18F: quality assurance surveillance plan, documentation"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if facts.files.is_empty() {
        return Assessment::not_applicable("there are no files");
    }
    let least = policy.threshold(&META, "readme_lines").green;
    let mut findings = Vec::new();
    let mut score = 0.0;
    let mut shortest = f64::INFINITY;
    for (at, repository) in facts.repositories.iter().enumerate() {
        let longest = readmes(facts, at).max_by_key(|readme| (reach(readme, least), readme.lines(), &readme.path));
        let lines = longest.map_or(0.0, |readme| f64::from(readme.lines()));
        shortest = shortest.min(lines);
        match longest {
            Some(readme) if reach(readme, least) => score += 1.0,
            Some(readme) => {
                score += 0.5;
                findings.push(short(repository, readme));
            }
            None => findings.push(missing(repository)),
        }
    }
    let figures = vec![measured("readme_lines", shortest.min(1e9), "lines")];
    if findings.is_empty() {
        return Assessment::ok(Message::new("works"), figures);
    }
    Assessment::found(score / facts.repositories.len().max(1) as f64, figures, findings)
}

/// The readmes at the places where code hosts show one.
fn readmes(facts: &Facts, repository: usize) -> impl Iterator<Item = &FileFacts> {
    let known = facts.documents_of(DocumentRole::Readme).map(|document| facts.file(document.file));
    let shown_by_hosts = files_of(facts, repository).iter().filter(|file| {
        let folder = file.path.parent().to_ascii_lowercase();
        (folder == b".github" || folder == b"docs") && file.path.file_name().to_ascii_lowercase().starts_with(b"readme")
    });
    known.filter(move |file| file.repository.at() == repository).chain(shown_by_hosts)
}

/// Long enough, or a link to another file.
fn reach(readme: &FileFacts, least: f64) -> bool {
    readme.kind == FileKind::Pointer || f64::from(readme.lines()) >= least || readme.bytes >= LONG_BYTES
}

fn missing(repository: &RepositoryFacts) -> Finding {
    let message = Message::new("found").name("repository", repository.name.as_str());
    finding(repository, Severity::Medium, Confidence::High, message, absence(repository, LOOKED_FOR))
}

fn short(repository: &RepositoryFacts, readme: &FileFacts) -> Finding {
    let message = Message::new("found-short")
        .name("repository", repository.name.as_str())
        .count("lines", u64::from(readme.lines()));
    let evidence = Evidence::File { repository: repository.name.clone(), path: readme.path.clone() };
    finding(repository, Severity::Low, Confidence::Medium, message, evidence)
}

fn finding(
    repository: &RepositoryFacts,
    severity: Severity,
    confidence: Confidence,
    message: Message,
    evidence: Evidence,
) -> Finding {
    let effort: EffortDays = days(0.5, 2.0, 2.0);
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[repository.name.as_bytes()]),
        scope: repository_scope(repository),
        severity,
        confidence,
        message,
        evidence: vec![evidence],
        effort,
        remediation_unit: format!("readme:{}", repository.name),
        rank: repository.commits as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, empty_facts, said};
    use quarterdeck_facts::{Document, DocumentRole, Facts, FileKind};
    use quarterdeck_findings::{Policy, Severity};

    fn system(path: &str, lines: u32, bytes: u64, kind: FileKind) -> Facts {
        let mut facts = empty_facts();
        let file = add_file(&mut facts, path, |file| {
            (file.code, file.bytes, file.kind) = (lines, bytes, kind);
        });
        if path == "README.md" {
            facts.documents.push(Document { role: DocumentRole::Readme, file });
        }
        facts
    }

    #[test]
    fn a_repository_needs_a_readme_that_says_something() {
        use FileKind::{Documentation, Pointer, Source};
        for (facts, expected) in [
            (system("README.md", 30, 900, Documentation), "ok"),
            (system("README.md", 6, 2000, Documentation), "ok"),
            (system("README.md", 0, 12, Pointer), "ok"),
            (system(".github/README.md", 30, 900, Documentation), "ok"),
            (system("README.md", 3, 200, Documentation), "found 1"),
            (system("main.py", 30, 900, Source), "found 1"),
            (empty_facts(), "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }

    #[test]
    fn a_short_readme_is_half_of_one() {
        let short = CHECK.assess(&system("README.md", 3, 200, FileKind::Documentation), &Policy::default());
        assert_eq!((short.score, short.findings[0].severity), (0.5, Severity::Low));
    }
}
