//! What every check must hold, tested once for all of them: declared keys, complete texts, evidence, identities that
//! survive moves, the same answer each time.

use crate::testing::{
    action_use, add_commit, add_contribution, add_file, add_function, add_person, empty_facts, history, resolve_imports,
};
use crate::{all, entry_of, judge};
use quarterdeck_base::RepoPath;
use quarterdeck_facts::{
    BaseImage, CloneGroup, ClonePlace, Container, CoupledPair, Cycle, CycleStep, Ecosystem, Facts, FileIx, FileKind,
    ImportEdge, Manifest, ModuleUnit, Permissions, PersonIx, PipelineJob, RepositoryIx,
};
use quarterdeck_findings::{Forbidden, Outcome, Policy};
use std::collections::BTreeSet;
use std::path::Path;

/// A system in which every check finds something; all files lie below a folder.
fn troubled(folder: &str) -> Facts {
    let mut facts = empty_facts();
    let gone = add_person(&mut facts, 500);
    let (first, second) = (add_person(&mut facts, 3), add_person(&mut facts, 3));
    for at in 0..12 {
        let author = if at < 8 { gone } else { first };
        let file = add_file(&mut facts, &format!("{folder}/part{at}/module{at}.py"), |file| {
            file.history = Some(history(2));
            file.history.as_mut().unwrap().main_author = Some(author);
            file.duplicated_lines = 40;
        });
        add_contribution(&mut facts, file, first, 8, 8);
        if at == 0 {
            add_contribution(&mut facts, file, second, 1, 1);
        }
    }
    let hot = add_file(&mut facts, &format!("{folder}/everything.py"), |file| {
        file.history = Some(history(30));
        file.history.as_mut().unwrap().main_author = Some(gone);
        (file.code, file.functions, file.cyclomatic_sum) = (5000, 50, 900);
        (file.cognitive_sum, file.cognitive_max) = (700, 120);
    });
    // Large and not complex: oversized-files alone tells it.
    add_file(&mut facts, &format!("{folder}/large.py"), |file| {
        file.history = Some(history(30));
        file.history.as_mut().unwrap().main_author = Some(gone);
        (file.code, file.functions, file.cyclomatic_sum, file.cognitive_max) = (3000, 50, 150, 8);
    });
    add_function(&mut facts, hot, "Order::total", 900, 120);
    add_function(&mut facts, hot, "Order::copy", 900, 120);
    (0..120).for_each(|at| add_commit(&mut facts, "wip", at));
    facts.commits.iter_mut().for_each(|commit| (commit.author, commit.wide) = (PersonIx::new(1), true));
    crate::testing::code::trouble(&mut facts, folder);
    structure(&mut facts, folder);
    delivery(&mut facts, folder);
    crate::testing::trouble_process(&mut facts, folder);
    facts
}

/// A policy under which every check runs, with rules on layers that forbid what the troubled system does.
fn everything() -> Policy {
    let enabled = all().iter().map(|check| check.meta().id.to_owned()).collect();
    let own_domains = vec!["own.example".to_owned()];
    let mut policy = Policy { enabled, own_domains, ..Policy::default() };
    policy.layering.forbidden.push(Forbidden {
        from: vec!["**/part0/**".to_owned()],
        to: vec!["**/part1/**".to_owned()],
        reason: "the first part stands alone".to_owned(),
    });
    policy
}

fn structure(facts: &mut Facts, folder: &str) {
    resolve_imports(facts, 100);
    let path = |at: usize| RepoPath::from(format!("{folder}/part{at}/module{at}.py").as_str());
    let edge = ImportEdge { from: FileIx::new(0), to: FileIx::new(1), line: 3, type_only: false, deferred: false };
    let step = CycleStep { from: path(0), to: path(1), imports: 1, example: edge };
    facts.imports.edges.push(edge);
    facts.imports.cycles.push(Cycle {
        unit: ModuleUnit::File,
        repository: RepositoryIx::new(0),
        language: "Python",
        modules: vec![path(0), path(1)],
        files: 2,
        example: vec![step.clone()],
        cut: vec![step],
    });
    facts.pairs.push(CoupledPair {
        repository: RepositoryIx::new(0),
        first: path(2),
        second: path(3),
        first_file: Some(FileIx::new(2)),
        second_file: Some(FileIx::new(3)),
        shared: 30,
        sweeps: 0,
        first_revisions: 30,
        second_revisions: 30,
        degree: 90,
        focused_degree: 90,
        imported: Some(false),
    });
    let place = |at| ClonePlace { file: FileIx::new(at), start_line: 1, end_line: 40 };
    facts.files.iter_mut().for_each(|file| file.duplicated_lines = file.code / 2);
    facts.clones.push(CloneGroup { tokens: 300, lines: 40, hash: 7, places: vec![place(4), place(5)] });
}

fn delivery(facts: &mut Facts, folder: &str) {
    let file = add_file(facts, &format!("{folder}/package.json"), |file| file.kind = FileKind::Configuration);
    let (name, ecosystem) = ("shop".to_owned(), Ecosystem::Npm);
    facts.manifests.push(Manifest {
        file,
        ecosystem,
        lock: false,
        name,
        library: false,
        licence: String::new(),
        dependencies: 9,
        locked_by: None,
    });
    let file = add_file(facts, &format!("{folder}/Dockerfile"), |file| file.kind = FileKind::Configuration);
    let base =
        BaseImage { name: "python".into(), tag: "latest".into(), digest: String::new(), computed: false, line: 1 };
    facts.containers.push(Container {
        file,
        bases: vec![base],
        last_stage_line: 1,
        last_base: Some(0),
        taken: vec!["shop".into()],
        ..Container::default()
    });
    let pipeline = crate::testing::add_pipeline(facts, ".github/workflows/label.yml");
    (pipeline.permissions, pipeline.builds) = (Permissions::WriteAll, true);
    pipeline.untrusted_checkout_lines = vec![30];
    pipeline.uses.push(action_use("acme/label", "v1", false));
    pipeline.jobs.push(PipelineJob { id: "label".into(), line: 20, permissions: Permissions::Undeclared });
}

#[test]
fn every_check_stands_in_the_catalogue_under_its_dimension_and_in_order() {
    let ids: Vec<&str> = all().iter().map(|check| check.meta().id).collect();
    assert!(ids.is_sorted() && ids.iter().collect::<BTreeSet<_>>().len() == ids.len());
    for check in all() {
        let meta = check.meta();
        assert_eq!(entry_of(meta.id).map(|entry| entry.dimension), Some(meta.dimension), "{}", meta.id);
        assert!(!meta.exceptions.is_empty() && !meta.sources.is_empty(), "{}", meta.id);
        assert!(meta.thresholds.iter().all(|threshold| !threshold.source.is_empty()), "{}", meta.id);
    }
}

#[test]
fn every_finding_of_every_check_can_be_told_opened_and_repaired() {
    let judgement = judge(&troubled("src"), &everything());
    assert_eq!(judgement.checks.len(), all().len());
    for result in &judgement.checks {
        let id = result.meta.id;
        assert_eq!(result.assessment.outcome, Outcome::Found, "{id}: {:?}", result.assessment);
        assert!((0.0..=1.0).contains(&result.assessment.score), "{id}");
        assert!(!result.assessment.findings.is_empty() && !result.assessment.measured.is_empty(), "{id}");
        for measured in &result.assessment.measured {
            assert!(result.meta.thresholds.iter().any(|t| t.key == measured.key), "{id}: {}", measured.key);
        }
        for finding in &result.assessment.findings {
            let pattern = result.meta.text(finding.message.key).unwrap();
            let given: BTreeSet<&str> = finding.message.args.iter().map(|(name, _)| *name).collect();
            assert_eq!(variables(pattern), given, "{id}: {}", finding.message.key);
            assert!(
                finding.check == id && !finding.evidence.is_empty() && !finding.remediation_unit.is_empty(),
                "{id}"
            );
            assert!(finding.effort.high > 0.0 && finding.rank.is_finite(), "{id}: {finding:?}");
            assert!(!format!("{finding:?}").contains("Real Name"), "{id} names a person");
        }
    }
}

#[test]
fn identities_survive_a_move_and_the_answer_is_the_same_each_time() {
    let identities = |folder: &str| -> Vec<String> {
        let judgement = judge(&troubled(folder), &everything());
        let findings = judgement.checks.iter().flat_map(|result| &result.assessment.findings);
        let mut identities: Vec<String> = findings.map(|finding| finding.fingerprint.to_string()).collect();
        identities.sort();
        identities
    };
    assert_eq!(identities("src"), identities("a/quite/different/place"));
    let whole = || format!("{:?}", judge(&troubled("src"), &everything()).ranked());
    assert_eq!(whole(), whole());
}

#[test]
fn checks_use_only_the_keys_that_they_declare_and_all_of_them() {
    for (file, source) in sources() {
        let meta = all().iter().map(|check| check.meta()).find(|meta| source.contains(&format!("id: \"{}\"", meta.id)));
        let meta = meta.unwrap_or_else(|| panic!("{file} is not registered"));
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        for call in ["threshold(&META, \"", "limit(policy, &META, \"", "measured(\""] {
            for key in literals(code, call) {
                assert!(meta.thresholds.iter().any(|threshold| threshold.key == key), "{file}: threshold {key}");
            }
        }
        for key in literals(code, "Message::new(\"") {
            assert!(meta.text(&key).is_some(), "{file}: text {key}");
        }
        let unused = |key: &str| code.matches(&format!("\"{key}\"")).count() < 2;
        let texts = meta.texts.iter().map(|text| text.key);
        // Printed by the reports, and by the helper that answers for a share.
        let printed = ["title", "consequence", "remedy", "works"];
        let goes_with = |key: &str| {
            let ending = ["consequence-", "remedy-"].iter().find_map(|start| key.strip_prefix(start));
            ending.is_some_and(|ending| meta.text(&format!("found-{ending}")).is_some())
        };
        for key in
            texts.filter(|key| !printed.contains(key) && !goes_with(key)).chain(meta.thresholds.iter().map(|t| t.key))
        {
            assert!(!unused(key), "{file}: {key} is declared and never used");
        }
    }
}

/// Every file of a check with its text.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/checks");
    let mut files: Vec<(String, String)> = std::fs::read_dir(root)
        .unwrap()
        .flat_map(|dimension| std::fs::read_dir(dimension.unwrap().path()).unwrap())
        .map(|file| file.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.display().to_string(), std::fs::read_to_string(path).unwrap()))
        .collect();
    files.sort();
    assert_eq!(files.len(), all().len());
    files
}

/// The string literals that follow a call; white space that the formatter put in does not matter.
fn literals(code: &str, call: &str) -> Vec<String> {
    let joined: String = code.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(");
    joined.split(call).skip(1).map(|rest| rest.split('"').next().unwrap_or_default().to_owned()).collect()
}

fn variables(pattern: &str) -> BTreeSet<&str> {
    let end =
        |rest: &str| rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
    pattern.split('$').skip(1).map(|rest| &rest[..end(rest)]).collect()
}
