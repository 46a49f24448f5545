//! The moments of a trend: ends of months, quarters or years. Pure.

use quarterdeck_base::{Day, Timestamp};

/// Length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// A calendar month.
    Month,
    /// Three months, from January on.
    Quarter,
    /// A calendar year.
    Year,
}

impl Every {
    /// The word on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    /// The last second before the period that holds a moment; `None` outside the years that a calendar knows.
    pub(super) fn start(self, of: Timestamp) -> Option<Timestamp> {
        before(self.first_day(of)?)
    }

    fn first_day(self, of: Timestamp) -> Option<Day> {
        let day = Day::parse(&of.date())?;
        Day::new(day.year(), (day.month() - 1) / self.months() * self.months() + 1, 1)
    }

    /// The last seconds of the periods from the one that holds `since`, before `end`, at most so many.
    pub(super) fn ends(self, since: Timestamp, end: Timestamp, most: usize) -> Vec<Timestamp> {
        let Some(first) = self.first_day(since) else { return Vec::new() };
        let ends = (1..).map_while(|number| before(first.plus_months(number * self.months())));
        ends.take_while(|at| *at < end).take(most).collect()
    }
}

fn before(day: Day) -> Option<Timestamp> {
    let midnight = Timestamp::from_date(day.year(), day.month(), day.day())?;
    Some(Timestamp::from_seconds(midnight.seconds() - 1))
}

#[cfg(test)]
mod tests {
    use super::Every;
    use quarterdeck_base::Timestamp;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).expect("a date")
    }

    #[test]
    fn periods_end_with_the_calendar() {
        for (every, since, end, ends) in [
            (Every::Month, "2023-12-05", "2024-03-31", "2023-12-31 2024-01-31 2024-02-29"),
            (Every::Month, "2024-01-31", "2024-02-01", "2024-01-31"),
            (Every::Quarter, "2023-11-30", "2024-07-01", "2023-12-31 2024-03-31 2024-06-30"),
            (Every::Year, "2021-06-01", "2024-01-02", "2021-12-31 2022-12-31 2023-12-31"),
            (Every::Year, "2024-06-01", "2024-07-02", ""),
            (Every::Month, "1950-06-01", "2024-07-02", ""),
        ] {
            let found: Vec<String> = every.ends(at(since), at(end), 100).iter().map(|end| end.date()).collect();
            assert_eq!(found.join(" "), ends, "{every:?} {since} {end}");
        }
        assert_eq!(Every::Month.ends(at("2000-01-01"), at("2024-01-01"), 7).len(), 7);
    }

    #[test]
    fn a_period_ends_with_its_last_second_and_starts_after_the_one_before() {
        assert_eq!(Every::Month.ends(at("2024-02-01"), at("2024-03-31"), 9)[0].rfc3339(), "2024-02-29T23:59:59Z");
        assert_eq!(
            Every::Quarter.start(at("2024-05-09")).map(Timestamp::rfc3339).as_deref(),
            Some("2024-03-31T23:59:59Z")
        );
    }
}
