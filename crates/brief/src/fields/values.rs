//! Fields as the nouns of a brief: wordings, words of closed lists, money, days, periods, paths, skills.

use super::{Field, MAX_ID_CHARS, Reader};
use crate::nearest::nearest;
use crate::remark::quoted;
use crate::{Language, Level, Money, Span, Theme, Wording};
use quarterdeck_base::{Day, EffortDays, bound};
use std::collections::BTreeMap;
use toml::de::DeValue;

impl<'d> Field<'d> {
    /// An id that no other problem, goal or feature has.
    pub(crate) fn unique_id(&self, reader: &mut Reader<'_>) -> Option<String> {
        let id = self.id(reader)?;
        match reader.ids.insert(id.clone(), self.at) {
            None => Some(id),
            Some(first) => {
                reader.ids.insert(id.clone(), first);
                let line = reader.remarks.line(first);
                self.wrong(
                    reader,
                    format_args!("{id} is taken on line {line}"),
                    "Give each problem, goal and feature an id of its own",
                )
            }
        }
    }

    /// One text, or one a language.
    pub(crate) fn wording(&self, reader: &mut Reader<'_>) -> Option<Wording> {
        if !matches!(self.value, DeValue::Table(_)) {
            let any = self.text(reader)?;
            if reader.languages.len() > 1 {
                reader.single_wordings.0.get_or_insert(self.at);
                reader.single_wordings.1 += 1;
            }
            return Some(Wording { any, by_language: BTreeMap::new() });
        }
        let table = self.table(&Language::ALL.map(Language::id), reader)?;
        let mut by_language = BTreeMap::new();
        for language in Language::ALL {
            if let Some(text) = table.field(language.id()).and_then(|field| field.text(reader)) {
                by_language.insert(language, text);
            }
        }
        let given = |language: &Language| by_language.contains_key(language);
        let first = reader.languages.iter().copied().find(given).or_else(|| by_language.keys().next().copied());
        let Some(first) = first else {
            return self.wrong(reader, "has no text", "Write one text in quotes, or { en = \"…\", nl = \"…\" }");
        };
        let missing: Vec<&str> = reader.languages.iter().map(|one| one.id()).filter(|id| table.lacks(id)).collect();
        if !missing.is_empty() {
            let what = format!(
                "{} has no wording in {}: readers get the one in {}",
                self.name,
                missing.join(", "),
                first.id()
            );
            reader.remarks.note(
                self.at,
                what,
                format!("Add {} = \"…\" between the braces", missing.join(" = \"…\" and ")),
            );
        }
        let any = by_language.get(&first).cloned().unwrap_or_default();
        Some(Wording { any, by_language })
    }

    /// One of a closed list of words.
    fn word<T: Copy>(&self, reader: &mut Reader<'_>, kind: &str, list: &[(&'static str, T)]) -> Option<T> {
        let words = || list.iter().map(|(word, _)| *word);
        let all = words().collect::<Vec<_>>().join(", ");
        let DeValue::String(text) = self.value else {
            return self.is_not(reader, kind, format!("Write one of {all}, in quotes"));
        };
        let found = list.iter().find(|(word, _)| *word == text.trim()).map(|(_, value)| *value);
        found.or_else(|| match nearest(text, words()) {
            Some(near) => self.is_not(reader, kind, format!("Did you mean \"{near}\"? The words are {all}")),
            None => self.is_not(reader, kind, format!("Write one of {all}")),
        })
    }

    pub(crate) fn level(&self, reader: &mut Reader<'_>) -> Option<Level> {
        self.word(reader, "a level", &Level::ALL.map(|level| (level.id(), level)))
    }

    pub(crate) fn theme(&self, reader: &mut Reader<'_>) -> Option<Theme> {
        self.word(reader, "a theme", &Theme::ALL.map(|theme| (theme.id(), theme)))
    }

    pub(crate) fn language(&self, reader: &mut Reader<'_>) -> Option<Language> {
        self.word(reader, "a language of reports", &Language::ALL.map(|language| (language.id(), language)))
    }

    /// `pin` (true) or `exclude` (false).
    pub(crate) fn choice(&self, reader: &mut Reader<'_>) -> Option<bool> {
        self.word(reader, "a choice", &[("pin", true), ("exclude", false)])
    }

    /// Days a week that somebody works.
    pub(crate) fn days_per_week(&self, reader: &mut Reader<'_>) -> Option<f64> {
        self.number_in(reader, "more than 0 and at most 5 days a week", |days| days > 0.0 && days <= 5.0)
    }

    /// The code of a currency.
    pub(crate) fn currency(&self, reader: &mut Reader<'_>) -> Option<String> {
        let text = self.text(reader)?;
        if text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()) {
            return Some(text);
        }
        self.is_not(reader, "a currency code", "Write three capitals, such as EUR")
    }

    /// An amount of money in whole units.
    pub(crate) fn amount(&self, reader: &mut Reader<'_>) -> Option<u64> {
        reader.first_amount.get_or_insert(self.at);
        let found = match self.value {
            DeValue::Integer(digits) => u64::from_str_radix(digits.as_str(), digits.radix()).ok(),
            _ => None,
        };
        let fix = "Write whole units of the currency, from 0 to 1000000000000, without quotes";
        found.filter(|amount| *amount <= bound::BRIEF_AMOUNT).or_else(|| self.is_not(reader, "an amount", fix))
    }

    /// Two ends in a list, or one value that is both; in order.
    fn ends<T: PartialOrd + Copy>(
        &self,
        reader: &mut Reader<'_>,
        example: &str,
        read: impl Fn(&Field<'d>, &mut Reader<'_>) -> Option<T>,
    ) -> Option<(T, T)> {
        if self.value.as_array().is_none() {
            let both = read(self, reader)?;
            return Some((both, both));
        }
        let items = self.list(reader)?;
        let [low, high] = items.as_slice() else {
            let what = format!("is a list of {}, and a range has two ends", items.len());
            return self.wrong(reader, what, format!("Write {example}"));
        };
        let (low, high) = (read(low, reader), read(high, reader));
        let (low, high) = (low?, high?);
        if low <= high {
            return Some((low, high));
        }
        self.wrong(reader, "goes from high to low", format!("Write the lower end first, as in {example}"))
    }

    pub(crate) fn money(&self, reader: &mut Reader<'_>) -> Option<Money> {
        self.ends(reader, "[3000, 8000]", Field::amount).map(|(low, high)| Money { low, high })
    }

    pub(crate) fn effort(&self, reader: &mut Reader<'_>) -> Option<EffortDays> {
        const MAX_DAYS: f64 = 100_000.0;
        let range = "more than 0 and at most 100000 person-days";
        let days = |field: &Field<'d>, reader: &mut Reader<'_>| {
            field.number_in(reader, range, |days| days > 0.0 && days <= MAX_DAYS)
        };
        self.ends(reader, "[20, 35]", days).map(|(low, high)| EffortDays::new(low, high))
    }

    pub(crate) fn factor(&self, reader: &mut Reader<'_>) -> Option<(f64, f64)> {
        let range = "a ratio from 0 to 1000000";
        let ratio = |field: &Field<'d>, reader: &mut Reader<'_>| {
            field.number_in(reader, range, |one| (0.0..=1e6).contains(&one))
        };
        self.ends(reader, "[1.0, 2.24]", ratio)
    }

    /// A civil day, as a TOML date or in quotes.
    pub(crate) fn day(&self, reader: &mut Reader<'_>) -> Option<Day> {
        let found = match self.value {
            DeValue::Datetime(value) if value.time.is_none() && value.offset.is_none() => {
                value.date.and_then(|date| Day::new(date.year.into(), date.month.into(), date.day.into()))
            }
            DeValue::String(text) => Day::parse(text.trim()),
            _ => None,
        };
        found.or_else(|| self.is_not(reader, "a day of the calendar", "Write a day such as 2027-09-30"))
    }

    /// The first day of a quarter.
    pub(crate) fn quarter(&self, reader: &mut Reader<'_>) -> Option<Day> {
        let text = self.value.as_str().map(str::trim);
        let found = text.and_then(Day::of_quarter).filter(|day| Some(day.quarter_id().as_str()) == text);
        found.or_else(|| self.is_not(reader, "a quarter", "Write a quarter such as \"2027-Q1\""))
    }

    /// Two days, the first not after the last.
    pub(crate) fn span(&self, reader: &mut Reader<'_>) -> Option<Span> {
        let table = self.table(&["from", "to"], reader)?;
        let from = table.needed("from", "2027-07-12", reader).and_then(|field| field.day(reader));
        let to = table.needed("to", "2027-07-30", reader).and_then(|field| field.day(reader));
        let (from, to) = (from?, to?);
        if from <= to {
            return Some(Span { from, to });
        }
        self.wrong(
            reader,
            format_args!("has a period that ends on {to}, before it begins on {from}"),
            "Put the earlier day first",
        )
    }

    /// Globs of paths.
    pub(crate) fn globs(&self, reader: &mut Reader<'_>) -> Option<Vec<String>> {
        let items = self.list(reader)?;
        let read = |item: &Field<'d>, reader: &mut Reader<'_>| {
            let glob = item.text(reader)?;
            match globset::Glob::new(&glob) {
                Ok(_) => Some(glob),
                Err(error) => {
                    let what = format!("holds {}, which is not a glob: {}", quoted(&glob), error.kind());
                    item.wrong(reader, what, "Write paths with * and **, as in \"src/billing/**\"")
                }
            }
        };
        Some(items.iter().filter_map(|item| read(item, reader)).collect())
    }

    /// Skills with their level, and whether all could be read. Names are compared in lower case, so they are kept so.
    pub(crate) fn skills(&self, reader: &mut Reader<'_>) -> (BTreeMap<String, Level>, bool) {
        let mut skills = BTreeMap::new();
        let Some(table) = self.open_table(reader) else { return (skills, false) };
        let errors = reader.remarks.errors();
        for (skill, field) in table.fields() {
            let name = skill.trim().to_lowercase();
            if name.is_empty() || name.chars().count() > MAX_ID_CHARS {
                let fix = format!("Name it in 1 to {MAX_ID_CHARS} characters, for example java");
                field.wrong::<()>(reader, "is no name of a skill", fix);
            } else if let Some(level) = field.level(reader)
                && skills.insert(name, level).is_some()
            {
                field.wrong::<()>(reader, "stands there twice", "Keep one of them: capitals make no other skill");
            }
        }
        (skills, reader.remarks.errors() == errors)
    }
}
