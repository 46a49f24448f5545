//! What waiting costs: for each initiative the cost of delay a month, as a range of money where the brief gives amounts,
//! and as points where it does not. Every term keeps its inputs.

use crate::assumption::{Assumption, assumed};
use crate::initiative::{Initiative, Origin, points};
use crate::measure::COMPLEX_ABOVE;
use crate::place::Ground;
use quarterdeck_base::SECONDS_PER_DAY;
use quarterdeck_brief::{Brief, Money};
use quarterdeck_facts::HistoryState;

/// Weeks in a month.
const WEEKS_A_MONTH: f64 = 52.0 / 12.0;
/// History under which no interest is computed, in days and commits.
const LEAST_DAYS: i64 = 183;
const LEAST_COMMITS: u64 = 100;
/// Points a month of the problems of rank 1, 2 and 3; a goal has its weight, 1 to 5.
const RANK_POINTS: [f64; 3] = [6.0, 4.0, 3.0];
/// Points of what the audit cannot see, as much as one critical finding: where little was found that serves a problem or a
/// goal, that little does not take the whole of it away.
const UNSEEN_POINTS: f64 = 8.0;
/// Points a month for each point of severity that an initiative answers: enough to order equals, not to outweigh people.
const SEVERITY_POINTS: f64 = 0.05;

/// Money a month, in units of the currency, not rounded.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Monthly {
    /// The careful end.
    pub low: f64,
    /// The other end.
    pub high: f64,
}

impl Monthly {
    fn of(money: Money) -> Self {
        Self { low: money.low as f64, high: money.high as f64 }
    }

    fn times(self, low: f64, high: f64) -> Self {
        Self { low: self.low * low, high: self.high * high }
    }

    fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }

    /// The middle.
    pub fn middle(self) -> f64 {
        f64::midpoint(self.low, self.high)
    }
}

/// What a term of the value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// A problem's cost that ends.
    LossAvoided,
    /// A goal's value that depends on it.
    GoalAtRisk,
    /// Time that changes in complex code take too long.
    InterestSaved,
}

impl ValueKind {
    /// The stable id used in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Self::LossAvoided => "loss-avoided",
            Self::GoalAtRisk => "goal-at-risk",
            Self::InterestSaved => "interest-saved",
        }
    }
}

/// One term of the cost of delay.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueTerm {
    /// What it is.
    pub kind: ValueKind,
    /// The problem or goal; empty for interest.
    pub of: String,
    /// What is shared: the problem's cost, the goal's value, what the team costs; a month.
    pub whole: Monthly,
    /// The initiative's share of it, 0 to 1.
    pub share: f64,
    /// The assumption that it is multiplied with.
    pub assumption: Assumption,
    /// The result, a month.
    pub monthly: Monthly,
}

/// What waiting costs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Value {
    /// Money a month; `None` when no amount of the brief reaches it.
    pub money: Option<Monthly>,
    /// What the money is made of.
    pub terms: Vec<ValueTerm>,
    /// Points a month, for the order without money.
    pub points: f64,
}

/// Why there is no money, or what its order rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Every problem and goal has an amount.
    Money,
    /// Some have none: rank, weight and severity order.
    Points,
}

/// On what the order rests: money only when every problem and goal has an amount.
pub fn basis(brief: &Brief) -> Basis {
    let problems = brief.problems.iter().all(|problem| problem.cost_per_month.is_some());
    let goals = brief.goals.iter().all(|goal| goal.value_per_month.is_some());
    let any = !brief.problems.is_empty() || !brief.goals.is_empty();
    if any && problems && goals && brief.company.currency.is_some() { Basis::Money } else { Basis::Points }
}

/// The values of all initiatives, in their order.
pub fn values(ground: &Ground<'_>, brief: &Brief, initiatives: &[Initiative]) -> Vec<Value> {
    let mut values = vec![Value::default(); initiatives.len()];
    for (at, initiative) in initiatives.iter().enumerate() {
        for tie in &initiative.serves {
            let all = served_points(initiatives, &tie.id);
            let share = tie.points / (all + UNSEEN_POINTS);
            values[at].points += share * worth(brief, &tie.id);
            values[at].terms.extend(people_say(brief, &tie.id, share));
        }
        values[at].points +=
            SEVERITY_POINTS * initiative.findings.iter().map(|one| points(one.severity) * one.share).sum::<f64>();
    }
    if let Some(shares) = interest_shares(ground, initiatives) {
        for (value, share) in values.iter_mut().zip(shares).filter(|(_, share)| *share > 0.0) {
            value.terms.extend(interest(brief, share));
        }
    }
    for value in values.iter_mut().filter(|value| !value.terms.is_empty()) {
        value.money = Some(value.terms.iter().fold(Monthly::default(), |sum, term| sum.plus(term.monthly)));
    }
    values
}

/// Points of all initiatives that serve a problem or goal.
fn served_points(initiatives: &[Initiative], id: &str) -> f64 {
    initiatives.iter().flat_map(|one| &one.serves).filter(|tie| tie.id == id).map(|tie| tie.points).sum()
}

/// Points a month of a problem or goal.
fn worth(brief: &Brief, id: &str) -> f64 {
    let rank = brief.problems.iter().find(|problem| problem.id == id).map(|problem| problem.rank);
    let weight = brief.goals.iter().find(|goal| goal.id == id).map(|goal| f64::from(goal.weight));
    let ranked = rank.and_then(|rank| RANK_POINTS.get(rank.saturating_sub(1) as usize)).copied();
    ranked.or(weight).unwrap_or(0.0)
}

/// The term of a problem's cost or a goal's value, where people gave one and the assumption is not switched off.
fn people_say(brief: &Brief, id: &str, share: f64) -> Option<ValueTerm> {
    let problem = brief.problems.iter().find(|problem| problem.id == id).and_then(|problem| problem.cost_per_month);
    let goal = brief.goals.iter().find(|goal| goal.id == id).and_then(|goal| goal.value_per_month);
    let (kind, money, assumption) = match (problem, goal) {
        (Some(money), _) => (ValueKind::LossAvoided, money, Assumption::LossAvoided),
        (None, Some(money)) => (ValueKind::GoalAtRisk, money, Assumption::GoalAtRisk),
        (None, None) => return None,
    };
    brief.company.currency.as_ref()?;
    let ratio = assumed(assumption, &brief.assumptions)?;
    let whole = Monthly::of(money);
    Some(ValueTerm {
        kind,
        of: id.to_owned(),
        whole,
        share,
        assumption,
        monthly: whole.times(share * ratio.low, share * ratio.high),
    })
}

/// What the time in complex code costs too much: what the developers who are there cost a month, times the share of the
/// changes there, times what healthy code would have saved.
fn interest(brief: &Brief, share: f64) -> Option<ValueTerm> {
    brief.company.currency.as_ref()?;
    let there =
        brief.people.iter().filter(|person| !person.hire && person.from.is_none_or(|from| from <= brief.horizon.start));
    let mut cost = 0.0;
    for person in there {
        cost += person.cost_per_day? as f64 * person.days_per_week * WEEKS_A_MONTH;
    }
    let ratio = assumed(Assumption::LowQualityCodeTime, &brief.assumptions)?;
    let whole = Monthly { low: cost, high: cost };
    let saved = |times: f64| if times > 1.0 { 1.0 - 1.0 / times } else { 0.0 };
    let monthly = whole.times(share * saved(ratio.low), share * saved(ratio.high));
    let kind = ValueKind::InterestSaved;
    (cost > 0.0).then(|| ValueTerm {
        kind,
        of: String::new(),
        whole,
        share,
        assumption: Assumption::LowQualityCodeTime,
        monthly,
    })
}

/// The share of the last twelve months' changes that went into complex source files of each initiative whose play saves
/// interest; a file of several is split. `None` when the history is too short or too thin to say.
fn interest_shares(ground: &Ground<'_>, initiatives: &[Initiative]) -> Option<Vec<f64>> {
    let facts = ground.facts;
    let enough = facts.repositories.iter().any(|repository| {
        let days = (repository.committed_at.seconds() - repository.first_commit_at.seconds()) / SECONDS_PER_DAY;
        repository.history == HistoryState::Complete && days >= LEAST_DAYS && repository.commits >= LEAST_COMMITS
    });
    if !enough {
        return None;
    }
    let changes = |file| facts.file(file).history.as_ref().map_or(0.0, |history| f64::from(history.revisions_12m));
    let all: f64 = facts.written().map(changes).sum();
    if all <= 0.0 {
        return None;
    }
    let saves = |one: &Initiative| one.origin == Origin::Findings && one.play.is_some_and(|play| play.saves_interest);
    let mut shares = vec![0.0; initiatives.len()];
    for file in facts.source().filter(|file| facts.file(*file).cognitive_max > COMPLEX_ABOVE) {
        let holders: Vec<usize> = (0..initiatives.len())
            .filter(|at| saves(&initiatives[*at]) && initiatives[*at].place.holds(file))
            .collect();
        for at in &holders {
            shares[*at] += changes(file) / all / holders.len() as f64;
        }
    }
    Some(shares)
}
