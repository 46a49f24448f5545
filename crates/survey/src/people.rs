//! Who is who: mailmap first, then careful merging, bots apart.
//!
//! Two authors are one person when they share an e-mail, or a full name (two words) and one more mark: the local part
//! of the e-mail, a code host's login, a domain that is not a public provider's, or that both addresses are made of the
//! name (`pwebb@old.example` and `phil.webb@new.example` of Phillip Webb, who changed employers), or that both changed
//! the same three files of one repository. Never a name alone.

use crate::walk::Walk;
use bstr::{BStr, BString, ByteSlice};
use quarterdeck_base::Timestamp;
use quarterdeck_facts::{Person, PersonIx};
use quarterdeck_git::{CommitRecord, Mailmap};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

#[derive(Debug, Deserialize)]
struct Rules {
    bot_contains: Vec<String>,
    bot_names: Vec<String>,
    generic_local_parts: Vec<String>,
    public_domains: Vec<String>,
}

static RULES: LazyLock<Rules> =
    LazyLock::new(|| toml::from_str(include_str!("../data/people.toml")).expect("a test reads the committed rules"));

/// An author as commits name one, after the mailmap.
type Alias = (BString, BString);

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
    let mut commits: Vec<(usize, &CommitRecord)> = Vec::new();
    for (walk, mailmap) in histories {
        // Authors repeat: the mailmap is asked once for each spelling.
        let mut resolved: BTreeMap<(&BStr, &BStr), usize> = BTreeMap::new();
        for commit in &walk.history.commits {
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
            commits.push((alias, commit));
        }
    }
    let mut groups = Groups::new(order.len());
    merge(&order, &mut groups);
    let walks: Vec<&Walk> = histories.iter().map(|(walk, _)| *walk).collect();
    merge_by_files(&order, &mut groups, &walks, &commits);
    rank(&order, &mut groups, &commits)
}

/// Joins aliases that share a mark.
fn merge(aliases: &[Alias], groups: &mut Groups) {
    let mut marks: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    for (index, (name, email)) in aliases.iter().enumerate() {
        // A program may commit under a person's address: it never makes that person a program.
        if is_bot(name.as_bstr(), email.as_bstr()) {
            continue;
        }
        for mark in marks_of(name.as_bstr(), email.as_bstr()) {
            let first = *marks.entry(mark).or_insert(index);
            groups.join(first, index);
        }
    }
}

/// Files that two authors of one full name must both have changed to be one person.
const SHARED_FILES: usize = 3;

/// Joins authors of one full name who changed the same files.
fn merge_by_files(aliases: &[Alias], groups: &mut Groups, walks: &[&Walk], commits: &[(usize, &CommitRecord)]) {
    let mut namesakes: BTreeMap<Vec<u8>, BTreeSet<usize>> = BTreeMap::new();
    for (index, (name, _)) in aliases.iter().enumerate().filter(|(_, alias)| is_namesake(alias)) {
        namesakes.entry(name.to_lowercase()).or_default().insert(groups.root(index));
    }
    namesakes.retain(|_, roots| roots.len() > 1);
    let wanted: BTreeSet<usize> = namesakes.values().flatten().copied().collect();
    let mut files: BTreeMap<usize, BTreeSet<(usize, u32)>> = BTreeMap::new();
    let changes = walks.iter().enumerate().flat_map(|(at, walk)| walk.changes.iter().map(move |changes| (at, changes)));
    for ((alias, _), (at, changes)) in commits.iter().zip(changes) {
        let root = groups.root(*alias);
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

/// Two words of two letters or more.
fn is_full_name(name: &BStr) -> bool {
    let text = name.to_str_lossy();
    text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 2).count() >= 2
}

fn marks_of(name: &BStr, email: &BStr) -> Vec<Vec<u8>> {
    let rules = &*RULES;
    let mut marks = Vec::new();
    let name = name.to_lowercase();
    let text = name.to_str_lossy();
    let full_name = is_full_name(name.as_bstr());
    let Some((local, domain)) = email.rsplit_once_str("@") else {
        // No address at all: such authors are told apart by name.
        marks.push([b"n:", name.as_slice(), b":", email.as_bytes()].concat());
        return marks;
    };
    marks.push([b"e:", email.as_bytes()].concat());
    let noreply = domain.starts_with(b"users.noreply.");
    let login = if noreply { local.split_once_str("+").map_or(local, |(_, login)| login) } else { local };
    if !full_name {
        return marks;
    }
    let login_text = login.to_str_lossy();
    if login.len() >= 4 && !rules.generic_local_parts.iter().any(|part| *part == login_text) {
        marks.push([b"l:", name.as_slice(), b":", login].concat());
    }
    if is_made_of(&login_text, &text) {
        marks.push([b"s:", name.as_slice()].concat());
    }
    let domain_text = domain.to_str_lossy();
    if domain.contains(&b'.') && !noreply && !rules.public_domains.iter().any(|public| *public == domain_text) {
        marks.push([b"d:", name.as_slice(), b":", domain].concat());
    }
    marks
}

/// Shortest surname that says something inside an address.
const SURNAME_CHARS: usize = 4;

/// True when a local part is the surname with the first name or its initial, in any order: `pwebb`, `phil.webb`, `webbp`.
fn is_made_of(local: &str, name: &str) -> bool {
    let (local, name) = (plain_letters(local), plain_letters(name));
    let mut words = name.split_whitespace();
    let (Some(first), Some(last)) = (words.next(), words.next_back()) else { return false };
    let Some(at) = local.find(last).filter(|_| last.len() >= SURNAME_CHARS) else { return false };
    let rest = local[..at].chars().chain(local[at + last.len()..].chars()).find(|c| c.is_alphabetic());
    rest.is_some() && rest == first.chars().next()
}

/// Lower-case text with the accents of European names taken off, as people do in addresses.
fn plain_letters(text: &str) -> String {
    let plain = |c: char| match c {
        'à'..='å' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è'..='ë' | 'ě' | 'ę' => 'e',
        'ì'..='ï' => 'i',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ő' => 'o',
        'ù'..='ü' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ś' | 'š' | 'ş' => 's',
        'ź' | 'ż' | 'ž' => 'z',
        'ł' => 'l',
        'ř' => 'r',
        'ğ' => 'g',
        other => other,
    };
    text.to_lowercase().chars().map(plain).collect()
}

fn is_bot(name: &BStr, email: &BStr) -> bool {
    let rules = &*RULES;
    // `ShopBot`: one word that ends in a capital `Bot`; nobody is called so, and `Abbot` has no capital there.
    if name.ends_with(b"Bot") && name.len() > 3 && !name.contains(&b' ') {
        return true;
    }
    let name = name.to_lowercase();
    let name = name.trim().to_str_lossy();
    let email = email.to_lowercase();
    let email = email.to_str_lossy();
    // The domain says where somebody works, not what they are.
    let local = email.split('@').next().unwrap_or_default();
    let address = format!("{local}@");
    let is_named = rules.bot_names.iter().any(|bot| *bot == name) || local == "bot";
    is_named || rules.bot_contains.iter().any(|part| name.contains(part.as_str()) || address.contains(part.as_str()))
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
fn rank(aliases: &[Alias], groups: &mut Groups, commits: &[(usize, &CommitRecord)]) -> People {
    let mut tallies: BTreeMap<usize, Tally> = BTreeMap::new();
    for (alias, commit) in commits {
        let tally = tallies.entry(groups.root(*alias)).or_default();
        tally.aliases.insert(*alias);
        tally.commits += u64::from(commit.parents.len() < 2);
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
    let authors = commits.iter().map(|(alias, _)| position[&groups.root(*alias)]).collect();
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
    use super::{Groups, is_bot, merge};
    use bstr::BString;

    fn same(first: (&str, &str), second: (&str, &str)) -> bool {
        let alias = |(name, email): (&str, &str)| (BString::from(name), BString::from(email));
        let mut groups = Groups::new(2);
        merge(&[alias(first), alias(second)], &mut groups);
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
            assert_eq!(same(first, second), expected, "{first:?} {second:?}");
        }
    }

    #[test]
    fn programs_are_told_from_people() {
        for (name, email, bot) in [
            ("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com", true),
            ("renovate", "bot@renovateapp.com", true),
            ("GitHub", "noreply@github.com", true),
            ("Abbot Smith", "abbot@example.org", false),
            ("Ann Lee", "ann@jenkins.io", false),
            ("Dependabot Standalone", "phil.webb@example.org", true),
            // Whoever commits as the machine's administrator cannot be told from the next one who does.
            ("root", "root@web1.example", true),
            ("ROOT ", "ann@example.org", true),
            ("Ann Lee", "root@web1.example", false),
            ("Rooty Hill", "root@example.org", false),
            ("OpenShopBot", "team@shop.example", true),
            ("Abbot", "abbot@example.org", false),
            ("Robert Botting", "rb@example.org", false),
        ] {
            assert_eq!(is_bot(name.into(), email.into()), bot, "{name}");
        }
    }
}
