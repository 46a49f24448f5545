//! Texts of the documents in one language, and numbers, days and money as its readers write them.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentValue;
use fluent_bundle::{FluentArgs, FluentResource};
use quarterdeck_base::Day;
use quarterdeck_brief::Language;

/// No-break spaces: narrow within numbers, whole before units.
const NARROW: char = '\u{202f}';
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
        let digits = value.to_string();
        let mark = match self.language {
            Language::En => ',',
            Language::Fr => NARROW,
            Language::Nl => '.',
        };
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(mark);
            }
            text.push(digit);
        }
        text
    }

    /// A number with at most one decimal.
    pub fn number(&self, value: f64) -> String {
        let rounded = quarterdeck_base::round_to(value.abs(), 1);
        let whole = self.whole(rounded.trunc() as u64);
        let tenth = quarterdeck_base::round_to((rounded - rounded.trunc()) * 10.0, 0) as u64;
        let sign = if value < 0.0 && rounded > 0.0 { "-" } else { "" };
        let mark = if self.language == Language::En { '.' } else { ',' };
        if tenth == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}{mark}{tenth}") }
    }

    /// A share of 0 to 1 as whole per cent.
    pub fn percent(&self, share: f64) -> String {
        let value = quarterdeck_base::round_to(share * 100.0, 0) as u64;
        match self.language {
            Language::En | Language::Nl => format!("{value}%"),
            Language::Fr => format!("{value}{NO_BREAK}%"),
        }
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
        let first =
            if self.language == Language::Fr && day.day() == 1 { "1er".to_owned() } else { day.day().to_string() };
        format!("{first}{NO_BREAK}{}{NO_BREAK}{}", self.month_name(day.month()), day.year())
    }

    /// A month: `May 2026`.
    pub fn month(&self, day: Day) -> String {
        format!("{}{NO_BREAK}{}", self.month_name(day.month()), day.year())
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

    fn month_name(&self, month: u32) -> &'static str {
        #[rustfmt::skip]
        const NAMES: [[&str; 12]; 3] = [
            ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
            ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
            ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"],
        ];
        NAMES[self.language as usize][(month.clamp(1, 12) - 1) as usize]
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
        if (low - high).abs() < f64::EPSILON {
            if (high - 1.0).abs() < f64::EPSILON {
                return self.count("days", "count", 1, &[]);
            }
            return self.say("days", &[("count", &self.number(high))]);
        }
        self.say("days-range", &[("low", &self.number(low)), ("high", &self.number(high))])
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
                "18\u{a0}%",
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
        let words = Words::new(Language::En);
        for (low, high, text) in [
            (0.2, 0.4, "0 to 0.5 days of work"),
            (1.0, 1.1, "1 day of work"),
            (2.3, 2.4, "2.5 days of work"),
            (3.2, 12.6, "3 to 13 days of work"),
        ] {
            assert_eq!(words.days(low, high), text);
        }
    }
}
