//! What comes first, how sure that is, and which skill is short.

use crate::support::{
    FAST, brief, decides, effort, facts, feature, finding, firm, judgement, near, one, person, plan, problem, source,
    wide,
};
use quarterdeck_brief::{Brief, Choice, Level, Theme};
use quarterdeck_facts::Facts;
use quarterdeck_findings::{Finding, Severity};
use quarterdeck_plan::{Basis, Roadmap, roadmap};

/// Work of one skill alone: Java.
fn of_java() -> (Facts, Vec<Finding>, Brief) {
    let names = ["a", "b", "c", "d"];
    let facts = facts(names.iter().map(|name| source(&format!("{name}/F.java"), 100)).collect());
    let mut findings: Vec<Finding> = names
        .iter()
        .zip([Severity::Low, Severity::Critical, Severity::Medium, Severity::High])
        .zip([5.0, 30.0, 12.0, 40.0])
        .map(|((name, severity), days)| {
            finding("DEB-12", &format!("{name}/F.java"), severity, effort(days, days * 1.5))
        })
        .collect();
    findings.push(wide("DEB-24", Severity::Medium, effort(1.0, 2.0)));
    let mut brief = brief();
    brief.problems.push(problem("P1", 1, &[Theme::Reliability, Theme::Team], &[]));
    brief.people.push(person("ann", &[("java", Level::Medior)]));
    (facts, findings, brief)
}

fn ids(roadmap: &Roadmap) -> Vec<&str> {
    roadmap.initiatives.iter().map(|one| one.initiative.id.as_str()).collect()
}

#[test]
fn most_value_for_a_day_of_the_shortest_skill_comes_first() {
    for money in [true, false] {
        let (facts, findings, mut brief) = of_java();
        if !money {
            brief.problems[0].cost_per_month = None;
        }
        let plan = plan(&facts, findings, &brief);
        assert_eq!(plan.basis, if money { Basis::Money } else { Basis::Points });
        let mut wanted: Vec<(f64, &str)> = Vec::new();
        for one in &plan.initiatives {
            let worth = if money { one.value.money.unwrap().middle() } else { one.value.points };
            let days = (one.initiative.effort.low + one.initiative.effort.high) / 2.0;
            near(one.rank.short_days, days, "all of it is Java");
            near(one.rank.ratio, worth / days, &one.initiative.id);
            wanted.push((worth / days, &one.initiative.id));
        }
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
        assert_eq!(ids(&plan), wanted.iter().map(|(_, id)| *id).collect::<Vec<_>>());
        let places: Vec<u32> = plan.initiatives.iter().map(|one| one.rank.rank).collect();
        assert_eq!(places, (1..=5).collect::<Vec<_>>());
    }
}

/// Only the days of the short skill divide the value: a play of a little Java is cheap where Java is short.
#[test]
fn days_of_other_skills_do_not_count() {
    let facts = facts(vec![source("a/A.java", 100)]);
    let mut brief = firm();
    brief.people[0].days_per_week = 1.0;
    brief.people[0].skills = [("java".to_owned(), Level::Medior)].into();
    let findings =
        vec![wide("SEC-15", Severity::High, effort(4.0, 4.0)), wide("DEB-24", Severity::High, effort(4.0, 4.0))];
    let plan = plan(&facts, findings, &brief);
    assert_eq!(plan.skills[0].skill, "java");
    for (id, play) in [("own-licence", "own-licence"), ("onboarding-readme", "onboarding-readme")] {
        let one = one(&plan, id);
        let steps = &quarterdeck_plan::play(play).unwrap().steps;
        let java: f64 =
            steps.iter().filter(|step| step.skills.contains(&"code".to_owned())).map(|step| step.share).sum();
        near(one.rank.short_days, one.initiative.effort.middle() * java, id);
        near(one.rank.ratio, one.value.money.unwrap().middle() / one.rank.short_days, id);
    }
}

#[test]
fn the_range_of_ranks_holds_the_rank() {
    let mut equals: Vec<Finding> = (0..5)
        .map(|at| {
            finding("DEB-12", &format!("{}/F.java", ["a", "b", "c", "d", "e"][at]), Severity::Low, effort(8.0, 16.0))
        })
        .collect();
    equals.push(finding("DEB-12", "f/F.java", Severity::Low, effort(9.0, 15.0)));
    let all = facts(["a", "b", "c", "d", "e", "f"].map(|name| source(&format!("{name}/F.java"), 100)).into());
    let (facts, findings, brief) = of_java();
    let cases = [(&all, equals), (&facts, findings)];
    for (facts, findings) in cases {
        for seed in 0..5 {
            let options = quarterdeck_plan::Options { seed, ..FAST };
            let plan = roadmap(facts, &judgement(findings.clone()), &brief, options).unwrap();
            let last = plan.initiatives.len() as u32;
            for one in &plan.initiatives {
                let rank = &one.rank;
                let (low, high) = (rank.rank_low, rank.rank_high);
                assert!(1 <= low && low <= rank.rank && rank.rank <= high && high <= last, "{seed} {rank:?}");
            }
        }
    }
}

/// Where nothing is uncertain, one order is drawn a thousand times.
#[test]
fn an_order_without_doubt_is_stable() {
    let (facts, findings, mut brief) = of_java();
    let exact = |finding: Finding| Finding { effort: effort(finding.effort.low, finding.effort.low), ..finding };
    crate::support::assume(&mut brief, "loss-avoided", 0.5, 0.5);
    brief.problems[0].cost_per_month = None;
    // Effort models are ranges; far apart all the same.
    let findings = findings.into_iter().map(exact).filter(|finding| finding.effort.low != 12.0).collect();
    let plan = plan(&facts, findings, &brief);
    for one in [&plan.initiatives[0], plan.initiatives.last().unwrap()] {
        assert_eq!((one.rank.rank_low, one.rank.rank_high), (one.rank.rank, one.rank.rank), "{}", one.initiative.id);
    }
}

#[test]
fn the_skill_with_most_demand_over_capacity_is_named_first() {
    let facts = facts(vec![source("a/A.java", 100)]);
    for (days_a_week, shortest) in [(0.5, "security"), (4.0, "java")] {
        let mut brief = brief();
        brief.people = vec![person("ann", &[("java", Level::Medior)]), person("bob", &[("security", Level::Medior)])];
        brief.people[1].days_per_week = days_a_week;
        brief.features = vec![feature("F1", effort(50.0, 50.0), None), feature("F2", effort(10.0, 10.0), None)];
        brief.features[1].skill = "security".to_owned();
        let plan = plan(&facts, Vec::new(), &brief);
        assert_eq!(plan.skills[0].skill, shortest);
        let load = |skill: &str| plan.skills.iter().find(|load| load.skill == skill).unwrap();
        // 261 weekdays in the plan.
        near(load("java").demand_days, 50.0, "demand");
        near(load("java").capacity_days, 261.0, "capacity");
        near(load("java").ratio(), 50.0 / 261.0, "ratio");
        near(load("security").capacity_days, 261.0 * days_a_week / 5.0, "capacity");
    }
}

/// What is worth nothing by itself takes its place from what waits for it: value and days of both, by hand.
#[test]
fn a_prerequisite_counts_the_value_that_it_unlocks() {
    let facts = facts(vec![source("a/A.java", 100), source("b/B.java", 100)]);
    let mut brief = firm();
    // Copies serve cheap change and compliance; the pipeline that their tests wait for serves neither.
    brief.problems[0].themes = vec![Theme::ChangeCost];
    let findings = vec![
        wide("PRC-08", Severity::Low, effort(4.0, 4.0)),
        finding("DEB-04", "a/A.java", Severity::High, effort(8.0, 8.0)),
        finding("DEB-07", "a/A.java", Severity::Low, effort(10.0, 10.0)),
    ];
    let plan = plan(&facts, findings.clone(), &brief);
    let worth = |id: &str| one(&plan, id).value.money.map_or(0.0, |money| money.middle());
    let days = |id: &str| {
        let one = one(&plan, id);
        if one.rank.short_days > 0.0 { one.rank.short_days } else { one.initiative.effort.middle() }
    };
    let tests = &one(&plan, "tests-around-hotspots@a").rank;
    let copies = &one(&plan, "remove-copies@a").rank;
    assert_eq!(one(&plan, "remove-copies@a").after, ["tests-around-hotspots@a"]);
    assert!(copies.opens.is_empty() && copies.unlocked == 0.0, "nothing waits for it");
    near(copies.ratio, worth("remove-copies@a") / days("remove-copies@a"), "its own");
    let both = ["tests-around-hotspots@a", "remove-copies@a"];
    assert_eq!(tests.opens, ["remove-copies@a"]);
    near(tests.unlocked, worth("remove-copies@a"), "what it opens");
    near(tests.ratio, both.map(worth).iter().sum::<f64>() / both.map(days).iter().sum::<f64>(), "the chain");
    assert!(tests.ratio > worth("tests-around-hotspots@a") / days("tests-around-hotspots@a"));
    // The chain goes through those in between.
    let pipeline = &one(&plan, "establish-pipeline").rank;
    assert_eq!(pipeline.opens.len(), 2, "{pipeline:?}");
    let all = ["establish-pipeline", "tests-around-hotspots@a", "remove-copies@a"];
    near(pipeline.ratio, all.map(worth).iter().sum::<f64>() / all.map(days).iter().sum::<f64>(), "the longer chain");
    // What is not done lends nothing.
    brief.decisions.push(decides("remove-copies", None, Choice::Excluded));
    let without = crate::support::plan(&facts, findings, &brief);
    assert_eq!(one(&without, "tests-around-hotspots@a").rank.opens, [""; 0]);
    assert!(one(&without, "establish-pipeline").rank.unlocked < pipeline.unlocked);
}
