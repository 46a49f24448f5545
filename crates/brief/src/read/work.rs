//! What takes or limits capacity beside the audit's findings: features, budget, decisions, assumptions.

use super::aims::Goals;
use super::people::Team;
use crate::fields::{Reader, Table};
use crate::nearest::nearest;
use crate::remark::quoted;
use crate::{Assumptions, Budget, Choice, Decision, Feature, Horizon, Level, Ratio};
use quarterdeck_base::{Day, bound};
use std::collections::BTreeMap;

pub(super) fn budget(root: &Table<'_>, horizon: Option<&Horizon>, reader: &mut Reader<'_>) -> Vec<Budget> {
    let items = root.items("budget", &["quarter", "amount"], ("BRIEF_ENTRIES", bound::BRIEF_ENTRIES), reader);
    let mut budget = Vec::new();
    let mut seen: BTreeMap<Day, usize> = BTreeMap::new();
    for table in &items {
        let quarter = table.needed("quarter", "\"2027-Q1\"", reader);
        let from = quarter.as_ref().and_then(|field| field.quarter(reader));
        let amount = table.needed("amount", "10000", reader).and_then(|field| field.amount(reader));
        let (Some(field), Some(from)) = (quarter, from) else { continue };
        let id = from.quarter_id();
        if let Some(first) = seen.insert(from, field.at) {
            let what =
                format!("There are two budgets for {id}; the other one is on line {}", reader.remarks.line(first));
            reader.remarks.error(field.at, what, "Keep one of them");
        }
        if let Some(horizon) = horizon
            && (from >= horizon.end() || from.plus_months(3) <= horizon.start)
        {
            let what = format!("The budget of {id} is outside the plan");
            reader.remarks.warn(field.at, what, "Check the year, or take it out");
        }
        budget.extend(amount.map(|amount| Budget { from, amount }));
    }
    budget.sort_by_key(|one| one.from);
    budget
}

pub(super) fn features(
    root: &Table<'_>,
    horizon: Option<&Horizon>,
    goals: &Goals,
    team: &Team,
    reader: &mut Reader<'_>,
) -> Vec<Feature> {
    let known = ["id", "title", "skill", "level", "days", "earliest", "deadline", "goal"];
    let items = root.items("feature", &known, ("BRIEF_FEATURES", bound::BRIEF_FEATURES), reader);
    let numbered = items.iter().zip(1..);
    numbered.filter_map(|(table, number)| feature(table, number, horizon, goals, team, reader)).collect()
}

fn feature(
    table: &Table<'_>,
    number: u32,
    horizon: Option<&Horizon>,
    goals: &Goals,
    team: &Team,
    reader: &mut Reader<'_>,
) -> Option<Feature> {
    let id = table.needed("id", &format!("\"F{number}\""), reader).and_then(|field| field.unique_id(reader));
    let title = table.needed("title", "\"…\"", reader).and_then(|field| field.wording(reader));
    let level_field = table.needed("level", "\"medior\"", reader);
    let level = level_field.as_ref().and_then(|field| field.level(reader));
    let skill = table.needed("skill", "\"java\"", reader).and_then(|field| {
        let skill = field.text(reader)?.to_lowercase();
        who_can(table, field.at, &skill, level, team, reader);
        Some(skill)
    });
    let days = table.needed("days", "[20, 35]", reader).and_then(|field| field.effort(reader));
    let (earliest, deadline) = window(table, horizon, reader);
    let goal = table.field("goal").and_then(|field| {
        let goal = field.text(reader)?;
        if goals.ids.contains(&goal) || !goals.ids_are_known {
            return Some(goal);
        }
        let what = format!("{}: there is no goal {}", table.name, quoted(&goal));
        let fix = match nearest(&goal, goals.ids.iter().map(String::as_str)) {
            Some(near) => format!("Did you mean \"{near}\"?"),
            None => "Name the id of a goal, or take it out".to_owned(),
        };
        reader.remarks.error(field.at, what, fix);
        None
    });
    Some(Feature { id: id?, title: title?, skill: skill?, level: level?, days: days?, earliest, deadline, goal })
}

/// A remark when nobody masters a skill well enough.
fn who_can(table: &Table<'_>, at: usize, skill: &str, level: Option<Level>, team: &Team, reader: &mut Reader<'_>) {
    if !team.skills_are_known {
        return;
    }
    match (team.skills.get(skill), level) {
        (None, _) => {
            let near = nearest(skill, team.skills.keys().map(String::as_str));
            let fix = match near {
                Some(near) => format!("Did you mean \"{near}\"? Or add it to somebody, or a person with hire = true"),
                None => "Add it to somebody, or a person with hire = true".to_owned(),
            };
            reader.remarks.warn(at, format!("{} needs {}, which nobody has", table.name, quoted(skill)), fix);
        }
        (Some(best), Some(level)) if *best < level => {
            let (best, level) = (best.id(), level.id());
            let what = format!("{} needs {} at level {level}, and the best has {best}", table.name, quoted(skill));
            let fix = "Lower the level, or add a person with that level and hire = true";
            reader.remarks.warn(at, what, fix);
        }
        _ => {}
    }
}

fn window(table: &Table<'_>, horizon: Option<&Horizon>, reader: &mut Reader<'_>) -> (Option<Day>, Option<Day>) {
    let (first, last) = (table.field("earliest"), table.field("deadline"));
    let earliest = first.as_ref().and_then(|field| field.day(reader));
    let deadline = last.as_ref().and_then(|field| field.day(reader));
    if let (Some(field), Some(horizon), Some(earliest)) = (&first, horizon, earliest)
        && earliest >= horizon.end()
    {
        let what = format!("{} may not start before {earliest}, after the plan has ended", table.name);
        reader.remarks.warn(field.at, what, "Take it out, or add months to the plan");
    }
    if let (Some(field), Some(deadline)) = (&last, deadline) {
        if let Some(earliest) = earliest.filter(|earliest| *earliest > deadline) {
            let what = format!("{} is wanted by {deadline} and may not start before {earliest}", table.name);
            reader.remarks.error(field.at, what, "Move one of the two days");
        } else if let Some(horizon) = horizon.filter(|horizon| deadline < horizon.start) {
            let what = format!("{} is wanted by {deadline}, before the plan starts on {}", table.name, horizon.start);
            reader.remarks.warn(field.at, what, "Move the deadline, or take the feature out");
        }
    }
    (earliest, deadline)
}

pub(super) fn decisions(root: &Table<'_>, horizon: Option<&Horizon>, reader: &mut Reader<'_>) -> Vec<Decision> {
    let known = ["play", "component", "choice", "by", "reason"];
    let items = root.items("decision", &known, ("BRIEF_ENTRIES", bound::BRIEF_ENTRIES), reader);
    let mut seen: BTreeMap<(String, Option<String>), usize> = BTreeMap::new();
    let mut decisions = Vec::new();
    for table in &items {
        let Some(decision) = decision(table, horizon, reader) else { continue };
        let key = (decision.play.clone(), decision.component.clone());
        if let Some(first) = seen.insert(key, table.at) {
            let what = format!("{} was decided on line {} already", table.name, reader.remarks.line(first));
            reader.remarks.error(table.at, what, "Keep one of them, or name another component");
        }
        decisions.push(decision);
    }
    decisions
}

fn decision(table: &Table<'_>, horizon: Option<&Horizon>, reader: &mut Reader<'_>) -> Option<Decision> {
    let play = table.needed("play", "\"carve-out-module\"", reader).and_then(|field| field.text(reader));
    let component = table.field("component").and_then(|field| field.text(reader));
    let pinned = table.needed("choice", "\"pin\" or \"exclude\"", reader).and_then(|field| field.choice(reader));
    let by_field = table.field("by");
    let by = by_field.as_ref().and_then(|field| field.day(reader));
    if let Some(field) = &by_field {
        if pinned == Some(false) {
            let what = format!("{} is left out, and has a day by which it is done", table.name);
            reader.remarks.error(field.at, what, "Take by out, or write choice = \"pin\"");
        } else if let (Some(by), Some(horizon)) = (by, horizon)
            && (by < horizon.start || by >= horizon.end())
        {
            let what = format!("{}: the day {by} is outside the plan", table.name);
            reader.remarks.warn(field.at, what, "Check the year, or take it out");
        }
    }
    let reason = table.field("reason");
    if table.lacks("reason") {
        let what = format!("{} gives no reason", table.name);
        reader.remarks.warn(table.at, what, "Add reason = \"…\", which the plan prints");
    }
    let reason = reason.and_then(|field| field.wording(reader)).unwrap_or_default();
    let choice = if pinned? { Choice::Pinned { by } } else { Choice::Excluded };
    Some(Decision { play: play?, component, choice, reason })
}

pub(super) fn assumptions(root: &Table<'_>, reader: &mut Reader<'_>) -> Assumptions {
    let mut assumptions = Assumptions::new();
    let Some(table) = root.field("assumptions").and_then(|field| field.open_table(reader)) else { return assumptions };
    for (id, field) in table.fields() {
        match field.as_boolean() {
            Some(false) => {
                assumptions.insert(id.to_owned(), None);
            }
            Some(true) => {
                let what = format!("{} is true, and is used anyway", field.name);
                reader.remarks.error(field.at, what, "Take the line out, or write false or [low, high]");
            }
            None => {
                if let Some((low, high)) = field.factor(reader) {
                    assumptions.insert(id.to_owned(), Some(Ratio { low, high }));
                }
            }
        }
    }
    assumptions
}
