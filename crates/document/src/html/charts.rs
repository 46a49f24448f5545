//! Timelines and bars as drawings: positions in per cent, so that they are fluid from a phone to paper and need no style.

use super::Page;
use super::words::{shape, status_mark};
use super::writer::Html;
use crate::model::{Bars, Lane, Timeline};
use crate::reading::{amount, axis_end, number, share};

/// Height of a row of a timeline, and where its bar, its mark and its range stand in it.
const LANE_HEIGHT: f64 = 46.0;
/// Heights of the chart of bars: whole, top of the axis, foot of the axis.
const BARS_HEIGHT: f64 = 210.0;
const BARS_TOP: f64 = 24.0;
const BARS_FOOT: f64 = 182.0;
/// Width in pixels that labels can count on, on a desk and on a phone, and the width of a letter of theirs.
const WIDE_PX: f64 = 560.0;
const NARROW_PX: f64 = 300.0;
const LETTER_PX: f64 = 6.6;

/// Which of the labels along an axis have room: all of them are there, some only where the page is wide.
struct Room {
    wide: usize,
    narrow: usize,
}

impl Room {
    fn of<'a>(labels: impl Iterator<Item = &'a str> + Clone) -> Self {
        let longest = labels.clone().map(|label| label.chars().count()).max().unwrap_or(0);
        let needed = labels.count() as f64 * (longest as f64 * LETTER_PX + 10.0);
        let every = |width: f64| ((needed / width).ceil() as usize).max(1);
        let wide = every(WIDE_PX);
        // A label that a phone shows is one of those that a desk shows.
        Self { wide, narrow: every(NARROW_PX).next_multiple_of(wide) }
    }

    /// The class of a label, or none where it never has room.
    fn class(&self, at: usize) -> Option<&'static str> {
        if !at.is_multiple_of(self.wide) {
            None
        } else if at.is_multiple_of(self.narrow) {
            Some("tick")
        } else {
            Some("tick wide")
        }
    }
}

impl Page<'_> {
    /// Work over time: one row a lane, its words for readers who do not see it.
    pub(super) fn timeline(&mut self, timeline: &Timeline) {
        self.open_figure("gantt-box", &timeline.caption);
        self.html.raw("<div class=\"gantt\">\n<div class=\"lab hd\"></div><div class=\"trk hd\">");
        periods(&mut self.html, &timeline.periods);
        self.html.raw("</div>\n");
        for (title, lanes) in &timeline.groups {
            if !title.is_empty() {
                self.html.raw("<p class=\"group\">").text(title).raw("</p>\n");
            }
            for lane in lanes {
                self.html.raw("<div class=\"lab\"><b>").text(&lane.label).raw("</b>");
                if !lane.note.is_empty() {
                    self.html.raw("<small>").text(&lane.note).raw("</small>");
                }
                status_mark(&mut self.html, lane.status, self.document.word(lane.status.key()));
                self.html.raw("</div><div class=\"trk\">");
                draw_lane(&mut self.html, lane, timeline.periods.len());
                self.html.raw("</div>\n");
            }
        }
        self.html.raw("</div>\n");
        self.close_figure(&timeline.legend);
    }

    /// Bars over periods.
    pub(super) fn bars(&mut self, bars: &Bars) {
        self.open_figure("bars-box", &bars.caption);
        self.html.raw("<p class=\"legend\">").text(&bars.unit).raw("</p>\n<p class=\"keys\">");
        for (at, part) in bars.parts.iter().enumerate() {
            self.html.raw("<span><svg viewBox=\"0 0 12 12\" aria-hidden=\"true\"><rect class=\"").raw(part_class(at));
            self.html.raw("\" x=\"1\" y=\"1\" width=\"10\" height=\"10\"/></svg>").text(part).raw("</span> ");
        }
        if !bars.line.is_empty() {
            self.html
                .raw("<span><svg viewBox=\"0 0 12 12\" aria-hidden=\"true\"><path class=\"limit\" d=\"M0 6h12\"/>");
            self.html.raw("</svg>").text(&bars.line).raw("</span>");
        }
        self.html.raw("</p>\n<div class=\"bars\" aria-hidden=\"true\">");
        let largest = bars.bars.iter().flat_map(|bar| [total(&bar.values), amount(bar.line.unwrap_or(0.0))]);
        let end = axis_end(largest.fold(0.0, f64::max));
        axis(&mut self.html, &self.document.language, end);
        draw_bars(&mut self.html, &self.document.language, bars, end);
        self.html.raw("</div>\n<ul class=\"vh\">");
        for bar in &bars.bars {
            self.html.raw("<li>").text(&bar.label).raw(": ").text(&bar.words).raw("</li>");
        }
        self.html.raw("</ul>\n");
        self.close_figure("");
    }

    fn open_figure(&mut self, class: &'static str, caption: &str) {
        self.html.raw("<figure class=\"").raw(class).raw("\">\n<figcaption>").text(caption).raw("</figcaption>\n");
    }

    fn close_figure(&mut self, legend: &str) {
        if !legend.is_empty() {
            self.html.raw("<p class=\"legend\">").text(legend).raw("</p>\n");
        }
        self.html.raw("</figure>\n");
    }
}

fn periods(html: &mut Html, labels: &[String]) {
    html.raw("<svg height=\"24\" aria-hidden=\"true\">");
    stripes(html, labels.len());
    let room = Room::of(labels.iter().map(String::as_str));
    for (at, label) in labels.iter().enumerate() {
        if let Some(class) = room.class(at) {
            html.raw("<text class=\"").raw(class).raw("\" x=\"").percent(at as f64 / labels.len() as f64);
            html.raw("\" dx=\"4\" y=\"16\">").text(label).raw("</text>");
        }
    }
    html.raw("</svg>");
}

/// Stripes are higher than any row, which cuts them: a label of three lines makes its row higher than its drawing.
fn stripes(html: &mut Html, count: usize) {
    for at in (0..count).step_by(2) {
        html.raw("<rect class=\"stripe\" y=\"-400\" height=\"800\" x=\"").percent(at as f64 / count as f64);
        html.raw("\" width=\"").percent(1.0 / count as f64).raw("\"/>");
    }
}

fn draw_lane(html: &mut Html, lane: &Lane, period_count: usize) {
    html.raw("<svg height=\"").length(LANE_HEIGHT).raw("\" role=\"img\" aria-label=\"").text(&lane.label).raw(": ");
    html.text(&lane.words).raw("\">");
    stripes(html, period_count);
    let (from, to) = (share(lane.from), share(lane.to));
    html.raw("<rect class=\"work\" x=\"").percent(from).raw("\" width=\"").percent((to - from).max(0.0));
    html.raw("\" y=\"11\" height=\"14\" rx=\"2\"/>");
    if let Some((from, to)) = lane.range {
        let (from, to) = (share(from), share(to));
        for (x1, x2, y1, y2) in [(from, to, 36.0, 36.0), (from, from, 32.0, 40.0), (to, to, 32.0, 40.0)] {
            line(html, "range", (x1, x2), (y1, y2));
        }
    }
    if let Some(mark) = lane.mark {
        html.raw("<svg class=\"mark ").raw(lane.status.key()).raw("\" x=\"").percent(share(mark));
        html.raw("\" y=\"18\" width=\"1\" height=\"1\" overflow=\"visible\"><circle class=\"halo\" r=\"9\"/>");
        html.raw(shape(lane.status)).raw("</svg>");
    }
    html.raw("</svg>");
}

fn line(html: &mut Html, class: &'static str, (x1, x2): (f64, f64), (y1, y2): (f64, f64)) {
    html.raw("<line class=\"").raw(class).raw("\" x1=\"").percent(x1).raw("\" x2=\"").percent(x2);
    html.raw("\" y1=\"").length(y1).raw("\" y2=\"").length(y2).raw("\"/>");
}

fn part_class(at: usize) -> &'static str {
    ["part-1", "part-2", "part-3", "part-4"][at % 4]
}

fn total(values: &[f64]) -> f64 {
    values.iter().copied().map(amount).sum()
}

fn height_of(value: f64, end: f64) -> f64 {
    (BARS_FOOT - BARS_TOP) * share(value / end)
}

/// The numbers beside the axis.
fn axis(html: &mut Html, language: &str, end: f64) {
    html.raw("<svg class=\"axis\" height=\"").length(BARS_HEIGHT).raw("\">");
    for value in [0.0, end / 2.0, end] {
        html.raw("<text class=\"tick\" x=\"100%\" dx=\"-6\" text-anchor=\"end\" y=\"");
        html.length(BARS_FOOT - height_of(value, end) + 4.0).raw("\">").text(&number(language, value)).raw("</text>");
    }
    html.raw("</svg>");
}

fn draw_bars(html: &mut Html, language: &str, bars: &Bars, end: f64) {
    html.raw("<svg class=\"plot\" height=\"").length(BARS_HEIGHT).raw("\">");
    for value in [0.0, end / 2.0, end] {
        let y = BARS_FOOT - height_of(value, end);
        line(html, "grid", (0.0, 1.0), (y, y));
    }
    let slot = 1.0 / bars.bars.len().max(1) as f64;
    let room = Room::of(bars.bars.iter().map(|bar| bar.label.as_str()));
    let mut before: Option<f64> = None;
    for (at, bar) in bars.bars.iter().enumerate() {
        let left = at as f64 * slot;
        let mut y = BARS_FOOT;
        for (part, value) in bar.values.iter().enumerate() {
            let height = height_of(amount(*value), end);
            if height <= 0.0 {
                continue;
            }
            y -= height;
            html.raw("<rect class=\"")
                .raw(part_class(part))
                .raw("\" x=\"")
                .percent(left + slot * 0.2)
                .raw("\" width=\"");
            html.percent(slot * 0.6).raw("\" y=\"").length(y).raw("\" height=\"").length(height).raw("\"/>");
        }
        let limit = bar.line.map(|value| BARS_FOOT - height_of(amount(value), end));
        if let Some(limit) = limit {
            line(html, "limit", (left, left + slot), (limit, limit));
            if let Some(before) = before {
                line(html, "limit", (left, left), (before, limit));
            }
        }
        if let Some(class) = room.class(at) {
            let middle = left + slot / 2.0;
            label(html, class, " value", (middle, y - 5.0), &number(language, total(&bar.values)));
            label(html, class, "", (middle, BARS_FOOT + 18.0), &bar.label);
        }
        before = limit;
    }
    html.raw("</svg>");
}

fn label(html: &mut Html, class: &'static str, more: &'static str, (x, y): (f64, f64), text: &str) {
    html.raw("<text class=\"").raw(class).raw(more).raw("\" text-anchor=\"middle\" x=\"").percent(x);
    html.raw("\" y=\"").length(y).raw("\">").text(text).raw("</text>");
}

#[cfg(test)]
mod tests {
    use super::Room;

    #[test]
    fn labels_stand_as_close_as_they_have_room() {
        let shown = |count: usize, letters: usize| -> (usize, usize) {
            let labels = vec!["x".repeat(letters); count];
            let room = Room::of(labels.iter().map(String::as_str));
            let classes: Vec<_> = (0..count).filter_map(|at| room.class(at)).collect();
            (classes.len(), classes.iter().filter(|class| **class == "tick").count())
        };
        for (count, letters, expected) in
            [(0, 0, (0, 0)), (6, 7, (6, 3)), (18, 3, (18, 9)), (18, 8, (6, 3)), (60, 8, (9, 5)), (2, 400, (1, 1))]
        {
            assert_eq!(shown(count, letters), expected, "{count} labels of {letters} letters");
        }
    }
}
