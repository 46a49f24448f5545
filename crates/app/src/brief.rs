//! What people say of a company: a new brief, and what is understood of one.

mod json;
mod text;

use crate::{Error, output::write_new};
use quarterdeck_base::bound;
use quarterdeck_brief::{Brief, Reading, Remark, Severity};
use std::io::{BufRead, ErrorKind, Read, Write};
use std::path::Path;

/// A brief that was read: what there is to say of it, and what was understood.
#[derive(Debug)]
pub struct BriefCheck {
    reading: Reading,
}

/// Reads a brief.
pub fn check_brief(file: &Path) -> Result<BriefCheck, Error> {
    let failed = |what: &dyn std::fmt::Display| Error::input(format!("{}: {what}", file.display()));
    let mut bytes = Vec::new();
    let opened = std::fs::File::open(file).map_err(|error| match error.kind() {
        ErrorKind::NotFound => failed(&"there is no such file. `quarterdeck brief new` writes one."),
        _ => failed(&error),
    })?;
    // One byte beyond the bound tells the reader that there is more.
    opened.take(bound::BRIEF_BYTES + 1).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
    let text = String::from_utf8(bytes).map_err(|_| failed(&"not UTF-8 text. Save it as UTF-8."))?;
    let mut reading = quarterdeck_brief::read(&text);
    unknown_names(&mut reading, &text);
    Ok(BriefCheck { reading })
}

/// Plays and assumptions that a brief names and the plan does not know: a decision without effect is no decision.
fn unknown_names(reading: &mut Reading, text: &str) {
    let Some(brief) = &reading.brief else { return };
    let plays = brief.decisions.iter().map(|decision| decision.play.as_str());
    let plays = plays.filter(|id| quarterdeck_plan::play(id).is_none()).map(|id| (id, "play", "plays"));
    let assumptions = quarterdeck_plan::unknown_ids(&brief.assumptions).into_iter();
    let unknown = plays.chain(assumptions.map(|id| (id, "assumption", "assumptions")));
    let line = |id: &str| text.lines().position(|line| line.split('#').next().is_some_and(|line| line.contains(id)));
    let remark = |(id, what, page): (&str, &str, &str)| Remark {
        severity: Severity::Error,
        line: line(id).map(|at| at + 1),
        what: format!("There is no {what} {id:?}."),
        fix: format!("Name one of docs/reference/{page}.md, or take it out."),
    };
    let remarks: Vec<Remark> = unknown.map(remark).collect();
    if !remarks.is_empty() {
        reading.brief = None;
        reading.remarks.extend(remarks);
        reading.remarks.sort_by_key(|remark| (remark.line.is_none(), remark.line));
    }
}

impl BriefCheck {
    /// True when a plan can be made of it.
    pub fn can_plan(&self) -> bool {
        self.reading.brief.is_some()
    }

    /// The brief; else its faults, each as one line.
    pub fn into_brief(self) -> Result<Brief, Vec<String>> {
        let remarks = self.reading.remarks;
        self.reading.brief.ok_or_else(|| {
            let errors = remarks.iter().filter(|remark| remark.severity == Severity::Error);
            let line = |remark: &Remark| {
                let at = remark.line.map_or_else(String::new, |line| format!("line {line}: "));
                format!("{at}{} {}", remark.what, remark.fix)
            };
            errors.map(line).collect()
        })
    }

    /// Remarks and what was understood, for a terminal of so many columns.
    pub fn text(&self, width: usize) -> String {
        text::text(&self.reading, width)
    }

    /// The same as JSON.
    pub fn json(&self) -> Result<Vec<u8>, Error> {
        json::json(&self.reading)
    }
}

/// The brief to fill in.
pub fn brief_template() -> String {
    quarterdeck_brief::template()
}

/// Asks the questions of a brief and gives its text.
pub fn ask_for_brief(input: &mut dyn BufRead, output: &mut dyn Write) -> Result<String, Error> {
    quarterdeck_brief::interview(input, output).map_err(|error| match error.kind() {
        ErrorKind::UnexpectedEof => Error::input("the questions were not answered to the end. Nothing was written."),
        _ => Error::input(format!("the questions could not be asked: {error}. Nothing was written.")),
    })
}

/// An error when a new brief cannot go there, to be told before any question is asked.
pub fn place_for_brief(file: &Path) -> Result<(), Error> {
    match std::fs::symlink_metadata(file) {
        Ok(_) => Err(Error::output(crate::output::exists_already(file))),
        Err(_) => Ok(()),
    }
}

/// Writes a new brief, whole or not at all, and never over another file.
pub fn write_brief(file: &Path, text: &str) -> Result<(), Error> {
    write_new(file, text.as_bytes())
}

/// How many remarks there are of each severity.
fn counts(remarks: &[Remark]) -> impl Iterator<Item = (Severity, usize)> {
    let count = |severity| remarks.iter().filter(|remark| remark.severity == severity).count();
    Severity::ALL.into_iter().map(move |severity| (severity, count(severity)))
}

/// Who has no rate, so that no amount can be shown.
fn without_rates(brief: &Brief) -> Vec<&str> {
    let people = brief.people.iter().filter(|person| person.cost_per_day.is_none()).map(|person| person.id.as_str());
    let cto = brief.cto.as_ref().filter(|cto| cto.rate_per_day.is_none()).map(|_| "CTO");
    people.chain(cto).collect()
}
