//! What stands where a secret would and is none: examples, templates, values without variety.

use bstr::ByteSlice;
use quarterdeck_base::log2;

/// Parts of a value that say that it is made up, in lower case.
const MADE_UP: [&str; 27] = [
    "k7mdeng",
    "example",
    "sample",
    "placeholder",
    "changeme",
    "change_me",
    "change-me",
    "changeit",
    "your",
    "redacted",
    "dummy",
    "fake",
    "foobar",
    "insert",
    "replace",
    "insecure",
    "notasecret",
    "not-a-secret",
    "not_a_secret",
    "mock",
    "secret_key_here",
    "xxxx",
    "****",
    "....",
    "abcdefgh",
    "12345678",
    "87654321",
];

/// Passwords that everybody tries first, and words that stand for one.
const WELL_KNOWN: [&str; 44] = [
    "mypass",
    "my-password",
    "foobar",
    "username",
    "password",
    "passwd",
    "pass",
    "passw0rd",
    "password1",
    "password123",
    "pass123",
    "secret",
    "secret123",
    "mysecret",
    "mypassword",
    "admin",
    "admin123",
    "administrator",
    "root",
    "toor",
    "guest",
    "user",
    "test",
    "test123",
    "testing",
    "postgres",
    "mysql",
    "mariadb",
    "redis",
    "rabbitmq",
    "mongo",
    "mongodb",
    "elastic",
    "token",
    "apikey",
    "api_key",
    "key",
    "qwerty",
    "letmein",
    "welcome",
    "default",
    "hunter2",
    "abc123",
    "p4ssw0rd",
];

/// Marks of templates: the value comes from elsewhere.
const TEMPLATES: [&str; 16] = [
    "${",
    "{{",
    "}}",
    "<%",
    "%>",
    "$(",
    "#{",
    "%(",
    "%s",
    "process.env",
    "os.environ",
    "getenv",
    "env.",
    "env[",
    "secrets.",
    "var.",
];

/// True when the value says of itself that it is none.
pub(crate) fn is_made_up(value: &[u8]) -> bool {
    let lower = value.to_ascii_lowercase();
    MADE_UP.iter().chain(&TEMPLATES).any(|part| lower.contains_str(part)) || repeats(value)
}

/// True when the value is a password that says nothing of this system.
pub(crate) fn is_well_known(value: &[u8]) -> bool {
    let lower = value.to_ascii_lowercase();
    let bare = lower.trim_end_with(|c| c.is_ascii_digit() || "!@#.$".contains(c));
    WELL_KNOWN.iter().any(|word| word.as_bytes() == lower || word.as_bytes() == bare)
        || lower.starts_with(b"$")
        || lower.starts_with(b"%")
        || lower.starts_with(b"<")
        || ["password", "passwd"].iter().any(|word| lower.contains_str(word))
}

/// Seven of one character in a row.
fn repeats(value: &[u8]) -> bool {
    value.windows(7).any(|run| run.iter().all(|byte| *byte == run[0]))
}

/// Bits for each byte, by how often each occurs.
pub(crate) fn entropy(value: &[u8]) -> f64 {
    let mut counts = [0_u32; 256];
    value.iter().for_each(|byte| counts[usize::from(*byte)] += 1);
    let whole = value.len() as f64;
    let part = |count: &u32| {
        let share = f64::from(*count) / whole;
        -share * log2(share)
    };
    counts.iter().filter(|count| **count > 0).map(part).sum()
}
