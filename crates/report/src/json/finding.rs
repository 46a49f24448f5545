//! Findings, messages, scopes and evidence of `audit.json`.

use super::path_bytes;
use super::types as out;
use crate::{Texts, words};
use quarterdeck_base::{Arg, Evidence, Message, RepoPath, round_to};
use quarterdeck_findings::{CheckResult, Comparison, Finding, Scope};

/// A path, with its bytes when it is not UTF-8.
pub(super) fn path(path: &RepoPath) -> out::Path {
    out::Path { path: path.to_string(), path_bytes: path_bytes(path) }
}

/// A finding with its texts in English.
pub(super) fn finding(
    check: &CheckResult,
    finding: &Finding,
    texts: &Texts,
    comparison: Option<&Comparison>,
) -> out::Finding {
    let text = |key: &str| texts.beside(check.meta, key, &finding.message);
    out::Finding {
        check: finding.check,
        fingerprint: finding.fingerprint.to_string(),
        dimension: check.meta.dimension.id(),
        severity: finding.severity.id(),
        confidence: finding.confidence.id(),
        scope: scope(&finding.scope),
        title: text("title"),
        message: message(check, &finding.message, texts),
        evidence: finding.evidence.iter().map(evidence).collect(),
        effort_days: out::Range { low: round_to(finding.effort.low, 2), high: round_to(finding.effort.high, 2) },
        remediation_unit: finding.remediation_unit.clone(),
        consequence: text("consequence"),
        remedy: text("remedy"),
        reproduce: words::reproduce(finding),
        new: comparison.map(|comparison| comparison.is_new(finding)),
    }
}

/// A message with its arguments and its English text.
pub(super) fn message(check: &CheckResult, message: &Message, texts: &Texts) -> out::Message {
    let argument = |(name, arg): &(&'static str, Arg)| out::Argument { name, value: value(arg) };
    out::Message {
        key: message.key,
        args: message.args.iter().map(argument).collect(),
        text_en: texts.message(check.meta, message),
    }
}

fn value(arg: &Arg) -> out::Value {
    match arg {
        Arg::Count(value) => out::Value::Count { value: *value },
        Arg::Number(value) => out::Value::Number { value: round_to(*value, 4) },
        Arg::Share(value) => out::Value::Share { value: round_to(*value, 4) },
        Arg::Name(value) => out::Value::Name { value: value.clone() },
        Arg::Path(value) => out::Value::Path { value: value.to_string(), path_bytes: path_bytes(value) },
        Arg::Date(value) => out::Value::Date { value: value.date() },
    }
}

fn scope(scope: &Scope) -> out::Scope {
    match scope.clone() {
        Scope::System => out::Scope::System,
        Scope::Repository { repository } => out::Scope::Repository { repository },
        Scope::Component { repository, name } => out::Scope::Component { repository, name },
        Scope::File { repository, path: at } => out::Scope::File { repository, path: path(&at) },
        Scope::Function { repository, path: at, name, start_line, end_line } => {
            out::Scope::Function { repository, path: path(&at), name, start_line, end_line }
        }
        Scope::Dependency { repository, manifest, name } => {
            out::Scope::Dependency { repository, manifest: path(&manifest), name }
        }
        Scope::Pair { repository, first, second } => {
            out::Scope::Pair { repository, first: path(&first), second: path(&second) }
        }
        Scope::Group { repository, paths } => out::Scope::Group { repository, paths: paths.iter().map(path).collect() },
    }
}

fn evidence(evidence: &Evidence) -> out::Evidence {
    match evidence.clone() {
        Evidence::File { repository, path: at } => out::Evidence::File { repository, path: path(&at) },
        Evidence::Lines { repository, path: at, start_line, end_line } => {
            out::Evidence::Lines { repository, path: path(&at), start_line, end_line }
        }
        Evidence::Commit { repository, commit } => out::Evidence::Commit { repository, commit },
        Evidence::Absence { repository, looked_for } => out::Evidence::Absence { repository, looked_for },
        Evidence::Command { arguments } => out::Evidence::Command { arguments },
    }
}
