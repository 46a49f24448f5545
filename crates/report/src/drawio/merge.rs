//! A new drawing into one that people edited. What they moved, resized, restyled, renamed or added stays; what is new
//! comes below; what is gone is marked, never removed.

use super::write::{HIDDEN, LAYER, OURS, document};
use super::xml::{Element, parse};
use crate::architecture::pages;
use quarterdeck_facts::Facts;
use std::collections::{BTreeMap, BTreeSet};

/// What is added to the style of a box or arrow that the code no longer holds.
const GONE: &str = "dashed=1;opacity=40;textOpacity=60;qdGone=1;";
/// Ids of ours that stand for nothing in the code.
const FURNITURE: &[&str] = &["qd:title", "qd:notes", HIDDEN];
/// Space around boxes that are new on an edited page.
const GAP: f64 = 40.0;
/// Width of a row of such boxes.
const ROW: f64 = 1400.0;

/// The drawing of the facts merged into an existing one, whose pages are not compressed. An error says what is wrong
/// with the existing one.
pub fn merged(facts: &Facts, existing: &str) -> Result<String, String> {
    let mut file = parse(existing)?;
    if file.name != "mxfile" {
        return Err("its root element is not mxfile".to_owned());
    }
    let fresh = document(&pages(facts));
    let mut seen = BTreeSet::new();
    for page in &fresh.children {
        let id = page.get("id").unwrap_or_default();
        seen.insert(id.to_owned());
        match file.children.iter_mut().find(|known| known.name == "diagram" && known.get("id") == Some(id)) {
            Some(known) => merge_page(root(known)?, page)?,
            None => file.children.push(page.clone()),
        }
    }
    for page in file.children.iter_mut().filter(|page| page.name == "diagram") {
        let id = page.get("id").unwrap_or_default().to_owned();
        if id.starts_with("qd:page:") && !seen.contains(&id) {
            root(page)?.children.iter_mut().for_each(mark_gone);
        }
    }
    Ok(file.text())
}

fn root(page: &mut Element) -> Result<&mut Element, String> {
    let model = page.child_mut("mxGraphModel").ok_or("a page of it is compressed or empty")?;
    model.child_mut("root").ok_or_else(|| "a page of it has no root".to_owned())
}

/// The cell inside an object, or the cell that stands alone.
fn cell(element: &mut Element) -> Option<&mut Element> {
    if element.name == "mxCell" { Some(element) } else { element.child_mut("mxCell") }
}

fn merge_page(known: &mut Element, page: &Element) -> Result<(), String> {
    let mut page = page.clone();
    let fresh = root(&mut page)?;
    let layer = layer_of(known);
    let mut lowest = lowest(known);
    let mut left = GAP;
    let mut row = 0.0_f64;
    lowest += GAP;
    let positions: BTreeMap<String, usize> =
        known.children.iter().enumerate().filter_map(|(at, child)| Some((child.get("id")?.to_owned(), at))).collect();
    let mut seen = BTreeSet::new();
    for mut child in std::mem::take(&mut fresh.children) {
        let id = child.get("id").unwrap_or_default().to_owned();
        if !id.starts_with(OURS) {
            continue;
        }
        seen.insert(id.clone());
        if let Some(&at) = positions.get(&id) {
            update(&mut known.children[at], &mut child, &layer);
            continue;
        }
        if let Some(cell) = cell(&mut child) {
            if cell.get("parent") == Some(LAYER) {
                cell.set("parent", &layer);
            }
            let is_box = cell.get("vertex").is_some();
            if let Some(geometry) = cell.child_mut("mxGeometry") {
                // Bends were made for places that people may have changed.
                geometry.children.clear();
                if is_box {
                    let (width, height) = (number(geometry, "width"), number(geometry, "height"));
                    if left > GAP && left + width > ROW {
                        (left, lowest, row) = (GAP, lowest + row + GAP, 0.0);
                    }
                    geometry.set("x", &format!("{}", left.round() as i64));
                    geometry.set("y", &format!("{}", lowest.round() as i64));
                    left += width + GAP;
                    row = row.max(height);
                }
            }
        }
        known.children.push(child);
    }
    for child in &mut known.children {
        let id = child.get("id").unwrap_or_default();
        if id.starts_with(OURS) && !seen.contains(id) {
            mark_gone(child);
        }
    }
    Ok(())
}

/// The layer that holds what is not implied: the first below the root cell.
fn layer_of(known: &Element) -> String {
    let cells = || known.children.iter().filter(|child| child.name == "mxCell");
    let top = cells().find(|cell| cell.get("parent").is_none()).and_then(|cell| cell.get("id")).unwrap_or("0");
    let mut layers = cells().filter(|cell| cell.get("parent") == Some(top)).filter_map(|cell| cell.get("id"));
    layers.find(|id| *id != HIDDEN).unwrap_or(LAYER).to_owned()
}

fn number(geometry: &Element, key: &str) -> f64 {
    let number = geometry.get(key).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
    if number.is_finite() { number.clamp(-1e6, 1e6) } else { 0.0 }
}

/// The lower end of all boxes.
fn lowest(known: &Element) -> f64 {
    let cells = known
        .children
        .iter()
        .map(|child| if child.name == "mxCell" { child } else { child.child("mxCell").unwrap_or(child) });
    let boxes = cells.filter(|cell| cell.get("vertex").is_some()).filter_map(|cell| cell.child("mxGeometry"));
    boxes.map(|geometry| number(geometry, "y") + number(geometry, "height")).fold(0.0, f64::max)
}

/// Brings a known box or arrow up to date: only what people left as we wrote it changes. Places stay.
fn update(known: &mut Element, fresh: &mut Element, layer: &str) {
    let untouched =
        |known: &Element, kept: &str, now: Option<&str>| known.get(kept).is_some() && known.get(kept) == now;
    if fresh.name != "object" {
        return;
    }
    let label_is_ours = untouched(known, "qd_label", known.get("label"));
    let style_now = cell(known).and_then(|cell| cell.get("style").map(|style| style.replace(GONE, "")));
    let style_is_ours = untouched(known, "qd_style", style_now.as_deref());
    let style = fresh.get("qd_style").unwrap_or_default().to_owned();
    if known.name != "mxCell" {
        if label_is_ours && let Some(label) = fresh.get("label") {
            known.set("label", label);
        }
        for key in ["qd_label", "qd_style", "tooltip", "link"] {
            match fresh.get(key) {
                Some(value) => known.set(key, value),
                None => known.remove(key),
            }
        }
        known.remove("qd_gone");
    }
    let parent = cell(fresh).and_then(|cell| cell.get("parent").map(str::to_owned));
    let Some(cell) = cell(known) else { return };
    if let Some(now) = style_now {
        cell.set("style", if style_is_ours { &style } else { &now });
    }
    // Out of the hidden layer and back; what people put elsewhere stays there.
    if let (Some(parent), Some(now)) = (parent, cell.get("parent"))
        && (now == layer || now == HIDDEN)
        && cell.get("edge").is_some()
    {
        cell.set("parent", if parent == HIDDEN { HIDDEN } else { layer });
    }
}

fn mark_gone(element: &mut Element) {
    let id = element.get("id").unwrap_or_default();
    if !id.starts_with(OURS) || FURNITURE.contains(&id) {
        return;
    }
    if element.name != "mxCell" {
        element.set("qd_gone", "1");
        element.set("tooltip", "Not found in the code when this drawing was last brought up to date.");
    }
    if let Some(cell) = cell(element) {
        let style = cell.get("style").unwrap_or_default().to_owned();
        if !style.contains(GONE) {
            let end = if style.is_empty() || style.ends_with(';') { "" } else { ";" };
            cell.set("style", &format!("{style}{end}{GONE}"));
        }
    }
}
