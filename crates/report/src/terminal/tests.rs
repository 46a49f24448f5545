//! The summary as a person and a hostile terminal see it.

use super::{Layout, terminal, wrap};
use crate::testing::{self, empty_facts, empty_judgement, facts, judgement};
use crate::{AuditMeta, Texts};
use quarterdeck_findings::Judgement;

fn texts(judgement: &Judgement) -> Texts {
    Texts::english(judgement.checks.iter().map(|check| check.meta))
}

fn summary(layout: Layout<'_>) -> String {
    let judgement = judgement();
    terminal(&facts(), &judgement, &testing::meta(), &texts(&judgement), layout)
}

#[test]
fn a_compared_audit_lists_what_is_new() {
    let (facts, judgement) = (facts(), judgement());
    let texts = Texts::english(judgement.checks.iter().map(|check| check.meta));
    let text = terminal(&facts, &judgement, &crate::testing::compared_meta(), &texts, Layout::default());
    for part in [
        "2 new findings since main (a1b2c3d4e5f6)",
        "337 findings were there before, 3 are gone.",
        "SEC-03 could not be assessed then",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(text.matches("!!  high").count(), 0, "old findings are not listed");
}

#[test]
fn the_summary_answers_first_and_ends_with_the_next_command() {
    let written = ["audit.html".to_owned()];
    let text = summary(Layout { written: &written, ..Layout::default() });
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let order = [
        "Technical debt is the weakest: harmful (E).",
        "Security is the strongest: healthy (A).",
        "One dimension has no grade.",
        "339 findings: 1 critical, 3 high.",
        "Start here: OrderService::total",
        "Grades",
        "E Technical debt 22 of 100",
        "What works",
        "93.4 %",
        "Findings: the first 9 of 339",
        "!!! critical",
        "What was not read",
        "Files above the size bound were not read (3 in shop)",
        "SEC-03 vulnerable-dependencies could not be assessed: no lock file pins a version.",
        "Written",
        "audit.html",
        "Next: quarterdeck explain DEB-02",
    ];
    let mut rest = text.as_str();
    for part in order {
        let at = rest.find(part);
        assert!(at.is_some(), "{part:?} is missing or out of order in:\n{text}");
        rest = &rest[at.unwrap()..];
    }
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    for width in [60, 80, 100, 140] {
        for line in summary(Layout { width, ..Layout::default() }).lines() {
            let grades = line.contains("coverage");
            assert!(grades || line.chars().count() <= width, "{width}: {line}");
        }
    }
}

#[test]
fn names_cannot_move_the_cursor_or_turn_the_line() {
    let text = summary(Layout::default());
    assert!(text.chars().all(|c| c == '\n' || !(c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c))));
    assert!(text.contains(r"\u{202e}") && text.contains(r"\u{1b}"));
}

#[test]
fn colour_only_when_asked_for() {
    assert!(!summary(Layout::default()).contains('\u{1b}'));
    assert!(summary(Layout { colour: true, ..Layout::default() }).contains("\u{1b}[1;31m"));
}

#[test]
fn an_empty_audit_has_a_summary() {
    let judgement = empty_judgement();
    let text = terminal(&empty_facts(), &judgement, &AuditMeta::default(), &texts(&judgement), Layout::default());
    assert!(text.contains("No grade can be given"), "{text}");
    assert!(text.contains("Next: quarterdeck explain"));
}

#[test]
fn long_words_are_cut_into_lines() {
    assert_eq!(wrap("aa bb", 20), ["aa bb"]);
    assert_eq!(wrap(&"x".repeat(45), 20).len(), 3);
    assert_eq!(wrap("twelve chars and more text", 20), ["twelve chars and", "more text"]);
}
