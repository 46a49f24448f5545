//! A document as GitHub-flavoured Markdown: for mails, wikis and comments. Charts become tables in words.

use crate::escape::{markdown as escaped, markdown_block};
use crate::model::{Align, Bars, Block, Cell, Document, Lane, Status, Table, Text, Timeline, Tone};
use crate::reading::Levels;
use std::fmt::Write as _;

/// Writes the document.
pub fn markdown(document: &Document) -> String {
    let mut out = format!("# {}\n\n", escaped(&document.title));
    paragraph(&mut out, &escaped(&document.organisation));
    paragraph(&mut out, &escaped(&document.subtitle));
    let mut levels = Levels::default();
    for block in &document.blocks {
        write_block(&mut out, document, &mut levels, block);
    }
    evidence(&mut out, document);
    if !document.foot.is_empty() {
        let _ = write!(out, "---\n\n{}\n", markdown_block(&escaped(&document.foot)));
    }
    out
}

fn write_block(out: &mut String, document: &Document, levels: &mut Levels, block: &Block) {
    let colon = document.colon();
    match block {
        Block::Heading(level, text) => {
            let marks = "#".repeat(usize::from(levels.next(*level)) + 1);
            let _ = write!(out, "{marks} {}\n\n", escaped(text));
        }
        Block::Paragraph(text) => paragraph(out, &sentence(document, text)),
        Block::Callout(tone, text) => {
            let sign = match tone {
                Tone::Answer => "",
                Tone::Warning => "▲ ",
                Tone::Unknown => "? ",
            };
            let _ = write!(out, "> {sign}{}\n\n", markdown_block(&sentence(document, text)));
        }
        Block::Bullets(items) => list(out, document, items, |_| "- ".to_owned()),
        Block::Steps(items) => list(out, document, items, |at| format!("{}. ", at + 1)),
        Block::Figures(figures) => {
            // Another mark than that of grades and lists: two lists in a row stay two.
            for figure in figures {
                let _ = write!(out, "* {}{colon}**{}**", item(&figure.label), escaped(figure.value.trim()));
                aside(out, &figure.note);
            }
            out.push('\n');
        }
        Block::Grades(grades) => {
            for grade in grades {
                let letter = grade.letter.map_or_else(|| "–".to_owned(), |letter| escaped(&letter.to_string()));
                let _ = write!(out, "- **{letter}** {}{colon}{}", escaped(&grade.title), escaped(&grade.word));
                aside(out, &grade.coverage);
            }
            out.push('\n');
        }
        Block::Table(table) => write_table(out, document, table),
        Block::Timeline(timeline) => write_timeline(out, document, timeline),
        Block::Bars(bars) => write_bars(out, bars),
        Block::NewPage => out.push_str("---\n\n"),
    }
}

fn paragraph(out: &mut String, text: &str) {
    if !text.trim().is_empty() {
        let _ = write!(out, "{}\n\n", markdown_block(text));
    }
}

fn item(text: &str) -> String {
    markdown_block(&escaped(text))
}

/// A note in brackets at the end of a line.
fn aside(out: &mut String, note: &str) {
    if !note.is_empty() {
        let _ = write!(out, " ({})", escaped(note));
    }
    out.push('\n');
}

fn list(out: &mut String, document: &Document, items: &[Text], mark: impl Fn(usize) -> String) {
    for (at, text) in items.iter().enumerate() {
        let _ = writeln!(out, "{}{}", mark(at), markdown_block(&sentence(document, text)));
    }
    out.push('\n');
}

/// A sentence with its emphasis and the numbers of its evidence.
fn sentence(document: &Document, text: &Text) -> String {
    let mut out = String::new();
    for (at, run) in text.iter().enumerate() {
        let words = run.text.trim();
        if run.strong && !words.is_empty() {
            let (before, after) = run.text.split_once(words).unwrap_or_default();
            let next = after.chars().next().or_else(|| text.get(at + 1).and_then(|next| next.text.chars().next()));
            let (open, close) = emphasis(before.chars().next_back().or(out.chars().next_back()), words, next);
            let _ = write!(out, "{before}{open}{}{close}{after}", escaped(words));
        } else {
            out.push_str(&escaped(&run.text));
        }
        if let Some(number) = run.evidence(document) {
            let _ = write!(out, " \\[{number}\\]");
        }
    }
    out
}

/// Stars do not open or close between a letter and punctuation; a tag does.
fn emphasis(before: Option<char>, words: &str, after: Option<char>) -> (&'static str, &'static str) {
    let clings = |inner: Option<char>, outer: Option<char>| {
        inner.is_some_and(|c| !c.is_alphanumeric()) && outer.is_some_and(char::is_alphanumeric)
    };
    if clings(words.chars().next(), before) || clings(words.chars().next_back(), after) {
        ("<strong>", "</strong>")
    } else {
        ("**", "**")
    }
}

fn caption(out: &mut String, text: &str) {
    if !text.trim().is_empty() {
        let _ = write!(out, "**{}**\n\n", escaped(text.trim()));
    }
}

fn write_table(out: &mut String, document: &Document, table: &Table) {
    caption(out, &table.caption);
    if table.columns.is_empty() {
        return;
    }
    let heads: Vec<String> = table.columns.iter().map(|column| escaped(&column.title)).collect();
    let rules: Vec<&str> =
        table.columns.iter().map(|column| if column.align == Align::Right { "--:" } else { "---" }).collect();
    let _ = writeln!(out, "| {} |\n| {} |", heads.join(" | "), rules.join(" | "));
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| write_cell(document, cell)).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out.push('\n');
}

fn write_cell(document: &Document, cell: &Cell) -> String {
    let mut parts = Vec::new();
    if let Some(status) = cell.status {
        parts.push(status.sign().to_string());
        parts.extend(cell.status_word(document).map(escaped));
    }
    let text = sentence(document, &cell.text);
    if !text.is_empty() {
        parts.push(text);
    }
    parts.join(" ")
}

fn write_timeline(out: &mut String, document: &Document, timeline: &Timeline) {
    caption(out, &timeline.caption);
    for (title, lanes) in &timeline.groups {
        let _ = writeln!(out, "| {} | |\n| --- | --- |", escaped(title));
        for lane in lanes {
            let _ = writeln!(out, "| {} | {} |", lane_label(lane), status_words(document, lane.status, &lane.words));
        }
        out.push('\n');
    }
    paragraph(out, &escaped(&timeline.legend));
}

fn lane_label(lane: &Lane) -> String {
    let label = format!("**{}**", escaped(lane.label.trim()));
    if lane.note.is_empty() { label } else { format!("{label}, {}", escaped(&lane.note)) }
}

fn status_words(document: &Document, status: Status, words: &str) -> String {
    let word = escaped(document.word(status.key()));
    format!("{} {word}{}{}", status.sign(), document.colon(), escaped(words))
}

fn write_bars(out: &mut String, bars: &Bars) {
    caption(out, &bars.caption);
    let _ = writeln!(out, "| {} | |\n| --- | --- |", escaped(&bars.unit));
    for bar in &bars.bars {
        let _ = writeln!(out, "| {} | {} |", escaped(&bar.label), escaped(&bar.words));
    }
    out.push('\n');
}

fn evidence(out: &mut String, document: &Document) {
    if document.references.is_empty() {
        return;
    }
    let _ = write!(out, "## {}\n\n", escaped(document.word("evidence")));
    for (at, reference) in document.references.iter().enumerate() {
        let _ = writeln!(out, "{}. **{}** {}", at + 1, escaped(reference.id.trim()), escaped(&reference.text));
    }
    out.push('\n');
}
