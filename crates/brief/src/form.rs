//! The form of a brief: its sections and keys with what each means, once, for the template and for the file that the
//! questions fill.

use std::collections::BTreeMap;
use std::fmt::Write;

/// A key of a section.
struct Key {
    name: &'static str,
    /// A value as it is written, for those who leave it out.
    example: &'static str,
    /// What stands behind it as a comment.
    comment: &'static str,
}

/// A section of the file.
struct Form {
    header: &'static str,
    /// Lines above the header.
    lead: &'static str,
    keys: &'static [Key],
}

const fn entry(name: &'static str, example: &'static str, comment: &'static str) -> Key {
    Key { name, example, comment }
}

const HEAD: &str = "\
# A brief: what the people of a company say. Quarterdeck turns it, with an audit of the code, into a roadmap.
# Check it with `quarterdeck brief check FILE`. Lines that start with # are examples or remarks and are not read.
# A text is one string, or one a language: { en = \"logistics\", fr = \"logistique\", nl = \"logistiek\" }
schema = 1
";

const FORMS: &[Form] = &[
    Form {
        header: "[company]",
        lead: "",
        keys: &[
            entry("name", "\"Noordkaai Logistics\"", ""),
            entry("sector", "\"logistics\"", "what it does"),
            entry("people", "50", "how many people work there"),
            entry("languages", "[\"en\", \"fr\", \"nl\"]", "of the reports; the first one is of the people who decide"),
            entry("currency", "\"EUR\"", "leave it out, with every amount below, and the plan speaks of days only"),
        ],
    },
    Form {
        header: "[plan]",
        lead: "",
        keys: &[
            entry("start", "2026-12-01", "its first day"),
            entry("months", "18", ""),
            entry("feature_share", "0.2", "of everybody's days: business features beside those listed below"),
            entry("unplanned_share", "0.15", "of everybody's days: support, repairs, meetings"),
        ],
    },
    Form {
        header: "[[problem]]",
        lead: "The three most urgent problems, the most urgent first: one section each.",
        keys: &[
            entry("id", "\"P1\"", ""),
            entry("title", "\"Delivery tracking stops several times a week\"", "what happens"),
            entry("short", "\"delivery tracking\"", "its name in a few words, for titles and tables"),
            entry("consequence", "\"Drivers call the office, and customers wait\"", "what follows for the business"),
            entry("cost_per_month", "[3000, 8000]", "what it costs you a month, from and to"),
            entry("scope", "[\"**/shipment/**\"]", "paths it is about; leave it out for the whole system"),
            entry(
                "themes",
                "[\"reliability\"]",
                "reliability, security, delivery, change-cost, continuity, growth, integration, obsolescence, compliance, team",
            ),
        ],
    },
    Form {
        header: "[[goal]]",
        lead: "What the business wants to reach: one section each.",
        keys: &[
            entry("id", "\"G1\"", ""),
            entry("title", "\"Close the month's invoices in two days instead of six\"", "what is reached"),
            entry("short", "\"invoices\"", "its name in a few words, for titles and tables"),
            entry("metric", "\"days to close a month\"", "what is counted"),
            entry("now", "6", "leave it out when nobody knows"),
            entry("target", "2", ""),
            entry("date", "2027-09-30", ""),
            entry("weight", "3", "1 to 5, beside the other goals"),
            entry("value_per_month", "[1500, 3000]", "what reaching it is worth a month"),
            entry("scope", "[\"**/*Invoice*\"]", "as above"),
            entry("themes", "[\"change-cost\", \"reliability\"]", "what stands in its way: words as above"),
        ],
    },
    Form {
        header: "[[person]]",
        lead: "Who works on it, by name or by role: one section each.",
        keys: &[
            entry("id", "\"junior-1\"", ""),
            entry("role", "\"Junior developer\"", "what reports call them"),
            entry("skills", "{ java = \"junior\", sql = \"junior\" }", "junior, medior or senior"),
            entry("days_per_week", "5", ""),
            entry("hire", "true", "still to be hired"),
            entry("from", "2027-06-01", "first day; leave it out when they are there already"),
            entry("until", "2028-03-31", "last day; leave it out when they stay"),
            entry("ramp_up_months", "3", "until they work at full speed"),
            entry("cost_per_day", "260", "what a day of them costs the company"),
            entry("absences", "[{ from = 2027-07-12, to = 2027-07-30 }]", ""),
        ],
    },
    Form {
        header: "[cto]",
        lead: "",
        keys: &[
            entry("rate_per_day", "1000", ""),
            entry("skills", "{ architecture = \"senior\" }", "leadership and review come with the role"),
            entry(
                "phases",
                "[{ from = 2026-12-01, days_per_week = 2 }]",
                "or days_per_month; each lasts until the next",
            ),
        ],
    },
    Form {
        header: "[[budget]]",
        lead: "What may be spent in a quarter, beside salaries and the CTO.",
        keys: &[entry("quarter", "\"2027-Q1\"", ""), entry("amount", "10000", "")],
    },
    Form {
        header: "[[feature]]",
        lead: "Business features that take capacity.",
        keys: &[
            entry("id", "\"F1\"", ""),
            entry("title", "\"Customer portal: tracking page\"", ""),
            entry("skill", "\"java\"", ""),
            entry("level", "\"junior\"", "the lowest that can do it"),
            entry("days", "[20, 35]", "person-days, from and to"),
            entry("earliest", "2027-02-01", ""),
            entry("deadline", "2027-06-30", ""),
            entry("goal", "\"G1\"", "the goal it serves"),
        ],
    },
    Form {
        header: "[calendar]",
        lead: "",
        keys: &[
            entry("holidays", "[2026-12-25, 2027-01-01]", "nobody works"),
            entry("freezes", "[{ from = 2026-12-15, to = 2027-01-05 }]", "nothing goes live"),
        ],
    },
    Form {
        header: "[[decision]]",
        lead: "What is settled already: pin a piece of work, or leave it out.",
        keys: &[
            entry("play", "\"carve-out-module\"", ""),
            entry("component", "\"billing\"", "leave it out for every place"),
            entry("choice", "\"exclude\"", "pin or exclude"),
            entry("by", "2027-06-30", "of what is pinned: finished by"),
            entry("reason", "\"No rewrite before the year-end peak\"", ""),
        ],
    },
    Form {
        header: "[assumptions]",
        lead: "Ratios from the literature: change one, or switch it off with false.",
        keys: &[entry("low-quality-code-time", "[1.0, 2.24]", "")],
    },
];

/// A section as it was filled in: values as they are written, by key.
pub(crate) struct Section {
    header: &'static str,
    values: BTreeMap<&'static str, String>,
}

impl Section {
    pub(crate) fn new(header: &'static str) -> Self {
        Self { header, values: BTreeMap::new() }
    }

    /// Fills a key in; `value` is TOML.
    pub(crate) fn set(&mut self, key: &'static str, value: impl ToString) {
        self.values.insert(key, value.to_string());
    }

    /// Fills a key in when there is a value.
    pub(crate) fn set_some(&mut self, key: &'static str, value: Option<impl ToString>) {
        if let Some(value) = value {
            self.set(key, value);
        }
    }

    fn with(header: &'static str, values: &[(&'static str, &str)]) -> Self {
        Self { header, values: values.iter().map(|(key, value)| (*key, (*value).to_owned())).collect() }
    }
}

/// A text as TOML.
pub(crate) fn quote(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

/// A name as a key of TOML, in quotes where it must.
pub(crate) fn key(name: &str) -> String {
    let is_bare = |letter: u8| letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_');
    if !name.is_empty() && name.bytes().all(is_bare) { name.to_owned() } else { quote(name) }
}

/// The file of these sections; what was not filled in stands as an example behind a mark.
pub(crate) fn document(sections: &[Section]) -> String {
    let mut out = HEAD.to_owned();
    for form in FORMS {
        out.push('\n');
        if !form.lead.is_empty() {
            let _ = writeln!(out, "# {}", form.lead);
        }
        let filled: Vec<&Section> = sections.iter().filter(|section| section.header == form.header).collect();
        if filled.is_empty() {
            section(&mut out, form, None);
        }
        for (number, one) in filled.into_iter().enumerate() {
            if number > 0 {
                out.push('\n');
            }
            section(&mut out, form, Some(one));
        }
    }
    out
}

fn section(out: &mut String, form: &Form, filled: Option<&Section>) {
    const COMMENT_COLUMN: usize = 40;
    let _ = writeln!(out, "{}{}", if filled.is_some() { "" } else { "#" }, form.header);
    for key in form.keys {
        let line = match filled.and_then(|section| section.values.get(key.name)) {
            Some(value) => format!("{} = {value}", key.name),
            None => format!("#{} = {}", key.name, key.example),
        };
        if key.comment.is_empty() {
            let _ = writeln!(out, "{line}");
        } else {
            let _ = writeln!(out, "{line:COMMENT_COLUMN$} # {}", key.comment);
        }
    }
}

/// A brief to fill in: what only the company knows is empty, and `brief check` names it.
pub fn template() -> String {
    document(&[
        Section::with("[company]", &[("name", "\"\""), ("languages", "[\"en\"]")]),
        Section::with(
            "[plan]",
            &[("start", "\"\""), ("months", "12"), ("feature_share", "\"\""), ("unplanned_share", "\"\"")],
        ),
        Section::with("[[problem]]", &[("id", "\"P1\""), ("title", "\"\""), ("consequence", "\"\""), ("themes", "[]")]),
        Section::with(
            "[[goal]]",
            &[
                ("id", "\"G1\""),
                ("title", "\"\""),
                ("metric", "\"\""),
                ("target", "\"\""),
                ("date", "\"\""),
                ("weight", "3"),
                ("themes", "[]"),
            ],
        ),
        Section::with(
            "[[person]]",
            &[("id", "\"person-1\""), ("role", "\"\""), ("skills", "{}"), ("days_per_week", "5")],
        ),
        Section::with("[cto]", &[("phases", "[{ from = \"\", days_per_week = 1 }]")]),
    ])
}

#[cfg(test)]
mod tests {
    use super::template;
    use crate::{Severity, read};
    use std::collections::BTreeSet;

    /// Every `section.key` of a brief.
    fn keys(text: &str) -> BTreeSet<String> {
        let document: toml::Table = toml::from_str(text).unwrap();
        let mut keys = BTreeSet::new();
        for (section, value) in &document {
            let tables = match value {
                toml::Value::Array(items) => items.clone(),
                other => vec![other.clone()],
            };
            let entries = tables.iter().filter_map(toml::Value::as_table).flatten();
            keys.extend(entries.map(|(key, _)| format!("{section}.{key}")));
        }
        keys
    }

    fn without_marks(text: &str) -> String {
        let is_example = |line: &&str| line.starts_with('#') && !line.starts_with("# ");
        text.lines().map(|line| if is_example(&line) { &line[1..] } else { line }).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_template_says_what_is_to_be_filled_in() {
        let reading = read(&template());
        let open = reading.remarks.iter().filter(|remark| remark.severity == Severity::Error);
        let open: Vec<&str> = open.map(|remark| remark.what.split(" is ").next().unwrap()).collect();
        assert_eq!(
            open,
            [
                "Company: name",
                "Plan: start",
                "Plan: feature_share",
                "Plan: unplanned_share",
                "Problem P1: title",
                "Problem P1: consequence",
                "Problem P1: themes",
                "Goal G1: title",
                "Goal G1: metric",
                "Goal G1: target",
                "Goal G1: date",
                "Goal G1: themes",
                "Person person-1: role",
                "The CTO: phases: from",
            ]
        );
    }

    #[test]
    fn the_template_with_its_examples_is_a_brief_with_every_key() {
        let examples = super::document(&[]);
        let text = without_marks(&examples);
        let reading = read(&text);
        let faults: Vec<_> = reading.remarks.iter().filter(|remark| remark.severity != Severity::Note).collect();
        // Both a day by which it is done and that it is left out: the one contradiction of the examples.
        assert_eq!(faults.len(), 1, "{faults:#?}");
        assert!(faults[0].what.contains("is left out"));
        let (shown, used) = (keys(&text), keys(include_str!("../examples/erp.toml")));
        assert_eq!(used.difference(&shown).collect::<Vec<_>>(), Vec::<&String>::new());
    }

    #[test]
    fn the_form_shows_every_key_that_is_read() {
        let text = without_marks(&super::document(&[]));
        for form in super::FORMS.iter().filter(|form| form.header != "[assumptions]") {
            let header = format!("{}\n", form.header);
            let remarks = read(&text.replacen(&header, &format!("{header}qqqqqqqq = 1\n"), 1)).remarks;
            let fix = remarks.iter().find_map(|remark| remark.fix.strip_prefix("Take it out; the keys are "));
            let mut read: Vec<&str> = fix.unwrap().trim_end_matches('.').split(", ").collect();
            let mut shown: Vec<&str> = form.keys.iter().map(|key| key.name).collect();
            read.sort_unstable();
            shown.sort_unstable();
            assert_eq!(shown, read, "{}", form.header);
        }
    }
}
