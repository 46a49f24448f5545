//! The roadmap in a few lines, below the summary of the audit.

use super::json::promise_title;
use crate::terminal::wrap;
use quarterdeck_base::Day;
use quarterdeck_brief::{Brief, Language};
use quarterdeck_plan::{Roadmap, Standing, title};
use std::fmt::Write;

/// Pieces of work that are named.
const FIRST: usize = 5;

/// The summary for a terminal of so many columns.
pub fn summary(roadmap: &Roadmap, brief: &Brief, width: usize) -> String {
    let mut out = String::from("Roadmap\n");
    let planned = roadmap.planned();
    let sure = match roadmap.whole {
        (Some(p50), Some(p85)) => format!("all done by {p50} as likely as not, by {p85} with 85 chances in 100"),
        _ => "not all of it is done within twice the plan".to_owned(),
    };
    let left = roadmap.not_planned().len();
    let answer = if planned.is_empty() {
        format!("No work could be planned; {left} pieces of work were left out.")
    } else {
        format!("{} pieces of work from {} to {}: {sure}. Left out: {left}.", planned.len(), roadmap.start, roadmap.end)
    };
    lines(&mut out, "  ", &answer, width);
    if let Some(load) = roadmap.skills.first() {
        let (wanted, there) = (load.demand_days.round(), load.capacity_days.round());
        let short = if load.ratio() > 1.0 { "is short" } else { "is the tightest skill" };
        lines(&mut out, "  ", &format!("{} {short}: {wanted} days are wanted, {there} are there.", load.skill), width);
    }
    out.push('\n');
    for promise in &roadmap.promises {
        let day = |day: Option<Day>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
        let when = promise.done.map_or_else(String::new, |(_, p50, p85)| format!(" ({} to {})", day(p50), day(p85)));
        let text = format!("{} {}{when}", promise.id, promise_title(promise, brief));
        lines(&mut out, &format!("  {} {:<13} ", mark(promise.standing), promise.standing.id()), &text, width);
    }
    for name in &roadmap.unmatched {
        lines(
            &mut out,
            "  ? ",
            &format!("A decision of the brief names {name}: no work of this plan is called so."),
            width,
        );
    }
    if !planned.is_empty() {
        out.push_str("\nFirst\n");
    }
    for (one, timing) in planned.into_iter().take(FIRST) {
        let name = title(&one.initiative, brief, Language::En);
        let text = format!("{name} ({}), promised for {}", one.initiative.id, timing.target);
        lines(&mut out, &format!("  {}  ", timing.start), &text, width);
    }
    out
}

/// A shape beside the word.
fn mark(standing: Standing) -> char {
    match standing {
        Standing::OnTrack => '+',
        Standing::AtRisk => '!',
        Standing::Late => 'x',
        Standing::Unserved | Standing::NotPlanned | Standing::HardlyServed => '?',
    }
}

/// A text after a head, its further lines below its first word.
fn lines(out: &mut String, head: &str, text: &str, width: usize) {
    let indent = head.chars().count();
    for (at, line) in wrap(&crate::visible(text), width.saturating_sub(indent).max(20)).iter().enumerate() {
        let before = if at == 0 { head.to_owned() } else { " ".repeat(indent) };
        let _ = writeln!(out, "{before}{line}");
    }
}
