//! The list of findings: each opens to its evidence, its consequence and what to do. Script only adds filters.

use super::Input;
use super::badges;
use super::writer::Html;
use crate::verdict::by_severity;
use crate::{limits, words};
use quarterdeck_base::{Evidence, RepoPath};
use quarterdeck_findings::{CheckResult, Dimension, Finding};
use std::collections::{BTreeMap, BTreeSet};

const ARROW: &str = "<svg class=\"ic\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><path d=\"m5 6.500 3 3 3-3\"/></svg>";
const GLASS: &str = "<svg class=\"ic\" viewBox=\"0 0 16 16\" aria-hidden=\"true\"><circle cx=\"7\" cy=\"7\" r=\"4.200\"/>\
<path d=\"m10.200 10.200 3.300 3.300\"/></svg>";

/// The section.
pub(super) fn findings(page: &mut Html, input: Input<'_>) {
    let shown = shown(input);
    let total: u64 = input.judgement.checks.iter().map(|check| check.found.saturating_sub(check.waived)).sum();
    page.raw("<section class=\"card\" id=\"findings\"><header class=\"card-head\"><h2>Findings</h2>");
    if shown.is_empty() {
        page.raw("</header><p class=\"card-body soft\">The checks that could be assessed found nothing. ");
        page.raw("What could not be assessed stands under <a href=\"#checks\">Checks</a>.</p></section>\n");
        return;
    }
    page.raw("<span class=\"small muted\"><span id=\"cnt\">")
        .number(shown.len() as u64)
        .raw("</span> of ")
        .number(total);
    page.raw(", worst first. Effort in person-days.");
    if total > shown.len() as u64 {
        page.raw(" The others stand in audit.json, up to 200 a check.");
    }
    page.raw("</span>");
    if let Some(comparison) = &input.meta.comparison {
        page.raw("<p><strong>").text(&words::new_since(comparison)).raw(".</strong> ");
        page.text(&words::known(total, comparison)).raw("</p>");
    }
    page.raw("</header>\n");
    filters(page, input);
    let mut anchors = BTreeSet::new();
    if shown.len() > limits::PAGE_PRINTED_FINDINGS {
        page.raw("<p class=\"card-body soft print-only\">On paper the first ");
        page.number(limits::PAGE_PRINTED_FINDINGS as u64).raw(" show their evidence; all do on the screen.</p>");
    }
    for (at, (check, found)) in shown.into_iter().enumerate() {
        let anchor = found.fingerprint.to_string();
        page.raw("<details class=\"fnd");
        page.raw(if at < limits::PAGE_PRINTED_FINDINGS { " shown\"" } else { "\"" });
        if anchors.insert(anchor.clone()) {
            page.raw(" id=\"f-").text(&anchor).raw("\"");
        }
        let is_new = input.meta.comparison.as_ref().is_some_and(|comparison| comparison.is_new(found));
        finding(page, input, (check, found), is_new);
    }
    page.raw("</section>\n");
}

/// The worst findings, at most some of each check so that one check cannot fill the page.
fn shown(input: Input<'_>) -> Vec<(&CheckResult, &Finding)> {
    let mut of_check: BTreeMap<&str, usize> = BTreeMap::new();
    let mut shown = input.judgement.ranked();
    shown.retain(|(_, finding)| {
        let count = of_check.entry(finding.check).or_default();
        *count += 1;
        *count <= limits::PAGE_FINDINGS_OF_CHECK
    });
    shown.truncate(limits::PAGE_FINDINGS);
    shown
}

fn filters(page: &mut Html, input: Input<'_>) {
    page.raw("<form class=\"filters\" id=\"flt\" hidden><div class=\"group\" role=\"group\" aria-label=\"Severity\">");
    for (severity, count) in by_severity(input.judgement) {
        if count > 0 {
            page.raw("<label class=\"toggle\"><input type=\"checkbox\" name=\"severity\" value=\"").raw(severity.id());
            page.raw("\">").text(&words::capital(severity.id())).raw("</label>");
        }
    }
    if input.meta.comparison.as_ref().is_some_and(|comparison| !comparison.new.is_empty()) {
        page.raw("<label class=\"toggle\"><input type=\"checkbox\" name=\"new\" value=\"new\">New</label>");
    }
    page.raw("</div><div class=\"group\" role=\"group\" aria-label=\"Dimension\">");
    for dimension in Dimension::ALL {
        let any = |check: &CheckResult| check.meta.dimension == dimension && !check.assessment.findings.is_empty();
        if input.judgement.checks.iter().any(any) {
            page.raw("<label class=\"toggle\"><input type=\"checkbox\" name=\"dimension\" value=\"")
                .raw(dimension.id());
            page.raw("\">").raw(dimension.title()).raw("</label>");
        }
    }
    page.raw("</div><span class=\"search\"><label class=\"vh\" for=\"ft\">Text in findings</label>").raw(GLASS);
    page.raw("<input class=\"input\" id=\"ft\" name=\"text\" type=\"search\" placeholder=\"Text in findings\"></span>");
    page.raw(
        "</form>\n<p class=\"card-body soft\" id=\"none\" role=\"status\" hidden>No finding has all of this.</p>\n",
    );
}

/// The rest of a `details` element whose tag is still open.
fn finding(page: &mut Html, input: Input<'_>, (check, finding): (&CheckResult, &Finding), is_new: bool) {
    page.raw(if is_new { " data-new=\"new\"" } else { "" });
    page.raw(" data-sev=\"");
    page.raw(finding.severity.id()).raw("\" data-dim=\"").raw(check.meta.dimension.id()).raw("\"><summary>").raw(ARROW);
    page.raw("<span class=\"s\">");
    badges::severity(page, finding.severity);
    page.raw("</span><span class=\"mono muted i\">").raw(check.meta.id).raw("</span><span class=\"t\">");
    page.raw(if is_new { "<span class=\"new\">New</span> " } else { "" });
    page.prose(&input.texts.message(check.meta, &finding.message)).raw("</span><span class=\"mono small muted w\">");
    page.text(&words::place(&finding.scope)).raw("</span><span class=\"right e\">");
    page.text(&words::effort(finding.effort)).raw("</span></summary>\n<div class=\"in\"><div><h3>Evidence</h3>");
    for (at, evidence) in finding.evidence.iter().take(limits::PAGE_EVIDENCE).enumerate() {
        piece(page, input, evidence, at == 0);
    }
    if let Some(more) = finding.evidence.len().checked_sub(limits::PAGE_EVIDENCE).filter(|more| *more > 0) {
        page.raw("<p class=\"small muted\">").number(more as u64).raw(" more in audit.json.</p>");
    }
    page.raw("</div><div>");
    let text = |key: &str| input.texts.beside(check.meta, key, &finding.message);
    page.raw("<h3>What happens when nothing is done</h3><p class=\"small soft\">").prose(&text("consequence"));
    page.raw("</p><h3 class=\"mt\">What to do</h3><p class=\"small soft\">").prose(&text("remedy"));
    page.raw("</p><h3 class=\"mt\">Details</h3><dl class=\"dl\"><dt>Check</dt><dd>").text(&text("title"));
    page.raw(" <span class=\"mono muted\">").raw(check.meta.id).raw(" ").raw(check.meta.name).raw("</span></dd>");
    page.raw("<dt>Dimension</dt><dd>").raw(check.meta.dimension.title()).raw("</dd><dt>Confidence</dt><dd>");
    page.raw(finding.confidence.id()).raw("</dd><dt>Effort</dt><dd>").text(&words::effort(finding.effort));
    page.raw("</dd>");
    if let Some(repository) = words::repository(&finding.scope) {
        page.raw("<dt>Repository</dt><dd class=\"mono\">").text(repository).raw("</dd>");
    }
    page.raw("<dt>Where</dt><dd class=\"mono\">").text(&words::place(&finding.scope)).raw("</dd>");
    page.raw("<dt>Fingerprint</dt><dd class=\"mono\">").text(&finding.fingerprint.to_string()).raw("</dd>");
    page.raw("<dt>Measure again</dt><dd class=\"mono\">").text(&words::reproduce(finding)).raw("</dd>");
    page.raw("</dl></div></div></details>\n");
}

/// One piece of evidence; the first one shows its excerpt.
fn piece(page: &mut Html, input: Input<'_>, evidence: &Evidence, with_excerpt: bool) {
    page.raw("<p class=\"small soft cap\">");
    match evidence {
        Evidence::File { repository, path } => {
            page.raw("<span class=\"mono\">").text(&path.to_string()).raw("</span>");
            at_commit(page, input, repository);
        }
        Evidence::Lines { repository, path, start_line, end_line } => {
            page.raw("<span class=\"mono\">").text(&path.to_string()).raw("</span>, ");
            page.text(&lines_words(*start_line, *end_line));
            at_commit(page, input, repository);
        }
        Evidence::Commit { commit, .. } => {
            page.raw("Commit <span class=\"mono\">").text(words::short(commit)).raw("</span>");
        }
        Evidence::Absence { looked_for, .. } => {
            page.raw("Looked for and not found: ").text(looked_for);
        }
        Evidence::Command { arguments } => {
            page.raw("Printed by <span class=\"mono\">quarterdeck ").text(arguments).raw("</span>");
        }
    }
    page.raw("</p>");
    match evidence {
        Evidence::Lines { repository, path, start_line, end_line } if with_excerpt => {
            excerpt(page, input, (repository, path), (*start_line, *end_line));
        }
        _ => {}
    }
    if let Some(command) = words::show(evidence, input.facts) {
        page.raw("<p class=\"cmd mono\">").text(&command).raw("</p>");
    }
}

fn lines_words(start: u32, end: u32) -> String {
    if start == end { format!("line {start}") } else { format!("lines {start} to {end}") }
}

fn at_commit(page: &mut Html, input: Input<'_>, repository: &str) {
    if let Some(found) = input.facts.repositories.iter().find(|known| known.name == repository) {
        page.raw(" at <span class=\"mono\">").text(words::short(&found.commit)).raw("</span>");
    }
}

fn excerpt(page: &mut Html, input: Input<'_>, key: (&str, &RepoPath), lines: (u32, u32)) {
    let Some(known) = input.meta.excerpts.get(&(key.0.to_owned(), key.1.clone())) else { return };
    let holds = |(start, text): &&(u32, String)| {
        let length = u32::try_from(text.lines().count()).unwrap_or(u32::MAX);
        *start <= lines.0 && lines.0 < start.saturating_add(length)
    };
    let Some((start, text)) = known.iter().find(holds) else { return };
    page.raw("<div class=\"code\" tabindex=\"0\" role=\"region\" aria-label=\"Code excerpt\"><div>");
    let skip = lines.0.saturating_sub(*start).saturating_sub(3) as usize;
    // A mark on every line would say nothing.
    let end = start.saturating_add(u32::try_from(text.lines().count()).unwrap_or(u32::MAX));
    let marks = lines.1.saturating_sub(lines.0) < 20 && (lines.0 > *start || lines.1.saturating_add(1) < end);
    for (at, line) in text.lines().enumerate().skip(skip).take(limits::PAGE_EXCERPT_LINES) {
        let number = start.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
        let marked = marks && (lines.0..=lines.1).contains(&number);
        page.raw(if marked { "<span class=\"ln mark\"><i>" } else { "<span class=\"ln\"><i>" }).digits(number as usize);
        let cut: String = line.replace('\t', "    ").chars().take(limits::PAGE_EXCERPT_CHARS).collect();
        page.raw("</i>").text(&cut).raw("</span>");
    }
    page.raw("</div></div>");
}
