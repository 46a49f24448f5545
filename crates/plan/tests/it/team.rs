//! Days and people: calendars, skills, and what comes before what.

use crate::support::{
    assume, brief, cto, day, effort, facts, fate, feature, finding, firm, near, one, person, plan, source, wide,
};
use quarterdeck_brief::{Brief, Choice, Level, Phase, Span};
use quarterdeck_findings::{Finding, Severity};
use quarterdeck_plan::{NotPlanned, Roadmap, Slots, Worker};

fn nothing_to_do(brief: &Brief) -> Roadmap {
    plan(&facts(vec![source("a/A.java", 100)]), Vec::new(), brief)
}

fn worker<'a>(roadmap: &'a Roadmap, id: &str) -> &'a Worker {
    roadmap.team.iter().find(|worker| worker.id == id).unwrap()
}

/// 365 days from a Monday are 52 weeks and a Monday: 261 weekdays. Two years with a leap day: 104 weeks and three days.
#[test]
fn slots_are_the_weekdays_of_twice_the_plan() {
    let slots = Slots::new(&brief());
    assert_eq!((slots.plan_end, slots.count()), (261, 523));
    for (slot, text) in
        [(0, "2027-01-04"), (4, "2027-01-08"), (5, "2027-01-11"), (260, "2028-01-03"), (261, "2028-01-04")]
    {
        assert_eq!((slots.day(slot), slots.slot(day(text))), (Some(day(text)), slot), "{text}");
    }
    // Saturday and Sunday are Monday's; what lies before the plan is its first day; what lies beyond, no slot.
    for (text, slot) in [("2027-01-09", 5), ("2027-01-10", 5), ("2020-01-01", 0), ("2040-01-01", 523)] {
        assert_eq!(slots.slot(day(text)), slot, "{text}");
    }
    // Work that ends before slot 5 is done on the Friday.
    assert_eq!((slots.done_on(5), slots.done_on(0)), (Some(day("2027-01-08")), Some(day("2027-01-04"))));
    // 2028 has a 29 February, a Tuesday; 2027 has none.
    assert_eq!(slots.day(slots.slot(day("2028-02-29"))), Some(day("2028-02-29")));
    assert_eq!(slots.slot(day("2028-03-01")) - slots.slot(day("2028-02-28")), 2);
    let mut leap = brief();
    (leap.horizon.start, leap.horizon.months) = (day("2028-02-29"), 1);
    assert_eq!(Slots::new(&leap).plan_end, 21, "from 29 February, before 29 March");
}

#[test]
fn a_person_has_the_days_that_the_calendar_leaves() {
    type Change = fn(&mut Brief);
    // Weekdays of 2027 from 4 January: 20 in January, 20 in February, 23 in March.
    let cases: [(&str, Change, [f64; 3]); 9] = [
        ("all days", |_| {}, [20.0, 20.0, 23.0]),
        ("four days a week", |brief| brief.people[0].days_per_week = 4.0, [16.0, 16.0, 18.4]),
        (
            "holidays, one of them a Sunday",
            |brief| brief.holidays = vec![day("2027-01-05"), day("2027-01-10")],
            [19.0, 20.0, 23.0],
        ),
        (
            "away",
            |brief| brief.people[0].absences = vec![Span { from: day("2027-01-29"), to: day("2027-02-05") }],
            [19.0, 15.0, 23.0],
        ),
        ("from a day on", |brief| brief.people[0].from = Some(day("2027-02-15")), [0.0, 10.0, 23.0]),
        ("until a day", |brief| brief.people[0].until = Some(day("2027-02-05")), [20.0, 5.0, 0.0]),
        (
            "ramp-up of two months",
            |brief| (brief.people[0].from, brief.people[0].ramp_up_months) = (Some(day("2027-02-01")), 2),
            [0.0, 5.0, 17.25],
        ),
        (
            "shares of features and of the unplanned",
            |brief| (brief.horizon.feature_share, brief.horizon.unplanned_share) = (0.3, 0.2),
            [10.0, 10.0, 11.5],
        ),
        ("availability", |brief| assume(brief, "availability", 0.5, 1.0), [15.0, 15.0, 17.25]),
    ];
    for (what, change, wanted) in cases {
        let mut brief = brief();
        brief.people.push(person("ann", &[("java", Level::Medior)]));
        change(&mut brief);
        let plan = nothing_to_do(&brief);
        for (month, days) in plan.capacity.iter().zip(wanted) {
            near(month.available[0], days, &format!("{what}, {}", month.from.month_id()));
        }
        near(worker(&plan, "ann").days_until(20 + 20 + 23), wanted.iter().sum(), what);
    }
}

#[test]
fn the_cto_comes_as_the_phases_say() {
    let mut brief = brief();
    brief.cto = Some(cto(260.0 / 12.0 / 5.0 * 2.0));
    let phases = &mut brief.cto.as_mut().unwrap().phases;
    phases[0].from = day("2027-01-18");
    phases.push(Phase { from: day("2027-02-15"), days_per_month: 260.0 / 12.0 / 10.0 });
    brief.holidays = vec![day("2027-01-19")];
    brief.horizon.feature_share = 0.5;
    let plan = nothing_to_do(&brief);
    // Nothing before the first phase; two days a week, then half a day; features keep nothing of the CTO.
    let days: Vec<f64> = plan.capacity.iter().take(3).map(|month| month.available[0]).collect();
    for (found, wanted) in days.into_iter().zip([9.0 * 0.4, 10.0 * 0.4 + 10.0 * 0.1, 2.3]) {
        near(found, wanted, "days of the CTO");
    }
    // Nobody gives more than a day a day.
    brief.cto = Some(cto(60.0));
    assert!(worker(&nothing_to_do(&brief), "cto").shares.iter().all(|share| *share <= 1.0));
}

#[test]
fn capacity_is_never_negative() {
    let mut brief = firm();
    (brief.horizon.feature_share, brief.horizon.unplanned_share) = (0.9, 1.4);
    brief.features.push(feature("F1", effort(1.0, 2.0), None));
    let findings = vec![wide("ARC-18", Severity::High, effort(1.0, 2.0))];
    let plan = plan(&facts(vec![source("a/A.java", 100)]), findings, &brief);
    assert!(plan.team.iter().all(|worker| worker.shares.iter().all(|share| *share == 0.0)));
    assert_eq!((plan.planned().len(), fate(&plan, "health-checks"), fate(&plan, "F1")), (0, "no-room", "no-room"));
    assert_eq!(plan.skills[0].ratio(), f64::INFINITY);
}

#[test]
fn whoever_has_one_of_the_skills_can_do_a_step() {
    let java = Finding { ..wide("ARC-18", Severity::High, effort(1.0, 2.0)) };
    type Skills = &'static [(&'static str, Level)];
    let cases: [(Skills, &'static str, &str); 8] = [
        (&[("java", Level::Junior)], "Java", "planned"),
        (&[("delivery", Level::Senior)], "Java", "planned"),
        (&[("python", Level::Senior)], "Java", "nobody-can"),
        (&[("javascript", Level::Junior)], "TypeScript", "planned"),
        (&[("typescript", Level::Junior)], "JavaScript", "planned"),
        (&[("c", Level::Medior)], "C++", "planned"),
        (&[("c++", Level::Medior)], "C", "nobody-can"),
        (&[], "Java", "nobody-can"),
    ];
    for (skills, language, wanted) in cases {
        let mut file = source("a/A", 100);
        file.language = language;
        let mut brief = firm();
        brief.people = vec![person("ann", skills)];
        let plan = plan(&facts(vec![file]), vec![java.clone()], &brief);
        assert_eq!(fate(&plan, "health-checks"), wanted, "{skills:?} {language}");
    }
}

#[test]
fn who_is_missing_is_said_with_skill_and_level() {
    let facts = facts(vec![source("a/A.java", 100)]);
    let mut brief = firm();
    brief.people = vec![person("ann", &[("java", Level::Junior), ("security", Level::Junior)])];
    let findings =
        vec![wide("SEC-32", Severity::High, effort(1.0, 2.0)), wide("SEC-06", Severity::Low, effort(1.0, 2.0))];
    let plan = plan(&facts, findings, &brief);
    let Err(NotPlanned::NobodyCan(missing)) = &one(&plan, "close-open-infrastructure").timing else { panic!() };
    assert_eq!(missing.skills, ["security", "delivery", "java"]);
    assert_eq!((missing.initiative.as_str(), missing.level), ("close-open-infrastructure", Level::Medior));
    // A feature asks for its own level.
    for (level, wanted) in [(Level::Junior, "planned"), (Level::Medior, "nobody-can")] {
        brief.features = vec![feature("F1", effort(1.0, 2.0), None)];
        brief.features[0].level = level;
        assert_eq!(fate(&nothing_to_do(&brief), "F1"), wanted, "{level:?}");
    }
}

#[test]
fn juniors_are_slower_and_seniors_review_them() {
    let mut brief = brief();
    brief.people = vec![person("ann", &[("java", Level::Junior)])];
    brief.features = vec![feature("F1", effort(6.0, 6.0), None)];
    assume(&mut brief, "junior-speed", 0.5, 0.7);
    let alone = nothing_to_do(&brief);
    near(one(&alone, "F1").days[0], 10.0, "6 days at a speed of 0.6");
    assert_eq!(one(&alone, "F1").timing.as_ref().unwrap().done, day("2027-01-15"));
    // With a senior beside: two tenths of the work are looked over by them.
    brief.people.push(person("eve", &[("cobol", Level::Senior)]));
    assume(&mut brief, "review-share", 0.1, 0.3);
    let reviewed = nothing_to_do(&brief);
    near(one(&reviewed, "F1").days[0], 10.0, "work");
    near(one(&reviewed, "F1").days[1], 1.2, "review");
    // A medior's work is not.
    brief.people[0].skills.insert("java".to_owned(), Level::Medior);
    assert_eq!(one(&nothing_to_do(&brief), "F1").days, [6.0, 0.0]);
}

/// A system with findings of these checks in one file.
fn chain(checks: &[&'static str], brief: &Brief) -> Roadmap {
    let findings = checks.iter().map(|check| match *check {
        "PRC-08" => wide(check, Severity::High, effort(1.0, 2.0)),
        _ => finding(check, "a/A.java", Severity::High, effort(10.0, 12.0)),
    });
    plan(&facts(vec![source("a/A.java", 100)]), findings.collect(), brief)
}

#[test]
fn plays_wait_for_the_plays_that_come_before() {
    let brief = firm();
    let after = |plan: &Roadmap, id: &str| one(plan, id).after.clone();
    // At the same place, else on the whole system.
    let whole = chain(&["DEB-05", "DEB-02", "DEB-07", "PRC-08"], &brief);
    assert_eq!(after(&whole, "simplify-functions@a"), ["simplify-hotspots@a"]);
    assert_eq!(after(&whole, "simplify-hotspots@a"), ["tests-around-hotspots@a"]);
    assert_eq!(after(&whole, "tests-around-hotspots@a"), ["establish-pipeline"]);
    // What no finding calls for passes on what comes before it.
    let without = chain(&["DEB-02", "DEB-07"], &brief);
    assert_eq!(after(&without, "simplify-functions@a"), ["tests-around-hotspots@a"]);
    assert_eq!(after(&chain(&["DEB-02", "PRC-08"], &brief), "simplify-functions@a"), ["establish-pipeline"]);
    assert!(after(&chain(&["DEB-02"], &brief), "simplify-functions@a").is_empty());
    // And the dates keep to it.
    for (before, next) in [
        ("establish-pipeline", "tests-around-hotspots@a"),
        ("tests-around-hotspots@a", "simplify-hotspots@a"),
        ("simplify-hotspots@a", "simplify-functions@a"),
    ] {
        let timing = |id: &str| one(&whole, id).timing.clone().unwrap();
        assert!(timing(before).done < timing(next).start, "{before} {next}");
    }
}

#[test]
fn what_nobody_can_do_stops_what_waits_and_what_is_excluded_frees_it() {
    let mut brief = firm();
    // Somebody who can code, and no CTO: a pipeline takes somebody who leads.
    brief.cto = None;
    let plan = chain(&["DEB-05", "DEB-07", "PRC-08"], &brief);
    assert_eq!(fate(&plan, "establish-pipeline"), "nobody-can");
    let waits = |plan: &Roadmap, id: &str| match &one(plan, id).timing {
        Err(NotPlanned::WaitsFor(other)) => other.clone(),
        other => panic!("{id}: {other:?}"),
    };
    assert_eq!(waits(&plan, "tests-around-hotspots@a"), "establish-pipeline");
    assert_eq!(waits(&plan, "simplify-hotspots@a"), "tests-around-hotspots@a");
    brief.decisions.push(crate::support::decides("establish-pipeline", None, Choice::Excluded));
    let plan = chain(&["DEB-05", "DEB-07", "PRC-08"], &brief);
    let fates = ["establish-pipeline", "tests-around-hotspots@a", "simplify-hotspots@a"].map(|id| fate(&plan, id));
    assert_eq!(fates, ["excluded", "planned", "planned"]);
}

#[test]
fn work_on_the_whole_system_waits_for_a_play_everywhere() {
    let facts = facts(vec![source("a/A.java", 100), source("b/B.java", 100)]);
    let in_both = |check| ["a/A.java", "b/B.java"].map(|path| finding(check, path, Severity::High, effort(30.0, 40.0)));
    let mut findings = in_both("DEB-07").to_vec();
    findings.push(wide("ARC-09", Severity::High, effort(1.0, 2.0)));
    let plan = plan(&facts, findings, &firm());
    let after = &one(&plan, "replace-ended-frameworks").after;
    assert_eq!(*after, ["tests-around-hotspots@a", "tests-around-hotspots@b"]);
}

/// Small places are done together: work at a component waits for that bundle when both are about one file.
#[test]
fn work_at_a_component_waits_for_tests_that_were_bundled() {
    let facts = facts(vec![
        source("a/A.java", 100),
        source("b/B.java", 100),
        source("c/C.java", 100),
        source("c/Other.java", 9),
    ]);
    let findings = vec![
        finding("DEB-05", "a/A.java", Severity::High, effort(20.0, 24.0)),
        finding("DEB-05", "c/C.java", Severity::High, effort(20.0, 24.0)),
        // Less than four days each.
        finding("DEB-07", "a/A.java", Severity::High, effort(1.0, 1.5)),
        finding("DEB-07", "b/B.java", Severity::High, effort(1.0, 1.5)),
        // The same component, another file.
        finding("DEB-07", "c/Other.java", Severity::High, effort(1.0, 1.5)),
    ];
    let plan = plan(&facts, findings, &firm());
    assert_eq!(one(&plan, "simplify-hotspots@a").after, ["tests-around-hotspots@rest"]);
    assert_eq!(one(&plan, "simplify-hotspots@c").after, [""; 0]);
}
