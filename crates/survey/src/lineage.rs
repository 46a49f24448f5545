//! History of each file of the snapshot: the literal path as git answers, and the lineage with renames followed.
//!
//! The lineage is followed from the snapshot back in time: a commit that added a path by renaming another one hands
//! the lineage to the old path. A path that was added from nothing keeps what it did in an earlier life (deleted files
//! brought back, two branches that added the same file), unless a file that was renamed from there claims it.
//!
//! A commit of more than [`bound::AUTHORSHIP_COMMIT_FILES`] changed files (an import, a move of everything, a formatter)
//! is a revision and no authorship: nobody knows the files by it, and nobody is the first author of what it creates; nor
//! is it a change of the last 12 months that says that a file is worked on. A sweep ([`Sweep::Changes`]) is no authorship of
//! the files that were there before it. Of [twins](crate::twins) one is a revision.

use crate::sweeps::Sweep;
use crate::walk::{PathChange, Walk};
use quarterdeck_base::{RepoPath, Timestamp};
use quarterdeck_facts::{CommitKind, Contribution, FileHistory, FileIx, Person, PersonIx};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Days of the window of recent change.
pub(crate) const RECENT_DAYS: i64 = 365;
/// Days of the window in which knowledge counts as fresh.
const FRESH_DAYS: i64 = 730;
/// Half-life of a revision in the effort score, in days (exponentially decayed churn, 180 days).
const HALF_LIFE_DAYS: f64 = 180.0;

/// What is known about the commits of one repository.
pub(crate) struct Lineages<'a> {
    pub(crate) walk: &'a Walk,
    /// Author of each commit.
    pub(crate) authors: &'a [PersonIx],
    /// Kind of each commit.
    pub(crate) kinds: &'a [CommitKind],
    pub(crate) people: &'a [Person],
    /// Which commits are sweeps over the source.
    pub(crate) sweeps: &'a [Sweep],
    pub(crate) as_of: Timestamp,
}

/// History of one file with what scores need.
pub(crate) struct Traced {
    pub(crate) history: FileHistory,
    pub(crate) contributions: Vec<Contribution>,
}

impl Lineages<'_> {
    /// Traces all files, given with their positions.
    pub(crate) fn trace(&self, files: &[(FileIx, &RepoPath)]) -> Vec<Traced> {
        let literal = self.literal(files);
        let revisions = self.revisions(files);
        let unknown = self.unknown_origins();
        let is_unknown = |lineage: &Lineage| {
            lineage.commits.last().is_some_and(|first| unknown.contains(&(*first, lineage.first_path)))
        };
        files
            .iter()
            .zip(literal)
            .zip(revisions)
            .map(|(((file, _), literal), lineage)| self.traced(*file, literal, &lineage, is_unknown(&lineage)))
            .collect()
    }

    /// Git's own answers for each literal path: commits, e-mails, first and last date.
    fn literal(&self, files: &[(FileIx, &RepoPath)]) -> Vec<Literal> {
        let slots = self.slots(files);
        let mut literal: Vec<Literal> = files.iter().map(|_| Literal::default()).collect();
        let mut emails: HashMap<&[u8], u32> = HashMap::new();
        for (_, commit, changes) in self.walk.changed() {
            let next = emails.len() as u32;
            let email = *emails.entry(commit.author_email.as_slice()).or_insert(next);
            for change in changes {
                let Some(slot) = slots[change.path as usize] else { continue };
                let known = &mut literal[slot as usize];
                known.revisions += 1;
                known.emails.push(email);
                known.first = Some(known.first.map_or(commit.committed_at, |first| first.min(commit.committed_at)));
                known.last = known.last.max(commit.committed_at);
            }
        }
        for known in &mut literal {
            known.emails.sort_unstable();
            known.emails.dedup();
        }
        literal
    }

    /// Commits of each lineage, newest first.
    fn revisions(&self, files: &[(FileIx, &RepoPath)]) -> Vec<Lineage> {
        let mut revisions: Vec<Lineage> = files.iter().map(|_| Lineage::default()).collect();
        follow_back(self.walk, self.slots(files), |slot, commit, change| {
            if self.walk.is_repeated(commit as usize) {
                return;
            }
            let lineage = &mut revisions[slot as usize];
            lineage.commits.push(commit);
            if change.moved_only {
                lineage.moves.push(commit);
            }
            lineage.first_path = change.path;
        });
        revisions
    }

    fn slots(&self, files: &[(FileIx, &RepoPath)]) -> Vec<Option<u32>> {
        slots(self.walk, files.iter().map(|(_, path)| *path))
    }

    /// Commits and paths that may continue another file: nobody is known to have written what stands there. One pass over all
    /// changes: each file may have come with a commit of a hundred thousand others.
    fn unknown_origins(&self) -> HashSet<(u32, u32)> {
        let changes = self.walk.changed().flat_map(|(at, _, changes)| changes.iter().map(move |change| (at, change)));
        changes.filter(|(_, change)| change.origin_unknown).map(|(at, change)| (at as u32, change.path)).collect()
    }

    fn traced(&self, file: FileIx, literal: Literal, lineage: &Lineage, origin_unknown: bool) -> Traced {
        let commits = lineage.commits.as_slice();
        let recent_from = self.as_of.days_before(RECENT_DAYS);
        let fresh_from = self.as_of.days_before(FRESH_DAYS);
        let mut by_person: BTreeMap<PersonIx, Contribution> = BTreeMap::new();
        let mut people: BTreeSet<PersonIx> = BTreeSet::new();
        let mut came_12m = false;
        let (mut recent, mut sweeps_12m, mut imports_12m, mut fixes, mut decayed_revisions, mut decayed_fixes) =
            (0, 0, 0, 0, 0.0, 0.0);
        // Oldest first: the first contribution creates.
        for (position, &index) in commits.iter().rev().enumerate() {
            let commit = &self.walk.history.commits[index as usize];
            let at = commit.committed_at;
            let fix = self.kinds[index as usize].fix;
            // A formatter over the whole tree is no sign that a file lives.
            let is_recent = at > recent_from && at <= self.as_of;
            let counts = is_recent && !self.walk.is_import(index);
            recent += u32::from(counts);
            came_12m |= counts && position == 0 && !origin_unknown;
            // What a file came in with did not sweep over it; a move changes nothing in it.
            let sweeps = self.sweeps[index as usize] != Sweep::No || lineage.moves.contains(&index);
            sweeps_12m += u32::from(counts && position > 0 && sweeps);
            imports_12m += u32::from(is_recent && !counts && position > 0);
            fixes += u32::from(fix);
            let age_days = self.as_of.days_since(at).max(0.0);
            let weight = quarterdeck_base::exp(-age_days / HALF_LIFE_DAYS * std::f64::consts::LN_2);
            decayed_revisions += weight;
            decayed_fixes += if fix { weight } else { 0.0 };
            let person = self.authors[index as usize];
            if self.people[person.at()].bot {
                continue;
            }
            people.insert(person);
            let polishes = position > 0 && self.sweeps[index as usize] == Sweep::Changes;
            if self.walk.is_import(index) || polishes {
                continue;
            }
            let entry = by_person.entry(person).or_insert(Contribution {
                file,
                person,
                revisions: 0,
                revisions_24m: 0,
                created: position == 0 && !origin_unknown,
                last_at: at,
            });
            entry.revisions += 1;
            entry.revisions_24m += u32::from(at > fresh_from && at <= self.as_of);
            entry.last_at = entry.last_at.max(at);
        }
        let people_revisions: u32 = by_person.values().map(|contribution| contribution.revisions).sum();
        // Most revisions first; on a tie whoever came last, then the order of people.
        let main = by_person.values().max_by_key(|c| (c.revisions, c.last_at, std::cmp::Reverse(c.person)));
        let history = FileHistory {
            revisions: commits.len() as u32,
            revisions_path: literal.revisions,
            revisions_12m: recent,
            sweeps_12m,
            came_12m,
            imports_12m,
            fixes,
            decayed_revisions,
            decayed_fixes,
            authors: people.len() as u32,
            author_emails: literal.emails.len() as u32,
            main_author: main.map(|main| main.person),
            main_author_share: main.map_or(0.0, |main| f64::from(main.revisions) / f64::from(people_revisions.max(1))),
            first_seen: literal.first.unwrap_or_default(),
            last_changed: literal.last,
        };
        Traced { history, contributions: by_person.into_values().collect() }
    }
}

/// For each path of the history the file, by its position, that has it in the snapshot.
pub(crate) fn slots<'a>(walk: &Walk, files: impl Iterator<Item = &'a RepoPath>) -> Vec<Option<u32>> {
    let by_path: HashMap<&[u8], u32> = files.enumerate().map(|(slot, path)| (path.as_bytes(), slot as u32)).collect();
    walk.paths.iter().map(|path| by_path.get(path.as_slice()).copied()).collect()
}

/// Follows files back in time through renames. `visit` is told of each change: file, commit, what it did to its path.
pub(crate) fn follow_back(walk: &Walk, slots: Vec<Option<u32>>, mut visit: impl FnMut(u32, u32, &PathChange)) {
    let mut holders: Vec<Option<Holder>> =
        slots.into_iter().map(|slot| Some(Holder { slot: slot?, earlier_life: false })).collect();
    for (index, _, changes) in walk.changed() {
        let mut handed_over = Vec::new();
        for change in changes {
            let Some(holder) = &mut holders[change.path as usize] else { continue };
            visit(holder.slot, index as u32, change);
            if !change.added {
                continue;
            }
            holder.earlier_life = true;
            if let Some(from) = change.renamed_from {
                handed_over.push((from, holder.slot));
                holders[change.path as usize] = None;
            }
        }
        // After the loop: within one commit the old path is a change of its own (its deletion).
        for (from, slot) in handed_over {
            let free = holders[from as usize].as_ref().is_none_or(|holder| holder.earlier_life);
            if free {
                holders[from as usize] = Some(Holder { slot, earlier_life: false });
            }
        }
    }
}

/// The file of the snapshot that a path belongs to, at one point of the walk back in time.
struct Holder {
    slot: u32,
    /// The walk is past a commit that added the path from nothing.
    earlier_life: bool,
}

/// Commits that changed a file, newest first, and the path that it had in the last of them.
#[derive(Default)]
struct Lineage {
    commits: Vec<u32>,
    /// Those that moved it and changed no byte.
    moves: Vec<u32>,
    first_path: u32,
}

#[derive(Default)]
struct Literal {
    revisions: u32,
    emails: Vec<u32>,
    first: Option<Timestamp>,
    last: Timestamp,
}

#[cfg(test)]
mod tests {
    use crate::year_ago::tests::facts_of;
    use quarterdeck_testkit::Recipe;

    #[test]
    fn a_move_that_changes_no_byte_is_told_from_changes() {
        let repository = Recipe::new()
            .commit("start", |c| {
                c.at("2022-01-01").write("a.py", "A = 1\n").write("b.py", "B = 1\nC = 1\nD = 1\nE = 1\n")
            })
            .commit("move", |c| c.at("2024-01-01").rename("a.py", "lib/a.py"))
            .commit("move and change", |c| {
                c.at("2024-02-01").rename("b.py", "lib/b.py").write("lib/b.py", "B = 1\nC = 1\nD = 1\nE = 2\n")
            })
            .commit("change", |c| c.at("2024-03-01").write("lib/a.py", "A = 2\n"))
            .build();
        let facts = facts_of(&repository, "2024-06-01");
        let told = facts.files.iter().filter_map(|file| Some((file.path.to_string(), file.history.as_ref()?)));
        let told: Vec<(String, u32, u32)> =
            told.map(|(path, history)| (path, history.changes_12m(), history.sweeps_12m)).collect();
        assert_eq!(told, [("lib/a.py".to_owned(), 2, 1), ("lib/b.py".to_owned(), 1, 0)]);
    }

    #[test]
    fn the_commit_that_a_file_came_in_with_is_told_from_its_changes() {
        let repository = Recipe::new()
            .commit("start", |c| c.at("2022-01-01").write("old.py", "A = 1\n").write("back.py", "B = 1\n"))
            .commit("drop", |c| c.at("2023-09-01").remove("back.py"))
            .commit("move, bring back, add", |c| {
                c.at("2024-01-01").rename("old.py", "moved.py").write("back.py", "B = 2\n").write("new.py", "C = 1\n")
            })
            .commit("change", |c| c.at("2024-02-01").write("new.py", "C = 2\n"))
            .commit("later", |c| c.at("2024-03-01").write("only.py", "D = 1\n"))
            .build();
        let facts = facts_of(&repository, "2024-06-01");
        let told: Vec<(String, u32, bool, u32)> = facts
            .files
            .iter()
            .filter_map(|file| Some((file.path.to_string(), file.history.as_ref()?)))
            .map(|(path, history)| (path, history.revisions_12m, history.came_12m, history.changes_12m()))
            .collect();
        let expected =
            [("back.py", 2, false, 2), ("moved.py", 1, false, 1), ("new.py", 2, true, 1), ("only.py", 1, true, 0)];
        assert_eq!(told, expected.map(|(path, revisions, came, changes)| (path.to_owned(), revisions, came, changes)));
    }
}
