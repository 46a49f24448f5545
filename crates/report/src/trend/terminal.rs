//! The table for a terminal: one line a moment; of a long series the last moment of each year.

use super::{FullPoint, Trend, TrendPoint};
use crate::escape::visible;
use crate::words;
use quarterdeck_base::{EffortDays, round_to};
use quarterdeck_findings::Grade;
use std::fmt::Write as _;

/// The trend as a table with what has to be said of it, and the files that were written.
pub fn table(trend: &Trend, written: &[String]) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}, over time", visible(&trend.system));
    let shown = trend.by_year(trend.points.len());
    let _ = writeln!(
        out,
        "{}, one a {}; {}. quarterdeck {}, policy {}",
        words::plural(trend.points.len() as u64, "moment", "moments"),
        trend.every,
        match trend.full_points().count() as u64 {
            0 => "none audited whole".to_owned(),
            count => format!("{} audited whole", words::grouped(count)),
        },
        trend.version,
        words::short(&trend.policy_hash)
    );
    let _ = writeln!(
        out,
        "\n{:<11}{:>9}{:>7}{:>6}{:>7}{:>8}{:>8}{:>11}{:>9}{:>7}",
        "", "source", "tests", "", "age", "commits", "authors", "grades", "repair", "truck"
    );
    let _ = writeln!(
        out,
        "{:<11}{:>9}{:>7}{:>6}{:>7}{:>8}{:>8}{:>11}{:>9}{:>7}",
        "date", "lines", "per100", "deps", "days", "12m", "12m", "A D P S T", "days", "factor"
    );
    for point in &shown {
        line(&mut out, point);
    }
    notes(&mut out, trend, shown.len());
    for file in written {
        let _ = writeln!(out, "written: {}", visible(file));
    }
    out
}

fn line(out: &mut String, point: &TrendPoint) {
    let light = &point.light;
    let whole = |value: Option<u64>| value.map_or_else(|| "-".to_owned(), words::grouped);
    let per_100 = light.test_lines_per_100().map_or_else(|| "-".to_owned(), |value| round_to(value, 1).to_string());
    let age = match &light.ages {
        Ok(ages) => match ages.median_days {
            Some(days) => words::grouped(days),
            None if ages.unknown_at_least_days > 0 => format!(">{}", words::grouped(ages.unknown_at_least_days)),
            None => "-".to_owned(),
        },
        Err(_) => "-".to_owned(),
    };
    let full = point.full.as_ref().and_then(|full| full.as_ref().ok());
    let _ = write!(
        out,
        "{}{} {:>9}{:>7}{:>6}{:>7}{:>8}{:>8}{:>11}{:>9}{:>7}",
        point.at.date(),
        if point.repeated { "=" } else { " " },
        whole(light.source_lines()).trim_start_matches(' '),
        per_100,
        whole(light.dependencies.as_ref().ok().map(|counts| counts.direct)),
        age,
        whole(light.activity.as_ref().ok().map(|one| one.commits_12m)),
        whole(light.activity.as_ref().ok().map(|one| one.authors_12m)),
        full.map_or_else(String::new, letters),
        full.map_or_else(String::new, |full| days(full.effort_days())),
        full.map_or_else(String::new, |full| whole(full.truck_factor.as_ref().ok().copied())),
    );
    while out.ends_with(' ') {
        out.pop();
    }
    out.push('\n');
}

/// `B C - D A`.
fn letters(full: &FullPoint) -> String {
    let letter = |grade: &Grade| match grade {
        Grade::Given { letter, .. } => letter.id(),
        Grade::None { .. } => "-",
    };
    full.grades.iter().map(|result| letter(&result.grade)).collect::<Vec<_>>().join(" ")
}

/// The two ends of a range of days, without decimals.
pub(crate) fn days(days: EffortDays) -> String {
    format!("{}-{}", round_to(days.low, 0), round_to(days.high, 0))
}

fn notes(out: &mut String, trend: &Trend, shown: usize) {
    out.push('\n');
    if shown < trend.points.len() {
        let _ = writeln!(out, "Shown is the last moment of each year; --format csv has all.");
    }
    if trend.repeated() > 0 {
        let _ = writeln!(
            out,
            "= no commit since the moment before ({} of {}).",
            trend.repeated(),
            words::plural(trend.points.len() as u64, "moment", "moments")
        );
    }
    let _ = writeln!(out, "- not known, or no grade; --format csv gives the reason. > at least.");
    let _ = writeln!(
        out,
        "age days: since the middle direct dependency last changed its version here, not since its release."
    );
    let _ = writeln!(out, "repair days: effort of all listed findings, added up.");
    for note in &trend.notes {
        let _ = writeln!(out, "{}", visible(note));
    }
}
