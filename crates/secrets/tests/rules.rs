//! The rules as a specification: what each finds and does not find, what is shown of it, and that any bytes may come.

use quarterdeck_base::Random;
use quarterdeck_secrets::{PlainLines, all, redact, scan, scan_lines, spans};
use std::collections::BTreeSet;

/// A sample without the signs that keep it from being a secret in its own file.
fn joined(sample: &str) -> String {
    sample.replace('¦', "")
}

#[test]
fn each_rule_finds_its_samples_and_nothing_else() {
    let mut wrong = Vec::new();
    for rule in all() {
        assert!(!rule.samples.is_empty() && !rule.others.is_empty(), "{} has no samples", rule.id);
        let found = |text: &str| -> Vec<&str> {
            scan(joined(text).as_bytes(), 10).matches.into_iter().map(|one| one.rule).collect()
        };
        wrong.extend(rule.samples.iter().filter(|text| found(text) != [rule.id.as_str()]).map(|text| (&rule.id, text)));
        wrong.extend(
            rule.others.iter().filter(|text| found(text).contains(&rule.id.as_str())).map(|text| (&rule.id, text)),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_that_leaves_the_room_holds_the_secret() {
    for rule in all() {
        for sample in &rule.samples {
            let text = joined(sample);
            let span = spans(text.as_bytes()).pop().expect("because the rule finds its sample");
            let secret = &text[span];
            let shown = format!("{:?}", scan(text.as_bytes(), 10));
            let hidden = String::from_utf8(redact(text.as_bytes())).expect("because samples are text");
            for part in (4..secret.len().saturating_sub(8)).map(|at| &secret[at..at + 8]) {
                assert!(!shown.contains(part), "{}: {part}", rule.id);
                assert!(!hidden.contains(part), "{}: {part}", rule.id);
            }
            assert_eq!(hidden.lines().count(), text.lines().count(), "lines keep their numbers");
        }
    }
}

#[test]
fn places_and_identities() {
    let token = ["ghp_", "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"].concat();
    let found = scan(format!("a\n  key: {token}\nkey2: {token}").as_bytes(), 10).matches;
    assert_eq!((found[0].line, found[0].columns), (2, (8, 48)));
    assert_eq!((found[1].line, found[1].columns), (3, (7, 47)));
    assert_eq!(found[0].fingerprint, found[1].fingerprint);
    assert_eq!(found[0].masked, "ghp_…(40)");
    // What a person may have chosen is told by its line, never by its value.
    let line =
        |password: &str| scan(format!("url = postgres://shop:{password}@db.kade-shop.eu/x").as_bytes(), 10).matches;
    let (first, second) = (line("hV7kq2Xz").remove(0), line("Rw9tLm3Q").remove(0));
    assert_eq!((first.fingerprint, first.masked.as_str()), (second.fingerprint, "…(8)"));
}

#[test]
fn what_is_cut_is_said() {
    let text = ["AIza", "SyQx7T2mZp9LkVn4RdYw8HsJc1GfUeAoXi5 "].concat().repeat(5);
    let found = scan(text.as_bytes(), 3);
    assert_eq!((found.matches.len(), found.cut), (3, true));
    let found = scan(text.as_bytes(), 5);
    assert_eq!((found.matches.len(), found.cut), (5, false));
}

/// Remembers lines by their bytes.
struct Memory<'a> {
    lines: Vec<&'a [u8]>,
    plain: &'a mut BTreeSet<Vec<u8>>,
}

impl PlainLines for Memory<'_> {
    fn is_plain(&self, line: usize) -> bool {
        self.plain.contains(self.lines[line])
    }

    fn note(&mut self, line: usize) {
        self.plain.insert(self.lines[line].to_vec());
    }
}

#[test]
fn any_bytes_may_come() {
    let mut random = Random::new(7);
    let mut plain = BTreeSet::new();
    let samples: Vec<String> = all().flat_map(|rule| rule.samples.iter().chain(&rule.others)).cloned().collect();
    for _ in 0..2_000 {
        let mut bytes = Vec::new();
        for _ in 0..=random.below(6) {
            let sample = joined(&samples[random.below(samples.len())]).into_bytes();
            let at = random.below(sample.len() + 1);
            bytes.extend_from_slice(&sample[..at]);
            bytes.extend((0..random.below(4)).map(|_| random.below(256) as u8));
            if random.below(2) == 0 {
                bytes.extend_from_slice(&sample[at..]);
            }
        }
        let spans = spans(&bytes);
        assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "spans are in order and apart");
        assert!(spans.iter().all(|span| span.start < span.end && span.end <= bytes.len()));
        assert_eq!(scan(&bytes, usize::MAX).matches.len(), spans.len());
        redact(&bytes);
        let lines = bytes.split_inclusive(|byte| *byte == b'\n').collect();
        let by_line = scan_lines(&bytes, 3, &mut Memory { lines, plain: &mut plain });
        assert_eq!(by_line, scan(&bytes, 3), "what is remembered of lines changes nothing");
    }
    assert!(plain.len() > 100, "some lines announce nothing");
}
