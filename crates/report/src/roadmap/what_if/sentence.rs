//! The one sentence of a scenario: if this changes, that comes of it.

use super::{Report, standing};
use crate::words::grouped;
use quarterdeck_base::{Day, round_to};
use quarterdeck_brief::{Brief, Language};
use quarterdeck_plan::{Both, Change, Move, PromiseChange, play, weeks_between};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// Weeks in a month.
const WEEKS_A_MONTH: f64 = 52.0 / 12.0;

pub(super) fn sentence(report: &Report<'_>) -> String {
    let conditions: Vec<String> = report.changes.iter().map(|change| condition(report, change)).collect();
    let effects = effects(report);
    let told = if effects.is_empty() { vec!["nothing changes by a week or more".to_owned()] } else { effects };
    format!("If {}, {}.", joined(&conditions), joined(&told))
}

/// `a, b and c`.
fn joined(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn condition(report: &Report<'_>, change: &Change) -> String {
    let brief = report.brief;
    match change {
        Change::CtoDays { from, per_month } => {
            let asked = from.unwrap_or(brief.horizon.start);
            let before = brief.cto.as_ref().map_or(0.0, |cto| cto.days_per_month_on(asked));
            let since = from.map_or_else(|| " throughout".to_owned(), |day| format!(" from {day} on"));
            let (before, after) = rhythms(before, *per_month);
            format!("the CTO gives {after} instead of {before}{since}")
        }
        Change::Hire { person, from } => {
            let before = brief.people.iter().find(|one| &one.id == person).and_then(|one| one.from);
            let who = role(brief, person);
            match (from, before) {
                (None, _) => format!("{who} is not hired"),
                (Some(after), Some(before)) => {
                    let (before, after) = when(before, *after);
                    format!("{who} starts {after} instead of {before}")
                }
                (Some(after), None) => format!("{who} starts on {after}"),
            }
        }
        Change::Extra { like, from } => format!("one more person like {} starts on {from}", role(brief, like)),
        Change::Budget { quarter, amount } => {
            let id = quarter.quarter_id();
            let before = brief.budget.iter().find(|known| known.from.quarter_id() == id);
            let shown = |amount: u64| format!("{} {}", report.currency(), grouped(amount));
            let before = before.map_or_else(|| "no limit".to_owned(), |known| shown(known.amount));
            format!("the budget of {id} is {} instead of {before}", shown(*amount))
        }
        Change::Drop { id } => format!("{id} is given up"),
        Change::Pin { play, by } => {
            let by = by.map_or_else(String::new, |day| format!(" by {day}"));
            format!("{} is done whatever its value{by}", named(play))
        }
        Change::Exclude { play } => format!("{} is not done", named(play)),
    }
}

/// A play between quotation marks, with its place.
fn named(id: &str) -> String {
    let (id, place) = id.split_once('@').map_or((id, None), |(id, place)| (id, Some(place)));
    let title = play(id).map_or(id, |play| &play.texts(Language::En).title);
    let place = place.map_or_else(String::new, |place| format!(" for {place}"));
    format!("\u{201c}{title}\u{201d}{place}")
}

/// `the senior developer`: what the brief calls somebody, up to a comma; their id where it says nothing.
fn role(brief: &Brief, id: &str) -> String {
    let role = brief.people.iter().find(|one| one.id == id).map_or("", |one| one.role.of(Language::En));
    let name = role.split(',').next().unwrap_or_default().trim();
    let mut letters = name.chars();
    match letters.next() {
        None => id.to_owned(),
        Some(first) => format!("the {}{}", first.to_lowercase(), letters.as_str()),
    }
}

/// Days a month, or a week where both are half days of a week.
fn rhythms(before: f64, after: f64) -> (String, String) {
    let weekly =
        |month: f64| (round_to(month / WEEKS_A_MONTH * 2.0, 6).fract() == 0.0).then_some(month / WEEKS_A_MONTH);
    let days = |count: f64, of: &str| {
        let count = round_to(count, 2);
        format!("{count} {} a {of}", if count == 1.0 { "day" } else { "days" })
    };
    match (weekly(before), weekly(after)) {
        (Some(before), Some(after)) => (days(before, "week"), days(after, "week")),
        _ => (days(before, "month"), days(after, "month")),
    }
}

/// Two days in as few words as tell them apart.
fn when(before: Day, after: Day) -> (String, String) {
    let month = |day: Day| MONTHS[(day.month() as usize - 1) % MONTHS.len()];
    if before.month_id() == after.month_id() {
        (before.to_string(), format!("on {after}"))
    } else if before.year() == after.year() {
        (month(before).to_owned(), format!("in {}", month(after)))
    } else {
        (format!("{} {}", month(before), before.year()), format!("in {} {}", month(after), after.year()))
    }
}

/// What comes of it, the most important first.
fn effects(report: &Report<'_>) -> Vec<String> {
    let difference = report.difference;
    let mut effects = Vec::new();
    let count = |kind: fn(&Move) -> bool| difference.moves.iter().filter(|one| kind(one)).count() as u64;
    let (leave, enter) = (count(Move::leaves), count(Move::enters));
    for (count, one, many) in [
        (leave, "initiative leaves the plan", "initiatives leave the plan"),
        (enter, "initiative enters the plan", "initiatives enter the plan"),
    ] {
        if count > 0 {
            effects.push(format!("{} {}", number(count), if count == 1 { one } else { many }));
        }
    }
    let what = if leave > 0 { "what remains" } else { "everything" };
    effects.extend(end(difference.p85, what));
    effects.extend(difference.promises.iter().filter_map(turned));
    if let Some(money) = difference.money {
        let (before, after) = (money.plan.total(), money.scenario.total());
        let word = if after > before { "more" } else { "less" };
        // Under a hundredth of the plan is no difference that an estimate knows.
        if before.abs_diff(after) * 100 > before {
            effects.push(format!("the work costs {} {} {word}", report.currency(), grouped(before.abs_diff(after))));
        }
    }
    effects
}

fn end(both: Both<Option<Day>>, what: &str) -> Option<String> {
    match (both.plan, both.scenario) {
        (Some(before), Some(after)) => {
            let weeks = weeks_between(before, after);
            let way = if weeks > 0 { "later" } else { "earlier" };
            let count = weeks.unsigned_abs();
            let unit = if count == 1 { "week" } else { "weeks" };
            (weeks != 0).then(|| format!("{what} ends {} {unit} {way}", number(count)))
        }
        (Some(_), None) => Some(format!("{what} ends beyond twice the plan")),
        _ => None,
    }
}

/// A problem or goal that stands elsewhere than before; one that was given up is the scenario, not its effect.
fn turned(one: &PromiseChange) -> Option<String> {
    let (before, after) = (one.stands.plan?.0, one.stands.scenario?.0);
    let fewer = one.served.plan.saturating_sub(one.served.scenario) as u64;
    let less = match fewer {
        0 => String::new(),
        1 => " with one initiative less".to_owned(),
        _ => format!(" with {} initiatives less", number(fewer)),
    };
    (before != after).then(|| format!("{} is {}{less}", one.id, standing(after)))
}

/// Small numbers as words.
fn number(count: u64) -> String {
    const WORDS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let word = usize::try_from(count).ok().and_then(|count| WORDS.get(count.checked_sub(1)?));
    word.map_or_else(|| grouped(count), |word| (*word).to_owned())
}
