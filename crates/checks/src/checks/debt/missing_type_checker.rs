//! DEB-19: dynamic languages that no program checks for types.

use crate::Rule;
use crate::support::{
    absence, days, files_of, history_gap, is_source_code, limit, measured, percent, recent_revisions, repository_scope,
    share, signals_of,
};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{Facts, FileFacts, RepositoryFacts, SignalRole};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Severity, Status, Text, ThresholdMeta,
};

/// A language, its names, the tools that check its types, and the parts of the names of their configurations.
struct Dynamic {
    name: &'static str,
    members: &'static [&'static str],
    tools: &'static [&'static str],
    files: &'static [&'static str],
}

#[rustfmt::skip]
const DYNAMIC: &[Dynamic] = &[
    Dynamic {
        name: "Python",
        members: &["Python"],
        tools: &["mypy", "pyright", "basedpyright", "pytype", "pyre", "pyrefly"],
        files: &["mypy", "pyright", "pyre"],
    },
    Dynamic {
        name: "PHP",
        members: &["PHP"],
        tools: &["phpstan", "psalm", "larastan", "phan"],
        files: &["phpstan", "psalm", "config.php"],
    },
    Dynamic {
        name: "JavaScript",
        members: &["JavaScript", "JSX"],
        tools: &["\"checkJs\": true"],
        files: &[],
    },
    Dynamic {
        name: "TypeScript",
        members: &["TypeScript", "TSX"],
        tools: &["\"strict\": true", "\"strict\":true", "\"noImplicitAny\": true"],
        files: &[],
    },
];

static META: CheckMeta = CheckMeta {
    id: "DEB-19",
    name: "missing-type-checker",
    dimension: Dimension::Debt,
    status: Status::Preview,
    since: "0.1.0",
    finds: "Dynamic languages (Python, PHP, JavaScript, TypeScript) with at least 5,000 source code lines and at least \
            50 changes to their source files in the last 12 months, for which no type checker is configured; for \
            TypeScript, strict mode. The score is the share of the changes that a checker looks at.",
    matters: "In a large system in a dynamic language a renamed field is found by the customer. A type checker finds it \
              in seconds.",
    evidence: "The names that were looked for, and the command that lists the changes.",
    effort: "One to ten days for each language, started with the files that change most.",
    texts: &[
        Text { key: "title", english: "No program checks the types of what changes" },
        Text {
            key: "found",
            english: "Repository { $repository } holds { $lines } lines of { $language } whose files changed { \
                      $revisions } times in the last 12 months, and no type checker for it is configured.",
        },
        Text { key: "works", english: "A type checker is configured for each dynamic language that changes much." },
        Text {
            key: "consequence",
            english: "Each change needs more tests and more care than it should, and large changes are avoided.",
        },
        Text {
            key: "remedy",
            english: "Switch the checker on for new files and for those that change most; leave the rest as it is.",
        },
    ],
    thresholds: &[
        ThresholdMeta { key: "checked_changes_percent", green: 80.0, red: 20.0, source: "proposal" },
        ThresholdMeta { key: "language_lines", green: 5_000.0, red: 5_000.0, source: "proposal" },
        ThresholdMeta { key: "yearly_changes", green: 50.0, red: 50.0, source: "proposal" },
    ],
    exceptions: &[
        "Strict mode may come from a shared configuration that a tsconfig extends from a package: not seen.",
        "JavaScript has no usual checker: read the finding as the question whether new files should be TypeScript.",
        "Declared types of PHP are checked when the program runs: a checker still finds them before.",
        "How much of the code carries types is not measured.",
    ],
    precision: None,
    sources: &["Gao, Bird, Barr: To Type or Not to Type, ICSE 2017 (15 % of public bugs in JavaScript)"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = history_gap(facts) {
        return gap;
    }
    let least_lines = limit(policy, &META, "language_lines");
    let least_changes = limit(policy, &META, "yearly_changes");
    let (mut asked, mut checked) = (0, 0);
    let mut findings = Vec::new();
    for (at, repository) in facts.repositories.iter().enumerate() {
        for language in DYNAMIC {
            let own = |file: &&FileFacts| is_source_code(file) && language.members.contains(&file.language);
            let files = || files_of(facts, at).iter().filter(own);
            let lines: u64 = files().map(|file| u64::from(file.code)).sum();
            let changes: u64 = files().map(|file| u64::from(recent_revisions(file))).sum();
            if (lines as f64) < least_lines || (changes as f64) < least_changes {
                continue;
            }
            asked += changes;
            if is_checked(facts, at, language) {
                checked += changes;
            } else {
                findings.push(finding(repository, language, lines, changes));
            }
        }
    }
    if asked == 0 {
        return Assessment::not_applicable("no dynamic language is large and changes much");
    }
    let value = percent(share(checked, asked));
    let figures = vec![measured("checked_changes_percent", value, "%")];
    if findings.is_empty() {
        return Assessment::ok(Message::new("works"), figures);
    }
    Assessment::found(policy.threshold(&META, "checked_changes_percent").score(value), figures, findings)
}

fn is_checked(facts: &Facts, repository: usize, language: &Dynamic) -> bool {
    signals_of(facts, repository, SignalRole::TypeChecker).any(|signal| {
        if signal.line > 0 {
            return language.tools.contains(&signal.what);
        }
        let file = facts.file(signal.file).path.file_name().to_string().to_lowercase();
        language.files.iter().any(|part| file.contains(part))
    })
}

fn finding(repository: &RepositoryFacts, language: &Dynamic, lines: u64, changes: u64) -> Finding {
    let looked_for = format!("configuration, dependency or command of {}", language.tools.join(", "));
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[repository.name.as_bytes(), language.name.as_bytes()]),
        scope: repository_scope(repository),
        severity: Severity::Low,
        confidence: Confidence::Medium,
        message: Message::new("found")
            .name("repository", repository.name.as_str())
            .count("lines", lines)
            .name("language", language.name)
            .count("revisions", changes),
        evidence: vec![
            absence(repository, &looked_for),
            Evidence::Command { arguments: "facts . --level file".to_owned() },
        ],
        effort: days(1.0, 10.0, 10.0),
        remediation_unit: format!("types:{}:{}", repository.name, language.name),
        rank: changes as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::code::add_tool;
    use crate::testing::{add_file, empty_facts, history, said, shallow};
    use quarterdeck_facts::{Facts, SignalRole};
    use quarterdeck_findings::Policy;

    fn system(language: &'static str, lines: u32, changes: u32, marks: &[(&str, &'static str)]) -> Facts {
        let mut facts = empty_facts();
        add_file(&mut facts, "src/a", |file| {
            (file.language, file.code, file.history) = (language, lines, Some(history(changes)));
        });
        for (path, tool) in marks {
            add_tool(&mut facts, path, SignalRole::TypeChecker, tool, u32::from(!tool.is_empty()));
        }
        facts
    }

    #[test]
    fn what_is_large_and_changes_needs_a_checker() {
        for (language, lines, changes, marks, expected) in [
            ("Python", 5000, 50, vec![], "found 1"),
            ("Python", 4999, 50, vec![], "not-applicable"),
            ("Python", 5000, 49, vec![], "not-applicable"),
            ("Python", 5000, 50, vec![("pyproject.toml", "mypy")], "ok"),
            ("Python", 5000, 50, vec![("mypy.ini", "")], "ok"),
            ("Python", 5000, 50, vec![("tsconfig.json", "\"strict\": true")], "found 1"),
            ("TypeScript", 5000, 50, vec![("tsconfig.json", "\"strict\": true")], "ok"),
            ("JavaScript", 5000, 50, vec![("tsconfig.json", "\"strict\": true")], "found 1"),
            ("Java", 5000, 50, vec![], "not-applicable"),
        ] {
            let assessment = CHECK.assess(&system(language, lines, changes, &marks), &Policy::default());
            assert_eq!(said(&assessment), expected, "{language} {lines} {changes} {marks:?}");
        }
        assert_eq!(said(&CHECK.assess(&shallow(system("PHP", 9000, 90, &[])), &Policy::default())), "could-not-assess");
    }
}
