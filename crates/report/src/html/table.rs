//! Tables: real ones with caption and scopes, which turn into cards on a phone.

use super::writer::Html;

/// A column.
#[derive(Clone, Copy)]
pub(super) enum Column {
    /// Text, to the left.
    Text(&'static str),
    /// Figures, to the right.
    Number(&'static str),
    /// Text that takes the whole width of a card.
    Wide(&'static str),
}

impl Column {
    fn label(self) -> &'static str {
        match self {
            Self::Text(label) | Self::Number(label) | Self::Wide(label) => label,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Text(_) => "",
            Self::Number(_) => " class=\"n\"",
            Self::Wide(_) => " class=\"full\"",
        }
    }
}

/// A cell.
pub(super) enum Cell {
    /// Prose.
    Text(String),
    /// A path or a name from the code.
    Code(String),
    /// A whole number.
    Number(u64),
    /// Anything else.
    Html(Html),
    /// Not known.
    Unknown,
}

/// Writes a table; the first cell of a row is its header.
pub(super) fn table(page: &mut Html, caption: &'static str, columns: &[Column], rows: Vec<(Option<usize>, Vec<Cell>)>) {
    page.raw("<div class=\"table-wrap\"><table class=\"table cards\"><caption class=\"vh\">").raw(caption);
    page.raw("</caption><thead><tr>");
    for column in columns {
        page.raw("<th scope=\"col\"").raw(column.class()).raw(">").raw(column.label()).raw("</th>");
    }
    page.raw("</tr></thead><tbody>\n");
    for (anchor, cells) in rows {
        page.raw("<tr");
        if let Some(anchor) = anchor {
            page.raw(" id=\"hot-").digits(anchor).raw("\"");
        }
        page.raw(">");
        for (position, (column, value)) in columns.iter().zip(&cells).enumerate() {
            if position == 0 {
                page.raw("<th scope=\"row\" class=\"full\">");
                cell(page, value);
                page.raw("</th>");
            } else {
                page.raw("<td").raw(column.class()).raw(" data-l=\"").raw(column.label()).raw("\"><div>");
                cell(page, value);
                page.raw("</div></td>");
            }
        }
        page.raw("</tr>\n");
    }
    page.raw("</tbody></table></div>\n");
}

fn cell(page: &mut Html, value: &Cell) {
    match value {
        Cell::Text(text) => page.text(text),
        Cell::Code(text) => page.raw("<span class=\"mono\">").text(text).raw("</span>"),
        Cell::Number(number) => page.number(*number),
        Cell::Html(html) => page.add(html),
        Cell::Unknown => page.raw("<span class=\"muted\">not known</span>"),
    };
}
