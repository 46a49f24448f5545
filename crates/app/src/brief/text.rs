//! What was read of a brief as a person reads it in a terminal.

use super::{counts, without_rates};
use crate::visible;
use quarterdeck_base::round_to;
use quarterdeck_brief::{Brief, Language, Month, Reading, Remark, months};
use quarterdeck_report::terminal::wrap;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Lines of so many columns.
struct Page {
    out: String,
    width: usize,
}

impl Page {
    /// A text behind a lead that stands on the first line only.
    fn hung(&mut self, lead: &str, text: &str) {
        let indent = lead.chars().count();
        let lines = wrap(&visible(text), self.width.saturating_sub(indent));
        for (at, line) in lines.iter().enumerate() {
            let lead = if at == 0 { lead } else { "" };
            let _ = writeln!(self.out, "{lead:indent$}{line}");
        }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }
}

pub(super) fn text(reading: &Reading, width: usize) -> String {
    let mut page = Page { out: String::new(), width };
    if !reading.remarks.is_empty() {
        page.line("Remarks");
        for one in &reading.remarks {
            remark(&mut page, one);
        }
        page.line("");
    }
    if let Some(brief) = &reading.brief {
        understood(&mut page, brief);
        page.line("");
    }
    let counted = counts(&reading.remarks)
        .map(|(severity, count)| format!("{count} {}{}", severity.id(), if count == 1 { "" } else { "s" }));
    let verdict = if reading.brief.is_some() { "A plan can be made" } else { "No plan can be made" };
    page.line(&format!("{verdict}: {}.", counted.collect::<Vec<_>>().join(", ")));
    page.out
}

fn remark(page: &mut Page, remark: &Remark) {
    let place = remark.line.map_or_else(|| "file".to_owned(), |line| format!("line {line}"));
    let lead = format!("  {place:<9}  {:<7}  ", remark.severity.id());
    page.hung(&lead, &remark.what);
    page.hung(&" ".repeat(lead.len()), &remark.fix);
}

fn understood(page: &mut Page, brief: &Brief) {
    let reader = brief.company.languages.first().copied().unwrap_or(Language::En);
    let languages: Vec<&str> = brief.company.languages.iter().map(|language| language.id()).collect();
    page.line("What was understood");
    let horizon = &brief.horizon;
    let (start, end) = (horizon.start, horizon.end());
    let months = if horizon.months == 1 { "1 month".to_owned() } else { format!("{} months", horizon.months) };
    page.hung(
        "  ",
        &format!(
            "{}: {months} from {start}, ending before {end}; reports in {}.",
            brief.company.name,
            languages.join(", ")
        ),
    );
    page.line("");
    page.line("  Problems");
    if brief.problems.is_empty() {
        page.line("    none");
    }
    for problem in &brief.problems {
        let themes: Vec<&str> = problem.themes.iter().map(|theme| theme.id()).collect();
        let lead = format!("    {}  ", visible(&problem.id));
        page.hung(&lead, &format!("{} ({})", problem.title.of(reader), themes.join(", ")));
    }
    page.line("  Goals");
    if brief.goals.is_empty() {
        page.line("    none");
    }
    for goal in &brief.goals {
        let lead = format!("    {}  by {}  ", visible(&goal.id), goal.date);
        page.hung(&lead, goal.title.of(reader));
        let now = goal.now.map_or_else(|| "not known where it stands".to_owned(), |now| format!("now {now}"));
        let measure = format!("{}: {now}, target {}", goal.metric.of(reader), goal.target);
        page.hung(&" ".repeat(lead.chars().count()), &measure);
    }
    capacity(page, brief);
    page.line("  Money");
    page.hung("    ", &money(brief));
}

/// The months of one quarter.
struct Quarter {
    id: String,
    months: Vec<Month>,
}

fn quarters(brief: &Brief) -> Vec<Quarter> {
    let mut quarters: Vec<Quarter> = Vec::new();
    for month in months(brief) {
        let id = month.first.quarter_id();
        match quarters.last_mut().filter(|last| last.id == id) {
            Some(last) => last.months.push(month),
            None => quarters.push(Quarter { id, months: vec![month] }),
        }
    }
    quarters
}

/// Days a month on average in each quarter, in as many tables as the width asks for.
fn capacity(page: &mut Page, brief: &Brief) {
    const COLUMN: usize = 9;
    let share = round_to((brief.horizon.feature_share + brief.horizon.unplanned_share) * 100.0, 1);
    page.hung(
        "  ",
        &format!(
            "Capacity in days a month, the mean of the months of each quarter that the plan covers; {share} % of people's \
             days are set aside for other features and the unplanned"
        ),
    );
    let quarters = quarters(brief);
    let mut rows: BTreeMap<(u8, String), Vec<f64>> = BTreeMap::new();
    for (at, quarter) in quarters.iter().enumerate() {
        let mut add = |order: u8, name: String, days: f64| {
            let row = rows.entry((order, name)).or_insert_with(|| vec![0.0; quarters.len()]);
            row[at] += days / quarter.months.len() as f64;
        };
        for month in &quarter.months {
            add(0, "people".to_owned(), month.people_days);
            for ((skill, level), days) in &month.skill_days {
                add(1, format!("{}, {}", visible(skill), level.id()), *days);
            }
            if brief.cto.is_some() {
                add(2, "CTO, as agreed".to_owned(), month.cto_days);
            }
        }
    }
    let name_width = rows.keys().map(|(_, name)| name.chars().count()).max().unwrap_or_default();
    let columns = (page.width.saturating_sub(name_width + 4) / COLUMN).max(1);
    for (block, ids) in quarters.chunks(columns).enumerate() {
        let head: String = ids.iter().map(|quarter| format!("{:>COLUMN$}", quarter.id)).collect();
        page.line(&format!("    {:name_width$}{head}", ""));
        for ((_, name), days) in &rows {
            let days = days.iter().skip(block * columns).take(columns);
            let cells: String = days.map(|days| format!("{:>COLUMN$.1}", round_to(*days, 1))).collect();
            page.line(&format!("    {name:name_width$}{cells}"));
        }
    }
    let several = brief.people.iter().any(|person| person.skills.len() > 1);
    if several {
        page.hung("    ", "Who has several skills stands in each of their rows: these do not add up.");
    }
}

fn money(brief: &Brief) -> String {
    let Some(currency) = &brief.company.currency else {
        return "The plan gives person-days only: there is no currency.".to_owned();
    };
    let without = without_rates(brief);
    let shown = if brief.has_rates() {
        format!("The plan gives person-days and {currency}: everybody has a rate.")
    } else {
        format!("The plan gives person-days only: no rate of {}.", without.join(", "))
    };
    let priced = brief.problems.iter().filter(|problem| problem.cost_per_month.is_some()).count();
    let valued = brief.goals.iter().filter(|goal| goal.value_per_month.is_some()).count();
    format!(
        "{shown} Given: the cost of {priced} of {} problems, the value of {valued} of {} goals, budgets of quarters: {}.",
        brief.problems.len(),
        brief.goals.len(),
        brief.budget.len()
    )
}
