//! What counts as a clone, by examples; and a comparison with the obvious slow search on many small inputs.

use super::{CloneSource, Clones, find_clones};
use quarterdeck_facts::FileIx;
use quarterdeck_languages::TokenStream;
use std::collections::BTreeSet;

/// One letter is one token; `/` ends a line.
fn stream(text: &str) -> TokenStream {
    let mut stream = TokenStream::default();
    let mut line = 1;
    for letter in text.bytes() {
        if letter == b'/' {
            line += 1;
        } else {
            stream.hashes.push(u32::from(letter));
            stream.lines.push(line);
        }
    }
    stream
}

fn search(files: &[(&'static str, &str)], min_tokens: usize, min_lines: u32) -> Clones {
    let streams: Vec<TokenStream> = files.iter().map(|(_, text)| stream(text)).collect();
    let sources = files.iter().zip(&streams).enumerate();
    let sources: Vec<_> = sources
        .map(|(at, ((language, _), tokens))| CloneSource {
            file: FileIx::new(at),
            language,
            tokens,
            uncounted_lines: &[],
        })
        .collect();
    find_clones(&sources, min_tokens, min_lines)
}

/// Groups as text: tokens, then file:first-last for each place.
fn found(clones: &Clones) -> Vec<String> {
    let place =
        |place: &quarterdeck_facts::ClonePlace| format!(" {}:{}-{}", place.file.at(), place.start_line, place.end_line);
    let group = |group: &quarterdeck_facts::CloneGroup| {
        format!("{}{}", group.tokens, group.places.iter().map(place).collect::<String>())
    };
    clones.groups.iter().map(group).collect()
}

#[test]
fn only_whole_lines_are_counted() {
    for (what, files, expected) in [
        ("whole", ["x/ab/cd/ef/y", "z/ab/cd/ef"], 3),
        ("the first line begins with something else", ["xab/cd/ef/y", "zab/cd/ef"], 2),
        ("and the last ends with something else", ["xab/cd/efy", "zab/cd/efz"], 1),
        ("at one of the places only", ["xab/cd/efy", "ab/cd/ef"], 3),
        ("on one line", ["xabcdefy", "zabcdefw"], 0),
    ] {
        let clones = search(&files.map(|text| ("Go", text)), 4, 1);
        assert_eq!(clones.groups.iter().map(|group| group.lines).max(), Some(expected), "{what}");
    }
}

#[test]
fn clones_of_at_least_four_tokens() {
    for (what, files, expected) in [
        ("two files", vec!["x/abcd/y", "z/z/abcd"], vec!["4 0:2-2 1:3-3"]),
        ("white space and line breaks do not count", vec!["abcdef", "ab//cd/ef"], vec!["6 0:1-1 1:1-4"]),
        ("three files", vec!["abcdx", "yabcd", "zabcdz"], vec!["4 0:1-1 1:1-1 2:1-1"]),
        ("within one file", vec!["abcd/x/abcd"], vec!["4 0:1-1 0:3-3"]),
        ("below the threshold", vec!["abcx", "abcy"], vec![]),
        (
            "partial overlap",
            vec!["abcdef", "xabcde", "bcdefy"],
            vec!["5 0:1-1 1:1-1", "5 0:1-1 2:1-1", "4 0:1-1 1:1-1 2:1-1"],
        ),
        (
            "nested: the smaller has more places",
            vec!["pabcdq", "pabcdq", "abcd"],
            vec!["6 0:1-1 1:1-1", "4 0:1-1 1:1-1 2:1-1"],
        ),
        ("same places: the larger only", vec!["abcdefgh", "abcdefgh"], vec!["8 0:1-1 1:1-1"]),
        ("files end, clones do not go on", vec!["abcd", "efgh", "abcdefgh"], vec!["4 0:1-1 2:1-1", "4 1:1-1 2:1-1"]),
        ("two blocks in a row", vec!["abcd/abcd"], vec!["4 0:1-1 0:2-2"]),
        ("three blocks and the start of a fourth", vec!["abcd/abcd/abcd/ab"], vec!["4 0:1-1 0:2-2 0:3-3"]),
        ("short blocks in a row", vec!["ab/ab/ab/ab/ab"], vec!["4 0:1-2 0:3-4"]),
        ("one token many times", vec!["00000000/00000000/00000000/"], vec!["4 0:1-1 0:1-1 0:2-2 0:2-2 0:3-3 0:3-3"]),
        ("too short to repeat", vec!["0000000"], vec![]),
    ] {
        let files: Vec<_> = files.into_iter().map(|text| ("Go", text)).collect();
        assert_eq!(found(&search(&files, 4, 1)), expected, "{what}");
    }
}

#[test]
fn places_with_too_few_lines_are_left_out() {
    for (files, expected) in [
        (["ab/cd/e", "ab/cd/e"], vec!["5 0:1-3 1:1-3"]),
        (["ab/cde", "ab/cde"], vec![]),
        (["ab/cd/e", "abcde"], vec![]),
        (["ab//cde", "ab//cde"], vec!["5 0:1-3 1:1-3"]),
        (["ab/cd/e/x/abc/de/y/ab/cd/e", "abcde"], vec!["5 0:1-3 0:8-10"]),
    ] {
        assert_eq!(found(&search(&files.map(|text| ("Go", text)), 4, 3)), expected, "{files:?}");
    }
}

#[test]
fn blocks_of_a_periodic_run_are_as_long_as_the_line_threshold_asks() {
    let table = "0000/".repeat(12);
    assert_eq!(found(&search(&[("Go", &table)], 4, 3)), ["9 0:1-3 0:3-5 0:5-7 0:7-9 0:10-12"]);
}

#[test]
fn languages_are_apart_but_for_families() {
    for (languages, expected) in [(["Go", "Java"], 0), (["JavaScript", "TSX"], 1), (["C", "C++"], 1), (["C", "C#"], 0)]
    {
        assert_eq!(search(&languages.map(|language| (language, "abcd")), 4, 1).groups.len(), expected);
    }
}

#[test]
fn lines_are_counted_once_and_only_where_tokens_stand() {
    let clones = search(&[("Go", "p/a//b/cd/q"), ("Go", "p/a/b/cd/q"), ("Go", "x/ab/cd"), ("Go", "no")], 4, 1);
    assert_eq!(clones.groups.len(), 2);
    let lines: Vec<_> = clones.duplicated_lines.iter().map(|(file, lines)| (file.at(), *lines)).collect();
    assert_eq!(lines, [(0, 5), (1, 5), (2, 2)]);
}

#[test]
fn lines_of_imports_are_found_and_not_counted() {
    let streams = [stream("a/b/c/d"), stream("a/b/c/d")];
    let sources: Vec<_> = streams
        .iter()
        .zip([&[1, 2][..], &[]])
        .enumerate()
        .map(|(at, (tokens, uncounted_lines))| CloneSource {
            file: FileIx::new(at),
            language: "Go",
            tokens,
            uncounted_lines,
        })
        .collect();
    let clones = find_clones(&sources, 4, 1);
    assert_eq!(found(&clones), ["4 0:1-4 1:1-4"]);
    let lines: Vec<_> = clones.duplicated_lines.iter().map(|(file, lines)| (file.at(), *lines)).collect();
    assert_eq!(lines, [(0, 2), (1, 4)]);
}

#[test]
fn a_group_keeps_its_hash_wherever_it_is() {
    let here = search(&[("Go", "xabcdy"), ("Go", "abcd")], 4, 1);
    let there = search(&[("Java", "qrs"), ("Java", "abcd/q/abcdz"), ("Java", "abcd")], 4, 1);
    assert_eq!(here.groups[0].hash, there.groups[0].hash);
    assert_ne!(here.groups[0].hash, search(&[("Go", "abce"), ("Go", "abce")], 4, 1).groups[0].hash);
}

#[test]
fn periodic_runs_stay_small() {
    let zeros = "0".repeat(200_000);
    let clones = search(&[("Go", &format!("p{zeros}x")), ("Go", &format!("p{}y", &zeros[..150_000]))], 50, 1);
    assert!(clones.groups.len() < 10, "{} groups", clones.groups.len());
    assert_eq!(clones.groups[0].tokens, 150_001);
    assert!(clones.places_cut > 0);
    let nested = format!("{}1", "0".repeat(99)).repeat(300);
    assert!(search(&[("Go", &nested)], 50, 1).groups.len() < 100);
}

#[test]
fn no_input_is_no_clone() {
    assert!(find_clones(&[], 50, 5).groups.is_empty());
    assert!(search(&[("Go", ""), ("Go", "a")], 0, 0).groups.is_empty());
}

/// A small generator, so that each run sees the same inputs.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }
}

/// Files of a few letters in which pieces are copied, at times many times in a row.
fn small_files(random: &mut Seeded) -> Vec<Vec<u32>> {
    let letters = 2 + random.below(8);
    let mut files: Vec<Vec<u32>> = Vec::new();
    for _ in 0..1 + random.below(4) {
        let mut file: Vec<u32> = Vec::new();
        while file.len() < 60 && random.below(12) > 0 {
            let from = if random.below(2) == 0 { file.clone() } else { files.last().cloned().unwrap_or_default() };
            if from.is_empty() || random.below(3) == 0 {
                file.extend((0..1 + random.below(12)).map(|_| 97 + random.below(letters) as u32));
            } else {
                let start = random.below(from.len());
                let end = start + 1 + random.below(from.len() - start);
                let times = if random.below(10) == 0 { 1 + random.below(20) } else { 1 };
                (0..times).for_each(|_| file.extend(&from[start..end]));
            }
        }
        file.truncate(200);
        files.push(file);
    }
    files
}

/// File and first token.
type At = (usize, usize);

/// The obvious search: all pairs of equal runs that cannot be longer, as (first, second, length).
fn equal_runs(files: &[Vec<u32>], least: usize) -> Vec<(At, At, usize)> {
    let starts: Vec<At> =
        files.iter().enumerate().flat_map(|(at, file)| (0..file.len()).map(move |i| (at, i))).collect();
    let token = |(file, at): At| files[file].get(at);
    let mut pairs = Vec::new();
    for (number, &a) in starts.iter().enumerate() {
        for &b in &starts[number + 1..] {
            let continues = a.1 > 0 && b.1 > 0 && files[a.0][a.1 - 1] == files[b.0][b.1 - 1];
            if continues {
                continue;
            }
            let same =
                |at: &usize| token((a.0, a.1 + at)).is_some() && token((a.0, a.1 + at)) == token((b.0, b.1 + at));
            let length = (0..).take_while(same).count();
            if length >= least {
                pairs.push((a, b, length));
            }
        }
    }
    pairs
}

fn has_long_periodic_run(files: &[Vec<u32>], least: usize) -> bool {
    files.iter().any(|file| {
        (1..file.len()).any(|period| {
            let mut same = 0;
            (period..file.len()).any(|at| {
                same = if file[at] == file[at - period] { same + 1 } else { 0 };
                same + period >= 8 * period + least
            })
        })
    })
}

/// One token per line, so that lines are positions.
fn search_positions(files: &[Vec<u32>], least: usize, reversed: bool) -> Clones {
    let lines = |file: &Vec<u32>| (1..=file.len() as u32).collect();
    let streams: Vec<TokenStream> =
        files.iter().map(|file| TokenStream { hashes: file.clone(), lines: lines(file) }).collect();
    let mut sources: Vec<_> = streams
        .iter()
        .enumerate()
        .map(|(at, tokens)| CloneSource { file: FileIx::new(at), language: "Go", tokens, uncounted_lines: &[] })
        .collect();
    if reversed {
        sources.reverse();
    }
    find_clones(&sources, least, 1)
}

#[test]
fn finds_what_the_obvious_search_finds() {
    let mut random = Seeded(7);
    let (mut exact, mut touched) = (0, 0);
    for round in 0..600 {
        let least = 2 + random.below(8);
        let files = small_files(&mut random);
        let clones = search_positions(&files, least, false);
        let covered = verify(&files, least, &clones);
        assert_eq!(clones.groups, search_positions(&files, least, true).groups, "round {round}: order of input");

        let pairs = equal_runs(&files, least);
        let all_periodic = has_long_periodic_run(&files, least);
        for &(a, b, length) in &pairs {
            let run = &files[a.0][a.1..a.1 + length];
            let mut places: Vec<At> = Vec::new();
            for (at, file) in files.iter().enumerate() {
                places
                    .extend(file.windows(length).enumerate().filter(|(_, w)| *w == run).map(|(start, _)| (at, start)));
            }
            let overlaps = places.windows(2).any(|pair| pair[0].0 == pair[1].0 && pair[1].1 - pair[0].1 < length);
            if !overlaps && !all_periodic {
                let expected: Vec<At> = clones
                    .groups
                    .iter()
                    .filter(|group| group.tokens as usize == length)
                    .map(|group| group.places.iter().map(|p| (p.file.at(), p.start_line as usize - 1)).collect())
                    .find(|found: &Vec<At>| *found == places)
                    .unwrap_or_default();
                assert_eq!(expected, places, "round {round}: {files:?} {least} {:?}", found(&clones));
                exact += 1;
            } else if a.0 != b.0 || b.1 >= a.1 + length {
                let is_touched = |(file, start): &At| (*start..start + length).any(|at| covered.contains(&(*file, at)));
                let count = [a, b].iter().filter(|at| is_touched(at)).count();
                // The rest of a long periodic run, shorter than a block, is not a place.
                let least_count = if all_periodic { 1 } else { 2 };
                let seen = || format!("round {round}: {files:?} {least} {a:?} {b:?} {length} {:?}", found(&clones));
                assert!(count >= least_count, "{}", seen());
                touched += 1;
            }
        }
    }
    assert!(exact > 2_000 && touched > 2_000, "{exact} {touched}");
}

/// Each place is the group's run, places do not overlap, lines add up. Returns the covered tokens.
fn verify(files: &[Vec<u32>], least: usize, clones: &Clones) -> BTreeSet<At> {
    let mut covered = BTreeSet::new();
    let mut hashes = BTreeSet::new();
    for group in &clones.groups {
        assert!(group.places.len() > 1 && group.tokens as usize >= least);
        assert!(hashes.insert((group.tokens, group.hash)), "a run makes one group");
        let mut runs = BTreeSet::new();
        for place in &group.places {
            let range = place.start_line as usize - 1..place.end_line as usize;
            assert_eq!(range.len(), group.tokens as usize);
            runs.insert(&files[place.file.at()][range.clone()]);
            covered.extend(range.map(|at| (place.file.at(), at)));
        }
        assert_eq!(runs.len(), 1);
        for pair in group.places.windows(2) {
            assert!(pair[0].file < pair[1].file || pair[0].end_line < pair[1].start_line);
        }
    }
    let lines: usize = clones.duplicated_lines.iter().map(|(_, lines)| *lines as usize).sum();
    assert_eq!(lines, covered.len());
    covered
}
