//! From an audit and a brief to a roadmap, and what it is written as.

use crate::{Audit, Error, check_brief};
use quarterdeck_brief::{Brief, Language};
use quarterdeck_document::Document;
use quarterdeck_plan::Options;
use quarterdeck_report::leadership::{Sources, Words, audit_report, roadmap_report};
use quarterdeck_report::roadmap::json;
use quarterdeck_report::{Language as ReportLanguage, Texts};
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
    let plan = quarterdeck_plan::roadmap(&audit.facts, &audit.judgement, &brief, options).map_err(Error::internal)?;
    Ok(Roadmap { brief, plan })
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
        for language in &self.brief.company.languages {
            for (name, document) in self.documents(audit, *language) {
                let name = format!("{name}.{}", language.id());
                files.push((format!("{name}.md"), quarterdeck_document::markdown(&document).into_bytes()));
                files.push((format!("{name}.html"), quarterdeck_document::html(&document).into_bytes()));
            }
        }
        Ok(files)
    }

    /// The documents for leadership in one language.
    fn documents(&self, audit: &Audit, language: Language) -> [(&'static str, Document); 2] {
        let checks = quarterdeck_checks::all().iter().map(|check| check.meta());
        let texts = match language {
            Language::En => Texts::english(checks),
            Language::Fr => Texts::english(checks).with(ReportLanguage::French, quarterdeck_checks::FRENCH),
            Language::Nl => Texts::english(checks).with(ReportLanguage::Dutch, quarterdeck_checks::DUTCH),
        };
        let words = Words::new(language);
        let sources = Sources {
            facts: &audit.facts,
            judgement: &audit.judgement,
            brief: &self.brief,
            roadmap: &self.plan,
            texts: &texts,
            words: &words,
        };
        [("leadership", audit_report(&sources)), ("roadmap", roadmap_report(&sources))]
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
