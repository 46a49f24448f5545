//! Marks that tools and practices leave in files, by the rules in `data/signals.toml`: some by the path, some by a line,
//! some by a section of a document, some by what a document says of its software.

use crate::claims::{first_claim, word_at};
use crate::read::FileRead;
use crate::sections::first_section;
use bstr::{ByteSlice, Finder};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use quarterdeck_base::RepoPath;
use quarterdeck_facts::{FileIx, FileKind, Signal, SignalRole};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Part of the cache key: raise it whenever the rules or their meaning change.
pub(crate) const VERSION: u32 = 7;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RulesFile {
    files: BTreeMap<String, Vec<String>>,
    word: Vec<LineRuleEntry>,
    start: Vec<LineRuleEntry>,
    section: Vec<SectionRuleEntry>,
    claim: Vec<ClaimRuleEntry>,
    path: Vec<PathRuleEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LineRuleEntry {
    role: String,
    files: String,
    what: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionRuleEntry {
    role: String,
    files: String,
    heading: Vec<String>,
    says: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClaimRuleEntry {
    role: String,
    files: String,
    says: Vec<String>,
    beside: Vec<String>,
    of_others: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PathRuleEntry {
    role: String,
    what: String,
    files: Vec<String>,
}

/// How a line is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
enum How {
    Word,
    Start,
    /// It is a heading with the word, and its section says one of these.
    Section(Vec<String>),
    /// The document begins with it, beside one of these and after none of those.
    Claim(Vec<String>, Vec<String>),
}

/// One word to look for.
struct LineRule {
    role: SignalRole,
    class: usize,
    how: How,
    what: String,
    /// Finds what is wanted, in lower case: made once, for there are more files than rules.
    wanted: Finder<'static>,
}

struct Rules {
    classes: Vec<GlobSet>,
    lines: Vec<LineRule>,
    paths: Vec<(SignalRole, String, GlobSet)>,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let file: RulesFile =
        toml::from_str(include_str!("../data/signals.toml")).expect("because a test reads the committed rules");
    let names: Vec<&String> = file.files.keys().collect();
    let lines = |how: How, (id, files): (&str, &str), words: &[String]| -> Vec<LineRule> {
        let class = names.iter().position(|name| *name == files).expect("because a test reads the rules");
        let rule = |what: &String| LineRule {
            role: role(id),
            class,
            how: how.clone(),
            what: what.trim_end_matches(':').to_owned(),
            wanted: Finder::new(&what.to_ascii_lowercase()).into_owned(),
        };
        words.iter().map(rule).collect()
    };
    let plain = |how: How, entry: &LineRuleEntry| lines(how, (&entry.role, &entry.files), &entry.what);
    let words = file.word.iter().flat_map(|entry| plain(How::Word, entry));
    let starts = file.start.iter().flat_map(|entry| plain(How::Start, entry));
    let sections = file
        .section
        .iter()
        .flat_map(|entry| lines(How::Section(entry.says.clone()), (&entry.role, &entry.files), &entry.heading));
    let claims = file.claim.iter().flat_map(|entry| {
        lines(How::Claim(entry.beside.clone(), entry.of_others.clone()), (&entry.role, &entry.files), &entry.says)
    });
    Rules {
        classes: file.files.values().map(|globs| glob_set(globs)).collect(),
        lines: words.chain(starts).chain(sections).chain(claims).collect(),
        paths: file.path.iter().map(|entry| (role(&entry.role), entry.what.clone(), glob_set(&entry.files))).collect(),
    }
});

fn role(id: &str) -> SignalRole {
    let known = SignalRole::ALL.into_iter().find(|role| role.id() == id);
    known.expect("because a test reads the committed rules")
}

fn glob_set(globs: &[String]) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        let glob = GlobBuilder::new(glob).literal_separator(true).build();
        set.add(glob.expect("because a test builds the committed globs"));
    }
    set.build().expect("because a test builds the committed globs")
}

/// The classes of a file, one bit each; 0 when no line of it is looked at.
pub(crate) fn classes(path: &RepoPath) -> u8 {
    let path = lower(path);
    let holds = RULES.classes.iter().enumerate().filter(|(_, globs)| globs.is_match(&path));
    holds.fold(0, |bits, (at, _)| bits | 1 << at)
}

/// Positions of the rules that hold in a file of these classes, with the line of the first mark.
pub(crate) fn marks(classes: u8, bytes: &[u8]) -> Vec<(u16, u32)> {
    let mut open: Vec<(usize, &LineRule)> =
        RULES.lines.iter().enumerate().filter(|(_, rule)| classes & (1 << rule.class) != 0).collect();
    let mut found = Vec::new();
    open.retain(|(at, rule)| {
        let wanted = rule.wanted.needle();
        let line = match &rule.how {
            How::Section(says) => first_section(bytes, wanted, says),
            How::Claim(beside, of_others) => first_claim(bytes, wanted, beside, of_others),
            How::Word | How::Start => return true,
        };
        found.extend(line.map(|line| (u16::try_from(*at).unwrap_or(u16::MAX), line)));
        false
    });
    if open.is_empty() {
        return found;
    }
    let bytes = bytes.to_ascii_lowercase();
    open.retain(|(_, rule)| rule.wanted.find(&bytes).is_some());
    for (number, line) in bytes.lines().enumerate() {
        if open.is_empty() {
            break;
        }
        let number = u32::try_from(number + 1).unwrap_or(u32::MAX);
        open.retain(|(at, rule)| {
            let holds = rule.holds(line);
            if holds {
                found.push((u16::try_from(*at).unwrap_or(u16::MAX), number));
            }
            !holds
        });
    }
    found
}

impl LineRule {
    fn holds(&self, line: &[u8]) -> bool {
        let wanted = self.wanted.needle();
        match &self.how {
            How::Section(_) | How::Claim(..) => false,
            How::Start => {
                let line = line.trim_start();
                let line = line.strip_prefix(b"- ").unwrap_or(line).trim_start();
                line.strip_prefix(wanted).is_some_and(|rest| {
                    // `HEALTHCHECK NONE` takes a check away; `kind: DeploymentConfig` is another kind.
                    let goes_on = wanted.last().is_some_and(u8::is_ascii_alphanumeric)
                        && rest.first().is_some_and(u8::is_ascii_alphanumeric);
                    !goes_on && !rest.trim().eq(b"none")
                })
            }
            How::Word => word_at(line, wanted).is_some(),
        }
    }
}

/// The marks of one repository; `first` is the position of its first file.
pub(crate) fn signals(files: &[FileRead], first: usize) -> Vec<Signal> {
    let rules: &'static Rules = &RULES;
    let mut found = Vec::new();
    for (offset, file) in files.iter().enumerate() {
        if !is_looked_at(file.kind.kind) {
            continue;
        }
        let index = FileIx::new(first + offset);
        for (at, line) in &file.signals {
            if let Some(rule) = rules.lines.get(usize::from(*at)) {
                found.push(Signal { role: rule.role, what: &rule.what, file: index, line: *line });
            }
        }
        let path = lower(&file.entry.path);
        for (role, what, globs) in &rules.paths {
            if globs.is_match(&path) {
                found.push(Signal { role: *role, what, file: index, line: 0 });
            }
        }
    }
    found
}

/// What others wrote tells nothing of the people of this system.
pub(crate) fn is_looked_at(kind: FileKind) -> bool {
    !matches!(kind, FileKind::Vendored | FileKind::Binary | FileKind::Minified | FileKind::Unread | FileKind::Pointer)
}

fn lower(path: &RepoPath) -> String {
    path.as_bytes().to_lowercase().to_str_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::{RULES, classes, marks};
    use quarterdeck_base::RepoPath;

    fn found(path: &str, text: &str) -> Vec<String> {
        let marks = marks(classes(&RepoPath::from(path)), text.as_bytes());
        let mut found: Vec<String> = marks
            .iter()
            .map(|(at, line)| {
                let rule = &RULES.lines[usize::from(*at)];
                format!("{} {} {line}", rule.role.id(), rule.what)
            })
            .collect();
        found.sort();
        found
    }

    #[test]
    fn lines_say_which_tools_are_used() {
        for (path, text, expected) in [
            ("package.json", "{\n \"eslint-config-x\": 1\n}", vec!["linter eslint 2"]),
            ("web/package.json", "{\n \"eslinty\": 1\n}", vec![]),
            ("pyproject.toml", "[tool.ruff]\n[tool.mypy]\n", vec!["linter ruff 1", "type-checker mypy 2"]),
            ("src/ruff.py", "ruff", vec![]),
            (".github/workflows/ci.yml", "run: cargo clippy --all", vec!["linter clippy 1"]),
            ("Dockerfile", "FROM x\nEXPOSE 80\nHEALTHCHECK NONE\n", vec!["port EXPOSE 2"]),
            ("a/web.Dockerfile", "HEALTHCHECK CMD x\n", vec!["health-probe HEALTHCHECK 1"]),
            ("k8s/a.yaml", "kind: DeploymentConfig\n", vec![]),
            (
                "k8s/a.yaml",
                "kind: Deployment\nspec:\n  - livenessProbe:\n",
                vec!["environment kind: Deployment 1", "health-probe livenessProbe 3", "workload kind: Deployment 1"],
            ),
            ("docker-compose.yml", "services:\n  web:\n    healthcheck:\n", vec!["health-probe healthcheck 3"]),
            ("tsconfig.json", "{\n  \"strict\": true,\n}", vec!["type-checker \"strict\": true 2"]),
            ("tsconfig.json", "{\n  \"strict\": false,\n}", vec![]),
            (
                "contributing.adoc",
                "= Contributing\n\n== Reporting Security Vulnerabilities\nSee the policy.\n",
                vec![
                    "vulnerability-report reporting security 3",
                    "vulnerability-report security 3",
                    "vulnerability-report vulnerabilit 3",
                ],
            ),
            ("readme.md", "[![x](https://api.codacy.com/project/badge)](x)", vec!["hosted-analysis api.codacy.com 1"]),
            (
                "readme.md",
                "# Goat\n\nGoat is a vulnerable web application.\nLearn how attackers work: security training for developers.\n",
                vec!["insecure-on-purpose vulnerable web application 3", "teaching vulnerable web application 3"],
            ),
            (
                "readme.md",
                "# Scanner\n\nTo learn how it works, try it against a vulnerable web application in a training.\n",
                vec!["teaching vulnerable web application 3"],
            ),
            (
                "package.json",
                "{\n\"description\": \"the most modern insecure web application\",\n\"keywords\": [\"ctf\"]\n}\n",
                vec!["insecure-on-purpose insecure web application 2", "teaching insecure web application 2"],
            ),
            ("readme.md", "# Guard\n\nGuards your insecure app; learn about it in the training.\n", vec![]),
            ("src/readme.md", "## Security\nReport to us.\n", vec![]),
            (
                "contributing.md",
                "- **Security reports:** write to us.\n",
                vec!["vulnerability-report **security reports 1"],
            ),
            (
                ".github/issue_template/config.yml",
                "- name: Report a security vulnerability\n",
                vec!["vulnerability-report report a security 1"],
            ),
            ("docker/s6/shop/run", "exec gosu app /shop\n", vec!["drops-rights gosu 1"]),
            ("readme.md", "Badge of the security report of a tool\n", vec![]),
            (
                "pom.xml",
                "\u{ff}<artifactId>flyway-core</artifactId>",
                vec!["migration flyway 1", "migration flyway-core 1"],
            ),
        ] {
            assert_eq!(found(path, text), expected, "{path}: {text}");
        }
    }

    #[test]
    fn paths_are_marks_of_their_own() {
        for (path, expected) in [
            ("src/main/resources/db/migration/v1__init.sql", vec!["migration"]),
            ("shop/migrations/0001_initial.py", vec!["migration"]),
            ("database/migrations/2024_01_01_000000_x.php", vec!["migration"]),
            ("jellyfin/migrations/20240101000000_x.cs", vec!["migration"]),
            ("shop/models.py", vec![]),
            ("infra/main.tf", vec!["environment"]),
            ("docker-compose.prod.yml", vec!["environment"]),
            ("web/.eslintrc.json", vec!["linter"]),
        ] {
            let mut roles: Vec<&str> =
                RULES.paths.iter().filter(|(.., globs)| globs.is_match(path)).map(|(role, ..)| role.id()).collect();
            roles.dedup();
            assert_eq!(roles, expected, "{path}");
        }
    }

    #[test]
    fn the_classes_fit_into_their_bits() {
        assert!(RULES.classes.len() <= 8 && RULES.lines.len() < usize::from(u16::MAX));
    }
}
