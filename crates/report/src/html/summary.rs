//! The first screen: who, when, the verdict, five grades, what works.

use super::Input;
use super::badges;
use super::writer::{Html, card_head};
use crate::verdict::verdict;
use crate::{terminal, words};
use quarterdeck_facts::FileKind;
use quarterdeck_findings::{Access, DimensionResult, Grade};

pub(super) const LOGO: &str = "<svg viewBox=\"0 0 22 22\" aria-hidden=\"true\"><rect width=\"22\" height=\"22\" rx=\"5\" class=\"lb\"/>\
<path d=\"M5 15.500h12\" class=\"ls\"/><path d=\"M5.500 12.200a6.500 6.500 0 0 1 6.500-6.700v6.700z\" class=\"lf\"/>\
<path d=\"M14 6.500v5.700h3\" class=\"ls\"/></svg>";
const SUN: &str = "<svg class=\"ic\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><circle cx=\"8\" cy=\"8\" r=\"3\"/>\
<path d=\"M8 1.500v1.500M8 13v1.500M1.500 8H3M13 8h1.500M3.400 3.400l1 1M11.600 11.600l1 1M12.600 3.400l-1 1M4.400 11.600l-1 1\"/></svg>";

/// Name of the system and the data line.
pub(super) fn header(page: &mut Html, input: Input<'_>) {
    page.raw("<header class=\"solo-head\"><div><span class=\"brand\">").raw(LOGO).raw("Quarterdeck audit</span><h1>");
    page.text(&input.facts.system).raw("</h1><p class=\"soft\">").text(&data_line(input)).raw("</p>");
    page.raw(
        "</div><div class=\"actions no-print\"><button class=\"btn icon quiet\" type=\"button\" id=\"theme\" hidden ",
    );
    page.raw("aria-label=\"Switch between light and dark\">").raw(SUN).raw("</button></div></header>\n");
    if input.facts.degraded {
        page.raw("<p class=\"callout warn\">This run is degraded: a parser was stopped, so a second run may give ");
        page.raw("other figures.</p>\n");
    }
}

fn data_line(input: Input<'_>) -> String {
    let facts = input.facts;
    let code = facts.code_lines(FileKind::Source) + facts.code_lines(FileKind::Test);
    let commits = facts.repositories.iter().map(|repository| repository.commits).sum();
    let repositories = facts.repositories.len() as u64;
    let commit = match facts.repositories.as_slice() {
        [one] => format!("Commit {}. ", words::short(&one.commit)),
        _ => String::new(),
    };
    format!(
        "{}, {}, {}. {commit}Ages are counted to {} (date of the {}). Quarterdeck {}, policy {}, knowledge of {}.",
        words::plural(repositories, "repository", "repositories"),
        words::plural(code, "code line (markup and tests included)", "code lines (markup and tests included)"),
        words::plural(commits, "commit", "commits"),
        facts.as_of.date(),
        match facts.as_of_source {
            quarterdeck_facts::AsOfSource::Commit => "commit",
            quarterdeck_facts::AsOfSource::Knowledge => "bundled knowledge",
            quarterdeck_facts::AsOfSource::Given => "auditor's choice",
        },
        input.meta.version,
        words::short(&input.judgement.policy_hash),
        input.judgement.knowledge_date,
    )
}

/// Links to the sections.
pub(super) fn contents(page: &mut Html, has_trend: bool) {
    page.raw("<nav class=\"subnav toc\" aria-label=\"Contents\"><a href=\"#summary\">Summary</a>");
    page.raw(
        "<a href=\"#findings\">Findings</a><a href=\"#hotspots\">Hotspots</a><a href=\"#structure\">Structure</a>",
    );
    page.raw("<a href=\"#history\">History</a>");
    if has_trend {
        page.raw("<a href=\"#time\">Over time</a>");
    }
    page.raw("<a href=\"#checks\">Checks</a>");
    page.raw("<a href=\"#unread\">What was not read</a></nav>\n");
}

/// Verdict, grades, what works.
pub(super) fn summary(page: &mut Html, input: Input<'_>) {
    let verdict = verdict(input.judgement, input.texts);
    page.raw("<section id=\"summary\" class=\"stack\"><p class=\"lede\"><strong>").text(&verdict.grades);
    page.raw("</strong> ").text(&verdict.found).raw(" ");
    match input.judgement.ranked().first() {
        Some((_, finding)) => {
            page.raw("<a href=\"#f-").text(&finding.fingerprint.to_string()).raw("\">").text(&verdict.first).raw("</a>")
        }
        None => page.raw("<a href=\"#unread\">").text(&verdict.first).raw("</a>"),
    };
    page.raw("</p>\n");
    card_head(page, "", "Grades", "");
    page.raw("<div class=\"dims\">");
    for result in &input.judgement.dimensions {
        dimension(page, result, open_findings(input, result));
    }
    page.raw(
        "</div><footer class=\"card-foot\"><span>Score of 100. A from 80, B from 65, C from 50, D from 30.</span>",
    );
    page.raw("<span>Coverage is the share of the catalogue, by weight, that stands behind a grade.</span></footer>");
    page.raw("</section>\n");
    works(page, input);
    page.raw("</section>\n");
}

fn open_findings(input: Input<'_>, result: &DimensionResult) -> u64 {
    let checks = input.judgement.checks.iter().filter(|check| check.meta.dimension == result.dimension);
    checks.map(|check| check.found.saturating_sub(check.waived)).sum()
}

fn dimension(page: &mut Html, result: &DimensionResult, findings: u64) {
    let coverage = &result.coverage;
    let letter = match result.grade {
        Grade::Given { letter, .. } => Some(letter),
        Grade::None { .. } => None,
    };
    page.raw("<div class=\"dim\"><div class=\"top\">");
    badges::grade(page, letter);
    page.raw("<div><b>").raw(result.dimension.title()).raw("</b><small>");
    match &result.grade {
        Grade::Given { score, .. } => page.decimal(*score, 1).raw(" of 100"),
        Grade::None { .. } => page.raw("no grade"),
    };
    page.raw("</small></div></div><p>");
    if let Some(remark) = result.remark() {
        page.text(&words::sentence(&remark)).raw(" ");
    }
    match findings {
        0 => page.raw("No open findings.</p>"),
        count => page.text(&words::plural(count, "open finding", "open findings")).raw(".</p>"),
    };
    let width = words::percent(coverage.share.clamp(0.0, 1.0)).replace(' ', "");
    page.raw("<div class=\"cov\"><div class=\"ends\"><span>Coverage ").raw(coverage.word.id()).raw("</span><span>");
    page.text(&words::percent(coverage.share)).raw("</span></div>");
    page.raw("<svg class=\"bar\" height=\"8\" aria-hidden=\"true\"><rect class=\"v\" width=\"").text(&width);
    page.raw("\" height=\"8\"/></svg><p class=\"small muted\">").number(coverage.assessed).raw(" of ");
    page.number(coverage.applicable).raw(" checks assessed, ").number(coverage.not_built).raw(" not built yet.");
    for (at, (access, checks)) in coverage.widened_by.iter().enumerate() {
        page.raw(if at == 0 { " Wider with " } else { ", " }).raw(access_words(*access)).raw(" (+").number(*checks);
        page.raw(")");
    }
    page.raw(if coverage.widened_by.is_empty() { "</p></div></div>" } else { ".</p></div></div>" });
}

fn access_words(access: Access) -> &'static str {
    match access {
        Access::Repository => "more of the repository",
        Access::Platform => "the code host",
        Access::Operations => "production",
        Access::People => "answers of people",
    }
}

fn works(page: &mut Html, input: Input<'_>) {
    let works = terminal::what_works(input.judgement, input.texts, 8);
    if works.is_empty() {
        return;
    }
    card_head(page, "works", "What works", "");
    page.raw("<ul class=\"list\">");
    for (check, text) in works {
        page.raw("<li><div class=\"line\"><span>").prose(&text).raw("</span><span class=\"mono small muted\">");
        page.raw(check.meta.id).raw("</span></div></li>");
    }
    page.raw("</ul></section>\n");
}
