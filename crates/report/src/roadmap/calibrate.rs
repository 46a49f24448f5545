//! Past forecasts beside what happened: for the terminal and for machines.

use super::columns;
use crate::escape::visible;
use quarterdeck_base::round_to;
use quarterdeck_plan::{Calibration, ENOUGH, EffortRatio, LevelResult, Verdict};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Version of the JSON form; additions keep it.
const SCHEMA_VERSION: &str = "1.0";

fn percent(share: f64) -> f64 {
    round_to(share * 100.0, 1)
}

/// For the terminal.
pub fn text(done: &Calibration) -> String {
    let mut out = format!(
        "What happened up to {}: {} of {} promised pieces of work are finished\n\nMilestones\n",
        done.as_of, done.finished, done.told
    );
    for level in &done.levels {
        told_level(&mut out, level);
    }
    out.push_str(
        "  Milestones of one plan move together: the interval is that of independent ones, and narrower than the truth.\n",
    );
    out.push_str("\nEffort spent, as a multiple of the planned one\n");
    match &done.effort {
        None => out.push_str("  unknown: no finished piece of work has both\n"),
        Some(all) => efforts(&mut out, &done.efforts, all),
    }
    factor(&mut out, done);
    not_counted(&mut out, done);
    out
}

fn told_level(out: &mut String, level: &LevelResult) {
    let name = if level.percent == 50 { "as likely as not (P50)" } else { "of 85 chances in 100 (P85)" };
    let _ = write!(out, "  by the day {name}: {} of {} came", level.hits, level.due);
    if let (Some((low, high)), Some(loss)) = (level.interval, level.pinball_days) {
        let share = percent(f64::from(level.hits) / f64::from(level.due));
        let least = if level.pinball_is_least { "at least " } else { "" };
        let _ = write!(
            out,
            ", {share} % ({} % wanted)\n    exact 95 % interval {} to {} %: {}\n    pinball loss {least}{} days on average",
            level.percent,
            percent(low),
            percent(high),
            verdict(level.verdict),
            round_to(loss, 1)
        );
    }
    if level.not_due > 0 {
        let _ = write!(
            out,
            "{}\n    not counted, no such day has come yet: {}",
            if level.due == 0 { ":" } else { "" },
            level.not_due
        );
    }
    out.push('\n');
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::TooFew => "too few to tell",
        Verdict::TooHopeful => "the forecast is too hopeful",
        Verdict::TooFearful => "the forecast is too fearful",
        Verdict::Fits => "nothing speaks against the forecast",
    }
}

fn efforts(out: &mut String, by_play: &[EffortRatio], all: &EffortRatio) {
    let figure = |value: f64| round_to(value, 2).to_string();
    let row = |name: &str, one: &EffortRatio| {
        [visible(name).into_owned(), one.count.to_string(), figure(one.median), figure(one.low), figure(one.high)]
    };
    let mut rows = vec![["play", "finished", "median", "lowest", "highest"].map(str::to_owned)];
    rows.extend(by_play.iter().map(|one| row(one.play.as_deref().unwrap_or("(work of the brief)"), one)));
    rows.push(row("all", all));
    columns(out, "  ", &rows);
}

fn factor(out: &mut String, done: &Calibration) {
    let Some(all) = &done.effort else { return };
    let Some(factor) = done.factor else {
        let _ = writeln!(out, "  Too few to tell what efforts should be multiplied with: {} of {ENOUGH}.", all.count);
        return;
    };
    let _ = writeln!(out, "\nSuggestion, not applied\n  Efforts took {} times what was planned.", round_to(factor, 2));
    if let Some(ratio) = done.availability {
        let _ = writeln!(
            out,
            "  No key of a brief multiplies efforts. Dates move by that factor with\n\n    [assumptions]\n    availability = [{}, \
             {}]\n\n  in the brief; efforts and money stay as they are.",
            round_to(ratio.low, 3),
            round_to(ratio.high, 3)
        );
    }
}

fn not_counted(out: &mut String, done: &Calibration) {
    let ids = |ids: &[String]| ids.iter().map(|id| visible(id).into_owned()).collect::<Vec<_>>().join(", ");
    let mut lines = Vec::new();
    if !done.untold.is_empty() {
        lines.push(format!(
            "promised for a day that has come, and the table says nothing of them: {} ({})",
            done.untold.len(),
            ids(&done.untold)
        ));
    }
    if !done.unplanned.is_empty() {
        lines.push(format!("no roadmap planned them: {} ({})", done.unplanned.len(), ids(&done.unplanned)));
    }
    if done.later_forecasts > 0 {
        lines.push(format!("later forecasts of the same work, the first promise counts: {}", done.later_forecasts));
    }
    if done.unfinished_over > 0 {
        lines.push(format!("not finished, and over the planned effort already: {}", done.unfinished_over));
    }
    if !lines.is_empty() {
        let _ = writeln!(out, "\nNot counted\n  - {}", lines.join("\n  - "));
    }
}

/// For machines.
pub fn json(done: &Calibration) -> Value {
    let level = |level: &LevelResult| {
        json!({
            "percent_wanted": level.percent,
            "due": level.due,
            "came": level.hits,
            "not_due": level.not_due,
            "interval_95": level.interval.map(|(low, high)| json!({"low": round_to(low, 4), "high": round_to(high, 4)})),
            "pinball_days": level.pinball_days.map(|days| round_to(days, 2)),
            "pinball_is_least": level.pinball_is_least,
            "verdict": level.verdict.id(),
        })
    };
    let effort = |one: &EffortRatio| {
        json!({
            "play": one.play,
            "finished": one.count,
            "median": round_to(one.median, 4),
            "low": round_to(one.low, 4),
            "high": round_to(one.high, 4),
        })
    };
    json!({
        "schema": SCHEMA_VERSION,
        "as_of": done.as_of.to_string(),
        "told": done.told,
        "finished": done.finished,
        "untold": done.untold,
        "unplanned": done.unplanned,
        "later_forecasts": done.later_forecasts,
        "levels": done.levels.iter().map(level).collect::<Vec<_>>(),
        "efforts": done.efforts.iter().map(effort).collect::<Vec<_>>(),
        "effort": done.effort.as_ref().map(effort),
        "unfinished_over": done.unfinished_over,
        "factor": done.factor.map(|factor| round_to(factor, 4)),
        "availability": done.availability.map(|one| json!({"low": round_to(one.low, 4), "high": round_to(one.high, 4)})),
    })
}
