//! The recent past: what people changed in a year, whether one of them does it all, and how old the clone is.

use crate::knowledge::{Knowledge, whole};
use crate::requests::works_by_requests;
use crate::support::{YEAR_DAYS, percent, recent_commits, share, source_code, year_ago};
use quarterdeck_base::{GapKind, Timestamp};
use quarterdeck_facts::{CommitFacts, Facts, FileFacts, FileIx, HistoryState, PersonIx};
use quarterdeck_findings::Assessment;
use std::collections::BTreeMap;

/// Changes of the last 12 months that were about the file: [`sweeps`] are left out, and so is the commit that it came in with.
pub(crate) fn focused_revisions(file: &FileFacts) -> u32 {
    file.history.as_ref().map_or(0, |history| history.changes_12m().saturating_sub(history.sweeps_12m))
}

/// True when the file came in during the last 12 months.
pub(crate) fn is_new(file: &FileFacts) -> bool {
    file.history.as_ref().is_some_and(|history| history.came_12m)
}

/// True when it is known that in the last 12 months nobody wrote or changed the file; [`sweeps`] are no such work.
pub(crate) fn is_quiet(file: &FileFacts) -> bool {
    file.history.is_some() && focused_revisions(file) == 0 && !is_new(file)
}

/// Sweeps of the last 12 months that changed the file, formatters and moves of everything among them.
pub(crate) fn sweeps(file: &FileFacts) -> u32 {
    file.history.as_ref().map_or(0, |history| history.sweeps_12m.saturating_add(history.imports_12m))
}

/// Changes in 12 months from which on a file is among so many per cent of the changed source files with most of them; `None`
/// where none changed.
pub(crate) fn changes_of_top(facts: &Facts, top_percent: f64, changes_of: fn(&FileFacts) -> u32) -> Option<u32> {
    let mut changes: Vec<u32> =
        source_code(facts).map(|(_, file)| changes_of(file)).filter(|changes| *changes > 0).collect();
    changes.sort_unstable_by(|a, b| b.cmp(a));
    let count = (changes.len() as f64 * top_percent / 100.0).ceil().max(1.0) as usize;
    changes.get(count.min(changes.len()).checked_sub(1)?).copied()
}

/// From this share of the commits on one person does everything.
const ALL_BY_ONE: f64 = 0.9;

/// From this share on, when nobody else holds the system either.
const MOST_BY_ONE: f64 = 0.75;

/// Commits of people in the last 12 months in all repositories; merges and repeated ones are left out.
pub(crate) fn changes_of_people(facts: &Facts) -> Vec<&CommitFacts> {
    (0..facts.repositories.len()).flat_map(|at| recent_commits(facts, at)).filter(|commit| commit.is_change()).collect()
}

/// The share of whoever wrote most of these commits.
pub(crate) fn largest_share(commits: &[&CommitFacts]) -> f64 {
    let mut of: BTreeMap<PersonIx, u64> = BTreeMap::new();
    for commit in commits {
        *of.entry(commit.author).or_default() += 1;
    }
    share(of.into_values().max().unwrap_or(0), commits.len() as u64)
}

/// Who wrote most of the commits of the last 12 months, with the share, when that is three quarters of them or more and
/// this person alone holds the whole system.
pub(crate) fn one_does_most(facts: &Facts, whole: &Knowledge) -> Option<(PersonIx, f64)> {
    let commits = changes_of_people(facts);
    let most = largest_share(&commits);
    let [one] = whole.holders[..] else { return None };
    let own = commits.iter().filter(|commit| commit.author == one).count() as u64;
    (most >= MOST_BY_ONE && share(own, commits.len() as u64) >= most).then_some((one, most))
}

/// The answer of a check that found no fault where nothing may be praised: an old clone does not show who works today, and one
/// person who does everything is no team.
pub(crate) fn praise_gap(facts: &Facts) -> Option<Assessment> {
    old_clone_gap(facts).or_else(|| one_does_all(facts))
}

/// The answer of a check that found no fault in an old clone.
pub(crate) fn old_clone_gap(facts: &Facts) -> Option<Assessment> {
    is_old_clone(facts).then(|| {
        let last = last_commit_at(facts).date();
        Assessment::could_not_assess(
            format!("nobody has committed here since {last}, which does not show who works today"),
            "a clone of today, with the branch that lives on",
        )
    })
}

/// One person does everything: TEA-01 tells it.
pub(crate) fn one_does_all(facts: &Facts) -> Option<Assessment> {
    let most = largest_share(&changes_of_people(facts));
    let holds = || one_does_most(facts, &whole(facts, &facts.regulars())).is_some();
    (most >= ALL_BY_ONE || (most >= MOST_BY_ONE && holds())).then(|| {
        let share = percent(most);
        Assessment::not_applicable(format!("one person wrote {share} % of the commits of the last 12 months (TEA-01)"))
    })
}

/// Days since the first commit of the file's repository where these are fewer than 12 months, else 0: a text must not tell
/// of a year that was not there.
pub(crate) fn history_days(facts: &Facts, file: FileIx) -> u64 {
    let repository = facts.repository_of(file);
    let days = facts.as_of.days_since(repository.first_commit_at);
    let is_short = repository.history == HistoryState::Complete && days < YEAR_DAYS as f64;
    if is_short { days.max(1.0) as u64 } else { 0 }
}

/// When somebody last committed.
pub(crate) fn last_commit_at(facts: &Facts) -> Timestamp {
    facts.people.iter().filter(|person| !person.bot).map(|person| person.last_at).max().unwrap_or_default()
}

/// Nobody has committed for 12 months, on the audited branch.
pub(crate) fn is_at_rest(facts: &Facts) -> bool {
    last_commit_at(facts) < year_ago(facts)
}

/// People who commit regularly, from whom on many may know what one of them wrote.
const MANY_REGULARS: usize = 10;

/// What is kept of the score of authorship there.
pub(crate) const KEPT_SCORE: f64 = 0.5;

/// Many people work here by requests: who looked at the changes of a file knows it as well, and git does not tell who did.
pub(crate) fn is_looked_at_by_many(facts: &Facts) -> bool {
    facts.regulars().len() >= MANY_REGULARS && (0..facts.repositories.len()).all(|at| works_by_requests(facts, at))
}

/// Every repository ends long before the day of judgement: its silence may be that of an old clone.
pub(crate) fn is_old_clone(facts: &Facts) -> bool {
    let is_old = |name: &str| facts.gaps.iter().any(|gap| gap.kind == GapKind::OldHead && gap.repository == name);
    facts.repositories.iter().all(|repository| is_old(&repository.name))
}
