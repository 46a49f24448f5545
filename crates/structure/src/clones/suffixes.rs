//! Maximal repeats of a sequence: suffixes sorted by doubling, common prefixes of neighbours, intervals of those.

/// Suffixes of a sequence in sorted order.
pub(super) struct Suffixes {
    /// Where each suffix starts.
    pub(super) order: Vec<u32>,
}

/// A run of symbols that occurs at two places or more and is maximal on both sides for at least two of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Repeat {
    /// Length in symbols.
    pub(super) length: u32,
    /// Its occurrences are the suffixes from here.
    pub(super) low: u32,
    /// To here, included.
    pub(super) high: u32,
}

/// Sorts the suffixes of `symbols`, whose last symbol must occur once. Takes O(n log^2 n) whatever the input.
pub(super) fn sort_suffixes(symbols: &[u32], alphabet: usize) -> Suffixes {
    let (mut order, mut rank, mut open) = by_first_symbol(symbols, alphabet);
    let mut scratch: Vec<(u32, u32)> = Vec::new();
    let mut sorted_symbols = 1;
    while !open.is_empty() {
        let mut still_open = Vec::new();
        for (low, high) in open {
            // Suffixes of one group share `sorted_symbols` symbols, none of which is the last, so the next rank exists.
            let group = &mut order[low as usize..=high as usize];
            scratch.clear();
            scratch.extend(group.iter().map(|&suffix| (rank[suffix as usize + sorted_symbols], suffix)));
            scratch.sort_unstable();
            let mut part = 0;
            for (at, &(key, suffix)) in scratch.iter().enumerate() {
                group[at] = suffix;
                if at + 1 == scratch.len() || scratch[at + 1].0 != key {
                    for &(_, member) in &scratch[part..=at] {
                        rank[member as usize] = low + at as u32;
                    }
                    if at > part {
                        still_open.push((low + part as u32, low + at as u32));
                    }
                    part = at + 1;
                }
            }
        }
        open = still_open;
        sorted_symbols *= 2;
    }
    Suffixes { order }
}

type Groups = Vec<(u32, u32)>;

/// Order and rank (the last place of the group) by first symbol, and the groups of more than one.
fn by_first_symbol(symbols: &[u32], alphabet: usize) -> (Vec<u32>, Vec<u32>, Groups) {
    let mut ends = vec![0u32; alphabet + 1];
    for &symbol in symbols {
        ends[symbol as usize + 1] += 1;
    }
    for at in 1..ends.len() {
        ends[at] += ends[at - 1];
    }
    let mut next = ends.clone();
    let mut order = vec![0u32; symbols.len()];
    for (at, &symbol) in symbols.iter().enumerate() {
        order[next[symbol as usize] as usize] = at as u32;
        next[symbol as usize] += 1;
    }
    let rank = symbols.iter().map(|&symbol| ends[symbol as usize + 1] - 1).collect();
    let open = ends.windows(2).filter(|pair| pair[1] - pair[0] > 1).map(|pair| (pair[0], pair[1] - 1)).collect();
    (order, rank, open)
}

impl Suffixes {
    /// All maximal repeats of one symbol or more.
    pub(super) fn repeats(&self, symbols: &[u32]) -> Vec<Repeat> {
        let common = self.common_prefixes(symbols);
        let before = |at: usize| match self.order[at] {
            0 => u32::MAX,
            suffix => symbols[suffix as usize - 1],
        };
        // Up to each place, how often the symbol before the suffix changed: no change means extensible to the left.
        let mut changes = vec![0u32; self.order.len()];
        for at in 1..self.order.len() {
            changes[at] = changes[at - 1] + u32::from(before(at) != before(at - 1));
        }
        let mut repeats = Vec::new();
        let mut nested: Vec<(u32, u32)> = Vec::new();
        for at in 1..=self.order.len() {
            let shared = common.get(at).copied().unwrap_or(0);
            let high = at as u32 - 1;
            let mut low = high;
            while let Some(&(length, start)) = nested.last().filter(|(length, _)| *length > shared) {
                nested.pop();
                low = start;
                if changes[high as usize] > changes[low as usize] {
                    repeats.push(Repeat { length, low, high });
                }
            }
            if shared > 0 && nested.last().is_none_or(|&(length, _)| length < shared) {
                nested.push((shared, low));
            }
        }
        repeats
    }

    /// Number of symbols that each suffix shares with the one before it in order (Kasai and others, 2001).
    fn common_prefixes(&self, symbols: &[u32]) -> Vec<u32> {
        let mut rank = vec![0u32; symbols.len()];
        for (at, &suffix) in self.order.iter().enumerate() {
            rank[suffix as usize] = at as u32;
        }
        let mut common = vec![0u32; symbols.len()];
        let mut shared = 0usize;
        for suffix in 0..symbols.len() {
            let at = rank[suffix] as usize;
            if at == 0 {
                shared = 0;
                continue;
            }
            let neighbour = self.order[at - 1] as usize;
            while suffix + shared < symbols.len()
                && neighbour + shared < symbols.len()
                && symbols[suffix + shared] == symbols[neighbour + shared]
            {
                shared += 1;
            }
            common[at] = shared as u32;
            shared = shared.saturating_sub(1);
        }
        common
    }
}

#[cfg(test)]
mod tests {
    use super::sort_suffixes;

    #[test]
    fn maximal_repeats_of_words() {
        for (word, expected) in [
            ("abcab$", vec!["ab 2"]),
            ("banana$", vec!["a 3", "ana 2"]),
            ("xabyzab$", vec!["ab 2"]),
            ("aaaa$", vec!["a 4", "aa 3", "aaa 2"]),
            ("abcd$", vec![]),
        ] {
            let symbols: Vec<u32> = word.bytes().map(u32::from).collect();
            let sorted = sort_suffixes(&symbols, 128);
            let mut found: Vec<String> = sorted
                .repeats(&symbols)
                .iter()
                .map(|repeat| {
                    let start = sorted.order[repeat.low as usize] as usize;
                    let text = &word[start..start + repeat.length as usize];
                    format!("{text} {}", repeat.high - repeat.low + 1)
                })
                .collect();
            found.sort();
            assert_eq!(found, expected, "{word}");
        }
    }
}
