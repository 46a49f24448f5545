//! Lines of history as facts of files, commits and people.

use super::Deep;
use super::blame::{Owned, blame};
use super::commits::CommitLines;
use crate::lineage::{RECENT_DAYS, follow_back, slots};
use crate::read::FileRead;
use crate::walk::Walk;
use bstr::BStr;
use quarterdeck_facts::{Facts, FileIx, FileKind, LineHistory, LineOwner, PersonIx, RepositoryIx};
use quarterdeck_git::Oid;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One repository of the facts: which one, where its files begin, and who wrote each commit of its walk.
pub(crate) struct Place<'a> {
    pub(crate) repository: RepositoryIx,
    pub(crate) first_file: usize,
    pub(crate) authors: &'a [PersonIx],
}

/// Adds what is known of the lines of one repository. Nothing where its history cannot be believed: no file has a history.
pub(crate) fn add(facts: &mut Facts, deep: Option<&Deep>, walk: &Walk, files: &[FileRead], place: &Place<'_>) {
    facts.deep |= deep.is_some();
    if let Some(deep) = deep {
        let head: BTreeSet<Oid> = files.iter().map(|file| file.entry.id).collect();
        let secrets = deep.secrets(walk, place.repository, &head, facts.as_of);
        facts.history_secrets.get_or_insert_default().extend(secrets);
    }
    let believed = facts.files.get(place.first_file).is_some_and(|file| file.history.is_some());
    let Some(deep) = deep.filter(|_| believed) else { return };
    add_commits(facts, deep, walk, place.repository);
    // What people write in lines; what programs write, others wrote or nobody can read has no owner.
    let written: Vec<usize> =
        (0..files.len()).filter(|at| is_written(facts.files[place.first_file + at].kind)).collect();
    let paths: Vec<&BStr> = written.iter().map(|at| files[*at].entry.path.as_bstr()).collect();
    let mut histories = churn(deep, walk, files, &written, facts);
    let mut owners: BTreeMap<(u32, PersonIx), u32> = BTreeMap::new();
    blame(walk, &deep.commits, &paths, |owned: Owned| {
        let known = &mut histories[owned.file as usize];
        match (owned.commit, owned.lines) {
            (Some(commit), Some(lines)) => {
                *owners.entry((owned.file, place.authors[commit as usize])).or_default() += lines
            }
            (_, Some(lines)) => known.iter_mut().for_each(|known| known.unowned += lines),
            (_, None) => *known = None,
        }
    });
    for ((file, person), lines) in owners {
        let file = place.first_file + written[file as usize];
        facts.line_owners.push(LineOwner { file: FileIx::new(file), person, lines });
    }
    for (at, history) in written.into_iter().zip(histories) {
        facts.files[place.first_file + at].line_history = history;
    }
}

fn is_written(kind: FileKind) -> bool {
    match kind {
        FileKind::Source | FileKind::Test | FileKind::Documentation | FileKind::Configuration | FileKind::Data => true,
        FileKind::Vendored | FileKind::Generated | FileKind::Minified => false,
        FileKind::Binary | FileKind::Pointer | FileKind::Unread => false,
    }
}

fn add_commits(facts: &mut Facts, deep: &Deep, walk: &Walk, repository: RepositoryIx) {
    let at: HashMap<String, usize> =
        walk.history.commits.iter().enumerate().map(|(at, commit)| (commit.id.to_string(), at)).collect();
    for commit in facts.commits.iter_mut().filter(|commit| commit.repository == repository) {
        let lines = at.get(&commit.id).and_then(|at| deep.commits[*at].as_ref());
        commit.lines = match lines {
            Some(CommitLines::Single(changes)) => changes
                .iter()
                .map(|change| change.counts())
                .try_fold((0, 0), |sum, counts| counts.map(|counts| (sum.0 + counts.0, sum.1 + counts.1))),
            // A merge has none of its own, as it has no files of its own.
            Some(CommitLines::Merge(_)) => Some((0, 0)),
            None => None,
        };
    }
}

/// Lines added and deleted in each of these files, renames followed; `None` when a change on the way could not be read.
fn churn(deep: &Deep, walk: &Walk, files: &[FileRead], written: &[usize], facts: &Facts) -> Vec<Option<LineHistory>> {
    let recent_from = facts.as_of.days_before(RECENT_DAYS);
    let mut histories = vec![Some(LineHistory::default()); written.len()];
    let mut positions: (u32, HashMap<u32, usize>) = (u32::MAX, HashMap::new());
    let slots = slots(walk, written.iter().map(|at| &files[*at].entry.path));
    follow_back(walk, slots, |slot, commit, change| {
        if walk.is_repeated(commit as usize) {
            return;
        }
        let changes = walk.changes[commit as usize].as_deref().unwrap_or_default();
        if positions.0 != commit {
            positions = (commit, changes.iter().enumerate().map(|(at, change)| (change.path, at)).collect());
        }
        let lines = match &deep.commits[commit as usize] {
            Some(CommitLines::Single(lines)) => positions.1.get(&change.path).and_then(|at| lines.get(*at)?.counts()),
            _ => None,
        };
        let history = &mut histories[slot as usize];
        let (Some(known), Some((added, deleted))) = (history.as_mut(), lines) else {
            *history = None;
            return;
        };
        known.added += added;
        known.deleted += deleted;
        let at = walk.history.commits[commit as usize].committed_at;
        if at > recent_from && at <= facts.as_of {
            known.added_12m += added;
            known.deleted_12m += deleted;
        }
    });
    histories
}
