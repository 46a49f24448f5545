//! Small systems, audits and briefs, as few words as a test needs.

use quarterdeck_base::{Day, EffortDays, Fingerprint, Message, RepoPath, Timestamp};
use quarterdeck_brief::{
    Brief, Choice, Company, Cto, Decision, Feature, Goal, Horizon, Language, Level, Money, Person, Phase, Problem,
    Ratio, Theme, Wording,
};
use quarterdeck_facts::{
    CommitFacts, Component, ComponentIx, ComponentReason, Contribution, Facts, FileFacts, FileHistory, FileIx,
    FileKind, HistoryState, PersonIx, RepositoryFacts, RepositoryIx,
};
use quarterdeck_findings::{
    Assessment, CheckMeta, CheckResult, Confidence, Dimension, Finding, Judgement, Scope, Severity,
};
use quarterdeck_plan::{Ground, Initiative, Options, Planned, Roadmap, Value, initiatives, roadmap, values};
use std::collections::{BTreeMap, BTreeSet};

/// The day on which the system was audited: the plan starts a year and a half later, which no rule asks about.
pub(crate) const AS_OF: &str = "2026-07-01";

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).unwrap_or_else(|| panic!("{text} is no day"))
}

pub(crate) fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap_or_else(|| panic!("{text} is no moment"))
}

pub(crate) fn effort(low: f64, high: f64) -> EffortDays {
    EffortDays::new(low, high)
}

// ---- systems

/// A Java file with one function.
pub(crate) fn source(path: &str, code: u32) -> FileFacts {
    let path = RepoPath::new(path);
    FileFacts { path, code, kind: FileKind::Source, language: "Java", functions: 1, ..FileFacts::default() }
}

pub(crate) fn test_file(path: &str, code: u32) -> FileFacts {
    FileFacts { kind: FileKind::Test, ..source(path, code) }
}

/// The file with changes in the last twelve months.
pub(crate) fn changed(file: FileFacts, revisions_12m: u32) -> FileFacts {
    let history = FileHistory { revisions: revisions_12m, revisions_12m, ..FileHistory::default() };
    FileFacts { history: Some(history), ..file }
}

/// A complex file that changes so often in twelve months.
pub(crate) fn hot(path: &str, code: u32, revisions_12m: u32) -> FileFacts {
    FileFacts { cognitive_max: 40, ..changed(source(path, code), revisions_12m) }
}

/// One repository with these files; each first folder is a component. Its history is long enough for every rule.
pub(crate) fn facts(files: Vec<FileFacts>) -> Facts {
    let mut files = files;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let folder = |file: &FileFacts| {
        let path = file.path.to_string();
        path.split_once('/').map_or("root".to_owned(), |(first, _)| first.to_owned())
    };
    let names: BTreeSet<String> = files.iter().map(folder).collect();
    let component = |name: &String| Component {
        repository: RepositoryIx::new(0),
        path: RepoPath::new(name.as_str()),
        name: name.clone(),
        reason: ComponentReason::Folder,
        files: 1,
        code: 1,
    };
    let components = names.iter().map(component).collect();
    for file in &mut files {
        let name = folder(file);
        file.component = ComponentIx::new(names.iter().position(|other| *other == name).unwrap());
    }
    let repository = RepositoryFacts {
        name: "r".to_owned(),
        committed_at: at(AS_OF),
        first_commit_at: at("2016-07-01"),
        commits: 5_000,
        history: HistoryState::Complete,
        ..RepositoryFacts::default()
    };
    Facts { as_of: at(AS_OF), repositories: vec![repository], components, files, ..Facts::default() }
}

/// Position of a file.
pub(crate) fn file(facts: &Facts, path: &str) -> FileIx {
    FileIx::new(facts.files.iter().position(|file| file.path == RepoPath::new(path)).unwrap())
}

/// Somebody changed a file so often, all on a day.
pub(crate) fn contributes(facts: &mut Facts, path: &str, person: usize, revisions: u32, last: &str) {
    let (file, last_at) = (file(facts, path), at(last));
    while facts.people.len() <= person {
        facts.people.push(quarterdeck_facts::Person::default());
    }
    facts.people[person].last_at = facts.people[person].last_at.max(last_at);
    let person = PersonIx::new(person);
    let commit = |_| CommitFacts { author: person, committed_at: last_at, ..CommitFacts::default() };
    facts.commits.extend((0..revisions).map(commit));
    let one = Contribution { file, person, revisions, revisions_24m: revisions, created: false, last_at };
    facts.contributions.push(one);
    facts.contributions.sort_by_key(|one| (one.file, one.person));
}

// ---- audits

/// A finding with a unit of its own, on a file.
pub(crate) fn finding(check: &'static str, path: &str, severity: Severity, effort: EffortDays) -> Finding {
    Finding {
        check,
        fingerprint: Fingerprint::new(check, &[path.as_bytes()]),
        scope: Scope::File { repository: "r".to_owned(), path: RepoPath::new(path) },
        severity,
        confidence: Confidence::High,
        message: Message::new("found"),
        evidence: Vec::new(),
        effort,
        remediation_unit: format!("{check}:{path}"),
        rank: 0.0,
    }
}

/// A finding about the whole system.
pub(crate) fn wide(check: &'static str, severity: Severity, effort: EffortDays) -> Finding {
    Finding { scope: Scope::System, ..finding(check, "", severity, effort) }
}

fn meta(id: &'static str) -> &'static CheckMeta {
    Box::leak(Box::new(CheckMeta::bare(id, "fault", Dimension::Debt)))
}

pub(crate) fn result(id: &'static str, assessment: Assessment) -> CheckResult {
    let found = assessment.findings.len() as u64;
    CheckResult { meta: meta(id), weight_tenths: 50, assessment, found, waived: 0 }
}

pub(crate) fn judged(checks: Vec<CheckResult>) -> Judgement {
    Judgement {
        dimensions: Vec::new(),
        checks,
        catalogue: &[],
        policy_hash: String::new(),
        knowledge_date: AS_OF.to_owned(),
    }
}

/// An audit with these findings.
pub(crate) fn judgement(findings: Vec<Finding>) -> Judgement {
    let mut by_check: BTreeMap<&'static str, Vec<Finding>> = BTreeMap::new();
    for finding in findings {
        by_check.entry(finding.check).or_default().push(finding);
    }
    let found = |(id, findings)| result(id, Assessment::found(0.3, Vec::new(), findings));
    judged(by_check.into_iter().map(found).collect())
}

// ---- briefs

pub(crate) fn words(text: &str) -> Wording {
    Wording { any: text.to_owned(), ..Wording::default() }
}

/// Twelve months from Monday 4 January 2027; nobody there, nothing wanted. What blurs figures is switched off.
pub(crate) fn brief() -> Brief {
    let company = Company { name: "Acme".to_owned(), languages: vec![Language::En], ..Company::default() };
    let horizon = Horizon { start: day("2027-01-04"), months: 12, feature_share: 0.0, unplanned_share: 0.0 };
    let off = ["overrun", "availability", "unknown-code-time", "low-quality-code-time", "review-share"];
    Brief {
        company: Company { currency: Some("EUR".to_owned()), ..company },
        horizon,
        problems: Vec::new(),
        goals: Vec::new(),
        people: Vec::new(),
        cto: None,
        budget: Vec::new(),
        features: Vec::new(),
        holidays: Vec::new(),
        freezes: Vec::new(),
        decisions: Vec::new(),
        assumptions: off.iter().map(|id| ((*id).to_owned(), None)).collect(),
    }
}

pub(crate) fn assume(brief: &mut Brief, id: &str, low: f64, high: f64) {
    brief.assumptions.insert(id.to_owned(), Some(Ratio { low, high }));
}

pub(crate) fn switch_off(brief: &mut Brief, id: &str) {
    brief.assumptions.insert(id.to_owned(), None);
}

pub(crate) fn problem(id: &str, rank: u32, themes: &[Theme], scope: &[&str]) -> Problem {
    Problem {
        id: id.to_owned(),
        rank,
        title: words(id),
        short: None,
        consequence: words(id),
        cost_per_month: Some(Money { low: 1_000, high: 2_000 }),
        scope: scope.iter().map(|glob| (*glob).to_owned()).collect(),
        themes: themes.to_vec(),
    }
}

pub(crate) fn goal(id: &str, date: &str, themes: &[Theme], scope: &[&str]) -> Goal {
    Goal {
        id: id.to_owned(),
        title: words(id),
        short: None,
        metric: words("orders"),
        now: None,
        target: 10.0,
        date: day(date),
        weight: 3,
        value_per_month: Some(Money { low: 1_000, high: 3_000 }),
        scope: scope.iter().map(|glob| (*glob).to_owned()).collect(),
        themes: themes.to_vec(),
    }
}

pub(crate) fn person(id: &str, skills: &[(&str, Level)]) -> Person {
    Person {
        id: id.to_owned(),
        role: words(id),
        skills: skills.iter().map(|(skill, level)| ((*skill).to_owned(), *level)).collect(),
        days_per_week: 5.0,
        from: None,
        until: None,
        ramp_up_months: 0,
        cost_per_day: Some(100),
        hire: false,
        absences: Vec::new(),
    }
}

pub(crate) fn cto(days_per_month: f64) -> Cto {
    let phase = Phase { from: day("2027-01-04"), days_per_month };
    Cto { phases: vec![phase], rate_per_day: Some(1_000), skills: BTreeMap::new() }
}

pub(crate) fn feature(id: &str, days: EffortDays, goal: Option<&str>) -> Feature {
    Feature {
        id: id.to_owned(),
        title: words(id),
        skill: "java".to_owned(),
        level: Level::Junior,
        days,
        earliest: None,
        deadline: None,
        goal: goal.map(str::to_owned),
    }
}

pub(crate) fn decides(play: &str, component: Option<&str>, choice: Choice) -> Decision {
    Decision { play: play.to_owned(), component: component.map(str::to_owned), choice, reason: words("because") }
}

/// Everybody's problem, Java developers who can do all alone, and a CTO: what most tests start from.
pub(crate) fn firm() -> Brief {
    let mut brief = brief();
    let themes = [Theme::Reliability, Theme::ChangeCost, Theme::Delivery, Theme::Compliance, Theme::Team];
    brief.problems.push(problem("P1", 1, &themes, &[]));
    brief.people.push(person("ann", &[("java", Level::Medior), ("delivery", Level::Medior)]));
    brief.cto = Some(cto(8.0));
    brief
}

// ---- results

pub(crate) const FAST: Options = Options { seed: 1, runs: 200, quick: true };

pub(crate) fn found(facts: &Facts, judgement: &Judgement, brief: &Brief) -> Vec<Initiative> {
    initiatives(&Ground::new(facts), judgement, brief)
}

pub(crate) fn valued(facts: &Facts, judgement: &Judgement, brief: &Brief) -> Vec<(Initiative, Value)> {
    let found = found(facts, judgement, brief);
    let values = values(&Ground::new(facts), brief, &found);
    found.into_iter().zip(values).collect()
}

pub(crate) fn plan(facts: &Facts, findings: Vec<Finding>, brief: &Brief) -> Roadmap {
    roadmap(facts, &judgement(findings), brief, FAST).unwrap()
}

pub(crate) fn one<'a>(roadmap: &'a Roadmap, id: &str) -> &'a Planned {
    let ids: Vec<&str> = roadmap.initiatives.iter().map(|one| one.initiative.id.as_str()).collect();
    roadmap.initiatives.iter().find(|one| one.initiative.id == id).unwrap_or_else(|| panic!("{id} is not in {ids:?}"))
}

/// The stable id of why it is not planned; `planned` when it is.
pub(crate) fn fate(roadmap: &Roadmap, id: &str) -> &'static str {
    one(roadmap, id).timing.as_ref().err().map_or("planned", |why| why.id())
}

#[track_caller]
pub(crate) fn near(found: f64, wanted: f64, what: &str) {
    assert!((found - wanted).abs() <= 1e-9 * wanted.abs().max(1.0), "{what}: {found}, wanted {wanted}");
}
