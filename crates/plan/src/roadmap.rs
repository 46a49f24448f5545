//! The main flow: facts, judgement and brief to a roadmap.

use crate::forecast::{Dates, Forecast, forecast};
use crate::indicator::{Indicator, indicators};
use crate::initiative::{Initiative, initiatives};
use crate::money::{self, CostRange, MonthLoad, QuarterCost};
use crate::order::{Order, Rank, ranks, worth};
use crate::place::Ground;
use crate::scenario::renamed;
use crate::select::{buffers, is_about, leaving, refused};
use crate::team::{Slots, WEEKDAYS_A_MONTH, Worker, workers};
use crate::trace::{self, Promise};
use crate::value::{Basis, Value, basis, values};
use crate::work::{MissingSkill, SkillLoad, Work, deadline, loads, problem, work};
use quarterdeck_base::Day;
use quarterdeck_brief::{Brief, Decision, Wording};
use quarterdeck_facts::Facts;
use quarterdeck_findings::Judgement;
use quarterdeck_schedule as schedule;

/// Scale of the scheduler's weights: the largest is this, so that small ones keep their digits.
const WEIGHT_SCALE: f64 = 10_000.0;
/// Least weight: what has no value is still wanted sooner than later.
const LEAST_WEIGHT: f64 = 1.0;
/// Times that a plan is made smaller before it is taken as it is.
const PASSES: usize = 6;
/// While a quick plan is made smaller, one run in so many is lived through.
const QUICK_SHARE: usize = 10;
/// Months of a roadmap's first and second part: now, next.
const NOW_MONTHS: u32 = 3;
const NEXT_MONTHS: u32 = 9;

/// How to plan.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Start of all random numbers.
    pub seed: u64,
    /// Times that the plan is lived through.
    pub runs: usize,
    /// Search less, for an answer while somebody waits.
    pub quick: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { seed: 1, runs: crate::forecast::RUNS, quick: false }
    }
}

/// Why an initiative is not part of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotPlanned {
    /// The brief says so, and why.
    Excluded(Wording),
    /// It serves no problem and no goal, and nothing in it is urgent.
    ServesNothing,
    /// Nobody has the skill.
    NobodyCan(MissingSkill),
    /// It costs more than waiting for it does over the whole plan, at most: both amounts.
    NotWorthIt {
        /// What it costs.
        cost: u64,
        /// What waiting costs over the plan at most.
        waiting: u64,
    },
    /// It waits for this one, which has no place.
    WaitsFor(String),
    /// There is no room before the end of the plan; the day on which it would be done where one is known.
    NoRoom(Option<Day>),
    /// The budget does not suffice.
    OverBudget,
}

impl NotPlanned {
    /// The stable id used in outputs.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Excluded(_) => "excluded",
            Self::ServesNothing => "serves-nothing",
            Self::NobodyCan(_) => "nobody-can",
            Self::NotWorthIt { .. } => "not-worth-it",
            Self::WaitsFor(_) => "waits-for",
            Self::NoRoom(_) => "no-room",
            Self::OverBudget => "over-budget",
        }
    }
}

/// Part of the roadmap in which something starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// In the first three months.
    Now,
    /// In the six months after.
    Next,
    /// Later in the plan.
    Later,
}

impl Part {
    /// All, in order.
    pub const ALL: [Self; 3] = [Self::Now, Self::Next, Self::Later];

    /// The stable id used in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Next => "next",
            Self::Later => "later",
        }
    }
}

/// When something is done, and how sure that is.
#[derive(Debug, Clone, PartialEq)]
pub struct Timing {
    /// Its first day.
    pub start: Day,
    /// The day on which it is done and may go live, as scheduled.
    pub done: Day,
    /// Done by then in one run of two; `None` beyond twice the plan.
    pub p50: Option<Day>,
    /// Done by then in 85 runs of 100.
    pub p85: Option<Day>,
    /// The day that is promised: its deadline, else P85, else the scheduled day.
    pub target: Day,
    /// True when a deadline of the brief sets the target.
    pub is_deadline: bool,
    /// Where it starts.
    pub part: Part,
}

/// An initiative with its place in the roadmap.
#[derive(Clone)]
pub struct Planned {
    /// What it is.
    pub initiative: Initiative,
    /// What waiting costs.
    pub value: Value,
    /// Its rank.
    pub rank: Rank,
    /// Ids of initiatives that come before it.
    pub after: Vec<String>,
    /// When; or why not.
    pub timing: Result<Timing, NotPlanned>,
    /// Days of each worker, in the order of the team; reviews included.
    pub days: Vec<f64>,
    /// What it costs; `None` without rates.
    pub cost: Option<CostRange>,
    /// Its success indicators.
    pub indicators: Vec<Indicator>,
}

/// A roadmap.
#[derive(Clone)]
pub struct Roadmap {
    /// First day.
    pub start: Day,
    /// First day after it.
    pub end: Day,
    /// What orders it.
    pub basis: Basis,
    /// Demand and capacity of each skill, the shortest first.
    pub skills: Vec<SkillLoad>,
    /// Who works on it.
    pub team: Vec<Worker>,
    /// Initiatives by rank; those of the plan and those that are not.
    pub initiatives: Vec<Planned>,
    /// Problems by rank, then goals, with what serves them.
    pub promises: Vec<Promise>,
    /// Days of each worker by month.
    pub capacity: Vec<MonthLoad>,
    /// Money by quarter; empty without rates.
    pub money: Vec<QuarterCost>,
    /// When all that is planned is done.
    pub whole: (Option<Day>, Option<Day>),
    /// Runs of the forecast.
    pub runs: usize,
    /// Start of the random numbers.
    pub seed: u64,
    /// Decisions of the brief that name no work of this plan: play, with component.
    pub unmatched: Vec<String>,
    /// What the scheduler solved, so that anybody can solve it again.
    pub problem: schedule::Problem,
    /// What the scheduler answered.
    pub solution: schedule::Solution,
}

impl Roadmap {
    /// Initiatives of the plan, by their first day, then rank.
    pub fn planned(&self) -> Vec<(&Planned, &Timing)> {
        let mut planned: Vec<(&Planned, &Timing)> =
            self.initiatives.iter().filter_map(|one| Some((one, one.timing.as_ref().ok()?))).collect();
        planned.sort_by_key(|(one, timing)| (timing.start, timing.done, one.rank.rank));
        planned
    }

    /// Initiatives that are not part of the plan, by rank, with the reason.
    pub fn not_planned(&self) -> Vec<(&Planned, &NotPlanned)> {
        self.initiatives.iter().filter_map(|one| Some((one, one.timing.as_ref().err()?))).collect()
    }
}

/// Everything between the audit and the roadmap that a scenario changes only in part.
pub struct Draft {
    /// Initiatives.
    pub initiatives: Vec<Initiative>,
    /// Their values.
    pub values: Vec<Value>,
    /// Their indicators, measured.
    pub indicators: Vec<Vec<Indicator>>,
}

/// Drafts a roadmap: what the audit and the brief call for, what waiting costs, where the indicators stand.
pub fn draft(facts: &Facts, judgement: &Judgement, brief: &Brief) -> Draft {
    let ground = Ground::new(facts);
    let initiatives = initiatives(&ground, judgement, brief);
    let values = values(&ground, brief, &initiatives);
    let indicators = initiatives.iter().map(|one| indicators(one, &ground, judgement)).collect();
    Draft { initiatives, values, indicators }
}

/// A roadmap of facts, judgement and brief.
///
/// # Errors
/// When the scheduler refuses the problem that was made of them: our fault, with what it says.
pub fn roadmap(facts: &Facts, judgement: &Judgement, brief: &Brief, options: Options) -> Result<Roadmap, String> {
    schedule_draft(&draft(facts, judgement, brief), brief, options)
}

/// Schedules and forecasts a draft. What 15 of 100 runs do not finish within the plan is left out of it, and the rest is
/// scheduled again: a plan promises what it can hold.
///
/// # Errors
/// As [`roadmap`].
pub fn schedule_draft(draft: &Draft, brief: &Brief, options: Options) -> Result<Roadmap, String> {
    schedule_like(draft, brief, options, None)
}

/// As [`schedule_draft`], searched from an older schedule of similar work.
pub(crate) fn schedule_like(
    draft: &Draft,
    brief: &Brief,
    options: Options,
    like: Option<(&schedule::Problem, &schedule::Solution)>,
) -> Result<Roadmap, String> {
    let Draft { initiatives, values, .. } = draft;
    let slots = Slots::new(brief);
    let team = workers(brief, &slots);
    let mut work = work(initiatives, &team, brief);
    let mut refused = refused(draft, &work, &team, brief);
    let active: Vec<bool> = refused.iter().map(Option::is_none).collect();
    let skills = loads(&work, &active, initiatives, &team, &slots, brief);
    let basis = basis(brief);
    let shortest = skills.first().map(|load| load.skill.as_str());
    let order = Order { initiatives, values, basis, shortest, work: &work, active: &active, brief, seed: options.seed };
    let ranks = ranks(&order);
    let weights = weights(values, basis);
    let wanted = schedule::Options {
        objective: schedule::Objective::Value,
        seed: options.seed,
        effort: if options.quick { schedule::Effort::WhatIf } else { schedule::Effort::Default },
    };
    for pass in 1.. {
        let active: Vec<bool> = refused.iter().map(Option::is_none).collect();
        let (problem, tasks) = problem(&work, initiatives, &active, &weights, &team, &slots, brief);
        let solution = solved(&problem, &wanted, like)?;
        let ends = ends(initiatives.len(), &problem, &solution);
        let parts = Parts {
            draft,
            brief,
            slots: &slots,
            team: &team,
            work: &work,
            problem: &problem,
            solution: &solution,
            tasks: &tasks,
            ends: &ends,
        };
        let within: Vec<bool> = ends.iter().map(|end| parts.is_within(*end)).collect();
        let lived = |runs| forecast(&parts, &within, runs, options.seed);
        let leave = |forecast: &Forecast| {
            if pass < PASSES { leaving(&parts, &active, &ranks, forecast) } else { Vec::new() }
        };
        let keep = |forecast: &Forecast, late: &[(usize, NotPlanned)]| {
            if pass < PASSES && late.is_empty() { buffers(&parts, &active, forecast) } else { Vec::new() }
        };
        let first = if options.quick { (options.runs / QUICK_SHARE).max(1) } else { options.runs };
        let mut forecast = lived(first);
        let mut late = leave(&forecast);
        let mut tight = keep(&forecast, &late);
        if late.is_empty() && tight.is_empty() && first < options.runs {
            forecast = lived(options.runs);
            late = leave(&forecast);
            tight = keep(&forecast, &late);
        }
        if late.is_empty() && tight.is_empty() {
            return Ok(assemble(&parts, &ranks, refused, &forecast, skills, basis, options));
        }
        for (at, why) in late {
            refused[at] = Some(why);
        }
        for (at, slots) in tight {
            work.buffers[at] = slots;
        }
    }
    Err("the plan has no pass".to_owned())
}

/// The schedule, begun from that of a similar plan where there is one. The scheduler refuses a problem without work and one
/// without time; here both have an answer: nothing has a place.
fn solved(
    problem: &schedule::Problem,
    wanted: &schedule::Options<'_>,
    like: Option<(&schedule::Problem, &schedule::Solution)>,
) -> Result<schedule::Solution, String> {
    let is_idle = problem.people.iter().all(|one| one.calendar.as_ref().is_some_and(Vec::is_empty));
    if problem.tasks.is_empty() || is_idle {
        return Ok(schedule::Solution { is_reproducible: true, seed: wanted.seed, ..schedule::Solution::default() });
    }
    let solved = match like {
        Some((old, known)) => schedule::evaluate(problem, wanted, (&renamed(old, problem), known)),
        None => schedule::solve(problem, wanted),
    };
    solved.map_err(|faults| {
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        format!("the plan could not be scheduled: {}", told.join(" "))
    })
}

/// What a roadmap is assembled from.
pub(crate) struct Parts<'a> {
    pub(crate) draft: &'a Draft,
    pub(crate) brief: &'a Brief,
    pub(crate) slots: &'a Slots,
    pub(crate) team: &'a [Worker],
    pub(crate) work: &'a Work,
    pub(crate) problem: &'a schedule::Problem,
    pub(crate) solution: &'a schedule::Solution,
    /// Position in `work` of the tasks of the problem.
    pub(crate) tasks: &'a [usize],
    /// Slot after which each initiative is done; `None` for those without a place.
    pub(crate) ends: &'a [Option<u32>],
}

impl Parts<'_> {
    /// The day on which what is done by a slot may go live: not within a freeze.
    pub(crate) fn live_on(&self, end: Option<u32>) -> Option<Day> {
        let done = end.and_then(|end| self.slots.done_on(end))?;
        Some(thawed(done, self.brief))
    }

    /// True when what is done by a slot goes live within the plan.
    pub(crate) fn is_within(&self, end: Option<u32>) -> bool {
        self.live_on(end).is_some_and(|day| day < self.brief.horizon.end())
    }

    /// Why the scheduler found no place for an initiative.
    pub(crate) fn without_place(&self, at: usize) -> NotPlanned {
        let is_own = |task: usize| self.tasks.get(task).is_some_and(|task| self.work.tasks[*task].initiative == at);
        let mut own = self.solution.unscheduled.iter().filter(|one| is_own(one.task));
        if own.any(|one| matches!(one.reason, schedule::Reason::OverBudget(_))) {
            return NotPlanned::OverBudget;
        }
        // What is not in this problem is done without: only what is, and has no place, is waited for.
        let in_problem = |other: usize| self.work.of[other].iter().any(|task| self.tasks.contains(task));
        let mut before = self.work.before[at].iter().copied();
        let other = before.find(|other| self.ends[*other].is_none() && in_problem(*other));
        other.map_or(NotPlanned::NoRoom(None), |other| NotPlanned::WaitsFor(self.draft.initiatives[other].id.clone()))
    }
}

/// What a day of waiting weighs, by initiative.
fn weights(values: &[Value], basis: Basis) -> Vec<f64> {
    let daily: Vec<f64> = values.iter().map(|value| worth(value, basis) / WEEKDAYS_A_MONTH).collect();
    let most = daily.iter().copied().fold(0.0, f64::max);
    daily
        .iter()
        .map(|one| if most > 0.0 { (one / most * WEIGHT_SCALE).max(LEAST_WEIGHT) } else { LEAST_WEIGHT })
        .collect()
}

/// When each initiative is done: its milestone's slot.
fn ends(count: usize, problem: &schedule::Problem, solution: &schedule::Solution) -> Vec<Option<u32>> {
    let mut ends = vec![None; count];
    for one in &solution.assignments {
        let milestone = problem.tasks[one.task].id.strip_prefix('m').and_then(|id| id.parse::<usize>().ok());
        if let Some(at) = milestone {
            ends[at] = Some(one.complete);
        }
    }
    ends
}

fn assemble(
    parts: &Parts<'_>,
    ranks: &[Rank],
    refused: Vec<Option<NotPlanned>>,
    forecast: &Forecast,
    skills: Vec<SkillLoad>,
    basis: Basis,
    options: Options,
) -> Roadmap {
    let Parts { draft, brief, slots, team, .. } = parts;
    let worked = money::worked(parts);
    let mut planned = Vec::new();
    for (at, refusal) in refused.into_iter().enumerate() {
        let timing = match refusal {
            Some(reason) => Err(reason),
            None => timing(parts, at, forecast.of[at]),
        };
        let days = worked[at].clone();
        let cost = timing.is_ok().then(|| money::cost(&draft.initiatives[at], &days, team, brief)).flatten();
        planned.push(Planned {
            initiative: draft.initiatives[at].clone(),
            value: draft.values[at].clone(),
            rank: ranks[at].clone(),
            after: parts.work.before[at].iter().map(|other| draft.initiatives[*other].id.clone()).collect(),
            timing,
            days,
            cost,
            indicators: draft.indicators[at].clone(),
        });
    }
    let promises = trace::promises(brief, &planned);
    let inside: Vec<bool> = planned.iter().map(|one| one.timing.is_ok()).collect();
    planned.sort_by_key(|one| one.rank.rank);
    let day = |slot: Option<u32>| slot.and_then(|slot| slots.done_on(slot));
    Roadmap {
        start: brief.horizon.start,
        end: brief.horizon.end(),
        basis,
        skills,
        team: team.to_vec(),
        initiatives: planned,
        promises,
        capacity: money::capacity(parts, &inside),
        money: money::by_quarter(parts, &inside),
        whole: (day(forecast.whole.p50), day(forecast.whole.p85)),
        runs: forecast.runs,
        seed: options.seed,
        unmatched: unmatched(brief, &draft.initiatives),
        problem: parts.problem.clone(),
        solution: parts.solution.clone(),
    }
}

/// Decisions that match no initiative.
fn unmatched(brief: &Brief, initiatives: &[Initiative]) -> Vec<String> {
    let matched = |decision: &&Decision| initiatives.iter().any(|one| is_about(decision, one));
    let name = |decision: &Decision| match &decision.component {
        Some(component) => format!("{}@{component}", decision.play),
        None => decision.play.clone(),
    };
    brief.decisions.iter().filter(|decision| !matched(decision)).map(name).collect()
}

fn timing(parts: &Parts<'_>, at: usize, dates: Dates) -> Result<Timing, NotPlanned> {
    let Parts { draft, brief, slots, work, solution, tasks, ends, .. } = parts;
    let Some(scheduled) = parts.live_on(ends[at]) else { return Err(parts.without_place(at)) };
    if !parts.is_within(ends[at]) {
        return Err(NotPlanned::NoRoom(Some(scheduled)));
    }
    let own = solution
        .assignments
        .iter()
        .filter(|one| tasks.get(one.task).is_some_and(|task| work.tasks[*task].initiative == at));
    let start = own.map(|one| one.start).min().unwrap_or(0);
    let start = slots.day(start).unwrap_or(brief.horizon.start);
    let deadline = deadline(&draft.initiatives[at], brief);
    let p85 = parts.live_on(dates.p85);
    let part = if start < brief.horizon.start.plus_months(NOW_MONTHS) {
        Part::Now
    } else if start < brief.horizon.start.plus_months(NEXT_MONTHS) {
        Part::Next
    } else {
        Part::Later
    };
    Ok(Timing {
        start,
        done: scheduled,
        p50: parts.live_on(dates.p50),
        p85,
        target: deadline.or(p85).unwrap_or(scheduled),
        is_deadline: deadline.is_some(),
        part,
    })
}

/// The first day on which something may go live: not within a freeze.
fn thawed(day: Day, brief: &Brief) -> Day {
    let frozen = |day: Day| brief.freezes.iter().find(|freeze| (freeze.from..=freeze.to).contains(&day));
    let next = |day: &Day| frozen(*day).map(|freeze| freeze.to.plus_days(1)).filter(|next| next > day);
    std::iter::successors(Some(day), next).last().unwrap_or(day)
}
