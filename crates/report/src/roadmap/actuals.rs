//! The table of what happened to a roadmap's work: CSV with a line of titles. It may come from any spreadsheet.

use quarterdeck_base::Day;
use quarterdeck_plan::Actual;

/// The columns, in any order; the last two may be left out.
const COLUMNS: [&str; 4] = ["id", "finished", "effort_days", "system"];
/// Most days that a piece of work can have taken: far above a roadmap.
const MOST_DAYS: f64 = 1_000_000.0;

/// Reads the table.
///
/// # Errors
/// What is wrong with it, as one clause with its line.
pub fn read(text: &str) -> Result<Vec<Actual>, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| format!("it is no CSV: {error}"))?.clone();
    if let Some(other) = headers.iter().find(|name| !COLUMNS.contains(name)) {
        return Err(format!("there is no column {other:?}; the columns are {}", COLUMNS.join(", ")));
    }
    let column = |name: &str| headers.iter().position(|header| header == name);
    let [id, finished] =
        ["id", "finished"].map(|name| column(name).ok_or_else(|| format!("the column `{name}` is missing")));
    let (id, finished) = (id?, finished?);
    let (effort, system) = (column("effort_days"), column("system"));
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| format!("it is no CSV: {error}"))?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |at: usize| record.get(at).filter(|text| !text.is_empty());
        let Some(id) = cell(id) else { return Err(format!("line {line}: the id is missing")) };
        let day = |text: &str| {
            Day::parse(text).ok_or_else(|| format!("line {line}: {text:?} is no day: write it as 2027-09-01"))
        };
        rows.push(Actual {
            line,
            system: system.and_then(cell).map(str::to_owned),
            id: id.to_owned(),
            finished: cell(finished).map(day).transpose()?,
            effort_days: effort.and_then(cell).map(|text| days(text, line)).transpose()?,
        });
    }
    Ok(rows)
}

fn days(text: &str, line: u64) -> Result<f64, String> {
    let days = text.parse().ok().filter(|days| (0.0..=MOST_DAYS).contains(days));
    days.ok_or_else(|| format!("line {line}: {text:?} is no number of days: write it as 12.5"))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn tables_are_read_or_refused_with_their_line() {
        let rows = read("\u{feff}finished,id , effort_days\n2027-03-01, a ,12.5\n,b,\n").unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].id.as_str(), rows[0].effort_days, rows[0].line), ("a", Some(12.5), 2));
        assert_eq!((rows[0].finished.map(|day| day.to_string()), rows[1].finished), (Some("2027-03-01".into()), None));
        assert_eq!((rows[1].id.as_str(), rows[1].effort_days, rows[1].system.as_ref()), ("b", None, None));
        for (text, part) in [
            ("", "the column `id` is missing"),
            ("id\na\n", "the column `finished` is missing"),
            ("id,finished,colour\n", "there is no column \"colour\""),
            ("id,finished\n,2027-01-01\n", "line 2: the id is missing"),
            ("id,finished\na,soon\n", "line 2: \"soon\" is no day"),
            ("id,finished\na,2027-02-29\n", "is no day"),
            ("id,finished,effort_days\na,,5\nb,,-1\n", "line 3: \"-1\" is no number of days"),
            ("id,finished,effort_days\na,,NaN\n", "\"NaN\" is no number of days"),
            ("id,finished,effort_days\na,,1e300\n", "is no number of days"),
            ("id,finished\na,2027-01-01,9\n", "it is no CSV"),
        ] {
            let fault = read(text).unwrap_err();
            assert!(fault.contains(part), "{text:?}: {fault}");
        }
    }
}
