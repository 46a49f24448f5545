//! The summary a person reads in the terminal: plain text, colour only when asked for. Everything that came out of a
//! repository passes [`crate::visible`], because a name may hold escape sequences.

use crate::escape::visible;
use crate::verdict::verdict;
use crate::{AuditMeta, Texts, limits, words};
use quarterdeck_base::Arg;
use quarterdeck_facts::Facts;
use quarterdeck_findings::{CheckResult, Comparison, Grade, Judgement, Outcome, Severity};
use std::fmt::Write;

/// How the summary is laid out.
#[derive(Debug, Clone, Copy)]
pub struct Layout<'a> {
    /// Columns of the terminal; 40 at least are used.
    pub width: usize,
    /// True writes ANSI colours.
    pub colour: bool,
    /// Files that were written, as the auditor knows them.
    pub written: &'a [String],
    /// What is said after them; empty for nothing.
    pub note: &'a str,
}

impl Default for Layout<'_> {
    fn default() -> Self {
        Self { width: 100, colour: false, written: &[], note: "" }
    }
}

const BOLD: &str = "1";
const FAINT: &str = "2";

/// The summary, ready to print.
pub fn terminal(facts: &Facts, judgement: &Judgement, meta: &AuditMeta, texts: &Texts, layout: Layout<'_>) -> String {
    let [above, below] = around_written(facts, judgement, meta, texts, layout);
    format!("{above}{}{below}", written(layout))
}

/// What stands above and below the list of written files: the part that does not change with their place.
pub fn around_written(
    facts: &Facts,
    judgement: &Judgement,
    meta: &AuditMeta,
    texts: &Texts,
    layout: Layout<'_>,
) -> [String; 2] {
    let mut screen = Screen::new(layout);
    head(&mut screen, facts, judgement, meta);
    screen.paragraph(0, &verdict(judgement, texts).text());
    grades(&mut screen, judgement);
    works(&mut screen, judgement, texts);
    findings(&mut screen, judgement, texts, meta.comparison.as_ref());
    unread(&mut screen, facts, judgement);
    let above = std::mem::take(&mut screen.out);
    next(&mut screen, judgement, meta.comparison.as_ref());
    [above, screen.out]
}

/// The list of written files.
pub fn written(layout: Layout<'_>) -> String {
    let mut screen = Screen::new(layout);
    if !layout.written.is_empty() {
        screen.title("Written");
        for path in layout.written {
            screen.item("-", path);
        }
        if !layout.note.is_empty() {
            screen.paragraph(0, layout.note);
        }
    }
    screen.out
}

struct Screen {
    out: String,
    width: usize,
    colour: bool,
}

impl Screen {
    fn new(layout: Layout<'_>) -> Self {
        Self { out: String::new(), width: layout.width.max(40), colour: layout.colour }
    }

    /// Text in a colour or weight; the caller has made it visible.
    fn paint(&self, code: &str, text: &str) -> String {
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn title(&mut self, text: &str) {
        let painted = self.paint(BOLD, text);
        let _ = writeln!(self.out, "\n{painted}");
    }

    /// Wrapped text, every line indented.
    fn paragraph(&mut self, indent: usize, text: &str) {
        for line in wrap(&visible(text), self.width.saturating_sub(indent)) {
            let _ = writeln!(self.out, "{:indent$}{line}", "");
        }
    }

    /// Wrapped text behind a mark.
    fn item(&mut self, mark: &str, text: &str) {
        let mut lines = wrap(&visible(text), self.width.saturating_sub(4)).into_iter();
        let _ = writeln!(self.out, "  {mark} {}", lines.next().unwrap_or_default());
        for line in lines {
            let _ = writeln!(self.out, "    {line}");
        }
    }

    fn faint(&mut self, indent: usize, text: &str) {
        for line in wrap(&visible(text), self.width.saturating_sub(indent)) {
            let painted = self.paint(FAINT, &line);
            let _ = writeln!(self.out, "{:indent$}{painted}", "");
        }
    }
}

/// Breaks text at blanks; a word longer than the line is cut into pieces. Counts characters, not their width.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(20);
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0);
    for word in text.split_whitespace() {
        let characters: Vec<char> = word.chars().collect();
        for (at, piece) in characters.chunks(width).enumerate() {
            let gap = usize::from(used > 0 && at == 0);
            if used > 0 && used + gap + piece.len() > width {
                lines.push(std::mem::take(&mut line));
                used = 0;
            } else if gap == 1 {
                line.push(' ');
                used += 1;
            }
            line.extend(piece);
            used += piece.len();
        }
    }
    if used > 0 {
        lines.push(line);
    }
    lines
}

fn head(screen: &mut Screen, facts: &Facts, judgement: &Judgement, meta: &AuditMeta) {
    let name = screen.paint(BOLD, &visible(&facts.system));
    let _ = writeln!(screen.out, "{name}");
    let commit = match facts.repositories.as_slice() {
        [one] => format!("commit {}", words::short(&one.commit)),
        many => words::plural(many.len() as u64, "repository", "repositories"),
    };
    let line = format!(
        "{commit}, as of {} (from the {}), quarterdeck {}, policy {}",
        facts.as_of.date(),
        words::as_of_source(facts.as_of_source),
        meta.version,
        words::short(&judgement.policy_hash)
    );
    screen.faint(0, &line);
    if facts.degraded {
        screen.paragraph(0, "Degraded run: a parser was stopped, so a second run may give other bytes.");
    }
    screen.out.push('\n');
}

fn grades(screen: &mut Screen, judgement: &Judgement) {
    screen.title("Grades");
    for result in &judgement.dimensions {
        let (letter, score, code) = match &result.grade {
            Grade::Given { letter, score, .. } => {
                (letter.id(), format!("{score:.0} of 100"), letter_colour(letter.id()))
            }
            Grade::None { .. } => ("-", "no grade".to_owned(), FAINT),
        };
        let coverage = &result.coverage;
        let _ = writeln!(
            screen.out,
            "  {}  {:<20} {score:<10}  coverage {:>6} {:<8} {} of {} checks",
            screen.paint(code, letter),
            result.dimension.title(),
            words::percent(coverage.share),
            coverage.word.id(),
            coverage.assessed,
            coverage.applicable
        );
        if let Some(remark) = result.remark() {
            screen.faint(5, &remark);
        }
    }
}

/// Letters have a colour and are letters: never colour alone.
fn letter_colour(letter: &str) -> &'static str {
    match letter {
        "A" => "1;34",
        "B" => "1;36",
        "C" => "1;33",
        "D" => "1;35",
        _ => "1;31",
    }
}

fn works(screen: &mut Screen, judgement: &Judgement, texts: &Texts) {
    let works = what_works(judgement, texts, 5);
    if works.is_empty() {
        return;
    }
    screen.title("What works");
    for (_, text) in works {
        screen.item("+", &text);
    }
}

/// What ok outcomes let us say, heaviest checks first.
pub(crate) fn what_works<'j>(judgement: &'j Judgement, texts: &Texts, limit: usize) -> Vec<(&'j CheckResult, String)> {
    let mut good: Vec<_> = judgement
        .checks
        .iter()
        .filter(|check| check.assessment.outcome == Outcome::Ok)
        .filter_map(|check| check.assessment.works.as_ref().map(|works| (check, works)))
        .collect();
    good.sort_by(|(a, _), (b, _)| b.weight_tenths.cmp(&a.weight_tenths).then(a.meta.id.cmp(b.meta.id)));
    good.truncate(limit);
    good.into_iter().map(|(check, works)| (check, texts.message(check.meta, works))).collect()
}

/// Shape and word of a severity.
fn severity_mark(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Critical => ("!!! critical", "1;31"),
        Severity::High => ("!!  high    ", "31"),
        Severity::Medium => ("!   medium  ", "33"),
        Severity::Low => (".   low     ", "36"),
    }
}

fn findings(screen: &mut Screen, judgement: &Judgement, texts: &Texts, comparison: Option<&Comparison>) {
    let mut ranked = judgement.ranked();
    let total = ranked.len() as u64 + judgement.checks.iter().map(limits::unlisted).sum::<u64>();
    if let Some(comparison) = comparison {
        ranked.retain(|(_, finding)| comparison.is_new(finding));
        screen.title(&visible(&words::new_since(comparison)));
        screen.faint(2, &words::known(total, comparison));
    } else if total > 0 {
        let shown = ranked.len().min(limits::TERMINAL_FINDINGS);
        screen.title(&format!("Findings: the first {shown} of {}", words::grouped(total)));
    }
    for (check, finding) in ranked.into_iter().take(limits::TERMINAL_FINDINGS) {
        let (mark, code) = severity_mark(finding.severity);
        let text = texts.message(check.meta, &finding.message);
        let mut lines = wrap(&visible(&text), screen.width.saturating_sub(15)).into_iter();
        let _ = writeln!(screen.out, "  {} {}", screen.paint(code, mark), lines.next().unwrap_or_default());
        for line in lines {
            let _ = writeln!(screen.out, "{:15}{line}", "");
        }
        let place = words::place(&finding.scope);
        let shown =
            finding.message.args.iter().any(|(_, arg)| matches!(arg, Arg::Path(path) if path.to_string() == place));
        let place = if shown { String::new() } else { format!("{place}; ") };
        screen.faint(15, &format!("{place}{}; {} {}", words::effort(finding.effort), check.meta.id, check.meta.name));
    }
}

fn unread(screen: &mut Screen, facts: &Facts, judgement: &Judgement) {
    let blind: Vec<_> = judgement
        .checks
        .iter()
        .filter_map(|check| match &check.assessment.outcome {
            Outcome::CouldNotAssess { reason, needs } => Some((check.meta.id, check.meta.name, reason, needs)),
            _ => None,
        })
        .collect();
    let not_built: u64 = judgement.dimensions.iter().map(|result| u64::from(result.coverage.not_built)).sum();
    if facts.gaps.is_empty() && blind.is_empty() && not_built == 0 {
        return;
    }
    screen.title("What was not read");
    for gap in &facts.gaps {
        let sentence = gap.kind.sentence();
        screen.item(
            "-",
            &format!("{} ({} in {})", sentence.trim_end_matches('.'), words::grouped(gap.count), gap.repository),
        );
    }
    for (id, name, reason, needs) in blind {
        let needs = if needs.is_empty() { String::new() } else { format!(" Needs: {needs}") };
        screen.item("?", &format!("{id} {name} could not be assessed: {}{needs}", words::end(reason)));
    }
    if not_built > 0 {
        let checks = words::plural(not_built, "check of the catalogue is", "checks of the catalogue are");
        screen.item("-", &format!("{checks} readable from a repository and not built yet."));
    }
}

fn next(screen: &mut Screen, judgement: &Judgement, comparison: Option<&Comparison>) {
    let mut ranked = judgement.ranked();
    ranked.sort_by_key(|(_, finding)| comparison.is_some_and(|comparison| !comparison.is_new(finding)));
    let next = match ranked.first() {
        Some((check, _)) => format!("quarterdeck explain {}", check.meta.id),
        None => match judgement.checks.first() {
            Some(check) => format!("quarterdeck explain {}", check.meta.id),
            None => "quarterdeck explain".to_owned(),
        },
    };
    let painted = screen.paint(BOLD, &next);
    let _ = writeln!(screen.out, "\nNext: {painted}");
}

#[cfg(test)]
mod tests;
