//! Exact clones across files: the same tokens at two places or more.
//!
//! All maximal repeats of at least `min_tokens` tokens, exactly: no sampling, and no hash is trusted. Steps, each in a
//! module: all files of a family in one list (`corpus`), runs of `min_tokens` tokens that occur twice (`grams`), what
//! always occurs together made one symbol (`symbols`), repeats of symbols by sorted suffixes (`suffixes`), and groups of
//! places that do not overlap (`groups`). A block that repeats itself many times in a row (tables, generated lists) is
//! reported once, cut into blocks of whole periods, and not at each of its lengths.

mod corpus;
mod grams;
mod groups;
mod suffixes;
mod symbols;

use corpus::Corpus;
use groups::Collector;
use quarterdeck_base::bound;
use quarterdeck_facts::{CloneGroup, FileIx};
use quarterdeck_languages::TokenStream;
use std::collections::BTreeMap;

/// One file whose tokens are compared.
#[derive(Debug, Clone, Copy)]
pub struct CloneSource<'a> {
    /// The file.
    pub file: FileIx,
    /// Files of different languages are not compared, but for those that share their syntax (JavaScript and TypeScript
    /// with JSX and TSX; C and C++, whose headers look alike).
    pub language: &'static str,
    /// Its tokens.
    pub tokens: &'a TokenStream,
    /// Lines of imports and of test code beside other code, sorted: found like all others, and not counted as lines of a copy.
    pub uncounted_lines: &'a [u32],
}

/// What was found.
#[derive(Debug, Default)]
pub struct Clones {
    /// Groups, most tokens first, then by first place. At most `bound::CLONE_GROUPS`.
    pub groups: Vec<CloneGroup>,
    /// Lines of each file that are part of a clone (also of groups beyond the bound), by file; files without are left out.
    pub duplicated_lines: Vec<(FileIx, u32)>,
    /// Groups beyond the bound; in inputs made of nested repeats also those that were not looked at, whose lines are not
    /// counted then.
    pub cut: u64,
    /// Places of kept groups beyond `bound::CLONE_PLACES`.
    pub places_cut: u64,
}

/// What was found in the files of one family.
#[derive(Default)]
struct Family {
    groups: Vec<CloneGroup>,
    duplicated_lines: Vec<(FileIx, u32)>,
    cut: u64,
    places_cut: u64,
}

/// Finds all maximal exact clones of at least `min_tokens` tokens and `min_lines` lines.
///
/// A place that has fewer lines is left out, and so is a place that overlaps the place before it in the same file. When
/// the places of a run overlap each other, the run is periodic and is shortened to whole periods.
pub fn find_clones(files: &[CloneSource<'_>], min_tokens: usize, min_lines: u32) -> Clones {
    // A clone has at least two tokens: with one, neighbouring files would touch.
    let min_tokens = min_tokens.clamp(2, bound::FILE_TOKENS as usize);
    let mut families: BTreeMap<&str, Vec<&CloneSource<'_>>> = BTreeMap::new();
    for file in files {
        families.entry(family(file.language)).or_default().push(file);
    }
    let mut clones = Clones::default();
    for mut files in families.into_values() {
        files.sort_by_key(|file| file.file);
        let found = find_in_family(&files, min_tokens, min_lines);
        clones.groups.extend(found.groups);
        clones.duplicated_lines.extend(found.duplicated_lines);
        clones.cut += found.cut;
        clones.places_cut += found.places_cut;
    }
    clones.groups.sort_unstable_by(|a, b| {
        b.tokens.cmp(&a.tokens).then_with(|| a.places.cmp(&b.places)).then(a.hash.cmp(&b.hash))
    });
    clones.cut += (clones.groups.len() as u64).saturating_sub(bound::CLONE_GROUPS);
    clones.groups.truncate(bound::CLONE_GROUPS as usize);
    clones.duplicated_lines.sort_unstable();
    clones
}

/// Languages whose files are compared with each other: code moves between them unchanged.
fn family(language: &'static str) -> &'static str {
    match language {
        "JSX" | "TypeScript" | "TSX" => "JavaScript",
        "C" | "C Header" | "C++ Header" => "C++",
        other => other,
    }
}

fn find_in_family(files: &[&CloneSource<'_>], min_tokens: usize, min_lines: u32) -> Family {
    let corpus = Corpus::new(files, min_tokens);
    if corpus.tokens.is_empty() {
        return Family::default();
    }
    let class = grams::repeated_grams(&corpus, min_tokens);
    let sequence = symbols::symbols(&class, min_tokens);
    if sequence.symbols.is_empty() {
        return Family::default();
    }
    let suffixes = suffixes::sort_suffixes(&sequence.symbols, sequence.alphabet);
    let repeats = suffixes.repeats(&sequence.symbols);
    let mut collector = Collector::new(&corpus, &sequence.runs, class, min_tokens as u32, min_lines);
    collector.take(&sequence, &suffixes, repeats, min_tokens as u32);
    collector.finish()
}

#[cfg(test)]
mod tests;
