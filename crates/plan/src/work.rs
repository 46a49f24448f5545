//! Initiatives as tasks: who can do which step, which skill is short, and the problem that the scheduler solves.

use crate::assumption::{Assumption, assumed};
use crate::effort::expected;
use crate::initiative::{Initiative, Origin};
use crate::place::PlaceKind;
use crate::play::{Play, Step, play};
use crate::team::{LEADERSHIP, REVIEW, Slots, Worker};
use quarterdeck_brief::{Brief, Choice, Decision, Level};
use quarterdeck_schedule as schedule;
use std::collections::{BTreeMap, BTreeSet};

/// Largest task, in person-days: longer steps are cut into equal ones, so that several people can share them.
const TASK_DAYS: f64 = 15.0;
/// Most parts of one step.
const MOST_PARTS: usize = 40;
/// Smallest task, in person-days.
const LEAST_TASK_DAYS: f64 = 0.25;

/// A part of a step that one person does.
#[derive(Debug, Clone)]
pub(crate) struct Task {
    /// Position of its initiative.
    pub(crate) initiative: usize,
    /// Skills of which one will do, those that somebody has at the level; empty when nobody has any.
    pub(crate) skills: Vec<String>,
    /// The lowest level that can do it.
    pub(crate) level: Level,
    /// Its share of the initiative's effort, 0 to 1.
    pub(crate) share: f64,
    /// True when a junior's work at it is reviewed.
    pub(crate) review: bool,
    /// Positions of tasks that come before it.
    pub(crate) after: Vec<usize>,
}

/// A step that nobody can do, and whom to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissingSkill {
    /// Id of the initiative.
    pub initiative: String,
    /// The skills that would do, the best first.
    pub skills: Vec<String>,
    /// The lowest level.
    pub level: Level,
}

/// All work of a plan.
#[derive(Debug, Clone)]
pub(crate) struct Work {
    /// Tasks, in the order of initiatives and steps.
    pub(crate) tasks: Vec<Task>,
    /// Tasks of each initiative.
    pub(crate) of: Vec<Vec<usize>>,
    /// Initiatives that come before each one.
    pub(crate) before: Vec<Vec<usize>>,
    /// Steps that nobody can do.
    pub(crate) missing: Vec<MissingSkill>,
    /// Slots kept before the last one of each initiative.
    pub(crate) buffers: Vec<u32>,
}

/// Cuts initiatives into tasks and ties them.
pub(crate) fn work(initiatives: &[Initiative], team: &[Worker], brief: &Brief) -> Work {
    let before: Vec<Vec<usize>> = (0..initiatives.len()).map(|at| prerequisites(initiatives, at)).collect();
    let (of, buffers) = (vec![Vec::new(); initiatives.len()], vec![0; initiatives.len()]);
    let mut work = Work { tasks: Vec::new(), of, before, missing: Vec::new(), buffers };
    for (at, initiative) in initiatives.iter().enumerate() {
        let mut last: Vec<usize> = Vec::new();
        let days = expected(initiative.effort, brief);
        for step in &steps(initiative, brief) {
            let skills = staffed(step, initiative, team);
            if skills.is_empty() {
                let wanted = named(step, initiative);
                work.missing.push(MissingSkill {
                    initiative: initiative.id.clone(),
                    skills: wanted,
                    level: step.level,
                });
            }
            let pieces = ((days * step.share / TASK_DAYS).ceil() as usize).clamp(1, MOST_PARTS);
            let mut these = Vec::new();
            for piece in 0..pieces {
                // At most as many at once as the step takes: each waits for the piece so many places before it.
                let chained = piece.checked_sub(step.people as usize).and_then(|earlier| these.get(earlier)).copied();
                let after = last.iter().copied().chain(chained).collect();
                these.push(work.tasks.len());
                work.of[at].push(work.tasks.len());
                work.tasks.push(Task {
                    initiative: at,
                    skills: skills.clone(),
                    level: step.level,
                    share: step.share / pieces as f64,
                    review: step.review,
                    after,
                });
            }
            last = these;
        }
    }
    work
}

/// The steps of an initiative; a feature is one.
fn steps(initiative: &Initiative, brief: &Brief) -> Vec<Step> {
    let level = match initiative.origin {
        Origin::Feature(at) => brief.features[at].level,
        Origin::Findings | Origin::Pinned | Origin::Hire(_) => Level::Junior,
    };
    match initiative.play {
        Some(play) => play.steps.clone(),
        None => vec![Step {
            id: "feature".to_owned(),
            skills: vec!["code".to_owned()],
            level,
            share: 1.0,
            people: 2,
            review: true,
        }],
    }
}

/// The skills of a step by the names that people use.
fn named(step: &Step, initiative: &Initiative) -> Vec<String> {
    let mut skills = Vec::new();
    for skill in &step.skills {
        match skill.as_str() {
            "code" if initiative.code_skill.is_empty() => {}
            "code" => {
                skills.push(initiative.code_skill.clone());
                skills.extend(sister(&initiative.code_skill).map(str::to_owned));
            }
            other => skills.push(other.to_owned()),
        }
    }
    skills
}

/// A language whose people can work in this one.
fn sister(skill: &str) -> Option<&'static str> {
    match skill {
        "typescript" => Some("javascript"),
        "javascript" => Some("typescript"),
        "c++" => Some("c"),
        _ => None,
    }
}

/// The skills of a step that somebody has at its level; `code` of an initiative without source is anybody's who has any
/// skill beside those of a leader.
fn staffed(step: &Step, initiative: &Initiative, team: &[Worker]) -> Vec<String> {
    let had = |skill: &String| team.iter().any(|worker| worker.can(skill, step.level));
    let named: Vec<String> = named(step, initiative).into_iter().filter(had).collect();
    if !named.is_empty() || !step.skills.iter().any(|skill| skill == "code") || !initiative.code_skill.is_empty() {
        return named;
    }
    let any: BTreeSet<&String> = team.iter().flat_map(|worker| worker.skills.keys()).collect();
    any.into_iter().filter(|skill| *skill != LEADERSHIP && *skill != REVIEW && had(skill)).cloned().collect()
}

impl Task {
    /// The name under which the scheduler knows who can do it: all skills that will do.
    fn skill(&self) -> String {
        self.skills.join(" or ")
    }

    /// The one of its skills that somebody is fastest in, and how fast; `None` when they have none of them at the level.
    pub(crate) fn speed_of(&self, worker: &Worker, brief: &Brief) -> Option<f64> {
        let able = self.skills.iter().filter(|skill| worker.can(skill, self.level));
        able.map(|skill| worker.speed(skill, brief)).max_by(f64::total_cmp)
    }
}

/// Initiatives of the plays that come before: at the same place, else in the bundle of small places when that is about a file
/// of it, else on the whole system, else (for work on the whole system) everywhere. A play that the plan does not hold there passes on those that come before it.
fn prerequisites(initiatives: &[Initiative], at: usize) -> Vec<usize> {
    let mut before = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<&str> = after(initiatives[at].play);
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let of_play = || {
            (0..initiatives.len())
                .filter(|other| *other != at && initiatives[*other].play.is_some_and(|play| play.id == id))
        };
        let here = of_play().find(|other| initiatives[*other].place.kind == initiatives[at].place.kind);
        let bundled = || {
            let is_component = matches!(initiatives[at].place.kind, PlaceKind::Component(_));
            let mut rests = of_play().filter(|other| initiatives[*other].place.kind == PlaceKind::Rest);
            rests.find(|other| is_component && !initiatives[*other].files.is_disjoint(&initiatives[at].files))
        };
        let whole = || of_play().find(|other| initiatives[*other].place.kind == PlaceKind::System);
        match here.or_else(bundled).or_else(whole) {
            Some(one) => {
                before.insert(one);
            }
            None if initiatives[at].place.kind == PlaceKind::System && of_play().next().is_some() => {
                before.extend(of_play())
            }
            None => open.extend(after(play(id))),
        }
    }
    before.into_iter().collect()
}

fn after(play: Option<&'static Play>) -> Vec<&'static str> {
    play.map(|play| play.after.iter().map(String::as_str).collect()).unwrap_or_default()
}

/// How much of a skill the plan asks for, and how much there is.
#[derive(Debug, Clone, PartialEq)]
pub struct SkillLoad {
    /// The skill.
    pub skill: String,
    /// Person-days that the work takes.
    pub demand_days: f64,
    /// Person-days of those who have it at the lowest level asked for, within the plan.
    pub capacity_days: f64,
}

impl SkillLoad {
    /// Demand over capacity; infinite where there is no capacity.
    pub fn ratio(&self) -> f64 {
        if self.capacity_days > 0.0 { self.demand_days / self.capacity_days } else { f64::INFINITY }
    }
}

/// Demand of the initiatives that may be planned and capacity of each skill, the shortest first.
pub(crate) fn loads(
    work: &Work,
    active: &[bool],
    initiatives: &[Initiative],
    team: &[Worker],
    slots: &Slots,
    brief: &Brief,
) -> Vec<SkillLoad> {
    let capacity = |skill: &str, level: Level| -> f64 {
        let able = team.iter().filter(|worker| worker.can(skill, level));
        able.map(|worker| worker.days_until(slots.plan_end) * worker.speed(skill, brief)).sum()
    };
    let mut demand: BTreeMap<&str, (f64, Level)> = BTreeMap::new();
    for task in work.tasks.iter().filter(|task| active[task.initiative]) {
        // Where several skills will do, the one that the team has most of is asked for.
        let most =
            |a: &&String, b: &&String| capacity(a, task.level).total_cmp(&capacity(b, task.level)).then(b.cmp(a));
        let Some(skill) = task.skills.iter().max_by(most) else { continue };
        let days = expected(initiatives[task.initiative].effort, brief) * task.share;
        let (sum, level) = demand.entry(skill).or_insert((0.0, task.level));
        *sum += days;
        *level = (*level).min(task.level);
    }
    let load = |(skill, (demand_days, level)): (&str, (f64, Level))| SkillLoad {
        skill: skill.to_owned(),
        demand_days,
        capacity_days: capacity(skill, level),
    };
    let mut loads: Vec<SkillLoad> = demand.into_iter().map(load).collect();
    loads.sort_by(|a, b| b.ratio().total_cmp(&a.ratio()).then_with(|| a.skill.cmp(&b.skill)));
    loads
}

/// The problem for the scheduler, and the position in `work` of its first tasks: those of the initiatives that may be
/// planned, then one milestone for each, whose weight is what a day of waiting costs.
pub(crate) fn problem(
    work: &Work,
    initiatives: &[Initiative],
    active: &[bool],
    weights: &[f64],
    team: &[Worker],
    slots: &Slots,
    brief: &Brief,
) -> (schedule::Problem, Vec<usize>) {
    let here: Vec<usize> = (0..work.tasks.len()).filter(|at| active[work.tasks[*at].initiative]).collect();
    let mut tasks: Vec<schedule::Task> =
        here.iter().map(|at| scheduled(*at, work, initiatives, active, team, slots, brief)).collect();
    for (at, initiative) in initiatives.iter().enumerate().filter(|(at, _)| active[*at]) {
        tasks.push(schedule::Task {
            id: milestone(at),
            name: Some(initiative.id.clone()),
            level: 1,
            after: work.of[at].iter().map(|task| task_id(*task)).collect(),
            weight: weights[at],
            deadline: last_slot(initiative, slots, brief).map(|slot| slot.saturating_sub(work.buffers[at])),
            ..schedule::Task::default()
        });
    }
    let problem = schedule::Problem {
        name: Some(brief.company.name.clone()),
        slot: "day".to_owned(),
        horizon: Some(slots.count()),
        people: team.iter().map(|worker| person(worker, work, &here, brief)).collect(),
        tasks,
        budgets: budgets(slots, brief),
    };
    (problem, here)
}

/// The slot by which an initiative should be done: all slots up to its day, which may be a Sunday; for what the brief asks for
/// without a day, the end of the plan.
pub(crate) fn last_slot(initiative: &Initiative, slots: &Slots, brief: &Brief) -> Option<u32> {
    let by_day = deadline(initiative, brief).map(|day| slots.slot(day.plus_days(1)));
    by_day.or_else(|| is_own(initiative, brief).then_some(slots.plan_end))
}

fn task_id(at: usize) -> String {
    format!("t{at}")
}

fn milestone(at: usize) -> String {
    format!("m{at}")
}

fn scheduled(
    at: usize,
    work: &Work,
    initiatives: &[Initiative],
    active: &[bool],
    team: &[Worker],
    slots: &Slots,
    brief: &Brief,
) -> schedule::Task {
    let task = &work.tasks[at];
    let initiative = &initiatives[task.initiative];
    let effort = (expected(initiative.effort, brief) * task.share).max(LEAST_TASK_DAYS);
    let before = work.before[task.initiative].iter().filter(|other| active[**other]);
    let earliest = match initiative.origin {
        Origin::Feature(position) => brief.features[position].earliest.map_or(0, |day| slots.slot(day)),
        Origin::Findings | Origin::Pinned | Origin::Hire(_) => 0,
    };
    schedule::Task {
        id: task_id(at),
        name: Some(initiative.id.clone()),
        effort,
        skill: Some(task.skill()),
        level: task.level as u32 + 1,
        after: task.after.iter().map(|other| task_id(*other)).chain(before.map(|other| milestone(*other))).collect(),
        earliest,
        review: review(task, effort, team, brief),
        ..schedule::Task::default()
    }
}

/// A junior's work is looked over where the step asks for it and somebody can.
fn review(task: &Task, effort: f64, team: &[Worker], brief: &Brief) -> Option<schedule::Review> {
    let ratio = assumed(Assumption::ReviewShare, &brief.assumptions)?;
    let looks_over = |doer: &Worker| team.iter().any(|other| other.id != doer.id && other.can(REVIEW, Level::Senior));
    let mut doers = team.iter().filter(|worker| task.skills.iter().any(|skill| worker.can(skill, task.level)));
    let review = schedule::Review {
        skill: REVIEW.to_owned(),
        level: Level::Senior as u32 + 1,
        effort: effort * f64::midpoint(ratio.low, ratio.high),
        below_level: Level::Medior as u32 + 1,
    };
    // Nobody looks over their own work: where all who can do it are alone in that, it is not looked over.
    (task.review && !review.is_empty() && doers.any(looks_over)).then_some(review)
}

/// By when an initiative should be done: a feature's deadline, the day on which somebody starts, the day of a pin.
pub(crate) fn deadline(initiative: &Initiative, brief: &Brief) -> Option<quarterdeck_base::Day> {
    match initiative.origin {
        Origin::Feature(at) => brief.features[at].deadline,
        Origin::Hire(at) => brief.people[at].from,
        Origin::Findings | Origin::Pinned => match decision(initiative, brief)?.choice {
            Choice::Pinned { by } => by,
            Choice::Excluded => None,
        },
    }
}

/// What the auditor decided about an initiative: about its play at its place, else about its play.
pub(crate) fn decision<'a>(initiative: &Initiative, brief: &'a Brief) -> Option<&'a Decision> {
    let about = || brief.decisions.iter().filter(|decision| crate::select::is_about(decision, initiative));
    about().find(|decision| decision.component.is_some()).or_else(|| about().next())
}

/// True when the brief asks for it by itself: a feature, a hire, a pinned play.
pub(crate) fn is_own(initiative: &Initiative, brief: &Brief) -> bool {
    let is_pinned = || decision(initiative, brief).is_some_and(|decision| decision.choice != Choice::Excluded);
    initiative.origin != Origin::Findings || is_pinned()
}

/// Somebody with the skills that the tasks ask for under the names of the tasks.
fn person(worker: &Worker, work: &Work, here: &[usize], brief: &Brief) -> schedule::Person {
    let mut skills: BTreeMap<String, u32> = BTreeMap::new();
    let mut speeds: BTreeMap<String, f64> = BTreeMap::new();
    for task in here.iter().map(|at| &work.tasks[*at]) {
        let own = task.skills.iter().filter_map(|skill| worker.skills.get(skill)).max();
        if let (Some(level), Some(speed)) = (own, task.speed_of(worker, brief)) {
            skills.insert(task.skill(), *level as u32 + 1);
            speeds.insert(task.skill(), speed);
        }
    }
    if worker.can(REVIEW, Level::Senior) {
        skills.insert(REVIEW.to_owned(), Level::Senior as u32 + 1);
    }
    schedule::Person {
        id: worker.id.clone(),
        name: None,
        skills,
        // The budget is for what the plan costs beside salaries and the CTO: the people whom it hires.
        cost_per_slot: if worker.hire { worker.cost_per_day.unwrap_or(0) as f64 } else { 0.0 },
        calendar: Some(spans(&worker.shares)),
        speed: schedule::Speed::BySkill(speeds),
    }
}

/// Runs of equal shares; time off is left out.
fn spans(shares: &[f64]) -> Vec<schedule::Span> {
    let mut spans: Vec<schedule::Span> = Vec::new();
    for (slot, share) in (0_u32..).zip(shares) {
        match spans.last_mut() {
            Some(last) if last.to == Some(slot) && last.share.to_bits() == share.to_bits() => last.to = Some(slot + 1),
            _ if *share > 0.0 => spans.push(schedule::Span { from: slot, to: Some(slot + 1), share: *share }),
            _ => {}
        }
    }
    spans
}

fn budgets(slots: &Slots, brief: &Brief) -> Vec<schedule::Budget> {
    let window = |budget: &quarterdeck_brief::Budget| schedule::Budget {
        from: slots.slot(budget.from),
        to: slots.slot(budget.from.plus_months(3)),
        amount: budget.amount as f64,
    };
    brief.budget.iter().map(window).filter(|budget| budget.from < budget.to).collect()
}
