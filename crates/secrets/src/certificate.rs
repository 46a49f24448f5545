//! Until when a certificate holds: the one date of an X.509 certificate in PEM that tells whether its key still serves.

use bstr::ByteSlice;
use quarterdeck_base::Timestamp;

const BEGIN: &[u8] = b"-----BEGIN CERTIFICATE-----";
const END: &[u8] = b"-----END CERTIFICATE-----";
/// Most base64 of one certificate; real ones have a few thousand characters.
const MOST_CHARS: usize = 100_000;

/// Tags of DER (X.690).
const SEQUENCE: u8 = 0x30;
const VERSION: u8 = 0xA0;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// When the first certificate of a text ends: that of the server in a chain. `None` when there is none that can be read.
pub fn certificate_end(text: &[u8]) -> Option<Timestamp> {
    let from = text.find(BEGIN)? + BEGIN.len();
    let body = &text[from..];
    let der = decode(&body[..body.find(END).filter(|end| *end <= MOST_CHARS)?])?;
    // Certificate, its signed part (RFC 5280, 4.1): version, serial number, signature, issuer, validity.
    let (_, certificate, _) = element(&der)?;
    let (_, mut rest, _) = element(certificate).filter(|(tag, ..)| *tag == SEQUENCE)?;
    if rest.first() == Some(&VERSION) {
        rest = element(rest)?.2;
    }
    for _ in ["serial number", "signature", "issuer"] {
        rest = element(rest)?.2;
    }
    let (_, validity, _) = element(rest).filter(|(tag, ..)| *tag == SEQUENCE)?;
    let (_, _, not_after) = element(validity)?;
    let (tag, time, _) = element(not_after)?;
    moment(tag, time.to_str().ok()?)
}

/// Tag and content of the first element, and what follows it.
fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&[tag, first], mut rest) = der.split_first_chunk::<2>()?;
    let mut length = usize::from(first);
    if first >= 0x80 {
        let (bytes, after) = rest.split_at_checked(usize::from(first & 0x7F)).filter(|(bytes, _)| bytes.len() <= 4)?;
        length = bytes.iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
        rest = after;
    }
    let (content, after) = rest.split_at_checked(length)?;
    Some((tag, content, after))
}

/// `YYMMDDHHMMSSZ` of the years 1950 to 2049, or `YYYYMMDDHHMMSSZ`.
fn moment(tag: u8, time: &str) -> Option<Timestamp> {
    let digits = time.strip_suffix('Z').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let full = match (tag, digits.len()) {
        (UTC_TIME, 12) => format!("{}{digits}", if digits < "50" { "20" } else { "19" }),
        (GENERALIZED_TIME, 14) => digits.to_owned(),
        _ => return None,
    };
    let part = |from: usize, to: usize| &full[from..to];
    let (date, clock) = ((part(0, 4), part(4, 6), part(6, 8)), (part(8, 10), part(10, 12), part(12, 14)));
    Timestamp::parse(&format!("{}-{}-{}T{}:{}:{}Z", date.0, date.1, date.2, clock.0, clock.1, clock.2))
}

/// Base64 with white space and, in source code, quotes and `\n` between.
fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let text = text.replace("\\n", " ").replace("\\r", " ");
    let (mut bits, mut count, mut out) = (0_u32, 0, Vec::with_capacity(text.len() * 3 / 4));
    for byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' | b' ' | b'\t' | b'\r' | b'\n' | b'"' | b'\'' | b',' => continue,
            _ => return None,
        };
        (bits, count) = (bits << 6 | u32::from(value), count + 6);
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::certificate_end;
    use quarterdeck_base::Random;

    /// Made with `openssl ca -selfsign` for these tests; the ends are those that `openssl x509 -enddate` prints.
    const ENDED: &str = "-----BEGIN CERTIFICATE-----
MIIBBTCBrAIBATAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDARzaG9wMB4XDTE1MDQy
NTE3MjY0OVoXDTE2MDQyNDE3MjY0OVowDzENMAsGA1UEAwwEc2hvcDBZMBMGByqG
SM49AgEGCCqGSM49AwEHA0IABPi9YIeDjIkC8hO4+g9s5CB3wQ1tswWBLHk1SOC6
OMUzDC4o0wgDczQKka3mKwBcnhB8RQr2W+k5TCYEnOEF/nowCgYIKoZIzj0EAwID
SAAwRQIhAPczTnUrwnEFcXky5APJT87PQG/4/gpXcZ4aKg2IlW0OAiAN+tbJNDua
FOQVcRwvxH6QBorto15XEihc0GK/9hsuEw==
-----END CERTIFICATE-----
";
    const AFTER_2050: &str = "-----BEGIN CERTIFICATE-----
MIIBBjCBrgIBAjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDARzaG9wMCAXDTE1MDQy
NTE3MjY0OVoYDzIwNTUxMjMxMjM1OTU4WjAPMQ0wCwYDVQQDDARzaG9wMFkwEwYH
KoZIzj0CAQYIKoZIzj0DAQcDQgAE8nADQPqTCURCOcXLJdnrJR/zHHHojT7ohTj9
6DAVn6MDn8UKG26iAYt3PqNoyTUhb9QGJDaBgqkAp36HoKjBLzAKBggqhkjOPQQD
AgNHADBEAiApyHNsWwNeTQ/PVyA+GGXNCWiEX6ILsfFQp1hvKMThhQIgEtCPmH2L
JxiVr7txx56WFlH5ZfjHoU/iLeNPaZt+s6w=
-----END CERTIFICATE-----
";

    fn end(text: &str) -> Option<String> {
        certificate_end(text.as_bytes()).map(quarterdeck_base::Timestamp::rfc3339)
    }

    #[test]
    fn the_end_is_the_one_that_openssl_prints() {
        let said = Some("2016-04-24T17:26:49Z".to_owned());
        let key = "-----BEGIN ¦PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n".replace('¦', "");
        for (text, expected) in [
            (ENDED.to_owned(), said.clone()),
            (AFTER_2050.to_owned(), Some("2055-12-31T23:59:58Z".to_owned())),
            // The first of a chain; beside its key; as one line of a setting.
            (format!("{ENDED}{AFTER_2050}"), said.clone()),
            (format!("{key}{ENDED}"), said.clone()),
            (format!("cert: \"{}\"", ENDED.replace('\n', "\\n")), said),
            (key, None),
            (ENDED.replace("-----END", "-----"), None),
            (ENDED.replace("MIIB", "MIIJ"), None),
            (String::new(), None),
        ] {
            assert_eq!(end(&text), expected, "{text}");
        }
    }

    #[test]
    fn any_bytes_may_come() {
        let mut random = Random::new(7);
        for _ in 0..2_000 {
            let mut bytes = ENDED.as_bytes().to_vec();
            for _ in 0..3 {
                let at = random.below(bytes.len());
                bytes[at] = random.bits() as u8;
            }
            // It answers or not, and never panics.
            let _ = certificate_end(&bytes);
        }
    }
}
