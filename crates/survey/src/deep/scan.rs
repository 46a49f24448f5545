//! Secrets in the blobs of a history, and how long each was there: when it came, when it left, whether it is still there.

use super::Deep;
use super::commits::{CommitLines, LineChange};
use super::lines::Line;
use crate::secrets::{Kept, identity, kept_of_past};
use crate::walk::Walk;
use bstr::{BStr, ByteSlice};
use quarterdeck_base::{RepoPath, Timestamp};
use quarterdeck_facts::{FileKind, HistorySecret, RepositoryIx, SecretCommit};
use quarterdeck_git::Oid;
use quarterdeck_languages::{Marks, TextFacts};
use quarterdeck_secrets::PlainLines;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

/// Lines that one thread remembers: two megabytes.
const REMEMBERED_BITS: u32 = 18;

thread_local! {
    // Versions of one file come one after the other, and most of their lines are the same.
    static PLAIN: RefCell<Vec<Line>> = RefCell::new(vec![Line::MAX; 1 << REMEMBERED_BITS]);
}

/// Lines of one blob in the memory of a thread. Each has one place; a newer one takes it over.
struct Remembered<'a> {
    lines: &'a [Line],
    plain: &'a mut [Line],
}

impl Remembered<'_> {
    fn place(line: Line) -> usize {
        (line.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - REMEMBERED_BITS)) as usize
    }
}

impl PlainLines for Remembered<'_> {
    fn is_plain(&self, line: usize) -> bool {
        self.lines.get(line).is_some_and(|line| self.plain[Self::place(*line)] == *line)
    }

    fn note(&mut self, line: usize) {
        if let Some(line) = self.lines.get(line) {
            self.plain[Self::place(*line)] = *line;
        }
    }
}

/// Looks for secrets while blobs are hot.
#[derive(Default)]
pub(super) struct Scanner {
    found: Mutex<BTreeMap<Oid, Kept>>,
}

impl Scanner {
    /// Takes what earlier runs know.
    pub(super) fn know(&self, known: impl IntoIterator<Item = (Oid, Kept)>) {
        self.found.lock().unwrap_or_else(PoisonError::into_inner).extend(known);
    }

    /// Looks at a text.
    pub(super) fn look(&self, blob: &Oid, bytes: &[u8], lines: &[Line]) {
        let kept = PLAIN.with_borrow_mut(|plain| kept_of_past(bytes, &mut Remembered { lines, plain }));
        if !kept.found.is_empty() || kept.cut {
            self.know([(*blob, kept)]);
        }
    }

    /// Blobs with secrets.
    pub(super) fn finish(self) -> BTreeMap<Oid, Kept> {
        self.found.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The time that something was in a repository. It may come back: then there is another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch<'a> {
    /// Where it came first.
    pub(super) path: &'a BStr,
    /// The commit of the walk that brought it.
    pub(super) came: u32,
    /// The commit that took its last copy away; `None` when it is still there.
    pub(super) left: Option<u32>,
}

/// A file before and after a commit; a merge has several that were there before.
struct Move<'a> {
    path: &'a BStr,
    /// Its path before.
    from: &'a BStr,
    before: Vec<Oid>,
    after: Option<Oid>,
}

/// One group of blobs on its way through history.
#[derive(Default)]
struct Trail<'a> {
    stretches: Vec<Stretch<'a>>,
    /// Paths that hold it.
    live: BTreeSet<&'a BStr>,
}

impl<'a> Trail<'a> {
    fn came(&mut self, commit: u32, path: &'a BStr) {
        if self.live.is_empty() {
            self.stretches.push(Stretch { path, came: commit, left: None });
        }
        self.live.insert(path);
    }

    fn left(&mut self, commit: u32, of: &Move<'a>) {
        let was_live = self.live.remove(of.path) | self.live.remove(of.from);
        // Another branch may take out once more what is gone: whoever has that branch has it until then.
        if (was_live || !self.stretches.is_empty()) && self.live.is_empty() {
            self.stretches.iter_mut().next_back().into_iter().for_each(|last| last.left = Some(commit));
        }
    }

    fn went_on(&mut self, of: &Move<'a>) {
        if of.from != of.path && self.live.remove(of.from) {
            self.live.insert(of.path);
        }
    }
}

fn end(leads: &[usize], mut at: usize) -> usize {
    while leads[at] != at {
        at = leads[at];
    }
    at
}

/// The blobs that hold each secret, by rule, fingerprint and what may be shown.
type Groups<'s> = BTreeMap<(&'s str, &'s str, &'s str), BTreeSet<Oid>>;

impl Deep {
    /// The stretches of each group of blobs: those in which one and the same thing was found.
    pub(super) fn stretches<'a>(&'a self, walk: &'a Walk, groups: &[BTreeSet<Oid>]) -> Vec<Vec<Stretch<'a>>> {
        let mut of_blob: HashMap<Oid, Vec<usize>> = HashMap::new();
        for (at, group) in groups.iter().enumerate() {
            group.iter().for_each(|blob| of_blob.entry(*blob).or_default().push(at));
        }
        let mut trails: Vec<Trail<'_>> = groups.iter().map(|_| Trail::default()).collect();
        // Parents before children. What a commit brings counts before what it takes away: that was moved.
        for (at, lines) in self.commits.iter().enumerate().rev() {
            let commit = at as u32;
            let moves = lines.as_ref().map(|lines| moves(walk, at, lines, &of_blob)).unwrap_or_default();
            let touched: Vec<(Vec<usize>, Vec<usize>, &Move<'_>)> = moves
                .iter()
                .map(|of| {
                    let has = |blob: &Oid| of_blob.get(blob).into_iter().flatten().copied();
                    (of.before.iter().flat_map(has).collect(), of.after.iter().flat_map(has).collect(), of)
                })
                .collect();
            for (before, after, of) in &touched {
                for group in after {
                    if before.contains(group) {
                        trails[*group].went_on(of)
                    } else {
                        trails[*group].came(commit, of.path)
                    }
                }
            }
            for (before, after, of) in &touched {
                let gone: BTreeSet<usize> = before.iter().copied().filter(|group| !after.contains(group)).collect();
                gone.into_iter().for_each(|group| trails[group].left(commit, of));
            }
        }
        trails.into_iter().map(|trail| trail.stretches).collect()
    }

    /// Guessable values are told apart by their line: one whose line was edited goes on when what stands in its place in the
    /// same file looks the same.
    fn joined<'s>(&self, walk: &Walk, groups: Groups<'s>) -> Groups<'s> {
        let keys: Vec<(&str, &str, &str)> = groups.keys().copied().collect();
        let guessable =
            |rule: &str| quarterdeck_secrets::all().any(|known| known.id == rule && known.class.is_guessable());
        let mut of_blob: HashMap<Oid, Vec<usize>> = HashMap::new();
        for (at, (_, blobs)) in groups.iter().enumerate().filter(|(_, ((rule, ..), _))| guessable(rule)) {
            blobs.iter().for_each(|blob| of_blob.entry(*blob).or_default().push(at));
        }
        // Each leads to the one that it continues as, the lowest of them at the end.
        let mut leads: Vec<usize> = (0..keys.len()).collect();
        for (at, lines) in self.commits.iter().enumerate().filter(|_| !of_blob.is_empty()) {
            for of in lines.iter().flat_map(|lines| moves(walk, at, lines, &of_blob)) {
                let has = |blob: &Oid| of_blob.get(blob).into_iter().flatten().copied();
                let before: BTreeSet<usize> = of.before.iter().flat_map(has).collect();
                let after: BTreeSet<usize> = of.after.iter().flat_map(has).collect();
                for (gone, come) in
                    before.difference(&after).flat_map(|gone| after.difference(&before).map(move |come| (*gone, *come)))
                {
                    let looks = |at: usize| (keys[at].0, keys[at].2);
                    if looks(gone) == looks(come) {
                        let (gone, come) = (end(&leads, gone), end(&leads, come));
                        leads[gone.max(come)] = gone.min(come);
                    }
                }
            }
        }
        let mut joined = Groups::new();
        for (at, blobs) in groups.into_values().enumerate() {
            joined.entry(keys[end(&leads, at)]).or_default().extend(blobs);
        }
        joined
    }

    /// The secrets of the history of one repository, by (came, path, rule, fingerprint); `head` are the blobs of the
    /// audited commit.
    pub(super) fn secrets(
        &self,
        walk: &Walk,
        repository: RepositoryIx,
        head: &BTreeSet<Oid>,
        as_of: Timestamp,
    ) -> Vec<HistorySecret> {
        // Of guessable values neither the value nor a hash of it is known: the line around it and the length tell them apart.
        let mut groups = Groups::new();
        for (blob, kept) in &self.secrets {
            for one in &kept.found {
                groups.entry((&one.rule, &one.fingerprint, &one.masked)).or_default().insert(*blob);
            }
        }
        let groups = self.joined(walk, groups);
        let blobs: Vec<BTreeSet<Oid>> = groups.values().cloned().collect();
        let commit = |at: u32| {
            let commit = &walk.history.commits[at as usize];
            SecretCommit { at: commit.committed_at, commit: commit.id.to_string() }
        };
        let mut secrets = Vec::new();
        for (((rule, fingerprint, masked), blobs), stretches) in
            groups.keys().zip(&blobs).zip(self.stretches(walk, &blobs))
        {
            let Some(rule) = quarterdeck_secrets::all().find(|known| known.id == **rule) else { continue };
            let in_head = !blobs.is_disjoint(head);
            let last = stretches.len().saturating_sub(1);
            for (number, stretch) in stretches.iter().enumerate().filter(|(_, stretch)| is_looked_at(stretch.path)) {
                let came = commit(stretch.came);
                let left = stretch.left.filter(|_| !in_head || number < last).map(commit);
                let until = left.as_ref().map_or(as_of, |left| left.at);
                secrets.push(HistorySecret {
                    repository,
                    path: RepoPath::new(stretch.path),
                    rule: &rule.id,
                    provider: &rule.provider,
                    class: rule.class,
                    masked: (*masked).to_owned(),
                    fingerprint: identity(rule.class, fingerprint, stretch.path),
                    days_live: until.days_since(came.at).max(0.0) as u32,
                    came,
                    left,
                    in_head,
                });
            }
        }
        let key = |one: &HistorySecret| (one.came.clone(), one.path.clone(), one.rule, one.fingerprint.clone());
        secrets.sort_by_cached_key(key);
        secrets
    }
}

/// What others wrote, by its path alone, opens nothing of this system.
fn is_looked_at(path: &BStr) -> bool {
    let path = RepoPath::new(path);
    let language = quarterdeck_languages::identify(&path, &[]);
    let of_path = quarterdeck_languages::kind(&path, language, &TextFacts::default(), &Marks::default(), false);
    of_path.kind != FileKind::Vendored
}

/// What a commit did to files that hold one of these blobs before or after it.
fn moves<'a>(walk: &'a Walk, at: usize, lines: &'a CommitLines, of_blob: &HashMap<Oid, Vec<usize>>) -> Vec<Move<'a>> {
    let concerns = |change: &LineChange| {
        [change.before, change.after].iter().flatten().any(|blob| of_blob.contains_key(blob)) && !change.went_on()
    };
    match lines {
        CommitLines::Single(changes) => {
            let known = walk.changes[at].as_deref().unwrap_or_default();
            let path = |path: u32| walk.paths[path as usize].as_bstr();
            let both = known.iter().zip(changes).filter(|(_, change)| concerns(change));
            both.map(|(known, change)| Move {
                path: path(known.path),
                from: path(known.renamed_from.unwrap_or(known.path)),
                before: change.before.into_iter().collect(),
                after: change.after,
            })
            .collect()
        }
        CommitLines::Merge(paths) => paths
            .iter()
            .filter(|of| of.sides.iter().any(|(_, change)| concerns(change)))
            .map(|of| Move {
                path: of.path.as_bstr(),
                from: of.path.as_bstr(),
                before: of.sides.iter().filter_map(|(_, change)| change.before).collect(),
                after: of.sides.first().and_then(|(_, change)| change.after),
            })
            .collect(),
    }
}
