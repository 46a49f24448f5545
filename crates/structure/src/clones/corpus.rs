//! All tokens of one language family in one list, so that a place is one number.

use super::CloneSource;
use quarterdeck_base::bound;
use quarterdeck_facts::FileIx;

/// Files of one family, one after the other; files that are too short to hold a clone are left out.
pub(super) struct Corpus<'a> {
    /// Token hashes of all files.
    pub(super) tokens: Vec<u32>,
    files: Vec<(FileIx, &'a [u32], &'a [u32])>,
    /// Where each file begins in `tokens`, and the end.
    offsets: Vec<u32>,
}

/// More tokens than any machine holds today; keeps positions in 32 bits with room for special values.
const MOST_TOKENS: usize = 1 << 31;

impl<'a> Corpus<'a> {
    /// Puts the files behind each other, in the order given.
    pub(super) fn new(files: &[&CloneSource<'a>], min_tokens: usize) -> Self {
        let length = |file: &CloneSource<'_>| {
            file.tokens.hashes.len().min(file.tokens.lines.len()).min(bound::FILE_TOKENS as usize)
        };
        let total: usize = files.iter().map(|file| length(file)).sum();
        let mut corpus = Self { tokens: Vec::with_capacity(total), files: Vec::new(), offsets: vec![0] };
        for file in files {
            let count = length(file);
            if count < min_tokens || corpus.tokens.len() + count > MOST_TOKENS {
                continue;
            }
            let tokens: &'a super::TokenStream = file.tokens;
            corpus.tokens.extend_from_slice(&tokens.hashes[..count]);
            corpus.files.push((file.file, &tokens.lines[..count], file.uncounted_lines));
            corpus.offsets.push(corpus.tokens.len() as u32);
        }
        corpus
    }

    /// First and last-plus-one position of each file.
    pub(super) fn spans(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.offsets.windows(2).map(|pair| (pair[0] as usize, pair[1] as usize))
    }

    /// Number of the file in this corpus that holds a position.
    pub(super) fn file_of(&self, position: u32) -> usize {
        self.offsets.partition_point(|&offset| offset <= position) - 1
    }

    /// First and last-plus-one position of the file with a number.
    pub(super) fn span(&self, file: usize) -> (u32, u32) {
        (self.offsets[file], self.offsets[file + 1])
    }

    /// The file with a number.
    pub(super) fn id(&self, file: usize) -> FileIx {
        self.files[file].0
    }

    /// First and last line of `count` tokens from a position of a file.
    pub(super) fn lines(&self, file: usize, position: u32, count: u32) -> (u32, u32) {
        let first = (position - self.offsets[file]) as usize;
        let lines = self.files[file].1;
        (lines[first], lines[first + count as usize - 1])
    }

    /// Lines of which all tokens are among `count` tokens from a position of a file, the uncounted ones left out.
    pub(super) fn code_lines(&self, file: usize, position: u32, count: u32) -> u32 {
        let first = (position - self.offsets[file]) as usize;
        let after = first + count as usize;
        let (_, lines, uncounted) = self.files[file];
        let opens = first.checked_sub(1).and_then(|before| lines.get(before));
        let closes = lines.get(after);
        let mut last = 0;
        let mut counted = 0;
        for line in &lines[first..after] {
            let is_whole = opens != Some(line) && closes != Some(line);
            counted += u32::from(*line != last && is_whole && uncounted.binary_search(line).is_err());
            last = *line;
        }
        counted
    }

    /// Lines with tokens under places, per file, the uncounted ones left out; `reach` holds for each position the end of
    /// the longest place that starts there.
    pub(super) fn covered_lines(&self, reach: &[u32], into: &mut Vec<(FileIx, u32)>) {
        for (file, (start, end)) in self.spans().enumerate() {
            let (mut covered, mut last_line, mut until) = (0u32, 0u32, 0u32);
            let (_, lines, uncounted) = self.files[file];
            for (position, &line) in (start as u32..end as u32).zip(lines) {
                until = until.max(reach[position as usize]);
                if position < until && line > last_line {
                    covered += u32::from(uncounted.binary_search(&line).is_err());
                    last_line = line;
                }
            }
            if covered > 0 {
                into.push((self.id(file), covered));
            }
        }
    }
}
