//! XML to a tree of elements with lines. Entities other than the five predefined ones stay as they are written,
//! nothing outside the file is touched, and nesting is bounded.

use crate::node::{TREE_DEPTH, TREE_NODES};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Most attributes kept of one element.
const ATTRIBUTES: usize = 64;

/// An element; names are without their namespace prefix.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) line: u32,
    /// Text directly in it, trimmed.
    pub(crate) text: String,
    attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Element>,
}

impl Element {
    /// The first child of a name.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// All children of a name.
    pub(crate) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Text of the first child of a name; empty when there is none.
    pub(crate) fn text_of(&self, name: &str) -> &str {
        self.child(name).map_or("", |child| child.text.as_str())
    }

    /// An attribute, whatever its case; empty when there is none.
    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value.as_str())
    }

    /// An attribute or, without one, the text of the child of the same name.
    pub(crate) fn attribute_or_child(&self, name: &str) -> &str {
        let attribute = self.attribute(name);
        if attribute.is_empty() { self.text_of(name) } else { attribute }
    }
}

/// Reads XML; the answer is its root element.
pub(crate) fn parse(text: &str) -> Result<Element, String> {
    let mut reader = Reader::from_str(text);
    let (mut stack, mut root, mut elements): (Vec<Element>, Option<Element>, usize) = (Vec::new(), None, 0);
    let (mut line, mut counted) = (1_u32, 0_usize);
    loop {
        let start = usize::try_from(reader.buffer_position()).unwrap_or(text.len()).min(text.len());
        line += line_breaks(&text.as_bytes()[counted..start]);
        counted = start;
        let event = reader.read_event().map_err(|error| format!("{} at line {line}", reason(&error)))?;
        match event {
            Event::Start(tag) => {
                elements += 1;
                if stack.len() >= TREE_DEPTH || elements > TREE_NODES {
                    return Err(format!("nested too deep or too many elements at line {line}"));
                }
                stack.push(element(&tag, line));
            }
            Event::Empty(tag) => {
                elements += 1;
                if elements > TREE_NODES {
                    return Err(format!("too many elements at line {line}"));
                }
                close(&mut stack, &mut root, element(&tag, line));
            }
            Event::End(_) => {
                if let Some(done) = stack.pop() {
                    close(&mut stack, &mut root, done);
                }
            }
            Event::Text(text) => append(&mut stack, &text.into_inner()),
            Event::CData(text) => append(&mut stack, &text.into_inner()),
            Event::GeneralRef(reference) => append(&mut stack, &resolved(&reference.into_inner())),
            Event::Eof if !stack.is_empty() => return Err("the file ends inside an element".to_owned()),
            Event::Eof => return root.ok_or_else(|| "no element".to_owned()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn line_breaks(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.iter().filter(|byte| **byte == b'\n').count()).unwrap_or(u32::MAX)
}

/// The library's own messages quote names of the file; a reason must not.
fn reason(error: &quick_xml::Error) -> &'static str {
    match error {
        quick_xml::Error::Syntax(_) => "a syntax error",
        quick_xml::Error::IllFormed(_) => "tags that do not match",
        _ => "not XML",
    }
}

fn element(tag: &BytesStart<'_>, line: u32) -> Element {
    let mut attributes = tag.attributes();
    // The library's check for repeated names compares each with all.
    let attributes = attributes.with_checks(false).flatten().take(ATTRIBUTES).map(|attribute| {
        let value = quick_xml::escape::unescape(&attribute.value)
            .map_or_else(|_| attribute.value.to_string(), std::borrow::Cow::into_owned);
        (attribute.key.0.to_owned(), value.trim().to_owned())
    });
    let name = tag.name().0.rsplit(':').next().unwrap_or_default().to_owned();
    Element { name, line, attributes: attributes.collect(), ..Element::default() }
}

fn close(stack: &mut [Element], root: &mut Option<Element>, mut done: Element) {
    done.text = done.text.trim().to_owned();
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

fn resolved(name: &str) -> String {
    match name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        _ => format!("&{name};"),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn elements_have_lines_text_and_attributes() {
        let root = parse(
            "<?xml version=\"1.0\"?>\n<a xmlns:x='u'>\n <!-- c -->\n <x:b K=\"1 &amp; 2\"/>\n <c> t&lt;&e; </c>\n</a>",
        )
        .unwrap();
        assert_eq!((root.name.as_str(), root.line), ("a", 2));
        let b = root.child("b").unwrap();
        assert_eq!((b.line, b.attribute("k")), (4, "1 & 2"));
        assert_eq!(root.text_of("c"), "t<&e;");
    }

    #[test]
    fn broken_files_are_refused_and_entities_are_not_expanded() {
        for text in ["", "text", "<a>", "<a></b>", &"<a>".repeat(10_000)] {
            assert!(parse(text).is_err(), "{}", &text[..text.len().min(20)]);
        }
        let bomb = "<!DOCTYPE a [<!ENTITY x \"yyyy\"><!ENTITY z \"&x;&x;\">]><a>&z;</a>";
        assert_eq!(parse(bomb).unwrap().text, "&z;");
    }
}
