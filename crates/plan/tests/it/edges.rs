//! Inputs at the edge: each has an answer.

use crate::support::{
    FAST, at, brief, cto, effort, facts, fate, feature, finding, firm, goal, judged, one, person, plan, result, source,
    wide,
};
use quarterdeck_base::Message;
use quarterdeck_brief::{Brief, Level, Theme};
use quarterdeck_findings::{Assessment, Finding, Judgement, Severity};
use quarterdeck_plan::{NotPlanned, Standing, roadmap};

fn some() -> Vec<Finding> {
    vec![
        wide("PRC-08", Severity::High, effort(1.0, 2.0)),
        finding("DEB-07", "a/A.java", Severity::High, effort(10.0, 20.0)),
        finding("DEB-12", "a/A.java", Severity::Medium, effort(4.0, 20.0)),
    ]
}

#[test]
fn an_audit_that_found_nothing_plans_nothing_and_says_so() {
    let ok = || judged(vec![result("ARC-18", Assessment::ok(Message::new("works"), Vec::new()))]);
    let none = || judged(vec![result("ARC-18", Assessment::could_not_assess("the history is cut", "a whole clone"))]);
    let nothing = || judged(Vec::new());
    let mut wanting = firm();
    wanting.goals.push(goal("G1", "2027-06-30", &[Theme::Growth], &[]));
    let cases: [(&str, Judgement); 3] = [("all well", ok()), ("nothing assessed", none()), ("nothing ran", nothing())];
    for (what, judgement) in cases {
        let plan = roadmap(&facts(vec![source("a/A.java", 10)]), &judgement, &wanting, FAST).unwrap();
        assert!(plan.initiatives.is_empty() && plan.skills.is_empty(), "{what}");
        assert!(plan.promises.iter().all(|promise| promise.standing == Standing::Unserved), "{what}");
        assert_eq!((plan.promises.len(), plan.whole.0), (2, plan.whole.1), "{what}");
    }
    // A brief that wants nothing, on a system of nothing.
    let empty = roadmap(&facts(Vec::new()), &nothing(), &brief(), FAST).unwrap();
    assert!(empty.initiatives.is_empty() && empty.promises.is_empty() && empty.money.is_empty());
}

#[test]
fn without_people_everything_waits_for_somebody() {
    let facts = facts(vec![source("a/A.java", 100)]);
    let mut nobody = brief();
    nobody.features.push(feature("F1", effort(5.0, 5.0), None));
    let plan = plan(&facts, some(), &nobody);
    assert!(plan.planned().is_empty() && plan.team.is_empty());
    for id in ["establish-pipeline", "F1"] {
        assert_eq!(fate(&plan, id), "nobody-can", "{id}");
    }
    let Err(NotPlanned::NobodyCan(missing)) = &one(&plan, "F1").timing else { panic!() };
    assert_eq!(missing.skills, ["java"]);
}

#[test]
fn without_a_cto_what_takes_a_leader_waits_and_the_rest_is_planned() {
    let facts = facts(vec![source("a/A.java", 100)]);
    let mut brief = firm();
    brief.cto = None;
    let plan = plan(&facts, some(), &brief);
    let fates = ["establish-pipeline", "tests-around-hotspots@a", "settle-promises@a"].map(|id| fate(&plan, id));
    assert_eq!(fates, ["nobody-can", "waits-for", "planned"]);
    // With the CTO alone, who leads and does not code.
    brief.people.clear();
    brief.cto = Some(cto(8.0));
    let plan = crate::support::plan(&facts, some(), &brief);
    assert_eq!(fate(&plan, "establish-pipeline"), "nobody-can");
}

/// A junior in one skill who is a senior in another, alone: nobody else can look over the work, and it is planned.
#[test]
fn nobody_reviews_their_own_work() {
    let facts = facts(vec![source("a/A.java", 100)]);
    let mut brief = firm();
    brief.cto = None;
    brief.assumptions.remove("review-share");
    brief.people = vec![person("ann", &[("java", Level::Junior), ("sql", Level::Senior)])];
    let findings = || vec![finding("DEB-12", "a/A.java", Severity::High, effort(10.0, 10.0))];
    let alone = plan(&facts, findings(), &brief);
    assert_eq!(fate(&alone, "settle-promises@a"), "planned");
    assert!(alone.problem.tasks.iter().all(|task| task.review.is_none()));
    brief.people.push(person("eve", &[("sql", Level::Senior)]));
    let reviewed = plan(&facts, findings(), &brief);
    assert!(reviewed.problem.tasks.iter().any(|task| task.review.is_some()));
    assert!(one(&reviewed, "settle-promises@a").days[1] > 0.0);
    // A review of no time at all is none.
    crate::support::assume(&mut brief, "review-share", 0.0, 0.0);
    assert!(plan(&facts, findings(), &brief).problem.tasks.iter().all(|task| task.review.is_none()));
}

#[test]
fn extremes_are_planned_or_refused_never_a_fault() {
    type Change = fn(&mut Brief);
    let cases: [(&str, Change); 9] = [
        ("one month", |brief| brief.horizon.months = 1),
        ("five years", |brief| brief.horizon.months = 60),
        ("from a Sunday, a leap day within", |brief| brief.horizon.start = crate::support::day("2028-02-27")),
        ("nobody has time", |brief| brief.horizon.unplanned_share = 1.0),
        ("everybody has left", |brief| brief.people[0].until = Some(crate::support::day("2020-01-01"))),
        ("always a holiday", |brief| {
            let all = (0..800).map(|days| brief.horizon.start.plus_days(days));
            brief.holidays = all.collect();
        }),
        ("a feature of centuries", |brief| brief.features.push(feature("F1", effort(90_000.0, 100_000.0), None))),
        ("a feature of minutes", |brief| brief.features.push(feature("F1", effort(0.001, 0.001), None))),
        ("frozen throughout", |brief| {
            let (from, to) = (brief.horizon.start, brief.horizon.end());
            brief.freezes = vec![quarterdeck_brief::Span { from, to }];
        }),
    ];
    let facts = facts(vec![source("a/A.java", 100)]);
    for (what, change) in cases {
        let mut brief = firm();
        change(&mut brief);
        let plan = roadmap(&facts, &crate::support::judgement(some()), &brief, FAST)
            .unwrap_or_else(|fault| panic!("{what}: {fault}"));
        for (one, timing) in plan.planned() {
            assert!(plan.start <= timing.start && timing.done < plan.end, "{what}: {} {timing:?}", one.initiative.id);
        }
        assert_eq!(plan.planned().len() + plan.not_planned().len(), plan.initiatives.len(), "{what}");
    }
}

/// A history that says nothing is no history of zero.
#[test]
fn a_system_without_history_is_planned_without_interest() {
    let mut facts = facts(vec![source("a/A.java", 100)]);
    facts.repositories[0].history = quarterdeck_facts::HistoryState::default();
    facts.repositories[0].first_commit_at = at("2026-06-30");
    let plan = plan(&facts, some(), &firm());
    assert_eq!(fate(&plan, "establish-pipeline"), "planned");
    assert!(plan.initiatives.iter().all(|one| one.value.terms.iter().all(|term| term.kind.id() != "interest-saved")));
}
