//! One answer each, held against the rules of the file: what fits comes back as TOML or a value, what does not as a
//! sentence.

use crate::fields::{Field, Reader, single};
use crate::form::{key, quote};
use crate::remark::quoted;
use quarterdeck_base::Day;

pub(super) type Answer<T> = std::result::Result<T, String>;

/// A value by the rules of the file. Quotes are the file's, not the answer's.
fn fitting<T>(toml: &str, read: impl FnOnce(&Field<'_>, &mut Reader<'_>) -> Option<T>) -> Answer<T> {
    single("answer", toml, read).map_err(|why| why.replace(", without quotes", ""))
}

/// A text, as TOML.
pub(super) fn text(answer: &str) -> Answer<String> {
    if answer.is_empty() {
        return Err("Write something.".to_owned());
    }
    fitting(&quote(answer), |field, reader| field.text(reader)).map(|text| quote(&text))
}

pub(super) fn day(answer: &str) -> Answer<Day> {
    fitting(&quote(answer), |field, reader| field.day(reader))
}

pub(super) fn day_in_the_plan(answer: &str, start: Day) -> Answer<Day> {
    let day = day(answer)?;
    if day >= start { Ok(day) } else { Err(format!("That is before the plan starts ({start}). Write a later day.")) }
}

/// A number as TOML: what people write with a comma is one as well.
fn number_as_toml(answer: &str) -> String {
    let plain = answer.replace(',', ".");
    match (plain.parse::<i64>(), plain.parse::<f64>()) {
        (Ok(whole), _) => whole.to_string(),
        (_, Ok(number)) if number.is_finite() => toml::Value::Float(number).to_string(),
        _ => quote(answer),
    }
}

pub(super) fn number(answer: &str) -> Answer<String> {
    if let Some((whole, rest)) = answer.split_once([',', '.'])
        && rest.len() == 3
        && !whole.trim_start_matches(['+', '-', '0']).is_empty()
    {
        return Err(format!(
            "{} may be thousands or a part. Write it without the mark, or with other decimals.",
            quoted(answer)
        ));
    }
    let value = number_as_toml(answer);
    fitting(&value, |field, reader| field.number(reader)).map(|_| value)
}

pub(super) fn whole(answer: &str, range: std::ops::RangeInclusive<u32>) -> Answer<u32> {
    fitting(&number_as_toml(answer), |field, reader| field.whole(reader, range))
}

/// Per cent, as a share in TOML.
pub(super) fn per_cent(answer: &str) -> Answer<f64> {
    let value = number_as_toml(answer.trim_end_matches('%').trim());
    let range = "a number of per cent from 0 to below 100";
    let number =
        fitting(&value, |field, reader| field.number_in(reader, range, |number| (0.0..100.0).contains(&number)));
    number.map(|number| number / 100.0)
}

pub(super) fn days_per_week(answer: &str) -> Answer<String> {
    let value = number_as_toml(answer);
    fitting(&value, |field, reader| field.days_per_week(reader)).map(|_| value)
}

pub(super) fn amount(answer: &str) -> Answer<u64> {
    fitting(&number_as_toml(answer), |field, reader| field.amount(reader))
}

/// `3000 8000`, `3000 to 8000`, `3000-8000` or one amount, as TOML.
pub(super) fn money(answer: &str) -> Answer<String> {
    let parts: Vec<String> = answer
        .split(|letter: char| letter.is_whitespace() || letter == '-')
        .filter(|part| !part.is_empty() && *part != "to")
        .map(number_as_toml)
        .collect();
    let value = match parts.as_slice() {
        [one] => format!("[{one}, {one}]"),
        several => format!("[{}]", several.join(", ")),
    };
    fitting(&value, |field, reader| field.money(reader)).map(|money| format!("[{}, {}]", money.low, money.high))
}

fn words(answer: &str) -> impl Iterator<Item = &str> {
    answer.split([',', ' ', ';']).filter(|word| !word.is_empty())
}

/// Words of a closed list, as TOML.
fn listed<T>(answer: &str, read: impl Fn(&str) -> Answer<T>) -> Answer<String> {
    let mut list = Vec::new();
    for word in words(answer) {
        read(&quote(word))?;
        if !list.contains(&quote(word)) {
            list.push(quote(word));
        }
    }
    if list.is_empty() {
        return Err("Name at least one.".to_owned());
    }
    Ok(format!("[{}]", list.join(", ")))
}

pub(super) fn languages(answer: &str) -> Answer<String> {
    listed(answer, |word| fitting(word, |field, reader| field.language(reader)))
}

pub(super) fn themes(answer: &str) -> Answer<String> {
    listed(answer, |word| fitting(word, |field, reader| field.theme(reader)))
}

pub(super) fn currency(answer: &str) -> Answer<String> {
    fitting(&quote(&answer.to_uppercase()), |field, reader| field.currency(reader))
}

/// `java medior, sql junior`, as TOML.
pub(super) fn skills(answer: &str) -> Answer<String> {
    let mut entries = Vec::new();
    for part in answer.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        let Some((skill, level)) = part.rsplit_once([' ', '=', ':']) else {
            return Err(format!("Write a level behind {}, as in java medior.", quoted(part)));
        };
        entries.push(format!("{} = {}", key(skill.trim_end_matches([' ', '=', ':'])), quote(level)));
    }
    let value = format!("{{ {} }}", entries.join(", "));
    let read = fitting(&value, |field, reader| Some(field.skills(reader)));
    let (skills, _) = read?;
    if skills.is_empty() {
        return Err("Name at least one, as in java medior.".to_owned());
    }
    let shown = skills.iter().map(|(skill, level)| format!("{} = \"{}\"", key(skill), level.id()));
    Ok(format!("{{ {} }}", shown.collect::<Vec<_>>().join(", ")))
}

pub(super) fn target(answer: &str, now: Option<&str>) -> Answer<String> {
    let target = number(answer)?;
    if Some(target.as_str()) == now {
        Err("It stands there already. Write another number.".to_owned())
    } else {
        Ok(target)
    }
}
