//! Moments as seconds since 1970 in UTC. There is no `now`: a date enters from a commit or from `as_of`.

use chrono::{DateTime, Datelike, NaiveDate, TimeZone, Utc};
use std::fmt;

/// Seconds in a day.
pub const SECONDS_PER_DAY: i64 = 86_400;

/// Years outside 0001 to 9999 cannot be written in RFC 3339; a repository may claim them all the same.
const MIN_SECONDS: i64 = -62_135_596_800;
const MAX_SECONDS: i64 = 253_402_300_799;

/// A moment: whole seconds since 1970-01-01T00:00:00Z, clamped to the years 1 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From seconds since 1970; values outside the years 1 to 9999 are clamped.
    pub fn from_seconds(seconds: i64) -> Self {
        Self(seconds.clamp(MIN_SECONDS, MAX_SECONDS))
    }

    /// Midnight UTC of a civil date; `None` when there is no such day.
    pub fn from_date(year: i32, month: u32, day: u32) -> Option<Self> {
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        Some(Self::from_seconds(date.and_hms_opt(0, 0, 0)?.and_utc().timestamp()))
    }

    /// Reads `YYYY-MM-DD` (midnight UTC) or an RFC 3339 moment.
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            return Self::from_date(date.year(), date.month(), date.day());
        }
        let moment = DateTime::parse_from_rfc3339(text).ok()?;
        Some(Self::from_seconds(moment.timestamp()))
    }

    /// Seconds since 1970.
    pub fn seconds(self) -> i64 {
        self.0
    }

    /// The moment `days` days before this one.
    pub fn days_before(self, days: i64) -> Self {
        Self::from_seconds(self.0.saturating_sub(days.saturating_mul(SECONDS_PER_DAY)))
    }

    /// Days from `earlier` to this moment; negative when `earlier` is later.
    pub fn days_since(self, earlier: Timestamp) -> f64 {
        (self.0 - earlier.0) as f64 / SECONDS_PER_DAY as f64
    }

    /// `YYYY-MM-DD` in UTC.
    pub fn date(self) -> String {
        self.utc().format("%Y-%m-%d").to_string()
    }

    /// `YYYY-MM-DDTHH:MM:SSZ`.
    pub fn rfc3339(self) -> String {
        self.utc().format("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    fn utc(self) -> DateTime<Utc> {
        Utc.timestamp_opt(self.0, 0).single().unwrap_or_default()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.date())
    }
}

#[cfg(test)]
mod tests {
    use super::Timestamp;

    #[test]
    fn dates_of_1970_and_2106_and_beyond_are_written_whole() {
        for (seconds, date) in [
            (0, "1970-01-01"),
            (4_294_967_295, "2106-02-07"),
            (-1, "1969-12-31"),
            (i64::MAX, "9999-12-31"),
            (i64::MIN, "0001-01-01"),
        ] {
            assert_eq!(Timestamp::from_seconds(seconds).date(), date);
        }
    }

    #[test]
    fn text_is_read_back() {
        assert_eq!(Timestamp::parse("2024-02-29").map(Timestamp::rfc3339).as_deref(), Some("2024-02-29T00:00:00Z"));
        assert_eq!(
            Timestamp::parse("2024-02-29T12:00:00+02:00").map(Timestamp::rfc3339).as_deref(),
            Some("2024-02-29T10:00:00Z")
        );
        assert_eq!(Timestamp::parse("2023-02-29"), None);
        assert_eq!(Timestamp::parse("yesterday"), None);
    }
}
