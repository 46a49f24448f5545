//! What has to hold beside the shape: checksums, keys that can be read, hosts that others reach.

use crate::placeholder::is_well_known;
use crate::rule::{Proof, Rule};
use bstr::ByteSlice;
use quarterdeck_base::SecretClass;

/// Base 62 as GitHub's and npm's checksums use it.
const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// Characters of such a checksum.
const CHECKSUM_CHARS: usize = 6;
/// Base64 of the start of an OpenSSH key: its magic, then the cipher `none`.
const OPENSSH_OPEN: &[u8] = b"b3BlbnNzaC1rZXktdjEAAAAABG5vbmU";
/// Fewest characters of a key's text: an elliptic key in its shortest form.
const KEY_CHARS: usize = 64;

/// True when what the rule asks for beside its shape holds.
pub(crate) fn holds(rule: &Rule, secret: &[u8], host: Option<&[u8]>) -> bool {
    let proof = match rule.proof {
        None => true,
        Some(Proof::Crc32Base62) => checksum_is_right(secret),
        Some(Proof::DerKey) => is_open_key(secret),
        Some(Proof::RealHost) => host.is_some_and(is_reachable),
        Some(Proof::Mixed) => is_mixed(secret, rule.class == SecretClass::Generic),
    };
    proof && !(rule.class.is_guessable() && is_well_known(secret))
}

fn checksum_is_right(token: &[u8]) -> bool {
    let Some(prefix) = token.find_byte(b'_') else { return false };
    let body = &token[prefix + 1..];
    let Some(at) = body.len().checked_sub(CHECKSUM_CHARS) else { return false };
    let (random, checksum) = body.split_at(at);
    let mut rest = crc32(random);
    let mut expected = [b'0'; CHECKSUM_CHARS];
    for place in expected.iter_mut().rev() {
        *place = BASE62[(rest % 62) as usize];
        rest /= 62;
    }
    checksum == expected
}

/// CRC-32 of IEEE 802.3, bit by bit: thirty bytes a time need no table.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

/// The text of a PEM block that is a key in the open: DER starts with a sequence (`M` in base64), OpenSSH says its cipher.
fn is_open_key(text: &[u8]) -> bool {
    let body = key_text(text);
    let is_key = body.starts_with(b"M") || body.starts_with(OPENSSH_OPEN);
    is_key && body.len() >= KEY_CHARS
}

/// The base64 of a PEM block without line ends (also those written as `\n` in JSON and source code), quotes and signs that
/// join lines.
fn key_text(text: &[u8]) -> Vec<u8> {
    let text = text.replace("\\n", " ").replace("\\r", " ");
    text.iter().copied().filter(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(byte)).collect()
}

/// A value that documentation prints. Of a key it is enough to know how it starts: that is its public modulus.
pub(crate) fn is_known(rule: &Rule, secret: &[u8]) -> bool {
    if rule.known.is_empty() {
        return false;
    }
    if rule.proof == Some(Proof::DerKey) {
        let text = key_text(secret);
        return rule.known.iter().any(|start| text.starts_with(start.as_bytes()));
    }
    rule.known.iter().any(|known| known.as_bytes() == secret)
}

/// A name on the internet: no name of one machine, of a reserved zone or of a private network.
fn is_reachable(host: &[u8]) -> bool {
    const RESERVED: [&str; 12] = [
        "localhost",
        "local",
        "test",
        "example",
        "invalid",
        "internal",
        "localdomain",
        "lan",
        "svc",
        "host",
        "domain",
        "tld",
    ];
    const MADE_UP: [&str; 16] = [
        "example.com",
        "example.org",
        "example.net",
        "domain.com",
        "host.com",
        "foo.com",
        "bar.com",
        "server.com",
        "company.com",
        "site.com",
        "mydomain.com",
        "test.com",
        "host.xz",
        "somewhere.com",
        "proxy.com",
        "email.com",
    ];
    let host = host.to_ascii_lowercase();
    let host = host.trim_end_with(|c| c == '.' || c == '-');
    let labels: Vec<&[u8]> = host.split_str(".").collect();
    let Some(top) = labels.last().filter(|_| labels.len() >= 2) else { return false };
    if top.iter().all(u8::is_ascii_digit) {
        return labels.len() == 4 && is_public_address(&labels);
    }
    let zone = labels[labels.len() - 2..].join(&b'.');
    top.len() >= 2
        && top.iter().all(u8::is_ascii_alphabetic)
        && !RESERVED.iter().any(|reserved| reserved.as_bytes() == *top)
        && !MADE_UP.iter().any(|known| known.as_bytes() == zone)
        && !labels.iter().any(|label| {
            let begins = ["example", "your", "my"].iter().any(|word| label.starts_with(word.as_bytes()));
            // The firm of every manual: `acme.net`, `acme-shop.eu`.
            begins || label.split_str("-").any(|word| word == b"acme")
        })
}

fn is_public_address(labels: &[&[u8]]) -> bool {
    let number = |at: usize| labels[at].to_str().ok().and_then(|text| text.parse::<u8>().ok());
    match (number(0), number(1), number(2)) {
        (Some(0 | 10 | 127), ..)
        | (Some(192), Some(168), _)
        | (Some(169), Some(254), _)
        | (Some(1), Some(2), Some(3)) => false,
        // Addresses for documentation (RFC 5737).
        (Some(192), Some(0), Some(2)) | (Some(198), Some(51), Some(100)) | (Some(203), Some(0), Some(113)) => false,
        (Some(172), Some(second), _) => !(16..=31).contains(&second),
        (Some(first), Some(_), Some(_)) => first < 224,
        _ => false,
    }
}

/// Letters and digits change places as chance would have it; no hash, name, path or address.
fn is_mixed(value: &[u8], strict: bool) -> bool {
    let count = |fits: fn(&u8) -> bool| value.iter().filter(|byte| fits(byte)).count();
    let (digits, upper, lower) =
        (count(u8::is_ascii_digit), count(u8::is_ascii_uppercase), count(u8::is_ascii_lowercase));
    let is_hex = value.iter().all(|byte| byte.is_ascii_hexdigit());
    if !strict {
        return digits >= 1 && lower >= 2 && (upper >= 2 || value.len() != 40) && !is_hex;
    }
    let turns = value.windows(2).filter(|pair| kind(pair[0]) != kind(pair[1])).count();
    let speaks =
        value.contains_str("://") || value.starts_with(b"/") || value.starts_with(b".") || value.contains(&b'(');
    let reads = value
        .split(|byte| b"._-/".contains(byte))
        .filter(|part| part.len() >= 4 && part.iter().all(u8::is_ascii_alphabetic))
        .count();
    digits >= 2
        && upper + lower >= 3
        && turns * 3 >= value.len()
        && !speaks
        && reads == 0
        && (is_hex && value.len() >= 32 || upper >= 1 && lower >= 1)
}

fn kind(byte: u8) -> u8 {
    match byte {
        b'0'..=b'9' => 0,
        b'a'..=b'z' => 1,
        b'A'..=b'Z' => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::{checksum_is_right, crc32, is_reachable};

    #[test]
    fn checksums_are_those_of_the_providers() {
        // The check value of CRC-32 (reference of the algorithm), and a token that GitHub's own announcement prints.
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        let token = ["ghp_", "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17"].concat();
        assert!(checksum_is_right(token.as_bytes()));
        assert!(!checksum_is_right(token.replace("Lq17", "Lq71").as_bytes()));
        assert!(!checksum_is_right(b"ghp_"));
    }

    #[test]
    fn hosts_that_others_reach() {
        for (host, reachable) in [
            ("db.kade-shop.eu", true),
            ("localhost", false),
            ("db", false),
            ("10.1.2.3", false),
            ("172.20.0.1", false),
            ("52.17.3.4", true),
            ("203.0.113.7", false),
            ("db.example.com", false),
            ("cache.internal", false),
            ("a.b.svc", false),
            ("999.1.1.1", false),
        ] {
            assert_eq!(is_reachable(host.as_bytes()), reachable, "{host}");
        }
    }
}
