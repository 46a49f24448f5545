//! Pages to an mxfile: boxes and arrows are objects with stable ids; `qd_label` and `qd_style` keep what we wrote, so that a
//! later merge can tell what people changed.

use super::xml::Element;
use crate::architecture::{Arrow, ArrowKind, Block, BlockKind, Page};
use crate::escape;

/// Everything of ours has an id that begins so.
pub(super) const OURS: &str = "qd:";
/// The layer of arrows that others imply.
pub(super) const HIDDEN: &str = "qd:layer:hidden";
/// The layer of everything else.
pub(super) const LAYER: &str = "1";
/// Space above the boxes, for title and notes.
const HEAD: f64 = 40.0;
const NOTE: f64 = 18.0;
const MARGIN: f64 = 40.0;

/// The whole file.
pub(super) fn document(pages: &[Page]) -> Element {
    let file = Element::new("mxfile", &[("host", "quarterdeck"), ("compressed", "false")]);
    pages.iter().fold(file, |file, page| file.with(diagram(page)))
}

fn diagram(page: &Page) -> Element {
    let (width, height) = (whole(page.size.0 + 2.0 * MARGIN), whole(page.size.1 + top(page) + MARGIN));
    let model = Element::new(
        "mxGraphModel",
        &[
            ("grid", "1"),
            ("gridSize", "10"),
            ("guides", "1"),
            ("tooltips", "1"),
            ("connect", "1"),
            ("arrows", "1"),
            ("fold", "1"),
            ("page", "0"),
            ("pageScale", "1"),
            ("pageWidth", &width),
            ("pageHeight", &height),
            ("math", "0"),
            ("shadow", "0"),
        ],
    );
    let mut root = Element::new("root", &[])
        .with(Element::new("mxCell", &[("id", "0")]))
        .with(Element::new("mxCell", &[("id", LAYER), ("parent", "0")]))
        .with(Element::new("mxCell", &[("id", HIDDEN), ("value", "hidden"), ("parent", "0"), ("visible", "0")]));
    root.children.extend(head(page));
    root.children.extend(page.arrows.iter().map(|arrow| arrow_object(page, arrow)));
    root.children.extend(page.blocks.iter().map(|block| block_object(page, block)));
    Element::new("diagram", &[("id", &page.id), ("name", &escape::visible(&page.name))]).with(model.with(root))
}

/// Where the boxes begin.
fn top(page: &Page) -> f64 {
    MARGIN + HEAD + NOTE * page.notes.len() as f64
}

fn whole(number: f64) -> String {
    format!("{}", number.round() as i64)
}

fn html(text: &str) -> String {
    let mut out = String::new();
    escape::html(&mut out, text);
    out
}

fn head(page: &Page) -> [Element; 2] {
    let width = page.size.0.max(700.0);
    let text = "text;html=1;align=left;verticalAlign=top;whiteSpace=wrap;strokeColor=none;fillColor=none;";
    let title = format!("{text}fontSize=18;fontStyle=1;fontColor=#15202E;");
    let notes = format!("{text}fontSize=11;fontColor=#566376;");
    let lines: Vec<String> = page.notes.iter().map(|note| html(note)).collect();
    let height = NOTE * lines.len().max(1) as f64;
    [
        object("qd:title", &html(&page.title), &title, &[])
            .placed(geometry((MARGIN, MARGIN / 2.0), (width, 28.0)))
            .vertex(),
        object("qd:notes", &lines.join("<br>"), &notes, &[])
            .placed(geometry((MARGIN, MARGIN / 2.0 + 30.0), (width, height)))
            .vertex(),
    ]
}

fn geometry(at: (f64, f64), size: (f64, f64)) -> Element {
    Element::new(
        "mxGeometry",
        &[
            ("x", &whole(at.0)),
            ("y", &whole(at.1)),
            ("width", &whole(size.0)),
            ("height", &whole(size.1)),
            ("as", "geometry"),
        ],
    )
}

fn object(id: &str, label: &str, style: &str, more: &[(&str, &str)]) -> Element {
    let mut object = Element::new("object", &[("label", label), ("qd_label", label), ("qd_style", style)]);
    more.iter().filter(|(_, value)| !value.is_empty()).for_each(|(key, value)| object.set(key, value));
    object.set("id", id);
    object.with(Element::new("mxCell", &[("style", style), ("parent", LAYER)]))
}

impl Element {
    fn cell(mut self, change: impl FnOnce(&mut Element)) -> Self {
        if let Some(cell) = self.child_mut("mxCell") {
            change(cell);
        }
        self
    }

    fn placed(self, geometry: Element) -> Self {
        self.cell(|cell| cell.children.push(geometry))
    }

    fn vertex(self) -> Self {
        self.cell(|cell| cell.set("vertex", "1"))
    }
}

fn block_object(page: &Page, block: &Block) -> Element {
    let detail = match block.detail.as_str() {
        "" => String::new(),
        detail => format!("<br><font style=\"font-size:10px\">{}</font>", html(detail)),
    };
    let label = format!("<b>{}</b>{detail}", html(&block.title));
    let link = block.opens.as_ref().map_or_else(String::new, |page| format!("data:page/id,{page}"));
    let at = (block.at.0 + MARGIN, block.at.1 + top(page));
    object(&block.id, &label, block_style(block.kind), &[("tooltip", &escape::visible(&block.whole)), ("link", &link)])
        .placed(geometry(at, block.size))
        .vertex()
}

fn block_style(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Repository => {
            "rounded=1;arcSize=8;whiteSpace=wrap;html=1;fillColor=#0D5A66;strokeColor=#15202E;fontColor=#FFFFFF;fontSize=12;"
        }
        BlockKind::Component => {
            "rounded=1;arcSize=8;whiteSpace=wrap;html=1;fillColor=#E0EFF0;strokeColor=#0D5A66;fontColor=#15202E;fontSize=12;"
        }
        BlockKind::Group => {
            "shape=folder;tabWidth=40;tabHeight=8;tabPosition=left;whiteSpace=wrap;html=1;spacingTop=6;fillColor=#F1F3F6;strokeColor=#758195;fontColor=#15202E;fontSize=12;"
        }
        BlockKind::Folder => {
            "rounded=0;whiteSpace=wrap;html=1;fillColor=#FFFFFF;strokeColor=#758195;fontColor=#15202E;fontSize=12;"
        }
        BlockKind::Outside => {
            "rounded=1;arcSize=30;whiteSpace=wrap;html=1;fillColor=#FDF2D3;strokeColor=#BD8500;fontColor=#15202E;fontSize=12;"
        }
        BlockKind::Delivery => {
            "rounded=0;whiteSpace=wrap;html=1;fillColor=#E4F1F8;strokeColor=#3A86B0;fontColor=#15202E;fontSize=12;"
        }
    }
}

/// Arrows on a page up to which their labels are shown.
const LABELLED: usize = 30;

fn arrow_object(page: &Page, arrow: &Arrow) -> Element {
    let (from, to) = (&page.blocks[arrow.from], &page.blocks[arrow.to]);
    let id = format!("qd:use:{}>{}", from.id.trim_start_matches(OURS), to.id.trim_start_matches(OURS));
    let shown = page.arrows.iter().filter(|arrow| !arrow.hidden).count() <= LABELLED;
    let label = match arrow.kind {
        ArrowKind::Cut => format!("{}, cut here", arrow.label),
        ArrowKind::Use | ArrowKind::Circle if shown => arrow.label.clone(),
        ArrowKind::Use | ArrowKind::Circle => String::new(),
    };
    let tooltip = match arrow.imports {
        0 => format!("{} uses {}: {}", from.whole, to.whole, arrow.label),
        1 => format!("{} uses {}: 1 import", from.whole, to.whole),
        imports => format!("{} uses {}: {imports} imports", from.whole, to.whole),
    };
    let points = arrow
        .bends
        .iter()
        .map(|(x, y)| Element::new("mxPoint", &[("x", &whole(x + MARGIN)), ("y", &whole(y + top(page)))]));
    let points: Vec<Element> = points.collect();
    let mut geometry = Element::new("mxGeometry", &[("relative", "1"), ("as", "geometry")]);
    if !points.is_empty() {
        let list = points.into_iter().fold(Element::new("Array", &[("as", "points")]), Element::with);
        geometry.children.push(list);
    }
    object(&id, &html(&label), &arrow_style(arrow), &[("tooltip", &escape::visible(&tooltip))]).placed(geometry).cell(
        |cell| {
            cell.set("edge", "1");
            cell.set("source", &from.id);
            cell.set("target", &to.id);
            if arrow.hidden {
                cell.set("parent", HIDDEN);
            }
        },
    )
}

fn arrow_style(arrow: &Arrow) -> String {
    let width = match arrow.imports {
        0..10 => 1,
        10..50 => 2,
        _ => 3,
    };
    let colour = match arrow.kind {
        ArrowKind::Use => "#758195",
        ArrowKind::Circle => "#BF4A12",
        ArrowKind::Cut => "#8B1040",
    };
    let dashed = if arrow.kind == ArrowKind::Cut { "dashed=1;" } else { "" };
    format!(
        "html=1;rounded=1;endArrow=block;endFill=1;endSize=5;strokeWidth={width};strokeColor={colour};{dashed}fontSize=10;fontColor=#435062;labelBackgroundColor=#FFFFFF;"
    )
}
