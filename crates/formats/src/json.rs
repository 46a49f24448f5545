//! JSON to a tree with lines. The library gives order but no lines; keys come in the same order in both, so that
//! the lines of the keys are collected by one pass over the bytes and dealt out while the tree is built.

use crate::node::{Node, TREE_NODES, Value};
use serde::de::{DeserializeSeed, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Reads JSON.
pub(crate) fn parse(text: &str) -> Result<Node, String> {
    let mut state = State { lines: key_lines(text), next: 0, line: 1, nodes: 0 };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let node = Builder(&mut state).deserialize(&mut deserializer).map_err(|error| error.to_string())?;
    deserializer.end().map_err(|error| error.to_string())?;
    Ok(node)
}

/// Reads JSON with comments and trailing commas, as TypeScript and Bun write it.
pub(crate) fn parse_relaxed(text: &str) -> Result<Node, String> {
    parse(&without_comments(text))
}

struct State {
    lines: Vec<u32>,
    next: usize,
    line: u32,
    nodes: usize,
}

struct Builder<'a>(&'a mut State);

impl Builder<'_> {
    fn node(&self, value: Value) -> Node {
        Node { line: self.0.line, value }
    }
}

impl<'de> DeserializeSeed<'de> for Builder<'_> {
    type Value = Node;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        self.0.nodes += 1;
        if self.0.nodes > TREE_NODES {
            return Err(D::Error::custom("too many values"));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Builder<'_> {
    type Value = Node;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(self.node(Value::Scalar(value.to_string())))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(self.node(Value::Scalar(value.to_string())))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(self.node(Value::Scalar(value.to_string())))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(self.node(Value::Scalar(value.to_string())))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(self.node(Value::Scalar(value.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(self.node(Value::Null))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let line = self.0.line;
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(Builder(self.0))? {
            items.push(item);
        }
        Ok(Node { line, value: Value::List(items) })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let line = self.0.line;
        let mut entries = Vec::new();
        while let Some(key) = access.next_key::<String>()? {
            self.0.line = self.0.lines.get(self.0.next).copied().unwrap_or(0);
            self.0.next += 1;
            entries.push((key, access.next_value_seed(Builder(self.0))?));
        }
        Ok(Node { line, value: Value::Map(entries) })
    }
}

/// The line of every object key, in order: a string that a colon follows.
fn key_lines(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let (mut at, mut line, mut last_string) = (0, 1_u32, None);
    while at < bytes.len() {
        match bytes[at] {
            b'\n' => line += 1,
            b'"' => {
                at = string_end(bytes, at);
                last_string = Some(line);
            }
            b':' => lines.extend(last_string.take()),
            b' ' | b'\t' | b'\r' => {}
            _ => last_string = None,
        }
        at += 1;
    }
    lines
}

/// Position of the closing quote of the string that opens at `at`; strings of JSON hold no raw line breaks.
fn string_end(bytes: &[u8], at: usize) -> usize {
    let mut at = at + 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(bytes.len())
}

/// Replaces comments and trailing commas by spaces; line breaks stay, so that lines stay.
fn without_comments(text: &str) -> String {
    let mut out = text.as_bytes().to_vec();
    let (mut at, mut comma) = (0, None);
    while at < out.len() {
        match out[at] {
            b'"' => {
                at = string_end(&out, at);
                comma = None;
            }
            b'/' if matches!(out.get(at + 1), Some(b'/' | b'*')) => {
                let end = comment_end(&out, at);
                out[at..end].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
                at = end - 1;
            }
            b',' => comma = Some(at),
            b'}' | b']' => {
                if let Some(comma) = comma.take() {
                    out[comma] = b' ';
                }
            }
            byte if byte.is_ascii_whitespace() => {}
            _ => comma = None,
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// First position after the comment that opens at `at`.
fn comment_end(bytes: &[u8], at: usize) -> usize {
    let rest = &bytes[at + 2..];
    let length = if bytes[at + 1] == b'/' {
        rest.iter().position(|byte| *byte == b'\n')
    } else {
        rest.windows(2).position(|pair| pair == b"*/").map(|length| length + 2)
    };
    length.map_or(bytes.len(), |length| at + 2 + length)
}

#[cfg(test)]
mod tests {
    use super::{parse, parse_relaxed};

    #[test]
    fn keys_have_the_lines_on_which_they_stand() {
        let tree = parse("{\n \"a\": {\"b\": \"x:\\\"\"},\n\n \"c\": [\"d\",\n {\"e\": 1}]\n}").unwrap();
        assert_eq!(tree.at(&["a", "b"]).unwrap().line, 2);
        assert_eq!(tree.get("c").unwrap().line, 4);
        assert_eq!(tree.items_of("c")[1].get("e").unwrap().line, 5);
    }

    #[test]
    fn comments_and_trailing_commas_are_only_allowed_where_the_format_allows_them() {
        let text = "{ // one\n /* two\n */ \"a\": [1, 2,], \"b\": \"// no\",\n}";
        let tree = parse_relaxed(text).unwrap();
        assert_eq!(tree.get("a").unwrap().line, 3);
        assert_eq!(tree.text_of("b"), "// no");
        assert!(parse(text).is_err());
        assert!(parse_relaxed("{ /* open").is_err());
    }
}
