//! ARC-07: more languages than the team can staff.

use crate::Rule;
use crate::support::{days, history_gap, limit, measured, share, source_code, source_lines, year_ago};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::Facts;
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Scope, Severity, Status, Text, ThresholdMeta,
};
use std::collections::BTreeMap;

/// Languages that one person knows together; the first names the family.
const FAMILIES: &[(&str, &[&str])] = &[
    (
        "JavaScript and TypeScript",
        &["JavaScript", "JSX", "TypeScript", "TSX", "Vue", "Svelte", "CoffeeScript", "Astro"],
    ),
    ("C and C++", &["C", "C++", "Objective-C", "Objective-C++"]),
    ("Python", &["Python", "Cython", "Jupyter Notebooks"]),
    ("Java and Groovy", &["Java", "Groovy"]),
];

/// Languages that glue a build together: every team has them and nobody is hired for them.
#[rustfmt::skip]
const GLUE: &[&str] = &[
    "Automake", "BASH", "Batch", "C Shell", "CMake", "Dockerfile", "Fish", "Gradle", "HCL", "Just",
    "Makefile", "Meson", "MSBuild", "Nix", "PowerShell", "Shell", "Starlark", "Zsh",
];

static META: CheckMeta = CheckMeta {
    id: "ARC-07",
    name: "language-sprawl",
    dimension: Dimension::Architecture,
    status: Status::Preview,
    since: "0.1.0",
    finds: "Programming languages that each hold more than 5 % of the source code lines, in systems that at most five \
            people have changed in the last 12 months. What one person knows together counts once (JavaScript and \
            TypeScript, C and C++); scripts of the build do not count.",
    matters: "Each language asks for people who know it, tools, updates and habits. A small team can keep few of them \
              alive.",
    evidence: "The command that prints files with their language.",
    effort: "20 to 60 days for the smallest language to go; not starting the next one costs nothing.",
    texts: &[
        Text { key: "title", english: "More languages than the team can staff" },
        Text {
            key: "found",
            english: "{ $count } languages hold more than { $limit } % of the source code each ({ $languages }), for { \
                      $people ->\n    [one] one active person\n   *[other] { $people } active people\n }.",
        },
        Text { key: "works", english: "The source code is written in few languages: { $languages }." },
        Text {
            key: "consequence",
            english: "When the one who knows a language leaves, that part of the system stops moving.",
        },
        Text {
            key: "remedy",
            english: "Agree on the languages in which new code is written. Move the smallest part first, when it has \
                      to change anyway.",
        },
    ],
    thresholds: &[
        ThresholdMeta { key: "languages", green: 3.0, red: 6.0, source: "proposal" },
        ThresholdMeta {
            key: "language_percent",
            green: 5.0,
            red: 5.0,
            source: "proposal: less is a script or an example",
        },
        ThresholdMeta {
            key: "team_people",
            green: 5.0,
            red: 5.0,
            source: "proposal: a larger team can staff more languages",
        },
    ],
    exceptions: &[
        "Markup, style sheets, data and templates are no programming languages here.",
        "Shell, makefiles and other scripts of the build are left out.",
        "Teams of more than five active people are not asked.",
        "A system that is written in several languages on purpose (bindings for each) is found: waive it.",
    ],
    precision: None,
    sources: &["ThoughtWorks Technology Radar: polyglot programming, and its cost"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let all = source_lines(facts);
    if all == 0 {
        return Assessment::not_applicable("there is no source code");
    }
    if let Some(gap) = history_gap(facts) {
        return gap;
    }
    let since = year_ago(facts);
    let people = facts.people.iter().filter(|person| !person.bot && person.last_at >= since).count() as u64;
    let team = limit(policy, &META, "team_people");
    if people as f64 > team {
        return Assessment::not_applicable(format!("more than {team} people are active"));
    }
    let least = limit(policy, &META, "language_percent");
    let spoken = languages(facts, all, least);
    let value = spoken.len() as f64;
    let figures = vec![measured("languages", value, "languages")];
    let score = policy.threshold(&META, "languages").score(value);
    let names = spoken.join(", ");
    if score >= 1.0 {
        return Assessment::ok(Message::new("works").name("languages", names), figures);
    }
    let finding = Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[b"languages"]),
        scope: Scope::System,
        severity: Severity::Low,
        confidence: Confidence::Medium,
        message: Message::new("found")
            .count("count", spoken.len() as u64)
            .number("limit", least)
            .name("languages", names)
            .count("people", people),
        evidence: vec![Evidence::Command { arguments: "facts . --level file".to_owned() }],
        effort: days(20.0, 60.0, 60.0),
        remediation_unit: "languages".to_owned(),
        rank: value,
    };
    Assessment::found(score, figures, vec![finding])
}

/// Families of languages with more than so many per cent of the lines, most lines first.
fn languages(facts: &Facts, all: u64, least_percent: f64) -> Vec<&'static str> {
    let mut lines: BTreeMap<&'static str, u64> = BTreeMap::new();
    for (_, file) in source_code(facts).filter(|(_, file)| !GLUE.contains(&file.language)) {
        let family = FAMILIES.iter().find(|(_, members)| members.contains(&file.language));
        *lines.entry(family.map_or(file.language, |(name, _)| name)).or_default() += u64::from(file.code);
    }
    let mut spoken: Vec<(&'static str, u64)> =
        lines.into_iter().filter(|(_, code)| share(*code, all) * 100.0 > least_percent).collect();
    spoken.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    spoken.into_iter().map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, add_person, empty_facts, said, shallow};
    use quarterdeck_facts::Facts;
    use quarterdeck_findings::Policy;

    fn system(languages: &[&'static str], people: usize) -> Facts {
        let mut facts = empty_facts();
        languages.iter().for_each(|language| {
            add_file(&mut facts, "a", |file| file.language = language);
        });
        (0..people).for_each(|_| {
            add_person(&mut facts, 3);
        });
        add_person(&mut facts, 400);
        facts
    }

    #[test]
    fn languages_count_for_small_teams() {
        let four = ["PHP", "Go", "Python", "JavaScript"];
        for (facts, expected, score) in [
            (system(&four[..3], 2), "ok", 1.0),
            (system(&four, 2), "found 1", 2.0 / 3.0),
            (system(&four, 5), "found 1", 2.0 / 3.0),
            (system(&four, 6), "not-applicable", 0.0),
            (system(&["PHP", "JavaScript", "TypeScript", "TSX", "Vue", "Go"], 2), "ok", 1.0),
            (system(&["PHP", "BASH", "Makefile", "PowerShell", "CSS", "HTML", "SQL"], 2), "ok", 1.0),
            (shallow(system(&four, 2)), "could-not-assess", 0.0),
            (empty_facts(), "not-applicable", 0.0),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!(said(&assessment), expected);
            assert!((assessment.score - score).abs() < 1e-9);
        }
    }
}
