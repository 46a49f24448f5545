//! What was read of a brief as JSON, version 1. The types are this format's own.

use super::{counts, without_rates};
use crate::Error;
use quarterdeck_base::round_to;
use quarterdeck_brief::{Brief, Goal, Language, Money, Month, Problem, Reading, Theme, months};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Document<'a> {
    schema_version: &'static str,
    product: Product,
    can_plan: bool,
    /// How many remarks there are of each severity.
    counts: BTreeMap<&'static str, usize>,
    remarks: Vec<RemarkRow<'a>>,
    /// `null` when no plan can be made.
    understood: Option<Understood<'a>>,
}

#[derive(Serialize)]
struct Product {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct RemarkRow<'a> {
    severity: &'static str,
    /// From 1; `null` when it is about the file as a whole.
    line: Option<usize>,
    what: &'a str,
    fix: &'a str,
}

#[derive(Serialize)]
struct Understood<'a> {
    company: &'a str,
    languages: Vec<&'static str>,
    start: String,
    /// The first day after the plan.
    end: String,
    months: u32,
    problems: Vec<ProblemRow<'a>>,
    goals: Vec<GoalRow<'a>>,
    features: usize,
    capacity: Vec<MonthRow>,
    money: MoneyRow<'a>,
}

#[derive(Serialize)]
struct ProblemRow<'a> {
    id: &'a str,
    rank: u32,
    title: &'a str,
    themes: Vec<&'static str>,
    cost_per_month: Option<[u64; 2]>,
}

#[derive(Serialize)]
struct GoalRow<'a> {
    id: &'a str,
    title: &'a str,
    metric: &'a str,
    now: Option<f64>,
    target: f64,
    date: String,
    weight: u32,
    themes: Vec<&'static str>,
    value_per_month: Option<[u64; 2]>,
}

/// Days of a month, or of the part of it that the plan covers.
#[derive(Serialize)]
struct MonthRow {
    month: String,
    /// Less the shares of features and of the unplanned.
    people_days: f64,
    /// As agreed.
    cto_days: f64,
    /// Who has several skills stands in each: these do not add up.
    skills: Vec<SkillRow>,
}

#[derive(Serialize)]
struct SkillRow {
    skill: String,
    level: &'static str,
    days: f64,
}

#[derive(Serialize)]
struct MoneyRow<'a> {
    currency: Option<&'a str>,
    amounts_can_be_shown: bool,
    /// Ids of people, and `CTO`.
    without_rate: Vec<&'a str>,
}

pub(super) fn json(reading: &Reading) -> Result<Vec<u8>, Error> {
    let remarks = reading.remarks.iter().map(|remark| RemarkRow {
        severity: remark.severity.id(),
        line: remark.line,
        what: &remark.what,
        fix: &remark.fix,
    });
    let document = Document {
        schema_version: "1.0",
        product: Product { name: "quarterdeck", version: crate::VERSION },
        can_plan: reading.brief.is_some(),
        counts: counts(&reading.remarks).map(|(severity, count)| (severity.id(), count)).collect(),
        remarks: remarks.collect(),
        understood: reading.brief.as_ref().map(understood),
    };
    let mut bytes = serde_json::to_vec_pretty(&document).map_err(Error::internal)?;
    bytes.push(b'\n');
    Ok(bytes)
}

fn understood(brief: &Brief) -> Understood<'_> {
    let reader = brief.company.languages.first().copied().unwrap_or(Language::En);
    Understood {
        company: &brief.company.name,
        languages: brief.company.languages.iter().map(|language| language.id()).collect(),
        start: brief.horizon.start.to_string(),
        end: brief.horizon.end().to_string(),
        months: brief.horizon.months,
        problems: brief.problems.iter().map(|one| problem(one, reader)).collect(),
        goals: brief.goals.iter().map(|one| goal(one, reader)).collect(),
        features: brief.features.len(),
        capacity: months(brief).into_iter().map(month).collect(),
        money: MoneyRow {
            currency: brief.company.currency.as_deref(),
            amounts_can_be_shown: brief.has_rates(),
            without_rate: without_rates(brief),
        },
    }
}

fn problem(problem: &Problem, reader: Language) -> ProblemRow<'_> {
    ProblemRow {
        id: &problem.id,
        rank: problem.rank,
        title: problem.title.of(reader),
        themes: themes(&problem.themes),
        cost_per_month: problem.cost_per_month.map(ends),
    }
}

fn goal(goal: &Goal, reader: Language) -> GoalRow<'_> {
    GoalRow {
        id: &goal.id,
        title: goal.title.of(reader),
        metric: goal.metric.of(reader),
        now: goal.now,
        target: goal.target,
        date: goal.date.to_string(),
        weight: goal.weight,
        themes: themes(&goal.themes),
        value_per_month: goal.value_per_month.map(ends),
    }
}

fn month(month: Month) -> MonthRow {
    let skill = |((skill, level), days): ((String, quarterdeck_brief::Level), f64)| SkillRow {
        skill,
        level: level.id(),
        days: round_to(days, 1),
    };
    MonthRow {
        month: month.first.month_id(),
        people_days: round_to(month.people_days, 1),
        cto_days: round_to(month.cto_days, 1),
        skills: month.skill_days.into_iter().map(skill).collect(),
    }
}

fn themes(themes: &[Theme]) -> Vec<&'static str> {
    themes.iter().map(|theme| theme.id()).collect()
}

fn ends(money: Money) -> [u64; 2] {
    [money.low, money.high]
}
