//! The pass over the blobs: each is read once, turned into lines, and compared with those it replaced or was replaced by as
//! soon as both are there. Lines wait for their partners in memory, and go with the last of them.
//!
//! What waits is bounded: above the bound the lines are dropped, and the pairs concerned are read again at the end, one
//! after the other. The result is the same.

use super::commits::{Edits, Found, Unread};
use super::lines::{Comparer, Hunk, Line, lines};
use crate::Input;
use crate::progress::{Progress, Stage};
use quarterdeck_base::bound;
use quarterdeck_git::{BlobContent, ObjectProblem, Oid, Reader};
use rayon::prelude::*;
use std::cell::RefCell;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Finds the edits of all changes that are new. `look` is shown each text that is read while its bytes are hot, once.
pub(super) fn fill(
    input: &Input,
    commits: &mut [Option<Found>],
    look: &(impl Fn(&Oid, &[u8], &[Line]) + Sync),
    progress: &dyn Progress,
) {
    fill_within(bound::WAITING_LINES_BYTES, input, commits, look, progress);
}

/// As [`fill`], with so many bytes of lines that may wait.
pub(super) fn fill_within(
    most_bytes: u64,
    input: &Input,
    commits: &mut [Option<Found>],
    look: &(impl Fn(&Oid, &[u8], &[Line]) + Sync),
    progress: &dyn Progress,
) {
    let plan = Plan::new(commits);
    progress.stage(Stage::Versions, Some(plan.blobs.len() as u64));
    let work = Work::new(&plan, most_bytes);
    input.repository.each_blob(&plan.blobs, &|at, content| {
        let held = Held::of(content);
        if let (Ok(bytes), Held::Lines(lines)) = (content, &held) {
            look(&plan.blobs[at], bytes, lines);
        }
        work.arrived(at, held);
        progress.advance(1);
    });
    work.read_again(input);
    let edits: Vec<Edits> =
        work.edits.into_iter().map(|edits| edits.into_inner().unwrap_or(Edits::Unread(Unread::Missing))).collect();
    let open =
        commits.iter_mut().flatten().flat_map(|found| found.lines.changes_mut()).filter(|change| change.is_open());
    for change in open {
        if let Ok(at) = plan.pairs.binary_search(&(change.before, change.after)) {
            change.edits = edits[at].clone();
        }
    }
}

/// What has to be read for what.
struct Plan {
    /// Distinct pairs, sorted.
    pairs: Vec<(Option<Oid>, Option<Oid>)>,
    /// The sides of each pair as positions in the list of blobs.
    sides: Vec<[Option<u32>; 2]>,
    /// Distinct blobs, sorted.
    blobs: Vec<Oid>,
    /// The pairs of each blob, one blob after the other.
    of_blob: Vec<u32>,
    /// Where the pairs of each blob begin, with one more at the end.
    starts: Vec<u32>,
}

impl Plan {
    fn new(commits: &[Option<Found>]) -> Self {
        let open = commits.iter().flatten().flat_map(|found| found.lines.changes()).filter(|change| change.is_open());
        let mut pairs: Vec<_> = open.map(|change| (change.before, change.after)).collect();
        pairs.par_sort_unstable();
        pairs.dedup();
        let mut blobs: Vec<Oid> = pairs.iter().flat_map(|(before, after)| [*before, *after]).flatten().collect();
        blobs.par_sort_unstable();
        blobs.dedup();
        let place = |id: Option<Oid>| id.and_then(|id| blobs.binary_search(&id).ok()).map(|at| at as u32);
        let sides: Vec<[Option<u32>; 2]> =
            pairs.par_iter().map(|(before, after)| [place(*before), place(*after)]).collect();
        let mut starts = vec![0u32; blobs.len() + 1];
        for side in sides.iter().flatten().flatten() {
            starts[*side as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut of_blob = vec![0; starts.last().map_or(0, |count| *count as usize)];
        for (pair, sides) in sides.iter().enumerate() {
            for side in sides.iter().flatten() {
                of_blob[next[*side as usize] as usize] = pair as u32;
                next[*side as usize] += 1;
            }
        }
        Self { pairs, sides, blobs, of_blob, starts }
    }

    fn pairs_of(&self, blob: usize) -> &[u32] {
        &self.of_blob[self.starts[blob] as usize..self.starts[blob + 1] as usize]
    }
}

/// What is known of a blob while its pairs wait.
#[derive(Clone)]
enum Held {
    /// Not read yet, or no longer needed.
    Nothing,
    Lines(Arc<[Line]>),
    Binary,
    Unread(Unread),
    /// Read, and dropped because too much waits.
    Dropped,
}

impl Held {
    fn of(content: BlobContent<'_>) -> Self {
        match content {
            Ok(bytes) => lines(bytes).map_or(Self::Binary, |lines| Self::Lines(lines.into())),
            Err(ObjectProblem::Missing) => Self::Unread(Unread::Missing),
            Err(ObjectProblem::Corrupt) => Self::Unread(Unread::Corrupt),
            Err(ObjectProblem::TooLarge { .. }) => Self::Unread(Unread::TooLarge),
        }
    }

    fn size_bytes(&self) -> u64 {
        if let Self::Lines(lines) = self { size_of_val(&**lines) as u64 } else { 0 }
    }
}

/// The pass while it runs.
struct Work<'p> {
    plan: &'p Plan,
    held: Vec<Mutex<Held>>,
    /// Pairs of each blob that are not compared yet.
    blob_waits: Vec<AtomicU32>,
    /// Sides of each pair that are not there yet.
    pair_waits: Vec<AtomicU32>,
    edits: Vec<OnceLock<Edits>>,
    waiting_bytes: AtomicU64,
    most_bytes: u64,
    /// Pairs with a side that was dropped.
    again: Mutex<Vec<u32>>,
}

thread_local! {
    // Its tables grow to the size of the largest change once, not once a pair.
    static COMPARER: RefCell<Comparer> = RefCell::default();
}

impl<'p> Work<'p> {
    fn new(plan: &'p Plan, most_bytes: u64) -> Self {
        let sides = |sides: &[Option<u32>; 2]| AtomicU32::new(sides.iter().flatten().count() as u32);
        Self {
            plan,
            held: plan.blobs.iter().map(|_| Mutex::new(Held::Nothing)).collect(),
            blob_waits: (0..plan.blobs.len()).map(|blob| AtomicU32::new(plan.pairs_of(blob).len() as u32)).collect(),
            pair_waits: plan.sides.iter().map(sides).collect(),
            edits: plan.pairs.iter().map(|_| OnceLock::new()).collect(),
            waiting_bytes: AtomicU64::new(0),
            most_bytes,
            again: Mutex::default(),
        }
    }

    /// A blob was read: compares the pairs that waited for it alone.
    fn arrived(&self, blob: usize, mut held: Held) {
        let size = held.size_bytes();
        if self.waiting_bytes.fetch_add(size, Ordering::Relaxed) + size > self.most_bytes {
            self.waiting_bytes.fetch_sub(size, Ordering::Relaxed);
            held = Held::Dropped;
        }
        *self.held[blob].lock().unwrap_or_else(PoisonError::into_inner) = held;
        for pair in self.plan.pairs_of(blob) {
            // The one who comes last sees what the other has put there.
            if self.pair_waits[*pair as usize].fetch_sub(1, Ordering::AcqRel) == 1 {
                self.compare(*pair);
            }
        }
    }

    fn compare(&self, pair: u32) {
        let sides = self.plan.sides[pair as usize];
        let [before, after] = sides.map(|side| {
            side.map(|side| self.held[side as usize].lock().unwrap_or_else(PoisonError::into_inner).clone())
        });
        match edits(before.as_ref(), after.as_ref()) {
            // Only one thread comes here for a pair.
            Some(edits) => drop(self.edits[pair as usize].set(edits)),
            None => self.again.lock().unwrap_or_else(PoisonError::into_inner).push(pair),
        }
        for side in sides.into_iter().flatten() {
            if self.blob_waits[side as usize].fetch_sub(1, Ordering::AcqRel) == 1 {
                let mut held = self.held[side as usize].lock().unwrap_or_else(PoisonError::into_inner);
                self.waiting_bytes.fetch_sub(held.size_bytes(), Ordering::Relaxed);
                *held = Held::Nothing;
            }
        }
    }

    /// Reads both sides of the pairs of which one was dropped.
    fn read_again(&self, input: &Input) {
        let mut again = std::mem::take(&mut *self.again.lock().unwrap_or_else(PoisonError::into_inner));
        again.sort_unstable();
        again.par_iter().for_each_init(
            || (input.repository.blob_reader(), Vec::new()),
            |(reader, buffer): &mut (Reader, Vec<u8>), pair| {
                let [before, after] = self.plan.sides[*pair as usize].map(|side| {
                    let read = reader.blob(&self.plan.blobs[side? as usize], buffer);
                    Some(Held::of(read.map(|()| buffer.as_slice())))
                });
                if let Some(edits) = edits(before.as_ref(), after.as_ref()) {
                    drop(self.edits[*pair as usize].set(edits));
                }
            },
        );
    }
}

/// What turned one blob into the other; `None` when one was dropped.
fn edits(before: Option<&Held>, after: Option<&Held>) -> Option<Edits> {
    let nothing = Held::Lines(Arc::new([]));
    let both = [before.unwrap_or(&nothing), after.unwrap_or(&nothing)];
    if both.iter().any(|held| matches!(held, Held::Dropped | Held::Nothing)) {
        return None;
    }
    if let Some(why) = both.iter().filter_map(|held| if let Held::Unread(why) = held { Some(*why) } else { None }).min()
    {
        return Some(Edits::Unread(why));
    }
    let [Held::Lines(old), Held::Lines(new)] = both else { return Some(Edits::Binary) };
    let count = |lines: &[Line]| u32::try_from(lines.len()).expect("because a blob has fewer bytes than that");
    let hunks = match (old.is_empty(), new.is_empty()) {
        (true, true) => Vec::new(),
        (false, false) => COMPARER.with_borrow_mut(|comparer| comparer.hunks(old, new)),
        _ => vec![Hunk { before: 0, deleted: count(old), after: 0, added: count(new) }],
    };
    Some(Edits::Lines { hunks: hunks.into(), lines: count(new) })
}
