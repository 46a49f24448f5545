//! How fast a scenario and a forecast are, on a made-up draft of 60 initiatives and 12 people:
//! `cargo run --release -p quarterdeck-plan --example what_if`.

#![allow(clippy::print_stdout, clippy::expect_used, reason = "prints figures for people")]

use quarterdeck_base::{Day, EffortDays};
use quarterdeck_brief::{Brief, read};
use quarterdeck_facts::Facts;
use quarterdeck_plan::{
    Change, Draft, Initiative, Monthly, Options, Origin, Place, PlaceKind, Tie, Value, changed, difference, plays,
    roadmap_like, schedule_draft,
};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::Instant;

const INITIATIVES: usize = 60;
const PEOPLE: usize = 12;

fn brief() -> Brief {
    let mut text = String::from(
        "schema = 1\n[company]\nname = \"A\"\ncurrency = \"EUR\"\n[plan]\nstart = 2027-01-04\nmonths = 18\n\
         feature_share = 0.2\nunplanned_share = 0.2\n\
         [[problem]]\nid = \"P1\"\ntitle = \"a\"\nconsequence = \"b\"\ncost_per_month = [20000, 40000]\nthemes = [\"delivery\"]\n\
         [[goal]]\nid = \"G1\"\ntitle = \"c\"\nmetric = \"d\"\ntarget = 5\ndate = 2028-03-31\nweight = 3\n\
         value_per_month = [20000, 30000]\nthemes = [\"growth\"]\n\
         [cto]\nrate_per_day = 1000\nphases = [{ from = 2027-01-04, days_per_week = 2 }]\n\
         skills = { architecture = \"senior\", security = \"senior\", delivery = \"senior\" }\n",
    );
    for at in 0..PEOPLE - 1 {
        let level = ["junior", "medior", "senior"][at % 3];
        let hire = if at == 2 { "hire = true\nfrom = 2027-06-01\nramp_up_months = 3\n" } else { "" };
        let _ = writeln!(
            text,
            "[[person]]\nid = \"p{at}\"\nrole = \"r{at}\"\ndays_per_week = 5\ncost_per_day = 400\n{hire}\
             skills = {{ java = \"{level}\", tests = \"{level}\", delivery = \"{level}\", security = \"{level}\", database = \"{level}\", architecture = \"{level}\" }}"
        );
    }
    let reading = read(&text);
    reading.brief.unwrap_or_else(|| panic!("{:?}", reading.remarks))
}

fn draft() -> Draft {
    let facts = Facts::default();
    let known: Vec<_> = plays().iter().filter(|play| play.id != "hire-senior").collect();
    let mut draft = Draft { initiatives: Vec::new(), values: Vec::new(), indicators: Vec::new() };
    for at in 0..INITIATIVES {
        let (play, part) = (known[at % known.len()], format!("part-{at}"));
        let low = 4.0 + (at * 7 % 13) as f64;
        draft.initiatives.push(Initiative {
            id: format!("{}@{part}", play.id),
            origin: Origin::Findings,
            play: Some(play),
            place: Place::of_files(PlaceKind::Component(part), &facts, &BTreeSet::new()),
            code_skill: "java".to_owned(),
            findings: Vec::new(),
            files: BTreeSet::new(),
            left: 0,
            covered: 1.0,
            effort: EffortDays::new(low, low * 2.0),
            effort_terms: Vec::new(),
            serves: vec![Tie { id: ["P1", "G1"][at % 2].to_owned(), themes: Vec::new(), points: 4.0 }],
        });
        let worth = 1_000.0 + (at * 31 % 17) as f64 * 400.0;
        draft.values.push(Value { money: Some(Monthly { low: worth, high: worth * 3.0 }), ..Value::default() });
        draft.indicators.push(Vec::new());
    }
    draft
}

fn main() {
    let (draft, brief) = (draft(), brief());
    let from = Moment::now();
    let plan = schedule_draft(&draft, &brief, Options::default()).expect("a roadmap");
    from.print("roadmap, whole search, 10,000 runs");
    let quick = Options { quick: true, ..Options::default() };
    for runs in [1, Options::default().runs] {
        let from = Moment::now();
        schedule_draft(&draft, &brief, Options { runs, ..Options::default() }).expect("a roadmap");
        from.print(&format!("  of it with {runs} runs in each pass"));
    }
    println!("  {} of {INITIATIVES} initiatives planned", plan.planned().len());
    let day = |month| Day::new(2027, month, 1).expect("a day");
    let mut times = Vec::new();
    for month in 2..13 {
        for change in [
            Change::Hire { person: "p2".to_owned(), from: Some(day(month)) },
            Change::CtoDays { from: None, per_month: f64::from(month) },
            Change::Exclude { play: plays()[month as usize].id.to_owned() },
        ] {
            let from = Moment::now();
            let other = changed(&brief, &[change]).expect("a change that means something");
            let scenario = roadmap_like(&draft, &other, &plan, quick).expect("a roadmap");
            let difference = difference(&plan, &scenario);
            assert!(!difference.moves.is_empty(), "a plan has initiatives");
            times.push(from.ms());
        }
    }
    for (name, which) in [("on the wall", 0), ("of work", 1)] {
        let mut sorted: Vec<f64> = times.iter().map(|(wall, own)| if which == 0 { *wall } else { *own }).collect();
        sorted.sort_by(f64::total_cmp);
        let at = |share: f64| sorted[((sorted.len() - 1) as f64 * share) as usize];
        println!(
            "{} what-ifs of 10,000 runs, ms {name:<12} {:>7.1} median, {:.1} least, {:.1} most",
            sorted.len(),
            at(0.5),
            at(0.0),
            at(1.0)
        );
    }
}

/// A moment: on the wall, and of this process's own work where the system says so.
struct Moment(Instant, Option<f64>);

impl Moment {
    fn now() -> Self {
        let spent = std::fs::read_to_string("/proc/self/schedstat").ok();
        let nanoseconds = spent.and_then(|text| text.split_whitespace().next()?.parse::<f64>().ok());
        Self(Instant::now(), nanoseconds.map(|count| count / 1e6))
    }

    /// Milliseconds since: of the wall and of own work.
    fn ms(&self) -> (f64, f64) {
        let now = Self::now();
        let wall = (now.0 - self.0).as_secs_f64() * 1000.0;
        (wall, now.1.zip(self.1).map_or(wall, |(now, then)| now - then))
    }

    fn print(&self, what: &str) {
        let (wall, own) = self.ms();
        println!("{what:<42} {wall:>8.1} ms on the wall, {own:>7.1} ms of work");
    }
}
