//! The exact interval of a share that was counted: Clopper and Pearson, 1934. It holds the true share in at least 95 of 100
//! samples, however small they are.

use quarterdeck_base::{exp, ln};

/// Chance on either side of the interval.
const TAIL: f64 = 0.025;
/// Halvings of the search: beyond the digits of a float.
const HALVINGS: u32 = 60;

/// The 95 % interval of the share behind `hits` of `count`; `None` when nothing was counted.
pub(crate) fn interval(hits: u32, count: u32) -> Option<(f64, f64)> {
    if count == 0 || hits > count {
        return None;
    }
    let low = if hits == 0 { 0.0 } else { falling(|share| at_most(hits - 1, count, share) > 1.0 - TAIL) };
    let high = if hits == count { 1.0 } else { falling(|share| at_most(hits, count, share) > TAIL) };
    Some((low, high))
}

/// Where a condition that holds for small shares stops to hold.
fn falling(holds: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if holds(middle) { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

/// The chance of at most `hits` of `count` when each comes with this share, which is above 0 and below 1.
fn at_most(hits: u32, count: u32, share: f64) -> f64 {
    let (yes, no) = (ln(share), ln(1.0 - share));
    let mut ways = 0.0;
    let mut sum = 0.0;
    for hit in 0..=hits {
        sum += exp(ways + f64::from(hit) * yes + f64::from(count - hit) * no);
        ways += ln(f64::from(count - hit)) - ln(f64::from(hit + 1));
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::interval;

    /// By hand where the formula is closed (none or all of n: `1 - 0.025^(1/n)`, mirrored), else published tables.
    #[test]
    fn intervals_are_those_of_the_tables() {
        for (hits, count, wanted) in [
            (0, 10, (0.0, 0.3085)),
            (10, 10, (0.6915, 1.0)),
            (5, 10, (0.1871, 0.8129)),
            (8, 10, (0.4439, 0.9748)),
            (1, 1, (0.025, 1.0)),
            (0, 1, (0.0, 0.975)),
            (17, 20, (0.6211, 0.9679)),
        ] {
            let (low, high) = interval(hits, count).unwrap();
            let near = |a: f64, b: f64| (a - b).abs() < 0.00006;
            assert!(near(low, wanted.0) && near(high, wanted.1), "{hits} of {count}: {low} to {high}");
        }
        assert_eq!(interval(0, 0), None);
        let (low, high) = interval(2_500, 5_000).unwrap();
        assert!((0.48..0.5).contains(&low) && (0.5..0.52).contains(&high), "{low} to {high}");
    }
}
