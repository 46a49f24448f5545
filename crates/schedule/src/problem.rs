//! The problem as people write it: tasks, people, calendars, budgets. The documented input format is these types;
//! docs/reference/plan-solve.md explains it.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A scheduling problem. Time is a count of slots from 0; what a slot is, the caller says.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// What is scheduled, for display.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What one slot is, for display: `day`, `hour`, any word.
    #[serde(default = "slot")]
    pub slot: String,
    /// Nothing may be done from this slot on; absent = the bound of the product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub horizon: Option<u32>,
    /// Who can do the work.
    pub people: Vec<Person>,
    /// What is to be done.
    pub tasks: Vec<Task>,
    /// Money that may be spent within windows of time. Outside every window money has no limit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub budgets: Vec<Budget>,
}

fn slot() -> String {
    "slot".to_owned()
}

fn one() -> u32 {
    1
}

/// Someone, or a role that is filled by one person at a time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Unique among the people.
    pub id: String,
    /// For display; absent = the id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Level by skill, from 1. A level includes those below it.
    pub skills: BTreeMap<String, u32>,
    /// Money for one whole slot.
    #[serde(default)]
    pub cost_per_slot: f64,
    /// When the person works on this plan; absent = always, whole slots. What no entry covers is time off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<Vec<Span>>,
    /// How fast, against one: one factor, or one by skill (1 where a skill is not named).
    #[serde(default)]
    pub speed: Speed,
}

/// A part of a calendar: slots `from` to `to` (not included).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// First slot.
    pub from: u32,
    /// Slot after the last; absent = to the end of time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<u32>,
    /// Share of each slot that goes into this plan, 0 to 1.
    pub share: f64,
}

/// Work done in a whole slot, against 1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Speed {
    /// The same for all skills.
    Same(f64),
    /// By skill.
    BySkill(BTreeMap<String, f64>),
}

impl Default for Speed {
    fn default() -> Self {
        Self::Same(1.0)
    }
}

impl Speed {
    /// The factor for a skill.
    pub fn of(&self, skill: &str) -> f64 {
        match self {
            Self::Same(factor) => *factor,
            Self::BySkill(factors) => factors.get(skill).copied().unwrap_or(1.0),
        }
    }
}

/// A piece of work for one person, done without another between its start and its end. Effort 0 is a milestone: it takes
/// nobody and is reached when what it waits for is complete.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Unique among the tasks.
    pub id: String,
    /// For display; absent = the id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Slots that one person of speed 1 needs who gives it whole slots.
    pub effort: f64,
    /// The skill that it takes; absent only on a milestone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<String>,
    /// Least level of that skill.
    #[serde(default = "one")]
    pub level: u32,
    /// Tasks that must be complete before it starts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// Value lost for each slot until it is complete.
    #[serde(default)]
    pub weight: f64,
    /// It starts at this slot or later.
    #[serde(default)]
    pub earliest: u32,
    /// It should be complete by this slot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<u32>,
    /// The deadline binds: rather not at all than late.
    #[serde(default)]
    pub hard: bool,
    /// Money due at its start, beside people's time.
    #[serde(default)]
    pub cost: f64,
    /// Id of the only person who may do it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pinned_to: Option<String>,
    /// Who looks over the work of somebody below a level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
}

/// A second person's work after the first's, before the task is complete.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// The skill that a reviewer has.
    pub skill: String,
    /// Least level of that skill.
    #[serde(default = "one")]
    pub level: u32,
    /// Slots, as for tasks.
    pub effort: f64,
    /// It is needed when the level of who does the task, in the task's skill, is below this.
    pub below_level: u32,
}

/// Money for slots `from` to `to` (not included): costs of tasks that start there, and people's time used there.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// First slot.
    pub from: u32,
    /// Slot after the last.
    pub to: u32,
    /// Money that may be spent.
    pub amount: f64,
}

impl Task {
    /// Takes no work.
    pub fn is_milestone(&self) -> bool {
        // Effort counts in thousandths.
        (0.0..0.0005).contains(&self.effort)
    }

    /// Has the skill at the level, and nobody else is asked for.
    pub fn can_be_done_by(&self, person: &Person) -> bool {
        let skilled = |skill| person.skills.get(skill).is_some_and(|level| *level >= self.level);
        self.skill.as_ref().is_some_and(skilled) && self.pinned_to.as_ref().is_none_or(|only| *only == person.id)
    }

    /// The work of this person is looked over by another.
    pub fn needs_review_of(&self, person: &Person) -> bool {
        let level = self.skill.as_ref().and_then(|skill| person.skills.get(skill)).copied().unwrap_or(0);
        self.review.as_ref().is_some_and(|review| level < review.below_level)
    }
}

impl Review {
    /// Takes no work.
    pub fn is_empty(&self) -> bool {
        (0.0..0.0005).contains(&self.effort)
    }

    /// Has the skill at the level.
    pub fn can_be_done_by(&self, person: &Person) -> bool {
        person.skills.get(&self.skill).is_some_and(|level| *level >= self.level)
    }
}
