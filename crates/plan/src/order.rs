//! What comes first: value for each day of the skill that is shortest, and how sure that order is.

use crate::assumption::{Assumption, assumed};
use crate::initiative::Initiative;
use crate::value::{Basis, Value};
use crate::work::Work;
use quarterdeck_base::Random;
use quarterdeck_brief::Brief;
use std::collections::BTreeSet;

/// Orders drawn to see how stable the order is.
const DRAWS: usize = 1_000;
/// Least days that a value is divided by: nothing is done in no time.
const LEAST_DAYS: f64 = 0.25;

/// Where an initiative stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rank {
    /// 1 is first.
    pub rank: u32,
    /// Value a month for each day of the shortest skill (of all work where it takes none): its own, or that of the best chain
    /// that it opens.
    pub ratio: f64,
    /// Ids of the initiatives of that chain, which wait for it; empty where its own value counts.
    pub opens: Vec<String>,
    /// Value a month of those.
    pub unlocked: f64,
    /// Person-days of the shortest skill that it takes.
    pub short_days: f64,
    /// One in ten draws puts it before this rank.
    pub rank_low: u32,
    /// One in ten draws puts it after this rank.
    pub rank_high: u32,
}

/// What one month of waiting costs, by the basis.
pub(crate) fn worth(value: &Value, basis: Basis) -> f64 {
    match basis {
        Basis::Money => value.money.map_or(0.0, |money| money.middle()),
        Basis::Points => value.points,
    }
}

/// Days of a skill that each initiative takes.
fn days_of(skill: Option<&str>, work: &Work, initiatives: &[Initiative]) -> Vec<f64> {
    let mut days = vec![0.0; initiatives.len()];
    let takes = |task: &&crate::work::Task| skill.is_some_and(|skill| task.skills.iter().any(|own| own == skill));
    for task in work.tasks.iter().filter(takes) {
        days[task.initiative] += initiatives[task.initiative].effort.middle() * task.share;
    }
    days
}

/// What waits for what: for each initiative the chains that it opens, itself first. A chain ends with one that waits for it,
/// directly or through others, and holds those in between.
struct Chains(Vec<Vec<Vec<usize>>>);

impl Chains {
    /// Chains of the initiatives that may be planned: what is not done opens nothing and lends no value.
    fn new(before: &[Vec<usize>], active: &[bool]) -> Self {
        let all: Vec<BTreeSet<usize>> = (0..before.len()).map(|at| closure(before, at)).collect();
        let of = |first: usize| {
            let waits = |at: &usize| active[*at] && all[*at].contains(&first);
            let chain = |last: usize| {
                let between = all[last].iter().copied().filter(waits);
                std::iter::once(first).chain(between).chain([last]).collect::<Vec<usize>>()
            };
            (0..before.len()).filter(waits).map(chain).collect()
        };
        Self((0..before.len()).map(of).collect())
    }

    /// The best value for a day that something stands for, and the chain that gives it where that is not its own.
    fn best(&self, at: usize, worths: &[f64], days: &[f64]) -> (f64, &[usize]) {
        let mut best: (f64, &[usize]) = (worths[at] / days[at], &[]);
        for chain in &self.0[at] {
            let sum = |of: &[f64]| chain.iter().map(|one| of[*one]).sum::<f64>();
            let ratio = sum(worths) / sum(days);
            if ratio > best.0 {
                best = (ratio, chain);
            }
        }
        best
    }
}

/// All that comes before an initiative, directly or through others.
fn closure(before: &[Vec<usize>], at: usize) -> BTreeSet<usize> {
    let mut all = BTreeSet::new();
    let mut open = before[at].clone();
    while let Some(one) = open.pop() {
        if all.insert(one) {
            open.extend(&before[one]);
        }
    }
    all
}

/// What the order of a plan is made of.
pub(crate) struct Order<'a> {
    pub(crate) initiatives: &'a [Initiative],
    pub(crate) values: &'a [Value],
    pub(crate) basis: Basis,
    /// The skill with the highest demand over capacity.
    pub(crate) shortest: Option<&'a str>,
    pub(crate) work: &'a Work,
    /// Initiatives that may be planned.
    pub(crate) active: &'a [bool],
    pub(crate) brief: &'a Brief,
    pub(crate) seed: u64,
}

/// Ranks of all initiatives. The order is drawn again with every value and effort somewhere in its range, and where each
/// then stands is kept: nine in ten draws lie above `rank_low` and nine in ten below `rank_high`.
pub(crate) fn ranks(order: &Order<'_>) -> Vec<Rank> {
    let Order { initiatives, values, basis, .. } = *order;
    let short = days_of(order.shortest, order.work, initiatives);
    let chains = Chains::new(&order.work.before, order.active);
    let days = |at: usize, effort: f64| {
        let share = short[at] / initiatives[at].effort.middle().max(LEAST_DAYS);
        (if share > 0.0 { effort * share } else { effort }).max(LEAST_DAYS)
    };
    let all = 0..initiatives.len();
    let middles: Vec<f64> = all.clone().map(|at| days(at, initiatives[at].effort.middle())).collect();
    let worths: Vec<f64> = values.iter().map(|value| worth(value, basis)).collect();
    let best: Vec<(f64, &[usize])> = all.clone().map(|at| chains.best(at, &worths, &middles)).collect();
    let ratios: Vec<f64> = best.iter().map(|(ratio, _)| *ratio).collect();
    let mut drawn: Vec<Vec<u32>> = vec![Vec::with_capacity(DRAWS); initiatives.len()];
    let mut random = Random::new(order.seed);
    let point = assumed(Assumption::LossAvoided, &order.brief.assumptions).map_or((0.5, 1.5), |ratio| {
        let middle = f64::midpoint(ratio.low, ratio.high).max(f64::MIN_POSITIVE);
        (ratio.low / middle, ratio.high / middle)
    });
    for _ in 0..DRAWS {
        let draw = |at: usize| {
            let effort = initiatives[at].effort;
            let worth = match (basis, values[at].money) {
                (Basis::Money, Some(money)) => random.between(money.low, money.high),
                (Basis::Money, None) => 0.0,
                (Basis::Points, _) => values[at].points * random.between(point.0, point.1),
            };
            (worth, days(at, random.between(effort.low, effort.high)))
        };
        let (worths, days): (Vec<f64>, Vec<f64>) = all.clone().map(draw).unzip();
        let draws: Vec<f64> = all.clone().map(|at| chains.best(at, &worths, &days).0).collect();
        for (place, at) in (1..).zip(sorted(&draws)) {
            drawn[at].push(place);
        }
    }
    let mut ranks = vec![Rank::default(); initiatives.len()];
    for (place, at) in (1..).zip(sorted(&ratios)) {
        drawn[at].sort_unstable();
        let tenth = |tenths: usize| drawn[at].get(DRAWS * tenths / 10).copied().unwrap_or(place);
        // Equals stand in their order here and in any order in the draws: the range holds the rank all the same.
        let (rank_low, rank_high) = (tenth(1).min(place), tenth(9).max(place));
        let opens = best[at].1.iter().filter(|one| **one != at);
        ranks[at] = Rank {
            rank: place,
            ratio: ratios[at],
            opens: opens.clone().map(|one| initiatives[*one].id.clone()).collect(),
            unlocked: opens.map(|one| worths[*one]).sum(),
            short_days: short[at],
            rank_low,
            rank_high,
        };
    }
    ranks
}

/// Positions, largest ratio first; equals in their order.
fn sorted(ratios: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ratios.len()).collect();
    order.sort_by(|a, b| ratios[*b].total_cmp(&ratios[*a]).then(a.cmp(b)));
    order
}
