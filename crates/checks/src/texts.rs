//! The French and Dutch texts of all checks, one file per language. The English ones stand beside each check, so that
//! a rule and what it says cannot drift apart; the tests here hold the other two languages to them.

/// French, in Fluent syntax; keys are those of [`text_id`].
pub const FRENCH: &str = include_str!("../texts/fr.ftl");

/// Dutch, in Fluent syntax; keys are those of [`text_id`].
pub const DUTCH: &str = include_str!("../texts/nl.ftl");

/// The id of a check's text in the language files: `deb-02-found`.
pub fn text_id(check: &str, key: &str) -> String {
    format!("{}-{key}", check.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{DUTCH, FRENCH, text_id};
    use crate::all;
    use fluent_bundle::FluentResource;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn french_and_dutch_hold_every_text_no_other_and_the_same_variables() {
        let english: BTreeMap<String, &str> = all()
            .iter()
            .flat_map(|check| check.meta().texts.iter().map(|text| (text_id(check.meta().id, text.key), text.english)))
            .collect();
        for (language, source) in [("French", FRENCH), ("Dutch", DUTCH)] {
            let translated = messages(source);
            let missing: Vec<_> = english.keys().filter(|key| !translated.contains_key(*key)).collect();
            let stale: Vec<_> = translated.keys().filter(|key| !english.contains_key(*key)).collect();
            assert!(missing.is_empty() && stale.is_empty(), "{language}: missing {missing:?}, stale {stale:?}");
            for (key, pattern) in &english {
                assert_eq!(variables(pattern), variables(&translated[key]), "{language}: {key}");
            }
        }
    }

    #[test]
    fn every_text_is_valid_fluent() {
        let english: String = all()
            .iter()
            .flat_map(|check| check.meta().texts.iter().map(|text| (text_id(check.meta().id, text.key), text.english)))
            .map(|(key, pattern)| format!("{key} = {pattern}\n"))
            .collect();
        for source in [english.as_str(), FRENCH, DUTCH] {
            if let Err((_, errors)) = FluentResource::try_new(source.to_owned()) {
                panic!("{errors:?}");
            }
        }
    }

    #[test]
    fn each_check_has_the_texts_that_every_report_prints() {
        for check in all() {
            let meta = check.meta();
            for key in ["title", "found", "works", "consequence", "remedy"] {
                assert!(meta.text(key).is_some(), "{}: {key}", meta.id);
            }
            let plain = |key: &str| ["title", "consequence", "remedy"].iter().any(|start| key.starts_with(start));
            for (key, pattern) in meta.texts.iter().map(|text| (text.key, text.english)).filter(|(key, _)| plain(key)) {
                assert!(variables(pattern).is_empty(), "{}-{key} is printed without arguments", meta.id);
            }
            let keys: BTreeSet<_> = meta.texts.iter().map(|text| text.key).collect();
            assert_eq!(keys.len(), meta.texts.len(), "{}: a key stands twice", meta.id);
        }
    }

    /// Patterns by key: a key starts at the first column, what follows it is indented.
    fn messages(source: &str) -> BTreeMap<String, String> {
        let mut found: BTreeMap<String, String> = BTreeMap::new();
        let mut current = String::new();
        for line in source.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            match line.split_once(" = ") {
                Some((key, pattern)) if !line.starts_with(' ') && !line.starts_with('}') => {
                    current = key.to_owned();
                    assert!(found.insert(current.clone(), pattern.to_owned()).is_none(), "{key} stands twice");
                }
                _ => found.entry(current.clone()).or_default().push_str(line),
            }
        }
        found
    }

    fn variables(pattern: &str) -> BTreeSet<String> {
        pattern
            .split('$')
            .skip(1)
            .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect())
            .collect()
    }
}
