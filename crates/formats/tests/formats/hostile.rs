//! Input that wants to break the readers: whatever comes, each answers, soon, and does not panic.

use crate::all_samples;
use quarterdeck_base::RepoPath;
use quarterdeck_formats::{Format, format_of, read};
use std::time::{Duration, Instant};

/// Generous for a machine that builds other things: honest time is below a second.
const MOST: Duration = Duration::from_secs(20);

fn timed(format: Format, bytes: &[u8], what: &str) {
    let start = Instant::now();
    let answer = read(format, bytes);
    assert!(start.elapsed() < MOST, "{} took {:?} for {what}", format.id(), start.elapsed());
    if let Err(malformed) = answer {
        assert!(malformed.reason.len() <= 200 && !malformed.reason.is_empty(), "{malformed}");
    }
}

#[test]
fn nothing_at_all_and_bytes_that_are_no_text() {
    for format in Format::all() {
        for bytes in
            [&b""[..], b"\xef\xbb\xbf", b"\xff\xfe", b"\xff\xfe\x00", b"\0\0\0", b"\xc3\x28", b"\r\n\r\n", b"\n"]
        {
            timed(*format, bytes, "small bytes");
        }
    }
}

#[test]
fn deep_and_large_input_is_answered_soon() {
    let size = 256 * 1024;
    let repeated = |unit: &str| unit.repeat(size / unit.len());
    let inputs = [
        ("10 MB of [", "[".repeat(10 * 1024 * 1024)),
        ("as many [ as are read", "[".repeat(8 * 1024 * 1024)),
        ("braces", repeated("{\"a\":")),
        ("lists", repeated("- ")),
        ("tags", repeated("<a>")),
        ("attributes", format!("<project {}/>", repeated("a='1' "))),
        ("dots", format!("{} = 1", repeated("a."))),
        ("headers", repeated("[a]\n")),
        ("tables", repeated("[[package]]\n")),
        ("references", repeated("${a}")),
        ("quotes", repeated("'\"")),
        ("spaces", repeated(" ")),
        ("lines", repeated("\n")),
        ("from", repeated("FROM a AS b\n")),
        ("heredocs", format!("FROM a\n{}", repeated("RUN <<A\n"))),
        ("continued", repeated("a \\\n")),
        ("commands", repeated("sh mvn && ")),
        ("keys", (0..50_000).map(|number| format!("k{number}: v\n")).collect()),
        (
            "steps",
            format!("on: issues\njobs:\n  a:\n    steps:\n{}", "      - run: ${{ github.head_ref }}\n".repeat(50_000)),
        ),
        (
            "anchors",
            (0..50_000).map(|number| format!("k{number}: &a{number} [*a{}]\n", number - number.min(1))).collect(),
        ),
    ];
    for (what, input) in &inputs {
        for format in Format::all() {
            timed(*format, input.as_bytes(), what);
        }
    }
}

#[test]
fn a_file_that_ends_at_any_byte() {
    for sample in all_samples() {
        let Some(format) = format_of(&RepoPath::from(sample.path)) else { continue };
        for end in 0..sample.text.len() {
            let _ = read(format, &sample.text.as_bytes()[..end]);
        }
    }
}

#[test]
fn ten_thousand_damaged_files() {
    let mut random = Random(0x5eed_0fac_e0ff_1ce5);
    let samples: Vec<_> = all_samples().collect();
    for _ in 0..10_000 {
        let sample = samples[random.below(samples.len())];
        let other = samples[random.below(samples.len())].text.as_bytes();
        let mut bytes = sample.text.as_bytes().to_vec();
        for _ in 0..=random.below(6) {
            damage(&mut bytes, other, &mut random);
        }
        if let Some(format) = format_of(&RepoPath::from(sample.path)) {
            let _ = read(format, &bytes);
        }
        let format = Format::all()[random.below(Format::all().len())];
        let _ = read(format, &bytes);
    }
}

/// Changes, inserts, removes or repeats a few bytes, or takes some of another file.
fn damage(bytes: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    const MARKS: &[u8] = b"{}[]()<>\"'`:;,=#$&*!|%@\\/\n\t \0\xff\xc3-?.";
    let at = random.below(bytes.len() + 1);
    let until = (at + random.below(12)).min(bytes.len());
    match random.below(5) {
        0 if at < bytes.len() => bytes[at] = MARKS[random.below(MARKS.len())],
        1 => bytes.insert(at, MARKS[random.below(MARKS.len())]),
        2 => drop(bytes.drain(at..until)),
        3 => {
            let again = bytes[at..until].to_vec();
            bytes.splice(at..at, again);
        }
        _ => {
            let from = random.below(other.len());
            let to = (from + random.below(40)).min(other.len());
            bytes.splice(at..at, other[from..to].iter().copied());
        }
    }
}

/// xorshift64*: the same damage in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let value = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(value).unwrap_or(0) % end.max(1)
    }
}
