//! The one sentence of an audit: computed from grades and findings, the same in each format for people.

use crate::{Texts, words};
use quarterdeck_findings::{DimensionResult, Grade, Judgement, Letter, Severity};

/// The verdict as sentences.
pub(crate) struct Verdict {
    /// What to do first.
    pub(crate) first: String,
    /// The weakest and the strongest dimension.
    pub(crate) grades: String,
    /// How much was found.
    pub(crate) found: String,
}

impl Verdict {
    /// As one paragraph.
    pub(crate) fn text(&self) -> String {
        format!("{} {} {}", self.grades, self.found, self.first)
    }
}

/// Listed findings by severity, worst first.
pub(crate) fn by_severity(judgement: &Judgement) -> [(Severity, u64); 4] {
    Severity::ALL.map(|severity| {
        let listed = judgement.checks.iter().flat_map(|check| &check.assessment.findings);
        (severity, listed.filter(|finding| finding.severity == severity).count() as u64)
    })
}

/// Computes the verdict.
pub(crate) fn verdict(judgement: &Judgement, texts: &Texts) -> Verdict {
    Verdict { first: first(judgement, texts), grades: grades(&judgement.dimensions), found: found(judgement) }
}

fn graded(dimension: &DimensionResult) -> Option<(&'static str, Letter, f64)> {
    match dimension.grade {
        Grade::Given { letter, score, .. } => Some((dimension.dimension.title(), letter, score)),
        Grade::None { .. } => None,
    }
}

fn grades(dimensions: &[DimensionResult]) -> String {
    let mut given: Vec<_> = dimensions.iter().filter_map(graded).collect();
    given.sort_by(|a, b| a.2.total_cmp(&b.2));
    // Scores that read the same are the same: each dimension that shares an end is named.
    let ends = [given.first(), given.last()].map(|end| {
        let same =
            |one: &&(&'static str, Letter, f64)| end.is_some_and(|end| one.1 == end.1 && shown(one.2) == shown(end.2));
        given.iter().filter(same).map(|(title, _, _)| *title).collect::<Vec<_>>()
    });
    let mut text = match given.as_slice() {
        [] => return "No grade can be given: too little could be assessed.".to_owned(),
        [(title, letter, _)] => format!("{title} is {} ({}).", words::letter_word(*letter), letter.id()),
        [(_, low, least), .., (_, high, most)] if low == high && shown(*least) == shown(*most) => {
            format!("All graded dimensions are {} ({}), with the same score.", words::letter_word(*low), low.id())
        }
        [(_, low, _), .., (_, high, _)] if low == high => format!(
            "All graded dimensions are {} ({}); {} the weakest, {} the strongest.",
            words::letter_word(*low),
            low.id(),
            together(&ends[0]).to_lowercase(),
            listed(&ends[1]).to_lowercase()
        ),
        [(_, low, _), .., (_, high, _)] => format!(
            "{} the weakest: {} ({}). {} the strongest: {} ({}).",
            together(&ends[0]),
            words::letter_word(*low),
            low.id(),
            together(&ends[1]),
            words::letter_word(*high),
            high.id()
        ),
    };
    match dimensions.len() - given.len() {
        0 => {}
        1 => text.push_str(" One dimension has no grade."),
        count => text.push_str(&format!(" {} dimensions have no grade.", words::grouped(count as u64))),
    }
    text
}

/// A score as it is shown.
fn shown(score: f64) -> String {
    format!("{score:.0}")
}

/// `Team`, `Team and security`, `Team, security and architecture`.
fn listed(titles: &[&str]) -> String {
    match titles {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first, middle @ .., last] => {
            let middle: String = middle.iter().map(|title| format!(", {}", title.to_lowercase())).collect();
            format!("{first}{middle} and {}", last.to_lowercase())
        }
    }
}

fn together(titles: &[&str]) -> String {
    format!("{} {}", listed(titles), if titles.len() == 1 { "is" } else { "are" })
}

fn found(judgement: &Judgement) -> String {
    let counts = by_severity(judgement);
    let listed: u64 = counts.iter().map(|(_, count)| count).sum();
    let total = listed + judgement.checks.iter().map(crate::limits::unlisted).sum::<u64>();
    if total == 0 {
        return "The checks that could be assessed found nothing to put right.".to_owned();
    }
    let worst: Vec<_> = counts[..2]
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(severity, count)| {
            let least = if may_be_more(judgement, *severity) { "at least " } else { "" };
            format!("{least}{} {}", words::grouped(*count), severity.id())
        })
        .collect();
    let findings = words::plural(total, "finding", "findings");
    if worst.is_empty() {
        format!("{findings}, none critical or high.")
    } else {
        format!("{findings}: {}.", worst.join(", "))
    }
}

/// True when a check found more than it lists and its mildest listed finding is at least this severe: what is not
/// listed, always milder or equal, may then be as severe.
fn may_be_more(judgement: &Judgement, severity: Severity) -> bool {
    judgement.checks.iter().filter(|check| crate::limits::unlisted(check) > 0).any(|check| {
        let mildest = check.assessment.findings.iter().map(|finding| finding.severity).min();
        mildest.is_some_and(|mildest| mildest >= severity)
    })
}

fn first(judgement: &Judgement, texts: &Texts) -> String {
    match judgement.ranked().first() {
        Some((check, finding)) => {
            let message = texts.message(check.meta, &finding.message);
            // No capital: a message may begin with a name of the code, which has none.
            format!("Start here: {}", words::end(&message))
        }
        None => "Start with what was not read: see the list below.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::verdict;
    use crate::Texts;
    use crate::testing::{CHECKS, judgement};
    use quarterdeck_base::{Message, RepoPath};
    use quarterdeck_findings::{Grade, Letter, Severity};

    #[test]
    fn grades_read_as_sentences() {
        let given = |letter, score| Some((letter, score));
        let cases = [
            ([None; 5], "No grade can be given: too little could be assessed."),
            ([given(Letter::B, 70.0), None, None, None, None], "Architecture is good (B). 4 dimensions have no grade."),
            (
                [given(Letter::B, 70.0), given(Letter::B, 66.0), None, given(Letter::B, 68.0), None],
                "All graded dimensions are good (B); technical debt is the weakest, architecture the strongest. \
                 2 dimensions have no grade.",
            ),
            (
                [Letter::A, Letter::C, Letter::D, Letter::B, Letter::B].map(|letter| {
                    given(
                        letter,
                        match letter {
                            Letter::A => 90.0,
                            Letter::B => 70.0,
                            Letter::C => 55.0,
                            _ => 35.0,
                        },
                    )
                }),
                "Development process is the weakest: poor (D). Architecture is the strongest: healthy (A).",
            ),
            (
                [given(Letter::A, 100.0), None, given(Letter::A, 99.6), given(Letter::C, 54.0), None],
                "Security is the weakest: fair (C). Development process and architecture are the strongest: healthy (A). \
                 2 dimensions have no grade.",
            ),
            (
                [given(Letter::A, 100.0), None, given(Letter::C, 54.0), given(Letter::C, 54.0), given(Letter::C, 54.0)],
                "Development process, security and team are the weakest: fair (C). Architecture is the strongest: \
                 healthy (A). One dimension has no grade.",
            ),
            (
                [given(Letter::A, 100.0), given(Letter::A, 100.0), None, None, None],
                "All graded dimensions are healthy (A), with the same score. 3 dimensions have no grade.",
            ),
        ];
        for (grades, sentence) in cases {
            let mut judgement = judgement();
            for (dimension, grade) in judgement.dimensions.iter_mut().zip(grades) {
                dimension.grade = match grade {
                    Some((letter, score)) => Grade::Given { letter, score, held: None },
                    None => Grade::None { reason: "x".to_owned() },
                };
            }
            assert_eq!(verdict(&judgement, &Texts::english(&CHECKS)).grades, sentence);
        }
    }

    #[test]
    fn a_name_that_comes_first_gets_no_capital() {
        let mut judgement = judgement();
        let path = RepoPath::from("src/read.rs");
        for finding in judgement.checks.iter_mut().flat_map(|check| &mut check.assessment.findings) {
            let message = Message::new("found").name("name", "read").path("path", &path);
            finding.message = message.count("cognitive", 36).count("lines", 90);
        }
        let first = verdict(&judgement, &Texts::english(&CHECKS)).first;
        assert!(first.starts_with("Start here: read in src/read.rs ") && first.ends_with('.'), "{first}");
    }

    #[test]
    fn what_is_not_listed_is_not_understated() {
        let mut judgement = judgement();
        let texts = Texts::english(&CHECKS);
        assert_eq!(verdict(&judgement, &texts).found, "339 findings: 1 critical, 3 high.");
        judgement.checks[1].assessment.findings.retain(|finding| finding.severity >= Severity::High);
        assert_eq!(verdict(&judgement, &texts).found, "339 findings: 1 critical, at least 3 high.");
    }
}
