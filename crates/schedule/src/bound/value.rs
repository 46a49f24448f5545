//! The least value lost. Three relaxations: nobody is ever busy; the people of some tasks are one stream of capacity that
//! every task may use at will; money is such a stream.
//!
//! For a stream, the mean times at which tasks use it form a polymatroid, so that the greedy order by weight per use (Smith's
//! rule) gives the least weighted sum of them (Queyranne 1993; Goemans 1997 for mean busy times). A task is complete no
//! earlier than the mean time of its use plus half of its shortest duration.

use super::{BoundBy, cheapest, earliest};
use crate::model::{Model, Work};
use std::collections::BTreeSet;

/// Bounds are rounded down by this share: sums of decimals are not exact.
const SAFE: f64 = 1.0 - 1e-9;
/// Most pairs of parts of the tasks that are looked at.
const PAIRS: usize = 400;

/// What a stream gives: from each slot on so much a slot, until the next; or all of it at the slot.
struct Stream {
    /// (from, to, amount in the time between); sorted, without overlap.
    runs: Vec<(f64, f64, f64)>,
}

impl Stream {
    /// The mean time at which the amount from `low` to `high` comes; `None` when there is less.
    fn mean(&self, low: f64, high: f64) -> Option<f64> {
        let (mut given, mut moment) = (0.0, 0.0);
        for (from, to, amount) in &self.runs {
            let (start, end) = (low.max(given), high.min(given + amount));
            if start < end {
                let at = |mark: f64| from + (to - from) * (mark - given) / amount;
                moment += (end - start) * (at(start) + at(end)) / 2.0;
            }
            given += amount;
            if given >= high {
                return Some(moment / (high - low));
            }
        }
        None
    }
}

/// A task in a stream.
#[derive(Clone, Copy)]
struct Job {
    weight: f64,
    /// How much of the stream it uses.
    uses: f64,
    /// Slots from the mean time of its use to its completion, at least.
    after: f64,
}

/// The least weighted sum of completions, in thousandths of value times slots.
fn least(stream: &Stream, mut jobs: Vec<Job>) -> Option<f64> {
    jobs.retain(|job| job.uses > 0.0);
    jobs.sort_by(|a, b| (b.weight * a.uses).total_cmp(&(a.weight * b.uses)));
    let (mut used, mut sum) = (0.0, 0.0);
    for job in jobs {
        if job.weight > 0.0 {
            sum += job.weight * (stream.mean(used, used + job.uses)? + job.after);
        }
        used += job.uses;
    }
    Some(sum)
}

/// The time of these people as one stream.
fn capacity(model: &Model, people: &BTreeSet<u16>) -> Stream {
    let calendars: Vec<_> = people.iter().map(|person| &model.people[usize::from(*person)].calendar).collect();
    let mut marks: Vec<u32> = calendars.iter().flat_map(|calendar| calendar.marks()).collect();
    marks.sort_unstable();
    marks.dedup();
    let given = |from: u32, to: u32| calendars.iter().map(|calendar| calendar.between(from, to)).sum::<u64>();
    let runs = marks.windows(2).map(|pair| (pair[0].into(), pair[1].into(), given(pair[0], pair[1]) as f64));
    Stream { runs: runs.filter(|(_, _, amount)| *amount > 0.0).collect() }
}

/// The budgets as a stream; `None` when they leave a time without limit before they end, or overlap.
fn money(model: &Model) -> Option<Stream> {
    let mut purses: Vec<(u32, u32, u128)> =
        model.budgets.iter().map(|purse| (purse.from, purse.to, purse.amount)).collect();
    purses.sort_unstable();
    let is_gapless = purses.first()?.0 == 0 && purses.windows(2).all(|pair| pair[0].1 == pair[1].0);
    let end = purses.last()?.1;
    let mut runs: Vec<(f64, f64, f64)> =
        purses.into_iter().map(|(from, _, amount)| (from.into(), from.into(), amount as f64)).collect();
    runs.retain(|(_, _, amount)| *amount > 0.0);
    // After the last window money has no limit.
    runs.push((end.into(), end.into(), f64::MAX));
    is_gapless.then_some(Stream { runs })
}

/// The first slot at which the budgets can have paid for everything.
pub(super) fn all_paid(model: &Model) -> Option<u32> {
    let costs = model.works.iter().map(|work| cheapest(model, work));
    let total = costs.sum::<Option<u128>>()? as f64 * SAFE;
    let mut given = 0.0;
    let stream = money(model)?;
    let last = stream.runs.into_iter().find(|(_, _, amount)| {
        given += amount;
        given >= total
    });
    last.map(|(from, _, _)| from as u32)
}

/// The least value lost, in millionths.
pub(crate) fn value(model: &Model) -> Option<(u128, BoundBy)> {
    let times = earliest(model)?;
    let chain = model.works.iter().zip(&times).map(|(work, (_, done))| u128::from(work.weight) * u128::from(*done));
    let mut best = (chain.sum::<u128>() * 1000, BoundBy::Chain);
    let all: BTreeSet<u16> = model.works.iter().flat_map(|work| work.choices.iter().map(|one| one.person)).collect();
    let paid = money(model).and_then(|stream| {
        let uses =
            |work: &Work| Some(Job { weight: work.weight as f64, uses: cheapest(model, work)? as f64, after: 0.0 });
        least(&stream, model.works.iter().map(uses).collect::<Option<_>>()?)
    });
    for (sum, by) in [(parts(model), BoundBy::People(all.len() as u32)), (paid, BoundBy::Money)] {
        // Thousandths of value times slots: a thousand of them are a millionth's unit.
        let millionths = sum.map_or(0, |sum| (sum * SAFE * 1000.0) as u128);
        if millionths > best.0 {
            best = (millionths, by);
        }
    }
    Some(best)
}

/// A part of the tasks, with the people who can do them and its least sum.
struct Part {
    people: BTreeSet<u16>,
    jobs: Vec<Job>,
    least: f64,
}

impl Part {
    fn new(model: &Model, people: BTreeSet<u16>, jobs: Vec<Job>) -> Option<Self> {
        let least = least(&capacity(model, &people), jobs.clone())?;
        Some(Self { people, jobs, least })
    }

    fn with(&self, model: &Model, other: &Self) -> Option<Self> {
        let people = self.people.union(&other.people).copied().collect();
        Self::new(model, people, [self.jobs.as_slice(), &other.jobs].concat())
    }
}

/// The tasks in parts, each with a stream of its own: the sum of their least sums. First a part for each set of people, then
/// parts that are worth more together are put together; the whole team in one is looked at as well.
fn parts(model: &Model) -> Option<f64> {
    let mut kinds: std::collections::BTreeMap<BTreeSet<u16>, Vec<Job>> = std::collections::BTreeMap::new();
    for work in model.works.iter().filter(|work| !work.milestone) {
        let need = work.choices.iter().map(|choice| choice.need).min().unwrap_or(0) as f64;
        let job = Job { weight: work.weight as f64, uses: need, after: need / 2000.0 };
        kinds.entry(work.choices.iter().map(|choice| choice.person).collect()).or_default().push(job);
    }
    let all = kinds.keys().flatten().copied().collect();
    let whole = Part::new(model, all, kinds.values().flatten().copied().collect())?.least;
    let parts = kinds.into_iter().map(|(people, jobs)| Part::new(model, people, jobs));
    let mut parts = parts.collect::<Option<Vec<_>>>()?;
    let mut left = PAIRS;
    let mut at = 0;
    while at < parts.len() {
        let mut other = at + 1;
        while other < parts.len() && left > 0 {
            left -= 1;
            let both = parts[at].with(model, &parts[other])?;
            if both.least > parts[at].least + parts[other].least {
                parts[at] = both;
                parts.swap_remove(other);
                other = at;
            }
            other += 1;
        }
        at += 1;
    }
    Some(whole.max(parts.iter().map(|part| part.least).sum()))
}
