//! Civil days without hours or zones: what plans and briefs are made of.

use chrono::{Datelike, Days, Months, NaiveDate};
use std::fmt;

/// A civil day in the years 1970 to 9999. No zone: a day is a day where the company is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

impl Day {
    /// A day; `None` when there is none of that name, or outside the years 1970 to 9999.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).filter(|date| (1970..=9999).contains(&date.year())).map(Self)
    }

    /// Reads `YYYY-MM-DD`.
    pub fn parse(text: &str) -> Option<Self> {
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
        Self::new(date.year(), date.month(), date.day())
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// Monday to Friday.
    pub fn is_weekday(self) -> bool {
        self.0.weekday().num_days_from_monday() < 5
    }

    /// This many days later; the last day that exists when there is none.
    pub fn plus_days(self, days: u32) -> Self {
        let date = self.0.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX);
        Self::new(date.year(), date.month(), date.day()).unwrap_or(self)
    }

    /// This many months later, on the same day of the month or the last one of a shorter month.
    pub fn plus_months(self, months: u32) -> Self {
        let date = self.0.checked_add_months(Months::new(months)).unwrap_or(self.0);
        Self::new(date.year(), date.month(), date.day()).unwrap_or(self)
    }

    /// Whole days from `earlier` to this day; negative when `earlier` is later.
    pub fn days_since(self, earlier: Day) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// The quarter, 1 to 4.
    pub fn quarter(self) -> u32 {
        (self.month() - 1) / 3 + 1
    }

    /// `2027-Q1`.
    pub fn quarter_id(self) -> String {
        format!("{}-Q{}", self.year(), self.quarter())
    }

    /// `2027-01`.
    pub fn month_id(self) -> String {
        format!("{}-{:02}", self.year(), self.month())
    }

    /// First day of the quarter that this text names (`2027-Q1`); `None` when it names none.
    pub fn of_quarter(text: &str) -> Option<Self> {
        let (year, quarter) = text.split_once("-Q")?;
        let quarter: u32 = quarter.parse().ok().filter(|quarter| (1..=4).contains(quarter))?;
        Self::new(year.parse().ok()?, quarter * 3 - 2, 1)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.0.format("%Y-%m-%d"))
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    #[test]
    fn days_months_and_quarters_follow_the_calendar() {
        assert_eq!(day("2024-01-31").plus_months(1), day("2024-02-29"));
        assert_eq!(day("2023-01-31").plus_months(1), day("2023-02-28"));
        assert_eq!(day("2024-02-28").plus_days(2), day("2024-03-01"));
        assert_eq!(day("2024-03-01").days_since(day("2024-02-28")), 2);
        assert!(day("2026-11-27").is_weekday() && !day("2026-11-28").is_weekday());
        assert_eq!(day("2026-12-31").quarter_id(), "2026-Q4");
        assert_eq!(Day::of_quarter("2027-Q2"), Day::parse("2027-04-01"));
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in ["2023-02-29", "1969-12-31", "27-11-2026", "", "2026-11-27T10:00:00Z", "10000-01-01"] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
        for text in ["2027-Q5", "2027-Q0", "2027Q1", "x-Q1"] {
            assert_eq!(Day::of_quarter(text), None, "{text}");
        }
        assert_eq!(day("9999-12-31").plus_days(5), day("9999-12-31"));
    }
}
