//! Messages to prose through Fluent. English stands beside each check; French and Dutch come from the caller's files.
//! Apart, because it is the only place that knows Fluent.

use crate::escape::visible;
use crate::{words, written};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentValue;
use fluent_bundle::{FluentArgs, FluentError, FluentResource};
use quarterdeck_base::{Arg, Day, Message, round_to};
use quarterdeck_brief::Language;
use quarterdeck_findings::CheckMeta;
use std::fmt::Write;

/// The texts of checks in one language, English where a text is missing.
pub struct Texts {
    language: Language,
    chosen: Option<FluentBundle<FluentResource>>,
    english: FluentBundle<FluentResource>,
    /// True where numbers, days and people are written for readers of documents.
    is_written: bool,
    problems: Vec<String>,
}

impl Texts {
    /// English texts, as they stand in the checks.
    pub fn english<'m>(checks: impl IntoIterator<Item = &'m CheckMeta>) -> Self {
        let mut source = String::new();
        for check in checks {
            for text in check.texts {
                let _ = writeln!(source, "{} = {}", text_id(check, text.key), indented(text.english));
            }
        }
        let mut problems = Vec::new();
        let english = bundle(Language::En, source, &mut problems);
        Self { language: Language::En, chosen: None, english, is_written: false, problems }
    }

    /// The same with texts of another language, in Fluent syntax: `<check id in lower case>-<key> = pattern`.
    pub fn with(mut self, language: Language, source: &str) -> Self {
        self.chosen = Some(bundle(language, source.to_owned(), &mut self.problems));
        self.language = language;
        self
    }

    /// The same for documents that people read: numbers, shares and days as readers of the language write them, and words of
    /// the language for people without names. Else they stand as in the data: `11882`, `8.5 %`, `2026-05-22`, `Person 1`.
    pub fn written(mut self) -> Self {
        written::format_numbers(&mut self.english, self.language);
        if let Some(chosen) = &mut self.chosen {
            written::format_numbers(chosen, self.language);
        }
        self.is_written = true;
        self
    }

    /// Language of the sentences.
    pub fn language(&self) -> Language {
        self.language
    }

    /// What was wrong with the patterns when they were read; empty when all is well.
    pub fn problems(&self) -> &[String] {
        &self.problems
    }

    /// A message of a check as prose.
    pub fn message(&self, check: &CheckMeta, message: &Message) -> String {
        self.text(check, message.key, &message.args)
    }

    /// A text of a check (`title`, `consequence`, `remedy`) with the arguments of a message. Falls back to English,
    /// then to the check's name and the key: a report is never refused for a missing text. The result is one line;
    /// hidden characters of names and paths are written out, as [`crate::visible`] does.
    pub fn text(&self, check: &CheckMeta, key: &str, args: &[(&'static str, Arg)]) -> String {
        let id = text_id(check, key);
        let chosen = self.chosen.as_ref().and_then(|bundle| self.render(bundle, self.language, &id, args));
        let (text, _) = chosen
            .or_else(|| self.render(&self.english, Language::En, &id, args))
            .unwrap_or_else(|| (format!("{} ({key})", check.name), Vec::new()));
        text
    }

    /// The text of a check that belongs to one message: `consequence-root` beside `found-root` where the check has it, the
    /// plain `consequence` where it has not.
    pub fn beside(&self, check: &CheckMeta, key: &str, message: &Message) -> String {
        let own = format!("{key}{}", message.key.strip_prefix("found").unwrap_or_default());
        let key = if check.text(&own).is_some() { own.as_str() } else { key };
        self.text(check, key, &message.args)
    }

    /// What is missing to render a text: an unknown key, or arguments that the pattern names and the message lacks.
    pub fn faults(&self, check: &CheckMeta, message: &Message) -> Vec<String> {
        let id = text_id(check, message.key);
        let bundle = self.chosen.as_ref().unwrap_or(&self.english);
        match self.render(bundle, self.language, &id, &message.args) {
            Some((_, errors)) => errors.iter().map(|error| format!("{id}: {error}")).collect(),
            None => vec![format!("{id}: no such text in {}", self.language.id())],
        }
    }

    fn render(
        &self,
        bundle: &FluentBundle<FluentResource>,
        language: Language,
        id: &str,
        args: &[(&'static str, Arg)],
    ) -> Option<(String, Vec<FluentError>)> {
        let pattern = bundle.get_message(id)?.value()?;
        let mut values = FluentArgs::with_capacity(args.len());
        let mut people = Vec::new();
        for (name, arg) in args {
            let written = self.is_written.then(|| written_value(name, arg, language)).flatten();
            if let (Some(text), Arg::Name(_)) = (&written, arg) {
                people.push(text.clone());
            }
            values.set(*name, written.map_or_else(|| value(arg, language), FluentValue::from));
        }
        let mut errors = Vec::new();
        // Arguments hold no line break any more, so each one left stands in the pattern, between its lines.
        let text = bundle.format_pattern(pattern, Some(&values), &mut errors).replace('\n', " ");
        let begins = people.iter().any(|people| text.starts_with(people));
        Some((if begins { words::capital(&text) } else { text }, errors))
    }
}

/// The id of a check's text in each language: `deb-02-found`.
fn text_id(check: &CheckMeta, key: &str) -> String {
    format!("{}-{key}", check.id.to_ascii_lowercase())
}

/// Continuation lines of a pattern must be indented in Fluent.
fn indented(pattern: &str) -> String {
    pattern.trim().replace('\n', "\n    ")
}

fn bundle(language: Language, source: String, problems: &mut Vec<String>) -> FluentBundle<FluentResource> {
    let locales = language.id().parse().map(|locale| vec![locale]).unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(locales);
    bundle.set_use_isolating(false);
    let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, errors)| {
        problems.extend(errors.iter().map(|error| format!("{}: {error}", language.id())));
        resource
    });
    if let Err(errors) = bundle.add_resource(resource) {
        problems.extend(errors.iter().map(|error| format!("{}: {error}", language.id())));
    }
    if language != Language::En {
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(number.value.to_string().replace('.', ",")),
            _ => None,
        }));
    }
    bundle
}

/// An argument as the readers of a language write it; `None` where it stands as in the data. Counts stay numbers, by which a
/// text can choose its words: the bundle writes them.
fn written_value(name: &str, arg: &Arg, language: Language) -> Option<String> {
    match arg {
        // The number of a line is looked up, not counted: it has no thousands.
        Arg::Count(line) if name == "line" => Some(line.to_string()),
        Arg::Share(share) => {
            let number = written::number(language, &round_to(share * 100.0, 1).to_string());
            Some(written::percent(language, &number))
        }
        Arg::Name(people) if matches!(name, "people" | "person") => written::people(language, people),
        Arg::Date(date) => Day::parse(&date.date()).map(|day| written::day(language, day)),
        Arg::Count(_) | Arg::Number(_) | Arg::Name(_) | Arg::Path(_) => None,
    }
}

fn value(arg: &Arg, language: Language) -> FluentValue<'static> {
    match arg {
        Arg::Count(count) => FluentValue::from(*count),
        Arg::Number(number) => FluentValue::from(*number),
        Arg::Share(share) => {
            let text = format!("{} %", round_to(share * 100.0, 1));
            FluentValue::from(if language == Language::En { text } else { text.replace('.', ",") })
        }
        Arg::Name(name) => FluentValue::from(visible(name).into_owned()),
        Arg::Path(path) => FluentValue::from(visible(&path.to_string()).into_owned()),
        Arg::Date(date) => FluentValue::from(date.date()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, Texts};
    use crate::testing::CHECKS;
    use quarterdeck_base::{Message, RepoPath};
    use quarterdeck_findings::{CheckMeta, Text};

    fn found(lines: u64) -> Message {
        let path = RepoPath::from("a { $b }.php");
        Message::new("found").name("name", "total").path("path", &path).count("cognitive", 12_345).count("lines", lines)
    }

    #[test]
    fn english_stands_beside_the_check() {
        let texts = Texts::english(&CHECKS);
        assert_eq!(texts.problems(), [] as [String; 0]);
        for (lines, end) in [(1, "one line."), (1_200, "1200 lines.")] {
            let start = "total in a { $b }.php is hard to follow: cognitive complexity 12345 over ";
            assert_eq!(texts.message(&CHECKS[1], &found(lines)), format!("{start}{end}"));
        }
        let works = Message::new("works").share("share", 0.1234);
        assert_eq!(texts.message(&CHECKS[1], &works), "12.3 % of the code stands in simple functions.");
    }

    #[test]
    fn another_language_falls_back_to_english_where_a_text_is_missing() {
        let source = "deb-02-works = { $share } du code, { $number } jours\ndeb-02-title = Fonctions difficiles\n";
        let texts = Texts::english(&CHECKS).with(Language::Fr, source);
        let works = Message::new("works").share("share", 0.1234).number("number", 2.5);
        assert_eq!(texts.message(&CHECKS[1], &works), "12,3 % du code, 2,5 jours");
        assert_eq!(
            texts.text(&CHECKS[1], "remedy", &[]),
            "Write tests around it, then split it into steps with names."
        );
    }

    #[test]
    fn documents_have_numbers_days_and_people_as_their_readers_write_them() {
        let source = "deb-02-told = { $people } : { $count ->\n    [one] un fichier\n   *[other] { $count } fichiers\n} ({ $share }), ligne { $line }, le { $date }, { $name }\n";
        let message = |count: u64| {
            let date = quarterdeck_base::Timestamp::from_date(2026, 3, 1).expect("a day");
            let message =
                Message::new("told").name("people", "Person 1").name("name", "Person 1").count("count", count);
            message.share("share", 0.0849).count("line", 1423).date("date", date)
        };
        let written = Texts::english(&CHECKS).with(Language::Fr, source).written();
        for (count, files) in [(1, "un fichier"), (11_882, "11\u{202f}882 fichiers")] {
            let text = written.message(&CHECKS[1], &message(count));
            let end = "(8,5\u{202f}%), ligne 1423, le 1er\u{a0}mars\u{a0}2026, Person 1";
            assert_eq!(text, format!("La personne\u{a0}1 : {files} {end}"));
        }
        let raw = Texts::english(&CHECKS).with(Language::Fr, source);
        let text = raw.message(&CHECKS[1], &message(11_882));
        assert_eq!(text, "Person 1 : 11882 fichiers (8,5 %), ligne 1423, le 2026-03-01, Person 1");
        let english = Texts::english(&CHECKS).written();
        assert!(english.message(&CHECKS[1], &found(1_200)).ends_with("complexity 12,345 over 1,200 lines."));
    }

    #[test]
    fn a_message_may_have_a_consequence_of_its_own() {
        const OWN: &[Text] = &[
            Text { key: "consequence", english: "plain" },
            Text { key: "consequence-root", english: "root" },
            Text { key: "remedy", english: "mend" },
        ];
        let check = CheckMeta { texts: OWN, ..CHECKS[0] };
        let texts = Texts::english([&check]);
        for (message, key, text) in [
            ("found", "consequence", "plain"),
            ("found-root", "consequence", "root"),
            ("found-tag", "consequence", "plain"),
            ("found-root", "remedy", "mend"),
        ] {
            assert_eq!(texts.beside(&check, key, &Message::new(message)), text, "{message} {key}");
        }
    }

    #[test]
    fn a_text_is_one_line_whatever_a_name_holds() {
        let message = Message::new("two").name("name", "a\nb");
        let texts = Texts::english(&CHECKS).with(Language::Nl, "deb-02-two = Een\n    { $name } twee\n");
        assert_eq!(texts.message(&CHECKS[1], &message), "Een a\\u{a}b twee");
    }

    #[test]
    fn faults_are_told_and_never_stop_a_report() {
        let texts = Texts::english(&CHECKS);
        assert_eq!(texts.faults(&CHECKS[1], &found(2)), [] as [String; 0]);
        assert_eq!(
            texts.faults(&CHECKS[1], &Message::new("found")).len(),
            5,
            "four arguments are missing, one named twice"
        );
        assert_eq!(texts.faults(&CHECKS[1], &Message::new("no-such")), ["deb-02-no-such: no such text in en"]);
        assert_eq!(texts.text(&CHECKS[1], "no-such", &[]), "complex-functions (no-such)");
        assert_eq!(Texts::english(&CHECKS).with(Language::Nl, "broken = {").problems().len(), 1);
    }
}
