//! What comes first: value for each day of the skill that is shortest, and how sure that order is.

use crate::assumption::{Assumption, assumed};
use crate::initiative::Initiative;
use crate::value::{Basis, Value};
use crate::work::Work;
use quarterdeck_base::Random;
use quarterdeck_brief::Brief;

/// Orders drawn to see how stable the order is.
const DRAWS: usize = 1_000;
/// Least days that a value is divided by: nothing is done in no time.
const LEAST_DAYS: f64 = 0.25;

/// Where an initiative stands.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rank {
    /// 1 is first.
    pub rank: u32,
    /// Value a month for each day of the shortest skill (of all work where it takes none).
    pub ratio: f64,
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

/// Ranks of all initiatives. The order is drawn again with every value and effort somewhere in its range, and where each
/// then stands is kept: nine in ten draws lie above `rank_low` and nine in ten below `rank_high`.
pub(crate) fn ranks(
    initiatives: &[Initiative],
    values: &[Value],
    basis: Basis,
    shortest: Option<&str>,
    work: &Work,
    brief: &Brief,
    seed: u64,
) -> Vec<Rank> {
    let short = days_of(shortest, work, initiatives);
    let ratio = |at: usize, worth: f64, effort: f64| {
        let share = short[at] / initiatives[at].effort.middle().max(LEAST_DAYS);
        let days = if share > 0.0 { effort * share } else { effort };
        worth / days.max(LEAST_DAYS)
    };
    let all = 0..initiatives.len();
    let ratios: Vec<f64> =
        all.clone().map(|at| ratio(at, worth(&values[at], basis), initiatives[at].effort.middle())).collect();
    let mut drawn: Vec<Vec<u32>> = vec![Vec::with_capacity(DRAWS); initiatives.len()];
    let mut random = Random::new(seed);
    let point = assumed(Assumption::LossAvoided, &brief.assumptions).map_or((0.5, 1.5), |ratio| {
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
            ratio(at, worth, random.between(effort.low, effort.high))
        };
        let draws: Vec<f64> = all.clone().map(draw).collect();
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
        ranks[at] = Rank { rank: place, ratio: ratios[at], short_days: short[at], rank_low, rank_high };
    }
    ranks
}

/// Positions, largest ratio first; equals in their order.
fn sorted(ratios: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..ratios.len()).collect();
    order.sort_by(|a, b| ratios[*b].total_cmp(&ratios[*a]).then(a.cmp(b)));
    order
}
