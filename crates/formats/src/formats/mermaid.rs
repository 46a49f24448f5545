//! Mermaid: flowcharts, C4 and architecture diagrams, in `*.mmd` and in fenced blocks of Markdown. Other kinds (sequence,
//! class, state, Gantt) draw no parts of a system and are left out.

use crate::Declared;
use crate::declare::Answer;
use crate::drawn::{Page, c4};
use crate::registry::Spec;
use crate::text::numbered;
use quarterdeck_facts::DiagramKind;

pub(crate) const SPEC: Spec = Spec {
    id: "mermaid",
    file_names: "*.mmd, *.mermaid",
    reads: "Flowcharts, C4 and architecture diagrams: boxes with their labels and arrows between them.",
    answers_to: |place| place.ends(&[".mmd", ".mermaid"]),
    lossy: true,
    read,
};

fn read(text: &str) -> Answer {
    Ok(Declared::Diagram(Page::all(DiagramKind::Mermaid, diagram(text, "", 1))))
}

/// The page of one diagram whose first line has this number; `None` when it is of another kind.
pub(crate) fn diagram(text: &str, name: &str, first_line: u32) -> Option<Page> {
    let mut page = Page::new(name, first_line);
    let mut kind = "";
    let mut in_front_matter = false;
    for (number, line) in numbered(text) {
        let line = line.trim();
        if line == "---" && kind.is_empty() {
            in_front_matter = !in_front_matter;
            continue;
        }
        if line.is_empty() || line.starts_with("%%") || in_front_matter {
            continue;
        }
        let number = first_line.saturating_add(number - 1);
        if kind.is_empty() {
            kind = kind_of(line)?;
            continue;
        }
        match kind {
            "C4" => drop_answer(c4(&mut page, line, number)),
            "architecture" => service(&mut page, line, number),
            _ => flow(&mut page, line, number),
        }
    }
    Some(page)
}

fn drop_answer(_: bool) {}

fn kind_of(line: &str) -> Option<&'static str> {
    let word = line.split([' ', ';', '\t']).next().unwrap_or_default();
    match word {
        "flowchart" | "graph" | "flowchart-elk" => Some("flow"),
        "architecture-beta" | "architecture" => Some("architecture"),
        _ if word.starts_with("C4") => Some("C4"),
        _ => None,
    }
}

/// `service api(server)[API] in public`, `api:R --> L:db`.
fn service(page: &mut Page, line: &str, number: u32) {
    let declared = ["service ", "group "].iter().find_map(|word| line.strip_prefix(word));
    if let Some(rest) = declared {
        let id: String = rest.chars().take_while(|letter| is_id(*letter)).collect();
        let label =
            rest.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or(id.as_str(), |(label, _)| label);
        page.add(&id, label.trim_matches('"'), number, false);
        return;
    }
    let ends: Vec<&str> = line.split("--").collect();
    if let [from, to] = ends.as_slice() {
        let end = |text: &str| {
            let text = text.trim().trim_matches(['<', '>']).trim();
            let word = text.split(' ').next().unwrap_or_default();
            let parts = word.split(':').max_by_key(|part| part.len()).unwrap_or_default();
            parts.trim_end_matches("{group}").to_owned()
        };
        page.arrow(&end(from), &end(to));
    }
}

fn is_id(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Words that begin a line of a flowchart that draws nothing.
const SILENT: &[&str] =
    &["end", "direction", "classDef", "class", "style", "linkStyle", "click", "accTitle", "accDescr", "title"];

fn flow(page: &mut Page, line: &str, number: u32) {
    let word = line.split([' ', ':', ';']).next().unwrap_or_default();
    if word == "subgraph" {
        let rest = line["subgraph".len()..].trim();
        let (id, label) = match rest.split_once('[') {
            Some((id, label)) => (id.trim(), label.trim_end_matches(']')),
            None => (rest, rest),
        };
        page.add(id.trim_matches('"'), label.trim_matches(['"', ' ']), number, false);
        return;
    }
    if !SILENT.contains(&word) {
        chain(page, line, number);
    }
}

/// `a[Shop] & b --> c -- sends --> d`.
fn chain(page: &mut Page, line: &str, number: u32) {
    let mut rest = line.trim_start();
    let mut before: Vec<String> = Vec::new();
    loop {
        let mut group = Vec::new();
        loop {
            let Some((id, after)) = node(page, rest, number) else { return };
            group.push(id);
            rest = after.trim_start();
            match rest.strip_prefix('&') {
                Some(after) => rest = after.trim_start(),
                None => break,
            }
        }
        for from in &before {
            group.iter().for_each(|to| page.arrow(from, to));
        }
        before = group;
        match link(rest) {
            Some(after) => rest = after.trim_start(),
            None => {
                // Another statement on the same line.
                let Some((_, after)) = rest.split_once(';') else { return };
                rest = after.trim_start();
                before.clear();
                if rest.is_empty() {
                    return;
                }
            }
        }
    }
}

/// Brackets around a label, longest first.
const SHAPES: &[(&str, &str)] = &[
    ("(((", ")))"),
    ("([", "])"),
    ("[[", "]]"),
    ("[(", ")]"),
    ("((", "))"),
    ("{{", "}}"),
    ("[/", "]"),
    ("[\\", "]"),
    ("[", "]"),
    ("(", ")"),
    ("{", "}"),
    (">", "]"),
];

/// An id with or without a label; the box is added.
fn node<'a>(page: &mut Page, text: &'a str, number: u32) -> Option<(String, &'a str)> {
    let mut end = 0;
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    for (at, &(position, letter)) in letters.iter().enumerate() {
        let joins = matches!(letter, '-' | '.' | '/')
            && at > 0
            && letters.get(at + 1).is_some_and(|(_, next)| is_id(*next))
            && letters.get(at.wrapping_sub(1)).is_some_and(|(_, before)| is_id(*before));
        if !is_id(letter) && !joins {
            break;
        }
        end = position + letter.len_utf8();
    }
    if end == 0 {
        return None;
    }
    let (id, mut rest) = text.split_at(end);
    let mut label = None;
    if let Some((open, close)) = SHAPES.iter().find(|(open, _)| rest.starts_with(open)) {
        let inner = &rest[open.len()..];
        let (words, after) = match inner.trim_start().strip_prefix('"') {
            Some(quoted) => {
                let (words, after) = quoted.split_once('"')?;
                (words, &after[after.find(close)?..])
            }
            None => inner.split_at(inner.find(close)?),
        };
        label = Some(words.trim_matches(['/', '\\', ' ', '`']));
        rest = &after[close.len()..];
    } else if let Some(inner) = rest.strip_prefix("@{") {
        let (words, after) = inner.split_once('}')?;
        label = words.split_once("label:").and_then(|(_, words)| words.split('"').nth(1));
        rest = after;
    }
    if let Some(after) = rest.strip_prefix(":::") {
        rest = after.trim_start_matches(is_id);
    }
    match label {
        Some(label) => page.add(id, label, number, false),
        None if !page.has(id) => page.add(id, id, number, false),
        None => {}
    }
    Some((id.to_owned(), rest))
}

/// What follows an arrow with its text; `None` when there is none.
fn link(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(['<']);
    let text = text.strip_prefix(['o', 'x']).filter(|rest| rest.starts_with(['-', '='])).unwrap_or(text);
    let is_line = |letter: char| matches!(letter, '-' | '=' | '.' | '~');
    let run = text.len() - text.trim_start_matches(is_line).len();
    if run < 2 {
        return None;
    }
    let (line, rest) = text.split_at(run);
    let headed =
        rest.strip_prefix('>').or_else(|| rest.strip_prefix(['o', 'x']).filter(|rest| rest.starts_with([' ', '|'])));
    let rest = match headed {
        Some(rest) => rest,
        // `-- text -->`, `-. text .->`, `== text ==>`
        None if run == 2 && matches!(line, "--" | "==" | "-.") => {
            let close = ["-->", "---", "--x", "--o", "==>", "===", ".->", ".-"];
            let at = close.iter().filter_map(|close| rest.find(close)).min();
            match at {
                Some(at) => rest[at..].trim_start_matches(is_line).trim_start_matches('>'),
                None => rest,
            }
        }
        None => rest,
    };
    let rest = rest.trim_start();
    match rest.strip_prefix('|') {
        Some(label) => label.split_once('|').map(|(_, rest)| rest),
        None => Some(rest),
    }
}
