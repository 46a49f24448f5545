//! Texts of licences at the root, known by phrases that each licence has alone.

use crate::Declared;
use crate::declare::Answer;
use crate::registry::Spec;

pub(crate) const SPEC: Spec = Spec {
    id: "licence-text",
    file_names: "LICENSE, LICENSE.*, LICENCE, LICENCE.*, COPYING, COPYING.* at the root",
    reads: "Which of the common licences it is, by phrases that each has alone; nothing for any other text.",
    answers_to: |place| {
        let name = place.file.to_ascii_lowercase();
        let stem = name.strip_suffix(".md").or_else(|| name.strip_suffix(".txt")).unwrap_or(&name);
        place.folder.is_empty() && matches!(stem, "license" | "licence" | "copying")
    },
    lossy: true,
    read,
};

/// Longest start that is looked at: titles stand at the top, grants within the first page.
const START_BYTES: usize = 4_000;

/// Family by phrase, most particular first. Lower case, one space between words.
const PHRASES: [(&str, &str); 12] = [
    ("gnu affero general public license", "AGPL"),
    ("gnu lesser general public license", "LGPL"),
    ("gnu library general public license", "LGPL"),
    ("gnu general public license", "GPL"),
    ("server side public license", "SSPL"),
    ("mozilla public license", "MPL"),
    ("eclipse public license", "EPL"),
    ("european union public licen", "EUPL"),
    ("apache license", "Apache"),
    ("permission is hereby granted, free of charge, to any person obtaining a copy", "MIT"),
    ("redistribution and use in source and binary forms", "BSD"),
    ("permission to use, copy, modify, and/or distribute this software", "ISC"),
];

fn read(text: &str) -> Answer {
    let mut end = text.len().min(START_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let words: Vec<&str> = text[..end].split_whitespace().collect();
    let start = words.join(" ").to_lowercase();
    // The first phrase in the text rules: the licences of GNU name each other further down.
    let found = PHRASES.iter().filter_map(|(phrase, family)| Some((start.find(phrase)?, *family))).min();
    Ok(Declared::Licence(found.map_or(String::new(), |(_, family)| family.to_owned())))
}
