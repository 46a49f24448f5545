//! Sections of documents in Markdown, AsciiDoc and reStructuredText: found by their heading, judged by what they say.

use bstr::ByteSlice;

/// Most lines of one section that are looked at.
const SECTION_LINES: usize = 40;

/// Line, from 1, of the first heading that holds a word and whose heading or text below says one of these; all in lower
/// case.
pub(crate) fn first_section(bytes: &[u8], word: &[u8], says: &[String]) -> Option<u32> {
    let lines: Vec<Vec<u8>> = bytes.lines().map(|line| line.trim().to_ascii_lowercase()).collect();
    let is_heading = |at: usize| is_heading(&lines[at], lines.get(at + 1).map(Vec::as_slice));
    let tells = |line: &[u8]| says.iter().any(|one| line.contains_str(one));
    let at = (0..lines.len()).filter(|at| is_heading(*at) && lines[*at].contains_str(word)).find(|at| {
        let below = (at + 1..lines.len()).take(SECTION_LINES).take_while(|line| !is_heading(*line));
        tells(&lines[*at]) || below.into_iter().any(|line| tells(&lines[line]))
    })?;
    u32::try_from(at + 1).ok()
}

/// `# Title`, `== Title`, `<h2>`, or a line that the next one underlines.
fn is_heading(line: &[u8], next: Option<&[u8]>) -> bool {
    let marked = [b'#', b'='].iter().any(|mark| {
        let level = line.iter().take_while(|byte| *byte == mark).count();
        (1..=6).contains(&level) && line.get(level) == Some(&b' ')
    });
    let underlines =
        |under: &[u8]| under.len() >= 3 && b"=-~^".contains(&under[0]) && under.iter().all(|byte| *byte == under[0]);
    let underlined = next.is_some_and(underlines) && line.first().is_some_and(u8::is_ascii_alphanumeric);
    marked || underlined || (line.starts_with(b"<h") && line.get(2).is_some_and(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests {
    use super::first_section;

    #[test]
    fn a_section_is_known_by_its_heading_and_by_what_it_says() {
        let says = ["report".to_owned(), "disclos".to_owned()];
        for (text, line) in [
            ("# Shop\n\n## Security\n\nPlease report holes to us.\n", Some(3)),
            ("Shop\n====\n\nReporting security issues\n-------------------------\nMail us.\n", Some(4)),
            ("Security\n~~~~~~~~\n\nDisclose it by mail.\n", Some(1)),
            ("== Reporting Security Vulnerabilities\n", Some(1)),
            ("<h2 align=\"center\">Security</h2>\nReport it.\n", Some(1)),
            // A feature, and a report in another section.
            ("# Security features\n\nTokens.\n\n# Reports\n\nA report a day.\n", None),
            ("Security: report it\n", None),
            ("#security report\n", None),
            ("", None),
        ] {
            assert_eq!(first_section(text.as_bytes(), b"security", &says), line, "{text}");
        }
    }
}
