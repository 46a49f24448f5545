//! A document as the data that the template reads: everything computed or cleaned that the template should not decide.

use crate::escape::visible;
use crate::model::{Bars, Block, Cell, Document, Table, Text, Timeline};
use crate::reading::{Levels, amount, axis_end, number, share};
use serde_json::{Map, Value, json};

/// The keys of the words that the template names.
const WORDS: [&str; 9] = ["evidence", "page", "of", "done", "on-track", "at-risk", "late", "planned", "unknown"];
/// A word of more characters than this may break anywhere: a path without a slash is wider than a column.
const UNBROKEN_CHARS: usize = 30;
/// A word may break after a dot or underscore when so many characters stand before: names of packages and functions.
const JOINED_CHARS: usize = 10;
/// Shown for a character that the fonts do not hold.
const MISSING: char = '□';

/// The document as JSON. `shown` says which characters the fonts hold.
pub(super) fn json(document: &Document, shown: &dyn Fn(char) -> bool) -> Result<String, String> {
    let (language, region) = locale(&document.language);
    let words: Map<String, Value> = WORDS.iter().map(|key| ((*key).to_owned(), document.word(key).into())).collect();
    let mut levels = Levels::default();
    let blocks: Vec<Value> = document.blocks.iter().map(|block| view(document, block, &mut levels)).collect();
    let mut value = json!({
        "lang": language,
        "region": region,
        "title": document.title,
        "subtitle": document.subtitle,
        "organisation": document.organisation,
        "foot": document.foot,
        "words": words,
        "blocks": blocks,
        "references": document.references,
        "day": day(&document.date),
    });
    clean(&mut value, shown);
    serde_json::to_string(&value).map_err(|error| error.to_string())
}

fn view(document: &Document, block: &Block, levels: &mut Levels) -> Value {
    let (kind, content) = match block {
        Block::Heading(level, text) => ("heading", json!([levels.next(*level), text])),
        Block::Paragraph(text) => ("paragraph", sentence(document, text)),
        Block::Callout(tone, text) => ("callout", json!([tone, sentence(document, text)])),
        Block::Bullets(items) => ("bullets", items.iter().map(|text| sentence(document, text)).collect()),
        Block::Steps(items) => ("steps", items.iter().map(|text| sentence(document, text)).collect()),
        Block::Figures(figures) => ("figures", json!(figures)),
        Block::Grades(grades) => {
            let badge = |grade: &crate::model::GradeBadge| {
                let letter = grade.letter.map_or_else(|| "–".to_owned(), String::from);
                json!({ "title": grade.title, "letter": letter, "word": grade.word, "coverage": grade.coverage })
            };
            ("grades", grades.iter().map(badge).collect())
        }
        Block::Table(content) => ("table", table(document, content)),
        Block::Timeline(content) => ("timeline", timeline(content)),
        Block::Bars(content) => ("bars", bars(&document.language, content)),
        Block::NewPage => ("new-page", Value::Null),
    };
    json!({ "block": kind, "content": content })
}

fn sentence(document: &Document, text: &Text) -> Value {
    let run = |run: &crate::model::Run| json!({ "text": run.text, "strong": run.strong, "reference": run.evidence(document).map(|number| number - 1) });
    text.iter().map(run).collect()
}

fn table(document: &Document, table: &Table) -> Value {
    let empty = Cell::default();
    let cell = |cell: &Cell| {
        let word = cell.status_word(document);
        let length: usize = cell.text.iter().map(|run| run.text.chars().count()).sum();
        let length = length + word.map_or(0, |word| word.chars().count() + 3);
        json!({ "text": sentence(document, &cell.text), "status": cell.status, "word": word, "length": length })
    };
    // Each row with as many cells as there are columns, whatever came in.
    let row =
        |row: &Vec<Cell>| -> Value { (0..table.columns.len()).map(|at| cell(row.get(at).unwrap_or(&empty))).collect() };
    let rows: Value = table.rows.iter().map(row).collect();
    json!({ "caption": table.caption, "columns": table.columns, "rows": rows })
}

fn timeline(timeline: &Timeline) -> Value {
    let lane = |lane: &crate::model::Lane| {
        json!({
            "label": lane.label,
            "note": lane.note,
            "from": share(lane.from),
            "to": share(lane.to),
            "mark": lane.mark.map(share),
            "range": lane.range.map(|(from, to)| [share(from), share(to)]),
            "status": lane.status,
            "words": lane.words,
        })
    };
    let group = |(title, lanes): &(String, Vec<crate::model::Lane>)| {
        let lanes: Vec<Value> = lanes.iter().map(lane).collect();
        json!([title, lanes])
    };
    let groups: Vec<Value> = timeline.groups.iter().map(group).collect();
    json!({ "caption": timeline.caption, "periods": timeline.periods, "groups": groups, "legend": timeline.legend })
}

fn bars(language: &str, bars: &Bars) -> Value {
    let mut largest = 0.0_f64;
    let mut drawn = Vec::new();
    for bar in &bars.bars {
        let values: Vec<f64> = bar.values.iter().copied().map(amount).collect();
        let total: f64 = values.iter().sum();
        let line = bar.line.map(amount);
        largest = largest.max(total).max(line.unwrap_or(0.0));
        drawn.push(json!({
            "label": bar.label,
            "values": values,
            "total": number(language, total),
            "line": line,
            "words": bar.words,
        }));
    }
    let end = axis_end(largest);
    let ticks: Vec<Value> = [0.0, end / 2.0, end].iter().map(|tick| json!([tick, number(language, *tick)])).collect();
    json!({
        "caption": bars.caption,
        "unit": bars.unit,
        "parts": bars.parts,
        "line": bars.line,
        "bars": drawn,
        "axis": { "end": end, "ticks": ticks },
    })
}

/// Language and region of a BCP 47 tag; English where it is none.
fn locale(tag: &str) -> (String, Option<String>) {
    let mut parts = tag.split('-');
    let letters = |part: &&str, most: usize| {
        (2..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let Some(language) = parts.next().filter(|part| letters(part, 3)) else { return ("en".to_owned(), None) };
    (language.to_ascii_lowercase(), parts.next().filter(|part| letters(part, 2)).map(str::to_ascii_uppercase))
}

/// Year, month and day of `YYYY-MM-DD`, when it is a day.
fn day(date: &str) -> Option<[u32; 3]> {
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<u32>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    ((1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=days).contains(&day)).then_some([year, month, day])
}

/// Cleans every text of a value; keys are ours.
fn clean(value: &mut Value, shown: &dyn Fn(char) -> bool) {
    match value {
        Value::String(text) => *text = printable(text, shown),
        Value::Array(items) => items.iter_mut().for_each(|item| clean(item, shown)),
        Value::Object(entries) => entries.values_mut().for_each(|entry| clean(entry, shown)),
        _ => {}
    }
}

/// A text with hidden characters written out, characters without a shape shown as such, and room to break.
fn printable(text: &str, shown: &dyn Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut unbroken = 0;
    let mut joint = false;
    for character in visible(text).chars() {
        if joint && character.is_alphanumeric() {
            out.push('\u{200b}');
            unbroken = 0;
        }
        unbroken = if character.is_whitespace() || matches!(character, '/' | '-') { 0 } else { unbroken + 1 };
        if unbroken > UNBROKEN_CHARS {
            out.push('\u{200b}');
            unbroken = 1;
        }
        joint = matches!(character, '.' | '_') && unbroken >= JOINED_CHARS;
        out.push(if shown(character) { character } else { MISSING });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{day, locale, printable};

    #[test]
    fn tags_of_languages() {
        for (tag, language, region) in [
            ("en", "en", None),
            ("fr-BE", "fr", Some("BE")),
            ("NL-be", "nl", Some("BE")),
            ("zh-Hant-TW", "zh", None),
            ("\"><x", "en", None),
            ("", "en", None),
            ("é", "en", None),
        ] {
            assert_eq!(locale(tag), (language.to_owned(), region.map(str::to_owned)), "{tag}");
        }
    }

    #[test]
    fn only_days_of_the_calendar() {
        for (text, known) in [
            ("2026-11-01", Some([2026, 11, 1])),
            ("2024-02-29", Some([2024, 2, 29])),
            ("2026-02-29", None),
            ("2026-13-01", None),
            ("0000-01-01", None),
            ("not a day", None),
            ("2026-11", None),
        ] {
            assert_eq!(day(text), known, "{text}");
        }
    }

    #[test]
    fn what_has_no_shape_is_shown_as_such() {
        let latin = |character: char| character < '\u{250}';
        for (text, printed) in [
            ("plain é", "plain é"),
            ("漢字 ok", "□□ ok"),
            ("a\u{202e}b", r"a\u{202e}b"),
            ("org.compiere.db.oracle.provider", "org.compiere.\u{200b}db.oracle.\u{200b}provider"),
            ("1.5 of audit.html. Done", "1.5 of audit.html. Done"),
            (&"a".repeat(31), &format!("{}\u{200b}a", "a".repeat(30))),
            (&format!("{}/{}", "a".repeat(30), "b".repeat(30)), &format!("{}/{}", "a".repeat(30), "b".repeat(30))),
        ] {
            assert_eq!(printable(text, &latin), printed);
        }
    }
}
