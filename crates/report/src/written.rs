//! Numbers, shares, days and people as the readers of a language write them.

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentValue;
use quarterdeck_base::Day;
use quarterdeck_brief::Language;

/// No-break spaces: narrow within numbers and before per cent, whole before units.
const NARROW: char = '\u{202f}';
const NO_BREAK: char = '\u{a0}';

/// A whole number with its thousands apart.
pub(crate) fn whole(language: Language, value: u64) -> String {
    number(language, &value.to_string())
}

/// A number in figures, as the program writes it, with its thousands apart and the decimal mark of the language.
pub(crate) fn number(language: Language, figures: &str) -> String {
    let (thousands, point) = match language {
        Language::En => (',', '.'),
        Language::Fr => (NARROW, ','),
        Language::Nl => ('.', ','),
    };
    let (sign, rest) = figures.strip_prefix('-').map_or(("", figures), |rest| ("-", rest));
    let (digits, decimals) = rest.split_once('.').map_or((rest, None), |(whole, decimals)| (whole, Some(decimals)));
    let mut text = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(thousands);
        }
        text.push(digit);
    }
    if let Some(decimals) = decimals {
        text.push(point);
        text.push_str(decimals);
    }
    text
}

/// Per cent, of a number that is written already.
pub(crate) fn percent(language: Language, number: &str) -> String {
    match language {
        Language::En | Language::Nl => format!("{number}%"),
        Language::Fr => format!("{number}{NARROW}%"),
    }
}

/// A day: `22 May 2026`, `22 mai 2026`, `22 mei 2026`.
pub(crate) fn day(language: Language, day: Day) -> String {
    let first = if language == Language::Fr && day.day() == 1 { "1er".to_owned() } else { day.day().to_string() };
    format!("{first}{NO_BREAK}{}", month(language, day))
}

/// A month: `May 2026`.
pub(crate) fn month(language: Language, day: Day) -> String {
    #[rustfmt::skip]
    const NAMES: [[&str; 12]; 3] = [
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
        ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"],
    ];
    let name = NAMES[language as usize][(day.month().clamp(1, 12) - 1) as usize];
    format!("{name}{NO_BREAK}{}", day.year())
}

/// People by what reports call them (`Person 1, Person 2`), in words of the language; `None` where the text is something else.
pub(crate) fn people(language: Language, pseudonyms: &str) -> Option<String> {
    let word = match language {
        Language::En => "Person",
        Language::Fr => "la personne",
        Language::Nl => "persoon",
    };
    let one = |name: &str| {
        let number = name.strip_prefix("Person ")?;
        let is_number = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
        is_number.then(|| format!("{word}{NO_BREAK}{number}"))
    };
    let names: Option<Vec<String>> = pseudonyms.split(", ").map(one).collect();
    Some(names?.join(", "))
}

/// Has a bundle write its numbers as the readers of a language do. What is chosen by a number is chosen as before.
pub(crate) fn format_numbers(bundle: &mut FluentBundle<FluentResource>, language: Language) {
    fn text(language: Language, value: &FluentValue<'_>) -> Option<String> {
        match value {
            FluentValue::Number(figure) => Some(number(language, &figure.value.to_string())),
            _ => None,
        }
    }
    // A formatter is a plain function, which knows no language but its own.
    match language {
        Language::En => bundle.set_formatter(Some(|value, _| text(Language::En, value))),
        Language::Fr => bundle.set_formatter(Some(|value, _| text(Language::Fr, value))),
        Language::Nl => bundle.set_formatter(Some(|value, _| text(Language::Nl, value))),
    }
}

#[cfg(test)]
mod tests {
    use super::{number, people, percent};
    use quarterdeck_brief::Language;

    #[test]
    fn numbers_have_the_marks_of_the_language() {
        for (figures, en, fr, nl) in [
            ("0", "0", "0", "0"),
            ("999", "999", "999", "999"),
            ("11882", "11,882", "11\u{202f}882", "11.882"),
            ("-1234567.25", "-1,234,567.25", "-1\u{202f}234\u{202f}567,25", "-1.234.567,25"),
            ("8.5", "8.5", "8,5", "8,5"),
        ] {
            assert_eq!(number(Language::En, figures), en);
            assert_eq!(number(Language::Fr, figures), fr);
            assert_eq!(number(Language::Nl, figures), nl);
        }
        assert_eq!(percent(Language::En, "8.5"), "8.5%");
        assert_eq!(percent(Language::Fr, "8,5"), "8,5\u{202f}%");
        assert_eq!(percent(Language::Nl, "8,5"), "8,5%");
    }

    #[test]
    fn only_what_reports_call_people_is_put_into_words() {
        assert_eq!(people(Language::Nl, "Person 1, Person 12").as_deref(), Some("persoon\u{a0}1, persoon\u{a0}12"));
        assert_eq!(people(Language::Fr, "Person 3").as_deref(), Some("la personne\u{a0}3"));
        for other in ["", "Person ", "Person X", "Person 1, Ada", "Personal 1"] {
            assert_eq!(people(Language::Fr, other), None, "{other}");
        }
    }
}
