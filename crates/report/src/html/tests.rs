//! The page as a browser and a hostile repository see it: policy, escaping, size.

use super::{SCRIPT, STYLE, audit};
use crate::Texts;
use crate::testing::{self, HOSTILE, empty_facts, empty_judgement, facts, judgement};
use quarterdeck_document::csp_hash;
use quarterdeck_facts::Facts;
use quarterdeck_findings::Judgement;

fn page(facts: &Facts, judgement: &Judgement) -> String {
    let texts = Texts::english(judgement.checks.iter().map(|check| check.meta));
    let mut out = Vec::new();
    audit(facts, judgement, &testing::meta(), &texts, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The page without its style and script.
fn markup() -> String {
    page(&facts(), &judgement()).replace(STYLE, "").replace(SCRIPT, "")
}

#[test]
fn hostile_names_never_appear_raw() {
    let page = markup();
    for raw in [HOSTILE, "alert('x')", "<img", "Noordkaai <b>", "pipeline <b>", "<i>Ex", "\u{202e}", "\u{1b}", "\0"] {
        assert!(!page.contains(raw), "{raw:?}");
    }
    assert!(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;\\u{202e}cod.exe\\u{1b}[2J.js"));
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("</script>").count(), 1);
    assert_eq!(page.matches("<style>").count(), 1);
}

#[test]
fn the_policy_allows_the_one_style_and_the_one_script_by_their_hashes() {
    let page = page(&facts(), &judgement());
    let between = |open: &str, close: &str| page.split(open).nth(1).unwrap().split(close).next().unwrap();
    let style = csp_hash(between("<style>", "</style>"));
    let script = csp_hash(between("<script>", "</script>"));
    let policy = format!(
        "content=\"default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'\""
    );
    assert!(page.contains(&policy), "{policy}");
}

/// Names of all attributes, by a small tokenizer: a tag starts with `<` and a letter, values stand in quotes.
fn attributes(markup: &str) -> Vec<String> {
    let mut names = Vec::new();
    for tag in markup.split('<').skip(1).filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic())) {
        let (mut quoted, mut name) = (false, String::new());
        for character in tag.chars().skip_while(|c| c.is_ascii_alphanumeric()) {
            match character {
                '"' => quoted = !quoted,
                _ if quoted => {}
                '>' => break,
                '=' | ' ' | '\n' | '/' => names.extend((!name.is_empty()).then(|| std::mem::take(&mut name))),
                other => name.push(other),
            }
        }
        assert!(!quoted, "a quote stays open: {tag}");
        names.extend((!name.is_empty()).then_some(name));
    }
    names
}

#[test]
fn no_style_attribute_no_handler_no_network() {
    let page = markup();
    for name in attributes(&page) {
        assert!(name != "style" && name != "src" && !name.starts_with("on"), "{name}");
    }
    assert!(!page.contains("http://") && !page.contains("https://"), "nothing is fetched or linked");
    assert!(!STYLE.contains("url(") && !STYLE.contains("@import"));
    assert!(!SCRIPT.contains("fetch(") && !SCRIPT.contains("innerHTML") && !SCRIPT.contains("</"));
}

#[test]
fn tags_are_closed_and_ids_are_unique() {
    let page = markup();
    for tag in [
        "div", "section", "details", "summary", "table", "tr", "td", "th", "svg", "g", "a", "span", "p", "ul", "li",
        "dl", "header", "footer",
    ] {
        let open = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
        assert_eq!(open, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
    let ids: Vec<_> = page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let unique: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    for link in page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        assert!(ids.contains(&link), "no target for #{link}");
    }
}

#[test]
fn the_page_says_what_the_audit_found() {
    let page = markup();
    for part in [
        "Technical debt is the weakest: harmful (E).",
        "Grade </span>E",
        "Cannot rise above 49 while a critical finding is open.",
        "Coverage narrow",
        "What works",
        "is hard to follow: cognitive complexity 58",
        "<span class=\"ln mark\"><i>120</i>",
        "git show c4e19d2a7f00:src/Order/OrderService.php",
        "quarterdeck facts . --level function",
        "Could not assess",
        "No lock file pins a version.",
        "Only the 200 worst findings of a check are listed; all are counted.",
        "Person 1",
        "src/Stock → src/Order",
        "2 components use each other in circles",
        "<option value=\"0\">src/Order</option>",
        "not built yet",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert!(!page.contains("Ada"), "people are pseudonyms");
}

#[test]
fn a_compared_audit_marks_what_is_new() {
    let (facts, judgement) = (facts(), judgement());
    let texts = Texts::english(judgement.checks.iter().map(|check| check.meta));
    let mut out = Vec::new();
    audit(&facts, &judgement, &testing::compared_meta(), &texts, &mut out).unwrap();
    let page = String::from_utf8(out).unwrap();
    assert!(page.contains("2 new findings since main (a1b2c3d4e5f6)."));
    assert_eq!(page.matches("data-new=\"new\"").count(), 1);
    assert!(!markup().contains("data-new"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert_eq!(page(&facts(), &judgement()), page(&facts(), &judgement()));
}

#[test]
fn an_empty_audit_has_a_page() {
    let page = page(&empty_facts(), &empty_judgement());
    for part in [
        "No grade can be given",
        "No hotspots",
        "found nothing",
        "Everything in the repository",
        "Who uses whom could not be read",
        "Cycles could not be looked for",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn ten_thousand_files_stay_under_three_megabytes() {
    let facts = testing::large_facts(10_000);
    let mut judgement = judgement();
    let findings = judgement.checks[1].assessment.findings.clone();
    judgement.checks[1].assessment.findings = findings.iter().cycle().take(200).cloned().collect();
    let checks: Vec<_> = (0..96).map(|_| judgement.checks[1].clone()).collect();
    judgement.checks.extend(checks);
    let page = page(&facts, &judgement);
    assert!(page.len() < 3_000_000, "{} bytes", page.len());
}
