//! The rankings that are compared: the two lists of the product beside what is simpler.

use crate::{Candidate, Measures, measure};
use quarterdeck_base::Random;

/// Orders over which the random ranking is averaged.
pub const SHUFFLES: usize = 100;
/// Start of the random numbers: fixed, so that the same repository gives the same figures.
const SEED: u64 = 0x5175_6172_7465_7264;

/// One way to order files, most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ranking {
    /// `effort_score` of the audit.
    Effort,
    /// `hotspot_score` of the audit.
    Hotspot,
    /// Mean over [`SHUFFLES`] random orders.
    Random,
    /// Code lines.
    Size,
    /// Lines added and deleted in the last 365 days.
    Churn,
    /// All revisions times code lines.
    RevisionsBySize,
    /// Fixes so far.
    PastFixes,
    /// Revisions with a half-life of 180 days, per code line.
    DecayedPerLine,
    /// Revisions of the last 365 days times steps of indentation.
    RecentByIndentation,
}

impl Ranking {
    /// All, the product's first.
    pub const ALL: [Self; 9] = [
        Self::Effort,
        Self::Hotspot,
        Self::Random,
        Self::Size,
        Self::Churn,
        Self::RevisionsBySize,
        Self::PastFixes,
        Self::DecayedPerLine,
        Self::RecentByIndentation,
    ];

    /// The word in outputs.
    pub fn id(self) -> &'static str {
        match self {
            Self::Effort => "effort_score",
            Self::Hotspot => "hotspot_score",
            Self::Random => "random",
            Self::Size => "size",
            Self::Churn => "churn",
            Self::RevisionsBySize => "revisions_x_size",
            Self::PastFixes => "past_fixes",
            Self::DecayedPerLine => "decayed_revisions_per_line",
            Self::RecentByIndentation => "recent_revisions_x_indentation",
        }
    }

    /// What a file is ordered by; `None` for random.
    fn value(self, file: &Candidate) -> Option<f64> {
        Some(match self {
            Self::Effort => file.effort_score,
            Self::Hotspot => file.hotspot_score,
            Self::Random => return None,
            Self::Size => f64::from(file.code),
            Self::Churn => file.churn_lines as f64,
            Self::RevisionsBySize => f64::from(file.revisions) * f64::from(file.code),
            Self::PastFixes => f64::from(file.fixes),
            Self::DecayedPerLine => file.decayed_revisions / f64::from(file.code.max(1)),
            Self::RecentByIndentation => f64::from(file.revisions_12m) * f64::from(file.indentation),
        })
    }
}

/// Orders the candidates and measures the order. Ties stand in the order of the candidates, which are sorted by path.
pub fn ranked(ranking: Ranking, candidates: &[Candidate]) -> Measures {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    if ranking == Ranking::Random {
        return random(candidates, order);
    }
    let values: Vec<f64> = candidates.iter().map(|file| ranking.value(file).unwrap_or(0.0)).collect();
    order.sort_by(|&a, &b| values[b].total_cmp(&values[a]).then(a.cmp(&b)));
    measure(candidates, &order)
}

fn random(candidates: &[Candidate], mut order: Vec<usize>) -> Measures {
    let mut random = Random::new(SEED);
    let mut sums = [0.0; 4];
    for _ in 0..SHUFFLES {
        // Fisher and Yates.
        for last in (1..order.len()).rev() {
            order.swap(last, (random.bits() % (last as u64 + 1)) as usize);
        }
        for (sum, value) in sums.iter_mut().zip(measure(candidates, &order).values()) {
            *sum += value;
        }
    }
    Measures::from_values(sums.map(|sum| sum / SHUFFLES as f64))
}

#[cfg(test)]
mod tests {
    use super::{Ranking, ranked};
    use crate::Candidate;

    type Alter = fn(&mut Candidate);

    /// A hundred files of ten lines; file 7 is the one that will be fixed.
    fn files(alter: impl Fn(&mut Candidate)) -> Vec<Candidate> {
        let mut files = vec![Candidate { code: 10, ..Candidate::default() }; 100];
        (files[7].later_fixes, files[7].later_weight) = (1, 1.0);
        alter(&mut files[7]);
        files
    }

    #[test]
    fn each_ranking_sees_its_own_fact() {
        let cases: [(Ranking, Alter); 8] = [
            (Ranking::Effort, |file| file.effort_score = 1.0),
            (Ranking::Hotspot, |file| file.hotspot_score = 1.0),
            (Ranking::Size, |file| file.code = 11),
            (Ranking::Churn, |file| file.churn_lines = 1),
            (Ranking::RevisionsBySize, |file| file.revisions = 1),
            (Ranking::PastFixes, |file| file.fixes = 1),
            (Ranking::DecayedPerLine, |file| file.decayed_revisions = 1.0),
            (Ranking::RecentByIndentation, |file| (file.revisions_12m, file.indentation) = (1, 1)),
        ];
        for (ranking, alter) in cases {
            assert!(ranked(ranking, &files(alter)).top_5_percent > 0.99, "{ranking:?}");
            let unknown = ranked(ranking, &files(|_| {}));
            assert!(unknown.top_5_percent < 0.01, "{ranking:?}: without its fact the order is that of paths");
        }
    }

    #[test]
    fn random_is_what_chance_gives_and_always_the_same() {
        let files = files(|_| {});
        let measured = ranked(Ranking::Random, &files);
        assert!((measured.popt - 0.5).abs() < 0.1 && (measured.recall_at_20 - 0.2).abs() < 0.15, "{measured:?}");
        assert_eq!(measured, ranked(Ranking::Random, &files));
    }
}
