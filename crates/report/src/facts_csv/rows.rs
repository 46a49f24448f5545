//! Columns and rows of each level, side by side so that they can be compared.

use super::{Cell, Level};
use crate::words;
use quarterdeck_facts::{Facts, FileFacts, FileIx, ParseState};

pub(super) const FILE: &[&str] = &[
    "repository",
    "path",
    "language",
    "kind",
    "code",
    "comments",
    "blanks",
    "functions",
    "cyclomatic_sum",
    "cyclomatic_max",
    "cognitive_sum",
    "cognitive_max",
    "duplicated_lines",
    "revisions",
    "revisions_path",
    "revisions_12m",
    "fixes",
    "authors",
    "author_emails",
    "main_author_share",
    "first_seen",
    "last_changed",
    "hotspot_score",
    "effort_score",
    "kind_rule",
    "kind_claimed",
    "component",
    "bytes",
    "blob",
    "parse",
    "admitted_debt",
    "test_cases",
    "tests_skipped",
    "path_bytes",
];
/// Follows [`FILE`] when the history was read line by line.
pub(super) const FILE_DEEP: &[&str] =
    &["lines_added", "lines_deleted", "lines_added_12m", "lines_deleted_12m", "lines_unowned"];
pub(super) const FUNCTION: &[&str] = &[
    "repository",
    "path",
    "name",
    "start_line",
    "end_line",
    "code",
    "parameters",
    "nesting",
    "cyclomatic",
    "cognitive",
    "changed_12m",
];
pub(super) const COMMIT: &[&str] = &[
    "repository",
    "id",
    "authored_at",
    "committed_at",
    "author",
    "bot",
    "merge",
    "fix",
    "revert",
    "feature",
    "bulk",
    "files",
    "mainline",
    "subject",
    "repeated",
];
/// Follows [`COMMIT`] when the history was read line by line.
pub(super) const COMMIT_DEEP: &[&str] = &["lines_added", "lines_deleted"];
pub(super) const COMPONENT: &[&str] = &["repository", "name", "path", "reason", "files", "code"];
pub(super) const DEPENDENCY: &[&str] =
    &["repository", "manifest", "ecosystem", "name", "requirement", "version", "scope", "direct", "line"];
pub(super) const PAIR: &[&str] =
    &["repository", "first", "second", "shared", "first_revisions", "second_revisions", "degree", "imported"];
pub(super) const CONTRIBUTION: &[&str] =
    &["repository", "path", "person", "revisions", "revisions_24m", "created", "last_changed", "person_last_commit"];
pub(super) const LINE_OWNER: &[&str] = &["repository", "path", "person", "bot", "lines"];
pub(super) const SECRET: &[&str] = &[
    "repository",
    "path",
    "rule",
    "provider",
    "class",
    "masked",
    "came",
    "came_commit",
    "left",
    "left_commit",
    "days_live",
    "in_head",
    "fingerprint",
];
pub(super) const COMPONENT_PAIR: &[&str] = &[
    "from",
    "to",
    "imports",
    "loading_imports",
    "importing_files",
    "imported_files",
    "declared",
    "hidden_pairs",
    "in_cycle",
    "cut",
    "example_from",
    "example_to",
    "example_line",
];

/// The rows of a level, in the order of the facts, made one at a time.
pub(super) fn rows<'f>(level: Level, facts: &'f Facts, names: bool) -> Box<dyn Iterator<Item = Vec<Cell>> + 'f> {
    match level {
        Level::File => Box::new(facts.files.iter().map(|row| file(facts, row))),
        Level::Function => Box::new(facts.functions.iter().map(|row| function(facts, row))),
        Level::Commit => Box::new(facts.commits.iter().map(move |row| commit(facts, row, names))),
        Level::Component => Box::new(facts.components.iter().map(|row| component(facts, row))),
        Level::Dependency => Box::new(facts.dependencies.iter().map(|row| dependency(facts, row))),
        Level::Pair => Box::new(facts.pairs.iter().map(|row| pair(facts, row))),
        Level::Contribution => Box::new(facts.contributions.iter().map(move |row| contribution(facts, row, names))),
        Level::ComponentPair => Box::new(facts.architecture.pairs.iter().map(|row| component_pair(facts, row))),
        Level::Secret => Box::new(facts.history_secrets.iter().flatten().map(|row| secret(facts, row))),
        Level::LineOwner => Box::new(facts.line_owners.iter().map(move |row| line_owner(facts, row, names))),
    }
}

fn whole(number: impl Into<u64>) -> Cell {
    Cell::Whole(number.into())
}

fn file(facts: &Facts, file: &FileFacts) -> Vec<Cell> {
    let history = file.history.as_ref();
    let count = |figure: fn(&quarterdeck_facts::FileHistory) -> u32| Cell::or_unknown(history.map(figure), whole);
    let mut row = vec![
        Cell::text(&facts.repositories[file.repository.at()].name),
        Cell::Text(file.path.to_string()),
        Cell::known(file.language),
        Cell::text(file.kind.id()),
        whole(file.code),
        whole(file.comments),
        whole(file.blanks),
        whole(file.functions),
        whole(file.cyclomatic_sum),
        whole(file.cyclomatic_max),
        whole(file.cognitive_sum),
        whole(file.cognitive_max),
        whole(file.duplicated_lines),
        count(|history| history.revisions),
        count(|history| history.revisions_path),
        count(|history| history.revisions_12m),
        count(|history| history.fixes),
        count(|history| history.authors),
        count(|history| history.author_emails),
        Cell::or_unknown(history.filter(|history| history.main_author.is_some()), |history| {
            Cell::Decimal(history.main_author_share, 4)
        }),
        Cell::or_unknown(history, |history| Cell::Text(history.first_seen.rfc3339())),
        Cell::or_unknown(history, |history| Cell::Text(history.last_changed.rfc3339())),
        Cell::or_unknown(file.hotspot_score, |score| Cell::Decimal(score, 2)),
        Cell::or_unknown(file.effort_score, |score| Cell::Decimal(score, 4)),
        Cell::text(file.kind_rule),
        Cell::Truth(file.kind_claimed),
        Cell::text(&facts.components[file.component.at()].name),
        whole(file.bytes),
        Cell::known(&file.blob),
        Cell::text(parse(file.parse)),
        whole(file.admitted_debt),
        whole(file.test_cases),
        whole(file.tests_skipped),
        Cell::or_unknown(crate::json::path_bytes(&file.path), Cell::Text),
    ];
    if facts.deep {
        let lines = file.line_history.as_ref();
        let figures = lines.map(|lines| {
            [lines.added, lines.deleted, lines.added_12m, lines.deleted_12m, u64::from(lines.unowned)].map(whole)
        });
        row.extend(figures.unwrap_or([const { Cell::Unknown }; FILE_DEEP.len()]));
    }
    row
}

fn parse(state: ParseState) -> &'static str {
    match state {
        ParseState::Lines => "lines",
        ParseState::Parsed => "parsed",
        ParseState::ParsedWithErrors => "parsed-with-errors",
        ParseState::Refused => "refused",
    }
}

/// Repository name and path of a file.
fn place(facts: &Facts, file: FileIx) -> [Cell; 2] {
    [Cell::text(&facts.repository_of(file).name), Cell::Text(facts.file(file).path.to_string())]
}

fn function(facts: &Facts, function: &quarterdeck_facts::FunctionFacts) -> Vec<Cell> {
    let mut row = Vec::from(place(facts, function.file));
    row.push(Cell::text(&function.name));
    let figures = [
        function.start_line,
        function.end_line,
        function.code,
        function.parameters,
        function.nesting,
        function.cyclomatic,
        function.cognitive,
    ];
    row.extend(figures.map(whole));
    row.push(Cell::or_unknown(function.changed_12m, Cell::Truth));
    row
}

fn commit(facts: &Facts, commit: &quarterdeck_facts::CommitFacts, names: bool) -> Vec<Cell> {
    let author = &facts.people[commit.author.at()];
    let mut row = vec![
        Cell::text(&facts.repositories[commit.repository.at()].name),
        Cell::text(&commit.id),
        Cell::Text(commit.authored_at.rfc3339()),
        Cell::Text(commit.committed_at.rfc3339()),
        Cell::text(words::person(author, names)),
        Cell::Truth(author.bot),
        Cell::Truth(commit.kind.merge),
        Cell::Truth(commit.kind.fix),
        Cell::Truth(commit.kind.revert),
        Cell::Truth(commit.kind.feature),
        Cell::Truth(commit.kind.bulk),
        Cell::or_unknown(commit.files, whole),
        Cell::Truth(commit.mainline),
        Cell::text(&commit.subject),
        Cell::Truth(commit.repeated),
    ];
    if facts.deep {
        row.push(Cell::or_unknown(commit.lines, |(added, _)| whole(added)));
        row.push(Cell::or_unknown(commit.lines, |(_, deleted)| whole(deleted)));
    }
    row
}

fn component(facts: &Facts, component: &quarterdeck_facts::Component) -> Vec<Cell> {
    vec![
        Cell::text(&facts.repositories[component.repository.at()].name),
        Cell::text(&component.name),
        Cell::Text(component.path.to_string()),
        Cell::text(words::component_reason(component.reason)),
        whole(component.files),
        whole(component.code),
    ]
}

fn dependency(facts: &Facts, dependency: &quarterdeck_facts::Dependency) -> Vec<Cell> {
    let mut row = Vec::from(place(facts, dependency.manifest));
    row.extend([
        Cell::text(dependency.ecosystem.id()),
        Cell::text(&dependency.name),
        Cell::known(&dependency.requirement),
        Cell::known(&dependency.version),
        Cell::text(dependency.scope.id()),
        Cell::or_unknown(dependency.direct, Cell::Truth),
        Cell::or_unknown((dependency.line > 0).then_some(dependency.line), whole),
    ]);
    row
}

fn pair(facts: &Facts, pair: &quarterdeck_facts::CoupledPair) -> Vec<Cell> {
    vec![
        Cell::text(&facts.repositories[pair.repository.at()].name),
        Cell::Text(pair.first.to_string()),
        Cell::Text(pair.second.to_string()),
        whole(pair.shared),
        whole(pair.first_revisions),
        whole(pair.second_revisions),
        whole(pair.degree),
        Cell::or_unknown(pair.imported, Cell::Truth),
    ]
}

fn contribution(facts: &Facts, contribution: &quarterdeck_facts::Contribution, names: bool) -> Vec<Cell> {
    let person = &facts.people[contribution.person.at()];
    let mut row = Vec::from(place(facts, contribution.file));
    row.extend([
        Cell::text(words::person(person, names)),
        whole(contribution.revisions),
        whole(contribution.revisions_24m),
        Cell::Truth(contribution.created),
        Cell::Text(contribution.last_at.rfc3339()),
        Cell::Text(person.last_at.rfc3339()),
    ]);
    row
}

fn line_owner(facts: &Facts, owner: &quarterdeck_facts::LineOwner, names: bool) -> Vec<Cell> {
    let person = &facts.people[owner.person.at()];
    let mut row = Vec::from(place(facts, owner.file));
    row.extend([Cell::text(words::person(person, names)), Cell::Truth(person.bot), whole(owner.lines)]);
    row
}

fn secret(facts: &Facts, secret: &quarterdeck_facts::HistorySecret) -> Vec<Cell> {
    let left = secret.left.as_ref();
    vec![
        Cell::text(&facts.repositories[secret.repository.at()].name),
        Cell::Text(secret.path.to_string()),
        Cell::text(secret.rule),
        Cell::known(secret.provider),
        Cell::text(secret.class.id()),
        Cell::text(&secret.masked),
        Cell::Text(secret.came.at.rfc3339()),
        Cell::text(&secret.came.commit),
        Cell::or_unknown(left, |left| Cell::Text(left.at.rfc3339())),
        Cell::or_unknown(left, |left| Cell::text(&left.commit)),
        whole(secret.days_live),
        Cell::Truth(secret.in_head),
        Cell::text(&secret.fingerprint),
    ]
}

fn component_pair(facts: &Facts, pair: &quarterdeck_facts::ComponentPair) -> Vec<Cell> {
    let example = pair.examples.first();
    let path = |file: FileIx| Cell::Text(facts.file(file).path.to_string());
    vec![
        Cell::text(&facts.components[pair.from.at()].name),
        Cell::text(&facts.components[pair.to.at()].name),
        whole(pair.imports),
        whole(pair.loading_imports),
        whole(pair.importing_files),
        whole(pair.imported_files),
        Cell::Truth(pair.declared.is_some()),
        whole(pair.hidden_pairs),
        Cell::Truth(pair.in_cycle),
        Cell::Truth(pair.cut),
        Cell::or_unknown(example, |edge| path(edge.from)),
        Cell::or_unknown(example, |edge| path(edge.to)),
        Cell::or_unknown(example, |edge| whole(edge.line)),
    ]
}
