//! Which runs of `min_tokens` tokens (grams) occur more than once: the exact filter that leaves little to sort.
//!
//! Two passes of a rolling hash. The first marks hashes in a bit table, so that the second looks only at grams that may
//! have a twin. The second compares tokens, never trusts a hash, and follows a match token by token while it lasts.

use super::corpus::Corpus;

/// Class of a position whose gram occurs once, or that has no gram because its file ends.
pub(super) const NONE: u32 = u32::MAX;

/// Grams that share a place in the table and are compared before one is given up as unique; only hostile input gets there.
const MOST_PROBES: usize = 512;

/// A set of positions.
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub(super) fn new(length: usize) -> Self {
        Self(vec![0; length.div_ceil(64)])
    }

    pub(super) fn set(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    pub(super) fn has(&self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
    }
}

/// For each position, the first position with the same gram, when the gram occurs at two positions or more.
pub(super) fn repeated_grams(corpus: &Corpus<'_>, gram: usize) -> Vec<u32> {
    let filter = Filter::new(corpus, gram);
    let tokens = &corpus.tokens;
    let mut class = vec![NONE; tokens.len()];
    let mut repeated = Bits::new(tokens.len());
    let mut table = Table::new();
    for (start, end) in corpus.spans() {
        // The last match and the end of its file: the next gram most often continues it.
        let mut follow: Option<(usize, usize)> = None;
        let mut rolling = Rolling::new(&tokens[start..end], gram);
        for at in start..=end - gram {
            let hash = rolling.next_hash();
            follow = follow.map(|(other, other_end)| (other + 1, other_end)).filter(|&(other, other_end)| {
                other + gram <= other_end && tokens[other + gram - 1] == tokens[at + gram - 1] && class[other] != NONE
            });
            if let Some((other, _)) = follow {
                class[at] = class[other];
                repeated.set(class[at] as usize);
            } else if filter.may_repeat(hash) {
                match table.find_or_insert(hash, at as u32, tokens, gram) {
                    Lookup::Found(first) => {
                        class[at] = first;
                        repeated.set(first as usize);
                        follow = Some((first as usize, corpus.span(corpus.file_of(first)).1 as usize));
                    }
                    Lookup::Inserted => class[at] = at as u32,
                    Lookup::GivenUp => {}
                }
            }
        }
    }
    for (at, class) in class.iter_mut().enumerate() {
        if *class as usize == at && !repeated.has(at) {
            *class = NONE;
        }
    }
    class
}

/// A polynomial hash over a window that moves by one token.
struct Rolling<'a> {
    tokens: &'a [u32],
    gram: usize,
    at: usize,
    hash: u64,
    /// The multiplier to the power of the window's length.
    leaving: u64,
}

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;
const SPREAD: u64 = 0xD6E8_FEB8_6659_FD93;

impl<'a> Rolling<'a> {
    fn new(tokens: &'a [u32], gram: usize) -> Self {
        let step = |hash: u64, &token: &u32| hash.wrapping_mul(MULTIPLIER).wrapping_add(u64::from(token) + 1);
        let hash = tokens[..gram].iter().fold(0, step);
        let leaving = (0..gram).fold(1u64, |power, _| power.wrapping_mul(MULTIPLIER));
        Self { tokens, gram, at: 0, hash, leaving }
    }

    fn next_hash(&mut self) -> u64 {
        let mixed = (self.hash ^ (self.hash >> 32)).wrapping_mul(SPREAD);
        if let Some(&entering) = self.tokens.get(self.at + self.gram) {
            let left = (u64::from(self.tokens[self.at]) + 1).wrapping_mul(self.leaving);
            self.hash = self.hash.wrapping_mul(MULTIPLIER).wrapping_add(u64::from(entering) + 1).wrapping_sub(left);
            self.at += 1;
        }
        mixed ^ (mixed >> 29)
    }
}

/// Says "once" for most grams that occur once, and "maybe more" for all others.
struct Filter {
    twice: Bits,
    shift: u32,
}

impl Filter {
    fn new(corpus: &Corpus<'_>, gram: usize) -> Self {
        let slots = (corpus.tokens.len() * 16).next_power_of_two().max(64);
        let shift = 64 - slots.trailing_zeros();
        let (mut once, mut twice) = (Bits::new(slots), Bits::new(slots));
        for (start, end) in corpus.spans() {
            let mut rolling = Rolling::new(&corpus.tokens[start..end], gram);
            for _ in start..=end - gram {
                let slot = (rolling.next_hash() >> shift) as usize;
                if once.has(slot) {
                    twice.set(slot);
                } else {
                    once.set(slot);
                }
            }
        }
        Self { twice, shift }
    }

    fn may_repeat(&self, hash: u64) -> bool {
        self.twice.has((hash >> self.shift) as usize)
    }
}

enum Lookup {
    /// The first position with these tokens.
    Found(u32),
    /// This is the first.
    Inserted,
    /// Too many others in the way.
    GivenUp,
}

/// First positions of grams, by hash: open addressing, upper half of an entry the hash's upper half, lower half the position.
struct Table {
    entries: Vec<u64>,
    used: usize,
}

const EMPTY: u64 = u64::MAX;

impl Table {
    fn new() -> Self {
        Self { entries: vec![EMPTY; 1 << 12], used: 0 }
    }

    /// The slot where the search for a hash begins.
    fn home(hash: u64, slots: usize) -> usize {
        (hash >> (64 - slots.trailing_zeros())) as usize
    }

    fn find_or_insert(&mut self, hash: u64, at: u32, tokens: &[u32], gram: usize) -> Lookup {
        let mask = self.entries.len() - 1;
        let mut slot = Self::home(hash, self.entries.len());
        let window = |position: u32| &tokens[position as usize..position as usize + gram];
        for _ in 0..MOST_PROBES {
            let entry = self.entries[slot];
            if entry == EMPTY {
                self.entries[slot] = (hash >> 32) << 32 | u64::from(at);
                self.used += 1;
                if self.used * 3 > self.entries.len() * 2 {
                    self.grow();
                }
                return Lookup::Inserted;
            }
            let first = entry as u32;
            if entry >> 32 == hash >> 32 && window(first) == window(at) {
                return Lookup::Found(first);
            }
            slot = (slot + 1) & mask;
        }
        Lookup::GivenUp
    }

    fn grow(&mut self) {
        let slots = self.entries.len() * 2;
        let old = std::mem::replace(&mut self.entries, vec![EMPTY; slots]);
        for entry in old.into_iter().filter(|&entry| entry != EMPTY) {
            let mut slot = Self::home(entry, slots);
            while self.entries[slot] != EMPTY {
                slot = (slot + 1) & (slots - 1);
            }
            self.entries[slot] = entry;
        }
    }
}
