//! What many checks need: guards, scopes, evidence, shares. It knows no single check.

use quarterdeck_base::{EffortDays, Evidence, Fingerprint, Message, RepoPath, Timestamp, round_to};
use quarterdeck_facts::{
    CommitFacts, Dependency, Facts, FileFacts, FileIx, FileKind, HistoryState, Manifest, ParseState, RepositoryFacts,
    Signal, SignalRole, Tag,
};
use quarterdeck_findings::{Assessment, CheckMeta, Confidence, Finding, Measured, Policy, Scope, Severity};

pub(crate) use crate::pipelines::{has_unread_pipelines, is_stale, own_pipelines, running_pipelines};

/// Days of the recent past: a year.
pub(crate) const YEAR_DAYS: i64 = 365;

/// Somebody active with this share of all changes of a file still knows it.
pub(crate) const KNOWING_SHARE: f64 = 0.25;

/// What makes a cut history assessable.
pub(crate) const FULL_CLONE: &str = "a full clone: git fetch --unshallow";

/// Languages of markup, style, data and templates: they hold no functions, so measures of code leave them out.
#[rustfmt::skip]
const NOT_PROGRAMS: &[&str] = &[
    "AsciiDoc", "Blade", "CSS", "CSV", "EJS", "ERB", "FreeMarker", "GraphQL", "Haml",
    "Handlebars", "HTML", "IBM i DDS", "INI", "Jinja", "Jinja2", "JSON", "JSP", "Less", "Liquid",
    "Markdown", "Mustache", "PowerBuilder DataWindow", "Protocol Buffers", "Pug", "Razor", "reStructuredText", "Sass", "SCSS", "Slim",
    "Smarty", "SQL", "Stylus", "SVG", "Text", "Thymeleaf", "TOML", "Twig", "Velocity",
    "XAML", "XML", "XSLT", "YAML",
];

/// Folder names of code that does not ship: tests, examples, tools of developers.
#[rustfmt::skip]
const ASIDE: &[&str] = &[
    ".devcontainer", "bench", "benches", "benchmark", "benchmarks", "demo", "demos", "dev",
    "devcontainer", "doc", "docs", "example", "examples", "fixture", "fixtures", "fuzz",
    "integration-test", "integration-tests", "playground", "sample", "samples", "smoke-test", "smoke-tests", "spec",
    "stress-test", "system-test", "system-tests", "test", "testdata", "testing", "tests", "tests-build",
    "tests-integration",
];

/// True when the language holds code that runs.
pub(crate) fn is_program(language: &str) -> bool {
    !language.is_empty() && !NOT_PROGRAMS.iter().any(|other| other.eq_ignore_ascii_case(language))
}

/// True when a folder or the stem of the file name says that the file serves tests, examples or development only.
pub(crate) fn is_aside(path: &RepoPath) -> bool {
    let text = path.as_bstr().to_string().to_ascii_lowercase();
    text.split(['/', '.']).any(|part| ASIDE.contains(&part))
}

/// A file of code that runs and that people write.
pub(crate) fn is_source_code(file: &FileFacts) -> bool {
    file.kind == FileKind::Source && is_program(file.language)
}

/// Source files in a language of code that runs, with their positions.
pub(crate) fn source_code(facts: &Facts) -> impl Iterator<Item = (FileIx, &FileFacts)> {
    facts.source().map(|index| (index, facts.file(index))).filter(|(_, file)| is_program(file.language))
}

/// Code lines of [`source_code`].
pub(crate) fn source_lines(facts: &Facts) -> u64 {
    source_code(facts).map(|(_, file)| u64::from(file.code)).sum()
}

/// Code lines of [`source_code`] in one repository.
pub(crate) fn source_lines_of(facts: &Facts, repository: usize) -> u64 {
    files_of(facts, repository).iter().filter(|file| is_source_code(file)).map(|file| u64::from(file.code)).sum()
}

/// Files of one repository.
pub(crate) fn files_of(facts: &Facts, repository: usize) -> &[FileFacts] {
    part_of(&facts.files, repository, |file| file.repository.at())
}

/// Commits of one repository, oldest first.
pub(crate) fn commits_of(facts: &Facts, repository: usize) -> &[CommitFacts] {
    part_of(&facts.commits, repository, |commit| commit.repository.at())
}

/// Manifests and lock files of one repository.
pub(crate) fn manifests_of(facts: &Facts, repository: usize) -> &[Manifest] {
    part_of(&facts.manifests, repository, |manifest| facts.file(manifest.file).repository.at())
}

/// True when neither the folder nor the name of a recipe says that it serves tests or development.
pub(crate) fn is_shipped_recipe(file: &FileFacts) -> bool {
    const OTHER: [&str; 14] = [
        "ci",
        "debug",
        "demo",
        "dev",
        "develop",
        "development",
        "e2e",
        "lab",
        "local",
        "override",
        "sandbox",
        "test",
        "testing",
        "tests",
    ];
    let name = file.path.file_name().to_ascii_lowercase();
    ships(file)
        && !name
            .split(|byte| matches!(byte, b'.' | b'-' | b'_'))
            .any(|part| OTHER.iter().any(|other| other.as_bytes() == part))
}

/// `docker-compose.search.yml`: a recipe that is laid over another one by who wants that part, unless it is the one of
/// production.
pub(crate) fn is_overlay_recipe(file: &FileFacts) -> bool {
    let name = file.path.as_bstr().to_string().to_ascii_lowercase();
    let stem = file_name(&name).rsplit_once('.').map_or("", |(stem, _)| stem);
    let rest = ["docker-compose", "compose"].iter().find_map(|start| stem.strip_prefix(start));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains("prod") && !rest.contains("deploy"))
}

/// True when each manifest that ships is a library for others; the root of a workspace that holds nothing is none.
pub(crate) fn holds_libraries_only(facts: &Facts, repository: usize) -> bool {
    let mut own = manifests_of(facts, repository)
        .iter()
        .filter(|manifest| !manifest.lock && ships(facts.file(manifest.file)))
        .filter(|manifest| manifest.library || !manifest.name.is_empty() || manifest.dependencies > 0)
        .peekable();
    own.peek().is_some() && own.all(|manifest| manifest.library)
}

/// Dependencies that one manifest declares.
pub(crate) fn dependencies_of(facts: &Facts, manifest: FileIx) -> &[Dependency] {
    part_of(&facts.dependencies, manifest.at(), |dependency| dependency.manifest.at())
}

/// Marks of one role in one repository.
pub(crate) fn signals_of(facts: &Facts, repository: usize, role: SignalRole) -> impl Iterator<Item = &Signal> {
    let own = part_of(&facts.signals, repository, |signal| facts.file(signal.file).repository.at());
    own.iter().filter(move |signal| signal.role == role)
}

/// Where a repository says that it is insecure on purpose, for people to learn with.
pub(crate) fn insecure_on_purpose(facts: &Facts, repository: usize) -> Option<&Signal> {
    signals_of(facts, repository, SignalRole::InsecureOnPurpose).next()
}

/// Why a check of what is missing does not answer for such a repository.
pub(crate) fn says_insecure(facts: &Facts, claim: &Signal) -> String {
    let file = facts.file(claim.file);
    let repository = &facts.repositories[file.repository.at()].name;
    format!("{repository} says that it is insecure on purpose, to learn with ({}, line {})", file.path, claim.line)
}

/// Those of them in files that ship.
pub(crate) fn shipped_signals_of(facts: &Facts, repository: usize, role: SignalRole) -> impl Iterator<Item = &Signal> {
    signals_of(facts, repository, role).filter(|signal| {
        let file = facts.file(signal.file);
        !matches!(file.kind, FileKind::Test | FileKind::Documentation) && !is_aside(&file.path)
    })
}

/// Dependencies that manifests and lock files of one repository declare.
pub(crate) fn dependencies_in(facts: &Facts, repository: usize) -> &[Dependency] {
    part_of(&facts.dependencies, repository, |dependency| facts.file(dependency.manifest).repository.at())
}

/// True when a file of the repository has such a path, in lower case: `deploy/fly.toml`.
pub(crate) fn has_file(facts: &Facts, repository: usize, fits: impl Fn(&str) -> bool) -> bool {
    files_of(facts, repository)
        .iter()
        .filter(|file| file.kind != FileKind::Vendored)
        .any(|file| fits(&file.path.as_bstr().to_string().to_ascii_lowercase()))
}

/// True when a text holds a part at the start of a word: `@sentry/node` holds `sentry`, `SettingsEntry` does not. Both in
/// lower case.
pub(crate) fn holds_word(text: &str, part: &str) -> bool {
    text.match_indices(part).any(|(at, _)| !text[..at].ends_with(|before: char| before.is_alphanumeric()))
}

/// The last segment of a path.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The run of entries with one position in a list sorted by it: a thousand repositories must not mean a thousand walks.
pub(crate) fn part_of<T>(list: &[T], position: usize, of: impl Fn(&T) -> usize) -> &[T] {
    let start = list.partition_point(|entry| of(entry) < position);
    let length = list[start..].partition_point(|entry| of(entry) == position);
    &list[start..start + length]
}

/// True when a parser read the file.
pub(crate) fn is_parsed(file: &FileFacts) -> bool {
    matches!(file.parse, ParseState::Parsed | ParseState::ParsedWithErrors)
}

/// Data written as code: hardly a branch in it.
pub(crate) fn is_table(file: &FileFacts) -> bool {
    is_parsed(file) && file.cyclomatic_sum.saturating_sub(file.functions).saturating_mul(100) < file.code
}

/// An answer when history cannot be believed; `None` when it can.
pub(crate) fn history_gap(facts: &Facts) -> Option<Assessment> {
    facts.repositories.iter().find_map(|repository| match &repository.history {
        HistoryState::Complete => None,
        HistoryState::Incomplete { reason } => {
            Some(Assessment::could_not_assess(format!("history of {}: {reason}", repository.name), FULL_CLONE))
        }
    })
}

/// An answer when too few imports lead to their files; `None` when enough do.
pub(crate) fn imports_gap(resolved_percent: f64, least_percent: f64) -> Option<Assessment> {
    (resolved_percent < least_percent).then(|| {
        Assessment::could_not_assess(
            format!("only {resolved_percent} % of the imports could be resolved"),
            "the path settings of the build (aliases, source roots) inside the repository",
        )
    })
}

/// True when nobody is known to know a file: people changed it in commits of very many files only (an import).
pub(crate) fn is_only_imported(file: &FileFacts) -> bool {
    file.history.as_ref().is_some_and(|history| history.main_author.is_none() && history.authors > 0)
}

/// An answer when most source lines came in imports and were not changed since; `None` when authors can be told.
pub(crate) fn import_gap(facts: &Facts) -> Option<Assessment> {
    let lines = |files: &mut dyn Iterator<Item = &FileFacts>| files.map(|file| u64::from(file.code)).sum::<u64>();
    let all = source_lines(facts);
    let imported = lines(&mut source_code(facts).map(|(_, file)| file).filter(|file| is_only_imported(file)));
    (imported * 2 > all).then(|| {
        let share = percent(share(imported, all));
        Assessment::could_not_assess(
            format!("{share} % of the source code lines are known from commits of more than 500 files only (imports)"),
            "the history from before the import",
        )
    })
}

/// An answer when there is no code, or when less than half of its lines could be parsed; `None` when it can be judged.
pub(crate) fn parse_gap(facts: &Facts) -> Option<Assessment> {
    let all = source_lines(facts);
    if all == 0 {
        return Some(Assessment::not_applicable("there is no source code"));
    }
    let parsed: u64 =
        source_code(facts).filter(|(_, file)| is_parsed(file)).map(|(_, file)| u64::from(file.code)).sum();
    (parsed * 2 < all).then(|| {
        let share = percent(share(parsed, all));
        Assessment::could_not_assess(
            format!("{share} % of the source code lines are in a language that is parsed"),
            "a parser for the main language of the system",
        )
    })
}

/// Part of a whole, 0 to 1; 0 when there is no whole.
pub(crate) fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// A share as per cent, rounded to a tenth.
pub(crate) fn percent(share: f64) -> f64 {
    round_to(share * 100.0, 1)
}

/// A plain limit: a threshold whose two ends are equal; an override of the green end rules.
pub(crate) fn limit(policy: &Policy, meta: &CheckMeta, key: &str) -> f64 {
    policy.threshold(meta, key).green
}

/// A measured value.
pub(crate) fn measured(key: &'static str, value: f64, unit: &'static str) -> Measured {
    Measured { key, value: round_to(value, 2), unit }
}

/// Effort in person-days, rounded to a tenth and held under a ceiling.
pub(crate) fn days(low: f64, high: f64, ceiling: f64) -> EffortDays {
    EffortDays::new(round_to(low.min(ceiling), 1), round_to(high.min(ceiling), 1))
}

/// The moment that opens the recent year.
pub(crate) fn year_ago(facts: &Facts) -> Timestamp {
    facts.as_of.days_before(YEAR_DAYS)
}

/// Name of the repository of a file.
pub(crate) fn repository_name(facts: &Facts, file: FileIx) -> String {
    facts.repository_of(file).name.clone()
}

/// A file as a scope.
pub(crate) fn file_scope(facts: &Facts, file: FileIx) -> Scope {
    Scope::File { repository: repository_name(facts, file), path: facts.file(file).path.clone() }
}

/// A repository as a scope.
pub(crate) fn repository_scope(repository: &RepositoryFacts) -> Scope {
    Scope::Repository { repository: repository.name.clone() }
}

/// A file as evidence.
pub(crate) fn file_evidence(facts: &Facts, file: FileIx) -> Evidence {
    Evidence::File { repository: repository_name(facts, file), path: facts.file(file).path.clone() }
}

/// Lines as evidence; the whole file when the line is unknown.
pub(crate) fn lines_evidence(facts: &Facts, file: FileIx, start_line: u32, end_line: u32) -> Evidence {
    if start_line == 0 {
        return file_evidence(facts, file);
    }
    let path = facts.file(file).path.clone();
    Evidence::Lines { repository: repository_name(facts, file), path, start_line, end_line: end_line.max(start_line) }
}

/// Nothing found, as evidence.
pub(crate) fn absence(repository: &RepositoryFacts, looked_for: &str) -> Evidence {
    Evidence::Absence { repository: repository.name.clone(), looked_for: looked_for.to_owned() }
}

/// The unit of everything that is repaired by working on one file.
pub(crate) fn file_unit(facts: &Facts, file: FileIx) -> String {
    format!("file:{}:{}", facts.repository_of(file).name, facts.file(file).path)
}

/// A finding about a whole repository; the caller sets what differs from a repair of half a day to two.
pub(crate) fn repository_finding(
    meta: &CheckMeta,
    repository: &RepositoryFacts,
    message: Message,
    evidence: Vec<Evidence>,
) -> Finding {
    Finding {
        check: meta.id,
        fingerprint: Fingerprint::new(meta.id, &[repository.name.as_bytes()]),
        scope: repository_scope(repository),
        severity: Severity::Low,
        confidence: Confidence::Medium,
        message: message.name("repository", repository.name.as_str()),
        evidence,
        effort: days(0.5, 2.0, 2.0),
        remediation_unit: format!("{}:{}", meta.name, repository.name),
        rank: repository.commits as f64,
    }
}

/// The answer of a check that looked at so many places, by the share of them that is at fault.
pub(crate) fn by_share(
    policy: &Policy,
    meta: &CheckMeta,
    key: &'static str,
    (faulty, judged): (f64, usize),
    findings: Vec<Finding>,
) -> Assessment {
    let value = percent(if judged == 0 { 0.0 } else { faulty / judged as f64 });
    let figures = vec![measured(key, value, "%")];
    if findings.is_empty() {
        return Assessment::ok(Message::new("works"), figures);
    }
    Assessment::found(policy.threshold(meta, key).score(value), figures, findings)
}

/// A file that goes into what runs: not vendored, not generated, no test, no example.
pub(crate) fn ships(file: &FileFacts) -> bool {
    let own = !matches!(file.kind, FileKind::Vendored | FileKind::Test | FileKind::Generated | FileKind::Minified);
    own && !is_aside(&file.path)
}

/// True when the manifest in a file says that it is a library for others.
pub(crate) fn is_library(facts: &Facts, file: FileIx) -> bool {
    facts.manifests.iter().any(|manifest| manifest.file == file && manifest.library)
}

/// Commits of people in the last 12 months, oldest first.
pub(crate) fn recent_commits(facts: &Facts, repository: usize) -> impl Iterator<Item = &CommitFacts> + '_ {
    let since = year_ago(facts);
    commits_of(facts, repository)
        .iter()
        .filter(move |commit| commit.committed_at >= since && commit.committed_at <= facts.as_of)
        .filter(|commit| facts.people.get(commit.author.at()).is_some_and(|person| !person.bot))
}

/// Tags that name a release, oldest first: without a digit in its name a tag is somebody's own mark.
pub(crate) fn release_tags(repository: &RepositoryFacts) -> impl DoubleEndedIterator<Item = &Tag> {
    repository.tags.iter().filter(|tag| tag.name.bytes().any(|byte| byte.is_ascii_digit()))
}

/// Revisions of the last 12 months; 0 without history.
pub(crate) fn recent_revisions(file: &FileFacts) -> u32 {
    file.history.as_ref().map_or(0, |history| history.revisions_12m)
}

/// An answer when no source file changed in the last 12 months; `None` when one did.
pub(crate) fn quiet_gap(facts: &Facts) -> Option<Assessment> {
    source_code(facts)
        .all(|(_, file)| recent_revisions(file) == 0)
        .then(|| Assessment::not_applicable("no source file changed in the last 12 months"))
}

/// Above this share of commits that touch one file only, nothing can be seen to change together: an editor on the web.
const ONE_FILE_SHARE: f64 = 0.8;

/// The answer of a check that found nothing that changes together: praise only where the commits of the last 12 months
/// could have shown it.
pub(crate) fn nothing_together(facts: &Facts, figures: Vec<Measured>) -> Assessment {
    let since = year_ago(facts);
    let recent = || facts.commits.iter().filter(|commit| commit.is_change() && commit.committed_at >= since);
    let sizes = || recent().filter_map(|commit| commit.files);
    let single = share(sizes().filter(|files| *files == 1).count() as u64, sizes().count() as u64);
    if single <= ONE_FILE_SHARE {
        return Assessment::ok(Message::new("works"), figures);
    }
    let single = percent(single);
    Assessment::not_applicable(format!("{single} % of the commits of the last 12 months touch one file only"))
}

#[cfg(test)]
mod tests {
    use super::{is_aside, is_program};
    use quarterdeck_base::RepoPath;

    #[test]
    fn folders_and_suffixes_say_what_does_not_ship() {
        for (path, aside) in [
            ("Dockerfile", false),
            ("deploy/Dockerfile", false),
            (".devcontainer/Dockerfile", true),
            ("src/test/Dockerfile", true),
            ("Dockerfile.dev", true),
            ("examples/Cargo.toml", true),
            ("src/latest/app.py", false),
            ("contest/app.py", false),
        ] {
            assert_eq!(is_aside(&RepoPath::from(path)), aside, "{path}");
        }
    }

    #[test]
    fn markup_is_not_code_that_runs() {
        for (language, program) in [("Java", true), ("CSS", false), ("", false), ("Rust", true)] {
            assert_eq!(is_program(language), program, "{language}");
        }
    }
}
