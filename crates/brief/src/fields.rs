//! A TOML document as fields with names and places, read one by one: a wrong field is a remark and the others are still
//! read. Derived deserialisers stop at the first fault, so this file takes their place.

mod values;

use crate::Language;
use crate::nearest::nearest;
use crate::remark::{Remarks, bound_sentence, quoted};
use quarterdeck_base::bound;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::ops::RangeInclusive;
use toml::de::{DeArray, DeTable, DeValue};

/// Longest id, in characters.
const MAX_ID_CHARS: usize = 40;

/// Reads fields: where remarks go, and what every text needs to know.
pub(crate) struct Reader<'t> {
    text: &'t str,
    pub(crate) remarks: Remarks,
    /// Languages of the reports, the first one of the people who decide.
    pub(crate) languages: Vec<Language>,
    /// Place of the first text with one wording for several languages, and how many there are.
    pub(crate) single_wordings: (Option<usize>, usize),
    /// Place of the first amount of money.
    pub(crate) first_amount: Option<usize>,
    /// Ids of problems, goals and features, with their place.
    ids: BTreeMap<String, usize>,
}

impl<'t> Reader<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            text,
            remarks: Remarks::new(text),
            languages: Vec::new(),
            single_wordings: (None, 0),
            first_amount: None,
            ids: BTreeMap::new(),
        }
    }
}

/// A table with the name that remarks call it by.
pub(crate) struct Table<'d> {
    pub(crate) name: String,
    pub(crate) at: usize,
    entries: &'d DeTable<'d>,
    /// Keys that are there under a name that is none: not missing as well.
    misspelt: Vec<&'static str>,
    /// True when a table stands under a name that is near to none: it may be any of those that seem to be missing.
    has_strange_table: bool,
}

/// A value with the name that remarks call it by.
pub(crate) struct Field<'d> {
    pub(crate) name: String,
    pub(crate) at: usize,
    end: usize,
    /// `is`, or `holds` for one of a list.
    verb: &'static str,
    value: &'d DeValue<'d>,
}

impl<'d> Table<'d> {
    /// A whole document, whose keys are these.
    pub(crate) fn root(entries: &'d DeTable<'d>, known: &[&'static str], reader: &mut Reader<'_>) -> Self {
        let mut root = Self { name: String::new(), at: 0, entries, misspelt: Vec::new(), has_strange_table: false };
        root.expect(known, reader);
        root
    }

    /// A field; `None` when it is not there.
    pub(crate) fn field(&self, key: &str) -> Option<Field<'d>> {
        self.entries.get(key).map(|value| {
            let key = if key.len() > MAX_ID_CHARS { quoted(key) } else { key.to_owned() };
            let name = match self.name.as_str() {
                "" if key == "cto" => "the CTO".to_owned(),
                "" => key,
                name => format!("{name}: {key}"),
            };
            Field { name, at: value.span().start, end: value.span().end, verb: "is", value: value.get_ref() }
        })
    }

    /// A field that must be there.
    pub(crate) fn needed(&self, key: &str, example: &str, reader: &mut Reader<'_>) -> Option<Field<'d>> {
        let field = self.field(key);
        if self.lacks(key) {
            reader.remarks.error(self.at, format!("{} has no {key}", self.name), format!("Add {key} = {example}"));
        }
        field
    }

    /// True when a key is not there, misspelt or not.
    pub(crate) fn lacks(&self, key: &str) -> bool {
        self.entries.get(key).is_none() && !self.misspelt.contains(&key) && !self.has_strange_table
    }

    /// All fields, in the order of the file.
    pub(crate) fn fields(&self) -> Vec<(&'d str, Field<'d>)> {
        let mut keys: Vec<_> = self.entries.iter().map(|(key, _)| (key.span().start, key.get_ref().as_ref())).collect();
        keys.sort_unstable();
        keys.into_iter().filter_map(|(_, key)| Some((key, self.field(key)?))).collect()
    }

    /// The tables under a header that may stand several times, as many as are read, each with its id or number in its
    /// name.
    pub(crate) fn items(
        &self,
        key: &str,
        known: &[&'static str],
        (bound, most): (&str, u64),
        reader: &mut Reader<'_>,
    ) -> Vec<Table<'d>> {
        let Some(field) = self.field(key) else { return Vec::new() };
        if field.value.is_table() {
            let what = format!("{key} is one table, not a list of them");
            reader.remarks.error(field.at, what, format!("Write the header with two pairs of brackets: [[{key}]]"));
            return Vec::new();
        }
        let items = field.list_of(reader, bound, most).unwrap_or_default();
        let named = items.iter().enumerate().filter_map(|(number, item)| {
            let mut table = item.open_table(reader)?;
            let id = ["id", "play", "quarter"].iter().find_map(|key| table.entries.get(*key)?.get_ref().as_str());
            table.name = match id.map(str::trim).filter(|id| is_id(id)) {
                Some(id) => format!("{key} {id}"),
                None => format!("{key} number {}", number + 1),
            };
            table.expect(known, reader);
            Some(table)
        });
        named.collect()
    }

    /// Remarks on every key that is none.
    fn expect(&mut self, known: &[&'static str], reader: &mut Reader<'_>) {
        for (key, value) in self.entries {
            let key_name = key.get_ref().as_ref();
            if known.contains(&key_name) {
                continue;
            }
            let place = if self.name.is_empty() { "A brief" } else { &self.name };
            let fix = match nearest(key_name, known.iter().copied()) {
                Some(near) => {
                    self.misspelt.push(near);
                    format!("Did you mean {near}?")
                }
                None => {
                    let items = value.get_ref().as_array();
                    let holds_tables = items.is_some_and(|items| items.iter().any(|item| item.get_ref().is_table()));
                    self.has_strange_table |= holds_tables || value.get_ref().is_table();
                    format!("Take it out; the keys are {}", known.join(", "))
                }
            };
            // A header (`[[persons]]`) has its place in the key, as a plain entry has.
            let at = key.span().start.min(value.span().start);
            reader.remarks.error(at, format!("{place} has no key {}", quoted(key_name)), fix);
        }
    }
}

impl<'d> Field<'d> {
    fn wrong<T>(&self, reader: &mut Reader<'_>, what: impl Display, fix: impl Into<String>) -> Option<T> {
        reader.remarks.error(self.at, format!("{} {what}", self.name), fix);
        None
    }

    /// What stands in the file, for remarks.
    fn shown(&self, reader: &Reader<'_>) -> String {
        match self.value {
            DeValue::String(text) => quoted(text),
            DeValue::Array(_) => "a list".to_owned(),
            DeValue::Table(_) => "a table".to_owned(),
            _ => reader.text.get(self.at..self.end).unwrap_or_default().trim().to_owned(),
        }
    }

    fn is_not<T>(&self, reader: &mut Reader<'_>, kind: &str, fix: impl Into<String>) -> Option<T> {
        let shown = self.shown(reader);
        self.wrong(reader, format_args!("{} {shown}, not {kind}", self.verb), fix)
    }

    pub(crate) fn is_empty_list(&self) -> bool {
        self.value.as_array().is_some_and(|items| items.is_empty())
    }

    pub(crate) fn is_empty_table(&self) -> bool {
        self.value.as_table().is_some_and(|entries| entries.is_empty())
    }

    fn out_of_range<T>(&self, reader: &mut Reader<'_>, wanted: &str) -> Option<T> {
        let shown = self.shown(reader);
        self.wrong(reader, format_args!("{} {shown}, which is out of range", self.verb), format!("Write {wanted}"))
    }

    /// A text that says something.
    pub(crate) fn text(&self, reader: &mut Reader<'_>) -> Option<String> {
        let DeValue::String(text) = self.value else {
            return self.is_not(reader, "a text", "Write it in quotes");
        };
        let text = text.trim();
        if text.is_empty() {
            return self.wrong(reader, "is empty", "Write it between the quotes");
        }
        if text.chars().count() as u64 > bound::BRIEF_TEXT_CHARS {
            let sentence = bound_sentence("BRIEF_TEXT_CHARS").trim_end_matches('.');
            return self.wrong(reader, "is too long", sentence);
        }
        Some(text.to_owned())
    }

    /// A short name without spaces.
    pub(crate) fn id(&self, reader: &mut Reader<'_>) -> Option<String> {
        let id = self.text(reader)?;
        if is_id(&id) {
            return Some(id);
        }
        let fix = format!("Use letters, digits, -, _ and ., at most {MAX_ID_CHARS}");
        self.wrong(reader, format_args!("is {}, which is no id", quoted(&id)), fix)
    }

    /// True or false; `None` without a remark when it is neither.
    pub(crate) fn as_boolean(&self) -> Option<bool> {
        self.value.as_bool()
    }

    pub(crate) fn boolean(&self, reader: &mut Reader<'_>) -> Option<bool> {
        self.as_boolean().or_else(|| self.is_not(reader, "true or false", "Write true or false, without quotes"))
    }

    fn as_number(&self) -> Option<f64> {
        let number = match self.value {
            DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix()).ok()? as f64,
            DeValue::Float(digits) => digits.as_str().parse().ok()?,
            _ => return None,
        };
        number.is_finite().then_some(number)
    }

    pub(crate) fn number(&self, reader: &mut Reader<'_>) -> Option<f64> {
        self.as_number().or_else(|| self.is_not(reader, "a number", "Write a number such as 2.5, without quotes"))
    }

    /// A number of which `fits` is true.
    pub(crate) fn number_in(&self, reader: &mut Reader<'_>, range: &str, fits: impl Fn(f64) -> bool) -> Option<f64> {
        match self.as_number() {
            Some(number) if fits(number) => Some(number),
            Some(_) => self.out_of_range(reader, range),
            None => self.is_not(reader, "a number", format!("Write {range}, without quotes")),
        }
    }

    /// A whole number in a range.
    pub(crate) fn whole(&self, reader: &mut Reader<'_>, range: RangeInclusive<u32>) -> Option<u32> {
        let found = match self.value {
            DeValue::Integer(digits) => u32::from_str_radix(digits.as_str(), digits.radix()).ok(),
            _ => None,
        };
        let wanted = format!("a whole number from {} to {}", range.start(), range.end());
        match (found.filter(|number| range.contains(number)), self.as_number()) {
            (Some(number), _) => Some(number),
            (None, Some(_)) => self.out_of_range(reader, &wanted),
            (None, None) => self.is_not(reader, "a number", format!("Write {wanted}, without quotes")),
        }
    }

    /// The items of a list, as many as are read.
    pub(crate) fn list(&self, reader: &mut Reader<'_>) -> Option<Vec<Field<'d>>> {
        self.list_of(reader, "BRIEF_ENTRIES", bound::BRIEF_ENTRIES)
    }

    /// The items of a list up to a bound; what is left out is a remark.
    pub(crate) fn list_of(&self, reader: &mut Reader<'_>, bound: &str, most: u64) -> Option<Vec<Field<'d>>> {
        let DeValue::Array(items) = self.value else {
            return self.is_not(reader, "a list", "Write it between brackets, as in [ … ]");
        };
        let items: &DeArray<'d> = items;
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        if items.len() > most {
            let sentence = bound_sentence(bound).trim_end_matches('.');
            let what = format!("{} has {} entries. {sentence}", self.name, items.len());
            reader.remarks.warn(self.at, what, "Leave out what the plan does not need");
        }
        let field = |item: &'d toml::Spanned<DeValue<'d>>| Field {
            name: self.name.clone(),
            at: item.span().start,
            end: item.span().end,
            verb: "holds",
            value: item.get_ref(),
        };
        Some(items.iter().take(most).map(field).collect())
    }

    /// A table whose keys are these.
    pub(crate) fn table(&self, known: &[&'static str], reader: &mut Reader<'_>) -> Option<Table<'d>> {
        let mut table = self.open_table(reader)?;
        table.expect(known, reader);
        Some(table)
    }

    /// A table of any keys.
    pub(crate) fn open_table(&self, reader: &mut Reader<'_>) -> Option<Table<'d>> {
        match self.value {
            DeValue::Table(entries) => {
                let (name, at) = (self.name.clone(), self.at);
                Some(Table { name, at, entries, misspelt: Vec::new(), has_strange_table: false })
            }
            DeValue::Array(_) => {
                let fix = "Write it once, between braces or under a header with one pair of brackets";
                self.is_not(reader, "a table", fix)
            }
            _ => self.is_not(reader, "a table", "Write it between braces, as in { … }, or under a header"),
        }
    }
}

fn is_id(text: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    !text.is_empty() && text.chars().count() <= MAX_ID_CHARS && text.chars().all(fits)
}

/// One value by itself, by the rules of a brief. `value` is TOML; a fault is a sentence on what is wrong and what to do.
pub(crate) fn single<T>(
    key: &'static str,
    value: &str,
    read: impl FnOnce(&Field<'_>, &mut Reader<'_>) -> Option<T>,
) -> Result<T, String> {
    let text = format!("{key} = {value}");
    let document = DeTable::parse(&text).map_err(|fault| fault.message().to_owned())?;
    let mut reader = Reader::new(&text);
    let table = Table::root(document.get_ref(), &[key], &mut reader);
    let found = table.field(key).and_then(|field| read(&field, &mut reader));
    let remarks = reader.remarks.finish();
    match found.filter(|_| remarks.is_empty()) {
        Some(found) => Ok(found),
        None => Err(remarks.iter().map(|one| format!("{} {}", one.what, one.fix)).collect::<Vec<_>>().join(" ")),
    }
}
