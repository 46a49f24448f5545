//! One rule: the shape of a secret, read from `rules.toml`.

use quarterdeck_base::SecretClass;
use regex::bytes::{Regex, RegexBuilder};
use serde::Deserialize;
use std::sync::{LazyLock, OnceLock};

/// What has to hold beside the shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Proof {
    /// The last six characters are the CRC-32 of those before, in base 62.
    Crc32Base62,
    /// The text decodes to a key that needs no password.
    DerKey,
    /// The group `h` names a host that others can reach.
    RealHost,
    /// Letters and digits in a mix that no person types as a word.
    Mixed,
}

/// The shape of a secret.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Stable id.
    pub id: String,
    /// Whose door it opens; empty when nobody's in particular.
    pub provider: String,
    /// What it is, in English.
    pub what: String,
    /// What it opens.
    pub class: SecretClass,
    /// Where the shape is documented.
    pub source: String,
    pub(crate) keywords: Vec<String>,
    #[serde(default)]
    pub(crate) any_case: bool,
    pub(crate) shape: String,
    #[serde(default)]
    pub(crate) after: bool,
    #[serde(default)]
    pub(crate) back: usize,
    #[serde(default = "default_reach")]
    pub(crate) reach: usize,
    #[serde(default)]
    pub(crate) holds: String,
    #[serde(default)]
    pub(crate) whole: bool,
    #[serde(default)]
    pub(crate) entropy: f64,
    #[serde(default)]
    pub(crate) proof: Option<Proof>,
    #[serde(default)]
    pub(crate) beside: String,
    #[serde(default)]
    pub(crate) known: Vec<String>,
    /// Texts in which it finds a secret, for tests; each `¦` is left out.
    #[serde(default)]
    pub samples: Vec<String>,
    /// Texts in which it finds nothing, for tests; each `¦` is left out.
    #[serde(default)]
    pub others: Vec<String>,
}

fn default_reach() -> usize {
    256
}

impl Rule {
    /// What has to hold beside the shape, in words.
    pub(crate) fn also(&self) -> &'static str {
        match self.proof {
            Some(Proof::Crc32Base62) => "its checksum is right",
            Some(Proof::DerKey) => "a key that needs no password",
            Some(Proof::RealHost) => "a host that others can reach; not a password that everybody tries",
            Some(Proof::Mixed) if self.beside.is_empty() => "a mix that nobody types as a word",
            Some(Proof::Mixed) => "the secret half stands within five lines of the public one",
            None => "-",
        }
    }
}

/// A rule with its expressions, each built when it is first asked for: most of them in no audit at all, and to build all
/// takes as long as to read a hundred files.
pub(crate) struct Built {
    pub(crate) rule: Rule,
    shape: OnceLock<Regex>,
    beside: OnceLock<Option<Regex>>,
}

impl Built {
    /// The shape of the secret.
    pub(crate) fn shape(&self) -> &Regex {
        // Without `back` a shape stands where its keyword stands, and is looked for nowhere else.
        self.shape.get_or_init(|| {
            let shape = &self.rule.shape;
            expression(&if self.rule.back == 0 { format!(r"\A(?:{shape})") } else { shape.clone() })
        })
    }

    /// What has to stand beside it, where the rule asks for that.
    pub(crate) fn beside(&self) -> Option<&Regex> {
        self.beside.get_or_init(|| (!self.rule.beside.is_empty()).then(|| expression(&self.rule.beside))).as_ref()
    }
}

#[derive(Deserialize)]
struct RulesFile {
    rule: Vec<Rule>,
}

pub(crate) static RULES: LazyLock<Vec<Built>> = LazyLock::new(|| {
    let file: RulesFile =
        toml::from_str(include_str!("../rules.toml")).expect("because a test reads the committed rules");
    file.rule.into_iter().map(|rule| Built { rule, shape: OnceLock::new(), beside: OnceLock::new() }).collect()
});

fn expression(text: &str) -> Regex {
    let built = RegexBuilder::new(text).unicode(false).size_limit(64 << 20).build();
    built.expect("because a test builds the committed rules")
}

/// All rules, in their order: of two that find the same bytes the first one counts.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().map(|built| &built.rule)
}
