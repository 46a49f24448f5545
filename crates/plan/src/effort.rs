//! The effort of an initiative: terms that are added, each with its count, so that a reader can add them up again.

use crate::assumption::{Assumption, assumed};
use crate::measure::is_hotspot;
use crate::place::{Ground, Place, PlaceKind};
use crate::play::Play;
use quarterdeck_base::EffortDays;
use quarterdeck_brief::Brief;
use quarterdeck_facts::ComponentIx;
use quarterdeck_findings::Finding;
use std::collections::{BTreeMap, BTreeSet};

/// Share of known code under which a place counts as unknown to the team.
const UNKNOWN_BELOW_PERCENT: f64 = 50.0;

/// What a term counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Term {
    /// Once.
    Fixed,
    /// Remediation units of the findings answered.
    Findings,
    /// Components touched.
    Components,
    /// Complex files that change often.
    Hotspots,
    /// Thousands of code lines.
    KiloLines,
    /// More time because nobody active knows the code: count is the share that somebody knows, in per cent.
    UnknownCode,
    /// As the brief says.
    Brief,
}

impl Term {
    /// The stable id used in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::Findings => "findings",
            Self::Components => "components",
            Self::Hotspots => "hotspots",
            Self::KiloLines => "thousand-lines",
            Self::UnknownCode => "unknown-code",
            Self::Brief => "brief",
        }
    }
}

/// The work to expect of a range: five times in six its middle, once in six somewhere beyond its high end (assumption
/// `overrun`; its middle alone where that is switched off). The schedule is made of it, so that it lies near what the forecast calls as likely as not.
pub fn expected(effort: EffortDays, brief: &Brief) -> f64 {
    let Some(overrun) = assumed(Assumption::Overrun, &brief.assumptions) else { return effort.middle() };
    let beyond = effort.high * f64::midpoint(1.0, overrun.high.max(1.0));
    let one_in = f64::from(OVERRUN_ONE_IN);
    effort.middle() * (one_in - 1.0) / one_in + beyond / one_in
}

/// One estimate in so many is overrun.
pub(crate) const OVERRUN_ONE_IN: u32 = 6;

/// One term of an effort.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EffortTerm {
    /// What it counts.
    pub what: Term,
    /// How many.
    pub count: f64,
    /// Person-days it adds.
    pub days: EffortDays,
}

/// The effort of a play at a place, and what it is made of.
pub(crate) fn of_play(
    play: &Play,
    ground: &Ground<'_>,
    place: &Place,
    group: &[(&Finding, f64)],
    brief: &Brief,
) -> (EffortDays, Vec<EffortTerm>) {
    let model = &play.effort;
    let (units, repair) = repair(group);
    let facts = ground.facts;
    let files: Vec<_> = place.source(facts).map(|file| facts.file(file)).collect();
    let components: BTreeSet<ComponentIx> = files.iter().map(|file| file.component).collect();
    let hotspots = files.iter().filter(|file| is_hotspot(file)).count() as f64;
    let thousands = files.iter().map(|file| f64::from(file.code)).sum::<f64>() / 1000.0;
    let times = |per: EffortDays, count: f64| EffortDays::new(per.low * count, per.high * count);
    let found = EffortDays::new(repair.low * model.findings.low, repair.high * model.findings.high);
    let mut terms = vec![
        EffortTerm { what: Term::Fixed, count: 1.0, days: model.fixed },
        EffortTerm { what: Term::Findings, count: units, days: found },
        EffortTerm {
            what: Term::Components,
            count: components.len() as f64,
            days: times(model.per_component, components.len() as f64),
        },
        EffortTerm { what: Term::Hotspots, count: hotspots, days: times(model.per_hotspot, hotspots) },
        EffortTerm { what: Term::KiloLines, count: thousands, days: times(model.per_kloc, thousands) },
    ];
    terms.retain(|term| term.days.high > 0.0);
    let work: EffortDays = terms.iter().fold(EffortDays::default(), |sum, term| sum.plus(term.days));
    terms.extend(unknown(ground, place, brief, work));
    let effort = terms.iter().fold(EffortDays::default(), |sum, term| sum.plus(term.days));
    (effort, terms)
}

/// Remediation units of the findings and their effort: findings of one unit are repaired together and take the largest.
fn repair(group: &[(&Finding, f64)]) -> (f64, EffortDays) {
    let mut units: BTreeMap<&str, EffortDays> = BTreeMap::new();
    for (finding, share) in group {
        let part = EffortDays::new(finding.effort.low * share, finding.effort.high * share);
        let unit = units.entry(&finding.remediation_unit).or_default();
        *unit = unit.max(part);
    }
    (units.len() as f64, units.values().fold(EffortDays::default(), |sum, unit| sum.plus(*unit)))
}

/// What working in code that nobody active knows adds; nothing for work on the system as a whole.
fn unknown(ground: &Ground<'_>, place: &Place, brief: &Brief, work: EffortDays) -> Option<EffortTerm> {
    if place.kind == PlaceKind::System {
        return None;
    }
    let ratio = assumed(Assumption::UnknownCodeTime, &brief.assumptions)?;
    let known = crate::measure::known_percent(ground, place)?;
    if known >= UNKNOWN_BELOW_PERCENT {
        return None;
    }
    let days = EffortDays::new(work.low * (ratio.low - 1.0), work.high * (ratio.high - 1.0));
    Some(EffortTerm { what: Term::UnknownCode, count: quarterdeck_base::round_to(known, 1), days })
}
