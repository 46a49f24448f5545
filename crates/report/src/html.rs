//! `audit.html`: everything in one file. No network, no server; reads without script. The page's only style and its
//! only script are allowed by their hashes, so that text from a repository could not run even if it got through.

mod badges;
mod checks;
mod findings;
mod hotspots;
mod matrix;
mod structure;
mod summary;
mod table;
mod treemap;
mod trend;
mod writer;

pub use trend::trend;

use crate::{AuditMeta, Texts};
use quarterdeck_document::csp_hash;
use quarterdeck_facts::Facts;
use quarterdeck_findings::Judgement;
use std::io::{self, Write};
use writer::Html;

const STYLE: &str = concat!(include_str!("../assets/audit.css"), include_str!("../assets/trend.css"));
const SCRIPT: &str = include_str!("../assets/audit.js");

/// What every section reads.
#[derive(Clone, Copy)]
struct Input<'a> {
    facts: &'a Facts,
    judgement: &'a Judgement,
    meta: &'a AuditMeta,
    texts: &'a Texts,
}

/// Writes the page.
pub fn audit(
    facts: &Facts,
    judgement: &Judgement,
    meta: &AuditMeta,
    texts: &Texts,
    out: &mut impl Write,
) -> io::Result<()> {
    out.write_all(page(Input { facts, judgement, meta, texts }).as_bytes())
}

fn page(input: Input<'_>) -> String {
    let mut page = Html::new();
    document_head(&mut page, input);
    page.raw("<body>\n<a class=\"skip\" href=\"#main\">Skip to content</a>\n<div class=\"solo\">\n");
    summary::header(&mut page, input);
    summary::contents(&mut page, input.meta.trend.is_some());
    page.raw("<main id=\"main\" class=\"stack\">\n");
    summary::summary(&mut page, input);
    findings::findings(&mut page, input);
    hotspots::hotspots(&mut page, input);
    structure::structure(&mut page, input);
    structure::history(&mut page, input);
    if let Some(over_time) = &input.meta.trend {
        trend::section(&mut page, over_time);
    }
    checks::checks(&mut page, input);
    checks::unread(&mut page, input);
    page.raw("</main>\n</div>\n<script>").raw(SCRIPT).raw("</script>\n</body>\n</html>\n");
    page.finish()
}

fn document_head(page: &mut Html, input: Input<'_>) {
    page.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '");
    page.text(&csp_hash(STYLE)).raw("'; script-src '").text(&csp_hash(SCRIPT));
    page.raw(
        "'; base-uri 'none'; form-action 'none'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>Audit, ",
    );
    page.text(&input.facts.system).raw(", ").text(&input.facts.as_of.date()).raw("</title>\n<style>");
    page.raw(STYLE).raw("</style>\n</head>\n");
}

#[cfg(test)]
mod tests;
