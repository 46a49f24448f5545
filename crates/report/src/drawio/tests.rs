//! The drawing as a file, and what a merge must keep, bring up to date and mark.

use super::xml::{Element, parse};
use super::{drawio, merged};
use crate::testing::{empty_facts, facts};

fn page<'a>(file: &'a Element, id: &str) -> &'a Element {
    let page = file.children.iter().find(|page| page.get("id") == Some(id)).unwrap();
    page.child("mxGraphModel").unwrap().child("root").unwrap()
}

fn on_components<'a>(file: &'a Element, id: &str) -> &'a Element {
    page(file, "qd:page:components").children.iter().find(|child| child.get("id") == Some(id)).unwrap()
}

fn style(object: &Element) -> &str {
    object.child("mxCell").unwrap().get("style").unwrap()
}

#[test]
fn the_file_is_an_uncompressed_mxfile_with_known_parents_and_ends() {
    for facts in [facts(), empty_facts()] {
        let file = parse(&drawio(&facts)).unwrap();
        assert_eq!((file.name.as_str(), file.get("compressed")), ("mxfile", Some("false")));
        for diagram in &file.children {
            let root = page(&file, diagram.get("id").unwrap());
            let ids: Vec<&str> = root.children.iter().filter_map(|child| child.get("id")).collect();
            let mut unique = ids.clone();
            unique.sort_unstable();
            unique.dedup();
            assert_eq!(unique.len(), ids.len());
            assert_eq!(ids[..2], ["0", "1"]);
            for child in &root.children[1..] {
                let cell = child.child("mxCell").unwrap_or(child);
                for key in ["parent", "source", "target"] {
                    assert!(cell.get(key).is_none_or(|id| ids.contains(&id)), "{key} of {child:?}");
                }
            }
        }
    }
}

#[test]
fn hostile_names_stay_text() {
    let text = drawio(&facts());
    assert!(!text.contains("<b>Shop"), "markup of a name");
    assert!(text.contains("Noordkaai &amp;lt;b&amp;gt;Shop&amp;lt;/b&amp;gt;: components"));
    let awkward = Element::new("a", &[("k", "1 < 2 & \"3\"\n\t\u{1}4")]);
    assert_eq!(parse(&awkward.text()).unwrap().get("k"), Some("1 < 2 & \"3\"\n\t4"));
}

#[test]
fn a_merge_without_edits_changes_nothing() {
    let facts = facts();
    let first = drawio(&facts);
    assert_eq!(merged(&facts, &first).unwrap(), first);
}

#[test]
fn a_merge_keeps_what_people_changed() {
    let facts = facts();
    let edited = drawio(&facts);
    let order = on_components(&parse(&edited).unwrap(), "qd:src/Order").clone();
    let geometry = order.child("mxCell").unwrap().child("mxGeometry").unwrap().clone();
    let (x, width) = (geometry.get("x").unwrap(), geometry.get("width").unwrap());
    // Moved, made wider, recoloured and renamed; a note and an arrow of their own, on a page of theirs as well.
    let mut moved = order.clone();
    moved.set("label", "Orders & <b>money</b>");
    let cell = moved.child_mut("mxCell").unwrap();
    cell.set("style", "fillColor=#FF0000;");
    cell.child_mut("mxGeometry").unwrap().set("x", &format!("{x}77"));
    cell.child_mut("mxGeometry").unwrap().set("width", &format!("{width}0"));
    let own = "<mxCell id=\"n1\" value=\"ours: &amp;quot;since&#10;2019\" style=\"shape=note\" vertex=\"1\" parent=\"1\">\
               <mxGeometry x=\"5\" y=\"6\" width=\"70\" height=\"80\" as=\"geometry\"/></mxCell>\
               <mxCell id=\"n2\" edge=\"1\" parent=\"1\" source=\"n1\" target=\"qd:src/Order\"/>";
    let mut file = parse(&edited).unwrap();
    for diagram in &mut file.children {
        if diagram.get("id") == Some("qd:page:components") {
            let root = diagram.child_mut("mxGraphModel").unwrap().child_mut("root").unwrap();
            let at = root.children.iter().position(|child| child.get("id") == Some("qd:src/Order")).unwrap();
            root.children[at] = moved.clone();
            root.children.extend(parse(&format!("<r>{own}</r>")).unwrap().children);
        }
    }
    file.children.push(Element::new("diagram", &[("id", "mine"), ("name", "Plan 2027")]));
    let before = file.text();
    let after = parse(&merged(&facts, &before).unwrap()).unwrap();
    let kept = on_components(&after, "qd:src/Order");
    assert_eq!(kept.get("label"), Some("Orders & <b>money</b>"));
    assert_eq!(kept.child("mxCell"), moved.child("mxCell"));
    let note = on_components(&after, "n1");
    assert_eq!(note.get("value"), Some("ours: &quot;since\n2019"));
    assert_eq!(on_components(&after, "n2").get("target"), Some("qd:src/Order"));
    assert!(after.children.iter().any(|page| page.get("name") == Some("Plan 2027")));
    assert_eq!(after.text(), before, "what is not ours is written as it was");
}

#[test]
fn a_merge_adds_what_is_new_brings_figures_up_to_date_and_marks_what_is_gone() {
    let now = facts();
    let mut before = facts();
    before.components.remove(3);
    before.files.retain(|file| file.component.at() < 3);
    before.architecture.pairs.retain(|pair| pair.from.at() < 3);
    before.architecture.outside.clear();
    before.components[0].code = 9;
    let first = parse(&merged(&now, &drawio(&before)).unwrap()).unwrap();
    assert!(on_components(&first, "qd:src/Order").get("label").unwrap().contains("3212 lines"));
    let new = on_components(&first, "qd:web").child("mxCell").unwrap().child("mxGeometry").unwrap();
    let lowest = ["qd:src/Order", "qd:src/Stock", "qd:src/Api"]
        .iter()
        .map(|id| on_components(&first, id).child("mxCell").unwrap().child("mxGeometry").unwrap())
        .map(|geometry| geometry.get("y").unwrap().parse::<i64>().unwrap() + 58)
        .max()
        .unwrap();
    assert!(new.get("y").unwrap().parse::<i64>().unwrap() > lowest, "a new box stands below the others");
    assert_eq!(on_components(&first, "qd:use:web>src/Api").child("mxCell").unwrap().get("source"), Some("qd:web"));

    let gone = parse(&merged(&before, &drawio(&now)).unwrap()).unwrap();
    assert!(style(on_components(&gone, "qd:web")).ends_with("qdGone=1;"));
    assert!(style(on_components(&gone, "qd:use:web>src/Api")).ends_with("qdGone=1;"));
    assert!(!style(on_components(&gone, "qd:src/Order")).contains("qdGone"));
    let back = merged(&now, &gone.text()).unwrap();
    assert_eq!(back, drawio(&now), "what comes back is as it was");
}

#[test]
fn a_file_that_cannot_be_merged_is_refused() {
    let good = drawio(&facts());
    for (existing, part) in [
        ("", "no element"),
        ("not XML <", "not XML"),
        ("<svg/>", "not mxfile"),
        (&good[..good.len() / 2], "it"),
        ("<mxfile><diagram id=\"qd:page:components\">7V1bd6I6FP41rj</diagram></mxfile>", "compressed"),
        ("<mxfile a=\"&nope;\"/>", "unknown entity"),
        ("<!DOCTYPE a [<!ENTITY x \"y\">]><mxfile><diagram>&x;</diagram></mxfile>", "unknown entity"),
        (&"<a>".repeat(100_000), "too deep"),
    ] {
        let error = merged(&facts(), existing).unwrap_err();
        assert!(error.contains(part), "{error} for {}", &existing[..existing.len().min(40)]);
    }
}

#[test]
fn cut_short_anywhere_it_never_panics() {
    let facts = facts();
    let good = drawio(&facts);
    for end in (0..good.len()).step_by(97).filter(|end| good.is_char_boundary(*end)) {
        assert!(merged(&facts, &good[..end]).is_err(), "{end}");
    }
}
