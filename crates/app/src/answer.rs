//! What an audit is asked for, as bytes; and such answers kept, so that a repository in which nothing changed is
//! answered at once.
//!
//! An answer is a pure function of the commits, the day, the policy, the options and this program; and of the clone,
//! because what a clone lacks is part of the answer. The key holds all of them: a clone is known by its packs, folders
//! of loose objects and tags as they stand on disk.

use crate::audit::{Audit, AuditRequest, Gate, Report, audit_at, in_pool};
use crate::desk::Desk;
use crate::trend::{TrendOptions, trend_at, trend_tables};
use crate::{Error, PDF_NOTE, Roadmap, RoadmapOptions, roadmap};
use quarterdeck_brief::Brief;
use quarterdeck_cache::{Key, Store};
use quarterdeck_report::terminal::Layout;
use quarterdeck_survey::Stage;
use rayon::prelude::*;
use std::os::unix::fs::MetadataExt as _;
use std::path::PathBuf;

/// Raise it whenever the form of a kept answer changes.
const VERSION: u32 = 1;

/// What is asked of an audit.
pub struct Wanted {
    /// Write all reports into this folder.
    pub out: Option<PathBuf>,
    /// What is printed.
    pub print: Printed,
    /// When the run should fail.
    pub gate: Gate,
    /// Also look back.
    pub trend: Option<TrendOptions>,
}

/// What is printed on standard output.
#[derive(Debug, Clone, Copy)]
pub enum Printed {
    /// The summary for a terminal of so many columns, in colour or not.
    Summary {
        /// Columns.
        width: usize,
        /// With ANSI colours.
        colour: bool,
    },
    /// One report.
    Report(Report),
}

/// What was asked for.
pub struct Answer {
    /// For standard output: what stands above the list of written files, and below it.
    printed: [Vec<u8>; 2],
    /// What is said of the files that were written.
    note: &'static str,
    /// Reports by file name; empty without a folder.
    pub files: Vec<(String, Vec<u8>)>,
    /// Exit code.
    pub code: u8,
}

/// Audits and answers; with a brief also plans.
pub fn audit_answer(request: &AuditRequest<'_>, brief: Option<Brief>, wanted: &Wanted) -> Result<Answer, Error> {
    in_pool(request.jobs, || {
        let desk = Desk::open(request)?;
        // A roadmap and a look back are not kept: they have inputs of their own.
        let answers = desk.answers.as_ref().filter(|_| brief.is_none() && wanted.trend.is_none());
        let base = if answers.is_some() { base(request, &desk)? } else { None };
        let kept = answers.zip(base).map(|(store, base)| KeptAnswers { store, base });
        if let Some(known) = kept.as_ref().and_then(|kept| kept.find(wanted)) {
            return Ok(known);
        }
        let mut audit = audit_at(request, &desk)?;
        audit.meta.trend = wanted.trend.as_ref().map(|how| trend_at(request, how, &desk, Some(&audit))).transpose()?;
        request.progress.stage(Stage::Write, None);
        let planned = brief.map(|brief| roadmap(&audit, brief, RoadmapOptions::default())).transpose()?;
        let answer = Answer::of(&audit, planned.as_ref(), wanted)?;
        // What a stopped parser left out depends on the machine: never kept.
        if let Some(kept) = kept.filter(|_| !audit.facts.degraded) {
            kept.keep(wanted, &answer);
        }
        Ok(answer)
    })
}

impl Answer {
    fn of(audit: &Audit, roadmap: Option<&Roadmap>, wanted: &Wanted) -> Result<Self, Error> {
        let mut files = Vec::new();
        if wanted.out.is_some() {
            let reports = Report::ALL.par_iter().map(|(name, report)| Ok(((*name).to_owned(), audit.report(*report)?)));
            files = reports.collect::<Result<_, Error>>()?;
            if let Some(roadmap) = roadmap {
                files.extend(roadmap.files(audit)?);
            }
            if let Some(trend) = &audit.meta.trend {
                files.extend(trend_tables(trend)?);
            }
        }
        let printed = match wanted.print {
            Printed::Report(report) => match Report::ALL.iter().position(|(_, other)| *other == report) {
                Some(at) if wanted.out.is_some() => [files[at].1.clone(), Vec::new()],
                _ => [audit.report(report)?, Vec::new()],
            },
            Printed::Summary { width, colour } => {
                let [above, mut below] = audit.summary(Layout { width, colour, ..Layout::default() });
                if let Some(roadmap) = roadmap {
                    below = format!("{below}\n{}", roadmap.summary(width));
                }
                [above.into_bytes(), below.into_bytes()]
            }
        };
        let note = if roadmap.is_some() && wanted.out.is_some() { PDF_NOTE } else { "" };
        Ok(Self { printed, note, files, code: audit.gate(wanted.gate) })
    }

    /// What goes to standard output.
    pub fn printed(&self, wanted: &Wanted) -> Vec<u8> {
        let list = match (wanted.print, &wanted.out) {
            (Printed::Summary { width, colour }, Some(folder)) => {
                let paths = self.files.iter().map(|(name, _)| folder.join(name).display().to_string());
                let written: Vec<String> = paths.collect();
                quarterdeck_report::terminal::written(Layout { width, colour, written: &written, note: self.note })
            }
            _ => String::new(),
        };
        [&self.printed[0], list.as_bytes(), &self.printed[1]].concat()
    }
}

/// Answers about one state of one target.
struct KeptAnswers<'a> {
    store: &'a Store,
    base: Key,
}

impl KeptAnswers<'_> {
    fn key(&self, part: &str) -> Key {
        Key::new(&[self.base.as_bytes(), part.as_bytes()])
    }

    fn printed_keys(&self, wanted: &Wanted) -> [Key; 2] {
        ["above", "below"].map(|part| self.key(&format!("{part} {:?}", wanted.print)))
    }

    fn report_key(&self, report: Report) -> Key {
        self.key(&format!("report {report:?}"))
    }

    fn code_key(&self, gate: Gate) -> Key {
        self.key(&format!("code {gate:?}"))
    }

    /// A whole answer or none.
    fn find(&self, wanted: &Wanted) -> Option<Answer> {
        let code = *self.store.get(&self.code_key(wanted.gate))?.first()?;
        let [above, below] = self.printed_keys(wanted);
        let printed = [self.store.get(&above)?, self.store.get(&below)?];
        let mut files = Vec::new();
        if wanted.out.is_some() {
            for (name, report) in Report::ALL {
                files.push((name.to_owned(), self.store.get(&self.report_key(report))?));
            }
        }
        Some(Answer { printed, note: "", files, code })
    }

    fn keep(&self, wanted: &Wanted, answer: &Answer) {
        let writer = self.store.writer();
        writer.put(self.code_key(wanted.gate), &[answer.code]);
        for (key, part) in self.printed_keys(wanted).into_iter().zip(&answer.printed) {
            writer.put(key, part);
        }
        for ((_, report), (_, bytes)) in Report::ALL.iter().zip(&answer.files) {
            writer.put(self.report_key(*report), bytes);
        }
        writer.finish();
    }
}

/// The key of everything that an answer is a function of; `None` when a clone cannot be told from what it was.
fn base(request: &AuditRequest<'_>, desk: &Desk<'_>) -> Result<Option<Key>, Error> {
    let opened = &desk.opened;
    let mut parts: Vec<Vec<u8>> = vec![
        b"answer".to_vec(),
        VERSION.to_le_bytes().to_vec(),
        program(),
        opened.system.clone().into_bytes(),
        format!("{:?} {:?} {} {}", opened.as_of, opened.believed_until, request.names, request.deep).into_bytes(),
        format!("{:?}", request.policy).into_bytes(),
        request.new_since.clone().unwrap_or_default().into_bytes(),
    ];
    for input in &opened.inputs {
        parts.push(input.name.clone().into_bytes());
        parts.push(input.commit.as_bytes().to_vec());
        let Some(state) = input.repository.state() else { return Ok(None) };
        parts.push(state);
        for (name, commit) in input.repository.tags() {
            parts.push(name.into_bytes());
            parts.push(commit.as_bytes().to_vec());
        }
        if let Some(since) = &request.new_since {
            let commit = input.repository.commit_at(&input.name, Some(since));
            let commit = commit.map_err(|error| Error::input(format!("--new-since: {error}")))?;
            parts.push(commit.as_bytes().to_vec());
        }
    }
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    Ok(Some(Key::new(&parts)))
}

/// This program: its version, and its file as it stands, so that one that was built again has answers of its own.
fn program() -> Vec<u8> {
    let mut program = crate::VERSION.as_bytes().to_vec();
    if let Some(file) = std::env::current_exe().ok().and_then(|path| std::fs::metadata(path).ok()) {
        for number in [file.len() as i64, file.mtime(), file.mtime_nsec(), file.ino() as i64] {
            program.extend(number.to_le_bytes());
        }
    }
    program
}
