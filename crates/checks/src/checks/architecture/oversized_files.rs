//! ARC-05: very large files that people keep changing.

use crate::Rule;
use crate::recent::{changes_of_top, focused_revisions};
use crate::support::{
    days, file_evidence, file_scope, file_unit, history_gap, is_parsed, is_table, limit, measured, percent, share,
    source_code, source_lines,
};
use quarterdeck_base::{Fingerprint, Message};
use quarterdeck_facts::{Facts, FileFacts, FileIx};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};

/// Fewer changes a year than this are not churn, however quiet the other files are.
const LEAST_REVISIONS: u32 = 3;
/// A file in which no function has more points of cognitive complexity is a list: of endpoints, of settings.
const LIST_POINTS: u32 = 5;
/// Thousands of lines times changes a year: a thousand lines that change once a month, or six thousand every half year.
const LEAST_WEIGHT: f64 = 12.0;

static META: CheckMeta = CheckMeta {
    id: "ARC-05",
    name: "oversized-files",
    dimension: Dimension::Architecture,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Source files with more than 1,000 code lines that are among the tenth of changed source files with most \
            changes in the last 12 months (three at least; commits over more than 30 source files do not count), and whose thousands of lines times changes are 12 or \
            more: a thousand lines that change once a month. The score falls with the share of source code lines that \
            stand in them.",
    matters: "A file that holds many things is where changes meet: conflicts, slow reviews, and defects in what was \
              not \
              meant to change.",
    evidence: "The file.",
    effort: "Two days plus one for each 1,000 lines, up to six days plus four for each 1,000 lines; at most 40 days.",
    texts: &[
        Text { key: "title", english: "Very large files that keep changing" },
        Text {
            key: "found",
            english: "{ $path } holds { $lines } lines of code and changed { $revisions } times in the last 12 months \
                      (wide or mechanical commits left out), more often than nine out of ten changed files.",
        },
        Text { key: "works", english: "No file that changes often is larger than { $limit } lines of code." },
        Text {
            key: "consequence",
            english: "Changes collide here: people wait for each other, reviews get superficial, and a change for one \
                      purpose breaks another.",
        },
        Text {
            key: "remedy",
            english: "Do not rewrite the file. At each change move one purpose out into a file of its own, starting \
                      with \
                      the functions that changed together last year.",
        },
    ],
    thresholds: &[
        ThresholdMeta { key: "oversized_code_percent", green: 0.0, red: 20.0, source: "proposal" },
        ThresholdMeta {
            key: "file_code_lines",
            green: 1000.0,
            red: 2000.0,
            source: "proposal: listed above the green end, of higher severity above the red one",
        },
        ThresholdMeta { key: "churn_top_percent", green: 10.0, red: 10.0, source: "proposal" },
    ],
    exceptions: &[
        "Tables of data in code (constants, mappings, fixtures): parsed files with less than one branch in 100 lines \
         are \
         left out. So are parsed files in which no function is above 5 points of cognitive complexity (the list of endpoints \
         in spree's `admin-client.ts`): nothing in them is hard to change.",
        "Generated code, vendored code, tests, style sheets, markup and templates are left out by kind and language.",
        "Rust keeps unit tests in the source file, so that a file of tokio looks larger than its code: the confidence \
         is low \
         where the language is not parsed.",
        "Changes that go through the whole source (licence headers, PHP 8.3 and 8.4 in SuiteCRM) are not counted.",
        "A file that hotspots lists with the same or a higher severity is told there alone (jellyfin's `EncodingHelper.cs`): it \
         counts in the share and is not listed again.",
        "A large file that nobody changes, or hardly anybody (`SpringApplication.java` of spring-boot, 1,044 lines, four \
         times in a year), costs nothing today: it is left out.",
    ],
    precision: Some(Precision { read: 18, correct: 18, repositories: 3 }),
    sources: &[
        "Nagappan, Ball: Use of Relative Code Churn Measures to Predict System Defect Density, ICSE 2005",
        "Tornhill, Borg: Code Red, TechDebt 2022",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = history_gap(facts) {
        return gap;
    }
    let all = source_lines(facts);
    if all == 0 {
        return Assessment::not_applicable("there is no source code");
    }
    let Some(top) = changes_of_top(facts, limit(policy, &META, "churn_top_percent"), focused_revisions) else {
        return Assessment::not_applicable("no source file changed in the last 12 months");
    };
    let cutoff = top.max(LEAST_REVISIONS);
    let size = policy.threshold(&META, "file_code_lines");
    let oversized: Vec<FileIx> = source_code(facts)
        .filter(|(_, file)| f64::from(file.code) > size.green && focused_revisions(file) >= cutoff && !is_list(file))
        .filter(|(_, file)| f64::from(file.code) / 1000.0 * f64::from(focused_revisions(file)) >= LEAST_WEIGHT)
        .map(|(index, _)| index)
        .collect();
    let lines: u64 = oversized.iter().map(|index| u64::from(facts.file(*index).code)).sum();
    let value = percent(share(lines, all));
    let figures = vec![measured("oversized_code_percent", value, "%")];
    if oversized.is_empty() {
        return Assessment::ok(Message::new("works").number("limit", size.green), figures);
    }
    let hot = super::hotspots::listed_files(facts, policy);
    let is_told = |finding: &(FileIx, Finding)| hot.get(&finding.0).is_some_and(|other| *other >= finding.1.severity);
    let findings = oversized.iter().map(|index| (*index, finding(facts, *index, size.red)));
    let findings = findings.filter(|finding| !is_told(finding)).map(|(_, finding)| finding).collect();
    Assessment::found(policy.threshold(&META, "oversized_code_percent").score(value), figures, findings)
}

/// Long, and read one entry at a time: data written as code, or functions that hardly decide anything.
fn is_list(file: &FileFacts) -> bool {
    is_table(file) || (is_parsed(file) && file.functions > 0 && file.cognitive_max <= LIST_POINTS)
}

fn finding(facts: &Facts, index: FileIx, red_lines: f64) -> Finding {
    let file = facts.file(index);
    let (lines, revisions) = (f64::from(file.code), focused_revisions(file));
    let thousands = lines / 1000.0;
    let severity = match lines {
        lines if lines > 2.0 * red_lines && revisions >= 12 => Severity::High,
        lines if lines > red_lines => Severity::Medium,
        _ => Severity::Low,
    };
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[file.path.file_name()]),
        scope: file_scope(facts, index),
        severity,
        confidence: if is_parsed(file) { Confidence::High } else { Confidence::Low },
        message: Message::new("found")
            .path("path", &file.path)
            .count("lines", u64::from(file.code))
            .count("revisions", u64::from(revisions)),
        evidence: vec![file_evidence(facts, index)],
        effort: days(2.0 + thousands, 6.0 + 4.0 * thousands, 40.0),
        remediation_unit: file_unit(facts, index),
        rank: lines * f64::from(revisions),
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, add_function, empty_facts, history, said, shallow};
    use quarterdeck_facts::{Facts, FileIx};
    use quarterdeck_findings::{Policy, Severity};

    /// 19 small files with three changes each, and one of so many lines, changes and branches.
    fn system(lines: u32, revisions: u32, branches: u32) -> Facts {
        let mut facts = empty_facts();
        for at in 0..19 {
            add_file(&mut facts, &format!("shop/f{at}.py"), |file| file.history = Some(history(3)));
        }
        add_file(&mut facts, "shop/everything.py", |file| {
            (file.code, file.history) = (lines, Some(history(revisions)));
            (file.functions, file.cyclomatic_sum, file.cognitive_max) = (20, 20 + branches, 6);
        });
        facts
    }

    #[test]
    fn large_files_that_keep_changing_are_found() {
        let mut quiet = empty_facts();
        add_file(&mut quiet, "shop/a.py", |_| {});
        let mut endpoints = system(3000, 12, 100);
        endpoints.files[19].cognitive_max = 5;
        let mut swept = system(3000, 12, 100);
        swept.files[19].history.as_mut().unwrap().sweeps_12m = 10;
        for (facts, expected) in [
            (system(1001, 12, 100), "found 1"),
            (system(1000, 12, 100), "ok"),
            (system(1091, 11, 100), "found 1"),
            (system(1090, 11, 100), "ok"),
            (system(3999, 3, 100), "ok"),
            (system(4000, 3, 100), "found 1"),
            (system(9000, 2, 100), "ok"),
            (swept, "ok"),
            (endpoints, "ok"),
            // A table of constants.
            (system(3000, 12, 29), "ok"),
            (system(3000, 12, 30), "found 1"),
            (quiet, "not-applicable"),
            (shallow(system(3000, 10, 100)), "could-not-assess"),
            (empty_facts(), "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }

    #[test]
    fn a_file_that_hotspots_lists_is_told_there() {
        // Points of its functions, lines of the file; what hotspots and this check list.
        for (points, lines, hotspots, here) in [
            (15, 3000, "ok", "found 1"),
            (60, 3000, "found 1", "found 0"),
            // High here and medium there.
            (60, 5000, "found 1", "found 1"),
        ] {
            let mut facts = system(lines, 23, 500);
            facts.files[19].cognitive_sum = 3 * points;
            (0..3).for_each(|at| add_function(&mut facts, FileIx::new(19), &format!("f{at}"), 100, points));
            let policy = Policy { disabled: vec!["DEB-02".to_owned()], ..Policy::default() };
            let assessment = CHECK.assess(&facts, &policy);
            assert_eq!(said(&super::super::hotspots::CHECK.assess(&facts, &policy)), hotspots, "{points} {lines}");
            assert_eq!(said(&assessment), here, "{points} {lines}");
            assert!(assessment.score < 1.0);
            let alone = Policy { disabled: vec!["DEB-05".to_owned()], ..Policy::default() };
            assert_eq!(said(&CHECK.assess(&facts, &alone)), "found 1", "{points} {lines}");
        }
    }

    #[test]
    fn severity_grows_with_size_and_change() {
        for (lines, revisions, severity) in [
            (1500, 30, Severity::Low),
            (2001, 6, Severity::Medium),
            (4001, 11, Severity::Medium),
            (4001, 12, Severity::High),
        ] {
            let assessment = CHECK.assess(&system(lines, revisions, 500), &Policy::default());
            assert_eq!(assessment.findings[0].severity, severity, "{lines} {revisions}");
        }
    }
}
