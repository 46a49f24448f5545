//! Markdown says what the page says, and no text of the data is markup.

use crate::sample::{LANGUAGES, document, hostile};
use quarterdeck_document::markdown;

#[test]
fn same_bytes_twice() {
    for language in LANGUAGES {
        assert_eq!(markdown(&document(language)), markdown(&document(language)));
    }
}

#[test]
fn every_block_is_there() {
    let text = markdown(&document("en"));
    for line in [
        "# Technology roadmap",
        "> The plan holds, except **the runtimes**, which will be three weeks late. \\[1\\]",
        "- **C** Architecture: fair (22 % looked at, narrow)",
        "- **–** Team: no grade (22 % looked at, narrow)",
        "* Cost: **€312,000** (of an approved €330,000)",
        "## We need from you",
        "1. **Sign the offer to the senior developer.** By 30 October. \\[2\\]",
        "> ▲ 12 days are missing in the second quarter.",
        "> ? What the portal costs is not known.",
        "**Three of six promises are in danger before the year-end peak**",
        "| Initiative | Days | Cost | Promised for |",
        "| --- | --: | --: | --- |",
        "| Replace ended runtimes | 5 – 12 | € 5 100 | ◆ Late 20 Nov 2026 |",
        "| Move the portal | ? | ? | ? Unknown |",
        "| Stability | |",
        "| **Replace ended runtimes**, 10 to 30 days | ◆ Late: 10 to 30 days – Replace ended runtimes |",
        "| Days of work a quarter | |",
        "| Q2 | 52.5 / 40 |",
        "### Why in this order",
        "- Tests first: nothing can be changed safely without them.",
        "## Evidence",
        "1. **ARC-08** billing/Dockerfile:3, commit 1f2e3d4",
        "Data of 1 November 2026. Nothing was executed.",
    ] {
        assert!(text.lines().any(|there| there == line), "{line}\n\n{text}");
    }
}

#[test]
fn a_colon_stands_apart_in_french_alone() {
    for (language, colon) in [("en", ": "), ("fr", "\u{202f}: "), ("nl", ": ")] {
        let text = markdown(&document(language));
        for start in ["* ", "- **C** ", "| **"] {
            let line =
                text.lines().find(|line| line.starts_with(start)).expect("the sample has figures, grades and lanes");
            let (before, _) = line.split_once(": ").expect("a name and what is said of it");
            assert_eq!(before.ends_with('\u{202f}'), colon.starts_with('\u{202f}'), "{line}");
        }
    }
}

#[test]
fn hostile_texts_stay_texts() {
    let text = markdown(&hostile());
    for line in text.lines() {
        // The only tag is ours, where stars would not open or close.
        let without = line.replace("<strong>", "").replace("</strong>", "");
        assert!(!without.contains('<'), "{line}");
        assert!(!line.contains("https://") && !line.contains("www.") && !line.contains("```"), "{line}");
        let bare = line.replace("\\\\", "").replace("\\`", "").replace("\\$", "").replace("\\[", "");
        assert!(!bare.contains('`') && !bare.contains('$') && !bare.contains('['), "{line}");
    }
    // Rows keep the cells of their table.
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| ◆ late ")).collect();
    assert_eq!(rows.len(), crate::sample::HOSTILE.len());
    for row in rows {
        assert_eq!(row.replace("\\|", "").matches('|').count(), 3, "{row}");
    }
}
