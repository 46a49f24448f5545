//! A line chart over time as inline SVG. Lines live in a nested drawing that stretches; text and dots beside them keep their
//! size. Geometry stands in attributes: the page has no style attribute.

use crate::html::writer::Html;
use crate::words;
use quarterdeck_base::Timestamp;

/// Most labels under a chart: what fits on a phone.
const LABELS: i64 = 5;
/// Where the plot begins and ends, from the top, in pixels; labels of years stand below.
const TOP: f64 = 14.0;
const BELOW: f64 = 22.0;
/// Where the plot begins when its first value is a dot, in per cent of the width: labels of the lines across stand before it.
const LABELS_WIDE: f64 = 8.0;
/// Width of the nested drawing in its own unit.
const WIDTH: f64 = 1_000.0;

/// Values over time; a gap where one is not known.
pub(super) type Values = Vec<(Timestamp, Option<f64>)>;

/// A line.
pub(super) struct Series {
    pub(super) label: &'static str,
    pub(super) values: Values,
}

/// A chart.
pub(super) struct Chart {
    /// What it shows, for those who do not see it.
    pub(super) alt: String,
    pub(super) from: Timestamp,
    pub(super) to: Timestamp,
    /// One or two lines; of two with `band` the space between is filled.
    pub(super) series: Vec<Series>,
    pub(super) band: bool,
    /// Each value holds until the next one.
    pub(super) steps: bool,
    /// A dot at each value: few values, far apart.
    pub(super) dots: bool,
    /// Height of the plot in pixels.
    pub(super) height: u32,
    /// Lines across, as (value, label); empty for round figures up to the largest value.
    pub(super) ticks: Vec<(f64, &'static str)>,
    /// Top of the scale; 0 for a round figure above the largest value.
    pub(super) top: f64,
}

/// Writes a chart with its key.
pub(super) fn chart(page: &mut Html, chart: &Chart) {
    let known = || chart.series.iter().flat_map(|one| &one.values).filter_map(|(_, value)| *value);
    if known().next().is_none() {
        page.raw("<p class=\"soft\">Not known at any moment.</p>");
        return;
    }
    let top = if chart.top > 0.0 { chart.top } else { round_top(known().fold(2.0, f64::max)) };
    if chart.series.len() > 1 {
        key(page, &chart.series);
    }
    let height = f64::from(chart.height);
    page.raw("<svg class=\"chart\" role=\"img\" height=\"").decimal(TOP + height + BELOW, 0).raw("\" aria-label=\"");
    page.text(&chart.alt).raw("\">");
    grid(page, chart, top);
    page.raw("<svg x=\"").decimal(left(chart), 0).raw("%\" y=\"").decimal(TOP, 0);
    page.raw("\" width=\"").decimal(100.0 - left(chart), 0).raw("%\" height=\"").decimal(height, 0);
    page.raw("\" viewBox=\"0 0 1000 ").decimal(height, 0).raw("\" preserveAspectRatio=\"none\" overflow=\"visible\">");
    let place = |at: Timestamp, value: f64| (across(chart, at) * WIDTH, (1.0 - value / top) * height);
    if let [low, high] = chart.series.as_slice()
        && chart.band
    {
        let both = high.values.iter().chain(low.values.iter().rev());
        page.raw("<path class=\"band\" d=\"");
        for (position, (at, value)) in both.filter_map(|(at, value)| Some((*at, (*value)?))).enumerate() {
            point(page, position == 0, place(at, value));
        }
        page.raw("Z\"/>");
    }
    for (number, series) in chart.series.iter().enumerate() {
        page.raw(if number == 0 { "<path class=\"c1\" d=\"" } else { "<path class=\"c2\" d=\"" });
        line(page, &series.values, chart.steps, &place);
        page.raw("\"/>");
    }
    page.raw("</svg>");
    for (number, series) in chart.series.iter().enumerate() {
        dots(page, chart, number, series, top);
    }
    page.raw("</svg>\n");
}

fn key(page: &mut Html, series: &[Series]) {
    page.raw("<ul class=\"key\" role=\"list\">");
    for (number, one) in series.iter().enumerate() {
        page.raw("<li><svg class=\"chart\" aria-hidden=\"true\"><path class=\"");
        page.raw(if number == 0 { "c1" } else { "c2" }).raw("\" d=\"M1 4H21\"/></svg>").raw(one.label).raw("</li>");
    }
    page.raw("</ul>");
}

/// Where the plot begins, in per cent of the width.
fn left(chart: &Chart) -> f64 {
    if chart.dots { LABELS_WIDE } else { 0.0 }
}

/// Where a moment stands, in per cent of the width.
fn percent_across(chart: &Chart, at: Timestamp) -> f64 {
    left(chart) + across(chart, at) * (100.0 - left(chart))
}

/// Share of the plot's width at which a moment stands.
fn across(chart: &Chart, at: Timestamp) -> f64 {
    let (from, to) = (chart.from.seconds(), chart.to.seconds());
    if to > from { (at.seconds() - from) as f64 / (to - from) as f64 } else { 0.5 }
}

fn point(page: &mut Html, is_first: bool, (x, y): (f64, f64)) {
    page.raw(if is_first { "M" } else { "L" }).decimal(x, 1).raw(" ").decimal(y, 1);
}

fn line(page: &mut Html, values: &Values, steps: bool, place: &dyn Fn(Timestamp, f64) -> (f64, f64)) {
    let mut before: Option<f64> = None;
    for (at, value) in values {
        if let Some(value) = value {
            let (x, y) = place(*at, *value);
            if let Some(before) = before.filter(|_| steps) {
                point(page, false, (x, before));
            }
            point(page, before.is_none(), (x, y));
            before = Some(y);
        } else {
            before = None;
        }
    }
}

/// A dot at each value, or at least at those that no line joins to another.
fn dots(page: &mut Html, chart: &Chart, number: usize, series: &Series, top: f64) {
    let known = |at: Option<usize>| at.and_then(|at| series.values.get(at)).is_some_and(|(_, value)| value.is_some());
    for (position, (at, value)) in series.values.iter().enumerate() {
        let alone = !known(position.checked_sub(1)) && !known(Some(position + 1));
        let Some(value) = value.filter(|_| chart.dots || alone) else { continue };
        page.raw(if number == 0 { "<circle class=\"c1\" r=\"4\" cx=\"" } else { "<circle class=\"c2\" r=\"4\" cx=\"" });
        page.decimal(percent_across(chart, *at), 2).raw("%\" cy=\"");
        page.decimal(TOP + (1.0 - value / top) * f64::from(chart.height), 1).raw("\"/>");
    }
}

fn grid(page: &mut Html, chart: &Chart, top: f64) {
    let height = f64::from(chart.height);
    let given: Vec<(f64, String)> = chart.ticks.iter().map(|(value, label)| (*value, (*label).to_owned())).collect();
    let round = [0.0, top / 2.0, top].map(|value| (value, tick(value)));
    for (value, label) in if given.is_empty() { round.to_vec() } else { given } {
        let y = TOP + (1.0 - value / top) * height;
        page.raw("<line class=\"g\" x2=\"100%\" y1=\"").decimal(y, 1).raw("\" y2=\"").decimal(y, 1).raw("\"/>");
        page.raw("<text y=\"").decimal(y - 3.0, 1).raw("\">").text(&label).raw("</text>");
    }
    let year = |at: Timestamp| at.date().get(..4).and_then(|year| year.parse::<i64>().ok()).unwrap_or(1970);
    let (first, last) = (year(chart.from) + 1, year(chart.to));
    let step = ((last - first) / LABELS + 1).max(1);
    let mut labelled = false;
    for at in (first..=last).filter(|at| (last - at) % step == 0) {
        let Some(new_year) = i32::try_from(at).ok().and_then(|at| Timestamp::from_date(at, 1, 1)) else { continue };
        labelled = true;
        let share = across(chart, new_year);
        let anchor = if share > 0.93 {
            "end"
        } else if share < 0.07 {
            "start"
        } else {
            "middle"
        };
        page.raw("<text text-anchor=\"")
            .raw(anchor)
            .raw("\" x=\"")
            .decimal(percent_across(chart, new_year), 2)
            .raw("%\" y=\"");
        page.decimal(TOP + height + 16.0, 0).raw("\">").text(&at.to_string()).raw("</text>");
    }
    if !labelled {
        let y = TOP + height + 16.0;
        page.raw("<text y=\"").decimal(y, 0).raw("\">").text(&chart.from.date()).raw("</text>");
        page.raw("<text text-anchor=\"end\" x=\"100%\" y=\"").decimal(y, 0).raw("\">").text(&chart.to.date());
        page.raw("</text>");
    }
}

/// `12,500`, `2.5`.
fn tick(value: f64) -> String {
    if value >= 10.0 { words::grouped(value as u64) } else { quarterdeck_base::round_to(value, 1).to_string() }
}

/// The next of 1, 2, 4, 5, 6, 8 times a power of ten that is not below.
fn round_top(value: f64) -> f64 {
    let mut unit = 1.0;
    while unit * 10.0 <= value {
        unit *= 10.0;
    }
    [1.0, 2.0, 4.0, 5.0, 6.0, 8.0, 10.0].map(|step| step * unit).into_iter().find(|top| *top >= value).unwrap_or(unit)
}

#[cfg(test)]
mod tests {
    use super::{Chart, Series, chart, round_top};
    use crate::html::writer::Html;
    use quarterdeck_base::Timestamp;

    #[test]
    fn the_top_of_a_scale_is_round_and_not_below() {
        for (value, top) in
            [(0.0, 1.0), (0.4, 1.0), (1.0, 1.0), (3.0, 4.0), (61.0, 80.0), (100.0, 100.0), (81_000.0, 100_000.0)]
        {
            assert!((round_top(value) - top).abs() < 1e-9, "{value}");
        }
    }

    /// The line drawn of values at days 0, 1, 2, ... under a scale of 10.
    fn drawn(values: &[Option<f64>], steps: bool) -> String {
        let day = |at: usize| Timestamp::from_seconds(1_600_000_000 + at as i64 * 86_400);
        let values = values.iter().enumerate().map(|(at, value)| (day(at), *value)).collect::<Vec<_>>();
        let to = values[values.len() - 1].0;
        let series = vec![Series { label: "x", values }];
        let mut page = Html::new();
        let one = Chart {
            alt: "\"<x>".to_owned(),
            from: day(0),
            to,
            series,
            band: false,
            steps,
            dots: false,
            height: 100,
            ticks: Vec::new(),
            top: 10.0,
        };
        chart(&mut page, &one);
        let text = page.finish();
        assert!(!text.contains("<x>"), "{text}");
        text.split("class=\"c1\" d=\"")
            .nth(1)
            .map_or_else(String::new, |rest| rest.split('"').next().unwrap().to_owned())
    }

    #[test]
    fn what_is_not_known_is_a_gap_in_the_line() {
        assert_eq!(drawn(&[Some(0.0), Some(5.0), Some(10.0)], false), "M0 100L500 50L1000 0");
        assert_eq!(drawn(&[Some(0.0), Some(10.0)], true), "M0 100L1000 100L1000 0");
        assert_eq!(drawn(&[Some(0.0), None, Some(10.0)], false), "M0 100M1000 0");
        assert_eq!(drawn(&[None, None], false), "");
    }
}
