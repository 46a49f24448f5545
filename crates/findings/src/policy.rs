//! The auditor's choices as one typed value: defaults beside the checks, overridden by `--config`.

use quarterdeck_base::{Fingerprint, Timestamp};
use std::collections::BTreeMap;

/// Green and red end of one threshold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Threshold {
    /// Scores 1 here and beyond.
    pub green: f64,
    /// Scores 0 here and beyond.
    pub red: f64,
}

impl Threshold {
    /// Score of a measured value: 1 at the green end, 0 at the red end, linear between, whichever end is larger.
    pub fn score(self, value: f64) -> f64 {
        if (self.green - self.red).abs() < f64::EPSILON {
            let good = if self.green >= self.red { value >= self.green } else { value <= self.green };
            return if good { 1.0 } else { 0.0 };
        }
        ((value - self.red) / (self.green - self.red)).clamp(0.0, 1.0)
    }

    /// True when the value is at the red end or beyond.
    pub fn is_red(self, value: f64) -> bool {
        self.score(value) <= 0.0
    }
}

/// A finding accepted by the auditor.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiver {
    /// Which finding.
    pub fingerprint: String,
    /// Why.
    pub reason: String,
    /// Who accepted.
    pub author: String,
    /// Until when; a waiver past its date does not count.
    pub expires: Timestamp,
}

/// A layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// Its name.
    pub name: String,
    /// Globs of its files.
    pub files: Vec<String>,
}

/// Imports that are forbidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forbidden {
    /// Globs of the importing files.
    pub from: Vec<String>,
    /// Globs of the imported files.
    pub to: Vec<String>,
    /// The rule in words.
    pub reason: String,
}

/// Parts that do not import each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Independent {
    /// What they have in common.
    pub name: String,
    /// A glob for each part.
    pub parts: Vec<String>,
}

/// What may import what, as the auditor says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layering {
    /// Layers from the top: each may use itself and those below.
    pub layers: Vec<Layer>,
    /// Imports that are forbidden.
    pub forbidden: Vec<Forbidden>,
    /// Groups of parts that do not import each other.
    pub independent: Vec<Independent>,
}

/// Thresholds, switched checks, waivers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Policy {
    /// Overridden thresholds, by (check id, key).
    pub thresholds: BTreeMap<(String, String), Threshold>,
    /// Checks switched on although preview, by id.
    pub enabled: Vec<String>,
    /// Checks switched off, by id.
    pub disabled: Vec<String>,
    /// Waivers.
    pub waivers: Vec<Waiver>,
    /// Mail domains of the company itself, lower-cased; empty when nobody said.
    pub own_domains: Vec<String>,
    /// What the repository says of itself (generated, vendored) is set aside.
    pub ignore_repo_marks: bool,
    /// What may import what.
    pub layering: Layering,
}

impl Policy {
    /// The threshold in force: the override or the check's default.
    ///
    /// Returns a threshold that scores everything 0 when the check declares no such key; a test holds that each
    /// check asks only for keys that it declares.
    pub fn threshold(&self, meta: &crate::CheckMeta, key: &str) -> Threshold {
        if let Some(threshold) = self.thresholds.get(&(meta.id.to_owned(), key.to_owned())) {
            return *threshold;
        }
        match meta.thresholds.iter().find(|threshold| threshold.key == key) {
            Some(found) => Threshold { green: found.green, red: found.red },
            None => Threshold { green: f64::INFINITY, red: f64::MAX },
        }
    }

    /// Hash over everything that can change a verdict.
    pub fn hash(&self) -> String {
        let mut parts = vec![format!("marks={}", self.ignore_repo_marks)];
        parts.extend(self.thresholds.iter().map(|((id, key), t)| format!("{id}.{key}={}:{}", t.green, t.red)));
        parts.extend(self.enabled.iter().map(|id| format!("+{id}")));
        parts.extend(self.own_domains.iter().map(|domain| format!("@{domain}")));
        parts.extend(self.disabled.iter().map(|id| format!("-{id}")));
        parts.extend(
            self.waivers.iter().map(|w| format!("w={}@{}:{}:{}", w.fingerprint, w.expires, w.author, w.reason)),
        );
        if self.layering != Layering::default() {
            parts.push(format!("layering={:?}", self.layering));
        }
        let parts: Vec<&[u8]> = parts.iter().map(String::as_bytes).collect();
        Fingerprint::new("policy", &parts).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::Threshold;

    #[test]
    fn scores_are_linear_between_the_ends_in_both_directions() {
        for (green, red, value, score) in [
            (5.0, 15.0, 4.0, 1.0),
            (5.0, 15.0, 10.0, 0.5),
            (5.0, 15.0, 20.0, 0.0),
            (80.0, 30.0, 90.0, 1.0),
            (80.0, 30.0, 55.0, 0.5),
            (80.0, 30.0, 0.0, 0.0),
        ] {
            assert!((Threshold { green, red }.score(value) - score).abs() < 1e-9, "{green} {red} {value}");
        }
    }
}
