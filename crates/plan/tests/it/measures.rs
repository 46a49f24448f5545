//! The fifteen measures on a system made by hand: each known, and unknown where there is nothing to measure.

use crate::support::{
    at, contributes, effort, facts, file, finding, firm, found, hot, judged, judgement, one, plan, result, source,
    test_file, wide,
};
use quarterdeck_base::RepoPath;
use quarterdeck_facts::{Cycle, Facts, FunctionFacts, ImportShare, ModuleUnit, RepositoryIx};
use quarterdeck_findings::{
    Assessment, Coverage, CoverageWord, Dimension, DimensionResult, Grade, Judgement, Letter, Severity,
};
use quarterdeck_plan::{Ground, MEASURES, Measured, Place, PlaceKind, ask, measure};
use std::collections::BTreeSet;

fn function(facts: &mut Facts, path: &str, cognitive: u32, in_test: bool) {
    let file = file(facts, path);
    facts.functions.push(FunctionFacts { file, cognitive, in_test, ..FunctionFacts::default() });
}

/// Two folders: `a` with everything, `b` beside it.
fn system() -> Facts {
    let mut large = hot("a/Large.java", 1_001, 6);
    (large.duplicated_lines, large.admitted_debt) = (101, 3);
    let mut plain = crate::support::changed(source("a/Plain.java", 1_000), 50);
    (plain.duplicated_lines, plain.admitted_debt, plain.cognitive_max) = (50, 1, 15);
    let seldom = hot("a/Seldom.java", 99, 5);
    let mut test = test_file("test/LargeTest.java", 700);
    (test.tests_skipped, test.admitted_debt) = (2, 9);
    let mut beside = hot("b/Beside.java", 900, 100);
    beside.duplicated_lines = 900;
    let mut facts = facts(vec![large, plain, seldom, test, beside]);
    for (path, cognitive, in_test) in [
        ("a/Large.java", 40, false),
        ("a/Large.java", 16, false),
        ("a/Plain.java", 15, false),
        ("a/Large.java", 99, true),
        ("b/Beside.java", 70, false),
        ("test/LargeTest.java", 80, false),
    ] {
        function(&mut facts, path, cognitive, in_test);
    }
    // Ann wrote a quarter of Large and none of Plain; Bob, who wrote Plain, is gone for a year and a day.
    contributes(&mut facts, "a/Large.java", 0, 25, "2026-06-01");
    contributes(&mut facts, "a/Large.java", 1, 75, "2025-06-30");
    contributes(&mut facts, "a/Plain.java", 1, 10, "2024-01-01");
    contributes(&mut facts, "b/Beside.java", 2, 10, "2025-07-01");
    contributes(&mut facts, "test/LargeTest.java", 3, 10, "2026-06-01");
    facts.imports.shares =
        vec![ImportShare { language: "Java", unit: None, internal: 30, external: 30, unresolved: 40 }];
    facts.imports.cycles = vec![circle(ModuleUnit::File, &["a/Large.java", "a/Plain.java", "b/Beside.java"])];
    facts
}

fn circle(unit: ModuleUnit, modules: &[&str]) -> Cycle {
    Cycle {
        unit,
        repository: RepositoryIx::new(0),
        language: "Java",
        modules: modules.iter().map(|path| RepoPath::new(*path)).collect(),
        files: 0,
        example: Vec::new(),
        cut: Vec::new(),
    }
}

fn audit() -> Judgement {
    let in_a = finding("DEB-12", "a/Large.java", Severity::Low, effort(1.0, 1.0));
    let in_b = finding("DEB-12", "b/Beside.java", Severity::Low, effort(1.0, 1.0));
    let about_all = wide("DEB-12", Severity::Low, effort(1.0, 1.0));
    let coverage = Coverage {
        share: 0.5,
        word: CoverageWord::Partial,
        assessed: 1,
        applicable: 2,
        widened_by: Vec::new(),
        unseen: None,
        not_built: 0,
    };
    let dimension = |dimension, grade| DimensionResult { dimension, grade, coverage: coverage.clone() };
    let mut judgement = judged(vec![
        result("ARC-01", Assessment::could_not_assess("too few imports are known", "a build")),
        result("DEB-12", Assessment::found(0.4231, Vec::new(), vec![in_a, in_b, about_all])),
        result("PRC-08", Assessment::not_applicable("it is a library")),
        result("SEC-13", Assessment::ok(quarterdeck_base::Message::new("works"), Vec::new())),
    ]);
    judgement.dimensions = vec![
        dimension(Dimension::Debt, Grade::Given { letter: Letter::C, score: 57.3, held: None }),
        dimension(Dimension::Team, Grade::None { reason: "too little was looked at".to_owned() }),
    ];
    judgement
}

/// The folder `a`, and the tests that are named after its files.
fn folder_a(facts: &Facts) -> Place {
    let files: BTreeSet<_> = ["a/Large.java", "a/Plain.java", "a/Seldom.java"].map(|path| file(facts, path)).into();
    Place::of_files(PlaceKind::Component("a".to_owned()), facts, &files)
}

fn asked(facts: &Facts, judgement: &Judgement, place: &Place, id: &str, checks: &[&str]) -> Result<f64, String> {
    let checks: Vec<String> = checks.iter().map(|id| (*id).to_owned()).collect();
    match ask(measure(id).unwrap(), &checks, &Ground::new(facts), judgement, place) {
        Measured::Known(value) => Ok(value),
        Measured::Unknown(reason) => Err(reason),
    }
}

#[test]
fn every_measure_gives_the_figure_of_its_rule() {
    let (facts, judgement) = (system(), audit());
    let (system, a) = (Place::system(&facts), folder_a(&facts));
    type Case = (&'static str, &'static [&'static str], f64, f64);
    // (measure, checks, in the folder a, in the whole system)
    let cases: [Case; 15] = [
        ("check-score", &["DEB-12"], 42.3, 42.3),
        ("check-score", &["SEC-13"], 100.0, 100.0),
        // One in a, one in b, one about all: that one is in no folder.
        ("open-findings", &["DEB-12"], 1.0, 3.0),
        ("open-findings", &["DEB-12", "SEC-13"], 1.0, 3.0),
        ("grade-score", &["debt"], 57.3, 57.3),
        // 700 test lines beside 2,100 in a, 3,000 in all: 25 and 18.9 of a hundred.
        ("test-share", &[], 25.0, 18.9),
        ("complex-functions", &[], 2.0, 3.0),
        ("worst-function", &[], 40.0, 70.0),
        // 151 of 2,100; 1,051 of 3,000.
        ("duplicated-share", &[], 7.2, 35.0),
        ("hotspots", &[], 1.0, 2.0),
        ("large-files", &[], 1.0, 1.0),
        ("circle-files", &[], 2.0, 3.0),
        // 1,001 lines of the 2,001 with a history; Beside's 900 are known too.
        ("known-share", &[], 50.0, 65.5),
        ("skipped-tests", &[], 2.0, 2.0),
        ("todo-comments", &[], 4.0, 4.0),
    ];
    for (id, checks, in_a, in_all) in cases {
        let found = [&a, &system].map(|place| asked(&facts, &judgement, place, id, checks));
        assert_eq!(found, [Ok(in_a), Ok(in_all)], "{id} {checks:?}");
    }
    // Ann in a; the tests are not source, and Bob has been gone for more than a year.
    assert_eq!(asked(&facts, &judgement, &a, "active-people", &[]), Ok(1.0));
    assert_eq!(asked(&facts, &judgement, &system, "active-people", &[]), Ok(2.0));
}

#[test]
fn circles_of_packages_name_folders() {
    let mut facts = system();
    facts.imports.cycles = vec![circle(ModuleUnit::Folder, &["a", "c"])];
    assert_eq!(asked(&facts, &audit(), &Place::system(&facts), "circle-files", &[]), Ok(3.0));
}

#[test]
fn what_cannot_be_measured_says_why() {
    let (full, empty, judgement) = (system(), facts(Vec::new()), audit());
    let mut vague = system();
    vague.imports.shares[0].unresolved = 41;
    let mut young = facts(vec![source("a/A.java", 10)]);
    young.as_of = at("2026-07-01");
    let cases: [(&Facts, &str, &[&str], &str); 18] = [
        (&full, "check-score", &[], "no check is named"),
        (&full, "check-score", &["ARC-01"], "too few imports are known"),
        (&full, "check-score", &["PRC-08"], "it is a library"),
        (&full, "check-score", &["ARC-99"], "ARC-99 did not run"),
        (&full, "open-findings", &["DEB-12", "ARC-01"], "ARC-01: too few imports are known"),
        (&full, "open-findings", &["ARC-99"], "ARC-99 did not run"),
        (&full, "grade-score", &["team"], "too little was looked at"),
        (&full, "grade-score", &["beauty"], "there is no dimension `beauty`"),
        (&empty, "test-share", &[], "it holds no source files"),
        (&empty, "duplicated-share", &[], "it holds no source files"),
        (&young, "worst-function", &[], "no function was parsed there"),
        (&young, "hotspots", &[], "its history could not be read"),
        (&young, "known-share", &[], "its history could not be read"),
        (&young, "active-people", &[], "its history could not be read"),
        (&young, "circle-files", &[], "too few of its imports are known"),
        (&vague, "circle-files", &[], "too few of its imports are known"),
        (&full, "answer", &[], "only people can answer this"),
        (&empty, "answer", &[], "only people can answer this"),
    ];
    for (facts, id, checks, why) in cases {
        assert_eq!(asked(facts, &judgement, &Place::system(facts), id, checks), Err(why.to_owned()), "{id} {checks:?}");
    }
}

/// On a system of nothing, each measure gives an answer and none a figure that means something good.
#[test]
fn an_empty_system_is_asked_without_harm() {
    let (facts, judgement) = (facts(Vec::new()), judgement(Vec::new()));
    let place = Place::system(&facts);
    for measure in MEASURES {
        if let Measured::Known(value) = ask(measure, &[], &Ground::new(&facts), &judgement, &place) {
            assert!(value == 0.0 && !measure.more_is_better, "{}: {value}", measure.id);
        }
    }
}

#[test]
fn a_target_is_a_figure_and_asks_for_the_part_that_is_done() {
    let facts = system();
    let brief = firm();
    // Four promises in the code of a; the play wants two fifths of them at most.
    let all = found(&facts, &audit(), &brief);
    assert!(all.iter().any(|one| one.id == "settle-promises@rest"));
    let large = |path: &str, days: f64| finding("DEB-12", path, Severity::High, effort(days, days));
    let findings = vec![large("a/Large.java", 20.0)];
    let roadmap = plan(&facts, findings, &brief);
    let indicator = &one(&roadmap, "settle-promises@a").indicators[0];
    assert_eq!((indicator.measure.id, &indicator.start), ("todo-comments", &Measured::Known(4.0)));
    let wanted = |share: f64| Some((4.0 * share).round());
    assert_eq!((indicator.target, indicator.at_least), (wanted(0.4), false));
    assert_eq!(indicator.is_met(&Measured::Known(2.0)), Some(true));
    assert_eq!(indicator.is_met(&Measured::Known(3.0)), Some(false));
    assert_eq!(indicator.is_met(&Measured::Unknown("no".to_owned())), None);
    // Where the box holds a part of the repair, that part of the way is asked for.
    let play = quarterdeck_plan::play("settle-promises").unwrap().effort.findings;
    let each = 2.0 * 15.0 / (play.low + play.high);
    let half = plan(&facts, vec![large("a/Large.java", each), large("a/Plain.java", each)], &brief);
    let boxed = one(&half, "settle-promises@a");
    assert_eq!((boxed.initiative.left, boxed.initiative.covered), (1, 0.5));
    assert_eq!(boxed.indicators[0].target, wanted(1.0 - 0.6 * 0.5));
    // What rests on a start value that nobody knows has no target; what does not, has.
    let start_unknown = plan(
        &crate::support::facts(vec![source("a/A.java", 10)]),
        vec![finding("TEA-02", "a/A.java", Severity::High, effort(9.0, 9.0))],
        &brief,
    );
    let indicator = &one(&start_unknown, "recover-lost-knowledge@a").indicators[0];
    assert_eq!((indicator.measure.id, indicator.start.known(), indicator.target), ("known-share", None, None));
}
