//! Commits that change more files at once than one purpose needs.

use crate::lineage::slots;
use crate::walk::{PathChange, Walk};
use quarterdeck_base::{RepoPath, bound};
use quarterdeck_facts::{FileFacts, FileKind};
use quarterdeck_languages::{Marks, TextFacts};
use std::collections::HashSet;

/// For each commit whether it changes more than 30 files that people write. A file that only moved counts once. The kind of a
/// file that is gone is told by its path, which says of no file that it is binary.
pub(crate) fn wide(walk: &Walk, files: &[FileFacts]) -> Vec<bool> {
    let known = slots(walk, files.iter().map(|file| &file.path));
    let mut by_people: Vec<Option<bool>> =
        known.into_iter().map(|slot| slot.map(|slot| is_by_people(files[slot as usize].kind))).collect();
    let mut wide = vec![false; walk.changes.len()];
    for (index, _, changes) in walk.changed() {
        wide[index] = is_wide(changes, &mut |path| {
            let path = path as usize;
            *by_people[path].get_or_insert_with(|| is_by_people(kind_of(&RepoPath::new(walk.paths[path].clone()))))
        });
    }
    wide
}

fn is_wide(changes: &[PathChange], is_by_people: &mut dyn FnMut(u32) -> bool) -> bool {
    let bound = bound::COUPLING_COMMIT_FILES as usize;
    if changes.len() <= bound {
        return false;
    }
    let moved: HashSet<u32> = changes.iter().filter_map(|change| change.renamed_from).collect();
    let counted = changes.iter().filter(|change| !moved.contains(&change.path) && is_by_people(change.path));
    counted.take(bound + 1).count() > bound
}

fn is_by_people(kind: FileKind) -> bool {
    !matches!(kind, FileKind::Generated | FileKind::Minified | FileKind::Binary)
}

fn kind_of(path: &RepoPath) -> FileKind {
    let language = quarterdeck_languages::identify(path, &[]);
    quarterdeck_languages::kind(path, language, &TextFacts::default(), &Marks::default(), false).kind
}

#[cfg(test)]
mod tests {
    use super::{is_by_people, is_wide, kind_of};
    use crate::walk::PathChange;
    use quarterdeck_base::RepoPath;

    #[test]
    fn a_moved_file_counts_once_and_what_programs_write_does_not() {
        for (changed, moved, by_program, expected) in [
            (30, 0, 0, false),
            (31, 0, 0, true),
            (0, 30, 0, false),
            (0, 31, 0, true),
            (22, 7, 0, false),
            (30, 0, 9, false),
        ] {
            let change = |path, renamed_from| PathChange {
                path,
                renamed_from,
                added: false,
                origin_unknown: false,
                moved_only: false,
            };
            let mut changes: Vec<PathChange> = (0..changed + by_program).map(|path| change(path, None)).collect();
            for path in 0..moved {
                changes.extend([change(1000 + path, None), change(2000 + path, Some(1000 + path))]);
            }
            let is = is_wide(&changes, &mut |path| !(changed..changed + by_program).contains(&path));
            assert_eq!(is, expected, "{changed} {moved} {by_program}");
        }
    }

    #[test]
    fn what_is_gone_is_told_by_its_path() {
        for (path, expected) in
            [("src/Order.php", true), ("public/build/app.30ef5dc7.js", false), ("public/app.min.js", false)]
        {
            assert_eq!(is_by_people(kind_of(&RepoPath::from(path))), expected, "{path}");
        }
    }
}
