//! Bad briefs and what is said of them.

use super::read;
use crate::{Language, Money, Remark, Severity};
use quarterdeck_base::{Day, bound};

/// A brief without a remark.
const GOOD: &str = r#"schema = 1
[company]
name = "Noordkaai"
languages = ["en"]
currency = "EUR"
[plan]
start = 2026-12-01
months = 12
feature_share = 0.2
unplanned_share = 0.15
[[problem]]
id = "P1"
title = "Tracking stops"
consequence = "Drivers call"
themes = ["reliability"]
[[goal]]
id = "G1"
title = "Close the month in two days"
metric = "days to close"
now = 6
target = 2
date = 2027-09-30
weight = 3
themes = ["change-cost"]
[[person]]
id = "ann"
role = "Developer"
skills = { java = "medior" }
days_per_week = 4
cost_per_day = 300
[cto]
rate_per_day = 1000
phases = [{ from = 2026-12-01, days_per_week = 2 }]
[[feature]]
id = "F1"
title = "Portal"
skill = "java"
level = "medior"
days = [20, 35]
goal = "G1"
[[budget]]
quarter = "2027-Q1"
amount = 10000
"#;

fn shown(remark: &Remark) -> String {
    let line = remark.line.map_or_else(|| "file".to_owned(), |line| line.to_string());
    format!("{line} {}: {} {}", remark.severity.id(), remark.what, remark.fix)
}

/// Blocks of a change to the good brief (`- ` what goes, `+ ` what comes) and the remarks that must follow.
const CASES: &str = include_str!("cases.txt");

#[test]
fn each_fault_is_named_with_its_line_and_what_to_do() {
    for case in CASES.split("\n\n").map(str::trim).filter(|case| !case.starts_with('#')) {
        let part = |mark: &str| case.lines().filter_map(|line| line.strip_prefix(mark)).collect::<Vec<_>>().join("\n");
        let (from, to) = (part("- "), part("+ "));
        assert_eq!(GOOD.matches(&from).count(), 1, "{from}");
        let reading = read(&GOOD.replace(&from, &to));
        let found: Vec<String> = reading.remarks.iter().map(shown).collect();
        let expected: Vec<&str> =
            case.lines().filter(|line| !line.starts_with("- ") && !line.starts_with("+ ")).collect();
        assert_eq!(found, expected, "{case}");
        assert_eq!(reading.brief.is_none(), expected.iter().any(|one| one.contains(" error: ")), "{case}");
    }
}

#[test]
fn a_good_brief_and_the_example_are_read_without_a_fault() {
    let reading = read(GOOD);
    assert_eq!(reading.remarks, []);
    let brief = reading.brief.unwrap();
    assert_eq!((brief.problems[0].rank, brief.goals[0].now, brief.features[0].days.high), (1, Some(6.0), 35.0));
    assert!(brief.has_rates());

    let reading = read(include_str!("../../examples/erp.toml"));
    assert_eq!(reading.remarks.iter().map(shown).collect::<Vec<_>>(), Vec::<String>::new());
    let brief = reading.brief.unwrap();
    assert_eq!(brief.company.languages, Language::ALL);
    assert_eq!(brief.company.sector.of(Language::Fr), "logistique");
    assert_eq!(brief.problems[0].cost_per_month, Some(Money { low: 3000, high: 8000 }));
    assert_eq!(brief.people[1].ramp_up_months, 3);
    assert_eq!(brief.people[0].absences[0].to, Day::new(2027, 7, 30).unwrap());
    let phases = brief.cto.as_ref().unwrap().phases.iter().map(|phase| (phase.days_per_month * 100.0).round());
    assert_eq!(phases.collect::<Vec<_>>(), [867.0, 100.0]);
    assert_eq!(brief.budget[0].from, Day::new(2027, 1, 1).unwrap());
    assert_eq!((brief.holidays.len(), brief.freezes.len(), brief.decisions.len()), (2, 1, 1));
    assert!(brief.has_rates() && brief.assumptions.is_empty());
}

#[test]
fn all_faults_are_named_at_once_by_line() {
    let text = GOOD.replace("months = 12", "months = 99").replace("2027-09-30", "2027-02-30").replace("= 4\n", "= 9\n");
    let remarks = read(&text).remarks;
    let lines: Vec<_> = remarks.iter().map(|remark| remark.line).collect();
    assert_eq!(lines, [Some(8), Some(22), Some(29)]);
    let severities = remarks.iter().map(|remark| remark.severity);
    assert!(severities.eq([Severity::Error; 3]));
}

#[test]
fn what_exceeds_a_bound_is_cut_with_a_sentence_or_refused() {
    let feature = GOOD.split("[[feature]]").nth(1).unwrap().split("[[budget]]").next().unwrap();
    let many: String = (0..=bound::BRIEF_FEATURES)
        .map(|number| format!("[[feature]]{}", feature.replace("F1", &format!("X{number}"))))
        .collect();
    let reading = read(&format!("{}{many}", GOOD.split("[[feature]]").next().unwrap()));
    assert_eq!(reading.brief.unwrap().features.len() as u64, bound::BRIEF_FEATURES);
    let remarks: Vec<String> = reading.remarks.iter().map(shown).collect();
    let expected = "34 warning: Feature has 501 entries. Only the first 500 features of a brief were read. Leave out what the plan does not need.";
    assert_eq!(remarks, [expected]);

    let unknown: String = (0..1_500).map(|number| format!("key{number} = 1\n")).collect();
    let remarks = read(&format!("{unknown}{GOOD}")).remarks;
    let last = remarks.last().unwrap();
    assert_eq!((remarks.len() as u64, last.severity), (bound::BRIEF_REMARKS + 1, Severity::Error));
    assert!(last.what.ends_with("500 more."), "{}", last.what);

    let long = read(&"#".repeat(bound::BRIEF_BYTES as usize + 1));
    assert_eq!((long.brief, long.remarks.len(), long.remarks[0].severity), (None, 1, Severity::Error));
    let text = format!("title = \"{}\"", "é".repeat(bound::BRIEF_TEXT_CHARS as usize + 1));
    let remarks = read(&GOOD.replace("title = \"Portal\"", &text)).remarks;
    assert_eq!(remarks[0].fix, "A text of a brief may have 1,000 characters.");
}

/// Five thousand lines with twice the faults take no longer a line than five do.
#[test]
fn a_long_brief_takes_no_longer_a_line() {
    let person =
        |number: u32| format!("[[person]]\nid = \"p{number}\"\nrole = \"R{number}\"\ndays_per_wek = 9\nhire = 3\n");
    let text: String = (0..1_000).map(person).collect();
    let start = std::time::Instant::now();
    let reading = read(&format!("{GOOD}{text}"));
    assert!(reading.brief.is_none() && !reading.remarks.is_empty());
    // A quadratic reader takes minutes here; the bound leaves room for slow machines.
    assert!(start.elapsed().as_secs() < 5, "{:?}", start.elapsed());
}

/// Every byte of the example changed, removed or doubled by a seeded generator: answered, never a panic, and a brief
/// exactly when there is no error.
#[test]
fn mutated_briefs_are_answered() {
    const MARKS: &[u8] = b"\"'[]{}=.,#\n-0921eE_+x \0\xff";
    let seeds = [GOOD, include_str!("../../examples/erp.toml")];
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut next = |most: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % most as u64).unwrap()
    };
    let (mut read_whole, mut refused) = (0, 0);
    for round in 0..2_000 {
        let mut bytes = seeds[round % seeds.len()].as_bytes().to_vec();
        for _ in 0..=next(4) {
            let at = next(bytes.len());
            match next(4) {
                0 => bytes[at] = MARKS[next(MARKS.len())],
                1 => drop(bytes.remove(at)),
                2 => bytes.insert(at, MARKS[next(MARKS.len())]),
                _ => {
                    let end = (at + next(200)).min(bytes.len());
                    let copy = bytes[at..end].to_vec();
                    let to = next(bytes.len());
                    bytes.splice(to..to, copy);
                }
            }
        }
        let reading = read(&String::from_utf8_lossy(&bytes));
        let has_errors = reading.remarks.iter().any(|remark| remark.severity == Severity::Error);
        assert_eq!(reading.brief.is_none(), has_errors);
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
        assert!(reading.remarks.iter().all(|remark| remark.line.is_none_or(|line| (1..=lines).contains(&line))));
        if has_errors { refused += 1 } else { read_whole += 1 }
    }
    assert!(read_whole > 100 && refused > 100, "{read_whole} {refused}");
}
