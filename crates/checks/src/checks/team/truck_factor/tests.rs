//! Tests of TEA-01.

use super::CHECK;
use crate::Check;
use crate::testing::{
    add_commit, add_contribution, add_file, add_person, component, empty_facts, history, old_clone, said, shallow,
};
use quarterdeck_base::RepoPath;
use quarterdeck_facts::{ComponentIx, Facts, FileIx, PersonIx};
use quarterdeck_findings::{Finding, Policy, Severity};
use std::cmp::Reverse;
use std::collections::BTreeSet;

fn commit(facts: &mut Facts, person: usize, ago: i64, commits: usize) {
    for _ in 0..commits {
        add_commit(facts, "Round prices to cents", ago);
        facts.commits.last_mut().unwrap().author = PersonIx::new(person);
    }
}

/// So many files of 100 lines, each written by one of so many people in turn; ages are days since their last commit.
fn system(last_commits: &[i64], files: usize, revisions_12m: u32) -> Facts {
    let mut facts = empty_facts();
    let people: Vec<_> = last_commits.iter().map(|ago| add_person(&mut facts, *ago)).collect();
    for (person, ago) in last_commits.iter().enumerate() {
        commit(&mut facts, person, *ago, 3);
    }
    for at in 0..files {
        let file = add_file(&mut facts, &format!("shop/f{at}.py"), |file| file.history = Some(history(revisions_12m)));
        add_contribution(&mut facts, file, people[at % people.len()], 9, 3);
    }
    facts
}

/// The files are those of two components in turn.
fn halved(mut facts: Facts) -> Facts {
    facts.components.push(component("web"));
    let half = facts.files.len() / 2;
    facts.files.iter_mut().skip(half).for_each(|file| file.component = ComponentIx::new(1));
    facts
}

/// The first people hold so many of 40 files, somebody who left the rest.
fn held(files: &[usize]) -> Facts {
    let mut facts = system(&[400], 40, 2);
    facts.contributions.clear();
    let mut holders: Vec<PersonIx> = Vec::new();
    for (at, count) in files.iter().enumerate() {
        add_person(&mut facts, 1);
        commit(&mut facts, at + 1, 1, 3);
        holders.extend(std::iter::repeat_n(PersonIx::new(at + 1), *count));
    }
    for at in 0..40 {
        let person = holders.get(at).copied().unwrap_or(PersonIx::new(0));
        add_contribution(&mut facts, FileIx::new(at), person, 9, 3);
    }
    facts
}

#[test]
fn one_fact_is_told_once() {
    // Somebody with two commits a year is nobody whose leaving stops the work.
    let mut visitor = system(&[1, 400, 400], 12, 2);
    visitor.commits.retain(|commit| commit.author != PersonIx::new(0) || commit.id.ends_with('1'));
    let mut parted = halved(held(&[20, 20]));
    add_person(&mut parted, 1);
    commit(&mut parted, 3, 1, 3);
    let third = FileIx::new(0);
    add_contribution(&mut parted, third, PersonIx::new(3), 9, 3);
    for (facts, expected, key) in [
        (halved(system(&[1, 1, 1], 24, 2)), "found 1", "found-system"),
        (halved(system(&[1, 1], 24, 2)), "found 1", "found-small-team-many"),
        (halved(system(&[1, 400, 400, 1, 1, 400], 24, 2)), "found 1", "found-thin"),
        (halved(system(&[400, 400, 400], 24, 2)), "not-applicable", ""),
        (visitor, "not-applicable", ""),
        // A third has nobody: no name, in a team of two neither.
        (system(&[1, 1, 400], 12, 2), "found 1", "found-thin"),
        // 11 of the 20 files of the second half are lost: TEA-02 tells it, here it is not listed.
        (halved(held(&[29])), "found 1", "found-one-many"),
        // One person for each half, and both for the whole.
        (parted, "found 3", "found"),
        (held(&[26, 1, 1]), "found 1", "found"),
        (held(&[2, 2, 2, 2]), "found 1", "found-gone"),
        // 19 of 40 have nobody: the loss has happened.
        (held(&[7, 5, 5, 4]), "found 1", "found-thin"),
        (held(&[3, 3, 3, 3, 3, 3, 3]), "not-applicable", ""),
    ] {
        let assessment = CHECK.assess(&facts, &Policy::default());
        let told = assessment.findings.first().map_or("", |finding| finding.message.key);
        assert_eq!((said(&assessment).as_str(), told), (expected, key));
    }
}

#[test]
fn where_a_third_has_nobody_no_person_is_named() {
    for (facts, key, severity) in [
        // 13 and 14 of 40 have nobody today.
        (halved(held(&[25, 1, 1])), "found-system", Severity::High),
        (halved(held(&[24, 1, 1])), "found-thin-many", Severity::Medium),
        (halved(held(&[24, 2])), "found-thin-many", Severity::Low),
        (led(halved(held(&[24, 2])), 6), "found-thin-many", Severity::Medium),
        (held(&[24, 1, 1]), "found-thin", Severity::Medium),
    ] {
        let assessment = CHECK.assess(&facts, &Policy::default());
        let finding = &assessment.findings[0];
        assert_eq!((finding.message.key, finding.severity), (key, severity), "{:?}", finding.message);
        let is_named = finding.message.args.iter().any(|(name, _)| *name == "people");
        assert_eq!(is_named, key == "found-system", "{key}");
    }
}

#[test]
fn a_handful_of_files_makes_nothing_high() {
    for (files, severity) in [(28, Severity::High), (22, Severity::High), (21, Severity::Medium)] {
        // 22 of 40 files are 55 %; the other three hold the rest between them.
        let others = 40 - files;
        let facts = held(&[files, others / 3, others / 3, others - 2 * (others / 3)]);
        let assessment = CHECK.assess(&facts, &Policy::default());
        assert_eq!(assessment.findings[0].severity, severity, "{files}: {:?}", assessment.findings[0].message);
    }
}

#[test]
fn where_many_look_at_requests_half_of_the_score_of_a_loss_is_kept() {
    // 14 of 40 files have nobody today, and 13.
    for (holding, people, requests, score) in [
        (vec![24, 1, 1], 10, 36, 0.5),
        (vec![24, 1, 1], 9, 36, 0.0),
        (vec![24, 1, 1], 10, 35, 0.0),
        (vec![25, 1, 1], 10, 36, 0.0),
    ] {
        let mut facts = held(&holding);
        facts.commits.clear();
        while facts.people.len() <= people {
            add_person(&mut facts, 1);
        }
        for at in 0..40 {
            add_commit(&mut facts, if at < requests { "Round prices (#12)" } else { "Round prices" }, 1);
            facts.commits[at].author = PersonIx::new(1 + at % people);
        }
        let assessment = CHECK.assess(&facts, &Policy::default());
        assert!((assessment.score - score).abs() < 1e-9, "{holding:?} {people} {requests}: {}", assessment.score);
    }
}

#[test]
fn a_leftover_of_the_root_is_no_part() {
    // Of the ten files at the root, so many run once or make up data.
    for (name, folder, once, told) in [
        ("shop (rest)", "database/migrations", 4, false),
        ("shop (rest)", "database/factories", 4, false),
        ("shop (rest)", "database/seeds", 3, true),
        ("shop (rest)", "app/factories", 4, true),
        ("shop", "database/migrations", 4, true),
    ] {
        let mut facts = system(&[1, 1, 1, 1], 40, 2);
        facts.components.push(component("web"));
        "shop".clone_into(&mut facts.repositories[0].name);
        name.clone_into(&mut facts.components[0].name);
        facts.components[0].path = RepoPath::from("");
        facts.contributions.clear();
        for at in 0..40 {
            let person = if at < 10 { 0 } else { 1 + at % 3 };
            add_contribution(&mut facts, FileIx::new(at), PersonIx::new(person), 9, 3);
            facts.files[at].component = ComponentIx::new(usize::from(at >= 10));
        }
        for file in &mut facts.files[..once] {
            file.path = RepoPath::from(format!("{folder}/{}", file.path).as_str());
        }
        let findings = CHECK.assess(&facts, &Policy::default()).findings;
        let is_told =
            findings.iter().any(|finding| format!("{:?}", finding.scope).contains(&format!("name: \"{name}\"")));
        assert_eq!(is_told, told, "{name} {folder} {once}: {findings:?}");
    }
}

#[test]
fn a_small_part_is_low() {
    for (code, severity) in [(99, Severity::Low), (100, Severity::Medium)] {
        // Ten files of one person beside thirty of three others.
        let mut facts = system(&[1, 1, 1, 1], 40, 2);
        facts.components.push(component("web"));
        facts.contributions.clear();
        for at in 0..40 {
            let person = if at < 10 { 0 } else { 1 + at % 3 };
            add_contribution(&mut facts, FileIx::new(at), PersonIx::new(person), 9, 3);
            facts.files[at].component = ComponentIx::new(usize::from(at < 10));
        }
        (facts.files[0].code, facts.files[39].code) = (code, 200);
        let findings = CHECK.assess(&facts, &Policy::default()).findings;
        let of_web = findings.iter().find(|finding| format!("{:?}", finding.scope).contains("web")).unwrap();
        assert_eq!(of_web.severity, severity, "{code}: {:?}", of_web.message);
    }
}

#[test]
fn a_component_is_told_where_what_would_be_lost_holds_its_lines() {
    // Six of ten files are the first one's, 100 lines each; the other four are of three others.
    for (others, told) in [(225, true), (226, false)] {
        let mut facts = system(&[1, 1, 1, 1], 40, 2);
        facts.components.push(component("web"));
        facts.contributions.clear();
        for at in 0..40 {
            let person = if at < 6 { 0 } else { 1 + at % 3 };
            add_contribution(&mut facts, FileIx::new(at), PersonIx::new(person), 9, 3);
            facts.files[at].component = ComponentIx::new(usize::from(at < 10));
        }
        facts.files[6..10].iter_mut().for_each(|file| file.code = others);
        let findings = CHECK.assess(&facts, &Policy::default()).findings;
        let is_told = findings.iter().any(|finding| format!("{:?}", finding.scope).contains("web"));
        assert_eq!(is_told, told, "{others}: {findings:?}");
        // A system of one component is that component.
        facts.files.truncate(10);
        facts.contributions.retain(|part| part.file.at() < 10);
        assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), "found 1", "{others}");
    }
}

/// Components with so many files, of which the first person holds so many, so many code lines each, changed so often; three
/// others hold the rest in turn.
fn components_of(parts: &[(&str, usize, usize, u32, u32)]) -> Facts {
    let mut facts = system(&[1, 1, 1, 1], parts.iter().map(|part| part.1).sum(), 2);
    facts.components = parts.iter().map(|part| component(part.0)).collect();
    facts.contributions.clear();
    let mut at = 0;
    for (place, (_, files, held, code, changes)) in parts.iter().enumerate() {
        for position in 0..*files {
            let person = if position < *held { 0 } else { 1 + at % 3 };
            add_contribution(&mut facts, FileIx::new(at), PersonIx::new(person), 9, 3);
            let file = &mut facts.files[at];
            (file.component, file.code) = (ComponentIx::new(place), *code);
            file.history = Some(history(*changes));
            at += 1;
        }
    }
    facts
}

/// Key, severity and names of the findings, heaviest first.
fn told(facts: &Facts) -> Vec<(&'static str, Severity, String)> {
    let findings = CHECK.assess(facts, &Policy::default()).findings;
    let identities: BTreeSet<String> = findings.iter().map(|finding| finding.fingerprint.to_string()).collect();
    assert_eq!(identities.len(), findings.len(), "each finding has its own identity");
    let names = |finding: &Finding| {
        let named = |key| finding.message.args.iter().filter(move |(name, _)| *name == key);
        let values = named("component").chain(named("components")).map(|(_, value)| format!("{value:?}"));
        values.collect::<Vec<_>>().join(" ")
    };
    let mut told: Vec<_> =
        findings.iter().map(|finding| (finding.message.key, finding.severity, names(finding))).collect();
    told.sort_by_key(|(_, severity, names)| (Reverse(*severity), names.clone()));
    told
}

#[test]
fn no_place_rides_along_in_a_finding_of_another_weight() {
    // The parts of one person: 11 of 21 files of `web`, a handful of which decides; `cli` nobody changes, `kit` is small.
    let parts = |core_lines, api_files, rest_lines| {
        components_of(&[
            ("core", 12, 12, core_lines, 2),
            ("api", api_files, api_files, 100, 2),
            ("web", 21, 11, 100, 2),
            ("cli", 10, 10, 100, 0),
            ("kit", 10, 10, 60, 2),
            ("rest", 60, 0, rest_lines, 2),
        ])
    };
    let low = [("found-many", Severity::Low, &["cli", "kit"][..]), ("found-system", Severity::Low, &["shop", "rest"])];
    for (facts, heavy) in [
        // Of the lines `core` holds 27 %; 7 %, and with `web` 20 %; with `web` and `api` 39 %, without `web` 22 and 25 %.
        (parts(300, 0, 100), &[("found", Severity::High, &["core"][..]), ("found", Severity::Medium, &["web"])][..]),
        (parts(100, 0, 200), &[("found-many", Severity::Medium, &["web", "core"])]),
        (
            parts(100, 16, 100),
            &[("found", Severity::Medium, &["web"]), ("found-many", Severity::Medium, &["core", "api"])],
        ),
        (
            parts(140, 16, 100),
            &[("found", Severity::Medium, &["web"]), ("found-many", Severity::High, &["core", "api"])],
        ),
    ] {
        let told = told(&facts);
        assert_eq!(told.len(), heavy.len() + low.len(), "{told:?}");
        for (key, severity, names) in heavy.iter().chain(&low) {
            let is_told = |found: &&(&str, Severity, String)| {
                (found.0, found.1) == (*key, *severity) && names.iter().all(|name| found.2.contains(name))
            };
            assert_eq!(told.iter().filter(is_told).count(), 1, "{key} {severity:?} {names:?}: {told:?}");
        }
    }
}

#[test]
fn a_corner_of_the_system_weighs_little_and_a_speck_nothing() {
    // Twelve files of so many lines beside sixty of so many: 2 % and half a per cent.
    for (code, rest, expected) in [
        (103, 1_000, Some(Severity::Medium)),
        (102, 1_000, Some(Severity::Low)),
        (126, 5_000, Some(Severity::Low)),
        (125, 5_000, None),
    ] {
        let mut facts = components_of(&[("core", 12, 12, code, 2), ("rest", 60, 0, 100, 2)]);
        facts.files[12..].iter_mut().for_each(|file| file.code = rest);
        let told = told(&facts);
        let of_core = told.iter().find(|(_, _, names)| names.contains("core")).map(|(_, severity, _)| *severity);
        assert_eq!(of_core, expected, "{code} {rest}: {told:?}");
    }
}

#[test]
fn corners_of_the_same_people_are_weighed_together() {
    let mut facts = components_of(&[("core", 12, 12, 100, 2), ("kit", 12, 12, 100, 2), ("rest", 60, 0, 100, 2)]);
    facts.files[24..].iter_mut().for_each(|file| file.code = 1_000);
    let told = told(&facts);
    let (key, severity, names) = told.iter().find(|(_, _, names)| names.contains("core")).unwrap();
    assert_eq!((*key, *severity, names.contains("kit")), ("found-many", Severity::Medium, true), "{told:?}");
}

#[test]
fn files_that_only_wide_commits_changed_are_told_and_never_most_of_a_part() {
    // Of thirty files of a part so many have nobody who is known to have written them.
    for (unknown, expected) in [(0, Some(0)), (14, Some(14)), (15, None)] {
        let mut facts = components_of(&[("core", 30, 30, 300, 2), ("rest", 70, 0, 100, 2)]);
        facts.contributions.retain(|part| part.file.at() >= unknown);
        let findings = CHECK.assess(&facts, &Policy::default()).findings;
        let of_core = findings.iter().find(|finding| format!("{:?}", finding.message).contains("core"));
        let told = of_core.map(|finding| {
            let arg = finding.message.args.iter().find(|(name, _)| *name == "unknown").unwrap();
            arg.1.clone()
        });
        assert_eq!(told, expected.map(quarterdeck_base::Arg::Count), "{unknown}");
    }
}

#[test]
fn what_is_new_is_told_beside_what_is_older_only() {
    for (files, old, others, expected) in [
        (19, 0, 0, &[("found-system", "shop")][..]),
        (19, 1, 0, &[("found", "amqp"), ("found-system", "shop")]),
        (20, 0, 0, &[("found", "amqp"), ("found-system", "shop")]),
        // The older one is named first, though it is smaller.
        (19, 0, 10, &[("found-many", "core\") Name(\"amqp"), ("found-system", "shop")]),
    ] {
        let parts = [("amqp", files, files, 100, 2), ("core", others, others, 100, 2), ("rest", 66, 0, 100, 2)];
        let mut facts = components_of(&parts);
        facts.files[old..files].iter_mut().for_each(|file| file.history.as_mut().unwrap().came_12m = true);
        let told = told(&facts);
        assert_eq!(told.len(), expected.len(), "{files} {old} {others}: {told:?}");
        for ((key, name), found) in expected.iter().zip(&told) {
            assert!(*key == found.0 && found.2.contains(name), "{files} {old} {others}: {told:?}");
        }
        // A system of one component is told.
        facts.files.truncate(files);
        facts.contributions.retain(|part| part.file.at() < files);
        add_contribution(&mut facts, FileIx::new(files - 1), PersonIx::new(1), 1, 1);
        assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), "found 1", "{files} {old} {others}");
    }
}

/// The first holder wrote so many commits more than the three of everybody.
fn led(mut facts: Facts, commits_more: usize) -> Facts {
    commit(&mut facts, 1, 1, commits_more);
    facts
}

/// The first 16 files are one component, the rest another.
fn parted(mut facts: Facts) -> Facts {
    facts.components.push(component("web"));
    facts.files.iter_mut().skip(16).for_each(|file| file.component = ComponentIx::new(1));
    facts
}

#[test]
fn one_person_is_no_team_of_two() {
    // Forty files of so many code lines, changed so often.
    let of = |mut facts: Facts, code: u32, changes: u32| {
        facts.files.iter_mut().for_each(|file| (file.code, file.history) = (code, Some(history(changes))));
        facts
    };
    for (facts, key, severity, score) in [
        // 8 of 11 commits, and 9 of 12.
        (led(held(&[30, 10]), 5), "found-small-team", Severity::Low, 0.5),
        (of(led(held(&[30, 10]), 5), 251, 2), "found-small-team", Severity::Low, 0.5),
        (led(held(&[30, 10]), 6), "found-one", Severity::Medium, 0.0),
        (of(led(held(&[30, 10]), 6), 250, 2), "found-one", Severity::Medium, 0.0),
        (of(led(held(&[30, 10]), 6), 251, 2), "found-one", Severity::High, 0.0),
        (of(led(held(&[30, 10]), 6), 251, 0), "found-one", Severity::Low, 0.0),
        (halved(led(held(&[39]), 6)), "found-one-many", Severity::Medium, 0.0),
        (of(halved(led(held(&[39]), 6)), 251, 2), "found-one-many", Severity::High, 0.0),
    ] {
        let assessment = CHECK.assess(&facts, &Policy::default());
        let finding = &assessment.findings[0];
        assert_eq!((finding.message.key, finding.severity), (key, severity), "{:?}", finding.message);
        assert!((assessment.score - score).abs() < 1e-9, "{key}: {}", assessment.score);
    }
}

#[test]
fn what_stands_in_one_component_is_told_of_that_component() {
    // 16 of the 18 files that the first would leave stand in one component, and 16 of 30.
    for (holding, scope) in [(vec![18, 2, 2], "Component"), (vec![30, 1], "System")] {
        let assessment = CHECK.assess(&parted(held(&holding)), &Policy::default());
        let scopes = assessment.findings.iter().map(|finding| format!("{:?}", finding.scope)).collect::<Vec<_>>();
        assert!(scopes.iter().any(|found| found.starts_with(scope)), "{holding:?}: {scopes:?}");
        assert_eq!(scopes.iter().any(|found| found.starts_with("System")), scope == "System", "{scopes:?}");
    }
}

#[test]
fn the_factor_of_active_people_decides() {
    for (facts, expected, score, severity) in [
        (system(&[1, 1, 1, 1, 1], 10, 2), "ok", 1.0, None),
        (old_clone(system(&[1, 1, 1, 1, 1], 10, 2)), "could-not-assess", 0.0, None),
        (system(&[1, 1, 1], 12, 2), "found 1", 0.5, Some(Severity::Low)),
        (system(&[1, 400, 400, 1, 1], 10, 2), "found 1", 0.0, Some(Severity::Medium)),
        // A team of two keeps half of the score.
        (system(&[1, 1], 10, 2), "found 1", 0.5, Some(Severity::Low)),
        (system(&[1, 1], 9, 2), "not-applicable", 0.0, None),
        (system(&[1], 10, 2), "not-applicable", 0.0, None),
        (shallow(system(&[1, 1, 1], 12, 2)), "could-not-assess", 0.0, None),
    ] {
        let assessment = CHECK.assess(&facts, &Policy::default());
        assert_eq!((said(&assessment).as_str(), assessment.score), (expected, score));
        assert_eq!(assessment.findings.first().map(|finding| finding.severity), severity);
    }
}

#[test]
fn names_of_people_never_appear() {
    for finding in CHECK.assess(&halved(system(&[1, 1, 1], 24, 2)), &Policy::default()).findings {
        assert!(!format!("{finding:?}").contains("Real Name"));
    }
}

#[test]
fn where_nobody_is_left_nobody_leaves() {
    let assessment = CHECK.assess(&held(&[2, 2, 2, 2]), &Policy::default());
    let ending = assessment.findings[0].message.key.strip_prefix("found").unwrap();
    let consequence = CHECK.meta().text(&format!("consequence{ending}")).unwrap();
    assert!(ending == "-gone" && !consequence.contains("leaves"), "{ending}: {consequence}");
}
