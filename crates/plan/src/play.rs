//! Plays: reusable pieces of roadmap work, as data. One file a play under `plays/`; the list is generated.

use quarterdeck_base::EffortDays;
use quarterdeck_brief::{Language, Level, Theme};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Where a play is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlayPlace {
    /// Once for the whole system.
    System,
    /// Once for each part that a problem or a goal is about, and for the rest.
    Area,
}

/// The effort of a play: terms that are added, each a range.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EffortModel {
    /// Person-days, once.
    pub fixed: EffortDays,
    /// Times the effort of the findings that it answers.
    pub findings: EffortDays,
    /// Person-days for each component touched.
    pub per_component: EffortDays,
    /// Person-days for each file of the place that is complex and changes often.
    pub per_hotspot: EffortDays,
    /// Person-days for each thousand code lines of the place.
    pub per_kloc: EffortDays,
}

/// One step of a play: the steps follow each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Its id within the play.
    pub id: String,
    /// Skills that can do it, the best first. `code` is the main language of the place.
    pub skills: Vec<String>,
    /// The lowest level that can.
    pub level: Level,
    /// Its share of the effort, 0 to 1.
    pub share: f64,
    /// People who can work at it at the same time.
    pub people: u32,
    /// True when a junior's work at it is reviewed.
    pub review: bool,
}

/// What an indicator should come to.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// At least so much.
    AtLeast(f64),
    /// At most so much.
    AtMost(f64),
    /// At least its start value and so much more.
    AtLeastStartPlus(f64),
    /// At most so large a share of its start value, 0 to 1.
    AtMostStartTimes(f64),
}

/// A measure with its place and target.
#[derive(Debug, Clone, PartialEq)]
pub struct IndicatorModel {
    /// Id of the measure.
    pub measure: String,
    /// Checks that the measure is about, for those that ask for some.
    pub checks: Vec<String>,
    /// True for the whole system, false for the place of the initiative.
    pub whole: bool,
    /// What it should come to.
    pub target: Target,
}

/// What readers are told, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlayTexts {
    /// The outcome as a title.
    pub title: String,
    /// What is different afterwards, for the business.
    pub outcome: String,
    /// Why it matters.
    pub why: String,
    /// What can go wrong.
    pub risk: String,
    /// When to stop.
    pub kill: String,
}

/// A play.
#[derive(Debug, Clone)]
pub struct Play {
    /// Its id: the name of its file.
    pub id: &'static str,
    /// Checks whose findings call for it.
    pub answers: Vec<String>,
    /// What it does good for.
    pub themes: Vec<Theme>,
    /// Where it is done.
    pub place: PlayPlace,
    /// Plays that come before, where they are part of the plan.
    pub after: Vec<String>,
    /// True when changes in the code it touches cost less afterwards.
    pub saves_interest: bool,
    /// Its effort.
    pub effort: EffortModel,
    /// Where the effort comes from.
    pub effort_source: String,
    /// Its steps, in order.
    pub steps: Vec<Step>,
    /// Its success indicators; at least one.
    pub indicators: Vec<IndicatorModel>,
    /// Texts, one a language.
    pub texts: BTreeMap<Language, PlayTexts>,
}

impl Play {
    /// What readers of a language are told.
    ///
    /// # Panics
    /// Never: a play without its three languages is not loaded.
    pub fn texts(&self, language: Language) -> &PlayTexts {
        self.texts.get(&language).expect("because a play is loaded with its three languages only")
    }
}

/// All plays, by id. A file that cannot be read is a fault of the build, found by a test.
pub fn plays() -> &'static [Play] {
    static PLAYS: LazyLock<Vec<Play>> = LazyLock::new(|| {
        crate::plays::FILES
            .iter()
            .map(|(id, text)| read(id, text).unwrap_or_else(|fault| panic!("plays/{id}.toml: {fault}")))
            .collect()
    });
    &PLAYS
}

/// The play of an id.
pub fn play(id: &str) -> Option<&'static Play> {
    plays().iter().find(|play| play.id == id)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlayFile {
    answers: Vec<String>,
    themes: Vec<String>,
    place: PlayPlace,
    after: Vec<String>,
    saves_interest: bool,
    effort: EffortFile,
    step: Vec<StepFile>,
    indicator: Vec<IndicatorFile>,
    en: PlayTexts,
    fr: PlayTexts,
    nl: PlayTexts,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EffortFile {
    fixed: [f64; 2],
    findings: [f64; 2],
    per_component: [f64; 2],
    #[serde(default)]
    per_hotspot: [f64; 2],
    #[serde(default)]
    per_kloc: [f64; 2],
    source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepFile {
    id: String,
    skills: Vec<String>,
    level: String,
    share: f64,
    people: u32,
    review: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct IndicatorFile {
    measure: String,
    #[serde(default)]
    checks: Vec<String>,
    place: String,
    target: Target,
}

fn read(id: &'static str, text: &str) -> Result<Play, String> {
    let file: PlayFile = toml::from_str(text).map_err(|error| error.to_string())?;
    let range = |[low, high]: [f64; 2]| EffortDays::new(low, high);
    let themes = file.themes.iter().map(|word| Theme::parse(word).ok_or_else(|| format!("no theme `{word}`")));
    let share: f64 = file.step.iter().map(|step| step.share).sum();
    if (share - 1.0).abs() > 1e-9 {
        return Err(format!("the shares of its steps add up to {share}, not to 1"));
    }
    if file.indicator.is_empty() || file.step.is_empty() {
        return Err("a play has at least one step and one indicator".to_owned());
    }
    Ok(Play {
        id,
        themes: themes.collect::<Result<_, _>>()?,
        answers: file.answers,
        place: file.place,
        after: file.after,
        saves_interest: file.saves_interest,
        effort: EffortModel {
            fixed: range(file.effort.fixed),
            findings: range(file.effort.findings),
            per_component: range(file.effort.per_component),
            per_hotspot: range(file.effort.per_hotspot),
            per_kloc: range(file.effort.per_kloc),
        },
        effort_source: file.effort.source,
        steps: file.step.into_iter().map(step).collect::<Result<_, _>>()?,
        indicators: file.indicator.into_iter().map(indicator).collect::<Result<_, _>>()?,
        texts: BTreeMap::from([(Language::En, file.en), (Language::Fr, file.fr), (Language::Nl, file.nl)]),
    })
}

fn step(step: StepFile) -> Result<Step, String> {
    let level = Level::parse(&step.level).ok_or_else(|| format!("no level `{}`", step.level))?;
    if step.skills.is_empty() || step.people == 0 {
        return Err(format!("step `{}` needs a skill and somebody", step.id));
    }
    Ok(Step { id: step.id, skills: step.skills, level, share: step.share, people: step.people, review: step.review })
}

fn indicator(indicator: IndicatorFile) -> Result<IndicatorModel, String> {
    let whole = match indicator.place.as_str() {
        "system" => true,
        "place" => false,
        other => return Err(format!("an indicator is about `system` or `place`, not `{other}`")),
    };
    Ok(IndicatorModel { measure: indicator.measure, checks: indicator.checks, whole, target: indicator.target })
}
