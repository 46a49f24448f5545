//! Effort as a range of person-days.

/// A range of person-days, `low <= high`, both at least 0.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct EffortDays {
    /// The optimistic end, in person-days.
    pub low: f64,
    /// The pessimistic end, in person-days.
    pub high: f64,
}

impl EffortDays {
    /// A range; the ends are put in order and never negative.
    pub fn new(low: f64, high: f64) -> Self {
        let (low, high) = if low <= high { (low, high) } else { (high, low) };
        Self { low: low.max(0.0), high: high.max(0.0) }
    }

    /// The sum of two independent pieces of work.
    pub fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }

    /// The larger of two estimates for one unit of work, end by end.
    pub fn max(self, other: Self) -> Self {
        Self { low: self.low.max(other.low), high: self.high.max(other.high) }
    }

    /// The middle of the range, in person-days.
    pub fn middle(self) -> f64 {
        f64::midpoint(self.low, self.high)
    }
}
