//! A brief's text as a value, with everything there is to say of it: all faults at once, each with its line and what to do.

mod aims;
mod calendar;
mod people;
mod work;

#[cfg(test)]
mod tests;

use crate::fields::{Reader, Table};
use crate::remark::{Remark, bound_sentence, quoted};
use crate::{Brief, Company, Horizon, Language};
use quarterdeck_base::bound;
use std::collections::BTreeSet;
use toml::de::{DeTable, DeValue};

/// The format that this program reads.
const SCHEMA: u32 = 1;

const SECTIONS: [&str; 12] = [
    "schema",
    "company",
    "plan",
    "problem",
    "goal",
    "person",
    "cto",
    "budget",
    "feature",
    "calendar",
    "decision",
    "assumptions",
];

/// What reading a brief came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The brief; `None` when a remark is an error.
    pub brief: Option<Brief>,
    /// Everything there is to say, by line.
    pub remarks: Vec<Remark>,
}

/// Reads a brief. Any text is answered, at worst with errors.
pub fn read(text: &str) -> Reading {
    let mut reader = Reader::new(text);
    let brief = if text.len() as u64 > bound::BRIEF_BYTES {
        let what = bound_sentence("BRIEF_BYTES").trim_end_matches('.');
        reader.remarks.error(None, what, "Keep texts short, and what is no part of the brief out of it");
        None
    } else {
        let (document, faults) = DeTable::parse_recoverable(text);
        let mut days = BTreeSet::new();
        document.get_ref().iter().for_each(|(_, value)| no_days(value, &mut days));
        let is_about_a_day = |fault: &&toml::de::Error| fault.span().is_some_and(|span| days.contains(&span.start));
        let fault = faults.iter().find(|fault| !is_about_a_day(fault));
        // After a fault of the syntax nothing else can be told for sure. A day that is none is no such fault.
        match fault {
            Some(fault) => {
                syntax(text, fault, &mut reader);
                None
            }
            None => brief(&Table::root(document.get_ref(), &SECTIONS, &mut reader), &mut reader),
        }
    };
    let has_errors = reader.remarks.errors() > 0;
    Reading { brief: brief.filter(|_| !has_errors), remarks: reader.remarks.finish() }
}

/// How the parser begins to say that a value is none.
const NO_VALUE: [&str; 4] = ["string values must be quoted", "invalid float", "invalid integer", "invalid boolean"];

fn syntax(text: &str, fault: &toml::de::Error, reader: &mut Reader<'_>) {
    let message = fault.message().lines().collect::<Vec<_>>().join(", ");
    let at = fault.span().map(|span| span.start);
    let (what, fix) = match message.as_str() {
        "duplicate key" => {
            let key = fault.span().and_then(|span| text.get(span)).unwrap_or_default();
            let fix = "Keep one of the two; a header that may stand several times has two pairs of brackets";
            (format!("{} stands there twice", quoted(key)), fix)
        }
        text if NO_VALUE.iter().any(|start| text.starts_with(start)) => {
            let fix = "Write texts between quotes, numbers with digits and a point, days as 2027-09-30";
            ("A value is neither a text in quotes, nor a number, nor a day".to_owned(), fix)
        }
        text if text.starts_with("unexpected key or value") => {
            let fix = "Write one value a line, decimals with a point as in 0.2, and remarks behind #";
            ("Something stands behind the value".to_owned(), fix)
        }
        text if text.starts_with("key with no value") => {
            ("A key has no value".to_owned(), "Write the key, an equals sign and the value, as in months = 12")
        }
        _ => {
            let fix = "Compare the line with the template (quarterdeck brief new --template)";
            (format!("This is no TOML: {message}"), fix)
        }
    };
    reader.remarks.error(at, what, fix);
}

/// Where the parser met days that are none: they stand in the document as empty ones, and are remarked on as values.
fn no_days(value: &toml::Spanned<DeValue<'_>>, places: &mut BTreeSet<usize>) {
    match value.get_ref() {
        DeValue::Datetime(day) if day.date.is_none() && day.time.is_none() => {
            places.insert(value.span().start);
        }
        DeValue::Array(items) => items.iter().for_each(|item| no_days(item, places)),
        DeValue::Table(entries) => entries.iter().for_each(|(_, value)| no_days(value, places)),
        _ => {}
    }
}

/// Every section, also after faults: a brief is only made when there was none.
fn brief(root: &Table<'_>, reader: &mut Reader<'_>) -> Option<Brief> {
    match root.field("schema") {
        None if !root.lacks("schema") => {}
        None => {
            reader.remarks.warn(None, "The brief does not say which format it has", format!("Add schema = {SCHEMA}"))
        }
        Some(field) => {
            let range = format!("{SCHEMA}, the format that this program reads");
            field.number_in(reader, &range, |schema| schema == f64::from(SCHEMA));
        }
    }
    let company = company(root, reader);
    let horizon = horizon(root, reader);
    let problems = aims::problems(root, reader);
    let goals = aims::goals(root, horizon.as_ref(), reader);
    let team = people::team(root, horizon.as_ref(), reader);
    let budget = work::budget(root, horizon.as_ref(), reader);
    let features = work::features(root, horizon.as_ref(), &goals, &team, reader);
    let (holidays, freezes) = calendar::calendar(root, horizon.as_ref(), reader);
    let decisions = work::decisions(root, horizon.as_ref(), reader);
    let assumptions = work::assumptions(root, reader);
    money(company.as_ref(), &team, reader);
    if let (Some(first), count) = reader.single_wordings {
        let languages: Vec<&str> = reader.languages.iter().map(|language| language.id()).collect();
        let languages = languages.join(", ");
        let what = match count {
            1 => format!("One text has one wording for all languages ({languages})"),
            _ => format!("{count} texts have one wording for all languages ({languages}), this is the first"),
        };
        reader.remarks.note(first, what, "Write { en = \"…\", nl = \"…\" } where readers should get their own");
    }
    Some(Brief {
        company: company?,
        horizon: horizon?,
        problems,
        goals: goals.list,
        people: team.people,
        cto: team.cto,
        budget,
        features,
        holidays,
        freezes,
        decisions,
        assumptions,
    })
}

/// A section that must be there.
fn section<'d>(
    root: &Table<'d>,
    key: &str,
    known: &[&'static str],
    example: &str,
    reader: &mut Reader<'_>,
) -> Option<Table<'d>> {
    if root.lacks(key) {
        reader.remarks.error(None, format!("The brief has no section {key}"), format!("Add [{key}] with {example}"));
    }
    root.field(key)?.table(known, reader)
}

fn company(root: &Table<'_>, reader: &mut Reader<'_>) -> Option<Company> {
    let known = ["name", "sector", "people", "languages", "currency"];
    let table = section(root, "company", &known, "name = \"…\"", reader);
    // Which languages are asked for decides what is said of every text.
    reader.languages = table.as_ref().map(|table| languages(table, reader)).unwrap_or_default();
    let table = table?;

    let name = table.needed("name", "\"…\"", reader).and_then(|field| field.text(reader));
    let sector = table.field("sector").and_then(|field| field.wording(reader)).unwrap_or_default();
    let people = table.field("people").and_then(|field| field.whole(reader, 1..=10_000_000));
    let currency = match table.field("currency") {
        Some(field) => Some(field.currency(reader)?),
        None if table.lacks("currency") => None,
        None => return None,
    };
    Some(Company { name: name?, sector, people, languages: reader.languages.clone(), currency })
}

/// The languages asked for, each once; English where none is.
fn languages(company: &Table<'_>, reader: &mut Reader<'_>) -> Vec<Language> {
    let mut languages = Vec::new();
    match company.field("languages") {
        None if !company.lacks("languages") => {}
        None => {
            let fix = "Add languages = [\"en\"], the one of the people who decide first";
            reader.remarks.note(company.at, "company has no languages: reports are in English", fix);
        }
        Some(field) => {
            let items = field.list(reader).unwrap_or_default();
            if items.is_empty() {
                reader.remarks.note(
                    field.at,
                    "company: languages is empty: reports are in English",
                    "Name en, fr or nl",
                );
            }
            for item in items {
                let Some(language) = item.language(reader) else { continue };
                if languages.contains(&language) {
                    let what = format!("company: languages names {} twice", language.id());
                    reader.remarks.warn(item.at, what, "Take one away");
                } else {
                    languages.push(language);
                }
            }
        }
    }
    if languages.is_empty() {
        languages.push(Language::En);
    }
    languages
}

fn horizon(root: &Table<'_>, reader: &mut Reader<'_>) -> Option<Horizon> {
    let known = ["start", "months", "feature_share", "unplanned_share"];
    let table = section(root, "plan", &known, "start = 2026-12-01 and months = 12", reader)?;
    let start = table.needed("start", "2026-12-01", reader).and_then(|field| field.day(reader));
    let most = u32::try_from(bound::BRIEF_MONTHS).unwrap_or(u32::MAX);
    let months = table.needed("months", "12", reader).and_then(|field| field.whole(reader, 1..=most));
    let feature_share = share(&table, "feature_share", "business features beside those listed", reader);
    let unplanned_share = share(&table, "unplanned_share", "support, repairs and meetings", reader);
    let (feature_share, unplanned_share) = (feature_share?, unplanned_share?);
    if let (Some(start), Some(months)) = (start, months)
        && start.plus_months(months) <= start
    {
        reader.remarks.error(table.at, "plan: there are no days after its start", "Write an earlier start");
        return None;
    }
    let sum = feature_share + unplanned_share;
    // What is a thousandth of a per cent below 1 is a rounded 1.
    if sum > 1.0 - 1e-5 {
        let what = format!("plan: feature_share and unplanned_share add up to {}: no day is left", trimmed(sum));
        reader.remarks.error(table.at, what, "Lower one of them, so that they stay below 1");
    }
    Some(Horizon { start: start?, months: months?, feature_share, unplanned_share })
}

fn share(table: &Table<'_>, key: &str, takes: &str, reader: &mut Reader<'_>) -> Option<f64> {
    let Some(field) = table.field(key) else {
        if !table.lacks(key) {
            return Some(0.0);
        }
        let what = format!("plan has no {key}: no days are kept for {takes}");
        reader.remarks.warn(table.at, what, format!("Add {key} = 0.2 for a fifth of everybody's days, or 0"));
        return Some(0.0);
    };
    field.number_in(reader, "a share from 0 to below 1, such as 0.2", |share| (0.0..1.0).contains(&share))
}

/// A number as people write it.
fn trimmed(number: f64) -> String {
    quarterdeck_base::round_to(number, 3).to_string()
}

/// What the brief's money comes to: printed only when nothing has to be assumed.
fn money(company: Option<&Company>, team: &people::Team, reader: &mut Reader<'_>) {
    let Some(company) = company else { return };
    match (&company.currency, reader.first_amount) {
        (None, Some(at)) => {
            let what = "There are amounts and no currency: the plan gives person-days only";
            reader.remarks.warn(at, what, "Add currency = \"EUR\" under [company], or take the amounts out");
        }
        (None, None) => {
            let fix = "Nothing, or add a currency under [company], rates and amounts";
            reader.remarks.note(None, "The brief holds no money: the plan gives person-days only", fix);
        }
        (Some(currency), None) => {
            let what = format!("There is a currency ({currency}) and no amount: the plan gives person-days only");
            reader.remarks.note(
                None,
                what,
                "Add cost_per_day to everybody and rate_per_day to the CTO, or take it out",
            );
        }
        (Some(_), Some(_)) => {
            for (at, name, key) in &team.without_rate {
                let what = format!("{name} has no {key}: the plan gives person-days only");
                reader.remarks.warn(*at, what, format!("Add {key}"));
            }
        }
    }
}
