//! `roadmap.json` read again: what it takes to ask its milestones how they stand. The file may come from anybody.

use quarterdeck_base::{Day, bound};
use quarterdeck_brief::Ratio;
use quarterdeck_plan::{Assumption, Milestone, PlaceKind, SavedArea, SavedIndicator, SavedPlace, SavedRoadmap};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Schema {
    schema: String,
}

#[derive(Deserialize)]
struct Document {
    system: String,
    commits: Vec<Commit>,
    #[serde(default)]
    areas: Vec<Area>,
    initiatives: Vec<Initiative>,
    #[serde(default)]
    start: Option<String>,
    #[serde(default)]
    assumptions: Vec<AssumptionRow>,
}

#[derive(Deserialize)]
struct AssumptionRow {
    id: String,
    low: Option<f64>,
    high: Option<f64>,
}

#[derive(Deserialize)]
struct Commit {
    repository: String,
    commit: String,
}

#[derive(Deserialize)]
struct Area {
    id: String,
    globs: Vec<String>,
}

#[derive(Deserialize)]
struct Initiative {
    id: String,
    title: BTreeMap<String, String>,
    #[serde(default)]
    place: Option<Place>,
    planned: Option<Timing>,
    indicators: Vec<Indicator>,
    #[serde(default)]
    play: Option<String>,
    #[serde(default)]
    days: Option<BTreeMap<String, f64>>,
}

#[derive(Deserialize)]
struct Place {
    kind: String,
    of: Option<String>,
    #[serde(default)]
    files: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Timing {
    start: String,
    p50: Option<String>,
    #[serde(default)]
    p85: Option<String>,
    target: String,
}

#[derive(Deserialize)]
struct Indicator {
    measure: String,
    checks: Vec<String>,
    place: String,
    start: Option<f64>,
    comparator: String,
    target: Option<f64>,
}

/// Reads a saved roadmap.
///
/// # Errors
/// What is wrong with it, as one clause.
pub fn read(text: &str) -> Result<SavedRoadmap, String> {
    let not_ours = |error: serde_json::Error| format!("it is no roadmap.json: {error}");
    // A later schema is told as such before its fields are looked at.
    let Schema { schema } = serde_json::from_str(text).map_err(not_ours)?;
    let (ours, _) = super::json::SCHEMA_VERSION.split_once('.').unwrap_or_default();
    if schema.split('.').next() != Some(ours) {
        return Err(format!("its schema is {schema:?}, and this version reads schema {ours}"));
    }
    let document: Document = serde_json::from_str(text).map_err(not_ours)?;
    let indicators: usize = document.initiatives.iter().map(|one| one.indicators.len().max(1)).sum();
    if indicators as u64 > bound::ROADMAP_INDICATORS {
        return Err(format!("it has more than {} indicators", bound::ROADMAP_INDICATORS));
    }
    let (mut milestones, mut unplanned) = (Vec::new(), Vec::new());
    for one in document.initiatives {
        match &one.planned {
            Some(_) => {
                let id = one.id.clone();
                milestones.extend(milestone(one).map_err(|what| format!("{id:?}: {what}"))?);
            }
            None => unplanned.push(one.id),
        }
    }
    let used = document.assumptions.iter().find(|one| one.id == Assumption::Availability.entry().id);
    Ok(SavedRoadmap {
        system: document.system,
        commits: document.commits.into_iter().map(|one| (one.repository, one.commit)).collect(),
        areas: document.areas.into_iter().map(|one| SavedArea { id: one.id, globs: one.globs }).collect(),
        milestones,
        unplanned,
        start: document.start.as_deref().map(day).transpose()?,
        availability: used
            .and_then(|one| Some(Ratio { low: one.low?, high: one.high? }))
            .filter(|ratio| ratio.low > 0.0 && ratio.low <= ratio.high),
    })
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| format!("{text:?} is no day"))
}

/// An initiative as a milestone; `None` for one without a place in the plan.
fn milestone(one: Initiative) -> Result<Option<Milestone>, String> {
    let Initiative { id, title, place, planned: Some(timing), indicators, play, days } = one else { return Ok(None) };
    Ok(Some(Milestone {
        title: title.get("en").or_else(|| title.values().next()).unwrap_or(&id).clone(),
        id,
        start: day(&timing.start)?,
        p50: timing.p50.as_deref().map(day).transpose()?,
        p85: timing.p85.as_deref().map(day).transpose()?,
        target: day(&timing.target)?,
        play,
        planned_days: days.map(|days| days.values().sum()),
        place: place.map(saved).transpose()?,
        indicators: indicators.into_iter().map(indicator).collect::<Result<_, _>>()?,
    }))
}

fn saved(place: Place) -> Result<SavedPlace, String> {
    let of = || place.of.clone().ok_or_else(|| format!("its place is a {} without a name", place.kind));
    let kind = match place.kind.as_str() {
        "system" => PlaceKind::System,
        "area" => PlaceKind::Area(of()?),
        "component" => PlaceKind::Component(of()?),
        "rest" => PlaceKind::Rest,
        other => return Err(format!("there is no kind of place {other:?}")),
    };
    let files = place.files.into_iter().flat_map(|(repository, paths)| {
        paths.into_iter().map(move |path| (repository.clone(), path)).collect::<Vec<_>>()
    });
    Ok(SavedPlace { kind, files: files.collect() })
}

fn indicator(indicator: Indicator) -> Result<SavedIndicator, String> {
    Ok(SavedIndicator {
        whole: match indicator.place.as_str() {
            "system" => true,
            "place" => false,
            other => return Err(format!("an indicator is about `system` or `place`, not {other:?}")),
        },
        at_least: match indicator.comparator.as_str() {
            "at-least" => true,
            "at-most" => false,
            other => return Err(format!("a comparator is `at-least` or `at-most`, not {other:?}")),
        },
        measure: indicator.measure,
        checks: indicator.checks,
        start: indicator.start,
        target: indicator.target,
    })
}
