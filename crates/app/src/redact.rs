//! Masks what looks like a secret in an excerpt. Better one word too many than one secret printed.

/// Shortest run that can be masked.
const MIN_CHARS: usize = 16;
/// Characters that stay readable.
const SHOWN_CHARS: usize = 4;
/// Names that announce a secret.
const NAMES: [&str; 12] = [
    "password",
    "passwd",
    "pwd",
    "secret",
    "token",
    "apikey",
    "api_key",
    "api-key",
    "private",
    "credential",
    "auth",
    "passphrase",
];

/// The line with suspicious runs masked: long runs that mix letters and digits, and any quoted value after a name that
/// announces a secret.
pub(crate) fn redact(line: &str) -> String {
    let lower = line.to_lowercase();
    let announced = NAMES.iter().any(|name| lower.contains(name));
    let mut out = String::with_capacity(line.len());
    let mut run = String::new();
    let mut quote: Option<char> = None;
    for c in line.chars() {
        if is_secret_char(c) || (quote.is_some() && announced && Some(c) != quote) {
            run.push(c);
            continue;
        }
        flush(&mut out, &mut run, announced && quote.is_some());
        if matches!(c, '"' | '\'' | '`') {
            quote = if quote == Some(c) { None } else { quote.or(Some(c)) };
        }
        out.push(c);
    }
    flush(&mut out, &mut run, announced && quote.is_some());
    out
}

fn is_secret_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '_' | '-')
}

fn flush(out: &mut String, run: &mut String, quoted_value: bool) {
    let digits = run.chars().filter(char::is_ascii_digit).count();
    let upper = run.chars().filter(char::is_ascii_uppercase).count();
    let lower = run.chars().filter(char::is_ascii_lowercase).count();
    let looks_random = run.len() >= MIN_CHARS && digits >= 3 && upper + lower >= 3 && !run.contains("//") && mixed(run);
    let is_value = quoted_value && run.chars().count() >= 4 && !run.contains(' ');
    if looks_random || is_value {
        out.extend(run.chars().take(SHOWN_CHARS));
        out.push('…');
    } else {
        out.push_str(run);
    }
    run.clear();
}

/// Letters and digits change places often in keys and seldom in names such as `handler_2024_01`.
fn mixed(run: &str) -> bool {
    let kinds: Vec<bool> = run.chars().filter(char::is_ascii_alphanumeric).map(|c| c.is_ascii_digit()).collect();
    kinds.windows(2).filter(|pair| pair[0] != pair[1]).count() >= 4
}

#[cfg(test)]
mod tests {
    use super::redact;

    #[test]
    fn secrets_are_masked_and_code_stays_readable() {
        for (line, shown) in [
            ("let key = \"AKIA2E0A8F3B244C9986\";", "let key = \"AKIA…\";"),
            ("password: 'hunter22'", "password: 'hunt…'"),
            ("uses: actions/checkout@v4", "uses: actions/checkout@v4"),
            ("fn order_total_2024(lines: &[Line]) -> Money {", "fn order_total_2024(lines: &[Line]) -> Money {"),
            ("import org.springframework.boot.autoconfigure;", "import org.springframework.boot.autoconfigure;"),
        ] {
            assert_eq!(redact(line), shown);
        }
    }
}
