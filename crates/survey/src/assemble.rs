//! What was read, put together: sorted inputs, integers or a fixed order of sums, so that the same input gives the same facts.

use crate::gaps::Gaps;
use crate::lineage::{Lineages, Traced};
use crate::mainline::{mainline, merges_by_request};
use crate::people::{self, People};
use crate::read::FileRead;
use crate::sweeps::Sweep;
use crate::walk::Walk;
use crate::wide::wide;
use crate::year_ago::YearAgo;
use crate::{
    Input, Progress, Request, Stage, classify, components, coupling, deep, delivery, documents, scores, secrets,
    signals, structures,
};
use quarterdeck_base::{GapKind, RepoPath, Timestamp};
use quarterdeck_facts::{
    CommitFacts, CommitKind, Facts, FileFacts, FileIx, FileKind, FunctionFacts, HistoryState, ParseState, PersonIx,
    RepositoryFacts, RepositoryIx, Tag,
};
use quarterdeck_git::{Mailmap, Oid, Snapshot};
use quarterdeck_source::Function;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// One repository, read.
pub(crate) struct Surveyed<'a> {
    pub(crate) input: &'a Input,
    pub(crate) snapshot: Snapshot,
    pub(crate) files: Vec<FileRead>,
    pub(crate) history: Walk,
    /// Which commits sweep over the source.
    pub(crate) sweeps: Vec<Sweep>,
    pub(crate) year_ago: YearAgo,
    pub(crate) deep: Option<deep::Deep>,
}

/// Puts everything together. What only needs files runs beside what needs history.
pub(crate) fn assemble(
    request: &Request<'_>,
    surveyed: &[Surveyed<'_>],
    mut gaps: Gaps,
    progress: &dyn Progress,
) -> Facts {
    progress.stage(Stage::Assemble, None);
    let (mut facts, found) = rayon::join(
        || {
            let facts = of_each(request, surveyed, &mut gaps, progress);
            progress.stage(Stage::Copies, None);
            facts
        },
        || structures::between_files(surveyed),
    );
    structures::add(&mut facts, found, surveyed, &mut gaps, progress);
    facts.gaps = gaps.finish();
    facts
}

/// What is known of each repository on its own.
fn of_each(request: &Request<'_>, surveyed: &[Surveyed<'_>], gaps: &mut Gaps, progress: &dyn Progress) -> Facts {
    let histories: Vec<_> = surveyed.iter().map(|one| (&one.history, mailmap(one))).collect();
    let People { people, authors } = people::people(&histories);
    let as_of = request.as_of.0;
    let mut facts =
        Facts { system: request.system.clone(), as_of, as_of_source: request.as_of.1, people, ..Facts::default() };
    let mut delivery = delivery::Delivery::default();
    let mut first_commit = 0;
    for (at, one) in surveyed.iter().enumerate() {
        let repository = RepositoryIx::new(at);
        let first_file = facts.files.len();
        let count = one.history.history.commits.len();
        let authors = &authors[first_commit..first_commit + count];
        first_commit += count;
        let kinds = kinds(&one.history);
        facts.repositories.push(repository_facts(one, request.believed_until));
        add_files(&mut facts, one, repository, surveyed.len() == 1);
        add_functions(&mut facts, one, first_file);
        progress.stage(Stage::Lineages, None);
        add_history(&mut facts, one, authors, &kinds, first_file);
        progress.stage(Stage::Coupling, None);
        add_commits(&mut facts, one, repository, authors, &kinds, first_file);
        let place = deep::Place { repository, first_file, authors };
        deep::add(&mut facts, one.deep.as_ref(), &one.history, &one.files, &place);
        let cut = add_pairs(&mut facts, one, repository, first_file);
        gaps.note(&one.input.name, GapKind::Cut, "coupled pairs", cut, None);
        delivery.add(&one.files, first_file);
        facts.documents.extend(documents::documents(&one.files, first_file));
        facts.signals.extend(signals::signals(&one.files, first_file));
        facts.secrets.extend(secrets::secrets(&one.files, first_file));
    }
    facts.documents.sort_by_key(|document| (document.role, document.file));
    facts.signals.sort_by_key(|signal| (signal.file, signal.role, signal.what, signal.line));
    (facts.manifests, facts.dependencies) = (delivery.manifests, delivery.dependencies);
    (facts.pipelines, facts.containers) = (delivery.pipelines, delivery.containers);
    (facts.runtimes, facts.settings) = (delivery.runtimes, delivery.settings);
    (facts.owner_rules, facts.licences) = (delivery.owner_rules, delivery.licences);
    scores::hotspots(&mut facts.files);
    facts
}

fn mailmap(one: &Surveyed<'_>) -> Option<Mailmap> {
    let entry = one.snapshot.entries.iter().find(|entry| entry.path.as_bytes() == b".mailmap")?;
    let mut bytes = Vec::new();
    one.input.repository.blob_reader().blob(&entry.id, &mut bytes).ok()?;
    Some(Mailmap::parse(&bytes))
}

pub(crate) fn kinds(walk: &Walk) -> Vec<CommitKind> {
    let known = walk.history.commits.iter().zip(&walk.changes);
    known
        .map(|(commit, changes)| {
            classify::classify(
                &commit.message,
                commit.parents.len(),
                changes.as_ref().map(|changes| changes.len() as u32),
            )
        })
        .collect()
}

fn repository_facts(one: &Surveyed<'_>, believed_until: Timestamp) -> RepositoryFacts {
    let commits = &one.history.history.commits;
    let believed = |at: &Timestamp| at.seconds() > 0 && *at <= believed_until;
    let dates: HashMap<Oid, Timestamp> = commits.iter().map(|commit| (commit.id, commit.committed_at)).collect();
    let mut tags: Vec<Tag> = one
        .input
        .repository
        .tags()
        .into_iter()
        .filter_map(|(name, commit)| Some(Tag { name, at: *dates.get(&commit)? }))
        .collect();
    tags.sort_by(|a, b| (a.at, &a.name).cmp(&(b.at, &b.name)));
    RepositoryFacts {
        name: one.input.name.clone(),
        commit: one.snapshot.commit.to_string(),
        committed_at: one.snapshot.committed_at,
        commits: commits.len() as u64,
        merges: commits.iter().filter(|commit| commit.parents.len() > 1).count() as u64,
        first_commit_at: commits.iter().map(|commit| commit.committed_at).filter(believed).min().unwrap_or_default(),
        history: history_state(&one.history, one.input.repository.is_partial()),
        tags,
        merges_by_request: merges_by_request(&one.history),
    }
}

pub(crate) fn history_state(walk: &Walk, partial: bool) -> HistoryState {
    let incomplete = |reason: String| HistoryState::Incomplete { reason };
    let holes = walk.holes();
    if walk.history.shallow {
        incomplete("the clone is shallow".to_owned())
    } else if !walk.history.missing.is_empty() {
        incomplete(format!("{} commits are missing from the clone", walk.history.missing.len()))
    } else if holes > 0 {
        let clone = if partial { "partial clone" } else { "clone" };
        incomplete(format!("{holes} commits could not be compared because folders are missing from the {clone}"))
    } else if walk.history.cut {
        incomplete("history is longer than the bound on commits".to_owned())
    } else {
        HistoryState::Complete
    }
}

fn add_files(facts: &mut Facts, one: &Surveyed<'_>, repository: RepositoryIx, alone: bool) {
    let first = facts.components.len();
    let (components, assigned) = components::components(repository, &one.input.name, alone, &one.files, first);
    facts.components.extend(components);
    let sources = one.files.iter().filter(|read| read.kind.kind == FileKind::Source);
    let named: BTreeSet<&str> = sources
        .filter_map(|read| read.code.as_ref()?.as_ref().ok())
        .flat_map(|code| code.sql_files.iter().map(String::as_str))
        .collect();
    for (read, component) in one.files.iter().zip(assigned) {
        let (parse, code) = match &read.code {
            Some(Ok(code)) if code.errors > 0 => (ParseState::ParsedWithErrors, Some(code)),
            Some(Ok(code)) => (ParseState::Parsed, Some(code)),
            Some(Err(_)) => (ParseState::Refused, None),
            None => (ParseState::Lines, None),
        };
        // Test code within a source file is no part of its complexity.
        let whole = read.kind.kind == FileKind::Test;
        let functions: Vec<&Function> =
            code.iter().flat_map(|code| &code.functions).filter(|function| whole || !function.in_test).collect();
        facts.files.push(FileFacts {
            repository,
            path: read.entry.path.clone(),
            blob: read.entry.id.to_string(),
            bytes: read.text.bytes,
            language: read.language.map_or("", |language| language.name),
            kind: read.kind.kind,
            kind_rule: read.kind.rule,
            kind_claimed: read.kind.claimed,
            component,
            code: read.text.code,
            comments: read.text.comments,
            blanks: read.text.blanks,
            indentation: read.text.indentation,
            parse,
            functions: functions.len() as u32,
            cyclomatic_sum: functions.iter().map(|function| function.cyclomatic).sum(),
            cyclomatic_max: functions.iter().map(|function| function.cyclomatic).max().unwrap_or(0),
            cognitive_sum: cognitive_sum(&functions),
            cognitive_max: functions.iter().map(|function| function.cognitive).max().unwrap_or(0),
            duplicated_lines: 0,
            tables: code.map_or_else(Vec::new, |code| code.tables.clone()),
            error_lines: code.map_or_else(Vec::new, |code| code.error_lines.clone()),
            retired: code.map_or_else(Vec::new, |code| code.retired.clone()),
            named_in_code: !named.is_empty() && named.contains(read.entry.path.file_name().to_string().as_str()),
            by_hand: code.is_some_and(|code| code.by_hand),
            copied_in: code.is_some_and(|code| code.copied_in),
            serves_health: code.is_some_and(|code| code.serves_health),
            admitted_debt: read.text.admitted_debt,
            test_cases: code.map_or(0, |code| code.test_cases),
            tests_skipped: code.map_or(0, |code| code.tests_skipped),
            history: None,
            line_history: None,
            hotspot_score: None,
            effort_score: None,
        });
    }
}

/// The points of a function inside another one count in the outer one already.
fn cognitive_sum(functions: &[&Function]) -> u32 {
    let mut ordered = functions.to_vec();
    ordered.sort_by_key(|function| (function.start_line, std::cmp::Reverse(function.end_line)));
    let (mut sum, mut outer_end, mut outer, mut inner) = (0, 0, 0, 0);
    for function in ordered {
        if function.start_line <= outer_end && function.end_line <= outer_end {
            inner += function.cognitive;
            continue;
        }
        // An outer one without control flow of its own leaves its inner ones out: then these count.
        sum += outer.max(inner);
        (outer, inner, outer_end) = (function.cognitive, 0, function.end_line);
    }
    sum + outer.max(inner)
}

fn add_functions(facts: &mut Facts, one: &Surveyed<'_>, first_file: usize) {
    for (offset, read) in one.files.iter().enumerate() {
        let Some(Ok(code)) = &read.code else { continue };
        facts.functions.extend(code.functions.iter().map(|function| FunctionFacts {
            file: FileIx::new(first_file + offset),
            name: function.name.clone(),
            start_line: function.start_line,
            end_line: function.end_line,
            code: function.code,
            parameters: function.parameters,
            nesting: function.nesting,
            cyclomatic: function.cyclomatic,
            cognitive: function.cognitive,
            cognitive_own: function.cognitive_own,
            cognitive_flat: function.cognitive_flat,
            cognitive_flat_inside: function.cognitive_flat_inside,
            plain: function.plain,
            text: function.text,
            content_hash: function.content_hash,
            in_test: function.in_test,
            forwards: function.forwards,
            builds_markup: function.builds_markup,
            changed_12m: one.year_ago.is_changed(offset, function),
        }));
    }
}

fn add_history(facts: &mut Facts, one: &Surveyed<'_>, authors: &[PersonIx], kinds: &[CommitKind], first_file: usize) {
    let complete = facts.repositories.last().is_some_and(|repository| repository.history == HistoryState::Complete);
    if !complete {
        return;
    }
    let lineages =
        Lineages { walk: &one.history, authors, kinds, people: &facts.people, sweeps: &one.sweeps, as_of: facts.as_of };
    let paths: Vec<(FileIx, &RepoPath)> = one
        .files
        .iter()
        .enumerate()
        .map(|(offset, read)| (FileIx::new(first_file + offset), &read.entry.path))
        .collect();
    let traced = lineages.trace(&paths);
    for (file, Traced { history, mut contributions }) in facts.files[first_file..].iter_mut().zip(traced) {
        if matches!(file.kind, FileKind::Source | FileKind::Test) {
            file.effort_score = Some(scores::effort(&history, file.code));
        }
        file.history = Some(history);
        facts.contributions.append(&mut contributions);
    }
}

fn add_commits(
    facts: &mut Facts,
    one: &Surveyed<'_>,
    repository: RepositoryIx,
    authors: &[PersonIx],
    kinds: &[CommitKind],
    first_file: usize,
) {
    let on_mainline: HashSet<usize> = mainline(&one.history).into_iter().collect();
    let paths = one.files.iter().map(|file| file.entry.path.as_bytes());
    let defined: HashSet<String> = paths.filter_map(classify::defined_name).collect();
    let wide = wide(&one.history, &facts.files[first_file..]);
    let first = facts.commits.len();
    for (at, commit) in one.history.history.commits.iter().enumerate() {
        facts.commits.push(CommitFacts {
            repository,
            id: commit.id.to_string(),
            authored_at: commit.authored_at,
            committed_at: commit.committed_at,
            by_host: commit.by_host,
            author: authors[at],
            kind: kinds[at],
            files: one.history.changes[at].as_ref().map(|changes| changes.len() as u32),
            wide: wide[at],
            subject: secrets::hidden(&classify::subject(&commit.message)),
            names_issue: classify::names_issue(&commit.message, &|key| defined.contains(key)),
            zone_minutes: commit.zone_minutes,
            mainline: on_mainline.contains(&at),
            repeated: one.history.is_repeated(at),
            lines: None,
        });
    }
    facts.commits[first..].sort_by(|a, b| (a.committed_at, &a.id).cmp(&(b.committed_at, &b.id)));
}

fn add_pairs(facts: &mut Facts, one: &Surveyed<'_>, repository: RepositoryIx, first_file: usize) -> u64 {
    let by_path: BTreeMap<&[u8], FileIx> = one
        .files
        .iter()
        .enumerate()
        .map(|(offset, read)| (read.entry.path.as_bytes(), FileIx::new(first_file + offset)))
        .collect();
    let (mut pairs, cut) = coupling::coupled(&one.history, repository, &by_path);
    facts.pairs.append(&mut pairs);
    cut
}

#[cfg(test)]
mod tests {
    use bstr::ByteSlice;

    #[test]
    fn subjects_are_lossy_text() {
        assert_eq!(crate::classify::subject(b"\n  caf\xe9 \nbody".as_bstr()), "caf\u{fffd}");
    }
}
