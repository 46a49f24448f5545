//! The hidden command that parses for its parent: whatever it is fed, it ends and says nothing wrong.

use crate::support::{Machine, PROGRAM, feed};
use std::time::{Duration, Instant};

#[test]
fn whatever_it_is_fed_it_ends_cleanly() {
    let noise: Vec<u8> = (0..200_000_u64).map(|at| (at.wrapping_mul(6_364_136_223_846_793_005) >> 33) as u8).collect();
    for (what, input, code) in [
        ("nothing", &b""[..], 0),
        ("half a length", &[7, 0], 0),
        ("a length and no frame", &[7, 0, 0, 0], 1),
        ("half a frame", &[7, 0, 0, 0, 1, 2], 1),
        ("an empty frame", &[0, 0, 0, 0], 1),
        ("the longest length", &[255, 255, 255, 255, 1], 1),
        ("a string longer than its frame", &[6, 0, 0, 0, 255, 255, 255, 255, 15, 0], 1),
        ("text", b"hello, parser\n", 1),
        ("zeros", &[0; 4_096], 1),
        ("noise", &noise, 1),
    ] {
        let start = Instant::now();
        let mut command = Machine::new().command(PROGRAM);
        command.arg("parser-process").current_dir("/");
        let answer = feed(command, input);
        assert!(answer.code == Some(code) && answer.stdout.is_empty(), "{what}: {answer:?}");
        assert!(start.elapsed() < Duration::from_secs(10), "{what}");
    }
}

#[test]
fn an_unknown_language_and_broken_text_are_answered() {
    // Frames as the parent writes them: language and bytes, each with its length.
    let frame = |language: &str, bytes: &[u8]| {
        let body = [&[language.len() as u8], language.as_bytes(), &[bytes.len() as u8], bytes].concat();
        [&(body.len() as u32).to_le_bytes(), body.as_slice()].concat()
    };
    let input = [frame("Klingon", b"x"), frame("Java", b"\xff\xfe{{{("), frame("", b""), frame("Python", b"def f(:")];
    let mut command = Machine::new().command(PROGRAM);
    command.arg("parser-process").current_dir("/");
    let answer = feed(command, &input.concat());
    assert_eq!(answer.code, Some(0), "{answer:?}");
    let mut frames = 0;
    let mut rest = answer.stdout.as_slice();
    while let Some((length, tail)) = rest.split_first_chunk::<4>() {
        rest = &tail[u32::from_le_bytes(*length) as usize..];
        frames += 1;
    }
    assert_eq!((frames, rest.len()), (4, 0), "each request has its answer");
}
