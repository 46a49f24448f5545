//! The model of a Structurizr workspace (`*.dsl`): systems, containers, components and relations. Views are not read: they
//! show the model. A `*.dsl` of another language holds no boxes.

use crate::Declared;
use crate::declare::Answer;
use crate::drawn::Page;
use crate::registry::Spec;
use crate::text::numbered;
use quarterdeck_facts::DiagramKind;

pub(crate) const SPEC: Spec = Spec {
    id: "structurizr",
    file_names: "*.dsl",
    reads: "Systems, containers, components and relations of a Structurizr workspace; nothing is included.",
    answers_to: |place| place.ends(&[".dsl"]),
    lossy: true,
    read,
};

/// Words that draw a box; the last ones stand outside the system.
const BOXES: &[&str] = &["softwareSystem", "container", "component", "element", "person"];
/// Deepest nesting of blocks.
const DEPTH: usize = 64;

fn read(text: &str) -> Answer {
    let mut page = Page::new("", 1);
    let (mut stack, mut relations): (Vec<String>, Vec<(String, String)>) = (Vec::new(), Vec::new());
    let mut is_workspace = false;
    for (number, line) in numbered(text) {
        let line = line.trim();
        if line.is_empty() || line.starts_with(['#', '/', '*', '!']) {
            continue;
        }
        let words = words(line);
        let first = words.first().map_or("", String::as_str);
        is_workspace |= first == "workspace";
        if !is_workspace {
            break;
        }
        if first == "views" {
            break;
        }
        let opens = line.ends_with('{');
        let id = declaration(&mut page, &words, number).unwrap_or_default();
        if let Some(at) = words.iter().position(|word| word == "->") {
            let inner = || stack.iter().rev().find(|id| !id.is_empty()).cloned().unwrap_or_default();
            let from = words[..at].last().filter(|word| *word != "this" && *word != "=").cloned().unwrap_or_else(inner);
            if let Some(to) = words.get(at + 1) {
                let to = if to == "this" { inner() } else { to.clone() };
                relations.push((from, to));
            }
        }
        if opens && stack.len() < DEPTH {
            stack.push(id);
        } else if line == "}" {
            stack.pop();
        }
    }
    let last = |id: &str| id.rsplit('.').next().unwrap_or_default().to_owned();
    relations.iter().for_each(|(from, to)| page.arrow(&last(from), &last(to)));
    Ok(Declared::Diagram(Page::all(DiagramKind::Structurizr, [page])))
}

/// `api = container "API" ...`, `container "API"`: the id of the box that was added.
fn declaration(page: &mut Page, words: &[String], number: u32) -> Option<String> {
    let named = words.get(1).is_some_and(|word| word == "=");
    let (kind, label) = if named { (words.get(2)?, words.get(3)?) } else { (words.first()?, words.get(1)?) };
    let is_box = BOXES.iter().any(|known| known.eq_ignore_ascii_case(kind));
    if !is_box || label == "{" {
        return None;
    }
    let id = if named { words[0].clone() } else { label.clone() };
    page.add(&id, label, number, kind.eq_ignore_ascii_case("person"));
    Some(id)
}

/// Words, those in quotes as one; `=` and `->` stand alone.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut current, mut in_quotes) = (Vec::new(), String::new(), false);
    for letter in line.chars() {
        match letter {
            '"' => {
                if in_quotes {
                    words.push(std::mem::take(&mut current));
                }
                in_quotes = !in_quotes;
            }
            ' ' | '\t' if !in_quotes => {
                if !current.is_empty() {
                    words.push(std::mem::take(&mut current));
                }
            }
            '=' if !in_quotes => {
                if !current.is_empty() {
                    words.push(std::mem::take(&mut current));
                }
                words.push("=".to_owned());
            }
            plain => current.push(plain),
        }
    }
    if !current.is_empty() {
        words.push(current);
    }
    words
}
