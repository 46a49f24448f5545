//! Direct dependencies at each moment, and how long each has stood still.

use super::slim::Manifest;
use quarterdeck_base::Timestamp;
use quarterdeck_facts::{DependencyAges, DependencyCounts, DependencyName, Ecosystem, Known};
use std::collections::{BTreeMap, BTreeSet};

/// What the manifests and lock files of one commit declare.
#[derive(Default)]
pub(super) struct Declared {
    /// Direct dependencies.
    pub(super) direct: BTreeMap<(Ecosystem, String), Version>,
    /// Packages with versions in lock files.
    pub(super) locked: u64,
}

/// The version of a direct dependency, as far as it is written down.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Version {
    /// What manifests ask for.
    requirements: BTreeSet<String>,
    /// Exact versions that manifests ask for.
    exact: BTreeSet<String>,
    /// Versions that lock files hold.
    locked: BTreeSet<String>,
}

impl Version {
    fn is_pinned(&self) -> bool {
        !self.exact.is_empty() || !self.locked.is_empty()
    }

    /// True when another version is asked for or held. A lock file that came or went moved nothing by itself.
    fn moved_from(&self, before: &Self) -> bool {
        if self.locked.is_empty() || before.locked.is_empty() {
            self.requirements != before.requirements
        } else {
            self.locked != before.locked
        }
    }
}

/// Reads the manifests of one commit together.
pub(super) fn declared<'a>(manifests: impl Iterator<Item = &'a Manifest>) -> Declared {
    let (locks, manifests): (Vec<&Manifest>, Vec<&Manifest>) = manifests.partition(|manifest| manifest.lock);
    let own: BTreeSet<&str> =
        manifests.iter().chain(&locks).map(|manifest| manifest.name.as_str()).filter(|name| !name.is_empty()).collect();
    let mut direct: BTreeMap<(Ecosystem, String), Version> = BTreeMap::new();
    for manifest in &manifests {
        for one in manifest.dependencies.iter().filter(|one| !own.contains(one.name.as_str())) {
            let version = direct.entry((manifest.ecosystem, one.name.clone())).or_default();
            version.requirements.insert(one.requirement.clone());
            if !one.version.is_empty() {
                version.exact.insert(one.version.clone());
            }
        }
    }
    let mut locked: BTreeMap<(Ecosystem, &str), BTreeMap<&str, bool>> = BTreeMap::new();
    for lock in &locks {
        for one in lock.dependencies.iter().filter(|one| !one.version.is_empty()) {
            let versions = locked.entry((lock.ecosystem, one.name.as_str())).or_default();
            *versions.entry(one.version.as_str()).or_default() |= one.direct == Some(true);
        }
    }
    let count = locked.values().map(|versions| versions.len() as u64).sum();
    for ((ecosystem, name), version) in &mut direct {
        let Some(versions) = locked.get(&(*ecosystem, name.as_str())) else { continue };
        // Where the lock file says which one is direct, the others belong to somebody else.
        let says = versions.values().any(|direct| *direct);
        let meant = versions.iter().filter(|(_, direct)| !says || **direct);
        version.locked = meant.map(|(version, _)| (*version).to_owned()).collect();
    }
    Declared { direct, locked: count }
}

/// Follows direct dependencies from moment to moment.
#[derive(Default)]
pub(super) struct Ages {
    known: BTreeMap<DependencyName, (Version, Option<Timestamp>)>,
    /// The first moment of the series that could be read: what stands there may be of any age.
    first: Option<Timestamp>,
}

impl Ages {
    /// The counts and ages at the next moment. `declared` holds one entry for each repository that has a commit; `is_new`
    /// tells that a repository had none at the moment before and is not cut off from its past.
    pub(super) fn next(
        &mut self,
        at: Timestamp,
        declared: &[(usize, Known<&Declared>, bool)],
    ) -> (Known<DependencyCounts>, Known<DependencyAges>) {
        if let Some(reason) = declared.iter().find_map(|(_, one, _)| one.as_ref().err()) {
            // What happened here is not known, so no age that reaches over it is.
            *self = Self::default();
            return (Err(reason.clone()), Err(reason.clone()));
        }
        let first = *self.first.get_or_insert(at);
        let mut counts = DependencyCounts::default();
        let mut now = BTreeMap::new();
        for (repository, one, is_new) in declared {
            let Ok(one) = one else { continue };
            counts.locked += one.locked;
            for ((ecosystem, name), version) in &one.direct {
                counts.direct += 1;
                counts.pinned += u64::from(version.is_pinned());
                let key = (*repository, *ecosystem, name.clone());
                let since = match self.known.get(&key) {
                    Some((before, since)) if !version.moved_from(before) => *since,
                    Some(_) => Some(at),
                    None => (*is_new || first != at).then_some(at),
                };
                now.insert(key, (version.clone(), since));
            }
        }
        self.known = now;
        (Ok(counts), self.ages(at, first))
    }

    fn ages(&self, at: Timestamp, first: Timestamp) -> Known<DependencyAges> {
        if self.known.is_empty() {
            return Err("no manifest declares a dependency".to_owned());
        }
        let days = |since: Timestamp| at.days_since(since).max(0.0).round() as u64;
        let mut known: Vec<u64> = self.known.values().filter_map(|(_, since)| since.map(days)).collect();
        known.sort_unstable();
        let unknown = self.known.len() - known.len();
        Ok(DependencyAges {
            // All that are not known are older than all that are.
            median_days: known.get((self.known.len() - 1) / 2).copied(),
            oldest_days: known.last().copied().filter(|_| unknown == 0),
            unknown: unknown as u64,
            unknown_at_least_days: days(first),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::slim::{Dependency, Manifest};
    use super::{Ages, Declared, declared};
    use quarterdeck_base::Timestamp;
    use quarterdeck_facts::Ecosystem;

    /// A manifest (`lock: false`) or lock file of `name requirement version` entries.
    fn file(lock: bool, entries: &[(&str, &str, &str)]) -> Manifest {
        let dependencies = entries.iter().map(|(name, requirement, version)| Dependency {
            name: (*name).to_owned(),
            requirement: (*requirement).to_owned(),
            version: (*version).to_owned(),
            direct: None,
        });
        Manifest { ecosystem: Ecosystem::Npm, lock, name: "shop".to_owned(), dependencies: dependencies.collect() }
    }

    fn day(day: i64) -> Timestamp {
        Timestamp::from_seconds(1_600_000_000 + day * 86_400)
    }

    #[test]
    fn a_package_of_the_repository_and_a_second_mention_do_not_count() {
        let one = file(false, &[("a", "^1", ""), ("b", "2.0.0", "2.0.0"), ("shop", "*", "")]);
        let two = file(false, &[("a", "^1", ""), ("c", "^3", "")]);
        let lock = file(true, &[("a", "", "1.2.0"), ("x", "", "1.0.0"), ("x", "", "2.0.0")]);
        let mut ages = Ages::default();
        let found = declared([&one, &two, &lock].into_iter());
        let (counts, _) = ages.next(day(0), &[(0, Ok(&found), true)]);
        let counts = counts.unwrap();
        assert_eq!((counts.direct, counts.pinned, counts.locked), (3, 2, 3));
    }

    #[test]
    fn ages_are_counted_from_the_last_move() {
        let at = |a: &str, lock: Option<&str>| -> Declared {
            let manifest = file(false, &[("a", a, ""), ("b", "^1", "")]);
            let lock = lock.map(|version| file(true, &[("a", "", version), ("b", "", "1.0.0")]));
            declared(std::iter::once(&manifest).chain(lock.as_ref()))
        };
        for (is_new, steps) in [
            // (day, requirement of a, locked version of a) to (median, oldest, unknown).
            (true, vec![(0, "^1", None, (Some(0), Some(0), 0)), (30, "^1", None, (Some(30), Some(30), 0))]),
            (true, vec![(0, "^1", None, (Some(0), Some(0), 0)), (30, "^2", None, (Some(0), Some(30), 0))]),
            // A lock file that comes moves nothing; another version in it does.
            (true, vec![(0, "^1", None, (Some(0), Some(0), 0)), (30, "^1", Some("1.1.0"), (Some(30), Some(30), 0))]),
            (
                true,
                vec![(0, "^1", Some("1.1.0"), (Some(0), Some(0), 0)), (9, "^1", Some("1.2.0"), (Some(0), Some(9), 0))],
            ),
            // The series begins in the middle of the history: nobody knows how long they had stood still.
            (
                false,
                vec![
                    (0, "^1", None, (None, None, 2)),
                    (30, "^2", None, (Some(0), None, 1)),
                    (40, "^2", None, (Some(10), None, 1)),
                ],
            ),
        ] {
            let mut ages = Ages::default();
            for (on, a, lock, expected) in steps {
                let found = at(a, lock);
                let (_, answer) = ages.next(day(on), &[(0, Ok(&found), is_new && on == 0)]);
                let answer = answer.unwrap();
                assert_eq!((answer.median_days, answer.oldest_days, answer.unknown), expected, "{is_new} {on} {a}");
            }
        }
    }

    #[test]
    fn what_was_not_read_makes_later_ages_unknown() {
        let found = declared(std::iter::once(&file(false, &[("a", "^1", "")])));
        let mut ages = Ages::default();
        assert!(ages.next(day(0), &[(0, Ok(&found), true)]).1.is_ok());
        assert!(ages.next(day(1), &[(0, Err("gone".to_owned()), false)]).1.is_err());
        let after = ages.next(day(2), &[(0, Ok(&found), false)]).1.unwrap();
        assert_eq!((after.median_days, after.unknown), (None, 1));
    }
}
