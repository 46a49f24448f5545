//! DEB-18: a language whose common faults no program looks for.

use crate::Rule;
use crate::support::{
    absence, days, files_of, is_source_code, limit, measured, percent, repository_scope, share, signals_of,
};
use quarterdeck_base::{Fingerprint, Message};
use quarterdeck_facts::{Facts, FileIx, RepositoryFacts, SignalRole};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Severity, Status, Text, ThresholdMeta,
};
use std::collections::BTreeSet;

/// Linters by the languages they read; where a compiler warns as well (Go, Rust, C#), nothing is asked.
const LANGUAGES: &[(&str, &[&str], &[&str])] = &[
    (
        "JavaScript and TypeScript",
        &["JavaScript", "JSX", "TypeScript", "TSX", "Vue", "Svelte"],
        &[
            "eslint",
            "oxlint",
            "biome",
            "tslint",
            "jshint",
            "jscs",
            "standardjs",
            "xo",
            "next lint",
            "ng lint",
            "deno lint",
            "vp check",
            "vp lint",
        ],
    ),
    ("Python", &["Python"], &["ruff", "flake8", "pylint", "pycodestyle", "prospector"]),
    ("PHP", &["PHP"], &["phpstan", "psalm", "phpcs", "php_codesniffer", "php-cs-fixer", "phpmd", "larastan", "pint"]),
    (
        "Java",
        &["Java"],
        &["checkstyle", "spotbugs", "findbugs", "pmd", "errorprone", "error-prone", "error_prone", "spotless"],
    ),
    ("Kotlin", &["Kotlin"], &["detekt", "ktlint", "spotless"]),
    ("Ruby", &["Ruby"], &["rubocop", "standardrb"]),
];

/// Linters of many languages.
#[rustfmt::skip]
const ANY: &[&str] = &[
    "codacy", "sonar", "sonarqube", "sonarcloud", "sonar-scanner", "super-linter", "mega-linter", "megalinter", "codeclimate",
    "qodana",
];

/// Settings of a service that nobody touched for so long may well be of a service that is gone.
const STALE_DAYS: f64 = 3.0 * 365.0;

/// A script or job of this name looks for faults with a tool that is not known here.
const SCRIPT: &str = "lint";

/// File names of configurations, by what they contain.
#[rustfmt::skip]
const FILES: &[(&str, &[&str])] = &[
    ("JavaScript and TypeScript", &["eslint", "biome", "oxlint", "tslint", "jshint", "jscs"]),
    ("Python", &["pylint", "flake8", "ruff"]),
    ("PHP", &["phpcs", "php-cs-fixer", "php_cs", "phpstan", "phpmd", "psalm", "pint.json"]),
    ("Java", &["checkstyle", "pmd", "spotbugs"]),
    ("Kotlin", &["detekt"]),
    ("Ruby", &["rubocop", ".standard"]),
];

static META: CheckMeta = CheckMeta {
    id: "DEB-18",
    name: "missing-linter",
    dimension: Dimension::Debt,
    status: Status::Preview,
    since: "0.1.0",
    finds: "Languages with at least 1,000 source code lines in a repository (JavaScript and TypeScript, Python, PHP, \
            Java, Kotlin, Ruby) for which no linter is configured, named in a build file or pipeline, or among the \
            dependencies.",
    matters: "A linter finds a class of faults for nothing, on each change. Without one, reviews are spent on what a \
              machine sees better.",
    evidence: "The names that were looked for.",
    effort: "Half a day to three days for each language: to configure it, to accept what exists, and to let the \
             pipeline refuse what is new.",
    texts: &[
        Text { key: "title", english: "No program looks for common faults in the code" },
        Text {
            key: "found",
            english: "Repository { $repository } holds { $lines } lines of { $language }, and no linter for it is \
                      configured.",
        },
        Text { key: "works", english: "A linter is configured for each main language that needs one." },
        Text {
            key: "consequence",
            english: "Faults that a program would have shown in seconds are found by reviewers, or by customers.",
        },
        Text {
            key: "remedy",
            english: "Take the usual linter of the language with its recommended rules, record what it finds today as \
                      accepted, and let the pipeline fail on anything new.",
        },
    ],
    thresholds: &[
        ThresholdMeta { key: "linted_code_percent", green: 100.0, red: 0.0, source: "proposal" },
        ThresholdMeta {
            key: "language_lines",
            green: 1_000.0,
            red: 1_000.0,
            source: "proposal: less is read as a whole",
        },
    ],
    exceptions: &[
        "A linter that runs outside the repository (a service, the editor of each person) is not seen.",
        "Formatters and `.editorconfig` are no linters.",
        "A script or a job that is named `lint` counts for every language, whatever it runs, unless its file names a \
         known linter: then that one counts, and the name proves nothing (the workflow `Lint` of opencart).",
        "Settings of a hosted service (SonarQube, Code Climate, Qodana) that nobody changed for three years do not \
         count: whether the service still looks cannot be seen.",
        "Compilers of Go, Rust, C# and C++ warn by themselves: these languages are not asked.",
        "Whether the linter is obeyed cannot be seen.",
    ],
    precision: None,
    sources: &["18F: quality assurance surveillance plan, properly linted code"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let least = limit(policy, &META, "language_lines");
    let (mut asked, mut linted) = (0, 0);
    let mut findings = Vec::new();
    for (at, repository) in facts.repositories.iter().enumerate() {
        let seen = seen(facts, at);
        for (name, members, _) in LANGUAGES {
            let own =
                files_of(facts, at).iter().filter(|file| is_source_code(file) && members.contains(&file.language));
            let lines: u64 = own.map(|file| u64::from(file.code)).sum();
            if (lines as f64) < least {
                continue;
            }
            asked += lines;
            if seen.contains(name) {
                linted += lines;
            } else {
                findings.push(finding(repository, name, lines));
            }
        }
    }
    if asked == 0 {
        return Assessment::not_applicable(format!("no language that needs a linter has {least} lines of source code"));
    }
    let value = percent(share(linted, asked));
    let figures = vec![measured("linted_code_percent", value, "%")];
    if findings.is_empty() {
        return Assessment::ok(Message::new("works"), figures);
    }
    Assessment::found(policy.threshold(&META, "linted_code_percent").score(value), figures, findings)
}

/// The languages for which the repository names a linter.
fn seen(facts: &Facts, repository: usize) -> BTreeSet<&'static str> {
    let mut seen = BTreeSet::new();
    let is_known = |what: &str| ANY.contains(&what) || LANGUAGES.iter().any(|(.., tools)| tools.contains(&what));
    let named: BTreeSet<FileIx> = signals_of(facts, repository, SignalRole::Linter)
        .filter(|signal| signal.line > 0 && is_known(signal.what))
        .map(|signal| signal.file)
        .collect();
    let is_stale = |file: FileIx| {
        let history = facts.file(file).history.as_ref();
        history.is_some_and(|history| facts.as_of.days_since(history.last_changed) > STALE_DAYS)
    };
    for signal in signals_of(facts, repository, SignalRole::Linter) {
        if signal.line > 0 {
            if signal.what == SCRIPT && named.contains(&signal.file) {
                continue;
            }
            let of_all = signal.what == SCRIPT || ANY.contains(&signal.what);
            let names = LANGUAGES.iter().filter(|(.., tools)| of_all || tools.contains(&signal.what));
            seen.extend(names.map(|(name, ..)| *name));
            continue;
        }
        let file = facts.file(signal.file).path.file_name().to_string().to_lowercase();
        let of_all = ANY.iter().any(|tool| file.contains(tool));
        if of_all && is_stale(signal.file) {
            continue;
        }
        let names = FILES.iter().filter(|(_, parts)| of_all || parts.iter().any(|part| file.contains(part)));
        seen.extend(names.map(|(name, _)| *name));
    }
    seen
}

fn finding(repository: &RepositoryFacts, language: &'static str, lines: u64) -> Finding {
    let tools = LANGUAGES.iter().find(|(name, ..)| *name == language).map_or(&[][..], |(.., tools)| *tools);
    let looked_for = format!("configuration, dependency or command of {}", tools.join(", "));
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[repository.name.as_bytes(), language.as_bytes()]),
        scope: repository_scope(repository),
        severity: Severity::Low,
        confidence: Confidence::Medium,
        message: Message::new("found")
            .name("repository", repository.name.as_str())
            .count("lines", lines)
            .name("language", language),
        evidence: vec![absence(repository, &looked_for)],
        effort: days(0.5, 3.0, 3.0),
        remediation_unit: format!("linter:{}:{language}", repository.name),
        rank: lines as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::code::add_tool;
    use crate::testing::{add_file, days_ago, empty_facts, said};
    use quarterdeck_facts::{Facts, FileIx, SignalRole};
    use quarterdeck_findings::Policy;

    fn system(language: &'static str, lines: u32, marks: &[(&str, &'static str)]) -> Facts {
        let mut facts = empty_facts();
        add_file(&mut facts, "src/a", |file| (file.language, file.code) = (language, lines));
        for (path, tool) in marks {
            add_tool(&mut facts, path, SignalRole::Linter, tool, u32::from(!tool.is_empty()));
        }
        facts
    }

    #[test]
    fn each_language_needs_its_own_linter() {
        for (language, lines, marks, expected) in [
            ("PHP", 1000, vec![], "found 1"),
            ("PHP", 999, vec![], "not-applicable"),
            ("PHP", 1000, vec![("composer.json", "phpstan")], "ok"),
            ("PHP", 1000, vec![("package.json", "eslint")], "found 1"),
            ("TypeScript", 1000, vec![("package.json", "eslint")], "ok"),
            ("TypeScript", 1000, vec![("web/.eslintrc.json", "")], "ok"),
            ("Python", 1000, vec![("web/.eslintrc.json", "")], "found 1"),
            ("Java", 1000, vec![("src/checkstyle/checkstyle.xml", "")], "ok"),
            ("Java", 1000, vec![("pom.xml", "sonar")], "ok"),
            ("Java", 1000, vec![("Makefile", "lint")], "ok"),
            ("Go", 9000, vec![], "not-applicable"),
        ] {
            let assessment = CHECK.assess(&system(language, lines, &marks), &Policy::default());
            assert_eq!(said(&assessment), expected, "{language} {marks:?}");
        }
    }

    #[test]
    fn a_name_proves_nothing_where_the_tools_are_named() {
        for (marks, expected) in [
            (vec![("ci.yml", "lint")], "ok"),
            (vec![("ci.yml", "lint"), ("ci.yml", "phpstan")], "found 1"),
            (vec![("ci.yml", "lint"), ("ci.yml", "sonar")], "ok"),
        ] {
            let mut facts = system("JavaScript", 1000, &marks);
            facts.signals.iter_mut().for_each(|signal| signal.file = FileIx::new(1));
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected, "{marks:?}");
        }
    }

    #[test]
    fn settings_of_a_service_grow_old() {
        for (path, ago, expected) in
            [(".codeclimate.yml", 1095, "ok"), (".codeclimate.yml", 1096, "found 1"), (".eslintrc.json", 1096, "ok")]
        {
            let mut facts = system("JavaScript", 1000, &[(path, "")]);
            facts.files[1].history.as_mut().unwrap().last_changed = days_ago(ago);
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected, "{path} {ago}");
        }
    }
}
