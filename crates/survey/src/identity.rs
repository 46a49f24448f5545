//! What a name and an address say of who somebody is: marks that two authors can share, and programs.

use bstr::{BStr, ByteSlice};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

#[derive(Debug, Deserialize)]
struct Rules {
    bot_contains: Vec<String>,
    bot_names: Vec<String>,
    generic_local_parts: Vec<String>,
    generic_names: Vec<String>,
    public_domains: Vec<String>,
}

static RULES: LazyLock<Rules> =
    LazyLock::new(|| toml::from_str(include_str!("../data/people.toml")).expect("a test reads the committed rules"));

/// Fewer letters are a short form that many people share, no handle.
const HANDLE_LETTERS: usize = 6;

/// What the marks of one author depend on in all the others.
pub(crate) struct Marks {
    /// Accounts at code hosts by name.
    accounts: BTreeMap<String, BTreeSet<String>>,
    /// First words of full names: `steven` tells two people apart as little as it joins them.
    first_names: BTreeSet<String>,
    /// Programs of one word, in lower case.
    programs: BTreeSet<String>,
}

impl Marks {
    /// Looks at all authors, as (name, address in lower case).
    pub(crate) fn new<'a>(authors: impl Iterator<Item = (&'a BStr, &'a BStr)>) -> Self {
        let mut all = Self { accounts: BTreeMap::new(), first_names: BTreeSet::new(), programs: BTreeSet::new() };
        for (name, email) in authors {
            let key = name_key(name);
            if is_bot(name, email) {
                all.programs.extend(word_of_program(name));
                continue;
            }
            if is_full_name(name) {
                all.first_names.extend(key.split(' ').next().map(str::to_owned));
            }
            if let Some(Address { login, is_account: true, .. }) = Address::of(email) {
                all.accounts.entry(key).or_default().insert(squeezed(login));
            }
        }
        all
    }

    /// `shopbot` is `ShopBot`, which nobody is called.
    pub(crate) fn program_of(&self, name: &BStr) -> Option<Vec<u8>> {
        word_of_program(name).filter(|word| self.programs.contains(word)).map(|word| [b"p:", word.as_bytes()].concat())
    }

    /// A program by its own name or address, or by the way another commit writes its name.
    pub(crate) fn is_program(&self, name: &BStr, email: &BStr) -> bool {
        is_bot(name, email) || self.program_of(name).is_some()
    }

    /// The marks of an author: who shares one with another is the same person.
    pub(crate) fn of(&self, name: &BStr, email: &BStr) -> Vec<Vec<u8>> {
        let key = name_key(name);
        let mark = |kind: &str, parts: &[&str]| format!("{kind}:{}", parts.join(":")).into_bytes();
        let Some(address) = Address::of(email) else {
            // No address at all: such authors are told apart by name.
            return vec![mark("n", &[&key, &email.to_str_lossy()])];
        };
        let mut marks = vec![[b"e:", email.as_bytes()].concat()];
        let Address { login, domain, is_account, number } = address;
        if is_account {
            marks.push(mark("a", &[domain, login]));
            marks.extend(number.map(|number| mark("i", &[domain, number])));
        }
        let login = squeezed(login);
        if self.is_only_account(name, &key) {
            marks.push(mark("o", &[&key]));
        }
        if !is_full_name(name) {
            if self.is_handle(&key) && login == squeezed(&key) {
                marks.push(mark("l", &[&key, &login]));
            }
            return marks;
        }
        if login.len() >= 4 && !RULES.generic_local_parts.contains(&login) {
            marks.push(mark("l", &[&key, &login]));
        }
        if is_made_of(&login, &key) {
            marks.push(mark("s", &[&key]));
        }
        if domain.contains('.') && !is_account && !RULES.public_domains.iter().any(|public| public == domain) {
            marks.push(mark("d", &[&key, domain]));
        }
        marks
    }

    /// Exactly one account at code hosts goes by this full name, or by this handle as its login. Two accounts of one name
    /// may be two people.
    fn is_only_account(&self, name: &BStr, key: &str) -> bool {
        let Some(accounts) = self.accounts.get(key).filter(|accounts| accounts.len() == 1) else { return false };
        let is_generic = RULES.generic_names.iter().any(|generic| generic == key);
        !is_generic && (is_full_name(name) || self.is_handle(key) && accounts.contains(&squeezed(key)))
    }

    /// A name of one word that somebody made up.
    fn is_handle(&self, key: &str) -> bool {
        let letters = key.chars().filter(|c| c.is_alphanumeric()).count();
        let is_generic = RULES.generic_local_parts.iter().chain(&RULES.generic_names).any(|generic| generic == key);
        letters >= HANDLE_LETTERS && !key.contains(' ') && !self.first_names.contains(key) && !is_generic
    }
}

/// An e-mail address in its parts.
struct Address<'a> {
    /// The local part; of an account at a code host its login.
    login: &'a str,
    domain: &'a str,
    /// `12+login@users.noreply.example`: an account at a code host.
    is_account: bool,
    /// The number of that account, which stays when its login changes.
    number: Option<&'a str>,
}

impl<'a> Address<'a> {
    fn of(email: &'a BStr) -> Option<Self> {
        // What is no text is no mark: such an address is compared as a whole.
        let (local, domain) = email.to_str().unwrap_or("@").rsplit_once('@')?;
        let is_account = domain.starts_with("users.noreply.");
        let (number, login) = match local.split_once('+') {
            Some((number, login)) if is_account => (Some(number), login),
            _ => (None, local),
        };
        Some(Self { login, domain, is_account: is_account && !login.is_empty(), number })
    }
}

/// Without what people put between words: `maarcin.gebala` and `maarcingebala`.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '.' | '-' | '_' | ' ')).collect()
}

/// A name as it is compared: lower case, without accents; `ann-lee` is `ann lee`.
pub(crate) fn name_key(name: &BStr) -> String {
    let plain = plain_letters(&name.to_str_lossy()).replace(['-', '_', '.'], " ");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Two words of two letters or more.
pub(crate) fn is_full_name(name: &BStr) -> bool {
    let key = name_key(name);
    key.split(' ').filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 2).count() >= 2
}

/// Shortest surname that says something inside an address.
const SURNAME_CHARS: usize = 4;

/// True when a local part is the surname with the first name or its initial, in any order: `pwebb`, `philwebb`, `webbp`.
fn is_made_of(local: &str, name: &str) -> bool {
    let local = plain_letters(local);
    let mut words = name.split(' ');
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

/// A program by its own name or address.
pub(crate) fn is_bot(name: &BStr, email: &BStr) -> bool {
    let rules = &*RULES;
    // `ShopBot`, `Shop ReleaseBot`, `shop-bot`: nobody is called so. `Abbot` has no capital there, and Bot is a surname.
    let word = name.trim().rsplit(|byte| *byte == b' ').next().unwrap_or_default();
    if word.len() > 3 && (word.ends_with(b"Bot") || word.ends_with(b"-bot")) {
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

/// The name of one word of a program, in lower case.
fn word_of_program(name: &BStr) -> Option<String> {
    let word = name.to_str_lossy().trim().to_lowercase();
    (word.len() > 3 && word.ends_with("bot") && !word.contains(' ')).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::is_bot;

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
            ("Shop ReleaseBot", "team@shop.example", true),
            ("getshop-bot", "team@shop.example", true),
            ("Abbot", "abbot@example.org", false),
            // A surname of the Low Countries, and of the Alps.
            ("Ben Bot", "ben@example.org", false),
            ("Ann Chabot", "ann@example.org", false),
            ("Robert Botting", "rb@example.org", false),
        ] {
            assert_eq!(is_bot(name.into(), email.into()), bot, "{name}");
        }
    }
}
