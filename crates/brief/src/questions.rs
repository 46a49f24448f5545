//! The questions that fill a brief in, one line an answer. Each answer is held against the rules of the file at once and
//! asked again when it does not fit, so that what is written can be read.

mod answers;

use crate::Theme;
use crate::form::{Section, document, quote};
use crate::remark::bound_sentence;
use answers::{
    amount, currency, day, day_in_the_plan, days_per_week, languages, money, number, per_cent, skills, target, text,
    whole,
};
use quarterdeck_base::{Day, bound};
use std::io::{BufRead, ErrorKind, Read, Result, Write};

/// Asks the questions and gives the text of the brief. An input that ends before the last answer is an error.
pub fn interview(input: &mut dyn BufRead, output: &mut dyn Write) -> Result<String> {
    let mut talk = Talk { input, output };
    talk.say("A brief in a few questions. An empty line skips what may be left out; Ctrl-C stops and writes nothing.")?;
    let mut sections = Vec::new();
    let has_money = company(&mut talk, &mut sections)?;
    let start = plan(&mut talk, &mut sections)?;
    problems(&mut talk, &mut sections, has_money)?;
    goals(&mut talk, &mut sections, has_money, start)?;
    let mut roles = Vec::new();
    loop {
        people(&mut talk, &mut sections, has_money, start, &mut roles)?;
        if cto(&mut talk, &mut sections, has_money, start)? || !roles.is_empty() {
            break;
        }
        talk.say("There are no people and no CTO: nobody can do the work. Name at least one.")?;
    }
    Ok(document(&sections))
}

/// The other side of the talk.
struct Talk<'a> {
    input: &'a mut dyn BufRead,
    output: &'a mut dyn Write,
}

impl Talk<'_> {
    fn say(&mut self, text: &str) -> Result<()> {
        writeln!(self.output, "{text}")
    }

    /// Asks until the answer fits.
    fn ask<T>(&mut self, question: &str, fits: impl Fn(&str) -> std::result::Result<T, String>) -> Result<T> {
        loop {
            write!(self.output, "{question}: ")?;
            self.output.flush()?;
            let answer = self.line()?;
            let found = match answer {
                Some(answer) => fits(&answer),
                None => Err("That cannot be read as a line of text. Write it again.".to_owned()),
            };
            match found {
                Ok(value) => return Ok(value),
                Err(why) => writeln!(self.output, "  ! {why}")?,
            }
        }
    }

    /// Asks until the answer fits or is empty.
    fn ask_some<T>(
        &mut self,
        question: &str,
        fits: impl Fn(&str) -> std::result::Result<T, String>,
    ) -> Result<Option<T>> {
        self.ask(question, |answer| if answer.is_empty() { Ok(None) } else { fits(answer).map(Some) })
    }

    /// One line without blanks around it; `None` when it is no text of people.
    fn line(&mut self) -> Result<Option<String>> {
        let mut bytes = Vec::new();
        let read = Read::take(&mut *self.input, bound::BRIEF_BYTES).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        let text = String::from_utf8(bytes).ok();
        let text = text.map(|text| text.trim().to_owned());
        Ok(text.filter(|text| !text.chars().any(|letter| letter.is_control() && letter != '\t')))
    }
}

/// True when the brief holds money.
fn company(talk: &mut Talk<'_>, sections: &mut Vec<Section>) -> Result<bool> {
    let mut section = Section::new("[company]");
    section.set("name", talk.ask("Name of the company", text)?);
    section.set_some("sector", talk.ask_some("What it does", text)?);
    section.set_some("people", talk.ask_some("How many people work there", |one| whole(one, 1..=10_000_000))?);
    let asked = talk.ask("Languages of the reports, of those who decide first (en, fr, nl)", languages)?;
    section.set("languages", asked);
    let question = "Currency, such as EUR (leave empty if you do not want money in the plan)";
    let currency = talk.ask_some(question, currency)?;
    section.set_some("currency", currency.as_deref().map(quote));
    sections.push(section);
    Ok(currency.is_some())
}

fn plan(talk: &mut Talk<'_>, sections: &mut Vec<Section>) -> Result<Day> {
    let mut section = Section::new("[plan]");
    let start = talk.ask("First day of the plan, such as 2026-12-01", day)?;
    section.set("start", start);
    let most = u32::try_from(bound::BRIEF_MONTHS).unwrap_or(u32::MAX);
    section.set("months", talk.ask("How many months it covers", |answer| whole(answer, 1..=most))?);
    let question = "Per cent of everybody's days for the unplanned: support, repairs, meetings";
    let unplanned = talk.ask(question, per_cent)?;
    let features = talk.ask("Per cent of everybody's days for business features beside those listed", |answer| {
        let features = per_cent(answer)?;
        if features + unplanned < 1.0 - 1e-5 {
            Ok(features)
        } else {
            Err("Together with the unplanned no day is left. Write a lower number.".to_owned())
        }
    })?;
    section.set("feature_share", features);
    section.set("unplanned_share", unplanned);
    sections.push(section);
    Ok(start)
}

fn themes(talk: &mut Talk<'_>, question: &str) -> Result<String> {
    let all: Vec<&str> = Theme::ALL.iter().map(|theme| theme.id()).collect();
    talk.ask(&format!("  {question} ({})", all.join(", ")), answers::themes)
}

fn problems(talk: &mut Talk<'_>, sections: &mut Vec<Section>, has_money: bool) -> Result<()> {
    for (number, which) in ["The most urgent problem", "The second", "The third"].iter().enumerate() {
        let Some(title) = talk.ask_some(&format!("{which}, in a sentence (empty: no more)"), text)? else { break };
        let mut section = Section::new("[[problem]]");
        section.set("id", quote(&format!("P{}", number + 1)));
        section.set("title", title);
        section.set("consequence", talk.ask("  What follows from it for the business", text)?);
        section.set("themes", themes(talk, "What it is about")?);
        if has_money {
            let question = "  What it costs a month, from and to, such as 3000 8000 (empty: nobody knows)";
            section.set_some("cost_per_month", talk.ask_some(question, money)?);
        }
        sections.push(section);
    }
    Ok(())
}

fn goals(talk: &mut Talk<'_>, sections: &mut Vec<Section>, has_money: bool, start: Day) -> Result<()> {
    for count in 1.. {
        if count > bound::BRIEF_GOALS {
            return talk.say(bound_sentence("BRIEF_GOALS"));
        }
        let question = if count == 1 { "A goal, in a sentence (empty: none)" } else { "Another goal (empty: no more)" };
        let Some(title) = talk.ask_some(question, text)? else { break };
        let mut section = Section::new("[[goal]]");
        section.set("id", quote(&format!("G{count}")));
        section.set("title", title);
        section.set("metric", talk.ask("  What is counted, such as days to close a month", text)?);
        let now = talk.ask_some("  Where it stands, a number (empty: nobody knows)", number)?;
        section.set("target", talk.ask("  Where it should stand, a number", |answer| target(answer, now.as_deref()))?);
        section.set_some("now", now);
        section.set("date", talk.ask("  By when, such as 2027-09-30", |answer| day_in_the_plan(answer, start))?);
        section.set("weight", talk.ask("  How much it matters beside the others, 1 to 5", |one| whole(one, 1..=5))?);
        section.set("themes", themes(talk, "What stands in its way")?);
        if has_money {
            let question = "  What reaching it is worth a month, such as 1500 3000 (empty: nobody knows)";
            section.set_some("value_per_month", talk.ask_some(question, money)?);
        }
        sections.push(section);
    }
    Ok(())
}

fn people(
    talk: &mut Talk<'_>,
    sections: &mut Vec<Section>,
    has_money: bool,
    start: Day,
    roles: &mut Vec<String>,
) -> Result<()> {
    loop {
        if roles.len() as u64 >= bound::BRIEF_PEOPLE {
            return talk.say(bound_sentence("BRIEF_PEOPLE"));
        }
        let question = if roles.is_empty() {
            "Somebody who works on it, by name or role, such as Junior developer (empty: nobody)"
        } else {
            "Somebody else (empty: no more)"
        };
        let role = talk.ask_some(question, |answer| {
            let role = text(answer)?;
            if roles.contains(&role) { Err("That one is there already. Number them.".to_owned()) } else { Ok(role) }
        })?;
        let Some(role) = role else { break };
        let mut section = Section::new("[[person]]");
        section.set("id", quote(&format!("person-{}", roles.len() + 1)));
        section.set("role", &role);
        let question = "  Skills with junior, medior or senior behind each, such as java medior, sql junior";
        section.set("skills", talk.ask(question, skills)?);
        section.set("days_per_week", talk.ask("  Days a week", days_per_week)?);
        let question = "  When still to be hired: the first day (empty: there already)";
        if let Some(from) = talk.ask_some(question, |answer| day_in_the_plan(answer, start))? {
            section.set("hire", true);
            section.set("from", from);
            let ramp_up = talk.ask("  Months until they work at full speed", |answer| whole(answer, 0..=24))?;
            section.set("ramp_up_months", ramp_up);
        }
        if has_money {
            let question = "  What a day of them costs (leave empty if you do not want money in the plan)";
            section.set_some("cost_per_day", talk.ask_some(question, amount)?);
        }
        sections.push(section);
        roles.push(role);
    }
    Ok(())
}

/// True when there is one.
fn cto(talk: &mut Talk<'_>, sections: &mut Vec<Section>, has_money: bool, start: Day) -> Result<bool> {
    let Some(days) = talk.ask_some("Days a week of the CTO (empty: there is none)", days_per_week)? else {
        return Ok(false);
    };
    let mut section = Section::new("[cto]");
    section.set("phases", format!("[{{ from = {start}, days_per_week = {days} }}]"));
    if has_money {
        let question = "  What a day of the CTO costs (leave empty if you do not want money in the plan)";
        section.set_some("rate_per_day", talk.ask_some(question, amount)?);
    }
    sections.push(section);
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::interview;
    use crate::read;

    /// The file, and what was said beside the questions.
    fn talk(answers: &str) -> (String, Vec<String>) {
        let mut output = Vec::new();
        let text = interview(&mut answers.as_bytes(), &mut output).unwrap();
        let said = String::from_utf8(output).unwrap();
        let objections = said.lines().filter_map(|line| line.rsplit_once("  ! ")).map(|(_, why)| why.to_owned());
        (text, objections.collect())
    }

    const ANSWERS: &str = "Noordkaai\nlogistics\n50\nnl, fr\neur\n2026-12-01\n18\n15\n20 %\n\
        Tracking stops\nDrivers call\nreliability\n3000 to 8000\n\
        \n\
        Close the month sooner\ndays to close\n6,5\n2\n2027-09-30\n3\nchange-cost reliability\n\n\
        \n\
        Junior developer\njava junior, sql junior\n5\n\n260\n\
        Senior developer\nC# senior; tests senior\n4,5\n2027-06-01\n3\n420\n\
        \n\
        2\n1000\n";

    #[test]
    fn answers_become_a_brief_without_a_fault() {
        let (text, objections) = talk(ANSWERS);
        assert_eq!(objections, Vec::<String>::new());
        let reading = read(&text);
        let notes: Vec<_> = reading.remarks.iter().map(|remark| remark.what.as_str()).collect();
        assert_eq!(notes, ["7 texts have one wording for all languages (nl, fr), this is the first."]);
        let brief = reading.brief.unwrap();
        assert_eq!((brief.problems.len(), brief.goals.len(), brief.people.len()), (1, 1, 2));
        assert_eq!((brief.goals[0].now, brief.people[1].days_per_week), (Some(6.5), 4.5));
        assert!(brief.people[1].hire && brief.people[1].skills.contains_key("c#") && brief.has_rates());
    }

    #[test]
    fn a_company_may_hold_its_money_back() {
        let (text, _) = talk("A\n\n\nen\n\n2026-12-01\n12\n0\n0\n\n\n\n\nDeveloper\njava medior\n5\n\n\n\n");
        let reading = read(&text);
        assert!(!reading.brief.unwrap().has_rates());
        assert!(reading.remarks.iter().any(|remark| remark.what.contains("holds no money")));
    }

    #[test]
    fn an_answer_that_does_not_fit_is_asked_again() {
        let start = "A\n\n\nen\nEUR\n2026-12-01\n12\n10\n20\n";
        let problem = format!("{start}P\nC\n");
        let goal = format!("{start}\nG\nM\n6\n");
        for (before, wrong, right, objection) in [
            ("", "\n", "A", "Write something"),
            ("", "\u{7}\n", "A", "cannot be read as a line of text"),
            ("A\n\n", "many\n", "50", "is \"many\", not a number"),
            ("A\n\n\n", "en, de\n", "en", "is \"de\", not a language of reports"),
            ("A\n\n\n", "\n", "en", "Name at least one"),
            ("A\n\n\nen\n", "euros\n", "EUR", "Write three capitals"),
            ("A\n\n\nen\n\n", "2026-02-29\n", "2026-12-01", "not a day of the calendar"),
            ("A\n\n\nen\n\n2026-12-01\n", "61\n", "12", "Write a whole number from 1 to 60"),
            ("A\n\n\nen\n\n2026-12-01\n12\n", "100\n", "10", "which is out of range"),
            ("A\n\n\nen\n\n2026-12-01\n12\n10\n", "90\n", "20", "no day is left"),
            (&problem, "reliabilty\n", "reliability", "Did you mean \"reliability\"?"),
            (&format!("{problem}team\n"), "3.000 8.000\n", "3000 8000", "not an amount"),
            (&format!("{problem}team\n"), "8000 3000\n", "3000 8000", "from high to low"),
            (&goal, "6\n", "2", "stands there already"),
            (&goal, "1.000\n", "0.125", "may be thousands or a part"),
            (&format!("{goal}2\n"), "2026-11-30\n", "2027-11-30", "before the plan starts"),
            (&format!("{start}\n\nDev\n"), "java\n", "java senior", "Write a level behind \"java\""),
            (&format!("{start}\n\nDev\n"), "java expert\n", "java senior", "is \"expert\", not a level"),
            (&format!("{start}\n\nDev\njava senior\n"), "6\n", "5", "at most 5 days a week"),
            (&format!("{start}\n\nDev\njava senior\n5\n\n1\n"), "Dev\n", "Dev 2", "there already"),
        ] {
            let mut output = Vec::new();
            // The answers end early: what counts is which question comes last.
            let stopped = interview(&mut format!("{before}{wrong}").as_bytes(), &mut output).unwrap_err();
            assert_eq!(stopped.kind(), std::io::ErrorKind::UnexpectedEof);
            let said = String::from_utf8(output).unwrap();
            let last = |said: &str| said.lines().last().unwrap().rsplit(":   ").next().unwrap().to_owned();
            assert!(said.contains(objection), "{wrong:?}: {said}");
            let mut output = Vec::new();
            interview(&mut format!("{before}{wrong}{right}\n").as_bytes(), &mut output).unwrap_err();
            assert_ne!(last(&String::from_utf8(output).unwrap()), last(&said), "{right}");
        }
    }

    #[test]
    fn somebody_has_to_do_the_work() {
        let (text, _) = talk("A\n\n\nen\n\n2026-12-01\n12\n0\n0\n\n\n\n\nDev\njava junior\n5\n\n\n\n");
        assert_eq!(read(&text).brief.unwrap().people.len(), 1);
    }

    #[test]
    fn hostile_lines_are_no_toml_of_their_own() {
        let name = "\"\\\"\"\"'''] = # {en = 1}";
        let (text, _) = talk(&ANSWERS.replacen("Noordkaai", name, 1));
        assert_eq!(read(&text).brief.unwrap().company.name, name);
    }
}
