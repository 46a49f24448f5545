//! Does looking where we point help? Ranks files at a past date with what was known then, and counts the fixes that
//! followed.

use crate::audit::{AuditRequest, in_pool};
use crate::cache::{close_store, open_store};
use crate::inputs::{Opened, open};
use crate::{Error, Parsing};
use quarterdeck_backtest::{Backtest, Candidate, Labels};
use quarterdeck_base::{RepoPath, SECONDS_PER_DAY, Timestamp};
use quarterdeck_cache::Store;
use quarterdeck_facts::{AsOfSource, Facts, FileFacts, HistoryState};
use quarterdeck_git::Oid;
use quarterdeck_survey::{Future, Input, Progress, Request};

/// Days of the window of recent change, as in the facts.
const RECENT_DAYS: i64 = 365;
/// Most days of a horizon: far above what says anything about today's files.
const HORIZON_DAYS: i64 = 3_650;

/// Length of the horizon from text: `12m`, `90d`, `1y`. A year has 365 days, a month a twelfth of that.
pub fn parse_horizon(text: &str) -> Option<i64> {
    let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    let number: i64 = number.parse().ok().filter(|number| (1..=HORIZON_DAYS).contains(number))?;
    let days = match unit {
        "d" => number,
        "m" => number * RECENT_DAYS / 12,
        "y" => number * RECENT_DAYS,
        _ => return None,
    };
    (days <= HORIZON_DAYS).then_some(days)
}

/// Back-tests each repository of a target on its own. `target.at` is the date of the ranking; without it, the horizon
/// ends at HEAD.
pub fn backtest(request: &AuditRequest<'_>, horizon_days: i64) -> Result<Vec<Backtest>, Error> {
    let at = request.target.at.as_deref().map(day_end).transpose()?;
    in_pool(request.jobs, || {
        let store = open_store(&request.cache, request.notice, request.warning);
        let mut target = request.target.clone();
        target.at = None;
        let Opened { inputs, believed_until, .. } = open(&target, request.cache.root(), request.notice)?;
        let shared = Shared {
            believed_until,
            ignore_repo_marks: request.policy.ignore_repo_marks,
            parsing: &request.parsing,
            cache: store.as_ref(),
            progress: request.progress,
        };
        let done = inputs.into_iter().map(|input| one(input, at, horizon_days, &shared)).collect();
        close_store(store.as_ref(), request.notice, request.warning);
        done
    })
}

/// The last moment of a day that was given as a date.
fn day_end(text: &str) -> Result<Timestamp, Error> {
    let day = (text.len() == 10).then(|| Timestamp::parse(text)).flatten();
    let day = day.ok_or_else(|| Error::usage(format!("--at {text:?} is not a date; write it as 2024-06-30")))?;
    Ok(Timestamp::from_seconds(day.seconds() + SECONDS_PER_DAY - 1))
}

struct Shared<'a> {
    believed_until: Timestamp,
    ignore_repo_marks: bool,
    parsing: &'a Parsing,
    cache: Option<&'a Store>,
    progress: &'a dyn Progress,
}

/// The commits between which a back-test runs.
struct Span {
    start: (Oid, Timestamp),
    from: Timestamp,
    until: Timestamp,
    end: (Oid, Timestamp),
}

fn one(mut input: Input, at: Option<Timestamp>, horizon_days: i64, shared: &Shared<'_>) -> Result<Backtest, Error> {
    let line = input.repository.first_parents(input.commit);
    let span = span(&input.name, &line, at, horizon_days)?;
    input.commit = span.start.0;
    let facts = known(&input, span.start.1, shared)?;
    let mut candidates = candidates(&facts);
    drop(facts);
    let paths: Vec<RepoPath> = candidates.iter().map(|candidate| candidate.path.clone()).collect();
    let paths: Vec<&RepoPath> = paths.iter().collect();
    let since = span.start.1.days_before(RECENT_DAYS);
    let churn = quarterdeck_survey::churn_lines(&input, since, &paths, shared.cache, shared.progress);
    for (candidate, lines) in candidates.iter_mut().zip(churn) {
        candidate.churn_lines = lines;
    }
    input.commit = span.end.0;
    let future = quarterdeck_survey::future(&input, span.start.0, &paths, shared.cache, shared.progress)
        .map_err(|reason| not_assessed(&input.name, &reason))?;
    let labels = label(&mut candidates, &future);
    if labels.counted_fixes == 0 {
        let days = format!("no fix touched a source file from {} to {}", span.from, span.until);
        return Err(not_assessed(&input.name, &format!("{days}, so there is nothing to score against")));
    }
    let mut done = Backtest {
        name: input.name,
        start: (span.start.0.to_string(), span.start.1),
        from: span.from,
        until: span.until,
        end: (span.end.0.to_string(), span.end.1),
        candidates,
        labels,
        results: Vec::new(),
    };
    done.run();
    Ok(done)
}

fn not_assessed(name: &str, reason: &str) -> Error {
    Error::input(format!("{name} could not be back-tested: {reason}."))
}

/// Chooses the commits on the line of first parents, given newest first.
fn span(name: &str, line: &[(Oid, Timestamp)], at: Option<Timestamp>, horizon_days: i64) -> Result<Span, Error> {
    let Some(&head) = line.first() else { return Err(not_assessed(name, "HEAD cannot be read")) };
    let from = at.unwrap_or_else(|| head.1.days_before(horizon_days));
    let until = from.days_before(-horizon_days);
    if until > head.1 {
        return Err(Error::input(format!(
            "{name} could not be back-tested: a horizon of {horizon_days} days from {from} ends on {until}, and its history \
             ends on {}. Name an earlier --at or a shorter --horizon.",
            head.1
        )));
    }
    let last_until = |limit: Timestamp| line.iter().copied().find(|(_, at)| *at <= limit);
    let Some(start) = last_until(from) else {
        let first = line.last().map_or(head.1, |(_, at)| *at);
        return Err(Error::input(format!(
            "{name} could not be back-tested: there is no commit up to {from}; its main line starts on {first}. Name a \
             later --at or a shorter --horizon."
        )));
    };
    let end = last_until(until).unwrap_or(head);
    Ok(Span { start, from, until, end })
}

/// The facts at the start, measured as if nothing had come after it.
fn known(input: &Input, at: Timestamp, shared: &Shared<'_>) -> Result<Facts, Error> {
    let survey = Request {
        system: input.name.clone(),
        inputs: vec![Input { name: input.name.clone(), repository: input.repository.clone(), commit: input.commit }],
        as_of: (at, AsOfSource::Commit),
        believed_until: shared.believed_until,
        ignore_repo_marks: shared.ignore_repo_marks,
        deep: false,
        parsing: shared.parsing.clone(),
        cache: shared.cache,
        seen: None,
    };
    let facts = quarterdeck_survey::survey(&survey, shared.progress).map_err(Error::input)?;
    match facts.repositories.first().map(|repository| &repository.history) {
        Some(HistoryState::Complete) => Ok(facts),
        Some(HistoryState::Incomplete { reason }) => Err(not_assessed(&input.name, reason)),
        None => Err(not_assessed(&input.name, "it was not read")),
    }
}

/// Source files with code, in the order of the facts: by path.
fn candidates(facts: &Facts) -> Vec<Candidate> {
    let source = facts.source().map(|index| facts.file(index)).filter(|file| file.code > 0);
    source.filter_map(candidate).collect()
}

fn candidate(file: &FileFacts) -> Option<Candidate> {
    let history = file.history.as_ref()?;
    Some(Candidate {
        path: file.path.clone(),
        code: file.code,
        revisions: history.revisions,
        revisions_12m: history.revisions_12m,
        fixes: history.fixes,
        churn_lines: 0,
        decayed_revisions: history.decayed_revisions,
        decayed_fixes: history.decayed_fixes,
        cognitive_sum: file.cognitive_sum,
        indentation: file.indentation,
        effort_score: file.effort_score?,
        hotspot_score: file.hotspot_score?,
        later_fixes: 0,
        later_weight: 0.0,
    })
}

/// Gives each fix to the files it touched, in equal parts.
fn label(candidates: &mut [Candidate], future: &Future) -> Labels {
    for touched in &future.touched {
        for &at in touched {
            candidates[at as usize].later_fixes += 1;
            candidates[at as usize].later_weight += 1.0 / touched.len() as f64;
        }
    }
    Labels {
        commits: future.commits,
        fixes: future.fixes,
        counted_fixes: future.touched.len() as u64,
        bulk_fixes: future.bulk_fixes,
        fixed_files: candidates.iter().filter(|candidate| candidate.later_fixes > 0).count() as u64,
    }
}

#[cfg(test)]
mod tests {
    use super::{day_end, parse_horizon, span};
    use quarterdeck_base::Timestamp;
    use quarterdeck_git::Oid;

    #[test]
    fn horizons_are_read() {
        for (text, days) in [
            ("12m", Some(365)),
            ("6m", Some(182)),
            ("90d", Some(90)),
            ("1y", Some(365)),
            ("0m", None),
            ("-3m", None),
            ("12", None),
            ("m", None),
            ("", None),
            ("11y", None),
            ("12 m", None),
            ("1é", None),
            ("99999999999999999999d", None),
        ] {
            assert_eq!(parse_horizon(text), days, "{text:?}");
        }
    }

    fn line(days: &[&str]) -> Vec<(Oid, Timestamp)> {
        let id = |at: usize| Oid::from_bytes(&[at as u8; 20]).unwrap();
        days.iter().enumerate().map(|(at, day)| (id(at), Timestamp::parse(day).unwrap())).collect()
    }

    #[test]
    fn a_span_is_covered_or_refused() {
        let line = line(&["2026-06-01", "2025-07-01", "2025-05-31", "2024-01-01"]);
        let positions = |at: Option<&str>, days| {
            let span = span("shop", &line, at.map(|at| day_end(at).unwrap()), days);
            let place = |id| line.iter().position(|(other, _)| *other == id).unwrap();
            span.map(|span| (place(span.start.0), place(span.end.0))).map_err(|error| error.to_string())
        };
        assert_eq!(positions(None, 365), Ok((2, 0)));
        assert_eq!(positions(Some("2024-06-30"), 365), Ok((3, 2)));
        assert_eq!(positions(Some("2025-05-31"), 365), Ok((2, 1)));
        for (at, days, part) in [
            (Some("2025-07-01"), 365, "ends on 2026-07-01, and its history ends on 2026-06-01"),
            (Some("2023-01-01"), 365, "no commit up to 2023-01-01; its main line starts on 2024-01-01"),
            (None, 3_650, "no commit up to 2016-06-03"),
        ] {
            let refused = positions(at, days).unwrap_err();
            assert!(refused.contains(part), "{refused}");
        }
        assert!(day_end("2024-06-30T00:00:00Z").is_err() && day_end("HEAD").is_err());
    }
}
