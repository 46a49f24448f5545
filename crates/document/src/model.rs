//! A document as a value: headings, sentences with their evidence, tables and two kinds of charts. Every text is final: in
//! the reader's language, with its numbers written out.

use serde::Serialize;

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Run {
    /// The words.
    pub text: String,
    /// Set in bold.
    pub strong: bool,
    /// Position in [`Document::references`] of what it rests on.
    pub reference: Option<usize>,
}

/// A sentence or a few.
pub type Text = Vec<Run>;

/// A text without emphasis and evidence.
pub fn plain(text: impl Into<String>) -> Text {
    vec![Run { text: text.into(), strong: false, reference: None }]
}

/// What a sentence rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// Stable id: a finding, a check, an entry of the brief, an initiative.
    pub id: String,
    /// What it is and where it can be opened, as one line.
    pub text: String,
}

/// What a highlighted paragraph says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tone {
    /// The answer.
    Answer,
    /// Something needs somebody.
    Warning,
    /// Something is not known.
    Unknown,
}

/// Where something stands; each has a shape and a word beside its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Reached.
    Done,
    /// Will be in time.
    OnTrack,
    /// May not be.
    AtRisk,
    /// Will not be.
    Late,
    /// Not begun, nothing to say yet.
    Planned,
    /// Not known.
    Unknown,
}

/// A large figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// What it is.
    pub label: String,
    /// The figure with its unit.
    pub value: String,
    /// What it is compared with, or how sure it is.
    pub note: String,
}

/// A grade with its coverage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GradeBadge {
    /// The dimension.
    pub title: String,
    /// `A` to `E`; `None` when there is none.
    pub letter: Option<char>,
    /// What the letter means, as a word; or that there is none.
    pub word: String,
    /// How much was looked at, as a clause.
    pub coverage: String,
}

/// Where the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its head.
    pub title: String,
    /// Where its cells stand.
    pub align: Align,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct Cell {
    /// Its text.
    pub text: Text,
    /// A mark before it.
    pub status: Option<Status>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What it shows, as a finding.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<Cell>>,
}

/// A row of a timeline. Positions are shares of the whole width, 0 to 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lane {
    /// What it is.
    pub label: String,
    /// A second line under it.
    pub note: String,
    /// Where it begins.
    pub from: f64,
    /// Where it is done as scheduled.
    pub to: f64,
    /// The promised day.
    pub mark: Option<f64>,
    /// From the day that is as likely as not to that with 85 chances in 100.
    pub range: Option<(f64, f64)>,
    /// Where it stands.
    pub status: Status,
    /// The same in words, for readers who do not see it.
    pub words: String,
}

/// Work over time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Timeline {
    /// What it shows, as a finding.
    pub caption: String,
    /// Labels of equal periods, from left to right.
    pub periods: Vec<String>,
    /// Groups of rows, each with a title.
    pub groups: Vec<(String, Vec<Lane>)>,
    /// What the signs mean.
    pub legend: String,
}

/// A bar: parts on top of each other, beside a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bar {
    /// Its label.
    pub label: String,
    /// Values of its parts, in the order of [`Bars::parts`].
    pub values: Vec<f64>,
    /// Where the line stands.
    pub line: Option<f64>,
    /// The same in words.
    pub words: String,
}

/// Bars over periods. The axis begins at 0.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Bars {
    /// What it shows, as a finding.
    pub caption: String,
    /// Measure, unit, period.
    pub unit: String,
    /// Names of the parts.
    pub parts: Vec<String>,
    /// What the line is; empty without one.
    pub line: String,
    /// The bars.
    pub bars: Vec<Bar>,
}

/// A part of a document.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "block", content = "content", rename_all = "kebab-case")]
pub enum Block {
    /// A heading: level 1 to 3 below the title.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(Text),
    /// A paragraph that stands out.
    Callout(Tone, Text),
    /// A list.
    Bullets(Vec<Text>),
    /// A list with numbers.
    Steps(Vec<Text>),
    /// Large figures in a row.
    Figures(Vec<Figure>),
    /// Grades in a row.
    Grades(Vec<GradeBadge>),
    /// A table.
    Table(Table),
    /// Work over time.
    Timeline(Timeline),
    /// Bars.
    Bars(Bars),
    /// A new page on paper; a line on screens.
    NewPage,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// BCP 47 tag of its language.
    pub language: String,
    /// Its title.
    pub title: String,
    /// For whom and of when.
    pub subtitle: String,
    /// The company, in the head of each page.
    pub organisation: String,
    /// What stands at the foot of each page beside its number.
    pub foot: String,
    /// Words that the writers need: `evidence`, `page`, `of`, `done`, `on-track`, `at-risk`, `late`, `planned`, `unknown`, `grade`, by key.
    pub words: std::collections::BTreeMap<String, String>,
    /// Its parts.
    pub blocks: Vec<Block>,
    /// What its sentences rest on, in the order in which they are first named.
    pub references: Vec<Reference>,
    /// The day in its metadata, `YYYY-MM-DD`: of the data, never of a clock.
    pub date: String,
}
