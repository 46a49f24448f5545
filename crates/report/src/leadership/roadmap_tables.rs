//! Tables and charts of the roadmap.

use super::parts::{Draft, cell, cited, full_title, promise_title, status};
use super::{Sources, Words};
use quarterdeck_base::Day;
use quarterdeck_document::{Align, Bar, Bars, Block, Cell, Column, Lane, Table, Timeline, plain};
use quarterdeck_plan::{ASSUMPTIONS, Indicator, Measured, NotPlanned, Planned, Standing, Timing, assumed, standing};

/// Rows of what is left out; the rest is counted.
const LEFT_OUT: usize = 8;
/// Indicators of a milestone.
const INDICATORS: usize = 2;

/// The plan as a picture: work by what it serves first.
pub(super) fn timeline(draft: &mut Draft<'_>) {
    let (words, sources) = (draft.words, draft.sources);
    let planned = sources.roadmap.planned();
    if planned.is_empty() {
        return;
    }
    draft.heading("roadmap-timeline");
    let mut groups: Vec<(String, Vec<Lane>)> = Vec::new();
    for promise in &sources.roadmap.promises {
        let first = |one: &Planned| one.initiative.serves.first().is_some_and(|tie| tie.id == promise.id);
        let lanes: Vec<Lane> =
            planned.iter().filter(|(one, _)| first(one)).map(|(one, timing)| lane(sources, one, timing)).collect();
        if !lanes.is_empty() {
            let title = promise_title(sources, &promise.id);
            groups.push((words.say("roadmap-group-problem", &[("id", &promise.id), ("title", &title)]), lanes));
        }
    }
    let others: Vec<Lane> = planned
        .iter()
        .filter(|(one, _)| one.initiative.serves.is_empty())
        .map(|(one, timing)| lane(sources, one, timing))
        .collect();
    if !others.is_empty() {
        groups.push((words.word("roadmap-group-none"), others));
    }
    let count = words.whole(planned.len() as u64);
    let months = sources.brief.horizon.months.to_string();
    draft.blocks.push(Block::Timeline(Timeline {
        caption: words.say("roadmap-timeline-caption", &[("count", &count), ("months", &months)]),
        periods: periods(sources),
        groups,
        legend: words.word("roadmap-timeline-legend"),
    }));
}

/// Labels of the plan's quarters of three months, from its first day.
fn periods(sources: &Sources<'_>) -> Vec<String> {
    let horizon = &sources.brief.horizon;
    let step = if horizon.months > 24 { 6 } else { 3 };
    let starts = (0..horizon.months).step_by(step as usize).map(|month| horizon.start.plus_months(month));
    starts.map(|day| sources.words.month(day)).collect()
}

/// Where a day lies in the picture, whose periods are of equal length: 0 at the left, 1 at the right.
fn position(sources: &Sources<'_>, day: Day) -> f64 {
    let horizon = &sources.brief.horizon;
    let all = horizon.end().days_since(horizon.start).max(1) as f64;
    (day.days_since(horizon.start) as f64 / all).clamp(0.0, 1.0)
}

fn lane(sources: &Sources<'_>, one: &Planned, timing: &Timing) -> Lane {
    let words = sources.words;
    let title = full_title(sources, one);
    let stands = standing(timing.target, timing.p50, timing.p85);
    let range = timing.p50.map(|p50| {
        let p85 = timing.p85.map_or(1.0, |p85| position(sources, p85));
        (position(sources, p50), p85)
    });
    Lane {
        note: words.days(one.initiative.effort.low, one.initiative.effort.high),
        from: position(sources, timing.start),
        to: position(sources, timing.done.plus_days(1)),
        mark: Some(position(sources, timing.target)),
        range,
        status: status(stands),
        words: words.say(
            "roadmap-lane-words",
            &[
                ("start", &words.day(timing.start)),
                ("done", &words.day(timing.done)),
                ("target", &words.day(timing.target)),
            ],
        ),
        label: title,
    }
}

/// Days a month: what planned work takes beside what there is.
pub(super) fn capacity(draft: &mut Draft<'_>) {
    let (words, roadmap) = (draft.words, draft.sources.roadmap);
    let Some(load) = roadmap.skills.first() else { return };
    draft.heading("roadmap-capacity");
    let key = if load.ratio() > 1.0 { "roadmap-capacity-caption-short" } else { "roadmap-capacity-caption" };
    let caption = words.say(
        key,
        &[
            ("skill", &load.skill),
            ("demand", &words.number(load.demand_days.round())),
            ("capacity", &words.number(load.capacity_days.round())),
        ],
    );
    let bar = |month: &quarterdeck_plan::MonthLoad| {
        let (used, available): (f64, f64) = (month.used.iter().sum(), month.available.iter().sum());
        // Whole days, drawn and told alike.
        let (used, available) = (used.round(), available.round());
        let (shown, there) = (words.number(used), words.number(available));
        Bar {
            words: words.say("roadmap-capacity-days", &[("used", &shown), ("available", &there)]),
            label: words.month(month.from),
            values: vec![used],
            line: Some(available),
        }
    };
    draft.blocks.push(Block::Bars(Bars {
        caption,
        unit: words.word("roadmap-capacity-unit"),
        parts: vec![words.word("roadmap-capacity-used")],
        line: words.word("roadmap-capacity-line"),
        bars: roadmap.capacity.iter().map(bar).collect(),
    }));
}

/// Money by quarter, or why there is none.
pub(super) fn money(draft: &mut Draft<'_>) {
    let (words, sources) = (draft.words, draft.sources);
    draft.heading("roadmap-money");
    let Some(currency) = sources.brief.company.currency.as_deref() else {
        draft.paragraph(plain(words.word("roadmap-money-nobody")));
        return;
    };
    if !sources.brief.has_rates() {
        let without = sources.brief.people.iter().filter(|person| person.cost_per_day.is_none());
        let mut people: Vec<String> = without.map(|person| person.role.of(words.language).to_owned()).collect();
        if sources.brief.cto.as_ref().is_some_and(|cto| cto.rate_per_day.is_none()) {
            people.push(words.word("person-cto"));
        }
        let text = words.say("roadmap-money-none", &[("people", &words.list(&people))]);
        draft.paragraph(plain(text));
        return;
    }
    let amount = |value: u64| cell(words.money(value, currency));
    let has_budget = sources.roadmap.money.iter().any(|cost| cost.budget.is_some());
    let row = |cost: &quarterdeck_plan::QuarterCost| {
        let mut row = vec![
            cell(words.quarter(cost.from)),
            amount(cost.team),
            amount(cost.hired),
            amount(cost.cto),
            amount(cost.team + cost.hired + cost.cto),
        ];
        if has_budget {
            row.push(cost.budget.map_or_else(|| cell("–"), amount));
        }
        row
    };
    let mut rows: Vec<Vec<Cell>> = sources.roadmap.money.iter().map(row).collect();
    let sum = |part: fn(&quarterdeck_plan::QuarterCost) -> u64| sources.roadmap.money.iter().map(part).sum::<u64>();
    let (team, hired, cto) = (sum(|cost| cost.team), sum(|cost| cost.hired), sum(|cost| cost.cto));
    let mut total = vec![
        cell(words.word("roadmap-column-total")),
        amount(team),
        amount(hired),
        amount(cto),
        amount(team + hired + cto),
    ];
    let mut keys = vec!["roadmap-column-team", "roadmap-column-hired", "roadmap-column-cto", "roadmap-column-total"];
    if has_budget {
        keys.push("roadmap-column-budget");
        total.push(cell("–"));
    }
    rows.push(total);
    let mut columns = vec![Column { title: words.word("roadmap-column-quarter"), align: Align::Left }];
    columns.extend(keys.into_iter().map(|key| Column { title: words.word(key), align: Align::Right }));
    draft.blocks.push(Block::Table(Table { caption: words.word("roadmap-money-caption"), columns, rows }));
}

/// Milestones with their indicators.
pub(super) fn milestones(draft: &mut Draft<'_>) {
    let (words, sources) = (draft.words, draft.sources);
    let planned = sources.roadmap.planned();
    if planned.is_empty() {
        return;
    }
    draft.heading("roadmap-milestones");
    let mut rows = Vec::new();
    for (one, timing) in planned {
        let reference = draft.cite_initiative(one);
        // What meets its target today has nothing left to tell, where another measure has.
        let open = |one: &&Indicator| one.is_met(&one.start) != Some(true);
        let all_met = !one.indicators.iter().any(|one| open(&one));
        let told = one.indicators.iter().filter(|one| all_met || open(one)).take(INDICATORS);
        let measured: Vec<String> = told.map(|one| indicator(sources, one)).collect();
        let stands = standing(timing.target, timing.p50, timing.p85);
        let stands = if timing.p50.is_none() { Standing::Late } else { stands };
        rows.push(vec![
            Cell { text: cited(full_title(sources, one), reference), status: None },
            cell(if measured.is_empty() { by_people(words) } else { words.also(&measured) }),
            Cell { text: plain(words.day(timing.target)), status: Some(status(stands)) },
            cell(super::parts::day_or_dash(words, timing.p50)),
        ]);
    }
    let column = |key: &str| Column { title: words.word(key), align: Align::Left };
    draft.blocks.push(Block::Table(Table {
        caption: words.word("roadmap-milestones-caption"),
        columns: vec![
            column("roadmap-column-milestone"),
            column("roadmap-column-indicator"),
            column("roadmap-column-target"),
            column("roadmap-column-p50"),
        ],
        rows,
    }));
}

/// What only people can say: that it is done.
fn by_people(words: &Words) -> String {
    words.say("roadmap-indicator-people", &[("name", &words.word("word-done"))])
}

fn indicator(sources: &Sources<'_>, indicator: &Indicator) -> String {
    let words = sources.words;
    let name = indicator.measure.name(words.language);
    // A code says nothing to who decides: what the check looks at stands before it.
    let about = indicator.checks.iter().map(|id| {
        let check = sources.judgement.checks.iter().find(|check| check.meta.id == *id);
        let title = check.map_or_else(String::new, |check| sources.texts.text(check.meta, "title", &[]));
        words.say("roadmap-indicator-check", &[("title", &title), ("check", id), ("name", name)])
    });
    let about: Vec<String> = about.collect();
    let name = if about.is_empty() { name.to_owned() } else { words.also(&about) };
    let is_share = indicator.measure.unit == "%";
    let figure = |value: f64| if is_share { words.per_cent(value) } else { words.number(value) };
    match (&indicator.start, indicator.target) {
        _ if indicator.measure.id == "answer" => by_people(words),
        (Measured::Known(start), Some(target)) => {
            let (start, target) = (figure(*start), figure(target));
            // What has its value today is kept: "1 to 1" tells nobody anything.
            let key = if start == target { "roadmap-indicator-kept" } else { "roadmap-indicator-from-to" };
            words.say(key, &[("name", &name), ("start", &start), ("target", &target)])
        }
        _ => words.say("roadmap-indicator-unknown", &[("name", &name)]),
    }
}

/// What is not done, and why.
pub(super) fn not_planned(draft: &mut Draft<'_>) {
    let (words, sources) = (draft.words, draft.sources);
    let left = sources.roadmap.not_planned();
    if left.is_empty() {
        return;
    }
    draft.heading("roadmap-not");
    let mut rows = Vec::new();
    for (one, reason) in left.iter().take(LEFT_OUT) {
        let reference = draft.cite_initiative(one);
        rows.push(vec![
            Cell { text: cited(full_title(sources, one), reference), status: None },
            cell(why(sources, reason)),
        ]);
    }
    let column = |key: &str| Column { title: words.word(key), align: Align::Left };
    draft.blocks.push(Block::Table(Table {
        caption: words.word("roadmap-not-caption"),
        columns: vec![column("roadmap-column-milestone"), column("roadmap-column-why")],
        rows,
    }));
    if left.len() > LEFT_OUT {
        draft.paragraph(plain(words.count("roadmap-not-more", "count", (left.len() - LEFT_OUT) as u64, &[])));
    }
}

pub(super) fn why(sources: &Sources<'_>, reason: &NotPlanned) -> String {
    let words = sources.words;
    match reason {
        NotPlanned::Excluded(reason) => words.say("not-excluded", &[("reason", reason.of(words.language))]),
        NotPlanned::ServesNothing => words.word("not-serves-nothing"),
        NotPlanned::NobodyCan(missing) => words.say("not-nobody-can", &[("skill", &words.list(&missing.skills))]),
        NotPlanned::WaitsFor(id) => {
            let other = sources.roadmap.initiatives.iter().find(|one| one.initiative.id == *id);
            let title = other.map_or_else(|| id.clone(), |one| full_title(sources, one));
            words.say("not-waits-for", &[("title", &title)])
        }
        NotPlanned::NotWorthIt { cost, waiting } => {
            let currency = sources.brief.company.currency.as_deref().unwrap_or_default();
            let amount = |value: u64| words.money(super::parts::two_digits(value as f64), currency);
            words.say("not-worth-it", &[("cost", &amount(*cost)), ("waiting", &amount(*waiting))])
        }
        NotPlanned::NoRoom(None) => words.word("not-no-room"),
        // Scheduled within the plan, and left out because too many runs of the forecast end after it.
        NotPlanned::NoRoom(Some(day)) if *day < sources.roadmap.end => {
            words.say("not-no-room-sure", &[("date", &words.day(*day))])
        }
        NotPlanned::NoRoom(Some(day)) => words.say("not-no-room-day", &[("date", &words.day(*day))]),
        NotPlanned::OverBudget => words.word("not-over-budget"),
    }
}

/// Assumptions with their ranges and sources.
pub(super) fn assumptions(draft: &mut Draft<'_>) {
    let (words, sources) = (draft.words, draft.sources);
    draft.heading("roadmap-assumptions");
    let row = |entry: &quarterdeck_plan::Entry| {
        let ratio = assumed(entry.assumption, &sources.brief.assumptions);
        let range = ratio.map_or_else(
            || words.word("assumption-off"),
            |ratio| {
                words.say(
                    "money-range",
                    &[("low", &hundredths(sources, ratio.low)), ("high", &hundredths(sources, ratio.high))],
                )
            },
        );
        // What a source says is told in English; who said it, and when, in each language.
        let source = match (entry.source, words.language) {
            ("proposal", _) => words.word("source-proposal"),
            (source, quarterdeck_brief::Language::En) => source.to_owned(),
            (source, _) => source.split(": ").next().unwrap_or(source).to_owned(),
        };
        vec![cell(words.word(&format!("assumption-{}", entry.id))), cell(range), cell(source)]
    };
    let column = |key: &str| Column { title: words.word(key), align: Align::Left };
    draft.blocks.push(Block::Table(Table {
        caption: words.word("roadmap-assumptions-caption"),
        columns: vec![
            column("roadmap-column-assumption"),
            column("roadmap-column-range"),
            column("roadmap-column-source"),
        ],
        rows: ASSUMPTIONS.iter().map(row).collect(),
    }));
}

/// A ratio with two decimals at most.
fn hundredths(sources: &Sources<'_>, value: f64) -> String {
    let text = format!("{}", quarterdeck_base::round_to(value, 2));
    if sources.words.language == quarterdeck_brief::Language::En { text } else { text.replace('.', ",") }
}

#[cfg(test)]
mod tests {
    use super::{indicator, why};
    use crate::leadership::monthly_report::tests::planned;
    use quarterdeck_brief::Language;
    use quarterdeck_plan::{Measured, NotPlanned};

    #[test]
    fn what_keeps_its_value_stays_and_what_is_hardly_sure_says_so() {
        let cases = [
            (Language::En, "stays at 1", "1,097 to 549", "no room", "fewer than 85 chances in 100"),
            (Language::Fr, "reste à 1", "1\u{202f}097 à 549", "pas de place\u{202f}:", "moins de 85 chances sur 100"),
            (Language::Nl, "blijft 1", "1.097 naar 549", "geen plaats:", "onder 85 op 100"),
        ];
        for (language, stays, changes, no_room, not_sure) in cases {
            planned(language, |sources| {
                let all = sources.roadmap.initiatives.iter().flat_map(|one| &one.indicators);
                let counted = all.clone().find(|one| one.measure.unit.is_empty() && one.measure.id != "answer");
                let mut one = counted.expect("the worked example counts something").clone();
                for (start, target, end) in [(1.0, 1.0, stays), (1097.0, 549.0, changes)] {
                    (one.start, one.target) = (Measured::Known(start), Some(target));
                    let text = indicator(sources, &one);
                    assert!(text.ends_with(end), "{text}");
                }
                // A day within the plan is no reason by itself: what is missing is the chance to keep it.
                let (start, end) = (sources.roadmap.start, sources.roadmap.end);
                for (day, sure) in [(start.plus_days(400), false), (end, true), (end.plus_days(30), true)] {
                    let text = why(sources, &NotPlanned::NoRoom(Some(day)));
                    assert!(text.contains(&sources.words.day(day)), "{text}");
                    assert_eq!((text.starts_with(no_room), text.contains(not_sure)), (sure, !sure), "{text}");
                }
            });
        }
    }
}
