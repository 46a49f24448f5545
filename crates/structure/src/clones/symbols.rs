//! Repeated grams to symbols: neighbours that always occur together become one symbol, long periodic runs become short.
//!
//! A maximal repeat consists of whole symbols: a gram that always follows the same gram cannot begin one. So nothing is
//! lost by sorting symbols instead of tokens, and exact copies of whole files shrink to one symbol each.

use super::grams::{Bits, NONE};
use std::collections::BTreeMap;

/// A run with more periods than this is shortened.
const MOST_PERIODS: u32 = 8;
/// Periods that stay as they are at each end of a shortened run, so that clones that reach into it are still found.
const KEPT_PERIODS: usize = 2;

/// Stands for "end of a stretch of repeated grams" until it gets a number that no other symbol has.
const STOP: u32 = u32::MAX;

/// All repeated grams as a sequence; each stretch ends with a symbol that occurs once.
pub(super) struct Symbols {
    /// The sequence.
    pub(super) symbols: Vec<u32>,
    /// Position of the first gram of each symbol; a symbol covers the grams up to the start of the next one.
    pub(super) starts: Vec<u32>,
    /// Periodic runs that were shortened, by start.
    pub(super) runs: Vec<PeriodicRun>,
    /// All symbols are below this.
    pub(super) alphabet: usize,
}

/// Tokens that repeat with a period, more than [`MOST_PERIODS`] times.
#[derive(Debug, Clone, Copy)]
pub(super) struct PeriodicRun {
    /// Position of the first token.
    pub(super) start: u32,
    /// Number of tokens.
    pub(super) tokens: u32,
    /// Smallest period in tokens.
    pub(super) period: u32,
}

/// Builds the sequence from the class of each position.
pub(super) fn symbols(class: &[u32], gram: usize) -> Symbols {
    let (mut symbols, mut starts, distinct) = split(class);
    let runs = periodic_runs(&symbols, &starts, distinct);
    let middles = shorten(&mut symbols, &mut starts, &runs, distinct);
    let mut alphabet = distinct + middles;
    for symbol in symbols.iter_mut().filter(|symbol| **symbol == STOP) {
        *symbol = alphabet as u32;
        alphabet += 1;
    }
    let runs = runs.iter().map(|run| PeriodicRun {
        start: run.start,
        tokens: run.grams + gram as u32 - 1,
        period: run.period,
    });
    Symbols { symbols, starts, runs: runs.collect(), alphabet }
}

/// Cuts the positions into symbols wherever two occurrences of a gram have different neighbours.
fn split(class: &[u32]) -> (Vec<u32>, Vec<u32>, usize) {
    let before = |at: usize| if at == 0 { NONE } else { class[at - 1] };
    let after = |at: usize| class.get(at + 1).copied().unwrap_or(NONE);
    let (mut differs_before, mut differs_after) = (Bits::new(class.len()), Bits::new(class.len()));
    for (at, &first) in class.iter().enumerate().filter(|(_, first)| **first != NONE) {
        let first = first as usize;
        if before(at) != before(first) {
            differs_before.set(first);
        }
        if after(at) != after(first) {
            differs_after.set(first);
        }
    }
    let (mut symbols, mut starts, mut firsts) = (Vec::new(), Vec::new(), Vec::new());
    for (at, &first) in class.iter().enumerate() {
        let previous = before(at);
        if first == NONE {
            if previous != NONE {
                symbols.push(STOP);
                starts.push(at as u32);
            }
        } else if previous == NONE || differs_after.has(previous as usize) || differs_before.has(first as usize) {
            // A symbol's first occurrence is met first, so `firsts` is sorted and its order numbers the symbols.
            if first as usize == at {
                firsts.push(first);
            }
            symbols.push(firsts.partition_point(|&known| known < first) as u32);
            starts.push(at as u32);
        }
    }
    (symbols, starts, firsts.len())
}

/// A periodic run in the sequence.
struct Run {
    /// First symbol.
    first: usize,
    /// Last symbol plus one.
    end: usize,
    /// Period in symbols.
    step: usize,
    start: u32,
    grams: u32,
    /// Period in tokens.
    period: u32,
}

/// Finds stretches where each symbol was last seen the same distance before.
fn periodic_runs(symbols: &[u32], starts: &[u32], distinct: usize) -> Vec<Run> {
    let mut last_seen = vec![usize::MAX; distinct];
    let mut runs = Vec::new();
    let (mut stretch_start, mut steady_since, mut steady) = (0, 0, 0);
    for (at, &symbol) in symbols.iter().enumerate() {
        let mut step = 0;
        if symbol != STOP {
            let seen = std::mem::replace(&mut last_seen[symbol as usize], at);
            if seen != usize::MAX && seen >= stretch_start {
                step = at - seen;
            }
        }
        if step != steady {
            if steady > 0 {
                let first = steady_since - steady;
                let (grams, period) = (starts[at] - starts[first], starts[steady_since] - starts[first]);
                if grams / MOST_PERIODS > period {
                    runs.push(Run { first, end: at, step: steady, start: starts[first], grams, period });
                }
            }
            (steady_since, steady) = (at, step);
        }
        if symbol == STOP {
            stretch_start = at + 1;
        }
    }
    runs
}

/// Replaces the middle of each run by one symbol, the same for equal middles. Returns how many symbols are new.
fn shorten(symbols: &mut Vec<u32>, starts: &mut Vec<u32>, runs: &[Run], distinct: usize) -> usize {
    let mut middles: BTreeMap<(Vec<u32>, usize), u32> = BTreeMap::new();
    let (mut write, mut read) = (0, 0);
    let mut copy_until = |symbols: &mut Vec<u32>, starts: &mut Vec<u32>, read: &mut usize, until: usize| {
        symbols.copy_within(*read..until, write);
        starts.copy_within(*read..until, write);
        write += until - *read;
        *read = until;
        write
    };
    for run in runs {
        let (start, end) = (run.first + KEPT_PERIODS * run.step, run.end - KEPT_PERIODS * run.step);
        // Runs that overlap do so by less than the sum of their periods, so middles do not; the test is for safety.
        if start < read || end <= start + run.step {
            continue;
        }
        let next = (distinct + middles.len()) as u32;
        let key = (symbols[start..start + run.step].to_vec(), end - start);
        let middle = *middles.entry(key).or_insert(next);
        let at = copy_until(symbols, starts, &mut read, start + 1);
        symbols[at - 1] = middle;
        read = end;
    }
    let length = symbols.len();
    let length = copy_until(symbols, starts, &mut read, length);
    symbols.truncate(length);
    starts.truncate(length);
    middles.len()
}
