//! Diagrams in fenced blocks of Markdown: Mermaid and PlantUML, named after the heading above.

use super::{mermaid, plantuml};
use crate::Declared;
use crate::declare::Answer;
use crate::drawn::{Page, plain};
use crate::registry::Spec;
use crate::text::numbered;
use quarterdeck_facts::DiagramKind;

pub(crate) const SPEC: Spec = Spec {
    id: "markdown",
    file_names: "*.md, *.markdown",
    reads: "Fenced blocks of Mermaid and PlantUML: boxes with their labels and arrows between them.",
    answers_to: |place| place.ends(&[".md", ".markdown"]),
    lossy: true,
    read,
};

/// Most blocks of one file.
const BLOCKS: usize = 200;

/// A block that is open.
struct Block {
    fence: String,
    /// `None` when it holds no diagram.
    kind: Option<DiagramKind>,
    first_line: u32,
    text: String,
}

fn read(text: &str) -> Answer {
    let (mut pages, mut heading, mut open): (Vec<Page>, String, Option<Block>) = (Vec::new(), String::new(), None);
    let mut is_mermaid_only = true;
    for (number, line) in numbered(text) {
        let trimmed = line.trim();
        match &mut open {
            Some(block) if trimmed.starts_with(&block.fence) && trimmed.trim_matches(['`', '~', ':']).is_empty() => {
                match block.kind {
                    Some(DiagramKind::Mermaid) => {
                        pages.extend(mermaid::diagram(&block.text, &heading, block.first_line));
                    }
                    Some(_) => {
                        is_mermaid_only = false;
                        pages.extend(plantuml::diagrams(&block.text, &heading, block.first_line));
                    }
                    None => {}
                }
                open = None;
            }
            Some(Block { kind: None, .. }) => {}
            Some(block) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            None if trimmed.starts_with('#') => heading = plain(trimmed.trim_start_matches('#')),
            None => open = opened(trimmed, number),
        }
        if pages.len() >= BLOCKS {
            break;
        }
    }
    let kind = if is_mermaid_only { DiagramKind::Mermaid } else { DiagramKind::PlantUml };
    Ok(Declared::Diagram(Page::all(kind, pages)))
}

/// The block that a fence opens. A colon fence is a block only for Mermaid: others hold text.
fn opened(line: &str, number: u32) -> Option<Block> {
    let fence: String = line.chars().take_while(|letter| matches!(letter, '`' | '~' | ':')).collect();
    if fence.len() < 3 {
        return None;
    }
    let language = line[fence.len()..].trim().trim_start_matches(['{', '.']).to_ascii_lowercase();
    let kind = match language.split([' ', '}', ',']).next().unwrap_or_default() {
        "mermaid" => Some(DiagramKind::Mermaid),
        "plantuml" | "puml" => Some(DiagramKind::PlantUml),
        _ => None,
    };
    let is_block = kind.is_some() || !fence.starts_with(':');
    is_block.then(|| Block { fence, kind, first_line: number.saturating_add(1), text: String::new() })
}
