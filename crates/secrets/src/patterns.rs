//! Files that hold the patterns of secrets, with samples of what each finds: the rules of a detector.

use bstr::ByteSlice;

/// Keys of the entry that holds a pattern.
const PATTERNS: [&str; 6] = ["pattern", "patterns", "regex", "regexes", "regexp", "shape"];

/// Keys of the list of texts that the pattern finds, or does not.
const SAMPLES: [&str; 8] = [
    "examples",
    "false_positives",
    "negative_examples",
    "negatives",
    "positives",
    "samples",
    "tests",
    "true_positives",
];

/// Fewest tables with both: one may be the setting of anything.
const LEAST_TABLES: usize = 2;

/// True when tables of the file hold a pattern and then a list of samples: its secrets are examples.
pub fn holds_patterns(bytes: &[u8]) -> bool {
    let (mut tables, mut has_pattern) = (0, false);
    for line in bytes.lines() {
        if line.starts_with(b"[") {
            // A table of TOML begins.
            has_pattern = false;
        }
        let Some((key, value)) = entry(line) else { continue };
        if PATTERNS.iter().any(|known| known.as_bytes() == key) {
            has_pattern = true;
        } else if has_pattern && (value.is_empty() || value.starts_with(b"[")) && is_sample(key) {
            (tables, has_pattern) = (tables + 1, false);
        }
    }
    tables >= LEAST_TABLES
}

fn is_sample(key: &[u8]) -> bool {
    SAMPLES.iter().any(|known| known.as_bytes() == key)
}

/// Key and value of a line of TOML, YAML or JSON.
fn entry(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let line = line.trim_start_with(|c| c.is_ascii_whitespace() || "-\"'".contains(c));
    let end = line.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_')?;
    let (key, rest) = line.split_at(end);
    let rest = rest.trim_start_with(|c| c.is_ascii_whitespace() || "\"'".contains(c));
    let value = rest.strip_prefix(b"=").or_else(|| rest.strip_prefix(b":"))?;
    Some((key, value.trim_ascii()))
}

#[cfg(test)]
mod tests {
    use super::holds_patterns;

    #[test]
    fn rules_of_a_detector_hold_patterns_and_samples() {
        let toml = "[[rule]]\nid = 'a'\nregex = 'x+'\nsamples = ['xx']\n";
        let yaml = "- name: A\n  pattern: |\n    x+\n\n  examples:\n  - xx\n";
        let json = "{\n  \"regex\": \"x+\",\n  \"tests\": [\"xx\"]\n},\n";
        for (text, expected) in [
            (toml.repeat(2), true),
            (yaml.repeat(2), true),
            (json.repeat(2), true),
            // One may be anything.
            (toml.to_owned(), false),
            ("[log]\npattern = '%d'\n[shop]\nexamples = ['a']\n".repeat(3), false),
            // A schema: one example of a value, no list.
            ("name:\n  pattern: x+\n  example: xx\n".repeat(3), false),
            ("regex = 'x+'\ntests = 3\n".repeat(3), false),
            ("samples = ['xx']\n".repeat(3), false),
            (String::new(), false),
        ] {
            assert_eq!(holds_patterns(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn the_rules_of_this_room_are_such_a_file() {
        assert!(holds_patterns(include_bytes!("../rules.toml")));
    }
}
