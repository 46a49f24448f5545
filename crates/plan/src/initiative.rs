//! From findings to initiatives: which plays the audit calls for, where, and which problems and goals each serves.

use crate::effort::{self, EffortTerm};
use crate::place::{Area, Ground, Place, PlaceKind, areas};
use crate::play::{Play, PlayPlace, play, plays};
use quarterdeck_base::EffortDays;
use quarterdeck_brief::{Brief, Choice, Language, Theme};
use quarterdeck_facts::{Facts, FileIx};
use quarterdeck_findings::{Finding, Judgement, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// Work on one component below which it is done together with that of other components, in person-days.
const SMALL_DAYS: f64 = 4.0;
/// Work on findings in one initiative, in person-days: the worst come first, the rest waits for a later plan. Repair
/// without an end is no roadmap.
pub(crate) const BOX_DAYS: f64 = 25.0;
/// Components of one play that get an initiative of their own; the rest is one.
const COMPONENTS_OF_A_PLAY: usize = 5;

/// Share of what serves a problem or goal under which an initiative does not count as serving it.
const TIE_SHARE: f64 = 0.05;
/// Languages that are markup with guests in them.
const MARKUP: &[&str] = &["HTML", "CSS", "SCSS", "Less", "XML", "JSP", "Razor", "Twig", "Blade"];

/// Why an initiative exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Findings call for its play.
    Findings,
    /// The brief pins its play.
    Pinned,
    /// The brief plans to hire the person at this position.
    Hire(usize),
    /// The business feature at this position of the brief.
    Feature(usize),
}

/// A finding that an initiative answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Answered {
    /// Its check.
    pub check: &'static str,
    /// Its fingerprint.
    pub fingerprint: String,
    /// How bad it is.
    pub severity: Severity,
    /// The share of it that this initiative answers: below 1 when it is about the system and the work is split by place.
    pub share: f64,
}

/// A problem or goal that an initiative serves, with what ties them.
#[derive(Debug, Clone, PartialEq)]
pub struct Tie {
    /// Id of the problem or goal.
    pub id: String,
    /// Themes that both name; empty for a feature, which names its goal.
    pub themes: Vec<Theme>,
    /// Weight among all that serve it: points of the findings it answers there (critical 8, high 4, medium 2, low 1).
    pub points: f64,
}

/// A piece of roadmap work.
#[derive(Debug, Clone)]
pub struct Initiative {
    /// Stable id: play and place, for example `tests-around-hotspots@P1`.
    pub id: String,
    /// Why it exists.
    pub origin: Origin,
    /// Its play; `None` for a feature.
    pub play: Option<&'static Play>,
    /// Where it is done.
    pub place: Place,
    /// Main language of the place, as a skill; empty when it holds no source.
    pub code_skill: String,
    /// Findings that it answers.
    pub findings: Vec<Answered>,
    /// Files that those are about; empty where they are about the whole system.
    pub files: BTreeSet<FileIx>,
    /// Findings of its play and place beyond [`BOX_DAYS`], left for later.
    pub left: usize,
    /// Share of the repair that it does, by effort: 1 when nothing is left.
    pub covered: f64,
    /// Work, in person-days of somebody who works alone.
    pub effort: EffortDays,
    /// What the effort is made of.
    pub effort_terms: Vec<EffortTerm>,
    /// Problems and goals that it serves.
    pub serves: Vec<Tie>,
}

impl Initiative {
    /// Its worst finding.
    pub fn severity(&self) -> Option<Severity> {
        self.findings.iter().map(|answered| answered.severity).max()
    }
}

/// What an initiative is called in a reader's language: its play's title, or the feature's.
pub fn title<'a>(initiative: &'a Initiative, brief: &'a Brief, language: Language) -> &'a str {
    match (initiative.play, initiative.origin) {
        (Some(play), _) => &play.texts(language).title,
        (None, Origin::Feature(at)) => brief.features[at].title.of(language),
        (None, _) => &initiative.id,
    }
}

/// Points of a severity, for weights only.
pub(crate) fn points(severity: Severity) -> f64 {
    match severity {
        Severity::Critical => 8.0,
        Severity::High => 4.0,
        Severity::Medium => 2.0,
        Severity::Low => 1.0,
    }
}

/// Findings of one play at one place, with their shares.
type Group<'a> = Vec<(&'a Finding, f64)>;

/// All initiatives that the audit and the brief call for, by id of the play, then of the place; what the brief excludes is
/// left out and told by the roadmap.
pub fn initiatives(ground: &Ground<'_>, judgement: &Judgement, brief: &Brief) -> Vec<Initiative> {
    let areas = areas(brief, ground.facts);
    let mut found = Vec::new();
    for play in plays() {
        let findings = called_for(play, judgement);
        let mut groups = match play.place {
            PlayPlace::System => whole(findings),
            PlayPlace::Area => by_place(ground, &areas, findings),
        };
        let pinned = brief
            .decisions
            .iter()
            .any(|decision| decision.play == play.id && matches!(decision.choice, Choice::Pinned { .. }));
        let origin = if groups.is_empty() { Origin::Pinned } else { Origin::Findings };
        if groups.is_empty() && pinned {
            groups.insert(PlaceKind::System, Vec::new());
        }
        for (kind, group) in groups {
            found.push(initiative(ground, brief, &areas, play, kind, &group, origin));
        }
    }
    found.extend(hires(ground, brief, &areas));
    found.extend(features(ground, brief));
    prune(&mut found);
    found
}

/// Takes ties away that hold less than a twentieth of what serves a problem or goal, but an initiative's strongest one:
/// what helps everything a little serves nothing in particular.
fn prune(initiatives: &mut [Initiative]) {
    let mut all: BTreeMap<String, f64> = BTreeMap::new();
    for tie in initiatives.iter().flat_map(|one| &one.serves) {
        *all.entry(tie.id.clone()).or_default() += tie.points;
    }
    for one in initiatives {
        let share = |tie: &Tie| tie.points / all.get(&tie.id).copied().unwrap_or(tie.points).max(f64::MIN_POSITIVE);
        let most = one.serves.iter().map(share).fold(0.0, f64::max);
        let least = TIE_SHARE.min(most);
        one.serves.retain(|tie| share(tie) >= least);
    }
}

fn called_for<'a>(play: &Play, judgement: &'a Judgement) -> Group<'a> {
    let checks = judgement.checks.iter().filter(|result| play.answers.iter().any(|id| id == result.meta.id));
    checks.flat_map(|result| result.assessment.findings.iter().map(|finding| (finding, 1.0))).collect()
}

fn whole(findings: Group<'_>) -> BTreeMap<PlaceKind, Group<'_>> {
    if findings.is_empty() { BTreeMap::new() } else { BTreeMap::from([(PlaceKind::System, findings)]) }
}

/// Findings by place: the first area (problems by rank, then goals) that holds a file of it, else its component. One that
/// names no file calls for the play in each area and in the rest, by their share of the code.
fn by_place<'a>(ground: &Ground<'_>, areas: &[Area], findings: Group<'a>) -> BTreeMap<PlaceKind, Group<'a>> {
    let mut groups: BTreeMap<PlaceKind, Group<'a>> = BTreeMap::new();
    let scoped: Vec<&Area> = areas.iter().filter(|area| area.scoped && !area.files.is_empty()).collect();
    let shares = code_shares(ground, &scoped);
    for (finding, _) in findings {
        let files = ground.files_of(&finding.scope);
        if files.is_empty() {
            let spread = scoped.iter().map(|area| PlaceKind::Area(area.id.clone())).chain([PlaceKind::Rest]);
            for (kind, share) in spread.zip(&shares).filter(|(_, share)| **share > 0.0) {
                groups.entry(kind).or_default().push((finding, *share));
            }
        } else {
            let area = scoped.iter().find(|area| files.iter().any(|file| area.files.contains(file)));
            let component = || PlaceKind::Component(ground.facts.component_of(files[0]).name.clone());
            let kind = area.map_or_else(component, |area| PlaceKind::Area(area.id.clone()));
            groups.entry(kind).or_default().push((finding, 1.0));
        }
    }
    merge_small(&mut groups);
    groups
}

/// Shares of the source lines: of each area without what an earlier one holds, then of the rest.
fn code_shares(ground: &Ground<'_>, areas: &[&Area]) -> Vec<f64> {
    let mut lines = vec![0.0; areas.len() + 1];
    for file in ground.facts.source() {
        let holder = areas.iter().position(|area| area.files.contains(&file)).unwrap_or(areas.len());
        lines[holder] += f64::from(ground.facts.file(file).code);
    }
    let all: f64 = lines.iter().sum();
    if all > 0.0 {
        lines.iter().map(|own| own / all).collect()
    } else {
        let mut rest_only = vec![0.0; areas.len()];
        rest_only.push(1.0);
        rest_only
    }
}

/// Components with little work, and those after the largest few, are done together.
fn merge_small(groups: &mut BTreeMap<PlaceKind, Group<'_>>) {
    let mut components: Vec<(f64, PlaceKind)> = groups
        .iter()
        .filter(|(kind, _)| matches!(kind, PlaceKind::Component(_)))
        .map(|(kind, group)| (group.iter().map(|(finding, _)| finding.effort.middle()).sum(), kind.clone()))
        .collect();
    components.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let small =
        components.into_iter().enumerate().filter(|(at, (days, _))| *at >= COMPONENTS_OF_A_PLAY || *days < SMALL_DAYS);
    let merged: Vec<PlaceKind> = small.map(|(_, (_, kind))| kind).collect();
    for kind in merged {
        let group = groups.remove(&kind).unwrap_or_default();
        groups.entry(PlaceKind::Rest).or_default().extend(group);
    }
}

fn initiative(
    ground: &Ground<'_>,
    brief: &Brief,
    areas: &[Area],
    play: &'static Play,
    kind: PlaceKind,
    group: &[(&Finding, f64)],
    origin: Origin,
) -> Initiative {
    let place = place(ground, areas, kind, group);
    let all = group.len();
    let (group, covered) = boxed(play, group);
    let group = group.as_slice();
    let (effort, effort_terms) = effort::of_play(play, ground, &place, group, brief);
    let answered = group.iter().map(|(finding, share)| Answered {
        check: finding.check,
        fingerprint: finding.fingerprint.to_string(),
        severity: finding.severity,
        share: *share,
    });
    let serves = ties(ground, brief, areas, play, &place, group);
    Initiative {
        id: id(play.id, &place.kind),
        origin,
        play: Some(play),
        code_skill: code_skill(ground, &place),
        place,
        findings: answered.collect(),
        files: group.iter().flat_map(|(finding, _)| ground.files_of(&finding.scope)).collect(),
        left: all - group.len(),
        covered,
        effort,
        effort_terms,
        serves,
    }
}

/// The worst findings that fit the box, in their order, and their share of the whole repair; all of them where repair is
/// not what the play's effort is made of. The first always fits.
fn boxed<'a>(play: &Play, group: &[(&'a Finding, f64)]) -> (Group<'a>, f64) {
    let repair = |finding: &Finding, share: f64| {
        let (effort, times) = (finding.effort, play.effort.findings);
        f64::midpoint(effort.low * times.low, effort.high * times.high) * share
    };
    let mut order: Vec<usize> = (0..group.len()).collect();
    let key = |at: &usize| (std::cmp::Reverse(group[*at].0.severity), *at);
    order.sort_by_key(key);
    // Days of each unit: of all its findings, and of those kept.
    let mut units: BTreeMap<&str, (f64, f64)> = BTreeMap::new();
    let (mut kept, mut days) = (Vec::new(), 0.0);
    for at in order {
        let (finding, share) = group[at];
        let own = repair(finding, share);
        let (all, paid) = units.entry(&finding.remediation_unit).or_default();
        *all = all.max(own);
        let more = (own - *paid).max(0.0);
        if kept.is_empty() || days + more <= BOX_DAYS {
            days += more;
            *paid = paid.max(own);
            kept.push(at);
        }
    }
    let whole: f64 = units.values().map(|(all, _)| all).sum();
    kept.sort_unstable();
    let covered = if whole > 0.0 { days / whole } else { 1.0 };
    (kept.into_iter().map(|at| group[at]).collect(), covered)
}

fn id(play: &str, place: &PlaceKind) -> String {
    match place {
        PlaceKind::System => play.to_owned(),
        PlaceKind::Area(of) => format!("{play}@{of}"),
        PlaceKind::Component(name) => format!("{play}@{name}"),
        PlaceKind::Rest => format!("{play}@rest"),
    }
}

/// The files of a place: an area's, a component's, or those of the findings and their neighbours in no area.
fn place(ground: &Ground<'_>, areas: &[Area], kind: PlaceKind, group: &[(&Finding, f64)]) -> Place {
    let facts = ground.facts;
    if kind == PlaceKind::System {
        return Place::system(facts);
    }
    let named: BTreeSet<FileIx> = match kind {
        PlaceKind::Rest => group.iter().flat_map(|(finding, _)| ground.files_of(&finding.scope)).collect(),
        _ => BTreeSet::new(),
    };
    let files = if named.is_empty() { files_of(&kind, facts, areas) } else { named.clone() };
    Place::of_files(kind, facts, &files).naming(facts, &named)
}

/// The files of a place that its kind alone names.
pub(crate) fn files_of(kind: &PlaceKind, facts: &Facts, areas: &[Area]) -> BTreeSet<FileIx> {
    let in_area = |file: &FileIx| areas.iter().any(|area| area.scoped && area.files.contains(file));
    let outside = || facts.written().filter(|file| !in_area(file));
    match kind {
        PlaceKind::System => facts.written().collect(),
        PlaceKind::Area(id) => {
            areas.iter().find(|area| &area.id == id).map(|area| area.files.clone()).unwrap_or_default()
        }
        PlaceKind::Component(name) => outside().filter(|file| facts.component_of(*file).name == *name).collect(),
        PlaceKind::Rest => outside().collect(),
    }
}

fn ties(
    ground: &Ground<'_>,
    brief: &Brief,
    areas: &[Area],
    play: &Play,
    place: &Place,
    group: &[(&Finding, f64)],
) -> Vec<Tie> {
    let problems = brief.problems.iter().map(|problem| (&problem.id, &problem.themes));
    let goals = brief.goals.iter().map(|goal| (&goal.id, &goal.themes));
    let mut ties = Vec::new();
    for ((id, themes), area) in problems.chain(goals).zip(areas) {
        let shared: Vec<Theme> = play.themes.iter().copied().filter(|theme| themes.contains(theme)).collect();
        let touches =
            !area.scoped || place.kind == PlaceKind::System || area.files.iter().any(|file| place.holds(*file));
        if shared.is_empty() || !touches {
            continue;
        }
        let weight = |(finding, share): &(&Finding, f64)| {
            let files = ground.files_of(&finding.scope);
            let about = !area.scoped || files.is_empty() || files.iter().any(|file| area.files.contains(file));
            if about { points(finding.severity) * share } else { 0.0 }
        };
        let points: f64 = group.iter().map(weight).sum();
        ties.push(Tie { id: id.clone(), themes: shared, points: points.max(1.0) });
    }
    ties
}

/// The language with most source lines in files that hold functions, as the skill that people name: markup is no skill
/// that work waits for.
fn code_skill(ground: &Ground<'_>, place: &Place) -> String {
    let mut lines: BTreeMap<&str, u64> = BTreeMap::new();
    let files = place.source(ground.facts).map(|file| ground.facts.file(file));
    for file in files.filter(|file| file.functions > 0 && !MARKUP.contains(&file.language)) {
        *lines.entry(file.language).or_default() += u64::from(file.code);
    }
    let most = lines.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)));
    most.map_or_else(String::new, |(language, _)| skill_of(language))
}

/// What people call the skill of a language.
fn skill_of(language: &str) -> String {
    match language {
        "TSX" => "typescript".to_owned(),
        "JSX" | "Vue" => "javascript".to_owned(),
        other => other.to_lowercase(),
    }
}

fn hires(ground: &Ground<'_>, brief: &Brief, areas: &[Area]) -> Vec<Initiative> {
    let Some(play) = play("hire-senior") else { return Vec::new() };
    let hired = brief.people.iter().enumerate().filter(|(_, person)| person.hire);
    hired
        .map(|(at, person)| {
            let mut one = initiative(ground, brief, areas, play, PlaceKind::System, &[], Origin::Hire(at));
            one.id = format!("{}@{}", play.id, person.id);
            one
        })
        .collect()
}

fn features(ground: &Ground<'_>, brief: &Brief) -> Vec<Initiative> {
    let tie = |goal: &String| Tie { id: goal.clone(), themes: Vec::new(), points: points(Severity::High) };
    let feature = |(at, feature): (usize, &quarterdeck_brief::Feature)| Initiative {
        id: feature.id.clone(),
        origin: Origin::Feature(at),
        play: None,
        place: Place::system(ground.facts),
        code_skill: feature.skill.clone(),
        findings: Vec::new(),
        files: BTreeSet::new(),
        left: 0,
        covered: 1.0,
        effort: feature.days,
        effort_terms: vec![EffortTerm { what: effort::Term::Brief, count: 1.0, days: feature.days }],
        serves: feature.goal.iter().map(tie).collect(),
    };
    brief.features.iter().enumerate().map(feature).collect()
}
