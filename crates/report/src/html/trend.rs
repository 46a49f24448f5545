//! `trend.html`: a system over time, one page like `audit.html`. Each chart stands beside the table of its figures.

mod audited;
mod chart;

use super::STYLE;
use super::table::{Cell, Column, table};
use super::writer::{Html, card_head};
use crate::trend::{Trend, TrendPoint};
use crate::words;
use chart::{Chart, Series, chart};
use quarterdeck_base::{Timestamp, round_to};
use quarterdeck_facts::LightPoint;
use std::io::{self, Write};

/// Writes the page.
pub fn trend(trend: &Trend, out: &mut impl Write) -> io::Result<()> {
    let mut page = Html::new();
    page.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '");
    page.text(&quarterdeck_document::csp_hash(STYLE)).raw("'; base-uri 'none'; form-action 'none'\">\n");
    page.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<title>Over time, ").text(&trend.system);
    page.raw("</title>\n<style>").raw(STYLE).raw("</style>\n</head>\n");
    page.raw("<body>\n<a class=\"skip\" href=\"#main\">Skip to content</a>\n<div class=\"solo\">\n");
    header(&mut page, trend);
    page.raw("<main id=\"main\" class=\"stack time\">\n");
    sections(&mut page, trend);
    page.raw("</main>\n</div>\n</body>\n</html>\n");
    out.write_all(page.finish().as_bytes())
}

fn header(page: &mut Html, trend: &Trend) {
    page.raw("<header class=\"solo-head\"><div><span class=\"brand\">").raw(super::summary::LOGO);
    page.raw("Quarterdeck over time</span><h1>").text(&trend.system).raw("</h1><p class=\"soft\">");
    let (first, last) = (trend.points.first(), trend.points.last());
    let date = |point: Option<&TrendPoint>| point.map_or_else(String::new, |point| point.at.date());
    page.text(&format!(
        "{} to {}, {}, one a {}. Quarterdeck {}, policy {}, knowledge of {}.",
        date(first),
        date(last),
        words::plural(trend.points.len() as u64, "moment", "moments"),
        trend.every,
        trend.version,
        words::short(&trend.policy_hash),
        trend.knowledge_date
    ));
    page.raw("</p></div></header>\n");
}

/// The section of an audit.
pub(super) fn section(page: &mut Html, trend: &Trend) {
    page.raw("<section id=\"time\" class=\"stack time\"><h2>Over time</h2>\n");
    sections(page, trend);
    page.raw("</section>\n");
}

/// What this page and an audit have in common.
fn sections(page: &mut Html, trend: &Trend) {
    summary(page, trend);
    if trend.full_points().next().is_some() {
        audited::grades(page, trend);
        page.raw("<div class=\"grid\"><div class=\"c6\">");
        audited::effort(page, trend);
        page.raw("</div><div class=\"c6\">");
        audited::truck_factor(page, trend);
        page.raw("</div></div>\n");
    }
    page.raw("<div class=\"grid\"><div class=\"c6\">");
    lines(page, trend);
    page.raw("</div><div class=\"c6\">");
    tests(page, trend);
    page.raw("</div></div>\n<div class=\"grid\"><div class=\"c6\">");
    dependencies(page, trend);
    page.raw("</div><div class=\"c6\">");
    activity(page, trend);
    page.raw("</div></div>\n");
    audited::hotspots(page, trend);
    unknown(page, trend);
}

/// When the first and the last moment stand.
fn span(trend: &Trend) -> (Timestamp, Timestamp) {
    let at = |point: Option<&TrendPoint>| point.map(|point| point.at).unwrap_or_default();
    (at(trend.points.first()), at(trend.points.last()))
}

/// A line of a chart of light facts: its label, and its value at a moment.
type Line<'a> = (&'static str, &'a dyn Fn(&LightPoint) -> Option<f64>);

/// A chart of light facts: one or two lines, a value for each moment.
fn light_chart(page: &mut Html, trend: &Trend, alt: &str, lines: &[Line<'_>]) {
    let (from, to) = span(trend);
    let series = lines.iter().map(|(label, of)| Series {
        label,
        values: trend.points.iter().map(|point| (point.at, of(&point.light))).collect(),
    });
    let alt = format!("{alt}, {} to {}; the table below says the same in figures", from.date(), to.date());
    let series = series.collect();
    let (band, steps, dots, ticks) = (false, false, false, Vec::new());
    chart(page, &Chart { alt, from, to, series, band, steps, dots, height: 150, ticks, top: 0.0 });
}

/// A table of moments.
fn moments<'t>(
    page: &mut Html,
    caption: &'static str,
    columns: &[Column],
    points: impl Iterator<Item = (&'t TrendPoint, Vec<Cell>)>,
) {
    let rows = points.map(|(point, mut cells)| {
        cells.insert(0, Cell::Text(point.at.date()));
        (None, cells)
    });
    table(page, caption, columns, rows.collect());
}

fn count(value: Option<u64>) -> Cell {
    value.map_or(Cell::Unknown, Cell::Number)
}

fn decimal(value: Option<f64>) -> Cell {
    value.map_or(Cell::Unknown, |value| Cell::Text(round_to(value, 1).to_string()))
}

/// What changed from the first moment that is known to the last one.
fn summary(page: &mut Html, trend: &Trend) {
    page.raw("<section class=\"stack\"><p class=\"lede\">");
    let known = |of: &dyn Fn(&TrendPoint) -> Option<u64>| {
        let mut values = trend.points.iter().filter_map(|point| Some((point, of(point)?)));
        let first = values.next()?;
        Some((first, values.last()?))
    };
    match known(&|point| point.light.source_lines()) {
        Some(((then, before), (now, after))) => page.text(&format!(
            "From {} lines of source code on {} to {} on {}.",
            words::grouped(before),
            then.at.date(),
            words::grouped(after),
            now.at.date()
        )),
        None => page.raw("Lines of code are known at fewer than two moments."),
    };
    let mut full = trend.full_points();
    if let (Some((then, first)), Some((now, last))) = (full.next(), full.last()) {
        page.text(&format!(
            " Repair: {} on {}, {} on {}.",
            words::effort(first.effort_days()),
            then.at.date(),
            words::effort(last.effort_days()),
            now.at.date()
        ));
    }
    page.raw("</p>\n");
    let repeated = trend.repeated() as u64;
    if repeated > 0 || !trend.notes.is_empty() {
        page.raw("<p class=\"callout warn\">");
        if repeated > 0 {
            page.text(&format!(
                "In {} no commit came: the code of the one before stands there again. ",
                words::plural(repeated, "moment", "moments")
            ));
        }
        for note in &trend.notes {
            page.text(note).raw(" ");
        }
        page.raw("</p>\n");
    }
    page.raw("</section>\n");
}

fn light_rows<'t>(
    trend: &'t Trend,
    cells: impl Fn(&LightPoint) -> Vec<Cell> + 't,
) -> impl Iterator<Item = (&'t TrendPoint, Vec<Cell>)> {
    trend.by_year(trend.points.len()).into_iter().map(move |point| (point, cells(&point.light)))
}

fn lines(page: &mut Html, trend: &Trend) {
    card_head(
        page,
        "",
        "Lines of code",
        "Lines that hold code; blank lines, comments, generated and copied-in files left out.",
    );
    page.raw("<div class=\"card-body\">");
    let as_f64 = |value: Option<u64>| value.map(|value| value as f64);
    light_chart(
        page,
        trend,
        "Lines of source code and of tests",
        &[("Source", &|light| as_f64(light.source_lines())), ("Tests", &|light| as_f64(light.test_lines()))],
    );
    page.raw("</div>");
    let columns =
        [Column::Text("Day"), Column::Number("Source"), Column::Number("Tests"), Column::Number("Files not read")];
    let cells = |light: &LightPoint| {
        vec![count(light.source_lines()), count(light.test_lines()), count(light.lines.is_ok().then_some(light.unread))]
    };
    moments(page, "Lines of code over time", &columns, light_rows(trend, cells));
    page.raw("</section>");
}

fn tests(page: &mut Html, trend: &Trend) {
    card_head(
        page,
        "",
        "Tests",
        "Lines of test code for each 100 lines of source code; whether they test well was not looked at.",
    );
    page.raw("<div class=\"card-body\">");
    light_chart(
        page,
        trend,
        "Lines of test for each 100 lines of source",
        &[("Tests", &LightPoint::test_lines_per_100)],
    );
    page.raw("</div>");
    let columns = [Column::Text("Day"), Column::Number("For each 100 lines of source")];
    moments(page, "Tests over time", &columns, light_rows(trend, |light| vec![decimal(light.test_lines_per_100())]));
    page.raw("</section>");
}

fn dependencies(page: &mut Html, trend: &Trend) {
    card_head(
        page,
        "",
        "Age of dependencies",
        "Days since the version of the middle direct dependency last changed here, true to one period; not since its release.",
    );
    page.raw("<div class=\"card-body\">");
    let age = |light: &LightPoint| light.ages.as_ref().ok()?.median_days.map(|days| days as f64);
    light_chart(page, trend, "Age of the middle dependency in days", &[("Days", &age)]);
    page.raw("</div>");
    let columns = [
        Column::Text("Day"),
        Column::Number("Direct"),
        Column::Number("One version"),
        Column::Number("In lock files"),
        Column::Number("Middle, days"),
        Column::Number("Oldest, days"),
    ];
    let cells = |light: &LightPoint| {
        let counts = light.dependencies.as_ref().ok();
        let days = |of: fn(&quarterdeck_facts::DependencyAges) -> Option<u64>| match light.ages.as_ref() {
            Ok(ages) => match of(ages) {
                Some(days) => Cell::Number(days),
                None if ages.unknown_at_least_days == 0 => Cell::Unknown,
                None => Cell::Text(format!("over {}", words::grouped(ages.unknown_at_least_days))),
            },
            Err(_) => Cell::Unknown,
        };
        vec![
            count(counts.map(|counts| counts.direct)),
            count(counts.map(|counts| counts.pinned)),
            count(counts.map(|counts| counts.locked)),
            days(|ages| ages.median_days),
            days(|ages| ages.oldest_days),
        ]
    };
    moments(page, "Dependencies over time", &columns, light_rows(trend, cells));
    page.raw("</section>");
}

fn activity(page: &mut Html, trend: &Trend) {
    card_head(page, "", "Commits and people", "Of the 12 months before each day; merges and programs left out.");
    page.raw("<div class=\"card-body\">");
    let activity =
        |light: &LightPoint| light.activity.as_ref().ok().map(|one| (one.commits_12m as f64, one.authors_12m as f64));
    page.raw("<h3>Commits</h3>");
    light_chart(page, trend, "Commits of 12 months", &[("Commits", &|light| Some(activity(light)?.0))]);
    page.raw("<h3 class=\"mt\">People</h3>");
    light_chart(page, trend, "People who committed within 12 months", &[("People", &|light| Some(activity(light)?.1))]);
    page.raw("</div>");
    let columns = [Column::Text("Day"), Column::Number("Commits"), Column::Number("People")];
    let cells = |light: &LightPoint| {
        let known = light.activity.as_ref().ok();
        vec![count(known.map(|one| one.commits_12m)), count(known.map(|one| one.authors_12m))]
    };
    moments(page, "Commits and people over time", &columns, light_rows(trend, cells));
    page.raw("</section>");
}

/// Why figures are missing, each reason with the moments it holds for.
fn unknown(page: &mut Html, trend: &Trend) {
    let mut reasons: std::collections::BTreeMap<String, Vec<&TrendPoint>> = std::collections::BTreeMap::new();
    for point in &trend.points {
        for reason in point.reasons() {
            reasons.entry(reason).or_default().push(point);
        }
    }
    if reasons.is_empty() {
        return;
    }
    card_head(page, "", "What is not known", "Gaps in the charts. A gap is never good.");
    page.raw("<ul class=\"list\">");
    for (reason, points) in reasons {
        let (first, last) = (points[0].at.date(), points[points.len() - 1].at.date());
        let when = if points.len() == 1 { first } else { format!("{first} to {last}, {} moments", points.len()) };
        page.raw("<li><div class=\"line\"><span>")
            .text(&words::sentence(&reason))
            .raw("</span><span class=\"small muted\">");
        page.text(&when).raw("</span></div></li>");
    }
    page.raw("</ul></section>\n");
}
