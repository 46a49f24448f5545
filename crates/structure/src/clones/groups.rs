//! Repeats to groups: places that do not overlap, are long enough, and are not part of a group that says the same.

use super::Family;
use super::corpus::Corpus;
use super::suffixes::{Repeat, Suffixes};
use super::symbols::{PeriodicRun, Symbols};
use quarterdeck_base::bound;
use quarterdeck_facts::{CloneGroup, ClonePlace};
use std::collections::BTreeMap;

/// Bounds the time for inputs made of nested repeats: one unit per token hashed and [`PLACE_WORK`] per place looked at.
const MOST_WORK: u64 = 1 << 29;
const PLACE_WORK: u64 = 64;

/// A token run at places that do not overlap.
struct Found {
    tokens: u32,
    /// Positions, sorted.
    starts: Vec<u32>,
    /// False when it is all occurrences of a maximal repeat; then no other group can say the same.
    reduced: bool,
}

/// Collects the groups of one language family.
pub(super) struct Collector<'a> {
    corpus: &'a Corpus<'a>,
    min_tokens: u32,
    min_lines: u32,
    runs: &'a [PeriodicRun],
    /// For each position the end of the longest place that starts there.
    reach: Vec<u32>,
    /// All occurrences of a maximal repeat, longest first.
    whole: Vec<Found>,
    /// Groups with fewer or shorter places than their repeat, by length and hash: different repeats can shrink to one.
    /// Places in no order.
    reduced: BTreeMap<(u32, u64), Vec<u32>>,
    cut: u64,
    work: u64,
}

impl<'a> Collector<'a> {
    /// Starts empty; `reach` is any list of the corpus' length, taken to save memory.
    pub(super) fn new(
        corpus: &'a Corpus<'a>,
        runs: &'a [PeriodicRun],
        mut reach: Vec<u32>,
        min_tokens: u32,
        min_lines: u32,
    ) -> Self {
        reach.fill(0);
        let (whole, reduced) = (Vec::new(), BTreeMap::new());
        Self { corpus, min_tokens, min_lines, runs, reach, whole, reduced, cut: 0, work: 0 }
    }

    /// Takes all repeats, longest first, then the periodic runs.
    pub(super) fn take(&mut self, sequence: &Symbols, suffixes: &Suffixes, repeats: Vec<Repeat>, gram: u32) {
        let mut candidates: Vec<(u32, u32, u32)> = repeats
            .into_iter()
            .map(|repeat| {
                let first = suffixes.order[repeat.low as usize] as usize;
                let grams = sequence.starts[first + repeat.length as usize] - sequence.starts[first];
                (grams + gram - 1, repeat.low, repeat.high)
            })
            .collect();
        candidates.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        for (tokens, low, high) in candidates {
            let places = u64::from(high - low + 1);
            self.work += u64::from(tokens) + places * PLACE_WORK;
            if self.work > MOST_WORK {
                self.cut += 1;
                continue;
            }
            let occurrences = &suffixes.order[low as usize..=high as usize];
            let mut starts: Vec<u32> = occurrences.iter().map(|&suffix| sequence.starts[suffix as usize]).collect();
            starts.sort_unstable();
            if !self.is_inside_one_run(tokens, &starts)
                && let Some(found) = self.without_overlaps(tokens, starts)
            {
                self.keep(found);
            }
        }
        for run in self.runs {
            self.take_run(*run);
        }
    }

    /// True when all places lie in one shortened run: that run makes its own group.
    fn is_inside_one_run(&self, tokens: u32, starts: &[u32]) -> bool {
        let (Some(first), Some(last)) = (starts.first(), starts.last()) else { return true };
        let after = self.runs.partition_point(|run| run.start <= *first);
        // Neighbouring runs overlap by less than their periods, so the last two that start before are enough.
        self.runs[after.saturating_sub(2)..after].iter().any(|run| last + tokens <= run.start + run.tokens)
    }

    /// A periodic run is a clone of itself, found once: its shortest block of whole periods that is long enough.
    fn take_run(&mut self, run: PeriodicRun) {
        let Some(block) = self.shortest_block(run.start, run.period, run.tokens) else { return };
        self.work += PLACE_WORK * u64::from(run.tokens / block);
        if self.work > MOST_WORK {
            self.cut += 1;
            return;
        }
        let blocks = run.tokens / block;
        let starts = (0..blocks).map(|at| run.start + at * block).collect();
        if let Some(mut found) = self.apart(block, starts) {
            found.reduced = true;
            self.keep(found);
        }
    }

    /// The smallest multiple of a period, at most `most` tokens, that is a clone by tokens and lines.
    fn shortest_block(&self, start: u32, period: u32, most: u32) -> Option<u32> {
        let file = self.corpus.file_of(start);
        let least = self.min_tokens.div_ceil(period).max(1);
        let long_enough = |times: u32| {
            let (first, last) = self.corpus.lines(file, start, times * period);
            last - first + 1 >= self.min_lines
        };
        let most = most / period;
        if least > most || !long_enough(most) {
            return None;
        }
        // Lines never decrease, so the smallest number of periods is found by halving.
        let (mut low, mut high) = (least, most);
        while low < high {
            let middle = low + (high - low) / 2;
            if long_enough(middle) { high = middle } else { low = middle + 1 }
        }
        Some(low * period)
    }

    /// Extends places that meet a shortened run, then shortens them to one period where they overlap themselves.
    fn without_overlaps(&mut self, tokens: u32, mut starts: Vec<u32>) -> Option<Found> {
        let longer = self.extend(tokens, &mut starts);
        let mut found = Found { tokens: longer, starts, reduced: longer != tokens };
        let nearest = found.starts.windows(2).map(|pair| (pair[1] - pair[0], pair[0])).min();
        // Places of different files are never nearer than their length.
        if let Some((period, start)) = nearest.filter(|(distance, _)| *distance < found.tokens) {
            found.tokens = self.shortest_block(start, period, found.tokens).unwrap_or(found.tokens);
            found.reduced = true;
        }
        let reduced = found.reduced;
        let mut apart = self.apart(found.tokens, found.starts)?;
        apart.reduced |= reduced;
        Some(apart)
    }

    /// Adds tokens on both sides while they are the same at all places. Repeats are maximal but next to shortened runs.
    fn extend(&mut self, tokens: u32, starts: &mut [u32]) -> u32 {
        let corpus = self.corpus;
        let spans: Vec<(u32, u32)> = starts.iter().map(|&start| corpus.span(corpus.file_of(start))).collect();
        let same = |positions: &mut dyn Iterator<Item = Option<u32>>| {
            let mut tokens = positions.map(|position| position.map(|at| corpus.tokens[at as usize]));
            let first = tokens.next().flatten();
            first.is_some() && tokens.all(|token| token == first)
        };
        let (mut left, mut right) = (0, 0);
        let pairs = || starts.iter().zip(&spans);
        while same(&mut pairs().map(|(start, span)| (start - left > span.0).then(|| start - left - 1))) {
            left += 1;
        }
        while same(&mut pairs().map(|(start, span)| Some(start + tokens + right).filter(|at| *at < span.1))) {
            right += 1;
        }
        self.work += u64::from(left + right) * starts.len() as u64;
        starts.iter_mut().for_each(|start| *start -= left);
        left + tokens + right
    }

    /// Leaves out places with too few lines and places that overlap the one before; `None` when fewer than two are left.
    fn apart(&self, tokens: u32, starts: Vec<u32>) -> Option<Found> {
        let mut kept = starts;
        kept.sort_unstable();
        kept.dedup();
        let all = kept.len();
        let mut free_from = 0;
        kept.retain(|&start| {
            let (first, last) = self.corpus.lines(self.corpus.file_of(start), start, tokens);
            let fits = start >= free_from && last - first + 1 >= self.min_lines;
            if fits {
                free_from = start + tokens;
            }
            fits
        });
        let reduced = kept.len() < all;
        (kept.len() > 1).then_some(Found { tokens, starts: kept, reduced })
    }

    /// Notes the lines of a group for good.
    fn cover(&mut self, tokens: u32, starts: &[u32]) {
        for &start in starts {
            let reach = &mut self.reach[start as usize];
            *reach = (*reach).max(start + tokens);
        }
    }

    fn keep(&mut self, found: Found) {
        if found.reduced {
            let hash = self.hash(&found);
            // Many periodic runs add to one group: sorted once, at the end.
            self.reduced.entry((found.tokens, hash)).or_default().extend(found.starts);
            if self.reduced.len() as u64 > bound::CLONE_GROUPS
                && let Some(((tokens, _), starts)) = self.reduced.pop_first()
            {
                self.cover(tokens, &starts);
                self.cut += 1;
            }
        } else if (self.whole.len() as u64) < bound::CLONE_GROUPS {
            self.whole.push(found);
        } else {
            self.cover(found.tokens, &found.starts);
            self.cut += 1;
        }
    }

    /// FNV-1a over tokens instead of bytes, then mixed so that all bits depend on all tokens.
    fn hash(&self, found: &Found) -> u64 {
        let start = found.starts.first().copied().unwrap_or(0) as usize;
        let run = &self.corpus.tokens[start..start + found.tokens as usize];
        let step = |hash: u64, &token: &u32| (hash ^ u64::from(token)).wrapping_mul(0x0000_0100_0000_01B3);
        let hash = run.iter().fold(0xCBF2_9CE4_8422_2325, step);
        let hash = (hash ^ (hash >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        hash ^ (hash >> 32)
    }

    /// The groups of the family, in no order, with what was cut.
    pub(super) fn finish(mut self) -> Family {
        let mut groups: Vec<(u64, Found)> = Vec::new();
        for mut found in std::mem::take(&mut self.whole) {
            let hash = self.hash(&found);
            // A periodic run can hold places of this repeat that were shortened away.
            if let Some(more) = self.reduced.remove(&(found.tokens, hash)) {
                found.starts.extend(more);
                found.starts = self.apart(found.tokens, found.starts).map_or_else(Vec::new, |found| found.starts);
            }
            self.cover(found.tokens, &found.starts);
            groups.push((hash, found));
        }
        let mut larger = Larger::new(&self, &groups);
        let mut family = Family { cut: self.cut, ..Family::default() };
        for ((tokens, hash), starts) in std::mem::take(&mut self.reduced).into_iter().rev() {
            let found = self.apart(tokens, starts);
            if let Some(found) = found.filter(|found| !larger.says_the_same(&self, found)) {
                larger.add(&self, &found);
                self.cover(found.tokens, &found.starts);
                groups.push((hash, found));
            }
        }
        self.corpus.covered_lines(&self.reach, &mut family.duplicated_lines);
        for (hash, found) in groups {
            self.write(hash, &found, &mut family);
        }
        family
    }

    fn write(&self, hash: u64, found: &Found, family: &mut Family) {
        let places = found.starts.iter().map(|&start| {
            let file = self.corpus.file_of(start);
            let (start_line, end_line) = self.corpus.lines(file, start, found.tokens);
            ClonePlace { file: self.corpus.id(file), start_line, end_line }
        });
        let mut places: Vec<ClonePlace> = places.collect();
        places.sort_unstable();
        let of = |&start: &u32| self.corpus.code_lines(self.corpus.file_of(start), start, found.tokens);
        let lines = found.starts.iter().map(of).max().unwrap_or(0);
        family.places_cut += (places.len() as u64).saturating_sub(bound::CLONE_PLACES);
        places.truncate(bound::CLONE_PLACES as usize);
        family.groups.push(CloneGroup { tokens: found.tokens, lines, hash, places });
    }
}

/// Groups by number of places and first file, to find one that covers another place by place.
struct Larger(BTreeMap<(usize, usize), Vec<Spread>>);

/// Length and places of a group.
type Spread = (u32, Vec<u32>);

impl Larger {
    fn new(collector: &Collector<'_>, groups: &[(u64, Found)]) -> Self {
        let mut larger = Self(BTreeMap::new());
        if !collector.reduced.is_empty() {
            groups.iter().for_each(|(_, found)| larger.add(collector, found));
        }
        larger
    }

    fn key(collector: &Collector<'_>, found: &Found) -> (usize, usize) {
        (found.starts.len(), found.starts.first().map_or(0, |&first| collector.corpus.file_of(first)))
    }

    fn add(&mut self, collector: &Collector<'_>, found: &Found) {
        self.0.entry(Self::key(collector, found)).or_default().push((found.tokens, found.starts.clone()));
    }

    fn says_the_same(&self, collector: &Collector<'_>, found: &Found) -> bool {
        let others = self.0.get(&Self::key(collector, found)).map_or(&[][..], Vec::as_slice);
        others.iter().any(|(tokens, starts)| {
            *tokens >= found.tokens
                && starts
                    .iter()
                    .zip(&found.starts)
                    .all(|(outer, inner)| outer <= inner && inner + found.tokens <= outer + tokens)
        })
    }
}
