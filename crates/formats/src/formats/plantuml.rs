//! PlantUML: component, deployment and C4 diagrams. Sequences and classes draw no parts of a system and are left out.

use crate::Declared;
use crate::declare::Answer;
use crate::drawn::{Page, c4};
use crate::registry::Spec;
use crate::text::numbered;
use quarterdeck_facts::DiagramKind;

pub(crate) const SPEC: Spec = Spec {
    id: "plantuml",
    file_names: "*.puml, *.plantuml, *.pu, *.iuml, *.wsd",
    reads: "Component, deployment and C4 diagrams: boxes with their labels and arrows between them; nothing is included.",
    answers_to: |place| place.ends(&[".puml", ".plantuml", ".pu", ".iuml", ".wsd"]),
    lossy: true,
    read,
};

fn read(text: &str) -> Answer {
    Ok(Declared::Diagram(Page::all(DiagramKind::PlantUml, diagrams(text, "", 1))))
}

/// Words that draw a box.
const BOXES: &[&str] = &[
    "agent",
    "artifact",
    "boundary",
    "card",
    "cloud",
    "collections",
    "component",
    "container",
    "control",
    "database",
    "entity",
    "file",
    "folder",
    "frame",
    "hexagon",
    "node",
    "package",
    "process",
    "queue",
    "rectangle",
    "stack",
    "storage",
];
/// Words that only diagrams of other kinds hold.
const OTHERS: &[&str] = &["activate", "participant", "class", "state", "usecase", "start", "alt", "autonumber", "enum"];

/// The pages of a text whose first line has this number.
pub(crate) fn diagrams(text: &str, name: &str, first_line: u32) -> Vec<Page> {
    let (mut pages, mut page, mut is_other) = (Vec::new(), Page::new(name, first_line), false);
    for (number, line) in numbered(text) {
        let (line, number) = (line.trim(), first_line.saturating_add(number - 1));
        let word = line.split([' ', '(']).next().unwrap_or_default();
        if word.starts_with("@start") || word.starts_with("@end") {
            let done = std::mem::replace(&mut page, Page::new(name, number));
            if !is_other {
                pages.push(done);
            }
            is_other = word.starts_with("@start") && word != "@startuml" && !word.starts_with("@startc4");
        } else if OTHERS.contains(&word) {
            is_other = true;
        } else if !line.starts_with(['\'', '!', '/']) && !c4(&mut page, line, number) {
            statement(&mut page, line, word, number);
        }
    }
    if !is_other {
        pages.push(page);
    }
    pages
}

fn statement(page: &mut Page, line: &str, word: &str, number: u32) {
    if BOXES.contains(&word) {
        if let Some((id, label, _)) = operand(line[word.len()..].trim_start()) {
            page.add(&id, &label, number, false);
        }
        return;
    }
    let Some((from, label, rest)) = operand(line) else { return };
    let is_bracketed = line.starts_with('[');
    if is_bracketed && !page.has(&from) {
        page.add(&from, &label, number, false);
    }
    let rest = rest.trim_start();
    let end = rest.find([' ', '\t']).unwrap_or(rest.len());
    let (arrow, after) = rest.split_at(end);
    let is_arrow = arrow.len() >= 2 && arrow.contains(['-', '.', '=']) && !arrow.contains(['"', ':']);
    if !is_arrow {
        return;
    }
    let after = after.trim_start();
    let Some((to, label, _)) = operand(after) else { return };
    if after.starts_with('[') && !page.has(&to) {
        page.add(&to, &label, number, false);
    }
    if arrow.starts_with('<') && !arrow.ends_with('>') { page.arrow(&to, &from) } else { page.arrow(&from, &to) }
}

/// `[Label] as id`, `"Label" as id`, `id as "Label"`, `id`: id, label and what follows.
fn operand(text: &str) -> Option<(String, String, &str)> {
    let (first, rest) = word(text)?;
    let after = rest.trim_start();
    if let Some((second, rest)) = after.strip_prefix("as ").and_then(|after| word(after.trim_start())) {
        let named = text.starts_with(['[', '"']);
        let (id, label) = if named { (second, first) } else { (first, second) };
        return Some((id, label, rest));
    }
    Some((first.clone(), first, rest))
}

fn word(text: &str) -> Option<(String, &str)> {
    for (open, close) in [('[', ']'), ('"', '"')] {
        if let Some(inner) = text.strip_prefix(open) {
            let (label, rest) = inner.split_once(close)?;
            return Some((label.trim().to_owned(), rest));
        }
    }
    let end = text
        .find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '_' | '.' | '/')))
        .unwrap_or(text.len());
    (end > 0).then(|| (text[..end].to_owned(), &text[end..]))
}
