//! TEA-01: how few people leaving would stall a component.

use crate::Rule;
use crate::support::{
    KNOWING_SHARE, YEAR_DAYS, days, history_gap, import_gap, is_source_code, measured, recent_revisions, share,
    source_lines,
};
use quarterdeck_base::{EffortDays, Evidence, Fingerprint, Message, ln, round_to};
use quarterdeck_facts::{ComponentIx, Contribution, Facts, PersonIx};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Scope, Severity, Status, Text, ThresholdMeta,
};
use std::collections::{BTreeMap, BTreeSet};

/// A component of fewer source files says nothing about who knows it.
const LEAST_FILES: usize = 10;

/// A component of fewer code lines can be read in a day.
const LEAST_LINES: u64 = 500;

/// A file of fewer code lines (a registration, a re-export) needs no knowledge.
const LEAST_FILE_LINES: u32 = 20;

/// A team this small cannot have a larger truck factor.
const SMALL_TEAM: usize = 2;

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
            People who changed no source file for 12 months count as gone; where one left, somebody who stayed with a \
            quarter of all changes of the file is an author, too. Listed at 2 or fewer; the score is the mean \
            of that of the whole system and that of its components, weighted by code lines.",
    matters: "One resignation, illness or lost contract stops the work on that part for months.",
    evidence: "The command that prints, for each file, its people and the share of its main author.",
    effort: "Five to ten days of two people for each component at 1 or 0, half of it at 2: they work together on real \
             changes.",
    texts: &[
        Text { key: "title", english: "A component that very few people know" },
        Text {
            key: "found",
            english: "If { $people } left, more than half of the { $files } source files with 20 code lines or more in \
                      { $component } would have no active main author ({ $orphans } have none now): truck factor { $factor } ({ $ever } \
                      counting all who ever worked on it).",
        },
        Text {
            key: "found-gone",
            english: "More than half of the { $files } source files with 20 code lines or more in { $component } have no \
                      active main author: truck factor 0 ({ $ever } counting all who ever worked on it).",
        },
        Text {
            key: "found-thin",
            english: "{ $orphans } of the { $files } source files with 20 code lines or more in { $component } have no \
                      active main author, and few people hold the rest: truck factor { $factor } ({ $ever } counting \
                      all who ever worked on it).",
        },
        Text {
            key: "found-small-team",
            english: "If { $people } left, more than half of the { $files } source files with 20 code lines or more in \
                      { $component } would have no active main author: truck factor { $factor }. In a team of two this is to be expected; a \
                      written handover is what can be done.",
        },
        Text { key: "works", english: "At least { $factor } people would have to leave before the system stalls." },
        Text {
            key: "consequence",
            english: "When one of these people leaves, changes to this part stop or become guesswork for three to \
                      nine months.",
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
        "A system that nobody works on any more has the finding of TEA-02: not applicable here.",
        "Where a third of the files has no active author to begin with, no person is named: the loss has happened.",
        "In a team of two nobody can reach 3: low severity, half of the score is kept, and the text says so.",
        "Aliases of one person are merged by e-mail, or by full name and one more mark; bots are left out.",
        "A commit of several people counts for its author only: pairs look like one person.",
        "A commit of more than 500 files (an import, a move of everything, a formatter) makes nobody an author; files \
         that only such commits changed are left out. When they are most of the code, the check does not answer.",
        "Open-source projects with few maintainers are often at 1 or 2: it is a fact \
         about dependence, not a fault of anybody.",
        "Parts that nobody changed for 12 months are of low severity.",
    ],
    precision: None,
    sources: &[
        "Avelino, Passos, Hora, Valente: A Novel Approach for Estimating Truck Factors, ICPC 2016",
        "Fritz, Ou, Murphy, Murphy-Hill: A Degree-of-Knowledge Model, ICSE 2010",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

/// What was computed of one component.
struct Knowledge {
    component: ComponentIx,
    files: usize,
    lines: u64,
    revisions_12m: u64,
    /// Everybody who ever committed.
    ever: usize,
    /// Of those, people active in the last 12 months.
    active: usize,
    /// Files without an author among them.
    orphans: usize,
    /// The active people whose leaving would do it, most files first.
    holders: Vec<PersonIx>,
}

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = history_gap(facts).or_else(|| import_gap(facts)) {
        return gap;
    }
    let authors: BTreeSet<PersonIx> = facts.contributions.iter().map(|contribution| contribution.person).collect();
    if authors.len() < 2 {
        return Assessment::not_applicable("fewer than two people ever changed the files");
    }
    let active = active_people(facts);
    if active.is_empty() {
        return Assessment::not_applicable("nobody has changed a source file for 12 months");
    }
    let known = components(facts, &active);
    if known.is_empty() {
        return Assessment::not_applicable(format!(
            "no component has {LEAST_FILES} source files and {LEAST_LINES} code lines"
        ));
    }
    let small_team = active.len() <= SMALL_TEAM;
    let threshold = policy.threshold(&META, "truck_factor_people");
    let lines: u64 = known.iter().map(|knowledge| knowledge.lines).sum();
    let weighted: f64 = known.iter().map(|k| threshold.score(k.active as f64) * k.lines as f64).sum();
    // Half the whole, half its parts: a team that works everywhere is safer than its smallest module looks.
    let parts = if lines == 0 { 1.0 } else { weighted / lines as f64 };
    let whole = whole(facts, &active);
    let score = f64::midpoint(threshold.score(whole as f64), parts);
    let all = source_lines(facts);
    let figures = vec![measured("truck_factor_people", whole as f64, "people")];
    let findings: Vec<Finding> = known
        .iter()
        .filter(|knowledge| threshold.score(knowledge.active as f64) < 1.0)
        .map(|knowledge| finding(facts, knowledge, small_team, threshold.red, all))
        .collect();
    if findings.is_empty() {
        return Assessment::ok(Message::new("works").count("factor", whole as u64), figures);
    }
    Assessment::found(if small_team { score.max(0.5) } else { score }, figures, findings)
}

/// People who changed a source file lately: a line in the readme keeps nobody's knowledge alive.
fn active_people(facts: &Facts) -> BTreeSet<PersonIx> {
    let since = facts.as_of.days_before(YEAR_DAYS);
    let is_there = |person: PersonIx| facts.people.get(person.at()).is_some_and(|person| person.last_at >= since);
    facts
        .contributions
        .iter()
        .filter(|one| one.last_at >= since && is_there(one.person) && is_source_code(facts.file(one.file)))
        .map(|one| one.person)
        .collect()
}

/// Every component that is large enough, with its truck factors.
fn components(facts: &Facts, active: &BTreeSet<PersonIx>) -> Vec<Knowledge> {
    let mut by_component: BTreeMap<ComponentIx, Vec<&[Contribution]>> = BTreeMap::new();
    for of_file in facts.contributions.chunk_by(|a, b| a.file == b.file) {
        let file = facts.file(of_file[0].file);
        if is_source_code(file) && file.code >= LEAST_FILE_LINES {
            by_component.entry(file.component).or_default().push(of_file);
        }
    }
    let mut sizes: BTreeMap<ComponentIx, (u64, u64)> = BTreeMap::new();
    for (_, file) in crate::support::source_code(facts) {
        let (lines, revisions) = sizes.entry(file.component).or_default();
        *lines += u64::from(file.code);
        *revisions += u64::from(recent_revisions(file));
    }
    let large = |component: &ComponentIx| sizes.get(component).copied().filter(|(lines, _)| *lines >= LEAST_LINES);
    by_component
        .iter()
        .filter(|(_, files)| files.len() >= LEAST_FILES)
        .filter_map(|(component, files)| {
            let (lines, revisions_12m) = large(component)?;
            let ever = removals(&authors_of(files, &|_| true)).len();
            let staying = authors_of(files, &|person| active.contains(&person));
            let orphans = staying.iter().filter(|authors| authors.is_empty()).count();
            let holders = removals(&staying);
            let (component, files, active) = (*component, files.len(), holders.len());
            Some(Knowledge { component, files, lines, revisions_12m, ever, active, orphans, holders })
        })
        .collect()
}

/// Truck factor of all source files together, among people still active.
fn whole(facts: &Facts, active: &BTreeSet<PersonIx>) -> usize {
    let of_files = facts.contributions.chunk_by(|a, b| a.file == b.file);
    let files: Vec<&[Contribution]> = of_files
        .filter(|of| is_source_code(facts.file(of[0].file)) && facts.file(of[0].file).code >= LEAST_FILE_LINES)
        .collect();
    removals(&authors_of(&files, &|person| active.contains(&person))).len()
}

fn authors_of(files: &[&[Contribution]], counts: &dyn Fn(PersonIx) -> bool) -> Vec<Vec<PersonIx>> {
    files.iter().map(|of_file| authors(of_file, counts)).collect()
}

/// The authors of one file by degree of authorship, among the people that count: a degree is a matter of all changes of
/// the file, the best degree one of those who count. Where one of the others left, a quarter of the changes is enough, as for TEA-02.
fn authors(of_file: &[Contribution], counts: &dyn Fn(PersonIx) -> bool) -> Vec<PersonIx> {
    let all: u32 = of_file.iter().map(|contribution| contribution.revisions).sum();
    let degree = |contribution: &Contribution| -> f64 {
        let first = f64::from(u8::from(contribution.created));
        let others = f64::from(all.saturating_sub(contribution.revisions));
        round_to(3.293 + 1.098 * first + 0.164 * f64::from(contribution.revisions) - 0.321 * ln(1.0 + others), 6)
    };
    let counting = || of_file.iter().filter(|contribution| counts(contribution.person));
    let best = counting().map(degree).fold(f64::MIN, f64::max);
    let somebody_left = of_file.iter().any(|contribution| !counts(contribution.person));
    let knows = |contribution: &Contribution| {
        somebody_left && share(u64::from(contribution.revisions), u64::from(all)) >= KNOWING_SHARE
    };
    counting()
        .filter(|one| (degree(one) >= 3.293 && degree(one) > 0.75 * best) || knows(one))
        .map(|contribution| contribution.person)
        .collect()
}

/// Takes out the author with most files, again and again, until fewer than half of the files have one left.
fn removals(files: &[Vec<PersonIx>]) -> Vec<PersonIx> {
    let mut left: Vec<usize> = Vec::with_capacity(files.len());
    let mut files_of: BTreeMap<PersonIx, Vec<usize>> = BTreeMap::new();
    for (at, authors) in files.iter().enumerate() {
        left.push(authors.len());
        for person in authors {
            files_of.entry(*person).or_default().push(at);
        }
    }
    // A file counts once for each author, so the order never changes while people are taken out.
    let mut order: Vec<(PersonIx, Vec<usize>)> = files_of.into_iter().collect();
    order.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(&b.0)));
    let mut covered = left.iter().filter(|authors| **authors > 0).count();
    let mut removed = Vec::new();
    for (person, own) in order {
        if covered * 2 < files.len() {
            break;
        }
        for at in own {
            left[at] -= 1;
            covered -= usize::from(left[at] == 0);
        }
        removed.push(person);
    }
    removed
}

fn finding(facts: &Facts, knowledge: &Knowledge, small_team: bool, red: f64, all: u64) -> Finding {
    let component = &facts.components[knowledge.component.at()];
    let people: Vec<&str> =
        knowledge.holders.iter().take(3).map(|person| facts.people[person.at()].pseudonym.as_str()).collect();
    let message = if knowledge.active == 0 {
        Message::new("found-gone").count("ever", knowledge.ever as u64)
    } else if small_team {
        Message::new("found-small-team").count("factor", knowledge.active as u64).name("people", people.join(", "))
    } else if knowledge.orphans * 3 >= knowledge.files {
        Message::new("found-thin")
            .count("factor", knowledge.active as u64)
            .count("ever", knowledge.ever as u64)
            .count("orphans", knowledge.orphans as u64)
    } else {
        Message::new("found")
            .count("factor", knowledge.active as u64)
            .count("ever", knowledge.ever as u64)
            .count("orphans", knowledge.orphans as u64)
            .name("people", people.join(", "))
    };
    let repository = facts.repositories[component.repository.at()].name.clone();
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[component.name.as_bytes()]),
        scope: Scope::Component { repository, name: component.name.clone() },
        severity: severity(knowledge, small_team, red, all),
        confidence: Confidence::Medium,
        message: message.name("component", component.name.as_str()).count("files", knowledge.files as u64),
        evidence: vec![Evidence::Command { arguments: "facts . --level file".to_owned() }],
        effort: effort(knowledge.active),
        remediation_unit: format!("component:{}", component.name),
        rank: knowledge.lines as f64 * (1.0 + ln(1.0 + knowledge.revisions_12m as f64)),
    }
}

/// Knowledge that nobody needs now is a small risk; one person behind a large living part is a large one.
fn severity(knowledge: &Knowledge, small_team: bool, red: f64, all: u64) -> Severity {
    let quarter = share(knowledge.lines, all) >= 0.25;
    if small_team || knowledge.revisions_12m == 0 || knowledge.active as f64 > red {
        Severity::Low
    } else if quarter {
        Severity::High
    } else {
        Severity::Medium
    }
}

fn effort(active: usize) -> EffortDays {
    if active <= 1 { days(5.0, 20.0, 20.0) } else { days(2.5, 10.0, 20.0) }
}

/// Positions are compared in tests only.
#[cfg(test)]
fn factor(files: &[&[usize]]) -> usize {
    let files: Vec<Vec<PersonIx>> =
        files.iter().map(|authors| authors.iter().map(|at| PersonIx::new(*at)).collect()).collect();
    removals(&files).len()
}

#[cfg(test)]
mod tests {
    use super::{CHECK, authors, factor};
    use crate::Check;
    use crate::testing::{add_contribution, add_file, add_person, days_ago, empty_facts, history, said, shallow};
    use quarterdeck_facts::{Contribution, Facts, FileIx, PersonIx};
    use quarterdeck_findings::{Policy, Severity};

    #[test]
    fn people_are_taken_out_until_fewer_than_half_of_the_files_have_an_author() {
        for (files, expected) in [
            // One person holds 3 of 4 files: without him 1 of 4 is left.
            (vec![&[0][..], &[0], &[0], &[1]], 1),
            // Half of the files is not fewer than half.
            (vec![&[0][..], &[0], &[1], &[1]], 2),
            (vec![&[0, 1][..], &[0, 1], &[0, 1], &[0, 1]], 2),
            // Most files have nobody to begin with.
            (vec![&[][..], &[], &[], &[1]], 0),
        ] {
            assert_eq!(factor(&files), expected, "{files:?}");
        }
    }

    #[test]
    fn authorship_follows_the_published_formula() {
        let part = |person, revisions, created| Contribution {
            file: FileIx::new(0),
            person: PersonIx::new(person),
            revisions,
            revisions_24m: 0,
            created,
            last_at: days_ago(1),
        };
        for (parts, gone, expected) in [
            // 3.293 + 1.098 + 0.164 = 4.555 for a sole author.
            (vec![part(0, 1, true)], None, vec![0]),
            // 3.293 + 1.098 + 1.64 - 0.321 ln 2 = 5.81 against 3.293 + 0.164 - 0.321 ln 11 = 2.69.
            (vec![part(0, 10, true), part(1, 1, false)], None, vec![0]),
            // 4.391 + 1.64 - 0.321 ln 21 = 5.05 against 3.293 + 3.28 - 0.321 ln 11 = 5.80.
            (vec![part(0, 10, true), part(1, 20, false)], None, vec![0, 1]),
            // 4.391 + 16.4 - 0.321 ln 31 = 19.7 against 3.293 + 4.92 - 0.321 ln 101 = 6.7: no author beside the first one,
            // and one when he has gone.
            (vec![part(0, 100, true), part(1, 30, false)], None, vec![0]),
            (vec![part(0, 100, true), part(1, 30, false)], Some(0), vec![1]),
            // 3.293 + 0.328 - 0.321 ln 101 = 2.1: two changes of somebody else's file do not make an author.
            (vec![part(0, 100, true), part(1, 2, false)], Some(0), vec![]),
            // 3.293 + 0.656 - 0.321 ln 13 = 3.13 is too little; a quarter of all changes is enough where the other left.
            (vec![part(0, 12, true), part(1, 4, false)], Some(0), vec![1]),
            (vec![part(0, 12, true), part(1, 3, false)], Some(0), vec![]),
            (vec![part(0, 12, true), part(1, 4, false)], None, vec![0]),
        ] {
            let counts = |person| gone.map(PersonIx::new) != Some(person);
            assert_eq!(authors(&parts, &counts), expected.into_iter().map(PersonIx::new).collect::<Vec<_>>());
        }
    }

    /// Ten files of 100 lines, each written by one of so many people in turn; ages are days since their last commit.
    fn system(last_commits: &[i64], files: usize, revisions_12m: u32) -> Facts {
        let mut facts = empty_facts();
        let people: Vec<_> = last_commits.iter().map(|ago| add_person(&mut facts, *ago)).collect();
        for at in 0..files {
            let file =
                add_file(&mut facts, &format!("shop/f{at}.py"), |file| file.history = Some(history(revisions_12m)));
            add_contribution(&mut facts, file, people[at % people.len()], 9, 3);
        }
        facts
    }

    /// Five people, of whom four did nothing to the source lately, whatever else they committed.
    fn readme_only() -> Facts {
        let mut facts = system(&[1, 1, 1, 1, 1], 10, 2);
        facts.contributions.iter_mut().filter(|one| one.person.at() > 0).for_each(|one| one.last_at = days_ago(800));
        facts
    }

    #[test]
    fn the_factor_of_active_people_decides() {
        for (facts, expected, score, severity) in [
            (system(&[1, 1, 1, 1, 1], 10, 2), "ok", 1.0, None),
            (system(&[1, 1, 1], 12, 2), "found 1", 0.5, Some(Severity::Low)),
            (system(&[1, 400, 400, 1, 1], 10, 2), "found 1", 0.0, Some(Severity::High)),
            // A team of two keeps half of the score.
            (system(&[1, 1], 10, 2), "found 1", 0.5, Some(Severity::Low)),
            (system(&[1, 1], 9, 2), "not-applicable", 0.0, None),
            (system(&[1], 10, 2), "not-applicable", 0.0, None),
            (system(&[400, 500, 600], 12, 0), "not-applicable", 0.0, None),
            (readme_only(), "found 1", 0.5, Some(Severity::Low)),
            (shallow(system(&[1, 1, 1], 12, 2)), "could-not-assess", 0.0, None),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!((said(&assessment).as_str(), assessment.score), (expected, score));
            assert_eq!(assessment.findings.first().map(|finding| finding.severity), severity);
        }
    }

    #[test]
    fn names_of_people_never_appear() {
        for finding in CHECK.assess(&system(&[1, 1, 1], 12, 2), &Policy::default()).findings {
            assert!(!format!("{finding:?}").contains("Real Name"));
        }
    }
}
