//! ARC-01: modules that import each other in a circle.

use crate::Rule;
use crate::support::{days, lines_evidence, measured, parse_gap, percent, share, source_code, source_lines};
use quarterdeck_base::{EffortDays, Evidence, Fingerprint, Message, RepoPath};
use quarterdeck_facts::{Cycle, CycleStep, Facts, ImportShare, ModuleUnit};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Scope, Severity, Status, Text, ThresholdMeta,
};
use std::collections::BTreeSet;

static META: CheckMeta = CheckMeta {
    id: "ARC-01",
    name: "import-cycles",
    dimension: Dimension::Architecture,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Strongly connected components of two or more modules in the import graph of source files. A module is a \
            file \
            in Python, JavaScript, TypeScript, Vue, C, C++, Lua and shell scripts, and a folder (package, namespace) in Java, Kotlin, Scala, C#, PHP and Go. Imports \
            that \
            exist for types only or run when a function is called do not count, nor do imports of tests. The score \
            falls \
            with the share of source files that stand in a cycle.",
    matters: "Parts that need each other cannot be understood, tested, released or replaced one at a time: each \
              rewrite \
              becomes a rewrite of the whole circle.",
    evidence: "The import lines of a shortest closed walk, and the edge whose removal costs least.",
    effort: "Half a day to one day for each edge to cut, plus up to a quarter of a day for each import behind it; at \
             most \
             40 days.",
    texts: &[
        Text { key: "title", english: "Modules that import each other in a circle" },
        Text {
            key: "found",
            english: "{ $count } modules with { $files } source files import each other in a circle. { $cuts ->\n    \
                      [one] One step opens it\n   *[other] { $cuts } steps open it\n }, first the use of { $to } by \
                      { $from } ({ $imports ->\n    [one] one import\n   *[other] { $imports } imports\n }).",
        },
        Text { key: "works", english: "No circular imports between { $files } source files." },
        Text {
            key: "consequence",
            english: "A change in one of these modules can break every other one, and none of them can be moved or \
                      replaced alone.",
        },
        Text {
            key: "remedy",
            english: "Cut the named edge first: move what both sides need into a module of its own, or hand it in from \
                      outside. Then forbid the circle with an import rule in the pipeline.",
        },
    ],
    thresholds: &[
        ThresholdMeta {
            key: "files_in_cycles_percent",
            green: 0.0,
            red: 10.0,
            source: "red end proposed, after Mo, Cai, Kazman 2015: files in cycles have a higher bug and change rate",
        },
        ThresholdMeta {
            key: "resolved_imports_percent",
            green: 60.0,
            red: 60.0,
            source: "proposal: below it the graph has too many holes to be believed",
        },
    ],
    exceptions: &[
        "Type-only imports (TypeScript `import type`, Python `TYPE_CHECKING`) and imports inside functions, the usual \
         way \
         out of a circle in Django projects such as saleor: they are not edges.",
        "Files of one package or namespace use each other freely in Java, C#, PHP and Go: only circles between \
         folders count.",
        "Small circles of packages are common in large .NET and Java systems: two or three folders are of \
         low severity.",
        "Ruby loads a class when its name is first used, modules of Elixir find each other when they run, files of a \
         Swift module are compiled as one, and nothing runs when a Dart library is imported: circles of files are \
         ordinary there and not looked for.",
        "Modules of one Rust crate may use each other by design, and Cargo allows no circle of crates: a system in Rust \
         alone (tokio) is not applicable.",
        "A compiler that forbids circles (Go packages, prometheus) leaves nothing to find.",
        "Frameworks that import by name at run time (dependency injection, service locators): such imports are not \
         seen, \
         and under 60 % resolved imports the check does not answer.",
    ],
    precision: None,
    sources: &[
        "Mo, Cai, Kazman, Xiao: Hotspot Patterns, WICSA 2015",
        "Lakos: Large-Scale C++ Software Design, 1996, on cyclic physical dependencies",
    ],
};

/// A circle of fewer of the source files is no matter of the whole system.
const LEAST_SHARE: f64 = 0.05;

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let (counted, free): (Vec<&ImportShare>, Vec<&ImportShare>) =
        facts.imports.shares.iter().partition(|share| share.unit.is_some());
    let in_language = |shares: &[&ImportShare]| {
        source_code(facts).filter(|(_, file)| shares.iter().any(|share| share.language == file.language)).count() as u64
    };
    let files = in_language(&counted);
    let all: u64 = counted.iter().map(|share| share.all()).sum();
    if (files == 0 || all == 0) && in_language(&free) > 0 {
        return Assessment::not_applicable(
            "the languages of the system mean their files to use each other in circles, and load them as needed",
        );
    }
    let known: u64 = counted.iter().map(|share| share.known()).sum();
    let Some(resolved) = Some(share(known, all)).filter(|_| files > 0 && all > 0) else {
        return parse_gap(facts).unwrap_or_else(|| {
            Assessment::could_not_assess(
                "there are no imports in a language whose imports are resolved",
                "import resolution for the languages of the system",
            )
        });
    };
    if percent(resolved) < policy.threshold(&META, "resolved_imports_percent").green {
        return Assessment::could_not_assess(
            format!("only {} % of the imports could be resolved", percent(resolved)),
            "the path settings of the build (aliases, source roots) inside the repository",
        );
    }
    let in_cycles: u64 = facts.imports.cycles.iter().map(|cycle| u64::from(cycle.files)).sum();
    let value = percent(share(in_cycles, files).min(1.0));
    let figures = vec![measured("files_in_cycles_percent", value, "%")];
    if facts.imports.cycles.is_empty() {
        let read: u64 = source_code(facts)
            .filter(|(_, file)| counted.iter().any(|share| share.language == file.language))
            .map(|(_, file)| u64::from(file.code))
            .sum();
        if read * 2 < source_lines(facts) {
            return Assessment::not_applicable("most of the code is in languages in which circles are not looked for");
        }
        return Assessment::ok(Message::new("works").count("files", files), figures);
    }
    let confidence = if resolved >= 0.9 { Confidence::High } else { Confidence::Medium };
    let findings = facts.imports.cycles.iter().filter_map(|cycle| finding(facts, cycle, confidence)).collect();
    Assessment::found(policy.threshold(&META, "files_in_cycles_percent").score(value), figures, findings)
}

fn finding(facts: &Facts, cycle: &Cycle, confidence: Confidence) -> Option<Finding> {
    let cut = cycle.cut.first().or(cycle.example.first())?;
    let repository = facts.repositories.get(cycle.repository.at())?.name.clone();
    let mut names: Vec<&[u8]> = cycle.modules.iter().map(|module| module.file_name().as_ref()).collect();
    names.sort_unstable();
    let fingerprint = Fingerprint::new(META.id, &names);
    Some(Finding {
        check: META.id,
        fingerprint,
        scope: Scope::Group { repository, paths: cycle.modules.clone() },
        severity: severity(facts, cycle),
        confidence,
        message: Message::new("found")
            .count("count", cycle.modules.len() as u64)
            .count("files", u64::from(cycle.files))
            .count("cuts", cycle.cut.len().max(1) as u64)
            .path("from", &shown(&cut.from))
            .path("to", &shown(&cut.to))
            .count("imports", u64::from(cut.imports)),
        evidence: evidence(facts, cycle, cut),
        effort: effort(cycle),
        remediation_unit: format!("cycle:{fingerprint}"),
        rank: f64::from(cycle.files),
    })
}

/// The root folder is a module too, and has no name of its own.
fn shown(module: &RepoPath) -> RepoPath {
    if module.as_bytes().is_empty() { RepoPath::from(".") } else { module.clone() }
}

/// Folders that use each other are looser than files that do; what nobody changes, and what only builds the product, hurts
/// nobody today; a small part of the system is never high.
fn severity(facts: &Facts, cycle: &Cycle) -> Severity {
    if is_quiet(facts, cycle) || cycle.modules.iter().all(is_of_build) {
        return Severity::Low;
    }
    let part = share(u64::from(cycle.files), source_code(facts).count() as u64);
    let (medium, high) = match cycle.unit {
        ModuleUnit::File => (3, 10),
        ModuleUnit::Folder => (4, 20),
    };
    match cycle.modules.len() {
        modules if modules >= high && part >= LEAST_SHARE => Severity::High,
        modules if modules >= medium => Severity::Medium,
        _ => Severity::Low,
    }
}

/// True when no file of the modules changed in the last 12 months, as far as history tells.
fn is_quiet(facts: &Facts, cycle: &Cycle) -> bool {
    let modules: BTreeSet<&[u8]> = cycle.modules.iter().map(RepoPath::as_bytes).collect();
    source_code(facts)
        .filter(|(_, file)| file.repository == cycle.repository)
        .filter(|(_, file)| {
            let folder: &[u8] = file.path.parent();
            modules.contains(file.path.as_bytes()) || modules.contains(folder)
        })
        .all(|(_, file)| file.history.as_ref().is_some_and(|history| history.revisions_12m == 0))
}

/// Folders of what builds the product and does not ship.
fn is_of_build(module: &RepoPath) -> bool {
    let text = module.to_string().to_ascii_lowercase();
    text.split('/').any(|folder| matches!(folder, "buildsrc" | "build-logic" | "build-tools" | "scripts" | "tools"))
}

fn evidence(facts: &Facts, cycle: &Cycle, cut: &CycleStep) -> Vec<Evidence> {
    let mut evidence: Vec<Evidence> = Vec::new();
    for step in std::iter::once(cut).chain(&cycle.example).take(20) {
        let line = lines_evidence(facts, step.example.from, step.example.line, step.example.line);
        if !evidence.contains(&line) {
            evidence.push(line);
        }
    }
    evidence
}

fn effort(cycle: &Cycle) -> EffortDays {
    let steps = cycle.cut.len().max(1) as f64;
    let imports: u32 = cycle.cut.iter().map(|step| step.imports).sum();
    days(0.5 * steps, steps + 0.25 * f64::from(imports), 40.0)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, empty_facts, history, import_share, resolve_imports, said};
    use quarterdeck_base::RepoPath;
    use quarterdeck_facts::{Cycle, CycleStep, Facts, FileIx, ImportEdge, ImportShare, ModuleUnit, RepositoryIx};
    use quarterdeck_findings::{Policy, Severity};

    fn system(resolved: u64, cycle_sizes: &[(ModuleUnit, usize)]) -> Facts {
        let mut facts = empty_facts();
        for at in 0..50 {
            add_file(&mut facts, &format!("shop/f{at}.py"), |file| file.history = Some(history(1)));
        }
        resolve_imports(&mut facts, resolved);
        for (unit, size) in cycle_sizes {
            let modules: Vec<RepoPath> =
                (0..*size).map(|at| RepoPath::from(format!("shop/f{at}.py").as_str())).collect();
            let example =
                ImportEdge { from: FileIx::new(0), to: FileIx::new(1), line: 3, type_only: false, deferred: false };
            let step = CycleStep { from: modules[0].clone(), to: modules[1].clone(), imports: 1, example };
            facts.imports.cycles.push(Cycle {
                unit: *unit,
                repository: RepositoryIx::new(0),
                language: "Python",
                files: u32::try_from(*size).unwrap(),
                modules,
                example: vec![step.clone()],
                cut: vec![step],
            });
        }
        facts
    }

    #[test]
    fn circles_are_found_where_imports_are_known() {
        use ModuleUnit::{File, Folder};
        for (facts, expected) in [
            (system(100, &[]), "ok"),
            (system(100, &[(File, 2)]), "found 1"),
            (system(59, &[(File, 2)]), "could-not-assess"),
            (system(60, &[(File, 2), (Folder, 5)]), "found 2"),
            (empty_facts(), "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
        let mut ruby = empty_facts();
        add_file(&mut ruby, "app/models/order.rb", |file| file.language = "Ruby");
        ruby.imports.shares = vec![import_share("Ruby", None, 100)];
        assert_eq!(said(&CHECK.assess(&ruby, &Policy::default())), "not-applicable");
        let mut mixed = system(100, &[]);
        mixed.imports.shares.push(import_share("Ruby", None, 0));
        assert_eq!(said(&CHECK.assess(&mixed, &Policy::default())), "ok", "names of Ruby do not enter the share");
        let mut rust = empty_facts();
        add_file(&mut rust, "src/lib.rs", |file| file.language = "Rust");
        assert_eq!(said(&CHECK.assess(&rust, &Policy::default())), "could-not-assess");
        let share = ImportShare { language: "Rust", unit: None, internal: 1, external: 0, unresolved: 0 };
        rust.imports.shares.push(share);
        assert_eq!(said(&CHECK.assess(&rust, &Policy::default())), "not-applicable");
    }

    #[test]
    fn severity_grows_with_the_circle_and_folders_weigh_less() {
        use ModuleUnit::{File, Folder};
        for (unit, size, severity) in [
            (File, 2, Severity::Low),
            (File, 3, Severity::Medium),
            (File, 10, Severity::High),
            (Folder, 3, Severity::Low),
            (Folder, 10, Severity::Medium),
            (Folder, 20, Severity::High),
        ] {
            let assessment = CHECK.assess(&system(100, &[(unit, size)]), &Policy::default());
            assert_eq!(assessment.findings[0].severity, severity, "{unit:?} {size}");
        }
    }

    #[test]
    fn a_circle_that_rests_builds_or_is_small_is_less_severe() {
        let mut rests = system(100, &[(ModuleUnit::File, 10)]);
        rests.files.iter_mut().for_each(|file| file.history = Some(history(0)));
        let mut builds = system(100, &[(ModuleUnit::File, 10)]);
        builds.imports.cycles[0].modules.iter_mut().for_each(|module| {
            *module = RepoPath::from(format!("buildSrc/{module}").as_str());
        });
        let mut small = system(100, &[(ModuleUnit::File, 10)]);
        (0..200).for_each(|at| {
            add_file(&mut small, &format!("mail/f{at}.py"), |_| {});
        });
        for (facts, severity) in [(rests, Severity::Low), (builds, Severity::Low), (small, Severity::Medium)] {
            assert_eq!(CHECK.assess(&facts, &Policy::default()).findings[0].severity, severity);
        }
    }

    #[test]
    fn no_circle_in_a_small_part_of_the_code_is_no_praise() {
        let mut facts = system(100, &[]);
        add_file(&mut facts, "src/lib.rs", |file| (file.language, file.code) = ("Rust", 50_000));
        assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), "not-applicable");
    }

    #[test]
    fn the_score_falls_with_the_share_of_files_in_circles() {
        // 2 of 50 files are 4 %: 0.6 of the way from 10 % to 0 %.
        let assessment = CHECK.assess(&system(100, &[(ModuleUnit::File, 2)]), &Policy::default());
        assert!((assessment.score - 0.6).abs() < 1e-9);
    }
}
