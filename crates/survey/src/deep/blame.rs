//! Who wrote the lines that stand: for all files of the snapshot at once, from the newest commit back. Each commit keeps the
//! lines that it added and hands the others to its parents, as `git blame` does for one file.

use super::commits::{CommitLines, Edits, LineChange, MergeChange};
use super::lines::Hunk;
use crate::walk::Walk;
use bstr::{BStr, ByteSlice};
use quarterdeck_base::bound;
use quarterdeck_git::Oid;
use std::collections::{BTreeMap, HashMap};

/// Lines of a file of the snapshot whose commit was found, or will not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Owned {
    /// The file, by its position in the list.
    pub(super) file: u32,
    /// First line in the snapshot, from 0.
    pub(super) at: u32,
    /// How many; `None` for all lines of a file of which nothing is known.
    pub(super) lines: Option<u32>,
    /// The commit in the walk; `None` when a change on the way could not be read.
    pub(super) commit: Option<u32>,
}

/// Lines of a file of the snapshot that still look for their commit.
#[derive(Debug, Clone, Copy)]
struct Piece {
    file: u32,
    /// First line in the snapshot.
    at: u32,
    /// First line in the commit that is looked at.
    here: u32,
    /// How many; [`WHOLE`] for all of them, before a change tells how many there are.
    lines: u32,
}

const WHOLE: u32 = u32::MAX;

/// The lines that look for their commit at one commit, by path.
type Board = BTreeMap<u32, Vec<Piece>>;

/// Finds the commit of each line of these files of the snapshot. `owned` is told, in no order that means anything.
pub(super) fn blame(walk: &Walk, commits: &[Option<CommitLines>], files: &[&BStr], owned: impl FnMut(Owned)) {
    let mut paths =
        Paths { known: walk.paths.iter().enumerate().map(|(at, path)| (path.as_bstr(), at as u32)).collect() };
    let positions: HashMap<Oid, usize> =
        walk.history.commits.iter().enumerate().map(|(at, commit)| (commit.id, at)).collect();
    let mut boards: Vec<Board> = vec![Board::new(); commits.len()];
    let Some(tip) = boards.first_mut() else { return };
    for (file, path) in files.iter().enumerate() {
        tip.insert(paths.of(path), vec![Piece { file: file as u32, at: 0, here: 0, lines: WHOLE }]);
    }
    let mut blame = Blame { owned };
    for (at, known) in commits.iter().enumerate() {
        let mut board = std::mem::take(&mut boards[at]);
        if board.is_empty() {
            continue;
        }
        let parents: Vec<usize> =
            walk.history.commits[at].parents.iter().filter_map(|parent| positions.get(parent).copied()).collect();
        let mut handed: Vec<(u32, u32, Vec<Piece>)> = Vec::new();
        let rest_is_known = match known {
            Some(CommitLines::Single(changes)) => {
                let walked = walk.changes[at].as_deref().unwrap_or_default();
                for (change, lines) in walked.iter().zip(changes) {
                    if let Some(pieces) = board.remove(&change.path) {
                        let kept = blame.through(at, lines, pieces);
                        handed.push((0, change.renamed_from.unwrap_or(change.path), kept));
                    }
                }
                (walked.len() as u64) < bound::COMMIT_CHANGES
            }
            Some(CommitLines::Merge(changes)) => {
                for change in changes {
                    let path = paths.of(change.path.as_bstr());
                    if let Some(pieces) = board.remove(&path) {
                        let kept = blame.through_merge(at, change, pieces);
                        handed.extend(kept.into_iter().map(|(parent, pieces)| (parent, path, pieces)));
                    }
                }
                true
            }
            None => false,
        };
        match parents.first().filter(|_| rest_is_known) {
            Some(first) => join(&mut boards[*first], board),
            None => board.into_values().for_each(|pieces| blame.lost(pieces)),
        }
        for (parent, path, pieces) in handed.into_iter().filter(|(.., pieces)| !pieces.is_empty()) {
            match parents.get(parent as usize) {
                Some(parent) => boards[*parent].entry(path).or_default().extend(pieces),
                None => blame.lost(pieces),
            }
        }
    }
}

/// Paths as numbers: those of the walk, and those that only merges and the snapshot know.
struct Paths<'a> {
    known: HashMap<&'a BStr, u32>,
}

impl<'a> Paths<'a> {
    fn of(&mut self, path: &'a BStr) -> u32 {
        let next = self.known.len() as u32;
        *self.known.entry(path).or_insert(next)
    }
}

/// Puts one board on another: the smaller one is moved, whichever it is.
fn join(into: &mut Board, mut from: Board) {
    if from.len() > into.len() {
        std::mem::swap(into, &mut from);
    }
    for (path, pieces) in from {
        into.entry(path).or_default().extend(pieces);
    }
}

struct Blame<F> {
    owned: F,
}

impl<F: FnMut(Owned)> Blame<F> {
    /// The pieces that a change leaves to the parent.
    fn through(&mut self, commit: usize, change: &LineChange, pieces: Vec<Piece>) -> Vec<Piece> {
        match &change.edits {
            Edits::Same => pieces,
            Edits::Lines { hunks, lines } => {
                let (kept, own) = split(&pieces, hunks, *lines);
                self.found(commit, own);
                kept
            }
            Edits::Unread(_) | Edits::Binary | Edits::NoFile => {
                self.lost(pieces);
                Vec::new()
            }
        }
    }

    /// The pieces that a merge leaves to each parent: each takes what it has of what those before it have not.
    fn through_merge(&mut self, commit: usize, change: &MergeChange, pieces: Vec<Piece>) -> Vec<(u32, Vec<Piece>)> {
        let mut left = pieces;
        let mut kept = Vec::new();
        for (parent, change) in &change.sides {
            match &change.edits {
                Edits::Same => kept.push((*parent, std::mem::take(&mut left))),
                Edits::Lines { hunks, lines } => {
                    let (common, own) = split(&left, hunks, *lines);
                    kept.push((*parent, common));
                    left = own;
                }
                Edits::Unread(_) | Edits::Binary | Edits::NoFile => self.lost(std::mem::take(&mut left)),
            }
        }
        self.found(commit, left);
        kept
    }

    fn found(&mut self, commit: usize, pieces: Vec<Piece>) {
        self.tell(Some(commit as u32), pieces);
    }

    fn lost(&mut self, pieces: Vec<Piece>) {
        self.tell(None, pieces);
    }

    fn tell(&mut self, commit: Option<u32>, pieces: Vec<Piece>) {
        for Piece { file, at, lines, .. } in pieces {
            (self.owned)(Owned { file, at, lines: (lines != WHOLE).then_some(lines), commit });
        }
    }
}

/// Splits pieces of a blob of so many lines: what stood in the blob before, where it stood there, and what was added.
fn split(pieces: &[Piece], hunks: &[Hunk], lines: u32) -> (Vec<Piece>, Vec<Piece>) {
    let (mut kept, mut own) = (Vec::new(), Vec::new());
    for piece in pieces {
        let piece = if piece.lines == WHOLE { Piece { here: 0, lines, ..*piece } } else { *piece };
        let part = |here: u32, end: u32| Piece { at: piece.at + (here - piece.here), here, lines: end - here, ..piece };
        let end = piece.here + piece.lines;
        let mut here = piece.here;
        let mut next = hunks.partition_point(|hunk| hunk.after + hunk.added <= here);
        while here < end {
            let unchanged_to = hunks.get(next).map_or(end, |hunk| hunk.after.min(end));
            if here < unchanged_to {
                let (after, before) = next.checked_sub(1).map_or((0, 0), |last| {
                    (hunks[last].after + hunks[last].added, hunks[last].before + hunks[last].deleted)
                });
                kept.push(Piece { here: here - after + before, ..part(here, unchanged_to) });
                here = unchanged_to;
            }
            let Some(hunk) = hunks.get(next).filter(|_| here < end) else { continue };
            let changed_to = (hunk.after + hunk.added).min(end);
            if here < changed_to {
                own.push(part(here, changed_to));
                here = changed_to;
            }
            next += 1;
        }
    }
    (kept, own)
}

#[cfg(test)]
mod tests {
    use super::{Hunk, Piece, WHOLE, split};

    #[test]
    fn lines_go_where_they_stood() {
        let hunk = |before, deleted, after, added| Hunk { before, deleted, after, added };
        // Kept as (line before, line in the snapshot, lines), then own as (line here, lines).
        type Row<'a> = (&'a str, &'a [Hunk], (u32, u32), &'a [(u32, u32, u32)], &'a [(u32, u32)]);
        let table: [Row<'_>; 7] = [
            ("nothing changed", &[], (0, 10), &[(0, 0, 10)], &[]),
            ("all is new", &[hunk(0, 0, 0, 10)], (0, 10), &[], &[(0, 10)]),
            ("two in the middle", &[hunk(4, 1, 4, 2)], (0, 10), &[(0, 0, 4), (5, 6, 4)], &[(4, 2)]),
            ("deleted above", &[hunk(0, 3, 0, 0)], (0, 10), &[(3, 0, 10)], &[]),
            ("deleted between", &[hunk(5, 3, 5, 0)], (0, 10), &[(0, 0, 5), (8, 5, 5)], &[]),
            ("a piece inside a change", &[hunk(2, 0, 2, 6)], (3, 2), &[], &[(3, 2)]),
            ("two changes", &[hunk(0, 1, 0, 1), hunk(9, 0, 9, 1)], (0, 10), &[(1, 1, 8)], &[(0, 1), (9, 1)]),
        ];
        for (what, hunks, (here, lines), kept, own) in table {
            let lines = if here == 0 { WHOLE } else { lines };
            let (left, added) = split(&[Piece { file: 0, at: here, here, lines }], hunks, 10);
            let left: Vec<_> = left.iter().map(|piece| (piece.here, piece.at, piece.lines)).collect();
            let added: Vec<_> = added.iter().map(|piece| (piece.here, piece.lines)).collect();
            assert_eq!((left.as_slice(), added.as_slice()), (kept, own), "{what}");
        }
    }
}
