//! The page of the month for leadership: one sheet of A4 and at most 300 words, from the audit, the brief and the roadmap at a
//! day. It carries no list of evidence: each line names what it is about, and the audit and the roadmap hold what it rests on.

use super::Sources;
use super::audit_report::{dimension_and_word, wanted, weakest};
use super::parts::{
    Draft, asked, cell, day_or_dash, full_title, monthly, named, short_name, status, strong, two_digits,
};
use quarterdeck_base::Day;
use quarterdeck_document::{Align, Block, Cell, Column, Document, Figure, Table, Text, Tone, plain};
use quarterdeck_plan::{NotPlanned, Promise, Standing};
use std::collections::BTreeSet;

/// Words of the page at most.
const WORDS: usize = 300;
/// Days ahead in which something is due.
const AHEAD_DAYS: u32 = 30;
/// Risks told.
const RISKS: usize = 3;
/// Lines told of what is due and of what is needed, and problems and goals told: the first that leaves the page within its
/// words. What is needed from the reader gives way last; what is left out is counted on the page.
const ROOM: [(usize, usize, usize); 12] = [
    (4, 5, 10),
    (3, 5, 10),
    (2, 5, 10),
    (2, 4, 10),
    (1, 4, 10),
    (1, 3, 10),
    (1, 2, 10),
    (1, 2, 7),
    (1, 1, 7),
    (1, 1, 6),
    (1, 1, 5),
    (1, 1, 4),
];

/// Builds the page as of a day, or of the nearest day of the plan.
pub fn monthly_report(sources: &Sources<'_>, as_of: Day) -> Document {
    let last = sources.roadmap.end;
    let as_of = as_of.clamp(sources.roadmap.start, last);
    let mut document = None;
    for room in ROOM {
        let made = page(sources, as_of, room);
        let fits = words_of(&made) <= WORDS;
        document = Some(made);
        if fits {
            break;
        }
    }
    document.expect("because there is a first room")
}

fn page(sources: &Sources<'_>, as_of: Day, (lines_due, lines_needed, promises): (usize, usize, usize)) -> Document {
    let mut draft = Draft::new(sources);
    verdict(&mut draft);
    figures(&mut draft, as_of);
    draft.grades("monthly-coverage");
    due(&mut draft, as_of, lines_due);
    needs(&mut draft, as_of, lines_needed);
    risks(&mut draft);
    standings(&mut draft, promises);
    let (words, company) = (sources.words, sources.brief.company.name.as_str());
    let (month, date) = (words.month(as_of), words.day(as_of));
    let system = crate::visible(&sources.facts.system).into_owned();
    let mut document = draft.document(
        words.say("monthly-title", &[("company", company), ("month", &month)]),
        words.say("monthly-subtitle", &[("date", &date), ("system", &system)]),
        words.word("monthly-foot"),
    );
    document.date = format!("{:04}-{:02}-{:02}", as_of.year(), as_of.month(), as_of.day());
    document
}

/// How the plan stands and where the system is weakest, in one sentence.
fn verdict(draft: &mut Draft<'_>) {
    let (words, sources) = (draft.words, draft.sources);
    let on_track = sources.roadmap.promises.iter().filter(|promise| promise.standing == Standing::OnTrack).count();
    let (served, all) = (words.whole(on_track as u64), words.whole(sources.roadmap.promises.len() as u64));
    let text = match weakest(sources.judgement) {
        Some((result, letter, _)) => {
            let (dimension, word) = dimension_and_word(words, result, letter);
            let values = [("served", &*served), ("all", &all), ("dimension", &dimension), ("word", &word)];
            words.say("monthly-verdict", &values)
        }
        None => words.say("monthly-verdict-none", &[("served", &served), ("all", &all)]),
    };
    draft.blocks.push(Block::Callout(Tone::Answer, vec![strong(text)]));
}

fn figures(draft: &mut Draft<'_>, as_of: Day) {
    let (words, sources) = (draft.words, draft.sources);
    let mut figures = Vec::new();
    let quarter = sources.roadmap.money.iter().find(|cost| cost.from.quarter_id() == as_of.quarter_id());
    if let (Some(cost), Some(currency)) = (quarter, sources.brief.company.currency.as_deref()) {
        let amount = |value: u64| words.money(two_digits(value as f64), currency);
        let note = match cost.budget {
            Some(budget) => words.say(
                "monthly-money-budget",
                &[("hired", &amount(cost.hired)), ("budget", &words.money(budget, currency))],
            ),
            None => words.word("monthly-money-note"),
        };
        let label = words.say("monthly-money", &[("quarter", &words.quarter(as_of))]);
        figures.push(Figure { label, value: amount(cost.team + cost.hired + cost.cto), note });
    }
    let month = sources.roadmap.capacity.iter().find(|month| month.from.month_id() == as_of.month_id());
    if let Some(month) = month {
        let days = |of: &[f64], only_cto: bool| {
            let own = of.iter().zip(&sources.roadmap.team).filter(|(_, one)| one.person.is_none() == only_cto);
            own.map(|(days, _)| days).sum::<f64>().round()
        };
        let of = |only_cto: bool| words.number(days(&month.available, only_cto));
        for (only_cto, key) in [(true, "monthly-cto"), (false, "monthly-team")] {
            if only_cto && sources.brief.cto.is_none() {
                continue;
            }
            let used = words.days(days(&month.used, only_cto), days(&month.used, only_cto));
            let note = words.say("monthly-days-note", &[("days", &of(only_cto))]);
            figures.push(Figure { label: words.word(key), value: used, note });
        }
    }
    if !figures.is_empty() {
        draft.blocks.push(Block::Figures(figures));
    }
}

/// What is promised for the days ahead; else what begins in them.
fn due(draft: &mut Draft<'_>, as_of: Day, lines: usize) {
    let (words, sources) = (draft.words, draft.sources);
    draft.heading("monthly-due");
    let until = as_of.plus_days(AHEAD_DAYS);
    let ahead = |day: Day| (as_of..=until).contains(&day);
    let planned = sources.roadmap.planned();
    let mut items: Vec<(Day, Text)> = Vec::new();
    for (one, timing) in &planned {
        let (key, day) = match (ahead(timing.target), ahead(timing.start)) {
            (true, _) => ("monthly-due-done", timing.target),
            (false, true) => ("monthly-due-begins", timing.start),
            (false, false) => continue,
        };
        let text = words.say(key, &[("title", &full_title(sources, one)), ("date", &words.day(day))]);
        // What is due stands before what begins.
        items.push((if key == "monthly-due-done" { day } else { day.plus_days(AHEAD_DAYS) }, plain(text)));
    }
    items.sort_by_key(|(day, _)| *day);
    list(draft, items.into_iter().map(|(_, text)| text).collect(), lines, "monthly-due-none");
}

fn needs(draft: &mut Draft<'_>, as_of: Day, lines: usize) {
    let (words, sources) = (draft.words, draft.sources);
    draft.heading("roadmap-decisions");
    let mut items: Vec<Text> = Vec::new();
    for promise in &sources.roadmap.promises {
        items.extend(need(sources, promise).map(plain));
    }
    for person in sources.brief.people.iter().filter(|person| person.hire && person.from.is_none_or(|day| day > as_of))
    {
        let date = day_or_dash(words, person.from);
        items.push(plain(words.say("monthly-need-hire", &[("role", person.role.of(words.language)), ("date", &date)])));
    }
    let skills: BTreeSet<&String> = sources
        .roadmap
        .not_planned()
        .into_iter()
        .filter_map(|(_, reason)| match reason {
            NotPlanned::NobodyCan(missing) => missing.skills.first(),
            _ => None,
        })
        .collect();
    items.extend(skills.into_iter().map(|skill| plain(words.say("decision-skill", &[("skill", skill)]))));
    list(draft, items, lines, "decision-none");
}

fn need(sources: &Sources<'_>, promise: &Promise) -> Option<String> {
    let words = sources.words;
    let name = capital(&named(sources, &promise.id));
    let key = match promise.standing {
        Standing::Unserved | Standing::NotPlanned => match asked(sources, promise) {
            Some((one, _)) => {
                return Some(words.say("monthly-need-asked", &[("id", &name), ("work", &full_title(sources, one))]));
            }
            None => "monthly-need-unserved",
        },
        Standing::HardlyServed => "monthly-need-thin",
        Standing::Late => "monthly-need-late",
        Standing::AtRisk | Standing::OnTrack => return None,
    };
    Some(words.say(key, &[("id", &name)]))
}

/// With a capital, as at the beginning of a line.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Some lines; those beyond are counted.
fn list(draft: &mut Draft<'_>, mut items: Vec<Text>, lines: usize, none: &str) {
    let words = draft.words;
    if items.is_empty() {
        draft.paragraph(plain(words.word(none)));
        return;
    }
    let more = items.len().saturating_sub(lines);
    items.truncate(lines);
    if more > 0 {
        items.push(plain(words.count("monthly-more", "count", more as u64, &[])));
    }
    draft.blocks.push(Block::Bullets(items));
}

fn risks(draft: &mut Draft<'_>) {
    let (words, sources) = (draft.words, draft.sources);
    draft.heading("monthly-risks");
    let mut items: Vec<Text> = Vec::new();
    for one in wanted(sources).into_iter().take(RISKS) {
        let Some(play) = one.initiative.play else { continue };
        let why = format!("{}.", play.texts(words.language).why.trim_end_matches('.'));
        items.push(match monthly(sources, one.value.money) {
            Some(money) => {
                let cost = words.say("monthly-risk-cost", &[("money", &money)]);
                vec![strong(format!("{cost} ")), quarterdeck_document::Run { text: why, ..Default::default() }]
            }
            None => plain(why),
        });
    }
    if items.is_empty() {
        draft.paragraph(plain(words.word("audit-risks-none")));
    } else {
        draft.blocks.push(Block::Bullets(items));
    }
}

fn standings(draft: &mut Draft<'_>, most: usize) {
    let (words, sources) = (draft.words, draft.sources);
    let promises = &sources.roadmap.promises;
    if promises.is_empty() {
        return;
    }
    draft.heading("monthly-standings");
    let row = |promise: &Promise| {
        let title = format!("{}. {}", promise.id, capital(&short_name(sources, &promise.id)));
        let stands = plain(words.word(&format!("standing-{}", promise.standing.id())));
        let sure = promise.done.and_then(|(_, _, p85)| p85);
        vec![cell(title), Cell { text: stands, status: Some(status(promise.standing)) }, cell(day_or_dash(words, sure))]
    };
    let column = |key: &str| Column { title: words.word(key), align: Align::Left };
    draft.blocks.push(Block::Table(Table {
        caption: String::new(),
        columns: vec![
            column("roadmap-column-promise"),
            column("roadmap-column-standing"),
            column("monthly-column-sure"),
        ],
        rows: promises.iter().take(most).map(row).collect(),
    }));
    if promises.len() > most {
        draft.paragraph(plain(words.count("monthly-more", "count", (promises.len() - most) as u64, &[])));
    }
}

/// Words of a page, with those of its title. A day or an amount with its unit, held together by no-break spaces, is one.
fn words_of(document: &Document) -> usize {
    let count = |text: &str| text.split([' ', '\n']).filter(|word| word.chars().any(char::is_alphanumeric)).count();
    let sentence = |text: &Text| text.iter().map(|run| count(&run.text)).sum::<usize>();
    let block = |block: &Block| match block {
        Block::Heading(_, text) => count(text),
        Block::Paragraph(text) | Block::Callout(_, text) => sentence(text),
        Block::Bullets(items) | Block::Steps(items) => items.iter().map(sentence).sum(),
        Block::Figures(figures) => {
            figures.iter().map(|one| count(&one.label) + count(&one.value) + count(&one.note)).sum()
        }
        Block::Grades(grades) => {
            grades.iter().map(|one| 1 + count(&one.title) + count(&one.word) + count(&one.coverage)).sum()
        }
        Block::Table(table) => {
            let heads: usize = table.columns.iter().map(|column| count(&column.title)).sum();
            heads + count(&table.caption) + table.rows.iter().flatten().map(|cell| sentence(&cell.text)).sum::<usize>()
        }
        Block::Timeline(_) | Block::Bars(_) | Block::NewPage => 0,
    };
    let head = count(&document.title) + count(&document.subtitle) + count(&document.foot);
    head + document.blocks.iter().map(block).sum::<usize>()
}

#[cfg(test)]
pub(super) mod tests {
    use super::{WORDS, monthly_report, words_of};
    use crate::leadership::{Sources, Words};
    use crate::{Texts, testing};
    use quarterdeck_base::Day;
    use quarterdeck_brief::Language;
    use quarterdeck_document::markdown;
    use quarterdeck_plan::Options;

    /// Hands the worked example, planned on the sample system, to a function.
    pub(in crate::leadership) fn planned(language: Language, then: impl FnOnce(&Sources<'_>)) {
        planned_with(language, &[], then);
    }

    /// The same with other words in the brief.
    pub(in crate::leadership) fn planned_with(
        language: Language,
        changes: &[(&str, &str)],
        then: impl FnOnce(&Sources<'_>),
    ) {
        let mut text = include_str!("../../../../docs/examples/logistics-erp.toml").to_owned();
        for (from, to) in changes {
            assert!(text.contains(from), "{from}");
            text = text.replace(from, to);
        }
        let brief = quarterdeck_brief::read(&text).brief.expect("the worked example can be planned");
        let (facts, judgement) = (testing::facts(), testing::judgement());
        let options = Options { seed: 1, runs: 200, quick: true };
        let roadmap = quarterdeck_plan::roadmap(&facts, &judgement, &brief, options).expect("a plan");
        let (words, texts) = (Words::new(language), Texts::english(testing::CHECKS.iter()));
        then(&Sources {
            facts: &facts,
            judgement: &judgement,
            brief: &brief,
            roadmap: &roadmap,
            texts: &texts,
            words: &words,
        });
    }

    #[test]
    fn a_page_holds_its_words_in_each_language_and_on_each_day() {
        for language in [Language::En, Language::Fr, Language::Nl] {
            planned(language, |sources| {
                // Before the plan, within it, after it.
                for (day, shown) in [("2020-01-01", (2026, 12)), ("2027-03-10", (2027, 3)), ("2031-01-01", (2028, 6))] {
                    let page = monthly_report(sources, Day::parse(day).expect("a day"));
                    assert!(words_of(&page) <= WORDS, "{day}: {}", words_of(&page));
                    let month = sources.words.month(Day::new(shown.0, shown.1, 1).expect("a day"));
                    assert!(page.title.contains(&month), "{day}: {}", page.title);
                    let text = markdown(&page);
                    assert_eq!(text, markdown(&monthly_report(sources, Day::parse(day).expect("a day"))));
                    // Wherever a language leaves no room for all, the first four stand and the rest is counted.
                    for promise in sources.roadmap.promises.iter().take(4) {
                        assert!(text.contains(&promise.id), "{day} {}: {text}", promise.id);
                    }
                }
            });
        }
    }
}
