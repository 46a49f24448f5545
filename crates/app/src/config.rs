//! The auditor's configuration file: thresholds, switched checks, waivers.

use crate::Error;
use quarterdeck_base::Timestamp;
use quarterdeck_findings::{Forbidden, Independent, Layer, Layering, Policy, Threshold, Waiver};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// Largest configuration file that is read, in bytes.
const MAX_BYTES: u64 = 1024 * 1024;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfigFile {
    #[serde(default)]
    enable: Vec<String>,
    #[serde(default)]
    disable: Vec<String>,
    #[serde(default)]
    own_domains: Vec<String>,
    #[serde(default)]
    thresholds: BTreeMap<String, BTreeMap<String, Ends>>,
    #[serde(default)]
    waiver: Vec<WaiverEntry>,
    #[serde(default)]
    architecture: ArchitectureSection,
}

/// Rules on layers.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ArchitectureSection {
    #[serde(default)]
    layer: Vec<LayerEntry>,
    #[serde(default)]
    forbid: Vec<ForbidEntry>,
    #[serde(default)]
    independent: Vec<IndependentEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LayerEntry {
    name: String,
    files: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ForbidEntry {
    from: Vec<String>,
    to: Vec<String>,
    reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct IndependentEntry {
    name: String,
    parts: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ends {
    green: f64,
    red: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WaiverEntry {
    fingerprint: String,
    reason: String,
    author: String,
    expires: String,
}

/// Reads the policy: defaults without a file.
pub fn read_policy(file: Option<&Path>, ignore_repo_marks: bool) -> Result<Policy, Error> {
    let mut policy = Policy { ignore_repo_marks, ..Policy::default() };
    let Some(file) = file else { return Ok(policy) };
    let shown = file.display();
    let size = std::fs::metadata(file).map_err(|error| Error::usage(format!("--config {shown}: {error}")))?.len();
    if size > MAX_BYTES {
        return Err(Error::usage(format!("--config {shown}: larger than {MAX_BYTES} bytes")));
    }
    let text = std::fs::read_to_string(file).map_err(|error| Error::usage(format!("--config {shown}: {error}")))?;
    let parsed: ConfigFile = toml::from_str(&text)
        .map_err(|error| Error::usage(format!("--config {shown}: {}", explained(&text, &error))))?;
    fill(&mut policy, parsed).map_err(|what| Error::usage(format!("--config {shown}: {what}")))?;
    Ok(policy)
}

/// What is wrong in one line, with the number of the line.
fn explained(text: &str, error: &toml::de::Error) -> String {
    let start = error.span().and_then(|span| text.get(..span.start));
    let line = start.map_or(String::new(), |before| format!("line {}: ", 1 + before.matches('\n').count()));
    let what: Vec<&str> = error.message().lines().collect();
    format!("{line}{}", what.join(", "))
}

fn fill(policy: &mut Policy, file: ConfigFile) -> Result<(), String> {
    for id in file.enable.iter().chain(&file.disable).chain(file.thresholds.keys()) {
        if !quarterdeck_checks::all().iter().any(|check| check.meta().id == id) {
            return Err(format!("there is no check {id:?}; `quarterdeck checks` lists them"));
        }
    }
    for (id, keys) in file.thresholds {
        let known =
            quarterdeck_checks::all().iter().find(|check| check.meta().id == id).map(|check| check.meta().thresholds);
        for (key, ends) in keys {
            if !known.is_some_and(|known| known.iter().any(|threshold| threshold.key == key)) {
                return Err(format!("check {id} has no threshold {key:?}; `quarterdeck explain {id}` lists them"));
            }
            policy.thresholds.insert((id.clone(), key), Threshold { green: ends.green, red: ends.red });
        }
    }
    for entry in file.waiver {
        let expires = Timestamp::parse(&entry.expires).ok_or_else(|| {
            format!("waiver {}: expires {:?} is not a date such as 2026-12-31", entry.fingerprint, entry.expires)
        })?;
        if entry.reason.trim().is_empty() || entry.author.trim().is_empty() {
            return Err(format!("waiver {}: reason and author must say something", entry.fingerprint));
        }
        policy.waivers.push(Waiver {
            fingerprint: entry.fingerprint,
            reason: entry.reason,
            author: entry.author,
            expires,
        });
    }
    for domain in file.own_domains {
        let plain = domain.trim().trim_start_matches('@').to_lowercase();
        if !plain.contains('.') || plain.contains(['@', ' ', '/']) {
            return Err(format!("own_domains: {domain:?} is not a mail domain such as acme.example"));
        }
        policy.own_domains.push(plain);
    }
    policy.own_domains.sort();
    policy.own_domains.dedup();
    policy.layering = layering(file.architecture)?;
    policy.enabled = file.enable;
    policy.disabled = file.disable;
    Ok(())
}

fn layering(section: ArchitectureSection) -> Result<Layering, String> {
    let layers = section.layer.into_iter().map(|layer| Layer { name: layer.name, files: layer.files });
    let forbidden = section.forbid.into_iter().map(|one| Forbidden { from: one.from, to: one.to, reason: one.reason });
    let independent = section.independent.into_iter().map(|one| Independent { name: one.name, parts: one.parts });
    let layering =
        Layering { layers: layers.collect(), forbidden: forbidden.collect(), independent: independent.collect() };
    let globs = layering.layers.iter().flat_map(|layer| &layer.files);
    let globs = globs.chain(layering.forbidden.iter().flat_map(|one| one.from.iter().chain(&one.to)));
    for glob in globs.chain(layering.independent.iter().flat_map(|one| &one.parts)) {
        if let Err(error) = globset::Glob::new(glob) {
            return Err(format!("architecture: {glob:?} is not a glob: {}", error.kind()));
        }
    }
    Ok(layering)
}

#[cfg(test)]
mod tests {
    use super::read_policy;

    #[test]
    fn a_wrong_file_is_refused_with_what_to_do() {
        for (text, part) in [
            ("enable = [\"XYZ-01\"]", "quarterdeck checks"),
            ("colour = 1", "unknown field"),
            ("own_domains = [\"ann@acme.example\"]", "is not a mail domain"),
            ("[[architecture.layer]]\nname = \"web\"\nfiles = [\"a[\"]", "is not a glob"),
            ("[[architecture.forbid]]\nfrom = []\nto = []", "missing field `reason`"),
            ("[thresholds.DEB-02]\nnope = { green = 1, red = 2 }", "quarterdeck explain DEB-02"),
            ("[[waiver]]\nfingerprint = \"a\"\nreason = \"b\"\nauthor = \"c\"\nexpires = \"soon\"", "not a date"),
            ("[[waiver]]\nfingerprint = \"a\"\nreason = \" \"\nauthor = \"c\"\nexpires = \"2026-01-01\"", "must say"),
        ] {
            let file = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(file.path(), text).unwrap();
            let error = read_policy(Some(file.path()), false).unwrap_err().to_string();
            assert!(error.contains(part), "{error}");
        }
    }
}
