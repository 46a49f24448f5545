//! Who is who: mailmap first, then careful merging, bots apart.
//!
//! Two authors are one person when they share an e-mail or an account at a code host, or a full name (two words) and one
//! more mark: the local part of the e-mail, a domain that is not a public provider's, that both addresses are made of the
//! name (`pwebb@old.example` and `phil.webb@new.example` of Phillip Webb, who changed employers), that one of them is the
//! only account of that name at a code host, or that both changed the same three files of one repository. A handle (one
//! word of six letters that is nobody's first name) needs to be the login of an address. Never a name alone.

use crate::identity::{Marks, is_bot, is_full_name, name_key};
use crate::walk::Walk;
use bstr::{BStr, BString, ByteSlice};
use quarterdeck_base::Timestamp;
use quarterdeck_facts::{Person, PersonIx};
use quarterdeck_git::{CommitRecord, Mailmap};
use std::collections::{BTreeMap, BTreeSet};

/// An author as commits name one, after the mailmap.
type Alias = (BString, BString);

/// A commit with its author.
struct Authored<'a> {
    alias: usize,
    commit: &'a CommitRecord,
    /// Neither a merge nor a repeated one.
    is_change: bool,
}

/// Everybody, and who wrote each commit.
pub(crate) struct People {
    /// Most commits first.
    pub(crate) people: Vec<Person>,
    /// Author of each commit, in the order in which commits were given.
    pub(crate) authors: Vec<PersonIx>,
}

/// Merges the authors of all commits of all repositories (each with the mailmap of its snapshot).
pub(crate) fn people(histories: &[(&Walk, Option<Mailmap>)]) -> People {
    let mut aliases: BTreeMap<Alias, usize> = BTreeMap::new();
    let mut order: Vec<Alias> = Vec::new();
    let mut commits: Vec<Authored<'_>> = Vec::new();
    for (walk, mailmap) in histories {
        // Authors repeat: the mailmap is asked once for each spelling.
        let mut resolved: BTreeMap<(&BStr, &BStr), usize> = BTreeMap::new();
        for (at, commit) in walk.history.commits.iter().enumerate() {
            let raw = (commit.author_name.as_bstr(), commit.author_email.as_bstr());
            let alias = *resolved.entry(raw).or_insert_with(|| {
                let (name, email) = match mailmap {
                    Some(mailmap) => mailmap.resolve(raw.0, raw.1),
                    None => (raw.0.into(), raw.1.into()),
                };
                let alias = (name, BString::from(email.to_lowercase()));
                *aliases.entry(alias.clone()).or_insert_with(|| {
                    order.push(alias);
                    order.len() - 1
                })
            });
            commits.push(Authored { alias, commit, is_change: commit.parents.len() < 2 && !walk.is_repeated(at) });
        }
    }
    let mut groups = Groups::new(order.len());
    merge(&order, &mut groups);
    let walks: Vec<&Walk> = histories.iter().map(|(walk, _)| *walk).collect();
    merge_by_files(&order, &mut groups, &walks, &commits);
    rank(&order, &mut groups, &commits)
}

/// Joins aliases that share a mark, or a name and an account at a code host.
fn merge(aliases: &[Alias], groups: &mut Groups) {
    let marks = Marks::new(aliases.iter().map(|(name, email)| (name.as_bstr(), email.as_bstr())));
    let mut owners: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    let mut join = |groups: &mut Groups, mark: Vec<u8>, index: usize| {
        let first = *owners.entry(mark).or_insert(index);
        groups.join(first, index);
    };
    for (index, (name, email)) in aliases.iter().enumerate() {
        let (name, email) = (name.as_bstr(), email.as_bstr());
        if let Some(program) = marks.program_of(name) {
            join(groups, program, index);
        }
        // A program may commit under a person's address: it never makes that person a program.
        if !marks.is_program(name, email) {
            marks.of(name, email).into_iter().for_each(|mark| join(groups, mark, index));
        }
    }
}

/// Files that two authors of one full name must both have changed to be one person.
const SHARED_FILES: usize = 3;

/// Joins authors of one full name who changed the same files.
fn merge_by_files(aliases: &[Alias], groups: &mut Groups, walks: &[&Walk], commits: &[Authored<'_>]) {
    let mut namesakes: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (index, (name, _)) in aliases.iter().enumerate().filter(|(_, alias)| is_namesake(alias)) {
        namesakes.entry(name_key(name.as_bstr())).or_default().insert(groups.root(index));
    }
    namesakes.retain(|_, roots| roots.len() > 1);
    let wanted: BTreeSet<usize> = namesakes.values().flatten().copied().collect();
    let mut files: BTreeMap<usize, BTreeSet<(usize, u32)>> = BTreeMap::new();
    let changes = walks.iter().enumerate().flat_map(|(at, walk)| walk.changes.iter().map(move |changes| (at, changes)));
    for (authored, (at, changes)) in commits.iter().zip(changes) {
        let root = groups.root(authored.alias);
        if let Some(changes) = changes.as_ref().filter(|_| wanted.contains(&root)) {
            files.entry(root).or_default().extend(changes.iter().map(|change| (at, change.path)));
        }
    }
    let none = BTreeSet::new();
    for roots in namesakes.values() {
        let roots: Vec<usize> = roots.iter().copied().collect();
        for (at, first) in roots.iter().enumerate() {
            for second in &roots[at + 1..] {
                let (a, b) = (files.get(first).unwrap_or(&none), files.get(second).unwrap_or(&none));
                if a.intersection(b).take(SHARED_FILES).count() == SHARED_FILES {
                    groups.join(*first, *second);
                }
            }
        }
    }
}

/// Could have namesakes that are the same person.
fn is_namesake((name, email): &Alias) -> bool {
    is_full_name(name.as_bstr()) && !is_bot(name.as_bstr(), email.as_bstr())
}

#[derive(Default)]
struct Tally {
    commits: u64,
    first_at: Option<Timestamp>,
    last_at: Timestamp,
    newest: usize,
    aliases: BTreeSet<usize>,
}

/// Turns groups into people: most commits first, then earliest first commit, then the smallest alias.
fn rank(aliases: &[Alias], groups: &mut Groups, commits: &[Authored<'_>]) -> People {
    let mut tallies: BTreeMap<usize, Tally> = BTreeMap::new();
    for Authored { alias, commit, is_change } in commits {
        let tally = tallies.entry(groups.root(*alias)).or_default();
        tally.aliases.insert(*alias);
        tally.commits += u64::from(*is_change);
        tally.first_at = Some(tally.first_at.map_or(commit.committed_at, |first| first.min(commit.committed_at)));
        let is_newer = (commit.committed_at, &aliases[*alias]) > (tally.last_at, &aliases[tally.newest]);
        if tally.aliases.len() == 1 || is_newer {
            tally.newest = *alias;
        }
        tally.last_at = tally.last_at.max(commit.committed_at);
    }
    let mut sorted: Vec<(usize, Tally)> = tallies.into_iter().collect();
    let smallest = |tally: &Tally| tally.aliases.iter().map(|alias| aliases[*alias].clone()).min();
    sorted.sort_by_cached_key(|(_, tally)| (std::cmp::Reverse(tally.commits), tally.first_at, smallest(tally)));
    let mut position: BTreeMap<usize, PersonIx> = BTreeMap::new();
    let mut people = Vec::with_capacity(sorted.len());
    for (root, tally) in sorted {
        position.insert(root, PersonIx::new(people.len()));
        people.push(person(aliases, &tally, people.len()));
    }
    let authors = commits.iter().map(|one| position[&groups.root(one.alias)]).collect();
    People { people, authors }
}

fn person(aliases: &[Alias], tally: &Tally, position: usize) -> Person {
    let (name, email) = &aliases[tally.newest];
    let domain = email.rsplit_once_str("@").map_or(String::new(), |(_, domain)| domain.to_str_lossy().into_owned());
    Person {
        pseudonym: format!("Person {}", position + 1),
        name: name.to_str_lossy().into_owned(),
        email_domain: domain,
        bot: tally.aliases.iter().any(|alias| is_bot(aliases[*alias].0.as_bstr(), aliases[*alias].1.as_bstr())),
        commits: tally.commits,
        first_at: tally.first_at.unwrap_or_default(),
        last_at: tally.last_at,
        aliases: tally.aliases.len() as u32,
    }
}

/// Disjoint sets; the smallest member is the root, so that the order of joins leaves no trace.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    fn root(&mut self, mut member: usize) -> usize {
        while self.0[member] != member {
            self.0[member] = self.0[self.0[member]];
            member = self.0[member];
        }
        member
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::{Groups, merge};
    use bstr::BString;

    /// True when the first two of these authors are one person.
    fn same(authors: &[(&str, &str)]) -> bool {
        let aliases: Vec<_> =
            authors.iter().map(|(name, email)| (BString::from(*name), BString::from(*email))).collect();
        let mut groups = Groups::new(aliases.len());
        merge(&aliases, &mut groups);
        groups.root(0) == groups.root(1)
    }

    #[test]
    fn people_are_merged_by_two_marks_and_never_by_a_name_alone() {
        for (first, second, expected) in [
            (("Ann Lee", "ann@a.example"), ("ann", "ann@a.example"), true),
            (("Ann Lee", "ann.lee@gmail.com"), ("Ann Lee", "ann.lee@corp.example"), true),
            (("Ann Lee", "ann@corp.example"), ("Ann Lee", "a.lee@corp.example"), true),
            (("Ann Lee", "12+annlee@users.noreply.github.com"), ("Ann Lee", "annlee@gmail.com"), true),
            (("Ann Lee", "ann@gmail.com"), ("Ann Lee", "lee@gmail.com"), false),
            (("Phillip Webb", "pwebb@old.example"), ("Phillip Webb", "phil.webb@new.example"), true),
            (("Stéphane Nicoll", "snicoll@old.example"), ("Stéphane Nicoll", "stephane.nicoll@new.example"), true),
            (("Andy Wilkinson", "awilkinson@old.example"), ("Andy Wilkinson", "wilkinsona@new.example"), true),
            (("Dependabot Standalone", "phil.webb@new.example"), ("Phillip Webb", "phil.webb@new.example"), false),
            (("Phillip Webb", "webb@old.example"), ("Phillip Webb", "pwebb@new.example"), false),
            (("Phillip Webb", "pwebb@old.example"), ("Paul Webb", "paul.webb@new.example"), false),
            (("Phillip Webb", "pwebb@old.example"), ("Phillip Webb", "spiderman@gmail.com"), false),
            (("Ann Lee", "info@a.example"), ("Ann Lee", "info@b.example"), false),
            (("ann", "anna@a.example"), ("ann", "anna@b.example"), false),
            (("Ann Lee", "x1@gmail.com"), ("Ann Lee", "y2@yahoo.com"), false),
            (("Ann Lee", ""), ("Ann Lee", ""), true),
            (("Ann Lee", ""), ("Bob Ray", ""), false),
        ] {
            assert_eq!(same(&[first, second]), expected, "{first:?} {second:?}");
        }
    }

    #[test]
    fn an_account_at_a_code_host_is_a_mark_of_its_name() {
        let lee = ("Ann Lee", "lee@gmail.com");
        for (authors, expected) in [
            // The only account of that full name.
            (&[lee, ("Ann Lee", "7+blue@users.noreply.github.com")][..], true),
            (&[lee, ("ann-lee", "blue@users.noreply.github.com")], true),
            (&[lee, ("Ann Lee", "ann@yahoo.com"), ("Ann Lee", "7+blue@users.noreply.github.com")], true),
            // Two accounts of one name may be two people.
            (
                &[lee, ("Ann Lee", "7+blue@users.noreply.github.com"), ("Ann Lee", "8+red@users.noreply.github.com")],
                false,
            ),
            (&[("Your Name", "you@a.example"), ("Your Name", "7+blue@users.noreply.github.com")], false),
            // One account: its number stays when login and name change.
            (&[("Ann Lee", "7+blue@users.noreply.github.com"), ("Ann Ray", "7+red@users.noreply.github.com")], true),
            (&[("Ann", "7+bluebird@users.noreply.github.com"), ("blue", "bluebird@users.noreply.github.com")], true),
            (&[("Ann", "7+blue@users.noreply.github.com"), ("Ann", "7+blue@users.noreply.gitlab.com")], false),
            // A handle that is the login of one of the addresses.
            (&[("TheCarter", "scout@gmail.com"), ("TheCarter", "7+thecarter@users.noreply.github.com")], true),
            (&[("TheCarter", "scout@gmail.com"), ("TheCarter", "7+somebody@users.noreply.github.com")], false),
            (&[("ann", "scout@gmail.com"), ("ann", "7+ann@users.noreply.github.com")], false),
            (&[("bluebird", "bluebird@gmail.com"), ("BlueBird", "bluebird@shop.example")], true),
            (&[("bluebird", "bluebird@gmail.com"), ("bluebird", "b@shop.example")], false),
            // A first name is no handle.
            (&[("steven", "steven@a.example"), ("steven", "steven@b.example"), ("Steven Ray", "s@c.example")], false),
            (&[("webmaster", "webmaster@a.example"), ("webmaster", "webmaster@b.example")], false),
            (&[("Zoë Müller-Lang", "z@a.example"), ("zoe-muller-lang", "z@a.example.org")], false),
            (&[("Zoë Lang", "zoe.lang@a.example"), ("zoe-lang", "zoelang@b.example")], true),
            (&[("ShopBot", "team@a.example"), ("shopbot", "ops@b.example")], true),
            (&[("abbot", "team@a.example"), ("abbot", "ops@b.example")], false),
        ] {
            assert_eq!(same(authors), expected, "{authors:?}");
        }
    }
}
