//! Past forecasts beside what happened, against numbers worked out by hand.

use quarterdeck_base::Day;
use quarterdeck_brief::Ratio;
use quarterdeck_plan::{Actual, Milestone, SavedRoadmap, Verdict, calibrate};

/// Day `n` of 2027; 0 is New Year.
fn day(at: u32) -> Day {
    Day::parse("2027-01-01").unwrap().plus_days(at)
}

/// P50 on day 50, P85 on day 80, 10 days planned.
fn milestone(id: &str) -> Milestone {
    Milestone {
        id: id.to_owned(),
        title: id.to_owned(),
        start: day(10),
        p50: Some(day(50)),
        p85: Some(day(80)),
        target: day(80),
        play: id.split_once('@').map(|(play, _)| play.to_owned()),
        planned_days: Some(10.0),
        place: None,
        indicators: Vec::new(),
    }
}

fn roadmap(system: &str, start: u32, ids: &[&str]) -> SavedRoadmap {
    SavedRoadmap {
        system: system.to_owned(),
        milestones: ids.iter().map(|id| milestone(id)).collect(),
        unplanned: vec!["later".to_owned()],
        start: Some(day(start)),
        availability: Some(Ratio { low: 0.8, high: 1.2 }),
        ..SavedRoadmap::default()
    }
}

fn actual(id: &str, finished: Option<u32>, effort: Option<f64>) -> Actual {
    Actual { id: id.to_owned(), finished: finished.map(day), effort_days: effort, ..Actual::default() }
}

/// Twelve milestones, each finished on such a day; `None` is not yet. Asked on a day.
fn of_days(days: &[Option<u32>], as_of: u32) -> quarterdeck_plan::Calibration {
    let ids: Vec<String> = (0..days.len()).map(|at| format!("a@{at}")).collect();
    let roadmap = roadmap("shop", 0, &ids.iter().map(String::as_str).collect::<Vec<_>>());
    let rows: Vec<Actual> = ids.iter().zip(days).map(|(id, day)| actual(id, *day, None)).collect();
    calibrate(&[roadmap], &rows, day(as_of)).unwrap()
}

#[test]
fn days_are_counted_when_they_have_come() {
    use Verdict::{Fits, TooFearful, TooFew, TooHopeful};
    let (soon, mid, late) = (Some(40), Some(60), Some(100));
    // What happened, asked on; by P50: due, came, loss; by P85 likewise; the verdicts.
    // Loss of P50 on day 50: soon 0.5 × 10 = 5, mid 0.5 × 10 = 5, late 0.5 × 50 = 25.
    // Loss of P85 on day 80: soon 0.15 × 40 = 6, mid 0.15 × 20 = 3, late 0.85 × 20 = 17.
    type Told = (u32, u32, Option<f64>);
    type Row = (Vec<Option<u32>>, u32, Told, Told, [Verdict; 2]);
    let table: &[Row] = &[
        (vec![soon, mid, late, late], 200, (4, 1, Some(15.0)), (4, 2, Some(10.75)), [TooFew, TooFew]),
        // Half and half; ten of twelve by P85: 83 %.
        (
            [vec![soon; 6], vec![mid; 4], vec![late; 2]].concat(),
            200,
            (12, 6, Some(100.0 / 12.0)),
            (12, 10, Some(82.0 / 12.0)),
            [Fits, Fits],
        ),
        // One of twelve by P50 (0.2 to 38.5 %), six of twelve by P85 (21.1 to 78.9 %).
        (
            [vec![soon; 1], vec![mid; 5], vec![late; 6]].concat(),
            200,
            (12, 1, Some(15.0)),
            (12, 6, Some(123.0 / 12.0)),
            [TooHopeful, TooHopeful],
        ),
        // All by P50: above 73.5 %. By P85 as well: 85 % is within.
        (vec![soon; 12], 200, (12, 12, Some(5.0)), (12, 12, Some(6.0)), [TooFearful, Fits]),
        // Asked on day 70 the P85 has not come: nothing is counted there, not even what is done.
        ([vec![soon; 11], vec![None]].concat(), 70, (12, 11, Some(65.0 / 12.0)), (0, 0, None), [TooFearful, TooFew]),
    ];
    for (days, as_of, first, second, verdicts) in table {
        let done = of_days(days, *as_of);
        for ((level, (due, hits, loss)), verdict) in done.levels.iter().zip([first, second]).zip(verdicts) {
            assert_eq!((level.due, level.hits, level.verdict), (*due, *hits, *verdict), "{days:?} {level:?}");
            assert_eq!(level.not_due + level.due, days.len() as u32);
            match (level.pinball_days, loss) {
                (Some(told), Some(wanted)) => assert!((told - wanted).abs() < 1e-9, "{days:?}: {told}, not {wanted}"),
                (told, wanted) => assert_eq!((told.is_none(), wanted.is_none()), (true, true), "{days:?}"),
            }
        }
    }
    // What is not done yet is done after the day of the table: not by P50, and the loss is at least that.
    let open = of_days(&[None, Some(40)], 70);
    assert_eq!((open.levels[0].hits, open.levels[0].pinball_is_least, open.finished), (1, true, 1));
    assert_eq!(open.levels[0].pinball_days, Some(7.5));
    assert!(!of_days(&[Some(40)], 70).levels[0].pinball_is_least);
}

#[test]
fn a_day_on_the_very_day_is_in_time() {
    let done = of_days(&[Some(50), Some(51), Some(80), Some(81)], 81);
    assert_eq!((done.levels[0].hits, done.levels[1].hits), (1, 3));
    assert_eq!(of_days(&[Some(50)], 50).levels[0].due, 1);
    assert_eq!(of_days(&[Some(49)], 49).levels[0].due, 0);
}

#[test]
fn efforts_have_a_median_and_a_factor_when_they_are_enough() {
    let ids = ["a@1", "a@2", "a@3", "b@1", "b@2", "F1"];
    let rows = [
        actual("a@1", Some(40), Some(5.0)),
        actual("a@2", Some(40), Some(10.0)),
        actual("a@3", Some(40), Some(40.0)),
        actual("b@1", Some(40), Some(20.0)),
        actual("b@2", None, Some(30.0)),
        actual("F1", Some(40), None),
    ];
    let done = calibrate(&[roadmap("shop", 0, &ids)], &rows, day(200)).unwrap();
    let told: Vec<_> = done.efforts.iter().map(|one| (one.play.as_deref(), one.count, one.median)).collect();
    assert_eq!(told, [(Some("a"), 3, 1.0), (Some("b"), 1, 2.0)]);
    let all = done.effort.unwrap();
    assert_eq!((all.count, all.median, all.low, all.high), (4, 1.5, 0.5, 4.0));
    assert_eq!((done.unfinished_over, done.factor, done.availability), (1, None, None));

    let ids: Vec<String> = (0..10).map(|at| format!("a@{at}")).collect();
    let rows: Vec<Actual> = (0..10).map(|at| actual(&ids[at], Some(40), Some(11.0 + 2.0 * at as f64))).collect();
    let names: Vec<&str> = ids.iter().map(String::as_str).collect();
    let done = calibrate(&[roadmap("shop", 0, &names)], &rows, day(200)).unwrap();
    // 11, 13, ..., 29: the middle ones are 19 and 21.
    assert_eq!(done.factor, Some(2.0));
    assert_eq!(done.availability, Some(Ratio { low: 0.4, high: 0.6 }));
}

#[test]
fn the_first_promise_counts_and_silence_is_told() {
    let mut second = roadmap("shop", 30, &["a", "b"]);
    second.milestones[0].p50 = Some(day(500));
    let first = roadmap("shop", 0, &["a", "c"]);
    let rows = [actual("a", Some(45), None), actual("later", Some(45), None)];
    for order in [vec![first.clone(), second.clone()], vec![second.clone(), first.clone()]] {
        let done = calibrate(&order, &rows, day(60)).unwrap();
        assert_eq!((done.told, done.levels[0].due, done.levels[0].hits, done.later_forecasts), (1, 1, 1, 1));
        assert_eq!((done.untold, done.unplanned), (vec!["b".to_owned(), "c".to_owned()], vec!["later".to_owned()]));
    }
}

#[test]
fn what_cannot_be_is_named() {
    let roadmaps = [roadmap("shop", 5, &["a", "b"]), roadmap("desk", 5, &["b"])];
    let line = |line, actual: Actual| Actual { line, ..actual };
    let of = |system: &str, actual: Actual| Actual { system: Some(system.to_owned()), ..actual };
    for (rows, part) in [
        (vec![], "the table has no row"),
        (vec![line(2, actual("x", None, None))], "line 2: no roadmap has \"x\""),
        (vec![line(2, actual("a", Some(4), None))], "before its roadmap starts (2027-01-06)"),
        (vec![line(2, actual("a", Some(201), None))], "after the day of the table (2027-07-20)"),
        (
            vec![line(2, actual("a", Some(40), None)), line(7, actual("a", None, None))],
            "lines 2 and 7 are both about \"a\"",
        ),
        (vec![line(3, actual("b", None, None))], "\"b\" is in \"desk\" and \"shop\": say which"),
        (vec![line(3, of("moon", actual("b", None, None)))], "line 3: no roadmap of \"moon\" has \"b\""),
    ] {
        let faults = calibrate(&roadmaps, &rows, day(200)).unwrap_err();
        assert!(faults.iter().any(|fault| fault.contains(part)), "{part}: {faults:?}");
    }
    let two = [line(2, actual("x", None, None)), line(3, actual("y", None, None))];
    assert_eq!(calibrate(&roadmaps, &two, day(200)).unwrap_err().len(), 2);
    let both = [of("shop", actual("b", Some(40), None)), of("desk", actual("b", Some(90), None))];
    assert_eq!(calibrate(&roadmaps, &both, day(200)).unwrap().levels[0].hits, 1);
}
