//! The audit for leadership: at most eight pages; everything else stands in `audit.html`.

use super::parts::{Draft, cell, cited, full_title, monthly, run, strong, two_digits};
use super::{Sources, Words};
use quarterdeck_base::Timestamp;
use quarterdeck_document::{Align, Block, Cell, Column, Document, Table, Text, Tone, plain};
use quarterdeck_findings::{Access, DimensionResult, Grade, Judgement, Letter, Severity};
use quarterdeck_plan::{Monthly, Origin, Planned};
use std::collections::{BTreeMap, BTreeSet};

/// Sentences on what works.
const WORKS: usize = 6;
/// Pieces of work that are told with what they prevent.
const RISKS: usize = 6;
/// Findings told, one of each check.
const FINDINGS: usize = 8;
/// Rows of the table of costs.
const COSTS: usize = 12;

/// Builds the audit for leadership.
pub fn audit_report(sources: &Sources<'_>) -> Document {
    let mut draft = Draft::new(sources);
    answer(&mut draft);
    draft.heading("audit-grades");
    draft.grades("coverage");
    let how = draft.words.word("audit-grades-how");
    draft.paragraph(plain(how));
    let meanings = draft.words.word("dimension-meanings");
    draft.paragraph(plain(meanings));
    works(&mut draft);
    risks(&mut draft);
    findings(&mut draft);
    costs(&mut draft);
    unseen(&mut draft);
    let words = sources.words;
    let (system, date) = (crate::visible(&sources.facts.system).into_owned(), state_date(sources));
    draft.document(
        words.say("audit-title", &[("system", &system)]),
        words.say("audit-subtitle", &[("company", &sources.brief.company.name), ("date", &date)]),
        words.say("audit-foot", &[("system", &system), ("date", &date)]),
    )
}

/// The day of the newest audited commit.
pub(super) fn state_date(sources: &Sources<'_>) -> String {
    let newest = sources.facts.repositories.iter().map(|repository| repository.committed_at).max();
    written(sources, newest.unwrap_or(sources.facts.as_of))
}

fn written(sources: &Sources<'_>, moment: Timestamp) -> String {
    quarterdeck_base::Day::parse(&moment.date()).map_or_else(|| moment.date(), |day| sources.words.day(day))
}

/// The verdict, what was found, and what the plan takes, in one paragraph.
fn answer(draft: &mut Draft<'_>) {
    let (words, sources) = (draft.words, draft.sources);
    let mut text = vec![verdict(draft)];
    let ranked = sources.judgement.ranked();
    let urgent = ranked.iter().filter(|(_, finding)| finding.severity >= Severity::High).count();
    let urgent = words.whole(urgent as u64);
    let found = words.count("audit-answer-found", "count", ranked.len() as u64, &[("urgent", &urgent)]);
    text.push(run(format!(" {found}")));
    let planned = sources.roadmap.planned();
    if !planned.is_empty() {
        let (low, high) = planned.iter().fold((0.0, 0.0), |(low, high), (one, _)| {
            (low + one.initiative.effort.low, high + one.initiative.effort.high)
        });
        let months = sources.brief.horizon.months.to_string();
        let plan = words.say("audit-answer-plan", &[("days", &words.days(low, high)), ("months", &months)]);
        text.push(run(format!(" {plan}")));
    }
    if let Some(money) = total_cost(sources) {
        text.push(run(format!(" {}", words.say("audit-answer-cost", &[("money", &money)]))));
    }
    text.extend(waiting(sources).map(|waiting| run(format!(" {waiting}"))));
    draft.blocks.push(Block::Callout(Tone::Answer, text));
}

/// What all planned work costs, as a range; `None` without rates.
fn total_cost(sources: &Sources<'_>) -> Option<String> {
    let currency = sources.brief.company.currency.as_deref()?;
    let costs: Option<Vec<_>> = sources.roadmap.planned().iter().map(|(one, _)| one.cost).collect();
    let costs = costs.filter(|costs| !costs.is_empty())?;
    let words = sources.words;
    let sum = |end: fn(&quarterdeck_plan::CostRange) -> u64| {
        words.money(two_digits(costs.iter().map(end).sum::<u64>() as f64), currency)
    };
    Some(words.say("money-range", &[("low", &sum(|cost| cost.low)), ("high", &sum(|cost| cost.high))]))
}

/// What it costs a month not to do what is planned; nothing without money.
fn waiting(sources: &Sources<'_>) -> Option<String> {
    let values = sources.roadmap.planned().into_iter().filter_map(|(one, _)| one.value.money);
    let sum = values.reduce(|sum, one| Monthly { low: sum.low + one.low, high: sum.high + one.high });
    Some(sources.words.say("audit-waiting-total", &[("money", &monthly(sources, sum)?)]))
}

/// Dimensions with a grade: letter and points.
fn graded(judgement: &Judgement) -> Vec<(&DimensionResult, Letter, f64)> {
    let graded = judgement.dimensions.iter().filter_map(|result| match result.grade {
        Grade::Given { letter, score, .. } => Some((result, letter, score)),
        Grade::None { .. } => None,
    });
    graded.collect()
}

/// The weakest dimension; `None` when there is no grade.
pub(super) fn weakest(judgement: &Judgement) -> Option<(&DimensionResult, Letter, f64)> {
    graded(judgement).into_iter().min_by(|a, b| a.2.total_cmp(&b.2))
}

/// What a dimension is called, and what its letter means.
pub(super) fn dimension_and_word(words: &Words, result: &DimensionResult, letter: Letter) -> (String, String) {
    let dimension = words.word(&format!("dimension-{}", result.dimension.id()));
    (dimension, words.word(&format!("letter-{}", letter.id().to_lowercase())))
}

/// The weakest dimension, as a sentence.
fn verdict(draft: &mut Draft<'_>) -> quarterdeck_document::Run {
    let (words, judgement) = (draft.words, draft.sources.judgement);
    let Some((weakest, letter, score)) = weakest(judgement) else {
        return strong(words.word("audit-answer-none"));
    };
    let (dimension, word) = dimension_and_word(words, weakest, letter);
    let given = graded(judgement);
    if given.len() > 1 && given.iter().all(|(_, other, _)| *other == letter) {
        return strong(words.say("audit-answer-even", &[("word", &word)]));
    }
    let (points, assessed, all) =
        (words.number(score), weakest.coverage.assessed.to_string(), weakest.coverage.applicable.to_string());
    let reference = draft.cite(format!("grade {}", weakest.dimension.id()), || {
        words.say(
            "ref-grade",
            &[("dimension", &dimension), ("score", &points), ("assessed", &assessed), ("applicable", &all)],
        )
    });
    let text = words.say("audit-answer-weak", &[("dimension", &dimension), ("word", &word)]);
    quarterdeck_document::Run { text, strong: true, reference: Some(reference) }
}

fn works(draft: &mut Draft<'_>) {
    draft.heading("audit-works");
    let (words, sources) = (draft.words, draft.sources);
    let mut results: Vec<_> =
        sources.judgement.checks.iter().filter(|check| check.assessment.works.is_some()).collect();
    results.sort_by_key(|check| (std::cmp::Reverse(check.weight_tenths), check.meta.id));
    let mut items: Vec<Text> = Vec::new();
    for check in results.into_iter().take(WORKS) {
        let Some(message) = &check.assessment.works else { continue };
        let reference =
            draft.cite(format!("works {}", check.meta.id), || words.say("ref-works", &[("check", check.meta.id)]));
        items.push(cited(sources.texts.message(check.meta, message), reference));
    }
    if items.is_empty() {
        draft.paragraph(plain(words.word("audit-works-none")));
    } else {
        draft.blocks.push(Block::Bullets(items));
    }
}

/// Planned or wanted work that findings call for, by rank, one of each play.
pub(super) fn wanted<'a>(sources: &'a Sources<'_>) -> Vec<&'a Planned> {
    let mut seen = BTreeSet::new();
    let from_findings = sources
        .roadmap
        .initiatives
        .iter()
        .filter(|one| matches!(one.initiative.origin, Origin::Findings) && !one.initiative.serves.is_empty());
    from_findings.filter(|one| one.initiative.play.is_some_and(|play| seen.insert(play.id))).collect()
}

fn risks(draft: &mut Draft<'_>) {
    draft.heading("audit-risks");
    let (words, sources) = (draft.words, draft.sources);
    let wanted = wanted(sources);
    if wanted.is_empty() {
        draft.paragraph(plain(words.word("audit-risks-none")));
        return;
    }
    draft.paragraph(plain(words.word("audit-risks-how")));
    let mut items = Vec::new();
    for one in wanted.into_iter().take(RISKS) {
        let Some(play) = one.initiative.play else { continue };
        let cost = match monthly(sources, one.value.money) {
            Some(money) => words.say("audit-risk-cost", &[("money", &money)]),
            None => words.word("audit-risk-unpriced"),
        };
        let reference = draft.cite_initiative(one);
        let (why, title) = (&play.texts(words.language).why, full_title(sources, one));
        items.push(vec![
            strong(format!("{} ", words.say("risk-told", &[("why", why.trim_end_matches('.')), ("work", &title)]))),
            quarterdeck_document::Run { text: cost, strong: false, reference: Some(reference) },
        ]);
    }
    draft.blocks.push(Block::Bullets(items));
}

fn findings(draft: &mut Draft<'_>) {
    let (words, sources) = (draft.words, draft.sources);
    let mut seen = BTreeSet::new();
    let ranked = sources.judgement.ranked();
    let firsts: Vec<_> = ranked.into_iter().filter(|(check, _)| seen.insert(check.meta.id)).take(FINDINGS).collect();
    if firsts.is_empty() {
        return;
    }
    draft.heading("audit-findings");
    let column = |key: &str, align| Column { title: words.word(key), align };
    let mut rows = Vec::new();
    for (check, finding) in firsts {
        let reference = draft.cite_finding(check, finding);
        let mut title = sources.texts.text(check.meta, "title", &[]);
        title.push_str(". ");
        let mut text = vec![strong(title)];
        text.extend(cited(sources.texts.text(check.meta, "consequence", &[]), reference));
        rows.push(vec![
            Cell { text, status: None },
            cell(words.word(&format!("severity-{}", finding.severity.id()))),
            cell(words.days_only(finding.effort.low, finding.effort.high)),
        ]);
    }
    draft.blocks.push(Block::Table(Table {
        caption: words.word("audit-findings-how"),
        columns: vec![
            column("audit-column-finding", Align::Left),
            column("audit-column-severity", Align::Left),
            column("audit-column-effort", Align::Right),
        ],
        rows,
    }));
}

fn costs(draft: &mut Draft<'_>) {
    let (words, sources) = (draft.words, draft.sources);
    let planned: Vec<&Planned> = sources.roadmap.initiatives.iter().filter(|one| one.timing.is_ok()).collect();
    if planned.is_empty() {
        return;
    }
    draft.heading("audit-costs");
    let currency = sources.brief.company.currency.as_deref().filter(|_| sources.brief.has_rates());
    let with_value = planned.iter().any(|one| one.value.money.is_some());
    let mut columns = vec![
        Column { title: words.word("audit-column-work"), align: Align::Left },
        Column { title: words.word("audit-column-days"), align: Align::Right },
    ];
    if currency.is_some() {
        columns.push(Column { title: words.word("audit-column-money"), align: Align::Right });
    }
    if with_value {
        columns.push(Column { title: words.word("audit-column-waiting"), align: Align::Right });
    }
    let mut rows = Vec::new();
    for one in planned.iter().take(COSTS) {
        let reference = draft.cite_initiative(one);
        let effort = one.initiative.effort;
        let mut row = vec![
            Cell { text: cited(full_title(sources, one), reference), status: None },
            cell(words.days_only(effort.low, effort.high)),
        ];
        if let Some(currency) = currency {
            let cost = one.cost.map(|cost| {
                let end = |amount: u64| words.money(two_digits(amount as f64), currency);
                words.say("money-range", &[("low", &end(cost.low)), ("high", &end(cost.high))])
            });
            row.push(cell(cost.unwrap_or_else(|| "–".to_owned())));
        }
        if with_value {
            row.push(cell(monthly(sources, one.value.money).unwrap_or_else(|| "–".to_owned())));
        }
        rows.push(row);
    }
    let count = words.whole(rows.len() as u64);
    let caption = words.say("audit-costs-caption", &[("count", &count)]);
    draft.blocks.push(Block::Table(Table { caption, columns, rows }));
    let (low, high) = planned
        .iter()
        .fold((0.0, 0.0), |(low, high), one| (low + one.initiative.effort.low, high + one.initiative.effort.high));
    let days = words.days(low, high);
    let total = match total_cost(sources) {
        Some(money) => words.say("audit-costs-total-money", &[("days", &days), ("money", &money)]),
        None => words.say("audit-costs-total", &[("days", &days)]),
    };
    let waiting = waiting(sources).map(|waiting| format!(" {waiting}")).unwrap_or_default();
    draft.paragraph(vec![strong(format!("{total}{waiting}"))]);
    if currency.is_none() {
        draft.paragraph(plain(words.word("audit-costs-no-rates")));
    }
}

fn unseen(draft: &mut Draft<'_>) {
    draft.heading("audit-unseen");
    let (words, sources) = (draft.words, draft.sources);
    let reference = draft.cite("coverage".to_owned(), || words.word("ref-coverage"));
    draft.paragraph(cited(words.word("audit-unseen-how"), reference));
    let mut needs: BTreeMap<Access, u64> = BTreeMap::new();
    let mut not_built = 0;
    for result in &sources.judgement.dimensions {
        not_built += u64::from(result.coverage.not_built);
        for (access, count) in &result.coverage.widened_by {
            *needs.entry(*access).or_default() += u64::from(*count);
        }
    }
    let mut items: Vec<Text> = Vec::new();
    for (access, count) in needs {
        let key = match access {
            Access::Platform => "audit-unseen-platform",
            Access::Operations => "audit-unseen-operations",
            Access::People => "audit-unseen-people",
            Access::Repository => continue,
        };
        items.push(plain(words.count(key, "count", count, &[])));
    }
    if not_built > 0 {
        items.push(plain(words.count("audit-unseen-repository", "count", not_built, &[])));
    }
    let gaps: BTreeSet<_> = sources.facts.gaps.iter().map(|gap| gap.kind).collect();
    items.push(plain(words.count("audit-unseen-gaps", "count", gaps.len() as u64, &[])));
    draft.blocks.push(Block::Bullets(items));
}
