//! Renames by likeness of the content, apart from `renames`: what costs reads, and so has an order and bounds.

use crate::renames::{are_within_two, extension, file_name};
use bstr::ByteSlice;
use quarterdeck_base::bound;
use quarterdeck_git::{Change, Oid, Reader};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Most bytes of one commit whose lines are compared: the source of a large system, and no dump of a database.
const COMPARED_BYTES: u64 = 16 * 1024 * 1024;
/// Share of bytes in equal lines from which two files count as one (git's default).
const SIMILAR: f64 = 0.5;
/// The same where place and name speak for it and others were not looked at (git's default for equal names).
const SIMILAR_IN_PLACE: f64 = 0.75;

/// A pair that may be one file.
struct Pair {
    to: usize,
    from: usize,
    /// The same directory, or where other files of it went in this commit.
    in_place: bool,
    /// Words that both names have, of a thousand of the longer one's.
    likeness: usize,
}

/// Lines of one text: the hash of each distinct one, with the bytes of all its copies, by hash.
struct Lines {
    bytes: usize,
    of: Vec<(u64, usize)>,
}

/// Pairs what was added with what was deleted, as `renames` says; marks what was added and not compared with all.
pub(crate) fn similar(
    reader: &Reader,
    changes: &[Change],
    (added, deleted): (&[usize], &[usize]),
    found: &mut [Option<usize>],
    unknown: &mut [bool],
) {
    let mut pairs = pairs(reader, changes, (added, deleted), found);
    pairs.sort_by_key(|pair| (!pair.in_place, std::cmp::Reverse(pair.likeness), pair.to, pair.from));
    let mut texts = Texts { reader, read: BTreeMap::new(), left_bytes: COMPARED_BYTES };
    let mut taken = vec![false; changes.len()];
    let mut left = bound::RENAME_PAIRS;
    for (in_place, least) in [(true, SIMILAR_IN_PLACE), (false, SIMILAR)] {
        let mut scored: Vec<(f64, usize, usize)> = Vec::new();
        for pair in pairs.iter().filter(|pair| !in_place || (pair.in_place && pair.likeness > 0)) {
            let (to, from) = (pair.to, pair.from);
            if found[to].is_some() || taken[from] {
                continue;
            }
            if left == 0 {
                unknown[to] = true;
                continue;
            }
            left -= 1;
            match texts.similarity(changes[from].before, changes[to].after) {
                Some(score) if score >= least => scored.push((score, to, from)),
                Some(_) => {}
                None => unknown[to] = true,
            }
        }
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, to, from) in scored {
            if found[to].is_none() && !taken[from] {
                (found[to], taken[from]) = (Some(from), true);
            }
        }
    }
}

/// A deleted file: its change, its size, the words of its name.
type Candidate = (usize, Option<u64>, BTreeSet<Vec<u8>>);

/// Pairs of one extension and of sizes within a factor of two.
fn pairs(
    reader: &Reader,
    changes: &[Change],
    (added, deleted): (&[usize], &[usize]),
    found: &[Option<usize>],
) -> Vec<Pair> {
    let size = |id: Option<Oid>| id.and_then(|id| reader.blob_size_bytes(&id).ok());
    let mut by_extension: BTreeMap<&[u8], Vec<Candidate>> = BTreeMap::new();
    let wanted: BTreeSet<&[u8]> = added.iter().map(|&to| extension(&changes[to])).collect();
    for &from in deleted.iter().filter(|&&from| wanted.contains(extension(&changes[from]))) {
        let known = (from, size(changes[from].before), words(file_name(&changes[from])));
        by_extension.entry(extension(&changes[from])).or_default().push(known);
    }
    let renamed = found.iter().enumerate().filter_map(|(to, from)| Some((to, (*from)?)));
    let moved: BTreeSet<(&[u8], &[u8])> =
        renamed.map(|(to, from)| (directory(&changes[from]), directory(&changes[to]))).collect();
    let mut pairs = Vec::new();
    for &to in added {
        let Some(candidates) = by_extension.get(extension(&changes[to])) else { continue };
        let (new_size, new_words) = (size(changes[to].after), words(file_name(&changes[to])));
        for (from, _, old_words) in candidates.iter().filter(|(_, old, _)| are_within_two(*old, new_size)) {
            let places = (directory(&changes[*from]), directory(&changes[to]));
            let shared = new_words.intersection(old_words).count();
            let likeness = shared * 1_000 / new_words.len().max(old_words.len()).max(1);
            let in_place = places.0 == places.1 || moved.contains(&places);
            pairs.push(Pair { to, from: *from, in_place, likeness });
        }
    }
    pairs
}

/// The lines of blobs, each read once.
struct Texts<'a> {
    reader: &'a Reader,
    read: BTreeMap<Oid, Option<Lines>>,
    left_bytes: u64,
}

impl Texts<'_> {
    fn similarity(&mut self, before: Option<Oid>, after: Option<Oid>) -> Option<f64> {
        let (before, after) = (before?, after?);
        self.bring(before);
        self.bring(after);
        let (old, new) = (self.read.get(&before)?.as_ref()?, self.read.get(&after)?.as_ref()?);
        Some(shared_share(old, new))
    }

    fn bring(&mut self, id: Oid) {
        if self.read.contains_key(&id) {
            return;
        }
        let mut text = Vec::new();
        let size = self.reader.blob_size_bytes(&id).ok().filter(|size| *size <= self.left_bytes);
        let lines = size.and_then(|size| {
            self.reader.blob(&id, &mut text).ok()?;
            self.left_bytes -= size;
            Some(lines_of(&text))
        });
        self.read.insert(id, lines);
    }
}

fn lines_of(text: &[u8]) -> Lines {
    let hashed = |line: &[u8]| {
        let mut hasher = DefaultHasher::new();
        line.hash(&mut hasher);
        (hasher.finish(), line.len())
    };
    let mut of: Vec<(u64, usize)> = text.lines_with_terminator().map(hashed).collect();
    of.sort_unstable();
    of.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 += if same { next.1 } else { 0 };
        same
    });
    Lines { bytes: text.len(), of }
}

/// Bytes in equal lines over the bytes of the larger text.
fn shared_share(old: &Lines, new: &Lines) -> f64 {
    let (mut at, mut shared) = (0, 0);
    for (hash, bytes) in &new.of {
        while old.of.get(at).is_some_and(|known| known.0 < *hash) {
            at += 1;
        }
        if let Some((_, known)) = old.of.get(at).filter(|known| known.0 == *hash) {
            shared += known.min(bytes);
        }
    }
    shared as f64 / old.bytes.max(new.bytes).max(1) as f64
}

/// The words of a file name without its extension, in lower case: `DataRedisAuto-test.java` has four.
fn words(name: &[u8]) -> BTreeSet<Vec<u8>> {
    let stem = name.rfind_byte(b'.').map_or(name, |at| &name[..at]);
    let mut words = BTreeSet::new();
    let mut word: Vec<u8> = Vec::new();
    let mut before = b' ';
    for &byte in stem {
        let is_start = byte.is_ascii_uppercase() && !before.is_ascii_uppercase();
        if is_start || matches!(byte, b'.' | b'-' | b'_' | b' ') {
            words.insert(std::mem::take(&mut word));
        }
        if !matches!(byte, b'.' | b'-' | b'_' | b' ') {
            word.push(byte.to_ascii_lowercase());
        }
        before = byte;
    }
    words.insert(word);
    words.remove(&Vec::new());
    words
}

fn directory(change: &Change) -> &[u8] {
    change.path.rfind_byte(b'/').map_or(b"", |at| &change.path[..at])
}

#[cfg(test)]
mod tests {
    use super::{lines_of, shared_share, words};

    #[test]
    fn similarity_counts_bytes_in_equal_lines() {
        for (old, new, share) in [
            (&b"a\nb\nc\nd\n"[..], &b"a\nb\nx\ny\n"[..], 0.5),
            (b"a\na\na\na\n", b"a\na\n", 0.5),
            (b"b\na\n", b"a\nb\n", 1.0),
            (b"", b"abc", 0.0),
        ] {
            let found = shared_share(&lines_of(old), &lines_of(new));
            assert!((found - share).abs() < 1e-9, "{found} of {share}");
        }
    }

    #[test]
    fn names_have_words() {
        for (name, expected) in [
            ("DataRedisAuto-test.java", "auto data redis test"),
            ("JSONReader.java", "jsonreader"),
            ("price_list.py", "list price"),
            ("Makefile", "makefile"),
            (".env", ""),
        ] {
            let found: Vec<String> =
                words(name.as_bytes()).into_iter().map(|word| String::from_utf8(word).unwrap()).collect();
            assert_eq!(found.join(" "), expected);
        }
    }
}
