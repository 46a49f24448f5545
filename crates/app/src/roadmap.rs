//! From an audit and a brief to a roadmap, and what it is written as.

use crate::{Audit, Error, check_brief};
use quarterdeck_base::Day;
use quarterdeck_brief::{Brief, Language};
use quarterdeck_document::Document;
use quarterdeck_plan::Options;
use quarterdeck_report::Texts;
use quarterdeck_report::leadership::{Sources, Words, audit_report, monthly_report, roadmap_report};
use quarterdeck_report::roadmap::json;
use std::path::Path;

/// A roadmap with the brief that it answers.
pub struct Roadmap {
    /// The brief.
    pub brief: Brief,
    /// The plan.
    pub plan: quarterdeck_plan::Roadmap,
}

/// Reads a brief and refuses one that no plan can be made of, with every fault.
pub fn read_brief(file: &Path) -> Result<Brief, Error> {
    check_brief(file)?.into_brief().map_err(|faults| {
        Error::input(format!(
            "no plan can be made of {}:\n  {}\n`quarterdeck brief check` says more.",
            file.display(),
            faults.join("\n  ")
        ))
    })
}

/// Plans what an audit found.
pub fn roadmap(audit: &Audit, brief: Brief, options: Options) -> Result<Roadmap, Error> {
    // What the scheduler refuses is a brief with more work than a plan takes.
    let plan = quarterdeck_plan::roadmap(&audit.facts, &audit.judgement, &brief, options).map_err(Error::input)?;
    Ok(Roadmap { brief, plan })
}

/// What is said of the files that this build does not write; nothing when it writes all.
pub const PDF_NOTE: &str = if cfg!(feature = "pdf") {
    ""
} else {
    "The same documents as PDF, and the plan as a workbook (roadmap.xlsx), come with the feature `pdf`: cargo install --path \
     crates/cli --locked --features pdf"
};

/// The documents for leadership.
fn documents(sources: &Sources<'_>) -> [(&'static str, Document); 3] {
    let as_of = Day::parse(&sources.facts.as_of.date()).unwrap_or(sources.roadmap.start);
    [
        ("leadership", audit_report(sources)),
        ("roadmap", roadmap_report(sources)),
        ("monthly", monthly_report(sources, as_of)),
    ]
}

/// The plan as a workbook.
#[cfg(feature = "pdf")]
fn workbook(sources: &Sources<'_>) -> Result<Option<(String, Vec<u8>)>, Error> {
    let bytes = quarterdeck_report::leadership::workbook(sources).map_err(Error::internal)?;
    Ok(Some(("roadmap.xlsx".to_owned(), bytes)))
}

/// No workbook in this build.
#[cfg(not(feature = "pdf"))]
fn workbook(_: &Sources<'_>) -> Result<Option<(String, Vec<u8>)>, Error> {
    Ok(None)
}

impl Roadmap {
    /// The roadmap in a few lines, for a terminal of so many columns.
    pub fn summary(&self, width: usize) -> String {
        quarterdeck_report::roadmap::terminal::summary(&self.plan, &self.brief, width)
    }

    /// Everything it is written as, as (name of the file, bytes): for machines, and for people in each language of the brief.
    pub fn files(&self, audit: &Audit) -> Result<Vec<(String, Vec<u8>)>, Error> {
        let mut files =
            vec![("roadmap.json".to_owned(), self.json(audit)?), ("schedule.json".to_owned(), self.problem()?)];
        for (at, language) in self.brief.company.languages.iter().enumerate() {
            self.with_sources(audit, *language, |sources| {
                for (name, document) in documents(sources) {
                    let name = format!("{name}.{}", language.id());
                    files.push((format!("{name}.md"), quarterdeck_document::markdown(&document).into_bytes()));
                    files.push((format!("{name}.html"), quarterdeck_document::html(&document).into_bytes()));
                    #[cfg(feature = "pdf")]
                    files.push((format!("{name}.pdf"), quarterdeck_document::pdf(&document).map_err(Error::internal)?));
                }
                if at == 0 {
                    files.extend(workbook(sources)?);
                }
                Ok(())
            })?;
        }
        Ok(files)
    }

    /// Hands what the documents of a language are built from to a function.
    fn with_sources<T>(&self, audit: &Audit, language: Language, then: impl FnOnce(&Sources<'_>) -> T) -> T {
        let checks = quarterdeck_checks::all().iter().map(|check| check.meta());
        let texts = match language {
            Language::En => Texts::english(checks),
            Language::Fr => Texts::english(checks).with(language, quarterdeck_checks::FRENCH),
            Language::Nl => Texts::english(checks).with(language, quarterdeck_checks::DUTCH),
        }
        .written();
        let words = Words::new(language);
        then(&Sources {
            facts: &audit.facts,
            judgement: &audit.judgement,
            brief: &self.brief,
            roadmap: &self.plan,
            texts: &texts,
            words: &words,
        })
    }

    /// `roadmap.json`.
    fn json(&self, audit: &Audit) -> Result<Vec<u8>, Error> {
        let repositories = audit.facts.repositories.iter();
        let context = json::Context {
            brief: &self.brief,
            system: &audit.facts.system,
            commits: repositories.map(|one| (one.name.as_str(), one.commit.as_str())).collect(),
            version: crate::VERSION,
        };
        let mut bytes = Vec::new();
        json::roadmap(&self.plan, &context, &mut bytes).map_err(Error::internal)?;
        Ok(bytes)
    }

    /// `schedule.json`: what the scheduler solved, in the format of `quarterdeck plan solve`.
    fn problem(&self) -> Result<Vec<u8>, Error> {
        let mut bytes = serde_json::to_vec_pretty(&self.plan.problem).map_err(Error::internal)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}
