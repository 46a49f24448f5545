//! ARC-03: files that change together although nothing in the code says that they belong together.

use crate::Rule;
use crate::support::{
    days, file_evidence, history_gap, is_source_code, limit, measured, nothing_together, percent, quiet_gap,
    repository_name, share, source_code,
};
use quarterdeck_base::{Evidence, Fingerprint, Message, RepoPath};
use quarterdeck_facts::{CoupledPair, Facts, FileIx};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Scope, Severity, Status, Text,
    ThresholdMeta,
};
use std::collections::{BTreeMap, BTreeSet};

/// A pair that neither side of which changed for so long is history, not a cost.
const QUIET_DAYS: i64 = 730;

/// Fewer commits than this say nothing about what changes together.
const LEAST_COMMITS: usize = 100;

/// A folder within the other is half a visible tie: from this degree on it does not explain enough.
const NESTED_DEGREE_PERCENT: u32 = 75;

/// Parts of a path whose files change together because a language, a text or a release is added.
const EXPECTED: &[&str] = &[
    "changelog",
    "changes",
    "history",
    "i18n",
    "l10n",
    "lang",
    "language",
    "languages",
    "locale",
    "locales",
    "migrations",
    "news",
    "release",
    "releases",
    "translations",
    "version",
    "versions",
];

/// Folders of what belongs to the code right above them.
const VIEW_FOLDERS: &[&str] =
    &["form", "forms", "partials", "template", "templates", "tpl", "tpls", "view", "views", "widgets"];

/// Layers that one thing passes through; longer ones first.
const LAYERS: &[&str] = &[
    "repositoryimpl",
    "serviceimpl",
    "validator",
    "hibernate",
    "controller",
    "repository",
    "daoimpl",
    "service",
    "mapper",
    "impl",
    "view",
    "dao",
    "dto",
    "jpa",
];

static META: CheckMeta = CheckMeta {
    id: "ARC-03",
    name: "hidden-coupling",
    dimension: Dimension::Architecture,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Two source files in different folders that changed together in at least 50 % of their commits (75 % when the \
            folder of one lies right in that of the other) and at least 10 times, both changed within the last 24 \
            months, with names that do not say that they are a family, and neither imports the other. Commits of more \
            than 30 files do not count; the 50 % have to hold over commits of eight files or fewer alone as well, and a pair \
            whose shared commits are mostly larger ones is left out. The score falls with the share of source files in such pairs.",
    matters: "Whoever changes the one and does not know of the other ships a defect: the tie is in nobody's code, \
              only in \
              somebody's head.",
    evidence: "The two files, and the command that prints the pair again.",
    effort: "Two to five days for each pair: find what both know, and keep it in one place.",
    texts: &[
        Text { key: "title", english: "Files that change together without a visible tie" },
        Text {
            key: "found",
            english: "{ $first } and { $second } changed together in { $shared } commits ({ $degree } of their \
                      changes), \
                      and neither imports the other.",
        },
        Text { key: "works", english: "No two source files change together without a visible tie." },
        Text {
            key: "consequence",
            english: "One day somebody changes one of the two files and not the other, and the defect shows in \
                      production.",
        },
        Text {
            key: "remedy",
            english: "Ask who always changes both why they do. Move the shared knowledge into one place that both \
                      use, or, \
                      if that is too dear, write a test that fails when only one of them changes.",
        },
    ],
    thresholds: &[
        ThresholdMeta { key: "files_in_pairs_percent", green: 0.0, red: 5.0, source: "proposal" },
        ThresholdMeta {
            key: "degree_percent",
            green: 50.0,
            red: 50.0,
            source: "proposal; Code Maat lists pairs from 30 %",
        },
        ThresholdMeta {
            key: "shared_commits",
            green: 10.0,
            red: 10.0,
            source: "proposal: twice the 5 of Code Maat, for fewer chance pairs",
        },
    ],
    exceptions: &[
        "A test and its source, a template and its component, generated and data files: only source files of code that \
         runs are compared.",
        "Interface and implementation (`IUserManager` and `UserManager` of jellyfin, `UserService` and \
         `UserServiceImpl`), variants of one name in parallel folders (`sys/unix/pipe`, `sys/windows/pipe`): left out \
         when \
         one name, without affixes of roles and layers (`Hibernate`, `Service`, `DAO`), holds the other.",
        "Files of one folder, and views in a folder `views`, `templates` or `forms` right below the other file: a folder \
         is already a visible tie.",
        "Layers of one thing (`ProviderService` and `HibernateProviderDAO` of openmrs), siblings that share their first and \
         last word in folders side by side (`TmdbMovieProvider`, `TmdbSeriesProvider` of jellyfin), and two files \
         that one file between them, named like one of them, imports or is imported by: left out.",
        "Where no source file changed in the last 12 months (grandnode2), or nothing is found and more than 80 % of the \
         commits of that time touch one file only (opencart: an editor on the web): not applicable.",
        "Translations, change logs, version files and migrations change together by design: left out by name.",
        "Where the imports of one of the two are not resolved, nothing is claimed.",
        "Sweeps over a family (the sockets of tokio): files that meet mostly in commits of more than eight files, or in less \
         than half of the smaller ones, are left out, and folders within each other are listed from 75 % on.",
        "Pairs from an old time: both files must have changed within 24 months.",
    ],
    precision: Some(Precision { read: 2, correct: 2, repositories: 1 }),
    sources: &[
        "Gall, Hajek, Jazayeri: Detection of Logical Coupling, ICSM 1998",
        "Tornhill: Your Code as a Crime Scene; Code Maat, change coupling",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = history_gap(facts) {
        return gap;
    }
    let files = source_code(facts).count() as u64;
    if files == 0 {
        return Assessment::not_applicable("there is no source code");
    }
    let commits = facts.commits.iter().filter(|commit| commit.is_change()).count();
    if commits < LEAST_COMMITS {
        return Assessment::could_not_assess(
            format!("{commits} commits are too few to say what changes together"),
            format!("a history of {LEAST_COMMITS} commits or more"),
        );
    }
    if let Some(gap) = quiet_gap(facts) {
        return gap;
    }
    let candidates: Vec<(&CoupledPair, FileIx, FileIx)> =
        facts.pairs.iter().filter_map(|pair| candidate(facts, policy, pair)).collect();
    let unknown = candidates.iter().filter(|(pair, ..)| pair.imported.is_none()).count();
    if facts.imports.shares.is_empty() || (unknown > 0 && unknown == candidates.len()) {
        return Assessment::could_not_assess(
            "the imports of the files that change together are not resolved",
            "import resolution for the languages of the system",
        );
    }
    let mut hidden: Vec<_> = candidates.into_iter().filter(|(pair, ..)| pair.imported == Some(false)).collect();
    let neighbours = neighbours(facts, &hidden);
    hidden.retain(|(_, first, second)| !is_joined(facts, &neighbours, *first, *second));
    let touched: BTreeSet<FileIx> = hidden.iter().flat_map(|(_, first, second)| [*first, *second]).collect();
    let value = percent(share(touched.len() as u64, files));
    let figures = vec![measured("files_in_pairs_percent", value, "%")];
    if hidden.is_empty() {
        return nothing_together(facts, figures);
    }
    let findings = hidden.iter().map(|(pair, first, second)| finding(facts, pair, *first, *second)).collect();
    Assessment::found(policy.threshold(&META, "files_in_pairs_percent").score(value), figures, findings)
}

/// The two files, when the pair is one that should have a visible tie.
fn candidate<'a>(facts: &Facts, policy: &Policy, pair: &'a CoupledPair) -> Option<(&'a CoupledPair, FileIx, FileIx)> {
    let (first, second) = (pair.first_file?, pair.second_file?);
    let strong = f64::from(pair.degree.min(pair.focused_degree)) >= limit(policy, &META, "degree_percent")
        && f64::from(pair.shared) >= limit(policy, &META, "shared_commits");
    let both = [first, second].iter().all(|index| is_source_code(facts.file(*index)) && is_alive(facts, *index));
    let apart = pair.first.parent() != pair.second.parent()
        && !is_view_of(&pair.first, &pair.second)
        && !is_view_of(&pair.second, &pair.first)
        && !is_family(&pair.first, &pair.second)
        && !is_expected(&pair.first)
        && !is_expected(&pair.second);
    let close = is_nested(&pair.first, &pair.second) && pair.degree < NESTED_DEGREE_PERCENT;
    let by_chance = pair.sweeps * 2 > pair.shared;
    (strong && both && apart && !close && !by_chance).then_some((pair, first, second))
}

/// True when the first file stands in a folder of views right below the folder of the second.
fn is_view_of(first: &RepoPath, second: &RepoPath) -> bool {
    let folder = String::from_utf8_lossy(first.parent()).to_ascii_lowercase();
    let above = String::from_utf8_lossy(second.parent()).to_ascii_lowercase();
    let (parent, name) = folder.rsplit_once('/').unwrap_or(("", &folder));
    parent == above && VIEW_FOLDERS.contains(&name)
}

/// True when the folder of one lies right in the folder of the other: `net/unix/stream` and `net/unix/datagram/socket`.
fn is_nested(first: &RepoPath, second: &RepoPath) -> bool {
    let above = |path: &RepoPath| RepoPath::new(path.parent().to_owned()).parent().to_owned();
    let lies_in = |inner: &RepoPath, outer: &RepoPath| !outer.parent().is_empty() && above(inner) == outer.parent();
    lies_in(first, second) || lies_in(second, first)
}

fn is_alive(facts: &Facts, index: FileIx) -> bool {
    let since = facts.as_of.days_before(QUIET_DAYS);
    facts.file(index).history.as_ref().is_some_and(|history| history.last_changed >= since)
}

fn is_expected(path: &RepoPath) -> bool {
    let text = path.as_bstr().to_string().to_ascii_lowercase();
    text.split(['/', '.']).any(|part| EXPECTED.contains(&part.trim_matches('_')))
}

/// The files that import a file of these pairs or are imported by it, by that file.
fn neighbours(facts: &Facts, pairs: &[(&CoupledPair, FileIx, FileIx)]) -> BTreeMap<FileIx, BTreeSet<FileIx>> {
    let mut neighbours: BTreeMap<FileIx, BTreeSet<FileIx>> =
        pairs.iter().flat_map(|(_, first, second)| [*first, *second]).map(|file| (file, BTreeSet::new())).collect();
    for edge in &facts.imports.edges {
        for (file, other) in [(edge.from, edge.to), (edge.to, edge.from)] {
            if let Some(known) = neighbours.get_mut(&file) {
                known.insert(other);
            }
        }
    }
    neighbours
}

/// True when one file between the two ties them and bears the name of one of them: an interface, its implementation,
/// and what that uses.
fn is_joined(facts: &Facts, neighbours: &BTreeMap<FileIx, BTreeSet<FileIx>>, first: FileIx, second: FileIx) -> bool {
    let stem = |file: FileIx| entity(&facts.file(file).path);
    let (Some(one), Some(other)) = (neighbours.get(&first), neighbours.get(&second)) else { return false };
    one.intersection(other).any(|between| stem(*between) == stem(first) || stem(*between) == stem(second))
}

/// True when the names or the folders say that the two belong together.
fn is_family(first: &RepoPath, second: &RepoPath) -> bool {
    entity(first) == entity(second) || are_siblings(first, second) || are_variants(first, second)
}

/// What a file is about, without the layer it stands in: `HibernateProviderDAO` and `ProviderServiceImpl` give
/// `provider`.
fn entity(path: &RepoPath) -> String {
    let mut bare = bare_name(path);
    for affix in LAYERS {
        let cut = bare.strip_suffix(affix).or(bare.strip_prefix(affix)).filter(|rest| rest.len() >= 3);
        if let Some(rest) = cut {
            bare = rest.to_owned();
        }
    }
    bare
}

/// `Movies/TmdbMovieProvider` and `TV/TmdbSeriesProvider`: one first word, one last word, sibling folders.
fn are_siblings(first: &RepoPath, second: &RepoPath) -> bool {
    let above = |path: &RepoPath| RepoPath::new(path.parent().to_owned()).parent().to_owned();
    let ends = |path: &RepoPath| {
        let words = words(path);
        Some((words.first()?.clone(), words.last()?.clone())).filter(|_| words.len() >= 3)
    };
    above(first) == above(second) && ends(first).is_some_and(|found| Some(found) == ends(second))
}

/// The words of the stem of a file name, by capitals and marks between them.
fn words(path: &RepoPath) -> Vec<String> {
    let name = path.file_name().to_string();
    let mut words: Vec<String> = vec![String::new()];
    for letter in name.split('.').next().unwrap_or_default().chars() {
        if letter.is_uppercase() || !letter.is_alphanumeric() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphanumeric()) {
            word.extend(letter.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn are_variants(first: &RepoPath, second: &RepoPath) -> bool {
    let (first, second) = (bare_name(first), bare_name(second));
    let (short, long) = if first.len() <= second.len() { (&first, &second) } else { (&second, &first) };
    short == long || (short.len() >= 4 && long.contains(short.as_str()))
}

/// The stem of the file name without affixes of roles: `IUserManager.cs` and `UserManagerImpl.cs` give `usermanager`.
fn bare_name(path: &RepoPath) -> String {
    let name = path.file_name().to_string();
    let stem = name.split('.').next().unwrap_or_default();
    let mut letters = stem.chars();
    let starts_like_interface =
        letters.next() == Some('I') && letters.next().is_some_and(char::is_uppercase) && letters.next().is_some();
    let stem = if starts_like_interface { &stem[1..] } else { stem };
    let mut bare: String = stem.to_ascii_lowercase().replace(['_', '-'], "");
    // From the outside in: `HibernateProviderDAO` and `ProviderServiceImpl` are layers of `provider`.
    for affix in [
        "abstract",
        "default",
        "base",
        "interface",
        "impl",
        "hibernate",
        "jpa",
        "service",
        "dao",
        "repository",
        "controller",
        "mapper",
        "dto",
        "validator",
    ] {
        let cut = bare.strip_prefix(affix).or(bare.strip_suffix(affix)).filter(|rest| rest.len() >= 3);
        if let Some(rest) = cut {
            bare = rest.to_owned();
        }
    }
    bare
}

fn finding(facts: &Facts, pair: &CoupledPair, first: FileIx, second: FileIx) -> Finding {
    let mut names: [&[u8]; 2] = [pair.first.file_name().as_ref(), pair.second.file_name().as_ref()];
    names.sort_unstable();
    let fingerprint = Fingerprint::new(META.id, &names);
    Finding {
        check: META.id,
        fingerprint,
        scope: Scope::Pair {
            repository: repository_name(facts, first),
            first: pair.first.clone(),
            second: pair.second.clone(),
        },
        severity: if pair.degree >= 75 && pair.shared >= 20 { Severity::Medium } else { Severity::Low },
        confidence: Confidence::Medium,
        message: Message::new("found")
            .path("first", &pair.first)
            .path("second", &pair.second)
            .count("shared", u64::from(pair.shared))
            .share("degree", f64::from(pair.degree) / 100.0),
        evidence: vec![
            file_evidence(facts, first),
            file_evidence(facts, second),
            Evidence::Command { arguments: "facts . --level pair".to_owned() },
        ],
        effort: days(2.0, 5.0, 5.0),
        remediation_unit: format!("pair:{fingerprint}"),
        rank: f64::from(pair.degree) * f64::from(pair.shared),
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_commit, add_file, empty_facts, history, resolve_imports, said, shallow};
    use quarterdeck_base::RepoPath;
    use quarterdeck_facts::{CoupledPair, Facts, FileIx, FileKind, ImportEdge, RepositoryIx};
    use quarterdeck_findings::Policy;

    fn system(first: &str, second: &str, degree: u32, shared: u32, imported: Option<bool>) -> Facts {
        let mut facts = empty_facts();
        (0..100).for_each(|at| add_commit(&mut facts, "Change the order of things", at));
        let files = [first, second].map(|path| add_file(&mut facts, path, |file| file.history = Some(history(9))));
        resolve_imports(&mut facts, 100);
        facts.pairs.push(CoupledPair {
            repository: RepositoryIx::new(0),
            first: RepoPath::from(first),
            second: RepoPath::from(second),
            first_file: Some(files[0]),
            second_file: Some(files[1]),
            shared,
            sweeps: 0,
            first_revisions: 20,
            second_revisions: 20,
            degree,
            focused_degree: degree,
            imported,
        });
        facts
    }

    #[test]
    fn a_pair_is_hidden_when_nothing_says_that_it_belongs_together() {
        let no = Some(false);
        for (first, second, degree, shared, imported, expected) in [
            ("shop/price.py", "mail/invoice.py", 50, 10, no, "found 1"),
            ("shop/price.py", "mail/invoice.py", 49, 10, no, "ok"),
            ("shop/price.py", "mail/invoice.py", 50, 9, no, "ok"),
            ("shop/price.py", "mail/invoice.py", 90, 30, Some(true), "ok"),
            ("shop/price.py", "mail/invoice.py", 90, 30, None, "could-not-assess"),
            ("shop/price.py", "shop/invoice.py", 90, 30, no, "ok"),
            ("mail/controller.php", "mail/views/view.config.php", 90, 30, no, "ok"),
            ("views/view.config.php", "controller.php", 90, 30, no, "ok"),
            ("mail/controller.php", "shop/views/view.config.php", 90, 30, no, "found 1"),
            ("mail/controller.php", "mail/rules/config.php", 90, 30, no, "found 1"),
            ("api/IUserManager.cs", "impl/UserManager.cs", 90, 30, no, "ok"),
            ("api/user_service.py", "impl/user_service_impl.py", 90, 30, no, "ok"),
            ("api/ProviderService.java", "db/HibernateProviderDAO.java", 90, 30, no, "ok"),
            ("api/VisitServiceImpl.java", "web/VisitController.java", 90, 30, no, "ok"),
            ("api/PriceService.java", "db/HibernateProviderDAO.java", 90, 30, no, "found 1"),
            ("tmdb/Movies/TmdbMovieProvider.cs", "tmdb/TV/TmdbSeriesProvider.cs", 90, 30, no, "ok"),
            ("tmdb/Movies/TmdbMovieProvider.cs", "omdb/TV/TmdbSeriesProvider.cs", 90, 30, no, "found 1"),
            ("unix/pipe.py", "windows/pipe.py", 90, 30, no, "ok"),
            ("api/ProviderService.java", "db/HibernateProviderDAO.java", 90, 30, no, "ok"),
            ("api/VisitService.java", "db/HibernateProviderDAO.java", 90, 30, no, "found 1"),
            ("locale/fr.py", "mail/invoice.py", 90, 30, no, "ok"),
            ("shop/__version__.py", "mail/invoice.py", 90, 30, no, "ok"),
        ] {
            let facts = system(first, second, degree, shared, imported);
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected, "{first} {second} {degree} {shared}");
        }
    }

    #[test]
    fn sweeps_and_folders_within_each_other_are_no_secret() {
        let (far, inner, deep) = ("mail/invoice.py", "net/unix/datagram/socket.rs", "net/unix/a/b/socket.rs");
        for (first, second, degree, sweeps, expected) in [
            ("shop/price.py", far, 90, 15, "found 1"),
            ("shop/price.py", far, 90, 16, "ok"),
            ("net/unix/stream.rs", inner, 74, 0, "ok"),
            ("net/unix/stream.rs", inner, 75, 0, "found 1"),
            ("net/unix/stream.rs", deep, 50, 0, "found 1"),
            ("main.py", far, 50, 0, "found 1"),
        ] {
            let mut facts = system(first, second, degree, 30, Some(false));
            facts.pairs[0].sweeps = sweeps;
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected, "{first} {second} {degree} {sweeps}");
        }
    }

    #[test]
    fn sweeps_decide_nothing() {
        for (focused_degree, expected) in [(50, "found 1"), (42, "ok")] {
            let mut facts = system("shop/price.py", "mail/invoice.py", 52, 23, Some(false));
            (facts.pairs[0].sweeps, facts.pairs[0].focused_degree) = (11, focused_degree);
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected, "{focused_degree}");
        }
    }

    #[test]
    fn one_file_between_two_is_a_tie_when_it_is_named_like_one_of_them() {
        for (between, expected) in [("impl/price_service_impl.py", "ok"), ("impl/settings.py", "found 1")] {
            let mut facts = system("shop/price_service.py", "mail/invoice.py", 90, 30, Some(false));
            let middle = add_file(&mut facts, between, |_| {});
            for to in [0, 1].map(FileIx::new) {
                facts.imports.edges.push(ImportEdge { from: middle, to, line: 1, type_only: false, deferred: false });
            }
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected, "{between}");
        }
    }

    #[test]
    fn it_needs_history_code_and_living_files() {
        let base = || system("shop/price.py", "mail/invoice.py", 90, 30, Some(false));
        let mut old = base();
        old.files[0].history = Some(history(0));
        old.files[0].history.as_mut().unwrap().last_changed = crate::testing::days_ago(731);
        let mut quiet = base();
        quiet.files.iter_mut().for_each(|file| file.history = Some(history(0)));
        let mut single = system("shop/price.py", "mail/invoice.py", 49, 30, Some(false));
        single.commits[..81].iter_mut().for_each(|commit| commit.files = Some(1));
        let mut young = base();
        young.commits.truncate(99);
        let mut test = base();
        test.files[1].kind = FileKind::Test;
        for (facts, expected) in [
            (shallow(base()), "could-not-assess"),
            (young, "could-not-assess"),
            (old, "ok"),
            (quiet, "not-applicable"),
            (single, "not-applicable"),
            (test, "ok"),
            (empty_facts(), "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }
}
