//! When somebody works, with the two questions that a scheduler asks millions of times: when is this much done, and when
//! must it start. Whole numbers only: shares and capacity in thousandths of a slot.

use crate::problem::Span;

/// Capacity over time as runs of equal share.
#[derive(Debug, Clone)]
pub(crate) struct Calendar {
    /// First slot of each run; the first is 0. The last run has share 0 and never ends.
    from: Vec<u32>,
    /// Thousandths of a slot in each slot of the run.
    share: Vec<u32>,
    /// Capacity before the run, in thousandths.
    before: Vec<u64>,
}

/// A share, factor or effort in thousandths.
pub(crate) fn thousandths(value: f64) -> u64 {
    // A cast from a float saturates; what is out of range was refused before.
    quarterdeck_base::round_to(value * 1000.0, 0) as u64
}

impl Calendar {
    /// Entries are valid: sorted or not, they do not overlap and are not empty.
    pub(crate) fn new(spans: Option<&[Span]>, horizon: u32) -> Self {
        let always = [Span { from: 0, to: None, share: 1.0 }];
        let mut entries: Vec<(u32, u32, u32)> = spans
            .unwrap_or(&always)
            .iter()
            .map(|span| (span.from, span.to.unwrap_or(horizon).min(horizon), thousandths(span.share) as u32))
            .filter(|(from, to, _)| from < to)
            .collect();
        entries.sort_unstable();
        let mut calendar = Self { from: Vec::new(), share: Vec::new(), before: Vec::new() };
        let mut at = 0;
        for (from, to, share) in entries {
            if from > at {
                calendar.run(at, 0);
            }
            calendar.run(from, share);
            at = to;
        }
        calendar.run(at, 0);
        calendar
    }

    fn run(&mut self, from: u32, share: u32) {
        let before = match (self.from.last(), self.share.last(), self.before.last()) {
            (Some(start), Some(share), Some(before)) => before + u64::from(from - start) * u64::from(*share),
            _ => 0,
        };
        self.from.push(from);
        self.share.push(share);
        self.before.push(before);
    }

    fn run_at(&self, slot: u32) -> usize {
        if let [_, second] = self.from.as_slice() {
            return usize::from(slot >= *second);
        }
        self.from.partition_point(|from| *from <= slot).saturating_sub(1)
    }

    /// Capacity of the slots before this one.
    pub(crate) fn cumulated(&self, slot: u32) -> u64 {
        let run = self.run_at(slot);
        self.before[run] + u64::from(slot - self.from[run]) * u64::from(self.share[run])
    }

    /// Capacity of the slots `from` to `to` (not included).
    pub(crate) fn between(&self, from: u32, to: u32) -> u64 {
        if from < to { self.cumulated(to) - self.cumulated(from) } else { 0 }
    }

    /// Where the share changes.
    pub(crate) fn marks(&self) -> impl Iterator<Item = u32> + '_ {
        self.from.iter().copied()
    }

    /// Everything there is.
    pub(crate) fn total(&self) -> u64 {
        self.before.last().copied().unwrap_or_default()
    }

    /// The first slot from this one on in which something can be done.
    pub(crate) fn next_open(&self, slot: u32) -> Option<u32> {
        let run = self.run_at(slot);
        if self.share[run] > 0 {
            return Some(slot);
        }
        (run + 1..self.from.len()).find(|run| self.share[*run] > 0).map(|run| self.from[run])
    }

    /// The first slot boundary at which `need` is done, from `start` on.
    pub(crate) fn end(&self, start: u32, need: u64) -> Option<u32> {
        self.reach(self.cumulated(start) + need).map(|end| end.max(start))
    }

    /// The first slot boundary at which the capacity since 0 comes to this.
    pub(crate) fn reach(&self, target: u64) -> Option<u32> {
        if target > self.total() {
            return None;
        }
        let run = self.before.partition_point(|before| *before < target).saturating_sub(1);
        let missing = target - self.before[run];
        let share = u64::from(self.share[run].max(1));
        Some(self.from[run] + missing.div_ceil(share) as u32)
    }

    /// The last slot at which work of `need` can start that is done at `end`.
    pub(crate) fn latest_start(&self, end: u32, need: u64) -> Option<u32> {
        let target = self.cumulated(end).checked_sub(need)?;
        // The last boundary with at most `target` before it.
        let run = self.before.partition_point(|before| *before <= target).saturating_sub(1);
        if self.share[run] == 0 {
            return Some(end);
        }
        Some(self.from[run] + ((target - self.before[run]) / u64::from(self.share[run])) as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::Calendar;
    use crate::problem::Span;

    const HORIZON: u32 = 80;

    fn calendar(spans: &[(u32, Option<u32>, f64)]) -> Calendar {
        let spans: Vec<Span> =
            spans.iter().map(|(from, to, share)| Span { from: *from, to: *to, share: *share }).collect();
        Calendar::new(Some(&spans), HORIZON)
    }

    /// Slot by slot, from the definition.
    fn slow(spans: &[(u32, Option<u32>, f64)], slot: u32) -> u64 {
        let inside = |span: &&(u32, Option<u32>, f64)| span.0 <= slot && slot < span.1.unwrap_or(HORIZON);
        if slot >= HORIZON { 0 } else { spans.iter().find(inside).map_or(0, |span| (span.2 * 1000.0).round() as u64) }
    }

    #[test]
    fn answers_agree_with_counting_slot_by_slot() {
        let cases: [&[(u32, Option<u32>, f64)]; 6] = [
            &[(0, None, 1.0)],
            &[(0, Some(5), 0.5), (5, None, 1.0)],
            &[(3, Some(10), 0.3), (20, Some(40), 1.0), (40, Some(41), 0.0), (41, Some(60), 0.7)],
            &[(20, Some(30), 1.0), (0, Some(10), 0.4)],
            &[],
            &[(0, Some(10), 0.0), (10, Some(12), 0.001)],
        ];
        for spans in cases {
            let calendar = calendar(spans);
            let sum = |from: u32, to: u32| (from..to).map(|slot| slow(spans, slot)).sum::<u64>();
            for start in 0..70 {
                assert_eq!(calendar.cumulated(start), sum(0, start), "{spans:?} {start}");
                let open = (start..HORIZON).find(|slot| slow(spans, *slot) > 0);
                assert_eq!(calendar.next_open(start), open, "{spans:?} {start}");
                for need in [1, 2, 300, 500, 999, 1000, 1001, 4500, 20_000] {
                    let end = (start..=HORIZON).find(|end| sum(start, *end) >= need);
                    assert_eq!(calendar.end(start, need), end, "{spans:?} from {start} need {need}");
                    let latest = (0..=start).rev().find(|from| sum(*from, start) >= need);
                    assert_eq!(calendar.latest_start(start, need), latest, "{spans:?} until {start} need {need}");
                }
            }
        }
    }

    #[test]
    fn the_examples_of_the_documentation() {
        for (what, spans, start, need, end) in [
            ("whole slots", vec![(0, None, 1.0)], 3, 2000, Some(5)),
            ("half days take twice as long", vec![(0, None, 0.5)], 0, 2000, Some(4)),
            ("an end is a boundary: what is left of the slot is lost", vec![(0, None, 1.0)], 0, 1200, Some(2)),
            ("a holiday lies within", vec![(0, Some(2), 1.0), (4, None, 1.0)], 0, 3000, Some(5)),
            ("ramp-up", vec![(0, Some(4), 0.25), (4, None, 1.0)], 0, 3000, Some(6)),
            ("somebody who leaves before it is done", vec![(0, Some(4), 1.0)], 2, 3000, None),
        ] {
            assert_eq!(calendar(&spans).end(start, need), end, "{what}");
        }
    }
}
