//! Problems and goals: what the plan is for.

use crate::fields::{Field, Reader, Table};
use crate::{Goal, Horizon, Money, Problem, Theme};
use quarterdeck_base::bound;
use std::collections::BTreeSet;

/// More problems than this are no longer the most urgent ones.
const MOST_PROBLEMS: usize = 3;

/// Goals, and the ids that features may name, those of faulty goals included.
pub(super) struct Goals {
    pub(super) list: Vec<Goal>,
    pub(super) ids: BTreeSet<String>,
    /// False when a fault hides one.
    pub(super) ids_are_known: bool,
}

pub(super) fn problems(root: &Table<'_>, reader: &mut Reader<'_>) -> Vec<Problem> {
    let known = ["id", "title", "short", "consequence", "cost_per_month", "scope", "themes"];
    let items = root.items("problem", &known, ("BRIEF_ENTRIES", bound::BRIEF_ENTRIES), reader);
    if root.lacks("problem") || root.field("problem").is_some_and(|field| field.is_empty_list()) {
        let what = "There is no problem: the plan is ordered by goals and risks only";
        reader.remarks.warn(None, what, "Add the most urgent one under [[problem]], with id, title and themes");
    }
    if let Some(first) = items.get(MOST_PROBLEMS) {
        let names: Vec<&str> = items[MOST_PROBLEMS..].iter().map(|table| table.name.as_str()).collect();
        let what = format!(
            "There are {} problems, and a plan takes the {MOST_PROBLEMS} most urgent: left out: {}",
            items.len(),
            names.join(", ")
        );
        reader.remarks.warn(first.at, what, "Put the most urgent first, or write the others as goals");
    }
    let kept = items.iter().take(MOST_PROBLEMS).zip(1..);
    kept.filter_map(|(table, rank)| problem(table, rank, reader)).collect()
}

fn problem(table: &Table<'_>, rank: u32, reader: &mut Reader<'_>) -> Option<Problem> {
    let id = table.needed("id", &format!("\"P{rank}\""), reader).and_then(|field| field.unique_id(reader));
    let title = table.needed("title", "\"…\"", reader).and_then(|field| field.wording(reader));
    let short = table.field("short").and_then(|field| field.wording(reader));
    let consequence = table.field("consequence");
    if table.lacks("consequence") {
        let what = format!("{} does not say what follows from it", table.name);
        reader.remarks.warn(table.at, what, "Add consequence = \"…\": what happens to customers and work");
    }
    let consequence = consequence.and_then(|field| field.wording(reader)).unwrap_or_default();
    let cost_per_month = money(table, "cost_per_month", reader);
    let scope = scope(table, reader);
    let themes = themes(table, reader);
    Some(Problem { id: id?, rank, title: title?, short, consequence, cost_per_month, scope, themes })
}

pub(super) fn goals(root: &Table<'_>, horizon: Option<&Horizon>, reader: &mut Reader<'_>) -> Goals {
    let known =
        ["id", "title", "short", "metric", "now", "target", "date", "weight", "value_per_month", "scope", "themes"];
    let items = root.items("goal", &known, ("BRIEF_GOALS", bound::BRIEF_GOALS), reader);
    let is_missing = root.lacks("goal") || root.field("goal").is_some_and(|field| field.is_empty_list());
    if is_missing {
        let what = "There is no goal: the plan is ordered by problems and risks only";
        reader.remarks.warn(None, what, "Add one under [[goal]], with id, title, metric, target, date and themes");
    }
    let mut goals = Goals { list: Vec::new(), ids: BTreeSet::new(), ids_are_known: false };
    for (table, number) in items.iter().zip(1..) {
        goals.list.extend(goal(table, number, horizon, &mut goals.ids, reader));
    }
    goals.ids_are_known = is_missing || (!items.is_empty() && goals.ids.len() == items.len());
    goals
}

fn goal(
    table: &Table<'_>,
    number: u32,
    horizon: Option<&Horizon>,
    ids: &mut BTreeSet<String>,
    reader: &mut Reader<'_>,
) -> Option<Goal> {
    let id = table.needed("id", &format!("\"G{number}\""), reader).and_then(|field| field.unique_id(reader));
    ids.extend(id.clone());
    let title = table.needed("title", "\"…\"", reader).and_then(|field| field.wording(reader));
    let short = table.field("short").and_then(|field| field.wording(reader));
    let metric = table.needed("metric", "\"…\"", reader).and_then(|field| field.wording(reader));
    let now = table.field("now");
    if table.lacks("now") {
        let what =
            format!("{} does not say where it stands: progress can be told from the first measure on", table.name);
        reader.remarks.note(table.at, what, "Add now = 6 when somebody knows");
    }
    let now_at = now.as_ref().map(|field| field.at);
    let now = now.and_then(|field| field.number(reader));
    let target = table.needed("target", "2", reader).and_then(|field| field.number(reader));
    if let (Some(at), Some(now)) = (now_at, now)
        && target == Some(now)
    {
        let what = format!("{}: now is already at the target", table.name);
        reader.remarks.warn(at, what, "Raise the target, or take the goal out");
    }
    let date = table.needed("date", "2027-09-30", reader).and_then(|field| goal_date(table, &field, horizon, reader));
    let weight = match table.field("weight") {
        Some(field) => field.whole(reader, 1..=5),
        None if !table.lacks("weight") => None,
        None => {
            reader.remarks.note(table.at, format!("{} has no weight: 3 is taken", table.name), "Add weight = 1 to 5");
            Some(3)
        }
    };
    let value_per_month = money(table, "value_per_month", reader);
    let scope = scope(table, reader);
    let themes = themes(table, reader);
    Some(Goal {
        id: id?,
        title: title?,
        short,
        metric: metric?,
        now,
        target: target?,
        date: date?,
        weight: weight?,
        value_per_month,
        scope,
        themes,
    })
}

fn goal_date(
    table: &Table<'_>,
    field: &Field<'_>,
    horizon: Option<&Horizon>,
    reader: &mut Reader<'_>,
) -> Option<quarterdeck_base::Day> {
    let date = field.day(reader)?;
    if let Some(horizon) = horizon {
        let (start, end) = (horizon.start, horizon.end());
        if date < start {
            let what = format!("{}: the date {date} is in the past: the plan starts on {start}", table.name);
            reader.remarks.warn(field.at, what, "Move the date, or start the plan earlier");
        } else if date >= end {
            let what = format!("{}: the date {date} is beyond the plan, which ends before {end}", table.name);
            reader.remarks.warn(field.at, what, "Move the date, or add months to the plan");
        }
    }
    Some(date)
}

fn money(table: &Table<'_>, key: &str, reader: &mut Reader<'_>) -> Option<Money> {
    table.field(key).and_then(|field| field.money(reader))
}

fn scope(table: &Table<'_>, reader: &mut Reader<'_>) -> Vec<String> {
    table.field("scope").and_then(|field| field.globs(reader)).unwrap_or_default()
}

fn themes(table: &Table<'_>, reader: &mut Reader<'_>) -> Vec<Theme> {
    let mut themes = Vec::new();
    let Some(field) = table.needed("themes", "[\"reliability\"]", reader) else { return themes };
    let Some(items) = field.list(reader) else { return themes };
    if items.is_empty() {
        let words: Vec<&str> = Theme::ALL.iter().map(|theme| theme.id()).collect();
        let what = format!("{}: themes is empty, so no work can be tied to it", table.name);
        reader.remarks.error(field.at, what, format!("Name at least one of {}", words.join(", ")));
    }
    for theme in items.iter().filter_map(|item| item.theme(reader)) {
        if !themes.contains(&theme) {
            themes.push(theme);
        }
    }
    themes
}
