//! ARC-06: imports that the auditor's rules on layers forbid.

use crate::Rule;
use crate::support::{days, lines_evidence, measured, percent, recent_revisions, repository_name, share};
use globset::{Glob, GlobSet, GlobSetBuilder};
use quarterdeck_base::{Fingerprint, Message, RepoPath};
use quarterdeck_facts::{Facts, FileIx, FileKind, ImportEdge};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Scope, Severity, Status, Text, ThresholdMeta,
};
use std::collections::{BTreeMap, BTreeSet};

/// Lines of imports shown of one finding.
const EVIDENCE: usize = 20;

static META: CheckMeta = CheckMeta {
    id: "ARC-06",
    name: "layering",
    dimension: Dimension::Architecture,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Imports between source files that the rules in the auditor's configuration forbid: a lower layer that uses \
            a higher one, a forbidden pair, two parts that should not know each other. One finding for each rule and \
            pair of parts. Without rules the check does not apply. The score falls with the share of imports under a \
            rule that break it.",
    matters: "Rules on layers keep a change in one place. Each import against them ties two places that were meant to \
              change alone.",
    evidence: "The import lines, and the rule by its name.",
    effort: "A quarter of a day to one day for each import; at most 20 days for each finding.",
    texts: &[
        Text { key: "title", english: "Imports against the rules on layers" },
        Text {
            key: "found",
            english: "{ $from } uses { $to } in { $imports ->\n    [one] one import\n   *[other] { $imports } \
                      imports\n }, which the rule \"{ $rule }\" forbids.",
        },
        Text { key: "works", english: "No import breaks the rules on layers ({ $imports } imports under a rule)." },
        Text {
            key: "consequence",
            english: "Parts that should change alone change together, and the drawing of the layers no longer tells the \
                      truth.",
        },
        Text {
            key: "remedy",
            english: "Turn the import round: let the lower part define what it needs and the upper one hand it in. Or, \
                      when the import is right, change the rule and say why.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "breaking_imports_percent",
        green: 0.0,
        red: 5.0,
        source: "proposal: one import in twenty against the rules means that nobody holds them",
    }],
    exceptions: &[
        "Imports of tests, and imports that exist for types only: they tie nothing when the code runs.",
        "Files under no rule and languages whose imports are not resolved: nothing is claimed of them.",
        "Links by name at run time (dependency injection, events) are not imports and are not seen.",
    ],
    precision: None,
    sources: &[
        "Buschmann et al.: Pattern-Oriented Software Architecture 1, 1996, on layers",
        "ArchUnit, import-linter",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

/// One part that a rule names.
struct Part<'a> {
    name: &'a str,
    files: GlobSet,
}

/// Rules with their globs built.
struct Rules<'a> {
    layers: Vec<Part<'a>>,
    /// Name, from, to.
    forbidden: Vec<(String, GlobSet, GlobSet)>,
    /// Name, parts.
    independent: Vec<(&'a str, Vec<Part<'a>>)>,
}

/// A breach: rule, from, to.
type Breach = (String, String, String);

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let rules = rules(policy);
    if rules.layers.is_empty() && rules.forbidden.is_empty() && rules.independent.is_empty() {
        return Assessment::not_applicable("the configuration holds no rules on layers");
    }
    if facts.imports.shares.is_empty() {
        return Assessment::could_not_assess(
            "there are no imports in a language whose imports are resolved",
            "import resolution for the languages of the system",
        );
    }
    let mut breaches: BTreeMap<Breach, Vec<ImportEdge>> = BTreeMap::new();
    let (mut governed, mut breaking) = (0_u64, 0_u64);
    let source = |file: FileIx| facts.file(file).kind == FileKind::Source;
    for edge in facts.imports.edges.iter().filter(|edge| !edge.type_only && source(edge.from) && source(edge.to)) {
        let (applies, found) = rules.judge(&facts.file(edge.from).path, &facts.file(edge.to).path);
        governed += u64::from(applies);
        breaking += u64::from(!found.is_empty());
        for breach in found {
            breaches.entry(breach).or_default().push(*edge);
        }
    }
    if governed == 0 {
        return Assessment::could_not_assess(
            "no import lies under a rule of the configuration",
            "globs that match files of the system",
        );
    }
    let value = percent(share(breaking, governed));
    let figures = vec![measured("breaking_imports_percent", value, "%")];
    if breaches.is_empty() {
        return Assessment::ok(Message::new("works").count("imports", governed), figures);
    }
    let findings = breaches.into_iter().map(|(breach, edges)| finding(facts, &breach, &edges)).collect();
    Assessment::found(policy.threshold(&META, "breaking_imports_percent").score(value), figures, findings)
}

/// A glob that cannot be built matches nothing; the configuration is refused before it comes here.
fn globs(patterns: &[String]) -> GlobSet {
    let mut set = GlobSetBuilder::new();
    for glob in patterns.iter().filter_map(|pattern| Glob::new(pattern).ok()) {
        set.add(glob);
    }
    set.build().unwrap_or_default()
}

fn rules(policy: &Policy) -> Rules<'_> {
    let layering = &policy.layering;
    let part = |name, files: &[String]| Part { name, files: globs(files) };
    Rules {
        layers: layering.layers.iter().map(|layer| part(layer.name.as_str(), &layer.files)).collect(),
        forbidden: layering
            .forbidden
            .iter()
            .map(|one| (one.reason.clone(), globs(&one.from), globs(&one.to)))
            .collect(),
        independent: layering
            .independent
            .iter()
            .map(|group| {
                let parts = group.parts.iter().map(|glob| part(glob.as_str(), std::slice::from_ref(glob)));
                (group.name.as_str(), parts.collect())
            })
            .collect(),
    }
}

/// The first part that a path belongs to.
fn place(parts: &[Part<'_>], path: &str) -> Option<usize> {
    parts.iter().position(|part| part.files.is_match(path))
}

impl Rules<'_> {
    /// Whether a rule speaks of the import, and the rules that forbid it.
    fn judge(&self, from: &RepoPath, to: &RepoPath) -> (bool, Vec<Breach>) {
        let (from, to) = (from.to_string(), to.to_string());
        let (mut applies, mut found) = (false, Vec::new());
        if let (Some(upper), Some(lower)) = (place(&self.layers, &from), place(&self.layers, &to)) {
            applies = true;
            if upper > lower {
                let names = (self.layers[upper].name.to_owned(), self.layers[lower].name.to_owned());
                found.push(("layers".to_owned(), names.0, names.1));
            }
        }
        for (reason, sources, targets) in &self.forbidden {
            if sources.is_match(&from) {
                applies = true;
                if targets.is_match(&to) {
                    found.push((reason.clone(), folder(&from), folder(&to)));
                }
            }
        }
        for (name, parts) in &self.independent {
            if let (Some(one), Some(other)) = (place(parts, &from), place(parts, &to)) {
                applies = true;
                if one != other {
                    found.push(((*name).to_owned(), parts[one].name.to_owned(), parts[other].name.to_owned()));
                }
            }
        }
        (applies, found)
    }
}

fn folder(path: &str) -> String {
    path.rsplit_once('/').map_or(".", |(folder, _)| folder).to_owned()
}

fn finding(facts: &Facts, (rule, from, to): &Breach, edges: &[ImportEdge]) -> Finding {
    let mut names: BTreeSet<&[u8]> = BTreeSet::new();
    for edge in edges {
        names.extend([edge.from, edge.to].map(|file| &**facts.file(file).path.file_name()));
    }
    let names: Vec<&[u8]> = [rule.as_bytes()].into_iter().chain(names).collect();
    let fingerprint = Fingerprint::new(META.id, &names);
    let paths: BTreeSet<RepoPath> = edges.iter().map(|edge| facts.file(edge.from).path.clone()).collect();
    let changes: u64 = edges.iter().map(|edge| u64::from(recent_revisions(facts.file(edge.from)))).sum();
    let count = edges.len() as f64;
    Finding {
        check: META.id,
        fingerprint,
        scope: Scope::Group { repository: repository_name(facts, edges[0].from), paths: paths.into_iter().collect() },
        severity: if changes >= 10 { Severity::High } else { Severity::Medium },
        confidence: Confidence::High,
        message: Message::new("found")
            .name("from", from)
            .name("to", to)
            .count("imports", edges.len() as u64)
            .name("rule", rule),
        evidence: edges
            .iter()
            .take(EVIDENCE)
            .map(|edge| lines_evidence(facts, edge.from, edge.line, edge.line))
            .collect(),
        effort: days(0.25 * count, count, 20.0),
        remediation_unit: format!("layering:{fingerprint}"),
        rank: count,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, empty_facts, resolve_imports, said};
    use quarterdeck_facts::{Facts, FileIx, FileKind, ImportEdge};
    use quarterdeck_findings::{Forbidden, Independent, Layer, Policy};

    /// web/a, web/b, shop/c, db/d and a test of the last.
    fn system(edges: &[(usize, usize)]) -> Facts {
        let mut facts = empty_facts();
        for path in ["web/a.py", "web/b.py", "shop/c.py", "db/d.py"] {
            add_file(&mut facts, path, |_| {});
        }
        add_file(&mut facts, "db/test_d.py", |file| file.kind = FileKind::Test);
        resolve_imports(&mut facts, 100);
        facts.imports.edges = edges
            .iter()
            .map(|&(from, to)| ImportEdge {
                from: FileIx::new(from),
                to: FileIx::new(to),
                line: 1,
                type_only: false,
                deferred: false,
            })
            .collect();
        facts
    }

    fn layers() -> Policy {
        let mut policy = Policy::default();
        for name in ["web", "shop", "db"] {
            policy.layering.layers.push(Layer { name: name.to_owned(), files: vec![format!("{name}/**")] });
        }
        policy
    }

    fn forbidden() -> Policy {
        let mut policy = Policy::default();
        policy.layering.forbidden.push(Forbidden {
            from: vec!["web/**".to_owned()],
            to: vec!["db/**".to_owned()],
            reason: "pages do not ask the database".to_owned(),
        });
        policy
    }

    fn independent() -> Policy {
        let mut policy = Policy::default();
        let parts = vec!["web/**".to_owned(), "shop/**".to_owned()];
        policy.layering.independent.push(Independent { name: "features".to_owned(), parts });
        policy
    }

    #[test]
    fn rules_forbid_imports() {
        for (policy, edges, expected) in [
            (layers(), vec![(0, 2), (2, 3), (0, 3), (0, 1)], "ok"),
            (layers(), vec![(2, 0), (2, 1)], "found 1"),
            (layers(), vec![(3, 0), (2, 0)], "found 2"),
            (layers(), vec![(4, 0), (0, 2)], "ok"),
            (forbidden(), vec![(0, 2), (2, 3)], "ok"),
            (forbidden(), vec![(0, 3)], "found 1"),
            (independent(), vec![(0, 1)], "ok"),
            (independent(), vec![(0, 2), (2, 1)], "found 2"),
            (independent(), vec![(2, 3)], "could-not-assess"),
            (Policy::default(), vec![(3, 0)], "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&system(&edges), &policy)), expected, "{edges:?}");
        }
        assert_eq!(said(&CHECK.assess(&empty_facts(), &layers())), "could-not-assess");
    }
}
