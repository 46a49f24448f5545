//! Indicators: a measure with its place, its value today, and what it should come to.

use crate::initiative::Initiative;
use crate::measure::{Measure, Value, ask, measure};
use crate::place::{Ground, Place};
use crate::play::{IndicatorModel, Target};
use quarterdeck_base::round_to;
use quarterdeck_findings::Judgement;

/// A success indicator of a milestone.
#[derive(Clone)]
pub struct Indicator {
    /// What is measured.
    pub measure: &'static Measure,
    /// Checks that it is about, for measures that ask for some.
    pub checks: Vec<String>,
    /// True for the whole system, false for the place of the initiative.
    pub whole: bool,
    /// Its value in this audit.
    pub start: Value,
    /// True when at least the target is wanted, false when at most.
    pub at_least: bool,
    /// What it should come to; `None` while its start value is unknown and the target rests on it.
    pub target: Option<f64>,
}

impl Indicator {
    /// True when a value meets the target; `None` when either is unknown.
    pub fn is_met(&self, value: &Value) -> Option<bool> {
        is_met(self.at_least, self.target, value)
    }
}

/// True when a value meets a target; `None` when either is unknown.
pub(crate) fn is_met(at_least: bool, target: Option<f64>, value: &Value) -> Option<bool> {
    let (value, target) = (value.known()?, target?);
    Some(if at_least { value >= target } else { value <= target })
}

/// The indicators of an initiative, measured now. A feature has none of its own: its goal has a metric.
pub(crate) fn indicators(initiative: &Initiative, ground: &Ground<'_>, judgement: &Judgement) -> Vec<Indicator> {
    let models = initiative.play.map_or(&[][..], |play| &play.indicators);
    let measured = |model| indicator(model, &initiative.place, initiative.covered, ground, judgement);
    models.iter().filter_map(measured).collect()
}

fn indicator(
    model: &IndicatorModel,
    place: &Place,
    covered: f64,
    ground: &Ground<'_>,
    judgement: &Judgement,
) -> Option<Indicator> {
    let measure = measure(&model.measure)?;
    let system;
    let place = if model.whole {
        system = Place::system(ground.facts);
        &system
    } else {
        place
    };
    let start = ask(measure, &model.checks, ground, judgement, place);
    let (at_least, target) = resolve(model.target, covered, &start, measure);
    Some(Indicator { measure, checks: model.checks.clone(), whole: model.whole, start, at_least, target })
}

/// The target as a figure; counts are rounded, shares stay within a hundred. Where the initiative does a part of the
/// repair only, a target that rests on the start value asks for that part of the way.
fn resolve(target: Target, covered: f64, start: &Value, measure: &Measure) -> (bool, Option<f64>) {
    let start = start.known();
    let most = if measure.unit == "%" { 100.0 } else { f64::INFINITY };
    match target {
        Target::AtLeast(value) => (true, Some(value)),
        Target::AtMost(value) => (false, Some(value)),
        Target::AtLeastStartPlus(more) => (true, start.map(|start| round_to((start + more).min(most), 1))),
        Target::AtMostStartTimes(share) => {
            let places = i32::from(measure.unit == "%");
            let part = 1.0 - (1.0 - share) * covered;
            let wanted = |start: f64| round_to(start * part, places);
            (false, start.map(wanted))
        }
    }
}
