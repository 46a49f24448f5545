//! What audits of the past said: grades, repair days, truck factor, hotspots.

use super::chart::{Chart, Series, chart};
use super::{count, moments, span};
use crate::html::badges;
use crate::html::table::{Cell, Column};
use crate::html::writer::{Html, card_head};
use crate::trend::{FullPoint, Trend, TrendPoint};
use crate::words;
use quarterdeck_findings::{Dimension, Grade, Letter};

pub(super) fn grades(page: &mut Html, trend: &Trend) {
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
        badges::grade(page, last.map(|(letter, _)| letter));
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
            Grade::Given { letter, score, held } => {
                Cell::Html(letter_cell(*letter, *score, held.is_some(), result.coverage.share))
            }
            Grade::None { .. } => Cell::Html(no_letter(result.coverage.share)),
        });
        (point, cells.collect())
    });
    moments(page, "Grades over time", &columns, rows);
    page.raw("<footer class=\"card-foot\"><span>Letter, score of 100, share of the catalogue that stands behind it. A from 80, ");
    page.raw("B from 65, C from 50, D from 30. Dashes: too little could be assessed. Held: a rule keeps the score at a limit; ");
    page.raw("<span class=\"mono\">trend.json</span> says which.</span></footer></section>\n");
}

fn letter_cell(letter: Letter, score: f64, is_held: bool, coverage: f64) -> Html {
    let mut cell = Html::new();
    cell.raw("<b>").raw(letter.id()).raw("</b> ").decimal(score, 1).raw(if is_held { " held" } else { "" });
    cell.raw(" <small class=\"muted\">").text(&words::percent(coverage)).raw("</small>");
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

pub(super) fn effort(page: &mut Html, trend: &Trend) {
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

pub(super) fn truck_factor(page: &mut Html, trend: &Trend) {
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

pub(super) fn hotspots(page: &mut Html, trend: &Trend) {
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
