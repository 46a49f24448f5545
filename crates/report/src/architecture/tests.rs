//! Pages of the sample system: stable ids, links that lead somewhere, arrows between boxes that exist.

use super::{ArrowKind, json, mermaid, pages};
use crate::testing::{empty_facts, facts};
use std::collections::BTreeSet;

#[test]
fn pages_go_from_the_context_to_the_folders() {
    let facts = facts();
    let pages = pages(&facts);
    assert_eq!(pages[0].id, "qd:page:context");
    assert_eq!(pages[1].id, "qd:page:components");
    let ids: Vec<&str> = pages[1].blocks.iter().map(|block| block.id.as_str()).collect();
    assert_eq!(ids, ["qd:src/Order", "qd:src/Stock", "qd:src/Api", "qd:web"]);
    let arrows: Vec<(usize, usize, ArrowKind)> =
        pages[1].arrows.iter().map(|arrow| (arrow.from, arrow.to, arrow.kind)).collect();
    assert_eq!(arrows, [(0, 1, ArrowKind::Circle), (1, 0, ArrowKind::Cut), (3, 2, ArrowKind::Use)]);
}

#[test]
fn ids_are_unique_on_a_page_and_links_lead_to_pages() {
    let pages = pages(&facts());
    let names: BTreeSet<&str> = pages.iter().map(|page| page.id.as_str()).collect();
    assert_eq!(names.len(), pages.len());
    for page in &pages {
        let ids: BTreeSet<&str> = page.blocks.iter().map(|block| block.id.as_str()).collect();
        assert_eq!(ids.len(), page.blocks.len(), "{}", page.id);
        for block in &page.blocks {
            assert!(block.opens.as_deref().is_none_or(|page| names.contains(page)), "{}", block.id);
        }
        for arrow in &page.arrows {
            assert!(arrow.from < page.blocks.len() && arrow.to < page.blocks.len() && arrow.from != arrow.to);
        }
    }
}

#[test]
fn mermaid_holds_every_box_and_no_sign_of_a_hostile_name() {
    let mut facts = facts();
    facts.components[3].path = quarterdeck_base::RepoPath::from("we\"] --> b\n<script>");
    let text = mermaid(&facts);
    assert!(text.starts_with("---\ntitle: \""), "{text}");
    assert_eq!(text.matches("\n  n").count(), 4 + 3, "{text}");
    assert!(!text.contains("<script>") && !text.contains("\"] --> b"), "{text}");
    assert!(text.contains("n1 -.->|\"4, cut here\"| n0"), "{text}");
}

#[test]
fn a_system_without_files_is_drawn_empty() {
    let empty = empty_facts();
    assert!(mermaid(&empty).contains("flowchart TB"));
    let value: serde_json::Value = serde_json::from_str(&json(&empty).unwrap()).unwrap();
    assert_eq!(value["pages"].as_array().unwrap().len(), 2);
    assert!(value["pages"][1]["boxes"].as_array().unwrap().is_empty());
}
