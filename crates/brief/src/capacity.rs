//! How many days the people of a brief have for the plan, month by month: weekdays less holidays, absences, days that they
//! do not work, and the slower months after a start.

use crate::{Brief, Cto, Level, Person};
use quarterdeck_base::Day;
use std::collections::BTreeMap;

/// A month of the plan, or the part of it that the plan covers.
#[derive(Debug, Clone, PartialEq)]
pub struct Month {
    /// Its first day within the plan.
    pub first: Day,
    /// Person-days of everybody but the CTO, less the shares of features and of the unplanned.
    pub people_days: f64,
    /// The same by skill and level. Somebody with several skills stands in each: these do not add up.
    pub skill_days: BTreeMap<(String, Level), f64>,
    /// Days of the CTO, as agreed.
    pub cto_days: f64,
}

impl Person {
    /// What they work on a day, in full days, before any share is taken off. The speed after a start grows by the month in
    /// equal steps: in a ramp-up of three months one sixth, three sixths and five sixths of a day. `holidays` are in order.
    pub fn days_on(&self, day: Day, holidays: &[Day]) -> f64 {
        let is_employed = self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until);
        let is_away = self.absences.iter().any(|span| span.from <= day && day <= span.to);
        if !is_employed || is_away || !day.is_weekday() || holidays.binary_search(&day).is_ok() {
            return 0.0;
        }
        self.days_per_week / 5.0 * self.speed_on(day)
    }

    fn speed_on(&self, day: Day) -> f64 {
        let Some(from) = self.from else { return 1.0 };
        let done = (0..self.ramp_up_months).find(|month| day < from.plus_months(month + 1));
        done.map_or(1.0, |months| (f64::from(months) + 0.5) / f64::from(self.ramp_up_months))
    }
}

impl Cto {
    /// Days a month that are agreed for a day; 0 before the first phase.
    pub fn days_per_month_on(&self, day: Day) -> f64 {
        let phase = self.phases.iter().rev().find(|phase| phase.from <= day);
        phase.map_or(0.0, |phase| phase.days_per_month)
    }
}

/// The months of a brief's plan.
pub fn months(brief: &Brief) -> Vec<Month> {
    let end = brief.horizon.end();
    let mut months = Vec::new();
    let mut first = brief.horizon.start;
    while first < end {
        let next = Day::new(first.year(), first.month(), 1).map_or(end, |start| start.plus_months(1)).min(end);
        if next <= first {
            break;
        }
        months.push(month(brief, first, next));
        first = next;
    }
    months
}

fn month(brief: &Brief, first: Day, next: Day) -> Month {
    let left = 1.0 - brief.horizon.feature_share - brief.horizon.unplanned_share;
    let mut month = Month { first, people_days: 0.0, skill_days: BTreeMap::new(), cto_days: 0.0 };
    let days = || std::iter::successors(Some(first), |day| Some(day.plus_days(1))).take_while(|day| *day < next);
    for person in &brief.people {
        let person_days = left * days().map(|day| person.days_on(day, &brief.holidays)).sum::<f64>();
        month.people_days += person_days;
        for (skill, level) in &person.skills {
            *month.skill_days.entry((skill.clone(), *level)).or_insert(0.0) += person_days;
        }
    }
    if let Some(cto) = &brief.cto {
        let calendar_days = Day::new(first.year(), first.month(), 1)
            .map_or(30.0, |start| start.plus_months(1).days_since(start) as f64);
        month.cto_days = days().map(|day| cto.days_per_month_on(day) / calendar_days).sum();
    }
    month
}

#[cfg(test)]
mod tests {
    use super::months;
    use crate::{Level, read};
    use quarterdeck_base::round_to;

    /// A brief of one person and a CTO, with more fields for the person.
    fn brief(person: &str, calendar: &str) -> crate::Brief {
        let text = format!(
            r#"schema = 1
            [company]
            name = "A"
            [plan]
            start = 2027-02-01
            months = 3
            feature_share = 0.25
            unplanned_share = 0.25
            [[person]]
            id = "ann"
            role = "Developer"
            skills = {{ java = "medior", sql = "junior" }}
            {person}
            [cto]
            phases = [{{ from = 2027-02-01, days_per_month = 6 }}, {{ from = 2027-03-17, days_per_month = 2 }}]
            [calendar]
            {calendar}
            "#
        );
        let reading = read(&text);
        reading.brief.unwrap_or_else(|| panic!("{:?}", reading.remarks))
    }

    /// February, March and April of 2027 have 20, 23 and 22 weekdays; half of each is left.
    #[test]
    fn capacity_follows_the_calendar_and_the_people() {
        for (person, calendar, expected) in [
            ("days_per_week = 5", "", [10.0, 11.5, 11.0]),
            ("days_per_week = 4", "", [8.0, 9.2, 8.8]),
            // Good Friday and Easter Monday; a Saturday changes nothing.
            ("days_per_week = 5", "holidays = [2027-03-26, 2027-03-29, 2027-04-03]", [10.0, 10.5, 11.0]),
            ("days_per_week = 5\nabsences = [{ from = 2027-02-22, to = 2027-03-05 }]", "", [7.5, 9.0, 11.0]),
            ("days_per_week = 5\nfrom = 2027-03-15", "", [0.0, 6.5, 11.0]),
            ("days_per_week = 5\nuntil = 2027-02-12", "", [5.0, 0.0, 0.0]),
            // A quarter of the speed in the first month, three quarters in the second.
            ("days_per_week = 5\nfrom = 2027-02-01\nramp_up_months = 2", "", [2.5, 8.625, 11.0]),
            ("days_per_week = 5\nfrom = 2027-03-01\nramp_up_months = 1\nhire = true", "", [0.0, 5.75, 11.0]),
        ] {
            let months = months(&brief(person, calendar));
            let found: Vec<f64> = months.iter().map(|month| round_to(month.people_days, 6)).collect();
            assert_eq!(found, expected, "{person} {calendar}");
            for month in &months {
                for (skill, level) in [("java", Level::Medior), ("sql", Level::Junior)] {
                    assert_eq!(month.skill_days[&(skill.to_owned(), level)], month.people_days);
                }
            }
        }
    }

    #[test]
    fn the_cto_gives_what_was_agreed() {
        let days: Vec<f64> =
            months(&brief("days_per_week = 5", "")).iter().map(|month| round_to(month.cto_days, 3)).collect();
        // March: 16 of 31 days at 6 a month, 15 at 2.
        assert_eq!(days, [6.0, 4.065, 2.0]);
    }

    #[test]
    fn a_plan_that_starts_within_a_month_has_parts_of_months() {
        let mut brief = brief("days_per_week = 5", "");
        brief.horizon.start = quarterdeck_base::Day::new(2027, 2, 15).unwrap();
        brief.horizon.months = 1;
        let firsts: Vec<String> = months(&brief).iter().map(|month| month.first.to_string()).collect();
        assert_eq!(firsts, ["2027-02-15", "2027-03-01"]);
    }
}
