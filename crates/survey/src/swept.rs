//! What sweeps made of functions. A function that nobody had changed before a sweep and that is another one after it was not
//! worked on: what the sweep made of it stands for what it was. Each sweep is read before and after, for the few files with a
//! function that is hard to follow and not what it was 12 months ago.

use crate::Input;
use crate::gaps::Gaps;
use crate::read::{self, FileRead};
use crate::walk::Walk;
use crate::year_ago::Sources;
use bstr::{BStr, ByteSlice};
use quarterdeck_base::{GapKind, bound};
use quarterdeck_git::{Oid, OidMap};
use quarterdeck_source::CodeFacts;
use std::collections::{BTreeMap, BTreeSet};

/// A sweep that changed a file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    /// Position in the walk.
    pub(crate) commit: u32,
    /// Position of the path before and after, in [`Walk::paths`].
    pub(crate) before: u32,
    pub(crate) after: u32,
}

/// Functions of blobs, each with its name and the hash of its body.
pub(crate) type Named = OidMap<Vec<(String, u64)>>;

pub(crate) fn named(code: &CodeFacts) -> Vec<(String, u64)> {
    code.functions.iter().map(|function| (function.name.clone(), function.content_hash)).collect()
}

pub(crate) const UNREAD: &str = "files before or after a wide commit";

/// Adds to the bodies that files held 12 months ago what sweeps since then made of them. `asked` are files in the order in
/// which they matter, `steps` their sweeps, newest first.
pub(crate) fn add(
    input: &Input,
    (files, walk): (&[FileRead], &Walk),
    (asked, steps): (&[usize], &BTreeMap<usize, Vec<Step>>),
    mut named: Named,
    bodies: &mut BTreeMap<usize, BTreeSet<u64>>,
    sources: &Sources<'_>,
    gaps: &mut Gaps,
) {
    let mut asked: Vec<(usize, Step)> = asked
        .iter()
        .filter_map(|file| Some((*file, steps.get(file)?)))
        .flat_map(|(file, steps)| steps.iter().rev().map(move |step| (file, *step)))
        .collect();
    let most = usize::try_from(bound::YEAR_AGO_SWEEPS).unwrap_or(usize::MAX);
    let cut = asked.len().saturating_sub(most) as u64;
    gaps.note(&input.name, GapKind::Cut, "files compared with what they were before a wide commit", cut, None);
    asked.truncate(most);
    let sides = blobs(input, walk, &asked);
    let mut wanted: BTreeMap<Oid, &str> = BTreeMap::new();
    for ((file, _), blobs) in asked.iter().zip(&sides) {
        let language = files[*file].language.map_or("", |language| language.name);
        let unknown = blobs.iter().flatten().flatten().filter(|blob| !named.contains_key(*blob));
        wanted.extend(unknown.map(|blob| (*blob, language)));
    }
    let wanted: Vec<(Oid, &str)> = wanted.into_iter().collect();
    let codes = read::codes(input, &wanted, (sources.pool, sources.cache, sources.seen));
    for ((blob, _), code) in wanted.into_iter().zip(codes) {
        named.extend(code.map(|code| (blob, self::named(&code))));
    }
    for ((file, _), blobs) in asked.iter().zip(&sides) {
        let read = match blobs {
            Some([Some(before), Some(after)]) => named.get(before).zip(named.get(after)),
            // The sweep took the file away, or brought it back.
            Some(_) => continue,
            None => None,
        };
        match (read, bodies.get_mut(file)) {
            (Some((before, after)), Some(bodies)) => carry(before, after, bodies),
            _ => gaps.note(&input.name, GapKind::MissingObject, UNREAD, 1, Some(&files[*file].entry.path)),
        }
    }
}

/// The blobs of a file before and after a step, where it was there.
type Sides = [Option<Oid>; 2];

/// The blobs of each file before and after its step; `None` where a tree cannot be read.
fn blobs(input: &Input, walk: &Walk, asked: &[(usize, Step)]) -> Vec<Option<Sides>> {
    let commits = &walk.history.commits;
    let parents: BTreeSet<Oid> =
        asked.iter().filter_map(|(_, step)| commits[step.commit as usize].parents.first().copied()).collect();
    let trees: OidMap<Oid> =
        commits.iter().filter(|commit| parents.contains(&commit.id)).map(|commit| (commit.id, commit.tree)).collect();
    let reader = input.repository.tree_reader();
    let mut by_commit: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, (_, step)) in asked.iter().enumerate() {
        by_commit.entry(step.commit).or_default().push(at);
    }
    let mut found = vec![Some([None; 2]); asked.len()];
    for (commit, mut places) in by_commit {
        let commit = &commits[commit as usize];
        let before = commit.parents.first().and_then(|parent| trees.get(parent)).copied();
        for (side, tree) in [before, Some(commit.tree)].into_iter().enumerate() {
            let path = |at: &usize| {
                let step = asked[*at].1;
                walk.paths[if side == 0 { step.before } else { step.after } as usize].as_bstr()
            };
            places.sort_by_key(path);
            let paths: Vec<&BStr> = places.iter().map(path).collect();
            let blobs = tree.and_then(|tree| reader.blobs_at(tree, &paths));
            for (place, at) in places.iter().enumerate() {
                match (&blobs, &mut found[*at]) {
                    (Some(blobs), Some(sides)) => sides[side] = blobs[place],
                    (_, sides) => *sides = None,
                }
            }
        }
    }
    found
}

/// What a sweep made of a known body is known as well. Functions of one name are told apart by their order, where the sweep
/// left their number.
fn carry(before: &[(String, u64)], after: &[(String, u64)], known: &mut BTreeSet<u64>) {
    let mut by_name: BTreeMap<&str, [Vec<u64>; 2]> = BTreeMap::new();
    for (side, functions) in [before, after].into_iter().enumerate() {
        for (name, body) in functions {
            by_name.entry(name).or_default()[side].push(*body);
        }
    }
    let same = by_name.into_values().filter(|[before, after]| before.len() == after.len());
    let pairs = same.flat_map(|[before, after]| before.into_iter().zip(after));
    let carried: Vec<u64> = pairs.filter(|(before, _)| known.contains(before)).map(|(_, after)| after).collect();
    known.extend(carried);
}

#[cfg(test)]
mod tests {
    use super::carry;
    use std::collections::BTreeSet;

    #[test]
    fn what_a_sweep_made_of_a_known_body_is_known() {
        type Functions = &'static [(&'static str, u64)];
        let cases: [(&str, Functions, Functions, &[u64]); 6] = [
            ("rewritten", &[("a", 1)], &[("a", 9)], &[1, 2, 9]),
            ("of a body that was changed before", &[("a", 7)], &[("a", 9)], &[1, 2]),
            ("new", &[("a", 1)], &[("a", 1), ("b", 9)], &[1, 2]),
            ("two of one name", &[("a", 1), ("a", 7)], &[("a", 8), ("a", 9)], &[1, 2, 8]),
            ("one of two dropped", &[("a", 1), ("a", 2)], &[("a", 9)], &[1, 2]),
            ("swapped", &[("a", 1), ("b", 7)], &[("a", 7), ("b", 1)], &[1, 2, 7]),
        ];
        for (what, before, after, expected) in cases {
            let named = |functions: Functions| -> Vec<(String, u64)> {
                functions.iter().map(|(name, body)| ((*name).to_owned(), *body)).collect()
            };
            let mut known = BTreeSet::from([1, 2]);
            carry(&named(before), &named(after), &mut known);
            assert_eq!(known.into_iter().collect::<Vec<_>>(), expected, "{what}");
        }
    }
}
