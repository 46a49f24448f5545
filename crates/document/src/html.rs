//! A document as one HTML file: no network, no script, and its only style allowed by its hash. It reads on a phone, on
//! a desk, in light and in dark, and prints on A4.

mod charts;
mod words;
mod writer;

use crate::digest::csp_hash;
use crate::model::{Align, Block, Document, Table, Text, Tone};
use crate::reading::Levels;
use writer::Html;

const STYLE: &str = include_str!("../assets/document.css");

/// The page under construction.
struct Page<'a> {
    document: &'a Document,
    html: Html,
    levels: Levels,
    /// How often each reference was named so far.
    uses: Vec<usize>,
    /// Tables so far: their captions name the regions that scroll.
    tables: usize,
}

/// Writes the document.
pub fn html(document: &Document) -> String {
    let uses = vec![0; document.references.len()];
    let mut page = Page { document, html: Html::default(), levels: Levels::default(), uses, tables: 0 };
    page.head();
    for block in &document.blocks {
        page.block(block);
    }
    page.evidence();
    page.html.raw("</main>\n<footer>").text(&document.foot).raw("</footer>\n</body>\n</html>\n");
    page.html.finish()
}

impl Page<'_> {
    fn head(&mut self) {
        let document = self.document;
        let html = &mut self.html;
        html.raw("<!doctype html>\n<html lang=\"")
            .text(&document.language)
            .raw("\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '");
        html.text(&csp_hash(STYLE)).raw("'; base-uri 'none'; form-action 'none'\">\n");
        html.raw(
            "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n",
        );
        html.raw("<title>").text(&document.title).raw(", ").text(&document.organisation).raw("</title>\n<style>");
        html.raw(STYLE).raw("</style>\n</head>\n<body>\n<header>\n<p>").text(&document.organisation);
        html.raw("</p>\n<h1>").text(&document.title).raw("</h1>\n<p>").text(&document.subtitle);
        html.raw("</p>\n</header>\n<main>\n");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(level, text) => {
                let (open, close) = match self.levels.next(*level) {
                    1 => ("<h2>", "</h2>\n"),
                    2 => ("<h3>", "</h3>\n"),
                    _ => ("<h4>", "</h4>\n"),
                };
                self.html.raw(open).text(text).raw(close);
            }
            Block::Paragraph(text) => self.wrapped("<p>", text, "</p>\n"),
            Block::Callout(tone, text) => self.callout(*tone, text),
            Block::Bullets(items) => self.list("<ul>\n", items, "</ul>\n"),
            Block::Steps(items) => self.list("<ol>\n", items, "</ol>\n"),
            Block::Figures(figures) => self.figures(figures),
            Block::Grades(grades) => self.grades(grades),
            Block::Table(table) => self.table(table),
            Block::Timeline(timeline) => self.timeline(timeline),
            Block::Bars(bars) => self.bars(bars),
            Block::NewPage => {
                self.html.raw("<hr>\n");
            }
        }
    }

    fn wrapped(&mut self, open: &'static str, text: &Text, close: &'static str) {
        self.html.raw(open);
        self.sentence(text);
        self.html.raw(close);
    }

    /// A shape stands before what needs somebody and what is not known: the colour is not alone.
    fn callout(&mut self, tone: Tone, text: &Text) {
        let open = match tone {
            Tone::Answer => "<p class=\"callout answer\"><span>",
            Tone::Warning => {
                "<p class=\"callout warning\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"M8 1.500 15.500 \
                 14.500H.5z\"/></svg><span>"
            }
            Tone::Unknown => {
                "<p class=\"callout unknown\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><circle class=\"drawn \
                 dashed\" cx=\"8\" cy=\"8\" r=\"6\"/></svg><span>"
            }
        };
        self.wrapped(open, text, "</span></p>\n");
    }

    fn list(&mut self, open: &'static str, items: &[Text], close: &'static str) {
        self.html.raw(open);
        for text in items {
            self.wrapped("<li>", text, "</li>\n");
        }
        self.html.raw(close);
    }

    /// A table that becomes cards on a phone: its roles are written out because a table shown as blocks loses them.
    fn table(&mut self, table: &Table) {
        self.tables += 1;
        self.html.raw("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"t").number(self.tables);
        self.html
            .raw("\">\n<table role=\"table\">\n<caption id=\"t")
            .number(self.tables)
            .raw("\">")
            .text(&table.caption);
        self.html.raw("</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">");
        for column in &table.columns {
            self.html.raw("<th role=\"columnheader\" scope=\"col\"").raw(side(column.align)).raw(">");
            self.html.text(&column.title).raw("</th>");
        }
        self.html.raw("</tr></thead>\n<tbody role=\"rowgroup\">\n");
        for row in &table.rows {
            self.html.raw("<tr role=\"row\">");
            for (at, cell) in row.iter().enumerate() {
                let column = table.columns.get(at);
                let align = side(column.map_or(Align::Left, |column| column.align));
                let (open, close) = if at == 0 {
                    ("<th role=\"rowheader\" scope=\"row\"", "</span></th>")
                } else {
                    ("<td role=\"cell\"", "</span></td>")
                };
                self.html.raw(open).raw(align).raw(" data-l=\"").text(column.map_or("", |column| &column.title));
                self.html.raw("\"><span>");
                self.cell(cell);
                self.html.raw(close);
            }
            self.html.raw("</tr>\n");
        }
        self.html.raw("</tbody>\n</table>\n</div>\n");
    }
}

fn side(align: Align) -> &'static str {
    match align {
        Align::Left => "",
        Align::Right => " class=\"n\"",
    }
}
