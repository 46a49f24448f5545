//! Commits that sweep over the source: a licence header, a new version of a language, a linter, a formatter. They say neither
//! that a file is worked on nor that its author knows it.

use crate::classify;
use crate::lineage::slots;
use crate::read::FileRead;
use crate::walk::Walk;
use quarterdeck_base::{RepoPath, bound};
use quarterdeck_facts::FileKind;

/// Files of source that a commit has to change to be a sweep by its subject.
const NAMED_FILES: u64 = 5;

/// What a commit does over the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sweep {
    /// Nothing of the kind.
    No,
    /// It touches many files, most of them new: a part that came in at once.
    Adds,
    /// It changes many files that were there.
    Changes,
}

/// What each commit is, by the source files among these and by its subject.
pub(crate) fn of_source(walk: &Walk, files: &[FileRead]) -> Vec<Sweep> {
    let source = files.iter().filter(|file| file.kind.kind == FileKind::Source);
    sweeps(walk, source.map(|file| &file.entry.path))
}

fn sweeps<'a>(walk: &Walk, source: impl Iterator<Item = &'a RepoPath>) -> Vec<Sweep> {
    let source = slots(walk, source);
    let mut sweeps = vec![Sweep::No; walk.changes.len()];
    for (index, commit, changes) in walk.changed() {
        let (mut touched, mut changed) = (0, 0);
        for change in changes.iter().filter(|change| source[change.path as usize].is_some()) {
            touched += 1;
            // What only moved was there.
            changed += u64::from(!change.added || change.renamed_from.is_some());
        }
        sweeps[index] = sweep(touched, changed, &|| classify::is_sweep(&commit.message));
    }
    sweeps
}

fn sweep(touched: u64, changed: u64, is_named: &dyn Fn() -> bool) -> Sweep {
    if changed > bound::COUPLING_COMMIT_FILES || (changed >= NAMED_FILES && is_named()) {
        Sweep::Changes
    } else if touched > bound::COUPLING_COMMIT_FILES {
        Sweep::Adds
    } else {
        Sweep::No
    }
}

#[cfg(test)]
mod tests {
    use super::{Sweep, sweep};

    #[test]
    fn a_sweep_changes_many_files_or_says_so() {
        for (touched, changed, named, expected) in [
            (30, 30, false, Sweep::No),
            (31, 31, false, Sweep::Changes),
            (31, 30, false, Sweep::Adds),
            (4, 4, true, Sweep::No),
            (5, 5, true, Sweep::Changes),
            (9, 4, true, Sweep::No),
        ] {
            assert_eq!(sweep(touched, changed, &|| named), expected, "{touched} {changed} {named}");
        }
    }
}
