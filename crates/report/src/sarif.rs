//! `audit.sarif`: findings for code-scanning services and editors, SARIF 2.1.0.
//!
//! Services refuse a file above their limits, so the worst findings come first and the rest is cut at a bound; what was
//! cut, what was not read and what could not be assessed stand in the invocation's notifications.

use crate::anchor::{Anchor, anchor, place};
use crate::escape::visible;
use crate::{AuditMeta, Texts, words};
use quarterdeck_base::{bound, round_to};
use quarterdeck_facts::Facts;
use quarterdeck_findings::{CheckMeta, CheckResult, Comparison, Dimension, Finding, Judgement, Outcome, Severity};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

/// Places beside the first that a result names.
const RELATED_PLACES: usize = 20;
/// Bytes kept free for everything that is no result.
const HEAD_BYTES: u64 = 1_000_000;

/// What every part reads.
#[derive(Clone, Copy)]
struct Input<'a> {
    facts: &'a Facts,
    judgement: &'a Judgement,
    texts: &'a Texts,
    comparison: Option<&'a Comparison>,
}

/// Writes the log, one line, with a newline at its end.
pub fn audit(
    facts: &Facts,
    judgement: &Judgement,
    meta: &AuditMeta,
    texts: &Texts,
    out: &mut impl Write,
) -> io::Result<()> {
    let input = Input { facts, judgement, texts, comparison: meta.comparison.as_ref() };
    let rules: BTreeMap<&str, usize> =
        judgement.checks.iter().enumerate().map(|(at, check)| (check.meta.id, at)).collect();
    let ranked = judgement.ranked();
    let (mut results, mut bytes) = (Vec::new(), HEAD_BYTES);
    for (check, finding) in &ranked {
        let result = result(input, check, finding, rules.get(check.meta.id).copied().unwrap_or_default());
        bytes += serde_json::to_string(&result)?.len() as u64 + 1;
        if results.len() as u64 >= bound::SARIF_RESULTS || bytes > bound::SARIF_BYTES {
            break;
        }
        results.push(result);
    }
    let cut = (ranked.len() - results.len()) as u64 + judgement.checks.iter().map(crate::limits::unlisted).sum::<u64>();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [run(input, meta, results, cut)],
    });
    serde_json::to_writer(&mut *out, &log)?;
    out.write_all(b"\n")
}

fn run(input: Input<'_>, meta: &AuditMeta, results: Vec<Value>, cut: u64) -> Value {
    let Input { facts, judgement, .. } = input;
    let repositories: Vec<Value> = facts
        .repositories
        .iter()
        .map(|repository| json!({"name": repository.name, "commit": repository.commit}))
        .collect();
    let mut run = json!({
        "tool": {"driver": {
            "name": "Quarterdeck",
            "version": meta.version,
            "semanticVersion": meta.version,
            "rules": judgement.checks.iter().map(|check| rule(input, check)).collect::<Vec<_>>(),
        }},
        "automationDetails": {"id": "quarterdeck/"},
        "invocations": [{
            "executionSuccessful": true,
            "toolExecutionNotifications": notifications(input, cut),
        }],
        "results": results,
        "properties": {
            "system": facts.system,
            "repositories": repositories,
            "asOf": facts.as_of.rfc3339(),
            "asOfSource": words::as_of_source(facts.as_of_source),
            "policyHash": judgement.policy_hash,
            "knowledgeDate": judgement.knowledge_date,
            "degraded": facts.degraded,
        },
    });
    if facts.repositories.len() > 1 {
        // Paths are relative to the root of their repository; where that is, only the reader knows.
        let bases: Map<String, Value> = facts
            .repositories
            .iter()
            .map(|known| (known.name.clone(), json!({"description": {"text": format!("Root of {}", known.name)}})))
            .collect();
        run["originalUriBaseIds"] = Value::Object(bases);
    }
    run
}

/// One check.
fn rule(input: Input<'_>, check: &CheckResult) -> Value {
    let meta = check.meta;
    let text = |key: &str| input.texts.text(meta, key, &[]);
    let explain = format!("quarterdeck explain {}", meta.id);
    let parts = [("What it finds", meta.finds), ("Why it matters", meta.matters)];
    let mut plain = Vec::new();
    let mut markdown = Vec::new();
    for (title, part) in parts.into_iter().filter(|(_, part)| !part.is_empty()) {
        plain.push(format!("{title}: {part}"));
        markdown.push(format!("**{title}.** {part}"));
    }
    plain.push(format!("What to do: {}", text("remedy")));
    markdown.push(format!("**What to do.** {}", text("remedy")));
    plain.push(format!("More: {explain}"));
    markdown.push(format!("More: `{explain}`"));
    let mut rule = json!({
        "id": meta.id,
        "name": meta.name,
        "shortDescription": {"text": text("title")},
        "fullDescription": {"text": if meta.finds.is_empty() { text("title") } else { meta.finds.to_owned() }},
        "help": {"text": plain.join("\n\n"), "markdown": markdown.join("\n\n")},
        "defaultConfiguration": {"level": default_level(check.weight_tenths)},
        "properties": properties(meta),
    });
    let worst = check.assessment.findings.iter().map(|finding| finding.severity).max();
    if let Some(worst) = worst.filter(|_| meta.dimension == Dimension::Security) {
        rule["properties"]["security-severity"] = Value::from(security_severity(worst));
    }
    rule
}

fn properties(meta: &CheckMeta) -> Value {
    let mut properties = json!({"tags": [meta.dimension.id()], "name": meta.name});
    if let Some(measured) = meta.precision.filter(|precision| precision.read > 0) {
        // Code scanning has four words; ours is a share of findings that were read by hand.
        let share = f64::from(measured.correct) / f64::from(measured.read);
        let word = match share {
            share if share >= 0.95 => "very-high",
            share if share >= 0.9 => "high",
            share if share >= 0.7 => "medium",
            _ => "low",
        };
        properties["precision"] = Value::from(word);
    }
    properties
}

fn default_level(weight_tenths: u32) -> &'static str {
    match weight_tenths {
        75.. => "error",
        50.. => "warning",
        _ => "note",
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low => "note",
    }
}

/// The middle of the band that code scanning shows under the same word.
fn security_severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "9.5",
        Severity::High => "8.0",
        Severity::Medium => "5.5",
        Severity::Low => "2.0",
    }
}

fn result(input: Input<'_>, check: &CheckResult, finding: &Finding, rule: usize) -> Value {
    let shown = anchor(input.facts, finding);
    let several = input.facts.repositories.len() > 1;
    let first: Vec<Value> = shown.iter().map(|anchor| location(*anchor, several, Some(finding))).collect();
    // The same place twice says nothing more.
    let mut seen: BTreeSet<_> = shown.iter().map(|anchor| (anchor.repository, anchor.path, anchor.lines)).collect();
    let others = finding.evidence.iter().filter_map(place);
    let related: Vec<Value> = others
        .filter(|anchor| seen.insert((anchor.repository, anchor.path, anchor.lines)))
        .take(RELATED_PLACES)
        .map(|anchor| location(anchor, several, None))
        .collect();
    let fingerprint = finding.fingerprint.to_string();
    let mut result = json!({
        "ruleId": finding.check,
        "ruleIndex": rule,
        "level": level(finding.severity),
        "message": {"text": input.texts.message(check.meta, &finding.message)},
        "fingerprints": {"quarterdeck/v1": fingerprint},
        // The one name that code scanning follows from run to run.
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
        "properties": {
            "severity": finding.severity.id(),
            "confidence": finding.confidence.id(),
            "scope": visible(&words::place(&finding.scope)),
            "consequence": input.texts.beside(check.meta, "consequence", &finding.message),
            "effortDaysLow": round_to(finding.effort.low, 2),
            "effortDaysHigh": round_to(finding.effort.high, 2),
            "reproduce": words::reproduce(finding),
        },
    });
    if let Some(comparison) = input.comparison {
        result["baselineState"] = Value::from(if comparison.is_new(finding) { "new" } else { "unchanged" });
    }
    if !first.is_empty() {
        result["locations"] = Value::Array(first);
    }
    if !related.is_empty() {
        result["relatedLocations"] = Value::Array(related);
    }
    result
}

/// A place in a file. What is about a whole file is shown at its first line: services want one.
fn location(anchor: Anchor<'_>, several: bool, finding: Option<&Finding>) -> Value {
    let (start, end) = anchor.lines.unwrap_or((1, 1));
    let mut artifact = json!({"uri": relative_uri(anchor.path.as_bytes())});
    if several {
        artifact["uriBaseId"] = Value::from(anchor.repository);
    }
    let region = if start == end { json!({"startLine": start}) } else { json!({"startLine": start, "endLine": end}) };
    let mut location = json!({"physicalLocation": {"artifactLocation": artifact, "region": region}});
    if let Some(finding) = finding {
        location["logicalLocations"] = json!([{"fullyQualifiedName": visible(&words::place(&finding.scope))}]);
    }
    location
}

/// A path as a relative reference (RFC 3986): every byte that is not unreserved is written in hexadecimal.
fn relative_uri(path: &[u8]) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path {
        match byte {
            b'/' if uri.is_empty() => uri.push_str("%2F"),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(*byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

/// What was cut, not read, and not assessed.
fn notifications(input: Input<'_>, cut: u64) -> Vec<Value> {
    let note = |text: String| json!({"level": "note", "message": {"text": text}});
    let mut notes = Vec::new();
    if cut > 0 {
        let findings = words::plural(cut, "finding is", "findings are");
        notes.push(note(format!(
            "{findings} not listed here: at most {} of a check, {} and {} bytes in all.",
            bound::CHECK_FINDINGS,
            words::plural(bound::SARIF_RESULTS, "result", "results"),
            words::grouped(bound::SARIF_BYTES)
        )));
    }
    for gap in &input.facts.gaps {
        let detail = if gap.detail.is_empty() { String::new() } else { format!(" {}", gap.detail) };
        notes.push(note(format!(
            "Not read in {} ({}): {}{detail}",
            gap.repository,
            words::grouped(gap.count),
            gap.kind.sentence()
        )));
    }
    for check in &input.judgement.checks {
        if let Outcome::CouldNotAssess { reason, needs } = &check.assessment.outcome {
            let needs = if needs.is_empty() { String::new() } else { format!(" Needs: {}", words::end(needs)) };
            let mut text = note(format!("{} could not be assessed: {}{needs}", check.meta.id, words::end(reason)));
            text["associatedRule"] = json!({"id": check.meta.id});
            notes.push(text);
        }
    }
    notes
}

#[cfg(test)]
mod tests;
