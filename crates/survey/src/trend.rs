//! What a system was at many moments of its past: one walk of the history and one pass over the contents of all moments
//! together, then sums. Lines, manifests and commits only; whoever wants more of a moment surveys it.

mod dependencies;
mod listing;
mod slim;
mod snapshot;

use crate::fact_cache::FactCache;
use crate::past::{Past, first_moments};
use crate::people::{self, People};
use crate::progress::Progress;
use crate::saved::Shelf;
use crate::seen::Seen;
use crate::walk::{self, Walk};
use crate::{Request, lineage};
use dependencies::Ages;
use quarterdeck_base::Timestamp;
use quarterdeck_facts::{Activity, FileKind, Known, LightPoint, LinesOf, PersonIx};
use quarterdeck_git::{Mailmap, Oid};
use rayon::prelude::*;
use snapshot::Held;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A moment to look at.
pub struct Moment {
    /// When.
    pub at: Timestamp,
    /// The commit of each repository, in the order of the inputs; `None` when it had none yet. From moment to moment each
    /// must reach the one before.
    pub commits: Vec<Option<Oid>>,
}

/// One repository over all moments.
struct OverTime {
    walk: Walk,
    mailmap: Option<Mailmap>,
    /// For each commit the first moment that reaches it.
    first: Vec<u32>,
    /// What each moment held: position in `held`; `None` without a commit.
    at_moment: Vec<Option<usize>>,
    held: Vec<Held>,
    /// Why commits before the walk's first ones may be missing.
    cut_off: Option<String>,
}

/// Measures each moment, given oldest first; the first one tells of a period that began at `from`. The commits of the
/// request's inputs are the last ones.
pub fn light_points(
    request: &Request<'_>,
    from: Timestamp,
    moments: &[Moment],
    progress: &dyn Progress,
) -> Vec<LightPoint> {
    let (cache, local) = (FactCache::new(request.cache), FactCache::new(request.seen));
    let one = |at: usize| over_time(request, at, moments, (&cache, &local), progress);
    let mut pasts: Vec<OverTime> = (0..request.inputs.len()).map(one).collect();
    cache.finish();
    local.finish();
    let mailmaps: Vec<Option<Mailmap>> = pasts.iter_mut().map(|past| past.mailmap.take()).collect();
    let histories: Vec<_> = pasts.iter().map(|past| &past.walk).zip(mailmaps).collect();
    let series = Series { people: people::people(&histories), pasts, from };
    let mut ages = Ages::default();
    moments.iter().enumerate().map(|(at, moment)| series.point(at, moment.at, &mut ages)).collect()
}

fn over_time(
    request: &Request<'_>,
    at: usize,
    moments: &[Moment],
    (cache, local): (&FactCache<'_>, &FactCache<'_>),
    progress: &dyn Progress,
) -> OverTime {
    let input = &request.inputs[at];
    let believe = !request.ignore_repo_marks;
    let seen = Seen::new(&input.repository, local);
    let shelf = Shelf::of(&input.repository, local, &seen, walk::VERSION);
    let walk = walk::history(input, cache, shelf.as_ref(), progress);
    let tips: Vec<Option<Oid>> = moments.iter().map(|moment| moment.commits[at]).collect();
    let first = first_moments(&walk, &tips);
    let all = listing::listings(input, at, moments, believe);
    let slims = slim::read_all(input, &all, (cache, &seen), progress);
    let held = all.listed.par_iter().map(|listed| {
        let past = Past::until(&walk, &first, listed.moment);
        snapshot::held(input, &all, &slims, listed, past, believe)
    });
    let held = held.collect();
    let position = |tip: &Option<Oid>| tip.and_then(|tip| all.listed.iter().position(|listed| listed.commit == tip));
    let history = &walk.history;
    let cut_off = if history.shallow {
        Some(format!("the clone of {} is shallow", input.name))
    } else if !history.missing.is_empty() {
        Some(format!("{} commits are missing from the clone of {}", history.missing.len(), input.name))
    } else {
        history.cut.then(|| format!("the history of {} is longer than the bound on commits", input.name))
    };
    let mailmap = all.listed.last().and_then(|last| {
        let named = |item: &&u32| all.items[**item as usize].entry.path.as_bytes() == b".mailmap";
        let entry = &all.items[*last.items.iter().find(named)? as usize].entry;
        let mut bytes = Vec::new();
        input.repository.blob_reader().blob(&entry.id, &mut bytes).ok()?;
        Some(Mailmap::parse(&bytes))
    });
    OverTime { at_moment: tips.iter().map(position).collect(), first, held, cut_off, walk, mailmap }
}

/// Everything that points are made of.
struct Series {
    pasts: Vec<OverTime>,
    people: People,
    /// When the period of the first moment began.
    from: Timestamp,
}

impl Series {
    fn point(&self, moment: usize, at: Timestamp, ages: &mut Ages) -> LightPoint {
        let held: Vec<(usize, &Held)> = self
            .pasts
            .iter()
            .enumerate()
            .filter_map(|(repository, past)| Some((repository, &past.held[past.at_moment[moment]?])))
            .collect();
        // A repository that is cut off from its past may have been there: a sum without it would be wrong.
        let absent = self.pasts.iter().filter(|past| past.at_moment[moment].is_none());
        let cut_off = absent.into_iter().find_map(|past| past.cut_off.clone());
        if held.is_empty() || cut_off.is_some() {
            let reason = cut_off.unwrap_or_else(|| "there was no commit yet".to_owned());
            return LightPoint {
                lines: Err(reason.clone()),
                unread: 0,
                dependencies: Err(reason.clone()),
                ages: Err(reason.clone()),
                activity: Err(reason),
            };
        }
        let declared: Vec<_> = held
            .iter()
            .map(|(repository, held)| {
                let declared = held.dependencies.as_ref().map_err(Clone::clone);
                (*repository, declared, self.is_new(*repository, moment))
            })
            .collect();
        let (dependencies, ages) = ages.next(at, &declared);
        LightPoint {
            lines: lines(&held),
            unread: held.iter().map(|(_, held)| held.unread).sum(),
            dependencies,
            ages,
            activity: self.activity(moment, at),
        }
    }

    /// True when a repository began in the period of a moment.
    fn is_new(&self, repository: usize, moment: usize) -> bool {
        let past = &self.pasts[repository];
        let began_here = match moment.checked_sub(1) {
            Some(before) => past.at_moment[before].is_none(),
            None => {
                let there = Past::until(&past.walk, &past.first, 0);
                there.commits().all(|(_, commit)| commit.committed_at > self.from)
            }
        };
        past.cut_off.is_none() && began_here
    }

    fn activity(&self, moment: usize, at: Timestamp) -> Known<Activity> {
        if let Some(reason) = self.pasts.iter().find_map(|past| past.cut_off.clone()) {
            return Err(reason);
        }
        let from = at.days_before(lineage::RECENT_DAYS);
        let mut authors: BTreeSet<PersonIx> = BTreeSet::new();
        let (mut commits_12m, mut first_commit) = (0, 0);
        for past in &self.pasts {
            let there = Past::until(&past.walk, &past.first, moment as u32);
            let counts = |at_commit: Timestamp| at_commit > from && at_commit <= at;
            // The one that counts today may not have been there yet.
            let mut told: HashSet<u32> = HashSet::new();
            for (position, _) in there.commits().filter(|(_, one)| one.parents.len() < 2 && counts(one.committed_at)) {
                commits_12m += u64::from(told.insert(past.walk.counts_as[position]));
                let author = self.people.authors[first_commit + position];
                if !self.people.people[author.at()].bot {
                    authors.insert(author);
                }
            }
            first_commit += past.walk.history.commits.len();
        }
        Ok(Activity { commits_12m, authors_12m: authors.len() as u64 })
    }
}

fn lines(held: &[(usize, &Held)]) -> Known<Vec<LinesOf>> {
    let mut sums: BTreeMap<(FileKind, &'static str), LinesOf> = BTreeMap::new();
    for (_, one) in held {
        for (key, lines) in one.lines.as_ref().map_err(Clone::clone)? {
            sums.entry(*key)
                .and_modify(|sum| {
                    sum.files += lines.files;
                    sum.code += lines.code;
                    sum.comments += lines.comments;
                    sum.blanks += lines.blanks;
                })
                .or_insert_with(|| lines.clone());
        }
    }
    Ok(sums.into_values().collect())
}
