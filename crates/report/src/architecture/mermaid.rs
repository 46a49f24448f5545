//! The page of components as a Mermaid flowchart: names are quoted and escaped, arrows stay below what renderers take.

use super::pages::{ArrowKind, Page, pages};
use super::{BlockKind, components};
use crate::escape::visible;
use quarterdeck_facts::Facts;
use std::fmt::Write;

/// Arrows of one drawing: renderers refuse more than 500.
const MOST_ARROWS: usize = 400;

/// A flowchart of the components, those drawn together as one box.
pub fn mermaid(facts: &Facts) -> String {
    let pages = pages(facts);
    let Some(page) = pages.iter().find(|page| page.id == components::PAGE) else { return String::new() };
    flowchart(page)
}

fn flowchart(page: &Page) -> String {
    let mut out = String::new();
    let title = visible(&page.title).replace('\\', "\\\\").replace('"', "\\\"");
    let _ = writeln!(out, "---\ntitle: \"{title}\"\n---\nflowchart TB");
    for (at, block) in page.blocks.iter().enumerate() {
        let detail = if block.detail.is_empty() { String::new() } else { format!("<br/>{}", quoted(&block.detail)) };
        let (open, close) = if block.kind == BlockKind::Group { ("[[", "]]") } else { ("[", "]") };
        let _ = writeln!(out, "  n{at}{open}\"{}{detail}\"{close}", quoted(&block.title));
    }
    let shown: Vec<_> = page.arrows.iter().filter(|arrow| !arrow.hidden).collect();
    for arrow in shown.iter().take(MOST_ARROWS) {
        let line = if arrow.kind == ArrowKind::Cut { "-.->" } else { "-->" };
        let label =
            if arrow.kind == ArrowKind::Cut { format!("{}, cut here", arrow.label) } else { arrow.label.clone() };
        let _ = writeln!(out, "  n{} {line}|\"{}\"| n{}", arrow.from, quoted(&label), arrow.to);
    }
    for note in &page.notes {
        let _ = writeln!(out, "  %% {}", visible(note).replace('{', "(").replace('}', ")"));
    }
    if shown.len() > MOST_ARROWS {
        let _ = writeln!(out, "  %% {} more arrows are not drawn: renderers stop at 500", shown.len() - MOST_ARROWS);
    }
    out
}

/// Text between quotes: everything that Mermaid or the page around it could read as a sign is an entity.
fn quoted(text: &str) -> String {
    let mut out = String::new();
    for letter in visible(text).chars() {
        match letter {
            '"' | '#' | '<' | '>' | '&' | ';' | '`' | '\\' | '{' | '}' | '|' | '[' | ']' => {
                let _ = write!(out, "#{};", u32::from(letter));
            }
            plain => out.push(plain),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn names_cannot_leave_their_quotes() {
        for (name, shown) in [
            ("src/Order", "src/Order"),
            ("a\"] --> b[\"", "a#34;#93; --#62; b#91;#34;"),
            ("<script>", "#60;script#62;"),
            ("#35;", "#35;35#59;"),
            ("a\nb", r"a#92;u#123;a#125;b"),
        ] {
            assert_eq!(quoted(name), shown);
        }
    }
}
