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

#[cfg(test)]
mod tests {
    //! Read back by a reader that shares no code with the writer, and compared with `roadmap.json`.

    use super::workbook;
    use crate::leadership::Sources;
    use crate::leadership::monthly_report::tests::planned;
    use crate::roadmap::json;
    use calamine::{Data, Reader, Xlsx};
    use quarterdeck_base::Day;
    use quarterdeck_brief::Language;
    use serde_json::Value;
    use std::io::Cursor;

    type Book = Xlsx<Cursor<Vec<u8>>>;

    fn rows(book: &mut Book, sheet: usize) -> Vec<Vec<Data>> {
        let range = book.worksheet_range_at(sheet).expect("a sheet").expect("its cells");
        range.rows().map(<[Data]>::to_vec).collect()
    }

    /// A number that is stored as one, not as text and not as a day.
    fn number(cell: &Data) -> f64 {
        match cell {
            Data::Float(value) => *value,
            Data::Int(value) => *value as f64,
            other => panic!("no number: {other:?}"),
        }
    }

    /// A day that is stored as one: a number of days, of which 1 January 2000 is 36,526, shown as a date.
    fn day(cell: &Data) -> String {
        let Data::DateTime(moment) = cell else { panic!("no day: {cell:?}") };
        Day::new(2000, 1, 1).expect("a day").plus_days(moment.as_f64() as u32 - 36_526).to_string()
    }

    fn roadmap_json(sources: &Sources<'_>) -> Value {
        let context = json::Context { brief: sources.brief, system: "shop", commits: Vec::new(), version: "0.0.0" };
        let mut bytes = Vec::new();
        json::roadmap(sources.roadmap, &context, &mut bytes).expect("written");
        serde_json::from_slice(&bytes).expect("JSON")
    }

    fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
        value[key].as_array().expect("a list")
    }

    #[test]
    fn an_independent_reader_finds_the_plan() {
        let sheets = ["Work", "Milestones", "Days by month", "Money by quarter", "Findings answered", "Assumptions"];
        for language in Language::ALL {
            planned(language, |sources| {
                let bytes = workbook(sources).expect("a workbook");
                assert!(bytes == workbook(sources).expect("a workbook"), "other bytes the second time");
                let mut book: Book = calamine::open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
                let names = book.sheet_names();
                assert_eq!(names.len(), 6, "{names:?}");
                if language == Language::En {
                    assert_eq!(names, sheets);
                }
                for name in names {
                    let formulas = book.worksheet_formula(&name).expect("a sheet");
                    assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{name} computes");
                }
                let plan = roadmap_json(sources);
                work_is_that_of_the_json(&rows(&mut book, 0), list(&plan, "initiatives"));
                let days: usize = list(&plan, "initiatives")
                    .iter()
                    .filter(|one| one["planned"].is_object())
                    .map(|one| list(one, "indicators").len())
                    .sum();
                assert_eq!(rows(&mut book, 1).len(), 1 + days);
                capacity_is_that_of_the_json(&rows(&mut book, 2), &plan);
                money_is_that_of_the_json(&rows(&mut book, 3), list(&plan, "money"));
                assert_eq!(rows(&mut book, 5).len(), 1 + list(&plan, "assumptions").len());
            });
        }
    }

    fn work_is_that_of_the_json(rows: &[Vec<Data>], initiatives: &[Value]) {
        assert_eq!(rows.len(), 1 + initiatives.len());
        assert!(initiatives.iter().any(|one| one["planned"].is_object()));
        for (row, one) in rows[1..].iter().zip(initiatives) {
            assert_eq!(row.last().map(ToString::to_string), one["id"].as_str().map(str::to_owned));
            assert_eq!(Some(number(&row[0])), one["rank"].as_f64());
            for (at, key) in [(5, "start"), (6, "done"), (7, "target"), (8, "p50"), (9, "p85")] {
                match one["planned"][key].as_str() {
                    Some(wanted) => assert_eq!(day(&row[at]), wanted, "{key}"),
                    None => assert!(row[at] == Data::Empty, "{key}"),
                }
            }
            for (at, end) in [(10, "low"), (11, "high")] {
                assert!((number(&row[at]) - one["effort_days"][end].as_f64().expect("days")).abs() < 0.006, "{end}");
            }
            for (at, end) in [(12, "low"), (13, "planned"), (14, "high")] {
                // What is not planned has no cost, and an empty cell.
                let told = (row[at] != Data::Empty).then(|| number(&row[at]));
                assert_eq!(told, one["cost"][end].as_f64(), "{end}");
            }
        }
    }

    fn capacity_is_that_of_the_json(rows: &[Vec<Data>], plan: &Value) {
        let (months, people) = (list(plan, "capacity"), list(plan, "team").len());
        assert_eq!(rows.len(), 1 + months.len() * people);
        for (at, key) in [(2, "available_days"), (3, "used_days")] {
            let told: f64 = rows[1..].iter().map(|row| number(&row[at])).sum();
            let of = |month: &Value| list(month, key).iter().filter_map(Value::as_f64).sum::<f64>();
            let wanted: f64 = months.iter().map(of).sum();
            assert!((told - wanted).abs() < 0.006 * rows.len() as f64 && wanted > 0.0, "{key}: {told} {wanted}");
        }
    }

    fn money_is_that_of_the_json(rows: &[Vec<Data>], quarters: &[Value]) {
        assert_eq!(rows.len(), 1 + quarters.len());
        for (row, quarter) in rows[1..].iter().zip(quarters) {
            let amounts = ["team", "hired", "cto"].map(|key| quarter[key].as_f64().expect("an amount"));
            assert_eq!([2, 3, 4].map(|at| number(&row[at])), amounts);
            assert_eq!(number(&row[5]).to_bits(), amounts.iter().sum::<f64>().to_bits());
            let from = Day::parse(&day(&row[1])).expect("a day");
            assert_eq!(from.quarter_id(), quarter["quarter"].as_str().expect("a quarter"));
        }
        assert!(rows[1..].iter().map(|row| number(&row[5])).sum::<f64>() > 0.0);
    }
}
