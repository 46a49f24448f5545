//! The main flow: repositories to facts, facts to judgement.

use crate::cache::CacheChoice;
use crate::desk::Desk;
use crate::inputs::{Notice, Target};
use crate::since::Earlier;
use crate::{Drawing, Error, drawing, excerpts};
use quarterdeck_facts::Facts;
use quarterdeck_findings::{Judgement, Policy, Severity};
use quarterdeck_report::facts_csv::{Format, Level};
use quarterdeck_report::{AuditMeta, Texts};
use quarterdeck_survey::{Parsing, Progress, Request, Stage};

/// How to audit.
pub struct AuditRequest<'a> {
    /// What to audit.
    pub target: Target,
    /// The auditor's choices.
    pub policy: Policy,
    /// Reads the history line by line as well.
    pub deep: bool,
    /// How source files are parsed.
    pub parsing: Parsing,
    /// Threads; `None` for all cores.
    pub jobs: Option<usize>,
    /// Where facts of other runs are.
    pub cache: CacheChoice,
    /// True shows people's names.
    pub names: bool,
    /// An earlier revision or date: findings that were there are told from new ones.
    pub new_since: Option<String>,
    /// Told what happens.
    pub progress: &'a dyn Progress,
    /// Told what is worth a line.
    pub notice: Notice<'a>,
    /// Told what somebody should put right; changes no result.
    pub warning: Notice<'a>,
}

/// A finished audit.
pub struct Audit {
    /// What was measured.
    pub facts: Facts,
    /// What was judged.
    pub judgement: Judgement,
    /// What reports need beside both.
    pub meta: AuditMeta,
    /// Texts of the checks.
    pub texts: Texts,
}

/// What an audit can be written as, one file each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Report {
    /// Everything for machines, schema v1.
    Json,
    /// Everything for people, one page.
    Html,
    /// Findings for code-scanning services: SARIF 2.1.0.
    Sarif,
    /// Findings for a GitLab merge request.
    Gitlab,
    /// Summary for a pull request.
    Markdown,
    /// Findings for a spreadsheet.
    Findings,
    /// Facts of one level for a spreadsheet.
    Facts(Level),
    /// The architecture.
    Drawing(Drawing),
}

impl Report {
    /// What `--out` writes, under which names.
    pub const ALL: [(&str, Self); 13] = [
        ("audit.html", Self::Html),
        ("audit.json", Self::Json),
        ("audit.sarif", Self::Sarif),
        ("gl-code-quality.json", Self::Gitlab),
        ("summary.md", Self::Markdown),
        ("findings.csv", Self::Findings),
        ("facts.csv", Self::Facts(Level::File)),
        ("functions.csv", Self::Facts(Level::Function)),
        ("components.csv", Self::Facts(Level::Component)),
        ("dependencies.csv", Self::Facts(Level::Dependency)),
        ("pairs.csv", Self::Facts(Level::Pair)),
        ("architecture.drawio", Self::Drawing(Drawing::Drawio)),
        ("architecture.mmd", Self::Drawing(Drawing::Mermaid)),
    ];
}

/// When an audit should fail a pipeline.
#[derive(Debug, Clone, Copy, Default)]
pub struct Gate {
    /// A finding of this severity or worse fails; with `new_since`, a new one.
    pub fail_on: Option<Severity>,
    /// A dimension with less coverage fails, in per cent.
    pub min_coverage_percent: Option<f64>,
}

/// Audits: repositories to facts to judgement, with the excerpts that findings point to.
pub fn audit(request: &AuditRequest<'_>) -> Result<Audit, Error> {
    in_pool(request.jobs, || audit_at(request, &Desk::open(request)?))
}

/// Audits what was opened.
pub(crate) fn audit_at(request: &AuditRequest<'_>, desk: &Desk<'_>) -> Result<Audit, Error> {
    desk.survey(|survey| {
        let earlier = request.new_since.as_deref().map(|since| Earlier::find(since, &survey.inputs)).transpose()?;
        let facts = quarterdeck_survey::survey(survey, request.progress).map_err(Error::input)?;
        request.progress.stage(Stage::Judge, None);
        let judgement = quarterdeck_checks::judge(&facts, &request.policy);
        let excerpts = excerpts::excerpts(&facts, &judgement, &survey.inputs);
        let compare = |earlier: Earlier| earlier.compare(survey, &facts, &request.policy, request.progress);
        let comparison = earlier.map(compare).transpose()?;
        let version = crate::VERSION.to_owned();
        let meta = AuditMeta { version, names: request.names, excerpts, comparison, trend: None };
        let texts = Texts::english(quarterdeck_checks::all().iter().map(|check| check.meta()));
        Ok(Audit { facts, judgement, meta, texts })
    })
}

/// Measures only.
pub fn facts(request: &AuditRequest<'_>) -> Result<Facts, Error> {
    in_pool(request.jobs, || {
        let survey =
            |survey: &mut Request<'_>| quarterdeck_survey::survey(survey, request.progress).map_err(Error::input);
        Desk::open(request)?.survey(survey)
    })
}

pub(crate) fn in_pool<T: Send>(
    jobs: Option<usize>,
    work: impl FnOnce() -> Result<T, Error> + Send,
) -> Result<T, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0)).build().map_err(Error::internal)?;
    pool.install(work)
}

impl Audit {
    /// The terminal summary: what stands above the list of written files, and below it.
    pub fn summary(&self, layout: quarterdeck_report::terminal::Layout<'_>) -> [String; 2] {
        quarterdeck_report::terminal::around_written(&self.facts, &self.judgement, &self.meta, &self.texts, layout)
    }

    /// One report as bytes.
    pub fn report(&self, report: Report) -> Result<Vec<u8>, Error> {
        use quarterdeck_report::{facts_csv, gitlab, html, json, markdown, sarif};
        let Self { facts, judgement, meta, texts } = self;
        let mut bytes = Vec::new();
        match report {
            Report::Json => json::audit(facts, judgement, meta, &mut bytes),
            Report::Html => html::audit(facts, judgement, meta, texts, &mut bytes),
            Report::Sarif => sarif::audit(facts, judgement, meta, texts, &mut bytes),
            Report::Gitlab => gitlab::audit(facts, judgement, texts, &mut bytes),
            Report::Markdown => markdown::audit(facts, judgement, meta, texts, &mut bytes),
            Report::Findings => facts_csv::findings(facts, judgement, meta, texts, &mut bytes),
            Report::Facts(level) => facts_csv::facts(level, Format::Table, facts, meta.names, &mut bytes),
            Report::Drawing(how) => return drawing(facts, how, None),
        }
        .map_err(Error::internal)?;
        Ok(bytes)
    }

    /// The exit code that the gate asks for: 0, 1 (`fail_on`) or 5 (`min_coverage_percent`).
    pub fn gate(&self, gate: Gate) -> u8 {
        let too_bad = |limit: Severity| match &self.meta.comparison {
            Some(comparison) => comparison.worst.is_some_and(|worst| worst >= limit),
            None => self.judgement.ranked().iter().any(|(_, finding)| finding.severity >= limit),
        };
        if gate.fail_on.is_some_and(too_bad) {
            return 1;
        }
        let narrow = |limit: f64| self.judgement.dimensions.iter().any(|result| result.coverage.share * 100.0 < limit);
        if gate.min_coverage_percent.is_some_and(narrow) { 5 } else { 0 }
    }
}
