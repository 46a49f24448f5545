//! DEB-07: files that change most and that no test names.

use super::missing_tests::is_hardly_tested;
use crate::Rule;
use crate::recent::{focused_revisions, sweeps};
use crate::support::{
    days, file_evidence, file_scope, file_unit, history_gap, imports_gap, is_aside, is_program, is_table, limit,
    measured, parse_gap, percent, share, source_code,
};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{Facts, FileFacts, FileIx, FileKind};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Severity, Status, Text, ThresholdMeta,
};
use std::collections::BTreeSet;

/// Fewer changes a year than this are no hotspot.
const LEAST_REVISIONS: u32 = 4;

/// A file whose functions hold fewer points decides little: nothing to test on its own.
const LEAST_POINTS: u32 = 15;

/// What is put around the name of a file to name its test, longest first.
const MARKS: &[&str] = &[
    "integrationtests",
    "integrationtest",
    "unittests",
    "unittest",
    "testcase",
    "tests",
    "specs",
    "test",
    "spec",
    "it",
];

/// First words of the names of tests that say how they test.
const KINDS: &[&str] =
    &["integration", "it", "loom", "prop", "proptest", "smoke", "spec", "stress", "test", "tests", "unit"];

/// Folders whose name says nothing of what is in them.
const PLAIN_FOLDERS: &[&str] = &["app", "code", "core", "lib", "main", "pkg", "source", "src"];

/// Folders at the top of programs that measure, build or look after the system and do not ship.
const TOOLS: &[&str] = &["build", "ci", "hack", "script", "scripts", "tool", "tooling", "tools"];

/// Folders of tests that go through the whole product.
const END_TO_END: &[&str] = &["cypress", "e2e", "end-to-end", "playwright"];

static META: CheckMeta = CheckMeta {
    id: "DEB-07",
    name: "untested-hotspots",
    dimension: Dimension::Debt,
    status: Status::Preview,
    since: "0.1.0",
    finds: "Among the 20 source files with the highest hotspot score (at least four changes in the last 12 months and \
            15 points of cognitive complexity), those that no test file imports and that no test file is named after: the \
            same name with a mark of tests, a name that goes on after it (`order_refund_spec.rb` for `order.rb`), or \
            a test with the name of its folder, end to end or with its kind in front (`loom_blocking.rs` for \
            `blocking/`). In Go a test file in the same package counts. Only files of languages whose imports are \
            resolved are asked.",
    matters: "Most changes land here. Without a test next to it, each one is checked by hand or by the customer.",
    evidence: "The file, and the command that lists the test files.",
    effort: "One to five days for each file.",
    texts: &[
        Text { key: "title", english: "Much changed files without a test of their own" },
        Text {
            key: "found",
            english: "{ $path } changed { $revisions } times in the last 12 months{ $sweeps ->\n    [0] {\"\"}\n    [one] {\" \"}(one wide or mechanical commit left out)\n   *[other] {\" \"}({ $sweeps } wide or mechanical commits left out)\n } and holds { $complexity } points of \
                      complexity; no test imports it or is named after it.",
        },
        Text {
            key: "works",
            english: "{ $tested } of the { $count } files that matter most have a test of their own.",
        },
        Text {
            key: "consequence",
            english: "Defects slip in exactly where people work most, and each release needs a round of trying by hand.",
        },
        Text {
            key: "remedy",
            english: "Before the next change to each of these files, write a test that holds what it does today.",
        },
    ],
    thresholds: &[
        ThresholdMeta { key: "tested_hotspots_percent", green: 80.0, red: 30.0, source: "proposal" },
        ThresholdMeta { key: "hotspots", green: 20.0, red: 20.0, source: "proposal" },
        ThresholdMeta {
            key: "resolved_imports_percent",
            green: 80.0,
            red: 80.0,
            source: "proposal: below it a missing import is a guess",
        },
    ],
    exceptions: &[
        "Wide or mechanical commits and the one that the file came in with are no changes here, as in complex-functions.",
        "A file that a package gives on under its own name (`__init__.py`, `index.ts`) counts as imported by the tests \
         of the package (flask).",
        "A test that reaches the file only through others (over HTTP, through the page) is not seen: confidence is \
         medium.",
        "Where there is hardly any test, missing-tests says so and this check does not apply: below its red end no \
         single file without a test is news.",
        "Settings, registries and lists hold few points, tables of data hardly a branch: not asked.",
        "A file that declares test cases itself, as Rust does, is tested.",
        "Programs that measure, build or look after the system (`bench`, `scripts`, `tools` at the top) are not asked.",
        "Where most of the twenty are in languages whose imports are not resolved, the check does not answer.",
    ],
    precision: None,
    sources: &["Tornhill: Your Code as a Crime Scene", "Feathers: Working Effectively with Legacy Code"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = history_gap(facts).or_else(|| parse_gap(facts)) {
        return gap;
    }
    let tests: Vec<&FileFacts> =
        facts.files.iter().filter(|file| file.kind == FileKind::Test && is_program(file.language)).collect();
    if is_hardly_tested(facts, policy) {
        return Assessment::not_applicable("there are hardly any tests in the whole system");
    }
    let least = limit(policy, &META, "resolved_imports_percent");
    let resolved = facts.imports.resolved_share().map_or(0.0, percent);
    if let Some(gap) = imports_gap(resolved, least) {
        return gap;
    }
    let mut hot = hotspots(facts, limit(policy, &META, "hotspots"));
    if hot.is_empty() {
        return Assessment::not_applicable("no complex source file changed four times in the last 12 months");
    }
    let all = hot.len();
    hot.retain(|index| is_resolved(facts, facts.file(*index).language, least));
    if hot.len() * 2 < all {
        return Assessment::could_not_assess(
            format!(
                "{} of the {all} files that matter most are in languages whose imports are not resolved",
                all - hot.len()
            ),
            "imports that can be followed in the main language of the system",
        );
    }
    let names = TestNames::of(&tests);
    let packages: BTreeSet<(usize, &[u8])> = tests
        .iter()
        .filter(|file| file.language == "Go")
        .map(|file| (file.repository.at(), &**file.path.parent()))
        .collect();
    let imported = imported_by_tests(facts);
    let untested: Vec<FileIx> = hot
        .iter()
        .copied()
        .filter(|index| {
            let file = facts.file(*index);
            let package = (file.repository.at(), &**file.path.parent());
            let in_package = file.language == "Go" && packages.contains(&package);
            // Rust keeps tests of a file in the file.
            !(file.test_cases > 0 || imported.contains(index) || names.hold(file) || in_package)
        })
        .collect();
    let tested = (hot.len() - untested.len()) as u64;
    let value = percent(share(tested, hot.len() as u64));
    let figures = vec![measured("tested_hotspots_percent", value, "%")];
    let score = policy.threshold(&META, "tested_hotspots_percent").score(value);
    if score >= 1.0 {
        return Assessment::ok(Message::new("works").count("tested", tested).count("count", hot.len() as u64), figures);
    }
    Assessment::found(score, figures, untested.into_iter().map(|index| finding(facts, index)).collect())
}

/// True when enough imports of the language lead somewhere to say of a file that no test imports it.
fn is_resolved(facts: &Facts, language: &str, least: f64) -> bool {
    let of_language = facts.imports.shares.iter().filter(|share| share.language == language && share.all() > 0);
    of_language.map(|known| percent(share(known.known(), known.all()))).any(|resolved| resolved >= least)
}

/// True when the file does not ship: its folder is aside, or holds tools at the top.
fn is_tool(file: &FileFacts) -> bool {
    let path = file.path.as_bstr().to_string().to_lowercase();
    is_aside(&file.path) || path.split_once('/').is_some_and(|(top, _)| TOOLS.contains(&top))
}

/// What test files import, and what a package that they import gives on under its own name.
fn imported_by_tests(facts: &Facts) -> BTreeSet<FileIx> {
    let edges = &facts.imports.edges;
    let direct = edges.iter().filter(|edge| facts.file(edge.from).kind == FileKind::Test).map(|edge| edge.to);
    let direct: BTreeSet<FileIx> = direct.collect();
    let gives_on = |index: FileIx| matches!(stem(facts.file(index)).as_str(), "init" | "index" | "mod");
    let through = edges.iter().filter(|edge| direct.contains(&edge.from) && gives_on(edge.from)).map(|edge| edge.to);
    through.chain(direct.iter().copied()).collect()
}

/// The source files to discuss first, hottest first.
fn hotspots(facts: &Facts, most: f64) -> Vec<FileIx> {
    let mut hot: Vec<(f64, FileIx)> = source_code(facts)
        .filter(|(_, file)| focused_revisions(file) >= LEAST_REVISIONS && file.cognitive_sum >= LEAST_POINTS)
        .filter(|(_, file)| !is_table(file) && !is_tool(file))
        .map(|(index, file)| (file.hotspot_score.unwrap_or_default(), index))
        .collect();
    hot.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    hot.into_iter().take(most as usize).map(|(_, index)| index).collect()
}

/// What the test files are named after.
struct TestNames {
    /// Letters and digits of the subjects.
    subjects: BTreeSet<String>,
    /// Whole names in lower case, without a mark in front.
    whole: BTreeSet<String>,
    /// Subjects of tests that may test a whole folder: those that go through the whole product, and those whose name is a
    /// kind of test and a subject.
    of_folders: BTreeSet<String>,
}

impl TestNames {
    fn of(tests: &[&FileFacts]) -> Self {
        let through = |file: &&&FileFacts| {
            let path = file.path.as_bstr().to_string().to_lowercase();
            path.split('/').any(|part| END_TO_END.contains(&part))
        };
        Self {
            subjects: tests.iter().flat_map(|file| [stem(file), subject(file)]).collect(),
            whole: tests.iter().map(|file| whole_name(file)).collect(),
            of_folders: tests
                .iter()
                .filter(through)
                .map(|file| subject(file))
                .chain(tests.iter().filter_map(|file| after_kind(file)))
                .collect(),
        }
    }

    /// True when a test is named after the file (in the plural too), its name starts with the file's, or an end-to-end
    /// test is named after its folder.
    fn hold(&self, file: &FileFacts) -> bool {
        let stem = stem(file);
        let name = file.path.file_name().to_string().to_lowercase();
        let start = name.split('.').next().unwrap_or_default();
        let goes_on = |test: &String| test.strip_prefix(start).is_some_and(|rest| rest.starts_with(['_', '-', '.']));
        let mut following = self.whole.range(start.to_owned()..).take_while(|test| test.starts_with(start));
        let folder = file.path.parent().rsplit(|byte| *byte == b'/').next().unwrap_or_default();
        let folder: String =
            String::from_utf8_lossy(folder).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        self.subjects.contains(&stem)
            || self.subjects.contains(&format!("{stem}s"))
            || (!start.is_empty() && following.any(goes_on))
            || (!PLAIN_FOLDERS.contains(&folder.as_str()) && self.of_folders.contains(&folder))
    }
}

/// The name of a test in lower case, without a mark in front of it.
fn whole_name(test: &FileFacts) -> String {
    let name = test.path.file_name().to_string().to_lowercase();
    let rest = ["test_", "test-"].iter().find_map(|mark| name.strip_prefix(mark));
    rest.map_or(name.clone(), str::to_owned)
}

/// What stands after the kind of test in the name of one, letters and digits: `loom_multi_thread.rs`.
fn after_kind(test: &FileFacts) -> Option<String> {
    let name = test.path.file_name().to_string().to_lowercase();
    let (kind, rest) = name.split('.').next().unwrap_or_default().split_once(['_', '-'])?;
    let rest: String = rest.chars().filter(|c| c.is_alphanumeric()).collect();
    (KINDS.contains(&kind) && !rest.is_empty()).then_some(rest)
}

/// The name of a file up to its first dot, letters and digits in lower case.
fn stem(file: &FileFacts) -> String {
    let name = file.path.file_name().to_string().to_lowercase();
    name.split('.').next().unwrap_or_default().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The name of what a test file tests: `test_order.py`, `OrderTests.cs` and `order.spec.ts` test `order`.
fn subject(test: &FileFacts) -> String {
    let stem = stem(test);
    let front = stem.strip_prefix("test").filter(|rest| !rest.is_empty()).map(str::to_owned);
    let end = MARKS.iter().find_map(|mark| stem.strip_suffix(mark)).filter(|rest| !rest.is_empty());
    front.or_else(|| end.map(str::to_owned)).unwrap_or(stem)
}

fn finding(facts: &Facts, index: FileIx) -> Finding {
    let file = facts.file(index);
    let revisions = focused_revisions(file);
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[file.path.file_name()]),
        scope: file_scope(facts, index),
        severity: if revisions >= 12 { Severity::Medium } else { Severity::Low },
        confidence: Confidence::Medium,
        message: Message::new("found")
            .path("path", &file.path)
            .count("revisions", u64::from(revisions))
            .count("sweeps", u64::from(sweeps(file)))
            .count("complexity", u64::from(file.cognitive_sum)),
        evidence: vec![file_evidence(facts, index), Evidence::Command { arguments: "facts . --level file".to_owned() }],
        effort: days(1.0, 5.0, 5.0),
        remediation_unit: file_unit(facts, index),
        rank: file.hotspot_score.unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::{CHECK, stem, subject};
    use crate::Check;
    use crate::testing::{add_file, empty_facts, history, resolve_imports, said, shallow};
    use quarterdeck_base::RepoPath;
    use quarterdeck_facts::{Facts, FileFacts, FileIx, FileKind, ImportEdge, ImportShare};
    use quarterdeck_findings::Policy;

    /// One hot file and one test file, which imports it or not.
    fn system(hot: &str, language: &'static str, test: &str, imports: bool) -> Facts {
        let mut facts = empty_facts();
        resolve_imports(&mut facts, 100);
        facts.imports.shares.push(ImportShare { language, internal: 10, ..ImportShare::default() });
        let to = add_file(&mut facts, hot, |file| {
            (file.language, file.cognitive_sum, file.history) = (language, 40, Some(history(9)));
            (file.functions, file.cyclomatic_sum) = (1, 9);
        });
        let from = add_file(&mut facts, test, |file| (file.language, file.kind) = (language, FileKind::Test));
        if imports {
            facts.imports.edges.push(ImportEdge { from, to, line: 1, type_only: false, deferred: false });
        }
        facts
    }

    #[test]
    fn a_hotspot_needs_a_test_that_imports_it_or_bears_its_name() {
        let mut unresolved = system("shop/order.py", "Python", "tests/test_x.py", false);
        resolve_imports(&mut unresolved, 79);
        let mut quiet = system("shop/order.py", "Python", "tests/test_x.py", false);
        quiet.files[0].history = Some(history(3));
        let mut alone = system("shop/order.py", "Python", "tests/test_x.py", false);
        alone.files.pop();
        let mut hardly_tested = system("shop/order.py", "Python", "tests/test_x.py", false);
        hardly_tested.files[1].code = 5;
        let mut other_language = system("shop/order.py", "Python", "tests/test_x.py", false);
        other_language.imports.shares.retain(|share| share.language != "Python");
        let mut within = system("src/order.rs", "Rust", "tests/x.rs", false);
        within.files[0].test_cases = 3;
        let mut table = system("shop/order.py", "Python", "tests/test_x.py", false);
        (table.files[0].functions, table.files[0].cyclomatic_sum) = (1, 1);
        for (facts, expected) in [
            (within, "ok"),
            (system("src/order.rs", "Rust", "tests/x.rs", false), "found 1"),
            (system("shop/order.py", "Python", "tests/test_x.py", true), "ok"),
            (system("shop/order.py", "Python", "tests/test_order.py", false), "ok"),
            (system("shop/order.py", "Python", "tests/test_x.py", false), "found 1"),
            (system("shop/order.rb", "Ruby", "spec/order_refund_spec.rb", false), "ok"),
            (system("shop/order.rb", "Ruby", "spec/orderly_spec.rb", false), "found 1"),
            (system("app/Report.php", "PHP", "tests/Feature/ReportsTest.php", false), "ok"),
            (system("web/customers/$id.tsx", "TypeScript", "web/e2e/customers.spec.ts", false), "ok"),
            (system("web/customers/$id.tsx", "TypeScript", "web/unit/customers.spec.ts", false), "found 1"),
            (system("rt/blocking/pool.rs", "Rust", "rt/tests/loom_blocking.rs", false), "ok"),
            (system("rt/multi_thread/worker.rs", "Rust", "rt/tests/loom_multi_thread.rs", false), "ok"),
            (system("rt/blocking/pool.rs", "Rust", "rt/tests/all_blocking.rs", false), "found 1"),
            (system("shop/src/order.py", "Python", "tests/test_src.py", false), "found 1"),
            (system("bench/truth/order.py", "Python", "tests/test_x.py", false), "not-applicable"),
            (system("scripts/order.py", "Python", "tests/test_x.py", false), "not-applicable"),
            (system("shop/tools/order.py", "Python", "tests/test_x.py", false), "found 1"),
            (other_language, "could-not-assess"),
            (hardly_tested, "not-applicable"),
            (table, "not-applicable"),
            // The name may end like a mark of tests.
            (system("lib/xunit.js", "JavaScript", "test/xunit.spec.js", false), "ok"),
            (system("shop/order.go", "Go", "shop/other_test.go", false), "ok"),
            (system("shop/order.go", "Go", "stock/other_test.go", false), "found 1"),
            (unresolved, "could-not-assess"),
            (shallow(system("shop/order.py", "Python", "tests/test_x.py", true)), "could-not-assess"),
            (quiet, "not-applicable"),
            (alone, "not-applicable"),
            (empty_facts(), "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }

    #[test]
    fn what_a_package_gives_on_is_imported_by_its_tests() {
        for (package, expected) in [("shop/__init__.py", "ok"), ("shop/main.py", "found 1")] {
            let mut facts = system("shop/order.py", "Python", "tests/test_x.py", false);
            let (hot, test) = (FileIx::new(0), FileIx::new(1));
            let middle = add_file(&mut facts, package, |_| {});
            for (from, to) in [(test, middle), (middle, hot)] {
                facts.imports.edges.push(ImportEdge { from, to, line: 1, type_only: false, deferred: false });
            }
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected, "{package}");
        }
    }

    #[test]
    fn tests_bear_the_name_of_what_they_test() {
        let file = |path: &str| FileFacts { path: RepoPath::from(path), ..FileFacts::default() };
        for (test, source) in [
            ("tests/test_order_line.py", "shop/order_line.py"),
            ("src/order.spec.ts", "src/order.ts"),
            ("OrderServiceTests.cs", "OrderService.cs"),
            ("OrderServiceIT.java", "OrderService.java"),
            ("order_test.go", "order.go"),
        ] {
            assert_eq!(subject(&file(test)), stem(&file(source)), "{test}");
        }
    }
}
