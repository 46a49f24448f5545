//! What the functions of a file were 12 months ago: whether the changes of the year touched the function, and not only its
//! file. Asked of the few files that changed and hold a function that is hard to follow. What only [sweeps](swept) did to a
//! function is no change.

use crate::fact_cache::FactCache;
use crate::gaps::Gaps;
use crate::lineage::{RECENT_DAYS, follow_back, slots};
use crate::mainline::mainline;
use crate::past::first_moments;
use crate::read::{self, FileRead, ParserPool};
use crate::seen::Seen;
use crate::sweeps::Sweep;
use crate::swept::{self, Named, Step};
use crate::walk::Walk;
use crate::{Input, assemble};
use bstr::{BStr, ByteSlice};
use quarterdeck_base::{GapKind, Timestamp, bound};
use quarterdeck_facts::{FileKind, HistoryState};
use quarterdeck_git::Oid;
use quarterdeck_source::{CodeFacts, Function};
use std::collections::{BTreeMap, BTreeSet};

/// Only files with a function of more points of cognitive complexity are asked about: the limit of complex-functions.
const LEAST_POINTS: u32 = 15;

/// For each file that was asked about, by its position, the bodies of the functions that it held.
#[derive(Default)]
pub(crate) struct YearAgo {
    bodies: BTreeMap<usize, BTreeSet<u64>>,
}

impl YearAgo {
    /// True when the function of a file is new or its body is another one; `None` when nobody asked or nobody can tell.
    pub(crate) fn is_changed(&self, file: usize, function: &Function) -> Option<bool> {
        Some(!self.bodies.get(&file)?.contains(&function.content_hash))
    }
}

/// What files are read with.
pub(crate) struct Sources<'a> {
    pub(crate) pool: &'a ParserPool,
    pub(crate) cache: &'a FactCache<'a>,
    pub(crate) seen: &'a Seen<'a>,
}

/// Looks the files up as they were on the main line 12 months before `as_of`.
pub(crate) fn read(
    input: &Input,
    files: &[FileRead],
    (walk, sweeps): (&Walk, &[Sweep]),
    as_of: Timestamp,
    sources: &Sources<'_>,
    gaps: &mut Gaps,
) -> YearAgo {
    if assemble::history_state(walk, input.repository.is_partial()) != HistoryState::Complete {
        return YearAgo::default();
    }
    let mut wanted = wanted(files);
    let base = base(walk, as_of);
    // Without a commit of that age all of it is new.
    let first = first_moments(walk, &[base.map(|at| walk.history.commits[at].id)]);
    let Since { paths, swept } = since(walk, sweeps, &first, files, &wanted);
    wanted.retain(|file| paths.contains_key(file));
    let most = usize::try_from(bound::YEAR_AGO_FILES).unwrap_or(usize::MAX);
    let cut = wanted.len().saturating_sub(most) as u64;
    gaps.note(&input.name, GapKind::Cut, "files compared with what they were 12 months ago", cut, None);
    wanted.truncate(most);
    let hardest = wanted.clone();
    let mut year_ago = YearAgo::default();
    let mut named = Named::default();
    let mut unread = |file: usize| {
        gaps.note(&input.name, GapKind::MissingObject, UNREAD, 1, Some(&files[file].entry.path));
    };
    let path = |file: &usize| walk.paths[paths[file] as usize].as_bstr();
    wanted.sort_by_key(|file| (path(file), *file));
    let then: Vec<&BStr> = wanted.iter().map(path).collect();
    let reader = input.repository.tree_reader();
    let Some(blobs) =
        base.map_or(Some(vec![None; then.len()]), |at| reader.blobs_at(walk.history.commits[at].tree, &then))
    else {
        wanted.into_iter().for_each(unread);
        return year_ago;
    };
    let mut older: Vec<(usize, Oid)> = Vec::new();
    for (file, blob) in wanted.into_iter().zip(blobs) {
        match blob {
            Some(blob) if blob != files[file].entry.id => older.push((file, blob)),
            blob => {
                // The same content, or no file at all.
                let same = code(&files[file]).filter(|_| blob.is_some());
                year_ago.bodies.insert(file, same.map(bodies).unwrap_or_default());
            }
        }
    }
    let blobs: Vec<(Oid, &str)> =
        older.iter().map(|(file, blob)| (*blob, files[*file].language.map_or("", |language| language.name))).collect();
    let codes = read::codes(input, &blobs, (sources.pool, sources.cache, sources.seen));
    for ((file, blob), code) in older.into_iter().zip(codes) {
        match code {
            Some(code) => {
                year_ago.bodies.insert(file, bodies(&code));
                named.insert(blob, swept::named(&code));
            }
            None => unread(file),
        }
    }
    let is_asked = |file: &usize| year_ago.bodies.get(file).is_some_and(|bodies| has_changed(&files[*file], bodies));
    let asked: Vec<usize> = hardest.into_iter().filter(is_asked).collect();
    swept::add(input, (files, walk), (&asked, &swept), named, &mut year_ago.bodies, sources, gaps);
    year_ago
}

/// True when one of its functions that are hard to follow is not among these.
fn has_changed(file: &FileRead, bodies: &BTreeSet<u64>) -> bool {
    let mut functions = code(file).into_iter().flat_map(|code| &code.functions);
    functions.any(|it| !it.in_test && it.cognitive > LEAST_POINTS && !bodies.contains(&it.content_hash))
}

const UNREAD: &str = "files as they were 12 months ago";

fn code(file: &FileRead) -> Option<&CodeFacts> {
    file.code.as_ref()?.as_ref().ok()
}

fn bodies(code: &CodeFacts) -> BTreeSet<u64> {
    code.functions.iter().map(|function| function.content_hash).collect()
}

/// Positions of source files with a function that is hard to follow, the hardest first.
fn wanted(files: &[FileRead]) -> Vec<usize> {
    let points = |file: &FileRead| {
        let functions = code(file).into_iter().flat_map(|code| &code.functions);
        functions.filter(|function| !function.in_test).map(|function| function.cognitive).max().unwrap_or(0)
    };
    let mut wanted: Vec<(u32, usize)> = files
        .iter()
        .enumerate()
        .filter(|(_, file)| file.kind.kind == FileKind::Source)
        .map(|(at, file)| (points(file), at))
        .filter(|(points, _)| *points > LEAST_POINTS)
        .collect();
    wanted.sort_unstable_by_key(|(points, at)| (std::cmp::Reverse(*points), *at));
    wanted.into_iter().map(|(_, at)| at).collect()
}

/// The newest commit of the main line that is 12 months old.
fn base(walk: &Walk, as_of: Timestamp) -> Option<usize> {
    let then = as_of.days_before(RECENT_DAYS);
    let at = |position: &usize| walk.history.commits[*position].committed_at;
    // Of equal dates the one nearest to HEAD.
    let old = mainline(walk).into_iter().filter(|position| at(position) <= then);
    old.max_by_key(|position| (at(position), std::cmp::Reverse(*position)))
}

/// What happened to files since the base.
#[derive(Default)]
struct Since {
    /// The path that each had at the base, of those that a commit since then changed.
    paths: BTreeMap<usize, u32>,
    /// The sweeps that changed it, newest first.
    swept: BTreeMap<usize, Vec<Step>>,
}

fn since(walk: &Walk, sweeps: &[Sweep], first: &[u32], files: &[FileRead], wanted: &[usize]) -> Since {
    let slots = slots(walk, wanted.iter().map(|file| &files[*file].entry.path));
    let mut since = Since::default();
    follow_back(walk, slots, |slot, commit, change| {
        if first[commit as usize] != u32::MAX {
            return;
        }
        let file = wanted[slot as usize];
        let before = change.renamed_from.unwrap_or(change.path);
        since.paths.insert(file, before);
        let came = change.added && change.renamed_from.is_none();
        let sweeps = sweeps[commit as usize] != Sweep::No || walk.is_import(commit);
        if sweeps && !came && !change.moved_only && !walk.is_repeated(commit as usize) {
            since.swept.entry(file).or_default().push(Step { commit, before, after: change.path });
        }
    });
    since
}

#[cfg(test)]
pub(crate) mod tests;
