//! Facts of the sample system.

use super::HOSTILE;
use quarterdeck_base::{Gap, GapKind, RepoPath, Timestamp};
use quarterdeck_facts::*;

fn day(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

/// No repository content at all.
pub fn empty_facts() -> Facts {
    Facts { system: "empty".to_owned(), as_of: day("2026-03-01"), as_of_source: AsOfSource::Commit, ..Facts::default() }
}

fn file(path: RepoPath, language: &'static str, component: usize, code: u32, score: Option<f64>) -> FileFacts {
    let history = score.map(|score| FileHistory {
        revisions: 4 + score as u32,
        revisions_path: 3 + score as u32,
        revisions_12m: score as u32 / 2,
        sweeps_12m: 0,
        came_12m: false,
        imports_12m: 0,
        fixes: score as u32 / 4,
        decayed_revisions: score / 4.0,
        decayed_fixes: score / 8.0,
        authors: 2,
        author_emails: 3,
        main_author: Some(PersonIx::new(0)),
        main_author_share: 0.712_345,
        first_seen: day("2019-05-04T10:11:12Z"),
        last_changed: day("2026-02-01"),
    });
    FileFacts {
        repository: RepositoryIx::new(0),
        path,
        blob: "7b57bd29ea8afbdeb9bac68cf7074f4b531492a8".to_owned(),
        bytes: u64::from(code) * 31,
        language,
        kind: FileKind::Source,
        kind_rule: "extension",
        kind_claimed: false,
        component: ComponentIx::new(component),
        code,
        comments: code / 9,
        blanks: code / 7,
        indentation: code * 2,
        parse: ParseState::Parsed,
        functions: code / 20,
        cyclomatic_sum: code / 6,
        cyclomatic_max: code / 60,
        cognitive_sum: code / 5,
        cognitive_max: code / 40,
        duplicated_lines: code / 30,
        admitted_debt: 1,
        test_cases: 0,
        tests_skipped: 0,
        history,
        hotspot_score: score,
        effort_score: score.map(|score| score / 77.7),
        ..FileFacts::default()
    }
}

const FILES: &[(&str, &str, usize, u32, f64)] = &[
    ("src/Order/OrderService.php", "PHP", 0, 1_842, 97.3),
    ("src/Order/OrderController.php", "PHP", 0, 960, 71.0),
    ("src/Order/Invoice.php", "PHP", 0, 410, 33.0),
    ("src/Stock/StockWriter.php", "PHP", 1, 720, 54.6),
    ("src/Stock/Warehouse.php", "PHP", 1, 388, 12.2),
    ("src/Stock/Reservation.php", "PHP", 1, 204, 8.0),
    ("src/Api/Router.php", "PHP", 2, 310, 22.1),
    ("src/Api/Auth.php", "PHP", 2, 150, 6.0),
    ("web/app/checkout.ts", "TypeScript", 3, 1_120, 61.5),
    ("web/app/cart.ts", "TypeScript", 3, 640, 28.4),
    ("web/app/components/very/deep/folder/structure/with-a-long-name/ProductListing.tsx", "TypeScript", 3, 530, 18.0),
    ("web/app/i18n.ts", "TypeScript", 3, 90, 1.0),
];

/// A small shop with two languages, a cycle, clones, coupling, gaps, and names that attack their readers.
pub fn facts() -> Facts {
    let mut facts = empty_facts();
    facts.system = "Noordkaai <b>Shop</b>".to_owned();
    facts.repositories = vec![repository()];
    facts.components = components();
    facts.people = people();
    let listed = FILES.iter().map(|&(path, language, component, code, score)| {
        file(RepoPath::from(path), language, component, code, Some(score))
    });
    facts.files = listed.collect();
    facts.files.push(file(RepoPath::from(HOSTILE), "JavaScript", 3, 77, Some(40.0)));
    facts.files.push(file(RepoPath::new(b"web/caf\xe9.js".as_slice()), "JavaScript", 3, 12, None));
    facts.functions = vec![FunctionFacts {
        file: FileIx::new(0),
        name: "OrderService::total".to_owned(),
        start_line: 118,
        end_line: 260,
        code: 120,
        parameters: 5,
        nesting: 6,
        cyclomatic: 31,
        cognitive: 58,
        content_hash: 1,
        ..FunctionFacts::default()
    }];
    facts.commits = vec![commit("=HYPERLINK(\"http://x\") fix, again"), commit("Add \"free\" lines")];
    facts.contributions = (0..FILES.len()).flat_map(contributions).collect();
    facts.pairs = vec![pair(0, 3, Some(true)), pair(1, 8, None)];
    facts.imports = imports();
    facts.architecture = architecture();
    facts.clones = vec![clone()];
    facts.dependencies = vec![dependency("guzzlehttp/guzzle", "^6.0", ""), dependency("monolog/monolog", "", "2.1.0")];
    facts.gaps = gaps();
    facts
}

fn repository() -> RepositoryFacts {
    RepositoryFacts {
        name: "shop".to_owned(),
        commit: "c4e19d2a7f00112233445566778899aabbccddee".to_owned(),
        committed_at: day("2026-03-01"),
        commits: 4_812,
        merges: 611,
        first_commit_at: day("2016-02-11"),
        history: HistoryState::Complete,
        tags: vec![Tag { name: "v1".to_owned(), at: day("2017-01-01") }],
        merges_by_request: true,
    }
}

fn components() -> Vec<Component> {
    [("src/Order", 3, 3_212), ("src/Stock", 3, 1_312), ("src/Api", 2, 460), ("web", 6, 2_469)]
        .map(|(path, files, code)| Component {
            repository: RepositoryIx::new(0),
            path: RepoPath::from(path),
            name: path.to_owned(),
            reason: if path == "web" { ComponentReason::Manifest } else { ComponentReason::Folder },
            files,
            code,
        })
        .into()
}

fn people() -> Vec<Person> {
    [("Person 1", "Ada <i>Ex</i>", false), ("Person 2", "Bob Ample", false), ("Bot 1", "renovate", true)]
        .map(|(pseudonym, name, bot)| Person {
            pseudonym: pseudonym.to_owned(),
            name: name.to_owned(),
            email_domain: "example.org".to_owned(),
            bot,
            commits: 1_200,
            first_at: day("2016-02-11"),
            last_at: day("2026-02-11"),
            aliases: 2,
        })
        .into()
}

fn commit(subject: &str) -> CommitFacts {
    CommitFacts {
        repository: RepositoryIx::new(0),
        id: "c4e19d2a7f00112233445566778899aabbccddee".to_owned(),
        authored_at: day("2026-02-28T09:00:00Z"),
        committed_at: day("2026-03-01"),
        by_host: false,
        author: PersonIx::new(0),
        kind: CommitKind { fix: true, ..CommitKind::default() },
        files: Some(2),
        subject: subject.to_owned(),
        names_issue: false,
        zone_minutes: None,
        repeated: false,
        mainline: true,
        ..CommitFacts::default()
    }
}

fn contributions(position: usize) -> [Contribution; 2] {
    [(0, 30, true), (1, 9, false)].map(|(person, revisions, created)| Contribution {
        file: FileIx::new(position),
        person: PersonIx::new(person),
        revisions,
        revisions_24m: if person == 0 { 12 } else { 0 },
        created,
        last_at: day("2025-01-01"),
    })
}

fn pair(first: usize, second: usize, imported: Option<bool>) -> CoupledPair {
    CoupledPair {
        repository: RepositoryIx::new(0),
        first: RepoPath::from(FILES[first].0),
        second: RepoPath::from(FILES[second].0),
        first_file: Some(FileIx::new(first)),
        second_file: Some(FileIx::new(second)),
        shared: 31,
        sweeps: 0,
        first_revisions: 60,
        second_revisions: 44,
        degree: 59,
        focused_degree: 59,
        imported,
    }
}

fn imports() -> ImportGraph {
    let edge = |from, to| ImportEdge {
        from: FileIx::new(from),
        to: FileIx::new(to),
        line: 7,
        type_only: false,
        deferred: false,
    };
    let step = |from: &str, to: &str, example| CycleStep {
        from: RepoPath::from(from),
        to: RepoPath::from(to),
        imports: 4,
        example,
    };
    let cycle = Cycle {
        unit: ModuleUnit::Folder,
        repository: RepositoryIx::new(0),
        language: "PHP",
        modules: vec![RepoPath::from("src/Order"), RepoPath::from("src/Stock")],
        files: 6,
        example: vec![step("src/Order", "src/Stock", edge(0, 3)), step("src/Stock", "src/Order", edge(3, 0))],
        cut: vec![step("src/Stock", "src/Order", edge(3, 0))],
    };
    let share = |language, internal, external, unresolved| {
        let unit = Some(ModuleUnit::File);
        ImportShare { language, unit, internal, external, unresolved }
    };
    ImportGraph {
        edges: vec![edge(0, 3), edge(3, 0)],
        called: Vec::new(),
        shares: vec![share("JavaScript", 0, 0, 0), share("PHP", 210, 95, 12), share("TypeScript", 66, 40, 3)],
        cycles: vec![cycle],
    }
}

fn architecture() -> Architecture {
    let edge = |from, to| ImportEdge {
        from: FileIx::new(from),
        to: FileIx::new(to),
        line: 7,
        type_only: false,
        deferred: false,
    };
    let pair = |from, to, example, cut| ComponentPair {
        from: ComponentIx::new(from),
        to: ComponentIx::new(to),
        imports: 4,
        loading_imports: 4,
        importing_files: 2,
        imported_files: 1,
        examples: vec![example],
        declared: None,
        hidden_pairs: 1,
        in_cycle: true,
        cut,
    };
    let declared = Declaration { manifest: FileIx::new(8), line: 3 };
    let mut web = pair(3, 2, edge(8, 6), false);
    (web.declared, web.in_cycle) = (Some(declared), false);
    Architecture {
        pairs: vec![pair(0, 1, edge(0, 3), false), pair(1, 0, edge(3, 0), true), web],
        circles: vec![vec![ComponentIx::new(0), ComponentIx::new(1)]],
        files: Propagation { nodes: 12, edges: 9, reachable: Some(40), largest_circle: 6 },
        components: Propagation { nodes: 4, edges: 3, reachable: Some(9), largest_circle: 2 },
        outside: vec![OutsideSystem {
            name: "PostgreSQL",
            kind: "database",
            components: vec![ComponentIx::new(0)],
            dependency: "ext-pgsql".to_owned(),
            declared,
        }],
        diagrams: vec![diagram(edge(0, 3))],
    }
}

fn diagram(example: ImportEdge) -> Diagram {
    let found = |label: &str, place| BoxMatch { label: label.to_owned(), line: 4, place };
    let drawn = |imports, example| DrawnUse { from: "Orders".to_owned(), to: "Stock".to_owned(), imports, example };
    Diagram {
        file: FileIx::new(0),
        kind: DiagramKind::Mermaid,
        name: "The <b>parts</b>".to_owned(),
        line: 3,
        boxes: 4,
        arrows: 2,
        matches: vec![
            found("Orders", DrawnPlace::Component(ComponentIx::new(0))),
            found("Stock", DrawnPlace::Folder(RepositoryIx::new(0), RepoPath::from("src/Stock"))),
            found("cart.ts", DrawnPlace::File(FileIx::new(9))),
        ],
        comparison: Some(Comparison {
            boxes_without_code: vec![("Ledger".to_owned(), 5)],
            components_without_box: vec![ComponentIx::new(2)],
            arrows_without_import: vec![drawn(0, None)],
            imports_without_arrow: vec![drawn(1, Some(example))],
        }),
    }
}

fn clone() -> CloneGroup {
    let place = |file, start_line| ClonePlace { file: FileIx::new(file), start_line, end_line: start_line + 40 };
    CloneGroup { tokens: 260, lines: 41, hash: 9, places: vec![place(0, 300), place(3, 88)] }
}

fn dependency(name: &str, requirement: &str, version: &str) -> Dependency {
    Dependency {
        manifest: FileIx::new(0),
        ecosystem: Ecosystem::Packagist,
        name: name.to_owned(),
        requirement: requirement.to_owned(),
        version: version.to_owned(),
        scope: DependencyScope::Runtime,
        direct: Some(true),
        line: 12,
        licence: String::new(),
        needs: Vec::new(),
    }
}

fn gaps() -> Vec<Gap> {
    [
        (GapKind::TooLarge, 3, "data/export.sql"),
        (GapKind::ParsedWithErrors, 14, HOSTILE),
        (GapKind::Submodule, 1, "vendor/lib"),
    ]
    .map(|(kind, count, example)| Gap {
        repository: "shop".to_owned(),
        kind,
        count,
        examples: vec![RepoPath::from(example)],
        detail: String::new(),
    })
    .into()
}

/// The same system with many files, for the bound on the page's size.
pub fn large_facts(files: usize) -> Facts {
    let mut facts = facts();
    let count = facts.files.len();
    let more = (0..files).map(|position| {
        let path = format!("src/generated/module{:04}/package/SomeClassWithAName{position:06}.php", position % 300);
        let score = (position % 97) as f64;
        file(RepoPath::from(path.as_str()), "PHP", position % 4, 20 + (position * 37 % 900) as u32, Some(score))
    });
    facts.files.extend(more);
    assert_eq!(facts.files.len(), files + count);
    facts
}
