//! `gl-code-quality.json`: findings for a GitLab merge request, in the format of a code quality report.
//!
//! The format has no place for a summary: what is not listed stands in `audit.json`.

use crate::anchor::anchor;
use crate::{Texts, words};
use quarterdeck_facts::Facts;
use quarterdeck_findings::{Judgement, Severity};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
}

/// Writes the findings, worst first.
pub fn audit(facts: &Facts, judgement: &Judgement, texts: &Texts, out: &mut impl Write) -> io::Result<()> {
    let issues: Vec<Issue> = judgement
        .ranked()
        .into_iter()
        .map(|(check, finding)| {
            let anchor = anchor(facts, finding);
            let message = texts.message(check.meta, &finding.message);
            Issue {
                description: match words::repository(&finding.scope).filter(|_| facts.repositories.len() > 1) {
                    Some(repository) => format!("{repository}: {message}"),
                    None => message,
                },
                check_name: format!("{} {}", check.meta.id, check.meta.name),
                fingerprint: finding.fingerprint.to_string(),
                severity: severity(finding.severity),
                location: Location {
                    path: anchor.map_or_else(|| ".".to_owned(), |anchor| relative(&anchor.path.to_string())),
                    lines: Lines { begin: anchor.and_then(|anchor| anchor.lines).map_or(1, |(start, _)| start) },
                },
            }
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    out.write_all(b"\n")
}

/// A path of a tree that git itself would refuse may start at the root of a machine; this one never does.
fn relative(path: &str) -> String {
    let inside = path.trim_start_matches(['/', '.']);
    if path.starts_with('/') || path.starts_with("./") { inside.to_owned() } else { path.to_owned() }
}

/// GitLab's word; its worst, `blocker`, has no counterpart here.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "critical",
        Severity::High => "major",
        Severity::Medium => "minor",
        Severity::Low => "info",
    }
}

#[cfg(test)]
mod tests {
    use crate::Texts;
    use crate::testing::{empty_facts, empty_judgement, facts, judgement};
    use serde_json::{Value, json};
    use std::collections::BTreeSet;

    fn report(facts: &quarterdeck_facts::Facts, judgement: &quarterdeck_findings::Judgement) -> Vec<Value> {
        let texts = Texts::english(judgement.checks.iter().map(|check| check.meta));
        let mut out = Vec::new();
        super::audit(facts, judgement, &texts, &mut out).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn paths_start_inside_the_repository() {
        for (path, shown) in
            [("a/b.rs", "a/b.rs"), (".github/a.yml", ".github/a.yml"), ("/etc/a", "etc/a"), ("./a", "a")]
        {
            assert_eq!(super::relative(path), shown);
        }
    }

    #[test]
    fn each_issue_has_what_the_format_asks_for() {
        let issues = report(&facts(), &judgement());
        assert_eq!(
            issues[0],
            json!({
                "description": "OrderService::total in src/Order/OrderService.php is hard to follow: cognitive complexity 58 over 120 lines.",
                "check_name": "DEB-02 complex-functions",
                "fingerprint": judgement().ranked()[0].1.fingerprint.to_string(),
                "severity": "critical",
                "location": {"path": "src/Order/OrderService.php", "lines": {"begin": 118}}
            })
        );
        assert_eq!(issues.len(), judgement().ranked().len());
        let fingerprints: BTreeSet<_> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
        assert_eq!(fingerprints.len(), issues.len());
        for issue in issues {
            let path = issue["location"]["path"].as_str().unwrap().to_owned();
            assert!(!path.is_empty() && !path.starts_with("./") && !path.starts_with('/'), "{path}");
        }
        assert_eq!(report(&empty_facts(), &empty_judgement()), [] as [Value; 0]);
    }
}
