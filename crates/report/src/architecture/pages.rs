//! Pages of boxes and arrows with their places: the model behind every format.

use super::{components, context, folders, layout};
use crate::limits;
use quarterdeck_facts::Facts;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What a box is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockKind {
    /// A repository.
    Repository,
    /// A component.
    Component,
    /// Several components or folders drawn as one.
    Group,
    /// A folder.
    Folder,
    /// A system outside.
    Outside,
    /// What builds or starts it.
    Delivery,
}

impl BlockKind {
    /// The stable id used in outputs.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Repository => "repository",
            Self::Component => "component",
            Self::Group => "group",
            Self::Folder => "folder",
            Self::Outside => "outside",
            Self::Delivery => "delivery",
        }
    }
}

/// A box.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    /// Stable: made of what the box stands for, never of its position.
    pub(crate) id: String,
    /// Short name.
    pub(crate) title: String,
    /// One line of figures; may be empty.
    pub(crate) detail: String,
    /// The whole name, when the short one is not.
    pub(crate) whole: String,
    pub(crate) kind: BlockKind,
    /// Id of the page that opens it.
    pub(crate) opens: Option<String>,
    /// Upper left corner.
    pub(crate) at: (f64, f64),
    /// Width and height.
    pub(crate) size: (f64, f64),
}

/// What an arrow says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ArrowKind {
    /// A use.
    Use,
    /// A use that stands in a circle.
    Circle,
    /// A use that stands in a circle and is to be cut.
    Cut,
}

/// An arrow from a using to a used box.
#[derive(Debug, Clone)]
pub(crate) struct Arrow {
    /// Positions of boxes.
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// Imports behind it; 0 when only a manifest or a figure says so.
    pub(crate) imports: u32,
    /// What it says in words; may be empty.
    pub(crate) label: String,
    pub(crate) kind: ArrowKind,
    /// True when other arrows lead the same way, or when it is light on a full page: kept, and not shown at first.
    pub(crate) hidden: bool,
    /// Bends between the boxes.
    pub(crate) bends: Vec<(f64, f64)>,
}

/// One page.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    /// Stable.
    pub(crate) id: String,
    /// On the tab.
    pub(crate) name: String,
    /// Above the drawing.
    pub(crate) title: String,
    /// What a reader must know, one sentence each.
    pub(crate) notes: Vec<String>,
    /// By id.
    pub(crate) blocks: Vec<Block>,
    /// By (from, to).
    pub(crate) arrows: Vec<Arrow>,
    /// Right and lower end.
    pub(crate) size: (f64, f64),
}

/// All pages, the widest view first.
pub(crate) fn pages(facts: &Facts) -> Vec<Page> {
    let mut pages = vec![context::page(facts)];
    pages.extend(components::pages(facts));
    pages.extend(folders::pages(facts, limits::DRAWN_FOLDER_PAGES));
    let known: BTreeSet<String> = pages.iter().map(|page| page.id.clone()).collect();
    for block in pages.iter_mut().flat_map(|page| &mut page.blocks) {
        block.opens = block.opens.take().filter(|id| known.contains(id));
    }
    pages
}

/// A box without a place.
pub(super) fn block(id: String, title: &str, whole: &str, detail: String, kind: BlockKind) -> Block {
    let title = shortened(title);
    let letters = title.chars().count().max(detail.chars().count() * 9 / 10) as f64;
    let width = (letters * 7.2 + 28.0).clamp(120.0, 300.0);
    let height = if detail.is_empty() { 44.0 } else { 58.0 };
    let size = ((width / 10.0).ceil() * 10.0, height);
    Block { id, title, detail, whole: whole.to_owned(), kind, opens: None, at: (0.0, 0.0), size }
}

/// Letters of a name in a box.
const TITLE: usize = 36;

/// A long name with its middle left out: beginnings and ends tell names apart.
fn shortened(title: &str) -> String {
    let letters: Vec<char> = title.chars().collect();
    if letters.len() <= TITLE {
        return title.to_owned();
    }
    let (head, tail) = (TITLE / 2 - 4, TITLE / 2 + 3);
    letters[..head].iter().chain(&['…']).chain(&letters[letters.len() - tail..]).collect()
}

/// An arrow without bends.
pub(super) fn arrow(from: usize, to: usize, imports: u32, label: String, kind: ArrowKind) -> Arrow {
    Arrow { from, to, imports, label, kind, hidden: false, bends: Vec::new() }
}

/// Arrows on a page from which on those that others imply are hidden at first.
const MANY_ARROWS: usize = 24;

/// A page with everything in its place.
pub(super) fn page(id: String, name: &str, title: String, blocks: Vec<Block>, arrows: Vec<Arrow>) -> Page {
    let mut page = Page { id, name: name.to_owned(), title, notes: Vec::new(), blocks, arrows, size: (0.0, 0.0) };
    if page.arrows.len() > MANY_ARROWS {
        hide_implied(page.blocks.len(), &mut page.arrows);
        hide_light(&mut page);
    }
    let shown: Vec<usize> = (0..page.arrows.len()).filter(|&at| !page.arrows[at].hidden).collect();
    let ends: Vec<(usize, usize)> = shown.iter().map(|&at| (page.arrows[at].from, page.arrows[at].to)).collect();
    let sizes: Vec<(f64, f64)> = page.blocks.iter().map(|block| block.size).collect();
    let placed = layout::layout(&sizes, &ends);
    page.blocks.iter_mut().zip(placed.boxes).for_each(|(block, at)| block.at = at);
    for (at, bends) in shown.into_iter().zip(placed.bends) {
        page.arrows[at].bends = bends;
    }
    page.size = (placed.width, placed.height);
    part_mutual(&mut page);
    let hidden = page.arrows.iter().filter(|arrow| arrow.hidden).count();
    if hidden > 0 {
        page.notes.push(format!(
            "{hidden} of {} dependencies stand in the layer \"hidden\": switch it on.",
            page.arrows.len()
        ));
    }
    page
}

/// Arrows that a reader can still follow.
const MOST_SHOWN: usize = 48;

/// On a page that is a tangle, hides all but the heaviest arrows; those to cut stay.
fn hide_light(page: &mut Page) {
    let mut shown: Vec<usize> = (0..page.arrows.len()).filter(|&at| !page.arrows[at].hidden).collect();
    if shown.len() <= MOST_SHOWN {
        return;
    }
    let key = |&at: &usize| {
        let arrow = &page.arrows[at];
        (arrow.kind != ArrowKind::Cut, std::cmp::Reverse(arrow.imports), at)
    };
    shown.sort_by_key(key);
    let all = shown.len();
    let light = shown.split_off(MOST_SHOWN);
    let least = shown.last().map_or(0, |&at| page.arrows[at].imports);
    light.into_iter().for_each(|at| page.arrows[at].hidden = true);
    page.notes.push(format!(
        "Shown are the {MOST_SHOWN} heaviest of {all} direct dependencies: those with {least} imports or more, and those to cut."
    ));
}

/// Two boxes that use each other directly: each arrow bends to its own side.
fn part_mutual(page: &mut Page) {
    const ASIDE: f64 = 14.0;
    let ends: BTreeSet<(usize, usize)> =
        page.arrows.iter().filter(|arrow| !arrow.hidden).map(|arrow| (arrow.from, arrow.to)).collect();
    let middle = |block: &Block| (block.at.0 + block.size.0 / 2.0, block.at.1 + block.size.1 / 2.0);
    for arrow in page.arrows.iter_mut().filter(|arrow| !arrow.hidden && arrow.bends.is_empty()) {
        if ends.contains(&(arrow.to, arrow.from)) {
            let (from, to) = (middle(&page.blocks[arrow.from]), middle(&page.blocks[arrow.to]));
            let side = if from.1 < to.1 { ASIDE } else { -ASIDE };
            arrow.bends.push((f64::midpoint(from.0, to.0) + side, f64::midpoint(from.1, to.1)));
        }
    }
}

/// Marks arrows between whose ends a longer way leads, over a box that stands in a circle with neither end.
fn hide_implied(blocks: usize, arrows: &mut [Arrow]) {
    let mut next: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); blocks];
    for arrow in arrows.iter().filter(|arrow| arrow.kind == ArrowKind::Use) {
        next[arrow.from].insert(arrow.to);
    }
    let reach: Vec<BTreeSet<usize>> = (0..blocks).map(|from| reached(&next, from)).collect();
    for arrow in arrows.iter_mut().filter(|arrow| arrow.kind == ArrowKind::Use) {
        let (from, to) = (arrow.from, arrow.to);
        let around = |&middle: &usize| {
            let in_circle = reach[to].contains(&middle) || reach[middle].contains(&from);
            middle != to && !in_circle && reach[middle].contains(&to)
        };
        arrow.hidden = !reach[to].contains(&from) && next[from].iter().any(around);
    }
}

fn reached(next: &[BTreeSet<usize>], from: usize) -> BTreeSet<usize> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
    while let Some(node) = open.pop() {
        open.extend(next[node].iter().copied().filter(|&to| seen.insert(to)));
    }
    seen
}

/// Sums of imports between boxes, given the box of each end.
pub(super) fn summed(
    uses: impl Iterator<Item = (usize, usize, u32, ArrowKind)>,
) -> BTreeMap<(usize, usize), (u32, ArrowKind)> {
    let mut sums: BTreeMap<(usize, usize), (u32, ArrowKind)> = BTreeMap::new();
    for (from, to, imports, kind) in uses.filter(|(from, to, ..)| from != to) {
        let sum = sums.entry((from, to)).or_insert((0, ArrowKind::Use));
        *sum = (sum.0.saturating_add(imports), sum.1.max(kind));
    }
    sums
}

/// A count with its noun.
pub(super) fn counted(count: u64, one: &str, many: &str) -> String {
    let digits = count.to_string();
    let mut shown = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) && digits.len() > 4 {
            shown.push(',');
        }
        shown.push(digit);
    }
    format!("{shown} {}", if count == 1 { one } else { many })
}

#[derive(Serialize)]
struct JsonPage<'a> {
    id: &'a str,
    name: &'a str,
    title: &'a str,
    notes: &'a [String],
    width: u64,
    height: u64,
    boxes: Vec<JsonBox<'a>>,
    arrows: Vec<JsonArrow<'a>>,
}

#[derive(Serialize)]
struct JsonBox<'a> {
    id: &'a str,
    kind: &'static str,
    title: &'a str,
    name: &'a str,
    detail: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    opens: Option<&'a str>,
    x: u64,
    y: u64,
    width: u64,
    height: u64,
}

#[derive(Serialize)]
struct JsonArrow<'a> {
    from: &'a str,
    to: &'a str,
    imports: u32,
    label: &'a str,
    in_cycle: bool,
    cut: bool,
    hidden: bool,
}

/// The pages for machines: boxes with their places, arrows between them.
pub fn json(facts: &Facts) -> serde_json::Result<String> {
    let pages = pages(facts);
    let whole = |number: f64| number.max(0.0) as u64;
    let row = |block: &'_ Block| (whole(block.at.0), whole(block.at.1), whole(block.size.0), whole(block.size.1));
    let list: Vec<JsonPage<'_>> = pages
        .iter()
        .map(|page| JsonPage {
            id: &page.id,
            name: &page.name,
            title: &page.title,
            notes: &page.notes,
            width: whole(page.size.0),
            height: whole(page.size.1),
            boxes: page
                .blocks
                .iter()
                .map(|block| {
                    let (x, y, width, height) = row(block);
                    JsonBox {
                        id: &block.id,
                        kind: block.kind.id(),
                        title: &block.title,
                        name: &block.whole,
                        detail: &block.detail,
                        opens: block.opens.as_deref(),
                        x,
                        y,
                        width,
                        height,
                    }
                })
                .collect(),
            arrows: page
                .arrows
                .iter()
                .map(|arrow| JsonArrow {
                    from: &page.blocks[arrow.from].id,
                    to: &page.blocks[arrow.to].id,
                    imports: arrow.imports,
                    label: &arrow.label,
                    in_cycle: arrow.kind != ArrowKind::Use,
                    cut: arrow.kind == ArrowKind::Cut,
                    hidden: arrow.hidden,
                })
                .collect(),
        })
        .collect();
    let mut text = serde_json::to_string_pretty(
        &serde_json::json!({ "schema_version": "1.0", "system": facts.system, "pages": list }),
    )?;
    text.push('\n');
    Ok(text)
}
