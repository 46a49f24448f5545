//! `*.drawio` and `*.drawio.svg` of draw.io: pages plain, or compressed (base64 of a raw deflate of percent-encoded XML).
//! Inflating is bounded for the whole file; nothing that a page names is opened.

use crate::Declared;
use crate::declare::Answer;
use crate::drawn::{Page, plain};
use crate::registry::Spec;
use crate::xml::{self, Element};
use quarterdeck_base::bound;
use quarterdeck_facts::DiagramKind;
use std::collections::BTreeMap;
use zlib_rs::{InflateConfig, ReturnCode, decompress_slice};

pub(crate) const SPEC: Spec = Spec {
    id: "drawio",
    file_names: "*.drawio, *.drawio.xml, *.dio, *.drawio.svg",
    reads: "Boxes with their labels and arrows between them, page by page, compressed or not.",
    answers_to: |place| place.ends(&[".drawio", ".drawio.xml", ".dio", ".drawio.svg"]),
    lossy: true,
    read,
};

/// Most pages of one file.
const PAGES: usize = 200;

fn read(text: &str) -> Answer {
    let root = xml::parse(text)?;
    let root = if root.name == "svg" { xml::parse(root.attribute("content"))? } else { root };
    let mut pages = Vec::new();
    match root.name.as_str() {
        "mxGraphModel" => pages.push(page("", root.line, &root)?),
        "mxfile" => {
            let mut left = usize::try_from(bound::BLOB_BYTES).unwrap_or(usize::MAX);
            for diagram in root.all("diagram").take(PAGES) {
                let name = plain(diagram.attribute("name"));
                if let Some(model) = diagram.child("mxGraphModel") {
                    pages.push(page(&name, diagram.line, model)?);
                } else if !diagram.text.is_empty() {
                    let inner = xml::parse(&decompressed(&diagram.text, &mut left)?)?;
                    pages.push(page(&name, diagram.line, &inner)?);
                }
            }
        }
        _ => return Err("the root element is not `mxfile`".to_owned()),
    }
    Ok(Declared::Diagram(Page::all(DiagramKind::Drawio, pages)))
}

/// The XML of a compressed page; takes what it needed from `left`.
fn decompressed(text: &str, left: &mut usize) -> Result<String, String> {
    let packed = base64(text).ok_or("a page is not base64")?;
    let mut size = (packed.len().saturating_mul(8)).clamp(4096, (*left).max(1));
    loop {
        let mut buffer = vec![0; size];
        // 15 is the largest window; a negative number says that there is no header.
        let (out, code) = decompress_slice(&mut buffer, &packed, InflateConfig { window_bits: -15 });
        match code {
            ReturnCode::Ok | ReturnCode::StreamEnd => {
                *left = left.saturating_sub(out.len());
                return percent_decoded(out).ok_or_else(|| "a page is not text".to_owned());
            }
            ReturnCode::BufError if size < *left => size = size.saturating_mul(4).min(*left),
            ReturnCode::BufError => {
                return Err("a page inflates beyond the bound on one file".to_owned());
            }
            _ => return Err("a page is not deflated".to_owned()),
        }
    }
}

fn base64(text: &str) -> Option<Vec<u8>> {
    let (mut out, mut bits, mut count) = (Vec::with_capacity(text.len() / 4 * 3), 0_u32, 0);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    Some(out)
}

fn percent_decoded(bytes: &[u8]) -> Option<String> {
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let digits =
            bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%').and_then(|two| std::str::from_utf8(two).ok());
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).ok()
}

/// A cell with the attributes of the object around it.
struct Cell<'a> {
    id: &'a str,
    label: &'a str,
    line: u32,
    cell: &'a Element,
}

fn page(name: &str, line: u32, model: &Element) -> Result<Page, String> {
    let root = model.child("root").filter(|_| model.name == "mxGraphModel").ok_or("a page has no root")?;
    let cells: Vec<Cell<'_>> = root.children.iter().filter_map(cell).collect();
    let mut page = Page::new(name, line);
    let edges: BTreeMap<&str, &Cell<'_>> =
        cells.iter().filter(|one| one.cell.attribute("edge") == "1").map(|one| (one.id, one)).collect();
    for one in cells.iter().filter(|one| one.cell.attribute("vertex") == "1") {
        let style = one.cell.attribute("style");
        let is_text = style.starts_with("text") || style.contains("edgeLabel") || style.contains("shape=note");
        if !is_text && !edges.contains_key(one.cell.attribute("parent")) {
            page.add(one.id, one.label, one.line.max(line), is_person(style));
        }
    }
    for one in edges.values() {
        page.arrow(one.cell.attribute("source"), one.cell.attribute("target"));
    }
    Ok(page)
}

fn is_person(style: &str) -> bool {
    ["umlActor", "shape=actor", "c4.person"].iter().any(|word| style.contains(word))
}

fn cell(element: &Element) -> Option<Cell<'_>> {
    let (id, line) = (element.attribute("id"), element.line);
    match element.name.as_str() {
        "mxCell" => Some(Cell { id, label: element.attribute("value"), line, cell: element }),
        "object" | "UserObject" => {
            // C4 shapes keep their name beside the label.
            let named = element.attribute("c4Name");
            let label = if named.is_empty() { element.attribute("label") } else { named };
            Some(Cell { id, label, line, cell: element.child("mxCell")? })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{base64, percent_decoded};

    #[test]
    fn parts_of_a_compressed_page() {
        assert_eq!(base64("aGV sbG8=").as_deref(), Some(b"hello".as_slice()));
        assert_eq!(base64("a*b"), None);
        assert_eq!(percent_decoded(b"%3Ca%3E 5%").as_deref(), Some("<a> 5%"));
        assert_eq!(percent_decoded(b"%ff"), None);
    }
}
