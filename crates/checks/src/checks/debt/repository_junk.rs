//! DEB-23: files in the repository that no person writes and no person reads.

use crate::Rule;
use crate::support::{days, file_evidence, is_aside, measured, repository_scope};
use quarterdeck_base::{EffortDays, Fingerprint, Message, RepoPath};
use quarterdeck_facts::{Facts, FileFacts, FileIx, FileKind, ParseState};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};
use std::collections::{BTreeMap, BTreeSet};

/// Files named as evidence.
const SHOWN_FILES: usize = 5;

/// A dump or an archive of less is a seed or a sample.
const LARGE_BYTES: u64 = 1_000_000;

/// Compiled programs of less together are samples (a file of 573 bytes that juice-shop serves).
const LEAST_PROGRAM_BYTES: u64 = 10_000;

/// Lists of what a bundler wrote, beside its output.
const BUNDLE_LISTS: &[&str] = &["asset-manifest.json", "entrypoints.json", "manifest.json"];

/// Languages that a bundler writes.
const BUNDLED: &[&str] = &["JavaScript", "TypeScript", "Vue"];

/// Letters and digits of the shortest hash that a bundler puts into a name.
const HASH_LETTERS: usize = 8;

/// What a compiler makes.
#[rustfmt::skip]
const PROGRAMS: &[&str] = &[
    "a", "apk", "class", "dll", "dylib", "ear", "exe", "ipa", "jar", "lib",
    "msi", "o", "obj", "pdb", "pyc", "pyd", "pyo", "so", "war",
];

/// Files packed together.
const ARCHIVES: &[&str] = &["7z", "bz2", "gz", "rar", "tar", "tgz", "xz", "zip"];

/// Data of a database.
const DUMPS: &[&str] = &["bak", "bson", "dmp", "dump", "mdb", "mdf", "sql", "sqlite", "sqlite3"];

/// What editors and operating systems leave behind: whole names.
const LEFT_BEHIND: &[&str] =
    &[".ds_store", "desktop.ini", "error_log", "npm-debug.log", "thumbs.db", "workspace.xml", "yarn-error.log"];

/// Programs that start a build tool and are meant to be committed.
const WRAPPERS: &[&str] = &["gradle-wrapper.jar", "maven-wrapper.jar", "sbt-launch.jar"];

/// Folders of packages that a package manager fetches.
const PACKAGE_FOLDERS: &[&str] = &["bower_components", "node_modules", "site-packages"];

/// Folders that a compiler fills, as (folder, folder in it).
const OUTPUT_FOLDERS: &[[&str; 2]] =
    &[["bin", "debug"], ["bin", "release"], ["obj", "debug"], ["obj", "release"], ["target", "classes"]];

static META: CheckMeta = CheckMeta {
    id: "DEB-23",
    name: "repository-junk",
    dimension: Dimension::Debt,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Files that programs make or fetch: compiled programs, output of a build, packages of a package manager, \
            archives and database files of 1 MB or more, and what editors and operating systems leave behind. One \
            finding for each kind and repository. What stands in folders of tests, samples and documentation is left \
            out.",
    matters: "Nobody can review a binary: what is in it, under which licence, with which holes. Dumps carry data of \
              real people, and each copy of the repository carries all of them for ever.",
    evidence: "The largest files.",
    effort: "A quarter of a day to one day for each kind: to remove the files, to write the ignore rule, and to fetch \
             or build them instead.",
    texts: &[
        Text { key: "title", english: "Files in the repository that programs made or fetched" },
        Text {
            key: "found",
            english: "Repository { $repository } holds { $count ->\n    [one] one compiled program or library\n   \
                      *[other] { $count } compiled programs and libraries\n } ({ $kilobytes } kB), such as { $path }.",
        },
        Text {
            key: "found-output",
            english: "Repository { $repository } holds { $count ->\n    [one] one file\n   *[other] { $count } files\n } \
                      that a build writes ({ $kilobytes } kB), such as { $path }.",
        },
        Text {
            key: "found-packages",
            english: "Repository { $repository } holds { $count ->\n    [one] one file\n   *[other] { $count } files\n } \
                      of packages that a package manager fetches ({ $kilobytes } kB), such as { $path }.",
        },
        Text {
            key: "found-archives",
            english: "Repository { $repository } holds { $count ->\n    [one] one large archive\n   *[other] { $count } \
                      large archives\n } ({ $kilobytes } kB), such as { $path }.",
        },
        Text {
            key: "found-dumps",
            english: "Repository { $repository } holds { $count ->\n    [one] one large file\n   *[other] { $count } \
                      large files\n } with the content of a database ({ $kilobytes } kB), such as { $path }.",
        },
        Text {
            key: "found-left",
            english: "Repository { $repository } holds { $count ->\n    [one] one file\n   *[other] { $count } files\n } \
                      that an editor or an operating system left behind ({ $kilobytes } kB), such as { $path }.",
        },
        Text { key: "works", english: "The repository holds no compiled programs, fetched packages or dumps." },
        Text {
            key: "consequence",
            english: "Clones and builds slow down, and one day somebody asks for the origin or the licence of a file \
                      that nobody can explain.",
        },
        Text {
            key: "consequence-output",
            english: "Nothing shows that these files were built from the sources beside them: nobody can review a change of \
                      them, and clones grow with each build.",
        },
        Text {
            key: "remedy-output",
            english: "Where they are shipped on purpose, let the release build them from the sources and attach them there, or \
                      let the pipeline build them again and compare. Otherwise remove them from the current state and write an \
                      ignore rule.",
        },
        Text {
            key: "remedy",
            english: "Remove the files from the current state and write an ignore rule. Let the build fetch or make \
                      what it needs. Look into dumps for data of real people before anything else.",
        },
    ],
    thresholds: &[ThresholdMeta { key: "kinds_of_junk", green: 0.0, red: 4.0, source: "proposal" }],
    exceptions: &[
        "Images, fonts, audio and documents are content, not junk.",
        "The wrapper programs of Gradle, Maven and sbt are committed on purpose.",
        "The vendor folder of Go (with its `modules.txt`) is a supported way to build: left out.",
        "Archives and database files below 1 MB are samples and seeds as a rule; tests, samples, examples and \
         documentation need files of every kind.",
        "A product that ships tools of others in binary form on purpose is found: waive it, with their origin.",
        "Compiled programs of less than 10 kB together are samples: left out.",
        "Bundles for the browser (a folder with the list of a bundler and hashes in the names) are found even where a \
         product ships them on purpose (kimai), and told as what they cost then: waive them where that is decided.",
        "Files in Git LFS are pointers here: not found.",
        "A file of SQL whose name stands in source code is data that the product loads (the postal codes of OpenCATS): \
         left out. Others may hold reference data as well: the finding says where to look.",
    ],
    precision: Some(Precision { read: 4, correct: 4, repositories: 2 }),
    sources: &["OpenSSF Scorecard: Binary-Artifacts", "github/gitignore"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Junk {
    Dump,
    Program,
    Archive,
    Packages,
    Output,
    Left,
}

impl Junk {
    fn message(self) -> Message {
        match self {
            Self::Program => Message::new("found"),
            Self::Output => Message::new("found-output"),
            Self::Packages => Message::new("found-packages"),
            Self::Archive => Message::new("found-archives"),
            Self::Dump => Message::new("found-dumps"),
            Self::Left => Message::new("found-left"),
        }
    }

    fn id(self) -> &'static str {
        match self {
            Self::Program => "programs",
            Self::Output => "output",
            Self::Packages => "packages",
            Self::Archive => "archives",
            Self::Dump => "dumps",
            Self::Left => "left",
        }
    }
}

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if facts.files.is_empty() {
        return Assessment::not_applicable("there are no files");
    }
    let fetched = package_folders(facts);
    let bundles = bundle_folders(facts);
    let mut found: BTreeMap<(usize, Junk), Vec<FileIx>> = BTreeMap::new();
    for (at, file) in facts.files.iter().enumerate() {
        if let Some(junk) = junk(file, &fetched, &bundles) {
            found.entry((file.repository.at(), junk)).or_default().push(FileIx::new(at));
        }
    }
    found.retain(|(_, junk), files| {
        let bytes: u64 = files.iter().map(|file| facts.file(*file).bytes).sum();
        *junk != Junk::Program || bytes >= LEAST_PROGRAM_BYTES
    });
    let kinds = found.keys().map(|(_, junk)| *junk).collect::<BTreeSet<_>>().len() as f64;
    let figures = vec![measured("kinds_of_junk", kinds, "kinds")];
    if found.is_empty() {
        return Assessment::ok(Message::new("works"), figures);
    }
    let score = policy.threshold(&META, "kinds_of_junk").score(kinds);
    let findings = found.into_iter().map(|((_, junk), files)| finding(facts, junk, files)).collect();
    Assessment::found(score, figures, findings)
}

/// Folders named `vendor` that Composer filled, by repository.
fn package_folders(facts: &Facts) -> BTreeSet<(usize, Vec<u8>)> {
    let composer = |file: &&FileFacts| {
        file.path.file_name() == "installed.json" && file.path.parent().ends_with(b"vendor/composer")
    };
    let folder = |file: &FileFacts| {
        let folder = file.path.parent();
        (file.repository.at(), folder[..folder.len() - b"/composer".len()].to_vec())
    };
    facts.files.iter().filter(composer).map(folder).collect()
}

/// Folders that a bundler filled, by repository: its list, and at least one file with a hash in its name of which no list
/// stands nearer. A folder with a program of its own (`public/index.php`) is written by people: its list is one of an app.
fn bundle_folders(facts: &Facts) -> BTreeSet<(usize, Vec<u8>)> {
    let own = |file: &FileFacts| (file.repository.at(), file.path.parent().to_vec());
    let is_program = |file: &&FileFacts| file.kind == FileKind::Source && !BUNDLED.contains(&file.language);
    let programs: BTreeSet<_> =
        facts.files.iter().filter(|file| file.parse != ParseState::Lines).filter(is_program).map(own).collect();
    let listed: BTreeSet<_> = facts
        .files
        .iter()
        .filter(|file| BUNDLE_LISTS.iter().any(|list| file.path.file_name() == *list))
        .map(own)
        .filter(|folder| !folder.1.is_empty() && !programs.contains(folder))
        .collect();
    facts.files.iter().filter(|file| is_hashed(file)).filter_map(|file| bundle_of(file, &listed).cloned()).collect()
}

/// The innermost folder of bundles that the file stands in.
fn bundle_of<'a>(file: &FileFacts, folders: &'a BTreeSet<(usize, Vec<u8>)>) -> Option<&'a (usize, Vec<u8>)> {
    let holds =
        |(repository, folder): &&(usize, Vec<u8>)| *repository == file.repository.at() && file.path.is_in(folder);
    folders.iter().filter(holds).max_by_key(|(_, folder)| folder.len())
}

/// `app.3f9a1c77.js`, `app-3f9a1c77.css`: a part of the name is a hash.
fn is_hashed(file: &FileFacts) -> bool {
    let name = file.path.file_name().to_string();
    let is_hash = |part: &str| {
        part.len() >= HASH_LETTERS
            && part.bytes().all(|byte| byte.is_ascii_hexdigit())
            && part.bytes().any(|byte| byte.is_ascii_digit())
    };
    matches!(file.path.extension().as_str(), "js" | "css") && name.split(['.', '-', '_']).skip(1).any(is_hash)
}

fn junk(file: &FileFacts, fetched: &BTreeSet<(usize, Vec<u8>)>, bundles: &BTreeSet<(usize, Vec<u8>)>) -> Option<Junk> {
    if matches!(file.kind, FileKind::Pointer | FileKind::Test) || is_aside(&file.path) {
        return None;
    }
    let path = file.path.as_bstr().to_string().to_ascii_lowercase();
    let folders: Vec<&str> = path.split('/').rev().skip(1).collect();
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension = file.path.extension();
    let is = |list: &[&str]| list.contains(&extension.as_str());
    let in_composer = |folder: &(usize, Vec<u8>)| folder.0 == file.repository.at() && file.path.is_in(&folder.1);
    if folders.iter().any(|folder| PACKAGE_FOLDERS.contains(folder)) || fetched.iter().any(in_composer) {
        return Some(Junk::Packages);
    }
    let output = folders.windows(2).any(|two| OUTPUT_FOLDERS.iter().any(|[outer, inner]| two == [*inner, *outer]));
    if output || folders.contains(&"__pycache__") || bundle_of(file, bundles).is_some() {
        return Some(Junk::Output);
    }
    let binary = file.kind == FileKind::Binary || file.kind == FileKind::Vendored;
    if binary && is(PROGRAMS) && !WRAPPERS.contains(&name) {
        return Some(Junk::Program);
    }
    if file.bytes >= LARGE_BYTES && is(DUMPS) && !file.named_in_code {
        return Some(Junk::Dump);
    }
    if file.bytes >= LARGE_BYTES && is(ARCHIVES) {
        return Some(Junk::Archive);
    }
    // The settings of one person in IntelliJ; other files of that name are somebody's own.
    let left = LEFT_BEHIND.contains(&name) && (name != "workspace.xml" || folders.first() == Some(&".idea"));
    (left || is(&["suo", "swp"])).then_some(Junk::Left)
}

fn finding(facts: &Facts, junk: Junk, mut files: Vec<FileIx>) -> Finding {
    let bytes: u64 = files.iter().map(|file| facts.file(*file).bytes).sum();
    let count = files.len() as u64;
    files.sort_by(|a, b| facts.file(*b).bytes.cmp(&facts.file(*a).bytes).then(a.cmp(b)));
    files.truncate(SHOWN_FILES);
    let shown = files.first().map_or(RepoPath::default(), |file| facts.file(*file).path.clone());
    let repository = files.first().map_or(&facts.repositories[0], |file| facts.repository_of(*file));
    let effort: EffortDays = days(0.25, 1.0, 1.0);
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[repository.name.as_bytes(), junk.id().as_bytes()]),
        scope: repository_scope(repository),
        severity: Severity::Low,
        confidence: if matches!(junk, Junk::Packages | Junk::Output | Junk::Left) {
            Confidence::High
        } else {
            Confidence::Medium
        },
        message: junk
            .message()
            .name("repository", repository.name.as_str())
            .count("count", count)
            .count("kilobytes", ((bytes + 500) / 1000).max(1))
            .path("path", &shown),
        evidence: files.iter().map(|file| file_evidence(facts, *file)).collect(),
        effort,
        remediation_unit: format!("junk:{}:{}", repository.name, junk.id()),
        rank: bytes as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, empty_facts, said};
    use quarterdeck_facts::{Facts, FileKind};
    use quarterdeck_findings::Policy;

    fn system(path: &str, bytes: u64, kind: FileKind) -> Facts {
        let mut facts = empty_facts();
        add_file(&mut facts, path, |file| (file.bytes, file.kind) = (bytes, kind));
        facts
    }

    #[test]
    fn what_programs_make_or_fetch_is_junk() {
        use FileKind::{Binary, Data, Pointer, Source, Vendored};
        for (path, bytes, kind, expected) in [
            ("tools/convert.exe", 10_000, Binary, "found"),
            ("lib/driver.jar", 10_000, Binary, "found"),
            ("ftp/encrypt.pyc", 9_999, Binary, "ok"),
            ("gradle/wrapper/gradle-wrapper.jar", 60_000, Binary, "ok"),
            ("src/test/resources/app.jar", 60_000, Binary, "ok"),
            ("lib/driver.jar", 130, Pointer, "ok"),
            ("src/config.so", 900, Source, "ok"),
            ("logo.png", 5_000_000, Binary, "ok"),
            ("node_modules/x/index.js", 900, Vendored, "found-packages"),
            ("vendor/github.com/x/y.go", 900, Vendored, "ok"),
            ("app/bin/Debug/net8.0/app.config", 900, Data, "found-output"),
            ("app/bin/app", 900, Source, "ok"),
            ("pkg/__pycache__/a.txt", 900, Binary, "found-output"),
            ("backup/prod.sql", 1_000_000, Data, "found-dumps"),
            ("db/seed.sql", 999_999, Data, "ok"),
            ("release.zip", 1_000_000, Binary, "found-archives"),
            ("docs/.DS_Store", 9, Binary, "ok"),
            ("web/.DS_Store", 9, Binary, "found-left"),
            (".idea/workspace.xml", 9, Data, "found-left"),
            ("config/workspace.xml", 9, Data, "ok"),
        ] {
            let assessment = CHECK.assess(&system(path, bytes, kind), &Policy::default());
            let key = assessment.findings.first().map_or("ok", |finding| finding.message.key);
            assert_eq!(key, expected, "{path}");
        }
        assert_eq!(said(&CHECK.assess(&empty_facts(), &Policy::default())), "not-applicable");
    }

    #[test]
    fn sql_that_code_loads_is_no_dump_and_sizes_are_rounded() {
        let mut facts = system("db/zipcodes.sql", 2_657_182, FileKind::Data);
        let findings = CHECK.assess(&facts, &Policy::default()).findings;
        let size = findings[0].message.args.iter().find(|(name, _)| *name == "kilobytes").map(|(_, size)| size.clone());
        assert_eq!(size, Some(quarterdeck_base::Arg::Count(2_657)));
        facts.files[0].named_in_code = true;
        assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), "ok");
    }

    #[test]
    fn bundles_are_known_by_their_list_and_a_hash() {
        for (list, bundle, expected) in [
            ("public/build/entrypoints.json", "public/build/app.3f9a1c77.js", "found 1"),
            ("public/build/manifest.json", "public/build/js/app-3f9a1c77.css", "found 1"),
            ("public/build/manifest.json", "public/build/app.js", "ok"),
            ("public/manifest.json", "src/app.3f9a1c77.js", "ok"),
            ("manifest.json", "app.3f9a1c77.js", "ok"),
        ] {
            let mut facts = system(list, 900, FileKind::Data);
            add_file(&mut facts, bundle, |file| file.language = "JavaScript");
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected, "{list} {bundle}");
        }
    }

    #[test]
    fn a_list_makes_output_of_the_nearest_folder_only() {
        // The list of an app for the web stands above the one of the bundler, or alone beside a program of people.
        for (nearest, program, expected) in [
            (true, "public/index.php", Some(2)),
            (true, "public/app.js", Some(2)),
            (false, "public/index.php", None),
            (false, "public/app.js", Some(4)),
        ] {
            let mut facts = system("public/manifest.json", 900, FileKind::Data);
            add_file(&mut facts, "public/build/app.3f9a1c77.js", |file| file.language = "JavaScript");
            let language = if program.ends_with("js") { "JavaScript" } else { "PHP" };
            add_file(&mut facts, program, |file| file.language = language);
            let last = if nearest { "public/build/manifest.json" } else { "public/robots.txt" };
            add_file(&mut facts, last, |file| file.kind = FileKind::Data);
            let found = CHECK.assess(&facts, &Policy::default()).findings;
            let count = found.first().map(|finding| finding.message.args[1].1.clone());
            assert_eq!(count, expected.map(quarterdeck_base::Arg::Count), "{nearest} {program}");
        }
    }

    #[test]
    fn a_vendor_folder_counts_when_composer_filled_it() {
        let mut facts = system("vendor/composer/installed.json", 900, FileKind::Vendored);
        add_file(&mut facts, "vendor/acme/pay/src/Pay.php", |file| file.kind = FileKind::Vendored);
        add_file(&mut facts, "src/vendor/Vendor.php", |_| {});
        let assessment = CHECK.assess(&facts, &Policy::default());
        assert_eq!(said(&assessment), "found 1");
        assert_eq!(assessment.findings[0].message.args[1].1, quarterdeck_base::Arg::Count(2));
    }
}
