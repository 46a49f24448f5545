//! Marks that carry meaning: each has a shape and a word beside its colour.

use super::writer::Html;
use quarterdeck_findings::{Letter, Outcome, Severity};

/// A severity chip.
pub(super) fn severity(page: &mut Html, severity: Severity) {
    page.raw(match severity {
        Severity::Critical => {
            "<span class=\"sev s-critical\"><svg viewBox=\"0 0 10 10\" fill=\"currentColor\" aria-hidden=\"true\"><path d=\"M5 0l5 5-5 5-5-5z\"/></svg>Critical</span>"
        }
        Severity::High => {
            "<span class=\"sev s-high\"><svg viewBox=\"0 0 10 10\" fill=\"currentColor\" aria-hidden=\"true\"><path d=\"M5 .6 10 9.400H0z\"/></svg>High</span>"
        }
        Severity::Medium => {
            "<span class=\"sev s-medium\"><svg viewBox=\"0 0 10 10\" fill=\"currentColor\" aria-hidden=\"true\"><rect x=\".8\" y=\".8\" width=\"8.400\" height=\"8.400\" rx=\"1\"/></svg>Medium</span>"
        }
        Severity::Low => {
            "<span class=\"sev s-low\"><svg viewBox=\"0 0 10 10\" fill=\"currentColor\" aria-hidden=\"true\"><circle cx=\"5\" cy=\"5\" r=\"4.300\"/></svg>Low</span>"
        }
    });
}

/// A large grade badge; without a letter a dash in a ghost badge.
pub(super) fn grade(page: &mut Html, letter: Option<Letter>) {
    page.raw(match letter {
        Some(Letter::A) => "<span class=\"grade lg ga\"><span class=\"vh\">Grade </span>A</span>",
        Some(Letter::B) => "<span class=\"grade lg gb\"><span class=\"vh\">Grade </span>B</span>",
        Some(Letter::C) => "<span class=\"grade lg gc\"><span class=\"vh\">Grade </span>C</span>",
        Some(Letter::D) => "<span class=\"grade lg gd\"><span class=\"vh\">Grade </span>D</span>",
        Some(Letter::E) => "<span class=\"grade lg ge\"><span class=\"vh\">Grade </span>E</span>",
        None => "<span class=\"grade lg ghost\"><span class=\"vh\">No grade</span><span aria-hidden=\"true\">–</span></span>",
    });
}

/// The outcome of a check.
pub(super) fn outcome(page: &mut Html, outcome: &Outcome) {
    page.raw(match outcome {
        Outcome::Ok => {
            "<span class=\"status t-ok\"><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><path d=\"M1 5.500 4 8.500 9 2\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/></svg>OK</span>"
        }
        Outcome::Found => {
            "<span class=\"status t-warn\"><svg viewBox=\"0 0 10 10\" fill=\"currentColor\" aria-hidden=\"true\"><path d=\"M5 .6 10 9.400H0z\"/></svg>Found</span>"
        }
        Outcome::NotApplicable { .. } => {
            "<span class=\"status t-idle\"><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><path d=\"M1 5h8\" stroke=\"currentColor\" stroke-width=\"2\"/></svg>Does not apply</span>"
        }
        Outcome::CouldNotAssess { .. } => {
            "<span class=\"status t-bad\"><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><circle cx=\"5\" cy=\"5\" r=\"3.800\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/></svg>Could not assess</span>"
        }
    });
}
