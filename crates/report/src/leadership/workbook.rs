//! The plan as a workbook, in one language: numbers and days as such, so that they can be sorted, added up and compared. Texts
//! are cells of text: nothing of a repository or a brief is ever a formula.

use super::parts::{full_title, promise_title};
use super::roadmap_tables::why;
use super::{Sources, Words};
use quarterdeck_base::Day;
use quarterdeck_findings::Judgement;
use quarterdeck_plan::{ASSUMPTIONS, Measured, assumed};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};
use std::collections::BTreeMap;

/// Columns of a sheet: the head and the width in characters.
type Heads = Vec<(String, f64)>;

/// A cell.
enum Value {
    Text(String),
    Whole(f64),
    Decimal(f64),
    Money(u64),
    Share(f64),
    Date(Day),
    Empty,
}

impl Value {
    fn date(day: Option<Day>) -> Self {
        day.map_or(Self::Empty, Self::Date)
    }

    fn money(amount: Option<u64>) -> Self {
        amount.map_or(Self::Empty, Self::Money)
    }
}

/// A sheet: name, columns, rows.
type Sheet = (String, Heads, Vec<Vec<Value>>);

/// Writes the workbook.
///
/// # Errors
/// What the writer says; more rows than a sheet holds, for example.
pub fn workbook(sources: &Sources<'_>) -> Result<Vec<u8>, String> {
    write(sources).map_err(|error| error.to_string())
}

fn write(sources: &Sources<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The day of the data, never of a clock: the same plan is the same bytes.
    let date = sources.facts.as_of.date();
    let made = Day::parse(&date).map_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1), excel_day)?;
    let title = sources.words.say("roadmap-title", &[("company", &sources.brief.company.name)]);
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    for sheet in
        [work(sources), milestones(sources), capacity(sources), money(sources), findings(sources), assumptions(sources)]
    {
        write_sheet(workbook.add_worksheet(), &sheet)?;
    }
    workbook.save_to_buffer()
}

fn excel_day(day: Day) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or(u16::MAX);
    ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8)
}

fn write_sheet(sheet: &mut Worksheet, (name, heads, rows): &Sheet) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    let top = FormatAlign::Top;
    let head = Format::new().set_bold().set_text_wrap().set_align(top).set_border_bottom(FormatBorder::Thin);
    let text = Format::new().set_text_wrap().set_align(top);
    let number = |form: &str| Format::new().set_num_format(form).set_align(top);
    let (whole, decimal, money, share, date) =
        (number("#,##0"), number("#,##0.0"), number("#,##0"), number("0%"), number("yyyy-mm-dd"));
    for (column, (title, width)) in (0_u16..).zip(heads) {
        sheet.set_column_width(column, *width)?.write_string_with_format(0, column, title, &head)?;
    }
    for (row, cells) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Value::Text(words) => sheet.write_string_with_format(row, column, words, &text)?,
                Value::Whole(value) => sheet.write_number_with_format(row, column, *value, &whole)?,
                Value::Decimal(value) => sheet.write_number_with_format(row, column, *value, &decimal)?,
                Value::Money(value) => sheet.write_number_with_format(row, column, *value as f64, &money)?,
                Value::Share(value) => sheet.write_number_with_format(row, column, *value, &share)?,
                Value::Date(day) => sheet.write_datetime_with_format(row, column, &excel_day(*day)?, &date)?,
                Value::Empty => continue,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?.set_landscape().set_print_fit_to_pages(1, 0);
    if !rows.is_empty() {
        let last = (u32::try_from(rows.len()).unwrap_or(u32::MAX), (heads.len() as u16).saturating_sub(1));
        sheet.autofilter(0, 0, last.0, last.1)?;
    }
    Ok(())
}

fn shown(text: &str) -> Value {
    Value::Text(crate::visible(text).into_owned())
}

/// Columns with their widths, of texts by key.
fn heads(words: &Words, columns: &[(&str, f64)]) -> Heads {
    columns.iter().map(|(key, width)| (words.word(key), *width)).collect()
}

fn work(sources: &Sources<'_>) -> Sheet {
    let (words, currency) = (sources.words, sources.brief.company.currency.as_deref());
    let mut columns = heads(
        words,
        &[
            ("sheet-rank", 7.0),
            ("audit-column-work", 46.0),
            ("sheet-serves", 12.0),
            ("sheet-in-plan", 10.0),
            ("roadmap-column-why", 40.0),
            ("sheet-start", 12.0),
            ("sheet-done", 12.0),
            ("roadmap-column-target", 12.0),
            ("roadmap-column-p50", 12.0),
            ("roadmap-column-p85", 12.0),
            ("sheet-days-low", 10.0),
            ("sheet-days-high", 10.0),
        ],
    );
    if let Some(currency) = currency {
        let keys =
            ["sheet-cost-low", "sheet-cost-planned", "sheet-cost-high", "sheet-waiting-low", "sheet-waiting-high"];
        columns.extend(keys.map(|key| (words.say(key, &[("currency", currency)]), 14.0)));
    }
    columns.push((words.word("sheet-id"), 36.0));
    let row = |one: &quarterdeck_plan::Planned| {
        let ids: Vec<&str> = one.initiative.serves.iter().map(|tie| tie.id.as_str()).collect();
        let timing = one.timing.as_ref();
        let reason = timing.err().map_or(Value::Empty, |reason| Value::Text(why(sources, reason)));
        let timing = timing.ok();
        let effort = one.initiative.effort;
        let mut row = vec![
            Value::Whole(f64::from(one.rank.rank)),
            shown(&full_title(sources, one)),
            Value::Text(ids.join(", ")),
            Value::Text(words.word(if timing.is_some() { "sheet-yes" } else { "sheet-no" })),
            reason,
            Value::date(timing.map(|timing| timing.start)),
            Value::date(timing.map(|timing| timing.done)),
            Value::date(timing.map(|timing| timing.target)),
            Value::date(timing.and_then(|timing| timing.p50)),
            Value::date(timing.and_then(|timing| timing.p85)),
            Value::Decimal(effort.low),
            Value::Decimal(effort.high),
        ];
        if currency.is_some() {
            let (cost, waiting) = (one.cost, one.value.money);
            row.extend(
                [cost.map(|cost| cost.low), cost.map(|cost| cost.planned), cost.map(|cost| cost.high)]
                    .map(Value::money),
            );
            let amount = |value: f64| quarterdeck_base::round_to(value.max(0.0), 0) as u64;
            row.extend([waiting.map(|of| amount(of.low)), waiting.map(|of| amount(of.high))].map(Value::money));
        }
        row.push(shown(&one.initiative.id));
        row
    };
    (words.word("sheet-work"), columns, sources.roadmap.initiatives.iter().map(row).collect())
}

fn milestones(sources: &Sources<'_>) -> Sheet {
    let words = sources.words;
    let columns = heads(
        words,
        &[
            ("roadmap-column-target", 12.0),
            ("roadmap-column-milestone", 46.0),
            ("roadmap-column-indicator", 46.0),
            ("sheet-checks", 20.0),
            ("sheet-now", 10.0),
            ("sheet-comparator", 12.0),
            ("sheet-target", 10.0),
            ("sheet-unit", 9.0),
        ],
    );
    let mut rows = Vec::new();
    for (one, timing) in sources.roadmap.planned() {
        for indicator in &one.indicators {
            let unit = if indicator.measure.unit == "points" {
                words.word("sheet-points")
            } else {
                indicator.measure.unit.to_owned()
            };
            let start = match &indicator.start {
                Measured::Known(value) => Value::Decimal(*value),
                Measured::Unknown(_) => Value::Text(words.word("word-unknown")),
            };
            rows.push(vec![
                Value::Date(timing.target),
                shown(&full_title(sources, one)),
                Value::Text(indicator.measure.name(words.language).to_owned()),
                Value::Text(indicator.checks.join(", ")),
                start,
                Value::Text(words.word(if indicator.at_least { "sheet-at-least" } else { "sheet-at-most" })),
                indicator.target.map_or(Value::Empty, Value::Decimal),
                Value::Text(unit),
            ]);
        }
    }
    (words.word("sheet-milestones"), columns, rows)
}

fn capacity(sources: &Sources<'_>) -> Sheet {
    let words = sources.words;
    let columns =
        heads(words, &[("sheet-month", 12.0), ("sheet-person", 34.0), ("sheet-available", 12.0), ("sheet-used", 12.0)]);
    let mut rows = Vec::new();
    for month in &sources.roadmap.capacity {
        for (at, worker) in sources.roadmap.team.iter().enumerate() {
            let role = worker.person.map(|person| sources.brief.people[person].role.of(words.language).to_owned());
            rows.push(vec![
                Value::Date(month.from),
                Value::Text(role.unwrap_or_else(|| words.word("person-cto"))),
                Value::Decimal(month.available.get(at).copied().unwrap_or(0.0)),
                Value::Decimal(month.used.get(at).copied().unwrap_or(0.0)),
            ]);
        }
    }
    (words.word("sheet-capacity"), columns, rows)
}

fn money(sources: &Sources<'_>) -> Sheet {
    let words = sources.words;
    let currency = sources.brief.company.currency.as_deref().unwrap_or_default();
    let mut columns = heads(words, &[("roadmap-column-quarter", 12.0), ("sheet-start", 12.0)]);
    let keys = ["team", "hired", "cto", "total", "budget"];
    columns.extend(keys.map(|key| {
        let what = words.word(&format!("roadmap-column-{key}"));
        (words.say("sheet-amount", &[("what", &what), ("currency", currency)]), 16.0)
    }));
    let row = |cost: &quarterdeck_plan::QuarterCost| {
        vec![
            Value::Text(words.quarter(cost.from)),
            Value::Date(cost.from),
            Value::Money(cost.team),
            Value::Money(cost.hired),
            Value::Money(cost.cto),
            Value::Money(cost.team + cost.hired + cost.cto),
            Value::money(cost.budget),
        ]
    };
    (words.word("sheet-money"), columns, sources.roadmap.money.iter().map(row).collect())
}

fn findings(sources: &Sources<'_>) -> Sheet {
    let words = sources.words;
    let columns = heads(
        words,
        &[
            ("audit-column-work", 46.0),
            ("sheet-serves", 34.0),
            ("sheet-check", 10.0),
            ("sheet-what", 46.0),
            ("audit-column-severity", 14.0),
            ("sheet-share", 14.0),
            ("sheet-fingerprint", 36.0),
        ],
    );
    let titles = titles(sources, sources.judgement);
    let mut rows = Vec::new();
    for (one, _) in sources.roadmap.planned() {
        let served: Vec<String> = one.initiative.serves.iter().map(|tie| promise_title(sources, &tie.id)).collect();
        for answered in &one.initiative.findings {
            rows.push(vec![
                shown(&full_title(sources, one)),
                Value::Text(served.join("; ")),
                Value::Text(answered.check.to_owned()),
                Value::Text(titles.get(answered.check).cloned().unwrap_or_default()),
                Value::Text(words.word(&format!("severity-{}", answered.severity.id()))),
                Value::Share(answered.share),
                Value::Text(answered.fingerprint.clone()),
            ]);
        }
    }
    (words.word("sheet-findings"), columns, rows)
}

/// Titles of the checks by id.
fn titles<'a>(sources: &Sources<'_>, judgement: &'a Judgement) -> BTreeMap<&'a str, String> {
    judgement.checks.iter().map(|check| (check.meta.id, sources.texts.text(check.meta, "title", &[]))).collect()
}

fn assumptions(sources: &Sources<'_>) -> Sheet {
    let words = sources.words;
    let columns = heads(
        words,
        &[
            ("roadmap-column-assumption", 60.0),
            ("sheet-low", 10.0),
            ("sheet-high", 10.0),
            ("roadmap-column-source", 60.0),
        ],
    );
    let row = |entry: &quarterdeck_plan::Entry| {
        let ratio = assumed(entry.assumption, &sources.brief.assumptions);
        let end = |value: Option<f64>| value.map_or_else(|| Value::Text(words.word("assumption-off")), Value::Share);
        let source = if entry.source == "proposal" { words.word("source-proposal") } else { entry.source.to_owned() };
        vec![
            Value::Text(words.word(&format!("assumption-{}", entry.id))),
            end(ratio.map(|ratio| ratio.low)),
            end(ratio.map(|ratio| ratio.high)),
            Value::Text(source),
        ]
    };
    (words.word("sheet-assumptions"), columns, ASSUMPTIONS.iter().map(row).collect())
}
