//! A document with every block, in three languages, and one of hostile texts. The company and its figures are made up.

use quarterdeck_document::{
    Align, Bar, Bars, Block, Cell, Column, Document, Figure, GradeBadge, Lane, Reference, Run, Status, Table, Text,
    Timeline, Tone, plain,
};

/// The languages that documents come in.
pub(crate) const LANGUAGES: [&str; 3] = ["en", "fr", "nl"];

/// Texts that are markup somewhere: HTML, Markdown, typst, mathematics, mentions; and characters that hide or reorder.
pub(crate) const HOSTILE: &[&str] = &[
    "<script>alert('x')</script><img src=x onerror=alert(1)>",
    "#import \"/etc/passwd\": * #sys.version #panic(1)",
    "$x^2$ *strong* _emph_ `code` <label> @reference // comment /* */ \\ ~",
    "| a | b | [link](https://evil.test) www.evil.test https://evil.test",
    "\"] } ); quote ' \u{202e}gpj.exe \u{200f}\u{0}\u{1b}[2J",
    "emoji 👩‍💻🚢, 漢字, العربية, עברית, Ελληνικά, Кириллица, e\u{301}",
    "= heading\n- list\n1. steps\n```rust",
    "averyveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryveryverylongpath/without/a/space.rs",
];

/// The text of a language: English, French, Dutch.
fn say<'a>(language: &str, en: &'a str, fr: &'a str, nl: &'a str) -> &'a str {
    match language {
        "fr" => fr,
        "nl" => nl,
        _ => en,
    }
}

fn words(language: &str) -> std::collections::BTreeMap<String, String> {
    [
        ("evidence", "Evidence", "Preuves", "Bewijzen"),
        ("page", "page", "page", "pagina"),
        ("of", "of", "sur", "van"),
        ("done", "Done", "Fait", "Klaar"),
        ("on-track", "On track", "Dans les temps", "Op schema"),
        ("at-risk", "At risk", "Menacé", "In gevaar"),
        ("late", "Late", "En retard", "Te laat"),
        ("planned", "Planned", "Prévu", "Gepland"),
        ("unknown", "Unknown", "Inconnu", "Onbekend"),
        ("grade", "Grade", "Note", "Cijfer"),
    ]
    .into_iter()
    .map(|(key, en, fr, nl)| (key.to_owned(), say(language, en, fr, nl).to_owned()))
    .collect()
}

fn strong(text: &str) -> Run {
    Run { text: text.to_owned(), strong: true, reference: None }
}

fn run(text: &str, reference: Option<usize>) -> Run {
    Run { text: text.to_owned(), strong: false, reference }
}

fn cell(text: &str, status: Option<Status>) -> Cell {
    Cell { text: if text.is_empty() { Text::new() } else { plain(text) }, status }
}

fn grades(l: &str) -> Block {
    let coverage = say(l, "22 % looked at, narrow", "22 % examinés, étroit", "22 % bekeken, smal");
    let word = |letter| match letter {
        Some('A') => say(l, "healthy", "sain", "gezond"),
        Some('C') => say(l, "fair", "moyen", "matig"),
        Some('D') => say(l, "weak", "faible", "zwak"),
        Some('E') => say(l, "critical", "critique", "kritiek"),
        _ => say(l, "no grade", "sans note", "geen cijfer"),
    };
    let badge = |en, fr, nl, letter| GradeBadge {
        title: say(l, en, fr, nl).to_owned(),
        letter,
        word: word(letter).to_owned(),
        coverage: coverage.to_owned(),
    };
    Block::Grades(vec![
        badge("Architecture", "Architecture", "Architectuur", Some('C')),
        badge("Technical debt", "Dette technique", "Technische schuld", Some('D')),
        badge("Process", "Processus", "Proces", Some('A')),
        badge("Security", "Sécurité", "Beveiliging", Some('E')),
        badge("Team", "Équipe", "Team", None),
    ])
}

fn figures(l: &str) -> Block {
    let figure = |label: &str, value: &str, note: &str| Figure {
        label: label.to_owned(),
        value: value.to_owned(),
        note: note.to_owned(),
    };
    Block::Figures(vec![
        figure(
            say(l, "Plan ends", "Fin du plan", "Einde van het plan"),
            say(l, "10 Sep 2027", "10 sept. 2027", "10 sep 2027"),
            say(l, "85 chances in 100", "85 chances sur 100", "85 kansen op 100"),
        ),
        figure(
            say(l, "Work", "Travail", "Werk"),
            say(l, "140 to 310 days", "140 à 310 jours", "140 tot 310 dagen"),
            say(l, "12 initiatives", "12 initiatives", "12 initiatieven"),
        ),
        figure(
            say(l, "Cost", "Coût", "Kosten"),
            say(l, "€312,000", "312\u{202f}000\u{202f}€", "€ 312.000"),
            say(l, "of an approved €330,000", "sur 330\u{202f}000\u{202f}€ approuvés", "van goedgekeurde € 330.000"),
        ),
        figure(say(l, "Reserve", "Réserve", "Reserve"), say(l, "€18,000", "18\u{202f}000\u{202f}€", "€ 18.000"), ""),
    ])
}

/// The name of an initiative.
fn initiative<'a>(l: &str, key: &'a str) -> &'a str {
    match key {
        "tests" => {
            say(l, "Put tests around billing", "Protéger la facturation par des tests", "Tests rond de facturatie")
        }
        "runtimes" => {
            say(l, "Replace ended runtimes", "Remplacer les moteurs en fin de vie", "Verouderde runtimes vervangen")
        }
        "build" => say(l, "Build on every change", "Construire à chaque changement", "Bouwen bij elke wijziging"),
        "hire" => say(l, "Hire a senior developer", "Recruter un développeur senior", "Een senior developer aanwerven"),
        "share" => say(
            l,
            "Share what one person knows",
            "Partager ce qu’une seule personne sait",
            "Kennis van één persoon delen",
        ),
        "portal" => say(l, "Move the portal", "Déplacer le portail", "Het portaal verhuizen"),
        other => other,
    }
}

fn table(l: &str) -> Block {
    let column = |title: &str, align| Column { title: title.to_owned(), align };
    let row = |what: &str, days: &str, cost: &str, when: &str, status| {
        vec![cell(what, None), cell(days, None), cell(cost, None), cell(when, Some(status))]
    };
    Block::Table(Table {
        caption: say(
            l,
            "Three of six promises are in danger before the year-end peak",
            "Trois promesses sur six sont menacées avant le pic de fin d’année",
            "Drie van de zes beloften zijn in gevaar voor de eindejaarspiek",
        )
        .to_owned(),
        columns: vec![
            column(say(l, "Initiative", "Initiative", "Initiatief"), Align::Left),
            column(say(l, "Days", "Jours", "Dagen"), Align::Right),
            column(say(l, "Cost", "Coût", "Kosten"), Align::Right),
            column(say(l, "Promised for", "Promis pour", "Beloofd voor"), Align::Left),
        ],
        rows: vec![
            row(initiative(l, "tests"), "10 – 30", "€ 9 000", "18 Dec 2026", Status::AtRisk),
            row(initiative(l, "runtimes"), "5 – 12", "€ 5 100", "20 Nov 2026", Status::Late),
            row(initiative(l, "build"), "2 – 4", "€ 1 800", "2 Oct 2026", Status::Done),
            row(initiative(l, "hire"), "8 – 20", "€ 4 000", "1 Mar 2027", Status::OnTrack),
            row(initiative(l, "share"), "6 – 15", "€ 6 500", "", Status::Planned),
            row(initiative(l, "portal"), "?", "?", "", Status::Unknown),
        ],
    })
}

fn lane(
    label: &str,
    note: &str,
    from_to: (f64, f64),
    mark: Option<f64>,
    range: Option<(f64, f64)>,
    status: Status,
) -> Lane {
    Lane {
        label: label.to_owned(),
        note: note.to_owned(),
        from: from_to.0,
        to: from_to.1,
        mark,
        range,
        status,
        words: format!("{} – {}", note, label),
    }
}

fn timeline(l: &str) -> Block {
    let group = |en, fr, nl, lanes| (say(l, en, fr, nl).to_owned(), lanes);
    let days = say(l, "10 to 30 days", "10 à 30 jours", "10 tot 30 dagen");
    let quarter = say(l, "Q", "T", "K");
    Block::Timeline(Timeline {
        caption: say(l, "18 months, safety first", "18 mois, la sécurité d’abord", "18 maanden, veiligheid eerst").to_owned(),
        periods: (0..6).map(|at| format!("{quarter}{} {}", (at + 3) % 4 + 1, 2026 + (at + 3) / 4)).collect(),
        groups: vec![
            group("Stability", "Stabilité", "Stabiliteit", vec![
                lane(
                    initiative(l, "tests"),
                    days,
                    (0.01, 0.28),
                    Some(0.30),
                    Some((0.27, 0.34)),
                    Status::AtRisk,
                ),
                lane(
                    initiative(l, "runtimes"),
                    days,
                    (0.05, 0.22),
                    Some(0.17),
                    Some((0.2, 0.26)),
                    Status::Late,
                ),
                lane(
                    initiative(l, "build"),
                    days,
                    (0.0, 0.04),
                    Some(0.05),
                    None,
                    Status::Done,
                ),
            ]),
            group("Growth", "Croissance", "Groei", vec![
                lane(
                    initiative(l, "hire"),
                    days,
                    (0.2, 0.5),
                    Some(0.6),
                    Some((0.48, 0.55)),
                    Status::OnTrack,
                ),
                lane(
                    initiative(l, "share"),
                    days,
                    (0.55, 0.8),
                    Some(0.85),
                    None,
                    Status::Planned,
                ),
                lane(
                    initiative(l, "portal"),
                    "",
                    (0.7, 1.0),
                    Some(1.0),
                    Some((0.9, 1.0)),
                    Status::Unknown,
                ),
            ]),
        ],
        legend: say(
            l,
            "Bar: scheduled work. Sign: promised day. Bracket: from as likely as not to 85 chances in 100.",
            "Barre\u{202f}: travail prévu. Signe\u{202f}: jour promis. Crochet\u{202f}: d’une chance sur deux à 85 sur 100.",
            "Balk: gepland werk. Teken: beloofde dag. Haak: van één kans op twee tot 85 op 100.",
        )
        .to_owned(),
    })
}

fn bars(l: &str) -> Block {
    let bar = |at: usize, values: [f64; 2], line: f64| Bar {
        label: format!("{}{at}", say(l, "Q", "T", "K")),
        values: values.to_vec(),
        line: Some(line),
        words: format!("{} / {line}", values[0] + values[1]),
    };
    Block::Bars(Bars {
        caption: say(
            l,
            "Days are missing in the second quarter",
            "Il manque des jours au deuxième trimestre",
            "In het tweede kwartaal ontbreken dagen",
        )
        .to_owned(),
        unit: say(l, "Days of work a quarter", "Jours de travail par trimestre", "Werkdagen per kwartaal").to_owned(),
        parts: vec![
            say(l, "Roadmap", "Feuille de route", "Roadmap").to_owned(),
            say(l, "Reviews", "Revues", "Nazicht").to_owned(),
        ],
        line: say(l, "Available", "Disponible", "Beschikbaar").to_owned(),
        bars: vec![
            bar(1, [31.0, 6.0], 40.0),
            bar(2, [44.0, 8.5], 40.0),
            bar(3, [28.0, 4.0], 52.0),
            bar(4, [0.0, 0.0], 52.0),
        ],
    })
}

fn opening(l: &str) -> Vec<Block> {
    let answer = vec![
        run(say(l, "The plan holds, except ", "Le plan tient, sauf ", "Het plan houdt stand, behalve "), None),
        strong(say(l, "the runtimes", "les moteurs d’exécution", "de runtimes")),
        run(
            say(
                l,
                ", which will be three weeks late.",
                ", qui auront trois semaines de retard.",
                ", die drie weken te laat komen.",
            ),
            Some(0),
        ),
    ];
    let need = |en, fr, nl| {
        vec![
            strong(say(l, en, fr, nl)),
            run(say(l, " By 30 October.", " Avant le 30 octobre.", " Voor 30 oktober."), Some(1)),
        ]
    };
    vec![
        Block::Callout(Tone::Answer, answer),
        grades(l),
        figures(l),
        Block::Heading(1, say(l, "We need from you", "Nous avons besoin de vous", "Wij hebben u nodig").to_owned()),
        Block::Steps(vec![
            need(
                "Sign the offer to the senior developer.",
                "Signer l’offre au développeur senior.",
                "Onderteken het aanbod aan de senior developer.",
            ),
            need("Choose what waits in November.", "Choisir ce qui attend en novembre.", "Kies wat in november wacht."),
        ]),
        Block::Callout(
            Tone::Warning,
            plain(say(
                l,
                "12 days are missing in the second quarter.",
                "Il manque 12 jours au deuxième trimestre.",
                "In het tweede kwartaal ontbreken 12 dagen.",
            )),
        ),
        Block::Callout(
            Tone::Unknown,
            plain(say(
                l,
                "What the portal costs is not known.",
                "Le coût du portail n’est pas connu.",
                "Wat het portaal kost is niet bekend.",
            )),
        ),
        table(l),
    ]
}

fn plan(l: &str) -> Vec<Block> {
    vec![
        Block::NewPage,
        Block::Heading(1, say(l, "When", "Quand", "Wanneer").to_owned()),
        Block::Paragraph(vec![run(
            say(
                l,
                "Work that protects other work comes first.",
                "Le travail qui protège les autres vient d’abord.",
                "Werk dat ander werk beschermt komt eerst.",
            ),
            Some(0),
        )]),
        timeline(l),
        bars(l),
        Block::Heading(2, say(l, "Why in this order", "Pourquoi dans cet ordre", "Waarom in deze volgorde").to_owned()),
        Block::Bullets(vec![
            plain(say(
                l,
                "Tests first: nothing can be changed safely without them.",
                "Les tests d’abord\u{202f}: rien ne peut changer sans risque sans eux.",
                "Eerst tests: zonder tests kan niets veilig veranderen.",
            )),
            plain(say(
                l,
                "One person holds half of the knowledge.",
                "Une seule personne détient la moitié du savoir.",
                "Eén persoon bezit de helft van de kennis.",
            )),
        ]),
    ]
}

/// A document with every block.
pub(crate) fn document(l: &str) -> Document {
    Document {
        language: l.to_owned(),
        title: say(l, "Technology roadmap", "Feuille de route technologique", "Technologieroadmap").to_owned(),
        subtitle: say(
            l,
            "For the management team, 1 November 2026",
            "Pour l’équipe de direction, 1er novembre 2026",
            "Voor het managementteam, 1 november 2026",
        )
        .to_owned(),
        organisation: "Noordkaai Logistics".to_owned(),
        foot: say(
            l,
            "Data of 1 November 2026. Nothing was executed.",
            "Données du 1er novembre 2026. Rien n’a été exécuté.",
            "Gegevens van 1 november 2026. Niets werd uitgevoerd.",
        )
        .to_owned(),
        words: words(l),
        blocks: [opening(l), plan(l)].concat(),
        references: vec![
            Reference { id: "ARC-08".to_owned(), text: "billing/Dockerfile:3, commit 1f2e3d4".to_owned() },
            Reference { id: "TEA-02".to_owned(), text: "quarterdeck explain TEA-02".to_owned() },
        ],
        date: "2026-11-01".to_owned(),
    }
}

/// One of the hostile texts.
fn text(at: usize) -> &'static str {
    HOSTILE[at % HOSTILE.len()]
}

fn hostile_words() -> Vec<Block> {
    let all: Vec<Text> =
        HOSTILE.iter().map(|text| vec![strong(text), run(text, Some(0)), run(text, Some(99))]).collect();
    let mut blocks: Vec<Block> = all.iter().map(|text| Block::Paragraph(text.clone())).collect();
    blocks.extend([
        Block::Heading(9, text(0).to_owned()),
        Block::Heading(0, text(1).to_owned()),
        Block::Heading(3, text(2).to_owned()),
        Block::Bullets(all.clone()),
        Block::Steps(all.clone()),
        Block::Callout(Tone::Warning, all[6].clone()),
        Block::Figures(
            HOSTILE
                .iter()
                .map(|t| Figure { label: (*t).to_owned(), value: (*t).to_owned(), note: (*t).to_owned() })
                .collect(),
        ),
        Block::Grades(vec![GradeBadge {
            title: text(2).to_owned(),
            letter: Some('<'),
            word: text(3).to_owned(),
            coverage: text(4).to_owned(),
        }]),
    ]);
    blocks
}

fn hostile_charts() -> Vec<Block> {
    let numbers = [f64::NAN, f64::INFINITY, -3.0, 1e300];
    vec![
        Block::Table(Table {
            caption: text(3).to_owned(),
            columns: vec![
                Column { title: text(3).to_owned(), align: Align::Left },
                Column { title: text(2).to_owned(), align: Align::Right },
            ],
            rows: HOSTILE.iter().map(|text| vec![cell(text, Some(Status::Late)), cell(text, None)]).collect(),
        }),
        Block::Table(Table { caption: String::new(), columns: Vec::new(), rows: Vec::new() }),
        Block::Timeline(Timeline {
            caption: text(0).to_owned(),
            periods: HOSTILE.iter().map(|text| (*text).to_owned()).collect(),
            groups: vec![(
                text(1).to_owned(),
                numbers
                    .iter()
                    .map(|n| lane(text(3), text(5), (*n, -n), Some(*n), Some((*n, *n)), Status::Unknown))
                    .collect(),
            )],
            legend: text(5).to_owned(),
        }),
        Block::Timeline(Timeline {
            caption: String::new(),
            periods: Vec::new(),
            groups: Vec::new(),
            legend: String::new(),
        }),
        Block::Bars(Bars {
            caption: text(1).to_owned(),
            unit: text(2).to_owned(),
            parts: vec![text(3).to_owned()],
            line: text(4).to_owned(),
            bars: numbers
                .iter()
                .map(|n| Bar {
                    label: text(5).to_owned(),
                    values: vec![*n, *n],
                    line: Some(*n),
                    words: text(6).to_owned(),
                })
                .collect(),
        }),
        Block::Bars(Bars {
            caption: String::new(),
            unit: String::new(),
            parts: Vec::new(),
            line: String::new(),
            bars: Vec::new(),
        }),
    ]
}

/// A document in which every text is hostile, and every number out of its bounds.
pub(crate) fn hostile() -> Document {
    Document {
        language: "\"><x".to_owned(),
        title: text(0).to_owned(),
        subtitle: text(1).to_owned(),
        organisation: text(2).to_owned(),
        foot: text(1).to_owned(),
        words: std::collections::BTreeMap::new(),
        blocks: [hostile_words(), hostile_charts()].concat(),
        references: HOSTILE.iter().map(|text| Reference { id: (*text).to_owned(), text: (*text).to_owned() }).collect(),
        date: "not a day".to_owned(),
    }
}
