//! Outcomes of checks, and grades made of them.

use crate::{Access, CatalogueEntry, CheckMeta, Dimension, Finding};
use quarterdeck_base::Message;

/// Outcome of a check.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Looked, and nothing is wrong. Score 1.
    Ok,
    /// Found something. The score lies between 0 and 1 by the thresholds.
    Found,
    /// There is nothing here that the check is about.
    NotApplicable {
        /// Why, as one clause.
        reason: String,
    },
    /// The facts are missing or cannot be believed. Never counts as good.
    CouldNotAssess {
        /// Why, as one clause.
        reason: String,
        /// What would make it assessable.
        needs: String,
    },
}

impl Outcome {
    /// The stable id used in outputs.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Found => "found",
            Self::NotApplicable { .. } => "not-applicable",
            Self::CouldNotAssess { .. } => "could-not-assess",
        }
    }

    /// True for ok and found.
    pub fn is_assessed(&self) -> bool {
        matches!(self, Self::Ok | Self::Found)
    }
}

/// The figure that a check measured, printed beside its outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// Threshold key it is compared with.
    pub key: &'static str,
    /// Value, rounded by the check.
    pub value: f64,
    /// Unit: `%`, `files`, `people`, `lines`.
    pub unit: &'static str,
}

/// What one check answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// Outcome.
    pub outcome: Outcome,
    /// 0 to 1 when assessed; 1 for ok. Ignored otherwise.
    pub score: f64,
    /// Figures behind the score.
    pub measured: Vec<Measured>,
    /// Findings, worst first; empty unless found.
    pub findings: Vec<Finding>,
    /// What works, when ok: a message with key `works` or another text of the check.
    pub works: Option<Message>,
}

impl Assessment {
    /// Nothing is wrong.
    pub fn ok(works: Message, measured: Vec<Measured>) -> Self {
        Self { outcome: Outcome::Ok, score: 1.0, measured, findings: Vec::new(), works: Some(works) }
    }

    /// Something was found.
    pub fn found(score: f64, measured: Vec<Measured>, findings: Vec<Finding>) -> Self {
        Self { outcome: Outcome::Found, score: score.clamp(0.0, 1.0), measured, findings, works: None }
    }

    /// The check is not about this system.
    pub fn not_applicable(reason: impl Into<String>) -> Self {
        Self::without(Outcome::NotApplicable { reason: reason.into() })
    }

    /// The facts are missing.
    pub fn could_not_assess(reason: impl Into<String>, needs: impl Into<String>) -> Self {
        Self::without(Outcome::CouldNotAssess { reason: reason.into(), needs: needs.into() })
    }

    fn without(outcome: Outcome) -> Self {
        Self { outcome, score: 0.0, measured: Vec::new(), findings: Vec::new(), works: None }
    }
}

/// A check with its answer.
#[derive(Debug, Clone)]
pub struct CheckResult {
    /// What the check says of itself.
    pub meta: &'static CheckMeta,
    /// Weight in tenths, from the catalogue.
    pub weight_tenths: u32,
    /// Its answer. Findings beyond the bound are cut here and counted in `found`.
    pub assessment: Assessment,
    /// Findings before the bound and before waivers.
    pub found: u64,
    /// Findings set aside by a waiver in force.
    pub waived: u64,
}

/// Letters: A from 80, B 65, C 50, D 30, E below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Letter {
    /// 80 and above.
    A,
    /// 65 and above.
    B,
    /// 50 and above.
    C,
    /// 30 and above.
    D,
    /// Below 30.
    E,
}

impl Letter {
    /// The letter of a score of 0 to 100.
    pub fn of(score: f64) -> Self {
        match score {
            score if score >= 80.0 => Self::A,
            score if score >= 65.0 => Self::B,
            score if score >= 50.0 => Self::C,
            score if score >= 30.0 => Self::D,
            _ => Self::E,
        }
    }

    /// The letter as text.
    pub fn id(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::E => "E",
        }
    }
}

/// What holds a score at a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// An open critical finding of high confidence: 49 at most.
    Critical,
    /// Debt: complexity, copies and tests are all at the bad end: 49 at most.
    AllAtTheEnd,
    /// An open finding of severity high, and the check that made it scores 0: 64 at most.
    HighAtZero,
    /// No check of what weighs most in the dimension could be assessed: 64 at most.
    CoreUnseen,
    /// An open finding of severity high: there is no A beside it; 79 at most.
    High,
    /// Narrow coverage: nobody is healthy because little was looked at, so there is no A; 79 at most.
    Narrow,
    /// Nothing tells the age of dependencies: no A for debt; 79 at most.
    UnknownAge,
    /// Narrow coverage, and nothing of weight was found: nobody is poor because little was looked at; 50 at least.
    NarrowLow {
        /// What the checks give, as a whole number.
        from: u8,
    },
}

impl Held {
    /// The stable id used in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Critical => "critical-finding",
            Self::AllAtTheEnd => "core-at-the-end",
            Self::HighAtZero => "high-finding-at-zero",
            Self::CoreUnseen => "core-not-assessed",
            Self::High => "high-finding",
            Self::Narrow => "narrow-coverage",
            Self::UnknownAge => "unknown-dependency-age",
            Self::NarrowLow { .. } => "narrow-coverage-low",
        }
    }

    /// The score that it holds at.
    pub fn limit(self) -> f64 {
        match self {
            Self::Critical | Self::AllAtTheEnd => 49.0,
            Self::NarrowLow { .. } => 50.0,
            Self::HighAtZero | Self::CoreUnseen => 64.0,
            Self::High | Self::Narrow | Self::UnknownAge => 79.0,
        }
    }

    /// Why, as one sentence.
    pub fn sentence(self) -> String {
        let sentence = match self {
            Self::NarrowLow { from } => {
                return format!(
                    "Raised from {from} to 50: little was looked at, and findings of severity medium or more explain \
                     less than half of what is missing."
                );
            }
            Self::Critical => "Cannot rise above 49 while a critical finding is open.",
            Self::AllAtTheEnd => "Held at 49: complexity, copies and tests are all at the bad end.",
            Self::HighAtZero => "Held at 64: a finding of severity high is open, and its check scores 0.",
            Self::CoreUnseen => "Held at 64: what weighs most in this dimension was not looked at.",
            Self::High => "Held at 79: there is no A while a finding of severity high is open.",
            Self::Narrow => "Held at 79: an A needs a quarter of the checks that apply, by weight.",
            Self::UnknownAge => "Held at 79: no check of the age of dependencies could be assessed.",
        };
        sentence.to_owned()
    }
}

/// A grade, or the reason why there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Grade {
    /// A letter with its score.
    Given {
        /// The letter.
        letter: Letter,
        /// 0 to 100, rounded to one decimal.
        score: f64,
        /// What holds the score at a limit; none when the score is what the checks give.
        held: Option<Held>,
    },
    /// Too little could be assessed.
    None {
        /// Why, as one sentence.
        reason: String,
    },
}

/// Coverage as a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CoverageWord {
    /// Under 25 %.
    Narrow,
    /// 25 % to 60 %.
    Partial,
    /// Above 60 %.
    Broad,
}

impl CoverageWord {
    /// The word of a share (0 to 1).
    pub fn of(share: f64) -> Self {
        if share < 0.25 {
            Self::Narrow
        } else if share <= 0.60 {
            Self::Partial
        } else {
            Self::Broad
        }
    }

    /// The word.
    pub fn id(self) -> &'static str {
        match self {
            Self::Narrow => "narrow",
            Self::Partial => "partial",
            Self::Broad => "broad",
        }
    }
}

/// How much of the catalogue stands behind a grade.
#[derive(Debug, Clone, PartialEq)]
pub struct Coverage {
    /// Weight assessed / weight applicable over the whole catalogue, 0 to 1, rounded to three decimals.
    pub share: f64,
    /// The share as a word.
    pub word: CoverageWord,
    /// Checks assessed.
    pub assessed: u32,
    /// Checks of the catalogue that apply, built or not.
    pub applicable: u32,
    /// What would widen it: kinds of access with the number of checks each would open, most first.
    pub widened_by: Vec<(Access, u32)>,
    /// Checks readable from a repository that are not built yet.
    pub not_built: u32,
    /// What weighs most in the dimension and no check could look at, as one sentence.
    pub unseen: Option<&'static str>,
}

/// One dimension.
#[derive(Debug, Clone)]
pub struct DimensionResult {
    /// Which.
    pub dimension: Dimension,
    /// Its grade.
    pub grade: Grade,
    /// Its coverage.
    pub coverage: Coverage,
}

impl DimensionResult {
    /// What has to be said beside the letter: why there is none, what holds it, what nobody looked at.
    pub fn remark(&self) -> Option<String> {
        let (held, unseen) = match &self.grade {
            Grade::None { reason } => return Some(reason.clone()),
            Grade::Given { held, .. } => (held.map(Held::sentence), self.coverage.unseen.map(str::to_owned)),
        };
        let said: Vec<String> = held.into_iter().chain(unseen).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }
}

/// Everything that was judged.
#[derive(Debug)]
pub struct Judgement {
    /// The five dimensions, in order.
    pub dimensions: Vec<DimensionResult>,
    /// Every check that ran, in the order of ids.
    pub checks: Vec<CheckResult>,
    /// The whole catalogue.
    pub catalogue: &'static [CatalogueEntry],
    /// Hash of the policy.
    pub policy_hash: String,
    /// Date of the bundled knowledge, `YYYY-MM-DD`.
    pub knowledge_date: String,
}

impl Judgement {
    /// All findings with the check they come from, worst first and in turns: one of each check before the second of any.
    pub fn ranked(&self) -> Vec<(&CheckResult, &Finding)> {
        crate::ranking::ranked(&self.checks)
    }
}
