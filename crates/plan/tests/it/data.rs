//! What is data: plays, measures, assumptions. A play that names something which does not exist is found here.

use quarterdeck_base::EffortDays;
use quarterdeck_brief::{Assumptions, Language, Ratio};
use quarterdeck_plan::{ASSUMPTIONS, Assumption, MEASURES, Target, assumed, measure, play, plays, unknown_ids};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_play_is_whole() {
    let ids: Vec<&str> = plays().iter().map(|play| play.id).collect();
    assert!(ids.len() >= 30 && ids.is_sorted() && ids.iter().collect::<BTreeSet<_>>().len() == ids.len(), "{ids:?}");
    for play in plays() {
        let id = play.id;
        assert!(!play.themes.is_empty() && !play.effort_source.is_empty(), "{id}");
        let days = |range: EffortDays| range.low >= 0.0 && range.low <= range.high && range.high.is_finite();
        let model = play.effort;
        let terms = [model.fixed, model.findings, model.per_component, model.per_hotspot, model.per_kloc];
        assert!(terms.into_iter().all(days) && terms.iter().any(|term| term.high > 0.0), "{id}: {terms:?}");
        let steps: BTreeSet<&str> = play.steps.iter().map(|step| step.id.as_str()).collect();
        assert_eq!(steps.len(), play.steps.len(), "{id}: two steps of one name");
        assert!(play.steps.iter().all(|step| step.share > 0.0 && step.people >= 1 && !step.skills.is_empty()), "{id}");
        for language in Language::ALL {
            let texts = play.texts(language);
            for text in [&texts.title, &texts.outcome, &texts.why, &texts.risk, &texts.kill] {
                assert!(!text.trim().is_empty() && !text.contains("TODO"), "{id} {}: {text:?}", language.id());
            }
        }
    }
}

#[test]
fn plays_name_what_exists() {
    for play in plays() {
        for before in &play.after {
            assert!(quarterdeck_plan::play(before).is_some() && before != play.id, "{} after {before}", play.id);
        }
        assert_eq!(play.after.iter().collect::<BTreeSet<_>>().len(), play.after.len(), "{} names one twice", play.id);
        for indicator in &play.indicators {
            let known = measure(&indicator.measure).unwrap_or_else(|| panic!("{}: {}", play.id, indicator.measure));
            let asks_for_checks = ["check-score", "open-findings", "grade-score"].contains(&known.id);
            assert_eq!(asks_for_checks, !indicator.checks.is_empty(), "{}: {}", play.id, known.id);
            // Better than today, never worse, and within what the unit can be.
            let (more, value) = match indicator.target {
                Target::AtLeast(value) | Target::AtLeastStartPlus(value) => (true, value),
                Target::AtMost(value) => (false, value),
                Target::AtMostStartTimes(share) => {
                    assert!((0.0..1.0).contains(&share), "{}: {share}", play.id);
                    (false, share)
                }
            };
            assert_eq!(more, known.more_is_better, "{}: {}", play.id, known.id);
            assert!(value >= 0.0 && (known.unit != "%" || value <= 100.0), "{}: {value}", play.id);
        }
    }
    assert!(play("no-such-play").is_none());
}

/// Taking away what waits for nothing, again and again, leaves nothing.
#[test]
fn plays_do_not_wait_in_a_circle() {
    let mut left: BTreeMap<&str, BTreeSet<&str>> =
        plays().iter().map(|play| (play.id, play.after.iter().map(String::as_str).collect())).collect();
    while !left.is_empty() {
        let free: Vec<&str> =
            left.iter().filter(|(_, after)| after.iter().all(|id| !left.contains_key(id))).map(|(id, _)| *id).collect();
        assert!(!free.is_empty(), "in a circle: {:?}", left.keys());
        for id in free {
            left.remove(id);
        }
    }
}

#[test]
fn measures_are_listed_once_and_named_in_three_languages() {
    let ids: BTreeSet<&str> = MEASURES.iter().map(|measure| measure.id).collect();
    assert_eq!((ids.len(), MEASURES.len()), (15, 15));
    for measure in MEASURES {
        assert!(["%", "points", ""].contains(&measure.unit) && measure.rule.ends_with('.'), "{}", measure.id);
        let names: BTreeSet<&str> = Language::ALL.into_iter().map(|language| measure.name(language)).collect();
        assert_eq!(names.len(), 3, "{}: {names:?}", measure.id);
    }
}

#[test]
fn the_list_of_assumptions_is_whole() {
    use Assumption::*;
    let all =
        [LowQualityCodeTime, UnknownCodeTime, JuniorSpeed, ReviewShare, LossAvoided, GoalAtRisk, Overrun, Availability];
    assert_eq!(all.len(), ASSUMPTIONS.len());
    for assumption in all {
        let entry = assumption.entry();
        assert!(entry.ratio.low <= entry.ratio.high && entry.ratio.low > 0.0, "{}", entry.id);
        assert!(!entry.meaning.is_empty() && !entry.source.is_empty(), "{}", entry.id);
        // The brief's word counts: another range, or none.
        let other = Ratio { low: 0.25, high: 0.75 };
        for (given, wanted) in [(Some(other), Some(other)), (None, None)] {
            let brief = Assumptions::from([(entry.id.to_owned(), given)]);
            assert_eq!(assumed(assumption, &brief), wanted, "{}", entry.id);
        }
        assert_eq!(assumed(assumption, &Assumptions::new()), Some(entry.ratio), "{}", entry.id);
    }
    let ids: BTreeSet<&str> = ASSUMPTIONS.iter().map(|entry| entry.id).collect();
    assert_eq!(ids.len(), ASSUMPTIONS.len());
    let brief = Assumptions::from([("overrun".to_owned(), None), ("overun".to_owned(), None)]);
    assert_eq!(unknown_ids(&brief), ["overun"]);
}
