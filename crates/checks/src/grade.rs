//! Grade and coverage of one dimension: arithmetic over answers, apart from running the checks, so that it can be
//! checked by hand.

use crate::holds::{Seen, held, unseen};
use quarterdeck_base::round_to;
use quarterdeck_findings::{
    Access, CatalogueEntry, CheckResult, Coverage, CoverageWord, Dimension, DimensionResult, Grade, Letter, Outcome,
};

/// Fewest assessed checks for a letter.
const LETTER_CHECKS: usize = 3;

/// Least coverage for a letter, good or bad.
const LETTER_COVERAGE: f64 = 0.1;

/// Least coverage for a letter of security that rests on paper alone.
const PAPER_COVERAGE: f64 = 0.25;

/// Checks that measure one cause by several signs: together they count once, as much as the heaviest of them, and lose what
/// the worst of them loses (decision 0012).
const ONE_CAUSE: [&[&str]; 1] = [
    // How many of those who are here know the code.
    &["TEA-01", "TEA-02", "TEA-04"],
];

/// What the formula needs, beside the answers.
pub(crate) struct Ground<'a> {
    /// The catalogue.
    pub(crate) catalogue: &'a [CatalogueEntry],
    /// Ids of built checks.
    pub(crate) built: &'a [&'static str],
    /// Of those, ids of the checks that were meant to run: stable ones also when the auditor switched them off.
    pub(crate) meant: &'a [&'static str],
    /// Share of code lines whose kind rests on the repository's own claims, 0 to 1.
    pub(crate) claimed_share: f64,
}

/// Grades one dimension over the answers of all dimensions.
pub(crate) fn grade_dimension(dimension: Dimension, results: &[CheckResult], ground: &Ground<'_>) -> DimensionResult {
    let results: Vec<&CheckResult> = results.iter().filter(|result| result.meta.dimension == dimension).collect();
    let entries: Vec<&CatalogueEntry> = ground.catalogue.iter().filter(|entry| entry.dimension == dimension).collect();
    let coverage = coverage(dimension, &results, &entries, ground);
    DimensionResult { dimension, grade: grade(dimension, &results, &entries, ground, &coverage), coverage }
}

fn grade(
    dimension: Dimension,
    results: &[&CheckResult],
    entries: &[&CatalogueEntry],
    ground: &Ground<'_>,
    coverage: &Coverage,
) -> Grade {
    let assessed: Vec<&CheckResult> =
        results.iter().copied().filter(|result| result.assessment.outcome.is_assessed()).collect();
    let weight: u64 = assessed.iter().map(|result| u64::from(result.weight_tenths)).sum();
    let applicable: u64 = entries
        .iter()
        .filter(|entry| ground.meant.contains(&entry.id) && !is_not_applicable(results, entry.id))
        .map(|entry| u64::from(entry.weight_tenths))
        .sum();
    if let Some(reason) = no_letter(dimension, &assessed, (weight, applicable), coverage.share) {
        return Grade::None { reason };
    }
    let raw = mean(&assessed);
    let held = held(raw, &Seen { dimension, assessed: &assessed, narrow: coverage.word == CoverageWord::Narrow });
    let score = round_to(held.map_or(raw, |held| held.limit()), 1);
    Grade::Given { letter: Letter::of(score), score, held }
}

/// The mean of the scores, 0 to 100, by weight and cause.
fn mean(assessed: &[&CheckResult]) -> f64 {
    let group_of = |result: &CheckResult| ONE_CAUSE.iter().position(|group| group.contains(&result.meta.id));
    let lost = |result: &CheckResult| (1.0 - result.assessment.score) * f64::from(result.weight_tenths);
    let (mut weight, mut loss) = (0.0, 0.0);
    for result in assessed.iter().filter(|result| group_of(result).is_none()) {
        weight += f64::from(result.weight_tenths);
        loss += lost(result);
    }
    for group in 0..ONE_CAUSE.len() {
        let members = || assessed.iter().filter(|result| group_of(result) == Some(group));
        weight += members().map(|result| f64::from(result.weight_tenths)).fold(0.0, f64::max);
        loss += members().map(|result| lost(result)).fold(0.0, f64::max);
    }
    100.0 * (1.0 - loss / weight)
}

/// Why there is no letter; `None` when there is one.
fn no_letter(
    dimension: Dimension,
    assessed: &[&CheckResult],
    (weight, applicable): (u64, u64),
    coverage: f64,
) -> Option<String> {
    let count = assessed.len();
    if count < LETTER_CHECKS {
        Some(format!("Too few checks could be assessed: {count}; a letter needs {LETTER_CHECKS}."))
    } else if weight * 2 < applicable {
        let share = round_to(100.0 * weight as f64 / applicable as f64, 0);
        Some(format!("The assessed checks hold {share} % of the weight of the checks that apply; a letter needs 50 %."))
    } else if coverage < LETTER_COVERAGE {
        let (share, least) = (round_to(coverage * 100.0, 1), LETTER_COVERAGE * 100.0);
        Some(format!("Coverage is {share} %; a letter, good or bad, needs {least} %."))
    } else {
        let sentence = unseen(dimension, assessed).filter(|_| dimension == Dimension::Security);
        let (share, least) = (round_to(coverage * 100.0, 1), PAPER_COVERAGE * 100.0);
        sentence
            .filter(|_| coverage < PAPER_COVERAGE)
            .map(|sentence| format!("{sentence} Coverage is {share} %; such a letter needs {least} %."))
    }
}

fn coverage(
    dimension: Dimension,
    results: &[&CheckResult],
    entries: &[&CatalogueEntry],
    ground: &Ground<'_>,
) -> Coverage {
    let assessed: Vec<&CheckResult> =
        results.iter().copied().filter(|result| result.assessment.outcome.is_assessed()).collect();
    let weight: u64 = assessed.iter().map(|result| u64::from(result.weight_tenths)).sum();
    let applicable: Vec<_> = entries.iter().filter(|entry| !is_not_applicable(results, entry.id)).collect();
    let whole: u64 = applicable.iter().map(|entry| u64::from(entry.weight_tenths)).sum();
    let believed = 1.0 - ground.claimed_share.clamp(0.0, 1.0);
    let share = if whole == 0 { 0.0 } else { round_to(weight as f64 / whole as f64 * believed, 3) };
    let readable = |entry: &&&CatalogueEntry| entry.access.contains(&Access::Repository);
    let not_built = entries.iter().filter(readable).filter(|entry| !ground.built.contains(&entry.id)).count();
    Coverage {
        share,
        word: CoverageWord::of(share),
        assessed: small(assessed.len()),
        applicable: small(applicable.len()),
        widened_by: widened_by(entries),
        not_built: small(not_built),
        unseen: unseen(dimension, &assessed),
    }
}

/// Checks that the repository alone cannot answer, by the access that would open them, most first.
fn widened_by(entries: &[&CatalogueEntry]) -> Vec<(Access, u32)> {
    let closed: Vec<_> = entries.iter().filter(|entry| !entry.access.contains(&Access::Repository)).collect();
    let mut counts: Vec<(Access, u32)> = [Access::Platform, Access::Operations, Access::People]
        .into_iter()
        .map(|access| (access, small(closed.iter().filter(|entry| entry.access.contains(&access)).count())))
        .filter(|(_, count)| *count > 0)
        .collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    counts
}

fn is_not_applicable(results: &[&CheckResult], id: &str) -> bool {
    results
        .iter()
        .any(|result| result.meta.id == id && matches!(result.assessment.outcome, Outcome::NotApplicable { .. }))
}

/// Counts of checks are bounded by the catalogue.
fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Ground, grade_dimension, mean, no_letter};
    use crate::testing::{debt_meta, sample_finding};
    use quarterdeck_base::Message;
    use quarterdeck_findings::{
        Access, Assessment, CatalogueEntry, CheckResult, Confidence, CoverageWord, Dimension, DimensionResult, Grade,
        Held, Letter, Severity, Status,
    };

    const IDS: [&str; 6] = ["DEB-02", "DEB-14", "DEB-05", "DEB-08", "DEB-16", "DEB-25"];

    /// Weights 75, 50, 75, 100, 50 for built checks; DEB-25 (25) is not built and needs people.
    fn catalogue() -> Vec<CatalogueEntry> {
        let weights = [75, 50, 75, 100, 50, 25];
        let entry = |(at, id): (usize, &&'static str)| CatalogueEntry {
            id,
            name: "x",
            dimension: Dimension::Debt,
            access: if *id == "DEB-25" { &[Access::People] } else { &[Access::Repository] },
            weight_tenths: weights[at],
        };
        IDS.iter().enumerate().map(entry).collect()
    }

    fn graded(answers: &[(&'static str, u32, Assessment)], claimed_share: f64) -> DimensionResult {
        let results: Vec<CheckResult> = answers
            .iter()
            .map(|(id, weight, assessment)| CheckResult {
                meta: debt_meta(id, Status::Stable),
                weight_tenths: *weight,
                assessment: assessment.clone(),
                found: 0,
                waived: 0,
            })
            .collect();
        let catalogue = catalogue();
        let built = &IDS[..5];
        grade_dimension(
            Dimension::Debt,
            &results,
            &Ground { catalogue: &catalogue, built, meant: built, claimed_share },
        )
    }

    fn ok() -> Assessment {
        Assessment::ok(Message::new("works"), Vec::new())
    }

    fn found(score: f64) -> Assessment {
        Assessment::found(score, Vec::new(), Vec::new())
    }

    fn unknown() -> Assessment {
        Assessment::could_not_assess("x", "y")
    }

    fn absent() -> Assessment {
        Assessment::not_applicable("x")
    }

    fn given(letter: Letter, score: f64, held: Option<Held>) -> Grade {
        Grade::Given { letter, score, held }
    }

    #[test]
    fn the_score_is_the_mean_weighted_over_assessed_checks() {
        for (answers, grade) in [
            // (75 + 50 + 75 + 100 + 50) / 350
            (
                vec![("DEB-02", 75, ok()), ("DEB-14", 50, ok()), ("DEB-05", 75, ok()), ("DEB-08", 100, ok())],
                given(Letter::A, 100.0, None),
            ),
            // (75 x 0.5 + 50 x 1 + 100 x 0) / 225 = 38.9
            (
                vec![("DEB-02", 75, found(0.5)), ("DEB-14", 50, ok()), ("DEB-08", 100, found(0.0))],
                given(Letter::D, 38.9, None),
            ),
            // Unknown is left out: (75 + 50 + 75 x 0.2) / 200 = 70
            (
                vec![
                    ("DEB-02", 75, ok()),
                    ("DEB-14", 50, ok()),
                    ("DEB-05", 75, found(0.2)),
                    ("DEB-08", 100, unknown()),
                ],
                given(Letter::B, 70.0, None),
            ),
        ] {
            assert_eq!(graded(&answers, 0.0).grade, grade);
        }
    }

    #[test]
    fn signs_of_one_cause_count_once_and_as_the_worst_of_them() {
        for (checks, expected) in [
            // Two signs of one loss: 50 of 125 are left, and so they are with one of them, or with three.
            (vec![("TEA-01", 75, 0.0), ("TEA-02", 75, 0.0), ("TEA-03", 50, 1.0)], 40.0),
            (vec![("TEA-02", 75, 0.0), ("TEA-03", 50, 1.0)], 40.0),
            (vec![("TEA-01", 75, 0.0), ("TEA-02", 75, 0.0), ("TEA-04", 25, 0.0), ("TEA-03", 50, 1.0)], 40.0),
            // The worst is who loses most weight: 75 x 0.4 = 30 of 125, more than all 25 of the light one.
            (vec![("TEA-01", 75, 0.6), ("TEA-02", 75, 1.0), ("TEA-04", 25, 0.0), ("TEA-03", 50, 1.0)], 76.0),
            (vec![("TEA-01", 75, 1.0), ("TEA-04", 25, 0.0), ("TEA-03", 50, 1.0)], 80.0),
            // A light one alone weighs what it weighs.
            (vec![("TEA-04", 25, 0.0), ("TEA-03", 50, 1.0), ("TEA-10", 25, 1.0)], 75.0),
            (vec![("TEA-03", 50, 0.5), ("TEA-10", 50, 1.0)], 75.0),
        ] {
            let results: Vec<CheckResult> = checks
                .iter()
                .map(|(id, weight_tenths, score)| CheckResult {
                    meta: debt_meta(id, Status::Stable),
                    weight_tenths: *weight_tenths,
                    assessment: found(*score),
                    found: 0,
                    waived: 0,
                })
                .collect();
            let assessed: Vec<&CheckResult> = results.iter().collect();
            assert!((mean(&assessed) - expected).abs() < 1e-9, "{checks:?}");
        }
    }

    #[test]
    fn an_open_finding_of_weight_holds_the_score() {
        for (severity, confidence, score, grade) in [
            (Severity::Critical, Confidence::High, 0.5, given(Letter::D, 49.0, Some(Held::Critical))),
            (Severity::Critical, Confidence::Medium, 0.5, given(Letter::B, 79.0, Some(Held::High))),
            (Severity::High, Confidence::Medium, 0.5, given(Letter::B, 79.0, Some(Held::High))),
            (Severity::High, Confidence::Medium, 0.0, given(Letter::C, 64.0, Some(Held::HighAtZero))),
            (Severity::High, Confidence::Low, 0.5, given(Letter::A, 92.2, None)),
            (Severity::Medium, Confidence::High, 0.5, given(Letter::A, 92.2, None)),
        ] {
            let finding = sample_finding("DEB-02", severity, confidence, 1.0);
            let worst = Assessment::found(score, Vec::new(), vec![finding]);
            // (75 x 0.5 + 50 + 100 + 255) / 480 = 92.2
            let answers = [("DEB-02", 75, worst), ("DEB-14", 50, ok()), ("DEB-08", 100, ok()), ("DEB-05", 255, ok())];
            assert_eq!(graded(&answers, 0.0).grade, grade, "{severity:?} {confidence:?} {score}");
        }
    }

    #[test]
    fn narrow_coverage_holds_the_score_below_an_a_and_changes_nothing_else() {
        let three = |score| [("DEB-02", 75, found(score)), ("DEB-14", 50, ok()), ("DEB-16", 50, ok())];
        for (answers, claimed_share, grade) in [
            // 175 of 375 is partial; half of it is believed: narrow.
            (three(1.0), 0.0, given(Letter::A, 100.0, None)),
            (three(1.0), 0.5, given(Letter::B, 79.0, Some(Held::Narrow))),
            // (75 x 0.4 + 100) / 175 = 74.3
            (three(0.4), 0.5, given(Letter::B, 74.3, None)),
        ] {
            assert_eq!(graded(&answers, claimed_share).grade, grade);
        }
    }

    #[test]
    fn a_letter_needs_three_checks_with_half_of_the_built_weight_that_applies() {
        for (answers, has_letter) in [
            (vec![("DEB-02", 75, ok()), ("DEB-08", 100, ok())], false),
            // 75 + 50 + 50 = 175 of 350: just half.
            (vec![("DEB-02", 75, ok()), ("DEB-14", 50, ok()), ("DEB-16", 50, ok())], true),
            // 50 + 50 + 25... a lighter third check: 150 of 350.
            (vec![("DEB-14", 50, ok()), ("DEB-16", 50, ok()), ("DEB-02", 50, ok())], false),
            // The same three over 250: DEB-08 does not apply.
            (vec![("DEB-14", 50, ok()), ("DEB-16", 50, ok()), ("DEB-02", 50, ok()), ("DEB-08", 100, absent())], true),
        ] {
            let grade = graded(&answers, 0.0).grade;
            assert_eq!(matches!(grade, Grade::Given { .. }), has_letter, "{grade:?}");
        }
    }

    #[test]
    fn a_letter_good_or_bad_needs_a_tenth_of_the_catalogue() {
        let three = [("DEB-02", 75, ok()), ("DEB-14", 50, found(0.0)), ("DEB-16", 50, ok())];
        for (claimed_share, has_letter) in [(0.78, true), (0.79, false)] {
            // 175 of 375, of which 22 % or 21 % is believed: 0.103 and 0.098.
            let grade = graded(&three, claimed_share).grade;
            assert_eq!(matches!(grade, Grade::Given { .. }), has_letter, "{grade:?}");
        }
    }

    #[test]
    fn security_is_not_judged_by_a_little_paper() {
        let paper = ["SEC-05", "SEC-11", "SEC-13"];
        for (dimension, ids, coverage, has_letter) in [
            (Dimension::Security, paper, 0.249, false),
            (Dimension::Security, paper, 0.25, true),
            (Dimension::Security, ["SEC-05", "SEC-09", "SEC-13"], 0.249, false),
            // Files without secrets tell nothing of the code.
            (Dimension::Security, ["SEC-01", "SEC-02", "SEC-13"], 0.249, false),
            (Dimension::Security, ["SEC-03", "SEC-11", "SEC-13"], 0.12, true),
            (Dimension::Process, paper, 0.12, true),
        ] {
            let results = ids.map(|id| CheckResult {
                meta: debt_meta(id, Status::Stable),
                weight_tenths: 50,
                assessment: ok(),
                found: 0,
                waived: 0,
            });
            let assessed: Vec<&CheckResult> = results.iter().collect();
            assert_eq!(
                no_letter(dimension, &assessed, (150, 150), coverage).is_none(),
                has_letter,
                "{ids:?} {coverage}"
            );
        }
    }

    #[test]
    fn coverage_is_measured_against_the_whole_catalogue_and_lowered_by_claims() {
        let three = || vec![("DEB-02", 75, ok()), ("DEB-14", 50, ok()), ("DEB-16", 50, found(0.1))];
        let mut with_absent = three();
        with_absent.push(("DEB-08", 100, absent()));
        for (answers, claimed, share, word, applicable) in [
            // 175 / 375
            (three(), 0.0, 0.467, CoverageWord::Partial, 6),
            // 175 / 275
            (with_absent, 0.0, 0.636, CoverageWord::Broad, 5),
            // 175 / 375 x 0.5
            (three(), 0.5, 0.233, CoverageWord::Narrow, 6),
        ] {
            let coverage = graded(&answers, claimed).coverage;
            assert_eq!((coverage.share, coverage.word, coverage.applicable), (share, word, applicable));
            assert_eq!((coverage.assessed, coverage.not_built), (3, 0));
            assert_eq!(coverage.widened_by, [(Access::People, 1)]);
        }
    }
}
