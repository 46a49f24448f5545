//! Days on which nobody works, and periods in which nothing goes live.

use crate::fields::{Field, Reader, Table};
use crate::{Horizon, Span};
use quarterdeck_base::Day;

/// Holidays, each once and in order, and freezes.
pub(super) fn calendar(root: &Table<'_>, horizon: Option<&Horizon>, reader: &mut Reader<'_>) -> (Vec<Day>, Vec<Span>) {
    let table = root.field("calendar").and_then(|field| field.table(&["holidays", "freezes"], reader));
    let Some(table) = table else { return Default::default() };
    let items = table.field("holidays").and_then(|field| field.list(reader)).unwrap_or_default();
    let mut holidays: Vec<Day> = items.iter().filter_map(|item| item.day(reader)).collect();
    holidays.sort();
    holidays.dedup();
    let items = table.field("freezes").and_then(|field| field.list(reader)).unwrap_or_default();
    let freezes = items.iter().filter_map(|item| freeze(item, horizon, reader)).collect();
    (holidays, freezes)
}

fn freeze(item: &Field<'_>, horizon: Option<&Horizon>, reader: &mut Reader<'_>) -> Option<Span> {
    let span = item.span(reader)?;
    let Some(horizon) = horizon else { return Some(span) };
    let end = horizon.end();
    let days = span.to.days_since(span.from) + 1;
    let plan_days = end.days_since(horizon.start);
    if span.to < horizon.start || span.from >= end {
        let what = format!("calendar: the freeze from {} to {} is outside the plan", span.from, span.to);
        reader.remarks.warn(item.at, what, "Check the year, or take it out");
    } else if days * 4 > plan_days {
        let what =
            format!("calendar: nothing goes live for {days} days, more than a quarter of the plan's {plan_days}");
        reader.remarks.warn(item.at, what, "Check both days; shorten the freeze if you can");
    }
    Some(span)
}
