//! TEA-01: how few people leaving would stall a component.

use super::lost_knowledge::lost_components;
use crate::Rule;
use crate::knowledge::{Knowledge, LEAST_FILES, LEAST_LINES, components, whole, without_concentrated};
use crate::recent::{KEPT_SCORE, is_looked_at_by_many, old_clone_gap, one_does_most};
use crate::support::{days, history_gap, import_gap, measured, share, source_lines};
use quarterdeck_base::{EffortDays, Evidence, Fingerprint, Message, ln};
use quarterdeck_facts::{ComponentIx, Facts, PersonIx, REGULAR_COMMITS};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Scope, Severity, Status, Text,
    ThresholdMeta,
};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A team this small cannot have a larger truck factor.
const SMALL_TEAM: usize = 2;

/// A component of fewer code lines can be read in a day or two.
const SMALL_LINES: u64 = 1_000;

/// Places that hold fewer than one of so many code lines of the system are a corner of it; of so many, a speck.
const ONE_IN_CORNER: u64 = 50;
const ONE_IN_SPECK: u64 = 200;

/// A system of more code lines, held by one person alone, stops a company; a smaller one somebody else takes over.
const ONE_PERSON_LINES: u64 = 10_000;

/// What a finding names.
const SHOWN_PEOPLE: usize = 3;
const SHOWN_COMPONENTS: usize = 8;

/// Most days of one finding: sharing is work of months, done beside the changes that are due.
const MOST_DAYS: f64 = 40.0;

static META: CheckMeta = CheckMeta {
    id: "TEA-01",
    name: "truck-factor",
    dimension: Dimension::Team,
    status: Status::Stable,
    since: "0.1.0",
    finds: "For each component of 10 source files and 500 code lines or more: the number of people whose leaving would \
            orphan more than half of its files, by the degree of authorship of Avelino (3.293 + 1.098 first author + \
            0.164 \
            own changes - 0.321 ln(1 + changes of others); author from 3.293 and above 75 % of the best of the file). \
            People with fewer than three commits in the last 12 months count as gone. As in TEA-02 a file has no active \
            author where nobody active made a quarter of its changes, or most of them, or a quarter and three at least of \
            those of the last 24 months; where nobody active reaches the degree, who did counts as its author; this is asked again each time \
            somebody has been taken out. Markup and styles do not count. \
            Listed at 2 or fewer, beside others only where what would be orphaned holds 40 % of the code lines of these files \
            or more, without those that TEA-02 lists as lost: parts at the same factor as the whole system in \
            its finding, other places with the same people and of the same severity alone in one; \
            the score is the mean of that of the whole system and that of its components, weighted by code lines.",
    matters: "One resignation, illness or lost contract stops the work on that part for months.",
    evidence: "The command that prints, for each file, its people and the share of its main author.",
    effort: "Five to ten days of two people for each component at 1 or 0, half of it at 2, at most 40 days for one \
             finding: they work together on real changes.",
    texts: &[
        Text { key: "title", english: "A component that very few people know" },
        Text {
            key: "found",
            english: "Without { $people }, more than half of the { $files } source files of 20 code lines or more \
                      in { $component }{ $unknown ->\n    [0] {\"\"}\n    [one] {\" \"}(one more, that only wide commits changed, left out)\n   *[other] {\" \"}({ $unknown } more, that only wide commits changed, left out)\n } would have no active main author (without one today: { $orphans }): truck \
                      factor { $factor } ({ $ever } counting all who ever worked on it).",
        },
        Text {
            key: "found-many",
            english: "Without { $people }, more than half of the { $files } source files of 20 code lines or more \
                      in { $component }{ $unknown ->\n    [0] {\"\"}\n    [one] {\" \"}(one more, that only wide commits changed, left out)\n   *[other] {\" \"}({ $unknown } more, that only wide commits changed, left out)\n } would have no active main author (without one today: { $orphans }): truck \
                      factor { $factor }. The same goes for { $count ->\n    [one] one component\n   *[other] { \
                      $count } components\n } ({ $components }).",
        },
        Text {
            key: "found-gone",
            english: "More than half of the { $files } source files of 20 code lines or more in { $component }{ $unknown ->\n    [0] {\"\"}\n    [one] {\" \"}(one more, that only wide commits changed, left out)\n   *[other] {\" \"}({ $unknown } more, that only wide commits changed, left out)\n } \
                      have no active main author: truck factor 0 ({ $ever } counting all who ever worked on it).",
        },
        Text {
            key: "found-gone-many",
            english: "More than half of the { $files } source files of 20 code lines or more in { $component }{ $unknown ->\n    [0] {\"\"}\n    [one] {\" \"}(one more, that only wide commits changed, left out)\n   *[other] {\" \"}({ $unknown } more, that only wide commits changed, left out)\n } \
                      have no active main author: truck factor 0. The same goes for { $count ->\n    [one] one \
                      component\n   *[other] { $count } components\n } ({ $components }).",
        },
        Text {
            key: "found-thin",
            english: "{ $orphans } of the { $files } source files of 20 code lines or more in { $component }{ $unknown ->\n    [0] {\"\"}\n    [one] {\" \"}(one more, that only wide commits changed, left out)\n   *[other] {\" \"}({ $unknown } more, that only wide commits changed, left out)\n } have \
                      no active main author, and few people hold the rest: truck factor { $factor } ({ $ever } \
                      counting all who ever worked on it).",
        },
        Text {
            key: "found-thin-many",
            english: "{ $orphans } of the { $files } source files of 20 code lines or more in { $component }{ $unknown ->\n    [0] {\"\"}\n    [one] {\" \"}(one more, that only wide commits changed, left out)\n   *[other] {\" \"}({ $unknown } more, that only wide commits changed, left out)\n } have \
                      no active main author, and few people hold the rest: truck factor { $factor }. { $count ->\n    [one] \
                      One component is\n   *[other] { $count } components are\n } at the same factor ({ $components }).",
        },
        Text {
            key: "found-small-team",
            english: "Without { $people }, more than half of the { $files } source files of 20 code lines or more \
                      in { $component }{ $unknown ->\n    [0] {\"\"}\n    [one] {\" \"}(one more, that only wide commits changed, left out)\n   *[other] {\" \"}({ $unknown } more, that only wide commits changed, left out)\n } would have no active main author (without one today: { $orphans }): truck \
                      factor { $factor } ({ $ever } counting all who ever worked on it). In a team of two this is \
                      to be expected; a written handover is what can be done.",
        },
        Text {
            key: "found-small-team-many",
            english: "Without { $people }, more than half of the { $files } source files of 20 code lines or more \
                      in { $component }{ $unknown ->\n    [0] {\"\"}\n    [one] {\" \"}(one more, that only wide commits changed, left out)\n   *[other] {\" \"}({ $unknown } more, that only wide commits changed, left out)\n } would have no active main author (without one today: { $orphans }): truck \
                      factor { $factor }. { $count ->\n    [one] One component is\n   *[other] { $count } components \
                      are\n } at the same factor ({ $components }). In a team of two this is to be expected; a \
                      written handover is what can be done.",
        },
        Text {
            key: "found-one",
            english: "{ $people } wrote { $share } of the commits of the last 12 months: without this person, more than half \
                      of the { $files } source files of 20 code lines or more in { $component }{ $unknown ->\n    [0] {\"\"}\n    [one] {\" \"}(one more, that only wide commits changed, left out)\n   *[other] {\" \"}({ $unknown } more, that only wide commits changed, left out)\n } would have no active \
                      main author (without one today: { $orphans }): truck factor { $factor } ({ $ever } counting all \
                      who ever worked on it).",
        },
        Text {
            key: "found-one-many",
            english: "{ $people } wrote { $share } of the commits of the last 12 months: without this person, more than half \
                      of the { $files } source files of 20 code lines or more in { $component }{ $unknown ->\n    [0] {\"\"}\n    [one] {\" \"}(one more, that only wide commits changed, left out)\n   *[other] {\" \"}({ $unknown } more, that only wide commits changed, left out)\n } would have no active \
                      main author (without one today: { $orphans }): truck factor { $factor }. { $count ->\n    [one] One \
                      component is\n   *[other] { $count } components are\n } at the same factor ({ $components }).",
        },
        Text {
            key: "found-system",
            english: "Without { $people }, more than half of the { $files } source files of 20 code lines or more \
                      in { $component }{ $unknown ->\n    [0] {\"\"}\n    [one] {\" \"}(one more, that only wide commits changed, left out)\n   *[other] {\" \"}({ $unknown } more, that only wide commits changed, left out)\n } would have no active main author (without one today: { $orphans }): truck \
                      factor { $factor }. { $count ->\n    [one] One component is\n   *[other] { $count } components \
                      are\n } at the same factor ({ $components }).",
        },
        Text { key: "works", english: "At least { $factor } people would have to leave before the system stalls." },
        Text {
            key: "consequence",
            english: "When one of these people leaves, changes to this part stop or become guesswork for three to \
                      nine months.",
        },
        Text {
            key: "consequence-gone",
            english: "Estimates for changes here are wrong, and repairs take several times as long as they should.",
        },
        Text {
            key: "consequence-gone-many",
            english: "Estimates for changes here are wrong, and repairs take several times as long as they should.",
        },
        Text {
            key: "remedy",
            english: "Give the next changes of this part to somebody else, with the one who knows beside them; do it \
                      for \
                      the parts that earn the money first. Hire only when sharing is not enough.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "truck_factor_people",
        green: 3.0,
        red: 1.0,
        source: "proposal, beside Avelino 2016: 65 % of 133 popular open-source projects have 2 or fewer",
    }],
    exceptions: &[
        "Files of fewer than 20 code lines (registrations, re-exports) need no knowledge: left out.",
        "In a team of two nobody can reach 3: low severity, half of the score is kept, and the text says so. Where one person \
         wrote three quarters of the commits of the last 12 months or more and the truck factor is 1, it is no team of two: \
         nothing is kept, and the severity is high where the system has more than 10,000 code lines and changed in the last 12 months \
         (opencart), else medium at most.",
        "Where three in five of the files that would lose their last author stand in one listed component, smaller than half \
         of the system, that component is told and not the system.",
        "Beside others a component is not listed where more than half of its files would be orphaned, but these hold less than 40 % of \
         the code lines (the parser of prometheus' promql, beside an engine that several know); it counts in the score.",
        "A component of fewer than 20 files that all came in during the last 12 months has one author by nature (`spring-boot-amqp`): beside \
         others it is told with an older one of the same people only, and counts in the score.",
        "Aliases of one person are merged by e-mail, or by full name and one more mark; bots are left out.",
        "A commit of several people counts for its author only: pairs look like one person.",
        "A commit of more than 500 files makes nobody an author, nor does a sweep over files that were there (more than 30 \
         source files, or five and a subject that names a linter or formatter: prometheus); files that only such commits \
         changed are left out. When they are most of the code, the check does not answer.",
        "Open-source projects with few maintainers are often at 1 or 2: it is a fact \
         about dependence, not a fault of anybody.",
        "What lies at the root beside other components (`akaunting (rest)`) is not listed where a third of its files or more run once \
         or make up data (migrations, seeds, factories): a leftover, and no part that somebody knows.",
        "Parts that nobody changed for 12 months are of low severity, and so are parts of fewer than 1,000 code lines, and what \
         holds less than 2 % of the system (under half a per cent nothing is told beside others); neither is \
         joined to what weighs more (`spring-boot-cli`). What is joined is weighed together: a quarter of the system with the same people is high, \
         and a part whose factor hangs on a handful of files is then told apart.",
        "Where a third of the files has no active author to begin with, no person is named and the severity is one step lower: the \
         loss has happened. A component that TEA-02 lists as lost is not listed here.",
        "Where the factor hangs on a handful of files (without these people 50 to 55 % of the files have no author) the severity \
         is medium at most.",
        "Who looked at requests knows the code as well, and git does not tell who did: where a third of the files has no active \
         author, nine in ten changes of the main line came as requests and ten people commit regularly, half of the score is kept. \
         An old clone does not show who works today: no praise.",
        "When nobody is active TEA-02 tells it once for the system: not applicable; where nobody is left for one part, \
         the severity is low. Where so many files have nobody that \
         somebody with less than 15 % of them would tip it, the loss is told (TEA-02) and no person.",
    ],
    precision: Some(Precision { read: 42, correct: 39, repositories: 10 }),
    sources: &[
        "Avelino, Passos, Hora, Valente: A Novel Approach for Estimating Truck Factors, ICPC 2016",
        "Fritz, Ou, Murphy, Murphy-Hill: A Degree-of-Knowledge Model, ICSE 2010",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = history_gap(facts).or_else(|| import_gap(facts)) {
        return gap;
    }
    let authors: BTreeSet<PersonIx> = facts.contributions.iter().map(|contribution| contribution.person).collect();
    if authors.len() < 2 {
        return Assessment::not_applicable("fewer than two people ever changed the files");
    }
    let active = facts.regulars();
    if !authors.iter().any(|person| active.contains(person)) {
        return Assessment::not_applicable(format!(
            "nobody who knows the files made {REGULAR_COMMITS} commits in the last 12 months (TEA-02)"
        ));
    }
    let known = components(facts, &active);
    if known.is_empty() {
        return Assessment::not_applicable(format!(
            "no component has {LEAST_FILES} source files and {LEAST_LINES} code lines"
        ));
    }
    let threshold = policy.threshold(&META, "truck_factor_people");
    let lines: u64 = known.iter().map(|knowledge| knowledge.lines).sum();
    let weighted: f64 = known.iter().map(|k| threshold.score(k.active()) * k.lines as f64).sum();
    // Half the whole, half its parts: a team that works everywhere is safer than its smallest module looks.
    let parts = if lines == 0 { 1.0 } else { weighted / lines as f64 };
    let whole = whole(facts, &active);
    let factor = whole.holders.len();
    let mut score = f64::midpoint(threshold.score(factor as f64), parts);
    if whole.is_thin() && is_looked_at_by_many(facts) {
        score = score.max(KEPT_SCORE);
    }
    let one = one_does_most(facts, &whole);
    let small_team = one.is_none() && authors.iter().filter(|person| active.contains(person)).count() <= SMALL_TEAM;
    let figures = vec![measured("truck_factor_people", factor as f64, "people")];
    let is_one = known.len() == 1;
    let mut known = beside_each_other(facts, policy, known, whole);
    known.retain(|place| threshold.score(place.active()) < 1.0 && !place.is_tipped() && !place.is_leftover);
    let team = Team { one, is_small: small_team, red: threshold.red, lines: source_lines(facts) };
    let groups = by_people(without_concentrated(known), &team);
    // What is new has one author by nature: no news but beside what is older.
    let is_told = |group: &Group| {
        let lines: u64 = group.places.iter().map(|place| place.lines).sum();
        lines * ONE_IN_SPECK >= team.lines && !group.places.iter().all(|place| place.is_young)
    };
    let told = groups.into_iter().filter(|group| is_one || is_told(group));
    let findings: Vec<Finding> = told.map(|group| finding(facts, group, &team)).collect();
    if !findings.is_empty() {
        return Assessment::found(if small_team { score.max(0.5) } else { score }, figures, findings);
    }
    if threshold.score(factor as f64) < 1.0 {
        return Assessment::not_applicable("too many files have no active author to say who holds the rest (TEA-02)");
    }
    let praise = || Assessment::ok(Message::new("works").count("factor", factor as u64), figures);
    old_clone_gap(facts).unwrap_or_else(praise)
}

/// What may be told of several components and the whole, which comes last. A system of one component is that component; a whole
/// that nobody holds is told by TEA-02, and so are the lost parts.
fn beside_each_other(facts: &Facts, policy: &Policy, mut known: Vec<Knowledge>, whole: Knowledge) -> Vec<Knowledge> {
    if known.len() < 2 {
        return known;
    }
    let lost = lost_components(facts, policy);
    known.retain(|part| part.component.is_none_or(|component| !lost.contains(&component)) && !part.is_light());
    if !whole.holders.is_empty() {
        // The same loss in the whole and in its parts is one fact.
        known.retain(|part| !(whole.is_thin() && part.is_thin()));
        known.push(whole);
    }
    known
}

/// Who there is, and what places are weighed against.
struct Team {
    /// The one who wrote most of the commits and holds the system, with the share.
    one: Option<(PersonIx, f64)>,
    is_small: bool,
    /// Up to so many people are few.
    red: f64,
    /// The code lines of the system.
    lines: u64,
}

/// Places that one finding tells.
struct Group {
    /// The whole comes last when it is one of them.
    places: Vec<Knowledge>,
    /// How many heavier groups the same people hold.
    position: usize,
}

/// One fact is told once: places that the same people hold, and with the whole the parts at the same factor. Where a third
/// has nobody today, nobody holds it: told alone. No place rides along in a finding of another weight than its own.
fn by_people(mut places: Vec<Knowledge>, team: &Team) -> Vec<Group> {
    let whole = places.pop_if(|place| place.component.is_none());
    let is_folded = |place: &Knowledge| whole.as_ref().is_some_and(|whole| whole.holders.len() == place.holders.len());
    let (mut first, others): (Vec<Knowledge>, Vec<Knowledge>) = places.into_iter().partition(is_folded);
    first.extend(whole);
    let (thin, held): (Vec<Knowledge>, Vec<Knowledge>) =
        others.into_iter().partition(|place| place.is_thin() && !place.holders.is_empty());
    let mut by_people: BTreeMap<Vec<PersonIx>, Vec<Knowledge>> = BTreeMap::new();
    for place in held {
        let mut people = place.holders.clone();
        people.sort_unstable();
        by_people.entry(people).or_default().push(place);
    }
    let group = |(position, places)| Group { places, position };
    let held = by_people.into_values().flat_map(|places| by_weight(places, team).into_iter().enumerate());
    let first = Some((0, first)).filter(|(_, places)| !places.is_empty());
    let thin = thin.into_iter().map(|place| (0, vec![place]));
    first.into_iter().chain(held).chain(thin).map(group).collect()
}

/// Places of the same people, heaviest first: apart where their weight alone differs (each may be a corner, and all together none), and where together they would be of high
/// severity, from those of which a handful of files decides.
fn by_weight(places: Vec<Knowledge>, team: &Team) -> Vec<Vec<Knowledge>> {
    let mut weights: BTreeMap<Reverse<Severity>, Vec<Knowledge>> = BTreeMap::new();
    for place in places {
        let alone = weight(std::slice::from_ref(&place), None, team);
        weights.entry(Reverse(alone)).or_default().push(place);
    }
    let parted = weights.into_iter().flat_map(|(Reverse(alone), places)| {
        let is_heavier = alone == Severity::Medium && is_large(size(&places, None).0, team);
        let (narrow, firm): (Vec<Knowledge>, Vec<Knowledge>) =
            places.into_iter().partition(|place| is_heavier && place.is_narrow());
        [firm, narrow]
    });
    parted.filter(|places| !places.is_empty()).collect()
}

/// One finding for all places that the same people hold; the whole system comes last when it is one of them.
fn finding(facts: &Facts, group: Group, team: &Team) -> Finding {
    let Group { mut places, position } = group;
    let whole = places.pop_if(|place| place.component.is_none());
    places.sort_by_key(|place| (place.is_young, Reverse(place.lines), place.component));
    let names: Vec<&str> =
        places.iter().filter_map(|place| Some(facts.components[place.component?.at()].name.as_str())).collect();
    let first = whole.as_ref().or(places.first()).expect("because a group has a place");
    let factor = first.holders.len();
    let pseudonym = |person: &PersonIx| facts.people[person.at()].pseudonym.as_str();
    let people = first.holders.iter().take(SHOWN_PEOPLE).map(pseudonym).collect::<Vec<_>>().join(", ");
    let name = if whole.is_some() { facts.system.as_str() } else { names[0] };
    // Names that the sentence says already are not told twice.
    let others = &names[usize::from(whole.is_none())..];
    // From a third without anybody on the loss has happened: no person is named.
    let is_thin = factor > 0 && first.is_thin();
    let one = team.one.filter(|(person, _)| !is_thin && first.holders == [*person]);
    let key = match (factor, others.is_empty()) {
        (0, true) => "found-gone",
        (0, false) => "found-gone-many",
        (_, true) if is_thin => "found-thin",
        (_, false) if is_thin => "found-thin-many",
        (_, true) if one.is_some() => "found-one",
        (_, false) if one.is_some() => "found-one-many",
        (_, true) if team.is_small => "found-small-team",
        (_, false) if team.is_small => "found-small-team-many",
        (_, false) if whole.is_some() => "found-system",
        (_, true) => "found",
        (_, false) => "found-many",
    };
    let more = if others.len() > SHOWN_COMPONENTS { ", [...]" } else { "" };
    let listed = format!("{}{more}", others[..others.len().min(SHOWN_COMPONENTS)].join(", "));
    let mut message = Message::new(key);
    if factor > 0 {
        message = message.count("factor", factor as u64).count("orphans", first.orphans as u64);
    }
    if factor > 0 && !is_thin {
        message = message.name("people", people.as_str());
    }
    if let Some((_, share)) = one {
        message = message.share("share", share);
    }
    message = if others.is_empty() {
        message.count("ever", first.ever as u64)
    } else {
        message.count("count", others.len() as u64).name("components", listed.as_str())
    };
    let hold = if position > 0 { format!("{people} {position}") } else { people };
    let (scope, anchor, unit) = scope(facts, whole.is_some(), &places, &hold);
    let (lines, revisions) = size(&places, whole.as_ref());
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[anchor.as_bytes()]),
        scope,
        severity: severity(&places, whole.as_ref(), team),
        confidence: Confidence::Medium,
        message: message
            .name("component", name)
            .count("files", first.files as u64)
            .count("unknown", first.unknown as u64),
        evidence: vec![Evidence::Command { arguments: "facts . --level file".to_owned() }],
        effort: effort(factor, names.len().max(1)),
        remediation_unit: unit,
        rank: lines as f64 * (1.0 + ln(1.0 + revisions as f64)),
    }
}

/// Scope, anchor of the identity, and unit of repair.
fn scope(facts: &Facts, whole: bool, places: &[Knowledge], people: &str) -> (Scope, String, String) {
    match places {
        [place] if !whole => {
            let component = &facts.components[place.component.map_or(0, ComponentIx::at)];
            let repository = facts.repositories[component.repository.at()].name.clone();
            let name = component.name.clone();
            (Scope::Component { repository, name: name.clone() }, name.clone(), format!("component:{name}"))
        }
        _ if whole => (Scope::System, format!("system {}", facts.system), "team:truck-factor".to_owned()),
        _ => (Scope::System, format!("people {people}"), format!("team:{people}")),
    }
}

/// Code lines and changes of 12 months: of the whole, or of the places together.
fn size(places: &[Knowledge], whole: Option<&Knowledge>) -> (u64, u64) {
    let parts = if let Some(whole) = whole { std::slice::from_ref(whole) } else { places };
    parts.iter().fold((0, 0), |(lines, changes), part| (lines + part.lines, changes + part.revisions_12m))
}

/// What a corner of the system weighs, and else what its places do.
fn severity(places: &[Knowledge], whole: Option<&Knowledge>, team: &Team) -> Severity {
    let (lines, _) = size(places, whole);
    let is_corner = whole.is_none() && lines * ONE_IN_CORNER < team.lines;
    if is_corner { Severity::Low } else { weight(places, whole, team) }
}

/// Knowledge that nobody needs now is a small risk; one person behind a large living part is a large one.
fn weight(places: &[Knowledge], whole: Option<&Knowledge>, team: &Team) -> Severity {
    let Some(first) = whole.or(places.first()) else { return Severity::Low };
    let (lines, revisions_12m) = size(places, whole);
    let factor = first.holders.len();
    // Where nobody is left the loss has happened: TEA-02 weighs it.
    let is_small_risk = team.is_small || revisions_12m == 0 || factor == 0 || factor as f64 > team.red;
    // Parts that can be read in a day or two, or that nobody changes, are no risk of the same rank as the system.
    let is_at_rest = |place: &Knowledge| place.lines < SMALL_LINES || place.revisions_12m == 0;
    if is_small_risk || (whole.is_none() && places.iter().all(is_at_rest)) {
        return Severity::Low;
    }
    let is_small_of_one = lines <= ONE_PERSON_LINES && team.one.is_some_and(|(person, _)| first.holders == [person]);
    match (is_large(lines, team), first.is_thin()) {
        (true, true) => Severity::Medium,
        (false, true) => Severity::Low,
        // Little to take over, or a handful of files that decides: less than where a team waits for one.
        (true, false) if !is_small_of_one && !first.is_narrow() => Severity::High,
        (_, false) => Severity::Medium,
    }
}

/// A quarter of the system.
fn is_large(lines: u64, team: &Team) -> bool {
    share(lines, team.lines) >= 0.25
}

fn effort(factor: usize, places: usize) -> EffortDays {
    let (low, high) = if factor <= 1 { (5.0, 20.0) } else { (2.5, 10.0) };
    days(low * places as f64, high * places as f64, MOST_DAYS)
}

#[cfg(test)]
#[path = "truck_factor/tests.rs"]
mod tests;
