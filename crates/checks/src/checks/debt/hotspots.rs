//! DEB-05: complex files where the work happens.

use crate::Rule;
use crate::support::{
    days, file_evidence, file_scope, file_unit, history_gap, is_table, limit, measured, parse_gap, percent,
    recent_revisions, share, source_code,
};
use quarterdeck_base::{Fingerprint, Message};
use quarterdeck_facts::{Facts, FileIx};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Severity, Status, Text, ThresholdMeta,
};

/// Fewer changes a year than this are not frequent.
const LEAST_REVISIONS: u32 = 4;

/// A file with fewer points is read in an hour: its severity is low.
const LEAST_POINTS: u32 = 75;

/// Changes times points from which a hotspot is more than low: eight changes of a file of 75 points.
const MEDIUM_HEAT: u64 = 600;

static META: CheckMeta = CheckMeta {
    id: "DEB-05",
    name: "hotspots",
    dimension: Dimension::Debt,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Source files in the top 4 % by changes in the last 12 months times cognitive complexity, with at least \
            four \
            changes and at least one function above the complexity limit. The score falls with the share of all \
            changes \
            to source files that land on them. While that share is green, none is listed. Severity goes by changes \
            times points: from 600 medium, high with 24 changes and a function above 50 points; files under 75 points \
            are low.",
    matters: "This is where time is lost today: complexity costs only where somebody works, and here everybody works.",
    evidence: "The file, with its changes and its complexity.",
    effort: "One day plus one for each 100 points of complexity, up to three days plus one for each 25 points; at most \
             20 days for each file.",
    texts: &[
        Text { key: "title", english: "Complex files where the work happens" },
        Text {
            key: "found",
            english: "{ $path } changed { $revisions } times in the last 12 months and holds { $complexity } points of \
                      cognitive complexity, { $worst } of them in one function.",
        },
        Text {
            key: "works",
            english: "Little work lands on complex files: { $share } of the changes to source files in the last 12 \
                      months.",
        },
        Text {
            key: "consequence",
            english: "Work keeps getting slower exactly where most of it is done, and defects gather there.",
        },
        Text {
            key: "remedy",
            english: "Put tests around the hotspots first. Then spend a fixed part of each change on making the \
                      touched \
                      function simpler; do not clean what nobody changes.",
        },
    ],
    thresholds: &[
        ThresholdMeta {
            key: "changes_on_hotspots_percent",
            green: 10.0,
            red: 40.0,
            source: "proposal, after CodeScene: 2 to 4 % of the files usually take 20 to 70 % of the activity",
        },
        ThresholdMeta { key: "top_files_percent", green: 4.0, red: 4.0, source: "CodeScene: 2 to 4 %" },
        ThresholdMeta {
            key: "function_cognitive_points",
            green: 15.0,
            red: 15.0,
            source: "default of Sonar rule S3776",
        },
    ],
    exceptions: &[
        "Change gathers in few files in every project: a file counts only when one of its functions is above the \
         limit.",
        "Registries, routes and settings change often and are simple: left out by the same rule. So are tables of data: \
         parsed files with less than one branch in 100 lines (the table of the schema in opencart, with one helper).",
        "The heart of a project is always here: the finding \
         says where to look first, not that somebody did badly.",
        "A year of formatting or renaming raises changes: commits of many files still count here, so read the history.",
        "Nothing changed in 12 months, or the language is not parsed (Groovy, R): the check does not answer.",
    ],
    precision: None,
    sources: &[
        "Tornhill: Your Code as a Crime Scene",
        "Tornhill, Borg: Code Red, TechDebt 2022",
        "Walkinshaw, Minku: Are 20% of Files Responsible for 80% of Defects?, ESEM 2018 (against)",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = history_gap(facts).or_else(|| parse_gap(facts)) {
        return gap;
    }
    let changes: u64 = source_code(facts).map(|(_, file)| u64::from(recent_revisions(file))).sum();
    if changes == 0 {
        return Assessment::not_applicable("no source file changed in the last 12 months");
    }
    let hot = hotspots(facts, policy);
    let on_hotspots: u64 = hot.iter().map(|index| u64::from(recent_revisions(facts.file(*index)))).sum();
    let on_complex = share(on_hotspots, changes);
    let value = percent(on_complex);
    let figures = vec![measured("changes_on_hotspots_percent", value, "%")];
    let score = policy.threshold(&META, "changes_on_hotspots_percent").score(value);
    if hot.is_empty() || score >= 1.0 {
        return Assessment::ok(Message::new("works").share("share", on_complex), figures);
    }
    Assessment::found(score, figures, hot.iter().map(|index| finding(facts, *index)).collect())
}

/// The top files by changes times complexity, of which those that are complex and change often.
fn hotspots(facts: &Facts, policy: &Policy) -> Vec<FileIx> {
    let mut ranked: Vec<(u64, FileIx)> = source_code(facts).map(|(index, _)| (heat(facts, index), index)).collect();
    let top = (ranked.len() as f64 * limit(policy, &META, "top_files_percent") / 100.0).ceil().max(1.0) as usize;
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let points = limit(policy, &META, "function_cognitive_points");
    ranked
        .into_iter()
        .take(top)
        .map(|(_, index)| index)
        .filter(|index| {
            let file = facts.file(*index);
            recent_revisions(file) >= LEAST_REVISIONS && f64::from(file.cognitive_max) > points && !is_table(file)
        })
        .collect()
}

fn heat(facts: &Facts, index: FileIx) -> u64 {
    let file = facts.file(index);
    u64::from(recent_revisions(file)) * u64::from(file.cognitive_sum)
}

fn finding(facts: &Facts, index: FileIx) -> Finding {
    let file = facts.file(index);
    let revisions = recent_revisions(file);
    let points = f64::from(file.cognitive_sum);
    let severity = if file.cognitive_sum < LEAST_POINTS || heat(facts, index) < MEDIUM_HEAT {
        Severity::Low
    } else if file.cognitive_max > 50 && revisions >= 24 {
        Severity::High
    } else {
        Severity::Medium
    };
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[file.path.file_name()]),
        scope: file_scope(facts, index),
        severity,
        confidence: Confidence::Medium,
        message: Message::new("found")
            .path("path", &file.path)
            .count("revisions", u64::from(revisions))
            .count("complexity", u64::from(file.cognitive_sum))
            .count("worst", u64::from(file.cognitive_max)),
        evidence: vec![file_evidence(facts, index)],
        effort: days(1.0 + points / 100.0, 3.0 + points / 25.0, 20.0),
        remediation_unit: file_unit(facts, index),
        rank: file.hotspot_score.unwrap_or_default() + heat(facts, index) as f64 / 1e9,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, empty_facts, history, said, shallow};
    use quarterdeck_facts::{Facts, ParseState};
    use quarterdeck_findings::{Policy, Severity};

    /// 24 quiet files with so many changes each, and one hot one.
    /// Its two functions hold the same points.
    fn system(others: u32, revisions: u32, worst: u32) -> Facts {
        let mut facts = empty_facts();
        for at in 0..24 {
            add_file(&mut facts, &format!("shop/f{at}.py"), |file| file.history = Some(history(others)));
        }
        add_file(&mut facts, "shop/order.py", |file| {
            (file.cognitive_sum, file.cognitive_max) = (worst * 2, worst);
            (file.functions, file.cyclomatic_sum) = (2, worst);
            file.history = Some(history(revisions));
        });
        facts
    }

    #[test]
    fn complexity_counts_where_the_work_happens() {
        let mut unparsed = system(1, 10, 40);
        unparsed.files.iter_mut().for_each(|file| file.parse = ParseState::Lines);
        let mut table = system(1, 10, 16);
        table.files[24].code = 8_000;
        for (facts, expected) in [
            (system(1, 10, 16), "found 1"),
            // 10 of 106 changes land there: green.
            (system(4, 10, 16), "ok"),
            (table, "ok"),
            (system(1, 10, 15), "ok"),
            (system(1, 3, 40), "ok"),
            (system(0, 0, 40), "not-applicable"),
            (shallow(system(1, 10, 40)), "could-not-assess"),
            (unparsed, "could-not-assess"),
            (empty_facts(), "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }

    #[test]
    fn severity_goes_by_changes_times_points() {
        for (revisions, worst, severity) in [
            (30, 37, Severity::Low),
            (7, 42, Severity::Low),
            (8, 38, Severity::Medium),
            (23, 60, Severity::Medium),
            (24, 51, Severity::High),
            (24, 50, Severity::Medium),
        ] {
            let assessment = CHECK.assess(&system(1, revisions, worst), &Policy::default());
            assert_eq!(assessment.findings[0].severity, severity, "{revisions} {worst}");
        }
    }

    #[test]
    fn the_score_falls_with_the_share_of_changes_that_land_there() {
        // 8 of 24 + 8 = 25 %: half way between 10 and 40.
        let assessment = CHECK.assess(&system(1, 8, 40), &Policy::default());
        assert!((assessment.score - 0.5).abs() < 1e-9);
        assert_eq!(assessment.findings[0].severity, Severity::Medium);
    }
}
