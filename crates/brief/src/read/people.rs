//! People and the CTO: who works on the plan, when, and at which level.

use crate::fields::{Field, Reader, Table};
use crate::{Cto, Horizon, Level, Person, Phase, Span, Wording};
use quarterdeck_base::{Day, bound};
use std::collections::BTreeMap;

/// Who there is, and what the other sections must know of them.
pub(super) struct Team {
    pub(super) people: Vec<Person>,
    pub(super) cto: Option<Cto>,
    /// The highest level of each skill.
    pub(super) skills: BTreeMap<String, Level>,
    /// False when a fault hides what somebody can do.
    pub(super) skills_are_known: bool,
    /// Place, name and missing key of everybody without a rate.
    pub(super) without_rate: Vec<(usize, String, &'static str)>,
}

pub(super) fn team(root: &Table<'_>, horizon: Option<&Horizon>, reader: &mut Reader<'_>) -> Team {
    let mut team = Team {
        people: Vec::new(),
        cto: None,
        skills: BTreeMap::new(),
        skills_are_known: true,
        without_rate: Vec::new(),
    };
    let known = [
        "id",
        "role",
        "skills",
        "days_per_week",
        "from",
        "until",
        "ramp_up_months",
        "cost_per_day",
        "hire",
        "absences",
    ];
    let items = root.items("person", &known, ("BRIEF_PEOPLE", bound::BRIEF_PEOPLE), reader);
    let mut seen = Seen::default();
    for (table, number) in items.iter().zip(1..) {
        let person = person(table, number, horizon, &mut seen, &mut team, reader);
        team.people.extend(person);
    }
    let cto_table = root.field("cto").and_then(|field| field.table(&["rate_per_day", "skills", "phases"], reader));
    if let Some(table) = cto_table {
        team.cto = cto(&table, horizon, &mut team, reader);
    }
    let has_people = !root.lacks("person") && !root.field("person").is_some_and(|field| field.is_empty_list());
    // Whoever was cut or could not be read may have the skill.
    team.skills_are_known &= !(items.is_empty() && has_people) && (items.len() as u64) < bound::BRIEF_PEOPLE;
    nobody(has_people, !root.lacks("cto"), reader);
    team
}

fn nobody(has_people: bool, has_cto: bool, reader: &mut Reader<'_>) {
    match (has_people, has_cto) {
        (false, false) => reader.remarks.error(
            None,
            "There are no people and no CTO: nobody can do the work",
            "Add who works on it under [[person]], those to be hired with hire = true",
        ),
        (false, true) => {
            let fix = "Add who works on it under [[person]], those to be hired with hire = true";
            reader.remarks.warn(None, "There are no people: the CTO alone does all the work", fix);
        }
        (true, false) => {
            let fix = "Add [cto] with phases = [{ from = 2026-12-01, days_per_week = 1 }]";
            reader.remarks.warn(None, "There is no CTO: nobody leads and reviews beside the people named", fix);
        }
        (true, true) => {}
    }
}

impl Team {
    /// The skills of somebody, kept also when another fault drops the person.
    fn skills(&mut self, table: &Table<'_>, reader: &mut Reader<'_>) -> BTreeMap<String, Level> {
        let Some(field) = table.field("skills") else {
            self.skills_are_known &= table.lacks("skills");
            return BTreeMap::new();
        };
        let (skills, all) = field.skills(reader);
        self.skills_are_known &= all;
        for (skill, level) in &skills {
            let best = self.skills.entry(skill.clone()).or_insert(*level);
            *best = (*best).max(*level);
        }
        skills
    }

    fn rate(&mut self, table: &Table<'_>, key: &'static str, reader: &mut Reader<'_>) -> Option<u64> {
        if table.lacks(key) {
            self.without_rate.push((table.at, table.name.clone(), key));
        }
        table.field(key)?.amount(reader)
    }
}

/// Where ids and roles stood first.
#[derive(Default)]
struct Seen {
    ids: BTreeMap<String, usize>,
    roles: BTreeMap<String, usize>,
}

fn person(
    table: &Table<'_>,
    number: u32,
    horizon: Option<&Horizon>,
    seen: &mut Seen,
    team: &mut Team,
    reader: &mut Reader<'_>,
) -> Option<Person> {
    let id = table.needed("id", &format!("\"person-{number}\""), reader).and_then(|field| {
        let id = field.id(reader)?;
        if id == "cto" {
            let what = "The id cto is kept for the CTO".to_owned();
            reader.remarks.error(field.at, what, "Give the person another id; the CTO stands under [cto]");
            return None;
        }
        let first = *seen.ids.entry(id.clone()).or_insert(field.at);
        if first == field.at {
            return Some(id);
        }
        let line = reader.remarks.line(first);
        let what = format!("Two people have the id {id}; the other one is on line {line}");
        reader.remarks.error(field.at, what, "Give each an id of their own");
        None
    });
    let role = role(table, id.as_deref(), seen, reader);
    let skills = team.skills(table, reader);
    if table.lacks("skills") || table.field("skills").is_some_and(|field| field.is_empty_table()) {
        let what = format!("{} has no skill, and gets no work", table.name);
        reader.remarks.warn(table.at, what, "Add skills = { java = \"medior\" }, with those of the work");
    }
    let days_per_week = table.needed("days_per_week", "5", reader).and_then(|field| field.days_per_week(reader));
    let hire = table.field("hire").and_then(|field| field.boolean(reader)).unwrap_or_default();
    let (from, until) = employment(table, hire, horizon, reader);
    let ramp_up_months = ramp_up(table, from, horizon, reader);
    let cost_per_day = team.rate(table, "cost_per_day", reader);
    let absences = absences(table, horizon, reader);
    Some(Person {
        id: id?,
        role,
        skills,
        days_per_week: days_per_week?,
        from,
        until,
        ramp_up_months,
        cost_per_day,
        hire,
        absences,
    })
}

fn role(table: &Table<'_>, id: Option<&str>, seen: &mut Seen, reader: &mut Reader<'_>) -> Wording {
    let Some(field) = table.field("role") else {
        if !table.lacks("role") {
            return Wording::default();
        }
        let what = format!("{} has no role: reports show the id", table.name);
        reader.remarks.warn(table.at, what, "Add role = \"Junior developer\"");
        return Wording { any: id.unwrap_or_default().to_owned(), ..Wording::default() };
    };
    let role = field.wording(reader).unwrap_or_default();
    let first = *seen.roles.entry(role.any.clone()).or_insert(field.at);
    if first != field.at && !role.any.is_empty() {
        let line = reader.remarks.line(first);
        let what =
            format!("{} has the same role as the person on line {line}: reports cannot tell them apart", table.name);
        reader.remarks.warn(field.at, what, "Number them, as in \"Junior developer 2\"");
    }
    role
}

fn employment(
    table: &Table<'_>,
    hire: bool,
    horizon: Option<&Horizon>,
    reader: &mut Reader<'_>,
) -> (Option<Day>, Option<Day>) {
    let from_field = table.field("from");
    if hire && table.lacks("from") {
        let what = format!("{} is still to be hired and has no first day", table.name);
        reader.remarks.error(table.at, what, "Add from = 2027-06-01, the day on which they can start");
    }
    let from = from_field.as_ref().and_then(|field| field.day(reader));
    let until = table.field("until").and_then(|field| {
        let until = field.day(reader)?;
        if let Some(from) = from.filter(|from| *from > until) {
            let what = format!("{} leaves on {until}, before they start on {from}", table.name);
            reader.remarks.error(field.at, what, "Put the earlier day in from");
        } else if let Some(horizon) = horizon.filter(|horizon| until < horizon.start) {
            let what = format!("{} leaves on {until}, before the plan starts on {}", table.name, horizon.start);
            reader.remarks.warn(field.at, what, "Take them out, or move the day");
        }
        Some(until)
    });
    if let (Some(field), Some(from), Some(horizon)) = (&from_field, from, horizon) {
        if from >= horizon.end() {
            let what = format!("{} starts on {from}, after the plan has ended", table.name);
            reader.remarks.warn(field.at, what, "Take them out, move the day, or add months to the plan");
        } else if hire && from < horizon.start {
            let what = format!("{} is still to be hired and starts on {from}, before the plan does", table.name);
            reader.remarks.warn(field.at, what, "Move the day, or take hire out when they are there already");
        }
    }
    (from, until)
}

fn ramp_up(table: &Table<'_>, from: Option<Day>, horizon: Option<&Horizon>, reader: &mut Reader<'_>) -> u32 {
    const MOST_MONTHS: u32 = 24;
    let Some(field) = table.field("ramp_up_months") else { return 0 };
    let months = field.whole(reader, 0..=MOST_MONTHS).unwrap_or_default();
    if months == 0 {
        return 0;
    }
    let is_over = |from: Day| horizon.is_some_and(|horizon| from.plus_months(months) <= horizon.start);
    if table.lacks("from") || from.is_some_and(is_over) {
        let what = format!("{} is there already, and ramp_up_months changes nothing", table.name);
        reader.remarks.warn(field.at, what, "Take it out, or say in from when they start");
    }
    months
}

fn absences(table: &Table<'_>, horizon: Option<&Horizon>, reader: &mut Reader<'_>) -> Vec<Span> {
    let items = table.field("absences").and_then(|field| field.list(reader)).unwrap_or_default();
    let read = |item: Field<'_>| {
        let span = item.span(reader)?;
        if horizon.is_some_and(|horizon| span.to < horizon.start || span.from >= horizon.end()) {
            let what = format!("{} is away from {} to {}, outside the plan", table.name, span.from, span.to);
            reader.remarks.warn(item.at, what, "Check the year, or take it out");
        }
        Some(span)
    };
    items.into_iter().filter_map(read).collect()
}

fn cto(table: &Table<'_>, horizon: Option<&Horizon>, team: &mut Team, reader: &mut Reader<'_>) -> Option<Cto> {
    let rate_per_day = team.rate(table, "rate_per_day", reader);
    let skills = team.skills(table, reader);
    let example = "[{ from = 2026-12-01, days_per_week = 2 }]";
    let field = table.needed("phases", example, reader)?;
    let items = field.list(reader)?;
    if items.is_empty() {
        reader.remarks.error(field.at, "the CTO: phases is empty", format!("Write phases = {example}"));
    }
    let mut phases: Vec<(usize, Phase)> = Vec::new();
    for item in items {
        if let Some(phase) = phase(&item, reader) {
            phases.push((item.at, phase));
        }
    }
    in_order(&mut phases, horizon, reader);
    Some(Cto { phases: phases.into_iter().map(|(_, phase)| phase).collect(), rate_per_day, skills })
}

fn phase(item: &Field<'_>, reader: &mut Reader<'_>) -> Option<Phase> {
    /// Weeks in an average month.
    const WEEKS: f64 = 52.0 / 12.0;
    let table = item.table(&["from", "days_per_week", "days_per_month"], reader)?;
    let from = table.needed("from", "2026-12-01", reader).and_then(|field| field.day(reader));
    let days_per_month = match (table.field("days_per_week"), table.field("days_per_month")) {
        (Some(field), None) => {
            let days = field.days_per_week(reader);
            days.map(|days| days * WEEKS)
        }
        (None, Some(field)) => field.number_in(reader, "0 to 23 days a month", |days| (0.0..=23.0).contains(&days)),
        (Some(_), Some(_)) => {
            let what = format!("{}: a phase has both days_per_week and days_per_month", table.name);
            reader.remarks.error(table.at, what, "Keep one of them");
            None
        }
        (None, None) => {
            if !table.lacks("days_per_week") || !table.lacks("days_per_month") {
                return None;
            }
            let what = format!("{}: a phase does not say how many days", table.name);
            reader.remarks.error(table.at, what, "Add days_per_week = 1 or days_per_month = 2");
            None
        }
    };
    Some(Phase { from: from?, days_per_month: days_per_month? })
}

/// Puts phases in order, and says where they leave the plan without a CTO or never begin.
fn in_order(phases: &mut [(usize, Phase)], horizon: Option<&Horizon>, reader: &mut Reader<'_>) {
    let mut last: Option<Day> = None;
    for (at, phase) in phases.iter() {
        match last {
            Some(last) if phase.from == last => {
                let what = format!("the CTO: two phases start on {last}");
                reader.remarks.error(*at, what, "Keep one of them, or move it");
            }
            Some(last) if phase.from < last => {
                let what = format!("the CTO: phases are out of order: {} stands after {last}", phase.from);
                reader.remarks.warn(*at, what, "Write them in the order of their days; each lasts until the next one");
            }
            _ => {}
        }
        last = Some(phase.from);
    }
    phases.sort_by_key(|(_, phase)| phase.from);
    let Some(horizon) = horizon else { return };
    if let Some((at, first)) = phases.first()
        && first.from > horizon.start
    {
        let what = format!("the CTO: the first phase starts on {}: there is no CTO from {}", first.from, horizon.start);
        reader.remarks.warn(*at, what, "Let the first phase start with the plan, or leave the gap on purpose");
    }
    for (at, phase) in phases.iter().filter(|(_, phase)| phase.from >= horizon.end()) {
        let what = format!("the CTO: the phase of {} starts after the plan has ended", phase.from);
        reader.remarks.warn(*at, what, "Take it out, or add months to the plan");
    }
}
