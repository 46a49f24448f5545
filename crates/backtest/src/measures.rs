//! The measures of one ranking. All read the same curve: lines inspected against fixes found, file after file.

use crate::Candidate;

/// Share of the lines that is inspected (Kamei et al. 2013 and most work since).
const INSPECTED_SHARE: f64 = 0.2;
/// Files on the list that is discussed.
const LIST_FILES: usize = 10;
/// One in so many files stands at the top.
const TOP_ONE_IN: usize = 20;

/// How a ranking did.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Measures {
    /// Share of the fixes found when 20 % of the code lines are inspected in order; of the file at the limit, the part.
    pub recall_at_20: f64,
    /// `1 - (area(optimal) - area(ranking)) / (area(optimal) - area(worst))`: 1 is optimal, 0 is worst.
    pub popt: f64,
    /// Share of the first ten files (all, when there are fewer) that had a fix.
    pub precision_at_10: f64,
    /// Share of the fixes in the first 5 % of the files, rounded up.
    pub top_5_percent: f64,
}

impl Measures {
    /// Names, as in outputs.
    pub const NAMES: [&'static str; 4] =
        ["recall_at_20_percent_of_lines", "popt", "precision_at_10", "fixes_in_top_5_percent_of_files"];

    /// Values in the order of [`Self::NAMES`].
    pub fn values(&self) -> [f64; 4] {
        [self.recall_at_20, self.popt, self.precision_at_10, self.top_5_percent]
    }

    /// From values in the order of [`Self::NAMES`].
    pub(crate) fn from_values([recall_at_20, popt, precision_at_10, top_5_percent]: [f64; 4]) -> Self {
        Self { recall_at_20, popt, precision_at_10, top_5_percent }
    }
}

/// Measures one order: positions of all candidates, the first to inspect first.
pub fn measure(candidates: &[Candidate], order: &[usize]) -> Measures {
    let total: f64 = candidates.iter().map(|candidate| candidate.later_weight).sum();
    if total <= 0.0 {
        return Measures::default();
    }
    let best = optimal(candidates);
    let worst: Vec<usize> = best.iter().rev().copied().collect();
    let (area, most, least) = (area(candidates, order), area(candidates, &best), area(candidates, &worst));
    let list = &order[..order.len().min(LIST_FILES)];
    let hits = list.iter().filter(|&&at| candidates[at].later_fixes > 0).count();
    let top = &order[..order.len().div_ceil(TOP_ONE_IN)];
    Measures {
        recall_at_20: found_within(candidates, order) / total,
        // Where every order is as good as any other, each is optimal.
        popt: if most > least { 1.0 - (most - area) / (most - least) } else { 1.0 },
        precision_at_10: hits as f64 / list.len().max(1) as f64,
        top_5_percent: top.iter().map(|&at| candidates[at].later_weight).sum::<f64>() / total,
    }
}

/// Most fixes per line first; ties by position.
fn optimal(candidates: &[Candidate]) -> Vec<usize> {
    let density = |at: usize| candidates[at].later_weight / f64::from(candidates[at].code.max(1));
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|&a, &b| density(b).total_cmp(&density(a)).then(a.cmp(&b)));
    order
}

/// Fixes found within the inspected share of the lines.
fn found_within(candidates: &[Candidate], order: &[usize]) -> f64 {
    let mut left = INSPECTED_SHARE * order.iter().map(|&at| f64::from(candidates[at].code)).sum::<f64>();
    let mut found = 0.0;
    for &at in order {
        let lines = f64::from(candidates[at].code);
        if lines > left {
            return found + candidates[at].later_weight * left / lines;
        }
        found += candidates[at].later_weight;
        left -= lines;
    }
    found
}

/// Area under the curve of fixes over lines, straight between files, in lines times fixes.
fn area(candidates: &[Candidate], order: &[usize]) -> f64 {
    let (mut area, mut found) = (0.0, 0.0);
    for &at in order {
        let weight = candidates[at].later_weight;
        area += f64::from(candidates[at].code) * (found + weight / 2.0);
        found += weight;
    }
    area
}

#[cfg(test)]
mod tests {
    use super::{Measures, measure};
    use crate::Candidate;

    fn candidates(files: &[(u32, u32)]) -> Vec<Candidate> {
        let one = |&(code, later_fixes): &(u32, u32)| Candidate {
            code,
            later_fixes,
            later_weight: f64::from(later_fixes),
            ..Candidate::default()
        };
        files.iter().map(one).collect()
    }

    #[test]
    fn a_small_case_worked_out_by_hand() {
        // Lines 10, 30, 60; fixes 2, 0, 2. Optimal order: 0 (0.2 a line), 2 (0.033), 1.
        let files = candidates(&[(10, 2), (30, 0), (60, 2)]);
        // Areas: optimal 10*1 + 60*3 + 30*4 = 310; worst 30*0 + 60*1 + 10*3 = 90.
        for (order, recall, popt, area) in [
            ([0, 2, 1], (2.0 + 2.0 * 10.0 / 60.0) / 4.0, 1.0, 310.0),
            ([1, 2, 0], 0.0, 0.0, 90.0),
            ([2, 0, 1], (2.0 * 20.0 / 60.0) / 4.0, 1.0 - (310.0 - 210.0) / 220.0, 210.0),
        ] {
            assert!((super::area(&files, &order) - area).abs() < 1e-9, "{order:?}");
            let measured = measure(&files, &order);
            assert!((measured.recall_at_20 - recall).abs() < 1e-9, "{order:?} {measured:?}");
            assert!((measured.popt - popt).abs() < 1e-9, "{order:?} {measured:?}");
            assert!((measured.precision_at_10 - 2.0 / 3.0).abs() < 1e-9, "fewer than ten files: all of them");
        }
    }

    #[test]
    fn lists_are_cut_where_they_say() {
        // 40 files of equal size: the top 5 % are two files, the list has ten.
        let files = candidates(&(0..40).map(|at| (10, u32::from(at < 4))).collect::<Vec<_>>());
        let measured = measure(&files, &(0..40).collect::<Vec<_>>());
        assert!((measured.precision_at_10 - 0.4).abs() < 1e-9 && (measured.top_5_percent - 0.5).abs() < 1e-9);
        assert!((measured.recall_at_20 - 1.0).abs() < 1e-9 && (measured.popt - 1.0).abs() < 1e-9);
        // 41 files: three, because the share is rounded up.
        let files = candidates(&(0..41).map(|at| (10, u32::from(at < 4))).collect::<Vec<_>>());
        assert!((measure(&files, &(0..41).collect::<Vec<_>>()).top_5_percent - 0.75).abs() < 1e-9);
    }

    #[test]
    fn nothing_to_find_is_no_division_by_zero() {
        assert_eq!(measure(&[], &[]), Measures::default());
        assert_eq!(measure(&candidates(&[(0, 0), (5, 0)]), &[0, 1]), Measures::default());
        let measured = measure(&candidates(&[(0, 1)]), &[0]);
        assert!(measured.values().iter().all(|value| value.is_finite()));
    }
}
