//! `trend.html`: a system over time, one page like `audit.html`. Each chart stands beside the table of its figures.

mod chart;

use super::STYLE;
use super::table::{Cell, Column, table};
use super::writer::{Html, card_head};
use crate::trend::{FullPoint, Trend, TrendPoint};
use crate::{digest, words};
use chart::{Chart, Series, chart};
use quarterdeck_base::{Timestamp, round_to};
use quarterdeck_facts::LightPoint;
use quarterdeck_findings::{Dimension, Grade, Letter};
use std::io::{self, Write};

/// Writes the page.
pub fn trend(trend: &Trend, out: &mut impl Write) -> io::Result<()> {
    let mut page = Html::new();
    page.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '");
    page.text(&digest::csp_hash(STYLE)).raw("'; base-uri 'none'; form-action 'none'\">\n");
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
        grades(page, trend);
        page.raw("<div class=\"grid\"><div class=\"c6\">");
        effort(page, trend);
        page.raw("</div><div class=\"c6\">");
        truck_factor(page, trend);
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
    hotspots(page, trend);
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

fn grades(page: &mut Html, trend: &Trend) {
    let (from, to) = span(trend);
    card_head(page, "", "Grades", "Each audited moment is judged with today's rules and on its own day.");
    page.raw("<div class=\"dims\">");
    for (at, dimension) in Dimension::ALL.iter().enumerate() {
        let score = |full: &FullPoint| match full.grades.get(at).map(|result| &result.grade) {
            Some(Grade::Given { letter, score, .. }) => Some((*letter, *score)),
            Some(Grade::None { .. }) | None => None,
        };
        let last = trend.full_points().last().and_then(|(_, full)| score(full));
        page.raw("<div class=\"dim\"><div class=\"top\">");
        super::badges::grade(page, last.map(|(letter, _)| letter));
        page.raw("<div><b>").raw(dimension.title()).raw("</b><small>");
        match last {
            Some((_, score)) => page.decimal(score, 1).raw(" of 100"),
            None => page.raw("no grade"),
        };
        page.raw("</small></div></div><div>");
        let values = trend.full_points().map(|(point, full)| (point.at, score(full).map(|(_, score)| score)));
        let series = vec![Series { label: "Score", values: values.collect() }];
        let ticks = vec![(30.0, "D"), (50.0, "C"), (65.0, "B"), (80.0, "A")];
        let alt =
            format!("Score of {}, {} to {}; the table below says the same", dimension.title(), from.date(), to.date());
        chart(
            page,
            &Chart { alt, from, to, series, band: false, steps: true, dots: true, height: 110, ticks, top: 100.0 },
        );
        page.raw("</div></div>");
    }
    page.raw("</div>");
    let columns = [
        Column::Text("Day"),
        Column::Text("Architecture"),
        Column::Text("Technical debt"),
        Column::Text("Process"),
        Column::Text("Security"),
        Column::Text("Team"),
    ];
    let rows = shown_full(trend).into_iter().map(|(point, full)| {
        let cells = full.grades.iter().map(|result| match &result.grade {
            Grade::Given { letter, score, .. } => Cell::Html(letter_cell(*letter, *score, result.coverage.share)),
            Grade::None { .. } => Cell::Html(no_letter(result.coverage.share)),
        });
        (point, cells.collect())
    });
    moments(page, "Grades over time", &columns, rows);
    page.raw("<footer class=\"card-foot\"><span>Letter, score of 100, share of the catalogue that stands behind it. A from 80, ");
    page.raw("B from 65, C from 50, D from 30. Dashes: too little could be assessed.</span></footer></section>\n");
}

fn letter_cell(letter: Letter, score: f64, coverage: f64) -> Html {
    let mut cell = Html::new();
    cell.raw("<b>").raw(letter.id()).raw("</b> ").decimal(score, 1).raw(" <small class=\"muted\">");
    cell.text(&words::percent(coverage)).raw("</small>");
    cell
}

fn no_letter(coverage: f64) -> Html {
    let mut cell = Html::new();
    cell.raw("– <small class=\"muted\">").text(&words::percent(coverage)).raw("</small>");
    cell
}

/// Audited moments, by year when there are many.
fn shown_full(trend: &Trend) -> Vec<(&TrendPoint, &FullPoint)> {
    let shown = trend.by_year(trend.full_points().count());
    trend.full_points().filter(|(point, _)| shown.iter().any(|one| one.at == point.at)).collect()
}

/// A chart over the audited moments.
fn full_chart(page: &mut Html, trend: &Trend, alt: &str, band: bool, series: Vec<Series>) {
    let (from, to) = span(trend);
    let alt = format!("{alt}, {} to {}; the table below says the same in figures", from.date(), to.date());
    let ticks = Vec::new();
    chart(page, &Chart { alt, from, to, series, band, steps: false, dots: true, height: 150, ticks, top: 0.0 });
}

fn effort(page: &mut Html, trend: &Trend) {
    card_head(
        page,
        "",
        "Repair days",
        "Effort of all listed findings, added up: from the low to the high end of the estimates.",
    );
    page.raw("<div class=\"card-body\">");
    let values = |of: &dyn Fn(&FullPoint) -> f64| {
        trend.full_points().map(|(point, full)| (point.at, Some(of(full)))).collect::<Vec<_>>()
    };
    let series = vec![
        Series { label: "Low end", values: values(&|full| full.effort_days().low) },
        Series { label: "High end", values: values(&|full| full.effort_days().high) },
    ];
    full_chart(page, trend, "Days of repair", true, series);
    page.raw("</div>");
    let columns = [
        Column::Text("Day"),
        Column::Text("All findings, days"),
        Column::Text("Technical debt, days"),
        Column::Number("Critical"),
        Column::Number("High"),
        Column::Number("Medium"),
        Column::Number("Low"),
    ];
    let range = |days| Cell::Text(crate::trend::days(days));
    let rows = shown_full(trend).into_iter().map(|(point, full)| {
        let mut cells = vec![range(full.effort_days()), range(full.debt_days())];
        cells.extend(full.findings.map(Cell::Number));
        (point, cells)
    });
    moments(page, "Repair days over time", &columns, rows);
    page.raw("</section>");
}

fn truck_factor(page: &mut Html, trend: &Trend) {
    card_head(
        page,
        "",
        "Truck factor",
        "People without whom more than half of the source files have no active main author.",
    );
    page.raw("<div class=\"card-body\">");
    let values =
        trend.full_points().map(|(point, full)| (point.at, full.truck_factor.as_ref().ok().map(|one| *one as f64)));
    full_chart(page, trend, "Truck factor", false, vec![Series { label: "Truck factor", values: values.collect() }]);
    page.raw("</div>");
    let columns = [Column::Text("Day"), Column::Text("Truck factor"), Column::Number("Import cycles")];
    let rows = shown_full(trend).into_iter().map(|(point, full)| {
        let factor = match &full.truck_factor {
            Ok(people) => Cell::Text(words::plural(*people, "person", "people")),
            Err(reason) => Cell::Text(format!("not known: {reason}")),
        };
        (point, vec![factor, count(full.cycles.as_ref().ok().copied())])
    });
    moments(page, "Truck factor over time", &columns, rows);
    page.raw("</section>");
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
    light_chart(page, trend, "Commits of 12 months", &[("Commits", &|light| Some(activity(light)?.0))]);
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

fn hotspots(page: &mut Html, trend: &Trend) {
    let rows = shown_full(trend);
    if rows.is_empty() {
        return;
    }
    card_head(
        page,
        "",
        "Hotspots",
        "Files where complexity met frequent change, hottest first, at each audited moment.",
    );
    let columns = [Column::Text("Day"), Column::Wide("Files")];
    let rows = rows.into_iter().map(|(point, full)| {
        let mut cell = Html::new();
        for (at, (_, path)) in full.hotspots.iter().enumerate() {
            cell.raw(if at == 0 { "<span class=\"mono\">" } else { "<br><span class=\"mono\">" });
            cell.text(&path.to_string()).raw("</span>");
        }
        (point, vec![if full.hotspots.is_empty() { Cell::Unknown } else { Cell::Html(cell) }])
    });
    moments(page, "Hotspots over time", &columns, rows);
    page.raw("</section>\n");
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
