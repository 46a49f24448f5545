//! The roadmap for leadership: the answer, what you get, what is done when, and what we need from you; its tables and charts
//! stand in `roadmap_tables.rs`.

use super::audit_report::state_date;
use super::parts::{Draft, asked, cell, cited, day_or_dash, full_title, named, promise_title, run, status, strong};
use super::roadmap_tables as tables;
use super::{Sources, Words};
use quarterdeck_document::{Align, Block, Cell, Column, Document, Run, Table, Text, Tone, plain};
use quarterdeck_plan::{Basis, MonthLoad, NotPlanned, Part, Planned, Promise, Standing};
use std::collections::BTreeSet;

/// Pieces of work told in words in one part of the plan; the timeline shows all.
const WORK_OF_A_PART: usize = 6;

/// Builds the roadmap for leadership.
pub fn roadmap_report(sources: &Sources<'_>) -> Document {
    let mut draft = Draft::new(sources);
    answer(&mut draft);
    promises(&mut draft);
    decisions(&mut draft);
    work(&mut draft);
    tables::timeline(&mut draft);
    tables::capacity(&mut draft);
    tables::money(&mut draft);
    tables::milestones(&mut draft);
    people(&mut draft);
    tables::not_planned(&mut draft);
    stability(&mut draft);
    tables::assumptions(&mut draft);
    let (words, brief, roadmap) = (sources.words, sources.brief, sources.roadmap);
    let (company, months) = (brief.company.name.as_str(), brief.horizon.months.to_string());
    let (from, to) = (words.day(roadmap.start), words.day(roadmap.end));
    let system = crate::visible(&sources.facts.system).into_owned();
    draft.document(
        words.say("roadmap-title", &[("company", company)]),
        words.say(
            "roadmap-subtitle",
            &[("months", &months), ("from", &from), ("to", &to), ("system", &system), ("date", &state_date(sources))],
        ),
        words.say("roadmap-foot", &[("company", company), ("from", &from), ("to", &to)]),
    )
}

fn answer(draft: &mut Draft<'_>) {
    let (words, roadmap) = (draft.words, draft.sources.roadmap);
    let planned = roadmap.planned().len() as u64;
    let served = roadmap.promises.iter().filter(|promise| promise.standing == Standing::OnTrack).count() as u64;
    let all = roadmap.promises.len().to_string();
    let mut text = vec![
        strong(words.count("roadmap-answer", "count", planned, &[])),
        run(format!(" {}", words.count("roadmap-answer-served", "served", served, &[("all", &all)]))),
    ];
    if planned > 0 {
        let reference = Some(draft.cite_forecast());
        let sure = match roadmap.whole {
            (Some(p50), Some(p85)) => {
                words.say("roadmap-answer-done", &[("p50", &words.day(p50)), ("p85", &words.day(p85))])
            }
            _ => words.word("roadmap-answer-beyond"),
        };
        text.push(Run { text: format!(" {sure}"), strong: false, reference });
    }
    draft.blocks.push(Block::Callout(Tone::Answer, text));
}

fn promises(draft: &mut Draft<'_>) {
    let (words, sources) = (draft.words, draft.sources);
    draft.heading("roadmap-promises");
    let column = |key: &str, align| Column { title: words.word(key), align };
    let mut rows = Vec::new();
    for promise in &sources.roadmap.promises {
        let reference = draft.cite_promise(&promise.id);
        let title = format!("{}. {}", promise.id, promise_title(sources, &promise.id));
        let (p50, p85) = promise.done.map_or((None, None), |(_, p50, p85)| (p50, p85));
        rows.push(vec![
            Cell { text: cited(title, reference), status: None },
            cell(if promise.is_goal { words.day(promise.date) } else { "–".to_owned() }),
            cell(day_or_dash(words, p50)),
            cell(day_or_dash(words, p85)),
            Cell { text: plain(stands(words, promise)), status: Some(status(promise.standing)) },
        ]);
    }
    draft.blocks.push(Block::Table(Table {
        caption: words.word("roadmap-promises-caption"),
        columns: vec![
            column("roadmap-column-promise", Align::Left),
            column("roadmap-column-wanted", Align::Left),
            column("roadmap-column-p50", Align::Left),
            column("roadmap-column-p85", Align::Left),
            column("roadmap-column-standing", Align::Left),
        ],
        rows,
    }));
    for promise in sources.roadmap.promises.iter().filter(|promise| promise.standing == Standing::Unserved) {
        let reference = draft.cite_promise(&promise.id);
        let title = promise_title(sources, &promise.id);
        let text = words.say("roadmap-unserved", &[("id", &promise.id), ("title", &title)]);
        draft.blocks.push(Block::Callout(Tone::Warning, cited(text, reference)));
    }
}

/// Where a problem or goal stands, and with how much of the work for it where the plan does not hold all.
fn stands(words: &Words, promise: &Promise) -> String {
    let standing = words.word(&format!("standing-{}", promise.standing.id()));
    let (planned, left) = (promise.served_by.len(), promise.left_out.len());
    if left == 0 || !matches!(promise.standing, Standing::Late | Standing::AtRisk | Standing::OnTrack) {
        return standing;
    }
    let (planned, all) = (words.whole(planned as u64), words.whole((planned + left) as u64));
    words.say("standing-in-part", &[("standing", &standing), ("planned", &planned), ("all", &all)])
}

fn work(draft: &mut Draft<'_>) {
    let (words, sources) = (draft.words, draft.sources);
    draft.heading("roadmap-work");
    let planned = sources.roadmap.planned();
    for part in Part::ALL {
        draft.blocks.push(Block::Heading(2, words.word(&format!("part-{}", part.id()))));
        let mut here: Vec<_> = planned.iter().filter(|(_, timing)| timing.part == part).collect();
        here.sort_by_key(|(one, _)| one.rank.rank);
        if here.is_empty() {
            draft.paragraph(plain(words.word("roadmap-work-none")));
            continue;
        }
        let count = here.len();
        let mut items: Vec<Text> = Vec::new();
        for (one, timing) in here.into_iter().take(WORK_OF_A_PART) {
            let reference = Some(draft.cite_initiative(one));
            let mut text = vec![strong(format!("{}. ", full_title(sources, one)))];
            if let Some(play) = one.initiative.play {
                text.push(run(format!("{} ", play.texts(words.language).outcome)));
            }
            text.extend(opens(sources, one));
            let ids: Vec<String> = one.initiative.serves.iter().map(|tie| named(sources, &tie.id)).collect();
            let done = words.day(timing.target);
            let sure = if ids.is_empty() {
                words.say("roadmap-work-done", &[("done", &done)])
            } else {
                words.say("roadmap-work-serves", &[("ids", &words.list(&ids)), ("done", &done)])
            };
            text.push(Run { text: sure, strong: false, reference });
            items.push(text);
        }
        let more = count.saturating_sub(WORK_OF_A_PART);
        if more > 0 {
            items.push(plain(words.count("roadmap-work-more", "count", more as u64, &[])));
        }
        draft.blocks.push(Block::Bullets(items));
    }
}

/// What gives the work its place in the order, where that is not its own value: the end of the chain that it opens.
fn opens(sources: &Sources<'_>, one: &Planned) -> Option<Run> {
    let last = one.rank.opens.last()?;
    let opened = sources.roadmap.initiatives.iter().find(|other| other.initiative.id == *last)?;
    let text = sources.words.say("roadmap-work-opens", &[("titles", &full_title(sources, opened))]);
    Some(run(format!("{text} ")))
}

/// Hires, and skills that nobody has.
fn people(draft: &mut Draft<'_>) {
    let (words, sources) = (draft.words, draft.sources);
    draft.heading("roadmap-people");
    let mut items: Vec<Text> = Vec::new();
    for person in sources.brief.people.iter().filter(|person| person.hire) {
        let date = day_or_dash(words, person.from);
        items.push(plain(words.say("roadmap-hire", &[("role", person.role.of(words.language)), ("date", &date)])));
    }
    for (one, reason) in sources.roadmap.not_planned() {
        if let NotPlanned::NobodyCan(missing) = reason {
            let level = words.word(&format!("level-{}", missing.level.id()));
            let title = full_title(sources, one);
            let skill = words.list(&missing.skills);
            let text = words.say("roadmap-missing", &[("title", &title), ("skill", &skill), ("level", &level)]);
            items.push(plain(text));
        }
    }
    let loads = &sources.roadmap.skills;
    if let Some(load) = loads.first() {
        let key = if load.ratio() > 1.0 { "roadmap-capacity-caption-short" } else { "roadmap-capacity-caption" };
        let text = words.say(
            key,
            &[
                ("skill", &load.skill),
                ("demand", &words.number(load.demand_days.round())),
                ("capacity", &words.number(load.capacity_days.round())),
            ],
        );
        items.push(plain(format!("{text}.")));
    }
    if items.is_empty() {
        draft.paragraph(plain(words.word("decision-none")));
    } else {
        draft.blocks.push(Block::Bullets(items));
    }
}

fn decisions(draft: &mut Draft<'_>) {
    let (words, sources) = (draft.words, draft.sources);
    draft.heading("roadmap-decisions");
    let mut items: Vec<Text> = Vec::new();
    for promise in &sources.roadmap.promises {
        items.extend(decision(draft, promise));
    }
    for person in sources.brief.people.iter().filter(|person| person.hire) {
        let date = day_or_dash(words, person.from);
        items.push(plain(words.say("decision-hire", &[("role", person.role.of(words.language)), ("date", &date)])));
    }
    items.extend(budgets(sources).into_iter().map(plain));
    let missing: BTreeSet<String> = sources
        .roadmap
        .not_planned()
        .into_iter()
        .filter_map(|(_, reason)| match reason {
            NotPlanned::NobodyCan(missing) => missing.skills.first().cloned(),
            _ => None,
        })
        .collect();
    items.extend(missing.iter().map(|skill| plain(words.say("decision-skill", &[("skill", skill)]))));
    if !sources.brief.has_rates() && sources.brief.company.currency.is_some() {
        items.push(plain(words.word("decision-rates")));
    }
    if items.is_empty() {
        items.push(plain(words.word("decision-none")));
    }
    draft.blocks.push(Block::Steps(items));
}

fn decision(draft: &mut Draft<'_>, promise: &Promise) -> Option<Text> {
    let (words, sources) = (draft.words, draft.sources);
    let title = promise_title(sources, &promise.id);
    let text = match promise.standing {
        Standing::Unserved | Standing::NotPlanned => match asked(sources, promise) {
            Some((one, reason)) => {
                let (work, why) = (full_title(sources, one), tables::why(sources, reason));
                let values = [("id", &*promise.id), ("title", &title), ("work", &work), ("why", &why)];
                words.say("decision-asked", &values)
            }
            None => words.say("decision-unserved", &[("id", &promise.id), ("title", &title)]),
        },
        Standing::Late => {
            let when = promise.done.and_then(|(done, p50, _)| p50.or(Some(done)));
            let (when, date) = (day_or_dash(words, when), words.day(promise.date));
            words.say("decision-late", &[("id", &promise.id), ("title", &title), ("when", &when), ("date", &date)])
        }
        Standing::HardlyServed => words.say("decision-thin", &[("id", &promise.id), ("title", &title)]),
        Standing::AtRisk | Standing::OnTrack => return None,
    };
    let reference = draft.cite_promise(&promise.id);
    let mut text = cited(text, reference);
    let plays: Vec<String> =
        promise.consider.iter().map(|play| format!("{} ({})", play.texts(words.language).title, play.id)).collect();
    if !plays.is_empty() {
        text.push(run(format!(" {}", words.say("decision-consider", &[("plays", &words.list(&plays))]))));
    }
    Some(text)
}

/// Budgets for hiring that end before the days of those who are hired do, and what fits into each.
fn budgets(sources: &Sources<'_>) -> Vec<String> {
    let (words, roadmap) = (sources.words, sources.roadmap);
    let Some(currency) = sources.brief.company.currency.as_deref() else { return Vec::new() };
    let hired: Vec<(usize, f64)> = (roadmap.team.iter().enumerate().filter(|(_, worker)| worker.hire))
        .filter_map(|(at, worker)| Some((at, worker.cost_per_day? as f64)))
        .collect();
    let Some(rate) = hired.iter().map(|(_, rate)| *rate).reduce(f64::max) else { return Vec::new() };
    let mut told = Vec::new();
    for quarter in &roadmap.money {
        let Some(budget) = quarter.budget else { continue };
        let months = || roadmap.capacity.iter().filter(|month| month.from.quarter_id() == quarter.from.quarter_id());
        let days = |of: fn(&MonthLoad) -> &Vec<f64>, weight: fn(f64) -> f64| -> f64 {
            let of_month =
                |month| hired.iter().map(|(at, rate)| of(month).get(*at).unwrap_or(&0.0) * weight(*rate)).sum::<f64>();
            months().map(of_month).sum()
        };
        let (whole, used) = (days(|month| &month.available, |_| 1.0), days(|month| &month.used, |_| 1.0));
        let wanted = days(|month| &month.available, |rate| rate);
        // The budget is the reason only where less than a day more would fit into it.
        if wanted > budget as f64 && quarter.hired as f64 + rate > budget as f64 {
            let (fits, days) = (words.number(used.floor()), words.number(whole.round()));
            let values = [
                ("quarter", &*words.quarter(quarter.from)),
                ("budget", &words.money(budget, currency)),
                ("fits", &fits),
                ("days", &days),
            ];
            told.push(words.say("decision-budget", &values));
        }
    }
    told
}

/// What the order rests on, and how stable it is.
fn stability(draft: &mut Draft<'_>) {
    let (words, sources) = (draft.words, draft.sources);
    let Some(first) = sources.roadmap.initiatives.iter().find(|one| one.timing.is_ok()) else { return };
    draft.heading("roadmap-stability");
    let skill = sources.roadmap.skills.first().map_or("", |load| load.skill.as_str());
    let key = match sources.roadmap.basis {
        Basis::Money => "roadmap-basis-money",
        Basis::Points => "roadmap-basis-points",
    };
    let reference = draft.cite_initiative(first);
    let mut text = plain(format!("{} ", words.say(key, &[("skill", skill)])));
    text.extend(cited(
        words.say(
            "roadmap-stability-text",
            &[
                ("title", &full_title(sources, first)),
                ("low", &first.rank.rank_low.to_string()),
                ("high", &first.rank.rank_high.to_string()),
            ],
        ),
        reference,
    ));
    draft.paragraph(text);
}

#[cfg(test)]
mod tests {
    use super::roadmap_report;
    use crate::leadership::monthly_report::monthly_report;
    use crate::leadership::monthly_report::tests::{planned, planned_with};
    use quarterdeck_brief::Language;
    use quarterdeck_document::markdown;

    #[test]
    fn problems_and_goals_are_named_in_words() {
        for (language, named) in [
            (Language::En, "For \"customer portal\" (G3)"),
            (Language::Fr, "(G3)\u{202f}; promis"),
            (Language::Nl, "(G3); beloofd"),
        ] {
            planned(language, |sources| {
                let text = markdown(&roadmap_report(sources));
                assert!(text.contains(named), "{named}: {text}");
                for bare in ["For G3", "Pour G3", "Voor G3"] {
                    assert!(!text.contains(bare), "{bare}: {text}");
                }
                // A month stands once in its row.
                let month = sources.words.month(sources.roadmap.start);
                let rows: Vec<&str> = text.lines().filter(|line| line.starts_with(&format!("| {month} |"))).collect();
                assert!(rows.len() == 1 && rows[0].matches(&*month).count() == 1, "{rows:?}");
            });
        }
    }

    #[test]
    fn what_the_brief_asks_for_and_has_no_place_is_said_with_the_reason() {
        planned_with(Language::En, &[("skill = \"java\"", "skill = \"cobol\"")], |sources| {
            let text = markdown(&roadmap_report(sources));
            let asked = "G3 (Open the customer portal to our 40 largest customers) waits for \"Customer portal: tracking page\", \
                         which has no place in the plan: nobody has the skill cobol.";
            assert!(text.contains(asked), "{text}");
            let page = markdown(&monthly_report(sources, sources.roadmap.start));
            assert!(page.contains("| G3. Customer portal | ? not in the plan"), "{page}");
        });
    }

    #[test]
    fn a_budget_that_is_too_small_says_what_fits() {
        let told = |changes: &[(&str, &str)]| {
            let mut text = String::new();
            planned_with(Language::En, changes, |sources| text = markdown(&roadmap_report(sources)));
            text.lines().filter(|line| line.contains("The budget for hiring in")).count()
        };
        assert_eq!(told(&[]), 0);
        assert_eq!(told(&[("amount = 12000", "amount = 400")]), 1);
        assert_eq!(told(&[("amount = 12000", "amount = 400"), ("amount = 30000", "amount = 400")]), 2);
    }
}
