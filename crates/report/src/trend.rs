//! A system over time: rows for a spreadsheet, JSON, a table for the terminal; the page is `html::trend`.

mod json;
mod rows;
mod terminal;

pub use json::json;
pub use rows::csv;
pub(crate) use terminal::days;
pub use terminal::table;

use quarterdeck_base::{EffortDays, RepoPath, Timestamp};
use quarterdeck_facts::{Known, LightPoint};
use quarterdeck_findings::{Dimension, DimensionResult};

/// A system at many moments, oldest first.
#[derive(Debug, Clone)]
pub struct Trend {
    /// Name of the system.
    pub system: String,
    /// Version of the product.
    pub version: String,
    /// Hash of the policy that judged.
    pub policy_hash: String,
    /// Date of the bundled knowledge, `YYYY-MM-DD`.
    pub knowledge_date: String,
    /// Length of a period: `month`, `quarter`, `year`.
    pub every: &'static str,
    /// How often a moment was audited whole: the same words, or `none`.
    pub full: &'static str,
    /// Names of the repositories.
    pub repositories: Vec<String>,
    /// Moments, oldest first; the last one is the audit of today.
    pub points: Vec<TrendPoint>,
    /// What was cut, as sentences.
    pub notes: Vec<String>,
}

/// A moment.
#[derive(Debug, Clone)]
pub struct TrendPoint {
    /// When: the end of a period, for the last one the day of the audit.
    pub at: Timestamp,
    /// The commit of each repository with its committer date; `None` when there was none yet.
    pub commits: Vec<Option<(String, Timestamp)>>,
    /// True when no commit came since the moment before.
    pub repeated: bool,
    /// What lines, manifests and commits tell.
    pub light: LightPoint,
    /// What an audit of that moment says; `None` where none was asked for.
    pub full: Option<Known<FullPoint>>,
}

/// What an audit of one moment says.
#[derive(Debug, Clone)]
pub struct FullPoint {
    /// The five dimensions.
    pub grades: Vec<DimensionResult>,
    /// Listed findings by severity, worst first.
    pub findings: [u64; 4],
    /// Effort of the listed findings of each dimension, in the order of `grades`, added up.
    pub effort: Vec<EffortDays>,
    /// People without whom more than half of the source files have no active main author.
    pub truck_factor: Known<u64>,
    /// Circles of imports.
    pub cycles: Known<u64>,
    /// The hottest files, as (repository, path), hottest first.
    pub hotspots: Vec<(String, RepoPath)>,
    /// A parser was stopped: a second run may give other figures.
    pub degraded: bool,
}

/// More moments than these are told by year.
const MOST_ROWS: usize = 24;

/// Hotspots kept of a moment.
pub const HOTSPOTS: usize = 5;

impl FullPoint {
    /// Reads the figures of an audit.
    pub fn new(facts: &quarterdeck_facts::Facts, judgement: &quarterdeck_findings::Judgement) -> Self {
        let ranked = judgement.ranked();
        let effort = judgement.dimensions.iter().map(|result| {
            let own = ranked.iter().filter(|(check, _)| check.meta.dimension == result.dimension);
            own.fold(EffortDays::default(), |sum, (_, finding)| sum.plus(finding.effort))
        });
        let hottest = crate::json::hottest(facts, HOTSPOTS);
        let place = |file: &&quarterdeck_facts::FileFacts| {
            (facts.repositories[file.repository.at()].name.clone(), file.path.clone())
        };
        Self {
            grades: judgement.dimensions.clone(),
            findings: crate::verdict::by_severity(judgement).map(|(_, count)| count),
            effort: effort.collect(),
            truck_factor: measured(judgement, "TEA-01", "truck_factor_people"),
            cycles: match facts.imports.shares.is_empty() {
                true => Err("no imports could be followed".to_owned()),
                false => Ok(facts.imports.cycles.len() as u64),
            },
            hotspots: hottest.iter().map(place).collect(),
            degraded: facts.degraded,
        }
    }

    /// Effort of all listed findings.
    pub fn effort_days(&self) -> EffortDays {
        self.effort.iter().fold(EffortDays::default(), |sum, one| sum.plus(*one))
    }

    /// Effort of the listed findings of technical debt.
    pub fn debt_days(&self) -> EffortDays {
        let debt = self.grades.iter().position(|result| result.dimension == Dimension::Debt);
        debt.and_then(|at| self.effort.get(at)).copied().unwrap_or_default()
    }
}

/// The figure of a check, or why it has none.
fn measured(judgement: &quarterdeck_findings::Judgement, check: &str, key: &str) -> Known<u64> {
    use quarterdeck_findings::Outcome;
    let Some(result) = judgement.checks.iter().find(|result| result.meta.id == check) else {
        return Err(format!("{check} is switched off"));
    };
    if let Some(figure) = result.assessment.measured.iter().find(|figure| figure.key == key) {
        return Ok(figure.value as u64);
    }
    match &result.assessment.outcome {
        Outcome::NotApplicable { reason } | Outcome::CouldNotAssess { reason, .. } => Err(reason.clone()),
        Outcome::Ok | Outcome::Found => Err(format!("{check} gives no figure")),
    }
}

impl Trend {
    /// Moments that were audited whole.
    pub fn full_points(&self) -> impl Iterator<Item = (&TrendPoint, &FullPoint)> {
        self.points.iter().filter_map(|point| Some((point, point.full.as_ref()?.as_ref().ok()?)))
    }

    /// All moments, or only the last one of each year when there are too many of what is to be told.
    pub(crate) fn by_year(&self, many: usize) -> Vec<&TrendPoint> {
        let year = |point: &TrendPoint| point.at.date().get(..4).map(str::to_owned);
        let ends_year = |at: usize| self.points.get(at + 1).is_none_or(|next| year(next) != year(&self.points[at]));
        let points = self.points.iter().enumerate();
        points.filter(|(at, _)| many <= MOST_ROWS || ends_year(*at)).map(|(_, point)| point).collect()
    }

    /// Moments since whose predecessor no commit came.
    pub fn repeated(&self) -> usize {
        self.points.iter().filter(|point| point.repeated).count()
    }
}

impl TrendPoint {
    /// Why figures of this moment are not known, each reason once.
    pub(crate) fn reasons(&self) -> Vec<String> {
        let light = &self.light;
        let mut reasons: Vec<String> = Vec::new();
        let mut add = |what: &str, reason: Option<&String>| {
            if let Some(reason) = reason.filter(|reason| !reasons.iter().any(|known| known.ends_with(reason.as_str())))
            {
                reasons.push(format!("{what}: {reason}"));
            }
        };
        add("lines", light.lines.as_ref().err());
        add("dependencies", light.dependencies.as_ref().err());
        add("dependency age", light.ages.as_ref().err());
        add("activity", light.activity.as_ref().err());
        match &self.full {
            Some(Ok(full)) => {
                add("truck factor", full.truck_factor.as_ref().err());
                add("import cycles", full.cycles.as_ref().err());
            }
            Some(Err(reason)) => add("audit", Some(reason)),
            None => {}
        }
        reasons
    }

    /// The commits as text: the id for one repository, `name@id` for several.
    pub(crate) fn commits_text(&self, repositories: &[String]) -> String {
        let named = |(name, commit): (&String, &Option<(String, Timestamp)>)| {
            let (id, _) = commit.as_ref()?;
            Some(if repositories.len() == 1 { id.clone() } else { format!("{name}@{id}") })
        };
        repositories.iter().zip(&self.commits).filter_map(named).collect::<Vec<_>>().join(" ")
    }
}
