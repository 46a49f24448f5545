//! What the documents share: sentences with references, grades, places, money.

use super::{Sources, Words};
use quarterdeck_base::Day;
use quarterdeck_document::{Block, Cell, Document, GradeBadge, Reference, Run, Status, Text, plain};
use quarterdeck_findings::{CheckResult, Finding, Grade, Scope};
use quarterdeck_plan::{Monthly, NotPlanned, Origin, PlaceKind, Planned, Promise, Standing, title};
use std::collections::BTreeMap;

/// A document in the making.
pub(super) struct Draft<'a> {
    pub(super) sources: &'a Sources<'a>,
    pub(super) words: &'a Words,
    pub(super) blocks: Vec<Block>,
    references: Vec<Reference>,
    known: BTreeMap<String, usize>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(sources: &'a Sources<'a>) -> Self {
        Self { sources, words: sources.words, blocks: Vec::new(), references: Vec::new(), known: BTreeMap::new() }
    }

    /// The finished document.
    pub(super) fn document(self, title: String, subtitle: String, foot: String) -> Document {
        let keys = ["evidence", "page", "of", "done", "on-track", "at-risk", "late", "planned", "unknown", "grade"];
        let word = |key: &str| (key.to_owned(), self.words.word(&format!("word-{key}")));
        Document {
            language: self.words.language.id().to_owned(),
            title,
            subtitle,
            organisation: self.sources.brief.company.name.clone(),
            foot,
            words: keys.into_iter().map(word).collect(),
            blocks: self.blocks,
            references: self.references,
            date: self.sources.facts.as_of.date(),
        }
    }

    pub(super) fn heading(&mut self, key: &str) {
        self.blocks.push(Block::Heading(1, self.words.word(key)));
    }

    pub(super) fn paragraph(&mut self, text: Text) {
        self.blocks.push(Block::Paragraph(text));
    }

    /// The number of a reference; the same id is the same reference.
    pub(super) fn cite(&mut self, id: String, text: impl FnOnce() -> String) -> usize {
        if let Some(at) = self.known.get(&id) {
            return *at;
        }
        let at = self.references.len();
        self.known.insert(id.clone(), at);
        self.references.push(Reference { id, text: text() });
        at
    }

    /// The reference of a finding.
    pub(super) fn cite_finding(&mut self, check: &CheckResult, finding: &Finding) -> usize {
        let (words, sources) = (self.words, self.sources);
        self.cite(finding.fingerprint.to_string(), || {
            let severity = words.word(&format!("severity-{}", finding.severity.id()));
            let text = sources.texts.message(check.meta, &finding.message);
            let values = [("check", finding.check), ("severity", &*severity), ("text", &*text)];
            let told = words.say("ref-finding", &values);
            // The sentence of a finding about the whole system says where it is.
            match place_of(finding) {
                Some(place) => format!("{told} ({place})"),
                None => told,
            }
        })
    }

    /// The reference of an initiative.
    pub(super) fn cite_initiative(&mut self, one: &Planned) -> usize {
        let words = self.words;
        let (id, findings) = (one.initiative.id.clone(), one.initiative.findings.len() as u64);
        self.cite(format!("initiative {id}"), || match findings {
            0 => words.say("ref-initiative-asked", &[("id", &id)]),
            _ => words.count("ref-initiative", "findings", findings, &[("id", &id)]),
        })
    }

    /// The reference of a problem or goal.
    pub(super) fn cite_promise(&mut self, id: &str) -> usize {
        let (words, brief) = (self.words, self.sources.brief);
        let text = promise_title(self.sources, id);
        self.cite(format!("brief {id}"), || {
            words.say("ref-brief", &[("company", &brief.company.name), ("id", id), ("title", &text)])
        })
    }

    /// The reference of the forecast.
    pub(super) fn cite_forecast(&mut self) -> usize {
        let (words, roadmap) = (self.words, self.sources.roadmap);
        let (runs, seed) = (words.whole(roadmap.runs as u64), roadmap.seed.to_string());
        self.cite("forecast".to_owned(), || words.say("ref-forecast", &[("runs", &runs), ("seed", &seed)]))
    }

    /// Grades with their coverage, told by a text.
    pub(super) fn grades(&mut self, coverage: &str) {
        let words = self.words;
        let badge = |result: &quarterdeck_findings::DimensionResult| {
            let letter = match &result.grade {
                Grade::Given { letter, .. } => letter.id().chars().next(),
                Grade::None { .. } => None,
            };
            let word =
                letter.map_or("letter-none".to_owned(), |letter| format!("letter-{}", letter.to_ascii_lowercase()));
            let looked = words.word(&format!("coverage-{}", result.coverage.word.id()));
            let share = words.percent(result.coverage.share);
            GradeBadge {
                title: words.word(&format!("dimension-{}", result.dimension.id())),
                letter,
                word: words.word(&word),
                coverage: words.say(coverage, &[("share", &share), ("word", &looked)]),
            }
        };
        let badges = self.sources.judgement.dimensions.iter().map(badge).collect();
        self.blocks.push(Block::Grades(badges));
    }
}

/// A sentence with its reference.
pub(super) fn cited(text: impl Into<String>, reference: usize) -> Text {
    vec![Run { text: text.into(), strong: false, reference: Some(reference) }]
}

/// Words in bold.
pub(super) fn strong(text: impl Into<String>) -> Run {
    Run { text: text.into(), strong: true, reference: None }
}

/// Words.
pub(super) fn run(text: impl Into<String>) -> Run {
    Run { text: text.into(), strong: false, reference: None }
}

/// A cell of words.
pub(super) fn cell(text: impl Into<String>) -> Cell {
    Cell { text: plain(text), status: None }
}

/// Where a finding stands, as one word or path; `None` for the whole system.
fn place_of(finding: &Finding) -> Option<String> {
    let text = match &finding.scope {
        Scope::System => return None,
        Scope::Repository { repository } => repository.clone(),
        Scope::Component { name, .. } => name.clone(),
        Scope::File { path, .. } => path.to_string(),
        Scope::Function { path, start_line, .. } => format!("{path}:{start_line}"),
        Scope::Dependency { manifest, name, .. } => format!("{manifest}: {name}"),
        Scope::Pair { first, second, .. } => format!("{first}, {second}"),
        Scope::Group { paths, .. } => paths.first().map(ToString::to_string).unwrap_or_default(),
    };
    Some(crate::visible(&text).into_owned())
}

/// The title of a problem or goal.
pub(super) fn promise_title(sources: &Sources<'_>, id: &str) -> String {
    let language = sources.words.language;
    let problem = sources.brief.problems.iter().find(|one| one.id == id).map(|one| &one.title);
    let goal = sources.brief.goals.iter().find(|one| one.id == id).map(|one| &one.title);
    problem.or(goal).map_or_else(|| id.to_owned(), |title| title.of(language).to_owned())
}

/// The problem or goal in a few words where the brief has them, else its title: never its id alone, which says nothing.
pub(super) fn short_name(sources: &Sources<'_>, id: &str) -> String {
    let problem = sources.brief.problems.iter().find(|one| one.id == id).and_then(|one| one.short.as_ref());
    let goal = || sources.brief.goals.iter().find(|one| one.id == id).and_then(|one| one.short.as_ref());
    let short = problem.or_else(goal).map(|short| short.of(sources.words.language).to_owned());
    short.unwrap_or_else(|| promise_title(sources, id))
}

/// A problem or goal in a few words, with its code behind.
pub(super) fn named(sources: &Sources<'_>, id: &str) -> String {
    sources.words.say("named", &[("name", &short_name(sources, id)), ("id", id)])
}

/// What the brief asks for, that a problem or goal waits for and that has no place in the plan, with the reason.
pub(super) fn asked<'a>(sources: &'a Sources<'_>, promise: &Promise) -> Option<(&'a Planned, &'a NotPlanned)> {
    let is_asked = |one: &&Planned| matches!(one.initiative.origin, Origin::Feature(_) | Origin::Pinned);
    let mut left = sources.roadmap.initiatives.iter().filter(|one| promise.left_out.contains(&one.initiative.id));
    left.find(is_asked).and_then(|one| Some((one, one.timing.as_ref().err()?)))
}

/// What an initiative is called: its title, with the part of the system where it has one.
pub(super) fn full_title(sources: &Sources<'_>, one: &Planned) -> String {
    let work = &one.initiative;
    let name = title(work, sources.brief, sources.words.language);
    match (&work.place.kind, work.origin) {
        (_, Origin::Hire(at)) => format!("{name} ({})", sources.brief.people[at].role.of(sources.words.language)),
        (PlaceKind::Area(id), _) => format!("{name} ({})", short_name(sources, id)),
        (PlaceKind::Component(part), _) => format!("{name} ({part})"),
        (PlaceKind::System | PlaceKind::Rest, _) => name.to_owned(),
    }
}

/// The mark of where something stands.
pub(super) fn status(standing: Standing) -> Status {
    match standing {
        Standing::Unserved | Standing::NotPlanned | Standing::HardlyServed => Status::Unknown,
        Standing::Late => Status::Late,
        Standing::AtRisk => Status::AtRisk,
        Standing::OnTrack => Status::OnTrack,
    }
}

/// Money a month as a range, rounded to what an estimate can say; `None` without a currency.
pub(super) fn monthly(sources: &Sources<'_>, money: Option<Monthly>) -> Option<String> {
    let (money, currency) = (money?, sources.brief.company.currency.as_deref()?);
    let words = sources.words;
    let amount = |value: f64| words.money(two_digits(value), currency);
    Some(words.say("money-range", &[("low", &amount(money.low)), ("high", &amount(money.high))]))
}

/// An amount with two digits that count: an estimate knows no more.
pub(super) fn two_digits(value: f64) -> u64 {
    let whole = quarterdeck_base::round_to(value.max(0.0), 0) as u64;
    let mut step = 1;
    while whole / step >= 100 {
        step *= 10;
    }
    (whole + step / 2) / step * step
}

/// A day, or a dash where there is none.
pub(super) fn day_or_dash(words: &Words, day: Option<Day>) -> String {
    day.map_or_else(|| "–".to_owned(), |day| words.day(day))
}
