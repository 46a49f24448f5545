//! Where work is done, and which problems and goals it serves.

use crate::support::test_file;
use crate::support::{
    brief, effort, facts, feature, finding, firm, found, goal, judgement, near, problem, source, wide,
};
use quarterdeck_brief::Theme;
use quarterdeck_findings::Severity;
use quarterdeck_plan::{Initiative, PlaceKind, areas};
use std::collections::BTreeMap;

fn ids(found: &[Initiative]) -> Vec<&str> {
    found.iter().map(|one| one.id.as_str()).collect()
}

#[test]
fn areas_hold_what_their_globs_match() {
    let facts = facts(vec![
        source("src/orders/Order.java", 10),
        source("src/orders/deep/Line.java", 10),
        source("src/bills/Bill.java", 10),
        test_file("test/OrderTest.java", 10),
    ]);
    for (globs, wanted) in [
        (
            &[][..],
            &["src/bills/Bill.java", "src/orders/Order.java", "src/orders/deep/Line.java", "test/OrderTest.java"][..],
        ),
        (&["src/orders"], &["src/orders/Order.java", "src/orders/deep/Line.java"]),
        (&["src/orders/"], &["src/orders/Order.java", "src/orders/deep/Line.java"]),
        (&["src/orders/*.java"], &["src/orders/Order.java"]),
        (&["**/*Order*"], &["src/orders/Order.java", "test/OrderTest.java"]),
        (
            &["src/orders/**", "src/bills"],
            &["src/bills/Bill.java", "src/orders/Order.java", "src/orders/deep/Line.java"],
        ),
        (&["orders"], &[]),
        (&["SRC/**"], &[]),
    ] {
        let mut brief = brief();
        brief.problems.push(problem("P1", 1, &[Theme::Reliability], globs));
        let area = areas(&brief, &facts).remove(0);
        let paths: Vec<String> = area.files.iter().map(|at| facts.file(*at).path.to_string()).collect();
        assert_eq!(
            (area.id.as_str(), area.scoped, paths),
            ("P1", !globs.is_empty(), wanted.iter().map(|path| (*path).to_owned()).collect()),
            "{globs:?}"
        );
    }
}

#[test]
fn the_first_area_that_holds_a_file_takes_the_finding() {
    let facts = facts(vec![
        source("a/Order.java", 100),
        source("a/Bill.java", 100),
        source("b/Other.java", 100),
        source("c/Small.java", 100),
    ]);
    let mut brief = brief();
    let themes = [Theme::Reliability];
    brief.problems.push(problem("P1", 1, &themes, &["**/*Order*"]));
    brief.problems.push(problem("P2", 2, &themes, &["a"]));
    brief.goals.push(goal("G1", "2027-06-30", &themes, &["a/Bill*"]));
    let large = effort(10.0, 10.0);
    let findings = vec![
        finding("DEB-12", "a/Order.java", Severity::Low, large),
        finding("DEB-12", "a/Bill.java", Severity::Low, large),
        finding("DEB-12", "b/Other.java", Severity::Low, large),
        finding("DEB-12", "c/Small.java", Severity::Low, effort(0.1, 0.1)),
    ];
    let found = found(&facts, &judgement(findings), &brief);
    // Bill is P2's, since problems come before goals; what is small waits for no component of its own.
    assert_eq!(ids(&found), ["P1", "P2", "b", "rest"].map(|place| format!("settle-promises@{place}")));
    let kinds: Vec<&PlaceKind> = found.iter().map(|one| &one.place.kind).collect();
    let area = |id: &str| PlaceKind::Area(id.to_owned());
    assert_eq!(kinds, [&area("P1"), &area("P2"), &PlaceKind::Component("b".to_owned()), &PlaceKind::Rest]);
    assert!(found.iter().all(|one| one.findings.len() == 1));
    // P2 and G1 hold files of both areas: work in P1's area touches P2, which holds the same file.
    let serves = |at: usize| -> Vec<&str> { found[at].serves.iter().map(|tie| tie.id.as_str()).collect() };
    assert_eq!((serves(0), serves(1), serves(2)), (vec!["P1", "P2"], vec!["P1", "P2", "G1"], vec![]));
}

#[test]
fn five_components_of_a_play_stand_alone_and_the_rest_is_one() {
    let names = ["a", "b", "c", "d", "e", "f", "g"];
    let facts = facts(names.iter().map(|name| source(&format!("{name}/F.java"), 10)).collect());
    // g has most work, a least.
    let days = |at: usize| 10.0 + at as f64;
    let findings = names
        .iter()
        .enumerate()
        .map(|(at, name)| finding("DEB-12", &format!("{name}/F.java"), Severity::Low, effort(days(at), days(at))));
    let found = found(&facts, &judgement(findings.collect()), &brief());
    assert_eq!(ids(&found), ["c", "d", "e", "f", "g", "rest"].map(|place| format!("settle-promises@{place}")));
    assert_eq!(found[5].findings.len(), 2);
}

#[test]
fn a_finding_about_the_system_is_split_by_code_and_the_shares_add_up_to_one() {
    let facts = facts(vec![source("a/A.java", 300), source("b/B.java", 100), source("c/C.java", 600)]);
    for (first, second, wanted) in [
        (&["a"][..], &["b"][..], &[("P1", 0.3), ("P2", 0.1), ("rest", 0.6)][..]),
        // What the first area holds is not the second's.
        (&["a", "b"], &["b"], &[("P1", 0.4), ("rest", 0.6)]),
        (&["**"], &["b"], &[("P1", 1.0)]),
        (&["nothing"], &["b"], &[("P2", 0.1), ("rest", 0.9)]),
        (&[], &[], &[("rest", 1.0)]),
    ] {
        let mut brief = brief();
        brief.problems.push(problem("P1", 1, &[Theme::Reliability], first));
        brief.problems.push(problem("P2", 2, &[Theme::Reliability], second));
        let range = effort(8.0, 16.0);
        let found = found(&facts, &judgement(vec![wide("DEB-12", Severity::High, range)]), &brief);
        let shares: BTreeMap<&str, f64> =
            found.iter().map(|one| (one.id.split_once('@').unwrap().1, one.findings[0].share)).collect();
        assert_eq!(shares.keys().copied().collect::<Vec<_>>(), wanted.iter().map(|(id, _)| *id).collect::<Vec<_>>());
        for (id, share) in wanted {
            near(shares[id], *share, id);
        }
        near(shares.values().sum(), 1.0, "all shares");
        // The work is split with it, and none is lost or doubled.
        let model = quarterdeck_plan::play("settle-promises").unwrap().effort;
        let repair: f64 = found.iter().map(|one| one.effort.high - model.fixed.high).sum();
        near(repair, 16.0 * model.findings.high, "repair");
    }
}

#[test]
fn a_system_without_code_has_one_place() {
    let facts = facts(Vec::new());
    let mut brief = brief();
    brief.problems.push(problem("P1", 1, &[Theme::Reliability], &["src"]));
    let found = found(&facts, &judgement(vec![wide("DEB-12", Severity::Low, effort(1.0, 2.0))]), &brief);
    assert_eq!(ids(&found), ["settle-promises@rest"]);
    assert_eq!((found[0].findings[0].share, found[0].code_skill.as_str()), (1.0, ""));
}

/// Points: critical 8, high 4, medium 2, low 1; at least 1 where work touches a problem at all.
#[test]
fn ties_weigh_the_findings_that_the_problem_is_about() {
    let facts = facts(vec![source("a/A.java", 500), source("b/B.java", 500)]);
    let mut brief = brief();
    brief.problems.push(problem("P1", 1, &[Theme::Reliability, Theme::Growth], &["a"]));
    brief.problems.push(problem("P2", 2, &[Theme::ChangeCost], &[]));
    brief.problems.push(problem("P3", 3, &[Theme::Compliance], &[]));
    let range = effort(8.0, 8.0);
    let findings = vec![
        finding("DEB-12", "a/A.java", Severity::Critical, range),
        finding("DEB-12", "b/B.java", Severity::Medium, range),
        wide("DEB-12", Severity::High, range),
    ];
    let found = found(&facts, &judgement(findings), &brief);
    let ties: Vec<(&str, &str, f64)> = found
        .iter()
        .flat_map(|one| one.serves.iter().map(|tie| (one.id.as_str(), tie.id.as_str(), tie.points)))
        .collect();
    // The high finding is about all: half of its 4 points in each place. b is none of P1's.
    let (p1, rest) = ("settle-promises@P1", "settle-promises@rest");
    let b = "settle-promises@b";
    assert_eq!(ties, [(p1, "P1", 10.0), (p1, "P2", 10.0), (b, "P2", 2.0), (rest, "P2", 2.0)]);
    assert_eq!(found[0].serves[0].themes, [Theme::Reliability]);
}

#[test]
fn a_tie_under_a_twentieth_goes_but_never_the_strongest_of_an_initiative() {
    let facts = facts(vec![source("a/A.java", 500)]);
    let mut brief = firm();
    brief.problems = vec![problem("P1", 1, &[Theme::Reliability], &[]), problem("P2", 2, &[Theme::Compliance], &[])];
    // PRC-19's play serves reliability and compliance, ARC-18's reliability alone. A single tie is the strongest: it stays.
    let mut findings = vec![wide("ARC-18", Severity::Low, effort(1.0, 1.0))];
    findings.extend((0..9).map(|_| wide("PRC-19", Severity::Critical, effort(1.0, 1.0))));
    let found = found(&facts, &judgement(findings), &brief);
    let health = found.iter().find(|one| one.id == "health-checks").unwrap();
    assert_eq!(health.serves.len(), 1, "1 point of 73");
    // Two ties, one of them 1 point of 17, which is above a twentieth, or of 25, which is not.
    for (criticals, wanted) in [(2, &["P1", "P2"][..]), (3, &["P2"])] {
        let mut findings = vec![wide("PRC-19", Severity::Low, effort(1.0, 1.0))];
        findings.extend((0..criticals).map(|_| wide("ARC-18", Severity::Critical, effort(1.0, 1.0))));
        let found = crate::support::found(&facts, &judgement(findings), &brief);
        let one = found.iter().find(|one| one.id == "traceable-releases").unwrap();
        let ties: Vec<&str> = one.serves.iter().map(|tie| tie.id.as_str()).collect();
        assert_eq!(ties, wanted, "{criticals}");
    }
}

#[test]
fn features_and_hires_are_work_of_the_brief() {
    let mut brief = firm();
    brief.goals.push(goal("G1", "2027-06-30", &[Theme::Growth], &[]));
    brief.features.push(feature("F1", effort(5.0, 9.0), Some("G1")));
    brief.people.push(crate::support::person("eve", &[("java", quarterdeck_brief::Level::Senior)]));
    brief.people[1].hire = true;
    let found = found(&facts(vec![source("a/A.java", 10)]), &judgement(Vec::new()), &brief);
    assert_eq!(ids(&found), ["hire-senior@eve", "F1"]);
    assert_eq!((found[1].effort, found[1].serves[0].id.as_str()), (effort(5.0, 9.0), "G1"));
}

#[test]
fn the_skill_of_a_place_is_its_main_language() {
    let mut page = source("a/Page.html", 900);
    page.language = "HTML";
    let mut script = source("a/app.tsx", 300);
    script.language = "TSX";
    let mut data = source("a/data.sql", 800);
    (data.language, data.functions) = ("SQL", 0);
    let facts = facts(vec![page, script, data, source("a/A.java", 100)]);
    let found = found(&facts, &judgement(vec![wide("ARC-18", Severity::Low, effort(1.0, 1.0))]), &brief());
    assert_eq!(found[0].code_skill, "typescript");
}
