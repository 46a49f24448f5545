//! Method and limits: every check with its outcome, and what was not read.

use super::Input;
use super::badges;
use super::table::{Cell, Column, table};
use super::writer::{Html, card_head};
use crate::{limits, words};
use quarterdeck_findings::{Access, CheckResult, Outcome};
use std::collections::BTreeSet;

/// Every check that ran, and the catalogue's checks that did not.
pub(super) fn checks(page: &mut Html, input: Input<'_>) {
    let results = &input.judgement.checks;
    let assessed = results.iter().filter(|check| check.assessment.outcome.is_assessed()).count() as u64;
    let title = format!("{} of {} could be assessed", assessed, words::plural(results.len() as u64, "check", "checks"));
    card_head(page, "checks", &title, "What could not be assessed is left out of the grade and never counts as good.");
    let columns = [
        Column::Wide("Check"),
        Column::Text("Dimension"),
        Column::Text("Outcome"),
        Column::Number("Score"),
        Column::Number("Found"),
        Column::Text("Measured, or why not"),
    ];
    let rows = results.iter().map(|check| (None, row(input, check))).collect();
    table(page, "Checks", &columns, rows);
    not_built(page, input);
    page.raw("</section>\n");
}

fn row(input: Input<'_>, check: &CheckResult) -> Vec<Cell> {
    let assessment = &check.assessment;
    let (mut name, mut outcome, mut found) = (Html::new(), Html::new(), Html::new());
    name.text(&input.texts.text(check.meta, "title", &[])).raw("<br><small class=\"muted mono\">").raw(check.meta.id);
    name.raw(" ").raw(check.meta.name).raw("</small>");
    badges::outcome(&mut outcome, &assessment.outcome);
    found.number(check.found);
    if check.waived > 0 {
        found.raw(", ").number(check.waived).raw(" waived");
    }
    let score = if assessment.outcome.is_assessed() {
        let mut score = Html::new();
        score.decimal(assessment.score * 100.0, 0);
        Cell::Html(score)
    } else {
        Cell::Text("–".to_owned())
    };
    vec![
        Cell::Html(name),
        Cell::Text(check.meta.dimension.title().to_owned()),
        Cell::Html(outcome),
        score,
        Cell::Html(found),
        Cell::Html(why(check)),
    ]
}

fn why(check: &CheckResult) -> Html {
    let mut out = Html::new();
    match &check.assessment.outcome {
        Outcome::NotApplicable { reason } => {
            out.text(&words::sentence(reason));
        }
        Outcome::CouldNotAssess { reason, needs } => {
            out.text(&words::sentence(reason));
            if !needs.is_empty() {
                out.raw(" <span class=\"muted\">Needs: ").text(&words::end(needs)).raw("</span>");
            }
        }
        Outcome::Ok | Outcome::Found => {
            for (at, measured) in check.assessment.measured.iter().enumerate() {
                out.raw(if at == 0 { "" } else { ", " }).text(&measured.key.replace('_', " ")).raw(" ");
                out.decimal(measured.value, 2).raw(" ").raw(measured.unit);
            }
        }
    }
    out
}

/// Checks of the catalogue that did not run, by what they need.
fn not_built(page: &mut Html, input: Input<'_>) {
    let ran: BTreeSet<&str> = input.judgement.checks.iter().map(|check| check.meta.id).collect();
    let others: Vec<_> = input.judgement.catalogue.iter().filter(|entry| !ran.contains(entry.id)).collect();
    if others.is_empty() {
        return;
    }
    page.raw("<details class=\"more\"><summary>").text(&words::plural(others.len() as u64, "check", "checks"));
    page.raw(" of the catalogue did not run</summary><ul class=\"cols\">");
    for entry in others {
        page.raw("<li><span class=\"mono muted\">").raw(entry.id).raw("</span> ").text(&entry.name.replace('-', " "));
        let repository = entry.access.contains(&Access::Repository);
        page.raw(" <small class=\"muted\">").raw(if repository { "not run or not built" } else { "needs " });
        if !repository {
            let needs: Vec<&str> = entry.access.iter().map(|access| needed(*access)).collect();
            page.text(&needs.join(" or "));
        }
        page.raw("</small></li>");
    }
    page.raw("</ul></details>");
}

fn needed(access: Access) -> &'static str {
    match access {
        Access::Repository => "the repository",
        Access::Platform => "the code host",
        Access::Operations => "production",
        Access::People => "people",
    }
}

/// Gaps and bounds.
pub(super) fn unread(page: &mut Html, input: Input<'_>) {
    card_head(
        page,
        "unread",
        "What was not read",
        "Every gap is named: a figure is never better than what stands behind it.",
    );
    let gaps = &input.facts.gaps;
    if gaps.is_empty() {
        page.raw("<p class=\"card-body soft\">Everything in the repository and its history was read.</p>");
    } else {
        let columns = [
            Column::Wide("What it means"),
            Column::Text("Repository"),
            Column::Number("Count"),
            Column::Text("For example"),
        ];
        let rows = gaps.iter().map(|gap| {
            let (mut meaning, mut examples) = (Html::new(), Html::new());
            meaning.raw(gap.kind.sentence());
            if !gap.detail.is_empty() {
                meaning.raw("<br><small class=\"muted\">").text(&gap.detail).raw("</small>");
            }
            for (at, path) in gap.examples.iter().enumerate() {
                examples.raw(if at == 0 { "<span class=\"mono\">" } else { "<br><span class=\"mono\">" });
                examples.text(&path.to_string()).raw("</span>");
            }
            let cells = vec![
                Cell::Html(meaning),
                Cell::Code(gap.repository.clone()),
                Cell::Number(gap.count),
                Cell::Html(examples),
            ];
            (None, cells)
        });
        table(page, "What was not read", &columns, rows.take(500).collect());
    }
    let bounds = limits::bounds_met(input.facts, input.judgement);
    if !bounds.is_empty() {
        page.raw("<footer class=\"card-foot\"><span>Bounds met in this run.");
        for bound in bounds {
            page.raw(" ").raw(bound.sentence);
        }
        page.raw("</span></footer>");
    }
    page.raw("</section>\n");
}
