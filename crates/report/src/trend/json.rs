//! `trend.json`, schema version 1, additive within a major version. `null` always stands beside a `reason`.

use super::{FullPoint, Trend, TrendPoint};
use quarterdeck_base::{EffortDays, round_to};
use quarterdeck_facts::{Known, LightPoint};
use quarterdeck_findings::{DimensionResult, Grade};
use serde_json::{Value, json};
use std::io::{self, Write};

/// Version of the schema.
pub(super) const SCHEMA_VERSION: &str = "1.0";

/// Writes the trend, pretty-printed, with a newline at its end.
pub fn json(trend: &Trend, out: &mut impl Write) -> io::Result<()> {
    let whole = json!({
        "schema_version": SCHEMA_VERSION,
        "quarterdeck_version": trend.version,
        "system": trend.system,
        "policy_hash": trend.policy_hash,
        "knowledge_date": trend.knowledge_date,
        "every": trend.every,
        "full": trend.full,
        "notes": trend.notes,
        "points": trend.points.iter().map(|one| point(trend, one)).collect::<Vec<_>>(),
    });
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    out.write_all(b"\n")
}

fn point(trend: &Trend, point: &TrendPoint) -> Value {
    let commits = trend.repositories.iter().zip(&point.commits).map(|(name, commit)| {
        json!({
            "repository": name,
            "commit": commit.as_ref().map(|(id, _)| id),
            "committed_at": commit.as_ref().map(|(_, at)| at.rfc3339()),
            "reason": commit.is_none().then_some("there was no commit yet, or it is missing from the clone"),
        })
    });
    json!({
        "at": point.at.rfc3339(),
        "repeated": point.repeated,
        "commits": commits.collect::<Vec<_>>(),
        "lines": known(&point.light.lines, |_| lines(&point.light)),
        "unread_files": point.light.unread,
        "dependencies": known(&point.light.dependencies, |counts| json!({
            "direct": counts.direct, "pinned": counts.pinned, "locked": counts.locked,
        })),
        "dependency_age": known(&point.light.ages, |ages| json!({
            "median_days": ages.median_days,
            "oldest_days": ages.oldest_days,
            "unknown": ages.unknown,
            "unknown_at_least_days": (ages.unknown > 0).then_some(ages.unknown_at_least_days),
            "reason": (ages.unknown > 0).then_some("some have not changed since before the first point"),
        })),
        "activity": known(&point.light.activity, |activity| json!({
            "commits_12m": activity.commits_12m, "authors_12m": activity.authors_12m,
        })),
        "audit": point.full.as_ref().map(|full| known(full, audit)),
    })
}

/// A value, or `{"reason": ...}` in its place.
fn known<T>(value: &Known<T>, of: impl FnOnce(&T) -> Value) -> Value {
    match value {
        Ok(value) => of(value),
        Err(reason) => json!({ "reason": reason }),
    }
}

fn lines(light: &LightPoint) -> Value {
    let rows = light.lines.iter().flatten().map(|line| {
        json!({
            "kind": line.kind.id(),
            "language": line.language,
            "files": line.files,
            "code": line.code,
            "comments": line.comments,
            "blanks": line.blanks,
        })
    });
    json!({
        "source": light.source_lines(),
        "test": light.test_lines(),
        "test_per_100_source": light.test_lines_per_100().map(|value| round_to(value, 1)),
        "by_kind_and_language": rows.collect::<Vec<_>>(),
    })
}

fn audit(full: &FullPoint) -> Value {
    let [critical, high, medium, low] = full.findings;
    let hotspots = full.hotspots.iter().map(|(repository, path)| {
        json!({ "repository": repository, "path": path.to_string(), "path_bytes": crate::json::path_bytes(path) })
    });
    json!({
        "grades": full.grades.iter().map(grade).collect::<Vec<_>>(),
        "findings": { "critical": critical, "high": high, "medium": medium, "low": low },
        "effort_days": range(full.effort_days()),
        "debt_effort_days": range(full.debt_days()),
        "truck_factor": known(&full.truck_factor, |value| json!(value)),
        "import_cycles": known(&full.cycles, |value| json!(value)),
        "hotspots": hotspots.collect::<Vec<_>>(),
        "degraded": full.degraded,
    })
}

fn range(days: EffortDays) -> Value {
    json!({ "low": round_to(days.low, 2), "high": round_to(days.high, 2) })
}

fn grade(result: &DimensionResult) -> Value {
    let (letter, score, held) = match &result.grade {
        Grade::Given { letter, score, held } => {
            (Some(letter.id()), Some(round_to(*score, 1)), held.map(|one| one.id()))
        }
        Grade::None { .. } => (None, None, None),
    };
    json!({
        "dimension": result.dimension.id(),
        "letter": letter,
        "score": score,
        "held_by": held,
        "coverage": round_to(result.coverage.share, 3),
        "remark": result.remark(),
    })
}
