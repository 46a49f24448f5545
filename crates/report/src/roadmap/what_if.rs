//! A scenario beside its plan: one sentence, a table, and the same for machines.

mod sentence;

use super::columns;
use crate::escape::visible;
use crate::words::{grouped, plural};
use quarterdeck_base::{Day, round_to};
use quarterdeck_brief::{Brief, Language};
use quarterdeck_plan::{
    Both, Change, Costs, Difference, Move, NotPlanned, PromiseChange, Roadmap, Standing, Timing, title, weeks_between,
};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Version of the JSON form; additions keep it.
const SCHEMA_VERSION: &str = "1.0";

/// What there is to tell.
pub struct Report<'a> {
    /// The brief as it is.
    pub brief: &'a Brief,
    /// What the scenario changes in it.
    pub changes: &'a [Change],
    /// The brief of the scenario.
    pub changed: &'a Brief,
    /// The roadmap of each.
    pub roadmaps: Both<&'a Roadmap>,
    /// What is different.
    pub difference: &'a Difference,
}

impl Report<'_> {
    /// What a problem or goal is called.
    fn promise(&self, id: &str) -> &str {
        let problem = self.brief.problems.iter().find(|one| one.id == id).map(|one| &one.title);
        let goal = self.brief.goals.iter().find(|one| one.id == id).map(|one| &one.title);
        problem.or(goal).map_or("", |title| title.of(Language::En))
    }

    /// What an initiative is called.
    fn initiative(&self, id: &str) -> String {
        let Both { plan, scenario } = self.roadmaps;
        let find = |roadmap: &'_ Roadmap, brief: &Brief| {
            let one = roadmap.initiatives.iter().find(|one| one.initiative.id == id)?;
            Some(title(&one.initiative, brief, Language::En).to_owned())
        };
        find(plan, self.brief).or_else(|| find(scenario, self.changed)).unwrap_or_default()
    }

    fn currency(&self) -> &str {
        self.brief.company.currency.as_deref().unwrap_or_default()
    }
}

/// The scenario in one sentence: what changes, and what comes of it.
pub fn sentence(report: &Report<'_>) -> String {
    sentence::sentence(report)
}

/// `3 weeks later`; empty when there is no difference of a week.
fn shift(weeks: i64) -> String {
    let way = if weeks > 0 { "later" } else { "earlier" };
    if weeks == 0 { String::new() } else { format!("{} {way}", plural(weeks.unsigned_abs(), "week", "weeks")) }
}

fn day(day: Option<Day>) -> String {
    day.map_or("beyond twice the plan".to_owned(), |day| day.to_string())
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Unserved => "served by nothing",
        Standing::NotPlanned => "not in the plan",
        Standing::HardlyServed => "hardly served",
        Standing::Late => "late",
        Standing::AtRisk => "at risk",
        Standing::OnTrack => "on track",
    }
}

/// More or less, with its sign; empty when it is the same.
fn more(both: Both<f64>, unit: &str) -> String {
    let difference = round_to(both.scenario - both.plan, 0);
    if difference == 0.0 {
        return String::new();
    }
    let sign = if difference > 0.0 { "+" } else { "-" };
    format!("{sign}{}{unit}", grouped(difference.abs() as u64))
}

/// For the terminal.
pub fn text(report: &Report<'_>) -> String {
    let mut out = format!("{}\n\n", visible(&sentence(report)));
    let mut rows = vec![["", "plan", "scenario", ""].map(str::to_owned)];
    totals(report, &mut rows);
    columns(&mut out, "", &rows);
    out.push_str("\nProblems and goals\n");
    let rows: Vec<[String; 5]> = report.difference.promises.iter().map(|one| promise(report, one)).collect();
    columns(&mut out, "  ", &rows);
    let moves = &report.difference.moves;
    list(&mut out, report, "Leaves the plan", moves.iter().filter(|one| one.leaves()));
    list(&mut out, report, "Enters the plan", moves.iter().filter(|one| one.enters()));
    let moved = |one: &&Move| one.weeks().is_some_and(|weeks| weeks != 0);
    list(&mut out, report, "Moves", moves.iter().filter(moved));
    let runs = report.roadmaps.scenario.runs as u64;
    let _ = writeln!(
        out,
        "\nPlan and scenario are searched equally far from the same schedule, and lived through {} times each. Days are \
         those with 85 chances in 100.",
        grouped(runs)
    );
    out
}

fn totals(report: &Report<'_>, rows: &mut Vec<[String; 4]>) {
    let difference = report.difference;
    let dates = |both: Both<Option<Day>>| {
        let weeks = both.plan.zip(both.scenario).map_or(0, |(before, after)| weeks_between(before, after));
        [day(both.plan), day(both.scenario), shift(weeks)]
    };
    let [before, after, shifted] = dates(difference.p50);
    rows.push(["everything done, as likely as not".to_owned(), before, after, shifted]);
    let [before, after, shifted] = dates(difference.p85);
    rows.push(["everything done, 85 chances in 100".to_owned(), before, after, shifted]);
    let Both { plan, scenario } = difference.planned;
    let planned = Both { plan: plan as f64, scenario: scenario as f64 };
    rows.push(["initiatives".to_owned(), plan.to_string(), scenario.to_string(), more(planned, "")]);
    if let Some(money) = difference.money {
        let mut amount = |what: &str, of: fn(Costs) -> u64| {
            let both = Both { plan: of(money.plan), scenario: of(money.scenario) };
            let shown = |value: u64| format!("{} {}", visible(report.currency()), grouped(value));
            let change = more(Both { plan: both.plan as f64, scenario: both.scenario as f64 }, "");
            rows.push([what.to_owned(), shown(both.plan), shown(both.scenario), change]);
        };
        amount("cost of the work", Costs::total);
        amount("  people who are there", |costs| costs.team);
        amount("  people who are hired", |costs| costs.hired);
        amount("  the CTO", |costs| costs.cto);
    }
    for (id, days) in &difference.days {
        let shown = |days: f64| plural(round_to(days, 0) as u64, "day", "days");
        let row = [format!("work of {}", visible(id)), shown(days.plan), shown(days.scenario), more(*days, "")];
        rows.push(row);
    }
}

/// The same for what a reader of one line wants to know of a problem or goal.
fn promise(report: &Report<'_>, one: &PromiseChange) -> [String; 5] {
    let stand = |stand: Option<quarterdeck_plan::Stand>| match stand {
        None => "given up".to_owned(),
        Some((standing_, _, p85)) => {
            let p85 = p85.map_or_else(String::new, |day| format!(" {day}"));
            format!("{}{p85}", standing(standing_))
        }
    };
    let both = one.stands.plan.and_then(|one| one.2).zip(one.stands.scenario.and_then(|one| one.2));
    let served = Both { plan: one.served.plan as f64, scenario: one.served.scenario as f64 };
    let served =
        more(served, if one.served.plan.abs_diff(one.served.scenario) == 1 { " initiative" } else { " initiatives" });
    let weeks = shift(both.map_or(0, |(before, after)| weeks_between(before, after)));
    let told = [weeks, if one.stands.scenario.is_some() { served } else { String::new() }];
    let due = if one.is_goal { format!("due {}", one.date) } else { String::new() };
    [
        format!("{} {}", visible(&one.id), visible(report.promise(&one.id))),
        due,
        stand(one.stands.plan),
        stand(one.stands.scenario),
        told.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", "),
    ]
}

fn list<'a>(out: &mut String, report: &Report<'_>, head: &str, moves: impl Iterator<Item = &'a Move>) {
    let at =
        |timing: &Option<Timing>| timing.as_ref().map_or(String::new(), |one| one.p85.unwrap_or(one.done).to_string());
    let row = |one: &Move| {
        let told = match (&one.reason, one.weeks()) {
            (_, Some(weeks)) => shift(weeks),
            (Some(reason), None) => why(reason).to_owned(),
            (None, None) if one.leaves() => "nothing asks for it any more".to_owned(),
            (None, None) => String::new(),
        };
        let name = format!("{} ({})", visible(&report.initiative(&one.id)), visible(&one.id));
        [name, at(&one.timing.plan), at(&one.timing.scenario), told]
    };
    let rows: Vec<[String; 4]> = moves.map(row).collect();
    if !rows.is_empty() {
        let _ = writeln!(out, "\n{head}");
        columns(out, "  ", &rows);
    }
}

fn why(reason: &NotPlanned) -> &'static str {
    match reason {
        NotPlanned::Excluded(_) => "it is excluded",
        NotPlanned::ServesNothing => "it serves no problem and no goal",
        NotPlanned::NobodyCan(_) => "nobody has the skill",
        NotPlanned::NotWorthIt { .. } => "it costs more than waiting for it",
        NotPlanned::WaitsFor(_) => "what it waits for is not in the plan",
        NotPlanned::NoRoom(_) => "there is no room before the plan ends",
        NotPlanned::OverBudget => "the budget does not suffice",
    }
}

/// For machines.
pub fn json(report: &Report<'_>) -> Value {
    let text = |day: Option<Day>| day.map(|day| day.to_string());
    let dates = |both: Both<Option<Day>>| json!({"plan": text(both.plan), "scenario": text(both.scenario)});
    let stand = |stand: Option<quarterdeck_plan::Stand>| {
        stand.map(|(standing, p50, p85)| json!({"standing": standing.id(), "p50": text(p50), "p85": text(p85)}))
    };
    let promise = |one: &PromiseChange| {
        json!({
            "id": one.id,
            "kind": if one.is_goal { "goal" } else { "problem" },
            "date": one.date.to_string(),
            "plan": stand(one.stands.plan),
            "scenario": stand(one.stands.scenario),
            "served_by": {"plan": one.served.plan, "scenario": one.served.scenario},
        })
    };
    let timing = |timing: &Option<Timing>| {
        timing.as_ref().map(|one| {
            json!({
                "start": one.start.to_string(),
                "done": one.done.to_string(),
                "p50": text(one.p50),
                "p85": text(one.p85),
                "target": one.target.to_string(),
            })
        })
    };
    let moved = |one: &Move| {
        json!({
            "id": one.id,
            "plan": timing(&one.timing.plan),
            "scenario": timing(&one.timing.scenario),
            "weeks_later": one.weeks(),
            "not_planned_reason": one.reason.as_ref().map(NotPlanned::id),
        })
    };
    let costs =
        |costs: Costs| json!({"team": costs.team, "hired": costs.hired, "cto": costs.cto, "total": costs.total()});
    let difference = report.difference;
    let worked = difference
        .days
        .iter()
        .map(|(id, days)| json!({"id": id, "plan": round_to(days.plan, 2), "scenario": round_to(days.scenario, 2)}));
    json!({
        "schema": SCHEMA_VERSION,
        "sentence": sentence(report),
        "done_p50": dates(difference.p50),
        "done_p85": dates(difference.p85),
        "initiatives_planned": {"plan": difference.planned.plan, "scenario": difference.planned.scenario},
        "promises": difference.promises.iter().map(promise).collect::<Vec<_>>(),
        "initiatives": difference.moves.iter().map(moved).collect::<Vec<_>>(),
        "currency": report.brief.company.currency,
        "money": difference.money.map(|money| json!({"plan": costs(money.plan), "scenario": costs(money.scenario)})),
        "days": worked.collect::<Vec<_>>(),
        "seed": report.roadmaps.scenario.seed,
        "forecast_runs": report.roadmaps.scenario.runs,
    })
}
