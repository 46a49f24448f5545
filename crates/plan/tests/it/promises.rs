//! Whether what was promised comes in time, and what serves it.

use crate::support::{
    assume, brief, day, decides, effort, facts, feature, firm, goal, one, person, plan, problem, source, wide,
};
use quarterdeck_base::Day;
use quarterdeck_brief::{Brief, Choice, Level, Theme};
use quarterdeck_findings::{Finding, Severity};
use quarterdeck_plan::{Promise, Roadmap, Standing, standing};

#[test]
fn standing_follows_the_date() {
    let date = day("2027-06-30");
    let (before, on, after) = (Some(day("2027-06-29")), Some(date), Some(day("2027-07-01")));
    type Case = (Option<Day>, Option<Day>, Standing);
    let cases: [Case; 8] = [
        (before, before, Standing::OnTrack),
        (before, on, Standing::OnTrack),
        (on, on, Standing::OnTrack),
        (on, after, Standing::AtRisk),
        (before, None, Standing::AtRisk),
        (after, after, Standing::Late),
        (after, None, Standing::Late),
        (None, None, Standing::Late),
    ];
    for (p50, p85, wanted) in cases {
        assert_eq!(standing(date, p50, p85), wanted, "{p50:?} {p85:?}");
    }
}

fn planned(findings: Vec<Finding>, brief: &Brief) -> Roadmap {
    plan(&facts(vec![source("a/A.java", 100)]), findings, brief)
}

fn promise<'a>(roadmap: &'a Roadmap, id: &str) -> &'a Promise {
    roadmap.promises.iter().find(|promise| promise.id == id).unwrap()
}

fn health(severity: Severity) -> Vec<Finding> {
    vec![wide("ARC-18", severity, effort(2.0, 3.0))]
}

#[test]
fn where_a_promise_stands_is_computed() {
    let on_growth = |date: &str| {
        let mut brief = firm();
        brief.problems.clear();
        brief.goals.push(goal("G1", date, &[Theme::Growth], &[]));
        brief
    };
    let excluded = |mut brief: Brief| {
        brief.decisions.push(decides("health-checks", None, Choice::Excluded));
        brief
    };
    let unsure = |mut brief: Brief| {
        assume(&mut brief, "overrun", 1.0, 60.0);
        brief.goals[0].date = day("2027-01-29");
        brief
    };
    let late = "2027-12-01";
    for (what, brief, findings, wanted) in [
        ("nothing serves it", on_growth(late), Vec::new(), Standing::Unserved),
        ("what serves it is excluded", excluded(on_growth(late)), health(Severity::Critical), Standing::NotPlanned),
        ("little serves it", on_growth(late), health(Severity::Medium), Standing::HardlyServed),
        ("done long before", on_growth(late), health(Severity::Critical), Standing::OnTrack),
        ("done after", on_growth("2027-01-04"), health(Severity::Critical), Standing::Late),
        ("likely, not sure", unsure(on_growth(late)), health(Severity::Critical), Standing::AtRisk),
    ] {
        let mut brief = brief;
        // What is worth it is another question.
        brief.goals[0].value_per_month = None;
        let plan = planned(findings, &brief);
        let one = promise(&plan, "G1");
        assert_eq!((one.standing, one.is_goal, one.date), (wanted, true, brief.goals[0].date), "{what} {one:?}");
        let is_served = !matches!(wanted, Standing::Unserved | Standing::NotPlanned);
        let ends = is_served && wanted != Standing::HardlyServed;
        assert_eq!((one.done.is_some(), !one.served_by.is_empty()), (ends, is_served), "{what}");
        assert!(one.left_out.is_empty(), "{what}: what the brief excludes would not serve it");
        let wants_more = matches!(wanted, Standing::Unserved | Standing::NotPlanned | Standing::HardlyServed);
        assert_eq!(!one.consider.is_empty(), wants_more, "{what}");
    }
}

/// A feature is what people say that a goal takes: one alone serves it, whatever the audit found.
#[test]
fn a_feature_serves_its_goal() {
    let mut brief = brief();
    brief.people = vec![person("ann", &[("java", Level::Medior)])];
    brief.goals.push(goal("G1", "2027-06-30", &[Theme::Growth], &[]));
    brief.features.push(feature("F1", effort(5.0, 5.0), Some("G1")));
    let plan = planned(Vec::new(), &brief);
    let one = promise(&plan, "G1");
    assert_eq!((one.standing, one.served_by.as_slice()), (Standing::OnTrack, &["F1".to_owned()][..]));
    assert_eq!(one.done.unwrap().0, day("2027-01-08"));
}

/// The portal is the goal: what the audit found beside it does not reach it when nobody can build the portal.
#[test]
fn a_goal_whose_feature_has_no_place_is_not_reached_by_what_else_serves_it() {
    let mut brief = firm();
    brief.goals.push(goal("G1", "2027-12-31", &[Theme::Reliability], &[]));
    brief.features.push(feature("F1", effort(5.0, 5.0), Some("G1")));
    for (skill, wanted) in [("java", Standing::OnTrack), ("cobol", Standing::NotPlanned)] {
        brief.features[0].skill = skill.to_owned();
        let plan = planned(health(Severity::High), &brief);
        let one = promise(&plan, "G1");
        assert_eq!((one.standing, one.done.is_some()), (wanted, wanted == Standing::OnTrack), "{skill}");
        assert!(one.served_by.contains(&"health-checks".to_owned()), "{skill}: {:?}", one.served_by);
    }
}

#[test]
fn the_last_of_those_planned_ends_it_and_what_has_no_place_is_named() {
    let mut brief = firm();
    brief.cto = None;
    brief.problems[0].cost_per_month = None;
    // Error tracking takes somebody who leads; there is nobody.
    let findings = vec![
        wide("ARC-18", Severity::High, effort(2.0, 3.0)),
        wide("DEB-18", Severity::High, effort(4.0, 5.0)),
        wide("PRC-26", Severity::High, effort(2.0, 3.0)),
    ];
    let plan = planned(findings, &brief);
    let promise = promise(&plan, "P1");
    assert_eq!(promise.left_out, ["track-errors"]);
    let timing = |id: &str| one(&plan, id).timing.clone().unwrap();
    let both = [timing("health-checks"), timing("check-code-by-machine")];
    let last = |of: fn(&quarterdeck_plan::Timing) -> Option<Day>| both.iter().filter_map(of).max();
    let done = (last(|one| Some(one.done)).unwrap(), last(|one| one.p50), last(|one| one.p85));
    assert_eq!(promise.done, Some(done));
    // By rank.
    let mut by_rank =
        plan.planned().iter().map(|(one, _)| (one.rank.rank, one.initiative.id.clone())).collect::<Vec<_>>();
    by_rank.sort();
    assert_eq!(promise.served_by, by_rank.into_iter().map(|(_, id)| id).collect::<Vec<_>>());
    // A problem has no date but the end of the plan.
    assert_eq!((promise.date, promise.is_goal), (day("2028-01-04"), false));
}

#[test]
fn problems_stand_before_goals() {
    let mut brief = firm();
    brief.problems.push(problem("P2", 2, &[Theme::Security], &[]));
    brief.goals.push(goal("G1", "2027-06-30", &[Theme::Growth], &[]));
    let plan = planned(Vec::new(), &brief);
    assert_eq!(plan.promises.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["P1", "P2", "G1"]);
    // What is considered shares a theme, calls for no finding, and is at most three.
    for promise in &plan.promises {
        let themes = match promise.id.as_str() {
            "P1" => brief.problems[0].themes.clone(),
            "P2" => brief.problems[1].themes.clone(),
            _ => brief.goals[0].themes.clone(),
        };
        let fits = |play: &&quarterdeck_plan::Play| {
            play.answers.is_empty() && play.themes.iter().any(|theme| themes.contains(theme))
        };
        assert!(promise.consider.len() <= 3 && promise.consider.iter().all(fits), "{}", promise.id);
        assert_eq!(promise.standing, Standing::Unserved);
    }
}
