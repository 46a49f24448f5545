//! Boxes and arrows as every reader of diagrams collects them: bounded, labels as plain words.

use quarterdeck_base::bound;
use quarterdeck_facts::{DiagramKind, Drawing, DrawnArrow, DrawnBox, DrawnPage};
use std::collections::BTreeMap;

/// Letters kept of a label.
const LABEL: usize = 120;
/// Bytes looked at of a label.
const LABEL_BYTES: usize = 4_000;

/// A page under construction.
#[derive(Debug, Default)]
pub(crate) struct Page {
    drawn: DrawnPage,
    /// Position of each box by the id that the file gives it.
    by_id: BTreeMap<String, u32>,
}

impl Page {
    pub(crate) fn new(name: &str, line: u32) -> Self {
        Self { drawn: DrawnPage { name: name.to_owned(), line, ..DrawnPage::default() }, ..Self::default() }
    }

    /// Adds a box, or names one that is known by its id alone. A box without words is none.
    pub(crate) fn add(&mut self, id: &str, label: &str, line: u32, outside: bool) {
        let label = plain(label);
        if label.is_empty() || self.drawn.boxes.len() as u64 >= bound::DIAGRAM_BOXES {
            return;
        }
        if let Some(&known) = self.by_id.get(id) {
            self.drawn.boxes[known as usize].label = label;
            return;
        }
        let position = u32::try_from(self.drawn.boxes.len()).unwrap_or(u32::MAX);
        self.by_id.insert(id.to_owned(), position);
        self.drawn.boxes.push(DrawnBox { label, line, outside });
    }

    /// True when a box has this id.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// Adds an arrow between two boxes that are known.
    pub(crate) fn arrow(&mut self, from: &str, to: &str) {
        let (Some(&from), Some(&to)) = (self.by_id.get(from), self.by_id.get(to)) else { return };
        if from != to && (self.drawn.arrows.len() as u64) < bound::DIAGRAM_BOXES {
            self.drawn.arrows.push(DrawnArrow { from, to });
        }
    }

    /// The drawing of pages that hold boxes.
    pub(crate) fn all(kind: DiagramKind, pages: impl IntoIterator<Item = Page>) -> Drawing {
        let mut drawn: Vec<DrawnPage> =
            pages.into_iter().map(|page| page.drawn).filter(|page| !page.boxes.is_empty()).collect();
        for page in &mut drawn {
            page.arrows.sort_unstable();
            page.arrows.dedup();
        }
        Drawing { kind, pages: drawn }
    }
}

/// The first line of a label as plain words: without markup, entities read, at most 120 letters.
pub(crate) fn plain(label: &str) -> String {
    let end = (0..=label.len().min(LABEL_BYTES)).rev().find(|end| label.is_char_boundary(*end)).unwrap_or(0);
    let mut text = String::new();
    let mut rest = &label[..end];
    while let Some(letter) = rest.chars().next() {
        let tag = if letter == '<' { rest.find('>') } else { None };
        let entity = if letter == '&' { rest.find(';').filter(|end| *end <= 8) } else { None };
        if let Some(end) = tag {
            let name = rest[1..end].trim_start_matches('/').to_ascii_lowercase();
            // Words before a line break are the name; what follows is a remark.
            text.push(if ["br", "div", "p", "hr", "h"].iter().any(|tag| name.starts_with(tag)) { '\n' } else { ' ' });
            rest = &rest[end + 1..];
        } else if let Some(end) = entity {
            text.push_str(match &rest[1..end] {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                "quot" | "#34" => "\"",
                "nbsp" | "#xa" | "#10" => " ",
                _ => "",
            });
            rest = &rest[end + 1..];
        } else {
            text.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    let text = text.replace("\\n", "\n").replace("**", "");
    let first = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let words: Vec<&str> = first.split_whitespace().collect();
    words.join(" ").chars().take(LABEL).collect()
}

/// Arguments of a call such as `Container(api, "API", "Rust")`: the name before the bracket and what stands in it.
pub(crate) fn call(line: &str) -> Option<(&str, Vec<String>)> {
    let line = line.trim();
    let (name, rest) = line.split_once('(')?;
    let name = name.trim();
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if !is_name {
        return None;
    }
    let (mut arguments, mut current, mut in_quotes) = (Vec::new(), String::new(), false);
    for letter in rest.chars() {
        match letter {
            '"' => in_quotes = !in_quotes,
            ',' if !in_quotes => arguments.push(std::mem::take(&mut current).trim().to_owned()),
            ')' if !in_quotes => {
                arguments.push(current.trim().to_owned());
                return Some((name, arguments));
            }
            plain => current.push(plain),
        }
    }
    None
}

/// One line of the C4 macros, which Mermaid and PlantUML share; true when it was one.
pub(crate) fn c4(page: &mut Page, line: &str, number: u32) -> bool {
    let Some((name, arguments)) = call(line) else { return false };
    let is_relation = name.starts_with("Rel") || name.starts_with("BiRel");
    if is_relation && let [from, to, ..] = arguments.as_slice() {
        page.arrow(from, to);
        return true;
    }
    let is_box = ["System", "Container", "Component", "Enterprise", "Deployment", "Node", "Person"]
        .iter()
        .any(|kind| name.starts_with(kind));
    if is_box && let [id, label, ..] = arguments.as_slice() {
        page.add(id, label, number, name.starts_with("Person") || name.contains("_Ext"));
        return true;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{call, plain};

    #[test]
    fn labels_are_the_words_of_their_first_line() {
        for (label, words) in [
            ("Web shop", "Web shop"),
            ("<b>Web&nbsp;shop</b><br>[Container: PHP]", "Web shop"),
            ("<div style=\"a>b\">x</div>", "b\">x"),
            ("a &amp; b &lt;c&gt;", "a & b <c>"),
            ("&#xa;api\\nRust", "api"),
            ("  two\n lines ", "two"),
            ("<", "<"),
            ("", ""),
        ] {
            assert_eq!(plain(label), words, "{label}");
        }
    }

    #[test]
    fn calls_have_arguments() {
        let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        assert_eq!(call("Container(api, \"A, B\", \"Rust\") {"), Some(("Container", words(&["api", "A, B", "Rust"]))));
        for line in ["Container(api, \"A", "a b(c)", "(x)", "plain"] {
            assert_eq!(call(line), None, "{line}");
        }
    }
}
