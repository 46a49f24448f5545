//! ARC-01: modules that import each other in a circle.

use crate::Rule;
use crate::circles::{self, Steps};
use crate::support::{imports_gap, lines_evidence, measured, parse_gap, percent, share, source_code, source_lines};
use quarterdeck_base::{Evidence, Fingerprint, Message, RepoPath};
use quarterdeck_facts::{Cycle, CycleStep, Facts, ImportShare, ModuleUnit};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Scope, Status, Text, ThresholdMeta,
};

/// A language with one in so many lines of the source, or more, is a main one.
const MAIN_SHARE: u64 = 5;
/// Fewer than one import of each other for so many files: they find each other in another way.
const FILES_FOR_AN_IMPORT: u64 = 10;

static META: CheckMeta = CheckMeta {
    id: "ARC-01",
    name: "import-cycles",
    dimension: Dimension::Architecture,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Strongly connected components of two or more modules in the graph of uses of source files. A module is a file \
            in Python, JavaScript, TypeScript, Vue, C, C++, Lua and shell scripts: an import is a use unless it exists \
            for types only or runs when a function is called. A module is a folder (package, namespace) in Java, Kotlin, \
            Scala, C#, PHP and Go: a class that is named anywhere in a file is a use, but for types, `instanceof` and \
            `catch` and `X::class` in PHP and constants in capitals in Java. Tests do not count. The score falls with the share of \
            source files that stand in a cycle; those of a cycle of low severity count half.",
    matters: "Parts that need each other cannot be understood, tested, released or replaced one at a time: each \
              rewrite \
              becomes a rewrite of the whole circle.",
    evidence: "The edge whose removal costs least, and the lines of a shortest closed walk through it.",
    effort: "Half a day to one day for each edge to cut, plus up to a quarter of a day for each import behind it; at \
             most \
             40 days; where fewer than nine in ten uses are resolved, the upper end is no less than half a day for each file.",
    texts: &[
        Text { key: "title", english: "Modules that need each other in a circle" },
        Text {
            key: "found",
            english: "{ $count } source files import each other in a circle. { $known ->\n    \
                      [all] { $cuts ->\n        [one] One step opens it: the use\n       *[other] { $cuts } steps open it, \
                      first the use\n     }\n    [least] { $cuts ->\n        [one] As far as uses are known, one step opens it: the \
                      use\n       *[other] As far as uses are known, { $cuts } steps open it, first the use\n     }\n   \
                      *[first] One of the steps that open it is the use\n } of { $to } by { $from }.",
        },
        Text {
            key: "found-folders",
            english: "{ $count } folders with { $files } source files use each other's classes in a circle. { $known ->\n    \
                      [all] { $cuts ->\n        [one] One step opens it: the use\n       *[other] { $cuts } steps open it, \
                      first the use\n     }\n    [least] { $cuts ->\n        [one] As far as uses are known, one step opens it: the \
                      use\n       *[other] As far as uses are known, { $cuts } steps open it, first the use\n     }\n   \
                      *[first] One of the steps that open it is the use\n } of { $to } by { $from } ({ $imports ->\n    [one] one pair of files\n   *[other] { $imports } pairs of files\n }).",
        },
        Text {
            key: "works",
            english: "No circular imports between { $files } source files (a folder and its own subfolder are one to it).",
        },
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
        "Type-only imports (TypeScript `import type`, names that the other file declares as `type` or `interface`, or \
         that are used in types only as in hrms, Python `TYPE_CHECKING`) and imports inside functions, the usual way out \
         of a circle in Django projects such as saleor: they are not edges.",
        "Two files of JavaScript or TypeScript of which one names the other inside functions only (kimai's `KimaiContainer.js`): \
         while they load there is no circle; not looked at. Where that holds of every step that opens a larger circle, its \
         severity is one step lower.",
        "PHP loads no class for a type, `instanceof`, `catch` (SuiteCRM) or `X::class` (kimai), Java copies a constant (`ORDER` of \
         spring-boot): no edges.",
        "Files of one package or namespace use each other freely in Java, C#, PHP and Go: only circles between \
         folders count.",
        "Small circles of packages are common in large .NET and Java systems: two or three folders are of \
         low severity. Files in circles of low severity count half in the score (grandnode); the share told is of all.",
        "Ruby loads a class when its name is first used, modules of Elixir find each other when they run, files of a \
         Swift module are compiled as one, and nothing runs when a Dart library is imported: circles of files are \
         ordinary there and not looked for.",
        "Modules of one Rust crate may use each other by design, and Cargo allows no circle of crates: a system in Rust \
         alone (tokio) is not applicable.",
        "Where no circle lies in languages that hold less than half of the source lines (a few Python scripts beside \
         Rust, C without parsed sources): not applicable, or could not assess. It says nothing of the rest.",
        "A circle of less than 5 % of the source files (the retired pages of prometheus) is of medium severity at most; \
         one in which fewer than one in ten files changed for 12 months (BroadleafCommerce), or that builds the system and does not ship \
         (`buildSrc` of spring-boot, `scripts`, `tools`), of low severity.",
        "A circle within one project of several with fewer than 50 files (Emby.Naming of jellyfin), or within one project \
         and of less than 3 % of the source files: low. Two folders of one project, under 5 % of the source files, that one pair of files opens (the view models \
         of grandnode), any number beside each other under 3 % (`Resources` of akaunting), and folders that lie below one of them, not the root, \
         and build the system (`buildSrc` of spring-boot) or are of low severity with fewer than 50 files (`modules/Import` of SuiteCRM), \
         count in the share and are not listed. A folder and its own subfolder (`src/Model` of kimai) are one: not \
         looked at.",
        "Two folders, under 5 % of the source files, of whose files fewer than one in ten changed in 12 months count in the share and \
         are not listed.",
        "A circle four in five of whose files hold no branch (types of one assembly: `MediaBrowser.Model` of jellyfin): low.",
        "Where not every use is resolved, more may have to be cut than is told: `at least`, and no number under nine in \
         ten (SuiteCRM).",
        "A compiler that forbids circles (Go packages, prometheus) leaves nothing to find.",
        "Frameworks that import by name at run time (dependency injection, service locators): such imports are not \
         seen, \
         and under 60 % resolved imports the check does not answer. Nor does it where that holds of one language with a \
         fifth of the source, or its files have fewer than one import of each other for ten files (opencart loads by \
         text), unless another language has a circle.",
    ],
    precision: Some(Precision { read: 32, correct: 32, repositories: 9 }),
    sources: &[
        "Mo, Cai, Kazman, Xiao: Hotspot Patterns, WICSA 2015",
        "Lakos: Large-Scale C++ Software Design, 1996, on cyclic physical dependencies",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let (counted, free): (Vec<&ImportShare>, Vec<&ImportShare>) =
        facts.imports.shares.iter().partition(|share| share.unit.is_some());
    let all: u64 = counted.iter().map(|share| share.all()).sum();
    if (files_in(facts, &counted) == 0 || all == 0) && files_in(facts, &free) > 0 {
        return Assessment::not_applicable(
            "the languages of the system mean their files to use each other in circles, and load them as needed",
        );
    }
    let known: u64 = counted.iter().map(|share| share.known()).sum();
    let Some(resolved) = Some(share(known, all)).filter(|_| files_in(facts, &counted) > 0 && all > 0) else {
        return parse_gap(facts).unwrap_or_else(|| {
            Assessment::could_not_assess(
                "there are no imports in a language whose imports are resolved",
                "import resolution for the languages of the system",
            )
        });
    };
    let least = policy.threshold(&META, "resolved_imports_percent").green;
    if let Some(gap) = imports_gap(percent(resolved), least) {
        return gap;
    }
    let (judged, blind): (Vec<&ImportShare>, Vec<&ImportShare>) =
        counted.into_iter().partition(|share| blind_spot(facts, share, least).is_none());
    let cycles: Vec<&Cycle> = facts
        .imports
        .cycles
        .iter()
        .filter(|cycle| !circles::is_folder_with_its_own(cycle) && !circles::is_of_calls(facts, cycle))
        .filter(|cycle| !blind.iter().any(|share| share.language == cycle.language))
        .collect();
    if let Some(reason) = blind.first().and_then(|share| blind_spot(facts, share, least)).filter(|_| cycles.is_empty())
    {
        return Assessment::could_not_assess(
            reason,
            "import resolution for the way in which these files find each other",
        );
    }
    let minor = lines_in(facts, &judged) * 2 < source_lines(facts);
    if minor && cycles.is_empty() {
        return unseen(
            share(lines_in(facts, &judged), source_lines(facts)),
            share(lines_in(facts, &free), source_lines(facts)),
        );
    }
    let files = if minor { source_code(facts).count() as u64 } else { files_in(facts, &judged) };
    let in_cycles: u64 = cycles.iter().map(|cycle| u64::from(cycle.files)).sum();
    let value = percent(share(in_cycles, files).min(1.0));
    let figures = vec![measured("files_in_cycles_percent", value, "%")];
    if cycles.is_empty() {
        return Assessment::ok(Message::new("works").count("files", files), figures);
    }
    let confidence = if resolved >= 0.9 { Confidence::High } else { Confidence::Medium };
    let weighed = percent(circles::weighed_share(facts, &cycles, files));
    let told = cycles.into_iter().filter(|cycle| !circles::is_of_no_weight(facts, cycle, files));
    let findings = told.filter_map(|cycle| finding(facts, cycle, files, confidence)).collect();
    Assessment::found(policy.threshold(&META, "files_in_cycles_percent").score(weighed), figures, findings)
}

fn files_in(facts: &Facts, shares: &[&ImportShare]) -> u64 {
    source_code(facts).filter(|(_, file)| shares.iter().any(|share| share.language == file.language)).count() as u64
}

fn lines_in(facts: &Facts, shares: &[&ImportShare]) -> u64 {
    let read = source_code(facts).filter(|(_, file)| shares.iter().any(|share| share.language == file.language));
    read.map(|(_, file)| u64::from(file.code)).sum()
}

/// Why nothing can be said of the circles of a language that holds a fifth of the source: too many of its imports lead
/// nowhere, or its files hardly import each other, so that they find each other in another way.
fn blind_spot(facts: &Facts, language: &ImportShare, least_percent: f64) -> Option<String> {
    if lines_in(facts, &[language]) * MAIN_SHARE < source_lines(facts) {
        return None;
    }
    let (name, resolved) = (language.language, percent(share(language.known(), language.all())));
    if resolved < least_percent {
        return Some(format!("only {resolved} % of the imports of {name} could be resolved"));
    }
    let files: Vec<&RepoPath> =
        source_code(facts).filter(|(_, file)| file.language == name).map(|(_, file)| &file.path).collect();
    let is_apart = files.iter().any(|path| path.parent() != files[0].parent());
    let is_system = files.len() as u64 >= FILES_FOR_AN_IMPORT && (is_apart || language.unit == Some(ModuleUnit::File));
    (is_system && language.internal * FILES_FOR_AN_IMPORT < files.len() as u64)
        .then(|| format!("{} source files of {name} have {} imports of each other", files.len(), language.internal))
}

/// The answer when no circle lies in a small part of the system: that says nothing of the rest.
fn unseen(counted: f64, free: f64) -> Assessment {
    if counted + free >= 0.5 {
        return Assessment::not_applicable(
            "most of the system is in languages that mean their files to use each other in circles",
        );
    }
    Assessment::could_not_assess(
        format!("the languages in which circles are looked for hold {} % of the source lines", percent(counted)),
        "import resolution for the main language of the system",
    )
}

fn finding(facts: &Facts, cycle: &Cycle, files: u64, confidence: Confidence) -> Option<Finding> {
    let cut = cycle.cut.first().or(cycle.example.first())?;
    let repository = facts.repositories.get(cycle.repository.at())?.name.clone();
    let mut names: Vec<&[u8]> = cycle.modules.iter().map(|module| module.file_name().as_ref()).collect();
    names.sort_unstable();
    let fingerprint = Fingerprint::new(META.id, &names);
    let known = Steps::of(facts, cycle);
    Some(Finding {
        check: META.id,
        fingerprint,
        scope: Scope::Group { repository, paths: cycle.modules.clone() },
        severity: circles::severity(facts, cycle, files),
        confidence,
        message: message(cycle, cut, known),
        evidence: evidence(facts, cycle, cut),
        effort: circles::effort(cycle, known),
        remediation_unit: format!("cycle:{fingerprint}"),
        rank: f64::from(cycle.files),
    })
}

/// Files import each other; folders use each other's classes, by imports or by their names alone.
fn message(cycle: &Cycle, cut: &CycleStep, known: Steps) -> Message {
    let told = |key: &'static str| {
        Message::new(key)
            .count("count", cycle.modules.len() as u64)
            .count("cuts", cycle.cut.len().max(1) as u64)
            .name("known", known.id())
            .path("from", &shown(&cut.from))
            .path("to", &shown(&cut.to))
    };
    match cycle.unit {
        ModuleUnit::File => told("found"),
        ModuleUnit::Folder => {
            told("found-folders").count("files", u64::from(cycle.files)).count("imports", u64::from(cut.imports))
        }
    }
}

/// The root folder is a module too, and has no name of its own.
fn shown(module: &RepoPath) -> RepoPath {
    if module.as_bytes().is_empty() { RepoPath::from(".") } else { module.clone() }
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

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, empty_facts, history, import_share, resolve_imports, said};
    use quarterdeck_base::RepoPath;
    use quarterdeck_facts::{Cycle, CycleStep, Facts, FileIx, ImportEdge, ImportShare, ModuleUnit, RepositoryIx};
    use quarterdeck_findings::{Policy, Severity};

    /// Fifty files, all changed this year unless a test says otherwise.
    fn system(resolved: u64, cycle_sizes: &[(ModuleUnit, usize)]) -> Facts {
        let mut facts = empty_facts();
        for at in 0..50 {
            add_file(&mut facts, &format!("shop/f{at}.py"), |file| {
                (file.history, file.cognitive_sum) = (Some(history(3)), 5);
            });
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
    fn a_main_language_whose_imports_are_not_seen_is_not_praised() {
        use ModuleUnit::{File, Folder};
        let beside = |lines: u32, folders: usize, internal: u64, unresolved: u64, cycles: &[(ModuleUnit, usize)]| {
            let mut facts = system(100, cycles);
            for at in 0..20 {
                let path = format!("upload/{}/c{at}.php", at % folders);
                add_file(&mut facts, &path, |file| (file.language, file.code) = ("PHP", lines));
            }
            let unit = Some(Folder);
            let share = ImportShare { language: "PHP", unit, internal, external: 14, unresolved };
            facts.imports.shares.push(share);
            facts
        };
        for (what, facts, expected) in [
            ("a fifth of the lines, lost", beside(63, 2, 1, 37, &[]), "could-not-assess"),
            ("less than a fifth", beside(60, 2, 1, 37, &[]), "ok"),
            ("resolved, and nothing to see", beside(63, 2, 1, 0, &[]), "could-not-assess"),
            ("one import for ten files", beside(63, 2, 2, 0, &[]), "ok"),
            ("all in one folder", beside(63, 1, 0, 0, &[]), "ok"),
            ("a circle in the other language", beside(63, 2, 1, 37, &[(File, 2)]), "found 1"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected, "{what}");
        }
        let mut lost = beside(63, 2, 1, 37, &[(Folder, 2)]);
        lost.imports.cycles[0].language = "PHP";
        assert_eq!(said(&CHECK.assess(&lost, &Policy::default())), "could-not-assess", "a circle among the lost");
    }

    #[test]
    fn files_import_and_folders_use() {
        for (unit, key) in [(ModuleUnit::File, "found"), (ModuleUnit::Folder, "found-folders")] {
            let assessment = CHECK.assess(&system(100, &[(unit, 3)]), &Policy::default());
            assert_eq!(assessment.findings[0].message.key, key);
        }
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
    fn circles_that_are_small_quiet_or_build_only_weigh_less() {
        let ten = || system(100, &[(ModuleUnit::File, 10)]);
        let mut small = ten();
        for at in 0..151 {
            add_file(&mut small, &format!("shop/g{at}.py"), |_| {});
        }
        let mut quiet = ten();
        quiet.files[..10].iter_mut().for_each(|file| file.history = Some(history(0)));
        let mut types = ten();
        types.files[..8].iter_mut().for_each(|file| file.cognitive_sum = 0);
        let mut few_types = ten();
        few_types.files[..7].iter_mut().for_each(|file| file.cognitive_sum = 0);
        let mut unknown = ten();
        unknown.files[..10].iter_mut().for_each(|file| file.history = None);
        let named = |folder: &str| {
            let mut facts = ten();
            for module in &mut facts.imports.cycles[0].modules {
                *module = RepoPath::from(module.as_bstr().to_string().replace("shop/", folder).as_str());
            }
            for file in &mut facts.files {
                file.path = RepoPath::from(file.path.as_bstr().to_string().replace("shop/", folder).as_str());
            }
            facts
        };
        for (what, facts, severity) in [
            ("20 % of the files", ten(), Severity::High),
            ("less than 5 % of the files", small, Severity::Medium),
            ("not changed for a year", quiet, Severity::Low),
            ("without history", unknown, Severity::High),
            ("four in five hold no branch", types, Severity::Low),
            ("seven in ten", few_types, Severity::High),
            ("logic of the build", named("buildSrc/src/"), Severity::Low),
            ("scripts beside the system", named("scripts/"), Severity::Low),
            ("a domain word below", named("shop/tools/"), Severity::High),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!(assessment.findings[0].severity, severity, "{what}");
        }
    }

    #[test]
    fn no_circle_in_a_small_part_is_no_praise_for_the_whole() {
        let beside = |language: &'static str, code: u32, cycles: &[(ModuleUnit, usize)]| {
            let mut facts = system(100, cycles);
            add_file(&mut facts, "src/core", |file| (file.language, file.code) = (language, code));
            facts.imports.shares.push(import_share("Rust", None, 90));
            facts
        };
        let two = [(ModuleUnit::File, 2)];
        for (facts, expected) in [
            (beside("Rust", 5000, &[]), "ok"),
            (beside("Rust", 5001, &[]), "not-applicable"),
            (beside("COBOL", 5001, &[]), "could-not-assess"),
            (beside("COBOL", 5001, &two), "found 1"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }

    #[test]
    fn the_score_falls_with_the_share_of_files_in_circles() {
        // Of 50 files 3 are 6 %: 0.4 of the way from 10 % to 0 %. A pair is low: its 4 % count as 2 %. The figure is the share.
        for (sizes, score, percent) in [(&[3][..], 0.4, 6.0), (&[2], 0.8, 4.0), (&[3, 2], 0.2, 10.0)] {
            let sizes: Vec<_> = sizes.iter().map(|size| (ModuleUnit::File, *size)).collect();
            let assessment = CHECK.assess(&system(100, &sizes), &Policy::default());
            let figure = assessment.measured.iter().find(|figure| figure.key == "files_in_cycles_percent").unwrap();
            assert!((assessment.score - score).abs() < 1e-9, "{sizes:?}: {}", assessment.score);
            assert!((figure.value - percent).abs() < 1e-9, "{sizes:?}: {}", figure.value);
        }
    }
}
