//! The closed list of measures: what an indicator can ask of an audit, now and again later. Each answers a figure, or why
//! there is none.

use crate::place::{Ground, Place};
use quarterdeck_base::{RepoPath, round_to};
use quarterdeck_brief::Language;
use quarterdeck_facts::{Facts, FileFacts, FileIx, FileKind, PersonIx, knowers};
use quarterdeck_findings::{Grade, Judgement, Outcome};
use std::collections::BTreeSet;

/// Cognitive complexity above which a function counts as hard to follow: the limit of DEB-02 (SonarSource S3776).
pub(crate) const COMPLEX_ABOVE: u32 = 15;
/// Changes in twelve months from which a complex file is a hotspot: one every two months.
pub(crate) const HOTSPOT_REVISIONS: u32 = 6;
/// Code lines above which a file counts as large: the limit of ARC-05.
pub(crate) const LARGE_LINES: u32 = 1_000;
/// Least share of the imports that must be known before circles are believed.
const RESOLVED_SHARE: f64 = 0.6;
/// Days without a change after which somebody no longer works on a place.
const ACTIVE_DAYS: i64 = 365;

/// A figure, or the reason why there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Measured.
    Known(f64),
    /// Not measured, and why, as one clause.
    Unknown(String),
}

impl Value {
    /// The figure, where there is one.
    pub fn known(&self) -> Option<f64> {
        match self {
            Self::Known(value) => Some(*value),
            Self::Unknown(_) => None,
        }
    }
}

/// One measure of the list.
pub struct Measure {
    /// Its stable id.
    pub id: &'static str,
    /// Its unit: `%`, `points` or empty for a count.
    pub unit: &'static str,
    /// True when more is better.
    pub more_is_better: bool,
    /// What it counts, in English, French and Dutch.
    pub names: [&'static str; 3],
    /// How it is computed, for the reference.
    pub rule: &'static str,
    compute: fn(&Asked<'_>) -> Value,
}

impl Measure {
    /// What it counts, in a reader's language.
    pub fn name(&self, language: Language) -> &'static str {
        self.names[language as usize]
    }
}

/// What a measure is asked about.
struct Asked<'a> {
    facts: &'a Facts,
    ground: &'a Ground<'a>,
    judgement: &'a Judgement,
    place: &'a Place,
    checks: &'a [String],
}

/// All measures, in the order of the reference.
pub static MEASURES: &[Measure] = &[
    Measure {
        id: "check-score",
        unit: "%",
        more_is_better: true,
        names: ["score of the check", "score du contrôle", "score van de controle"],
        rule: "Score of one check over the whole system, 0 to 100; unknown while the check could not assess.",
        compute: check_score,
    },
    Measure {
        id: "open-findings",
        unit: "",
        more_is_better: false,
        names: ["open findings", "constats ouverts", "open bevindingen"],
        rule: "Findings of the named checks in the place, those about the system as a whole only there; unknown while one \
               of the checks does not answer.",
        compute: open_findings,
    },
    Measure {
        id: "grade-score",
        unit: "points",
        more_is_better: true,
        names: ["points of the grade", "points de la note", "punten van het cijfer"],
        rule: "Score of a dimension, 0 to 100; unknown while it has no letter.",
        compute: grade_score,
    },
    Measure {
        id: "test-share",
        unit: "%",
        more_is_better: true,
        names: ["test code beside the code", "code de test à côté du code", "testcode naast de code"],
        rule: "Code lines of tests for each hundred code lines of source and tests together. For a place: tests that \
               stand in it or are named after one of its files.",
        compute: test_share,
    },
    Measure {
        id: "complex-functions",
        unit: "",
        more_is_better: false,
        names: ["functions that are hard to follow", "fonctions difficiles à suivre", "moeilijk te volgen functies"],
        rule: "Functions of source files of the place with a cognitive complexity above 15.",
        compute: complex_functions,
    },
    Measure {
        id: "worst-function",
        unit: "points",
        more_is_better: false,
        names: [
            "complexity of the hardest function",
            "complexité de la fonction la plus difficile",
            "complexiteit van de moeilijkste functie",
        ],
        rule: "Largest cognitive complexity of a function in the source files of the place.",
        compute: worst_function,
    },
    Measure {
        id: "duplicated-share",
        unit: "%",
        more_is_better: false,
        names: ["copied lines", "lignes copiées", "gekopieerde regels"],
        rule: "Lines of source files of the place that stand at another place as well, by code lines.",
        compute: duplicated_share,
    },
    Measure {
        id: "hotspots",
        unit: "",
        more_is_better: false,
        names: [
            "complex files that change often",
            "fichiers complexes souvent modifiés",
            "complexe bestanden die vaak wijzigen",
        ],
        rule: "Source files of the place with a function above 15 points and at least 6 changes in twelve months.",
        compute: hotspots,
    },
    Measure {
        id: "large-files",
        unit: "",
        more_is_better: false,
        names: ["files above 1,000 lines", "fichiers de plus de 1 000 lignes", "bestanden boven 1.000 regels"],
        rule: "Source files of the place above 1,000 code lines.",
        compute: large_files,
    },
    Measure {
        id: "circle-files",
        unit: "",
        more_is_better: false,
        names: ["files in circular imports", "fichiers en dépendance circulaire", "bestanden in kringverwijzingen"],
        rule: "Source files of the place whose module is part of a circle; unknown while under 60 % of the imports are known.",
        compute: circle_files,
    },
    Measure {
        id: "known-share",
        unit: "%",
        more_is_better: true,
        names: ["code that somebody active knows", "code connu d'une personne active", "code die iemand actief kent"],
        rule: "Code lines of source files that somebody with three commits or more in the last 12 months knows (most of the \
               changes, a quarter of them, or a quarter and three at least of those of the last 24 months), by those of all \
               source files of the place with a history.",
        compute: known_share,
    },
    Measure {
        id: "active-people",
        unit: "",
        more_is_better: true,
        names: [
            "people who changed it in a year",
            "personnes qui l'ont modifié en un an",
            "mensen die er in een jaar aan werkten",
        ],
        rule: "People (programs left out) whose last change of a source file of the place is within 365 days.",
        compute: active_people,
    },
    Measure {
        id: "skipped-tests",
        unit: "",
        more_is_better: false,
        names: ["tests that are switched off", "tests désactivés", "uitgeschakelde tests"],
        rule: "Test cases of the place that are switched off.",
        compute: skipped_tests,
    },
    Measure {
        id: "todo-comments",
        unit: "",
        more_is_better: false,
        names: ["promises left in the code", "promesses laissées dans le code", "beloften in de code"],
        rule: "TODO, FIXME, HACK and XXX in comments of source files of the place.",
        compute: todo_comments,
    },
    Measure {
        id: "answer",
        unit: "",
        more_is_better: true,
        names: [
            "done (1) or not (0), as people say",
            "fait (1) ou non (0), selon les personnes",
            "gedaan (1) of niet (0), volgens de mensen",
        ],
        rule: "Asked from people; unknown until somebody answers.",
        compute: |_| Value::Unknown("only people can answer this".to_owned()),
    },
];

/// The measure of an id.
pub fn measure(id: &str) -> Option<&'static Measure> {
    MEASURES.iter().find(|measure| measure.id == id)
}

/// Asks a measure, rounded to one decimal.
pub fn ask(measure: &Measure, checks: &[String], ground: &Ground<'_>, judgement: &Judgement, place: &Place) -> Value {
    match (measure.compute)(&Asked { facts: ground.facts, ground, judgement, place, checks }) {
        Value::Known(value) => Value::Known(round_to(value, 1)),
        unknown => unknown,
    }
}

impl<'a> Asked<'a> {
    fn files(&self) -> impl Iterator<Item = (FileIx, &'a FileFacts)> {
        let (facts, place) = (self.facts, self.place);
        facts.source().filter(|file| place.holds(*file)).map(|file| (file, facts.file(file)))
    }

    fn sum(&self, figure: impl Fn(&FileFacts) -> u32) -> f64 {
        self.files().map(|(_, file)| f64::from(figure(file))).sum()
    }

    fn count(&self, counts: impl Fn(&FileFacts) -> bool) -> Value {
        Value::Known(self.files().filter(|(_, file)| counts(file)).count() as f64)
    }

    fn complexities(&self) -> impl Iterator<Item = u32> {
        let (facts, place) = (self.facts, self.place);
        facts
            .functions
            .iter()
            .filter(|function| !function.in_test && place.holds(function.file))
            .filter(|function| facts.file(function.file).kind == FileKind::Source)
            .map(|function| function.cognitive)
    }
}

/// A share of a hundred; unknown where the whole is nothing.
fn share(part: f64, whole: f64, nothing: &str) -> Value {
    if whole > 0.0 { Value::Known(100.0 * part / whole) } else { Value::Unknown(nothing.to_owned()) }
}

fn check_score(asked: &Asked<'_>) -> Value {
    let Some(id) = asked.checks.first() else { return Value::Unknown("no check is named".to_owned()) };
    match asked.judgement.checks.iter().find(|result| result.meta.id == id) {
        None => Value::Unknown(format!("{id} did not run")),
        Some(result) if result.assessment.outcome.is_assessed() => Value::Known(result.assessment.score * 100.0),
        Some(result) => Value::Unknown(reason(&result.assessment.outcome)),
    }
}

fn reason(outcome: &Outcome) -> String {
    match outcome {
        Outcome::NotApplicable { reason } | Outcome::CouldNotAssess { reason, .. } => reason.clone(),
        Outcome::Ok | Outcome::Found => String::new(),
    }
}

fn open_findings(asked: &Asked<'_>) -> Value {
    let mut open = 0;
    for id in asked.checks {
        let Some(result) = asked.judgement.checks.iter().find(|result| result.meta.id == id) else {
            return Value::Unknown(format!("{id} did not run"));
        };
        if !result.assessment.outcome.is_assessed() {
            return Value::Unknown(format!("{id}: {}", reason(&result.assessment.outcome)));
        }
        open += result.assessment.findings.iter().filter(|finding| asked.place.touches(asked.ground, finding)).count();
    }
    Value::Known(open as f64)
}

fn grade_score(asked: &Asked<'_>) -> Value {
    let named = asked.checks.first().map_or("", String::as_str);
    match asked.judgement.dimensions.iter().find(|result| result.dimension.id() == named) {
        None => Value::Unknown(format!("there is no dimension `{named}`")),
        Some(result) => match &result.grade {
            Grade::Given { score, .. } => Value::Known(*score),
            Grade::None { reason } => Value::Unknown(reason.clone()),
        },
    }
}

fn test_share(asked: &Asked<'_>) -> Value {
    let source = asked.sum(|file| file.code);
    let tests: f64 = asked
        .facts
        .files
        .iter()
        .enumerate()
        .filter(|(index, file)| file.kind == FileKind::Test && asked.place.holds(FileIx::new(*index)))
        .map(|(_, file)| f64::from(file.code))
        .sum();
    share(tests, source + tests, "it holds no source files")
}

fn complex_functions(asked: &Asked<'_>) -> Value {
    Value::Known(asked.complexities().filter(|points| *points > COMPLEX_ABOVE).count() as f64)
}

fn worst_function(asked: &Asked<'_>) -> Value {
    asked.complexities().max().map_or_else(
        || Value::Unknown("no function was parsed there".to_owned()),
        |points| Value::Known(f64::from(points)),
    )
}

fn duplicated_share(asked: &Asked<'_>) -> Value {
    share(asked.sum(|file| file.duplicated_lines), asked.sum(|file| file.code), "it holds no source files")
}

/// True for a complex file that changes often.
pub(crate) fn is_hotspot(file: &FileFacts) -> bool {
    let changes = file.history.as_ref().map_or(0, |history| history.revisions_12m);
    file.cognitive_max > COMPLEX_ABOVE && changes >= HOTSPOT_REVISIONS
}

fn hotspots(asked: &Asked<'_>) -> Value {
    if asked.files().all(|(_, file)| file.history.is_none()) {
        return Value::Unknown("its history could not be read".to_owned());
    }
    asked.count(is_hotspot)
}

fn large_files(asked: &Asked<'_>) -> Value {
    asked.count(|file| file.code > LARGE_LINES)
}

fn circle_files(asked: &Asked<'_>) -> Value {
    let imports = &asked.facts.imports;
    if imports.resolved_share().is_none_or(|share| share < RESOLVED_SHARE) {
        return Value::Unknown("too few of its imports are known".to_owned());
    }
    let modules: BTreeSet<_> = imports
        .cycles
        .iter()
        .flat_map(|cycle| cycle.modules.iter().map(|path| (cycle.repository, path.clone())))
        .collect();
    asked.count(|file| {
        modules.contains(&(file.repository, file.path.clone()))
            || modules.contains(&(file.repository, RepoPath::new(file.path.parent())))
    })
}

fn known_share(asked: &Asked<'_>) -> Value {
    let known = known_percent(asked.ground, asked.place);
    known.map_or_else(|| Value::Unknown("its history could not be read".to_owned()), Value::Known)
}

/// Code lines of source files of a place that somebody active knows, of a hundred; `None` without history.
pub(crate) fn known_percent(ground: &Ground<'_>, place: &Place) -> Option<f64> {
    let facts = ground.facts;
    let (mut known, mut all) = (0.0, 0.0);
    for file in place.source(facts) {
        let Some(is_known) = ground.is_known(file) else { continue };
        let code = f64::from(facts.file(file).code);
        all += code;
        if is_known {
            known += code;
        }
    }
    (all > 0.0).then(|| 100.0 * known / all)
}

/// For each file whether somebody who is still here knows it, as in TEA-02; `None` without changes.
pub(crate) fn known_files(facts: &Facts) -> Vec<Option<bool>> {
    let active = facts.regulars();
    let mut known = vec![None; facts.files.len()];
    for of_file in facts.contributions.chunk_by(|a, b| a.file == b.file) {
        known[of_file[0].file.at()] = Some(!knowers(of_file, &|person| active.contains(&person)).is_empty());
    }
    known
}

fn active_people(asked: &Asked<'_>) -> Value {
    let facts = asked.facts;
    if facts.contributions.is_empty() {
        return Value::Unknown("its history could not be read".to_owned());
    }
    let since = facts.as_of.days_before(ACTIVE_DAYS);
    let people: BTreeSet<PersonIx> = facts
        .contributions
        .iter()
        .filter(|contribution| contribution.last_at >= since && asked.place.holds(contribution.file))
        .filter(|contribution| facts.file(contribution.file).kind == FileKind::Source)
        .map(|contribution| contribution.person)
        .collect();
    Value::Known(people.len() as f64)
}

fn skipped_tests(asked: &Asked<'_>) -> Value {
    let skipped = asked
        .facts
        .files
        .iter()
        .enumerate()
        .filter(|(index, file)| file.tests_skipped > 0 && asked.place.holds(FileIx::new(*index)));
    Value::Known(skipped.map(|(_, file)| f64::from(file.tests_skipped)).sum())
}

fn todo_comments(asked: &Asked<'_>) -> Value {
    Value::Known(asked.sum(|file| file.admitted_debt))
}
