//! Who knows a file, by the degree of authorship, and how few people hold many files together.

use quarterdeck_base::{ln, round_to};
use quarterdeck_facts::{Contribution, PersonIx, knowers};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The authors of each file.
pub(crate) fn authors_of(files: &[&[Contribution]], counts: &dyn Fn(PersonIx) -> bool) -> Vec<Vec<PersonIx>> {
    files.iter().map(|of_file| authors(of_file, counts)).collect()
}

/// The authors of one file among the people that count: nobody where none of them knows it. Of who is left the published degree
/// of authorship decides (a degree is a matter of all changes of the file, the best degree one of those who count); where
/// nobody reaches it, who knows the file is its author.
pub(crate) fn authors(of_file: &[Contribution], counts: &dyn Fn(PersonIx) -> bool) -> Vec<PersonIx> {
    let knowing = knowers(of_file, counts);
    if knowing.is_empty() {
        return knowing;
    }
    let all: u32 = of_file.iter().map(|contribution| contribution.revisions).sum();
    let counting = || of_file.iter().filter(|contribution| counts(contribution.person));
    let degree = |contribution: &Contribution| -> f64 {
        let first = f64::from(u8::from(contribution.created));
        let others = f64::from(all.saturating_sub(contribution.revisions));
        round_to(3.293 + 1.098 * first + 0.164 * f64::from(contribution.revisions) - 0.321 * ln(1.0 + others), 6)
    };
    let best = counting().map(degree).fold(f64::MIN, f64::max);
    let by_degree: Vec<PersonIx> = counting()
        .filter(|contribution| degree(contribution) >= 3.293 && degree(contribution) > 0.75 * best)
        .map(|contribution| contribution.person)
        .collect();
    if by_degree.is_empty() { knowing } else { by_degree }
}

/// Takes out the author with most files, again and again, until fewer than half of the files have one left.
pub(crate) fn removals(files: &[Vec<PersonIx>]) -> Vec<PersonIx> {
    let mut left: Vec<usize> = Vec::with_capacity(files.len());
    let mut files_of: BTreeMap<PersonIx, Vec<usize>> = BTreeMap::new();
    for (at, authors) in files.iter().enumerate() {
        left.push(authors.len());
        for person in authors {
            files_of.entry(*person).or_default().push(at);
        }
    }
    // A file counts once for each author, so the order never changes while people are taken out.
    let mut order: Vec<(PersonIx, Vec<usize>)> = files_of.into_iter().collect();
    order.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(&b.0)));
    let mut covered = left.iter().filter(|authors| **authors > 0).count();
    let mut removed = Vec::new();
    for (person, own) in order {
        if covered * 2 < files.len() {
            break;
        }
        for at in own {
            left[at] -= 1;
            covered -= usize::from(left[at] == 0);
        }
        removed.push(person);
    }
    removed
}

/// Who of these people would have to leave until fewer than half of the files have somebody left who knows them. Unlike in the
/// published algorithm ([`removals`]), who knows a file is asked again each time somebody has left: the second one may know
/// it well without having been an author beside the first.
pub(crate) fn holders(files: &[&[Contribution]], people: &BTreeSet<PersonIx>) -> Vec<PersonIx> {
    let mut staying = people.clone();
    let mut gone = Vec::new();
    loop {
        let authors = authors_of(files, &|person| staying.contains(&person));
        let mut files_of: BTreeMap<PersonIx, usize> = BTreeMap::new();
        for person in authors.iter().flatten() {
            *files_of.entry(*person).or_default() += 1;
        }
        let covered = authors.iter().filter(|authors| !authors.is_empty()).count();
        let most = files_of.into_iter().max_by_key(|(person, files)| (*files, Reverse(*person)));
        let Some((person, _)) = most.filter(|_| covered * 2 >= files.len()) else { return gone };
        staying.remove(&person);
        gone.push(person);
    }
}

/// Positions are compared in tests only.
#[cfg(test)]
fn factor(files: &[&[usize]]) -> usize {
    let files: Vec<Vec<PersonIx>> =
        files.iter().map(|authors| authors.iter().map(|at| PersonIx::new(*at)).collect()).collect();
    removals(&files).len()
}

#[cfg(test)]
mod tests {
    use super::{authors, authors_of, factor, holders, removals};
    use crate::testing::days_ago;
    use quarterdeck_facts::{Contribution, FileIx, PersonIx};

    #[test]
    fn people_are_taken_out_until_fewer_than_half_of_the_files_have_an_author() {
        for (files, expected) in [
            // One person holds 3 of 4 files: without him 1 of 4 is left.
            (vec![&[0][..], &[0], &[0], &[1]], 1),
            // Half of the files is not fewer than half.
            (vec![&[0][..], &[0], &[1], &[1]], 2),
            (vec![&[0, 1][..], &[0, 1], &[0, 1], &[0, 1]], 2),
            // Most files have nobody to begin with.
            (vec![&[][..], &[], &[], &[1]], 0),
        ] {
            assert_eq!(factor(&files), expected, "{files:?}");
        }
    }

    #[test]
    fn who_took_a_file_over_knows_it() {
        // Somebody who has gone made 96 changes, who is here so many of those of the last 24 months.
        for (fresh, others_fresh, known) in [(3, 9, true), (3, 10, false), (2, 0, false), (0, 0, false), (25, 10, true)]
        {
            let part = |person, revisions, revisions_24m| Contribution {
                file: FileIx::new(0),
                person: PersonIx::new(person),
                revisions,
                revisions_24m,
                created: person == 0,
                last_at: days_ago(1),
            };
            let parts = [part(0, 96, others_fresh), part(1, fresh.max(1), fresh)];
            let found = authors(&parts, &|person| person == PersonIx::new(1));
            assert_eq!(!found.is_empty(), known, "{fresh} of {}", fresh + others_fresh);
        }
    }

    #[test]
    fn who_stands_second_holds_a_file_when_the_first_one_leaves() {
        let part = |file, person, revisions| Contribution {
            file: FileIx::new(file),
            person: PersonIx::new(person),
            revisions,
            revisions_24m: 0,
            created: person == 0,
            last_at: days_ago(1),
        };
        // Of each file the first one made 60 changes, the second one 40 or 10: no author beside the first.
        for (second, published, ours) in [(40, 1, 2), (10, 1, 1)] {
            let files: Vec<[Contribution; 2]> = (0..4).map(|at| [part(at, 0, 60), part(at, 1, second)]).collect();
            let files: Vec<&[Contribution]> = files.iter().map(|file| file.as_slice()).collect();
            assert_eq!(removals(&authors_of(&files, &|_| true)).len(), published);
            let people = [0, 1].map(PersonIx::new).into_iter().collect();
            assert_eq!(holders(&files, &people).len(), ours, "{second}");
        }
    }

    #[test]
    fn authorship_follows_the_published_formula() {
        let part = |person, revisions, created| Contribution {
            file: FileIx::new(0),
            person: PersonIx::new(person),
            revisions,
            revisions_24m: 0,
            created,
            last_at: days_ago(1),
        };
        for (parts, gone, expected) in [
            // 3.293 + 1.098 + 0.164 = 4.555 for a sole author.
            (vec![part(0, 1, true)], None, vec![0]),
            // 3.293 + 1.098 + 1.64 - 0.321 ln 2 = 5.81 against 3.293 + 0.164 - 0.321 ln 11 = 2.69.
            (vec![part(0, 10, true), part(1, 1, false)], None, vec![0]),
            // 4.391 + 1.64 - 0.321 ln 21 = 5.05 against 3.293 + 3.28 - 0.321 ln 11 = 5.80.
            (vec![part(0, 10, true), part(1, 20, false)], None, vec![0, 1]),
            // 4.391 + 16.4 - 0.321 ln 41 = 19.6 against 3.293 + 6.56 - 0.321 ln 101 = 8.4: no author beside the first one,
            // and one when he has gone.
            (vec![part(0, 100, true), part(1, 40, false)], None, vec![0]),
            (vec![part(0, 100, true), part(1, 40, false)], Some(0), vec![1]),
            // 3.293 + 4.92 - 0.321 ln 101 = 6.7, and 30 of 130 changes: fewer than a quarter is no knowledge, as in TEA-02.
            (vec![part(0, 100, true), part(1, 30, false)], Some(0), vec![]),
            // 3.293 + 0.328 - 0.321 ln 101 = 2.1: two changes of somebody else's file do not make an author.
            (vec![part(0, 100, true), part(1, 2, false)], Some(0), vec![]),
            // One change of five each: the last one's is no more than that of who has gone.
            ((0..5).map(|at| part(at, 1, at == 0)).collect(), Some(0), vec![]),
            // 3.293 + 0.328 - 0.321 ln 6 = 3.05, and 2 of 7 changes: more than a quarter is knowledge.
            (vec![part(0, 5, true), part(1, 2, false)], Some(0), vec![1]),
        ] {
            let counts = |person| gone.map(PersonIx::new) != Some(person);
            assert_eq!(authors(&parts, &counts), expected.into_iter().map(PersonIx::new).collect::<Vec<_>>());
        }
    }
}
