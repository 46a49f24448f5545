//! DEB-12: work that the code itself says is left to do, and how long it has been waiting.

use crate::Rule;
use crate::support::{
    days, file_evidence, files_of, history_gap, is_program, limit, measured, repository_scope, source_lines,
};
use quarterdeck_base::{Evidence, Fingerprint, Message, round_to};
use quarterdeck_facts::{Facts, FileFacts, FileIx, FileKind, RepositoryFacts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};

/// Fewer marks are a morning's work, however small the system is.
const LEAST_MARKS: u64 = 10;

/// Files named as evidence.
const SHOWN_FILES: usize = 5;

static META: CheckMeta = CheckMeta {
    id: "DEB-12",
    name: "admitted-debt",
    dimension: Dimension::Debt,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Marks of work left to do (TODO, FIXME, HACK, XXX in comments of source and test files) for each 1,000 code \
            lines, in repositories where they are dense and ten or more. Their age is the least it can be: a mark is at least as old \
            as the last change of its file.",
    matters: "Each mark is a promise that somebody once thought necessary. What waits for years is either not needed \
              or a known fault that nobody owns.",
    evidence: "The files with most marks.",
    effort: "Ten minutes for each mark to decide, up to an hour for each with what is done at once; at most 20 days.",
    texts: &[
        Text { key: "title", english: "Promises left in the code" },
        Text {
            key: "found",
            english: "Repository { $repository } holds { $marks } marks of work left to do in { $files ->\n    [one] \
                      one file of code\n   *[other] { $files } files of code\n }: { $density } for each 1,000 lines of code. { $old \
                      ->\n    [0] All stand in files that changed in the last two years\n   *[other] { $rest ->\n    [0] All of them \
                      have waited for more than two years\n   *[other] At least { $old } of them have waited for more \
                      than two years\n }\n }.",
        },
        Text { key: "works", english: "Few promises are left in the code: { $density } for each 1,000 lines." },
        Text {
            key: "works-few",
            english: "{ $marks ->\n    [0] No promise is\n    [one] One promise is\n   *[other] Only { $marks } promises \
                      are\n } left in the code.",
        },
        Text {
            key: "consequence",
            english: "Known faults and half-finished work are forgotten until a customer meets them.",
        },
        Text {
            key: "remedy",
            english: "Go through the oldest first: do it, move it to the list of work with an owner, or delete the \
                      mark. Ask for a ticket number in each new one.",
        },
    ],
    thresholds: &[
        ThresholdMeta {
            key: "marks_per_1000_lines",
            green: 2.0,
            red: 10.0,
            source: "proposal: ten well kept open projects have 0 to 1 mark, older ones 3 to 4",
        },
        ThresholdMeta { key: "old_after_days", green: 730.0, red: 730.0, source: "proposal: two years" },
    ],
    exceptions: &[
        "A mark in a file that changed yesterday may be ten years old: age is a lower bound, by the history of files.",
        "A word in code or in a text is no mark: only comments are read.",
        "Vendored and generated files, markup and templates (`.tpl`) are left out.",
        "A team that writes each idea down as a TODO with a ticket is punished here without reason: raise the green \
         end.",
    ],
    precision: Some(Precision { read: 2, correct: 2, repositories: 1 }),
    sources: &[
        "Potdar, Shihab: An Exploratory Study on Self-Admitted Technical Debt, ICSME 2014",
        "Maldonado, Abdalkareem, Shihab, Serebrenik: An Empirical Study on the Removal of SATD, ICSME 2017",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if source_lines(facts) == 0 {
        return Assessment::not_applicable("there is no source code");
    }
    if let Some(gap) = history_gap(facts) {
        return gap;
    }
    let threshold = policy.threshold(&META, "marks_per_1000_lines");
    let old_days = limit(policy, &META, "old_after_days");
    let (mut marks, mut lines) = (0, 0);
    let mut findings = Vec::new();
    for (at, repository) in facts.repositories.iter().enumerate() {
        let found = Marks::of(facts, at, old_days);
        marks += found.marks;
        lines += found.lines;
        if threshold.score(found.density()) < 1.0 && found.marks >= LEAST_MARKS {
            findings.push(finding(facts, at, repository, &found));
        }
    }
    let value = density(marks, lines);
    let figures = vec![measured("marks_per_1000_lines", value, "marks")];
    if findings.is_empty() {
        // A density over few marks says more of the size of the system than of its promises.
        let message = if marks < LEAST_MARKS {
            Message::new("works-few").count("marks", marks)
        } else {
            Message::new("works").number("density", value)
        };
        return Assessment::ok(message, figures);
    }
    Assessment::found(threshold.score(value), figures, findings)
}

/// What one repository admits.
struct Marks {
    marks: u64,
    files: u64,
    lines: u64,
    /// Marks in files that nobody has changed for the age in question.
    old: u64,
}

impl Marks {
    fn of(facts: &Facts, repository: usize, old_days: f64) -> Self {
        let mut found = Self { marks: 0, files: 0, lines: 0, old: 0 };
        for file in files_of(facts, repository).iter().filter(|file| is_written(file)) {
            let marks = u64::from(file.admitted_debt);
            let waits = |since| facts.as_of.days_since(since) > old_days;
            let is_old = file.history.as_ref().is_some_and(|history| waits(history.last_changed));
            found.lines += u64::from(file.code);
            found.marks += marks;
            found.files += u64::from(marks > 0);
            found.old += if is_old { marks } else { 0 };
        }
        found
    }

    fn density(&self) -> f64 {
        density(self.marks, self.lines)
    }
}

fn density(marks: u64, lines: u64) -> f64 {
    if lines == 0 { 0.0 } else { round_to(1000.0 * marks as f64 / lines as f64, 1) }
}

fn is_written(file: &FileFacts) -> bool {
    matches!(file.kind, FileKind::Source | FileKind::Test) && is_program(file.language)
}

/// The files with most marks, worst first.
fn worst(facts: &Facts, repository: usize) -> Vec<Evidence> {
    let mut marked: Vec<(u32, FileIx)> = facts
        .files
        .iter()
        .enumerate()
        .filter(|(_, file)| file.repository.at() == repository && is_written(file) && file.admitted_debt > 0)
        .map(|(at, file)| (file.admitted_debt, FileIx::new(at)))
        .collect();
    marked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    marked.iter().take(SHOWN_FILES).map(|(_, file)| file_evidence(facts, *file)).collect()
}

fn finding(facts: &Facts, at: usize, repository: &RepositoryFacts, found: &Marks) -> Finding {
    let marks = found.marks as f64;
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[repository.name.as_bytes()]),
        scope: repository_scope(repository),
        severity: Severity::Low,
        confidence: Confidence::High,
        message: Message::new("found")
            .name("repository", repository.name.as_str())
            .count("marks", found.marks)
            .count("files", found.files)
            .number("density", found.density())
            .count("old", found.old)
            .count("rest", found.marks - found.old),
        evidence: worst(facts, at),
        effort: days((marks / 48.0).max(0.1), (marks / 8.0).max(0.3), 20.0),
        remediation_unit: format!("marks:{}", repository.name),
        rank: found.old as f64 + marks / 1e6,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, days_ago, empty_facts, said, shallow};
    use quarterdeck_base::Arg;
    use quarterdeck_facts::{Facts, FileKind};
    use quarterdeck_findings::Policy;

    /// 1,000 lines in ten files, of which the first holds the marks and was last changed so many days ago.
    fn system(marks: u32, changed_ago: i64) -> Facts {
        let mut facts = empty_facts();
        for at in 0..10 {
            add_file(&mut facts, &format!("shop/f{at}.py"), |file| {
                file.admitted_debt = if at == 0 { marks } else { 0 };
                file.history.as_mut().unwrap().last_changed = days_ago(changed_ago);
            });
        }
        facts
    }

    #[test]
    fn few_marks_are_counted_and_no_density_is_told() {
        let mut large = system(10, 10);
        large.files[1].code = 9_000;
        for (facts, key) in [(system(9, 10), "works-few"), (system(0, 10), "works-few"), (large, "works")] {
            assert_eq!(CHECK.assess(&facts, &Policy::default()).works.unwrap().key, key);
        }
    }

    #[test]
    fn density_decides_and_age_is_a_lower_bound() {
        let mut vendored = system(40, 10);
        vendored.files[0].kind = FileKind::Vendored;
        for (facts, expected, score, old) in [
            (system(2, 10), "ok", 1.0, None),
            // Dense in a small system, and few.
            (system(9, 10), "ok", 1.0, None),
            (system(10, 730), "found 1", 0.0, Some(0)),
            (system(10, 731), "found 1", 0.0, Some(10)),
            (vendored, "ok", 1.0, None),
            (shallow(system(40, 10)), "could-not-assess", 0.0, None),
            (empty_facts(), "not-applicable", 0.0, None),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!(said(&assessment), expected);
            assert!((assessment.score - score).abs() < 1e-9);
            let said_old = assessment.findings.first().map(|finding| finding.message.args[4].1.clone());
            assert_eq!(said_old, old.map(Arg::Count));
        }
    }
}
