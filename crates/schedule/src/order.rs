//! Orders of works: priority rules to start with, and what a plan says of its own order.

use crate::decode::{NOBODY, Placed, Plan};
use crate::model::{Choice, Model, Work};
use std::cmp::Reverse;

/// Orders by priority rules, each with prerequisites first.
pub(crate) fn starts(model: &Model) -> Vec<Vec<u32>> {
    let tails = model.tails();
    let need = |work: &Work| work.choices.iter().map(|choice| choice.need).min().unwrap_or(0);
    let waiting = waiting_weight(model);
    let by = |rule: &dyn Fn(usize) -> (u64, u64)| listed(model, rule);
    vec![
        by(&|at| (u64::from(tails[at]), 0)),
        by(&|at| (need(&model.works[at]), u64::from(tails[at]))),
        by(&|at| (u64::MAX - model.works[at].choices.len() as u64, u64::from(tails[at]))),
        by(&|at| (u64::MAX - u64::from(model.works[at].deadline), u64::from(tails[at]))),
        by(&|at| (model.works[at].weight.saturating_mul(1_000_000) / need(&model.works[at]).max(1), 0)),
        by(&|at| (waiting[at], 0)),
        by(&|at| (u64::MAX - need(&model.works[at]), 0)),
    ]
}

/// Weight of a work and all that waits for it, over their effort.
fn waiting_weight(model: &Model) -> Vec<u64> {
    let mut sums = vec![(0_u64, 0_u64); model.works.len()];
    for at in model.topological.iter().rev() {
        let work = &model.works[*at as usize];
        let need = work.choices.iter().map(|choice| choice.need).min().unwrap_or(0);
        let waiting = work.before.iter().map(|next| sums[*next as usize]);
        let (weight, effort) =
            waiting.fold((work.weight, need), |sum, next| (sum.0.saturating_add(next.0), sum.1.saturating_add(next.1)));
        sums[*at as usize] = (weight, effort);
    }
    sums.into_iter().map(|(weight, effort)| weight.saturating_mul(1_000_000) / effort.max(1)).collect()
}

/// Highest priority first among the works whose prerequisites are listed; the smaller index between equals.
pub(crate) fn listed(model: &Model, priority: &dyn Fn(usize) -> (u64, u64)) -> Vec<u32> {
    let mut waits: Vec<usize> = model.works.iter().map(|work| work.after.len()).collect();
    let entry = |at: u32| (priority(at as usize), Reverse(at));
    let free = (0..waits.len() as u32).filter(|at| waits[*at as usize] == 0).map(entry);
    let mut free: std::collections::BinaryHeap<_> = free.collect();
    let mut order = Vec::with_capacity(waits.len());
    while let Some((_, Reverse(at))) = free.pop() {
        order.push(at);
        for next in &model.works[at as usize].before {
            waits[*next as usize] -= 1;
            if waits[*next as usize] == 0 {
                free.push(entry(*next));
            }
        }
    }
    order
}

/// The works of a plan by their start, what has no place last: decoding this order gives the same plan or a better one.
pub(crate) fn by_start(model: &Model, plan: &Plan, order: &mut [u32]) {
    order.sort_unstable_by_key(|at| (plan.placed[*at as usize].start, model.rank[*at as usize]));
}

/// The latest start of each work that keeps the makespan and everybody's sequence: the backward half of double
/// justification (Valls, Ballestin, Quintanilla 2005). A work that cannot move is critical.
pub(crate) fn latest(model: &Model, plan: &Plan, order: &[u32], latest: &mut [u32], limit: &mut Vec<u32>) {
    let end = plan.makespan();
    limit.clear();
    limit.resize(model.people.len(), end);
    // Reviews and works in one sequence by start, last first.
    let mut items: Vec<(u32, u32, bool)> = Vec::with_capacity(order.len() * 2);
    for (rank, at) in order.iter().enumerate() {
        let placed = &plan.placed[*at as usize];
        latest[*at as usize] = placed.start;
        if placed.is_placed() {
            items.push((placed.start, rank as u32, false));
            if placed.reviewer != NOBODY {
                items.push((placed.review_start, rank as u32, true));
            }
        }
    }
    items.sort_unstable_by(|a, b| b.cmp(a));
    // Until its work is looked at, `latest` holds the latest start of the review.
    for (_, rank, is_review) in items {
        let at = order[rank as usize] as usize;
        let (work, placed) = (&model.works[at], &plan.placed[at]);
        let next = || work.before.iter().filter(|next| plan.placed[**next as usize].is_placed());
        let complete = next().map(|next| latest[*next as usize]).min().unwrap_or(end);
        let followed = !is_review && placed.reviewer != NOBODY;
        let until = if followed { latest[at] } else { complete };
        latest[at] = item(model, work, placed, is_review, until, limit);
    }
}

fn item(model: &Model, work: &Work, placed: &Placed, is_review: bool, until: u32, limit: &mut [u32]) -> u32 {
    let (person, start, choices) = if is_review {
        (placed.reviewer, placed.review_start, &work.reviewers)
    } else {
        (placed.person, placed.start, &work.choices)
    };
    let Some(choice) = Choice::of(choices, person) else { return until };
    let calendar = &model.people[usize::from(person)].calendar;
    let free = limit[usize::from(person)];
    // What sits where it is stays possible, so there is always an answer; the start is a floor in any case.
    let latest = calendar.latest_start(until.min(free), choice.need).unwrap_or(start).max(start);
    limit[usize::from(person)] = latest;
    latest
}
