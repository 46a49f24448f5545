//! Judgement of the sample system.

use super::HOSTILE;
use quarterdeck_base::{EffortDays, Evidence, Fingerprint, Message, RepoPath};
use quarterdeck_findings::*;

const TEXTS: &[Text] = &[
    Text { key: "title", english: "Functions that are hard to follow" },
    Text { key: "consequence", english: "Every change here takes longer and breaks more than it should." },
    Text { key: "remedy", english: "Write tests around it, then split it into steps with names." },
    Text { key: "works", english: "{ $share } of the code stands in simple functions." },
    Text {
        key: "found",
        english: "{ $name } in { $path } is hard to follow: cognitive complexity { $cognitive } over { $lines ->\n[one] one line\n*[other] { $lines } lines\n}.",
    },
];

const fn check(id: &'static str, name: &'static str, dimension: Dimension) -> CheckMeta {
    CheckMeta { texts: TEXTS, ..CheckMeta::bare(id, name, dimension) }
}

/// Checks of the sample, one per outcome and dimension.
pub static CHECKS: [CheckMeta; 6] = [
    check("ARC-02", "circular-modules", Dimension::Architecture),
    check("DEB-02", "complex-functions", Dimension::Debt),
    check("DEB-05", "hidden-files", Dimension::Debt),
    check("PRO-01", "missing-pipeline", Dimension::Process),
    check("SEC-03", "vulnerable-dependencies", Dimension::Security),
    check("TEA-01", "single-author", Dimension::Team),
];

fn message(name: &str, path: &str) -> Message {
    let message = Message::new("found").name("name", name).path("path", &RepoPath::from(path));
    message.count("cognitive", 58).count("lines", 120)
}

fn finding(check: &'static str, severity: Severity, scope: Scope, message: Message) -> Finding {
    let evidence = match &scope {
        Scope::Function { repository, path, start_line, end_line, .. } => Evidence::Lines {
            repository: repository.clone(),
            path: path.clone(),
            start_line: *start_line,
            end_line: *end_line,
        },
        Scope::File { repository, path } => Evidence::File { repository: repository.clone(), path: path.clone() },
        _ => {
            Evidence::Absence { repository: "shop".to_owned(), looked_for: "SECURITY.md, docs/SECURITY.md".to_owned() }
        }
    };
    let commit = "c4e19d2a7f00112233445566778899aabbccddee".to_owned();
    Finding {
        check,
        fingerprint: Fingerprint::new(check, &[format!("{scope:?}").as_bytes()]),
        scope,
        severity,
        confidence: Confidence::High,
        message,
        evidence: vec![evidence, Evidence::Commit { repository: "shop".to_owned(), commit }],
        effort: EffortDays::new(1.0, 4.0),
        remediation_unit: "function:total".to_owned(),
        rank: 1.0,
    }
}

fn scopes() -> Vec<(Severity, Scope, Message)> {
    let repository = || "shop".to_owned();
    let order = RepoPath::from("src/Order/OrderService.php");
    let stock = RepoPath::from("src/Stock/StockWriter.php");
    let name = "OrderService::total".to_owned();
    let function =
        Scope::Function { repository: repository(), path: order.clone(), name, start_line: 118, end_line: 121 };
    let manifest = RepoPath::from("composer.json");
    let found = |name: &str| message(name, "src/Order/OrderService.php");
    vec![
        (Severity::Critical, function, found("OrderService::total")),
        (
            Severity::High,
            Scope::Dependency { repository: repository(), manifest, name: "guzzle".to_owned() },
            found("guzzle"),
        ),
        (
            Severity::High,
            Scope::Pair { repository: repository(), first: order.clone(), second: stock.clone() },
            found("pair"),
        ),
        (
            Severity::Medium,
            Scope::Group { repository: repository(), paths: vec![order.clone(), stock, RepoPath::from("a")] },
            found("group"),
        ),
        (
            Severity::Medium,
            Scope::Component { repository: repository(), name: "src/Order".to_owned() },
            found("src/Order"),
        ),
        (Severity::Medium, Scope::File { repository: repository(), path: order }, found("file")),
        (Severity::Low, Scope::Repository { repository: repository() }, found("shop")),
        (Severity::Low, Scope::System, found("system")),
    ]
}

fn result(position: usize, assessment: Assessment) -> CheckResult {
    let found = assessment.findings.len() as u64;
    CheckResult { meta: &CHECKS[position], weight_tenths: 75, assessment, found, waived: 0 }
}

fn dimensions() -> Vec<DimensionResult> {
    let given = |letter, score, held| Grade::Given { letter, score, held };
    let none = Grade::None { reason: "Only one check of three could be assessed.".to_owned() };
    let rows = [
        (given(Letter::C, 58.3, None), 0.31, 9),
        (given(Letter::E, 22.0, Some(Held::Critical)), 0.64, 14),
        (given(Letter::B, 71.5, None), 0.18, 4),
        (given(Letter::A, 84.0, None), 0.27, 7),
        (none, 0.05, 1),
    ];
    let row = |(dimension, (grade, share, assessed)): (Dimension, (Grade, f64, u32))| DimensionResult {
        dimension,
        grade,
        coverage: Coverage {
            share,
            word: CoverageWord::of(share),
            assessed,
            applicable: 27,
            widened_by: vec![(Access::People, 6), (Access::Platform, 4)],
            not_built: 5,
            unseen: None,
        },
    };
    Dimension::ALL.into_iter().zip(rows).map(row).collect()
}

static CATALOGUE: [CatalogueEntry; 1] = [CatalogueEntry {
    id: "DEB-40",
    name: "not-built-yet",
    dimension: Dimension::Debt,
    access: &[Access::Repository],
    weight_tenths: 50,
}];

/// Judgement of [`super::facts`]: every outcome, scope and severity.
pub fn judgement() -> Judgement {
    let all = scopes().into_iter().map(|(severity, scope, message)| finding("DEB-02", severity, scope, message));
    let hostile = Scope::File { repository: "shop".to_owned(), path: RepoPath::from(HOSTILE) };
    let measured = vec![Measured { key: "complex_code_share", value: 12.345_67, unit: "%" }];
    let named = finding("DEB-05", Severity::High, hostile, message("<img src=x onerror=alert(1)>", HOSTILE));
    let works = || Message::new("works").share("share", 0.934);
    let mut debt = result(1, Assessment::found(0.21, measured.clone(), all.collect()));
    debt.found = 340;
    debt.waived = 2;
    Judgement {
        dimensions: dimensions(),
        checks: vec![
            result(0, Assessment::ok(works(), measured.clone())),
            debt,
            result(2, Assessment::found(0.5, Vec::new(), vec![named])),
            result(3, Assessment::not_applicable("there is one person and no pipeline <b>")),
            result(4, Assessment::could_not_assess("no lock file pins a version", "a lock file beside composer.json")),
            result(5, Assessment::ok(works(), measured)),
        ],
        catalogue: &CATALOGUE,
        policy_hash: "0f1e2d3c4b5a69788796a5b4c3d2e1f0".to_owned(),
        knowledge_date: "2026-02-15".to_owned(),
    }
}

/// Nothing was found and nothing could be graded.
pub fn empty_judgement() -> Judgement {
    let mut judgement = judgement();
    judgement.checks = vec![result(4, Assessment::could_not_assess("the repository is empty", "a commit"))];
    for dimension in &mut judgement.dimensions {
        dimension.grade = Grade::None { reason: "Nothing could be assessed.".to_owned() };
    }
    judgement
}
