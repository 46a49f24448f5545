//! Who is still here and knows a file: the one definition that checks and plans share.

use crate::{Contribution, Facts, PersonIx};
use quarterdeck_base::Timestamp;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Days of the recent past: a year.
const YEAR_DAYS: i64 = 365;

/// Fewer commits in 12 months (a link, a typo) are no work that could stop.
pub const REGULAR_COMMITS: usize = 3;

/// Somebody with one in so many of the changes of a file still knows it.
const KNOWN_PARTS: u64 = 4;

/// Fewer changes of a file in 24 months are no sign that somebody took it over.
const LEAST_FRESH: u32 = 3;

impl Facts {
    /// People who are still here: three commits or more in the last 12 months, merges and repeated ones left out.
    pub fn regulars(&self) -> BTreeSet<PersonIx> {
        let since: Timestamp = self.as_of.days_before(YEAR_DAYS);
        let mut commits: BTreeMap<PersonIx, usize> = BTreeMap::new();
        for commit in &self.commits {
            if commit.is_change() && commit.committed_at >= since && commit.committed_at <= self.as_of {
                *commits.entry(commit.author).or_default() += 1;
            }
        }
        commits.into_iter().filter(|(_, count)| *count >= REGULAR_COMMITS).map(|(person, _)| person).collect()
    }
}

/// Who of the people that count knows a file, by its contributions: who made most of its changes, a quarter of them, or took
/// it over, that is a quarter, and three at least, of those of the last 24 months.
pub fn knowers(of_file: &[Contribution], counts: &dyn Fn(PersonIx) -> bool) -> Vec<PersonIx> {
    let sum = |of: fn(&Contribution) -> u32| of_file.iter().map(|one| u64::from(of(one))).sum::<u64>();
    let (all, fresh) = (sum(|one| one.revisions), sum(|one| one.revisions_24m));
    // On a tie whoever came last, as in the facts of a file.
    let main = of_file.iter().max_by_key(|one| (one.revisions, one.last_at, Reverse(one.person))).map(|one| one.person);
    let is_part = |part: u32, whole: u64| whole > 0 && u64::from(part) * KNOWN_PARTS >= whole;
    let took_over = |one: &Contribution| one.revisions_24m >= LEAST_FRESH && is_part(one.revisions_24m, fresh);
    let knows = |one: &&Contribution| Some(one.person) == main || is_part(one.revisions, all) || took_over(one);
    of_file.iter().filter(|one| counts(one.person)).filter(knows).map(|one| one.person).collect()
}

#[cfg(test)]
mod tests {
    use super::knowers;
    use crate::{CommitFacts, Contribution, Facts, FileIx, PersonIx};
    use quarterdeck_base::Timestamp;

    fn day(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn who_knows_a_file() {
        // Changes in all and in 24 months, of three people; the first has gone.
        for (parts, expected) in [
            ([(10, 0), (0, 0), (0, 0)], vec![]),
            ([(7, 0), (1, 0), (0, 0)], vec![]),
            ([(6, 0), (2, 0), (0, 0)], vec![1]),
            ([(3, 0), (5, 0), (1, 0)], vec![1]),
            // Three of twelve fresh ones, three of thirteen, and two of two.
            ([(96, 9), (3, 3), (0, 0)], vec![1]),
            ([(96, 10), (3, 3), (0, 0)], vec![]),
            ([(96, 0), (2, 2), (0, 0)], vec![]),
            ([(50, 0), (40, 3), (30, 1)], vec![1, 2]),
        ] {
            let of_file: Vec<Contribution> = (0..3)
                .map(|at| Contribution {
                    file: FileIx::new(0),
                    person: PersonIx::new(at),
                    revisions: parts[at].0,
                    revisions_24m: parts[at].1,
                    created: false,
                    last_at: day("2026-01-01T00:00:00Z"),
                })
                .collect();
            let found = knowers(&of_file, &|person| person != PersonIx::new(0));
            assert_eq!(found, expected.into_iter().map(PersonIx::new).collect::<Vec<_>>(), "{parts:?}");
        }
    }

    #[test]
    fn who_is_still_here() {
        let commit = |person, at: &str, merge| {
            let mut commit =
                CommitFacts { author: PersonIx::new(person), committed_at: day(at), ..CommitFacts::default() };
            commit.kind.merge = merge;
            commit
        };
        let mut facts = Facts { as_of: day("2026-06-01T00:00:00Z"), ..Facts::default() };
        for _ in 0..3 {
            facts.commits.push(commit(0, "2026-05-01T00:00:00Z", false));
            facts.commits.push(commit(1, "2025-05-01T00:00:00Z", false));
            facts.commits.push(commit(2, "2026-05-01T00:00:00Z", true));
            facts.commits.push(commit(3, "2026-07-01T00:00:00Z", false));
        }
        // Three commits, of which two are one change.
        facts.commits.extend((0..3).map(|_| commit(5, "2026-05-01T00:00:00Z", false)));
        facts.commits.last_mut().unwrap().repeated = true;
        facts.commits.extend((0..2).map(|_| commit(4, "2026-05-01T00:00:00Z", false)));
        assert_eq!(facts.regulars().into_iter().collect::<Vec<_>>(), [PersonIx::new(0)]);
    }
}
