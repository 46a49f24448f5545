//! Findings and a brief to a roadmap: plays, value, order, schedule, forecast, scenarios. Pure and seeded: the same facts,
//! judgement, brief and seed give the same roadmap.

mod assumption;
mod binomial;
mod calibrate;
mod difference;
mod effort;
mod forecast;
mod indicator;
mod initiative;
mod measure;
mod money;
mod order;
mod place;
mod play;
mod plays;
mod roadmap;
mod scenario;
mod select;
mod status;
mod team;
mod trace;
mod value;
mod work;

pub use assumption::{ASSUMPTIONS, Assumption, Entry, assumed, unknown_ids};
pub use calibrate::{Actual, Calibration, ENOUGH, EffortRatio, LevelResult, Verdict, calibrate};
pub use difference::{Both, Costs, Difference, Move, PromiseChange, Stand, difference, weeks_between};
pub use effort::{EffortTerm, Term, expected};
pub use forecast::{Dates, Forecast, RUNS};
pub use indicator::Indicator;
pub use initiative::{Answered, Initiative, Origin, Tie, initiatives, title};
pub use measure::{MEASURES, Measure, Value as Measured, ask, measure};
pub use money::{CostRange, MonthLoad, QuarterCost};
pub use order::Rank;
pub use place::{Area, Ground, Place, PlaceKind, areas};
pub use play::{EffortModel, IndicatorModel, Play, PlayPlace, PlayTexts, Step, Target, play, plays};
pub use roadmap::{Draft, NotPlanned, Options, Part, Planned, Roadmap, Timing, draft, roadmap, schedule_draft};
pub use scenario::{Change, Fault, changed, redrafts, roadmap_like};
pub use status::{
    Milestone, Reading, SavedArea, SavedIndicator, SavedPlace, SavedRoadmap, State, Status, state, statuses,
};
pub use team::{Slots, Worker};
pub use trace::{Promise, Standing, standing};
pub use value::{Basis, Monthly, Value, ValueKind, ValueTerm, basis, values};
pub use work::{MissingSkill, SkillLoad};
