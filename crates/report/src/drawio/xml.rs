//! XML as a tree that can be read, changed and written again without losing what we do not know.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::fmt::Write;

/// Deepest nesting that is read.
const DEPTH: usize = 64;
/// Most elements that are read.
const ELEMENTS: usize = 500_000;

/// An element with its attributes in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
    /// Text directly in it.
    pub(super) text: String,
}

impl Element {
    pub(super) fn new(name: &str, attributes: &[(&str, &str)]) -> Self {
        let attributes = attributes.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        Self { name: name.to_owned(), attributes, ..Self::default() }
    }

    pub(super) fn with(mut self, child: Element) -> Self {
        self.children.push(child);
        self
    }

    /// An attribute; `None` when there is none.
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    pub(super) fn set(&mut self, key: &str, value: &str) {
        match self.attributes.iter_mut().find(|(known, _)| known == key) {
            Some((_, known)) => value.clone_into(known),
            None => self.attributes.push((key.to_owned(), value.to_owned())),
        }
    }

    pub(super) fn remove(&mut self, key: &str) {
        self.attributes.retain(|(known, _)| known != key);
    }

    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    pub(super) fn child_mut(&mut self, name: &str) -> Option<&mut Element> {
        self.children.iter_mut().find(|child| child.name == name)
    }

    /// The document with this root.
    pub(super) fn text(&self) -> String {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        self.write(0, &mut out);
        out
    }

    fn write(&self, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        let _ = write!(out, "{indent}<{}", self.name);
        for (key, value) in &self.attributes {
            let _ = write!(out, " {key}=\"");
            escaped(out, value);
            out.push('"');
        }
        if self.children.is_empty() && self.text.trim().is_empty() {
            out.push_str("/>\n");
            return;
        }
        out.push('>');
        escaped(out, self.text.trim());
        if !self.children.is_empty() {
            out.push('\n');
            self.children.iter().for_each(|child| child.write(depth + 1, out));
            out.push_str(&indent);
        }
        let _ = writeln!(out, "</{}>", self.name);
    }
}

fn escaped(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Readers turn these into spaces unless they are written so.
            '\n' | '\r' | '\t' => {
                let _ = write!(out, "&#{};", u32::from(letter));
            }
            // XML 1.0 has no way to write these.
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            plain => out.push(plain),
        }
    }
}

/// Reads a document; the answer is its root.
pub(super) fn parse(text: &str) -> Result<Element, String> {
    let mut reader = Reader::from_str(text);
    let (mut stack, mut root, mut count): (Vec<Element>, Option<Element>, usize) = (Vec::new(), None, 0);
    loop {
        let event = reader.read_event().map_err(|_| "it is not XML".to_owned())?;
        match event {
            Event::Start(tag) => {
                count += 1;
                if stack.len() >= DEPTH || count > ELEMENTS {
                    return Err("it is nested too deep or too large".to_owned());
                }
                stack.push(element(&tag)?);
            }
            Event::Empty(tag) => {
                count += 1;
                close(&mut stack, &mut root, element(&tag)?);
            }
            Event::End(_) => {
                let done = stack.pop().ok_or("its tags do not match")?;
                close(&mut stack, &mut root, done);
            }
            Event::Text(text) => append(&mut stack, &text.into_inner()),
            Event::CData(text) => append(&mut stack, &text.into_inner()),
            Event::GeneralRef(reference) => {
                let name = format!("&{};", reference.into_inner());
                let text = quick_xml::escape::unescape(&name).map_err(|_| "it holds an unknown entity".to_owned())?;
                append(&mut stack, &text);
            }
            Event::Eof if !stack.is_empty() => return Err("it ends inside an element".to_owned()),
            Event::Eof => return root.ok_or_else(|| "it holds no element".to_owned()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
        if count > ELEMENTS {
            return Err("it is too large".to_owned());
        }
    }
}

fn element(tag: &BytesStart<'_>) -> Result<Element, String> {
    let mut attributes = Vec::new();
    let mut read = tag.attributes();
    for attribute in read.with_checks(false) {
        let attribute = attribute.map_err(|_| "an attribute is broken".to_owned())?;
        let value =
            quick_xml::escape::unescape(&attribute.value).map_err(|_| "it holds an unknown entity".to_owned())?;
        attributes.push((attribute.key.0.to_owned(), value.into_owned()));
    }
    Ok(Element { name: tag.name().0.to_owned(), attributes, ..Element::default() })
}

fn close(stack: &mut [Element], root: &mut Option<Element>, done: Element) {
    match stack.last_mut() {
        Some(parent) => parent.children.push(done),
        None => {
            root.get_or_insert(done);
        }
    }
}

fn append(stack: &mut [Element], text: &str) {
    if let Some(parent) = stack.last_mut() {
        parent.text.push_str(text);
    }
}
