//! The banner of a library: a version, a licence and the site of its makers at the head of a file. Apart from the other
//! notes because it reads words that people write for people.

use crate::rules::LICENCE_SITES;

/// Sites where many live: the owner is part of the name.
const CODE_HOSTS: [&str; 6] =
    ["github.com", "gitlab.com", "bitbucket.org", "code.google.com", "sourceforge.net", "codeberg.org"];

/// The site named by a head of comments that states a version on a line of its own and speaks of a licence: the first
/// address that is not the licence's. `None` when one of the three is missing.
pub(super) fn library_site(head: &str) -> Option<String> {
    let lower = head.to_ascii_lowercase();
    let title = lower.lines().find(|line| line.contains(|c: char| c.is_ascii_alphanumeric())).unwrap_or_default();
    let has_version = lower.lines().any(states_version) || is_title_with_version(title);
    if !(lower.contains("license") || lower.contains("licence")) || !has_version {
        return None;
    }
    let addresses = lower.match_indices("://").map(|(at, mark)| &lower[at + mark.len()..]);
    addresses.filter_map(host).find(|site| !LICENCE_SITES.iter().any(|licence| site == licence))
}

/// `Version : 2.1.4`, `* @version 1.0b`, `// version: 2015-11-02`, `Version 2.1.59 (2021-06-10)`: the word, a number with
/// two parts, and nothing else but a date. `Kendo UI v2021.3.914 (http://www.telerik.com)`: a name, a number with `v` and
/// the site.
fn states_version(line: &str) -> bool {
    let text = line.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let Some(rest) = text.strip_prefix("version") else { return names_version(text) };
    let number = rest.trim_start_matches([' ', '\t', ':', '=', '-', 'v']);
    let number = number.split_once(" (").filter(|(_, date)| is_date(date)).map_or(number, |(number, _)| number);
    let parts = number.split(['.', '-', '/']).filter(|part| part.starts_with(|c: char| c.is_ascii_digit())).count();
    parts >= 2 && !number.contains(char::is_whitespace)
}

/// `2021-06-10`, as it stands between brackets.
fn is_date(text: &str) -> bool {
    text.len() >= 8 && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'/' | b'.' | b')'))
}

/// `kendo ui v2021.3.914 (http://www.telerik.com/kendo-ui`: a number of three parts after `v`, then an address in brackets.
fn names_version(text: &str) -> bool {
    let Some((name, address)) = text.split_once(" (") else { return false };
    let number = name.rsplit(' ').next().and_then(|word| word.strip_prefix('v')).unwrap_or_default();
    let parts = number.split('.').filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()) && !part.is_empty());
    parts.count() >= 3 && address.starts_with("http")
}

/// Most words of the name in a title.
const TITLE_WORDS: usize = 4;

/// The first line of a head: `typeahead.js 0.11.1`, `Spectrum Colorpicker v1.8.1`, `js-yaml 5.3.0 https://..`: a name of a
/// few words and a number, of three parts or of two after `v`, then nothing or an address.
fn is_title_with_version(line: &str) -> bool {
    let text = line.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_number = |word: &&str| {
        let number = word.strip_prefix('v').unwrap_or(word);
        let parts: Vec<&str> = number.split('.').collect();
        let least = if number.len() < word.len() { 2 } else { 3 };
        parts.len() >= least && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
    };
    let Some(at) = words.iter().position(is_number) else { return false };
    let ends = words.get(at + 1).is_none_or(|next| next.contains("://"));
    (1..=TITLE_WORDS).contains(&at) && ends
}

/// The host of an address without `www.`; with the owner on code hosts: `https://www.x.example/a` gives `x.example`.
pub fn site(address: &str) -> Option<String> {
    let lower = address.to_ascii_lowercase();
    let (_, rest) = lower.split_once("://")?;
    host(rest.rsplit_once('@').map_or(rest, |(_, rest)| rest))
}

fn host(address: &str) -> Option<String> {
    let is_of_address = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/' | '_');
    let end = address.find(|c: char| !is_of_address(c)).unwrap_or(address.len());
    let mut parts = address[..end].split('/').filter(|part| !matches!(*part, "" | "p" | "projects"));
    let host = parts.next()?.trim_start_matches("www.").trim_end_matches('.');
    if !host.contains('.') {
        return None;
    }
    match parts.next().filter(|_| CODE_HOSTS.contains(&host)) {
        Some(owner) => Some(format!("{host}/{owner}")),
        None => Some(host.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::library_site;

    #[test]
    fn a_version_a_licence_and_a_site_make_a_banner() {
        for (head, site) in [
            ("// version: 2015-11-02\n * http://www.rgraph.net\n * GPL license", "rgraph.net"),
            ("Version     : 2.1.4\nlicense at :\n  http://www.pchart.net/license", "pchart.net"),
            ("Kendo UI v2021.3.914 (http://www.telerik.com/kendo-ui)\ncommercial licenses", "telerik.com"),
            ("elFinder\nVersion 2.1.59 (2021-06-10)\nhttp://elfinder.org\nBSD license", "elfinder.org"),
            ("Version 2.1.59 (or later)\nhttp://x.example\nBSD license", ""),
            ("see v2 (http://x.example)\nBSD license", ""),
            (
                "/*!\n* typeahead.js 0.11.1\n* https://github.com/twitter/typeahead.js\n* Licensed MIT",
                "github.com/twitter",
            ),
            (
                "// Spectrum Colorpicker v1.8.1\n// https://github.com/bgrins/spectrum\n// License: MIT",
                "github.com/bgrins",
            ),
            ("Redactor 10.2.5\n http://imperavi.com/redactor/\n License", "imperavi.com"),
            ("/*! js-yaml 5.3.0 https://github.com/nodeca/js-yaml @license MIT */", "github.com/nodeca"),
            ("Written for Python 3.11.2 by us\nhttp://x.example\nMIT license", ""),
            ("Prices of chapter 10.2\nhttp://x.example\nMIT license", ""),
            ("1.2.3\nhttp://x.example\nMIT license", ""),
            ("Prices\ntool 1.2.3\nhttp://x.example\nMIT license", ""),
            ("@version 1.2.0\n@license MIT\n@link https://github.com/acme/tool", "github.com/acme"),
            ("@version 1.2.0\n@license http://www.gnu.org/licenses/gpl.html", ""),
            ("SuiteCRM, see http://www.sugarcrm.com\nGNU Affero General Public License\nversion 3 as published", ""),
            ("subject to\nversion 3.0 of the PHP license, http://x.example", ""),
            ("@version 1.2.0\nhttp://x.example", ""),
            ("@license MIT\nhttp://x.example", ""),
            ("", ""),
        ] {
            assert_eq!(library_site(head).unwrap_or_default(), site, "{head}");
        }
    }
}
