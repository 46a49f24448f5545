//! The page is closed: nothing of a text is markup, nothing is fetched, nothing runs.

use crate::sample::{HOSTILE, LANGUAGES, document, hostile};
use quarterdeck_document::html;
use std::collections::BTreeSet;

/// The tags of a page with their attributes, in order; closing ones too. The style is left out.
fn tags(page: &str) -> Vec<String> {
    let (before, rest) = page.split_once("<style>").expect("there is one style");
    let (_, after) = rest.split_once("</style>").expect("it ends");
    let all = format!("{before}{after}");
    all.split('<').skip(1).map(|part| part.split('>').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn same_bytes_twice() {
    for language in LANGUAGES {
        assert_eq!(html(&document(language)), html(&document(language)));
    }
}

#[test]
fn only_tags_of_ours_and_all_of_them_closed() {
    let known = "!doctype a b body caption circle code dd div dl dt figcaption figure footer h1 h2 h3 h4 head header hr \
                 html li line main meta ol p path rect section small span strong sup svg table tbody td text th thead title tr ul";
    let known: BTreeSet<&str> = known.split(' ').collect();
    for document in LANGUAGES.map(document).into_iter().chain([hostile()]) {
        let mut open: Vec<String> = Vec::new();
        for tag in tags(&html(&document)) {
            let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default().to_owned();
            assert!(known.contains(name.as_str()), "{tag}");
            let names: String = tag.split('"').step_by(2).collect();
            assert!(!names.contains(" style=") && !names.contains(" on") && !names.contains(" src="), "{tag}");
            if tag.starts_with('/') {
                assert_eq!(open.pop().as_deref(), Some(name.as_str()), "{tag}");
            } else if !tag.ends_with('/') && !["!doctype", "meta", "hr"].contains(&name.as_str()) {
                open.push(name);
            }
        }
        assert!(open.is_empty(), "{open:?}");
    }
}

#[test]
fn nothing_is_fetched() {
    for document in LANGUAGES.map(document).into_iter().chain([hostile()]) {
        let page = html(&document);
        assert!(page.contains("content=\"default-src 'none'; style-src 'sha256-"));
        assert!(!page.contains("@import") && !page.contains("url("));
        for tag in tags(&page) {
            assert!(!tag.contains("href=") || tag.contains("href=\"#"), "{tag}");
        }
    }
}

#[test]
fn the_policy_names_the_style_that_is_there() {
    use sha2::{Digest, Sha256};
    let page = html(&document("en"));
    let style = page.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).expect("a style");
    let hash = page.split("'sha256-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a hash");
    // A small decoder, so that the test does not lean on the encoder it tests.
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<u8> = hash
        .trim_end_matches('=')
        .chars()
        .flat_map(|c| {
            let digit = alphabet.find(c).expect("base64");
            (0..6).rev().map(move |bit| (digit >> bit & 1) as u8)
        })
        .collect();
    let bytes: Vec<u8> = bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | bit)).collect();
    assert_eq!(bytes, Sha256::digest(style.as_bytes()).to_vec());
}

#[test]
fn every_anchor_leads_somewhere_and_is_there_once() {
    for document in LANGUAGES.map(document).into_iter().chain([hostile()]) {
        let tags = tags(&html(&document));
        let values = |key: &str| -> Vec<String> {
            tags.iter()
                .filter_map(|tag| tag.split(key).nth(1))
                .map(|rest| rest.split('"').next().unwrap_or_default().to_owned())
                .collect()
        };
        let ids = values(" id=\"");
        let unique: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len());
        for target in values(" href=\"#").iter().chain(&values(" aria-labelledby=\"")) {
            assert!(unique.contains(target), "{target}");
        }
    }
    assert!(html(&document("en")).contains("<a href=\"#e1\" id=\"u1-2\""));
    assert!(html(&document("en")).contains("<a href=\"#u1-2\""));
}

#[test]
fn headings_step_by_one() {
    for document in LANGUAGES.map(document).into_iter().chain([hostile()]) {
        let tags = tags(&html(&document));
        let levels: Vec<u32> = tags
            .iter()
            .filter_map(|tag| {
                let name = tag.split(' ').next().unwrap_or_default();
                let level = name.strip_prefix('h').filter(|digits| digits.len() == 1)?.parse().ok()?;
                Some(level)
            })
            .collect();
        assert_eq!(levels[0], 1);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1 && pair[1] > 1), "{levels:?}");
    }
}

#[test]
fn a_status_is_a_shape_and_a_word() {
    let page = html(&document("fr"));
    for word in ["Fait", "Dans les temps", "Menacé", "En retard", "Prévu", "Inconnu"] {
        assert!(page.contains(&format!("</svg>{word}</span>")), "{word}");
    }
}

#[test]
fn drawings_stay_in_their_frame() {
    for tag in tags(&html(&hostile())) {
        for value in tag.split('"').filter_map(|value| value.strip_suffix('%')) {
            let share: f64 = value.parse().expect("a share");
            assert!((0.0..=100.0).contains(&share), "{tag}");
        }
        assert!(!tag.contains("NaN") && !tag.contains("inf"), "{tag}");
    }
}

#[test]
fn hidden_characters_are_shown() {
    assert!(HOSTILE.iter().any(|text| text.contains('\u{202e}')));
    assert!(html(&hostile()).contains(r"\u{202e}gpj.exe"));
}
