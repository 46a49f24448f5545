//! Where the milestones of a roadmap stand: for the terminal, for a page of text, for machines.

use super::columns;
use crate::escape::visible;
use crate::markdown::prose;
use crate::words::{grouped, short};
use quarterdeck_base::{Day, round_to};
use quarterdeck_brief::Language;
use quarterdeck_plan::{Measured, Reading, SavedRoadmap, State, Status};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Version of the JSON form; additions keep it.
const SCHEMA_VERSION: &str = "1.0";

/// What there is to tell.
pub struct Report<'a> {
    /// The roadmap as it was saved.
    pub saved: &'a SavedRoadmap,
    /// Its milestones.
    pub statuses: &'a [Status<'a>],
    /// The day on which they were asked.
    pub today: Day,
    /// The commits at which they were asked, as (repository, id).
    pub commits: Vec<(&'a str, &'a str)>,
}

impl Report<'_> {
    fn count(&self, state: State) -> usize {
        self.statuses.iter().filter(|status| status.state == state).count()
    }

    /// `2 late, 1 at risk, 4 on track`; states that no milestone has are left out.
    fn counts(&self) -> String {
        let count =
            |state: &State| (self.count(*state) > 0).then(|| format!("{} {}", self.count(*state), state.words()));
        let counts: Vec<String> = State::ALL.iter().filter_map(count).collect();
        if counts.is_empty() { "no milestone is planned".to_owned() } else { counts.join(", ") }
    }

    /// Where the figures come from.
    fn evidence(&self) -> String {
        let commits = |commits: &mut dyn Iterator<Item = (&str, &str)>| {
            let list: Vec<String> = commits.map(|(name, id)| format!("{name} {}", short(id))).collect();
            list.join(", ")
        };
        let then = commits(&mut self.saved.commits.iter().map(|(name, id)| (name.as_str(), id.as_str())));
        format!("Start: {then}. Now: {}.", commits(&mut self.commits.iter().copied()))
    }

    fn of_state(&self) -> impl Iterator<Item = (State, Vec<&Status<'_>>)> {
        let of = |state| self.statuses.iter().filter(|status| status.state == state).collect::<Vec<_>>();
        State::ALL.into_iter().map(move |state| (state, of(state))).filter(|(_, all)| !all.is_empty())
    }
}

/// What an indicator counts, with the checks that it is about.
fn name(reading: &Reading<'_>) -> String {
    let name = reading.measure.map_or(reading.indicator.measure.as_str(), |measure| measure.name(Language::En));
    let checks = &reading.indicator.checks;
    if checks.is_empty() { name.to_owned() } else { format!("{name} ({})", checks.join(", ")) }
}

fn figure(value: f64, reading: &Reading<'_>) -> String {
    let unit = reading.measure.map_or("", |measure| measure.unit);
    let value = round_to(value, 1);
    let shown = if value >= 1000.0 && value.fract() == 0.0 { grouped(value as u64) } else { value.to_string() };
    if unit.is_empty() { shown } else { format!("{shown} {unit}") }
}

/// Start, now, target and what comes of them, as words.
fn words(reading: &Reading<'_>) -> [String; 4] {
    let known = |value: Option<f64>| value.map_or("unknown".to_owned(), |value| figure(value, reading));
    let wanted = if reading.indicator.at_least { "at least" } else { "at most" };
    let target =
        reading.indicator.target.map_or("unknown".to_owned(), |value| format!("{wanted} {}", figure(value, reading)));
    let told = match (&reading.now, reading.met) {
        (Measured::Unknown(reason), _) => reason.clone(),
        (_, Some(true)) => "met".to_owned(),
        (_, Some(false)) => reading.progress.map_or("not met".to_owned(), |part| match part {
            part if part < 0.0 => "not met, further away than at the start".to_owned(),
            part => format!("not met, {} % of the way", round_to(100.0 * part, 0)),
        }),
        (_, None) => "its target is not known".to_owned(),
    };
    [known(reading.indicator.start), known(reading.now.known()), target, told]
}

/// For the terminal.
pub fn text(report: &Report<'_>) -> String {
    let mut out = format!("{}: {} on {}\n", visible(&report.saved.system), report.counts(), report.today);
    for (state, all) in report.of_state() {
        let _ = writeln!(out, "\n{}", state.words());
        for status in all {
            let one = status.milestone;
            let percent = round_to(100.0 * status.passed, 0);
            let (title, id) = (visible(&one.title), visible(&one.id));
            let _ = writeln!(out, "  {title} ({id})");
            let _ = writeln!(out, "    {} to {}, {percent} % of its time has passed", one.start, one.target);
            let mut rows = Vec::new();
            for reading in &status.readings {
                let [start, now, target, told] = words(reading).map(|text| visible(&text).into_owned());
                let name = visible(&name(reading)).into_owned();
                rows.push([name, format!("start {start}"), format!("now {now}"), target, told]);
            }
            columns(&mut out, "      ", &rows);
            if status.readings.is_empty() {
                out.push_str("      it has no indicator of its own: people say when it is done\n");
            }
        }
    }
    let _ = writeln!(out, "\n{}", visible(&report.evidence()));
    out
}

/// A page of text: one table a state.
pub fn markdown(report: &Report<'_>) -> String {
    let mut out = format!("# {}: roadmap on {}\n\n", prose(&report.saved.system), report.today);
    let _ = writeln!(out, "{}.\n\n{}", crate::words::capital(&report.counts()), prose(&report.evidence()));
    for (state, all) in report.of_state() {
        let _ = writeln!(out, "\n## {}\n", crate::words::capital(state.words()));
        out.push_str("| Milestone | Promised | Indicator | Start | Now | Target | |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        for status in all {
            let mut cells = [prose(&status.milestone.title), status.milestone.target.to_string()];
            for reading in &status.readings {
                let [start, now, target, told] = words(reading).map(|text| prose(&text));
                let [title, day] = std::mem::take(&mut cells);
                let _ = writeln!(
                    out,
                    "| {title} | {day} | {} | {start} | {now} | {target} | {told} |",
                    prose(&name(reading))
                );
            }
            if status.readings.is_empty() {
                let [title, day] = cells;
                let _ = writeln!(out, "| {title} | {day} | none of its own | | | | people say when it is done |");
            }
        }
    }
    out
}

/// For machines.
pub fn json(report: &Report<'_>) -> Value {
    let commit = |(repository, commit): (&str, &str)| json!({"repository": repository, "commit": commit});
    let reading = |reading: &Reading<'_>| {
        let reason = match &reading.now {
            Measured::Unknown(reason) => Some(reason),
            Measured::Known(_) => None,
        };
        json!({
            "measure": reading.indicator.measure,
            "checks": reading.indicator.checks,
            "place": if reading.indicator.whole { "system" } else { "place" },
            "start": reading.indicator.start,
            "now": reading.now.known(),
            "now_reason": reason,
            "comparator": if reading.indicator.at_least { "at-least" } else { "at-most" },
            "target": reading.indicator.target,
            "met": reading.met,
            "progress": reading.progress.map(|part| round_to(part, 4)),
        })
    };
    let status = |status: &Status<'_>| {
        json!({
            "id": status.milestone.id,
            "title": status.milestone.title,
            "state": status.state.id(),
            "start": status.milestone.start.to_string(),
            "p50": status.milestone.p50.map(|day| day.to_string()),
            "target": status.milestone.target.to_string(),
            "time_passed": round_to(status.passed, 4),
            "indicators": status.readings.iter().map(reading).collect::<Vec<_>>(),
        })
    };
    let then = report.saved.commits.iter().map(|(name, id)| commit((name, id)));
    let counts: serde_json::Map<String, Value> =
        State::ALL.iter().map(|state| (state.id().to_owned(), json!(report.count(*state)))).collect();
    json!({
        "schema": SCHEMA_VERSION,
        "system": report.saved.system,
        "as_of": report.today.to_string(),
        "commits_at_start": then.collect::<Vec<_>>(),
        "commits": report.commits.iter().copied().map(commit).collect::<Vec<_>>(),
        "counts": counts,
        "milestones": report.statuses.iter().map(status).collect::<Vec<_>>(),
    })
}
