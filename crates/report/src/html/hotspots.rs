//! Hotspots: the ranked table and, beside it, a map of the code.

use super::Input;
use super::table::{Cell, Column, table};
use super::treemap::{Rect, squarify};
use super::writer::{Html, card_head};
use crate::json::hottest;
use crate::{limits, words};
use quarterdeck_base::{RepoPath, round_to};
use quarterdeck_facts::{ComponentIx, Facts, FileFacts, FileKind};
use std::collections::BTreeMap;

/// The section.
pub(super) fn hotspots(page: &mut Html, input: Input<'_>) {
    let hot = hottest(input.facts, limits::PAGE_ROWS);
    page.raw("<div class=\"grid\" id=\"hotspots\">");
    if hot.is_empty() {
        page.raw("<div>");
        card_head(page, "", "No hotspots", "");
        page.raw(
            "<p class=\"card-body soft\">No file has both complexity and a history of changes that could be read.</p>",
        );
        page.raw("</section></div></div>\n");
        return;
    }
    page.raw("<div class=\"c6 stays\">");
    map(page, input, &hot);
    page.raw("</div><div class=\"c6\">");
    ranked(page, input, &hot);
    page.raw("</div></div>\n");
}

fn ranked(page: &mut Html, input: Input<'_>, hot: &[&FileFacts]) {
    card_head(
        page,
        "",
        "Hotspots, worst first",
        "Where complexity meets frequent change: read and test these before others.",
    );
    let columns = [
        Column::Wide("File"),
        Column::Number("Score"),
        Column::Number("Code lines"),
        Column::Number("Changes, 12 months"),
        Column::Number("Fixes"),
    ];
    let row = |(position, file): (usize, &&FileFacts)| {
        let count = |figure: Option<u32>| figure.map_or(Cell::Unknown, |value| Cell::Number(u64::from(value)));
        let history = file.history.as_ref();
        let mut score = Html::new();
        score.decimal(file.hotspot_score.unwrap_or_default(), 1);
        let cells = vec![
            Cell::Html(file_name(&file.path)),
            Cell::Html(score),
            Cell::Number(u64::from(file.code)),
            count(history.map(|history| history.revisions_12m)),
            count(history.map(|history| history.fixes)),
        ];
        (Some(position + 1), cells)
    };
    table(page, "Hotspots, worst first", &columns, hot.iter().enumerate().map(row).collect());
    let total = input.facts.files.iter().filter(|file| file.hotspot_score.is_some_and(|score| score > 0.0)).count();
    page.raw("<footer class=\"card-foot\"><span>Score of 0 to 100; ").number(total as u64);
    page.raw(" files have one. All: <span class=\"mono\">quarterdeck facts . --level file</span></span></footer></section>\n");
}

/// Name of a file with its folder below.
pub(super) fn file_name(path: &RepoPath) -> Html {
    let mut cell = Html::new();
    cell.raw("<span class=\"mono\">").text(&path.file_name().to_string()).raw("</span>");
    if !path.parent().is_empty() {
        cell.raw("<br><small class=\"muted\">").text(&path.parent().to_string()).raw("</small>");
    }
    cell
}

/// Files of one component on the map.
struct Block<'f> {
    component: Option<ComponentIx>,
    files: Vec<&'f FileFacts>,
    /// Number and code lines of the files that are too many to draw.
    rest: (u64, u64),
}

impl Block<'_> {
    fn name<'n>(&self, facts: &'n Facts) -> &'n str {
        self.component.map_or("other components", |component| &facts.components[component.at()].name)
    }

    fn lines(&self) -> u64 {
        self.files.iter().map(|file| u64::from(file.code)).sum::<u64>() + self.rest.1
    }
}

/// Components drawn with their own border; smaller ones share a block.
const MAP_COMPONENTS: usize = 16;

/// Written files by component: the largest one by one, the others as one rectangle of their component.
fn blocks(facts: &Facts) -> Vec<Block<'_>> {
    let written = |file: &&FileFacts| file.kind == FileKind::Source && file.code > 0;
    let mut files: Vec<_> = facts.files.iter().filter(written).collect();
    files.sort_by(|a, b| b.code.cmp(&a.code).then(a.repository.cmp(&b.repository)).then(a.path.cmp(&b.path)));
    let mut lines: BTreeMap<ComponentIx, u64> = BTreeMap::new();
    for file in &files {
        *lines.entry(file.component).or_default() += u64::from(file.code);
    }
    let mut largest: Vec<_> = lines.into_iter().collect();
    largest.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let own: Vec<_> = largest.into_iter().take(MAP_COMPONENTS).map(|(component, _)| component).collect();
    let mut blocks: BTreeMap<Option<ComponentIx>, Block<'_>> = BTreeMap::new();
    for (drawn, file) in files.into_iter().enumerate() {
        let key = own.contains(&file.component).then_some(file.component);
        let block = blocks.entry(key).or_insert(Block { component: key, files: Vec::new(), rest: (0, 0) });
        if drawn < limits::PAGE_MAP_FILES {
            block.files.push(file);
        } else {
            block.rest = (block.rest.0 + 1, block.rest.1 + u64::from(file.code));
        }
    }
    let mut sorted: Vec<_> = blocks.into_values().collect();
    sorted.sort_by(|a, b| b.lines().cmp(&a.lines()).then(a.component.cmp(&b.component)));
    sorted
}

fn map(page: &mut Html, input: Input<'_>, hot: &[&FileFacts]) {
    card_head(
        page,
        "",
        "Map of the code",
        "Each rectangle is a file: larger means more code lines, warmer means a higher hotspot score.",
    );
    let blocks = blocks(input.facts);
    page.raw("<div class=\"card-body\">");
    zoom(page, input.facts, &blocks);
    page.raw(
        "<svg class=\"map\" id=\"map\" role=\"group\" aria-label=\"Map of the code; the table of hotspots says the ",
    );
    page.raw("same in figures\">");
    let weights: Vec<f64> = blocks.iter().map(|block| block.lines() as f64).collect();
    let area = Rect { x: 0.0, y: 0.0, width: 120.0, height: 100.0 };
    for (block, rect) in blocks.iter().zip(squarify(&weights, area)) {
        page.raw("<g class=\"blk\"><svg");
        place(page, rect, area);
        page.raw(">");
        files(page, input.facts, block, rect, hot);
        page.raw("</svg>");
        frame(page, input.facts, block, rect, area);
        page.raw("</g>");
    }
    page.raw("</svg><ul class=\"legend\" role=\"list\">");
    for (class, label) in [
        ("h0", "under 20"),
        ("h1", "20 to 40"),
        ("h2", "40 to 60"),
        ("h3", "60 to 80"),
        ("h4", "80 and more"),
        ("hn", "score not known"),
    ] {
        page.raw("<li><svg viewBox=\"0 0 14 14\" aria-hidden=\"true\"><g class=\"").raw(class);
        page.raw("\"><rect class=\"f\" x=\"1\" y=\"1\" width=\"12\" height=\"12\"/></g></svg>").raw(label).raw("</li>");
    }
    page.raw("</ul></div></section>\n");
}

/// The choice of what the map shows; script makes it work, so script shows it.
fn zoom(page: &mut Html, facts: &Facts, blocks: &[Block<'_>]) {
    if blocks.len() < 2 {
        return;
    }
    page.raw("<form class=\"zoom no-print\" id=\"zoom\" hidden><label for=\"zs\">Show</label><select class=\"select\" id=\"zs\">");
    page.raw("<option value=\"\">all components</option>");
    for (at, block) in blocks.iter().enumerate() {
        page.raw("<option value=\"").digits(at).raw("\">").text(block.name(facts)).raw("</option>");
    }
    page.raw("</select></form>");
}

/// Position as attributes, in per cent of the container.
fn place(page: &mut Html, rect: Rect, area: Rect) {
    let per_cent = |page: &mut Html, value: f64, whole: f64| {
        page.decimal(round_to(value * 100.0 / whole, 2), 2).raw("%\"");
    };
    page.raw(" x=\"");
    per_cent(page, rect.x - area.x, area.width);
    page.raw(" y=\"");
    per_cent(page, rect.y - area.y, area.height);
    page.raw(" width=\"");
    per_cent(page, rect.width, area.width);
    page.raw(" height=\"");
    per_cent(page, rect.height, area.height);
}

fn heat(score: Option<f64>) -> &'static str {
    match score {
        None => "hn",
        Some(score) if score < 20.0 => "h0",
        Some(score) if score < 40.0 => "h1",
        Some(score) if score < 60.0 => "h2",
        Some(score) if score < 80.0 => "h3",
        Some(_) => "h4",
    }
}

fn files(page: &mut Html, facts: &Facts, block: &Block<'_>, area: Rect, hot: &[&FileFacts]) {
    let (drawn, rest) = split(area, block.lines(), block.rest.1);
    let weights: Vec<f64> = block.files.iter().map(|file| f64::from(file.code)).collect();
    for (file, rect) in block.files.iter().zip(squarify(&weights, drawn)) {
        one_file(page, facts, file, (rect, area), hot);
    }
    if block.rest.1 > 0 {
        page.raw("<g class=\"hr\"><rect class=\"f\"");
        place(page, rest, area);
        page.raw("><title>").text(&words::plural(block.rest.0, "smaller file", "smaller files")).raw(": ");
        page.text(&words::plural(block.rest.1, "code line", "code lines")).raw("</title></rect></g>");
    }
}

/// Cuts off, at the far end of the longer side, the share that `rest` has of `all`.
fn split(area: Rect, all: u64, rest: u64) -> (Rect, Rect) {
    let share = if all == 0 { 0.0 } else { rest as f64 / all as f64 };
    if area.width >= area.height {
        let width = area.width * (1.0 - share);
        (Rect { width, ..area }, Rect { x: area.x + width, width: area.width - width, ..area })
    } else {
        let height = area.height * (1.0 - share);
        (Rect { height, ..area }, Rect { y: area.y + height, height: area.height - height, ..area })
    }
}

fn one_file(page: &mut Html, facts: &Facts, file: &FileFacts, (rect, area): (Rect, Rect), hot: &[&FileFacts]) {
    let rank = hot.iter().position(|known| std::ptr::eq(*known, file));
    let labelled = rect.width > 9.0 && rect.height > 5.0;
    if let Some(rank) = rank {
        page.raw("<a href=\"#hot-").digits(rank + 1).raw("\">");
    }
    page.raw(if labelled { "<svg class=\"" } else { "<g class=\"" }).raw(heat(file.hotspot_score)).raw("\"");
    if labelled {
        place(page, rect, area);
        page.raw("><rect class=\"f\" width=\"100%\" height=\"100%\">");
    } else {
        page.raw("><rect class=\"f\"");
        place(page, rect, area);
        page.raw(">");
    }
    page.raw("<title>").text(&file.path.to_string());
    if facts.repositories.len() > 1 {
        page.raw(" in ").text(&facts.repositories[file.repository.at()].name);
    }
    page.raw(": ").text(&words::plural(u64::from(file.code), "code line", "code lines")).raw(", hotspot score ");
    match file.hotspot_score {
        Some(score) => page.decimal(score, 1),
        None => page.raw("not known"),
    };
    page.raw("</title></rect>");
    if labelled {
        page.raw("<text x=\"5\" y=\"100%\" dy=\"-6\">").text(&file.path.file_name().to_string()).raw("</text></svg>");
    } else {
        page.raw("</g>");
    }
    if rank.is_some() {
        page.raw("</a>");
    }
}

/// Border and name of a component.
fn frame(page: &mut Html, facts: &Facts, block: &Block<'_>, rect: Rect, area: Rect) {
    page.raw("<svg");
    place(page, rect, area);
    page.raw("><rect class=\"frame\" width=\"100%\" height=\"100%\"/>");
    if rect.width > 12.0 && rect.height > 9.0 {
        page.raw("<text class=\"comp\" x=\"6\" y=\"15\">").text(block.name(facts)).raw("</text>");
    }
    page.raw("</svg>");
}
