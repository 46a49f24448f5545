//! What belongs to the plan: what is refused before anything is scheduled, and what leaves because it would not be done.

use crate::forecast::Forecast;
use crate::initiative::Initiative;
use crate::money;
use crate::order::Rank;
use crate::roadmap::{Draft, NotPlanned, Parts};
use crate::team::Worker;
use crate::value::{Basis, basis};
use crate::work::{Work, decision, is_own, last_slot};
use quarterdeck_brief::{Brief, Choice, Decision};
use quarterdeck_findings::Severity;

/// Why initiatives are refused before anything is scheduled.
pub(crate) fn refused(draft: &Draft, work: &Work, team: &[Worker], brief: &Brief) -> Vec<Option<NotPlanned>> {
    let initiatives = &draft.initiatives;
    let mut refused: Vec<Option<NotPlanned>> = initiatives.iter().map(|one| refusal(one, work, brief)).collect();
    let needed = |refused: &[Option<NotPlanned>], at: usize| {
        (0..initiatives.len()).any(|other| refused[other].is_none() && work.before[other].contains(&at))
    };
    // What something waits for is done with it, though it serves nothing by itself.
    let is_idle = |reason: &Option<NotPlanned>| *reason == Some(NotPlanned::ServesNothing);
    while let Some(at) = (0..initiatives.len()).find(|at| is_idle(&refused[*at]) && needed(&refused, *at)) {
        refused[at] = nobody_can(&initiatives[at], work);
    }
    // What waits for something that nobody can do has no place either; the brief's own exclusions are no prerequisites.
    let blocks =
        |reason: &Option<NotPlanned>| matches!(reason, Some(NotPlanned::NobodyCan(_) | NotPlanned::WaitsFor(_)));
    loop {
        let waiting = (0..initiatives.len())
            .filter(|at| refused[*at].is_none())
            .find_map(|at| work.before[at].iter().find(|other| blocks(&refused[**other])).map(|other| (at, *other)));
        let Some((at, other)) = waiting else { break };
        refused[at] = Some(NotPlanned::WaitsFor(initiatives[other].id.clone()));
    }
    // From the end of each chain: what costs more than waiting, and nothing worth its cost waits for it.
    loop {
        let poor = (0..initiatives.len())
            .filter(|at| refused[*at].is_none() && !needed(&refused, *at))
            .find_map(|at| Some((at, not_worth_it(draft, at, team, brief)?)));
        let Some((at, reason)) = poor else { break };
        refused[at] = Some(reason);
    }
    refused
}

/// More than waiting costs over the whole plan at most. Only for work that findings call for, where every rate and amount is
/// known, and nothing in it is urgent.
fn not_worth_it(draft: &Draft, at: usize, team: &[Worker], brief: &Brief) -> Option<NotPlanned> {
    let initiative = &draft.initiatives[at];
    let urgent = initiative.severity().is_some_and(|severity| severity >= Severity::High);
    if basis(brief) != Basis::Money || is_own(initiative, brief) || urgent {
        return None;
    }
    let cost = money::least_cost(initiative, team, brief)?;
    let monthly = draft.values[at].money.map_or(0.0, |money| money.high);
    let waiting = money::whole(monthly * f64::from(brief.horizon.months));
    (cost > waiting).then_some(NotPlanned::NotWorthIt { cost, waiting })
}

/// True when a decision names the initiative's play, and its place where it names one.
pub(crate) fn is_about(decision: &Decision, initiative: &Initiative) -> bool {
    initiative.play.is_some_and(|play| play.id == decision.play)
        && decision.component.as_ref().is_none_or(|name| initiative.id.ends_with(&format!("@{name}")))
}

fn refusal(initiative: &Initiative, work: &Work, brief: &Brief) -> Option<NotPlanned> {
    if let Some(decision) = decision(initiative, brief).filter(|decision| decision.choice == Choice::Excluded) {
        return Some(NotPlanned::Excluded(decision.reason.clone()));
    }
    let urgent = initiative.severity().is_some_and(|severity| severity >= Severity::High);
    let wanted = urgent || is_own(initiative, brief);
    if initiative.serves.is_empty() && !wanted {
        return Some(NotPlanned::ServesNothing);
    }
    nobody_can(initiative, work)
}

fn nobody_can(initiative: &Initiative, work: &Work) -> Option<NotPlanned> {
    work.missing.iter().find(|missing| missing.initiative == initiative.id).cloned().map(NotPlanned::NobodyCan)
}

/// What leaves the plan before it is scheduled again: of the initiatives that 15 of 100 runs do not finish in time, the lower
/// half by rank, with what waits for them; those of the brief's own (features, hires, pins) stay, with what they wait for.
pub(crate) fn leaving(
    parts: &Parts<'_>,
    active: &[bool],
    ranks: &[Rank],
    forecast: &Forecast,
) -> Vec<(usize, NotPlanned)> {
    let Parts { draft, brief, work, ends, .. } = parts;
    let in_time = |at: &usize| parts.is_within(ends[*at]) && parts.is_within(forecast.of[*at].p85);
    let mut stays: Vec<bool> = draft.initiatives.iter().map(|one| is_own(one, brief)).collect();
    let mut open: Vec<usize> = (0..stays.len()).filter(|at| active[*at] && stays[*at]).collect();
    while let Some(at) = open.pop() {
        open.extend(work.before[at].iter().filter(|other| !std::mem::replace(&mut stays[**other], true)));
    }
    let mut late: Vec<usize> = (0..active.len()).filter(|at| active[*at] && !stays[*at] && !in_time(at)).collect();
    late.sort_by_key(|at| std::cmp::Reverse(ranks[*at].rank));
    late.truncate(late.len().div_ceil(2));
    let why = |at: usize| match parts.live_on(ends[at]) {
        Some(day) => NotPlanned::NoRoom(Some(day)),
        None => parts.without_place(at),
    };
    let mut gone: Vec<(usize, NotPlanned)> = late.iter().map(|at| (*at, why(*at))).collect();
    // What waits for something that leaves, leaves.
    let mut at = 0;
    while at < gone.len() {
        let first = gone[at].0;
        for other in (0..active.len()).filter(|other| active[*other] && work.before[*other].contains(&first)) {
            if gone.iter().all(|(known, _)| *known != other) {
                gone.push((other, NotPlanned::WaitsFor(draft.initiatives[first].id.clone())));
            }
        }
        at += 1;
    }
    gone
}

/// Slots to keep before the day of what the brief asks for, where it is scheduled in time and 15 of 100 runs come later: the
/// next schedule ends by so much earlier. Once for each, so that this ends.
pub(crate) fn buffers(parts: &Parts<'_>, active: &[bool], forecast: &Forecast) -> Vec<(usize, u32)> {
    let Parts { draft, brief, slots, work, ends, .. } = parts;
    let buffer = |at: usize| {
        let last = last_slot(&draft.initiatives[at], slots, brief)?;
        let (end, sure) = (ends[at]?, forecast.of[at].p85?);
        (end <= last && last < sure).then_some((at, sure - end))
    };
    (0..active.len()).filter(|at| active[*at] && work.buffers[*at] == 0).filter_map(buffer).collect()
}
