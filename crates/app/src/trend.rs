//! A system over time: cheap facts at the end of each period, whole audits at some of them.

mod periods;

use crate::audit::{Audit, AuditRequest, in_pool};
use crate::desk::Desk;
use crate::output::write_whole;
use crate::{Error, Format};
use quarterdeck_base::{Timestamp, bound};
use quarterdeck_facts::{AsOfSource, Known};
use quarterdeck_git::Oid;
use quarterdeck_report::trend::{FullPoint, Trend, TrendPoint};
use quarterdeck_survey::{Input, Moment, Request, SurveyError, light_points};
use std::collections::BTreeMap;
use std::path::Path;

pub use periods::Every;

/// Days of a trend that nobody gave a start: ten years.
const DEFAULT_DAYS: i64 = 3_652;

/// Beside a trend whose last moment is an audit with `--deep`.
const DEEP_END: &str =
    "The last moment was read line by line (--deep), the others were not: a step at the end may come from that.";

/// How to look back.
#[derive(Debug, Clone)]
pub struct TrendOptions {
    /// Length of a period.
    pub every: Every,
    /// How often a moment is audited whole; `None` for never.
    pub full: Option<Every>,
    /// First day, `YYYY-MM-DD`; `None` for ten years before the end or the first commit.
    pub since: Option<String>,
}

/// How a trend is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrendFormat {
    /// One row for each moment.
    Csv,
    /// Everything, schema v1.
    Json,
}

/// A moment to be, with its commits.
struct Planned {
    at: Timestamp,
    full: bool,
    commits: Vec<Option<(Oid, Timestamp)>>,
}

/// Looks back. The last moment is the audit of today.
pub fn trend(request: &AuditRequest<'_>, how: &TrendOptions) -> Result<Trend, Error> {
    in_pool(request.jobs, || trend_at(request, how, &Desk::open(request)?, None))
}

/// Looks back over what was opened; `today` is the audit of the last moment, when there is one already.
pub(crate) fn trend_at(
    request: &AuditRequest<'_>,
    how: &TrendOptions,
    desk: &Desk<'_>,
    today: Option<&Audit>,
) -> Result<Trend, Error> {
    let is_deep = today.is_some_and(|audit| audit.facts.deep);
    let today = today.map(|audit| FullPoint::new(&audit.facts, &audit.judgement));
    let since = how.since.as_deref().map(first_day).transpose()?;
    desk.survey(|survey| {
        let (from, planned, mut notes) = plan(how, since, survey);
        let moments: Vec<Moment> = planned.iter().map(moment).collect();
        let light = light_points(survey, from, &moments, request.progress);
        let mut points = Vec::with_capacity(planned.len());
        let last = planned.len() - 1;
        let mut before: Option<Vec<Option<Oid>>> = None;
        for ((at, planned), light) in planned.iter().enumerate().zip(light) {
            let commits = ids(planned);
            let full = match (&light.lines, planned.full) {
                (_, false) => None,
                (Err(reason), true) if commits.iter().any(Option::is_none) => Some(Err(reason.clone())),
                (_, true) => match today.as_ref().filter(|_| at == last) {
                    Some(today) => Some(Ok(today.clone())),
                    None => Some(audited(request, survey, planned, at == last)?),
                },
            };
            points.push(TrendPoint {
                at: planned.at,
                repeated: before.as_ref() == Some(&commits) && commits.iter().any(Option::is_some),
                commits: planned.commits.iter().map(|one| one.map(|(id, at)| (id.to_string(), at))).collect(),
                light,
                full,
            });
            before = Some(commits);
        }
        let is_degraded = |point: &TrendPoint| matches!(&point.full, Some(Ok(full)) if full.degraded);
        if points.iter().any(is_degraded) {
            notes.push("A parser was stopped: a second run may give other figures.".to_owned());
        }
        // The last moment says what the report around it says; whoever compares it with the others has to know.
        if is_deep && points.last().is_some_and(|point| point.full.is_some()) {
            notes.push(DEEP_END.to_owned());
        }
        Ok(Trend {
            system: survey.system.clone(),
            version: crate::VERSION.to_owned(),
            policy_hash: request.policy.hash(),
            knowledge_date: quarterdeck_knowledge::knowledge_date().date(),
            every: how.every.id(),
            full: how.full.map_or("none", Every::id),
            repositories: survey.inputs.iter().map(|input| input.name.clone()).collect(),
            points,
            notes,
        })
    })
}

fn first_day(text: &str) -> Result<Timestamp, Error> {
    let day = (text.len() == 10).then(|| Timestamp::parse(text)).flatten().filter(|day| day.seconds() >= 0);
    day.ok_or_else(|| Error::usage(format!("--since {text:?} is not a date; write it as 2019-01-31")))
}

/// The start of the first period, the moments, and what was cut.
fn plan(how: &TrendOptions, since: Option<Timestamp>, survey: &Request<'_>) -> (Timestamp, Vec<Planned>, Vec<String>) {
    let end = survey.as_of.0;
    let lines: Vec<Vec<(Oid, Timestamp)>> =
        survey.inputs.iter().map(|input| input.repository.first_parents(input.commit)).collect();
    let first =
        lines.iter().filter_map(|line| line.iter().map(|(_, at)| *at).filter(|at| at.seconds() > 0).min()).min();
    let since = since.unwrap_or_else(|| first.unwrap_or(end).max(end.days_before(DEFAULT_DAYS)));
    let most = usize::try_from(bound::HISTORY_COMMITS).unwrap_or(usize::MAX);
    let mut moments: BTreeMap<Timestamp, bool> =
        how.every.ends(since, end, most).into_iter().map(|at| (at, false)).collect();
    for at in how.full.iter().flat_map(|full| full.ends(since, end, most)) {
        moments.insert(at, true);
    }
    moments.insert(end, how.full.is_some());
    let mut notes = Vec::new();
    while moments.len() as u64 > bound::TREND_POINTS {
        moments.pop_first();
        if notes.is_empty() {
            let cut = quarterdeck_base::BOUNDS.iter().find(|one| one.name == "TREND_POINTS");
            notes.extend(cut.map(|one| one.sentence.to_owned()));
        }
    }
    let oldest = moments.first_key_value().map_or(end, |(at, _)| *at);
    let from = how.every.start(oldest).unwrap_or(oldest);
    let planned = moments.into_iter().map(|(at, full)| {
        let commit = |(line, input): (&Vec<(Oid, Timestamp)>, &Input)| {
            // The end is what was asked for, whatever its date says.
            if at == end {
                return line.first().copied().or(Some((input.commit, end)));
            }
            line.iter().copied().find(|(_, committed_at)| *committed_at <= at)
        };
        Planned { at, full, commits: lines.iter().zip(&survey.inputs).map(commit).collect() }
    });
    (from, planned.collect(), notes)
}

fn ids(planned: &Planned) -> Vec<Option<Oid>> {
    planned.commits.iter().map(|commit| commit.map(|(id, _)| id)).collect()
}

fn moment(planned: &Planned) -> Moment {
    Moment { at: planned.at, commits: ids(planned) }
}

/// The audit of one moment: the repositories that had a commit, judged on that day.
fn audited(
    request: &AuditRequest<'_>,
    survey: &Request<'_>,
    planned: &Planned,
    is_last: bool,
) -> Result<Known<FullPoint>, Error> {
    let inputs: Vec<Input> = survey
        .inputs
        .iter()
        .zip(ids(planned))
        .filter_map(|(input, commit)| {
            Some(Input { name: input.name.clone(), repository: input.repository.clone(), commit: commit? })
        })
        .collect();
    let then = Request {
        system: survey.system.clone(),
        inputs,
        as_of: (planned.at, if is_last { survey.as_of.1 } else { AsOfSource::Given }),
        believed_until: survey.believed_until,
        ignore_repo_marks: survey.ignore_repo_marks,
        deep: false,
        parsing: survey.parsing.clone(),
        cache: survey.cache,
        seen: survey.seen,
    };
    match quarterdeck_survey::survey(&then, request.progress) {
        Ok(facts) => Ok(Ok(FullPoint::new(&facts, &quarterdeck_checks::judge(&facts, &request.policy)))),
        Err(error @ SurveyError::Parser(_)) => Err(Error::input(error)),
        Err(error @ SurveyError::Snapshot(_)) => Ok(Err(error.to_string())),
    }
}

/// The trend as bytes.
pub fn trend_bytes(trend: &Trend, format: TrendFormat) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    match format {
        TrendFormat::Csv => quarterdeck_report::trend::csv(trend, Format::Csv, &mut bytes),
        TrendFormat::Json => quarterdeck_report::trend::json(trend, &mut bytes),
    }
    .map_err(Error::internal)?;
    Ok(bytes)
}

/// The trend as a table for a terminal, with the files that were written.
pub fn trend_table(trend: &Trend, written: &[String]) -> String {
    quarterdeck_report::trend::table(trend, written)
}

/// Writes `trend.html`, `trend.csv` and `trend.json` into a folder, which is created when missing. Returns their names.
pub fn write_trend(trend: &Trend, folder: &Path) -> Result<Vec<String>, Error> {
    let mut page = Vec::new();
    quarterdeck_report::html::trend(trend, &mut page).map_err(Error::internal)?;
    let mut files = vec![("trend.html".to_owned(), page)];
    files.extend(trend_tables(trend)?);
    write_whole(folder, &files)?;
    Ok(files.iter().map(|(name, _)| folder.join(name).display().to_string()).collect())
}

/// `trend.csv`, for a spreadsheet, and `trend.json`.
pub(crate) fn trend_tables(trend: &Trend) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut table = Vec::new();
    quarterdeck_report::trend::csv(trend, Format::Table, &mut table).map_err(Error::internal)?;
    Ok(vec![("trend.csv".to_owned(), table), ("trend.json".to_owned(), trend_bytes(trend, TrendFormat::Json)?)])
}
