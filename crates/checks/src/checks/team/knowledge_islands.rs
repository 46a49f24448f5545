//! TEA-03: living files that only one person works on.

use crate::Rule;
use crate::recent::{is_at_rest, old_clone_gap, one_does_all};
use crate::support::{
    KNOWING_SHARE, YEAR_DAYS, days, file_evidence, history_gap, import_gap, is_source_code, measured, percent, share,
};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{ComponentIx, Contribution, Facts, FileIx, PersonIx};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Scope, Severity, Status, Text, ThresholdMeta,
};
use std::collections::{BTreeMap, BTreeSet};

/// Fewer changes in 24 months than this are no work to be shared.
const LEAST_REVISIONS: u32 = 3;

/// Most files that a finding names.
const SHOWN_FILES: usize = 20;

static META: CheckMeta = CheckMeta {
    id: "TEA-03",
    name: "knowledge-islands",
    dimension: Dimension::Team,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Source files that one person alone changed in the last 24 months, three times or more, and that no other \
            active \
            person knows from before (a quarter of all changes). The score falls with the share of the changes of the \
            last \
            24 months that land on such files. One finding for each component, its files in the order of hotspots.",
    matters: "Work on these files waits for one person's holidays, and goes with that person when he leaves.",
    evidence: "Up to 20 of the files, hottest first.",
    effort: "A quarter of a day for each file, up to one day for each; at most 20 days for each component.",
    texts: &[
        Text { key: "title", english: "Living files that one person alone works on" },
        Text {
            key: "found",
            english: "In { $component }, { $count ->\n    [one] one file was\n   *[other] { $count } files were\n } \
                      changed three times or more, and by one person alone, in the last 24 months ({ $share } of the changes there); the first \
                      to share is { $path }, known to { $person }.",
        },
        Text {
            key: "works",
            english: "Most changes land on files that several people work on: { $share } land on files of one person.",
        },
        Text {
            key: "consequence",
            english: "Holidays or illness of one person stop a customer's request, and nobody can review that \
                      person's changes.",
        },
        Text {
            key: "remedy",
            english: "Let somebody else review each change of these files, then make every third one; start with the \
                      named \
                      file.",
        },
    ],
    thresholds: &[ThresholdMeta { key: "changes_on_islands_percent", green: 20.0, red: 60.0, source: "proposal" }],
    exceptions: &[
        "When one person did everything in the last 24 months there is nobody to share with: not applicable; TEA-01 and the size \
         of the team say it. So where one person wrote 90 % of the commits of the last 12 months or more, or three quarters at a \
         truck factor of 1.",
        "When nobody has committed for 12 months, TEA-02 tells it once for the system: not applicable. An old clone does not show \
         who works today: nothing is praised.",
        "In a team of two, files of one person are to be expected: low severity.",
        "A file that was touched once or twice is no island.",
        "A commit of more than 500 files (an import, a move of everything, a formatter) is no work on each of them, nor is a \
         sweep over files that were there (more than 30 source files, or five and a subject that names a linter or formatter).",
        "Who knows a file from before, is still active and made a quarter of its changes counts as knowing it.",
        "Reviewers leave no trace in the repository: somebody may know a file and never change it; the confidence is \
         medium.",
        "Pairs that commit under one name look like one person.",
    ],
    precision: None,
    sources: &[
        "Bird, Nagappan, Murphy, Gall, Devanbu: Don't Touch My Code!, FSE 2011",
        "Tornhill: Software Design X-Rays, 2018, knowledge maps",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

/// The islands of one component.
#[derive(Default)]
struct Islands {
    files: Vec<(FileIx, PersonIx)>,
    changes: u64,
    all_changes: u64,
}

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = history_gap(facts).or_else(|| import_gap(facts)) {
        return gap;
    }
    if is_at_rest(facts) {
        return Assessment::not_applicable("nobody has committed for 12 months on the audited branch (TEA-02)");
    }
    let team: BTreeSet<PersonIx> = facts
        .contributions
        .iter()
        .filter(|contribution| contribution.revisions_24m > 0)
        .map(|contribution| contribution.person)
        .collect();
    if team.len() <= 1 {
        let count = team.len();
        return Assessment::not_applicable(format!("the team of the last 24 months has {count} people"));
    }
    if let Some(gap) = one_does_all(facts) {
        return gap;
    }
    let parts = islands(facts);
    let all: u64 = parts.values().map(|part| part.all_changes).sum();
    if all == 0 {
        return Assessment::not_applicable("no source file changed in the last 24 months");
    }
    let on_islands: u64 = parts.values().map(|part| part.changes).sum();
    let value = share(on_islands, all);
    let figures = vec![measured("changes_on_islands_percent", percent(value), "%")];
    let score = policy.threshold(&META, "changes_on_islands_percent").score(percent(value));
    if score >= 1.0 {
        let praise = || Assessment::ok(Message::new("works").share("share", value), figures);
        return old_clone_gap(facts).unwrap_or_else(praise);
    }
    let findings = parts
        .iter()
        .filter(|(_, part)| !part.files.is_empty())
        .map(|(component, part)| finding(facts, *component, part, all, team.len()))
        .collect();
    Assessment::found(score, figures, findings)
}

fn islands(facts: &Facts) -> BTreeMap<ComponentIx, Islands> {
    let mut parts: BTreeMap<ComponentIx, Islands> = BTreeMap::new();
    for of_file in facts.contributions.chunk_by(|a, b| a.file == b.file) {
        let index = of_file[0].file;
        let file = facts.file(index);
        let recent: u64 = of_file.iter().map(|contribution| u64::from(contribution.revisions_24m)).sum();
        if recent == 0 || !is_source_code(file) {
            continue;
        }
        let part = parts.entry(file.component).or_default();
        part.all_changes += recent;
        if let Some(person) = sole_person(facts, of_file).filter(|_| recent >= u64::from(LEAST_REVISIONS)) {
            part.changes += recent;
            part.files.push((index, person));
        }
    }
    let heat = |index: FileIx| facts.file(index).hotspot_score.unwrap_or_default();
    for part in parts.values_mut() {
        part.files.sort_by(|a, b| heat(b.0).total_cmp(&heat(a.0)).then(a.0.cmp(&b.0)));
    }
    parts
}

/// The only one who changed the file lately, when nobody else who is active knows it.
fn sole_person(facts: &Facts, of_file: &[Contribution]) -> Option<PersonIx> {
    let mut recent = of_file.iter().filter(|contribution| contribution.revisions_24m > 0);
    let sole = recent.next().filter(|_| recent.next().is_none())?.person;
    let all: u32 = of_file.iter().map(|contribution| contribution.revisions).sum();
    let since = facts.as_of.days_before(YEAR_DAYS);
    let somebody_else = of_file.iter().any(|contribution| {
        let is_active = facts.people.get(contribution.person.at()).is_some_and(|person| person.last_at >= since);
        contribution.person != sole
            && is_active
            && share(u64::from(contribution.revisions), u64::from(all)) >= KNOWING_SHARE
    });
    (!somebody_else).then_some(sole)
}

fn finding(facts: &Facts, index: ComponentIx, part: &Islands, all: u64, team: usize) -> Finding {
    let component = &facts.components[index.at()];
    let here = share(part.changes, part.all_changes);
    let weighty = here >= 0.5 && share(part.changes, all) >= 0.1;
    let files = part.files.len() as f64;
    let (first, person) = part.files[0];
    let evidence: Vec<Evidence> =
        part.files.iter().take(SHOWN_FILES).map(|(file, _)| file_evidence(facts, *file)).collect();
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[component.name.as_bytes()]),
        scope: Scope::Component {
            repository: facts.repositories[component.repository.at()].name.clone(),
            name: component.name.clone(),
        },
        severity: if weighty && team > 2 { Severity::Medium } else { Severity::Low },
        confidence: Confidence::Medium,
        message: Message::new("found")
            .name("component", component.name.as_str())
            .count("count", part.files.len() as u64)
            .share("share", here)
            .path("path", &facts.file(first).path)
            .name("person", facts.people.get(person.at()).map_or("", |person| person.pseudonym.as_str())),
        evidence,
        effort: days(0.25 * files, files, 20.0),
        remediation_unit: format!("component:{}", component.name),
        rank: part.changes as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{
        add_commit, add_contribution, add_file, add_person, days_ago, empty_facts, old_clone, said, shallow,
    };
    use quarterdeck_facts::{Facts, PersonIx};
    use quarterdeck_findings::{Policy, Severity};

    /// Ten files with four recent changes each; so many of them by the first person alone, the rest by two of the team.
    fn system(alone: usize, team: usize, earlier_by_others: u32) -> Facts {
        let mut facts = empty_facts();
        let people: Vec<_> = (0..team).map(|_| add_person(&mut facts, 5)).collect();
        for at in 0..10 {
            let file = add_file(&mut facts, &format!("shop/f{at}.py"), |_| {});
            if at < alone {
                add_contribution(&mut facts, file, people[0], 4, 4);
                if earlier_by_others > 0 {
                    add_contribution(&mut facts, file, people[1], earlier_by_others, 0);
                }
            } else {
                add_contribution(&mut facts, file, people[0], 2, 2);
                add_contribution(&mut facts, file, people[1 + at % (team - 1)], 2, 2);
            }
        }
        facts
    }

    #[test]
    fn the_share_of_changes_on_files_of_one_person_decides() {
        let mut rest = system(6, 3, 0);
        rest.people.iter_mut().for_each(|person| person.last_at = days_ago(400));
        let mut sole = system(10, 2, 0);
        sole.people.truncate(1);
        // One of three wrote nine of ten commits, and seven.
        let led = |own: usize| {
            let mut facts = system(6, 3, 0);
            for at in 0..10 {
                add_commit(&mut facts, "Round prices", 9);
                facts.commits[at].author = PersonIx::new(usize::from(at >= own));
            }
            facts
        };
        for (facts, expected, score, severity) in [
            (led(9), "not-applicable", 0.0, None),
            (led(7), "found 1", 0.0, Some(Severity::Medium)),
            (system(2, 3, 0), "ok", 1.0, None),
            (old_clone(system(2, 3, 0)), "could-not-assess", 0.0, None),
            (old_clone(system(4, 3, 0)), "found 1", 0.5, Some(Severity::Low)),
            (system(4, 3, 0), "found 1", 0.5, Some(Severity::Low)),
            (system(6, 3, 0), "found 1", 0.0, Some(Severity::Medium)),
            (system(6, 2, 0), "found 1", 0.0, Some(Severity::Low)),
            // Somebody else made 2 of 6 changes before: more than a quarter.
            (system(6, 3, 2), "ok", 1.0, None),
            (system(6, 3, 1), "found 1", 0.0, Some(Severity::Medium)),
            (sole, "not-applicable", 0.0, None),
            (rest, "not-applicable", 0.0, None),
            (shallow(system(6, 3, 0)), "could-not-assess", 0.0, None),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!(said(&assessment), expected);
            assert!((assessment.score - score).abs() < 1e-9);
            let first = assessment.findings.first();
            assert_eq!(first.map(|finding| finding.severity), severity);
        }
    }

    #[test]
    fn people_are_shown_by_pseudonym() {
        let finding = CHECK.assess(&system(6, 3, 0), &Policy::default()).findings.remove(0);
        assert!(format!("{finding:?}").contains("Person 1") && !format!("{finding:?}").contains("Real Name"));
    }
}
