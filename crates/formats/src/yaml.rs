//! YAML to a tree with lines, from the events of the parser. The library's own loader copies what an alias names
//! without a bound; here every copied node counts, so that an alias bomb is refused.

use crate::node::{Node, TREE_DEPTH, TREE_NODES, Value};
use saphyr_parser::{Event, Parser, Span};
use std::collections::BTreeMap;

/// Most nodes that aliases may add to one tree.
const ALIAS_NODES: usize = 100_000;

/// Said of a file that has to be a mapping and is none.
pub(crate) const NO_MAP: &str = "no mapping at the top";

/// Reads the first document of a YAML stream; a file of nothing but comments is `Null`.
pub(crate) fn parse(text: &str) -> Result<Node, String> {
    Ok(parse_all(text, 1)?.into_iter().next().unwrap_or(Node { line: 1, value: Value::Null }))
}

/// Reads the first document of a YAML stream, which has to be a mapping.
pub(crate) fn parse_map(text: &str) -> Result<Node, String> {
    let tree = parse(text)?;
    if tree.is_map() { Ok(tree) } else { Err(NO_MAP.to_owned()) }
}

/// Reads up to `most` documents of a YAML stream.
pub(crate) fn parse_all(text: &str, most: usize) -> Result<Vec<Node>, String> {
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| format!("{} at line {}", error.info(), error.marker().line()))?;
        builder.take(event, span).map_err(|reason| format!("{reason} at line {}", span.start.line()))?;
        if builder.documents.len() >= most {
            break;
        }
    }
    Ok(builder.documents)
}

/// A list or map that is still open.
struct Open {
    node: Node,
    key: Option<(String, u32)>,
    /// What merge keys bring in: put in front once, when the map ends.
    merged: Vec<(String, Node)>,
    anchor: usize,
}

#[derive(Default)]
struct Builder {
    documents: Vec<Node>,
    stack: Vec<Open>,
    anchors: BTreeMap<usize, (Node, usize)>,
    nodes: usize,
    copied: usize,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), &'static str> {
        let line = u32::try_from(span.start.line()).unwrap_or(u32::MAX);
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == saphyr_parser::ScalarStyle::Plain;
                let null = plain && matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL");
                let value = if null { Value::Null } else { Value::Scalar(text.into_owned()) };
                self.close(Node { line, value }, anchor)
            }
            Event::SequenceStart(anchor, _) => self.open(Node { line, value: Value::List(Vec::new()) }, anchor),
            Event::MappingStart(anchor, _) => self.open(Node { line, value: Value::Map(Vec::new()) }, anchor),
            Event::SequenceEnd | Event::MappingEnd => match self.stack.pop() {
                Some(open) => self.close(with_merged(open.node, open.merged), open.anchor),
                None => Ok(()),
            },
            Event::Alias(anchor) => {
                // An alias to a node that is still open has no copy yet: it would hold itself.
                let (node, size) = self.anchors.get(&anchor).ok_or("an alias that names what holds it")?;
                self.copied += size;
                if self.copied > ALIAS_NODES {
                    return Err("aliases that grow too large");
                }
                let node = node.clone();
                self.close(node, 0)
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {
                Ok(())
            }
        }
    }

    fn open(&mut self, node: Node, anchor: usize) -> Result<(), &'static str> {
        if self.stack.len() >= TREE_DEPTH {
            return Err("nested too deep");
        }
        self.stack.push(Open { node, key: None, merged: Vec::new(), anchor });
        Ok(())
    }

    fn close(&mut self, node: Node, anchor: usize) -> Result<(), &'static str> {
        self.nodes += 1;
        if self.nodes > TREE_NODES {
            return Err("too many values");
        }
        if anchor > 0 {
            // Bounded in the same way: what is anchored is copied once to be remembered.
            let size = size_of(&node);
            self.copied += size;
            if self.copied > ALIAS_NODES || depth_of(&node) + self.stack.len() > TREE_DEPTH {
                return Err("anchors that grow too large");
            }
            self.anchors.insert(anchor, (node.clone(), size));
        }
        let Some(open) = self.stack.last_mut() else {
            self.documents.push(node);
            return Ok(());
        };
        match &mut open.node.value {
            Value::List(items) => items.push(node),
            Value::Map(entries) => match open.key.take() {
                None => open.key = Some((key_text(&node), node.line)),
                Some((key, line)) => {
                    if key == "<<" {
                        merge(&mut open.merged, node);
                    } else {
                        entries.push((key, Node { line, ..node }));
                    }
                }
            },
            Value::Null | Value::Scalar(_) => {}
        }
        Ok(())
    }
}

/// A key as text; a list or map as a key is legal and of no use here.
fn key_text(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        _ => node.text().to_owned(),
    }
}

/// The merge key `<<` names a map or a list of maps.
fn merge(merged: &mut Vec<(String, Node)>, node: Node) {
    let maps = match node.value {
        Value::Map(_) => vec![node],
        Value::List(items) => items,
        Value::Null | Value::Scalar(_) => Vec::new(),
    };
    for map in maps {
        if let Value::Map(entries) = map.value {
            merged.extend(entries);
        }
    }
}

/// Merged entries come first, so that those of the map itself win.
fn with_merged(node: Node, mut merged: Vec<(String, Node)>) -> Node {
    match node.value {
        Value::Map(mut entries) if !merged.is_empty() => {
            merged.append(&mut entries);
            Node { value: Value::Map(merged), ..node }
        }
        _ => node,
    }
}

fn children(node: &Node) -> Box<dyn Iterator<Item = &Node> + '_> {
    match &node.value {
        Value::List(items) => Box::new(items.iter()),
        Value::Map(entries) => Box::new(entries.iter().map(|(_, value)| value)),
        Value::Null | Value::Scalar(_) => Box::new(std::iter::empty()),
    }
}

fn size_of(node: &Node) -> usize {
    let (mut size, mut stack) = (0, vec![node]);
    while let Some(node) = stack.pop() {
        size += 1;
        stack.extend(children(node));
    }
    size
}

fn depth_of(node: &Node) -> usize {
    let (mut deepest, mut stack) = (0, vec![(node, 1)]);
    while let Some((node, depth)) = stack.pop() {
        deepest = deepest.max(depth);
        stack.extend(children(node).map(|child| (child, depth + 1)));
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn keys_are_text_and_have_lines() {
        let tree = parse("on: [push]\n\njobs:\n  a: &x\n    b: 1\n  c:\n    <<: *x\n    d: yes\n").unwrap();
        assert_eq!(tree.items_of("on")[0].text(), "push");
        assert_eq!(tree.at(&["jobs", "a"]).unwrap().line, 4);
        assert_eq!(tree.at(&["jobs", "c", "b"]).unwrap().text(), "1");
        assert_eq!(tree.at(&["jobs", "c", "d"]).unwrap().text(), "yes");
    }

    #[test]
    fn alias_bombs_and_deep_nesting_are_refused() {
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let previous = level - 1;
            bomb += &format!("a{level}: &a{level} [{}]\n", vec![format!("*a{previous}"); 10].join(", "));
        }
        assert!(parse(&bomb).unwrap_err().contains("too large"));
        assert!(parse(&"[".repeat(10_000)).is_err());
        assert!(parse(&"- ".repeat(10_000)).is_err());
        assert!(parse("a: &a [*a]").is_err());
    }
}
