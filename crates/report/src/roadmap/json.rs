//! `roadmap.json`: the whole roadmap for machines, schema version 1. `null` always stands beside a `…_reason` or says that the
//! brief gave nothing.

use quarterdeck_brief::{Brief, Language};
use quarterdeck_plan::{
    Indicator, Measured, NotPlanned, Place, PlaceKind, Planned, Play, Promise, Roadmap, Tie, Timing, assumed,
};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Version of the output's schema.
pub const SCHEMA_VERSION: &str = "1.1";

/// What a roadmap is written with beside itself.
pub struct Context<'a> {
    /// The brief that it answers.
    pub brief: &'a Brief,
    /// Name of the system.
    pub system: &'a str,
    /// The audited commits, as (repository, id).
    pub commits: Vec<(&'a str, &'a str)>,
    /// Version of the program.
    pub version: &'a str,
}

/// Writes the roadmap, pretty-printed, with a newline at its end.
pub fn roadmap(roadmap: &Roadmap, context: &Context<'_>, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &document(roadmap, context))?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    version: &'a str,
    system: &'a str,
    company: &'a str,
    commits: Vec<CommitRow<'a>>,
    start: String,
    end: String,
    currency: Option<&'a str>,
    /// What the order rests on: `money` or `points`.
    basis: &'static str,
    seed: u64,
    forecast_runs: usize,
    done_p50: Option<String>,
    done_p85: Option<String>,
    skills: Vec<SkillRow<'a>>,
    team: Vec<WorkerRow<'a>>,
    promises: Vec<PromiseRow<'a>>,
    areas: Vec<AreaRow<'a>>,
    initiatives: Vec<InitiativeRow<'a>>,
    capacity: Vec<CapacityRow>,
    money: Vec<MoneyRow>,
    assumptions: Vec<AssumptionRow>,
}

#[derive(Serialize)]
struct CommitRow<'a> {
    repository: &'a str,
    commit: &'a str,
}

#[derive(Serialize)]
struct SkillRow<'a> {
    skill: &'a str,
    demand_days: f64,
    capacity_days: f64,
    is_shortest: bool,
}

#[derive(Serialize)]
struct WorkerRow<'a> {
    id: &'a str,
    skills: BTreeMap<&'a str, &'static str>,
    days_in_plan: f64,
    cost_per_day: Option<u64>,
    is_hire: bool,
}

#[derive(Serialize)]
struct PromiseRow<'a> {
    id: &'a str,
    kind: &'static str,
    title: &'a str,
    standing: &'static str,
    date: String,
    done: Option<String>,
    p50: Option<String>,
    p85: Option<String>,
    served_by: &'a [String],
    left_out: &'a [String],
    /// Plays to consider in the brief, where little or nothing serves it.
    consider: Vec<&'static str>,
}

/// The paths that a problem or a goal is about.
#[derive(Serialize)]
struct AreaRow<'a> {
    id: &'a str,
    globs: &'a [String],
}

/// Where an initiative is done, so that its indicators can be measured there again.
#[derive(Serialize)]
struct PlaceRow<'a> {
    kind: &'static str,
    of: Option<&'a str>,
    /// By repository; empty where the kind alone says which.
    files: BTreeMap<&'a str, Vec<String>>,
}

#[derive(Serialize)]
struct InitiativeRow<'a> {
    id: &'a str,
    play: Option<&'a str>,
    title: BTreeMap<&'static str, String>,
    place: PlaceRow<'a>,
    rank: u32,
    rank_low: u32,
    rank_high: u32,
    serves: Vec<TieRow<'a>>,
    findings: Vec<FindingRow<'a>>,
    effort_days: RangeRow,
    effort_terms: Vec<EffortRow>,
    cost_of_delay_per_month: Option<RangeRow>,
    value_terms: Vec<ValueRow<'a>>,
    points_per_month: f64,
    value_per_day: f64,
    /// What waits for it and gives it its place in the order, where its own value would not.
    opens: &'a [String],
    /// Value a month of those, in the unit of the basis.
    unlocked_per_month: f64,
    shortest_skill_days: f64,
    after: &'a [String],
    planned: Option<TimingRow>,
    not_planned: Option<NotPlannedRow>,
    days: BTreeMap<&'a str, f64>,
    cost: Option<CostRow>,
    indicators: Vec<IndicatorRow<'a>>,
}

#[derive(Serialize)]
struct TieRow<'a> {
    id: &'a str,
    themes: Vec<&'static str>,
    points: f64,
}

#[derive(Serialize)]
struct FindingRow<'a> {
    check: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    share: f64,
}

#[derive(Serialize)]
struct RangeRow {
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct EffortRow {
    what: &'static str,
    count: f64,
    days: RangeRow,
}

#[derive(Serialize)]
struct ValueRow<'a> {
    kind: &'static str,
    of: Option<&'a str>,
    whole_per_month: RangeRow,
    share: f64,
    assumption: &'static str,
    per_month: RangeRow,
}

#[derive(Serialize)]
struct TimingRow {
    part: &'static str,
    start: String,
    done: String,
    p50: Option<String>,
    p85: Option<String>,
    target: String,
    target_is_deadline: bool,
}

#[derive(Serialize)]
struct NotPlannedRow {
    reason: &'static str,
    detail: Option<String>,
}

#[derive(Serialize)]
struct CostRow {
    low: u64,
    planned: u64,
    high: u64,
}

#[derive(Serialize)]
struct IndicatorRow<'a> {
    measure: &'a str,
    unit: &'a str,
    checks: &'a [String],
    place: &'static str,
    start: Option<f64>,
    start_reason: Option<&'a str>,
    comparator: &'static str,
    target: Option<f64>,
    met: Option<bool>,
}

#[derive(Serialize)]
struct CapacityRow {
    from: String,
    available_days: Vec<f64>,
    used_days: Vec<f64>,
}

#[derive(Serialize)]
struct MoneyRow {
    quarter: String,
    team: u64,
    hired: u64,
    cto: u64,
    budget: Option<u64>,
}

#[derive(Serialize)]
struct AssumptionRow {
    id: &'static str,
    low: Option<f64>,
    high: Option<f64>,
    is_changed: bool,
    meaning: &'static str,
    source: &'static str,
}

fn round(value: f64) -> f64 {
    quarterdeck_base::round_to(value, 2)
}

fn range(low: f64, high: f64) -> RangeRow {
    RangeRow { low: round(low), high: round(high) }
}

fn document<'a>(roadmap: &'a Roadmap, context: &Context<'a>) -> Document<'a> {
    let brief = context.brief;
    let skills = roadmap.skills.iter().enumerate().map(|(at, load)| SkillRow {
        skill: &load.skill,
        demand_days: round(load.demand_days),
        capacity_days: round(load.capacity_days),
        is_shortest: at == 0,
    });
    let slots = quarterdeck_plan::Slots::new(brief);
    let team = roadmap.team.iter().map(|worker| WorkerRow {
        id: &worker.id,
        skills: worker.skills.iter().map(|(skill, level)| (skill.as_str(), level.id())).collect(),
        days_in_plan: round(worker.days_until(slots.plan_end)),
        cost_per_day: worker.cost_per_day,
        is_hire: worker.hire,
    });
    let money = roadmap.money.iter().map(|cost| MoneyRow {
        quarter: cost.from.quarter_id(),
        team: cost.team,
        hired: cost.hired,
        cto: cost.cto,
        budget: cost.budget,
    });
    let capacity = roadmap.capacity.iter().map(|month| CapacityRow {
        from: month.from.to_string(),
        available_days: month.available.iter().copied().map(round).collect(),
        used_days: month.used.iter().copied().map(round).collect(),
    });
    Document {
        schema: SCHEMA_VERSION,
        version: context.version,
        system: context.system,
        company: &brief.company.name,
        commits: context.commits.iter().map(|(repository, commit)| CommitRow { repository, commit }).collect(),
        start: roadmap.start.to_string(),
        end: roadmap.end.to_string(),
        currency: brief.company.currency.as_deref(),
        basis: match roadmap.basis {
            quarterdeck_plan::Basis::Money => "money",
            quarterdeck_plan::Basis::Points => "points",
        },
        seed: roadmap.seed,
        forecast_runs: roadmap.runs,
        done_p50: roadmap.whole.0.map(|day| day.to_string()),
        done_p85: roadmap.whole.1.map(|day| day.to_string()),
        skills: skills.collect(),
        team: team.collect(),
        promises: roadmap.promises.iter().map(|promise| promise_row(promise, brief)).collect(),
        areas: areas(brief),
        initiatives: roadmap.initiatives.iter().map(|one| initiative(one, roadmap, brief)).collect(),
        capacity: capacity.collect(),
        money: money.collect(),
        assumptions: assumptions(brief),
    }
}

/// The title of a problem or goal in English, or the one wording that it has.
pub(super) fn promise_title<'a>(promise: &Promise, brief: &'a Brief) -> &'a str {
    let problem = brief.problems.iter().find(|one| one.id == promise.id).map(|one| &one.title);
    let goal = brief.goals.iter().find(|one| one.id == promise.id).map(|one| &one.title);
    problem.or(goal).map_or("", |title| title.of(Language::En))
}

fn promise_row<'a>(promise: &'a Promise, brief: &'a Brief) -> PromiseRow<'a> {
    PromiseRow {
        id: &promise.id,
        kind: if promise.is_goal { "goal" } else { "problem" },
        title: promise_title(promise, brief),
        standing: promise.standing.id(),
        date: promise.date.to_string(),
        done: promise.done.as_ref().map(|(done, _, _)| done.to_string()),
        p50: promise.done.as_ref().and_then(|(_, p50, _)| *p50).map(|day| day.to_string()),
        p85: promise.done.as_ref().and_then(|(_, _, p85)| *p85).map(|day| day.to_string()),
        served_by: &promise.served_by,
        left_out: &promise.left_out,
        consider: promise.consider.iter().map(|play| play.id).collect(),
    }
}

fn initiative<'a>(one: &'a Planned, roadmap: &'a Roadmap, brief: &'a Brief) -> InitiativeRow<'a> {
    let work = &one.initiative;
    let title = |language: Language| (language.id(), quarterdeck_plan::title(work, brief, language).to_owned());
    let findings = work.findings.iter().map(|finding| FindingRow {
        check: finding.check,
        fingerprint: &finding.fingerprint,
        severity: finding.severity.id(),
        share: round(finding.share),
    });
    let terms = work.effort_terms.iter().map(|term| EffortRow {
        what: term.what.id(),
        count: round(term.count),
        days: range(term.days.low, term.days.high),
    });
    let values = one.value.terms.iter().map(|term| ValueRow {
        kind: term.kind.id(),
        of: (!term.of.is_empty()).then_some(term.of.as_str()),
        whole_per_month: range(term.whole.low, term.whole.high),
        share: quarterdeck_base::round_to(term.share, 4),
        assumption: term.assumption.entry().id,
        per_month: range(term.monthly.low, term.monthly.high),
    });
    let days = roadmap.team.iter().zip(&one.days).filter(|(_, days)| **days > 0.0);
    InitiativeRow {
        id: &work.id,
        play: work.play.map(|play: &Play| play.id),
        title: Language::ALL.into_iter().map(title).collect(),
        place: place(&work.place),
        rank: one.rank.rank,
        rank_low: one.rank.rank_low,
        rank_high: one.rank.rank_high,
        serves: work.serves.iter().map(tie).collect(),
        findings: findings.collect(),
        effort_days: range(work.effort.low, work.effort.high),
        effort_terms: terms.collect(),
        cost_of_delay_per_month: one.value.money.map(|money| range(money.low, money.high)),
        value_terms: values.collect(),
        points_per_month: round(one.value.points),
        value_per_day: round(one.rank.ratio),
        opens: &one.rank.opens,
        unlocked_per_month: round(one.rank.unlocked),
        shortest_skill_days: round(one.rank.short_days),
        after: &one.after,
        planned: one.timing.as_ref().ok().map(timing),
        not_planned: one.timing.as_ref().err().map(not_planned),
        days: days.map(|(worker, days)| (worker.id.as_str(), round(*days))).collect(),
        cost: one.cost.map(|cost| CostRow { low: cost.low, planned: cost.planned, high: cost.high }),
        indicators: one.indicators.iter().map(indicator).collect(),
    }
}

fn areas(brief: &Brief) -> Vec<AreaRow<'_>> {
    let problems = brief.problems.iter().map(|problem| (&problem.id, &problem.scope));
    let all = problems.chain(brief.goals.iter().map(|goal| (&goal.id, &goal.scope)));
    all.filter(|(_, scope)| !scope.is_empty()).map(|(id, scope)| AreaRow { id, globs: scope }).collect()
}

fn place(place: &Place) -> PlaceRow<'_> {
    let of = match &place.kind {
        PlaceKind::System | PlaceKind::Rest => None,
        PlaceKind::Area(of) | PlaceKind::Component(of) => Some(of.as_str()),
    };
    let mut files: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (repository, path) in place.named() {
        files.entry(repository).or_default().push(path.to_string());
    }
    PlaceRow { kind: place.kind.id(), of, files }
}

fn tie(tie: &Tie) -> TieRow<'_> {
    TieRow { id: &tie.id, themes: tie.themes.iter().map(|theme| theme.id()).collect(), points: round(tie.points) }
}

fn timing(timing: &Timing) -> TimingRow {
    TimingRow {
        part: timing.part.id(),
        start: timing.start.to_string(),
        done: timing.done.to_string(),
        p50: timing.p50.map(|day| day.to_string()),
        p85: timing.p85.map(|day| day.to_string()),
        target: timing.target.to_string(),
        target_is_deadline: timing.is_deadline,
    }
}

fn not_planned(reason: &NotPlanned) -> NotPlannedRow {
    let detail = match reason {
        NotPlanned::Excluded(why) => Some(why.of(Language::En).to_owned()),
        NotPlanned::NobodyCan(missing) => {
            Some(format!("{} at level {}", missing.skills.join(" or "), missing.level.id()))
        }
        NotPlanned::WaitsFor(other) => Some(other.clone()),
        NotPlanned::NotWorthIt { cost, waiting } => Some(format!("costs {cost}, waiting costs {waiting} at most")),
        NotPlanned::NoRoom(day) => day.map(|day| day.to_string()),
        NotPlanned::ServesNothing | NotPlanned::OverBudget => None,
    };
    NotPlannedRow { reason: reason.id(), detail }
}

fn indicator(indicator: &Indicator) -> IndicatorRow<'_> {
    let reason = match &indicator.start {
        Measured::Known(_) => None,
        Measured::Unknown(reason) => Some(reason.as_str()),
    };
    IndicatorRow {
        measure: indicator.measure.id,
        unit: indicator.measure.unit,
        checks: &indicator.checks,
        place: if indicator.whole { "system" } else { "place" },
        start: indicator.start.known(),
        start_reason: reason,
        comparator: if indicator.at_least { "at-least" } else { "at-most" },
        target: indicator.target,
        met: indicator.is_met(&indicator.start),
    }
}

fn assumptions(brief: &Brief) -> Vec<AssumptionRow> {
    let row = |entry: &'static quarterdeck_plan::Entry| {
        let ratio = assumed(entry.assumption, &brief.assumptions);
        AssumptionRow {
            id: entry.id,
            low: ratio.map(|ratio| ratio.low),
            high: ratio.map(|ratio| ratio.high),
            is_changed: brief.assumptions.contains_key(entry.id),
            meaning: entry.meaning,
            source: entry.source,
        }
    };
    quarterdeck_plan::ASSUMPTIONS.iter().map(row).collect()
}
