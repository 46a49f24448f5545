//! Texts of the documents in one language, and numbers, days and money as its readers write them.

use crate::written;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentValue;
use fluent_bundle::{FluentArgs, FluentResource};
use quarterdeck_base::Day;
use quarterdeck_brief::Language;

/// Stands before units.
const NO_BREAK: char = '\u{a0}';

/// The texts of a language, in Fluent syntax.
pub(crate) fn source(language: Language) -> &'static str {
    match language {
        Language::En => include_str!("../../texts/en.ftl"),
        Language::Fr => include_str!("../../texts/fr.ftl"),
        Language::Nl => include_str!("../../texts/nl.ftl"),
    }
}

/// Texts of the documents in one language.
pub struct Words {
    /// The language.
    pub language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// The texts of a language.
    pub fn new(language: Language) -> Self {
        let locales = language.id().parse().map(|locale| vec![locale]).unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(locales);
        bundle.set_use_isolating(false);
        // Tests hold the three files to be whole and free of faults; a fault here would leave single texts out.
        let resource = FluentResource::try_new(source(language).to_owned()).unwrap_or_else(|(resource, _)| resource);
        let _ = bundle.add_resource(resource);
        written::format_numbers(&mut bundle, language);
        Self { language, bundle }
    }

    /// A text without variables.
    pub fn word(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// A text with variables that are words.
    pub fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            args.set(*name, FluentValue::from((*value).to_owned()));
        }
        self.format(key, &args)
    }

    /// A text that is chosen by a number, with variables that are words. The number is written as the readers do.
    pub fn count(&self, key: &str, name: &str, count: u64, values: &[(&str, &str)]) -> String {
        let mut args = FluentArgs::with_capacity(values.len() + 1);
        args.set(name.to_owned(), FluentValue::from(count));
        for (name, value) in values {
            args.set(*name, FluentValue::from((*value).to_owned()));
        }
        self.format(key, &args)
    }

    /// The text of a key; the key itself when there is none, which a test sees to.
    fn format(&self, key: &str, args: &FluentArgs<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        self.bundle.format_pattern(pattern, Some(args), &mut Vec::new()).replace('\n', " ")
    }

    /// A whole number with its thousands apart.
    pub fn whole(&self, value: u64) -> String {
        written::whole(self.language, value)
    }

    /// A number with at most one decimal.
    pub fn number(&self, value: f64) -> String {
        // Nothing is below nothing: no `-0`.
        let rounded = quarterdeck_base::round_to(value, 1) + 0.0;
        written::number(self.language, &rounded.to_string())
    }

    /// A share of 0 to 1 as whole per cent.
    pub fn percent(&self, share: f64) -> String {
        self.per_cent(quarterdeck_base::round_to(share * 100.0, 0))
    }

    /// A number of per cent, with at most one decimal.
    pub fn per_cent(&self, value: f64) -> String {
        written::percent(self.language, &self.number(value))
    }

    /// An amount of the brief's currency.
    pub fn money(&self, amount: u64, currency: &str) -> String {
        let sign = match currency {
            "EUR" => "€",
            "GBP" => "£",
            "USD" => "$",
            other => other,
        };
        let amount = self.whole(amount);
        let gap = if sign.chars().count() > 1 { NO_BREAK.to_string() } else { String::new() };
        match self.language {
            Language::En => format!("{sign}{gap}{amount}"),
            Language::Fr => format!("{amount}{NO_BREAK}{sign}"),
            Language::Nl => format!("{sign}{NO_BREAK}{amount}"),
        }
    }

    /// A day: `22 May 2026`, `22 mai 2026`, `22 mei 2026`.
    pub fn day(&self, day: Day) -> String {
        written::day(self.language, day)
    }

    /// A month: `May 2026`.
    pub fn month(&self, day: Day) -> String {
        written::month(self.language, day)
    }

    /// A quarter: `Q2 2026`, `T2 2026`, `K2 2026`.
    pub fn quarter(&self, day: Day) -> String {
        let letter = match self.language {
            Language::En => 'Q',
            Language::Fr => 'T',
            Language::Nl => 'K',
        };
        format!("{letter}{}{NO_BREAK}{}", day.quarter(), day.year())
    }

    /// Days of work without the word, for columns whose head has it.
    pub fn days_only(&self, low: f64, high: f64) -> String {
        let (low, high) = rounded_days(low, high);
        if (low - high).abs() < f64::EPSILON {
            return self.number(high);
        }
        self.say("money-range", &[("low", &self.number(low)), ("high", &self.number(high))])
    }

    /// Days of work, rounded to what an estimate can say.
    pub fn days(&self, low: f64, high: f64) -> String {
        let (low, high) = rounded_days(low, high);
        let mut args = FluentArgs::with_capacity(2);
        args.set("high", FluentValue::from(high));
        if (low - high).abs() < f64::EPSILON {
            return self.format("days", &args);
        }
        args.set("low", FluentValue::from(low));
        self.format("days-range", &args)
    }

    /// Clauses one after the other, with a semicolon between them.
    pub fn also(&self, clauses: &[String]) -> String {
        clauses.join(&self.word("list-also"))
    }

    /// Some items as a list: `a, b and c`.
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [first @ .., last] => self.say("list-and", &[("first", &first.join(", ")), ("last", last)]),
        }
    }
}

/// Whole days from ten on, halves below; never none at the high end.
fn rounded_days(low: f64, high: f64) -> (f64, f64) {
    let rounded = |days: f64| if days >= 10.0 { days.round() } else { (days * 2.0).round() / 2.0 };
    (rounded(low), rounded(high).max(0.5))
}

#[cfg(test)]
mod tests {
    use super::{Words, source};
    use fluent_bundle::FluentResource;
    use quarterdeck_base::Day;
    use quarterdeck_brief::Language;
    use std::collections::{BTreeMap, BTreeSet};

    /// Keys of a language with the variables that each names.
    fn texts(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let text = source(language);
        FluentResource::try_new(text.to_owned()).expect("the texts of a language are free of faults");
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut key = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, _)) =
                line.split_once(" =").filter(|_| line.starts_with(|first: char| first.is_ascii_lowercase()))
            {
                key = name.to_owned();
                assert!(!found.contains_key(&key), "{key} stands twice in {}", language.id());
                found.insert(key.clone(), BTreeSet::new());
            }
            for part in line.split('$').skip(1) {
                let name: String = part.chars().take_while(|one| one.is_ascii_alphanumeric() || *one == '_').collect();
                found.entry(key.clone()).or_default().insert(name);
            }
        }
        found
    }

    #[test]
    fn french_and_dutch_hold_every_text_no_other_and_the_same_variables() {
        let english = texts(Language::En);
        assert!(english.len() > 100);
        for language in [Language::Fr, Language::Nl] {
            assert_eq!(texts(language), english, "{}", language.id());
        }
    }

    #[test]
    fn numbers_days_and_money_are_written_as_readers_do() {
        let day = Day::new(2027, 3, 1).expect("a day");
        let cases = [
            (Language::En, "1,234.5", "€1,234,500", "1\u{a0}March\u{a0}2027", "Q1\u{a0}2027", "18%"),
            (
                Language::Fr,
                "1\u{202f}234,5",
                "1\u{202f}234\u{202f}500\u{a0}€",
                "1er\u{a0}mars\u{a0}2027",
                "T1\u{a0}2027",
                "18\u{202f}%",
            ),
            (Language::Nl, "1.234,5", "€\u{a0}1.234.500", "1\u{a0}maart\u{a0}2027", "K1\u{a0}2027", "18%"),
        ];
        for (language, number, money, written, quarter, share) in cases {
            let words = Words::new(language);
            assert_eq!(words.number(1234.46), number);
            assert_eq!(words.money(1_234_500, "EUR"), money);
            assert_eq!(words.day(day), written);
            assert_eq!(words.quarter(day), quarter);
            assert_eq!(words.percent(0.18), share);
        }
        assert_eq!(Words::new(Language::En).money(5, "CHF"), "CHF\u{a0}5");
        assert_eq!(Words::new(Language::En).number(-0.04), "0");
    }

    #[test]
    fn days_are_rounded_to_what_an_estimate_can_say() {
        for (language, low, high, text) in [
            (Language::En, 0.2, 0.4, "0 to 0.5 days of work"),
            (Language::En, 1.0, 1.1, "1 day of work"),
            (Language::En, 0.5, 1.0, "0.5 to 1 day of work"),
            (Language::En, 2.3, 2.4, "2.5 days of work"),
            (Language::En, 3.2, 12.6, "3 to 13 days of work"),
            (Language::En, 900.0, 1200.0, "900 to 1,200 days of work"),
            // One and a half is singular in French, and plural in the other two.
            (Language::Fr, 0.5, 0.5, "0,5 jour de travail"),
            (Language::Fr, 0.5, 1.5, "0,5 à 1,5 jour de travail"),
            (Language::Fr, 0.5, 2.0, "0,5 à 2 jours de travail"),
            (Language::Fr, 900.0, 1200.0, "900 à 1\u{202f}200 jours de travail"),
            (Language::Nl, 1.0, 1.0, "1 dag werk"),
            (Language::Nl, 0.5, 1.5, "0,5 tot 1,5 dagen werk"),
        ] {
            assert_eq!(Words::new(language).days(low, high), text);
        }
    }
}
