//! The brief as a value: read, checked and complete. Nothing about money is assumed: an absent rate stays absent.

use quarterdeck_base::Day;
use std::collections::BTreeMap;

/// A language that reports are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    En,
    /// French.
    Fr,
    /// Dutch.
    Nl,
}

impl Language {
    /// All, in the order in which reports are written.
    pub const ALL: [Self; 3] = [Self::En, Self::Fr, Self::Nl];

    /// The code in briefs, file names and documents.
    pub fn id(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::Nl => "nl",
        }
    }
}

/// A text of people: one wording for all readers, or one a language.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    /// What readers of a language without a wording of its own get.
    pub any: String,
    /// Wordings of single languages.
    pub by_language: BTreeMap<Language, String>,
}

impl Wording {
    /// The wording for one reader.
    pub fn of(&self, language: Language) -> &str {
        self.by_language.get(&language).unwrap_or(&self.any)
    }
}

/// A range of money in whole units of the brief's currency, `low <= high`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Money {
    /// The careful end.
    pub low: u64,
    /// The other end.
    pub high: u64,
}

/// What a problem or a goal is about, so that work can be tied to it. A closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Theme {
    /// It breaks, stops, or gives wrong answers.
    Reliability,
    /// Others can get in, or data can get out.
    Security,
    /// Changes reach users too late or too seldom, or break something.
    Delivery,
    /// Changes cost too much work.
    ChangeCost,
    /// It depends on too few people, or on a supplier.
    Continuity,
    /// It does not carry more customers, data or traffic.
    Growth,
    /// It does not work together with other systems.
    Integration,
    /// Its base is out of support or out of date.
    Obsolescence,
    /// A law, a contract or an auditor asks for it.
    Compliance,
    /// The team is too small, lacks a skill, or takes too long to learn.
    Team,
}

impl Theme {
    /// All, in the order of the reference.
    pub const ALL: [Self; 10] = [
        Self::Reliability,
        Self::Security,
        Self::Delivery,
        Self::ChangeCost,
        Self::Continuity,
        Self::Growth,
        Self::Integration,
        Self::Obsolescence,
        Self::Compliance,
        Self::Team,
    ];

    /// The word in briefs and plays.
    pub fn id(self) -> &'static str {
        match self {
            Self::Reliability => "reliability",
            Self::Security => "security",
            Self::Delivery => "delivery",
            Self::ChangeCost => "change-cost",
            Self::Continuity => "continuity",
            Self::Growth => "growth",
            Self::Integration => "integration",
            Self::Obsolescence => "obsolescence",
            Self::Compliance => "compliance",
            Self::Team => "team",
        }
    }

    /// The theme of a word; `None` when it is not in the list.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.id() == word)
    }
}

/// How well somebody masters a skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Works with help; slower, and reviewed on hard code.
    Junior,
    /// Works alone.
    Medior,
    /// Leads others in it.
    Senior,
}

impl Level {
    /// All, lowest first.
    pub const ALL: [Self; 3] = [Self::Junior, Self::Medior, Self::Senior];

    /// The word in briefs and plays.
    pub fn id(self) -> &'static str {
        match self {
            Self::Junior => "junior",
            Self::Medior => "medior",
            Self::Senior => "senior",
        }
    }

    /// The level of a word; `None` when it is not in the list.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.id() == word)
    }
}

/// Days, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub from: Day,
    /// The last.
    pub to: Day,
}

/// The company.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Company {
    /// Its name.
    pub name: String,
    /// What it does, in its own words.
    pub sector: Wording,
    /// How many people work there.
    pub people: Option<u32>,
    /// Languages of its reports, the first one of the people who decide. Never empty.
    pub languages: Vec<Language>,
    /// Currency code, for example `EUR`; `None` when the brief holds no money.
    pub currency: Option<String>,
}

/// What the plan covers.
#[derive(Debug, Clone, PartialEq)]
pub struct Horizon {
    /// Its first day.
    pub start: Day,
    /// Its length.
    pub months: u32,
    /// Share of everybody's days that business features keep beside those listed, 0 to below 1.
    pub feature_share: f64,
    /// Share of everybody's days that the unplanned takes (support, repairs, meetings), 0 to below 1.
    pub unplanned_share: f64,
}

impl Horizon {
    /// The first day after the plan.
    pub fn end(&self) -> Day {
        self.start.plus_months(self.months)
    }
}

/// One of the three most urgent problems.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// Its id, for example `P1`; unique with the goals' ids.
    pub id: String,
    /// 1 is the most urgent.
    pub rank: u32,
    /// What happens.
    pub title: Wording,
    /// Its name in a few words, for titles and tables; the title where there is none.
    pub short: Option<Wording>,
    /// What follows from it for the business.
    pub consequence: Wording,
    /// What it costs a month, as the people who pay for it say.
    pub cost_per_month: Option<Money>,
    /// Globs of the paths it is about; empty for the whole system.
    pub scope: Vec<String>,
    /// What it is about. Never empty.
    pub themes: Vec<Theme>,
}

/// A business goal.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// Its id, for example `G1`; unique with the problems' ids.
    pub id: String,
    /// What is reached.
    pub title: Wording,
    /// Its name in a few words, for titles and tables; the title where there is none.
    pub short: Option<Wording>,
    /// What is counted, for example `days to close a month`.
    pub metric: Wording,
    /// Where it stands; `None` when nobody knows.
    pub now: Option<f64>,
    /// Where it should stand.
    pub target: f64,
    /// By when.
    pub date: Day,
    /// How much it matters beside the others: 1 to 5.
    pub weight: u32,
    /// What reaching it is worth a month, as the people who pay for it say.
    pub value_per_month: Option<Money>,
    /// Globs of the paths it is about; empty for the whole system.
    pub scope: Vec<String>,
    /// What stands in its way. Never empty.
    pub themes: Vec<Theme>,
}

/// Somebody who works on the plan, by name or by role.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Unique id, for example `junior-1`.
    pub id: String,
    /// What reports call them.
    pub role: Wording,
    /// Skills with their level; the names are free and are matched with those that plays ask for.
    pub skills: BTreeMap<String, Level>,
    /// Working days a week, above 0 to 5.
    pub days_per_week: f64,
    /// First day; `None` when they are there already.
    pub from: Option<Day>,
    /// Last day; `None` when they stay.
    pub until: Option<Day>,
    /// Months until they work at full speed, counted from `from`.
    pub ramp_up_months: u32,
    /// What a day of them costs the company; `None` when nobody said.
    pub cost_per_day: Option<u64>,
    /// True when they are still to be hired.
    pub hire: bool,
    /// When they are away.
    pub absences: Vec<Span>,
}

/// A period of the engagement with its rhythm.
#[derive(Debug, Clone, PartialEq)]
pub struct Phase {
    /// Its first day.
    pub from: Day,
    /// Days a month that the CTO gives (a week counts 52 / 12 times a month).
    pub days_per_month: f64,
}

/// The CTO.
#[derive(Debug, Clone, PartialEq)]
pub struct Cto {
    /// Phases in the order of their first days; the last one lasts to the end of the plan.
    pub phases: Vec<Phase>,
    /// What a day costs; `None` when nobody said.
    pub rate_per_day: Option<u64>,
    /// Skills beside leadership and review, which every CTO has at senior level.
    pub skills: BTreeMap<String, Level>,
}

/// Money that may be spent in a quarter, on what the plan costs beside salaries and the CTO.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// First day of the quarter.
    pub from: Day,
    /// How much, in whole units of the currency.
    pub amount: u64,
}

/// A business feature that takes capacity.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// Its id, for example `F1`; unique with the others.
    pub id: String,
    /// What it is.
    pub title: Wording,
    /// The skill it takes.
    pub skill: String,
    /// The lowest level that can do it.
    pub level: Level,
    /// Work in person-days, as a range.
    pub days: quarterdeck_base::EffortDays,
    /// Not before.
    pub earliest: Option<Day>,
    /// Wanted by.
    pub deadline: Option<Day>,
    /// The goal it serves.
    pub goal: Option<String>,
}

/// What the auditor decided about a play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Done whatever its value, finished by a day where one is given.
    Pinned {
        /// By when.
        by: Option<Day>,
    },
    /// Not done.
    Excluded,
}

/// A decision on one play, or on one play at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Id of the play.
    pub play: String,
    /// Name of the component; `None` for every place of the play.
    pub component: Option<String>,
    /// What was decided.
    pub choice: Choice,
    /// Why.
    pub reason: Wording,
}

/// A ratio from the literature or of the auditor's that the plan may use: a range that multiplies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ratio {
    /// The careful end.
    pub low: f64,
    /// The other end.
    pub high: f64,
}

/// Assumptions that the auditor changed or switched off, by their id in the reference. `None` switches one off.
pub type Assumptions = BTreeMap<String, Option<Ratio>>;

/// What people say: three urgent problems, goals, team, rates, constraints.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    /// The company.
    pub company: Company,
    /// What the plan covers.
    pub horizon: Horizon,
    /// Problems, most urgent first; three at most.
    pub problems: Vec<Problem>,
    /// Goals, in the order given.
    pub goals: Vec<Goal>,
    /// People, in the order given.
    pub people: Vec<Person>,
    /// The CTO; `None` when the company has none.
    pub cto: Option<Cto>,
    /// Budget by quarter, in the order of quarters; empty when nobody set one.
    pub budget: Vec<Budget>,
    /// Business features, in the order given.
    pub features: Vec<Feature>,
    /// Days on which nobody works.
    pub holidays: Vec<Day>,
    /// Periods in which nothing goes live: no initiative may end there.
    pub freezes: Vec<Span>,
    /// What the auditor decided about plays.
    pub decisions: Vec<Decision>,
    /// Assumptions changed or switched off.
    pub assumptions: Assumptions,
}

impl Brief {
    /// True when amounts may be printed: a currency and a cost for every person and the CTO.
    pub fn has_rates(&self) -> bool {
        self.company.currency.is_some()
            && self.people.iter().all(|person| person.cost_per_day.is_some())
            && self.cto.as_ref().is_none_or(|cto| cto.rate_per_day.is_some())
            && !(self.people.is_empty() && self.cto.is_none())
    }
}
