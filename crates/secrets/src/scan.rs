//! The pass: all keywords at once, then the shapes around those that stand.

use crate::rule::{Built, RULES, Rule};
use crate::{mask, placeholder, proof};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use bstr::ByteSlice;
use quarterdeck_base::{Fingerprint, SecretClass};
use std::ops::Range;
use std::sync::LazyLock;

/// Lines before and after a public half within which its secret half is looked for.
const BESIDE_LINES: usize = 5;
/// Bytes before and after, when lines are long.
const BESIDE_BYTES: usize = 600;
/// Longest part of a line that tells two guessable secrets apart.
const LINE_BYTES: usize = 400;

/// One secret, without its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The rule that found it.
    pub rule: &'static str,
    /// What it opens.
    pub class: SecretClass,
    /// Line, from 1.
    pub line: u32,
    /// Columns in bytes, from 1: the first of the secret, and the first after it on that line.
    pub columns: (u32, u32),
    /// What may be shown.
    pub masked: String,
    /// The same for the same secret; for guessable values, for the same line around it.
    pub fingerprint: Fingerprint,
}

/// What was found in one file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Secrets, by position.
    pub matches: Vec<Match>,
    /// True when there were more than asked for.
    pub cut: bool,
}

struct Keywords {
    machine: AhoCorasick,
    /// Of each keyword: its rule, whether its case counts, and its bytes.
    of: Vec<(usize, bool, Vec<u8>)>,
}

static KEYWORDS: LazyLock<Keywords> = LazyLock::new(|| {
    let mut of = Vec::new();
    for (at, built) in RULES.iter().enumerate() {
        of.extend(built.rule.keywords.iter().map(|word| (at, !built.rule.any_case, word.clone().into_bytes())));
    }
    let machine = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::Standard)
        .kind(Some(AhoCorasickKind::DFA))
        .build(of.iter().map(|(_, _, word)| word));
    Keywords { machine: machine.expect("because a test builds the committed rules"), of }
});

/// The secrets of one file, at most so many.
pub fn scan(bytes: &[u8], most: usize) -> Found {
    described(bytes, hits(bytes), most)
}

fn described(bytes: &[u8], hits: Vec<Hit>, most: usize) -> Found {
    let cut = hits.len() > most;
    let mut lines = Lines { bytes, at: 0, line: 1, start: 0 };
    let matches = hits.into_iter().take(most).map(|(span, rule)| lines.describe(span, rule)).collect();
    Found { matches, cut }
}

/// What is known of the lines of a file, by their position from 0: those of many versions of a file are looked at once.
pub trait PlainLines {
    /// True when the line is known to hold no word that announces a secret.
    fn is_plain(&self, line: usize) -> bool;
    /// The line holds none.
    fn note(&mut self, line: usize);
}

/// As [`scan`], without a look at lines that are known to announce nothing.
pub fn scan_lines(bytes: &[u8], most: usize, plain: &mut impl PlainLines) -> Found {
    let mut found = Vec::new();
    let mut start = 0;
    for (number, line) in bytes.lines_with_terminator().enumerate() {
        if !plain.is_plain(number) && !announced(bytes, start..start + line.len(), &mut found) {
            plain.note(number);
        }
        start += line.len();
    }
    described(bytes, without_overlap(found), most)
}

/// Where secrets stand, in order, without overlap.
pub fn spans(bytes: &[u8]) -> Vec<Range<usize>> {
    hits(bytes).into_iter().map(|(span, _)| span).collect()
}

/// A secret and its rule.
type Hit = (Range<usize>, &'static Rule);

fn hits(bytes: &[u8]) -> Vec<Hit> {
    let mut found = Vec::new();
    announced(bytes, 0..bytes.len(), &mut found);
    without_overlap(found)
}

/// Secrets that a word in this part of the bytes announces, as positions of rules and places. True when such a word stands
/// there, even if no secret does.
fn announced(bytes: &[u8], part: Range<usize>, found: &mut Vec<(usize, Range<usize>)>) -> bool {
    let keywords = &*KEYWORDS;
    let mut stands = false;
    for hit in keywords.machine.find_overlapping_iter(&bytes[part.clone()]) {
        let (rule, exact, word) = &keywords.of[hit.pattern().as_usize()];
        let place = part.start + hit.start()..part.start + hit.end();
        if *exact && bytes[place.clone()] != **word {
            continue;
        }
        stands = true;
        if let Some(span) = RULES[*rule].secret(bytes, place) {
            found.push((*rule, span));
        }
    }
    stands
}

/// Secrets with their rules, by position; of two that overlap, the one of the earlier rule.
fn without_overlap(mut found: Vec<(usize, Range<usize>)>) -> Vec<Hit> {
    let rules: &'static [Built] = &RULES;
    found.sort_by_key(|(rule, span)| (*rule, span.start, std::cmp::Reverse(span.end)));
    let mut kept: Vec<(usize, Range<usize>)> = Vec::new();
    let mut by_place = std::collections::BTreeMap::<usize, usize>::new();
    for (rule, span) in found {
        let before = by_place.range(..span.end).next_back();
        if before.is_none_or(|(_, end)| *end <= span.start) {
            by_place.insert(span.start, span.end);
            kept.push((rule, span));
        }
    }
    kept.sort_by_key(|(_, span)| span.start);
    kept.into_iter().map(|(rule, span)| (span, &rules[rule].rule)).collect()
}

impl Built {
    /// The secret whose keyword stands at a place.
    fn secret(&self, bytes: &[u8], word: Range<usize>) -> Option<Range<usize>> {
        let rule = &self.rule;
        let from = if rule.after { word.end } else { word.start.saturating_sub(rule.back) };
        let window = &bytes[from..(word.start + rule.reach).clamp(from, bytes.len())];
        if !window.contains_str(&rule.holds) {
            return None;
        }
        let shape = self.shape().captures(window)?;
        let group = shape.name("s")?;
        let span = from + group.start()..from + group.end();
        if rule.whole && !stands_alone(bytes, &span) {
            return None;
        }
        let Some(beside) = self.beside() else {
            let host = shape.name("h").map(|host| host.as_bytes());
            return self.is_secret(&bytes[span.clone()], host).then_some(span);
        };
        if placeholder::is_made_up(&bytes[span.clone()]) || placeholder::entropy(&bytes[span.clone()]) < rule.entropy {
            return None;
        }
        let around = around(bytes, &span);
        let mut at = around.start;
        // What ends one candidate may start the next.
        while let Some(other) = beside.captures(&bytes[at..around.end]).and_then(|other| other.name("s")) {
            let span = at + other.start()..at + other.end();
            if self.is_secret(&bytes[span.clone()], None) {
                return Some(span);
            }
            at = span.end;
        }
        None
    }

    fn is_secret(&self, secret: &[u8], host: Option<&[u8]>) -> bool {
        let rule = &self.rule;
        let known = proof::is_known(rule, secret);
        // Keys of a thousand characters hold any four letters by chance.
        let made_up = rule.class != SecretClass::PrivateKey && placeholder::is_made_up(secret);
        !known && !made_up && placeholder::entropy(secret) >= rule.entropy && proof::holds(rule, secret, host)
    }
}

fn stands_alone(bytes: &[u8], span: &Range<usize>) -> bool {
    let goes_on = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at)).is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
    };
    !goes_on(span.start.checked_sub(1)) && !goes_on(Some(span.end))
}

/// Some lines around a place.
fn around(bytes: &[u8], span: &Range<usize>) -> Range<usize> {
    let first = span.start.saturating_sub(BESIDE_BYTES);
    let last = (span.end + BESIDE_BYTES).min(bytes.len());
    let start = bytes[first..span.start].rfind_iter(b"\n").nth(BESIDE_LINES).map_or(first, |at| first + at + 1);
    let end = bytes[span.end..last].find_iter(b"\n").nth(BESIDE_LINES).map_or(last, |at| span.end + at);
    start..end
}

/// Counts lines while positions go up.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u32,
    start: usize,
}

impl Lines<'_> {
    fn describe(&mut self, span: Range<usize>, rule: &'static Rule) -> Match {
        for end in self.bytes[self.at..span.start].find_iter(b"\n") {
            self.line += 1;
            self.start = self.at + end + 1;
        }
        self.at = span.start;
        let secret = &self.bytes[span.clone()];
        let column = |at: usize| u32::try_from(at - self.start + 1).unwrap_or(u32::MAX);
        let line_end = secret.find_byte(b'\n').map_or(span.end, |at| span.start + at);
        let from = self.start.max(span.start.saturating_sub(LINE_BYTES));
        let after = &self.bytes[span.end..(span.end + LINE_BYTES).min(self.bytes.len())];
        let to = span.end + after.find_byte(b'\n').unwrap_or(after.len());
        Match {
            rule: &rule.id,
            class: rule.class,
            line: self.line,
            columns: (column(span.start), column(line_end)),
            masked: mask::masked(rule.class, secret),
            fingerprint: mask::fingerprint(rule.class, secret, &self.bytes[from..to]),
        }
    }
}
