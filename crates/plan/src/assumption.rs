//! Ratios that the plan uses beside what was measured and what people said: a closed list, each with its source, each
//! changed or switched off by the brief.

use quarterdeck_brief::{Assumptions, Ratio};

/// One assumption of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Assumption {
    /// Time in code of low quality, as a multiple of the time in healthy code.
    LowQualityCodeTime,
    /// Time in code that nobody active knows, as a multiple.
    UnknownCodeTime,
    /// Speed of a junior beside somebody who works alone.
    JuniorSpeed,
    /// Review of a junior's work, as a share of that work.
    ReviewShare,
    /// Share of a problem's cost that ends when all that serves it is done.
    LossAvoided,
    /// Share of a goal's value that depends on the work that serves it.
    GoalAtRisk,
    /// Work of an initiative beside its estimate: half of them above the low end, one in ten above the high end.
    Overrun,
    /// A person's days in a month beside those planned.
    Availability,
}

/// What the list says of an assumption.
pub struct Entry {
    /// Which.
    pub assumption: Assumption,
    /// Its id in briefs.
    pub id: &'static str,
    /// The range that is used unless the brief says otherwise.
    pub ratio: Ratio,
    /// What it means.
    pub meaning: &'static str,
    /// Where it comes from, with the year.
    pub source: &'static str,
}

/// All assumptions, in the order of the reference.
pub static ASSUMPTIONS: &[Entry] = &[
    Entry {
        assumption: Assumption::LowQualityCodeTime,
        id: "low-quality-code-time",
        ratio: Ratio { low: 1.0, high: 2.24 },
        meaning: "Time in code of low quality, as a multiple of the time in healthy code.",
        source: "Tornhill and Borg, Code Red, 2022: 124 % more time in development (39 code bases); the low end says none",
    },
    Entry {
        assumption: Assumption::UnknownCodeTime,
        id: "unknown-code-time",
        ratio: Ratio { low: 1.45, high: 1.93 },
        meaning: "Time in code that nobody active knows, as a multiple.",
        source: "Borg et al., 2023, on ownership: 45 to 93 % more time for people who hold little of the code",
    },
    Entry {
        assumption: Assumption::JuniorSpeed,
        id: "junior-speed",
        ratio: Ratio { low: 0.5, high: 0.75 },
        meaning: "Speed of a junior beside somebody who works alone.",
        source: "proposal",
    },
    Entry {
        assumption: Assumption::ReviewShare,
        id: "review-share",
        ratio: Ratio { low: 0.1, high: 0.2 },
        meaning: "Review of a junior's work, as a share of that work.",
        source: "proposal",
    },
    Entry {
        assumption: Assumption::LossAvoided,
        id: "loss-avoided",
        ratio: Ratio { low: 0.4, high: 0.8 },
        meaning: "Share of a problem's cost that ends when all that serves it is done.",
        source: "proposal",
    },
    Entry {
        assumption: Assumption::GoalAtRisk,
        id: "goal-at-risk",
        ratio: Ratio { low: 0.3, high: 0.7 },
        meaning: "Share of a goal's value that depends on the work that serves it.",
        source: "proposal",
    },
    Entry {
        assumption: Assumption::Overrun,
        id: "overrun",
        ratio: Ratio { low: 1.0, high: 1.5 },
        meaning: "In the forecast, work beyond the high end of an estimate: one in six goes there, up to this multiple of it.",
        source: "Flyvbjerg and Budzier, 2011: one IT project in six overran far beyond the others",
    },
    Entry {
        assumption: Assumption::Availability,
        id: "availability",
        ratio: Ratio { low: 0.8, high: 1.05 },
        meaning: "In the forecast, a person's days in a month beside those planned.",
        source: "proposal",
    },
];

impl Assumption {
    /// What the list says of it.
    ///
    /// # Panics
    /// Never: the list holds every assumption, which a test sees to.
    pub fn entry(self) -> &'static Entry {
        ASSUMPTIONS.iter().find(|entry| entry.assumption == self).expect("because the list holds every assumption")
    }
}

/// The range in force: the brief's, else the list's; `None` when the brief switched it off.
pub fn assumed(assumption: Assumption, brief: &Assumptions) -> Option<Ratio> {
    let entry = assumption.entry();
    brief.get(entry.id).copied().unwrap_or(Some(entry.ratio))
}

/// Ids in a brief that the list does not hold.
pub fn unknown_ids(brief: &Assumptions) -> Vec<&str> {
    brief.keys().map(String::as_str).filter(|id| ASSUMPTIONS.iter().all(|entry| entry.id != *id)).collect()
}
