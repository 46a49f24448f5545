//! Texts as lists of numbers, one for each line, and what turns one list into another. Lines are compared as git does: with
//! their ends, so that a missing end of line at the end of a file is a change.

use imara_diff::{Algorithm, Diff, IndentHeuristic, IndentLevel, Token};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};

/// A line as a number: its indentation in the highest byte, a hash of its bytes below. Of ten million different lines two
/// have the same number with a chance of about one in a thousand; then one line counts as unchanged.
pub(super) type Line = u64;

/// Bytes in which git looks for a NUL, which makes a file binary.
const BINARY_BYTES: usize = 8_000;
const HASH_BITS: u32 = 56;

/// A run of lines that a change replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Hunk {
    /// First line before, from 0.
    pub(super) before: u32,
    /// Lines deleted.
    pub(super) deleted: u32,
    /// First line after, from 0.
    pub(super) after: u32,
    /// Lines added.
    pub(super) added: u32,
}

/// The lines of a text; `None` when git would call it binary.
pub(super) fn lines(bytes: &[u8]) -> Option<Vec<Line>> {
    if bytes[..bytes.len().min(BINARY_BYTES)].contains(&0) {
        return None;
    }
    use bstr::ByteSlice;
    Some(bytes.lines_with_terminator().map(line).collect())
}

fn line(text: &[u8]) -> Line {
    u64::from(indentation(text)) << HASH_BITS | hash(text) & ((1 << HASH_BITS) - 1)
}

/// Columns before the first character, up to 200; 255 for a blank line.
fn indentation(text: &[u8]) -> u8 {
    let mut columns = 0u8;
    for byte in text {
        match byte {
            b' ' => columns += 1,
            b'\t' => columns += 8 - columns % 8,
            b'\r' | b'\n' | 0x0b | 0x0c => {}
            _ => return columns,
        }
        if columns >= 200 {
            return 200;
        }
    }
    u8::MAX
}

const KEYS: [u64; 3] = [0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93, 0xa076_1d64_78bd_642f];

/// The product of two numbers, its halves laid over each other.
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product >> 64) as u64 ^ product as u64
}

/// A fast hash for equality within one program: 16 bytes a step, multiplied and folded.
fn hash(text: &[u8]) -> u64 {
    let mut state = KEYS[0] ^ text.len() as u64;
    let mut step = |block: &[u8; 16]| {
        let both = u128::from_le_bytes(*block);
        state = fold(both as u64 ^ KEYS[1] ^ state, (both >> 64) as u64 ^ KEYS[2] ^ state.rotate_left(32));
    };
    let (blocks, rest) = text.as_chunks::<16>();
    blocks.iter().for_each(&mut step);
    if !rest.is_empty() {
        let mut padded = [0; 16];
        padded[..rest.len()].copy_from_slice(rest);
        step(&padded);
    }
    fold(state ^ KEYS[2], KEYS[1])
}

/// Places lines, which are hashes already, in a table; with a key of its own, so that nobody can write lines that all want
/// the same place. It leaves no trace in a result: only equality is asked for.
#[derive(Clone, Copy)]
struct Keyed(u64);

impl Default for Keyed {
    fn default() -> Self {
        Self(RandomState::new().hash_one(0))
    }
}

impl BuildHasher for Keyed {
    type Hasher = Self;

    fn build_hasher(&self) -> Self {
        *self
    }
}

impl Hasher for Keyed {
    fn write(&mut self, bytes: &[u8]) {
        self.0 ^= hash(bytes);
    }

    fn write_u64(&mut self, line: u64) {
        self.0 = fold(line ^ self.0, KEYS[0]);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Compares lists of lines; keeps its buffers.
#[derive(Default)]
pub(super) struct Comparer {
    diff: Diff,
    tokens: HashMap<Line, u32, Keyed>,
    levels: Vec<u8>,
    before: Vec<Token>,
    after: Vec<Token>,
}

impl Comparer {
    /// The runs that differ, by Myers' algorithm with git's rules for where a run stands when it could stand elsewhere.
    pub(super) fn hunks(&mut self, before: &[Line], after: &[Line]) -> Vec<Hunk> {
        if before == after {
            return Vec::new();
        }
        self.tokens.clear();
        self.levels.clear();
        // Whole texts: how often a line stands in them decides whether it may hold the two together.
        for (lines, tokens) in [(before, &mut self.before), (after, &mut self.after)] {
            tokens.clear();
            tokens.extend(lines.iter().map(|line| {
                let next = self.levels.len() as u32;
                Token(*self.tokens.entry(*line).or_insert_with(|| {
                    self.levels.push((line >> HASH_BITS) as u8);
                    next
                }))
            }));
        }
        let (before, after, levels) = (&self.before, &self.after, &self.levels);
        self.diff.compute_with(Algorithm::Myers, before, after, levels.len() as u32);
        self.diff.postprocess_with(before, after, IndentHeuristic::new(|token: Token| level(levels[token.0 as usize])));
        let hunks = self.diff.hunks();
        hunks
            .map(|hunk| Hunk {
                before: hunk.before.start,
                deleted: hunk.before.end - hunk.before.start,
                after: hunk.after.start,
                added: hunk.after.end - hunk.after.start,
            })
            .collect()
    }
}

fn level(columns: u8) -> IndentLevel {
    let text = std::iter::repeat_n(b' ', usize::from(columns)).chain((columns != u8::MAX).then_some(b'x'));
    IndentLevel::for_ascii_line(text.take(if columns == u8::MAX { 0 } else { 256 }), 8)
}
