//! `summary.md`: the audit as a comment on a pull request. Text of the repository can neither ping a person, nor link,
//! nor break out of its line.

use crate::verdict::verdict;
use crate::{AuditMeta, Texts, limits, words};
use quarterdeck_base::bound;
use quarterdeck_facts::Facts;
use quarterdeck_findings::{CheckResult, Comparison, Finding, Grade, Judgement, Outcome};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Findings that are opened in the list.
const FINDINGS: usize = 50;
/// Characters kept free for what follows the list.
const TAIL_CHARS: usize = 8_000;

/// Writes the summary.
pub fn audit(
    facts: &Facts,
    judgement: &Judgement,
    meta: &AuditMeta,
    texts: &Texts,
    out: &mut impl Write,
) -> io::Result<()> {
    out.write_all(summary(facts, judgement, meta, texts).as_bytes())
}

fn summary(facts: &Facts, judgement: &Judgement, meta: &AuditMeta, texts: &Texts) -> String {
    let mut text = format!("## Audit of {}\n\n", prose(&facts.system));
    let _ = writeln!(text, "{}\n", prose(&verdict(judgement, texts).text()));
    grades(&mut text, judgement);
    findings(&mut text, judgement, texts, meta.comparison.as_ref());
    unread(&mut text, facts, judgement);
    foot(&mut text, facts, judgement, meta);
    text
}

fn grades(text: &mut String, judgement: &Judgement) {
    text.push_str("| Dimension | Grade | Score | Coverage |\n| --- | :-: | --: | --- |\n");
    for result in &judgement.dimensions {
        let (letter, score) = match &result.grade {
            Grade::Given { letter, score, .. } => (letter.id(), format!("{score:.0}")),
            Grade::None { .. } => ("–", "–".to_owned()),
        };
        let coverage = &result.coverage;
        let _ = writeln!(
            text,
            "| {} | {letter} | {score} | {} {}, {} of {} checks |",
            result.dimension.title(),
            words::percent(coverage.share),
            coverage.word.id(),
            coverage.assessed,
            coverage.applicable
        );
    }
    text.push('\n');
    for result in &judgement.dimensions {
        if let Some(remark) = result.remark() {
            let _ = writeln!(text, "- {}: {}", result.dimension.title(), prose(&remark));
        }
    }
    if judgement.dimensions.iter().any(|result| result.remark().is_some()) {
        text.push('\n');
    }
}

fn findings(text: &mut String, judgement: &Judgement, texts: &Texts, comparison: Option<&Comparison>) {
    let mut ranked = judgement.ranked();
    let mut total = ranked.len() as u64 + judgement.checks.iter().map(limits::unlisted).sum::<u64>();
    if let Some(comparison) = comparison {
        let _ = writeln!(text, "### {}\n\n{}\n", prose(&words::new_since(comparison)), words::known(total, comparison));
        ranked.retain(|(_, finding)| comparison.is_new(finding));
        total = comparison.new.len() as u64;
    }
    if total == 0 {
        return;
    }
    let bound = usize::try_from(bound::SUMMARY_CHARS).unwrap_or(usize::MAX).saturating_sub(TAIL_CHARS);
    if comparison.is_none() {
        text.push_str("### Findings, worst first\n\n");
    }
    let (mut shown, mut characters) = (0_u64, text.chars().count());
    for (check, finding) in ranked.iter().take(FINDINGS) {
        let item = item(check, finding, texts);
        characters += item.chars().count();
        if characters > bound {
            break;
        }
        text.push_str(&item);
        shown += 1;
    }
    if shown < total {
        let _ = writeln!(text, "\n{} more stand in the full report.", words::grouped(total - shown));
    }
    text.push('\n');
}

fn item(check: &CheckResult, finding: &Finding, texts: &Texts) -> String {
    let message = texts.message(check.meta, &finding.message);
    format!(
        "- **{}** {}<br>{} · {} · {} · `{}`\n",
        words::capital(finding.severity.id()),
        message_text(&message),
        code(&words::place(&finding.scope)),
        words::effort(finding.effort),
        check.meta.id,
        &finding.fingerprint.to_string()[..12],
    )
}

fn unread(text: &mut String, facts: &Facts, judgement: &Judgement) {
    let blind = |check: &&CheckResult| matches!(check.assessment.outcome, Outcome::CouldNotAssess { .. });
    let blind: Vec<&str> = judgement.checks.iter().filter(blind).map(|check| check.meta.id).collect();
    if facts.gaps.is_empty() && blind.is_empty() {
        return;
    }
    text.push_str("<details><summary>What was not read</summary>\n\n");
    let shown = 30;
    for gap in facts.gaps.iter().take(shown) {
        let sentence = gap.kind.sentence().trim_end_matches('.');
        let _ = writeln!(
            text,
            "- {sentence} ({} in {})",
            words::grouped(gap.count),
            code(&clipped(&gap.repository, NAME_CHARS))
        );
    }
    if facts.gaps.len() > shown {
        let _ = writeln!(text, "- and {} more", words::grouped((facts.gaps.len() - shown) as u64));
    }
    if !blind.is_empty() {
        let _ = writeln!(text, "- Could not be assessed: {}", blind.join(", "));
    }
    text.push_str("\n</details>\n\n");
}

fn foot(text: &mut String, facts: &Facts, judgement: &Judgement, meta: &AuditMeta) {
    let commit = match facts.repositories.as_slice() {
        [one] => format!("commit `{}`", words::short(&one.commit)),
        many => words::plural(many.len() as u64, "repository", "repositories"),
    };
    let _ = writeln!(
        text,
        "<sub>{commit}, as of {}, quarterdeck {}, policy `{}`</sub>",
        facts.as_of.date(),
        meta.version,
        words::short(&judgement.policy_hash)
    );
}

/// Longest name of a repository that is shown.
const NAME_CHARS: usize = 60;
/// Longest place or name that is shown.
const CODE_CHARS: usize = 300;
/// Longest paragraph that is shown.
const PROSE_CHARS: usize = 900;

fn clipped(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most).chain(['…']).collect()
}

/// A message of a check: what stands between backticks is code.
fn message_text(message: &str) -> String {
    if !message.matches('`').count().is_multiple_of(2) {
        return prose(message);
    }
    let parts = message.split('`').enumerate();
    parts.map(|(at, part)| if at % 2 == 0 || part.is_empty() { prose(part) } else { code(part) }).collect()
}

/// Text as prose: what Markdown, HTML, mentions, references and links start with is taken away from it. A zero-width
/// space parts `@` and `#` from what follows, as text that is quoted on code hosts does.
pub(crate) fn prose(text: &str) -> String {
    let visible = crate::escape::visible(text);
    let mut out = String::with_capacity(visible.len() + 16);
    let clipped = clipped(&visible, PROSE_CHARS);
    let mut characters = clipped.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' | '#' | '!' | '$' | '~' | '%' if characters.peek().is_some_and(|next| !next.is_whitespace()) => {
                out.push('\\');
                out.push(character);
                out.push_str("&#8203;");
            }
            ':' if characters.peek() == Some(&'/') => out.push_str(":&#8203;"),
            '.' if out.to_ascii_lowercase().ends_with("www") => out.push_str("&#8203;."),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => {
                out.push('\\');
                out.push(character);
            }
            other => out.push(other),
        }
    }
    out
}

/// Text as a code span, on one line, outside of tables: a fence longer than any in it.
fn code(text: &str) -> String {
    let shown = clipped(&crate::escape::visible(text), CODE_CHARS);
    let longest = shown.split(|character| character != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    if longest == 0 { format!("`{shown}`") } else { format!("{fence} {shown} {fence}") }
}

#[cfg(test)]
mod tests {
    use super::{code, message_text, prose, summary};
    use crate::Texts;
    use crate::testing::{self, HOSTILE, empty_facts, empty_judgement, facts, judgement};
    use quarterdeck_base::{Message, RepoPath};

    fn text(facts: &quarterdeck_facts::Facts, judgement: &quarterdeck_findings::Judgement) -> String {
        let texts = Texts::english(judgement.checks.iter().map(|check| check.meta));
        summary(facts, judgement, &testing::meta(), &texts)
    }

    #[test]
    fn it_says_what_the_audit_found() {
        let text = text(&facts(), &judgement());
        for part in [
            "## Audit of Noordkaai &lt;b&gt;Shop&lt;/b&gt;",
            "| Technical debt | E | 22 | 64 % broad, 14 of 27 checks |",
            "- Technical debt: Cannot rise above 49 while a critical finding is open.",
            "- Team: Only one check of three could be assessed.",
            "- **Critical** OrderService::total in src/Order/OrderService.php is hard to follow",
            "`src/Order/OrderService.php:118 OrderService::total` · 1 to 4 days · DEB-02",
            "330 more stand in the full report.",
            "Could not be assessed: SEC-03",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
        assert!(!text.contains("Ada"), "people are pseudonyms");
        // A code span is shown as it stands; outside of one there is no markup but ours.
        let outside: String = text.split('`').step_by(2).collect();
        for tag in outside.split('<').skip(1) {
            assert!(
                ["br>", "sub>", "/sub>", "details>", "/details>", "summary>", "/summary>"]
                    .iter()
                    .any(|ours| tag.starts_with(ours)),
                "{tag}"
            );
        }
        assert!(!text.contains(HOSTILE));
    }

    #[test]
    fn text_of_the_repository_stays_text() {
        for (raw, shown) in [
            ("@torvalds and #12", "\\@&#8203;torvalds and \\#&#8203;12"),
            ("[x](http://e.org)", "\\[x\\](http:&#8203;//e.org)"),
            ("WWW.e.org", "WWW&#8203;.e.org"),
            ("<b>|`*_", "&lt;b&gt;\\|\\`\\*\\_"),
            ("a\n# b", "a\\u{a}# b"),
            ("12 % of all", "12 % of all"),
        ] {
            assert_eq!(prose(raw).replace("\\\\", "\\"), shown, "{raw}");
        }
        for (raw, shown) in [("a.rs", "`a.rs`"), ("a`b``c", "``` a`b``c ```"), ("a\nb", "`a\\u{a}b`")] {
            assert_eq!(code(raw), shown, "{raw}");
        }
    }

    #[test]
    fn code_of_a_message_is_code() {
        assert_eq!(message_text("Pin `a_b@1` here"), "Pin `a_b@1` here");
        assert_eq!(message_text("Pin `a_b"), "Pin \\`a\\_b");
    }

    #[test]
    fn it_fits_a_comment_whatever_names_hold() {
        let mut judgement = judgement();
        let long = "@`".repeat(2_000);
        for finding in &mut judgement.checks[1].assessment.findings {
            let path = RepoPath::from(long.as_str());
            finding.message = Message::new("found")
                .name("name", long.clone())
                .path("path", &path)
                .count("cognitive", 1)
                .count("lines", 2);
            finding.scope = quarterdeck_findings::Scope::File { repository: long.clone(), path };
        }
        let findings = judgement.checks[1].assessment.findings.clone();
        judgement.checks[1].assessment.findings = findings.iter().cycle().take(200).cloned().collect();
        let mut facts = facts();
        let gap = facts.gaps[0].clone();
        facts.gaps = (0..500).map(|_| quarterdeck_base::Gap { repository: long.clone(), ..gap.clone() }).collect();
        let text = text(&facts, &judgement);
        assert!(text.chars().count() < 65_536, "{}", text.chars().count());
        assert!(text.contains("more stand in the full report") && text.contains("and 470 more"));
    }

    #[test]
    fn an_empty_audit_has_a_summary() {
        let text = text(&empty_facts(), &empty_judgement());
        assert!(text.contains("No grade can be given") && !text.contains("### Findings"), "{text}");
    }
}
